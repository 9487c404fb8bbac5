//! PDF files as programs and offices make them, drawn here letter by letter.

use super::gate::Doubt;
use super::{Answer, extract, judged};
use crate::RawText;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A letter's width, in thousandths of its size.
const WIDTH: i64 = 500;

/// A file in the making. Its letters are numbered in the order of their coming, their widths given as one range.
struct Paper {
    letters: Vec<char>,
    /// Letters that the font leaves unnamed.
    unnamed: &'static str,
    content: String,
    pages: Vec<(String, Dictionary)>,
    stamps: Vec<(f64, f64, String)>,
}

impl Paper {
    fn new() -> Self {
        Self {
            letters: Vec::new(),
            unnamed: "",
            content: String::new(),
            pages: Vec::new(),
            stamps: Vec::new(),
        }
    }

    /// How a font's letters are written in a page.
    fn codes(&mut self, text: &str) -> String {
        let codes = text.chars().map(|letter| {
            let known = self.letters.iter().position(|known| *known == letter);
            let code = known.unwrap_or_else(|| {
                self.letters.push(letter);
                self.letters.len() - 1
            });
            format!("{:04x}", code + 1)
        });
        codes.collect()
    }

    /// Writes a line at a place, by a matrix that turns it.
    fn turned(&mut self, matrix: &str, x: f64, y: f64, text: &str) {
        let codes = self.codes(text);
        self.content += &format!("BT /F1 12 Tf {matrix} {x} {y} Tm <{codes}> Tj ET\n");
    }

    fn line(&mut self, x: f64, y: f64, text: &str) -> &mut Self {
        self.turned("1 0 0 1", x, y, text);
        self
    }

    /// Writes lines below each other.
    fn lines(&mut self, x: f64, y: f64, texts: &[&str]) -> &mut Self {
        for (at, text) in texts.iter().enumerate() {
            self.line(x, y - 18.0 * at as f64, text);
        }
        self
    }

    fn rule(&mut self, from: (f64, f64), to: (f64, f64)) {
        let ((a, b), (c, d)) = (from, to);
        self.content += &format!("{a} {b} m {c} {d} l S\n");
    }

    /// Lays a picture over a part of the page's height.
    fn picture(&mut self, height: f64) {
        self.content += &format!("q 595 0 0 {height} 0 0 cm /Im1 Do Q\n");
    }

    fn page(&mut self, more: Dictionary) -> &mut Self {
        let content = std::mem::take(&mut self.content);
        self.pages.push((content, more));
        self
    }

    fn file(&mut self) -> Vec<u8> {
        if self.pages.is_empty() || !self.content.is_empty() {
            self.page(Dictionary::new());
        }
        let stamps: Vec<_> = std::mem::take(&mut self.stamps);
        let stamps: Vec<_> = stamps
            .into_iter()
            .map(|(x, y, text)| (x, y, text.chars().count(), self.codes(&text)))
            .collect();
        let mut document = Document::with_version("1.7");
        let named = self.letters.iter().enumerate();
        let named = named.filter(|(_, letter)| !self.unnamed.contains(**letter));
        let names: String = named
            .map(|(code, letter)| format!("<{:04x}> <{:04x}>\n", code + 1, *letter as u32))
            .collect();
        let map = format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n\
             1 begincodespacerange <0000> <ffff> endcodespacerange\n{} beginbfchar\n{names}endbfchar endcmap end end",
            names.lines().count()
        );
        let map = document.add_object(Stream::new(Dictionary::new(), map.into_bytes()));
        let last = self.letters.len() as i64 + 1;
        let below = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Mau", "DW" => 1000,
            "W" => vec![1.into(), last.into(), WIDTH.into()],
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"), "Supplement" => 0,
            },
        });
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Mau", "Encoding" => "Identity-H",
            "DescendantFonts" => vec![below.into()], "ToUnicode" => map,
        });
        let picture = document.add_object(Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
                "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
            },
            vec![200],
        ));
        let resources = dictionary! {
            "Font" => dictionary! { "F1" => font }, "XObject" => dictionary! { "Im1" => picture },
        };
        let fields: Vec<Object> = stamps
            .into_iter()
            .map(|(x, y, count, codes)| {
                let width = 5.0 * count as f64;
                let look = document.add_object(Stream::new(
                    dictionary! {
                        "Type" => "XObject", "Subtype" => "Form", "Resources" => resources.clone(),
                        "BBox" => vec![0.into(), 0.into(), Object::Real(width as f32), 12.into()],
                    },
                    format!("BT /F1 10 Tf 0 2 Td <{codes}> Tj ET").into_bytes(),
                ));
                let sides = [x, y, x + width, y + 12.0].map(|side| Object::Real(side as f32));
                Object::Reference(document.add_object(dictionary! {
                    "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "F" => 132,
                    "Rect" => sides.to_vec(), "AP" => dictionary! { "N" => look },
                }))
            })
            .collect();
        let tree = document.new_object_id();
        let kids: Vec<Object> = std::mem::take(&mut self.pages)
            .into_iter()
            .map(|(content, more)| {
                let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
                let mut page = dictionary! {
                    "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources.clone(),
                    "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()], "Annots" => fields.clone(),
                };
                page.extend(&more);
                document.add_object(page).into()
            })
            .collect();
        let count = kids.len() as i64;
        let pages = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
        document.objects.insert(tree, pages.into());
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", root);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("written into memory");
        bytes
    }
}

