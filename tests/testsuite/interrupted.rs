//! A build that is killed at any point leaves the old site or the new one, never a mixture.

use crate::bench::{Bench, TODAY, post, tree};
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Points at which the build is killed, spread over the time that a build takes.
const KILLS: u32 = 40;

const ARGUMENTS: [&str; 4] = ["build", "--quiet", "--today", TODAY];

#[test]
fn a_killed_build_leaves_one_whole_site() {
    let bench = Bench::new();
    for n in 0..60 {
        bench.write(
            &format!("content/mau/tin/bai-{n}.md"),
            post(&format!("Bài số {n}"), "Nội dung cũ.\n"),
        );
    }
    bench.build_well();
    let old = tree(&bench.path("public/mau"));
    for n in 0..60 {
        bench.write(
            &format!("content/mau/tin/bai-{n}.md"),
            post(&format!("Bài số {n}"), "Nội dung mới hơn.\n"),
        );
    }
    let new = built_elsewhere(&bench);
    assert!(old != new);
    let whole = time_of_a_build(&bench);
    let (mut olds, mut news) = (0, 0);
    for kill in 0..KILLS {
        // Half of the kills fall evenly on the whole build, half on its end, where the sites change places.
        let share = if kill % 2 == 0 {
            f64::from(kill) / f64::from(KILLS)
        } else {
            0.8 + 0.3 * f64::from(kill) / f64::from(KILLS)
        };
        restore(&bench, &old);
        killed_after(&bench, whole.mul_f64(share));
        let left = tree(&bench.path("public/mau"));
        if left == old {
            olds += 1;
        } else if left == new {
            news += 1;
        } else {
            panic!("a mixture after {share:.2} of a build");
        }
    }
    assert!(olds > 0, "every kill came too late to prove anything");
    println!("{olds} kills left the old site, {news} the new one");
    bench.build_well();
    assert!(
        tree(&bench.path("public/mau")) == new,
        "the next build does not recover"
    );
}

fn built_elsewhere(bench: &Bench) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
    let ran = bench.loa(&["build", "--today", TODAY, "--out", "elsewhere"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    tree(&bench.path("elsewhere/mau"))
}

fn time_of_a_build(bench: &Bench) -> Duration {
    let start = Instant::now();
    let ran = bench.loa(&["build", "--today", TODAY, "--out", "timed"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    start.elapsed()
}

/// Brings back the old site where a kill came after the switch.
fn restore(bench: &Bench, old: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>) {
    if tree(&bench.path("public/mau")) == *old {
        return;
    }
    std::fs::remove_dir_all(bench.path("public/mau")).expect("removable");
    for (path, bytes) in old {
        bench.write(&format!("public/mau/{}", path.display()), bytes);
    }
}

fn killed_after(bench: &Bench, delay: Duration) {
    let mut child = bench
        .command(&ARGUMENTS)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("loa starts");
    sleep(delay);
    child.kill().expect("killed or ended");
    child.wait().expect("it ends");
}
