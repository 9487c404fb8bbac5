//! The walk over a document's characters → paragraphs and tables.

use super::bytes::{byte, piece, place, short};
use super::property::{self, Letters, Lines, Runs};
use super::sheet::{self, Looks, Styles};
use super::{NOTES, Piece, TEXT, lists, pair, pieces, told};
use crate::encoding::{self, Legacy};
use crate::flow::{Flow, Paragraph, Set};
use crate::numbering::Numbering;
use crate::problem::Problem;
use encoding_rs::WINDOWS_1252;

/// Deepest fields within fields.
const FIELDS_LIMIT: usize = 100;

/// A document's streams, as the walk needs them.
pub struct Document<'b> {
    main: &'b [u8],
    pieces: Vec<Piece>,
    letters: Runs<Letters>,
    lines: Runs<Lines>,
    styles: Styles,
    fonts: Vec<Option<Legacy>>,
    numbering: Numbering,
    /// Characters of the text, and of the notes behind it.
    counts: (usize, usize),
}

impl<'b> Document<'b> {
    /// Reads what the head of the file tells; nothing where it tells no text.
    pub fn of(main: &'b [u8], table: &'b [u8]) -> Option<Self> {
        let styles = Styles::read(told(main, table, 1));
        let (lists, uses) = (
            pair(main, 73).unwrap_or_default(),
            pair(main, 74).unwrap_or_default(),
        );
        Some(Self {
            main,
            pieces: pieces(told(main, table, 33))?,
            letters: property::letters(main, told(main, table, 12)),
            lines: property::lines(main, told(main, table, 13)),
            styles,
            fonts: sheet::fonts(told(main, table, 15)),
            numbering: lists::numbering(table, lists, uses),
            counts: (place(main, TEXT)?, place(main, NOTES)?),
        })
    }
}

/// The walk.
#[derive(Debug, Default)]
pub struct Walk {
    /// The text so far.
    pub flow: Flow,
    /// Its notes.
    pub notes: Flow,
    /// Pictures.
    pub pictures: usize,
    paragraph: Paragraph,
    /// The fields that are open, and whether their instructions are met.
    fields: Vec<bool>,
    /// Letters that are set alike and are not added yet.
    run: Vec<u16>,
    in_row: bool,
    in_cell: bool,
}

impl Walk {
    /// Walks over the text and the notes behind it.
    ///
    /// # Errors
    /// When the document has more paragraphs than any should.
    pub fn all(&mut self, document: &Document<'_>) -> Result<(), Problem> {
        let mut numbering = document.numbering.clone();
        let (text, notes) = document.counts;
        let mut at = 0;
        let mut known = Letters::default();
        for piece in &document.pieces {
            let size = if piece.narrow { 1 } else { 2 };
            for number in 0..piece.count {
                if at >= text + notes {
                    break;
                }
                let place = piece.place + number * size;
                let Some(unit) = unit(document.main, place, piece.narrow) else {
                    break;
                };
                let letters = document.letters.at(place);
                if letters != known {
                    self.settle(document, known, place);
                    known = letters;
                }
                self.unit(document, &mut numbering, unit, (place, known), at >= text)?;
                at += 1;
            }
            self.settle(document, known, piece.place);
        }
        self.end_table();
        if !self.paragraph.text().trim().is_empty() {
            let rest = std::mem::take(&mut self.paragraph);
            self.flow.paragraph(rest)?;
        }
        Ok(())
    }

    fn unit(
        &mut self,
        document: &Document<'_>,
        numbering: &mut Numbering,
        unit: u16,
        (place, letters): (usize, Letters),
        in_notes: bool,
    ) -> Result<(), Problem> {
        let in_instruction = self.fields.contains(&true);
        match unit {
            0x13 if self.fields.len() < FIELDS_LIMIT => self.fields.push(true),
            0x14 => {
                if let Some(field) = self.fields.last_mut() {
                    *field = false;
                }
            }
            0x15 => {
                self.fields.pop();
            }
            0x07 | 0x0C | 0x0D => {
                self.settle(document, letters, place);
                let lines = document.lines.at(place);
                if in_notes {
                    let paragraph = std::mem::take(&mut self.paragraph);
                    self.notes.paragraph(paragraph)?;
                } else {
                    self.end_paragraph(document, numbering, lines, unit)?;
                }
                if unit == 0x0C {
                    self.flow.page += 1;
                }
            }
            _ if in_instruction => {}
            0x01 | 0x08 if letters.special => self.pictures += 1,
            0x0B => self.run.push(0x0A),
            0x1E => self.run.push(u16::from(b'-')),
            0x09 => self.run.push(0x09),
            // Marks of notes and remarks, signs of other fonts.
            0..0x20 => {}
            _ if letters.special => {}
            unit => self.run.push(unit),
        }
        Ok(())
    }

