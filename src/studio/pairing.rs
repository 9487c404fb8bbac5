//! Links that let one person in once: made on this machine, shown as a QR code, good for five minutes. With one they set their
//! password.

use crate::session::{same, secret};
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a link is good.
pub const WHILE: Duration = Duration::from_secs(300);

/// Most links at once; the oldest ends when another is made.
const MOST: usize = 16;

#[derive(Debug)]
struct Link {
    code: String,
    name: String,
    made: Instant,
}

/// The links that are good.
#[derive(Debug, Default)]
pub struct Pairings {
    open: Mutex<Vec<Link>>,
}

impl Pairings {
    /// A link for somebody, in the place of the one before; gives its code.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn make(&self, name: &str) -> io::Result<String> {
        let code = secret()?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|link| link.name != name);
        if open.len() >= MOST {
            open.remove(0);
        }
        open.push(Link {
            code: code.clone(),
            name: name.to_owned(),
            made: Instant::now(),
        });
        Ok(code)
    }

    /// Whose link this is, if it is good. A look uses nothing up: programs that show what stands behind a link look too.
    pub fn whose(&self, code: &str) -> Option<String> {
        self.whose_at(Instant::now(), code)
    }

    fn whose_at(&self, now: Instant, code: &str) -> Option<String> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|link| now.duration_since(link.made) < WHILE);
        let found = open.iter().find(|link| same(&link.code, code));
        found.map(|link| link.name.clone())
    }

    /// Uses a link up; says whose it was.
    pub fn take(&self, code: &str) -> Option<String> {
        let whose = self.whose(code)?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let before = open.len();
        open.retain(|link| !same(&link.code, code));
        // Another took it in between.
        (open.len() < before).then_some(whose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_good_once_and_for_some_minutes() {
        let pairings = Pairings::default();
        let code = pairings.make("Lan").unwrap();
        assert_eq!(pairings.whose("0"), None);
        assert_eq!(pairings.whose(&code).as_deref(), Some("Lan"));
        assert_eq!(pairings.take(&code).as_deref(), Some("Lan"));
        assert_eq!((pairings.whose(&code), pairings.take(&code)), (None, None));
        let code = pairings.make("Lan").unwrap();
        assert_eq!(pairings.whose_at(Instant::now() + WHILE, &code), None);
    }

    #[test]
    fn a_second_link_for_somebody_ends_the_first() {
        let pairings = Pairings::default();
        let (first, other) = (
            pairings.make("Lan").unwrap(),
            pairings.make("Minh").unwrap(),
        );
        let second = pairings.make("Lan").unwrap();
        assert_eq!(pairings.take(&first), None);
        assert_eq!(pairings.take(&second).as_deref(), Some("Lan"));
        assert_eq!(pairings.take(&other).as_deref(), Some("Minh"));
    }
}
