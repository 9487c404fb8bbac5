//! A release on trial whose pages never say anything: its scripts do not run, so nothing of it can fail a check.
//!
//! Whoever opens a page makes it ask within seconds, so nothing here waits for somebody to touch the screen. A screen that is
//! off opens no page.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a page that was opened may be silent. A session whose page is silent is started again a minute later and opens it
/// anew; the third time the release before is shown, after some ten minutes.
pub const SILENCE: Duration = Duration::from_secs(120);

/// Since when a page of a release on trial is open of which nothing was heard.
#[derive(Debug, Default)]
pub struct Silence(Mutex<Option<Instant>>);

impl Silence {
    /// A browser has opened a page.
    pub fn opened(&self) {
        self.change(|since| Some(since.unwrap_or_else(Instant::now)));
    }

    /// A script has asked for something.
    pub fn broken(&self) {
        self.change(|_| None);
    }

    /// Whether it has lasted as long as this; it begins anew with the next page that is opened.
    pub fn is_over(&self, longest: Duration) -> bool {
        let mut over = false;
        self.change(|since| {
            over = since.is_some_and(|since| since.elapsed() >= longest);
            since.filter(|_| !over)
        });
        over
    }

    fn change(&self, next: impl FnOnce(Option<Instant>) -> Option<Instant>) {
        let mut since = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *since = next(*since);
    }
}
