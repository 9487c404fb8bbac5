//! Slides as PPTX (ECMA-376): the few parts that programs for slides need, with the talk in the notes, the same bytes each time.

use crate::deck::{Item, Shown, Slide, TEXT};
use crate::look::Colour;
use crate::pptx_parts as parts;
use crate::slides::{BAND, CODE, SLIDE};
use crate::subject::Subject;
use crate::text::Run;
use fast_qr::{ECL, QRBuilder};
use quick_xml::escape::escape;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Units of the format in a point.
const EMU: f32 = 12_700.0;

/// Pixels of a drawing, at most.
const PIXELS: (usize, usize) = (1_600, 900);

fn emu(points: f32) -> i64 {
    (points * EMU).round() as i64
}

/// Drawings as PNG by their address on the page.
pub type Pictures = BTreeMap<String, Vec<u8>>;

/// The drawings of a deck as PNG; `png` makes one of an address in a box of pixels.
pub fn pictures(
    slides: &[Slide],
    png: impl Fn(&str, (usize, usize)) -> Option<Vec<u8>>,
) -> Pictures {
    let urls = slides.iter().filter_map(|slide| match &slide.shown {
        Shown::Drawing(url) | Shown::Cover(_, Some(url)) => Some(url),
        _ => None,
    });
    urls.filter_map(|url| Some((url.clone(), png(url, PIXELS)?)))
        .collect()
}

/// The deck as PPTX.
pub fn pptx(subject: &Subject<'_>, slides: &[Slide], pictures: &Pictures) -> Vec<u8> {
    let mut package = Package::default();
    let media: BTreeMap<&str, String> = pictures
        .keys()
        .enumerate()
        .map(|(at, url)| (url.as_str(), format!("hinh{}.png", at + 1)))
        .collect();
    for (url, name) in &media {
        package.put(&format!("ppt/media/{name}"), pictures[*url].clone());
    }
    for (at, slide) in slides.iter().enumerate() {
        let number = at + 1;
        let mut relations = vec![
            ("slideLayout", "../slideLayouts/slideLayout1.xml".to_owned()),
            (
                "notesSlide",
                format!("../notesSlides/notesSlide{number}.xml"),
            ),
        ];
        let url = match &slide.shown {
            Shown::Drawing(url) | Shown::Cover(_, Some(url)) => Some(url.as_str()),
            _ => None,
        };
        let picture = url.and_then(|url| Some((media.get(url)?, subject.drawings.get(url)?)));
        if let Some((name, _)) = picture {
            relations.push(("image", format!("../media/{name}")));
        }
        let shape = picture.map(|(_, drawing)| (drawing.width as f32, drawing.height as f32));
        let xml = slide_xml(subject, slide, shape);
        package.text(&format!("ppt/slides/slide{number}.xml"), &xml);
        package.relations(
            &format!("ppt/slides/_rels/slide{number}.xml.rels"),
            &relations,
        );
        let notes = notes_xml(&slide.notes);
        package.text(&format!("ppt/notesSlides/notesSlide{number}.xml"), &notes);
        package.relations(
            &format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"),
            &[
                ("notesMaster", "../notesMasters/notesMaster1.xml".to_owned()),
                ("slide", format!("../slides/slide{number}.xml")),
            ],
        );
    }
    package.frame(subject, slides.len());
    package.finish()
}

/// The parts of a file, by their names.
#[derive(Default)]
struct Package {
    files: BTreeMap<String, Vec<u8>>,
}

