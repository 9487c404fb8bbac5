//! Pages as a browser asks for them.

use crate::bench::{Bench, Files, SITE, Signers, whole};
use kiosk::import::import;
use kiosk::serve::Server;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

/// A kiosk that serves; the thread ends with the test.
fn serve(bench: &Bench) -> u16 {
    let server = Arc::new(Server::new(bench.kiosk(), 0).expect("a free port"));
    let port = server.port();
    std::thread::spawn(move || server.run());
    port
}

fn raw(port: u16, request: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("answered");
    answer
}

/// Status line with fields, and body.
fn ask(port: u16, line: &str, fields: &str) -> (String, Vec<u8>) {
    let answer = raw(
        port,
        &format!("{line} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{fields}\r\n"),
    );
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("a head");
    let head = String::from_utf8(answer[..end].to_vec()).expect("ASCII");
    (head, answer[end + 4..].to_vec())
}

fn status(head: &str) -> &str {
    &head["HTTP/1.1 ".len()..][..3]
}

const OTHER: Files<'static> = &[("index.html", b"<h1>Ban sau</h1>")];

#[test]
fn files_of_the_release_are_served_and_nothing_else() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    let port = serve(&bench);
    let (head, body) = ask(port, "GET /", "");
    assert_eq!(status(&head), "503");
    assert!(String::from_utf8(body).expect("UTF-8").contains("USB"));

    import(&bench.kiosk(), &bench.stick(&whole(&signers, 3, SITE))).expect("taken");
    for (path, bytes) in SITE {
        let (head, body) = ask(port, &format!("GET /{path}"), "");
        assert_eq!((status(&head), &body[..]), ("200", *bytes), "{path}");
        assert!(head.contains("nosniff"), "{head}");
        let (head, body) = ask(port, &format!("HEAD /{path}"), "");
        assert_eq!((status(&head), body.len()), ("200", 0));
        assert!(
            head.contains(&format!("Content-Length: {}", bytes.len())),
            "{head}"
        );
    }
    let (head, body) = ask(port, "GET /suc-khoe/?q=a", "");
    assert_eq!((status(&head), &body[..]), ("200", SITE[4].1));
    assert!(head.contains("text/html; charset=utf-8"));
    let (head, _) = ask(port, "GET /suc-khoe", "");
    assert!(
        status(&head) == "308" && head.contains("Location: /suc-khoe/"),
        "{head}"
    );
    for path in [
        "/khong-co",
        "/../state",
        "/%2e%2e/state-0",
        "/suc-khoe/../index.html",
        "//",
        "/index.html/",
    ] {
        let (head, body) = ask(port, &format!("GET {path}"), "");
        assert_eq!((status(&head), &body[..]), ("404", SITE[0].1), "{path}");
    }
    let (head, body) = ask(port, "GET /index.html", "Range: bytes=4-13\r\n");
    assert_eq!((status(&head), &body[..]), ("206", &SITE[3].1[4..14]));
    assert!(head.contains(&format!("Content-Range: bytes 4-13/{}", SITE[3].1.len())));
    let (head, _) = ask(port, "GET /index.html", "Range: bytes=999-\r\n");
    assert_eq!(status(&head), "416");
    let (head, _) = ask(port, "GET /index.html", "");
    let tag = head
        .split("ETag: ")
        .nth(1)
        .and_then(|rest| rest.split("\r\n").next())
        .expect("a tag");
    let (head, body) = ask(
        port,
        "GET /index.html",
        &format!("If-None-Match: {tag}\r\n"),
    );
    assert_eq!((status(&head), body.len()), ("304", 0));
}

