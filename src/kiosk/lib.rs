//! The kiosk: a touch screen without a network that shows one ward's site and takes new ones from a stick.
//!
//! A release travels as a *bundle*: one file that holds a signed manifest and the objects that the manifest names
//! ([`bundle`] defines the form). Who may sign is said by [`keys`]. A kiosk keeps three bundles in slots and says in two
//! small records which of them it shows ([`state`]); [`import`] takes a bundle in, [`serve`] shows it;
//! [`feedback`] counts what visitors open and look for in
//! vain, [`stick`] waits for the stick that it comes on, and [`supervise`] keeps all of that going; [`install`]
//! makes a machine a kiosk.

pub mod bundle;
pub mod feedback;
pub mod import;
pub mod install;
pub mod keys;
pub mod refusal;
pub mod serve;
pub mod state;
pub mod stick;
pub mod supervise;

/// The kiosk program's own number: a bundle may ask for a program of at least some number.
pub const PROGRAM: u64 = 1;
