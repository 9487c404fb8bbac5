//! Line by line: headings, indented text, lists and rules that are meant and not written as Markdown wants them.

use super::item::{Item, follows, is_labelled, item};
use super::{Edits, Slip, inline, is_gap, table};
use crate::markdown::component;
use crate::problem::Problem;
use base::glance;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use std::collections::HashMap;
use std::ops::Range;

/// Most words of a line that a row of dashes beneath makes a heading.
const HEADING_WORDS: usize = 14;

/// What the line before was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing that goes on: a blank line, a heading, a rule, a block's border.
    Nothing,
    /// A line of a paragraph, in a list or outside.
    Text,
}

/// A line without its end, cut into what contains it and what it says.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it begins.
    pub start: usize,
    /// Where its signs of quotation end.
    pub quoted: usize,
    /// Where its content begins.
    pub at: usize,
    /// Where its content ends.
    pub end: usize,
    /// Columns of blanks before the content.
    pub indent: usize,
    /// How many quotations it stands in.
    pub depth: usize,
}

/// The walk over a text's lines.
pub struct Walk<'t> {
    pub text: &'t str,
    pub edits: Edits,
    pub slips: Vec<Slip>,
    pub lines: Vec<Line>,
    /// Code between fences.
    code: Vec<Range<usize>>,
    /// Columns where the text of the lists begins that the walk is in, outermost first.
    lists: Vec<usize>,
    pub before: Before,
    /// From which column on lines are moved, and how far to the left.
    shift: (usize, usize),
    /// Whether the walk is in a block within a quotation.
    unquoting: bool,
    /// How often each text stands between square brackets, once that is asked.
    labels: Option<HashMap<&'t str, usize>>,
    /// What ends the raw HTML that the walk is in; empty for a blank line.
    html: Option<&'static str>,
}

