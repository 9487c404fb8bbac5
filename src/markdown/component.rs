//! The blocks that writers put between `:::` lines: care cards, steps, do and don't, notes.

use crate::content::fields::quoted_list;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::lang::Near;
use crate::problem::Problem;
use crate::slug::slugify;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// A kind of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Component {
    /// `::: khẩn cấp`: when to call 115.
    Emergency,
    /// `::: trạm y tế`: when to go to the health station.
    HealthStation,
    /// `::: tại nhà`: when home care is enough.
    SelfCare,
    /// `::: các bước`: numbered steps.
    Steps,
    /// `::: nên`: what to do.
    Do,
    /// `::: không nên`: what not to do.
    Dont,
    /// `::: lưu ý`: a note.
    Note,
    /// `::: với bạn`: what a document means for the reader.
    ForYou,
}

/// How a component is written and shown.
pub struct Form {
    /// Its name after `:::`.
    pub name: &'static str,
    /// The heading where the writer gives none.
    pub title: &'static str,
    /// The class of its element.
    pub class: &'static str,
    /// Words before the heading for those who hear the page instead of seeing its colours.
    pub spoken: &'static str,
}

impl Component {
    const ALL: [Self; 8] = [
        Self::Emergency,
        Self::HealthStation,
        Self::SelfCare,
        Self::Steps,
        Self::Do,
        Self::Dont,
        Self::Note,
        Self::ForYou,
    ];

    /// How it is written and shown.
    pub fn form(self) -> Form {
        let (name, title, class, spoken) = match self {
            Self::Emergency => (
                "khẩn cấp",
                "Gọi 115 ngay",
                "care care-emergency",
                "Khẩn cấp: ",
            ),
            Self::HealthStation => (
                "trạm y tế",
                "Đến trạm y tế",
                "care care-station",
                "Cần khám: ",
            ),
            Self::SelfCare => (
                "tại nhà",
                "Tự chăm sóc tại nhà",
                "care care-home",
                "Chăm sóc tại nhà: ",
            ),
            Self::Steps => ("các bước", "Các bước", "steps", ""),
            Self::Do => ("nên", "Nên làm", "do", ""),
            Self::Dont => ("không nên", "Không nên làm", "dont", ""),
            Self::Note => ("lưu ý", "Lưu ý", "note", ""),
            Self::ForYou => ("với bạn", "Với bạn, điều này có nghĩa gì", "for-you", ""),
        };
        Form {
            name,
            title,
            class,
            spoken,
        }
    }

    fn named(name: &str) -> Option<Self> {
        let wanted = slugify(name);
        Self::ALL
            .into_iter()
            .find(|component| slugify(component.form().name) == wanted)
    }
}

/// One block of a text. Ranges are in the Markdown text, not in the file.
#[derive(Debug)]
pub struct Block {
    /// Its kind.
    pub component: Component,
    /// Its heading.
    pub title: String,
    /// The line that opens it, without the line break.
    pub open: Range<usize>,
    /// The line that closes it, without the line break.
    pub close: Range<usize>,
}

/// The national numbers that an emergency card can be about.
const EMERGENCY_NUMBERS: [&str; 5] = ["115", "114", "113", "112", "111"];

impl Block {
    /// The number that an emergency card names in its heading.
    pub fn number_to_call(&self) -> Option<&'static str> {
        let mut numbers = EMERGENCY_NUMBERS.into_iter();
        numbers.find(|number| {
            self.component == Component::Emergency && names_number(&self.title, number)
        })
    }
}

/// Whether a number stands in a text, and not inside a longer one: a day, an amount, another telephone.
fn names_number(text: &str, number: &str) -> bool {
    let joins = |c: char| ".,/:-".contains(c);
    let part = |mut outside: std::iter::Peekable<&mut dyn Iterator<Item = char>>| {
        outside.next_if(|c| joins(*c));
        outside.next().is_some_and(|c| c.is_numeric())
    };
    text.match_indices(number).any(|(at, _)| {
        let before: &mut dyn Iterator<Item = char> = &mut text[..at].chars().rev();
        let after: &mut dyn Iterator<Item = char> = &mut text[at + number.len()..].chars();
        !part(before.peekable()) && !part(after.peekable())
    })
}

