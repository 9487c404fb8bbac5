//! Set phrases of official documents: kinds, bodies, offices, and their usual spelling.

/// Kinds of documents, in the spelling of text (NĐ 30/2020, HD 36-HD/VPTW). Longer names come first.
pub const KINDS: [&str; 52] = [
    "Thông báo kết luận",
    "Thông tư liên tịch",
    "Nghị quyết liên tịch",
    "Chương trình hành động",
    "Chương trình công tác",
    "Chương trình phối hợp",
    "Quy chế phối hợp",
    "Báo cáo chính trị",
    "Bản ghi nhớ",
    "Bản thỏa thuận",
    "Giấy ủy quyền",
    "Giấy giới thiệu",
    "Giấy nghỉ phép",
    "Giấy chứng nhận",
    "Giấy mời",
    "Phiếu chuyển",
    "Phiếu trình",
    "Phiếu gửi",
    "Phiếu báo",
    "Thư kêu gọi",
    "Lời kêu gọi",
    "Thông cáo",
    "Thông báo",
    "Thông tri",
    "Thông tư",
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Kết luận",
    "Kế hoạch",
    "Chương trình",
    "Chỉ thị",
    "Hướng dẫn",
    "Quy hoạch",
    "Quy chế",
    "Quy định",
    "Quy trình",
    "Báo cáo",
    "Tờ trình",
    "Phương án",
    "Công điện",
    "Công văn",
    "Biên bản",
    "Hợp đồng",
    "Tuyên bố",
    "Pháp lệnh",
    "Điều lệ",
    "Bộ luật",
    "Đề án",
    "Dự án",
    "Luật",
    "Lệnh",
];

/// Words that are written with capitals in the names of bodies and offices; the longest match wins.
const NAMES: [&str; 118] = [
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Uỷ ban Mặt trận Tổ quốc Việt Nam",
    "Ủy ban MTTQ Việt Nam",
    "Uỷ ban MTTQ Việt Nam",
    "Ủy ban MTTQ",
    "Uỷ ban MTTQ",
    "Ủy ban",
    "Uỷ ban",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "Ban Tuyên giáo và Dân vận",
    "Hội Liên hiệp Phụ nữ",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Trung tâm Phục vụ hành chính công",
    "Đảng Cộng sản Việt Nam",
    "Mặt trận Tổ quốc",
    "Ban Chấp hành Trung ương",
    "Ban Chấp hành",
    "Ban Thường vụ",
    "Ban Xây dựng Đảng",
    "Ban Chỉ đạo",
    "Ban Chỉ huy Quân sự",
    "Ban Tổ chức",
    "Ban Tuyên giáo",
    "Ban Dân vận",
    "Ban Nội chính",
    "Ban Bí thư",
    "Ban Quản lý",
    "Ủy ban nhân dân",
    "Uỷ ban nhân dân",
    "Ủy ban Kiểm tra",
    "Uỷ ban Kiểm tra",
    "Hội đồng nhân dân",
    "Bộ Chính trị",
    "Văn phòng",
    "Chính phủ",
    "Thủ tướng",
    "Quốc hội",
    "Đại hội",
    "Trung ương",
    "Thành ủy",
    "Thành uỷ",
    "Tỉnh ủy",
    "Tỉnh uỷ",
    "Quận ủy",
    "Huyện ủy",
    "Đảng ủy",
    "Đảng uỷ",
    "Đảng bộ",
    "Chi bộ",
    "Chi ủy",
    "Đảng đoàn",
    "Công an",
    "Quân đội",
    "Trạm Y tế",
    "Trung tâm Y tế",
    "Trung tâm Chính trị",
    "Phòng Văn hóa - Xã hội",
    "Phòng Văn hoá - Xã hội",
    "Bộ Giáo dục và Đào tạo",
    "Sở Giáo dục và Đào tạo",
    "Bộ Nông nghiệp và Môi trường",
    "Sở Nông nghiệp và Môi trường",
    "Bộ Khoa học và Công nghệ",
    "Sở Khoa học và Công nghệ",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Văn hóa và Thể thao",
    "Bộ Y tế",
    "Bộ Nội vụ",
    "Bộ Tài chính",
    "Bộ Xây dựng",
    "Bộ Công an",
    "Bộ Quốc phòng",
    "Bộ Tư pháp",
    "Bộ Công Thương",
    "Bộ trưởng",
    "Sở Y tế",
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Tư pháp",
    "Sở Công Thương",
    "Thanh tra",
    "Hội Nông dân",
    "Hội Cựu chiến binh",
    "Hội Chữ thập đỏ",
    "Hội Người cao tuổi",
    "Công đoàn",
    "Đoàn Thanh niên",
    "Liên đoàn Lao động",
    "Trường Tiểu học",
    "Trường Mầm non",
    "Trường Trung học",
    "Phó Bí thư Thường trực",
    "Phó Bí thư",
    "Bí thư",
    "Phó Chủ tịch Thường trực",
    "Phó Chủ tịch",
    "Chủ tịch",
    "Phó Giám đốc",
    "Giám đốc",
    "Phó Chánh Văn phòng",
    "Chánh Văn phòng",
    "Phó Trưởng ban",
    "Trưởng ban",
    "Phó Trưởng phòng",
    "Trưởng phòng",
    "Trưởng trạm",
    "Thứ trưởng",
    "Cục trưởng",
    "Thường trực",
    "Ủy viên",
    "Uỷ viên",
    "Hiệu trưởng",
    "Tổng Bí thư",
    "Việt Nam",
    "Nhân dân",
];

