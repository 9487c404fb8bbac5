//! What whoever reads over the loudspeaker holds in the hand: one bulletin a sheet, in large print, with times and breaths.

use crate::airtime::clock;
use crate::schedule::{Broadcast, PAUSE, Schedule};
use crate::speech::put;
use base::words;
use quick_xml::escape::escape;
use site::model::BulletinPart;

/// The look of the sheets; nothing is fetched.
const STYLE: &str = include_str!("sheet.css");

/// All bulletins as one page that prints a sheet for each.
pub fn html(schedule: &Schedule<'_>, ward: &str) -> String {
    let mut page = String::new();
    let title = format!("Bản đọc loa {}, {}", words_of(schedule), ward);
    put(
        &mut page,
        format_args!(
            "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
            escape(&title)
        ),
    );
    put(
        &mut page,
        format_args!("<header class=\"cover\">\n<h1>{}</h1>\n", escape(&title)),
    );
    page.push_str(
        "<p>Đọc chậm, rõ. Dấu <b>/</b> là lấy hơi ngắn, <b>//</b> là nghỉ hết câu. Số phút tính theo 140 tiếng một phút.</p>\n",
    );
    page.push_str("<table>\n<thead><tr><th scope=\"col\">Ngày</th><th scope=\"col\">Giờ</th><th scope=\"col\">Bản tin</th><th scope=\"col\">Đọc gì</th><th scope=\"col\">Dài</th></tr></thead>\n<tbody>\n");
    for broadcast in &schedule.broadcasts {
        let read: Vec<_> = titles(broadcast)
            .map(|title| escape(title).into_owned())
            .collect();
        put(
            &mut page,
            format_args!(
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                broadcast
                    .slot
                    .starts
                    .strftime(&format!("{} %d/%m", weekday(broadcast))),
                broadcast.slot.starts.strftime("%H:%M"),
                escape(&broadcast.slot.bulletin.name),
                read.join("; "),
                length(broadcast.seconds())
            ),
        );
    }
    page.push_str("</tbody>\n</table>\n</header>\n");
    for broadcast in &schedule.broadcasts {
        sheet(&mut page, broadcast);
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn sheet(page: &mut String, broadcast: &Broadcast<'_>) {
    put(
        page,
        format_args!(
            "<article>\n<h2>{}</h2>\n<p class=\"when\">{}, {}. Cả bản tin {}, giờ loa {} phút.</p>\n",
            escape(&broadcast.slot.bulletin.name),
            day(broadcast),
            clock(broadcast.slot.starts.time()),
            length(broadcast.seconds()),
            broadcast.slot.bulletin.minutes
        ),
    );
    let mut at = 0;
    for item in &broadcast.items {
        put(
            page,
            format_args!(
                "<section>\n<h3>{}<span class=\"time\"> phút thứ {}, dài {}</span></h3>\n",
                escape(&item.title),
                at / 60 + 1,
                length(item.seconds)
            ),
        );
        for paragraph in speak::with_breaths(&item.spoken).lines() {
            let marked = escape(paragraph)
                .replace(" //", "\u{a0}<i>//</i>")
                .replace(" / ", "\u{a0}<i>/</i> ");
            put(page, format_args!("<p>{marked}</p>\n"));
        }
        page.push_str("</section>\n");
        at += item.seconds + PAUSE;
    }
    page.push_str("</article>\n");
}

/// The titles of what is read, without greeting and sign-off.
pub fn titles<'b>(broadcast: &'b Broadcast<'_>) -> impl Iterator<Item = &'b str> {
    let items = broadcast.items.iter().filter(|item| item.part.is_some());
    items.map(|item| item.title.as_str())
}

/// “Thứ hai ngày 30 tháng 11 năm 2026”
fn day(broadcast: &Broadcast<'_>) -> String {
    let date = broadcast.slot.starts.date();
    format!("{} {}", weekday(broadcast), words::day(date))
}

fn weekday(broadcast: &Broadcast<'_>) -> &'static str {
    match broadcast.slot.starts.weekday().to_monday_zero_offset() {
        0 => "Thứ hai",
        1 => "Thứ ba",
        2 => "Thứ tư",
        3 => "Thứ năm",
        4 => "Thứ sáu",
        5 => "Thứ bảy",
        _ => "Chủ nhật",
    }
}

/// “2 phút 05 giây”
fn length(seconds: usize) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} giây"),
        (minutes, 0) => format!("{minutes} phút"),
        (minutes, seconds) => format!("{minutes} phút {seconds:02} giây"),
    }
}

/// “từ 30/11/2026 đến 06/12/2026”
fn words_of(schedule: &Schedule<'_>) -> String {
    let span = &schedule.span;
    format!(
        "từ {} đến {}",
        words::day(span.first),
        words::day(span.last)
    )
}

/// What a part is called.
pub fn part(part: Option<BulletinPart>) -> &'static str {
    let all = BulletinPart::ALL.iter();
    let found = part.and_then(|part| all.clone().find(|(known, ..)| *known == part));
    found.map_or("Lời chào, lời kết", |(.., label)| label)
}
