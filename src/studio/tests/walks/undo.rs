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
