//! The walk over a Word document's elements: paragraphs, runs, tables, frames → lines in reading order.

use super::numbering::Numbering;
use super::styles::Styles;
use super::xml::{damaged, local, value};
use super::{RawLine, Style, Unread, encoding, symbol};
use crate::problem::Problem;
use base::text::match_key;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Most paragraphs of a document.
const PARAGRAPH_LIMIT: usize = 60_000;

/// Deepest nesting of elements.
const DEPTH_LIMIT: usize = 400;

/// A paragraph being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    numbered: Option<(String, usize)>,
    centred: Option<bool>,
    /// Whether words of it are struck out.
    struck: bool,
    /// Letters in all, bold and italic.
    letters: (usize, usize, usize),
}

/// A run being read.
#[derive(Default, Clone)]
struct Run {
    font: Option<String>,
    style: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    struck: Option<bool>,
    capitals: bool,
    hidden: bool,
    raised: bool,
}

/// A table being read: rows of cells.
#[derive(Debug, Default)]
pub struct Table {
    /// Rows of cells.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Default)]
pub struct Cell {
    /// What stands in it.
    pub lines: Vec<RawLine>,
    /// How many columns it takes beside its own.
    pub more: usize,
    /// Whether it goes on with the one above it.
    pub merged: bool,
}

/// The walk over the document's elements.
pub struct Walk<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    /// The lines so far.
    pub lines: Vec<RawLine>,
    tables: Vec<Table>,
    paragraph: Option<Paragraph>,
    /// Paragraphs around a text box.
    outer: Vec<Option<Paragraph>>,
    run: Run,
    page: usize,
    count: usize,
    /// What was passed over, and how often.
    pub unread: Vec<(Unread, usize)>,
    in_text: bool,
    in_run_properties: bool,
    in_paragraph_properties: bool,
    /// Elements whose content is passed over, and how deep.
    skipped: usize,
}

impl<'s> Walk<'s> {
    /// A walk that begins counting lists anew.
    pub fn new(numbering: Numbering, styles: &'s Styles) -> Self {
        Self {
            styles,
            numbering,
            lines: Vec::new(),
            tables: Vec::new(),
            paragraph: None,
            outer: Vec::new(),
            run: Run::default(),
            page: 1,
            count: 0,
            unread: Vec::new(),
            in_text: false,
            in_run_properties: false,
            in_paragraph_properties: false,
            skipped: 0,
        }
    }

    /// Walks over `document.xml`.
    ///
    /// # Errors
    /// When it is damaged or swells beyond reason.
    pub fn document(&mut self, xml: &str) -> Result<(), Problem> {
        self.part(xml, "body")
    }

    /// Walks over the notes at the foot of pages.
    ///
    /// # Errors
    /// When they are damaged or swell beyond reason.
    pub fn foot_notes(&mut self, xml: &str) -> Result<(), Problem> {
        self.part(xml, "footnotes")
    }

    /// Walks over the notes at the end of the document.
    ///
    /// # Errors
    /// When they are damaged or swell beyond reason.
    pub fn end_notes(&mut self, xml: &str) -> Result<(), Problem> {
        self.part(xml, "endnotes")
    }

    /// Walks over a part whose text stands in the element `root`.
    fn part(&mut self, xml: &str, root: &str) -> Result<(), Problem> {
        let mut reader = Reader::from_str(xml);
        let mut depth = 0_usize;
        let mut seen_body = false;
        loop {
            match reader.read_event().map_err(damaged)? {
                Event::Start(element) => {
                    depth += 1;
                    if depth > DEPTH_LIMIT || self.count > PARAGRAPH_LIMIT {
                        return Err(Problem::TooHeavy {});
                    }
                    seen_body |= local(&element) == root;
                    self.start(&element, false)?;
                }
                Event::Empty(element) => {
                    if self.count > PARAGRAPH_LIMIT {
                        return Err(Problem::TooHeavy {});
                    }
                    self.start(&element, true)?;
                    self.end(&local(&element), true);
                }
                Event::End(element) => {
                    depth = depth.saturating_sub(1);
                    let name = element.local_name().as_ref().to_owned();
                    self.end(&name, false);
                }
                Event::Text(text) if self.in_text && self.skipped == 0 => {
                    let text = text.as_ref().to_owned();
                    self.text(&text);
                }
                Event::GeneralRef(name) if self.in_text && self.skipped == 0 => {
                    let text = reference(&name).ok_or_else(|| damaged(format!("&{};", &*name)))?;
                    self.text(&text);
                }
                // No Word document has a DTD; entities of one could swell without end.
                Event::DocType(_) => return Err(damaged("<!DOCTYPE>")),
                Event::Eof => break,
                _ => {}
            }
        }
        if depth > 0 || !seen_body {
            return Err(damaged("</w:document>"));
        }
        Ok(())
    }

