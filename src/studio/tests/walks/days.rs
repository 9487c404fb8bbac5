//! Many short random walks through states, roles, days, edits, wrong clocks and meddling. What is held to: whatever stands in
//! `content/` and is no draft was approved by somebody who might; whatever stands on a site was, and its day has come.

use crate::dice::Dice;
use crate::house::{House, PEOPLE, Window, clock, sha256};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use studio::days::Clock;
use studio::people::Role;
use studio::review::{Deed, Standing};
use studio::schedule::{Done, look};
use studio::verdict::Verdict;
use studio::{builds, publish_on, texts};

const POSTS: [&str; 2] = ["content/mau/tin/a.md", "content/mau/tin/b.md"];

/// How many walks a quick test takes; `LOA_DAY_WALKS` asks for others.
const WALKS: u64 = 20;

/// How many steps a walk has.
const STEPS: usize = 40;

/// What a walk remembers to hold the studio to.
struct Walk {
    house: House,
    dice: Dice,
    windows: Vec<Window>,
    /// The day that it is, whatever a clock shows, and how long the machine has been on.
    today: Date,
    hours: u64,
    /// Hashes that may stand in `content/`.
    allowed: BTreeSet<String>,
    /// Texts that may stand on the site, each with its day, by what they say.
    shown: BTreeMap<String, Vec<Option<Date>>>,
    number: usize,
    counts: BTreeMap<&'static str, usize>,
}

impl Walk {
    fn new(seed: u64) -> Self {
        let house = House::new();
        house.write(
            POSTS[1],
            "+++\ntitle = \"B\"\ndate = 2026-11-20\ndraft = true\n+++\n\nmã-0-mã\n",
        );
        let mut walk = Self {
            dice: Dice(seed),
            windows: POSTS
                .iter()
                .map(|path| Window::of(&house, path, 0))
                .collect(),
            today: Date::constant(2026, 11, 28),
            hours: 10,
            allowed: BTreeSet::from([sha256(&house.file())]),
            shown: BTreeMap::new(),
            number: 0,
            counts: BTreeMap::new(),
            house,
        };
        // A clock is often set right in the first minutes: no walk begins before.
        walk.tick("09:00", 0);
        walk.tick("10:00", 1);
        walk
    }

    fn right(&self, time: &str) -> Clock {
        clock(&self.today.to_string(), time, self.hours)
    }

    /// So many hours later the clock shows this time of today.
    fn tick(&mut self, time: &str, hours: u64) -> Done {
        self.hours += hours;
        let now = self.right(time);
        self.house.desk.clock = Some(now);
        look(&self.house.desk, &now).unwrap()
    }

    fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    fn standing(&self, path: &str) -> Option<Standing> {
        self.house.desk.tip(path).unwrap().standing
    }

    fn has(&self, who: &str, any: &[Role]) -> bool {
        let people = self.house.desk.people().unwrap();
        any.iter().any(|role| people.has(who, "mau", *role))
    }

    /// Somebody asks for something. Nobody's press takes along what stands in `content/` and nobody approved.
    fn act(&mut self, who: &str, action: &'static str, body: &Value) -> bool {
        let done = self.house.act(who, action, body).is_some();
        if done {
            self.count(action);
        }
        done
    }

    /// What stands at a text was just approved.
    fn approved(&mut self, path: &str, event: &Standing) {
        let bytes = self.house.desk.reviews().bytes(event).unwrap();
        let (document, _) = texts::document(path, &bytes).unwrap();
        let day = texts::day(&document, publish_on::PUBLISH_ON);
        self.allowed.insert(event.sha256.clone());
        if let Some(text) = said(&String::from_utf8(bytes).unwrap()) {
            self.shown.entry(text).or_default().push(day);
        }
    }

    fn step(&mut self) {
        self.number += 1;
        let who = PEOPLE[self.dice.throw(PEOPLE.len())];
        let at = self.dice.throw(POSTS.len());
        let path = POSTS[at];
        let standing = self.standing(path);
        let hash = standing.as_ref().map_or("0", |standing| &standing.sha256);
        let seen = json!({ "path": path, "sha256": hash, "reason": "sửa" });
        match self.dice.throw(22) {
            0..=2 => self.edit(at),
            20 | 21
                if standing
                    .as_ref()
                    .is_some_and(|event| event.what == Deed::Approved) =>
            {
                self.act("Lan", "publish", &seen);
            }
            3..=5 => {
                let text = self.windows[at].written();
                if self.act(who, "send", &text) {
                    self.windows[at] = Window::of(&self.house, path, self.number);
                }
            }
            6..=8 => self.approve(who, path, standing.as_ref(), seen),
            9 => drop(self.act(who, "return", &seen)),
            10 | 11 => {
                let may = self.has(who, &[Role::Publish]);
                if self.act(who, "publish", &seen) {
                    assert!(may, "{who} published");
                }
            }
            12 => self.rush(who, at),
            13 => self.look_again(who, path),
            14 => self.trust(),
            15 | 16 => self.next_day(),
            17 => self.wrong_clock(who),
            18 => self.meddle(path, standing.as_ref()),
            _ => self.again(who),
        }
    }

