//! What a schema asks of values beside their types: limits, forms, and rules between the keys of a table.

use super::fields::Fields;
use super::record::{Record, Value};
use super::written;
use crate::model::{Moment, telephone};
use crate::problem::Problem;
use base::schema::{Field, Rule, TOPIC_LIMIT};
use base::slug::slugify;
use base::sms;
use jiff::civil::Time;

/// WCAG 2.2 AA asks for this contrast of text (success criterion 1.4.3).
const TEXT_CONTRAST: f64 = 4.5;

/// A text of fewer than `below` words.
pub(super) fn few_words(
    fields: &mut Fields<'_>,
    key: &'static str,
    below: usize,
) -> Option<String> {
    let text = fields.text(key)?;
    let words = text.split_whitespace().count();
    if words >= below {
        let problem = Problem::TooManyWords {
            field: key.into(),
            words,
            limit: below,
        };
        fields.report_key(key, problem);
    }
    Some(text)
}

/// A topic can be the name of a page.
pub(super) fn topic(fields: &mut Fields<'_>, key: &str, topic: &str) {
    let length = topic.chars().count();
    if slugify(topic).is_empty() {
        fields.report_key(key, Problem::BadTag { tag: topic.into() });
    } else if length > TOPIC_LIMIT {
        let problem = Problem::TooLong {
            field: key.into(),
            length,
            limit: TOPIC_LIMIT,
        };
        fields.report_key(key, problem);
    }
}

/// The address of a site.
pub(super) fn site_address(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let value = fields.web_address(key)?;
    if value.contains(['?', '#']) {
        let (field, value) = (key.to_owned(), value.clone());
        fields.report_key(key, Problem::BadUrl { field, value });
    }
    Some(value)
}

/// A telephone number that dials one number.
pub(super) fn phone(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let phone = fields.text(key)?;
    if telephone::dialled(&phone).is_none() {
        let value = phone.clone();
        let problem = match telephone::shows_number(&value) {
            true => Problem::PhoneUnclear { value },
            false => Problem::BadPhone { value },
        };
        fields.report_key(key, problem);
    }
    Some(phone)
}

/// A colour on which white text can be read.
pub(super) fn colour(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let value = fields.text(key)?;
    let problem = match contrast_with_white(&value) {
        None => Some(Problem::BadColour {
            value: value.clone(),
        }),
        Some(ratio) if ratio < TEXT_CONTRAST => Some(Problem::FaintColour {
            value: value.clone(),
            ratio: format!("{ratio:.1}"),
        }),
        Some(_) => None,
    };
    if let Some(problem) = problem {
        fields.report_key(key, problem);
    }
    Some(value)
}

/// Times of day, in the order of the day.
pub(super) fn times(fields: &mut Fields<'_>, key: &'static str) -> Vec<Time> {
    let mut times = Vec::new();
    for value in fields.texts(key) {
        match written::time(&value) {
            Some(time) if !times.contains(&time) => times.push(time),
            Some(_) => {}
            None => {
                let field = key.to_owned();
                fields.report_key(key, Problem::BadTime { field, value });
            }
        }
    }
    times.sort_unstable();
    times
}

/// A text that goes out as one segment of a short message.
pub(super) fn one_segment(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let text = fields.text(key)?;
    let field = || key.to_owned();
    if let Some((_, sign)) = sms::first_beyond_gsm7(&text) {
        let sign = sign.to_string();
        let field = field();
        fields.report_key(key, Problem::MarkedMessage { field, sign });
        return Some(text);
    }
    let length = sms::message(&text).units;
    if length > sms::ALONE {
        let (field, limit) = (field(), sms::ALONE);
        fields.report_key(
            key,
            Problem::TooLong {
                field,
                length,
                limit,
            },
        );
    }
    Some(text)
}

