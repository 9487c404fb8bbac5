//! What a ward's site has of the work in its units: lists for whoever notes on a phone, and totals. Nothing, unless the ward
//! wants it.

use serde::Serialize;

/// Both, each where the ward wants it.
#[derive(Debug, Clone, Default)]
pub struct Fieldwork {
    /// For the page on which volunteers note.
    pub notes: Option<NoteLists>,
    /// For the page of totals.
    pub totals: Option<Totals>,
}

/// Something that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// As the log writes it.
    pub id: String,
    /// As people read it.
    pub name: String,
}

/// What notes are made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoteLists {
    /// The units that are there.
    pub units: Vec<Choice>,
    /// Channels that tell directly.
    pub direct: Vec<Choice>,
    /// Channels that expose.
    pub exposed: Vec<Choice>,
}

/// Totals of the year: no unit, no row, no evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// The year.
    pub year: i16,
    /// Units that are there.
    pub units: usize,
    /// Those told and taught directly.
    pub reached: usize,
    /// Their share, in per cent.
    pub percent: Option<u32>,
    /// How much of the year has passed, in per cent.
    pub passed: u32,
    /// Direct sessions.
    pub sessions: usize,
    /// People reached directly.
    pub people: u64,
}
