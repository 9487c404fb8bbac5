//! People named in running text: by a title and a name, or by a surname and what follows it.

use super::opening;
use super::text::has_word;
use std::ops::Range;

/// Surnames that open a full name, the common ones of the Kinh and of other peoples of the country.
#[rustfmt::skip]
pub const SURNAMES: &[&str] = &[
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh",
    "Trịnh", "Đoàn", "Mai", "Cao", "Tạ", "Hứa", "Lương", "Lưu", "Tô", "Hà", "Chu", "Quách", "Triệu", "Nông", "Vi", "La", "Ma",
    "Giàng", "Vàng", "Lò", "Thào", "Sùng", "Tống", "Thái", "Tăng", "Phùng", "Kiều", "Khúc", "Lâm", "Vương", "Từ", "Trương", "Châu",
    "Thạch", "Kim", "Cù", "Bạch", "Doãn", "Nghiêm", "Ninh", "Lục", "Mạc", "Quàng", "Tòng", "Cà", "Bàn", "Đàm",
    "Âu", "Giáp", "Khổng", "Uông", "An", "Đào", "Đồng", "Hàn", "Lã", "Lại", "Mã", "Phí", "Thân", "Tôn", "Trà", "Văn", "Viên", "Tưởng",
    "Vừ", "Mùa", "Lầu", "Thò", "Hạng", "Sầm", "Lang", "Moong", "Lữ", "Ngân", "Kha", "Lường", "Cầm", "Điêu", "Hờ", "Phàn", "Tẩn", "Lỳ",
    "Siu", "Ksor", "Rơ", "Bế", "Ngọ", "Nhữ", "Thiều", "Tiêu",
];

/// Places whose names begin like a person's.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "Hà Nội", "Hà Nam", "Hà Giang", "Hà Tĩnh", "Hà Đông", "Hà Tây", "Hà Tiên", "Hà Bắc", "Cao Bằng", "Cao Minh", "Cao Lãnh", "Lâm Đồng",
    "Thái Nguyên", "Thái Bình", "Thái Lan", "Ninh Bình", "Ninh Thuận", "Châu Á", "Châu Âu", "Châu Phi", "Châu Mỹ", "Châu Úc", "Bạch Mai",
    "Bạch Đằng", "Từ Dũ", "Lê Chân", "Lục Ngạn", "Lương Sơn", "Vũ Thư", "Lý Sơn", "Phan Thiết", "Phan Rang", "Mai Châu", "Mai Sơn",
    "Kim Thành", "Kim Môn", "Kim Bảng", "Triệu Sơn", "Đoàn Thanh", "Đoàn Thanh Niên", "Ma Túy", "Ma Tuý", "Hồ Chí Minh", "Hồ Tây",
    "Hàn Quốc", "An Giang", "An Dương", "An Lão", "An Biên", "Đồng Nai", "Đồng Tháp", "Đồng Hới", "Trà Vinh", "Văn Miếu", "Văn Phòng",
    "Viên Chăn", "Thạch Thất", "Đào Tạo", "Văn Hóa", "Văn Giang", "Đồng Tâm", "Dương Tính",
];

/// Heads of names of places and houses: a person's name behind one is theirs.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "phường", "xã", "đường", "phố", "trường", "thcs", "thpt", "th", "mn", "mầm non", "tiểu học", "trung học", "cơ sở", "phổ thông",
    "đại học", "cao đẳng", "viện", "bệnh viện", "đa khoa", "quận", "huyện", "tượng đài", "đền", "chùa", "đình", "cầu", "giải",
    "giải thưởng", "quỹ", "công viên", "làng", "thôn", "tỉnh", "tộc", "dòng họ", "bia", "lăng", "sông", "núi", "chợ", "ngõ", "phòng khám",
    "nhà hát", "thời",
];

