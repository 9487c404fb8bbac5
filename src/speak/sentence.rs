//! Sentences of spoken text: how long they are, where they may be cut, where a reader takes breath.

/// Most words (syllables between blanks and hyphens count as one word each) of a sentence that the ear follows.
pub const LIMIT: usize = 20;

/// Syllables a minute that loudspeakers are read at.
const SYLLABLES_A_MINUTE: usize = 140;

/// Fewest words on either side of a cut.
const SHORTEST: usize = 5;

/// Most words that are said in one breath.
const BREATH: usize = 12;

/// Words before which a sentence may be cut, or a breath taken.
const CONJUNCTIONS: [&str; 20] = [
    "và", "hoặc", "nhưng", "để", "khi", "nếu", "thì", "vì", "mà", "nên", "rồi", "còn", "do",
    "bằng", "theo", "gồm", "như", "cùng", "của", "trong",
];

/// The words of a spoken text, as a listener counts them.
pub fn words(spoken: &str) -> usize {
    spoken
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// Syllables: words, and the parts that hyphens join.
pub fn syllables(spoken: &str) -> usize {
    spoken
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .count()
}

/// How long it takes to read a spoken text over a loudspeaker, in seconds, at 140 syllables a minute.
pub fn seconds(spoken: &str) -> usize {
    (syllables(spoken) * 60).div_ceil(SYLLABLES_A_MINUTE)
}

/// Where a sentence is best cut in two, shown as its words with “/” between.
pub fn proposal(sentence: &str) -> String {
    let words: Vec<_> = sentence.split_whitespace().collect();
    let middle = words.len() / 2;
    let cut = (SHORTEST..=words.len().saturating_sub(SHORTEST)).min_by_key(|at| {
        let pause = words[at - 1].ends_with([';', ':']);
        let comma = words[at - 1].ends_with(',');
        let joined = CONJUNCTIONS.contains(&words[*at]);
        // A pause is worth walking for.
        let cost = match (pause, comma, joined) {
            (true, ..) => 0,
            (_, true, true) => 1,
            (_, true, _) => 3,
            (.., true) => 6,
            _ => 40,
        };
        at.abs_diff(middle) + cost
    });
    let Some(cut) = cut else {
        return sentence.to_owned();
    };
    let near = |words: &[&str]| words.join(" ");
    format!(
        "… {} / {} …",
        near(&words[cut.saturating_sub(4)..cut]),
        near(&words[cut..(cut + 4).min(words.len())])
    )
}

/// The text with marks for its reader: “/” for a short breath, “//” behind a sentence.
pub fn with_breaths(spoken: &str) -> String {
    let mut marked = Vec::new();
    for line in spoken.lines() {
        marked.push(breaths_of_line(line));
    }
    marked.join("\n")
}

fn breaths_of_line(line: &str) -> String {
    let words: Vec<_> = line.split_whitespace().collect();
    let (mut marked, mut since): (Vec<&str>, usize) = (Vec::new(), 0);
    for (at, word) in words.iter().enumerate() {
        let until_pause = words[at..]
            .iter()
            .position(|word| word.ends_with([',', ';', ':', '.', '!', '?', '…']));
        let far = since + until_pause.map_or(words.len() - at, |pause| pause + 1) > BREATH;
        if since >= SHORTEST && far && CONJUNCTIONS.contains(word) {
            marked.push("/");
            since = 0;
        }
        marked.push(word);
        since += 1;
        let bare = word.trim_end_matches(['”', '"']);
        if bare.ends_with(['.', '!', '?', '…']) {
            marked.push("//");
            since = 0;
        } else if bare.ends_with([',', ';', ':']) {
            marked.push("/");
            since = 0;
        }
    }
    marked.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaths_stand_at_pauses_and_before_joining_words() {
        assert_eq!(
            with_breaths("Bà con đến trạm, mang theo thẻ."),
            "Bà con đến trạm, / mang theo thẻ. //"
        );
        let long = "Bà con trong phường hãy đến trạm y tế để được khám bệnh miễn phí nhé.";
        assert_eq!(
            with_breaths(long),
            "Bà con trong phường hãy đến trạm y tế / để được khám bệnh miễn phí nhé. //"
        );
    }

    #[test]
    fn a_bulletin_takes_a_minute_for_140_syllables() {
        let text = "một hai ba bốn năm sáu bảy tám chín mười ".repeat(14);
        assert_eq!(seconds(&text), 60);
        assert_eq!(seconds("Uống pa-ra-xê-ta-môn."), 3);
    }

    #[test]
    fn a_long_sentence_is_cut_at_its_pause() {
        let proposed = proposal(
            "Bà con trong tổ hãy đến trạm y tế phường vào sáng mai, nhớ mang theo thẻ bảo hiểm và sổ khám bệnh cũ.",
        );
        assert_eq!(proposed, "… phường vào sáng mai, / nhớ mang theo thẻ …");
    }
}
