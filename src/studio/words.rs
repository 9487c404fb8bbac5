//! Days, moments and what was done, as people say it.

use crate::actor::Known;
use crate::review::{Deed, Standing};
use serde::Serialize;

/// `2026-11-28` as people write it; anything else as it is.
pub fn day(date: &str) -> String {
    match date.parse::<jiff::civil::Date>() {
        Ok(date) => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
        Err(_) => date.to_owned(),
    }
}

/// A moment in Vietnam's time: `10:02 ngày 28/11`.
pub fn clock(time: &str) -> String {
    let Ok(time) = time.parse::<jiff::Timestamp>() else {
        return time.to_owned();
    };
    let time = time.to_zoned(jiff::tz::offset(7).to_time_zone());
    format!(
        "{:02}:{:02} ngày {:02}/{:02}",
        time.hour(),
        time.minute(),
        time.day(),
        time.month()
    )
}

/// What was done last with a text.
pub fn standing_words(event: &Standing) -> String {
    let by = match event.known {
        Some(Known::Password) => format!("{} (vào bằng mật khẩu)", event.by),
        _ => event.by.clone(),
    };
    let at = clock(&event.time);
    let alone = if event.alone { ", một mình" } else { "" };
    let urgent = if event.urgent { " gấp" } else { "" };
    match event.what {
        Deed::Sent => format!("{by} gửi duyệt lúc {at}."),
        Deed::Approved => format!("{by} duyệt{urgent} lúc {at}{alone}; chờ đăng."),
        Deed::Returned => format!(
            "{by} trả lại lúc {at}: {}",
            event.reason.as_deref().unwrap_or_default()
        ),
        Deed::Published => format!("{by} đăng{urgent} lúc {at}{alone}."),
        Deed::Withdrawn => match &event.reason {
            Some(reason) => format!("{by} gỡ lúc {at}: {reason}"),
            None => format!("{by} gỡ lúc {at}."),
        },
        Deed::Undone => format!("{by} hoàn tác lần đăng lúc {at}."),
        Deed::Looked => format!("{by} xem lại bài đăng gấp lúc {at}{alone}."),
        Deed::Taken => format!("{by} nhận bản sửa ngoài Loa lúc {at}{alone}."),
        Deed::Roles | Deed::Alone | Deed::Together | Deed::Paired => String::new(),
    }
}

/// How a text stands, in words.
#[derive(Debug, Serialize)]
pub struct Stands {
    /// The words.
    pub words: String,
    /// Whether it was sent back.
    pub returned: bool,
    /// Where what was sent can be seen.
    pub address: Option<String>,
}
