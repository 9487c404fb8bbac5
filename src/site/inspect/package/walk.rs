//! The walk over one part of an office document: what its words are, and which of them nobody sees.

use super::super::plain::{readable, row};
use super::super::{Inside, LIST_LIMIT, TEXT_LIMIT};
use super::{DEPTH_LIMIT, Stop, field, formula};
use crate::problem::{Danger, Part, Trace, Unread};
use formats::reference;
use formats::xml::{local, value};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The walk over one part: words in their order, tables as Markdown writes them.
pub(super) struct Walk<'s> {
    part: Part,
    shared: &'s [String],
    /// Words of a workbook, in the order of their numbers.
    pub(super) strings: Vec<String>,
    in_strings: bool,
    open_document: bool,
    text: String,
    deleted: String,
    hidden: String,
    tables: Vec<Table>,
    /// Whether the characters now met are words.
    words: usize,
    run_hidden: bool,
    in_deleted: usize,
    cell_shared: bool,
    property: Option<String>,
    /// The instruction of the field that is met.
    field: String,
    in_field: bool,
    reviewed: bool,
}

#[derive(Default)]
struct Table {
    rows: usize,
    cells: Vec<String>,
    outer: String,
}

impl<'s> Walk<'s> {
    pub(super) fn new(part: Part, name: &str, shared: &'s [String]) -> Self {
        Self {
            part,
            shared,
            strings: Vec::new(),
            in_strings: name.ends_with("sharedstrings.xml"),
            open_document: !name.contains('/'),
            text: String::new(),
            deleted: String::new(),
            hidden: String::new(),
            tables: Vec::new(),
            words: 0,
            run_hidden: false,
            in_deleted: 0,
            cell_shared: false,
            property: None,
            field: String::new(),
            in_field: false,
            reviewed: part == Part::Comment && name.contains("comment"),
        }
    }

    pub(super) fn read(&mut self, xml: &str, inside: &mut Inside) -> Result<(), Stop> {
        let mut reader = Reader::from_str(xml);
        let mut depth = 0_usize;
        loop {
            match reader.read_event().map_err(|_| Stop(Unread::Damaged))? {
                Event::Start(element) => {
                    depth += 1;
                    if depth > DEPTH_LIMIT {
                        return Err(Stop(Unread::TooLarge));
                    }
                    self.start(&element, inside);
                }
                Event::Empty(element) => {
                    self.start(&element, inside);
                    self.end(&local(&element), inside);
                }
                Event::End(element) => {
                    depth = depth.saturating_sub(1);
                    let name = element.local_name().as_ref().to_owned();
                    self.end(&name, inside);
                }
                Event::Text(text) => self.add(text.as_ref()),
                Event::CData(text) => self.add(text.as_ref()),
                Event::GeneralRef(name) => {
                    if let Some(text) = reference(&name) {
                        self.add(&text);
                    }
                }
                Event::DocType(_) => return Err(Stop(Unread::Damaged)),
                Event::Eof => return Ok(()),
                _ => {}
            }
            if self.text.len() > TEXT_LIMIT {
                return Err(Stop(Unread::TooLarge));
            }
        }
    }

