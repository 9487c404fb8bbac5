//! Bringing a person's machine in: a link for them that is good once, as a QR code.

use crate::actor::Actor;
use crate::crew;
use crate::desk::Desk;
use crate::entrance::PAIR;
use crate::failure::Failure;
use crate::pairing::WHILE;
use crate::people::{self, Role};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use site::render::qr;

/// Whose machine it is.
#[derive(Debug, Deserialize)]
pub struct Invited {
    name: String,
}

/// Makes a link for somebody who works here: for others an administrator, for oneself everybody.
///
/// # Errors
/// When the person does not work here, or the studio listens in no network.
pub fn invite(desk: &Desk, who: &Actor, sent: &Invited) -> Result<Value, Failure> {
    let people = desk.people()?;
    let name = people::name(&sent.name).ok_or_else(Failure::odd)?;
    if name != who.name {
        crew::require_somewhere(desk, who, &[Role::Admin])?;
    }
    if !people.names().any(|known| known == name) {
        return Err(Failure::odd());
    }
    if desk.gate.network.is_empty() {
        return Err(Failure::refused(
            "Loa đang mở cho một mình máy này.",
            "Đóng Loa rồi mở lại bằng lệnh loa studio --lan.",
        ));
    }
    let code = desk.pairings.make(&name).map_err(|_| {
        Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Máy chưa tạo được mã.",
            "Thử lại sau vài giây.",
        )
    })?;
    let links = desk.gate.network.iter().map(|origin| {
        let address = format!("{origin}{PAIR}{code}");
        json!({ "qr": qr(&address), "address": address })
    });
    let links: Vec<_> = links.collect();
    Ok(json!({ "links": links, "minutes": WHILE.as_secs() / 60 }))
}
