//! Words of time → days: "trước ngày 15/12/2025", "quý II/2026", "giai đoạn 2026 - 2030", "định kỳ 6 tháng".

use super::target::Found;
use super::text::{Read, ends_with_word, has_word, pattern};
use super::{Context, Deadline, Fact, Relation};
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

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

/// The days a time means, as far as its words tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    /// ISO 8601, as exact as the words.
    pub iso: Option<String>,
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// How exact the words are.
    pub grain: Grain,
}

/// How exact a time is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grain {
    /// A day.
    Day,
    /// A month, a quarter, half a year.
    Part,
    /// A year.
    Year,
    /// Several years.
    Period,
    /// Not to be told.
    #[default]
    Open,
}

impl Time {
    /// The year by which something is to be reached.
    pub fn year(&self) -> Option<i64> {
        self.days
            .end
            .or(self.days.start)
            .map(|day| i64::from(day.year()))
    }

    fn is_bare_year(&self) -> bool {
        self.relation.is_none() && self.days.grain == Grain::Year
    }
}

/// A moment of the calendar: a day, a month, a quarter, a half, a period, a year.
static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:ngày\s+)?\b(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})\b",
        r"|ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:(?:\s+năm|,)\s+(?P<y2>\d{4}))?\b",
        r"|ngày\s+(?P<d3>\d{1,2})\s?[/-]\s?(?P<m3>\d{1,2})\b",
        r"|tháng\s+(?P<m4>\d{1,2})\s?(?:[/-]|,?\s*năm\s)\s?(?P<y4>\d{4})\b",
        r"|quý\s+(?P<q>iv|i{1,3}|[1-4])\s?(?:[/-]|,?\s*năm\s|\s)\s?(?P<y5>\d{4})\b",
        r"|(?:6|06|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm\s+(?P<y6>\d{4})\b",
        r"|(?P<term>giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|thời\s+kỳ|các\s+năm|năm)\s+(?P<y7>\d{4})\s?(?:-|–|đến(?:\s+năm)?)\s?(?P<y8>\d{4})\b",
        r"|năm\s+(?P<y9>\d{4})\b",
        r"|quý\s+(?P<q2>iv|i{1,3}|[1-4])\b",
        r"|tháng\s+(?P<m5>\d{1,2})\b",
    ))
});

/// A time that comes again.
static EVERY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?:trước|vào)\s+)?ngày\s+(?P<d>\d{1,2})(?:\s?/\s?|\s+tháng\s+)(?P<m>\d{1,2})\s+(?:hằng|hàng)\s+năm",
        r"|(?:(?:trước|vào)\s+)?ngày\s+(?P<dm>\d{1,2})\s+(?:hằng|hàng)\s+tháng",
        r"|(?:định\s+kỳ\s+)?(?:(?P<count>\d{1,2}|một|hai|ba|sáu)\s+(?P<unit>tháng|năm|tuần|quý)\s+(?:một|1|01)\s+lần)\b",
        r"|định\s+kỳ\s+(?:mỗi\s+)?(?P<count2>\d{1,2}|một|hai|ba|sáu)\s+(?P<unit2>tháng|năm|tuần|quý)\b",
        r"|định\s+kỳ\s+theo\s+(?P<unit3>tháng|năm|tuần|quý)\b",
        r"|(?:định\s+kỳ\s+)?(?:hằng|hàng|mỗi)\s+(?P<unit4>tháng|năm|tuần|quý)\b",
    ))
});

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
pub fn times(text: &str, folded: &str, context: &Context) -> Vec<Time> {
    let mut found: Vec<Time> = EVERY
        .captures_iter(folded)
        .filter_map(|captures| recurring(folded, &captures))
        .collect();
    let free = |found: &[Time], span: &Range<usize>| {
        found
            .iter()
            .all(|time| time.span.end <= span.start || span.end <= time.span.start)
    };
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
        forget_past(time, context);
        extend(text, folded, time);
    }
    joined
}

fn number(captures: &Captures<'_>, names: &[&str]) -> Option<i16> {
    names
        .iter()
        .find_map(|name| captures.name(name)?.as_str().parse().ok())
}

fn quarter(captures: &Captures<'_>) -> Option<i8> {
    let found = captures.name("q").or(captures.name("q2"))?;
    Some(match found.as_str() {
        "i" | "1" => 1,
        "ii" | "2" => 4,
        "iii" | "3" => 7,
        _ => 10,
    })
}

