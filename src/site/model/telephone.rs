//! Telephone numbers as people write them → the one number that a link dials. A number counts whole or not at all.

use base::unseen::{Unseen, unseen};
use unicode_normalization::UnicodeNormalization;

/// Words before the number of a desk, which is dialled after the other has answered.
const DESK: [&str; 7] = [
    "máy lẻ",
    "máy nhánh",
    "nhánh",
    "số lẻ",
    "nội bộ",
    "ext.",
    "ext",
];

/// What to dial of a text that shows one number, `0225 3850 123 (giờ hành chính)`; `None` when it shows none, several,
/// or one that cannot be whole.
pub fn dialled(shown: &str) -> Option<String> {
    match numbers(shown).as_slice() {
        [number] => whole(number),
        _ => None,
    }
}

/// Whether a text shows something long enough to be taken for a telephone number.
pub fn shows_number(shown: &str) -> bool {
    !numbers(shown).is_empty()
}

/// The runs of three digits and more, each with the marks inside; desks left out.
fn numbers(shown: &str) -> Vec<String> {
    let text: Vec<char> = shown.nfc().filter_map(plain).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some(end) = run(&text, at) else {
            at += 1;
            continue;
        };
        let number: String = text[at..end].iter().collect();
        let digits = number.chars().filter(char::is_ascii_digit).count();
        // "0225 3850 12x" hides a digit: there is a number, and nobody can dial it.
        let hidden = text.get(end).is_some_and(|c| "xX*?_…".contains(*c));
        if digits > 2 && !(digits <= 5 && is_desk(&text[..at])) {
            found.push(if hidden { String::new() } else { number });
        }
        at = end;
    }
    found
}

/// Whether the last word before a number says that it is a desk's.
fn is_desk(before: &[char]) -> bool {
    const LONGEST: usize = 9;
    let end = before.iter().rposition(|c| !" :(".contains(*c));
    let before = &before[..end.map_or(0, |last| last + 1)];
    let near: String = before[before.len().saturating_sub(LONGEST)..]
        .iter()
        .collect();
    let near = near.to_lowercase();
    DESK.iter().any(|word| near.ends_with(word))
}

/// Blanks and dashes of every kind as one; what is not seen is not there.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        '\u{ff0b}' => Some('+'),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10),
        _ if c.is_whitespace() => Some(' '),
        _ => match unseen(c) {
            None => Some(c),
            Some(Unseen::Blank) => Some(' '),
            Some(Unseen::Dropped | Unseen::Refused) => None,
        },
    }
}

/// Where the number ends that begins here: digits with at most three marks between them.
fn run(text: &[char], start: usize) -> Option<usize> {
    const MARKS: usize = 3;
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let opens = match text[start] {
        '(' => digit(start + 1) || text.get(start + 1) == Some(&'+') && digit(start + 2),
        '+' => digit(start + 1),
        first => first.is_ascii_digit(),
    };
    if !opens {
        return None;
    }
    let mut at = start + 1 + usize::from(text[start] == '(');
    let mut end = at;
    let mut open = text[start] == '(';
    while at < text.len() && at - end <= MARKS {
        match text[at] {
            c if c.is_ascii_digit() => end = at + 1,
            ')' if open => open = false,
            // `+84 (0)225 …`; any other bracket holds a remark.
            '(' if text[at + 1..].starts_with(&['0', ')']) => {
                end = at + 2;
                at += 2;
            }
            ' ' | '.' | '-' => {}
            _ => break,
        }
        at += 1;
    }
    Some(end)
}

/// The digits to dial, where they make one whole number.
fn whole(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let abroad = number.trim_start_matches('(').starts_with('+');
    let vietnam = match digits.strip_prefix("0084") {
        Some(rest) => Some(rest),
        None => digits
            .strip_prefix("84")
            .filter(|rest| abroad || matches!(rest.len(), 9 | 10)),
    };
    if let Some(rest) = vietnam {
        let rest = rest.strip_prefix('0').unwrap_or(rest);
        return matches!(rest.len(), 9 | 10).then(|| format!("+84{rest}"));
    }
    let fits = match digits.as_bytes() {
        all if abroad => (8..=15).contains(&all.len()),
        [b'0', ..] => matches!(digits.len(), 10 | 11),
        [b'1', b'8' | b'9', b'0', b'0', ..] => (8..=10).contains(&digits.len()),
        // 115; 1022. With marks inside it would be an amount, and 1975 is a year.
        [b'1', b'1', _] => number == digits,
        [b'1', b'0', ..] => matches!(digits.len(), 4 | 5) && number == digits,
        _ => false,
    };
    let plus = if abroad { "+" } else { "" };
    fits.then(|| format!("{plus}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_digit_leaves_nothing_to_dial() {
        for shown in [
            "0225 3850 12x",
            "0912 000 1**",
            "0912000111?",
            "0912 000 11_",
        ] {
            assert_eq!(dialled(shown), None, "{shown}");
            assert!(shows_number(shown), "{shown}");
        }
    }

    #[test]
    fn one_number_is_dialled_whole() {
        for (shown, dials) in [
            ("0225 3850 123", "02253850123"),
            ("(0225) 3850.123", "02253850123"),
            ("0225-3850-123 (giờ hành chính)", "02253850123"),
            ("0225 3850 123 (24/24, thứ 2 đến thứ 7)", "02253850123"),
            ("0225 3850 123 - máy lẻ 412", "02253850123"),
            ("0225 3850 123 (máy lẻ: 12)", "02253850123"),
            ("0225 3850 123, nhánh 4", "02253850123"),
            ("ĐT: 0912\u{a0}000\u{202f}111", "0912000111"),
            ("0912\u{200b}000111", "0912000111"),
            ("０９１２ ０００ １１１", "0912000111"),
            ("0912–000–111", "0912000111"),
            ("+84 (0)225 3850 123", "+842253850123"),
            ("(+84) 225 3850 123", "+842253850123"),
            ("84 912 000 111", "+84912000111"),
            ("0084 912 000 111", "+84912000111"),
            ("115", "115"),
            ("Cấp cứu 115", "115"),
            ("1900 9095", "19009095"),
            ("1800.1567", "18001567"),
            ("1022", "1022"),
            ("069 2342 431", "0692342431"),
        ] {
            assert_eq!(dialled(shown).as_deref(), Some(dials), "{shown}");
        }
    }

    #[test]
    fn several_numbers_and_parts_of_one_are_not_dialled() {
        for shown in [
            "113 hoặc 0225.3850.999",
            "0225 3850 123 / 0225 3850 124",
            "0225 3850 123/124",
            "0225 3850 123 - 0225 3850 124",
            "0225 3850 123; 0912 000 111",
            "0225 3850 123, 0912 000 111",
            "0225 3850 123 (0912 000 111)",
            "0225 3850 123 (115)",
            "0912 000 111 0912 000 112",
            "0912000111–0912000112",
            "113 114 115",
            "115-0225 3850 123",
            "0225 3850 123 - 4",
            "0225 3850 1234",
            "0912 000",
            "3850 123",
            "ngày 20/11/2026",
            "năm 2026",
            "từ 1975",
            "1.022",
            "036123456789",
            "+84 912",
            "1.700",
            "không có",
            "",
        ] {
            assert_eq!(dialled(shown), None, "{shown}");
        }
    }
}
