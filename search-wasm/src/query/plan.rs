//! The query ladder: what a reader typed → which terms are searched.

use crate::analysis::{Token, Tokens};
use crate::pack::dictionary::TermId;
use crate::pack::start::Start;

use super::SearchOptions;

/// One word of the query, with everything that may stand for it.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Readings, best first; none when the site has no such word.
    pub readings: Vec<Reading>,
}

/// One way to read a word of the query.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The folded word.
    pub term: TermId,
    /// The exact key, when the reader's marks are known.
    pub exact: Option<String>,
    /// How far to trust the reading, 1 for what was typed.
    pub trust: f32,
}

/// What will be searched.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The query's words in order.
    pub slots: Vec<Slot>,
    /// What is searched, when that is not what was typed.
    pub corrected: Option<String>,
}

/// More words than this are not looked at.
const MOST_WORDS: usize = 32;

/// Reads a query.
pub fn plan(query: &str, start: &Start, _options: &SearchOptions) -> Plan {
    let tokens: Vec<Token> = Tokens::new(query).take(MOST_WORDS).collect();
    let marked = tokens.iter().any(Token::is_marked);
    let slots = tokens
        .iter()
        .map(|token| {
            let reading = |term| Reading {
                term,
                exact: marked.then(|| token.exact()),
                trust: 1.0,
            };
            Slot {
                readings: start
                    .dictionary
                    .find(&token.folded())
                    .map(reading)
                    .into_iter()
                    .collect(),
            }
        })
        .collect();
    Plan {
        slots,
        corrected: None,
    }
}
