//! What is read over the loudspeaker is understood by the ear: it is written as it is said, in short sentences, one figure in
//! each, numbers to call said as numbers. What is said comes from `speak`, which also tells what nobody can read.

use crate::compile::CompiledSite;
use crate::model::Post;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::message::AnyProblem;
use speak::{Class, Piece, Rule, Tables};

/// Words of which a spoken number is made.
const NUMBER_WORDS: [&str; 22] = [
    "không", "một", "mốt", "hai", "ba", "bốn", "tư", "năm", "lăm", "nhăm", "sáu", "bảy", "bẩy",
    "tám", "chín", "mười", "mươi", "trăm", "nghìn", "ngàn", "triệu", "tỷ",
];

/// Those that only ever count: a number that holds one of them is a figure, not "một" for "a".
const COUNTING_WORDS: [&str; 8] = [
    "mười", "mươi", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "phẩy",
];

/// The national numbers, digit by digit.
const EMERGENCY_NUMBERS: [[&str; 3]; 5] = [
    ["một", "một", "một"],
    ["một", "một", "hai"],
    ["một", "một", "ba"],
    ["một", "một", "bốn"],
    ["một", "một", "năm"],
];

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    let tables = site.ward.config.speech();
    for post in &site.ward.posts {
        let Some(text) = &post.front.media.loudspeaker else {
            continue;
        };
        read(post, text, &tables, problems);
        for sentence in sentences(text) {
            let found = heard(sentence);
            problems.extend(
                found
                    .into_iter()
                    .map(|problem| at(post, sentence, problem).warning()),
            );
        }
    }
}

/// What cannot be read aloud, and what is not written as it is read.
fn read(post: &Post, text: &str, tables: &Tables, problems: &mut Vec<Diagnostic>) {
    let spoken = post.read_aloud(text, tables);
    let start = post.source.text.find(text);
    let mut tell = |span: std::ops::Range<usize>, problem: AnyProblem| {
        let diagnostic = match start {
            Some(start) => {
                Diagnostic::at(&post.source, start + span.start..start + span.end, problem)
            }
            None => Diagnostic::file(&post.source.path, problem),
        };
        problems.push(diagnostic.warning());
    };
    for finding in spoken.problems {
        tell(finding.span, finding.problem.into());
    }
    for piece in spoken.pieces.iter().filter(|piece| is_otherwise(piece)) {
        let (found, spoken) = (text[piece.span.clone()].to_owned(), piece.spoken.clone());
        tell(
            piece.span.clone(),
            Problem::LoudspeakerSign { found, spoken }.into(),
        );
    }
}

/// Whether what is written is not what is said. A letter alone is said by its name, as in “viêm gan B”; marks at the head of
/// a line and dashes are passed over.
fn is_otherwise(piece: &Piece) -> bool {
    match piece.rule {
        Rule::LetterAlone | Rule::Silent => false,
        rule => rule.class() != Class::Word,
    }
}

/// The problem at its sentence, which stands in the file as it is unless it is written with escapes.
fn at(post: &Post, sentence: &str, problem: Problem) -> Diagnostic {
    let source = &post.source;
    match source.text.find(sentence) {
        Some(start) => {
            let first = sentence.find(char::is_whitespace).unwrap_or(sentence.len());
            Diagnostic::at(source, start..start + first, problem)
        }
        None => Diagnostic::file(&source.path, problem),
    }
}

/// The sentences of a text, without the blanks around them.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '…' | '\n');
    text.split_inclusive(ends)
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
}

/// What the ear does not take in of a sentence.
fn heard(sentence: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let words = words(sentence);
    if let Some(number) = number_called_without_its_word(&words) {
        found.push(Problem::LoudspeakerNumber { number });
    }
    let figures = figures(&words);
    if let [first, second, ..] = figures.as_slice() {
        found.push(Problem::LoudspeakerFigures {
            first: first.clone(),
            second: second.clone(),
        });
    }
    found
}

/// The words in small letters, each with whether a comma or the like parts it from the next.
fn words(sentence: &str) -> Vec<(String, bool)> {
    let parts = sentence.split_whitespace();
    parts
        .map(|part| {
            let word = part.trim_matches(|c: char| !c.is_alphanumeric());
            let parted = part.ends_with([',', ';', ':', '.', '!', '?']);
            (word.to_lowercase(), parted)
        })
        .collect()
}

