//! Problems with their place in a file, collected and shown together.

use crate::lang::Lang;
use crate::message::{AnyProblem, Message};
use crate::problem::FileProblem;
use crate::source::SourceFile;
use crate::unseen::{self, on_terminal};
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use std::borrow::Cow;
use std::ops::Range;

/// Most problems of one file that are told one by one.
pub const TOLD: usize = 100;

/// Whether a problem stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The build fails.
    Error,
    /// The build goes on.
    Warning,
}

/// Where in a file a problem is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceLocation {
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    line_text: String,
    span: (usize, usize),
}

/// A problem, where it is, and how grave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file from the root, or the folder that is at fault.
    pub path: String,
    /// The place in the file; absent where the whole file is meant.
    pub place: Option<Box<SourceLocation>>,
    /// Whether it stops the build.
    pub severity: Severity,
    /// What is wrong.
    pub problem: AnyProblem,
}

impl Diagnostic {
    /// An error about a whole file or folder.
    pub fn file(path: impl Into<String>, problem: impl Into<AnyProblem>) -> Self {
        Self {
            path: path.into(),
            place: None,
            severity: Severity::Error,
            problem: problem.into(),
        }
    }

    /// An error at a byte range of a text.
    pub fn at(source: &SourceFile, span: Range<usize>, problem: impl Into<AnyProblem>) -> Self {
        let place = Some(Box::new(SourceLocation::of(&source.text, span)));
        Self {
            path: source.path.clone(),
            place,
            severity: Severity::Error,
            problem: problem.into(),
        }
    }

    /// So many more problems in a file than are told.
    pub fn more(path: &str, count: usize) -> Self {
        Self::file(path, FileProblem::MoreProblems { count })
    }

    /// How many problems this one stands for.
    fn weight(&self) -> usize {
        self.more_of().unwrap_or(1)
    }

    /// How many problems it counts, if it only counts them.
    fn more_of(&self) -> Option<usize> {
        match self.problem.get() {
            Some(FileProblem::MoreProblems { count }) => Some(*count),
            _ => None,
        }
    }

    /// The same, as a warning.
    pub fn warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    /// The problem as it is shown on a terminal, without a newline at the end.
    pub fn render(&self, lang: Lang, renderer: &Renderer) -> String {
        let (error, warning, mend) = match lang {
            Lang::Vi => ("lỗi", "lưu ý", "cách sửa"),
            Lang::En => ("error", "warning", "help"),
        };
        let level = match self.severity {
            Severity::Error => Level::ERROR.with_name(error),
            Severity::Warning => Level::WARNING.with_name(warning),
        };
        let group = level.primary_title(on_terminal(&self.problem.text(lang)).into_owned());
        let path = on_terminal(&self.path);
        let group = match &self.place {
            Some(place) => {
                let (line, span) = place.shown();
                group.element(
                    Snippet::source(line)
                        .path(path)
                        .line_start(place.line)
                        .annotation(AnnotationKind::Primary.span(span)),
                )
            }
            None => group.element(Origin::path(path)),
        };
        let help = Level::HELP
            .with_name(mend)
            .message(on_terminal(&self.problem.help(lang)).into_owned());
        renderer.render(&[group.element(help)])
    }
}

/// Adds an error at a byte range of a text. Behind the hundredth in a row of one file, they are only counted: that takes
/// no time, however many there are.
pub fn add<P: Into<AnyProblem>>(
    problems: &mut Vec<Diagnostic>,
    source: &SourceFile,
    span: Range<usize>,
    problem: impl FnOnce() -> P,
) {
    let own = |other: &&Diagnostic| other.path == source.path;
    if let Some(last) = problems.last_mut().filter(|last| last.path == source.path)
        && let Some(count) = last.more_of()
    {
        last.problem = FileProblem::MoreProblems { count: count + 1 }.into();
        return;
    }
    let told = problems.iter().rev().take_while(own).take(TOLD).count();
    problems.push(if told < TOLD {
        Diagnostic::at(source, span, problem())
    } else {
        Diagnostic::more(&source.path, 1)
    });
}

impl SourceLocation {
    /// The line as it may go to a terminal, and what is underlined in it.
    fn shown(&self) -> (Cow<'_, str>, Range<usize>) {
        let (line, (start, end)) = (&self.line_text, self.span);
        if !line.contains(unseen::is_refused) {
            return (Cow::Borrowed(line), start..end);
        }
        let parts = [&line[..start], &line[start..end], &line[end..]];
        let [before, within, after] = parts.map(on_terminal);
        let span = before.len()..before.len() + within.len();
        (Cow::Owned(format!("{before}{within}{after}")), span)
    }

