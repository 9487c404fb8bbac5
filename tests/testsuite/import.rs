//! Official documents become posts: the five documents where they lie beside the repository, and documents of our
//! own from invented communes, Party and State, ward to ministry, in every format and encoding.

use crate::bench::Bench;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

/// What one document must give; an empty text stands for null.
struct Head {
    file: &'static str,
    kind: &'static str,
    number: &'static str,
    date: &'static str,
    place: &'static str,
    issuer: &'static str,
    title: &'static str,
    signer: &'static str,
    role: &'static str,
    recipients: &'static [&'static str],
}

const PUBLISHED: [Head; 5] = [
    Head {
        file: "cao-minh_ke-hoach_nq72",
        kind: "Kế hoạch",
        number: "",
        date: "",
        place: "",
        issuer: "Ban Thường vụ Đảng ủy xã Cao Minh",
        title: "thực hiện Nghị quyết số 72-NQ/TW",
        signer: "Hứa Ngọc Sỹ",
        role: "Bí thư",
        recipients: &[
            "Thường trực Tỉnh ủy (Báo cáo)",
            "Ban Tuyên giáo và Dân vận Tỉnh ủy",
            "Thường trực Đảng ủy, HĐND, UBND xã",
            "Các đồng chí Ủy viên BCH Đảng bộ xã",
            "Các cơ quan tham mưu, giúp việc Đảng ủy",
            "Các chi, đảng bộ trực thuộc",
            "Ủy ban MTTQ và các tổ chức chính trị - xã hội xã",
            "Lưu Văn phòng Đảng ủy",
        ],
    },
    Head {
        file: "le-chan_chuong-trinh-hanh-dong_nq05",
        kind: "Chương trình hành động",
        number: "",
        date: "",
        place: "",
        issuer: "Ban Chấp hành Đảng bộ phường Lê Chân",
        title: "thực hiện Nghị quyết số 05-NQ/TU ngày 14/01/2026",
        signer: "Đặng Đông Anh",
        role: "Bí thư",
        recipients: &[
            "Ban Tuyên giáo và Dân vận TU “đề báo cáo”",
            "Thường trực Đảng ủy “đề báo cáo”",
            "HĐND, UBND phường",
            "Các đồng chí Ủy viên Ban Thường vụ Đảng ủy",
            "Các đ/c Ủy viên Ban Chấp hành Đảng bộ phường",
            "Các cơ quan tham mưu giúp việc Đảng ủy phường",
            "Trung tâm chính trị phường",
            "Ủy ban MTTQ và các tổ chức chính trị - xã hội phường",
            "Các tổ chức Đảng trực thuộc Đảng ủy",
            "Lưu VPĐU",
        ],
    },
    Head {
        file: "nam-dong_chuong-trinh-hanh-dong_2025-2030",
        kind: "Chương trình hành động",
        number: "",
        date: "",
        place: "",
        issuer: "Ban Chấp hành Đảng bộ phường Nam Đồng",
        title: "thực hiện Nghị quyết Đại hội Đảng bộ phường lần thứ I, nhiệm kỳ 2025 - 2030",
        signer: "Nguyễn Việt Dũng",
        role: "Bí thư",
        recipients: &[
            "Thường trực Thành ủy (để báo cáo)",
            "Đ/c Lê Trí Vũ, UV BTV, Trưởng Ban Tổ chức Thành uỷ phụ trách Đảng bộ (để báo cáo)",
            "Các đ/c Uỷ viên BTV Đảng ủy",
            "Thường trực HĐND phường",
            "Lãnh đạo UBND phường",
            "Các đ/c Uỷ viên BCH Đảng bộ phường",
            "Các cơ quan tham mưu giúp việc Đảng uỷ phường",
            "Các phòng chuyên môn, đơn vị trực thuộc",
            "Các chi bộ trực thuộc",
            "Lưu Hồ sơ Đại hội, Văn phòng Đảng uỷ",
        ],
    },
    Head {
        file: "nam-dong_thong-bao-ket-luan_2025-09-18",
        kind: "Thông báo",
        number: "",
        date: "2025-09-18",
        place: "Nam Đồng",
        issuer: "Ban Thường vụ Đảng ủy phường Nam Đồng",
        title: "Kết luận của Ban Thường vụ Đảng ủy phường về chủ trương triển khai một số mô hình",
        signer: "Lê Thị Mỹ Phương",
        role: "Phó Bí thư Thường trực",
        recipients: &[
            "Đ/c Lê Trí Vũ, UVBTV, Trưởng Ban Tổ chức Thành uỷ, phụ trách Đảng bộ phường (để báo cáo)",
            "Các đ/c Uỷ viên BTV Đảng ủy phường",
            "HĐND - UBND phường",
            "UBKT Đảng ủy phường",
            "Uỷ ban MTTQ và các tổ chức CT-XH phường",
            "Các chi bộ trực thuộc",
            "Lưu Văn phòng Đảng ủy",
        ],
    },
    Head {
        file: "viet-hung_ke-hoach-tuyen-truyen_nq72",
        kind: "Kế hoạch",
        number: "",
        date: "",
        place: "",
        issuer: "Ban Thường vụ Đảng ủy phường Việt Hưng",
        title: "Tuyên truyền triển khai thực hiện Nghị quyết số 72-NQ/TW",
        signer: "Lê Đức Toàn",
        role: "Phó Bí thư Thường trực",
        recipients: &[
            "Ban Tuyên giáo và Dân vận Thành ủy",
            "Thường trực Đảng ủy",
            "Thường trực HĐND, UBND phường",
            "Ban Xây dựng Đảng, UBKT, Văn phòng Đảng ủy",
            "Ủy ban MTTQ phường",
            "Các tổ chức Đảng trực thuộc Đảng ủy",
            "Lưu Văn phòng Đảng ủy",
        ],
    },
];

