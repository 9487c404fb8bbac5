//! Why a drawing cannot be read, and what there can be too much of in one.

use base::lang::{Lang, Localise};
use std::borrow::Cow;

/// Why a file is no drawing that can be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Defect {
    /// Another encoding than UTF-8, by name where the file tells one.
    Encoding(String),
    /// A character that no text holds.
    Character(u32),
    /// A name for a piece of text, which XML itself does not know.
    Entity(String),
    /// The outermost element is no `svg`.
    NotSvg,
    /// The outermost element does not say that it is SVG.
    NoNamespace,
    /// It ends too early.
    CutOff,
    /// Its XML is wrong.
    Syntax,
    /// It tells no size.
    NoSize,
}

impl Localise for Defect {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let vi = lang == Lang::Vi;
        let words = match self {
            Self::Encoding(name) if name.is_empty() && vi => "tệp không phải bảng mã UTF-8",
            Self::Encoding(name) if name.is_empty() => "the file is not UTF-8",
            Self::Encoding(name) if vi => {
                return format!("tệp ghi bảng mã `{name}`, không phải UTF-8").into();
            }
            Self::Encoding(name) => {
                return format!("the file declares the encoding `{name}`, not UTF-8").into();
            }
            Self::Character(code) if vi => {
                return format!("có ký tự U+{code:04X} mà văn bản không được chứa").into();
            }
            Self::Character(code) => {
                return format!("it holds the character U+{code:04X}, which no text may hold")
                    .into();
            }
            Self::Entity(name) if vi => {
                return format!("không biết `{name}` thay cho chữ gì").into();
            }
            Self::Entity(name) => return format!("nothing says what `{name}` stands for").into(),
            Self::NotSvg if vi => "phần tử ngoài cùng không phải `<svg>`",
            Self::NotSvg => "the outermost element is no `<svg>`",
            Self::NoNamespace if vi => "thẻ `<svg>` thiếu `xmlns=\"http://www.w3.org/2000/svg\"`",
            Self::NoNamespace => "`<svg>` lacks `xmlns=\"http://www.w3.org/2000/svg\"`",
            Self::CutOff if vi => "tệp bị cụt, thiếu phần cuối",
            Self::CutOff => "the file is cut off, its end is missing",
            Self::Syntax if vi => "sai cú pháp XML",
            Self::Syntax => "its XML is wrong",
            Self::NoSize if vi => {
                "thẻ `<svg>` không cho biết kích thước: cần `width` và `height`, hoặc `viewBox`"
            }
            Self::NoSize => "`<svg>` tells no size: it needs `width` and `height`, or `viewBox`",
        };
        words.into()
    }
}

/// What there is too much of in a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Load {
    /// Bytes of the file.
    Bytes,
    /// Elements, or attributes of one.
    Elements,
    /// Elements within elements.
    Depth,
    /// What is drawn again and again: `use`, patterns, markers, masks, dashes.
    Repeats,
    /// A part that shows itself.
    Circle,
    /// Points of one line or outline.
    Points,
    /// Rules of style.
    Rules,
    /// Places and lengths beyond all measure.
    Far,
}

impl Localise for Load {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::Bytes => ("tệp nặng quá 1 MB", "the file is over 1 MB"),
            Self::Elements => (
                "quá nhiều phần tử hoặc thuộc tính",
                "too many elements or attributes",
            ),
            Self::Depth => (
                "phần tử lồng nhau quá nhiều lớp",
                "elements nested too deeply",
            ),
            Self::Repeats => (
                "quá nhiều phần vẽ lặp lại (`use`, họa tiết, mũi tên, mặt nạ, nét đứt)",
                "too much is drawn again and again (`use`, patterns, markers, masks, dashes)",
            ),
            Self::Circle => (
                "một phần của hình dùng lại chính nó",
                "a part of it shows itself",
            ),
            Self::Points => (
                "một nét vẽ có quá nhiều điểm",
                "an outline has too many points",
            ),
            Self::Far => (
                "tọa độ hoặc độ dài quá 1.000.000",
                "places or lengths over 1,000,000",
            ),
            Self::Rules => ("quá nhiều quy tắc kiểu", "too many rules of style"),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}
