//! The words of a deadline in front matter → the last day that they leave.

use super::Relation;
use super::times;
use crate::text::lowercase;
use jiff::civil::Date;

/// The last day of "trong tháng 12/2025", "quý II/2026", "trước ngày 15/12/2025", where the words are one such time
/// and nothing else. Of "trước ngày …" it is that day itself: nothing is called late too early.
pub fn last_day(words: &str) -> Option<Date> {
    let folded = lowercase(words.trim());
    let times = times(&folded, None);
    let [time] = times.as_slice() else {
        return None;
    };
    let whole = time.span == (0..folded.len());
    let ends = !matches!(time.relation, Some(Relation::From | Relation::Every));
    let sure = time.every.is_none() && time.uncertain.is_none();
    time.days.end.filter(|_| whole && ends && sure)
}

#[cfg(test)]
mod tests {
    use super::last_day;

    #[test]
    fn one_time_alone_has_a_last_day() {
        let day = |words| last_day(words).map(|day| day.to_string());
        let some = |day: &str| Some(day.to_owned());
        assert_eq!(day("trong tháng 11/2025"), some("2025-11-30"));
        assert_eq!(day("Quý II/2026"), some("2026-06-30"));
        assert_eq!(day("trước ngày 15/12/2025"), some("2025-12-15"));
        assert_eq!(day("đến năm 2030"), some("2030-12-31"));
        assert_eq!(day("giai đoạn 2026 - 2030"), some("2030-12-31"));
    }

    #[test]
    fn other_words_have_none() {
        for words in [
            "hằng năm",
            "thường xuyên",
            "từ năm 2026",
            "từ tháng 12/2025 và các năm sau",
            "ngày 15/01 hằng năm",
            "trong năm đầu triển khai",
            "viết xong trong tháng 12/2025; thực hiện từ tháng 01/2026 đến năm 2030",
            "",
        ] {
            assert_eq!(last_day(words), None, "{words}");
        }
    }
}
