//! Tables as spreadsheets save them.

use crate::root::{TestRoot, told};
use coverage::export;
use coverage::problem::Problem;

const EXPECTED: &str =
    "2026-12-05,to-3,hop,suc-khoe/rua-tay,direct,1200,600,tuyên truyền viên,Biên bản 12,";

/// The rows of the log without their ids.
fn rows(root: &TestRoot) -> Vec<String> {
    let log = root.log();
    log.lines()
        .skip(1)
        .map(|line| line.split_once(',').unwrap().1.to_owned())
        .collect()
}

fn roomy() -> TestRoot {
    let root = TestRoot::new();
    root.put(
        "coverage/phuong-mau/units.toml",
        crate::root::UNITS.replace("people = 200", "people = 2000"),
    );
    root
}

#[test]
fn what_spreadsheets_do_to_a_table_is_undone() {
    let tables = [
        "Ngày;Tổ dân phố;Kênh;Bài;Số người;Trong đó nữ;Vai trò;Minh chứng\r\n05/12/2026;Tổ 3;Họp;suc-khoe/rua-tay;1.200;600;tuyên truyền viên;Biên bản 12\r\n",
        "sep=;\r\nSTT;Số người;NỮ;Ngày tháng;Địa bàn;Hình thức;Bài;Chức danh;Ghi chú\r\n1;1200;600;5/12/26;Tổ dân phố số 3;họp dân;suc-khoe/rua-tay;tuyên truyền viên;Biên bản 12\r\n",
        "BẢNG THEO DÕI\tPHƯỜNG MẪU\n\nNgày\tTổ\tKênh\tBài\tSố người\tNữ\tVai trò\tMinh chứng\n46361\tto-3\thop\tsuc-khoe/rua-tay\t1,200\t600\ttuyên  truyền viên \tBiên bản 12\n",
        "date,unit,channel,post,kind,people,women,role,evidence\n2026-12-05,TDP 03,hop,suc-khoe/rua-tay,trực tiếp,1200 người,600.0,tuyên truyền viên,Biên bản 12\n",
    ];
    for table in tables {
        for bytes in [
            table.as_bytes().to_vec(),
            ["\u{feff}", table].concat().into_bytes(),
        ] {
            let root = roomy();
            let file = root.put("bang.csv", bytes);
            let taken = root.import(&[file]);
            assert_eq!(
                (taken.files[0].taken, taken.files[0].refused),
                (1, 0),
                "{table}\n{:?}",
                taken.problems
            );
            assert_eq!(rows(&root), [EXPECTED], "{table}");
        }
    }
}

