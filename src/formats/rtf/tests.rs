//! Tests: RTF as Word, LibreOffice and old programs write it.

use super::read;
use crate::RawLine;
use crate::RawText;
use crate::line::Unread;

fn of(body: &str) -> RawText {
    read(format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Times New Roman;}}{{\\f1 .VnTime;}}{{\\f2 VNI-Times;}}{{\\f3\\fcharset163 Arial;}}}}{body}}}").as_bytes())
        .expect("a sound file")
}

fn texts(read: &RawText) -> Vec<String> {
    read.lines.iter().map(shown).collect()
}

fn shown(line: &RawLine) -> String {
    let label = line
        .label
        .as_ref()
        .map(|label| format!("{label} "))
        .unwrap_or_default();
    format!("{label}{}{}", line.text, line.cells.join("|"))
}

#[test]
fn letters_of_every_encoding_are_read() {
    let read = of(
        "\\u7910?Y BAN NH\\u194\\'c2N D\\u194\\'c2N\\par {\\f1 K\\'d5 ho\\'b9ch}\\par {\\f2 Ke\\'e1 hoa\\'efch}\\par \
        {\\f3 ho\\'e2\\'ec}\\par {\\uc0\\u7911\\u-10179\\u-9216}!\\par \\'93a\\'94 \\emdash \\~b\\_c",
    );
    assert_eq!(
        texts(&read),
        [
            "ỦY BAN NHÂN DÂN",
            "Kế hoạch",
            "Kế hoạch",
            "hoấ",
            "ủ\u{1f400}!",
            "“a” — b-c"
        ]
    );
}

#[test]
fn what_is_not_of_the_text_is_passed_over() {
    let read = of(
        "{\\info{\\title Ten}}{\\header \\'abdau\\par}{\\*\\generator x;}{\\stylesheet{\\s0 Normal;}}a{\\deleted xoa}{\\v an}\
        {\\*\\bkmkstart m}{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt lien ket}}{\\pict\\pngblip 89504e47}\
        {\\object\\objemb{\\*\\objdata 01}{\\result z}}{\\footnote \\chftn  Chu thich}{\\*\\annotation nhan xet}\\par \\bin5 {{{{{b\\par",
    );
    assert_eq!(texts(&read), ["alien ket", "b"]);
    assert_eq!(read.notes[0].text.trim(), "Chu thich");
    assert_eq!(read.unread, [(Unread::Picture, 1), (Unread::Object, 1)]);
}

#[test]
fn tables_labels_and_looks_are_kept() {
    let read = of(
        "\\pard\\qc\\b KE HOACH\\b0\\par\\pard {\\listtext\\tab 1.\\tab}Muc\\par \
        \\trowd\\cellx100\\cellx200\\pard\\intbl TT\\cell Ten\\cell\\row\\trowd\\cellx100\\cellx200\\intbl 1\\cell hai\\par dong\\cell\\row\
        \\pard sau bang\\par",
    );
    assert_eq!(
        texts(&read),
        ["KE HOACH", "1. Muc", "TT|Ten", "1|hai dong", "", "sau bang"]
    );
    assert!(read.lines[0].style.bold && read.lines[0].style.centred && !read.lines[1].style.bold);
}

#[test]
fn merged_cells_are_known_by_where_they_end() {
    let read = of(
        "\\trowd\\cellx500\\cellx2000\\intbl TT\\cell Nam\\cell\\row\\trowd\\clvmrg\\cellx505\\cellx1000\\cellx2000\\intbl \\cell 2026\\cell 2027\\cell\\row\\pard x\\par",
    );
    assert_eq!(texts(&read), ["TT|Nam|", "TT|2026|2027", "", "x"]);
}

#[test]
fn broken_files_are_refused() {
    assert!(read(b"{\\rtf1 abc").is_err());
    assert!(read(&[&b"{\\rtf1"[..], &b"{".repeat(5_000)].concat()).is_err());
    assert!(read(b"{\\rtf1\\'zz\\bin99999999 ab").is_err());
}
