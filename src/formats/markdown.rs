//! Markdown, as converters and assistants write it → lines, with its tables and lists.

use crate::encoding;
use crate::flow::{Flow, Paragraph, Set};
use crate::line::{RawText, Unread};
use crate::numbering::item_label;
use crate::problem::Problem;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Lines in which signs of Markdown are looked for.
const REACH: usize = 4_000;

/// Whether a text is written in Markdown: it has a table with a rule of dashes, or headings of `#`.
pub fn is_markdown(text: &str) -> bool {
    let mut before = "";
    let mut headings = 0;
    for line in text.lines().take(REACH) {
        let line = line.trim();
        let dashes =
            line.contains("--") && line.contains('|') && line.chars().all(|c| "|-: ".contains(c));
        if dashes && before.contains('|') {
            return true;
        }
        let marks = line.len() - line.trim_start_matches('#').len();
        headings += usize::from((1..=6).contains(&marks) && line[marks..].starts_with(' '));
        before = line;
    }
    headings > 1
}

/// A list that is open: the number of its next item, or none.
type List = Option<u64>;

/// The walk over the parser's events.
#[derive(Default)]
struct Walk {
    flow: Flow,
    paragraph: Paragraph,
    set: Set,
    lists: Vec<List>,
    label: Option<String>,
    pictures: usize,
    /// Words of a picture, which are not the text's.
    in_picture: usize,
}

/// Reads a text in Markdown.
///
/// # Errors
/// When it has more paragraphs than any document.
pub fn read(text: &str) -> Result<RawText, Problem> {
    let mut walk = Walk::default();
    let unicode = encoding::detect(text).map(|legacy| encoding::convert(text, legacy));
    let text = without_indents(unicode.as_deref().unwrap_or(text));
    for event in Parser::new_ext(
        &text,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        walk.event(event)?;
    }
    walk.flush(false)?;
    let pictures = walk.pictures;
    let mut raw = RawText {
        lines: walk.flow.finish(),
        wrapped: true,
        ..RawText::default()
    };
    raw.pass(Unread::Picture, pictures);
    Ok(raw)
}

/// The text without the blanks that set a line off: what stands far in is no code in a document.
fn without_indents(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_list = false;
    for line in text.lines() {
        let words = line.trim_start();
        let item =
            words.starts_with(['-', '*', '+']) || words.starts_with(|c: char| c.is_ascii_digit());
        in_list = item || in_list && !words.is_empty();
        out.push_str(if in_list { line } else { words });
        out.push('\n');
    }
    out
}

impl Walk {
    fn event(&mut self, event: Event<'_>) -> Result<(), Problem> {
        match event {
            Event::Start(tag) => return self.start(tag),
            Event::End(tag) => return self.end(tag),
            Event::Text(text) | Event::Code(text) if self.in_picture == 0 => {
                self.paragraph.add(&text, self.set);
            }
            Event::SoftBreak | Event::HardBreak => self.paragraph.add("\n", self.set),
            Event::InlineHtml(tag) | Event::Html(tag)
                if tag.trim_start().to_ascii_lowercase().starts_with("<br") =>
            {
                let sign = if self.flow.in_table() { " " } else { "\n" };
                self.paragraph.add(sign, self.set);
            }
            Event::Rule => self.flush(true)?,
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), Problem> {
        match tag {
            Tag::Heading { .. } => {
                self.flush(true)?;
                self.set.bold = true;
            }
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush(true)?;
            }
            Tag::List(first) => {
                self.flush(false)?;
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush(false)?;
                self.label = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let label = item_label('1', u32::try_from(*number).unwrap_or(u32::MAX));
                        *number += 1;
                        Some(label)
                    }
                    _ => Some("-".into()),
                };
            }
            Tag::Table(_) => {
                self.flush(true)?;
                self.flow.start_table(false)?;
            }
            Tag::TableHead | Tag::TableRow => self.flow.start_row(),
            Tag::TableCell => self.flow.start_cell(1, 1)?,
            Tag::Strong => self.set.bold = true,
            Tag::Emphasis => self.set.italic = true,
            Tag::Image { .. } => {
                self.pictures += 1;
                self.in_picture += 1;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), Problem> {
        match tag {
            TagEnd::Heading(_) => {
                self.flush(false)?;
                self.set.bold = false;
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock => self.flush(false)?,
            TagEnd::List(_) => {
                self.flush(false)?;
                self.lists.pop();
                self.label = None;
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.paragraph);
                self.flow.paragraph(cell)?;
                self.flow.end_cell();
            }
            TagEnd::TableHead | TagEnd::TableRow => self.flow.end_row(),
            TagEnd::Table => self.flow.end_table(),
            TagEnd::Strong => self.set.bold = false,
            TagEnd::Emphasis => self.set.italic = false,
            TagEnd::Image => self.in_picture = self.in_picture.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    /// Ends the open paragraph, with a gap behind it.
    fn flush(&mut self, gap: bool) -> Result<(), Problem> {
        let mut paragraph = std::mem::take(&mut self.paragraph);
        if !paragraph.text().trim().is_empty() {
            paragraph.label = self.label.take();
            self.flow.paragraph(paragraph)?;
        }
        if gap
            && self.lists.is_empty()
            && self.flow.lines.last().is_some_and(|line| !line.is_empty())
        {
            self.flow.paragraph(Paragraph::default())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_headings_and_lists_are_read_and_signs_go() {
        let source = "## I. MỤC TIÊU\n\n**Tỷ lệ** đạt 95 %.\n\n| TT | Chỉ tiêu | 2026 |\n|---|:--:|---|\n| 1 | Khám *sức khỏe* | 80 %<br>trở lên |\n\n- việc một\n- việc hai\n\n3. ba\n\n    thụt vào\n";
        assert!(is_markdown(source));
        let read = read(source).expect("small");
        let shown: Vec<String> = read
            .lines
            .iter()
            .map(|line| {
                format!(
                    "{}{}{}",
                    line.label.as_deref().unwrap_or_default(),
                    line.text,
                    line.cells.join("|")
                )
            })
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(
            shown,
            [
                "I. MỤC TIÊU",
                "Tỷ lệ đạt 95 %.",
                "TT|Chỉ tiêu|2026",
                "1|Khám sức khỏe|80 % trở lên",
                "-việc một",
                "-việc hai",
                "3.ba",
                "thụt vào"
            ]
        );
    }

    #[test]
    fn plain_texts_are_none() {
        assert!(!is_markdown(
            "ỦY BAN | CỘNG HÒA\n-------\nI. MỤC TIÊU\n- việc\n# một"
        ));
    }
}
