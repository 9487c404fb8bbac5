//! `ward.toml` and `loa.toml` → their typed forms.

use super::fields::{self, Fields};
use crate::diagnostic::Diagnostic;
use crate::model::{Contact, ContactRole, RootConfig, WardConfig, WardTheme, telephone};
use crate::problem::Problem;
use crate::source::{Source, SourceFile};

/// WCAG 2.2 AA asks for this contrast of text (success criterion 1.4.3).
const TEXT_CONTRAST: f64 = 4.5;

/// Most posts that the home page shows as needed most.
pub const NEEDED: usize = 3;

/// Reads `content/<ward>/ward.toml`.
pub fn read_ward(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<WardConfig> {
    let table = fields::parse(&source.text, 0, source, problems)?;
    let mut fields = Fields::new(&table, 0, source, 0..0, problems);
    let name = fields.required_text("name");
    let short_name = fields.required_text("short_name");
    let province = fields.required_text("province");
    fields.require("base_url", crate::problem::ValueType::Text);
    let base_url = fields.web_address("base_url");
    if let Some(value) = base_url.clone().filter(|url| url.contains(['?', '#'])) {
        let field = "base_url".to_owned();
        fields.report_key("base_url", Problem::BadUrl { field, value });
    }
    let base_url = base_url.map(|url| if url.ends_with('/') { url } else { url + "/" });
    let neighbourhoods = fields.texts("neighbourhoods");
    let contacts = fields.table("contacts", read_contacts).unwrap_or_default();
    let needed = fields
        .table("home", |home| home.references("needed", NEEDED))
        .unwrap_or_default();
    let theme = fields.table("theme", read_theme).unwrap_or_default();
    fields.finish();
    Some(WardConfig {
        name: name?,
        short_name: short_name?,
        province: province?,
        base_url: base_url?,
        neighbourhoods,
        contacts,
        needed,
        theme,
        source: source.clone(),
    })
}

fn read_contacts(fields: &mut Fields<'_>) -> Vec<Contact> {
    let read = |(role, key, _): &(ContactRole, &'static str, _)| {
        fields.table(key, |contact| {
            let name = contact.required_text("name");
            let phone = contact.text("phone");
            if let Some(value) = phone.clone()
                && telephone::dialled(&value).is_none()
            {
                let problem = match telephone::shows_number(&value) {
                    true => Problem::PhoneUnclear { value },
                    false => Problem::BadPhone { value },
                };
                contact.report_key("phone", problem);
            }
            let address = contact.text("address");
            let hours = contact.text("hours");
            Some(Contact {
                role: *role,
                name: name?,
                phone,
                address,
                hours,
            })
        })?
    };
    ContactRole::ALL.iter().filter_map(read).collect()
}

fn read_theme(fields: &mut Fields<'_>) -> WardTheme {
    let default = WardTheme::default();
    let name = fields.text("name").unwrap_or(default.name);
    let colour = fields.text("colour").unwrap_or(default.colour);
    match contrast_with_white(&colour) {
        None => fields.report_key(
            "colour",
            Problem::BadColour {
                value: colour.clone(),
            },
        ),
        Some(ratio) if ratio < TEXT_CONTRAST => {
            let ratio = format!("{ratio:.1}");
            fields.report_key(
                "colour",
                Problem::FaintColour {
                    value: colour.clone(),
                    ratio,
                },
            );
        }
        Some(_) => {}
    }
    WardTheme {
        name,
        colour: colour.to_ascii_lowercase(),
    }
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

/// Reads `content/loa.toml`.
pub fn read_root(source: &SourceFile, problems: &mut Vec<Diagnostic>) -> Option<RootConfig> {
    let table = fields::parse(&source.text, 0, source, problems)?;
    let mut fields = Fields::new(&table, 0, source, 0..0, problems);
    let default = RootConfig::default();
    let mut size =
        |key, default: usize| fields.whole_number_in(key, 1..1001, default as i64) as usize;
    let page_size = size("page_size", default.page_size);
    let feed_size = size("feed_size", default.feed_size);
    let precompress = fields.flag_or("precompress", default.precompress);
    fields.finish();
    Some(RootConfig {
        page_size,
        feed_size,
        precompress,
    })
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
