//! Keys of `ward.toml` and `loa.toml`.

use super::choices::{BULLETIN_DAYS, BULLETIN_PARTS};
use super::field::FieldType::{
    ChoiceList, Colour, Phone, PostList, SiteAddress, Table, TableList, Text, TextList, TimeList,
    WholeNumber, YesNo,
};
use super::field::{Field, Limit, words};

/// Most posts that the home page shows as needed most.
pub const NEEDED: usize = 3;

/// Most posts on a page of a list, and in a feed.
const MOST_POSTS: i64 = 1000;

/// Posts on a page of a list, and in a feed, where nothing else is set.
const POSTS: i64 = 20;

const NAME: Field = Field::new(
    "name",
    Text(None),
    words("Tên", "Name"),
    words("tên nơi này", "the name of the place"),
)
.called(&["ten", "ten-phuong"]);

/// Keys of `content/<ward>/ward.toml`.
pub static WARD: [Field; 10] = [
    Field {
        label: words("Tên đầy đủ", "Full name"),
        help: words("như \"Phường Nam Đồng\"", "like \"Phường Nam Đồng\""),
        ..NAME
    }
    .required(),
    Field::new(
        "short_name",
        Text(None),
        words("Tên ngắn", "Short name"),
        words(
            "riêng tên, như \"Nam Đồng\"",
            "the name alone, \"Nam Đồng\"",
        ),
    )
    .required()
    .called(&["ten-ngan"]),
    Field::new(
        "province",
        Text(None),
        words("Tỉnh, thành phố", "Province"),
        words("tỉnh hoặc thành phố", "the province or city"),
    )
    .required()
    .called(&["tinh", "tinh-thanh"]),
    Field::new(
        "base_url",
        SiteAddress,
        words("Địa chỉ trang", "Address of the site"),
        words(
            "trang sẽ nằm ở đâu, như `https://nam-dong.example.vn/`",
            "where the site will be, like `https://nam-dong.example.vn/`",
        ),
    )
    .required()
    .called(&["dia-chi-web", "trang-web"]),
    Field::new(
        "neighbourhoods",
        TextList,
        words("Tổ dân phố", "Neighbourhoods"),
        words("tên các tổ dân phố", "names of the neighbourhoods"),
    )
    .called(&["to-dan-pho", "khu-pho"]),
    Field::new(
        "contacts",
        Table(&CONTACTS),
        words("Liên hệ", "Contacts"),
        words("người dân tìm ai", "whom residents can turn to"),
    ),
    Field::new(
        "home",
        Table(&HOME),
        words("Trang chủ", "Home page"),
        words("trang chủ cho thấy gì", "what the home page shows"),
    ),
    Field::new(
        "theme",
        Table(&THEME),
        words("Giao diện", "Theme"),
        words("trang trông thế nào", "how the site looks"),
    ),
    Field::new(
        "speak",
        Table(&SPEAK),
        words("Đọc loa", "Reading aloud"),
        words("bài đọc loa đọc thế nào", "how texts are read aloud"),
    ),
    Field::new(
        "bulletins",
        TableList(&BULLETIN),
        words("Bản tin loa", "Bulletins"),
        words(
            "loa phát khi nào, bao lâu; `loa channels` xếp bài theo đó",
            "when the loudspeaker is on, and for how long; `loa channels` fills it",
        ),
    ),
];

/// Fewer words than this in the greeting and the sign-off of a bulletin.
const GREETING_WORDS: usize = 80;

/// Keys of one bulletin.
pub static BULLETIN: [Field; 7] = [
    Field {
        label: words("Tên bản tin", "Name of the bulletin"),
        help: words("như \"Bản tin sáng\"", "like \"Bản tin sáng\""),
        ..NAME
    }
    .required(),
    Field::new(
        "days",
        ChoiceList(&BULLETIN_DAYS),
        words("Ngày phát", "Days"),
        words("hằng ngày khi bỏ trống", "every day when left out"),
    )
    .called(&["ngay-phat"]),
    Field::new(
        "times",
        TimeList,
        words("Giờ phát", "Times"),
        words(
            "như `[\"05:30\", \"17:00\"]`",
            "like `[\"05:30\", \"17:00\"]`",
        ),
    )
    .required()
    .called(&["gio-phat"]),
    Field::new(
        "minutes",
        WholeNumber {
            least: 1,
            greatest: 120,
            default: 15,
        },
        words("Số phút", "Minutes"),
        words(
            "mỗi lần phát dài nhất bao nhiêu phút",
            "how long each may be at most",
        ),
    )
    .required()
    .called(&["so-phut", "thoi-luong"]),
    Field::new(
        "order",
        ChoiceList(&BULLETIN_PARTS),
        words("Thứ tự", "Order"),
        words(
            "phần nào trước, phần nào sau; đủ cả năm phần như ở đây khi bỏ trống",
            "which parts it has, in which order; all five as they stand here when left out",
        ),
    ),
    Field::new(
        "opening",
        Text(Some(Limit::Words(GREETING_WORDS))),
        words("Lời chào", "Greeting"),
        words(
            "lời mở đầu, đọc nguyên văn",
            "how it begins, read as it stands",
        ),
    )
    .called(&["loi-chao"]),
    Field::new(
        "closing",
        Text(Some(Limit::Words(GREETING_WORDS))),
        words("Lời kết", "Sign-off"),
        words(
            "lời kết thúc, đọc nguyên văn",
            "how it ends, read as it stands",
        ),
    )
    .called(&["loi-ket"]),
];

