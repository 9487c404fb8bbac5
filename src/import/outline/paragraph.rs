//! Lines → paragraphs: what the width of the paper and the ends of pages cut is put together again.

use super::label::{self, Label, Shape};
use crate::tidy::Line;
use base::text::collapse_spaces;
use formats::Style;
use std::collections::HashMap;

/// A paragraph, rejoined.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// What begins it.
    pub label: Option<Label>,
    /// Its words without the label.
    pub text: String,
    /// The line it begins on.
    pub line: usize,
    /// The line it ends on.
    pub last_line: usize,
    /// How its first line is set.
    pub style: Style,
    /// Rows of a table; the text is then empty.
    pub rows: Vec<Vec<String>>,
}

/// Words behind which a heading or a sentence goes on.
const OPEN_ENDS: [&str; 46] = [
    "và",
    "của",
    "các",
    "những",
    "số",
    "về",
    "trong",
    "tại",
    "cho",
    "theo",
    "do",
    "với",
    "từ",
    "đến",
    "để",
    "ngày",
    "tháng",
    "là",
    "hoặc",
    "đối",
    "như",
    "trên",
    "khi",
    "bằng",
    "Bộ",
    "Ban",
    "Hội",
    "Ủy",
    "Uỷ",
    "Phó",
    "Trưởng",
    "Chủ",
    "Nghị",
    "Chương",
    "Kế",
    "Quyết",
    "Thông",
    "Chỉ",
    "Hướng",
    "Phòng",
    "Mặt",
    "Đảng",
    "Nhân",
    "Trung",
    "Tổng",
    "Bí",
];

/// Words that begin a paragraph of what a document rests on.
const BASES: [&str; 3] = ["Căn cứ ", "Xét ", "Theo đề nghị "];

base::pattern!(CUT_NUMBER, r"\d[-/]$");

/// Puts paragraphs together. `wrapped` tells whether lines may have been broken by the paper.
pub fn join(lines: &[&Line], wrapped: bool) -> Vec<Paragraph> {
    let width = if wrapped { paper_width(lines) } else { None };
    let mut joiner = Joiner {
        wrapped,
        width,
        done: Vec::new(),
        last: None,
        numbers: HashMap::new(),
    };
    let quoted = super::quote::quoted(lines);
    for (line, quoted) in lines.iter().zip(quoted) {
        joiner.take(line, quoted);
    }
    joiner.done
}

/// The width at which lines were broken, in characters; `None` where each line is a whole paragraph.
fn paper_width(lines: &[&Line]) -> Option<usize> {
    /// Longest line that a sheet of paper holds.
    const PAPER: usize = 150;
    let mut lengths: Vec<usize> = lines
        .iter()
        .map(|line| line.raw.text.trim().chars().count())
        .filter(|length| *length > 0)
        .collect();
    lengths.sort_unstable();
    let at = |share: usize| lengths.get(lengths.len() * share / 100).copied();
    let widest = at(90)?;
    let long = lengths.iter().filter(|length| **length > PAPER).count();
    (long * 20 < lengths.len().max(20)).then_some(widest.clamp(40, PAPER))
}

struct Joiner<'l> {
    wrapped: bool,
    width: Option<usize>,
    done: Vec<Paragraph>,
    /// The last line taken.
    last: Option<&'l Line>,
    /// The last number met, by shape and the numbers above it.
    numbers: HashMap<(Shape, Vec<u32>), u32>,
}

impl<'l> Joiner<'l> {
    /// Takes the next line; what is quoted keeps its labels as words.
    fn take(&mut self, line: &'l Line, quoted: bool) {
        if !line.raw.cells.is_empty() {
            self.row(line);
            return;
        }
        let text = collapse_spaces(&line.raw.text);
        let goes_on = self
            .last
            .is_some_and(|last| self.continues(last, line, &text));
        self.last = Some(line);
        if goes_on && let Some(paragraph) = self.done.last_mut() {
            append(&mut paragraph.text, &text);
            paragraph.last_line = line.raw.line;
            return;
        }
        let found =
            label::read(&text).filter(|(found, _)| !quoted && self.plausible(found, line.gap));
        let (label, rest) = match found {
            Some((label, rest)) => (Some(label), rest.to_owned()),
            None => (None, text),
        };
        if let Some(Label::Number { shape, values, .. }) = &label {
            self.remember(*shape, values);
        }
        self.done.push(Paragraph {
            label,
            text: rest,
            line: line.raw.line,
            last_line: line.raw.line,
            style: line.raw.style,
            rows: Vec::new(),
        });
    }

