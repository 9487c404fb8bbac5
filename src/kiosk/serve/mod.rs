//! The release that a kiosk shows, served to the browser on the same machine: by offset, out of the bundle in its slot.
//!
//! Plain blocking sockets and a thread for each connection: there is one browser. Requests that a page on the web could
//! have caused are not answered (`Host`), and only pages of this server may change anything (`Origin`).

mod own;
mod request;
mod silence;
mod stick;

use crate::PROGRAM;
use crate::bundle::{Bundle, Content};
use crate::feedback::{Counts, Event};
use crate::refusal::Refusal;
use crate::state::{FAILURES, Kiosk, SlotBundle, State};
use crate::stick::{Board, HEARTBEAT};
use base::byte_range;
use base::lang::Lang;
use base::manifest::PublishedFile;
use base::message::Message;
use request::Request;
use silence::{SILENCE, Sign, Silence};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use stick::{close, heartbeat, stick};

/// Connections at once.
const CONNECTIONS: usize = 64;

/// How long a browser may take to ask, and to take the answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the page says how a release on trial did: `ok 20261129014500` or `failed 20261129014500`.
const CHECK: &str = "/kiosk/check";

/// What is shown, for programs: one object of JSON.
const STATUS: &str = "/kiosk/status";

/// Where pages say that they were opened, and what was asked in vain: `page /tin/`, `missed zona`, `passed sốt`.
const COUNT: &str = "/kiosk/count";

/// What the screen says about a stick, for the page: one object of JSON. The page sends the number of the notice back when
/// it was read.
const STICK: &str = "/kiosk/stick";

/// A kiosk that is being served.
#[derive(Debug)]
pub struct Server {
    kiosk: Kiosk,
    listener: TcpListener,
    port: u16,
    shown: Mutex<Arc<Showing>>,
    connections: AtomicUsize,
    board: Arc<Board>,
    counts: Arc<Counts>,
    silence: Silence,
}

/// What is shown at a time.
#[derive(Debug)]
struct Showing {
    state: State,
    bundle: Option<SlotBundle>,
}

/// A head and what stands behind it.
struct Answer<'a> {
    status: &'static str,
    fields: Vec<(&'static str, String)>,
    body: Body<'a>,
}

enum Body<'a> {
    Text(String),
    /// Bytes from one place of an object to another.
    Object(Content<'a, File>, u64, u64),
}

impl Server {
    /// Listens on this port of 127.0.0.1, and looks at what is to be shown; port 0 is any that is free.
    ///
    /// # Errors
    /// When the port is taken, or the system has no random numbers.
    pub fn new(kiosk: Kiosk, port: u16) -> io::Result<Self> {
        Self::with_silence(kiosk, port, SILENCE)
    }

    /// The same, where pages of a release on trial may be silent for `longest` until that is a failed check.
    ///
    /// # Errors
    /// As [`Server::new`].
    pub fn with_silence(kiosk: Kiosk, port: u16, longest: Duration) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = listener.local_addr()?.port();
        let counts = Arc::new(Counts::open(&kiosk)?);
        let showing = look(&kiosk);
        // An import while no program ran may have brought it.
        if let Some(bundle) = &showing.bundle {
            counts.note_arrived(kiosk.number(), bundle);
        }
        let shown = Mutex::new(Arc::new(showing));
        Ok(Self {
            kiosk,
            listener,
            port,
            shown,
            connections: AtomicUsize::new(0),
            board: Arc::default(),
            counts,
            silence: Silence::new(longest),
        })
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What its pages say about sticks.
    pub fn board(&self) -> Arc<Board> {
        Arc::clone(&self.board)
    }

    /// What its visitors open and look for in vain.
    pub fn counts(&self) -> Arc<Counts> {
        Arc::clone(&self.counts)
    }

