//! A week's or a month's products as files: names without marks, so that sticks and old systems keep them.

use crate::message::messages;
use crate::problem::Problem;
use crate::schedule::{Broadcast, Schedule, schedule};
use crate::sheet;
use crate::span::Span;
use crate::speech;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::slug::slugify;
use icalendar::{Calendar, Component};
use site::model::{Post, PostIndex, Ward};
use std::collections::BTreeSet;

/// What made the calendar, as the standard asks (RFC 5545, section 3.7.3).
const PRODUCT: &str = "-//Loa//Ban tin//VI";

/// A file, by its path below the folder of the products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// `loa/ban-doc.html`
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a bulletin says, for a voice program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// The path of its sound below the folder of the products: `loa/2026-12-01-0530-ban-tin-sang.wav`.
    pub name: String,
    /// Titles and texts in their order.
    pub items: Vec<(String, String)>,
}

/// What was made for some days.
#[derive(Debug)]
pub struct Products {
    /// The files, by name.
    pub files: Vec<File>,
    /// What the bulletins among them say.
    pub speeches: Vec<Speech>,
    /// About how many posts there are messages.
    pub messages: usize,
    /// Where the posts stand among the ward's that are read or new in these days.
    pub posts: Vec<PostIndex>,
    /// What should be mended.
    pub problems: Vec<Diagnostic>,
}

/// Makes the products of some days: bulletins to read, and messages about what they read and what is new.
///
/// A ward without airtime gets the messages of posts that are new in these days.
///
/// # Errors
/// When bulletins cannot be made as the ward set them: see [`schedule`].
pub fn products(ward: &Ward, span: &Span) -> Result<Products, Diagnostics> {
    let mut problems = Vec::new();
    let mut files = Vec::new();
    let mut read = BTreeSet::new();
    let mut speeches = Vec::new();
    if ward.config.bulletins.is_empty() {
        let name = ward.config.name.clone();
        let problem = Problem::NoBulletins { ward: name };
        problems.push(Diagnostic::file(&ward.config.source.path, problem).warning());
    } else {
        let schedule = schedule(ward, span, &mut problems)?;
        speeches.extend(schedule.broadcasts.iter().map(speech));
        let items = schedule
            .broadcasts
            .iter()
            .flat_map(|broadcast| &broadcast.items);
        read.extend(items.map(|item| item.url.clone()));
        files.extend(spoken(ward, &schedule));
    }
    let is_new = |post: &&Post| {
        let front = &post.front;
        let days = [Some(front.date), front.updated, front.publish_on];
        days.into_iter().flatten().any(|day| span.contains(day))
    };
    let is_out = |post: &&Post| !post.held(span.last) && !post.expired(span.first);
    let wanted = |post: &&Post| (read.contains(&post.url()) || is_new(post)) && is_out(post);
    let all = ward.posts.iter().enumerate();
    let posts: Vec<_> = all
        .filter(|(_, post)| wanted(post))
        .map(|(index, _)| index)
        .collect();
    let mut count = 0;
    for post in posts.iter().map(|index| &ward.posts[*index]) {
        let sent = sent(ward, post);
        count += usize::from(!sent.is_empty());
        files.extend(sent);
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Products {
        files,
        speeches,
        messages: count,
        posts,
        problems,
    })
}

fn file(name: String, bytes: impl Into<Vec<u8>>) -> File {
    let bytes = bytes.into();
    File { name, bytes }
}

/// The files of bulletins.
fn spoken(ward: &Ward, schedule: &Schedule<'_>) -> Vec<File> {
    let mut files = vec![
        file(
            "loa/ban-doc.html".into(),
            sheet::html(schedule, &ward.config.name),
        ),
        file("loa/lich-phat.ics".into(), calendar(ward, schedule)),
        file("loa/lich-phat.csv".into(), table(schedule)),
    ];
    for broadcast in &schedule.broadcasts {
        let stem = stem(broadcast);
        files.push(file(format!("{stem}.txt"), speech::plain(broadcast)));
        files.push(file(format!("{stem}.ssml"), speech::ssml(broadcast)));
    }
    files
}

