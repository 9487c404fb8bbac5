//! Pictures that go into a post.

use crate::house::{CREW, House, PATH, Window};
use serde_json::{Value, json};
use site::inspect::tells_place;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use studio::verdict::Verdict;
use studio::{inbox, pages};
use walkdir::WalkDir;

/// A picture of two by two pixels that tells where it was taken.
const TELLING: &[u8] = include_bytes!("place.png");

#[test]
fn a_picture_goes_into_a_post_without_the_place_where_it_was_taken() {
    let house = House::new();
    assert!(tells_place(TELLING));
    let given = inbox::take(&house.desk, "anh.png", TELLING).unwrap();
    let wanted = json!({ "path": PATH, "id": given.id, "name": "anh.png" });
    let answer = house.act("Minh", "picture", &wanted).unwrap();
    let folder = house.dir.path().join("content/mau/tin");
    let kept = fs::read(folder.join(answer["name"].as_str().unwrap())).unwrap();
    assert!(!tells_place(&kept));
    // One that tells nothing stays as it came.
    let given = inbox::take(&house.desk, "anh.png", &kept).unwrap();
    let wanted = json!({ "path": PATH, "id": given.id, "name": "anh.png" });
    let again = house.act("Minh", "picture", &wanted).unwrap();
    assert_eq!(again, answer);
}

/// Puts a picture beside the posts of the house, whole or a part of it; gives its name.
fn picture(house: &House, part: Option<[f64; 4]>) -> String {
    let given = inbox::take(&house.desk, "anh.png", TELLING).unwrap();
    let wanted = json!({ "path": PATH, "id": given.id, "name": "anh.png", "part": part });
    let answer = house.act("Minh", "picture", &wanted).unwrap();
    answer["name"].as_str().unwrap().to_owned()
}

/// Sends the text of the house; gives what names what was sent.
fn send(house: &House, body: Option<String>) -> Value {
    let mut window = Window::open(house, 1);
    if let Some(body) = body {
        window.state.body = body;
    }
    let sent = house.act("Minh", "send", &window.written()).unwrap();
    json!({ "path": PATH, "sha256": sent["sha256"] })
}

/// The files of the ward's site.
fn site(house: &House) -> BTreeMap<PathBuf, Vec<u8>> {
    let walk = WalkDir::new(house.dir.path().join("public/mau")).into_iter();
    let files = walk.map(|entry| entry.unwrap().into_path());
    let files = files.filter(|path| path.is_file());
    files
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

#[test]
fn an_approval_is_of_the_pictures_of_a_text_too() {
    let house = House::new();
    let name = picture(&house, None);
    let other = picture(&house, Some([0.0, 0.0, 0.5, 1.0]));
    let folder = house.dir.path().join("content/mau/tin");
    let (good, bad) = [&name, &other]
        .map(|name| fs::read(folder.join(name)).unwrap())
        .into();
    assert_ne!(good, bad);
    let exchange = |bytes: &[u8]| fs::write(folder.join(&name), bytes).unwrap();

    let seen = send(&house, Some(format!("Trạm mới.\n\n![Trạm y tế]({name})")));
    exchange(&bad);
    assert!(house.act("Lan", "approve", &seen).is_none());
    exchange(&good);
    house.act("Lan", "approve", &seen).unwrap();
    exchange(&bad);
    assert!(house.act("Lan", "publish", &seen).is_none());
    fs::remove_file(folder.join(&name)).unwrap();
    assert!(house.act("Lan", "publish", &seen).is_none());
    exchange(&good);
    assert_eq!(house.act("Lan", "publish", &seen).unwrap()["unapproved"], 0);

    // Exchanged on the disk, it stays on the site what was approved, and the post is named; after a restart too.
    let approved = site(&house);
    exchange(&bad);
    let house = house.restart();
    assert_eq!(
        house.act("Lan", "build", &json!({})).unwrap()["unapproved"],
        1
    );
    assert!(site(&house) == approved);
    house.people[0].is("Lan");
    let page = pages::publishing(&house.desk, &house.people[0]).unwrap();
    assert!(page.contains("ảnh hoặc tệp đi kèm đã bị thay"), "{page}");
    fs::remove_file(folder.join(&name)).unwrap();
    assert_eq!(
        house.act("Lan", "build", &json!({})).unwrap()["unapproved"],
        1
    );
    assert!(site(&house) == approved);

    // Sent and approved with it, it goes to the site.
    exchange(&bad);
    let seen = send(&house, None);
    house.act("Lan", "approve", &seen).unwrap();
    assert_eq!(house.act("Lan", "publish", &seen).unwrap()["unapproved"], 0);
    assert!(site(&house) != approved);
    let reviews = house.desk.reviews();
    assert_eq!(reviews.verify("mau").unwrap(), Verdict::Whole(6));
}

#[test]
fn where_one_does_everything_an_exchanged_picture_is_taken_by_name() {
    let house = House::new();
    house.write(
        ".loa/studio/people.toml",
        &CREW.replace("one_does_all = []", "one_does_all = [\"mau\"]"),
    );
    let name = picture(&house, None);
    let other = picture(&house, Some([0.0, 0.0, 0.5, 1.0]));
    let folder = house.dir.path().join("content/mau/tin");
    let seen = send(&house, Some(format!("Trạm mới.\n\n![Trạm y tế]({name})")));
    house.act("Lan", "approve", &seen).unwrap();
    house.act("Lan", "publish", &seen).unwrap();
    fs::copy(folder.join(other), folder.join(&name)).unwrap();
    assert_eq!(
        house.act("Lan", "build", &json!({})).unwrap()["unapproved"],
        1
    );
    let version = author::Version::of(&house.file());
    let take = json!({ "take": [{ "path": PATH, "version": version }] });
    assert_eq!(house.act("Lan", "build", &take).unwrap()["unapproved"], 0);
}
