//! The grammar of the command line: commands, arguments and help, in the user's language.

use crate::notice::Notice;
use base::lang::{Lang, quoted_list};
use base::message::Message;
use base::schema::SectionKind;
use clap::builder::{PathBufValueParser, PossibleValuesParser, RangedU64ValueParser, ValueParser};
use clap::{Arg, ArgAction, Command, value_parser};
use jiff::civil::Date;
use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr};

/// Where `loa serve` listens unless told otherwise.
const PORT: &str = "8115";

/// Where `loa studio` listens unless told otherwise: browsers keep what was typed by the address.
const STUDIO_PORT: &str = "8116";

/// The commands of `loa`, each with its arguments and its help in this language.
pub fn grammar(lang: Lang) -> Command {
    let say = |notice: Notice| notice.text(lang);
    let (commands, usage, options) = if lang == Lang::Vi {
        ("Các lệnh", "Cách dùng", "Tùy chọn")
    } else {
        ("Commands", "Usage", "Options")
    };
    let build = [
        root(lang),
        out(lang),
        ward(lang),
        drafts(lang),
        today_argument(lang),
        flag("portable", say(Notice::ArgPortable {})),
        flag("kiosk-pages", say(Notice::ArgKioskPages {})).requires("portable"),
        // What `--portable` was called; whoever types it is told.
        flag("kiosk", String::new()).hide(true),
        value("then", "COMMAND", say(Notice::ArgThen {})).value_parser(value_parser!(OsString)),
    ];
    let check = [
        root(lang),
        ward(lang),
        drafts(lang),
        today_argument(lang),
        flag("weight", say(Notice::ArgWeight {})),
        flag("json", say(Notice::ArgWeightJson {})).requires("weight"),
    ];
    let serve = [
        root(lang),
        ward(lang),
        drafts(lang),
        today_argument(lang),
        value("host", "IP", say(Notice::ArgHost {}))
            .value_parser(value_parser!(IpAddr))
            .default_value("127.0.0.1"),
        value("port", "N", say(Notice::ArgPort {}))
            .value_parser(value_parser!(u16))
            .default_value(PORT),
    ];
    let studio = [
        positional("verify", "VERIFY", say(Notice::ArgVerify {}))
            .value_parser(PossibleValuesParser::new(["verify"]))
            .hide_possible_values(true)
            .required(false),
        root(lang),
        out(lang),
        today_argument(lang),
        value("port", "N", say(Notice::ArgStudioPort {}))
            .value_parser(value_parser!(u16))
            .default_value(STUDIO_PORT),
        value("lan", "IP", say(Notice::ArgLan {}))
            .num_args(0..=1)
            .require_equals(true)
            .value_parser(value_parser!(Ipv4Addr))
            .default_missing_value("0.0.0.0"),
        flag("no-open", say(Notice::ArgNoOpen {})),
        flag("desktop-entry", say(Notice::ArgDesktopEntry {})),
    ];
    let due = [
        root(lang),
        today_argument(lang),
        flag("json", say(Notice::ArgDueJson {})),
    ];
    let search = [
        value("site", "DIR", say(Notice::ArgSite {}))
            .value_parser(PathBufValueParser::new())
            .required(true),
        flag("json", say(Notice::ArgJson {})),
        value("limit", "N", say(Notice::ArgLimit {}))
            .value_parser(ValueParser::from(
                RangedU64ValueParser::<u64>::new().range(1..=1000),
            ))
            .default_value("10"),
    ];
    let known = quoted_list(SectionKind::sections());
    let new = [
        positional("for-ward", "WARD", say(Notice::ArgNewWard {})),
        positional("section", "SECTION", say(Notice::ArgNewSection { known })),
        // A title without quotes arrives in pieces.
        positional("title", "TITLE", say(Notice::ArgNewTitle {})).num_args(1..),
        root(lang),
        today_argument(lang),
    ];
    let import = [
        positional("files", "FILE", say(Notice::ArgImportFiles {}))
            .value_parser(PathBufValueParser::new())
            .num_args(1..),
        root(lang),
        value("ward", "ID", say(Notice::ArgImportWard {})).required_unless_present("dry-run"),
        value("section", "SECTION", say(Notice::ArgImportSection {}))
            .default_value(SectionKind::Resolution.section()),
        value("slug", "SLUG", say(Notice::ArgImportSlug {})),
        flag("dry-run", say(Notice::ArgDryRun {})),
        flag("json", say(Notice::ArgImportJson {})).requires("dry-run"),
        flag("force", say(Notice::ArgForce {})),
        today_argument(lang),
    ];
    let retire = [
        root(lang),
        value("out", "DIR", say(Notice::ArgRetireOut {})).value_parser(PathBufValueParser::new()),
        value("ward", "ID", say(Notice::ArgRetireWard {}))
            .action(ArgAction::Append)
            .required(true),
    ];
    let bundle = [
        root(lang),
        path("of-ward", "ward", "ID", say(Notice::ArgBundleWard {}))
            .value_parser(ValueParser::string()),
        path("keys", "keys", "DIR", say(Notice::ArgKeys {})),
        path("file", "out", "FILE", say(Notice::ArgBundleOut {})),
        path(
            "thin-from",
            "thin-from",
            "FILE",
            say(Notice::ArgThinFrom {}),
        )
        .required(false),
        value("release", "N", say(Notice::ArgRelease {}))
            .value_parser(value_parser!(u64).range(1..)),
        path(
            "feedback",
            "feedback",
            "FILE",
            say(Notice::ArgBundleFeedback {}),
        )
        .required(false)
        .action(ArgAction::Append),
        today_argument(lang),
    ];
    let feedback = [
        positional("counts", "FILE", say(Notice::ArgFeedbackFiles {}))
            .value_parser(PathBufValueParser::new())
            .num_args(1..),
        flag("json", say(Notice::ArgFeedbackJson {})),
    ];
    let of_ward = || {
        [
            root(lang),
            path("of-ward", "ward", "ID", say(Notice::ArgCoverageWard {}))
                .value_parser(ValueParser::string()),
            today_argument(lang),
        ]
    };
    let channels = [
        root(lang),
        path(
            "channels-folder",
            "out",
            "DIR",
            say(Notice::ArgChannelsOut {}),
        )
        .required(false),
        ward(lang),
        value("voice", "COMMAND", say(Notice::ArgChannelsVoice {})),
        value("week", "WEEK", say(Notice::ArgChannelsWeek {})),
        value("month", "MONTH", say(Notice::ArgChannelsMonth {})).conflicts_with("week"),
        value("post", "SLUG", say(Notice::ArgChannelsPost {}))
            .conflicts_with_all(["week", "month", "voice"]),
        today_argument(lang),
    ];
    let coverage = [
        value("year", "N", say(Notice::ArgYear {}))
            .value_parser(value_parser!(i16).range(2000..2100)),
        flag("json", say(Notice::ArgCoverageJson {})),
    ];
    let tables = positional("tables", "FILE", say(Notice::ArgTables {}))
        .value_parser(PathBufValueParser::new())
        .num_args(1..);
    let report = [
        path("report-folder", "out", "DIR", say(Notice::ArgReportOut {})),
        path("period", "period", "PERIOD", say(Notice::ArgPeriod {}))
            .value_parser(ValueParser::string()),
        value("occasion", "KIND", say(Notice::ArgOccasion {}))
            .value_parser(PossibleValuesParser::new(["dinh-ky", "so-ket", "tong-ket"]))
            .hide_possible_values(true)
            .default_value("dinh-ky"),
    ];
    let exported = path("file", "out", "FILE", say(Notice::ArgExportOut {}));
    let keys = || path("keys", "keys", "DIR", say(Notice::ArgKeys {}));
    let new_keys = [
        path("new-keys", "out", "DIR", say(Notice::ArgKeysOut {})),
        flag("no-password", say(Notice::ArgNoPassword {})),
    ];
    let speak = [
        positional("text", "TEXT|FILE", say(Notice::ArgSpeakText {}))
            .value_parser(value_parser!(OsString))
            .num_args(0..)
            .required(false),
        root(lang),
        value("ward", "ID", say(Notice::ArgSpeakWard {})),
        flag("explain", say(Notice::ArgExplain {})),
        flag("lines", say(Notice::ArgLines {})).conflicts_with("explain"),
        flag("breaths", say(Notice::ArgBreaths {})).conflicts_with_all(["explain", "lines"]),
    ];
    let schema = [flag("json", say(Notice::ArgSchemaJson {}))];
    let init = [positional("dir", "DIR", say(Notice::ArgInitDir {}))
        .value_parser(PathBufValueParser::new())];
    let grammar = Command::new("loa")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .next_help_heading(options)
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(say(Notice::ArgVersion {})),
        )
        .about(say(Notice::About {}))
        .after_help(say(Notice::ExitCodes {}))
        .disable_help_subcommand(true)
        .subcommand_help_heading(commands)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(subcommand("build", lang, Notice::AboutBuild {}).args(build))
        .subcommand(subcommand("serve", lang, Notice::AboutServe {}).args(serve))
        .subcommand(subcommand("studio", lang, Notice::AboutStudio {}).args(studio))
        .subcommand(subcommand("search", lang, Notice::AboutSearch {}).args(search))
        .subcommand(subcommand("check", lang, Notice::AboutCheck {}).args(check))
        .subcommand(subcommand("due", lang, Notice::AboutDue {}).args(due))
        .subcommand(subcommand("new", lang, Notice::AboutNew {}).args(new))
        .subcommand(subcommand("import", lang, Notice::AboutImport {}).args(import))
        .subcommand(subcommand("retire", lang, Notice::AboutRetire {}).args(retire))
        .subcommand(subcommand("bundle", lang, Notice::AboutBundle {}).args(bundle))
        .subcommand(
            subcommand("keys", lang, Notice::AboutKeys {})
                .subcommand_required(true)
                .subcommand_help_heading(commands)
                .disable_help_subcommand(true)
                .subcommand(subcommand("new", lang, Notice::AboutKeysNew {}).args(new_keys))
                .subcommand(subcommand("rotate", lang, Notice::AboutKeysRotate {}).arg(keys()))
                .subcommand(subcommand("show", lang, Notice::AboutKeysShow {}).arg(keys())),
        )
        .subcommand(
            subcommand("coverage", lang, Notice::AboutCoverage {})
                .args(of_ward())
                .args(coverage)
                .args_conflicts_with_subcommands(true)
                .subcommand_negates_reqs(true)
                .subcommand_help_heading(commands)
                .disable_help_subcommand(true)
                .subcommand(
                    subcommand("import", lang, Notice::AboutCoverageImport {})
                        .arg(tables)
                        .args(of_ward()),
                )
                .subcommand(
                    subcommand("report", lang, Notice::AboutCoverageReport {})
                        .args(report)
                        .args(of_ward()),
                )
                .subcommand(
                    subcommand("export", lang, Notice::AboutCoverageExport {})
                        .arg(exported)
                        .args(of_ward()),
                ),
        )
        .subcommand(subcommand("channels", lang, Notice::AboutChannels {}).args(channels))
        .subcommand(subcommand("feedback", lang, Notice::AboutFeedback {}).args(feedback))
        .subcommand(subcommand("speak", lang, Notice::AboutSpeak {}).args(speak))
        .subcommand(subcommand("schema", lang, Notice::AboutSchema {}).args(schema))
        .subcommand(subcommand("init", lang, Notice::AboutInit {}).args(init))
        .disable_help_flag(true)
        .arg(help_flag(lang))
        .arg(lang_argument(lang))
        .help_template(template(usage));
    match lang {
        Lang::Vi => in_vietnamese(grammar),
        Lang::En => grammar,
    }
}

