//! Documents in the layouts in which text really comes out of paper (`import/layouts.toml`): what each must give, and
//! nothing beside it.

use crate::bench::Bench;
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

#[derive(Deserialize)]
struct List {
    document: Vec<Wanted>,
}

/// What one document must give; an empty text stands for null.
#[derive(Deserialize)]
struct Wanted {
    file: String,
    kind: String,
    number: String,
    date: String,
    place: String,
    issuer: String,
    title: String,
    signer: String,
    signer_role: String,
    recipients: Vec<String>,
    /// Level, label and first words.
    outline: Vec<String>,
    /// Measure, comparison, value, unit, year.
    targets: Vec<String>,
    /// Words, last day, how often.
    deadlines: Vec<String>,
    /// The bodies in charge of tasks.
    owners: Vec<String>,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testsuite/import")
}

fn import(path: &Path) -> Value {
    let bench = Bench::empty();
    let file = path.display().to_string();
    let ran = bench.loa(&["import", "--dry-run", "--json", &file]);
    assert_eq!(ran.code, Some(0), "{file}: {}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn number(value: &Value) -> String {
    value.as_f64().map(|n| n.to_string()).unwrap_or_default()
}

fn lines(found: &Value, key: &str, show: impl Fn(&Value) -> String) -> Vec<String> {
    found[key].as_array().unwrap().iter().map(show).collect()
}

fn heading(entry: &Value) -> String {
    let words: Vec<_> = text(entry, "text").split_whitespace().take(4).collect();
    format!(
        "{} {} {}",
        entry["level"],
        text(entry, "label"),
        words.join(" ")
    )
}

fn target(entry: &Value) -> String {
    let upper = Some(number(&entry["to"])).filter(|to| !to.is_empty());
    let upper = upper.map(|to| format!("..{to}")).unwrap_or_default();
    format!(
        "{} | {} | {}{upper} | {} | {}",
        text(entry, "measure"),
        text(entry, "comparison"),
        number(&entry["value"]),
        text(entry, "unit"),
        number(&entry["year"]),
    )
}

fn deadline(entry: &Value) -> String {
    format!(
        "{} | {} | {}",
        text(entry, "text"),
        text(entry, "end"),
        text(entry, "every")
    )
}

#[test]
fn paper_of_many_layouts_gives_its_facts() {
    let list = std::fs::read_to_string(folder().join("layouts.toml")).unwrap();
    let list: List = toml::from_str(&list).unwrap();
    for wanted in &list.document {
        let file = &wanted.file;
        let found = import(&folder().join(format!("{file}.txt")));
        for (key, value) in [
            ("kind", &wanted.kind),
            ("number", &wanted.number),
            ("date", &wanted.date),
            ("place", &wanted.place),
            ("issuer", &wanted.issuer),
            ("title", &wanted.title),
            ("signer", &wanted.signer),
            ("signer_role", &wanted.signer_role),
        ] {
            assert_eq!(text(&found, key), value, "{key} of {file}");
        }
        let texts = |value: &Value| value.as_str().unwrap().to_owned();
        let owner = |task: &Value| text(task, "owner").to_owned();
        for (key, value, shown) in [
            (
                "recipients",
                &wanted.recipients,
                lines(&found, "recipients", texts),
            ),
            (
                "outline",
                &wanted.outline,
                lines(&found, "outline", heading),
            ),
            ("targets", &wanted.targets, lines(&found, "targets", target)),
            (
                "deadlines",
                &wanted.deadlines,
                lines(&found, "deadlines", deadline),
            ),
            ("tasks", &wanted.owners, lines(&found, "tasks", owner)),
        ] {
            assert_eq!(&shown, value, "{key} of {file}");
        }
    }
}

#[test]
fn notes_at_the_foot_of_pages_stay_and_cut_nothing() {
    let bench = Bench::new();
    let file = folder().join("chu-thich.txt").display().to_string();
    let ran = bench.loa(&["import", &file, "--ward", "mau", "--slug", "chu-thich"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let post = bench.read("content/mau/nghi-quyet/chu-thich.md");
    assert!(post.contains("Chú thích 2: Chuẩn nghèo đa chiều"), "{post}");
    assert!(!post.contains("______"), "{post}");
}

#[test]
fn damage_to_any_line_stops_nothing() {
    // Lines of all fixtures thrown together in a fixed disorder: the import gives an answer or an error, never a stop.
    let mut lines: Vec<String> = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|end| end == "txt"))
    {
        let text = std::fs::read_to_string(file).unwrap();
        lines.extend(text.lines().map(str::to_owned));
    }
    let mut seed = 7_u64;
    let mut next = move |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    for _ in 0..60 {
        let mut text = String::new();
        for _ in 0..40 {
            let (one, other) = (&lines[next(lines.len())], &lines[next(lines.len())]);
            let words: Vec<&str> = one
                .split_inclusive(' ')
                .chain(other.split_inclusive(' '))
                .collect();
            let (from, count) = (next(words.len()), next(words.len()) + 1);
            text.extend(words.iter().cycle().skip(from).take(count).copied());
            text.push('\n');
        }
        let imported = import::import(text.as_bytes(), Path::new("loa"));
        assert!(imported.is_ok(), "{text}");
    }
}
