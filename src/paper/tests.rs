//! Tests over every lesson and fact check of the library, in a ward with contacts that are made up.

use crate::deck;
use crate::handout;
use crate::leaflet;
use crate::look::{MM, SMALLEST};
use crate::pptx;
use crate::product::{Products, products};
use crate::questions;
use crate::quiz;
use crate::subject::Subject;
use crate::talk;
use crate::text::{Block, words};
use base::lang::Lang;
use base::message::Message;
use jiff::civil::date;
use lopdf::content::Content;
use lopdf::{Document, Object};
use site::assets::{Attachments, Cache, Pictures};
use site::compile::{CompileOptions, CompiledSite};
use site::content::{self, LoadOptions};
use site::delivery::Delivery;
use site::model::{Contact, ContactRole};
use site::root::Root;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use unicode_normalization::is_nfc;
use zip::ZipArchive;

/// Hands over the ward Nam Đồng of this repository, compiled, with a station that is made up.
fn with(check: impl FnOnce(&CompiledSite<'_>)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = Root::open(&root).unwrap();
    let today = date(2026, 11, 30);
    let load = LoadOptions {
        wards: vec!["nam-dong".into()],
        ..LoadOptions::default()
    };
    let (mut loaded, problems) = content::load(&root, &load, today);
    assert!(!problems.has_errors());
    let pictures = Pictures::new(root.clone(), Cache::default());
    let attachments = Attachments::new(root.clone());
    let delivery = Delivery::default();
    let options = CompileOptions {
        delivery: &delivery,
        today,
    };
    let ward = &mut loaded.wards[0];
    ward.config.contacts = vec![Contact {
        role: ContactRole::HealthStation,
        name: "Trạm y tế phường Thử".into(),
        phone: Some("0225 000 0000".into()),
        address: Some("số 1 đường Thử".into()),
        hours: None,
    }];
    let files = (&pictures, &attachments);
    let mut problems = Vec::new();
    let site = CompiledSite::compile(ward, files, &options, &mut problems);
    check(&site);
}

/// Every lesson and fact check.
fn each(site: &CompiledSite<'_>, mut check: impl FnMut(&Subject<'_>)) {
    let mut count = 0;
    for post in 0..site.ward.posts.len() {
        let mut problems = Vec::new();
        if let Some(subject) = Subject::of(site, post, &mut problems) {
            assert!(problems.is_empty(), "{problems:?}");
            check(&subject);
            count += 1;
        }
    }
    assert!(count > 90, "{count}");
}

/// How often each word stands in a text, without the signs around it: a heading that asks has one more.
fn counted(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split_whitespace() {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        *counts.entry(word.to_owned()).or_default() += usize::from(!word.is_empty());
    }
    counts
}

/// Whether a text has every word of another, as often. A long address may stand on two lines, of which the reader leaves out the
/// hyphen between; a heading may go on within a question.
fn has_words(shown: &str, wanted: &str, what: &str) {
    assert!(is_nfc(shown), "{what}");
    let joined: String = shown.split_whitespace().collect();
    let joined = joined.replace('-', "");
    let shown = counted(&shown.to_lowercase());
    for (word, count) in counted(&wanted.to_lowercase()) {
        let found = match shown.get(&word) {
            None if word.contains('/') => joined.matches(&word.replace('-', "")).count(),
            found => found.copied().unwrap_or(0),
        };
        assert!(found >= count, "{what}: “{word}” {found} of {count}");
    }
}

