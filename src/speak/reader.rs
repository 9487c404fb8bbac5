//! The walk over a text: at each place the rules are asked in turn, and what they say is put together.

use crate::clock;
use crate::day;
use crate::lexeme::{Kind, Text};
use crate::measure;
use crate::plain;
use crate::problem::Problem;
use crate::reading::{Around, Reading};
use crate::rule::Rule;
use crate::sentence;
use crate::sign;
use crate::slash;
use crate::syllable;
use crate::symbol;
use crate::tables_of_ward::Tables;
use crate::telephone;
use crate::web;
use crate::word;
use crate::word::capital;
use base::diagnostic::Severity;
use std::borrow::Cow;
use std::ops::Range;

/// A stretch of a text with its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the text as written.
    pub span: Range<usize>,
    /// What is said for it; empty where nothing is, or where it cannot be read.
    pub spoken: String,
    /// The rule that read it.
    pub rule: Rule,
}

/// Something about a text that its writer should mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its bytes in the text as written.
    pub span: Range<usize>,
    /// Errors leave the text unread, warnings do not.
    pub severity: Severity,
    /// What is wrong.
    pub problem: Problem,
}

/// A text as it is read aloud.
#[derive(Debug, Clone)]
pub struct Spoken {
    text: String,
    /// What was read by a rule, in the order of the text; words that stay as they are stand here only where they were asked for.
    pub pieces: Vec<Piece>,
    /// What cannot be read, and sentences that are too long.
    pub problems: Vec<Finding>,
}

impl Spoken {
    /// The spoken text; `None` where a part of it cannot be read.
    pub fn text(&self) -> Option<&str> {
        let failed = self
            .problems
            .iter()
            .any(|finding| finding.severity == Severity::Error);
        (!failed).then_some(self.text.as_str())
    }
}

/// The text as it is read aloud with these tables.
pub fn speak(written: &str, tables: &Tables) -> Spoken {
    read(written, tables, &|_| false, false)
}

/// The same, with each word as a piece.
pub fn explain(written: &str, tables: &Tables) -> Spoken {
    read(written, tables, &|_| false, true)
}

/// The same, where foreign words for which `is_name` holds (in small letters) are names that stay.
pub fn speak_names(written: &str, tables: &Tables, is_name: &dyn Fn(&str) -> bool) -> Spoken {
    read(written, tables, is_name, false)
}

/// What has been said so far, sentence by sentence.
struct Writer {
    spoken: Spoken,
    sentence: Sentence,
}

/// The sentence under way.
struct Sentence {
    /// Where it begins in the spoken text.
    start: usize,
    /// The bytes of its first word as written.
    place: Option<Range<usize>>,
}

fn read(written: &str, tables: &Tables, is_name: &dyn Fn(&str) -> bool, whole: bool) -> Spoken {
    let text = Text::new(written);
    let spoken = Spoken {
        text: String::with_capacity(written.len() * 2),
        pieces: Vec::new(),
        problems: Vec::new(),
    };
    let mut writer = Writer {
        spoken,
        sentence: Sentence {
            start: 0,
            place: None,
        },
    };
    let mut last = None;
    let mut at = 0;
    while at < text.len() {
        let around = Around {
            text: &text,
            tables,
            last,
        };
        let reading = reading(&around, at).filter(|reading| {
            let unread = matches!(
                reading.said,
                Err(Problem::Foreign { .. } | Problem::UnknownAbbreviation { .. })
            );
            let kept = unread || reading.rule == Rule::ForeignWord;
            !(kept && is_name(&text.at(at).to_lowercase()))
        });
        match reading {
            Some(reading) => {
                let end = reading.end.max(at + 1);
                last = Some((reading.rule, end));
                writer.piece(&text, at..end, reading);
                at = end;
            }
            None => {
                writer.plain(&text, at, whole);
                at += 1;
            }
        }
    }
    writer.end_sentence();
    let mut spoken = writer.spoken;
    spoken.text = tidy(&spoken.text).into_owned();
    spoken.problems.sort_by_key(|finding| finding.span.start);
    spoken
}