    fn add(&mut self, text: &str) {
        if self.in_field && self.field.len() < 4096 {
            self.field.push_str(text);
        }
        if let Some(property) = &mut self.property {
            property.push_str(text);
        } else if self.words > 0 || self.open_document || self.part == Part::Property {
            let target = match (self.in_deleted > 0, self.run_hidden) {
                (true, _) => &mut self.deleted,
                (_, true) => &mut self.hidden,
                _ => &mut self.text,
            };
            target.push_str(text);
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, inside: &mut Inside) {
        let name = local(element);
        match name.as_str() {
            "t" | "delText" | "instrText" | "v" | "f" | "text" => {
                self.words += 1;
                self.in_field = matches!(name.as_str(), "instrText" | "f");
            }
            // Between two such marks the instruction stands, in as many runs as it likes.
            "fldChar" => self.end_field(inside),
            "fldSimple" => field(&value(element, "instr").unwrap_or_default(), inside),
            "ddeLink" => inside.danger(
                Danger::Launch,
                &value(element, "ddeService").unwrap_or_default(),
            ),
            "hlinkClick" | "hlinkHover" | "hlinkMouseOver" => {
                let action = value(element, "action").unwrap_or_default();
                if action.starts_with("ppaction://program") {
                    inside.danger(Danger::Launch, &action);
                } else if action.starts_with("ppaction://macro") {
                    inside.danger(Danger::Macros, &action);
                }
            }
            "r" => self.run_hidden = false,
            "vanish" => {
                self.run_hidden = !matches!(value(element, "val").as_deref(), Some("0" | "false"))
            }
            "del" | "moveFrom" | "deletion" => {
                self.in_deleted += 1;
                self.reviewed = true;
                self.reviewer(element, inside);
            }
            "ins" | "moveTo" | "comment" | "rPrChange" | "pPrChange" | "person" | "cmAuthor"
            | "cm" => {
                self.reviewed |= !matches!(name.as_str(), "person" | "cmAuthor");
                self.reviewer(element, inside);
            }
            "annotation" => {
                self.reviewed = true;
                self.text.push_str("\n\n");
            }
            "creator" | "initial-creator" | "lastModifiedBy" | "Manager" | "Company" | "author"
            | "Template" | "HyperlinkBase" => {
                self.property = Some(String::new());
            }
            "docPr" | "cNvPr" => {
                for attribute in ["descr", "title", "name"] {
                    if let Some(words) = value(element, attribute) {
                        inside.paths(&words);
                        if attribute != "name" {
                            inside.say(Part::Hidden, &words);
                        }
                    }
                }
            }
            "c" if value(element, "t").as_deref() == Some("s") => self.cell_shared = true,
            "tbl" | "table" | "sheetData" => self.tables.push(Table {
                outer: std::mem::take(&mut self.text),
                ..Table::default()
            }),
            "tab" | "br" | "cr" | "s" | "line-break" | "noBreakHyphen" => {
                let sign = if name == "noBreakHyphen" { "-" } else { " " };
                self.text.push_str(sign);
            }
            "image" | "object" | "plugin" if self.open_document => {
                if let Some(target) = value(element, "href").filter(|target| target.contains("://"))
                {
                    inside.paths(&target);
                    inside.danger(Danger::Remote, &target);
                }
            }
            "event-listener" if self.open_document => {
                inside.danger(Danger::Script, "event-listener")
            }
            _ => {}
        }
    }

    fn end_field(&mut self, inside: &mut Inside) {
        field(&std::mem::take(&mut self.field), inside);
        self.in_field = false;
    }

    fn reviewer(&self, element: &BytesStart<'_>, inside: &mut Inside) {
        for name in ["author", "displayName", "name"] {
            if let Some(author) = value(element, name) {
                inside.trace(Trace::Reviewer, &author);
            }
        }
    }

    fn end(&mut self, name: &str, inside: &mut Inside) {
        match name {
            "t" | "delText" | "instrText" | "text" => {
                self.words = self.words.saturating_sub(1);
                self.in_field = false;
            }
            "f" => {
                self.words = self.words.saturating_sub(1);
                self.in_field = false;
                formula(&std::mem::take(&mut self.field), inside);
            }
            "v" => {
                self.words = self.words.saturating_sub(1);
                if std::mem::take(&mut self.cell_shared) {
                    let at = self.text.trim().parse::<usize>().unwrap_or(usize::MAX);
                    self.text = self.shared.get(at).cloned().unwrap_or_default();
                }
            }
            "r" => self.run_hidden = false,
            "del" | "moveFrom" | "deletion" => {
                self.in_deleted = self.in_deleted.saturating_sub(1);
                self.deleted.push_str("\n\n");
            }
            "si" if self.in_strings => {
                let words = std::mem::take(&mut self.text);
                self.strings.push(words);
            }
            "tc" | "c" | "table-cell" => {
                let words = std::mem::take(&mut self.text);
                if let Some(table) = self.tables.last_mut() {
                    table.cells.push(words.trim().to_owned());
                }
            }
            "tr" | "row" | "table-row" => self.end_row(),
            "tbl" | "table" | "sheetData" => {
                if let Some(table) = self.tables.pop() {
                    let inner = std::mem::replace(&mut self.text, table.outer);
                    self.text.push_str(&inner);
                    self.text.push_str("\n\n");
                }
            }
            "p" | "h" | "comment" | "sp" => {
                self.end_field(inside);
                let sign = if self.tables.is_empty() { "\n\n" } else { " " };
                self.text.push_str(sign);
                self.hidden.push_str(sign);
                self.deleted.push_str(sign);
            }
            "creator" | "initial-creator" | "lastModifiedBy" | "Manager" | "Company" | "author"
            | "Template" | "HyperlinkBase" => {
                if let Some(words) = self.property.take() {
                    self.named(name, &words, inside);
                }
            }
            _ if self.part == Part::Property => self.text.push_str("\n\n"),
            _ => {}
        }
    }

    fn named(&mut self, name: &str, words: &str, inside: &mut Inside) {
        inside.paths(words);
        match name {
            "author" => inside.trace(Trace::Reviewer, words),
            "creator" if self.part != Part::Property => inside.trace(Trace::Reviewer, words),
            "creator" | "initial-creator" | "lastModifiedBy" | "Manager" => {
                inside.trace(Trace::Author, words)
            }
            _ => inside.say(Part::Property, words),
        }
    }

    /// A row in Markdown, behind the rows before it: what stands in cells has been taken already.
    fn end_row(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let cells: Vec<String> = std::mem::take(&mut table.cells);
        let first = table.rows == 0;
        table.rows += 1;
        let mut rows = String::new();
        row(&mut rows, cells, first);
        let outer = if self.tables.len() == 1 {
            self.tables.last_mut().map(|table| &mut table.outer)
        } else {
            None
        };
        match outer {
            Some(outer) => {
                if first {
                    outer.push_str("\n\n");
                }
                outer.push_str(&rows);
            }
            // A table in a cell is words of that cell.
            None => self.text.push_str(&rows.replace(['|', '\n'], " ")),
        }
    }

    pub(super) fn settle(mut self, inside: &mut Inside) {
        while let Some(table) = self.tables.pop() {
            let inner = std::mem::replace(&mut self.text, table.outer);
            self.text.push_str(&inner);
        }
        let comments =
            self.reviewed && (self.part != Part::Comment || !self.text.trim().is_empty());
        if comments && inside.dangers.len() < LIST_LIMIT {
            inside.danger(Danger::Review, "");
        }
        if !self.in_strings {
            let text = readable(self.text);
            if self.part != Part::Text {
                inside.paths(&text);
            }
            inside.say(self.part, &text);
        }
        inside.say(Part::Deleted, &readable(self.deleted));
        inside.say(Part::Hidden, &readable(self.hidden));
    }
}