    /// Adds the letters so far, as they are set at a place.
    fn settle(&mut self, document: &Document<'_>, letters: Letters, place: usize) {
        if self.run.is_empty() {
            return;
        }
        let words = String::from_utf16_lossy(&std::mem::take(&mut self.run));
        let style = document.lines.at(place.saturating_sub(1)).style;
        let mut looks = document.styles.looks(style, Looks::default());
        if let Some(style) = letters.style {
            looks = document.styles.looks(style, looks);
        }
        let looks = sheet::with(looks, &letters);
        if looks.hidden || letters.deleted {
            return;
        }
        let font = looks
            .font
            .and_then(|font| document.fonts.get(usize::from(font)));
        let set = Set {
            bold: looks.bold,
            italic: looks.italic,
            legacy: font.copied().flatten(),
        };
        match looks.capitals {
            true => self.paragraph.add(&words.to_uppercase(), set),
            false => self.paragraph.add(&words, set),
        }
    }

    fn end_paragraph(
        &mut self,
        document: &Document<'_>,
        numbering: &mut Numbering,
        lines: Lines,
        mark: u16,
    ) -> Result<(), Problem> {
        if lines.ends_row && mark == 0x07 {
            self.paragraph = Paragraph::default();
            let (edges, merged) = lines.cells.told();
            self.flow.end_row_at(&edges, &merged);
            (self.in_row, self.in_cell) = (false, false);
            return Ok(());
        }
        let style = document.styles.lines(lines.style);
        let mut paragraph = std::mem::take(&mut self.paragraph);
        paragraph.centred = lines.centred.or(style.centred).unwrap_or(false);
        let list = lines
            .list
            .or(style.list)
            .filter(|list| (1..0xF801).contains(list));
        if let Some(list) = list.filter(|_| !paragraph.text().trim().is_empty()) {
            let level = lines.level.or(style.level).unwrap_or(0);
            let label = numbering.next(&list.to_string(), level.into());
            paragraph.label = label.filter(|label| !label.is_empty());
        }
        let in_table = lines.in_table || mark == 0x07;
        self.put(paragraph, in_table, mark == 0x07)
    }

    fn put(
        &mut self,
        paragraph: Paragraph,
        in_table: bool,
        ends_cell: bool,
    ) -> Result<(), Problem> {
        if !in_table {
            self.end_table();
            return self.flow.paragraph(paragraph);
        }
        if !self.flow.in_table() {
            self.flow.start_table(false)?;
        }
        if !self.in_row {
            self.flow.start_row();
        }
        if !self.in_cell {
            self.flow.start_cell(1, 1)?;
        }
        (self.in_row, self.in_cell) = (true, !ends_cell);
        self.flow.paragraph(paragraph)?;
        if ends_cell {
            self.flow.end_cell();
        }
        Ok(())
    }

    fn end_row(&mut self) {
        self.flow.end_row();
        (self.in_row, self.in_cell) = (false, false);
    }

    fn end_table(&mut self) {
        if self.flow.in_table() {
            self.end_row();
            self.flow.end_table();
        }
    }

    /// The text of Word 6 and 95: bytes in a row, without what is told of them.
    pub fn plain(&mut self, main: &[u8]) -> Option<Result<(), Problem>> {
        let (begin, end) = (place(main, 0x18)?, place(main, 0x1C)?);
        let count = place(main, 0x34)?.min(end.checked_sub(begin)?);
        let bytes = piece(main, begin, count)?;
        let text = encoding::decode(bytes);
        let text =
            encoding::detect(&text).map_or(text.clone(), |legacy| encoding::convert(&text, legacy));
        Some(self.characters(&text))
    }

    fn characters(&mut self, text: &str) -> Result<(), Problem> {
        let mut behind_cell = false;
        for c in text.chars() {
            let cell = c == '\u{7}';
            match c {
                '\u{13}' if self.fields.len() < FIELDS_LIMIT => self.fields.push(true),
                '\u{14}' => {
                    if let Some(field) = self.fields.last_mut() {
                        *field = false;
                    }
                }
                '\u{15}' => {
                    self.fields.pop();
                }
                // Behind the last cell of a row stands one mark more.
                '\u{7}' if behind_cell => self.end_row(),
                '\r' | '\u{c}' | '\u{7}' => {
                    let paragraph = std::mem::take(&mut self.paragraph);
                    self.put(paragraph, cell || self.in_row, cell)?;
                }
                _ if self.fields.contains(&true) => {}
                '\u{b}' => self.paragraph.add("\n", Set::default()),
                '\u{1e}' => self.paragraph.add("-", Set::default()),
                c if c.is_control() && c != '\t' => {}
                c => self
                    .paragraph
                    .add(c.encode_utf8(&mut [0; 4]), Set::default()),
            }
            behind_cell = cell && !behind_cell;
        }
        self.end_table();
        Ok(())
    }
}

/// One character of the file, as UTF-16 has it.
fn unit(main: &[u8], place: usize, narrow: bool) -> Option<u16> {
    if !narrow {
        return short(main, place);
    }
    let byte = byte(main, place)?;
    if byte.is_ascii() {
        return Some(byte.into());
    }
    let decoded = WINDOWS_1252
        .decode_without_bom_handling(std::slice::from_ref(&byte))
        .0
        .chars()
        .next();
    decoded.and_then(|c| u16::try_from(u32::from(c)).ok())
}
