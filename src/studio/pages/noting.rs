//! The page on which volunteers note what was done in a unit, and its form on paper for those without a machine.

use super::{Frame, WardChoice, render, ward_choices};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::roles;
use crate::session::Session;
use crate::words::day;
use coverage::entry::{Entry, Kind};
use coverage::folder::Coverage;
use coverage::note::ROLES;
use coverage::rules::{Channel, Reach};
use coverage::unit::Unit;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use site::root::SHARED;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most rows that are listed to be mended.
const LISTED: usize = 30;

/// Most posts of one group.
const POSTS: usize = 25;

/// Something to be picked.
#[derive(Serialize)]
pub(super) struct Pick {
    pub id: String,
    pub name: String,
}

/// Posts to be picked, under a heading.
#[derive(Serialize)]
struct Group {
    name: &'static str,
    posts: Vec<Pick>,
}

/// A row that may be mended.
#[derive(Serialize)]
struct Row {
    words: String,
    /// What its form is filled with.
    #[serde(flatten)]
    cells: BTreeMap<&'static str, String>,
}

/// A ward that is meant, or those of which one is to be picked.
pub(super) fn meant(
    desk: &Desk,
    session: &Session,
    (action, ward): (&str, &str),
) -> Result<(Vec<WardChoice>, Option<String>), Failure> {
    let choices = ward_choices(desk, session, action)?;
    let own = match (ward, &choices[..]) {
        ("", [only]) => Some(only.id.clone()),
        ("", _) => None,
        (ward, _) if choices.iter().any(|choice| choice.id == ward) => Some(ward.to_owned()),
        _ => {
            return Err(roles::refused(
                roles::asked(action).unwrap_or_default(),
                "ở phường này",
            ));
        }
    };
    Ok((choices, own))
}

/// The page that asks which ward is meant.
pub(super) fn which(
    session: &Session,
    (title, action): (&str, &'static str),
    wards: Vec<WardChoice>,
) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Which {
        frame: Frame,
        wards: Vec<WardChoice>,
        action: &'static str,
    }
    let frame = Frame::of(session, title);
    render(
        "which-ward.html",
        &Which {
            frame,
            wards,
            action,
        },
    )
}

/// The page on which what was done is noted.
///
/// # Errors
/// When the person has no business in the ward, or a file cannot be read.
pub fn noting(desk: &Desk, session: &Session, ward: &str) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Noting {
        frame: Frame,
        wards: usize,
        ward: String,
        name: String,
        units: Vec<Pick>,
        direct: Vec<Pick>,
        exposed: Vec<Pick>,
        groups: Vec<Group>,
        roles: [&'static str; 8],
        today: String,
        yesterday: String,
        rows: Vec<Row>,
        /// How many rows there are that are not listed.
        more: usize,
    }
    let (wards, own) = meant(desk, session, ("note", ward))?;
    let Some(ward) = own else {
        return which(session, ("Ghi nhận", "/ghi-nhan"), wards);
    };
    let coverage = desk.coverage(&ward)?;
    let today = desk.today();
    let mut standing = coverage.log.standing();
    standing.sort_by_key(|row| std::cmp::Reverse(row.date));
    let more = standing.len().saturating_sub(LISTED);
    let rows = standing.iter().take(LISTED).map(|row| line(row, &coverage));
    render(
        "noting.html",
        &Noting {
            frame: Frame::of(session, "Ghi nhận"),
            wards: wards.len(),
            name: desk.ward_name(&ward),
            units: units(&coverage, today),
            direct: channels(&coverage, Reach::Direct),
            exposed: channels(&coverage, Reach::Exposed),
            groups: groups(desk, &coverage, &ward)?,
            roles: ROLES,
            today: today.to_string(),
            yesterday: today.checked_sub(1.day()).unwrap_or(today).to_string(),
            rows: rows.collect(),
            more,
            ward,
        },
    )
}

/// The units, those that ended last.
pub(super) fn units(coverage: &Coverage, today: Date) -> Vec<Pick> {
    let all = || coverage.units.all.iter();
    let there = all().filter(|unit| unit.is_there(today));
    let gone = all().filter(|unit| !unit.is_there(today));
    let pick = |unit: &Unit| Pick {
        id: unit.id.clone(),
        name: match (unit.until, unit.from) {
            (Some(until), _) if until < today => {
                format!("{} (đến {})", unit.name, day(&until.to_string()))
            }
            (_, Some(from)) if from > today => {
                format!("{} (từ {})", unit.name, day(&from.to_string()))
            }
            _ => unit.name.clone(),
        },
    };
    there.chain(gone).map(pick).collect()
}

fn channels(coverage: &Coverage, reach: Reach) -> Vec<Pick> {
    let all = coverage.rules.channels.iter();
    let own = all.filter(|channel| channel.reach == reach);
    let pick = |channel: &Channel| Pick {
        id: channel.id.clone(),
        name: channel.name.clone(),
    };
    own.map(pick).collect()
}

/// Channels with numbers, which a form on paper has room for.
fn numbered(mut picks: Vec<Pick>, from: usize) -> Vec<Pick> {
    for (at, pick) in picks.iter_mut().enumerate() {
        pick.name = format!("{}. {}", from + at, pick.name);
    }
    picks
}

