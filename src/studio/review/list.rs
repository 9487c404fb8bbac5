//! A ward's list as it was read: where each text stands, who sent it, what its file holds.

use crate::bound::Files;
use crate::deed::{Deed, Event, Standing};
use crate::looks::Looks;
use author::Version;
use base::digest::sha256 as digest;
use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

/// A ward's list, as it was read.
#[derive(Debug, Default)]
pub(crate) struct List {
    /// What tells whether the file is another by now.
    pub(super) stamp: (u64, Option<SystemTime>),
    /// Whether its last line was torn.
    pub(super) open: bool,
    pub(super) standings: BTreeMap<String, Standing>,
    pub(super) looks: Looks,
    /// Who sent each text last, by path.
    pub(super) senders: BTreeMap<String, String>,
    /// What each text's file holds since it was last given something here, by path.
    pub(super) in_files: BTreeMap<String, Version>,
    /// The files that each of these texts uses, as they were approved with it.
    pub(super) bound: BTreeMap<String, Files>,
    /// The requests with which anything was done.
    pub(super) requests: BTreeSet<String>,
    pub(super) number: u64,
    /// The hash of the last line.
    pub(super) last: String,
}

impl List {
    /// Reads a list.
    pub(super) fn of(stamp: (u64, Option<SystemTime>), bytes: &[u8]) -> Self {
        let mut list = Self {
            stamp,
            open: !bytes.is_empty() && !bytes.ends_with(b"\n"),
            ..Self::default()
        };
        for line in bytes.split(|byte| *byte == b'\n') {
            if line.is_empty() {
                continue;
            }
            list.last = digest(line);
            if let Ok(event) = serde_json::from_slice::<Event>(line) {
                list.follow(event);
            }
        }
        list
    }

    /// Takes up what was done next.
    pub(crate) fn follow(&mut self, event: Event) {
        self.number = event.number;
        self.looks.follow(&event);
        self.requests.extend(event.request.clone());
        if event.what == Deed::Sent {
            self.senders.insert(event.path.clone(), event.by.clone());
        }
        if event.what.is_in_file() {
            self.in_files
                .insert(event.path.clone(), event.version.clone());
            self.bound.insert(event.path.clone(), event.files.clone());
        }
        let standing = self.standings.get_mut(&event.path);
        match (event.what, standing) {
            // What waits for approval goes on waiting, whatever becomes of the text that the sites have.
            (Deed::Looked, Some(standing)) if standing.what.waits() => {}
            (Deed::Withdrawn, Some(standing))
                if standing.what.waits() && standing.base == event.base =>
            {
                standing.base = Some(event.version);
            }
            _ => {
                self.standings.insert(event.path.clone(), event);
            }
        }
    }

    /// Where a text stands.
    pub(crate) fn standing(&self, path: &str) -> Option<&Standing> {
        self.standings.get(path)
    }

    /// What the sites have in haste.
    pub(crate) fn looks(&self) -> &Looks {
        &self.looks
    }
}
