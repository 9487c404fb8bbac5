//! Words of comparison beside a number: "trên", "ít nhất", "từ … trở lên", "không quá".

use super::quantity::Quantity;
use base::schema::Comparison;
use base::text::{ends_with_word, has_word};

/// Words of comparison before a number, longest first.
#[rustfmt::skip]
const COMPARED_BEFORE: [(&str, Comparison); 32] = [
    ("không vượt quá", Comparison::AtMost),
    ("không cao hơn", Comparison::AtMost),
    ("không thấp hơn", Comparison::AtLeast),
    ("không nhỏ hơn", Comparison::AtLeast),
    ("không ít hơn", Comparison::AtLeast),
    ("tối thiểu từ", Comparison::AtLeast),
    ("tối thiểu là", Comparison::AtLeast),
    ("ít nhất từ", Comparison::AtLeast),
    ("ít nhất là", Comparison::AtLeast),
    ("tối đa là", Comparison::AtMost),
    ("không dưới", Comparison::AtLeast),
    ("nhiều nhất", Comparison::AtMost),
    ("không quá", Comparison::AtMost),
    ("tối thiểu", Comparison::AtLeast),
    ("ít nhất", Comparison::AtLeast),
    ("thấp hơn", Comparison::Below),
    ("nhỏ hơn", Comparison::Below),
    ("cao hơn", Comparison::Above),
    ("lớn hơn", Comparison::Above),
    ("ít hơn", Comparison::Below),
    ("vượt quá", Comparison::Above),
    ("tối đa", Comparison::AtMost),
    ("trên", Comparison::Above),
    ("dưới", Comparison::Below),
    ("vượt", Comparison::Above),
    ("hơn", Comparison::Above),
    ("≥", Comparison::AtLeast),
    ("≤", Comparison::AtMost),
    (">", Comparison::Above),
    ("<", Comparison::Below),
    (">=", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
];

/// Marks of a grade: "hoàn thành tốt nhiệm vụ trở lên" is a grade and up, not a share and up.
#[rustfmt::skip]
const GRADES: [&str; 16] = [
    "tốt", "khá", "giỏi", "hoàn thành", "cấp", "loại", "lớp", "tuổi", "đạt", "mức", "xếp", "hạng", "bậc", "trung bình", "trình độ", "chuẩn",
];

impl Quantity {
    /// Reads the words of comparison on both sides.
    pub fn compared(mut self, folded: &str) -> Self {
        let words = COMPARED_BEFORE.map(|(word, _)| word);
        let left = folded[..self.span.start].trim_end();
        let reached = ends_with_word(left, &["đạt", "bằng", "khoảng", "là"]);
        let found = ends_with_word(left, &words).or_else(|| {
            let further = reached.map(|(at, _)| &left[..at])?;
            ends_with_word(further, &words[..words.len() - 10])
        });
        if let Some((at, word)) = found {
            let known = COMPARED_BEFORE.iter().find(|(known, _)| *known == word);
            self.comparison = known.map_or(Comparison::Equal, |(_, comparison)| *comparison);
            self.compared = true;
            self.span.start = at;
            // "không để tỷ lệ … vượt quá": the no stands further to the left.
            let clause = &left[left[..at].rfind([',', ';', ':', '.']).unwrap_or(0)..at];
            if word == "vượt quá" && has_word(clause, &["không"]) {
                self.comparison = Comparison::AtMost;
            }
        } else if let Some((at, _)) = ends_with_word(left, &["từ"]) {
            self.span.start = at;
            if self.to.is_none() && self.value.is_some() {
                self.comparison = Comparison::AtLeast;
                self.compared = true;
            }
        }
        self.compared_behind(folded);
        self
    }

    /// "trở lên", "trở xuống": at once, or behind the name of what is counted.
    fn compared_behind(&mut self, folded: &str) {
        let rest = &folded[self.span.end..];
        let clause = &rest[..rest.find([';', '.']).unwrap_or(rest.len())];
        let from = folded[self.span.start..].starts_with("từ ");
        for (word, comparison) in [
            ("trở lên", Comparison::AtLeast),
            ("trở xuống", Comparison::AtMost),
        ] {
            let Some(at) = clause.find(word) else {
                continue;
            };
            let between = clause[..at].trim();
            let near = between.split_whitespace().count() <= 6
                && !between.contains(|c: char| c.is_ascii_digit() || c == ',')
                && !has_word(between, &GRADES);
            let far = from
                && !between.contains(|c: char| c.is_ascii_digit())
                && !has_word(between, &GRADES);
            if near || far {
                self.comparison = comparison;
                self.compared = true;
                if between.is_empty() {
                    self.span.end += at + word.len();
                }
                return;
            }
        }
    }
}
