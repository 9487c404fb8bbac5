//! What pages set above and below a document within the same part: titles, days of publishing, buttons, related texts.

use crate::line::RawLine;
use base::text::match_key;

/// Lines with which what is below a document begins.
const BELOW: [&str; 27] = [
    "tin lien quan",
    "cac tin lien quan",
    "tin bai lien quan",
    "bai viet lien quan",
    "van ban lien quan",
    "cac van ban lien quan",
    "van ban cung chuyen muc",
    "van ban khac",
    "cac van ban khac",
    "tin khac",
    "cac tin khac",
    "tin cung chuyen muc",
    "tin moi nhat",
    "tin moi hon",
    "tin cu hon",
    "cac bai khac",
    "bai viet khac",
    "tin cung loai",
    "cung chuyen muc",
    "tags",
    "tu khoa",
    "binh luan",
    "y kien ban doc",
    "gop y",
    "danh gia bai viet",
    "xem them",
    "co the ban quan tam",
];

/// Lines that are buttons, wherever they stand.
const BUTTONS: [&str; 22] = [
    "chia se",
    "in trang",
    "in bai viet",
    "in trang nay",
    "gui email",
    "luu bai viet",
    "ve dau trang",
    "ve trang chu",
    "quay lai",
    "tro ve",
    "tai ve",
    "tai xuong",
    "tai file",
    "tai tep",
    "tep dinh kem",
    "file dinh kem",
    "van ban dinh kem",
    "download",
    "facebook",
    "zalo",
    "nghe doc bai",
    "co chu",
];

/// Beginnings of lines that say when and by whom a page was put up.
const PUBLISHED: [&str; 12] = [
    "ngay dang",
    "ngay cap nhat",
    "cap nhat:",
    "cap nhat luc",
    "luot xem",
    "so luot xem",
    "lan xem",
    "nguoi dang",
    "dang ngay",
    "tac gia:",
    "nguon tin",
    "font-size",
];

/// The lines of the document alone.
pub fn cut(mut lines: Vec<RawLine>) -> Vec<RawLine> {
    lines.retain(|line| {
        let key = key(line);
        !BUTTONS.contains(&key.as_str()) && !PUBLISHED.iter().any(|begin| key.starts_with(begin))
    });
    let half = lines.len() / 2;
    let below = lines.iter().enumerate().skip(half);
    let below = below.filter(|(_, line)| {
        let key = key(line);
        BELOW.contains(&key.as_str()) || key.starts_with("tags:") || key.starts_with("tu khoa:")
    });
    let end = below
        .map(|(at, _)| at)
        .find(|at| !lines[*at..].iter().any(is_signed));
    lines.truncate(end.unwrap_or(lines.len()));
    let begin = begin(&lines);
    lines.drain(..begin);
    while lines.last().is_some_and(RawLine::is_empty) {
        lines.pop();
    }
    lines
}

/// A line for comparing, without what sets it off.
fn key(line: &RawLine) -> String {
    /// Longer lines are none of these.
    const LONGEST: usize = 120;
    if !line.cells.is_empty() || line.text.len() > LONGEST {
        return String::new();
    }
    let key = match_key(&line.text);
    key.trim_matches(|c: char| !c.is_alphanumeric() && c != ':')
        .trim_end_matches([':', ' '])
        .to_owned()
}

/// Whether a line is of the foot of a document.
fn is_signed(line: &RawLine) -> bool {
    let key = match_key(&line.text);
    [
        "noi nhan", "kt. ", "tm. ", "tl. ", "t/m ", "phu luc", "dieu ",
    ]
    .iter()
    .any(|begin| key.starts_with(begin))
}

/// The line with which the document begins: what issues it, in capitals, above the name of the State or of the Party.
fn begin(lines: &[RawLine]) -> usize {
    /// Lines in which a document's head is looked for.
    const REACH: usize = 60;
    let national = lines.iter().take(REACH).position(|line| {
        let key = match_key(&line.text);
        key.starts_with("cong hoa xa hoi chu nghia viet nam")
            || key.starts_with("dang cong san viet nam")
    });
    let Some(mut begin) = national else {
        return 0;
    };
    while begin > 0 && is_issuing(&lines[begin - 1]) {
        begin -= 1;
    }
    begin
}

/// Whether a line is in capitals, a rule, the document's number, or the abstract of a letter below it.
fn is_issuing(line: &RawLine) -> bool {
    let key = match_key(&line.text);
    let number = key.strip_prefix("so").is_some_and(|rest| {
        let rest = rest.trim_start_matches([':', '.', ' ']);
        rest.starts_with(|c: char| c.is_ascii_digit() || c == '/')
    });
    let told = number || key.starts_with("v/v") || !line.text.chars().any(char::is_lowercase);
    !line.is_empty() && line.cells.is_empty() && told
}
