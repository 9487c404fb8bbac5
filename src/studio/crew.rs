//! Actions about people: who sits there, who may do what, and whether one person may do everything. Each goes into the list
//! of what was done before it holds.

use crate::actor::{Actor, Known};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::people::{self, People};
use crate::review::{Deed, Reviews};
use crate::roles::{self, Role};
use crate::session::Session;
use base::diagnostic::Diagnostic;
use serde::Deserialize;
use serde_json::{Value, json};
use site::root::SHARED;
use std::sync::MutexGuard;

/// A name that was typed.
#[derive(Debug, Deserialize)]
pub struct Name {
    name: String,
    /// Whether one person may do everything; only the first of all is asked.
    #[serde(default)]
    alone: Option<bool>,
}

/// Says who sits before the screen. The first person has every role, others write.
///
/// # Errors
/// When there is no name, or it cannot be written down.
pub fn name(desk: &Desk, session: &Session, sent: &Name) -> Result<Value, Failure> {
    let name = people::name(&sent.name).ok_or_else(nameless)?;
    let reviews = desk.reviews();
    let mut people = desk.people()?;
    let first = people.is_empty();
    let before = people.clone();
    people.join(&name);
    if first && sent.alone == Some(true) {
        let wards = wards(desk)?;
        for ward in &wards {
            people.set_alone(ward, true, &wards);
        }
        for ward in &wards {
            note(
                &reviews,
                &people,
                ward,
                (Deed::Alone, None),
                &Actor::at_machine(&name),
            )?;
        }
    }
    if people != before {
        people.write(&desk.folder())?;
    }
    session.is(&name);
    Ok(json!({}))
}

/// Whom to trust with what, in which ward.
#[derive(Debug, Deserialize)]
pub struct Trust {
    ward: String,
    name: String,
    roles: Vec<String>,
}

/// Trusts somebody with roles in a ward.
///
/// # Errors
/// When nobody would be left who may do this, or it cannot be written down.
pub fn role(desk: &Desk, who: &Actor, sent: &Trust) -> Result<Value, Failure> {
    let name = people::name(&sent.name).ok_or_else(nameless)?;
    let reviews = desk.reviews();
    let mut people = known(desk, &sent.ward)?;
    let roles = roles::parse(&sent.roles);
    people.set(&name, &sent.ward, roles.clone());
    if !people
        .names()
        .any(|name| people.has(name, &sent.ward, Role::Admin))
    {
        return Err(Failure::refused(
            "Phải còn ít nhất một người quản trị.",
            "Giao việc quản trị cho người khác trước.",
        ));
    }
    let words = format!("{name}: {}", roles::words(&roles));
    let what = (Deed::Roles, Some(words));
    let done = change(desk, &reviews, &people, &sent.ward, what, who)?;
    // Whoever has nothing left to do here is not let in over the network any more.
    if !has_somewhere(desk, &name, &Role::ALL)? {
        desk.gate.sessions.end_of(&name);
    }
    Ok(done)
}

/// Whether one person may do everything in a ward.
#[derive(Debug, Deserialize)]
pub struct Alone {
    ward: String,
    alone: bool,
}

/// Lets one person do everything in a ward, or asks again for a second.
///
/// # Errors
/// When it cannot be written down.
pub fn alone(desk: &Desk, who: &Actor, sent: &Alone) -> Result<Value, Failure> {
    let reviews = desk.reviews();
    let mut people = known(desk, &sent.ward)?;
    if people.alone(&sent.ward) == sent.alone {
        return Ok(json!({}));
    }
    people.set_alone(&sent.ward, sent.alone, &wards(desk)?);
    let what = if sent.alone {
        Deed::Alone
    } else {
        Deed::Together
    };
    change(desk, &reviews, &people, &sent.ward, (what, None), who)
}

/// Writes down that somebody set their password with a link, in the list of each ward in which they work.
///
/// # Errors
/// When it cannot be written down.
pub fn paired(desk: &Desk, name: &str) -> Result<(), Failure> {
    let reviews = desk.reviews();
    let people = desk.people()?;
    let who = Actor {
        name: name.into(),
        known: Known::Link,
        request: None,
    };
    for ward in wards(desk)? {
        if !people.roles(name, &ward).is_empty() {
            let what = (Deed::Paired, Some(name.to_owned()));
            note(&reviews, &people, &ward, what, &who)?;
        }
    }
    Ok(())
}

/// Which session is meant.
#[derive(Debug, Deserialize)]
pub struct Ended {
    session: String,
}

/// Ends a session over the network.
///
/// # Errors
/// When there is none of this name any more.
pub fn end_session(desk: &Desk, sent: &Ended) -> Result<Value, Failure> {
    match desk.gate.sessions.end(&sent.session) {
        true => Ok(json!({})),
        false => Err(Failure::refused(
            "Phiên làm việc này đã kết thúc rồi.",
            "Tải lại trang.",
        )),
    }
}

/// Leaves: a session over the network ends, before this machine somebody else may say who sits there.
///
/// # Errors
/// Never; a session that ended meanwhile is what was asked for.
pub fn leave(desk: &Desk, session: &Session) -> Result<Value, Failure> {
    if session.is_far() {
        desk.gate.sessions.end(&session.id);
    }
    Ok(json!({ "address": "/" }))
}

fn change(
    desk: &Desk,
    reviews: &MutexGuard<'_, Reviews>,
    people: &People,
    ward: &str,
    what: (Deed, Option<String>),
    who: &Actor,
) -> Result<Value, Failure> {
    note(reviews, people, ward, what, who)?;
    people.write(&desk.folder())?;
    Ok(json!({}))
}

fn note(
    reviews: &Reviews,
    people: &People,
    ward: &str,
    what: (Deed, Option<String>),
    who: &Actor,
) -> Result<(), Diagnostic> {
    let by = (who, people.alone(ward));
    reviews.people(ward, what, &people.text()?, by)?;
    Ok(())
}

/// Whether somebody has one of the roles in any ward, or for what all wards share.
///
/// # Errors
/// When `content/` or who works here cannot be read.
pub fn has_somewhere(desk: &Desk, who: &str, any: &[Role]) -> Result<bool, Diagnostic> {
    Ok(desk.people()?.has_somewhere(who, any, &wards(desk)?))
}

/// Lets somebody through who has one of the roles in any ward.
///
/// # Errors
/// When nobody said who sits there, or the person has none of them: in words, with status 401 or 403.
pub fn require_somewhere(desk: &Desk, who: &str, any: &[Role]) -> Result<(), Failure> {
    roles::known(who)?;
    match has_somewhere(desk, who, any)? {
        true => Ok(()),
        false => Err(roles::refused(any, "ở phường nào")),
    }
}

/// All wards, and what they share.
///
/// # Errors
/// When `content/` cannot be read.
pub fn wards(desk: &Desk) -> Result<Vec<String>, Diagnostic> {
    let mut wards = desk.wards()?;
    wards.push(SHARED.into());
    Ok(wards)
}

fn known(desk: &Desk, ward: &String) -> Result<People, Failure> {
    match wards(desk)?.contains(ward) {
        true => Ok(desk.people()?),
        false => Err(Failure::missing()),
    }
}

fn nameless() -> Failure {
    Failure::refused("Chưa có tên.", "Gõ tên của bạn, như “cô Lan”.")
}