/// People of history and of public life whom texts name without harm.
#[rustfmt::skip]
const PUBLIC: &[&str] = &[
    "Hồ Chí Minh", "Hải Thượng Lãn Ông", "Lê Hữu Trác", "Võ Nguyên Giáp", "Phạm Văn Đồng", "Tôn Đức Thắng", "Phạm Ngọc Thạch",
    "Tôn Thất Tùng", "Đặng Văn Ngữ", "Hồ Đắc Di", "Lê Duẩn", "Nguyễn Văn Linh", "Võ Thị Sáu", "Nguyễn Văn Trỗi", "Đặng Thùy Trâm",
    "Lê Quý Đôn", "Nguyễn Bỉnh Khiêm", "Nguyễn Du", "Nguyễn Trãi", "Trần Hưng Đạo", "Trần Quốc Tuấn", "Lý Thường Kiệt", "Hoàng Văn Thụ",
    "Trần Nguyên Hãn", "Hồ Xuân Hương", "Phan Bội Châu", "Phan Chu Trinh", "Phan Châu Trinh", "Nguyễn Đình Chiểu", "Nguyễn Thị Minh Khai",
    "Nguyễn Đức Cảnh", "Tô Hiệu", "Lê Hồng Phong", "Lê Lợi", "Ngô Quyền", "Lý Tự Trọng", "Nguyễn Huệ", "Chu Văn An", "Nguyễn Công Trứ",
    "Cao Bá Quát", "Trần Quang Khải", "Võ Văn Kiệt", "Nguyễn Văn Cừ", "Lý Thái Tổ", "Lê Thánh Tông", "Phùng Hưng", "Bùi Thị Xuân",
    "Hàn Mặc Tử", "Trịnh Công Sơn", "Vũ Trọng Phụng", "Trần Phú", "Hà Huy Tập", "Nguyễn Tri Phương", "Hoàng Diệu", "Hoàng Hoa Thám", "Phan Đình Phùng", "Phạm Ngũ Lão", "Trần Khánh Dư",
    "Trần Quốc Toản", "Nguyễn Văn Tố", "Lê Đại Hành", "Lý Nam Đế", "Đinh Tiên Hoàng", "Trần Nhân Tông", "Kim Đồng", "Mạc Đĩnh Chi",
];

/// Offices, callings and honours: who bears one is named for what they do.
#[rustfmt::skip]
const OFFICES: &[&str] = &[
    "bác sĩ", "bác sỹ", "bs", "bsck", "bscki", "bsckii", "ths", "ts", "gs", "pgs", "dược sĩ", "dược sỹ", "ds", "điều dưỡng", "y tá",
    "y sĩ", "y sỹ", "hộ sinh", "kỹ sư", "luật sư", "thạc sĩ", "tiến sĩ", "giáo sư", "nhà báo", "nhà văn", "nhà thơ", "nhạc sĩ",
    "họa sĩ", "nghệ sĩ", "tướng", "đại tướng", "nữ tướng", "thượng tá", "trung tá", "thiếu tá", "đại úy", "thượng úy", "trung úy",
    "thiếu úy", "đại tá", "chủ tịch", "phó", "bí thư", "trưởng", "giám đốc", "hiệu trưởng", "liệt sĩ", "anh hùng", "nhà giáo", "thầy",
    "cô giáo", "vua", "chúa", "danh y", "đại biểu", "trạm trưởng", "cán bộ", "tổ trưởng", "cộng tác viên", "tình nguyện viên",
    "phóng viên", "chuyên viên", "chuyên gia", "kỹ thuật viên", "nhân viên y tế", "chủ nhiệm", "ủy viên", "chi hội trưởng", "trưởng ban",
    "trưởng thôn", "trưởng khoa", "phụ trách", "người phụ trách", "đầu mối", "tuyên truyền viên", "tác giả", "biên tập", "thực hiện",
    "nhà khoa học", "thầy thuốc", "bộ trưởng", "thủ tướng", "lương y",
];

/// Titles before the name of a child.
const CHILDREN: &[&str] = &["cháu", "bé", "em", "trẻ", "con", "học sinh"];

/// Titles that say that a person is ill or was hurt.
const PATIENTS: &[&str] = &[
    "bệnh nhân",
    "bn",
    "f0",
    "ca bệnh",
    "nạn nhân",
    "người bệnh",
    "sản phụ",
];

/// A person named in a text.
#[derive(Debug)]
pub struct Person {
    /// Where the name is.
    pub name: Range<usize>,
    /// Whether a title stands before it.
    pub titled: bool,
    /// Whether that title is a child's.
    pub child: bool,
    /// Whether that title tells of illness or harm.
    pub patient: bool,
    /// Whether the person is named for an office or a calling.
    pub official: bool,
    /// Whether the name has a surname and more.
    pub full: bool,
    /// How many syllables the name has.
    pub syllables: usize,
}

