//! The log for spreadsheets, and deadlines for calendars.

use crate::cell;
use crate::column::Column;
use crate::folder::Coverage;
use icalendar::{Calendar, Component};
use jiff::ToSpan;

/// What made the file, as the standard asks (RFC 5545, section 3.7.3).
const PRODUCT: &str = "-//Loa//Ke hoach//VI";

/// The log as CSV for a spreadsheet: headings for people, a mark that tells UTF-8, semicolons as Vietnamese systems want
/// them, harmless cells. Imported again, it is the same log.
pub fn csv(coverage: &Coverage) -> Vec<u8> {
    let headings: Vec<String> = Column::all()
        .map(|column| column.heading().to_owned())
        .collect();
    let rows = coverage
        .log
        .entries()
        .iter()
        .map(|entry| entry.cells().to_vec());
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(cell::separated([headings].into_iter().chain(rows), b';'));
    bytes
}

/// Deadlines of the plan as a calendar (RFC 5545). What the standard wants to be unique or a time of writing follows from
/// the plan, never from a clock.
pub fn calendar(coverage: &Coverage) -> String {
    let mut calendar = Calendar::empty();
    for property in [
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Kế hoạch tuyên truyền"),
    ] {
        calendar.append_property(property);
    }
    for plan in &coverage.plans {
        let Some(deadline) = plan.deadline else {
            continue;
        };
        let uid = format!("{}-{}@loa", coverage.ward, plan.id);
        let plain = |day: jiff::civil::Date| day.strftime("%Y%m%d").to_string();
        let mut told = Vec::new();
        told.extend(
            plan.owner
                .as_ref()
                .map(|owner| format!("Phụ trách: {owner}.")),
        );
        if let Some(source) = &plan.source {
            told.push(format!("Theo {}.", source.document));
            told.extend(source.sentence.clone());
        }
        let mut event = icalendar::Event::with_uid(&uid);
        event
            .add_property(
                "DTSTAMP",
                format!("{}T000000Z", plain(plan.start.unwrap_or(deadline))),
            )
            .summary(&format!("Hạn: {}", plan.title))
            .description(&told.join("\n"));
        event.append_property(day_property("DTSTART", &plain(deadline)));
        if let Ok(next) = deadline.checked_add(1.day()) {
            event.append_property(day_property("DTEND", &plain(next)));
        }
        event.add_property("TRANSP", "TRANSPARENT");
        calendar.push(event.done());
    }
    calendar.to_string()
}

fn day_property(name: &str, day: &str) -> icalendar::Property {
    icalendar::Property::new(name, day)
        .add_parameter("VALUE", "DATE")
        .done()
}
