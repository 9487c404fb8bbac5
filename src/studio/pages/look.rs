//! What the sites have in haste, for whoever looks at it again.

use super::{ChangedLine, Frame, changed_lines, render};
use crate::addresses::{address, keep_page};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::far;
use crate::looks::{Looks, may_look};
use crate::review::Event;
use crate::roles::{self, Role};
use crate::session::Session;
use crate::texts;
use crate::words::standing_words;
use author::KeyPath;
use serde::Serialize;

#[derive(Serialize)]
struct LookPage {
    frame: Frame,
    path: String,
    sha256: String,
    label: &'static str,
    ward: String,
    title: String,
    standing: String,
    /// Whether the file holds something else since.
    changed: bool,
    can_stand: bool,
    can_pull: bool,
    /// What keeps this person from looking at it.
    lacks: String,
    edit: String,
    url: String,
    lines: Vec<ChangedLine>,
}

/// What the sites have in haste, for whoever looks at it again.
///
/// # Errors
/// When there is nothing of the kind, or the person has no business in the ward.
pub fn look(desk: &Desk, session: &Session, below: &str) -> Result<String, Failure> {
    let path = format!("content/{below}");
    let tip = desk.tip(&path)?;
    let (who, people) = (session.who(), desk.people()?);
    let ward = tip.shape.ward.as_str();
    roles::require(&people, &who, ward, &Role::ALL)?;
    let (looks, hasty, bytes) = hasty(desk, ward, &path)?;
    let (document, _) = texts::document(&path, &bytes)?;
    let looked = desk.look_at(&tip.shape, &document)?;
    let url = looked
        .html
        .map(|html| keep_page(desk, &looked.ward, &path, html));
    let before = hasty.base.as_ref().and_then(|base| {
        let bytes = desk.author("").ok()?.kept(base).ok()?;
        Some(texts::document(&path, &bytes).ok()?.0)
    });
    let before = before.map_or(String::new(), |before| before.text().to_owned());
    let title = KeyPath::parse("title").and_then(|key| document.value(&key));
    let title = title.as_ref().and_then(toml::Value::as_str);
    let title = title.unwrap_or(&path).to_owned();
    let changed = tip.file.as_ref() != Some(&hasty.version);
    let here = far::require_here(session);
    let may = here.and_then(|()| may_look(&people, &who, ward, (&looks, &hasty)));
    let pulls = roles::require(&people, &who, ward, roles::approvers(&tip.shape, true));
    render(
        "look.html",
        &LookPage {
            frame: Frame::of(session, &title),
            sha256: hasty.sha256.clone(),
            label: tip.shape.label(),
            ward: desk.ward_name(ward),
            standing: standing_words(&hasty),
            changed,
            can_stand: may.is_ok() && !changed,
            can_pull: pulls.is_ok() && !changed && !session.is_far(),
            lacks: may.err().map_or(String::new(), |lacks| {
                format!("{} {}", lacks.words, lacks.help)
            }),
            edit: address("bai", &path),
            url: url.unwrap_or_default(),
            lines: changed_lines(&before, document.text()),
            title,
            path,
        },
    )
}

/// What the sites have in haste of a text, with its bytes.
fn hasty(desk: &Desk, ward: &str, path: &str) -> Result<(Looks, Event, Vec<u8>), Failure> {
    let gone = || {
        Failure::new(
            axum::http::StatusCode::NOT_FOUND,
            "Bài này không có gì phải xem lại.",
            "Đã có người xem lại, hoặc bài đã được sửa hay gỡ.",
        )
    };
    let reviews = desk.reviews();
    let looks = reviews.looks(ward)?;
    let hasty = looks.of(path).ok_or_else(gone)?.clone();
    let bytes = reviews.bytes(&hasty).ok_or_else(gone)?;
    Ok((looks, hasty, bytes))
}
