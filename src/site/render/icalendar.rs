//! Events → calendar files (RFC 5545) that a phone can take over: one an event, one for all of them.
//!
//! Times stand as Vietnam's clocks show them, with the time zone described: an event that comes again each year keeps
//! its day there, where in UTC an early morning of 1 March would lie on the last of February. What RFC 5545 wants to be unique or to be a time of writing follows from the post, never from a clock.

use super::Site;
use crate::model::{Event, Kind, Moment, Post, PostIndex};
use icalendar::{Calendar, Component, EventLike};
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, ToSpan};

/// What made the file, as the standard asks (RFC 5545, section 3.7.3).
const PRODUCT: &str = "-//Loa//Lich//VI";

const IN_VIETNAM: &str = "TZID=Asia/Ho_Chi_Minh";

/// Vietnam's time, +07:00 all year, for all the days that an event may have (RFC 5545, section 3.6.5).
const VIETNAM: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
    TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nTZNAME:+07\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// The file with every event of a site, below its root.
pub const ALL_EVENTS: &str = "lich-suc-khoe.ics";

/// The calendar file of a post, below the site's root.
pub fn file_of_event(post: &Post) -> String {
    format!("{}{}.ics", post.url(), post.slug)
}

impl Site<'_> {
    /// The calendar file of one event, or of all that are listed.
    pub(super) fn calendar_file(&self, event: Option<PostIndex>) -> String {
        let name = &self.compiled.ward.config.name;
        let mut calendar = Calendar::empty();
        calendar.append_property(("VERSION", "2.0"));
        calendar.append_property(("PRODID", PRODUCT));
        calendar.append_property(("CALSCALE", "GREGORIAN"));
        calendar.append_property(("METHOD", "PUBLISH"));
        let posts = match event {
            Some(post) => vec![post],
            None => {
                let title = format!("Lịch sức khỏe {name}");
                calendar.append_property(("X-WR-CALNAME", title.as_str()));
                self.compiled.lists.events.clone()
            }
        };
        for index in posts {
            let post = &self.compiled.ward.posts[index];
            if let Kind::Event(event) = &post.kind {
                calendar.push(self.calendar_entry(index, post, event));
            }
        }
        let file = calendar.to_string();
        if file.contains(IN_VIETNAM) {
            // The one zone stands before the first event.
            return file.replacen("BEGIN:VEVENT", &format!("{VIETNAM}BEGIN:VEVENT"), 1);
        }
        file
    }

    fn calendar_entry(&self, index: PostIndex, post: &Post, event: &Event) -> icalendar::Event {
        let url = self.canonical(&post.url());
        let written = post.front.updated.unwrap_or(post.front.date);
        let mut entry = icalendar::Event::with_uid(&url);
        entry
            .add_property(
                "DTSTAMP",
                utc(written.to_datetime(jiff::civil::Time::midnight())),
            )
            .summary(&visible(&post.front.title))
            .description(&visible(&self.description(index, event)))
            .add_property("URL", &url);
        match event.starts {
            Moment::Day(day) => all_day(&mut entry, day, event.last_day()),
            Moment::Time(time) => {
                timed(&mut entry, "DTSTART", time);
                // An end is later than its beginning (RFC 5545, section 3.8.2.2).
                if let Some(Moment::Time(end)) = event.ends.filter(|end| *end > event.starts) {
                    timed(&mut entry, "DTEND", end);
                }
            }
        }
        if let Some(place) = &event.place {
            entry.location(&visible(place));
        }
        if event.yearly {
            entry.add_property("RRULE", "FREQ=YEARLY");
        }
        entry.done()
    }

    fn description(&self, index: PostIndex, event: &Event) -> String {
        let organiser = event.organiser.as_ref();
        let organiser = organiser.map(|organiser| format!("\nTổ chức: {organiser}"));
        self.summary(index) + &organiser.unwrap_or_default()
    }
}

/// Whole days: the end is the day after the last (RFC 5545, section 3.6.1), and nobody is busy then.
fn all_day(entry: &mut icalendar::Event, first: Date, last: Date) {
    let day = |day: Date| day.strftime("%Y%m%d").to_string();
    let mut dated = |key: &str, value: Date| {
        let mut property = icalendar::Property::new(key, day(value));
        entry.append_property(property.add_parameter("VALUE", "DATE").done());
    };
    dated("DTSTART", first);
    dated("DTEND", last.saturating_add(1.day()));
    entry.add_property("TRANSP", "TRANSPARENT");
}

/// A time as Vietnam's clocks show it.
fn timed(entry: &mut icalendar::Event, key: &str, time: DateTime) {
    let mut property = icalendar::Property::new(key, time.strftime("%Y%m%dT%H%M%S").to_string());
    entry.append_property(property.add_parameter("TZID", "Asia/Ho_Chi_Minh").done());
}

/// A time in Vietnam, in UTC: `20270306T010000Z`.
fn utc(time: DateTime) -> String {
    let time = time.saturating_sub(SignedDuration::from_hours(7));
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text without carriage returns and tabs: lines of the file end with them, or would look as if they did.
fn visible(text: &str) -> String {
    text.replace('\r', "").replace('\t', " ")
}
