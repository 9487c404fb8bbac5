//! The schema is sound in itself, and says what the rest of Loa does.

use super::read_post;
use base::schema::*;
use base::slug::slugify;
use base::source::SourceFile;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

#[test]
fn every_kind_has_its_place() {
    for (at, kind) in KINDS.iter().enumerate() {
        assert_eq!(kind.kind as usize, at, "{}", kind.name);
        assert_eq!(kind.kind.schema().name, kind.name);
        assert_eq!(
            SectionKind::of(kind.section.unwrap_or("lien-he")),
            kind.kind
        );
        for field in kind.fields {
            let twice = COMMON.iter().any(|common| common.key == field.key);
            assert!(
                !twice,
                "{}: `{}` is a key of every post",
                kind.name, field.key
            );
        }
    }
    let places: BTreeSet<_> = KINDS.iter().map(|kind| kind.menu).collect();
    assert_eq!(
        places.len(),
        KINDS.len(),
        "two kinds at one place of the menu"
    );
}

#[test]
fn every_key_is_described_once_in_both_languages() {
    for fields in tables() {
        let keys: BTreeSet<_> = fields.iter().map(|field| field.key).collect();
        assert_eq!(keys.len(), fields.len(), "{keys:?}");
        for field in fields {
            for text in [field.label.vi, field.label.en, field.help.vi, field.help.en] {
                assert!(!text.trim().is_empty(), "{}", field.key);
                assert!(!text.ends_with('.'), "{text}");
            }
            for rule in field.rules {
                let (Rule::Needs(other)
                | Rule::NotBefore(other)
                | Rule::DoubtDot(other)
                | Rule::MeasuresOf(other)) = rule;
                assert!(keys.contains(other), "{} names `{other}`", field.key);
            }
        }
    }
}

#[test]
fn a_vietnamese_name_means_one_key() {
    let mut meanings = BTreeMap::new();
    for field in named_fields() {
        for name in field.called {
            assert_eq!(slugify(name), *name);
            let before = meanings.insert(*name, field.key);
            assert!(before.is_none_or(|key| key == field.key), "{name}");
        }
    }
    for fields in tables() {
        for field in fields {
            let other = meanings.get(field.key.replace('_', "-").as_str());
            assert!(other.is_none_or(|key| *key == field.key), "{}", field.key);
        }
    }
}

#[test]
fn the_search_counts_what_the_schema_says() {
    let weights = search_wasm::query::weights::Weights::default();
    for kind in &KINDS {
        let section = kind.section.unwrap_or("gioi-thieu");
        assert_eq!(kind.search.score, weights.section(section), "{section}");
        assert_eq!(kind.search.name, weights.naming(section), "{section}");
    }
}

#[test]
fn posts_are_named_by_sections_that_exist() {
    for field in tables().into_iter().flatten() {
        if let FieldType::Post(section) = field.kind {
            assert!(SectionKind::sections().any(|known| known == section));
        }
    }
}

#[test]
fn settings_left_out_are_what_the_schema_says() {
    let roles = crate::model::ContactRole::ALL.map(|(_, key, label)| (key, label));
    assert_eq!(roles, CONTACTS.map(|field| (field.key, field.label.vi)));
    let default = crate::model::RootConfig::default();
    let number = |at: usize| match ROOT[at].kind {
        FieldType::WholeNumber { default, .. } => usize::try_from(default).ok(),
        _ => None,
    };
    assert_eq!(number(0), Some(default.page_size));
    assert_eq!(number(1), Some(default.feed_size));
    let precompress = default.precompress;
    assert_eq!(
        ROOT[2].kind,
        FieldType::YesNo {
            default: precompress
        }
    );
}

#[test]
fn a_new_post_of_every_kind_is_sound() {
    let title = "Sốt \"cao\" \\ ở trẻ, YEAR TODAY TITLE";
    for kind in &KINDS {
        let section = kind.section.unwrap_or("gioi-thieu");
        let source = Arc::new(SourceFile {
            path: "a.md".into(),
            text: new_post(kind, title, jiff::civil::date(2026, 11, 22)),
        });
        let mut problems = Vec::new();
        let read = read_post(&source, section, "a", "a.md", &mut problems);
        assert_eq!(problems, [], "{section}");
        let front = read.unwrap().front;
        assert_eq!(front.title, title);
        assert!(front.draft, "{section}");
        let text = &source.text;
        assert!(prompts().iter().any(|prompt| text.contains(prompt)));
        for field in COMMON.iter().chain(kind.fields) {
            let key = format!("\n{}", field.written());
            assert!(!field.required || text.contains(&key), "{section}: {key}");
        }
    }
}

#[test]
fn prompts_are_what_nobody_would_publish() {
    let prompts = prompts();
    for prompt in [
        "Một câu tóm tắt.",
        "Điều thứ hai.",
        "Việc thứ nhất.",
        "Ai phụ trách",
    ] {
        assert!(prompts.contains(prompt), "{prompt}");
    }
    for fine in ["Mọi người trong nhà", "Kế hoạch", "", "Căn cứ"] {
        assert!(!prompts.contains(fine), "{fine}");
    }
}