    fn of(text: &str, span: Range<usize>) -> Self {
        let start = floor(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        let line_text = text[line_start..line_end].trim_end_matches('\r');
        let end = floor(text, span.end)
            .clamp(start, line_start + line_text.len().max(start - line_start));
        let (line_text, span) = window(line_text, start - line_start..end - line_start);
        Self {
            // Over bytes, which is many times faster than over characters.
            line: text.as_bytes()[..line_start]
                .iter()
                .filter(|&&b| b == b'\n')
                .count()
                + 1,
            column: text[line_start..start].chars().count() + 1,
            line_text,
            span: (span.start, span.end),
        }
    }
}

/// The nearest character boundary at or before `index`.
fn floor(text: &str, index: usize) -> usize {
    (0..=index.min(text.len()))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

/// A line of any length, cut to what helps: the annotated part and a little around it.
fn window(line: &str, span: Range<usize>) -> (String, Range<usize>) {
    const KEEP: usize = 1 << 13;
    if line.len() <= KEEP {
        return (line.to_owned(), span);
    }
    let start = floor(line, span.start.saturating_sub(KEEP / 2));
    let end = floor(line, (span.start + KEEP / 2).min(line.len()));
    (
        line[start..end].to_owned(),
        span.start - start..span.end.min(end) - start,
    )
}

/// Problems in the order in which they are shown: by file, then by line; each once.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether any of them stops the build.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of one severity. A post shared by all wards is counted once.
    pub fn count(&self, severity: Severity) -> usize {
        self.sorted()
            .iter()
            .filter(|d| d.severity == severity)
            .map(|d| d.weight())
            .sum()
    }

    /// Those that are shown: of each file a hundred, errors first, and one that counts the rest.
    pub fn shown(&self) -> Vec<Cow<'_, Diagnostic>> {
        let mut shown = Vec::new();
        for file in self.sorted().chunk_by(|a, b| a.path == b.path) {
            let told = |problem: &&&Diagnostic| problem.more_of().is_none();
            let errors = file
                .iter()
                .filter(|problem| problem.severity == Severity::Error)
                .filter(told);
            let room = TOLD - errors.count().min(TOLD);
            let (mut errors, mut warnings) = (TOLD - room, room);
            let mut rest = (0, Severity::Warning);
            for problem in file {
                let left = match problem.severity {
                    Severity::Error => &mut errors,
                    Severity::Warning => &mut warnings,
                };
                if *left > 0 && told(&problem) {
                    *left -= 1;
                    shown.push(Cow::Borrowed(*problem));
                } else {
                    rest = (rest.0 + problem.weight(), rest.1.min(problem.severity));
                }
            }
            if rest.0 > 0 {
                let more = Diagnostic::more(&file[0].path, rest.0);
                let severity = rest.1;
                shown.push(Cow::Owned(Diagnostic { severity, ..more }));
            }
        }
        shown
    }

    /// All of them, sorted, without repetition.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort();
        all.dedup();
        all
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, more: I) {
        self.0.extend(more);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(one: Diagnostic) -> Self {
        Self(vec![one])
    }
}

impl From<Vec<Diagnostic>> for Diagnostics {
    fn from(all: Vec<Diagnostic>) -> Self {
        Self(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_shows_its_line_and_its_mend() {
        let source = SourceFile {
            path: "content/a/tin/b.md".into(),
            text: "+++\ndate = 2026-02-30\n+++\n".into(),
        };
        let problem = FileProblem::FileTooLarge { size: 9, limit: 8 };
        let shown = Diagnostic::at(&source, 11..21, problem).render(Lang::Vi, &Renderer::plain());
        let expected = "\
lỗi: tệp nặng 9 byte, quá giới hạn 8 byte
 --> content/a/tin/b.md:2:8
  |
2 | date = 2026-02-30
  |        ^^^^^^^^^^
  |
  = cách sửa: chia bài thành nhiều bài, hoặc để ảnh ra tệp riêng";
        assert_eq!(shown, expected);
    }

    #[test]
    fn places_survive_any_span() {
        let text = "ễ\r\nđ";
        for start in 0..10 {
            for end in 0..10 {
                SourceLocation::of(text, start..end);
            }
        }
    }
}
