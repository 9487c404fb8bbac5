//! Full names of people in running text: a Vietnamese surname and the capitalised syllables after it.

use std::ops::Range;

/// Surnames that open a full name, the common ones of the Kinh and of other peoples of the country.
#[rustfmt::skip]
const SURNAMES: [&str; 68] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh",
    "Trịnh", "Đoàn", "Mai", "Cao", "Tạ", "Hứa", "Lương", "Lưu", "Tô", "Hà", "Chu", "Quách", "Triệu", "Nông", "Vi", "La", "Ma",
    "Giàng", "Vàng", "Lò", "Thào", "Sùng", "Tống", "Thái", "Tăng", "Phùng", "Kiều", "Khúc", "Lâm", "Vương", "Từ", "Trương", "Châu",
    "Thạch", "Kim", "Cù", "Bạch", "Doãn", "Nghiêm", "Ninh", "Lục", "Mạc", "Quàng", "Tòng", "Cà", "Bàn", "Đàm",
    "Âu", "Giáp", "Khổng", "Uông",
];

/// Words before a name that make it the name of a place or a house.
#[rustfmt::skip]
const PLACES: [&str; 32] = [
    "phường", "xã", "đường", "phố", "trường", "học", "thcs", "thpt", "non", "viện", "quận", "huyện", "tượng", "đền", "chùa", "đình",
    "cầu", "giải", "quỹ", "cơ sở", "viên", "làng", "thôn", "tỉnh", "tộc", "họ", "bia", "lăng", "hội", "sông", "núi", "thờ",
];

/// People of history and of public life whom texts name without harm.
const PUBLIC: [&str; 2] = ["Hồ Chí Minh", "Hải Thượng Lãn Ông"];

/// Full names in `text`, as byte ranges, in order.
pub fn full_names(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let words = words(text);
    let mut index = 0;
    while index < words.len() {
        let first = &text[words[index].clone()];
        if !SURNAMES.contains(&first) {
            index += 1;
            continue;
        }
        let mut last = index;
        while last + 1 < words.len()
            && last < index + 4
            && &text[words[last].end..words[last + 1].start] == " "
            && is_capitalised(&text[words[last + 1].clone()])
        {
            last += 1;
        }
        let range = words[index].start..words[last].end;
        let name = &text[range.clone()];
        let place =
            index > 0 && PLACES.contains(&text[words[index - 1].clone()].to_lowercase().as_str());
        // "Nguyễn Văn A" stands for anyone.
        let anyone = text[words[last].clone()].chars().count() == 1;
        if last > index && !place && !anyone && !PUBLIC.contains(&name) {
            found.push(range);
        }
        index = last + 1;
    }
    found
}

/// Two or more capitalised syllables at the very beginning of `text`.
pub fn opens_with_name(text: &str) -> Option<Range<usize>> {
    let words = words(text);
    let first = words.first()?;
    if first.start > 0 {
        return None;
    }
    let mut end = 0;
    let mut count = 0;
    for word in &words {
        let joined = count == 0 || text.get(end..word.start) == Some(" ");
        if !joined || !is_capitalised(&text[word.clone()]) || count == 5 {
            break;
        }
        end = word.end;
        count += 1;
    }
    let anyone = text[..end]
        .rsplit(' ')
        .next()
        .is_some_and(|last| last.chars().count() == 1);
    (count >= 2 && !anyone).then_some(0..end)
}

/// Whether a word is one of the surnames.
pub fn is_surname(word: &str) -> bool {
    SURNAMES.contains(&word)
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphabetic()) {
            (None, true) => start = Some(at),
            (Some(begun), false) => {
                found.push(begun..at);
                start = None;
            }
            _ => {}
        }
    }
    found
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
            names("Ông Trần Văn Mẫu, bà Lò Thị Mẫu."),
            ["Trần Văn Mẫu", "Lò Thị Mẫu"]
        );
        assert_eq!(
            names("Trường Tiểu học Nguyễn Văn Tố, phường Lê Chân"),
            [""; 0]
        );
        assert_eq!(names("Chủ tịch Hồ Chí Minh; ông Nguyễn Văn A"), [""; 0]);
    }
}
