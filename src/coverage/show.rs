//! Figures in words, for a terminal: what is missing first.

use crate::figures::{Figures, PlanFigure, State, UnitFigure};
use crate::folder::Coverage;
use crate::rules::Reach;
use base::lang::Lang;
use base::message::Message;

base::sentences! {
    /// What the figures say.
    pub enum Sentence;
    /// The ward and the period.
    Head { ward: String, first: String, until: String, passed: String }
        vi: "{ward}, từ {first} đến {until}: đã qua {passed}% thời gian"; en: "{ward}, from {first} to {until}: {passed}% of the time has passed";
    /// Units that were told and taught.
    Units { reached: usize, total: usize, percent: String }
        vi: "Được phổ biến, quán triệt trực tiếp: {reached}/{total} đơn vị ({percent})"; en: "Told and taught directly: {reached} of {total} units ({percent})";
    /// Units with exposure alone, and with nothing.
    Others { exposed: usize, untouched: usize }
        vi: "Mới chỉ tiếp cận qua loa, tờ rơi và kênh khác: {exposed} đơn vị; chưa có gì: {untouched} đơn vị"; en: "With exposure alone: {exposed} units; with nothing: {untouched} units";
    /// People of sessions.
    People { people: u64, women: u64, sessions: usize, percent: String }
        vi: "{sessions} buổi trực tiếp, {people} người ({percent} số dân các đơn vị đã có số liệu), trong đó {women} nữ"; en: "{sessions} direct sessions, {people} people ({percent} of those in units whose number is known), {women} of them women";
    /// Over the gaps.
    Gaps {}
        vi: "Chưa được phổ biến trực tiếp:"; en: "Not yet told directly:";
    /// A gap with some exposure.
    GapExposed { unit: String, times: usize }
        vi: "  {unit}: mới tiếp cận {times} lần"; en: "  {unit}: exposed {times} times";
    /// A gap with none.
    GapUntouched { unit: String }
        vi: "  {unit}: chưa có gì"; en: "  {unit}: nothing yet";
    /// Over the plans.
    Plans {}
        vi: "Kế hoạch:"; en: "Plan:";
    /// A plan.
    Plan { state: String, title: String, done: usize, target: usize, percent: String }
        vi: "  {state}: {title}, được {done}/{target} đơn vị ({percent})"; en: "  {state}: {title}, {done} of {target} units ({percent})";
    /// Who answers for it.
    Owner { owner: String }
        vi: "    phụ trách: {owner}"; en: "    owner: {owner}";
    /// Its deadline against the time.
    Deadline { day: String, passed: String }
        vi: "    hạn {day}, đã qua {passed}% thời gian"; en: "    due on {day}, {passed}% of the time has passed";
    /// What it lacks.
    Missing { units: String }
        vi: "    còn thiếu: {units}"; en: "    missing: {units}";
    /// Over the grid.
    Grid {}
        vi: "Từng đơn vị, từng tháng:"; en: "By unit and month:";
    /// A unit that was told.
    UnitReached { unit: String, sessions: usize, people: u64, first: String }
        vi: "  {unit}: đã phổ biến, {sessions} buổi, {people} người, từ {first}"; en: "  {unit}: told, {sessions} sessions, {people} people, since {first}";
    /// A unit that was told before it became what it is.
    UnitThrough { unit: String, people: u64 }
        vi: "  {unit}: đã phổ biến ở mọi đơn vị cũ, {people} người"; en: "  {unit}: told in all the units that it came from, {people} people";
    /// A unit that is there no more.
    UnitGone { unit: String }
        vi: "  {unit} (đã nhập, tách hoặc hết):"; en: "  {unit} (merged, parted or ended):";
    /// A unit that was not told.
    UnitNot { unit: String }
        vi: "  {unit}: chưa phổ biến trực tiếp"; en: "  {unit}: not told directly";
    /// A month.
    Month { month: String, done: String }
        vi: "    {month}: {done}"; en: "    {month}: {done}";
    /// Sessions with people.
    Sessions { channel: String, sessions: usize, people: u64 }
        vi: "{channel} {sessions} lần, {people} người"; en: "{channel} {sessions} times, {people} people";
    /// Sessions without a number of people.
    Times { channel: String, sessions: usize }
        vi: "{channel} {sessions} lần"; en: "{channel} {sessions} times";
    /// Over the channels.
    Channels {}
        vi: "Theo kênh (không cộng số người giữa các kênh):"; en: "By channel (people are not added across channels):";
    /// A channel that tells directly.
    Direct { channel: String, sessions: usize, units: usize, people: u64 }
        vi: "  trực tiếp  {channel}: {sessions} lần, {units} đơn vị, {people} người"; en: "  direct   {channel}: {sessions} times, {units} units, {people} people";
    /// A channel that exposes.
    Exposed { channel: String, sessions: usize, units: usize, people: u64 }
        vi: "  tiếp cận   {channel}: {sessions} lần, {units} đơn vị, {people} người"; en: "  exposed  {channel}: {sessions} times, {units} units, {people} people";
    /// Over the posts.
    Posts {}
        vi: "Bài nào tới ai:"; en: "Which post reached whom:";
    /// A post.
    Post { post: String, direct: usize, people: u64, exposed: usize }
        vi: "  {post}: trực tiếp {direct} đơn vị, {people} người; tiếp cận thêm {exposed} đơn vị"; en: "  {post}: {direct} units directly, {people} people; {exposed} more by exposure";
    /// A share that there is none of.
    NoShare {}
        vi: "chưa có số liệu"; en: "not known";
    /// A deadline that has passed.
    Late { days: u64 }
        vi: "Quá hạn {days} ngày"; en: "LATE by {days} days";
    /// Less done than time has passed.
    Behind { days: u64 }
        vi: "Chậm, còn {days} ngày"; en: "Behind, {days} days left";
    /// On its way.
    OnTime { days: u64 }
        vi: "Kịp, còn {days} ngày"; en: "On time, {days} days left";
    /// Due today, and something is missing.
    DueToday {}
        vi: "Hạn là hôm nay"; en: "Due today";
    /// Without a deadline.
    NoDeadline {}
        vi: "Chưa đặt hạn"; en: "No deadline";
    /// All done.
    Done {}
        vi: "Xong"; en: "Done";
}

