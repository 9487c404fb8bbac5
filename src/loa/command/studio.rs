//! `loa studio`: the studio in the browser; `loa studio verify`: whether its lists of approvals are as they were written.

use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::problem::FileProblem;
use server::problem::Problem as Taken;
use site::root::Root;
use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use studio::desktop;
use studio::places::{Places, is_empty, is_root};
use studio::problem::Problem;
use studio::review::Reviews;
use studio::verdict::Verdict;
use studio::{Options, Server};

/// Opens the studio and answers until Ctrl+C. Where no root is named and none is here, it is the one that was begun last,
/// or a page that offers to make one; in an empty folder that is named the page offers to make it there.
pub fn studio(
    mut options: Options,
    (named, open): (bool, bool),
    console: &Console,
) -> Result<(), Diagnostics> {
    let port = options.port;
    let server = match place(&mut options, named) {
        None => Server::open(options),
        Some(places) => Server::begin(&options, places),
    };
    let server = match server {
        Ok(server) => server,
        Err(problems) => {
            if open && is_open(&problems) {
                // Whoever starts it again wants to see what is open already; the browser has the cookie.
                let url = format!("http://127.0.0.1:{port}/");
                match browse(url.as_ref()) {
                    Ok(()) if console.is_unseen() => return Ok(()),
                    Ok(()) => {}
                    Err(_) => console.say(&Notice::NoBrowser {}),
                }
            }
            return Err(problems);
        }
    };
    let url = server.address.clone();
    console.settle();
    // Printed even where little is: without it nobody comes in.
    console.print(&console.text(&Notice::StudioOpen { url }));
    for url in server.network() {
        console.print(&console.text(&Notice::StudioLan { url: url.clone() }));
    }
    if open {
        let page = server.lead_in(&Places::of_system().for_opening());
        let shown = page.and_then(|page| browse(page.as_os_str()));
        shown.unwrap_or_else(|_| console.say(&Notice::NoBrowser {}));
    }
    server.run();
    Ok(())
}

/// Where the studio works; places for a new root where there is none.
fn place(options: &mut Options, named: bool) -> Option<Places> {
    if is_root(&options.root) {
        return None;
    }
    let mut places = Places::of_system();
    if named {
        places.named = options
            .root
            .canonicalize()
            .ok()
            .filter(|root| is_empty(root));
        return places.named.is_some().then_some(places);
    }
    match places.last() {
        Some(root) => {
            if options.out == Path::new("public") {
                options.out = root.join("public");
            }
            options.root = root;
            None
        }
        None => Some(places),
    }
}

/// Whether the port is taken: most likely by a studio.
fn is_open(problems: &Diagnostics) -> bool {
    let mut problems = problems.sorted().into_iter();
    problems.any(|told| matches!(told.problem.get(), Some(Taken::PortInUse { .. })))
}

/// Adds the studio to the menu of a Linux desktop.
pub fn desktop_entry(root: &Path, named: bool, console: &Console) -> Result<(), Diagnostics> {
    let data = Places::of_system().data;
    let data = data.filter(|_| cfg!(target_os = "linux"));
    let data = data.ok_or_else(|| Diagnostic::file("loa", Problem::NoDesktop {}))?;
    let root = match named || is_root(root) {
        true => Some(Root::open(root)?.dir().to_owned()),
        false => None,
    };
    let program = std::env::current_exe();
    let written = program.and_then(|program| desktop::write(&data, &program, root.as_deref()));
    let entry = written.map_err(|error| {
        let reason = error.into();
        let path = data.join("applications").display().to_string();
        Diagnostic::file(path, FileProblem::OutputWrite { reason })
    })?;
    console.settle();
    console.say(&Notice::DesktopEntryMade {
        path: entry.display().to_string(),
    });
    Ok(())
}

/// Opens an address or a page on the disk in the browser that the system prefers. Whoever has an account on the machine may
/// read what stands on the command line.
fn browse(url: &OsStr) -> io::Result<()> {
    let (program, first): (&str, &[&str]) = if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(first).arg(url);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command.stderr(Stdio::null()).spawn().map(|_| ())
}

/// Says of every ward's list whether it is as it was written.
pub fn verify(root: &Path, console: &Console) -> Result<(), Diagnostics> {
    let root = Root::open(root)?;
    let reviews = Reviews::of(&root.join(studio::work::STUDIO));
    let mut broken = Diagnostics::default();
    let wards = reviews.wards()?;
    console.settle();
    if wards.is_empty() {
        console.say(&Notice::NoLogs {});
    }
    for ward in wards {
        match reviews.verify(&ward)? {
            Verdict::Whole(lines) => {
                let count = reviews.looks(&ward)?.all().count();
                console.say(&Notice::LogWhole {
                    ward: ward.clone(),
                    lines,
                });
                if count > 0 {
                    console.say(&Notice::LooksWaiting { ward, count });
                }
            }
            Verdict::Broken(line) => {
                let path = format!("{}/log/{ward}.jsonl", studio::work::STUDIO);
                broken.push(Diagnostic::file(path, Problem::LogBroken { line }));
            }
        }
    }
    if broken.has_errors() {
        return Err(broken);
    }
    Ok(())
}
