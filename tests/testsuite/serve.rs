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

fn started(command: Command) -> Server {
    telling(command, Stdio::null())
}

/// The same, which tells problems there.
fn telling(mut command: Command, problems: Stdio) -> Server {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(problems)
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

const KEPT: &str = "content/mau/tin/khai-truong.md";
const FAULTY: &str = "content/mau/tin/hong.md";

/// A server whose builds fail, for what is wrong with one post: whatever changes comes out of memory.
fn without_builds(bench: &Bench, more: &[&str]) -> Server {
    bench.write(FAULTY, post("Bài sẽ hỏng", "Chữ.\n"));
    bench.write(
        "content/mau/tin/ben-canh.md",
        post("Bài bên cạnh", "Chữ.\n"),
    );
    let errors = fs::File::create(bench.path("errors")).expect("a file");
    let server = telling(
        command(bench, &[&["--lang", "en"], more].concat()),
        errors.into(),
    );
    bench.write(FAULTY, "hỏng");
    let begin = Instant::now();
    while !bench.read("errors").contains("hong.md") {
        assert!(begin.elapsed() < PATIENCE, "no build fails");
        std::thread::sleep(Duration::from_millis(20));
    }
    server
}

/// A page as it is served, without the script that reloads it.
fn body(server: &Server, page: &str) -> String {
    let (status, text) = server.get(page);
    assert_eq!(status, 200, "{page}");
    let (_, body) = text.split_once("\r\n\r\n").expect("a head");
    let (body, _) = body
        .rsplit_once("<script src=\"/_loa/")
        .expect("the script");
    body.to_owned()
}

/// A page as the server's last build wrote it.
fn written(bench: &Bench, page: &str) -> String {
    let mut folders = fs::read_dir(bench.path("tmp")).expect("a folder");
    let folder = folders.next().expect("one").expect("an entry").path();
    fs::read_to_string(folder.join("public").join(page).join("index.html")).expect("a page")
}

#[test]
fn a_saved_post_shows_before_any_build_and_as_the_build_writes_it() {
    let bench = Bench::new();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\" fill=\"#1d4f91\"/></svg>\n";
    bench.write("content/mau/tin/hinh.svg", drawing);
    bench.write(KEPT, post("Khai trương", "![Sơ đồ](hinh.svg)\n"));
    let server = without_builds(&bench, &[]);
    let version = server.get("/_loa/version").1;
    let (_, version) = version.rsplit_once("\r\n").expect("a version");
    std::thread::scope(|threads| {
        let waiting = threads.spawn(|| server.get(&format!("/_loa/version?{version}")));
        bench.write(
            "content/mau/tin/ben-canh.md",
            post("Tên khác hẳn", "Chữ.\n"),
        );
        let (_, told) = waiting.join().expect("an answer");
        assert!(!told.ends_with(version), "a tab that waits is told");
    });
    server.shows("/mau/tin/ben-canh/", "Tên khác hẳn");
    let changed = "Chữ **mới**.\n\n![Sơ đồ](hinh.svg)\n\n[Dấu hiệu](../suc-khoe/sot-xuat-huyet.md#dau-hieu)\n";
    bench.write(KEPT, post("Khai trương, tên mới", changed));
    let page = "/mau/tin/khai-truong/";
    server.shows(page, "tên mới");
    let shared = "content/chung/suc-khoe/sot-xuat-huyet.md";
    bench.write(shared, bench.read(shared).replace("Sốt cao", "Sốt rất cao"));
    server.shows("/mau/suc-khoe/sot-xuat-huyet/", "Sốt rất cao");
    let pages = [
        "mau/tin/ben-canh",
        "mau/tin/khai-truong",
        "mau/suc-khoe/sot-xuat-huyet",
    ];
    let shown = pages.map(|page| body(&server, &format!("/{page}/")));
    for (page, shown) in pages.iter().zip(&shown) {
        assert_ne!(shown, &written(&bench, page), "{page}: nothing built it");
    }
    assert!(!server.get("/mau/tin/").1.contains("tên mới"));
    // A text that is refused keeps the page.
    bench.write(KEPT, "hỏng");
    std::thread::sleep(Duration::from_millis(400));
    assert_eq!(body(&server, page), shown[1]);
    bench.write(KEPT, post("Khai trương, tên mới", changed));
    bench.write(FAULTY, post("Bài sẽ hỏng", "Chữ.\n"));
    server.shows("/mau/tin/", "tên mới");
    for (page, shown) in pages.iter().zip(&shown) {
        assert_eq!(shown, &written(&bench, page), "{page}");
        assert_eq!(shown, &body(&server, &format!("/{page}/")), "{page}");
    }
}

#[test]
fn half_written_saves_flash_nothing() {
    let bench = Bench::new();
    let server = without_builds(&bench, &[]);
    let page = "/mau/tin/khai-truong/";
    let (path, beside) = (bench.path(KEPT), |name: &str| {
        bench.path(&format!("content/mau/tin/{name}"))
    });
    for n in 0..12 {
        let text = post("Khai trương", &format!("Lần lưu thứ {n}.\n"));
        match n % 4 {
            // Emptied, then written in pieces, of which the first is no post.
            0 => {
                let (first, rest) = text.split_at(text.find("\ndate").expect("a date"));
                let mut file = fs::File::create(&path).expect("opened");
                for piece in [first, rest] {
                    std::thread::sleep(Duration::from_millis(2));
                    file.write_all(piece.as_bytes()).expect("written");
                }
            }
            // Written beside it, and put in its place.
            1 => {
                let other = beside("khai-truong.md.tmp.4711");
                fs::write(&other, &text).expect("written");
                fs::rename(other, &path).expect("renamed");
            }
            // Moved away, and written anew; with the file that tells vim whether it may write.
            2 => {
                fs::write(beside("4913"), "").expect("written");
                fs::remove_file(beside("4913")).expect("removed");
                fs::rename(&path, beside("khai-truong.md~")).expect("renamed");
                fs::write(&path, &text).expect("written");
            }
            _ => fs::write(&path, &text).expect("written"),
        }
        let begin = Instant::now();
        loop {
            let (status, shown) = server.get(page);
            assert_eq!(status, 200);
            if shown.contains(&format!("Lần lưu thứ {n}.")) {
                break;
            }
            let before = format!("Lần lưu thứ {}.", n - 1);
            assert!(n == 0 || shown.contains(&before), "{n}: {shown}");
            assert!(begin.elapsed() < PATIENCE, "save {n} does not appear");
        }
    }
    let told = bench.read("errors");
    assert!(!told.contains("khai-truong"), "{told}");
}

#[test]
fn what_is_more_than_a_text_is_left_to_the_build() {
    let bench = Bench::new();
    let server = start(&bench);
    let page = "/mau/tin/khai-truong/";
    let gone = |page: &str| {
        let begin = Instant::now();
        while server.get(page).0 != 404 {
            assert!(begin.elapsed() < PATIENCE, "{page} stays");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    let text = post("Khai trương", "Chữ.\n");
    bench.write(KEPT, text.replacen("+++\n", "+++\ndraft = true\n", 1));
    gone(page);
    bench.write(KEPT, &text);
    server.shows(page, "Chữ.");
    // A picture that no page showed before: it is there with the page.
    bench.write(
        "content/mau/tin/hinh.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>",
    );
    bench.write(KEPT, post("Khai trương", "Có ![hình](hinh.svg)\n"));
    server.shows(page, "Có ");
    let shown = server.get(page).1;
    let (_, address) = shown.split_once("<img src=\"").expect("a picture");
    let (address, _) = address.split_once('"').expect("an end");
    assert_eq!(server.get(address).0, 200, "{address}");
    // The picture is another.
    bench.write(
        "content/mau/tin/hinh.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
    );
    server.shows(page, "width=\"9\"");
    bench.write(KEPT, post("Khai trương", "Vẫn ![hình](hinh.svg)\n"));
    server.shows(page, "Vẫn ");
    assert!(server.get(page).1.contains("width=\"9\""));
    // The ward is called otherwise.
    let ward = bench.read("content/mau/ward.toml");
    bench.write("content/mau/ward.toml", ward.replace("Mẫu", "Gương"));
    server.shows(page, "Gương");
    bench.write(KEPT, post("Khai trương", "Chữ sau.\n"));
    server.shows(page, "Chữ sau.");
    assert!(server.get(page).1.contains("Gương"));
    fs::remove_file(bench.path(KEPT)).expect("removed");
    gone(page);
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

#[test]
fn a_recording_is_given_in_parts() {
    let bench = Bench::new();
    let mut frame = vec![0xff, 0xf3, 0x14, 0xc4];
    frame.resize(24, 0);
    bench.write("content/mau/tin/doc.mp3", frame.repeat(50));
    let text = "+++\ntitle = \"Nghe\"\ndate = 2026-11-20\nrecording = \"doc.mp3\"\n+++\n\nNghe.\n";
    bench.write("content/mau/tin/nghe.md", text);
    let server = start(&bench);
    let (_, page) = server.get("/mau/tin/nghe/");
    let address = page
        .split("src=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|address| address.ends_with(".mp3"))
        .expect("a player");
    let part = |range: &str| {
        let head = format!("Host: {}\r\nRange: {range}\r\n", server.address);
        server.ask(address, &head)
    };
    let (status, answer) = part("bytes=0-23");
    assert_eq!(status, 206, "{answer}");
    assert!(
        answer.contains("content-range: bytes 0-23/1200"),
        "{answer}"
    );
    assert!(answer.contains("content-type: audio/mpeg"), "{answer}");
    assert_eq!(part("bytes=1200-").0, 416);
    let (status, answer) = server.get(address);
    assert_eq!(status, 200);
    assert!(answer.contains("accept-ranges: bytes"), "{answer}");
}
