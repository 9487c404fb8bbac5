//! Loa: builds one static, searchable site per Vietnamese ward from Markdown posts.
//!
//! `ARCHITECTURE.md` is the map. Data goes one way: [`content`] loads it into the [`model`], [`compile`] makes a
//! compiled site of each ward, [`check`] looks for what is wrong, [`render`] makes pages, [`output`] writes them;
//! [`build::pipeline`] is the order.
//!
//! # A site from a root
//!
//! ```
//! use site::content::LoadOptions;
//! use site::delivery::Delivery;
//! use site::build::pipeline::{self, BuildOptions};
//! use base::progress::Silent;
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

pub mod assets;
pub mod build;
pub mod check;
pub mod compile;
pub mod content;
pub mod delivery;
pub mod inspect;
pub mod linker;
pub mod markdown;
pub mod model;
pub mod output;
pub mod preview;
pub mod problem;
pub mod render;
pub mod root;
