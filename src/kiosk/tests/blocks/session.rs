//! What a kiosk does with its disk: it takes releases, proves one, goes back from another, counts and hands over.

use super::disk::Mounted;
use super::recorder::{Event, Recorder};
use super::{BASE, Promise};
use crate::bench::{Bench, Files, SITE, Seeded, Signers, bundle, manifest, whole};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Longer than the journal waits, which is told to when mounting.
const COMMITTED: Duration = Duration::from_millis(1300);

const PROGRAM: &str = env!("CARGO_BIN_EXE_loa-kiosk");

/// Writes the bundles that the session takes: a whole one of release 4, a thin one of 5, whole ones of 6 and 9.
pub fn bundles(bench: &Bench, signers: &Signers) {
    // Bytes that do not shrink, so that a slot has many blocks.
    let mut seeded = Seeded(0xb10c);
    let mut picture = || -> Vec<u8> {
        let byte = |_| u8::try_from(seeded.below(256)).expect("a byte");
        (0..6000).map(byte).collect()
    };
    let pictures: Vec<_> = (0..40)
        .map(|n| (format!("anh/{n}.jpg"), picture()))
        .collect();
    let pictures = pictures
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let files: Vec<_> = SITE.iter().copied().chain(pictures).collect();
    let put = |name: &str, bytes: &[u8]| fs::write(bench.path(name), bytes).expect("written");
    put("4.loa", &whole(signers, 4, &files));
    let edited: Vec<_> = files
        .iter()
        .map(|(path, bytes)| match *path {
            "index.html" => (*path, b"<h1>Ban nam</h1>".as_slice()),
            _ => (*path, *bytes),
        })
        .collect();
    let changed = |path: &str| path == "index.html";
    let thin = bundle(signers, &manifest(5, &edited), &edited, changed);
    assert!(thin.len() < 8000);
    put("5.loa", &thin);
    let after: Files<'_> = &[("index.html", b"<h1>Ban sau</h1>")];
    put("6.loa", &whole(signers, 6, after));
    put("9.loa", &whole(signers, 9, SITE));
}

/// Runs `loa-kiosk import`, under `strace` with these faults if any; says whether it ended well.
pub fn import(bench: &Bench, bundle: &str, faults: &[&str]) -> bool {
    let mut words = Vec::new();
    if !faults.is_empty() {
        let log = bench.path("strace.log").display().to_string();
        words.extend(["strace", "-f", "-qq", "-o", &log].map(str::to_owned));
        for fault in faults {
            words.extend(["-e".into(), format!("inject={fault}")]);
        }
        words.push("--".into());
    }
    words.extend([PROGRAM, "import"].map(str::to_owned));
    let ran = Command::new(&words[0])
        .args(&words[1..])
        .arg(bench.path(bundle))
        .arg("--state")
        .arg(bench.state())
        .output()
        .expect("it runs");
    ran.status.success()
}

/// A program that serves, until dropped: killed, as a power cut ends it.
pub struct Served {
    program: Child,
    port: u16,
}

impl Served {
    pub fn new(bench: &Bench) -> Self {
        let mut program = Command::new(PROGRAM)
            .args(["supervise", "--port", "0", "--sticks"])
            .arg(bench.path("sticks"))
            .arg("--state")
            .arg(bench.state())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it runs");
        let out = program.stdout.take().expect("asked for");
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).expect("it says");
        let port = line.trim_end().trim_end_matches('/').rsplit(':').next();
        let port = port.and_then(|port| port.parse().ok()).expect("its port");
        Self { program, port }
    }

    fn ask(&self, line: &str, body: &str) -> String {
        let (port, length) = (self.port, body.len());
        let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
        let head = format!(
            "{line} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nContent-Length: {length}"
        );
        write!(stream, "{head}\r\n\r\n{body}").expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answered");
        answer
    }

    fn tell(&self, path: &str, body: &str) {
        let answer = self.ask(&format!("POST {path}"), body);
        assert!(answer.starts_with("HTTP/1.1 204 "), "{body}: {answer}");
    }

    /// Whether it shows a page whose text has `part`.
    pub fn shows(&self, part: &str) -> bool {
        let answer = self.ask("GET /", "");
        answer.starts_with("HTTP/1.1 200 ") && answer.contains(part)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.program.kill().ok();
        self.program.wait().ok();
    }
}

