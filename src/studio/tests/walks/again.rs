//! Requests that are sent again because their answers were lost: they are answered as the first time and change nothing more,
//! whatever others did meanwhile, and though the program was killed before or after its answer was kept.

use crate::dice::Dice;
use crate::house::{House, PATH, Window, sha256};
use serde_json::{Value, json};
use std::fs;
use studio::api;
use studio::verdict::Verdict;

/// What happens between the first request and the second.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Between {
    Nothing,
    /// The program was killed after it had kept its answer.
    Killed,
    /// The program was killed when it had done what was asked, and before it had kept its answer.
    KilledEarly,
}

const ALL: [Between; 3] = [Between::Nothing, Between::Killed, Between::KilledEarly];

impl Between {
    fn pass(self, house: House) -> House {
        match self {
            Self::Nothing => house,
            Self::Killed => house.restart(),
            Self::KilledEarly => {
                fs::remove_file(house.desk.folder().join("once.log")).ok();
                house.restart()
            }
        }
    }
}

fn named(mut body: Value, once: &str) -> Value {
    body["once"] = format!("{once:0>24}").into();
    body
}

fn draft(house: &House) {
    house.write(
        PATH,
        "+++\ntitle = \"A\"\ndate = 2026-11-20\ndraft = true\n+++\n\nĐầu.\n",
    );
}

/// All files that people's texts are in, or the lists of what was done with them.
fn files(house: &House) -> Vec<(String, Vec<u8>)> {
    let all = walkdir::WalkDir::new(house.dir.path()).sort_by_file_name();
    let all = all.into_iter().map(|entry| entry.unwrap().into_path());
    let all = all.filter(|path| path.is_file()).map(|path| {
        let name = path.strip_prefix(house.dir.path()).unwrap();
        (
            name.to_string_lossy().into_owned(),
            fs::read(&path).unwrap(),
        )
    });
    let meant = |name: &str| {
        name.starts_with("content/") || name.ends_with(".jsonl") || name.contains("/work/")
    };
    all.filter(|(name, _)| meant(name)).collect()
}

/// Writes, saves into the file and has the answer lost; somebody else goes on; the same is asked again.
#[test]
fn a_text_that_went_into_its_file_is_told_so_again_though_somebody_went_on() {
    for between in ALL {
        let house = House::new();
        draft(&house);
        let mut lan = Window::open(&house, 0);
        lan.state.body = "Mời bà con họp.".into();
        lan.record(&house, "Lan");
        lan.seq += 1;
        let asked = named(lan.written(), "a");
        let first = house.act("Lan", "save", &asked).unwrap();
        let mut minh = Window::open(&house, 1);
        minh.state.body = "Mời bà con họp lúc 8 giờ.".into();
        minh.record(&house, "Minh");
        minh.seq += 1;
        let saved = house.act("Minh", "save", &named(minh.written(), "b"));
        let saved = saved.unwrap()["base"].clone();
        let house = between.pass(house);
        let before = house.file();
        let again = house.act("Lan", "save", &asked).unwrap();
        assert_eq!(again, first, "{between:?}");
        assert_eq!(house.file(), before, "{between:?}");
        // What she had typed is in the file's history, and nowhere a second text.
        let tip = house.desk.tip(PATH).unwrap();
        assert_eq!(json!(tip.version()), saved);
        assert!(house.desk.works().heads(PATH).is_empty(), "{between:?}");
    }
}

/// A record goes into the journal and the answer is lost; another window goes on with it.
#[test]
fn a_record_asked_again_is_nobodys_second_text() {
    for between in ALL {
        let house = House::new();
        let mut lan = Window::open(&house, 0);
        lan.state.body = "Mời bà con".into();
        lan.seq += 1;
        let asked = lan.written();
        let first = house.act("Lan", "record", &asked).unwrap();
        let mut minh = Window::open(&house, 1);
        minh.state.body = "Mời bà con họp".into();
        minh.record(&house, "Minh");
        let house = between.pass(house);
        assert_eq!(house.act("Lan", "record", &asked).unwrap(), first);
        assert_eq!(house.desk.works().heads(PATH).len(), 1, "{between:?}");
        // Other words under that number are not taken, and say so.
        lan.state.body = "Mời bà con đi".into();
        assert!(house.act("Lan", "record", &lan.written()).is_none());
        lan.parent = first["id"].clone();
        lan.record(&house, "Lan");
        assert_eq!(house.desk.works().heads(PATH).len(), 2, "{between:?}");
    }
}

