//! A release on trial whose pages never say what they have to: none of its scripts runs, or those run that ask about sticks and
//! the check of the first page does not, or never ends.
//!
//! Whoever opens a page makes it ask within seconds, and the first page looks at itself every 20, so nothing here waits for
//! somebody to touch the screen. A screen that is off opens no page.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a page that was opened may be silent, and the first page without its check. A session whose page is silent is
/// started again a minute later and opens it anew; the third time the release before is shown, after some ten minutes.
pub const SILENCE: Duration = Duration::from_secs(120);

/// What a request says of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A browser has opened a page; whether it is the first, which checks itself.
    Opened { first: bool },
    /// A script has asked for something: the browser is alive.
    Spoke,
    /// The first page has told how its check went.
    Checked,
    /// Nothing: somebody has asked, be it the program that looks after the screen.
    Nothing,
}

/// What was heard of the pages of a release on trial.
#[derive(Debug)]
pub struct Silence {
    longest: Duration,
    heard: Mutex<Heard>,
}

#[derive(Debug, Clone, Default)]
struct Heard {
    /// The release that all of this is about.
    release: Option<u64>,
    /// Whether its first page is open.
    first: bool,
    /// Since when a page is open of which nothing was heard.
    silent: Option<Instant>,
    /// Since when the first page is open whose check was not heard of.
    unchecked: Option<Instant>,
}

impl Silence {
    /// Nothing was heard yet; pages may be silent for `longest`.
    pub fn new(longest: Duration) -> Self {
        let heard = Mutex::default();
        Self { longest, heard }
    }

    /// There is no trial.
    pub fn forget(&self) {
        *self.lock() = Heard::default();
    }

    /// Hears a sign of the release on trial; gives whether one of its pages was silent for too long, which is a failed check.
    /// Then it begins anew with the next sign of a page.
    pub fn hear(&self, sign: Sign, release: Option<u64>, now: Instant) -> bool {
        let mut heard = self.lock();
        if heard.release != release {
            // Pages that are open still are of the release before: of this one none was opened.
            *heard = Heard {
                release,
                ..Heard::default()
            };
        }
        match sign {
            Sign::Spoke => heard.silent = None,
            Sign::Checked => (heard.silent, heard.unchecked) = (None, None),
            Sign::Opened { .. } | Sign::Nothing => {}
        }
        let long = |since: Option<Instant>| {
            since.is_some_and(|since| now.saturating_duration_since(since) >= self.longest)
        };
        let over = long(heard.silent) || long(heard.unchecked);
        if over {
            (heard.silent, heard.unchecked) = (None, None);
        }
        match sign {
            Sign::Opened { first } => {
                heard.first = first;
                heard.silent = heard.silent.or(Some(now));
                heard.unchecked = heard.unchecked.or(Some(now)).filter(|_| first);
            }
            // A page that is alive is not opened anew: its check is waited for from now on.
            Sign::Spoke if heard.first => heard.unchecked = heard.unchecked.or(Some(now)),
            Sign::Spoke | Sign::Checked | Sign::Nothing => {}
        }
        over
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How the check of a release's first page goes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Check {
        Ends,
        /// It does not run, or waits for ever.
        Never,
        /// It runs for ever, and nothing else of the page from then on.
        Freezes,
    }

