//! Facts drawn out of official documents, held against lists written by reading: the five documents where they lie
//! beside the repository (`facts/*.tsv`), and sentences of our own in many styles (`facts/sentences-*.toml`).

use import::facts::{Context, Deadline, Fact, Facts, Sentence, TargetFact, facts};
use import::import;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// At least this share of what the lists name must be found.
const RECALL: f64 = 0.95;
/// At most this share of what is found may be wrong.
const WRONG: f64 = 0.05;

const DOCUMENTS: [&str; 5] = [
    "cao-minh_ke-hoach_nq72",
    "le-chan_chuong-trinh-hanh-dong_nq05",
    "nam-dong_chuong-trinh-hanh-dong_2025-2030",
    "nam-dong_thong-bao-ket-luan_2025-09-18",
    "viet-hung_ke-hoach-tuyen-truyen_nq72",
];

/// How many were named, found and wrong, and the words for what fell.
#[derive(Default)]
struct Score {
    named: usize,
    found: usize,
    wrong: usize,
    fallen: String,
}

impl Score {
    fn recall(&self) -> f64 {
        if self.named == 0 {
            1.0
        } else {
            self.found as f64 / self.named as f64
        }
    }

    fn wrong_share(&self) -> f64 {
        let given = self.found + self.wrong;
        if given == 0 {
            0.0
        } else {
            self.wrong as f64 / given as f64
        }
    }

    fn add(&mut self, other: &Score) {
        self.named += other.named;
        self.found += other.found;
        self.wrong += other.wrong;
        self.fallen.push_str(&other.fallen);
    }

    fn row(&self, name: &str) -> String {
        format!(
            "{name:<58} {:>3} named {:>3} found {:>3} wrong\n",
            self.named, self.found, self.wrong
        )
    }
}

/// Pairs what is named with what is found, each once; `open` may be found or not.
fn score<N, F>(
    what: &str,
    named: &[N],
    found: &[F],
    same: impl Fn(&N, &F) -> bool,
    open: impl Fn(&F) -> bool,
    show: (impl Fn(&N) -> String, impl Fn(&F) -> String),
) -> Score {
    let mut score = Score {
        named: named.len(),
        ..Score::default()
    };
    let mut used = vec![false; found.len()];
    for name in named {
        match (0..found.len()).find(|&at| !used[at] && same(name, &found[at])) {
            Some(at) => {
                used[at] = true;
                score.found += 1;
            }
            None => writeln!(score.fallen, "  missed {what}: {}", show.0(name)).unwrap(),
        }
    }
    for (at, fact) in found
        .iter()
        .enumerate()
        .filter(|(at, fact)| !used[*at] && !open(fact))
    {
        let _at = at;
        score.wrong += 1;
        writeln!(score.fallen, "  wrong {what}: {}", show.1(fact)).unwrap();
    }
    score
}

fn plain(text: &str) -> String {
    text.replace('*', "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

fn number(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok()
}

fn show_target(fact: &Fact<TargetFact>) -> String {
    let value = &fact.value;
    format!(
        "{} | {:?} | {:?}..{:?} | {:?} | {:?} | {:?} «{}»",
        value.measure,
        value.comparison,
        value.value,
        value.to,
        value.unit,
        value.year,
        value.place,
        cut(&fact.sentence)
    )
}

fn show_deadline(fact: &Fact<Deadline>) -> String {
    let value = &fact.value;
    format!(
        "{} | {:?} | {:?} | {:?} | {:?} «{}»",
        value.text,
        value.relation,
        value.start,
        value.end,
        value.every,
        cut(&fact.sentence)
    )
}

fn cut(text: &str) -> String {
    text.chars().take(150).collect()
}

/// The rows of a list for one document, without its name.
fn rows(list: &'static str, document: &str) -> Vec<Vec<&'static str>> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|row| row[0] == document)
        .map(|row| row[1..].to_vec())
        .collect()
}

fn sign(comparison: site::model::Comparison) -> &'static str {
    site::model::Comparison::ALL
        .iter()
        .find(|(known, ..)| *known == comparison)
        .map_or("?", |(_, key, _)| key)
}

