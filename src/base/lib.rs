//! What every part of Loa stands on: problems and sentences in two languages, texts and addresses, files that are there whole
//! or not at all, and the schema of posts.
//!
//! # A problem and its place
//!
//! ```
//! use base::diagnostic::Diagnostic;
//! use base::lang::Lang;
//! use base::message::Message;
//! use base::problem::FileProblem;
//! use base::source::SourceFile;
//!
//! let source = SourceFile {
//!     path: "content/phuong-mau/tin/bai-dau.md".into(),
//!     text: "+++\ntitle = \"Bài đầu\"\n+++\n".into(),
//! };
//! let problem = FileProblem::FileTooLarge { size: 9, limit: 8 };
//! let diagnostic = Diagnostic::at(&source, 4..9, problem);
//! assert_eq!(diagnostic.place.as_ref().map(|place| place.line), Some(2));
//! assert_eq!(diagnostic.problem.text(Lang::En), "the file has 9 bytes, over the limit of 8");
//! ```

#[macro_use]
pub mod message;
#[macro_use]
pub mod pattern;

pub mod byte_range;
pub mod diagnostic;
pub mod digest;
pub mod disk;
pub mod glance;
pub mod held;
pub mod lang;
pub mod lunar;
pub mod manifest;
pub mod problem;
pub mod progress;
pub mod reason;
pub mod schema;
pub mod slug;
pub mod sms;
pub mod source;
pub mod stopwatch;
pub mod text;
pub mod times;
pub mod unseen;
pub mod words;
