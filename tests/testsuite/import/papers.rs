//! Import: invented papers as many programs set them, held against what their text says, format by format.
//!
//! A few of each format lie in `papers/set`. `tests/papers` sets all of them afresh, scans and photographs too, and reads those.

use super::set::{Report, judge};
use import::Imported;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Shares of fields that must be right, by how a paper came.
const FIELDS: [(&str, f64); 7] = [
    ("docx", 0.97),
    ("odt", 0.97),
    ("old Word", 0.90),
    ("photograph", 0.70),
    ("published PDF", 0.90),
    ("saved page", 0.85),
    ("scan", 0.70),
];

/// How a paper came, by its file's name: `PAPER.LAYOUT.ENDING`.
fn group(layout: &str, ending: &str) -> &'static str {
    match (layout, ending) {
        ("scan", _) => "scan",
        ("photo", _) => "photograph",
        (_, "docx") => "docx",
        (_, "odt") => "odt",
        (_, "doc" | "rtf") => "old Word",
        (_, "html" | "mht") => "saved page",
        _ => "published PDF",
    }
}

#[test]
fn papers_are_read_right_whoever_set_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testsuite/papers");
    let wanted = fs::read_to_string(folder.join("papers.toml")).expect("the papers");
    let wanted: toml::Table = wanted.parse().expect("TOML");
    let set = std::env::var_os("LOA_PAPERS").map_or_else(|| folder.join("set"), PathBuf::from);
    let mut files: Vec<PathBuf> = fs::read_dir(&set)
        .expect("a folder of papers")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    assert!(files.len() >= 10, "{}", set.display());
    let mut reports: BTreeMap<&str, (usize, Report)> = BTreeMap::new();
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str());
        let name = name.expect("a name in plain letters");
        let [paper, layout, ending] = name.split('.').collect::<Vec<_>>()[..] else {
            panic!("{name}")
        };
        let papers = wanted["paper"].as_array().expect("a list").iter();
        let mut papers = papers.filter_map(toml::Value::as_table);
        let wanted = papers
            .find(|known| known["name"].as_str() == Some(paper))
            .unwrap_or_else(|| panic!("no paper {paper}"));
        let (count, report) = reports.entry(group(layout, ending)).or_default();
        *count += 1;
        let bytes = fs::read(&file).expect("a file");
        match import::import(&bytes, Path::new(env!("CARGO_BIN_EXE_loa"))) {
            Ok(imported) => {
                if matches!(layout, "scan" | "photo") {
                    assert_marked(name, &imported);
                }
                judge(name, wanted, &imported, report);
            }
            Err(problem) => refused(name, wanted, &format!("{problem:?}"), report),
        }
    }
    show(&reports);
    for (group, (_, report)) in &reports {
        let bar = FIELDS.iter().find(|(known, _)| known == group);
        let [(_, fields, _), facts @ ..] = report.figures();
        assert!(
            bar.is_some_and(|(_, bar)| fields >= *bar),
            "{group}: {fields:.3} of the fields\n{}",
            report.fallen
        );
        // Whoever reads a scan compares every figure; what is read of it is told by the fields.
        if matches!(*group, "scan" | "photograph") {
            continue;
        }
        for (name, share, bar) in facts {
            assert!(
                share >= bar,
                "{group}: {name} {share:.3}\n{}",
                report.fallen
            );
        }
    }
}

/// Prints the figures of each group and what fell.
fn show(reports: &BTreeMap<&str, (usize, Report)>) {
    println!("{:<14} files fields precision recall years", "");
    for (group, (count, report)) in reports {
        let [fields, precision, recall, years] =
            report.figures().map(|(_, share, _)| 100.0 * share);
        println!(
            "{group:<14} {count:>5} {fields:>6.1} {precision:>9.1} {recall:>6.1} {years:>5.1}"
        );
    }
    for (group, (_, report)) in reports {
        print!("\n{group}\n{}", report.fallen);
    }
}

/// A file that was not read has everything wrong.
fn refused(file: &str, wanted: &toml::Table, why: &str, report: &mut Report) {
    const PARTS: [&str; 9] = [
        "kind",
        "number",
        "date",
        "place",
        "issuer",
        "title",
        "signer",
        "signer_role",
        "recipients",
    ];
    report.fields.wanted += PARTS.len();
    for key in ["targets", "deadlines", "tasks", "cited"] {
        let list = wanted.get(key).and_then(toml::Value::as_array);
        report.facts.wanted += list.map_or(0, Vec::len);
    }
    report.fallen += &format!("{file}: {why}\n");
}

/// Number and day that a program recognised in a picture are never given without a sign, nor is any fact.
fn assert_marked(file: &str, imported: &Imported) {
    let uncertain = &imported.document.uncertain;
    for field in ["number", "issued"] {
        assert!(
            uncertain.iter().any(|doubt| doubt.field == field),
            "{file}: {field}"
        );
    }
    let facts = &imported.facts;
    let mut signs = (facts.targets.iter().map(|fact| fact.uncertain))
        .chain(facts.deadlines.iter().map(|fact| fact.uncertain))
        .chain(facts.tasks.iter().map(|fact| fact.uncertain));
    assert!(signs.all(|sign| sign.is_some()), "{file}: {facts:?}");
}
