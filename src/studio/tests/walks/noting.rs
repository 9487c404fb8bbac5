//! What volunteers note, in whose name and how often; lists of other devices; the pages that show it.

use crate::house::House;
use serde_json::{Value, json};
use std::fs;
use studio::{api, pages};

const UNITS: &str = "[[units]]\nid = \"to-1\"\nname = \"Tổ dân phố số 1\"\nkind = \"tổ dân phố\"\npeople = 200\n\n\
    [[units]]\nid = \"to-2\"\nname = \"Tổ dân phố số 2\"\nkind = \"tổ dân phố\"\n";

fn house() -> House {
    let house = House::new();
    house.write("coverage/mau/units.toml", UNITS);
    house
}

fn row(id: &str, unit: &str) -> Value {
    json!({ "ward": "mau", "id": id, "date": "2026-11-27", "unit": unit, "channel": "hop", "post": "tin/a", "kind": "direct",
        "people": 42, "women": 30, "role": "tuyên truyền viên", "evidence": "BB 12" })
}

fn log(house: &House) -> String {
    fs::read_to_string(house.dir.path().join("coverage/mau/log.csv")).unwrap_or_default()
}

/// What somebody is told, with the status.
fn told(house: &House, who: &str, action: &str, body: &Value) -> (u16, String) {
    let session = &house.people[0];
    session.is(who);
    let done = api::act(&house.desk, session, action, body.to_string().as_bytes());
    done.map_or_else(
        |failure| (failure.status, failure.words),
        |_| (200, String::new()),
    )
}

#[test]
fn a_row_is_in_the_log_once_however_often_it_is_sent() {
    let house = house();
    let first = house.act("Tú", "note", &row("s1", "to-1")).unwrap();
    assert_eq!(first, json!({ "known": false, "told": [] }));
    let again = house.act("Tú", "note", &row("s1", "to-1")).unwrap();
    assert_eq!(again["known"], true);
    assert_eq!(
        log(&house),
        "id,date,unit,channel,post,kind,people,women,role,evidence,corrects\n\
         s1,2026-11-27,to-1,hop,tin/a,direct,42,30,tuyên truyền viên,BB 12,\n"
    );
    // The same session by somebody else is noted, and told.
    let double = house.act("Minh", "note", &row("s2", "to-1")).unwrap();
    assert!(
        double["told"][0]
            .as_str()
            .unwrap()
            .contains("chỉ tính một buổi"),
        "{double}"
    );
    // Mended by another row, taken back by a third.
    let mut mended = row("s3", "to-1");
    mended["corrects"] = json!("s2");
    mended["people"] = json!(24);
    mended["women"] = Value::Null;
    house.act("Tú", "note", &mended).unwrap();
    let undone = json!({ "ward": "mau", "id": "s4", "corrects": "s3", "kind": "withdrawn", "date": "", "unit": "", "channel": "" });
    house.act("Tú", "note", &undone).unwrap();
    assert!(
        log(&house).contains("s4,2026-11-27,to-1,hop,tin/a,withdrawn,,,,,s3\n"),
        "{}",
        log(&house)
    );
    assert_eq!(told(&house, "Tú", "note", &mended).0, 200, "the same again");
    mended["id"] = json!("s5");
    assert_eq!(
        told(&house, "Tú", "note", &mended).1,
        "Dòng này đã có người sửa rồi."
    );
}

#[test]
fn nothing_enters_the_log_that_names_somebody_or_cannot_be() {
    let house = house();
    for (key, value, words) in [
        (
            "evidence",
            json!("gọi 0912 345 678"),
            "Minh chứng có vẻ có số điện thoại",
        ),
        ("evidence", json!("x".repeat(121)), "Minh chứng dài quá"),
        ("role", json!("Nguyễn Văn Tèo"), "Máy không hiểu"),
        ("post", json!("tin/a b"), "Máy không hiểu"),
        ("post", json!("../tin/a"), "Máy không hiểu"),
        ("unit", json!(""), "Chưa chọn đơn vị"),
        ("unit", json!("to-9"), "Không có đơn vị “to-9”"),
        ("channel", json!(""), "Chưa chọn kênh"),
        ("date", json!("2026-11-29"), "Ngày 2026-11-29 chưa tới"),
        ("date", json!("x"), "Chưa chọn ngày"),
        ("people", json!(90_000), "Số người quá lớn"),
        ("women", json!(50), "Số nữ (50) nhiều hơn"),
        ("id", json!("=1"), "Mã dòng"),
        ("ward", json!("chung"), "Máy không hiểu"),
        ("ward", json!("../mau"), ""),
    ] {
        let mut sent = row("s1", "to-1");
        sent[key] = value;
        let (status, said) = told(&house, "Lan", "note", &sent);
        assert!(
            status >= 400 && said.starts_with(words),
            "{key}: {status} {said}"
        );
    }
    assert_eq!(log(&house), "");
}