/// A share in words.
fn share(percent: Option<u32>, lang: Lang) -> String {
    match percent {
        Some(percent) => format!("{percent}%"),
        None => Sentence::NoShare {}.text(lang),
    }
}

/// How a plan stands, in words.
pub fn state(plan: &PlanFigure, lang: Lang) -> String {
    let days = plan.days_left.map(|days| u64::from(days.unsigned_abs()));
    let sentence = match (plan.state, days) {
        (State::Done, _) => Sentence::Done {},
        (_, None) => Sentence::NoDeadline {},
        (State::Late, Some(days)) => Sentence::Late { days },
        (State::Behind | State::Open, Some(0)) => Sentence::DueToday {},
        (State::Behind, Some(days)) => Sentence::Behind { days },
        (State::Open, Some(days)) => Sentence::OnTime { days },
    };
    sentence.text(lang)
}

/// The lines that a person reads.
pub fn lines(figures: &Figures, coverage: &Coverage, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |sentence: Sentence| lines.push(sentence.text(lang));
    say(Sentence::Head {
        ward: figures.ward.clone(),
        first: figures.first.clone(),
        until: figures.until.clone(),
        passed: figures.time_passed.to_string(),
    });
    say(Sentence::Units {
        reached: figures.units_reached,
        total: figures.units_total,
        percent: share(figures.units_percent, lang),
    });
    say(Sentence::Others {
        exposed: figures.units_exposed_only,
        untouched: figures.units_untouched,
    });
    say(Sentence::People {
        people: figures.people_reached,
        women: figures.women_reached,
        sessions: figures.sessions,
        percent: share(figures.people_percent, lang),
    });
    gaps(figures, &mut say);
    plans(figures, coverage, lang, &mut say);
    grid(figures, coverage, lang, &mut say);
    channels(figures, coverage, lang, &mut say);
    if !figures.posts.is_empty() {
        say(Sentence::Posts {});
    }
    for post in &figures.posts {
        say(Sentence::Post {
            post: post.post.clone(),
            direct: post.direct.len(),
            people: post.people,
            exposed: post.exposed.len(),
        });
    }
    lines
}