fn read(file: Vec<u8>) -> RawText {
    match judged(file) {
        Answer::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

/// Lines that hold something, blanks at their ends away.
fn words(text: &RawText) -> Vec<String> {
    let lines = text.lines.iter().filter(|line| !line.is_empty());
    lines
        .map(|line| match line.cells.is_empty() {
            true => line.text.trim().to_owned(),
            false => line.cells.join(" | "),
        })
        .collect()
}

const TEXT: [&str; 4] = [
    "Trạm Y tế phường tổ chức tiêm chủng mở rộng cho trẻ em",
    "dưới năm tuổi trên địa bàn, các tổ dân phố báo cáo kết",
    "quả về Ủy ban nhân dân phường trước ngày 15 tháng 6 năm",
    "2026, ai cần hỏi thì đến trạm hoặc hỏi cán bộ y tế.",
];

#[test]
fn what_was_stamped_goes_into_its_blank() {
    // On the line, a little above it, and far from it.
    for (aside, off) in [(0.0, 0.0), (0.0, 5.0), (1.0, 40.0)] {
        let mut paper = Paper::new();
        paper.line(72.0, 760.0, "Số:      /KH-UBND");
        paper.line(72.0, 720.0, "Mẫu, ngày      tháng 3 năm 2026");
        paper.lines(72.0, 600.0, &TEXT);
        paper
            .stamps
            .push((72.0 + 27.0 + aside, 758.0 + off, "12".to_owned()));
        paper
            .stamps
            .push((72.0 + 63.0 + aside, 718.0 + off, "05".to_owned()));
        let found = words(&read(paper.file()));
        let lines: Vec<String> = found[..2]
            .iter()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(
            lines,
            ["Số: 12 /KH-UBND", "Mẫu, ngày 05 tháng 3 năm 2026"],
            "{off}"
        );
    }
}

#[test]
fn a_stamp_that_fits_no_blank_stays_where_it_is() {
    let mut paper = Paper::new();
    paper.lines(72.0, 600.0, &TEXT);
    paper.stamps.push((400.0, 700.0, "ĐẾN Số 17".to_owned()));
    assert_eq!(words(&read(paper.file()))[0], "ĐẾN Số 17");
}

#[test]
fn pictures_and_letters_without_names_are_no_text() {
    let mut paper = Paper::new();
    for _ in 0..3 {
        paper.picture(842.0);
        paper.line(30.0, 820.0, "SAO Y; 03/02/2026; 15:40:13");
        paper.page(Dictionary::new());
    }
    assert!(matches!(
        judged(paper.file()),
        Answer::Pictured(_, pictured, 3) if pictured == [1, 2, 3]
    ));
    // A picture behind a text, and one beside it, are none of the page.
    for height in [842.0, 100.0] {
        let mut paper = Paper::new();
        paper.picture(height);
        paper.lines(72.0, 600.0, &TEXT);
        assert_eq!(words(&read(paper.file())), TEXT);
    }
    let mut paper = Paper::new();
    paper.unnamed = "hnT";
    paper.lines(72.0, 600.0, &TEXT);
    assert!(matches!(
        judged(paper.file()),
        Answer::Doubted(Doubt::Unnamed(_))
    ));
    let mut paper = Paper::new();
    paper.unnamed = "";
    paper
        .lines(72.0, 600.0, &TEXT)
        .line(72.0, 400.0, "\u{F0B7} \u{F0B7} \u{F0B7}");
    assert!(matches!(judged(paper.file()), Answer::Text(_)));
}

#[test]
fn letters_drawn_twice_are_read_once() {
    let mut paper = Paper::new();
    for aside in [0.0, 0.3, 0.6] {
        paper.lines(72.0 + aside, 600.0, &TEXT);
    }
    paper.line(72.0, 400.0, "Loa loa, 1100 lít, xoong");
    let found = words(&read(paper.file()));
    assert_eq!(found[..4], TEXT);
    assert_eq!(found[4], "Loa loa, 1100 lít, xoong");
}

#[test]
fn pages_that_lie_on_their_side_are_read() {
    // Turned by the page's own key, by its letters, and by both ways at once.
    for (rotate, matrix) in [
        (0, "1 0 0 1"),
        (90, "0 1 -1 0"),
        (270, "0 -1 1 0"),
        (180, "-1 0 0 -1"),
    ] {
        for keyed in [true, false] {
            let mut paper = Paper::new();
            for (at, text) in TEXT.iter().enumerate() {
                let down = 18.0 * at as f64;
                let (x, y) = match rotate {
                    0 => (100.0, 700.0 - down),
                    90 => (200.0 + down, 100.0),
                    270 => (400.0 - down, 700.0),
                    _ => (500.0, 200.0 + down),
                };
                paper.turned(matrix, x, y, text);
            }
            if keyed {
                paper.page(dictionary! { "Rotate" => rotate });
            }
            assert_eq!(words(&read(paper.file())), TEXT, "{rotate} {keyed}");
        }
    }
}

#[test]
fn text_in_two_columns_is_read_one_column_after_the_other() {
    let mut paper = Paper::new();
    paper.line(150.0, 780.0, "Bản tin sức khỏe của phường Mẫu");
    let side = |side: &str| -> Vec<String> {
        (1..=20)
            .map(|line| format!("bên {side} dòng thứ {line:02} của bản tin này"))
            .collect()
    };
    let (left, right) = (side("trái"), side("phải"));
    for (at, (left, right)) in left.iter().zip(&right).enumerate() {
        let y = 740.0 - 18.0 * at as f64;
        paper.line(60.0, y, left).line(320.0, y - 3.0, right);
    }
    let found = words(&read(paper.file()));
    let wanted: Vec<&String> = left.iter().chain(&right).collect();
    assert_eq!(found[1..].iter().collect::<Vec<_>>(), wanted);
}

#[test]
fn a_head_and_a_foot_in_two_columns_stay_side_by_side() {
    let mut paper = Paper::new();
    for (at, (left, right)) in [
        ("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),
        ("- Như trên;", "KT. CHỦ TỊCH"),
        ("- Các tổ dân phố;", "PHÓ CHỦ TỊCH"),
        ("- Lưu: VT.", "Nguyễn Văn Mẫu"),
    ]
    .iter()
    .enumerate()
    {
        let y = 200.0 - 18.0 * at as f64;
        paper.line(72.0, y, left).line(340.0, y, right);
    }
    paper.lines(72.0, 600.0, &TEXT);
    let found = words(&read(paper.file()));
    assert_eq!(found[4], "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN");
    assert_eq!(found[7], "- Lưu: VT.\tNguyễn Văn Mẫu");
}

#[test]
fn ruled_lines_make_a_table_with_merged_cells() {
    let mut paper = Paper::new();
    paper.lines(72.0, 800.0, &TEXT);
    // Columns of a number, two lines of words, and two figures below one head.
    let (columns, rows) = (
        [72.0, 110.0, 300.0, 400.0, 500.0],
        [700.0, 670.0, 640.0, 590.0, 560.0],
    );
    for (at, y) in rows.iter().enumerate() {
        let from = if at == 1 { columns[2] } else { columns[0] };
        paper.rule((from, *y), (columns[4], *y));
    }
    for (at, x) in columns.iter().enumerate() {
        let top = if at == 3 { rows[1] } else { rows[0] };
        paper.rule((*x, top), (*x, rows[4]));
    }
    paper
        .line(80.0, 665.0, "TT")
        .line(120.0, 665.0, "Chỉ tiêu")
        .line(380.0, 680.0, "Năm");
    paper.line(320.0, 650.0, "2026").line(420.0, 650.0, "2030");
    paper
        .line(80.0, 620.0, "1")
        .line(120.0, 622.0, "Tỷ lệ trẻ em được")
        .line(120.0, 606.0, "tiêm chủng đầy đủ");
    paper.line(320.0, 615.0, "95%").line(420.0, 615.0, "98%");
    paper
        .line(80.0, 570.0, "2")
        .line(120.0, 570.0, "Số buổi nói chuyện")
        .line(320.0, 570.0, "4");
    paper.lines(72.0, 500.0, &["Hết bảng."]);
    let found = words(&read(paper.file()));
    assert_eq!(
        found[4..],
        [
            "TT | Chỉ tiêu | Năm | ",
            " |  | 2026 | 2030",
            "1 | Tỷ lệ trẻ em được tiêm chủng đầy đủ | 95% | 98%",
            "2 | Số buổi nói chuyện | 4 | ",
            "Hết bảng.",
        ]
    );
}

#[test]
fn a_frame_or_an_underline_is_no_table() {
    let mut paper = Paper::new();
    paper.content += "60 480 480 200 re S\n";
    paper.rule((200.0, 700.0), (300.0, 700.0));
    paper.line(200.0, 705.0, "KẾ HOẠCH");
    paper.lines(72.0, 600.0, &TEXT);
    assert_eq!(words(&read(paper.file()))[1..], TEXT);
}

#[test]
fn a_file_that_breaks_off_is_damaged() {
    let mut paper = Paper::new();
    let file = paper.lines(72.0, 600.0, &TEXT).file();
    for kept in [file.len() / 2, file.len() - 6] {
        assert!(
            matches!(extract(file[..kept].to_vec()), Err(Answer::Damaged(_))),
            "{kept}"
        );
    }
    // What a server sent behind the file harms nothing.
    let mut longer = file;
    longer.extend(b"\r\n<!-- 0.02 s -->\r\n".repeat(50));
    assert_eq!(words(&read(longer)), TEXT);
}
