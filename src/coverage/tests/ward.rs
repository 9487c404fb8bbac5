//! A ward whose figures were computed by hand: twelve units, a year, forty rows with doubles, corrections and a merge.

use crate::root::{TestRoot, told};
use coverage::figures::{Figures, State};
use coverage::period::Period;
use coverage::problem::Problem;

fn figures(root: &TestRoot, period: &str) -> Figures {
    Figures::of(&root.load(), Period::parse(period).unwrap())
}

#[test]
fn the_year_is_as_computed_by_hand() {
    let figures = figures(&TestRoot::full(), "2026");
    assert_eq!((figures.units_total, figures.units_reached), (10, 7));
    assert_eq!(figures.units_percent, Some(70));
    assert_eq!(
        (figures.units_exposed_only, figures.units_untouched),
        (3, 0)
    );
    assert_eq!((figures.people_total, figures.people_reached), (1780, 468));
    // Those of to-11, whose number of people is not known, have no share: 453 of 1780.
    assert_eq!(figures.people_percent, Some(25));
    assert_eq!(figures.women_reached, 261);
    assert_eq!(figures.sessions, 14);
    assert_eq!(figures.time_passed, 100);
    assert_eq!(figures.gaps, ["to-4", "to-8", "to-10"]);
    let channels: Vec<_> = figures
        .channels
        .iter()
        .map(|channel| {
            (
                &channel.id[..],
                channel.sessions,
                channel.units,
                channel.people,
            )
        })
        .collect();
    assert_eq!(
        channels,
        [
            ("hop", 10, 9, 313),
            ("hoi-nghi", 1, 1, 200),
            ("noi-chuyen", 1, 1, 25),
            ("tham-ho", 3, 2, 85),
            ("loa", 14, 4, 0),
            ("bang-tin", 1, 1, 0),
            ("to-roi", 1, 1, 150),
            ("zalo", 1, 1, 180),
        ]
    );
    let units: Vec<_> = figures
        .units
        .iter()
        .map(|unit| {
            (
                &unit.id[..],
                unit.reached,
                unit.sessions,
                unit.reached_people,
                unit.reached_women,
                unit.exposures,
            )
        })
        .collect();
    assert_eq!(
        units,
        [
            ("to-1", true, 1, 40, 20, 0),
            ("to-2", true, 1, 30, 10, 0),
            ("to-3", true, 4, 80, 52, 1),
            ("to-4", false, 0, 0, 0, 3),
            ("to-5", true, 1, 200, 120, 0),
            ("to-6", true, 2, 45, 20, 0),
            ("to-7", true, 1, 33, 14, 0),
            ("to-8", false, 0, 0, 0, 2),
            ("to-9", true, 2, 25, 25, 0),
            ("to-10", false, 0, 0, 0, 12),
            ("to-11", true, 1, 15, 0, 0),
            ("to-12", true, 1, 70, 30, 0),
        ]
    );
    let months = &figures.units[2].months;
    assert_eq!(
        months.keys().map(String::as_str).collect::<Vec<_>>(),
        ["2026-03", "2026-04"]
    );
    let visits = months["2026-04"]["tham-ho"];
    assert_eq!((visits.sessions, visits.people), (2, 80));
    let post = &figures.posts[0];
    assert_eq!((&post.post[..], post.people), ("suc-khoe/rua-tay", 50));
    assert_eq!(
        (&post.direct[..], &post.exposed[..]),
        (
            &["to-3".to_owned()][..],
            &["to-10".to_owned(), "to-4".to_owned()][..]
        )
    );
}

#[test]
fn parts_of_the_year_are_as_computed_by_hand() {
    let root = TestRoot::full();
    let first = figures(&root, "2026-H1");
    assert_eq!(
        (first.units_total, first.units_reached, first.units_percent),
        (11, 6, Some(54))
    );
    let second = figures(&root, "2026-H2");
    assert_eq!((second.units_total, second.units_reached), (10, 4));
    let merged = second.units.iter().find(|unit| unit.id == "to-12").unwrap();
    assert_eq!((merged.reached_people, merged.through_parts), (50, false));
    let third = figures(&root, "2026-Q3");
    assert_eq!((third.units_reached, third.sessions), (2, 3));
    let month = figures(&root, "2026-11");
    assert_eq!(
        (month.units_reached, month.sessions, month.units_percent),
        (0, 0, Some(0))
    );
}

#[test]
fn a_merged_unit_is_reached_only_through_all_of_its_parts() {
    let root = TestRoot::full();
    let log = |left_out: &[&str]| {
        let lines = crate::root::LOG
            .lines()
            .filter(|line| !left_out.iter().any(|id| line.starts_with(id)));
        let text = lines.collect::<Vec<_>>().join("\n");
        root.put("coverage/phuong-mau/log.csv", text);
        let figures = figures(&root, "2026");
        let unit = figures
            .units
            .iter()
            .find(|unit| unit.id == "to-12")
            .unwrap();
        (unit.reached, unit.through_parts, unit.reached_people)
    };
    assert_eq!(log(&["r23"]), (true, true, 70));
    assert_eq!(log(&["r23", "r01"]), (false, false, 30));
    assert_eq!(log(&["r01"]), (true, false, 50));
}

