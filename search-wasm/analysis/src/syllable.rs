//! Syllables: which letter sequences Vietnamese allows, where the tone stands, and the keys by
//! which two spellings of one syllable are the same.
//!
//! A Vietnamese syllable is an onset (possibly none) and a rhyme; both come from closed lists. The
//! lists follow the usual description of the orthography,
//! <https://en.wikipedia.org/wiki/Vietnamese_alphabet>; on `i` and `y` see Quyết định
//! 1989/QĐ-BGDĐT (2018), which writes `i` after a consonant.

use super::letter::{Letter, Shape, Tone};

/// Onsets, a longer one before each of its beginnings.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without tones, each between blanks.
const RHYMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp \
ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im \
in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen \
oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây \
uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyp uyt \
uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yên yêm yêng yêt yêu ych ynh yt ";

/// Number of onset letters when the letters, tones aside, spell a syllable; with `marked` false,
/// when they could spell one once marks are added.
fn onset_length(letters: &[Letter], marked: bool) -> Option<usize> {
    let word: String = letters.iter().map(|l| written(*l, marked)).collect();
    let is_rhyme = |rhyme: &str| {
        !rhyme.is_empty()
            && RHYMES.split(' ').any(|known| {
                known
                    .chars()
                    .map(|c| written(Letter::of(c), marked))
                    .eq(rhyme.chars())
            })
    };
    ONSETS.iter().find_map(|onset| {
        let onset = if marked || *onset != "đ" { onset } else { "d" };
        let rhyme = word.strip_prefix(onset)?;
        // `gìn`, `gì`: one i serves onset and rhyme.
        if onset == "gi" && !is_rhyme(rhyme) {
            return is_rhyme(&word[1..]).then_some(1);
        }
        is_rhyme(rhyme).then(|| onset.chars().count())
    })
}

fn written(letter: Letter, marked: bool) -> char {
    if marked {
        letter.with_tone(Tone::Level).composed()
    } else {
        letter.base
    }
}

/// Whether the letters spell a syllable of Vietnamese: a known onset and rhyme, at most one tone,
/// and after a stop consonant no tone but sắc and nặng.
pub fn is_valid(letters: &[Letter]) -> bool {
    let mut tones = letters.iter().map(|l| l.tone).filter(|t| *t != Tone::Level);
    let tone = tones.next().unwrap_or_default();
    let tone_fits = matches!(tone, Tone::Acute | Tone::Dot) || !ends_in_stop(letters);
    tones.next().is_none() && tone_fits && onset_length(letters, true).is_some()
}

fn ends_in_stop(letters: &[Letter]) -> bool {
    let mut ends = letters.iter().rev().map(|l| l.base);
    match ends.next() {
        Some('c' | 'p' | 't') => true,
        Some('h') => ends.next() == Some('c'),
        _ => false,
    }
}

/// Whether letters without marks could be a syllable once marked: `duong`, `huyet`, not `hocj`.
pub fn could_be_marked(bare: &str) -> bool {
    let letters: Vec<Letter> = bare.chars().map(Letter::plain).collect();
    onset_length(&letters, false).is_some()
}

/// Writes the syllable's one tone where the older, still commoner rule has it: `hòa`, `khỏe`,
/// `thúy`, `toàn`. Letters that are no syllable stay as they are.
pub fn place_tone(letters: &mut [Letter]) {
    let Some(onset) = onset_length(letters, true) else {
        return;
    };
    let Some(tone) = letters.iter().map(|l| l.tone).find(|t| *t != Tone::Level) else {
        return;
    };
    let rhyme = &mut letters[onset..];
    let vowels = rhyme.iter().take_while(|l| l.is_vowel()).count();
    let closed = vowels < rhyme.len();
    let at = rhyme
        .iter()
        .rposition(|l| l.shape != Shape::Plain)
        .unwrap_or(match vowels {
            0 | 1 => 0,
            2 if !closed => 0,
            2 => 1,
            _ => 1,
        });
    rhyme.iter_mut().for_each(|l| l.tone = Tone::Level);
    rhyme[at].tone = tone;
}

/// The exact key of a word: shapes kept, tones moved behind the letters (so that `hòa` and `hoà` are
/// one key), and the `y` after an onset read as `i` (`kỹ` = `kĩ`, `quý` = `quí`, but `tay` ≠ `tai`).
pub fn exact_key(letters: &[Letter]) -> String {
    let mut key = String::with_capacity(letters.len() + 4);
    write_exact_key(letters, &mut key);
    key
}

/// Appends the exact key to a string, for an indexer that reuses its memory.
pub fn write_exact_key(letters: &[Letter], key: &mut String) {
    key.extend(spelled(letters).map(|l| l.with_tone(Tone::Level).composed()));
    key.extend(letters.iter().filter_map(|l| l.tone.mark()));
}

