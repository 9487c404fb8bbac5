//! The start part: what every query needs, small enough to fetch before the first one.

use super::bytes::{Reader, Writer};
use super::dictionary::{Dictionary, TermId};
use super::{Field, PackError};

/// A section of the site, which readers filter by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Slug, `suc-khoe`.
    pub slug: String,
    /// Name as shown, `Sức khỏe`.
    pub label: String,
}

/// What tantivy knows of a field: the base of BM25's length norm.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldStatistics {
    /// Words in the field over all documents.
    pub tokens: u32,
    /// Each document's length as tantivy's field norm number; empty when the field is.
    pub norms: Vec<u8>,
}

/// A stretch of terms or documents that lies in one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// First term or document in it.
    pub first: u32,
    /// Checksum of the part, which is also its name.
    pub sum: u32,
}

/// The document is about an emergency.
pub const FIRST_AID: u8 = 4;
/// The document says when to call for help.
pub const EMERGENCY: u8 = 2;
/// A professional has reviewed the document.
pub const REVIEWED: u8 = 1;

/// Words that mean the same: each entry is one way to say it, as exact keys.
pub type SynonymGroup = Vec<Vec<String>>;

/// The start part in memory.
#[derive(Debug, Default)]
pub struct Start {
    /// Number of documents.
    pub doc_count: u32,
    /// Statistics by field.
    pub fields: [FieldStatistics; Field::COUNT],
    /// Sections.
    pub kinds: Vec<Kind>,
    /// Each document's section.
    pub doc_kinds: Vec<u8>,
    /// What is known of each document: [`FIRST_AID`], [`EMERGENCY`], [`REVIEWED`].
    pub marks: Vec<u8>,
    /// Words.
    pub dictionary: Dictionary,
    /// Where the postings lie.
    pub term_shards: Vec<Shard>,
    /// Where the documents lie.
    pub doc_shards: Vec<Shard>,
    /// Synonyms that can match in this site.
    pub synonyms: Vec<SynonymGroup>,
}

impl Start {
    /// Writes the part.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.number(u64::from(self.doc_count));
        for field in &self.fields {
            out.number(u64::from(field.tokens));
            out.block(&field.norms);
        }
        out.number(self.kinds.len() as u64);
        for kind in &self.kinds {
            out.string(&kind.slug);
            out.string(&kind.label);
        }
        out.block(&self.doc_kinds);
        out.block(&self.marks);
        self.dictionary.write(&mut out);
        write_shards(&self.term_shards, &mut out);
        write_shards(&self.doc_shards, &mut out);
        // As text, which compresses better than lengths and numbers.
        let mut text = String::new();
        for group in &self.synonyms {
            for (at, way) in group.iter().enumerate() {
                text.push(if at == 0 { '\n' } else { '=' });
                write_way(way, &mut text);
            }
        }
        out.bytes.extend_from_slice(text.as_bytes());
        out.bytes
    }

    /// Reads the part and checks that its numbers agree with each other.
    pub fn read(bytes: &[u8]) -> Result<Start, PackError> {
        let mut input = Reader::new(bytes);
        let mut start = Start {
            doc_count: input.number()?,
            ..Start::default()
        };
        for field in &mut start.fields {
            field.tokens = input.number()?;
            field.norms = input.block()?.to_vec();
            if !field.norms.is_empty() && field.norms.len() != start.doc_count as usize {
                return Err(PackError::Damaged("field norms"));
            }
        }
        for _ in 0..input.count()? {
            let (slug, label) = (input.string()?.to_owned(), input.string()?.to_owned());
            start.kinds.push(Kind { slug, label });
        }
        start.doc_kinds = input.block()?.to_vec();
        start.marks = input.block()?.to_vec();
        let known = |kind: &u8| usize::from(*kind) < start.kinds.len();
        if start.doc_kinds.len() != start.doc_count as usize
            || start.marks.len() != start.doc_count as usize
            || !start.doc_kinds.iter().all(known)
        {
            return Err(PackError::Damaged("document table"));
        }
        start.dictionary = Dictionary::read(&mut input)?;
        start.term_shards = read_shards(&mut input, start.dictionary.len())?;
        start.doc_shards = read_shards(&mut input, start.doc_count as usize)?;
        start.synonyms = read_synonyms(input.rest())?;
        Ok(start)
    }

    /// The shard that holds a term, and the term's place in it.
    pub fn term_shard(&self, term: TermId) -> Option<(u32, usize)> {
        shard_of(&self.term_shards, term)
    }

    /// The shard that holds a document, and the document's place in it.
    pub fn doc_shard(&self, doc: u32) -> Option<(u32, usize)> {
        shard_of(&self.doc_shards, doc)
    }
}

