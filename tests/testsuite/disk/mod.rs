//! What a disk can do to a site: fail, fill up, lose power, change under a build, lead elsewhere.
//!
//! A seeded part runs with all tests; `tests/disk` runs everything (`LOA_DISK=all`).

mod author;
mod create;
mod links;
mod lock;
mod sources;

#[cfg(target_os = "linux")]
mod errors;
#[cfg(target_os = "linux")]
mod order;
#[cfg(target_os = "linux")]
mod power_cut;
#[cfg(target_os = "linux")]
mod strace;

use crate::bench::{Bench, post, tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Files by path.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// Whether everything is to be tried, not a seeded part of it.
fn everything() -> bool {
    std::env::var("LOA_DISK").is_ok_and(|value| value == "all")
}

/// The same numbers in every run (xorshift), so that a failure comes again.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or_default()
    }
}

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\" fill=\"#1d4f91\"/></svg>\n";

/// A post that offers a document for download.
fn resolution(title: &str, file: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndate = 2026-01-15\nissuer = \"Đảng ủy phường Mẫu\"\ndocument_kind = \"Kế hoạch\"\nfile = \"{file}\"\n+++\n\n::: với bạn\n- Đường thông thoáng.\n:::\n"
    )
}

/// A small ward with a picture, a drawing and a document, built; then other content, not built yet.
fn changed_ward() -> (Bench, Tree) {
    let bench = Bench::new();
    let picture =
        image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8 * 6, y as u8 * 8, 90]));
    picture
        .save(bench.path("content/mau/tin/anh.png"))
        .expect("written");
    bench.write("content/mau/tin/hinh.svg", DRAWING);
    bench.write(
        "content/mau/tin/khai-truong.md",
        post(
            "Khai trương trạm y tế",
            "Chữ cũ.\n\n![Cổng trạm](anh.png)\n\n![Sơ đồ](hinh.svg)\n",
        ),
    );
    bench.write(
        "content/mau/tin/rut-lai.md",
        post("Bài rút lại", "Sẽ bỏ.\n"),
    );
    bench.write(
        "content/mau/nghi-quyet/ke-hoach.md",
        resolution("Kế hoạch", "ke-hoach.txt"),
    );
    bench.write(
        "content/mau/nghi-quyet/ke-hoach.txt",
        "Bản đầu của kế hoạch.\n",
    );
    bench.build_well();
    let old = tree(&bench.path("public/mau"));
    bench.write(
        "content/mau/tin/khai-truong.md",
        post(
            "Khai trương trạm y tế",
            "Chữ mới.\n\n![Cổng trạm](anh.png)\n\n![Sơ đồ](hinh.svg)\n",
        ),
    );
    bench.write(
        "content/mau/tin/hinh.svg",
        DRAWING.replace("#1d4f91", "#9c1f24"),
    );
    bench.write(
        "content/mau/nghi-quyet/ke-hoach.txt",
        "Bản sau của kế hoạch.\n",
    );
    fs::remove_file(bench.path("content/mau/tin/rut-lai.md")).expect("removable");
    (bench, old)
}

/// The site that the content makes, built apart.
fn built_apart(bench: &Bench) -> Tree {
    let ran = bench.loa(&["build", "--today", crate::bench::TODAY, "--out", "apart"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    tree(&bench.path("apart/mau"))
}

/// Makes `to` the same as `from` by hard links: fast, and with the same times.
fn link_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("readable") {
        let entry = entry.expect("readable");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("known").is_dir() {
            link_tree(&entry.path(), &target);
        } else if entry.file_name() == "lock" {
            fs::write(&target, "").expect("written");
        } else {
            fs::hard_link(entry.path(), &target).expect("linked");
        }
    }
}