fn days(captures: &Captures<'_>) -> Option<Days> {
    let year = number(captures, &["y", "y2", "y4", "y5", "y6", "y7", "y9"]);
    let day = number(captures, &["d", "d2", "d3"]).map(|n| n as i8);
    let month = number(captures, &["m", "m2", "m3", "m4", "m5"]).map(|n| n as i8);
    if let (Some(day), Some(month)) = (day, month) {
        let Some(year) = year else {
            Date::new(2000, month, day).ok()?;
            let iso = Some(format!("--{month:02}-{day:02}"));
            return Some(Days {
                iso,
                ..Days::default()
            });
        };
        let date = Date::new(year, month, day).ok()?;
        return Some(Days {
            iso: Some(date.to_string()),
            start: Some(date),
            end: Some(date),
            grain: Grain::Day,
        });
    }
    let Some(year) = year else {
        return Some(Days::default());
    };
    if !(1900..2200).contains(&year) {
        return None;
    }
    let half = captures
        .name("half")
        .map(|half| if half.as_str() == "đầu" { 1 } else { 7 });
    if let Some(until) = number(captures, &["y8"]) {
        if until <= year || until >= 2200 {
            return None;
        }
        let (start, end) = (Date::new(year, 1, 1).ok()?, Date::new(until, 12, 31).ok()?);
        return Some(Days {
            iso: Some(format!("{year}/{until}")),
            start: Some(start),
            end: Some(end),
            grain: Grain::Period,
        });
    }
    let (first, months, grain) = match (month, quarter(captures), half) {
        (Some(month), ..) => (month, 1, Grain::Part),
        (_, Some(first), _) => (first, 3, Grain::Part),
        (.., Some(first)) => (first, 6, Grain::Part),
        _ => (1, 12, Grain::Year),
    };
    let start = Date::new(year, first, 1).ok()?;
    let end = Date::new(year, first + months - 1, 1).ok()?.last_of_month();
    let iso = match months {
        1 => format!("{year}-{first:02}"),
        12 => year.to_string(),
        _ => format!("{year}-{first:02}/{year}-{:02}", first + months - 1),
    };
    Some(Days {
        iso: Some(iso),
        start: Some(start),
        end: Some(end),
        grain,
    })
}

fn moment(folded: &str, captures: &Captures<'_>) -> Option<Time> {
    let whole = captures.get(0)?;
    let days = days(captures)?;
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
        days: from_within(days, relation),
        every: None,
    })
}

static COMPARED_WITH: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bso với(?:\s\p{L}+){0,4}\s*$"));

/// "trước 17 giờ 30 phút ngày …": the hour between the word and the day.
static HOUR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2}(?:\s+phút)?)?,?\s*(?:00\s+)?$"));

/// The days as the words before them bound them.
fn from_within(days: Days, relation: Option<Relation>) -> Days {
    let Days {
        iso,
        start,
        end,
        grain,
    } = days;
    match relation {
        Some(Relation::From) => Days {
            iso: iso.map(|iso| format!("{iso}/..")),
            start,
            end: None,
            grain,
        },
        Some(Relation::Before) if grain != Grain::Day => Days {
            // Before a month, quarter or year: over by the day before it begins.
            end: start.and_then(|first| first.yesterday().ok()),
            start: None,
            iso,
            grain,
        },
        Some(Relation::Before | Relation::By) => Days {
            iso,
            start: None,
            end,
            grain,
        },
        _ => Days {
            iso,
            start,
            end,
            grain,
        },
    }
}

fn recurring(folded: &str, captures: &Captures<'_>) -> Option<Time> {
    let whole = captures.get(0)?;
    // "mỗi năm 1 lần" measures; it is no deadline.
    let after = folded[whole.end()..].trim_start();
    if captures.name("unit4").is_some() && TIMES_EACH.is_match(after) {
        return None;
    }
    let count = ["count", "count2"]
        .iter()
        .find_map(|name| captures.name(name));
    let count = count.map_or(Some(1), |count| match count.as_str() {
        "một" => Some(1),
        "hai" => Some(2),
        "ba" => Some(3),
        "sáu" => Some(6),
        digits => digits.parse::<u32>().ok(),
    })?;
    let unit = ["unit", "unit2", "unit3", "unit4"]
        .iter()
        .find_map(|name| captures.name(name));
    let day = number(captures, &["d"]).zip(number(captures, &["m"]));
    let every = match unit.map(|unit| unit.as_str()) {
        Some("tháng") => format!("P{count}M"),
        Some("quý") => format!("P{}M", 3 * count),
        Some("tuần") => format!("P{count}W"),
        None if day.is_none() => "P1M".to_owned(),
        _ => format!("P{count}Y"),
    };
    let iso = day.map(|(day, month)| format!("--{month:02}-{day:02}"));
    Some(Time {
        span: whole.range(),
        relation: Some(Relation::Every),
        days: Days {
            iso,
            ..Days::default()
        },
        every: Some(every),
        names: false,
        uncertain: None,
    })
}

