//! Registers over all documents of a ward: targets, tasks, documents, who carries out what; as pages and as data.

use crate::bench::{Bench, lesson};
use expect_test::expect;

/// A resolution: its title, more keys of its front matter, its tables.
fn resolution(title: &str, keys: &str, tables: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndate = 2026-01-15\nissuer = \"Đảng ủy phường Mẫu\"\n\
         document_kind = \"Kế hoạch\"\n{keys}\n{tables}\n+++\n\nChữ.\n"
    )
}

/// A ward with two documents and a model; one document carries out the other and one from elsewhere.
fn ward() -> Bench {
    let bench = Bench::new();
    let plan = resolution(
        "Kế hoạch sức khỏe",
        "number = \"12-KH/ĐU\"\nissued = 2026-01-10\neffective = 2026-02-01\nsigner = \"Nguyễn Văn Mẫu\"\n\
         signer_role = \"Bí thư\"\nsubject = \"=1+1; chăm sóc, “bảo vệ”\"\nplace = \"Mẫu\"\n\
         recipients = [\"Thành ủy\", \"Lưu\"]\nfile = \"goc.pdf\"\n\
         carries_out = [\"72-NQ/TW\", \"05 – nq/đu\", \"05-NQ/DU\"]",
        "[[targets]]\nmeasure = \"Người có bảo hiểm y tế\"\ncomparison = \">\"\nvalue = 95.5\nunit = \"%\"\n\
         year = 2026\nplace = \"toàn phường\"\nnote = \"phấn đấu\"\ntopic = \"Bảo hiểm y tế\"\n\
         [[targets]]\nmeasure = \"Trạm y tế đạt chuẩn\"\nyear = 2030\n\
         [[tasks]]\ntask = \"Việc không hạn\"\n\
         [[tasks]]\ntask = \"Việc hằng năm\"\ndeadline = \"hằng năm\"\nowner = \"Trạm y tế\"\n\
         [[tasks]]\ntask = \"Việc sau\"\ndeadline = 2099-12-31\nowner = \"Ủy ban nhân dân\"\n\
         [[tasks]]\ntask = \"Việc trước\"\ndeadline = \"trong quý II/2025\"\nowner = \"Trạm Y tế\"\n\
         partners = [\"Đoàn\", \"Hội\"]\ntopic = \"bảo hiểm y tế\"",
    );
    bench.write("content/mau/nghi-quyet/ke-hoach.md", plan);
    bench.write("content/mau/nghi-quyet/goc.pdf", "%PDF-1.7\n");
    let older = "number = \"05-NQ/ĐU\"\nissued = 2025-06-01";
    let older = resolution("Nghị quyết năm", older, "");
    bench.write("content/mau/nghi-quyet/nghi-quyet-05.md", older);
    bench.write(
        "content/mau/mo-hinh/cau-lac-bo.md",
        "+++\ntitle = \"Câu lạc bộ\"\ndate = 2026-01-16\ngoal = \"Khỏe\"\nresponsible = \"Hội\"\n\
         resolution = \"../nghi-quyet/ke-hoach.md\"\n[[targets]]\nmeasure = \"Số câu lạc bộ\"\nvalue = 3\n\
         unit = \"câu lạc bộ\"\nyear = 2026\ntopic = \"bảo hiểm  y tế\"\n+++\n\nChữ.\n",
    );
    bench
}

/// The texts between `open` and `<`, in the order of a page.
fn texts<'a>(page: &'a str, open: &str) -> Vec<&'a str> {
    page.split(open)
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect()
}

fn json(bench: &Bench, path: &str) -> serde_json::Value {
    serde_json::from_str(&bench.read(path)).unwrap()
}

