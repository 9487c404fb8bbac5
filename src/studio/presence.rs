//! Who has which text open: told to others who write, so that they talk to each other. It keeps nobody out.

use crate::session::Session;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long somebody counts as there after their window last said so; it does every few seconds.
const WHILE: Duration = Duration::from_secs(25);

/// Most windows that are remembered.
const KEPT: usize = 256;

/// A window that has a text open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct There {
    /// Whose window it is.
    pub name: String,
    /// The text's file from the root.
    pub path: String,
    session: String,
    at: Instant,
}

/// Everybody who has a text open.
#[derive(Debug, Default)]
pub struct Presence {
    there: Mutex<Vec<There>>,
}

impl Presence {
    /// Notes that somebody has a text open.
    pub fn note(&self, session: &Session, path: &str) {
        let there = There {
            name: session.who(),
            path: path.to_owned(),
            session: session.id.clone(),
            at: Instant::now(),
        };
        let mut all = self.there.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|other| (&other.session, &other.path) != (&there.session, &there.path));
        if all.len() >= KEPT {
            all.remove(0);
        }
        all.push(there);
    }

    /// Who else has a text open, by path and name.
    pub fn others(&self, session: &Session) -> Vec<There> {
        self.others_at(Instant::now(), &session.id)
    }

    fn others_at(&self, now: Instant, session: &str) -> Vec<There> {
        let mut all = self.there.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|there| now.duration_since(there.at) < WHILE);
        let mut others: Vec<_> = all
            .iter()
            .filter(|there| there.session != session)
            .collect();
        others.sort_by(|a, b| (&a.path, &a.name).cmp(&(&b.path, &b.name)));
        others.dedup_by(|a, b| (&a.path, &a.name) == (&b.path, &b.name));
        others.into_iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Sessions;

    #[test]
    fn others_are_told_of_each_text_until_they_left() {
        let (sessions, _) = Sessions::new(1).unwrap();
        for name in ["Lan", "Minh"] {
            let from = [192, 168, 1, 2].into();
            sessions.open_far(name, from, "điện thoại").unwrap();
        }
        let [(lan, _), (minh, _)] = &sessions.far()[..] else {
            panic!("two sessions");
        };
        let presence = Presence::default();
        for path in ["b.md", "a.md", "a.md"] {
            presence.note(lan, path);
        }
        assert_eq!(presence.others(lan), []);
        let told = |now| {
            let others = presence.others_at(now, &minh.id).into_iter();
            others.map(|there| there.path).collect::<Vec<_>>()
        };
        assert_eq!(told(Instant::now()), ["a.md", "b.md"]);
        assert!(told(Instant::now() + WHILE).is_empty());
    }
}
