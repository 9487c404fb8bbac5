//! What can be wrong with a studio, in two languages.

base::catalogue! {
    /// What is wrong with a studio.
    pub enum Problem;
    rank: 6;
    includes: ;

    /// Another program has the studio of this root open.
    AlreadyOpen {}
        vi: "phần viết bài của thư mục này đang mở ở một cửa sổ Loa khác", "dùng cửa sổ kia, hoặc đóng nó trước (Ctrl+C)";
        en: "the studio of this folder is open in another window of Loa", "use that window, or close it first (Ctrl+C)";
    /// The machine is in no network.
    NoNetwork {}
        vi: "máy này chưa ở trong mạng nội bộ nào", "nối máy vào Wi-Fi hoặc dây mạng của cơ quan rồi mở lại, hoặc bỏ `--lan`";
        en: "this machine is in no local network", "connect it to the network of the office and start again, or leave out `--lan`";
    /// An address that the whole internet reaches.
    OpenNetwork {}
        vi: "đây không phải địa chỉ trong mạng nội bộ: đường truyền không mã hóa thì không mở ra internet", "ghi địa chỉ của máy này trong mạng của cơ quan, như `--lan=192.168.1.20`";
        en: "this is no address in a local network: what is not encrypted is not opened to the internet", "give the address of this machine in the network of the office, such as `--lan=192.168.1.20`";
    /// A menu of a desktop that is no Linux desktop.
    NoDesktop {}
        vi: "chưa biết cách thêm Loa vào menu của máy này", "trên Windows và macOS: tạo lối tắt tới tệp `loa` rồi bấm đúp";
        en: "how to add Loa to the menu of this system is not known", "on Windows and macOS make a shortcut to the file `loa` and double-click it";
    /// A list of approvals is not as it was written.
    LogBroken { line: usize }
        vi: "sổ duyệt bài không còn nguyên: dòng {line}, hoặc một dòng trước nó, đã bị sửa", "lấy lại sổ từ bản sao lưu, và duyệt lại các bài từ dòng này";
        en: "the list of approvals is not as it was written: line {line}, or one before it, was changed", "bring it back from a backup, and approve the posts from this line on again";
}
