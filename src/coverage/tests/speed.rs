//! A large log is taken and counted whole. How long 100,000 rows take:
//! `LOA_ROWS=100000 cargo test --release -p coverage large -- --nocapture`.

use crate::root::{Chance, TestRoot};
use coverage::figures::Figures;
use coverage::period::Period;
use std::fmt::Write;
use std::time::Instant;

#[test]
fn a_large_log_is_taken_and_counted_whole() {
    let rows = std::env::var("LOA_ROWS").map_or(2000, |rows| rows.parse().unwrap());
    let mut chance = Chance(1);
    let mut text = String::from("Ngày;Tổ;Kênh;Số người;Minh chứng\n");
    for number in 0..rows {
        let (day, month) = (chance.below(28) + 1, chance.below(12) + 1);
        let unit = chance.below(9) + 3;
        let channel = chance.of(&["Họp", "Loa truyền thanh", "Zalo"]);
        writeln!(
            text,
            "{day}/{month}/2026;Tổ {unit};{channel};{};Biên bản {number}",
            chance.below(90)
        )
        .unwrap();
    }
    let root = TestRoot::full();
    let file = root.put("lon.csv", text);
    let start = Instant::now();
    let taken = root.import(&[file]);
    println!("import: {:?}, {:?}", start.elapsed(), taken.files);
    let start = Instant::now();
    let coverage = root.load();
    println!(
        "load: {:?}, {} rows, {} problems",
        start.elapsed(),
        coverage.log.entries().len(),
        coverage.problems.len()
    );
    let start = Instant::now();
    let figures = Figures::of(&coverage, Period::Year(2026));
    println!(
        "figures: {:?}, {} sessions",
        start.elapsed(),
        figures.sessions
    );
    let counted = coverage.log.entries().len() + coverage.problems.len();
    assert!(
        counted >= rows,
        "{counted} of {rows} rows are taken or told"
    );
}