#[test]
fn what_cannot_be_taken_is_written_beside_with_row_reason_and_mend() {
    let root = TestRoot::new();
    let text = "Ngày;Tổ;Kênh;Số người;Nữ;Họ và tên;Vai trò\n\
        05/12/2026;Tổ 3;Họp;30;10;A;tuyên truyền viên\n\
        31/02/2026;Tổ 3;Họp;30;10;A;x\n\
        05/12/2027;Tổ 3;Họp;30;10;A;x\n\
        05/12/2026;Tổ 77;Họp;30;10;A;x\n\
        05/12/2026;Tổ 1;Họp;30;10;A;x\n\
        05/05/2026;Tổ 12;Họp;30;10;A;x\n\
        05/12/2026;Tổ 3;Bồ câu;30;10;A;x\n\
        05/12/2026;Tổ 3;Họp;nhiều;10;A;x\n\
        05/12/2026;Tổ 3;Họp;30;40;A;x\n\
        05/12/2026;Tổ 3;Họp;30;10;A;chị Mẫu 0987 654 321\n\
        05/12/2026;;Họp;30;10;A;x\n\
        05/12/2026;Tổ 3;Họp;30;10;B;tuyên truyền viên\n";
    let file = root.put("bang.csv", text);
    let taken = root.import(&[file]);
    let file = &taken.files[0];
    assert_eq!((file.taken, file.known, file.refused), (1, 1, 10));
    let beside = root.read("bang.csv.khong-nhan.csv");
    let mut reader = csv::Reader::from_reader(beside.trim_start_matches('\u{feff}').as_bytes());
    let refused: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
    let numbers: Vec<_> = refused.iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(
        numbers,
        ["3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
    );
    assert!(
        refused
            .iter()
            .all(|row| !row[1].is_empty() && !row[2].is_empty() && row.len() == 10)
    );
    let told = told(&taken.problems);
    let at = |line: usize| {
        told.iter()
            .find(|(own, _)| *own == line)
            .map(|(_, problem)| problem)
    };
    assert!(matches!(at(1), Some(Problem::UnknownColumn { name, .. }) if name == "Họ và tên"));
    assert!(matches!(at(3), Some(Problem::BadDay { .. })));
    assert!(matches!(at(4), Some(Problem::FutureDay { .. })));
    assert!(matches!(at(5), Some(Problem::UnknownUnit { .. })));
    assert!(matches!(at(6), Some(Problem::UnitEnded { .. })));
    assert!(matches!(at(7), Some(Problem::UnitNotYet { .. })));
    assert!(matches!(at(8), Some(Problem::UnknownChannel { .. })));
    assert!(matches!(at(9), Some(Problem::BadCount { .. })));
    assert!(matches!(at(10), Some(Problem::WomenOverPeople { .. })));
    assert!(matches!(at(11), Some(Problem::Personal { .. })));
    assert!(matches!(at(12), Some(Problem::EmptyCell { .. })));
    assert!(matches!(at(13), Some(Problem::RepeatedRow {})));
    assert!(!root.log().contains("0987"));
}

#[test]
fn an_export_comes_back_as_the_same_log() {
    let root = TestRoot::full();
    let formula = "=HYPERLINK(\"http://mau.example\";\"x\")";
    let text = crate::root::LOG.replace(
        "Biên bản 3",
        &format!("\"{}\"", formula.replace('"', "\"\"")),
    );
    root.put("coverage/phuong-mau/log.csv", &text);
    let coverage = root.load();
    let exported = export::csv(&coverage);
    let shown = String::from_utf8(exported.clone()).unwrap();
    assert!(shown.contains(";\"'=HYPERLINK"), "{shown}");
    let other = TestRoot::new();
    let file = other.put("xuat.csv", exported);
    let taken = other.import(&[file]);
    // Those that count nowhere are refused, the others are as they were.
    assert_eq!((taken.files[0].taken, taken.files[0].refused), (37, 3));
    let kept = other.load();
    let formulas = kept
        .log
        .entries()
        .iter()
        .filter(|entry| entry.evidence == formula);
    assert_eq!(formulas.count(), 1);
    assert!(
        kept.log
            .entries()
            .iter()
            .all(|entry| coverage.log.entries().contains(entry))
    );
}

#[test]
fn a_log_that_was_cut_is_told_and_kept() {
    let root = TestRoot::new();
    let log = crate::root::LOG;
    let cut = &log[..log.find("\nr05").unwrap() - 12];
    root.put("coverage/phuong-mau/log.csv", cut);
    let coverage = root.load();
    assert_eq!(coverage.log.entries().len(), 3);
    let told = told(&coverage.problems);
    assert!(
        matches!(&told[..], [(5, Problem::TornRow { .. })]),
        "{told:?}"
    );
    let file = root.put("them.csv", "Ngày,Tổ,Kênh\n1/3/2026,Tổ 5,Họp\n");
    let taken = root.import(&[file]);
    let kept = std::fs::read_to_string(taken.unread.unwrap()).unwrap();
    assert!(kept.contains("r04"), "{kept}");
    assert_eq!(root.load().log.entries().len(), 4);
    assert_eq!(root.load().problems.len(), 0);
}

#[test]
fn files_without_a_log_are_told_and_nothing_is_taken() {
    let root = TestRoot::new();
    for text in ["", "a,b\n1,2\n", "PK\u{3}\u{4}x"] {
        let file = root.put("la.csv", text);
        let coverage = root.load();
        let lock = coverage.lock().unwrap();
        let means = coverage::folder::Means {
            decode: &|_| String::new(),
            is_personal: None,
            today: root.today,
        };
        match coverage::take::import(&coverage, &[file], (means, base::lang::Lang::Vi), &lock) {
            Ok(taken) => assert!(
                taken.files[0].taken == 0 && !taken.problems.is_empty(),
                "{text:?}"
            ),
            Err(problems) => assert_eq!(problems.len(), 1),
        }
    }
}

#[test]
fn deadlines_become_a_calendar() {
    let calendar = export::calendar(&TestRoot::full().load());
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 3);
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20261231"),
        "{calendar}"
    );
    assert_eq!(calendar, export::calendar(&TestRoot::full().load()));
}

