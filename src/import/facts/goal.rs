//! Targets without a number: "đến năm 2030, phường đạt chuẩn đô thị văn minh", "không còn hộ nghèo".

use super::found::Found;
use super::measure::{place, plain, tidy};
use super::sentence::Read;
use super::tense::Section;
use super::{Fact, Relation, Rule, TargetFact, YearFrom};
use base::pattern::pattern;
use base::schema::Comparison;
use base::text::{has_word, starts_with_word};
use base::times::Time;
use base::times::calendar::Grain;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What shows that a state is to be reached.
#[rustfmt::skip]
const REACHED: [&str; 9] = [
    "đạt chuẩn", "không còn", "được công nhận", "đạt danh hiệu", "trở thành", "toàn dân", "đạt tiêu chí", "được miễn", "xóa bỏ",
];

/// Work on paper: a deadline, no state to be reached.
#[rustfmt::skip]
const PAPER: [&str; 9] = [
    "kế hoạch", "báo cáo", "hội nghị", "sơ kết", "tổng kết", "đề án", "văn bản", "thủ tục", "dự toán",
];

/// The targets without a number of a sentence; `numbers` are those that have one.
pub fn without_number(read: &Read<'_>, numbers: &[Found]) -> Vec<Found> {
    if is_heading(read) {
        return Vec::new();
    }
    let promised = promises(&read.folded);
    let mut found: Vec<Found> = Vec::new();
    let mut led = false;
    for time in read.times.iter().filter(|time| sets_year(time, promised)) {
        let (range, leads) = governed(read, time);
        let numbered = |range: &Range<usize>| {
            numbers
                .iter()
                .any(|n| n.span.start < range.end && n.span.end > range.start)
        };
        if numbered(&range) || found.iter().any(|known| known.span == range) {
            continue;
        }
        let words = &read.folded[range.clone()];
        let reached = has_word(words, &REACHED);
        let headed = leads && read.folded[time.span.end..].starts_with(':');
        let stated = reached
            || promised
            || headed && time.days.grain == Grain::Year
            || read.section == Section::Goals && time.days.grain == Grain::Year;
        let period = time.days.grain == Grain::Period && !reached;
        if !stated
            || period
            || has_word(words, &PAPER) && !reached
            || starts_with_word(words.trim(), &["so với"])
        {
            continue;
        }
        led |= leads;
        found.extend(goal(read, time, range, numbers));
    }
    if !led {
        found.extend(among_others(read, numbers, &found));
    }
    found
}

/// Whether a sentence promises something; the aims in the name of a programme do not.
fn promises(folded: &str) -> bool {
    let aims = folded.match_indices("mục tiêu").any(|(at, word)| {
        let name = folded[..at].ends_with("chương trình ")
            || folded[at + word.len()..].starts_with(" quốc gia");
        !name && has_word(&folded[at..at + word.len()], &["mục tiêu"])
    });
    aims || has_word(folded, &["phấn đấu", "hướng tới", "tiến tới"])
}

/// A heading that says what stands under it, "CHỈ TIÊU CHỦ YẾU THỰC HIỆN ĐẾN NĂM 2030", and names no state itself.
fn is_heading(read: &Read<'_>) -> bool {
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:[ivx]+|\d[\d.]*|[a-zđ])[.)/-]*\s+)?(?:các |một số |những |hệ thống )?(?:chỉ tiêu|mục tiêu)\b[^:;.]*[:.]?$",
        )
    });
    let capitals = !read.sentence.text.contains(char::is_lowercase);
    capitals || SAYS.is_match(read.folded.trim()) && !has_word(&read.folded, &REACHED)
}

/// Whether a time can be the year of a state to be reached.
fn sets_year(time: &Time, promised: bool) -> bool {
    let by = match time.relation {
        Some(Relation::By | Relation::Before | Relation::Within) => true,
        Some(Relation::From) => promised,
        _ => false,
    };
    by && !time.names
        && time.year().is_some()
        && matches!(time.days.grain, Grain::Year | Grain::Period)
}

