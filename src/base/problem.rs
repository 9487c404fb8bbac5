//! What can be wrong with any file, whoever reads or writes it.

use crate::reason::Cause;

crate::catalogue! {
    /// What is wrong with a file.
    pub enum FileProblem;
    rank: 0;
    includes: ;

    /// The file could not be opened or read.
    Unreadable { reason: Cause }
        vi: "không đọc được: {reason}", "kiểm tra tệp còn đó và bạn có quyền đọc";
        en: "cannot be read: {reason}", "check that the file exists and that you may read it";
    /// A text larger than any post should be.
    FileTooLarge { size: u64, limit: u64 }
        vi: "tệp nặng {size} byte, quá giới hạn {limit} byte", "chia bài thành nhiều bài, hoặc để ảnh ra tệp riêng";
        en: "the file has {size} bytes, over the limit of {limit}", "split the post, or move pictures into files of their own";
    /// More problems than anybody reads.
    MoreProblems { count: usize }
        vi: "còn {count} lỗi hoặc lưu ý nữa trong tệp này", "sửa những chỗ ở trên rồi chạy lại";
        en: "{count} more errors or warnings in this file", "mend those above and run again";
    /// The output folder cannot be written.
    OutputWrite { reason: Cause }
        vi: "không ghi được: {reason}", "kiểm tra ổ đĩa còn chỗ và quyền ghi; trang mỗi phường vẫn là bản cũ hoặc bản mới trọn vẹn";
        en: "cannot be written: {reason}", "check free space and permissions; each ward's site is still the whole old one or the whole new one";
}
