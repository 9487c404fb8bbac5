//! Words of time → days: "trước ngày 15/12/2025", "quý II/2026", "giai đoạn 2026 - 2030", "định kỳ 6 tháng".

pub mod calendar;
mod every;
mod last_day;

pub use last_day::last_day;

use crate::pattern::pattern;
use crate::text::{ends_with_word, has_word};
use calendar::{Days, Grain, MOMENT};
use every::EVERY;
use jiff::civil::Date;
use regex::{Captures, Regex};
use serde::Serialize;
use std::ops::Range;
use std::sync::LazyLock;

/// How a deadline's words place what is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Before it: "trước ngày", "chậm nhất".
    Before,
    /// At its end at the latest: "đến năm 2030".
    By,
    /// Inside it: "trong tháng 12/2025", "giai đoạn 2026 - 2030".
    Within,
    /// From its beginning on: "từ năm 2026".
    From,
    /// Again and again: "hằng năm".
    Every,
}

/// A time that a sentence names.
#[derive(Debug, Clone)]
pub struct Time {
    /// Where its words stand in the sentence, "trước" and the like included.
    pub span: Range<usize>,
    /// How it places what is done; absent where a day, year or period is only named.
    pub relation: Option<Relation>,
    /// The days meant.
    pub days: Days,
    /// How often, as an ISO 8601 duration.
    pub every: Option<String>,
    /// Whether it belongs to the name of something: "mục tiêu đến năm 2030".
    pub names: bool,
    /// Why a person must look at it.
    pub uncertain: Option<&'static str>,
}

impl Time {
    /// The year by which something is to be reached.
    pub fn year(&self) -> Option<i64> {
        // "trước năm 2029" names 2029, though the year before is the last.
        if self.relation == Some(Relation::Before) && self.days.grain == Grain::Year {
            return self.days.end.map(|day| i64::from(day.year()) + 1);
        }
        self.days
            .end
            .or(self.days.start)
            .map(|day| i64::from(day.year()))
    }

    /// A year without a word that places what is done.
    pub fn is_bare_year(&self) -> bool {
        self.relation.is_none() && self.days.grain == Grain::Year
    }
}

/// A time told without the calendar.
static OPEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:trong|giữa|(?:vào\s+)?cuối|đến\s+hết)\s+nhiệm\s+kỳ\b",
        r"|trong\s+năm\s+đầu(?:\s+(?:triển\s+khai|thực\s+hiện))?\b",
        r"|(?:trong\s+(?:thời\s+hạn|vòng)|chậm\s+nhất(?:\s+là)?|không\s+quá|sau)\s+\d{1,3}\s+(?:ngày|tháng)(?:\s+làm\s+việc)?(?:,?\s+(?:kể\s+)?từ\s+(?:ngày|khi)\b)?",
    ))
});

/// What may stand before a moment, longest first, and what it makes of it.
#[rustfmt::skip]
const BEFORE_MOMENT: [(&str, Option<Relation>); 37] = [
    ("chậm nhất là đến hết", Some(Relation::By)),
    ("chậm nhất là trước", Some(Relation::Before)),
    ("chậm nhất là đến", Some(Relation::By)),
    ("chậm nhất là vào", Some(Relation::By)),
    ("chậm nhất đến hết", Some(Relation::By)),
    ("chậm nhất trước", Some(Relation::Before)),
    ("chậm nhất trong", Some(Relation::Within)),
    ("chậm nhất vào", Some(Relation::By)),
    ("chậm nhất đến", Some(Relation::By)),
    ("muộn nhất là", Some(Relation::By)),
    ("chậm nhất là", Some(Relation::By)),
    ("đến trước", Some(Relation::Before)),
    ("đến cuối", Some(Relation::By)),
    ("muộn nhất", Some(Relation::By)),
    ("chậm nhất", Some(Relation::By)),
    ("ngay trong", Some(Relation::Within)),
    ("vào cuối", Some(Relation::By)),
    ("trong cả", Some(Relation::Within)),
    ("bắt đầu từ", Some(Relation::From)),
    ("không quá", Some(Relation::By)),
    ("đến hết", Some(Relation::By)),
    ("tới hết", Some(Relation::By)),
    ("trước hết", None),
    ("kể từ", Some(Relation::From)),
    ("tính từ", Some(Relation::From)),
    ("tính đến", None),
    ("vào", Some(Relation::Within)),
    ("trước", Some(Relation::Before)),
    ("trong", Some(Relation::Within)),
    ("cuối", Some(Relation::By)),
    ("đến", Some(Relation::By)),
    ("tới", Some(Relation::By)),
    ("hết", Some(Relation::By)),
    ("qua", None),
    ("từ", Some(Relation::From)),
    ("sau", Some(Relation::From)),
    ("đầu", Some(Relation::Within)),
];

