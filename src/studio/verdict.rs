//! Whether a list of approvals is as it was written, and whether each of its steps follows from those before it.

use crate::deed::{Deed, Event};
use crate::review::{List, Reviews, unreadable};
use base::diagnostic::Diagnostic;
use base::digest::sha256;
use base::disk;
use std::fs;

/// What a list is found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every line is as it was written; so many.
    Whole(usize),
    /// This line, counted from 1, or one before it, is not as it was written.
    Broken(usize),
}

impl Reviews {
    /// Whether a ward's list is as it was written: every line with the hash of the one before it, every text and every
    /// file that it uses with its hash, every approval of what was sent and by another, every publishing of what was approved, every second look at what was
    /// published in haste.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn verify(&self, ward: &str) -> Result<Verdict, Diagnostic> {
        let bytes = disk::if_there(fs::read(self.log(ward))).map_err(unreadable)?;
        let bytes = bytes.unwrap_or_default();
        let mut before = String::new();
        let mut list = List::default();
        let mut count = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            count += 1;
            let whole = line.strip_suffix(b"\n");
            let event = whole.and_then(|line| serde_json::from_slice::<Event>(line).ok());
            let event = event.filter(|event| {
                event.before == before
                    && event.number == count as u64
                    && self.bytes(event).is_some()
                    && self.holds(&event.files)
                    && fits(&list, event)
            });
            match event {
                Some(event) => list.follow(event),
                None => return Ok(Verdict::Broken(count)),
            }
            before = sha256(whole.unwrap_or(line));
        }
        Ok(Verdict::Whole(count))
    }
}

