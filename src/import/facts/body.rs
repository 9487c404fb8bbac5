//! Names of bodies and offices at the head of a clause: where "Ban Xây dựng Đảng" ends and what it does begins.

use base::text::{ends_with_word, has_word, lowercase, starts_with_word};
use std::ops::Range;

/// Words that the name of a body or an office begins with, in small letters.
#[rustfmt::skip]
const HEADS: [&str; 108] = [
    "ủy ban", "uỷ ban", "ubnd", "ubmttq", "ubkt", "hđnd", "hội đồng", "ban", "phòng", "sở", "bộ", "trạm", "trung tâm", "văn phòng",
    "công an", "đảng ủy", "đảng uỷ", "đảng bộ", "chi bộ", "các chi", "các đảng", "các cơ quan", "các đơn vị", "các ban", "các phòng",
    "các tổ chức", "các cấp", "các ngành", "các sở", "các trường", "các tổ dân phố", "các thôn", "các đoàn thể", "các chi bộ", "các bộ",
    "các cơ sở", "các xã", "các phường", "mặt trận", "mttq", "đoàn", "hội", "trường", "tổ", "thường trực", "chủ tịch", "phó chủ tịch", "bí thư",
    "phó bí thư", "đồng chí", "đ/c", "cục", "vụ", "tổng cục", "chi cục", "viện", "bệnh viện", "thanh tra", "liên đoàn", "công đoàn",
    "hiệu trưởng", "ban giám hiệu", "giáo viên", "nhân viên", "trưởng", "phó trưởng", "chánh", "giám đốc", "thủ trưởng", "người đứng đầu",
    "lãnh đạo", "cấp ủy", "cấp uỷ", "cơ quan", "đơn vị", "kế toán", "quân sự", "bảo hiểm xã hội", "tòa án", "viện kiểm sát", "thành viên",
    "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "đội", "kho bạc", "thuế", "ngân hàng", "đài", "báo", "tổng công ty",
    "chính phủ", "quốc hội", "thủ tướng", "chi ủy", "chi uỷ", "các khu phố", "các khu dân cư", "các xóm", "các ấp", "các trạm", "các trung tâm", "các doanh nghiệp",
    "các hợp tác xã", "các lực lượng", "các nhà trường", "các hội",
];

/// Verbs and plain words that begin like a name.
const NO_HEADS: [&str; 13] = [
    "tổ chức",
    "hội nghị",
    "báo cáo",
    "bộ máy",
    "ban hành",
    "hội nhập",
    "trường hợp",
    "cơ quan nào",
    "các hội nghị",
    "các hội thi",
    "các hội thảo",
    "các hội trường",
    "các hội viên",
];

/// Verbs at which the name of a body ends.
#[rustfmt::skip]
const VERBS: [&str; 119] = [
    "chủ trì", "phối hợp", "tham mưu", "chỉ đạo", "tổ chức", "xây dựng", "đưa", "triển khai", "thực hiện", "chịu trách nhiệm",
    "có trách nhiệm", "tiếp tục", "tăng cường", "hướng dẫn", "đẩy mạnh", "theo dõi", "căn cứ", "rà soát", "đề xuất", "lãnh đạo",
    "quán triệt", "kiểm tra", "giám sát", "tổng hợp", "báo cáo", "ban hành", "bố trí", "lập", "gửi", "tiếp thu", "hoàn thiện",
    "thành lập", "phân công", "chủ động", "thường xuyên", "đôn đốc", "nghiên cứu", "cung cấp", "vận động", "tuyên truyền", "phụ trách",
    "khẩn trương", "hoàn thành", "bảo đảm", "đảm bảo", "định hướng", "khám", "cập nhật", "nắm", "phát huy", "trình", "thẩm định",
    "giao", "chuẩn bị", "duy trì", "kịp thời", "phổ biến", "quản lý", "thông báo", "niêm yết", "huy động", "tiếp nhận", "giải quyết",
    "là đầu mối", "đầu mối", "làm", "cử", "tập trung", "nghiêm túc", "giúp", "mở", "trực tiếp", "khắc phục", "phải", "cần", "tham gia", "nhằm",
    "quy định", "biên soạn", "xử lý", "xem xét", "tiến hành", "khảo sát", "thống kê", "đăng ký", "lồng ghép", "đăng tải", "phát động",
    "kiện toàn", "bàn giao", "xác minh", "tập huấn", "hỗ trợ", "phát hiện", "nhắc nhở", "phân bổ", "tổng kết", "sơ kết", "quan tâm",
    "cụ thể hóa", "cụ thể hoá", "bổ sung", "sửa chữa", "trồng", "cắm", "lắp đặt", "phun", "cấp phát", "nạo vét", "thu gom", "truyền thông",
    "tư vấn", "xét nghiệm", "lấy mẫu", "di dời", "sơ tán", "mua sắm", "đóng góp", "kêu gọi",
];

