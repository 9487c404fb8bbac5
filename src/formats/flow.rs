//! Paragraphs and tables in the order of reading → lines, for formats that keep paragraphs (HTML, RTF, OpenDocument, old Word).

use crate::docx::{convert_by_statistics, is_wrapped};
use crate::encoding::{self, Legacy};
use crate::line::{RawLine, RawText, Style};
use crate::problem::Problem;
use crate::word::{self, Cell, Table};
use std::collections::BTreeMap;

/// Most paragraphs of a document, and most cells.
const LIMIT: usize = 200_000;

/// Most columns of a table, and most rows that one cell may reach over.
const SPAN_LIMIT: usize = 60;

/// Deepest tables within tables.
const TABLES_LIMIT: usize = 40;

/// The text of a document, and its notes, read to their ends.
pub fn text_of(text: Flow, notes: Flow) -> RawText {
    let mut lines = text.finish();
    convert_by_statistics(&mut lines);
    let mut notes = notes.finish();
    convert_by_statistics(&mut notes);
    notes.retain(|line| !line.is_empty());
    RawText {
        wrapped: is_wrapped(&lines),
        lines,
        notes,
        ..RawText::default()
    }
}

/// How letters are set.
#[derive(Debug, Clone, Copy, Default)]
pub struct Set {
    /// Bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
    /// The encoding that the font tells.
    pub legacy: Option<Legacy>,
}

/// A paragraph being read.
#[derive(Debug, Default)]
pub struct Paragraph {
    text: String,
    /// Whether all of it stands in the middle.
    pub centred: bool,
    /// Its label in a list, which the text does not hold.
    pub label: Option<String>,
    /// Letters in all, bold and italic.
    letters: (usize, usize, usize),
}

impl Paragraph {
    /// Adds words.
    pub fn add(&mut self, text: &str, set: Set) {
        let text = match set.legacy {
            Some(legacy) if !word::is_unicode(text) => &encoding::convert(text, legacy),
            _ => text,
        };
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters.0 += letters;
        self.letters.1 += if set.bold { letters } else { 0 };
        self.letters.2 += if set.italic { letters } else { 0 };
        self.text.push_str(text);
    }

    /// Takes back a line end that closes the paragraph.
    pub fn trim_break(&mut self) {
        let words = self.text.trim_end_matches(' ');
        let words = words.strip_suffix('\n').unwrap_or(words);
        self.text.truncate(words.len());
    }

    /// What was added so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn style(&self) -> Style {
        let (all, bold, italic) = self.letters;
        Style {
            bold: all > 0 && bold * 10 >= all * 9,
            italic: all > 0 && italic * 10 >= all * 9,
            centred: self.centred,
            small: false,
        }
    }
}

/// A table being read.
#[derive(Debug, Default)]
struct Open {
    table: Table,
    /// Columns that a cell of a row above still reaches over, with the rows that it does and the columns beside.
    covered: BTreeMap<usize, (usize, usize)>,
    /// Whether it puts things side by side and is no table.
    layout: bool,
    /// Columns of the open row so far.
    width: usize,
    /// Where the cells of each row begin and end, where the source tells it by measures and not by merged cells.
    edges: Vec<Vec<i32>>,
    /// Whether its cells are open for lines: between rows nothing stands in a table.
    open: bool,
}

/// The lines so far.
#[derive(Debug)]
pub struct Flow {
    /// In the order of reading.
    pub lines: Vec<RawLine>,
    tables: Vec<Open>,
    /// The page that is read, counted from 1.
    pub page: usize,
    /// Paragraphs so far.
    pub count: usize,
    cells: usize,
}

impl Default for Flow {
    fn default() -> Self {
        Self {
            lines: Vec::new(),
            tables: Vec::new(),
            page: 1,
            count: 0,
            cells: 0,
        }
    }
}

impl Flow {
    /// Adds a paragraph; a line end within it begins a new line.
    ///
    /// # Errors
    /// When the document has more paragraphs than any should.
    pub fn paragraph(&mut self, mut paragraph: Paragraph) -> Result<(), Problem> {
        self.count += 1;
        if self.count > LIMIT {
            return Err(Problem::TooHeavy {});
        }
        let style = paragraph.style();
        let empty = paragraph.text.trim().is_empty();
        let mut label = paragraph.label.take().filter(|_| !empty);
        for text in paragraph.text.split('\n') {
            self.put(RawLine {
                text: encoding::clean(text).trim_end().to_owned(),
                page: self.page,
                line: self.count,
                style,
                label: label.take(),
                ..RawLine::default()
            });
        }
        Ok(())
    }

    fn put(&mut self, line: RawLine) {
        let cell = self
            .tables
            .iter_mut()
            .rev()
            .find(|open| open.open)
            .and_then(|open| open.table.rows.last_mut())
            .and_then(|row| row.last_mut());
        match cell {
            Some(cell) => cell.lines.push(line),
            None => self.lines.push(line),
        }
    }

