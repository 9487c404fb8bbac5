//! Forms over real posts: what nobody touched stays to the byte, and one changed field is one changed key.

use author::Document;
use base::schema::FieldType;
use std::fs;
use std::path::{Path, PathBuf};
use studio::shape::Shape;
use studio::state::{Row, State, leaves};
use studio::texts;
use walkdir::WalkDir;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every post and introduction of the repository, with its form.
fn posts() -> Vec<(String, Document, Shape)> {
    let root = repository();
    let files = WalkDir::new(root.join("content")).into_iter();
    let paths = files.map(|entry| entry.unwrap().into_path());
    let mut posts = Vec::new();
    for path in paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
        let name = name.replace('\\', "/");
        let (document, raw) = texts::document(&name, &fs::read(&path).unwrap()).unwrap();
        assert!(!raw, "{name}");
        let shape = Shape::of(&name).unwrap();
        posts.push((name, document, shape));
    }
    assert!(posts.len() > 150);
    posts
}

/// What a browser sends of a form that nobody touched: line ends as browsers have them.
fn sent(state: &State) -> State {
    let json = serde_json::to_string(state).unwrap();
    serde_json::from_str(&json).unwrap()
}

#[test]
fn a_post_that_is_opened_and_saved_is_the_same_to_the_byte() {
    for (path, document, shape) in posts() {
        let (state, odd) = State::of(&document, &shape.fields);
        assert!(odd.is_empty(), "{path}: {odd:?}");
        let (composed, failed) = sent(&state).compose(&document, &shape.fields);
        assert!(failed.is_empty(), "{path}: {failed:?}");
        assert_eq!(composed.bytes(), document.bytes(), "{path}");
    }
}

#[test]
fn one_changed_field_is_one_changed_key() {
    for (path, document, shape) in posts() {
        let (before, _) = State::of(&document, &shape.fields);
        for (key, field) in leaves(&shape.fields).0 {
            let text = match field.kind {
                FieldType::Date | FieldType::Moment | FieldType::Deadline => "2027-01-02",
                FieldType::YesNo { .. } => "true",
                FieldType::Year | FieldType::WholeNumber { .. } | FieldType::Number => "7",
                _ => "Chữ “khác” \"thẳng\" \\ hết",
            };
            let mut after = before.clone();
            if after.fields.insert(key.clone(), text.into()).as_deref() == Some(text) {
                after.fields.remove(&key);
            }
            let (composed, failed) = after.compose(&document, &shape.fields);
            assert!(failed.is_empty(), "{path} {key}: {failed:?}");
            assert_eq!(composed.body(), document.body(), "{path} {key}");
            let now = State::of(&composed, &shape.fields).0;
            assert_eq!(now, after, "{path} {key}");
            let back = before.compose(&composed, &shape.fields).0;
            let again = State::of(&back, &shape.fields).0;
            assert_eq!(again, before, "{path} {key}");
        }
    }
}

#[test]
fn a_changed_text_leaves_the_front_matter_alone() {
    for (path, document, shape) in posts() {
        let (mut state, _) = State::of(&document, &shape.fields);
        if state.body.is_empty() {
            continue;
        }
        state.body.push_str("\n\nThêm một câu.");
        let composed = state.compose(&document, &shape.fields).0;
        let expected = format!(
            "{}\n\nThêm một câu.\n",
            document.text().trim_end_matches('\n')
        );
        assert_eq!(composed.text(), expected, "{path}");
    }
}

#[test]
fn rows_are_changed_dropped_and_added_each_alone() {
    let mut seen = 0;
    for (path, document, shape) in posts() {
        let (before, _) = State::of(&document, &shape.fields);
        for (list, rows) in &before.rows {
            let first = shape.field(list).unwrap().kind.fields()[0].key;
            let mut after = before.clone();
            let own = after.rows.get_mut(list).unwrap();
            own[0].cells.insert(first.into(), "Tên khác".into());
            if own.len() > 1 {
                own.remove(1);
            }
            let cells = [(first.to_owned(), "Mới".to_owned())].into();
            own.push(Row { from: None, cells });
            let (composed, failed) = after.compose(&document, &shape.fields);
            assert!(failed.is_empty(), "{path} {list}: {failed:?}");
            let now = State::of(&composed, &shape.fields).0;
            let texts = |rows: &[Row]| rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>();
            assert_eq!(
                texts(&now.rows[list]),
                texts(&after.rows[list]),
                "{path} {list}"
            );
            // What follows is as it was.
            assert_eq!(
                (&now.fields, &now.body),
                (&before.fields, &before.body),
                "{path}"
            );
            seen += rows.len();
        }
    }
    assert!(seen > 200);
}

#[test]
fn what_cannot_be_read_as_its_type_is_kept_as_it_was_typed() {
    let text = "+++\ntitle = 'A'\ndate = 2026-11-28 # hôm nay\n+++\n\nChữ.\n";
    let path = "content/mau/su-kien/a.md";
    let document = Document::read(path, text.as_bytes()).unwrap();
    let shape = Shape::of(path).unwrap();
    for (typed, written) in [
        ("2026-13", "date = \"2026-13\" # hôm nay"),
        ("5/2/2027", "date = 2027-02-05 # hôm nay"),
        ("31/2/2027", "date = \"31/2/2027\" # hôm nay"),
    ] {
        let (mut state, _) = State::of(&document, &shape.fields);
        state.fields.insert("date".into(), typed.into());
        let composed = state.compose(&document, &shape.fields).0;
        assert!(composed.text().contains(written), "{}", composed.text());
    }
    let (mut state, _) = State::of(&document, &shape.fields);
    state
        .fields
        .insert("starts".into(), "2027-02-05T08:00".into());
    let composed = state.compose(&document, &shape.fields).0;
    assert_eq!(
        State::of(&composed, &shape.fields).0.fields["starts"],
        "2027-02-05T08:00"
    );
}

#[test]
fn values_that_no_form_can_show_are_told_and_stay() {
    let text = "+++\ntitle = 'A'\ndate = 2026-11-28\ntags = [1, 2]\nsummary = ['a']\ntargets = [{measure = 'x'}]\nla = 1\n+++\n\nChữ.\n";
    let path = "content/mau/nghi-quyet/a.md";
    let document = Document::read(path, text.as_bytes()).unwrap();
    let shape = Shape::of(path).unwrap();
    let (state, odd) = State::of(&document, &shape.fields);
    let odd: Vec<_> = odd.iter().map(|odd| odd.0.as_str()).collect();
    assert_eq!(odd, ["summary", "tags"]);
    assert_eq!(state.compose(&document, &shape.fields).0.text(), text);
    // Inline tables can be shown; a change that cannot be written is told, and nothing else is touched.
    let mut changed = state.clone();
    let cells = [("measure".to_owned(), "y".to_owned())].into();
    changed.rows.get_mut("targets").unwrap()[0].cells = cells;
    changed.fields.insert("title".into(), "B".into());
    let (composed, failed) = changed.compose(&document, &shape.fields);
    assert_eq!(failed.len(), 1);
    assert_eq!(composed.text(), text.replace("'A'", "'B'"));
}
