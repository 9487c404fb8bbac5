//! Keys of events → their type.

use super::health;
use super::record::Record;
use crate::model::Event;

pub(super) fn event(record: &mut Record) -> Option<Event> {
    let sources = health::sources(record);
    let ends = record.moment("ends");
    let yearly = record.flag("yearly").unwrap_or_default();
    let (place, organiser) = (record.text("place"), record.text("organiser"));
    Some(Event {
        starts: record.moment("starts")?,
        ends,
        yearly,
        place,
        organiser,
        sources,
    })
}