#[test]
fn plans_are_held_against_what_was_done_and_the_time() {
    let figures = figures(&TestRoot::full(), "2026");
    let plans: Vec<_> = figures
        .plans
        .iter()
        .map(|plan| {
            (
                &plan.id[..],
                plan.state,
                plan.done,
                plan.target,
                plan.days_left,
            )
        })
        .collect();
    assert_eq!(
        plans,
        [
            ("hai-lan", State::Late, 1, 2, Some(-92)),
            ("moi-to", State::Behind, 7, 10, Some(0)),
            ("phat-loa", State::Done, 3, 3, Some(-184)),
        ]
    );
    assert_eq!(figures.plans[0].missing, ["to-12"]);
    assert_eq!(
        figures.plans[1].owner.as_deref(),
        Some("Ủy ban nhân dân phường Mẫu")
    );
}

#[test]
fn planned_is_not_done() {
    let mut root = TestRoot::full();
    root.put("coverage/phuong-mau/log.csv", "");
    root.today = "2026-07-02".parse().unwrap();
    let figures = figures(&root, "2026");
    assert_eq!(
        (
            figures.units_reached,
            figures.units_untouched,
            figures.people_reached
        ),
        (0, 10, 0)
    );
    assert!(
        figures
            .plans
            .iter()
            .all(|plan| plan.done == 0 && plan.state != State::Done)
    );
    // 183 of 365 days.
    assert_eq!(figures.time_passed, 50);
}

#[test]
fn what_is_wrong_with_rows_is_told_at_their_lines() {
    let coverage = TestRoot::full().load();
    let told = told(&coverage.problems);
    let lines: Vec<_> = told.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [10, 12, 27, 39, 40, 41], "{told:?}");
    assert!(matches!(told[0].1, Problem::PeopleOverUnit { .. }));
    assert!(matches!(&told[1].1, Problem::DoubleRow { id } if id == "r10"));
    assert!(matches!(told[2].1, Problem::NotDirect { .. }));
    assert!(matches!(told[3].1, Problem::UnitEnded { .. }));
    assert!(matches!(told[4].1, Problem::UnknownUnit { .. }));
    assert!(matches!(told[5].1, Problem::FutureDay { .. }));
}

#[test]
fn corrections_are_followed_and_their_slips_told() {
    let root = TestRoot::new();
    let people = |rows: &[&str]| {
        let rows: Vec<_> = rows
            .iter()
            .map(|row| {
                let cells: Vec<_> = row.split(' ').collect();
                format!(
                    "{},2026-03-01,to-3,hop,,{},{},,,,{}",
                    cells[0],
                    cells[1],
                    cells[2],
                    cells.get(3).unwrap_or(&"")
                )
            })
            .collect();
        root.put(
            "coverage/phuong-mau/log.csv",
            format!(
                "{}\n{}\n",
                crate::root::LOG.lines().next().unwrap(),
                rows.join("\n")
            ),
        );
        let coverage = root.load();
        let counted: Vec<_> = coverage
            .counted
            .iter()
            .map(|entry| entry.people.unwrap_or(0))
            .collect();
        let told: Vec<_> = told(&coverage.problems)
            .into_iter()
            .map(|(_, problem)| problem)
            .collect();
        (counted, told)
    };
    assert_eq!(
        people(&["a direct 10", "b direct 20 a", "c direct 30 b"]),
        (vec![30], vec![])
    );
    // Rows may come in any order.
    assert_eq!(
        people(&["c direct 30 b", "b direct 20 a", "a direct 10"]),
        (vec![30], vec![])
    );
    assert_eq!(
        people(&["a direct 10", "b withdrawn 0 a"]),
        (vec![], vec![])
    );
    let (counted, told) = people(&["a direct 10", "b direct 20 a", "c direct 30 a"]);
    assert_eq!(counted, [20]);
    assert!(
        matches!(&told[..], [Problem::TwoCorrections { .. }]),
        "{told:?}"
    );
    // The mend of it: the one that is wrong is taken back.
    assert_eq!(
        people(&[
            "a direct 10",
            "b direct 20 a",
            "c direct 30 a",
            "d withdrawn 0 b"
        ]),
        (vec![30], vec![])
    );
    let (counted, told) = people(&["a direct 10", "b direct 20 x"]);
    assert_eq!(counted, [20], "one session");
    assert!(
        told.iter()
            .any(|problem| matches!(problem, Problem::CorrectsUnknown { .. })),
        "{told:?}"
    );
    let (counted, told) = people(&["a direct 10 b", "b direct 20 a", "c direct 5 c"]);
    assert_eq!(counted, [0; 0]);
    assert_eq!(
        told.iter()
            .filter(|problem| matches!(problem, Problem::CorrectsCircle { .. }))
            .count(),
        3
    );
    let (counted, told) = people(&["a direct 10", "a direct 20"]);
    assert_eq!(counted, [20], "both are kept, one session counts");
    assert!(
        told.iter()
            .any(|problem| matches!(problem, Problem::SameRowId { .. })),
        "{told:?}"
    );
    // A circle that two rows of one id lead into.
    let (_, told) = people(&["x direct 1", "x direct 2 y", "y direct 3 x"]);
    assert!(
        told.iter()
            .any(|problem| matches!(problem, Problem::CorrectsCircle { .. })),
        "{told:?}"
    );
}
