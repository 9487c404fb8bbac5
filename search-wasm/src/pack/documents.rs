//! Documents as they are shown: address, title and text, several in one part.

use super::PackError;
use super::bytes::{Reader, Writer};
use crate::document::{Advice, Document, Emergency, Passage};

/// Writes one document. Tags and symbols are searched but never shown, so they are left out; kinds
/// are numbered in the start part.
pub fn write(document: &Document, out: &mut Writer) {
    out.string(&document.url);
    out.string(&document.title);
    out.string(&document.summary);
    out.string(&document.date);
    out.number(document.passages.len() as u64);
    for passage in &document.passages {
        out.string(&passage.heading);
        out.string(&passage.anchor);
        out.string(&passage.text);
    }
    let Some(emergency) = &document.emergency else {
        return;
    };
    strings(&emergency.call, out);
    for advice in &emergency.advice {
        out.number(u64::from(advice.in_steps));
        out.string(&advice.heading);
        strings(&advice.points, out);
    }
}

fn strings(list: &[String], out: &mut Writer) {
    out.number(list.len() as u64);
    list.iter().for_each(|text| out.string(text));
}

/// Reads the document at place `at` of a part.
pub fn read(part: &[u8], at: usize) -> Result<Document, PackError> {
    let mut input = Reader::new(super::part::entry(part, at)?);
    let mut document = Document {
        url: input.string()?.to_owned(),
        title: input.string()?.to_owned(),
        summary: input.string()?.to_owned(),
        date: input.string()?.to_owned(),
        ..Document::default()
    };
    for _ in 0..input.count()? {
        document.passages.push(Passage {
            heading: input.string()?.to_owned(),
            anchor: input.string()?.to_owned(),
            text: input.string()?.to_owned(),
        });
    }
    if !input.is_empty() {
        document.emergency = Some(emergency(&mut input)?);
    }
    input.end()?;
    Ok(document)
}

/// Reads what most documents lack. Whether it is first aid stands in the start part.
#[inline(never)]
fn emergency(input: &mut Reader) -> Result<Emergency, PackError> {
    let mut emergency = Emergency {
        call: read_strings(input)?,
        ..Emergency::default()
    };
    while !input.is_empty() {
        emergency.advice.push(Advice {
            in_steps: input.number()? == 1,
            heading: input.string()?.to_owned(),
            points: read_strings(input)?,
        });
    }
    Ok(emergency)
}

#[inline(never)]
fn read_strings(input: &mut Reader) -> Result<Vec<String>, PackError> {
    let mut list = Vec::new();
    for _ in 0..input.count()? {
        list.push(input.string()?.to_owned());
    }
    Ok(list)
}