/// Words after which a verb belongs to the name: "Ban xây dựng Đảng", "các tổ chức", "cơ quan tham mưu".
#[rustfmt::skip]
const INSIDE_NAMES: [&str; 19] = [
    "ban", "cơ quan", "các", "đơn vị", "tổ", "đội", "hội đồng", "chuyên trách", "trung tâm", "phòng", "tham mưu,", "các cơ quan", "trưởng ban",
    "bộ phận", "và các", "chi cục", "kế hoạch", "nghiệp vụ", "được",
];

/// Words whose verbs belong to a name: "cơ sở khám bệnh", "dịch vụ việc làm", "lực lượng tham gia bảo vệ an ninh".
const PAIRS: [(&str, &str); 6] = [
    ("cơ sở", "khám"),
    ("cơ sở", "cung cấp"),
    ("việc", "làm"),
    ("người", "làm"),
    ("lực lượng", "tham gia"),
    ("văn phòng", "đăng ký"),
];

/// Longest name of one body, and of a list of bodies, in characters.
const NAME: usize = 220;
const LIST: usize = 700;

/// The name of a body at the head of `text`, when one stands there: its byte range.
pub fn leading(text: &str) -> Option<Range<usize>> {
    let folded = lowercase(text);
    if !starts_with_word(&folded, &HEADS) || starts_with_word(&folded, &NO_HEADS) {
        return None;
    }
    let mut end = text.len();
    for verb in VERBS {
        for (at, _) in folded.match_indices(verb) {
            let alone =
                starts_with_word(&folded[at..], &[verb]) && folded[..at].ends_with([' ', ',', ')']);
            let left = folded[..at].trim_end();
            // "cấp ủy, lãnh đạo các phòng": people, not what they do.
            let named = ends_with_word(left, &INSIDE_NAMES).is_some()
                || PAIRS
                    .iter()
                    .any(|(word, known)| *known == verb && left.ends_with(word))
                || verb == "lãnh đạo" && left.ends_with(',')
                || verb == "tổ chức" && starts_with_word(&folded[at..], &ORGANISATIONS);
            if alone && at < end && !named && !text[at..].starts_with(char::is_uppercase) {
                end = at;
            }
        }
    }
    let name = text[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:.".contains(c));
    // A whole long sentence without a verb that we know is no name; a long list of names may be one.
    let limit = if several(name).len() > 2 { LIST } else { NAME };
    (name.chars().count() <= limit && name.contains(' ') || name.chars().all(char::is_uppercase))
        .then_some(0..name.len())
}

/// Whether a text is the name of a body from end to end.
pub fn is_name(text: &str) -> bool {
    leading(text)
        .is_some_and(|name| name.end == text.trim_end_matches(['.', ':', ';', ' ', ',']).len())
}

/// Whether words begin with a verb that we know.
pub fn begins_with_verb(text: &str) -> bool {
    starts_with_word(lowercase(text).trim_start_matches([' ', ',', ':']), &VERBS)
}

/// Organisations, not organising.
const ORGANISATIONS: [&str; 4] = [
    "tổ chức đảng",
    "tổ chức chính trị",
    "tổ chức đoàn thể",
    "tổ chức xã hội",
];

/// Whether a text says what is to be done with a verb that we know.
pub fn acts(text: &str) -> bool {
    has_word(&lowercase(text), &VERBS)
}

/// Words that begin a partner in a list and no clause of work.
#[rustfmt::skip]
const PARTNERS: [&str; 12] = [
    "lực lượng", "các lực lượng", "doanh nghiệp", "các doanh nghiệp", "hợp tác xã", "các hợp tác xã", "các khu phố", "các hội", "các nhà trường",
    "nhà trường", "cộng tác viên", "các cộng tác viên",
];

/// Several bodies in one text: parted at semicolons, and at commas and "và" before a word that begins a name.
pub fn several(text: &str) -> Vec<String> {
    let folded = lowercase(text);
    let mut cuts = vec![(0, 0)];
    for mark in [", ", "; ", " và ", " cùng ", " - "] {
        for (at, _) in folded.match_indices(mark) {
            let next = &folded[at + mark.len()..];
            let begins = starts_with_word(next, &HEADS)
                || mark != " - " && starts_with_word(next, &PARTNERS);
            if begins || mark == "; " {
                cuts.push((at, mark.len()));
            }
        }
    }
    cuts.sort_unstable();
    let ends = cuts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    cuts.iter()
        .zip(ends)
        .filter_map(|((at, mark), end)| text.get(at + mark..end))
        .map(|name| {
            let name = [" trong", " để", " về", " theo", " tại"]
                .iter()
                .fold(name.trim(), |name, word| name.trim_end_matches(word));
            name.trim_matches(|c: char| c.is_whitespace() || ",;:.".contains(c))
                .trim_start_matches(['-', '+', '–', ' '])
                .to_owned()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<&str> {
        leading(text).map(|range| &text[range])
    }

    #[test]
    fn a_name_ends_where_the_work_begins() {
        assert_eq!(
            name("Ban xây dựng Đảng chủ trì, phối hợp"),
            Some("Ban xây dựng Đảng")
        );
        assert_eq!(
            name("Ban Tổ chức Đảng ủy tổ chức thi"),
            Some("Ban Tổ chức Đảng ủy")
        );
        assert_eq!(
            name("Mặt trận Tổ quốc và các tổ chức chính trị - xã hội vận động"),
            Some("Mặt trận Tổ quốc và các tổ chức chính trị - xã hội")
        );
        assert_eq!(
            name("Phòng Kinh tế, Hạ tầng và Đô thị"),
            Some("Phòng Kinh tế, Hạ tầng và Đô thị")
        );
        assert_eq!(name("Nâng cao chất lượng"), None);
    }

    #[test]
    fn the_verbs_in_the_names_of_partners_do_not_cut_them() {
        let text = "Công an xã, Phòng khám đa khoa Ví Dụ, Trung tâm dịch vụ việc làm, các cơ sở khám bệnh, chữa bệnh và lực lượng tham gia bảo vệ an ninh ở cơ sở biên soạn tài liệu";
        assert_eq!(
            several(name(text).unwrap()),
            [
                "Công an xã",
                "Phòng khám đa khoa Ví Dụ",
                "Trung tâm dịch vụ việc làm",
                "các cơ sở khám bệnh, chữa bệnh",
                "lực lượng tham gia bảo vệ an ninh ở cơ sở",
            ]
        );
    }

    #[test]
    fn a_comma_inside_a_name_does_not_part_it() {
        assert_eq!(
            several("Phòng Kinh tế, Hạ tầng và Đô thị, Công an phường và các đơn vị liên quan"),
            [
                "Phòng Kinh tế, Hạ tầng và Đô thị",
                "Công an phường",
                "các đơn vị liên quan"
            ]
        );
    }
}
