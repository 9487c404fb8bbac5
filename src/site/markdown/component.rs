//! The blocks that writers put between `:::` lines: care cards, steps, do and don't, notes.

use super::Desk;
use super::mend::{is_gap, plain_title};
use crate::problem::Problem;
use base::lang::{Near, quoted_list};
use base::slug::slugify;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
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

    /// The kind of a block that an element of this class shows.
    pub fn of_class(class: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|component| component.form().class == class)
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
pub const EMERGENCY_NUMBERS: [&str; 5] = ["115", "114", "113", "112", "111"];

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

/// Finds the blocks of `text`, passing over code.
pub fn find(text: &str, options: Options, desk: &mut Desk<'_>) -> Vec<Block> {
    if !text.contains("::") && !text.contains('：') {
        return Vec::new();
    }
    let mut finder = Finder {
        blocks: Vec::new(),
        open: None,
    };
    for (line, range) in marker_lines(text, options) {
        if let Err(problem) = finder.line(line, range.clone()) {
            desk.report(&range, problem);
        }
    }
    if let Some(block) = finder.open {
        let problem = Problem::ComponentUnclosed {
            name: block.component.form().name.into(),
        };
        desk.report(&block.open, problem);
    }
    finder.blocks
}

/// What a line with a block's sign says.
enum Marker<'t> {
    /// Nothing behind the colons.
    Close,
    /// A name, and perhaps a title.
    Open(&'t str),
    /// The sign stands in a quotation or a list.
    Inside(&'t str),
}

const COLONS: [char; 2] = [':', '：'];

/// Whether a line, without blanks around it, opens or closes a block: three colons or more, or two before a name.
pub fn is_marker(line: &str) -> bool {
    let rest = line.trim_start_matches(COLONS);
    let colons = line[..line.len() - rest.len()].chars().count();
    colons > 2 || colons == 2 && read(rest).is_some()
}

/// The lines that open or close blocks, outside code, with their ranges.
fn marker_lines(text: &str, options: Options) -> Vec<(Marker<'_>, Range<usize>)> {
    let code: Vec<Range<usize>> = Parser::new_ext(text, options)
        .into_offset_iter()
        .filter_map(|(event, range)| {
            matches!(
                event,
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))
            )
            .then_some(range)
        })
        .collect();
    let is_code = |at: usize| {
        let next = code.partition_point(|range| range.start <= at);
        next > 0 && code[next - 1].contains(&at)
    };
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let said = line.trim_matches(is_gap);
        let marker = if is_marker(said) {
            let rest = said.trim_start_matches(COLONS).trim_matches(is_gap);
            let rest = rest
                .strip_suffix(":::")
                .unwrap_or(rest)
                .trim_matches(is_gap);
            if rest.is_empty() {
                Marker::Close
            } else {
                Marker::Open(rest)
            }
        } else {
            let signs = |c: char| is_gap(c) || ">-+*".contains(c);
            let inner = said.trim_start_matches(signs);
            if inner.len() == said.len() || !inner.starts_with(":::") {
                continue;
            }
            Marker::Inside(inner.trim_start_matches(':').trim())
        };
        if !is_code(range.start) {
            found.push((marker, range));
        }
    }
    found
}

/// The kind and the title that are meant by what follows the colons.
fn read(rest: &str) -> Option<(Component, &str)> {
    let cut = |signs: &[char]| {
        let (name, title) = rest.split_once(signs)?;
        Some((Component::named(name)?, title.trim_matches(is_gap)))
    };
    Component::named(rest)
        .map(|component| (component, ""))
        .or_else(|| cut(&COLONS))
        .or_else(|| cut(&['-', '–', '—', ',', '.', '|']))
}

/// The blocks found so far, and the one that is open.
struct Finder {
    blocks: Vec<Block>,
    open: Option<Block>,
}

impl Finder {
    /// Takes the next line that opens or closes a block.
    fn line(&mut self, marker: Marker<'_>, range: Range<usize>) -> Result<(), Problem> {
        let rest = match marker {
            Marker::Inside(rest) => {
                return Err(Problem::ComponentInside {
                    line: format!("::: {rest}").trim_end().to_owned(),
                });
            }
            Marker::Close => {
                let block = self.open.take().ok_or(Problem::ComponentStray {})?;
                self.blocks.push(Block {
                    close: range,
                    ..block
                });
                return Ok(());
            }
            Marker::Open(rest) => rest,
        };
        let name = rest
            .split(COLONS)
            .next()
            .unwrap_or_default()
            .trim_matches(is_gap);
        if let Some(outer) = &self.open {
            let outer = outer.component.form().name.to_owned();
            return Err(Problem::ComponentNested {
                name: name.into(),
                outer,
            });
        }
        let (component, title) = read(rest).ok_or_else(|| {
            let names = || Component::ALL.iter().map(|component| component.form().name);
            let near = Near::find(name, names());
            Problem::ComponentUnknown {
                name: name.into(),
                near,
                known: quoted_list(names()),
            }
        })?;
        let title = if title.is_empty() {
            component.form().title.to_owned()
        } else {
            plain_title(title)
        };
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
