//! Import: PDF documents.

use super::heads::{Head, assert_head};
use super::{dry_run, fixture, outline};

#[test]
fn pdf_documents_are_read_with_their_columns() {
    let found = dry_run(&fixture("ke-hoach.pdf"));
    assert_head(
        &Head {
            file: "ke-hoach.pdf",
            kind: "Kế hoạch",
            number: "07/KH-UBND",
            date: "2025-09-03",
            place: "Giả Định",
            issuer: "Ủy ban nhân dân phường Giả Định",
            title: "Triển khai chiến dịch phòng, chống sốt xuất huyết trên địa bàn phường Giả Định năm 2025",
            signer: "Trần Văn Thử",
            role: "Phó Chủ tịch",
            recipients: &[
                "Ủy ban nhân dân thành phố",
                "Thường trực Đảng ủy, HĐND phường",
                "Các tổ dân phố",
                "Lưu: VT",
            ],
        },
        &found,
    );
    let levels: Vec<String> = outline(&found)
        .iter()
        .map(|line| line.split('\t').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        levels,
        [
            "1 I.", "2 1.", "2 2.", "3 a)", "3 b)", "1 II.", "2 1.", "2 2.", "1 III.", "2 1.",
            "2 2."
        ]
    );
}
