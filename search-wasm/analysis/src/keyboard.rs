//! Keyboards: what a reader meant whose Telex or VNI input was switched off.
//!
//! Telex writes marks with letters (`suwcs khoer`), VNI with digits (`su71c khoe3`); keys for marks
//! may come right after their letter or at the end of the syllable. See
//! <https://en.wikipedia.org/wiki/Telex_(input_method)> and <https://en.wikipedia.org/wiki/VNI>.

use super::letter::{Letter, Shape, Tone};
use super::syllable;

/// Decodes one word of raw keys, by Telex or else by VNI. `None` unless the word holds at least one key
/// for a mark and the outcome is a syllable of Vietnamese.
pub fn decode(word: &str) -> Option<Vec<Letter>> {
    if !word.is_ascii() {
        return None;
    }
    let has_digit = word.bytes().any(|b| b.is_ascii_digit());
    let press = if has_digit { vni } else { telex };
    let mut letters: Vec<Letter> = Vec::new();
    let mut marked = false;
    for key in word.chars() {
        if press(&mut letters, key) {
            marked = true;
        } else {
            letters.push(Letter::plain(key));
        }
    }
    if !marked {
        return None;
    }
    complete_horns(&mut letters);
    syllable::is_valid(&letters).then(|| {
        syllable::place_tone(&mut letters);
        letters
    })
}

/// Applies a Telex key to the letters before it; false when the key is an ordinary letter.
fn telex(letters: &mut Vec<Letter>, key: char) -> bool {
    match key {
        's' => set_tone(letters, Tone::Acute),
        'f' => set_tone(letters, Tone::Grave),
        'r' => set_tone(letters, Tone::Hook),
        'x' => set_tone(letters, Tone::Tilde),
        'j' => set_tone(letters, Tone::Dot),
        'z' => set_tone(letters, Tone::Level),
        'a' | 'e' | 'o' => set_shape(letters, &[key], Shape::Circumflex),
        'd' => set_stroke(letters),
        'w' => {
            let set = set_shape(letters, &['u', 'o'], Shape::Horn)
                || set_shape(letters, &['a'], Shape::Breve);
            if !set {
                letters.push(Letter {
                    base: 'u',
                    shape: Shape::Horn,
                    tone: Tone::Level,
                });
            }
            true
        }
        _ => false,
    }
}

/// Applies a VNI key to the letters before it; false when the key is an ordinary letter.
#[expect(clippy::ptr_arg, reason = "one signature with `telex`")]
fn vni(letters: &mut Vec<Letter>, key: char) -> bool {
    match key {
        '1' => set_tone(letters, Tone::Acute),
        '2' => set_tone(letters, Tone::Grave),
        '3' => set_tone(letters, Tone::Hook),
        '4' => set_tone(letters, Tone::Tilde),
        '5' => set_tone(letters, Tone::Dot),
        '0' => set_tone(letters, Tone::Level),
        '6' => set_shape(letters, &['a', 'e', 'o'], Shape::Circumflex),
        '7' => set_shape(letters, &['u', 'o'], Shape::Horn),
        '8' => set_shape(letters, &['a'], Shape::Breve),
        '9' => set_stroke(letters),
        _ => false,
    }
}

/// Puts the tone on the last vowel; [`syllable::place_tone`] moves it where it belongs.
fn set_tone(letters: &mut [Letter], tone: Tone) -> bool {
    let Some(at) = letters.iter().rposition(|l| l.is_vowel()) else {
        return false;
    };
    letters.iter_mut().for_each(|l| l.tone = Tone::Level);
    letters[at].tone = tone;
    true
}

/// Shapes the last plain vowel among `bases`, within the last run of vowels.
fn set_shape(letters: &mut [Letter], bases: &[char], shape: Shape) -> bool {
    let Some(end) = letters.iter().rposition(|l| l.is_vowel()) else {
        return false;
    };
    let start = letters[..=end]
        .iter()
        .rposition(|l| !l.is_vowel())
        .map_or(0, |at| at + 1);
    let fits = |l: &Letter| l.shape == Shape::Plain && bases.contains(&l.base);
    let Some(at) = letters[start..=end].iter().rposition(fits) else {
        return false;
    };
    letters[start + at].shape = shape;
    true
}

fn set_stroke(letters: &mut [Letter]) -> bool {
    match letters.first_mut() {
        Some(first) if first.base == 'd' && first.shape == Shape::Plain => {
            first.shape = Shape::Stroke;
            true
        }
        _ => false,
    }
}

/// `uơ` before another letter is `ươ`: one `w` or `7` serves both vowels.
fn complete_horns(letters: &mut [Letter]) {
    for at in 0..letters.len().saturating_sub(2) {
        if letters[at].base == 'u'
            && letters[at + 1].base == 'o'
            && (letters[at].shape == Shape::Horn || letters[at + 1].shape == Shape::Horn)
        {
            letters[at].shape = Shape::Horn;
            letters[at + 1].shape = Shape::Horn;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(word: &str) -> Option<String> {
        decode(word).map(|letters| letters.iter().map(|l| l.composed()).collect())
    }

    #[test]
    fn telex_words() {
        for (raw, word) in [
            ("suwcs", "sức"),
            ("khoer", "khỏe"),
            ("truwowcs", "trước"),
            ("ddangs", "đáng"),
            ("nguwowif", "người"),
            ("queen", "quên"),
            ("dduowngf", "đường"),
            ("huyeets", "huyết"),
            ("huyetes", "huyết"),
            ("duongwf", "dường"),
            ("did", "đi"),
            ("gif", "gì"),
            ("uwowngs", "ướng"),
            ("quyts", "quýt"),
            ("thuowr", "thuở"),
            ("lowps", "lớp"),
        ] {
            assert_eq!(decoded(raw).as_deref(), Some(word), "{raw}");
        }
    }

    #[test]
    fn vni_words() {
        for (raw, word) in [
            ("suc1", "súc"),
            ("su71c", "sức"),
            ("khoe3", "khỏe"),
            ("d9au", "đau"),
            ("d9uong72", "đường"),
            ("tie6m", "tiêm"),
            ("a8n", "ăn"),
        ] {
            assert_eq!(decoded(raw).as_deref(), Some(word), "{raw}");
        }
    }

    #[test]
    fn other_words_stay() {
        for raw in [
            "estrogen", "sot", "h5n1", "b12", "covid19", "trong", "dd", "", "500",
        ] {
            assert_eq!(decoded(raw), None, "{raw}");
        }
    }
}
