//! Documents for download: PDF files.

use super::{checked, told};
use lopdf::{Dictionary, Document, Object, Stream};

/// A PDF of one page with a line of text; `change` adds to its catalogue.
pub fn pdf(change: impl Fn(&mut Document, &mut Dictionary)) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary(&[
        ("Type", "Font".into()),
        ("Subtype", "Type1".into()),
        ("BaseFont", "Helvetica".into()),
    ]));
    let fonts = document.add_object(dictionary(&[("F1", Object::Reference(font))]));
    let resources = document.add_object(dictionary(&[("Font", Object::Reference(fonts))]));
    let text = b"BT /F1 12 Tf 50 700 Td (Ke hoach cua phuong.) Tj ET".to_vec();
    let content = document.add_object(Stream::new(Dictionary::new(), text));
    let page = document.add_object(dictionary(&[
        ("Type", "Page".into()),
        ("Parent", Object::Reference(pages)),
        ("Contents", Object::Reference(content)),
        ("Resources", Object::Reference(resources)),
        (
            "MediaBox",
            Object::Array([0, 0, 595, 842].map(Object::Integer).to_vec()),
        ),
    ]));
    let all = dictionary(&[
        ("Type", "Pages".into()),
        ("Kids", Object::Array(vec![Object::Reference(page)])),
        ("Count", Object::Integer(1)),
    ]);
    document.objects.insert(pages, Object::Dictionary(all));
    let mut catalogue = dictionary(&[
        ("Type", "Catalog".into()),
        ("Pages", Object::Reference(pages)),
    ]);
    change(&mut document, &mut catalogue);
    let catalogue = document.add_object(catalogue);
    document.trailer.set("Root", catalogue);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn dictionary(entries: &[(&str, Object)]) -> Dictionary {
    let mut dictionary = Dictionary::new();
    for (key, value) in entries {
        dictionary.set(*key, value.clone());
    }
    dictionary
}

fn string(words: &str) -> Object {
    Object::string_literal(words)
}

#[test]
fn a_pdf_tells_its_author_and_comments() {
    let file = pdf(|document, catalogue| {
        let info = document.add_object(dictionary(&[
            ("Author", string("Tran Van Mau")),
            ("Subject", string("Goi 0912 345 678")),
        ]));
        document.trailer.set("Info", info);
        let packet = b"<x:xmpmeta><dc:creator><rdf:li>Le Thi Mau</rdf:li></dc:creator><a>C:\\Users\\Mau\\a.docx</a></x:xmpmeta>".to_vec();
        let kind = dictionary(&[("Type", "Metadata".into()), ("Subtype", "XML".into())]);
        let packet = document.add_object(Stream::new(kind, packet));
        catalogue.set("Metadata", packet);
        document.add_object(dictionary(&[
            ("Subtype", "Text".into()),
            (
                "Rect",
                Object::Array([0, 0, 9, 9].map(Object::Integer).to_vec()),
            ),
            ("T", string("Hoang Mau")),
            ("Contents", string("Goi 0987 654 321")),
        ]));
    });
    let all = told("goc.pdf", &file, "").join("\n");
    for words in [
        "`Tran Van Mau`",
        "`Le Thi Mau`",
        "`Hoang Mau`",
        "`0987 654 321` trong ghi chú",
        "`0912 345 678` trong thuộc tính",
        "C:\\Users\\Mau",
    ] {
        assert!(all.contains(words), "{words}\n{all}");
    }
}

#[test]
fn scripts_and_programs_in_a_pdf_stop_the_build() {
    let script = || dictionary(&[("S", "JavaScript".into()), ("JS", string("app.alert(1)"))]);
    let launch = || dictionary(&[("S", "Launch".into()), ("F", string("cmd.exe"))]);
    let specification = || {
        dictionary(&[
            ("Type", "Filespec".into()),
            ("F", string("mo.exe")),
            ("EF", Object::Dictionary(Dictionary::new())),
        ])
    };
    for (key, value) in [
        ("OpenAction", script()),
        ("AA", dictionary(&[("WC", Object::Dictionary(script()))])),
        ("OpenAction", launch()),
        (
            "Names",
            dictionary(&[(
                "EmbeddedFiles",
                Object::Array(vec![Object::Dictionary(specification())]),
            )]),
        ),
    ] {
        let file = pdf(|_, catalogue| catalogue.set(key, Object::Dictionary(value.clone())));
        let ran = checked("goc.pdf", &file, "");
        assert_eq!(ran.code, Some(1), "{key}: {}", ran.stderr);
    }
}

#[test]
fn addresses_that_run_and_forms_with_scripts_stop_the_build() {
    let address = dictionary(&[
        ("S", "URI".into()),
        ("URI", string("java\nscript:alert(1)")),
    ]);
    let file = pdf(|_, catalogue| catalogue.set("A", Object::Dictionary(address.clone())));
    assert_eq!(checked("goc.pdf", &file, "").code, Some(1));
    let file = pdf(|document, catalogue| {
        let script = b"<xdp><script>app.alert(1)</script></xdp>".to_vec();
        let form = document.add_object(Stream::new(Dictionary::new(), script));
        let parts = Object::Array(vec![string("template"), Object::Reference(form)]);
        catalogue.set("AcroForm", dictionary(&[("XFA", parts)]));
    });
    assert_eq!(checked("goc.pdf", &file, "").code, Some(1));
}

#[test]
fn a_pdf_that_calls_as_it_opens_is_told() {
    let web = dictionary(&[("S", "URI".into()), ("URI", string("https://x.example/a"))]);
    let share = dictionary(&[("S", "GoToR".into()), ("F", string("//x.example/a.pdf"))]);
    for (key, value) in [
        ("OpenAction", web.clone()),
        ("AA", dictionary(&[("WC", Object::Dictionary(share))])),
    ] {
        let file = pdf(|_, catalogue| catalogue.set(key, Object::Dictionary(value.clone())));
        let told = told("goc.pdf", &file, "").join("\n");
        assert!(told.contains("tải từ nơi khác khi mở: `"), "{key}: {told}");
    }
    // A link that somebody follows, and the page to begin with, are nothing to tell of.
    let link = pdf(|document, catalogue| {
        document.add_object(dictionary(&[("A", Object::Dictionary(web.clone()))]));
        let page = Object::Array(vec![Object::Integer(0), "Fit".into()]);
        catalogue.set("OpenAction", page);
    });
    assert_eq!(told("goc.pdf", &link, ""), [""; 0]);
}
