//! Rows as forms send them, one by one; lists of units and plans as forms make them.

use crate::root::{TestRoot, UNITS};
use base::lang::Lang;
use coverage::enlist::{self, NewPlan, NewUnit};
use coverage::entry::{Entry, Kind};
use coverage::figures::Figures;
use coverage::note::{self, Noted};
use coverage::period::Period;
use coverage::problem::Problem;
use jiff::civil::date;

fn row(id: &str) -> Entry {
    Entry {
        date: date(2026, 11, 20),
        unit: "to-3".into(),
        channel: "hop".into(),
        id: id.into(),
        post: "suc-khoe/rua-tay".into(),
        kind: Kind::Direct,
        people: Some(42),
        women: Some(30),
        role: "tuyên truyền viên".into(),
        evidence: "BB 12".into(),
        corrects: String::new(),
    }
}

fn refused(root: &TestRoot, entry: &Entry) -> Vec<Problem> {
    note::refusals(&root.load(), entry, &|text| text.contains("0987"))
}

fn add(root: &TestRoot, entry: &Entry) -> Noted {
    assert_eq!(refused(root, entry), [], "{entry:?}");
    let coverage = root.load();
    let lock = coverage.lock().unwrap();
    note::add(&coverage, entry.clone(), Lang::Vi, &lock).unwrap()
}

#[test]
fn a_row_sent_twice_is_one_row() {
    let root = TestRoot::new();
    assert_eq!(add(&root, &row("s1")), Noted::New);
    let log = root.log();
    assert_eq!(add(&root, &row("s1")), Noted::Known);
    assert_eq!(root.log(), log);
    assert_eq!(log.lines().count(), 2);
    // The same id with other words is another row, and is told.
    let other = Entry {
        people: Some(31),
        ..row("s1")
    };
    assert_eq!(
        refused(&root, &other),
        [Problem::SameRowId { id: "s1".into() }]
    );
}

#[test]
fn a_row_is_mended_by_another_and_only_once() {
    let root = TestRoot::new();
    add(&root, &row("s1"));
    let mended = Entry {
        people: Some(24),
        women: Some(20),
        corrects: "s1".into(),
        ..row("s2")
    };
    add(&root, &mended);
    let people = |root: &TestRoot| Figures::of(&root.load(), Period::Year(2026)).people_reached;
    assert_eq!(people(&root), 24);
    // Both stand in the file; the first may not be mended once more.
    assert_eq!(root.log().lines().count(), 3);
    let again = Entry {
        people: Some(30),
        ..mended.clone()
    };
    let again = Entry {
        id: "s3".into(),
        ..again
    };
    assert_eq!(
        refused(&root, &again),
        [Problem::AlreadyCorrected {
            id: "s1".into(),
            other: "s2".into()
        }]
    );
    assert_eq!(add(&root, &mended), Noted::Known);
    let ids = |root: &TestRoot| {
        let coverage = root.load();
        let standing = coverage.log.standing().into_iter();
        standing.map(|row| row.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&root), ["s2"]);
    let back = Entry {
        kind: Kind::Withdrawn,
        people: None,
        women: None,
        corrects: "s2".into(),
        ..row("s4")
    };
    add(&root, &back);
    assert_eq!(people(&root), 0);
    assert!(ids(&root).is_empty());
    let nothing = Entry {
        corrects: "s9".into(),
        ..row("s5")
    };
    assert_eq!(
        refused(&root, &nothing),
        [Problem::CorrectsUnknown { id: "s9".into() }]
    );
}

#[test]
fn a_row_that_cannot_be_is_refused_and_a_doubtful_one_is_told() {
    let root = TestRoot::new();
    let is = |entry: Entry, wanted: fn(&Problem) -> bool| {
        let found = refused(&root, &entry);
        assert!(found.iter().any(wanted), "{found:?}");
    };
    is(
        Entry {
            date: date(2027, 1, 5),
            ..row("a")
        },
        |told| matches!(told, Problem::FutureDay { .. }),
    );
    is(
        Entry {
            unit: "to-99".into(),
            ..row("a")
        },
        |told| matches!(told, Problem::UnknownUnit { .. }),
    );
    is(
        Entry {
            channel: "x".into(),
            ..row("a")
        },
        |told| matches!(told, Problem::UnknownChannel { .. }),
    );
    is(
        Entry {
            women: Some(50),
            ..row("a")
        },
        |told| matches!(told, Problem::WomenOverPeople { .. }),
    );
    is(
        Entry {
            evidence: "gọi 0987 654 321".into(),
            ..row("a")
        },
        |told| matches!(told, Problem::Personal { .. }),
    );
    is(row("=1+1"), |told| matches!(told, Problem::BadRowId { .. }));
    // The unit ended in June.
    is(
        Entry {
            unit: "to-1".into(),
            ..row("a")
        },
        |told| matches!(told, Problem::UnitEnded { .. }),
    );
    add(&root, &row("s1"));
    let told = |entry: Entry| note::warnings(&root.load(), &entry);
    assert_eq!(told(row("s2")), [Problem::DoubleRow { id: "s1".into() }]);
    assert_eq!(
        told(Entry {
            corrects: "s1".into(),
            ..row("s2")
        }),
        []
    );
    let crowd = told(Entry {
        people: Some(900),
        evidence: "BB 13".into(),
        ..row("s2")
    });
    assert!(
        matches!(crowd[..], [Problem::PeopleOverUnit { limit: 200, .. }]),
        "{crowd:?}"
    );
}