/// The people named in `text`, in order.
pub fn people(text: &str) -> Vec<Person> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(opening) = opening::next(text, from, is_surname) {
        let lower = |title: &Range<usize>| text[title.clone()].to_lowercase();
        let outer = opening.title.as_ref().map(lower);
        let title = opening.inner.as_ref().map(lower).or_else(|| outer.clone());
        let (name, syllables) = name_at(text, opening.name.start, title.is_some());
        from = name.end.max(opening.name.end);
        if syllables == 0 {
            continue;
        }
        let words = &text[name.clone()];
        let surname = words.split(' ').next().unwrap_or_default();
        let full = syllables > 1 && is_surname(surname);
        let titled = title.is_some();
        let child = title
            .as_deref()
            .is_some_and(|title| CHILDREN.contains(&title));
        // "Em Không Một Mình" is a model, "cháu Na Na" a child.
        let modest = matches!(
            title.as_deref(),
            Some("em" | "trẻ" | "con" | "học sinh" | "hộ" | "mẹ" | "bố" | "vợ" | "chồng")
        );
        let counts =
            full || titled && (!modest || syllables == 1 && title.as_deref() == Some("em"));
        let public = PUBLIC.contains(&words) || PLACES.contains(&words) || NOBODY.contains(&words);
        if !counts || public || !titled && is_house(text, name.start) {
            continue;
        }
        found.push(Person {
            official: is_official(text, &name, title.as_deref()),
            // "Bệnh nhân số 34 là ông …": the title farther out tells it.
            patient: outer.is_some_and(|title| PATIENTS.contains(&title.as_str())),
            name,
            titled,
            child,
            full,
            syllables,
        });
    }
    found
}

/// Capitalised words behind a title that name no person who lives.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "Vy", "Vi", "Hồ", "Trưng", "Triệu", "Công", "Táo", "Tiên", "Bụt", "Tôn", "Ngoại", "Nội", "Việt", "Việt Nam", "Phật", "Chúa", "Hai",
    "Covid", "Parkinson", "Alzheimer", "Basedow", "Down", "Crohn", "Kawasaki", "Rota", "Lupus", "Hodgkin", "Hib", "Việt Nam", "Nguyễn", "Trần", "Lê", "Chính", "Ngoan", "Khỏe", "Dậu", "Thánh",
];

/// The name that begins here, and its syllables; none where it stands for anyone, as "Nguyễn Văn A" does.
fn name_at(text: &str, start: usize, titled: bool) -> (Range<usize>, usize) {
    let mut end = start;
    let mut syllables = 0;
    let mut last = "";
    let mut loud = None;
    let mut rest = &text[start..];
    loop {
        let length = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        let word = &rest[..length];
        let shouts = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        if !(is_capitalised(word) || shouts)
            || syllables > 0 && loud != Some(shouts) && word.chars().count() > 1
        {
            break;
        }
        loud = loud.or(Some(shouts));
        (end, last) = (end + length, word);
        syllables += 1;
        match rest[length..].strip_prefix(' ') {
            Some(next) if syllables < 6 => {
                rest = next;
                end += 1;
            }
            _ => break,
        }
    }
    let whole = start..start + text[start..end].trim_end().len();
    // A whole line in capitals is a heading.
    let heading = loud == Some(true) && {
        let next = text[whole.end..].trim_start_matches(' ');
        let next = next
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        syllables > 4 || next.chars().count() > 1 && next.chars().all(char::is_uppercase)
    };
    if heading && titled && syllables > 2 {
        // Behind a title the name is at least clear; it seldom has more than three syllables.
        let third = text[start..]
            .match_indices(' ')
            .nth(2)
            .map_or(whole.end, |(at, _)| start + at);
        return (start..third.min(whole.end), 3);
    }
    // "HIV" is nobody, nor is "Nguyễn Văn A" anybody.
    let anyone = last.chars().count() == 1 || loud == Some(true) && syllables == 1;
    (whole, if anyone || heading { 0 } else { syllables })
}