/// Posts to be picked: those of plans, those of the latest rows, the newest of the ward and of all wards.
fn groups(desk: &Desk, coverage: &Arc<Coverage>, ward: &str) -> Result<Vec<Group>, Failure> {
    let shelf = desk.shelf()?;
    let mut titles: BTreeMap<String, (String, String)> = BTreeMap::new();
    let posts = shelf.all().filter(|book| book.is_post() && !book.draft);
    for book in posts.filter(|book| book.ward == ward || book.ward == SHARED) {
        let Some(path) = name_of(&book.path) else {
            continue;
        };
        // A ward's own version stands before the shared one.
        if book.ward == ward || !titles.contains_key(path) {
            titles.insert(path.to_owned(), (book.date.clone(), book.title.clone()));
        }
    }
    let planned = coverage
        .plans
        .iter()
        .flat_map(|plan| plan.posts.iter().cloned());
    let mut rows: Vec<&Entry> = coverage.counted.iter().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.date));
    let noted = rows.iter().flat_map(|row| row.posts()).map(str::to_owned);
    let mut newest: Vec<_> = titles.iter().collect();
    newest.sort_by(|(_, one), (_, other)| other.0.cmp(&one.0));
    let newest = newest.into_iter().map(|(path, _)| path.clone());
    let mut seen = BTreeSet::new();
    let groups: [(&'static str, Vec<String>, usize); 3] = [
        ("Trong kế hoạch", planned.collect(), POSTS),
        ("Vừa dùng", noted.take(200).collect(), 8),
        ("Mới nhất", newest.collect(), POSTS),
    ];
    let groups = groups.into_iter().map(|(name, paths, most)| {
        let fresh = paths.into_iter().filter(|path| seen.insert(path.clone()));
        let named = fresh.filter_map(|id| {
            let name = titles.get(&id)?.1.clone();
            Some(Pick { id, name })
        });
        Group {
            name,
            posts: named.take(most).collect(),
        }
    });
    Ok(groups.filter(|group| !group.posts.is_empty()).collect())
}

/// The path by which the log names a post: `suc-khoe/rua-tay`.
pub(super) fn name_of(path: &str) -> Option<&str> {
    let below = path.strip_prefix("content/")?.split_once('/')?.1;
    let name = below.strip_suffix(".md")?;
    Some(name.strip_suffix("/index").unwrap_or(name))
}

/// A row in words, and what its form is filled with.
fn line(row: &Entry, coverage: &Coverage) -> Row {
    let unit = coverage
        .units
        .get(&row.unit)
        .map_or(row.unit.as_str(), |unit| &unit.name);
    let channel = coverage.rules.channel(&row.channel);
    let channel = channel.map_or(row.channel.as_str(), |channel| &channel.name);
    let mut words = format!("{} · {unit} · {channel}", day(&row.date.to_string()));
    match (row.people, row.women) {
        (Some(people), Some(women)) => words.push_str(&format!(" · {people} người, {women} nữ")),
        (Some(people), None) => words.push_str(&format!(" · {people} người")),
        _ => {}
    }
    let count = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    let cells = [
        ("id", row.id.clone()),
        ("date", row.date.to_string()),
        ("unit", row.unit.clone()),
        ("channel", row.channel.clone()),
        ("post", row.post.clone()),
        ("kind", row.kind.name().to_owned()),
        ("people", count(row.people)),
        ("women", count(row.women)),
        ("role", row.role.clone()),
        ("evidence", row.evidence.clone()),
    ];
    Row {
        words,
        cells: cells.into(),
    }
}

/// The form on paper of a unit and a month, for whoever has no machine.
///
/// # Errors
/// When the person has no business in the ward, or there is no such unit.
pub fn paper(
    desk: &Desk,
    session: &Session,
    (ward, unit, month): (&str, &str, &str),
) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Paper {
        frame: Frame,
        ward: String,
        name: String,
        unit: String,
        unit_name: String,
        month: String,
        month_words: String,
        direct: Vec<Pick>,
        exposed: Vec<Pick>,
        lines: Vec<usize>,
        units: Vec<Pick>,
        done: Vec<String>,
    }
    let (_, own) = meant(desk, session, ("note", ward))?;
    let ward = own.ok_or_else(Failure::odd)?;
    let coverage = desk.coverage(&ward)?;
    let today = desk.today();
    let given = format!("{month}-01").parse::<Date>().ok();
    let first = given.unwrap_or_else(|| today.first_of_month());
    let meant = coverage.units.get(unit);
    if meant.is_none() && !unit.is_empty() {
        return Err(Failure::odd());
    }
    let is_own = |row: &&&Entry| {
        row.unit == unit && row.date.first_of_month() == first && row.kind != Kind::Withdrawn
    };
    let standing = coverage.log.standing();
    let done = standing
        .iter()
        .filter(is_own)
        .map(|row| line(row, &coverage).words);
    render(
        "paper.html",
        &Paper {
            frame: Frame::of(session, "Phiếu ghi nhận"),
            name: desk.ward_name(&ward),
            unit: unit.to_owned(),
            unit_name: meant.map_or_else(String::new, |unit| unit.name.clone()),
            month: first.to_string()[..7].to_owned(),
            month_words: format!("tháng {} năm {}", first.month(), first.year()),
            direct: numbered(channels(&coverage, Reach::Direct), 1),
            exposed: {
                let direct = channels(&coverage, Reach::Direct).len();
                numbered(channels(&coverage, Reach::Exposed), direct + 1)
            },
            lines: (1..=12).collect(),
            units: units(&coverage, today),
            done: done.collect(),
            ward,
        },
    )
}
