//! The walk over an OpenDocument text: paragraphs, lists, tables, notes, text boxes → lines in reading order.

use super::lists::Lists;
use super::styles::{Looks, Styles};
use crate::flow::{Flow, Paragraph, Set};
use crate::problem::Problem;
use crate::word::reference;
use crate::xml::{damaged, local, value};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deepest nesting of elements.
const DEPTH_LIMIT: usize = 400;

/// Most blanks or cells that one element stands for.
const REPEAT_LIMIT: usize = 60;

/// The walk over the elements.
pub struct Walk<'s> {
    styles: &'s Styles,
    /// The text so far.
    pub flow: Flow,
    /// Its notes.
    pub notes: Flow,
    /// Pictures.
    pub pictures: usize,
    /// Objects of other programs.
    pub objects: usize,
    lists: Lists,
    label: Option<String>,
    /// The open paragraphs: a text box or a note holds paragraphs inside one.
    paragraphs: Vec<(Paragraph, Looks)>,
    looks: Vec<Looks>,
    in_text: bool,
    in_note: usize,
    /// What the open frame holds.
    frame: Option<bool>,
    skipped: usize,
}

impl<'s> Walk<'s> {
    /// A walk that begins.
    pub fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            flow: Flow::default(),
            notes: Flow::default(),
            pictures: 0,
            objects: 0,
            lists: Lists::default(),
            label: None,
            paragraphs: Vec::new(),
            looks: Vec::new(),
            in_text: false,
            in_note: 0,
            frame: None,
            skipped: 0,
        }
    }

    /// Walks over `content.xml`.
    ///
    /// # Errors
    /// When it is damaged, no text, or swells beyond reason.
    pub fn document(&mut self, xml: &str) -> Result<(), Problem> {
        let mut reader = Reader::from_str(xml);
        let (mut depth, mut seen) = (0_usize, false);
        loop {
            match reader.read_event().map_err(damaged)? {
                Event::Start(element) => {
                    depth += 1;
                    if depth > DEPTH_LIMIT {
                        return Err(Problem::TooHeavy {});
                    }
                    let name = local(&element);
                    // `text:text` is none of the elements: this is `office:text`, the body of a text.
                    let body = name == "text";
                    (seen, self.in_text) = (seen || body, self.in_text || body);
                    if self.skipped > 0 || !self.in_text || is_passed(&element, &name) {
                        self.skipped += usize::from(self.in_text);
                        continue;
                    }
                    self.start(&element, &name)?;
                }
                Event::Empty(element) if self.skipped == 0 && self.in_text => {
                    let name = local(&element);
                    self.start(&element, &name)?;
                    self.end(&name)?;
                }
                Event::End(element) => {
                    depth = depth.saturating_sub(1);
                    if self.skipped > 0 {
                        self.skipped -= 1;
                    } else if self.in_text {
                        let name = element.local_name().as_ref().to_owned();
                        self.end(&name)?;
                    }
                }
                Event::Text(text) => self.text(text.as_ref()),
                Event::CData(text) => self.text(text.as_ref()),
                Event::GeneralRef(name) => {
                    let text = reference(&name).ok_or_else(|| damaged(format!("&{};", &*name)))?;
                    self.text(&text);
                }
                Event::DocType(_) => return Err(damaged("<!DOCTYPE>")),
                Event::Eof => break,
                _ => {}
            }
        }
        match (depth, seen) {
            (0, true) => Ok(()),
            (0, false) => Err(Problem::UnknownType {}),
            _ => Err(damaged("</office:document-content>")),
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, name: &str) -> Result<(), Problem> {
        let number = |name: &str| value(element, name).and_then(|text| text.parse::<usize>().ok());
        match name {
            "p" | "h" => self.start_paragraph(element, name),
            "span" => {
                let above = self.looks.last().copied().unwrap_or_default();
                let style = value(element, "style-name").unwrap_or_default();
                self.looks.push(self.styles.looks("text", &style, above));
            }
            "s" => self.add(&" ".repeat(number("c").unwrap_or(1).min(REPEAT_LIMIT))),
            "tab" => self.add("\t"),
            "line-break" => self.add("\n"),
            "soft-page-break" => self.flow.page += 1,
            "list" => {
                let goes_on = value(element, "continue-numbering").as_deref() == Some("true")
                    || value(element, "continue-list").is_some();
                self.lists.start(value(element, "style-name"), goes_on);
            }
            "list-item" => {
                let start = number("start-value").and_then(|start| u32::try_from(start).ok());
                self.label = self.lists.item(self.styles, start);
            }
            "note" => self.in_note += 1,
            "table" => self.target().start_table(false)?,
            "table-row" => self.target().start_row(),
            // What a merged cell covers is known from the cell.
            "table-cell" => {
                let times = number("number-columns-repeated").unwrap_or(1);
                let columns = number("number-columns-spanned").unwrap_or(1);
                let rows = number("number-rows-spanned").unwrap_or(1);
                for _ in 1..times.clamp(1, REPEAT_LIMIT) {
                    self.target().start_cell(1, 1)?;
                    self.target().end_cell();
                }
                self.target().start_cell(columns, rows)?;
            }
            "frame" => self.frame = Some(false),
            "object" | "object-ole" | "plugin" | "applet" => {
                self.objects += 1;
                self.frame = Some(true);
            }
            // Behind an object stands a picture of it.
            "image" if self.frame != Some(true) => self.pictures += 1,
            _ => {}
        }
        Ok(())
    }

    fn start_paragraph(&mut self, element: &BytesStart<'_>, name: &str) {
        let style = value(element, "style-name").unwrap_or_default();
        let looks = self.styles.looks("paragraph", &style, Looks::default());
        let mut paragraph = Paragraph::default();
        (paragraph.centred, paragraph.label) = (looks.centred, self.label.take());
        let depth = value(element, "outline-level").and_then(|level| level.parse().ok());
        if name == "h" && paragraph.label.is_none() {
            let unnumbered = value(element, "is-list-header").as_deref() == Some("true");
            paragraph.label = depth
                .filter(|_| !unnumbered && self.styles.list_of(&style) != Some(""))
                .and_then(|depth| self.lists.heading(self.styles, depth));
        }
        self.paragraphs.push((paragraph, looks));
        self.looks.push(looks);
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "p" | "h" => {
                self.looks.pop();
                if let Some((paragraph, _)) = self.paragraphs.pop() {
                    self.target().paragraph(paragraph)?;
                }
            }
            "span" => {
                self.looks.pop();
            }
            "list" => self.lists.end(),
            "list-item" => self.label = None,
            "note" => self.in_note = self.in_note.saturating_sub(1),
            "table" => self.target().end_table(),
            "table-row" => self.target().end_row(),
            "table-cell" => self.target().end_cell(),
            "frame" => self.frame = None,
            "text" => self.in_text = false,
            _ => {}
        }
        Ok(())
    }

    /// Where finished paragraphs go.
    fn target(&mut self) -> &mut Flow {
        match self.in_note {
            0 => &mut self.flow,
            _ => &mut self.notes,
        }
    }

    /// Words of the source, in which blanks and line ends in a row are one blank.
    fn text(&mut self, text: &str) {
        if self.skipped > 0 || !self.in_text {
            return;
        }
        let Some((paragraph, _)) = self.paragraphs.last() else {
            return;
        };
        let mut words = String::with_capacity(text.len());
        let before = paragraph.text().chars().next_back();
        let mut blank = before.is_none_or(char::is_whitespace);
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\r' | '\n' if blank => {}
                ' ' | '\t' | '\r' | '\n' => words.push(' '),
                c => words.push(c),
            }
            blank = matches!(c, ' ' | '\t' | '\r' | '\n');
        }
        self.add(&words);
    }

    fn add(&mut self, words: &str) {
        let looks = self.looks.last().copied().unwrap_or_default();
        if looks.hidden {
            return;
        }
        let set = Set {
            bold: looks.bold,
            italic: looks.italic,
            legacy: looks.legacy,
        };
        if let Some((paragraph, _)) = self.paragraphs.last_mut() {
            match looks.capitals {
                true => paragraph.add(&words.to_uppercase(), set),
                false => paragraph.add(words, set),
            }
        }
    }
}

/// Whether what stands in an element is not of the text: what was deleted, remarks, forms, the numbers of notes.
fn is_passed(element: &BytesStart<'_>, name: &str) -> bool {
    const PASSED: [&str; 9] = [
        "tracked-changes",
        "annotation",
        "note-citation",
        "forms",
        "ruby-text",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "index-title-template",
    ];
    // A field of the same name shows the title of the text.
    let described = matches!(name, "title" | "desc") && element.name().as_ref().starts_with("svg:");
    PASSED.contains(&name)
        || described
        || name == "section" && value(element, "display").as_deref() == Some("none")
}