/// The folded key of a word: its exact key without marks.
pub fn folded_key(letters: &[Letter]) -> String {
    let mut key = String::with_capacity(letters.len());
    write_folded_key(letters, &mut key);
    key
}

/// Appends the folded key to a string.
pub fn write_folded_key(letters: &[Letter], key: &mut String) {
    key.extend(spelled(letters).map(|l| l.base));
}

/// Folds an exact key into the folded key of the same word.
pub fn fold_key(exact: &str) -> String {
    exact
        .chars()
        .filter(|&c| super::letter::combining(c).is_none())
        .map(|c| Letter::of(c).base)
        .collect()
}

/// Whether a word may become another as it is typed on: `chá` may become `cháy`, not `chảy`. Both are exact keys.
pub fn begins(whole: &str, beginning: &str) -> bool {
    let is_tone = |c: char| super::letter::combining(c).is_some();
    let letters = |key: &str| key.trim_end_matches(is_tone).len();
    let (long, short) = (letters(whole), letters(beginning));
    let (tone, typed) = (&whole[long..], &beginning[short..]);
    whole[..long].starts_with(&beginning[..short]) && (typed.is_empty() || typed == tone)
}

/// The letters with `y` read as `i` where both spellings are in use.
fn spelled(letters: &[Letter]) -> impl Iterator<Item = Letter> + '_ {
    let after_qu = matches!(letters, [q, u, ..] if q.base == 'q' && u.base == 'u');
    let alone = letters.len() > 1
        && letters[..letters.len() - 1]
            .iter()
            .all(|l| l.base.is_alphabetic() && !l.is_vowel());
    letters.iter().enumerate().map(move |(at, letter)| {
        let reads_i =
            letter.base == 'y' && ((after_qu && at == 2) || (alone && at == letters.len() - 1));
        if reads_i {
            Letter {
                base: 'i',
                ..*letter
            }
        } else {
            *letter
        }
    })
}

/// Writes an exact key as a word to show: the tone back on its letter, and `y` where readers expect it
/// (`kỹ`, `quý`, `lý`).
pub fn shown(exact: &str) -> String {
    let mut letters: Vec<Letter> = Vec::new();
    let mut tone = Tone::Level;
    for c in exact.chars() {
        match super::letter::combining(c) {
            Some(super::letter::Mark::Tone(t)) => tone = t,
            Some(_) => {}
            None => letters.push(Letter::of(c)),
        }
    }
    if let [
        Letter {
            base: 'k' | 'l', ..
        },
        i,
    ]
    | [Letter { base: 'q', .. }, _, i, ..] = &mut letters[..]
        && i.base == 'i'
    {
        i.base = 'y';
    }
    if let Some(vowel) = letters.iter().rposition(|l| l.is_vowel()) {
        letters[vowel].tone = tone;
    }
    place_tone(&mut letters);
    letters.iter().map(|l| l.composed()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(word: &str) -> Vec<Letter> {
        word.chars().map(Letter::of).collect()
    }

    #[test]
    fn real_syllables_are_valid() {
        for word in "sốt xuất huyết đường nghiêng khuya gì giêng quyết quý yêu oẳn uống ngoéo \
                     khỏe hoà hòa thuở xoong giặt ỷ tuýp quốc già"
            .split_whitespace()
        {
            assert!(is_valid(&letters(word)), "{word}");
        }
    }

    #[test]
    fn others_are_not() {
        for word in "sôt̀x estrogen hocj huyềt đươ qn café bácsĩ sàc".split_whitespace()
        {
            assert!(!is_valid(&letters(word)), "{word}");
        }
        assert!(could_be_marked("duong") && could_be_marked("huyet") && could_be_marked("gi"));
        assert!(!could_be_marked("hocj") && !could_be_marked("dduwowngf") && !could_be_marked(""));
    }

    #[test]
    fn two_spellings_share_a_key() {
        for (a, b) in [
            ("hòa", "hoà"),
            ("khỏe", "khoẻ"),
            ("thúy", "thuý"),
            ("kĩ", "kỹ"),
            ("quý", "quí"),
            ("mỹ", "mĩ"),
            ("quyết", "quiết"),
        ] {
            assert_eq!(exact_key(&letters(a)), exact_key(&letters(b)), "{a} {b}");
        }
        for (a, b) in [
            ("tai", "tay"),
            ("thúy", "thúi"),
            ("đường", "dương"),
            ("y", "i"),
        ] {
            assert_ne!(exact_key(&letters(a)), exact_key(&letters(b)), "{a} {b}");
        }
    }

    #[test]
    fn keys_can_be_shown_again() {
        for word in "sốt xuất huyết hòa khỏe quý kỹ lý toàn thuở người ngoài khuỷu giường gì bác sĩ"
            .split_whitespace()
        {
            assert_eq!(shown(&exact_key(&letters(word))), word);
        }
    }
}
