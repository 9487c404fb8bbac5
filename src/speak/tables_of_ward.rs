//! What a ward adds to the tables: its own readings, its names, and whether “TU” is Thành ủy or Tỉnh ủy.

use std::collections::HashMap;

/// The tables of a ward, made once for all its texts.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// Readings by the first run of letters or digits of what is written, longest first.
    readings: HashMap<String, Vec<(String, String)>>,
    is_in_province: bool,
}

/// How names of cities that are provinces begin, without marks.
const CITIES: [&str; 2] = ["thanh pho", "tp"];

impl Tables {
    /// Tables of a ward in this province or city; empty where it is not known, and then “TU” is Thành ủy.
    pub fn new(province: &str) -> Self {
        let province = base::text::match_key(province);
        let is_city = CITIES.iter().any(|city| province.starts_with(city));
        Self {
            readings: HashMap::new(),
            is_in_province: !province.is_empty() && !is_city,
        }
    }

    /// Adds how the ward reads something.
    pub fn add(&mut self, written: &str, spoken: &str) {
        let entries = self
            .readings
            .entry(first_run(written).to_owned())
            .or_default();
        entries.push((written.to_owned(), spoken.to_owned()));
        entries.sort_by_key(|(written, _)| std::cmp::Reverse(written.len()));
    }

    /// What “TU” is: the committee of the city or of the province.
    pub fn committee(&self) -> &'static str {
        if self.is_in_province {
            "Tỉnh ủy"
        } else {
            "Thành ủy"
        }
    }

    /// The ward's readings of what begins with this lexeme, longest first.
    pub(crate) fn beginning(&self, lexeme: &str) -> &[(String, String)] {
        self.readings.get(lexeme).map_or(&[], Vec::as_slice)
    }
}

/// The first lexeme of a text.
fn first_run(written: &str) -> &str {
    let Some(first) = written.chars().next() else {
        return written;
    };
    let same = |c: char| {
        first.is_alphabetic() && c.is_alphabetic() || first.is_ascii_digit() && c.is_ascii_digit()
    };
    let end = written.find(|c| !same(c)).unwrap_or(written.len());
    &written[..end.max(first.len_utf8())]
}
