//! What can be wrong with a line of TOML.

use base::lang::{Lang, Localise};
use std::borrow::Cow;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// Quotes as Word and phones make them.
    CurlyQuotes,
    /// A text without quotes.
    Unquoted,
    /// A text whose closing quote is missing.
    Unclosed,
    /// A quote inside a text.
    QuoteInside,
    /// `title: …`, as YAML has it.
    Colon,
    /// No `=` at all.
    NoEquals,
    /// Nothing behind `=`.
    NoValue,
    /// A key given twice.
    Duplicate,
    /// A day in the order of Vietnamese writing.
    DayOrder,
    /// `1,5`
    DecimalComma,
    /// A number with dots between thousands.
    NumberMarks,
    /// `đúng` for `true`.
    Flag,
    /// A list without its closing bracket.
    UnclosedList,
    /// A list whose entries have no quotes.
    UnquotedList,
    /// A table's name with a bracket missing.
    Header,
    /// A backslash, as in paths of Windows.
    Backslash,
    /// A key in Vietnamese.
    VietnameseKey,
    /// A key that is no name of a key.
    OddKey,
    /// More behind a value.
    LeftOver,
    /// A day between quotes.
    QuotedDay,
    /// Whatever else the parser met.
    Other,
}

impl Localise for Slip {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::CurlyQuotes => (
                "dấu nháy cong “ ” không dùng được, phải là dấu nháy thẳng \"",
                "curly quotes “ ” do not count, only straight ones \"",
            ),
            Self::Unquoted => (
                "chữ phải nằm trong hai dấu nháy kép",
                "texts must stand between double quotes",
            ),
            Self::Unclosed => (
                "chữ thiếu dấu nháy kép đóng lại",
                "the closing double quote is missing",
            ),
            Self::QuoteInside => (
                "trong chữ có thêm dấu nháy kép",
                "there is a double quote inside the text",
            ),
            Self::Colon => (
                "dùng dấu `:` thay cho dấu `=`",
                "`:` stands where `=` belongs",
            ),
            Self::NoEquals => ("thiếu dấu `=` và giá trị", "`=` and a value are missing"),
            Self::NoValue => (
                "thiếu giá trị sau dấu `=`",
                "the value after `=` is missing",
            ),
            Self::Duplicate => (
                "trường này đã viết ở trên",
                "this key was already given above",
            ),
            Self::DayOrder => (
                "ngày phải viết năm-tháng-ngày, tháng và ngày đủ hai chữ số",
                "a day is written as year-month-day, with two digits for month and day",
            ),
            Self::DecimalComma => (
                "số lẻ dùng dấu chấm, không dùng dấu phẩy",
                "decimals take a point, not a comma",
            ),
            Self::NumberMarks => (
                "số không chấm giữa hàng nghìn, phần lẻ sau dấu chấm",
                "nothing stands between thousands, decimals follow a point",
            ),
            Self::Flag => (
                "chỉ nhận `true` (đúng) hoặc `false` (sai)",
                "only `true` or `false` can stand here",
            ),
            Self::UnclosedList => (
                "danh sách thiếu dấu `]` đóng lại",
                "the closing `]` of the list is missing",
            ),
            Self::UnquotedList => (
                "mỗi mục của danh sách phải nằm trong hai dấu nháy kép",
                "each entry of a list must stand between double quotes",
            ),
            Self::Header => (
                "tên bảng thiếu hoặc thừa dấu ngoặc vuông",
                "the brackets around the table's name do not match",
            ),
            Self::Backslash => (
                "trong dấu nháy không dùng dấu `\\`",
                "no `\\` can stand between quotes",
            ),
            Self::VietnameseKey => (
                "tên trường phải viết đúng như trong hướng dẫn",
                "the key must be written as the guide has it",
            ),
            Self::OddKey => (
                "tên trường chỉ gồm chữ không dấu, số và dấu `_`",
                "a key holds only unmarked letters, digits and `_`",
            ),
            Self::LeftOver => (
                "sau giá trị còn chữ thừa",
                "something is left over behind the value",
            ),
            Self::QuotedDay => (
                "ngày không nằm trong dấu nháy",
                "a day stands without quotes",
            ),
            Self::Other => ("chỗ này viết sai", "it does not follow the rules of TOML"),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}
