//! The catalogue of everything that can be wrong on the way from files to sites, with its words in Vietnamese and in English.
//!
//! Each entry is one variant of [`Problem`]: the facts as typed fields, then what is wrong and how
//! to mend it in both languages. The compiler checks that no translation is missing and that no
//! sentence names a fact the entry does not hold.

mod budget;
mod document;
mod drawing;
mod personal;
mod slip;

pub use budget::Budget;
pub use document::{Danger, Part, Trace, Unread};
pub use drawing::{Defect, Load};
pub use personal::{PersonalData, Rule};
pub use slip::Slip;

use base::lang::{Lang, Localise, Near};
use base::problem::FileProblem;
use base::reason::{Cause, Reason, TemplateReason};
use std::borrow::Cow;

/// The types of value that front matter holds, as they are called in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueType {
    /// A quoted text.
    Text,
    /// A date without quotes.
    Date,
    /// A date with a time of day.
    DateTime,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A number without a fraction.
    WholeNumber,
    /// A list of texts.
    TextList,
    /// Some other list.
    List,
    /// A table.
    Table,
    /// A list of tables.
    TableList,
    /// A date, or words for one.
    DateOrText,
    /// A date, with a time of day or without.
    DateOrDateTime,
}

impl Localise for ValueType {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::Text => (
                "một đoạn chữ trong dấu nháy, như \"chữ\"",
                "a quoted text, like \"text\"",
            ),
            Self::Date => (
                "một ngày không có dấu nháy, như 2026-01-31",
                "a date without quotes, like 2026-01-31",
            ),
            Self::DateTime => ("một ngày kèm giờ", "a date with a time"),
            Self::Flag => ("`true` hoặc `false`", "`true` or `false`"),
            Self::Number => ("một số, như 95 hoặc 98.5", "a number, like 95 or 98.5"),
            Self::WholeNumber => ("một số nguyên, như 2030", "a whole number, like 2030"),
            Self::TextList => (
                "một danh sách chữ, như [\"a\", \"b\"]",
                "a list of texts, like [\"a\", \"b\"]",
            ),
            Self::List => ("một danh sách", "a list"),
            Self::Table => ("một bảng", "a table"),
            Self::TableList => (
                "các bảng mở đầu bằng hai ngoặc vuông",
                "tables that open with double brackets",
            ),
            Self::DateOrDateTime => (
                "một ngày, như 2026-01-31, hoặc ngày kèm giờ, như 2026-01-31T08:00",
                "a date, like 2026-01-31, or a date with a time, like 2026-01-31T08:00",
            ),
            Self::DateOrText => (
                "một ngày, hoặc chữ trong dấu nháy",
                "a date, or a quoted text",
            ),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}

