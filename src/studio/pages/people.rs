//! Who may do what, for those who say so.

use super::{Frame, render};
use crate::crew;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::people::People;
use crate::roles::{self, Role};
use crate::session::Session;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Debug, Serialize)]
struct Choice {
    id: &'static str,
    label: &'static str,
    on: bool,
}

#[derive(Debug, Serialize)]
struct Trusted {
    name: String,
    roles: Vec<Choice>,
}

#[derive(Debug, Serialize)]
struct Ward {
    id: String,
    name: String,
    alone: bool,
    people: Vec<Trusted>,
    /// What somebody new is trusted with.
    roles: Vec<Choice>,
}

/// Who may do what in the wards that this person looks after.
///
/// # Errors
/// When there is none.
pub fn people(desk: &Desk, session: &Session) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Page {
        frame: Frame,
        wards: Vec<Ward>,
    }
    let people = desk.people()?;
    let who = session.who();
    roles::require_somewhere(&people, &who, &[Role::Admin])?;
    let own = |ward: &String| people.has(&who, ward, Role::Admin);
    let wards = crew::wards(desk)?.into_iter().filter(own);
    let wards = wards.map(|id| ward(desk, &people, id)).collect();
    let frame = Frame::of(session, "Người và việc");
    render("people.html", &Page { frame, wards })
}

fn ward(desk: &Desk, people: &People, id: String) -> Ward {
    let trusted = people.names().map(|name| Trusted {
        name: name.to_owned(),
        roles: choices(&people.roles(name, &id)),
    });
    Ward {
        name: desk.ward_name(&id),
        alone: people.alone(&id),
        people: trusted.collect(),
        roles: choices(&BTreeSet::from([Role::Write])),
        id,
    }
}

fn choices(roles: &BTreeSet<Role>) -> Vec<Choice> {
    let choice = |role: Role| Choice {
        id: role.id(),
        label: role.label(),
        on: roles.contains(&role),
    };
    Role::ALL.into_iter().map(choice).collect()
}
