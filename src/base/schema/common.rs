//! Keys of every post, of section pages, and of the post for other channels.

use super::field::FieldType::{Date, Picture, Recording, Table, Text, TextList, TopicList, YesNo};
use super::field::{Field, Limit, Rule, Searched, words};

/// Longest title, in characters. Official documents have long ones; more than this is a text.
const TITLE_LIMIT: usize = 500;

/// Longest summary, in characters: what a list, a search result and a social card show whole.
const SUMMARY_LIMIT: usize = 300;

/// A broadcast stays under this many words (syllables between spaces): about two minutes.
const LOUDSPEAKER_WORDS: usize = 250;

/// Longest title of a message on Zalo, in characters.
const ZALO_TITLE_LIMIT: usize = 150;

/// Longest message on Zalo, in characters.
const ZALO_LIMIT: usize = 300;

/// Longest line of a poster, in characters: what can be read from three metres.
const POSTER_LIMIT: usize = 90;

const TITLE: Field = Field::new(
    "title",
    Text(Some(Limit::Characters(TITLE_LIMIT))),
    words("Tiêu đề", "Title"),
    words(
        "nói ngay bài viết về điều gì",
        "says what the text is about",
    ),
)
.required()
.called(&["tieu-de", "ten-bai", "tua-de"])
.sample("TITLE")
.searched(Searched::Title);

const SUMMARY: Field = Field::new(
    "summary",
    Text(Some(Limit::Characters(SUMMARY_LIMIT))),
    words("Tóm tắt", "Summary"),
    words(
        "một hai câu, hiện trong danh sách, kết quả tìm kiếm và khi chia sẻ",
        "one or two sentences for lists, search and social cards",
    ),
)
.called(&["tom-tat", "mo-ta"])
.prompt("\"Một câu tóm tắt.\"")
.searched(Searched::Summary);

const PERSONAL_DATA: Field = Field::new(
    "personal_data",
    TextList,
    words(
        "Dữ liệu cá nhân cố ý đăng",
        "Personal data published on purpose",
    ),
    words(
        "chép đúng từng chữ dữ liệu cá nhân đăng có chủ ý, hoặc tên ảnh, tên văn bản tải về, tên tệp của bài; `loa check` thôi nhắc về nó",
        "personal data that is published on purpose, in its exact words, or the name of a picture, a document for download or the post's own file; `loa check` then does not warn of it",
    ),
);

