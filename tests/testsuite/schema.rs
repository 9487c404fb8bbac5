//! What each kind of post holds: said by the command, by the documentation and by what the search finds.

use crate::bench::Bench;
use base::schema::documentation;
use std::fs;
use std::path::Path;

/// Compares with the file, or writes it where `UPDATE_EXPECT` is set, as with other expected output.
#[test]
fn the_documentation_lists_the_keys_of_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/site/content/front-matter.md");
    let written = fs::read_to_string(&path).unwrap();
    let renewed = documentation::renewed(&written).unwrap();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &renewed).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap();
    assert!(
        written == renewed,
        "src/site/content/front-matter.md is not what the schema says; `UPDATE_EXPECT=1 cargo test` renews it"
    );
    for kind in &base::schema::KINDS {
        let table = format!("<!-- keys: {} -->\n", kind.name);
        assert_eq!(written.contains(&table), kind.section.is_some(), "{table}");
    }
}

#[test]
fn a_table_that_the_schema_does_not_have_is_told() {
    for (document, told) in [
        ("<!-- keys: nobody -->\n<!-- end -->\n", "nobody"),
        ("<!-- keys: lesson -->\n", "lesson"),
    ] {
        assert_eq!(documentation::renewed(document), Err(told.to_owned()));
    }
}

#[test]
fn the_schema_is_printed_for_programs() {
    let bench = Bench::new();
    let ran = bench.loa(&["schema", "--json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        ran.stdout,
        bench.loa(&["schema", "--json", "--lang", "en"]).stdout
    );
    let schema: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(schema["version"], 1);
    let kinds = schema["kinds"].as_array().unwrap();
    let names: Vec<_> = kinds
        .iter()
        .map(|kind| kind["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "lesson",
            "resolution",
            "model",
            "news",
            "fact-check",
            "event",
            "plain"
        ]
    );
    let lesson = &kinds[0];
    assert_eq!(lesson["section"], "suc-khoe");
    let audience = &lesson["fields"][0];
    assert_eq!(audience["key"], "audience");
    assert_eq!(audience["type"], "text");
    assert_eq!(audience["required"], true);
    assert_eq!(audience["label"]["vi"], "Dành cho ai");
    let sources = &lesson["fields"][8];
    assert_eq!(
        (&sources["key"], &sources["type"]),
        (&"sources".into(), &"table-list".into())
    );
    let year = &sources["fields"][2];
    assert_eq!(
        (&year["key"], &year["type"]),
        (&"year".into(), &"year".into())
    );
    let title = &schema["groups"][0]["fields"][0];
    assert_eq!(title["most_characters"], 500);
}

#[test]
fn the_schema_is_printed_for_people_in_their_language() {
    let bench = Bench::new();
    let vietnamese = bench.loa(&["schema"]).stdout;
    let english = bench.loa(&["schema", "--lang", "en"]).stdout;
    assert_eq!(vietnamese.lines().count(), english.lines().count());
    for line in [
        "Mọi bài viết",
        "  title              chữ · bắt buộc · nhiều nhất 500 ký tự",
        "kiem-chung: Kiểm chứng",
        "    phone              số điện thoại",
    ] {
        assert!(
            vietnamese
                .lines()
                .any(|known| known.trim_end().ends_with(line)),
            "{line}\n{vietnamese}"
        );
    }
    for line in [
        "Every post",
        "  title              text · required · at most 500 characters",
        "  urgent             true/false · needs `expires`",
        "su-kien: Event",
    ] {
        assert!(
            english.lines().any(|known| known == line),
            "{line}\n{english}"
        );
    }
    for word in ["required", "text", "date"] {
        let alone = vietnamese
            .lines()
            .any(|line| line.contains(&format!("· {word}")));
        assert!(!alone, "`{word}` in Vietnamese");
    }
}
