//! The health calendar: the year's days by month, and what comes next on the day of the build.

use super::Site;
use super::context::{CalendarMonth, CalendarPage, Card};
use super::icalendar::ALL_EVENTS;
use crate::linker::Linker;
use crate::model::{Event, Kind, PostIndex};
use jiff::civil::Date;

/// Events shown as coming next.
const COMING: usize = 3;

impl Site<'_> {
    /// The events that come next, soonest first.
    pub(super) fn coming(&self, linker: &Linker) -> Vec<Card> {
        let coming = self.compiled.lists.events.iter().copied();
        let coming = coming.filter(|&post| self.next_held(post).is_some());
        coming
            .take(COMING)
            .map(|post| self.card(post, linker))
            .collect()
    }

    /// The first and last day of an event's next time.
    pub(super) fn next_held(&self, post: PostIndex) -> Option<(Date, Date)> {
        match &self.compiled.ward.posts[post].kind {
            Kind::Event(event) => event.next(self.compiled.today),
            _ => None,
        }
    }

    pub(super) fn calendar(&self, url: &str) -> CalendarPage {
        let linker = self.compiled.linker(url);
        let months = (1..=12).map(|month| {
            let mut days = self.days_of(month);
            days.sort_by_key(|(day, post)| (*day, &self.compiled.ward.posts[*post].file));
            CalendarMonth {
                month,
                days: days
                    .into_iter()
                    .map(|(_, post)| self.card(post, &linker))
                    .collect(),
            }
        });
        let summary = "Những ngày cần nhớ trong năm, và mỗi ngày nhắc nhà mình việc gì.";
        CalendarPage {
            shell: self.shell(url),
            meta: self.meta("Lịch sức khỏe", summary, url),
            breadcrumbs: vec![self.home_crumb(&linker)],
            summary,
            months: months.filter(|month| !month.days.is_empty()).collect(),
            file: linker.to(ALL_EVENTS),
        }
    }

    /// What stands in a month: what comes every year, and what is still to come.
    fn days_of(&self, month: i8) -> Vec<(i8, PostIndex)> {
        let day = |post: PostIndex| {
            let Kind::Event(event) = &self.compiled.ward.posts[post].kind else {
                return None;
            };
            let first = self.first_day(event);
            let stands = event.yearly || event.next(self.compiled.today).is_some();
            (stands && first.month() == month).then_some((first.day(), post))
        };
        self.compiled
            .lists
            .events
            .iter()
            .filter_map(|&post| day(post))
            .collect()
    }

    /// The day that an event begins on: the next time, else the last.
    pub(super) fn first_day(&self, event: &Event) -> Date {
        event
            .next(self.compiled.today)
            .map_or(event.starts.date(), |(first, _)| first)
    }
}
