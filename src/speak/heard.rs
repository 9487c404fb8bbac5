//! The reverse reading, for tests: a spoken number → the number. It knows nothing of how numbers are said by
//! [`number`](crate::number), only the grammar of spoken Vietnamese.

/// The value of a word for one digit.
fn digit(word: &str) -> Option<u128> {
    crate::number::DIGITS
        .iter()
        .position(|digit| *digit == word)
        .map(|digit| digit as u128)
}

/// The value of a word behind tens: *lăm* there and *năm* alone, *mốt* behind “mươi” and *một* behind “mười”.
fn ones(word: &str, is_ten: bool) -> Option<u128> {
    match word {
        "lăm" => Some(5),
        "mốt" if !is_ten => Some(1),
        "tư" if !is_ten => Some(4),
        "không" | "năm" => None,
        "một" if !is_ten => None,
        _ => digit(word),
    }
}

/// A whole number out of its words.
pub fn number(said: &str) -> Option<u128> {
    let words: Vec<_> = said.split_whitespace().collect();
    whole(&words)
}

fn whole(words: &[&str]) -> Option<u128> {
    if let Some(at) = words.iter().rposition(|word| *word == "tỷ") {
        let below = &words[at + 1..];
        let below = if below.is_empty() {
            0
        } else {
            below_billion(below)?
        };
        return Some(whole(&words[..at])? * 1_000_000_000 + below);
    }
    below_billion(words)
}

fn below_billion(words: &[&str]) -> Option<u128> {
    let mut rest = words;
    let mut value = 0;
    for (name, size) in [("triệu", 1_000_000), ("nghìn", 1_000)] {
        if let Some(at) = rest.iter().position(|word| *word == name) {
            value += group(&rest[..at])? * size;
            rest = &rest[at + 1..];
        }
    }
    if rest.is_empty() && words.len() > 1 {
        return Some(value);
    }
    Some(value + group(rest)?)
}

fn group(words: &[&str]) -> Option<u128> {
    match words {
        [hundreds, "trăm"] => Some(digit(hundreds)? * 100),
        [hundreds, "trăm", "linh", ones] => Some(digit(hundreds)? * 100 + digit(ones)?),
        [hundreds, "trăm", rest @ ..] => Some(digit(hundreds)? * 100 + tens(rest)?),
        _ => tens(words),
    }
}

fn tens(words: &[&str]) -> Option<u128> {
    match words {
        ["mười"] => Some(10),
        ["mười", one] => Some(10 + ones(one, true)?),
        [tens, "mươi"] => Some(digit(tens)? * 10),
        [tens, "mươi", one] => Some(digit(tens)? * 10 + ones(one, false)?),
        ["tư"] => Some(4),
        [one] => digit(one),
        _ => None,
    }
}

/// Every run of number words in a text, as the digits that were written: “bảy mươi lăm phẩy năm” is `75,5`, a telephone
/// `0912`. The words for hundreds and so on decide whether a run is one number or digits.
pub fn numbers(said: &str) -> Vec<String> {
    let lower = said.to_lowercase();
    if lower == "nhất" {
        return vec!["1".to_owned()];
    }
    let mut found = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let is_part = |word: &str| {
        digit(word).is_some()
            || [
                "lăm", "mốt", "tư", "mười", "mươi", "trăm", "nghìn", "triệu", "tỷ", "linh", "phẩy",
            ]
            .contains(&word)
    };
    let parts = lower.split(|c: char| !c.is_alphanumeric());
    for word in parts.chain([""]) {
        if is_part(word) {
            run.push(word);
        } else if !run.is_empty() {
            found.extend(readings(&run));
            run.clear();
        }
    }
    found
}

fn readings(run: &[&str]) -> Vec<String> {
    let parts: Vec<_> = run.split(|word| *word == "phẩy").collect();
    let plain = |words: &[&str]| {
        whole(words).map(|value| value.to_string()).or_else(|| {
            let digits = words.iter().map(|word| digit(word).map(|d| d.to_string()));
            digits.collect::<Option<String>>()
        })
    };
    if let [left, right] = parts.as_slice()
        && let (Some(left), Some(right)) = (plain(left), plain(right))
    {
        return vec![format!("{left},{right}")];
    }
    if run.len() > 1 && run.iter().all(|word| digit(word).is_some()) {
        return plain(run).into_iter().collect();
    }
    // Words such as “năm” stand beside numbers too: the longest beginnings that are numbers, and between two of them a year.
    let mut found = Vec::new();
    let mut rest = run;
    while !rest.is_empty() {
        let longest = |rest: &[&str]| {
            (1..=rest.len())
                .rev()
                .find(|end| whole(&rest[..*end]).is_some())
        };
        let is_year = rest[0] == "năm"
            && longest(rest) == Some(1)
            && longest(&rest[1..]).is_some_and(|end| end > 2);
        match longest(rest).filter(|_| !is_year) {
            Some(end) => {
                found.extend(whole(&rest[..end]).map(|value| value.to_string()));
                rest = &rest[end..];
            }
            None => rest = &rest[1..],
        }
    }
    found
}
