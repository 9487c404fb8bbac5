//! Syllables: which letter sequences Vietnamese allows, where the tone stands, and the keys by
//! which two spellings of one syllable are the same.
//!
//! A Vietnamese syllable is an onset (possibly none) and a rhyme; both come from closed lists. The
//! lists follow the usual description of the orthography, see
//! <https://en.wikipedia.org/wiki/Vietnamese_alphabet> and Quyết định 1989/QĐ-BGDĐT (2018) on the
//! spelling of tone marks. Rhymes ending in a stop (`c ch p t`) take only sắc and nặng.

use super::letter::{Letter, Shape, Tone};

/// Onsets, longest first so that the first match is the right one.
const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h",
    "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without tones.
const RHYMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât \
    âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in \
    inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo \
    oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê \
    uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyp uyt uyu ư \
    ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yên yêm yêng yêt yêu ";

/// A syllable that the orthography allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape2 {
    /// Letters of the onset.
    pub onset: usize,
}

fn toneless(letters: &[Letter]) -> String {
    letters.iter().map(|l| l.with_tone(Tone::Level).composed()).collect()
}

fn is_rhyme(rhyme: &str) -> bool {
    !rhyme.is_empty()
        && RHYMES.match_indices(rhyme).any(|(at, _)| {
            RHYMES.as_bytes()[at - 1] == b' ' && RHYMES.as_bytes()[at + rhyme.len()] == b' '
        })
}

/// Number of onset letters when the letters, tones aside, spell a Vietnamese syllable.
fn onset_of(letters: &[Letter]) -> Option<usize> {
    let word = toneless(letters);
    for onset in ONSETS {
        if let Some(rhyme) = word.strip_prefix(onset) {
            // `gìn`, `giêng`: the i belongs to onset and rhyme alike.
            if *onset == "gi" && (rhyme.is_empty() || !is_rhyme(rhyme)) && is_rhyme(&word[1..]) {
                return Some(1);
            }
            if is_rhyme(rhyme) {
                return Some(onset.chars().count());
            }
        }
    }
    None
}

/// Whether the letters spell a syllable of Vietnamese: a known onset and rhyme, at most one tone, and
/// after a stop only the tones it allows.
pub fn is_valid(letters: &[Letter]) -> bool {
    let mut tones = letters.iter().map(|l| l.tone).filter(|t| *t != Tone::Level);
    let (tone, more) = (tones.next().unwrap_or(Tone::Level), tones.next().is_some());
    let stop = {
        let end = letters.last().map_or(' ', |l| l.base);
        let before = letters.iter().rev().nth(1).map_or(' ', |l| l.base);
        matches!(end, 'c' | 'p' | 't') || (end == 'h' && before == 'c')
    };
    !more
        && onset_of(letters).is_some()
        && (!stop || matches!(tone, Tone::Acute | Tone::Dot))
}

/// Whether letters typed without marks could be a syllable once marked: `duong`, `huyet`, not `hocj`.
pub fn could_be_marked(bare: &str) -> bool {
    let folded = RHYMES_FOLDED.with_rhyme();
    ONSETS.iter().any(|onset| {
        let onset = if *onset == "đ" { "d" } else { onset };
        bare.strip_prefix(onset).is_some_and(|rhyme| {
            (onset == "gi" && rhyme.is_empty()) || folded(rhyme)
        })
    })
}

struct FoldedRhymes;
const RHYMES_FOLDED: FoldedRhymes = FoldedRhymes;
impl FoldedRhymes {
    fn with_rhyme(&self) -> impl Fn(&str) -> bool {
        |rhyme: &str| {
            !rhyme.is_empty()
                && RHYMES.split(' ').any(|known| {
                    known.chars().map(|c| Letter::of(c).base).eq(rhyme.chars())
                })
        }
    }
}
