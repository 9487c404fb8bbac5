//! Reports of a period: what was done, in words and tables, on paper as the State and the Party set it. Numbers come from the
//! log alone; what it does not tell is left blank for a person to fill in.

mod docx;
mod paper;
pub mod text;
mod workbook;

pub use text::Occasion;

use crate::cell;
use crate::figures::Figures;
use crate::folder::Coverage;
use crate::period::Period;
use crate::problem::Problem;
use base::reason::Reason;

/// A file of a report: its name and its bytes.
pub struct ReportFile {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The files of a report: the document, its tables as a workbook and as CSV.
///
/// # Errors
/// When one of them cannot be put together.
pub fn files(
    coverage: &Coverage,
    period: Period,
    occasion: Occasion,
) -> Result<Vec<ReportFile>, Problem> {
    let figures = Figures::of(coverage, period);
    let report = text::report(coverage, &figures, period, occasion);
    let failed = |reason: Reason| Problem::CannotMake { reason };
    let name = |ending: &str| format!("{}-{}-{period}.{ending}", occasion.slug(), coverage.ward);
    let document =
        paper::document(&report, &coverage.settings).map_err(|error| failed(Reason::of(error)))?;
    let tables = workbook::tables(&figures, coverage);
    let workbook = workbook::xlsx(&tables, period).map_err(|error| failed(Reason::of(error)))?;
    let mut csv = b"\xEF\xBB\xBF".to_vec();
    csv.extend(cell::separated(workbook::units(&figures).rows, b';'));
    Ok(vec![
        ReportFile {
            name: name("docx"),
            bytes: document,
        },
        ReportFile {
            name: name("xlsx"),
            bytes: workbook,
        },
        ReportFile {
            name: name("csv"),
            bytes: csv,
        },
    ])
}
