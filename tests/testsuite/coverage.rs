//! Coverage through the command: figures, import, export, and what `loa check` says of the files.

use crate::bench::Bench;

const UNITS: &str = include_str!("../../src/coverage/tests/phuong-mau/units.toml");
const PLAN: &str = include_str!("../../src/coverage/tests/phuong-mau/plan.toml");
const LOG: &str = include_str!("../../src/coverage/tests/phuong-mau/log.csv");

const DAY: &str = "2026-12-31";

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("coverage/phuong-mau/units.toml", UNITS);
    bench.write("coverage/phuong-mau/plan.toml", PLAN);
    bench
}

fn figures(bench: &Bench) -> serde_json::Value {
    let ran = bench.loa(&["coverage", "--ward", "phuong-mau", "--today", DAY, "--json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn figures_are_printed_for_people_and_for_programs() {
    let bench = bench();
    bench.write("coverage/phuong-mau/log.csv", LOG);
    let json = figures(&bench);
    assert_eq!(json["units_reached"], 7);
    assert_eq!(json["people_reached"], 468);
    assert_eq!(json["gaps"], serde_json::json!(["to-4", "to-8", "to-10"]));
    assert_eq!(json["plans"][0]["state"], "late");
    let ran = bench.loa(&["coverage", "--ward", "phuong-mau", "--today", DAY]);
    for words in [
        "7/10 đơn vị (70%)",
        "Tổ dân phố số 4: mới tiếp cận 3 lần",
        "Quá hạn 92 ngày: Họp hai lần",
        "phụ trách: Ủy ban nhân dân phường Mẫu",
    ] {
        assert!(ran.stdout.contains(words), "{words}: {}", ran.stdout);
    }
}

#[test]
fn tables_in_old_encodings_are_taken_and_come_back() {
    let bench = bench();
    let text = "Ngày;Tổ;Kênh;Số người;Vai trò\r\n05/12/2026;Tổ 3;Họp tổ dân phố;45;tuyên truyền viên của trạm y tế\r\n";
    let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes);
    bench.write("a.csv", utf16.clone().collect::<Vec<_>>());
    bench.write(
        "b.csv",
        [0xff, 0xfe].into_iter().chain(utf16).collect::<Vec<_>>(),
    );
    let ran = bench.loa(&[
        "coverage",
        "import",
        "--ward",
        "phuong-mau",
        "--today",
        DAY,
        "a.csv",
        "b.csv",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(
        ran.stdout.contains("a.csv: nhận 1 dòng mới"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("b.csv: nhận 0 dòng mới, 1 dòng đã có"),
        "{}",
        ran.stdout
    );
    let log = bench.read("coverage/phuong-mau/log.csv");
    assert!(
        log.contains(",2026-12-05,to-3,hop,,direct,45,,tuyên truyền viên của trạm y tế,,"),
        "{log}"
    );
    let ran = bench.loa(&[
        "coverage",
        "export",
        "--ward",
        "phuong-mau",
        "--today",
        DAY,
        "--out",
        "c.csv",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let ran = bench.loa(&[
        "coverage",
        "import",
        "--ward",
        "phuong-mau",
        "--today",
        DAY,
        "c.csv",
    ]);
    assert!(
        ran.stdout
            .contains("nhận 0 dòng mới, 1 dòng đã có, 0 dòng không nhận"),
        "{}",
        ran.stdout
    );
    assert_eq!(bench.read("coverage/phuong-mau/log.csv"), log);
}

#[test]
fn tables_in_encodings_of_one_byte_are_taken() {
    // Windows-1258, whose marks stand behind their letters, and TCVN3.
    let tables: [&[u8]; 2] = [
        b"Ng\xe0y;T\xf4\xd2;K\xeanh;Vai tro\xcc\r\n5/12/2026;T\xf4\xd2 3;Ho\xf2p;tuy\xean truy\xea\xccn vi\xean cu\xd2a tra\xf2m y t\xea\xec\r\n",
        b"Ng\xb5y;T\xe6;K\xaanh;Vai tr\xdf\r\n5/12/2026;T\xe6 3;H\xe4p;tuy\xaan truy\xd2n vi\xaan c\xf1a tr\xb9m y t\xd5\r\n",
    ];
    for table in tables {
        let bench = bench();
        bench.write("a.csv", table);
        let ran = bench.loa(&[
            "coverage",
            "import",
            "--ward",
            "phuong-mau",
            "--today",
            DAY,
            "a.csv",
        ]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let log = bench.read("coverage/phuong-mau/log.csv");
        assert!(
            log.contains(",2026-12-05,to-3,hop,,direct,,,tuyên truyền viên của trạm y tế,,"),
            "{log}"
        );
    }
}

#[test]
fn a_quiet_command_says_nothing_of_what_went_well() {
    let bench = bench();
    bench.write("a.csv", "Ngày,Tổ,Kênh,Thêm\n1/3/2026,Tổ 3,Họp,x\n");
    let ran = bench.loa(&[
        "coverage",
        "import",
        "--ward",
        "phuong-mau",
        "--today",
        DAY,
        "-q",
        "a.csv",
    ]);
    assert_eq!(
        (ran.code, &ran.stdout[..], &ran.stderr[..]),
        (Some(0), "", "")
    );
}

#[test]
fn check_looks_at_coverage_too() {
    let bench = bench();
    let check = || bench.loa(&["check", "--today", DAY]);
    let well = check();
    assert_eq!(well.code, Some(0), "{}", well.stderr);
    assert!(!well.stderr.contains("coverage/"), "{}", well.stderr);
    bench.write("coverage/phuong-mau/log.csv", LOG);
    let ran = check();
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("coverage/phuong-mau/log.csv:39:1"),
        "{}",
        ran.stderr
    );
    bench.write(
        "coverage/phuong-mau/log.csv",
        "id,date,unit,channel,post,kind,people,women,role,evidence,corrects\n\
         r1,2026-03-01,to-3,hop,,direct,10,,bà Mẫu điện thoại 0912 345 678,,\n",
    );
    let ran = check();
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("số điện thoại hoặc thông tin riêng"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_ward_that_is_none_and_one_without_units_are_told() {
    let bench = Bench::new();
    let ran = bench.loa(&["coverage", "--ward", "../x"]);
    assert_eq!(ran.code, Some(1));
    bench.write("a.csv", "Ngày,Tổ,Kênh\n");
    let ran = bench.loa(&["coverage", "import", "--ward", "phuong-mau", "a.csv"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("chưa có danh sách đơn vị"),
        "{}",
        ran.stderr
    );
}

#[test]
fn reports_of_a_period_are_written() {
    let bench = bench();
    bench.write("coverage/phuong-mau/log.csv", LOG);
    let report = |period: &str, out: &str, more: &[&str]| {
        let arguments = [
            &[
                "coverage",
                "report",
                "--ward",
                "phuong-mau",
                "--today",
                DAY,
                "--period",
                period,
                "--out",
                out,
            ][..],
            more,
        ];
        bench.loa(&arguments.concat())
    };
    let ran = report("2026-Q3", "bao-cao", &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    for name in [
        "bao-cao-phuong-mau-2026-Q3.docx",
        "bao-cao-phuong-mau-2026-Q3.xlsx",
        "bao-cao-phuong-mau-2026-Q3.csv",
    ] {
        assert!(bench.path("bao-cao").join(name).is_file(), "{name}");
    }
    let ran = report("2026", "bao-cao", &["--occasion", "tong-ket"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(
        bench
            .path("bao-cao/tong-ket-phuong-mau-2026.docx")
            .is_file()
    );
    let ran = report("2026-Q5", "bao-cao", &[]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("không phải kỳ báo cáo"),
        "{}",
        ran.stderr
    );
}

#[test]
fn plans_of_the_four_wards_are_sound_and_invent_nothing() {
    use std::path::Path;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for ward in ["cao-minh", "le-chan", "nam-dong", "viet-hung"] {
        let plan =
            std::fs::read_to_string(root.join("coverage").join(ward).join("plan.toml")).unwrap();
        let plan: toml::Table = plan.parse().unwrap();
        for entry in plan["plan"].as_array().unwrap() {
            assert!(entry["source"]["document"].is_str() && entry["source"]["sentence"].is_str());
            // No document names a day by which every unit is reached.
            assert!(entry.get("deadline").is_none(), "{entry}");
        }
        let bench = Bench::new();
        bench.write("coverage/phuong-mau/units.toml", UNITS);
        bench.write("coverage/phuong-mau/plan.toml", plan.to_string());
        let ran = bench.loa(&["coverage", "--ward", "phuong-mau", "--today", DAY, "--json"]);
        assert_eq!(ran.stderr, "", "{ward}");
    }
}

#[test]
fn a_site_has_the_pages_of_coverage_only_where_its_ward_wants_them() {
    let bench = bench();
    bench.write("coverage/phuong-mau/log.csv", LOG);
    bench.write(
        "content/phuong-mau/ward.toml",
        "name = \"Phường Mẫu\"\nshort_name = \"Mẫu\"\nprovince = \"Tỉnh Mẫu\"\nbase_url = \"https://phuong-mau.example.vn/\"\n",
    );
    let build = || {
        let ran = bench.loa(&["build", "--today", DAY]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    };
    build();
    let page = |name: &str| {
        let file = format!("public/phuong-mau/{name}/index.html");
        bench.path(&file).is_file().then(|| bench.read(&file))
    };
    assert_eq!((page("ghi-nhan"), page("do-phu")), (None, None));
    let worker = || bench.read("public/phuong-mau/sw.js");
    assert!(!worker().contains("ghi-nhan/"));
    bench.write(
        "coverage/phuong-mau/settings.toml",
        "[site]\nnotes = true\ntotals = true\n",
    );
    build();
    let (notes, totals) = (page("ghi-nhan").unwrap(), page("do-phu").unwrap());
    assert!(
        notes.contains("value=\"to-12\"") && !notes.contains("value=\"to-1\""),
        "to-1 is gone"
    );
    assert!(notes.contains("Loa truyền thanh") && !notes.contains("Biên bản 3"));
    assert!(
        totals.contains("7 trên 10 tổ dân phố") && !totals.contains("Biên bản"),
        "{totals}"
    );
    assert!(worker().contains("ghi-nhan/"), "devices keep the page");
    bench.write(
        "coverage/phuong-mau/settings.toml",
        "[site]\nnotes = \"yes\"\nnames = true\n",
    );
    let ran = bench.loa(&["check", "--today", DAY]);
    assert!(
        ran.stderr.contains("`notes`") && ran.stderr.contains("`names`"),
        "{}",
        ran.stderr
    );
}
