//! Postings: where a folded word stands, and which spelling stands there.
//!
//! One list serves the exact and the folded spelling alike: each occurrence names the exact key as a
//! *variant* of the folded word. The list is stored as columns (documents, fields, counts, positions,
//! variants), each with its length before it.

use super::bytes::{Reader, Writer};
use super::{Field, PackError};

/// Where a word stands in a document: the field's number in the high bits and the word's number in the field
/// below, so that places compare as the words follow each other, and their difference is the distance.
pub type Place = u32;

const POSITION_BITS: u32 = 29;

/// Positions end a little before the next field begins, so that no distance within reach crosses fields.
const LAST_POSITION: u32 = (1 << POSITION_BITS) - 16;

/// The place of a word in a field; `None` when the field is too long.
pub fn place(field: u8, position: u32) -> Option<Place> {
    (position <= LAST_POSITION).then_some(u32::from(field) << POSITION_BITS | position)
}

/// The number of the [`Field`] of a place.
#[inline]
pub fn field_of(place: Place) -> usize {
    (place >> POSITION_BITS) as usize
}

/// Longer names are phrases, and searched as such.
pub const LONGEST_NAME: u32 = 7;

/// The position in [`Field::Names`] of one word of a name. A position tells which word of how many it is, so that a
/// whole name is known from a part of one without any list of names.
pub fn name_position(name: u32, length: u32, word: u32) -> u32 {
    name << 6 | length << 3 | word
}

/// Which word of a name of how many words stands at this place.
#[inline]
pub fn word_of_name(place: Place) -> (u32, u32) {
    (place & 7, place >> 3 & 7)
}

/// All occurrences of one folded word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Postings {
    /// Exact keys, by variant number.
    pub variants: Vec<String>,
    /// Documents, ascending.
    pub docs: Vec<u32>,
    /// For each document the end of its occurrences in `places`.
    pub ends: Vec<u32>,
    /// Where the word stands, by document and ascending in each.
    pub places: Vec<Place>,
    /// Which variant stands at each place; empty where the word has but one.
    pub spellings: Vec<u16>,
    /// In how many documents the word stands in each field. Counted by the reader, not stored.
    pub with: [u32; Field::COUNT],
    /// The same for each variant.
    pub with_variant: Vec<[u32; Field::COUNT]>,
}

/// A word's occurrences in one document.
#[derive(Debug, Clone, Copy)]
pub struct Occurrences<'a> {
    /// Where they are, ascending.
    pub places: &'a [Place],
    spellings: &'a [u16],
}

impl<'a> Occurrences<'a> {
    /// The variants at these occurrences; none where the word has but one.
    #[inline]
    pub fn spellings_in(&self, range: std::ops::Range<usize>) -> &'a [u16] {
        self.spellings.get(range).unwrap_or_default()
    }

    /// The variant at the occurrence of this number.
    #[inline]
    pub fn variant(&self, at: usize) -> u16 {
        self.spellings.get(at).copied().unwrap_or(0)
    }
}

impl Postings {
    /// Occurrences in the document at this place of `docs`.
    #[inline]
    pub fn of(&self, at: usize) -> Occurrences<'_> {
        let start = match at {
            0 => 0,
            _ => self.ends[at - 1] as usize,
        };
        let end = self.ends[at] as usize;
        Occurrences {
            places: &self.places[start..end],
            spellings: self.spellings.get(start..end).unwrap_or_default(),
        }
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
        let mut next_doc = 0;
        for (at, doc) in self.docs.iter().enumerate() {
            docs.number(u64::from(doc - next_doc));
            next_doc = doc + 1;
            let mut mask = 0u8;
            let places = self.of(at).places;
            for run in places.chunk_by(|a, b| field_of(*a) == field_of(*b)) {
                mask |= 1 << field_of(run[0]);
                counts.number(run.len() as u64 - 1);
                let mut next = (field_of(run[0]) as u32) << POSITION_BITS;
                for place in run {
                    positions.number(u64::from(place - next));
                    next = place + 1;
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
            let mut variants = Writer::default();
            self.spellings
                .iter()
                .for_each(|variant| variants.number(u64::from(*variant)));
            out.block(&variants.bytes);
        }
    }

    /// Reads a list whose documents must all be below `doc_count`.
    ///
    /// Positions and variants are read as whole columns in tight loops; the documents then only cut them.
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
        postings.places = Reader::new(input.block()?).numbers()?;
        let variant_count = postings.variants.len();
        if fields.len() != count || variant_count == 0 || variant_count > usize::from(u16::MAX) {
            return Err(PackError::Damaged("postings"));
        }
        if variant_count > 1 {
            postings.spellings = read_spellings(input.block()?, variant_count)?;
            if postings.spellings.len() != postings.places.len() {
                return Err(PackError::Damaged("variants"));
            }
        }
        input.end()?;
        postings.docs.reserve_exact(count);
        postings.ends.reserve_exact(count);
        postings.with_variant = vec![[0; Field::COUNT]; variant_count];
        let mut tally = Tally::new(variant_count);
        let (mut next_doc, mut at) = (0u32, 0usize);
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
                let length = counts.number()? as usize + 1;
                let run = at..at.saturating_add(length);
                at = run.end;
                let places = postings.places.get_mut(run.clone());
                set_places(field, places.ok_or(PackError::Damaged("count"))?)?;
                postings.with[usize::from(field)] += 1;
                if let Some(spellings) = postings.spellings.get(run) {
                    tally.count(field, spellings, &mut postings.with_variant);
                }
            }
            postings.docs.push(doc);
            postings.ends.push(at as u32);
        }
        if variant_count == 1 {
            postings.with_variant[0] = postings.with;
        }
        docs.end()?;
        counts.end()?;
        if at != postings.places.len() {
            return Err(PackError::Damaged("positions"));
        }
        Ok(postings)
    }
}

/// Turns one field's distances between words into places.
#[inline]
fn set_places(field: u8, distances: &mut [u32]) -> Result<(), PackError> {
    let base = u32::from(field) << POSITION_BITS;
    let mut next = 0u32;
    for distance in distances {
        let position = u64::from(next) + u64::from(*distance);
        if position > u64::from(LAST_POSITION) {
            return Err(PackError::Damaged("position"));
        }
        *distance = base | position as u32;
        next = position as u32 + 1;
    }
    Ok(())
}

fn read_spellings(column: &[u8], variant_count: usize) -> Result<Vec<u16>, PackError> {
    let damaged = PackError::Damaged("variant");
    // Nearly always all numbers are a byte each.
    if variant_count <= 0x80 {
        let fit = column.iter().all(|b| usize::from(*b) < variant_count);
        return if fit {
            Ok(column.iter().map(|b| u16::from(*b)).collect())
        } else {
            Err(damaged)
        };
    }
    let numbers = Reader::new(column).numbers()?;
    if numbers.iter().any(|n| *n as usize >= variant_count) {
        return Err(damaged);
    }
    Ok(numbers.into_iter().map(|n| n as u16).collect())
}

/// Counts each variant once for every field of a document that has it.
struct Tally {
    run: u32,
    counted_in: Vec<u32>,
}

impl Tally {
    fn new(variants: usize) -> Tally {
        Tally {
            run: 0,
            counted_in: vec![0; variants],
        }
    }

    #[inline]
    fn count(&mut self, field: u8, spellings: &[u16], with: &mut [[u32; Field::COUNT]]) {
        self.run += 1;
        for variant in spellings {
            let variant = usize::from(*variant);
            if self.counted_in[variant] != self.run {
                self.counted_in[variant] = self.run;
                with[variant][usize::from(field)] += 1;
            }
        }
    }
}
