//! Import: a set of invented documents in many layouts, held against what a person read in them: fields right, facts found and
//! facts wrong, years.

use super::fixture;
use super::word::{cell, docx, paragraph};
use import::Imported;
use import::facts::{Deadline, Fact, TargetFact, TaskFact};
use std::fmt::Write as _;
use std::path::Path;

/// Shares that must be held.
const FIELDS: f64 = 0.98;
const PRECISION: f64 = 0.95;
const RECALL: f64 = 0.94;
const YEARS: f64 = 0.95;

/// What was wanted, found and wrong.
#[derive(Default)]
pub struct Count {
    pub wanted: usize,
    pub found: usize,
    pub wrong: usize,
}

/// The figures of the whole set, and what fell.
#[derive(Default)]
pub struct Report {
    pub fields: Count,
    pub facts: Count,
    pub years: Count,
    pub fallen: String,
}

impl Report {
    /// The figures, by name, with the shares that must be held.
    pub fn figures(&self) -> [(&'static str, f64, f64); 4] {
        let Self {
            fields,
            facts,
            years,
            ..
        } = self;
        let given = facts.found + facts.wrong;
        [
            ("fields right", share(fields.found, fields.wanted), FIELDS),
            ("precision of facts", share(facts.found, given), PRECISION),
            ("recall of facts", share(facts.found, facts.wanted), RECALL),
            ("years right", share(years.found, years.wanted), YEARS),
        ]
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

#[test]
fn the_set_of_invented_documents_is_read_right() {
    let wanted: toml::Table = include_str!("set/wanted.toml").parse().expect("TOML");
    let documents = wanted["document"].as_array().expect("documents");
    assert!(documents.len() >= 12);
    let mut report = Report::default();
    for document in documents {
        let document = document.as_table().expect("a table");
        let file = document["file"].as_str().unwrap();
        let bytes = match document.contains_key("docx") {
            true => word_document(file),
            false => std::fs::read(fixture(&format!("set/{file}.txt"))).unwrap(),
        };
        let imported = import::import(&bytes, Path::new("loa")).expect("a document");
        judge(file, document, &imported, &mut report);
    }
    let (figures, fallen) = (report.figures(), &report.fallen);
    for (name, share, bar) in figures {
        println!("{name}: {:.1} % (bar {:.0} %)", 100.0 * share, 100.0 * bar);
    }
    println!("{fallen}");
    for (name, share, bar) in figures {
        assert!(share >= bar, "{name}: {share:.3}\n{fallen}");
    }
}

/// Holds what was found in a document against what is wanted of it.
pub fn judge(file: &str, wanted: &toml::Table, imported: &Imported, report: &mut Report) {
    fields(file, wanted, imported, report);
    let list = |key: &str| -> Vec<String> {
        let values = wanted.get(key).and_then(|value| value.as_array());
        let values = values.into_iter().flatten();
        values
            .map(|value| value.as_str().unwrap().to_owned())
            .collect()
    };
    let facts = &imported.facts;
    let targets = pair(file, &list("targets"), &facts.targets, is_target, report);
    for (label, at) in targets {
        report.years.wanted += 1;
        let parts = parts(&label);
        let year = facts.targets[at]
            .value
            .year
            .map(|year| year.to_string())
            .unwrap_or_default();
        let note = facts.targets[at].value.note.clone().unwrap_or_default();
        let right = parts[4] == year && parts.get(5).is_none_or(|often| *often == note);
        report.years.found += usize::from(right);
        if !right {
            writeln!(report.fallen, "{file}: year {label}: {year} {note}").unwrap();
        }
    }
    pair(
        file,
        &list("deadlines"),
        &facts.deadlines,
        is_deadline,
        report,
    );
    pair(file, &list("tasks"), &facts.tasks, is_task, report);
    pair(
        file,
        &list("cited"),
        &facts.cited,
        |label, fact| {
            let [name, day] = parts(label)[..] else {
                panic!("{label}")
            };
            fact.value.number.as_deref().unwrap_or(&fact.value.name) == name
                && fact
                    .value
                    .date
                    .map(|day| day.to_string())
                    .unwrap_or_default()
                    == day
        },
        report,
    );
}

fn fields(file: &str, wanted: &toml::Table, imported: &Imported, report: &mut Report) {
    let document = &imported.document;
    let date = document.date.map(|date| date.to_string());
    let labels: Vec<String> = document
        .outline
        .iter()
        .map(|heading| heading.label.clone())
        .collect();
    let single = [
        ("kind", &document.kind),
        ("number", &document.number),
        ("date", &date),
        ("place", &document.place),
        ("issuer", &document.issuer),
        ("title", &document.title),
        ("signer", &document.signer),
        ("signer_role", &document.signer_role),
    ];
    for (key, found) in single {
        let wanted = wanted
            .get(key)
            .map(|value| value.as_str().unwrap().to_owned());
        field(file, key, (wanted == *found, format!("{found:?}")), report);
    }
    for (key, found) in [("recipients", &document.recipients), ("labels", &labels)] {
        let Some(wanted) = wanted.get(key).and_then(|value| value.as_array()) else {
            continue;
        };
        let wanted: Vec<_> = wanted.iter().map(|value| value.as_str().unwrap()).collect();
        field(file, key, (wanted == *found, format!("{found:?}")), report);
    }
}

fn field(file: &str, key: &str, (right, found): (bool, String), report: &mut Report) {
    report.fields.wanted += 1;
    report.fields.found += usize::from(right);
    if !right {
        writeln!(report.fallen, "{file}: {key} {found}").unwrap();
    }
}

/// Pairs what is wanted with what is found, each once; gives the pairs.
fn pair<T: std::fmt::Debug>(
    file: &str,
    wanted: &[String],
    found: &[Fact<T>],
    same: impl Fn(&str, &Fact<T>) -> bool,
    report: &mut Report,
) -> Vec<(String, usize)> {
    let mut pairs: Vec<(String, usize)> = Vec::new();
    report.facts.wanted += wanted.len();
    for label in wanted {
        let free = |at: &usize| !pairs.iter().any(|(_, used)| used == at);
        match (0..found.len())
            .filter(free)
            .find(|at| same(label, &found[*at]))
        {
            Some(at) => pairs.push((label.clone(), at)),
            None => writeln!(report.fallen, "{file}: missed {label}").unwrap(),
        }
    }
    for (at, fact) in found.iter().enumerate() {
        if !pairs.iter().any(|(_, used)| *used == at) {
            report.facts.wrong += 1;
            writeln!(report.fallen, "{file}: wrong {:?}", fact).unwrap();
        }
    }
    report.facts.found += pairs.len();
    pairs
}

fn parts(label: &str) -> Vec<&str> {
    label.split('|').map(str::trim).collect()
}

/// The measure by its words, the sign, the value and the unit; the year is counted apart.
fn is_target(label: &str, fact: &Fact<TargetFact>) -> bool {
    let parts = parts(label);
    let measure = fact.value.measure.to_lowercase();
    let words = parts[0].to_lowercase();
    let named = words.split(' ').all(|word| measure.contains(word));
    named
        && fact.value.comparison.key() == parts[1]
        && fact.value.value == parts[2].parse().ok()
        && fact
            .value
            .unit
            .as_deref()
            .is_some_and(|unit| unit == parts[3])
}

fn end(deadline: &Deadline) -> String {
    match (&deadline.every, deadline.end) {
        (Some(every), _) => every.clone(),
        (None, Some(end)) => end.to_string(),
        (None, None) => deadline.text.clone(),
    }
}

fn is_deadline(label: &str, fact: &Fact<Deadline>) -> bool {
    end(&fact.value) == label
}

fn is_task(label: &str, fact: &Fact<TaskFact>) -> bool {
    let [owner, partners, day] = parts(label)[..] else {
        panic!("{label}")
    };
    let due = fact.value.deadline.as_ref().and_then(|due| due.end);
    fact.value.owner.as_deref().unwrap_or_default() == owner
        && fact.value.partners.join("; ") == partners
        && due.map(|day| day.to_string()).unwrap_or_default() == day
}

fn row(cells: &[&[&str]]) -> String {
    let cells: String = cells.iter().map(|lines| cell(lines)).collect();
    format!("<w:tr>{cells}</w:tr>")
}

/// A document of the set in Word.
fn word_document(file: &str) -> Vec<u8> {
    let body = match file {
        // The abstract and the addressees stand in the table of the head.
        "cong-van-bang" => [
            "<w:tbl>".to_owned(),
            row(&[
                &["ỦY BAN NHÂN DÂN", "TỈNH GIẢ SƠN"],
                &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
            ]),
            row(&[&["Số:       /UBND-VX"], &["Giả Sơn, ngày     tháng 6 năm 2026"]]),
            row(&[&["V/v tăng cường phòng, chống sốt xuất huyết"], &[""]]),
            row(&[&["", "Kính gửi:"], &[""]]),
            row(&[&[""], &["- Sở Y tế;", "- Ủy ban nhân dân các xã, phường."]]),
            "</w:tbl>".to_owned(),
            paragraph("", "Trước tình hình dịch bệnh, Ủy ban nhân dân tỉnh yêu cầu:"),
            paragraph("", "1. Bảo đảm 100% ổ dịch được xử lý kịp thời."),
            paragraph("", "2. Giao Sở Y tế tổng hợp kết quả, báo cáo trước ngày 20/6/2026./."),
            paragraph("", "Nơi nhận:"),
            paragraph("", "- Như trên;"),
            paragraph("", "- Lưu: VT."),
            paragraph("", "KT. CHỦ TỊCH"),
            paragraph("", "PHÓ CHỦ TỊCH"),
            paragraph("", "Hồ Văn Mẫu"),
        ]
        .concat(),
        // Work in a table, its days without a year; a body in charge for two rows.
        "bang-nhiem-vu" => [
            "<w:tbl>".to_owned(),
            row(&[
                &["ỦY BAN NHÂN DÂN", "PHƯỜNG VÍ DỤ", "Số: 70/KH-UBND"],
                &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Ví Dụ, ngày 30 tháng 01 năm 2026"],
            ]),
            "</w:tbl>".to_owned(),
            paragraph("", "KẾ HOẠCH"),
            paragraph("", "Chuyển đổi số trong chăm sóc sức khỏe năm 2026"),
            paragraph("", "I. CHỈ TIÊU"),
            paragraph("", "1. Tối thiểu 95% người dân có hồ sơ sức khỏe điện tử."),
            paragraph("", "2. 100% đơn thuốc điện tử được liên thông."),
            paragraph("", "II. NHIỆM VỤ"),
            paragraph("", "Nhiệm vụ được giao theo bảng sau:"),
            "<w:tbl>".to_owned(),
            row(&[&["TT"], &["Nhiệm vụ"], &["Chủ trì"], &["Phối hợp"], &["Thời gian hoàn thành"]]),
            format!(
                "<w:tr>{}{}<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>{}</w:tc>{}{}</w:tr>",
                cell(&["1"]),
                cell(&["Tạo hồ sơ sức khỏe điện tử"]),
                paragraph("", "Trạm Y tế phường"),
                cell(&["Các khu phố; Đoàn Thanh niên phường"]),
                cell(&["15/6"]),
            ),
            format!(
                "<w:tr>{}{}<w:tc><w:tcPr><w:vMerge/></w:tcPr>{}</w:tc>{}{}</w:tr>",
                cell(&["2"]),
                cell(&["Hướng dẫn người dân tra cứu hồ sơ"]),
                paragraph("", ""),
                cell(&["Phòng Văn hóa - Xã hội phường"]),
                cell(&["Quý III"]),
            ),
            row(&[&["3"], &["Cấp tài khoản định danh"], &["Công an phường"], &[""], &["30/6/2026"]]),
            "</w:tbl>".to_owned(),
            paragraph("", "Nơi nhận:"),
            paragraph("", "- Các khu phố;"),
            paragraph("", "- Lưu: VT."),
            paragraph("", "TM. ỦY BAN NHÂN DÂN"),
            paragraph("", "CHỦ TỊCH"),
            paragraph("", "Kiều Thị Thử"),
        ]
        .concat(),
        other => panic!("no document {other}"),
    };
    docx(&body, "")
}
