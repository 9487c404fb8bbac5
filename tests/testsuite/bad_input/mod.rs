//! Bad input of every kind: the exact words, exit code 1, and the last good site untouched.
//!
//! `UPDATE_EXPECT=1 cargo test` renews the expected words; read the difference before you keep it.

mod dates;
mod files;
mod front_matter;
mod links;
mod output;
mod pictures;
mod settings;
mod templates;
mod texts;
mod together;

use crate::bench::{Bench, tree};
use expect_test::Expect;
use std::fs;

/// Builds a good site, spoils the root, builds again: the build fails with these words and the good
/// site is still there.
pub fn spoiled(spoil: impl FnOnce(&Bench), expected: Expect) {
    let bench = Bench::new();
    bench.build_well();
    let good = tree(&bench.path("public"));
    assert!(good.len() > 10);
    spoil(&bench);
    let ran = bench.build();
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    expected.assert_eq(
        &ran.stderr
            .replace(&bench.dir().display().to_string(), "GỐC"),
    );
    assert!(
        tree(&bench.path("public")) == good,
        "the last good site has changed"
    );
    let leftovers: Vec<_> = fs::read_dir(bench.path("public/.loa"))
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(
        leftovers.len(),
        4,
        "only the lock, the state, the manifest and the clean texts stay: {leftovers:?}"
    );
}

/// The same with a post of news that has this text.
pub fn spoiled_post(text: &str, expected: Expect) {
    spoiled(
        |bench| bench.write("content/mau/tin/xau.md", text),
        expected,
    );
}
