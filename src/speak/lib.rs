//! Text as it is written → Vietnamese as it is read aloud over a loudspeaker, without any input or output of its own.
//!
//! A text is cut into lexemes (`lexeme`); at each place rules are asked in turn, from the surest to the plainest, and the unit
//! behind a number, the words before it and its range of value decide between them (`reader` lists the rules). What nothing
//! decides is a [`Problem`] at its place, never a guess: [`Spoken::text`] is then `None`.
//!
//! Readings are compared in small letters, with everything that is neither letter nor digit as one blank: “xăng-ti-mét”
//! and “xăng ti mét” are one.
//!
//! ```
//! use speak::{Tables, speak};
//!
//! let spoken = speak("Khám lúc 7h30 ngày 17/9/2025.", &Tables::default());
//! assert_eq!(
//!     spoken.text(),
//!     Some("Khám lúc bảy giờ ba mươi phút ngày mười bảy tháng chín năm hai nghìn không trăm hai mươi lăm.")
//! );
//! let unread = speak("Mang theo 2/3.", &Tables::default());
//! assert_eq!(unread.text(), None);
//! assert_eq!(unread.problems.len(), 1);
//! ```

mod clock;
mod day;
mod lexeme;
mod measure;
mod number;
mod numeral;
mod plain;
mod problem;
mod reader;
mod reading;
mod roman;
mod rule;
mod sentence;
mod sign;
mod slash;
mod syllable;
mod symbol;
mod tables;
mod tables_of_ward;
mod telephone;
mod web;
mod word;

#[cfg(test)]
mod heard;
#[cfg(test)]
mod tests;

pub use problem::Problem;
pub use reader::{Finding, Piece, Spoken, explain, speak, speak_names};
pub use rule::{Class, Rule};
pub use sentence::{LIMIT, seconds, syllables, with_breaths, words};
pub use tables_of_ward::Tables;