#[test]
fn pages_of_the_web_are_not_answered() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    import(&bench.kiosk(), &bench.stick(&whole(&signers, 3, SITE))).expect("taken");
    let port = serve(&bench);
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1"] {
        let answer = raw(port, &format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        assert!(answer.starts_with(b"HTTP/1.1 421"), "{host}");
    }
    for origin in ["", "Origin: http://evil.example\r\n", "Origin: null\r\n"] {
        let (head, _) = ask(
            port,
            "POST /kiosk/check",
            &format!("{origin}Content-Length: 0\r\n"),
        );
        assert_eq!(status(&head), "403", "{origin}");
    }
    assert!(raw(port, "DELETE / HTTP/1.1\r\n\r\n").starts_with(b"HTTP/1.1 400"));
    let (head, _) = ask(port, "DELETE /", "");
    assert_eq!(status(&head), "405");
}

#[test]
fn pages_tell_what_was_opened_and_asked_in_vain() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    import(&bench.kiosk(), &bench.stick(&whole(&signers, 3, SITE))).expect("taken");
    let server = Arc::new(Server::new(bench.kiosk(), 0).expect("a free port"));
    let (port, counts) = (server.port(), server.counts());
    std::thread::spawn(move || server.run());
    let say = |origin: &str, said: &str| {
        let fields = format!(
            "Origin: {origin}\r\nContent-Length: {}\r\n\r\n{said}",
            said.len()
        );
        let request = format!("POST /kiosk/count HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{fields}");
        String::from_utf8(raw(port, &request)).expect("UTF-8")[9..12].to_owned()
    };
    let own = format!("http://127.0.0.1:{port}");
    for (said, status) in [
        ("page /suc-khoe/", "204"),
        ("page /", "204"),
        ("page /khong-co/", "400"),
        ("page /assets/anh.jpg", "400"),
        ("page ../state", "400"),
        ("missed zona", "204"),
        ("what ever", "400"),
        ("", "400"),
        (&format!("missed {}", "a".repeat(600)), "400"),
    ] {
        assert_eq!(say(&own, said), status, "{said}");
    }
    assert_eq!(say("http://evil.example", "missed zona"), "403");
    let told = counts.hand_over(&bench.kiosk()).expect("written");
    let pages: Vec<_> = told.tally.segments[0].pages.keys().collect();
    assert_eq!(pages, ["/", "/suc-khoe/"]);
    assert_eq!(told.rest, 1);
}

#[test]
fn a_new_release_is_shown_without_a_restart_and_proves_itself() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    import(&bench.kiosk(), &bench.stick(&whole(&signers, 3, SITE))).expect("taken");
    let port = serve(&bench);
    let check = |word: &str| {
        let fields = format!(
            "Origin: http://127.0.0.1:{port}\r\nContent-Length: {}\r\n\r\n{word}",
            word.len()
        );
        let answer = raw(
            port,
            &format!("POST /kiosk/check HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{fields}"),
        );
        String::from_utf8(answer).expect("UTF-8")[9..12].to_owned()
    };
    let told = || String::from_utf8(ask(port, "GET /kiosk/status", "").1).expect("UTF-8");
    assert!(
        told().contains("\"number\":3") && told().contains("\"trial\":true"),
        "{}",
        told()
    );
    // A page of another release says nothing about this one.
    for word in ["ok", "ok 2", "ok 4", "ok x", "failed 4", "what 3", ""] {
        assert_eq!(check(word), "409", "{word}");
    }
    // Somebody imports: it is asked again.
    let lock = bench.kiosk().lock().expect("free");
    assert_eq!(check("ok 3"), "202");
    drop(lock);
    assert!(told().contains("\"trial\":true"), "{}", told());
    assert_eq!(check("ok 3"), "204");
    assert!(told().contains("\"trial\":false"), "{}", told());

    import(&bench.kiosk(), &bench.stick(&whole(&signers, 4, OTHER))).expect("taken");
    assert_eq!(ask(port, "GET /", "").1, OTHER[0].1);
    for _ in 0..3 {
        assert_eq!(check("failed 4"), "204");
    }
    assert_eq!(ask(port, "GET /", "").1, SITE[3].1);

    // Without a home page there is nothing to wait for.
    let homeless: Files<'static> = &[("tin/index.html", b"<h1>Tin</h1>")];
    import(&bench.kiosk(), &bench.stick(&whole(&signers, 5, homeless))).expect("taken");
    assert_eq!(ask(port, "GET /", "").1, SITE[3].1);
}

