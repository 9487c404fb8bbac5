//! The day on which a text goes to the sites: set by whoever approves it, part of the bytes that are approved.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::texts::{self, Tip};
use author::{Change, Document, KeyPath};
use axum::http::StatusCode;
use jiff::civil::Date;

/// The key that holds it.
pub const PUBLISH_ON: &str = "publish_on";

/// The day of a document, where that is still to come.
pub fn waits_until(document: &Document, today: Date) -> Option<Date> {
    texts::day(document, PUBLISH_ON).filter(|first| today < *first)
}

/// Sets the day that was typed, or none where nothing was.
///
/// # Errors
/// When it is no day after today, or the front matter cannot take it.
pub fn set(document: &mut Document, typed: &str, today: Date) -> Result<(), Failure> {
    let key = KeyPath::parse(PUBLISH_ON).ok_or_else(Failure::odd)?;
    let typed = typed.trim();
    let now = texts::day(document, PUBLISH_ON);
    if typed.is_empty() {
        if now.is_some() {
            document.change(&Change::Remove(key))?;
        }
        return Ok(());
    }
    let day: Date = typed.parse().map_err(|_| not_to_come())?;
    if now == Some(day) {
        return Ok(());
    }
    if day <= today {
        return Err(not_to_come());
    }
    let value = day.to_string().parse().map(toml::Value::Datetime);
    document.change(&Change::Set(key, value.map_err(|_| not_to_come())?))?;
    Ok(())
}

/// Whether the sites have the text of a file now: neither a draft nor waiting for its day.
pub fn is_live(desk: &Desk, tip: &Tip) -> bool {
    let bytes = tip.file.as_ref().and_then(|_| {
        let root = desk.root().ok()?;
        root.read_bytes(&tip.path, site::root::TEXT_LIMIT).ok()
    });
    let document = bytes.and_then(|bytes| texts::document(&tip.path, &bytes).ok());
    document.is_some_and(|(document, raw)| {
        !raw && !texts::is_draft(&document) && waits_until(&document, desk.today()).is_none()
    })
}

/// Keeps a text that the sites have from being given a day to come: it would leave them until then.
///
/// # Errors
/// When it is so.
pub fn check(desk: &Desk, tip: &Tip, document: &Document) -> Result<(), Failure> {
    if waits_until(document, desk.today()).is_some() && is_live(desk, tip) {
        return Err(Failure::refused(
            "Bài đang trên trang, nên không hẹn ngày được: hẹn thì bài biến mất cho tới ngày ấy.",
            "Xóa ô “Lên trang từ ngày”, hoặc gỡ bài trước rồi hẹn.",
        ));
    }
    Ok(())
}

fn not_to_come() -> Failure {
    Failure::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "Ngày lên trang phải là một ngày có thật, sau hôm nay.",
        "Chọn ngày khác, hoặc để trống thì bài lên trang ngay khi đăng.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 28);

    fn document(more: &str) -> Document {
        let text = format!("+++\ntitle = 'A' # giữ\n{more}date = 2026-11-20\n+++\n\nChữ.\n");
        Document::read("content/mau/tin/a.md", text.as_bytes()).unwrap()
    }

    #[test]
    fn one_key_is_set_taken_out_or_left() {
        let mut plain = document("");
        set(&mut plain, " ", TODAY).unwrap();
        assert_eq!(plain.text(), document("").text());
        set(&mut plain, "2026-12-01", TODAY).unwrap();
        assert_eq!(
            waits_until(&plain, TODAY),
            Some(Date::constant(2026, 12, 1))
        );
        let kept: Vec<_> = plain.text().lines().collect();
        let kept = kept.iter().filter(|line| !line.starts_with("publish_on"));
        let before = document("");
        assert!(kept.copied().eq(before.text().lines()));
        set(&mut plain, "", TODAY).unwrap();
        assert_eq!(plain.text(), before.text());
        // A day that has come stays as it is.
        let mut past = document("publish_on = 2026-11-01 # cũ\n");
        let text = past.text().to_owned();
        set(&mut past, "2026-11-01", TODAY).unwrap();
        assert_eq!(
            (past.text(), waits_until(&past, TODAY)),
            (text.as_str(), None)
        );
    }

    #[test]
    fn the_day_is_one_to_come() {
        for typed in ["2026-11-28", "1970-01-01", "2026-02-30", "mai"] {
            assert!(set(&mut document(""), typed, TODAY).is_err(), "{typed}");
        }
    }
}
