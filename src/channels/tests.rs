//! Tests: the repository's wards with an airtime of a test, and what goes wrong.

use crate::message::messages;
use crate::problem::Problem;
use crate::schedule::{Schedule, schedule};
use crate::span::Span;
use crate::{airtime, products, speech};
use base::diagnostic::{Diagnostic, Diagnostics};
use jiff::civil::{Date, date};
use site::content::{self, LoadOptions};
use site::model::{BulletinPart, Ward};
use site::root::Root;
use std::collections::BTreeMap;
use std::path::Path;

/// Airtime of a test: no document of a real ward says any.
const AIRTIME: &str = "\n[[bulletins]]\nname = \"Bản tin sáng\"\ndays = [\"thu-hai\", \"thu-tu\", \"thu-sau\", \"chu-nhat\"]\n\
    times = [\"5h30\"]\nminutes = 8\nopening = \"Kính chào bà con. Mời bà con nghe bản tin.\"\nclosing = \"Bản tin đến đây là hết.\"\n\
    \n[[bulletins]]\nname = \"Bản tin chiều\"\ntimes = [\"17:00\"]\nminutes = 4\norder = [\"khan-cap\", \"bai-hoc\", \"tin\"]\n";

const WARDS: [&str; 4] = ["cao-minh", "le-chan", "nam-dong", "viet-hung"];

/// A ward of the repository with these lines behind its `ward.toml`, and other files.
fn ward(id: &str, lines: &str, files: &[(&str, &str)]) -> Ward {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut root = Root::open(&repository).unwrap();
    let path = format!("content/{id}/ward.toml");
    let text = root.read_text(&path).unwrap().text.clone();
    root = root
        .overlaid(&path, format!("{text}{lines}").as_bytes())
        .unwrap();
    for (path, text) in files {
        root = root
            .overlaid(&format!("content/{id}/{path}"), text.as_bytes())
            .unwrap();
    }
    let options = LoadOptions {
        wards: vec![id.to_owned()],
        held: true,
        ..LoadOptions::default()
    };
    let (mut loaded, problems) = content::load(&root, &options, date(2026, 12, 1));
    assert!(!problems.has_errors(), "{problems:?}");
    loaded.wards.remove(0)
}

fn month() -> Span {
    Span::parse("2026-12").unwrap()
}

fn scheduled<'w>(ward: &'w Ward, span: &Span) -> (Schedule<'w>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let schedule = schedule(ward, span, &mut problems).unwrap();
    (schedule, problems)
}

fn is(problems: &[Diagnostic], matches: impl Fn(&Problem) -> bool) -> bool {
    problems
        .iter()
        .any(|one| one.problem.get().is_some_and(&matches))
}

fn errors(problems: Diagnostics) -> Vec<Diagnostic> {
    problems.into_iter().collect()
}

#[test]
fn a_month_of_each_ward_keeps_to_its_airtime() {
    for id in WARDS {
        let ward = ward(id, AIRTIME, &[]);
        let (schedule, _) = scheduled(&ward, &month());
        // 31 evenings; 4 Mondays, 5 Wednesdays, 4 Fridays and 4 Sundays.
        assert_eq!(schedule.broadcasts.len(), 31 + 17, "{id}");
        for broadcast in &schedule.broadcasts {
            let slot = &broadcast.slot;
            assert!(
                broadcast.seconds() <= slot.seconds(),
                "{id} {:?}",
                slot.starts
            );
            let urls: Vec<_> = broadcast.items.iter().map(|item| &item.url).collect();
            let posts = urls.iter().filter(|url| !url.is_empty());
            let mut once: Vec<_> = posts.clone().collect();
            once.sort();
            once.dedup();
            assert_eq!(
                once.len(),
                posts.count(),
                "{id} {:?}: {urls:?}",
                slot.starts
            );
            let is_lesson = |part| part == Some(BulletinPart::Lessons);
            assert!(
                broadcast.items.iter().any(|item| is_lesson(item.part)),
                "{id}"
            );
            if slot.bulletin.name == "Bản tin sáng" {
                assert_eq!(broadcast.items[0].title, "Lời chào");
                assert_eq!(broadcast.items.last().unwrap().title, "Lời kết");
            }
        }
        // Items come in the order of the bulletin.
        for broadcast in &schedule.broadcasts {
            let order = &broadcast.slot.bulletin.order;
            let parts = broadcast.items.iter().filter_map(|item| item.part);
            let places: Vec<_> = parts
                .map(|part| order.iter().position(|one| *one == part).unwrap())
                .collect();
            assert!(places.is_sorted(), "{id}: {places:?}");
        }
    }
}

