//! What cannot be read aloud, in two languages.

base::catalogue! {
    /// Why a text is not read aloud as it stands, or is hard to follow.
    pub enum Problem;
    rank: 9;
    includes: ;

    /// Several readings, and nothing around it that decides.
    Ambiguous { written: String, readings: String }
        vi: "`{written}` có thể đọc nhiều cách: {readings}", "viết rõ ra bằng chữ, hoặc thêm từ đứng trước như “ngày”, “số nhà”, “huyết áp”";
        en: "`{written}` can be read in several ways: {readings}", "write it out in words, or put a word before it such as “ngày”, “số nhà”, “huyết áp”";
    /// Capital letters that no table holds.
    UnknownAbbreviation { written: String }
        vi: "chữ viết tắt `{written}` không có trong bảng", "viết đầy đủ, hoặc khai cách đọc trong `[[speak.readings]]` của `ward.toml`";
        en: "the abbreviation `{written}` is in no table", "write it in full, or say how it is read under `[[speak.readings]]` in `ward.toml`";
    /// A part of a document's symbol that no table holds.
    UnknownCode { written: String, code: String }
        vi: "không rõ `{code}` trong ký hiệu văn bản `{written}` là gì", "viết đầy đủ tên cơ quan, hoặc khai cách đọc `{code}` trong `[[speak.readings]]` của `ward.toml`";
        en: "it is not known what `{code}` means in the document symbol `{written}`", "write the body's name in full, or say how `{code}` is read under `[[speak.readings]]` in `ward.toml`";
    /// A sign that has no sound.
    UnknownSign { written: String }
        vi: "ký hiệu `{written}` không đọc thành tiếng được", "bỏ đi, hoặc thay bằng chữ";
        en: "the sign `{written}` has no sound", "leave it out, or put words in its place";
    /// Letters that are no word and no known abbreviation.
    UnknownWord { written: String }
        vi: "`{written}` không phải tiếng Việt và không có trong bảng", "viết đúng chính tả, viết đầy đủ, hoặc viết như khi nghe, có gạch nối";
        en: "`{written}` is no Vietnamese and in no table", "mend its spelling, write it in full, or spell it as it is heard, with hyphens";
    /// A foreign word as it is written abroad.
    Foreign { written: String }
        vi: "từ nước ngoài `{written}` không có trong bảng cách đọc", "viết như khi nghe, có gạch nối, như “pa-ra-xê-ta-môn”, hoặc thay bằng tiếng Việt";
        en: "the foreign word `{written}` is not in the table of readings", "spell it as it is heard, with hyphens, as “pa-ra-xê-ta-môn”, or say it in Vietnamese";
    /// A number with dots or commas where none belong.
    NumberForm { written: String }
        vi: "số `{written}` không theo cách viết nào", "chấm giữa các nhóm ba chữ số, phẩy trước phần lẻ, như 1.250.000 và 1,5";
        en: "the number `{written}` follows no way of writing numbers", "a dot between groups of three digits and a comma before the fraction, as 1.250.000 and 1,5";
    /// A number beyond those that have names.
    TooGreat { written: String }
        vi: "số `{written}` quá lớn để đọc", "viết bằng đơn vị lớn hơn, như tỷ hoặc triệu tỷ";
        en: "the number `{written}` is too great to be read", "write it in a greater unit, such as tỷ";
    /// A day or a time that is on no calendar or clock.
    NoSuchTime { written: String }
        vi: "không có ngày giờ nào là `{written}`", "viết lại cho đúng, như 17/9/2025 hoặc 7h30";
        en: "`{written}` is no day and no time", "mend it, as 17/9/2025 or 7h30";
    /// A Roman numeral, or letters that look like one, behind a word that asks for neither.
    UnclearRoman { written: String }
        vi: "không rõ `{written}` là số La Mã hay chữ cái", "viết bằng chữ số thường, như “giai đoạn 2”, hoặc viết đầy đủ";
        en: "`{written}` may be a Roman numeral or letters", "write the number in digits, as “giai đoạn 2”, or write it in full";
    /// A web address that nobody keeps by ear.
    LongAddress { written: String }
        vi: "địa chỉ mạng `{written}` quá dài, nghe không nhớ được", "đọc tên trang và nói bà con tìm ở đâu, như “trang thông tin của phường”";
        en: "nobody keeps the web address `{written}` by ear", "say the name of the site and where to look for it, as “trang thông tin của phường”";
    /// A sentence too long for the ear.
    LongSentence { words: usize, limit: usize, proposal: String }
        vi: "câu đọc loa dài {words} tiếng, quá {limit} tiếng: nghe không kịp", "tách thành hai câu; có thể ngắt ở đây: “{proposal}”";
        en: "this sentence has {words} words, over {limit}: too long for the ear", "make two sentences of it; it may be cut here: “{proposal}”";
}