/// What a time governs: what follows it to the end of the clause, or the part it stands in. Also whether it leads.
fn governed(read: &Read<'_>, time: &Time) -> (Range<usize>, bool) {
    let text = &read.folded;
    let part_start = [", ", "; ", ": ", " nhưng "]
        .iter()
        .filter_map(|mark| {
            text[..time.span.start]
                .rfind(mark)
                .map(|at| at + mark.len())
        })
        .max()
        .unwrap_or(0);
    let before = text[part_start..time.span.start].trim_matches(|c: char| !c.is_alphanumeric());
    let leads = matches!(
        before,
        "" | "phấn đấu" | "mục tiêu" | "đạt" | "nhưng phấn đấu"
    ) || before.chars().all(|c| c.is_ascii_digit())
        || before.ends_with("phấn đấu");
    let after = time.span.end;
    let end = text[after..].find(';').map_or(text.len(), |at| after + at);
    if leads {
        let next = read.times.iter().find(|other| {
            other.span.start >= after && other.span.start < end && sets_year(other, true)
        });
        let end = next.map_or(end, |other| {
            text[after..other.span.start]
                .rfind([',', ';'])
                .map_or(other.span.start, |at| after + at)
        });
        return (after..end, true);
    }
    let part_end = [", ", "; "]
        .iter()
        .filter_map(|mark| text[after..].find(mark))
        .min()
        .map_or(end, |at| after + at);
    (part_start..part_end.min(end), false)
}

fn goal(read: &Read<'_>, time: &Time, range: Range<usize>, numbers: &[Found]) -> Option<Found> {
    let words = &read.folded[range.clone()];
    let aim = words
        .find("mục tiêu ")
        .map_or(range.start, |at| range.start + at + "mục tiêu ".len());
    let measure = tidy(&plain(read, &(aim..range.end)));
    // "…, tiến tới toàn dân": of what, the target before tells.
    let short = measure.split_whitespace().count() < 4;
    let measure = match numbers.iter().rev().find(|n| n.span.end <= range.start) {
        Some(last) if short => {
            format!(
                "{} {}",
                last.fact.value.measure,
                base::text::lowercase(&measure)
            )
        }
        _ => measure,
    };
    if measure.split_whitespace().count() < 2 {
        return None;
    }
    let value = TargetFact {
        place: place(&measure),
        measure,
        comparison: Comparison::Equal,
        value: None,
        to: None,
        unit: None,
        year: time.year(),
        year_from: Some(YearFrom::Sentence),
        note: None,
    };
    Some(Found {
        fact: Fact::new(value, read.sentence, Rule::State, None),
        time: Some(time.span.clone()),
        span: range,
        share_of: false,
    })
}

/// States among the numbers of one sentence: "… đạt 66%, trạm y tế phường đạt chuẩn quốc gia".
fn among_others(read: &Read<'_>, numbers: &[Found], known: &[Found]) -> Vec<Found> {
    if numbers.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    let cuts = read
        .folded
        .match_indices([',', ';'])
        .map(|(at, _)| at)
        .chain([read.folded.len()]);
    for end in cuts {
        let range = std::mem::replace(&mut start, end + 1).min(end)..end;
        let words = &read.folded[range.clone()];
        let taken = |target: &Found| target.span.start < range.end && target.span.end > range.start;
        if !has_word(words, &REACHED[..5]) || numbers.iter().chain(known).any(taken) {
            continue;
        }
        // What a share speaks of may go on behind a comma.
        let follows_share = numbers
            .iter()
            .rev()
            .find(|n| n.span.end <= range.start)
            .is_some_and(|n| n.share_of);
        let time = read
            .times
            .iter()
            .rev()
            .find(|time| time.span.end <= range.end && sets_year(time, true));
        if let Some(time) = time.filter(|_| !follows_share) {
            found.extend(goal(read, time, range, &[]));
        }
    }
    found
}
