//! Lines → the document: head, outline, body, signature and recipients, each with its line.

mod foot;
mod glue;
mod head;
mod issuer;
pub mod label;
mod mend;
mod menu;
mod origin;
mod paragraph;
pub mod phrase;
mod quote;
mod segment;
mod tree;

pub use menu::without_menu;

use super::tidy::Tidied;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// Which rules a document is laid out by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The Party's: Hướng dẫn 36-HD/VPTW.
    Party,
    /// The State's: Nghị định 30/2020/NĐ-CP.
    State,
    /// The text does not tell.
    #[default]
    Unknown,
}

/// A document as it was understood. What it does not say is absent. `write` lists what of it is told to machines and put
/// into drafts, `loa import` what is reported.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The layout.
    pub form: Form,
    /// The lines that name the issuing body and the one above it, as written.
    pub authority: Vec<String>,
    /// The issuing body.
    pub issuer: Option<String>,
    /// Number and symbol: `12-KH/ĐU`.
    pub number: Option<String>,
    /// Where it was issued.
    pub place: Option<String>,
    /// When it was issued; absent where a part of the date is left blank.
    pub date: Option<Date>,
    /// Nghị quyết, Kế hoạch, …
    pub kind: Option<String>,
    /// What it is about (trích yếu).
    pub title: Option<String>,
    /// What it rests on: each "Căn cứ …".
    pub legal_bases: Vec<String>,
    /// The headings, in order.
    pub outline: Vec<Heading>,
    /// The text, in order; headings stand in it too.
    pub body: Vec<Block>,
    /// Who signed it.
    pub signer: Option<String>,
    /// In what role: "Bí thư".
    pub signer_role: Option<String>,
    /// On whose behalf: "T/M Ban Thường vụ".
    pub signer_authority: Option<String>,
    /// Whom it was sent to.
    pub recipients: Vec<String>,
    /// Source lines whose first number may as well be a label and a figure: "3.100 lượt".
    pub glued: BTreeSet<usize>,
    /// What a person must look at.
    pub uncertain: Vec<Uncertain>,
}

/// Understands a document. `wrapped` tells whether lines may have been broken by the paper.
pub fn parse(tidied: &Tidied, wrapped: bool) -> Document {
    let mut lines = mend::mended(&tidied.lines, wrapped);
    let glued = glue::part(&mut lines);
    let (head, lines) = head::read(&lines, wrapped);
    let (lines, foot) = foot::cut(&lines);
    let paragraphs = paragraph::join(&lines, wrapped);
    let (outline, body) = tree::build(&paragraphs, foot.attached);
    let mut document = Document {
        form: head.form,
        authority: head.authority.clone(),
        issuer: issuer::issuer(&head.authority),
        number: head.number,
        place: head.place,
        date: head.date,
        kind: head.kind,
        outline,
        body,
        signer: foot.signer,
        signer_role: foot.role,
        signer_authority: foot.authority,
        recipients: foot.recipients,
        glued,
        uncertain: head.uncertain,
        ..Document::default()
    };
    if let Some(issued) = foot.issued {
        document.place = document.place.or(issued.place);
        document.date = document.date.or(issued.date);
    }
    document
        .body
        .extend(tidied.notes.iter().enumerate().map(|(at, note)| Block {
            kind: BlockKind::Paragraph,
            text: note_text(at + 1, &note.text),
            line: note.line,
            last_line: note.line,
            heading: None,
        }));
    document.form = origin::form(&document, foot.party);
    document.legal_bases = origin::legal_bases(&document.body);
    origin::complete(&mut document, &head.title, head.cut);
    document.uncertain.sort();
    document.uncertain.dedup();
    document
}

/// A note at the foot of a page, as a paragraph of its own.
fn note_text(count: usize, text: &str) -> String {
    let text = text.trim();
    let words = text.trim_start_matches(|c: char| c.is_ascii_digit() || "[]()*. ".contains(c));
    let number = text[..text.len() - words.len()].trim_matches(|c: char| !c.is_ascii_digit());
    match number {
        "" => format!("Chú thích {count}: {words}"),
        number => format!("Chú thích {number}: {words}"),
    }
}

/// A heading of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// How deep it stands, from 1.
    pub level: u8,
    /// `I.`, `1.2.`, `Điều 3.`; empty where there is none.
    pub label: String,
    /// Its words, without the label.
    pub text: String,
    /// The line it begins on.
    pub line: usize,
}