/// Words behind which the name of a place stands.
pub const UNITS: [&str; 12] = [
    "phường",
    "xã",
    "thị trấn",
    "đặc khu",
    "quận",
    "huyện",
    "thị xã",
    "thành phố",
    "tỉnh",
    "thôn",
    "khu phố",
    "tổ dân phố",
];

/// The first letters of the names of bodies that have no fixed name: `Phòng Kinh tế`, `Cục Phòng bệnh`.
const BODIES: [&str; 16] = [
    "bộ",
    "sở",
    "cục",
    "vụ",
    "viện",
    "ban",
    "phòng",
    "chi cục",
    "tổng cục",
    "trung tâm",
    "trạm",
    "bệnh viện",
    "trường",
    "hội",
    "đoàn",
    "liên đoàn",
];

/// What associations without a fixed name begin with.
const ASSOCIATIONS: [&str; 2] = ["hiệp hội", "liên hiệp hội"];

/// Members of associations that have no fixed name, behind which the name of a place stands: "HIỆP HỘI DOANH NGHIỆP AN GIẢ".
#[rustfmt::skip]
const MEMBERS: [&str; 24] = [
    "công chứng viên", "doanh nghiệp nhỏ và vừa", "doanh nghiệp", "nhà báo", "luật gia", "luật sư", "người cao tuổi", "người khuyết tật",
    "người mù", "cựu chiến binh", "cựu giáo chức", "cựu thanh niên xung phong", "khuyến học", "đông y", "y học", "điều dưỡng", "dược học",
    "làm vườn", "sinh vật cảnh", "nông dân", "phụ nữ", "du lịch", "văn học nghệ thuật", "bảo trợ người khuyết tật và trẻ em mồ côi",
];

/// Short forms that stay in capitals.
const SHORT: [&str; 20] = [
    "UBND", "HĐND", "MTTQ", "UBMTTQ", "TW", "TU", "BTV", "BCH", "CT-XH", "VPĐU", "UBKT", "THCS",
    "THPT", "XHCN", "TP", "BHYT", "BHXH", "HIV", "AIDS", "CNTT",
];

/// A text in capitals as it would stand in a sentence: `ĐẢNG ỦY PHƯỜNG HÒA VANG` → `Đảng ủy phường
/// Hòa Vang`. A text that is not in capitals stays.
pub fn sentence_case(text: &str) -> String {
    cased(text, false)
}

/// The name of a body in capitals as it would stand in a sentence: `CỤC PHÒNG BỆNH` → `Cục Phòng bệnh`.
pub fn body_name(text: &str) -> String {
    cased(text, true)
}

