//! What Loa says while and after it works, in Vietnamese and in English.

mod field;

pub use field::{FieldName, FieldNames};

use import::write::Passed;

base::sentences! {
    /// One sentence of the command, as data.
    pub enum Notice;

    // Answers of `loa search`.
    /// Above the hits of a query asked in an emergency.
    SearchUrgent { numbers: String }
        vi: "Khẩn cấp: gọi {numbers}."; en: "Emergency: call {numbers}.";
    /// Above hits that are probably about something else.
    SearchWeak { query: String }
        vi: "Chưa có bài về “{query}”. Có thể bạn cần:"; en: "No post about “{query}” yet. These may help:";
    /// Where there are not even such hits.
    SearchNothing { query: String }
        vi: "Chưa có bài về “{query}”."; en: "No post about “{query}” yet.";

    // Closing lines.
    /// After a build.
    Built { wards: usize, posts: usize, pages: usize, size: String, changed: usize, removed: usize, seconds: String }
        vi: "Đã dựng {wards} trang phường: {posts} bài, {pages} trang, {size}, {changed} tệp mới hoặc đổi, {removed} tệp bỏ, trong {seconds} giây.";
        en: "Built. Wards: {wards}, posts: {posts}, pages: {pages}, {size}; files new or changed: {changed}, removed: {removed}; {seconds} s.";
    /// After a build in which nothing changed.
    Unchanged { wards: usize, posts: usize, pages: usize, seconds: String }
        vi: "{wards} trang phường vẫn như cũ: {posts} bài, {pages} trang, xem lại trong {seconds} giây.";
        en: "Nothing has changed. Wards: {wards}, posts: {posts}, pages: {pages}; {seconds} s.";
    /// After a build that made pictures smaller, beside the line above.
    PicturesMade { pictures: usize }
        vi: "Đã thu nhỏ {pictures} ảnh; lần sau không phải làm lại.";
        en: "Pictures made smaller: {pictures}; kept for the next build.";
    /// After a check without errors.
    Checked { wards: usize, posts: usize, warnings: usize, seconds: String }
        vi: "Đã kiểm tra {posts} bài của {wards} phường: không có lỗi, {warnings} lưu ý, trong {seconds} giây.";
        en: "Checked. Wards: {wards}, posts: {posts}; no errors, warnings: {warnings}; {seconds} s.";
    /// Above the table of weights.
    WeightHead { ward: String }
        vi: "{ward}: trang nặng nhất của mỗi loại, byte sau khi nén brotli (trước khi nén)";
        en: "{ward}: the heaviest page of each kind, bytes after brotli (before)";
    /// The columns of the table, between bars.
    WeightColumns {}
        vi: "loại|cộng|HTML|CSS|mã lệnh|phông|ảnh đầu trang|trang";
        en: "kind|all|HTML|CSS|scripts|fonts|first pictures|page";
    /// Below the table.
    WeightBudgets { lesson: u64, scripts: u64, pictures: u64 }
        vi: "Mức cho phép: HTML và CSS của bài sức khỏe {lesson}, mã lệnh {scripts}, phông 0, ảnh đầu trang {pictures}.";
        en: "Budgets: HTML and CSS of a lesson {lesson}, scripts {scripts}, fonts 0, first pictures {pictures}.";
    /// After a build or a check with errors.
    Failed { errors: usize, warnings: usize }
        vi: "{errors} lỗi, {warnings} lưu ý.";
        en: "Errors: {errors}, warnings: {warnings}.";
    /// After `loa new`.
    PostMade { path: String }
        vi: "Đã tạo `{path}`. Điền nội dung, bỏ dòng `draft = true` khi muốn đăng, rồi chạy `loa check`.";
        en: "Made `{path}`. Fill it in, remove the line `draft = true` to publish it, then run `loa check`.";
    /// After `loa new` in a section that nobody had before.
    SectionMade { section: String, known: String }
        vi: "Mục `{section}` là mục mới: tên của nó hiện trên menu khi bài được đăng. Đặt tên trong `_index.md` của mục, hoặc chuyển bài sang mục có sẵn: {known}.";
        en: "The section `{section}` is new: its name is shown in the menu once the post is published. Name it in its `_index.md`, or move the post to a section that exists: {known}.";
    /// After `loa init`.
    RootMade { path: String }
        vi: "Đã tạo `{path}` với một phường mẫu. Chạy `loa serve --root {path}` để xem.";
        en: "Made `{path}` with a sample ward. Run `loa serve --root {path}` to see it.";
    /// After `loa bundle`.
    Bundled { path: String, release: u64, size: String, files: usize }
        vi: "Đã đóng gói `{path}`: bản {release}, {files} tệp, {size}. Chép tệp này vào USB rồi đem tới máy.";
        en: "Made `{path}`: release {release}, {files} files, {size}. Copy it to a stick and bring it to the kiosk.";
    /// After `loa keys new`.
    KeysMade { path: String }
        vi: "Đã tạo khóa trong `{path}`. Chép `root.pub` sang từng máy; cất riêng `root-1.key`, `root-2.key`, `root-3.key` ở ba nơi không nối mạng: mất hai tệp là không thay khóa được nữa.";
        en: "Made keys in `{path}`. Copy `root.pub` to each kiosk; keep `root-1.key`, `root-2.key`, `root-3.key` in three places offline: without two of them keys can never be replaced.";
    /// After `loa keys rotate`.
    KeysRotated { epoch: u64 }
        vi: "Đã thay khóa ký bản, đợt {epoch}. Máy nào nhận một gói ký bằng khóa mới thì không nhận gói ký bằng khóa cũ nữa.";
        en: "The release key is replaced, epoch {epoch}. A kiosk that has taken a bundle of the new key takes none of the old one.";
    /// A root key.
    RootKey { key: String }
        vi: "khóa gốc      {key}"; en: "root key     {key}";
    /// How many root keys must sign.
    RootThreshold { needed: usize }
        vi: "cần {needed} khóa gốc để thay khóa ký bản"; en: "{needed} root keys are needed to replace a release key";
    /// A release key.
    ReleaseKey { key: String, epoch: u64 }
        vi: "khóa ký bản   {key} (đợt {epoch})"; en: "release key  {key} (epoch {epoch})";
    /// A secret file with a password.
    SecretSealed { file: String }
        vi: "ở đây có `{file}`, có mật khẩu"; en: "here is `{file}`, with a password";
    /// A secret file without one.
    SecretPlain { file: String }
        vi: "ở đây có `{file}`, KHÔNG có mật khẩu"; en: "here is `{file}`, WITHOUT a password";
    /// Asks for a password.
    AskPassword {}
        vi: "Mật khẩu của khóa: "; en: "Password of the keys: ";
    /// Asks for a new password.
    AskNewPassword {}
        vi: "Mật khẩu mới cho khóa: "; en: "New password for the keys: ";
    /// Asks once more.
    AskPasswordAgain {}
        vi: "Gõ lại mật khẩu: "; en: "The password once more: ";
    /// After `loa retire`.
    Retired { path: String }
        vi: "Đã tạo `{path}`. Đưa mọi tệp trong đó lên nơi trang cũ đang nằm, thay cho trang cũ, và để yên ít nhất một năm.";
        en: "Made `{path}`. Upload what is in it to where the site is, in the place of the site, and leave it there for a year at least.";
    /// The server is up.
    Serving { url: String }
        vi: "Xem tại {url} · bấm Ctrl+C để dừng.";
        en: "See it at {url} · press Ctrl+C to stop.";
    /// The studio is open.
    StudioOpen { url: String }
        vi: "Viết bài tại {url} · giữ cửa sổ này mở; bấm Ctrl+C để dừng."; en: "Write at {url} · keep this window open; press Ctrl+C to stop.";
    /// Where other machines of the network reach the studio.
    StudioLan { url: String }
        vi: "Máy và điện thoại khác trong mạng vào bằng {url}/ · đường truyền không mã hóa: chỉ dùng ở mạng mà bạn tin."; en: "Other machines and phones of the network come in at {url}/ · nothing is encrypted on the way: only for a network that you trust.";
    /// The browser does not open by itself.
    NoBrowser {}
        vi: "Không tự mở được trình duyệt: chép địa chỉ trên vào trình duyệt."; en: "The browser does not open by itself: copy the address above into one.";
    /// A ward's list of approvals is as it was written.
    LogWhole { ward: String, lines: usize }
        vi: "Sổ duyệt bài của `{ward}` còn nguyên, {lines} dòng."; en: "The list of approvals of `{ward}` is as it was written; lines: {lines}.";
    /// Posts that were published in haste and nobody looked at again.
    LooksWaiting { ward: String, count: usize }
        vi: "`{ward}`: {count} bài đăng gấp chưa có người xem lại."; en: "`{ward}`: posts published in haste that nobody looked at again: {count}.";
    /// There is no list of approvals.
    NoLogs {}
        vi: "Chưa có sổ duyệt bài nào."; en: "There is no list of approvals yet.";
    /// What a request is told that names the server otherwise than by an address.
    ForeignHost {}
        vi: "Loa chỉ trả lời ở địa chỉ IP hoặc localhost. Hãy mở địa chỉ mà `loa serve` đã in ra.";
        en: "Loa answers under an IP address or localhost alone. Open the address that `loa serve` printed.";
    /// A change was built while serving.
    Rebuilt { changed: usize, seconds: String }
        vi: "Đã dựng lại {changed} tệp trong {seconds} giây.";
        en: "Rebuilt; files changed: {changed}; {seconds} s.";

    // Importing.
    /// What a document says, before its details.
    ImportedFile { file: String, headings: usize, targets: usize, deadlines: usize, tasks: usize, models: usize, cited: usize }
        vi: "{file}: {headings} đề mục, {targets} chỉ tiêu, {deadlines} mốc thời gian, {tasks} việc, {models} mô hình, {cited} văn bản được nhắc.";
        en: "{file}: headings {headings}, targets {targets}, deadlines {deadlines}, tasks {tasks}, models {models}, documents cited {cited}.";
    /// Something that was recognised.
    ImportedField { field: FieldName, value: String }
        vi: "  {field}: {value}"; en: "  {field}: {value}";
    /// Something that the document does not say.
    ImportedSilent { fields: FieldNames }
        vi: "  Không thấy trong văn bản: {fields}."; en: "  Not in the document: {fields}.";
    /// Something that a person must look at.
    ImportedDoubt { field: FieldName, line: usize, text: String }
        vi: "  Xem lại {field}, dòng {line}: {text}"; en: "  Look at the {field}, line {line}: {text}";
    /// Lines that were left out.
    ImportedDropped { count: usize, lines: String }
        vi: "  Đã bỏ {count} dòng không thuộc văn bản (số trang, dấu vết chữ ký số): {lines}."; en: "  Left out lines that are not the document's own (page numbers, residue of signatures), {count}: {lines}.";
    /// Something of the file that was not read.
    ImportedUnread { passed: Passed }
        vi: "  Tệp còn có {passed}."; en: "  The file also holds {passed}.";
    /// The original was kept without what nobody meant to publish.
    ImportedCleaned { names: String }
        vi: "  Bản gốc để tải về được lưu không còn ghi chú, chữ đã xóa và tên người soạn{names}.";
        en: "  The original is kept for download without comments, deleted words and names of who made it{names}.";
    /// After `loa import`.
    Imported { path: String, file: String }
        vi: "Đã tạo bài nháp `{path}`, bản gốc ở `{file}`. Rút gọn bài, điền khối `::: với bạn`, xem chỉ tiêu và việc ở cuối bài, bỏ dòng `draft = true`, rồi chạy `loa check`.";
        en: "Made the draft `{path}`, the original is `{file}`. Shorten it, fill in the block `::: với bạn`, look at the targets and tasks at its end, remove the line `draft = true`, then run `loa check`.";
    /// A draft was written, without the original beside it.
    ImportedAlone { path: String }
        vi: "Đã tạo bài nháp `{path}`. Loại tệp này không để tải về; muốn có bản gốc để tải, đặt tệp PDF cạnh bài và thêm dòng `file`. Rút gọn bài, điền khối `::: với bạn`, xem chỉ tiêu và việc ở cuối bài, bỏ dòng `draft = true`, rồi chạy `loa check`.";
        en: "Made the draft `{path}`. Files of this kind are not offered for download; to offer the original, put a PDF beside the post and add the line `file`. Shorten it, fill in the block `::: với bạn`, look at the targets and tasks at its end, remove the line `draft = true`, then run `loa check`.";
    /// A post that was replaced.
    ImportedCopy { path: String }
        vi: "  Bản cũ được giữ ở `{path}`."; en: "  The old one is kept as `{path}`.";

    // The command line.
    /// Summary of the program.
    About {}
        vi: "Dựng mỗi phường một trang web tĩnh, có tìm kiếm, từ các bài viết Markdown.";
        en: "Builds one static, searchable site per Vietnamese ward from Markdown posts.";
    /// Help of `build`.
    AboutBuild {}
        vi: "Dựng trang của các phường vào thư mục xuất"; en: "Build the sites of the wards into the output folder";
    /// Help of `serve`.
    AboutServe {}
        vi: "Xem trang trên máy này; tự tải lại khi bài viết đổi"; en: "Show the sites on this machine, reloading as posts change";
    /// Help of `studio`.
    AboutStudio {}
        vi: "Viết, xem thử, duyệt và đăng bài trong trình duyệt, không cần biết lập trình"; en: "Write, preview, approve and publish posts in the browser, without programming";
    /// Help of `verify` of `studio`.
    ArgVerify {}
        vi: "`verify`: xem sổ duyệt bài còn nguyên không"; en: "`verify`: whether the lists of approvals are as they were written";
    /// Help of `--port` of `studio`.
    ArgStudioPort {}
        vi: "Cổng trên máy này"; en: "The port on this machine";
    /// Help of `--lan`.
    ArgLan {}
        vi: "Cho máy và điện thoại khác trong mạng nội bộ vào viết bài, ở mọi địa chỉ nội bộ của máy này hoặc ở một địa chỉ"; en: "Lets other machines and phones of the local network in to write, at all local addresses of this machine or at one";
    /// Help of `--no-open`.
    ArgNoOpen {}
        vi: "Không tự mở trình duyệt, chỉ in địa chỉ"; en: "Print the address and open no browser";
    /// Help of `--desktop-entry`.
    ArgDesktopEntry {}
        vi: "Thêm “Viết bài cho phường” vào menu của máy (Linux) rồi thôi"; en: "Add “Write for the ward” to the menu of this machine (Linux), and nothing else";
    /// After `loa studio --desktop-entry`.
    DesktopEntryMade { path: String }
        vi: "Đã thêm “Viết bài cho phường (Loa)” vào menu: `{path}`. Xóa tệp này là bỏ khỏi menu."; en: "Added “Write for the ward (Loa)” to the menu: `{path}`. Delete that file to take it out again.";
    /// Help of `search`.
    AboutSearch {}
        vi: "Tìm trong một trang đã dựng: mỗi dòng nhập vào là một câu hỏi"; en: "Search a built site: one query a line on standard input";
    /// Help of `check`.
    AboutCheck {}
        vi: "Kiểm tra mọi bài viết mà không dựng trang"; en: "Check every post without building";
    /// Help of `new`.
    AboutNew {}
        vi: "Tạo một bài viết mới ở dạng nháp"; en: "Make a new post, as a draft";
    /// Help of `init`.
    AboutInit {}
        vi: "Tạo một thư mục mới với một phường mẫu"; en: "Make a new folder with a sample ward";
    /// Help of `schema`.
    AboutSchema {}
        vi: "In các trường mà mỗi loại bài viết có"; en: "Print the keys that each kind of post has";
    /// Help of `--json` of `schema`.
    ArgSchemaJson {}
        vi: "In thành một đối tượng JSON, cho chương trình khác đọc"; en: "Print one object of JSON, for other programs";
    /// Help of `due`.
    AboutDue {}
        vi: "In ngày sắp tới có bài lên trang hoặc hết hạn, để hẹn giờ dựng lại; mã thoát 3 khi không có"; en: "Print the next day on which a post goes up or expires, for a timer that builds then; exit code 3 when there is none";
    /// Help of `speak`.
    AboutSpeak {}
        vi: "Đọc bài viết thành lời như khi đọc loa: số, ngày tháng, chữ viết tắt; chỗ nào không chắc thì báo, không đoán"; en: "Turn a text into words as they are read aloud: numbers, dates, abbreviations; what is not sure is told, never guessed";
    /// Help of the text of `speak`.
    ArgSpeakText {}
        vi: "Chữ cần đọc, hoặc tệp chứa chữ; bỏ trống thì đọc đầu vào chuẩn"; en: "The text, or a file that holds it; standard input when left out";
    /// Help of `--ward` of `speak`.
    ArgSpeakWard {}
        vi: "Dùng cách đọc của phường này: `[[speak.readings]]` trong `ward.toml`, Thành ủy hay Tỉnh ủy"; en: "Read as this ward does: `[[speak.readings]]` in `ward.toml`, Thành ủy or Tỉnh ủy";
    /// Help of `--explain`.
    ArgExplain {}
        vi: "In từng phần: chữ viết, loại, quy tắc, cách đọc"; en: "Print each token with its class, its rule and its reading";
    /// Help of `--lines`.
    ArgLines {}
        vi: "Mỗi dòng là một bài riêng; in cho mỗi dòng một đối tượng JSON, cho chương trình khác đọc; mã thoát 0 dù có chỗ không đọc được"; en: "Each line is a text; print one JSON object for each, for other programs; exit code 0 also where some cannot be read";
    /// Help of `--breaths`.
    ArgBreaths {}
        vi: "Thêm dấu lấy hơi cho người đọc: / ngắn, // hết câu, và ước lượng thời gian đọc"; en: "Add marks of breath for the reader: / short, // behind a sentence, and say how long it takes";
    /// How long a spoken text takes.
    SpeakLength { syllables: usize, seconds: usize }
        vi: "{syllables} âm tiết, đọc khoảng {seconds} giây"; en: "{syllables} syllables, about {seconds} seconds";
    /// Help of `--json` of `due`.
    ArgDueJson {}
        vi: "In thành một dòng JSON, cho chương trình khác đọc"; en: "Print one line of JSON, for other programs";
    /// The next day on which something changes.
    DueNext { day: String, up: usize, down: usize }
        vi: "{day}: {up} bài lên trang, {down} bài hết hạn"; en: "{day}: {up} to go up, {down} to expire";
    /// No day is known on which something changes.
    DueNever {}
        vi: "Không có ngày nào hẹn trước."; en: "No day is known.";
    /// Help of `retire`.
    AboutRetire {}
        vi: "Đóng một trang: tạo những gì thay chỗ nó và xóa bản lưu trên máy người đọc"; en: "Close a site: make what takes its place and clears readers' devices";
    /// Help of `bundle`.
    AboutBundle {}
        vi: "Đóng trang của một phường thành một tệp có chữ ký, cho máy màn hình chạm không có mạng"; en: "Put a ward's site into one signed file, for touch screens without a network";
    /// Help of `feedback`.
    AboutFeedback {}
        vi: "Gộp số lượt xem mà các máy màn hình chạm ghi vào USB thành một bảng"; en: "Merge what kiosks counted and wrote to sticks into one table";
    /// The files of `feedback`.
    ArgFeedbackFiles {}
        vi: "Tệp `dem-….txt` lấy từ USB, hoặc thư mục chứa các tệp ấy"; en: "Files `dem-….txt` from sticks, or folders with such files";
    /// Help of `--json` of `feedback`.
    ArgFeedbackJson {}
        vi: "In thành một đối tượng JSON, cho chương trình khác đọc"; en: "Print one object of JSON, for other programs";
    /// Help of `--feedback` of `bundle`.
    ArgBundleFeedback {}
        vi: "Tệp `dem-….txt` đã nhận, hoặc thư mục của chúng; máy nhận gói này thì thôi gửi lại các số ấy; có thể lặp lại"; en: "Files `dem-….txt` that arrived, or their folder: a kiosk that takes the bundle stops bringing them; may be given several times";
    /// Over questions without an answer.
    FeedbackMissed {}
        vi: "Tìm mà không có bài:"; en: "Looked for and not found:";
    /// Over questions whose answers nobody opened.
    FeedbackPassed {}
        vi: "Tìm có bài nhưng không ai mở:"; en: "Found, and nothing opened:";
    /// Over pages.
    FeedbackPages {}
        vi: "Đọc nhiều nhất:"; en: "Most read:";
    /// How often something happened.
    FeedbackRow { count: String, what: String, kiosks: usize }
        vi: "{count}  {what} ({kiosks} máy)"; en: "{count}  {what} ({kiosks} kiosks)";
    /// Over the kiosks.
    FeedbackKiosks {}
        vi: "Các máy:"; en: "Kiosks:";
    /// A kiosk.
    FeedbackKiosk { kiosk: String, ward: String, release: u64, day: String, program: String, updates: u64, seen: String }
        vi: "  {kiosk} ({ward}): bản {release} ngày {day}, chương trình {program}, đã cập nhật {updates} lần, thấy lần cuối ngày {seen}"; en: "  {kiosk} ({ward}): release {release} of {day}, program {program}, updated {updates} times, last seen on {seen}";
    /// What is not told.
    FeedbackRest { rest: u64, dropped: u64 }
        vi: "Không kể ra: {rest} lượt tìm còn quá ít người hỏi, {dropped} lượt có thể chứa thông tin riêng hoặc không còn chỗ ghi."; en: "Not told: {rest} questions that too few have asked, {dropped} that may hold something personal or had no room.";
    /// Help of `coverage`.
    AboutCoverage {}
        vi: "Cho xem tổ dân phố, thôn nào đã được tuyên truyền, qua kênh nào, so với kế hoạch"; en: "Show which units were reached, through which channel, against the plan";
    /// Help of `coverage import`.
    AboutCoverageImport {}
        vi: "Gộp bảng Excel, CSV và nhật ký của máy khác vào nhật ký của phường"; en: "Merge tables of Excel, CSV and logs of other devices into the ward's log";
    /// Help of `coverage report`.
    AboutCoverageReport {}
        vi: "Viết báo cáo một kỳ: văn bản Word, bảng Excel và CSV"; en: "Write the report of a period: Word, Excel and CSV";
    /// Help of `--out` of `coverage report`.
    ArgReportOut {}
        vi: "Thư mục ghi báo cáo"; en: "The folder that it is written to";
    /// Help of `--period`.
    ArgPeriod {}
        vi: "Kỳ báo cáo: `2026-11`, `2026-Q3`, `2026-H1` hoặc `2026`"; en: "The period: `2026-11`, `2026-Q3`, `2026-H1` or `2026`";
    /// Help of `--occasion`.
    ArgOccasion {}
        vi: "`dinh-ky` báo cáo định kỳ, `so-ket` hoặc `tong-ket`"; en: "`dinh-ky` for a periodic report, `so-ket` or `tong-ket` for looking back";
    /// Help of `coverage export`.
    AboutCoverageExport {}
        vi: "Xuất nhật ký thành bảng CSV cho Excel, hoặc hạn của kế hoạch thành lịch .ics"; en: "Write the log as CSV for Excel, or the plan's deadlines as a calendar";
    /// Help of `--ward` of `coverage`.
    ArgCoverageWard {}
        vi: "Phường: tên thư mục trong `coverage/`"; en: "The ward: its folder in `coverage/`";
    /// Help of `--year`.
    ArgYear {}
        vi: "Năm cần xem; mặc định là năm nay"; en: "The year; this year if left out";
    /// Help of `--json` of `coverage`.
    ArgCoverageJson {}
        vi: "In thành một đối tượng JSON, cho chương trình khác đọc"; en: "Print one object of JSON, for other programs";
    /// The files of `coverage import`.
    ArgTables {}
        vi: "Tệp .csv, .txt hoặc .xlsx có cột Ngày, Tổ dân phố, Kênh"; en: "Files .csv, .txt or .xlsx with columns for date, unit and channel";
    /// Help of `--out` of `coverage export`.
    ArgExportOut {}
        vi: "Tệp .csv hoặc .ics"; en: "The file, .csv or .ics";
    /// What became of a file.
    CoverageTaken { file: String, taken: usize, known: usize, refused: usize }
        vi: "{file}: nhận {taken} dòng mới, {known} dòng đã có, {refused} dòng không nhận"; en: "{file}: {taken} new rows, {known} known ones, {refused} not taken";
    /// Where refused rows are.
    CoverageBeside { beside: String }
        vi: "  các dòng không nhận, kèm lý do và cách sửa, ở {beside}"; en: "  those not taken, with reason and mend, are in {beside}";
    /// Where unreadable rows of the log are.
    CoverageUnread { beside: String }
        vi: "Nhật ký có dòng không đọc được; các dòng ấy được giữ ở {beside}"; en: "The log had rows that cannot be read; they are kept in {beside}";
    /// How many rows the log has.
    CoverageRows { log: String, rows: usize }
        vi: "{log} có {rows} dòng."; en: "{log} has {rows} rows.";
    /// What was written.
    CoverageExported { file: String }
        vi: "Đã ghi {file}"; en: "Wrote {file}";
    /// Help of `channels`.
    AboutChannels {}
        vi: "Làm bản tin loa, tin Zalo, Facebook, SMS, thư, tờ giấy và trang chiếu của một tuần hoặc một tháng, mỗi phường một thư mục"; en: "Make the bulletins, the messages for Zalo, Facebook and SMS, the e-mails, the paper and the slides of a week or a month, in a folder for each ward";
    /// Help of `--out` of `channels`.
    ArgChannelsOut {}
        vi: "Thư mục ghi ra; mặc định là `channels` trong thư mục gốc"; en: "The folder that it is written to; `channels` in the root by default";
    /// Help of `--week`.
    ArgChannelsWeek {}
        vi: "Tuần, như `2026-W49`; mặc định là tuần này"; en: "The week, like `2026-W49`; this week by default";
    /// Help of `--month`.
    ArgChannelsMonth {}
        vi: "Tháng, như `2026-12`"; en: "The month, like `2026-12`";
    /// Help of `--post`.
    ArgChannelsPost {}
        vi: "Chỉ làm tờ giấy và trang chiếu của một bài, như `bong` hoặc `suc-khoe/bong`"; en: "Make the paper and the slides of one post alone, like `bong` or `suc-khoe/bong`";
    /// Help of `--voice`.
    ArgChannelsVoice {}
        vi: "Chương trình đọc thành tiếng, như `espeak-ng`; bản tin có thêm tệp âm thanh WAV"; en: "A program that speaks, like `espeak-ng`; bulletins get sound files (WAV) too";
    /// Which voice program speaks.
    ChannelsVoice { program: String, licence: &'static str }
        vi: "Giọng đọc: {program}, chương trình riêng trên máy này, giấy phép {licence}"; en: "Voice: {program}, a program of this machine under {licence}";
    /// Which voice program speaks, where nothing is known about it.
    ChannelsVoiceUnknown { program: String }
        vi: "Giọng đọc: {program}, chương trình riêng trên máy này; xem giấy phép của chương trình ấy trước khi phát"; en: "Voice: {program}, a program of this machine; see its licence before its sound is broadcast";
    /// What was made.
    ChannelsMade { folder: String, bulletins: usize, messages: usize, papers: usize }
        vi: "{folder}: {bulletins} bản tin loa, tin nhắn về {messages} bài, giấy và trang chiếu của {papers} bài"; en: "{folder}: {bulletins} bulletins, messages about {messages} posts, paper and slides of {papers} posts";
    /// What was made of one post.
    PaperMade { folder: String, names: String }
        vi: "{folder}: {names}"; en: "{folder}: {names}";
    /// Help of `keys`.
    AboutKeys {}
        vi: "Tạo, thay và xem khóa ký gói cho máy màn hình chạm"; en: "Make, replace and show the keys that sign bundles for kiosks";
    /// Help of `keys new`.
    AboutKeysNew {}
        vi: "Tạo ba khóa gốc và một khóa ký bản"; en: "Make three root keys and a release key";
    /// Help of `keys rotate`.
    AboutKeysRotate {}
        vi: "Thay khóa ký bản; cần hai trong ba khóa gốc"; en: "Replace the release key; takes two of the three root keys";
    /// Help of `keys show`.
    AboutKeysShow {}
        vi: "Cho xem khóa nào đang dùng và tệp khóa bí mật nào đang ở đây"; en: "Show which keys there are, and which secret files are here";
    /// Help of `--keys`.
    ArgKeys {}
        vi: "Thư mục khóa do `loa keys new` tạo"; en: "The folder of keys that `loa keys new` made";
    /// Help of `--out` of `keys new`.
    ArgKeysOut {}
        vi: "Thư mục để khóa vào; chép `root.pub` sang từng máy, cất riêng các tệp `root-*.key`"; en: "The folder for the keys; copy `root.pub` to each kiosk, keep the files `root-*.key` apart";
    /// Help of `--no-password`.
    ArgNoPassword {}
        vi: "Không đặt mật khẩu cho tệp khóa bí mật, để máy tự ký một mình"; en: "Seal the secret keys with no password, where a machine signs by itself";
    /// Help of `--ward` of `bundle`.
    ArgBundleWard {}
        vi: "Phường, xã có trang cần đóng gói"; en: "The ward whose site is bundled";
    /// Help of `--out` of `bundle`.
    ArgBundleOut {}
        vi: "Tệp gói sẽ tạo"; en: "The bundle to make";
    /// Help of `--thin-from`.
    ArgThinFrom {}
        vi: "Gói rút gọn: bỏ những phần đã có trong gói cũ này (hoặc tệp kê của nó)"; en: "A thin bundle, without what is in this former bundle or its manifest";
    /// Help of `--release`.
    ArgRelease {}
        vi: "Số của bản, phải lớn hơn mọi bản trước; mặc định theo giờ dựng"; en: "The number of the release, above every former one; by default from the time";
    /// Help of `--ward` of `retire`.
    ArgRetireWard {}
        vi: "Phường, xã có trang cần đóng; có thể lặp lại"; en: "The ward whose site closes; may be given several times";
    /// Help of `--out` of `retire`.
    ArgRetireOut {}
        vi: "Thư mục xuất; mặc định là `retired` trong thư mục gốc"; en: "The output folder; `retired` in the root by default";
    /// Help of `import`.
    AboutImport {}
        vi: "Đọc văn bản chính thức (Word, PDF, trang web lưu lại và nhiều loại khác) thành bài nháp"; en: "Turn official documents (Word, PDF, saved web pages and more) into drafts of posts";
    /// Help of the files of `import`.
    ArgImportFiles {}
        vi: "Các tệp văn bản: `.docx`, `.doc`, `.odt`, `.rtf`, `.pdf` có chữ, trang web lưu lại `.html` hay `.mht`, `.md`, `.txt`"; en: "The documents: `.docx`, `.doc`, `.odt`, `.rtf`, `.pdf` with text, saved web pages `.html` or `.mht`, `.md`, `.txt`";
    /// Help of the ward of `import`.
    ArgImportWard {}
        vi: "Thư mục của phường, như `nam-dong`, hoặc `chung`"; en: "The ward's folder, like `nam-dong`, or `chung`";
    /// Help of `--section` of `import`.
    ArgImportSection {}
        vi: "Mục chứa bài"; en: "The section that the posts go into";
    /// Help of `--slug` of `import`.
    ArgImportSlug {}
        vi: "Tên tệp của bài, không có `.md`; chỉ khi nhập một văn bản"; en: "The post's file name without `.md`; for one document only";
    /// Help of `--dry-run`.
    ArgDryRun {}
        vi: "Chỉ in điều đọc được, không ghi gì"; en: "Print what was recognised and write nothing";
    /// Help of `--json` of `import`.
    ArgImportJson {}
        vi: "Mỗi văn bản một dòng JSON; đi cùng `--dry-run`"; en: "One line of JSON a document; goes with `--dry-run`";
    /// Help of `--force` of `import`.
    ArgForce {}
        vi: "Thay bài đã có; bản cũ được giữ cạnh đó với đuôi `.bak`"; en: "Replace a post that exists; the old one is kept beside it, ending in `.bak`";
    /// Help of `--root`.
    ArgRoot {}
        vi: "Thư mục có `content/`"; en: "The folder that holds `content/`";
    /// Help of `--out`.
    ArgOut {}
        vi: "Thư mục xuất; mặc định là `public` trong thư mục gốc"; en: "The output folder; `public` in the root by default";
    /// Help of `--ward`.
    ArgWard {}
        vi: "Chỉ phường này; dùng được nhiều lần"; en: "Only this ward; may be given several times";
    /// Help of `--drafts`.
    ArgDrafts {}
        vi: "Dựng cả bài nháp"; en: "Publish drafts too";
    /// Help of `--portable`.
    ArgPortable {}
        vi: "Dựng trang mở thẳng từ USB hay ổ đĩa (`file://`), không cần máy chủ"; en: "Build sites that open straight from a USB stick or a disk (`file://`), without a server";
    /// Help of `--kiosk-pages`.
    ArgKioskPages {}
        vi: "Dựng trang cho màn hình chạm đặt nơi công cộng: ô hình, bàn phím, tự về đầu; cần `--portable`"; en: "Build pages for a public touch screen: picture tiles, keyboard, back to the beginning by itself; needs `--portable`";
    /// Help of `--then`.
    ArgThen {}
        vi: "Chạy lệnh này khi dựng xong, trong lúc không lần dựng nào khác chen vào; mã thoát là của lệnh"; en: "Run this command after the build, while no other build can come between; the exit code is its own";
    /// Help of `--today`.
    ArgToday {}
        vi: "Ngày quyết định bài nào hết hạn, như 2026-01-31; mặc định là hôm nay ở Việt Nam"; en: "The day that decides what has expired, like 2026-01-31; today in Vietnam by default";
    /// Help of `--weight`.
    ArgWeight {}
        vi: "Đo dung lượng từng trang và so với mức cho phép"; en: "Weigh the pages and hold them to their budgets";
    /// Help of `--json` of `check`.
    ArgWeightJson {}
        vi: "In mọi trang đã cân, mỗi trang một dòng JSON"; en: "Print all pages weighed, one line of JSON each";
    /// Help of `--quiet`.
    ArgQuiet {}
        vi: "Chỉ in lỗi"; en: "Print errors alone";
    /// Help of `--lang`.
    ArgLang {}
        vi: "Ngôn ngữ của thông báo: `vi` hoặc `en`"; en: "The language of messages: `vi` or `en`";
    /// Help of `--help`.
    ArgHelp {}
        vi: "In phần trợ giúp này"; en: "Print this help";
    /// Help of `--version`.
    ArgVersion {}
        vi: "In phiên bản"; en: "Print the version";
    /// Help of `--site`.
    ArgSite {}
        vi: "Thư mục trang của một phường, như `public/nam-dong`"; en: "A ward's built folder, like `public/nam-dong`";
    /// Help of `--json`.
    ArgJson {}
        vi: "Mỗi câu hỏi một dòng JSON"; en: "One line of JSON a query";
    /// Help of `--limit`.
    ArgLimit {}
        vi: "Số kết quả nhiều nhất cho mỗi câu hỏi"; en: "Most results a query";
    /// Help of `--port`.
    ArgPort {}
        vi: "Cổng trên máy này"; en: "The port on this machine";
    /// Help of `--host`.
    ArgHost {}
        vi: "Địa chỉ lắng nghe; mặc định chỉ máy này thấy"; en: "The address to listen on; this machine alone by default";
    /// Help of the ward of `new`.
    ArgNewWard {}
        vi: "Thư mục của phường, như `nam-dong`, hoặc `chung`"; en: "The ward's folder, like `nam-dong`, or `chung`";
    /// Help of the section of `new`.
    ArgNewSection { known: String }
        vi: "Mục: {known} hoặc tên khác"; en: "The section: {known} or another";
    /// Help of the title of `new`.
    ArgNewTitle {}
        vi: "Tiêu đề của bài"; en: "The post's title";
    /// Help of the folder of `init`.
    ArgInitDir {}
        vi: "Thư mục sẽ tạo"; en: "The folder to make";
    /// Exit codes, at the end of the help.
    ExitCodes {}
        vi: "Mã thoát: 0 xong, không lỗi · 1 có lỗi trong bài viết, giao diện hoặc khi ghi · 2 gõ sai lệnh.";
        en: "Exit codes: 0 done without errors · 1 errors in posts, theme or output · 2 wrong command line.";

    // Mistakes on the command line.
    /// An unknown option or word.
    UnknownArgument { argument: String }
        vi: "không hiểu `{argument}`"; en: "`{argument}` is not understood";
    /// A dash that Word made out of two hyphens.
    LongDash { argument: String, meant: String }
        vi: "`{argument}` mở đầu bằng gạch dài của Word: gõ lại là `{meant}`"; en: "`{argument}` begins with a long dash of Word: type `{meant}`";
    /// The former name of `--portable`.
    KioskRenamed {}
        vi: "`--kiosk` nay là `--portable`: gõ lại lệnh với tên mới"; en: "`--kiosk` is called `--portable` now: type the command again with the new name";
    /// An unknown command.
    UnknownCommand { command: String }
        vi: "không có lệnh `{command}`"; en: "there is no command `{command}`";
    /// A value that does not fit.
    BadValue { value: String, argument: String }
        vi: "`{argument}` không nhận giá trị `{value}`"; en: "`{argument}` does not take the value `{value}`";
    /// Something required is missing.
    MissingArgument { argument: String }
        vi: "thiếu {argument}"; en: "{argument} is missing";
    /// Anything else.
    BadCommandLine {}
        vi: "dòng lệnh chưa đúng"; en: "the command line is wrong";
    /// How to get help.
    SeeHelp { command: String }
        vi: "Gõ `{command} --help` để xem cách dùng."; en: "Type `{command} --help` to see how it is used.";
}
