//! Registers as data: CSV (RFC 4180) for spreadsheets, JSON (RFC 8259) for programs. Field names are documented in
//! `src/site/content/running.md`.

use super::super::{Site, words};
use super::{Format, Table};
use crate::compile::{SharedTarget, targets_of, tasks_of};
use crate::model::{Comparison, Deadline, Kind, PostIndex, Task};
use serde::Serialize;
use std::fmt::Display;

/// By this Excel knows UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A register with whose it is.
#[derive(Serialize)]
struct Exported<'a, T> {
    /// The ward's name.
    ward: &'a str,
    /// The site's address.
    site: &'a str,
    rows: Vec<T>,
}

/// The document or model that a row comes from.
#[derive(Serialize)]
struct Origin<'a> {
    title: &'a str,
    number: Option<&'a str>,
    page: String,
}

#[derive(Serialize)]
struct TargetRecord<'a> {
    measure: &'a str,
    comparison: &'static str,
    value: Option<f64>,
    unit: Option<&'a str>,
    year: Option<i64>,
    place: Option<&'a str>,
    note: Option<&'a str>,
    topic: Option<&'a str>,
    document: Origin<'a>,
    /// Models that set the same.
    also: Vec<Origin<'a>>,
}

#[derive(Serialize)]
struct TaskRecord<'a> {
    task: &'a str,
    owner: Option<&'a str>,
    partners: &'a [String],
    /// A day, `2026-12-15`.
    deadline: Option<String>,
    /// Words where the deadline is no day.
    deadline_words: Option<&'a str>,
    /// The last day of either, where it tells one.
    last_day: Option<String>,
    topic: Option<&'a str>,
    document: Origin<'a>,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    document_kind: &'a str,
    issuer: &'a str,
    number: Option<&'a str>,
    issued: Option<String>,
    effective: Option<String>,
    subject: Option<&'a str>,
    signer: Option<&'a str>,
    signer_role: Option<&'a str>,
    place: Option<&'a str>,
    recipients: &'a [String],
    carries_out: &'a [String],
    file: Option<String>,
    title: &'a str,
    page: String,
}

/// A row of a table for people.
trait Record: Serialize {
    /// The headings of the columns.
    const COLUMNS: &'static [&'static str];

    /// The cells under them.
    fn cells(&self) -> Vec<String>;
}

impl Record for TargetRecord<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "Việc cần đạt",
        "So sánh",
        "Giá trị",
        "Đơn vị",
        "Năm",
        "Nơi",
        "Ghi chú",
        "Chủ đề",
        "Văn bản",
        "Số, ký hiệu",
        "Trang",
        "Cũng ghi ở",
    ];

    fn cells(&self) -> Vec<String> {
        let also = self.also.iter().map(|origin| origin.page.as_str());
        let compared = Comparison::ALL
            .iter()
            .find(|(_, key, _)| self.value.is_some() && *key == self.comparison);
        let compared = compared.map(|(_, _, words)| *words);
        vec![
            self.measure.into(),
            shown(compared),
            shown(self.value),
            shown(self.unit),
            shown(self.year),
            shown(self.place),
            shown(self.note),
            shown(self.topic),
            self.document.title.into(),
            shown(self.document.number),
            self.document.page.clone(),
            also.collect::<Vec<_>>().join("; "),
        ]
    }
}

impl Record for TaskRecord<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "Việc",
        "Phụ trách",
        "Cùng làm",
        "Hạn",
        "Ngày cuối",
        "Chủ đề",
        "Văn bản",
        "Số, ký hiệu",
        "Trang",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.task.into(),
            shown(self.owner),
            self.partners.join("; "),
            shown(self.deadline.as_deref().or(self.deadline_words)),
            shown(self.last_day.as_ref()),
            shown(self.topic),
            self.document.title.into(),
            shown(self.document.number),
            self.document.page.clone(),
        ]
    }
}

impl Record for DocumentRecord<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "Hình thức",
        "Cơ quan ban hành",
        "Số, ký hiệu",
        "Ngày ban hành",
        "Ngày hiệu lực",
        "Trích yếu",
        "Người ký",
        "Chức vụ",
        "Nơi ký",
        "Nơi nhận",
        "Thực hiện",
        "Tệp văn bản",
        "Bài giải thích",
        "Trang",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.document_kind.into(),
            self.issuer.into(),
            shown(self.number),
            shown(self.issued.as_ref()),
            shown(self.effective.as_ref()),
            shown(self.subject),
            shown(self.signer),
            shown(self.signer_role),
            shown(self.place),
            self.recipients.join("; "),
            self.carries_out.join("; "),
            shown(self.file.as_ref()),
            self.title.into(),
            self.page.clone(),
        ]
    }
}

