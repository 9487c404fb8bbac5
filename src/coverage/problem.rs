//! What can be wrong with units, plans, logs and the tables that are taken into them, in two languages.

use base::lang::{Lang, Localise, Near};
use base::reason::{Cause, Reason};
use std::borrow::Cow;

/// What a key of a TOML file wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expected {
    /// A text in quotes.
    Text,
    /// A whole number that is not negative.
    Count,
    /// A number, whole or not.
    Number,
    /// A day without quotes.
    Day,
    /// A list of texts.
    Texts,
    /// Tables.
    Tables,
    /// A place on a map of tiles: column and row.
    Tile,
    /// Yes or no.
    Flag,
}

impl Localise for Expected {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::Text => ("chữ trong ngoặc kép", "a text in quotes"),
            Self::Count => (
                "số nguyên không âm, không có dấu chấm ngăn hàng nghìn",
                "a whole number that is not negative",
            ),
            Self::Number => ("số", "a number"),
            Self::Day => (
                "ngày không có ngoặc kép, như `2026-09-30`",
                "a day without quotes, like `2026-09-30`",
            ),
            Self::Texts => (
                "danh sách chữ, như `[\"to-1\", \"to-2\"]`",
                "a list of texts, like `[\"to-1\", \"to-2\"]`",
            ),
            Self::Tables => ("bảng", "a table"),
            Self::Flag => ("`true` (có) hoặc `false` (không)", "`true` or `false`"),
            Self::Tile => (
                "cột và hàng trên sơ đồ, từ 1 đến 40, như `[3, 2]`",
                "column and row on the map, from 1 to 40, like `[3, 2]`",
            ),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}

