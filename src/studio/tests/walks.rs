//! Random walks through states, roles, edits and meddling: never a byte in `content/` that nobody approved, and never a text
//! that was acknowledged and is gone.

use axum::http::{HeaderMap, header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use studio::desk::Desk;
use studio::review::Verdict;
use studio::session::{Session, Sessions};
use studio::{Options, api, approvals};

const PATH: &str = "content/mau/tin/a.md";
const PEOPLE: [&str; 3] = ["Lan", "Minh", "Tú"];

/// One who does everything, one who may not look after health, one who writes and looks after health.
const CREW: &str = "one_does_all = []\n\
[[person]]\nname = \"Lan\"\nroles = { \"*\" = [\"viet\", \"duyet\", \"y-te\", \"dang\", \"quan-tri\"] }\n\
[[person]]\nname = \"Minh\"\nroles = { mau = [\"viet\", \"duyet\", \"dang\"] }\n\
[[person]]\nname = \"Tú\"\nroles = { mau = [\"viet\", \"y-te\"] }\n";

/// A studio over a small root, and one session for each person.
struct House {
    dir: tempfile::TempDir,
    desk: Desk,
    people: Vec<Arc<Session>>,
}

impl House {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
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

    fn open(root: &Path, people: &mut Vec<Arc<Session>>) -> Desk {
        let options = Options {
            root: root.to_owned(),
            out: root.join("public"),
            port: 1,
            today: "2026-11-28".parse().ok(),
        };
        let (sessions, code) = Sessions::new(1).unwrap();
        let cookie = sessions.open(&code).unwrap().unwrap();
        let mut headers = HeaderMap::new();
        let pair = cookie.split(';').next().unwrap();
        headers.insert(header::COOKIE, pair.parse().unwrap());
        let session = sessions.of(&headers).unwrap();
        let desk = Desk::open(options, "http://127.0.0.1:1".into(), Arc::new(sessions)).unwrap();
        people.clear();
        people.push(session);
        desk
    }

    /// The program was killed and started again.
    fn restart(self) -> Self {
        let Self { dir, desk, .. } = self;
        drop(desk);
        let mut people = Vec::new();
        let desk = Self::open(dir.path(), &mut people);
        Self { dir, desk, people }
    }

    fn act(&self, who: &str, action: &str, body: &Value) -> Option<Value> {
        let session = &self.people[0];
        session.is(who);
        api::act(&self.desk, session, action, body.to_string().as_bytes()).ok()
    }

    fn file(&self) -> Vec<u8> {
        fs::read(self.dir.path().join(PATH)).unwrap()
    }
}

fn sha256(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Random numbers that are the same each time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }
}

/// What a window knows of its text.
struct Window {
    name: String,
    seq: u64,
    parent: Value,
    base: Value,
    title: String,
    text: String,
}

impl Window {
    fn open(house: &House, number: usize) -> Self {
        let tip = house.desk.tip(PATH).unwrap();
        let opened = studio::texts::open(&tip, &house.desk.works()).unwrap();
        Self {
            name: format!("w{number}"),
            seq: 0,
            parent: json!(opened.head.map(|head| head.id)),
            base: json!(opened.base),
            title: opened.state.fields["title"].clone(),
            text: opened.state.body,
        }
    }

    fn written(&self) -> Value {
        json!({
            "path": PATH, "window": self.name, "seq": self.seq, "parent": self.parent, "base": self.base,
            "state": { "fields": { "title": self.title, "date": "2026-11-20" }, "body": self.text },
        })
    }

    fn record(&mut self, house: &House, who: &str) {
        self.seq += 1;
        let answer = house.act(who, "record", &self.written()).unwrap();
        self.parent = answer["id"].clone();
    }
}

/// What a walk remembers to hold the studio to.
#[derive(Default)]
struct Memory {
    /// Hashes that somebody approved who had not sent them, and what `content/` was given from outside.
    allowed: BTreeSet<String>,
    published: usize,
    refused: usize,
}

