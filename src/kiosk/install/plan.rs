//! The steps of an installation, in their order.

use super::files;
use std::path::{Path, PathBuf};

/// Where everything lies on a kiosk.
pub const STATE: &str = "/var/lib/loa-kiosk";
pub const ROOT_KEYS: &str = "/etc/loa-kiosk/root.pub";

/// What the kiosk needs of Debian; Debian's cage ends at once without `xwayland`, which it only recommends.
const PACKAGES: [&str; 9] = [
    "alsa-utils",
    "cage",
    "chromium",
    "dbus",
    "fonts-noto-core",
    "libpam-systemd",
    "polkitd",
    "udisks2",
    "xwayland",
];

/// Which program the units run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// That of the package, which brings newer ones.
    Packaged,
    /// A copy of the one that installs.
    Copied,
}

impl Program {
    /// Where it lies.
    pub fn path(self) -> &'static str {
        match self {
            Self::Packaged => "/usr/bin/loa-kiosk",
            Self::Copied => "/usr/local/bin/loa-kiosk",
        }
    }

    /// What a program that runs from `running` installs. A copy made before the package came, which a shell finds first, gives
    /// way to it; any other program was brought to be used.
    pub fn of(running: &Path, is_there: impl Fn(&Path) -> bool) -> Self {
        let [package, copy] = [Self::Packaged, Self::Copied].map(|one| Path::new(one.path()));
        let gives_way = running == copy && is_there(package);
        match running == package || gives_way {
            true => Self::Packaged,
            false => Self::Copied,
        }
    }
}

/// How the screen hangs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rotation {
    /// As it is made.
    #[default]
    None,
    /// A quarter to the right.
    Right,
    /// On its head.
    Half,
    /// A quarter to the left.
    Left,
}

impl Rotation {
    /// Reads `0`, `90`, `180`, `270`.
    pub fn parse(degrees: &str) -> Option<Self> {
        Some(match degrees {
            "0" => Self::None,
            "90" => Self::Right,
            "180" => Self::Half,
            "270" => Self::Left,
            _ => return None,
        })
    }

    /// Quarters to the right.
    pub fn quarters(self) -> usize {
        match self {
            Self::None => 0,
            Self::Right => 1,
            Self::Half => 2,
            Self::Left => 3,
        }
    }
}

/// What is asked of an installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Install {
    /// The ward.
    pub ward: String,
    /// The file of root keys, to be copied.
    pub root_keys: PathBuf,
    /// The program that runs.
    pub program: Program,
    /// The port of the server.
    pub port: u16,
    /// How the screen hangs.
    pub rotation: Rotation,
    /// Loudness from 0 to 100.
    pub volume: u8,
    /// Whether the system's disk is only read from the next start on.
    pub read_only: bool,
}

/// Something that is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A file with these bytes.
    File {
        /// Where.
        path: &'static str,
        /// Its permissions.
        mode: u32,
        /// What it holds.
        text: String,
    },
    /// A copy of a file.
    Copy {
        /// Of which; `None` for this program itself.
        from: Option<PathBuf>,
        /// Where.
        to: &'static str,
        /// Its permissions.
        mode: u32,
    },
    /// A command, unless another one says that it is not needed.
    Command {
        /// What is run.
        run: Vec<String>,
        /// Ends well where nothing is to do.
        unless: Vec<String>,
    },
}

/// The steps.
pub fn plan(install: &Install) -> Vec<Step> {
    let mut steps = base_system(install);
    steps.extend(kiosk(install));
    steps.extend(session(install));
    steps.extend(read_only(install.read_only));
    steps
}

/// Whether the disk is only read from the next start on: the newest installation says.
fn read_only(is_asked: bool) -> Vec<Step> {
    const ROOT: &str = "/etc/overlayroot.local.conf";
    const JOURNAL: &str = "/etc/systemd/journald.conf.d/loa-kiosk.conf";
    match is_asked {
        true => vec![
            file(JOURNAL, 0o644, files::journal()),
            file(ROOT, 0o644, files::read_only()),
        ],
        false => vec![command(
            &["rm", "--force", JOURNAL, ROOT],
            &["test", "!", "-e", ROOT],
        )],
    }
}

