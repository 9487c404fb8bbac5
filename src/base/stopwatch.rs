//! How long work takes, for tests: the clock says little on a machine that has other work too.

use std::time::{Duration, Instant};

/// How long `work` keeps this thread's processor busy, where Linux tells it; else by the clock.
pub fn time(work: impl FnOnce()) -> Duration {
    let (before, start) = (busy(), Instant::now());
    work();
    match (before, busy()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    }
}

fn busy() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