fn gaps(figures: &Figures, say: &mut impl FnMut(Sentence)) {
    if !figures.gaps.is_empty() {
        say(Sentence::Gaps {});
    }
    for id in &figures.gaps {
        let Some(unit) = figures.units.iter().find(|unit| unit.id == *id) else {
            continue;
        };
        let (name, times) = (unit.name.clone(), unit.exposures);
        say(match times {
            0 => Sentence::GapUntouched { unit: name },
            times => Sentence::GapExposed { unit: name, times },
        });
    }
}

/// Names of units by their ids.
pub fn names(ids: &[String], coverage: &Coverage) -> String {
    let name = |id: &String| {
        coverage
            .units
            .get(id)
            .map_or(id.clone(), |unit| unit.name.clone())
    };
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn plans(figures: &Figures, coverage: &Coverage, lang: Lang, say: &mut impl FnMut(Sentence)) {
    if !figures.plans.is_empty() {
        say(Sentence::Plans {});
    }
    for plan in &figures.plans {
        say(Sentence::Plan {
            state: state(plan, lang),
            title: plan.title.clone(),
            done: plan.done,
            target: plan.target,
            percent: share(plan.percent, lang),
        });
        if let Some(owner) = plan.owner.clone() {
            say(Sentence::Owner { owner });
        }
        if let Some((day, passed)) = plan.deadline.clone().zip(plan.time_passed) {
            let passed = passed.to_string();
            say(Sentence::Deadline { day, passed });
        }
        if !plan.missing.is_empty() {
            let units = names(&plan.missing, coverage);
            say(Sentence::Missing { units });
        }
    }
}

fn unit_line(unit: &UnitFigure) -> Sentence {
    let name = unit.name.clone();
    let people = u64::from(unit.reached_people);
    match &unit.first {
        _ if !unit.is_there => Sentence::UnitGone { unit: name },
        Some(first) => Sentence::UnitReached {
            unit: name,
            sessions: unit.sessions,
            people,
            first: first.clone(),
        },
        None if unit.reached => Sentence::UnitThrough { unit: name, people },
        None => Sentence::UnitNot { unit: name },
    }
}

fn grid(figures: &Figures, coverage: &Coverage, lang: Lang, say: &mut impl FnMut(Sentence)) {
    say(Sentence::Grid {});
    for unit in &figures.units {
        say(unit_line(unit));
        for (month, channels) in &unit.months {
            let done = channels.iter().map(|(id, cell)| {
                let channel = coverage.rules.channel(id);
                let channel = channel.map_or(id.clone(), |channel| channel.label(lang).to_owned());
                let (sessions, people) = (cell.sessions, u64::from(cell.people));
                let sentence = match people {
                    0 => Sentence::Times { channel, sessions },
                    people => Sentence::Sessions {
                        channel,
                        sessions,
                        people,
                    },
                };
                sentence.text(lang)
            });
            let done = done.collect::<Vec<_>>().join("; ");
            let month = month.clone();
            say(Sentence::Month { month, done });
        }
    }
}

fn channels(figures: &Figures, coverage: &Coverage, lang: Lang, say: &mut impl FnMut(Sentence)) {
    if !figures.channels.is_empty() {
        say(Sentence::Channels {});
    }
    for figure in &figures.channels {
        let channel = coverage.rules.channel(&figure.id);
        let channel = channel.map_or(figure.name.clone(), |channel| {
            channel.label(lang).to_owned()
        });
        let (sessions, units, people) = (figure.sessions, figure.units, figure.people);
        say(match figure.reach {
            Reach::Direct => Sentence::Direct {
                channel,
                sessions,
                units,
                people,
            },
            Reach::Exposed => Sentence::Exposed {
                channel,
                sessions,
                units,
                people,
            },
        });
    }
}
