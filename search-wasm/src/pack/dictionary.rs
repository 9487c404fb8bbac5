//! The term dictionary: every folded word of the site in order, with how common it is.
//!
//! Words are front-coded: how many bytes are shared with the word before, how many follow, and those
//! bytes, in three separate columns because like bytes compress better together.

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
        let (mut shared, mut more, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
        let mut before = "";
        for id in 0..self.len() as u32 {
            let word = self.word(id);
            let same = word
                .bytes()
                .zip(before.bytes())
                .take_while(|(a, b)| a == b)
                .count();
            shared.push(same.min(255) as u8);
            let rest = &word.as_bytes()[same.min(255)..];
            more.push(rest.len().min(255) as u8);
            bytes.extend_from_slice(rest);
            before = word;
        }
        out.number(self.len() as u64);
        out.bytes.extend_from_slice(&shared);
        out.bytes.extend_from_slice(&more);
        out.bytes.extend_from_slice(&self.commonness);
        out.block(&bytes);
    }

    /// Reads a dictionary, and refuses one whose words are out of order.
    pub fn read(input: &mut Reader) -> Result<Dictionary, PackError> {
        let count = input.count()?;
        let shared = input.take(count)?;
        let more = input.take(count)?;
        let commonness = input.take(count)?.to_vec();
        let mut bytes = Reader::new(input.block()?);
        let mut dictionary = Dictionary {
            commonness,
            ends: Vec::with_capacity(count),
            text: String::new(),
        };
        let mut word: Vec<u8> = Vec::new();
        for id in 0..count {
            if usize::from(shared[id]) > word.len() {
                return Err(PackError::Damaged("dictionary"));
            }
            word.truncate(usize::from(shared[id]));
            word.extend_from_slice(bytes.take(usize::from(more[id]))?);
            let text =
                std::str::from_utf8(&word).map_err(|_| PackError::Damaged("text not UTF-8"))?;
            if id > 0 && dictionary.word(id as u32 - 1) >= text {
                return Err(PackError::Damaged("dictionary order"));
            }
            dictionary.text.push_str(text);
            dictionary.ends.push(dictionary.text.len() as u32);
        }
        bytes.end()?;
        Ok(dictionary)
    }
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
