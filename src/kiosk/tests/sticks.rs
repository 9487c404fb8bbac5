//! Sticks as people bring them, and what the screen says.

use crate::bench::{Bench, SITE, Signers, whole};
use base::lang::Lang;
use kiosk::feedback::{self, Counts, Event};
use kiosk::refusal::Refusal;
use kiosk::stick::{Board, Folder, Notice, Sticks, Watch};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// A kiosk, a folder of sticks, and what the screen says.
struct Hall {
    bench: Bench,
    signers: Signers,
    board: Arc<Board>,
    counts: Arc<Counts>,
    watch: Watch,
}

impl Hall {
    fn new() -> Self {
        let signers = Signers::new(1);
        let bench = Bench::new(&signers);
        let sticks = bench.path("sticks");
        fs::create_dir(&sticks).expect("made");
        let board = Arc::<Board>::default();
        let counts = Arc::new(Counts::open(&bench.kiosk()).expect("opened"));
        let watch = Watch::new(
            bench.kiosk(),
            Box::new(Folder::new(sticks)),
            Arc::clone(&board),
            Arc::clone(&counts),
        );
        Self {
            bench,
            signers,
            board,
            counts,
            watch,
        }
    }

    /// Plugs a stick in, with one file on it.
    fn plug(&self, stick: &str, name: &str, bytes: &[u8]) {
        let root = self.root(stick);
        fs::create_dir_all(&root).expect("made");
        fs::write(root.join(name), bytes).expect("written");
    }

    fn pull(&self, stick: &str) {
        fs::remove_dir_all(self.root(stick)).expect("removed");
    }

    fn root(&self, stick: &str) -> PathBuf {
        self.bench.path("sticks").join(stick)
    }

    fn release(&self, release: u64) -> Vec<u8> {
        whole(&self.signers, release, SITE)
    }

    /// What the screen says behind the next look, besides that counts were written to the stick.
    fn says(&mut self) -> Notice {
        self.watch.turn();
        match self.board.shown().1 {
            Notice::Handed(notice, well) => {
                assert!(well);
                *notice
            }
            other => other,
        }
    }

    /// The counts on a stick.
    fn counted(&self, stick: &str) -> Option<feedback::Feedback> {
        let bytes = fs::read(self.root(stick).join("dem-mau-00000001.txt")).ok()?;
        Some(feedback::parse(&bytes).expect("whole"))
    }

