//! Keys of official documents, models and news → their types.

use super::record::Record;
use crate::model::{Comparison, Model, ModelStatus, News, Progress, Resolution, Target, Task};

pub(super) fn resolution(record: &mut Record) -> Option<Resolution> {
    let number = record.text("number");
    let subject = record.text("subject");
    let (issued, effective) = (record.date("issued"), record.date("effective"));
    let (signer, signer_role) = (record.text("signer"), record.text("signer_role"));
    let place = record.text("place");
    let recipients = record.texts("recipients");
    let (file, file_hash) = (record.reference("file"), record.text("file_hash"));
    let carries_out = record.texts("carries_out");
    let targets = record.tables("targets", target);
    let progress = record.tables("progress", progress);
    let tasks = record.tables("tasks", task);
    let (issuer, document_kind) = (record.text("issuer"), record.text("document_kind"));
    Some(Resolution {
        number,
        issuer: issuer?,
        document_kind: document_kind?,
        subject,
        issued,
        effective,
        signer,
        signer_role,
        place,
        recipients,
        file,
        file_hash,
        carries_out,
        targets,
        progress,
        tasks,
    })
}

pub(super) fn model(record: &mut Record) -> Option<Model> {
    let partners = record.texts("partners");
    let status = record.choice("status", &ModelStatus::ALL);
    let resolution = record.reference("resolution");
    let targets = record.tables("targets", target);
    let progress = record.tables("progress", progress);
    let (goal, responsible) = (record.text("goal"), record.text("responsible"));
    Some(Model {
        goal: goal?,
        responsible: responsible?,
        partners,
        status,
        resolution,
        targets,
        progress,
    })
}

pub(super) fn news(record: &mut Record) -> News {
    News {
        model: record.reference("model"),
    }
}

pub(super) fn target(mut record: Record) -> Option<Target> {
    let comparison = record.choice("comparison", &Comparison::ALL);
    Some(Target {
        comparison: comparison.unwrap_or_default(),
        value: record.number("value"),
        unit: record.text("unit"),
        year: record.whole("year"),
        place: record.text("place"),
        note: record.text("note"),
        topic: record.text("topic"),
        measure: record.text("measure")?,
    })
}

pub(super) fn progress(mut record: Record) -> Option<Progress> {
    let (year, note) = (record.whole("year"), record.text("note"));
    let (as_of, source) = (record.date("as_of"), record.text("source"));
    Some(Progress {
        value: record.number("value")?,
        measure: record.text("measure")?,
        year,
        as_of: as_of?,
        source: source?,
        note,
    })
}

pub(super) fn task(mut record: Record) -> Option<Task> {
    Some(Task {
        owner: record.text("owner"),
        partners: record.texts("partners"),
        deadline: record.deadline("deadline"),
        topic: record.text("topic"),
        task: record.text("task")?,
    })
}
