//! The steps of an installation, in their order.

use super::files;
use std::path::PathBuf;

/// Where everything lies on a kiosk.
pub const STATE: &str = "/var/lib/loa-kiosk";
pub const PROGRAM: &str = "/usr/local/bin/loa-kiosk";
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
    if install.read_only {
        steps.push(file(
            "/etc/overlayroot.local.conf",
            0o644,
            files::read_only(),
        ));
    }
    steps
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
        PROGRAM,
        "init",
        "--state",
        STATE,
        "--ward",
        &install.ward,
        "--root-key",
        ROOT_KEYS,
    ];
    let owner = ["--owner=loa-kiosk", "--group=loa-kiosk", "--mode=0750"];
    vec![
        Step::Copy {
            from: None,
            to: PROGRAM,
            mode: 0o755,
        },
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
            files::service(install.port),
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
