//! A ward: its configuration and everything it publishes.

use super::{Fieldwork, Intro, Post, Reference};
use base::schema::{BULLETIN_DAYS, BULLETIN_PARTS, paired};
use base::source::Source;
use jiff::civil::{Time, Weekday};
use std::collections::BTreeMap;

/// `content/loa.toml`: settings of the whole root.
#[derive(Debug, Clone)]
pub struct RootConfig {
    /// Posts on one page of a list.
    pub page_size: usize,
    /// Posts in a feed.
    pub feed_size: usize,
    /// Whether compressed copies stand beside the files of sites for a web server.
    pub precompress: bool,
}

impl Default for RootConfig {
    fn default() -> Self {
        Self {
            page_size: 20,
            feed_size: 20,
            precompress: true,
        }
    }
}

/// `content/<ward>/ward.toml`.
#[derive(Debug, Clone)]
pub struct WardConfig {
    /// The full name, "Phường Nam Đồng".
    pub name: String,
    /// The name alone, "Nam Đồng".
    pub short_name: String,
    /// The province or city.
    pub province: String,
    /// Where the site will be, with a slash at the end.
    pub base_url: String,
    /// Names of the tổ dân phố.
    pub neighbourhoods: Vec<String>,
    /// Whom to turn to.
    pub contacts: Vec<Contact>,
    /// Posts that residents need most, as `ward.toml` names them.
    pub needed: Vec<Reference>,
    /// Look.
    pub theme: WardTheme,
    /// How the ward reads aloud what it writes: as written, as spoken.
    pub readings: Vec<(String, String)>,
    /// When the loudspeaker is on.
    pub bulletins: Vec<Bulletin>,
    /// The file.
    pub source: Source,
}

impl WardConfig {
    /// The tables by which the ward's texts are read aloud.
    pub fn speech(&self) -> speak::Tables {
        let mut tables = speak::Tables::new(&self.province);
        for (written, spoken) in &self.readings {
            tables.add(written, spoken);
        }
        tables
    }

    /// Which of its contacts says how to reach the health station.
    pub fn station(&self) -> Option<usize> {
        let is_station = |place: &Contact| place.role == ContactRole::HealthStation;
        let mut places = self.contacts.iter();
        places.position(|place| is_station(place) && place.says_where())
    }

    /// The path of `base_url` with slashes at both ends: `/` or `/nam-dong/`.
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.find("://").map_or(0, |i| i + 3);
        self.base_url[after_scheme..]
            .find('/')
            .map_or("/", |i| &self.base_url[after_scheme + i..])
    }
}

/// One place that residents can turn to.
#[derive(Debug, Clone)]
pub struct Contact {
    /// What the place is.
    pub role: ContactRole,
    /// Its name.
    pub name: String,
    /// Telephone number, as shown.
    pub phone: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// When it is open.
    pub hours: Option<String>,
}

impl Contact {
    /// Whether it says how to reach the place, and not its name alone.
    pub fn says_where(&self) -> bool {
        self.phone.is_some() || self.address.is_some() || self.hours.is_some()
    }
}

/// What a contact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactRole {
    /// Trạm y tế.
    HealthStation,
    /// Ủy ban nhân dân.
    Committee,
    /// Công an.
    Police,
}

impl ContactRole {
    /// Every role with its key in `[contacts]` and its name.
    pub const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::HealthStation, "health_station", "Trạm y tế"),
        (Self::Committee, "committee", "Ủy ban nhân dân"),
        (Self::Police, "police", "Công an"),
    ];

    /// The role's name.
    pub fn label(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(role, ..)| *role == self)
            .map_or("", |(.., label)| label)
    }
}

/// What the loudspeaker reads on some days at some times.
#[derive(Debug, Clone)]
pub struct Bulletin {
    /// Its name, "Bản tin sáng".
    pub name: String,
    /// Its days; all days where empty.
    pub days: Vec<Weekday>,
    /// Its times of day, in order.
    pub times: Vec<Time>,
    /// How long each may be at most.
    pub minutes: usize,
    /// Its parts in their order; never empty.
    pub order: Vec<BulletinPart>,
    /// How it begins, in the ward's own words.
    pub opening: Option<String>,
    /// How it ends, in the ward's own words.
    pub closing: Option<String>,
}

impl Bulletin {
    /// The days of the week by their keys, Monday first.
    pub const DAYS: [(Weekday, &'static str, &'static str); 7] = paired(
        [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ],
        &BULLETIN_DAYS,
    );
}

/// A part of a bulletin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BulletinPart {
    /// Notices that are urgent.
    Urgent,
    /// What comes in the next days.
    Calendar,
    /// Health lessons.
    Lessons,
    /// Resolutions and other documents.
    Resolutions,
    /// News and models of the place.
    News,
}

impl BulletinPart {
    /// Every part with its key and its words, in the order of a bulletin that sets none.
    pub const ALL: [(Self, &'static str, &'static str); 5] = paired(
        [
            Self::Urgent,
            Self::Calendar,
            Self::Lessons,
            Self::Resolutions,
            Self::News,
        ],
        &BULLETIN_PARTS,
    );
}

/// The `[theme]` table.
#[derive(Debug, Clone)]
pub struct WardTheme {
    /// A folder in `themes/`.
    pub name: String,
    /// The ward's colour, `#rrggbb`, dark enough for white text.
    pub colour: String,
}

impl Default for WardTheme {
    fn default() -> Self {
        Self {
            name: "phuong".into(),
            colour: "#9c1f24".into(),
        }
    }
}

/// Indices into a ward's posts.
pub type PostIndex = usize;

/// A ward with all that it publishes: its own posts and the shared ones it did not replace.
#[derive(Debug, Clone)]
pub struct Ward {
    /// The folder's name, `nam-dong`.
    pub id: String,
    /// Its configuration.
    pub config: WardConfig,
    /// The home page's introduction.
    pub intro: Option<Intro>,
    /// Introductions of sections, by slug.
    pub section_intros: BTreeMap<String, Intro>,
    /// Posts by file path; drafts only when asked for.
    pub posts: Vec<Post>,
    /// Files of posts that were left out as drafts.
    pub drafts: Vec<String>,
    /// Files of posts that were left out because their day has not come.
    pub held: Vec<String>,
    /// What the site has of the work in units.
    pub fieldwork: Fieldwork,
    /// Files of posts that could not be read: links to them are no further problem.
    pub broken: Vec<String>,
    /// Synonyms of this ward's search, as text, with their file's path: shared first, then its own.
    pub synonyms: Vec<Source>,
}
