//! Official documents → drafts of posts: (read by `formats`) → tidy → grid → over pages → outline → facts → write.
//! No stage reaches back.

pub mod facts;
pub mod grid;
pub mod outline;
pub mod over_pages;
pub mod tidy;
pub mod write;

use facts::{Context, Fact, Facts, Sentence, Table};
use formats::problem::Problem;
use formats::{Format, RawLine, RawText, Unread};
use outline::{BlockKind, Document, Heading, Uncertain};
use std::collections::BTreeSet;
use std::path::Path;

/// A document, understood.
#[derive(Debug, Clone)]
pub struct Imported {
    /// What its file is.
    pub format: Format,
    /// What it says.
    pub document: Document,
    /// What it promises.
    pub facts: Facts,
    /// Source lines left out as page numbers, running heads or residue of signatures.
    pub dropped: Vec<usize>,
    /// What its file holds beside the words that were read, and how often.
    pub unread: Vec<(Unread, usize)>,
}

/// Reads and understands a document. `program` is the command itself: PDF files are read in a process of
/// their own.
///
/// # Errors
/// When the file is of no known type, damaged, locked, or larger than any document should be.
pub fn import(bytes: &[u8], program: &Path) -> Result<Imported, Problem> {
    let (format, raw) = formats::read(bytes, program)?;
    Ok(understand(format, &raw))
}

/// Understands a document that was read.
pub fn understand(format: Format, raw: &RawText) -> Imported {
    let mut tidied = grid::tables(outline::without_menu(tidy::tidy(raw)), raw.wrapped);
    tidied.lines = over_pages::joined(tidied.lines);
    let mut document = outline::parse(&tidied, raw.wrapped);
    let unread = tidied
        .lines
        .iter()
        .filter(|line| is_head_alone(&line.raw.text));
    document.uncertain.extend(unread.map(|line| Uncertain {
        field: "body".into(),
        line: line.raw.line,
        text: line.raw.text.trim().to_owned(),
    }));
    document.uncertain.extend(recognised(raw, &document));
    let facts = facts::facts(
        &sentences(&mut document),
        &tables(&document),
        &Context {
            date: document.date,
            number: document.number.clone(),
            title: document.title.clone(),
            plan: facts::plan_year(document.kind.as_deref(), document.title.as_deref()),
        },
    );
    let facts = compared(doubted(facts, &document.glued), raw);
    document.uncertain.extend(glued_alone(&facts, &document));
    Imported {
        format,
        document,
        facts,
        dropped: tidied.dropped,
        unread: raw.unread.clone(),
    }
}

/// Lines whose first number may be read in two ways, and of which no target bears the sign.
fn glued_alone(facts: &Facts, document: &Document) -> Vec<Uncertain> {
    let told: BTreeSet<usize> = facts.targets.iter().map(|target| target.line).collect();
    let blocks = document.body.iter();
    let open =
        blocks.filter(|block| document.glued.contains(&block.line) && !told.contains(&block.line));
    open.map(|block| Uncertain {
        field: "body".into(),
        line: block.line,
        text: block.text.clone(),
    })
    .collect()
}

/// Facts of lines whose first number may be read in two ways, each with a sign.
fn doubted(mut facts: Facts, glued: &BTreeSet<usize>) -> Facts {
    let doubt = "số thứ tự dính liền con số, có thể đọc thành số khác";
    for target in &mut facts.targets {
        if glued.contains(&target.line) {
            target.uncertain = Some(doubt);
        }
    }
    facts
}

/// Facts of pages whose words a program recognised in pictures, each with a sign: any figure may be another one.
fn compared(mut facts: Facts, raw: &RawText) -> Facts {
    fn mark<T>(facts: &mut [Fact<T>], lines: &BTreeSet<usize>) {
        let doubt = "máy nhận dạng chữ trong ảnh, so với bản gốc";
        for fact in facts.iter_mut().filter(|fact| lines.contains(&fact.line)) {
            fact.uncertain = fact.uncertain.or(Some(doubt));
        }
    }
    if raw.doubtful.is_empty() {
        return facts;
    }
    let doubtful: BTreeSet<usize> = raw.doubtful.iter().map(|words| words.line).collect();
    let of_picture = |line: &&RawLine| doubtful.contains(&line.line);
    let pages: BTreeSet<usize> = raw
        .lines
        .iter()
        .filter(of_picture)
        .map(|line| line.page)
        .collect();
    let lines = raw.lines.iter().filter(|line| pages.contains(&line.page));
    let lines: BTreeSet<usize> = lines.map(|line| line.line).collect();
    mark(&mut facts.targets, &lines);
    mark(&mut facts.deadlines, &lines);
    mark(&mut facts.tasks, &lines);
    mark(&mut facts.models, &lines);
    mark(&mut facts.cited, &lines);
    facts
}

