//! The query ladder: what a reader typed → which terms are searched.
//!
//! Each rung adds readings to a word of the query and none takes the typed word away where the site
//! knows it: as typed → raw Telex or VNI keys decoded → words run together parted → one edit → the
//! beginning of an unfinished word → synonyms. The other spellings of an unmarked syllable need no rung of
//! their own: postings are kept by folded word.

use crate::analysis::{Token, Tokens, keyboard, syllable};
use crate::pack::dictionary::TermId;
use crate::pack::start::Start;

use super::role::{self, Role};
use super::{SearchOptions, edit, synonym};

/// One word of the query, with everything that may stand for it.
#[derive(Debug, Clone, Default)]
pub struct Slot {
    /// The word as it will be shown when it stays as it is.
    pub typed: String,
    /// Folded key of what was typed or decoded.
    pub folded: String,
    /// Exact key of what was typed or decoded.
    pub exact: String,
    /// Whether `exact` is what the reader meant, and not merely typed without marks.
    pub marked: bool,
    /// Whether the site is searched for something else than what was typed.
    pub changed: bool,
    /// Readings, best first; none when the site has no such word.
    pub readings: Vec<Reading>,
    /// The word in lower case with its marks, as most people write it.
    pub written: String,
    /// What the word does in the query.
    pub role: Role,
}

/// One way to read a word of the query.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The folded word.
    pub term: TermId,
    /// The exact key, when the marks are known.
    pub exact: Option<String>,
    /// What the word's exact key must begin with, where an unfinished word is read with its marks.
    pub begins: Option<String>,
    /// How far to trust the reading, 1 for what was typed.
    pub trust: f32,
    /// Whether the word is weighed no higher than the first reading, as a synonym is.
    pub capped: bool,
}

/// Other words for a stretch of the query.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// The slots it stands for.
    pub slots: std::ops::Range<usize>,
    /// Its words, which must follow each other.
    pub words: Vec<Reading>,
    /// The phrase as it is shown.
    pub shown: String,
    /// Whether it spells out an abbreviation.
    pub spells_out: bool,
}

/// What will be searched.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The query's words in order.
    pub slots: Vec<Slot>,
    /// Other words for stretches of them.
    pub phrases: Vec<Phrase>,
}

/// More words than this are not looked at.
const MOST_WORDS: usize = 32;

/// Trust in the rungs below "as typed". Chosen on the dev questions; the crate's README has the gains.
const DECODED: f32 = 0.95;
const PARTED: f32 = 0.9;
const EDITED: f32 = 0.75;
const COMPLETED: f32 = 0.6;
const CONTINUED: f32 = 0.35;

/// How many completions of an unfinished word are searched, by whether the word also stands alone.
const COMPLETIONS: usize = 10;
const CONTINUATIONS: usize = 4;

impl Plan {
    /// Reads the last word as an unfinished one: one whose spelling the site lacks, whose marks it then must keep, or one
    /// of the site's that may be another too. Says whether there is anything that it may become.
    pub fn go_on(&mut self, query: &str, start: &Start, keeps_marks: bool) -> bool {
        let unfinished = query.ends_with(char::is_alphanumeric);
        let last = self.slots.last_mut();
        last.filter(|slot| unfinished && !slot.changed)
            .is_some_and(|slot| complete(slot, start, keeps_marks))
    }
}

/// Reads a query.
pub fn plan(query: &str, start: &Start, options: &SearchOptions) -> Plan {
    let tokens: Vec<Token> = Tokens::new(query).take(MOST_WORDS).collect();
    let mut slots: Vec<Slot> = tokens.iter().map(|token| typed(query, token)).collect();
    let any_marks = tokens.iter().any(Token::is_marked);
    slots.iter_mut().for_each(|slot| slot.marked = any_marks);
    if !options.as_typed {
        decode(&tokens, &mut slots, start);
    }
    slots.iter_mut().for_each(|slot| look_up(slot, start));
    let unfinished = options.typing && query.ends_with(char::is_alphanumeric);
    if unfinished && let Some(last) = slots.last_mut().filter(|last| last.readings.is_empty()) {
        complete(last, start, false);
    }
    if options.as_typed {
        return Plan {
            slots,
            phrases: Vec::new(),
        };
    }
    let mut slots = part(slots, start);
    role::assign(&mut slots);
    // What is known to mean something else is no slip of the finger.
    let phrases = synonym::add(&mut slots, start);
    for (at, slot) in slots.iter_mut().enumerate() {
        if slot.readings.is_empty() && !phrases.iter().any(|p| p.slots.contains(&at)) {
            correct(slot, start);
        }
    }
    Plan { slots, phrases }
}

fn typed(query: &str, token: &Token) -> Slot {
    Slot {
        typed: query[token.start..token.end].to_owned(),
        folded: token.folded(),
        exact: token.exact(),
        written: token.letters.iter().map(|l| l.composed()).collect(),
        ..Slot::default()
    }
}

fn look_up(slot: &mut Slot, start: &Start) {
    let Some(term) = start.dictionary.find(&slot.folded) else {
        return;
    };
    let exact = slot.marked.then(|| slot.exact.clone());
    let trust = if slot.changed { DECODED } else { 1.0 };
    slot.readings.push(Reading {
        term,
        exact,
        begins: None,
        trust,
        capped: false,
    });
}

