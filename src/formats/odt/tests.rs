//! Tests: OpenDocument texts, part by part.

use super::{is_package, read};
use crate::line::Unread;
use crate::problem::Problem;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const STYLES: &str = r#"<office:automatic-styles>
    <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Giua"><style:text-properties fo:font-weight="bold"/></style:style>
    <style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
    <style:style style:name="T2" style:family="text"><style:text-properties style:font-name="Cu"/></style:style>
    <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>
    <text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/></text:list-style>
    </office:automatic-styles>"#;

fn odt(body: &str, mark: &str, manifest: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:style=\"s\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:fo=\"f\" xmlns:draw=\"d\" \
        xmlns:svg=\"v\" xmlns:dc=\"c\"><office:font-face-decls><style:font-face style:name=\"Cu\" svg:font-family=\"&apos;.VnTime&apos;\"/>\
        </office:font-face-decls>{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = "<office:document-styles xmlns:office=\"o\" xmlns:style=\"s\" xmlns:fo=\"f\"><office:styles>\
        <style:style style:name=\"Giua\" style:family=\"paragraph\"><style:paragraph-properties fo:text-align=\"center\"/></style:style>\
        </office:styles></office:document-styles>";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let parts = [
        ("mimetype", mark),
        ("content.xml", &content),
        ("styles.xml", styles),
        ("META-INF/manifest.xml", manifest),
    ];
    for (name, text) in parts {
        zip.start_file(name, stored).expect("a new part");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

const TEXT: &str = "application/vnd.oasis.opendocument.text";

fn texts(body: &str) -> Vec<String> {
    let read = read(&odt(body, TEXT, "<manifest/>")).expect("a sound file");
    let shown = read.lines.iter().map(|line| {
        let label = line
            .label
            .as_ref()
            .map(|label| format!("{label} "))
            .unwrap_or_default();
        format!("{label}{}{}", line.text, line.cells.join("|"))
    });
    shown.collect()
}

#[test]
fn paragraphs_lists_and_tables_are_read() {
    assert_eq!(
        texts(
            "<text:p text:style-name=\"P1\">KẾ<text:s/>  HOẠCH\n  năm<text:tab/>2026<text:line-break/>x</text:p>\
            <text:list text:style-name=\"L1\"><text:list-item><text:p>một</text:p><text:list><text:list-item><text:p>hai</text:p>\
            </text:list-item></text:list></text:list-item><text:list-item><text:p>ba</text:p></text:list-item></text:list>\
            <table:table><table:table-row><table:table-cell table:number-rows-spanned=\"2\"><text:p>TT</text:p></table:table-cell>\
            <table:table-cell table:number-columns-spanned=\"2\"><text:p>Năm</text:p></table:table-cell><table:covered-table-cell/></table:table-row>\
            <table:table-row><table:covered-table-cell/><table:table-cell><text:p>2026</text:p></table:table-cell>\
            <table:table-cell><text:p>2027</text:p></table:table-cell></table:table-row></table:table>\
            <text:p><text:span text:style-name=\"T2\">KÕ ho¹ch</text:span></text:p>"
        ),
        [
            "KẾ HOẠCH năm\t2026",
            "x",
            "I. một",
            "I.1. hai",
            "II. ba",
            "TT|Năm|",
            "TT|2026|2027",
            "",
            "Kế hoạch"
        ]
    );
}

#[test]
fn what_was_deleted_hidden_or_remarked_is_not_read() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>đã xóa</text:p></text:deletion></text:changed-region>\
        </text:tracked-changes><text:p>còn<text:change text:change-id=\"1\"/><office:annotation><dc:creator>A</dc:creator><text:p>nhận xét\
        </text:p></office:annotation><text:span text:style-name=\"T1\">ẩn</text:span> lại<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>Chú thích</text:p></text:note-body></text:note></text:p>\
        <text:p><draw:frame><draw:text-box><text:p>khung</text:p></draw:text-box></draw:frame>ngoài</text:p>\
        <text:p><draw:frame><draw:image/><svg:title>tên ảnh</svg:title></draw:frame><draw:frame><draw:object/><draw:image/></draw:frame></text:p>";
    assert_eq!(texts(body), ["còn lại", "khung", "ngoài", ""]);
    let read = read(&odt(body, TEXT, "")).expect("a sound file");
    assert_eq!(read.notes[0].text, "Chú thích");
    assert_eq!(read.unread, [(Unread::Picture, 1), (Unread::Object, 1)]);
}

#[test]
fn locked_foreign_and_broken_files_are_told_apart() {
    let locked = odt(
        "",
        TEXT,
        "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>",
    );
    assert!(is_package(&locked));
    assert_eq!(read(&locked), Err(Problem::Locked {}));
    let sheet = odt("", "application/vnd.oasis.opendocument.spreadsheet", "");
    assert_eq!(read(&sheet), Err(Problem::Sheet {}));
    let deep = odt(&"<text:section>".repeat(900), TEXT, "");
    assert_eq!(read(&deep), Err(Problem::TooHeavy {}));
    assert!(matches!(
        read(&odt("<text:p>", TEXT, "")),
        Err(Problem::Damaged { .. })
    ));
    let wide = odt(
        &format!(
            "<table:table><table:table-row>{}</table:table-row></table:table>",
            "<table:table-cell table:number-columns-repeated=\"999999\"/>".repeat(9_000)
        ),
        TEXT,
        "",
    );
    assert_eq!(read(&wide), Err(Problem::TooHeavy {}));
}
