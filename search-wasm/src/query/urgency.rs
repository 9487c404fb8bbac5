//! Urgency: whether a query is asked in an emergency, and which document tells what to do.

use super::excerpt::{self, Wanted};
use super::plan::Plan;
use super::rank::Scored;
use super::role::Role;
use crate::document::{Advice, Document};
use crate::pack::start::{FIRST_AID, Start};

/// What a reader in an emergency is to see before any hit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Urgent {
    /// Address of the document; empty where the query names no emergency, but calls for help.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The numbers to call, the first one first.
    pub call: Vec<String>,
    /// What to do.
    pub advice: Advice,
}

impl Urgent {
    /// What a document says to this query: of several emergencies the one that is asked about.
    pub fn from(document: Document, wanted: &[Wanted]) -> Option<Urgent> {
        let emergency = document.emergency?;
        let mut chosen: Option<(f32, Advice)> = None;
        for advice in emergency.advice {
            let worth = 2.0 * excerpt::best(&advice.heading, wanted).0
                + excerpt::best(&advice.points.join(" "), wanted).0;
            if chosen.as_ref().is_none_or(|(most, _)| worth > *most) {
                chosen = Some((worth, advice));
            }
        }
        Some(Urgent {
            url: document.url,
            title: document.title,
            call: emergency.call,
            advice: chosen?.1,
        })
    }
}

/// How an emergency is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// By this document.
    Document(u32),
    /// By calling this number, whatever has happened.
    Call(String),
}

/// The hits among which the document may stand.
const AMONG: usize = 3;

/// The least share of the query that must be the document's name.
const NAMED: f32 = 0.45;

/// A name of more documents than these says nothing about which emergency it is (`trẻ em`, `sơ cứu`).
const NAMESAKES: u32 = 4;

/// Calls for help that do not say what has happened, as folded words.
const CALLS: [&str; 9] = [
    "cap cuu",
    "khan cap",
    "nguy cap",
    "xe cap cuu",
    "xe cuu thuong",
    "cuu thuong",
    "cuu voi",
    "cuu mang",
    "sos",
];

/// The national numbers.
const NUMBERS: [&str; 5] = ["115", "114", "113", "112", "111"];

/// The number for all that is not said.
const FIRST_NUMBER: &str = "115";

/// How the query is answered, when it is asked in an emergency.
pub fn answer(plan: &Plan, ranked: &[Scored], start: &Start) -> Option<Answer> {
    let words = plan.slots.iter().filter(|slot| slot.role != Role::Function);
    let words = words.map(|slot| slot.folded.as_str());
    let call: Vec<&str> = words
        .filter(|word| !matches!(*word, "goi" | "so"))
        .collect();
    let call = call.join(" ");
    if NUMBERS.contains(&call.as_str()) {
        return Some(Answer::Call(call));
    }
    if CALLS.contains(&call.as_str()) {
        return Some(Answer::Call(FIRST_NUMBER.to_owned()));
    }
    let urgent = |scored: &&Scored| {
        start.marks[scored.doc as usize] & FIRST_AID != 0
            && scored.named >= NAMED
            && scored.namesakes <= NAMESAKES
    };
    let found = ranked.iter().take(AMONG).find(urgent)?;
    Some(Answer::Document(found.doc))
}