/// A workbook as people make them: a title, a day as a date, a number as a number, another sheet beside.
fn workbook(rows: usize) -> Vec<u8> {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut book = Workbook::new();
    let notes = book.add_worksheet();
    notes.set_name("Ghi chú").unwrap();
    notes.write_string(0, 0, "Không có gì").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Tháng 12").unwrap();
    sheet.write_string(0, 0, "THEO DÕI TUYÊN TRUYỀN").unwrap();
    for (column, head) in (1..).zip(["Ngày", "Tổ dân phố", "Kênh", "Số người", "Minh chứng"])
    {
        sheet.write_string(2, column, head).unwrap();
    }
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (row, number) in (3..).zip(1..=rows) {
        let day = ExcelDateTime::from_ymd(2026, 12, 5).unwrap();
        sheet
            .write_datetime_with_format(row, 1, &day, &date)
            .unwrap();
        sheet.write_string(row, 2, "Tổ 3").unwrap();
        sheet.write_string(row, 3, "Họp").unwrap();
        sheet.write_number(row, 4, 45).unwrap();
        sheet
            .write_string(row, 5, format!("Biên bản {number}"))
            .unwrap();
    }
    // Somebody touched a cell far off.
    sheet.write_string(90_000, 0, "x").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn workbooks_are_read_cell_by_cell() {
    let root = TestRoot::new();
    let bytes = workbook(2);
    let file = root.put("bang.xlsx", &bytes);
    let taken = root.import(&[file]);
    let file = &taken.files[0];
    assert_eq!((file.taken, file.refused), (2, 2), "{:?}", taken.problems);
    let mut read = rows(&root);
    read.sort();
    let expected = |number| format!("2026-12-05,to-3,hop,,direct,45,,,Biên bản {number},");
    assert_eq!(read, [1, 2].map(expected));
    let beside = root.read("bang.xlsx.khong-nhan.csv");
    assert!(
        beside.contains("\n90001,") && beside.contains("Không có gì"),
        "{beside}"
    );
    // Cut or changed anywhere it is refused or read, and nothing panics.
    let mut chance = crate::root::Chance(5);
    for _ in 0..200 {
        let mut bytes = bytes.clone();
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
        bytes.truncate(bytes.len() - chance.below(2) * chance.below(bytes.len()));
        let sheets = coverage::sheet::Sheet::read("a.xlsx", &bytes, &|_| String::new());
        assert!(sheets.is_ok() || sheets.is_err());
    }
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused() {
    let mut bytes = Vec::new();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(&mut bytes));
    archive
        .start_file(
            "xl/sharedStrings.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..257 {
        std::io::Write::write_all(&mut archive, &blanks).unwrap();
    }
    archive.finish().unwrap();
    assert!(bytes.len() < 1 << 20);
    let root = TestRoot::new();
    let file = root.put("bom.xlsx", bytes);
    let wanted = Problem::SwellingWorkbook { megabytes: 256 };
    assert_eq!(told(&root.refused(&[file])), [(0, wanted)]);
}
