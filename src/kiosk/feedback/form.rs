//! The form of counts, on the kiosk's disk and on the stick: lines of text, closed by a hash that tells damage.
//!
//! ```text
//! loa-feedback 1
//! ward le-chan
//! kiosk 00000001
//! release 20261129014500
//! day 2026-11-29
//! program 0.1.0
//! today 2026-12-24
//! rest 4
//! run 9f3ac01b22d4e5f6
//! updates 2
//! dropped 1
//! segment 1
//! page 12 /suc-khoe/sot-xuat-huyet/
//! missed 5 quai bị
//! passed 3 sốt
//! end 1b4f0e98…
//! ```
//!
//! The kiosk's own file begins with `loa-counts 1` and goes on at `run`; its last segment is the open one.

use super::{Feedback, LIMIT, Segment, Tally, Times};
use crate::bundle::is_ward;
use crate::keys::number;
use base::digest::Sha256;

/// The first line of a file on a stick.
pub const FORM: &str = "loa-feedback 1";

/// The first line of the kiosk's own file.
const OWN: &str = "loa-counts 1";

impl Feedback {
    /// Its text.
    pub fn to_text(&self) -> String {
        let head = format!(
            "{FORM}\nward {}\nkiosk {}\nrelease {}\nday {}\nprogram {}\ntoday {}\nrest {}\n",
            self.ward, self.kiosk, self.release, self.day, self.program, self.today, self.rest
        );
        closed(head + &lines(&self.tally, self.tally.segments.iter()))
    }
}

/// Reads a file from a stick; `None` where it is none, or damaged.
pub fn parse(bytes: &[u8]) -> Option<Feedback> {
    let mut rest = opened(bytes, FORM)?;
    let mut value = |key| value(&mut rest, key).map(str::to_owned);
    let ward = value("ward").filter(|ward| is_ward(ward))?;
    let kiosk = value("kiosk")?;
    let release = number(&value("release")?)?;
    let day = value("day").filter(|day| is_day(day))?;
    let program = value("program")?;
    let today = value("today").filter(|day| is_day(day))?;
    let unasked = number(&value("rest")?)?;
    let plain =
        |text: &str| (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    if !plain(&kiosk) || !plain(&program) {
        return None;
    }
    let tally = tally(rest)?;
    Some(Feedback {
        ward,
        kiosk,
        release,
        day,
        program,
        today,
        rest: unasked,
        tally,
    })
}

/// The text of a kiosk's own file.
pub fn own_text(tally: &Tally) -> String {
    closed(format!("{OWN}\n") + &lines(tally, tally.segments.iter()))
}

/// Reads a kiosk's own file.
pub fn parse_own(bytes: &[u8]) -> Option<Tally> {
    let tally = tally(opened(bytes, OWN)?)?;
    (!tally.segments.is_empty()).then_some(tally)
}

fn lines<'a>(tally: &Tally, segments: impl Iterator<Item = &'a Segment>) -> String {
    let Tally {
        run,
        updates,
        dropped,
        ..
    } = tally;
    let mut text = format!("run {run}\nupdates {updates}\ndropped {dropped}\n");
    for segment in segments {
        text += &format!("segment {}\n", segment.number);
        let kinds = [
            ("page", &segment.pages),
            ("missed", &segment.missed),
            ("passed", &segment.passed),
        ];
        for (kind, times) in kinds {
            for (what, count) in times {
                text += &format!("{kind} {count} {what}\n");
            }
        }
    }
    text
}

fn closed(text: String) -> String {
    let hash = Sha256::of(text.as_bytes());
    format!("{text}end {hash}\n")
}

/// The lines between the first, which is `form`, and the last, whose hash is right.
fn opened<'a>(bytes: &'a [u8], form: &str) -> Option<&'a str> {
    if bytes.len() > LIMIT {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
    let (_, hash) = text.rsplit_once("\nend ")?;
    let body = &text[..text.len() - hash.len() - "end ".len()];
    (Sha256::of(body.as_bytes()).to_string() == hash).then_some(())?;
    body.strip_prefix(form)?.strip_prefix('\n')
}

