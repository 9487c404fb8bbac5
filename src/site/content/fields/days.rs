//! Keys that hold a day, a time, or words for one.

use super::Fields;
use super::written;
use crate::model::{Deadline, Moment};
use crate::problem::{Problem, Slip, ValueType};
use jiff::civil::{Date, Time};
use toml::Spanned;
use toml::de::DeValue;
use toml::value::Datetime;

impl Fields<'_> {
    /// A day without a time.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Datetime(datetime) => self.day(key, value, datetime, ValueType::Date),
            DeValue::String(text) if written::day(text).is_some() => {
                self.quoted_day(key, text);
                None
            }
            _ => {
                self.wrong_type(key, value, ValueType::Date);
                None
            }
        }
    }

    /// A day between quotes, where a day without is wanted.
    fn quoted_day(&mut self, key: &str, text: &str) {
        let mend = format!("{key} = {}", written::day(text).unwrap_or_default());
        let reason = Slip::QuotedDay;
        self.report_key(key, Problem::TomlLine { reason, mend });
    }

    fn day(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        datetime: &Datetime,
        expected: ValueType,
    ) -> Option<Date> {
        let (Some(date), None) = (datetime.date, datetime.time) else {
            self.wrong_type(key, value, expected);
            return None;
        };
        let day = i16::try_from(date.year).ok().and_then(|year| {
            Date::new(
                year,
                i8::try_from(date.month).ok()?,
                i8::try_from(date.day).ok()?,
            )
            .ok()
        });
        if day.is_none() {
            let span = self.span(value);
            self.report(
                span,
                Problem::ImpossibleDate {
                    date: datetime.to_string(),
                },
            );
        }
        day
    }

    /// A day, or words for one.
    pub fn deadline(&mut self, key: &'static str) -> Option<Deadline> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Datetime(datetime) => self
                .day(key, value, datetime, ValueType::DateOrText)
                .map(Deadline::Day),
            DeValue::String(_) => self.text(key).map(Deadline::Words),
            _ => {
                self.wrong_type(key, value, ValueType::DateOrText);
                None
            }
        }
    }

    /// A day, or a time on a day in Vietnam, which needs no offset.
    pub fn moment(&mut self, key: &'static str) -> Option<Moment> {
        let value = self.get(key)?;
        let DeValue::Datetime(datetime) = value.get_ref() else {
            match value
                .get_ref()
                .as_str()
                .filter(|text| written::day(text).is_some())
            {
                Some(text) => self.quoted_day(key, text),
                None => self.wrong_type(key, value, ValueType::DateOrDateTime),
            }
            return None;
        };
        if datetime.offset.is_some() {
            self.report_key(key, Problem::OffsetGiven { field: key.into() });
            return None;
        }
        let date = Datetime {
            time: None,
            ..*datetime
        };
        let day = self.day(key, value, &date, ValueType::DateOrDateTime)?;
        let Some(time) = datetime.time else {
            return Some(Moment::Day(day));
        };
        let (hour, minute) = (
            i8::try_from(time.hour).ok()?,
            i8::try_from(time.minute).ok()?,
        );
        let time = Time::new(hour, minute, 0, 0).ok()?;
        Some(Moment::Time(day.to_datetime(time)))
    }
}