#[test]
fn whoever_works_in_the_ward_notes_and_no_other() {
    let house = house();
    assert_eq!(told(&house, "Ai", "note", &row("s1", "to-1")).0, 403);
    house.write("content/khac/ward.toml", "name = \"Phường Khác\"\nshort_name = \"Khác\"\nprovince = \"Tỉnh Mẫu\"\nbase_url = \"https://khac.example.vn/\"\n");
    let mut other = row("s1", "to-1");
    other["ward"] = json!("khac");
    assert_eq!(told(&house, "Tú", "note", &other).0, 403);
    let units =
        json!({ "ward": "mau", "kind": "thôn", "lines": "Thôn Đông; 120; 1.410\nThôn Tây\tx" });
    assert_eq!(
        told(&house, "Tú", "units", &units).0,
        403,
        "writing makes no list of units"
    );
    assert!(
        told(&house, "Minh", "units", &units)
            .1
            .contains("“x” không phải số")
    );
    let units =
        json!({ "ward": "mau", "kind": "thôn", "lines": "Thôn Đông; 120; 1.410\n\nThôn Tây\n" });
    let added = house.act("Minh", "units", &units).unwrap();
    assert_eq!(added, json!({ "added": 2, "known": 0 }));
    let text = fs::read_to_string(house.dir.path().join("coverage/mau/units.toml")).unwrap();
    assert!(
        text.starts_with(UNITS.trim_end()) && text.contains("households = 120\npeople = 1410\n"),
        "{text}"
    );
    house
        .act(
            "Minh",
            "unit",
            &json!({ "ward": "mau", "unit": "to-2", "households": 9, "people": null }),
        )
        .unwrap();
    house.people[0].is("Tú");
    let page = pages::noting(&house.desk, &house.people[0], "mau").unwrap();
    assert!(page.contains("Thôn Đông") && page.contains("Tổ dân phố số 2"));
    assert!(pages::noting(&house.desk, &house.people[0], "khac").is_err());
    assert!(pages::enlisting(&house.desk, &house.people[0], "mau").is_err());
}

#[test]
fn a_list_of_another_device_is_taken_once_and_what_is_not_is_given_back() {
    let house = house();
    let list = "Mã dòng,Ngày,Tổ dân phố,Kênh,Số người\nm1,20/11/2026,Tổ 1,Họp,40\nm2,21/11/2026,Tổ 7,Họp,12\n";
    let take = |who: &str, name: &str, bytes: &[u8]| {
        house.people[0].is(who);
        api::list(&house.desk, &house.people[0], ("mau", name), bytes)
    };
    assert_eq!(
        take("Ai", "a.csv", list.as_bytes()).unwrap_err().status,
        403
    );
    assert!(take("Tú", "a.exe", list.as_bytes()).is_err());
    let taken = take("Tú", "a.csv", list.as_bytes()).unwrap();
    assert_eq!(
        (&taken["taken"], &taken["known"], &taken["refused"]),
        (&json!(1), &json!(0), &json!(1))
    );
    assert!(taken["beside"].as_str().unwrap().contains("Tổ 7"));
    let taken = take("Tú", "b.csv", list.as_bytes()).unwrap();
    assert_eq!((&taken["taken"], &taken["known"]), (&json!(0), &json!(1)));
    assert_eq!(log(&house).lines().count(), 2);
    let left = fs::read_dir(house.desk.folder().join("lists")).unwrap();
    assert_eq!(left.count(), 0, "nothing of it stays");
}

