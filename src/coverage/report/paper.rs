//! A report on paper, as documents of the State (Nghị định 30/2020/NĐ-CP, Phụ lục I) or of the Party (Hướng dẫn
//! 36-HD/VPTW) are set. Where a rule gives bounds, a value within them stands here; a ward's settings come first.

use super::docx::{self, Align, Page, Paragraph, Part, Run, Table};
use super::text::{Block, Report};
use crate::settings::{Form, Settings};

/// Type sizes of a form, in points.
struct Sizes {
    /// Quốc hiệu, or the Party's name.
    nation: f64,
    /// Tiêu ngữ.
    motto: f64,
    /// The issuing bodies.
    issuer: f64,
    /// Number, place and day.
    number: f64,
    /// `BÁO CÁO`.
    kind: f64,
    /// What it is about.
    title: f64,
    /// The text.
    text: f64,
    /// Recipients.
    recipients: (f64, f64),
}

const STATE: Sizes = Sizes {
    nation: 13.0,
    motto: 14.0,
    issuer: 13.0,
    number: 13.0,
    kind: 14.0,
    title: 14.0,
    text: 14.0,
    recipients: (12.0, 11.0),
};

const PARTY: Sizes = Sizes {
    nation: 15.0,
    motto: 14.0,
    issuer: 14.0,
    number: 14.0,
    kind: 16.0,
    title: 15.0,
    text: 14.0,
    recipients: (14.0, 12.0),
};

/// Above, below, left and right in millimetres, within the bounds of both forms.
const MARGINS: [f64; 4] = [20.0, 20.0, 30.0, 15.0];

/// Points between the text and the signature.
const ABOVE_SIGNATURE: f64 = 12.0;

/// Blank room for a number by hand.
const GAP: &str = "        ";

/// The document.
pub fn document(report: &Report, settings: &Settings) -> zip::result::ZipResult<Vec<u8>> {
    let form = settings.form.unwrap_or(Form::State);
    let mut sizes = match form {
        Form::State => STATE,
        Form::Party => PARTY,
    };
    sizes.text = settings.size.unwrap_or(sizes.text);
    let mut margins = MARGINS;
    for (own, set) in margins.iter_mut().zip(settings.margins) {
        *own = set.unwrap_or(*own);
    }
    let page = Page {
        margins,
        number_size: sizes.text,
    };
    let mut parts = match form {
        Form::State => state_head(report, settings, &sizes, page.width()),
        Form::Party => party_head(report, settings, &sizes, page.width()),
    };
    let (body, annex) = match report
        .blocks
        .iter()
        .position(|block| matches!(block, Block::Annex(_)))
    {
        Some(at) => report.blocks.split_at(at),
        None => (&report.blocks[..], &[][..]),
    };
    parts.extend(
        body.iter()
            .flat_map(|block| set(block, &sizes, page.width())),
    );
    parts.push(signature(settings, form, &sizes, page.width()));
    parts.extend(
        annex
            .iter()
            .flat_map(|block| set(block, &sizes, page.width())),
    );
    docx::document(&format!("Báo cáo: {}", report.title), page, &parts)
}

fn centred(runs: Vec<Run>) -> Paragraph {
    Paragraph::new(runs, Align::Centre)
}

/// Two columns without lines.
fn columns(left: Vec<Paragraph>, right: Vec<Paragraph>, widths: [f64; 2]) -> Part {
    Part::Table(Table {
        widths: widths.to_vec(),
        rows: vec![vec![left, right]],
        is_ruled: false,
    })
}

/// A body's name in the lines that its column has room for: the place begins one of its own.
fn lines_of(name: &str) -> impl Iterator<Item = &str> {
    const ROOM: usize = 20;
    const PLACES: [&str; 6] = [
        " PHƯỜNG ",
        " XÃ ",
        " ĐẶC KHU ",
        " THÀNH PHỐ ",
        " TỈNH ",
        " THỊ TRẤN ",
    ];
    let place = PLACES.iter().filter_map(|place| name.find(place)).min();
    let place = place.filter(|_| name.chars().count() > ROOM);
    let (body, place) = name.split_at(place.unwrap_or(name.len()));
    [body, place.trim_start()]
        .into_iter()
        .filter(|line| !line.is_empty())
}

