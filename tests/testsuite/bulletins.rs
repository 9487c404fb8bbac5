//! `loa channels`: bulletins and messages of a week as files.

use crate::bench::{Bench, tree};

const DAY: &str = "2026-12-01";

const AIRTIME: &str =
    "\n[[bulletins]]\nname = \"Bản tin sáng\"\ntimes = [\"05:30\"]\nminutes = 5\n";

const LESSON: &str = "+++\ntitle = \"=Sốt ở trẻ\"\ndate = 2026-11-20\naudience = \"Cha mẹ\"\n\
     [media]\nloudspeaker = \"\"\"\nKính thưa bà con.\n\nTrẻ sốt cao thì gọi số một một năm.\n\"\"\"\n\
     zalo = \"Sốt cao kèm co giật: gọi 115.\"\nsms = \"Tre sot cao kem co giat: goi 115 ngay.\"\n\
     [[sources]]\ntitle = \"Hướng dẫn\"\npublisher = \"Bộ Y tế\"\nyear = 2024\n+++\n\nĐo nhiệt độ.\n";

fn bench() -> Bench {
    let bench = Bench::new();
    let ward = bench.read("content/mau/ward.toml");
    bench.write("content/mau/ward.toml", ward + AIRTIME);
    bench.write("content/mau/suc-khoe/sot.md", LESSON);
    bench
}

#[test]
fn a_week_is_one_folder_of_files() {
    let bench = bench();
    let make = |span: &[&str]| {
        let ran = bench.loa(&[&["channels", "--today", DAY], span].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        ran
    };
    let ran = make(&["--week", "2026-W49"]);
    assert!(ran.stdout.contains("7 bản tin loa"), "{}", ran.stdout);
    let text = bench.read("channels/mau/2026-W49/loa/2026-12-03-0530-ban-tin-sang.txt");
    assert_eq!(
        text,
        "Kính thưa bà con.\nTrẻ sốt cao thì gọi số một một năm.\n"
    );
    let sheet = bench.read("channels/mau/2026-W49/loa/ban-doc.html");
    assert_eq!(sheet.matches("<article>").count(), 7);
    assert!(
        sheet.contains("Kính thưa bà con.\u{a0}<i>//</i>"),
        "{sheet}"
    );
    let table = bench.read("channels/mau/2026-W49/loa/lich-phat.csv");
    assert!(
        table.contains("03/12/2026;05:30;Bản tin sáng;Bài sức khỏe;'=Sốt ở trẻ;"),
        "{table}"
    );
    let calendar = bench.read("channels/mau/2026-W49/loa/lich-phat.ics");
    assert!(calendar.contains("DTSTART:20261202T223000Z"), "{calendar}");
    let folder = "channels/mau/2026-W49/tin-nhan/suc-khoe-sot";
    assert_eq!(
        bench.read(&format!("{folder}/sms.txt")),
        "Tre sot cao kem co giat: goi 115 ngay.\n"
    );
    assert!(
        bench
            .read(&format!("{folder}/zalo.txt"))
            .contains("/suc-khoe/sot/")
    );
    assert!(
        bench
            .read(&format!("{folder}/thu.eml"))
            .contains("Subject: ")
    );

    let paper = bench.path("channels/mau/2026-W49/giay/suc-khoe-sot");
    for (name, begins) in [
        ("to-gap.pdf", b"%PDF"),
        ("to-phat-tay.pdf", b"%PDF"),
        ("bai-noi.pdf", b"%PDF"),
        ("hoi-dap.pdf", b"%PDF"),
        ("trinh-chieu.pdf", b"%PDF"),
        ("trinh-chieu.pptx", b"PK\x03\x04"),
    ] {
        let bytes = std::fs::read(paper.join(name)).unwrap();
        assert!(bytes.starts_with(begins), "{name}");
    }
    assert!(
        ran.stdout.contains("giấy và trang chiếu của"),
        "{}",
        ran.stdout
    );

    // The same again, to the byte; what is no longer made goes, what people put there stays.
    let before = tree(&bench.path("channels"));
    make(&["--week", "2026-W49"]);
    assert_eq!(tree(&bench.path("channels")), before);
    bench.write("channels/mau/2026-W49/ghi-chu.txt", "của tôi");
    std::fs::remove_file(bench.path("content/mau/suc-khoe/sot.md")).unwrap();
    make(&[]);
    assert!(!bench.path(folder).exists());
    assert_eq!(bench.read("channels/mau/2026-W49/ghi-chu.txt"), "của tôi");
    make(&["--month", "2026-12"]);
    assert!(bench.path("channels/mau/2026-12/loa/ban-doc.html").exists());
}

#[test]
fn one_post_has_a_folder_of_its_own() {
    let bench = bench();
    for name in ["sot", "suc-khoe/sot"] {
        let ran = bench.loa(&["channels", "--today", DAY, "--post", name]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        assert!(ran.stdout.contains("to-gap.pdf"), "{}", ran.stdout);
    }
    assert!(bench.path("channels/mau/suc-khoe-sot/to-gap.pdf").exists());
    assert!(!bench.path("channels/mau/2026-W49").exists());
    let ran = bench.loa(&["channels", "--today", DAY, "--post", "sotx"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(ran.stderr.contains("Ý bạn là `sot`?"), "{}", ran.stderr);
}

#[test]
fn a_list_of_files_leads_nowhere_else() {
    let bench = bench();
    bench.write("content/mau/giu-lai.txt", "giữ");
    bench.write(
        "channels/mau/2026-W49/danh-sach.txt",
        "../../../content/mau/giu-lai.txt\n/etc/hostname\n",
    );
    let ran = bench.loa(&["channels", "--today", DAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(bench.read("content/mau/giu-lai.txt"), "giữ");
}

#[test]
fn what_is_wrong_is_told_with_its_mend() {
    let bench = Bench::new();
    let ran = bench.loa(&["channels", "--today", DAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("chưa ghi loa phát khi nào"),
        "{}",
        ran.stderr
    );
    for wrong in [
        &["--week", "49"][..],
        &["--week", "2026-W60"],
        &["--ward", "khac"],
    ] {
        let ran = bench.loa(&[&["channels", "--today", DAY], wrong].concat());
        assert_eq!(ran.code, Some(1), "{wrong:?} {}", ran.stderr);
    }
    let ward = bench.read("content/mau/ward.toml");
    let bad = AIRTIME
        .replace("05:30", "25:30")
        .replace("minutes = 5", "minutes = 500");
    bench.write("content/mau/ward.toml", ward.clone() + &bad);
    let ran = bench.loa(&["check", "--today", DAY]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("`25:30`, không phải giờ trong ngày"),
        "{}",
        ran.stderr
    );
    bench.write("content/mau/ward.toml", ward);
    for (sms, told) in [
        ("Trẻ sốt cao: goi 115.", "`ẻ`"),
        (&"Goi 115 ngay. ".repeat(12), "167"),
    ] {
        let lesson = LESSON.replace("Tre sot cao kem co giat: goi 115 ngay.", sms);
        bench.write("content/mau/suc-khoe/sot.md", lesson);
        let ran = bench.loa(&["check", "--today", DAY]);
        assert_eq!(ran.code, Some(1), "{sms}");
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
    }
}