const OWN: [Head; 10] = [
    Head {
        file: "dang-uy",
        kind: "Kế hoạch",
        number: "12-KH/ĐU",
        date: "2025-11-05",
        place: "An Giả",
        issuer: "Đảng ủy xã An Giả",
        title: "thực hiện Nghị quyết số 01-NQ/TU ngày 02/10/2025 của Ban Chấp hành Đảng bộ tỉnh",
        signer: "Nguyễn Văn Giả",
        role: "Bí thư",
        recipients: &[
            "Tỉnh ủy Ví Dụ (để báo cáo)",
            "Đảng ủy Ủy ban nhân dân xã",
            "Các chi bộ trực thuộc Đảng bộ xã",
            "Lưu Văn phòng Đảng ủy",
        ],
    },
    Head {
        file: "ubnd",
        kind: "Kế hoạch",
        number: "30/KH-UBND",
        date: "2025-09-09",
        place: "Giả Định",
        issuer: "Ủy ban nhân dân phường Giả Định",
        title: "Phòng, chống sốt xuất huyết trên địa bàn phường Giả Định năm 2025",
        signer: "Trần Thị Thử",
        role: "Phó Chủ tịch",
        recipients: &[
            "Ủy ban nhân dân thành phố",
            "Thường trực Đảng ủy, HĐND phường",
            "Các khu phố",
            "Lưu: VT, TYT",
        ],
    },
    Head {
        file: "bo",
        kind: "Quyết định",
        number: "9999/QĐ-BYT",
        date: "2025-10-20",
        place: "Hà Nội",
        issuer: "Bộ Y tế",
        title: "Ban hành Hướng dẫn mẫu về chăm sóc sức khỏe tại cộng đồng",
        signer: "Lê Văn Mẫu",
        role: "Thứ trưởng",
        recipients: &["Như Điều 3", "Bộ trưởng (để báo cáo)", "Lưu: VT, PB"],
    },
    Head {
        file: "luat",
        kind: "Luật",
        number: "999/2025/QH15",
        date: "",
        place: "",
        issuer: "Quốc hội",
        title: "Phòng bệnh mẫu",
        signer: "",
        role: "",
        recipients: &[],
    },
    Head {
        file: "cong-van",
        kind: "Công văn",
        number: "",
        date: "",
        place: "Giả Định",
        issuer: "Trạm Y tế",
        title: "tổ chức khám sức khỏe cho người cao tuổi",
        signer: "Phạm Thị Ví Dụ",
        role: "Trưởng trạm",
        recipients: &["Như trên", "Lưu: VT"],
    },
    Head {
        file: "so-y-te",
        kind: "Công văn",
        number: "1234/SYT-NVY",
        date: "2026-03-07",
        place: "Ví Dụ",
        issuer: "Sở Y tế",
        title: "tăng cường phòng, chống bệnh tay chân miệng",
        signer: "Đỗ Thị Hư Cấu",
        role: "Phó Giám đốc",
        recipients: &[
            "Như trên",
            "Bộ Y tế (b/c)",
            "UBND tỉnh (b/c)",
            "Giám đốc, các PGĐ Sở",
            "Lưu: VT, NVY",
        ],
    },
    Head {
        file: "hdnd",
        kind: "Nghị quyết",
        number: "15/2026/NQ-HĐND",
        date: "2026-06-25",
        place: "An Giả",
        issuer: "Hội đồng nhân dân xã An Giả",
        title: "Về nhiệm vụ phát triển kinh tế - xã hội năm 2026",
        signer: "Phan Văn Không Thật",
        role: "Chủ tịch",
        recipients: &[
            "Thường trực HĐND tỉnh",
            "UBND xã",
            "Đại biểu HĐND xã",
            "Lưu: VT",
        ],
    },
    Head {
        file: "dang-bo",
        kind: "Nghị quyết",
        number: "05-NQ/ĐU",
        date: "2026-02-02",
        place: "Giả Định",
        issuer: "Đảng ủy phường Giả Định",
        title: "của Ban Chấp hành Đảng bộ phường về chuyển đổi số giai đoạn 2026 - 2030",
        signer: "Vũ Thị Bịa",
        role: "Phó Bí thư",
        recipients: &["Thành ủy (để báo cáo)", "Lưu Văn phòng Đảng ủy phường"],
    },
    Head {
        file: "thu-tuong",
        kind: "Quyết định",
        number: "888/QĐ-TTg",
        date: "2026-01-01",
        place: "Hà Nội",
        issuer: "Thủ tướng Chính phủ",
        title: "Phê duyệt Chương trình mẫu giai đoạn 2026 - 2030",
        signer: "Hoàng Văn Tưởng Tượng",
        role: "Phó Thủ tướng",
        recipients: &[
            "Ban Bí thư Trung ương Đảng",
            "Thủ tướng, các Phó Thủ tướng Chính phủ",
            "Văn phòng Trung ương và các Ban của Đảng",
            "Lưu: VT, KGVX (2b)",
        ],
    },
    Head {
        file: "cat-roi",
        kind: "Kế hoạch",
        number: "",
        date: "",
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
];

/// The folder of documents beside the repository; absent on most machines.
fn published() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents");
    if !folder.is_dir() {
        eprintln!("../shared/documents is not here: the five documents are left out");
        return None;
    }
    Some(folder)
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/testsuite/import")
        .join(name)
}

