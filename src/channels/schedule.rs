//! What each bulletin of some days reads: what is urgent, what comes, then lessons, resolutions and news in turn, so that each is
//! read as often as any other, and never longer than the airtime.

use crate::airtime::{self, Slot};
use crate::calendar::Coming;
use crate::item::{Item, Items};
use crate::problem::Problem;
use crate::span::Span;
use base::diagnostic::{Diagnostic, Diagnostics};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use site::model::{Bulletin, BulletinPart, Post, Ward};
use speak::Tables;

/// Seconds of silence, or of a chime, between two items.
pub const PAUSE: usize = 3;

/// How many days news without a last day of its own are read.
const NEWS_DAYS: i64 = 30;

/// Turns are counted from this day on, so that a week and the month around it agree on what is read when.
const FIRST_DAY: Date = date(2024, 1, 1);

/// A bulletin with what it reads.
#[derive(Debug, Clone)]
pub struct Broadcast<'w> {
    /// When, and which.
    pub slot: Slot<'w>,
    /// What is read, the greeting first and the sign-off last where there are some.
    pub items: Vec<Item>,
}

impl Broadcast<'_> {
    /// How long it takes, with the pauses between its items.
    pub fn seconds(&self) -> usize {
        let read: usize = self.items.iter().map(|item| item.seconds).sum();
        read + PAUSE * self.items.len().saturating_sub(1)
    }
}

/// The bulletins of a span of days, in the order of time.
#[derive(Debug)]
pub struct Schedule<'w> {
    /// Its days.
    pub span: Span,
    /// The bulletins.
    pub broadcasts: Vec<Broadcast<'w>>,
}

/// Fills the airtime of a ward.
///
/// Of lessons, resolutions and news a bulletin takes first one each, in its own order, then more while there is room. What was
/// read least often comes first, of these what was read longest ago, of those never read the one with the first address.
///
/// # Errors
/// When the ward has no airtime, when two bulletins are on at once, or when what must be read takes longer than a bulletin.
/// Texts that cannot be read aloud and those that fit in no bulletin are warnings among `problems`.
pub fn schedule<'w>(
    ward: &'w Ward,
    span: &Span,
    problems: &mut Vec<Diagnostic>,
) -> Result<Schedule<'w>, Diagnostics> {
    let config = &ward.config;
    let told = |problem: Problem| Diagnostic::file(&config.source.path, problem);
    if config.bulletins.is_empty() {
        let ward = config.name.clone();
        return Err(told(Problem::NoBulletins { ward }).into());
    }
    let tables = config.speech();
    let mut errors = Vec::new();
    for bulletin in config.bulletins.iter().filter(|one| one.times.is_empty()) {
        let name = bulletin.name.clone();
        errors.push(told(Problem::NoTimes { name }));
    }
    let greetings = greetings(&config.bulletins, &tables)
        .map_err(|problem| errors.push(told(problem)))
        .unwrap_or_default();
    let slots = airtime::slots(&config.bulletins, FIRST_DAY.min(span.first), span.last);
    errors.extend(airtime::overlap(&slots).map(told));
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let items = Items::of(ward, &tables, problems);
    let mut turns = Turns::new(&items);
    turns.warn_of_long_texts(&config.bulletins, &greetings, problems);
    let mut coming = Coming::of(ward);
    let mut broadcasts = Vec::new();
    for slot in slots {
        let day = slot.starts.date();
        let is_asked = span.contains(day);
        let mut filling = Filling::new(slot, &greetings[slot.index]);
        let order = &slot.bulletin.order;
        // What is urgent has its room before anything else, wherever it is read.
        if order.contains(&BulletinPart::Urgent) {
            filling.must(turns.urgent(day));
        }
        if order.contains(&BulletinPart::Calendar) {
            // Turns of days before depend on what came then; nobody is told about those days.
            let heard = is_asked.then_some(&mut *problems);
            filling.may(coming.on(day, &tables, heard));
        }
        turns.fill(&mut filling, day);
        if !is_asked {
            continue;
        }
        match filling.finished() {
            Ok(broadcast) => {
                if !broadcast.items.iter().any(|item| item.part.is_some()) {
                    let (name, day) = (slot.bulletin.name.clone(), base::words::day(day));
                    problems.push(told(Problem::Empty { name, day }).warning());
                }
                broadcasts.push(broadcast);
            }
            Err(problem) => errors.push(told(problem)),
        }
    }
    match errors.is_empty() {
        true => Ok(Schedule {
            span: span.clone(),
            broadcasts,
        }),
        false => Err(errors.into()),
    }
}

