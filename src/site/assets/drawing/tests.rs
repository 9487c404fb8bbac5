//! Drawings made to do harm, and drawings as editors leave them. `tests/browser/drawings.test.mjs` opens what is
//! published of the same list in a browser.

use super::*;
use base::lang::Lang;
use base::message::Message;
use base::stopwatch;
use std::time::Duration;

fn svg(inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"90\">{inside}</svg>")
}

fn published(text: &str) -> String {
    let drawing =
        publish("a.svg", text.as_bytes()).unwrap_or_else(|problem| panic!("{problem:?}: {text}"));
    String::from_utf8(drawing.bytes.to_vec()).unwrap()
}

fn refused(text: &str) -> String {
    publish("a.svg", text.as_bytes())
        .unwrap_err()
        .text(Lang::Vi)
}

/// What stays of the inside of a drawing of 90 × 90.
#[track_caller]
fn stays(inside: &str, expected: &str) {
    assert_eq!(published(&svg(inside)), svg(expected) + "\n");
}

#[test]
fn crafted_drawings_are_refused_or_lose_what_acts() {
    let list = include_str!("../../../../tests/browser/drawings.json");
    let list: Vec<serde_json::Value> = serde_json::from_str(list).unwrap();
    let mut wrong = Vec::new();
    for case in &list {
        let [name, text] = ["name", "svg"].map(|key| case[key].as_str().unwrap());
        let outcome = publish("a.svg", text.as_bytes());
        match (outcome, case["refused"].as_str()) {
            (Ok(drawing), None) => {
                let bytes = String::from_utf8(drawing.bytes.to_vec()).unwrap();
                let kept = case["keeps"].as_str().unwrap_or("<svg xmlns=");
                let lower = bytes.to_lowercase();
                for left in [
                    "<script", "http:", "https:", "<!", "<?", "mẫu", "lo-thi", "0912", "users",
                ] {
                    if lower
                        .replace("http://www.w3.org/2000/svg", "")
                        .contains(left)
                    {
                        wrong.push(format!("{name}: {left} in {bytes}"));
                    }
                }
                if !bytes.contains(kept) || published(&bytes) != bytes {
                    wrong.push(format!("{name}: {bytes}"));
                }
            }
            (Err(problem), Some(says)) if problem.text(Lang::Vi).contains(says) => {}
            (Err(problem), says) => {
                wrong.push(format!("{name}: {says:?} but {}", problem.text(Lang::Vi)));
            }
            (Ok(drawing), Some(_)) => {
                wrong.push(format!(
                    "{name}: {}",
                    String::from_utf8_lossy(&drawing.bytes)
                ));
            }
        }
    }
    assert!(list.len() > 100 && wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_drawings_of_the_repository_stay_as_they_are() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/chung/suc-khoe");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut seen = 0;
    for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "svg")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let bytes = published(&text);
        let plain = |text: &str| text.replace([' ', '\n'], "");
        let ids = |text: &str| {
            base::pattern::pattern("(id=\"|#)[A-Za-z0-9-]+\"")
                .replace_all(&plain(text), "")
                .into_owned()
        };
        assert_eq!(ids(&bytes), ids(&text), "{}", file.display());
        assert_eq!(published(&bytes), bytes);
        seen += 1;
    }
    assert!(seen > 30);
}

#[test]
fn what_editors_leave_goes_unseen() {
    let inkscape = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- Created with an editor -->\n\
        <svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
        width=\"90\" height=\"90\" id=\"svg8\" inkscape:version=\"1.3\">\n  <svg:defs id=\"d\"/>\n  <inkscape:perspective/>\n  \
        <svg:g inkscape:label=\"Lớp\" id=\"layer1\" style=\"display:inline\">\n    \
        <svg:path style=\"fill:#0f6b60;stroke:none;-inkscape-stroke:none;line-height:1.2\" d=\"M 0,0 9,9\" id=\"path2\"/>\n  \
        </svg:g>\n</svg:svg>";
    assert_eq!(
        published(inkscape),
        svg("<g display=\"inline\"><path d=\"M 0,0 9,9\" fill=\"#0f6b60\" stroke=\"none\"/></g>")
            + "\n"
    );
}

