//! Urgent posts: on the sites after one press of somebody who may, looked at again by another from the next day on.

use crate::house::{House, Window};
use serde_json::{Value, json};
use std::fs;
use studio::actor::Actor;
use studio::looks::is_due;
use studio::verdict::Verdict;
use studio::{approvals, pages};

const STORM: &str = "content/mau/tin/bao.md";
const SITE: &str = "public/mau/tin/bao/index.html";

/// A house with the draft of an urgent post; these lines are added to its front matter.
fn house(more: &str) -> House {
    let house = House::new();
    house.write(
        STORM,
        &format!(
            "+++\ntitle = \"Bão gần bờ\"\ndate = 2026-11-28\nurgent = true\nexpires = 2026-12-05\ndraft = true\n{more}+++\n\nỞ trong nhà.\n"
        ),
    );
    house
}

fn written(house: &House) -> Value {
    Window::of(house, STORM, 0).written()
}

/// What the sites have in haste, as whoever looks at it says it.
fn seen(house: &House) -> Value {
    let looks = house.desk.reviews().looks("mau").unwrap();
    let hasty = looks.of(STORM).expect("published in haste");
    json!({ "path": STORM, "sha256": hasty.sha256, "reason": "giờ sai" })
}

fn waits(house: &House) -> bool {
    let looks = house.desk.reviews().looks("mau").unwrap();
    looks.of(STORM).is_some()
}

fn log(house: &House) -> Vec<String> {
    let events = house.desk.reviews().events("mau").unwrap();
    let told = events.iter().map(|event| {
        let urgent = if event.urgent { " urgent" } else { "" };
        let alone = if event.alone { " alone" } else { "" };
        format!("{:?} {}{urgent}{alone}", event.what, event.by)
    });
    told.collect()
}

#[test]
fn one_press_publishes_and_the_list_says_that_it_was_in_haste() {
    let house = house("");
    // Who writes may send; who knows about health may approve what is urgent; who only approves in haste does not write.
    assert!(house.act("Ai", "urgent", &written(&house)).is_none());
    house.act("Minh", "urgent", &written(&house)).unwrap();
    let page = fs::read_to_string(house.dir.path().join(SITE)).unwrap();
    assert!(page.contains("Ở trong nhà."));
    assert_eq!(
        log(&house),
        ["Sent Minh", "Approved Minh urgent", "Published Minh urgent"]
    );
    let verdict = house.desk.reviews().verify("mau").unwrap();
    assert_eq!(verdict, Verdict::Whole(3));
}

#[test]
fn what_is_not_urgent_today_goes_the_long_way() {
    for (more, change) in [
        ("", ("urgent", "false")),
        ("", ("urgent", "")),
        ("publish_on = 2026-12-01\n", ("", "")),
        ("", ("expires", "2026-11-27")),
    ] {
        let house = house(more);
        let mut text = written(&house);
        if !change.0.is_empty() {
            text["state"]["fields"][change.0] = json!(change.1);
        }
        assert!(house.act("Minh", "urgent", &text).is_none(), "{change:?}");
        assert_eq!(log(&house), [""; 0], "nothing was sent");
        // Sent the usual way it is nobody's own to approve.
        if house.act("Minh", "send", &text).is_some() {
            let standing = house.desk.tip(STORM).unwrap().standing.unwrap();
            let seen = json!({ "path": STORM, "sha256": standing.sha256 });
            assert!(house.act("Minh", "approve", &seen).is_none(), "{change:?}");
        }
        assert!(!house.dir.path().join(SITE).exists());
    }
}

#[test]
fn urgency_takes_nobodys_place_who_knows_about_health() {
    let house = House::new();
    let lesson = "content/mau/suc-khoe/nuoc.md";
    house.write(
        lesson,
        "+++\ntitle = \"Nước ngập\"\ndate = 2026-11-28\naudience = \"Mọi người\"\nurgent = true\nexpires = 2026-12-05\ndraft = true\n\n\
        [[sources]]\ntitle = \"A\"\npublisher = \"B\"\nyear = 2020\n+++\n\nĐun sôi nước.\n",
    );
    let text = Window::of(&house, lesson, 0).written();
    assert!(house.act("Minh", "urgent", &text).is_none());
    assert!(house.desk.reviews().events("mau").unwrap().is_empty());
    house.act("Tú", "urgent", &text).unwrap();
    let published = fs::read_to_string(house.dir.path().join(lesson)).unwrap();
    assert!(published.contains("reviewed_by = \"Tú\""), "{published}");
}

