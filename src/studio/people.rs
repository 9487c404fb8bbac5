//! Who works in a studio, with which roles in which ward, and which ward lets one person do everything: `people.toml` in its
//! folder.

use base::diagnostic::Diagnostic;
use base::disk;
use base::problem::FileProblem;
use base::text::collapse_spaces;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Longest name of a person, in characters.
const NAME_LIMIT: usize = 60;

/// What a person is trusted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Writes texts and sends them.
    #[serde(rename = "viet")]
    Write,
    /// Approves what somebody else sent.
    #[serde(rename = "duyet")]
    Approve,
    /// Approves lessons and fact checks.
    #[serde(rename = "y-te")]
    Health,
    /// Puts approved texts on the sites.
    #[serde(rename = "dang")]
    Publish,
    /// Says who may do what.
    #[serde(rename = "quan-tri")]
    Admin,
}

impl Role {
    /// All, in the order in which a text meets them.
    pub const ALL: [Self; 5] = [
        Self::Write,
        Self::Approve,
        Self::Health,
        Self::Publish,
        Self::Admin,
    ];

    /// What it is called in files and forms.
    pub fn id(self) -> &'static str {
        match self {
            Self::Write => "viet",
            Self::Approve => "duyet",
            Self::Health => "y-te",
            Self::Publish => "dang",
            Self::Admin => "quan-tri",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Write => "viết",
            Self::Approve => "duyệt",
            Self::Health => "y tế",
            Self::Publish => "đăng",
            Self::Admin => "quản trị",
        }
    }
}

/// In the place of a ward: every ward, those to come too.
const EVERY: &str = "*";

/// Somebody who has worked here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name that stands beside what they do.
    pub name: String,
    /// What they may do, by the ward's folder; `*` for wards that are not named.
    #[serde(default)]
    roles: BTreeMap<String, BTreeSet<Role>>,
}

/// The people of a studio.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct People {
    /// The wards in which whoever writes a text may approve and publish it; the list of what was done says so each time.
    #[serde(rename = "one_does_all")]
    alone: BTreeSet<String>,
    #[serde(rename = "person")]
    all: Vec<Person>,
}

/// The file, as it is and as it was before there were roles.
#[derive(Deserialize)]
struct Stored {
    #[serde(default)]
    one_does_all: BTreeSet<String>,
    #[serde(default)]
    person: Vec<Person>,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    names: Vec<String>,
}

impl From<Stored> for People {
    fn from(stored: Stored) -> Self {
        let mut people = Self {
            alone: stored.one_does_all,
            all: stored.person,
        };
        people.alone.extend(stored.alone.then(|| EVERY.to_owned()));
        // Whoever was there goes on with their work; the first says from now on who may do what, and who knows about health.
        for name in stored.names {
            let first = people.all.is_empty();
            let trusted = |role: &Role| first || !matches!(role, Role::Admin | Role::Health);
            let roles = Role::ALL.into_iter().filter(trusted);
            people.set(&name, EVERY, roles.collect());
        }
        people
    }
}

