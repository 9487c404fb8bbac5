//! The terminal: progress while a build runs, problems and closing lines after it.

use crate::launch;
use crate::notice::Notice;
use annotate_snippets::Renderer;
use base::diagnostic::{Diagnostics, Severity};
use base::lang::Lang;
use base::message::Message;
use base::progress::Progress;
use base::unseen::on_terminal;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write, stderr, stdout};
use std::time::Duration;

/// How often the sign of life moves.
const TICK: Duration = Duration::from_millis(120);

/// Speaks to the user.
pub struct Console {
    lang: Lang,
    quiet: bool,
    bar: ProgressBar,
    /// Whether somebody waits for whom nothing printed is there.
    is_unseen: bool,
}

impl Console {
    /// A console that speaks `lang`; a quiet one tells problems alone.
    pub fn new(lang: Lang, quiet: bool) -> Self {
        let bar = if quiet || !stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            ProgressBar::new_spinner()
        };
        let style = ProgressStyle::with_template("{spinner} {msg}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        bar.set_style(style);
        bar.enable_steady_tick(TICK);
        Self {
            lang,
            quiet,
            bar,
            is_unseen: false,
        }
    }

    /// Nobody sees what is printed, but somebody waits: what stops the command is shown besides.
    pub fn unseen(&mut self) {
        self.is_unseen = true;
    }

    /// Whether nobody sees what is printed.
    pub fn is_unseen(&self) -> bool {
        self.is_unseen
    }

    /// Ends the display of progress.
    pub fn settle(&self) {
        self.bar.finish_and_clear();
    }

    /// Prints a sentence on standard output.
    pub fn say(&self, notice: &Notice) {
        // A reader that went away, as in `loa build | head -1`, is no reason to fail.
        if !self.quiet {
            writeln!(stdout(), "{}", on_terminal(&notice.text(self.lang))).ok();
        }
    }

    /// Prints a result, one line of it, on standard output.
    pub fn print(&self, line: &str) {
        writeln!(stdout(), "{line}").ok();
    }

    /// The language of the console.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A sentence in the language of the console.
    pub fn text(&self, notice: &Notice) -> String {
        notice.text(self.lang)
    }

    /// Prints problems on standard error; a quiet console leaves warnings out.
    pub fn show(&self, problems: &Diagnostics) {
        // Older consoles of Windows show the codes of colours as signs.
        let renderer = if stderr().is_terminal() && !cfg!(windows) {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        for problem in problems.shown() {
            if problem.severity == Severity::Error || !self.quiet {
                complain(&format!("{}\n", problem.render(self.lang, &renderer)));
            }
        }
    }

    /// Prints problems that stopped a build, and how many they are.
    pub fn fail(&self, problems: &Diagnostics) {
        self.settle();
        self.show(problems);
        let (errors, warnings) = (
            problems.count(Severity::Error),
            problems.count(Severity::Warning),
        );
        complain(&Notice::Failed { errors, warnings }.text(self.lang));
        if self.is_unseen {
            let errors = problems.shown().into_iter();
            let errors = errors.filter(|problem| problem.severity == Severity::Error);
            let texts = errors.map(|problem| problem.render(self.lang, &Renderer::plain()));
            launch::show(&texts.collect::<Vec<_>>().join("\n\n"));
        }
    }

    /// Seconds as the language writes them: `0,8` or `0.8`.
    pub fn seconds(&self, elapsed: Duration) -> String {
        self.decimal(format!("{:.2}", elapsed.as_secs_f64()))
    }

    /// A size in the unit that suits it.
    pub fn size(&self, bytes: u64) -> String {
        match bytes {
            0..10_000 => format!("{bytes} B"),
            10_000..1_000_000 => self.decimal(format!("{:.0} kB", bytes as f64 / 1e3)),
            _ => self.decimal(format!("{:.1} MB", bytes as f64 / 1e6)),
        }
    }

    fn decimal(&self, text: String) -> String {
        if self.lang == Lang::Vi {
            text.replace('.', ",")
        } else {
            text
        }
    }

    /// Whether results are read by a person.
    pub fn for_person() -> bool {
        stdout().is_terminal()
    }
}

/// Prints on standard error. Where that is a full disk or a reader that went away, the exit code must do.
fn complain(text: &str) {
    writeln!(stderr(), "{text}").ok();
}

impl Progress for Console {
    fn stage(&self, stage: &dyn Message) {
        self.bar.set_message(stage.text(self.lang));
    }
}
