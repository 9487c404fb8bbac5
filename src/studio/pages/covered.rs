//! The page that shows which units were reached by what and which were not, with the days left; and its files.

use super::grid::{Line, Tile, by_channel, by_month, month_words, months, ordered, tiles};
use super::noting::{self, Pick, name_of};
use super::{Frame, render};
use crate::addresses::address;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::gaps;
use crate::noting::words;
use crate::roles;
use crate::session::Session;
use crate::words::day;
use base::lang::Lang;
use base::message::Message;
use coverage::export;
use coverage::figures::{Figures, PlanFigure, State, reach};
use coverage::folder::Coverage;
use coverage::period::Period;
use coverage::report::{self, Format, Occasion};
use coverage::rules::Reach;
use coverage::show;
use jiff::civil::Date;
use serde::Serialize;
use site::root::SHARED;
use std::collections::BTreeMap;

/// Most problems of the files that are named.
const NAMED: usize = 5;

/// A period and its reports.
#[derive(Serialize)]
struct Report {
    name: String,
    id: String,
}

/// A unit that was not reached.
#[derive(Serialize)]
struct Gap {
    name: String,
    id: String,
    words: String,
}

/// What is to be done.
#[derive(Serialize)]
struct Plan {
    title: String,
    owner: String,
    deadline: String,
    state: String,
    late: bool,
    done: usize,
    target: usize,
    percent: u32,
    time_passed: Option<u32>,
    missing: String,
    document: String,
}

/// A post, and whom it reached.
#[derive(Serialize)]
struct Post {
    title: String,
    address: Option<String>,
    direct: String,
    people: u64,
    exposed: String,
}

/// The page of a ward's coverage in a period.
///
/// # Errors
/// When the person has no business in the ward, the period is none, or a file cannot be read.
pub fn covered(desk: &Desk, session: &Session, asked: (&str, &str)) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Covered<'a> {
        frame: Frame,
        wards: usize,
        ward: String,
        name: String,
        period: String,
        period_name: String,
        periods: Vec<Report>,
        reports: Vec<Report>,
        /// Whether there is no unit yet.
        empty: bool,
        /// Whether this person may make the list of units and the plan.
        lists: bool,
        figures: &'a Figures,
        until: String,
        gaps: Vec<Gap>,
        plans: Vec<Plan>,
        months: Vec<String>,
        by_month: Vec<Line>,
        channels: Vec<String>,
        by_channel: Vec<Line>,
        posts: Vec<Post>,
        tiles: Vec<Vec<Option<Tile>>>,
        problems: Vec<String>,
        more: usize,
        looked_for: Vec<Pick>,
    }
    let (wards, own) = noting::meant(desk, session, ("note", asked.0))?;
    let Some(ward) = own else {
        return noting::which(session, ("Độ phủ", "/do-phu"), wards);
    };
    let today = desk.today();
    let period = match asked.1 {
        "" => Period::Year(today.year()),
        text => Period::parse(text).map_err(|_| Failure::odd())?,
    };
    let (coverage, figures) = desk.figures(&ward, period)?;
    let may = |action| {
        let roles = roles::asked(action).unwrap_or_default();
        Ok::<_, Failure>(roles::require(&desk.people()?, &session.who(), &ward, roles).is_ok())
    };
    let units = ordered(&figures);
    let months = months(&figures);
    let channels: Vec<_> = coverage
        .rules
        .channels
        .iter()
        .filter(|channel| figures.channels.iter().any(|own| own.id == channel.id))
        .collect();
    let told: Vec<String> = coverage
        .problems
        .iter()
        .map(|told| match told.problem.get() {
            Some(problem) => words(problem),
            None => told.problem.text(Lang::Vi),
        })
        .collect();
    render(
        "covered.html",
        &Covered {
            frame: Frame::of(session, "Độ phủ"),
            wards: wards.len(),
            name: desk.ward_name(&ward),
            period: period.to_string(),
            period_name: period.name(),
            periods: periods(&coverage, today),
            reports: recent(today),
            empty: coverage.units.all.is_empty(),
            lists: may("units")?,
            figures: &figures,
            until: day(&figures.until),
            gaps: gaps_of(&figures, &coverage),
            plans: figures
                .plans
                .iter()
                .map(|plan| plan_of(plan, &coverage))
                .collect(),
            by_month: units.iter().map(|unit| by_month(unit, &months)).collect(),
            months: months.iter().map(|month| month_words(month)).collect(),
            by_channel: units
                .iter()
                .map(|unit| {
                    by_channel(
                        unit,
                        &channels
                            .iter()
                            .map(|channel| channel.id.as_str())
                            .collect::<Vec<_>>(),
                    )
                })
                .collect(),
            channels: channels
                .iter()
                .map(|channel| channel.name.clone())
                .collect(),
            posts: posts(desk, &figures, &coverage)?,
            tiles: tiles(&figures, &coverage),
            more: told.len().saturating_sub(NAMED),
            problems: told.into_iter().take(NAMED).collect(),
            looked_for: looked_for(desk),
            ward,
        },
    )
}

