//! How a ward's reports are set: form, issuer, signature, sizes.

use crate::problem::{Expected, Problem};
use crate::rules::chosen;
use crate::table::{self, Key, Table, key};
use base::diagnostic::Diagnostic;
use base::source::SourceFile;

/// Whose document a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Of the State (Nghị định 30/2020/NĐ-CP).
    State,
    /// Of the Party (Hướng dẫn 36-HD/VPTW).
    Party,
}

/// The table `[report]` of `settings.toml`; what is absent is left blank on paper.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Whose document it is; the State's where nothing is said.
    pub form: Option<Form>,
    /// The body above the issuer: `ỦY BAN NHÂN DÂN THÀNH PHỐ …`, `ĐẢNG BỘ …`.
    pub parent: Option<String>,
    /// The body that issues: `ỦY BAN NHÂN DÂN PHƯỜNG …`.
    pub issuer: Option<String>,
    /// What stands behind the number: `BC-UBND`.
    pub symbol: Option<String>,
    /// The place before the day: `Phường Mẫu`.
    pub place: Option<String>,
    /// To whom the report goes.
    pub recipients: Vec<String>,
    /// Before the signer's office: `TM. ỦY BAN NHÂN DÂN`.
    pub on_behalf: Option<String>,
    /// The signer's office: `CHỦ TỊCH`.
    pub office: Option<String>,
    /// The signer's name.
    pub signer: Option<String>,
    /// The document that is carried out: `Kế hoạch số …`.
    pub basis: Option<String>,
    /// What it is about: `công tác tuyên truyền …`.
    pub subject: Option<String>,
    /// Margins in millimetres: above, below, left, right.
    pub margins: [Option<f64>; 4],
    /// Type size of the text in points.
    pub size: Option<f64>,
    /// What the ward's site has of it.
    pub site: OnSite,
}

/// The table `[site]` of `settings.toml`: what a site has of coverage. Nothing, unless the ward wants it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OnSite {
    /// The page on which volunteers note on their phones; it names the units.
    pub notes: bool,
    /// The page of totals.
    pub totals: bool,
}

/// Keys of `settings.toml`.
pub static SETTINGS: [Key; 2] = [
    key("report", Expected::Tables),
    key("site", Expected::Tables),
];

/// Keys of `[site]`.
pub static SITE: [Key; 2] = [key("notes", Expected::Flag), key("totals", Expected::Flag)];

/// Keys of `[report]`.
pub static REPORT: [Key; 16] = [
    key("form", Expected::Text),
    key("parent", Expected::Text),
    key("issuer", Expected::Text),
    key("symbol", Expected::Text),
    key("place", Expected::Text),
    key("recipients", Expected::Texts),
    key("on_behalf", Expected::Text),
    key("office", Expected::Text),
    key("signer", Expected::Text),
    key("basis", Expected::Text),
    key("subject", Expected::Text),
    key("margin_top", Expected::Number),
    key("margin_bottom", Expected::Number),
    key("margin_left", Expected::Number),
    key("margin_right", Expected::Number),
    key("size", Expected::Number),
];

impl Settings {
    /// Reads `settings.toml`.
    pub fn read(source: &SourceFile, problems: &mut Vec<Diagnostic>) -> Self {
        let mut settings = Self::default();
        let Some(file) = table::parse(source, problems) else {
            return settings;
        };
        let mut file = Table::new((&file, 0..0), &SETTINGS, source, problems);
        if let Some(place) = file.tables("site").into_iter().next() {
            let mut table = file.inner(place, &SITE);
            settings.site = OnSite {
                notes: table.flag("notes"),
                totals: table.flag("totals"),
            };
        }
        let Some(place) = file.tables("report").into_iter().next() else {
            return settings;
        };
        let mut table = Table::new(place, &REPORT, source, problems);
        settings.form = chosen(
            &mut table,
            "form",
            &[("state", Form::State), ("party", Form::Party)],
        );
        settings.parent = table.text("parent");
        settings.issuer = table.text("issuer");
        settings.symbol = table.text("symbol");
        settings.place = table.text("place");
        let recipients = table.texts("recipients").into_iter();
        settings.recipients = recipients.map(|(name, _)| name).collect();
        settings.on_behalf = table.text("on_behalf");
        settings.office = table.text("office");
        settings.signer = table.text("signer");
        settings.basis = table.text("basis");
        settings.subject = table.text("subject");
        let margins = ["margin_top", "margin_bottom", "margin_left", "margin_right"];
        settings.margins = margins.map(|name| within(&mut table, name, 5.0..=60.0));
        settings.size = within(&mut table, "size", 10.0..=20.0);
        settings
    }
}

/// A number within bounds that paper has.
fn within(
    table: &mut Table<'_, '_>,
    key: &str,
    bounds: std::ops::RangeInclusive<f64>,
) -> Option<f64> {
    let number = table.number(key)?;
    if bounds.contains(&number) {
        return Some(number);
    }
    let allowed = format!("{}–{}", bounds.start(), bounds.end());
    let value = number.to_string();
    table.report_key(
        key,
        Problem::NotOneOf {
            key: key.to_owned(),
            value,
            near: base::lang::Near::find("", []),
            allowed,
        },
    );
    None
}