/// The contrast ratio of white on `#rrggbb`, after WCAG 2.2's definition of relative luminance.
fn contrast_with_white(colour: &str) -> Option<f64> {
    let digits = colour
        .strip_prefix('#')
        .filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let linear = |range: std::ops::Range<usize>| {
        let channel = f64::from(u8::from_str_radix(&digits[range], 16).ok()?) / 255.0;
        Some(if channel <= 0.04045 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        })
    };
    let luminance = 0.2126 * linear(0..2)? + 0.7152 * linear(2..4)? + 0.0722 * linear(4..6)?;
    Some(1.05 / (luminance + 0.05))
}

/// Tells where a key does not keep what it asks of others.
pub(super) fn between(fields: &mut Fields<'_>, field: &'static Field, record: &Record) {
    for rule in field.rules {
        match rule {
            Rule::Needs(other) => {
                if is_set(record, field.key) && !is_set(record, other) {
                    let problem = Problem::FieldNeeds {
                        field: field.key.into(),
                        needed: (*other).into(),
                    };
                    fields.report_key(field.key, problem);
                }
            }
            Rule::NotBefore(other) => {
                if let Some(problem) = order(field.key, other, record) {
                    fields.report_key(field.key, problem);
                }
            }
            Rule::DoubtDot(other) => {
                let counted = match record.get(other) {
                    Some(Value::Text(unit)) => is_counted(unit),
                    _ => true,
                };
                fields.doubt_thousands(field.key, counted);
            }
            Rule::MeasuresOf(other) => {
                for measure in strangers(field.key, other, record) {
                    let field = field.key;
                    fields.report_key(
                        field,
                        Problem::UnknownMeasure {
                            field: field.into(),
                            measure,
                        },
                    );
                }
            }
        }
    }
}

/// The measures of tables under `key` that no table with a value has under the other key.
fn strangers(key: &str, other: &str, record: &Record) -> Vec<String> {
    let tables = |key: &str| match record.get(key) {
        Some(Value::Tables(tables)) => tables.clone(),
        _ => Vec::new(),
    };
    let measure = |table: &Record| match table.get("measure") {
        Some(Value::Text(measure)) => Some(measure.clone()),
        _ => None,
    };
    let known: Vec<_> = tables(other)
        .iter()
        .filter(|table| table.get("value").is_some())
        .filter_map(measure)
        .collect();
    let named = tables(key);
    let named = named.iter().filter_map(measure);
    named.filter(|measure| !known.contains(measure)).collect()
}

/// Whether a key has a value, which for yes or no is yes.
fn is_set(record: &Record, key: &str) -> bool {
    !matches!(record.get(key), None | Some(Value::Flag(false)))
}

/// What is wrong with the order of two days or times.
fn order(later: &str, earlier: &str, record: &Record) -> Option<Problem> {
    let turned = match (record.get(earlier)?, record.get(later)?) {
        (Value::Date(first), Value::Date(second)) => second < first,
        (Value::Moment(first), Value::Moment(second)) => match (first, second) {
            (Moment::Day(_), Moment::Time(_)) | (Moment::Time(_), Moment::Day(_)) => {
                return Some(Problem::MixedMoments {});
            }
            _ => second < first,
        },
        _ => false,
    };
    turned.then(|| Problem::DateOrder {
        later: later.into(),
        earlier: earlier.into(),
    })
}

/// Whether a unit is counted in whole things, as people and houses are, and not measured.
fn is_counted(unit: &str) -> bool {
    const MEASURED: [&str; 30] = [
        "%", "‰", "phần", "điểm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "km", "km2", "km²", "m",
        "m2", "m²", "m3", "m³", "cm", "mm", "ha", "héc-ta", "hecta", "tấn", "tạ", "kg", "g", "lít",
        "độ", "giờ", "kwh",
    ];
    let first = unit
        .split([' ', '/'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    !MEASURED.contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_follows_wcag() {
        assert_eq!(contrast_with_white("#000000"), Some(21.0));
        assert!((contrast_with_white("#ffffff").unwrap() - 1.0).abs() < 1e-9);
        assert!((contrast_with_white("#767676").unwrap() - 4.54).abs() < 0.01);
        assert_eq!(contrast_with_white("red"), None);
    }
}
