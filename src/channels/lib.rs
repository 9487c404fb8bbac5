//! A ward's posts for other channels than its site: bulletins for the loudspeaker, messages for Zalo, Facebook, SMS and e-mail.
//!
//! Posts come in as `site` loads them, files of a week or a month go out as names and bytes: nothing is read or written here,
//! and the same posts give the same bytes. Loa sends nothing: a person does, with what is made here.
//!
//! ```
//! use channels::Span;
//!
//! let week: Span = Span::parse("2026-W49").unwrap();
//! assert_eq!(week.first.to_string(), "2026-11-30");
//! assert_eq!(week.last.to_string(), "2026-12-06");
//! ```

mod airtime;
mod calendar;
mod files;
mod item;
mod message;
mod problem;
mod schedule;
mod sheet;
mod span;
mod speech;
pub mod wav;

#[cfg(test)]
mod tests;

pub use airtime::Slot;
pub use files::{File, Products, Speech, products};
pub use item::{Item, Items};
pub use message::{Messages, messages};
pub use problem::Problem;
pub use schedule::{Broadcast, Schedule, schedule};
pub use span::Span;
