//! Office documents in a ZIP archive: parts that are left out, and elements that are taken out of the others.

use super::super::package::{PART_LIMIT, standard};
use formats::xml::{local, value};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deal {
    /// It stays.
    Keep,
    /// It goes, with all that is in it.
    Drop,
    /// It goes, what is in it stays.
    Unwrap,
    /// It stays, what is in it goes.
    Blank,
}

/// Words deleted or moved away, and what tells of changes and comments.
const REVIEWED: [&str; 21] = [
    "del",
    "moveFrom",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "tcPrChange",
    "trPrChange",
    "numberingChange",
    "cellIns",
    "cellDel",
    "cellMerge",
];

/// The same in OpenDocument.
const ANNOTATED: [&str; 6] = [
    "annotation",
    "annotation-end",
    "tracked-changes",
    "change",
    "change-start",
    "change-end",
];

/// Properties that tell who made a document, where and for whom.
const MAKERS: [&str; 9] = [
    "creator",
    "initial-creator",
    "printed-by",
    "lastModifiedBy",
    "Manager",
    "Company",
    "Template",
    "HyperlinkBase",
    "user-defined",
];

/// The archive without all that; nothing where it holds nothing of it, was signed, or is damaged.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut names = Vec::new();
    for name in archive.file_names() {
        names.push(standard(&name.ok()?).to_lowercase());
    }
    let signed = |name: &String| {
        name.starts_with("_xmlsignatures/") || name == "meta-inf/documentsignatures.xml"
    };
    if names.iter().any(signed) {
        return None;
    }
    let open_document = names.iter().any(|name| name == "content.xml");
    let (mut out, mut changed) = (ZipWriter::new(Cursor::new(Vec::new())), false);
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).ok()?;
        let name = entry.name().ok()?.into_owned();
        let lower = standard(&name).to_lowercase();
        if is_left_out(&lower) {
            changed = true;
            continue;
        }
        let is_xml = lower.ends_with(".xml") || lower.ends_with(".rels");
        if is_xml && entry.size() <= PART_LIMIT {
            let mut content = Vec::new();
            Read::take(&mut entry, PART_LIMIT)
                .read_to_end(&mut content)
                .ok()?;
            // Parts that cannot be read as they stand are copied.
            let swept = std::str::from_utf8(&content).ok();
            let swept =
                swept.and_then(|xml| swept_of(xml, |element| deal(&lower, open_document, element)));
            if let Some(swept) = swept.filter(|swept| swept.as_slice() != content.as_slice()) {
                let mut options =
                    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
                if let Some(time) = entry.last_modified() {
                    options = options.last_modified_time(time);
                }
                drop(entry);
                out.start_file(name, options).ok()?;
                out.write_all(&swept).ok()?;
                changed = true;
                continue;
            }
        }
        drop(entry);
        out.raw_copy_file(archive.by_index_raw(at).ok()?).ok()?;
    }
    let whole = out.finish().ok()?.into_inner();
    changed.then_some(whole)
}

/// Whether a part is left out: comments and who wrote them, properties that somebody made up, a picture of the first page.
fn is_left_out(lower: &str) -> bool {
    let (folder, file) = lower.rsplit_once('/').unwrap_or(("", lower));
    let word = folder.starts_with("word") && !folder.ends_with("_rels");
    word && is_comments(file)
        || folder == "docprops" && (file == "custom.xml" || file.starts_with("thumbnail."))
}

fn is_comments(file: &str) -> bool {
    file.starts_with("comments") && file.ends_with(".xml") || file == "people.xml"
}

/// What becomes of an element of a part.
fn deal(part: &str, open_document: bool, element: &BytesStart<'_>) -> Deal {
    let name = local(element);
    let name = name.as_str();
    if part.ends_with(".rels") {
        let inner = value(element, "TargetMode").is_none_or(|mode| mode != "External");
        let target = value(element, "Target").unwrap_or_default().to_lowercase();
        let file = target.rsplit('/').next().unwrap_or_default();
        let custom = target.ends_with("docprops/custom.xml") || file.starts_with("thumbnail.");
        let gone = name == "Relationship" && inner && (is_comments(file) || custom);
        return if gone { Deal::Drop } else { Deal::Keep };
    }
    if part == "[content_types].xml" {
        let place = value(element, "PartName").unwrap_or_default();
        let gone = is_left_out(&standard(&place).to_lowercase());
        return if gone { Deal::Drop } else { Deal::Keep };
    }
    if part.starts_with("docprops/") || part == "meta.xml" {
        return match name {
            "template" => Deal::Drop,
            _ if MAKERS.contains(&name) => Deal::Blank,
            _ => Deal::Keep,
        };
    }
    let gone: &[&str] = match open_document {
        true => &ANNOTATED,
        false => &REVIEWED,
    };
    match name {
        _ if gone.contains(&name) => Deal::Drop,
        "ins" | "moveTo" if !open_document => Deal::Unwrap,
        _ => Deal::Keep,
    }
}

