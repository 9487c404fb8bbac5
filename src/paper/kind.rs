//! Which sheets there are, and what they are called.

use base::lang::{Lang, Localise};
use std::borrow::Cow;

/// A sheet, or a set of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Product {
    /// A sheet folded twice.
    Leaflet,
    /// One sheet of a lesson.
    Handout,
    /// What is told, with its time.
    Talk,
    /// What people ask, and the answers.
    Questions,
    /// Questions to those who listened, the answers on the back.
    Quiz,
    /// Slides as PDF.
    Slides,
    /// The same for programs that show slides.
    Presentation,
}

impl Product {
    /// The name of its file.
    pub fn file(self) -> &'static str {
        match self {
            Self::Leaflet => "to-gap.pdf",
            Self::Handout => "to-phat-tay.pdf",
            Self::Talk => "bai-noi.pdf",
            Self::Questions => "hoi-dap.pdf",
            Self::Quiz => "trac-nghiem.pdf",
            Self::Slides => "trinh-chieu.pdf",
            Self::Presentation => "trinh-chieu.pptx",
        }
    }
}

impl Localise for Product {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::Leaflet => ("tờ gấp", "the leaflet"),
            Self::Handout => ("tờ phát tay", "the hand-out"),
            Self::Talk => ("bài nói chuyện", "the talk sheet"),
            Self::Questions => ("tờ hỏi đáp", "the sheet of questions"),
            Self::Quiz => ("phiếu trắc nghiệm", "the quiz"),
            Self::Slides => ("trang chiếu", "the slides"),
            Self::Presentation => ("trang chiếu PPTX", "the slides as PPTX"),
        };
        Cow::Borrowed(match lang {
            Lang::Vi => vi,
            Lang::En => en,
        })
    }
}
