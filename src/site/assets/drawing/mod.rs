//! SVG drawings: read, sifted through a list of what may stay, and written anew. What is published was
//! written here; never a byte of the file as it came.
//!
//! read → sift → references → cost → write. The second and later stages see elements of SVG's own namespace alone.

mod cost;
mod css;
mod far;
mod list;
mod outlines;
mod paint;
mod path;
mod read;
mod references;
mod sift;
mod size;
mod value;
mod walk;
mod write;

pub use outlines::{Outline, Outlines, Pen, outlines};
pub use paint::paint;

use crate::problem::{Defect, Load, Problem};
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

impl Defect {
    fn problem(self, id: &str, line: usize) -> Problem {
        Problem::DrawingUnreadable {
            path: id.into(),
            line,
            defect: self,
        }
    }
}

#[cfg(test)]
mod tests;
