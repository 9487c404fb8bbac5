//! The page on which sites are built: what is live, what waits, what went last, and taking that back.

use super::home::{Item, lists, standings};
use super::words::standing_words;
use super::{Frame, clock, render};
use crate::addresses::address;
use crate::builds;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::far;
use crate::review::{Deed, Event};
use crate::roles::{self, Role};
use crate::session::Session;
use crate::shelf::{Book, Shelf};
use crate::undo;
use serde::Serialize;
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

#[derive(Serialize)]
struct Publishing {
    frame: Frame,
    ready: Vec<Item>,
    sent: usize,
    live: usize,
    held: usize,
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
    roles::require_somewhere(&desk.people()?, &session.who(), &[Role::Publish])?;
    let last = undo::last(desk, &desk.reviews())?;
    let standings = standings(desk)?;
    let shelf = desk.shelf()?;
    let mut ready = Vec::new();
    let mut sent = 0;
    for list in lists(desk, &shelf, &standings) {
        match list.id {
            "da-duyet" => ready = list.items,
            "cho-duyet" => sent = list.items.len(),
            _ => {}
        }
    }
    let posts = || shelf.all().filter(|book| book.is_post());
    let today = desk.options.today();
    let is_up = |book: &&Book| !book.draft && book.readable;
    let is_live = |book: &&Book| is_up(book) && !book.is_held(today);
    let is_held = |book: &&Book| is_up(book) && book.is_held(today);
    let built = builds::all(&desk.folder()).pop();
    let last = last.map(|last| LastPage {
        when: clock(&last.time),
        built: built.as_ref().is_some_and(|built| built.time >= last.time),
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
            held: posts().filter(is_held).count(),
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
