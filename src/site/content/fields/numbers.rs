//! Keys that hold a number.

use super::Fields;
use crate::problem::{Problem, ValueType};
use base::diagnostic::Diagnostic;
use base::lang::Near;
use std::ops::Range;
use toml::de::DeValue;

impl Fields<'_> {
    /// A whole number.
    pub fn whole_number(&mut self, key: &'static str) -> Option<i64> {
        let value = self.get(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|integer| i64::from_str_radix(integer.as_str(), integer.radix()).ok());
        if number.is_none() {
            self.wrong_type(key, value, ValueType::WholeNumber);
        }
        number
    }

    /// A whole number in a range, or `default` where absent.
    pub fn whole_number_in(&mut self, key: &'static str, range: Range<i64>, default: i64) -> i64 {
        let Some(number) = self.whole_number(key) else {
            return default;
        };
        if !range.contains(&number) {
            let allowed = format!("{}–{}", range.start, range.end - 1);
            let near = Near::find("", []);
            self.report_key(
                key,
                Problem::NotOneOf {
                    field: key.into(),
                    value: number.to_string(),
                    near,
                    allowed,
                },
            );
            return default;
        }
        number
    }

    /// A number, whole or not; never infinite.
    pub fn number(&mut self, key: &'static str) -> Option<f64> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(integer) => integer.as_str().parse::<f64>().ok(),
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let number = number.filter(|n| n.is_finite());
        if number.is_none() {
            self.wrong_type(key, value, ValueType::Number);
        }
        number
    }

    /// Warns of a decimal that Vietnamese would read as thousands: `1.700`, where it ends in nought or `counted` says
    /// that there are no halves.
    pub fn doubt_thousands(&mut self, key: &'static str, counted: bool) {
        let Some(value) = self.table.get(key) else {
            return;
        };
        let span = self.span(value);
        let written = self.source.text.get(span.clone()).unwrap_or_default();
        let number = written.trim_start_matches(['+', '-']);
        let Some((whole, decimals)) = number.split_once('.') else {
            return;
        };
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let thousands = (1..=3).contains(&whole.len())
            && decimals.len() == 3
            && all_digits(whole)
            && all_digits(decimals);
        if !thousands || whole.starts_with('0') || !(counted || decimals.ends_with('0')) {
            return;
        }
        let sign = if written.starts_with('-') { "-" } else { "" };
        let short = decimals.trim_end_matches('0');
        let problem = Problem::ThousandsDot {
            written: written.to_owned(),
            read: format!(
                "{sign}{whole}{}{short}",
                if short.is_empty() { "" } else { "," }
            ),
            thousands: format!("{sign}{whole}{decimals}"),
            decimal: match short {
                "" => format!("{sign}{whole}"),
                // Four decimals are nobody's thousands.
                _ if short.len() == 3 => format!("{sign}{whole}.{decimals}0"),
                short => format!("{sign}{whole}.{short}"),
            },
        };
        self.problems
            .push(Diagnostic::at(self.source, span, problem).warning());
    }
}
