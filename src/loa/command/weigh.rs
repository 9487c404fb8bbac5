//! `loa check --weight`: the table of what pages weigh.

use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::problem::FileProblem;
use site::build::pipeline::{self, BuildOptions};
use site::build::weight::{FIRST_VIEW, LESSON, PageWeight, SCRIPTS, Size};
use std::collections::BTreeSet;
use std::io::{self, Write, stdout};

/// Weighs the pages, prints the table, and fails where a page does not keep its budgets.
pub fn weigh(options: &BuildOptions, json: bool, console: &Console) -> Result<(), Diagnostics> {
    let (report, pages) = pipeline::weigh(options, console)?;
    console.settle();
    console.show(&report.warnings);
    let printed = if json {
        print_json(&pages)
    } else {
        print_tables(&pages, console)
    };
    printed.map_err(|error| {
        let reason = error.into();
        Diagnostic::file("stdout", FileProblem::OutputWrite { reason })
    })?;
    let problems: Vec<_> = pages.iter().flat_map(PageWeight::problems).collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.into())
    }
}

fn print_json(pages: &[PageWeight]) -> io::Result<()> {
    let mut out = stdout().lock();
    for page in pages {
        serde_json::to_writer(&mut out, page)?;
        writeln!(out)?;
    }
    Ok(())
}

fn print_tables(pages: &[PageWeight], console: &Console) -> io::Result<()> {
    let mut out = stdout().lock();
    for ward in pages.iter().map(|page| &page.ward).collect::<BTreeSet<_>>() {
        let ward_pages = pages.iter().filter(|page| page.ward == *ward);
        // The first of each kind is its heaviest.
        let mut kinds = BTreeSet::new();
        let heaviest = ward_pages.filter(|page| kinds.insert(page.kind));
        let head = console.text(&Notice::WeightColumns {});
        let mut rows = vec![head.split('|').map(str::to_owned).collect::<Vec<_>>()];
        rows.extend(heaviest.map(row));
        let ward = ward.clone();
        writeln!(out, "{}\n", console.text(&Notice::WeightHead { ward }))?;
        print_rows(&mut out, &rows)?;
        writeln!(out)?;
    }
    let budgets = Notice::WeightBudgets {
        lesson: LESSON,
        scripts: SCRIPTS,
        pictures: FIRST_VIEW,
    };
    writeln!(out, "{}", console.text(&budgets))
}

fn row(page: &PageWeight) -> Vec<String> {
    let sizes = [
        page.total(),
        page.html,
        page.css,
        page.scripts,
        page.fonts,
        page.pictures,
    ];
    let shown = |size: Size| match size.raw {
        0 => "0".to_owned(),
        raw => format!("{} ({raw})", size.brotli),
    };
    let mut row = vec![page.kind.to_owned()];
    row.extend(sizes.map(shown));
    row.push(format!("/{}", page.url));
    row
}

/// Numbers stand to the right of their columns, words to the left.
fn print_rows(out: &mut impl Write, rows: &[Vec<String>]) -> io::Result<()> {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<_> = (0..columns)
        .map(|column| width(column).unwrap_or(0))
        .collect();
    for row in rows {
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            match column {
                0 => write!(out, "  {cell:<width$}")?,
                last if last + 1 == columns => write!(out, "  {cell}")?,
                _ => write!(out, "  {cell:>width$}")?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}
