//! Many short random walks of three people through states, roles, days, edits, wrong clocks and meddling, each in windows of
//! their own. What is held to: whatever stands in `content/` and is no draft was approved by somebody who might; whatever stands
//! on a site was, and its day has come; what was withdrawn stays away; each line of the list is by somebody who might.

mod together;

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
use studio::roles;
use studio::schedule::{Done, look};
use studio::shape::Shape;
use studio::verdict::Verdict;
use studio::{builds, texts};

/// Two posts and a lesson.
const POSTS: [&str; 3] = [
    "content/mau/tin/a.md",
    "content/mau/tin/b.md",
    "content/mau/suc-khoe/ho.md",
];

/// A text of a post: what its kind asks for, and what it says.
fn file(path: &str, more: &str, text: &str) -> String {
    let lesson =
        "audience = \"Mọi người\"\n\n[[sources]]\ntitle = \"A\"\npublisher = \"B\"\nyear = 2020\n";
    let kind = if path.contains("suc-khoe") {
        lesson
    } else {
        ""
    };
    format!("+++\ntitle = \"A\"\ndate = 2026-11-20\n{more}{kind}+++\n\n{text}\n")
}

/// How many walks a quick test takes; `LOA_DAY_WALKS` asks for others.
const WALKS: u64 = 20;

/// How many steps a walk has.
const STEPS: usize = 40;

