//! Every key of the schema is read, and arrives in the model.

use super::*;
use crate::content::examples;
use crate::content::{document, fields, health};
use base::diagnostic::Diagnostic;
use base::schema::{COMMON, KINDS, PROGRESS_REPORT, SOURCE, SectionKind, TARGET, TASK, WARD};
use base::source::SourceFile;

/// Reads every key of a schema from a file that has them all.
fn full(schema: &'static [Field]) -> Record {
    let source = SourceFile {
        path: "a.md".into(),
        text: examples::lines(schema),
    };
    let mut problems = Vec::new();
    let table = fields::parse(&source.text, 0, &source, &mut problems).expect("valid TOML");
    let mut fields = Fields::new(&table, 0, &source, 0..0, &mut problems);
    let record = read(&mut fields, schema);
    fields.finish();
    assert_eq!(problems, [], "{}", source.text);
    assert_eq!(record.values.len(), schema.len());
    record
}

#[test]
fn every_key_of_a_kind_arrives() {
    for kind in &KINDS {
        let mut record = full(kind.fields);
        assert!(crate::content::front_matter::kind(kind.kind, &mut record).is_some());
        assert_eq!(record.left(), [""; 0], "{}", kind.name);
    }
    for fields in [&COMMON[..], &WARD] {
        full(fields);
    }
}

/// A key beside those of a table is told by the table's own keys.
#[test]
fn every_key_of_a_table_arrives() {
    let (target, task) = (
        document::target(full(&TARGET)).unwrap(),
        document::task(full(&TASK)).unwrap(),
    );
    assert_eq!(target.measure, "chữ measure");
    assert_eq!(target.value, Some(2030.0));
    assert!(target.unit.is_some() && target.place.is_some());
    assert!(target.note.is_some() && target.topic.is_some() && target.year.is_some());
    assert!(task.owner.is_some() && task.deadline.is_some() && task.topic.is_some());
    assert_eq!(task.partners, ["chữ partners"]);
    let progress = document::progress(full(&PROGRESS_REPORT)).unwrap();
    assert_eq!((progress.value, progress.year), (2030.0, Some(2030)));
    assert!(progress.note.is_some() && progress.source == "chữ source");
    let mut lesson = full(SectionKind::Lesson.schema().fields);
    let source = health::sources(&mut lesson).remove(0);
    assert_eq!(SOURCE.len(), 4);
    assert_eq!((source.title.as_str(), source.year), ("chữ title", 2030));
    assert!(source.url.is_some() && !source.publisher.is_empty());
}

/// Front matter of every kind that lacks what is required tells it, one problem a key.
#[test]
fn every_required_key_is_missed() {
    for kind in &KINDS {
        let text = "+++\n+++\n".to_owned();
        let source = std::sync::Arc::new(SourceFile {
            path: "a.md".into(),
            text,
        });
        let mut problems: Vec<Diagnostic> = Vec::new();
        let section = kind.section.unwrap_or("lien-he");
        crate::content::read_post(&source, section, "a", "a.md", &mut problems);
        let required = COMMON
            .iter()
            .chain(kind.fields)
            .filter(|field| field.required);
        assert_eq!(problems.len(), required.count(), "{}", kind.name);
    }
}