    fn refusal(&mut self) -> Refusal {
        match self.says() {
            Notice::Refused(refusal) => refusal,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_stick_is_taken_once_and_said_to_be_free() {
    let mut hall = Hall::new();
    assert_eq!(hall.says(), Notice::None);
    hall.plug("a", "PHUONG-MAU.LOA", &hall.release(3));
    let notice = hall.says();
    assert!(
        matches!(&notice, Notice::Taken(taken) if taken.release == 3),
        "{notice:?}"
    );
    assert_eq!(notice.words(Lang::Vi).0, "Rút USB được rồi.");
    assert_eq!(hall.bench.release(), 3);
    // It stays in, and is not taken again; not even when its file changes.
    let number = hall.board.shown().0;
    hall.plug("a", "PHUONG-MAU.LOA", &hall.release(4));
    assert_eq!(hall.says(), notice);
    assert_eq!((hall.board.shown().0, hall.bench.release()), (number, 3));
    hall.pull("a");
    assert_eq!(hall.says(), Notice::None);
    hall.plug("a", "phuong-mau.loa", &hall.release(3));
    assert_eq!(hall.refusal(), Refusal::AlreadyTaken { release: 3 });
}

#[test]
fn each_wrong_stick_has_its_own_sentence() {
    let mut hall = Hall::new();
    let other = Signers::new(2);
    let mut sentences = std::collections::BTreeSet::new();
    let mut refused = |hall: &mut Hall, expected: Refusal| {
        let refusal = hall.refusal();
        assert_eq!(refusal, expected);
        let (title, text) = Notice::Refused(refusal).words(Lang::Vi);
        assert!(!title.is_empty() && sentences.insert(text));
        hall.pull("a");
        assert_eq!(hall.says(), Notice::None);
    };
    hall.plug("a", "anh.jpg", b"");
    refused(&mut hall, Refusal::NoBundle {});
    hall.plug("a", "a.loa", &hall.release(3));
    hall.plug("a", "B.LOA", &hall.release(4));
    refused(&mut hall, Refusal::SeveralBundles { count: 2 });
    fs::create_dir_all(hall.root("a").join("a.loa")).expect("made");
    refused(&mut hall, Refusal::NotAFile {});
    hall.plug("a", "a.loa", b"something else");
    refused(&mut hall, Refusal::NotABundle {});
    hall.plug("a", "a.loa", &whole(&other, 3, SITE));
    refused(&mut hall, Refusal::UnknownKeys {});
    let whole = hall.release(3);
    hall.plug("a", "a.loa", &whole[..whole.len() - 1]);
    refused(&mut hall, Refusal::CutOff {});
    #[cfg(unix)]
    {
        hall.plug("a", "that", &whole);
        std::os::unix::fs::symlink("that", hall.root("a").join("a.loa")).expect("made");
        refused(&mut hall, Refusal::ALink {});
    }
    assert_eq!(hall.bench.release(), 0);
}

#[test]
fn counts_go_to_own_sticks_until_a_bundle_says_that_they_arrived() {
    let mut hall = Hall::new();
    for _ in 0..3 {
        hall.counts.count(Event::Missed("Quai bị".into()));
        hall.counts.count(Event::Page("/suc-khoe/".into()));
    }
    hall.counts.count(Event::Passed("sốt".into()));
    hall.counts.count(Event::Missed("0987 654 321".into()));
    // A stranger's stick is not written to.
    hall.plug("a", "a.loa", &whole(&Signers::new(2), 3, SITE));
    assert_eq!(hall.refusal(), Refusal::UnknownKeys {});
    assert_eq!(hall.counted("a"), None);
    hall.pull("a");
    hall.says();
    hall.plug("a", "a.loa", &hall.release(3));
    assert!(matches!(hall.says(), Notice::Taken(_)));
    let first = hall.counted("a").expect("there");
    assert_eq!((first.release, first.rest, first.tally.updates), (3, 1, 1));
    assert_eq!(first.tally.dropped, 1);
    assert_eq!(first.tally.segments[0].missed["quai bị"], 3);
    assert_eq!(first.tally.segments[0].pages["/suc-khoe/"], 3);
    assert!(first.tally.segments[0].passed.is_empty());
    hall.pull("a");
    hall.says();
    // It is brought again, and the program may have ended in between.
    let counts = Counts::open(&hall.bench.kiosk()).expect("opened");
    assert_eq!(
        counts
            .hand_over(&hall.bench.kiosk())
            .expect("written")
            .tally,
        first.tally
    );
    hall.plug("a", "a.loa", &hall.release(3));
    assert_eq!(hall.refusal(), Refusal::AlreadyTaken { release: 3 });
    assert_eq!(
        hall.counted("a").expect("there").tally.segments,
        first.tally.segments
    );
    // Acknowledgements of other kiosks and of other runs are none.
    let line = |number: &str, run: &str| format!("{number} {run} 1\n");
    let run = &first.tally.run;
    for (release, text, left) in [
        (4, line("00000002", run), 1),
        (5, line("00000001", "0000000000000000"), 1),
        (6, line("00000001", run), 0),
    ] {
        let arrived = (feedback::ARRIVED, text.as_bytes());
        let files = [SITE, &[arrived]].concat();
        let stick = hall.bench.stick(&whole(&hall.signers, release, &files));
        kiosk::import::import(&hall.bench.kiosk(), &stick).expect("taken");
        let bundle = hall.bench.kiosk().current().1.expect("shown");
        hall.counts.note_arrived("00000001", &bundle);
        let told = hall.counts.hand_over(&hall.bench.kiosk()).expect("written");
        assert_eq!(told.tally.segments.len(), left, "{release}");
        assert_eq!(told.rest, 1);
    }
}

#[test]
fn what_a_stick_says_to_have_arrived_is_not_brought_on_it_again() {
    let mut hall = Hall::new();
    let zona = |hall: &Hall| (0..3).for_each(|_| hall.counts.count(Event::Missed("zona".into())));
    let acknowledging = |hall: &Hall, release, run: &str, segment: u64| {
        let text = format!("00000001 {run} {segment}\n");
        let arrived = (feedback::ARRIVED, text.as_bytes());
        whole(&hall.signers, release, &[SITE, &[arrived]].concat())
    };
    zona(&hall);
    hall.plug("a", "a.loa", &hall.release(3));
    assert!(matches!(hall.says(), Notice::Taken(_)));
    let run = hall.counted("a").expect("there").tally.run;
    hall.pull("a");
    hall.says();
    hall.plug("a", "a.loa", &acknowledging(&hall, 4, &run, 1));
    assert!(matches!(hall.says(), Notice::Taken(_)));
    assert_eq!(hall.counted("a").expect("there").tally.segments, []);
    // The same where the bundle was taken while no program ran.
    zona(&hall);
    let told = hall.counts.hand_over(&hall.bench.kiosk()).expect("written");
    assert_eq!(told.tally.segments.len(), 1);
    let stick = hall.bench.stick(&acknowledging(&hall, 5, &run, 2));
    kiosk::import::import(&hall.bench.kiosk(), &stick).expect("taken");
    let server = kiosk::serve::Server::new(hall.bench.kiosk(), 0).expect("a free port");
    let told = server.counts().hand_over(&hall.bench.kiosk());
    assert_eq!(told.expect("written").tally.segments, []);
}

#[test]
fn a_stick_that_cannot_be_written_to_is_no_reason_to_refuse() {
    let mut hall = Hall::new();
    hall.plug("a", "a.loa", &hall.release(3));
    // In the way of the file.
    fs::create_dir(hall.root("a").join("dem-mau-00000001.txt")).expect("made");
    hall.watch.turn();
    let notice = hall.board.shown().1;
    assert!(matches!(&notice, Notice::Handed(inner, false) if matches!(**inner, Notice::Taken(_))));
    let (title, text) = notice.words(Lang::Vi);
    assert!(
        title.contains("Rút USB") && text.contains("Chưa ghi được"),
        "{text}"
    );
}

#[test]
fn of_two_sticks_none_is_taken_until_one_is_left() {
    let mut hall = Hall::new();
    hall.plug("a", "a.loa", &hall.release(3));
    hall.plug("b", "b.loa", &hall.release(4));
    assert_eq!(hall.refusal(), Refusal::SeveralSticks { count: 2 });
    assert_eq!(hall.bench.release(), 0);
    hall.pull("a");
    assert!(matches!(hall.says(), Notice::Taken(taken) if taken.release == 4));
    // A second one that comes behind: the first has had its turn, and keeps its answer.
    hall.plug("c", "c.loa", &hall.release(5));
    assert_eq!(hall.refusal(), Refusal::SeveralSticks { count: 2 });
    hall.pull("c");
    assert!(matches!(hall.says(), Notice::Taken(taken) if taken.release == 4));
}

#[test]
fn while_somebody_else_imports_a_stick_waits() {
    let mut hall = Hall::new();
    hall.plug("a", "a.loa", &hall.release(3));
    let lock = hall.bench.kiosk().lock().expect("free");
    assert_eq!(hall.refusal(), Refusal::Busy {});
    // It is looked at again and again, and the screen says the same all the while.
    let said = hall.board.shown();
    for _ in 0..3 {
        assert_eq!(hall.refusal(), Refusal::Busy {});
        assert_eq!(hall.board.shown(), said);
    }
    drop(lock);
    assert!(matches!(hall.says(), Notice::Taken(_)));
}

/// A stick that is gone when it is looked into.
struct Gone {
    looks: usize,
}

impl Sticks for Gone {
    fn plugged(&mut self) -> Vec<String> {
        self.looks += 1;
        if self.looks == 1 {
            vec!["a".into()]
        } else {
            Vec::new()
        }
    }

    fn open(&mut self, _: &str) -> Result<Vec<PathBuf>, Refusal> {
        Ok(vec!["/khong-co".into()])
    }

    fn close(&mut self) {}
}

#[test]
fn pulled_out_too_early_is_said_even_when_the_stick_is_gone() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    let board = Arc::<Board>::default();
    let mut watch = Watch::new(
        bench.kiosk(),
        Box::new(Gone { looks: 0 }),
        Arc::clone(&board),
        Arc::new(Counts::open(&bench.kiosk()).expect("opened")),
    );
    for _ in 0..3 {
        watch.turn();
        assert_eq!(board.shown().1, Notice::Refused(Refusal::PulledOut {}));
    }
}

/// Sends the number of a notice from a page of this origin.
#[cfg(target_os = "linux")]
fn post(port: u16, origin: &str, number: &str) -> String {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    let length = number.len();
    write!(
        stream,
        "POST /kiosk/stick HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\nContent-Length: {length}\r\n\r\n{number}"
    )
    .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    answer
}

/// The program as the system starts it: serves, takes a stick, says so to its page and to the system.
#[cfg(target_os = "linux")]
#[test]
fn the_supervised_program_takes_a_stick_and_says_that_it_lives() {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpStream;
    use std::os::unix::net::UnixDatagram;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    let hall = Hall::new();
    let socket = hall.bench.path("notify");
    let told = UnixDatagram::bind(&socket).expect("a socket");
    told.set_read_timeout(Some(Duration::from_secs(60)))
        .expect("set");
    let mut program = Command::new(env!("CARGO_BIN_EXE_loa-kiosk"))
        .arg("supervise")
        .arg("--state")
        .arg(hall.bench.state())
        .args(["--port", "0", "--sticks"])
        .arg(hall.bench.path("sticks"))
        .env("NOTIFY_SOCKET", &socket)
        .env("WATCHDOG_USEC", "600000")
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut line = String::new();
    let mut said = BufReader::new(program.stdout.take().expect("piped"));
    said.read_line(&mut line).expect("its address");
    let port = line.trim().trim_end_matches('/').rsplit(':').next();
    let port: u16 = port.and_then(|port| port.parse().ok()).expect("a port");
    let mut buffer = [0; 64];
    for expected in ["READY=1", "WATCHDOG=1", "WATCHDOG=1"] {
        let count = told.recv(&mut buffer).expect("told");
        assert_eq!(&buffer[..count], expected.as_bytes());
    }
    let get = |path: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        )
        .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answered");
        answer
    };
    assert!(
        get("/kiosk/heartbeat").ends_with("\r\n\r\n"),
        "no page asked yet"
    );
    // All of it is there at once, as on a stick.
    hall.plug("../usb", "goi.loa", &hall.release(3));
    fs::rename(hall.bench.path("usb"), hall.root("usb")).expect("renamed");
    let begun = std::time::Instant::now();
    let done = loop {
        let answer = get("/kiosk/stick");
        if answer.contains("\"stage\":\"done\"") {
            break answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{answer}");
        std::thread::sleep(Duration::from_millis(100));
    };
    assert!(
        done.contains("Rút USB được rồi.") && done.contains("Máy số 00000001"),
        "{done}"
    );
    assert!(get("/kiosk/heartbeat").ends_with('0'), "a page just asked");
    let number = done
        .split("\"number\":")
        .nth(1)
        .and_then(|rest| rest.split(',').next())
        .expect("a number");
    let origin = format!("http://127.0.0.1:{port}");
    assert!(post(port, "http://evil.example", number).starts_with("HTTP/1.1 403"));
    assert!(post(port, &origin, "nothing").starts_with("HTTP/1.1 400"));
    assert!(get("/kiosk/stick").contains("Rút USB"));
    assert!(post(port, &origin, number).starts_with("HTTP/1.1 204"));
    assert!(
        get("/kiosk/stick").contains("\"stage\":\"none\""),
        "it was read"
    );
    program.kill().expect("ended");
    program.wait().expect("ended");
    assert_eq!(hall.bench.release(), 3);
}