/// The words of a PDF, or of one of its pages, as poppler's `pdftotext` reads them.
fn text_of(bytes: &[u8], page: Option<u32>) -> String {
    let page = page.map(|page| page.to_string());
    let pages = page.iter().flat_map(|page| ["-f", page, "-l", page]);
    let mut reader = Command::new("pdftotext")
        .args(pages)
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext (Debian's poppler-utils) runs");
    reader.stdin.take().unwrap().write_all(bytes).unwrap();
    let read = reader.wait_with_output().unwrap();
    assert!(read.status.success());
    String::from_utf8(read.stdout).unwrap()
}

fn number(object: &Object) -> f32 {
    object.as_float().unwrap()
}

/// The operators of a page.
fn operators(pdf: &Document, page: u32) -> Content {
    let id = pdf.get_pages()[&page];
    Content::decode(&pdf.get_page_content(id).unwrap()).unwrap()
}

/// Every letter of a PDF is embedded, with the character that it stands for.
fn has_fonts(pdf: &Document, what: &str) {
    let mut fonts = 0;
    for object in pdf.objects.values() {
        let Ok(dictionary) = object.as_dict() else {
            continue;
        };
        match dictionary.get_type() {
            Ok(b"FontDescriptor") => {
                assert!(dictionary.has(b"FontFile2"), "{what}");
                fonts += 1;
            }
            Ok(b"Font") if dictionary.get(b"Subtype").unwrap().as_name().unwrap() == b"Type0" => {
                assert!(dictionary.has(b"ToUnicode"), "{what}");
            }
            _ => {}
        }
    }
    assert_eq!(fonts, 2, "{what}");
}

/// Nothing is read that is too small, nothing stands where office printers do not print.
fn is_printable(pdf: &Document, what: &str) {
    let edge = 5.0 * MM;
    for (page, id) in pdf.get_pages() {
        let size = pdf.get_dictionary(id).unwrap().get(b"MediaBox").unwrap();
        let size: Vec<_> = size.as_array().unwrap().iter().map(number).collect();
        let inside = |x: f32, y: f32| {
            assert!(x >= edge && x <= size[2] - edge, "{what}: {x}");
            assert!(y >= edge && y <= size[3] - edge, "{what}: {y}");
        };
        let mut depth = 0;
        for operation in operators(pdf, page).operations {
            let at = |place: usize| number(&operation.operands[place]);
            match operation.operator.as_str() {
                "q" => depth += 1,
                "Q" => depth -= 1,
                "Tf" => assert!(at(1) >= SMALLEST, "{what}: {}", at(1)),
                "Tm" => inside(at(4), at(5)),
                "re" if depth == 0 => {
                    inside(at(0), at(1));
                    inside(at(0) + at(2), at(1) + at(3) - 0.5);
                }
                _ => {}
            }
        }
    }
}

fn loaded(bytes: &[u8], what: &str) -> Document {
    let pdf = Document::load_mem(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    has_fonts(&pdf, what);
    pdf
}

/// The words of a text without sections that were left to the page.
fn words_without(subject: &Subject<'_>, left: &[String]) -> String {
    let mut all = words(&subject.opening);
    for section in &subject.sections {
        if left.contains(&format!("“{}”", section.title)) {
            let stays: Vec<Block> = section.stays().cloned().collect();
            all += &format!(" {}", words(&stays));
        } else {
            all += &format!(" {} {}", section.title, words(&section.blocks));
        }
    }
    all
}

#[test]
fn every_word_of_a_lesson_is_on_its_sheets() {
    with(|site| {
        // Hand-outs on one side of a sheet, and on both; leaflets that are not made.
        let (mut whole, mut sides, mut over) = (0, [0, 0], 0);
        each(site, |subject| {
            let what = subject.title();
            let (bytes, left) =
                handout::handout(subject).unwrap_or_else(|lines| panic!("{what}: over by {lines}"));
            let pdf = loaded(&bytes, what);
            sides[pdf.get_pages().len() - 1] += 1;
            has_words(&text_of(&bytes, None), &words_without(subject, &left), what);
            is_printable(&pdf, what);
            whole += usize::from(left.is_empty());
            match leaflet::leaflet(subject) {
                Err(lines) => {
                    println!("{what}: over by {lines}");
                    over += 1;
                }
                Ok((bytes, left)) => {
                    let pdf = loaded(&bytes, what);
                    assert_eq!(pdf.get_pages().len(), 2, "{what}");
                    let shown = text_of(&bytes, None);
                    has_words(&shown, &words_without(subject, &left), what);
                    assert!(shown.contains("115") && shown.contains("0225"), "{what}");
                    has_words(&shown, &left.join(" "), what);
                    is_printable(&pdf, what);
                }
            }
            let parts = talk::parts(subject, &mut Vec::new());
            let bytes = talk::talk(subject, &parts);
            let pdf = loaded(&bytes, what);
            has_words(&text_of(&bytes, None), &words(&subject.blocks()), what);
            is_printable(&pdf, what);
            let asked = questions::questions(subject);
            let bytes = questions::sheet(subject, &asked);
            let pdf = loaded(&bytes, what);
            // A heading over claims is no question.
            let sections = subject.sections.iter();
            let mut wanted = words(&subject.opening);
            sections.for_each(|section| wanted += &format!(" {}", words(&section.blocks)));
            has_words(&text_of(&bytes, None), &wanted, what);
            is_printable(&pdf, what);
        });
        println!("{whole} {sides:?} {over}");
        assert!(whole > 40, "{whole}");
        assert!(sides[0] > 40, "{sides:?}");
        assert!(over < 10, "{over}");
    });
}

#[test]
fn a_leaflet_is_folded_where_its_panels_end() {
    with(|site| {
        each(site, |subject| {
            let what = subject.title();
            let Ok((bytes, _)) = leaflet::leaflet(subject) else {
                return;
            };
            let pdf = loaded(&bytes, what);
            for (page, folds) in [(1, leaflet::OUTSIDE), (2, leaflet::INSIDE)] {
                let mut marks = BTreeSet::new();
                for operation in operators(&pdf, page).operations {
                    let at = |place: usize| number(&operation.operands[place]);
                    match operation.operator.as_str() {
                        "m" if at(1) < 6.0 * MM => {
                            marks.insert((at(0) * 100.0).round() as i32);
                        }
                        // No line begins on a fold, or ends past the one behind it.
                        "Tm" => {
                            for fold in folds {
                                let off = (at(4) - fold).abs();
                                assert!(off > 5.0 * MM, "{what}: {off}");
                            }
                        }
                        _ => {}
                    }
                }
                let wanted = folds.map(|fold| (fold * 100.0).round() as i32);
                assert!(wanted.iter().all(|fold| marks.contains(fold)), "{what}");
            }
        });
    });
    let millimetres = |folds: [f32; 2]| folds.map(|fold| (fold / MM * 10.0).round() / 10.0);
    assert_eq!(millimetres(leaflet::OUTSIDE), [97.0, 197.0]);
    assert_eq!(millimetres(leaflet::INSIDE), [100.0, 200.0]);
    // What is folded at one place is folded at the same place of the other side.
    for (outside, inside) in leaflet::OUTSIDE.iter().zip(leaflet::INSIDE.iter().rev()) {
        assert!((297.0 * MM - outside - inside).abs() < 0.1 * MM);
    }
}

#[test]
fn a_quiz_asks_what_the_lesson_says() {
    with(|site| {
        let (mut made, mut both) = (0, 0);
        each(site, |subject| {
            let what = subject.title();
            let all = words(&subject.blocks());
            let quiz = quiz::quiz(subject);
            if quiz.count() < quiz::LEAST {
                return;
            }
            made += 1;
            let is = |right| quiz.statements.iter().any(|one| one.right == right);
            both += usize::from(is(true) && is(false));
            for one in &quiz.statements {
                has_words(&all, &one.said, what);
            }
            if let Some((_, steps)) = &quiz.order {
                assert!(steps.windows(2).any(|two| two[0].0 > two[1].0), "{what}");
            }
            let bytes = quiz::sheet(subject, &quiz)
                .unwrap_or_else(|lines| panic!("{what}: over by {lines}"));
            let pdf = loaded(&bytes, what);
            assert_eq!(pdf.get_pages().len(), 2, "{what}");
            is_printable(&pdf, what);
            let (front, back) = (text_of(&bytes, Some(1)), text_of(&bytes, Some(2)));
            for one in &quiz.statements {
                has_words(&front, &one.said, what);
                has_words(&back, &one.said, what);
                has_words(&back, if one.right { "Đúng." } else { "Sai." }, what);
            }
            assert!(
                !front.contains("Sai.") && !front.contains("Đáp án"),
                "{what}"
            );
        });
        assert!(made > 70, "{made}");
        assert!(both > 60, "{both}");
    });
}

/// The parts of a package.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        parts.insert(file.name().unwrap().into_owned(), bytes);
    }
    parts
}

