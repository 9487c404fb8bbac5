//! `loa serve`: pages over HTTP, built again when a post changes, nothing outside the sites, and nothing for others.

use crate::bench::{Bench, post};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a change may take to show, on a machine with much to do.
const PATIENCE: Duration = Duration::from_secs(20);

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
    started(command(bench, &["--lang", "en"]))
}

/// `loa serve`, whose temporary folders lie in the root's `tmp`, so that they go with it.
fn command(bench: &Bench, more: &[&str]) -> Command {
    let temporary = bench.path("tmp");
    fs::create_dir_all(&temporary).expect("folders can be made");
    let mut command = bench.command(&[&["serve", "--port", "0"], more].concat());
    command.env("TMPDIR", temporary);
    command
}

fn started(mut command: Command) -> Server {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
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
        self.ask(path, &format!("Host: {}\r\n", self.address))
    }

    /// Asks with these lines in the head.
    fn ask(&self, path: &str, head: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\n{head}Connection: close\r\n\r\n"
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

    /// Waits until a page holds a text.
    fn shows(&self, path: &str, text: &str) {
        let begin = Instant::now();
        while !self.get(path).1.contains(text) {
            assert!(begin.elapsed() < PATIENCE, "`{text}` does not appear");
            std::thread::sleep(Duration::from_millis(50));
        }
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

#[test]
fn only_requests_that_name_this_machine_are_answered() {
    let bench = Bench::new();
    let draft = post("Bài nháp", "Chưa đăng.\n").replacen("+++\n", "+++\ndraft = true\n", 1);
    bench.write("content/mau/tin/nhap.md", draft);
    let server = started(command(&bench, &["--lang", "en", "--drafts"]));
    let page = "/mau/tin/nhap/";
    for host in ["localhost", "127.0.0.1", "192.168.1.9:8115", "[::1]:8115"] {
        let (status, text) = server.ask(page, &format!("Host: {host}\r\n"));
        assert_eq!(status, 200, "{host}: {text}");
    }
    for path in [
        page,
        "/",
        "/mau/tin/nhap",
        "/_loa/version",
        "/_loa/reload.js",
        "/mau/khong-co/",
    ] {
        for host in [
            "evil.example",
            "evil.example:8115",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
        ] {
            let (status, text) = server.ask(path, &format!("Host: {host}\r\n"));
            assert_eq!(status, 421, "{host} {path}: {text}");
            assert!(
                !text.contains("Chưa đăng") && text.contains("localhost"),
                "{text}"
            );
        }
    }
    assert_eq!(server.ask(page, "").0, 400, "no host");
    let own = format!("Host: {}\r\n", server.address);
    let with_origin = |origin: &str| server.ask(page, &format!("{own}Origin: {origin}\r\n")).0;
    assert_eq!(with_origin("https://evil.example"), 403);
    assert_eq!(with_origin("null"), 403);
    assert_eq!(with_origin(&format!("http://{}", server.address)), 200);
    assert_eq!(server.ask("http://evil.example/mau/tin/nhap/", &own).0, 421);
}

#[test]
fn a_query_is_kept_on_the_way_to_the_slash_and_the_way_is_not_kept() {
    let bench = Bench::new();
    let server = start(&bench);
    for (path, place) in [
        (
            "/mau/tim-kiem?q=s%E1%BB%91t+cao&muc=tin",
            "/mau/tim-kiem/?q=s%E1%BB%91t+cao&muc=tin",
        ),
        ("/mau/tim-kiem", "/mau/tim-kiem/"),
        ("/?q=x", "/mau/?q=x"),
        ("/", "/mau/"),
    ] {
        let (status, text) = server.get(path);
        assert_eq!(status, 307, "{path}");
        assert!(
            text.contains(&format!("\r\nlocation: {place}\r\n")),
            "{path}: {text}"
        );
    }
}

#[test]
fn a_port_in_use_and_an_address_elsewhere_are_told_in_words() {
    let bench = Bench::new();
    let server = start(&bench);
    let (_, port) = server.address.rsplit_once(':').expect("a port");
    let ran = bench.loa(&["serve", "--port", port, "--lang", "vi"]);
    assert_eq!(ran.code, Some(1));
    let told = format!(
        "lỗi: cổng {port} đang có chương trình khác dùng, có thể là chính Loa đang chạy ở cửa sổ khác\n"
    );
    assert!(ran.stderr.starts_with(&told), "{}", ran.stderr);
    assert!(ran.stderr.contains("chọn cổng khác bằng `--port`"));
    // An address for documents (RFC 5737): no machine has it.
    let elsewhere = ["serve", "--port", "0", "--host", "203.0.113.1", "--lang"];
    let vi = bench.loa(&[elsewhere.as_slice(), &["vi"]].concat());
    assert_eq!(vi.code, Some(1));
    assert!(
        vi.stderr
            .starts_with("lỗi: máy này không có địa chỉ `203.0.113.1`\n"),
        "{}",
        vi.stderr
    );
    for stderr in [&ran.stderr, &vi.stderr] {
        assert!(
            !stderr.contains("os error") && !stderr.contains("ddress"),
            "{stderr}"
        );
    }
    let en = bench.loa(&[elsewhere.as_slice(), &["en"]].concat());
    assert!(
        en.stderr
            .contains("this machine does not have the address `203.0.113.1`"),
        "{}",
        en.stderr
    );
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("readable");
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("folders can be made");
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn folders_that_are_replaced_are_followed() {
    let bench = Bench::new();
    let server = start(&bench);
    let write =
        |text: &str| bench.write("content/mau/tin/khai-truong.md", post("Khai trương", text));
    let page = "/mau/tin/khai-truong/";
    let (content, second) = (bench.path("content"), bench.path("c2"));
    // Gone for a while, as when a backup is restored.
    copy(&content, &second);
    fs::remove_dir_all(&content).expect("removed");
    std::thread::sleep(Duration::from_secs(1));
    fs::rename(&second, &content).expect("renamed");
    std::thread::sleep(Duration::from_secs(1));
    write("Sau khi thay cả thư mục.\n");
    server.shows(page, "Sau khi thay cả thư mục");
    // In one go, as sync programs do; what is in the new folder shows without a further change.
    copy(&content, &second);
    fs::write(
        second.join("mau/tin/khai-truong.md"),
        post("Khai trương", "Trong bản mới.\n"),
    )
    .expect("written");
    fs::rename(&content, bench.path("c0")).expect("renamed");
    fs::rename(&second, &content).expect("renamed");
    server.shows(page, "Trong bản mới");
    write("Sau khi đổi chỗ.\n");
    server.shows(page, "Sau khi đổi chỗ");
    // A folder below.
    let (tin, other) = (
        bench.path("content/mau/tin"),
        bench.path("content/mau/tin2"),
    );
    copy(&tin, &other);
    fs::remove_dir_all(&tin).expect("removed");
    fs::rename(&other, &tin).expect("renamed");
    std::thread::sleep(Duration::from_secs(1));
    write("Sau khi thay một mục.\n");
    server.shows(page, "Sau khi thay một mục");
    // A theme where there was none.
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/phuong");
    copy(&shipped, &bench.path("themes/phuong"));
    std::thread::sleep(Duration::from_secs(1));
    let template = "themes/phuong/templates/base.html";
    let own = bench.read(template);
    let own = own.replace("</main>", "<p>Giao diện riêng</p></main>");
    bench.write(template, own);
    server.shows(page, "Giao diện riêng");
}

#[test]
fn connections_that_say_nothing_take_nobody_the_word() {
    let bench = Bench::new();
    let mut shell = Command::new("sh");
    let plain = command(&bench, &["--lang", "en"]);
    shell.args(["-c", "ulimit -n 256; exec \"$@\"", "sh"]);
    shell.arg(plain.get_program()).args(plain.get_args());
    shell
        .current_dir(bench.dir())
        .env("TMPDIR", bench.path("tmp"));
    let server = started(shell);
    let open = |text: &str| {
        let mut stream = TcpStream::connect(&server.address).expect("it listens");
        stream.write_all(text.as_bytes()).expect("written");
        stream
    };
    // More than the system lets the server open.
    let silent: Vec<_> = (0..150).map(|_| open("")).collect();
    let half: Vec<_> = (0..150)
        .map(|_| open("GET /mau/ HTTP/1.1\r\nHost: localhost\r\nX-"))
        .collect();
    let begin = Instant::now();
    assert_eq!(server.get("/mau/").0, 200);
    bench.write(
        "content/mau/tin/moi.md",
        post("Bài vừa viết", "Xin chào.\n"),
    );
    server.shows("/mau/tin/moi/", "Xin chào");
    // Half a request is not waited for beyond a while.
    for mut stream in [half.into_iter().last(), silent.into_iter().last()]
        .into_iter()
        .flatten()
    {
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).ok();
        assert!(
            begin.elapsed() < Duration::from_secs(30),
            "{:?}",
            begin.elapsed()
        );
    }
}

#[test]
fn what_a_killed_server_left_is_removed_and_what_a_living_one_has_stays() {
    let bench = Bench::new();
    let folders = || {
        let entries = fs::read_dir(bench.path("tmp")).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        names.sort();
        names
    };
    let living = start(&bench);
    let [own] = folders().try_into().expect("one folder");
    drop(start(&bench));
    assert_eq!(folders().len(), 2, "a killed server cannot clear up");
    bench.write("tmp/loa-serve-cua-toi/viec.txt", "của tôi");
    let third = start(&bench);
    let left = folders();
    assert_eq!(left.len(), 3, "{left:?}");
    assert!(
        left.contains(&own) && left.contains(&"loa-serve-cua-toi".into()),
        "{left:?}"
    );
    assert_eq!((living.get("/mau/").0, third.get("/mau/").0), (200, 200));
}
