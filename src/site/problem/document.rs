//! What a document's file can hold beside its pages, and why one cannot be looked into.

use base::lang::{Lang, Localise};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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