    fn edit(&mut self, at: usize) {
        let mut window = Window::of(&self.house, POSTS[at], self.number);
        window.state.body = format!("mã-{}-mã", self.number);
        let fields = &mut window.state.fields;
        for key in ["urgent", "expires", "publish_on"] {
            fields.remove(key);
        }
        if self.dice.throw(3) == 0 {
            fields.insert("urgent".into(), "true".into());
            let last = self.today.saturating_add(5.days());
            fields.insert("expires".into(), last.to_string());
        }
        if self.dice.throw(5) == 0 {
            let first = self
                .today
                .saturating_add((self.dice.throw(4) as i64).days());
            fields.insert("publish_on".into(), first.to_string());
        }
        self.windows[at] = window;
    }

    fn approve(
        &mut self,
        who: &str,
        path: &'static str,
        before: Option<&Standing>,
        mut seen: Value,
    ) {
        if self.dice.throw(2) == 0 {
            let days = self.dice.throw(5) as i64 - 1;
            seen["publish_on"] = json!(self.today.saturating_add(days.days()).to_string());
        }
        let events = self.house.desk.reviews().events("mau").unwrap().len();
        let done = self.act(who, "approve", &seen);
        let events = self
            .house
            .desk
            .reviews()
            .events("mau")
            .unwrap()
            .split_off(events);
        let Some(event) = events.iter().find(|event| event.what == Deed::Approved) else {
            assert!(!done);
            return;
        };
        let before = before.unwrap();
        let may: &[Role] = if event.urgent {
            &[Role::Approve, Role::Health]
        } else {
            &[Role::Approve]
        };
        assert!(self.has(who, may), "{who} approved");
        assert!(
            before.by != who || event.urgent,
            "{who} approved what they had sent"
        );
        self.approved(path, event);
    }

    fn rush(&mut self, who: &str, at: usize) {
        let events = self.house.desk.reviews().events("mau").unwrap().len();
        let text = self.windows[at].written();
        if self.act(who, "urgent", &text) {
            assert!(self.has(who, &[Role::Write]) && self.has(who, &[Role::Approve, Role::Health]));
            assert_eq!(text["state"]["fields"]["urgent"], "true");
            let events = self
                .house
                .desk
                .reviews()
                .events("mau")
                .unwrap()
                .split_off(events);
            self.approved(POSTS[at], &events[1]);
            self.windows[at] = Window::of(&self.house, POSTS[at], self.number);
        }
    }

    fn look_again(&mut self, who: &str, path: &str) {
        let looks = self.house.desk.reviews().looks("mau").unwrap();
        let Some(hasty) = looks.of(path).cloned() else {
            return;
        };
        let seen = json!({ "path": path, "sha256": hasty.sha256, "reason": "sai" });
        if self.dice.throw(3) == 0 {
            self.act(who, "pull", &seen);
        } else if self.act(who, "stands", &seen) {
            assert!(self.has(who, &[Role::Approve, Role::Health]));
            let another = PEOPLE
                .iter()
                .any(|name| *name != who && self.has(name, &[Role::Approve, Role::Health]));
            assert!(hasty.by != who || !another, "{who} looked at their own");
        }
    }

    /// Lan trusts somebody with other roles.
    fn trust(&mut self) {
        let name = PEOPLE[self.dice.throw(PEOPLE.len())];
        let mut roles: Vec<_> = ["viet", "duyet", "y-te", "dang"].into();
        roles.retain(|_| self.dice.throw(5) > 0);
        roles.extend((name == "Lan").then_some("quan-tri"));
        self.act(
            "Lan",
            "role",
            &json!({ "ward": "mau", "name": name, "roles": roles }),
        );
    }

    fn next_day(&mut self) {
        self.today = self.today.tomorrow().unwrap();
        assert_eq!(self.tick("00:01", 14), Done::Nothing);
        let done = self.tick("00:06", 0);
        self.count(match done {
            Done::Built => "built",
            Done::Stuck(_) => "stuck",
            _ => "quiet",
        });
        self.tick("10:00", 10);
    }