/// What a walk remembers to hold the studio to.
struct Walk {
    house: House,
    dice: Dice,
    /// What each person has open of each post.
    windows: BTreeMap<(&'static str, usize), Window>,
    /// The day that it is, whatever a clock shows, and how long the machine has been on.
    today: Date,
    hours: u64,
    /// Hashes that may stand in `content/`.
    allowed: BTreeSet<String>,
    /// Texts that may stand on the site, each with its day, by what they say.
    shown: BTreeMap<String, Vec<Option<Date>>>,
    /// Posts that were taken from the sites, and nobody put there again.
    down: BTreeSet<String>,
    number: usize,
    counts: BTreeMap<&'static str, usize>,
}

impl Walk {
    fn new(seed: u64) -> Self {
        let house = House::new();
        for path in &POSTS[1..] {
            house.write(path, &file(path, "draft = true\n", "mã-0-mã"));
        }
        let mut windows = BTreeMap::new();
        for who in PEOPLE {
            for (at, path) in POSTS.into_iter().enumerate() {
                windows.insert((who, at), Window::of(&house, path, 0));
            }
        }
        let mut walk = Self {
            dice: Dice(seed),
            windows,
            today: Date::constant(2026, 11, 28),
            hours: 10,
            allowed: BTreeSet::from([sha256(&house.file())]),
            shown: BTreeMap::new(),
            down: BTreeSet::new(),
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
        let before = self.events().len();
        let done = self.house.act(who, action, body).is_some();
        if done {
            self.count(action);
        }
        for event in self.events().split_off(before) {
            assert_eq!(event.by, who, "{action}");
            self.holds(&event);
        }
        done
    }

    fn step(&mut self) {
        self.number += 1;
        let who = PEOPLE[self.dice.throw(PEOPLE.len())];
        let deed = self.dice.throw(34);
        let at = match deed {
            6..=8 => self.at(Deed::Sent),
            10 | 11 | 20 | 21 => self.at(Deed::Approved),
            _ => self.dice.throw(POSTS.len()),
        };
        let path = POSTS[at];
        let standing = self.standing(path);
        let hash = standing.as_ref().map_or("0", |standing| &standing.sha256);
        let seen = json!({ "path": path, "sha256": hash, "reason": "sửa" });
        match deed {
            0..=2 => self.edit(who, at),
            3..=5 => {
                let who = self.able(who, &[Role::Write]);
                if self.dice.throw(2) == 0 {
                    self.edit(who, at);
                }
                let text = self.windows[&(who, at)].written();
                if self.act(who, "send", &text) {
                    self.open(who, at);
                }
            }
            6..=8 | 16 => self.approve(who, standing.as_ref(), seen),
            9 => drop(self.act(who, "return", &seen)),
            10 | 11 | 20 | 21 => {
                let who = self.able(who, &[Role::Publish]);
                self.act(who, "publish", &seen);
            }
            12 => self.rush(who, at),
            13 => self.look_again(who, path),
            14 => self.trust(),
            15 => self.next_day(),
            17 => self.wrong_clock(who),
            18 => self.meddle(path, standing.as_ref()),
            19 => self.again(who),
            22..=24 => self.types(who, at),
            25 => self.settles(who, path),
            26 => self.saves(who, at),
            27 => self.withdraws(who, path),
            28 => self.alone_or_not(),
            29 => self.goes(who, at),
            30 => self.takes(who, path),
            31 => self.revives(who, at),
            _ => self.sits_afar(who, at, seen),
        }
    }

    /// A post to which this was done last, where there is one; else any.
    fn at(&mut self, what: Deed) -> usize {
        let is = |path: &str| self.standing(path).is_some_and(|event| event.what == what);
        let found = POSTS.iter().position(|path| is(path));
        found.unwrap_or_else(|| self.dice.throw(POSTS.len()))
    }

    /// Most times somebody who is trusted with one of these roles, where there is anybody; else who it is.
    fn able(&mut self, who: &'static str, any: &[Role]) -> &'static str {
        let able: Vec<_> = PEOPLE
            .into_iter()
            .filter(|name| self.has(name, any))
            .collect();
        match able.is_empty() || self.dice.throw(3) == 0 {
            true => who,
            false => able[self.dice.throw(able.len())],
        }
    }

    /// Somebody opens a post anew.
    fn open(&mut self, who: &'static str, at: usize) {
        let window = Window::of(&self.house, POSTS[at], self.number);
        self.windows.insert((who, at), window);
    }

    fn edit(&mut self, who: &'static str, at: usize) {
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
        self.windows.insert((who, at), window);
    }

    fn approve(&mut self, who: &'static str, before: Option<&Standing>, mut seen: Value) {
        let path = seen["path"].as_str().unwrap();
        let shape = Shape::of(path).unwrap();
        let who = self.able(who, roles::approvers(&shape, false));
        if self.dice.throw(3) == 0 {
            let days = self.dice.throw(5) as i64 - 1;
            seen["publish_on"] = json!(self.today.saturating_add(days.days()).to_string());
        }
        if self.act(who, "approve", &seen) {
            assert_eq!(before.unwrap().what, Deed::Sent);
        }
    }

    fn rush(&mut self, who: &'static str, at: usize) {
        let who = self.able(who, &[Role::Approve]);
        if self.dice.throw(2) == 0 {
            self.edit(who, at);
            let last = self.today.saturating_add(5.days()).to_string();
            let fields = &mut self.windows.get_mut(&(who, at)).unwrap().state.fields;
            fields.extend([("urgent".into(), "true".into()), ("expires".into(), last)]);
        }
        let text = self.windows[&(who, at)].written();
        let may = self.has(who, &[Role::Write]);
        if self.act(who, "urgent", &text) {
            assert!(may, "{who} wrote");
            assert_eq!(text["state"]["fields"]["urgent"], "true");
            self.open(who, at);
        }
    }

    fn look_again(&mut self, who: &str, path: &str) {
        let looks = self.house.desk.reviews().looks("mau").unwrap();
        let Some(hasty) = looks.of(path).cloned() else {
            return;
        };
        let seen = json!({ "path": path, "sha256": hasty.sha256, "reason": "sai" });
        if self.dice.throw(3) == 0 {
            if self.act(who, "pull", &seen) {
                assert_eq!(self.page(path), None, "step {}", self.number);
            }
        } else if self.act(who, "stands", &seen) {
            let any = roles::approvers(&Shape::of(path).unwrap(), true);
            assert!(self.has(who, any));
            let could = |name: &&str| {
                let had = looks.had_a_part(name, &hasty);
                !had && self.has(name, any)
            };
            let another = !self.is_alone() && PEOPLE.iter().any(could);
            let own = looks.had_a_part(who, &hasty);
            assert!(!own || !another, "{who} looked at their own");
        }
    }

    /// Lan trusts somebody with other roles.
    fn trust(&mut self) {
        let name = PEOPLE[self.dice.throw(PEOPLE.len())];
        let mut roles: Vec<_> = ["viet", "duyet", "y-te", "dang"].into();
        roles.retain(|_| self.dice.throw(6) > 0);
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
                    file(path, "", "mã-lén-mã"),
                )
                .unwrap();
                self.count("forged");
            }
            // Before anybody built the sites, nobody knows what they have.
            (1, _) if builds::texts(&self.house.desk.folder()).is_some() => {
                let text = format!("mã-ngoài-{}-mã", self.number);
                let file = file(path, "", &text);
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
            let Some(text) = self.page(path) else {
                continue;
            };
            let down = self.down.contains(path);
            assert!(!down, "step {}: {path} was withdrawn", self.number);
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
            if walk.dice.throw(40) == 0 {
                walk = walk.restart();
            }
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
        "approve", "publish", "urgent", "stands", "built", "role", "undo", "record", "settle",
        "withdraw", "go", "alone", "save", "revive", "afar", "restart",
    ] {
        assert!(
            counts.contains_key(what),
            "{what} never happened: {counts:?}"
        );
    }
}
