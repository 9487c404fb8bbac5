//! Which channels tell and teach directly and which expose: rules as data, each with its source.

use crate::problem::{Expected, Problem};
use crate::table::{self, Key, Table, key, required};
use base::diagnostic::Diagnostic;
use base::lang::{Lang, Near, quoted_list};
use base::source::SourceFile;
use base::text::match_key;
use serde::Serialize;
use std::collections::BTreeSet;

/// The rules that hold where a root has none of its own.
const BUILT_IN: &str = include_str!("rules.toml");

/// How people of a unit were reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// Somebody spoke to them: told and taught.
    Direct,
    /// They may have heard or seen it.
    Exposed,
}

impl Reach {
    /// As files write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Exposed => "exposed",
        }
    }
}

/// How the people of several sessions of one channel in one unit count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People {
    /// Sessions meet the same people again: the fullest counts.
    Highest,
    /// Each session meets others.
    Add,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// As the log writes it.
    pub id: String,
    /// As people read it.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// What it can do at most.
    pub reach: Reach,
    /// How its people count.
    pub people: People,
    /// All names that tables may use, for comparing.
    called: Vec<String>,
    /// Where the rule comes from.
    pub source: String,
}

impl Channel {
    /// Its name in a language.
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.name,
            Lang::En => &self.name_en,
        }
    }
}

/// All rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// The channels, in the order in which they are shown.
    pub channels: Vec<Channel>,
    /// What a unit may be.
    pub unit_kinds: Vec<String>,
}

/// Keys of `rules.toml`.
pub static RULES: [Key; 2] = [
    key("unit_kinds", Expected::Texts),
    required("channels", Expected::Tables),
];

/// Keys of one channel.
pub static CHANNEL: [Key; 7] = [
    required("id", Expected::Text),
    required("name", Expected::Text),
    key("name_en", Expected::Text),
    required("kind", Expected::Text),
    key("people", Expected::Text),
    key("called", Expected::Texts),
    required("source", Expected::Text),
];

impl Rules {
    /// The rules that Loa brings.
    pub fn built_in() -> Self {
        let source = SourceFile {
            path: "rules.toml".into(),
            text: BUILT_IN.into(),
        };
        // A test reads it: it has no problems.
        Self::read(&source, &mut Vec::new())
    }

    /// Reads a file of rules.
    pub fn read(source: &SourceFile, problems: &mut Vec<Diagnostic>) -> Self {
        let mut rules = Self::default();
        let Some(file) = table::parse(source, problems) else {
            return rules;
        };
        let mut file = Table::new((&file, 0..0), &RULES, source, problems);
        let kinds = file.texts("unit_kinds").into_iter();
        rules.unit_kinds = kinds.map(|(kind, _)| kind).collect();
        let channels = file.tables("channels");
        let mut seen = BTreeSet::new();
        for place in channels {
            let mut table = Table::new(place, &CHANNEL, source, problems);
            let Some(channel) = channel(&mut table) else {
                continue;
            };
            if !seen.insert(channel.id.clone()) {
                table.report_key("id", Problem::RepeatedId { id: channel.id });
                continue;
            }
            rules.channels.push(channel);
        }
        rules
    }

    /// The channel of an id.
    pub fn channel(&self, id: &str) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    /// The channel that a person means: by its id, its name or another name.
    ///
    /// # Errors
    /// When none is meant.
    pub fn meant(&self, text: &str) -> Result<&Channel, Problem> {
        // As the log writes it.
        if let Some(channel) = self.channel(text) {
            return Ok(channel);
        }
        let wanted = match_key(text);
        let is = |channel: &&Channel| channel.id == wanted || channel.called.contains(&wanted);
        self.channels.iter().find(is).ok_or_else(|| {
            let ids = || self.channels.iter().map(|channel| channel.id.as_str());
            Problem::UnknownChannel {
                value: text.to_owned(),
                near: Near::find(text, ids()),
                allowed: quoted_list(ids()),
            }
        })
    }
}

fn channel(table: &mut Table<'_, '_>) -> Option<Channel> {
    let id = table.id("id");
    let name = table.text("name");
    let reach = chosen(
        table,
        "kind",
        &[("direct", Reach::Direct), ("exposed", Reach::Exposed)],
    );
    let people = chosen(
        table,
        "people",
        &[("highest", People::Highest), ("add", People::Add)],
    );
    let called = table.texts("called").into_iter();
    let mut called: Vec<_> = called.map(|(name, _)| match_key(&name)).collect();
    let name_en = table.text("name_en");
    let source = table.text("source");
    let name = name?;
    called.extend(
        [&name]
            .into_iter()
            .chain(&name_en)
            .map(|name| match_key(name)),
    );
    Some(Channel {
        id: id?,
        name_en: name_en.unwrap_or_else(|| name.clone()),
        name,
        reach: reach?,
        people: people.unwrap_or(People::Highest),
        called,
        source: source?,
    })
}

/// One of fixed values under a key.
pub fn chosen<T: Copy>(table: &mut Table<'_, '_>, key: &str, all: &[(&str, T)]) -> Option<T> {
    let value = table.text(key)?;
    if let Some((_, found)) = all.iter().find(|(name, _)| *name == value) {
        return Some(*found);
    }
    let names = || all.iter().map(|(name, _)| *name);
    let near = Near::find(&value, names());
    let allowed = quoted_list(names());
    let key_name = key.to_owned();
    table.report_key(
        key,
        Problem::NotOneOf {
            key: key_name,
            value,
            near,
            allowed,
        },
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rules_are_sound() {
        let source = SourceFile {
            path: "rules.toml".into(),
            text: BUILT_IN.into(),
        };
        let mut problems = Vec::new();
        let rules = Rules::read(&source, &mut problems);
        assert_eq!(problems, []);
        assert_eq!(rules, Rules::built_in());
        // No name means two channels.
        let names = rules.channels.iter().flat_map(|channel| {
            let own = [match_key(&channel.id)].into_iter();
            let own: BTreeSet<_> = own.chain(channel.called.clone()).collect();
            own.into_iter()
        });
        let names: Vec<_> = names.collect();
        let distinct: BTreeSet<_> = names.iter().collect();
        assert_eq!(names.len(), distinct.len(), "{names:?}");
    }

    #[test]
    fn channels_are_known_by_their_names() {
        let rules = Rules::built_in();
        for (text, id) in [
            ("hop", "hop"),
            ("Họp tổ dân phố", "hop"),
            ("LOA PHƯỜNG", "loa"),
            ("Tờ rơi", "to-roi"),
        ] {
            assert_eq!(rules.meant(text).unwrap().id, id);
        }
        assert!(rules.meant("bồ câu").is_err());
    }
}