/// What `loa import --dry-run --json` says of a file.
fn dry_run(file: &Path) -> Value {
    let bench = Bench::empty();
    let ran = bench.loa(&["import", "--dry-run", "--json", &file.display().to_string()]);
    assert_eq!(ran.code, Some(0), "{}: {}", file.display(), ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The same for bytes.
fn dry_run_bytes(name: &str, bytes: &[u8]) -> Value {
    let bench = Bench::empty();
    bench.write(name, bytes);
    dry_run(&bench.path(name))
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn texts(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item.as_str().unwrap())
        .collect()
}

fn assert_head(head: &Head, found: &Value) {
    let file = head.file;
    for (key, wanted) in [
        ("kind", head.kind),
        ("number", head.number),
        ("date", head.date),
        ("place", head.place),
        ("issuer", head.issuer),
        ("signer", head.signer),
        ("signer_role", head.role),
    ] {
        assert_eq!(text(found, key), wanted, "{key} of {file}");
        assert!(wanted.is_empty() == found[key].is_null(), "{key} of {file}");
    }
    assert!(
        text(found, "title").starts_with(head.title),
        "title of {file}: {}",
        text(found, "title")
    );
    assert_eq!(
        texts(&found["recipients"]),
        head.recipients,
        "recipients of {file}"
    );
}

/// The outline as lines of level, label and first words.
fn outline(found: &Value) -> Vec<String> {
    let entries = found["outline"].as_array().unwrap();
    let shown = entries.iter().map(|entry| {
        let words: Vec<&str> = text(entry, "text").split_whitespace().take(4).collect();
        format!(
            "{}\t{}\t{}",
            entry["level"],
            text(entry, "label"),
            words.join(" ")
        )
    });
    shown.collect()
}

#[test]
fn the_published_documents_are_read_right() {
    let Some(folder) = published() else { return };
    let mut outlines: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for line in include_str!("import/outlines.tsv").lines() {
        let (file, entry) = line.split_once('\t').unwrap();
        outlines.entry(file).or_default().push(entry.to_owned());
    }
    for head in &PUBLISHED {
        let found = dry_run(&folder.join(format!("{}.txt", head.file)));
        assert_head(head, &found);
        assert_eq!(outline(&found), outlines[head.file], "{}", head.file);
    }
}

#[test]
fn nothing_of_a_signature_reaches_a_post() {
    let Some(folder) = published() else { return };
    let bench = Bench::new();
    for head in &PUBLISHED {
        let file = folder
            .join(format!("{}.txt", head.file))
            .display()
            .to_string();
        // An underscore is no part of an address.
        let slug = head.file.replace('_', "-");
        let ran = bench.loa(&["import", &file, "--ward", "mau", "--slug", &slug]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let post = bench.read(&format!("content/mau/nghi-quyet/{slug}.md"));
        let body = post.split("+++").nth(2).unwrap();
        for residue in [
            "EMAILADDRESS",
            "signedBy",
            "@thainguyen",
            "+0700",
            "thuvienphapluat",
            "T/M BAN",
            head.signer,
        ] {
            assert!(
                !body.contains(residue),
                "{residue} in the text of {}",
                head.file
            );
        }
        let long = body
            .lines()
            .filter(|line| line.chars().count() > 300)
            .count();
        assert!(
            long > 0,
            "paragraphs of {} were not put together",
            head.file
        );
    }
    let checked = bench.loa(&["check", "--drafts"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
}

#[test]
fn documents_of_many_layouts_are_read_right() {
    for head in &OWN {
        assert_head(head, &dry_run(&fixture(&format!("{}.txt", head.file))));
    }
    let found = dry_run(&fixture("dang-uy.txt"));
    assert_eq!(
        outline(&found),
        [
            "1\tI.\tMỤC ĐÍCH, YÊU CẦU",
            "2\t1.\tMục đích",
            "2\t2.\tYêu cầu",
            "1\tII.\tNHIỆM VỤ, GIẢI PHÁP",
            "2\t1.\tCông tác tuyên truyền",
            "3\t1.1.\tNội dung tuyên truyền",
            "4\ta)\tPhòng, chống dịch bệnh",
            "4\tb)\tDinh dưỡng hợp lý",
            "3\t1.2.\tHình thức tuyên truyền",
            "2\t2.\tNâng cao năng lực",
            "1\tIII.\tTỔ CHỨC THỰC HIỆN",
            "2\t1.\tĐảng ủy Ủy ban",
            "2\t2.\tVăn phòng Đảng ủy",
        ]
    );
    assert_eq!(
        outline(&dry_run(&fixture("luat.txt"))),
        [
            "1\tPhần thứ nhất\tNHỮNG QUY ĐỊNH CHUNG",
            "2\tChương I\tPHẠM VI",
            "3\tĐiều 1.\tPhạm vi điều chỉnh",
            "3\tĐiều 2.\tĐối tượng áp dụng",
            "4\t1.\tCơ quan, tổ chức.",
            "4\t2.\tCá nhân.",
            "2\tChương II\tBIỆN PHÁP",
            "3\tMục 1\tTRUYỀN THÔNG",
            "4\tĐiều 3.\tNội dung",
            "5\t1.\tNội dung truyền thông",
            "6\ta)\tDinh dưỡng;",
            "6\tđ)\tVận động.",
            "3\tMục 2\tTIÊM CHỦNG",
            "4\tĐiều 4.\tTiêm chủng",
        ]
    );
    assert_eq!(
        outline(&dry_run(&fixture("thu-tuong.txt"))),
        [
            "1\tĐiều 1.\tPhê duyệt Chương trình",
            "2\tI.\tQUAN ĐIỂM",
            "3\t1.\tLấy phòng bệnh là",
            "2\tII.\tMỤC TIÊU",
            "3\t1.\tMục tiêu chung",
            "3\t2.\tMục tiêu cụ thể",
            "4\ta)\tĐến năm 2030, 95%",
            "1\tĐiều 2.\tQuyết định này có",
            "1\tPHỤ LỤC\tDANH MỤC NHIỆM VỤ",
            "2\t1.\tXây dựng cơ sở",
            "2\t2.\tĐào tạo nhân lực",
        ]
    );
    let dashed = outline(&dry_run(&fixture("dang-bo.txt")));
    let labels: Vec<_> = dashed
        .iter()
        .map(|line| line.rsplit_once('\t').unwrap().0)
        .collect();
    assert_eq!(
        labels,
        [
            "1\tI-", "1\tII-", "2\t1-", "3\t1.1-", "3\t1.2-", "2\t2-", "3\t2.1-", "3\t2.2-",
            "1\tIII-", "2\t1-", "2\t2-"
        ]
    );
    let bases = dry_run(&fixture("ubnd.txt"));
    assert_eq!(texts(&bases["legal_bases"]).len(), 3);
}

#[test]
fn a_blank_left_for_a_pen_is_uncertain_and_never_guessed() {
    let found = dry_run(&fixture("cong-van.txt"));
    let doubts: Vec<_> = found["uncertain"]
        .as_array()
        .unwrap()
        .iter()
        .map(|doubt| text(doubt, "field"))
        .collect();
    assert_eq!(doubts, ["date", "number"]);
}

/// For each Vietnamese letter its one or two Western letters in an old encoding.
fn old_letters(legacy: loa::import::read::encoding::Legacy) -> BTreeMap<char, String> {
    use loa::import::read::encoding::convert;
    let western: Vec<char> = ('\u{a1}'..='\u{ff}').collect();
    let base = || ('a'..='z').chain('A'..='Z').chain(['ô', 'ö', 'Ô', 'Ö']);
    let single = western.iter().map(char::to_string);
    let double =
        base().flat_map(|letter| western.iter().map(move |mark| format!("{letter}{mark}")));
    let mut letters = BTreeMap::new();
    for written in single.chain(double) {
        let turned: Vec<char> = convert(&written, legacy).chars().collect();
        if let [letter] = turned[..]
            && !letter.is_ascii()
        {
            letters.entry(letter).or_insert(written);
        }
    }
    letters
}

/// A text in an old encoding; TCVN3 writes capitals with tones as small letters.
fn in_old_encoding(source: &str, legacy: loa::import::read::encoding::Legacy) -> Vec<u8> {
    let letters = old_letters(legacy);
    let small = |c: char| c.to_lowercase().next().unwrap();
    let find = |c: char| letters.get(&c).or_else(|| letters.get(&small(c)));
    let western: String = source
        .chars()
        .map(|c| find(c).cloned().unwrap_or_else(|| c.to_string()))
        .collect();
    western
        .replace(['“', '”'], "\"")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect()
}

#[test]
fn every_encoding_gives_the_same_document() {
    use loa::import::read::encoding::Legacy;
    use unicode_normalization::UnicodeNormalization;
    let source = fs::read_to_string(fixture("ubnd.txt")).unwrap();
    let wanted = dry_run(&fixture("ubnd.txt"));
    let decomposed: String = source.nfd().collect();
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(source.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (name, bytes) in [
        ("nfd.txt", decomposed.into_bytes()),
        ("utf16.txt", wide),
        ("tcvn3.txt", in_old_encoding(&source, Legacy::Tcvn3)),
        ("vni.txt", in_old_encoding(&source, Legacy::Vni)),
    ] {
        let found = dry_run_bytes(name, &bytes);
        for key in [
            "kind",
            "number",
            "date",
            "signer",
            "recipients",
            "signer_role",
            "issuer",
            "place",
        ] {
            assert_eq!(found[key], wanted[key], "{key} of {name}");
        }
        assert_eq!(outline(&found), outline(&wanted), "{name}");
    }
}

/// A Word document: the body's XML, with numbering and styles where wanted.
fn docx(body: &str, numbering: &str) -> Vec<u8> {
    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "word/document.xml",
            format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/numbering.xml",
            format!("<w:numbering {W}>{numbering}</w:numbering>"),
        ),
    ];
    for (name, xml) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn listed(level: usize, text: &str) -> String {
    paragraph(
        &format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>"),
        text,
    )
}

fn cell(lines: &[&str]) -> String {
    let lines: String = lines
        .iter()
        .map(|line| paragraph("<w:jc w:val=\"center\"/>", line))
        .collect();
    format!("<w:tc>{lines}</w:tc>")
}

const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\">\
    <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl>\
    <w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%3)\"/></w:lvl>\
    <w:lvl w:ilvl=\"3\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"-\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

/// A plan of an invented ward in Word: head and foot in tables, numbers from lists, a table of targets.
fn word_plan() -> Vec<u8> {
    let head = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell(&["ỦY BAN NHÂN DÂN", "PHƯỜNG GIẢ ĐỊNH", "Số: 31/KH-UBND"]),
        cell(&[
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Giả Định, ngày 02 tháng 12 năm 2025"
        ])
    );
    let row =
        |cells: [&str; 2]| format!("<w:tr>{}</w:tr>", cells.map(|text| cell(&[text])).concat());
    let targets = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(["Chỉ tiêu", "Mức"]),
        row(["Hộ có nước sạch", "100%"])
    );
    let foot = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell(&["Nơi nhận:", "- Như kính gửi;", "- Lưu: VT."]),
        cell(&["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Ngô Thị Mẫu"])
    );
    let body = [
        head,
        paragraph("<w:jc w:val=\"center\"/>", "KẾ HOẠCH"),
        paragraph("<w:jc w:val=\"center\"/>", "Cấp nước sạch năm 2026"),
        paragraph("", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"),
        paragraph("", "Ủy ban nhân dân phường ban hành Kế hoạch như sau:"),
        listed(0, "MỤC TIÊU"),
        listed(1, "Mục tiêu chung"),
        listed(2, "Mọi nhà có nước sạch;"),
        listed(2, "Nước được kiểm tra mỗi quý."),
        listed(1, "Chỉ tiêu"),
        targets,
        listed(0, "TỔ CHỨC THỰC HIỆN"),
        listed(1, "Trạm Y tế phường"),
        listed(3, "Lấy mẫu nước hằng quý;"),
        listed(3, "Báo cáo kết quả."),
        "<w:p><w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del><w:r><w:t>Trên đây là Kế hoạch cấp nước sạch &amp; kiểm tra nước./.</w:t></w:r></w:p>".to_owned(),
        foot,
    ];
    docx(&body.concat(), NUMBERING)
}

#[test]
fn word_documents_are_read_as_word_shows_them() {
    let found = dry_run_bytes("ke-hoach.docx", &word_plan());
    assert_head(
        &Head {
            file: "ke-hoach.docx",
            kind: "Kế hoạch",
            number: "31/KH-UBND",
            date: "2025-12-02",
            place: "Giả Định",
            issuer: "Ủy ban nhân dân phường Giả Định",
            title: "Cấp nước sạch năm 2026",
            signer: "Ngô Thị Mẫu",
            role: "Chủ tịch",
            recipients: &["Như kính gửi", "Lưu: VT"],
        },
        &found,
    );
    assert_eq!(
        outline(&found),
        [
            "1\tI.\tMỤC TIÊU",
            "2\t1.\tMục tiêu chung",
            "3\ta)\tMọi nhà có nước",
            "3\tb)\tNước được kiểm tra",
            "2\t2.\tChỉ tiêu",
            "1\tII.\tTỔ CHỨC THỰC HIỆN",
            "2\t1.\tTrạm Y tế phường",
        ]
    );
    let bench = Bench::new();
    bench.write("a.docx", word_plan());
    assert_eq!(
        bench
            .loa(&["import", "a.docx", "--ward", "mau", "--slug", "nuoc"])
            .code,
        Some(0)
    );
    let post = bench.read("content/mau/nghi-quyet/nuoc.md");
    for part in [
        "## I. Mục tiêu\n",
        "| Chỉ tiêu | Mức |\n| --- | --- |\n| Hộ có nước sạch | 100% |\n",
        "- Lấy mẫu nước hằng quý;\n- Báo cáo kết quả.\n",
        "sạch & kiểm tra",
    ] {
        assert!(post.contains(part), "{part} in {post}");
    }
    assert!(!post.contains("đã xóa"));
}

#[test]
fn old_fonts_in_word_are_known_by_name() {
    let run = |font: &str, text: &str| {
        format!(
            "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        run(".VnTimeH", "kÕ ho¹ch"),
        run(".VnTime", "Phßng bÖnh mïa ®«ng"),
        run("VNI-Times", "I. MUÏC ÑÍCH"),
        run("Times New Roman", "1. Giữ ấm cho người già"),
    ];
    let found = dry_run_bytes("cu.docx", &docx(&body.concat(), ""));
    assert_eq!(
        (text(&found, "kind"), text(&found, "title")),
        ("Kế hoạch", "Phòng bệnh mùa đông")
    );
    assert_eq!(
        outline(&found),
        ["1\tI.\tMỤC ĐÍCH", "2\t1.\tGiữ ấm cho người"]
    );
}

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

/// What a refused file makes of the root: an error that names it, and nothing written.
fn refused(name: &str, bytes: &[u8]) -> String {
    let bench = Bench::new();
    bench.write(name, bytes);
    let before = crate::bench::tree(&bench.path("content"));
    let ran = bench.loa(&["import", name, "--ward", "mau", "--lang", "en"]);
    assert_eq!(ran.code, Some(1), "{name}: {}", ran.stdout);
    assert!(ran.stderr.contains(name), "{name}: {}", ran.stderr);
    assert_eq!(crate::bench::tree(&bench.path("content")), before, "{name}");
    ran.stderr.lines().next().unwrap_or_default().to_owned()
}

/// A PDF of these objects.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(
            format!("{} 0 obj", at + 1)
                .bytes()
                .chain(object.iter().copied())
                .chain(*b"endobj\n"),
        );
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(
        format!(
            "trailer<</Root 1 0 R/Size {}>>\nstartxref\n{table}\n%%EOF",
            objects.len() + 1
        )
        .bytes(),
    );
    out
}

#[test]
fn hostile_files_end_in_a_clear_error_and_write_nothing() {
    let text_of = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    assert!(
        refused("bom.docx", &docx(&text_of(&"A".repeat(80 << 20)), "")).contains("swells too much")
    );
    let entities = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"&#65;\">]><w:document xmlns:w=\"w\"><w:body/></w:document>";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(entities.as_bytes()).unwrap();
    assert!(refused("thuc-the.docx", &zip.finish().unwrap().into_inner()).contains("<!DOCTYPE>"));
    let plan = word_plan();
    assert!(refused("cut.docx", &plan[..plan.len() / 2]).contains("damaged or incomplete"));
    assert!(refused("sau.docx", &docx(&"<w:p>".repeat(5_000), "")).contains("swells too much"));
    let pages = text_of(&"Một trang dài. ".repeat(150)).repeat(1_000);
    assert!(refused("nghin-trang.docx", &docx(&pages, "")).contains("too long"));
    assert!(
        refused(
            "nghin-trang.txt",
            "Một dòng của trang này.\n".repeat(60_000).as_bytes()
        )
        .contains("too long")
    );
    let whole = fs::read(fixture("ke-hoach.pdf")).unwrap();
    assert!(refused("cut.pdf", &whole[..whole.len() / 2]).contains("damaged or incomplete"));
    assert!(
        refused("khoa.pdf", &fs::read(fixture("khoa.pdf")).unwrap())
            .contains("locked by a password")
    );
    assert!(refused("anh.docx", b"\x89PNG\r\n\x1a\n0000").contains("no Word"));
    assert!(refused("cu.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1abc").contains("old Word"));
    assert!(refused("rong.txt", b"").contains("no Word"));
    let catalog =
        |pages: usize| {
            let kids: String = (0..pages).map(|at| format!("{} 0 R ", at + 3)).collect();
            let mut objects = vec![
                b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
                format!("<</Type/Pages/Kids[{kids}]/Count {pages}>>").into_bytes(),
            ];
            objects.extend((0..pages).map(|_| {
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<<>>>>".to_vec()
            }));
            pdf(&objects)
        };
    assert!(refused("nghin-trang.pdf", &catalog(1_000)).contains("1000 pages"));
    assert!(refused("anh-quet.pdf", &catalog(2)).contains("holds no text"));
}

#[test]
fn type_follows_content_and_not_the_name() {
    let found = dry_run_bytes(
        "that-ra-la-chu.docx",
        "KẾ HOẠCH\nĐọc sách\n\nI. MỤC ĐÍCH\n1. Một\n".as_bytes(),
    );
    assert_eq!(text(&found, "kind"), "Kế hoạch");
}

#[test]
fn a_post_is_replaced_by_force_alone_and_then_kept_as_a_copy() {
    let bench = Bench::new();
    let file = fixture("ubnd.txt").display().to_string();
    let import = |more: &[&str]| {
        bench.loa(
            &[
                &[
                    "import",
                    &file,
                    "--ward",
                    "mau",
                    "--slug",
                    "kh",
                    "--today",
                    "2026-11-22",
                ],
                more,
            ]
            .concat(),
        )
    };
    assert_eq!(import(&[]).code, Some(0));
    let path = "content/mau/nghi-quyet/kh.md";
    let first = bench.read(path);
    bench.write(path, "bản người viết đã sửa");
    let again = import(&[]);
    assert_eq!(again.code, Some(1));
    assert!(
        again.stderr.contains("đã có sẵn, không ghi đè"),
        "{}",
        again.stderr
    );
    assert_eq!(bench.read(path), "bản người viết đã sửa");
    assert_eq!(import(&["--force"]).code, Some(0));
    assert_eq!(bench.read(path), first);
    assert_eq!(
        bench.read(&format!("{path}.1.bak")),
        "bản người viết đã sửa"
    );
    bench.write(path, "lần hai");
    assert_eq!(import(&["--force"]).code, Some(0));
    assert_eq!(bench.read(&format!("{path}.2.bak")), "lần hai");
    assert_eq!(
        bench.loa(&["import", &file, "--ward", "khac"]).code,
        Some(1)
    );
}

#[test]
fn the_original_is_offered_for_download() {
    let bench = Bench::new();
    let file = fixture("ubnd.txt").display().to_string();
    assert_eq!(
        bench
            .loa(&["import", &file, "--ward", "mau", "--slug", "kh"])
            .code,
        Some(0)
    );
    let path = "content/mau/nghi-quyet/kh.md";
    let post = bench.read(path).replace("draft = true\n", "");
    bench.write(path, &post);
    bench.build_well();
    let page = bench.read("public/mau/nghi-quyet/kh/index.html");
    let at = page.find("assets/kh.").expect("a link to the original");
    let name: String = page[at..].chars().take_while(|c| *c != '"').collect();
    assert_eq!(
        fs::read(bench.path(&format!("public/mau/{name}"))).unwrap(),
        fs::read(&file).unwrap()
    );
    assert!(page.contains("Tải văn bản (văn bản thường, "), "{page}");
    assert!(!page.contains("<!--"), "a prompt in the page");
    bench.write("content/mau/nghi-quyet/kh.txt", "khác");
    let checked = bench.loa(&["check"]);
    assert!(
        checked.stderr.contains("`file_hash` không khớp"),
        "{}",
        checked.stderr
    );
    bench.write("content/mau/nghi-quyet/kh.txt", b"\x7fELF\x00");
    assert!(bench.loa(&["check"]).stderr.contains("không phải Word"));
}