/// Every time that a sentence names, in order.
pub fn times(folded: &str, issued: Option<Date>) -> Vec<Time> {
    let free = |found: &[Time], span: &Range<usize>| {
        found
            .iter()
            .all(|time| time.span.end <= span.start || span.end <= time.span.start)
    };
    let pairs = every::pairs(folded);
    let recurring = EVERY.captures_iter(folded);
    let recurring = recurring.filter_map(|captures| every::recurring(folded, &captures));
    let mut found: Vec<Time> = recurring.filter(|time| free(&pairs, &time.span)).collect();
    found.extend(pairs);
    for open in OPEN.find_iter(folded) {
        if free(&found, &open.range()) {
            found.push(Time {
                span: open.range(),
                relation: Some(Relation::Within),
                days: Days::default(),
                every: None,
                names: false,
                uncertain: Some("văn bản không ghi rõ ngày tháng của thời hạn này"),
            });
        }
    }
    for captures in MOMENT.captures_iter(folded) {
        if let Some(time) = moment(folded, &captures).filter(|time| free(&found, &time.span)) {
            found.push(time);
        }
    }
    found.sort_by_key(|time| time.span.start);
    let mut joined = intervals(folded, found);
    for time in &mut joined {
        time.names = time.names || names_something(folded, time);
        forget_past(time, issued);
        extend(folded, time);
    }
    joined
}

fn moment(folded: &str, captures: &Captures<'_>) -> Option<Time> {
    let whole = captures.get(0)?;
    let days = calendar::days(captures)?;
    let left = &folded[..whole.start()];
    let words = BEFORE_MOMENT.map(|(word, _)| word);
    let hour = HOUR.find(left).map_or(left, |hour| &left[..hour.start()]);
    let (start, relation) = match ends_with_word(hour, &words) {
        Some((at, word)) => {
            let relation = BEFORE_MOMENT.iter().find(|(known, _)| *known == word);
            (at, relation.and_then(|(_, relation)| *relation))
        }
        None => (whole.start(), None),
    };
    // "từ tháng 3 đến tháng 5/2026" is whole.
    let relation = match relation {
        Some(Relation::From) if calendar::is_stretch(captures) => Some(Relation::Within),
        other => other,
    };
    let term = captures.name("term").map(|term| term.as_str());
    let names = matches!(term, Some(term) if !term.starts_with("giai") && !term.ends_with("năm"))
        || ends_with_word(left, &["kỷ niệm"]).is_some();
    // "so với năm 2025": a year to compare with.
    if COMPARED_WITH.is_match(left) {
        return Some(Time {
            span: whole.range(),
            relation: None,
            days: Days::default(),
            every: None,
            names: true,
            uncertain: None,
        });
    }
    let open = days.start.is_none();
    if open && relation.is_none() {
        return None;
    }
    Some(Time {
        span: start..whole.end(),
        relation,
        names,
        uncertain: open.then_some("văn bản không ghi năm"),
        days: calendar::from_within(days, relation),
        every: None,
    })
}

static COMPARED_WITH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:so với(?:\s\p{L}+){0,4}|lần)\s*$"));

/// "trước 17 giờ 30 phút ngày …": the hour between the word and the day.
static HOUR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2}(?:\s+phút)?)?,?\s*(?:00\s+)?$"));

/// "từ tháng 1/2026 đến năm 2030": two times that bound one.
fn intervals(folded: &str, times: Vec<Time>) -> Vec<Time> {
    let mut joined: Vec<Time> = Vec::new();
    for time in times {
        if let Some(last) = joined.last_mut()
            && last.relation == Some(Relation::From)
            && let (Some(start), Some(end)) = (last.days.start, time.days.end)
            && matches!(time.relation, Some(Relation::By) | None)
            && matches!(
                folded[last.span.end..time.span.start].trim(),
                "" | "-" | "–"
            )
            && start <= end
        {
            let first = last.days.iso.as_deref().unwrap_or_default();
            let until = time.days.iso.as_deref().unwrap_or_default();
            let iso = Some(format!("{}/{until}", first.trim_end_matches("/..")));
            last.span.end = time.span.end;
            last.relation = Some(Relation::Within);
            last.days = Days {
                iso,
                start: Some(start),
                end: Some(end),
                grain: Grain::Period,
            };
            continue;
        }
        joined.push(time);
    }
    joined
}

