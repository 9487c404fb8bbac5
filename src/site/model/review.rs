//! Approval of a text about health, and the guidance behind it: what lessons and fact checks share.

use jiff::civil::Date;

/// Who approved a text, and until when that holds.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// Who approved it.
    pub by: Option<String>,
    /// When it was approved.
    pub on: Option<Date>,
    /// When it is to be reviewed again.
    pub due: Option<Date>,
}

/// Published guidance.
#[derive(Debug, Clone)]
pub struct Guidance {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The year of publication.
    pub year: i64,
    /// Where it can be read.
    pub url: Option<String>,
}

impl Guidance {
    /// Publishers and years, each once: `Bộ Y tế (2020)`.
    pub fn names(sources: &[Self]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for Self {
            publisher, year, ..
        } in sources
        {
            let name = format!("{publisher} ({year})");
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}
