//! A text twice as long takes twice as long, whatever it consists of.

use super::tests::compiled;
use base::stopwatch;
use std::time::Duration;

/// Pieces that a text is made of by repeating them: `#` stands for a number that counts up.
pub const PIECES: &[&str] = &[
    ":::\n",
    "::: nên\n",
    "::: nên\n- a\n:::\n",
    "> :::\n",
    "- ::: nên\n",
    "<a@b.c>",
    "<a@b.c>\n\n",
    "a@b.vn ",
    "https://a.vn/x_y ",
    "https://",
    "www.",
    "[a](",
    "[a](\n\n",
    "[a](#x) ",
    "[a](#x#)\n\n",
    "[a](b c.md “d”) ",
    "![a](b (",
    "[a] (",
    "(a)[b.md] ",
    "[",
    "]",
    "[a]",
    "[a#]: b\n",
    "[a#]: https://a.vn\n\n",
    "![",
    "*a **a ",
    "** a ** ",
    "*",
    "**a",
    "_a __a ",
    "~~a~",
    "==a",
    "`",
    "`a``b```",
    "<",
    "<b",
    "<b>",
    "<div>\n",
    "</div>\n\n",
    "<!--",
    "<br>",
    "<table><tr><td>",
    "&amp;",
    "&",
    "&#42;",
    "\\*",
    "| a ",
    "| a | b |\n",
    "|-",
    "| a |\n|---|\n\n",
    "|\n",
    "a | b\n---|---\n",
    "## Mục\n",
    "##Mục\n",
    "# \n",
    "###### # #\n",
    "- ",
    "- a\n",
    "-a\n",
    "-\n",
    "1. ",
    "1.a\n",
    "a) b\n",
    "> ",
    ">\n",
    "    a\n\n",
    "\ta\n",
    "---\n",
    "a\n---\n",
    "===\n",
    "```\n",
    "``` a\n",
    "~~~\n",
    "[^#] ",
    "[^#]: a\n\n",
    "a[^1]\n\n[^1]: b\n\n",
    "a. ",
    "A b c d e f g h i k l m n o p q r s t u v x y. ",
    "a",
    "a ",
    "a\n",
    "\n",
    "\u{200b}",
    "\u{a0}\n",
    "(**) ",
    "## ",
    "](",
    "![]( ",
    "![a](x.jpg) ",
];

/// `piece` repeated to about `length` bytes.
fn text(piece: &str, length: usize) -> String {
    let mut text = String::with_capacity(length + 32);
    let mut number = 0;
    let counts = piece.contains("#]") || piece.contains("x#");
    while text.len() < length {
        if counts {
            text += &piece.replace('#', &number.to_string());
            number += 1;
        } else {
            text += piece;
        }
    }
    text
}

fn time(piece: &str, length: usize) -> Duration {
    let text = text(piece, length);
    stopwatch::time(|| drop(compiled(&text)))
}

#[test]
fn time_grows_with_the_length_alone() {
    const LENGTH: usize = 1 << 17;
    // Below this, what else runs on the machine counts for more.
    let least = Duration::from_millis(100);
    // The least of several times is the one that least else stood in the way of.
    let grows = |piece: &str| {
        let (mut once, mut twice) = (Duration::MAX, Duration::MAX);
        (0..6).all(|_| {
            twice = twice.min(time(piece, 2 * LENGTH));
            once = once.min(time(piece, LENGTH));
            twice > least && twice > 3 * once
        })
    };
    let slow: Vec<_> = PIECES.iter().filter(|piece| grows(piece)).collect();
    assert!(slow.is_empty(), "{slow:?}");
}
