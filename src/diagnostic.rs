//! Problems with their place in a file, collected and shown together.

use crate::lang::Lang;
use crate::problem::Problem;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use std::ops::Range;
use std::sync::Arc;

/// A text file as it was read, kept to show the line a problem stands on.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path from the root, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

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
pub struct Place {
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
    pub place: Option<Box<Place>>,
    /// Whether it stops the build.
    pub severity: Severity,
    /// What is wrong.
    pub problem: Box<Problem>,
}

impl Diagnostic {
    /// An error about a whole file or folder.
    pub fn file(path: impl Into<String>, problem: Problem) -> Self {
        Self {
            path: path.into(),
            place: None,
            severity: Severity::Error,
            problem: Box::new(problem),
        }
    }

    /// An error at a byte range of a text.
    pub fn at(source: &SourceFile, span: Range<usize>, problem: Problem) -> Self {
        let place = Some(Box::new(Place::of(&source.text, span)));
        Self {
            path: source.path.clone(),
            place,
            severity: Severity::Error,
            problem: Box::new(problem),
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
        let group = level.primary_title(self.problem.message(lang));
        let group = match &self.place {
            Some(place) => group.element(
                Snippet::source(&place.line_text)
                    .path(&self.path)
                    .line_start(place.line)
                    .annotation(AnnotationKind::Primary.span(place.span.0..place.span.1)),
            ),
            None => group.element(Origin::path(&self.path)),
        };
        let help = Level::HELP.with_name(mend).message(self.problem.help(lang));
        renderer.render(&[group.element(help)])
    }
}

impl Place {
    fn of(text: &str, span: Range<usize>) -> Self {
        let start = floor(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        let line_text = text[line_start..line_end].trim_end_matches('\r');
        let end = floor(text, span.end)
            .clamp(start, line_start + line_text.len().max(start - line_start));
        let (line_text, span) = window(line_text, start - line_start..end - line_start);
        Self {
            line: text[..line_start].matches('\n').count() + 1,
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
            .count()
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

/// A source shared by the posts and problems that come from it.
pub type Source = Arc<SourceFile>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_shows_its_line_and_its_mend() {
        let source = SourceFile {
            path: "content/a/tin/b.md".into(),
            text: "+++\ndate = 2026-02-30\n+++\n".into(),
        };
        let problem = Problem::ImpossibleDate {
            date: "2026-02-30".into(),
        };
        let shown = Diagnostic::at(&source, 11..21, problem).render(Lang::Vi, &Renderer::plain());
        let expected = "\
lỗi: không có ngày `2026-02-30`
 --> content/a/tin/b.md:2:8
  |
2 | date = 2026-02-30
  |        ^^^^^^^^^^
  |
  = cách sửa: viết năm-tháng-ngày có thật, tháng và ngày đủ hai chữ số, như 2026-01-05";
        assert_eq!(shown, expected);
    }

    #[test]
    fn places_survive_any_span() {
        let text = "ễ\r\nđ";
        for start in 0..10 {
            for end in 0..10 {
                Place::of(text, start..end);
            }
        }
    }
}
