//! The last publishing, and taking it back: each text holds again what it held before, the list of approvals says who did it,
//! and the sites are built again.

use crate::actor::Actor;
use crate::builds::{self, Built};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::journal::now;
use crate::publish;
use crate::review::{Deed, Event, Reviews};
use crate::roles::{self, Role};
use author::{Author, Version};
use serde::Deserialize;
use serde_json::Value;

/// What went to the sites, or left them, the last time.
#[derive(Debug, Clone)]
pub struct Last {
    /// When the last of it was done; what names it.
    pub time: String,
    /// What was done, each text with its ward.
    pub texts: Vec<(String, Event)>,
    /// Whether it was taken back since.
    pub undone: bool,
    /// Whether the sites were built since.
    pub built: bool,
}

/// The last publishing: all that was published or withdrawn since the build before it.
///
/// # Errors
/// When a list of approvals cannot be read.
pub fn last(desk: &Desk, reviews: &Reviews) -> Result<Option<Last>, Failure> {
    let mut events = Vec::new();
    let now = now();
    for ward in reviews.wards()? {
        // In a ward lines stand in their order, whatever the clock said; and nothing was done after now.
        let mut latest = String::new();
        for event in reviews.events(&ward)? {
            latest = latest.max(event.time.clone().min(now.clone()));
            if event.what.reaches_sites() {
                events.push((latest.clone(), ward.clone(), event));
            }
        }
    }
    events.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    let mut events: Vec<_> = events
        .into_iter()
        .map(|(_, ward, event)| (ward, event))
        .collect();
    let builds = builds::all(&desk.folder());
    let is_before = |built: &Built, events: &[(String, Event)]| {
        let mut events = events.iter();
        events.any(|(ward, event)| built.is_before(ward, event))
    };
    let before = builds.iter().rev().find(|built| is_before(built, &events));
    match before {
        Some(before) => events.retain(|(ward, event)| before.is_before(ward, event)),
        // Without a build before, nobody knows what belongs together.
        None => drop(events.drain(..events.len().saturating_sub(1))),
    }
    let Some((_, newest)) = events.last().cloned() else {
        return Ok(None);
    };
    let undone = newest.what == Deed::Undone;
    events.retain(|(_, event)| (event.what == Deed::Undone) == undone);
    let newest_build = builds.last();
    // A text that went twice goes back to before the first.
    Ok(Some(Last {
        time: newest.time,
        built: newest_build.is_some_and(|built| !is_before(built, &events)),
        texts: events,
        undone,
    }))
}

/// Which publishing is to be taken back.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// What named it when it was seen.
    time: String,
}

/// One text that goes back.
struct Back {
    ward: String,
    path: String,
    now: Version,
    /// What it held before; `None` where it was in no file.
    before: Option<Version>,
}

/// Takes the last publishing back.
///
/// # Errors
/// When it is another by now, a text was changed since, or the person may not publish in its ward: nothing is changed then.
pub fn undo(desk: &Desk, who: &Actor, wanted: &Wanted) -> Result<Value, Failure> {
    let people = desk.people()?;
    let reviews = desk.reviews();
    let last = last(desk, &reviews)?.filter(|last| last.time == wanted.time && !last.undone);
    let last = last
        .ok_or_else(|| Failure::refused("Vừa có lần đăng khác.", "Tải lại trang rồi xem lại."))?;
    let author = desk.author(who)?;
    let backs = backs(&author, &reviews, &last)?;
    for back in &backs {
        roles::require(&people, who, &back.ward, &[Role::Publish])?;
        if author.read(&back.path)?.version() != &back.now {
            return Err(changed(&back.path));
        }
    }
    for back in &backs {
        let document = author.read(&back.path)?;
        let after = match &back.before {
            Some(before) => {
                put_back(desk, &author, back, before)?;
                author.read(&back.path)?
            }
            // It was nowhere: as a draft it is on no site, and not lost.
            None => author.withdraw(&document)?,
        };
        let (bytes, by) = (after.bytes(), (who, people.alone(&back.ward)));
        let text = (back.path.as_str(), bytes.as_slice());
        reviews.undone(&back.ward, text, by)?;
    }
    drop(reviews);
    desk.changed();
    publish::build(desk)
}

/// Puts an earlier version into a text's file. What the sites had before somebody changed it beside the studio, the studio alone
/// keeps.
fn put_back(desk: &Desk, author: &Author, back: &Back, before: &Version) -> Result<(), Failure> {
    match author.kept(before) {
        Ok(_) => author.restore(&back.path, before, Some(&back.now))?,
        Err(_) => {
            let bytes = desk.kept(author, before)?;
            author.save(&back.path, Some(&back.now), &bytes)?;
        }
    }
    Ok(())
}

/// What goes back to what: each text once, from what it holds to what it held before the first of these events.
fn backs(author: &Author, reviews: &Reviews, last: &Last) -> Result<Vec<Back>, Failure> {
    let mut backs: Vec<Back> = Vec::new();
    for (ward, event) in &last.texts {
        if let Some(known) = backs.iter_mut().find(|back| back.path == event.path) {
            known.now = event.version.clone();
            continue;
        }
        backs.push(Back {
            ward: ward.clone(),
            path: event.path.clone(),
            now: event.version.clone(),
            before: before(author, event)?,
        });
    }
    backs.retain(|back| back.before.as_ref() != Some(&back.now));
    for back in &backs {
        let standing = reviews.standing(&back.ward, &back.path)?;
        let rests = standing.is_some_and(|standing| {
            let done = matches!(
                standing.what,
                Deed::Published | Deed::Withdrawn | Deed::Looked
            );
            done && standing.version == back.now
        });
        if !rests {
            return Err(changed(&back.path));
        }
    }
    Ok(backs)
}

/// What a file held before an event.
fn before(author: &Author, event: &Event) -> Result<Option<Version>, Failure> {
    if event.what == Deed::Published {
        return Ok(event.base.clone());
    }
    // What somebody had changed beside the studio is not what goes back to the sites.
    if event.had.is_some() {
        return Ok(event.had.clone());
    }
    let touched = author.history(&event.path)?.into_iter().find_map(|done| {
        let files = done.files.into_iter();
        let mut files = files.filter(|file| file.path == event.path);
        files.find(|file| file.after.as_ref() == Some(&event.version))
    });
    Ok(touched.and_then(|touched| touched.before))
}

fn changed(path: &str) -> Failure {
    let name = path.rsplit('/').next().unwrap_or(path);
    let words = format!(
        "Bài “{name}” đã đổi hoặc đang chờ duyệt bản khác, nên không hoàn tác được cả lần đăng."
    );
    Failure::refused(
        &words,
        "Mở riêng bài ấy để lấy lại bản cũ hoặc gỡ; chưa có gì thay đổi.",
    )
}
