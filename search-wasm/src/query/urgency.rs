//! Urgency: whether a query is asked in an emergency, and which document tells what to do.

use super::confidence;
use super::excerpt::{self, Wanted};
use super::plan::Plan;
use super::rank::Scored;
use super::role::Role;
use crate::document::{BETWEEN, Document};
use crate::pack::start::{EMERGENCY, FIRST_AID, Start};

/// What a reader in an emergency is to see before any hit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Urgent {
    /// Address of the document; empty where the query names no emergency, but calls for help.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The numbers to call with blanks between them, the first one first.
    pub call: String,
    /// What to do: an [`Advice`](crate::document::Advice) as it is stored.
    pub advice: String,
}

impl Urgent {
    /// What a document says to this query: of several emergencies the one that is asked about.
    pub fn from(document: Document, wanted: &[Wanted]) -> Option<Urgent> {
        let text = document.emergency?.text;
        let mut parts = text.split(BETWEEN);
        let call = parts.next()?;
        let (mut advice, mut most) = ("", -1.0);
        for part in parts {
            let heading = part.split('\n').next()?;
            let worth = excerpt::best(part, wanted).0 + 2.0 * excerpt::best(heading, wanted).0;
            if worth > most {
                (advice, most) = (part, worth);
            }
        }
        Some(Urgent {
            url: document.url,
            title: document.title,
            call: call.to_owned(),
            advice: advice.to_owned(),
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

/// The same where the document is the first that says when to call.
const PARTLY_NAMED: f32 = 0.15;

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
    let mut call = String::new();
    for slot in &plan.slots {
        if slot.role != Role::Function && slot.folded != "goi" && slot.folded != "so" {
            if !call.is_empty() {
                call.push(' ');
            }
            call.push_str(&slot.folded);
        }
    }
    if NUMBERS.iter().any(|number| *number == call) {
        return Some(Answer::Call(call));
    }
    if CALLS.iter().any(|listed| *listed == call) {
        return Some(Answer::Call(FIRST_NUMBER.to_owned()));
    }
    let marked = |hit: &Scored, mark: u8| start.marks[hit.doc as usize] & mark != 0;
    let tells_what = |hit: &Scored| marked(hit, FIRST_AID) && hit.namesakes <= NAMESAKES;
    let mut best = ranked.iter().take(AMONG);
    let named = best
        .clone()
        .find(|hit| hit.named >= NAMED && tells_what(hit));
    let found = named.or_else(|| {
        // A fact check says what not to do; the lesson behind it says what to do.
        let lesson = best.find(|hit| marked(hit, EMERGENCY))?;
        // One word says little, and scattered ones less.
        let is_about = lesson.named >= PARTLY_NAMED
            || lesson.joined > 0.0 && confidence::is_about(lesson, plan);
        (tells_what(lesson) && is_about).then_some(lesson)
    })?;
    Some(Answer::Document(found.doc))
}
