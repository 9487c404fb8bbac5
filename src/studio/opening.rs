//! The way into the studio that opens by itself: a page on the disk that only its owner may read, and that leads to the address
//! with the code. On the command line of a browser the code would be seen by every account of the machine.

use base::disk;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A page that leads in; it goes with this.
#[derive(Debug)]
pub struct Opening {
    path: PathBuf,
}

impl Opening {
    /// Writes the page that leads to `address` into the first of these folders that takes it. Its name says the port, so that
    /// one that a killed program left is written over; its code is good no more.
    ///
    /// # Errors
    /// When none takes it.
    pub fn write(folders: &[PathBuf], port: u16, address: &str) -> io::Result<Self> {
        let mut failed = io::Error::from(ErrorKind::NotFound);
        for folder in folders {
            let path = folder.join(format!("loa-{port}.html"));
            match disk::replace_private(&path, page(address).as_bytes()) {
                Ok(()) => return Ok(Self { path }),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }

    /// Where the page is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        // A page that stays leads nowhere.
        fs::remove_file(&self.path).ok();
    }
}

/// A page that goes on to `address`, which holds nothing that HTML would read otherwise.
fn page(address: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"vi\">\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"refresh\" content=\"0;url={address}\">\n<title>Viết bài</title>\n\
         <p><a href=\"{address}\">Mở phần viết bài</a></p>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_its_owners_alone_and_goes_with_the_opening() {
        let dir = tempfile::tempdir().unwrap();
        let folders = [dir.path().join("none"), dir.path().to_owned()];
        // What another user may read is not written into, but replaced.
        let path = dir.path().join("loa-8116.html");
        fs::write(&path, "before").unwrap();
        let address = "http://127.0.0.1:8116/vao/0123";
        let opening = Opening::write(&folders, 8116, address).unwrap();
        assert_eq!(opening.path(), path);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(address).count(), 2, "{text}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        drop(opening);
        assert!(!path.exists());
        assert!(Opening::write(&folders[..1], 1, address).is_err());
    }
}