/// A setting, or room for it.
fn or_blank(text: Option<&String>) -> String {
    text.cloned().unwrap_or_else(|| "……………………".into())
}

fn place_and_day(report: &Report, settings: &Settings) -> String {
    format!(
        "{}, ngày{GAP}tháng{GAP}năm {}",
        or_blank(settings.place.as_ref()),
        report.year
    )
}

/// Who is above the issuer, and the issuer.
fn issuer_of(settings: &Settings, sizes: &Sizes) -> Vec<Paragraph> {
    let parent = settings.parent.iter().flat_map(|parent| lines_of(parent));
    let parent = parent.map(|line| centred(vec![Run::plain(line, sizes.issuer)]));
    let own = or_blank(settings.issuer.as_ref());
    let own = lines_of(&own).map(|line| centred(vec![Run::bold(line, sizes.issuer)]));
    parent.chain(own).collect()
}

fn state_head(report: &Report, settings: &Settings, sizes: &Sizes, width: f64) -> Vec<Part> {
    // As much as quốc hiệu takes on one line.
    let right = 98.0;
    let left = width - right;
    let mut issuer = issuer_of(settings, sizes);
    if let Some(last) = issuer.last_mut() {
        last.rule = Some(left / 3.0);
    }
    let symbol = settings.symbol.as_deref().unwrap_or("BC-……");
    issuer
        .push(centred(vec![Run::plain(format!("Số:{GAP}/{symbol}"), sizes.number)]).room(6.0, 0.0));
    let nation = vec![
        centred(vec![Run::bold(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            sizes.nation,
        )]),
        centred(vec![Run::bold("Độc lập - Tự do - Hạnh phúc", sizes.motto)]).rule(17.0),
        centred(vec![Run::italic(
            place_and_day(report, settings),
            sizes.number,
        )])
        .room(6.0, 0.0),
    ];
    vec![
        columns(issuer, nation, [left, right]),
        Part::Paragraph(centred(vec![Run::bold("BÁO CÁO", sizes.kind)]).room(14.0, 0.0)),
        Part::Paragraph(centred(vec![Run::bold(&report.title, sizes.title)]).rule(width * 0.35)),
        Part::Paragraph(centred(Vec::new())),
    ]
}

fn party_head(report: &Report, settings: &Settings, sizes: &Sizes, width: f64) -> Vec<Part> {
    let right = 92.0;
    let left = width - right;
    let mut issuer = issuer_of(settings, sizes);
    issuer.push(centred(vec![Run::plain("*", sizes.issuer)]));
    let symbol = settings.symbol.as_deref().unwrap_or("BC/……");
    issuer.push(centred(vec![Run::plain(
        format!("Số{GAP}-{symbol}"),
        sizes.number,
    )]));
    let party = vec![
        centred(vec![Run::bold("ĐẢNG CỘNG SẢN VIỆT NAM", sizes.nation)]).rule(10.0),
        centred(vec![Run::italic(
            place_and_day(report, settings),
            sizes.number,
        )])
        .room(6.0, 0.0),
    ];
    vec![
        columns(issuer, party, [left, right]),
        Part::Paragraph(centred(vec![Run::bold("BÁO CÁO", sizes.kind)]).room(14.0, 0.0)),
        Part::Paragraph(centred(vec![Run::bold(&report.title, sizes.title)])),
        Part::Paragraph(centred(vec![Run::plain("-----", sizes.title)]).room(0.0, 8.0)),
    ]
}

