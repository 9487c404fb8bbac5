//! What somebody changes beside the studio on an ordinary day: no build takes it along, whoever presses what.

use crate::house::{CREW, House, PATH, Window};
use serde_json::{Value, json};
use std::fs;
use studio::beside::{leaving, unapproved};
use studio::builds;
use studio::calendar::Changes;
use studio::pages;
use studio::review::Deed;
use studio::verdict::Verdict;

const OTHER: &str = "content/mau/tin/b.md";
const NEW: &str = "content/mau/tin/c.md";

fn post(title: &str, text: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndate = 2026-11-20\n+++\n\n{text}\n")
}

/// A house whose sites were built with two posts that the studio never published.
fn house(crew: &str) -> House {
    let house = House::new();
    house.write(".loa/studio/people.toml", crew);
    house.write(OTHER, &post("B", "Cũ."));
    house.act("Lan", "build", &json!({})).unwrap();
    house
}

/// A crew in which one person does everything.
fn alone() -> String {
    CREW.replace("one_does_all = []", "one_does_all = [\"mau\"]")
}

fn shown(house: &House, name: &str) -> String {
    let page = house
        .dir
        .path()
        .join(format!("public/mau/tin/{name}/index.html"));
    fs::read_to_string(page).unwrap_or_default()
}

fn page(house: &House) -> String {
    house.people[0].is("Lan");
    pages::publishing(&house.desk, &house.people[0]).unwrap()
}

/// Another post is written, sent, approved and published.
fn publish(house: &House, number: usize) -> Value {
    let mut window = Window::of(house, PATH, number);
    window.state.body = format!("Lần {number}.");
    let sent = house.act("Minh", "send", &window.written()).unwrap();
    let seen = json!({ "path": PATH, "sha256": sent["sha256"] });
    house.act("Lan", "approve", &seen).unwrap();
    house.act("Lan", "publish", &seen).unwrap()
}

fn take(house: &House, who: &str, path: &str) -> Option<Value> {
    let file = house.dir.path().join(path);
    let version = author::Version::of(&fs::read(file).unwrap());
    house.act(
        who,
        "build",
        &json!({ "take": [{ "path": path, "version": version }] }),
    )
}

#[test]
fn a_publishing_takes_along_nothing_that_was_changed_beside_the_studio() {
    let house = house(CREW);
    house.write(OTHER, &post("B", "Sửa ngoài."));
    house.write(NEW, &post("C", "Mới ngoài."));
    assert_eq!(publish(&house, 1)["unapproved"], 2);
    assert!(shown(&house, "a").contains("Lần 1."));
    assert!(shown(&house, "b").contains("Cũ.") && shown(&house, "c").is_empty());
    // It is named where somebody builds, with what it holds against what the sites have; nobody may take it there.
    let told = page(&house);
    assert!(told.contains("Đổi ở ngoài Loa, chưa ai duyệt") && told.contains(">B</a>"));
    assert!(told.contains(">C</a>") && told.contains("/cu/mau/tin/b.md?v="));
    assert!(!told.contains("data-take=") && !told.contains("Loa chưa tự dựng trang"));
    for path in [OTHER, NEW] {
        assert!(take(&house, "Lan", path).is_none(), "{path}");
    }
    let done = house.act("Lan", "build", &json!({})).unwrap();
    assert_eq!(done["unapproved"], 2);
    assert!(shown(&house, "b").contains("Cũ.") && shown(&house, "c").is_empty());
    // Published by the studio and changed then, it stays what was approved, after a restart too.
    house.write(PATH, &post("A", "Lén."));
    let house = house.restart();
    house.act("Lan", "build", &json!({})).unwrap();
    assert!(shown(&house, "a").contains("Lần 1."));
    // Another's approval lets it through.
    let sent = house.act("Minh", "send", &Window::of(&house, OTHER, 2).written());
    let seen = json!({ "path": OTHER, "sha256": sent.unwrap()["sha256"] });
    house.act("Lan", "approve", &seen).unwrap();
    assert_eq!(house.act("Lan", "publish", &seen).unwrap()["unapproved"], 2);
    assert!(shown(&house, "b").contains("Sửa ngoài."));
}

