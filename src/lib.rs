//! Loa: builds one static, searchable site per Vietnamese ward from Markdown posts.
//!
//! `ARCHITECTURE.md` is the map. Data goes one way: [`content`] loads it into the [`model`], [`compile`] makes a
//! compiled site of each ward, [`check`] looks for what is wrong, [`render`] makes pages, [`output`] writes them;
//! [`pipeline`] is the order.
//!
//! # A site from a root
//!
//! ```
//! use loa::content::LoadOptions;
//! use loa::delivery::Delivery;
//! use loa::pipeline::{self, BuildOptions};
//! use loa::progress::Silent;
//! use std::fs;
//!
//! # fn main() -> std::io::Result<()> {
//! let root = tempfile::tempdir()?;
//! let ward = root.path().join("content/phuong-mau");
//! fs::create_dir_all(ward.join("tin"))?;
//! fs::write(
//!     ward.join("ward.toml"),
//!     r#"
//!         name = "Phường Mẫu"
//!         short_name = "Mẫu"
//!         province = "Tỉnh Mẫu"
//!         base_url = "https://phuong-mau.example.vn/"
//!     "#,
//! )?;
//! fs::write(
//!     ward.join("tin/bai-dau.md"),
//!     "+++\ntitle = \"Bài đầu\"\ndate = 2026-11-22\n+++\n\nXin chào.\n",
//! )?;
//!
//! let options = BuildOptions {
//!     root: root.path().to_owned(),
//!     out: root.path().join("public"),
//!     load: LoadOptions::default(),
//!     today: jiff::civil::date(2026, 11, 28),
//!     delivery: Delivery::default(),
//! };
//! let report = pipeline::build(&options, &Silent).expect("a root without problems");
//! assert_eq!((report.wards, report.posts), (1, 1));
//! assert!(options.out.join("phuong-mau/tin/bai-dau/index.html").is_file());
//!
//! // A problem is a value with its place; nothing is published, and the site is as it was.
//! fs::write(ward.join("tin/bai-hai.md"), "Không có phần mở đầu.\n")?;
//! let problems = pipeline::build(&options, &Silent).expect_err("a post without front matter");
//! assert!(problems.has_errors());
//! assert!(!options.out.join("phuong-mau/tin/bai-hai").exists());
//! # Ok(())
//! # }
//! ```

// Its macro is known to the modules behind it.
#[macro_use]
pub mod pattern;

pub mod assets;
pub mod author;
pub mod check;
pub mod compile;
pub mod content;
pub mod delivery;
pub mod diagnostic;
pub mod digest;
pub mod disk;
pub mod first_aid;
mod glance;
pub mod import;
pub mod inspect;
pub mod lang;
pub mod linker;
pub mod manifest;
pub mod markdown;
pub mod model;
pub mod notice;
pub mod offline;
pub mod output;
pub mod pipeline;
pub mod preview;
pub mod problem;
pub mod progress;
pub mod reason;
pub mod render;
pub mod retire;
pub mod root;
pub mod schema;
pub mod search;
pub mod slug;
pub mod source;
#[cfg(test)]
mod stopwatch;
pub mod unseen;
pub mod weight;
pub mod words;
pub mod workshop;