/// The path of a bulletin's files without their endings.
fn stem(broadcast: &Broadcast<'_>) -> String {
    let starts = broadcast.slot.starts;
    format!(
        "loa/{}-{:02}{:02}-{}",
        starts.date(),
        starts.hour(),
        starts.minute(),
        slugify(&broadcast.slot.bulletin.name)
    )
}

fn speech(broadcast: &Broadcast<'_>) -> Speech {
    let items = broadcast.items.iter();
    Speech {
        name: format!("{}.wav", stem(broadcast)),
        items: items
            .map(|item| (item.title.clone(), item.spoken.clone()))
            .collect(),
    }
}

/// The messages about a post.
fn sent(ward: &Ward, post: &Post) -> Vec<File> {
    let Some(messages) = messages(&ward.config, post) else {
        return Vec::new();
    };
    let folder = format!("tin-nhan/{}-{}", post.section, post.slug);
    let mut files = vec![
        file(
            format!("{folder}/zalo.txt"),
            format!("{}\n\n{}", messages.zalo_title, messages.zalo),
        ),
        file(format!("{folder}/facebook.txt"), messages.facebook),
        file(format!("{folder}/thu.eml"), messages.mail),
    ];
    if let Some(sms) = &messages.sms {
        files.push(file(format!("{folder}/sms.txt"), format!("{sms}\n")));
    }
    files
}

/// The bulletins as a calendar (RFC 5545) in Vietnam's time, which has no summer time. What the standard wants to be a time of
/// writing is the beginning of the bulletin, never a clock.
fn calendar(ward: &Ward, schedule: &Schedule<'_>) -> String {
    let mut calendar = Calendar::empty();
    for property in [
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Bản tin loa"),
    ] {
        calendar.append_property(property);
    }
    for broadcast in &schedule.broadcasts {
        let starts = utc(broadcast, 0);
        let uid = format!("{starts}-{}-loa@{}", broadcast.slot.index, ward.id);
        let read: Vec<_> = sheet::titles(broadcast).collect();
        let mut event = icalendar::Event::with_uid(&uid);
        event
            .add_property("DTSTAMP", &starts)
            .add_property("DTSTART", &starts)
            .add_property("DTEND", utc(broadcast, broadcast.slot.seconds()))
            .summary(&broadcast.slot.bulletin.name)
            .description(&read.join("\n"));
        calendar.push(event.done());
    }
    calendar.to_string()
}

/// A moment so many seconds after a bulletin began, in UTC: Vietnam is seven hours ahead.
fn utc(broadcast: &Broadcast<'_>, seconds: usize) -> String {
    let seconds = i64::try_from(seconds).unwrap_or(0) - 7 * 3600;
    let length = jiff::SignedDuration::from_secs(seconds);
    let starts = broadcast.slot.starts;
    let moment = starts.checked_add(length).unwrap_or(starts);
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The bulletins as a table for a spreadsheet, one row for each thing that is read.
fn table(schedule: &Schedule<'_>) -> Vec<u8> {
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(&mut bytes);
    let mut row = |cells: [&str; 6]| {
        let written = writer.write_record(cells);
        written.unwrap_or_else(|_| unreachable!("a list of bytes takes all"));
    };
    row(["Ngày", "Giờ", "Bản tin", "Phần", "Đọc gì", "Giây"]);
    for broadcast in &schedule.broadcasts {
        let starts = broadcast.slot.starts;
        for item in &broadcast.items {
            row([
                &starts.date().strftime("%d/%m/%Y").to_string(),
                &starts.time().strftime("%H:%M").to_string(),
                &harmless(&broadcast.slot.bulletin.name),
                sheet::part(item.part),
                &harmless(&item.title),
                &item.seconds.to_string(),
            ]);
        }
    }
    drop(writer);
    bytes
}

/// A cell that no spreadsheet computes.
fn harmless(cell: &str) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}
