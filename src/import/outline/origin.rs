//! What the head does not say and the text does: kind, abstract and issuing body from the opening and
//! the closing words.

use super::paragraph::is_capitals;
use super::phrase::{UNITS, capitalised, kind_at, kind_of_number, sentence_case};
use super::{Block, BlockKind, Document, Form, Uncertain, foot, issuer};
use base::text::collapse_spaces;
use base::text::match_key;
use regex::Regex;
use std::collections::BTreeMap;

/// The bodies that issue documents, as they begin.
macro_rules! bodies {
    () => {
        r"(?:Ban\s+Thường\s+vụ|Ban\s+Chấp\s+hành|Thường\s+trực|Đảng\s+(?:ủy|uỷ|bộ)|(?:Thành|Tỉnh|Huyện|Quận)\s+(?:ủy|uỷ)|(?:Ủy|Uỷ)\s+ban|UBND|HĐND|Hội\s+đồng\s+nhân\s+dân|Ban\s+Chỉ\s+đạo|Ban\s+\p{Lu}|Bộ\s+\p{Lu}|Sở\s+\p{Lu}|Chính\s+phủ|Chi\s+bộ|Trạm\s+Y\s+tế|Trung\s+tâm\s+\p{Lu}|Phòng\s+\p{Lu}|Công\s+an)"
    };
}

base::pattern!(
    OPENING,
    concat!(
        r"(?:^|[;,.]\s+|\)\s+)(?P<body>",
        bodies!(),
        r"[^;,.:]*?)\s+(?:ban\s+hành|xây\s+dựng|đề\s+ra|thông\s+báo|báo\s+cáo|hướng\s+dẫn|kết\s+luận|thống\s+nhất|triển\s+khai|đề\s+nghị|quyết\s+định|yêu\s+cầu|lập)\b"
    )
);

base::pattern!(
    OF_BODY,
    concat!(
        r"^\s*của\s+(?P<body>",
        bodies!(),
        r"[^;,.]*?)(?:\s+về\b|\s+(?:triển\s+khai\s+)?thực\s+hiện\b|[;,.]|$)"
    )
);

base::pattern!(
    CLOSING,
    r"^Trên\s+đây\s+là\s+(?:toàn\s+bộ\s+)?(?:nội\s+dung\s+)?(?:của\s+)?"
);
base::pattern!(FORMAL_END, r"\s*(?:\./\.|/\.|\.)\s*$");

/// The layout, from head and signature and the way the number is written.
pub fn form(document: &Document, signed_by_party: Option<bool>) -> Form {
    if document.form != Form::Unknown {
        return document.form;
    }
    let by_number = document.number.as_deref().and_then(|number| {
        let sign = number.find(['-', '/'])?;
        Some(number[sign..].starts_with('-'))
    });
    match signed_by_party.or(by_number) {
        Some(true) => Form::Party,
        Some(false) => Form::State,
        None => Form::Unknown,
    }
}

/// Each "Căn cứ …" before the first heading, and what else a document of the State rests on.
pub fn legal_bases(body: &[Block]) -> Vec<String> {
    body.iter()
        .take_while(|block| !matches!(block.kind, BlockKind::Heading | BlockKind::Numbered))
        .map(|block| block.text.trim())
        .filter(|text| {
            let fold = match_key(&text.chars().take(16).collect::<String>());
            let other = fold.starts_with("xet ") || fold.starts_with("theo de nghi");
            fold.starts_with("can cu") && text.ends_with([';', '.', ',']) && !text.ends_with("./.")
                || other && text.ends_with([';', '.', ','])
        })
        .map(|text| text.trim_end_matches([';', '.', ',']).to_owned())
        .collect()
}

