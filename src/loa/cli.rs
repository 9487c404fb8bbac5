//! The command line: what was asked for, as typed options, and its mistakes, in the user's language.

use crate::grammar::{grammar, in_words};
use crate::notice::Notice;
use base::lang::Lang;
use base::message::Message;
use base::unseen::on_terminal;
use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use jiff::civil::{Date, DateTime};
use site::build::pipeline::BuildOptions;
use site::content::LoadOptions;
use site::delivery::Delivery;
use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;

/// Exit code for a command line that cannot be understood.
const USAGE: u8 = 2;

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
    /// `loa schema`.
    Schema { json: bool },
    /// `loa init`.
    Init { dir: PathBuf },
    /// `loa import`.
    Import(ImportOptions),
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
    let quiet = given.get_flag("quiet");
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
        "retire" => Action::Retire {
            root: one(given, "root"),
            out: out_folder(given, "retired"),
            wards: wards(given),
        },
        "import" => Action::Import(import_options(given, lang)?),
        "due" => Action::Due {
            root: one(given, "root"),
            today: today(given, lang)?,
            json: given.get_flag("json"),
        },
        "schema" => Action::Schema {
            json: given.get_flag("json"),
        },
        _ => Action::Init {
            dir: one(given, "dir"),
        },
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

/// Whether an argument was given, and is not what stands for it.
fn is_named(given: &ArgMatches, name: &str) -> bool {
    given.value_source(name) != Some(ValueSource::DefaultValue)
}

fn one<T: Clone + Send + Sync + 'static>(given: &ArgMatches, name: &str) -> T {
    given
        .get_one::<T>(name)
        .cloned()
        .unwrap_or_else(|| unreachable!("`{name}` is required or has a default"))
}

fn paths(given: &ArgMatches, name: &str) -> Vec<PathBuf> {
    let paths = given.get_many::<PathBuf>(name);
    paths.into_iter().flatten().cloned().collect()
}

fn words(given: &ArgMatches, name: &str) -> Vec<String> {
    let words = given.get_many::<String>(name);
    words
        .map(|words| words.cloned().collect())
        .unwrap_or_default()
}

/// An option whose two hyphens Word made into a long dash.
fn long_dash(arguments: &[OsString]) -> Option<Notice> {
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

fn bundle_options(given: &ArgMatches, lang: Lang) -> Result<BundleOptions, Answer> {
    let ward: String = one(given, "of-ward");
    Ok(BundleOptions {
        build: BuildOptions {
            root: one(given, "root"),
            out: PathBuf::new(),
            load: LoadOptions {
                wards: vec![ward.clone()],
                ..LoadOptions::default()
            },
            today: today(given, lang)?,
            delivery: Delivery::Kiosk,
        },
        ward,
        keys: one(given, "keys"),
        out: one(given, "file"),
        thin_from: given.get_one::<PathBuf>("thin-from").cloned(),
        release: given.get_one::<u64>("release").copied(),
        feedback: paths(given, "feedback"),
        now: now(lang)?,
    })
}

fn keys_action(given: &ArgMatches) -> KeysAction {
    let (name, given) = given
        .subcommand()
        .unwrap_or_else(|| unreachable!("clap asks for a command"));
    match name {
        "new" => KeysAction::New {
            out: one(given, "new-keys"),
            no_password: given.get_flag("no-password"),
        },
        "rotate" => KeysAction::Rotate {
            keys: one(given, "keys"),
        },
        _ => KeysAction::Show {
            keys: one(given, "keys"),
        },
    }
}

fn import_options(given: &ArgMatches, lang: Lang) -> Result<ImportOptions, Answer> {
    let text = |name| given.get_one::<String>(name).cloned();
    let files = given.get_many::<PathBuf>("files");
    Ok(ImportOptions {
        files: files
            .map(|files| files.cloned().collect())
            .unwrap_or_default(),
        root: one(given, "root"),
        ward: text("ward"),
        section: one(given, "section"),
        slug: text("slug"),
        dry_run: given.get_flag("dry-run"),
        json: given.get_flag("json"),
        force: given.get_flag("force"),
        today: today(given, lang)?,
    })
}

/// `--out`, or the folder `name` in the root.
fn out_folder(given: &ArgMatches, name: &str) -> PathBuf {
    let out = given.try_get_one::<PathBuf>("out").ok().flatten();
    let root: PathBuf = one(given, "root");
    out.cloned().unwrap_or_else(|| {
        if root.as_os_str() == "." {
            name.into()
        } else {
            root.join(name)
        }
    })
}

fn wards(given: &ArgMatches) -> Vec<String> {
    let wards = given.get_many::<String>("ward");
    wards
        .map(|wards| wards.cloned().collect())
        .unwrap_or_default()
}

fn build_options(given: &ArgMatches, lang: Lang) -> Result<BuildOptions, Answer> {
    let set = |name| {
        let flag = given.try_get_one::<bool>(name);
        flag.is_ok_and(|flag| flag == Some(&true))
    };
    if set("kiosk") {
        return Err(mistake(&Notice::KioskRenamed {}, lang, "loa build"));
    }
    Ok(BuildOptions {
        root: one(given, "root"),
        out: out_folder(given, "public"),
        load: LoadOptions {
            wards: wards(given),
            drafts: given.get_flag("drafts"),
            ..LoadOptions::default()
        },
        today: today(given, lang)?,
        delivery: if set("portable") {
            Delivery::Portable {
                kiosk: set("kiosk-pages"),
            }
        } else {
            Delivery::default()
        },
    })
}

/// `--today`, or the day that `SOURCE_DATE_EPOCH` names (reproducible-builds.org), or today in Vietnam.
fn today(given: &ArgMatches, lang: Lang) -> Result<Date, Answer> {
    match given.get_one::<Date>("today") {
        Some(day) => Ok(*day),
        None => now(lang).map(|now| now.date()),
    }
}

/// The time that `SOURCE_DATE_EPOCH` names, or the present, in Vietnam.
fn now(lang: Lang) -> Result<DateTime, Answer> {
    const EPOCH: &str = "SOURCE_DATE_EPOCH";
    let now = match std::env::var(EPOCH) {
        Err(_) => jiff::Timestamp::now(),
        Ok(seconds) => {
            let time = seconds
                .parse()
                .ok()
                .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
            let argument = EPOCH.to_owned();
            time.ok_or_else(|| {
                mistake(
                    &Notice::BadValue {
                        value: seconds,
                        argument,
                    },
                    lang,
                    "loa",
                )
            })?
        }
    };
    Ok(now.to_zoned(jiff::tz::offset(7).to_time_zone()).datetime())
}

/// What clap found wrong, in the words of the catalogue.
fn answer(error: &clap::Error, lang: Lang, command: &str) -> Answer {
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
fn mistake(notice: &Notice, lang: Lang, command: &str) -> Answer {
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
