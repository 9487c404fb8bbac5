//! The pages on which the list of units is made, and on which tasks of documents become plans.

use super::noting::{self, Pick, name_of};
use super::{Frame, render};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::session::Session;
use crate::shape::Shape;
use crate::state::State;
use base::times::last_day;
use coverage::enlist;
use coverage::rules::Reach;
use jiff::civil::Date;
use serde::Serialize;

/// The page of a ward's units.
///
/// # Errors
/// When the person has no business there, or the list cannot be read.
pub fn enlisting(desk: &Desk, session: &Session, ward: &str) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Unit {
        id: String,
        name: String,
        kind: String,
        households: Option<u32>,
        people: Option<u32>,
    }
    #[derive(Serialize)]
    struct Enlisting {
        frame: Frame,
        ward: String,
        name: String,
        kinds: Vec<String>,
        units: Vec<Unit>,
        file: String,
    }
    let (wards, own) = noting::meant(desk, session, ("units", ward))?;
    let Some(ward) = own else {
        return noting::which(session, ("Danh sách đơn vị", "/do-phu/don-vi"), wards);
    };
    let coverage = desk.coverage(&ward)?;
    let units = coverage.units.all.iter().map(|unit| Unit {
        id: unit.id.clone(),
        name: unit.name.clone(),
        kind: unit.kind.clone(),
        households: unit.households,
        people: unit.people,
    });
    render(
        "enlisting.html",
        &Enlisting {
            frame: Frame::of(session, "Danh sách đơn vị"),
            name: desk.ward_name(&ward),
            kinds: coverage.rules.unit_kinds.clone(),
            units: units.collect(),
            file: coverage.file_name(enlist::UNITS),
            ward,
        },
    )
}

/// A task of a document that may become a plan.
#[derive(Serialize)]
struct Task {
    title: String,
    owner: String,
    /// The deadline as the document writes it.
    words: String,
    /// The last day that it means, where it means one.
    deadline: String,
    sentence: String,
    /// Whether it is a plan already.
    known: bool,
}

/// A document with tasks.
#[derive(Serialize)]
struct Document {
    name: String,
    tasks: Vec<Task>,
}

/// The page on which tasks of documents become plans.
///
/// # Errors
/// When the person has no business there, or a file cannot be read.
pub fn planning(desk: &Desk, session: &Session, ward: &str) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Planning {
        frame: Frame,
        ward: String,
        name: String,
        channels: Vec<Pick>,
        documents: Vec<Document>,
    }
    let (wards, own) = noting::meant(desk, session, ("plans", ward))?;
    let Some(ward) = own else {
        return noting::which(session, ("Việc trong kế hoạch", "/do-phu/ke-hoach"), wards);
    };
    let coverage = desk.coverage(&ward)?;
    let channels = coverage.rules.channels.iter().map(|channel| Pick {
        id: channel.id.clone(),
        name: channel.name.clone(),
    });
    let direct = Pick {
        id: Reach::Direct.name().to_owned(),
        name: "Bất kỳ cách nói trực tiếp nào".to_owned(),
    };
    let known = |document: &str, title: &str| {
        coverage.plans.iter().any(|plan| {
            let source = plan.source.as_ref();
            source.is_some_and(|source| {
                source.document == document
                    && (plan.title == title || source.sentence.as_deref() == Some(title))
            })
        })
    };
    render(
        "planning.html",
        &Planning {
            frame: Frame::of(session, "Việc trong kế hoạch"),
            name: desk.ward_name(&ward),
            channels: [direct].into_iter().chain(channels).collect(),
            documents: documents(desk, &ward, &known)?,
            ward,
        },
    )
}

/// The documents of a ward that give tasks.
fn documents(
    desk: &Desk,
    ward: &str,
    known: &dyn Fn(&str, &str) -> bool,
) -> Result<Vec<Document>, Failure> {
    let (root, author) = (desk.root()?, desk.author("")?);
    let paths: Vec<_> = {
        let shelf = desk.shelf()?;
        let own = shelf
            .all()
            .filter(|book| book.ward == ward && book.readable);
        own.map(|book| (book.path.clone(), book.title.clone()))
            .collect()
    };
    let mut documents = Vec::new();
    for (path, title) in paths {
        let Some(shape) =
            Shape::of(&path).filter(|shape| shape.fields.iter().any(|field| field.key == "tasks"))
        else {
            continue;
        };
        // A file that went meanwhile gives no tasks.
        if !root.join(&path).is_file() || name_of(&path).is_none() {
            continue;
        }
        let document = author.read(&path)?;
        let (state, _) = State::of(&document, &shape.fields);
        let cell =
            |row: &crate::state::Row, key: &str| row.cells.get(key).cloned().unwrap_or_default();
        let rows = state.rows.get("tasks").into_iter().flatten();
        let tasks = rows.map(|row| {
            let (sentence, words) = (cell(row, "task"), cell(row, "deadline"));
            Task {
                known: known(&title, &sentence),
                title: sentence.clone(),
                owner: cell(row, "owner"),
                deadline: words
                    .parse::<Date>()
                    .ok()
                    .or_else(|| last_day(&words))
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
                words,
                sentence,
            }
        });
        let tasks: Vec<_> = tasks.collect();
        if !tasks.is_empty() {
            documents.push(Document { name: title, tasks });
        }
    }
    Ok(documents)
}
