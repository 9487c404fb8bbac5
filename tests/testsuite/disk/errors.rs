//! Every call on files fails once: the old site stays and the exit code is 1, or the right one comes and it is 0.

use super::strace::{Call, traced};
use super::{Seeded, Tree, built_apart, changed_ward, everything, link_tree};
use crate::bench::{Bench, Ran, TODAY, tree};
use std::collections::BTreeMap;
use std::fs;

/// How a call fails.
const ERRORS: [&str; 5] = ["EIO", "ENOSPC", "EACCES", "ESTALE", "EDQUOT"];

/// Faults of a seeded part.
const FAULTS: usize = 48;

const BUILD: [&str; 4] = ["build", "--quiet", "--today", TODAY];

/// A call to fail: its name, and which of those of a thread.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    call: String,
    number: usize,
    error: &'static str,
}

impl Fault {
    fn option(&self) -> String {
        format!(
            "inject={}:error={}:when={}",
            self.call, self.error, self.number
        )
    }
}

/// The faults that a run with these calls can meet, behind what the system does to load the program.
fn faults(calls: &[Call], root: &str) -> Vec<Fault> {
    let begin = calls.iter().position(|call| call.text.contains(root));
    let begin = begin.expect("the root is looked at");
    let mut before: BTreeMap<&str, usize> = BTreeMap::new();
    for call in &calls[..begin] {
        *before.entry(&call.name).or_default() += 1;
    }
    // `strace` counts each thread's calls apart.
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for call in calls {
        *counts.entry((&call.thread, &call.name)).or_default() += 1;
    }
    let main = calls[0].thread.as_str();
    let mut faults = Vec::new();
    for ((thread, name), count) in counts {
        let from = if thread == main {
            before.get(name).copied().unwrap_or_default()
        } else {
            0
        };
        for number in from + 1..=count {
            let call = name.to_owned();
            faults.push((call, number));
        }
    }
    faults.sort();
    faults.dedup();
    let errors = |(call, number): (String, usize)| {
        ERRORS.map(|error| Fault {
            call: call.clone(),
            number,
            error,
        })
    };
    faults.into_iter().flat_map(errors).collect()
}

/// All of them, or a seeded part.
fn chosen(mut faults: Vec<Fault>) -> Vec<Fault> {
    if everything() {
        return faults;
    }
    let mut seeded = Seeded(0x10a_5eed);
    let mut some = Vec::new();
    // Calls that are few matter as much as those that are many.
    let mut names: Vec<_> = faults.iter().map(|fault| fault.call.clone()).collect();
    names.dedup();
    for name in names.iter().cycle().take(FAULTS) {
        let of_name: Vec<_> = faults
            .iter()
            .filter(|fault| fault.call == *name)
            .cloned()
            .collect();
        if of_name.is_empty() {
            continue;
        }
        let fault = of_name[seeded.below(of_name.len())].clone();
        faults.retain(|other| *other != fault);
        some.push(fault);
    }
    some
}

/// What is wrong with what a run left.
fn verdict(ran: &Ran, site: &Tree, old: &Tree, new: &Tree) -> Option<String> {
    let sound = match ran.code {
        Some(0) => site == new,
        Some(1) => site == old,
        // The system could not load the program.
        Some(127) => site == old && ran.stderr.contains("shared libraries"),
        _ => false,
    };
    let state = match site {
        site if site == new => "the right site",
        site if site == old => "the old site",
        site if site.is_empty() => "no site",
        _ => "a wrong site",
    };
    (!sound).then(|| {
        format!(
            "exit code {:?} with {state}: {}",
            ran.code,
            ran.stderr.lines().next().unwrap_or_default()
        )
    })
}

/// Tries faults of a build on `public`, which is `old` before each.
fn try_all(bench: &Bench, old: &Tree, new: &Tree, arguments: &[&str]) {
    fs::rename(bench.path("public"), bench.path("before")).expect("renamed");
    let restore = || {
        fs::remove_dir_all(bench.path("public")).ok();
        if !old.is_empty() {
            link_tree(&bench.path("before"), &bench.path("public"));
        }
    };
    restore();
    let sound = traced(bench, &[], arguments);
    assert_eq!(
        verdict(&sound.ran, &tree(&bench.path("public/mau")), old, new),
        None
    );
    let root = bench.dir().display().to_string();
    let faults = chosen(faults(&sound.calls, &root));
    let (mut codes, mut wrong) = (BTreeMap::new(), Vec::new());
    for fault in &faults {
        restore();
        let ran = traced(bench, &["-e", &fault.option()], arguments).ran;
        *codes.entry(ran.code).or_insert(0) += 1;
        let site = tree(&bench.path("public/mau"));
        if let Some(verdict) = verdict(&ran, &site, old, new) {
            wrong.push(format!("{fault:?}: {verdict}"));
        }
        let next = bench.loa(arguments);
        if next.code != Some(0) || tree(&bench.path("public/mau")) != *new {
            wrong.push(format!(
                "{fault:?}: the next build does not heal it: {}",
                next.stderr
            ));
        }
    }
    println!(
        "{} faults, exit codes {codes:?}, wrong: {}",
        faults.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_failing_call_leaves_the_old_site_or_the_right_one() {
    let (bench, old) = changed_ward();
    let new = built_apart(&bench);
    try_all(&bench, &old, &new, &BUILD);
}

#[test]
fn a_failing_call_in_a_first_build_leaves_no_site_or_the_right_one() {
    let (bench, _) = changed_ward();
    let new = built_apart(&bench);
    fs::remove_dir_all(bench.path("public")).expect("removable");
    fs::create_dir(bench.path("public")).expect("made");
    try_all(&bench, &Tree::new(), &new, &BUILD);
}
