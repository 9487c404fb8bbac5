//! Keys of events.

use super::field::FieldType::{Moment, Text, YesNo};
use super::field::{Field, Rule, Searched, words};
use super::health::SOURCES;

/// Keys of an event.
pub static EVENT: [Field; 6] = [
    Field::new(
        "starts",
        Moment,
        words("Bắt đầu", "Starts"),
        words(
            "`2027-04-07` hoặc `2027-04-07T08:00`, giờ Việt Nam, không ghi múi giờ",
            "`2027-04-07` or `2027-04-07T08:00`, Vietnam's time, without an offset",
        ),
    )
    .required()
    .called(&["bat-dau"])
    .sample("TODAY"),
    Field::new(
        "ends",
        Moment,
        words("Kết thúc", "Ends"),
        words(
            "ngày cuối, hoặc giờ kết thúc; có giờ hay không như `starts`, và không trước đó",
            "the last day, or the time of the end; with a time where `starts` has one, and not before it",
        ),
    )
    .called(&["ket-thuc"])
    .rules(&[Rule::NotBefore("starts")])
    .hint("TODAY"),
    Field::new(
        "yearly",
        YesNo { default: false },
        words("Lặp lại hằng năm", "Every year"),
        words(
            "`true` khi năm nào cũng có vào ngày ấy; ngày 29 tháng 2 chỉ có ở năm nhuận",
            "`true` when it comes again on the same day of every year in Vietnam; on 29 February in leap years alone",
        ),
    )
    .called(&["hang-nam"])
    .hint("true"),
    Field::new(
        "place",
        Text(None),
        words("Địa điểm", "Place"),
        words("tổ chức ở đâu", "where it is held"),
    )
    .called(&["dia-diem"])
    .hint("\"Ở đâu\"")
    .searched(Searched::Text),
    Field::new(
        "organiser",
        Text(None),
        words("Đơn vị tổ chức", "Organiser"),
        words("ai tổ chức", "who holds it"),
    )
    .hint("\"Ai tổ chức\"")
    .searched(Searched::Text),
    SOURCES,
];