#[test]
fn the_page_says_in_words_who_was_reached_and_gives_its_files() {
    let house = house();
    house.write("coverage/mau/plan.toml", "[[plan]]\nid = \"moi-to\"\ntitle = \"Mọi tổ được phổ biến\"\nchannel = \"direct\"\nowner = \"Ủy ban\"\ndeadline = 2026-11-20\n");
    house.act("Tú", "note", &row("s1", "to-1")).unwrap();
    house.people[0].is("Tú");
    let session = &house.people[0];
    let page = pages::covered(&house.desk, session, ("mau", "")).unwrap();
    for words in [
        "1 trên 2 đơn vị",
        "1 buổi, 42 người",
        "chưa có gì",
        "Quá hạn 8 ngày",
        "phụ trách: Ủy ban",
        "quá hạn 8 ngày",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // What is missing stands before what is done.
    let grid = page.split("<tbody>").nth(1).unwrap();
    assert!(grid.find("số 2").unwrap() < grid.find("số 1").unwrap());
    let file = |name: &str| pages::file(&house.desk, session, ("mau", name));
    let (kind, name, bytes) = file("bao-cao-2026-Q4.docx").unwrap();
    assert!(kind.contains("wordprocessingml") && bytes.starts_with(b"PK"));
    assert_eq!(name, "bao-cao-mau-2026-Q4.docx");
    assert!(file("so-ket-2026-H2.xlsx").unwrap().2.starts_with(b"PK"));
    assert!(
        String::from_utf8(file("bao-cao-2026-11.csv").unwrap().2)
            .unwrap()
            .contains("Tổ dân phố số 2")
    );
    assert!(
        String::from_utf8(file("ke-hoach.ics").unwrap().2)
            .unwrap()
            .contains("20261120")
    );
    assert!(
        String::from_utf8(file("nhat-ky.csv").unwrap().2)
            .unwrap()
            .contains("s1")
    );
    for odd in [
        "bao-cao-2026-Q5.docx",
        "bao-cao-2026.exe",
        "log.csv",
        "../units.toml",
        "x",
    ] {
        assert_eq!(file(odd).unwrap_err().status, 404, "{odd}");
    }
    session.is("Ai");
    assert!(pages::covered(&house.desk, session, ("mau", "")).is_err());
    assert!(pages::file(&house.desk, session, ("mau", "nhat-ky.csv")).is_err());
}

#[test]
fn a_ward_without_units_is_told_how_to_begin() {
    let house = House::new();
    house.people[0].is("Minh");
    let page = pages::covered(&house.desk, &house.people[0], ("mau", "")).unwrap();
    assert!(page.contains("/do-phu/don-vi?ward=mau"), "{page}");
    let page = pages::noting(&house.desk, &house.people[0], "mau").unwrap();
    assert!(page.contains("Lập danh sách đơn vị") && !page.contains("id=\"ghi\""));
}

#[test]
fn tasks_of_a_document_are_offered_as_plans_and_known_ones_are_not() {
    let house = house();
    house.write("content/mau/nghi-quyet/ke-hoach.md", "+++\ntitle = \"Kế hoạch số 5\"\ndate = 2026-11-01\nnumber = \"5-KH/ĐU\"\n\n[[tasks]]\ntask = \"Tuyên truyền đến từng tổ\"\nowner = \"Ủy ban\"\ndeadline = \"trước ngày 15/12/2026\"\n+++\n\nChữ.\n");
    house.people[0].is("Minh");
    let page = || pages::planning(&house.desk, &house.people[0], "mau").unwrap();
    let offered = page();
    assert!(
        offered.contains("Tuyên truyền đến từng tổ") && offered.contains("value=\"2026-12-15\""),
        "{offered}"
    );
    let plan = json!({ "title": "Đến từng tổ", "channel": "direct", "owner": "Ủy ban", "deadline": "2026-12-15",
        "document": "Kế hoạch số 5", "sentence": "Tuyên truyền đến từng tổ" });
    let sent = json!({ "ward": "mau", "plans": [plan] });
    assert_eq!(house.act("Minh", "plans", &sent).unwrap()["added"], 1);
    assert_eq!(house.act("Minh", "plans", &sent).unwrap()["added"], 0);
    assert!(page().contains("Đã có trong kế hoạch."));
}
