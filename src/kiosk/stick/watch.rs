//! Waits for a stick, takes what is on it, and says on the board how that went.

use super::board::{Board, Notice};
use super::{Sticks, find};
use crate::feedback::{Counts, file_name};
use crate::import::{Taken, take};
use crate::refusal::Refusal;
use crate::state::Kiosk;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long it stands on the screen that a stick was pulled out too early.
const LINGER: Duration = Duration::from_secs(30);

/// Looks after the sticks of one kiosk.
pub struct Watch {
    kiosk: Kiosk,
    sticks: Box<dyn Sticks>,
    board: Arc<Board>,
    counts: Arc<Counts>,
    /// The stick that was looked at last, with how that went: it is looked at once.
    handled: Option<(String, Notice)>,
    /// Until when that stands on the screen without a stick.
    until: Option<Instant>,
}

impl Watch {
    /// Waits for sticks of the kiosk, and tells `board`; brings `counts` to them.
    pub fn new(
        kiosk: Kiosk,
        sticks: Box<dyn Sticks>,
        board: Arc<Board>,
        counts: Arc<Counts>,
    ) -> Self {
        Self {
            kiosk,
            sticks,
            board,
            counts,
            handled: None,
            until: None,
        }
    }

    /// Looks once at what is plugged in; returns when whatever was to do is done.
    pub fn turn(&mut self) {
        let plugged = self.sticks.plugged();
        match plugged.as_slice() {
            [] => {
                let lingers = self.until.is_some_and(|until| Instant::now() < until);
                if !lingers {
                    (self.handled, self.until) = (None, None);
                    self.board.show(Notice::None);
                }
            }
            [stick] => {
                let before = self.handled.as_ref().filter(|(name, _)| name == stick);
                let notice = match before {
                    Some((_, notice)) => notice.clone(),
                    None => self.handle(stick),
                };
                self.board.show(notice);
            }
            several => self.board.show(Notice::Refused(Refusal::SeveralSticks {
                count: several.len(),
            })),
        }
    }

    fn handle(&mut self, stick: &str) -> Notice {
        // One that waits for somebody else is looked at every second, and the screen goes on saying why.
        if self.board.shown().1 != Notice::Refused(Refusal::Busy {}) {
            self.board.show(Notice::Looking);
        }
        self.until = None;
        let (taken, root) = match self.sticks.open(stick).and_then(|roots| find(&roots)) {
            Ok(found) => (self.take(found.file), Some(found.root)),
            Err(refusal) => (Err(refusal), None),
        };
        let handed = root.and_then(|root| self.hand_over(&taken, &root));
        self.sticks.close();
        let notice = match taken {
            Ok(taken) => Notice::Taken(taken),
            // Somebody else is importing: this stick has its turn behind them.
            Err(Refusal::Busy {}) => return Notice::Refused(Refusal::Busy {}),
            Err(refusal) => Notice::Refused(self.unless_gone(stick, refusal)),
        };
        let notice = match handed {
            Some(well) => Notice::Handed(Box::new(notice), well),
            None => notice,
        };
        self.handled = Some((stick.to_owned(), notice.clone()));
        notice
    }

    fn take(&mut self, file: File) -> Result<Taken, Refusal> {
        let board = &self.board;
        let taken = take(&self.kiosk, file, &mut |step| {
            board.show(Notice::Taking(step))
        });
        if taken.is_ok() {
            self.counts.note_update();
            // Before the counts go to this very stick: what it says to have arrived is not brought again.
            if let Some(bundle) = self.kiosk.current().1 {
                self.counts.note_arrived(self.kiosk.number(), &bundle);
            }
        }
        taken
    }

    /// Brings the counts to a stick whose bundle is of this kiosk's own ward and signed for it: what lies on other sticks is
    /// nobody's business, and is not written to. Says whether that went well.
    fn hand_over(&mut self, taken: &Result<Taken, Refusal>, root: &Path) -> Option<bool> {
        let ours = match taken {
            Ok(_) => true,
            Err(refusal) => matches!(
                refusal,
                Refusal::AlreadyTaken { .. } | Refusal::Older { .. }
            ),
        };
        ours.then_some(())?;
        self.board.show(Notice::HandingOver);
        let written = self.counts.hand_over(&self.kiosk).and_then(|feedback| {
            let text = feedback.to_text();
            let name = file_name(&self.kiosk);
            self.sticks.write(root, &name, text.as_bytes())
        });
        Some(written.is_ok())
    }

    /// Whatever reading says of a stick that is gone, that is what is wrong.
    fn unless_gone(&mut self, stick: &str, refusal: Refusal) -> Refusal {
        if self.sticks.plugged().iter().any(|name| name == stick) {
            return refusal;
        }
        self.until = Some(Instant::now() + LINGER);
        Refusal::PulledOut {}
    }
}