fn cased(text: &str, is_body: bool) -> String {
    let text = base::text::collapse_spaces(text);
    if !super::paragraph::is_capitals(&text) {
        return text;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let small: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let (mut at, mut in_name) = (0, false);
    while at < words.len() {
        if let Some((taken, name)) = known(&small[at..]) {
            out.extend(name.split(' ').map(str::to_owned));
            // "TỈNH ỦY AN GIẢ": the name of the place stands right behind the body's.
            let of_place = [
                "Tỉnh ủy",
                "Tỉnh uỷ",
                "Thành ủy",
                "Thành uỷ",
                "Quận ủy",
                "Huyện ủy",
            ];
            (at, in_name) = (at + taken, is_body && of_place.contains(&name.as_str()));
            continue;
        }
        if let Some(taken) = phrase(&small[at..], &UNITS) {
            out.extend(small[at..at + taken].iter().cloned());
            (at, in_name) = (at + taken, true);
            continue;
        }
        if SHORT.contains(&trimmed(words[at])) || is_roman(words[at]) {
            out.push(words[at].to_owned());
            (at, in_name) = (at + 1, in_name && !is_roman(words[at]));
            continue;
        }
        if is_body && let Some(taken) = phrase(&small[at..], &ASSOCIATIONS) {
            out.push(capitalised(&small[at]));
            out.extend(small[at + 1..at + taken].iter().cloned());
            at += taken;
            // Behind the members stands the place; behind other words, no name can be told.
            if let Some(members) = phrase(&small[at..], &MEMBERS) {
                out.extend(small[at..at + members].iter().cloned());
                (at, in_name) = (at + members, true);
            }
            continue;
        }
        if is_body
            && !in_name
            && let Some(taken) = phrase(&small[at..], &BODIES)
        {
            out.push(capitalised(&small[at]));
            out.extend(small[at + 1..at + taken].iter().cloned());
            if let Some(next) = small.get(at + taken) {
                out.push(capitalised(next));
            }
            at += taken + 1;
            continue;
        }
        // A name of a place ends where a word follows that no name holds.
        in_name &= ![
            "và", "về", "năm", "khóa", "nhiệm", "giai", "lần", "-", "đến", "trên", "kỳ",
        ]
        .contains(&small[at].as_str());
        out.push(if in_name {
            capitalised(&small[at])
        } else {
            small[at].clone()
        });
        in_name &= !words[at].ends_with([',', ';', '.']);
        at += 1;
    }
    capitalised(&out.join(" "))
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_roman(word: &str) -> bool {
    let word = trimmed(word);
    !word.is_empty() && super::label::roman(word).is_some() && word != "C" && word != "L"
}

/// How many words one of `phrases` takes at the beginning.
fn phrase(words: &[String], phrases: &[&str]) -> Option<usize> {
    phrases
        .iter()
        .filter_map(|phrase| {
            let parts: Vec<&str> = phrase.split(' ').collect();
            let same = words.len() >= parts.len()
                && parts
                    .iter()
                    .zip(words)
                    .all(|(part, word)| trimmed(word) == *part);
            same.then_some(parts.len())
        })
        .max()
}

/// The longest of [`NAMES`] at the beginning of `words`, with the signs behind its last word.
fn known(words: &[String]) -> Option<(usize, String)> {
    let name = NAMES
        .iter()
        .filter(|name| {
            let mut parts = name.split(' ');
            let mut at = 0;
            parts.all(|part| {
                let same = words.get(at).is_some_and(|word| {
                    trimmed(word) == trimmed(part).to_lowercase() || word == part
                });
                at += 1;
                same
            })
        })
        .max_by_key(|name| name.len())?;
    let taken = name.split(' ').count();
    let last = &words[taken - 1];
    let sign = &last[last.trim_end_matches(|c: char| !c.is_alphanumeric()).len()..];
    Some((taken, format!("{}{sign}", name.trim_end_matches(','))))
}

/// A text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        let rest = chars.as_str();
        first.to_uppercase().chain(rest.chars()).collect()
    })
}