/// A part of the text, rejoined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words, without a label or a `*`.
    pub text: String,
    /// The line it begins on.
    pub line: usize,
    /// The line it ends on.
    pub last_line: usize,
    /// The heading it stands under, by its place in the outline; a heading names itself.
    pub heading: Option<usize>,
}

/// What a part of the text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading that stands alone.
    Heading,
    /// A whole paragraph that bears a heading's label.
    Numbered,
    /// A paragraph.
    Paragraph,
    /// An item of a list: its label, `-` or `+`, and its depth from 0.
    Item {
        /// `-`, `+`, `•`.
        label: String,
        /// Depth in lists inside lists.
        depth: u8,
    },
    /// A paragraph set off by `*`.
    Star,
    /// A table: rows of cells; the text is empty.
    Table(Vec<Vec<String>>),
}

/// Something that a person must look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Uncertain {
    /// The key it concerns: `date`, `number`, `targets`.
    pub field: String,
    /// The line in the source.
    pub line: usize,
    /// The words there.
    pub text: String,
}

/// A sentence of the body, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// Its words.
    pub text: &'a str,
    /// The line on which its paragraph begins.
    pub line: usize,
    /// The part of the text that it belongs to, by its place in the body.
    pub block: usize,
    /// The headings it stands under, outermost first.
    pub path: Vec<&'a Heading>,
}

impl Document {
    /// The heading that each heading stands under.
    fn parents(&self) -> Vec<Option<usize>> {
        let mut open: Vec<usize> = Vec::new();
        let mut parents = Vec::with_capacity(self.outline.len());
        for (at, heading) in self.outline.iter().enumerate() {
            while open
                .last()
                .is_some_and(|above| self.outline[*above].level >= heading.level)
            {
                open.pop();
            }
            parents.push(open.last().copied());
            open.push(at);
        }
        parents
    }

    /// Gives the headings that a part of the text stands under, outermost first, by the heading right above it.
    pub fn paths<'d>(&'d self) -> impl Fn(Option<usize>) -> Vec<&'d Heading> {
        let parents = self.parents();
        move |heading| {
            let above = |at: &usize| parents.get(*at).copied().flatten();
            let mut path: Vec<_> = std::iter::successors(heading, above)
                .filter_map(|at| self.outline.get(at))
                .collect();
            path.reverse();
            path
        }
    }

    /// Every sentence of the body, headings and cells of tables included, in order.
    pub fn sentences(&self) -> Vec<Sentence<'_>> {
        let path = self.paths();
        let mut found = Vec::new();
        for (index, block) in self.body.iter().enumerate() {
            let texts: Vec<&str> = match &block.kind {
                BlockKind::Table(rows) => rows.iter().flatten().map(String::as_str).collect(),
                _ => vec![&block.text],
            };
            let path = path(block.heading);
            for text in texts.into_iter().flat_map(split_sentences) {
                found.push(Sentence {
                    text,
                    line: block.line,
                    block: index,
                    path: path.clone(),
                });
            }
        }
        found
    }
}

/// Cuts a text behind `.`, `!`, `?`, `…` that end a sentence: a blank and a capital, a digit or an
/// opening quotation mark follow, and no abbreviation comes before.
pub fn split_sentences(text: &str) -> Vec<&str> {
    const ABBREVIATIONS: [&str; 14] = [
        "TM", "KT", "TL", "TUQ", "Q", "TP", "Tp", "P", "Q", "ThS", "TS", "BS", "PGS", "GS",
    ];
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let after = at + c.len_utf8();
        let rest = &text[after..];
        let rest = rest.trim_start_matches(['”', '"', '»', ')', '’']);
        let end = text.len() - rest.len();
        let next = rest.trim_start().chars().next();
        let begins = rest.starts_with(char::is_whitespace)
            && next.is_some_and(|n| n.is_uppercase() || "“\"«(".contains(n) || n.is_numeric());
        if !begins {
            continue;
        }
        let word = text[start..at]
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let label = c == '.' && text[start..at].trim() == word && is_label(word);
        if !(label || c == '.' && ABBREVIATIONS.contains(&word)) {
            found.push(text[start..end].trim());
            start = end;
        }
    }
    found.push(text[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Whether a word can number what follows: `1`, `2.1`, `IV`, `(3)`, `a`.
fn is_label(word: &str) -> bool {
    let bare = word.trim_matches(['(', ')']);
    !bare.is_empty()
        && (bare.chars().all(|c| c.is_ascii_digit() || c == '.')
            || bare.chars().all(|c| "IVX".contains(c))
            || bare.chars().count() == 1)
}
