//! Numbers that measure something: "trên 95%", "ít nhất từ 4 đến 5 bác sĩ", "275 triệu đồng/ha/năm".
//!
//! Numbers that only name (labels, articles, telephones, "lần thứ 9", "2 cấp") are left out here.

use super::unit::{MEASURE, PER, counted, standard};
use base::pattern::pattern;
use base::schema::Comparison;
use base::text::{ends_with_word, has_word, starts_with_word};
use base::times::Time;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A number with its unit.
#[derive(Debug, Clone)]
pub struct Quantity {
    /// From the word of comparison to the end of the unit and a "trở lên" behind it.
    pub span: Range<usize>,
    /// The digits alone.
    pub digits: Range<usize>,
    /// The value, or the lower end of a range; absent for "2 con số".
    pub value: Option<f64>,
    /// The upper end of a range.
    pub to: Option<f64>,
    /// The unit, in small letters.
    pub unit: String,
    /// How what is measured compares with it.
    pub comparison: Comparison,
    /// Whether words of comparison stand beside it.
    pub compared: bool,
    /// Whether it is a share: %, ‰.
    pub share: bool,
    /// How often something happens: "mỗi năm 1 lần".
    pub frequency: bool,
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<a>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)",
        r"(?:\s?(?P<sign>%|‰)?\s?(?:-|–|đến|tới)\s?(?P<b>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?))?",
        r"(?:/(?P<of>\d{1,3}(?:\.\d{3})+|\d+))?",
    ))
});

/// "ít nhất một nhà đa năng": a spelt number counts only behind such words.
static SPELT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:ít nhất|tối thiểu|tối đa|không quá|có|thêm) (?P<n>một|hai|ba|bốn|sáu|bảy|tám|chín|mười) (?P<rest>\p{L}+)",
    )
});
#[rustfmt::skip]
const SPELT_VALUES: [(&str, f64); 9] = [
    ("một", 1.0), ("hai", 2.0), ("ba", 3.0), ("bốn", 4.0), ("sáu", 6.0), ("bảy", 7.0), ("tám", 8.0), ("chín", 9.0), ("mười", 10.0),
];

/// "mỗi năm 1 lần", "2 lần mỗi năm".
static FREQUENCY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:mỗi|hằng|hàng|một)\s+(?P<each>năm học|năm|quý|tháng|tuần)\s+(?:ít nhất\s+|tối thiểu\s+)?(?P<n>\d{1,2}|một|hai|ba)\s+lần\b",
        r"|\b(?P<n2>\d{1,2}|một|hai|ba)\s+lần\s?(?:/|mỗi|một|trong một|trong)\s?(?P<each2>năm học|năm|quý|tháng|tuần)\b",
    ))
});

/// Words before a number that make it a name.
#[rustfmt::skip]
const NAMING_LEFT: [&str; 47] = [
    "số", "điều", "khoản", "mục", "phần", "chương", "phụ lục", "mẫu", "thứ", "khóa", "khoá", "giai đoạn", "hạng", "loại",
    "cấp", "lớp", "đường", "vành đai", "quốc lộ", "tỉnh lộ", "điện thoại", "đt", "tầng", "phòng", "nghị quyết", "chỉ thị",
    "tháng", "ngày", "quý", "nhóm", "kỷ niệm", "phiên", "lần thứ", "máy lẻ", "gọi", "nóng", "tổ", "công nghệ", "mức độ",
    "bước", "đợt", "năm học", "luật", "quyết định", "tờ", "hotline", "biểu",
];

