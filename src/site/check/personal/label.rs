//! What the words before a number say that it is.

use super::text::before;
use std::sync::LazyLock;

/// What a number is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// A telephone number.
    Telephone,
    /// A citizen number or identity card.
    Identity,
    /// A driving licence.
    Licence,
    /// A number of social or health insurance.
    Insurance,
    /// A bank account or card.
    Account,
    /// A bank, or money on its way to one.
    Bank,
    /// A patient or a medical record.
    Record,
    /// A person's tax code.
    PersonalTax,
    /// Anybody's tax code.
    Tax,
    /// Some other code or number that says nothing about a person.
    Code,
}

/// Banks and purses, as people name them beside an account.
#[rustfmt::skip]
pub const BANKS: &[&str] = &[
    "chuyển khoản", "ngân hàng", "vietcombank", "vcb", "techcombank", "tcb", "agribank", "bidv", "vietinbank", "mb bank", "mbbank", "mb",
    "acb", "vpbank", "tpbank", "sacombank", "vib", "shb", "hdbank", "msb", "seabank", "ocb", "eximbank", "lpbank", "lienvietpostbank",
    "vietbank", "namabank", "pvcombank", "momo", "zalopay", "viettel money", "vnpay",
];

#[rustfmt::skip]
const WORDS: [(Label, &[&str]); 10] = [
    (Label::Telephone, &[
        "điện thoại", "đt", "đtdđ", "đtdd", "sđt", "sdt", "dđ", "di động", "liên hệ", "liên lạc", "gọi", "gọi ngay", "zalo", "viber",
        "hotline", "phone", "tel", "mobile", "nhắn tin", "nhắn", "alo", "máy bàn", "số máy", "máy", "fax", "lh", "đường dây nóng",
        "telegram", "whatsapp", "call", "contact", "dien thoai", "lien he",
    ]),
    (Label::Identity, &[
        "căn cước", "cccd", "cmnd", "cmt", "cmtnd", "chứng minh", "chứng minh thư", "chứng minh nhân dân", "định danh", "số định danh",
        "sổ hộ khẩu", "giấy tờ tùy thân", "giấy tờ tuỳ thân", "can cuoc", "số cc", "thẻ cc",
    ]),
    (Label::Licence, &["giấy phép lái xe", "gplx", "bằng lái", "bằng lái xe"]),
    (Label::Insurance, &[
        "bhxh", "bảo hiểm xã hội", "bhyt", "bảo hiểm y tế", "sổ bảo hiểm", "thẻ bảo hiểm", "mã số bảo hiểm", "số bảo hiểm", "mã thẻ",
    ]),
    (Label::Account, &[
        "stk", "tài khoản", "số tài khoản", "số tk", "tk", "tktt", "số thẻ", "thẻ atm", "atm", "thẻ ngân hàng", "tai khoan", "ví momo",
        "thẻ tín dụng", "thẻ ghi nợ",
    ]),
    (Label::Bank, BANKS),
    (Label::Record, &[
        "mã bệnh nhân", "mã số bệnh nhân", "mã người bệnh", "mã số người bệnh", "mã bn", "mã số bn", "bệnh án", "hồ sơ bệnh nhân",
        "hồ sơ sức khỏe", "hồ sơ sức khoẻ", "hồ sơ khám bệnh", "mã y tế", "mã khám bệnh", "số khám bệnh", "số vào viện", "số nhập viện",
        "số ra viện", "mã điều trị", "mã lần khám", "mã đợt điều trị", "số lưu trữ", "pid", "mã ca bệnh", "số thứ tự bệnh nhân",
        "mã xét nghiệm", "số phiếu xét nghiệm", "mã phiếu xét nghiệm",
    ]),
    (Label::PersonalTax, &["mã số thuế cá nhân", "mst cá nhân", "mã số thuế tncn", "mst tncn", "mã số thuế thu nhập cá nhân"]),
    (Label::Tax, &["mã số thuế", "mst"]),
    (Label::Code, &[
        "giấy phép", "mã", "mã số", "lô", "số lô", "isbn", "gene", "gen", "số đăng ký", "đăng ký kinh doanh", "gói thầu", "số hiệu",
        "seri", "sê-ri", "mã vạch", "hóa đơn", "hoá đơn", "biên lai", "mã dự án", "mã doanh nghiệp", "mã số doanh nghiệp", "tbmt",
        "sđk", "gpkd", "serial", "imei", "biên nhận", "vận đơn", "đơn hàng", "tọa độ", "chứng chỉ", "mã hồ sơ", "mã chương trình",
        "gtin", "issn", "doi",
    ]),
];

/// All words of labels, the longest first. A walk over them takes no memory; a pattern of so many words takes 1.3 MB, and
/// only the few words before a number are looked at.
static LABELS: LazyLock<Vec<(&str, Label)>> = LazyLock::new(|| {
    let of = |(label, words): &(Label, &'static [&str])| {
        let label = *label;
        words.iter().map(move |word| (*word, label))
    };
    let mut words: Vec<_> = WORDS.iter().flat_map(of).collect();
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    words
});

/// Words that leave open whose code it is: what is named before them counts, "căn cước, mã 031…".
const OPEN: &[&str] = &["mã", "mã số", "số hiệu", "số đăng ký"];

/// What the words shortly before a place call the number there: the nearest of them.
pub fn label(text: &str, at: usize) -> Option<Label> {
    let words = before(text, at).to_lowercase();
    let (mut nearest, mut named) = (None, None);
    let mut from = 0;
    while let Some(first) = words[from..].chars().next() {
        let begins = !words[..from].ends_with(char::is_alphanumeric);
        let mut labels = LABELS.iter().filter(|_| begins);
        let Some((word, label)) = labels.find(|(word, _)| words[from..].starts_with(word)) else {
            from += first.len_utf8();
            continue;
        };
        from += word.len();
        if words[from..].starts_with(char::is_alphabetic) {
            continue;
        }
        nearest = Some(*label);
        if !OPEN.contains(word) {
            named = nearest;
        }
    }
    match (nearest, named) {
        (Some(Label::Code), Some(named)) => Some(named),
        _ => nearest,
    }
}