/// Fills in kind, abstract and issuer from the text, where the head lacks them.
pub fn complete(document: &mut Document, title: &[String], cut: bool) {
    let closing = closing(document);
    let opening = opening(document);
    let (mut title, own_body) = abstract_of(title);
    if document.kind.is_none() {
        document.kind = closing
            .as_ref()
            .map(|closing| closing.kind.clone())
            .or_else(|| kind_in_opening(document))
            .or_else(|| Some(kind_of_number(document.number.as_deref()?)?.to_owned()));
        let line = document.body.first().map_or(1, |block| block.line);
        let text = document.kind.clone().unwrap_or_default();
        document.uncertain.push(Uncertain {
            field: "kind".into(),
            line,
            text,
        });
    }
    if title.is_none() || cut {
        let told = closing.as_ref().and_then(|closing| closing.about.clone());
        if let Some(text) = told.clone().or_else(|| title.clone()) {
            document.uncertain.push(Uncertain {
                field: "title".into(),
                line: 1,
                text,
            });
        }
        let starts_in_the_middle = title
            .as_ref()
            .is_none_or(|title| title.starts_with("của ") || title.starts_with("về "));
        title = if starts_in_the_middle {
            told.or(title)
        } else {
            title
        };
    }
    document.title = title;
    if let (Some(head), Some(body)) = (&document.issuer, &own_body) {
        document.issuer = Some(issuer::organ(head, body).unwrap_or_else(|| head.clone()));
    }
    if document.issuer.is_none() {
        let signed = document.signer_authority.as_deref().and_then(foot::body_of);
        document.issuer = own_body
            .or_else(|| closing.and_then(|closing| closing.body))
            .or(opening)
            .or(signed)
            .map(|body| with_place(document, &body));
    }
    let own_place = spelt_place(document);
    if let (Some(issuer), Some(place)) =
        (&document.issuer, issuer::place_above(&document.authority))
        && names(document, &place)
        && !own_place
    {
        document.issuer = Some(format!("{issuer} {place}"));
    }
}

/// Writes the place of issue as the head does, where the issuing body's name holds it: a head in capitals does not tell which of
/// its words are a name. Says whether it holds it behind the words for what kind of body it is.
fn spelt_place(document: &mut Document) -> bool {
    let (Some(issuer), Some(place)) = (&mut document.issuer, &document.place) else {
        return false;
    };
    let (small, name) = (issuer.to_lowercase(), place.to_lowercase());
    // Letters that are longer in small would shift what follows.
    let found = small.ends_with(&name) && small.len() == issuer.len() && place.contains(' ');
    let at = issuer.len().saturating_sub(name.len());
    let parted = found && issuer[..at].ends_with(' ');
    if parted && issuer.len() - at == place.len() {
        issuer.replace_range(at.., place);
    }
    parted
}

/// Whether the text itself names a place as it is written here: `tỉnh An Giả`.
fn names(document: &Document, place: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let holds = |text: &str| {
        text.match_indices(place)
            .any(|(at, _)| ends(&text[at + place.len()..]))
    };
    let blocks = document.body.iter().map(|block| block.text.as_str());
    let recipients = document.recipients.iter().map(String::as_str);
    blocks
        .chain(recipients)
        .chain(document.title.as_deref())
        .any(holds)
}

/// The abstract in one piece, and the body that its first words may name.
fn abstract_of(pieces: &[String]) -> (Option<String>, Option<String>) {
    let capitals = pieces.iter().take_while(|piece| is_capitals(piece)).count();
    let first = sentence_case(&pieces[..capitals].join(" "));
    let mut rest = collapse_spaces(&pieces[capitals..].join(" "));
    let small = first.to_lowercase();
    let body_at = if small.starts_with("của ") {
        Some(0)
    } else {
        small.find(" của ").map(|at| at + 1)
    };
    let body = body_at.filter(|_| !first.is_empty()).and_then(|at| {
        let named = first.get(at..)?;
        let named = named
            .strip_prefix("Của")
            .map_or_else(|| named.to_owned(), |rest| format!("của{rest}"));
        OF_BODY
            .captures(&named)
            .map(|found| found["body"].to_owned())
    });
    let only_body = body.is_some() && body_at == Some(0);
    if !first.is_empty() && !only_body {
        rest = if rest.is_empty() {
            first
        } else {
            format!("{first} {}", lower_first_about(&rest))
        };
    }
    let rest = rest
        .trim_start_matches("V/v")
        .trim_start_matches("v/v")
        .trim();
    let rest = FORMAL_END.replace(rest, "").into_owned();
    ((!rest.is_empty()).then_some(rest), body)
}

fn lower_first_about(text: &str) -> String {
    text.strip_prefix("Về ")
        .map_or_else(|| text.to_owned(), |rest| format!("về {rest}"))
}

/// What "Trên đây là …" says.
struct Closing {
    kind: String,
    about: Option<String>,
    body: Option<String>,
}

