//! The map is true: what `ARCHITECTURE.md` and `README.md` name exists, and every file says what it owns.

use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<PathBuf> {
    [
        "src",
        "search-wasm/analysis",
        "search-wasm/src",
        "search-wasm/tests",
        "search-wasm/benches",
        "search-wasm/examples",
        "tests/testsuite",
    ]
    .iter()
    .flat_map(|folder| WalkDir::new(root().join(folder)))
    .filter_map(Result::ok)
    .map(walkdir::DirEntry::into_path)
    .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
    .collect()
}

#[test]
fn every_source_file_says_what_it_owns() {
    let sources = sources();
    assert!(sources.len() > 60);
    let silent: Vec<_> = sources
        .iter()
        .filter(|path| !fs::read_to_string(path).unwrap().starts_with("//! "))
        .collect();
    assert!(silent.is_empty(), "no `//!` at the top of {silent:?}");
}

#[test]
fn no_result_is_dropped_and_no_test_is_skipped() {
    for path in sources() {
        if path.ends_with("architecture.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for banned in ["let _ =", "#[ignore", "todo!(", "unimplemented!(", "dbg!("] {
            assert!(!text.contains(banned), "`{banned}` in {}", path.display());
        }
    }
}

/// Words in backticks that look like paths of this repository.
fn named_paths(document: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(document)).unwrap();
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| {
            [
                "src/",
                "search-wasm/",
                "tests/",
                "themes/",
                "content/",
                "packaging/",
                ".ci/",
            ]
            .iter()
            .any(|top| word.starts_with(top))
        })
        .filter(|word| !word.contains(['<', '*', '{', '…', ' ']))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_paths_that_documents_name_exist() {
    for document in [
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "README.md",
        "SECURITY.md",
        "search-wasm/README.md",
    ] {
        let named = named_paths(document);
        assert!(!named.is_empty(), "{document} names no path");
        for path in named {
            assert!(
                root().join(&path).exists() || root().join(document).with_file_name(&path).exists(),
                "{document} names `{path}`, which does not exist"
            );
        }
    }
}

/// The top level holds what the architecture says, and nothing else that git knows.
#[test]
fn the_top_level_is_in_order() {
    let output = std::process::Command::new("git")
        .args(["ls-files"])
        .current_dir(root())
        .output()
        .expect("git");
    let listed = String::from_utf8(output.stdout).unwrap();
    let mut top: Vec<_> = listed
        .lines()
        .filter_map(|path| path.split('/').next())
        .filter(|name| !name.starts_with('.'))
        .collect();
    top.dedup();
    let known = [
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "SECURITY.md",
        "content",
        "coverage",
        "deny.toml",
        "packaging",
        "search-wasm",
        "src",
        "tests",
        "themes",
    ];
    for name in top {
        assert!(known.contains(&name), "`{name}` at the top level");
    }
}
