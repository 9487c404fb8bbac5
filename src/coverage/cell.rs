//! Cells of CSV: what a spreadsheet would take for a formula is made harmless, and read back as it was.

/// A cell that no spreadsheet computes (OWASP, CSV injection): an apostrophe stands before what begins like a formula,
/// and before apostrophes that stand so, that [`plain`] finds every text again.
///
/// ```
/// use coverage::cell::{harmless, plain};
///
/// assert_eq!(harmless("=1+1"), "'=1+1");
/// assert_eq!(plain("'=1+1"), "=1+1");
/// assert_eq!(plain(&harmless("'=x")), "'=x");
/// assert_eq!(harmless("Họp"), "Họp");
/// ```
pub fn harmless(text: &str) -> String {
    match is_formula(text) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

/// The text of a cell that [`harmless`] wrote.
pub fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text) => text,
        _ => cell,
    }
}

/// Whether a text begins like a formula, behind any number of apostrophes. Wide forms of the signs are taken for the same
/// by some programs.
fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Rows → CSV (RFC 4180) with harmless cells and plain line feeds.
pub fn csv<R, C>(rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    separated(rows, b',')
}

/// The same with another sign between cells.
pub fn separated<R, C>(rows: impl IntoIterator<Item = R>, separator: u8) -> Vec<u8>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .flexible(true)
        .delimiter(separator)
        .from_writer(Vec::new());
    for row in rows {
        let cells = row.into_iter().map(|cell| harmless(cell.as_ref()));
        // Writing to memory does not fail, and rows may be of any length.
        let written = writer.write_record(cells);
        debug_assert!(written.is_ok());
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back() {
        let texts = [
            "=cmd|' /C calc'!A0",
            "+84",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\nx",
            "'=x",
            "''=x",
            "'x",
            "x",
            "",
            "'",
            "''",
            "a,\"b\"",
            "a;b",
            "＝1",
            "'\t",
        ];
        let bytes = csv([texts]);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(&bytes[..]);
        let row = reader.records().next().unwrap().unwrap();
        for (cell, text) in row.iter().zip(texts) {
            assert_eq!(plain(cell), text);
            let dangerous = ['=', '+', '-', '@', '\t', '\r', '\n'];
            assert!(!cell.starts_with(dangerous), "{cell:?}");
        }
    }
}