    /// Answers until the program ends.
    pub fn run(self: &Arc<Self>) {
        for stream in self.listener.incoming() {
            // A connection that failed before it began concerns its browser alone.
            let Ok(stream) = stream else { continue };
            if self.connections.fetch_add(1, Ordering::Relaxed) >= CONNECTIONS {
                self.connections.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            let server = Arc::clone(self);
            let answering = move || {
                // A browser that went away is no matter.
                server.answer(stream).ok();
                server.connections.fetch_sub(1, Ordering::Relaxed);
            };
            if thread::Builder::new().spawn(answering).is_err() {
                self.connections.fetch_sub(1, Ordering::Relaxed);
            }
        }
    }

    /// What is shown now; an import of another process may have changed it.
    fn showing(&self) -> Arc<Showing> {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if self.kiosk.generation() != shown.state.generation || shown.is_broken() {
            let showing = look(&self.kiosk);
            if let Some(bundle) = &showing.bundle {
                self.counts.note_arrived(self.kiosk.number(), bundle);
            }
            *shown = Arc::new(showing);
        }
        Arc::clone(&shown)
    }

    fn answer(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let Some(request) = request::read(&mut BufReader::new(&stream))? else {
            return text("400 Bad Request", "…").send(&stream, false);
        };
        let only_head = request.method == "HEAD";
        if !request.is_for(self.port) {
            return text("421 Misdirected Request", "…").send(&stream, only_head);
        }
        let showing = self.heard(&request);
        let own = own::page(&request.path).filter(|_| request.method == "GET");
        let answer =
            own.unwrap_or_else(|| match (request.method.as_str(), request.path.as_str()) {
                ("POST", CHECK) if request.is_own(self.port) => self.check(&request.body),
                ("POST", STICK) if request.is_own(self.port) => close(&self.board, &request.body),
                ("POST", COUNT) if request.is_own(self.port) => {
                    count(&self.counts, &showing, &request.body)
                }
                ("POST", _) => text("403 Forbidden", "…"),
                ("GET" | "HEAD", STATUS) => self.status(&showing),
                ("GET", STICK) => {
                    self.counts.save_at_times();
                    stick(&self.kiosk, &showing, &self.board)
                }
                ("GET", HEARTBEAT) => heartbeat(&self.board),
                ("GET" | "HEAD", _) => page(&showing, &request),
                _ => text("405 Method Not Allowed", "…"),
            });
        answer.send(&stream, only_head)
    }

    /// What is shown now, when this is asked. A release on trial whose pages are silent has failed a check: every minute and
    /// oftener somebody asks, be it the program that looks after the screen.
    fn heard(&self, request: &Request) -> Arc<Showing> {
        let showing = self.showing();
        if showing.state.trial.is_none() {
            self.silence.forget();
            return showing;
        }
        let sign = match request.path.as_str() {
            CHECK if request.is_own(self.port) => Sign::Checked,
            STATUS | STICK => Sign::Spoke,
            "/" | "/index.html" if request.opens_page => Sign::Opened { first: true },
            _ if request.opens_page => Sign::Opened { first: false },
            _ => Sign::Nothing,
        };
        if !self.silence.hear(sign, showing.release(), Instant::now()) {
            return showing;
        }
        // Whoever has the lock imports, and then another release is on trial.
        match self.kiosk.lock().and_then(|lock| self.kiosk.fail(&lock)) {
            Ok(_) => self.showing(),
            Err(_) => showing,
        }
    }

    /// The page has looked at itself: the home page of a release is shown and the search answers, or not.
    fn check(&self, said: &str) -> Answer<'static> {
        let lock = match self.kiosk.lock() {
            Ok(lock) => lock,
            // A stick is being read. The page looks again in a moment, and that is no error of anybody's.
            Err(Refusal::Busy {}) => return text("202 Accepted", ""),
            Err(refusal) => return text("409 Conflict", &refusal.text(Lang::Vi)),
        };
        // Another release may have come since the page looked.
        let shown = self.showing().release().map(|shown| shown.to_string());
        let changed = match said.split_once(' ') {
            Some((found, release)) if shown.as_deref() == Some(release) => match found {
                "ok" => self.kiosk.confirm(&lock),
                "failed" => self.kiosk.fail(&lock),
                _ => Err(Refusal::Damaged {}),
            },
            _ => Err(Refusal::Damaged {}),
        };
        match changed {
            Ok(_) => text("204 No Content", ""),
            Err(refusal) => text("409 Conflict", &refusal.text(Lang::Vi)),
        }
    }

    fn status(&self, showing: &Showing) -> Answer<'static> {
        let manifest = showing.bundle.as_ref().map(Bundle::manifest);
        // Ward, number and day hold nothing that JSON would escape.
        let release = manifest.map_or("null".into(), |one| {
            format!("{{\"number\":{},\"day\":\"{}\"}}", one.release, one.day)
        });
        let mut answer = text(
            "200 OK",
            &format!(
                "{{\"ward\":\"{}\",\"kiosk\":\"{}\",\"program\":{PROGRAM},\"release\":{release},\"trial\":{}}}\n",
                self.kiosk.ward(),
                self.kiosk.number(),
                showing.state.trial.is_some(),
            ),
        );
        answer.fields = vec![("Content-Type", "application/json".into())];
        answer
    }
}

impl Showing {
    fn release(&self) -> Option<u64> {
        let bundle = self.bundle.as_ref();
        bundle.map(|bundle| bundle.manifest().release)
    }

    /// Whether a release on trial has no home page, and there may be one to go back to.
    fn is_broken(&self) -> bool {
        let has_home = |bundle: &SlotBundle| bundle.manifest().site.get("index.html").is_some();
        let trial = self.state.trial.as_ref();
        trial.is_some_and(|trial| trial.failures < FAILURES)
            && !self.bundle.as_ref().is_some_and(has_home)
    }
}

/// How often, and how long between, a broken release waits for whoever still has the lock: it was just imported.
const WAITS: (u32, Duration) = (8, Duration::from_millis(50));