fn step(
    house: &House,
    windows: &mut [Window],
    dice: &mut Dice,
    number: usize,
    memory: &mut Memory,
) {
    let who = PEOPLE[dice.throw(PEOPLE.len())];
    let at = dice.throw(windows.len());
    let standing = house.desk.tip(PATH).unwrap().standing;
    let sent = standing
        .as_ref()
        .map_or_else(|| "0".repeat(64), |standing| standing.sha256.clone());
    let seen = json!({ "path": PATH, "sha256": sent, "reason": "sửa lại" });
    match dice.throw(12) {
        0..=2 => {
            windows[at].text = format!("Lần {number} của {who}.");
            windows[at].record(house, who);
        }
        3 => {
            while settle(house, who, dice) {}
            windows[at] = Window::open(house, number);
        }
        4 | 5 => match house.act(who, "send", &windows[at].written()) {
            Some(_) => windows[at] = Window::open(house, number),
            None => memory.refused += 1,
        },
        6 | 7 => {
            let by_another = standing.as_ref().is_some_and(|standing| standing.by != who);
            if house.act(who, "approve", &seen).is_some() {
                assert!(by_another, "{who} approved what they had sent themselves");
                assert_ne!(who, "Tú", "who may not approve approved");
                memory.allowed.insert(sent);
            }
        }
        8 => drop(house.act(who, "return", &seen)),
        9 => {
            if approvals::put(&house.desk, who, PATH, &sent).is_ok() {
                assert_eq!(sha256(&house.file()), sent);
                memory.published += 1;
            }
        }
        10 => {
            // Somebody meddles with what waits.
            if let Some(standing) = standing.filter(|_| dice.throw(4) == 0) {
                let kept = house
                    .desk
                    .folder()
                    .join("versions")
                    .join(standing.version.as_str());
                fs::write(kept, "+++\ntitle = \"B\"\ndate = 2026-11-20\n+++\n\nLén.\n").unwrap();
            }
        }
        _ => {
            if dice.throw(4) == 0 {
                let text =
                    format!("+++\ntitle = \"A\"\ndate = 2026-11-20\n+++\n\nNgoài {number}.\n");
                fs::write(house.dir.path().join(PATH), &text).unwrap();
                memory.allowed.insert(sha256(text.as_bytes()));
            }
        }
    }
}

/// Chooses between two texts where there are two, key by key, as it happens; says whether there were.
fn settle(house: &House, who: &str, dice: &mut Dice) -> bool {
    let tip = house.desk.tip(PATH).unwrap();
    let sides = studio::texts::sides(&tip, &house.desk.works()).unwrap();
    let Some(sides) = sides else { return false };
    let theirs = sides.theirs.map(|head| head.id);
    let theirs = theirs.or(sides.theirs_base.map(|base| base.as_str().to_owned()));
    let keys = sides.differences.iter().map(|part| part.key.clone());
    let take: Vec<_> = keys.filter(|_| dice.throw(2) == 0).collect();
    let sent = json!({ "path": PATH, "mine": sides.mine.id, "theirs": theirs, "take": take });
    house.act(who, "settle", &sent).unwrap();
    true
}

#[test]
fn nothing_is_published_that_nobody_approved() {
    let steps = std::env::var("LOA_WALKS").map_or(1500, |steps| steps.parse().unwrap());
    let mut house = House::new();
    let mut memory = Memory::default();
    memory.allowed.insert(sha256(&house.file()));
    let mut dice = Dice(20_261_128);
    let mut windows = vec![Window::open(&house, 0), Window::open(&house, 1)];
    for number in 2..steps {
        if dice.throw(150) == 0 {
            house = house.restart();
        }
        step(&house, &mut windows, &mut dice, number, &mut memory);
        let present = sha256(&house.file());
        assert!(
            memory.allowed.contains(&present),
            "step {number}: {}",
            String::from_utf8_lossy(&house.file())
        );
        // What a window was told is kept is found again: in a head, or continued by one.
        let works = house.desk.works();
        for window in windows.iter().filter(|window| window.seq > 0) {
            let mut heads = works.heads(PATH).iter();
            let own = heads.find(|head| head.entry.window == window.name);
            if let Some(state) = own.and_then(|head| head.entry.state.as_ref()) {
                assert_eq!(state.body, window.text, "step {number}");
            }
        }
    }
    assert!(
        memory.published > steps / 200 && memory.refused > 0,
        "{}",
        memory.published
    );
}

