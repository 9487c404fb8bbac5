//! Numbers → words.
//!
//! One way of saying each number, so that an ear can write it down again: “một nghìn không trăm linh năm”, “hai mươi mốt”,
//! “ba mươi lăm”, “bảy mươi bốn”. A group of zeros is passed over, a smaller one after a greater is said with its hundreds.

/// The first number that is not said: a thousand times one tỷ tỷ.
pub const LIMIT: u128 = 1_000_000_000_000_000_000_000;

/// One tỷ, by which greater numbers are counted.
const BILLION: u128 = 1_000_000_000;

/// The digits by their names.
pub const DIGITS: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];

/// A whole number in words; `None` from [`LIMIT`] on.
pub fn cardinal(number: u128) -> Option<String> {
    if number >= LIMIT {
        return None;
    }
    if number == 0 {
        return Some(DIGITS[0].to_owned());
    }
    let mut words = Vec::new();
    say(number, false, &mut words);
    Some(words.join(" "))
}

/// Says a number behind a greater group (`behind`) or alone.
fn say(number: u128, behind: bool, words: &mut Vec<&'static str>) {
    let (billions, below) = (number / BILLION, number % BILLION);
    if billions > 0 {
        say(billions, behind, words);
        words.push("tỷ");
    }
    let mut greater = behind || billions > 0;
    let groups = [
        (below / 1_000_000, "triệu"),
        (below / 1000 % 1000, "nghìn"),
        (below % 1000, ""),
    ];
    for (group, name) in groups {
        if group > 0 {
            say_group(group as usize, greater, words);
            if !name.is_empty() {
                words.push(name);
            }
            greater = true;
        }
    }
}

/// Says a number below 1,000.
fn say_group(group: usize, behind: bool, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    if hundreds > 0 || behind {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match tens {
        0 if ones > 0 && (hundreds > 0 || behind) => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(DIGITS[ones]),
    }
}

/// Digit by digit; what is no digit is passed over.
pub fn digits(written: &str) -> String {
    let digits = written.chars().filter_map(|c| c.to_digit(10));
    let words: Vec<_> = digits.map(|digit| DIGITS[digit as usize]).collect();
    words.join(" ")
}

/// What stands behind “thứ” and “tháng”: the fourth is *tư*.
pub fn ordinal(number: u128) -> Option<String> {
    match number {
        4 => Some("tư".to_owned()),
        _ => cardinal(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_by_the_rules() {
        for (written, said) in [
            (0, "không"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (24, "hai mươi bốn"),
            (55, "năm mươi lăm"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (115, "một trăm mười lăm"),
            (1_005, "một nghìn không trăm linh năm"),
            (1_700, "một nghìn bảy trăm"),
            (2_025, "hai nghìn không trăm hai mươi lăm"),
            (10_050, "mười nghìn không trăm năm mươi"),
            (1_000_001, "một triệu không trăm linh một"),
            (
                1_050_003,
                "một triệu không trăm năm mươi nghìn không trăm linh ba",
            ),
            (1_000_000_000, "một tỷ"),
            (1_000_000_000_000, "một nghìn tỷ"),
            (1_000_000_000_000_000_000, "một tỷ tỷ"),
        ] {
            assert_eq!(cardinal(written).as_deref(), Some(said));
        }
        assert_eq!(cardinal(LIMIT), None);
        assert_eq!(digits("0912"), "không chín một hai");
        assert_eq!(ordinal(4).as_deref(), Some("tư"));
    }
}