/// How a bulletin begins and ends.
#[derive(Debug, Clone, Default)]
struct Greeting {
    opening: Option<Item>,
    closing: Option<Item>,
}

impl Greeting {
    /// The longest item that a bulletin has room for, in seconds.
    fn room(&self, bulletin: &Bulletin) -> usize {
        let ends = [&self.opening, &self.closing].into_iter().flatten();
        let taken: usize = ends.map(|item| item.seconds + PAUSE).sum();
        (bulletin.minutes * 60).saturating_sub(taken + PAUSE)
    }
}

/// The greetings of the bulletins, in their order.
fn greetings(bulletins: &[Bulletin], tables: &Tables) -> Result<Vec<Greeting>, Problem> {
    let read = |text: &Option<String>, key: &str, title: &str, name: &str| {
        let Some(text) = text else {
            return Ok(None);
        };
        let spoken = speak::speak(text, tables);
        let spoken = spoken.text().ok_or_else(|| Problem::GreetingUnread {
            key: key.to_owned(),
            name: name.to_owned(),
        })?;
        Ok(Some(Item::new(None, title, "", spoken)))
    };
    let greeting = |bulletin: &Bulletin| {
        let name = bulletin.name.as_str();
        Ok(Greeting {
            opening: read(&bulletin.opening, "opening", "Lời chào", name)?,
            closing: read(&bulletin.closing, "closing", "Lời kết", name)?,
        })
    };
    bulletins.iter().map(greeting).collect()
}

/// A bulletin in the making.
struct Filling<'w> {
    slot: Slot<'w>,
    greeting: Greeting,
    /// Items in the order in which they were taken.
    taken: Vec<Item>,
    /// Seconds that are left; negative where what must be read is too long.
    room: isize,
}

impl<'w> Filling<'w> {
    fn new(slot: Slot<'w>, greeting: &Greeting) -> Self {
        let greeting = greeting.clone();
        let (opening, closing) = (&greeting.opening, &greeting.closing);
        let mut room = signed(slot.seconds());
        for item in [opening, closing].into_iter().flatten() {
            room -= signed(item.seconds + PAUSE);
        }
        Self {
            slot,
            greeting,
            taken: Vec::new(),
            room,
        }
    }

    fn fits(&self, item: &Item) -> bool {
        signed(item.seconds + PAUSE) <= self.room
    }

    fn take(&mut self, item: Item) {
        self.room -= signed(item.seconds + PAUSE);
        self.taken.push(item);
    }

    /// Takes all of them, whether they fit or not.
    fn must(&mut self, items: Vec<Item>) {
        for item in items {
            self.take(item);
        }
    }

    /// Takes those that fit.
    fn may(&mut self, items: Vec<Item>) {
        for item in items {
            if self.fits(&item) {
                self.take(item);
            }
        }
    }

    fn holds(&self, url: &str) -> bool {
        self.taken.iter().any(|item| item.url == url)
    }

    /// The bulletin with its parts in their order.
    fn finished(self) -> Result<Broadcast<'w>, Problem> {
        let Greeting { opening, closing } = self.greeting;
        let mut items: Vec<Item> = opening.into_iter().collect();
        for part in &self.slot.bulletin.order {
            let of_part = |item: &&Item| item.part == Some(*part);
            items.extend(self.taken.iter().filter(of_part).cloned());
        }
        items.extend(closing);
        let slot = self.slot;
        let broadcast = Broadcast { slot, items };
        let (seconds, length) = (broadcast.seconds(), slot.seconds());
        if seconds <= length {
            return Ok(broadcast);
        }
        let mut longest: Vec<_> = broadcast.items.iter().collect();
        longest.sort_by_key(|item| std::cmp::Reverse(item.seconds));
        let named = |item: &&Item| format!("“{}” ({} giây)", item.title, item.seconds);
        let longest: Vec<_> = longest.iter().take(3).map(named).collect();
        Err(Problem::Over {
            name: slot.bulletin.name.clone(),
            day: base::words::day(slot.starts.date()),
            seconds,
            slot: length,
            longest: longest.join(", "),
        })
    }
}

fn signed(seconds: usize) -> isize {
    isize::try_from(seconds).unwrap_or(isize::MAX / 2)
}

/// Why an item is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Each part has one.
    First,
    /// There is room left.
    More,
}

/// How often an item was read, counted from when it came to the others, and the last turn in which it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reads {
    times: usize,
    last: usize,
}

/// Whose turn it is.
struct Turns<'i, 'w> {
    items: &'i Items<'w>,
    /// By item; nothing for one that has not come yet.
    reads: Vec<Option<Reads>>,
    /// By item: whether any bulletin has room for it.
    fits: Vec<bool>,
    turn: usize,
}

