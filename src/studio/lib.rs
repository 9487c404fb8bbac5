//! The studio: a server for one machine where a person who does not program writes, previews, sends, approves and publishes
//! posts. Nothing typed is lost: see [`journal`].

pub mod addresses;
pub mod api;
pub mod approvals;
pub mod blocks;
pub mod builds;
mod crew;
pub mod deed;
pub mod desk;
pub mod desktop;
pub mod diff;
pub mod failure;
pub mod form;
mod guard;
pub mod history;
pub mod importing;
pub mod journal;
pub mod looks;
mod noted;
pub mod pages;
pub mod people;
mod pictures;
pub mod places;
pub mod problem;
mod publish;
pub mod reading;
pub mod review;
pub mod reviewed;
pub mod roles;
pub mod second_look;
pub mod session;
pub mod shape;
pub mod shared;
pub mod shelf;
pub mod start;
pub mod state;
pub mod texts;
pub mod told;
pub mod undo;
pub mod verdict;
pub mod web;
pub mod work;

pub use desk::Options;
pub use web::Server;
