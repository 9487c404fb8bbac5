//! Posts with a day: approved together with it, on the sites from it on without anybody's press, and never before.

use crate::house::{House, Window, clock, sha256};
use serde_json::json;
use std::fs;
use studio::actor::Actor;
use studio::days::{Clock, Stuck};
use studio::review::Deed;
use studio::schedule::{Done, look};
use studio::verdict::Verdict;
use studio::{approvals, builds};

const FAIR: &str = "content/mau/tin/hoi-cho.md";
const SITE: &str = "public/mau/tin/hoi-cho/index.html";

/// A house on 28 November with a draft that was sent by Minh.
fn house() -> (House, serde_json::Value) {
    let mut house = House::new();
    house.write(
        FAIR,
        "+++\ntitle = \"Hội chợ\"\ndate = 2026-11-28\ndraft = true\n+++\n\nMời bà con.\n",
    );
    on(&mut house, clock("2026-11-28", "10:00", 1));
    let sent = house.act("Minh", "send", &Window::of(&house, FAIR, 0).written());
    let sha256 = sent.unwrap()["sha256"].clone();
    let approve = json!({ "path": FAIR, "sha256": sha256, "publish_on": "2026-12-01" });
    (house, approve)
}

fn is_up(house: &House) -> bool {
    house.dir.path().join(SITE).exists()
}

/// The clock shows this from now on; what the studio does about it.
fn on(house: &mut House, now: Clock) -> Done {
    house.desk.clock = Some(now);
    look(&house.desk, &now).unwrap()
}

#[test]
fn the_day_is_part_of_what_is_approved_and_whoever_may_publish_needs_no_second_press() {
    let (house, mut approve) = house();
    for day in ["2026-11-28", "1970-01-01", "mai"] {
        approve["publish_on"] = json!(day);
        assert!(house.act("Lan", "approve", &approve).is_none(), "{day}");
    }
    approve["publish_on"] = json!("2026-12-01");
    house.act("Lan", "approve", &approve).unwrap();
    let published = fs::read(house.dir.path().join(FAIR)).unwrap();
    let events = house.desk.reviews().events("mau").unwrap();
    let told: Vec<_> = events.iter().map(|event| event.what).collect();
    assert_eq!(told, [Deed::Sent, Deed::Approved, Deed::Published]);
    assert_eq!(events[1].seen, Some(events[0].sha256.clone()));
    assert_eq!(events[2].sha256, sha256(&published));
    let text = String::from_utf8(published).unwrap();
    assert!(text.contains("publish_on = 2026-12-01\n") && !text.contains("draft"));
    assert!(!is_up(&house));
    let verdict = house.desk.reviews().verify("mau").unwrap();
    assert_eq!(verdict, Verdict::Whole(3));
}

#[test]
fn who_may_not_publish_approves_the_day_and_leaves_the_press_to_others() {
    let house = House::new();
    let path = "content/mau/suc-khoe/ho.md";
    house.write(
        path,
        "+++\ntitle = \"Ho\"\ndate = 2026-11-01\naudience = \"Mọi người\"\ndraft = true\n\n[[sources]]\ntitle = \"A\"\npublisher = \"B\"\nyear = 2020\n+++\n\nUống nước.\n",
    );
    let sent = house.act("Lan", "send", &Window::of(&house, path, 0).written());
    let approve =
        json!({ "path": path, "sha256": sent.unwrap()["sha256"], "publish_on": "2026-12-01" });
    house.act("Tú", "approve", &approve).unwrap();
    let standing = house.desk.tip(path).unwrap().standing.unwrap();
    assert_eq!(standing.what, Deed::Approved);
    approvals::put(
        &house.desk,
        &Actor::at_machine("Lan"),
        path,
        &standing.sha256,
    )
    .unwrap();
    let text = fs::read_to_string(house.dir.path().join(path)).unwrap();
    assert!(text.contains("publish_on = 2026-12-01\n") && text.contains("reviewed_by = \"Tú\"\n"));
}

#[test]
fn what_the_sites_have_gets_no_day_to_come() {
    let house = House::new();
    let window = Window::open(&house, 0);
    let sent = house.act("Minh", "send", &window.written()).unwrap();
    let mut approve =
        json!({ "path": window.path, "sha256": sent["sha256"], "publish_on": "2026-12-01" });
    assert!(house.act("Lan", "approve", &approve).is_none());
    approve["publish_on"] = json!("");
    house.act("Lan", "approve", &approve).unwrap();
    // Nor by its writer.
    let mut window = Window::of(&house, window.path, 1);
    let day = json!("2026-12-01");
    let mut text = window.written();
    text["state"]["fields"]["publish_on"] = day;
    assert!(house.act("Minh", "send", &text).is_none());
    window.state.body = "Chữ khác.".into();
    house.act("Minh", "send", &window.written()).unwrap();
}