/// Every number of a sentence that measures something. `times` are its times, whose digits are taken.
pub fn quantities(folded: &str, times: &[Time]) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let taken = |found: &[Quantity], span: &Range<usize>| {
        let apart = |other: &Range<usize>| other.end <= span.start || span.end <= other.start;
        !times.iter().all(|time| apart(&time.span)) || !found.iter().all(|known| apart(&known.span))
    };
    for captures in FREQUENCY.captures_iter(folded) {
        let Some(whole) = captures.get(0) else {
            continue;
        };
        let number = captures.name("n").or(captures.name("n2"));
        let each = captures.name("each").or(captures.name("each2"));
        let (Some(number), Some(each)) = (number, each) else {
            continue;
        };
        let mut quantity = Quantity::of(whole.range(), number.range(), spelt(number.as_str()));
        quantity.unit = format!("lần/{}", each.as_str());
        quantity.frequency = true;
        found.push(quantity.compared(folded));
    }
    for captures in SPELT.captures_iter(folded) {
        let Some(number) = captures.name("n") else {
            continue;
        };
        let some = ["số", "phần", "cách", "trong", "lần", "bộ", "vài", "thời"]
            .contains(&&captures["rest"]);
        if some || taken(&found, &number.range()) {
            continue;
        }
        let quantity = Quantity::of(number.range(), number.range(), spelt(number.as_str()));
        found.extend(quantity.with_unit(folded));
    }
    for captures in NUMBER.captures_iter(folded) {
        let Some(whole) = captures.get(0) else {
            continue;
        };
        if taken(&found, &whole.range()) || is_name(folded, &whole.range()) {
            continue;
        }
        if is_base(folded, &whole.range()) {
            continue;
        }
        let mut digits = whole.range();
        // "38/100.000 trẻ đẻ sống": the number is 38, of so many.
        if let Some(of) = captures
            .name("of")
            .filter(|of| BASES.contains(&of.as_str()))
            && captures.name("b").is_none()
        {
            digits.end = of.start() - 1;
        }
        let mut quantity = Quantity::of(digits.clone(), digits, decimal(&captures["a"]));
        quantity.to = captures.name("b").and_then(|upper| decimal(upper.as_str()));
        if quantity
            .to
            .is_some_and(|to| quantity.value.is_none_or(|value| to <= value))
        {
            continue;
        }
        found.extend(quantity.with_unit(folded));
    }
    found.sort_by_key(|quantity| quantity.span.start);
    share_base(folded, &mut found);
    found
}

/// Numbers that others are counted on: "trên 1 vạn dân", "/100.000 trẻ đẻ sống".
const BASES: [&str; 9] = [
    "1",
    "10",
    "100",
    "1.000",
    "1000",
    "10.000",
    "10000",
    "100.000",
    "1.000.000",
];

/// "số bác sĩ trên 1 vạn dân": a number that only says on how many people another is counted.
fn is_base(folded: &str, digits: &Range<usize>) -> bool {
    let left = folded[..digits.start].trim_end();
    let right = folded[digits.end..].trim_start();
    let people = [
        "vạn dân",
        "dân",
        "người dân",
        "trẻ đẻ sống",
        "trẻ sinh sống",
        "bé gái",
        "người",
    ];
    let clause = left
        .rfind([',', ';', ':', '.'])
        .map_or(left, |at| &left[at..]);
    BASES.contains(&&folded[digits.clone()])
        && starts_with_word(right, &people)
        && (left.ends_with('/') || ends_with_word(left, &["trên"]).is_some())
        && (starts_with_word(right, &["vạn dân"])
            || has_word(clause, &["trở lên", "tối thiểu", "ít nhất"])
            || has_word(
                clause,
                &[
                    "số",
                    "tỷ số",
                    "tỉ số",
                    "tỷ suất",
                    "tỉ suất",
                    "tỷ lệ",
                    "tỉ lệ",
                ],
            ))
}

/// What a rate counts and on how many people, before its number: "số bác sĩ/vạn dân đạt 12".
static RATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|[^\p{L}])(?:tổng )?số (?:lượng )?(?P<what>\p{L}+(?: \p{L}+){0,3}?)\s?(?:/|trên|tính trên)\s?(?P<base>(?:1 |một )?vạn dân|1\.000 dân|10\.000 dân|100\.000 dân)",
        r"[^,;:\d]{0,40}$",
    ))
});

