//! The walk over a Word document's elements: paragraphs, runs, tables, frames → lines in reading order.

use super::numbering::Numbering;
use super::styles::Styles;
use super::xml::{damaged, local, value};
use super::{RawLine, Style, encoding};
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
    capitals: bool,
    hidden: bool,
}

/// A table being read: rows of cells of lines.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<Vec<RawLine>>>,
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
    pub fn notes(&mut self, xml: &str) -> Result<(), Problem> {
        self.part(xml, "footnotes")
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
            | "rPrChange" | "pPrChange"
                if !empty =>
            {
                self.skipped = 1
            }
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
            "sym" => self.text("•"),
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
                    row.push(Vec::new());
                }
            }
            _ => self.property(&name, element),
        }
        Ok(())
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
        let font = styles.font(
            run.font.as_deref(),
            run.style.as_deref(),
            paragraph.style.as_deref(),
        );
        let legacy = font.as_deref().and_then(encoding::of_font);
        let mut text = match legacy {
            Some(legacy) if !is_unicode(text) => encoding::convert(text, legacy),
            _ => text.to_owned(),
        };
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
        if paragraph.text.trim().is_empty() || id == "0" {
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
            Some(cell) => cell.push(line),
            None => self.lines.push(line),
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        let nested = !self.tables.is_empty();
        if nested || is_layout(&table) {
            let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
            let mut cells: Vec<Vec<RawLine>> = vec![Vec::new(); columns];
            for row in table.rows {
                for (column, lines) in row.into_iter().enumerate() {
                    cells[column].extend(lines);
                }
            }
            for line in cells.into_iter().flatten() {
                self.put(line);
            }
            return;
        }
        for row in table.rows {
            let first = row.iter().flatten().next();
            let (page, line) =
                first.map_or((self.page, self.count), |first| (first.page, first.line));
            let cells = row.iter().map(|cell| cell_text(cell)).collect();
            self.lines.push(RawLine {
                page,
                line,
                cells,
                ..RawLine::default()
            });
        }
        self.lines.push(RawLine {
            page: self.page,
            line: self.count,
            ..RawLine::default()
        });
    }
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

/// Whether a table only puts things side by side: a head, a foot, a frame.
fn is_layout(table: &Table) -> bool {
    let rows = table.rows.len();
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    if rows == 1 && columns == 1 {
        return true;
    }
    let mut lines = table.rows.iter().flatten().flatten();
    columns <= 3
        && rows <= 6
        && lines.any(|line| {
            let fold = match_key(&line.text);
            [
                "noi nhan",
                "cong hoa xa hoi",
                "doc lap - tu do",
                "dang cong san viet nam",
                "tm.",
                "t/m",
                "kt.",
                "tl.",
            ]
            .iter()
            .any(|begin| fold.starts_with(begin))
        })
}

/// Whether a text already holds letters that only Unicode has.
fn is_unicode(text: &str) -> bool {
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
