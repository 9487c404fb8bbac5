//! JSON: how results reach the page's script.
//!
//! Written by hand because it is little, and a general writer would weigh more than the ranking. Marked
//! text is a list of strings, plain and marked in turn, beginning with plain.

use super::{Hit, Outcome, SearchResults, Segment, Urgent};

/// Writes an outcome: `{"need":[…]}` or `{"total":…,"hits":[…],…}`.
pub fn outcome(outcome: &Outcome) -> String {
    let mut out = String::new();
    match outcome {
        Outcome::Need(parts) => {
            out.push_str("{\"need\":");
            list(&mut out, parts, |out, part| string(out, part));
            out.push('}');
        }
        Outcome::Found(found) => results(&mut out, found),
    }
    out
}

fn results(out: &mut String, results: &SearchResults) {
    out.push_str("{\"total\":");
    number(out, results.total);
    if let Some(corrected) = &results.corrected {
        property(out, "corrected", corrected);
    }
    out.push_str(",\"kinds\":");
    list(out, &results.kinds, |out, kind| {
        out.push_str("{\"count\":");
        number(out, kind.count);
        property(out, "slug", &kind.slug);
        property(out, "label", &kind.label);
        out.push('}');
    });
    if results.weak {
        out.push_str(",\"weak\":true");
    }
    if let Some(urgent) = &results.urgent {
        out.push_str(",\"urgent\":");
        self::urgent(out, urgent);
    }
    out.push_str(",\"suggestions\":");
    list(out, &results.suggestions, |out, word| string(out, word));
    out.push_str(",\"hits\":");
    list(out, &results.hits, hit);
    out.push('}');
}

fn hit(out: &mut String, hit: &Hit) {
    out.push_str("{\"title\":");
    marked(out, &hit.marked_title);
    out.push_str(",\"excerpt\":");
    marked(out, &hit.excerpt);
    property(out, "url", &hit.url);
    property(out, "kind", &hit.kind);
    property(out, "label", &hit.kind_label);
    property(out, "date", &hit.date);
    property(out, "heading", &hit.heading);
    property(out, "anchor", &hit.anchor);
    out.push('}');
}

fn urgent(out: &mut String, urgent: &Urgent) {
    out.push_str("{\"call\":");
    string(out, &urgent.call);
    property(out, "advice", &urgent.advice);
    property(out, "url", &urgent.url);
    property(out, "title", &urgent.title);
    out.push('}');
}

fn marked(out: &mut String, segments: &[Segment]) {
    let mut pieces: Vec<String> = vec![String::new()];
    for segment in segments {
        // Plain pieces stand at even places.
        if segment.marked == (pieces.len() % 2 == 1) {
            pieces.push(String::new());
        }
        if let Some(last) = pieces.last_mut() {
            last.push_str(&segment.text);
        }
    }
    list(out, &pieces, |out, piece| string(out, piece));
}

fn list<T>(out: &mut String, items: &[T], mut write: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

fn property(out: &mut String, name: &str, value: &str) {
    out.push_str(",\"");
    out.push_str(name);
    out.push_str("\":");
    string(out, value);
}

fn number(out: &mut String, value: usize) {
    if value > 9 {
        number(out, value / 10);
    }
    out.push((b'0' + (value % 10) as u8) as char);
}

fn string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn results_are_json() {
        let piece = |text: &str, marked| Segment {
            text: text.to_owned(),
            marked,
        };
        let hit = Hit {
            url: "tin/a/".into(),
            title: "Số \"1\"".into(),
            marked_title: vec![piece("Số", true), piece(" \"1\"\n\u{1}", false)],
            kind: "tin".into(),
            kind_label: "Tin".into(),
            date: "2026-11-22".into(),
            score: 1.0,
            heading: String::new(),
            anchor: String::new(),
            excerpt: vec![
                piece("a", false),
                piece("b", false),
                piece("c", true),
                piece("d", true),
            ],
        };
        let results = SearchResults {
            hits: vec![hit],
            total: 120,
            ..SearchResults::default()
        };
        let read: serde_json::Value =
            serde_json::from_str(&outcome(&Outcome::Found(results))).unwrap();
        assert_eq!(read["total"], 120);
        assert_eq!(
            read["hits"][0]["title"],
            serde_json::json!(["", "Số", " \"1\"\n "])
        );
        assert_eq!(read["hits"][0]["excerpt"], serde_json::json!(["ab", "cd"]));
        let need = outcome(&Outcome::Need(vec!["terms-1".into(), "docs-2".into()]));
        assert_eq!(need, r#"{"need":["terms-1","docs-2"]}"#);
    }
}
