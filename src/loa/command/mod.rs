//! The commands: each turns its options into calls of the library and the result into words.

mod build;
mod bundle;
mod channels;
mod coverage;
mod due;
mod feedback;
mod import;
mod init;
mod keys;
mod new;
mod retire;
mod schema;
mod search;
mod serve;
mod speak;
mod studio;
mod then;
mod weigh;

use crate::cli::{Action, Invocation};
use crate::console::Console;
use crate::launch::Launch;
use base::diagnostic::Diagnostics;
use base::lang::Lang;
use std::process::ExitCode;

/// Runs a command; the exit code is 0 without errors and 1 with them, or that of the command behind `--then`.
pub fn run(invocation: Invocation, lang: Lang, launch: Launch) -> ExitCode {
    let mut console = Console::new(lang, invocation.quiet);
    // Other commands are run by machines as well, which press no button.
    if launch == Launch::Click && matches!(invocation.action, Action::Studio { .. }) {
        console.unseen();
    }
    let result: Result<(), Diagnostics> = match invocation.action {
        Action::Build { build, then } => match build::build(&build, then.as_deref(), &console) {
            Ok(code) => return code,
            Err(problems) => Err(problems),
        },
        Action::Due { root, today, json } => match due::due(&root, today, json, &console) {
            Ok(code) => return code,
            Err(problems) => Err(problems),
        },
        Action::Check(options) => build::check(&options, &console),
        Action::Weigh { build, json } => weigh::weigh(&build, json, &console),
        Action::Serve { build, host, port } => serve::serve(build, host, port, &console),
        Action::Studio {
            studio,
            named,
            open,
        } => studio::studio(studio, (named, open), &console),
        Action::DesktopEntry { root, named } => studio::desktop_entry(&root, named, &console),
        Action::Verify { root } => studio::verify(&root, &console),
        Action::Search { site, json, limit } => search::search(&site, json, limit, &console),
        Action::New {
            root,
            ward,
            section,
            title,
            today,
        } => new::new(&root, &ward, &section, &title, today, &console),
        Action::Import(options) => import::import(&options, &console),
        Action::Bundle(options) => bundle::bundle(&options, &console),
        Action::Keys(action) => keys::keys(&action, &console),
        Action::Channels(options) => channels::channels(&options, &console),
        Action::Coverage { options, action } => coverage::coverage(&options, &action, &console),
        Action::Feedback { files, json, year } => feedback::feedback(&files, json, year, &console),
        Action::Retire { root, out, wards } => retire::retire(&root, &out, &wards, &console),
        Action::Speak(options) => speak::speak(&options, &console),
        Action::Schema { json } => schema::schema(json, &console),
        Action::Init { dir } => init::init(&dir, &console),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            console.fail(&problems);
            ExitCode::FAILURE
        }
    }
}