#[test]
fn line_ends_in_values_are_blanks_however_they_are_written() {
    stays(
        "<path d='M0 0&#10;L9 9&#x9;L3 0'/><polygon points='1,1&#13;&#10;9,9 3,3'/>",
        "<path d=\"M0 0 L9 9 L3 0\"/><polygon points=\"1,1  9,9 3,3\"/>",
    );
}

#[test]
fn values_that_are_words_of_nobody_tell_nobody() {
    let rectangle = |attributes: &str| format!("<rect {attributes}width=\"9\" height=\"9\"/>");
    for (given, kept) in [
        ("role='C/Users/TranMau' ", ""),
        ("role='img' ", "role=\"img\" "),
        ("xml:lang='x-tran-van-mau' ", ""),
        ("lang='tran-van-mau' ", ""),
        ("lang='vi-VN' ", "lang=\"vi-VN\" "),
        ("font-variant='tran_van_mau' ", ""),
        ("font-variant='small-caps' ", "font-variant=\"small-caps\" "),
    ] {
        stays(&rectangle(given), &rectangle(kept));
    }
}

#[test]
fn style_becomes_attributes() {
    stays(
        "<style>.a,text.b{fill:#fff}#c{fill:red}.a{fill:blue!important}rect,text{stroke-width:2}</style>\
         <rect class='a' fill='green' x='1'/><text class='b' id='c' style='font:bold 12px sans-serif'>Chữ &amp; số</text>",
        "<rect fill=\"blue\" x=\"1\" stroke-width=\"2\"/>\
         <text fill=\"red\" font-family=\"sans-serif\" font-size=\"12px\" font-weight=\"bold\" stroke-width=\"2\">Chữ &amp; số</text>",
    );
}

#[test]
fn references_stay_under_new_names() {
    stays(
        "<defs><linearGradient id='Nền trời'/><linearGradient id='b' xlink:href='#c' xmlns:xlink='http://www.w3.org/1999/xlink'/>\
         <linearGradient id='c'><stop offset='1' stop-color='red'/></linearGradient><g id='g' fill='url(#b)'/></defs>\
         <use href='#g'/><use href='#missing'/><rect fill='url(#missing) red' stroke='url(#missing)' mask='url(#m)'/>",
        "<defs><linearGradient id=\"i1\" href=\"#i2\"/><linearGradient id=\"i2\"><stop offset=\"1\" stop-color=\"red\"/>\
         </linearGradient><g id=\"i3\" fill=\"url(#i1)\"/></defs><use href=\"#i3\"/><rect fill=\"red\" stroke=\"none\"/>",
    );
}

#[test]
fn a_switch_shows_what_vietnamese_readers_see() {
    stays(
        "<switch><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject><text>b</text></switch>\
         <switch><text systemLanguage='en'>a</text><text systemLanguage='vi'>b</text><text>c</text></switch>",
        "<g><text>b</text></g><g><text>b</text></g>",
    );
}

#[test]
fn sizes_come_in_every_unit() {
    let size = |attributes: &str| {
        let text = format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>");
        publish("a.svg", text.as_bytes())
            .map(|drawing| (drawing.width, drawing.height))
            .ok()
    };
    assert_eq!(size("width='210mm' height='297mm'"), Some((794, 1123)));
    assert_eq!(size("width='21cm' height='8.5in'"), Some((794, 816)));
    assert_eq!(size("width='72pt' height='6pc'"), Some((96, 96)));
    assert_eq!(size("width='40Q' height='2em'"), Some((38, 32)));
    assert_eq!(size("width='1e2px' height=' 50 '"), Some((100, 50)));
    assert_eq!(
        size("width='100%' height='100%' viewBox='0 0 480 320'"),
        Some((480, 320))
    );
    assert_eq!(size("width='auto' viewBox='0,0,480,320'"), Some((480, 320)));
    assert_eq!(size("width='240' viewBox='0 0 480 320'"), Some((240, 160)));
    assert_eq!(
        size("height='4in' viewBox='-5 -5 480 320'"),
        Some((576, 384))
    );
    assert_eq!(
        size("style='width:10px' viewBox='0 0 0.2 0.4'"),
        Some((1, 1))
    );
    for none in [
        "",
        "width='9'",
        "width='0' height='9'",
        "width='inf' height='nan'",
        "viewBox='0 0 9'",
        "viewBox='0 0 -9 9'",
    ] {
        assert_eq!(size(none), None, "{none}");
    }
    // Of a share of the page nothing is left: it says nothing of a picture.
    let share = "<svg xmlns='http://www.w3.org/2000/svg' width='100%' viewBox='0 0 9 9'/>";
    assert!(!published(share).contains("width"));
}