/// The periods since the first row, the latest first: years, and what they consist of.
fn periods(coverage: &Coverage, today: Date) -> Vec<Report> {
    let first = coverage.log.entries().first().map_or(today, |row| row.date);
    let from = first.year().clamp(today.year() - 10, today.year());
    let years = (from..=today.year()).rev();
    let parts = years.flat_map(|year| {
        let halves = (1..=2).rev().map(move |half| Period::Half(year, half));
        let quarters = (1..=4)
            .rev()
            .map(move |quarter| Period::Quarter(year, quarter));
        let months = (1..=12).rev().map(move |month| Period::Month(year, month));
        [Period::Year(year)]
            .into_iter()
            .chain(halves)
            .chain(quarters)
            .chain(months)
    });
    parts
        .filter(|period| period.first() <= today)
        .map(named)
        .collect()
}

/// The periods of which reports are asked for: those that go on, and those that ended last.
fn recent(today: Date) -> Vec<Report> {
    let (year, month) = (today.year(), today.month());
    let quarter = (month + 2) / 3;
    let half = (month + 5) / 6;
    let before = |part: i8, parts: i8| match part {
        1 => (year - 1, parts),
        part => (year, part - 1),
    };
    let ((month_year, last_month), (quarter_year, last_quarter), (half_year, last_half)) =
        (before(month, 12), before(quarter, 4), before(half, 2));
    let all = [
        Period::Month(year, month),
        Period::Month(month_year, last_month),
        Period::Quarter(year, quarter),
        Period::Quarter(quarter_year, last_quarter),
        Period::Half(year, half),
        Period::Half(half_year, last_half),
        Period::Year(year),
        Period::Year(year - 1),
    ];
    all.into_iter().map(named).collect()
}

fn named(period: Period) -> Report {
    let name = period.name();
    let mut chars = name.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    Report {
        name: first.chain(chars).collect(),
        id: period.to_string(),
    }
}

fn gaps_of(figures: &Figures, coverage: &Coverage) -> Vec<Gap> {
    let left = days_left(figures);
    let mut last: BTreeMap<&str, Date> = BTreeMap::new();
    for row in &coverage.counted {
        if reach(row, &coverage.rules) == Reach::Direct {
            let day = last.entry(&row.unit).or_insert(row.date);
            *day = (*day).max(row.date);
        }
    }
    let gap = |id: &String| {
        let unit = figures.units.iter().find(|unit| unit.id == *id)?;
        let mut told = vec![match unit.exposures {
            0 => "chưa có gì trong kỳ".to_owned(),
            times => format!("mới nghe, thấy {times} lần, chưa nói trực tiếp"),
        }];
        let last = last.get(id.as_str());
        told.extend(last.map(|last| format!("buổi trực tiếp gần nhất {}", day(&last.to_string()))));
        told.extend(left.get(id.as_str()).cloned());
        Some(Gap {
            name: unit.name.clone(),
            id: id.clone(),
            words: told.join(" · "),
        })
    };
    figures.gaps.iter().filter_map(gap).collect()
}

/// Of each unit that a plan misses the nearest deadline, in words.
fn days_left(figures: &Figures) -> BTreeMap<&str, String> {
    let mut left = BTreeMap::new();
    for plan in &figures.plans {
        let Some(days) = plan.days_left else { continue };
        let words = match days {
            ..0 => format!("quá hạn {} ngày", days.unsigned_abs()),
            0 => "hạn hôm nay".to_owned(),
            days => format!("còn {days} ngày"),
        };
        for unit in &plan.missing {
            left.entry(unit.as_str()).or_insert_with(|| words.clone());
        }
    }
    left
}