impl Package {
    fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.insert(name.to_owned(), bytes);
    }

    fn text(&mut self, name: &str, xml: &str) {
        self.put(name, format!("{}{xml}", parts::PROLOGUE).into_bytes());
    }

    fn relations(&mut self, name: &str, relations: &[(&str, String)]) {
        let mut xml = format!("<Relationships xmlns=\"{}\">", parts::RELATIONS);
        for (at, (kind, target)) in relations.iter().enumerate() {
            let number = at + 1;
            let kind = parts::relation(kind);
            xml +=
                &format!("<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>");
        }
        self.text(name, &(xml + "</Relationships>"));
    }

    /// What holds the slides together.
    fn frame(&mut self, subject: &Subject<'_>, slides: usize) {
        let mut relations = vec![
            ("slideMaster", "slideMasters/slideMaster1.xml".to_owned()),
            ("notesMaster", "notesMasters/notesMaster1.xml".to_owned()),
        ];
        let mut list = String::new();
        for number in 1..=slides {
            relations.push(("slide", format!("slides/slide{number}.xml")));
            let (id, relation) = (255 + number, relations.len());
            list += &format!("<p:sldId id=\"{id}\" r:id=\"rId{relation}\"/>");
        }
        relations.push(("theme", "theme/theme1.xml".to_owned()));
        self.text("ppt/presentation.xml", &parts::presentation(&list));
        self.relations("ppt/_rels/presentation.xml.rels", &relations);
        self.text("ppt/slideMasters/slideMaster1.xml", &parts::slide_master());
        self.relations(
            "ppt/slideMasters/_rels/slideMaster1.xml.rels",
            &[
                ("slideLayout", "../slideLayouts/slideLayout1.xml".to_owned()),
                ("theme", "../theme/theme1.xml".to_owned()),
            ],
        );
        self.text("ppt/slideLayouts/slideLayout1.xml", &parts::slide_layout());
        self.relations(
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
            &[("slideMaster", "../slideMasters/slideMaster1.xml".to_owned())],
        );
        self.text("ppt/notesMasters/notesMaster1.xml", &parts::notes_master());
        self.relations(
            "ppt/notesMasters/_rels/notesMaster1.xml.rels",
            &[("theme", "../theme/theme2.xml".to_owned())],
        );
        let colour = hex(subject.colour());
        self.text("ppt/theme/theme1.xml", &parts::theme(&colour));
        self.text("ppt/theme/theme2.xml", &parts::theme(&colour));
        let (title, author) = (escape(subject.title()), escape(&subject.ward.name));
        self.text("docProps/core.xml", &parts::core(&title, &author));
        self.relations(
            "_rels/.rels",
            &[
                ("officeDocument", "ppt/presentation.xml".to_owned()),
                ("core-properties", "docProps/core.xml".to_owned()),
            ],
        );
        let names: Vec<_> = self.files.keys().map(String::as_str).collect();
        let types = parts::content_types(&names);
        self.text("[Content_Types].xml", &types);
    }

    fn finish(self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let whole = |zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]| {
            let begun = zip.start_file(name, options);
            let written = begun.map_err(std::io::Error::from);
            written
                .and_then(|()| zip.write_all(bytes))
                .unwrap_or_else(|_| unreachable!("a list of bytes takes all"));
        };
        // What says what the others are comes first: the order of names puts `[` before letters.
        for (name, bytes) in &self.files {
            whole(&mut zip, name, bytes);
        }
        zip.finish()
            .unwrap_or_else(|_| unreachable!("a list of bytes takes all"))
            .into_inner()
    }
}

fn hex([red, green, blue]: Colour) -> String {
    format!("{red:02X}{green:02X}{blue:02X}")
}

/// Where a shape stands: left, top, width, height, in points.
type Area = (f32, f32, f32, f32);

fn place((left, top, width, height): Area) -> String {
    format!(
        "<a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>",
        emu(left),
        emu(top),
        emu(width),
        emu(height)
    )
}

fn run(run: &Run, size: f32, colour: &str) -> String {
    let bold = if run.bold { " b=\"1\"" } else { "" };
    let size = (size * 100.0).round() as i64;
    format!(
        "<a:r><a:rPr lang=\"vi-VN\" sz=\"{size}\"{bold}><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill></a:rPr><a:t>{}</a:t></a:r>",
        escape(&run.text)
    )
}

fn paragraphs(items: &[Item], size: f32) -> String {
    let indent = emu(crate::deck::INDENT * size);
    let mut xml = String::new();
    for item in items {
        let bullet = match item.sign.as_deref() {
            None => "<a:pPr marL=\"0\" indent=\"0\"><a:spcBef><a:spcPts val=\"800\"/></a:spcBef><a:buNone/></a:pPr>".to_owned(),
            Some("•") => format!("<a:pPr marL=\"{indent}\" indent=\"-{indent}\"><a:spcBef><a:spcPts val=\"800\"/></a:spcBef><a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/></a:pPr>"),
            Some(number) => {
                let first = number.trim_end_matches('.');
                format!("<a:pPr marL=\"{indent}\" indent=\"-{indent}\"><a:spcBef><a:spcPts val=\"800\"/></a:spcBef><a:buFont typeface=\"+mj-lt\"/><a:buAutoNum type=\"arabicPeriod\" startAt=\"{first}\"/></a:pPr>")
            }
        };
        let runs: String = item
            .runs
            .iter()
            .map(|one| run(one, size, "1B1B1B"))
            .collect();
        xml += &format!("<a:p>{bullet}{runs}</a:p>");
    }
    if xml.is_empty() { "<a:p/>".into() } else { xml }
}

/// A box of words; `kind` is what it is for the program, where it is something.
fn words(
    id: usize,
    name: &str,
    kind: &str,
    (area, fill, anchor): (Area, Option<&str>, &str),
    text: &str,
) -> String {
    let fill = match fill {
        Some(colour) => format!("<a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>"),
        None => "<a:noFill/>".to_owned(),
    };
    let (box_kind, holder) = match kind {
        "" => (" txBox=\"1\"", String::new()),
        kind => ("", format!("<p:ph type=\"{kind}\"/>")),
    };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr{box_kind}/><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{fill}</p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"{anchor}\"><a:normAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody></p:sp>",
        place(area)
    )
}

fn rectangle(id: usize, area: Area, colour: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Nền\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>",
        place(area)
    )
}

