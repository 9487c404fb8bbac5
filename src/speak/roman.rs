//! Roman numerals.

/// The value of a Roman numeral in its one proper form, great or small letters but not mixed.
pub fn value(written: &str) -> Option<u128> {
    const PARTS: [(&str, u128); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let great = written.to_uppercase();
    if great != written && written.to_lowercase() != written {
        return None;
    }
    let mut rest = great.as_str();
    let mut value = 0;
    for (part, worth) in PARTS {
        let most = if part.len() == 1 && "MCXI".contains(part) {
            3
        } else {
            1
        };
        for _ in 0..most {
            let Some(behind) = rest.strip_prefix(part) else {
                break;
            };
            rest = behind;
            value += worth;
        }
    }
    let proper = rest.is_empty() && value > 0 && written_as(value) == great;
    proper.then_some(value)
}

fn written_as(mut value: u128) -> String {
    const DIGITS: [[&str; 10]; 3] = [
        ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"],
        ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"],
        ["", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"],
    ];
    let mut written = String::new();
    written.extend(std::iter::repeat_n("M", (value / 1000) as usize));
    value %= 1000;
    written += DIGITS[2][(value / 100) as usize];
    written += DIGITS[1][(value / 10 % 10) as usize];
    written += DIGITS[0][(value % 10) as usize];
    written
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn proper_numerals_alone_have_a_value() {
        for number in 1..4000 {
            assert_eq!(value(&super::written_as(number)), Some(number));
        }
        assert_eq!(value("xvi"), Some(16));
        for improper in ["IIII", "VX", "IC", "Xv", "", "TU", "IIX"] {
            assert_eq!(value(improper), None, "{improper}");
        }
    }
}