#[test]
fn the_list_holds_through_a_walk_without_meddling() {
    let house = House::new();
    let mut window = Window::open(&house, 0);
    for number in 0..20 {
        window.text = format!("Lần {number}.");
        window.record(&house, "Lan");
        house.act("Lan", "send", &window.written()).unwrap();
        let standing = house.desk.tip(PATH).unwrap().standing.unwrap();
        let seen = json!({ "path": PATH, "sha256": standing.sha256, "reason": "x" });
        house
            .act(
                "Minh",
                if number % 3 == 0 { "return" } else { "approve" },
                &seen,
            )
            .unwrap();
        if number % 3 == 2 {
            approvals::put(&house.desk, "Minh", PATH, &standing.sha256).unwrap();
            assert!(String::from_utf8_lossy(&house.file()).contains(&window.text));
        }
        window = Window::open(&house, number + 1);
    }
    let lines = match house.desk.reviews().verify("mau").unwrap() {
        Verdict::Whole(lines) => lines,
        broken => panic!("{broken:?}"),
    };
    assert!(lines > 40);
}

#[test]
fn every_action_asks_for_a_role_and_says_so() {
    let house = House::new();
    let lesson = "content/mau/suc-khoe/ho.md";
    let other = "content/khac/tin/a.md";
    let body = |path: &str, ward: &str| {
        json!({ "path": path, "ward": ward, "sha256": "0", "reason": "x", "version": "0", "title": "Tin",
            "section": "tin", "window": "w", "seq": 1, "state": { "fields": {}, "body": "" },
            "mine": "", "theirs": "", "take": [], "name": "Tú", "roles": ["quan-tri"], "alone": true, "reading": "0" })
    };
    let status = |who: &str, action: &str, body: &Value| {
        let session = &house.people[0];
        session.is(who);
        let done = api::act(&house.desk, session, action, body.to_string().as_bytes());
        done.map_or_else(|failure| (failure.status, failure.reason), |_| (200, ""))
    };
    let files = || {
        let files = walkdir::WalkDir::new(house.dir.path())
            .sort_by_file_name()
            .into_iter();
        let files = files
            .map(|entry| entry.unwrap().into_path())
            .filter(|path| path.is_file());
        files
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect::<Vec<_>>()
    };
    let before = files();
    let all = [
        "record", "preview", "save", "discard", "settle", "new", "send", "go", "approve", "return",
        "publish", "build", "revive", "own", "import", "withdraw", "role", "alone",
    ];
    for action in all {
        // Nobody, a stranger, and somebody from another ward.
        assert_eq!(status("", action, &body(PATH, "mau")).0, 401, "{action}");
        assert_eq!(
            status("Ai", action, &body(PATH, "mau")),
            (403, "role"),
            "{action}"
        );
        if action != "build" {
            let found = status("Minh", action, &body(other, "khac"));
            assert_eq!(found, (403, "role"), "{action}");
        }
    }
    for action in ["publish", "build", "role", "alone"] {
        assert_eq!(
            status("Tú", action, &body(PATH, "mau")),
            (403, "role"),
            "{action}"
        );
    }
    // A ward in the request that is not the text's own opens nothing.
    assert_eq!(status("Minh", "send", &body(other, "mau")), (403, "role"));
    assert_eq!(status("Minh", "role", &body(PATH, "mau")), (403, "role"));
    assert_eq!(status("Minh", "alone", &body(PATH, "mau")), (403, "role"));
    assert_eq!(files(), before);
    // The last who looks after people stays.
    let gone = json!({ "ward": "mau", "name": "Lan", "roles": ["viet"] });
    assert_eq!(status("Lan", "role", &gone).0, 409);
    assert_eq!(
        status(
            "Lan",
            "role",
            &json!({ "ward": "khong-co", "name": "Tú", "roles": [] })
        )
        .0,
        404
    );
    let health = studio::shape::Shape::of(lesson).unwrap();
    assert_eq!(
        studio::roles::approvers(&health, true),
        [studio::roles::Role::Health]
    );
}

