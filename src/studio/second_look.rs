//! The second look at what was published in haste: it stands, or leaves the sites.

use crate::actor::Actor;
use crate::approvals;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::looks::may_look;
use crate::publish;
use crate::review::{Deed, Event, Reviews};
use crate::shape::Shape;
use serde::Deserialize;
use serde_json::{Value, json};

/// What somebody says who looked again.
#[derive(Debug, Deserialize)]
pub struct Seen {
    path: String,
    sha256: String,
    /// Why it leaves the sites.
    #[serde(default)]
    reason: String,
}

/// Lets stand what was published in haste. The file must hold what was seen.
///
/// # Errors
/// When the text is another by now, or the person may not look at it.
pub fn stands(desk: &Desk, who: &Actor, seen: &Seen) -> Result<Value, Failure> {
    let (people, reviews) = (desk.people()?, desk.reviews());
    if done(&reviews, seen, Deed::Looked, who)? {
        return Ok(json!({ "address": "/" }));
    }
    let (ward, hasty) = hasty(&reviews, seen)?;
    let looks = reviews.looks(&ward)?;
    let alone = may_look(&people, who, &ward, (&looks, &hasty))?;
    if desk.author(who)?.read(&seen.path)?.version() != &hasty.version {
        return Err(changed());
    }
    let text = (ward.as_str(), seen.path.as_str(), seen.sha256.as_str());
    reviews.looked(text, (who, alone || people.alone(&ward)))?;
    Ok(json!({ "address": "/" }))
}

/// Whether somebody did this already with the request that comes again.
fn done(reviews: &Reviews, seen: &Seen, what: Deed, who: &Actor) -> Result<bool, Failure> {
    let shape = Shape::of(&seen.path).ok_or_else(Failure::missing)?;
    let text = (shape.ward.as_str(), seen.path.as_str());
    Ok(reviews.done(text, what, who)?.is_some())
}

/// Takes from the sites what was published in haste. Whoever may approve it may do so, who published it too.
///
/// # Errors
/// When there is no reason, the text is another by now, or the sites cannot be built.
pub fn withdraw(desk: &Desk, who: &Actor, seen: &Seen) -> Result<Value, Failure> {
    let reason = seen.reason.trim();
    if reason.is_empty() {
        return Err(Failure::refused(
            "Chưa ghi lý do gỡ bài.",
            "Viết một câu để người khác biết vì sao.",
        ));
    }
    let reviews = desk.reviews();
    if done(&reviews, seen, Deed::Withdrawn, who)? {
        drop(reviews);
        return publish::build(desk);
    }
    let (_, hasty) = hasty(&reviews, seen)?;
    let document = desk.author(who)?.read(&seen.path)?;
    if document.version() != &hasty.version {
        return Err(changed());
    }
    approvals::take_down(desk, who, reviews, (&document, Some(reason.to_owned())))
}

/// What was seen, as the sites have it, with its ward.
fn hasty(reviews: &Reviews, seen: &Seen) -> Result<(String, Event), Failure> {
    let ward = Shape::of(&seen.path).ok_or_else(Failure::missing)?.ward;
    let looks = reviews.looks(&ward)?;
    let hasty = looks
        .of(&seen.path)
        .filter(|hasty| hasty.sha256 == seen.sha256);
    Ok((ward, hasty.ok_or_else(changed)?.clone()))
}

