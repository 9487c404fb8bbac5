//! The options of each command, typed.

use super::answer::{Answer, mistake};
use super::{
    BundleOptions, ChannelsOptions, CoverageAction, CoverageOptions, ImportOptions, KeysAction,
    Shown, SpeakOptions,
};
use crate::notice::Notice;
use base::lang::Lang;
use clap::ArgMatches;
use clap::parser::ValueSource;
use coverage::report::Occasion;
use jiff::civil::{Date, DateTime};
use site::build::pipeline::BuildOptions;
use site::content::LoadOptions;
use site::delivery::Delivery;
use std::ffi::OsString;
use std::path::PathBuf;

/// Whether an argument was given, and is not what stands for it.
pub(super) fn is_named(given: &ArgMatches, name: &str) -> bool {
    given.value_source(name) != Some(ValueSource::DefaultValue)
}

pub(super) fn one<T: Clone + Send + Sync + 'static>(given: &ArgMatches, name: &str) -> T {
    given
        .get_one::<T>(name)
        .cloned()
        .unwrap_or_else(|| unreachable!("`{name}` is required or has a default"))
}

pub(super) fn paths(given: &ArgMatches, name: &str) -> Vec<PathBuf> {
    let paths = given.get_many::<PathBuf>(name);
    paths.into_iter().flatten().cloned().collect()
}

pub(super) fn words(given: &ArgMatches, name: &str) -> Vec<String> {
    let words = given.get_many::<String>(name);
    words
        .map(|words| words.cloned().collect())
        .unwrap_or_default()
}

pub(super) fn speak_options(given: &ArgMatches) -> SpeakOptions {
    let text = given.get_many::<OsString>("text");
    let shown = [
        ("explain", Shown::Tokens),
        ("lines", Shown::Lines),
        ("breaths", Shown::Breaths),
    ];
    let shown = shown.into_iter().find(|(flag, _)| given.get_flag(flag));
    SpeakOptions {
        text: text.into_iter().flatten().cloned().collect(),
        root: one(given, "root"),
        ward: given.get_one::<String>("ward").cloned(),
        shown: shown.map_or(Shown::Text, |(_, shown)| shown),
    }
}

pub(super) fn bundle_options(given: &ArgMatches, lang: Lang) -> Result<BundleOptions, Answer> {
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

pub(super) fn keys_action(given: &ArgMatches) -> KeysAction {
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

pub(super) fn channels_options(given: &ArgMatches, lang: Lang) -> Result<ChannelsOptions, Answer> {
    let span = given.get_one::<String>("week");
    let root: PathBuf = one(given, "root");
    let out = given.get_one::<PathBuf>("channels-folder").cloned();
    Ok(ChannelsOptions {
        wards: words(given, "ward"),
        span: span.or_else(|| given.get_one("month")).cloned(),
        post: given.get_one::<String>("post").cloned(),
        voice: given.get_one::<String>("voice").cloned(),
        out: out.unwrap_or_else(|| root.join("channels")),
        root,
        today: today(given, lang)?,
    })
}

pub(super) fn coverage_action(
    given: &ArgMatches,
    lang: Lang,
) -> Result<(CoverageOptions, CoverageAction), Answer> {
    let below = given.subcommand();
    let given = below.map_or(given, |(_, below)| below);
    let action = match below.map(|(name, _)| name) {
        Some("import") => CoverageAction::Import {
            files: paths(given, "tables"),
        },
        Some("report") => CoverageAction::Report {
            period: one(given, "period"),
            occasion: match one::<String>(given, "occasion").as_str() {
                "so-ket" => Occasion::Interim,
                "tong-ket" => Occasion::Final,
                _ => Occasion::Periodic,
            },
            out: one(given, "report-folder"),
        },
        Some("export") => CoverageAction::Export {
            out: one(given, "file"),
        },
        _ => CoverageAction::Show {
            year: given.get_one::<i16>("year").copied(),
            json: given.get_flag("json"),
        },
    };
    let options = CoverageOptions {
        root: one(given, "root"),
        ward: one(given, "of-ward"),
        today: today(given, lang)?,
    };
    Ok((options, action))
}

pub(super) fn import_options(given: &ArgMatches, lang: Lang) -> Result<ImportOptions, Answer> {
    let text = |name| given.get_one::<String>(name).cloned();
    Ok(ImportOptions {
        files: paths(given, "files"),
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
pub(super) fn out_folder(given: &ArgMatches, name: &str) -> PathBuf {
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

pub(super) fn build_options(given: &ArgMatches, lang: Lang) -> Result<BuildOptions, Answer> {
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
            wards: words(given, "ward"),
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
pub(super) fn today(given: &ArgMatches, lang: Lang) -> Result<Date, Answer> {
    match given.get_one::<Date>("today") {
        Some(day) => Ok(*day),
        None => now(lang).map(|now| now.date()),
    }
}

/// The time that `SOURCE_DATE_EPOCH` names, or the present, in Vietnam.
pub(super) fn now(lang: Lang) -> Result<DateTime, Answer> {
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