/// A text with its first letter small, unless its first word is a name or a short form.
pub fn uncapitalised(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    let small: Vec<String> = text.split(' ').take(8).map(str::to_lowercase).collect();
    if known(&small).is_some() || first.chars().filter(|c| c.is_uppercase()).count() > 1 {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        let rest = chars.as_str();
        first.to_lowercase().chain(rest.chars()).collect()
    })
}

/// Kinds by the letters of the symbol: Nghị định 30/2020/NĐ-CP, Hướng dẫn 36-HD/VPTW.
#[rustfmt::skip]
const LETTERS: [(&str, &str); 18] = [
    ("NQ", "Nghị quyết"), ("NĐ", "Nghị định"), ("TT", "Thông tư"), ("TTLT", "Thông tư liên tịch"), ("QĐ", "Quyết định"), ("CT", "Chỉ thị"),
    ("KL", "Kết luận"), ("KH", "Kế hoạch"), ("CTr", "Chương trình"), ("CTR", "Chương trình"), ("HD", "Hướng dẫn"), ("BC", "Báo cáo"),
    ("TB", "Thông báo"), ("QyĐ", "Quy định"), ("QC", "Quy chế"), ("TTr", "Tờ trình"), ("ĐA", "Đề án"), ("CV", "Công văn"),
];

/// The kind of document that the letters of a symbol name: `HD-BTV` → Hướng dẫn.
pub fn kind_of_symbol(symbol: &str) -> Option<&'static str> {
    let first = symbol.split(['-', '/', '&']).next()?;
    let known = LETTERS.iter().find(|(letters, _)| *letters == first);
    known.map(|(_, kind)| *kind)
}

/// The same for a whole number: `545/HD-BTV`, `15/2026/NQ-HĐND`.
pub fn kind_of_number(number: &str) -> Option<&'static str> {
    let symbol = number.trim_start_matches(|c: char| c.is_ascii_digit() || "-/".contains(c));
    kind_of_symbol(symbol)
}

/// The kind of document that a text begins with, and what follows it.
pub fn kind_at(text: &str) -> Option<(&'static str, &str)> {
    let text = text.trim_start();
    KINDS.iter().find_map(|kind| {
        let mut end = 0;
        let mut wanted = kind.chars();
        for (at, c) in text.char_indices() {
            let Some(want) = wanted.next() else { break };
            if !c.to_lowercase().eq(want.to_lowercase()) {
                return None;
            }
            end = at + c.len_utf8();
        }
        let rest = &text[end..];
        let ends = wanted.next().is_none() && !rest.starts_with(char::is_alphanumeric);
        ends.then_some((*kind, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_sentences() {
        for (capitals, sentence) in [
            (
                "ỦY BAN NHÂN DÂN PHƯỜNG HÒA VANG",
                "Ủy ban nhân dân phường Hòa Vang",
            ),
            (
                "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ AN GIẢ",
                "Ban Thường vụ Đảng ủy xã An Giả",
            ),
            ("PHÓ BÍ THƯ THƯỜNG TRỰC", "Phó Bí thư Thường trực"),
            ("SỞ Y TẾ", "Sở Y tế"),
            ("UBND XÃ A", "UBND xã A"),
            (
                "KẾT LUẬN CỦA BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG",
                "Kết luận của Ban Thường vụ Đảng ủy phường",
            ),
            ("MỤC ĐÍCH, YÊU CẦU", "Mục đích, yêu cầu"),
            (
                "BAN HÀNH QUY ĐỊNH PHÒNG BỆNH",
                "Ban hành quy định phòng bệnh",
            ),
            ("Đảng ủy Phường", "Đảng ủy Phường"),
        ] {
            assert_eq!(sentence_case(capitals), sentence);
        }
        assert_eq!(body_name("CỤC PHÒNG BỆNH"), "Cục Phòng bệnh");
    }

    #[test]
    fn kinds_are_found_at_the_beginning() {
        assert_eq!(kind_at("KẾ HOẠCH"), Some(("Kế hoạch", "")));
        assert_eq!(
            kind_at("Chương trình hành động thực hiện"),
            Some(("Chương trình hành động", " thực hiện"))
        );
        assert_eq!(kind_at("LUẬTSƯ"), None);
        assert_eq!(kind_at("Mô hình"), None);
    }
}