/// An XML part after each element was dealt with; nothing where it cannot be read.
fn swept_of(xml: &str, deal: impl Fn(&BytesStart<'_>) -> Deal) -> Option<Vec<u8>> {
    let mut reader = Reader::from_str(xml);
    let mut out = Writer::new(Vec::with_capacity(xml.len()));
    // Open elements; where rows of tables begin, and whether they were deleted; how many elements around are silent.
    let mut open: Vec<(String, Deal)> = Vec::new();
    let mut rows: Vec<(usize, bool)> = Vec::new();
    let mut silent = 0_usize;
    loop {
        let event = reader.read_event().ok()?;
        match event {
            Event::Start(element) => {
                let name = local(&element);
                let dealt = if silent > 0 {
                    Deal::Drop
                } else {
                    deal(&element)
                };
                mark_row(&name, &open, &mut rows);
                if name == "tr" && silent == 0 {
                    rows.push((out.get_ref().len(), false));
                }
                if matches!(dealt, Deal::Keep | Deal::Blank) {
                    out.write_event(Event::Start(element)).ok()?;
                }
                silent += usize::from(matches!(dealt, Deal::Drop | Deal::Blank));
                open.push((name, dealt));
            }
            Event::End(element) => {
                let (name, dealt) = open.pop()?;
                silent -= usize::from(matches!(dealt, Deal::Drop | Deal::Blank));
                if matches!(dealt, Deal::Keep | Deal::Blank) {
                    out.write_event(Event::End(element)).ok()?;
                }
                if name == "tr"
                    && silent == 0
                    && let Some((begin, true)) = rows.pop()
                {
                    out.get_mut().truncate(begin);
                }
            }
            Event::Empty(element) => {
                mark_row(&local(&element), &open, &mut rows);
                if silent == 0 && matches!(deal(&element), Deal::Keep | Deal::Blank) {
                    out.write_event(Event::Empty(element)).ok()?;
                }
            }
            Event::DocType(_) => return None,
            Event::Eof => return Some(out.into_inner()),
            Event::Comment(_) => {}
            other if silent == 0 => out.write_event(other).ok()?,
            _ => {}
        }
    }
}

/// Marks the row that is open where its properties say that it was deleted.
fn mark_row(name: &str, open: &[(String, Deal)], rows: &mut [(usize, bool)]) {
    let of_row = open.last().is_some_and(|(parent, _)| parent == "trPr");
    if name == "del"
        && of_row
        && let Some(row) = rows.last_mut()
    {
        row.1 = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(xml: &str) -> String {
        let swept = swept_of(xml, |element| deal("word/document.xml", false, element));
        String::from_utf8(swept.expect("XML")).expect("UTF-8")
    }

    #[test]
    fn what_was_inserted_stays_and_what_was_deleted_goes() {
        assert_eq!(
            word(
                "<w:p><w:commentRangeStart w:id=\"1\"/><w:ins w:author=\"A\"><w:r><w:t>mới &amp; cũ</w:t></w:r></w:ins>\
                 <w:del w:author=\"A\"><w:r><w:delText>xóa</w:delText></w:r></w:del><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>"
            ),
            "<w:p><w:r><w:t>mới &amp; cũ</w:t></w:r><w:r></w:r></w:p>"
        );
        assert_eq!(
            word(
                "<w:tbl><w:tr><w:trPr><w:del w:id=\"2\"/></w:trPr><w:tc>1</w:tc></w:tr><w:tr><w:tc>2</w:tc></w:tr></w:tbl>"
            ),
            "<w:tbl><w:tr><w:tc>2</w:tc></w:tr></w:tbl>"
        );
    }

    #[test]
    fn makers_are_blank_and_comments_are_not_named_any_more() {
        let swept = |part: &str, xml: &str| {
            let swept = swept_of(xml, |element| deal(part, false, element));
            String::from_utf8(swept.expect("XML")).expect("UTF-8")
        };
        assert_eq!(
            swept(
                "docprops/core.xml",
                "<c><dc:creator>Trần Mẫu</dc:creator><dc:title>Kế hoạch</dc:title></c>"
            ),
            "<c><dc:creator></dc:creator><dc:title>Kế hoạch</dc:title></c>"
        );
        assert_eq!(
            swept(
                "word/_rels/document.xml.rels",
                "<R><Relationship Target=\"comments.xml\"/><Relationship Target=\"styles.xml\"/></R>"
            ),
            "<R><Relationship Target=\"styles.xml\"/></R>"
        );
        assert_eq!(
            swept(
                "[content_types].xml",
                "<T><Override PartName=\"/word/people.xml\"/></T>"
            ),
            "<T></T>"
        );
        assert!(swept_of("<!DOCTYPE a><a/>", |_| Deal::Keep).is_none());
    }
}
