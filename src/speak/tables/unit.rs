//! Units: how they are written and said, and which words stand behind “/”.

/// A unit behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// As it is written.
    pub written: &'static str,
    /// As it is said.
    pub said: &'static str,
    /// How closely it stands behind its number.
    pub close: Close,
    /// Whether it may be squared or cubed.
    pub length: bool,
    /// Whether it counts money or the like: what stands behind its slash is said “một …”, not “trên …”.
    pub money: bool,
}

/// How closely a unit stands behind its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Close {
    /// With or without a blank.
    Either,
    /// Without a blank: with one it is a letter of its own.
    Joined,
}

const fn unit(written: &'static str, said: &'static str) -> Unit {
    Unit {
        written,
        said,
        close: Close::Either,
        length: false,
        money: false,
    }
}

const fn length(written: &'static str, said: &'static str) -> Unit {
    Unit {
        length: true,
        ..unit(written, said)
    }
}

const fn money(written: &'static str, said: &'static str) -> Unit {
    Unit {
        money: true,
        ..unit(written, said)
    }
}

const fn joined(written: &'static str, said: &'static str) -> Unit {
    Unit {
        close: Close::Joined,
        ..unit(written, said)
    }
}

/// Units that are words of letters, longest first where one begins another.
pub const UNITS: [Unit; 80] = [
    length("km", "ki-lô-mét"),
    length("hm", "héc-tô-mét"),
    length("dm", "đề-xi-mét"),
    length("cm", "xăng-ti-mét"),
    length("mm", "mi-li-mét"),
    length("m", "mét"),
    unit("µm", "mi-crô-mét"),
    unit("μm", "mi-crô-mét"),
    unit("nm", "na-nô-mét"),
    unit("ha", "héc-ta"),
    unit("kg", "ki-lô-gam"),
    unit("Kg", "ki-lô-gam"),
    unit("KG", "ki-lô-gam"),
    unit("mg", "mi-li-gam"),
    unit("mcg", "mi-crô-gam"),
    unit("µg", "mi-crô-gam"),
    unit("μg", "mi-crô-gam"),
    unit("ng", "na-nô-gam"),
    unit("pg", "pi-cô-gam"),
    unit("g", "gam"),
    unit("gr", "gam"),
    unit("ml", "mi-li-lít"),
    unit("mL", "mi-li-lít"),
    unit("ML", "mi-li-lít"),
    unit("dl", "đề-xi-lít"),
    unit("dL", "đề-xi-lít"),
    unit("cl", "xăng-ti-lít"),
    unit("µl", "mi-crô-lít"),
    unit("µL", "mi-crô-lít"),
    unit("μL", "mi-crô-lít"),
    unit("l", "lít"),
    unit("L", "lít"),
    unit("mmol", "mi-li-mol"),
    unit("µmol", "mi-crô-mol"),
    unit("μmol", "mi-crô-mol"),
    unit("mol", "mol"),
    unit("mmHg", "mi-li-mét thủy ngân"),
    unit("mmhg", "mi-li-mét thủy ngân"),
    unit("cmH", "xăng-ti-mét nước"),
    unit("kcal", "ki-lô-ca-lo"),
    unit("Kcal", "ki-lô-ca-lo"),
    unit("cal", "ca-lo"),
    unit("IU", "đơn vị quốc tế"),
    unit("UI", "đơn vị quốc tế"),
    unit("Hz", "héc"),
    unit("kHz", "ki-lô-héc"),
    unit("MHz", "mê-ga-héc"),
    unit("GHz", "gi-ga-héc"),
    unit("kW", "ki-lô-oát"),
    unit("KW", "ki-lô-oát"),
    unit("MW", "mê-ga-oát"),
    unit("kWh", "ki-lô-oát giờ"),
    unit("kV", "ki-lô-vôn"),
    unit("mV", "mi-li-vôn"),
    unit("mA", "mi-li-am-pe"),
    unit("mAh", "mi-li-am-pe giờ"),
    unit("hp", "mã lực"),
    unit("inch", "inh"),
    unit("dB", "đề-xi-ben"),
    unit("KB", "ki-lô-bai"),
    unit("MB", "mê-ga-bai"),
    unit("GB", "gi-ga-bai"),
    unit("TB", "tê-ra-bai"),
    unit("bpm", "nhịp một phút"),
    unit("ppm", "phần triệu"),
    unit("h", "giờ"),
    unit("min", "phút"),
    joined("s", "giây"),
    joined("p", "phút"),
    joined("ph", "phút"),
    joined("V", "vôn"),
    joined("v", "vôn"),
    joined("W", "oát"),
    joined("w", "oát"),
    joined("Ω", "ôm"),
    money("đ", "đồng"),
    money("vnđ", "đồng"),
    money("VNĐ", "đồng"),
    money("VND", "đồng"),
    money("USD", "đô-la Mỹ"),
];

/// Short forms of great amounts of money, joined to their number: “50k”, “5tr”.
pub const AMOUNTS: [(&str, &str); 5] = [
    ("k", "nghìn"),
    ("K", "nghìn"),
    ("tr", "triệu"),
    ("Tr", "triệu"),
    ("tỷ", "tỷ"),
];

/// Signs that are units.
pub const SIGNS: [(char, &str, bool); 9] = [
    ('%', "phần trăm", false),
    ('‰', "phần nghìn", false),
    ('₫', "đồng", true),
    ('$', "đô-la Mỹ", true),
    ('€', "ơ-rô", true),
    ('£', "bảng Anh", true),
    ('¥', "yên Nhật", true),
    ('°', "độ", false),
    ('º', "độ", false),
];

/// Words of amounts and things, of which a unit in brackets or before a slash is made.
pub const AMOUNT_WORDS: [&str; 22] = [
    "tỷ", "tỉ", "triệu", "nghìn", "ngàn", "vạn", "trăm", "đồng", "tấn", "tạ", "yến", "kg", "người",
    "hộ", "lượt", "lần", "ca", "trẻ", "cháu", "ha", "tuổi", "năm",
];

/// What may be counted for: behind a slash these are said “một …”.
pub const EACH: [&str; 61] = [
    "năm",
    "tháng",
    "tuần",
    "ngày",
    "đêm",
    "giờ",
    "phút",
    "giây",
    "buổi",
    "lần",
    "lượt",
    "người",
    "hộ",
    "nhà",
    "đứa",
    "trẻ",
    "cháu",
    "học",
    "suất",
    "bữa",
    "kỳ",
    "quý",
    "vụ",
    "con",
    "cái",
    "chiếc",
    "gói",
    "viên",
    "hộp",
    "chai",
    "lọ",
    "ống",
    "liều",
    "mũi",
    "ca",
    "sào",
    "mẫu",
    "tấn",
    "tạ",
    "yến",
    "cân",
    "lít",
    "mét",
    "tổ",
    "thôn",
    "xã",
    "phường",
    "lớp",
    "trường",
    "bản",
    "cụm",
    "khu",
    "bệnh",
    "đầu",
    "phòng",
    "giường",
    "xe",
    "chuyến",
    "vé",
    "héc",
    "tiết",
];
