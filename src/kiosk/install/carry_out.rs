//! A plan is carried out, or only told.

use super::plan::Step;
use base::disk;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What an installation works on.
pub trait Machine {
    /// Whether a command ends well.
    ///
    /// # Errors
    /// When it cannot be run.
    fn run(&mut self, words: &[String]) -> io::Result<bool>;

    /// The bytes of a file, `None` where there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>>;

    /// Writes a file and the folders above it.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&mut self, path: &Path, mode: u32, bytes: &[u8]) -> io::Result<()>;

    /// Gives a file that is there this mode; whether it had another.
    ///
    /// # Errors
    /// When it cannot be given.
    fn set_mode(&mut self, path: &Path, mode: u32) -> io::Result<bool>;
}

/// The machine that the program runs on.
#[derive(Debug, Default)]
pub struct ThisMachine;

impl Machine for ThisMachine {
    fn run(&mut self, words: &[String]) -> io::Result<bool> {
        let (program, arguments) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
        let status = Command::new(program)
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .status()?;
        Ok(status.success())
    }

    fn read(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        disk::if_there(fs::read(path))
    }

    fn write(&mut self, path: &Path, mode: u32, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(path.parent().unwrap_or(path))?;
        disk::replace(path, bytes)?;
        self.set_mode(path, mode).map(|_| ())
    }

    #[cfg(unix)]
    fn set_mode(&mut self, path: &Path, mode: u32) -> io::Result<bool> {
        use std::os::unix::fs::PermissionsExt;
        let before = fs::metadata(path)?.permissions().mode() & 0o7777;
        if before == mode {
            return Ok(false);
        }
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
        Ok(true)
    }

    #[cfg(not(unix))]
    fn set_mode(&mut self, _: &Path, _: u32) -> io::Result<bool> {
        Ok(false)
    }
}

/// Whether a folder is the root of a file system of its own.
pub fn is_mount_point(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |path: &Path| fs::metadata(path).map(|meta| meta.dev()).ok();
        let above = folder.parent().and_then(device);
        device(folder).is_some() && device(folder) != above
    }
    #[cfg(not(unix))]
    {
        let _unused = folder;
        false
    }
}

/// Whether the system's disk is only read already, so that what is written to it is gone with the next start.
pub fn is_read_only() -> bool {
    fs::read_to_string("/proc/self/mountinfo").is_ok_and(|mounts| is_overlay(&mounts))
}

/// Whether these mounts (`proc(5)`, `mountinfo`) are those of overlayroot: an overlay as root, the disk below `/media/root-ro`.
fn is_overlay(mounts: &str) -> bool {
    let mut kinds = mounts.lines().filter_map(|line| {
        let place = line.split(' ').nth(4)?;
        let kind = line.split_once(" - ")?.1.split(' ').next()?;
        Some((place, kind))
    });
    // What was mounted last lies on top.
    let root = kinds.clone().rfind(|(place, _)| *place == "/");
    root.is_some_and(|(_, kind)| kind == "overlay")
        && kinds.any(|(place, _)| place == "/media/root-ro")
}

/// A step that failed, and why.
pub type Failed = (Step, io::Error);

/// Carries the steps out in their order; gives those that changed anything.
///
/// # Errors
/// At the first that fails; those before it stay done, and all of it can be carried out again.
pub fn carry_out(steps: &[Step], machine: &mut dyn Machine) -> Result<Vec<Step>, Box<Failed>> {
    let mut done = Vec::new();
    for step in steps {
        let changed = one(step, machine).map_err(|error| Box::new((step.clone(), error)))?;
        if changed {
            done.push(step.clone());
        }
    }
    Ok(done)
}

fn one(step: &Step, machine: &mut dyn Machine) -> io::Result<bool> {
    match step {
        Step::File { path, mode, text } => put(machine, Path::new(path), *mode, text.as_bytes()),
        Step::Copy { from, to, mode } => {
            let from = match from {
                Some(path) => path.clone(),
                None => std::env::current_exe()?,
            };
            let bytes = machine.read(&from)?.ok_or(io::ErrorKind::NotFound)?;
            put(machine, Path::new(to), *mode, &bytes)
        }
        Step::Command { run, unless } => {
            if !unless.is_empty() && machine.run(unless).unwrap_or(false) {
                return Ok(false);
            }
            match machine.run(run)? {
                true => Ok(!unless.is_empty()),
                false => Err(io::Error::other("command failed")),
            }
        }
    }
}

