//! What a document's file holds beside the words that were read, in both languages.

use base::lang::{Lang, Localise};
use formats::Unread;
use std::borrow::Cow;

/// Something of a file that nobody read, and how often it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed(pub Unread, pub usize);

impl Localise for Passed {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let Self(what, count) = self;
        let vi = match what {
            Unread::Picture => format!("{count} ảnh, chữ trong ảnh không được đọc"),
            Unread::Page => format!("{count} trang là ảnh, chữ trên đó không được đọc"),
            Unread::Recognised => format!(
                "{count} trang là ảnh, chữ trên đó do máy nhận dạng: so mọi con số với bản gốc"
            ),
            Unread::Frame => "khung chữ đặt trên trang, không được đọc".to_owned(),
            Unread::Chart => format!("{count} biểu đồ, số liệu trong đó không được đọc"),
            Unread::Comment => format!("{count} ghi chú bên lề, không đưa vào bài"),
            Unread::Object => format!("{count} tệp nhúng bên trong, không được đọc"),
            Unread::Struck => format!("{count} đoạn có chữ gạch ngang, đã bỏ chữ ấy"),
            Unread::Deleted => format!("{count} chỗ chữ bị xóa mà tệp còn giữ, không đưa vào bài"),
        };
        let en = match what {
            Unread::Picture => format!("pictures, whose words are not read: {count}"),
            Unread::Page => format!("pages that are pictures, whose words are not read: {count}"),
            Unread::Recognised => format!(
                "pages that are pictures, whose words a program recognised; compare every figure with the original: {count}"
            ),
            Unread::Frame => "words in frames over the page, not read".to_owned(),
            Unread::Chart => format!("charts, whose figures are not read: {count}"),
            Unread::Comment => format!("comments, left out: {count}"),
            Unread::Object => format!("files inside the file, not read: {count}"),
            Unread::Struck => {
                format!("paragraphs with words struck out, which are left out: {count}")
            }
            Unread::Deleted => {
                format!("deleted words that the file still holds, left out: {count}")
            }
        };
        Cow::Owned(if lang == Lang::Vi { vi } else { en })
    }
}
