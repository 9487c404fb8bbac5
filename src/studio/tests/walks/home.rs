//! The first page: each person sees what they can act on, and nothing else before it.

use crate::house::{House, Window};
use serde_json::json;
use studio::pages;

/// The lists that somebody sees, with their titles in order.
fn lists(house: &House, who: &str) -> Vec<String> {
    house.people[0].is(who);
    let page = pages::home(&house.desk, &house.people[0], "").unwrap();
    let before_all = page
        .split("<section aria-labelledby=\"kiem\"")
        .next()
        .unwrap();
    let mut lists = Vec::new();
    for part in before_all.split("<section aria-labelledby=\"").skip(1) {
        let id = part.split('"').next().unwrap();
        let titles = part
            .split("</a>")
            .filter_map(|link| link.rsplit_once("\">"));
        let titles: Vec<_> = titles.map(|(_, title)| title).collect();
        if id != "dang-mo-ten" {
            let count = titles.len().saturating_sub(1);
            lists.push(format!("{id}: {}", titles[..count].join(", ")));
        }
    }
    lists
}

fn post(title: &str, more: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndate = 2026-11-20\n{more}+++\n\nChữ.\n")
}

fn lesson(title: &str, more: &str) -> String {
    let more = format!(
        "audience = \"Mọi người\"\n{more}\n[[sources]]\ntitle = \"A\"\npublisher = \"B\"\nyear = 2020\n"
    );
    post(title, &more)
}

fn send(house: &House, who: &str, path: &'static str) -> serde_json::Value {
    let window = Window::of(house, path, 0);
    let sent = house.act(who, "send", &window.written()).unwrap();
    json!({ "path": path, "sha256": sent["sha256"], "reason": "sửa lại" })
}

#[test]
fn what_waits_is_shown_to_whoever_can_act_on_it() {
    let house = House::new();
    let (news, ho) = ("content/mau/tin/moi.md", "content/mau/suc-khoe/ho.md");
    house.write(news, &post("Mới", "draft = true\n"));
    house.write(ho, &lesson("Ho", "draft = true\n"));
    assert_eq!(lists(&house, "Tú"), ["nhap: Ho, Mới"]);
    let news = send(&house, "Minh", news);
    let ho = send(&house, "Tú", ho);
    // Lan may approve both, Minh neither his own nor a lesson, Tú not her own.
    assert_eq!(lists(&house, "Lan"), ["cho-duyet: Ho, Mới"]);
    assert_eq!(lists(&house, "Minh"), ["da-gui: Mới"]);
    assert_eq!(lists(&house, "Tú"), ["da-gui: Ho"]);
    house.act("Lan", "approve", &ho).unwrap();
    house.act("Lan", "return", &news).unwrap();
    assert_eq!(lists(&house, "Minh"), ["tra-lai: Mới", "da-duyet: Ho"]);
    assert_eq!(lists(&house, "Tú"), ["tra-lai: Mới", "da-gui: Ho"]);
    // A stranger to this ward, who is known elsewhere, sees nothing of it.
    house.write(
        "content/khac/ward.toml",
        "name = \"Phường Khác\"\nshort_name = \"Khác\"\nprovince = \"Tỉnh Mẫu\"\nbase_url = \"https://khac.example.vn/\"\n",
    );
    let people = house.desk.folder().join("people.toml");
    let known = std::fs::read_to_string(&people).unwrap();
    std::fs::write(
        &people,
        known + "[[person]]\nname = \"Xa\"\nroles = { khac = [\"viet\", \"duyet\", \"dang\"] }\n",
    )
    .unwrap();
    assert!(lists(&house, "Xa").is_empty());
}

#[test]
fn what_is_due_is_told_before_it_is_too_late() {
    let house = House::new();
    let reviewed =
        |due: &str| format!("reviewed_by = \"Tú\"\nreviewed_on = 2025-11-01\nreview_due = {due}\n");
    for (name, due) in [
        ("gan", "2026-12-20"),
        ("xa", "2027-02-01"),
        ("qua", "2026-11-01"),
    ] {
        let path = format!("content/mau/suc-khoe/{name}.md");
        house.write(&path, &lesson(name, &reviewed(due)));
    }
    for (name, last) in [
        ("nay", "2026-11-28"),
        ("mai", "2026-12-05"),
        ("lau", "2026-12-06"),
        ("het", "2026-11-27"),
    ] {
        let path = format!("content/mau/tin/{name}.md");
        house.write(&path, &post(name, &format!("expires = {last}\n")));
    }
    house.write(
        "content/mau/tin/hen.md",
        &post("hen", "publish_on = 2026-12-01\n"),
    );
    let due = ["duyet-lai: qua, gan", "het-han: nay, mai", "hen-ngay: hen"];
    assert_eq!(lists(&house, "Tú"), due);
    assert_eq!(lists(&house, "Minh"), due);
    house.people[0].is("Minh");
    let page = pages::home(&house.desk, &house.people[0], "").unwrap();
    for words in [
        "quá hạn từ 01/11/2026",
        "hạn 20/12/2026",
        "rời danh sách sau ngày 28/11/2026",
        "lên trang từ 01/12/2026, còn 3 ngày",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn nobody_is_sent_looking_for_work_that_is_not_theirs() {
    let house = House::new();
    house.people[0].is("Tú");
    let page = pages::home(&house.desk, &house.people[0], "").unwrap();
    assert!(page.contains("Không có việc nào chờ bạn."), "{page}");
    send(&house, "Minh", "content/mau/tin/a.md");
    let page = pages::home(&house.desk, &house.people[0], "").unwrap();
    assert!(page.contains("Không có việc nào chờ bạn."), "{page}");
    house.people[0].is("Lan");
    let page = pages::home(&house.desk, &house.people[0], "").unwrap();
    assert!(!page.contains("Không có việc nào chờ bạn."), "{page}");
}
