//! The journal: cut, damaged, put aside, asked twice.

use super::*;

fn entry(window: &str, seq: u64, parents: &[&str], body: &str) -> Entry {
    let state = State {
        body: body.into(),
        ..State::default()
    };
    Entry {
        path: "content/mau/tin/a.md".into(),
        window: window.into(),
        seq,
        parents: parents.iter().map(|id| (*id).to_owned()).collect(),
        base: Some(Version::of(b"a")),
        by: "cô Lan".into(),
        time: "2026-11-28T01:02:03Z".into(),
        state: Some(state),
        ..Entry::default()
    }
}

#[test]
fn what_a_window_left_in_its_browser_hides_no_later_words_of_it() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.log");
    let mut journal = Journal::open(&file).unwrap();
    journal.append(entry("w", 1, &[], "một")).unwrap();
    let id = journal.append(entry("w", 3, &[], "một hai ba")).unwrap().id;
    // The tab was closed before it could drop these.
    journal.append(entry("w", 2, &[], "một hai")).unwrap();
    journal.append(entry("w", 3, &[], "một hai b")).unwrap();
    assert_eq!(bodies(&journal), ["một hai ba"]);
    // Another window has gone on: they are no second text either.
    journal
        .append(entry("v", 1, &[&id], "một hai ba bốn"))
        .unwrap();
    journal.append(entry("w", 3, &[], "một hai b")).unwrap();
    assert_eq!(bodies(&journal), ["một hai ba bốn"]);
    assert_eq!(bodies(&Journal::open(&file).unwrap()), ["một hai ba bốn"]);
    // Words that it had not sent are one.
    journal
        .append(entry("w", 4, &[&id], "một hai ba năm"))
        .unwrap();
    assert_eq!(bodies(&journal).len(), 2);
}

fn bodies(journal: &Journal) -> Vec<&str> {
    let states = journal.heads().iter();
    states
        .filter_map(|head| Some(head.entry.state.as_ref()?.body.as_str()))
        .collect()
}

#[test]
fn a_journal_cut_at_any_byte_of_its_last_record_opens_with_the_one_before() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("work/a.log");
    let mut journal = Journal::open(&file).unwrap();
    let first = journal.append(entry("w", 1, &[], "Mời bà con")).unwrap().id;
    let whole = fs::metadata(&file).unwrap().len() as usize;
    journal
        .append(entry("w", 2, &[&first], "Mời bà con họp\nlúc 8 giờ"))
        .unwrap();
    let bytes = fs::read(&file).unwrap();
    for cut in whole..bytes.len() {
        fs::write(&file, &bytes[..cut]).unwrap();
        let mut journal = Journal::open(&file).unwrap();
        assert_eq!(bodies(&journal), ["Mời bà con"], "cut at {cut}");
        // What is written next is whole, whatever was left of the other.
        journal.append(entry("v", 1, &[&first], "Mới")).unwrap();
        let journal = Journal::open(&file).unwrap();
        assert_eq!(bodies(&journal), ["Mới"], "cut at {cut}");
    }
    fs::write(&file, &bytes).unwrap();
    assert_eq!(
        bodies(&Journal::open(&file).unwrap()),
        ["Mời bà con họp\nlúc 8 giờ"]
    );
}

#[test]
fn a_damaged_record_costs_itself_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.log");
    let mut journal = Journal::open(&file).unwrap();
    journal.append(entry("w", 1, &[], "một")).unwrap();
    let first = fs::metadata(&file).unwrap().len() as usize;
    journal.append(entry("v", 1, &[], "hai")).unwrap();
    let mut bytes = fs::read(&file).unwrap();
    for at in 0..first - 1 {
        let before = bytes[at];
        bytes[at] ^= 1;
        fs::write(&file, &bytes).unwrap();
        let journal = Journal::open(&file).unwrap();
        assert!(bodies(&journal).contains(&"hai"), "damage at {at}");
        assert!(!bodies(&journal).contains(&"một"), "damage at {at}");
        bytes[at] = before;
    }
}

#[test]
fn two_windows_make_two_heads_and_a_record_sent_twice_is_one() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.log");
    let mut journal = Journal::open(&file).unwrap();
    let one = journal.append(entry("w", 1, &[], "một")).unwrap().id;
    assert_eq!(journal.append(entry("w", 1, &[], "một")).unwrap().id, one);
    let two = journal.append(entry("w", 2, &[&one], "hai")).unwrap().id;
    let other = journal.append(entry("v", 1, &[&one], "khác")).unwrap().id;
    assert_eq!(bodies(&journal), ["hai", "khác"]);
    assert_eq!(bodies(&Journal::open(&file).unwrap()), ["hai", "khác"]);
    journal
        .append(entry("v", 2, &[&two, &other], "cả hai"))
        .unwrap();
    assert_eq!(bodies(&Journal::open(&file).unwrap()), ["cả hai"]);
    // An answer was lost: the window does not know its own last record, and has no conflict with itself.
    journal.append(entry("v", 3, &[&two], "tiếp")).unwrap();
    assert_eq!(bodies(&journal), ["tiếp"]);
}

