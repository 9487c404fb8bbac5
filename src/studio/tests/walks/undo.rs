//! Taking the last publishing back.

use crate::house::{House, Window};
use serde_json::json;
use std::fs;
use studio::undo;

#[test]
fn the_last_publishing_is_the_last_whatever_the_clock_said() {
    let house = House::new();
    let publish = |number: usize, text: &str| {
        let mut window = Window::open(&house, number);
        window.state.body = text.into();
        let sent = house.act("Minh", "send", &window.written()).unwrap();
        let seen = json!({ "path": window.path, "sha256": sent["sha256"] });
        house.act("Lan", "approve", &seen).unwrap();
        house.act("Lan", "publish", &seen).unwrap();
    };
    let last = || {
        let last = undo::last(&house.desk, &house.desk.reviews()).unwrap();
        last.unwrap()
    };
    publish(0, "Lần một.");
    // The clock was years ahead until now.
    for file in ["log/mau.jsonl", "builds.json"] {
        let file = house.desk.folder().join(file);
        let text = fs::read_to_string(&file).unwrap();
        let year = &studio::journal::now()[..4];
        fs::write(&file, text.replace(&format!("\"{year}-"), "\"2099-")).unwrap();
    }
    assert!(last().time.starts_with("2099") && last().built);
    let first = house.file();
    publish(1, "Lần hai.");
    let second = last();
    assert!(second.built && !second.time.starts_with("2099"));
    assert_eq!(second.texts.len(), 1);
    let done = house.act("Lan", "undo", &json!({ "time": second.time }));
    done.unwrap();
    assert_eq!(house.file(), first);
    assert!(last().undone);
}

#[test]
fn taking_a_withdrawal_back_puts_nothing_on_the_sites_that_nobody_approved() {
    let outside = |text: &str| format!("+++\ntitle = \"A\"\ndate = 2026-11-20\n+++\n\n{text}\n");
    let shown = |house: &House, name: &str| {
        let page = format!("public/mau/tin/{name}/index.html");
        fs::read_to_string(house.dir.path().join(page)).unwrap_or_default()
    };
    let withdraw_and_undo = |house: &House, path: &'static str| {
        let window = Window::of(house, path, 9).written();
        house.act("Minh", "withdraw", &window).unwrap();
        let last = undo::last(&house.desk, &house.desk.reviews()).unwrap();
        let time = last.unwrap().time;
        house.act("Minh", "undo", &json!({ "time": time })).unwrap();
    };
    // What the sites have was changed beside the studio: they have it again as it was, not as it is.
    for published in [false, true] {
        let house = House::new();
        house.act("Lan", "build", &json!({})).unwrap();
        if published {
            let mut window = Window::open(&house, 0);
            window.state.body = "Duyệt rồi.".into();
            let sent = house.act("Minh", "send", &window.written()).unwrap();
            let seen = json!({ "path": window.path, "sha256": sent["sha256"] });
            house.act("Lan", "approve", &seen).unwrap();
            house.act("Lan", "publish", &seen).unwrap();
        }
        let had = house.file();
        house.write(crate::house::PATH, &outside("Lén."));
        withdraw_and_undo(&house, crate::house::PATH);
        assert_eq!(house.file(), had);
        let page = shown(&house, "a");
        assert!(page.contains("<h1") && !page.contains("Lén."), "{page}");
        // Withdrawn here, changed there: a second withdrawal that is taken back is still a withdrawal.
        let window = Window::open(&house, 1).written();
        house.act("Minh", "withdraw", &window).unwrap();
        house.write(crate::house::PATH, &outside("Lén nữa."));
        withdraw_and_undo(&house, crate::house::PATH);
        house.act("Lan", "build", &json!({})).unwrap();
        assert_eq!(shown(&house, "a"), "");
    }
    // What the sites never had stays away.
    let house = House::new();
    house.act("Lan", "build", &json!({})).unwrap();
    house.write("content/mau/tin/b.md", &outside("Lén."));
    withdraw_and_undo(&house, "content/mau/tin/b.md");
    house.act("Lan", "build", &json!({})).unwrap();
    assert_eq!(shown(&house, "b"), "");
}
