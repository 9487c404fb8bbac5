//! Rendering: a ward's posts → the bytes of its pages.

pub mod context;
mod feed;
mod home;
mod linker;
mod list;
mod lists;
mod pages;
mod post;
mod shell;
mod site;
mod theme;
pub mod words;

pub use linker::{LinkStyle, Linker};
pub use pages::{PAGES, Page, Plan, RESERVED};
pub use site::{RenderOptions, Site};
pub use theme::Theme;
