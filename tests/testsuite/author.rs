//! The writer of `content/`: what is not changed is the same to the byte, nothing typed is lost, all or nothing.

use crate::bench::{Bench, TODAY, post, tree};
use author::problem::Problem;
use author::{Author, Change, Document, KeyPath, Links, Moved, Version, What, slug_for};
use base::diagnostic::Diagnostic;
use base::lang::Lang;
use base::message::Message;
use expect_test::expect;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use toml::Value;
use walkdir::WalkDir;

const POST: &str = "content/mau/tin/khai-truong.md";

/// Every post, introduction and file of settings of the repository.
fn shipped() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk = WalkDir::new(root.join("content")).sort_by_file_name();
    let files = walk.into_iter().filter_map(Result::ok).filter(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.file_type().is_file() && (name.ends_with(".md") || name.ends_with(".toml"))
    });
    let files: Vec<_> = files
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap();
            let path = path.display().to_string().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect();
    assert!(files.len() > 150, "{}", files.len());
    files
}

/// A file as other editors write it.
fn written_otherwise(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let lines = text.replace('\n', "\r\n");
    let utf16 = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>()
    };
    vec![
        bytes.to_vec(),
        lines.clone().into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        utf16(&format!("\u{feff}{lines}")),
        // Somebody's editor has ended some lines otherwise than another's.
        text.replacen('\n', "\r\n", 3).into_bytes(),
    ]
}

fn key(path: &str) -> KeyPath {
    KeyPath::parse(path).unwrap()
}

/// Every key that holds a value, as paths.
fn keys(table: &toml::Table, above: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (name, value) in table {
        let path = if above.is_empty() {
            name.clone()
        } else {
            format!("{above}.{name}")
        };
        match value {
            Value::Table(table) => paths.extend(keys(table, &path)),
            Value::Array(list) if list.iter().any(Value::is_table) => {
                for (at, entry) in list.iter().enumerate() {
                    let entry = entry.as_table().unwrap();
                    paths.extend(keys(entry, &format!("{path}[{at}]")));
                }
            }
            _ => paths.push(path),
        }
    }
    paths
}

/// Another value of the same type.
fn other(value: &Value) -> Value {
    match value {
        Value::String(text) if text.contains('\n') => Value::String(format!("Câu đầu.\n{text}")),
        Value::String(text) => Value::String(format!("{text} – “mới” \"thêm\" \\ '")),
        Value::Integer(number) => Value::Integer(number + 1),
        Value::Float(number) => Value::Float(number + 0.5),
        Value::Boolean(flag) => Value::Boolean(!flag),
        Value::Datetime(_) => Value::Datetime("2026-12-31".parse().unwrap()),
        Value::Array(list) => {
            let mut list = list.clone();
            list.push(Value::String("thêm".into()));
            Value::Array(list)
        }
        Value::Table(table) => Value::Table(table.clone()),
    }
}

/// How many lines of `old` are gone and how many of `new` are new, line ends counted.
fn differing(old: &str, new: &str) -> (usize, usize) {
    let old: Vec<_> = old.split_inclusive('\n').collect();
    let new: Vec<_> = new.split_inclusive('\n').collect();
    let ahead = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - ahead;
    let behind = old.iter().rev().zip(new.iter().rev());
    let behind = behind.take(room).take_while(|(a, b)| a == b).count();
    (old.len() - ahead - behind, new.len() - ahead - behind)
}

#[test]
fn a_file_opened_and_saved_unchanged_is_the_same_to_the_byte() {
    for (path, bytes) in shipped() {
        for bytes in written_otherwise(&bytes) {
            let mut document = Document::read(&path, &bytes).unwrap();
            assert_eq!(document.version(), &Version::of(&bytes));
            assert!(document.bytes() == bytes, "{path}");
            let table: toml::Table = document.settings().parse().unwrap();
            for written in keys(&table, "") {
                let key = key(&written);
                let value = document.value(&key).unwrap();
                document.change(&Change::Set(key, value)).unwrap();
            }
            let body = document.body().to_owned();
            document.set_body(&body);
            // A browser's field gives back every line's end as its own.
            document.set_body(&body.replace("\r\n", "\n").replace('\n', "\r\n"));
            document.set_body(&body.replace("\r\n", "\n"));
            assert!(document.bytes() == bytes, "{path}");
        }
    }
}