/// The rows of a CSV file, the headings first.
fn csv(bench: &Bench, path: &str) -> Vec<Vec<String>> {
    let text = bench.read(path);
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(text.ends_with("\r\n"), "lines end as RFC 4180 wants");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn targets_of_all_documents_stand_by_year_and_topic() {
    let bench = ward();
    bench.build_well();
    let page = bench.read("public/mau/muc-tieu/index.html");
    let years = texts(&page, "<h2 id=\"nam_");
    assert_eq!(years, ["2026\">Năm 2026", "2030\">Năm 2030"]);
    let measures = texts(&page, "<th scope=\"row\">");
    assert_eq!(
        measures,
        [
            "Số câu lạc bộ",
            "Người có bảo hiểm y tế",
            "Trạm y tế đạt chuẩn"
        ]
    );
    assert!(page.contains("class=\"value\">trên 95,5%<"), "{page}");
    assert!(page.contains(">toàn phường; phấn đấu<"), "{page}");
    assert!(page.contains("href=\"/nghi-quyet/ke-hoach/#muc_tieu\""));
    assert!(page.contains("href=\"/mo-hinh/cau-lac-bo/#muc_tieu\""));
    assert!(
        page.contains("href=\"#nam_2030\""),
        "years can be jumped to"
    );
    let topic = bench.read("public/mau/muc-tieu/chu-de/bao-hiem-y-te/index.html");
    let measures = texts(&topic, "<th scope=\"row\">");
    assert_eq!(measures, ["Số câu lạc bộ", "Người có bảo hiểm y tế"]);
    assert!(!topic.contains("filter."), "a topic's page needs no script");
}

#[test]
fn a_target_that_a_model_repeats_is_one_target_with_two_sources() {
    let bench = ward();
    let model = "+++\ntitle = \"Tổ tự quản\"\ndate = 2026-01-17\ngoal = \"Khỏe\"\nresponsible = \"Hội\"\n\
         resolution = \"../nghi-quyet/ke-hoach.md\"\n[[targets]]\nmeasure = \"trạm y tế  đạt chuẩn\"\nyear = 2030\n\
         topic = \"trạm\"\n[[targets]]\nmeasure = \"Trạm y tế đạt chuẩn\"\nyear = 2029\n+++\n\nChữ.\n";
    bench.write("content/mau/mo-hinh/to-tu-quan.md", model);
    bench.build_well();
    let page = bench.read("public/mau/muc-tieu/index.html");
    assert!(page.contains(">4 mục tiêu</p>"), "{page}");
    let both = "<th scope=\"row\">Trạm y tế đạt chuẩn</th><td class=\"value\"></td><td class=\"remark\"></td>\
         <td class=\"origin\"><a href=\"/nghi-quyet/ke-hoach/#muc_tieu\">Kế hoạch sức khỏe</a>; \
         <a href=\"/mo-hinh/to-tu-quan/#muc_tieu\">Tổ tự quản</a></td>";
    assert!(page.contains(both), "{page}");
    assert!(
        page.contains("id=\"nam_2029\""),
        "another year is another target"
    );
    let topic = bench.read("public/mau/muc-tieu/chu-de/tram/index.html");
    assert_eq!(texts(&topic, "<th scope=\"row\">"), ["Trạm y tế đạt chuẩn"]);
    let data = json(&bench, "public/mau/muc-tieu/muc-tieu.json");
    let rows = data["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 4);
    let row = rows.iter().find(|row| row["also"] != serde_json::json!([]));
    let row = row.expect("one has two sources");
    assert_eq!(row["document"]["title"], "Kế hoạch sức khỏe");
    assert_eq!(row["also"][0]["title"], "Tổ tự quản");
    let table = csv(&bench, "public/mau/muc-tieu/muc-tieu.csv");
    let also = table[0]
        .iter()
        .position(|name| name == "Cũng ghi ở")
        .unwrap();
    let filled: Vec<_> = table[1..].iter().map(|row| row[also].as_str()).collect();
    let filled: Vec<_> = filled.into_iter().filter(|cell| !cell.is_empty()).collect();
    assert_eq!(filled, ["https://mau.example.vn/mo-hinh/to-tu-quan/"]);
}

#[test]
fn tasks_without_a_day_stand_by_the_body_in_charge() {
    let bench = ward();
    bench.build_well();
    for page in [
        "public/mau/viec/index.html",
        "public/mau/nghi-quyet/ke-hoach/index.html",
    ] {
        let page = bench.read(page);
        assert_eq!(page.matches("<ol class=\"timeline\">").count(), 1, "{page}");
        let line = page.split("<ol class=\"timeline\">").nth(1).unwrap();
        let line = line.split("</ol>").next().unwrap();
        assert_eq!(
            texts(line, "class=\"task-name\">"),
            ["Việc trước", "Việc sau"]
        );
        assert_eq!(
            texts(&page, "<h3 class=\"body-name\">"),
            ["Trạm y tế", "Không ghi đơn vị"]
        );
    }
    let owner = bench.read("public/mau/viec/don-vi/uy-ban-nhan-dan/index.html");
    assert!(
        !owner.contains("body-name"),
        "nothing is left without a day: {owner}"
    );
}

#[test]
fn tasks_stand_by_their_last_day() {
    let bench = ward();
    bench.build_well();
    let page = bench.read("public/mau/viec/index.html");
    let tasks = texts(&page, "class=\"task-name\">");
    assert_eq!(
        tasks,
        ["Việc trước", "Việc sau", "Việc hằng năm", "Việc không hạn"]
    );
    let marks = texts(&page, "class=\"past\" data-past=\"");
    let hidden = [
        "2025-06-30\" hidden>đã qua hạn",
        "2099-12-31\" hidden>đã qua hạn",
    ];
    assert_eq!(marks, hidden, "only the device says what is past");
    let owner = bench.read("public/mau/viec/don-vi/tram-y-te/index.html");
    let tasks = texts(&owner, "class=\"task-name\">");
    assert_eq!(tasks, ["Việc trước", "Việc hằng năm"]);
    let topic = bench.read("public/mau/viec/chu-de/bao-hiem-y-te/index.html");
    assert_eq!(texts(&topic, "class=\"task-name\">"), ["Việc trước"]);
    let later = bench.loa(&["build", "--today", "2099-12-31"]);
    assert_eq!(later.code, Some(0), "{}", later.stderr);
    assert_eq!(bench.read("public/mau/viec/index.html"), page);
}

#[test]
fn documents_stand_in_a_register_with_who_carries_them_out() {
    let bench = ward();
    bench.build_well();
    let page = bench.read("public/mau/van-ban/index.html");
    let kinds_and_numbers = texts(&page, "<span class=\"nowrap\">");
    assert_eq!(kinds_and_numbers[..2], ["12-KH/ĐU", "05-NQ/ĐU"]);
    for shown in [
        "Đảng ủy phường Mẫu",
        "Người ký: Nguyễn Văn Mẫu, Bí thư",
        "datetime=\"2026-01-10\">10/1/2026<",
        "datetime=\"2026-02-01\">1/2/2026<",
        "href=\"/van-ban/72-nq-tw/\"",
    ] {
        assert!(page.contains(shown), "{shown}\n{page}");
    }
    assert!(texts(&page, "href=\"/assets/goc.").len() == 1, "{page}");

    // Explained by none of the ward's posts: the resolution links to the list.
    let plan = bench.read("public/mau/nghi-quyet/ke-hoach/index.html");
    assert!(plan.contains("<a href=\"/van-ban/72-nq-tw/\">72-NQ/TW</a>"));
    // Explained, though written otherwise: the resolution links to the post, and to the list.
    assert!(plan.contains("<a href=\"/nghi-quyet/nghi-quyet-05/\">05 – nq/đu</a>"));
    assert!(
        plan.contains("(<a href=\"/van-ban/05-nq-du-2/\">"),
        "{plan}"
    );
    let cited = bench.read("public/mau/van-ban/05-nq-du-2/index.html");
    assert!(cited.contains("<h2 id=\"giai_thich\">"), "{cited}");
    for post in [
        "nghi-quyet/nghi-quyet-05",
        "nghi-quyet/ke-hoach",
        "mo-hinh/cau-lac-bo",
    ] {
        assert!(cited.contains(&format!("href=\"/{post}/\"")), "{post}");
    }
    // Another number that looks the same without marks.
    let other = bench.read("public/mau/van-ban/05-nq-du/index.html");
    assert!(!other.contains("giai_thich"), "{other}");

    let menu = bench.read("public/mau/nghi-quyet/index.html");
    let sitemap = bench.read("public/mau/sitemap.xml");
    for register in ["muc-tieu/", "viec/", "van-ban/"] {
        assert!(menu.contains(&format!("<li><a href=\"/{register}\">")));
        assert!(sitemap.contains(&format!("https://mau.example.vn/{register}<")));
    }
    assert!(!sitemap.contains(".csv") && !sitemap.contains(".json"));
}

#[test]
fn registers_are_data_too() {
    let bench = ward();
    bench.build_well();
    let documents = csv(&bench, "public/mau/van-ban/van-ban.csv");
    let plan = &documents[1];
    let (file, plan): (Vec<_>, Vec<_>) = plan.iter().partition(|cell| cell.ends_with(".pdf"));
    assert_eq!(
        plan,
        [
            "Kế hoạch",
            "Đảng ủy phường Mẫu",
            "12-KH/ĐU",
            "2026-01-10",
            "2026-02-01",
            "'=1+1; chăm sóc, “bảo vệ”",
            "Nguyễn Văn Mẫu",
            "Bí thư",
            "Mẫu",
            "Thành ủy; Lưu",
            "72-NQ/TW; 05 – nq/đu; 05-NQ/DU",
            "Kế hoạch sức khỏe",
            "https://mau.example.vn/nghi-quyet/ke-hoach/",
        ]
    );
    assert!(file[0].starts_with("https://mau.example.vn/assets/goc."));
    let targets = csv(&bench, "public/mau/muc-tieu/muc-tieu.csv");
    assert_eq!(
        targets[2][..8],
        [
            "Người có bảo hiểm y tế",
            "trên",
            "95.5",
            "%",
            "2026",
            "toàn phường",
            "phấn đấu",
            "Bảo hiểm y tế"
        ]
    );
    let tasks = csv(&bench, "public/mau/viec/viec.csv");
    assert_eq!(
        tasks[4][..5],
        [
            "Việc trước",
            "Trạm Y tế",
            "Đoàn; Hội",
            "trong quý II/2025",
            "2025-06-30"
        ]
    );
    let lengths = [&documents, &targets, &tasks].map(|table| table.len() - 1);
    assert_eq!(lengths, [2, 3, 4]);

    let documents = json(&bench, "public/mau/van-ban/van-ban.json");
    assert_eq!(documents["ward"], "Phường Mẫu");
    assert_eq!(documents["site"], "https://mau.example.vn/");
    let plan = &documents["rows"][0];
    assert_eq!(plan["subject"], "=1+1; chăm sóc, “bảo vệ”");
    assert_eq!(plan["carries_out"][1], "05 – nq/đu");
    assert_eq!(documents["rows"][1]["signer"], serde_json::Value::Null);
    let target = &json(&bench, "public/mau/muc-tieu/muc-tieu.json")["rows"][1];
    assert_eq!(target["value"], 95.5);
    assert_eq!(target["comparison"], ">");
    assert_eq!(target["document"]["number"], "12-KH/ĐU");
    let task = &json(&bench, "public/mau/viec/viec.json")["rows"][2];
    assert_eq!(task["deadline"], "2099-12-31");
    assert_eq!(task["owner"], "Ủy ban nhân dân");
}

#[test]
fn a_ward_without_documents_has_no_registers() {
    let bench = Bench::new();
    bench.build_well();
    for register in ["muc-tieu", "viec", "van-ban"] {
        assert!(!bench.path(&format!("public/mau/{register}")).exists());
    }
    let home = bench.read("public/mau/index.html");
    assert!(!home.contains("/van-ban/"), "nor links to them");
}

#[test]
fn an_expired_document_leaves_the_registers() {
    let bench = ward();
    let path = "content/mau/nghi-quyet/ke-hoach.md";
    let text = bench
        .read(path)
        .replace("issuer", "expires = 2026-02-01\nissuer");
    bench.write(path, text);
    bench.build_well();
    assert!(!bench.path("public/mau/viec/index.html").exists());
    assert!(
        !bench
            .path("public/mau/van-ban/72-nq-tw/index.html")
            .exists()
    );
    assert_eq!(csv(&bench, "public/mau/van-ban/van-ban.csv").len(), 2);
    // Its own page stays, and names what it carries out without a link to a page that is gone.
    let plan = bench.read("public/mau/nghi-quyet/ke-hoach/index.html");
    assert!(!plan.contains("/van-ban/72-nq-tw/") && plan.contains("72-NQ/TW"));
}

#[test]
fn addresses_of_registers_are_reserved() {
    let bench = Bench::new();
    for section in ["muc-tieu", "van-ban", "viec"] {
        let text = lesson("Bài", "").replace("audience = \"Mọi nhà\"\n", "");
        let text = text.split("[[sources]]").next().unwrap().to_owned();
        bench.write(&format!("content/mau/{section}/bai.md"), text + "+++\n");
    }
    let ran = bench.build();
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: địa chỉ `/muc-tieu/bai/` dành riêng cho Loa
         --> content/mau/muc-tieu/bai.md:1:1
          |
        1 | +++
          | ^^^
          |
          = cách sửa: đổi tên thư mục hoặc tệp

        lỗi: địa chỉ `/van-ban/bai/` dành riêng cho Loa
         --> content/mau/van-ban/bai.md:1:1
          |
        1 | +++
          | ^^^
          |
          = cách sửa: đổi tên thư mục hoặc tệp

        lỗi: địa chỉ `/viec/bai/` dành riêng cho Loa
         --> content/mau/viec/bai.md:1:1
          |
        1 | +++
          | ^^^
          |
          = cách sửa: đổi tên thư mục hoặc tệp

        3 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr);
}

#[test]
fn a_topic_is_a_word_or_two() {
    let bench = Bench::new();
    let long = "x".repeat(61);
    let tables = format!(
        "[[targets]]\nmeasure = \"Việc\"\ntopic = \"…\"\n[[tasks]]\ntask = \"Việc\"\ntopic = \"{long}\""
    );
    let text = resolution("Kế hoạch", "", &tables);
    bench.write("content/mau/nghi-quyet/ke-hoach.md", text);
    let ran = bench.build();
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        lỗi: chủ đề `…` không có chữ hay số nào
         --> content/mau/nghi-quyet/ke-hoach.md:9:9
          |
        9 | topic = "…"
          |         ^^^
          |
          = cách sửa: viết chủ đề bằng chữ, như `bảo hiểm y tế`

        lỗi: trường `topic` dài 61 ký tự, quá 60
          --> content/mau/nghi-quyet/ke-hoach.md:12:9
           |
        12 | topic = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
           |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = cách sửa: viết ngắn lại

        2 lỗi, 0 lưu ý.
    "#]]
    .assert_eq(&ran.stderr);
}

#[test]
fn the_register_of_targets_shows_the_newest_report_at_its_own_target() {
    let bench = Bench::new();
    let target = |year: i32| {
        format!(
            "[[targets]]\nmeasure = \"Người được khám\"\ncomparison = \">=\"\nvalue = 90\nunit = \"%\"\nyear = {year}\n"
        )
    };
    let report = |value: &str, day: &str, source: &str| {
        format!(
            "[[progress]]\nmeasure = \"Người được khám\"\nvalue = {value}\nyear = 2026\nas_of = {day}\nsource = \"{source}\"\n"
        )
    };
    let tables = [
        target(2026),
        target(2030),
        report("45", "2026-06-30", "Báo cáo giữa năm"),
        report("72.5", "2026-09-30", "Báo cáo quý ba"),
    ];
    let plan = resolution("Kế hoạch khám", "", &tables.concat());
    bench.write("content/mau/nghi-quyet/kham.md", plan);
    bench.build_well();
    let page = bench.read("public/mau/muc-tieu/index.html");
    assert_eq!(page.matches("<progress").count(), 1, "{page}");
    let row = page
        .split("<tr data-row")
        .find(|row| row.contains("<progress"))
        .unwrap();
    assert!(row.contains("data-nam=\"2026\""), "{row}");
    assert!(
        row.contains("72,5%") && row.contains("Báo cáo quý ba") && row.contains("chưa đạt"),
        "{row}"
    );
    assert!(
        !page.contains("Báo cáo giữa năm"),
        "an older report: {page}"
    );
}