#[test]
fn units_go_to_the_end_of_their_list_and_what_was_there_stays() {
    let root = TestRoot::new();
    let unit = |name: &str, people: Option<u32>| NewUnit {
        name: name.into(),
        kind: "thôn".into(),
        households: None,
        people,
    };
    let new = [
        unit("Thôn \"Đông\"", Some(300)),
        unit("Tổ dân phố số 3", None),
        unit("Thôn Đông", None),
    ];
    let added = root.change(|coverage, means, lock| enlist::units(coverage, &new, (means, lock)));
    assert_eq!(added.unwrap(), 2, "one is there already");
    let text = root.read("coverage/phuong-mau/units.toml");
    assert!(text.starts_with(UNITS.trim_end()), "{text}");
    let coverage = root.load();
    assert_eq!(coverage.problems, []);
    let made = coverage.units.get("thon-dong").unwrap();
    assert_eq!(
        (made.name.as_str(), made.people),
        ("Thôn \"Đông\"", Some(300))
    );
    assert!(coverage.units.get("thon-dong-2").is_some());
    // A number changes its own lines.
    root.change(|coverage, means, lock| {
        enlist::count(coverage, "to-3", [Some(70), None], (means, lock))
    })
    .unwrap();
    let mended = root.read("coverage/phuong-mau/units.toml");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (lines(&text), lines(&mended));
    let gone: Vec<_> = before.iter().filter(|line| !after.contains(line)).collect();
    assert!(
        gone.is_empty() && after.contains(&"households = 70".to_owned()),
        "{mended}"
    );
    assert_eq!(before.len(), after.len(), "a line for a line");
    assert_eq!(root.load().units.get("to-3").unwrap().people, None);
    let odd = [NewUnit {
        kind: "hành tinh".into(),
        ..unit("X", None)
    }];
    assert!(
        root.change(|coverage, means, lock| enlist::units(coverage, &odd, (means, lock)))
            .is_err()
    );
    assert_eq!(root.read("coverage/phuong-mau/units.toml"), mended);
}

#[test]
fn tasks_of_a_document_become_plans_with_their_sentence() {
    let root = TestRoot::full();
    let plan = NewPlan {
        title: "Phát thanh hằng tuần".into(),
        channel: "loa".into(),
        owner: Some("Đài truyền thanh".into()),
        deadline: Some(date(2026, 12, 15)),
        document: "Kế hoạch số 2 của phường Mẫu".into(),
        sentence: Some("Phát thanh \"mỗi tuần\".".into()),
    };
    let add = || {
        root.change(|coverage, means, lock| {
            enlist::plans(coverage, std::slice::from_ref(&plan), (means, lock))
        })
    };
    assert_eq!(add().unwrap(), 1);
    assert_eq!(add().unwrap(), 0, "the same again is no second plan");
    let coverage = root.load();
    let made = coverage.plans.last().unwrap();
    let source = made.source.as_ref().unwrap();
    assert_eq!(source.sentence.as_deref(), Some("Phát thanh \"mỗi tuần\"."));
    assert_eq!(
        (made.id.as_str(), made.deadline),
        ("phat-thanh-hang-tuan", Some(date(2026, 12, 15)))
    );
}

#[test]
fn a_unit_has_a_place_on_the_map() {
    let root = TestRoot::new();
    let units = |tile: &str| {
        format!("[[units]]\nid = \"to-1\"\nname = \"Tổ 1\"\nkind = \"tổ dân phố\"\ntile = {tile}\n")
    };
    root.put("coverage/phuong-mau/units.toml", units("[3, 2]"));
    assert_eq!(root.load().units.all[0].tile, Some([3, 2]));
    for tile in ["[0, 1]", "[1]", "\"3,2\"", "[1, 41]", "[1, 2, 3]"] {
        root.put("coverage/phuong-mau/units.toml", units(tile));
        assert_eq!(root.load().problems.len(), 1, "{tile}");
    }
}