/// A block of the text.
fn set(block: &Block, sizes: &Sizes, width: f64) -> Vec<Part> {
    let indented = |run: Run, keeps_next: bool| {
        let paragraph = Paragraph::new(vec![run], Align::Both).room(6.0, 0.0);
        vec![Part::Paragraph(Paragraph {
            first_line: 12.7,
            keeps_next,
            ..paragraph
        })]
    };
    match block {
        Block::Chapter(text) | Block::Heading(text) => indented(Run::bold(text, sizes.text), true),
        Block::Paragraph(text) => indented(Run::plain(text, sizes.text), false),
        Block::Annex(text) => vec![
            Part::NewPage,
            Part::Paragraph(Paragraph {
                keeps_next: true,
                ..centred(vec![Run::bold(text, sizes.text)]).room(0.0, 8.0)
            }),
        ],
        Block::Table {
            heads,
            widths,
            rows,
        } => {
            let size = 12.0;
            let head = heads
                .iter()
                .map(|(head, _)| vec![centred(vec![Run::bold(*head, size)])]);
            let mut set_rows = vec![head.collect::<Vec<_>>()];
            set_rows.extend(rows.iter().map(|row| {
                let cells = row.iter().zip(heads).map(|(cell, (_, is_number))| {
                    let align = if *is_number {
                        Align::Centre
                    } else {
                        Align::Left
                    };
                    vec![Paragraph::new(vec![Run::plain(cell, size)], align)]
                });
                cells.collect()
            }));
            vec![
                Part::Paragraph(Paragraph::new(Vec::new(), Align::Left)),
                Part::Table(Table {
                    widths: widths.iter().map(|share| share * width).collect(),
                    rows: set_rows,
                    is_ruled: true,
                }),
                Part::Paragraph(Paragraph::new(Vec::new(), Align::Left)),
            ]
        }
    }
}

fn signature(settings: &Settings, form: Form, sizes: &Sizes, width: f64) -> Part {
    let mut head = match form {
        Form::State => Run {
            italic: true,
            ..Run::bold("Nơi nhận:", sizes.recipients.0)
        },
        Form::Party => Run {
            underlined: true,
            ..Run::plain("Nơi nhận:", sizes.recipients.0)
        },
    };
    head.size = sizes.recipients.0;
    let mut left = vec![Paragraph::new(vec![head], Align::Left).room(ABOVE_SIGNATURE, 0.0)];
    let recipients = match settings.recipients.is_empty() {
        true => vec!["……………………".to_owned()],
        false => settings.recipients.clone(),
    };
    let last = recipients.len();
    for (at, recipient) in recipients.iter().enumerate() {
        let end = match (at + 1 == last, form) {
            (true, _) => ".",
            (false, Form::State) => ";",
            (false, Form::Party) => ",",
        };
        let text = format!("- {}{end}", recipient.trim_end_matches(['.', ';', ',']));
        left.push(Paragraph::new(
            vec![Run::plain(text, sizes.recipients.1)],
            Align::Left,
        ));
    }
    let mut right = Vec::new();
    right.extend(
        settings
            .on_behalf
            .as_ref()
            .map(|body| centred(vec![Run::bold(body, sizes.text)])),
    );
    let office = or_blank(settings.office.as_ref());
    // Bold for the State; of the Party only the body for which is signed.
    let office = match form {
        Form::State => Run::bold(office, sizes.text),
        Form::Party => Run::plain(office, sizes.text),
    };
    right.push(centred(vec![office]));
    // Room for the signature and the seal.
    right.push(centred(Vec::new()).room(0.0, 60.0));
    right.push(centred(vec![Run::bold(
        or_blank(settings.signer.as_ref()),
        sizes.text,
    )]));
    if let Some(first) = right.first_mut() {
        first.room.0 = ABOVE_SIGNATURE;
    }
    for paragraph in left.iter_mut().chain(&mut right) {
        paragraph.keeps_next = true;
    }
    columns(left, right, [width / 2.0, width / 2.0])
}