    fn start(&mut self, element: &BytesStart<'_>, empty: bool) -> Result<(), Problem> {
        let name = local(element);
        if self.skipped > 0 {
            self.skipped += usize::from(!empty);
            return Ok(());
        }
        match name.as_str() {
            // What was deleted, what stands twice for old programs, notes and instructions of fields.
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "footnoteReference"
            | "endnoteReference" | "rPrChange" | "pPrChange"
                if !empty =>
            {
                // An empty mark among the properties of a paragraph deletes no words.
                if name == "del" && !self.in_run_properties {
                    self.pass(Unread::Deleted);
                }
                self.skipped = 1
            }
            "blip" | "imagedata" => self.pass(Unread::Picture),
            "chart" => self.pass(Unread::Chart),
            "OLEObject" => self.pass(Unread::Object),
            "commentReference" => self.pass(Unread::Comment),
            "p" => self.start_paragraph(),
            "pPr" => self.in_paragraph_properties = true,
            "rPr" => self.in_run_properties = true,
            "r" => self.run = Run::default(),
            "t" => self.in_text = !empty,
            "tab" if !self.in_paragraph_properties => self.text("\t"),
            "br" | "cr" if !self.in_paragraph_properties => match value(element, "type").as_deref()
            {
                Some("page") => self.page += 1,
                _ => self.text("\n"),
            },
            "lastRenderedPageBreak" => self.page += 1,
            "noBreakHyphen" => self.text("-"),
            "sym" => self.sign(element),
            "tbl" => self.tables.push(Table::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "tc" => {
                if let Some(row) = self
                    .tables
                    .last_mut()
                    .and_then(|table| table.rows.last_mut())
                {
                    row.push(Cell::default());
                }
            }
            "gridSpan" | "vMerge" => self.cell(&name, element),
            _ => self.property(&name, element),
        }
        Ok(())
    }

    /// How a cell is merged with others.
    fn cell(&mut self, name: &str, element: &BytesStart<'_>) {
        /// Most columns of a table.
        const COLUMNS: usize = 64;
        let row = self
            .tables
            .last_mut()
            .and_then(|table| table.rows.last_mut());
        let Some(cell) = row.and_then(|row| row.last_mut()) else {
            return;
        };
        let value = value(element, "val");
        if name == "vMerge" {
            cell.merged = value.as_deref() != Some("restart");
        } else {
            let columns = value
                .and_then(|value| value.parse::<usize>().ok())
                .unwrap_or(1);
            cell.more = columns.clamp(1, COLUMNS) - 1;
        }
    }

    /// A sign of a font of signs; one that is not known is one before an item.
    fn sign(&mut self, element: &BytesStart<'_>) {
        let font = value(element, "font").unwrap_or_default();
        let code = value(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let sign = code.and_then(|code| symbol::shown(&font, code));
        self.text(&sign.unwrap_or('•').to_string());
    }

    fn pass(&mut self, what: Unread) {
        match self.unread.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += 1,
            None => self.unread.push((what, 1)),
        }
    }

    /// A property of the paragraph or of the run.
    fn property(&mut self, name: &str, element: &BytesStart<'_>) {
        let on = || {
            !matches!(
                value(element, "val").as_deref(),
                Some("0" | "false" | "none" | "off")
            )
        };
        if self.in_run_properties && !self.in_paragraph_properties {
            match name {
                "rFonts" => {
                    self.run.font = value(element, "ascii").or_else(|| value(element, "hAnsi"))
                }
                "rStyle" => self.run.style = value(element, "val"),
                "b" => self.run.bold = Some(on()),
                "i" => self.run.italic = Some(on()),
                "caps" => self.run.capitals = on(),
                "vanish" => self.run.hidden = on(),
                "strike" | "dstrike" => self.run.struck = Some(on()),
                "vertAlign" => {
                    self.run.raised = value(element, "val").as_deref() == Some("superscript")
                }
                _ => {}
            }
            return;
        }
        let Some(paragraph) = self
            .paragraph
            .as_mut()
            .filter(|_| self.in_paragraph_properties && !self.in_run_properties)
        else {
            return;
        };
        match name {
            "pStyle" => paragraph.style = value(element, "val"),
            "jc" => paragraph.centred = Some(value(element, "val").as_deref() == Some("center")),
            "ilvl" => {
                let level = value(element, "val")
                    .and_then(|level| level.parse().ok())
                    .unwrap_or(0);
                let id = paragraph
                    .numbered
                    .take()
                    .map_or_else(String::new, |(id, _)| id);
                paragraph.numbered = Some((id, level));
            }
            "numId" => {
                let level = paragraph.numbered.take().map_or(0, |(_, level)| level);
                paragraph.numbered = value(element, "val").map(|id| (id, level));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, empty: bool) {
        if self.skipped > 0 {
            self.skipped -= usize::from(!empty);
            return;
        }
        match name {
            "pPr" => self.in_paragraph_properties = false,
            "rPr" => self.in_run_properties = false,
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn start_paragraph(&mut self) {
        self.count += 1;
        // A text box holds paragraphs inside a paragraph.
        if self.paragraph.is_some() {
            let outer = self.paragraph.take();
            self.outer.push(outer);
        }
        self.paragraph = Some(Paragraph::default());
    }

    fn text(&mut self, text: &str) {
        let (styles, run) = (self.styles, self.run.clone());
        let Some(paragraph) = &mut self.paragraph else {
            return;
        };
        if run.hidden {
            return;
        }
        let struck = run
            .struck
            .unwrap_or_else(|| styles.struck(run.style.as_deref(), paragraph.style.as_deref()));
        if struck && !text.trim().is_empty() {
            let first = !std::mem::replace(&mut paragraph.struck, true);
            if first {
                self.pass(Unread::Struck);
            }
            return;
        }
        let font = styles.font(
            run.font.as_deref(),
            run.style.as_deref(),
            paragraph.style.as_deref(),
        );
        let legacy = font.as_deref().and_then(encoding::of_font);
        let mut text = match legacy {
            Some(legacy) if !is_unicode(text) => encoding::convert(text, legacy),
            _ => match font.as_deref() {
                Some(font) => symbol::text(font, text),
                None => text.to_owned(),
            },
        };
        if run.raised {
            text = symbol::raised(&text);
        }
        if run.capitals {
            text = text.to_uppercase();
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let bold = run
            .bold
            .unwrap_or_else(|| styles.bold(run.style.as_deref(), paragraph.style.as_deref()));
        let italic = run
            .italic
            .unwrap_or_else(|| styles.italic(run.style.as_deref(), paragraph.style.as_deref()));
        paragraph.letters.0 += letters;
        paragraph.letters.1 += if bold { letters } else { 0 };
        paragraph.letters.2 += if italic { letters } else { 0 };
        paragraph.text.push_str(&text);
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraph.take() else {
            return;
        };
        self.paragraph = self.outer.pop().flatten();
        let label = self.label(&paragraph);
        let style = Style {
            bold: paragraph.letters.0 > 0 && paragraph.letters.1 * 10 >= paragraph.letters.0 * 9,
            italic: paragraph.letters.0 > 0 && paragraph.letters.2 * 10 >= paragraph.letters.0 * 9,
            centred: paragraph
                .centred
                .unwrap_or_else(|| self.styles.centred(paragraph.style.as_deref())),
            small: false,
        };
        let mut label = label.filter(|_| !paragraph.text.trim().is_empty());
        for text in paragraph.text.split('\n') {
            let line = RawLine {
                text: encoding::clean(text).trim_end().to_owned(),
                page: self.page,
                line: self.count,
                style,
                label: label.take(),
                cells: Vec::new(),
                pieces: Vec::new(),
            };
            self.put(line);
        }
    }

    fn label(&mut self, paragraph: &Paragraph) -> Option<String> {
        let own = paragraph.numbered.clone();
        let (id, level) = match own {
            Some((id, level)) if !id.is_empty() => (id, level),
            _ => {
                let (id, style_level) = self.styles.numbering(paragraph.style.as_deref())?;
                (id, own.map_or(style_level, |(_, level)| level))
            }
        };
        // What is struck out is counted on all the same: Word shows its number.
        if paragraph.text.trim().is_empty() && !paragraph.struck || id == "0" {
            return None;
        }
        let label = self.numbering.next(&id, level)?;
        (!label.is_empty()).then_some(label)
    }

    fn put(&mut self, line: RawLine) {
        let cell = self
            .tables
            .last_mut()
            .and_then(|table| table.rows.last_mut())
            .and_then(|row| row.last_mut());
        match cell {
            Some(cell) => cell.lines.push(line),
            None => self.lines.push(line),
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        let nested = !self.tables.is_empty();
        if nested || is_layout(&table) {
            for line in by_columns(table) {
                self.put(line);
            }
            return;
        }
        self.lines.extend(rows(table, self.page, self.count));
    }
}

/// The rows of a table as lines, and a gap behind them. What was merged downwards stands in each of its cells, what was
/// merged to the side in the first.
pub fn rows(table: Table, page: usize, count: usize) -> Vec<RawLine> {
    let (mut lines, mut above) = (Vec::new(), Vec::<String>::new());
    for row in table.rows {
        let first = row.iter().flat_map(|cell| &cell.lines).next();
        let (page, line) = first.map_or((page, count), |first| (first.page, first.line));
        let mut cells = Vec::with_capacity(row.len());
        for cell in &row {
            let text = cell_text(&cell.lines);
            let same = above
                .get(cells.len())
                .filter(|_| cell.merged && text.is_empty());
            cells.push(same.cloned().unwrap_or(text));
            cells.extend(std::iter::repeat_n(String::new(), cell.more));
        }
        above.clone_from(&cells);
        lines.push(RawLine {
            page,
            line,
            cells,
            ..RawLine::default()
        });
    }
    lines.push(RawLine {
        page,
        line: count,
        ..RawLine::default()
    });
    lines
}

/// The lines of a table that only puts things side by side: column by column, and from the addressee on row by row, for
/// there the head has ended.
pub fn by_columns(table: Table) -> Vec<RawLine> {
    let addressed = |row: &Vec<Cell>| {
        let mut lines = row.iter().flat_map(|cell| &cell.lines);
        lines.any(|line| match_key(&line.text).starts_with("kinh gui"))
    };
    let end = table.rows.iter().position(addressed).filter(|at| *at > 0);
    let end = end.unwrap_or(table.rows.len());
    let mut head = table.rows;
    let rest = head.split_off(end);
    let columns = head.iter().map(Vec::len).max().unwrap_or(0);
    let mut cells: Vec<Vec<RawLine>> = vec![Vec::new(); columns];
    for row in head {
        for (column, cell) in row.into_iter().enumerate() {
            cells[column].extend(cell.lines);
        }
    }
    let rest = rest.into_iter().flatten().map(|cell| cell.lines);
    cells.into_iter().chain(rest).flatten().collect()
}

fn cell_text(cell: &[RawLine]) -> String {
    let texts = cell.iter().map(|line| match &line.label {
        Some(label) => format!("{label} {}", line.text.trim()),
        None => line.text.trim().to_owned(),
    });
    texts
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What begins a cell of a head or a foot, as words for comparing.
const LAYOUT: [&str; 8] = [
    "noi nhan",
    "cong hoa xa hoi",
    "doc lap - tu do",
    "dang cong san viet nam",
    "tm.",
    "t/m",
    "kt.",
    "tl.",
];

/// Whether a table only puts things side by side: a head, a foot, a frame.
pub fn is_layout(table: &Table) -> bool {
    /// Rows of a head that goes on to the addressees.
    const HEAD: usize = 16;
    let rows = table.rows.len();
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    if rows == 1 && columns == 1 {
        return true;
    }
    let holds = |row: &Vec<Cell>, begins: &[&str]| {
        let mut lines = row.iter().flat_map(|cell| &cell.lines);
        lines.any(|line| {
            let fold = match_key(&line.text);
            begins.iter().any(|begin| fold.starts_with(begin))
        })
    };
    let headed = table
        .rows
        .iter()
        .take(2)
        .any(|row| holds(row, &LAYOUT[1..4]));
    columns <= 4 && rows <= HEAD && headed
        || columns <= 3 && rows <= 6 && table.rows.iter().any(|row| holds(row, &LAYOUT))
}

/// Whether a text already holds letters that only Unicode has.
pub fn is_unicode(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(
            c,
            'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}'
        )
    })
}

/// What `&name;` stands for, where XML itself knows it.
pub fn reference(name: &str) -> Option<String> {
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        number => {
            let number = number.strip_prefix('#')?;
            let code = number.strip_prefix(['x', 'X']).map_or_else(
                || number.parse().ok(),
                |hex| u32::from_str_radix(hex, 16).ok(),
            )?;
            char::from_u32(code)?
        }
    };
    Some(c.to_string())
}
