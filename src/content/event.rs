//! Keys of events.

use super::fields::Fields;
use super::health;
use crate::model::{Event, Moment};
use crate::problem::Problem;

pub fn event(fields: &mut Fields<'_>) -> Option<Event> {
    let starts = fields.required_moment("starts");
    let ends = fields.moment("ends");
    match (starts, ends) {
        (Some(Moment::Day(_)), Some(Moment::Time(_)))
        | (Some(Moment::Time(_)), Some(Moment::Day(_))) => {
            fields.report_key("ends", Problem::MixedMoments {});
        }
        (Some(starts), Some(ends)) if ends < starts => {
            let problem = Problem::DateOrder {
                later: "ends".into(),
                earlier: "starts".into(),
            };
            fields.report_key("ends", problem);
        }
        _ => {}
    }
    let yearly = fields.flag("yearly");
    let place = fields.text("place");
    let organiser = fields.text("organiser");
    let sources = health::sources(fields);
    Some(Event {
        starts: starts?,
        ends,
        yearly,
        place,
        organiser,
        sources,
    })
}
