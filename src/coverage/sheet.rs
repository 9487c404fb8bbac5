//! Tables as spreadsheets save them, CSV of any kind and XLSX, into rows of cells with their places.

use crate::cell::plain;
use crate::column::Column;
use crate::problem::Problem;
use base::reason::Reason;
use base::source::SourceFile;
use calamine::{DataRef, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::ops::Range;
use zip::ZipArchive;

/// Bytes of a table → text, whatever its encoding.
pub type Decode = dyn Fn(&[u8]) -> String;

/// Most rows of a file.
pub const ROWS: usize = 500_000;

/// Most columns that are looked at.
const COLUMNS: u32 = 200;

/// Most bytes that the parts of a workbook unpack to: [`ROWS`] rows of a log are about half.
const UNPACKED: u64 = 256 << 20;

/// Among how many rows at the top the headings stand.
const TOP: usize = 20;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number in the file, counted from 1.
    pub number: usize,
    /// Where it stands in the text of the sheet.
    pub span: Range<usize>,
    /// Its cells, without blanks around them.
    pub cells: Vec<String>,
}

/// A table.
#[derive(Debug)]
pub struct Sheet {
    /// Its text, for showing rows; of a workbook, its cells with tabs between.
    pub source: SourceFile,
    /// The rows behind the headings, empty ones left out.
    pub rows: Vec<SheetRow>,
    /// The headings as they stand in the file, with their row's place.
    pub headings: Option<SheetRow>,
}

impl Sheet {
    /// Reads a file; a workbook has a table for each sheet that has anything in it.
    ///
    /// # Errors
    /// When it is a workbook that cannot be read, or too large.
    pub fn read(path: &str, bytes: &[u8], decode: &Decode) -> Result<Vec<Self>, Problem> {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return workbook(path, bytes);
        }
        let text = match (unmarked_utf16(bytes), std::str::from_utf8(bytes)) {
            (Some(text), _) => text,
            (None, Ok(text)) => text.trim_start_matches('\u{feff}').to_owned(),
            (None, Err(_)) => decode(bytes),
        };
        Ok(vec![of_text(path, text)?])
    }

    fn new(source: SourceFile, mut rows: Vec<SheetRow>) -> Self {
        rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
        let headings = rows.iter().take(TOP).position(is_headings);
        let headings = headings
            .map(|at| rows.drain(..=at).next_back())
            .and_then(|row| row);
        Self {
            source,
            rows,
            headings,
        }
    }
}

/// The text of UTF-16 without its mark: of its first letters some have a zero beside them, always on the same side.
fn unmarked_utf16(bytes: &[u8]) -> Option<String> {
    const LOOKED_AT: usize = 200;
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return None;
    }
    let (pairs, rest) = bytes.as_chunks::<2>();
    let top = &pairs[..pairs.len().min(LOOKED_AT)];
    let zeros = |side: usize| top.iter().filter(|pair| pair[side] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let is_little = second > first;
    // Separators and line ends are such letters in any language.
    if first.min(second) > 0
        || first.max(second) * 4 < top.len()
        || top.is_empty()
        || !rest.is_empty()
    {
        return None;
    }
    let units = pairs.iter().map(|pair| match is_little {
        true => u16::from_le_bytes(*pair),
        false => u16::from_be_bytes(*pair),
    });
    Some(String::from_utf16_lossy(&units.collect::<Vec<_>>()))
}

/// Whether a row names the columns that every table of the log has.
fn is_headings(row: &SheetRow) -> bool {
    let columns: Vec<_> = row
        .cells
        .iter()
        .filter_map(|cell| Column::of(cell))
        .collect();
    [Column::Date, Column::Unit, Column::Channel]
        .iter()
        .all(|wanted| columns.contains(wanted))
}

fn of_text(path: &str, text: String) -> Result<Sheet, Problem> {
    // Excel's own way of naming the separator.
    let (named, begin) = match text.strip_prefix("sep=") {
        Some(rest) => {
            let line = rest.lines().next().unwrap_or_default();
            let end = text.find('\n').map_or(text.len(), |at| at + 1);
            (line.bytes().next(), end)
        }
        None => (None, 0),
    };
    let separators = match named {
        Some(separator) if separator.is_ascii() => vec![separator],
        _ => vec![b',', b';', b'\t', b'|'],
    };
    let top = |separator: &u8| {
        let rows = records(&text, begin, *separator, TOP).unwrap_or_default();
        let best = rows.iter().map(|row| row.cells.len()).max();
        (rows.iter().any(is_headings), best)
    };
    let separator = separators.into_iter().max_by_key(top).unwrap_or(b',');
    let rows = records(&text, begin, separator, ROWS + TOP)?;
    let path = path.to_owned();
    Ok(Sheet::new(SourceFile { path, text }, rows))
}

/// The rows of a text behind `begin`.
fn records(
    text: &str,
    begin: usize,
    separator: u8,
    limit: usize,
) -> Result<Vec<SheetRow>, Problem> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(&text.as_bytes()[begin..]);
    let first = text[..begin].matches('\n').count();
    let mut rows: Vec<SheetRow> = Vec::new();
    let mut record = csv::StringRecord::new();
    // The text is sound UTF-8, and rows may be of any length: nothing else fails.
    while reader.read_record(&mut record).unwrap_or(false) {
        let Some(place) = record.position() else {
            continue;
        };
        if rows.len() >= limit {
            return match limit {
                TOP => Ok(rows),
                _ => Err(Problem::TooManyRows { limit: ROWS }),
            };
        }
        let from = begin + usize::try_from(place.byte()).unwrap_or(0);
        let to = begin + usize::try_from(reader.position().byte()).unwrap_or(0);
        // The reader counts line ends of the row before to this one.
        let skipped = text[from..to].len() - text[from..to].trim_start_matches(['\r', '\n']).len();
        let breaks = text[from..from + skipped].matches('\n').count();
        let line = text[from + skipped..to].lines().next().unwrap_or_default();
        rows.push(SheetRow {
            number: first + usize::try_from(place.line()).unwrap_or(0) + breaks,
            span: from + skipped..from + skipped + line.len(),
            cells: record.iter().map(|cell| tidy(plain(cell))).collect(),
        });
    }
    Ok(rows)
}

