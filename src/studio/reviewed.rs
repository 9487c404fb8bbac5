//! An approval by somebody who knows about health, written into the text that it is about: by whom, on which day, and until
//! when. What is approved is the text with these keys, to the byte.

use crate::failure::Failure;
use crate::shape::REVIEW;
use crate::texts;
use author::{Change, Document, KeyPath};
use axum::http::StatusCode;
use base::text::collapse_spaces;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// After how long a text is looked at again, where nobody says another day.
const AGAIN: fn() -> Span = || 1.year();

/// What an approval says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Who approved, as readers see it.
    pub by: String,
    /// The day.
    pub on: Date,
    /// The day on which it is looked at again.
    pub due: Date,
}

impl Signature {
    /// What was typed, or what goes without saying: the person's own name, and a year.
    ///
    /// # Errors
    /// When the day is none, or not after today.
    pub fn of(who: &str, by: &str, due: &str, today: Date) -> Result<Self, Failure> {
        let by = collapse_spaces(by);
        let due = match due.trim() {
            "" => again(today),
            due => due.parse().map_err(|_| not_a_day())?,
        };
        if due <= today {
            return Err(not_a_day());
        }
        Ok(Self {
            by: if by.is_empty() { who.to_owned() } else { by },
            on: today,
            due,
        })
    }

    /// The text with this approval in it.
    ///
    /// # Errors
    /// When its front matter cannot take it.
    pub fn fill(&self, path: &str, bytes: &[u8]) -> Result<Document, Failure> {
        let (mut document, raw) = texts::document(path, bytes)?;
        if raw {
            return Err(Failure::odd());
        }
        let day = |day: Date| day.to_string().parse().map(toml::Value::Datetime);
        let on = day(self.on).map_err(|_| not_a_day())?;
        let due = day(self.due).map_err(|_| not_a_day())?;
        for (key, value) in REVIEW.into_iter().zip([self.by.as_str().into(), on, due]) {
            let key = KeyPath::parse(key).ok_or_else(Failure::odd)?;
            document.change(&Change::Set(key, value))?;
        }
        Ok(document)
    }
}

/// When a text that is approved on this day is looked at again.
pub fn again(today: Date) -> Date {
    today.saturating_add(AGAIN())
}

fn not_a_day() -> Failure {
    Failure::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "Ngày duyệt lại phải là một ngày có thật, sau hôm nay.",
        "Chọn ngày khác, như một năm nữa.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 28);

    #[test]
    fn three_keys_are_filled_and_nothing_else_changes() {
        let text = "+++\ntitle = 'Ho' # sửa sau\nreviewed_by = \"Ai đó\"\ndate = 2026-01-01\n+++\n\nChữ.\n";
        let signature = Signature::of("cô Lan", " ", "", TODAY).unwrap();
        let filled = signature.fill("content/mau/suc-khoe/ho.md", text.as_bytes());
        let filled = filled.unwrap();
        let kept: Vec<_> = filled
            .text()
            .lines()
            .filter(|line| !line.starts_with("review"))
            .collect();
        let before: Vec<_> = text
            .lines()
            .filter(|line| !line.starts_with("review"))
            .collect();
        assert_eq!(kept, before);
        for line in [
            "reviewed_by = \"cô Lan\"",
            "reviewed_on = 2026-11-28",
            "review_due = 2027-11-28",
        ] {
            assert!(
                filled.text().lines().any(|found| found == line),
                "{}",
                filled.text()
            );
        }
    }

    #[test]
    fn the_day_of_the_next_look_is_after_today() {
        for due in ["2026-11-28", "2020-01-01", "mai", "2027-02-30"] {
            assert!(Signature::of("Lan", "", due, TODAY).is_err(), "{due}");
        }
        let named = Signature::of("Lan", "Trạm  Y tế", "2027-02-01", TODAY).unwrap();
        assert_eq!(
            (named.by.as_str(), named.due),
            ("Trạm Y tế", Date::constant(2027, 2, 1))
        );
    }
}