    /// Who is at the screen.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Screen {
        Off,
        Nobody,
        /// Somebody goes on to another page at once, whenever the first one shows; the page resets two minutes later.
        Visitor,
        /// As above for an hour, and then nobody.
        VisitorGone,
    }

    #[derive(Debug, PartialEq, Eq)]
    enum End {
        Proved,
        Back,
        OnTrial,
    }

    /// Two hours of a trial, second by second: the page, and the program that starts a silent session again.
    fn trial(speaks: bool, check: Check, screen: Screen) -> (End, u64) {
        let silence = Silence::new(SILENCE);
        let begun = Instant::now();
        let mut failures = 0;
        let (mut opened, mut spoke): (Option<u64>, Option<u64>) = (None, None);
        let (mut first, mut arrived) = (true, 0);
        let mut session = 0;
        for second in 0..7200 {
            let now = begun + Duration::from_secs(second);
            let mut signs = Vec::new();
            if screen != Screen::Off {
                let visited =
                    screen == Screen::Visitor || screen == Screen::VisitorGone && second < 3600;
                let since = opened.map(|_| second - arrived);
                let frozen = check == Check::Freezes && first && since >= Some(1);
                let goes_on = match first {
                    true => visited && !frozen && since == Some(1),
                    false => since == Some(122),
                };
                if opened.is_none() && second == session + 3 {
                    (opened, first, arrived) = (Some(second), true, second);
                    signs.push(Sign::Opened { first });
                } else if goes_on {
                    (first, arrived) = (!first, second);
                    signs.push(Sign::Opened { first });
                }
                let since = opened.map(|_| second - arrived);
                if let (Some(since), false) = (since, frozen) {
                    if speaks && since % 2 == 0 {
                        (spoke, _) = (Some(second), signs.push(Sign::Spoke));
                    }
                    // It asks what is on trial before it looks.
                    if first && since % 20 == 2 && check == Check::Ends {
                        signs.extend([Sign::Spoke, Sign::Checked]);
                    }
                }
            }
            if second % 5 == 0 {
                signs.push(Sign::Nothing);
                let asked = spoke.filter(|spoke| *spoke >= session);
                let over = match asked {
                    Some(spoke) => second - spoke > 90,
                    None => second - session > 180,
                };
                if over && screen != Screen::Off {
                    (session, opened) = (second + 2, None);
                }
            }
            for sign in signs {
                if silence.hear(sign, Some(4), now) {
                    failures += 1;
                }
                match sign {
                    _ if failures == 3 => return (End::Back, second),
                    Sign::Checked => return (End::Proved, second),
                    _ => {}
                }
            }
        }
        (End::OnTrial, 7200)
    }

    #[test]
    fn every_trial_ends_and_only_silence_fails_it() {
        for speaks in [true, false] {
            for screen in [
                Screen::Off,
                Screen::Nobody,
                Screen::Visitor,
                Screen::VisitorGone,
            ] {
                for check in [Check::Ends, Check::Never, Check::Freezes] {
                    let (end, second) = trial(speaks, check, screen);
                    let told =
                        format!("speaks {speaks}, {check:?}, {screen:?}: {end:?} after {second} s");
                    let expected = match (screen, check) {
                        (Screen::Off, _) => End::OnTrial,
                        // The first page was never there for long enough.
                        (Screen::Visitor, Check::Ends | Check::Never) if speaks => End::OnTrial,
                        // Whoever never asks for sticks is silent on other pages: that is broken too.
                        (Screen::Nobody, Check::Ends) => End::Proved,
                        (_, Check::Ends) if speaks => End::Proved,
                        _ => End::Back,
                    };
                    assert_eq!(end, expected, "{told}");
                    let most = if screen == Screen::VisitorGone {
                        3600 + 900
                    } else {
                        900
                    };
                    assert!(end == End::OnTrial || second <= most, "{told}");
                }
            }
        }
    }

    #[test]
    fn what_is_heard_of_one_release_says_nothing_of_the_next() {
        let silence = Silence::new(SILENCE);
        let begun = Instant::now();
        let at = |seconds| begun + Duration::from_secs(seconds);
        assert!(!silence.hear(Sign::Opened { first: true }, Some(3), at(0)));
        // Whoever reads the first page of the release before goes on reading.
        for second in 1..1000 {
            assert!(!silence.hear(Sign::Spoke, Some(4), at(second)), "{second}");
        }
        assert!(!silence.hear(Sign::Opened { first: true }, Some(4), at(1000)));
        assert!(!silence.hear(Sign::Spoke, Some(4), at(1119)));
        assert!(silence.hear(Sign::Spoke, Some(4), at(1120)));
        silence.forget();
        assert!(!silence.hear(Sign::Nothing, Some(4), at(2000)));
    }
}