/// A cell on one line, without blanks around it and without what nobody sees.
fn tidy(cell: &str) -> String {
    let is_plain = cell.bytes().all(|byte| byte.is_ascii_graphic());
    if is_plain {
        return cell.to_owned();
    }
    let shown = base::unseen::shown(cell);
    base::text::collapse_spaces(&shown)
}

fn workbook(path: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Problem> {
    let damaged = |error: calamine::XlsxError| Problem::BadWorkbook {
        reason: Reason::of(error),
    };
    if unpacks_too_far(bytes) {
        return Err(Problem::SwellingWorkbook {
            megabytes: UNPACKED >> 20,
        });
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let mut cells: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        let mut reader = book.worksheet_cells_reader(&name).map_err(damaged)?;
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let ((row, column), text) = (cell.get_position(), shown(cell.get_value()));
            if text.is_empty() || column >= COLUMNS {
                continue;
            }
            if cells.len() > ROWS {
                return Err(Problem::TooManyRows { limit: ROWS });
            }
            cells.entry(row).or_default().insert(column, text);
        }
        if !cells.is_empty() {
            sheets.push(of_cells(format!("{path}#{name}"), cells));
        }
    }
    Ok(sheets)
}

/// Whether the parts of a workbook unpack to more than [`UNPACKED`] bytes in all. What they say of their sizes may be a lie, so
/// they are unpacked to nowhere; parts that cannot be are the reader's to refuse.
fn unpacks_too_far(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return false;
    };
    let mut left = UNPACKED;
    for number in 0..archive.len() {
        let Ok(part) = archive.by_index(number) else {
            continue;
        };
        let taken = io::copy(&mut part.take(left + 1), &mut io::sink()).unwrap_or_default();
        match left.checked_sub(taken) {
            Some(rest) => left = rest,
            None => return true,
        }
    }
    false
}

/// A sheet of cells by row and column. Its text has a line for each row up to the last, so that numbers of lines are those
/// of rows.
fn of_cells(path: String, cells: BTreeMap<u32, BTreeMap<u32, String>>) -> Sheet {
    let mut text = String::new();
    let mut rows = Vec::new();
    let mut line = 0;
    for (row, cells) in cells {
        // Rows that lie far apart would make a text of nothing but line ends.
        let gap = (row as usize).saturating_sub(line).min(ROWS);
        text.extend(std::iter::repeat_n('\n', gap));
        let width = cells.keys().next_back().map_or(0, |last| *last + 1);
        let cells: Vec<_> = (0..width)
            .map(|at| cells.get(&at).cloned().unwrap_or_default())
            .collect();
        let from = text.len();
        text += &cells.join("\t");
        rows.push(SheetRow {
            number: row as usize + 1,
            span: from..text.len(),
            cells,
        });
        text.push('\n');
        line = row as usize + 1;
    }
    Sheet::new(SourceFile { path, text }, rows)
}

/// A cell of a workbook as it would stand in CSV.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => tidy(text),
        DataRef::SharedString(text) => tidy(text),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Sheet {
        let mut sheets = Sheet::read("a.csv", text.as_bytes(), &|_| String::new()).unwrap();
        sheets.remove(0)
    }

    #[test]
    fn separators_titles_and_places_are_found() {
        for (mark, text) in [
            (",", "Ngày,Tổ,Kênh\n05/12/2026,Tổ 1,\"Họp, bàn\"\n"),
            (
                ";",
                "\u{feff}BẢNG THEO DÕI;;\r\n\r\nNgày;Tổ;Kênh\r\n05/12/2026;Tổ 1;Họp, bàn\r\n",
            ),
            ("tab", "Ngày\tTổ\tKênh\n05/12/2026\tTổ 1\tHọp, bàn"),
            (
                "sep",
                "sep=;\nNgày;Tổ;Kênh\n05/12/2026;Tổ 1;\"Họp,\n bàn\"\n",
            ),
        ] {
            let sheet = read(text);
            assert_eq!(sheet.rows.len(), 1, "{mark}");
            let row = &sheet.rows[0];
            assert_eq!(row.cells, ["05/12/2026", "Tổ 1", "Họp, bàn"], "{mark}");
            let line = sheet.source.text[..row.span.start].matches('\n').count() + 1;
            assert_eq!(line, row.number, "{mark}");
            assert!(
                sheet.source.text[row.span.clone()].starts_with("05/12"),
                "{mark}"
            );
        }
    }

    #[test]
    fn utf16_without_its_mark_is_read() {
        let text = "Ngày;Tổ;Kênh\r\n05/12/2026;Tổ 1;Họp\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            let sheets = Sheet::read("a.csv", &bytes, &|_| unreachable!("it is known")).unwrap();
            assert_eq!(sheets[0].rows[0].cells, ["05/12/2026", "Tổ 1", "Họp"]);
        }
        assert_eq!(unmarked_utf16(text.as_bytes()), None);
    }

    #[test]
    fn a_table_without_headings_has_none() {
        assert!(read("a,b,c\n1,2,3\n").headings.is_none());
        assert!(read("").headings.is_none());
    }
}