/// Takes in what follows and belongs to the words: "trở đi".
fn extend(folded: &str, time: &mut Time) {
    if time.relation == Some(Relation::From) && folded[time.span.end..].starts_with(" trở đi") {
        time.span.end += " trở đi".len();
    }
}

/// Nouns that a period gives its name to: a plan *to* 2030 is no promise *for* 2030.
#[rustfmt::skip]
const NAMED: [&str; 20] = [
    "mục tiêu", "tầm nhìn", "chiến lược", "quy hoạch", "đề án", "chương trình", "kế hoạch", "dự án",
    "nghị quyết", "định hướng", "phương hướng", "lộ trình", "chỉ tiêu", "đại hội", "kết luận", "chỉ thị",
    "quyết định", "phong trào", "tiêu chí", "danh mục",
];

/// What between such a noun and the time shows that something is to be done then after all.
#[rustfmt::skip]
const DOING: [&str; 33] = [
    "đạt", "phấn đấu", "hoàn thành", "còn", "tăng", "giảm", "trở thành", "hoàn thiện", "ban hành", "thực hiện",
    "triển khai", "xong", "có", "được", "bảo đảm", "đảm bảo", "tổ chức", "báo cáo", "trình", "gửi", "mở rộng",
    "thành lập", "xây dựng", "khởi công", "sơ kết", "tổng kết", "nộp", "khai giảng",
    "hưởng", "tiếp tục", "áp dụng", "kéo dài", "duy trì",
];

fn names_something(folded: &str, time: &Time) -> bool {
    let by_name = match time.relation {
        Some(Relation::By) => true,
        None => matches!(time.days.grain, Grain::Year | Grain::Period),
        _ => false,
    };
    if !by_name {
        return false;
    }
    let left = clause_before(folded, time.span.start);
    let last = NAMED
        .iter()
        .filter_map(|noun| left.rfind(noun).map(|at| at + noun.len()))
        .max();
    let Some(behind) = last.map(|end| &left[end..]) else {
        return false;
    };
    !has_word(behind, &DOING)
}

/// The words from the last comma, semicolon or colon before `at`.
pub fn clause_before(folded: &str, at: usize) -> &str {
    let left = &folded[..at];
    let start = [", ", "; ", ": ", ". "]
        .iter()
        .filter_map(|mark| left.rfind(mark).map(|found| found + mark.len()))
        .max()
        .unwrap_or(0);
    &left[start..]
}

/// A time that was over when the document was written is told, not set.
fn forget_past(time: &mut Time, issued: Option<Date>) {
    let Some(issued) = issued else { return };
    let set = matches!(time.relation, Some(Relation::Before | Relation::By))
        || time.relation == Some(Relation::Within) && time.days.grain != Grain::Year;
    let last = time.days.end.or(time.days.start);
    let grace = if set { 1 } else { 0 };
    if last.is_some_and(|day| day.year() + grace < issued.year()) {
        time.names = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lowercase;

    fn iso(text: &str) -> Vec<String> {
        times(&lowercase(text), None)
            .into_iter()
            .map(|time| time.days.iso.or(time.every).unwrap_or_default())
            .collect()
    }

    #[test]
    fn moments_have_iso_dates() {
        assert_eq!(iso("xong trước ngày 05/1/2026"), ["2026-01-05"]);
        assert_eq!(
            iso("trước 17 giờ 00 ngày 9 tháng 2 năm 2026"),
            ["2026-02-09"]
        );
        assert_eq!(iso("trong quý IV năm 2026"), ["2026-10/2026-12"]);
        assert_eq!(iso("từ tháng 3/2026 đến tháng 8/2027"), ["2026-03/2027-08"]);
        assert_eq!(iso("từ năm 2026 trở đi"), ["2026/.."]);
        assert_eq!(iso("định kỳ 6 tháng"), ["P6M"]);
        assert_eq!(iso("trước ngày 31/02/2026"), [""; 0]);
        assert_eq!(iso("trước ngày 20/11"), ["--11-20"]);
    }
}