/// Reads raw Telex or VNI keys. A word tells that keys are raw when the site does not know it, no marks
/// could make a syllable of it, but decoding does; when a third of the words tell so, all words are decoded that can be.
fn decode(tokens: &[Token], slots: &mut [Slot], start: &Start) {
    let bare = |token: &Token| token.letters.iter().map(|l| l.base).collect::<String>();
    let decoded: Vec<_> = tokens
        .iter()
        .map(|token| {
            if token.is_marked() {
                None
            } else {
                keyboard::decode(&bare(token))
            }
        })
        .collect();
    let unknown: Vec<bool> = slots
        .iter()
        .map(|slot| start.dictionary.find(&slot.folded).is_none())
        .collect();
    let tells = |at: usize| {
        unknown[at]
            && decoded[at].is_some()
            && !syllable::could_be_marked(&bare(&tokens[at]))
            && !synonym::is_way(&slots[at].folded, start)
    };
    let telling: Vec<bool> = (0..tokens.len()).map(tells).collect();
    let count = telling.iter().filter(|tells| **tells).count();
    let all = count > 0 && count * 3 >= tokens.len();
    for (at, letters) in decoded.iter().enumerate() {
        let slot = &mut slots[at];
        slot.marked |= all;
        let Some(letters) = letters else { continue };
        let folded = syllable::folded_key(letters);
        let known = start.dictionary.find(&folded).is_some();
        if (all && (known || unknown[at])) || telling[at] {
            slot.typed = letters.iter().map(|l| l.composed()).collect();
            slot.written = slot.typed.clone();
            slot.exact = syllable::exact_key(letters);
            slot.folded = folded;
            slot.marked = true;
            slot.changed = true;
        }
    }
}

/// Adds the words that the last, unfinished one may become. Says whether there are any.
#[inline(never)]
fn complete(slot: &mut Slot, start: &Start, keeps_marks: bool) -> bool {
    let alone = !slot.readings.is_empty();
    let (most, trust) = if alone && !keeps_marks {
        (CONTINUATIONS, CONTINUED)
    } else {
        (COMPLETIONS, COMPLETED)
    };
    let before = slot.readings.len();
    for term in longer(&slot.folded, start).take(most) {
        slot.readings.push(Reading {
            term,
            exact: None,
            begins: keeps_marks.then(|| slot.exact.clone()),
            trust,
            capped: alone,
        });
    }
    slot.readings.len() > before
}

/// The site's words that begin with these letters, commonest first.
fn longer(folded: &str, start: &Start) -> impl Iterator<Item = TermId> {
    let known = start.dictionary.find(folded);
    let mut longer: Vec<TermId> = start
        .dictionary
        .with_prefix(folded)
        .filter(|term| Some(*term) != known)
        .collect();
    longer.sort_by_key(|term| (std::cmp::Reverse(start.dictionary.commonness(*term)), *term));
    longer.into_iter()
}

/// Parts words that were run together (`suckhoe`, `covid19`) where the site knows both halves but not the
/// whole.
fn part(slots: Vec<Slot>, start: &Start) -> Vec<Slot> {
    let mut out = Vec::with_capacity(slots.len());
    for slot in slots {
        match halves(&slot, start) {
            Some((left, right)) => out.extend([left, right]),
            None => out.push(slot),
        }
    }
    out
}

fn halves(slot: &Slot, start: &Start) -> Option<(Slot, Slot)> {
    if !slot.readings.is_empty() || !slot.folded.is_ascii() || slot.folded.len() < 4 {
        return None;
    }
    let known = |half: &str| start.dictionary.find(half);
    let is_number = |half: &str| half.bytes().all(|b| b.is_ascii_digit());
    let is_name = |half: &str| half.bytes().all(|b| b.is_ascii_alphabetic());
    let is_syllable = |half: &str| half.len() > 1 && syllable::could_be_marked(half);
    let commonness = |at: usize| {
        let (left, right) = slot.folded.split_at(at);
        // Two syllables of two letters are likelier a slip in one word (`nuco`).
        let fits = (at + right.len() > 4 && is_syllable(left) && is_syllable(right))
            || (is_name(left) && is_number(right))
            || (is_number(left) && is_name(right));
        let rarer = start.dictionary.commonness(known(left)?);
        fits.then_some(rarer.min(start.dictionary.commonness(known(right)?)))
    };
    let cuts = (1..slot.folded.len()).filter_map(|at| Some((commonness(at)?, at)));
    let (left, right) = slot.folded.split_at(cuts.max()?.1);
    let half = |folded: &str| {
        let term = known(folded)?;
        Some(Slot {
            typed: folded.to_owned(),
            folded: folded.to_owned(),
            exact: folded.to_owned(),
            changed: true,
            readings: vec![Reading {
                term,
                exact: None,
                begins: None,
                trust: PARTED,
                capped: false,
            }],
            ..Slot::default()
        })
    };
    Some((half(left)?, half(right)?))
}

/// Adds the site's words that are one edit away.
fn correct(slot: &mut Slot, start: &Start) {
    for (term, cost) in edit::nearest(&slot.folded, &start.dictionary) {
        let trust = EDITED / cost;
        slot.readings.push(Reading {
            term,
            exact: None,
            begins: None,
            trust,
            capped: false,
        });
    }
    slot.changed |= !slot.readings.is_empty();
}

/// Words of the site that come nearest to those it does not know.
pub fn suggestions(plan: &Plan, start: &Start) -> Vec<String> {
    let unknown = plan.slots.iter().filter(|slot| slot.readings.is_empty());
    let words = unknown.flat_map(|slot| edit::within_two(&slot.folded, &start.dictionary));
    words
        .map(|term| start.dictionary.word(term).to_owned())
        .collect()
}