/// Whether the name at `start` is that of a house, a street or a prize: its head stands before it, or a little farther
/// with nothing but parts of the name between.
fn is_house(text: &str, start: usize) -> bool {
    let left = text.floor_char_boundary(start.saturating_sub(60));
    let near = text[left..start].trim_end_matches([' ', '"', '“']);
    let near = near
        .rsplit(|c: char| !c.is_alphanumeric() && c != ' ')
        .next()
        .unwrap_or_default();
    let words: Vec<String> = near.split_whitespace().map(str::to_lowercase).collect();
    let count = words.len();
    if count == 0 {
        return false;
    }
    let pair = |at: usize| {
        if at == 0 {
            String::new()
        } else {
            format!("{} {}", words[at - 1], words[at])
        }
    };
    let is_head =
        |at: usize| HEADS.contains(&words[at].as_str()) || HEADS.contains(&pair(at).as_str());
    // "học sinh Trần Mẫu" is not in the way: its last word heads nothing.
    let passes = |at: usize| {
        is_head(at)
            || [
                "học", "non", "khoa", "hữu", "nghị", "tư", "thục", "quốc", "tế", "mang", "tên",
            ]
            .contains(&words[at].as_str())
    };
    let mut at = count;
    while at > 0 && passes(at - 1) {
        at -= 1;
        if is_head(at) {
            return true;
        }
    }
    false
}

/// Whether an office stands directly before a name or in the words that explain it.
fn is_official(text: &str, name: &Range<usize>, title: Option<&str>) -> bool {
    let left = text.floor_char_boundary(name.start.saturating_sub(56));
    let before = text[left..name.start].to_lowercase();
    let before = before
        .rsplit(['.', ';', '\n', ','])
        .find(|part| !part.trim().is_empty())
        .unwrap_or_default();
    if has_word(before, OFFICES) && !title.is_some_and(|title| PATIENTS.contains(&title)) {
        return true;
    }
    let right = text.ceil_char_boundary((name.end + 90).min(text.len()));
    let after = text[name.end..right].to_lowercase();
    let Some(explained) = after
        .strip_prefix([',', '('])
        .or(after.strip_prefix(" ("))
        .or(after.strip_prefix(" -"))
        .or(after.strip_prefix(" là"))
    else {
        return false;
    };
    let explained = explained
        .split([',', ')', ';', '\n'])
        .next()
        .unwrap_or_default();
    let heads = explained.trim_start();
    OFFICES.iter().any(|office| {
        heads
            .strip_prefix(office)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    }) || has_word(
        explained,
        &[
            "chủ tịch",
            "bí thư",
            "trạm trưởng",
            "giám đốc",
            "tổ trưởng",
            "chủ nhiệm",
            "hiệu trưởng",
            "bác sĩ",
            "cộng tác viên",
            "nguyên",
        ],
    )
}

/// Whether a word is one of the surnames, in whatever capitals.
fn is_surname(word: &str) -> bool {
    // Most words that are asked for begin small.
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    let small = |text: &'static str| text.chars().flat_map(char::to_lowercase);
    SURNAMES.contains(&word)
        || word.chars().all(char::is_uppercase) && {
            let lower = || word.chars().flat_map(char::to_lowercase);
            SURNAMES.iter().any(|name| small(name).eq(lower()))
        }
}

/// Full names in `text`, as byte ranges, in order.
pub fn full_names(text: &str) -> Vec<Range<usize>> {
    let all = people(text).into_iter();
    all.filter(|person| person.full)
        .map(|person| person.name)
        .collect()
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        full_names(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn names_of_people_are_found_and_names_of_places_are_not() {
        assert_eq!(
            names("Ông Trần Văn Mẫu, bà Lò Thị Mẫu, học sinh Phạm Thị Mẫu."),
            ["Trần Văn Mẫu", "Lò Thị Mẫu", "Phạm Thị Mẫu"]
        );
        for text in [
            "Trường Tiểu học Nguyễn Văn Tố, phường Lê Chân",
            "Chủ tịch Hồ Chí Minh; ông Nguyễn Văn A",
            "PHƯỜNG LÊ CHÂN TRIỂN KHAI KẾ HOẠCH",
            "Bệnh viện Phạm Ngọc Thạch, đường Trần Nguyên Hãn",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
        assert_eq!(names("Bà NGUYỄN THỊ MẪU ở tổ 3"), ["NGUYỄN THỊ MẪU"]);
    }

    #[test]
    fn offices_are_told() {
        let official = |text: &str| people(text)[0].official;
        for text in [
            "Bác sĩ Trần Văn Mẫu",
            "bà Lê Thị Mẫu, Chủ tịch phường,",
            "ông Lê Mẫu (tổ trưởng)",
        ] {
            assert!(official(text), "{text}");
        }
        for text in ["Bà Lê Thị Mẫu, tổ 7,", "Bệnh nhân Lê Thị Mẫu"] {
            assert!(!official(text), "{text}");
        }
    }
}