#[test]
fn lessons_are_read_equally_often() {
    let ward = ward("nam-dong", AIRTIME, &[]);
    let span = Span {
        name: "half a year".into(),
        first: date(2027, 1, 1),
        last: date(2027, 6, 30),
    };
    let (schedule, problems) = scheduled(&ward, &span);
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for item in schedule.broadcasts.iter().flat_map(|one| &one.items) {
        if item.part == Some(BulletinPart::Lessons) {
            *times.entry(&item.url).or_default() += 1;
        }
    }
    let with_text = ward.posts.iter().filter(|post| {
        let lesson = post.section == "suc-khoe" || post.section == "kiem-chung";
        lesson && post.front.media.loudspeaker.is_some()
    });
    assert!(!is(&problems, |problem| matches!(
        problem,
        Problem::TooLong { .. }
    )));
    assert_eq!(times.len(), with_text.count(), "every lesson is read");
    // Where those whose turn it is are too long for the shorter bulletin, another takes a turn before them.
    let (least, most) = (times.values().min().unwrap(), times.values().max().unwrap());
    assert!(most - least <= 2, "{least} to {most}: {times:?}");
}

#[test]
fn a_week_and_its_month_agree() {
    let ward = ward("le-chan", AIRTIME, &[]);
    let (whole, _) = scheduled(&ward, &month());
    let (week, _) = scheduled(&ward, &Span::parse("2026-W50").unwrap());
    let read = |schedule: &Schedule<'_>| {
        let all = schedule.broadcasts.iter();
        let within = all.filter(|one| {
            let day = one.slot.starts.date();
            date(2026, 12, 7) <= day && day <= date(2026, 12, 13)
        });
        within.map(speech::plain).collect::<Vec<_>>()
    };
    assert_eq!(read(&whole), read(&week));
    assert_eq!(week.broadcasts.len(), 7 + 4);
    let again = products(&ward, &month()).unwrap();
    assert_eq!(again.files, products(&ward, &month()).unwrap().files);
}

fn notice(words: usize) -> String {
    let text = "Bà con chú ý nghe. ".repeat(words.div_ceil(5));
    format!(
        "+++\ntitle = \"Mất nước sạch\"\ndate = 2026-12-02\nurgent = true\nexpires = 2026-12-04\n\
         [media]\nloudspeaker = \"\"\"\n{text}\n\"\"\"\n+++\n\nĐừng uống nước máy.\n"
    )
}

#[test]
fn what_is_urgent_is_read_each_time_until_it_expires() {
    let ward = ward("nam-dong", AIRTIME, &[("tin/mat-nuoc.md", &notice(40))]);
    let (schedule, _) = scheduled(&ward, &month());
    let days: Vec<Date> = schedule
        .broadcasts
        .iter()
        .filter(|one| one.items.iter().any(|item| item.url == "tin/mat-nuoc/"))
        .map(|one| one.slot.starts.date())
        .collect();
    let (second, third, fourth) = (date(2026, 12, 2), date(2026, 12, 3), date(2026, 12, 4));
    assert_eq!(days, [second, second, third, fourth, fourth]);
}

#[test]
fn what_does_not_fit_says_what_to_cut() {
    let long = ward("nam-dong", AIRTIME, &[("tin/mat-nuoc.md", &notice(190))]);
    let two = notice(195).replace("Mất nước sạch", "Nước vẫn chưa sạch");
    let too_much = ward(
        "nam-dong",
        AIRTIME,
        &[
            ("tin/mat-nuoc.md", &notice(195)),
            ("tin/van-chua.md", &two),
            ("tin/lai-chua.md", &two),
        ],
    );
    let mut problems = Vec::new();
    assert!(schedule(&long, &month(), &mut problems).is_ok());
    let refused = errors(schedule(&too_much, &month(), &mut problems).unwrap_err());
    assert!(is(&refused, |problem| matches!(
        problem,
        Problem::Over { name, seconds, slot: 240, longest, .. }
            if name == "Bản tin chiều" && *seconds > 240 && longest.contains("“Nước vẫn chưa sạch” (")
    )));
    assert!(refused[0].path.ends_with("content/nam-dong/ward.toml"));

    let short = AIRTIME
        .replace("minutes = 8", "minutes = 1")
        .replace("minutes = 4", "minutes = 1");
    let short = ward("nam-dong", &short, &[]);
    let (schedule, problems) = scheduled(&short, &month());
    assert!(schedule.broadcasts.iter().all(|one| one.seconds() <= 60));
    assert!(is(&problems, |problem| matches!(
        problem,
        Problem::TooLong { seconds, room, over } if room < seconds && *over > 0
    )));
}

