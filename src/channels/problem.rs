//! What can be wrong with bulletins and messages, in two languages.

base::catalogue! {
    /// Why a bulletin or a message is not made, or not as it should be.
    pub enum Problem;
    rank: 11;
    includes: ;

    /// Neither a week nor a month.
    BadSpan { written: String }
        vi: "`{written}` không phải tuần, cũng không phải tháng", "viết tuần như `2026-W49`, hoặc tháng như `2026-12`";
        en: "`{written}` is neither a week nor a month", "write a week like `2026-W49`, or a month like `2026-12`";
    /// A ward that has not said when its loudspeaker is on.
    NoBulletins { ward: String }
        vi: "{ward} chưa ghi loa phát khi nào, bao lâu, nên chưa xếp được bản tin", "thêm vào `ward.toml`: `[[bulletins]]`, rồi `name = \"Bản tin sáng\"`, `times = [\"05:30\"]`, `minutes = 15`";
        en: "{ward} has not said when its loudspeaker is on and for how long, so there are no bulletins", "add to `ward.toml`: `[[bulletins]]`, then `name = \"Bản tin sáng\"`, `times = [\"05:30\"]`, `minutes = 15`";
    /// A bulletin that has no time of day.
    NoTimes { name: String }
        vi: "“{name}” không có giờ phát nào dùng được", "ghi `times = [\"05:30\"]`";
        en: "“{name}” has no time of day that can be used", "write `times = [\"05:30\"]`";
    /// Two bulletins that are on at once.
    Overlap { first: String, second: String, day: String, time: String }
        vi: "“{first}” chưa hết thì đã đến “{second}” lúc {time} ngày {day}", "đổi `times`, hoặc giảm `minutes`";
        en: "“{first}” is not over when “{second}” begins at {time} on {day}", "change `times`, or lessen `minutes`";
    /// What must be read takes longer than the airtime.
    Over { name: String, day: String, seconds: usize, slot: usize, longest: String }
        vi: "“{name}” ngày {day}: riêng lời chào, lời kết và tin khẩn đã dài {seconds} giây, quá {slot} giây của bản tin", "rút ngắn hoặc bỏ bớt, dài nhất là: {longest}";
        en: "“{name}” on {day}: the greeting, the sign-off and urgent notices alone take {seconds} seconds, and the bulletin has {slot}", "shorten or leave out some; the longest: {longest}";
    /// A text that fits in no bulletin.
    TooLong { seconds: usize, room: usize, over: usize }
        vi: "bài đọc loa dài {seconds} giây, mà bản tin dài nhất chỉ còn {room} giây cho một bài", "bớt khoảng {over} tiếng, hoặc tăng `minutes` trong `ward.toml`";
        en: "the loudspeaker text takes {seconds} seconds, and the longest bulletin has room for {room}", "cut about {over} syllables, or raise `minutes` in `ward.toml`";
    /// An urgent notice that nobody can read out.
    UrgentUnspoken {}
        vi: "tin khẩn không có bài đọc loa, nên loa không báo được", "viết `loudspeaker` trong bảng `[media]` của bài";
        en: "this urgent notice has no loudspeaker text, so the loudspeaker cannot tell it", "write `loudspeaker` in the post's table `[media]`";
    /// A text that is left out, for it cannot be read aloud.
    Unread {}
        vi: "bài đọc loa có chỗ không đọc thành tiếng được, nên không vào bản tin", "chạy `loa check` để xem từng chỗ, sửa rồi xếp lại";
        en: "the loudspeaker text has places that cannot be read aloud, so no bulletin has it", "run `loa check` to see them, mend them and ask again";
    /// The ward's own words that cannot be read aloud.
    GreetingUnread { key: String, name: String }
        vi: "`{key}` của “{name}” có chỗ không đọc thành tiếng được", "viết số và chữ viết tắt thành lời";
        en: "`{key}` of “{name}” has places that cannot be read aloud", "write numbers and abbreviations out in words";
    /// A coming event whose title or place cannot be read aloud.
    EventUnread {}
        vi: "tên, giờ hoặc nơi của sự kiện có chỗ không đọc thành tiếng được, nên loa không nhắc", "viết bài đọc loa cho sự kiện trong `[media]`, hoặc viết số và chữ viết tắt thành lời";
        en: "the title, time or place of this event cannot be read aloud, so no bulletin tells it", "write a loudspeaker text for it in `[media]`, or write numbers and abbreviations out in words";
    /// A voice program that is not there.
    VoiceMissing { program: String }
        vi: "không chạy được chương trình đọc `{program}`", "cài chương trình ấy, như `sudo apt install espeak-ng`, hoặc ghi đúng đường dẫn sau `--voice`";
        en: "the voice program `{program}` cannot be started", "install it, like `sudo apt install espeak-ng`, or give its path behind `--voice`";
    /// A voice program that did not come to an end.
    VoiceHung { program: String, seconds: u64, title: String }
        vi: "chương trình đọc `{program}` đọc “{title}” quá {seconds} giây chưa xong nên đã bị dừng", "thử lại, hoặc dùng chương trình khác; các tệp chữ vẫn có đủ";
        en: "the voice program `{program}` was stopped: it had not read “{title}” after {seconds} seconds", "try again, or use another program; the texts are all there";
    /// A voice program that wrote something else than sound.
    VoiceNonsense { program: String, title: String }
        vi: "chương trình đọc `{program}` không ghi ra âm thanh dùng được cho “{title}”", "chương trình phải đọc chữ ở đầu vào và ghi WAV 16 bit một kênh ra đầu ra; các tệp chữ vẫn có đủ";
        en: "the voice program `{program}` wrote no sound that can be used for “{title}”", "it must read text from its input and write WAVE of 16 bits and one channel to its output; the texts are all there";
    /// A bulletin without anything to read.
    Empty { name: String, day: String }
        vi: "“{name}” ngày {day} không có bài nào để đọc", "viết bài có `loudspeaker` trong `[media]`, hoặc đổi `order`";
        en: "“{name}” on {day} has nothing to read", "write posts with `loudspeaker` in `[media]`, or change `order`";
}
