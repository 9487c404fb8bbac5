//! `loa speak`: a text as it is read aloud, for people and for programs.

use crate::cli::{Shown, SpeakOptions};
use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::{Diagnostic, Diagnostics, Severity};
use base::lang::{Lang, Near};
use base::message::Message;
use base::problem::FileProblem;
use base::source::SourceFile;
use serde::Serialize;
use site::content;
use site::problem::Problem;
use site::root::{Root, decode};
use speak::{Finding, Spoken, Tables};
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// What `--lines` prints for each line.
#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    /// The spoken text; empty where a part of it cannot be read.
    spoken: &'a str,
    problems: Vec<Told>,
}

/// A problem for programs.
#[derive(Serialize)]
struct Told {
    /// Counted from 1.
    line: usize,
    /// In characters, counted from 1.
    column: usize,
    written: String,
    severity: &'static str,
    problem: InBoth,
    mend: InBoth,
}

#[derive(Serialize)]
struct InBoth {
    vi: String,
    en: String,
}

/// Reads a text aloud.
pub fn speak(options: &SpeakOptions, console: &Console) -> Result<(), Diagnostics> {
    let tables = match &options.ward {
        Some(ward) => ward_tables(&options.root, ward)?,
        None => Tables::default(),
    };
    console.settle();
    if options.shown == Shown::Lines {
        return lines(options, &tables).map_err(Diagnostics::from);
    }
    let source = whole(&options.text)?;
    let spoken = match options.shown {
        Shown::Tokens => speak::explain(&source.text, &tables),
        _ => speak::speak(&source.text, &tables),
    };
    if options.shown == Shown::Tokens {
        for token in tokens(&source.text, &spoken, console.lang()) {
            console.print(&token);
        }
    }
    let problems = diagnostics(&source, &spoken.problems);
    let Some(text) = spoken.text() else {
        return Err(problems);
    };
    console.show(&problems);
    match options.shown {
        Shown::Text => console.print(text),
        Shown::Breaths => {
            console.print(&speak::with_breaths(text));
            let (syllables, seconds) = (speak::syllables(text), speak::seconds(text));
            console.say(&Notice::SpeakLength { syllables, seconds });
        }
        Shown::Tokens | Shown::Lines => {}
    }
    Ok(())
}

/// The tables of a ward of the root.
fn ward_tables(root: &Path, ward: &str) -> Result<Tables, Diagnostics> {
    let root = Root::open(root)?;
    let ids = content::ward_ids(&root)?;
    if !ids.iter().any(|id| id == ward) {
        let near = Near::find(ward, ids.iter().map(String::as_str));
        let ward = ward.to_owned();
        return Err(Diagnostic::file("content", Problem::UnknownWard { ward, near }).into());
    }
    let mut problems = Vec::new();
    let config = content::ward_config(&root, ward, &mut problems);
    config.map_or_else(|| Err(problems.into()), |config| Ok(config.speech()))
}

/// The file that the words name, if they name one.
fn file(words: &[OsString]) -> Option<&Path> {
    match words {
        [word] => Some(Path::new(word)).filter(|path| path.is_file()),
        _ => None,
    }
}

/// The text that the words are, that the file holds which they name, or that standard input brings.
fn whole(words: &[OsString]) -> Result<SourceFile, Diagnostic> {
    let unreadable = |path: &str, error: io::Error| {
        let reason = error.into();
        Diagnostic::file(path, FileProblem::Unreadable { reason })
    };
    if let Some(path) = file(words) {
        let shown = path.display().to_string();
        let bytes = fs::read(path).map_err(|error| unreadable(&shown, error))?;
        return decode(&shown, bytes);
    }
    if words.is_empty() {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| unreadable("stdin", error))?;
        return decode("stdin", bytes);
    }
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    Ok(SourceFile {
        path: "loa speak".to_owned(),
        text: words.join(" "),
    })
}

/// Prints one object for each line.
fn lines(options: &SpeakOptions, tables: &Tables) -> Result<(), Diagnostic> {
    let failed = |error: io::Error| {
        let reason = error.into();
        Diagnostic::file("stdout", FileProblem::OutputWrite { reason })
    };
    let input: Box<dyn BufRead> = match (options.text.as_slice(), file(&options.text)) {
        ([], _) => Box::new(io::stdin().lock()),
        (_, Some(path)) => {
            let opened = fs::File::open(path).map_err(|error| {
                let reason = error.into();
                Diagnostic::file(
                    path.display().to_string(),
                    FileProblem::Unreadable { reason },
                )
            })?;
            Box::new(BufReader::new(opened))
        }
        (words, None) => Box::new(io::Cursor::new(whole(words)?.text)),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for line in input.split(b'\n') {
        let line = line.map_err(failed)?;
        let line = String::from_utf8_lossy(&line);
        let text = line.trim_end_matches('\r');
        let spoken = speak::speak(text, tables);
        let object = Line {
            text,
            spoken: spoken.text().unwrap_or_default(),
            problems: spoken
                .problems
                .iter()
                .map(|finding| told(text, finding))
                .collect(),
        };
        serde_json::to_writer(&mut out, &object).map_err(|error| failed(error.into()))?;
        writeln!(out).map_err(failed)?;
        // Whoever asks line by line waits for each answer.
        out.flush().map_err(failed)?;
    }
    Ok(())
}

fn told(text: &str, finding: &Finding) -> Told {
    let before = text.get(..finding.span.start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let in_both = |say: &dyn Fn(Lang) -> String| InBoth {
        vi: say(Lang::Vi),
        en: say(Lang::En),
    };
    Told {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        written: text
            .get(finding.span.clone())
            .unwrap_or_default()
            .to_owned(),
        severity: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        problem: in_both(&|lang| finding.problem.text(lang)),
        mend: in_both(&|lang| finding.problem.help(lang)),
    }
}

fn diagnostics(source: &SourceFile, findings: &[Finding]) -> Diagnostics {
    let told = findings.iter().map(|finding| {
        let told = Diagnostic::at(source, finding.span.clone(), finding.problem.clone());
        match finding.severity {
            Severity::Error => told,
            Severity::Warning => told.warning(),
        }
    });
    told.collect::<Vec<_>>().into()
}

/// Each token with its class, its rule and its reading, parted by tabs.
fn tokens(text: &str, spoken: &Spoken, lang: Lang) -> Vec<String> {
    let pieces = spoken.pieces.iter().map(|piece| {
        let written = text.get(piece.span.clone()).unwrap_or_default();
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let (class, rule) = (piece.rule.class().text(lang), piece.rule.text(lang));
        format!("{written}\t{class}\t{rule}\t{}", piece.spoken)
    });
    pieces.collect()
}
