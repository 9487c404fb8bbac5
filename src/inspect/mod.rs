//! What a document's file holds beside the pages that it shows: comments, deleted words, authors, programs, other files.
//!
//! Nothing here judges: it lists, within the limits of the importer, and says what it could not look at.

mod inspector;
mod package;
mod pdf;
mod photograph;
mod plain;

pub use inspector::Inspector;
pub use package::kind;
pub use pdf::{CHILD, child};
pub(crate) use photograph::photograph_place;

use crate::import::read::Format;
use crate::import::read::pdf as reader;
use crate::lang::{Lang, Localise};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::path::Path;

/// Longest text that is looked at in one file, in bytes.
const TEXT_LIMIT: usize = 4 << 20;

/// Most things of one kind that are listed.
const LIST_LIMIT: usize = 200;

/// Where in a document words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// On its pages.
    Text,
    /// In comments and speaker's notes.
    Comment,
    /// Among words that were deleted with changes tracked.
    Deleted,
    /// At the head or foot of pages.
    Margin,
    /// Among words that are formatted as hidden.
    Hidden,
    /// In the properties of the file.
    Property,
}

/// What a name in a document's file is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trace {
    /// Who wrote it, or saved it last.
    Author,
    /// Who commented on it or changed it.
    Reviewer,
    /// A path on somebody's computer.
    Path,
    /// Where a photograph in it was taken.
    Place,
}

/// What in a document acts, calls elsewhere or hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Danger {
    /// Macros.
    Macros,
    /// A script that runs when the document is opened or touched.
    Script,
    /// A command that the document starts.
    Launch,
    /// An ActiveX control.
    Control,
    /// A program among the files inside.
    Program,
    /// A file inside the document.
    Embedded,
    /// Something that is fetched from elsewhere when it is opened.
    Remote,
    /// Comments or tracked changes that were left in.
    Review,
}

impl Danger {
    /// Whether it can act on the reader's device.
    pub fn acts(self) -> bool {
        matches!(
            self,
            Self::Macros | Self::Script | Self::Launch | Self::Control | Self::Program
        )
    }
}

/// Why a document could not be looked into, or not to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Unread {
    /// It asks for a password.
    Locked,
    /// It breaks off or contradicts its format.
    Damaged,
    /// It is larger than what is looked at.
    TooLarge,
    /// Its pages are pictures.
    NoText,
    /// Its format is not known.
    Unknown,
}

/// What a document's file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inside {
    /// Its words by where they stand; tables as Markdown writes them.
    pub words: Vec<(Part, String)>,
    /// Names and places that it tells.
    pub traces: Vec<(Trace, String)>,
    /// What acts, calls or hides, and what it is called.
    pub dangers: Vec<(Danger, String)>,
    /// Why not all of it was looked at.
    pub unread: Option<Unread>,
}

impl Inside {
    fn say(&mut self, part: Part, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        let held: usize = self.words.iter().map(|(_, words)| words.len()).sum();
        if held + words.len() > TEXT_LIMIT || self.words.len() > 20 * LIST_LIMIT {
            self.unread = self.unread.or(Some(Unread::TooLarge));
            return;
        }
        self.words.push((part, words.to_owned()));
    }

    fn trace(&mut self, trace: Trace, words: &str) {
        let found = (trace, words.trim().to_owned());
        if !found.1.is_empty() && self.traces.len() < LIST_LIMIT && !self.traces.contains(&found) {
            self.traces.push(found);
        }
    }

    fn danger(&mut self, danger: Danger, name: &str) {
        let found = (danger, name.trim().to_owned());
        if self.dangers.len() < LIST_LIMIT && !self.dangers.contains(&found) {
            self.dangers.push(found);
        }
    }

    /// A path on somebody's computer, where words hold one.
    fn paths(&mut self, words: &str) {
        for path in plain::paths(words).into_iter().take(LIST_LIMIT) {
            self.trace(Trace::Path, &path);
        }
    }
}

/// Looks into a document. `program` is the command itself, which reads PDF files in a process of its own.
pub fn inspect(bytes: &[u8], program: &Path) -> Inside {
    match Format::of(bytes) {
        Ok(Format::Docx) => package::inspect(bytes),
        Ok(Format::Pdf) => {
            let answer = reader::ask(bytes, program, CHILD);
            let answer = answer.map_err(|problem| pdf::reason(&problem));
            answer.unwrap_or_else(|unread| Inside {
                unread: Some(unread),
                ..Inside::default()
            })
        }
        Ok(Format::Text) => plain::inspect(bytes),
        Err(_) => Inside {
            unread: Some(Unread::Unknown),
            ..Inside::default()
        },
    }
}

impl Localise for Part {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::Text => ("trong chữ", "in the text"),
            Self::Comment => ("trong ghi chú", "in a comment"),
            Self::Deleted => (
                "trong chữ đã xóa mà tệp còn giữ",
                "in deleted words that the file still holds",
            ),
            Self::Margin => ("ở đầu hoặc chân trang", "at the head or foot of a page"),
            Self::Hidden => ("trong chữ ẩn", "in hidden text"),
            Self::Property => ("trong thuộc tính của tệp", "in the properties of the file"),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}

impl Localise for Trace {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::Author => (
                "tên người soạn hoặc người lưu tệp",
                "the name of who wrote or saved the file",
            ),
            Self::Reviewer => (
                "tên người ghi chú hoặc sửa",
                "the name of who commented or edited",
            ),
            Self::Path => (
                "đường dẫn trên máy của người soạn",
                "a path on the writer's computer",
            ),
            Self::Place => (
                "tọa độ nơi chụp của ảnh bên trong",
                "the place of a photograph inside",
            ),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}

impl Localise for Danger {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::Macros => ("macro (lệnh tự chạy)", "macros"),
            Self::Script => ("lệnh tự chạy khi mở tệp", "a script"),
            Self::Launch => (
                "lệnh mở chương trình khác",
                "a command that starts a program",
            ),
            Self::Control => ("nút điều khiển ActiveX", "an ActiveX control"),
            Self::Program => ("chương trình đính kèm", "a program inside"),
            Self::Embedded => ("tệp khác đính bên trong", "another file inside"),
            Self::Remote => (
                "phần tải từ nơi khác khi mở",
                "something fetched from elsewhere when it is opened",
            ),
            Self::Review => (
                "ghi chú hoặc lời sửa chưa chốt",
                "comments or tracked changes",
            ),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}

impl Localise for Unread {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::Locked => ("tệp có mật khẩu", "the file is locked by a password"),
            Self::Damaged => (
                "tệp hỏng hoặc chưa tải hết",
                "the file is damaged or incomplete",
            ),
            Self::TooLarge => ("tệp quá lớn", "the file is too large"),
            Self::NoText => (
                "tệp không có chữ, có lẽ là ảnh chụp",
                "the file holds no text; its pages are probably pictures",
            ),
            Self::Unknown => (
                "không biết loại tệp này",
                "the type of the file is not known",
            ),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}