/// The values of an attribute in a part.
fn values(xml: &str, key: &str) -> Vec<String> {
    let before = format!(" {key}=\"");
    let parts = xml.split(&before).skip(1);
    parts
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect()
}

#[test]
fn slides_hold_together_and_say_what_the_lesson_says() {
    with(|site| {
        each(site, |subject| {
            let what = subject.title();
            let slides = deck::deck(subject);
            let wanted = deck::shown(&slides);
            let bytes = crate::slides::pdf(subject, &slides);
            let pdf = loaded(&bytes, what);
            has_words(&text_of(&bytes, None), &wanted, what);
            for page in pdf.get_pages().into_keys() {
                for operation in operators(&pdf, page).operations {
                    if operation.operator == "Tf" {
                        assert!(number(&operation.operands[1]) >= deck::SMALLEST, "{what}");
                    }
                    if operation.operator == "Tm" {
                        assert!(number(&operation.operands[5]) < 535.0, "{what}");
                    }
                }
            }
            // A drawing weighs what it weighs: one dot stands for it here.
            let pictures = pptx::pictures(&slides, |_, _| Some(b"\x89PNG".to_vec()));
            let parts = parts(&pptx::pptx(subject, &slides, &pictures));
            let types = String::from_utf8(parts["[Content_Types].xml"].clone()).unwrap();
            let overrides = values(&types, "PartName");
            let extensions = values(&types, "Extension");
            let mut shown = String::new();
            for (name, bytes) in &parts {
                let ending = name.rsplit_once('.').unwrap().1;
                assert!(extensions.iter().any(|known| known == ending), "{name}");
                if ending == "png" {
                    continue;
                }
                let xml = std::str::from_utf8(bytes).unwrap();
                let mut reader = quick_xml::Reader::from_str(xml);
                loop {
                    match reader
                        .read_event()
                        .unwrap_or_else(|error| panic!("{name}: {error}"))
                    {
                        quick_xml::events::Event::Eof => break,
                        quick_xml::events::Event::GeneralRef(sign) if &*sign == "amp" => {
                            shown += "&";
                        }
                        quick_xml::events::Event::Text(text) if name.starts_with("ppt/slides/") => {
                            let text: &str = text.as_ref();
                            shown += text;
                            shown.push(' ');
                        }
                        _ => {}
                    }
                }
                if let Some(folder) = name.strip_suffix(".rels") {
                    let (base, _) = folder.split_once("_rels/").unwrap();
                    for target in values(xml, "Target") {
                        let mut path: Vec<&str> =
                            base.split('/').filter(|p| !p.is_empty()).collect();
                        for step in target.split('/') {
                            match step {
                                ".." => drop(path.pop()),
                                step => path.push(step),
                            }
                        }
                        assert!(parts.contains_key(&path.join("/")), "{name} → {target}");
                    }
                } else if name != "[Content_Types].xml" {
                    assert!(overrides.contains(&format!("/{name}")), "{name}");
                }
                if name.starts_with("ppt/slides/") {
                    for size in values(xml, "sz") {
                        assert!(size.parse::<usize>().unwrap() >= 2_400, "{name}");
                    }
                }
            }
            let plain = |text: &str| text.replace(['“', '”'], "");
            let joined: String = plain(&shown).split_whitespace().collect();
            for word in plain(&wanted).split_whitespace() {
                assert!(joined.contains(word), "{what}: {word}");
            }
            let notes = parts
                .keys()
                .filter(|name| name.starts_with("ppt/notesSlides/notes"));
            assert_eq!(notes.count(), slides.len(), "{what}");
        });
    });
}

#[test]
fn the_same_lesson_is_the_same_bytes() {
    let made = || {
        let mut all: Vec<Products> = Vec::new();
        with(|site| {
            let posts = site.ward.posts.iter().enumerate();
            let some = posts.filter(|(_, post)| {
                ["bong", "dot-quy", "hut-noc-ran"].contains(&post.slug.as_str())
            });
            all.extend(some.map(|(index, _)| products(site, index)));
        });
        all
    };
    let (first, second) = (made(), made());
    assert_eq!(first.len(), 3);
    for (first, second) in first.iter().zip(&second) {
        assert!(first.files.len() >= 6);
        assert_eq!(first.files, second.files);
    }
}

#[test]
fn what_is_told_has_both_languages() {
    with(|site| {
        for post in 0..site.ward.posts.len() {
            for told in products(site, post).problems {
                let (vi, en) = (told.problem.text(Lang::Vi), told.problem.text(Lang::En));
                assert!(vi != en && !told.problem.help(Lang::Vi).is_empty());
                assert!(!en.contains("over by"), "{}: {en}", told.path);
            }
        }
    });
}
