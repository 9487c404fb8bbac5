//! Keys of texts about health: lessons and fact checks.

use super::choices::{BODY_PARTS, LESSON_GROUPS, LIFE_STAGES, VERDICTS};
use super::field::FieldType::{Choice, ChoiceList, Date, TableList, Text, WebAddress, Year, YesNo};
use super::field::{Field, Rule, Searched, words};

const REVIEWED_BY: Field = Field::new(
    "reviewed_by",
    Text(None),
    words("Người duyệt chuyên môn", "Reviewed by"),
    words("ai đã duyệt bài", "who approved the post"),
)
.rules(&[Rule::Needs("reviewed_on")]);

const REVIEWED_ON: Field = Field::new(
    "reviewed_on",
    Date,
    words("Ngày duyệt", "Reviewed on"),
    words("duyệt ngày nào", "when"),
)
.rules(&[Rule::Needs("reviewed_by")]);

const REVIEW_DUE: Field = Field::new(
    "review_due",
    Date,
    words("Cần duyệt lại", "Review due"),
    words(
        "khi nào cần duyệt lại; không trước `reviewed_on`; quá ngày thì được nhắc",
        "when it is due again; not before `reviewed_on`; a warning once it is past",
    ),
)
.rules(&[Rule::NotBefore("reviewed_on")]);

/// Published guidance behind a text; needed or not as the kind says.
pub(super) const SOURCES: Field = Field::new(
    "sources",
    TableList(&SOURCE),
    words("Tài liệu đã dùng", "Published guidance"),
    words(
        "tài liệu đã xuất bản mà bài dựa vào; xem dưới",
        "published guidance that the text rests on; see below",
    ),
);

/// Keys of a lesson.
pub static LESSON: [Field; 9] = [
    Field::new(
        "audience",
        Text(None),
        words("Dành cho ai", "Audience"),
        words("bài viết cho ai đọc", "whom it is for"),
    )
    .required()
    .called(&["doi-tuong"])
    .sample("\"Mọi người trong nhà\"")
    .searched(Searched::Text),
    Field::new(
        "life_stages",
        ChoiceList(&LIFE_STAGES),
        words("Lứa tuổi", "Stages of life"),
        words(
            "bài hiện ở trang của các lứa tuổi này",
            "the stages of life that list it",
        ),
    )
    .sample("[\"nguoi-lon\"]")
    .searched(Searched::Text),
    Field::new(
        "groups",
        ChoiceList(&LESSON_GROUPS),
        words("Nhóm bài", "Groups"),
        words(
            "bài hiện trong các nhóm này ở mục Sức khỏe; không ghi thì ở nhóm “Bài khác”",
            "the groups of the section of lessons that list it; without any it is among the others",
        ),
    )
    .called(&["nhom", "nhom-bai"])
    .sample("[\"khac\"]"),
    Field::new(
        "body_parts",
        ChoiceList(&BODY_PARTS),
        words("Đau ở đâu", "Where it hurts"),
        words(
            "ai chọn các chỗ này trên hình người ở trang “Đau ở đâu?” thì thấy bài",
            "the parts of the drawn body on the page “Đau ở đâu?” that lead to it",
        ),
    )
    .called(&["dau-o-dau", "bo-phan"]),
    Field::new(
        "essential",
        YesNo { default: false },
        words("Nhà nào cũng nên đọc", "Essential"),
        words(
            "`true` thì máy của người đọc giữ bài để đọc khi không có mạng, và bài có thể vào ba bài đầu trang chủ",
            "`true` keeps the lesson for reading without a network, and makes it a candidate for the three posts that the home page shows first",
        ),
    ),
    REVIEWED_BY,
    REVIEWED_ON,
    REVIEW_DUE,
    SOURCES.required().sample(""),
];

/// Keys of a fact check.
pub static FACT_CHECK: [Field; 7] = [
    Field::new(
        "claim",
        Text(None),
        words("Tin đồn", "Claim"),
        words(
            "điều người ta nói, viết lại trong một câu",
            "what people say, in one sentence",
        ),
    )
    .required()
    .called(&["tin-don"])
    .prompt("\"Lời đồn, viết lại trong một câu\"")
    .searched(Searched::Text),
    Field::new(
        "verdict",
        Choice(&VERDICTS),
        words("Kết luận", "Verdict"),
        words("điều đã biết về tin đồn", "what is known about the claim"),
    )
    .required()
    .called(&["ket-luan"])
    .sample("\"chua-du-can-cu\"")
    .searched(Searched::Text),
    Field::new(
        "heard",
        Text(None),
        words("Nghe ở đâu", "Heard where"),
        words("tin đồn lan truyền ở đâu", "where the claim goes round"),
    )
    .hint("\"Nghe ở đâu\"")
    .searched(Searched::Text),
    REVIEWED_BY,
    REVIEWED_ON,
    REVIEW_DUE,
    SOURCES.required().sample(""),
];

/// Keys of one `[[sources]]` table.
pub static SOURCE: [Field; 4] = [
    Field::new(
        "title",
        Text(None),
        words("Tên tài liệu", "Title"),
        words("tên tài liệu, chép đúng", "the title of the guidance"),
    )
    .required()
    .called(&["tieu-de", "ten-bai", "tua-de"])
    .prompt("\"Tên tài liệu đã dùng\""),
    Field::new(
        "publisher",
        Text(None),
        words("Nơi phát hành", "Publisher"),
        words("cơ quan phát hành", "who published it"),
    )
    .required()
    .prompt("\"Nơi phát hành\""),
    Field::new(
        "year",
        Year,
        words("Năm", "Year"),
        words("năm phát hành", "the year of publication"),
    )
    .required()
    .sample("YEAR"),
    Field::new(
        "url",
        WebAddress,
        words("Địa chỉ web", "Web address"),
        words(
            "nơi đọc tài liệu: `https://…` hoặc `http://…`",
            "where it can be read: `https://…` or `http://…`",
        ),
    ),
];
