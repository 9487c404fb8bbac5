//! The document of a page → its paragraphs, lists and tables.

use super::page::Page;
use super::tree::{Kind, Node};
use crate::encoding;
use crate::flow::{Flow, Paragraph, Set};
use crate::line::RawLine;
use crate::numbering;
use crate::problem::Problem;

/// Hard blanks in a row that part two columns.
const GAP: usize = 4;

/// Pictures at most this wide and high are signs, not pages or drawings, in pixels.
const SIGN: usize = 64;

/// Elements that begin a line of their own.
const BLOCKS: [&str; 32] = [
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "ul",
];

/// How the words of an element are set, as it hands it down.
#[derive(Debug, Clone, Copy, Default)]
struct Inherited {
    set: Set,
    centred: bool,
    /// Whether line ends and blanks are kept.
    kept: bool,
}

/// A list that is open: what its labels are, and how far it has counted.
#[derive(Debug)]
struct List {
    form: Option<char>,
    next: u32,
}

/// The walk over the document.
struct Walk<'p> {
    page: &'p Page,
    flow: Flow,
    paragraph: Paragraph,
    /// Whether the paragraph is one of an element that may be empty and be seen as a gap.
    pending: bool,
    inherited: Vec<Inherited>,
    lists: Vec<List>,
    /// The label of the list's item that begins.
    label: Option<String>,
    pictures: usize,
}

/// The lines of a page's document, and how many pictures stand among them.
///
/// # Errors
/// When it is larger than any document.
pub fn lines(page: &Page) -> Result<(Vec<RawLine>, usize), Problem> {
    let mut walk = Walk {
        page,
        flow: Flow::default(),
        paragraph: Paragraph::default(),
        pending: false,
        inherited: vec![Inherited::default()],
        lists: Vec::new(),
        label: None,
        pictures: 0,
    };
    walk.all()?;
    Ok((walk.flow.finish(), walk.pictures))
}

impl Walk<'_> {
    fn all(&mut self) -> Result<(), Problem> {
        let page = self.page;
        let mut open = vec![(page.core, false)];
        while let Some((at, ends)) = open.pop() {
            let node = &page.nodes[at];
            if ends {
                self.end(node)?;
                continue;
            }
            if page.gone[at] {
                continue;
            }
            match &node.kind {
                Kind::Text(text) => self.text(text),
                Kind::Element(..) => {
                    self.start(node)?;
                    open.push((at, true));
                    open.extend(node.children.iter().rev().map(|child| (*child, false)));
                }
                Kind::Other => open.extend(node.children.iter().rev().map(|child| (*child, false))),
            }
        }
        self.flush()
    }

    fn start(&mut self, node: &Node) -> Result<(), Problem> {
        let name = node.name();
        let above = self.inherited.last().copied().unwrap_or_default();
        let own = inherited(node, above);
        if BLOCKS.contains(&name) {
            self.flush()?;
            self.pending = name == "p" || name == "pre";
            self.paragraph.centred = own.centred;
        }
        self.inherited.push(own);
        match name {
            "br" => self.paragraph.add("\n", Set::default()),
            "ol" | "ul" => self.lists.push(List::of(node)),
            "li" => {
                let list = self.lists.last_mut();
                self.label = list.map(|list| list.label(node));
            }
            "img" => self.picture(node),
            "table" => {
                self.flush()?;
                let layout = node.attribute("role") == Some("presentation");
                self.flow.start_table(layout)?;
            }
            "tr" => {
                self.flush()?;
                self.flow.start_row();
            }
            "td" | "th" => {
                self.flush()?;
                let span = |name| {
                    node.attribute(name)
                        .and_then(|text| text.trim().parse().ok())
                };
                let (columns, rows) = (span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1));
                self.flow.start_cell(columns, rows)?;
                self.paragraph.centred = own.centred;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, node: &Node) -> Result<(), Problem> {
        let name = node.name();
        if BLOCKS.contains(&name) || matches!(name, "td" | "th" | "tr" | "table") {
            self.flush()?;
        }
        match name {
            "ol" | "ul" => {
                self.lists.pop();
            }
            "li" => self.label = None,
            "td" | "th" => self.flow.end_cell(),
            "tr" => self.flow.end_row(),
            "table" => self.flow.end_table(),
            _ => {}
        }
        if self.inherited.len() > 1 {
            self.inherited.pop();
        }
        let above = self.inherited.last().copied().unwrap_or_default();
        self.paragraph.centred |= above.centred && self.paragraph.text().is_empty();
        Ok(())
    }

    /// Adds words: blanks and line ends of the source are one blank, hard blanks in a row part columns.
    fn text(&mut self, text: &str) {
        let Inherited { set, kept, .. } = self.inherited.last().copied().unwrap_or_default();
        if kept {
            self.paragraph.add(text, set);
            return;
        }
        let mut words = String::with_capacity(text.len());
        let mut hard = 0;
        for c in text.chars() {
            if c == '\u{a0}' {
                hard += 1;
                continue;
            }
            if hard > 0 {
                words.push_str(if hard >= GAP { "\t" } else { " " });
                hard = 0;
            }
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                let before = words.chars().next_back();
                let before = before.or_else(|| self.paragraph.text().chars().next_back());
                if before.is_some_and(|before| !before.is_whitespace()) {
                    words.push(' ');
                }
            } else {
                words.push(c);
            }
        }
        match hard {
            0 => {}
            GAP.. => words.push('\t'),
            _ => words.push(' '),
        }
        self.paragraph.add(&words, set);
    }

    fn picture(&mut self, node: &Node) {
        let size = |name| {
            node.attribute(name)
                .and_then(|text| text.trim().trim_end_matches("px").parse::<usize>().ok())
        };
        let small = |size: Option<usize>| size.is_some_and(|size| size <= SIGN);
        if !small(size("width")) && !small(size("height")) {
            self.pictures += 1;
        }
    }

    /// Ends the open paragraph. One without words is a gap, where it was meant as a paragraph.
    fn flush(&mut self) -> Result<(), Problem> {
        let mut paragraph = std::mem::take(&mut self.paragraph);
        let pending = std::mem::take(&mut self.pending);
        // A break at the end of a paragraph shows nothing.
        paragraph.trim_break();
        if paragraph.text().trim().is_empty() && !pending {
            return Ok(());
        }
        if !paragraph.text().trim().is_empty()
            && let Some(label) = self.label.take()
        {
            let begin = paragraph.text().trim_start();
            // Some write the label in the item besides.
            let digits = begin.trim_start_matches(|c: char| c.is_ascii_digit());
            let own = begin.starts_with(['-', '+', '•', '*', '–'])
                || digits.len() < begin.len() && digits.starts_with(['.', ')', '/']);
            paragraph.label = Some(label).filter(|_| !own);
        }
        self.flow.paragraph(paragraph)
    }
}