fn put(machine: &mut dyn Machine, path: &Path, mode: u32, bytes: &[u8]) -> io::Result<bool> {
    if machine.read(path)?.as_deref() == Some(bytes) {
        // A power cut may have come between the bytes and their mode.
        return machine.set_mode(path, mode);
    }
    machine.write(path, mode, bytes)?;
    Ok(true)
}

/// A path for a step, to tell where something failed.
pub fn place(step: &Step) -> String {
    match step {
        Step::File { path, .. } => (*path).to_owned(),
        Step::Copy { to, .. } => (*to).to_owned(),
        Step::Command { run, .. } => run.join(" "),
    }
}

/// A step in the words of a dry run: a file with all its lines, a command as a shell takes it.
pub fn told(step: &Step) -> String {
    let quoted = |words: &[String]| words.join(" ");
    match step {
        Step::File { path, mode, text } => {
            let lines = text.lines().map(|line| format!("    {line}\n"));
            format!("{path} ({mode:o})\n{}", lines.collect::<String>())
        }
        Step::Copy { from, to, mode } => {
            let from = from.clone().unwrap_or_else(|| PathBuf::from("loa-kiosk"));
            format!("{} → {to} ({mode:o})\n", from.display())
        }
        Step::Command { run, unless } if unless.is_empty() => format!("$ {}\n", quoted(run)),
        Step::Command { run, unless } => format!("$ {} || {}\n", quoted(unless), quoted(run)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan::{Install, Program, Rotation, plan};
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// A machine in memory: a command is done when it was run, and its question asks for that.
    #[derive(Default)]
    struct InMemory {
        files: BTreeMap<PathBuf, Vec<u8>>,
        modes: BTreeMap<PathBuf, u32>,
        ran: Vec<String>,
        done: BTreeSet<String>,
        fails: Option<&'static str>,
    }

    impl Machine for InMemory {
        fn run(&mut self, words: &[String]) -> io::Result<bool> {
            let line = words.join(" ");
            let asks = ["dpkg-query", "id ", "test ", "systemctl --quiet"];
            if asks.iter().any(|start| line.starts_with(start)) {
                return Ok(self.done.contains(&line));
            }
            self.ran.push(line.clone());
            Ok(self.fails.is_none_or(|start| !line.starts_with(start)))
        }

        fn read(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>> {
            match path.ends_with("root.pub") && !path.starts_with("/etc") {
                true => Ok(Some(b"keys".to_vec())),
                false => Ok(self.files.get(path).cloned().or_else(|| {
                    fs::read(path)
                        .ok()
                        .filter(|_| path == std::env::current_exe().unwrap_or_default())
                })),
            }
        }

        fn write(&mut self, path: &Path, mode: u32, bytes: &[u8]) -> io::Result<()> {
            self.files.insert(path.to_owned(), bytes.to_vec());
            self.set_mode(path, mode).map(|_| ())
        }

        fn set_mode(&mut self, path: &Path, mode: u32) -> io::Result<bool> {
            Ok(self.modes.insert(path.to_owned(), mode) != Some(mode))
        }
    }

    fn install() -> Install {
        Install {
            ward: "thu".into(),
            root_keys: "/usb/root.pub".into(),
            program: Program::Copied,
            port: 8120,
            rotation: Rotation::Right,
            volume: 60,
            read_only: true,
        }
    }

    #[test]
    fn the_second_time_nothing_changes() {
        let steps = plan(&install());
        let mut machine = InMemory::default();
        let done = carry_out(&steps, &mut machine).unwrap();
        assert!(
            done.len() > 12 && machine.files.len() == 10,
            "{:?}",
            machine.files.keys()
        );
        // What the questions ask for is there now.
        for step in &steps {
            if let Step::Command { unless, .. } = step {
                machine.done.insert(unless.join(" "));
            }
        }
        machine.ran.clear();
        assert_eq!(carry_out(&steps, &mut machine).unwrap(), []);
        assert!(
            machine
                .ran
                .iter()
                .all(|line| line.starts_with("systemctl ") || line.starts_with("install ")),
            "{:?}",
            machine.ran
        );
        // A script that nobody can run is mended.
        let script = Path::new("/usr/local/lib/loa-kiosk/browser");
        machine.modes.insert(script.to_owned(), 0o600);
        let mended = carry_out(&steps, &mut machine).unwrap();
        assert_eq!(
            mended.iter().map(place).collect::<Vec<_>>(),
            ["/usr/local/lib/loa-kiosk/browser"]
        );
        assert_eq!(machine.modes[script], 0o755);
        // Something else is asked for: that alone changes.
        let turned = Install {
            rotation: Rotation::Left,
            ..install()
        };
        let changed = carry_out(&plan(&turned), &mut machine).unwrap();
        assert_eq!(
            changed.iter().map(place).collect::<Vec<_>>(),
            ["/etc/systemd/system/loa-screen.service"]
        );
    }

    #[test]
    fn a_step_that_fails_ends_it_and_is_named() {
        let mut machine = InMemory {
            fails: Some("systemd-sysusers"),
            ..InMemory::default()
        };
        let failed = carry_out(&plan(&install()), &mut machine).unwrap_err();
        assert!(place(&failed.0).starts_with("systemd-sysusers"));
        assert!(
            !machine
                .files
                .contains_key(Path::new("/usr/local/bin/loa-kiosk"))
        );
    }

    #[test]
    fn a_dry_run_tells_every_file_and_command() {
        let steps = plan(&install());
        let told: String = steps.iter().map(told).collect();
        for part in [
            "apt-get install --yes --no-install-recommends alsa-utils cage chromium",
            "init --state /var/lib/loa-kiosk --ward thu --root-key /etc/loa-kiosk/root.pub",
            "/etc/systemd/system/loa-screen.service (644)",
            "WatchdogSec=120",
            "/usr/bin/cage -d -s -r -- /usr",
            "ExecStopPost=-+/usr/bin/loginctl kill-user --signal=KILL loa-screen",
            "sset Master 60%",
            "\"URLBlocklist\"",
            "overlayroot=\"tmpfs:recurse=0\"",
            "Storage=volatile",
            "loa-kiosk → /usr/local/bin/loa-kiosk (755)",
            "ExecStart=/usr/local/bin/loa-kiosk supervise",
            "/usr/local/lib/loa-kiosk/browser (755)",
        ] {
            assert!(told.contains(part), "{part}\n{told}");
        }
        let plain = Install {
            read_only: false,
            program: Program::Packaged,
            ..install()
        };
        let told: String = plan(&plain).iter().map(super::told).collect();
        assert!(!told.contains("tmpfs") && !told.contains("Storage=volatile"));
        assert!(
            told.contains("loa-kiosk.conf /etc/overlayroot.local.conf\n"),
            "{told}"
        );
        assert!(told.contains(
            "$ test ! -e /usr/local/bin/loa-kiosk || rm --force /usr/local/bin/loa-kiosk\n"
        ));
        for unit in ["/usr/bin/loa-kiosk supervise", "/usr/bin/loa-kiosk screen"] {
            assert!(
                told.contains(&format!("ExecStart={unit}")),
                "{unit}\n{told}"
            );
        }
        assert!(told.contains("-- /usr/bin/loa-kiosk init"), "{told}");
        assert_eq!(told.matches("/usr/local/bin").count(), 2, "{told}");
    }

    #[test]
    fn a_root_that_forgets_is_known() {
        let ext4 = "29 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw";
        let overlay =
            "29 1 0:26 / / ro,relatime shared:1 - overlay overlayroot rw,lowerdir=/media/root-ro";
        let below = "30 29 8:1 / /media/root-ro ro,relatime shared:2 - ext4 /dev/sda1 ro";
        assert!(is_overlay(&format!("{overlay}\n{below}\n")));
        for other in [
            ext4.to_owned(),
            overlay.to_owned(),
            format!("{ext4}\n{below}"),
            format!("{overlay}\n{ext4}\n{below}"),
            String::new(),
        ] {
            assert!(!is_overlay(&other), "{other}");
        }
    }
}
