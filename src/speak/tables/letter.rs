//! The names of letters.

/// The names of the letters, as people spell out “viêm gan B” and “vitamin C”.
const NAMES: [(char, &str); 33] = [
    ('A', "a"),
    ('Ă', "á"),
    ('Â', "ớ"),
    ('B', "bê"),
    ('C', "xê"),
    ('D', "đê"),
    ('Đ', "đê"),
    ('E', "e"),
    ('Ê', "ê"),
    ('F', "ép"),
    ('G', "giê"),
    ('H', "hát"),
    ('I', "i"),
    ('J', "gi"),
    ('K', "ca"),
    ('L', "e-lờ"),
    ('M', "em"),
    ('N', "en"),
    ('O', "o"),
    ('Ô', "ô"),
    ('Ơ', "ơ"),
    ('P', "pê"),
    ('Q', "quy"),
    ('R', "e-rờ"),
    ('S', "ét"),
    ('T', "tê"),
    ('U', "u"),
    ('Ư', "ư"),
    ('V', "vê"),
    ('W', "vê-kép"),
    ('X', "ích"),
    ('Y', "i"),
    ('Z', "dét"),
];

/// The name of a letter, great or small.
pub fn name(letter: char) -> Option<&'static str> {
    let great = letter.to_uppercase().next()?;
    let found = NAMES.iter().find(|(known, _)| *known == great);
    found.map(|(_, name)| *name)
}

/// Letters by their names with hyphens between; `None` where one has no name.
pub fn spelled(letters: &str) -> Option<String> {
    let names: Option<Vec<_>> = letters.chars().map(name).collect();
    Some(names?.join("-"))
}
