//! `loa search`: the site's own search on the command line.

use crate::console::Console;
use crate::notice::Notice;
use crate::problem::Problem;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::problem::FileProblem;
use base::reason::Reason;
use base::unseen;
use search_wasm::{Advice, Folder, SearchError, SearchOptions, SearchResults, Searcher};
use serde::Serialize;
use site::build::search::FOLDER;
use std::io::{self, BufRead, BufWriter, Write};
use std::path::Path;

#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    hits: Vec<HitLine<'a>>,
    /// Whether no post is surely about the query.
    no_post: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    emergency: Option<EmergencyLine<'a>>,
}

#[derive(Serialize)]
struct EmergencyLine<'a> {
    call: Vec<&'a str>,
    heading: String,
    points: Vec<String>,
    url: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct HitLine<'a> {
    url: &'a str,
    title: &'a str,
    score: f32,
}

/// Answers each line of standard input from the index of the site at `site`.
pub fn search(site: &Path, json: bool, limit: usize, console: &Console) -> Result<(), Diagnostics> {
    console.settle();
    let shown = site.display().to_string();
    let damaged = |error: SearchError| {
        let problem = match &error {
            SearchError::Read { name, .. } if name.is_empty() => Problem::NoSearchIndex {},
            _ => Problem::SearchDamaged {
                reason: Reason::of(error),
            },
        };
        Diagnostic::file(&shown, problem)
    };
    let mut searcher = Searcher::open(Folder(site.join(FOLDER))).map_err(damaged)?;
    let options = SearchOptions {
        limit,
        ..SearchOptions::default()
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let failed = |error: io::Error| {
        Diagnostic::file(
            &shown,
            FileProblem::OutputWrite {
                reason: error.into(),
            },
        )
    };
    for line in io::stdin().lock().split(b'\n') {
        // A query is what a person typed: a byte that is no text is as good as any other slip.
        let line = line.map_err(failed)?;
        let query = String::from_utf8_lossy(&line);
        let query = query.trim_end_matches('\r');
        let results = searcher
            .search(&unseen::compared(query), &options)
            .map_err(damaged)?;
        if json {
            let hits = results.hits.iter().map(|hit| HitLine {
                url: &hit.url,
                title: &hit.title,
                score: hit.score,
            });
            let answer = Answer {
                query,
                hits: hits.collect(),
                no_post: results.weak,
                emergency: results.urgent.as_ref().map(|urgent| {
                    let advice = Advice::read(&urgent.advice);
                    EmergencyLine {
                        call: urgent.call.split(' ').collect(),
                        heading: advice.heading,
                        points: advice.points,
                        url: &urgent.url,
                        title: &urgent.title,
                    }
                }),
            };
            serde_json::to_writer(&mut out, &answer).map_err(|error| failed(error.into()))?;
            writeln!(out).map_err(failed)?;
        } else {
            write_answer(&mut out, query, &results, console).map_err(failed)?;
            for (rank, hit) in results.hits.iter().enumerate() {
                writeln!(out, "{:>3}. {}  /{}", rank + 1, hit.title, hit.url).map_err(failed)?;
            }
        }
        if Console::for_person() {
            out.flush().map_err(failed)?;
        }
    }
    out.flush().map_err(failed)?;
    Ok(())
}

/// What stands above the hits: what to do in an emergency, or that no post is surely about the query.
fn write_answer(
    out: &mut impl Write,
    query: &str,
    results: &SearchResults,
    console: &Console,
) -> io::Result<()> {
    if let Some(urgent) = &results.urgent {
        let numbers = urgent.call.replace(' ', ", ");
        let advice = Advice::read(&urgent.advice);
        writeln!(out, "{}", console.text(&Notice::SearchUrgent { numbers }))?;
        if !urgent.url.is_empty() {
            writeln!(out, "     {}  /{}", urgent.title, urgent.url)?;
            writeln!(out, "     {}:", advice.heading)?;
        }
        for point in &advice.points {
            writeln!(out, "     - {point}")?;
        }
    } else if results.weak {
        let query = query.trim().to_owned();
        let notice = if results.hits.is_empty() {
            Notice::SearchNothing { query }
        } else {
            Notice::SearchWeak { query }
        };
        writeln!(out, "{}", console.text(&notice))?;
    }
    Ok(())
}
