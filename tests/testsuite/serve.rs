//! `loa serve`: pages over HTTP, built again when a post changes, nothing outside the sites.

use crate::bench::{Bench, post};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().expect("killed or ended");
        self.child.wait().expect("it ends");
    }
}

fn start(bench: &Bench) -> Server {
    let mut child = bench
        .command(&["serve", "--port", "0", "--lang", "en"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("loa starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let address = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| {
            let rest = line.strip_prefix("See it at http://")?;
            rest.split('/').next().map(str::to_owned)
        })
        .expect("it says where it listens");
    // Whatever it says later is read, so that it never waits for a reader.
    std::thread::spawn(move || lines.map_while(Result::ok).count());
    Server { child, address }
}

impl Server {
    fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .expect("written");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let status = text
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok())
            .expect("a status");
        (status, text)
    }
}

#[test]
fn pages_are_served_and_built_again() {
    let bench = Bench::new();
    let server = start(&bench);
    assert!(server.address.starts_with("127.0.0.1:"));
    let (status, page) = server.get("/mau/tin/khai-truong/");
    assert_eq!(status, 200);
    assert!(page.contains("Khai trương trạm y tế") && page.contains("/_loa/reload.js"));
    assert!(
        page.contains("href=\"/mau/suc-khoe/sot-xuat-huyet/#dau-hieu\""),
        "links lead to this server"
    );
    assert_eq!(server.get("/mau/khong-co/").0, 404);
    bench.write(
        "content/mau/tin/moi.md",
        post("Bài vừa viết", "Xin chào.\n"),
    );
    let begin = Instant::now();
    while server.get("/mau/tin/moi/").0 != 200 {
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "the new post does not appear"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    // An error leaves the last good pages up.
    bench.write("content/mau/tin/moi.md", "hỏng");
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(server.get("/mau/tin/moi/").0, 200);
}

#[test]
fn nothing_outside_the_sites_is_served() {
    let bench = Bench::new();
    let server = start(&bench);
    for path in [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/mau/../../../etc/passwd",
        "/.loa/mau.json",
        "//etc/passwd",
        "/mau/%2e%2e/.loa/lock",
    ] {
        let (status, text) = server.get(path);
        assert_ne!(status, 200, "{path}: {text}");
    }
}
