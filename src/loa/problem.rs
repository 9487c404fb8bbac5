//! What can be wrong with a command, beside what it works on, in two languages.

use base::lang::Near;
use base::reason::{Cause, Reason};

base::catalogue! {
    /// What is wrong with a command.
    pub enum Problem;
    rank: 4;
    includes: ;

    /// A title that no address can be made of.
    BadTitle { title: String }
        vi: "tiêu đề `{title}` không có chữ hay số nào", "viết tiêu đề của bài ở cuối lệnh, như `loa new phuong-mau tin \"Khai trương điểm đọc sách\"`";
        en: "the title `{title}` has no letter or digit", "write the title at the end, like `loa new phuong-mau tin \"Khai trương điểm đọc sách\"`";
    /// A post that no ward has.
    NoSuchPost { slug: String, near: Near }
        vi: "không phường nào có bài `{slug}`.{near}", "ghi tên tệp của bài không có `.md`, như `--post bong` hoặc `--post suc-khoe/bong`";
        en: "no ward has a post `{slug}`.{near}", "give the name of its file without `.md`, like `--post bong` or `--post suc-khoe/bong`";
    /// A site that kiosks do not take.
    NotForKiosks {}
        vi: "tên này máy màn hình chạm không nhận", "chỉ dùng chữ thường không dấu, chữ số, gạch ngang và dấu chấm; tệp của giao diện thì đổi tên trong `themes/`";
        en: "kiosks take no file of this name", "use lower-case letters, digits, hyphens and dots; files of the theme are renamed in `themes/`";
    /// Beyond the limits of kiosks.
    TooLargeForKiosks {}
        vi: "trang lớn quá mức máy màn hình chạm nhận: 20.000 tệp, mỗi tệp 64 MB, tất cả 2 GB", "bỏ bớt tệp lớn, như văn bản quét hay ảnh";
        en: "the site is larger than kiosks take: 20,000 files, 64 MB each, 2 GB in all", "leave out large files, such as scanned documents";
    /// No former release.
    NotAManifest {}
        vi: "đây không phải gói cũ hay tệp kê của nó", "chỉ `--thin-from` tới gói `.loa` đã chép cho máy, hoặc bỏ tùy chọn này để làm gói đầy đủ";
        en: "this is no former bundle, nor its manifest", "point `--thin-from` at the bundle that the kiosks have, or leave it out for a whole bundle";
    /// No counts of a kiosk.
    NotFeedback {}
        vi: "đây không phải tệp số lượt xem của máy, hoặc tệp đã hỏng", "lấy lại tệp `dem-….txt` từ USB, hoặc từ máy trong lần cập nhật sau";
        en: "this is no file of a kiosk's counts, or it is damaged", "take the file `dem-….txt` from the stick again, or from the kiosk at the next update";
    /// The index on disk cannot be searched.
    SearchDamaged { reason: Reason }
        vi: "chỉ mục tìm kiếm hỏng ({reason})", "chạy lại `loa build`";
        en: "the search index is damaged ({reason})", "run `loa build` again";
    /// The shell that should run the command behind `--then` cannot be started.
    CannotRun { reason: Cause }
        vi: "trang đã dựng xong, nhưng không chạy được lệnh này: {reason}", "chạy lệnh này bằng tay";
        en: "the sites are built, but this command cannot be run: {reason}", "run it by hand";
    /// The command behind `--then` failed.
    CommandFailed { code: i32 }
        vi: "trang đã dựng xong, nhưng lệnh này báo lỗi, mã thoát {code}", "xem lời báo lỗi của lệnh ở trên, rồi chạy lại";
        en: "the sites are built, but this command failed with exit code {code}", "see what it says above, then run again";
    /// `loa search` finds no index.
    NoSearchIndex {}
        vi: "không có chỉ mục tìm kiếm ở đây", "chạy `loa build` trước, rồi chỉ `--site` tới thư mục của một phường trong `public/`";
        en: "there is no search index here", "run `loa build` first, and point `--site` at a ward's folder in `public/`";
    /// Changes of files cannot be followed.
    CannotWatch {}
        vi: "không theo dõi được các thay đổi trong thư mục này", "kiểm tra quyền đọc; nếu máy đang mở quá nhiều tệp thì đóng bớt chương trình rồi chạy lại";
        en: "changes in this folder cannot be followed", "check that you may read it; if this machine has too many files open, close some programs and run again";
}