/// Finds the blocks in `span` of `source`, passing over code.
pub fn find(
    source: &SourceFile,
    span: Range<usize>,
    options: Options,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Block> {
    let text = &source.text[span.clone()];
    if !text.contains(":::") {
        return Vec::new();
    }
    let mut finder = Finder {
        blocks: Vec::new(),
        open: None,
    };
    for (line, range) in marker_lines(text, options) {
        if let Err(problem) = finder.line(line, range.clone()) {
            let in_file = range.start + span.start..range.end + span.start;
            problems.push(Diagnostic::at(source, in_file, problem));
        }
    }
    if let Some(block) = finder.open {
        let problem = Problem::ComponentUnclosed {
            name: block.component.form().name.into(),
        };
        let in_file = block.open.start + span.start..block.open.end + span.start;
        problems.push(Diagnostic::at(source, in_file, problem));
    }
    finder.blocks
}

/// The lines that begin with `:::` outside code: what follows the colons, and the line's range.
fn marker_lines(text: &str, options: Options) -> Vec<(&str, Range<usize>)> {
    let code: Vec<Range<usize>> = Parser::new_ext(text, options)
        .into_offset_iter()
        .filter_map(|(event, range)| {
            matches!(event, Event::Start(Tag::CodeBlock(_))).then_some(range)
        })
        .collect();
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        if let Some(rest) = line.trim().strip_prefix(":::")
            && !code.iter().any(|code| code.contains(&range.start))
        {
            found.push((rest.trim(), range));
        }
    }
    found
}

/// The blocks found so far, and the one that is open.
struct Finder {
    blocks: Vec<Block>,
    open: Option<Block>,
}

impl Finder {
    /// Takes the next `:::` line; `rest` is what follows the colons.
    fn line(&mut self, rest: &str, range: Range<usize>) -> Result<(), Problem> {
        if rest.is_empty() {
            let block = self.open.take().ok_or(Problem::ComponentStray {})?;
            self.blocks.push(Block {
                close: range,
                ..block
            });
            return Ok(());
        }
        let (name, title) = rest
            .split_once(':')
            .map_or((rest, ""), |(name, title)| (name.trim(), title.trim()));
        if let Some(outer) = &self.open {
            let outer = outer.component.form().name.to_owned();
            return Err(Problem::ComponentNested {
                name: name.into(),
                outer,
            });
        }
        let component = Component::named(name).ok_or_else(|| {
            let names = || Component::ALL.iter().map(|component| component.form().name);
            let near = Near::find(name, names());
            Problem::ComponentUnknown {
                name: name.into(),
                near,
                known: quoted_list(names()),
            }
        })?;
        let title = if title.is_empty() {
            component.form().title
        } else {
            title
        }
        .to_owned();
        self.open = Some(Block {
            component,
            title,
            open: range,
            close: 0..0,
        });
        Ok(())
    }
}

/// The text with the blocks' own lines turned into HTML processing instructions of the same length.
///
/// An instruction ends any paragraph or list before it (CommonMark 0.31, HTML block type 3), and
/// equal length keeps every offset true.
pub fn replace_markers(text: &str, blocks: &[Block]) -> String {
    let mut rewritten = text.to_owned();
    for range in blocks.iter().flat_map(|block| [&block.open, &block.close]) {
        let marker = match range.len() {
            ..4 => "<?>".to_owned(),
            length => format!("<?{}?>", "x".repeat(length - 4)),
        };
        rewritten.replace_range(range.clone(), &marker);
    }
    rewritten
}