#[test]
fn a_large_journal_is_put_aside_and_nothing_open_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.log");
    let mut journal = Journal::open(&file).unwrap();
    let mut last = journal.append(entry("w", 1, &[], "đầu")).unwrap().id;
    journal.append(entry("v", 1, &[], "bên kia")).unwrap();
    journal.end = LARGE + 1;
    fs::File::options()
        .write(true)
        .open(&file)
        .unwrap()
        .set_len(LARGE + 1)
        .unwrap();
    last = journal.append(entry("w", 2, &[&last], "sau")).unwrap().id;
    assert!(!last.is_empty());
    assert_eq!(bodies(&Journal::open(&file).unwrap()), ["bên kia", "sau"]);
    assert!(dir.path().join("a.1.old").exists());
}

#[test]
fn a_record_sent_again_is_answered_as_the_first_time_whoever_wrote_meanwhile() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.log");
    let mut journal = Journal::open(&file).unwrap();
    let mut once = entry("w", 1, &[], "Mời bà con");
    once.beside.moved = true;
    let first = journal.append(once.clone()).unwrap();
    assert_eq!((first.beside.others, first.beside.moved), (0, true));
    // Somebody goes on with it, somebody else beside it, and the file moved back; the time is another as well.
    let next = journal.append(entry("v", 1, &[&first.id], "Mời bà con họp"));
    let next = next.unwrap();
    journal.append(entry("x", 1, &[], "Khác")).unwrap();
    once.beside.moved = false;
    once.time = "2026-11-28T01:02:09Z".into();
    let before = (fs::read(&file).unwrap(), journal.heads().to_vec());
    assert_eq!(journal.append(once.clone()).unwrap(), first);
    assert_eq!((fs::read(&file).unwrap(), journal.heads().to_vec()), before);
    // The same after the program was killed.
    let mut journal = Journal::open(&file).unwrap();
    assert_eq!(journal.append(once.clone()).unwrap(), first);
    assert_eq!(bodies(&journal), ["Mời bà con họp", "Khác"]);
    // And after the file was put aside.
    for _ in 0..2 {
        journal.begin_anew().unwrap();
        journal = Journal::open(&file).unwrap();
        assert_eq!(journal.append(once.clone()).unwrap(), first);
        let again = entry("v", 1, &[&first.id], "Mời bà con họp");
        assert_eq!(journal.append(again).unwrap(), next);
        assert_eq!(bodies(&journal), ["Mời bà con họp", "Khác"]);
    }
}

#[test]
fn other_words_under_the_same_number_are_never_taken_for_saved() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.log");
    let mut journal = Journal::open(&file).unwrap();
    journal.append(entry("w", 1, &[], "một")).unwrap();
    assert!(!journal.clashes(&entry("w", 1, &[], "một")));
    assert!(journal.clashes(&entry("w", 1, &[], "hai")));
    assert!(!journal.clashes(&entry("w", 2, &[], "hai")));
    journal.begin_anew().unwrap();
    let journal = Journal::open(&file).unwrap();
    assert!(!journal.clashes(&entry("w", 1, &[], "một")));
    assert!(journal.clashes(&entry("w", 1, &[], "hai")));
}

#[test]
fn what_another_window_found_in_the_browser_hides_nothing_that_its_own_still_says() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.log");
    let mut journal = Journal::open(&file).unwrap();
    let one = journal.append(entry("w", 1, &[], "một")).unwrap().id;
    let found = |seq, body| Entry {
        left: true,
        ..entry("w", seq, &[&one], body)
    };
    let left = journal.append(found(2, "một hai")).unwrap();
    assert_eq!(bodies(&journal), ["một hai"]);
    // Two windows found the same; one has gone on with it.
    assert_eq!(journal.append(found(2, "một hai")).unwrap(), left);
    let next = entry("v", 1, &[&left.id], "một hai ba");
    journal.append(next).unwrap();
    assert_eq!(journal.append(found(2, "một hai")).unwrap(), left);
    assert_eq!(bodies(&journal), ["một hai ba"]);
    // Its own window was there all the time: what it says under that number is no second copy of it.
    assert!(!journal.clashes(&entry("w", 2, &[&one], "một hai bốn")));
    let own = journal.append(entry("w", 2, &[&one], "một hai bốn"));
    assert_ne!(own.unwrap().id, left.id);
    assert_eq!(bodies(&journal), ["một hai ba", "một hai bốn"]);
    // What was found late, after it said more, is in that.
    journal.append(found(2, "một hai")).unwrap();
    assert_eq!(
        bodies(&Journal::open(&file).unwrap()),
        ["một hai ba", "một hai bốn"]
    );
}
