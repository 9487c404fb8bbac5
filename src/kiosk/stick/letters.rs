//! Windows: a stick is a drive with a letter that is not the system's and has a bundle in its root. The system calls a
//! disk within the machine the same, so drives without a bundle are nobody's business.

use super::Sticks;
use super::find::find;
use crate::refusal::Refusal;
use std::path::{Path, PathBuf};

/// Drives by their letters.
#[derive(Debug)]
pub struct Letters {
    drives: Vec<PathBuf>,
}

impl Letters {
    /// Every letter but the system's.
    pub fn of_this_system() -> Self {
        let system = std::env::var("SystemDrive").unwrap_or_else(|_| "C:".into());
        let letters = ('A'..='Z').map(|letter| format!("{letter}:"));
        let others = letters.filter(|letter| !letter.eq_ignore_ascii_case(&system));
        Self::new(others.map(|letter| PathBuf::from(format!("{letter}\\"))))
    }

    /// These drives.
    pub fn new(drives: impl Iterator<Item = PathBuf>) -> Self {
        Self {
            drives: drives.collect(),
        }
    }
}

impl Sticks for Letters {
    fn plugged(&mut self) -> Vec<String> {
        let silent = [Refusal::NoBundle {}, Refusal::PulledOut {}];
        let has_bundle = |drive: &&PathBuf| match find(&[drive.to_path_buf()]) {
            Ok(_) => true,
            // A reader without a card in it is there, and not ready.
            Err(Refusal::Unreadable { .. }) => false,
            Err(refusal) => !silent.contains(&refusal),
        };
        let drives = self.drives.iter().filter(has_bundle);
        drives.map(|drive| drive.display().to_string()).collect()
    }

    fn open(&mut self, stick: &str) -> Result<Vec<PathBuf>, Refusal> {
        Ok(vec![Path::new(stick).to_owned()])
    }

    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn drives_without_a_bundle_are_no_sticks() {
        let dir = tempfile::tempdir().unwrap();
        let drive = |letter: &str| dir.path().join(letter);
        for letter in ["d", "e", "f"] {
            fs::create_dir(drive(letter)).unwrap();
        }
        fs::write(drive("e").join("goi.loa"), "").unwrap();
        fs::create_dir(drive("f").join("GOI.LOA")).unwrap();
        let mut letters = Letters::new(["d", "e", "f", "g"].into_iter().map(drive));
        let sticks = letters.plugged();
        assert_eq!(
            sticks,
            ["e", "f"].map(|one| drive(one).display().to_string())
        );
        assert_eq!(letters.open(&sticks[0]), Ok(vec![drive("e")]));
    }
}