    /// A clock shows another day for a while, and somebody presses a button meanwhile.
    fn wrong_clock(&mut self, who: &str) {
        const DAYS: [&str; 4] = ["1970-01-01", "2026-11-27", "2027-06-01", "2099-12-31"];
        let near = self
            .today
            .saturating_add((1 + self.dice.throw(3) as i64).days());
        let near = near.to_string();
        let wrong = match self.dice.throw(2) {
            0 => near.as_str(),
            _ => DAYS[self.dice.throw(DAYS.len())],
        };
        let now = clock(wrong, "09:00", self.hours);
        self.house.desk.clock = Some(now);
        let done = look(&self.house.desk, &now).unwrap();
        assert!(matches!(done, Done::Nothing | Done::Doubted), "{done:?}");
        self.act(who, "build", &json!({}));
        self.check();
        self.tick("10:30", 0);
    }

    /// Somebody changes files beside the studio.
    fn meddle(&mut self, path: &str, standing: Option<&Standing>) {
        match (self.dice.throw(2), standing) {
            (0, Some(standing)) if standing.what.waits() && self.dice.throw(3) == 0 => {
                let kept = self.house.desk.folder().join("versions");
                fs::write(
                    kept.join(standing.version.as_str()),
                    "+++\ntitle = \"A\"\ndate = 2026-11-20\n+++\n\nmã-lén-mã\n",
                )
                .unwrap();
                self.count("forged");
            }
            // Before anybody built the sites, nobody knows what they have.
            (1, _) if builds::texts(&self.house.desk.folder()).is_some() => {
                let text = format!("mã-ngoài-{}-mã", self.number);
                let file = format!("+++\ntitle = \"A\"\ndate = 2026-11-20\n+++\n\n{text}\n");
                self.house.write(path, &file);
                self.allowed.insert(sha256(file.as_bytes()));
                self.count("beside");
            }
            _ => {}
        }
    }

    /// The last publishing is taken back, or the sites are built.
    fn again(&mut self, who: &str) {
        let action = if self.dice.throw(2) == 0 {
            "undo"
        } else {
            "build"
        };
        let last = studio::undo::last(&self.house.desk, &self.house.desk.reviews()).unwrap();
        let time = last.map_or(String::new(), |last| last.time);
        self.act(who, action, &json!({ "time": time }));
    }

    fn check(&self) {
        for path in POSTS {
            let bytes = fs::read(self.house.dir.path().join(path)).unwrap();
            let (document, _) = texts::document(path, &bytes).unwrap();
            let fine = texts::is_draft(&document) || self.allowed.contains(&sha256(&bytes));
            assert!(fine, "step {}: {}", self.number, document.text());
            let page = path
                .replace("content/", "public/")
                .replace(".md", "/index.html");
            let page = fs::read_to_string(self.house.dir.path().join(page));
            let Some(text) = page.ok().as_deref().and_then(said) else {
                continue;
            };
            let days = self.shown.get(&text).map(Vec::as_slice).unwrap_or_default();
            let come = days
                .iter()
                .any(|day| day.is_none_or(|day| day <= self.today));
            assert!(
                come,
                "step {} on {}: {text} of {days:?}",
                self.number, self.today
            );
        }
    }
}

/// What tells a text from all others.
fn said(text: &str) -> Option<String> {
    let (from, end) = (text.find("mã-")?, text.find("-mã")?);
    Some(text[from..end + "-mã".len()].to_owned())
}

#[test]
fn nothing_unapproved_and_nothing_early_is_published_in_many_walks() {
    let walks = std::env::var("LOA_DAY_WALKS").map_or(WALKS, |walks| walks.parse().unwrap());
    let first = std::env::var("LOA_DAY_WALKS_FROM").map_or(0, |first| first.parse().unwrap());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in first..first + walks {
        let mut walk = Walk::new(
            seed.wrapping_mul(0xd134_2543_de82_ef95)
                .wrapping_add(20_261_128),
        );
        for _ in 0..STEPS {
            walk.step();
            walk.check();
        }
        for (what, times) in &walk.counts {
            *counts.entry(what).or_default() += times;
        }
        if !walk.counts.contains_key("forged") {
            let verdict = walk.house.desk.reviews().verify("mau").unwrap();
            assert!(
                matches!(verdict, Verdict::Whole(_)),
                "walk {seed}: {verdict:?}"
            );
        }
    }
    println!("{walks} walks: {counts:?}");
    for what in [
        "approve", "publish", "urgent", "stands", "built", "role", "undo",
    ] {
        assert!(
            counts.contains_key(what),
            "{what} never happened: {counts:?}"
        );
    }
}
