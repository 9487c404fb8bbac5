//! What comes in the next days, as the loudspeaker tells it.

use crate::item::Item;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use site::model::{BulletinPart, Event, Kind, Moment, Post, Ward};
use speak::Tables;
use std::collections::{BTreeMap, BTreeSet};

/// How many days before it a coming event is told.
const DAYS_BEFORE: i64 = 7;

/// Most events that one bulletin tells.
pub const MOST: usize = 3;

/// The coming events of a ward, each with what is said about it on which day.
#[derive(Debug)]
pub struct Coming<'w> {
    events: Vec<(&'w Post, &'w Event)>,
    /// What was read before, by what is written: one event is told in many bulletins in the same words.
    read: BTreeMap<String, Option<String>>,
    /// Files whose events cannot be read, once they were told.
    told: BTreeSet<&'w str>,
}

impl<'w> Coming<'w> {
    /// The events of a ward.
    pub fn of(ward: &'w Ward) -> Self {
        let event = |post: &'w Post| match &post.kind {
            Kind::Event(event) => Some((post, event)),
            _ => None,
        };
        Self {
            events: ward.posts.iter().filter_map(event).collect(),
            read: BTreeMap::new(),
            told: BTreeSet::new(),
        }
    }

    /// What a bulletin on `day` tells, the soonest first. Each event that cannot be read is told once to who listens.
    pub fn on(
        &mut self,
        day: Date,
        tables: &Tables,
        mut problems: Option<&mut Vec<Diagnostic>>,
    ) -> Vec<Item> {
        let until = day.checked_add(DAYS_BEFORE.days()).unwrap_or(day);
        let mut coming: Vec<_> = self
            .events
            .iter()
            .filter(|(post, _)| !post.held(day) && !post.expired(day) && post.front.date <= until)
            .filter_map(|(post, event)| Some((event.next(day)?, *post, *event)))
            .filter(|((first, _), ..)| *first <= until)
            .collect();
        coming.sort_by(|(a, one, _), (b, other, _)| (a, &one.slug).cmp(&(b, &other.slug)));
        let mut items = Vec::new();
        for ((first, last), post, event) in coming {
            if items.len() == MOST {
                break;
            }
            let written = match &post.front.media.loudspeaker {
                Some(text) => text.clone(),
                None => announcement(post, event, (first, last), day),
            };
            let spoken = self.read.entry(written).or_insert_with_key(|written| {
                let spoken = post.read_aloud(written, tables);
                spoken.text().map(str::to_owned)
            });
            let path = post.source.path.as_str();
            match (spoken, &mut problems) {
                (Some(spoken), _) => {
                    let part = Some(BulletinPart::Calendar);
                    items.push(Item::new(part, &post.front.title, &post.url(), spoken));
                }
                (None, Some(problems)) if self.told.insert(path) => {
                    problems.push(Diagnostic::file(path, Problem::EventUnread {}).warning());
                }
                (None, _) => {}
            }
        }
        items
    }
}

/// A sentence or two about an event, out of what its post says and nothing else.
fn announcement(post: &Post, event: &Event, (first, last): (Date, Date), today: Date) -> String {
    let title = post.front.title.trim_end_matches(['.', '!', '?']);
    let spoken_day = |day: Date| {
        let name = match day.weekday().to_monday_zero_offset() {
            6 => "Chủ nhật".to_owned(),
            at => format!(
                "Thứ {}",
                ["hai", "ba", "tư", "năm", "sáu", "bảy"][at as usize]
            ),
        };
        format!("{name}, ngày {}/{}", day.day(), day.month())
    };
    let when = if first < today {
        format!("Đang diễn ra, đến hết {}", lower(&spoken_day(last)))
    } else if first == last {
        spoken_day(first)
    } else {
        format!(
            "Từ {} đến {}",
            lower(&spoken_day(first)),
            lower(&spoken_day(last))
        )
    };
    let time = match event.starts {
        Moment::Time(time) if first == last => format!(", lúc {}", clock(time.time())),
        _ => String::new(),
    };
    let place = event
        .place
        .as_ref()
        .map(|place| format!(" Nơi tổ chức: {place}."));
    format!("{when}{time}: {title}.{}", place.unwrap_or_default())
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

fn clock(time: Time) -> String {
    match (time.hour(), time.minute()) {
        (hour, 0) => format!("{hour} giờ"),
        (hour, minute) => format!("{hour} giờ {minute} phút"),
    }
}
