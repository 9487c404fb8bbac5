//! Who may do what, for those who say so.

use super::{Frame, render};
use crate::accounts::Accounts;
use crate::crew;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::far;
use crate::people::People;
use crate::roles::Role;
use crate::session::Session;
use serde::Serialize;
use site::render::context::QrContext;
use site::render::qr;
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

/// An address of the studio, to be typed or to be pointed a camera at.
#[derive(Debug, Serialize)]
struct Address {
    address: String,
    qr: Option<QrContext>,
}

/// Somebody who may be brought in over the network.
#[derive(Debug, Serialize)]
struct Known {
    name: String,
    /// Whether they have a password.
    paired: bool,
}

/// Somebody who is there over the network.
#[derive(Debug, Serialize)]
struct Far {
    id: String,
    name: String,
    line: String,
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
        /// Where other machines reach the studio; nowhere where it was not asked to.
        network: Vec<Address>,
        known: Vec<Known>,
        sessions: Vec<Far>,
    }
    far::require_here(session)?;
    let people = desk.people()?;
    let who = session.who();
    crew::require_somewhere(desk, &who, &[Role::Admin])?;
    let own = |ward: &String| people.has(&who, ward, Role::Admin);
    let wards = crew::wards(desk)?.into_iter().filter(own);
    let wards = wards.map(|id| ward(desk, &people, id)).collect();
    let frame = Frame::of(session, "Người và việc");
    let network = desk.gate.network.iter().map(|address| Address {
        qr: qr(address),
        address: address.clone(),
    });
    let accounts = Accounts::read(&desk.folder())?;
    let known = people.names().map(|name| Known {
        paired: accounts.has(name),
        name: name.to_owned(),
    });
    render(
        "people.html",
        &Page {
            frame,
            wards,
            network: network.collect(),
            known: known.collect(),
            sessions: sessions(desk),
        },
    )
}

/// Who is there over the network.
fn sessions(desk: &Desk) -> Vec<Far> {
    let far = desk.gate.sessions.far().into_iter();
    let far = far.map(|(session, minutes)| Far {
        name: session.who(),
        line: match minutes {
            0 => format!("{}, vừa dùng", session.device),
            minutes => format!("{}, dùng lần cuối {minutes} phút trước", session.device),
        },
        id: session.id.clone(),
    });
    far.collect()
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