#[test]
fn the_studio_builds_by_itself_five_minutes_after_midnight() {
    let (house, approve) = house();
    house.act("Lan", "approve", &approve).unwrap();
    let looked =
        |day: &str, time: &str, hours: u64| look(&house.desk, &clock(day, time, hours)).unwrap();
    assert_eq!(looked("2026-11-28", "23:59", 15), Done::Nothing);
    assert_eq!(looked("2026-11-29", "00:06", 15), Done::Built);
    assert_eq!(looked("2026-11-30", "12:00", 51), Done::Built);
    assert!(!is_up(&house));
    assert_eq!(looked("2026-12-01", "00:00", 63), Done::Nothing);
    assert_eq!(looked("2026-12-01", "00:04", 63), Done::Nothing);
    assert!(!is_up(&house));
    assert_eq!(looked("2026-12-01", "00:05", 63), Done::Built);
    assert!(is_up(&house));
    let built = builds::all(&house.desk.folder()).pop().unwrap();
    assert!(built.by_itself);
    assert_eq!(built.up, [(FAIR.to_owned(), "2026-12-01".to_owned())]);
    assert_eq!(looked("2026-12-01", "00:06", 63), Done::Nothing);
}

#[test]
fn days_that_came_while_the_studio_was_closed_are_made_up_for() {
    let (house, approve) = house();
    house.act("Lan", "approve", &approve).unwrap();
    let house = house.restart();
    assert_eq!(
        look(&house.desk, &clock("2026-12-04", "08:00", 0)).unwrap(),
        Done::Built
    );
    assert!(is_up(&house));
}

#[test]
fn a_clock_that_jumps_publishes_nothing_and_takes_nothing_down() {
    let (mut house, approve) = house();
    house.act("Lan", "approve", &approve).unwrap();
    for (day, hours) in [("2026-12-02", 2), ("2099-01-01", 3), ("1970-01-01", 4)] {
        let found = on(&mut house, clock(day, "09:00", hours));
        let expected = if day < "2026" {
            Done::Nothing
        } else {
            Done::Doubted
        };
        assert_eq!(found, expected, "{day}");
        // Nor does anybody's press on something else.
        house.act("Lan", "build", &json!({})).unwrap();
        assert!(!is_up(&house), "{day}");
    }
    // It is back, the days come one by one.
    on(&mut house, clock("2026-11-28", "13:00", 5));
    let came = on(&mut house, clock("2026-12-01", "08:00", 72));
    assert_eq!(came, Done::Built);
    assert!(is_up(&house));
    // What went up stays, whatever the clock says now.
    for day in ["1970-01-01", "2026-11-30"] {
        let found = on(&mut house, clock(day, "09:00", 73));
        assert_eq!(found, Done::Doubted, "{day}");
        house.act("Lan", "build", &json!({})).unwrap();
        assert!(is_up(&house), "{day}");
    }
}

#[test]
fn a_person_who_may_publish_says_that_the_clock_is_right() {
    let (mut house, approve) = house();
    house.act("Lan", "approve", &approve).unwrap();
    let found = on(&mut house, clock("2027-03-01", "09:00", 2));
    assert_eq!(found, Done::Doubted);
    assert_eq!(house.desk.today().to_string(), "2026-11-28");
    assert!(
        house
            .act("Tú", "clock", &json!({ "day": "2027-03-01" }))
            .is_none()
    );
    assert!(
        house
            .act("Lan", "clock", &json!({ "day": "2027-03-02" }))
            .is_none()
    );
    assert!(!is_up(&house));
    house
        .act("Lan", "clock", &json!({ "day": "2027-03-01" }))
        .unwrap();
    assert!(is_up(&house));
    assert_eq!(house.desk.today().to_string(), "2027-03-01");
}