impl<'t> Walk<'t> {
    pub fn new(text: &'t str, options: Options) -> Self {
        let mut walk = Self {
            text,
            edits: Edits::default(),
            slips: Vec::new(),
            lines: Vec::new(),
            code: Vec::new(),
            lists: Vec::new(),
            before: Before::Nothing,
            shift: (0, 0),
            unquoting: false,
            labels: None,
            html: None,
        };
        let fence = |byte: u8, next: u8, last: u8| {
            ((byte == b'`') | (byte == b'~')) & (byte == next) & (byte == last)
        };
        if glance::first_with_next(text.as_bytes(), fence).is_some() {
            walk.find_code(options);
        }
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            walk.lines.push(cut(text, start, line));
            start += line.len();
        }
        walk
    }

    /// Code between fences is left alone. A fence that is never closed swallows the rest, which is told.
    fn find_code(&mut self, options: Options) {
        for (event, range) in Parser::new_ext(self.text, options).into_offset_iter() {
            let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) = event else {
                continue;
            };
            let block = self.text[range.clone()].trim_end();
            let fence = block.chars().next().unwrap_or('`');
            let last = block.rsplit('\n').next().unwrap_or_default();
            let last = last.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
            let closed = block.contains('\n')
                && last.starts_with([fence; 3].iter().collect::<String>().as_str());
            if closed {
                self.code.push(range);
            } else if fence == '~'
                && block
                    .lines()
                    .next()
                    .is_some_and(|l| l.chars().all(|c| c == '~'))
            {
                // A row of waves is a rule.
                let first = block.lines().next().unwrap_or_default().len();
                self.edits
                    .replace(range.start..range.start + first, "\n---");
            } else {
                let first = block.lines().next().unwrap_or_default().len();
                self.slips.push(Slip {
                    span: range.start..range.start + first,
                    problem: Problem::CodeUnclosed {},
                    warning: false,
                });
                self.code.push(range);
            }
        }
    }

    pub fn all(&mut self) {
        let mut index = 0;
        while index < self.lines.len() {
            index = self.line(index).max(index + 1);
        }
    }

    /// What a line says.
    pub fn said(&self, index: usize) -> &'t str {
        self.lines
            .get(index)
            .map_or("", |line| &self.text[line.at..line.end])
    }

    /// What the line before says.
    pub fn said_before(&self, index: usize) -> &'t str {
        index.checked_sub(1).map_or("", |index| self.said(index))
    }

    /// A break at the end of the line, unless one is there.
    fn break_line(&mut self, index: usize) {
        let end = self.lines[index].end;
        let broken = self.text[end..].starts_with("  ") || self.text[..end].ends_with('\\');
        if !broken {
            self.edits.insert(end, "  ");
        }
    }

    /// Whether the walk is in a list.
    pub fn in_list(&self) -> bool {
        !self.lists.is_empty()
    }

    /// A blank line before the line.
    pub fn part(&mut self, line: &Line) {
        let quotes = if line.depth > 0 {
            self.text[line.start..line.quoted].trim_end()
        } else {
            ""
        };
        self.edits.insert(line.start, format!("{quotes}\n"));
    }

    /// Takes a line; says which one is next.
    fn line(&mut self, index: usize) -> usize {
        let text = self.text;
        let said = self.said(index);
        if self.is_unquoted(index, said) {
            let quotes = self.lines[index].start..self.lines[index].quoted;
            self.edits.delete(quotes);
            self.lines[index].depth = 0;
        }
        let mut line = self.lines[index].clone();
        if self.is_code(line.start) || self.is_html(&line, said) {
            self.before = Before::Nothing;
            return index + 1;
        }
        let lead = &text[line.quoted..line.at];
        if index > 0 && self.lines[index - 1].depth != line.depth {
            self.lists.clear();
            self.before = Before::Nothing;
        }
        if said.is_empty() {
            if !lead.is_ascii() {
                self.edits.delete(line.quoted..line.at);
            }
            self.before = Before::Nothing;
            return index + 1;
        }
        if said.starts_with([':', '：']) && component::is_marker(said) {
            self.before = Before::Nothing;
            self.lists.clear();
            if line.indent > 3 || !lead.is_ascii() {
                self.edits.delete(line.quoted..line.at);
            }
            return index + 1;
        }
        // Lines that stood as far in as one that was moved move with it.
        let written = line.indent;
        if written < self.shift.0 {
            self.shift = (0, 0);
        }
        line.indent -= self.shift.1;
        let item = item(self, index);
        let opens = item.is_some() || said.starts_with('#') || said.starts_with('＃');
        if opens || self.before == Before::Nothing {
            while self
                .lists
                .last()
                .is_some_and(|column| line.indent < *column)
            {
                self.lists.pop();
            }
            let base = self.lists.last().copied().unwrap_or(0);
            if line.indent >= base + 4 {
                self.shift = (written, written - base);
                line.indent = base;
            }
            if line.indent != written || !lead.is_ascii() {
                self.edits
                    .replace(line.quoted..line.at, " ".repeat(line.indent));
            }
        }
        if let Some(item) = item {
            self.item(&line, &item);
            return index + 1;
        }
        if let Some(next) = table::table(self, index) {
            self.before = Before::Nothing;
            return next;
        }
        self.prose(index, &line, said);
        index + 1
    }

    /// Whether the line belongs to a block that somebody put into a quotation: it stands better without.
    fn is_unquoted(&mut self, index: usize, said: &str) -> bool {
        if self.lines[index].depth == 0 || self.is_code(self.lines[index].start) {
            self.unquoting = false;
            return false;
        }
        let marker = said.starts_with([':', '：']) && component::is_marker(said);
        let unquoted = self.unquoting || marker;
        if marker {
            self.unquoting = !said.trim_matches([':', '：']).is_empty();
        }
        unquoted
    }

    /// A line that is no list's item and no table's row.
    fn prose(&mut self, index: usize, line: &Line, said: &str) {
        if heading(&mut self.edits, line.at, said) || is_heading(said) {
            self.before = Before::Nothing;
            inline::mend(self.text, line.at..line.end, &mut self.edits);
            return;
        }
        if let Some(sign) = row_of(said) {
            self.rule(index, line, said, sign);
            self.before = Before::Nothing;
            return;
        }
        if self.before == Before::Text && is_labelled(said) {
            let before = self.said_before(index);
            if before.ends_with(':') || follows(before, said) || follows(said, self.said(index + 1))
            {
                // Lines that are numbered stay lines.
                self.break_line(index - 1);
            }
        }
        if let Some(span) = task(said) {
            let written = format!("- {}", checkbox(said));
            self.edits.replace(line.at..line.at + span.end, written);
        }
        if !self.definition(line, said) {
            inline::mend(self.text, line.at..line.end, &mut self.edits);
        }
        self.before = Before::Text;
    }

    /// A row of `-` or `=`: a heading's underline where that is meant, else a rule.
    fn rule(&mut self, index: usize, line: &Line, said: &str, sign: char) {
        let above = self.said_before(index);
        let alone = index < 2 || self.said(index - 2).is_empty();
        let heading = self.before == Before::Text
            && self.lists.is_empty()
            && alone
            && !above.ends_with(['.', ',', ';', ':', '!', '?', '…'])
            && above.split_whitespace().count() <= HEADING_WORDS
            && said.len() * 2 >= above.chars().count();
        if heading || self.before == Before::Nothing && sign == '-' {
            return;
        }
        if self.before == Before::Text {
            self.part(line);
        }
        if sign == '=' {
            self.edits.replace(line.at..line.end, "---");
        }
    }

    /// `[Liên hệ]: 0225…` is a reference to Markdown, and vanishes. Where nothing refers to it, it is
    /// text. Says whether it is a reference.
    fn definition(&mut self, line: &Line, said: &str) -> bool {
        let Some(rest) = said.strip_prefix('[').filter(|rest| !rest.starts_with('^')) else {
            return false;
        };
        let Some((label, target)) = rest.split_once("]:") else {
            return false;
        };
        let meant = super::leads_somewhere(target.trim()) && self.is_used(label);
        if !meant {
            self.edits.insert(line.at, "\\");
        }
        meant
    }

    /// Whether a label stands between brackets twice: where it is explained, and where it is used.
    fn is_used(&mut self, label: &str) -> bool {
        let text = self.text;
        let labels = self.labels.get_or_insert_with(|| {
            let mut labels: HashMap<&str, usize> = HashMap::new();
            for part in text.split('[').skip(1) {
                if let Some((label, _)) = part.split_once(']') {
                    *labels.entry(label).or_default() += 1;
                }
            }
            labels
        });
        labels.get(label).is_some_and(|times| *times > 1)
    }

    /// An item of a list.
    fn item(&mut self, line: &Line, item: &Item) {
        let text = self.text;
        if item.parted {
            self.part(line);
        }
        if let Some(sign) = item.sign {
            self.edits.replace(item.marker.clone(), sign);
        }
        let gap = &text[item.marker.end..item.content];
        if gap != " " && item.content < line.end {
            let columns = if gap.contains('\t') { 1 } else { gap.len() };
            if gap.is_empty() || !gap.is_ascii() || columns > 4 || item.sign.is_some() {
                self.edits.replace(item.marker.end..item.content, " ");
            }
        }
        let width = item.sign.map_or(item.marker.len(), str::len);
        self.lists.push(line.indent + width + 1);
        let content = &text[item.content..line.end];
        let mut from = item.content;
        if let Some(span) = task(content) {
            let span = item.content + span.start..item.content + span.end;
            self.edits
                .replace(item.content..span.end, checkbox(content));
            from = span.end;
        } else {
            heading(&mut self.edits, item.content, content);
        }
        inline::mend(text, from..line.end, &mut self.edits);
        self.before = Before::Text;
    }

    fn is_code(&self, at: usize) -> bool {
        let next = self.code.partition_point(|range| range.start <= at);
        next > 0 && self.code[next - 1].contains(&at)
    }

    /// Whether the line belongs to raw HTML, which Markdown does not look into.
    fn is_html(&mut self, line: &Line, said: &str) -> bool {
        if self.html.is_none() && line.indent < 4 {
            self.html = html_end(said, self.before == Before::Text);
        }
        let Some(end) = self.html else { return false };
        if end.is_empty() && said.is_empty() {
            self.html = None;
            return false;
        }
        if !end.is_empty() && said.to_ascii_lowercase().contains(end) {
            self.html = None;
        }
        true
    }
}

