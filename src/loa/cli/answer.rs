//! What is printed instead of running a command: help, the version, or what is wrong with the line.

use crate::grammar::{grammar, in_words};
use crate::notice::Notice;
use base::lang::Lang;
use base::message::Message;
use base::unseen::on_terminal;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::process::ExitCode;

/// Exit code for a command line that cannot be understood.
const USAGE: u8 = 2;

/// What is printed instead of running a command: help, the version, or a mistake.
pub struct Answer {
    text: String,
    code: u8,
}

impl Answer {
    /// Prints it where it belongs.
    pub fn print(&self) -> ExitCode {
        if self.code == 0 {
            print!("{}", self.text)
        } else {
            eprint!("{}", self.text)
        }
        ExitCode::from(self.code)
    }
}

/// What clap found wrong, in the words of the catalogue.
pub(super) fn answer(error: &clap::Error, lang: Lang, command: &str) -> Answer {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        let asked = error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        return Answer {
            text: in_words(&error.render().to_string(), lang),
            code: if asked { 0 } else { USAGE },
        };
    }
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" ").replace("...", ""),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let notice = match error.kind() {
        ErrorKind::UnknownArgument => Notice::UnknownArgument { argument },
        ErrorKind::InvalidSubcommand => Notice::UnknownCommand {
            command: context(ContextKind::InvalidSubcommand),
        },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation
            if !context(ContextKind::InvalidValue).is_empty() =>
        {
            Notice::BadValue {
                value: context(ContextKind::InvalidValue),
                argument,
            }
        }
        ErrorKind::MissingRequiredArgument | ErrorKind::InvalidValue => {
            Notice::MissingArgument { argument }
        }
        _ => Notice::BadCommandLine {},
    };
    mistake(&notice, lang, command)
}

/// A mistake on the command line, and how to get help.
pub(super) fn mistake(notice: &Notice, lang: Lang, command: &str) -> Answer {
    let word = if lang == Lang::Vi { "lỗi" } else { "error" };
    Answer {
        text: format!(
            "{word}: {}\n{}\n",
            on_terminal(&notice.text(lang)),
            Notice::SeeHelp {
                command: command.to_owned()
            }
            .text(lang)
        ),
        code: USAGE,
    }
}

/// An option whose two hyphens Word made into a long dash.
pub(super) fn long_dash(arguments: &[OsString]) -> Option<Notice> {
    let options = grammar(Lang::Vi)
        .get_subcommands()
        .flat_map(|command| command.get_arguments())
        .chain(grammar(Lang::Vi).get_arguments())
        .filter_map(|argument| argument.get_long().map(str::to_owned))
        .collect::<Vec<_>>();
    let mut given = arguments
        .iter()
        .skip(1)
        .filter_map(|argument| argument.to_str());
    given.find_map(|argument| {
        let name = argument.trim_start_matches(['–', '—', '―', '−', '‒', '‐', '‑', '-']);
        let dashed = !argument.starts_with('-') && name.len() < argument.len();
        let known = options
            .iter()
            .any(|option| name.split('=').next() == Some(option));
        (dashed && known).then(|| Notice::LongDash {
            argument: argument.to_owned(),
            meant: format!("--{name}"),
        })
    })
}
