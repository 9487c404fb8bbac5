//! The power fails: what the blocks of the disk hold at a moment is a whole site, the old one or the new one.
//!
//! The sites lie on an ext4 file system in an image file. At each moment the program is stopped, the journal is given
//! time to be written while file data are not (the interval in which sites were lost), and the image is copied: that is
//! the disk after the cut. The copy is mounted, which replays its journal, and read.

use super::{Seeded, Tree, built_apart, changed_ward, everything};
use crate::bench::{Bench, TODAY, tree};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Moments that are tried in `tests/disk`, and in a seeded part.
const MOMENTS: [usize; 2] = [50, 5];

/// Longer than the journal waits, which is told to when mounting.
const COMMITTED: Duration = Duration::from_millis(1300);

/// A mounted image, until dropped.
struct Mounted(PathBuf);

impl Mounted {
    /// Mounts an image; the reason when that cannot be done here.
    fn new(image: &Path, at: PathBuf) -> Result<Self, String> {
        fs::create_dir_all(&at).expect("made");
        run("mount", &["-o", "loop,commit=1"], &[image, &at])?;
        Ok(Self(at))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        run("umount", &[], &[&self.0])
            .or_else(|_| run("umount", &["-l"], &[&self.0]))
            .ok();
    }
}

fn run(command: &str, options: &[&str], paths: &[&Path]) -> Result<(), String> {
    let output = Command::new(command).args(options).args(paths).output();
    let output = output.map_err(|error| format!("{command}: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!(
            "{command}: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )),
    }
}

fn copy(from: &Path, to: &Path) {
    run("cp", &["--sparse=always"], &[from, to]).expect("copied");
}

/// The image as it is at one moment: two copies are the same.
fn snapshot(image: &Path, to: &Path) {
    let again = to.with_extension("again");
    for _ in 0..20 {
        copy(image, to);
        copy(image, &again);
        if run("cmp", &["-s"], &[to, &again]).is_ok() {
            return;
        }
    }
    panic!("the disk is never still");
}

/// When the power fails.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// After this share of a build.
    During(f64),
    /// So long after its end.
    After(Duration),
}

fn moments(count: usize) -> Vec<Moment> {
    let mut seeded = Seeded(0x0ff);
    let moment = |n: usize| match n % 5 {
        0 => Moment::After(Duration::from_millis(seeded.below(2500) as u64)),
        1 => Moment::During(seeded.below(1000) as f64 / 1000.0),
        // The end is where the sites change places.
        _ => Moment::During(0.7 + seeded.below(400) as f64 / 1000.0),
    };
    (0..count).map(moment).collect()
}

/// Builds on the disk, cuts the power, and gives the site that is left and whether the build had succeeded.
fn cut(bench: &Bench, image: &Path, moment: Moment, whole: Duration) -> (Tree, bool) {
    let disk = Mounted::new(image, bench.path("disk")).expect("mounted before");
    let mut child = bench
        .command(&["build", "--quiet", "--today", TODAY, "--out", "disk/public"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("loa starts");
    let pid = child.id().to_string();
    let ended = match moment {
        Moment::During(share) => {
            sleep(whole.mul_f64(share));
            let ended = child.try_wait().expect("known");
            if ended.is_none() {
                run("kill", &["-STOP", &pid], &[]).ok();
            }
            ended.or_else(|| child.try_wait().expect("known"))
        }
        Moment::After(delay) => {
            let ended = child.wait().expect("known");
            sleep(delay);
            Some(ended)
        }
    };
    sleep(COMMITTED);
    let copied = bench.path("cut.img");
    snapshot(image, &copied);
    child.kill().ok();
    child.wait().expect("ends");
    drop(disk);
    let after = Mounted::new(&copied, bench.path("after")).expect("mounted before");
    let left = tree(&after.0.join("public/mau"));
    let ran = bench.loa(&["build", "--today", TODAY, "--out", "after/public"]);
    assert_eq!(ran.code, Some(0), "the next build fails: {}", ran.stderr);
    assert!(
        tree(&after.0.join("public/mau")) == built_apart(bench),
        "the next build does not heal it"
    );
    (left, ended.is_some_and(|status| status.success()))
}

/// An image with the old site on it.
fn image(bench: &Bench) -> Result<PathBuf, String> {
    let image = bench.path("disk.img");
    let file = fs::File::create(&image).map_err(|error| error.to_string())?;
    file.set_len(48 << 20).map_err(|error| error.to_string())?;
    run("mkfs.ext4", &["-q", "-F"], &[&image])?;
    let disk = Mounted::new(&image, bench.path("disk"))?;
    fs::create_dir(disk.0.join("public")).expect("made");
    run(
        "cp",
        &["-a"],
        &[&bench.path("public/."), &disk.0.join("public")],
    )?;
    drop(disk);
    Ok(image)
}

#[test]
fn a_power_cut_loses_no_page() {
    let (bench, old) = changed_ward();
    let new = built_apart(&bench);
    let image = match image(&bench) {
        Ok(image) => image,
        Err(reason) => {
            // The order of the calls is checked everywhere, in `order.rs`.
            return println!("SKIPPED: no file system can be mounted here ({reason})");
        }
    };
    let before = bench.path("before.img");
    fs::rename(&image, &before).expect("renamed");
    let [all, some] = MOMENTS;
    let start = Instant::now();
    let apart = bench.loa(&["build", "--today", TODAY, "--out", "timed"]);
    assert_eq!(apart.code, Some(0));
    let whole = start.elapsed();
    let (mut olds, mut news, mut lost) = (0, 0, Vec::new());
    for moment in moments(if everything() { all } else { some }) {
        copy(&before, &image);
        let (left, built) = cut(&bench, &image, moment, whole);
        match left {
            left if left == new => news += 1,
            left if left == old && !built => olds += 1,
            left => {
                let empty = left.values().filter(|bytes| bytes.is_empty()).count();
                lost.push(format!(
                    "{moment:?}: {} files, {empty} of them empty",
                    left.len()
                ));
            }
        }
    }
    println!(
        "{olds} cuts left the old site, {news} the new one, {} neither",
        lost.len()
    );
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    assert!(news > 0);
}
