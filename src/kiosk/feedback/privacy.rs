//! Which questions are counted: none that may say who asked or about whom.
//!
//! The larger check for personal data needs the whole of Loa; `loa feedback` runs it over what arrives.

use base::text::{collapse_spaces, lowercase};
use base::unseen;

/// Longest question, in letters.
const LONGEST: usize = 60;

/// Most words.
const WORDS: usize = 6;

/// Digits with which a number begins to be somebody's.
const DIGITS: usize = 4;

/// A question as it is counted; `None` where it may hold something personal: four digits or more, `@`, more than six words.
pub fn question(typed: &str) -> Option<String> {
    let seen: String = typed
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !unseen::is_unseen(*c))
        .collect();
    let question = lowercase(&collapse_spaces(&seen));
    let digits = question.chars().filter(|c| c.is_numeric()).count();
    let letters = question.chars().count();
    let tells = digits >= DIGITS
        || question.contains(['@', '＠', '﹫'])
        || question.split(' ').count() > WORDS
        || letters > LONGEST;
    (!tells && letters >= 2).then_some(question)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_personal_is_not_counted() {
        for (typed, counted) in [
            ("  Quai   BỊ ", Some("quai bị")),
            ("covid 19", Some("covid 19")),
            ("giờ mở cửa trạm y tế", Some("giờ mở cửa trạm y tế")),
            ("0987", None),
            ("0 9 8 7", None),
            ("số 12 ngõ 34", None),
            ("１２３４", None),
            ("a@b.vn", None),
            ("một hai ba bốn năm sáu bảy", None),
            ("a", None),
            ("", None),
        ] {
            assert_eq!(question(typed).as_deref(), counted, "{typed}");
        }
        assert_eq!(question("sốt\ncao\u{200b}"), Some("sốt cao".into()));
        assert_eq!(question(&"a".repeat(61)), None);
    }
}
