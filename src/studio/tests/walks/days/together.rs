//! What several people do in the same posts at once, each in a window of their own, before the machine and over the network; and
//! what each line that they leave in the list is held to.

use super::{POSTS, Walk, said};
use crate::house::{Window, sha256};
use crate::walk::choice;
use axum::http::{HeaderMap, header};
use serde_json::{Value, json};
use std::fs;
use std::net::IpAddr;
use std::sync::Arc;
use studio::actor::Known;
use studio::people::Role;
use studio::review::{Deed, Event};
use studio::session::{Door, Session};
use studio::shape::Shape;
use studio::{api, far, publish_on, roles, texts};

/// What nobody does over the network, whatever they are trusted with.
const CLOSED: [&str; 15] = [
    "approve",
    "go",
    "urgent",
    "stands",
    "pull",
    "publish",
    "build",
    "clock",
    "undo",
    "withdraw",
    "role",
    "alone",
    "invite",
    "end-session",
    "name",
];

impl Walk {
    pub fn events(&self) -> Vec<Event> {
        self.house.desk.reviews().events("mau").unwrap()
    }

    pub fn is_alone(&self) -> bool {
        self.house.desk.people().unwrap().alone("mau")
    }

    /// What a post says on the site, as far as one of these walks wrote it.
    pub fn page(&self, path: &str) -> Option<String> {
        let page = path
            .replace("content/", "public/")
            .replace(".md", "/index.html");
        let page = fs::read_to_string(self.house.dir.path().join(page)).ok()?;
        said(&page)
    }

    /// What is new in the list was done by somebody who might, and only what was approved may be shown from now on.
    pub fn holds(&mut self, event: &Event) {
        let who = event.by.as_str();
        let told = format!(
            "step {}: {who}: {:?} {}",
            self.number, event.what, event.path
        );
        if matches!(event.what, Deed::Roles | Deed::Alone | Deed::Together) {
            assert_eq!(who, "Lan", "{told}");
            return;
        }
        let shape = Shape::of(&event.path).unwrap();
        let (alone, approvers) = (self.is_alone(), roles::approvers(&shape, event.urgent));
        match event.what {
            Deed::Sent => assert!(self.has(who, &[Role::Write]), "{told}"),
            Deed::Approved => {
                assert!(self.has(who, approvers), "{told}");
                let sender = self.house.desk.reviews().sender("mau", &event.path);
                let own = sender.unwrap().as_deref() == Some(who);
                assert!(!own || alone || event.urgent, "{told}, their own");
                self.may_be_shown(event);
            }
            Deed::Returned => assert!(self.has(who, &[Role::Approve, Role::Health]), "{told}"),
            Deed::Published => {
                let may = self.has(who, &[Role::Publish]);
                assert!(may || (event.urgent && self.has(who, approvers)), "{told}");
                assert!(self.allowed.contains(&event.sha256), "{told}");
                self.down.remove(&event.path);
            }
            Deed::Taken => {
                assert!(alone && !shape.is_health(), "{told}");
                assert!(
                    self.has(who, &[Role::Publish]) && self.has(who, approvers),
                    "{told}"
                );
                self.may_be_shown(event);
                self.down.remove(&event.path);
            }
            Deed::Withdrawn => {
                let any = [Role::Publish, Role::Approve, Role::Health];
                assert!(self.has(who, &any), "{told}");
                self.down.insert(event.path.clone());
            }
            Deed::Undone => {
                assert!(self.has(who, &[Role::Publish]), "{told}");
                self.down.remove(&event.path);
            }
            _ => {}
        }
    }

    fn may_be_shown(&mut self, event: &Event) {
        let bytes = self.house.desk.reviews().bytes(event).unwrap();
        let (document, _) = texts::document(&event.path, &bytes).unwrap();
        let day = texts::day(&document, publish_on::PUBLISH_ON);
        self.allowed.insert(event.sha256.clone());
        if let Some(text) = said(&String::from_utf8(bytes).unwrap()) {
            self.shown.entry(text).or_default().push(day);
        }
    }

    /// Somebody types on in the window that they have, here or elsewhere in the network, whatever the others did meanwhile, and
    /// what they typed is kept.
    pub fn types(&mut self, who: &'static str, at: usize) {
        let is_far = self.dice.throw(3) == 0 && self.has(who, &Role::ALL);
        let number = self.number;
        let window = self.windows.get_mut(&(who, at)).unwrap();
        window.state.body = format!("mã-{number}-mã");
        window.seq += 1;
        let text = window.written();
        let kept = match is_far {
            true => self.asks_from_afar(who, "record", &text),
            false => self.house.act(who, "record", &text),
        };
        if let Some(kept) = kept {
            self.windows.get_mut(&(who, at)).unwrap().parent = kept["id"].clone();
            self.count("record");
        }
    }

    /// Somebody chooses between two texts of a post until there is one.
    pub fn settles(&mut self, who: &'static str, path: &str) {
        while let Some(choice) = choice(&self.house, path, &mut self.dice) {
            if !self.act(who, "settle", &choice) {
                return;
            }
        }
    }

