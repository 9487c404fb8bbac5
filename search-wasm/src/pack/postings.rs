//! Postings: where a folded word stands, and which spelling stands there.
//!
//! One list serves the exact and the folded spelling alike: each occurrence names the exact key as a
//! *variant* of the folded word. The list is stored as columns (documents, fields, counts, positions,
//! variants), each with its length before it.

use super::bytes::{Reader, Writer};
use super::{Field, PackError};

/// One occurrence of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// Number of the [`Field`].
    pub field: u8,
    /// Number of the word within the field.
    pub position: u32,
    /// Which of the list's variants stands here.
    pub variant: u16,
}

/// All occurrences of one folded word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Postings {
    /// Exact keys, by variant number.
    pub variants: Vec<String>,
    /// Documents, ascending.
    pub docs: Vec<u32>,
    /// For each document the end of its occurrences in `occurrences`.
    pub ends: Vec<u32>,
    /// Occurrences, by document, field and position.
    pub occurrences: Vec<Occurrence>,
    /// In how many documents the word stands in each field. Counted by the reader, not stored.
    pub with: [u32; Field::COUNT],
    /// The same for each variant.
    pub with_variant: Vec<[u32; Field::COUNT]>,
}

impl Postings {
    /// Occurrences in the document at this place of `docs`.
    #[inline]
    pub fn of(&self, at: usize) -> &[Occurrence] {
        let start = if at == 0 {
            0
        } else {
            self.ends[at - 1] as usize
        };
        &self.occurrences[start..self.ends[at] as usize]
    }

    /// The number of an exact key among the variants.
    pub fn variant(&self, exact: &str) -> Option<u16> {
        self.variants
            .iter()
            .position(|v| v == exact)
            .map(|at| at as u16)
    }

    /// Writes the list.
    pub fn write(&self, out: &mut Writer) {
        let mut docs = Writer::default();
        let mut fields = Writer::default();
        let mut counts = Writer::default();
        let mut positions = Writer::default();
        let mut variants = Writer::default();
        let mut next_doc = 0;
        for (at, doc) in self.docs.iter().enumerate() {
            docs.number(u64::from(doc - next_doc));
            next_doc = doc + 1;
            let occurrences = self.of(at);
            let mut mask = 0u8;
            for run in occurrences.chunk_by(|a, b| a.field == b.field) {
                mask |= 1 << run[0].field;
                counts.number(run.len() as u64 - 1);
                let mut next = 0;
                for occurrence in run {
                    positions.number(u64::from(occurrence.position - next));
                    next = occurrence.position + 1;
                    variants.number(u64::from(occurrence.variant));
                }
            }
            fields.bytes.push(mask);
        }
        out.number(self.variants.len() as u64);
        self.variants.iter().for_each(|v| out.string(v));
        out.number(self.docs.len() as u64);
        for column in [&docs, &fields, &counts, &positions] {
            out.block(&column.bytes);
        }
        if self.variants.len() > 1 {
            out.block(&variants.bytes);
        }
    }

    /// Reads a list whose documents must all be below `doc_count`.
    pub fn read(bytes: &[u8], doc_count: u32) -> Result<Postings, PackError> {
        let mut input = Reader::new(bytes);
        let mut postings = Postings::default();
        for _ in 0..input.count()? {
            postings.variants.push(input.string()?.to_owned());
        }
        let count = input.count()?;
        let mut docs = Reader::new(input.block()?);
        let fields = input.block()?;
        let mut counts = Reader::new(input.block()?);
        let positions = input.block()?;
        let several = postings.variants.len() > 1;
        let variants = if several { input.block()? } else { &[] };
        input.end()?;
        if fields.len() != count || postings.variants.is_empty() {
            return Err(PackError::Damaged("postings"));
        }
        postings.docs.reserve_exact(count);
        postings.ends.reserve_exact(count);
        postings.occurrences.reserve_exact(positions.len());
        let mut occurrences = OccurrenceReader {
            positions: Reader::new(positions),
            variants: several.then(|| Reader::new(variants)),
            variant_count: postings.variants.len(),
        };
        postings.with_variant = vec![[0; Field::COUNT]; postings.variants.len()];
        // The document and field, plus one, that each variant was last counted for.
        let mut counted_for = vec![(0, 0); postings.variants.len()];
        let mut next_doc = 0u32;
        for mask in fields {
            let doc = next_doc
                .checked_add(docs.number()?)
                .filter(|doc| *doc < doc_count);
            let doc = doc.ok_or(PackError::Damaged("document number"))?;
            next_doc = doc + 1;
            if *mask == 0 || *mask >> Field::COUNT != 0 {
                return Err(PackError::Damaged("field"));
            }
            for field in (0..Field::COUNT as u8).filter(|f| mask >> f & 1 == 1) {
                let length = counts.number()?;
                occurrences.read(field, length, &mut postings.occurrences)?;
            }
            postings.docs.push(doc);
            postings.ends.push(postings.occurrences.len() as u32);
            postings.count_last(&mut counted_for);
        }
        docs.end()?;
        counts.end()?;
        occurrences.positions.end()?;
        Ok(postings)
    }
}

impl Postings {
    /// Counts the last document's words by field and variant.
    fn count_last(&mut self, counted_for: &mut [(u32, u8)]) {
        let last = self.docs.len() - 1;
        let start = if last == 0 {
            0
        } else {
            self.ends[last - 1] as usize
        };
        let mut field_before = None;
        for occurrence in &self.occurrences[start..] {
            let field = occurrence.field;
            if field_before.replace(field) != Some(field) {
                self.with[usize::from(field)] += 1;
            }
            let variant = usize::from(occurrence.variant);
            let here = (self.docs[last] + 1, field);
            if std::mem::replace(&mut counted_for[variant], here) != here {
                self.with_variant[variant][usize::from(field)] += 1;
            }
        }
    }
}

struct OccurrenceReader<'a> {
    positions: Reader<'a>,
    variants: Option<Reader<'a>>,
    variant_count: usize,
}

impl OccurrenceReader<'_> {
    /// Reads the `more + 1` occurrences in one field.
    fn read(&mut self, field: u8, more: u32, into: &mut Vec<Occurrence>) -> Result<(), PackError> {
        let mut next = 0u32;
        for _ in 0..=more {
            let position = next
                .checked_add(self.positions.number()?)
                .filter(|p| *p < u32::MAX)
                .ok_or(PackError::Damaged("position"))?;
            next = position + 1;
            let variant = match &mut self.variants {
                None => 0,
                Some(variants) => variants.number()?,
            };
            if variant as usize >= self.variant_count {
                return Err(PackError::Damaged("variant"));
            }
            into.push(Occurrence {
                field,
                position,
                variant: variant as u16,
            });
        }
        Ok(())
    }
}