impl Site<'_> {
    /// The text of a file of data.
    pub(super) fn data(&self, table: Table, format: Format) -> String {
        let registers = &self.compiled.lists.registers;
        match table {
            Table::Targets => {
                let rows = registers.targets.iter();
                let rows = rows.filter_map(|target| self.target_record(target));
                self.written(rows.collect(), format)
            }
            Table::Tasks => {
                let rows = registers.tasks.iter().map(|&(post, row)| {
                    self.task_record(post, &tasks_of(&self.compiled.ward.posts[post].kind)[row])
                });
                self.written(rows.collect(), format)
            }
            Table::Documents => {
                let rows = registers.documents.iter();
                let rows = rows.filter_map(|&post| self.document_record(post));
                self.written(rows.collect(), format)
            }
        }
    }

    fn written<T: Record>(&self, rows: Vec<T>, format: Format) -> String {
        match format {
            Format::Csv => csv(&rows),
            Format::Json => {
                let exported = Exported {
                    ward: &self.compiled.ward.config.name,
                    site: &self.compiled.ward.config.base_url,
                    rows,
                };
                let text = serde_json::to_string_pretty(&exported)
                    .unwrap_or_else(|error| unreachable!("plain data serialises: {error}"));
                format!("{text}\n")
            }
        }
    }

    fn document_origin(&self, post: PostIndex) -> Origin<'_> {
        let post = &self.compiled.ward.posts[post];
        Origin {
            title: &post.front.title,
            number: match &post.kind {
                Kind::Resolution(resolution) => resolution.number.as_deref(),
                _ => None,
            },
            page: self.canonical(&post.url()),
        }
    }

    fn target_record<'s>(&'s self, shared: &SharedTarget) -> Option<TargetRecord<'s>> {
        let (&(post, row), also) = shared.split_first()?;
        let target = &targets_of(&self.compiled.ward.posts[post].kind)[row];
        Some(TargetRecord {
            measure: &target.measure,
            comparison: target.comparison.key(),
            value: target.value,
            unit: target.unit.as_deref(),
            year: target.year,
            place: target.place.as_deref(),
            note: target.note.as_deref(),
            topic: target.topic.as_deref(),
            document: self.document_origin(post),
            also: also
                .iter()
                .map(|&(post, _)| self.document_origin(post))
                .collect(),
        })
    }

    fn task_record<'s>(&'s self, post: PostIndex, task: &'s Task) -> TaskRecord<'s> {
        let (deadline, deadline_words) = match &task.deadline {
            Some(Deadline::Day(day)) => (Some(day.to_string()), None),
            Some(Deadline::Words(words)) => (None, Some(words.as_str())),
            None => (None, None),
        };
        TaskRecord {
            task: &task.task,
            owner: task.owner.as_deref(),
            partners: &task.partners,
            deadline,
            deadline_words,
            last_day: words::last_day(task).map(|day| day.to_string()),
            topic: task.topic.as_deref(),
            document: self.document_origin(post),
        }
    }

    fn document_record(&self, index: PostIndex) -> Option<DocumentRecord<'_>> {
        let post = &self.compiled.ward.posts[index];
        let Kind::Resolution(resolution) = &post.kind else {
            return None;
        };
        let attachment = self.compiled.posts[index].attachment.as_ref();
        Some(DocumentRecord {
            document_kind: &resolution.document_kind,
            issuer: &resolution.issuer,
            number: resolution.number.as_deref(),
            issued: resolution.issued.map(|day| day.to_string()),
            effective: resolution.effective.map(|day| day.to_string()),
            subject: resolution.subject.as_deref(),
            signer: resolution.signer.as_deref(),
            signer_role: resolution.signer_role.as_deref(),
            place: resolution.place.as_deref(),
            recipients: &resolution.recipients,
            carries_out: &resolution.carries_out,
            file: attachment.map(|found| self.canonical(&found.url)),
            title: &post.front.title,
            page: self.canonical(&post.url()),
        })
    }
}

/// A value, or an empty cell.
fn shown(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn csv<T: Record>(rows: &[T]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_string().into_bytes());
    let impossible = |error: &dyn Display| -> ! { unreachable!("memory takes rows: {error}") };
    let heading = T::COLUMNS.iter().map(|&name| name.to_owned()).collect();
    for cells in [heading].into_iter().chain(rows.iter().map(T::cells)) {
        let cells = cells.iter().map(|cell| no_formula(cell));
        writer
            .write_record(cells)
            .unwrap_or_else(|error| impossible(&error));
    }
    let bytes = writer
        .into_inner()
        .unwrap_or_else(|error| impossible(&error));
    String::from_utf8(bytes).unwrap_or_else(|error| impossible(&error))
}

/// A cell that no spreadsheet takes for a formula (OWASP, CSV Injection): what begins like one gets an apostrophe
/// before it, and so does what stands behind a `;`, a tab or a line break, where many spreadsheets begin a new cell.
/// Numbers stay numbers.
fn no_formula(cell: &str) -> String {
    const SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if cell.parse::<f64>().is_ok() {
        return cell.to_owned();
    }
    let mut safe = String::with_capacity(cell.len());
    for part in cell.split_inclusive([';', '\t', '\n', '\r', '；']) {
        let blanks = part.len() - part.trim_start_matches([' ', '"', '\'', '\u{a0}']).len();
        if part[blanks..].starts_with(SIGNS) {
            safe.push('\'');
        }
        safe.push_str(part);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(no_formula("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(no_formula("+84 và 115"), "'+84 và 115");
        assert_eq!(no_formula("@SUM(1)"), "'@SUM(1)");
        assert_eq!(no_formula("-2+3"), "'-2+3");
        assert_eq!(no_formula("-12.5"), "-12.5");
        assert_eq!(no_formula("trên 95%"), "trên 95%");
        assert_eq!(no_formula(""), "");
        assert_eq!(no_formula("a;=1+1"), "a;'=1+1");
        assert_eq!(no_formula("a; \"+1\";b"), "a;' \"+1\";b");
        assert_eq!(no_formula("a\n@x"), "a\n'@x");
        assert_eq!(no_formula("a;b - c"), "a;b - c");
    }
}
