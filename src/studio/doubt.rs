//! What is hardly meant, though nothing forbids it: told beside its field.

use crate::texts;
use crate::told::Told;
use crate::words::day;
use author::{Document, KeyPath};
use jiff::civil::Date;

/// Titles longer than this take more than the first screen of a phone in lists.
const LONG: usize = 150;

/// What somebody should look at again in a document.
pub fn doubts(document: &Document, today: Date) -> Vec<Told> {
    let mut told = Vec::new();
    let title = KeyPath::parse("title").and_then(|key| document.value(&key));
    let length = title.map_or(0, |title| {
        title.as_str().unwrap_or_default().chars().count()
    });
    if length > LONG {
        told.push(doubt(
            "title",
            format!("Tiêu đề dài {length} ký tự, trên điện thoại chiếm nhiều dòng."),
            "Viết ngắn lại nếu được; phần còn lại để ở tóm tắt.",
        ));
    }
    let first = texts::day(document, "publish_on");
    if let Some(date) = texts::day(document, "date")
        && date > today
        && first.is_none_or(|first| first < date)
    {
        told.push(doubt(
            "date",
            format!("Ngày {} chưa tới.", day(&date.to_string())),
            "Đây là ngày đăng mà người đọc thấy. Gõ nhầm thì sửa; muốn hẹn ngày lên trang thì ghi ngày ấy lúc duyệt.",
        ));
    }
    told
}

fn doubt(key: &str, words: String, help: &str) -> Told {
    Told {
        key: key.into(),
        line: None,
        grave: false,
        words,
        help: help.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_to_come_and_a_long_title_are_doubted_and_nothing_else() {
        let keys = |title: &str, date: &str| {
            let text = format!("+++\ntitle = \"{title}\"\ndate = {date}\n+++\n\nChữ.\n");
            let document = Document::read("content/mau/tin/a.md", text.as_bytes()).unwrap();
            let told = doubts(&document, "2026-11-29".parse().unwrap());
            assert!(told.iter().all(|told| !told.grave));
            told.into_iter().map(|told| told.key).collect::<Vec<_>>()
        };
        let (short, long) = ("ạ".repeat(150), "ạ".repeat(151));
        assert!(keys(&short, "2026-11-29").is_empty());
        assert_eq!(keys(&long, "2026-11-30"), ["title", "date"]);
        assert!(keys(&short, "2026-11-30\npublish_on = 2026-11-30").is_empty());
        assert_eq!(
            keys(&short, "2027-11-30\npublish_on = 2026-11-30"),
            ["date"]
        );
    }
}
