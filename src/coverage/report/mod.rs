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

/// What a file of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The document.
    Docx,
    /// Its tables as a workbook.
    Xlsx,
    /// Its units as CSV.
    Csv,
}

impl Format {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Docx, Self::Xlsx, Self::Csv];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
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
    let made = |format| file(coverage, &figures, (period, occasion), format);
    Format::ALL.into_iter().map(made).collect()
}

/// One of them.
///
/// # Errors
/// When it cannot be put together.
pub fn file(
    coverage: &Coverage,
    figures: &Figures,
    (period, occasion): (Period, Occasion),
    format: Format,
) -> Result<ReportFile, Problem> {
    let failed = |reason: Reason| Problem::CannotMake { reason };
    let ending = format.ending();
    let name = format!("{}-{}-{period}.{ending}", occasion.slug(), coverage.ward);
    let bytes = match format {
        Format::Docx => {
            let report = text::report(coverage, figures, period, occasion);
            paper::document(&report, &coverage.settings)
                .map_err(|error| failed(Reason::of(error)))?
        }
        Format::Xlsx => {
            let tables = workbook::tables(figures, coverage);
            workbook::xlsx(&tables, period).map_err(|error| failed(Reason::of(error)))?
        }
        Format::Csv => {
            let mut csv = b"\xEF\xBB\xBF".to_vec();
            csv.extend(cell::separated(workbook::units(figures).rows, b';'));
            csv
        }
    };
    Ok(ReportFile { name, bytes })
}