/// What each action is asked with, in a house where it can be done.
fn ready(action: &str) -> (House, &'static str, Value) {
    let mut house = House::new();
    let by = |what: &str| {
        house.desk.tip(PATH).unwrap().standing.map(|standing| {
        json!({ "path": PATH, "sha256": standing.sha256, "reason": what, "publish_on": "" })
    })
    };
    let typed = |house: &House, body: &str| {
        let mut window = Window::open(house, 0);
        window.state.body = body.into();
        window.record(house, "Minh");
        window.seq += 1;
        window.written()
    };
    let sent = |house: &House| {
        house
            .act("Minh", "send", &typed(house, "Mời họp."))
            .unwrap()
    };
    match action {
        "send" | "discard" => (house, "Minh", Value::Null),
        "approve" | "return" | "publish" => {
            sent(&house);
            let seen = by("sửa lại").unwrap();
            if action == "publish" {
                house.act("Lan", "approve", &seen).unwrap();
            }
            (house, "Lan", seen)
        }
        "withdraw" => (house, "Lan", Value::Null),
        "settle" => {
            let mut one = Window::open(&house, 0);
            let mut two = Window::open(&house, 1);
            one.state.body = "Một.".into();
            two.state.body = "Hai.".into();
            one.record(&house, "Lan");
            two.record(&house, "Minh");
            let choice = crate::walk::choice(&house, PATH, &mut Dice(1)).unwrap();
            (house, "Lan", choice)
        }
        "new" => {
            let asked = json!({ "ward": "mau", "section": "tin", "title": "Họp tổ dân phố" });
            (house, "Minh", asked)
        }
        "own" => {
            house.write(
                "content/chung/suc-khoe/ho.md",
                "+++\ntitle = \"Ho\"\ndate = 2026-11-20\n+++\n\nChữ.\n",
            );
            house = house.restart();
            let asked = json!({ "path": "content/chung/suc-khoe/ho.md", "ward": "mau" });
            (house, "Lan", asked)
        }
        "revive" => {
            draft(&house);
            let before = json!(Window::open(&house, 0).base);
            let asked = named(typed(&house, "Mời họp."), "c");
            house.act("Minh", "save", &asked).unwrap();
            let asked = json!({ "path": PATH, "version": before });
            (house, "Lan", asked)
        }
        "role" => {
            let asked = json!({ "ward": "mau", "name": "Tú", "roles": ["viet"] });
            (house, "Lan", asked)
        }
        _ => unreachable!("{action}"),
    }
}

#[test]
fn whatever_is_asked_again_is_done_once_and_answered_the_same() {
    for action in [
        "send", "approve", "return", "publish", "withdraw", "discard", "settle", "new", "own",
        "revive", "role",
    ] {
        for between in ALL {
            let (house, who, asked) = ready(action);
            let asked = match asked {
                Value::Null => {
                    let mut window = Window::open(&house, 0);
                    if action != "withdraw" {
                        window.state.body = "Mời bà con họp.".into();
                        window.record(&house, who);
                        window.seq += 1;
                    }
                    window.written()
                }
                asked => asked,
            };
            let asked = named(asked, "a");
            let first = house.act(who, action, &asked);
            let first = first.unwrap_or_else(|| panic!("{action} can be done"));
            // Somebody else writes meanwhile, where that is another text.
            house.write(
                "content/mau/tin/khac.md",
                "+++\ntitle = \"K\"\ndate = 2026-11-20\ndraft = true\n+++\n\nK.\n",
            );
            let house = between.pass(house);
            let before = files(&house);
            let again = house.act(who, action, &asked);
            let again = again.unwrap_or_else(|| panic!("{action} is answered again, {between:?}"));
            let built = ["publish", "withdraw"].contains(&action);
            if built && between == Between::KilledEarly {
                // The sites are built again, to the same.
                assert_eq!(again["wards"], first["wards"], "{action}");
            } else {
                assert_eq!(again, first, "{action}, {between:?}");
            }
            if between != Between::KilledEarly || !["discard", "role"].contains(&action) {
                let after = files(&house);
                let names = |files: &[(String, Vec<u8>)]| {
                    files
                        .iter()
                        .map(|(name, _)| name.clone())
                        .collect::<Vec<_>>()
                };
                assert_eq!(names(&after), names(&before), "{action}, {between:?}");
                assert!(
                    after == before || ended_twice(action, between),
                    "{action}, {between:?}"
                );
            }
            match house.desk.reviews().verify("mau").unwrap() {
                Verdict::Whole(_) => {}
                broken => panic!("{action}: {broken:?}"),
            }
        }
    }
}

/// What was sent is ended in the journal again where nobody knows whether it was: that hides nothing.
fn ended_twice(action: &str, between: Between) -> bool {
    action == "send" && between == Between::KilledEarly
}

#[test]
fn a_name_of_a_request_is_good_for_that_request_alone() {
    let house = House::new();
    let new = |title: &str| {
        named(
            json!({ "ward": "mau", "section": "tin", "title": title }),
            "a",
        )
    };
    let first = house.act("Lan", "new", &new("Một")).unwrap();
    assert!(house.act("Lan", "new", &new("Hai")).is_none());
    assert!(house.act("Minh", "new", &new("Một")).is_none());
    assert_eq!(house.act("Lan", "new", &new("Một")).unwrap(), first);
    for odd in ["", "ngắn", "0123456789abcde/", &"a".repeat(65)] {
        let mut asked = new("Ba");
        asked["once"] = odd.into();
        assert!(house.act("Lan", "new", &asked).is_none(), "{odd}");
    }
    // What was refused changed nothing: it may be asked again.
    let mut lan = Window::open(&house, 0);
    lan.state.body = "Chữ.".into();
    lan.record(&house, "Lan");
    lan.seq += 1;
    let asked = named(lan.written(), "b");
    assert!(house.act("Lan", "save", &asked).is_none());
    draft(&house);
    assert!(house.act("Lan", "save", &asked).is_none());
}