/// Keys that every post may have.
pub static COMMON: [Field; 15] = [
    TITLE,
    Field::new(
        "date",
        Date,
        words("Ngày đăng", "Date"),
        words(
            "ngày đăng bài trên trang này, như `2026-11-22`, không có dấu nháy; ngày chưa tới không giữ bài lại, `publish_on` mới giữ",
            "the day the post was published on this site, `2026-11-22`, without quotes; a day to come does not hold it back, `publish_on` does",
        ),
    )
    .required()
    .called(&["ngay", "ngay-dang", "ngay-viet"])
    .sample("TODAY"),
    Field::new(
        "publish_on",
        Date,
        words("Lên trang từ ngày", "Publish on"),
        words(
            "trước ngày này bài không có trên trang, trong tìm kiếm, nguồn tin hay gói cho màn hình chạm; từ ngày này, lần dựng đầu tiên đưa bài lên",
            "before this day the post is on no page, in no search, feed or bundle; the first build from this day on puts it there",
        ),
    )
    .called(&["len-trang", "ngay-len-trang", "hen-ngay"]),
    SUMMARY,
    Field::new(
        "tags",
        TopicList,
        words("Chủ đề", "Topics"),
        words(
            "chủ đề theo lời người đọc: ai gõ trọn một chủ đề, có dấu hay không, thấy bài trước các bài khác. Bài sức khỏe có chủ đề `cấp cứu` hoặc `sơ cứu`, hoặc có thẻ `::: khẩn cấp` và các bước ngay sau, hiện trong khung đỏ trên kết quả",
            "topics, as a reader would say them: who types the whole of one, with or without marks, finds the post before others. A lesson tagged `cấp cứu` or `sơ cứu`, or whose `::: khẩn cấp` card is followed by steps, is shown in a red card above the hits of such a query",
        ),
    )
    .called(&["chu-de", "the", "nhan", "tu-khoa"])
    .sample("[]")
    .searched(Searched::Tags),
    Field::new(
        "draft",
        YesNo { default: false },
        words("Bài nháp", "Draft"),
        words(
            "`true` thì bài chưa lên trang, trừ khi dựng với `--drafts`",
            "`true` keeps the post out unless `--drafts` is given",
        ),
    )
    .called(&["nhap", "ban-nhap", "bai-nhap"])
    .sample("true"),
    Field::new(
        "updated",
        Date,
        words("Ngày cập nhật", "Updated"),
        words(
            "ngày sửa nội dung gần nhất; không trước `date`",
            "the day of the last change of substance; not before `date`",
        ),
    )
    .called(&["cap-nhat", "ngay-cap-nhat"])
    .rules(&[Rule::NotBefore("date")]),
    Field::new(
        "expires",
        Date,
        words("Ngày hết hạn", "Expires"),
        words(
            "sau ngày này bài rời danh sách, nguồn tin, sơ đồ trang và tìm kiếm; địa chỉ vẫn mở được và nói rõ đã hết hạn; không trước `date` và `publish_on`",
            "from the day after, the post leaves lists, feeds, sitemap and search; its address keeps working and says so; not before `date` and `publish_on`",
        ),
    )
    .called(&["het-han", "ngay-het-han"])
    .rules(&[Rule::NotBefore("date"), Rule::NotBefore("publish_on")]),
    Field::new(
        "urgent",
        YesNo { default: false },
        words("Tin khẩn", "Urgent"),
        words(
            "`true` đưa bài vào thông báo đầu trang chủ cho tới khi hết hạn; cần có `expires`",
            "`true` puts the post into the notice at the top of the home page until it expires; needs `expires`",
        ),
    )
    .called(&["khan", "khan-cap"])
    .rules(&[Rule::Needs("expires")]),
    Field::new(
        "cover",
        Picture,
        words("Ảnh đầu bài", "Cover picture"),
        words(
            "tệp ảnh, tính từ thư mục của bài; hiện ở đầu trang",
            "a picture file, relative to the post; shown at the top of its page",
        ),
    )
    .called(&["anh", "anh-bia"])
    .rules(&[Rule::Needs("cover_alt")]),
    Field::new(
        "cover_alt",
        Text(None),
        words("Mô tả ảnh đầu bài", "What the cover shows"),
        words("ảnh cho thấy gì", "what the picture shows"),
    )
    .called(&["mo-ta-anh"])
    .rules(&[Rule::Needs("cover")]),
    Field::new(
        "recording",
        Recording,
        words("Bản thu", "Recording"),
        words(
            "bản thu tiếng đọc bài, tính từ thư mục của bài: MP3 (máy nào cũng phát được) hoặc Opus trong Ogg hay WebM, tối đa 8 MB; trang có nút nghe. Tên người, nơi thu và ảnh ghi trong tệp không lên trang",
            "the post read aloud, a file relative to the post: MP3, which every device plays, or Opus in Ogg or WebM, at most 8 MB; its page plays it. Names, places and pictures noted in the file are not published",
        ),
    )
    .called(&["ban-thu", "ghi-am", "am-thanh"]),
    Field::new(
        "source",
        Text(None),
        words("Nguồn", "Source"),
        words(
            "thông tin lấy từ đâu, viết bằng lời",
            "where the facts come from, in words",
        ),
    )
    .called(&["nguon"]),
    Field::new(
        "media",
        Table(&MEDIA),
        words("Đăng ở kênh khác", "Other channels"),
        words(
            "bài viết cho loa truyền thanh, Zalo, bảng tin; xem dưới",
            "the post for other channels, see below",
        ),
    ),
    PERSONAL_DATA,
];

/// Keys of `_index.md`.
pub static INTRO: [Field; 3] = [TITLE, SUMMARY, PERSONAL_DATA];

/// Keys of the table `[media]`.
pub static MEDIA: [Field; 6] = [
    Field::new(
        "loudspeaker",
        Text(Some(Limit::Words(LOUDSPEAKER_WORDS))),
        words("Bài đọc loa", "Loudspeaker"),
        words(
            "bài đọc trên loa; viết số và chữ tắt thành lời; các đoạn cách nhau bằng dòng trống giữa hai dấu `\"\"\"`",
            "read out over the loudspeaker; numbers and abbreviations written out; paragraphs parted by empty lines inside `\"\"\"`",
        ),
    ),
    Field::new(
        "zalo_title",
        Text(Some(Limit::Characters(ZALO_TITLE_LIMIT))),
        words("Tiêu đề tin Zalo", "Title on Zalo"),
        words(
            "tiêu đề của tin trên Zalo",
            "the title of a message on Zalo",
        ),
    ),
    Field::new(
        "zalo",
        Text(Some(Limit::Characters(ZALO_LIMIT))),
        words("Tin Zalo", "Message on Zalo"),
        words("nội dung tin", "the message"),
    ),
    Field::new(
        "poster",
        Text(Some(Limit::Characters(POSTER_LIMIT))),
        words("Dòng áp phích", "Poster"),
        words("một dòng trên áp phích", "the one line of a poster"),
    ),
    Field::new(
        "sms",
        Text(Some(Limit::Segment)),
        words("Tin nhắn SMS", "SMS"),
        words(
            "tin nhắn không dấu, vừa một tin; giữ cả điều phải làm ngay và ngoại lệ",
            "a message without marks that fits one segment; it keeps what to do at once and the exception",
        ),
    ),
    Field::new(
        "poster_signs",
        TextList,
        words("Dấu hiệu trên áp phích", "Signs on a poster"),
        words(
            "các dấu hiệu của thẻ khẩn cấp viết gọn cho áp phích, nhiều nhất 5, mỗi dòng nhiều nhất 31 ký tự, để đọc được từ ba mét",
            "the signs of the emergency card in short for a poster, at most 5 of at most 31 characters, so that they are read from three metres",
        ),
    )
    .called(&["dau-hieu", "dau-hieu-ap-phich"]),
];