/// What the first rule that knows this place makes of it.
fn reading(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let kind = text.kind(at)?;
    if let Some(own) = of_ward(around, at) {
        return Some(own);
    }
    match kind {
        Kind::Blank | Kind::Break => None,
        Kind::Word => {
            let address = web::may_begin(text, at)
                .then(|| web::read(around, at))
                .flatten();
            address
                .or_else(|| symbol_of_letters(around, at))
                .or_else(|| word::read(around, at))
        }
        Kind::Digits => {
            let address = web::may_begin(text, at)
                .then(|| web::read(around, at))
                .flatten();
            let rules: [fn(&Around<'_, '_>, usize) -> Option<Reading>; 9] = [
                telephone::read,
                symbol::read,
                plain::read_label,
                day::read,
                clock::read,
                slash::read,
                measure::read,
                plain::read,
                digits_alone,
            ];
            address.or_else(|| rules.iter().find_map(|rule| rule(around, at)))
        }
        Kind::Sign => sign::read(around, at),
    }
}

/// A symbol without its number; words in small letters begin none.
fn symbol_of_letters(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let linked = text.is_dash(at + 1) || text.is_sign(at + 1, '/');
    (linked && text.at(at).starts_with(char::is_uppercase))
        .then(|| symbol::read(around, at))
        .flatten()
}

/// What no rule reads.
fn digits_alone(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let written = around.text.at(at).to_owned();
    Some(Reading::unreadable(at + 1, Problem::NumberForm { written }))
}

fn of_ward(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let rest = text.from(at);
    let own = around
        .tables
        .beginning(text.at(at))
        .iter()
        .find(|(written, _)| {
            let ends_whole = |behind: &str| {
                let letter = written.ends_with(char::is_alphanumeric);
                !(letter && behind.starts_with(|c: char| c.is_alphanumeric()))
            };
            rest.strip_prefix(written.as_str()).is_some_and(ends_whole)
        });
    let (written, spoken) = own?;
    let end = text.lexeme_at(text.offset(at) + written.len());
    Some(Reading::new(end, spoken.clone(), Rule::Ward))
}

impl Writer {
    /// What stays as it is.
    fn plain(&mut self, text: &Text<'_>, at: usize, whole: bool) {
        let written = text.at(at);
        match text.kind(at) {
            Some(Kind::Blank) => self.blank(),
            Some(Kind::Break) => {
                // An empty line parts paragraphs, one line end only wraps.
                let paragraph = written.matches('\n').count() > 1;
                if paragraph
                    || text.at(at + 1).starts_with(['-', '+', '*', '•', '–'])
                    || self.is_closed()
                {
                    self.end_sentence();
                }
                let out = &mut self.spoken.text;
                out.truncate(out.trim_end_matches(' ').len());
                out.push_str(if paragraph { "\n\n" } else { "\n" });
            }
            Some(Kind::Sign) => {
                self.spoken.text.push_str(written);
                let closes = matches!(written, "." | "!" | "?" | "…");
                if closes
                    && !text
                        .kind(at + 1)
                        .is_some_and(|kind| matches!(kind, Kind::Word | Kind::Digits))
                {
                    self.end_sentence();
                }
            }
            _ => {
                self.begin(text.written(at..at + 1));
                self.spoken.text.push_str(written);
                if whole {
                    let span = text.written(at..at + 1);
                    let rule = if syllable::is_syllable(&written.to_lowercase()) {
                        Rule::Plain
                    } else {
                        Rule::Known
                    };
                    self.spoken.pieces.push(Piece {
                        span,
                        spoken: written.to_owned(),
                        rule,
                    });
                }
            }
        }
    }

    fn blank(&mut self) {
        let out = &mut self.spoken.text;
        if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }

