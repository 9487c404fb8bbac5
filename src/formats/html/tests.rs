//! Tests: pages as portals build them and browsers save them, and the document alone that is left of them.

use super::{is_message, is_page, read, read_message};
use encoding_rs::{UTF_16LE, WINDOWS_1258};

/// A document as the editors of portals paste it.
const DOCUMENT: &str = "<p>ỦY BAN NHÂN DÂN</p><p>XÃ MẪU</p><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>\
    <p>Độc lập - Tự do - Hạnh phúc</p><p>Số: 12/KH-UBND</p><p>Mẫu, ngày 05 tháng 3 năm 2026</p><p>&nbsp;</p>\
    <p><strong>KẾ HOẠCH</strong></p><p>Tiêm chủng mở rộng năm 2026</p>\
    <p>Căn cứ <a href=\"/luat\">Luật Phòng bệnh</a>;</p><p>I. MỤC ĐÍCH</p><p>1. Tỷ lệ tiêm chủng đầy đủ đạt 95%.</p>\
    <table><tr><th rowspan=2>TT</th><th colspan=2>Tháng</th></tr><tr><td>4</td><td>5</td></tr>\
    <tr><td>1</td><td>30 trẻ</td><td>40 trẻ</td></tr></table>\
    <p>Nơi nhận:<br>- Như trên;</p><p>KT. CHỦ TỊCH</p><p>Nguyễn Văn Mẫu</p>";

/// What is left of every page around it.
const LINES: [&str; 20] = [
    "ỦY BAN NHÂN DÂN",
    "XÃ MẪU",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 12/KH-UBND",
    "Mẫu, ngày 05 tháng 3 năm 2026",
    "KẾ HOẠCH",
    "Tiêm chủng mở rộng năm 2026",
    "Căn cứ Luật Phòng bệnh;",
    "I. MỤC ĐÍCH",
    "1. Tỷ lệ tiêm chủng đầy đủ đạt 95%.",
    "TT|Tháng|",
    "TT|4|5",
    "1|30 trẻ|40 trẻ",
    "Nơi nhận:",
    "- Như trên;",
    "KT. CHỦ TỊCH",
    "Nguyễn Văn Mẫu",
    "",
    "",
];

fn lines(page: &[u8]) -> Vec<String> {
    let read = read(page).expect("a sound page");
    shown(&read.lines)
}

fn shown(lines: &[crate::RawLine]) -> Vec<String> {
    let lines = lines.iter().filter(|line| !line.is_empty());
    let shown = lines.map(|line| match (&line.label, line.cells.is_empty()) {
        (Some(label), _) => format!("{label} {}", line.text),
        (None, true) => line.text.clone(),
        (None, false) => line.cells.join("|"),
    });
    shown.collect()
}

fn expected() -> Vec<&'static str> {
    LINES.into_iter().filter(|line| !line.is_empty()).collect()
}

const RELATED: &str = "<li><a href=/1>Xã Mẫu tổ chức lễ phát động trồng cây</a></li><li><a href=/2>Kết quả kỳ họp thứ năm</a></li>\
    <li><a href=/3>Thông báo lịch tiếp công dân tháng 3</a></li>";

#[test]
fn a_portal_of_today_leaves_the_document() {
    let page = format!(
        "<!DOCTYPE html>\n<!-- saved from url=(0042)https://vidu.example/ke-hoach -->\n<html lang=vi><head><meta charset=utf-8>\
        <title>Kế hoạch - Xã Mẫu</title><script>var menu = \"<p>Số: 1/X</p>\";</script></head><body class=\"has-sidebar page\">\
        <header class=site-header><div class=logo>CỔNG THÔNG TIN ĐIỆN TỬ</div></header>\
        <div class=\"main-menu\"><a href=/>TRANG CHỦ</a><a href=/g>GIỚI THIỆU</a><a href=/t>TIN TỨC</a></div>\
        <div class=container><ul class=breadcrumb><li>Trang chủ</li><li>Văn bản</li></ul>\
        <div class=row><div class=col-md-9><div class=detail-content><h1>Kế hoạch tiêm chủng mở rộng</h1>\
        <div class=meta>Ngày đăng: 06/03/2026 08:00 | Lượt xem: 120</div>{DOCUMENT}\
        <div class=post-tags>Tags: tiêm chủng</div><div>Chia sẻ</div>\
        <h3>Tin liên quan</h3><ul>{RELATED}</ul></div></div>\
        <div class=col-md-3><h4>XEM NHIỀU</h4><ul>{RELATED}</ul></div></div></div>\
        <div style=\"display: none\">Bạn có muốn nhận tin?</div>\
        <footer>Ủy ban nhân dân xã Mẫu. Giấy phép số: 12/GP-TTĐT</footer></body></html>"
    );
    assert!(is_page(page.as_bytes()));
    assert_eq!(lines(page.as_bytes()), expected());
}

