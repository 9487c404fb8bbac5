//! The versions that a text had: each can be looked at and brought back.

use crate::actor::Actor;
use crate::addresses::{address, keep_page};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::journal::{Entry, now};
use crate::pages::{ChangedLine, Frame, changed_lines, clock, render};
use crate::roles::{self, Role};
use crate::session::Session;
use crate::state::State;
use crate::texts;
use author::{Author, Event, Version, What};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// One version in the list.
#[derive(Debug, Serialize)]
struct Old {
    words: String,
    address: String,
    chosen: bool,
}

#[derive(Serialize)]
struct History {
    frame: Frame,
    path: String,
    title: String,
    back: String,
    versions: Vec<Old>,
    /// The version that is looked at.
    version: String,
    url: String,
    lines: Vec<ChangedLine>,
}

/// The versions of a text, and one of them against what is there now.
///
/// # Errors
/// When the text cannot be opened, or the version is not kept.
pub fn page(
    desk: &Desk,
    session: &Session,
    (below, version): (&str, &str),
) -> Result<String, Failure> {
    let path = format!("content/{below}");
    let tip = desk.tip(&path)?;
    roles::require(&desk.people()?, &session.who(), &tip.shape.ward, &Role::ALL)?;
    let author = desk.author("")?;
    let versions = versions(&author, &path, version)?;
    let (now, _) = texts::document(&path, tip.bytes.as_deref().unwrap_or_default())?;
    let (mut url, mut lines) = (String::new(), Vec::new());
    if let Some(version) = Version::named(version) {
        let bytes = desk.kept(&author, &version)?;
        let (old, _) = texts::document(&path, &bytes)?;
        let looked = desk.look_at(&tip.shape, &old)?;
        let html = looked.html;
        url = html.map_or(String::new(), |html| {
            keep_page(desk, &looked.ward, &path, html)
        });
        lines = changed_lines(now.text(), old.text());
    }
    let title = texts::open(&tip, &desk.works())?
        .state
        .fields
        .remove("title");
    render(
        "history.html",
        &History {
            frame: Frame::of(session, "Các bản cũ"),
            title: title.unwrap_or_default(),
            back: address("bai", &path),
            versions,
            version: version.to_owned(),
            url,
            lines,
            path,
        },
    )
}

/// What was done to a text, last things first, each with what it held before.
fn versions(author: &Author, path: &str, chosen: &str) -> Result<Vec<Old>, Failure> {
    let mut versions = Vec::new();
    let mut name = path.to_owned();
    for event in author.history(path)? {
        let Some(touched) = event.files.iter().find(|file| file.path == name) else {
            continue;
        };
        if let Some(before) = &touched.before {
            versions.push(Old {
                words: format!("Trước khi {}", words(&event)),
                address: format!("{}?v={}", address("cu", path), before.as_str()),
                chosen: before.as_str() == chosen,
            });
        }
        name = touched.from.clone().unwrap_or(name);
    }
    Ok(versions)
}

fn words(event: &Event) -> String {
    let what = match event.what {
        What::Created => "tạo",
        What::Imported => "nhập từ văn bản",
        What::Edited => "sửa",
        What::Moved => "đổi chỗ",
        What::Withdrawn => "gỡ",
        What::Deleted => "xóa",
        What::Restored => "lấy lại bản cũ",
    };
    let by = match event.by.as_str() {
        "" => String::new(),
        by => format!("{by} "),
    };
    format!("{by}{what} lúc {}", clock(&event.time))
}

/// Which version is to be brought back.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    path: String,
    version: String,
}

/// Makes a version the text under the pen; what was typed before stays in the journal, and the file as it is.
///
/// # Errors
/// When the version is not kept, has no form, or it cannot be written down.
pub fn revive(desk: &Desk, who: &Actor, wanted: &Wanted) -> Result<Value, Failure> {
    let version = Version::named(&wanted.version).ok_or_else(Failure::odd)?;
    let tip = desk.tip(&wanted.path)?;
    let bytes = desk.kept(&desk.author(who)?, &version)?;
    let (old, raw) = texts::document(&wanted.path, &bytes)?;
    let mut works = desk.works();
    let request = who.request.clone().unwrap_or_else(now);
    let window = format!("revive-{}-{request}", version.as_str());
    if works.written_by(&window) == Some(&wanted.path) {
        return Ok(json!({ "address": address("bai", &wanted.path) }));
    }
    let opened = texts::open(&tip, &works)?;
    if raw || opened.raw {
        return Err(Failure::refused(
            "Bản này máy chưa đọc được, nên chưa lấy lại được ở đây.",
            "Mở bản này rồi chép chữ cần dùng.",
        ));
    }
    let (state, _) = State::of(&old, &tip.shape.fields);
    let heads = works.heads(&wanted.path).iter();
    let entry = Entry {
        path: wanted.path.clone(),
        window,
        seq: 0,
        parents: heads.map(|head| head.id.clone()).collect(),
        base: tip.version(),
        by: who.name.clone(),
        time: now(),
        state: Some(state),
        ..Entry::default()
    };
    works.record(entry, tip.bytes.as_deref())?;
    Ok(json!({ "address": address("bai", &wanted.path) }))
}