fn plan_of(plan: &PlanFigure, coverage: &Coverage) -> Plan {
    Plan {
        title: plan.title.clone(),
        owner: plan.owner.clone().unwrap_or_default(),
        deadline: plan.deadline.as_deref().map(day).unwrap_or_default(),
        state: show::state(plan, Lang::Vi),
        late: plan.state == State::Late,
        done: plan.done,
        target: plan.target,
        percent: plan.percent.unwrap_or(0),
        time_passed: plan.time_passed,
        missing: show::names(&plan.missing, coverage),
        document: plan.document.clone().unwrap_or_default(),
    }
}

fn posts(desk: &Desk, figures: &Figures, coverage: &Coverage) -> Result<Vec<Post>, Failure> {
    let shelf = desk.shelf()?;
    let mut titles = BTreeMap::new();
    let own = |book: &&crate::shelf::Book| book.ward == figures.ward || book.ward == SHARED;
    for book in shelf.all().filter(own) {
        if let Some(name) = name_of(&book.path)
            && (book.ward == figures.ward || !titles.contains_key(name))
        {
            titles.insert(
                name.to_owned(),
                (book.title.clone(), address("bai", &book.path)),
            );
        }
    }
    let post = |post: &coverage::figures::PostFigure| {
        let known = titles.get(post.post.trim_end_matches(".md"));
        Post {
            title: known.map_or_else(|| post.post.clone(), |(title, _)| title.clone()),
            address: known.map(|(_, address)| address.clone()),
            direct: show::names(&post.direct, coverage),
            people: post.people,
            exposed: show::names(&post.exposed, coverage),
        }
    };
    Ok(figures.posts.iter().map(post).collect())
}

/// What people looked for on touch screens and did not find.
fn looked_for(desk: &Desk) -> Vec<Pick> {
    let missed = desk
        .gaps()
        .of(&desk.place(gaps::FOLDER), desk.today().year());
    let pick = |gap: kiosk::feedback::Row| Pick {
        id: gaps::begin(&gap.what),
        name: format!("{} ({} lần)", gaps::capital(&gap.what), gap.count),
    };
    missed.into_iter().map(pick).collect()
}

/// A file of a ward's coverage: its type, its name and its bytes.
///
/// # Errors
/// When the person has no business in the ward, there is no such file, or it cannot be put together.
pub fn file(
    desk: &Desk,
    session: &Session,
    (ward, name): (&str, &str),
) -> Result<(&'static str, String, Vec<u8>), Failure> {
    let (_, own) = noting::meant(desk, session, ("note", ward))?;
    let ward = own.ok_or_else(Failure::odd)?;
    if name == "nhat-ky.csv" {
        let coverage = desk.coverage(&ward)?;
        return Ok((
            "text/csv; charset=utf-8",
            format!("nhat-ky-{ward}.csv"),
            export::csv(&coverage),
        ));
    }
    if name == "ke-hoach.ics" {
        let coverage = desk.coverage(&ward)?;
        let bytes = export::calendar(&coverage).into_bytes();
        return Ok((
            "text/calendar; charset=utf-8",
            format!("ke-hoach-{ward}.ics"),
            bytes,
        ));
    }
    let occasions = [Occasion::Periodic, Occasion::Interim, Occasion::Final];
    let read = || {
        let (stem, ending) = name.rsplit_once('.')?;
        let format = Format::ALL
            .into_iter()
            .find(|format| format.ending() == ending)?;
        occasions.into_iter().find_map(|occasion| {
            let period = stem.strip_prefix(occasion.slug())?.strip_prefix('-')?;
            Some((occasion, Period::parse(period).ok()?, format))
        })
    };
    let (occasion, period, format) = read().ok_or_else(Failure::missing)?;
    let (coverage, figures) = desk.figures(&ward, period)?;
    let made = report::file(&coverage, &figures, (period, occasion), format);
    let made =
        made.map_err(|problem| Failure::refused(&words(&problem), &problem.help(Lang::Vi)))?;
    let kind = match format {
        Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Csv => "text/csv; charset=utf-8",
    };
    Ok((kind, made.name, made.bytes))
}