/// Takes the line that holds the value of `key`.
fn value<'a>(rest: &mut &'a str, key: &str) -> Option<&'a str> {
    let (line, behind) = rest.split_once('\n')?;
    *rest = behind;
    line.strip_prefix(key)?.strip_prefix(' ')
}

fn tally(mut rest: &str) -> Option<Tally> {
    let run = value(&mut rest, "run")
        .filter(|run| is_run(run))?
        .to_owned();
    let updates = number(value(&mut rest, "updates")?)?;
    let dropped = number(value(&mut rest, "dropped")?)?;
    let mut segments: Vec<Segment> = Vec::new();
    for line in rest.lines() {
        let (kind, told) = line.split_once(' ')?;
        if kind == "segment" {
            let number = number(told)?;
            let rises = segments.last().is_none_or(|last| last.number < number);
            segments.push(Segment {
                number,
                ..Segment::default()
            });
            rises.then_some(())?;
            continue;
        }
        let (count, what) = told.split_once(' ')?;
        let segment = segments.last_mut()?;
        let times: &mut Times = match kind {
            "page" => &mut segment.pages,
            "missed" => &mut segment.missed,
            "passed" => &mut segment.passed,
            _ => return None,
        };
        let fits = what.len() <= 300 && !what.contains(char::is_control);
        times.insert(what.to_owned(), number(count).filter(|_| fits)?);
    }
    Some(Tally {
        run,
        updates,
        dropped,
        segments,
    })
}

fn is_run(run: &str) -> bool {
    run.len() == 16 && run.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `2026-11-29`, or `-`.
fn is_day(day: &str) -> bool {
    let like_a_day = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    day == "-" || day.len() == 10 && day.bytes().enumerate().all(like_a_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Feedback {
        let times = |what: &str, count| Times::from([(what.to_owned(), count)]);
        let mut tally = Tally::new("0123456789abcdef".into());
        tally.updates = 2;
        tally.segments[0].pages = times("/suc-khoe/", 12);
        tally.segments[0].missed = times("quai bị", 5);
        tally.segments.push(Segment {
            number: 4,
            passed: times("sốt", 3),
            ..Segment::default()
        });
        Feedback {
            ward: "thu".into(),
            kiosk: "00000001".into(),
            release: 7,
            day: "2026-11-29".into(),
            program: "0.1.0".into(),
            today: "-".into(),
            rest: 4,
            tally,
        }
    }

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let feedback = sample();
        let text = feedback.to_text();
        assert_eq!(parse(text.as_bytes()), Some(feedback.clone()));
        let own = own_text(&feedback.tally);
        assert_eq!(parse_own(own.as_bytes()), Some(feedback.tally));
        assert_eq!(parse_own(text.as_bytes()), None);
        for end in 0..text.len() {
            assert_eq!(parse(&text.as_bytes()[..end]), None, "{end}");
            let mut other = text.clone().into_bytes();
            other[end] ^= 1;
            assert_eq!(parse(&other), None, "{end}");
        }
    }

    #[test]
    fn what_is_closed_rightly_and_says_nonsense_is_refused() {
        let text = sample().to_text();
        let body = &text[..text.rfind("end ").unwrap()];
        let with = |from: &str, to: &str| parse(closed(body.replace(from, to)).as_bytes());
        assert!(with("rest 4", "rest 5").is_some());
        for (from, to) in [
            ("rest 4", "rest -4"),
            ("ward thu", "ward ../etc"),
            ("segment 4", "segment 1"),
            ("missed 5", "what 5"),
            ("run 0", "run g"),
            ("day 2026-11-29", "day <script>"),
            ("kiosk 00000001", "kiosk a b"),
            ("quai bị", "a\u{7}"),
        ] {
            assert_eq!(with(from, to), None, "{from} {to}");
        }
    }
}
