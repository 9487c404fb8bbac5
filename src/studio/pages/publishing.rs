//! The page on which sites are built: what is live, what waits, what went last, and taking that back.

use super::waiting::{Item, Viewer, held};
use super::{Frame, clock, render};
use crate::addresses::address;
use crate::beside;
use crate::builds::{self, Built};
use crate::calendar;
use crate::crew;
use crate::days::Stuck;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::far;
use crate::review::{Deed, Event};
use crate::roles::Role;
use crate::session::Session;
use crate::shelf::{Book, Shelf};
use crate::undo;
use crate::words::{day, standing_words};
use author::Version;
use jiff::civil::Date;
use serde::Serialize;
use site::root::TEXT_LIMIT;
use std::collections::BTreeSet;

#[derive(Serialize)]
struct Gone {
    title: String,
    address: String,
    line: String,
    /// Where what was there before can be seen.
    before: Option<String>,
}

#[derive(Serialize)]
struct LastPage {
    time: String,
    when: String,
    texts: Vec<Gone>,
    undone: bool,
    /// Whether the sites were built since.
    built: bool,
}

/// A clock that cannot be believed.
#[derive(Serialize)]
struct Doubt {
    /// The day that it shows, as a program and as people write it.
    day: String,
    shown: String,
    /// The last day that was believed.
    last: String,
}

/// A text that somebody changed beside the studio.
#[derive(Serialize)]
struct Beside {
    #[serde(flatten)]
    item: Item,
    path: String,
    /// What its file holds; empty where the person may not take it.
    take: String,
    /// Where it stands against what the sites have.
    differs: Option<String>,
}

#[derive(Serialize)]
struct Publishing {
    frame: Frame,
    ready: Vec<Item>,
    sent: usize,
    live: usize,
    /// What waits for its day, next first.
    held: Vec<Item>,
    /// What went to the sites because its day had come.
    came: Vec<String>,
    doubt: Option<Doubt>,
    /// Why the sites were not built by themselves.
    stuck: Option<String>,
    /// What was changed beside the studio and nobody approved.
    beside: Vec<Beside>,
    /// What leaves the sites with the next build though nobody withdrew it here.
    leaving: Vec<Item>,
    drafts: usize,
    wards: usize,
    folder: String,
    built: Option<String>,
    last: Option<LastPage>,
}

/// The page on which sites are built.
///
/// # Errors
/// When the root was moved or deleted, a list cannot be read, or the person has no business there.
pub fn publishing(desk: &Desk, session: &Session) -> Result<String, Failure> {
    far::require_here(session)?;
    crew::require_somewhere(desk, &session.who(), &[Role::Publish])?;
    let (beside, leaving) = (beside(desk, session)?, leaving(desk)?);
    let last = undo::last(desk, &desk.reviews())?;
    let standings = desk.standings()?;
    let shelf = desk.shelf()?;
    let who = session.who();
    let viewer = Viewer::new(desk, (&shelf, &standings), &who)?;
    let ready = viewer.to_publish();
    let sent = standings.values().filter(|event| event.what == Deed::Sent);
    let sent = sent.count();
    let posts = || shelf.all().filter(|book| book.is_post());
    let today = desk.today();
    let is_up = |book: &&Book| !book.draft && book.readable;
    let new = |book: &Book| {
        let mut beside = beside.iter();
        beside.any(|text| text.path == book.path && text.differs.is_none())
    };
    let is_live = |book: &&Book| is_up(book) && !book.is_held(today) && !new(book);
    let all = builds::all(&desk.folder());
    let came = all.iter().rev().find(|built| !built.up.is_empty());
    let came = came.map_or(Vec::new(), |built| came_up(&shelf, built));
    let built = all.last();
    let (doubt, stuck) = trouble(desk);
    let last = last.map(|last| LastPage {
        when: clock(&last.time),
        built: last.built,
        texts: texts(&shelf, &last.texts),
        undone: last.undone,
        time: last.time,
    });
    render(
        "publishing.html",
        &Publishing {
            frame: Frame::of(session, "Dựng trang"),
            ready,
            sent,
            live: posts().filter(is_live).count(),
            held: held(shelf.all(), today),
            came,
            doubt,
            stuck,
            beside,
            leaving,
            drafts: posts().filter(|book| book.draft).count(),
            wards: desk.wards()?.len(),
            folder: desk.options.out.display().to_string(),
            built: built.map(|built| {
                let (at, written, removed) = (clock(&built.time), built.written, built.removed);
                format!("{at}: {written} tệp mới hoặc đổi, {removed} tệp bỏ")
            }),
            last,
        },
    )
}