    /// Somebody writes a draft into its file, which no site has.
    pub fn saves(&mut self, who: &'static str, at: usize) {
        let text = self.windows[&(who, at)].written();
        let shown = self.page(POSTS[at]);
        if self.act(who, "save", &text) {
            self.act("Lan", "build", &json!({}));
            assert_eq!(
                shown.or(self.page(POSTS[at])),
                None,
                "{} is a draft",
                POSTS[at]
            );
            self.open(who, at);
        }
    }

    pub fn withdraws(&mut self, who: &'static str, path: &'static str) {
        let text = Window::of(&self.house, path, self.number).written();
        if self.act(who, "withdraw", &text) {
            assert_eq!(self.page(path), None, "step {}: {path}", self.number);
        }
    }

    /// Lan lets one person do everything, or asks for a second again.
    pub fn alone_or_not(&mut self) {
        let alone = !self.is_alone();
        self.act("Lan", "alone", &json!({ "ward": "mau", "alone": alone }));
    }

    /// Somebody sends, approves and publishes with one press.
    pub fn goes(&mut self, who: &'static str, at: usize) {
        let who = self.able(who, &[Role::Publish]);
        self.open(who, at);
        let text = self.windows[&(who, at)].written();
        if self.act(who, "go", &text) {
            assert!(self.is_alone(), "{who} did all");
            self.open(who, at);
        }
    }

    /// Somebody takes what a file holds that was changed beside the studio.
    pub fn takes(&mut self, who: &'static str, path: &str) {
        let bytes = fs::read(self.house.dir.path().join(path)).unwrap();
        let (document, _) = texts::document(path, &bytes).unwrap();
        if texts::is_draft(&document) {
            return;
        }
        let take = json!({ "path": path, "version": author::Version::of(&bytes) });
        if self.act(who, "build", &json!({ "take": [take] })) {
            self.count("taken");
            assert!(self.allowed.contains(&sha256(&bytes)));
        }
    }

    /// Somebody brings an older text back under the pen.
    pub fn revives(&mut self, who: &'static str, at: usize) {
        let events = self.events();
        let own: Vec<_> = events
            .iter()
            .filter(|event| event.path == POSTS[at])
            .collect();
        let Some(event) = (!own.is_empty()).then(|| own[self.dice.throw(own.len())]) else {
            return;
        };
        let wanted = json!({ "path": POSTS[at], "version": event.version });
        if self.act(who, "revive", &wanted) {
            self.open(who, at);
        }
    }

    /// Somebody sits elsewhere in the network: nothing that they ask for changes a site, and what they send is told with the
    /// password that they came with.
    pub fn sits_afar(&mut self, who: &'static str, at: usize, mut seen: Value) {
        if !self.has(who, &Role::ALL) {
            return;
        }
        let far = self.far(who);
        let text = self.windows[&(who, at)].written();
        for (key, value) in text.as_object().unwrap() {
            seen[key] = value.clone();
        }
        let events = self.events().len();
        let before = self.on_disk();
        let action = CLOSED[self.dice.throw(CLOSED.len())];
        let refused = api::act(&self.house.desk, &far, action, seen.to_string().as_bytes());
        assert_eq!(refused.unwrap_err().words, far::WHERE, "{action}");
        let open = ["send", "return"][self.dice.throw(2)];
        let done = self.asks_from_afar(who, open, &seen).is_some();
        assert!(
            self.on_disk() == before,
            "{action} or {open} changed a file or a page"
        );
        for event in self.events().split_off(events) {
            assert_eq!(
                (event.by.as_str(), event.known),
                (who, Some(Known::Password))
            );
            self.holds(&event);
        }
        self.count("afar");
        if done && open == "send" {
            self.open(who, at);
        }
    }

    fn asks_from_afar(&self, who: &str, action: &str, body: &Value) -> Option<Value> {
        let far = self.far(who);
        api::act(&self.house.desk, &far, action, body.to_string().as_bytes()).ok()
    }

    /// The files of the posts, and what the site says of them.
    fn on_disk(&self) -> Vec<(Option<String>, Vec<u8>)> {
        let file = |path| fs::read(self.house.dir.path().join(path)).unwrap();
        POSTS
            .iter()
            .map(|path| (self.page(path), file(path)))
            .collect()
    }

    /// A session over the network of somebody who showed their password.
    fn far(&self, who: &str) -> Arc<Session> {
        let sessions = &self.house.desk.gate.sessions;
        let from = IpAddr::from([192, 168, 1, 7]);
        let cookie = sessions.open_far(who, from, "điện thoại").unwrap();
        let mut headers = HeaderMap::new();
        let pair = cookie.split(';').next().unwrap();
        headers.insert(header::COOKIE, pair.parse().unwrap());
        sessions.of(&headers, Door::Network).unwrap()
    }

    /// The program was killed and started again.
    pub fn restart(self) -> Self {
        let mut walk = Self {
            house: self.house.restart(),
            ..self
        };
        // As at the beginning: the first minutes are over.
        walk.tick("09:00", 0);
        walk.tick("10:00", 1);
        walk.count("restart");
        walk
    }
}