/// Keys of `[speak]`.
pub static SPEAK: [Field; 1] = [Field::new(
    "readings",
    TableList(&READING),
    words("Cách đọc riêng", "Readings of its own"),
    words(
        "chữ viết tắt, tên riêng của nơi này đọc thế nào",
        "how abbreviations and names of the place are read",
    ),
)];

/// Keys of one reading.
pub static READING: [Field; 2] = [
    Field::new(
        "written",
        Text(None),
        words("Chữ viết", "Written"),
        words(
            "như trong bài, như `NVH`",
            "as it stands in texts, like `NVH`",
        ),
    )
    .required(),
    Field::new(
        "spoken",
        Text(None),
        words("Cách đọc", "Spoken"),
        words(
            "như khi đọc, như `nhà văn hóa`",
            "as it is read, like `nhà văn hóa`",
        ),
    )
    .required(),
];

const fn contact(key: &'static str, vi: &'static str, en: &'static str) -> Field {
    let label = words(vi, en);
    Field::new(key, Table(&CONTACT), label, label)
}

/// Keys of `[contacts]`.
pub static CONTACTS: [Field; 3] = [
    contact("health_station", "Trạm y tế", "Health station"),
    contact("committee", "Ủy ban nhân dân", "People's committee"),
    contact("police", "Công an", "Police"),
];

/// Keys of one contact.
pub static CONTACT: [Field; 4] = [
    NAME.required(),
    Field::new(
        "phone",
        Phone,
        words("Điện thoại", "Telephone"),
        words("một số điện thoại, như trên trang", "one number, as shown"),
    ),
    Field::new(
        "address",
        Text(None),
        words("Địa chỉ", "Address"),
        words("số nhà, đường", "postal address"),
    ),
    Field::new(
        "hours",
        Text(None),
        words("Giờ làm việc", "Hours"),
        words("mở cửa khi nào", "when it is open"),
    ),
];

/// Keys of `[home]`.
pub static HOME: [Field; 1] = [Field::new(
    "needed",
    PostList(NEEDED),
    words("Bài cần nhất", "Needed most"),
    words(
        "bài mà trang chủ đưa lên đầu, như `suc-khoe/sot-xuat-huyet.md`",
        "posts that the home page shows first, like `suc-khoe/sot-xuat-huyet.md`",
    ),
)];

/// Keys of `[theme]`.
pub static THEME: [Field; 2] = [
    Field {
        label: words("Tên giao diện", "Name of the theme"),
        help: words(
            "thư mục trong `themes/`; `phuong` khi bỏ trống",
            "a folder in `themes/`; `phuong` when left out",
        ),
        ..NAME
    },
    Field::new(
        "colour",
        Colour,
        words("Màu", "Colour"),
        words(
            "`#rrggbb`, đủ đậm cho chữ trắng; `#9c1f24` khi bỏ trống",
            "`#rrggbb`, dark enough for white text; `#9c1f24` when left out",
        ),
    ),
];

const fn count(key: &'static str, label: (&'static str, &'static str)) -> Field {
    let kind = WholeNumber {
        least: 1,
        greatest: MOST_POSTS,
        default: POSTS,
    };
    let label = words(label.0, label.1);
    Field::new(key, kind, label, label)
}

/// Keys of `content/loa.toml`.
pub static ROOT: [Field; 3] = [
    count(
        "page_size",
        ("Số bài mỗi trang danh sách", "Posts on one page of a list"),
    ),
    count("feed_size", ("Số bài trong nguồn tin", "Posts in a feed")),
    Field::new(
        "precompress",
        YesNo { default: true },
        words("Nén sẵn", "Compress beforehand"),
        words(
            "`false` thì không làm bản nén cạnh các tệp cho máy chủ web",
            "`false` leaves out compressed copies beside the files for a web server",
        ),
    ),
];