/// What went to the sites with a build because its day had come, and how late.
fn came_up(shelf: &Shelf, built: &Built) -> Vec<String> {
    let vietnam = jiff::tz::offset(7).to_time_zone();
    let time = built.time.parse::<jiff::Timestamp>().ok();
    let on = time.map(|time| time.to_zoned(vietnam).date().to_string());
    let lines = built.up.iter().map(|(path, first)| {
        let title = shelf.get(path).map_or(path.as_str(), |book| &book.title);
        let late = on.as_ref().is_some_and(|on| on > first);
        let late = if late {
            ", trễ vì máy tắt hoặc Loa chưa mở"
        } else {
            ""
        };
        format!(
            "“{title}”, hẹn {}: lên trang lúc {}{late}.",
            day(first),
            clock(&built.time)
        )
    });
    lines.collect()
}

/// What keeps the studio from building by itself.
fn trouble(desk: &Desk) -> (Option<Doubt>, Option<String>) {
    let days = desk.days();
    let words = |date: Date| day(&date.to_string());
    let doubt = days.doubt.map(|shown| Doubt {
        day: shown.to_string(),
        shown: words(shown),
        last: days.believed().map_or(String::new(), words),
    });
    let stuck = days.stuck.as_ref().map(|stuck| match stuck {
        Stuck::Failed(why) => why.clone(),
        Stuck::Unapproved(_) => "Có bài chưa ai duyệt bản đang có: xem ngay dưới đây.".into(),
    });
    (doubt, stuck)
}

/// What was changed beside the studio and nobody approved.
fn beside(desk: &Desk, session: &Session) -> Result<Vec<Beside>, Failure> {
    let changes = calendar::says(desk, &desk.clock())?.changes();
    let found = beside::unapproved(desk, &changes)?;
    let (root, actor) = (desk.root()?, session.actor());
    let all = found.all().into_iter().map(|path| {
        let had = found.changed.get(&path);
        let same = had.is_some_and(|had| {
            let bytes = root.read_bytes(&path, TEXT_LIMIT);
            bytes.is_ok_and(|bytes| Version::of(&bytes) == *had)
        });
        let line = match had {
            Some(_) if same => "ảnh hoặc tệp đi kèm đã bị thay, không còn là bản đã duyệt",
            Some(_) => "khác với bản đã duyệt hoặc đang trên trang",
            None => "chưa có trên trang, chưa ai duyệt",
        };
        let differs = had
            .filter(|_| !same)
            .map(|had| format!("{}?v={}", address("cu", &path), had.as_str()));
        let may = beside::may_take(desk, &actor, &path).is_ok();
        let bytes = root.read_bytes(&path, TEXT_LIMIT).ok().filter(|_| may);
        let take = bytes.map_or(String::new(), |bytes| Version::of(&bytes).as_str().into());
        let item = item(desk, &path, line)?;
        Ok(Beside {
            item,
            path,
            take,
            differs,
        })
    });
    all.collect()
}

/// What leaves the sites with the next build though nobody withdrew it here.
fn leaving(desk: &Desk) -> Result<Vec<Item>, Failure> {
    let line = "tệp bị xóa hoặc thành bản nháp ở ngoài Loa";
    let all = beside::leaving(desk)?.into_iter();
    all.map(|path| item(desk, &path, line)).collect()
}

fn item(desk: &Desk, path: &str, line: &str) -> Result<Item, Failure> {
    let shelf = desk.shelf()?;
    let name = path.rsplit('/').next().unwrap_or(path);
    Ok(Item {
        title: shelf
            .get(path)
            .map_or_else(|| name.to_owned(), |book| book.title.clone()),
        address: address("bai", path),
        line: line.into(),
    })
}

/// The texts of a publishing, each once.
fn texts(shelf: &Shelf, events: &[(String, Event)]) -> Vec<Gone> {
    let mut seen = BTreeSet::new();
    let events = events.iter().rev().map(|(_, event)| event);
    let events = events.filter(|event| seen.insert(event.path.clone()));
    let gone = events.map(|event| {
        let book = shelf.get(&event.path).map(|book| book.title.clone());
        let before = event
            .base
            .as_ref()
            .filter(|_| event.what == Deed::Published);
        Gone {
            title: book.unwrap_or_else(|| event.path.clone()),
            address: address("bai", &event.path),
            line: standing_words(event),
            before: before
                .map(|base| format!("{}?v={}", address("cu", &event.path), base.as_str())),
        }
    });
    gone.collect()
}
