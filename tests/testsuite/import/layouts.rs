//! Import: documents of many layouts, those beside the repository and our own.

use super::heads::{OWN, PUBLISHED, assert_head};
use super::{dry_run, fixture, outline, text, texts};
use crate::bench::Bench;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder of documents beside the repository; absent on most machines.
fn published() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents");
    if !folder.is_dir() {
        eprintln!("../shared/documents is not here: the five documents are left out");
        return None;
    }
    Some(folder)
}

#[test]
fn the_published_documents_are_read_right() {
    let Some(folder) = published() else { return };
    let mut outlines: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for line in include_str!("outlines.tsv").lines() {
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