impl People {
    /// Reads who works here; nobody where nothing was written down yet.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>, Diagnostic> {
        let text = disk::if_there(fs::read_to_string(file(folder))).map_err(unreadable)?;
        let Some(text) = text else { return Ok(None) };
        let people = toml::from_str(&text);
        people
            .map(Some)
            .map_err(|error| unreadable(io::Error::new(io::ErrorKind::InvalidData, error)))
    }

    /// The text of the file.
    ///
    /// # Errors
    /// Never, as long as names are texts.
    pub fn text(&self) -> Result<String, Diagnostic> {
        toml::to_string(self).map_err(|error| unwritten(io::Error::other(error)))
    }

    /// Writes down who works here.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Diagnostic> {
        disk::replace(&file(folder), self.text()?.as_bytes()).map_err(unwritten)
    }

    /// Those who have worked here, in the order in which they came.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|person| person.name.as_str())
    }

    /// Whether anybody has worked here.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Adds a person, who may be there already: the first with every role, others to write until they are trusted with more.
    pub fn join(&mut self, name: &str) {
        if self.all.iter().any(|person| person.name == name) {
            return;
        }
        let roles = match self.all.is_empty() {
            true => Role::ALL.into(),
            false => BTreeSet::from([Role::Write]),
        };
        self.set(name, EVERY, roles);
    }

    /// Trusts a person with these roles in a ward, and no others there.
    pub fn set(&mut self, name: &str, ward: &str, roles: BTreeSet<Role>) {
        let known = self.all.iter_mut().find(|person| person.name == name);
        match known {
            Some(person) => {
                person.roles.insert(ward.to_owned(), roles);
            }
            None => self.all.push(Person {
                name: name.to_owned(),
                roles: BTreeMap::from([(ward.to_owned(), roles)]),
            }),
        }
    }

    /// What a person may do in a ward.
    pub fn roles(&self, name: &str, ward: &str) -> BTreeSet<Role> {
        let person = self.all.iter().find(|person| person.name == name);
        let roles = person.and_then(|person| {
            let own = person.roles.get(ward);
            own.or_else(|| person.roles.get(EVERY))
        });
        roles.cloned().unwrap_or_default()
    }

    /// Whether a person has a role in a ward.
    pub fn has(&self, name: &str, ward: &str, role: Role) -> bool {
        self.roles(name, ward).contains(&role)
    }

    /// Whether a person has one of the roles in any of these wards.
    pub fn has_somewhere(&self, name: &str, any: &[Role], wards: &[String]) -> bool {
        let has = |ward: &String| any.iter().any(|role| self.has(name, ward, *role));
        wards.iter().any(has)
    }

    /// Whether one person may do everything in a ward.
    pub fn alone(&self, ward: &str) -> bool {
        self.alone.contains(ward) || self.alone.contains(EVERY)
    }

    /// Says whether one person may do everything in a ward; `wards` are all that there are.
    pub fn set_alone(&mut self, ward: &str, alone: bool, wards: &[String]) {
        if self.alone.remove(EVERY) {
            self.alone.extend(wards.iter().cloned());
        }
        match alone {
            true => self.alone.insert(ward.to_owned()),
            false => self.alone.remove(ward),
        };
    }
}

/// A name as it is written down; `None` where it is none.
pub fn name(typed: &str) -> Option<String> {
    let name = collapse_spaces(typed);
    let fits = !name.is_empty() && name.chars().count() <= NAME_LIMIT;
    let plain = !name.chars().any(char::is_control);
    (fits && plain).then_some(name)
}

fn file(folder: &Path) -> PathBuf {
    folder.join("people.toml")
}

fn unreadable(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(
        ".loa/studio/people.toml",
        FileProblem::Unreadable { reason },
    )
}

fn unwritten(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(
        ".loa/studio/people.toml",
        FileProblem::OutputWrite { reason },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_from_before_there_were_roles_is_read_and_everybody_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(
            file(dir.path()),
            "alone = true\nnames = [\"Lan\", \"Minh\"]\n",
        )
        .unwrap();
        let people = People::read(dir.path()).unwrap().unwrap();
        assert!(people.alone("mau") && people.alone("chung"));
        assert_eq!(people.roles("Lan", "mau").len(), 5);
        let all = [Role::Write, Role::Approve, Role::Publish];
        assert_eq!(people.roles("Minh", "mau"), all.into());
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let mut people = People::default();
        people.join("cô Lan");
        people.join("Minh");
        people.set("Minh", "mau", BTreeSet::from([Role::Approve]));
        people.set_alone("mau", true, &[]);
        people.write(dir.path()).unwrap();
        assert_eq!(People::read(dir.path()).unwrap(), Some(people.clone()));
        assert!(people.has("Minh", "khac", Role::Write) && !people.has("Minh", "mau", Role::Write));
        assert!(people.alone("mau") && !people.alone("khac"));
    }

    #[test]
    fn one_ward_of_all_changes_its_mind_alone() {
        let wards = ["a".to_owned(), "b".to_owned()];
        let mut people = People::from(Stored {
            one_does_all: BTreeSet::new(),
            person: Vec::new(),
            alone: true,
            names: Vec::new(),
        });
        people.set_alone("a", false, &wards);
        assert!(!people.alone("a") && people.alone("b"));
    }
}
