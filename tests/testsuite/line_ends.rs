//! Lines end as each editor ends them: the sites are the same to the byte, and problems stand at the same lines.

use crate::bench::{Bench, TODAY, lesson, tree};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Makes the bytes of a text.
type Form = fn(&str) -> Vec<u8>;

/// How the editors of other systems write a text.
const FORMS: [(&str, Form); 4] = [
    ("\\r\\n", |text| windows(text).into_bytes()),
    ("\\r\\n behind a mark", |text| {
        format!("\u{feff}{}", windows(text)).into_bytes()
    }),
    ("\\r\\n in UTF-16", |text| {
        let units = format!("\u{feff}{}", windows(text));
        units.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }),
    ("\\r", |text| text.replace('\n', "\r").into_bytes()),
];

fn windows(text: &str) -> String {
    text.replace('\n', "\r\n")
}

/// The files below a folder that have one of these endings.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = walk.filter(|entry| entry.file_type().is_file());
    let files = files.map(walkdir::DirEntry::into_path);
    let wanted = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| endings.contains(&ending))
    };
    files.filter(wanted).collect()
}

fn rewrite(files: &[PathBuf], form: Form) {
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        fs::write(file, form(&text)).unwrap();
    }
}

/// One ward of the repository with what all wards share, and the theme.
fn shipped_ward() -> Bench {
    let bench = Bench::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["content/chung", "content/le-chan", "themes/phuong"] {
        for entry in WalkDir::new(root.join(folder)) {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(root).unwrap();
                bench.write(path.to_str().unwrap(), fs::read(entry.path()).unwrap());
            }
        }
    }
    bench
}

#[test]
fn a_ward_written_on_windows_is_the_same_site_to_the_byte() {
    let plain = shipped_ward();
    plain.build_well();
    let wanted = tree(&plain.path("public"));
    assert!(wanted.len() > 500, "{}", wanted.len());
    let bench = shipped_ward();
    let texts = files(&bench.path("content"), &["md", "toml", "txt", "svg"]);
    let theme = files(&bench.path("themes"), &["html", "css", "js"]);
    assert!(texts.len() > 50 && theme.len() > 20);
    rewrite(&texts, FORMS[0].1);
    rewrite(&theme, FORMS[0].1);
    bench.build_well();
    let found = tree(&bench.path("public"));
    for (path, bytes) in &wanted {
        assert!(found.get(path) == Some(bytes), "{}", path.display());
    }
    assert_eq!(found.len(), wanted.len());
}

/// What Markdown and TOML make of lines, and what of a line's end they keep.
const TEXT: &str = "Dòng một  \ndòng hai\\\ndòng ba\n\n```\nmã một\n\nmã hai\n```\n\n    thụt một\n\n    thụt hai\n\n<div>\nmột\n\nhai\n</div>\n\n\
    | a | b |\n|---|---|\n| 1 | 2 |\n\n- một\n\n  hai\n- ba\n\n> trích\n> tiếp\n\n::: lưu ý\nGọi 115.\n:::\n\nCuối\n====\n\nHết.";

#[test]
fn what_lines_mean_in_markdown_and_toml_is_the_same() {
    let bench = |form: Form| {
        let bench = Bench::new();
        let text = lesson("Bài", TEXT).replace(
            "date =",
            "summary = \"\"\"\nMột câu,\nhai dòng.\"\"\"\nmedia.zalo = '''\nMột.\n\nHai.'''\ndate =",
        );
        bench.write("content/mau/suc-khoe/bai.md", form(&text));
        bench
    };
    let plain = bench(|text| text.as_bytes().to_vec());
    let said = plain.build_well().stderr;
    for (name, form) in FORMS {
        let other = bench(form);
        assert_eq!(other.build_well().stderr, said, "{name}");
        let (other, plain) = (tree(&other.path("public")), tree(&plain.path("public")));
        for (path, bytes) in &plain {
            assert!(other.get(path) == Some(bytes), "{name}: {}", path.display());
        }
    }
}

#[test]
fn problems_stand_at_the_same_lines() {
    let bench = Bench::new();
    bench.write(
        "content/mau/suc-khoe/bai.md",
        lesson("Bài", "Một.\n\nXem [kia](khong-co.md).\n\n# Sai\n")
            .replace("year = 2024", "year = \"x\""),
    );
    bench.write(
        "content/mau/tin/_index.md",
        "+++\ntitle = \"Tin\"\nla = 1\n+++\n",
    );
    let ward = bench.read("content/mau/ward.toml");
    bench.write("content/mau/ward.toml", format!("{ward}\n# thêm\nla = 2\n"));
    let texts = files(&bench.path("content"), &["md", "toml"]);
    let originals: Vec<_> = texts.iter().map(|file| fs::read(file).unwrap()).collect();
    let check = || bench.loa(&["check", "--today", TODAY]);
    let wanted = check();
    assert_eq!(wanted.code, Some(1));
    for line in ["bai.md:9", "_index.md:3", "ward.toml:7"] {
        assert!(wanted.stderr.contains(line), "{line}: {}", wanted.stderr);
    }
    for (name, form) in FORMS {
        rewrite(&texts, form);
        assert_eq!(check().stderr, wanted.stderr, "{name}");
        for (file, bytes) in texts.iter().zip(&originals) {
            fs::write(file, bytes).unwrap();
        }
    }
}