fn shard_of(shards: &[Shard], item: u32) -> Option<(u32, usize)> {
    let shard = &shards[shards.partition_point(|s| s.first <= item).checked_sub(1)?];
    Some((shard.sum, (item - shard.first) as usize))
}

fn write_shards(shards: &[Shard], out: &mut Writer) {
    out.number(shards.len() as u64);
    let mut before = 0;
    for shard in shards {
        out.number(u64::from(shard.first - before));
        before = shard.first;
    }
    shards.iter().for_each(|shard| out.checksum(shard.sum));
}

/// Reads shards that must cover `items` things from the first on.
fn read_shards(input: &mut Reader, items: usize) -> Result<Vec<Shard>, PackError> {
    let mut shards: Vec<Shard> = Vec::new();
    let mut first = 0u32;
    for at in 0..input.count()? {
        let step = input.number()?;
        first = first
            .checked_add(step)
            .ok_or(PackError::Damaged("shards"))?;
        if (step == 0) != (at == 0) || first as usize >= items {
            return Err(PackError::Damaged("shards"));
        }
        shards.push(Shard { first, sum: 0 });
    }
    for shard in &mut shards {
        shard.sum = input.checksum()?;
    }
    if shards.is_empty() != (items == 0) {
        return Err(PackError::Damaged("shards"));
    }
    Ok(shards)
}

/// Letters and tones of keys, each beside a sign of one byte that no key has: synonyms are the largest text of the part.
const SIGNS: [(char, u8); 12] = [
    ('â', b'A'),
    ('ê', b'E'),
    ('ô', b'O'),
    ('ă', b'W'),
    ('ơ', b'Q'),
    ('ư', b'U'),
    ('đ', b'D'),
    ('\u{300}', b'`'),
    ('\u{301}', b'\''),
    ('\u{303}', b'~'),
    ('\u{309}', b'?'),
    ('\u{323}', b'.'),
];

/// Whether a word ends here: keys have their tones behind all letters.
fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Writes the words of a way with signs in place of letters and tones, and a blank only behind a word without tone.
fn write_way(way: &[String], text: &mut String) {
    for (at, key) in way.iter().enumerate() {
        if at > 0 && !way[at - 1].ends_with(is_tone) {
            text.push(' ');
        }
        let sign = |c: char| SIGNS.iter().find(|(letter, _)| *letter == c);
        text.extend(
            key.chars()
                .map(|c| sign(c).map_or(c, |(_, sign)| char::from(*sign))),
        );
    }
}

fn read_synonyms(text: &[u8]) -> Result<Vec<SynonymGroup>, PackError> {
    let text = std::str::from_utf8(text).map_err(|_| PackError::Damaged("synonyms"))?;
    let mut groups: Vec<SynonymGroup> = Vec::new();
    for c in text.chars() {
        if c == '\n' {
            groups.push(vec![vec![String::new()]]);
            continue;
        }
        let Some(group) = groups.last_mut() else {
            return Err(PackError::Damaged("synonyms"));
        };
        let Some(way) = group.last_mut().filter(|_| c != '=') else {
            group.push(vec![String::new()]);
            continue;
        };
        let sign = SIGNS.iter().find(|(_, sign)| char::from(*sign) == c);
        let c = sign.map_or(c, |(letter, _)| *letter);
        let ended =
            c == ' ' || !is_tone(c) && way.last().is_some_and(|word| word.ends_with(is_tone));
        if ended {
            way.push(String::new());
        }
        if let Some(word) = way.last_mut().filter(|_| c != ' ') {
            word.push(c);
        }
    }
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Tokens;

    #[test]
    fn synonyms_come_back() {
        let way = |text: &str| Tokens::new(text).map(|word| word.exact()).collect();
        let ways = |texts: &[&str]| texts.iter().map(|text| way(text)).collect();
        let synonyms: Vec<SynonymGroup> = vec![
            ways(&["tai biến", "đột quỵ", "đứt mạch máu não", "a"]),
            ways(&["vắcxín", "vgb 19", "sốt 40 độ", "tiêm ngừa", "ö ü"]),
        ];
        let start = Start {
            synonyms: synonyms.clone(),
            ..Start::default()
        };
        assert_eq!(Start::read(&start.write()).unwrap().synonyms, synonyms);
    }
}
