//! What residents type, and the posts that must come first: `queries.tsv`, class by class.

use crate::bench::shipped;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A class of difficulty and the mean reciprocal rank within ten results that it must reach.
///
/// Each bar stands a little below what was measured when it was set, so that a change which hurts one class fails
/// here whatever it does for the others. Raise a bar when its class gets better; never lower it for a change.
/// Readers need 0.85 of every class.
const BARS: [(&str, f64); 13] = [
    ("dung-dau", 0.93),
    ("khong-dau", 0.98),
    ("ngan", 0.93),
    ("do-dang", 0.92),
    ("go-sai", 0.98),
    ("dat-dau-khac", 0.97),
    ("to-hop", 0.94),
    ("telex", 0.97),
    ("vni", 0.95),
    ("viet-tat", 0.85),
    ("dong-nghia", 0.85),
    ("so-hieu", 0.90),
    ("cau-hoi", 0.93),
];

const WARDS: [&str; 4] = ["nam-dong", "viet-hung", "le-chan", "cao-minh"];

/// A line of `queries.tsv`.
struct Asked {
    class: &'static str,
    ward: &'static str,
    query: &'static str,
    /// Any of these answers the query.
    expected: Vec<&'static str>,
}

fn asked() -> Vec<Asked> {
    include_str!("queries.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let fields: Vec<_> = line.split('\t').collect();
            let [class, ward, query, expected] = fields[..] else {
                panic!("not four fields: {line}");
            };
            Asked {
                class,
                ward,
                query,
                expected: expected.split(' ').collect(),
            }
        })
        .collect()
}

/// What came of the queries of one class.
#[derive(Default)]
struct Outcome {
    queries: usize,
    first: usize,
    reciprocal_ranks: f64,
    fallen: String,
}

impl Outcome {
    fn add(&mut self, asked: &Asked, found: &[String]) {
        let position = found
            .iter()
            .position(|url| asked.expected.contains(&url.as_str()));
        self.queries += 1;
        if position == Some(0) {
            self.first += 1;
        } else {
            let Asked { ward, query, .. } = asked;
            let rank = position.map_or("nowhere".to_owned(), |before| format!("at {}", before + 1));
            let instead = found.first().map_or("nothing", String::as_str);
            let expected = asked.expected.join(" or ");
            writeln!(
                self.fallen,
                "    {ward}: “{query}” has {expected} {rank}; first came {instead}"
            )
            .expect("a string takes everything");
        }
        self.reciprocal_ranks += position.map_or(0.0, |before| 1.0 / (before as f64 + 1.0));
    }

    fn mean_reciprocal_rank(&self) -> f64 {
        self.reciprocal_ranks / self.queries as f64
    }
}

#[test]
fn each_class_of_queries_finds_its_posts() {
    let all = asked();
    let mut outcomes = BTreeMap::<&str, Outcome>::new();
    for ward in WARDS {
        let here: Vec<_> = all.iter().filter(|asked| asked.ward == ward).collect();
        let queries: Vec<_> = here.iter().map(|asked| asked.query).collect();
        for (asked, found) in here.iter().zip(shipped().search(ward, &queries)) {
            outcomes.entry(asked.class).or_default().add(asked, &found);
        }
    }
    let mut low = String::new();
    println!(
        "{:<14}{:>8}{:>8}{:>8}{:>8}",
        "class", "queries", "first", "MRR@10", "bar"
    );
    for (class, bar) in BARS {
        let outcome = &outcomes[class];
        let reached = outcome.mean_reciprocal_rank();
        let first = outcome.first as f64 / outcome.queries as f64;
        println!(
            "{class:<14}{:>8}{first:>8.3}{reached:>8.3}{bar:>8.2}",
            outcome.queries
        );
        if reached < bar {
            writeln!(low, "{class}: {reached:.3}, bar {bar}\n{}", outcome.fallen)
                .expect("a string takes everything");
        }
    }
    assert!(low.is_empty(), "classes below their bar:\n{low}");
}

#[test]
fn the_queries_are_sound() {
    let all = asked();
    assert!(all.len() >= 200, "{} queries", all.len());
    let mut seen = BTreeSet::new();
    let mut sizes = BTreeMap::<&str, usize>::new();
    for Asked {
        class,
        ward,
        query,
        expected,
    } in &all
    {
        assert!(WARDS.contains(ward), "no ward {ward}: {query}");
        assert_eq!(query.trim(), *query, "spaces around {query:?}");
        assert!(seen.insert((ward, query)), "twice in {ward}: {query}");
        *sizes.entry(class).or_default() += 1;
        for path in expected {
            let page = format!("public/{ward}/{path}index.html");
            assert!(
                path.ends_with('/') && shipped().path(&page).is_file(),
                "{ward} has no {path}: {query}"
            );
        }
        assert_eq!(
            is_decomposed(query),
            *class == "to-hop",
            "{class} is not written as it should be: {query}"
        );
    }
    assert_eq!(
        sizes.keys().copied().collect::<BTreeSet<_>>(),
        BARS.map(|(class, _)| class).into(),
        "a bar for each class and queries for each bar"
    );
    for (class, size) in sizes {
        assert!(size >= 12, "{class} has {size} queries alone");
    }
}

/// Whether a Vietnamese text has its marks apart from its letters (NFD); all of them or none may be so.
fn is_decomposed(text: &str) -> bool {
    let apart = text.contains(|letter| matches!(letter, '\u{300}'..='\u{36f}'));
    let together =
        text.contains(|letter: char| !letter.is_ascii() && letter.is_alphabetic() && letter != 'đ');
    assert!(!(apart && together), "neither NFC nor NFD: {text}");
    apart
}
