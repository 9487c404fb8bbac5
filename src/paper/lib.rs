//! A lesson or a fact check on paper and in slides: what is handed out, told and asked in a meeting.
//!
//! Compiled posts come in as `site` makes them, files go out as names and bytes: nothing is read or written here, and the same
//! posts give the same bytes. Paper says what the page says; a sheet that cannot hold a text names what it leaves to the page,
//! and is not made where that would be something about safety.

mod columns;
mod deck;
mod fit;
mod furniture;
mod handout;
mod kind;
mod leaflet;
mod lines;
mod look;
mod pages;
mod pptx;
mod pptx_parts;
mod problem;
mod product;
mod questions;
mod quiz;
mod rows;
mod sheet;
mod slides;
mod subject;
mod talk;
mod text;
mod type_set;

#[cfg(test)]
mod tests;

pub use kind::Product;
pub use problem::Problem;
pub use product::{File, Products, products};
