//! Rich Text Format: groups and control words → paragraphs and tables.

mod fonts;
#[cfg(test)]
mod tests;
mod token;

use crate::flow::{Flow, Paragraph, Set, text_of};
use crate::line::{RawText, Unread};
use crate::problem::Problem;
use crate::xml::damaged;
use encoding_rs::Encoding;
use fonts::Fonts;
use token::{Token, Tokens};

/// Deepest groups within groups.
const DEPTH_LIMIT: usize = 1_000;

/// What a group's text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Destination {
    /// The document's own.
    #[default]
    Body,
    /// A note at the foot of a page.
    Note,
    /// The label of a list's item.
    Label,
    /// The names of fonts.
    Fonts,
    /// Nothing that is read.
    Nowhere,
}

/// What groups hand down.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    destination: Destination,
    bold: bool,
    italic: bool,
    capitals: bool,
    /// Words that are not shown, or were deleted.
    hidden: bool,
    deleted: bool,
    font: i32,
    /// Characters behind `\u` that stand for it in old programs.
    fallback: usize,
}

/// The walk over the file.
struct Walk {
    state: State,
    groups: Vec<State>,
    fonts: Fonts,
    /// Bytes of text that are not decoded yet.
    bytes: Vec<u8>,
    /// The first half of a character that takes two.
    half: Option<u16>,
    /// Characters that are still to be passed over.
    skipped: usize,
    body: Part,
    notes: Part,
    label: String,
    in_table: bool,
    /// Whether a row of the table is open.
    in_row: bool,
    row: Row,
    pictures: usize,
    objects: usize,
}

/// How the cells of a row stand: where each ends, and whether it goes on with the one above it.
#[derive(Debug, Clone)]
struct Row {
    edges: Vec<i32>,
    merged: Vec<bool>,
    /// Whether the cell that is told next does.
    next: bool,
}

impl Default for Row {
    fn default() -> Self {
        Self {
            edges: vec![0],
            merged: Vec::new(),
            next: false,
        }
    }
}

/// The document, or its notes.
#[derive(Default)]
struct Part {
    flow: Flow,
    paragraph: Paragraph,
    centred: bool,
    in_cell: bool,
}

impl Part {
    fn end(&mut self) -> Result<(), Problem> {
        let mut paragraph = std::mem::take(&mut self.paragraph);
        paragraph.centred = self.centred;
        self.flow.paragraph(paragraph)
    }
}

/// Reads a document.
///
/// # Errors
/// When it breaks off, or its groups stand in each other too deep.
pub fn read(bytes: &[u8]) -> Result<RawText, Problem> {
    let mut walk = Walk {
        state: State {
            fallback: 1,
            ..State::default()
        },
        groups: Vec::new(),
        fonts: Fonts::default(),
        bytes: Vec::new(),
        half: None,
        skipped: 0,
        body: Part::default(),
        notes: Part::default(),
        label: String::new(),
        in_table: false,
        in_row: false,
        row: Row::default(),
        pictures: 0,
        objects: 0,
    };
    walk.all(bytes)?;
    let (pictures, objects) = (walk.pictures, walk.objects);
    let mut raw = text_of(walk.body.flow, walk.notes.flow);
    raw.pass(Unread::Picture, pictures);
    raw.pass(Unread::Object, objects);
    Ok(raw)
}

impl Walk {
    fn all(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let mut tokens = Tokens::new(bytes);
        // The group that begins: `\*` says that programs which do not know it pass over it.
        let (mut fresh, mut optional) = (false, false);
        while let Some(token) = tokens.next() {
            let begins = std::mem::take(&mut fresh);
            match token {
                Token::Open => {
                    self.decode();
                    self.groups.push(self.state);
                    if self.groups.len() > DEPTH_LIMIT {
                        return Err(Problem::TooHeavy {});
                    }
                    (fresh, optional) = (true, false);
                }
                Token::Close => {
                    self.close()?;
                    if self.groups.is_empty() {
                        break;
                    }
                }
                Token::Sign(b'*') if begins => {
                    (fresh, optional) = (true, true);
                }
                Token::Word("bin", count) => {
                    tokens.pass_over(usize::try_from(count.unwrap_or(0)).unwrap_or(0));
                }
                Token::Word(word, number) => {
                    if begins {
                        self.destination(word, optional);
                    }
                    self.word(word, number)?;
                }
                Token::Sign(sign) => self.sign(sign),
                Token::Byte(byte) => self.byte(byte),
            }
        }
        if !self.groups.is_empty() {
            return Err(damaged("}"));
        }
        self.decode();
        if !self.body.paragraph.text().trim().is_empty() {
            self.end_paragraph()?;
        }
        Ok(())
    }

