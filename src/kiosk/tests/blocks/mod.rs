//! Power cuts on a real file system: every block that a kiosk writes is recorded below ext4, and replayed up to any point
//! with what a disk may have kept of it. Each such disk is mounted, which replays its journal, and the kiosk is started.
//!
//! A kill keeps what the kernel holds in memory, and the model of FAT and NTFS is one of our own: here the kernel's ext4
//! decides, mounted with `noauto_da_alloc`, for without it ext4 forgives a missing flush.

mod disk;
mod recorder;
mod session;
mod states;

use crate::bench::{Bench, Signers};
use disk::{Mounted, run};
use kiosk::feedback::Counts;
use kiosk::state::Kiosk;
use recorder::Event;
use session::Served;
use states::{Cut, Cuts};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;

/// Disks that are tried with all tests, and with `LOA_DISK=all`; `LOA_BLOCKS` is another number, and where they begin.
const COUNT: [u64; 2] = [28, 2000];

/// What was said to somebody by a moment, and must be true behind a power cut.
#[derive(Debug, Clone)]
pub struct Promise {
    /// One of these is shown.
    releases: &'static [u64],
    /// Nothing at or below it is taken again.
    floor: u64,
    /// This release, where it is shown, needs no trial any more.
    proved: Option<u64>,
    /// Counts were handed over, and are kept until somebody has got them.
    counted: bool,
}

/// Before anything happens.
const BASE: Promise = Promise {
    releases: &[3],
    floor: 3,
    proved: None,
    counted: false,
};

fn all() -> bool {
    std::env::var("LOA_DISK").is_ok_and(|value| value == "all")
}

/// How many disks, and the first seed.
fn asked() -> (u64, u64) {
    let asked = std::env::var("LOA_BLOCKS").unwrap_or_default();
    let mut numbers = asked.split_whitespace().map(|word| word.parse().ok());
    let mut next = || numbers.next().flatten();
    let count = next().unwrap_or(COUNT[usize::from(all())]);
    (count, next().unwrap_or(0))
}

/// Says loudly what was not tested; with `LOA_DISK=all` that is a failure.
fn skipped(reason: &str) {
    let told = format!(
        "NOT TESTED: power cuts of a kiosk on ext4 need root, FUSE and loop devices ({reason})"
    );
    assert!(!all(), "{told}");
    // Not by `println!`, which the test command keeps to itself.
    writeln!(std::io::stderr(), "\n{told}\n").expect("told");
}

/// What is wrong with a disk behind a cut, if anything.
fn wrong(bench: &Bench, cut: &Cut<'_, Promise>, starts: bool) -> Option<String> {
    let told = |what: String| Some(format!("{what}: {}, promised {:?}", cut.told, cut.mark));
    let image = bench.path("cut.img");
    fs::write(&image, &cut.disk).expect("written");
    let mounted = Mounted::new(&image, &bench.state());
    let Ok(_mounted) = mounted else {
        return told(format!("it cannot be mounted, {:?}", mounted.err()));
    };
    let kiosk = match Kiosk::open(&bench.state()) {
        Ok(kiosk) => kiosk,
        Err(refusal) => return told(format!("not a kiosk any more, {refusal:?}")),
    };
    let (state, bundle) = kiosk.current();
    let release = bundle.map_or(0, |bundle| bundle.manifest().release);
    let promise = cut.mark;
    if !promise.releases.contains(&release) {
        return told(format!("release {release} is shown"));
    }
    if state.floor < promise.floor || state.floor < release {
        return told(format!("the floor is {}", state.floor));
    }
    if promise.proved == Some(release) && state.trial.is_some() {
        return told("what was proved is on trial again".into());
    }
    let counts = Counts::open(&kiosk).expect("opened");
    let pages = counts.hand_over(&kiosk).expect("written").tally.segments;
    let kept = |address| {
        let times = pages
            .iter()
            .filter_map(|segment| segment.pages.get(address));
        times.sum::<u64>() > 0
    };
    if promise.counted && !kept("/suc-khoe/") {
        return told("counts that were handed over are gone".into());
    }
    if starts {
        let part = ["Phuong Mau", "Ban nam", "Ban sau"]
            [usize::try_from(release).unwrap_or(0).saturating_sub(4)];
        if !Served::new(bench).shows(part) {
            return told(format!("release {release} has no first page"));
        }
        if !session::import(bench, "9.loa", &[]) || bench.release() != 9 {
            return told("the next import fails".into());
        }
    }
    None
}

/// A kiosk's disk, and a kiosk that can be mounted over; nothing where this cannot be tested.
fn prepared() -> Option<(Bench, Vec<u8>)> {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    match session::before(&bench, &signers) {
        Ok(before) => Some((bench, before)),
        Err(reason) => {
            skipped(&reason);
            None
        }
    }
}

#[test]
fn every_state_of_the_disk_behind_a_power_cut_has_a_whole_site() {
    let Some((bench, before)) = prepared() else {
        return;
    };
    let events = match session::recorded(&bench, &before) {
        Ok(events) => events,
        Err(reason) => return skipped(&reason),
    };
    let count = |what: fn(&Event<Promise>) -> bool| events.iter().filter(|one| what(one)).count();
    let writes = count(|event| matches!(event, Event::Write(..)));
    let flushes = count(|event| matches!(event, Event::Flush));
    assert!(writes > 50 && flushes > 10, "{writes}, {flushes}");
    let cuts = Cuts {
        before: &before,
        events: &events,
    };
    let (count, first) = asked();
    let (mut lost, mut behind) = (Vec::new(), BTreeMap::<u64, u64>::new());
    for seed in first..first + count {
        let cut = cuts.cut(seed);
        lost.extend(wrong(&bench, &cut, seed.is_multiple_of(16)));
        *behind.entry(cut.mark.floor).or_default() += 1;
    }
    println!(
        "{count} disks from {writes} writes and {flushes} flushes, {} of them wrong; cuts behind each floor: {behind:?}",
        lost.len()
    );
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// The disks see what they are for: an import that flushes nothing, not its bundle, or not its record, is found out. (To forget
/// what the kernel holds of a file makes it write that, so the bundle of the second is not forgotten either.)
#[test]
fn an_import_that_does_not_flush_is_found_out_on_ext4() {
    let Some((bench, before)) = prepared() else {
        return;
    };
    let mutants = [
        ("nothing is flushed", &["fsync:retval=0"][..]),
        (
            "the bundle is not flushed",
            &["fsync:retval=0:when=1", "fadvise64:retval=0"],
        ),
        ("the record is not flushed", &["fsync:retval=0:when=3"]),
    ];
    for (name, faults) in mutants {
        let events = match session::recorded_with(&bench, &before, faults) {
            Ok(events) => events,
            Err(reason) => return skipped(&reason),
        };
        let cuts = Cuts {
            before: &before,
            events: &events,
        };
        let found = (0..200).find_map(|seed| wrong(&bench, &cuts.cut(seed), false));
        println!("{name}: {found:?}");
        assert!(found.is_some(), "{name}");
    }
}