    fn row(&mut self, line: &'l Line) {
        let cells = line
            .raw
            .cells
            .iter()
            .map(|cell| collapse_spaces(cell))
            .collect();
        let follows = self
            .last
            .is_some_and(|last| !last.raw.cells.is_empty() && !line.gap);
        self.last = Some(line);
        if follows && let Some(table) = self.done.last_mut() {
            table.rows.push(cells);
            table.last_line = line.raw.line;
            return;
        }
        self.done.push(Paragraph {
            line: line.raw.line,
            last_line: line.raw.line,
            rows: vec![cells],
            ..Paragraph::default()
        });
    }

    fn remember(&mut self, shape: Shape, values: &[u32]) {
        let Some((last, above)) = values.split_last() else {
            return;
        };
        // A heading of a higher rank lets those below it count anew.
        self.numbers
            .retain(|(other, _), _| *other <= shape || shape >= Shape::Arabic);
        self.numbers.insert((shape, above.to_vec()), *last);
    }

    /// Whether a number can stand here: it goes on counting, or begins.
    fn plausible(&self, label: &Label, gap: bool) -> bool {
        let Label::Number { shape, values, .. } = label else {
            return true;
        };
        let Some((last, above)) = values.split_last() else {
            return false;
        };
        let loose = match shape {
            Shape::Decimal => 9,
            Shape::Arabic | Shape::Roman | Shape::Capital | Shape::HalfBracket => 5,
            _ => 30,
        };
        let known = self.numbers.get(&(*shape, above.to_vec()));
        match known {
            Some(known) => *last == 1 || (*last > *known && *last <= known + loose),
            None => *last <= loose.max(if gap { 9 } else { 3 }),
        }
    }

    /// Whether `line` goes on with the paragraph that `last` belongs to.
    fn continues(&self, last: &Line, line: &Line, text: &str) -> bool {
        if !self.wrapped || !last.raw.cells.is_empty() {
            return false;
        }
        let Some(paragraph) = self.done.last() else {
            return false;
        };
        let ends = match Ending::of(&paragraph.text) {
            // "chuyển đổi số" is whole where no number follows.
            Ending::Word { open: true }
                if paragraph.text.ends_with(" số") && text.starts_with(char::is_uppercase) =>
            {
                Ending::Word { open: false }
            }
            ends => ends,
        };
        let full = self.full(last, text);
        let open = is_open(&paragraph.text) && full >= Full::Nearly;
        if CUT_NUMBER.is_match(&paragraph.text) && text.starts_with(char::is_uppercase) {
            return true;
        }
        if let Some((label, rest)) = label::read(text)
            && (!open || line.gap)
            && !self.number_in_sentence(&label, rest, &paragraph.text, line, full)
        {
            return false;
        }
        if matches!(ends, Ending::Semicolon | Ending::Stop | Ending::Comma)
            && BASES.iter().any(|base| text.starts_with(base))
        {
            return false;
        }
        if !line.gap && names_one_body(&paragraph.text, text) {
            return true;
        }
        let decides = text.ends_with(':') || text.contains(" ban hành ");
        if ends == Ending::Comma
            && decides
            && BASES.iter().any(|base| paragraph.text.starts_with(base))
        {
            return false;
        }
        let first = text.chars().next().unwrap_or(' ');
        let small = first.is_lowercase() || ",;.:)”%’…".contains(first);
        let heading = matches!(paragraph.label, Some(Label::Number { .. }));
        if line.gap || line.page_top && self.is_indented(line) {
            return match ends {
                Ending::Stop | Ending::Colon => false,
                Ending::Semicolon => small && line.page_top,
                Ending::Comma | Ending::Word { open: true } => {
                    small || full >= Full::Nearly || self.width.is_none()
                }
                Ending::Word { open: false } if small => {
                    !is_capitals(&paragraph.text) || full >= Full::Surely
                }
                Ending::Word { open: false } => {
                    let long = paragraph.text.len() > 110;
                    open || (!heading && long && full >= Full::Surely)
                }
            };
        }
        match ends {
            _ if small => {
                !(full == Full::No
                    && matches!(ends, Ending::Stop | Ending::Colon | Ending::Semicolon))
            }
            Ending::Comma | Ending::Word { open: true } => true,
            Ending::Word { open: false } if heading => open || full >= Full::Surely,
            Ending::Word { open: false } => full >= Full::Nearly,
            Ending::Stop | Ending::Semicolon => {
                full >= Full::Nearly && !self.indented_more(last, line)
            }
            Ending::Colon => full >= Full::Surely && !self.indented_more(last, line),
        }
    }

