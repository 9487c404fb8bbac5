//! Why a kiosk does not take a bundle: one sentence each, for whoever stands before the screen with the stick.

use base::reason::Cause;

base::sentences! {
    /// Why a bundle was not taken. What was shown before is shown still.
    pub enum Refusal;
    /// There is no such file.
    NotThere {}
        vi: "không thấy tệp trên USB: kiểm tra lại tên tệp, hoặc rút ra cắm lại"; en: "the file is not there: check its name, or plug the stick in again";
    /// A folder, or something else that is no file.
    NotAFile {}
        vi: "đây là thư mục, không phải tệp gói: chọn đúng tệp mà phường gửi"; en: "this is no file: choose the bundle that the ward sent";
    /// The stick fails, or is gone.
    Unreadable { reason: Cause }
        vi: "không đọc được USB ({reason}): có thể đã rút sớm hoặc USB hỏng; cắm lại, nếu vẫn vậy thì dùng USB khác"; en: "the stick cannot be read ({reason}): it may have been pulled out, or be broken; plug it in again or use another";
    /// The stick went away.
    PulledOut {}
        vi: "USB bị rút khi máy chưa chép xong: cắm lại và đợi đến khi màn hình báo rút được"; en: "the stick was pulled out too early: plug it in again, and wait until the screen says that it can be pulled out";
    /// Two of them.
    SeveralSticks { count: usize }
        vi: "đang cắm {count} USB: rút bớt, chỉ để lại một USB có gói cập nhật"; en: "{count} sticks are plugged in: leave one, the one with the bundle";
    /// Nothing that can be read.
    UnknownStick {}
        vi: "máy không đọc được kiểu định dạng của USB này: dùng USB định dạng FAT32 hoặc exFAT"; en: "this kind of stick cannot be read: use one with FAT32 or exFAT";
    /// No file of such a name.
    NoBundle {}
        vi: "USB này không có gói cập nhật: tệp gói có tên kết thúc bằng `.loa` và nằm ngoài mọi thư mục"; en: "there is no bundle on this stick: its name ends in `.loa`, and it lies in no folder";
    /// More than one.
    SeveralBundles { count: usize }
        vi: "trên USB có {count} gói cập nhật: xóa bớt, chỉ để lại gói mới nhất của phường này"; en: "there are {count} bundles on the stick: leave the newest of this ward";
    /// A link.
    ALink {}
        vi: "gói trên USB chỉ là lối tắt, không phải tệp thật: chép chính tệp gói sang USB"; en: "the bundle on the stick is a link: copy the file itself";
    /// Something else than a bundle.
    NotABundle {}
        vi: "tệp này không phải gói cập nhật của Loa"; en: "this file is no bundle of Loa's";
    /// A form of another version.
    OtherForm { version: u64 }
        vi: "gói này theo dạng mới ({version}) mà máy chưa hiểu: cần cập nhật chương trình của máy trước"; en: "this bundle has a newer form ({version}): update the kiosk's program first";
    /// Beyond a limit.
    TooLarge {}
        vi: "gói lớn quá mức cho phép nên máy không nhận: báo người làm gói"; en: "the bundle is larger than a kiosk takes: tell whoever made it";
    /// It ends too early, or goes on behind its end.
    CutOff {}
        vi: "gói bị cụt hoặc dài hơn phần ghi ở đầu: chép lại tệp sang USB rồi thử lại"; en: "the bundle is not as long as it says: copy it to the stick again";
    /// Its parts do not fit each other.
    Damaged {}
        vi: "gói bị hỏng khi chép: chép lại tệp sang USB rồi thử lại"; en: "the bundle is damaged: copy it to the stick again";
    /// The keys were not named by this kiosk's root keys.
    UnknownKeys {}
        vi: "gói không do người được giao ký: máy chỉ nhận gói của đơn vị quản lý máy"; en: "the bundle is not signed by those whom this kiosk trusts";
    /// The release key did not sign this manifest.
    BadSignature {}
        vi: "chữ ký của gói không đúng: nội dung đã bị sửa hoặc hỏng; xin lại gói từ nơi gửi"; en: "the signature is wrong: the contents were changed or damaged; ask for the bundle again";
    /// Of another ward.
    OtherWard { theirs: String, ours: String }
        vi: "gói này của `{theirs}`, còn máy này của `{ours}`"; en: "this bundle is for `{theirs}`, this kiosk is for `{ours}`";
    /// For a newer program.
    NewerProgram { needed: u64, ours: u64 }
        vi: "gói cần chương trình đời {needed}, máy đang chạy đời {ours}: cập nhật chương trình của máy trước"; en: "the bundle needs program {needed}, this is {ours}: update the kiosk's program first";
    /// Signed with keys that were replaced.
    OldKeys { theirs: u64, ours: u64 }
        vi: "gói ký bằng bộ khóa cũ (đợt {theirs}, máy đã biết đợt {ours}): xin gói ký bằng khóa mới"; en: "the bundle is signed with keys that were replaced (epoch {theirs}, known is {ours}): ask for one signed with the new keys";
    /// Older than what was taken before.
    Older { release: u64, floor: u64 }
        vi: "gói này cũ (bản {release}), máy đã nhận bản {floor}"; en: "the bundle is old (release {release}); this kiosk has taken release {floor}";
    /// The very release that was taken last.
    AlreadyTaken { release: u64 }
        vi: "bản {release} này máy đã nhận rồi, không cần chép lại"; en: "release {release} has been taken already";
    /// A thin bundle for kiosks that hold another release.
    MissingParts { count: usize }
        vi: "gói rút gọn này dành cho máy đang có bản khác (thiếu {count} phần): dùng gói đầy đủ"; en: "this thin bundle is for kiosks with another release ({count} parts are missing): use a whole bundle";
    /// A file whose bytes are others than signed.
    DamagedFile { path: String }
        vi: "tệp `{path}` trong gói bị hỏng: chép lại gói sang USB rồi thử lại"; en: "the file `{path}` in the bundle is damaged: copy the bundle to the stick again";
    /// No room.
    DiskFull {}
        vi: "ổ đĩa của máy đã đầy nên chưa chép được: báo người phụ trách kỹ thuật"; en: "the kiosk's disk is full: tell whoever looks after it";
    /// The kiosk's own disk fails.
    CannotWrite { reason: Cause }
        vi: "máy không ghi được vào ổ đĩa của mình ({reason}): báo người phụ trách kỹ thuật"; en: "the kiosk cannot write to its own disk ({reason}): tell whoever looks after it";
    /// The kiosk's own disk cannot be read.
    CannotRead { reason: Cause }
        vi: "máy không đọc được ổ đĩa của mình ({reason}): báo người phụ trách kỹ thuật"; en: "the kiosk cannot read its own disk ({reason}): tell whoever looks after it";
    /// What was written reads otherwise.
    WroteWrong {}
        vi: "đọc lại thấy khác phần vừa chép: ổ đĩa của máy có thể sắp hỏng, báo người phụ trách kỹ thuật"; en: "what was written reads otherwise: the kiosk's disk may be failing, tell whoever looks after it";
    /// Another import is at work.
    Busy {}
        vi: "máy đang chép một gói khác: đợi xong rồi thử lại"; en: "another bundle is being taken: wait and try again";
    /// The folder is no kiosk's.
    NotSetUp {}
        vi: "thư mục này chưa cài thành máy: chạy `loa-kiosk init` trước"; en: "this folder is no kiosk's: run `loa-kiosk init` first";
    /// The folder is a kiosk's already.
    SetUpBefore {}
        vi: "thư mục này đã cài thành máy rồi: chọn thư mục khác, hoặc tự xóa nếu muốn cài lại từ đầu"; en: "this folder is a kiosk's already: choose another, or remove it to begin again";
    /// No root keys.
    NotRootKeys {}
        vi: "tệp khóa gốc không đúng dạng: cần tệp `root.pub` do `loa keys new` tạo"; en: "this is no file of root keys: it takes the `root.pub` that `loa keys new` made";
    /// No name of a ward.
    NotAWard { ward: String }
        vi: "`{ward}` không phải mã phường: chỉ gồm chữ thường không dấu, chữ số và gạch ngang"; en: "`{ward}` is no ward: lower-case letters, digits and hyphens";
    /// No slot holds a whole release.
    NothingToShow {}
        vi: "máy chưa có bản nào để hiện: cắm USB có gói đầy đủ"; en: "there is no release to show: bring a whole bundle";
}