#[test]
fn what_was_changed_since_its_approval_waits_for_a_person() {
    let (mut house, approve) = house();
    house.act("Lan", "approve", &approve).unwrap();
    let approved = fs::read_to_string(house.dir.path().join(FAIR)).unwrap();
    house.write(FAIR, &approved.replace("Mời bà con.", "Lén sửa."));
    let day = clock("2026-12-01", "08:00", 71);
    let stuck = Done::Stuck(Stuck::Unapproved(vec![FAIR.to_owned()]));
    assert_eq!(look(&house.desk, &day).unwrap(), stuck);
    assert!(!is_up(&house));
    // Nor when another text of it was sent meanwhile, from what was changed.
    let mut window = Window::of(&house, FAIR, 1);
    window.state.body = "Chữ khác.".into();
    house.act("Minh", "send", &window.written()).unwrap();
    assert_eq!(look(&house.desk, &day).unwrap(), stuck);
    assert!(!is_up(&house));
    // A post that nobody approved at all does not go up by itself either.
    house.write(FAIR, &approved);
    let other = "content/mau/tin/la.md";
    house.write(other, &approved.replace("Hội chợ", "Lạ"));
    let stuck = Done::Stuck(Stuck::Unapproved(vec![other.to_owned()]));
    assert_eq!(look(&house.desk, &day).unwrap(), stuck);
    fs::remove_file(house.dir.path().join(other)).unwrap();
    assert_eq!(look(&house.desk, &day).unwrap(), Done::Built);
    assert!(is_up(&house));
    assert_eq!(on(&mut house, day), Done::Nothing);
}

#[test]
fn a_build_that_fails_is_told_and_tried_again() {
    let (house, approve) = house();
    house.act("Lan", "approve", &approve).unwrap();
    house.write("content/mau/tin/hong.md", "+++\ntitle = 3\n+++\n");
    let day = clock("2026-12-01", "08:00", 71);
    let found = look(&house.desk, &day).unwrap();
    assert!(matches!(found, Done::Stuck(Stuck::Failed(_))), "{found:?}");
    assert!(!is_up(&house));
    fs::remove_file(house.dir.path().join("content/mau/tin/hong.md")).unwrap();
    assert_eq!(look(&house.desk, &day).unwrap(), Done::Built);
    assert!(is_up(&house) && house.desk.days().stuck.is_none());
}

#[test]
fn a_correction_that_waits_keeps_nothing_from_the_sites() {
    let (mut house, approve) = house();
    house.act("Lan", "approve", &approve).unwrap();
    let mut window = Window::of(&house, FAIR, 1);
    window.state.body = "Mời cả nhà.".into();
    let sent = house.act("Minh", "send", &window.written()).unwrap();
    let day = clock("2026-12-01", "08:00", 71);
    assert_eq!(on(&mut house, day), Done::Built);
    assert!(is_up(&house));
    let back = json!({ "path": FAIR, "sha256": sent["sha256"], "reason": "giữ lời cũ" });
    house.act("Lan", "return", &back).unwrap();
    let day = clock("2026-12-02", "08:00", 95);
    assert_eq!(on(&mut house, day), Done::Built);
    let shown = fs::read_to_string(house.dir.path().join(SITE)).unwrap();
    assert!(shown.contains("Mời bà con.") && !shown.contains("Mời cả nhà."));
}

#[test]
fn what_was_withdrawn_and_put_back_beside_the_studio_waits_for_a_person() {
    let (house, approve) = house();
    house.act("Lan", "approve", &approve).unwrap();
    let published = fs::read_to_string(house.dir.path().join(FAIR)).unwrap();
    let seen = Window::of(&house, FAIR, 1).written();
    house.act("Lan", "withdraw", &seen).unwrap();
    house.write(FAIR, &published);
    let day = clock("2026-12-01", "08:00", 71);
    let stuck = Done::Stuck(Stuck::Unapproved(vec![FAIR.to_owned()]));
    assert_eq!(look(&house.desk, &day).unwrap(), stuck);
    assert!(!is_up(&house));
}

#[test]
fn publishing_another_text_takes_nothing_along_that_nobody_approved() {
    let (mut house, approve) = house();
    house.act("Lan", "approve", &approve).unwrap();
    let approved = fs::read_to_string(house.dir.path().join(FAIR)).unwrap();
    house.write(FAIR, &approved.replace("Mời bà con.", "Lén sửa."));
    let stuck = Stuck::Unapproved(vec![FAIR.to_owned()]);
    let day = clock("2026-12-01", "08:00", 71);
    assert_eq!(on(&mut house, day), Done::Stuck(stuck.clone()));
    let mut window = Window::open(&house, 1);
    window.state.body = "Chữ của bài khác.".into();
    let sent = house.act("Minh", "send", &window.written()).unwrap();
    let seen = json!({ "path": window.path, "sha256": sent["sha256"] });
    house.act("Lan", "approve", &seen).unwrap();
    let done = house.act("Lan", "publish", &seen).unwrap();
    assert_eq!(done["unapproved"], 1);
    let other = fs::read_to_string(house.dir.path().join("public/mau/tin/a/index.html")).unwrap();
    assert!(other.contains("Chữ của bài khác.") && !is_up(&house));
    assert_eq!(house.desk.days().stuck, Some(stuck));
    // Nor does whoever has the sites built, until somebody else approved it.
    let done = house.act("Lan", "build", &json!({})).unwrap();
    assert_eq!(done["unapproved"], 1);
    assert!(!is_up(&house));
    approve_file(&house, FAIR, 2);
    assert!(is_up(&house) && house.desk.days().stuck.is_none());
}

