//! Tests: a file of old Word, whole and broken everywhere.

use super::read;
use crate::problem::Problem;

/// Made by LibreOffice from a document of an invented ward.
const FILE: &[u8] = include_bytes!("../../../tests/testsuite/import/kham-suc-khoe.doc");

#[test]
fn tables_lists_and_looks_are_read() {
    let read = read(FILE).expect("a sound file");
    let line = |words: &str| {
        read.lines
            .iter()
            .find(|line| line.text == words)
            .expect(words)
    };
    assert!(line("KẾ HOẠCH").style.bold && line("KẾ HOẠCH").style.centred);
    assert_eq!(
        line("Lập hồ sơ cho 80% người dân.").label.as_deref(),
        Some("2.")
    );
    let rows: Vec<_> = read
        .lines
        .iter()
        .filter(|line| !line.cells.is_empty())
        .collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[1].cells, ["TT", "Chỉ tiêu", "2026", "2027", "Đơn vị"]);
    assert_eq!(rows[2].cells, ["1", "Người được khám", "80", "95", "%"]);
}

#[test]
fn no_broken_file_breaks_the_reader() {
    // Each byte in turn, in steps that reach every structure.
    let mut refused = 0;
    for at in (0..FILE.len()).step_by(197) {
        for value in [0, 0x7F, 0xFF] {
            let mut bytes = FILE.to_vec();
            bytes[at] = value;
            refused += usize::from(read(&bytes).is_err());
        }
    }
    assert!(refused > 0);
    assert_eq!(read(&FILE[..700]), Err(Problem::OldWord {}));
}
