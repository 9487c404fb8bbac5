//! The kiosk as a whole: bundles that were tampered with, kiosks that were killed, pages as a browser asks for them.

mod bench;
#[cfg(target_os = "linux")]
mod blocks;
mod damage;
mod fuzzed;
mod imports;
#[cfg(target_os = "linux")]
mod killed;
#[cfg(target_os = "linux")]
mod model;
mod served;
mod sticks;