    /// Where the words of the group go that begins with this control word.
    fn destination(&mut self, word: &str, optional: bool) {
        if word == "ud" {
            // The same words once more, in Unicode.
            self.state.destination = Destination::Body;
        }
        if self.state.destination == Destination::Nowhere {
            return;
        }
        self.state.destination = match word {
            "fonttbl" => Destination::Fonts,
            "listtext" | "pntext" => {
                self.label.clear();
                Destination::Label
            }
            "footnote" => Destination::Note,
            "pict" => {
                self.pictures += 1;
                Destination::Nowhere
            }
            "object" => {
                self.objects += 1;
                Destination::Nowhere
            }
            // Text boxes stand in what old programs pass over; pictures likewise.
            "shpinst" | "shppict" | "shptxt" | "ud" => return,
            "colortbl" | "stylesheet" | "info" | "header" | "headerl" | "headerr" | "headerf"
            | "footer" | "footerl" | "footerr" | "footerf" | "fldinst" | "nonshppict"
            | "annotation" | "atnid" | "atnauthor" | "sp" | "xe" | "tc" | "upr" | "listtable"
            | "revtbl" | "generator" | "bkmkstart" | "bkmkend" | "themedata" | "falt"
            | "panose" => Destination::Nowhere,
            _ if optional => Destination::Nowhere,
            _ => return,
        };
    }

