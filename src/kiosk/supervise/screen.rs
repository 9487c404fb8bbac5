//! Keeps a browser on the screen: starts it, starts it again when it ends, when its page no longer asks for anything (a
//! frozen picture over a living process), and once a night.

use super::notify::Notify;
use crate::stick::HEARTBEAT;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How long a page may be silent: it asks every two seconds.
const SILENCE: Duration = Duration::from_secs(90);

/// How long a session may take to show its first page.
const START: Duration = Duration::from_secs(180);

/// How long a session lasts at least before the night ends it, and at most where the clock is wrong.
const SHORTEST: Duration = Duration::from_secs(12 * 3600);
const LONGEST: Duration = Duration::from_secs(36 * 3600);

/// The hour of the night, in Vietnam.
const NIGHT: u64 = 3;

/// Between two looks.
const LOOK: Duration = Duration::from_secs(5);

/// Between a session that ended and the next.
const PAUSE: Duration = Duration::from_secs(2);

/// Why a session is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Its page has been silent for too long.
    Frozen,
    /// It is night.
    Night,
}

/// Whether a session that has run for `ran`, and whose page asked `asked` ago, is to be ended.
pub fn due(ran: Duration, asked: Option<Duration>, now: SystemTime) -> Option<Reason> {
    let since_epoch = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let hour = (since_epoch.as_secs() / 3600 + 7) % 24;
    // A page of the session before is none of this one.
    let asked = asked.filter(|asked| *asked <= ran);
    let silent = match asked {
        Some(asked) => asked > SILENCE,
        None => ran > START,
    };
    if silent {
        return Some(Reason::Frozen);
    }
    let night = ran >= SHORTEST && hour == NIGHT || ran >= LONGEST;
    night.then_some(Reason::Night)
}

/// Runs the session's command until the program ends.
///
/// # Errors
/// When the command cannot be started at all.
pub fn run(port: u16, command: &[OsString]) -> io::Result<()> {
    let notify = Notify::from_environment();
    notify.ready();
    loop {
        let begun = Instant::now();
        let mut session = start(command)?;
        loop {
            notify.alive();
            if has_ended(&mut session)? {
                break;
            }
            let Some(asked) = page_asked(port) else {
                // Without a server there is nothing to judge by.
                thread::sleep(LOOK);
                continue;
            };
            if due(begun.elapsed(), asked, SystemTime::now()).is_some() {
                end(&mut session)?;
                break;
            }
            thread::sleep(LOOK);
        }
        thread::sleep(PAUSE);
    }
}

fn start(command: &[OsString]) -> io::Result<Child> {
    let missing = || io::Error::from(io::ErrorKind::InvalidInput);
    let (program, arguments) = command.split_first().ok_or_else(missing)?;
    let mut session = Command::new(program);
    session.args(arguments);
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        // Whatever the session starts ends with it.
        session.process_group(0);
    }
    session.spawn()
}

/// Whether a session has ended by itself; what it started ends with it, else it would lie over the next one.
fn has_ended(session: &mut Child) -> io::Result<bool> {
    let ended = session.try_wait()?.is_some();
    if ended {
        kill(session)?;
    }
    Ok(ended)
}

fn end(session: &mut Child) -> io::Result<()> {
    kill(session)?;
    session.wait().map(|_| ())
}

/// Kills a session with whatever it started.
fn kill(session: &mut Child) -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        use rustix::process::{Pid, Signal, kill_process_group};
        let group = i32::try_from(session.id()).ok().and_then(Pid::from_raw);
        let killed = group.map(|group| kill_process_group(group, Signal::KILL));
        match killed {
            // All of them have ended.
            None | Some(Ok(()) | Err(Errno::SRCH)) => Ok(()),
            Some(Err(error)) => Err(error.into()),
        }
    }
    #[cfg(not(unix))]
    session.kill()
}

/// Asks the server at this port when a page last asked; the outer `None` is no answer, the inner one no page yet.
pub fn page_asked(port: u16) -> Option<Option<Duration>> {
    let patience = Some(Duration::from_secs(5));
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    stream.set_read_timeout(patience).ok()?;
    stream.set_write_timeout(patience).ok()?;
    let request = format!("GET {HEARTBEAT} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    head.starts_with("HTTP/1.1 200 ").then_some(())?;
    Some(body.trim().parse().ok().map(Duration::from_secs))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3600;

    fn at(hour_in_vietnam: u64) -> SystemTime {
        let day = 20_000 * 24 * HOUR;
        UNIX_EPOCH + Duration::from_secs(day + hour_in_vietnam * HOUR - 7 * HOUR)
    }

    fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    #[test]
    fn a_frozen_page_ends_its_session() {
        let noon = at(12);
        let ran = seconds(HOUR);
        assert_eq!(due(ran, Some(seconds(3)), noon), None);
        assert_eq!(due(ran, Some(seconds(91)), noon), Some(Reason::Frozen));
        assert_eq!(due(ran, None, noon), Some(Reason::Frozen));
        // The first page takes its time, and a page of the session before is none.
        assert_eq!(due(seconds(100), None, noon), None);
        assert_eq!(due(seconds(100), Some(seconds(200)), noon), None);
        assert_eq!(
            due(seconds(181), Some(seconds(200)), noon),
            Some(Reason::Frozen)
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_session_started_ends_with_it() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("started");
        let script = format!("sleep 600 & echo $! > {}", file.display());
        let mut session = start(&["sh".into(), "-c".into(), script.into()]).unwrap();
        let begun = Instant::now();
        while !has_ended(&mut session).unwrap() {
            assert!(begun.elapsed() < seconds(60));
            thread::sleep(Duration::from_millis(20));
        }
        let started = std::fs::read_to_string(file).unwrap();
        let stat = format!("/proc/{}/stat", started.trim());
        // Killed, whether or not somebody has asked how it ended.
        while std::fs::read_to_string(&stat).is_ok_and(|stat| !stat.contains(") Z ")) {
            assert!(begun.elapsed() < seconds(60), "it lives on");
            thread::sleep(Duration::from_millis(20));
        }
    }

    #[test]
    fn the_night_ends_a_session_once() {
        let page = Some(seconds(1));
        assert_eq!(due(seconds(20 * HOUR), page, at(3)), Some(Reason::Night));
        assert_eq!(due(seconds(20 * HOUR), page, at(4)), None);
        assert_eq!(due(seconds(600), page, at(3)), None, "it was just started");
        // Clocks that say 1970, or whatever, end it all the same.
        assert_eq!(
            due(seconds(36 * HOUR), page, UNIX_EPOCH),
            Some(Reason::Night)
        );
    }
}