/// All that happens to the disk while a kiosk lives on it, with what is promised meanwhile.
pub fn recorded(bench: &Bench, before: &[u8]) -> Result<Vec<Event<Promise>>, String> {
    let disk = Recorder::new(before.to_vec(), bench.path("recorded.img"))?;
    let promise = |releases: &'static [u64], floor| {
        disk.mark(Promise {
            releases,
            floor,
            ..BASE
        });
    };
    promise(&[3], 3);
    let mounted = Mounted::new(disk.path(), &bench.state())?;
    let takes = |bundle: &str| assert!(import(bench, bundle, &[]), "{bundle}");
    promise(&[3, 4], 3);
    takes("4.loa");
    promise(&[4], 4);
    sleep(COMMITTED);
    let served = Served::new(bench);
    served.tell("/kiosk/count", "page /suc-khoe/");
    served.tell("/kiosk/check", "ok 4");
    let proved = |releases: &'static [u64], floor, counted| {
        disk.mark(Promise {
            releases,
            floor,
            proved: Some(4),
            counted,
        });
    };
    proved(&[4], 4, false);
    sleep(COMMITTED);
    proved(&[4, 5], 4, false);
    takes("5.loa");
    proved(&[5], 5, false);
    sleep(COMMITTED);
    for _ in 0..2 {
        served.tell("/kiosk/check", "failed 5");
    }
    proved(&[4, 5], 5, false);
    served.tell("/kiosk/check", "failed 5");
    proved(&[4], 5, false);
    sleep(COMMITTED);
    proved(&[4, 6], 5, false);
    plug(bench, "6.loa", &served);
    proved(&[6], 6, true);
    sleep(COMMITTED);
    drop(served);
    drop(mounted);
    Ok(disk.events())
}

/// Plugs a stick in, and waits until the screen says that it can be pulled out.
fn plug(bench: &Bench, bundle: &str, served: &Served) {
    let stick = bench.path("sticks/usb");
    fs::create_dir_all(bench.path("usb")).expect("made");
    fs::copy(bench.path(bundle), bench.path("usb/goi.loa")).expect("copied");
    fs::rename(bench.path("usb"), &stick).expect("plugged in");
    let begun = Instant::now();
    while !served.ask("GET /kiosk/stick", "").contains(r#""done""#) {
        assert!(begun.elapsed() < Duration::from_secs(60), "not taken");
        sleep(Duration::from_millis(50));
    }
    assert!(stick.join("dem-mau-00000001.txt").is_file());
    fs::remove_dir_all(stick).expect("pulled out");
}

/// What happens to the disk in one import with faults, which says that it ended well.
pub fn recorded_with(
    bench: &Bench,
    before: &[u8],
    faults: &[&str],
) -> Result<Vec<Event<Promise>>, String> {
    let disk = Recorder::new(before.to_vec(), bench.path("recorded.img"))?;
    disk.mark(Promise {
        releases: &[3, 4],
        ..BASE
    });
    let mounted = Mounted::new(disk.path(), &bench.state())?;
    assert!(import(bench, "4.loa", faults), "{faults:?}");
    disk.mark(Promise {
        releases: &[4],
        floor: 4,
        ..BASE
    });
    sleep(COMMITTED);
    drop(mounted);
    Ok(disk.events())
}

/// A disk with release 3 on it.
pub fn before(bench: &Bench, signers: &Signers) -> Result<Vec<u8>, String> {
    let first = bench.stick(&whole(signers, 3, SITE));
    kiosk::import::import(&bench.kiosk(), &first).expect("taken");
    bundles(bench, signers);
    fs::create_dir(bench.path("sticks")).expect("made");
    let state = bench.path("set-up");
    fs::rename(bench.state(), &state).expect("renamed");
    let image = bench.path("before.img");
    super::disk::format(&image)?;
    let mounted = Mounted::new(&image, &bench.state())?;
    for entry in fs::read_dir(&state).expect("readable") {
        let from: &Path = &entry.expect("readable").path();
        let name = from.file_name().expect("a name");
        fs::copy(from, bench.state().join(name)).expect("copied");
    }
    drop(mounted);
    fs::read(&image).map_err(|error| error.to_string())
}
