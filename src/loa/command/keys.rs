//! `loa keys`: the keys that sign what kiosks take.

use crate::cli::KeysAction;
use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::{Diagnostic, Diagnostics};
use kiosk::keys::folder::{Failure, KeyFolder, KeyProblem};
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

/// Where a password may be told to a program that asks nobody.
const PASSWORD: &str = "LOA_KEY_PASSWORD";

/// Makes, replaces or shows keys.
pub fn keys(action: &KeysAction, console: &Console) -> Result<(), Diagnostics> {
    console.settle();
    match action {
        KeysAction::New { out, no_password } => {
            let password = match no_password {
                true => None,
                false => Some(new_password(out, console)?),
            };
            KeyFolder::make(out, password.as_deref()).map_err(told)?;
            let path = out.display().to_string();
            console.say(&Notice::KeysMade { path });
        }
        KeysAction::Rotate { keys } => {
            let folder = KeyFolder::open(keys).map_err(told)?;
            let password = password(&folder, console)?;
            let folder = folder.rotate(password.as_deref()).map_err(told)?;
            let epoch = folder.epoch();
            console.say(&Notice::KeysRotated { epoch });
        }
        KeysAction::Show { keys } => show(&KeyFolder::open(keys).map_err(told)?, console),
    }
    Ok(())
}

fn show(folder: &KeyFolder, console: &Console) {
    let overview = folder.overview();
    for key in overview.root.keys() {
        let key = key.to_string();
        console.say(&Notice::RootKey { key });
    }
    let needed = overview.root.threshold();
    console.say(&Notice::RootThreshold { needed });
    for key in overview.release.keys() {
        let (key, epoch) = (key.to_string(), overview.release.epoch);
        console.say(&Notice::ReleaseKey { key, epoch });
    }
    for (file, sealed) in overview.secrets {
        console.say(&match sealed {
            true => Notice::SecretSealed { file },
            false => Notice::SecretPlain { file },
        });
    }
}

/// A problem with keys as one of the command.
pub fn told((path, problem): Failure) -> Diagnostics {
    Diagnostic::file(path.display().to_string(), problem).into()
}

/// The password of a folder's secrets, where one of them has any.
pub fn password(folder: &KeyFolder, console: &Console) -> Result<Option<String>, Diagnostics> {
    if !folder.asks_for_password() {
        return Ok(None);
    }
    typed(&Notice::AskPassword {}, console).map(Some)
}

/// A password for new keys; a person types it twice.
fn new_password(out: &Path, console: &Console) -> Result<String, Diagnostics> {
    let first = typed(&Notice::AskNewPassword {}, console)?;
    let asked = std::env::var_os(PASSWORD).is_none() && stdin().is_terminal();
    let same = !asked || typed(&Notice::AskPasswordAgain {}, console)? == first;
    match same && !first.is_empty() {
        true => Ok(first),
        false => Err(told((out.to_owned(), KeyProblem::NoPassword {}))),
    }
}

fn typed(prompt: &Notice, console: &Console) -> Result<String, Diagnostics> {
    if let Ok(password) = std::env::var(PASSWORD) {
        return Ok(password);
    }
    if stdin().is_terminal() {
        eprint!("{}", console.text(prompt));
    }
    let mut line = String::new();
    let read = without_echo(|| stdin().read_line(&mut line));
    read.map_err(|error| {
        let reason = error.into();
        told((PathBuf::from("-"), KeyProblem::KeyDisk { reason }))
    })?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Does something while the terminal shows nothing of what is typed; on Windows it shows it.
fn without_echo<T>(action: impl FnOnce() -> T) -> T {
    #[cfg(unix)]
    {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let terminal = stdin();
        let Ok(before) = tcgetattr(&terminal) else {
            return action();
        };
        let mut quiet = before.clone();
        quiet.local_modes.remove(LocalModes::ECHO);
        let silenced = tcsetattr(&terminal, OptionalActions::Flush, &quiet).is_ok();
        let done = action();
        if silenced && tcsetattr(&terminal, OptionalActions::Now, &before).is_ok() {
            eprintln!();
        }
        done
    }
    #[cfg(not(unix))]
    action()
}
