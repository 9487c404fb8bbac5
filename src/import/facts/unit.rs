//! Units: measures ("%", "triệu đồng/ha/năm") and the names of what is counted ("bác sĩ", "tổ dân phố").

use base::pattern::pattern;
use base::text::starts_with_word;
use regex::Regex;
use std::sync::LazyLock;

/// A share or a measure behind the number, perhaps in brackets, perhaps "/năm".
pub static MEASURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s?\(?\s?(?P<unit>%|‰|phần trăm|phần nghìn|(?:nghìn tỷ|nghìn tỉ|tỷ|tỉ|triệu|nghìn|ngàn) (?:đồng|usd)|tỷ|tỉ|triệu|đồng|usd",
        r"|tuổi|cm|mét|m²|m³|m2|m3|km|kg|ha|tấn|tạ|lít|điểm|giây|phút|giờ|ngày|tháng|năm|lần)(?:\b|$|[^\p{L}\d])",
    ))
});

pub static PER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s?/\s?(?P<per>(?:1\s)?vạn\sdân|(?:[\d.]+\s(?:(?:bé|trẻ|phụ|người)\s)?)?\p{L}+)|^\s(?:trên|/)\s?(?P<base>1\.000|10\.000|100\.000|1\.000\.000)\s?(?P<whom>dân|người dân|người|trẻ)",
    )
});

/// Words behind a number that make it a name or a count of things already there.
#[rustfmt::skip]
const NAMING_RIGHT: [&str; 28] = [
    "cấp", "rõ", "nhóm", "quan điểm", "nội dung", "nguyên tắc", "giai đoạn", "khâu", "bên", "đại biểu", "thành viên",
    "đồng chí", "nhiệm vụ", "công việc", "mục tiêu", "nghị quyết", "văn bản", "khoản", "chương", "bước", "ông",
    "bà", "nhiệm kỳ", "hướng", "khối", "không", "phương châm", "tiêu chí",
];

/// The things counted that are known as one word, longest first.
#[rustfmt::skip]
const COUNTED: [&str; 45] = [
    "tổ chức đảng", "công trình thanh niên", "chi hội nghề nghiệp", "nhà văn hóa", "câu lạc bộ", "tổ dân phố", "trạm y tế",
    "nhà đa năng", "hợp tác xã", "doanh nghiệp", "tuyến đường nội đồng", "tuyến đường", "phụ nữ nghèo", "cây xanh", "bác sĩ",
    "giường bệnh", "giường", "mô hình", "đảng viên", "hội viên", "đoàn viên", "học sinh", "quần chúng", "phòng học", "chi bộ",
    "chi hội", "chi đoàn", "sản phẩm", "công trình", "dự án", "điều dưỡng", "cơ sở", "căn", "suất", "lượt", "hộ gia đình", "hộ dân", "hộ",
    "ca", "vụ", "xã", "phường", "thôn", "người", "buổi",
];

/// Words at which the name of what is counted ends.
#[rustfmt::skip]
const ENDS: [&str; 58] = [
    "trong", "trên", "tại", "ở", "của", "cho", "với", "và", "hoặc", "được", "có", "là", "đạt", "theo", "để", "từ", "đến",
    "vào", "về", "mới", "trở", "mỗi", "năm", "phục", "do", "thuộc", "so", "tham", "đăng", "ưu", "trước", "sau", "mà", "thì",
    "không", "phải", "bị", "cùng", "gồm", "nhằm", "đã", "sẽ", "này", "đó", "khác", "bằng", "qua", "hằng", "hàng", "thoát",
    "tăng", "giảm", "bao", "nằm", "đang", "hoạt", "tiêu", "đủ",
];

/// A unit as it is written everywhere.
pub fn standard(unit: &str) -> String {
    match unit {
        "phần trăm" => "%".to_owned(),
        "phần nghìn" => "‰".to_owned(),
        "m2" => "m²".to_owned(),
        "tỷ" | "tỉ" => "tỷ đồng".to_owned(),
        "triệu" => "triệu đồng".to_owned(),
        other => other.replace("tỉ ", "tỷ ").replace("ngàn", "nghìn"),
    }
}

/// What a number counts: a known word, or the next words up to one that cannot belong to it.
pub fn counted(rest: &str) -> Option<&str> {
    let words = rest.trim_start();
    if words.len() == rest.len() || starts_with_word(words, &NAMING_RIGHT) {
        return None;
    }
    if let Some(known) = COUNTED
        .iter()
        .find(|known| starts_with_word(words, &[known]))
    {
        return Some(&words[..known.len()]);
    }
    let mut end = 0;
    for word in words.split_inclusive(' ').take(5) {
        let bare = word.trim_end();
        let letters = bare.split('/').next().unwrap_or(bare);
        let letters = letters.trim_end_matches([',', ';', '.', ':', ')', '”']);
        if letters.is_empty()
            || !letters.chars().all(char::is_alphabetic)
            || ENDS.contains(&letters)
        {
            break;
        }
        end += letters.len();
        if letters.len() < bare.len() || bare.len() == word.len() {
            break;
        }
        end += 1;
    }
    let unit = words[..end].trim_end();
    (!unit.is_empty()).then_some(unit)
}