impl List {
    fn of(node: &Node) -> Self {
        let ordered = node.name() == "ol";
        let form = node.attribute("type").and_then(|form| form.chars().next());
        let start = node.attribute("start").and_then(|start| start.parse().ok());
        Self {
            form: ordered.then_some(form.unwrap_or('1')),
            next: start.unwrap_or(1),
        }
    }

    /// The label of the next item.
    fn label(&mut self, item: &Node) -> String {
        let Some(form) = self.form else {
            return String::from("-");
        };
        let number = item.attribute("value").and_then(|value| value.parse().ok());
        let number: u32 = number.unwrap_or(self.next);
        self.next = number.saturating_add(1);
        numbering::item_label(form, number)
    }
}

/// What an element hands down.
fn inherited(node: &Node, above: Inherited) -> Inherited {
    let mut own = above;
    match node.name() {
        "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => own.set.bold = true,
        "i" | "em" => own.set.italic = true,
        "center" => own.centred = true,
        "pre" => own.kept = true,
        "td" => (own.centred, own.kept) = (false, false),
        _ => {}
    }
    if let Some(align) = node.attribute("align") {
        own.centred = align.eq_ignore_ascii_case("center");
    }
    if let Some(face) = node.attribute("face") {
        own.set.legacy = encoding::of_font(face);
    }
    let style = node.attribute("style").unwrap_or_default();
    for declaration in style.split(';') {
        let Some((key, value)) = declaration.split_once(':') else {
            continue;
        };
        let value = value.trim().trim_matches(['"', '\'']);
        match key.trim().to_ascii_lowercase().as_str() {
            "text-align" => own.centred = value.eq_ignore_ascii_case("center"),
            "font-weight" => {
                let heavy = value.parse::<u32>().is_ok_and(|weight| weight >= 600);
                own.set.bold = heavy || value.to_ascii_lowercase().starts_with("bold");
            }
            "font-style" => own.set.italic = value.eq_ignore_ascii_case("italic"),
            "font-family" => own.set.legacy = encoding::of_font(value),
            "white-space" => own.kept = value.to_ascii_lowercase().starts_with("pre"),
            _ => {}
        }
    }
    own
}
