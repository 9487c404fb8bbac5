//! What was checked is what is published: each source is read once, and its whole hash decides.

use super::{DRAWING, resolution};
use crate::bench::{Bench, post, tree};
use base::digest::sha256;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

/// Two documents whose SHA-256 begin with the same ten digits, as names once had them: found by trying, in a second.
fn collision() -> [String; 2] {
    let texts = [2_337_392, 2_619_167].map(|n| format!("Kế hoạch số {n}.\n"));
    let [first, second] = [&texts[0], &texts[1]].map(|text| sha256(text.as_bytes()));
    assert!(first != second && first[..10] == second[..10]);
    texts
}

#[test]
fn documents_that_look_alike_in_ten_digits_do_not_take_each_others_place() {
    let [first, second] = collision();
    let bench = Bench::new();
    bench.write(
        "content/mau/nghi-quyet/a.md",
        resolution("Kế hoạch", "a.txt"),
    );
    bench.write("content/mau/nghi-quyet/a.txt", &first);
    bench.build_well();
    bench.write("content/mau/nghi-quyet/a.txt", &second);
    bench.build_well();
    let texts = |words: &str| {
        let site = tree(&bench.path("public/mau/assets"));
        site.values()
            .filter(|bytes| *bytes == words.as_bytes())
            .count()
    };
    assert_eq!((texts(&first), texts(&second)), (0, 1));
    // Both at once, under one name in two folders.
    bench.write(
        "content/mau/khac/a.md",
        "+++\ntitle = \"Trang\"\ndate = 2026-01-15\n+++\n",
    );
    bench.write(
        "content/mau/nghi-quyet/b.md",
        resolution("Kế hoạch hai", "../khac/a.txt"),
    );
    bench.write("content/mau/khac/a.txt", &first);
    bench.build_well();
    assert_eq!((texts(&first), texts(&second)), (1, 1));
}

/// A drawing and a document change all the time while sites are built.
#[test]
fn what_changes_during_a_build_is_published_as_it_was_checked() {
    let bench = Bench::new();
    let acts = DRAWING.replace("<rect", "<script>alert(1)</script><rect");
    bench.write("content/mau/tin/hinh.svg", DRAWING);
    bench.write("content/mau/tin/b.md", post("Hình", "![Sơ đồ](hinh.svg)\n"));
    bench.write(
        "content/mau/nghi-quyet/a.md",
        resolution("Kế hoạch", "a.txt"),
    );
    bench.write("content/mau/nghi-quyet/a.txt", "Bản một.\n");
    /// Ends the changing, also where an assertion fails.
    struct Done<'a>(&'a AtomicBool);
    impl Drop for Done<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                let drawing = if n % 2 == 0 { DRAWING } else { &acts };
                for (path, bytes) in [
                    ("tin/hinh.svg", drawing.to_owned()),
                    ("nghi-quyet/a.txt", format!("Bản số {n}.\n")),
                ] {
                    let target = bench.path(&format!("content/mau/{path}"));
                    let beside = target.with_extension("new~");
                    fs::write(&beside, bytes).unwrap();
                    fs::rename(&beside, &target).unwrap();
                }
            }
        });
        let _done = Done(&done);
        for _ in 0..12 {
            let ran = bench.build();
            assert!(matches!(ran.code, Some(0 | 1)), "{}", ran.stderr);
            if ran.code == Some(0) {
                whole(&bench);
            }
        }
    });
    bench.write("content/mau/tin/hinh.svg", DRAWING);
    bench.build_well();
    whole(&bench);
}

/// No published file acts, each has the name of its own bytes, and pages name what is there.
fn whole(bench: &Bench) {
    let site = tree(&bench.path("public/mau"));
    for (path, bytes) in &site {
        let name = path.display().to_string();
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !(name.ends_with(".svg") && text.contains("<script")),
            "{name} acts"
        );
        if let Some(print) = name
            .strip_prefix("assets/a.")
            .and_then(|rest| rest.strip_suffix(".txt"))
        {
            assert_eq!(print, &sha256(bytes)[..32], "{name} holds other bytes");
            let page = &site[std::path::Path::new("nghi-quyet/a/index.html")];
            assert!(
                String::from_utf8_lossy(page).contains(&name),
                "no page names {name}"
            );
        }
    }
}

/// With the good file in place again, nothing else is kept under its name.
#[cfg(target_os = "linux")]
#[test]
fn every_source_is_read_once() {
    use super::strace::traced;
    let (bench, _) = super::changed_ward();
    for _ in ["changed", "as before"] {
        let calls = traced(
            &bench,
            &[],
            &["build", "--quiet", "--today", crate::bench::TODAY],
        )
        .calls;
        for source in [
            "anh.png",
            "hinh.svg",
            "ke-hoach.txt",
            "ke-hoach.md",
            "khai-truong.md",
            "ward.toml",
        ] {
            let opened = |call: &&super::strace::Call| {
                call.name.starts_with("open") && call.text.contains(&format!("/{source}\""))
            };
            let opened: Vec<_> = calls.iter().filter(opened).map(|call| &call.text).collect();
            assert_eq!(opened.len(), 1, "{source}: {opened:?}");
        }
    }
}
