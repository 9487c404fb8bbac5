//! Passwords of those who come over the network, hashed with Argon2id (RFC 9106): `accounts.toml` in the studio's folder, for
//! its owner's eyes alone. Names and roles stand elsewhere ([`crate::people`]), because that file is kept with every approval.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use base::diagnostic::Diagnostic;
use base::disk;
use base::problem::FileProblem;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// Fewest and most characters of a password.
const LENGTH: (usize, usize) = (8, 128);

/// A hash of no password: who has none is told so as late as who typed a wrong one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Why a text is no password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// It has fewer than eight characters.
    Short,
    /// It has more than anybody types.
    Long,
    /// It is the person's name, or one character again and again, or the row of digits.
    Guessed,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Account {
    name: String,
    /// The hash in the form of the PHC: way, cost, salt and result.
    password: String,
}

/// Who has a password.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Accounts {
    #[serde(rename = "account", default)]
    all: Vec<Account>,
}

impl Accounts {
    /// Reads who has a password; nobody where nobody was ever given one.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Self, Diagnostic> {
        let text = disk::if_there(fs::read_to_string(file(folder))).map_err(unreadable)?;
        let invalid = |error| unreadable(io::Error::new(io::ErrorKind::InvalidData, error));
        text.map_or_else(
            || Ok(Self::default()),
            |text| toml::from_str(&text).map_err(invalid),
        )
    }

    /// Whether somebody of this name has a password.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Whether this is the password of somebody of this name. Takes as long for a name that nobody has.
    pub fn proves(&self, name: &str, password: &str) -> bool {
        let known = self.find(name).map(|account| account.password.as_str());
        let is_right = verified(password, known.unwrap_or(NOBODY));
        known.is_some() && is_right
    }

    /// Gives somebody a password, in the place of the one before.
    ///
    /// # Errors
    /// When it cannot be hashed or written; the one before is good then.
    pub fn set(&mut self, folder: &Path, name: &str, password: &str) -> Result<(), Diagnostic> {
        let account = Account {
            name: name.to_owned(),
            password: hashed(password).map_err(unwritten)?,
        };
        let mut changed = self.clone();
        changed.all.retain(|account| account.name != name);
        changed.all.push(account);
        let text = toml::to_string(&changed).map_err(|error| unwritten(io::Error::other(error)))?;
        disk::replace_private(&file(folder), text.as_bytes()).map_err(unwritten)?;
        *self = changed;
        Ok(())
    }

    fn find(&self, name: &str) -> Option<&Account> {
        self.all.iter().find(|account| account.name == name)
    }
}

/// Whether a text may be the password of somebody of this name.
///
/// # Errors
/// Why it may not.
pub fn is_strong(name: &str, password: &str) -> Result<(), Weak> {
    let typed: Vec<char> = composed(password).chars().collect();
    if typed.len() < LENGTH.0 {
        return Err(Weak::Short);
    }
    if typed.len() > LENGTH.1 {
        return Err(Weak::Long);
    }
    let same = typed.iter().all(|c| *c == typed[0]);
    let digits = "1234567890123456".contains(&composed(password));
    let lower = composed(password).to_lowercase();
    if same || digits || lower == composed(name).to_lowercase() {
        return Err(Weak::Guessed);
    }
    Ok(())
}

/// One form for what keyboards send as one letter or as a letter and its marks.
fn composed(password: &str) -> String {
    password.nfc().collect()
}

fn hashed(password: &str) -> io::Result<String> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(io::Error::other)?;
    let hash = Argon2::default().hash_password_with_salt(composed(password).as_bytes(), &salt);
    let hash = hash.map_err(|error| io::Error::other(error.to_string()))?;
    Ok(hash.to_string())
}

fn verified(password: &str, hash: &str) -> bool {
    let typed = composed(password);
    Argon2::default()
        .verify_password(typed.as_bytes(), hash)
        .is_ok()
}

fn file(folder: &Path) -> PathBuf {
    folder.join("accounts.toml")
}

const SHOWN: &str = ".loa/studio/accounts.toml";

fn unreadable(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(SHOWN, FileProblem::Unreadable { reason })
}

fn unwritten(error: io::Error) -> Diagnostic {
    let reason = error.into();
    Diagnostic::file(SHOWN, FileProblem::OutputWrite { reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_proves_one_person_and_is_nowhere_in_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let mut accounts = Accounts::read(dir.path()).unwrap();
        accounts
            .set(dir.path(), "cô Lan", "hoa sữa đầu phố")
            .unwrap();
        accounts.set(dir.path(), "Minh", "trà đá vỉa hè").unwrap();
        let accounts = Accounts::read(dir.path()).unwrap();
        assert!(accounts.proves("cô Lan", "hoa sữa đầu phố"));
        // A keyboard that sends letters and marks apart.
        let apart: String = "hoa sữa đầu phố".nfd().collect();
        assert_ne!(apart, "hoa sữa đầu phố");
        assert!(accounts.proves("cô Lan", &apart));
        for (name, password) in [
            ("cô Lan", "trà đá vỉa hè"),
            ("cô Lan", ""),
            ("Tú", "hoa sữa đầu phố"),
            ("", ""),
        ] {
            assert!(!accounts.proves(name, password), "{name} {password}");
        }
        let text = fs::read_to_string(file(dir.path())).unwrap();
        assert!(text.contains("$argon2id$v=19$m=19456,t=2,p=1$"), "{text}");
        assert!(!text.contains("hoa") && !text.contains("vỉa"), "{text}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(file(dir.path())).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_new_password_takes_the_place_of_the_old() {
        let dir = tempfile::tempdir().unwrap();
        let mut accounts = Accounts::default();
        accounts.set(dir.path(), "Lan", "mùa thu năm ấy").unwrap();
        accounts.set(dir.path(), "Lan", "mùa xuân năm nay").unwrap();
        let accounts = Accounts::read(dir.path()).unwrap();
        assert!(!accounts.proves("Lan", "mùa thu năm ấy"));
        assert!(accounts.proves("Lan", "mùa xuân năm nay"));
    }

    #[test]
    fn nobody_has_the_hash_of_nobody() {
        assert!(argon2::PasswordHash::new(NOBODY).is_ok());
        for password in ["", "0", "hoa sữa đầu phố"] {
            assert!(!Accounts::default().proves("Lan", password));
        }
    }

    #[test]
    fn what_anybody_guesses_is_no_password() {
        assert_eq!(is_strong("Lan", "hoa sữa"), Err(Weak::Short));
        assert_eq!(is_strong("Lan", &"hoa ".repeat(40)), Err(Weak::Long));
        for guessed in ["aaaaaaaa", "12345678", "cô nguyễn lan"] {
            assert_eq!(is_strong("Cô Nguyễn Lan", guessed), Err(Weak::Guessed));
        }
        assert_eq!(is_strong("Lan", "hoa sữa đầu phố"), Ok(()));
    }
}
