//! Images with ext4 in them, mounted.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

/// Bytes of a disk.
const SIZE: u64 = 16 << 20;

/// Data that was not asked to be on the disk may be there long after names are (`noauto_da_alloc`: plain ext4 hides a
/// missing flush before a rename); the journal waits for a second.
const OPTIONS: &str = "loop,noauto_da_alloc,commit=1,nosuid,nodev,noexec";

/// A mounted image, until dropped.
pub struct Mounted(PathBuf);

impl Mounted {
    /// Mounts an image; the reason when that cannot be.
    pub fn new(image: &Path, at: &Path) -> Result<Self, String> {
        fs::create_dir_all(at).map_err(|error| error.to_string())?;
        run(Command::new("mount")
            .args(["-t", "ext4", "-o", OPTIONS])
            .args([image, at]))?;
        Ok(Self(at.to_owned()))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // A program that another test starts has files of this one until its exec.
        for _ in 0..100 {
            if run(Command::new("umount").arg(&self.0)).is_ok() {
                return;
            }
            sleep(Duration::from_millis(10));
        }
        run(Command::new("umount").arg("-l").arg(&self.0)).ok();
    }
}

/// An empty disk, of which everything is written at once.
pub fn format(image: &Path) -> Result<(), String> {
    let file = File::create(image).map_err(|error| error.to_string())?;
    file.set_len(SIZE).map_err(|error| error.to_string())?;
    run(Command::new("mkfs.ext4")
        .args(["-q", "-F", "-b", "4096", "-J", "size=4", "-E"])
        .arg("lazy_itable_init=0,lazy_journal_init=0")
        .arg(image))
}

/// Runs a command; what it says when it fails.
pub fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().display().to_string();
    let output = command
        .output()
        .map_err(|error| format!("{name}: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!(
            "{name}: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )),
    }
}
