//! The name of the issuing body, out of the lines of a head that name it.

use super::paragraph::is_capitals;
use super::phrase::{UNITS, body_name};
use base::text::collapse_spaces;
use base::text::match_key;

/// The issuing body that the lines of a head name: the last body, with the unit on the line below it.
pub fn issuer(authority: &[String]) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in authority {
        match lines.last_mut() {
            // A narrow column broke the name: "BAN CHẤP HÀNH ĐẢNG BỘ XÃ", "AN GIẢ".
            Some(last) if goes_on(last, line) => {
                last.push(' ');
                last.push_str(line);
            }
            _ => lines.push(line.clone()),
        }
    }
    let mut bodies: Vec<String> = Vec::new();
    for line in &lines {
        let text = body_name(line);
        let small = text.to_lowercase();
        let unit = UNITS
            .iter()
            .any(|unit| small.starts_with(&format!("{unit} ")));
        match bodies.last_mut() {
            Some(last) if unit && !ends_with_unit(last) => {
                last.push(' ');
                last.push_str(&sentence_of_unit(&text));
            }
            _ => bodies.push(text),
        }
    }
    bodies.pop()
}

/// What the name of a body begins with, folded.
#[rustfmt::skip]
const BODY_STARTS: [&str; 62] = [
    "ban", "bao", "benh vien", "bo", "chi bo", "chi cuc", "chi doan", "chi hoi", "chi uy", "chinh phu", "chinh quyen", "chu tich",
    "cong an", "cong doan", "cong ty", "co quan", "cuc", "dai", "dang bo", "dang doan", "dang uy", "doan", "don vi", "hdnd", "hoc vien",
    "hoi", "hoi dong", "huyen uy", "kho bac", "khoa", "lien", "mat tran", "ngan hang", "phong", "quan uy", "quoc hoi", "quan khu",
    "so", "thanh tra", "thanh uy", "thu tuong", "thuong truc", "tinh uy", "to", "toa an", "tong cong ty", "tong cuc", "tram", "trung tam",
    "trung uong", "truong", "ubnd", "ubmttq", "uy ban", "van phong", "vien", "vu", "dai hoc", "kiem toan", "bhxh", "thue", "chi nhanh",
];

/// Whether a line of a masthead goes on with the name above it: no body and no unit begins with it.
fn goes_on(last: &str, line: &str) -> bool {
    let (fold, small) = (match_key(line), line.to_lowercase());
    let begins = |name: &str| {
        fold.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', '-']))
    };
    let unit = UNITS
        .iter()
        .any(|unit| small.starts_with(&format!("{unit} ")));
    is_capitals(last) && is_capitals(line) && !unit && !BODY_STARTS.iter().any(|name| begins(name))
}

/// Whether a body's name already says of which place.
fn ends_with_unit(body: &str) -> bool {
    let small = format!(" {}", body.to_lowercase());
    UNITS
        .iter()
        .any(|unit| small.contains(&format!(" {unit} ")))
}

/// A unit's name inside a sentence: `Phường An Giả` → `phường An Giả`.
fn sentence_of_unit(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars.clone()).collect()
    })
}

/// The organ of a Party body that a title names, with the place that the head names: `Tỉnh ủy An Giả` and "Ban
/// Thường vụ Tỉnh ủy" are the Ban Thường vụ Tỉnh ủy An Giả.
pub fn organ(head: &str, body: &str) -> Option<String> {
    let body = collapse_spaces(body);
    if !["Ban Thường vụ", "Ban Chấp hành", "Thường trực"]
        .iter()
        .any(|organ| body.starts_with(organ))
    {
        return None;
    }
    let small = head.to_lowercase();
    let places = UNITS.iter().copied().chain([
        "tỉnh ủy",
        "tỉnh uỷ",
        "thành ủy",
        "thành uỷ",
        "đảng ủy",
        "đảng bộ",
    ]);
    let at = places
        .filter_map(|unit| {
            small
                .rfind(&format!("{unit} "))
                .map(|at| at + unit.len() + 1)
        })
        .max()?;
    let name = head.get(at..)?;
    if body.contains(name) {
        return Some(body);
    }
    let ends = [
        "xã",
        "phường",
        "đặc khu",
        "tỉnh",
        "thành phố",
        "Tỉnh ủy",
        "Tỉnh uỷ",
        "Thành ủy",
        "Thành uỷ",
    ];
    ends.iter()
        .any(|end| body.ends_with(end))
        .then(|| format!("{body} {name}"))
}