static TIMES_EACH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:ít nhất |tối thiểu )?(?:\d{1,2}|một|hai|ba) lần\b"));

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
fn extend(_: &str, folded: &str, time: &mut Time) {
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
const DOING: [&str; 28] = [
    "đạt", "phấn đấu", "hoàn thành", "còn", "tăng", "giảm", "trở thành", "hoàn thiện", "ban hành", "thực hiện",
    "triển khai", "xong", "có", "được", "bảo đảm", "đảm bảo", "tổ chức", "báo cáo", "trình", "gửi", "mở rộng",
    "thành lập", "xây dựng", "khởi công", "sơ kết", "tổng kết", "nộp", "khai giảng",
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
fn clause_before(folded: &str, at: usize) -> &str {
    let left = &folded[..at];
    let start = [", ", "; ", ": ", ". "]
        .iter()
        .filter_map(|mark| left.rfind(mark).map(|found| found + mark.len()))
        .max()
        .unwrap_or(0);
    &left[start..]
}

/// A time that was over when the document was written is told, not set.
fn forget_past(time: &mut Time, context: &Context) {
    let Some(issued) = context.date else { return };
    let set = matches!(time.relation, Some(Relation::Before | Relation::By))
        || time.relation == Some(Relation::Within) && time.days.grain != Grain::Year;
    let last = time.days.end.or(time.days.start);
    let grace = if set { 1 } else { 0 };
    if last.is_some_and(|day| day.year() + grace < issued.year()) {
        time.names = true;
    }
}

/// The deadlines of a sentence: its times that say when something is to be done. `found` are its targets, which
/// take a year that is only named as theirs.
pub fn deadlines(read: &Read<'_>, found: &[Found]) -> Vec<Fact<Deadline>> {
    if read.past {
        return Vec::new();
    }
    let used = |time: &Time| {
        found
            .iter()
            .any(|target| target.time.as_ref() == Some(&time.span))
    };
    let in_force = has_word(&read.folded, &["hiệu lực"]);
    read.times
        .iter()
        .filter(|time| {
            let stands = match time.relation {
                Some(Relation::From | Relation::Within) => !in_force,
                Some(_) => true,
                None => {
                    leads(&read.folded, time)
                        && !time.is_bare_year()
                        && time.days.grain != Grain::Day
                }
            };
            used(time) || (stands && !time.names)
        })
        .map(|time| deadline(read, time))
        .collect()
}

/// Whether a time opens its clause, "phấn đấu" and a word of section apart.
fn leads(folded: &str, time: &Time) -> bool {
    let left = clause_before(folded, time.span.start).trim();
    left.is_empty() || ends_with_word(left, &["phấn đấu", "mục tiêu"]).is_some()
}

fn deadline(read: &Read<'_>, time: &Time) -> Fact<Deadline> {
    let relation = time.relation.unwrap_or(match time.days.grain {
        Grain::Year => Relation::By,
        _ => Relation::Within,
    });
    // A year within which something is to be reached is over on its last day.
    let start = match relation {
        Relation::By | Relation::Before => None,
        _ if is_in_year(&read.folded, time) => None,
        _ => time.days.start,
    };
    let value = Deadline {
        text: read.words(time.span.clone()).to_owned(),
        relation,
        date: time.days.iso.clone(),
        start,
        end: time.days.end,
        every: time.every.clone(),
    };
    Fact::new(value, read.sentence, time.uncertain)
}

/// "vào năm 2030": the year names the end, not a stretch of time.
fn is_in_year(folded: &str, time: &Time) -> bool {
    time.days.grain == Grain::Year && folded[time.span.clone()].starts_with("vào")
}

#[cfg(test)]
mod tests {
    use super::super::text::fold;
    use super::*;

    fn iso(text: &str) -> Vec<String> {
        times(text, &fold(text), &Context::default())
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
