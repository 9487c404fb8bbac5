//! SVG drawings: read, sifted through a list of what may stay, and written anew. What is published was
//! written here; never a byte of the file as it came.
//!
//! read → sift → references → cost → write. The second and later stages see elements of SVG's own namespace alone.

mod cost;
mod css;
mod far;
mod list;
mod path;
mod read;
mod references;
mod sift;
mod size;
mod value;
mod write;

use crate::lang::{Lang, Localise};
use crate::problem::Problem;
use std::borrow::Cow;
use std::sync::Arc;

/// A drawing as it is published.
#[derive(Debug)]
pub struct Drawing {
    pub bytes: Arc<[u8]>,
    /// Pixels at which it is shown where there is room.
    pub width: u32,
    pub height: u32,
}

/// Makes the drawing that is published of a file.
///
/// # Errors
/// When it is no SVG, has no size, asks too much of a browser, or holds something that acts or that cannot be
/// left out unseen.
pub fn publish(id: &str, bytes: &[u8]) -> Result<Drawing, Problem> {
    let text = read::text(bytes).map_err(|defect| defect.problem(id, 1))?;
    let told = |Fault { at, what }: Fault| {
        let line = 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        what.problem(id, line)
    };
    let raw = read::tree(&text).map_err(told)?;
    let mut root = sift::sift(&raw).map_err(told)?;
    references::settle(&mut root);
    cost::within_budget(&root).map_err(told)?;
    let (width, height) = size::of(&root).ok_or_else(|| Defect::NoSize.problem(id, 1))?;
    size::tidy(&mut root);
    Ok(Drawing {
        bytes: write::document(&root).into_bytes().into(),
        width,
        height,
    })
}

/// The words of a published drawing: texts, titles and descriptions.
pub fn words(published: &[u8]) -> Vec<String> {
    let tree = read::text(published).ok().map(|text| read::tree(&text));
    let mut words = Vec::new();
    if let Some(Ok(root)) = tree {
        read::words(&root, &mut words);
    }
    words
}

/// An element that may be published, with the attributes that may.
#[derive(Debug)]
struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Child>,
    /// Where it begins in the file.
    at: usize,
}

#[derive(Debug)]
enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value.as_str())
    }

    fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }
}

/// What is wrong with a drawing, and at which byte of its text.
#[derive(Debug)]
struct Fault {
    at: usize,
    what: What,
}

#[derive(Debug)]
enum What {
    /// It runs, calls elsewhere, moves or leads away.
    Acts(String),
    /// It cannot be published, and without it the drawing would look otherwise.
    Unfit(String),
    /// The file is no whole drawing.
    Broken(Defect),
    /// It would keep a browser busy for too long.
    Heavy(Load),
}

impl What {
    fn at(self, at: usize) -> Fault {
        Fault { at, what: self }
    }

    fn problem(self, id: &str, line: usize) -> Problem {
        let path = id.to_owned();
        match self {
            Self::Acts(what) => Problem::PictureActive { path, line, what },
            Self::Unfit(what) => Problem::DrawingUnfit { path, line, what },
            Self::Broken(defect) => defect.problem(id, line),
            Self::Heavy(load) => Problem::DrawingHeavy { path, line, load },
        }
    }
}

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

impl Defect {
    fn problem(self, id: &str, line: usize) -> Problem {
        Problem::DrawingUnreadable {
            path: id.into(),
            line,
            defect: self,
        }
    }
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

#[cfg(test)]
mod tests;
