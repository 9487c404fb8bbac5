//! Logs of several devices merge in any order, any division and any number of times into the same bytes, and no figure is
//! ever over 100 %.

use crate::root::{Chance, TestRoot};
use coverage::figures::Figures;
use coverage::period::Period;

/// A row as a device may write it, sound or not, now and then with the id of another or as a correction.
fn row(chance: &mut Chance, number: usize) -> String {
    let id = match chance.below(5) {
        0 => String::new(),
        1 => format!("may-{}", chance.below(20)),
        _ => format!("may-{number}"),
    };
    let date = format!(
        "2026-{:02}-{:02}",
        chance.below(12) + 1,
        chance.below(30) + 1
    );
    let unit = format!("to-{}", chance.below(13) + 1);
    let channel = chance.of(&["hop", "loa", "tham-ho", "zalo", "noi-chuyen", "bo-cau"]);
    let kind = chance.of(&["direct", "exposed", "", "withdrawn"]);
    let people = chance.of(&["", "5", "40", "300", "1.200", "nhiều"]);
    let women = chance.of(&["", "2", "40"]);
    let evidence = chance.of(&["", "Biên bản 1", "=1+1", "ảnh; \"bìa\"", "0987"]);
    let corrects = match chance.below(4) {
        0 => format!("may-{}", chance.below(number + 5)),
        _ => String::new(),
    };
    let evidence = format!("\"{}\"", evidence.replace('"', "\"\""));
    format!("{id},{date},{unit},{channel},,{kind},{people},{women},,{evidence},{corrects}")
}

const HEAD: &str = "id,date,unit,channel,post,kind,people,women,role,evidence,corrects";

#[test]
fn any_order_division_and_repetition_gives_the_same_bytes() {
    for seed in 1..=12 {
        let mut chance = Chance(seed * 7919);
        let rows: Vec<_> = (0..60).map(|number| row(&mut chance, number)).collect();
        let whole = TestRoot::new();
        let file = whole.put("all.csv", format!("{HEAD}\n{}\n", rows.join("\n")));
        whole.import(&[file]);
        let mut parts: Vec<Vec<&String>> = vec![Vec::new(); 1 + chance.below(6)];
        let count = parts.len();
        for row in &rows {
            parts[chance.below(count)].push(row);
            if chance.below(4) == 0 {
                parts[chance.below(count)].push(row);
            }
        }
        let divided = TestRoot::new();
        let mut files = Vec::new();
        for (number, part) in parts.iter_mut().enumerate() {
            chance.shuffle(part);
            let text = part
                .iter()
                .map(|row| row.as_str())
                .collect::<Vec<_>>()
                .join("\n");
            files.push(divided.put(&format!("{number}.csv"), format!("{HEAD}\n{text}\n")));
        }
        chance.shuffle(&mut files);
        // Some alone, some together, some again.
        for file in &files {
            divided.import(std::slice::from_ref(file));
        }
        chance.shuffle(&mut files);
        divided.import(&files[..1 + files.len() / 2]);
        assert_eq!(whole.log(), divided.log(), "seed {seed}");
        let state = |root: &TestRoot| {
            let coverage = root.load();
            let figures = Figures::of(&coverage, Period::Year(2026));
            (coverage.counted, figures)
        };
        assert_eq!(state(&whole), state(&divided), "seed {seed}");
    }
}

#[test]
fn no_figure_is_over_all() {
    for seed in 1..=40 {
        let mut chance = Chance(seed * 104_729);
        let rows: Vec<_> = (0..200).map(|number| row(&mut chance, number)).collect();
        let root = TestRoot::full();
        // In the log itself nothing was sifted.
        root.put(
            "coverage/phuong-mau/log.csv",
            format!("{HEAD}\n{}\n", rows.join("\n")),
        );
        let coverage = root.load();
        for period in ["2026", "2026-H1", "2026-Q3", "2026-07"] {
            let figures = Figures::of(&coverage, Period::parse(period).unwrap());
            let shares = [
                figures.units_percent,
                figures.people_percent,
                Some(figures.time_passed),
            ];
            let units = figures.units.iter().map(|unit| unit.percent);
            let plans = figures
                .plans
                .iter()
                .flat_map(|plan| [plan.percent, plan.time_passed]);
            assert!(
                shares
                    .into_iter()
                    .chain(units)
                    .chain(plans)
                    .flatten()
                    .all(|share| share <= 100)
            );
            assert!(figures.units_reached <= figures.units_total);
            for unit in &figures.units {
                assert!(
                    unit.people
                        .is_none_or(|people| unit.reached_people <= people)
                );
                assert!(unit.reached_women <= unit.reached_people);
                let cells = unit.months.values().flat_map(|month| month.values());
                for cell in cells {
                    assert!(unit.people.is_none_or(|people| cell.people <= people));
                }
            }
        }
    }
}