/// A line, `text` being the whole.
fn cut(text: &str, start: usize, line: &str) -> Line {
    let end = start + line.trim_end().len();
    let bytes = text.as_bytes();
    let mut quoted = start;
    let mut depth = 0;
    loop {
        let blanks = text[quoted..end].len() - text[quoted..end].trim_start_matches(' ').len();
        if blanks > 3 || bytes.get(quoted + blanks) != Some(&b'>') || quoted + blanks >= end {
            break;
        }
        quoted += blanks + 1;
        depth += 1;
        if bytes.get(quoted) == Some(&b' ') && quoted < end {
            quoted += 1;
        }
    }
    let mut indent = 0;
    let mut at = quoted;
    for c in text[quoted..end].chars().take_while(|c| is_gap(*c)) {
        indent += match c {
            '\t' => 4 - indent % 4,
            c if c.is_whitespace() => 1,
            _ => 0,
        };
        at += c.len_utf8();
    }
    Line {
        start,
        quoted,
        at,
        end,
        indent,
        depth,
    }
}

/// Whether this is a heading to Markdown.
fn is_heading(said: &str) -> bool {
    let rest = said.trim_start_matches('#');
    (1..=6).contains(&(said.len() - rest.len()))
        && (rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Makes a heading of what is meant as one; says whether it did.
fn heading(edits: &mut Edits, at: usize, said: &str) -> bool {
    let marks = said.len() - said.trim_start_matches(['#', '＃']).len();
    let count = said.chars().take_while(|c| matches!(c, '#' | '＃')).count();
    let rest = &said[marks..];
    let Some(first) = rest.chars().next().filter(|_| count > 0) else {
        return false;
    };
    if first == '\\' || (count == 1 && !is_gap(first) && !is_one_heading(rest)) {
        return false;
    }
    let gap = rest.len() - rest.trim_start_matches(is_gap).len();
    let plain = count <= 6 && marks == count && matches!(first, ' ' | '\t');
    if !plain {
        let written = format!("{} ", "#".repeat(count.min(6)));
        edits.replace(at..at + marks + gap, written);
    }
    // `## Đề mục##`
    let text = rest.trim_end_matches('#');
    let tail = rest.len() - text.len();
    let glued = tail > 0 && !text.ends_with([' ', '\\']) && (tail > 1 || count == 1);
    if glued && !text.trim().is_empty() {
        edits.delete(at + said.len() - tail..at + said.len());
    }
    !plain
}

/// Whether what follows a single `#` is a heading rather than a topic as social networks write it.
fn is_one_heading(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let Some(first) = words.next() else {
        return false;
    };
    let mut letters = first.trim_end_matches('#').chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let tag = letters.any(char::is_uppercase) && !first.chars().all(|c| !c.is_lowercase());
    let more = words
        .next()
        .is_some_and(|word| !word.starts_with('#') || word.len() == 1);
    capital && !tag && (more || first.ends_with('#'))
}

/// The sign of a row of three or more `-` or `=`.
fn row_of(said: &str) -> Option<char> {
    let sign = said.chars().next().filter(|c| matches!(c, '-' | '='))?;
    let long = said.len() > 2 || sign == '-' && said.len() == 2;
    (long && said.chars().all(|c| c == sign)).then_some(sign)
}

/// The box of a task that needs mending: `[ ]việc`, `[]`, `[v]`. Without a list's sign before it any box does.
fn task(content: &str) -> Option<Range<usize>> {
    let boxes = ["[ ]", "[]", "[x]", "[X]", "[v]", "[V]"];
    let found = boxes.into_iter().find(|sign| content.starts_with(sign))?;
    let rest = &content[found.len()..];
    let gap = rest.len() - rest.trim_start_matches(is_gap).len();
    let text = rest[gap..].chars().next()?;
    (text.is_alphanumeric() || "“\"*".contains(text)).then_some(0..found.len() + gap)
}

/// The same box as Markdown wants it.
fn checkbox(content: &str) -> &'static str {
    let open = content.starts_with("[ ]") || content.starts_with("[]");
    if open { "[ ] " } else { "[x] " }
}

/// What ends raw HTML that begins with this line; empty for a blank line.
fn html_end(said: &str, in_text: bool) -> Option<&'static str> {
    let rest = said.strip_prefix('<')?;
    if rest.starts_with("!--") {
        return Some("-->");
    }
    let name: String = rest
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    match name.as_str() {
        "script" => Some("</script>"),
        "style" => Some("</style>"),
        "pre" => Some("</pre>"),
        "textarea" => Some("</textarea>"),
        "address" | "article" | "aside" | "base" | "blockquote" | "body" | "caption" | "center"
        | "col" | "colgroup" | "dd" | "details" | "dialog" | "dir" | "div" | "dl" | "dt"
        | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "frame" | "h1" | "h2"
        | "h3" | "h4" | "h5" | "h6" | "head" | "header" | "hr" | "html" | "iframe" | "legend"
        | "li" | "link" | "main" | "menu" | "nav" | "ol" | "option" | "p" | "section"
        | "summary" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "title" | "tr"
        | "ul" => Some(""),
        "" => None,
        // Any other tag begins HTML where it stands alone on its line and in no paragraph.
        _ => {
            let named =
                rest.trim_start_matches('/')[name.len()..].starts_with([' ', '\t', '>', '/']);
            let closed = named
                && rest
                    .find('>')
                    .is_some_and(|at| rest[at + 1..].trim().is_empty());
            (closed && !in_text).then_some("")
        }
    }
}
