//! What was answered to which request: whoever asks again, for the answer was lost, is answered the same, whatever others did
//! meanwhile and though the program was killed. What is typed has its own such memory: see [`crate::journal`].

use crate::failure::Failure;
use crate::framed;
use crate::journal::now;
use base::disk;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The file, in the studio's folder.
const FILE: &str = "once.log";

/// How many answers are remembered at least; the file is written anew with these when it is large.
const MANY: usize = 5_000;
const LARGE: u64 = 8 << 20;

/// What may be asked again: everything that changes something and whose answer is no secret.
const REMEMBERED: [&str; 25] = [
    "save", "discard", "settle", "new", "send", "go", "urgent", "stands", "pull", "approve",
    "return", "publish", "build", "clock", "revive", "own", "import", "undo", "withdraw", "role",
    "alone", "picture", "units", "unit", "plans",
];

/// A request: its own name, what it asks for, who asks, and what they sent.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Its name, which is no other request's.
    pub request: &'a str,
    /// What it asks for.
    pub action: &'a str,
    /// Who asks.
    pub by: &'a str,
    /// What they sent.
    pub body: &'a [u8],
}

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Answered {
    request: String,
    action: String,
    by: String,
    /// The hash of what was sent.
    sent: String,
    time: String,
    answer: Value,
}

/// The answers of a studio.
#[derive(Debug)]
pub struct Once {
    file: PathBuf,
    known: Mutex<Known>,
    /// A request was answered, or was not.
    over: Condvar,
}

#[derive(Debug, Default)]
struct Known {
    /// How much of the file is whole lines.
    end: u64,
    answers: BTreeMap<String, Answered>,
    /// Requests that are being answered.
    running: BTreeSet<String>,
}

/// The name of the request that a body holds, where it asks for something that is remembered.
///
/// # Errors
/// When it is no name that a form of the studio's gives.
pub fn request(action: &str, body: &[u8]) -> Result<Option<String>, Failure> {
    #[derive(Deserialize)]
    struct Named {
        #[serde(default)]
        once: Option<String>,
    }
    if !REMEMBERED.contains(&action) {
        return Ok(None);
    }
    let named: Named = serde_json::from_slice(body).map_err(|_| Failure::odd())?;
    let plain = |name: &String| {
        (16..=64).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    match named.once {
        Some(name) if !plain(&name) => Err(Failure::odd()),
        name => Ok(name),
    }
}

impl Once {
    /// Reads the answers of a studio's folder. Without them everything asked again is asked anew.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let file = folder.join(FILE);
        let bytes = disk::if_there(fs::read(&file))?.unwrap_or_default();
        let (lines, end) = framed::lines::<Answered>(&bytes);
        let answers = lines
            .into_iter()
            .map(|(_, answered)| (answered.request.clone(), answered))
            .collect();
        let known = Known {
            end,
            answers,
            running: BTreeSet::new(),
        };
        Ok(Self {
            file,
            known: Mutex::new(known),
            over: Condvar::new(),
        })
    }

    /// Answers a request: as it was answered before, else by `act`. What was refused changed nothing, and may be asked again.
    ///
    /// # Errors
    /// Those of `act`, and where another request had this name.
    pub fn answer(
        &self,
        asked: Asked<'_>,
        act: impl FnOnce() -> Result<Value, Failure>,
    ) -> Result<Value, Failure> {
        let sent = framed::name(asked.body);
        if let Some(known) = self.begin(asked.request) {
            let same = (known.action.as_str(), known.by.as_str(), &known.sent)
                == (asked.action, asked.by, &sent);
            return match same {
                true => Ok(known.answer),
                false => Err(Failure::odd()),
            };
        }
        let _running = Running {
            once: self,
            request: asked.request,
        };
        let answer = act()?;
        let answered = Answered {
            request: asked.request.into(),
            action: asked.action.into(),
            by: asked.by.into(),
            sent,
            time: now(),
            answer: answer.clone(),
        };
        // It is done, whether the disk takes this or not.
        self.held().remember(&self.file, answered).ok();
        Ok(answer)
    }

    /// What was answered to a request, which is waited for where somebody is at it; `None` where it is to be done now.
    fn begin(&self, request: &str) -> Option<Answered> {
        let mut known = self.held();
        loop {
            if let Some(answered) = known.answers.get(request) {
                return Some(answered.clone());
            }
            if known.running.insert(request.to_owned()) {
                return None;
            }
            known = self
                .over
                .wait(known)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn held(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn remember(&mut self, file: &Path, answered: Answered) -> io::Result<()> {
        let (_, line) = framed::line_of(&answered)?;
        self.answers.insert(answered.request.clone(), answered);
        if self.end > LARGE && self.answers.len() > MANY {
            return self.begin_anew(file);
        }
        framed::append(file, self.end, &line)?;
        self.end += line.len() as u64;
        Ok(())
    }

    /// Writes the file anew with the last answers.
    fn begin_anew(&mut self, file: &Path) -> io::Result<()> {
        let mut times: Vec<_> = self.answers.values().map(|one| one.time.clone()).collect();
        times.sort();
        let first = times[times.len() - MANY].clone();
        self.answers.retain(|_, one| one.time >= first);
        let mut bytes = Vec::new();
        for answered in self.answers.values() {
            bytes.extend(framed::line_of(answered)?.1);
        }
        disk::replace(file, &bytes)?;
        self.end = bytes.len() as u64;
        Ok(())
    }
}

/// A request that is being answered, until it is dropped.
struct Running<'a> {
    once: &'a Once,
    request: &'a str,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.once.held().running.remove(self.request);
        self.once.over.notify_all();
    }
}