    /// What a rule has read, or could not.
    fn piece(&mut self, text: &Text<'_>, lexemes: Range<usize>, reading: Reading) {
        let span = text.written(lexemes.clone());
        let said = match reading.said {
            Ok(said) => said,
            Err(problem) => {
                let warning = matches!(problem, Problem::Foreign { .. });
                let severity = if warning {
                    Severity::Warning
                } else {
                    Severity::Error
                };
                self.spoken.problems.push(Finding {
                    span: span.clone(),
                    severity,
                    problem,
                });
                self.begin(span);
                self.spoken
                    .text
                    .push_str(text.between(lexemes.start, lexemes.end));
                return;
            }
        };
        if said.contains(char::is_alphanumeric) {
            let first = self.begin(span.clone());
            let was_great = text
                .at(lexemes.start)
                .starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
            let said = if first && was_great {
                capital(&said)
            } else {
                said
            };
            // Words of a piece stand apart from what they were written on to.
            if self
                .spoken
                .text
                .ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == ')')
            {
                self.spoken.text.push(' ');
            }
            self.spoken.text.push_str(&said);
            if text.kind(lexemes.end) == Some(Kind::Word)
                || text.kind(lexemes.end) == Some(Kind::Digits)
            {
                self.spoken.text.push(' ');
            }
            self.spoken.pieces.push(Piece {
                span,
                spoken: said,
                rule: reading.rule,
            });
        } else {
            self.spoken.text.push_str(&said);
            if said == "," {
                self.spoken.text.push(' ');
            }
            let spoken = said.trim().to_owned();
            self.spoken.pieces.push(Piece {
                span,
                spoken,
                rule: reading.rule,
            });
        }
    }

    /// Notes where a sentence begins; whether this is its first word.
    fn begin(&mut self, span: Range<usize>) -> bool {
        let first = self.sentence.place.is_none();
        self.sentence.place.get_or_insert(span);
        first
    }

    /// Whether what was said last ends a sentence.
    fn is_closed(&self) -> bool {
        self.spoken
            .text
            .trim_end()
            .ends_with(['.', '!', '?', '…', ':', ';', ','])
    }

    fn end_sentence(&mut self) {
        let said = self
            .spoken
            .text
            .get(self.sentence.start..)
            .unwrap_or_default();
        let words = sentence::words(said);
        if let Some(span) = self
            .sentence
            .place
            .take()
            .filter(|_| words > sentence::LIMIT)
        {
            let proposal = sentence::proposal(said.trim());
            let problem = Problem::LongSentence {
                words,
                limit: sentence::LIMIT,
                proposal,
            };
            self.spoken.problems.push(Finding {
                span,
                severity: Severity::Warning,
                problem,
            });
        }
        self.sentence = Sentence {
            start: self.spoken.text.len(),
            place: None,
        };
    }
}

/// The text without pauses that meet, and without blanks before signs or at ends.
fn tidy(text: &str) -> Cow<'_, str> {
    let meets = [
        " ,", ",,", ",.", ",;", ",:", ", )", "  ", ", ,", "(,", " .", " ;", " :", ".,", ";,", ":,",
        " !", " ?", "\n,",
    ];
    if !meets.iter().any(|pair| text.contains(pair)) && text == text.trim() {
        return Cow::Borrowed(text);
    }
    let mut tidied = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ',' | '.' | ';' | ':' | '!' | '?' => {
                let pending = tidied.trim_end_matches(' ').len();
                let before = tidied[..pending].chars().next_back();
                match (before, c) {
                    (Some('\n') | None, ',') => {}
                    (Some(',' | '.' | ';' | ':' | '!' | '?' | '…'), ',') => {}
                    (Some(','), _) => {
                        tidied.truncate(pending - 1);
                        tidied.push(c);
                    }
                    _ => {
                        tidied.truncate(pending);
                        tidied.push(c);
                    }
                }
            }
            ' ' if tidied.ends_with([' ', '\n']) => {}
            _ => {
                if c.is_alphanumeric() && tidied.ends_with([',', ';']) {
                    tidied.push(' ');
                }
                tidied.push(c);
            }
        }
    }
    let length = tidied.trim_end().trim_end_matches(',').len();
    tidied.truncate(length);
    Cow::Owned(tidied.trim_start_matches([' ', ',']).to_owned())
}