#[test]
fn the_next_day_another_looks_at_those_bytes_and_lets_them_stand() {
    let house = house("");
    house.act("Minh", "urgent", &written(&house)).unwrap();
    let seen = seen(&house);
    let hasty = house.desk.reviews().looks("mau").unwrap();
    let hasty = hasty.of(STORM).unwrap();
    let published = hasty.time.parse::<jiff::Timestamp>().unwrap();
    let day = published
        .to_zoned(jiff::tz::offset(7).to_time_zone())
        .date();
    assert!(!is_due(hasty, day) && is_due(hasty, day.tomorrow().unwrap()));
    // The day of this house is another than the machine's: the first page tells whoever may look.
    let home = |who: &str| {
        house.people[0].is(who);
        pages::home(&house.desk, &house.people[0], "").unwrap()
    };
    let told = "Đăng gấp, cần xem lại";
    assert!(home("Lan").contains(told) && home("Tú").contains(told));
    assert!(!home("Minh").contains(told), "published it");
    assert!(house.act("Minh", "stands", &seen).is_none());
    // Other bytes than those that were seen are not looked at.
    let file = fs::read_to_string(house.dir.path().join(STORM)).unwrap();
    house.write(STORM, &file.replace("Ở trong nhà", "Ra đường"));
    assert!(house.act("Tú", "stands", &seen).is_none());
    house.write(STORM, &file);
    house.act("Tú", "stands", &seen).unwrap();
    assert!(!waits(&house) && !home("Lan").contains(told));
    assert!(house.act("Lan", "stands", &seen).is_none(), "twice");
    assert_eq!(log(&house).last().unwrap(), "Looked Tú urgent");
    let verdict = house.desk.reviews().verify("mau").unwrap();
    assert_eq!(verdict, Verdict::Whole(4));
}

#[test]
fn a_look_that_says_no_takes_the_post_from_the_sites_with_its_reason() {
    let house = house("");
    house.act("Minh", "urgent", &written(&house)).unwrap();
    let mut no = seen(&house);
    no["reason"] = json!(" ");
    assert!(house.act("Lan", "pull", &no).is_none(), "without a reason");
    no["reason"] = json!("giờ sai");
    assert!(house.act("Ai", "pull", &no).is_none());
    house.act("Lan", "pull", &no).unwrap();
    assert!(!house.dir.path().join(SITE).exists());
    let file = fs::read_to_string(house.dir.path().join(STORM)).unwrap();
    assert!(file.contains("draft = true") && file.contains("Ở trong nhà."));
    assert!(!waits(&house));
    let last = house.desk.reviews().events("mau").unwrap().pop().unwrap();
    assert_eq!(last.reason.as_deref(), Some("giờ sai"));
    let verdict = house.desk.reviews().verify("mau").unwrap();
    assert_eq!(verdict, Verdict::Whole(4));
}

#[test]
fn a_correction_that_waits_outlives_the_look_that_says_no() {
    let house = house("");
    house.act("Minh", "urgent", &written(&house)).unwrap();
    let mut window = Window::of(&house, STORM, 1);
    window.state.body = "Bão đã đổi hướng.".into();
    window.state.fields.remove("urgent");
    house.act("Minh", "send", &window.written()).unwrap();
    house.act("Lan", "pull", &seen(&house)).unwrap();
    let tip = house.desk.tip(STORM).unwrap();
    assert!(tip.waits, "{:?}", tip.standing);
    let sent = tip.standing.unwrap().sha256;
    let seen = json!({ "path": STORM, "sha256": sent });
    house.act("Lan", "approve", &seen).unwrap();
    approvals::put(&house.desk, &Actor::at_machine("Lan"), STORM, &sent).unwrap();
    let file = fs::read_to_string(house.dir.path().join(STORM)).unwrap();
    assert!(file.contains("Bão đã đổi hướng.") && !file.contains("draft"));
    assert!(!waits(&house));
}
