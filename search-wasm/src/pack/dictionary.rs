//! The term dictionary: every folded word of the site in order, with how common it is.
//!
//! Words are front-coded, in one text: how many bytes of the word before are dropped, then those that follow. How many
//! says a control character, which no word has, so that no lengths are needed; words that end alike and drop alike
//! then repeat as they are, which compresses better than columns of numbers.

use super::PackError;
use super::bytes::{Reader, Writer};

/// Number of a word in the dictionary's order.
pub type TermId = u32;

/// The dictionary in memory.
#[derive(Debug, Default)]
pub struct Dictionary {
    text: String,
    ends: Vec<u32>,
    commonness: Vec<u8>,
}

impl Dictionary {
    /// Adds a word; words must arrive in byte order.
    pub fn push(&mut self, word: &str, documents: u32) {
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        self.commonness.push(commonness(documents));
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The word with this number; empty when there is none.
    pub fn word(&self, id: TermId) -> &str {
        let id = id as usize;
        let start = if id == 0 {
            0
        } else {
            self.ends.get(id - 1).map_or(0, |e| *e as usize)
        };
        let end = self.ends.get(id).map_or(start, |e| *e as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// How common the word is: twice the binary logarithm of its number of documents, plus one.
    pub fn commonness(&self, id: TermId) -> u8 {
        self.commonness.get(id as usize).copied().unwrap_or(0)
    }

    /// Finds a word.
    pub fn find(&self, word: &str) -> Option<TermId> {
        let at = self.lower_bound(word);
        (at < self.len() as u32 && self.word(at) == word).then_some(at)
    }

    /// The numbers of the words that begin with `prefix`.
    pub fn with_prefix(&self, prefix: &str) -> std::ops::Range<TermId> {
        let start = self.lower_bound(prefix);
        let mut end = start;
        while (end as usize) < self.len() && self.word(end).starts_with(prefix) {
            end += 1;
        }
        start..end
    }

    fn lower_bound(&self, word: &str) -> TermId {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.word(middle) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Writes the dictionary.
    pub fn write(&self, out: &mut Writer) {
        let mut text = Vec::new();
        let mut before = "";
        for id in 0..self.len() as u32 {
            let word = self.word(id);
            let pairs = word.bytes().zip(before.bytes());
            let same = pairs.take_while(|(a, b)| a == b).count();
            let mut dropped = before.len() - same;
            while dropped > usize::from(MOST_DROPPED) {
                text.push(MOST_DROPPED);
                dropped -= usize::from(MOST_DROPPED);
            }
            text.push(dropped as u8);
            text.extend_from_slice(&word.as_bytes()[same..]);
            before = word;
        }
        out.number(self.len() as u64);
        out.block(&text);
        out.bytes.extend_from_slice(&self.commonness);
    }

    /// Reads a dictionary, and refuses one whose words are out of order.
    pub fn read(input: &mut Reader) -> Result<Dictionary, PackError> {
        let count = input.count()?;
        let mut text = input.block()?;
        let mut dictionary = Dictionary {
            commonness: input.take(count)?.to_vec(),
            ends: Vec::with_capacity(count),
            text: String::new(),
        };
        let mut word: Vec<u8> = Vec::new();
        for id in 0..count {
            let drops = cut(&mut text, |byte| byte <= MOST_DROPPED);
            let dropped: usize = drops.iter().map(|byte| usize::from(*byte)).sum();
            let kept = word.len().checked_sub(dropped);
            word.truncate(kept.ok_or(PackError::Damaged("dictionary"))?);
            word.extend_from_slice(cut(&mut text, |byte| byte > MOST_DROPPED));
            let word =
                std::str::from_utf8(&word).map_err(|_| PackError::Damaged("text not UTF-8"))?;
            if id > 0 && dictionary.word(id as u32 - 1) >= word {
                return Err(PackError::Damaged("dictionary order"));
            }
            dictionary.text.push_str(word);
            dictionary.ends.push(dictionary.text.len() as u32);
        }
        Reader::new(text).end()?;
        Ok(dictionary)
    }
}

/// A control character of this number or a smaller one says how many bytes are dropped; several add up.
const MOST_DROPPED: u8 = 0x1f;

/// Cuts off the bytes that come first and are all of a kind.
fn cut<'a>(text: &mut &'a [u8], is_of_kind: impl Fn(u8) -> bool) -> &'a [u8] {
    let length = text.iter().take_while(|byte| is_of_kind(**byte)).count();
    let (first, rest) = text.split_at(length);
    *text = rest;
    first
}

fn commonness(documents: u32) -> u8 {
    if documents == 0 {
        0
    } else {
        ((documents as f32).log2() * 2.0) as u8 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_drop_more_than_one_sign_can_say() {
        let long = |ends: &str| format!("a{}{ends}", "b".repeat(31));
        let words = [
            long(""),
            long("cd"),
            format!("{}c", "a".repeat(99)),
            "ac".into(),
            "á".into(),
            "ạ".into(),
        ];
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        words.sort_unstable();
        let mut dictionary = Dictionary::default();
        words.iter().for_each(|word| dictionary.push(word, 1));
        let mut out = Writer::default();
        dictionary.write(&mut out);
        let read = Dictionary::read(&mut Reader::new(&out.bytes)).unwrap();
        let read: Vec<&str> = (0..read.len() as u32).map(|id| read.word(id)).collect();
        assert_eq!(read, words);
    }

    #[test]
    fn words_are_found_after_a_round_trip() {
        let mut dictionary = Dictionary::default();
        for (word, documents) in [("dau", 9), ("duong", 40), ("duoi", 1)] {
            dictionary.push(word, documents);
        }
        let mut out = Writer::default();
        dictionary.write(&mut out);
        assert!(
            Dictionary::read(&mut Reader::new(&out.bytes)).is_err(),
            "out of order"
        );

        let mut dictionary = Dictionary::default();
        for (word, documents) in [("dau", 9), ("duoi", 1), ("duong", 40), ("sot", 3)] {
            dictionary.push(word, documents);
        }
        let mut out = Writer::default();
        dictionary.write(&mut out);
        let read = Dictionary::read(&mut Reader::new(&out.bytes)).unwrap();
        assert_eq!(read.find("duong"), Some(2));
        assert_eq!(read.find("duon"), None);
        assert_eq!(read.with_prefix("duo"), 1..3);
        assert_eq!(read.with_prefix("x"), 4..4);
        assert_eq!(read.commonness(1), 1);
    }
}