base::catalogue! {
    /// What is wrong with the coverage of a ward.
    pub enum Problem;
    rank: 8;
    includes: ;

    /// A line that is no TOML.
    Toml { reason: Reason }
        vi: "dòng này không đúng cách viết TOML ({reason})", "viết mỗi trường một dòng như `name = \"Tổ dân phố số 1\"`";
        en: "this line is no TOML ({reason})", "write one key a line, like `name = \"Tổ dân phố số 1\"`";
    /// A key that a table does not have.
    UnknownKey { key: String, near: Near, allowed: String }
        vi: "không có trường `{key}`.{near}", "các trường dùng được: {allowed}";
        en: "there is no key `{key}`.{near}", "the keys are {allowed}";
    /// A key that must be there.
    MissingKey { key: String, expected: Expected }
        vi: "thiếu trường `{key}`", "thêm `{key}`: {expected}";
        en: "the key `{key}` is missing", "add `{key}`: {expected}";
    /// A value of another type.
    WrongType { key: String, expected: Expected }
        vi: "giá trị của `{key}` không đúng kiểu", "viết {expected}";
        en: "the value of `{key}` is of the wrong type", "write {expected}";
    /// A text of nothing.
    EmptyValue { key: String }
        vi: "`{key}` để trống", "điền giá trị, hoặc xóa dòng này";
        en: "`{key}` is empty", "fill it in, or delete the line";
    /// A name in a file that cannot be one.
    BadId { id: String }
        vi: "mã `{id}` không dùng được", "chỉ dùng chữ thường không dấu, chữ số và gạch ngang, tối đa 40 ký tự, như `to-12`";
        en: "`{id}` cannot be an id", "use lower-case letters without marks, digits and hyphens, at most 40, like `to-12`";
    /// Two things of one name.
    RepeatedId { id: String }
        vi: "mã `{id}` đã dùng ở trên", "mỗi mục một mã riêng";
        en: "the id `{id}` is used above", "give each its own id";
    /// A choice that there is not.
    NotOneOf { key: String, value: String, near: Near, allowed: String }
        vi: "`{key}` không nhận giá trị `{value}`.{near}", "các giá trị dùng được: {allowed}";
        en: "`{key}` cannot be `{value}`.{near}", "it can be {allowed}";
    /// A unit that ended before it began.
    EndBeforeBegin {}
        vi: "ngày cuối đứng trước ngày đầu", "kiểm tra lại hai ngày này";
        en: "the last day is before the first", "check these two days";
    /// A unit that became others without an end.
    IntoWithoutEnd {}
        vi: "đơn vị đã nhập hoặc tách thì phải có ngày cuối", "thêm `until`: ngày cuối cùng của đơn vị cũ";
        en: "a unit that became others needs a last day", "add `until`, the last day of the old unit";
    /// Units that became each other.
    IntoCircle { id: String }
        vi: "`{id}` nhập hoặc tách vòng về chính nó", "sửa `into` cho đúng chiều thời gian: đơn vị cũ thành đơn vị mới";
        en: "`{id}` became itself through others", "mend `into`: old units become new ones";
    /// A unit that nothing is known of.
    UnknownUnit { value: String, near: Near }
        vi: "không có đơn vị `{value}` trong `units.toml`.{near}", "sửa tên cho khớp, hoặc thêm đơn vị vào `units.toml`";
        en: "there is no unit `{value}` in `units.toml`.{near}", "mend the name, or add the unit to `units.toml`";
    /// A name of several units.
    UnclearUnit { value: String, found: String }
        vi: "`{value}` có thể là nhiều đơn vị: {found}", "ghi mã của đơn vị thay cho tên";
        en: "`{value}` may be several units: {found}", "write the unit's id instead of its name";
    /// A row before the unit's first day.
    UnitNotYet { unit: String, from: String }
        vi: "ngày này chưa có đơn vị `{unit}`: đơn vị có từ {from}", "ghi cho đơn vị cũ có vào ngày ấy, hoặc sửa ngày; nếu đơn vị có sớm hơn thì sửa `from` trong `units.toml`";
        en: "the unit `{unit}` was not there yet: it began on {from}", "name the unit that there was on that day, or mend the day, or `from` in `units.toml`";
    /// A row after the unit's last day.
    UnitEnded { unit: String, until: String, into: String }
        vi: "ngày này không còn đơn vị `{unit}`: đơn vị có đến hết {until}", "ghi cho đơn vị mới{into}, hoặc sửa ngày";
        en: "the unit `{unit}` was there no more: it ended on {until}", "name the new unit{into}, or mend the day";
    /// A channel without a rule.
    UnknownChannel { value: String, near: Near, allowed: String }
        vi: "không có kênh `{value}`.{near}", "dùng một trong các kênh {allowed}, hoặc thêm kênh vào `coverage/rules.toml`";
        en: "there is no channel `{value}`.{near}", "use one of {allowed}, or add it to `coverage/rules.toml`";
    /// Direct, on a channel that only exposes.
    NotDirect { channel: String }
        vi: "kênh `{channel}` không phải kênh trực tiếp, nên dòng này chỉ tính là tiếp cận", "ghi `exposed`, hoặc sửa kênh cho đúng buổi đã làm";
        en: "the channel `{channel}` is not a direct one, so the row counts as exposure", "write `exposed`, or the channel that it was";
    /// Neither direct nor exposed nor withdrawn.
    BadKind { value: String }
        vi: "không hiểu loại `{value}`", "ghi `direct` (trực tiếp), `exposed` (tiếp cận) hoặc `withdrawn` (hủy dòng được sửa); để trống thì theo kênh";
        en: "`{value}` is no kind", "write `direct`, `exposed` or `withdrawn` (of the row that it corrects); empty follows the channel";
    /// Withdrawn, and no row is named.
    WithdrawsNothing {}
        vi: "dòng hủy mà không nói hủy dòng nào", "ghi mã của dòng cần hủy vào cột `corrects`";
        en: "a row that withdraws names none", "write the id of the row into `corrects`";
    /// Cells that are missing, or too many.
    TornRow { found: usize, wanted: usize }
        vi: "dòng có {found} ô, cần {wanted} ô", "có thể dòng bị cắt ngang khi chép; lấy lại dòng này từ tệp gốc";
        en: "the row has {found} cells, not {wanted}", "it may have been cut while it was copied; take it from the original";
    /// A cell that must not be empty.
    EmptyCell { column: String }
        vi: "ô `{column}` để trống", "điền ô này rồi nhập lại";
        en: "the cell `{column}` is empty", "fill it in and import again";
    /// No day.
    BadDay { value: String }
        vi: "`{value}` không phải ngày nào", "ghi ngày như 05/12/2026 (ngày/tháng/năm) hoặc 2026-12-05";
        en: "`{value}` is no day", "write it like 05/12/2026 (day/month/year) or 2026-12-05";
    /// A day that is still to come.
    FutureDay { day: String, today: String }
        vi: "ngày {day} chưa tới (hôm nay là {today}): nhật ký chỉ ghi việc đã làm", "việc sắp làm để trong `plan.toml`; nếu gõ nhầm ngày thì sửa lại";
        en: "{day} is still to come (today is {today}): the log holds what was done", "what is planned belongs into `plan.toml`; mend the day if it is a slip";
    /// A number of people that is none.
    BadCount { column: String, value: String }
        vi: "ô `{column}`: `{value}` không phải số người", "ghi số nguyên như 45 hoặc 1.200";
        en: "the cell `{column}`: `{value}` is no number of people", "write a whole number like 45 or 1200";
    /// More women than people.
    WomenOverPeople { women: usize, people: usize }
        vi: "số nữ ({women}) nhiều hơn số người ({people})", "kiểm tra lại hai ô này";
        en: "there are more women ({women}) than people ({people})", "check these two cells";
    /// More people than live there.
    PeopleOverUnit { people: usize, unit: String, limit: usize }
        vi: "dòng ghi {people} người, đơn vị `{unit}` có {limit} người: chỉ tính {limit}", "kiểm tra số người của buổi này và của đơn vị trong `units.toml`";
        en: "{people} people, but `{unit}` has {limit}: {limit} are counted", "check the number here and in `units.toml`";
    /// An id of a row that cannot be one.
    BadRowId { value: String }
        vi: "mã dòng `{value}` không dùng được", "để trống ô `id` để Loa tự đặt mã, hoặc giữ nguyên mã mà máy đã ghi";
        en: "`{value}` cannot be the id of a row", "leave `id` empty, and Loa makes one, or keep what the device wrote";
    /// Two rows of one id.
    SameRowId { id: String }
        vi: "hai dòng khác nhau cùng mã `{id}`; cả hai đều được giữ và được tính", "muốn sửa một dòng thì thêm dòng mới có mã riêng và ghi mã dòng cũ vào `corrects`, đừng sửa đè";
        en: "two different rows have the id `{id}`; both are kept and counted", "to mend a row, add one with an id of its own that names the old one in `corrects`";
    /// The same session once more.
    DoubleRow { id: String }
        vi: "giống buổi ở dòng `{id}`: chỉ tính một buổi", "nếu là hai buổi khác nhau thì ghi rõ ở cột `evidence`, như giờ hoặc số biên bản; nếu là một thì thêm dòng `withdrawn` sửa dòng này";
        en: "the same session as in row `{id}`: it counts once", "if these are two, tell them apart under `evidence`; if not, withdraw this one";
    /// A row that the files have twice.
    RepeatedRow {}
        vi: "giống hệt một dòng ở trên hoặc trong tệp khác: chỉ lấy một", "nếu là hai buổi khác nhau thì ghi rõ ở cột Minh chứng, như giờ hoặc số biên bản";
        en: "the same as a row above or in another file: one is taken", "if these are two sessions, tell them apart under `evidence`, by the hour or the number of the minutes";
    /// A correction of a row that is not there.
    CorrectsUnknown { id: String }
        vi: "dòng này sửa dòng `{id}`, chưa có trong nhật ký", "nhập thêm tệp có dòng ấy, hoặc sửa mã ở cột `corrects`";
        en: "the row corrects `{id}`, which is not in the log", "import the file that has it, or mend the id";
    /// Corrections in a circle.
    CorrectsCircle { id: String }
        vi: "dòng `{id}` sửa vòng về chính nó, nên không dòng nào trong vòng được tính", "thêm một dòng mới ghi đúng, có `corrects` là mã dòng này, hoặc bỏ mã ở cột `corrects` của dòng gốc";
        en: "row `{id}` corrects itself through others, so none of them counts", "add a new row that corrects this one, or empty `corrects` of the first";
    /// Two corrections of one row.
    TwoCorrections { id: String, other: String }
        vi: "dòng `{id}` được sửa hai lần khác nhau; dòng `{other}` ít người hơn nên được tính, dòng này thì không", "thêm một dòng đúng, ghi mã của dòng được tính vào `corrects`, hoặc hủy dòng sai";
        en: "row `{id}` is corrected twice; `{other}` has fewer people and counts, this row does not", "add the right row as a correction of the one that counts";
    /// A correction of a row that is corrected already.
    AlreadyCorrected { id: String, other: String }
        vi: "dòng `{id}` đã được sửa bằng dòng `{other}`", "tải lại trang rồi sửa dòng đang được tính";
        en: "row `{id}` is corrected by `{other}` already", "load the page again and correct the row that counts";
    /// Something about a person.
    Personal { column: String }
        vi: "ô `{column}` có vẻ có số điện thoại hoặc thông tin riêng của một người", "nhật ký không ghi tên hay thông tin người dân: chỉ ghi vai trò và số biên bản";
        en: "the cell `{column}` seems to hold a telephone number or something personal", "the log names no residents: write a role, or the number of the minutes";
    /// A text of a file that gives somebody away.
    PersonalText { key: String }
        vi: "`{key}` có vẻ có số điện thoại hoặc thông tin riêng của một người", "ghi tên cơ quan hoặc chức danh";
        en: "`{key}` seems to hold a telephone number or something personal", "name the office or the role";
    /// A text longer than any cell.
    CellTooLong { column: String, limit: usize }
        vi: "ô `{column}` dài quá {limit} ký tự", "rút gọn, chi tiết để trong biên bản";
        en: "the cell `{column}` has more than {limit} characters", "shorten it; details belong into the minutes";
    /// A post that there is not.
    UnknownPost { post: String }
        vi: "không có bài `{post}`", "ghi đường dẫn như `suc-khoe/ten-bai`, trong thư mục của phường hoặc `chung/`";
        en: "there is no post `{post}`", "write a path like `suc-khoe/ten-bai`, in the ward's folder or `chung/`";
    /// A table without the columns.
    NoHeader {}
        vi: "không thấy dòng tiêu đề có cột ngày, đơn vị và kênh", "đặt tên cột ở một trong 20 dòng đầu: Ngày, Tổ dân phố, Kênh, Bài, Loại, Số người, Số nữ, Vai trò, Minh chứng";
        en: "there is no row of headings with date, unit and channel", "name the columns in one of the first 20 rows: date, unit, channel, post, kind, people, women, role, evidence";
    /// A column of another name.
    UnknownColumn { name: String, near: Near }
        vi: "cột `{name}` không có trong nhật ký nên không được lấy.{near}", "đổi tên cột nếu cần lấy; tên và số điện thoại người dân không ghi vào nhật ký";
        en: "the log has no column `{name}`, so it is not taken.{near}", "rename it if it is wanted; names and telephone numbers of residents are not kept";
    /// The same column twice.
    RepeatedColumn { name: String }
        vi: "cột `{name}` có hai lần", "bỏ bớt một cột";
        en: "the column `{name}` is there twice", "delete one of them";
    /// A workbook that cannot be read.
    BadWorkbook { reason: Reason }
        vi: "không đọc được bảng tính này ({reason})", "mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx hoặc .csv";
        en: "this workbook cannot be read ({reason})", "save it as .xlsx or .csv and try again";
    /// A workbook that unpacks to more than anybody writes.
    SwellingWorkbook { megabytes: u64 }
        vi: "bảng tính này bung ra quá {megabytes} MB nên không được mở", "mở bằng Excel hoặc LibreOffice rồi lưu riêng bảng cần nhập thành .csv";
        en: "this workbook unpacks to more than {megabytes} MB, so it was not opened", "save the one table that is wanted as .csv";
    /// A table too large.
    TooManyRows { limit: usize }
        vi: "tệp có quá nhiều dòng, giới hạn là {limit}", "chia thành nhiều tệp rồi nhập lần lượt";
        en: "the file has more than {limit} rows", "split it and import the parts";
    /// Something else writes.
    LogBusy {}
        vi: "một chương trình khác đang ghi nhật ký này", "đợi một lát rồi chạy lại";
        en: "another program is writing this log", "wait a moment and run again";
    /// A ward without units.
    NoUnits {}
        vi: "chưa có danh sách đơn vị của phường", "tạo tệp này với một mục `[[units]]` cho mỗi tổ dân phố hoặc thôn: `id`, `name`, `kind`, `households`, `people`, `from`";
        en: "the ward has no list of units yet", "make this file with one `[[units]]` for each: `id`, `name`, `kind`, `households`, `people`, `from`";
    /// A name of a ward that is none.
    BadWard { ward: String }
        vi: "`{ward}` không phải mã của phường nào", "ghi tên thư mục của phường trong `content/`, như `--ward phuong-mau`";
        en: "`{ward}` is no ward", "name the ward's folder in `content/`, like `--ward phuong-mau`";
    /// No period.
    BadPeriod { value: String }
        vi: "`{value}` không phải kỳ báo cáo", "ghi `2026-11`, `2026-Q3`, `2026-H1` hoặc `2026`";
        en: "`{value}` is no period", "write `2026-11`, `2026-Q3`, `2026-H1` or `2026`";
    /// A report that cannot be put together.
    CannotMake { reason: Reason }
        vi: "không tạo được tệp này ({reason})", "báo lỗi này cho người phát triển Loa, kèm tệp cấu hình báo cáo";
        en: "this file cannot be made ({reason})", "tell the developers of Loa";
    /// A file that could not be written; nothing was taken.
    NothingTaken { reason: Cause }
        vi: "không ghi được tệp các dòng không nhận ({reason}), nên chưa nhập gì", "chép tệp cần nhập vào thư mục ghi được rồi chạy lại";
        en: "the file of refused rows cannot be written ({reason}), so nothing was imported", "copy the file to a folder that can be written, and run again";
}
