//! What is looked up: letters, units, abbreviations, foreign words, codes of documents.

pub mod abbreviation;
pub mod code;
pub mod foreign;
pub mod letter;
pub mod unit;