/// What follows the number of a rate.
static OF_PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^/(?:1\.000|1000|10\.000|10000|100\.000|100000|1\.000\.000|vạn)\s(?:trẻ đẻ sống|trẻ sinh sống|trẻ|người dân|người|dân)\b",
    )
});

/// "15 bác sĩ, 4 dược sĩ và 30 điều dưỡng trên 10.000 dân": what stands behind the last is meant for all.
fn share_base(folded: &str, found: &mut [Quantity]) {
    for index in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(index);
        let (Some(one), Some(next)) = (before.last_mut(), after.first()) else {
            continue;
        };
        let base = next
            .unit
            .split_once('/')
            .filter(|(_, base)| base.starts_with("10"));
        // Words of comparison on both sides of a number may reach into the number before it.
        let between = folded
            .get(one.span.end..next.span.start)
            .unwrap_or_default();
        let listed = matches!(between.trim(), "," | "và" | ", và");
        if let Some((_, base)) = base.filter(|_| listed && !one.unit.contains('/') && !one.share) {
            one.unit = format!("{}/{base}", one.unit);
        }
    }
}

fn decimal(digits: &str) -> Option<f64> {
    // A point before exactly three digits parts thousands; before others it is a decimal point.
    let thousands = digits
        .split('.')
        .skip(1)
        .all(|group| group.split(',').next().is_some_and(|g| g.len() == 3));
    let plain = if thousands {
        digits.replace('.', "").replace(',', ".")
    } else {
        digits.to_owned()
    };
    plain.parse().ok()
}

fn spelt(word: &str) -> Option<f64> {
    let known = SPELT_VALUES.iter().find(|(known, _)| *known == word);
    known.map(|(_, value)| *value).or_else(|| decimal(word))
}

/// Whether digits name something instead of measuring it.
fn is_name(folded: &str, digits: &Range<usize>) -> bool {
    let (left, right) = (&folded[..digits.start], &folded[digits.end..]);
    let number = &folded[digits.clone()];
    let glued = left
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || "/-.,%".contains(c))
        || right.chars().next().is_some_and(char::is_alphabetic)
        || right.starts_with(['/', '-'])
            && right[1..].starts_with(char::is_alphabetic)
            && !right.starts_with("/năm");
    let beside_digits = left.trim_end().ends_with(|c: char| c.is_ascii_digit())
        || right.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let telephone = number.len() > 2 && number.starts_with('0') && !number.contains(',');
    let label = left.trim().is_empty() && right.starts_with(['.', ')'])
        || left.ends_with('(') && right.starts_with(')')
        || left.ends_with('“') && right.trim_start().starts_with("rõ");
    let named = ends_with_word(left, &NAMING_LEFT).is_some()
        && ends_with_word(left, &["tổng số", "lên lớp"]).is_none();
    glued || beside_digits || telephone || label || named
}

impl Quantity {
    fn of(span: Range<usize>, digits: Range<usize>, value: Option<f64>) -> Self {
        Self {
            span,
            digits,
            value,
            to: None,
            unit: String::new(),
            comparison: Comparison::Equal,
            compared: false,
            share: false,
            frequency: false,
        }
    }

    /// Whether it counts money.
    pub fn is_money(&self) -> bool {
        [
            "đồng",
            "tỷ đồng",
            "triệu đồng",
            "nghìn",
            "usd",
            "triệu usd",
            "tỷ usd",
        ]
        .iter()
        .any(|money| self.unit.starts_with(money))
    }

