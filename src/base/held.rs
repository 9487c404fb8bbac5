//! Files and folders that another program holds open. Windows renames none of these, nor a folder above one, and scanners for
//! viruses open what was just written: a moment later it goes.

use std::fs;
use std::io::{self, Error, ErrorKind};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How long it is tried again.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long between two tries.
const PAUSE: Duration = Duration::from_millis(40);

/// Renames a file or a folder, also when another program lets go of it only now.
///
/// # Errors
/// When the system refuses; [`ErrorKind::ResourceBusy`] when another program keeps it.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently((), |()| fs::rename(from, to).map_err(|error| (error, ())))
}

/// Does `step`, and again while another program keeps what it needs; `step` gives `thing` back with its error.
///
/// # Errors
/// As [`rename`].
pub fn patiently<T>(thing: T, step: impl FnMut(T) -> Result<(), (Error, T)>) -> io::Result<()> {
    let is_held = |error: &Error| cfg!(windows) && is_held_on_windows(error);
    again(PATIENCE, thing, step, is_held)
}

/// ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION; and ERROR_ACCESS_DENIED, which a folder is refused with when a file below
/// it is open. Where it means a right that is missing, one waits for nothing.
fn is_held_on_windows(error: &Error) -> bool {
    matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

fn again<T>(
    patience: Duration,
    mut thing: T,
    mut step: impl FnMut(T) -> Result<(), (Error, T)>,
    is_held: impl Fn(&Error) -> bool,
) -> io::Result<()> {
    let since = Instant::now();
    loop {
        match step(thing) {
            Ok(()) => return Ok(()),
            Err((error, _)) if !is_held(&error) => return Err(error),
            Err((error, _)) if since.elapsed() >= patience => {
                return Err(Error::new(ErrorKind::ResourceBusy, error));
            }
            Err((_, back)) => thing = back,
        }
        thread::sleep(PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Lang, Localise};
    use crate::reason::Cause;

    fn refusing(times: usize, patience: Duration, code: i32) -> (usize, io::Result<()>) {
        let mut tries = 0;
        let step = |()| {
            tries += 1;
            match tries > times {
                true => Ok(()),
                false => Err((Error::from_raw_os_error(code), ())),
            }
        };
        let result = again(patience, (), step, is_held_on_windows);
        (tries, result)
    }

    #[test]
    fn what_another_program_lets_go_is_waited_for() {
        for code in [5, 32, 33] {
            let (tries, result) = refusing(2, PATIENCE, code);
            assert!(result.is_ok());
            assert_eq!(tries, 3);
        }
    }

    #[test]
    fn what_another_program_keeps_is_told_as_that() {
        let (tries, result) = refusing(usize::MAX, PAUSE * 2, 5);
        assert!(tries > 1);
        let cause = Cause::from(result.unwrap_err());
        assert_eq!(cause.localise(Lang::Vi), "đang được chương trình khác dùng");
    }

    #[test]
    fn other_refusals_are_told_at_once() {
        let (tries, result) = refusing(usize::MAX, PATIENCE, 2);
        assert_eq!(tries, 1);
        assert_eq!(result.unwrap_err().raw_os_error(), Some(2));
    }

    #[test]
    fn here_a_rename_is_a_rename() {
        let dir = tempfile::tempdir().unwrap();
        let [from, to] = ["from", "to"].map(|name| dir.path().join(name));
        fs::write(&from, "a").unwrap();
        rename(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(&to).unwrap(), "a");
        assert_eq!(rename(&from, &to).unwrap_err().kind(), ErrorKind::NotFound);
    }
}
