//! The command line: what was asked for, as typed options, and its mistakes, in the user's language.

mod answer;
mod options;

pub use self::answer::Answer;

use self::answer::{answer, long_dash, mistake};
use self::options::{
    build_options, bundle_options, channels_options, coverage_action, import_options, is_named,
    keys_action, now, one, out_folder, paths, speak_options, today, words,
};
use crate::grammar::grammar;
use base::lang::Lang;
use coverage::report::Occasion;
use jiff::civil::{Date, DateTime};
use site::build::pipeline::BuildOptions;
use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

/// A command with its options.
pub struct Invocation {
    /// What to do.
    pub action: Action,
    /// Whether to print errors alone.
    pub quiet: bool,
}

/// What to do.
pub enum Action {
    /// `loa build`.
    Build {
        build: BuildOptions,
        then: Option<OsString>,
    },
    /// `loa check`.
    Check(BuildOptions),
    /// `loa check --weight`.
    Weigh { build: BuildOptions, json: bool },
    /// `loa serve`.
    Serve {
        build: BuildOptions,
        host: IpAddr,
        port: u16,
    },
    /// `loa studio`.
    Studio {
        studio: studio::Options,
        /// Whether the root was named.
        named: bool,
        open: bool,
    },
    /// `loa studio --desktop-entry`.
    DesktopEntry {
        root: PathBuf,
        /// Whether the root was named.
        named: bool,
    },
    /// `loa due`.
    Due {
        root: PathBuf,
        today: Date,
        json: bool,
    },
    /// `loa studio verify`.
    Verify { root: PathBuf },
    /// `loa search`.
    Search {
        site: PathBuf,
        json: bool,
        limit: usize,
    },
    /// `loa new`.
    New {
        root: PathBuf,
        ward: String,
        section: String,
        title: String,
        today: Date,
    },
    /// `loa retire`.
    Retire {
        root: PathBuf,
        out: PathBuf,
        wards: Vec<String>,
    },
    /// `loa bundle`.
    Bundle(Box<BundleOptions>),
    /// `loa keys`.
    Keys(KeysAction),
    /// `loa feedback`.
    Feedback {
        files: Vec<PathBuf>,
        json: bool,
        year: i16,
    },
    /// `loa coverage`.
    Coverage {
        options: CoverageOptions,
        action: CoverageAction,
    },
    /// `loa channels`.
    Channels(ChannelsOptions),
    /// `loa speak`.
    Speak(SpeakOptions),
    /// `loa schema`.
    Schema { json: bool },
    /// `loa init`.
    Init { dir: PathBuf },
    /// `loa import`.
    Import(ImportOptions),
}

/// Whose bulletins and messages, of which days.
pub struct ChannelsOptions {
    /// The folder with `content/`.
    pub root: PathBuf,
    /// The wards; all where empty.
    pub wards: Vec<String>,
    /// A week or a month; the present week where nothing is given.
    pub span: Option<String>,
    /// The one post to make paper and slides of, as its slug or its section and slug.
    pub post: Option<String>,
    /// The command of a voice program.
    pub voice: Option<String>,
    /// The folder in which each ward has a folder, with one for each span.
    pub out: PathBuf,
    /// The present day.
    pub today: Date,
}

/// Whose coverage, and as of which day.
pub struct CoverageOptions {
    /// The folder with `coverage/`.
    pub root: PathBuf,
    /// The ward.
    pub ward: String,
    /// The present day.
    pub today: Date,
}

/// What to do.
pub enum CoverageAction {
    /// `loa coverage`: prints figures of a year.
    Show { year: Option<i16>, json: bool },
    /// `loa coverage import`.
    Import { files: Vec<PathBuf> },
    /// `loa coverage report`.
    Report {
        period: String,
        occasion: Occasion,
        out: PathBuf,
    },
    /// `loa coverage export`.
    Export { out: PathBuf },
}

/// What to import, and how.
pub struct ImportOptions {
    /// The documents.
    pub files: Vec<PathBuf>,
    /// The folder with `content/`.
    pub root: PathBuf,
    /// The ward; may be left out where nothing is written.
    pub ward: Option<String>,
    /// The section that the posts go into.
    pub section: String,
    /// The post's file name without ending, for one document.
    pub slug: Option<String>,
    /// Whether to write nothing.
    pub dry_run: bool,
    /// Whether to print objects for machines.
    pub json: bool,
    /// Whether a post that is there already is replaced; a copy of it is kept.
    pub force: bool,
    /// The day of the posts.
    pub today: Date,
}

/// What to read aloud, and how it is shown.
pub struct SpeakOptions {
    /// The text in pieces, or one file; nothing for standard input.
    pub text: Vec<OsString>,
    /// The folder with `content/`, for a ward's tables.
    pub root: PathBuf,
    /// The ward.
    pub ward: Option<String>,
    /// What is printed.
    pub shown: Shown,
}

/// What `loa speak` prints.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The spoken text.
    Text,
    /// The same with marks of breath, and how long it takes.
    Breaths,
    /// Each token with its class and rule.
    Tokens,
    /// One object a line, for machines.
    Lines,
}