/// The same request twice at once, as where a connection breaks and the browser asks again.
#[test]
fn a_request_that_comes_twice_at_once_is_done_once() {
    let house = House::new();
    house.people[0].is("Lan");
    let asked = json!({ "ward": "mau", "section": "tin", "title": "Họp", "once": "a".repeat(24) });
    let asked = asked.to_string();
    let answers = std::thread::scope(|scope| {
        let ask = || api::act(&house.desk, &house.people[0], "new", asked.as_bytes()).unwrap();
        let all: Vec<_> = (0..6).map(|_| scope.spawn(ask)).collect();
        all.into_iter()
            .map(|one| one.join().unwrap())
            .collect::<Vec<_>>()
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let made = fs::read_dir(house.dir.path().join("content/mau/tin")).unwrap();
    assert_eq!(made.count(), 2);
}

/// The program was killed between the file and the journal, and nobody asks again: the text is no second one beside its own file.
#[test]
fn what_is_in_the_file_already_is_no_second_text_beside_it() {
    let house = House::new();
    draft(&house);
    let mut lan = Window::open(&house, 0);
    lan.state.body = "Mời bà con họp.".into();
    lan.record(&house, "Lan");
    let tip = house.desk.tip(PATH).unwrap();
    let opened = studio::texts::open(&tip, &house.desk.works()).unwrap();
    let (document, _) = opened.composed(&opened.state);
    house.write(PATH, document.text());
    let tip = house.desk.tip(PATH).unwrap();
    assert!(
        studio::texts::sides(&tip, &house.desk.works())
            .unwrap()
            .is_some()
    );
    studio::texts::follow(&tip, &mut house.desk.works(), "Lan").unwrap();
    assert!(house.desk.works().heads(PATH).is_empty());
    assert_eq!(sha256(&house.file()), sha256(&document.bytes()));
    // Somebody else's words stay a second text.
    let mut minh = Window::open(&house, 1);
    minh.state.body = "Mời bà con họp lúc 8 giờ.".into();
    minh.record(&house, "Minh");
    draft(&house);
    let tip = house.desk.tip(PATH).unwrap();
    studio::texts::follow(&tip, &mut house.desk.works(), "Lan").unwrap();
    assert_eq!(house.desk.works().heads(PATH).len(), 1);
}

/// Two people write, save and lose answers at random, while the program is killed before and after its answers are kept; each
/// asks again until there is an answer, before anything newer.
#[test]
fn random_losses_of_answers_lose_no_words_and_make_no_second_texts_of_ones_own() {
    for seed in 0..12 {
        let mut dice = Dice(seed);
        let mut house = House::new();
        draft(&house);
        let mut window = Window::open(&house, 0);
        let mut words = Vec::new();
        for number in 0..60 {
            words.push(format!("từ{number}"));
            window.state.body = words.join(" ");
            window.seq += 1;
            let save = dice.throw(4) == 0;
            let (action, asked) = match save {
                true => ("save", named(window.written(), &format!("{seed}x{number}"))),
                false => ("record", window.written()),
            };
            let mut answer = house.act("Lan", action, &asked).unwrap();
            let mut lost = 0;
            while dice.throw(3) == 0 && lost < 3 {
                lost += 1;
                house = ALL[dice.throw(ALL.len())].pass(house);
                // Another window of hers looks at the text, as one that is opened anew.
                let tip = house.desk.tip(PATH).unwrap();
                studio::texts::follow(&tip, &mut house.desk.works(), "Lan").unwrap();
                let opened = studio::texts::open(&tip, &house.desk.works()).unwrap();
                assert_eq!(opened.state.body.trim(), words.join(" "), "{seed} {number}");
                assert!(
                    opened.others.is_empty() && !opened.moved(),
                    "{seed} {number}"
                );
                let again = house.act("Lan", action, &asked).unwrap();
                assert_eq!(again, answer, "{seed} {number} {action}");
                answer = again;
            }
            match save {
                true => {
                    window.base = answer["base"].clone();
                    window.parent = Value::Null;
                }
                false => {
                    assert_eq!(
                        (&answer["others"], &answer["moved"]),
                        (&json!(0), &json!(false))
                    );
                    window.parent = answer["id"].clone();
                }
            }
        }
        let tip = house.desk.tip(PATH).unwrap();
        assert!(
            studio::texts::sides(&tip, &house.desk.works())
                .unwrap()
                .is_none()
        );
        let opened = studio::texts::open(&tip, &house.desk.works()).unwrap();
        assert_eq!(opened.state.body.trim(), words.join(" "));
    }
}