#[test]
fn a_ward_says_when_its_loudspeaker_is_on() {
    let silent = ward("nam-dong", "", &[]);
    let mut problems = Vec::new();
    let refused = errors(schedule(&silent, &month(), &mut problems).unwrap_err());
    assert!(is(&refused, |problem| matches!(
        problem,
        Problem::NoBulletins { .. }
    )));
    // Its messages are there all the same.
    let made = products(&silent, &Span::parse("2026-11").unwrap()).unwrap();
    assert!(made.messages > 0 && made.speeches.is_empty());
    assert!(is(&made.problems, |problem| matches!(
        problem,
        Problem::NoBulletins { .. }
    )));

    let twice = AIRTIME.replace("17:00", "5:35");
    let twice = ward("nam-dong", &twice, &[]);
    let refused = errors(schedule(&twice, &month(), &mut problems).unwrap_err());
    assert!(is(&refused, |problem| matches!(
        problem,
        Problem::Overlap { time, .. } if time == "5 giờ 35"
    )));

    let odd = AIRTIME.replace("Bản tin đến đây là hết.", "Gọi 0225/3.850 ngay.");
    let odd = ward("nam-dong", &odd, &[]);
    let refused = errors(schedule(&odd, &month(), &mut problems).unwrap_err());
    assert!(is(&refused, |problem| matches!(
        problem,
        Problem::GreetingUnread { key, .. } if key == "closing"
    )));
}

#[test]
fn a_coming_event_is_told_in_a_sentence() {
    let event = "+++\ntitle = \"Khám mắt miễn phí\"\ndate = 2026-12-01\nstarts = 2026-12-12T07:30\nplace = \"nhà văn hóa\"\n+++\n\nMời bà con.\n";
    let ward = ward("nam-dong", AIRTIME, &[("su-kien/kham-mat.md", event)]);
    let (schedule, _) = scheduled(&ward, &month());
    let told: Vec<_> = schedule
        .broadcasts
        .iter()
        .flat_map(|one| {
            one.items
                .iter()
                .map(move |item| (one.slot.starts.date(), item))
        })
        .filter(|(_, item)| item.url == "su-kien/kham-mat/")
        .collect();
    assert!(!told.is_empty());
    for (day, item) in &told {
        assert!(
            date(2026, 12, 5) <= *day && *day <= date(2026, 12, 12),
            "{day}"
        );
        assert_eq!(
            item.spoken,
            "Thứ bảy, ngày mười hai tháng mười hai, lúc bảy giờ ba mươi phút: Khám mắt miễn phí. Nơi tổ chức: nhà văn hóa."
        );
    }
}

#[test]
fn every_post_with_a_text_has_its_messages() {
    let ward = ward("nam-dong", "", &[]);
    for post in &ward.posts {
        let Some(messages) = messages(&ward.config, post) else {
            assert!(post.front.media.zalo.is_none());
            continue;
        };
        let text = post.front.media.zalo.as_deref().unwrap();
        let address = format!("https://nam-dong.example.vn/{}", post.url());
        assert!(messages.zalo.starts_with(text) && messages.zalo.contains(&address));
        assert!(messages.facebook.contains(text) && messages.facebook.contains(&address));
        assert!(messages.zalo_title.chars().count() <= 150);
        let mail = String::from_utf8(messages.mail).unwrap();
        assert!(
            mail.is_ascii() && mail.lines().all(|line| line.len() <= 998),
            "{mail}"
        );
        assert!(mail.contains("X-Unsent: 1\r\n"), "{mail}");
        assert!(
            !mail.contains("\r\nTo:") && !mail.contains("\r\nFrom:"),
            "{mail}"
        );
    }
}

#[test]
fn ssml_is_xml_with_nothing_of_the_text_as_markup() {
    let lines = AIRTIME.replace("Kính chào bà con.", "Kính chào bà con “A và B”, bạn & tôi.");
    let ward = ward("nam-dong", &lines, &[]);
    let (schedule, _) = scheduled(&ward, &Span::parse("2026-W50").unwrap());
    for broadcast in &schedule.broadcasts {
        let ssml = speech::ssml(broadcast);
        let mut reader = quick_xml::Reader::from_str(&ssml);
        let mut depth = 0_i32;
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Start(_) => depth += 1,
                quick_xml::events::Event::End(_) => depth -= 1,
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
    }
}

#[test]
fn slots_come_in_the_order_of_time() {
    let ward = ward("nam-dong", AIRTIME, &[]);
    let bulletins = &ward.config.bulletins;
    let slots = airtime::slots(bulletins, date(2026, 12, 6), date(2026, 12, 7));
    let starts: Vec<_> = slots.iter().map(|slot| slot.starts.to_string()).collect();
    assert_eq!(
        starts,
        [
            "2026-12-06T05:30:00",
            "2026-12-06T17:00:00",
            "2026-12-07T05:30:00",
            "2026-12-07T17:00:00"
        ]
    );
}