    /// The number with the unit behind it; `None` when none is there or it only names.
    fn with_unit(mut self, folded: &str) -> Option<Self> {
        let rest = &folded[self.digits.end..];
        if rest.trim_start().starts_with("con số") {
            self.value = None;
            self.span.end += rest.len() - rest.trim_start().len() + "con số".len();
            return Some(self.compared(folded));
        }
        let signed = folded[self.digits.clone()].contains(['%', '‰']);
        // "01 điểm chữa cháy" counts places; "8,5 điểm" measures.
        let counts = rest.trim_start().starts_with("điểm ")
            && counted(rest).is_some_and(|unit| unit != "điểm");
        if let Some(found) = MEASURE.captures(rest).filter(|_| !counts) {
            let unit = found.name("unit")?;
            self.unit = standard(unit.as_str());
            self.span.end = self.digits.end + unit.end();
            let inside = rest[..unit.start()].contains('(');
            self.per(folded);
            if inside && let Some(closing) = folded[self.span.end..].find(')').filter(|at| *at < 2)
            {
                self.span.end += closing + 1;
            }
        } else if signed {
            self.unit = "%".to_owned();
        } else if let Some(found) = OF_PEOPLE.captures(rest) {
            self.unit = found[0].trim().to_owned();
            self.span.end = self.digits.end + found[0].trim_end().len();
        } else if let Some(unit) = counted(rest) {
            self.unit = unit.to_owned();
            self.span.end = self.digits.end + rest.find(unit)? + unit.len();
            self.per(folded);
        } else {
            let rate = RATE.captures(&folded[..self.digits.start])?;
            self.unit = format!("{}/{}", &rate["what"], &rate["base"]);
        }
        self.share = self.unit.starts_with(['%', '‰']);
        Some(self.compared(folded))
    }

    /// "/năm", "/ha/năm", "trên 10.000 dân" behind the unit.
    fn per(&mut self, folded: &str) {
        while let Some(found) = PER.captures(&folded[self.span.end..]) {
            let Some(whole) = found.get(0) else { break };
            let per = match (found.name("per"), found.name("base"), found.name("whom")) {
                (Some(per), ..) => per.as_str().to_owned(),
                (None, Some(base), Some(whom)) => format!("{} {}", base.as_str(), whom.as_str()),
                _ => break,
            };
            self.unit = format!("{}/{per}", self.unit);
            self.span.end += whole.end();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Option<f64>, Option<f64>, String, Comparison)> {
        quantities(text, &[])
            .into_iter()
            .map(|q| (q.value, q.to, q.unit, q.comparison))
            .collect()
    }

    #[test]
    fn numbers_come_with_their_units() {
        assert_eq!(
            read("đạt 1.700,5 triệu đồng/ha/năm"),
            [(
                Some(1700.5),
                None,
                "triệu đồng/ha/năm".into(),
                Comparison::Equal
            )]
        );
        assert_eq!(
            read("tăng 3 - 5 (%)"),
            [(Some(3.0), Some(5.0), "%".into(), Comparison::Equal)]
        );
        assert_eq!(
            read("ít nhất từ 4 đến 5 bác sĩ."),
            [(Some(4.0), Some(5.0), "bác sĩ".into(), Comparison::AtLeast)]
        );
        assert_eq!(
            read("tối thiểu 32 giường trên 10.000 dân"),
            [(
                Some(32.0),
                None,
                "giường/10.000 dân".into(),
                Comparison::AtLeast
            )]
        );
        assert_eq!(
            read("có ít nhất một nhà đa năng cho mỗi cấp"),
            [(Some(1.0), None, "nhà đa năng".into(), Comparison::AtLeast)]
        );
    }

    #[test]
    fn names_are_no_numbers() {
        for text in [
            "điều 5 khoản 2",
            "chính quyền 2 cấp",
            "gọi 0912 345 678",
            "lần thứ 9",
            "72-nq/tw",
            "1. tên",
            "12/2025/nq-hđnd",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn and_up_is_of_the_share_or_of_the_grade() {
        assert_eq!(
            read("90% tổ chức hoàn thành tốt nhiệm vụ trở lên")[0].3,
            Comparison::Equal
        );
        assert_eq!(
            read("80% đoàn viên trở lên đạt danh hiệu")[0].3,
            Comparison::AtLeast
        );
        assert_eq!(read("đạt từ 15% trở lên")[0].3, Comparison::AtLeast);
    }
}