/// Minh sends what a file holds, Lan approves and publishes it.
fn approve_file(house: &House, path: &'static str, number: usize) {
    let written = Window::of(house, path, number).written();
    let sent = house.act("Minh", "send", &written).unwrap();
    let seen = json!({ "path": path, "sha256": sent["sha256"] });
    house.act("Lan", "approve", &seen).unwrap();
    house.act("Lan", "publish", &seen).unwrap();
}

#[test]
fn what_came_to_be_beside_the_studio_waits_for_a_person() {
    let (mut house, approve) = house();
    house.act("Lan", "approve", &approve).unwrap();
    let half = "content/mau/tin/do-dang.md";
    let text = "+++\ntitle = \"Dở dang\"\ndate = 2026-11-28\n+++\n\nChưa xong.\n";
    house.write(half, text);
    let day = clock("2026-11-29", "08:00", 23);
    let stuck = Done::Stuck(Stuck::Unapproved(vec![half.to_owned()]));
    assert_eq!(on(&mut house, day), stuck);
    house.write(
        half,
        &text.replace("+++\ntitle", "+++\ndraft = true\ntitle"),
    );
    assert_eq!(on(&mut house, day), Done::Built);
    // Where another person approved it, later days take it along.
    house.write(half, text);
    let done = house.act("Lan", "build", &json!({})).unwrap();
    assert_eq!(done["unapproved"], 1);
    approve_file(&house, half, 2);
    let day = clock("2026-11-30", "08:00", 47);
    assert_eq!(on(&mut house, day), Done::Built);
    assert!(
        house
            .dir
            .path()
            .join("public/mau/tin/do-dang/index.html")
            .exists()
    );
}

#[test]
fn a_clock_that_jumps_past_an_event_is_not_believed() {
    let (mut house, _) = house();
    house.write(
        "content/mau/su-kien/hoi-lang.md",
        "+++\ntitle = \"Hội làng\"\ndate = 2026-11-20\nstarts = 2026-12-05\n+++\n\nMời bà con.\n",
    );
    house.act("Lan", "build", &json!({})).unwrap();
    let page = house.dir.path().join("public/mau/lich/index.html");
    let pages = || fs::read_to_string(&page).unwrap();
    let before = pages();
    for (day, hours) in [("2027-06-01", 2), ("2026-12-06", 3)] {
        let found = on(&mut house, clock(day, "09:00", hours));
        assert_eq!(found, Done::Doubted, "{day}");
        assert_eq!(house.desk.today().to_string(), "2026-11-28");
        house.act("Lan", "build", &json!({})).unwrap();
        assert_eq!(pages(), before);
    }
}

#[test]
fn what_the_sites_have_stays_as_it_was_approved_when_another_text_is_published() {
    let (mut house, approve) = house();
    house.act("Lan", "approve", &approve).unwrap();
    let day = clock("2026-12-01", "08:00", 71);
    assert_eq!(on(&mut house, day), Done::Built);
    let approved = fs::read_to_string(house.dir.path().join(FAIR)).unwrap();
    house.write(FAIR, &approved.replace("Mời bà con.", "Lén sửa."));
    let day = clock("2026-12-02", "08:00", 95);
    let stuck = Done::Stuck(Stuck::Unapproved(vec![FAIR.to_owned()]));
    assert_eq!(on(&mut house, day), stuck);
    let mut window = Window::open(&house, 1);
    window.state.body = "Chữ của bài khác.".into();
    let sent = house.act("Minh", "send", &window.written()).unwrap();
    let seen = json!({ "path": window.path, "sha256": sent["sha256"] });
    house.act("Lan", "approve", &seen).unwrap();
    assert_eq!(house.act("Lan", "publish", &seen).unwrap()["unapproved"], 1);
    let shown = || fs::read_to_string(house.dir.path().join(SITE)).unwrap();
    assert!(shown().contains("Mời bà con.") && !shown().contains("Lén sửa."));
    house.act("Lan", "build", &json!({})).unwrap();
    assert!(!shown().contains("Lén sửa."));
    approve_file(&house, FAIR, 2);
    assert!(shown().contains("Lén sửa."));
}