#[test]
fn a_line_changed_leaves_the_ends_of_all_others() {
    for (text, changed) in [
        ("một\rhai\rba\r", "một\rhai, thêm\rba\r"),
        ("một\r\nhai\r\nba\r\n", "một\r\nhai, thêm\r\nba\r\n"),
        ("một\r\nhai\nba\rbốn\r\n", "một\r\nhai, thêm\r\nba\rbốn\r\n"),
        ("một\nhai\r\nba", "một\nhai, thêm\nba"),
    ] {
        let mut document = Document::whole("content/mau/tin/a.md", text.as_bytes()).unwrap();
        // As a browser's field gives it back.
        let shown = text.replace("\r\n", "\n").replace('\r', "\n");
        document.set_body(&shown);
        assert_eq!(document.text(), text);
        document.set_body(&shown.replace("hai", "hai, thêm"));
        assert_eq!(document.text(), changed);
    }
}

#[test]
fn one_key_changed_is_one_line_changed() {
    let mut changed = 0;
    for (path, bytes) in shipped() {
        for (form, bytes) in written_otherwise(&bytes).iter().enumerate() {
            let document = Document::read(&path, bytes).unwrap();
            let table: toml::Table = document.settings().parse().unwrap();
            // Of long lists, and of files in other forms, some.
            let keys = keys(&table, "");
            let step = keys.len() / 12 + form.min(1) * 3 + 1;
            for written in keys.into_iter().skip(form).step_by(step) {
                let at = || format!("{path}: {written}");
                let value = document.value(&key(&written)).unwrap();
                let lines = match &value {
                    Value::String(text) if text.contains('\n') => text.lines().count() + 2,
                    Value::Array(list)
                        if document.settings().lines().any(|line| line.ends_with('[')) =>
                    {
                        list.len() + 2
                    }
                    _ => 1,
                };
                let new = other(&value);
                let mut edited = document.clone();
                edited
                    .change(&Change::Set(key(&written), new.clone()))
                    .unwrap();
                let (gone, come) = differing(document.text(), edited.text());
                assert!(
                    gone <= lines && come <= lines + 1,
                    "{}: {gone}, {come}",
                    at()
                );
                assert!(lines > 1 || (gone, come) == (1, 1), "{}", at());
                assert_eq!(edited.body(), document.body(), "{}", at());
                // And back again.
                edited.change(&Change::Set(key(&written), value)).unwrap();
                let same = edited.value(&key(&written)) == document.value(&key(&written));
                assert!(same, "{}", at());
                // Taken away, the lines of this key go and no other.
                let mut without = document.clone();
                without.change(&Change::Remove(key(&written))).unwrap();
                let (gone, come) = differing(document.text(), without.text());
                assert!(gone <= lines && come == 0, "{}: {gone}, {come}", at());
                assert_eq!(without.value(&key(&written)), None, "{}", at());
                changed += 1;
            }
        }
    }
    assert!(changed > 2000, "{changed}");
}

/// Applies changes to front matter and gives what comes of it.
fn changed(settings: &str, changes: &[Change]) -> String {
    let text = format!("+++\n{settings}+++\n\nChữ.\n");
    let mut document = Document::read("content/mau/tin/a.md", text.as_bytes()).unwrap();
    for change in changes {
        document.change(change).unwrap();
    }
    assert_eq!(document.body(), "\nChữ.\n");
    document.settings().to_owned()
}

fn set(path: &str, value: impl Into<Value>) -> Change {
    Change::Set(key(path), value.into())
}

fn texts(list: &[&str]) -> Value {
    list.iter()
        .map(|text| Value::from(*text))
        .collect::<Vec<_>>()
        .into()
}

const LESSON: &str = "# Lời ghi ở đầu\ntitle = 'Bài \"này\"'   # sửa sau\ndate   = 2026-01-15\n\n# vì sao\ntags = [\"a\", \"b\"]\nnames = [\n  \"một\", # ghi\n  \"hai\",\n]\n\n[media]\nloudspeaker = \"\"\"\nMột.\nHai.\n\"\"\"\n\n# nguồn\n[[sources]]\ntitle = \"T\"\nyear = 2024\n\n[[sources]] # hai\ntitle = \"U\"\n";

