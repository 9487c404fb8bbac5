//! A small root with a studio over it and a crew, and what its windows hold.

use axum::http::{HeaderMap, header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use studio::days::Clock;
use studio::desk::Desk;
use studio::session::{Door, Gate, Session, Sessions};
use studio::state::State;
use studio::{Options, api};

pub const PATH: &str = "content/mau/tin/a.md";
pub const PEOPLE: [&str; 3] = ["Lan", "Minh", "Tú"];

/// One who does everything, one who may not look after health, one who writes and looks after health.
pub const CREW: &str = "one_does_all = []\n\
[[person]]\nname = \"Lan\"\nroles = { \"*\" = [\"viet\", \"duyet\", \"y-te\", \"dang\", \"quan-tri\"] }\n\
[[person]]\nname = \"Minh\"\nroles = { mau = [\"viet\", \"duyet\", \"dang\"] }\n\
[[person]]\nname = \"Tú\"\nroles = { mau = [\"viet\", \"y-te\"] }\n";

/// The way in for this machine alone.
pub fn gate(sessions: Sessions) -> Gate {
    Gate {
        origin: "http://127.0.0.1:1".into(),
        door: Door::Here,
        sessions: Arc::new(sessions),
        network: Arc::default(),
    }
}

/// A studio over a small root, and one session for each person.
pub struct House {
    pub dir: tempfile::TempDir,
    pub desk: Desk,
    pub people: Vec<Arc<Session>>,
}

impl House {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| write(dir.path(), path, text);
        write(
            "content/mau/ward.toml",
            "name = \"Phường Mẫu\"\nshort_name = \"Mẫu\"\nprovince = \"Tỉnh Mẫu\"\nbase_url = \"https://mau.example.vn/\"\n",
        );
        write(".loa/studio/people.toml", CREW);
        write(PATH, "+++\ntitle = \"A\"\ndate = 2026-11-20\n+++\n\nĐầu.\n");
        let mut people = Vec::new();
        let desk = Self::open(dir.path(), &mut people);
        Self { dir, desk, people }
    }

    pub fn open(root: &Path, people: &mut Vec<Arc<Session>>) -> Desk {
        let options = Options {
            root: root.to_owned(),
            out: root.join("public"),
            port: 1,
            today: "2026-11-28".parse().ok(),
            lan: None,
        };
        let (sessions, code) = Sessions::new(1).unwrap();
        let cookie = sessions.open(&code).unwrap().unwrap();
        let mut headers = HeaderMap::new();
        let pair = cookie.split(';').next().unwrap();
        headers.insert(header::COOKIE, pair.parse().unwrap());
        let session = sessions.of(&headers, Door::Here).unwrap();
        let desk = Desk::open(options, gate(sessions)).unwrap();
        people.clear();
        people.push(session);
        desk
    }

    /// The program was killed and started again.
    pub fn restart(self) -> Self {
        let Self { dir, desk, .. } = self;
        drop(desk);
        let mut people = Vec::new();
        let desk = Self::open(dir.path(), &mut people);
        Self { dir, desk, people }
    }

    pub fn act(&self, who: &str, action: &str, body: &Value) -> Option<Value> {
        let session = &self.people[0];
        session.is(who);
        api::act(&self.desk, session, action, body.to_string().as_bytes()).ok()
    }

    /// Writes a file beside the studio.
    pub fn write(&self, path: &str, text: &str) {
        write(self.dir.path(), path, text);
    }

    pub fn file(&self) -> Vec<u8> {
        fs::read(self.dir.path().join(PATH)).unwrap()
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

pub fn sha256(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How many windows were opened.
static OPENED: AtomicU64 = AtomicU64::new(0);

/// What a window knows of its text.
pub struct Window {
    pub path: &'static str,
    pub name: String,
    pub seq: u64,
    pub parent: Value,
    pub base: Value,
    pub state: State,
}

impl Window {
    pub fn open(house: &House, number: usize) -> Self {
        Self::of(house, PATH, number)
    }

    pub fn of(house: &House, path: &'static str, number: usize) -> Self {
        let tip = house.desk.tip(path).unwrap();
        let opened = studio::texts::open(&tip, &house.desk.works()).unwrap();
        Self {
            path,
            // Every window is another, however often a text is opened.
            name: format!("w{number}-{}", OPENED.fetch_add(1, Ordering::Relaxed)),
            seq: 0,
            parent: json!(opened.head.map(|head| head.id)),
            base: json!(opened.base),
            state: opened.state,
        }
    }

    pub fn written(&self) -> Value {
        json!({
            "path": self.path, "window": self.name, "seq": self.seq, "parent": self.parent, "base": self.base,
            "state": self.state,
        })
    }

    pub fn record(&mut self, house: &House, who: &str) {
        self.seq += 1;
        let answer = house.act(who, "record", &self.written()).unwrap();
        self.parent = answer["id"].clone();
    }
}

/// A clock in Vietnam that shows `time` of a day after the machine has been on for so many hours.
pub fn clock(day: &str, time: &str, hours: u64) -> Clock {
    let zone = jiff::tz::offset(7).to_time_zone();
    let shown: jiff::civil::DateTime = format!("{day}T{time}").parse().unwrap();
    Clock {
        day: day.parse().unwrap(),
        time: shown.to_zoned(zone).unwrap().timestamp(),
        passed: Some(Duration::from_secs(hours * 3600)),
    }
}
