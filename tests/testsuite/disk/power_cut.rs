//! The power fails: what the blocks of the disk hold at a moment is a whole site, the old one or the new one.
//!
//! The sites lie on an ext4 file system in an image file. The program ends at a chosen system call or by itself, the
//! journal is given time to be written while file data are not (the interval in which sites were lost), and the image is
//! copied: that is the disk after the cut. The copy is mounted, which replays its journal, and read.

use super::strace::{Call, traced};
use super::{Seeded, Tree, built_apart, changed_ward, everything};
use crate::bench::{Bench, TODAY, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

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

/// The image as it is at one moment: read twice, byte by byte, it is the same.
fn snapshot(image: &Path, to: &Path) {
    let read = || fs::read(image).expect("readable");
    let mut before = read();
    for _ in 0..50 {
        let now = read();
        if now == before {
            return fs::write(to, now).expect("written");
        }
        before = now;
    }
    panic!("the disk is never still");
}

/// Calls that change what the disk holds; those with which sites change places are tried more often.
const CALLS: [&str; 12] = [
    "syncfs",
    "renameat2",
    "fsync",
    "unlinkat",
    "rename",
    "linkat",
    "fsync",
    "unlinkat",
    "linkat",
    "mkdir",
    "openat",
    "write",
];

/// When the power fails.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// At this call of a thread.
    At(&'static str, usize),
    /// So long after the end of a build.
    After(Duration),
}

/// Moments spread over the calls that a build makes.
fn moments(count: usize, calls: &[Call]) -> Vec<Moment> {
    let mut seeded = Seeded(0x0ff);
    let most = |name: &str| {
        let mut threads = BTreeMap::new();
        for call in calls.iter().filter(|call| call.name == name) {
            *threads.entry(&call.thread).or_insert(0) += 1;
        }
        threads.into_values().max().unwrap_or(1)
    };
    let moment = |n: usize| match n % 5 {
        0 => Moment::After(Duration::from_millis(seeded.below(2500) as u64)),
        _ => {
            let name = CALLS[n % CALLS.len()];
            Moment::At(name, 1 + seeded.below(most(name)))
        }
    };
    (0..count).map(moment).collect()
}

const BUILD: [&str; 6] = ["build", "--quiet", "--today", TODAY, "--out", "disk/public"];

/// Builds on the disk, cuts the power, and gives the site that is left and whether the build had succeeded.
fn cut(bench: &Bench, image: &Path, moment: Moment) -> (Tree, bool) {
    let disk = Mounted::new(image, bench.path("disk")).expect("mounted before");
    let code = match moment {
        Moment::At(call, number) => {
            let inject = format!("inject={call}:signal=KILL:when={number}");
            traced(bench, &["-e", &inject], &BUILD).ran.code
        }
        Moment::After(delay) => {
            let ran = bench.loa(&BUILD);
            sleep(delay);
            ran.code
        }
    };
    sleep(COMMITTED);
    let copied = bench.path("cut.img");
    snapshot(image, &copied);
    drop(disk);
    let after = Mounted::new(&copied, bench.path("after")).expect("mounted before");
    let left = tree(&after.0.join("public/mau"));
    let ran = bench.loa(&["build", "--today", TODAY, "--out", "after/public"]);
    assert_eq!(ran.code, Some(0), "the next build fails: {}", ran.stderr);
    let healed = tree(&after.0.join("public/mau")) == built_apart(bench);
    assert!(healed, "the next build does not heal it");
    (left, code == Some(0))
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
    let calls = {
        snapshot(&before, &image);
        let _disk = Mounted::new(&image, bench.path("disk")).expect("mounted before");
        traced(&bench, &[], &BUILD).calls
    };
    let (mut olds, mut news, mut lost) = (0, 0, Vec::new());
    for moment in moments(if everything() { all } else { some }, &calls) {
        snapshot(&before, &image);
        let (left, built) = cut(&bench, &image, moment);
        match left {
            left if left == new => news += 1,
            left if left == old && !built => olds += 1,
            left => {
                let other = |than: &Tree| {
                    let paths = than.keys().chain(left.keys()).collect::<BTreeSet<_>>();
                    let differ = |path: &&PathBuf| left.get(*path) != than.get(*path);
                    paths
                        .into_iter()
                        .filter(differ)
                        .cloned()
                        .collect::<Vec<_>>()
                };
                let empty = left.values().filter(|bytes| bytes.is_empty()).count();
                lost.push(format!(
                    "{moment:?}, built: {built}: {} files, {empty} of them empty; other than in the old site: {:?}, in the new one: {:?}",
                    left.len(),
                    other(&old),
                    other(&new),
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