#[test]
fn comments_order_blank_lines_and_quotes_stay() {
    let all = changed(
        LESSON,
        &[
            set("title", "Bài kia"),
            set("date", Value::Datetime("2026-02-01".parse().unwrap())),
            set("tags", texts(&["a", "c", "b"])),
            set("names", texts(&["một", "hai", "ba"])),
            set("draft", true),
            set("media.zalo", "Câu “một”.\nCâu hai."),
            set("media.loudspeaker", "Một.\nBa.\n"),
            set("sources[1].year", 2025),
            Change::Add(
                key("sources"),
                None,
                vec![
                    ("title".into(), "V".into()),
                    ("publisher".into(), "Bộ Y tế".into()),
                ],
            ),
        ],
    );
    expect![[r#"
        # Lời ghi ở đầu
        title = 'Bài kia'   # sửa sau
        date   = 2026-02-01

        # vì sao
        tags = ["a", "c", "b"]
        names = [
          "một", # ghi
          "hai",
          "ba",
        ]
        draft = true

        [media]
        loudspeaker = """
        Một.
        Ba.
        """
        zalo = """
        Câu “một”.
        Câu hai."""

        # nguồn
        [[sources]]
        title = "T"
        year = 2024

        [[sources]] # hai
        title = "U"
        year = 2025

        [[sources]]
        title = "V"
        publisher = "Bộ Y tế"
    "#]]
    .assert_eq(&all);
}

#[test]
fn what_is_removed_takes_nothing_along() {
    let all = changed(
        LESSON,
        &[
            Change::Remove(key("title")),
            Change::Remove(key("names")),
            Change::Remove(key("media.loudspeaker")),
            Change::Remove(key("sources[0]")),
            Change::Remove(key("khong-co")),
            Change::Remove(key("khong.co")),
            set("tags", texts(&["b"])),
        ],
    );
    expect![[r#"
        # Lời ghi ở đầu
        date   = 2026-01-15

        # vì sao
        tags = ["b"]

        [media]

        # nguồn
        [[sources]] # hai
        title = "U"
    "#]]
    .assert_eq(&all);
    let none = changed(
        LESSON,
        &[
            Change::Remove(key("sources[1]")),
            Change::Remove(key("sources[0]")),
            Change::Remove(key("media")),
            set("tags", texts(&[])),
        ],
    );
    assert!(
        none.ends_with("tags = []\nnames = [\n  \"một\", # ghi\n  \"hai\",\n]\n\n# nguồn\n"),
        "{none}"
    );
    let first = vec![("title".to_owned(), Value::from("Đầu"))];
    let added = changed(
        LESSON,
        &[Change::Add(key("sources"), Some(0), first.clone())],
    );
    let expected = "# nguồn\n[[sources]]\ntitle = \"Đầu\"\n\n[[sources]]\ntitle = \"T\"\n";
    assert!(added.contains(expected), "{added}");
    let made = changed(
        "title = \"A\"\n",
        &[Change::Add(key("sources"), None, first)],
    );
    assert_eq!(made, "title = \"A\"\n\n[[sources]]\ntitle = \"Đầu\"\n");
    let made = changed("title = \"A\"\n", &[set("media.zalo", "Chào.")]);
    assert_eq!(made, "title = \"A\"\n\n[media]\nzalo = \"Chào.\"\n");
    assert_eq!(changed("", &[set("a b.c", 1)]), "[\"a b\"]\nc = 1\n");
}

/// Whatever is in a text, what is read again is what was asked for.
#[test]
fn any_text_is_written_so_that_it_reads_the_same() {
    let texts = [
        "",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "\\",
        "a\\",
        "a\"",
        "a\n",
        "\n",
        "\n\n\"\"\"\n",
        "\"\"\"\"\"\"\"",
        "tab\tở đây",
        "\u{1}",
        "dấu = và # và [x]",
        "+++",
        "a\n+++\nb",
        "Ế\u{301}",
        "\u{200b}",
        "'''\n'",
        "a'\n'b''",
    ];
    for old in [
        "\"x\"",
        "'x'",
        "\"\"\"\nx\n\"\"\"",
        "'''\nx\n'''",
        "\"\"\"x\"\"\"",
    ] {
        for text in texts {
            let before = format!("a = 1\nb = {old} # ghi\nc = 2\n");
            let file = format!("+++\n{before}+++\nChữ.\n");
            let mut document = Document::read("content/mau/tin/a.md", file.as_bytes()).unwrap();
            let result = document.change(&set("b", text));
            assert_eq!(result, Ok(()), "{old} {text:?}");
            let read = document.value(&key("b"));
            assert_eq!(read.as_ref().and_then(Value::as_str), Some(text), "{old}");
            assert!(document.settings().ends_with(" # ghi\nc = 2\n"));
            // The file is still one with this front matter and this text.
            let again = Document::read("content/mau/tin/a.md", &document.bytes());
            assert_eq!(again.unwrap().body(), "Chữ.\n");
        }
    }
}

#[test]
fn what_is_not_understood_is_not_rewritten() {
    let change = set("title", "Mới");
    for settings in [
        "title = Không nháy\n",
        "title = \"a\"\ntitle = \"b\"\n",
        "[title]\na = 1\n",
    ] {
        let text = format!("+++\n{settings}+++\nChữ.\n");
        let mut document = Document::read("content/mau/tin/a.md", text.as_bytes()).unwrap();
        let problem = document.change(&change).unwrap_err();
        assert!(
            matches!(problem.problem.get(), Some(Problem::KeyNotChanged { .. })),
            "{problem:?}"
        );
        assert_eq!(document.text(), text);
    }
    for bytes in [
        &b"kh\xf4ng"[..],
        b"# \xff\xfe\n",
        b"Kh\xc3\xb4ng c\xc3\xb3",
        b"+++\ntitle = \"a\"\n",
    ] {
        assert!(Document::read("content/mau/tin/a.md", bytes).is_err());
    }
}

fn author(bench: &Bench) -> Author {
    Author::open(bench.dir(), "cô Lan").unwrap()
}

#[test]
fn a_second_windows_change_is_never_overwritten() {
    let bench = Bench::new();
    let author = author(&bench);
    let mine = author.read(POST).unwrap();
    let theirs = author.read(POST).unwrap();
    let saved = author
        .edit(&theirs, &[set("title", "Của người kia")], None)
        .unwrap();
    let problem = author
        .edit(&mine, &[set("title", "Của tôi")], None)
        .unwrap_err();
    let Some(Problem::ContentChanged { yours, theirs }) = problem.problem.get().cloned() else {
        panic!("{problem:?}");
    };
    assert!(yours.contains("\"Của tôi\"") && theirs.contains("\"Của người kia\""));
    assert_eq!(bench.read(POST), saved.text());
    // The same save again, whose answer was lost, is no conflict.
    let again = author
        .edit(&mine, &[set("title", "Của người kia")], None)
        .unwrap();
    assert_eq!(again.version(), saved.version());
    // A change from outside is one too, and so is a file that is gone.
    bench.write(POST, post("Từ ngoài", "Chữ.\n"));
    assert!(author.edit(&saved, &[], Some("\nKhác.\n")).is_err());
    assert_eq!(bench.read(POST), post("Từ ngoài", "Chữ.\n"));
    fs::remove_file(bench.path(POST)).unwrap();
    let problem = author.edit(&saved, &[], Some("\nKhác.\n")).unwrap_err();
    assert!(
        problem
            .problem
            .text(Lang::Vi)
            .contains("sửa hoặc xóa ở nơi khác")
    );
    assert!(!bench.path(POST).exists());
}

#[test]
fn every_version_is_kept_and_can_be_brought_back() {
    let bench = Bench::new();
    let author = author(&bench);
    let first = author.read(POST).unwrap();
    let second = author
        .edit(&first, &[set("title", "Lần hai")], Some("\nHai.\n"))
        .unwrap();
    let third = author.withdraw(&second).unwrap();
    assert_eq!(third.value(&key("draft")), Some(Value::Boolean(true)));
    author.delete(POST, third.version()).unwrap();
    assert!(!bench.path(POST).exists());
    let problem = author.delete(POST, third.version()).unwrap_err();
    assert!(matches!(
        problem.problem.get(),
        Some(Problem::ContentChanged { .. })
    ));
    let history = author.history(POST).unwrap();
    let whats: Vec<_> = history.iter().map(|event| event.what).collect();
    assert_eq!(whats, [What::Deleted, What::Withdrawn, What::Edited]);
    assert!(
        history
            .iter()
            .all(|event| event.by == "cô Lan" && event.time.starts_with("20"))
    );
    for (event, document) in history.iter().zip([&third, &second, &first]) {
        let before = event.files[0].before.as_ref().unwrap();
        assert_eq!(author.kept(before).unwrap(), document.bytes());
    }
    author.restore(POST, first.version(), None).unwrap();
    assert_eq!(bench.read(POST), first.text());
    // What was there is kept too when something from before takes its place.
    assert!(author.restore(POST, second.version(), None).is_err());
    author
        .restore(POST, second.version(), Some(first.version()))
        .unwrap();
    assert_eq!(bench.read(POST), second.text());
    assert_eq!(author.history(POST).unwrap().len(), 5);
    let unknown = Version::of("chưa ai viết".as_bytes());
    assert!(
        author
            .restore(POST, &unknown, Some(second.version()))
            .is_err()
    );
    let names: BTreeSet<_> = tree(bench.dir()).into_keys().collect();
    assert!(
        !names
            .iter()
            .any(|name| name.display().to_string().contains(".loa-")),
        "{names:?}"
    );
}

/// A list of what was done that was cut anywhere still tells the rest, and goes on.
#[test]
fn a_torn_history_goes_on() {
    let bench = Bench::new();
    let author = author(&bench);
    let mut document = author.read(POST).unwrap();
    for title in ["Một", "Hai", "Ba"] {
        document = author
            .edit(&document, &[set("title", title)], None)
            .unwrap();
    }
    let log = fs::read(bench.path(".loa/log.jsonl")).unwrap();
    let last = log[..log.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .unwrap()
        + 1;
    for cut in last..log.len() {
        fs::write(bench.path(".loa/log.jsonl"), &log[..cut]).unwrap();
        let title = format!("Lần {cut}");
        document = author
            .edit(&document, &[set("title", title)], None)
            .unwrap();
        let events = author.history(POST).unwrap();
        let whole = cut + 1 == log.len();
        assert_eq!(events.len(), if whole { 4 } else { 3 }, "{cut}");
        assert_eq!(events[0].number, if whole { 4 } else { 3 });
    }
}

#[test]
fn what_is_no_writers_file_is_refused() {
    let bench = Bench::new();
    let author = author(&bench);
    bench.write("ngoai/a.md", post("Ngoài", "Chữ.\n"));
    bench.write("content/mau/tin/anh.svg", "<svg/>");
    for path in [
        "ngoai/a.md",
        "content/../ngoai/a.md",
        "content/mau/../../ngoai/a.md",
        "/etc/passwd.md",
        "content/mau/tin/anh.svg",
        "content/mau/.an/a.md",
        "content//mau/tin/a.md",
        "themes/phuong/a.md",
        "",
    ] {
        assert!(author.read(path).is_err(), "{path}");
        assert!(author.save(path, None, b"x").is_err(), "{path}");
    }
    let large = vec![b'a'; (1 << 20) + 1];
    assert!(author.save("content/mau/tin/lon.md", None, &large).is_err());
    let problem = author
        .save("content/mau/tin/Khai-Truong.md", None, b"x")
        .unwrap_err();
    assert!(
        matches!(
            problem.problem.get(),
            Some(site::problem::Problem::SameNameButCase { .. })
        ),
        "{problem:?}"
    );
    assert!(Author::open(&bench.path("khong-co"), "").is_err());
}

#[test]
#[cfg(unix)]
fn links_are_not_written_through() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new();
    let author = author(&bench);
    let shared = "content/chung/suc-khoe/sot-xuat-huyet.md";
    symlink(
        "../../chung/suc-khoe/sot-xuat-huyet.md",
        bench.path("content/mau/tin/lk.md"),
    )
    .unwrap();
    let problem = author.read("content/mau/tin/lk.md").unwrap_err();
    assert!(
        matches!(problem.problem.get(), Some(Problem::LinkedFile {})),
        "{problem:?}"
    );
    fs::create_dir(bench.path("ngoai")).unwrap();
    symlink("../../ngoai", bench.path("content/mau/muc")).unwrap();
    assert!(author.save("content/mau/muc/a.md", None, b"x").is_err());
    assert!(!bench.path("ngoai/a.md").exists());
    // The history itself may not lie elsewhere.
    let document = author.read(shared).unwrap();
    symlink("ngoai", bench.path(".loa")).unwrap();
    let problem = author
        .edit(&document, &[set("title", "Khác")], None)
        .unwrap_err();
    assert!(
        matches!(problem.problem.get(), Some(Problem::NoPlainFolder {})),
        "{problem:?}"
    );
    assert_eq!(bench.read(shared), document.text());
}

#[test]
fn two_programs_write_one_after_the_other() {
    let bench = Bench::new();
    let author = author(&bench);
    std::thread::scope(|scope| {
        for n in 0..4 {
            let author = author.clone();
            scope.spawn(move || {
                for m in 0..5 {
                    let section = author.section("mau", "tin", "tin").unwrap();
                    let slug = slug_for(&format!("Bài {n} {m}"));
                    let place = section.place(author.root(), &slug).unwrap();
                    author.create(&place, &post("Bài", "Chữ.\n")).unwrap();
                }
            });
        }
    });
    let numbers: Vec<_> = fs::read_to_string(bench.path(".loa/log.jsonl"))
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["number"].as_u64())
        .collect();
    assert_eq!(numbers, (1..=20).map(Some).collect::<Vec<_>>());
    // One that holds on for longer than anybody waits is told of.
    let lock = fs::File::open(bench.path(".loa/lock")).unwrap();
    lock.lock().unwrap();
    let document = author.read(POST).unwrap();
    let problem = author
        .edit(&document, &[set("title", "Khác")], None)
        .unwrap_err();
    assert!(
        matches!(problem.problem.get(), Some(Problem::ContentBusy {})),
        "{problem:?}"
    );
}

/// What a killed program leaves is taken back by the next one that writes.
#[test]
fn what_was_left_half_done_is_taken_back() {
    let bench = Bench::new();
    let author = author(&bench);
    let document = author.read(POST).unwrap();
    let old = document.bytes();
    let changed = author
        .edit(&document, &[set("title", "Mới")], None)
        .unwrap();
    let event = fs::read_to_string(bench.path(".loa/log.jsonl")).unwrap();
    let undone = |left: &str| {
        let other = author
            .read("content/chung/suc-khoe/sot-xuat-huyet.md")
            .unwrap();
        let title = format!("Sốt {left}");
        author.edit(&other, &[set("title", title)], None).unwrap();
        assert!(!bench.path(".loa/pending.json").exists(), "{left}");
        let names = tree(bench.dir()).into_keys();
        assert!(
            !names
                .into_iter()
                .any(|name| name.display().to_string().contains(".before"))
        );
        bench.read(POST).into_bytes()
    };
    // Stopped behind the renaming, before the list was written.
    let log = bench.path(".loa/log.jsonl");
    fs::write(bench.path(".loa/pending.json"), &event).unwrap();
    fs::write(bench.path("content/mau/tin/.loa-1-0.before"), &old).unwrap();
    fs::remove_file(&log).unwrap();
    assert_eq!(undone("một"), old);
    // The same where a file has no second name.
    fs::write(bench.path(POST), changed.bytes()).unwrap();
    fs::write(bench.path(".loa/pending.json"), &event).unwrap();
    fs::remove_file(&log).unwrap();
    assert_eq!(undone("hai"), old);
    // Stopped before the renaming.
    fs::write(bench.path(".loa/pending.json"), &event).unwrap();
    fs::write(bench.path("content/mau/tin/.loa-1-0.before"), &old).unwrap();
    fs::remove_file(&log).unwrap();
    assert_eq!(undone("ba"), old);
    // Somebody has written there since: that stays.
    fs::write(bench.path(POST), post("Sau đó", "Chữ.\n")).unwrap();
    fs::write(bench.path(".loa/pending.json"), &event).unwrap();
    fs::remove_file(&log).unwrap();
    assert_eq!(undone("bốn"), post("Sau đó", "Chữ.\n").into_bytes());
    // Stopped behind the list: it is done.
    fs::write(bench.path(POST), changed.bytes()).unwrap();
    fs::write(bench.path(".loa/pending.json"), &event).unwrap();
    fs::write(&log, &event).unwrap();
    assert_eq!(undone("năm"), changed.bytes());
}

fn messages(problem: &Diagnostic) -> [String; 2] {
    [Lang::Vi, Lang::En].map(|lang| problem.problem.text(lang))
}

#[test]
fn a_slug_is_an_address() {
    let bench = Bench::new();
    let author = author(&bench);
    let section = author.section("mau", "tin", "tin").unwrap();
    for slug in [
        "",
        "Bài",
        "a b",
        "../a",
        "con",
        "a/b",
        ".an",
        &"a".repeat(200),
    ] {
        let problem = section.place(author.root(), slug).unwrap_err();
        assert!(
            matches!(problem.problem.get(), Some(Problem::BadSlug { .. })),
            "{slug}: {:?}",
            messages(&problem)
        );
    }
    assert!(section.place(author.root(), "trang").is_err(), "reserved");
    assert!(author.section("mua", "tin", "tin").is_err());
    assert!(author.section("mau", "suckhoe", "tin").is_err());
}

/// Moves a post and gives what came of it.
fn moved(author: &Author, from: &str, to: [&str; 3], links: Links) -> Moved {
    let document = author.read(from).unwrap();
    let [ward, section, slug] = to;
    let section = author.section(ward, section, "tin").unwrap();
    let place = section.place(author.root(), slug).unwrap();
    author.move_post(&document, &place, links).unwrap()
}

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\" fill=\"#1d4f91\"/></svg>\n";

/// A ward in which posts and pictures name each other.
fn woven() -> Bench {
    let bench = Bench::new();
    bench.write("content/mau/tin/rieng (1).svg", DRAWING);
    bench.write("content/mau/tin/chung.svg", DRAWING);
    bench.write(
        "content/mau/tin/trong-cay.md",
        post(
            "Trồng cây",
            "Xem [bài kia](khai-truong.md), [sốt](../suc-khoe/sot-xuat-huyet.md#dau-hieu), [lại bài này](trong-cay.md).\n\n![Riêng](<rieng (1).svg>)\n\n![Chung](chung.svg)\n\n![Riêng](rieng%20(1).svg)\n",
        ),
    );
    bench.write(
        POST,
        post(
            "Khai trương trạm y tế",
            "Trước đó: [cây](trong-cay.md), ![Chung](chung.svg)\r\n",
        ),
    );
    bench.write(
        "content/mau/tin/_index.md",
        "+++\ntitle = \"Tin\"\n+++\n\nMới: [cây][1].\n\n[1]: /tin/trong-cay.md\n",
    );
    let ward = bench.read("content/mau/ward.toml");
    let ward = format!(
        "{ward}\n[home]\nneeded = [\"tin/trong-cay.md\", \"suc-khoe/sot-xuat-huyet.md\"]\n"
    );
    bench.write("content/mau/ward.toml", ward);
    bench.build_well();
    bench
}

#[test]
fn a_post_that_moves_takes_its_own_along_and_is_found_again() {
    let bench = woven();
    let author = author(&bench);
    let done = moved(
        &author,
        "content/mau/tin/trong-cay.md",
        ["mau", "mo-hinh", "cay-xanh"],
        Links::Rewrite,
    );
    assert_eq!(done.path, "content/mau/mo-hinh/cay-xanh.md");
    let [from, to] =
        ["tin", "mo-hinh"].map(|section| format!("content/mau/{section}/rieng (1).svg"));
    assert_eq!(done.files, [(from.clone(), to.clone())]);
    assert!(!bench.path(&from).exists() && bench.path(&to).exists());
    assert!(!bench.path("content/mau/tin/trong-cay.md").exists());
    assert_eq!(
        done.rewritten,
        ["content/mau/tin/_index.md", POST, "content/mau/ward.toml"]
    );
    assert_eq!((done.left, done.lost), (vec![], vec![]));
    let text = bench.read(&done.path);
    assert!(
        text.ends_with("Xem [bài kia](../tin/khai-truong.md), [sốt](../suc-khoe/sot-xuat-huyet.md#dau-hieu), [lại bài này](cay-xanh.md).\n\n![Riêng](<rieng (1).svg>)\n\n![Chung](../tin/chung.svg)\n\n![Riêng](rieng%20(1).svg)\n"),
        "{text}"
    );
    assert!(
        bench
            .read(POST)
            .ends_with("[cây](../mo-hinh/cay-xanh.md), ![Chung](chung.svg)\r\n")
    );
    assert!(
        bench
            .read("content/mau/tin/_index.md")
            .ends_with("[1]: /mo-hinh/cay-xanh.md\n")
    );
    assert!(
        bench
            .read("content/mau/ward.toml")
            .contains("[\"mo-hinh/cay-xanh.md\", ")
    );
    // Its history goes on under its new name.
    let event = &author.history(&done.path).unwrap()[0];
    assert_eq!(event.what, What::Moved);
    assert_eq!(author.referring(&done.path).unwrap(), done.rewritten);
}

#[test]
fn a_new_name_in_the_same_section_moves_nothing_else() {
    let bench = woven();
    let author = author(&bench);
    let old = bench.read("content/mau/tin/trong-cay.md");
    let done = moved(
        &author,
        "content/mau/tin/trong-cay.md",
        ["mau", "tin", "cay-xanh"],
        Links::Rewrite,
    );
    assert_eq!(done.files, []);
    let expected = old.replace("[lại bài này](trong-cay.md)", "[lại bài này](cay-xanh.md)");
    assert_eq!(bench.read(&done.path), expected);
    bench.build_well();
    // And back, telling of the links alone.
    let told = moved(
        &author,
        &done.path,
        ["mau", "tin", "trong-cay"],
        Links::Tell,
    );
    assert_eq!((told.rewritten, told.left), (vec![], done.rewritten));
    assert_eq!(bench.read("content/mau/tin/trong-cay.md"), old);
}

#[test]
fn a_post_moves_between_wards_and_the_shared_ones() {
    let bench = woven();
    bench.write(
        "content/khac/ward.toml",
        bench
            .read("content/mau/ward.toml")
            .replace("mau.example", "khac.example")
            .split("[home]")
            .next()
            .unwrap(),
    );
    let author = author(&bench);
    // Shared by all: the same address, so nobody has to be mended.
    let done = moved(
        &author,
        "content/mau/tin/trong-cay.md",
        ["chung", "tin", "trong-cay"],
        Links::Rewrite,
    );
    assert_eq!((done.rewritten, done.left), (vec![], vec![]));
    assert_eq!(
        done.files,
        [(
            "content/mau/tin/rieng (1).svg".to_owned(),
            "content/chung/tin/rieng (1).svg".to_owned()
        )]
    );
    assert_eq!(done.lost, ["content/mau/tin/chung.svg", POST]);
    // Of one ward again: the others' texts are told of.
    bench.write("content/khac/tin/b.md", post("B", "[cây](trong-cay.md)\n"));
    let done = moved(
        &author,
        "content/chung/tin/trong-cay.md",
        ["mau", "tin", "cay"],
        Links::Rewrite,
    );
    assert_eq!(done.left, ["content/khac/tin/b.md"]);
    assert_eq!(
        done.rewritten,
        ["content/mau/tin/_index.md", POST, "content/mau/ward.toml"]
    );
    fs::remove_file(bench.path("content/khac/tin/b.md")).unwrap();
    bench.build_well();
}

#[test]
fn nothing_is_moved_over_anything() {
    let bench = woven();
    let author = author(&bench);
    let from = "content/mau/tin/trong-cay.md";
    let document = author.read(from).unwrap();
    bench.write("content/mau/mo-hinh/rieng (1).svg", "của bài khác");
    let before = tree(bench.dir());
    let section = author.section("mau", "mo-hinh", "tin").unwrap();
    let place = section.place(author.root(), "cay").unwrap();
    let problems = author
        .move_post(&document, &place, Links::Rewrite)
        .unwrap_err();
    let problem = problems.sorted()[0].clone();
    assert_eq!(
        (problem.problem.get(), problem.path.as_str()),
        (
            Some(&Problem::AlreadyExists {}),
            "content/mau/mo-hinh/rieng (1).svg"
        )
    );
    let taken = author
        .section("mau", "tin", "tin")
        .unwrap()
        .place(author.root(), "khai-truong")
        .unwrap();
    assert!(author.move_post(&document, &taken, Links::Rewrite).is_err());
    assert!(tree(bench.dir()) == before);
    bench.write(from, post("Khác", "Chữ.\n"));
    let free = author
        .section("mau", "tin", "tin")
        .unwrap()
        .place(author.root(), "cay")
        .unwrap();
    let problems = author
        .move_post(&document, &free, Links::Rewrite)
        .unwrap_err();
    assert!(matches!(
        problems.sorted()[0].problem.get(),
        Some(Problem::ContentChanged { .. })
    ));
    let index = author.read("content/mau/tin/_index.md").unwrap();
    assert!(author.move_post(&index, &free, Links::Rewrite).is_err());
}

/// Posts of the repository move to and fro, and every build agrees.
#[test]
fn shipped_posts_move_and_everything_still_stands() {
    let bench = Bench::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in tree(&root.join("content")) {
        bench.write(&format!("content/{}", path.display()), bytes);
    }
    let author = author(&bench);
    let posts = [
        (
            "content/chung/suc-khoe/hoi-sinh-tim-phoi.md",
            ["chung", "suc-khoe", "ep-tim"],
        ),
        (
            "content/chung/nghi-quyet/72-nq-tw.md",
            ["chung", "nghi-quyet", "nghi-quyet-72"],
        ),
        (
            "content/nam-dong/mo-hinh/em-khong-mot-minh.md",
            ["nam-dong", "mo-hinh", "khong-mot-minh"],
        ),
        (
            "content/le-chan/nghi-quyet/05-nq-tu.md",
            ["le-chan", "nghi-quyet", "nghi-quyet-05"],
        ),
        (
            "content/viet-hung/tin/nghe-thong-tin-o-dau.md",
            ["viet-hung", "gioi-thieu", "nghe-o-dau"],
        ),
    ];
    let mut links = 0;
    for (from, to) in posts {
        let done = moved(&author, from, to, Links::Rewrite);
        assert_eq!((done.left, done.lost), (vec![], vec![]), "{from}");
        links += done.rewritten.len();
    }
    assert!(links > 5, "{links}");
    let ran = bench.loa(&["check", "--today", TODAY]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
}
