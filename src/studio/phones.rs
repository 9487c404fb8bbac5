//! The links by which phones send pictures to forms: how long each is good, how many pictures it takes, and which came.

use crate::session::{same, secret};
use serde::Serialize;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a link is good.
pub const WHILE: Duration = Duration::from_secs(900);

/// Most links at once; the oldest ends when another is made.
const MOST: usize = 8;

/// Most pictures that come by one link.
pub const PICTURES: usize = 12;

/// A picture that came.
#[derive(Debug, Clone, Serialize)]
pub struct Came {
    /// What the phone called it.
    pub name: String,
    /// What names it among those that were given.
    pub id: String,
}

#[derive(Debug)]
struct Link {
    code: String,
    /// The session whose form gets the pictures.
    session: String,
    made: Instant,
    /// Pictures that were begun: those that are refused count as well.
    begun: usize,
    came: Vec<Came>,
}

/// The links that are good.
#[derive(Debug, Default)]
pub struct Phones {
    open: Mutex<Vec<Link>>,
}

impl Phones {
    fn with<T>(&self, code: &str, use_it: impl FnOnce(&mut Link) -> T) -> Option<T> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|link| link.made.elapsed() < WHILE);
        let found = open.iter_mut().find(|link| same(&link.code, code));
        found.map(use_it)
    }

    /// A link for a session's form, in the place of the one before.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn make(&self, session: &str) -> io::Result<String> {
        let code = secret()?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|link| link.session != session);
        if open.len() >= MOST {
            open.remove(0);
        }
        open.push(Link {
            code: code.clone(),
            session: session.to_owned(),
            made: Instant::now(),
            begun: 0,
            came: Vec::new(),
        });
        Ok(code)
    }

    /// Ends the link of a session's form.
    pub fn end(&self, session: &str) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|link| link.session != session);
    }

    /// Whether a link is good.
    pub fn is_good(&self, code: &str) -> bool {
        self.with(code, |_| ()).is_some()
    }

    /// The pictures that came by a session's link behind the first `seen`; `None` where it is not good.
    pub fn came(&self, code: &str, session: &str, seen: usize) -> Option<Vec<Came>> {
        self.with(code, |link| {
            let own = link.session == session;
            own.then(|| link.came.iter().skip(seen).cloned().collect())
        })?
    }

    /// Notes that a picture came; `None` where the link is not good any more.
    pub fn put(&self, code: &str, came: Came) -> Option<()> {
        self.with(code, |link| {
            // A phone that heard no answer sends the same again.
            if !link.came.iter().any(|known| known.id == came.id) {
                link.came.push(came);
            }
        })
    }

    /// Counts a picture before it is read, so that many at once are counted as well; `None` where the link is not good.
    pub fn begin(&self, code: &str) -> Option<bool> {
        self.with(code, |link| {
            link.begun += 1;
            link.begun <= PICTURES
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_takes_so_many_pictures_and_ends_with_its_form() {
        let phones = Phones::default();
        let first = phones.make("one").unwrap();
        let code = phones.make("one").unwrap();
        assert_eq!(phones.begin(&first), None, "the one before ended");
        let other = phones.make("two").unwrap();
        for _ in 0..PICTURES {
            assert_eq!(phones.begin(&code), Some(true));
        }
        assert_eq!(phones.begin(&code), Some(false));
        assert_eq!(phones.begin(&other), Some(true));
        assert_eq!(phones.begin("0"), None);
        phones.end("one");
        assert_eq!(phones.begin(&code), None);
        assert_eq!(phones.begin(&other), Some(true));
    }
}
