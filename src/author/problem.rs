//! What can keep a text from being written, in two languages.

base::catalogue! {
    /// What keeps a text from being written.
    pub enum Problem;
    rank: 3;
    includes: ;

    /// The post or its original is there already.
    ImportExists {}
        vi: "đã có sẵn, không ghi đè", "chọn tên khác bằng `--slug`, hoặc thêm `--force` để thay (bản cũ được giữ cạnh đó)";
        en: "exists already and is not overwritten", "choose another name with `--slug`, or add `--force` to replace it (the old one is kept beside it)";
    /// `loa new` would overwrite a post, `loa init` a folder.
    AlreadyExists {}
        vi: "đã có sẵn, không ghi đè", "chọn tên khác";
        en: "exists already and is not overwritten", "choose another name";
    /// A name for a post's file that is no slug.
    BadSlug { slug: String, suggestion: String }
        vi: "tên bài `{slug}` không dùng làm địa chỉ được", "dùng chữ thường không dấu, số và dấu gạch nối, như `{suggestion}`";
        en: "the name `{slug}` cannot be the address of a post", "use lower-case ASCII letters, digits and hyphens, like `{suggestion}`";
    /// Another program writes to `content/` and does not come to an end.
    ContentBusy {}
        vi: "một chương trình Loa khác đang ghi vào thư mục này", "đợi chương trình kia ghi xong rồi thử lại";
        en: "another Loa program is writing to this folder", "wait until it has finished, then try again";
    /// A file that is no longer what it was when it was read to be changed.
    ContentChanged { yours: String, theirs: String }
        vi: "tệp đã được sửa hoặc xóa ở nơi khác từ khi bạn mở", "so hai bản rồi lưu lại; chưa có gì bị ghi đè";
        en: "the file has been changed or deleted elsewhere since you opened it", "compare the two texts and save again; nothing was overwritten";
    /// A key that cannot be changed without touching something else.
    KeyNotChanged { field: String }
        vi: "không sửa được riêng trường `{field}`", "chạy `loa check` để biết chỗ nào trong tệp này viết sai, hoặc sửa tệp bằng tay";
        en: "the key `{field}` cannot be changed by itself", "run `loa check` to see what is wrong in this file, or change the file by hand";
    /// A link where a file is to be written.
    LinkedFile {}
        vi: "đây là liên kết tượng trưng tới một tệp khác", "sửa tệp mà liên kết dẫn tới";
        en: "this is a symbolic link to another file", "change the file that it leads to";
    /// Where Loa keeps what was written before lies something else.
    NoPlainFolder {}
        vi: "đây không phải thư mục thường", "đổi tên hoặc xóa nó: Loa giữ các bản cũ của bài viết trong thư mục mang tên này";
        en: "this is no plain folder", "rename or remove it: Loa keeps former versions of posts in a folder of this name";
}
