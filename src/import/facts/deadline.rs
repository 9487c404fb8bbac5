//! Which times of a sentence are deadlines: those that say when something is to be done.

use super::found::Found;
use super::sentence::Read;
use super::{Deadline, Fact, Relation, Rule};
use base::text::{ends_with_word, has_word};
use base::times::calendar::Grain;
use base::times::{Time, clause_before};

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
                    (leads(&read.folded, time) || follows_work(&read.folded, time))
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

/// Whether a month or quarter stands right behind what is done then: "ra quân tháng 3/2026".
fn follows_work(folded: &str, time: &Time) -> bool {
    const WORK: [&str; 15] = [
        "ra quân",
        "khởi công",
        "hoàn thành",
        "thực hiện",
        "triển khai",
        "sơ kết",
        "tổng kết",
        "khai trương",
        "khánh thành",
        "ra mắt",
        "bắt đầu",
        "kết thúc",
        "khai mạc",
        "diễn ra",
        "tổ chức",
    ];
    time.days.grain == Grain::Part && ends_with_word(&folded[..time.span.start], &WORK).is_some()
}

/// The deadline that a time sets.
pub fn deadline(read: &Read<'_>, time: &Time) -> Fact<Deadline> {
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
    let rule = match relation {
        Relation::Every => Rule::Recurring,
        _ => Rule::TimeWords,
    };
    Fact::new(value, read.sentence, rule, time.uncertain)
}

/// "vào năm 2030": the year names the end, not a stretch of time.
fn is_in_year(folded: &str, time: &Time) -> bool {
    time.days.grain == Grain::Year && folded[time.span.clone()].starts_with("vào")
}