fn is_number(word: &str) -> bool {
    NUMBER_WORDS.contains(&word) || matches!(word, "phẩy" | "rưỡi" | "linh" | "lẻ")
}

/// An emergency number that is not announced by "số": the ear takes "gọi một một năm" for "call … a year".
fn number_called_without_its_word(words: &[(String, bool)]) -> Option<String> {
    let digits = |at: usize| {
        Some([
            &*words.get(at)?.0,
            &*words.get(at + 1)?.0,
            &*words.get(at + 2)?.0,
        ])
    };
    (0..words.len()).find_map(|at| {
        let number = digits(at).filter(|number| EMERGENCY_NUMBERS.contains(number))?;
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let inside = words[at].1 || words[at + 1].1;
        // Digits around it make it a part of another number.
        let longer = before.is_some_and(|(word, parted)| is_number(word) && !parted)
            || !words[at + 2].1 && words.get(at + 3).is_some_and(|(word, _)| is_number(word));
        let announced = before.is_some_and(|(word, _)| word == "số");
        (!inside && !longer && !announced).then(|| number.join(" "))
    })
}

/// The figures of a sentence: numbers of two words and more that count something. A date, a range and a pair such as a
/// blood pressure are one.
fn figures(words: &[(String, bool)]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut last_end = None;
    let mut at = 0;
    while at < words.len() {
        let start = at;
        while at < words.len() && is_number(&words[at].0) {
            at += 1;
            if words[at - 1].1 {
                break;
            }
        }
        let run = &words[start..at];
        let counts = run
            .iter()
            .any(|(word, _)| COUNTING_WORDS.contains(&&**word));
        let named = start
            .checked_sub(1)
            .is_some_and(|before| words[before].0 == "số");
        // Two years in a range are too much all the same.
        let short = !run
            .iter()
            .any(|(word, _)| word == "nghìn" || word == "ngàn");
        let joined = start.checked_sub(1).is_some_and(|before| {
            last_end == Some(before)
                && !words[before - 1].1
                && match &*words[before].0 {
                    "tháng" => true,
                    "đến" | "tới" | "trên" => short,
                    _ => false,
                }
        });
        if run.len() > 1 && counts && !named && !joined {
            let run: Vec<_> = run.iter().map(|(word, _)| word.as_str()).collect();
            found.push(run.join(" "));
        }
        if !run.is_empty() {
            last_end = Some(at);
        }
        at = at.max(start + 1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Option<String> {
        number_called_without_its_word(&words(text))
    }

    #[test]
    fn a_number_to_call_is_said_to_be_one() {
        assert_eq!(numbers("Hãy gọi một một năm."), Some("một một năm".into()));
        assert_eq!(
            numbers("Gọi ngay một một bốn, rồi chạy."),
            Some("một một bốn".into())
        );
        assert_eq!(
            numbers("gọi số một một năm hoặc một một bốn"),
            Some("một một bốn".into())
        );
        assert_eq!(numbers("gọi số một một năm hoặc số một một bốn"), None);
        assert_eq!(numbers("gọi số một tám không không một một năm sáu"), None);
        assert_eq!(numbers("một năm có một mùa"), None);
        assert_eq!(numbers("từng người một, một năm một lần"), None);
    }

    #[test]
    fn one_figure_a_sentence() {
        let found = |text: &str| figures(&words(text));
        assert_eq!(found("ép ba mươi lần rồi thổi hai lần"), ["ba mươi"]);
        assert_eq!(
            found("từ năm hai nghìn không trăm hai mươi sáu đến năm hai nghìn không trăm ba mươi"),
            [
                "năm hai nghìn không trăm hai mươi sáu",
                "năm hai nghìn không trăm ba mươi"
            ]
        );
        assert_eq!(found("ngày mười bốn tháng mười hai"), ["mười bốn"]);
        assert_eq!(found("từ mười tám đến sáu mươi tuổi"), ["mười tám"]);
        assert_eq!(
            found("một trăm bốn mươi trên chín mươi"),
            ["một trăm bốn mươi"]
        );
        assert_eq!(found("một ngày có một bữa, một bữa có rau"), [""; 0]);
        assert_eq!(
            found("nghị quyết số bảy mươi hai, trên chín mươi lăm phần trăm"),
            ["chín mươi lăm"]
        );
        assert_eq!(found("mười, hai mươi"), ["hai mươi"]);
    }
}
