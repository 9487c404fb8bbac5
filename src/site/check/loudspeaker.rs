//! What is read over the loudspeaker is understood by the ear: short sentences, one figure in each, numbers to call said
//! as numbers, foreign words spelt as they are heard.

use crate::compile::CompiledSite;
use crate::model::Post;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use search_wasm::analysis::{Token, Tokens, syllable};

/// From this many words (syllables between blanks) on a sentence is too long to be taken in by ear.
const LONG: usize = 30;

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

/// Names that every listener knows and every reader reads aright.
const KNOWN_NAMES: [&str; 1] = ["zalo"];

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    for post in &site.ward.posts {
        let Some(text) = &post.front.media.loudspeaker else {
            continue;
        };
        for sentence in sentences(text) {
            let found = heard(sentence, &post.front.title);
            problems.extend(
                found
                    .into_iter()
                    .map(|problem| at(post, sentence, problem).warning()),
            );
        }
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

/// What the ear does not take in of a sentence. Words of the post's `title` are names, and stay as they are.
fn heard(sentence: &str, title: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let length = sentence.split_whitespace().count();
    if length >= LONG {
        found.push(Problem::LoudspeakerLong {
            words: length,
            limit: LONG - 1,
        });
    }
    if let Some(sign) = sentence
        .split_whitespace()
        .find(|word| word.contains(|c: char| c.is_numeric() || "()[]%/&+=".contains(c)))
    {
        found.push(Problem::LoudspeakerSign { found: sign.into() });
    }
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
    if let Some(word) = foreign(sentence, title) {
        found.push(Problem::LoudspeakerForeign { word });
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

/// The first word that is no syllable of Vietnamese and is not spelt as it is heard, with hyphens.
fn foreign(sentence: &str, title: &str) -> Option<String> {
    let title = title.to_lowercase();
    let named = |word: &str| {
        let mut names = title.split(|c: char| !c.is_alphanumeric());
        names.any(|name| name == word)
    };
    sentence.split_whitespace().find_map(|part| {
        let word = part.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = word.to_lowercase();
        // A letter alone is said by its name, as in "viêm gan B".
        let plain = word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
        let known = KNOWN_NAMES.contains(&&*lower) || named(&lower);
        (plain && !known && !is_syllable(&lower)).then(|| word.to_owned())
    })
}

fn is_syllable(word: &str) -> bool {
    let mut token = Token {
        start: 0,
        end: 0,
        letters: Vec::new(),
    };
    Tokens::new(word).advance(&mut token) && syllable::is_valid(&token.letters)
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

    #[test]
    fn foreign_words_are_spelt_as_they_are_heard() {
        assert_eq!(
            foreign("Uống paracetamol đi", ""),
            Some("paracetamol".into())
        );
        assert_eq!(foreign("Uống pa-ra-xê-ta-môn đi, nhắn Zalo nhé", ""), None);
        assert_eq!(
            foreign("Mô hình Ambulance của phường", "Nam Đồng - Ambulance"),
            None
        );
        assert_eq!(
            foreign(
                "Ambulance, mô hình Ambulance, viêm gan B",
                "Nam Đồng - Ambulance"
            ),
            None
        );
        assert_eq!(foreign("Vi rút HIV lây qua máu", ""), Some("HIV".into()));
        assert_eq!(
            foreign("Quờ quạng, khuỷu tay, ngoằn ngoèo, giữ gìn", ""),
            None
        );
    }
}