    fn close(&mut self) -> Result<(), Problem> {
        self.decode();
        let inner = self.state;
        self.state = self.groups.pop().unwrap_or_default();
        if inner.destination == self.state.destination {
            return Ok(());
        }
        match inner.destination {
            Destination::Note => self.notes.end(),
            Destination::Fonts => {
                self.fonts.settle();
                Ok(())
            }
            Destination::Label => {
                let label = self.label.trim().to_owned();
                self.body.paragraph.label = (!label.is_empty()).then_some(label);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn part(&mut self) -> &mut Part {
        match self.state.destination {
            Destination::Note => &mut self.notes,
            _ => &mut self.body,
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), Problem> {
        if word != "u" && word != "uc" {
            self.decode();
        }
        if self.skipped > 0 && word != "u" {
            // A control word stands for one character too.
            self.skipped -= 1;
        }
        match self.state.destination {
            Destination::Nowhere => return Ok(()),
            Destination::Fonts => {
                self.fonts.word(word, number);
                return Ok(());
            }
            _ => {}
        }
        let on = number != Some(0);
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "ansicpg" => self.fonts.page(number.unwrap_or(0)),
            "deff" => self.fonts.usual = number.unwrap_or(0),
            "f" => self.state.font = number.unwrap_or(0),
            "plain" => {
                self.state = State {
                    destination: self.state.destination,
                    fallback: self.state.fallback,
                    font: self.fonts.usual,
                    ..State::default()
                }
            }
            "b" => self.state.bold = on,
            "i" => self.state.italic = on,
            "caps" => self.state.capitals = on,
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "tab" => self.add("\t"),
            "line" | "lbr" => self.add("\n"),
            "emdash" => self.add("—"),
            "endash" => self.add("–"),
            "lquote" => self.add("‘"),
            "rquote" => self.add("’"),
            "ldblquote" => self.add("“"),
            "rdblquote" => self.add("”"),
            "bullet" => self.add("•"),
            "emspace" | "enspace" | "qmspace" => self.add(" "),
            _ => return self.layout(word, number),
        }
        Ok(())
    }

    /// What sets paragraphs, tables and pages.
    fn layout(&mut self, word: &str, number: Option<i32>) -> Result<(), Problem> {
        /// Most cells of a row.
        const CELLS: usize = 200;
        match word {
            "trleft" => self.row.edges[0] = number.unwrap_or(0),
            "clvmrg" => self.row.next = true,
            "cellx" if self.row.merged.len() < CELLS => {
                self.row.edges.push(number.unwrap_or(0));
                self.row.merged.push(std::mem::take(&mut self.row.next));
            }
            "par" | "sect" | "nestcell" | "nestrow" => self.end_paragraph()?,
            "page" => self.body.flow.page += 1,
            "pard" => {
                self.in_table = false;
                let part = self.part();
                part.centred = false;
            }
            "qc" => self.part().centred = true,
            "ql" | "qr" | "qj" => self.part().centred = false,
            "intbl" => self.in_table = true,
            "trowd" => {
                self.in_table = true;
                self.row = Row::default();
            }
            "cell" => {
                self.open_cell()?;
                let part = &mut self.body;
                part.end()?;
                part.flow.end_cell();
                part.in_cell = false;
            }
            "row" => {
                let Row { edges, merged, .. } = self.row.clone();
                self.body.flow.end_row_at(&edges, &merged);
                (self.in_row, self.body.in_cell) = (false, false);
            }
            _ => {}
        }
        Ok(())
    }

    /// Opens the table, the row and the cell that the next words stand in.
    fn open_cell(&mut self) -> Result<(), Problem> {
        let flow = &mut self.body.flow;
        if !flow.in_table() {
            flow.start_table(false)?;
        }
        if !self.in_row {
            flow.start_row();
            self.in_row = true;
        }
        if !self.body.in_cell {
            flow.start_cell(1, 1)?;
            self.body.in_cell = true;
        }
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), Problem> {
        if self.state.destination == Destination::Note {
            return self.notes.end();
        }
        if self.in_table {
            self.open_cell()?;
        } else {
            self.end_table();
        }
        self.body.end()
    }

    /// Ends the table: what follows stands in none.
    fn end_table(&mut self) {
        if self.body.flow.in_table() {
            self.body.flow.end_row();
            self.body.flow.end_table();
            (self.in_row, self.body.in_cell) = (false, false);
        }
    }

    fn sign(&mut self, sign: u8) {
        self.decode();
        match sign {
            b'~' => self.add(" "),
            b'_' => self.add("-"),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match self.state.destination {
            Destination::Nowhere => {}
            Destination::Fonts => self.fonts.byte(byte),
            _ => self.bytes.push(byte),
        }
    }

    /// A character by its number in UTF-16, which may be written below nought.
    fn unicode(&mut self, number: i32) {
        self.decode();
        self.skipped = self.state.fallback;
        let Ok(unit) = u16::try_from(number.rem_euclid(1 << 16)) else {
            return;
        };
        let units = self.half.take().into_iter().chain([unit]);
        let decoded: Vec<_> = char::decode_utf16(units).collect();
        match decoded.last() {
            Some(Ok(c)) => self.add(&c.to_string()),
            Some(Err(error)) if (0xd800..0xdc00).contains(&error.unpaired_surrogate()) => {
                self.half = Some(unit);
            }
            _ => {}
        }
    }

    /// Turns the bytes so far into words.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let words = match self.fonts.encoding(self.state.font) {
            Some(encoding) => Encoding::decode_without_bom_handling(encoding, &bytes)
                .0
                .into_owned(),
            None => fonts::symbols(&bytes),
        };
        self.add(&words);
    }

    fn add(&mut self, words: &str) {
        let state = self.state;
        if state.hidden || state.deleted {
            return;
        }
        let words = match state.capitals {
            true => words.to_uppercase(),
            false => words.to_owned(),
        };
        let set = Set {
            bold: state.bold,
            italic: state.italic,
            legacy: self.fonts.legacy(state.font),
        };
        match state.destination {
            Destination::Label => self.label.push_str(&words),
            Destination::Body => self.body.paragraph.add(&words, set),
            Destination::Note => self.notes.paragraph.add(&words, set),
            Destination::Fonts | Destination::Nowhere => {}
        }
    }
}
