//! Paragraphs → the outline and the body: which number stands under which.

use super::label::{Label, Shape};
use super::paragraph::{Paragraph, is_capitals};
use super::{Block, BlockKind, Heading, split_sentences};

/// Longest heading, in characters: some state a whole programme.
const HEADING_LENGTH: usize = 420;

/// Longest sentence that is still taken for a heading though it ends like a sentence.
const SENTENCE_LENGTH: usize = 120;

/// A numbered part that is open.
#[derive(Debug, Clone)]
struct Open {
    shape: Shape,
    values: Vec<u32>,
}

/// Makes the outline and the body. What is attached from line `attached` on counts anew.
pub fn build(paragraphs: &[Paragraph], attached: Option<usize>) -> (Vec<Heading>, Vec<Block>) {
    let mut builder = Builder::default();
    let mut attached = attached;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if attached.is_some_and(|line| paragraph.line >= line) {
            attached = None;
            builder.open.clear();
            builder.signs.clear();
            builder.root = true;
        }
        builder.take(paragraph, paragraphs.get(at + 1));
    }
    (builder.outline, builder.body)
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    outline: Vec<Heading>,
    body: Vec<Block>,
    /// The signs of the lists that are open, outermost first.
    signs: Vec<char>,
    /// Whether what is attached has begun and no heading of its own stands above it yet.
    root: bool,
}

impl Builder {
    fn take(&mut self, paragraph: &Paragraph, next: Option<&Paragraph>) {
        match &paragraph.label {
            Some(Label::Number {
                shape,
                values,
                written,
            }) => {
                self.signs.clear();
                self.root = false;
                let level = self.level(*shape, values);
                let alone = stands_alone(paragraph, next);
                let text = if alone {
                    paragraph.text.as_str()
                } else {
                    first_sentence(&paragraph.text)
                };
                self.outline.push(Heading {
                    level,
                    label: written.clone(),
                    text: text.to_owned(),
                    line: paragraph.line,
                });
                let kind = if alone {
                    BlockKind::Heading
                } else {
                    BlockKind::Numbered
                };
                self.push(paragraph, kind);
            }
            Some(Label::Bullet(sign)) => {
                let depth = match self.signs.iter().position(|open| open == sign) {
                    Some(at) => at,
                    None => {
                        self.signs.push(*sign);
                        self.signs.len() - 1
                    }
                };
                self.signs.truncate(depth + 1);
                let kind = BlockKind::Item {
                    label: sign.to_string(),
                    depth: u8::try_from(depth).unwrap_or(u8::MAX),
                };
                self.push(paragraph, kind);
            }
            Some(Label::Star) => {
                self.signs.clear();
                self.push(paragraph, BlockKind::Star);
            }
            None if !paragraph.rows.is_empty() => {
                self.push(paragraph, BlockKind::Table(paragraph.rows.clone()))
            }
            None => {
                self.signs.clear();
                self.continue_title(paragraph);
            }
        }
    }

    /// A paragraph; or the name of `Chương I`, which stands on the line below it.
    fn continue_title(&mut self, paragraph: &Paragraph) {
        let waits = self
            .body
            .last()
            .is_some_and(|block| block.kind == BlockKind::Heading && block.text.is_empty());
        let name = waits
            && paragraph.text.chars().count() < HEADING_LENGTH
            && !paragraph.text.ends_with(['.', ';', ':']);
        if name
            && let (Some(block), Some(heading)) = (self.body.last_mut(), self.outline.last_mut())
        {
            block.text.clone_from(&paragraph.text);
            block.last_line = paragraph.last_line;
            heading.text.clone_from(&paragraph.text);
            return;
        }
        self.push(paragraph, BlockKind::Paragraph);
    }

    fn push(&mut self, paragraph: &Paragraph, kind: BlockKind) {
        self.body.push(Block {
            kind,
            text: paragraph.text.clone(),
            line: paragraph.line,
            last_line: paragraph.last_line,
            heading: self.outline.len().checked_sub(1).filter(|_| !self.root),
        });
    }

    /// How deep a number stands; closes what it ends.
    fn level(&mut self, shape: Shape, values: &[u32]) -> u8 {
        let keep = self.parents(shape, values);
        self.open.truncate(keep);
        self.open.push(Open {
            shape,
            values: values.to_vec(),
        });
        u8::try_from(self.open.len()).unwrap_or(u8::MAX)
    }

    /// How many of the open parts a number stands under.
    fn parents(&self, shape: Shape, values: &[u32]) -> usize {
        if shape == Shape::Decimal
            && let Some(at) = self.above_decimal(values)
        {
            return at;
        }
        let same = |open: &Open| open.shape == shape && open.values.len() == values.len();
        if let Some(at) = self.open.iter().rposition(same) {
            return at;
        }
        // Parts, chapters and articles end whatever is finer than they are; so does a Roman number.
        if shape <= Shape::Roman {
            let coarser = |open: &Open| {
                open.shape < shape || (shape == Shape::Roman && open.shape == Shape::Capital)
            };
            let first_finer = self.open.iter().position(|open| !coarser(open));
            let nests = shape == Shape::Capital
                && self
                    .open
                    .last()
                    .is_some_and(|open| open.shape == Shape::Roman)
                && values == [1];
            return if nests {
                self.open.len()
            } else {
                first_finer.unwrap_or(self.open.len())
            };
        }
        self.open.len()
    }

    /// The part that the first numbers of a decimal name: `2.1` stands under `2.` or `II.`.
    fn above_decimal(&self, values: &[u32]) -> Option<usize> {
        let (_, above) = values.split_last()?;
        let names = |open: &Open| {
            let number = matches!(
                open.shape,
                Shape::Arabic | Shape::Decimal | Shape::Roman | Shape::Article
            );
            number && open.values == above
        };
        let at = self.open.iter().rposition(names)?;
        Some(at + 1)
    }
}

/// Whether a numbered paragraph is a heading and not a whole paragraph of text.
fn stands_alone(paragraph: &Paragraph, next: Option<&Paragraph>) -> bool {
    let text = paragraph.text.trim();
    let length = text.chars().count();
    if text.is_empty() || is_capitals(text) {
        return true;
    }
    if length > HEADING_LENGTH || split_sentences(text).len() > 1 || text.ends_with(';') {
        return false;
    }
    let ends = text.ends_with(['.', ';', ',', ':']);
    let own = |label: &Label| match (label, &paragraph.label) {
        (
            Label::Number { shape, values, .. },
            Some(Label::Number {
                shape: other,
                values: others,
                ..
            }),
        ) => shape == other && values.len() == others.len(),
        _ => false,
    };
    let has_text = next.is_some_and(|next| {
        next.label
            .as_ref()
            .is_none_or(|label| !own(label) && deeper(label, paragraph))
    });
    if paragraph.style.bold {
        return !text.ends_with(';') && (has_text || length < SENTENCE_LENGTH);
    }
    has_text && (!ends || length < SENTENCE_LENGTH)
}

/// Whether what follows can belong under a paragraph.
fn deeper(label: &Label, paragraph: &Paragraph) -> bool {
    match (label, &paragraph.label) {
        (
            Label::Number { shape, values, .. },
            Some(Label::Number {
                shape: own,
                values: above,
                ..
            }),
        ) => (shape, values.len()) > (own, above.len()),
        _ => true,
    }
}

fn first_sentence(text: &str) -> &str {
    split_sentences(text).first().copied().unwrap_or(text)
}
