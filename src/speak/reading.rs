//! What one rule makes of the lexemes at one place, and what every rule is given.

use crate::lexeme::Text;
use crate::problem::Problem;
use crate::rule::{Class, Rule};
use crate::tables_of_ward::Tables;

/// A reading of some lexemes.
#[derive(Debug)]
pub struct Reading {
    /// The lexeme behind them.
    pub end: usize,
    /// What is said; empty where nothing is. What cannot be read is a problem.
    pub said: Result<String, Problem>,
    /// The rule.
    pub rule: Rule,
}

impl Reading {
    /// What is said up to `end`.
    pub fn new(end: usize, said: impl Into<String>, rule: Rule) -> Self {
        Self {
            end,
            said: Ok(said.into()),
            rule,
        }
    }

    /// What cannot be read up to `end`.
    pub fn unreadable(end: usize, problem: Problem) -> Self {
        Self {
            end,
            said: Err(problem),
            rule: Rule::Silent,
        }
    }
}

/// What a rule is given beside the place: the text, the tables, what was read last.
pub struct Around<'a, 't> {
    /// The whole text.
    pub text: &'a Text<'t>,
    /// The tables of the ward.
    pub tables: &'a Tables,
    /// The rule that read last, and the lexeme behind what it read.
    pub last: Option<(Rule, usize)>,
}

impl Around<'_, '_> {
    /// Whether something of this class was read just before, with nothing between but blanks, commas, dashes, “và”, “hoặc”
    /// and “đến”.
    pub fn follows(&self, class: Class, at: usize) -> bool {
        self.last.is_some_and(|(rule, end)| {
            rule.class() == class
                && (end..at).all(|between| {
                    matches!(
                        self.text.at(between).trim(),
                        "" | ","
                            | ";"
                            | "-"
                            | "–"
                            | "/"
                            | "và"
                            | "hoặc"
                            | "hay"
                            | "đến"
                            | "tới"
                            | "ngày"
                            | "từ"
                    )
                })
        })
    }
}