/// Whether a step follows from those before it.
fn fits(list: &List, event: &Event) -> bool {
    let alone = |before: &Event| before.by == event.by && !event.alone;
    match event.what {
        Deed::Approved | Deed::Returned | Deed::Published => {
            let Some(before) = list.standing(&event.path) else {
                return false;
            };
            let approved = event.what == Deed::Approved;
            // An approval may be written into the text that it is of.
            let seen = event.seen.as_ref().filter(|_| approved);
            event.what.follows(before.what)
                && seen.unwrap_or(&event.sha256) == &before.sha256
                && !(approved && alone(before) && !event.urgent)
        }
        Deed::Looked => {
            let hasty = list.looks().of(&event.path);
            hasty.is_some_and(|hasty| hasty.sha256 == event.sha256 && !alone(hasty))
        }
        // Only where one person does everything; what waits for another is not passed over.
        Deed::Taken => {
            let before = list.standing(&event.path);
            event.alone && !before.is_some_and(|before| before.what.waits())
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Actor;
    use crate::bound::Files;
    use crate::failure::Failure;
    use crate::review::Step;

    const PATH: &str = "content/mau/tin/a.md";

    fn reviews() -> (tempfile::TempDir, Reviews) {
        let dir = tempfile::tempdir().unwrap();
        let reviews = Reviews::of(dir.path());
        (dir, reviews)
    }

    fn go(
        reviews: &Reviews,
        sent: &Event,
        what: Deed,
        by: &str,
        alone: bool,
    ) -> Result<Event, Failure> {
        reviews.go_on(
            ("mau", PATH, &sent.sha256),
            what,
            Step::default(),
            (&Actor::at_machine(by), alone),
        )
    }

    #[test]
    fn approval_is_of_bytes_and_by_another() {
        let (_dir, reviews) = reviews();
        let sent = reviews
            .send(
                "mau",
                (PATH, None, b"one"),
                Files::new(),
                (&Actor::at_machine("Lan"), false),
            )
            .unwrap();
        assert!(go(&reviews, &sent, Deed::Approved, "Lan", false).is_err());
        assert!(go(&reviews, &sent, Deed::Published, "Minh", false).is_err());
        // Another text is sent before the first is approved: what was seen is not what is there.
        let again = reviews
            .send(
                "mau",
                (PATH, None, b"two"),
                Files::new(),
                (&Actor::at_machine("Lan"), false),
            )
            .unwrap();
        assert!(go(&reviews, &sent, Deed::Approved, "Minh", false).is_err());
        go(&reviews, &again, Deed::Approved, "Minh", false).unwrap();
        assert!(go(&reviews, &sent, Deed::Published, "Minh", false).is_err());
        go(&reviews, &again, Deed::Published, "Minh", false).unwrap();
        assert!(go(&reviews, &again, Deed::Published, "Minh", false).is_err());
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Whole(4));
    }

    #[test]
    fn bytes_that_changed_on_the_disk_are_approved_by_nobody() {
        let (dir, reviews) = reviews();
        let sent = reviews
            .send(
                "mau",
                (PATH, None, b"one"),
                Files::new(),
                (&Actor::at_machine("Lan"), false),
            )
            .unwrap();
        let file = dir.path().join("versions").join(sent.version.as_str());
        fs::write(&file, b"two").unwrap();
        assert!(go(&reviews, &sent, Deed::Approved, "Minh", false).is_err());
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Broken(1));
    }

    #[test]
    fn one_person_may_do_all_where_the_ward_chose_so_and_the_list_says_it() {
        let (_dir, reviews) = reviews();
        let sent = reviews
            .send(
                "mau",
                (PATH, None, b"one"),
                Files::new(),
                (&Actor::at_machine("Lan"), true),
            )
            .unwrap();
        go(&reviews, &sent, Deed::Approved, "Lan", true).unwrap();
        let last = go(&reviews, &sent, Deed::Published, "Lan", true).unwrap();
        assert!(last.alone && last.by == "Lan");
    }

    #[test]
    fn an_approval_that_is_written_into_the_text_is_of_those_bytes() {
        let (_dir, reviews) = reviews();
        let sent = reviews
            .send(
                "mau",
                (PATH, None, b"one"),
                Files::new(),
                (&Actor::at_machine("Lan"), false),
            )
            .unwrap();
        let step = Step {
            filled: Some(b"one, approved".to_vec()),
            ..Step::default()
        };
        let seen = ("mau", PATH, sent.sha256.as_str());
        let approved = reviews.go_on(
            seen,
            Deed::Approved,
            step,
            (&Actor::at_machine("Minh"), false),
        );
        let approved = approved.unwrap();
        assert_eq!(approved.seen, Some(sent.sha256.clone()));
        assert!(reviews.approved("mau", PATH, &sent.sha256).is_err());
        let (_, bytes) = reviews.approved("mau", PATH, &approved.sha256).unwrap();
        assert_eq!(bytes, b"one, approved");
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Whole(2));
    }

    #[test]
    fn who_lets_one_person_do_all_stands_in_the_list_with_what_the_file_held() {
        let (_dir, reviews) = reviews();
        let told = reviews.people(
            "mau",
            (Deed::Alone, None),
            "x = 1\n",
            (&Actor::at_machine("Lan"), true),
        );
        let told = told.unwrap();
        assert_eq!(reviews.bytes(&told), Some(b"x = 1\n".to_vec()));
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Whole(1));
    }

    #[test]
    fn every_changed_byte_of_the_list_is_found() {
        let (dir, reviews) = reviews();
        let sent = reviews
            .send(
                "mau",
                (PATH, None, b"one"),
                Files::new(),
                (&Actor::at_machine("Lan"), false),
            )
            .unwrap();
        go(&reviews, &sent, Deed::Returned, "Minh", false).unwrap();
        reviews
            .send(
                "mau",
                (PATH, None, b"two"),
                Files::new(),
                (&Actor::at_machine("Lan"), false),
            )
            .unwrap();
        let file = dir.path().join("log/mau.jsonl");
        let mut bytes = fs::read(&file).unwrap();
        let last = bytes.len()
            - 1
            - bytes[..bytes.len() - 1]
                .iter()
                .rev()
                .position(|b| *b == b'\n')
                .unwrap();
        // The last line is held by nothing behind it: its numbers and hashes hold it.
        for at in 0..last {
            let before = bytes[at];
            bytes[at] ^= 1;
            fs::write(&file, &bytes).unwrap();
            assert!(
                matches!(reviews.verify("mau").unwrap(), Verdict::Broken(_)),
                "at {at}"
            );
            bytes[at] = before;
        }
        fs::write(&file, &bytes).unwrap();
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Whole(3));
    }
}