/// Names what stands for a value in Vietnamese.
fn in_vietnamese(command: Command) -> Command {
    let named = command.mut_args(|argument| {
        let names = argument.get_value_names().unwrap_or_default();
        let name = match names.first().map(|name| name.as_str()) {
            Some("WARD" | "ID") => "PHƯỜNG",
            Some("SECTION") => "MỤC",
            Some("TITLE") => "TIÊU ĐỀ",
            Some("DIR") => "THƯ MỤC",
            Some("FILE") => "TỆP",
            Some("TEXT|FILE") => "CHỮ|TỆP",
            Some("SLUG") => "TÊN",
            Some("DAY") => "NGÀY",
            Some("COMMAND") => "LỆNH",
            Some("PERIOD") => "KỲ",
            Some("KIND") => "LOẠI",
            Some("N") => "SỐ",
            _ => return argument,
        };
        argument.value_name(name)
    });
    named.mut_subcommands(in_vietnamese)
}

fn template(usage: &str) -> String {
    format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}\n")
}

fn subcommand(name: &'static str, lang: Lang, about: Notice) -> Command {
    let (usage, options, arguments) = if lang == Lang::Vi {
        ("Cách dùng", "Tùy chọn", "Tham số")
    } else {
        ("Usage", "Options", "Arguments")
    };
    Command::new(name)
        .about(about.text(lang))
        .disable_help_flag(true)
        .next_help_heading(options)
        .arg(help_flag(lang))
        .arg(flag("quiet", Notice::ArgQuiet {}.text(lang)).short('q'))
        .help_template(template(usage))
        .mut_args(move |argument| {
            if argument.is_positional() {
                argument.help_heading(arguments)
            } else {
                argument
            }
        })
}