impl<'i, 'w> Turns<'i, 'w> {
    fn new(items: &'i Items<'w>) -> Self {
        Self {
            items,
            reads: vec![None; items.all.len()],
            fits: vec![true; items.all.len()],
            turn: 0,
        }
    }

    /// The urgent notices of a day, the newest first.
    fn urgent(&self, day: Date) -> Vec<Item> {
        let urgent = Some(BulletinPart::Urgent);
        let all = self.items.all.iter();
        let mut urgent: Vec<_> = all
            .filter(|(post, item)| item.part == urgent && is_on(post, urgent, day))
            .collect();
        urgent.sort_by_key(|(post, _)| std::cmp::Reverse(post.front.date));
        urgent.into_iter().map(|(_, item)| item.clone()).collect()
    }

    /// Takes one of each part that goes in turns, then more while something fits.
    fn fill(&mut self, filling: &mut Filling<'w>, day: Date) {
        let in_turns = |part: &BulletinPart| {
            matches!(
                part,
                BulletinPart::Lessons | BulletinPart::Resolutions | BulletinPart::News
            )
        };
        let order = filling.slot.bulletin.order.iter().copied();
        let mut parts: Vec<_> = order.filter(in_turns).collect();
        for part in &parts {
            self.take_next(filling, *part, (day, Turn::First));
        }
        while !parts.is_empty() {
            parts.retain(|part| self.take_next(filling, *part, (day, Turn::More)));
        }
    }

    /// Takes what was read least often of those of a part that fit, and of these what was read longest ago; says whether there
    /// was any. What only fills the rest of a bulletin is never read more often than others of its part: else short texts
    /// would be read twice as often as long ones.
    fn take_next(
        &mut self,
        filling: &mut Filling<'w>,
        part: BulletinPart,
        (day, turn): (Date, Turn),
    ) -> bool {
        let all = self.items.all.iter().enumerate();
        let there: Vec<_> = all
            .filter(|(_, (post, item))| item.part == Some(part) && is_on(post, item.part, day))
            .filter(|(at, _)| self.fits[*at])
            .collect();
        let known = there.iter().filter_map(|(at, _)| self.reads[*at]);
        let least = known.map(|reads| reads.times).min().unwrap_or(0);
        for (at, _) in &there {
            let begin = Reads {
                times: least,
                last: 0,
            };
            self.reads[*at].get_or_insert(begin);
        }
        let next = there
            .into_iter()
            .filter_map(|(at, (_, item))| Some((self.reads[at]?, at, item)))
            .filter(|(_, _, item)| filling.fits(item) && !filling.holds(&item.url))
            .filter(|(reads, ..)| turn == Turn::First || reads.times == least)
            .min_by_key(|(reads, at, _)| (*reads, *at));
        let Some((reads, at, item)) = next else {
            return false;
        };
        filling.take(item.clone());
        self.turn += 1;
        self.reads[at] = Some(Reads {
            times: reads.times + 1,
            last: self.turn,
        });
        true
    }

    /// Tells texts that no bulletin has room for.
    fn warn_of_long_texts(
        &mut self,
        bulletins: &[Bulletin],
        greetings: &[Greeting],
        problems: &mut Vec<Diagnostic>,
    ) {
        for (at, (post, item)) in self.items.all.iter().enumerate() {
            let of_part = |(bulletin, _): &(&Bulletin, &Greeting)| {
                item.part.is_some_and(|part| bulletin.order.contains(&part))
            };
            let rooms = bulletins.iter().zip(greetings).filter(of_part);
            let rooms = rooms.map(|(bulletin, greeting)| greeting.room(bulletin));
            let Some(room) = rooms.max() else {
                continue;
            };
            if item.seconds > room && item.part != Some(BulletinPart::Urgent) {
                self.fits[at] = false;
                let problem = Problem::TooLong {
                    seconds: item.seconds,
                    room,
                    over: (item.seconds - room) * 7 / 3,
                };
                problems.push(Diagnostic::file(&post.source.path, problem).warning());
            }
        }
    }
}

/// Whether a post is read on a day.
fn is_on(post: &Post, part: Option<BulletinPart>, day: Date) -> bool {
    let front = &post.front;
    if post.held(day) || post.expired(day) || front.date > day {
        return false;
    }
    let fades = matches!(part, Some(BulletinPart::News | BulletinPart::Urgent));
    let begin = front.updated.unwrap_or(front.date);
    let end = begin.checked_add(NEWS_DAYS.days()).unwrap_or(day);
    !fades || front.expires.is_some() || day <= end
}
