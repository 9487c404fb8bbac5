//! A root to try things on, and the command to try.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;
use walkdir::WalkDir;

/// A day on which nothing in the fixtures has expired.
pub const TODAY: &str = "2026-11-22";

/// A sound ward to spoil.
const WARD: &str = "name = \"Phường Mẫu\"\nshort_name = \"Mẫu\"\nprovince = \"Tỉnh Mẫu\"\nbase_url = \"https://mau.example.vn/\"\n";

/// A root in a temporary folder.
pub struct Bench {
    dir: TempDir,
}

/// What a run of the command gave.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Bench {
    /// An empty root.
    pub fn empty() -> Self {
        Self {
            dir: tempfile::Builder::new()
                .prefix("loa-test-")
                .tempdir()
                .expect("a temporary folder"),
        }
    }

    /// A root with the ward `mau`, one shared lesson and one post of news.
    pub fn new() -> Self {
        let bench = Self::empty();
        bench.write("content/mau/ward.toml", WARD);
        bench.write(
            "content/chung/suc-khoe/sot-xuat-huyet.md",
            lesson("Sốt xuất huyết", "## Dấu hiệu\n\nSốt cao đột ngột.\n"),
        );
        bench.write(
            "content/mau/tin/khai-truong.md",
            post(
                "Khai trương trạm y tế",
                "Xem [bài này](../suc-khoe/sot-xuat-huyet.md#dau-hieu).\n",
            ),
        );
        bench
    }

    /// The root's folder.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// The absolute path of something in the root.
    pub fn path(&self, path: &str) -> PathBuf {
        self.dir().join(path)
    }

    /// Writes a file, making its folders.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let target = self.path(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("folders can be made");
        fs::write(target, bytes).expect("files can be written");
    }

    /// Runs `loa` in the root with these arguments, in Vietnamese.
    pub fn loa(&self, arguments: &[&str]) -> Ran {
        ran(self.command(arguments).stdin(Stdio::null()).output())
    }

    /// Runs `loa` with something on standard input.
    pub fn loa_with_input(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("loa starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin
            .write_all(input.as_bytes())
            .expect("loa reads its input");
        drop(stdin);
        ran(child.wait_with_output())
    }

    /// The `loa` command in the root, not started yet.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loa"));
        command
            .current_dir(self.dir())
            .env("LC_ALL", "vi_VN.UTF-8")
            .env_remove("SOURCE_DATE_EPOCH")
            .args(arguments);
        command
    }

    /// Builds into `public`.
    pub fn build(&self) -> Ran {
        self.loa(&["build", "--today", TODAY])
    }

    /// Builds, which must succeed.
    pub fn build_well(&self) -> Ran {
        let ran = self.build();
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        ran
    }

    /// Asks a ward's site in `public` and gives each query's addresses, best first, ten at most.
    pub fn search(&self, ward: &str, queries: &[&str]) -> Vec<Vec<String>> {
        let answers = self.answers(ward, queries);
        answers.iter().map(addresses).collect()
    }

    /// Asks a ward's site in `public` and gives each query's whole answer.
    pub fn answers(&self, ward: &str, queries: &[&str]) -> Vec<serde_json::Value> {
        let site = format!("public/{ward}");
        let input = queries
            .iter()
            .map(|query| format!("{query}\n"))
            .collect::<String>();
        let ran = self.loa_with_input(
            &["search", "--site", &site, "--json", "--limit", "10"],
            &input,
        );
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let answers: Vec<serde_json::Value> = ran
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(answers.len(), queries.len());
        for (answer, query) in answers.iter().zip(queries) {
            assert_eq!(answer["query"], *query);
        }
        answers
    }

    /// The text of a file in the root.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

/// The addresses of an answer's hits, best first.
pub fn addresses(answer: &serde_json::Value) -> Vec<String> {
    let hits = answer["hits"].as_array().unwrap().iter();
    hits.map(|hit| hit["url"].as_str().unwrap().to_owned())
        .collect()
}

/// The repository's own sites, built once into `public` for every test that only reads them.
pub fn shipped() -> &'static Bench {
    static SHIPPED: OnceLock<Bench> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let bench = Bench::empty();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).display().to_string();
        let ran = bench.loa(&[
            "build", "--root", &root, "--out", "public", "--today", TODAY,
        ]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        bench
    })
}

fn ran(output: std::io::Result<Output>) -> Ran {
    let output = output.expect("loa starts");
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A post of news.
pub fn post(title: &str, text: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndate = 2026-01-15\n+++\n\n{text}")
}

/// A lesson.
pub fn lesson(title: &str, text: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndate = 2026-01-15\naudience = \"Mọi nhà\"\n\n[[sources]]\ntitle = \"Dengue and severe dengue\"\npublisher = \"WHO\"\nyear = 2024\n+++\n\n{text}"
    )
}

/// Every file below a folder with its bytes, Loa's own state left out.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let walk = WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != ".loa");
    walk.filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let below = entry.path().strip_prefix(folder).expect("below").to_owned();
            (below, fs::read(entry.path()).expect("readable"))
        })
        .collect()
}