fn help_flag(lang: Lang) -> Arg {
    Arg::new("help")
        .long("help")
        .short('h')
        .action(ArgAction::Help)
        .help(Notice::ArgHelp {}.text(lang))
}

fn lang_argument(lang: Lang) -> Arg {
    let heading = if lang == Lang::Vi {
        "Tùy chọn"
    } else {
        "Options"
    };
    value("lang", "LANG", Notice::ArgLang {}.text(lang))
        .value_parser(PossibleValuesParser::new(["vi", "en"]))
        .hide_possible_values(true)
        .global(true)
        .help_heading(heading)
}

fn value(name: &'static str, value_name: &'static str, help: String) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value_name)
        .help(help)
        .hide_default_value(false)
}

/// A path that must be given, behind an option.
fn path(name: &'static str, option: &'static str, value_name: &'static str, help: String) -> Arg {
    Arg::new(name)
        .long(option)
        .value_name(value_name)
        .help(help)
        .value_parser(PathBufValueParser::new())
        .required(true)
}

fn flag(name: &'static str, help: String) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

fn positional(name: &'static str, value_name: &'static str, help: String) -> Arg {
    Arg::new(name)
        .value_name(value_name)
        .help(help)
        .required(true)
}

fn root(lang: Lang) -> Arg {
    let help = Notice::ArgRoot {}.text(lang);
    value("root", "DIR", help)
        .value_parser(PathBufValueParser::new())
        .default_value(".")
}

fn out(lang: Lang) -> Arg {
    value("out", "DIR", Notice::ArgOut {}.text(lang)).value_parser(PathBufValueParser::new())
}

fn ward(lang: Lang) -> Arg {
    value("ward", "ID", Notice::ArgWard {}.text(lang)).action(ArgAction::Append)
}

fn drafts(lang: Lang) -> Arg {
    flag("drafts", Notice::ArgDrafts {}.text(lang))
}

fn today_argument(lang: Lang) -> Arg {
    let help = Notice::ArgToday {}.text(lang);
    value("today", "DAY", help)
        .value_parser(|text: &str| text.parse::<Date>().map_err(|error| error.to_string()))
}

/// Clap's own words in help, which its grammar has no place to change.
pub fn in_words(help: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return help.to_owned();
    }
    [
        ("[OPTIONS]", "[TÙY CHỌN]"),
        ("<COMMAND>", "<LỆNH>"),
        ("[default: ", "[mặc định: "),
    ]
    .iter()
    .fold(help.to_owned(), |help, (clap, words)| {
        help.replace(clap, words)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_sound_in_both_languages() {
        grammar(Lang::Vi).debug_assert();
        grammar(Lang::En).debug_assert();
    }

    #[test]
    fn help_is_in_the_chosen_language_alone() {
        let help = in_words(&grammar(Lang::Vi).render_help().to_string(), Lang::Vi);
        assert!(
            help.contains("Cách dùng: ") && help.contains("Các lệnh:"),
            "{help}"
        );
        for english in ["Usage", "Options", "OPTIONS", "COMMAND", "Print"] {
            assert!(!help.contains(english), "{english} in:\n{help}");
        }
    }
}