    /// Whether what looks like a label is a number in a sentence that the paper cut.
    fn number_in_sentence(
        &self,
        label: &Label,
        rest: &str,
        before: &str,
        line: &Line,
        full: Full,
    ) -> bool {
        if line.gap && !line.page_top {
            return false;
        }
        let unfinished = matches!(Ending::of(before), Ending::Word { .. } | Ending::Comma);
        match label {
            Label::Number { .. } => {
                unfinished && full >= Full::Nearly && !self.plausible(label, false) || {
                    let word = before.split_whitespace().next_back().unwrap_or_default();
                    [
                        "khoản", "điều", "mục", "điểm", "số", "phần", "chương", "năm", "tháng",
                        "ngày", "Điều", "Khoản", "Mục",
                    ]
                    .contains(&word)
                        && full >= Full::Nearly
                }
            }
            Label::Bullet('-') => {
                // "2026" and then "- 2030", or "xã" and then "- hội".
                let number = before.ends_with(|c: char| c.is_ascii_digit())
                    && rest.starts_with(|c: char| c.is_ascii_digit());
                unfinished
                    && full >= Full::Nearly
                    && (number || rest.starts_with(char::is_lowercase))
            }
            Label::Bullet(_) | Label::Star => false,
        }
    }

    /// Whether `last` was broken because the first word of the next line had no room on it.
    fn full(&self, last: &Line, next: &str) -> Full {
        let Some(width) = self.width else {
            let long = last.raw.text.chars().count() > 60;
            return if long { Full::Surely } else { Full::No };
        };
        let word = next.split_whitespace().next().unwrap_or_default();
        let length = last.raw.text.trim_end().chars().count() + 1 + word.chars().count();
        match 100 * length / width {
            95.. => Full::Surely,
            84..95 => Full::Nearly,
            _ => Full::No,
        }
    }

    fn is_indented(&self, line: &Line) -> bool {
        line.raw.text.starts_with(' ')
    }

    fn indented_more(&self, last: &Line, line: &Line) -> bool {
        let indent = |text: &str| text.len() - text.trim_start().len();
        indent(&line.raw.text) > indent(&last.raw.text)
    }
}

/// How surely a line went on as far as the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Full {
    No,
    Nearly,
    Surely,
}

/// How a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// `.`, `!`, `?`, `…`.
    Stop,
    Semicolon,
    Colon,
    Comma,
    /// No sign; `open` where more must follow.
    Word {
        open: bool,
    },
}

impl Ending {
    fn of(text: &str) -> Self {
        let text = text.trim_end().trim_end_matches(['”', '"', '’', '»', ')']);
        match text.chars().next_back() {
            Some('.' | '!' | '?' | '…') => Self::Stop,
            Some(';') => Self::Semicolon,
            Some(':') => Self::Colon,
            Some(',') => Self::Comma,
            Some('-' | '–' | '/' | '(' | '“') => Self::Word { open: true },
            _ => {
                let word = text.split_whitespace().next_back().unwrap_or_default();
                let open = OPEN_ENDS.contains(&word);
                Self::Word { open }
            }
        }
    }
}

/// How far back a quotation may have been opened, in bytes.
const TAIL: usize = 1_000;

/// Whether the end of one line and the beginning of the next are one body: "Ban Thường vụ" "Tỉnh ủy".
fn names_one_body(before: &str, next: &str) -> bool {
    let first = [
        "Ban Thường vụ",
        "Ban Chấp hành",
        "Thường trực",
        "Văn phòng",
        "Ủy ban Kiểm tra",
    ];
    let second = [
        "Tỉnh ủy",
        "Tỉnh uỷ",
        "Thành ủy",
        "Thành uỷ",
        "Đảng ủy",
        "Đảng uỷ",
        "Đảng bộ",
        "Trung ương",
        "Huyện ủy",
    ];
    first.iter().any(|name| before.ends_with(name))
        && second.iter().any(|name| next.starts_with(name))
}

/// Whether a quotation or a bracket is open at the end.
fn is_open(text: &str) -> bool {
    let from = (text.len().saturating_sub(TAIL)..).find(|at| text.is_char_boundary(*at));
    let text = &text[from.unwrap_or(0)..];
    let count = |sign: char| text.matches(sign).count();
    count('(') > count(')') || count('“') > count('”')
}

/// Whether a text is in capitals.
pub fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

fn append(text: &mut String, more: &str) {
    let cut_number = CUT_NUMBER.is_match(text)
        && more.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !cut_number && !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}