#[test]
fn a_lesson_is_approved_by_health_and_published_with_that_approval_to_the_byte() {
    let house = House::new();
    let path = "content/mau/suc-khoe/ho.md";
    let text = "+++\ntitle = \"Ho\"\ndate = 2026-11-01\naudience = \"Mọi người\"\ndraft = true\n\n[[sources]]\n\
        title = \"A\"\npublisher = \"B\"\nyear = 2020\n+++\n\nUống nước ấm.\n";
    let file = house.dir.path().join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, text).unwrap();
    let tip = house.desk.tip(path).unwrap();
    let opened = studio::texts::open(&tip, &house.desk.works()).unwrap();
    assert!(!opened.state.fields.contains_key("reviewed_by"));
    let sent = json!({ "path": path, "window": "w", "seq": 1, "base": opened.base, "state": opened.state });
    let sent = house.act("Minh", "send", &sent).unwrap();
    let hash = sent["sha256"].as_str().unwrap().to_owned();
    let mut seen = json!({ "path": path, "sha256": hash, "reviewed_by": "Y sĩ Tú", "review_due": "2027-05-01" });
    assert!(house.act("Minh", "approve", &seen).is_none());
    seen["review_due"] = json!("2026-11-28");
    assert!(house.act("Tú", "approve", &seen).is_none(), "due today");
    seen["review_due"] = json!("2027-05-01");
    house.act("Tú", "approve", &seen).unwrap();
    let standing = house.desk.tip(path).unwrap().standing.unwrap();
    assert_eq!(standing.seen, Some(hash.clone()));
    // What was seen before the approval was written into it is not what is published.
    assert!(approvals::put(&house.desk, "Lan", path, &hash).is_err());
    approvals::put(&house.desk, "Lan", path, &standing.sha256).unwrap();
    let published = fs::read(&file).unwrap();
    assert_eq!(sha256(&published), standing.sha256);
    let lines = "reviewed_by = \"Y sĩ Tú\"\nreviewed_on = 2026-11-28\nreview_due = 2027-05-01\n";
    let expected = text.replace("draft = true\n", "");
    let kept = String::from_utf8(published).unwrap();
    assert!(kept.contains(lines), "{kept}");
    assert_eq!(kept.replace(lines, ""), expected);
}

#[test]
fn one_person_does_all_only_where_the_ward_chose_so_and_the_list_names_who_chose() {
    let house = House::new();
    let window = Window::open(&house, 0);
    assert!(house.act("Lan", "go", &window.written()).is_none());
    let alone = |ward: &str, alone: bool| json!({ "ward": ward, "alone": alone });
    house.act("Lan", "alone", &alone("chung", true)).unwrap();
    assert!(house.act("Lan", "go", &window.written()).is_none());
    house.act("Lan", "alone", &alone("mau", true)).unwrap();
    house.act("Lan", "go", &window.written()).unwrap();
    // Who lacks a role lacks it there too.
    assert!(
        house
            .act("Tú", "go", &Window::open(&house, 1).written())
            .is_none()
    );
    house.act("Lan", "alone", &alone("mau", false)).unwrap();
    assert!(
        house
            .act("Lan", "go", &Window::open(&house, 2).written())
            .is_none()
    );
    let log = fs::read_to_string(house.desk.folder().join("log/mau.jsonl")).unwrap();
    let told: Vec<_> = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|line| {
            format!(
                "{} {}",
                line["what"].as_str().unwrap(),
                line["by"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "alone Lan",
            "sent Lan",
            "approved Lan",
            "published Lan",
            "together Lan"
        ]
    );
    assert_eq!(
        house.desk.reviews().verify("mau").unwrap(),
        Verdict::Whole(5)
    );
}

#[test]
fn a_second_studio_is_kept_out() {
    let house = House::new();
    let options = house.desk.options.clone();
    let (sessions, _) = Sessions::new(2).unwrap();
    let second = Desk::open(options, "http://127.0.0.1:2".into(), Arc::new(sessions));
    assert!(second.is_err());
    let house = house.restart();
    assert!(!house.file().is_empty());
}
