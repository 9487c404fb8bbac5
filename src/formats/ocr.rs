//! Words in pictures of pages: Debian's `tesseract` with its Vietnamese, where it is installed.

use crate::picture::{Grey, levelled};
use crate::problem::Problem;
use crate::process::run;
use std::process::Command;
use std::time::Duration;

/// The program.
const PROGRAM: &str = "tesseract";

/// Time for one page.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// Confidence, in a hundred, below which a word is doubted.
const SURE: f32 = 93.0;

/// Mean confidence below which a page may lie on its side.
const UPRIGHT: f32 = 60.0;

/// A word in a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Left edge, in pixels.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Top and bottom of the line that it stands in.
    pub line: (f64, f64),
    /// Whether it is not sure that this is the word.
    pub doubtful: bool,
}

/// Whether words in pictures can be recognised on this machine.
pub fn is_there() -> bool {
    let asked = run(Command::new(PROGRAM).arg("--list-langs"), b"", TIME_LIMIT);
    asked.is_ok_and(|(answer, _)| {
        String::from_utf8_lossy(&answer)
            .lines()
            .any(|lang| lang.trim() == "vie")
    })
}

/// The words in a picture of a page, and the picture as it was read: its lines level, and turned upright where it was not.
///
/// # Errors
/// When the program cannot be started, or had to be stopped.
pub fn words(picture: Grey) -> Result<(Vec<Word>, Grey), Problem> {
    let picture = levelled(picture);
    let mut best = recognised(&picture)?;
    let mut upright = 0;
    if !best.is_upright() {
        let told = told_turn(&picture)?;
        let others = [2, 1, 3].into_iter().filter(|turn| *turn != told);
        for turn in [told].into_iter().filter(|turn| *turn > 0).chain(others) {
            let found = recognised(&picture.turned(turn))?;
            if found.sure > best.sure {
                (best, upright) = (found, turn);
            }
            if best.is_upright() {
                break;
            }
        }
    }
    let picture = match upright {
        0 => picture,
        turn => picture.turned(turn),
    };
    Ok((best.words, picture))
}

/// By how many quarters the program says that a picture is to be turned; 0 where it cannot tell.
fn told_turn(picture: &Grey) -> Result<usize, Problem> {
    let (answer, _) = run(
        command().args(["-l", "osd", "--psm", "0"]),
        &picture.file(),
        TIME_LIMIT,
    )?;
    let answer = String::from_utf8_lossy(&answer);
    let turn = answer.lines().find_map(|line| line.strip_prefix("Rotate:"));
    let turn = turn.and_then(|turn| turn.trim().parse::<usize>().ok());
    Ok(turn.unwrap_or(0) / 90 % 4)
}

/// What was recognised in a picture as it lies.
struct Found {
    words: Vec<Word>,
    /// The confidence of all words, in a hundred each, together; words that are mere guesses give none.
    sure: f32,
    /// The mean of it.
    mean: f32,
}

impl Found {
    /// Whether the picture lies as it is read.
    fn is_upright(&self) -> bool {
        self.mean >= UPRIGHT
    }
}

/// The program, with a picture as input and its answer as output, at work on one core: pages go side by side.
fn command() -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .env("OMP_THREAD_LIMIT", "1")
        .args(["stdin", "stdout"]);
    command
}

/// The words of a picture as it lies.
fn recognised(picture: &Grey) -> Result<Found, Problem> {
    let mut command = command();
    command.args(["-l", "vie", "--psm", "3", "tsv"]);
    let (answer, _) = run(&mut command, &picture.file(), TIME_LIMIT)?;
    Ok(table(&String::from_utf8_lossy(&answer)))
}

/// Reads the program's table: a row a line of text (level 4) and a row a word (level 5).
fn table(answer: &str) -> Found {
    let (mut words, mut line, mut sum, mut sure) = (Vec::new(), (0.0, 0.0), 0.0, 0.0);
    for row in answer.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [
            level,
            _,
            _,
            _,
            _,
            _,
            left,
            top,
            width,
            height,
            confidence,
            text,
        ] = cells[..]
        else {
            continue;
        };
        let number = |cell: &str| cell.parse::<f64>().unwrap_or(0.0);
        let (left, top) = (number(left), number(top));
        match level {
            "4" => line = (top, top + number(height)),
            // The lines of a table are no letters.
            "5" if !text.trim_matches(is_rule).is_empty() => {
                let confidence: f32 = confidence.parse().unwrap_or(0.0);
                sum += confidence;
                if confidence >= UPRIGHT {
                    sure += confidence;
                }
                words.push(Word {
                    text: text.trim_matches(is_rule).to_owned(),
                    left,
                    right: left + number(width),
                    line,
                    doubtful: confidence < SURE || text.contains(|c: char| c.is_ascii_digit()),
                });
            }
            _ => {}
        }
    }
    let mean = sum / words.len().max(1) as f32;
    Found { words, sure, mean }
}

/// Whether a letter is what the lines of a table are taken for, or a blank.
fn is_rule(c: char) -> bool {
    c == '|' || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_not_sure_and_every_figure_are_doubted() {
        let row = |level: u8, confidence: f32, text: &str| {
            format!("{level}\t1\t1\t1\t1\t1\t10\t20\t30\t12\t{confidence}\t{text}\n")
        };
        let answer = format!(
            "head\n{}{}{}{}{}",
            row(4, -1.0, ""),
            row(5, 96.5, "đạt"),
            row(5, 96.9, "|95%"),
            row(5, 80.0, "trẻ"),
            row(5, 96.0, "|")
        );
        let Found { words, mean, .. } = table(&answer);
        let doubted: Vec<_> = words
            .iter()
            .map(|word| (word.text.as_str(), word.doubtful))
            .collect();
        assert_eq!(doubted, [("đạt", false), ("95%", true), ("trẻ", true)]);
        assert!(mean > 90.0 && words[0].line == (20.0, 32.0));
    }
}