    /// Whether a table is open.
    pub fn in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Begins a table; `layout` where it is known to be none.
    ///
    /// # Errors
    /// When tables stand in each other too deep.
    pub fn start_table(&mut self, layout: bool) -> Result<(), Problem> {
        if self.tables.len() >= TABLES_LIMIT {
            return Err(Problem::TooHeavy {});
        }
        self.tables.push(Open {
            layout,
            ..Open::default()
        });
        Ok(())
    }

    /// Begins a row of the open table.
    pub fn start_row(&mut self) {
        if let Some(open) = self.tables.last_mut() {
            (open.open, open.width) = (false, 0);
            open.table.rows.push(Vec::new());
        }
    }

    /// Begins a cell that reaches over so many columns and rows.
    ///
    /// # Errors
    /// When there are more cells than any document has.
    pub fn start_cell(&mut self, columns: usize, rows: usize) -> Result<(), Problem> {
        let Some(open) = self.tables.last_mut() else {
            return Ok(());
        };
        if open.table.rows.is_empty() {
            open.table.rows.push(Vec::new());
        }
        let (more, rows) = (columns.clamp(1, SPAN_LIMIT) - 1, rows.clamp(1, LIMIT));
        open.cover();
        self.cells += more + 1;
        if self.cells > LIMIT {
            return Err(Problem::TooHeavy {});
        }
        if rows > 1 {
            open.covered.insert(open.width, (rows - 1, more));
        }
        open.width += more + 1;
        if let Some(row) = open.table.rows.last_mut() {
            row.push(Cell {
                more,
                ..Cell::default()
            });
        }
        open.open = true;
        Ok(())
    }

    /// Ends the open cell.
    pub fn end_cell(&mut self) {
        if let Some(open) = self.tables.last_mut() {
            open.open = false;
        }
    }

    /// Ends the open row.
    pub fn end_row(&mut self) {
        if let Some(open) = self.tables.last_mut() {
            open.open = false;
            open.cover();
        }
    }

    /// Ends the open row, whose cells begin and end at these places; `merged` tells of each whether it goes on with the one
    /// above it.
    pub fn end_row_at(&mut self, edges: &[i32], merged: &[bool]) {
        self.end_row();
        let Some(open) = self.tables.last_mut() else {
            return;
        };
        let Some(row) = open.table.rows.last_mut() else {
            return;
        };
        for (cell, merged) in row.iter_mut().zip(merged) {
            cell.merged |= merged;
        }
        let sound = edges.len() == row.len() + 1 && edges.is_sorted();
        open.edges.resize(open.table.rows.len(), Vec::new());
        if let Some(told) = open.edges.last_mut().filter(|_| sound) {
            *told = edges.to_vec();
        }
    }

    /// Ends the open table: what puts things side by side becomes lines, another table its rows.
    pub fn end_table(&mut self) {
        let Some(mut open) = self.tables.pop() else {
            return;
        };
        open.span();
        let Open { table, layout, .. } = open;
        let head = word::is_layout(&table);
        if let Some(outer) = self.tables.last_mut() {
            // What holds a table holds more than the words of a cell.
            outer.layout |= !head && !layout && table.rows.len() > 1;
        }
        let lines = if head {
            word::by_columns(table)
        } else if layout || table.rows.iter().all(|row| row.len() < 2) {
            let cells = table.rows.into_iter().flatten();
            cells.flat_map(|cell| cell.lines).collect()
        } else {
            word::rows(table, self.page, self.count)
        };
        lines.into_iter().for_each(|line| self.put(line));
    }

    /// Ends what was left open.
    pub fn finish(mut self) -> Vec<RawLine> {
        while self.in_table() {
            self.end_row();
            self.end_table();
        }
        self.lines
    }
}

impl Open {
    /// Finds which cells reach over several columns, by where the cells of all rows begin and end.
    fn span(&mut self) {
        /// How far apart edges may be that are meant as one, in twentieths of a point.
        const NEAR: i32 = 60;
        let mut all: Vec<i32> = self.edges.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup_by(|next, before| next.abs_diff(*before) <= NEAR.unsigned_abs());
        if all.len() > SPAN_LIMIT {
            return;
        }
        let column = |edge: i32| all.partition_point(|known| known.saturating_add(NEAR) < edge);
        for (row, edges) in self.table.rows.iter_mut().zip(&self.edges) {
            for (cell, ends) in row.iter_mut().zip(edges.windows(2)) {
                cell.more = (column(ends[1]) - column(ends[0])).saturating_sub(1);
            }
        }
    }

    /// Adds what cells of rows above cover of the open row.
    fn cover(&mut self) {
        while let Some((rows, more)) = self.covered.get_mut(&self.width) {
            let more = *more;
            *rows -= 1;
            if *rows == 0 {
                self.covered.remove(&self.width);
            }
            if let Some(row) = self.table.rows.last_mut() {
                row.push(Cell {
                    more,
                    merged: true,
                    ..Cell::default()
                });
            }
            self.width += more + 1;
        }
    }
}
