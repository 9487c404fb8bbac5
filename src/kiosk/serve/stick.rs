//! What pages ask for every two seconds: what the screen says about a stick. That they ask shows that the browser is alive.

use super::{Answer, Showing, text};
use crate::bundle::Bundle;
use crate::state::Kiosk;
use crate::stick::{Board, Notice, Sentence, spoken_day};
use base::lang::Lang;
use base::message::Message;
use serde_json::json;

/// The notice as JSON: its number, how it stands (`none`, `busy`, `done`, `refused`), the large words, those below, and
/// which kiosk this is.
pub fn stick(kiosk: &Kiosk, showing: &Showing, board: &Board) -> Answer<'static> {
    board.note_page();
    let (number, notice) = match board.is_closed() {
        true => (board.shown().0, Notice::None),
        false => board.shown(),
    };
    let (title, mut below) = notice.words(Lang::Vi);
    let manifest = showing.bundle.as_ref().map(Bundle::manifest);
    if notice.stage() == "refused" && manifest.is_some() {
        below = format!("{below} {}", Sentence::ShownStill {}.text(Lang::Vi));
    }
    let shows = match manifest {
        Some(one) => Sentence::Shows {
            release: one.release,
            day: spoken_day(&one.day),
        },
        None => Sentence::ShowsNothing {},
    };
    let about = Sentence::About {
        number: kiosk.number().to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        release: shows.text(Lang::Vi),
    };
    let object = json!({
        "number": number,
        "stage": notice.stage(),
        "title": title,
        "text": below,
        "about": about.text(Lang::Vi),
        "release": manifest.map(|one| one.release),
    });
    let mut answer = text("200 OK", &format!("{object}\n"));
    answer.fields = vec![
        ("Content-Type", "application/json".into()),
        ("Cache-Control", "no-store".into()),
    ];
    answer
}

/// Somebody has read the notice of this number.
pub fn close(board: &Board, number: &str) -> Answer<'static> {
    match number.parse() {
        Ok(number) => {
            board.close(number);
            text("204 No Content", "")
        }
        Err(_) => text("400 Bad Request", "…"),
    }
}

/// Seconds since a page asked, or nothing where none ever did.
pub fn heartbeat(board: &Board) -> Answer<'static> {
    let seconds = board.page_asked().map(|asked| asked.as_secs().to_string());
    text("200 OK", &seconds.unwrap_or_default())
}
