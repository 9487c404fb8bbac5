//! What each action asks for, who approves what, and what the list says of it.

use crate::house::{House, PATH, Window, gate, sha256};
use axum::http::{HeaderMap, header};
use serde_json::{Value, json};
use std::fs;
use studio::actor::Actor;
use studio::desk::Desk;
use studio::session::{Door, Sessions};
use studio::verdict::Verdict;
use studio::{api, approvals};

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
        "publish", "build", "revive", "own", "import", "withdraw", "role", "alone", "urgent",
        "stands", "pull", "clock", "note", "units", "unit", "plans",
    ];
    for action in all {
        // Nobody, a stranger, and somebody from another ward.
        assert_eq!(status("", action, &body(PATH, "mau")).0, 401, "{action}");
        assert_eq!(
            status("Ai", action, &body(PATH, "mau")),
            (403, "role"),
            "{action}"
        );
        if !matches!(action, "build" | "clock") {
            let found = status("Minh", action, &body(other, "khac"));
            assert_eq!(found, (403, "role"), "{action}");
        }
    }
    for action in [
        "publish", "build", "clock", "role", "alone", "units", "unit", "plans",
    ] {
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
    assert!(approvals::put(&house.desk, &Actor::at_machine("Lan"), path, &hash).is_err());
    approvals::put(
        &house.desk,
        &Actor::at_machine("Lan"),
        path,
        &standing.sha256,
    )
    .unwrap();
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
    let second = Desk::open(options, gate(sessions));
    assert!(second.is_err());
    let house = house.restart();
    assert!(!house.file().is_empty());
}

#[test]
fn who_has_lost_every_role_is_outside() {
    let house = House::new();
    let sessions = &house.desk.gate.sessions;
    house.act("Ai", "name", &json!({ "name": "Hoa" })).unwrap();
    let far = |name: &str| {
        let from = std::net::IpAddr::from([192, 168, 1, 7]);
        sessions.open_far(name, from, "điện thoại").unwrap();
    };
    far("Hoa");
    far("Tú");
    let home = |who: &str| {
        house.people[0].is(who);
        studio::pages::home(&house.desk, &house.people[0], "")
    };
    let nothing = |ward: &str| json!({ "ward": ward, "name": "Hoa", "roles": [] });
    house.act("Lan", "role", &nothing("mau")).unwrap();
    assert_eq!(sessions.far().len(), 2, "what the wards share is left");
    assert!(home("Hoa").is_ok());
    house.act("Lan", "role", &nothing("chung")).unwrap();
    let left: Vec<_> = sessions.far().iter().map(|(one, _)| one.who()).collect();
    assert_eq!(left, ["Tú"]);
    assert_eq!(home("Hoa").unwrap_err().reason, "role");
    assert!(home("Ai").is_err() && home("Tú").is_ok());
    assert!(house.act("Hoa", "here", &json!({ "path": "" })).is_none());
}

#[test]
fn over_the_network_nothing_is_done_but_what_changes_no_site() {
    let house = House::new();
    let sessions = &house.desk.gate.sessions;
    let from = std::net::IpAddr::from([192, 168, 1, 7]);
    let cookie = sessions.open_far("Lan", from, "điện thoại").unwrap();
    let mut headers = HeaderMap::new();
    let pair = cookie.split(';').next().unwrap();
    headers.insert(header::COOKIE, pair.parse().unwrap());
    let far = sessions.of(&headers, Door::Network).unwrap();
    let refused = |action: &str| {
        let done = api::act(&house.desk, &far, action, b"{}");
        done.is_err_and(|failure| failure.words == studio::far::WHERE)
    };
    let closed = [
        "name",
        "go",
        "urgent",
        "stands",
        "pull",
        "approve",
        "publish",
        "build",
        "clock",
        "undo",
        "withdraw",
        "role",
        "alone",
        "invite",
        "end-session",
        "units",
        "unit",
        "plans",
    ];
    for action in closed {
        assert!(refused(action), "{action}");
    }
    assert!(refused("viec-moi"), "an action that comes to be");
    let open = [
        "record",
        "preview",
        "save",
        "discard",
        "settle",
        "new",
        "send",
        "return",
        "revive",
        "own",
        "import",
        "shared",
        "picture",
        "phone",
        "phone-came",
        "phone-end",
        "here",
        "leave",
        "note",
    ];
    for action in open {
        assert!(!refused(action), "{action}");
    }
    // Every action that there is stands in one of the lists.
    let acts = include_str!("../../api.rs").split("pub fn act(").nth(1);
    let acts = acts
        .and_then(|acts| acts.split("\nfn sent<").next())
        .unwrap();
    let arms = acts
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"'));
    let mut arms: Vec<_> = arms.filter_map(|line| line.split_once("\" =>")).collect();
    arms.sort_unstable();
    let mut told = [&closed[..], &open[..]].concat();
    told.sort_unstable();
    assert_eq!(arms.iter().map(|(name, _)| *name).collect::<Vec<_>>(), told);
}
