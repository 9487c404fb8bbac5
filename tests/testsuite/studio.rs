//! `loa studio` as a program: one line with the address, one studio a root, lists of approvals that are looked at.

use crate::bench::Bench;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A studio that runs until it is dropped.
struct Studio {
    child: Child,
    address: String,
}

impl Studio {
    fn open(bench: &Bench) -> Self {
        Self::run(&mut bench.command(&["studio", "--port", "0", "--no-open", "--quiet"]))
    }

    fn run(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("loa starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut line).unwrap();
        let words = line.split_whitespace();
        let mut addresses = words.filter(|word| word.starts_with("http://127.0.0.1:"));
        let address = addresses.next().expect("an address").to_owned();
        Self { child, address }
    }
}

impl Drop for Studio {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn one_line_tells_the_address_and_a_second_studio_is_kept_out() {
    let bench = Bench::new();
    let studio = Studio::open(&bench);
    let (_, code) = studio.address.split_once("/vao/").expect("the code");
    assert_eq!(code.len(), 32);
    let second = bench.loa(&["studio", "--port", "0", "--no-open"]);
    assert_eq!(second.code, Some(1));
    assert!(
        second.stderr.contains("đang mở ở một cửa sổ Loa khác"),
        "{}",
        second.stderr
    );
    drop(studio);
    // Whoever was killed keeps nobody out.
    drop(Studio::open(&bench));
}

#[test]
fn a_port_that_is_taken_and_a_root_that_is_not_there_are_told() {
    let bench = Bench::new();
    let studio = Studio::open(&bench);
    let port = studio.address.split([':', '/']).nth(4).expect("a port");
    let other = Bench::new();
    let ran = other.loa(&["studio", "--port", port, "--no-open"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains(port), "{}", ran.stderr);
    let ran = other.loa(&["studio", "--port", "0", "--root", "khong-co", "--no-open"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("khong-co"), "{}", ran.stderr);
}

#[test]
fn without_a_root_a_page_offers_one_and_nothing_is_written() {
    let bench = Bench::empty();
    let home = bench.path("nha");
    std::fs::create_dir(&home).unwrap();
    let mut command = bench.command(&["studio", "--port", "0", "--no-open"]);
    command.env_remove("XDG_CONFIG_HOME").env_remove("APPDATA");
    let mut studio = Studio::run(command.env("HOME", &home));
    assert!(studio.child.try_wait().unwrap().is_none());
    drop(studio);
    assert_eq!(std::fs::read_dir(&home).unwrap().count(), 0);
    assert_eq!(std::fs::read_dir(bench.dir()).unwrap().count(), 1);
}

#[test]
#[cfg(target_os = "linux")]
fn an_entry_in_the_menu_starts_this_program_with_this_root() {
    let bench = Bench::new();
    let home = bench.path("nha");
    let mut command = bench.command(&["studio", "--desktop-entry"]);
    let ran = command
        .env("HOME", &home)
        .env_remove("XDG_DATA_HOME")
        .output();
    assert_eq!(ran.unwrap().status.code(), Some(0));
    let entry = bench.read("nha/.local/share/applications/loa-studio.desktop");
    let program = env!("CARGO_BIN_EXE_loa");
    let root = bench.dir().canonicalize().unwrap();
    let line = format!(
        "\nExec=\"{program}\" studio --root \"{}\"\n",
        root.display()
    );
    assert!(entry.contains(&line), "{entry}");
}

#[test]
fn without_a_command_help_is_printed_to_whoever_reads_it() {
    let bench = Bench::empty();
    let mut command = bench.command(&[]);
    // A desktop is there, and no terminal: but the output is read.
    let ran = command.env("DISPLAY", ":0").stdin(Stdio::null()).output();
    let told = String::from_utf8(ran.unwrap().stderr).unwrap();
    assert!(told.contains("Cách dùng"), "{told}");
}

#[test]
fn lists_of_approvals_are_looked_at() {
    let bench = Bench::new();
    let ran = bench.loa(&["studio", "verify"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (Some(0), "Chưa có sổ duyệt bài nào.\n")
    );
    bench.write(".loa/studio/log/mau.jsonl", "{}\n");
    let ran = bench.loa(&["studio", "verify"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("dòng 1"), "{}", ran.stderr);
}