/// What a program recognised in pictures of pages and somebody must compare: the words of each line that may be wrong, and
/// always number and day.
fn recognised(raw: &RawText, document: &Document) -> Vec<Uncertain> {
    let Some(first) = raw.doubtful.first().map(|words| words.line) else {
        return Vec::new();
    };
    let note = |field: &str, line: usize, words: &str| Uncertain {
        field: field.into(),
        line,
        text: format!("máy nhận dạng chữ trong ảnh, so với bản gốc: {words}"),
    };
    let mut notes: Vec<_> = raw
        .doubtful
        .iter()
        .map(|words| note("body", words.line, &words.text))
        .collect();
    let number = document.number.as_deref().unwrap_or("không thấy số");
    notes.push(note("number", first, number));
    let day = document.date.map(|date| date.to_string());
    notes.push(note(
        "issued",
        first,
        day.as_deref().unwrap_or("không thấy ngày"),
    ));
    notes
}

/// Whether a line is the first cell of a table's head and nothing else: the text came without the places of its cells.
fn is_head_alone(text: &str) -> bool {
    ["TT", "STT", "Stt", "Số TT"].contains(&text.trim())
}

/// The tables that facts are looked for in.
fn tables(document: &Document) -> Vec<Table> {
    let path = document.paths();
    let blocks = document.body.iter().enumerate();
    blocks
        .filter_map(|(index, block)| match &block.kind {
            BlockKind::Table(rows) => Some(Table {
                rows: rows
                    .iter()
                    .map(|row| row.iter().map(|cell| without_marks(cell)).collect())
                    .collect(),
                line: block.line,
                block: index,
                path: headings(&path(block.heading)),
            }),
            _ => None,
        })
        .collect()
}

fn headings(path: &[&Heading]) -> Vec<String> {
    path.iter().map(|heading| heading.text.clone()).collect()
}

// A mark of a note stands behind a word or a figure; "m²" and "km²" are units.
base::pattern!(
    MARK,
    r"(?P<before>[\p{L}\d%‰”)])(?P<mark>[⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,2}\])"
);
base::pattern!(UNIT, r"(?:^|[^\p{L}])(?:k|c|d|m)?m$");

/// A text without the marks of its notes: "95%¹ hộ dân" is 95 %.
fn without_marks(text: &str) -> String {
    let kept = |found: &regex::Captures<'_>| {
        let end = found.name("before").map_or(0, |before| before.end());
        let unit = matches!(&found["mark"], "²" | "³") && UNIT.is_match(&text[..end]);
        if unit {
            found[0].to_owned()
        } else {
            found["before"].to_owned()
        }
    };
    MARK.replace_all(text, kept).into_owned()
}

/// Longest sentence that facts are looked for in, in bytes; what is longer is a list or a damaged text.
const SENTENCE_LIMIT: usize = 6_000;

/// The sentences that facts are looked for in; those that are too long are marked for a person.
fn sentences(document: &mut Document) -> Vec<Sentence> {
    let (mut sentences, mut long) = (Vec::new(), Vec::new());
    for sentence in document.sentences() {
        if sentence.text.len() > SENTENCE_LIMIT {
            long.push(Uncertain {
                field: "body".into(),
                line: sentence.line,
                text: sentence.text.chars().take(80).chain(['…']).collect(),
            });
            continue;
        }
        sentences.push(Sentence {
            text: without_marks(sentence.text),
            line: sentence.line,
            block: sentence.block,
            path: headings(&sentence.path),
        });
    }
    document.uncertain.extend(long);
    sentences
}