/// A picture in the middle of an area; its file is the third relation of its slide.
fn picture(
    id: usize,
    (left, top, width, height): Area,
    (wide, high): (f32, f32),
    said: &str,
) -> String {
    let scale = (width / wide).min(height / high);
    let (own_width, own_height) = (wide * scale, high * scale);
    let area = (
        left + (width - own_width) / 2.0,
        top + (height - own_height) / 2.0,
        own_width,
        own_height,
    );
    format!(
        "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Hình\" descr=\"{}\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"rId3\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
        escape(said),
        place(area)
    )
}

fn slide_xml(subject: &Subject<'_>, slide: &Slide, drawing: Option<(f32, f32)>) -> String {
    let (left, top, width, height) = TEXT;
    let colour = hex(slide.colour);
    let mut shapes = String::new();
    let title = |text: &str, size, colour: &str| {
        format!("<a:p>{}</a:p>", run(&Run::bold(text), size, colour))
    };
    if let Shown::Cover(line, url) = &slide.shown {
        let wide = if url.is_some() { 400.0 } else { 860.0 };
        shapes += &rectangle(2, (0.0, 0.0, SLIDE.0, 60.0), &colour);
        let name = format!("{}, {}", subject.ward.name, subject.ward.province);
        let area = (left, 8.0, width, 44.0);
        shapes += &words(
            3,
            "Phường",
            "",
            (area, None, "ctr"),
            &title(&name, 24.0, "FFFFFF"),
        );
        let size = if slide.title.chars().count() > 40 {
            36.0
        } else {
            42.0
        };
        let area = (left, 80.0, wide, 210.0);
        shapes += &words(
            4,
            "Tiêu đề",
            "title",
            (area, None, "t"),
            &title(&slide.title, size, &colour),
        );
        let line = Item {
            sign: None,
            runs: vec![Run::plain(line.as_deref().unwrap_or_default())],
        };
        let area = (left, 305.0, wide, 210.0);
        shapes += &words(
            5,
            "Điều cần nhớ",
            "",
            (area, None, "t"),
            &paragraphs(&[line], 26.0),
        );
        if let Some(size) = drawing {
            let area = (480.0, 84.0, 450.0, 430.0);
            shapes += &picture(6, area, size, &slide.title);
        }
        return parts::slide(&shapes);
    }
    shapes += &rectangle(2, (0.0, 0.0, SLIDE.0, BAND), &colour);
    let size = match slide.title.chars().count() {
        ..=42 => 34.0,
        43..=80 => 28.0,
        _ => 24.0,
    };
    let area = (left, 6.0, width, BAND - 12.0);
    shapes += &words(
        3,
        "Tiêu đề",
        "title",
        (area, None, "ctr"),
        &title(&slide.title, size, "FFFFFF"),
    );
    match &slide.shown {
        Shown::Items(items, size) => {
            let text = paragraphs(items, *size);
            shapes += &words(4, "Nội dung", "", (TEXT, None, "t"), &text);
        }
        Shown::Contacts(items) => {
            let area = (left, top, width - CODE - 30.0, height);
            let text = paragraphs(items, crate::deck::SMALLEST);
            shapes += &words(4, "Liên hệ", "", (area, None, "t"), &text);
            shapes += &code(5, (SLIDE.0 - CODE - 30.0, top + 10.0), &subject.address);
        }
        Shown::Drawing(_) => {
            if let Some(size) = drawing {
                let area = (left, BAND + 14.0, width, height + 8.0);
                shapes += &picture(4, area, size, &slide.title);
            }
        }
        Shown::Cover(..) => {}
    }
    parts::slide(&shapes)
}

/// The code of an address as one shape; nothing where it is too long for one.
fn code(id: usize, (left, top): (f32, f32), address: &str) -> String {
    let Ok(code) = QRBuilder::new(address).ecl(ECL::M).build() else {
        return String::new();
    };
    let side = code.size;
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let dark = code[y][x..side]
                .iter()
                .take_while(|one| one.value())
                .count();
            if dark > 0 {
                let corner = |x: usize, y: usize| format!("<a:pt x=\"{x}\" y=\"{y}\"/>");
                path += &format!("<a:moveTo>{}</a:moveTo>", corner(x, y));
                for (x, y) in [(x + dark, y), (x + dark, y + 1), (x, y + 1)] {
                    path += &format!("<a:lnTo>{}</a:lnTo>", corner(x, y));
                }
                path += "<a:close/>";
            }
            x += dark.max(1);
        }
    }
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Mã của trang\" descr=\"{}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"{side}\" h=\"{side}\">{path}</a:path></a:pathLst></a:custGeom><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>",
        escape(address),
        place((left, top, CODE, CODE))
    )
}

fn notes_xml(notes: &str) -> String {
    let lines: String = notes
        .lines()
        .map(|line| {
            format!(
                "<a:p><a:r><a:rPr lang=\"vi-VN\"/><a:t>{}</a:t></a:r></a:p>",
                escape(line)
            )
        })
        .collect();
    let lines = if lines.is_empty() {
        "<a:p/>".to_owned()
    } else {
        lines
    };
    parts::notes(&lines)
}
