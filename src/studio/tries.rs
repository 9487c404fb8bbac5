//! How often somebody may try a password or a code: so many times in ten minutes for each name and each address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a try counts.
const WHILE: Duration = Duration::from_secs(600);

/// Most tries from one address, whatever the names, and for one name, wherever from.
const MOST: (usize, usize) = (10, 20);

/// Most names and addresses that are remembered.
const KEPT: usize = 4096;

/// Whose tries are counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Whose {
    Address(IpAddr),
    Name(String),
}

/// The tries of the last minutes that led nowhere.
#[derive(Debug, Default)]
pub struct Tries {
    made: Mutex<HashMap<Whose, Vec<Instant>>>,
}

impl Tries {
    /// Counts a try from an address for a name before it is looked at, so that many at once are counted as well; says whether
    /// it may be looked at.
    pub fn may(&self, from: IpAddr, name: &str) -> bool {
        self.may_at(Instant::now(), from, name)
    }

    fn may_at(&self, now: Instant, from: IpAddr, name: &str) -> bool {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = |at: &Instant| now.duration_since(*at) < WHILE;
        made.retain(|_, tries| tries.iter().any(counts));
        if made.len() >= KEPT {
            return false;
        }
        let mut within = true;
        for (whose, most) in whose(from, name).into_iter().zip([MOST.0, MOST.1]) {
            let tries = made.entry(whose).or_default();
            tries.retain(counts);
            within &= tries.len() < most;
        }
        if within {
            for whose in whose(from, name) {
                made.entry(whose).or_default().push(now);
            }
        }
        within
    }

    /// The last try led somewhere: those before it count no more.
    pub fn forget(&self, from: IpAddr, name: &str) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        for whose in whose(from, name) {
            made.remove(&whose);
        }
    }
}

fn whose(from: IpAddr, name: &str) -> [Whose; 2] {
    [Whose::Address(from), Whose::Name(name.to_owned())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_run_out_for_an_address_and_for_a_name_and_come_back() {
        let (tries, now) = (Tries::default(), Instant::now());
        let from = |last: u8| IpAddr::from([192, 168, 1, last]);
        for _ in 0..MOST.0 {
            assert!(tries.may_at(now, from(1), "Lan"));
        }
        assert!(!tries.may_at(now, from(1), "Minh"), "another name");
        for _ in MOST.0..MOST.1 {
            assert!(tries.may_at(now, from(2), "Lan"));
        }
        assert!(!tries.may_at(now, from(3), "Lan"), "another address");
        assert!(tries.may_at(now, from(3), "Minh"));
        let later = now + WHILE;
        assert!(tries.may_at(later, from(1), "Lan"));
    }

    #[test]
    fn the_right_password_begins_the_count_again() {
        let tries = Tries::default();
        let from = IpAddr::from([192, 168, 1, 1]);
        for _ in 0..5 {
            for _ in 0..MOST.0 - 1 {
                assert!(tries.may(from, "Lan"));
            }
            tries.forget(from, "Lan");
        }
    }
}