fn iso(date: Option<jiff::civil::Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn is_target(row: &[&str], fact: &TargetFact) -> bool {
    let [measure, comparison, value, to, unit, year] = row[..] else {
        panic!("{row:?}")
    };
    plain(&fact.measure).contains(&plain(measure))
        && sign(fact.comparison) == comparison
        && fact.value == number(value)
        && fact.to == number(to)
        && fact.unit.as_deref().unwrap_or_default() == unit
        && fact.year == year.parse().ok()
}

fn is_deadline(row: &[&str], fact: &Deadline) -> bool {
    let [words, start, end, every] = row[..] else {
        panic!("{row:?}")
    };
    plain(&fact.text).contains(&plain(words))
        && iso(fact.start) == start
        && iso(fact.end) == end
        && fact.every.as_deref().unwrap_or_default() == every
}

fn targets(document: &str, facts: &Facts) -> Score {
    let open = rows(include_str!("facts/open.tsv"), document);
    score(
        "target",
        &rows(include_str!("facts/targets.tsv"), document),
        &facts.targets,
        |row, fact| {
            plain(&fact.sentence).contains(&plain(row[0])) && is_target(&row[1..], &fact.value)
        },
        |fact| {
            open.iter()
                .any(|row| row[0] == "target" && plain(&fact.sentence).contains(&plain(row[1])))
        },
        (|row| row.join(" | "), show_target),
    )
}

fn deadlines(document: &str, facts: &Facts) -> Score {
    let open = rows(include_str!("facts/open.tsv"), document);
    score(
        "deadline",
        &rows(include_str!("facts/deadlines.tsv"), document),
        &facts.deadlines,
        |row, fact| {
            plain(&fact.sentence).contains(&plain(row[0])) && is_deadline(&row[1..], &fact.value)
        },
        |fact| {
            open.iter()
                .any(|row| row[0] == "deadline" && plain(&fact.sentence).contains(&plain(row[1])))
        },
        (|row| row.join(" | "), show_deadline),
    )
}

fn models(document: &str, facts: &Facts) -> Score {
    score(
        "model",
        &rows(include_str!("facts/models.tsv"), document),
        &facts.models,
        |row, fact| {
            plain(&fact.value.name).contains(&plain(row[0]))
                && plain(fact.value.responsible.as_deref().unwrap_or_default())
                    .contains(&plain(row[1]))
        },
        |_| false,
        (
            |row| row.join(" | "),
            |fact| format!("{} | {:?}", fact.value.name, fact.value.responsible),
        ),
    )
}

fn cited(document: &str, facts: &Facts) -> Score {
    score(
        "citation",
        &rows(include_str!("facts/cited.tsv"), document),
        &facts.cited,
        |row, fact| {
            fact.value.number.as_deref().unwrap_or(&fact.value.name) == row[0]
                && iso(fact.value.date) == row[1]
        },
        |_| false,
        (
            |row| row.join(" | "),
            |fact| {
                format!(
                    "{:?} | {} | {:?}",
                    fact.value.number, fact.value.name, fact.value.date
                )
            },
        ),
    )
}

/// The list of tasks is a sample: what else is found is not held against it.
fn tasks(document: &str, facts: &Facts) -> Score {
    score(
        "task",
        &rows(include_str!("facts/tasks.tsv"), document),
        &facts.tasks,
        |row, fact| {
            plain(&fact.sentence).contains(&plain(row[0]))
                && plain(fact.value.owner.as_deref().unwrap_or_default()).contains(&plain(row[1]))
                && plain(&fact.value.partners.join("; ")).contains(&plain(row[2]))
                && iso(fact
                    .value
                    .deadline
                    .as_ref()
                    .and_then(|deadline| deadline.end))
                    == row[3]
        },
        |_| true,
        (|row| row.join(" | "), |fact| fact.value.task.clone()),
    )
}

type Reader = fn(&str, &Facts) -> Score;

#[test]
fn the_five_documents_tell_what_their_lists_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents");
    let readers: [(&str, Reader); 5] = [
        ("targets", targets),
        ("deadlines", deadlines),
        ("tasks", tasks),
        ("models", models),
        ("cited", cited),
    ];
    let mut report = String::new();
    let mut fallen = String::new();
    let mut below = false;
    for (kind, reader) in readers {
        let mut all = Score::default();
        for document in DOCUMENTS {
            let Ok(text) = std::fs::read_to_string(folder.join(format!("{document}.txt"))) else {
                return;
            };
            let facts = import(text.as_bytes(), Path::new("loa"))
                .expect("plain text")
                .facts;
            let one = reader(document, &facts);
            report.push_str(&one.row(&format!("{kind} of {document}")));
            if !one.fallen.is_empty() {
                write!(fallen, "{document}\n{}", one.fallen).unwrap();
            }
            all.add(&one);
        }
        report.push_str(&all.row(&format!("{kind} of all")));
        below |= all.recall() < RECALL || all.wrong_share() > WRONG;
    }
    assert!(!below, "\n{report}\n{fallen}");
    println!("{report}\n{fallen}");
}

/// A labelled sentence of our own.
struct Case {
    style: String,
    sentence: Sentence,
    labels: toml::Table,
}

fn cases(text: &str) -> Vec<Case> {
    let table: toml::Table = text.parse().expect("the cases are TOML");
    let cases = table["case"].as_array().expect("a list of cases");
    cases
        .iter()
        .enumerate()
        .map(|(block, case)| {
            let labels = case.as_table().expect("a table").clone();
            Case {
                style: labels["style"].as_str().unwrap_or_default().to_owned(),
                sentence: Sentence {
                    text: labels["text"].as_str().expect("a text").to_owned(),
                    line: 1,
                    block,
                    path: list(&labels, "path"),
                },
                labels,
            }
        })
        .collect()
}

fn list(labels: &toml::Table, key: &str) -> Vec<String> {
    let values = labels
        .get(key)
        .and_then(|value| value.as_array())
        .cloned()
        .unwrap_or_default();
    values
        .iter()
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}

