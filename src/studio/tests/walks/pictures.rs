//! Pictures that go into a post.

use crate::house::{House, PATH};
use serde_json::json;
use site::inspect::tells_place;
use std::fs;
use studio::inbox;

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
