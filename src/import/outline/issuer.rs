//! The name of the issuing body, out of the lines of a head that name it.

use super::paragraph::is_capitals;
use super::phrase::{UNITS, body_name};
use base::text::collapse_spaces;
use base::text::match_key;

/// The issuing body that the lines of a head name: the last body, with the unit on the line below it.
pub fn issuer(authority: &[String]) -> Option<String> {
    let mut bodies = bodies(authority);
    let own = bodies.pop()?;
    match bodies.pop() {
        Some(above) if is_organ(&own) && has_organs(&above) => Some(format!("{own} {above}")),
        _ => Some(own),
    }
}

/// The bodies that the lines of a head name, each with the unit on the line below it.
fn bodies(authority: &[String]) -> Vec<String> {
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
        match bodies.last_mut() {
            Some(last) if unit_at(&text).is_some() && !ends_with_unit(last) => {
                last.push(' ');
                last.push_str(&sentence_of_unit(&text));
            }
            _ => bodies.push(text),
        }
    }
    bodies
}

/// Whether a body is an organ of the one above it and says nothing of its own: "Ban Thường vụ".
fn is_organ(body: &str) -> bool {
    let organs = [
        "ban thuong vu",
        "ban chap hanh",
        "ban thuong truc",
        "thuong truc",
        "ban kiem tra",
        "van phong",
    ];
    organs.contains(&match_key(body).as_str())
}

/// Whether a body has organs that bear its name; the one of the whole Party calls them otherwise.
fn has_organs(above: &str) -> bool {
    !is_organ(above) && !match_key(above).ends_with("trung uong")
}

/// Bodies below another that bear the name of its place: "Sở Y tế" of "UBND tỉnh An Giả".
const OF_A_PLACE: [&str; 9] = [
    "so ",
    "phong ",
    "tram ",
    "chi cuc ",
    "trung tam ",
    "thanh tra ",
    "ban quan ly ",
    "van phong ",
    "benh vien ",
];

/// The place that the body above gives to the last one of a head, which names none: `tỉnh An Giả`. What the head has in
/// capitals alone is no proof of how the name is written; the caller looks for it in the text.
pub fn place_above(authority: &[String]) -> Option<String> {
    let mut bodies = bodies(authority);
    let (own, above) = (bodies.pop()?, bodies.pop()?);
    let fold = match_key(&own);
    if ends_with_unit(&own) || !OF_A_PLACE.iter().any(|start| fold.starts_with(start)) {
        return None;
    }
    let small = above.to_lowercase();
    let at = UNITS
        .iter()
        .filter_map(|unit| small.find(&format!(" {unit} ")).map(|at| at + 1))
        .min()?;
    above.get(at..).map(str::to_owned)
}

/// What the name of a body begins with, folded.
#[rustfmt::skip]
const BODY_STARTS: [&str; 63] = [
    "ban", "bao", "benh vien", "bo", "chi bo", "chi cuc", "chi doan", "chi hoi", "chi uy", "chinh phu", "chinh quyen", "chu tich",
    "cong an", "cong doan", "cong ty", "co quan", "cuc", "dai", "dang bo", "dang doan", "dang uy", "doan", "don vi", "hdnd", "hoc vien",
    "hiep hoi", "hoi", "hoi dong", "huyen uy", "kho bac", "khoa", "lien", "mat tran", "ngan hang", "phong", "quan uy", "quoc hoi", "quan khu",
    "so", "thanh tra", "thanh uy", "thu tuong", "thuong truc", "tinh uy", "to", "toa an", "tong cong ty", "tong cuc", "tram", "trung tam",
    "trung uong", "truong", "ubnd", "ubmttq", "uy ban", "van phong", "vien", "vu", "dai hoc", "kiem toan", "bhxh", "thue", "chi nhanh",
];

/// Whether a line begins with the name of a body.
pub fn begins_body(line: &str) -> bool {
    let fold = match_key(line);
    BODY_STARTS.iter().any(|name| {
        fold.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', '-']))
    })
}

/// Whether a line of a masthead goes on with the name above it: no body and no unit begins with it.
fn goes_on(last: &str, line: &str) -> bool {
    is_capitals(last) && is_capitals(line) && unit_at(line).is_none() && !begins_body(line)
}

/// The unit that a text begins with: `Phường An Giả` → `phường`.
fn unit_at(text: &str) -> Option<&'static str> {
    let small = text.to_lowercase();
    UNITS.into_iter().find(|unit| {
        small
            .strip_prefix(unit)
            .is_some_and(|rest| rest.starts_with(' '))
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str]) -> Option<String> {
        issuer(
            &lines
                .iter()
                .map(|&line| line.to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn an_organ_bears_the_name_of_its_body() {
        for (lines, name) in [
            (
                &[
                    "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM",
                    "XÃ VÍ DỤ",
                    "BAN THƯỜNG TRỰC",
                ][..],
                "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã Ví Dụ",
            ),
            (
                &["HIỆP HỘI", "DOANH NGHIỆP VÍ DỤ", "BAN CHẤP HÀNH"],
                "Ban Chấp hành Hiệp hội doanh nghiệp Ví Dụ",
            ),
            (
                &["ĐẢNG ỦY XÃ VÍ DỤ", "VĂN PHÒNG"],
                "Văn phòng Đảng ủy xã Ví Dụ",
            ),
            (&["BAN CHẤP HÀNH TRUNG ƯƠNG", "VĂN PHÒNG"], "Văn phòng"),
            (&["BỘ Y TẾ", "CỤC PHÒNG BỆNH"], "Cục Phòng bệnh"),
            (&["ĐẢNG BỘ TỈNH VÍ DỤ", "ĐẢNG ỦY XÃ THỬ"], "Đảng ủy xã Thử"),
        ] {
            assert_eq!(of(lines).as_deref(), Some(name));
        }
    }

    #[test]
    fn a_body_without_a_place_takes_that_of_the_one_above() {
        let above = |lines: &[&str]| {
            place_above(
                &lines
                    .iter()
                    .map(|&line| line.to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            above(&["UBND TỈNH VÍ DỤ", "SỞ Y TẾ"]).as_deref(),
            Some("tỉnh Ví Dụ")
        );
        assert_eq!(
            above(&["ỦY BAN NHÂN DÂN", "XÃ VÍ DỤ", "TRẠM Y TẾ"]).as_deref(),
            Some("xã Ví Dụ")
        );
        assert_eq!(above(&["BỘ Y TẾ", "CỤC PHÒNG BỆNH"]), None);
        assert_eq!(above(&["BỘ CÔNG AN", "CÔNG AN TỈNH VÍ DỤ"]), None);
        assert_eq!(above(&["SỞ Y TẾ TỈNH VÍ DỤ"]), None);
    }
}
