//! `ward.toml` and `loa.toml` → their typed forms.

use super::fields::{self, Fields};
use super::record::{self, Record};
use crate::model::{
    Bulletin, BulletinPart, Contact, ContactRole, RootConfig, WardConfig, WardTheme,
};
use base::diagnostic::Diagnostic;
use base::schema::{Field, ROOT, WARD};
use base::source::{Source, SourceFile};

/// Reads `content/<ward>/ward.toml`.
pub fn read_ward(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<WardConfig> {
    let record = read(source, &WARD, problems)?;
    ward(record, source)
}

fn ward(mut record: Record, source: &Source) -> Option<WardConfig> {
    let neighbourhoods = record.texts("neighbourhoods");
    let contacts = record.table("contacts").map(contacts).unwrap_or_default();
    let needed = record
        .table("home")
        .and_then(|mut home| home.reference_list("needed"));
    let theme = record.table("theme").map(theme).unwrap_or_default();
    let readings = record.table("speak").map(readings).unwrap_or_default();
    let bulletins = record.tables("bulletins", bulletin);
    let base_url = record.text("base_url");
    let base_url = base_url.map(|url| if url.ends_with('/') { url } else { url + "/" });
    let (name, short_name) = (record.text("name"), record.text("short_name"));
    let province = record.text("province");
    Some(WardConfig {
        name: name?,
        short_name: short_name?,
        province: province?,
        base_url: base_url?,
        neighbourhoods,
        contacts,
        needed: needed.unwrap_or_default(),
        theme,
        readings,
        bulletins,
        source: source.clone(),
    })
}

fn read(
    source: &SourceFile,
    schema: &'static [Field],
    problems: &mut Vec<Diagnostic>,
) -> Option<Record> {
    let table = fields::parse(&source.text, 0, source, problems)?;
    let mut fields = Fields::new(&table, 0, source, 0..0, problems);
    let record = record::read(&mut fields, schema);
    fields.finish();
    Some(record)
}

fn contacts(mut record: Record) -> Vec<Contact> {
    let read = |(role, key, _): &(ContactRole, &str, &str)| {
        let mut contact = record.table(key)?;
        Some(Contact {
            role: *role,
            phone: contact.text("phone"),
            address: contact.text("address"),
            hours: contact.text("hours"),
            name: contact.text("name")?,
        })
    };
    ContactRole::ALL.iter().filter_map(read).collect()
}

fn readings(mut record: Record) -> Vec<(String, String)> {
    record.tables("readings", |mut reading| {
        Some((reading.text("written")?, reading.text("spoken")?))
    })
}

fn bulletin(mut record: Record) -> Option<Bulletin> {
    let days = record.choices("days", &Bulletin::DAYS);
    let times = record.time_list("times").unwrap_or_default();
    let mut order = record.choices("order", &BulletinPart::ALL);
    if order.is_empty() {
        order = BulletinPart::ALL.iter().map(|(part, ..)| *part).collect();
    }
    let minutes = record.whole("minutes");
    let (opening, closing) = (record.text("opening"), record.text("closing"));
    Some(Bulletin {
        name: record.text("name")?,
        days,
        times,
        minutes: usize::try_from(minutes?).ok()?,
        order,
        opening,
        closing,
    })
}

fn theme(mut record: Record) -> WardTheme {
    let default = WardTheme::default();
    let colour = record.text("colour").unwrap_or(default.colour);
    WardTheme {
        name: record.text("name").unwrap_or(default.name),
        colour: colour.to_ascii_lowercase(),
    }
}

/// Reads `content/loa.toml`.
pub fn read_root(source: &SourceFile, problems: &mut Vec<Diagnostic>) -> Option<RootConfig> {
    let mut record = read(source, &ROOT, problems)?;
    let mut size = |key| usize::try_from(record.whole(key)?).ok();
    let (page_size, feed_size) = (size("page_size")?, size("feed_size")?);
    Some(RootConfig {
        page_size,
        feed_size,
        precompress: record.flag("precompress")?,
    })
}
