//! The kiosk as a whole: bundles that were tampered with, kiosks that were killed, pages as a browser asks for them.

mod bench;
mod damage;
mod imports;
#[cfg(target_os = "linux")]
mod killed;
mod served;
mod sticks;
