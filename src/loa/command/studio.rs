//! `loa studio`: the studio in the browser; `loa studio verify`: whether its lists of approvals are as they were written.

use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::{Diagnostic, Diagnostics};
use site::root::Root;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use studio::problem::Problem;
use studio::review::{Reviews, Verdict};
use studio::{Options, Server};

/// Opens the studio and answers until Ctrl+C.
pub fn studio(options: Options, open: bool, console: &Console) -> Result<(), Diagnostics> {
    let server = Server::open(options)?;
    let url = server.address.clone();
    console.settle();
    // Printed even where little is: without it nobody comes in.
    console.print(&console.text(&Notice::StudioOpen { url: url.clone() }));
    if open && browse(&url).is_err() {
        console.say(&Notice::NoBrowser {});
    }
    server.run();
    Ok(())
}

/// Opens an address in the browser that the system prefers.
fn browse(url: &str) -> io::Result<()> {
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
            Verdict::Whole(lines) => console.say(&Notice::LogWhole { ward, lines }),
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
