//! A voice program of the machine: texts in, sounds out, each text once. Loa links no voice and brings none.

use channels::wav::{self, Sound};
use channels::{File, Problem, Speech};
use formats::process;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// How long a program may take over one text; reading is many times faster than speaking.
const LIMIT: Duration = Duration::from_secs(60);

/// What is known about programs by their names: arguments with which they read text from their input in Vietnamese at about 140
/// syllables a minute and write WAVE to their output, and their licence.
const KNOWN: [(&str, &[&str], &str); 2] = [
    (
        "espeak-ng",
        &["-v", "vi", "-s", "112", "--stdin", "--stdout"],
        "GPL-3.0-or-later",
    ),
    (
        "espeak",
        &["-v", "vi", "-s", "112", "--stdin", "--stdout"],
        "GPL-3.0-or-later",
    ),
];

/// A voice program, and what it has spoken.
pub struct Voice {
    words: Vec<String>,
    spoken: BTreeMap<String, Sound>,
}

impl Voice {
    /// A program by its command: its name or path with its arguments, parted by blanks. It reads a text from its input and
    /// writes WAVE to its output; a known one needs no arguments.
    pub fn new(command: &str) -> Self {
        Self {
            words: command.split_whitespace().map(str::to_owned).collect(),
            spoken: BTreeMap::new(),
        }
    }

    /// The program's name or path.
    pub fn program(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    fn known(&self) -> Option<&'static (&'static str, &'static [&'static str], &'static str)> {
        let name = Path::new(self.program()).file_stem()?.to_str()?;
        KNOWN.iter().find(|(known, ..)| *known == name)
    }

    /// Its licence, where it is known.
    pub fn licence(&self) -> Option<&'static str> {
        self.known().map(|(.., licence)| *licence)
    }

    /// The sound of each bulletin.
    ///
    /// # Errors
    /// When the program is not there, hangs, or writes no sound.
    pub fn sounds(&mut self, speeches: &[Speech]) -> Result<Vec<File>, Problem> {
        let mut files = Vec::new();
        for speech in speeches {
            let mut pieces = Vec::new();
            for (title, text) in &speech.items {
                if !self.spoken.contains_key(text) {
                    let sound = self.speak(title, text)?;
                    self.spoken.insert(text.clone(), sound);
                }
                pieces.push(self.spoken[text].clone());
            }
            if pieces.is_empty() {
                continue;
            }
            let joined = wav::joined(&pieces).map_err(|_| self.nonsense(&speech.name))?;
            files.push(File {
                name: speech.name.clone(),
                bytes: joined.wave(),
            });
        }
        Ok(files)
    }

    fn nonsense(&self, title: &str) -> Problem {
        Problem::VoiceNonsense {
            program: self.program().to_owned(),
            title: title.to_owned(),
        }
    }

    fn speak(&self, title: &str, text: &str) -> Result<Sound, Problem> {
        let program = self.program().to_owned();
        let mut command = Command::new(&program);
        match (&self.words[..], self.known()) {
            ([_], Some((_, arguments, _))) => command.args(*arguments),
            (words, _) => command.args(words.iter().skip(1)),
        };
        let ran = process::run(&mut command, text.as_bytes(), LIMIT);
        let (bytes, status) = ran.map_err(|problem| match problem {
            formats::problem::Problem::TooHeavy {} => Problem::VoiceHung {
                program: program.clone(),
                seconds: LIMIT.as_secs(),
                title: title.to_owned(),
            },
            _ => Problem::VoiceMissing { program },
        })?;
        if !status.success() {
            return Err(self.nonsense(title));
        }
        Sound::read(&bytes).map_err(|_| self.nonsense(title))
    }
}