fn changed() -> Failure {
    Failure::refused(
        "Bài trên trang đã khác với bản bạn vừa xem.",
        "Tải lại trang để xem bản mới nhất.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bound::Files;
    use crate::looks::is_due;
    use crate::people::{People, Role};
    use crate::review::{Deed, Step};
    use crate::verdict::Verdict;
    use author::Version;
    use jiff::civil::Date;
    use std::collections::BTreeSet;
    use std::fs;

    const PATH: &str = "content/mau/tin/bao.md";

    fn reviews() -> (tempfile::TempDir, Reviews) {
        let dir = tempfile::tempdir().unwrap();
        let reviews = Reviews::of(dir.path());
        (dir, reviews)
    }

    /// Somebody publishes a text, in haste or not.
    fn publish(reviews: &Reviews, bytes: &[u8], by: &str, urgent: bool) -> Event {
        let sent = reviews.send(
            "mau",
            (PATH, None, bytes),
            Files::new(),
            (&Actor::at_machine("Lan"), false),
        );
        let seen = ("mau", PATH, sent.unwrap().sha256);
        let seen = (seen.0, seen.1, seen.2.as_str());
        let step = Step {
            urgent,
            ..Step::default()
        };
        let go = |what, step| {
            reviews
                .go_on(seen, what, step, (&Actor::at_machine(by), false))
                .unwrap()
        };
        go(Deed::Approved, step);
        go(Deed::Published, Step::default())
    }

    fn open(reviews: &Reviews) -> Option<String> {
        let looks = reviews.looks("mau").unwrap();
        looks.of(PATH).map(|hasty| hasty.sha256.clone())
    }

    #[test]
    fn what_was_published_in_haste_waits_until_somebody_looks_at_those_bytes() {
        let (_dir, reviews) = reviews();
        let first = publish(&reviews, b"one", "Lan", true);
        assert_eq!(open(&reviews), Some(first.sha256.clone()));
        // Another text is sent meanwhile: what the sites have still waits, and the look does not lose what was sent.
        let sent = reviews
            .send(
                "mau",
                (PATH, None, b"two"),
                Files::new(),
                (&Actor::at_machine("Lan"), false),
            )
            .unwrap();
        assert_eq!(open(&reviews), Some(first.sha256.clone()));
        let other = ("mau", PATH, sent.sha256.as_str());
        assert!(
            reviews
                .looked(other, (&Actor::at_machine("Minh"), false))
                .is_err()
        );
        let seen = ("mau", PATH, first.sha256.as_str());
        let looked = reviews
            .looked(seen, (&Actor::at_machine("Minh"), false))
            .unwrap();
        assert_eq!((looked.sha256.as_str(), open(&reviews)), (seen.2, None));
        assert!(
            reviews
                .looked(seen, (&Actor::at_machine("Minh"), false))
                .is_err(),
            "twice"
        );
        let standing = reviews.standing("mau", PATH).unwrap().unwrap();
        assert_eq!(
            (standing.what, standing.sha256),
            (Deed::Sent, sent.sha256.clone())
        );
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Whole(5));
    }

    #[test]
    fn a_text_approved_the_long_way_needs_no_look_and_one_that_comes_back_does() {
        let (_dir, reviews) = reviews();
        let hasty = publish(&reviews, b"one", "Minh", true);
        publish(&reviews, b"two", "Minh", false);
        assert_eq!(open(&reviews), None);
        reviews
            .undone("mau", (PATH, b"one"), (&Actor::at_machine("Minh"), false))
            .unwrap();
        assert_eq!(open(&reviews), Some(hasty.sha256));
        let before = Version::of(b"one");
        let gone = (PATH, before, b"draft".as_slice());
        reviews
            .withdrawn(
                "mau",
                gone,
                Step {
                    reason: Some("sai".into()),
                    ..Step::default()
                },
                (&Actor::at_machine("Minh"), false),
            )
            .unwrap();
        assert_eq!(open(&reviews), None);
        assert_eq!(reviews.verify("mau").unwrap(), Verdict::Whole(8));
    }

    #[test]
    fn what_waits_for_approval_goes_on_waiting_when_the_hasty_text_is_withdrawn() {
        let (_dir, reviews) = reviews();
        publish(&reviews, b"one", "Minh", true);
        let one = Version::of(b"one");
        reviews
            .send(
                "mau",
                (PATH, Some(one.clone()), b"two"),
                Files::new(),
                (&Actor::at_machine("Lan"), false),
            )
            .unwrap();
        let gone = (PATH, one, b"draft".as_slice());
        reviews
            .withdrawn(
                "mau",
                gone,
                Step::default(),
                (&Actor::at_machine("Minh"), false),
            )
            .unwrap();
        let standing = reviews.standing("mau", PATH).unwrap().unwrap();
        assert_eq!(standing.what, Deed::Sent);
        assert_eq!(standing.base, Some(Version::of(b"draft")));
    }

    #[test]
    fn what_somebody_takes_from_its_file_is_not_the_hasty_text_any_more() {
        let (_dir, reviews) = reviews();
        let hasty = publish(&reviews, b"one", "Minh", true);
        let take = |bytes: &[u8]| {
            let text = (PATH, Some(hasty.version.clone()), bytes);
            let by = (&Actor::at_machine("Lan"), true);
            reviews.taken("mau", text, Files::new(), by).unwrap()
        };
        take(b"two");
        assert_eq!(open(&reviews), None);
        // The same bytes again were never looked at.
        take(b"one");
        assert_eq!(open(&reviews), Some(hasty.sha256.clone()));
    }

    #[test]
    fn another_looks_as_long_as_there_is_one() {
        let (_dir, reviews) = reviews();
        let hasty = publish(&reviews, b"one", "Lan", true);
        let looks = reviews.looks("mau").unwrap();
        let mut people = People::default();
        people.join("Lan");
        people.join("Minh");
        // Minh only writes: nobody else could look, and the list says that it was one person.
        assert!(may_look(&people, "Lan", "mau", (&looks, &hasty)).unwrap());
        assert!(may_look(&people, "Minh", "mau", (&looks, &hasty)).is_err());
        people.set("Minh", "mau", BTreeSet::from([Role::Health]));
        assert!(!may_look(&people, "Minh", "mau", (&looks, &hasty)).unwrap());
        assert!(may_look(&people, "Lan", "mau", (&looks, &hasty)).is_err());
        people.set_alone("mau", true, &[]);
        assert!(may_look(&people, "Lan", "mau", (&looks, &hasty)).unwrap());
    }

    #[test]
    fn whoever_approved_does_not_look_again_either() {
        let (_dir, reviews) = reviews();
        let sent = (PATH, None, b"one".as_slice());
        let by = |name: &str| Actor::at_machine(name);
        let sent = reviews
            .send("mau", sent, Files::new(), (&by("Lan"), false))
            .unwrap();
        let seen = ("mau", PATH, sent.sha256.as_str());
        let step = Step {
            urgent: true,
            ..Step::default()
        };
        reviews
            .go_on(seen, Deed::Approved, step, (&by("Lan"), false))
            .unwrap();
        let published = (&by("Minh"), false);
        let hasty = reviews
            .go_on(seen, Deed::Published, Step::default(), published)
            .unwrap();
        let looks = reviews.looks("mau").unwrap();
        let mut people = People::default();
        for name in ["Lan", "Minh", "Hoa"] {
            people.set(name, "mau", BTreeSet::from([Role::Approve]));
        }
        let may = |people: &People, who: &str| may_look(people, who, "mau", (&looks, &hasty));
        assert!(may(&people, "Lan").is_err() && may(&people, "Minh").is_err());
        assert!(!may(&people, "Hoa").unwrap());
        // With nobody else there the list says that it was one person.
        people.set("Hoa", "mau", BTreeSet::from([Role::Write]));
        assert!(may(&people, "Lan").unwrap() && may(&people, "Minh").unwrap());
    }

    #[test]
    fn it_is_looked_at_from_the_next_day_on_in_vietnam() {
        let (_dir, reviews) = reviews();
        let mut hasty = publish(&reviews, b"one", "Lan", true);
        // 06:30 on the 29th in Vietnam.
        hasty.time = "2026-11-28T23:30:00Z".into();
        let day = |day: i8| Date::constant(2026, 11, day);
        assert!(!is_due(&hasty, day(29)) && is_due(&hasty, day(30)));
        // A clock that ran ahead hides nothing.
        assert!(is_due(&hasty, day(28)));
    }

    #[test]
    fn a_look_that_nobody_may_have_had_breaks_the_list() {
        for (by, alone) in [("Lan", false), ("Minh", false)] {
            let (dir, reviews) = reviews();
            let hasty = publish(&reviews, b"one", "Lan", true);
            let seen = ("mau", PATH, hasty.sha256.as_str());
            reviews
                .looked(seen, (&Actor::at_machine(by), alone))
                .unwrap();
            let whole = by == "Minh";
            let verdict = reviews.verify("mau").unwrap();
            assert_eq!(verdict == Verdict::Whole(4), whole, "{by}: {verdict:?}");
            // A second line of the same, chained as it should be, is a look at nothing.
            let file = dir.path().join("log/mau.jsonl");
            let mut text = fs::read_to_string(&file).unwrap();
            let last = text.lines().last().unwrap();
            let mut event: Event = serde_json::from_str(last).unwrap();
            (event.number, event.before) = (5, base::digest::sha256(last.as_bytes()));
            text.push_str(&serde_json::to_string(&event).unwrap());
            text.push('\n');
            fs::write(&file, text).unwrap();
            let broken = if whole { 5 } else { 4 };
            assert_eq!(reviews.verify("mau").unwrap(), Verdict::Broken(broken));
        }
    }
}
