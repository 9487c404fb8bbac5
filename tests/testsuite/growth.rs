//! A file twice as long takes twice as long to check or to import, whatever it consists of.

use crate::bench::{Bench, TODAY, lesson, post};
use std::time::{Duration, Instant};

/// Half of the longer of the two texts compared, in bytes.
const LENGTH: usize = 1 << 17;

/// Below this, what else runs on the machine counts for more.
const LEAST: Duration = Duration::from_millis(1000);

/// `piece` repeated to about `length` bytes; `#` counts up where `counts`.
fn text(piece: &str, counts: bool, length: usize) -> String {
    let mut text = String::with_capacity(length + 32);
    let mut number = 0;
    while text.len() < length {
        number += 1;
        if counts {
            text += &piece.replace('#', &number.to_string());
        } else {
            text += piece;
        }
    }
    text
}

/// Whether the work on a text grows faster than its length. The least of several times is the one that least else
/// stood in the way of.
fn grows(work: impl Fn(usize) -> Duration) -> bool {
    let (mut once, mut twice) = (Duration::MAX, Duration::MAX);
    (0..6).all(|_| {
        twice = twice.min(work(2 * LENGTH));
        once = once.min(work(LENGTH));
        twice > LEAST && twice > 3 * once
    })
}

#[test]
fn checking_grows_with_the_length_alone() {
    let pieces = [
        ("## Mục\n\n", false),
        ("[a](#muc) ## Mục\n\n", false),
        ("[a](#khong-co-#) ", true),
        ("[a](#muc-#)\n\n## Mục\n\n", true),
        (
            "một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười một hai. ",
            false,
        ),
        ("Gọi 0225 3850 123 ", false),
        ("1.700 ", false),
        ("stk 123456 đồng ", false),
        ("mã bệnh nhân 123456 lượt ", false),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\n", false),
        ("<p>a<br>b\n\n", false),
        ("[^#]: a\n\nb[^#]\n\n", true),
    ];
    let slow: Vec<_> = pieces
        .into_iter()
        .filter(|(piece, counts)| {
            grows(|length| {
                let bench = Bench::new();
                let text = text(piece, *counts, length);
                bench.write("content/mau/suc-khoe/dai.md", lesson("Dài", &text));
                let start = Instant::now();
                let ran = bench.loa(&["check", "--today", TODAY]);
                assert!(ran.code.is_some(), "{piece}");
                start.elapsed()
            })
        })
        .collect();
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn titles_and_fields_grow_with_the_length_alone() {
    let slow: Vec<_> = ["**a ", "[a](", "&amp;", "a"]
        .into_iter()
        .filter(|piece| {
            grows(|length| {
                let bench = Bench::new();
                bench.write(
                    "content/mau/tin/dai.md",
                    post(&text(piece, false, length), "Chữ."),
                );
                let start = Instant::now();
                let ran = bench.loa(&["check", "--today", TODAY]);
                assert!(ran.code.is_some(), "{piece}");
                start.elapsed()
            })
        })
        .collect();
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn importing_grows_with_the_length_alone() {
    let pieces = [
        "1.",
        "1.1.1.",
        "1.1.1. ",
        "1. Mục\n",
        "1.1.1. Mục\n",
        "a) ",
        "I.",
        "(1)",
        "Điều 1. ",
        "- ",
        "x. ",
        "a. B ",
        "|",
        "…",
        "chữ ",
        "chữ\n",
        "a\u{a0}",
        "5% ",
    ];
    let slow: Vec<_> = pieces
        .into_iter()
        .filter(|piece| {
            grows(|length| {
                let bench = Bench::new();
                bench.write("dai.txt", text(piece, false, length));
                let start = Instant::now();
                let ran = bench.loa(&["import", "dai.txt", "--ward", "mau", "--dry-run"]);
                assert!(ran.code.is_some(), "{piece}");
                start.elapsed()
            })
        })
        .collect();
    assert!(slow.is_empty(), "{slow:?}");
}