fn closing(document: &Document) -> Option<Closing> {
    let block = document
        .body
        .iter()
        .rev()
        .find(|block| CLOSING.is_match(&block.text))?;
    let text = super::split_sentences(&block.text).first().copied()?;
    let behind = text.get(CLOSING.find(text)?.end()..)?;
    let (kind, rest) = kind_at(behind)?;
    let rest = rest.split(';').next().unwrap_or(rest);
    let rest = FORMAL_END.replace(rest, "").trim().to_owned();
    // "của Ban Thường vụ Đảng ủy phường A về …" or "… của Ban Thường vụ Đảng ủy xã B".
    if let Some(found) = OF_BODY.captures(&rest) {
        let body = found["body"].trim().to_owned();
        let end = found.name("body")?.end();
        let about = rest.get(end..)?.trim_start_matches([',', '.', ' ']).trim();
        return Some(Closing {
            kind: kind.into(),
            about: (!about.is_empty()).then(|| about.to_owned()),
            body: Some(body),
        });
    }
    let last = rest
        .rfind(" của ")
        .filter(|at| OF_BODY.is_match(&rest[at + 1..]) && !rest[*at..].contains("về "));
    let (about, body) = match last {
        Some(at) => (
            rest[..at].trim(),
            OF_BODY
                .captures(&rest[at + 1..])
                .map(|found| found["body"].trim().to_owned()),
        ),
        None => (rest.as_str(), None),
    };
    let about = about.trim_start_matches([',', ' ']);
    Some(Closing {
        kind: kind.into(),
        about: (about.chars().count() > 8).then(|| about.to_owned()),
        body,
    })
}

/// The body that the first paragraphs say issues the document.
fn opening(document: &Document) -> Option<String> {
    let blocks = document
        .body
        .iter()
        .take(12)
        .filter(|block| block.kind == BlockKind::Paragraph);
    for block in blocks {
        if let Some(found) = OPENING.captures_iter(&block.text).last() {
            let body = collapse_spaces(&found["body"]);
            if body.chars().count() < 90 {
                return Some(body);
            }
        }
    }
    None
}

/// "… xây dựng kế hoạch thực hiện như sau:".
fn kind_in_opening(document: &Document) -> Option<String> {
    let block = document
        .body
        .iter()
        .take(12)
        .find(|block| block.kind == BlockKind::Paragraph && block.text.ends_with("sau:"))?;
    let text = &block.text;
    text.char_indices()
        .filter(|(at, _)| {
            text[..*at].ends_with("ban hành ")
                || text[..*at].ends_with("xây dựng ")
                || text[..*at].ends_with("thông báo ")
        })
        .filter_map(|(at, _)| kind_at(&text[at..]))
        .map(|(kind, _)| kind.to_owned())
        .next_back()
}

/// A body whose unit is not named, with the name that the document itself gives that unit.
fn with_place(document: &Document, body: &str) -> String {
    let body = if is_capitals(body) {
        sentence_case(body)
    } else {
        collapse_spaces(body)
    };
    let small = body.to_lowercase();
    let Some(unit) = UNITS
        .iter()
        .find(|unit| small.ends_with(&format!(" {unit}")))
    else {
        return capitalised(&body);
    };
    let name = named_unit(document, unit).or_else(|| document.place.clone());
    name.map_or_else(|| body.clone(), |name| format!("{body} {name}"))
}

/// The name that most often follows a unit in the text: "phường An Giả".
fn named_unit(document: &Document, unit: &str) -> Option<String> {
    let pattern =
        format!(r"(?i:\b{unit})\s+(?P<name>\p{{Lu}}[\p{{Ll}}]+(?:\s+\p{{Lu}}[\p{{Ll}}]+){{0,3}})");
    let pattern = Regex::new(&pattern).ok()?;
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    let titles = document.title.iter().map(String::as_str);
    for text in titles.chain(document.body.iter().map(|block| block.text.as_str())) {
        for found in pattern.captures_iter(text) {
            let name = found.name("name").map_or("", |name| name.as_str());
            *counted.entry(name).or_default() += 1;
        }
    }
    counted
        .into_iter()
        .max_by_key(|(name, count)| (*count, std::cmp::Reverse(name.len())))
        .map(|(name, _)| name.to_owned())
}
