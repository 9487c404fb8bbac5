//! Random walks through states, roles, edits and meddling: never a byte in `content/` that nobody approved, and never a text
//! that was acknowledged and is gone.

use crate::dice::Dice;
use crate::house::{House, PATH, PEOPLE, Window, sha256};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use studio::actor::Actor;
use studio::approvals;
use studio::verdict::Verdict;

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
            windows[at].state.body = format!("Lần {number} của {who}.");
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
            if approvals::put(&house.desk, &Actor::at_machine(who), PATH, &sent).is_ok() {
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
    let Some(choice) = choice(house, PATH, dice) else {
        return false;
    };
    house.act(who, "settle", &choice).unwrap();
    true
}

/// What somebody sends who chooses so, where a text has two sides.
pub fn choice(house: &House, path: &str, dice: &mut Dice) -> Option<Value> {
    let tip = house.desk.tip(path).unwrap();
    let sides = studio::texts::sides(&tip, &house.desk.works()).unwrap()?;
    let theirs = sides.theirs.map(|head| head.id);
    let theirs = theirs.or(sides.theirs_base.map(|base| base.as_str().to_owned()));
    let keys = sides.differences.iter().map(|part| part.key.clone());
    let take: Vec<_> = keys.filter(|_| dice.throw(2) == 0).collect();
    Some(json!({ "path": path, "mine": sides.mine.id, "theirs": theirs, "take": take }))
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
                assert_eq!(state.body, window.state.body, "step {number}");
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
        window.state.body = format!("Lần {number}.");
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
            approvals::put(
                &house.desk,
                &Actor::at_machine("Minh"),
                PATH,
                &standing.sha256,
            )
            .unwrap();
            assert!(String::from_utf8_lossy(&house.file()).contains(&window.state.body));
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
fn a_text_whose_sample_nobody_replaced_is_not_sent() {
    let house = House::new();
    let mut window = Window::open(&house, 0);
    window.state.body = "Viết nội dung ở đây. Câu ngắn, mỗi đoạn không quá ba câu.".into();
    let told = house.act("Minh", "preview", &window.written()).unwrap();
    let told = told["told"][0]["words"].as_str().unwrap();
    assert!(
        told.starts_with("Chữ mẫu, chưa ai điền: “Viết nội dung"),
        "{told}"
    );
    assert!(house.act("Minh", "send", &window.written()).is_none());
    window.state.body = "Hội chợ mở cửa. Hỏi chị Hoa, 0912 345 678.".into();
    let told = house.act("Minh", "preview", &window.written()).unwrap();
    let told = &told["told"][0];
    assert_eq!(
        told["words"],
        "“0912 345 678” có thể là số điện thoại của cá nhân."
    );
    assert_eq!(told["line"], 1);
    assert!(!told["help"].as_str().unwrap().contains("personal_data"));
    house.act("Minh", "send", &window.written()).unwrap();
}