/// Packages and users.
fn base_system(install: &Install) -> Vec<Step> {
    let mut packages = PACKAGES.to_vec();
    if install.read_only {
        packages.push("overlayroot");
    }
    let apt = ["apt-get", "install", "--yes", "--no-install-recommends"];
    vec![
        command(
            &[&apt[..], &packages].concat(),
            &[&["dpkg-query", "--show"], &packages[..]].concat(),
        ),
        file("/etc/sysusers.d/loa-kiosk.conf", 0o644, files::users()),
        command(
            &["systemd-sysusers", "/etc/sysusers.d/loa-kiosk.conf"],
            &["id", "loa-screen"],
        ),
    ]
}

/// The program, what it trusts, its folder.
fn kiosk(install: &Install) -> Vec<Step> {
    let init = [
        "runuser",
        "-u",
        "loa-kiosk",
        "--",
        install.program.path(),
        "init",
        "--state",
        STATE,
        "--ward",
        &install.ward,
        "--root-key",
        ROOT_KEYS,
    ];
    let owner = ["--owner=loa-kiosk", "--group=loa-kiosk", "--mode=0750"];
    let copy = Program::Copied.path();
    let program = match install.program {
        Program::Copied => Step::Copy {
            from: None,
            to: copy,
            mode: 0o755,
        },
        // An older copy would be what a shell finds.
        Program::Packaged => command(&["rm", "--force", copy], &["test", "!", "-e", copy]),
    };
    vec![
        program,
        Step::Copy {
            from: Some(install.root_keys.clone()),
            to: ROOT_KEYS,
            mode: 0o644,
        },
        command(
            &[&["install", "--directory"], &owner[..], &[STATE]].concat(),
            &[],
        ),
        command(&init, &["test", "-f", "/var/lib/loa-kiosk/kiosk"]),
        file(
            "/etc/polkit-1/rules.d/50-loa-kiosk.rules",
            0o644,
            files::sticks_rule(),
        ),
        file(
            "/etc/systemd/system/loa-kiosk.service",
            0o644,
            files::service(install),
        ),
    ]
}

/// The screen, and what is started with the machine.
fn session(install: &Install) -> Vec<Step> {
    let units = ["loa-kiosk.service", "loa-screen.service"];
    vec![
        file(
            "/etc/chromium/policies/managed/loa-kiosk.json",
            0o644,
            files::policies(install.port),
        ),
        file(
            "/usr/local/lib/loa-kiosk/browser",
            0o755,
            files::browser(install),
        ),
        file(
            "/etc/systemd/system/loa-screen.service",
            0o644,
            files::screen(install),
        ),
        command(
            &["systemctl", "mask", "ctrl-alt-del.target"],
            &["test", "-L", "/etc/systemd/system/ctrl-alt-del.target"],
        ),
        command(&["systemctl", "daemon-reload"], &[]),
        command(&["systemctl", "disable", "getty@tty1.service"], &[]),
        command(&["systemctl", "set-default", "graphical.target"], &[]),
        command(
            &[&["systemctl", "enable"], &units[..]].concat(),
            &[&["systemctl", "--quiet", "is-enabled"], &units[..]].concat(),
        ),
    ]
}

fn file(path: &'static str, mode: u32, text: String) -> Step {
    Step::File { path, mode, text }
}

/// A command; one without a question changes nothing when it is run again.
fn command(run: &[&str], unless: &[&str]) -> Step {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Step::Command {
        run: words(run),
        unless: words(unless),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_is_used_and_no_older_copy_lies_over_it() {
        let of = |running: &str, packaged: bool| {
            let is_there = |path: &Path| packaged && path == Path::new("/usr/bin/loa-kiosk");
            Program::of(Path::new(running), is_there)
        };
        assert_eq!(of("/usr/bin/loa-kiosk", true), Program::Packaged);
        assert_eq!(of("/usr/local/bin/loa-kiosk", true), Program::Packaged);
        assert_eq!(of("/usr/local/bin/loa-kiosk", false), Program::Copied);
        assert_eq!(of("/root/loa-kiosk", true), Program::Copied);
        assert_eq!(of("/root/loa-kiosk", false), Program::Copied);
    }
}