fn fields(label: &str) -> Vec<&str> {
    label.split('|').map(str::trim).collect()
}

fn judge(case: &Case) -> BTreeMap<&'static str, Score> {
    let context = Context {
        date: jiff::civil::Date::new(2026, 3, 2).ok(),
        ..Context::default()
    };
    let facts = facts(std::slice::from_ref(&case.sentence), &[], &context);
    let open: BTreeSet<String> = list(&case.labels, "open").into_iter().collect();
    let free = |kind: &str| open.contains(kind);
    let named = |key: &str| list(&case.labels, key);
    let shown = |label: &String| format!("[{}] {label}", case.style);
    let mut scores = BTreeMap::new();
    scores.insert(
        "targets",
        score(
            "target",
            &named("targets"),
            &facts.targets,
            |label, fact| {
                let [measure, comparison, value, unit, year] = fields(label)[..] else {
                    panic!("{label}")
                };
                let (value, to) = value.split_once("..").unwrap_or((value, ""));
                is_target(&[measure, comparison, value, to, unit, year], &fact.value)
            },
            |_| free("target"),
            (shown, show_target),
        ),
    );
    scores.insert(
        "deadlines",
        score(
            "deadline",
            &named("deadlines"),
            &facts.deadlines,
            |label, fact| is_deadline(&fields(label), &fact.value),
            |_| free("deadline"),
            (shown, show_deadline),
        ),
    );
    scores.insert(
        "tasks",
        score(
            "task",
            &named("tasks"),
            &facts.tasks,
            |label, fact| {
                let [owner, partners, due] = fields(label)[..] else {
                    panic!("{label}")
                };
                plain(fact.value.owner.as_deref().unwrap_or_default()).contains(&plain(owner))
                    && fact.value.partners.join("; ") == partners
                    && iso(fact
                        .value
                        .deadline
                        .as_ref()
                        .and_then(|deadline| deadline.end))
                        == due
            },
            |_| free("task"),
            (shown, |fact| {
                format!(
                    "{:?} {:?} {} «{}»",
                    fact.value.owner,
                    fact.value.partners,
                    fact.value.task,
                    cut(&fact.sentence)
                )
            }),
        ),
    );
    scores.insert(
        "models",
        score(
            "model",
            &named("models"),
            &facts.models,
            |label, fact| {
                let [name, charge] = fields(label)[..] else {
                    panic!("{label}")
                };
                fact.value.name == name
                    && fact.value.responsible.as_deref().unwrap_or_default() == charge
            },
            |_| false,
            (shown, |fact| format!("{:?}", fact.value)),
        ),
    );
    scores.insert(
        "cited",
        score(
            "citation",
            &named("cited"),
            &facts.cited,
            |label, fact| {
                let [number, date] = fields(label)[..] else {
                    panic!("{label}")
                };
                fact.value.number.as_deref().unwrap_or(&fact.value.name) == number
                    && iso(fact.value.date) == date
            },
            |_| false,
            (shown, |fact| format!("{:?}", fact.value)),
        ),
    );
    scores
}

fn half(text: &str) -> (BTreeMap<&'static str, Score>, String) {
    let mut all: BTreeMap<&str, Score> = BTreeMap::new();
    for case in cases(text) {
        for (kind, one) in judge(&case) {
            all.entry(kind).or_default().add(&one);
        }
    }
    let mut report = String::new();
    for (kind, score) in &all {
        report.push_str(&score.row(kind));
        report.push_str(&score.fallen);
    }
    (all, report)
}

#[test]
fn sentences_of_many_styles_tell_what_is_labelled() {
    let (mut all, mut report) = half(include_str!("facts/sentences-a.toml"));
    for part in [
        include_str!("facts/sentences-b.toml"),
        include_str!("facts/sentences-c.toml"),
        include_str!("facts/sentences-d.toml"),
    ] {
        let (more, more_report) = half(part);
        for (kind, score) in more {
            all.entry(kind).or_default().add(&score);
        }
        report.push_str(&more_report);
    }
    for score in all.values() {
        assert!(
            score.recall() >= RECALL && score.wrong_share() <= WRONG,
            "\n{report}"
        );
    }
}

#[test]
fn no_text_makes_it_stumble() {
    let texts = [
        include_str!("facts/sentences-a.toml"),
        include_str!("facts/sentences-b.toml"),
        include_str!("facts/sentences-c.toml"),
        include_str!("facts/sentences-d.toml"),
    ];
    for case in texts.into_iter().flat_map(cases) {
        let text = &case.sentence.text;
        let starts = text.char_indices().map(|(at, _)| at).step_by(7);
        let pieces: Vec<_> = starts
            .enumerate()
            .map(|(block, at)| Sentence {
                text: text[at..].replace(' ', if block % 3 == 0 { "\u{a0}" } else { " " }),
                line: 1,
                block,
                path: vec![text[at..].to_owned()],
            })
            .collect();
        facts(&pieces, &[], &Context::default());
    }
}