/// A release whose scripts never run: each page that is opened and stays silent is a failed check. Where a script asks, or no
/// page was opened, nobody's absence is one.
#[test]
fn a_release_whose_pages_are_silent_goes_back() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    import(&bench.kiosk(), &bench.stick(&whole(&signers, 3, SITE))).expect("taken");
    let silence = Duration::from_millis(200);
    let server = Server::with_silence(bench.kiosk(), 0, silence).expect("a free port");
    let (port, server) = (server.port(), Arc::new(server));
    std::thread::spawn(move || server.run());
    let open = |path: &str| ask(port, &format!("GET {path}"), "Sec-Fetch-Dest: document\r\n").1;
    let page = || open("/");
    let other = |path: &str| ask(port, &format!("GET {path}"), "");
    let wait = || std::thread::sleep(silence + silence / 2);
    bench
        .kiosk()
        .confirm(&bench.kiosk().lock().expect("free"))
        .expect("proved");
    import(&bench.kiosk(), &bench.stick(&whole(&signers, 4, OTHER))).expect("taken");
    // A screen that is off, a page that speaks, and what programs ask for.
    for _ in 0..5 {
        other("/kiosk/heartbeat");
        other("/");
        wait();
    }
    for _ in 0..5 {
        // One that has no check: of the first page more is heard.
        open("/tin/");
        other("/kiosk/stick");
        wait();
        other("/kiosk/heartbeat");
    }
    // One that was opened once has failed once, however long it stands.
    page();
    for _ in 0..5 {
        wait();
        other("/kiosk/heartbeat");
    }
    assert_eq!(
        bench.kiosk().current().0.trial.map(|trial| trial.failures),
        Some(1)
    );
    for _ in 0..2 {
        assert_eq!(page(), OTHER[0].1);
        wait();
    }
    assert_eq!(page(), SITE[3].1);
    assert_eq!(bench.release(), 3);
}

/// Scripts that ask about sticks show that the browser is alive, and not that the release works: its first page has to tell
/// how its check went, also where that page is never opened anew.
#[test]
fn a_release_whose_check_never_comes_goes_back() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    import(&bench.kiosk(), &bench.stick(&whole(&signers, 3, SITE))).expect("taken");
    let silence = Duration::from_millis(200);
    let server = Server::with_silence(bench.kiosk(), 0, silence).expect("a free port");
    let (port, server) = (server.port(), Arc::new(server));
    std::thread::spawn(move || server.run());
    let page = |path: &str| ask(port, &format!("GET {path}"), "Sec-Fetch-Dest: document\r\n").1;
    let speak = || {
        for path in ["/kiosk/stick", "/kiosk/status"] {
            ask(port, &format!("GET {path}"), "");
        }
        std::thread::sleep(silence / 4);
    };
    let lock = || bench.kiosk().lock().expect("free");
    bench.kiosk().confirm(&lock()).expect("proved");
    // The first page of the release before is open, and speaks on.
    page("/");
    import(&bench.kiosk(), &bench.stick(&whole(&signers, 4, SITE))).expect("taken");
    (0..8).for_each(|_| speak());
    // So does another page, which has no check.
    page("/suc-khoe/");
    (0..8).for_each(|_| speak());
    let failures = || bench.kiosk().current().0.trial.map(|trial| trial.failures);
    assert_eq!(failures(), Some(0));
    page("/");
    let mut turns = 0;
    while bench.release() == 4 {
        speak();
        turns += 1;
        assert!(turns < 200, "on trial for ever");
    }
    assert!(turns >= 12, "three times the silence, not {turns} quarters");
    assert_eq!((bench.release(), failures()), (3, None));
}