base::catalogue! {
    /// What is wrong with content, a theme or an output folder.
    pub enum Problem;
    rank: 2;
    includes: File(FileProblem);

    // Files and folders.
    /// The text is not UTF-8.
    NotUtf8 { offset: usize }
        vi: "tệp không phải UTF-8 (byte thứ {offset})", "mở tệp trong trình soạn thảo và lưu lại với bảng mã UTF-8; trong Notepad: bấm Ctrl+Shift+S rồi chọn UTF-8 ở ô bên trái nút lưu";
        en: "the file is not UTF-8 (at byte {offset})", "open the file in an editor and save it again as UTF-8";
    /// A symbolic link that leads out of the root.
    SymlinkOutside { target: String }
        vi: "liên kết tượng trưng dẫn ra ngoài thư mục gốc, tới `{target}`", "chép tệp vào trong thư mục gốc thay cho liên kết";
        en: "the symbolic link leads out of the root, to `{target}`", "copy the file into the root instead of linking to it";
    /// A symbolic link to a part of the root that is not published.
    SymlinkAstray { target: String }
        vi: "liên kết tượng trưng dẫn tới `{target}`, ngoài `content/` và `themes/`", "chép tệp vào thư mục của phường thay cho liên kết";
        en: "the symbolic link leads to `{target}`, outside `content/` and `themes/`", "copy the file into the ward's folder instead of linking to it";
    /// A path through a file or folder that is kept from readers.
    PathHidden { part: String }
        vi: "đường dẫn đi qua phần ẩn `{part}`", "tên mở đầu bằng dấu chấm không bao giờ được đăng: chép tệp ra ngoài, đặt tên không có dấu chấm ở đầu";
        en: "the path leads through the hidden `{part}`", "names that begin with a dot are never published: copy the file elsewhere, under a name without the dot";
    /// A symbolic link that leads to a folder it lies in.
    SymlinkLoop {}
        vi: "liên kết dẫn vòng về chính thư mục chứa nó", "bỏ liên kết này; nếu cần thư mục kia thì chép nó vào đây";
        en: "the symbolic link leads back to a folder that it lies in", "remove the link; copy the other folder here if it is needed";
    /// A pipe, a socket or a device.
    NoPlainFile {}
        vi: "đây không phải tệp thường", "thay bằng một tệp thường";
        en: "this is no plain file", "put a plain file in its place";
    /// A source that is not what it was when it was checked.
    SourceChanged {}
        vi: "tệp đã đổi trong lúc dựng, sau khi được kiểm tra", "đợi cho việc lưu hoặc chép tệp xong rồi chạy lại";
        en: "the file has changed during the build, after it was checked", "wait until it is saved or copied, then run again";
    /// A path that climbs out of the root.
    PathOutside { path: String }
        vi: "đường dẫn `{path}` đi ra ngoài thư mục gốc", "chỉ dùng tệp nằm trong thư mục của phường hoặc trong `content/chung`";
        en: "the path `{path}` leads out of the root", "use only files inside the ward's folder or `content/chung`";
    /// A file where no post can be.
    MisplacedFile {}
        vi: "bài viết không nằm trong một mục", "chuyển tệp vào `content/<phường>/<mục>/<tên-bài>.md`";
        en: "the post is not inside a section", "move the file to `content/<ward>/<section>/<slug>.md`";
    /// The root holds no wards.
    NoWards {}
        vi: "không có phường nào trong `content/`", "tạo `content/<phường>/ward.toml`, hoặc chạy `loa init`";
        en: "there is no ward in `content/`", "create `content/<ward>/ward.toml`, or run `loa init`";
    /// `--ward` names a ward that is not there.
    UnknownWard { ward: String, near: Near }
        vi: "không có phường `{ward}`.{near}", "dùng tên một thư mục trong `content/`";
        en: "there is no ward `{ward}`.{near}", "use the name of a folder in `content/`";
    /// A ward folder without its configuration.
    WardConfigMissing { ward: String }
        vi: "phường `{ward}` thiếu tệp `ward.toml`", "tạo tệp này với `name`, `short_name`, `province` và `base_url`";
        en: "the ward `{ward}` has no `ward.toml`", "create it with `name`, `short_name`, `province` and `base_url`";
    /// A folder name that cannot be part of an address.
    BadFolderName { name: String, suggestion: String }
        vi: "tên thư mục `{name}` không dùng làm địa chỉ được", "đổi tên thành `{suggestion}`: chữ thường không dấu, số và dấu gạch nối";
        en: "the folder name `{name}` cannot be part of an address", "rename it to `{suggestion}`: lower-case ASCII letters, digits and hyphens";
    /// A file name without any letter or digit.
    BadFileName { name: String }
        vi: "tên tệp `{name}` không có chữ hay số nào để làm địa chỉ", "đặt tên tệp theo tiêu đề, như `sot-xuat-huyet.md`";
        en: "the file name `{name}` has no letter or digit to make an address of", "name the file after its title, like `sot-xuat-huyet.md`";
    /// A file of a theme whose name cannot stand in an address.
    UnpublishableName { name: String }
        vi: "tên `{name}` có ký tự điều khiển hoặc dấu `\\`, không làm địa chỉ được", "đổi tên tệp trong `themes/`: chữ cái, chữ số, dấu chấm và gạch ngang";
        en: "the name `{name}` has control characters or `\\` in it and cannot be an address", "rename the file in `themes/`: letters, digits, dots and hyphens";

    // Front matter and configuration.
    /// The post does not open with `+++`.
    FrontMatterMissing {}
        vi: "bài thiếu phần mở đầu", "mở đầu tệp bằng dòng `+++`, rồi `title = \"…\"`, `date = 2026-01-31`, rồi lại một dòng `+++`";
        en: "the post has no front matter", "open the file with a line `+++`, then `title = \"…\"`, `date = 2026-01-31`, then `+++` again";
    /// Front matter as other programs have it.
    FrontMatterFence { found: String }
        vi: "phần mở đầu phải nằm giữa hai dòng `+++`, ở đây là `{found}`", "thay `{found}` bằng `+++` ở cả hai dòng; mỗi dòng bên trong có dạng `tên = giá trị`";
        en: "front matter stands between two lines `+++`, and this is `{found}`", "put `+++` in place of `{found}` in both lines; the lines between read `key = value`";
    /// The closing `+++` is missing.
    FrontMatterUnclosed {}
        vi: "phần mở đầu không có dòng `+++` đóng lại", "thêm một dòng `+++` sau trường cuối cùng, trước nội dung";
        en: "the front matter is not closed", "add a line `+++` after its last key, before the text";
    /// TOML that cannot be parsed.
    TomlSyntax { reason: Slip }
        vi: "không hiểu dòng này: {reason}", "mỗi dòng có dạng `tên = giá trị`; chữ nằm trong hai dấu nháy kép";
        en: "this line cannot be parsed: {reason}", "each line reads `key = value`; texts stand between double quotes";
    /// The same, where it can be told how the line should read.
    TomlLine { reason: Slip, mend: String }
        vi: "không hiểu dòng này: {reason}", "viết lại dòng này: `{mend}`";
        en: "this line cannot be parsed: {reason}", "write the line like this: `{mend}`";
    /// A key given twice.
    TomlRepeated {}
        vi: "không hiểu dòng này: trường này đã viết ở trên", "bỏ một trong hai dòng";
        en: "this line cannot be parsed: this key was already given above", "remove one of the two lines";
    /// A line that is no key with a value.
    TomlNoEquals {}
        vi: "không hiểu dòng này: thiếu dấu `=` và giá trị", "nếu là nội dung bài thì chuyển xuống dưới dòng `+++` thứ hai; nếu không thì viết `tên = giá trị`";
        en: "this line cannot be parsed: `=` and a value are missing", "move it below the second `+++` if it is part of the text; otherwise write `key = value`";
    /// A line that no reader gets through.
    LineTooLong { length: usize, limit: usize }
        vi: "dòng này dài {length} byte, quá {limit}", "chia thành nhiều đoạn, cách nhau một dòng trống";
        en: "this line has {length} bytes, over {limit}", "part it into paragraphs with an empty line between";
    /// A date such as 30 February.
    ImpossibleDate { date: String }
        vi: "không có ngày `{date}`", "viết năm-tháng-ngày có thật, tháng và ngày đủ hai chữ số, như 2026-01-05";
        en: "there is no day `{date}`", "write a real day as year-month-day with two digits each, like 2026-01-05";
    /// A required key is absent.
    MissingField { field: String, expected: ValueType }
        vi: "thiếu trường bắt buộc `{field}`", "thêm dòng `{field} = …`: {expected}";
        en: "the required key `{field}` is missing", "add a line `{field} = …`: {expected}";
    /// A required text is empty.
    EmptyField { field: String }
        vi: "trường `{field}` để trống", "điền nội dung, hoặc bỏ dòng này nếu không bắt buộc";
        en: "the key `{field}` is empty", "fill it in, or remove the line where it is not required";
    /// A value of another type than the key takes.
    WrongType { field: String, expected: ValueType, found: ValueType }
        vi: "trường `{field}` sai kiểu: đây là {found}", "cần {expected}";
        en: "the key `{field}` has the wrong type: this is {found}", "write {expected}";
    /// A key nobody knows.
    UnknownField { field: String, near: Near, known: String }
        vi: "không có trường `{field}`.{near}", "các trường dùng được ở đây: {known}";
        en: "there is no key `{field}`.{near}", "the keys that can stand here: {known}";
    /// A value outside a fixed choice.
    NotOneOf { field: String, value: String, near: Near, allowed: String }
        vi: "trường `{field}` không nhận `{value}`.{near}", "chọn một trong: {allowed}";
        en: "the key `{field}` does not take `{value}`.{near}", "choose one of: {allowed}";
    /// A text over its limit.
    TooLong { field: String, length: usize, limit: usize }
        vi: "trường `{field}` dài {length} ký tự, quá {limit}", "viết ngắn lại";
        en: "the key `{field}` has {length} characters, over {limit}", "write it shorter";
    /// A text with more words than can be read out in the time there is.
    TooManyWords { field: String, words: usize, limit: usize }
        vi: "trường `{field}` có {words} tiếng, phải dưới {limit}", "rút ngắn: một bài phát thanh đọc trong khoảng hai phút";
        en: "the key `{field}` has {words} words, and must stay under {limit}", "shorten it: a broadcast is read in about two minutes";
    /// A list longer than what there is room for.
    TooMany { field: String, count: usize, limit: usize }
        vi: "trường `{field}` có {count} mục, nhiều nhất {limit}", "bỏ bớt";
        en: "the key `{field}` has {count} entries, at most {limit}", "remove some";
    /// A time with an offset, where only Vietnam's time is meant.
    OffsetGiven { field: String }
        vi: "trường `{field}` có ghi múi giờ", "giờ ở đây luôn là giờ Việt Nam: bỏ phần múi giờ, như 2026-01-31T08:00";
        en: "the key `{field}` gives a time zone", "times here are always Vietnam's: leave the zone out, like 2026-01-31T08:00";
    /// A day against a time of day.
    MixedMoments {}
        vi: "`starts` và `ends` khác kiểu: một bên có giờ, một bên không", "ghi giờ ở cả hai, hoặc bỏ giờ ở cả hai";
        en: "`starts` and `ends` differ: one has a time of day, the other has not", "give a time in both, or in neither";
    /// A key that only makes sense beside another.
    FieldNeeds { field: String, needed: String }
        vi: "trường `{field}` cần đi cùng `{needed}`", "thêm dòng `{needed} = …`";
        en: "the key `{field}` needs `{needed}` beside it", "add a line `{needed} = …`";
    /// Two dates in the wrong order.
    DateOrder { later: String, earlier: String }
        vi: "`{later}` lại trước `{earlier}`", "sửa một trong hai ngày";
        en: "`{later}` is before `{earlier}`", "correct one of the two dates";
    /// A report on a target that the post does not have.
    UnknownMeasure { field: String, measure: String }
        vi: "`[[{field}]]` nói về `{measure}`, mà bài không có chỉ tiêu nào tên ấy kèm số", "chép đúng `measure` của một bảng `[[targets]]` có `value`";
        en: "`[[{field}]]` tells of `{measure}`, and no target of the post has that name and a value", "copy the `measure` of a table `[[targets]]` that has a `value`";
    /// An address that is not one.
    BadUrl { field: String, value: String }
        vi: "trường `{field}` không phải địa chỉ web: `{value}`", "viết đủ địa chỉ, như `https://phuong.example.vn/`";
        en: "the key `{field}` is not a web address: `{value}`", "write the whole address, like `https://ward.example.vn/`";
    /// A short message with signs that make it three times as dear.
    MarkedMessage { field: String, sign: String }
        vi: "trường `{field}` có chữ `{sign}`: tin nhắn có dấu tốn gấp hai, ba lần", "viết không dấu, như “Goi 115 ngay”; ký hiệu lạ thì bỏ đi";
        en: "the key `{field}` has `{sign}`: a message with marks costs two or three times as much", "write it without marks, as “Goi 115 ngay”, and leave unusual signs out";
    /// A time of day that is none.
    BadTime { field: String, value: String }
        vi: "trường `{field}` có `{value}`, không phải giờ trong ngày", "viết giờ và phút, như `05:30` hoặc `17:00`";
        en: "the key `{field}` has `{value}`, which is no time of day", "write hours and minutes, like `05:30` or `17:00`";
    /// A colour that is not `#rrggbb`.
    BadColour { value: String }
        vi: "`{value}` không phải mã màu", "viết `#` và sáu chữ số thập lục phân, như `#1d4f91`";
        en: "`{value}` is not a colour", "write `#` and six hexadecimal digits, like `#1d4f91`";
    /// White text on the colour would be too faint.
    FaintColour { value: String, ratio: String }
        vi: "màu `{value}` quá nhạt: chữ trắng trên màu này chỉ tương phản {ratio}:1", "chọn màu đậm hơn, tương phản từ 4.5:1";
        en: "the colour `{value}` is too light: white text on it has a contrast of {ratio}:1", "choose a darker colour, with a contrast of at least 4.5:1";

    /// A character that no reader can see.
    ControlCharacter { field: String }
        vi: "trường `{field}` có ký tự điều khiển không thấy được", "xóa dòng này và gõ lại bằng tay";
        en: "the key `{field}` holds an invisible control character", "delete the line and type it again";
    /// The same in a post's text.
    ControlCharacterInText {}
        vi: "chỗ này có ký tự điều khiển không thấy được", "xóa dòng này và gõ lại bằng tay";
        en: "there is an invisible control character here", "delete the line and type it again";
    /// A topic without any letter or digit.
    BadTag { tag: String }
        vi: "chủ đề `{tag}` không có chữ hay số nào", "viết chủ đề bằng chữ, như `bảo hiểm y tế`";
        en: "the topic `{tag}` has no letter or digit", "write the topic in words, like `bảo hiểm y tế`";
    /// A telephone number without digits.
    BadPhone { value: String }
        vi: "`{value}` không phải số điện thoại", "viết số điện thoại bằng chữ số, hoặc bỏ dòng này";
        en: "`{value}` is not a telephone number", "write the number in digits, or remove the line";
    /// A decimal that looks like thousands.
    ThousandsDot { written: String, read: String, thousands: String, decimal: String }
        vi: "`{written}` được hiểu là {read}: ở đây dấu chấm mở đầu phần lẻ", "nếu là {thousands} thì viết `{thousands}`; nếu đúng là {read} thì viết `{decimal}`";
        en: "`{written}` is read as {decimal}: the dot begins the decimals here", "write `{thousands}` for {thousands}, or `{decimal}` for the decimal";
    /// Several telephone numbers where a link dials one, or one that is not whole.
    PhoneUnclear { value: String }
        vi: "`{value}` không phải đúng một số điện thoại đủ chữ số, nên bấm vào không biết gọi số nào", "chỉ giữ một số, như `0225 3850 123`, `0225 3850 123 (máy lẻ 4)` hay `115`; số khác thì viết trong `_index.md`";
        en: "`{value}` is not exactly one whole telephone number, so a tap would not know which to dial", "keep one number, like `0225 3850 123`, `0225 3850 123 (máy lẻ 4)` or `115`; write others in `_index.md`";

    // Addresses and links.
    /// Two posts with one address.
    DuplicateUrl { url: String, other: String }
        vi: "hai bài có cùng địa chỉ `/{url}`: bài kia là `{other}`", "đổi tên một trong hai tệp";
        en: "two posts have one address `/{url}`: the other is `{other}`", "rename one of the two files";
    /// An address that Loa needs for itself.
    ReservedUrl { url: String }
        vi: "địa chỉ `/{url}` dành riêng cho Loa", "đổi tên thư mục hoặc tệp";
        en: "the address `/{url}` is reserved for Loa", "rename the folder or the file";
    /// A file that a program for sharing made as a copy.
    LooksLikeCopy { name: String }
        vi: "tên tệp `{name}` giống một bản sao do phần mềm đồng bộ hay máy tính tạo ra", "so với bài gốc rồi xóa bản thừa; nếu đây là bài khác thì đổi tên tệp";
        en: "the file name `{name}` looks like a copy made by a program for sharing", "compare it with the original and delete one; if it is another post, rename the file";
    /// A published post still holds words of the sample it was made from.
    Unfilled { words: String }
        vi: "chỗ mẫu này chưa ai điền: `{words}`", "viết thay bằng lời của bài, hoặc xóa đi; chưa xong thì đặt lại `draft = true`";
        en: "nobody has filled in `{words}`", "write the post's own words, or take it out; until then put `draft = true` back";
    /// Two posts of a section with one title.
    SameTitle { other: String }
        vi: "trong mục này có hai bài cùng tiêu đề: bài kia là `{other}`", "xóa bài thừa, hoặc thêm vào tiêu đề điều khác nhau, như ngày hay nơi";
        en: "two posts of this section have one title: the other is `{other}`", "delete one, or say in the title how they differ, such as the day or the place";
    /// A name that Windows cannot hold.
    WindowsName { name: String, suggestion: String }
        vi: "máy Windows không chứa được tệp hay thư mục tên `{name}`", "đổi tên, như `{suggestion}`";
        en: "Windows cannot hold a file or folder called `{name}`", "rename it, for example to `{suggestion}`";
    /// Two files whose names differ only in capitals or in how Unicode writes them.
    SameNameButCase { other: String }
        vi: "tên này chỉ khác `{other}` ở chữ hoa, chữ thường hoặc cách gõ dấu", "đổi tên hoặc xóa một trong hai: máy Windows và máy Mac chỉ giữ được một";
        en: "this name differs from `{other}` only in capitals or in how its marks are typed", "rename or delete one: Windows and macOS can hold only one of them";
    /// Two wards with one address.
    SameBaseUrl { other: String, url: String }
        vi: "phường `{other}` cũng có địa chỉ `{url}`", "mỗi phường một địa chỉ: tải trang này lên sẽ đè trang kia";
        en: "the ward `{other}` has the address `{url}` too", "give each ward an address of its own: uploading one site overwrites the other";
    /// A ward's address inside what another ward publishes.
    BaseUrlInside { other: String, url: String, part: String }
        vi: "địa chỉ `{url}` nằm trong thư mục `{part}/` của trang phường `{other}`", "chọn địa chỉ khác, như một tên miền riêng";
        en: "the address `{url}` lies in the folder `{part}/` of the site of `{other}`", "choose another, such as a host of its own";
    /// A ward's address below another's.
    BaseUrlBelow { other: String, url: String }
        vi: "địa chỉ `{url}` nằm bên dưới địa chỉ của phường `{other}`", "khi tải trang `{other}` lên, đừng xóa thư mục này; tốt nhất là mỗi phường một tên miền";
        en: "the address `{url}` lies below that of the ward `{other}`", "do not delete this folder when you upload `{other}`; a host for each ward is best";
    /// A section that was surely meant as a known one.
    UnknownSection { section: String, meant: String }
        vi: "không có mục `{section}`. Ý bạn là `{meant}`?", "đổi tên thành `{meant}`; mục mới hẳn thì cần `_index.md` với tên hiện trên menu";
        en: "there is no section `{section}`. Did you mean `{meant}`?", "rename it to `{meant}`; a section of your own needs an `_index.md` with its name for the menu";
    /// A link to a post that is not there.
    LinkMissing { target: String, near: Near }
        vi: "liên kết tới `{target}`, nhưng không có bài đó.{near}", "sửa đường dẫn, tính từ thư mục của bài này; bài ấy đã gỡ thì bỏ chỗ này";
        en: "a link to `{target}`, which does not exist.{near}", "correct the path, which starts from this post's folder; take this out if that post is gone";
    /// A link to a post that this build leaves out.
    LinkToDraft { target: String }
        vi: "liên kết tới bài nháp `{target}`", "đăng bài đó (bỏ `draft = true`), hoặc bỏ liên kết";
        en: "a link to the draft `{target}`", "publish it (remove `draft = true`), or remove the link";
    /// A link to a post whose day has not come.
    LinkToHeld { target: String }
        vi: "liên kết tới `{target}`, nhưng bài đó chưa tới ngày lên trang", "bỏ liên kết cho tới ngày đó, hoặc hẹn bài này không sớm hơn (`publish_on`)";
        en: "a link to `{target}`, whose day has not come yet", "take the link out until then, or let this post wait as long (`publish_on`)";
    /// A front-matter path that leads to a post of another kind.
    WrongSection { target: String, section: String }
        vi: "`{target}` không thuộc mục `{section}`", "chỉ tới một bài trong `{section}/`";
        en: "`{target}` is not in the section `{section}`", "point at a post in `{section}/`";
    /// A link to a heading that is not there.
    AnchorMissing { anchor: String, target: String, near: Near }
        vi: "bài `{target}` không có đề mục `#{anchor}`.{near}", "dùng đề mục viết không dấu, nối bằng gạch: `## Khi nào gọi 115` là `#khi-nao-goi-115`";
        en: "`{target}` has no heading `#{anchor}`.{near}", "write the heading without marks, joined by hyphens: `## Khi nào gọi 115` is `#khi-nao-goi-115`";
    /// A link that is neither a post nor a web address.
    LinkNotAllowed { target: String }
        vi: "không dùng được liên kết `{target}`", "liên kết tới tệp `.md` của bài khác, hoặc địa chỉ bắt đầu bằng `https://`, `mailto:`, `tel:`";
        en: "the link `{target}` cannot be used", "link to the `.md` file of a post, or to an address that starts with `https://`, `mailto:` or `tel:`";

    /// A `tel:` link that dials no whole number, or several.
    LinkPhone { target: String }
        vi: "liên kết `{target}` không gọi đúng một số điện thoại", "viết một số đủ chữ số sau `tel:`, như `[115](tel:115)`";
        en: "the link `{target}` does not dial exactly one telephone number", "write one whole number after `tel:`, like `[115](tel:115)`";
    /// A `tel:` link under the words of another number.
    LinkPhoneDiffers { shown: String, target: String }
        vi: "chữ ghi `{shown}` nhưng liên kết gọi `{target}`", "sửa cho hai số giống nhau; mỗi số một liên kết";
        en: "the words say `{shown}` but the link dials `{target}`", "make the two numbers the same; one link a number";

    // Pictures.
    /// A picture file that is not there.
    PictureMissing { path: String, near: Near }
        vi: "không có ảnh `{path}`.{near}", "đặt ảnh cạnh bài viết và kiểm tra tên tệp";
        en: "there is no picture `{path}`.{near}", "put the picture beside the post and check its name";
    /// A picture from another host.
    PictureRemote { path: String }
        vi: "ảnh `{path}` nằm ở trang khác", "tải ảnh về, đặt cạnh bài viết; trang phường không gọi sang máy chủ khác";
        en: "the picture `{path}` lies on another site", "save the picture beside the post; a ward site calls no other host";
    /// A picture without a description.
    PictureAltMissing { path: String }
        vi: "ảnh `{path}` thiếu lời mô tả", "viết `![ảnh cho thấy gì]({path})`";
        en: "the picture `{path}` has no description", "write `![what it shows]({path})`";
    /// A file that is not a picture, or is broken.
    PictureUnreadable { path: String, reason: Reason }
        vi: "không đọc được ảnh `{path}`: {reason}", "mở ảnh bằng trình xem ảnh và lưu lại thành JPEG, PNG hoặc WebP";
        en: "the picture `{path}` cannot be read: {reason}", "open it in a viewer and save it again as JPEG, PNG or WebP";
    /// A file that is no picture of a known type, whatever its name says.
    PictureUnknownType { path: String }
        vi: "`{path}` không phải ảnh JPEG, PNG, WebP, GIF hay SVG", "mở ảnh bằng trình xem ảnh và lưu lại thành JPEG, PNG hoặc WebP";
        en: "`{path}` is no JPEG, PNG, WebP, GIF or SVG picture", "open it in a viewer and save it again as JPEG, PNG or WebP";
    /// A picture file that ends before the picture does.
    PictureCutOff { path: String }
        vi: "ảnh `{path}` bị cụt, thiếu phần cuối", "chép hoặc tải lại ảnh từ máy đã chụp";
        en: "the picture `{path}` is cut off, its end is missing", "copy or download it again from where it was taken";
    /// A picture that moves, of which pages show the first frame.
    PictureAnimated { path: String }
        vi: "ảnh động `{path}` chỉ hiện hình đầu tiên", "thay bằng vài ảnh tĩnh theo từng bước, mỗi ảnh một lời mô tả";
        en: "the animated picture `{path}` shows its first frame alone", "put a few still pictures instead, one a step, each with its description";
    /// A picture over the limits.
    PictureTooLarge { path: String, found: String, limit: String }
        vi: "ảnh `{path}` quá lớn: {found}, giới hạn {limit}", "thu nhỏ ảnh rồi lưu lại";
        en: "the picture `{path}` is too large: {found}, the limit is {limit}", "make the picture smaller and save it again";
    /// A drawing with something that runs, moves, leads away or calls elsewhere.
    PictureActive { path: String, line: usize, what: String }
        vi: "hình vẽ `{path}`, dòng {line}: không đăng được `{what}` vì nó chạy lệnh, chuyển động, dẫn đi nơi khác hoặc gọi ra ngoài", "xóa phần đó trong phần mềm vẽ rồi lưu lại thành SVG đơn giản, hoặc xuất hình thành PNG";
        en: "the drawing `{path}`, line {line}: `{what}` cannot be published, as it runs, moves, leads away or calls elsewhere", "remove it in the drawing program and save a plain SVG, or export the drawing as PNG";
    /// A drawing with something that cannot be published and that would be missed.
    DrawingUnfit { path: String, line: usize, what: String }
        vi: "hình vẽ `{path}`, dòng {line}: không đăng được `{what}`, mà bỏ đi thì hình trông khác", "đổi phần đó thành nét vẽ và màu thường rồi lưu lại thành SVG đơn giản, hoặc xuất hình thành PNG";
        en: "the drawing `{path}`, line {line}: `{what}` cannot be published, and without it the drawing looks otherwise", "make plain outlines and colours of it and save a plain SVG, or export the drawing as PNG";
    /// A file that is no drawing, or a broken one.
    DrawingUnreadable { path: String, line: usize, defect: Defect }
        vi: "không đọc được hình vẽ `{path}`, dòng {line}: {defect}", "mở hình trong phần mềm vẽ và lưu lại thành SVG đơn giản, bảng mã UTF-8";
        en: "the drawing `{path}` cannot be read, line {line}: {defect}", "open it in a drawing program and save it as a plain SVG in UTF-8";
    /// A drawing that would keep a browser busy for too long.
    DrawingHeavy { path: String, line: usize, load: Load }
        vi: "hình vẽ `{path}`, dòng {line}: nặng quá cho điện thoại: {load}", "làm hình đơn giản hơn rồi lưu lại, hoặc xuất hình thành PNG";
        en: "the drawing `{path}`, line {line}, is too heavy for telephones: {load}", "simplify the drawing and save it again, or export it as PNG";

    // Documents for download.
    /// A document for download that is not there.
    AttachmentMissing { path: String }
        vi: "không có tệp văn bản `{path}`", "đặt tệp cạnh bài viết và kiểm tra tên, hoặc bỏ dòng `file`";
        en: "there is no document `{path}`", "put the file beside the post and check its name, or remove the line `file`";
    /// A file that is offered for download and is no document.
    AttachmentUnknownType { path: String }
        vi: "`{path}` không phải Word `.docx`, PDF hay văn bản `.txt`", "chỉ để tải về các loại tệp này; lưu lại văn bản thành PDF hoặc `.docx`";
        en: "`{path}` is no Word `.docx`, no PDF and no plain text", "only these can be offered for download; save the document as PDF or `.docx`";
    /// The document is not the one that was imported.
    AttachmentChanged { path: String }
        vi: "tệp `{path}` khác với tệp lúc nhập: `file_hash` không khớp", "bạn tự sửa tệp này, như xóa ghi chú: xóa dòng `file_hash`; văn bản đã thay: nhập lại bằng `loa import … --force`; còn không thì chép lại tệp gốc";
        en: "`{path}` is not the file that was imported: `file_hash` differs", "if you changed the file yourself, such as to clean it, delete the line `file_hash`; if the document is a new one, import it with `loa import … --force`; otherwise put the original back";

    // Recordings.
    /// A recording that is not there.
    RecordingMissing { path: String }
        vi: "không có bản thu `{path}`", "đặt tệp âm thanh cạnh bài viết và kiểm tra tên, hoặc bỏ dòng `recording`";
        en: "there is no recording `{path}`", "put the file beside the post and check its name, or remove the line `recording`";
    /// A file that is no recording of a known type, whatever its name says.
    RecordingUnknownType { path: String }
        vi: "`{path}` không phải bản thu MP3, cũng không phải Opus trong Ogg hay WebM", "mở tệp bằng phần mềm thu âm rồi lưu lại thành MP3, một kênh, 64 kbit/s: máy nào cũng phát được; đổi tên tệp `.m4a`, `.wav` hay `.amr` thì chưa đủ";
        en: "`{path}` is no MP3 and no Opus in Ogg or WebM", "open it in a sound editor and save it as MP3, one channel, 64 kbit/s, which every device plays; a new name for an `.m4a`, `.wav` or `.amr` file is not enough";
    /// A recording that ends too early, or holds no sound.
    RecordingDamaged { path: String }
        vi: "bản thu `{path}` bị hỏng, bị cụt hoặc không có tiếng", "chép hoặc tải lại tệp từ máy đã thu, nghe thử đến hết";
        en: "the recording `{path}` is damaged, cut off or holds no sound", "copy or download it again from where it was made, and listen to its end";
    /// A film.
    RecordingFilm { path: String }
        vi: "`{path}` là phim, không phải bản thu tiếng", "xuất riêng phần tiếng thành MP3";
        en: "`{path}` is a film, not a recording", "save its sound alone as MP3";
    /// A recording over the limit.
    RecordingTooLarge { path: String, size: String, limit: String }
        vi: "bản thu `{path}` quá lớn: {size}, giới hạn {limit} để mạng yếu tải trong ba phút", "lưu lại thành MP3 một kênh, 64 kbit/s (mười phút chừng 5 MB), hoặc cắt thành bản ngắn hơn";
        en: "the recording `{path}` is too large: {size}, the limit is {limit}, three minutes on a slow network", "save it as MP3 with one channel, 64 kbit/s (ten minutes are about 5 MB), or cut it shorter";

    // Writing.
    /// A sign that a poster has to set in two lines.
    PosterSignLong { sign: String, length: usize, limit: usize }
        vi: "trên áp phích, dấu hiệu `{sign}` dài {length} ký tự nên hình phải nhỏ lại hoặc bớt dấu hiệu", "viết gọn các dấu hiệu trong `poster_signs` của `[media]`, mỗi dòng nhiều nhất {limit} ký tự: `poster_signs = [\"khó thở\", \"co giật\"]`";
        en: "on the poster, the sign `{sign}` has {length} characters, so that the drawing shrinks or signs are left out", "write the signs in short as `poster_signs` of `[media]`, each of at most {limit} characters: `poster_signs = [\"khó thở\", \"co giật\"]`";
    /// An unknown `:::` block.
    ComponentUnknown { name: String, near: Near, known: String }
        vi: "không có khối `::: {name}`.{near}", "các khối dùng được: {known}";
        en: "there is no block `::: {name}`.{near}", "the blocks are: {known}";
    /// A `:::` block without its end.
    ComponentUnclosed { name: String }
        vi: "khối `::: {name}` không được đóng lại", "thêm một dòng `:::` sau khối";
        en: "the block `::: {name}` is not closed", "add a line `:::` after the block";
    /// A block inside a block.
    ComponentNested { name: String, outer: String }
        vi: "khối `::: {name}` nằm trong khối `::: {outer}`", "đóng khối ngoài bằng dòng `:::` trước khi mở khối mới";
        en: "the block `::: {name}` stands inside `::: {outer}`", "close the outer block with a line `:::` first";
    /// A `:::` line that closes nothing.
    ComponentStray {}
        vi: "dòng `:::` này không đóng khối nào", "bỏ dòng này, hoặc mở khối bằng `::: tên khối`";
        en: "this `:::` line closes no block", "remove it, or open a block with `::: name`";
    /// A block's sign inside a quotation or a list.
    ComponentInside { line: String }
        vi: "dấu `:::` nằm trong lời trích hoặc danh sách nên không thành khối", "bỏ dấu `>` hoặc `-` ở đầu dòng, viết `{line}` sát đầu dòng";
        en: "the sign `:::` stands in a quotation or a list and makes no block", "take away the `>` or `-` before it and write `{line}` at the start of the line";
    /// A block without content.
    ComponentEmpty { name: String }
        vi: "khối `::: {name}` không có nội dung", "viết nội dung giữa hai dòng `:::`, hoặc bỏ khối";
        en: "the block `::: {name}` holds nothing", "write its text between the two `:::` lines, or remove it";
    /// Signs of Markdown that readers would see.
    MarkupShown { mark: String, line: String }
        vi: "người đọc sẽ thấy dấu `{mark}`", "viết `{line}`; nếu muốn hiện chính dấu ấy, đặt nó giữa hai dấu `` ` ``";
        en: "readers would see the signs `{mark}`", "write `{line}`; where the signs themselves are meant, put them between two `` ` ``";
    /// The same in raw HTML, which Markdown does not look into.
    MarkupInHtml {}
        vi: "chữ nằm ngay trong mã HTML không được đọc như Markdown, người đọc sẽ thấy các dấu", "để một dòng trống sau thẻ HTML, hoặc bỏ thẻ";
        en: "text right inside raw HTML is not read as Markdown, so readers would see the signs", "put an empty line after the HTML tag, or remove the tag";
    /// The same in a field, which takes plain text alone.
    MarkupInField { field: String, mark: String, text: String }
        vi: "trường `{field}` chỉ nhận chữ thường, người đọc sẽ thấy dấu `{mark}`", "viết `{text}`";
        en: "the field `{field}` takes plain text, so readers would see the signs `{mark}`", "write `{text}`";
    /// A note that is named and nowhere written.
    FootnoteMissing { name: String }
        vi: "không có chú thích `[^{name}]`", "thêm dòng `[^{name}]: lời chú thích` ở cuối bài, hoặc bỏ dấu này; tên chú thích viết liền";
        en: "there is no note `[^{name}]`", "add a line `[^{name}]: the note` at the end of the post, or remove the sign; names of notes have no blanks";
    /// Code that is never closed and swallows the rest.
    CodeUnclosed {}
        vi: "dấu mở đoạn mã này không được đóng lại nên nuốt hết phần sau", "thêm một dòng y như thế sau đoạn mã, hoặc bỏ dòng này";
        en: "this opens code that is never closed and swallows the rest", "add the same line after the code, or remove this one";
    /// A row of a table with more cells than the head.
    TableRowTooLong { found: usize, columns: usize }
        vi: "hàng này có {found} ô, đầu bảng chỉ có {columns} ô", "bỏ bớt dấu `|`, hoặc thêm ô vào đầu bảng; muốn hiện dấu `|` thì viết `\\|`";
        en: "this row has {found} cells, the table's head {columns}", "take away a `|`, or add a cell to the head; to show the sign itself write `\\|`";
    /// A heading without text.
    HeadingEmpty {}
        vi: "đề mục không có chữ nên không hiện ra", "viết chữ sau dấu `##`, hoặc bỏ dòng này";
        en: "the heading has no text and is left out", "write text after `##`, or remove the line";
    /// A link without text.
    LinkEmpty { target: String }
        vi: "liên kết tới `{target}` không có chữ để bấm", "viết `[chữ để bấm]({target})`";
        en: "the link to `{target}` has no text", "write `[text]({target})`";
    /// HTML that was taken out.
    HtmlRemoved { tag: String }
        vi: "thẻ HTML `<{tag}>` không được phép, đã bỏ", "viết bằng Markdown; xem trang dành cho người viết";
        en: "the HTML tag `<{tag}>` is not allowed and was removed", "write it in Markdown; see the writers' page";
    /// A link or a picture in raw HTML, which cannot be checked.
    HtmlLink { tag: String }
        vi: "liên kết hoặc ảnh viết bằng thẻ `<{tag}>`", "viết bằng Markdown: `[chữ](bai-khac.md)` hoặc `![mô tả](anh.jpg)`";
        en: "a link or a picture written as a tag `<{tag}>`", "write it in Markdown: `[text](other-post.md)` or `![description](picture.jpg)`";
    /// A comment that swallows the rest of the post.
    HtmlCommentUnclosed {}
        vi: "chú thích `<!--` không được đóng lại nên nuốt hết phần sau", "thêm `-->` sau chú thích";
        en: "the comment `<!--` is not closed and swallows the rest", "add `-->` after the comment";
    /// A block that lies inside raw HTML and is not seen.
    ComponentHidden { name: String }
        vi: "khối `::: {name}` nằm trong mã HTML nên không hiện ra", "để một dòng trống trước khối, và bỏ mã HTML quanh nó";
        en: "the block `::: {name}` lies inside raw HTML and is not shown", "put an empty line before the block, and remove the HTML around it";
    /// Lists and quotations inside each other beyond reason.
    TooDeep { limit: usize }
        vi: "danh sách hoặc trích dẫn lồng nhau quá {limit} tầng", "viết lại cho phẳng hơn";
        en: "lists or quotations nest deeper than {limit}", "write it flatter";
    /// More raw HTML than a post needs.
    TooMuchHtml { found: usize, limit: usize }
        vi: "bài có {found} thẻ HTML, quá {limit}", "viết bằng Markdown";
        en: "the post has {found} HTML tags, over {limit}", "write it in Markdown";
    /// A file that looks like a post but is not read.
    OddExtension { name: String }
        vi: "tệp `{name}` không được đọc vì tên không kết thúc bằng `.md`", "đổi tên tệp thành `….md`; trong Notepad, khi lưu chọn mọi loại tệp ở ô kiểu tệp";
        en: "`{name}` is not read, for its name does not end in `.md`", "rename it to `….md`; in Notepad choose «All files» when saving";
    /// A first-level heading inside a post.
    HeadingTooHigh {}
        vi: "đề mục cấp một trong bài: tiêu đề bài đã là cấp một", "dùng `##` cho đề mục trong bài";
        en: "a first-level heading inside a post: its title is one already", "use `##` for headings in the text";
    /// A sentence too long to be taken in at once.
    LongSentence { words: usize, limit: usize }
        vi: "câu này dài {words} tiếng, quá {limit} tiếng", "tách thành hai câu, hoặc đưa các ý vào danh sách";
        en: "this sentence has {words} words, over {limit}", "make two sentences of it, or a list";
    /// An alarm without what to do.
    EmergencyWithoutSteps { title: String }
        vi: "sau thẻ khẩn cấp “{title}” không có các bước phải làm, cũng không có liên kết đến bài có các bước", "thêm khối `::: các bước` sau thẻ này, hoặc một liên kết đến bài dạy các bước";
        en: "the emergency card “{title}” is followed by no steps and by no link to a post that has them", "add a block `::: các bước` after it, or a link to the post with the steps";
    /// Something that cannot be read aloud as it is written.
    LoudspeakerSign { found: String, spoken: String }
        vi: "chữ đọc loa có `{found}`: mỗi người sẽ đọc một khác", "viết ra bằng chữ đúng như khi đọc: “{spoken}”";
        en: "the loudspeaker text holds `{found}`, which every reader reads otherwise", "write it out in words as it is said: “{spoken}”";
    /// A number to call that the ear takes for something else.
    LoudspeakerNumber { number: String }
        vi: "“{number}” thiếu chữ “số” đứng trước: tai nghe thành số đếm hay năm tháng", "viết “số {number}”, như “gọi số {number}”";
        en: "“{number}” lacks the word “số” before it: the ear takes it for a count or a year", "write “số {number}”";
    /// Two figures in one sentence.
    LoudspeakerFigures { first: String, second: String }
        vi: "câu đọc loa có hai con số, “{first}” và “{second}”: nghe không nhớ kịp", "mỗi câu một con số";
        en: "this loudspeaker sentence has two figures, “{first}” and “{second}”: more than the ear keeps", "one figure a sentence";
    /// A post that takes long to read.
    TooLongToRead { minutes: usize, limit: usize }
        vi: "bài đọc mất khoảng {minutes} phút, quá {limit} phút", "rút gọn, hoặc chia thành hai bài";
        en: "the post takes about {minutes} minutes to read, over {limit}", "shorten it, or make two posts of it";
    /// A lesson whose review is overdue.
    ReviewOverdue { due: String }
        vi: "bài đã quá hạn xem lại ({due})", "nhờ cán bộ y tế xem lại bài, rồi sửa `reviewed_on` và `review_due`";
        en: "the lesson's review was due on {due}", "have a health worker review it, then change `reviewed_on` and `review_due`";
    /// Texts send readers to a health station, and nothing says where that is.
    StationUnknown {}
        vi: "bài trên trang bảo người đọc đến trạm y tế, mà phường chưa ghi số điện thoại, địa chỉ hay giờ làm việc của trạm", "thêm bảng `[contacts.health_station]` với `name`, `phone`, `address`, `hours`; hỏi trạm rồi hãy ghi";
        en: "texts of the site send readers to the health station, and no telephone, address or hours of it are here", "add a table `[contacts.health_station]` with `name`, `phone`, `address`, `hours`; ask the station before you write them";

    /// A text gives away something about a person.
    PersonalData { data: PersonalData, found: String, rule: Rule }
        vi: "`{found}` có thể là {data}", "bỏ đi nếu không thật cần: {rule} bảo vệ dữ liệu này; nếu đăng có chủ ý và người đó đồng ý, thêm `personal_data = [\"{found}\"]` vào phần mở đầu";
        en: "`{found}` may be {data}", "take it out unless it is needed: {rule} protects it; if it is meant and the person agrees, add `personal_data = [\"{found}\"]` to the front matter";

    /// A picture file gives away something about a person.
    PersonalPicture { data: PersonalData, words: String, file: String }
        vi: "{data}: `{words}`", "ảnh trên trang đã được xóa thông tin này, nhưng tệp trong thư mục bài còn giữ: thư mục ấy có người ngoài xem thì lưu lại ảnh (chụp màn hình là nhanh nhất); nếu có chủ ý, thêm `personal_data = [\"{file}\"]` vào phần mở đầu của bài";
        en: "{data}: `{words}`", "the site shows the picture without it, but the file beside the post holds it: if others can read that folder, save the picture without it (a screenshot is the quickest way); if it is meant, add `personal_data = [\"{file}\"]` to the front matter of the post";

    /// The words in a drawing give away something about a person.
    PersonalDrawing { data: PersonalData, words: String, file: String }
        vi: "{data}, trong chữ của hình vẽ: `{words}`", "bỏ chữ đó khỏi hình rồi lưu lại; nếu có chủ ý, thêm `personal_data = [\"{file}\"]` vào phần mở đầu của bài";
        en: "{data}, in the words of the drawing: `{words}`", "take the words out of the drawing; if they are meant, add `personal_data = [\"{file}\"]` to the front matter of the post";

    /// The name of a file gives away something about a person.
    PersonalName { data: PersonalData, words: String, file: String }
        vi: "tên tệp hoặc thư mục có `{words}`: có thể là {data}", "đổi tên tệp: tên tệp thành địa chỉ mà ai cũng đọc được; nếu có chủ ý, thêm `personal_data = [\"{file}\"]` vào phần mở đầu của bài";
        en: "the name of the file or folder holds `{words}`: it may be {data}", "rename the file: its name becomes part of an address that everybody can read; if it is meant, add `personal_data = [\"{file}\"]` to the front matter of the post";

    // Documents for download.
    /// A document's file gives away something about a person.
    DocumentPersonal { data: PersonalData, part: Part, words: String }
        vi: "tệp để tải có `{words}` {part}: có thể là {data}", "bỏ chỗ này trong tệp gốc rồi lưu lại; chữ không thấy trên trang thì bỏ bằng Word: Tệp → Thông tin → Kiểm tra tài liệu; nếu đăng có chủ ý và người đó đồng ý, thêm `personal_data = [\"{words}\"]` vào phần mở đầu của bài";
        en: "the document for download holds `{words}` {part}: it may be {data}", "take it out of the original and save it again; what no page shows goes with Word: File → Info → Inspect Document; if it is meant and the person agrees, add `personal_data = [\"{words}\"]` to the front matter of the post";
    /// A document's file tells who made it, or where.
    DocumentTrace { trace: Trace, words: String, file: String }
        vi: "tệp để tải cho biết {trace}: `{words}`", "trong Word: Tệp → Thông tin → Kiểm tra tài liệu → Xóa tất cả, rồi lưu; tệp PDF thì xuất lại từ bản Word đã sạch; nếu có chủ ý, thêm `personal_data = [\"{file}\"]` vào phần mở đầu của bài";
        en: "the document for download tells {trace}: `{words}`", "in Word: File → Info → Inspect Document → Remove All, then save; make a PDF anew from the clean Word file; if it is meant, add `personal_data = [\"{file}\"]` to the front matter of the post";
    /// Something in a document's file acts on the reader's device.
    DocumentActs { danger: Danger, name: String }
        vi: "tệp để tải có {danger}: `{name}`", "đừng đăng tệp này; lưu lại thành `.docx` không có macro, hoặc xuất PDF mới từ bản Word, rồi thay tệp";
        en: "the document for download holds {danger}: `{name}`", "do not publish this file; save it as a `.docx` without macros, or make a new PDF from the Word file, and replace it";
    /// Something in a document's file hides or calls elsewhere.
    DocumentHides { danger: Danger, name: String }
        vi: "tệp để tải có {danger}: `{name}`", "mở tệp gốc, bỏ phần này rồi lưu lại; hoặc xuất PDF mới từ bản Word";
        en: "the document for download holds {danger}: `{name}`", "take it out of the original and save it again, or make a new PDF from the Word file";
    /// Comments or tracked changes were left in a document's file.
    DocumentReviewed {}
        vi: "tệp để tải còn ghi chú hoặc lời sửa chưa chốt, người tải về đọc được", "trong Word: Xem lại → Chấp nhận tất cả thay đổi, xóa các ghi chú, rồi lưu; hoặc xuất PDF mới từ bản đã chốt";
        en: "the document for download still holds comments or tracked changes, which readers can see", "in Word: Review → Accept All Changes, delete the comments, and save; or make a new PDF from the final version";
    /// A document's file that could not be looked into.
    DocumentUnread { why: Unread }
        vi: "không xem hết được bên trong tệp để tải: {why}", "tự mở tệp mà xem có tên người bệnh, số căn cước, ghi chú hay lời sửa không; nếu được, thay bằng bản Word hoặc PDF có chữ";
        en: "the document for download could not be looked through: {why}", "open it and look for names of patients, citizen numbers, comments and changes; if you can, replace it by a Word file or a PDF with text";

    // Theme, search and output.
    /// The named theme does not exist.
    ThemeMissing { theme: String, near: Near }
        vi: "không có giao diện `{theme}`.{near}", "dùng tên một thư mục trong `themes/`, hoặc bỏ `theme.name`";
        en: "there is no theme `{theme}`.{near}", "use the name of a folder in `themes/`, or remove `theme.name`";
    /// A page over its budget.
    PageTooHeavy { page: String, budget: Budget, found: u64, limit: u64 }
        vi: "trang `{page}` nặng quá: {budget} là {found} byte sau khi nén, giới hạn {limit}", "rút gọn bài hoặc chia làm hai, dùng ít ảnh hơn ở đầu bài; nếu mọi trang đều nặng thì giao diện cần gọn lại";
        en: "the page `{page}` is too heavy: {budget}: {found} bytes after compression, the limit is {limit}", "shorten or split the post, or show fewer pictures at its top; where all pages are too heavy, make the theme lighter";
    /// A template that does not parse or does not render.
    Template { reason: TemplateReason }
        vi: "mẫu trang hỏng: {reason}", "sửa mẫu trang ở dòng này";
        en: "the template fails: {reason}", "correct the template at this line";
    /// A line of synonyms that says a thing in one way.
    SynonymAlone {}
        vi: "dòng từ đồng nghĩa này chỉ có một cách nói", "viết ít nhất hai cách nói, giữa có dấu `=`, như `bhyt = bảo hiểm y tế`; dòng ghi chú mở đầu bằng `#`";
        en: "this line of synonyms has one way to say it", "write at least two with `=` between, like `bhyt = bảo hiểm y tế`; a comment starts with `#`";
    /// A line of synonyms with nothing on one side.
    SynonymEmpty {}
        vi: "một bên dấu `=` của dòng từ đồng nghĩa này không có chữ nào", "viết mỗi bên dấu `=` một cách nói, như `bhyt = bảo hiểm y tế`";
        en: "one side of `=` in this line of synonyms has no word", "write one way to say it on each side of `=`, like `bhyt = bảo hiểm y tế`";
    /// Indexing failed.
    SearchIndex { reason: Reason }
        vi: "không dựng được chỉ mục tìm kiếm: {reason}", "kiểm tra ổ đĩa còn chỗ và bộ nhớ; nếu vẫn lỗi, hãy báo cho nhóm Loa";
        en: "the search index cannot be built: {reason}", "check free disk space and memory; if it persists, tell Loa's authors";
    /// The new site is in place, and what was there before cannot be cleared away.
    NotCleared { reason: Cause }
        vi: "trang mới đã vào chỗ, nhưng chưa dọn hết phần cũ: {reason}", "lần dựng sau dọn tiếp; nếu vẫn thấy dòng này thì kiểm tra ổ đĩa và quyền ghi";
        en: "the new site is in place, but what is old could not be cleared away: {reason}", "the next build does it; if this line comes again, check the disk and permissions";
    /// The new site is in place, and the disk does not confirm it.
    NotFlushed { reason: Cause }
        vi: "trang mới đã vào chỗ, nhưng ổ đĩa không xác nhận đã ghi xong: {reason}", "kiểm tra ổ đĩa rồi dựng lại; bản cũ còn giữ trong `.loa` tới lần dựng sau";
        en: "the new site is in place, but the disk does not confirm that it is kept: {reason}", "check the disk and build again; the old site stays in `.loa` until the next build";
    /// Two files that would be published at one address.
    SameAddress { url: String }
        vi: "hai tệp khác nhau cùng có địa chỉ `{url}`", "đổi tên một trong hai tệp, rồi dựng lại";
        en: "two different files have one address, `{url}`", "rename one of them and build again";
    /// The output folder holds something that Loa did not make.
    OutputForeign {}
        vi: "thư mục đã có mà Loa không nhận ra là của mình", "nếu đây là trang Loa dựng trước kia thì xóa nó rồi dựng lại; nếu không thì chọn thư mục khác bằng `--out`";
        en: "the folder exists and Loa does not know it as its own", "if Loa built this site before, remove it and build again; otherwise choose another folder with `--out`";
    /// The output folder is the source itself, or holds it.
    OutputOverlaps {}
        vi: "thư mục xuất trùng với thư mục nguồn", "chọn thư mục khác bằng `--out`";
        en: "the output folder overlaps the source", "choose another folder with `--out`";
    /// Another build is at work.
    OutputBusy {}
        vi: "một lần dựng khác đang chạy trên thư mục này", "đợi lần dựng kia, hoặc lệnh tải trang lên sau nó, xong rồi chạy lại";
        en: "another build is at work in this folder", "wait until it ends, or the upload behind it, then run again";
}
