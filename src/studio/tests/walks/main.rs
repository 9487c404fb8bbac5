//! From a text under the pen to the sites: roles, approvals, urgent posts, and random walks through all of it.

mod again;
mod beside;
mod days;
mod dice;
mod home;
mod house;
mod noting;
mod pictures;
mod roles;
mod schedule;
mod undo;
mod urgent;
mod walk;
