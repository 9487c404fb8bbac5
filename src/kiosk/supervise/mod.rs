//! A kiosk that looks after itself: it serves, waits for sticks, and tells the system that it lives; a second process
//! beside it ([`screen`]) keeps a living browser on the screen.

pub mod notify;
pub mod screen;

use crate::serve::Server;
use crate::state::Kiosk;
use crate::stick::{Sticks, Watch};
use notify::Notify;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often it is looked whether a stick was plugged in.
const PAUSE: Duration = Duration::from_secs(1);

/// How long one look may last before the system is no longer told that all is well: the largest bundle takes less.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// Serves and waits for sticks until the program ends.
pub fn run(server: Arc<Server>, kiosk: Kiosk, sticks: Box<dyn Sticks>) {
    let mut watch = Watch::new(kiosk, sticks, server.board(), server.counts());
    let begun = Instant::now();
    let looked = Arc::new(AtomicU64::new(0));
    let seconds = {
        let looked = Arc::clone(&looked);
        move || Duration::from_secs(looked.load(Ordering::Relaxed))
    };
    thread::spawn(move || {
        loop {
            watch.turn();
            looked.store(begun.elapsed().as_secs(), Ordering::Relaxed);
            thread::sleep(PAUSE);
        }
    });
    let notify = Notify::from_environment();
    let port = server.port();
    thread::spawn(move || server.run());
    notify.ready();
    loop {
        // A server that does not answer, or a stick that hangs for ever, is mended by starting again.
        let stuck = begun.elapsed().saturating_sub(seconds()) > LONGEST;
        if !stuck && screen::page_asked(port).is_some() {
            notify.alive();
        }
        thread::sleep(notify.pause());
    }
}