/// Looks at what is to be shown. A release on trial without a home page fails at once.
fn look(kiosk: &Kiosk) -> Showing {
    // Counted at most three times, for then the one before is shown.
    for _ in 0..WAITS.0 {
        let (state, bundle) = kiosk.current();
        let showing = Showing { state, bundle };
        if !showing.is_broken() {
            return showing;
        }
        let failed = kiosk.lock().and_then(|lock| kiosk.fail(&lock));
        if failed.is_err() {
            thread::sleep(WAITS.1);
        }
    }
    let (state, bundle) = kiosk.current();
    Showing { state, bundle }
}

/// Counts what a page says, if it can be so.
fn count(counts: &Counts, showing: &Showing, said: &str) -> Answer<'static> {
    let is_page = |address: &str| {
        let path = address.strip_prefix('/').unwrap_or("..");
        let file = match path.is_empty() || path.ends_with('/') {
            true => format!("{path}index.html"),
            false => path.to_owned(),
        };
        let site = showing
            .bundle
            .as_ref()
            .map(|bundle| &bundle.manifest().site);
        file.ends_with(".html") && site.is_some_and(|site| site.get(&file).is_some())
    };
    match Event::parse(said) {
        Some(Event::Page(address)) if !is_page(&address) => text("400 Bad Request", "…"),
        Some(event) => {
            counts.count(event);
            text("204 No Content", "")
        }
        None => text("400 Bad Request", "…"),
    }
}

fn page<'a>(showing: &'a Showing, request: &Request) -> Answer<'a> {
    let Some(bundle) = &showing.bundle else {
        return own::empty();
    };
    let site = &bundle.manifest().site;
    let path = &request.path[1..];
    let index = format!("{path}index.html");
    if path.is_empty() || path.ends_with('/') {
        return match site.get(&index) {
            Some(file) => found(bundle, request, &index, file),
            None => not_found(bundle),
        };
    }
    if let Some(file) = site.get(path) {
        return found(bundle, request, path, file);
    }
    if site.get(&format!("{path}/index.html")).is_some() {
        let mut answer = text("308 Permanent Redirect", "");
        answer.fields = vec![("Location", format!("/{path}/"))];
        return answer;
    }
    not_found(bundle)
}

fn not_found(bundle: &SlotBundle) -> Answer<'_> {
    let request = Request::default();
    match bundle.manifest().site.get("404.html") {
        Some(file) => Answer {
            status: "404 Not Found",
            ..found(bundle, &request, "404.html", file)
        },
        None => text("404 Not Found", "…"),
    }
}

fn found<'a>(
    bundle: &'a SlotBundle,
    request: &Request,
    path: &str,
    file: &PublishedFile,
) -> Answer<'a> {
    let (hash, size) = (file.sha256, file.size);
    let tag = format!("\"{hash}\"");
    let mut fields = vec![
        ("Content-Type", content_type(path).to_owned()),
        ("ETag", tag.clone()),
        ("Cache-Control", "no-cache".into()),
        ("Accept-Ranges", "bytes".into()),
        ("X-Content-Type-Options", "nosniff".into()),
    ];
    if path.ends_with(".svg") {
        let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        fields.push(("Content-Security-Policy", policy.into()));
    }
    if request.if_none_match.as_deref() == Some(&tag) {
        return Answer {
            status: "304 Not Modified",
            fields,
            body: Body::Text(String::new()),
        };
    }
    let Some(content) = bundle.content(&hash) else {
        return text("500 Internal Server Error", "…");
    };
    match request.range_of(size) {
        Ok(None) => Answer {
            status: "200 OK",
            fields,
            body: Body::Object(content, 0, size),
        },
        Ok(Some((from, to))) => {
            fields.push(("Content-Range", byte_range::told(from, to, size)));
            Answer {
                status: "206 Partial Content",
                fields,
                body: Body::Object(content, from, to),
            }
        }
        Err(()) => {
            let mut answer = text("416 Range Not Satisfiable", "");
            answer.fields = vec![("Content-Range", byte_range::refused(size))];
            answer
        }
    }
}

fn text(status: &'static str, body: &str) -> Answer<'static> {
    Answer {
        status,
        fields: vec![("Content-Type", "text/plain; charset=utf-8".into())],
        body: Body::Text(body.to_owned()),
    }
}

impl Answer<'_> {
    fn send(self, stream: &TcpStream, only_head: bool) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(64 << 10, stream);
        let length = match &self.body {
            Body::Text(text) => text.len() as u64,
            Body::Object(_, from, to) => to - from,
        };
        write!(out, "HTTP/1.1 {}\r\n", self.status)?;
        for (name, value) in &self.fields {
            write!(out, "{name}: {value}\r\n")?;
        }
        write!(out, "Content-Length: {length}\r\nConnection: close\r\n\r\n")?;
        match self.body {
            _ if only_head => {}
            Body::Text(text) => out.write_all(text.as_bytes())?,
            Body::Object(mut content, from, to) => {
                io::copy(&mut content.by_ref().take(from), &mut io::sink())?;
                io::copy(&mut content.take(to - from), &mut out)?;
            }
        }
        out.flush()
    }
}

/// What browsers are told of a file, by the ending of its name.
fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "wasm" => "application/wasm",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "webm" => "audio/webm",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "pdf" => "application/pdf",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