#[test]
fn a_portal_laid_out_by_tables_leaves_the_document() {
    let page = format!(
        "<HTML><BODY><form id=aspnetForm><table width=100%><tr><td colspan=3>CỔNG THÔNG TIN XÃ MẪU</td></tr>\
        <tr><td><a href=/>Trang chủ</a><br><a href=/g>Giới thiệu</a><br><a href=/l>Liên hệ</a></td>\
        <td><div>{DOCUMENT}</div></td><td><b>THỐNG KÊ</b><br>Đang xem: 5<br>Hôm nay: 90</td></tr>\
        <tr><td colspan=3>Bản quyền thuộc xã Mẫu. Điện thoại: liên hệ văn phòng.</td></tr></table></form></BODY></HTML>"
    );
    assert_eq!(lines(page.as_bytes()), expected());
}

#[test]
fn words_called_like_menus_stay_where_they_are_the_text() {
    let text = "Người dân đến khám tại trạm y tế mang theo thẻ bảo hiểm. ".repeat(20);
    let page = format!(
        "<html><body><div class=\"sidebar-right content\"><p>{text}</p></div></body></html>"
    );
    assert_eq!(lines(page.as_bytes()).concat(), text.trim_end());
}

#[test]
fn lists_bear_their_labels_and_hard_blanks_part_columns() {
    let page = "<html><body><ol type=a><li>một</li><li value=4>bốn</li></ol><ul><li>- gạch</li><li>hai</li></ul>\
        <p>ỦY BAN&nbsp;&nbsp;&nbsp;&nbsp; CỘNG HÒA</p><pre>a\n  b</pre></body></html>";
    assert_eq!(
        lines(page.as_bytes()),
        [
            "a) một",
            "d) bốn",
            "- gạch",
            "- hai",
            "ỦY BAN\tCỘNG HÒA",
            "a",
            "  b"
        ]
    );
}

#[test]
fn every_encoding_is_read() {
    let page = |told: &str| format!("<html><head>{told}</head><body>{DOCUMENT}</body></html>");
    let wide = page("<meta charset=utf-16>");
    let units: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(is_page(&units));
    assert_eq!(lines(&units), expected());
    let marked: Vec<u8> = [&b"\xFF\xFE"[..], &units].concat();
    assert_eq!(lines(&marked), expected());
    // Saved as UTF-8, and still called otherwise.
    assert_eq!(lines(wide.as_bytes()), expected());
    for told in [
        "<meta charset=windows-1258>",
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>",
    ] {
        let text = decomposed(&page(told));
        let (bytes, _, lost) = WINDOWS_1258.encode(&text);
        assert!(!lost);
        assert_eq!(lines(&bytes), expected(), "{told}");
    }
    assert_eq!(UTF_16LE.name(), "UTF-16LE");
}

/// A text with the tones apart, as Windows-1258 writes them: `ấ` is `â` and a mark.
fn decomposed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    for c in text.nfc() {
        let parts: Vec<char> = c.to_string().nfd().collect();
        let tone = parts
            .iter()
            .position(|part| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*part));
        match tone {
            Some(at) if parts.len() > 1 => {
                let letter = parts
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != at)
                    .map(|(_, part)| *part);
                out.extend(letter.nfc());
                out.push(parts[at]);
            }
            _ => out.push(c),
        }
    }
    out
}

#[test]
fn a_page_in_one_file_is_read() {
    let page = format!("<html><body>{DOCUMENT}</body></html>");
    let mut quoted = String::new();
    for (at, byte) in page.bytes().enumerate() {
        match byte {
            b'=' | 128.. => quoted.push_str(&format!("={byte:02X}")),
            byte => quoted.push(char::from(byte)),
        }
        if at % 40 == 39 {
            quoted.push_str("=\r\n");
        }
    }
    let message = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://vidu.example/\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Ranh--1----\"\r\n\r\n\r\n\
        ------Ranh--1----\r\nContent-Type: text/css\r\n\r\nbody {{ color: red }}\r\n\
        ------Ranh--1----\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        {quoted}\r\n------Ranh--1------\r\n"
    );
    assert!(is_message(message.as_bytes()));
    let read = read_message(message.as_bytes()).expect("a page is in it");
    assert_eq!(shown(&read.lines), expected());
    assert!(
        read_message(
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\n"
        )
        .is_err()
    );
}

#[test]
fn what_is_no_page_is_none() {
    for text in [
        "Số: 5 < 6 <p>",
        "<xml>",
        "",
        "<5 tuổi: tiêm đủ",
        "<?xml version=\"1.0\"?><w:document>",
    ] {
        assert!(!is_page(text.as_bytes()), "{text}");
    }
}

#[test]
fn depth_and_size_are_limited() {
    let deep = format!("<html><body>{}", "<div>".repeat(20_000));
    assert!(read(deep.as_bytes()).is_err());
    let beside = "chữ ".repeat(500);
    let tables = format!(
        "<html><body><p>{beside}</p>{}",
        "<table><tr><td>a<td>".repeat(100)
    );
    assert!(read(tables.as_bytes()).is_err());
    let spans = format!(
        "<html><body><table><tr>{}",
        "<td colspan=60000 rowspan=60000>a</td>".repeat(10_000)
    );
    assert!(read(spans.as_bytes()).is_err());
}