#[test]
fn marks_of_encodings_are_read() {
    let text = svg("<text>Chữ</text>");
    let wide = |big: bool| -> Vec<u8> {
        let declared = format!("\u{feff}<?xml version='1.0' encoding='UTF-16'?>{text}");
        let units = declared.encode_utf16();
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let marked = format!("\u{feff}{text}").into_bytes();
    for bytes in [marked, wide(true), wide(false)] {
        assert_eq!(
            publish("a.svg", &bytes).unwrap().bytes.to_vec(),
            published(&text).into_bytes()
        );
    }
    let told = publish(
        "a.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'><text>\xe1</text></svg>",
    )
    .unwrap_err();
    assert_eq!(
        told.text(Lang::Vi),
        "không đọc được hình vẽ `a.svg`, dòng 1: tệp không phải bảng mã UTF-8"
    );
}

#[test]
fn messages_name_the_line() {
    assert_eq!(
        refused(&svg("\n<g>\n<image href='a.png'/></g>")),
        "hình vẽ `a.svg`, dòng 3: không đăng được `<image>`, mà bỏ đi thì hình trông khác"
    );
}

/// A drawing of about 1 MiB is published or refused in time that grows with its size alone.
#[test]
fn no_drawing_takes_long() {
    let many = |part: &str| svg(&part.repeat((1 << 20) / part.len() - 200 / part.len() - 1));
    let selectors: String = (0..900).map(|n| format!(".a{n}{{fill:red}}")).collect();
    let chain: String = (0..12_000)
        .map(|n| format!("<g id='a{n}'><use href='#a{}'/></g>", n + 1))
        .collect();
    let declared: String = (0..40_000).map(|n| format!(" xmlns:a{n}='b'")).collect();
    let keys: String = (0..90_000).map(|n| format!(" a{n}=''")).collect();
    let hostile = [
        many("<g>"),
        many("<g/>"),
        many("<!-- -->"),
        many("<"),
        many("&"),
        many("&amp;"),
        many("&#9999999999999;"),
        many("<![CDATA[a]]>"),
        many("<text>a</text>"),
        many("<a:b/>"),
        many("<?a?>"),
        svg(&format!("<g{declared}/>")),
        svg(&format!("<g{keys}/>")),
        svg(&format!("<g style=\"{}\"/>", "fill:red;".repeat(100_000))),
        svg(&format!("<g style=\"{}\"/>", "/*".repeat(400_000))),
        svg(&format!("<g style=\"{}\"/>", "(".repeat(900_000))),
        svg(&format!("<g fill=\"{}\"/>", "a(".repeat(400_000))),
        svg(&format!("<g fill=\"{}\"/>", "url(#a) ".repeat(120_000))),
        svg(&format!("<path d=\"{}\"/>", "M0 0".repeat(250_000))),
        svg(&format!(
            "<path stroke-dasharray='1' d=\"{}\"/>",
            "-".repeat(900_000)
        )),
        svg(&format!("<g class=\"{}\"/>", "a ".repeat(500_000))),
        svg(&format!(
            "<style>{selectors}</style>{}",
            "<g class='a a a a a a a a'/>".repeat(19_000)
        )),
        svg(&format!("<style>{}</style>", "a,".repeat(500_000))),
        svg(&format!("<style>{}</style>", "a{}".repeat(300_000))),
        svg(&format!("<style>{}</style>", "{".repeat(900_000))),
        svg(&format!(
            "<text>{}</text>",
            "<style>a</style>".repeat(15_000)
        )),
        svg(&format!(
            "<rect aria-labelledby=\"{}\"/>",
            "a ".repeat(500_000)
        )),
        svg(&chain),
        format!("<svg {}", " ".repeat(1 << 20)),
        format!("<!DOCTYPE {}", "<".repeat(1_000_000)),
    ];
    for text in hostile {
        let mut outcome = None;
        let taken = stopwatch::time(|| outcome = Some(publish("a.svg", text.as_bytes())));
        let start: String = text.chars().skip(70).take(40).collect();
        assert!(
            taken < Duration::from_secs(2),
            "{taken:?}: {start}: {:?}",
            outcome.and_then(Result::err)
        );
    }
}
