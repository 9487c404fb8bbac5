//! Rendering: a ward's posts → the bytes of its pages.

mod addresses;
mod calendar;
mod claim;
pub mod context;
mod feed;
mod finding;
mod folds;
mod home;
mod icalendar;
mod kiosk;
mod list;
mod loads;
mod media;
mod motif;
mod pages;
mod patterns;
mod post;
mod poster;
mod registers;
mod share;
mod shell;
mod site;
mod social;
mod theme;
mod tiles;
mod ways_out;
mod web_app;
pub mod words;
mod work;

pub use addresses::file_of;
pub use loads::{Loads, Shown};
pub use pages::{Page, Plan};
pub use share::qr;
pub use site::{RenderOptions, Site};
pub use theme::Theme;
pub use ways_out::without_ways_out;
