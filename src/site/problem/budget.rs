//! What a page can be too heavy in.

use base::lang::{Lang, Localise};
use std::borrow::Cow;

/// What a budget is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Budget {
    /// HTML and CSS of a lesson.
    Lesson,
    /// Scripts.
    Scripts,
    /// Pictures in the first view.
    FirstView,
    /// Fonts.
    Fonts,
}

impl Localise for Budget {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::Lesson => ("HTML và CSS", "HTML and CSS"),
            Self::Scripts => ("mã lệnh", "scripts"),
            Self::FirstView => ("ảnh ở đầu trang", "pictures in the first view"),
            Self::Fonts => ("phông chữ", "fonts"),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}