#[test]
fn where_one_does_everything_a_text_is_taken_by_name_and_the_list_says_so() {
    let house = house(&alone());
    house.write(OTHER, &post("B", "Sửa ngoài."));
    house.write(NEW, &post("C", "Mới ngoài."));
    assert_eq!(page(&house).matches("data-take=").count(), 2);
    // Who may not publish takes nothing; what changed since it was seen is not taken.
    assert!(take(&house, "Tú", OTHER).is_none());
    let old = json!({ "take": [{ "path": OTHER, "version": author::Version::of(b"x") }] });
    assert!(house.act("Lan", "build", &old).is_none());
    assert!(shown(&house, "b").contains("Cũ."));
    assert_eq!(take(&house, "Lan", OTHER).unwrap()["unapproved"], 1);
    assert!(shown(&house, "b").contains("Sửa ngoài.") && shown(&house, "c").is_empty());
    let last = house.desk.reviews().events("mau").unwrap().pop().unwrap();
    assert_eq!(
        (last.what, last.by.as_str(), last.path.as_str()),
        (Deed::Taken, "Lan", OTHER)
    );
    assert!(last.alone && last.base == Some(author::Version::of(post("B", "Cũ.").as_bytes())));
    let verdict = house.desk.reviews().verify("mau").unwrap();
    assert_eq!(verdict, Verdict::Whole(1));
    // Taken once, it is what the sites have from then on.
    let house = house.restart();
    assert_eq!(
        house.act("Lan", "build", &json!({})).unwrap()["unapproved"],
        1
    );
    assert!(shown(&house, "b").contains("Sửa ngoài."));
    house.write(OTHER, &post("B", "Sửa nữa."));
    house.act("Lan", "build", &json!({})).unwrap();
    assert!(shown(&house, "b").contains("Sửa ngoài."));
}

#[test]
fn taking_a_publishing_back_brings_back_what_the_sites_had_and_not_what_was_changed_beside() {
    for known in [false, true] {
        let house = house(CREW);
        if known {
            publish(&house, 1);
        }
        let had = house.file();
        house.write(PATH, &post("A", "Lén."));
        // Written on from what was changed, approved, published, and taken back.
        publish(&house, 2);
        let last = studio::undo::last(&house.desk, &house.desk.reviews())
            .unwrap()
            .unwrap();
        house
            .act("Lan", "undo", &json!({ "time": last.time }))
            .unwrap();
        assert_eq!(house.file(), had, "known: {known}");
        assert!(!shown(&house, "a").contains("Lén."));
        // What was changed beside is not lost: it is among the old versions.
        let author = house.desk.author("Lan").unwrap();
        let version = author::Version::of(post("A", "Lén.").as_bytes());
        house.desk.kept(&author, &version).unwrap();
        assert!(unapproved(&house.desk, &Changes::new()).unwrap().is_empty());
    }
}

#[test]
fn what_waits_for_somebody_and_what_is_about_health_is_not_taken() {
    let house = house(&alone());
    let lesson = "content/mau/suc-khoe/ho.md";
    house.write(
        lesson,
        "+++\ntitle = \"Ho\"\ndate = 2026-11-01\naudience = \"Mọi người\"\n\n[[sources]]\ntitle = \"A\"\npublisher = \"B\"\nyear = 2020\n+++\n\nUống nước.\n",
    );
    assert!(take(&house, "Lan", lesson).is_none());
    house.write(NEW, &post("C", "Mới ngoài."));
    house
        .act("Minh", "send", &Window::of(&house, NEW, 1).written())
        .unwrap();
    assert!(take(&house, "Lan", NEW).is_none());
    assert!(house.desk.tip(NEW).unwrap().standing.unwrap().what == Deed::Sent);
}

#[test]
fn what_leaves_the_sites_though_nobody_withdrew_it_is_named() {
    let house = house(CREW);
    assert!(leaving(&house.desk).unwrap().is_empty());
    fs::remove_file(house.dir.path().join(OTHER)).unwrap();
    assert_eq!(leaving(&house.desk).unwrap(), [OTHER]);
    assert!(page(&house).contains("Sẽ rời trang khi dựng"));
    house.write(
        PATH,
        &post("A", "Đầu.").replace("+++\ntitle", "+++\ndraft = true\ntitle"),
    );
    assert_eq!(leaving(&house.desk).unwrap(), [PATH, OTHER]);
}

#[test]
fn what_the_sites_have_is_not_replaced_where_it_is_kept_no_more() {
    let house = house(CREW);
    house.write(OTHER, &post("B", "Sửa ngoài."));
    fs::remove_dir_all(house.desk.folder().join("versions")).unwrap();
    assert!(house.act("Lan", "build", &json!({})).is_none());
    assert!(shown(&house, "b").contains("Cũ."));
    assert_eq!(
        unapproved(&house.desk, &Changes::new()).unwrap().all(),
        [OTHER]
    );
    let texts = builds::texts(&house.desk.folder()).unwrap();
    assert_eq!(
        texts[OTHER],
        Some(author::Version::of(post("B", "Cũ.").as_bytes()))
    );
}