/// What to bundle, for whom and where to.
pub struct BundleOptions {
    /// What to build; its ward is the one that is bundled, its folder is not used.
    pub build: BuildOptions,
    /// The ward.
    pub ward: String,
    /// The folder with the keys.
    pub keys: PathBuf,
    /// The file.
    pub out: PathBuf,
    /// What the kiosks have already: a bundle, its manifest or that of a site.
    pub thin_from: Option<PathBuf>,
    /// The number of the release; else one above the last, and about the time of the build.
    pub release: Option<u64>,
    /// Files of counts that kiosks brought, and folders of such files: the bundle says that they arrived.
    pub feedback: Vec<PathBuf>,
    /// The time in Vietnam.
    pub now: DateTime,
}

/// What to do with keys.
pub enum KeysAction {
    /// `loa keys new`.
    New { out: PathBuf, no_password: bool },
    /// `loa keys rotate`.
    Rotate { keys: PathBuf },
    /// `loa keys show`.
    Show { keys: PathBuf },
}

/// The language that the arguments or the environment choose. A wrong `--lang` is told later.
pub fn lang(arguments: &[OsString]) -> Lang {
    let texts: Vec<_> = arguments
        .iter()
        .filter_map(|argument| argument.to_str())
        .collect();
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang="));
    let separate = || {
        texts
            .iter()
            .position(|text| *text == "--lang")
            .and_then(|at| texts.get(at + 1).copied())
    };
    joined
        .or_else(separate)
        .and_then(Lang::parse)
        .unwrap_or_else(Lang::from_environment)
}

/// Parses the command line.
pub fn parse(arguments: Vec<OsString>, lang: Lang) -> Result<Invocation, Answer> {
    let command = asked(&arguments);
    if let Some(notice) = long_dash(&arguments) {
        return Err(mistake(&notice, lang, &command));
    }
    let matches = grammar(lang)
        .try_get_matches_from(arguments)
        .map_err(|error| answer(&error, lang, &command))?;
    let (name, given) = matches
        .subcommand()
        .unwrap_or_else(|| unreachable!("clap asks for a command"));
    let below = given.subcommand().map(|(_, below)| below);
    let quiet = [Some(given), below]
        .into_iter()
        .flatten()
        .any(|given| given.get_flag("quiet"));
    let action = match name {
        "build" => Action::Build {
            build: build_options(given, lang)?,
            then: given.get_one::<OsString>("then").cloned(),
        },
        "check" if given.get_flag("weight") => Action::Weigh {
            build: build_options(given, lang)?,
            json: given.get_flag("json"),
        },
        "check" => Action::Check(build_options(given, lang)?),
        "serve" => Action::Serve {
            build: build_options(given, lang)?,
            host: one(given, "host"),
            port: one(given, "port"),
        },
        "studio" if given.contains_id("verify") => Action::Verify {
            root: one(given, "root"),
        },
        "studio" if given.get_flag("desktop-entry") => Action::DesktopEntry {
            root: one(given, "root"),
            named: is_named(given, "root"),
        },
        "studio" => Action::Studio {
            studio: studio::Options {
                root: one(given, "root"),
                out: out_folder(given, "public"),
                port: one(given, "port"),
                today: given.get_one::<Date>("today").copied(),
                lan: given.get_one::<Ipv4Addr>("lan").copied(),
            },
            named: is_named(given, "root"),
            open: !given.get_flag("no-open"),
        },
        "search" => Action::Search {
            site: one(given, "site"),
            json: given.get_flag("json"),
            limit: one::<u64>(given, "limit") as usize,
        },
        "new" => Action::New {
            root: one(given, "root"),
            ward: one(given, "for-ward"),
            section: one(given, "section"),
            title: words(given, "title").join(" "),
            today: today(given, lang)?,
        },
        "bundle" => Action::Bundle(Box::new(bundle_options(given, lang)?)),
        "keys" => Action::Keys(keys_action(given)),
        "feedback" => Action::Feedback {
            files: paths(given, "counts"),
            json: given.get_flag("json"),
            year: now(lang)?.year(),
        },
        "coverage" => {
            let (options, action) = coverage_action(given, lang)?;
            Action::Coverage { options, action }
        }
        "channels" => Action::Channels(channels_options(given, lang)?),
        "retire" => Action::Retire {
            root: one(given, "root"),
            out: out_folder(given, "retired"),
            wards: words(given, "ward"),
        },
        "import" => Action::Import(import_options(given, lang)?),
        "due" => Action::Due {
            root: one(given, "root"),
            today: today(given, lang)?,
            json: given.get_flag("json"),
        },
        "speak" => Action::Speak(speak_options(given)),
        "schema" => Action::Schema {
            json: given.get_flag("json"),
        },
        "init" => Action::Init {
            dir: one(given, "dir"),
        },
        _ => unreachable!("clap knows no other command: {name}"),
    };
    Ok(Invocation { action, quiet })
}

/// The command that a line begins with, as help about it is asked for: `loa new`.
fn asked(arguments: &[OsString]) -> String {
    let grammar = grammar(Lang::En);
    let first = arguments.get(1).and_then(|argument| argument.to_str());
    match first.filter(|first| grammar.find_subcommand(first).is_some()) {
        Some(first) => format!("loa {first}"),
        None => "loa".to_owned(),
    }
}
