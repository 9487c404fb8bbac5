//! Abbreviations that are read in full, those that are spelled, and those that mean several things.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What an abbreviation is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// These words.
    Full(&'static str),
    /// Its letters by their names.
    Spelled,
    /// One of several, which only the writer knows.
    Several(&'static [&'static str]),
    /// These words before a name or a number, else something that only the writer knows.
    Before(&'static str),
}

use Meaning::{Before, Full, Several, Spelled};

/// The table: longer ones before those that they begin with are found first whatever their order here.
const TABLE: &[(&str, Meaning)] = &[
    // Party, State, front and unions.
    ("UBND", Full("ủy ban nhân dân")),
    ("HĐND", Full("hội đồng nhân dân")),
    ("MTTQ", Full("Mặt trận Tổ quốc")),
    ("MTTQVN", Full("Mặt trận Tổ quốc Việt Nam")),
    ("UBMTTQ", Full("Ủy ban Mặt trận Tổ quốc")),
    ("UBMTTQVN", Full("Ủy ban Mặt trận Tổ quốc Việt Nam")),
    ("UBKT", Full("ủy ban kiểm tra")),
    ("UBTVQH", Full("Ủy ban Thường vụ Quốc hội")),
    ("BTV", Full("ban thường vụ")),
    ("BCH", Full("ban chấp hành")),
    ("BCĐ", Full("ban chỉ đạo")),
    ("BTC", Full("ban tổ chức")),
    ("BTGDV", Full("ban tuyên giáo và dân vận")),
    ("BCT", Full("Bộ Chính trị")),
    ("UVBTV", Full("ủy viên ban thường vụ")),
    ("UVBCH", Full("ủy viên ban chấp hành")),
    ("UV", Full("ủy viên")),
    ("VPĐU", Full("văn phòng đảng ủy")),
    ("VP", Full("văn phòng")),
    ("TVĐU", Full("thường vụ đảng ủy")),
    ("ĐU", Full("đảng ủy")),
    ("ĐV", Full("đảng viên")),
    ("ĐVTN", Full("đoàn viên thanh niên")),
    ("ĐTN", Full("đoàn thanh niên")),
    ("TNCS", Full("Thanh niên Cộng sản")),
    ("TNXP", Full("thanh niên xung phong")),
    ("LHPN", Full("Liên hiệp Phụ nữ")),
    ("LĐLĐ", Full("liên đoàn lao động")),
    ("CCB", Full("cựu chiến binh")),
    ("CTĐ", Full("Chữ thập đỏ")),
    ("NCT", Full("người cao tuổi")),
    ("NKT", Full("người khuyết tật")),
    ("CBCC", Full("cán bộ, công chức")),
    ("CBCCVC", Full("cán bộ, công chức, viên chức")),
    ("CCVC", Full("công chức, viên chức")),
    ("CBCNV", Full("cán bộ, công nhân viên")),
    ("CNVC", Full("công nhân, viên chức")),
    ("CNVCLĐ", Full("công nhân, viên chức, lao động")),
    ("TTHC", Full("thủ tục hành chính")),
    ("CCHC", Full("cải cách hành chính")),
    ("QLNN", Full("quản lý nhà nước")),
    ("VBQPPL", Full("văn bản quy phạm pháp luật")),
    ("QPPL", Full("quy phạm pháp luật")),
    ("PBGDPL", Full("phổ biến, giáo dục pháp luật")),
    ("DVC", Full("dịch vụ công")),
    ("DVCTT", Full("dịch vụ công trực tuyến")),
    ("CSDL", Full("cơ sở dữ liệu")),
    ("CNTT", Full("công nghệ thông tin")),
    ("CĐS", Full("chuyển đổi số")),
    ("KHCN", Full("khoa học công nghệ")),
    ("NTM", Full("nông thôn mới")),
    ("OCOP", Full("ô-cốp")),
    ("CT-XH", Full("chính trị xã hội")),
    ("CTXH", Several(&["chính trị xã hội", "công tác xã hội"])),
    ("KT-XH", Full("kinh tế xã hội")),
    ("KTXH", Full("kinh tế xã hội")),
    ("VH-XH", Full("văn hóa xã hội")),
    ("VHXH", Full("văn hóa xã hội")),
    ("VHTT", Full("văn hóa thông tin")),
    ("QP-AN", Full("quốc phòng an ninh")),
    ("QPAN", Full("quốc phòng an ninh")),
    ("ANTT", Full("an ninh trật tự")),
    ("ANQP", Full("an ninh quốc phòng")),
    ("TTATXH", Full("trật tự, an toàn xã hội")),
    ("ATGT", Full("an toàn giao thông")),
    ("TTATGT", Full("trật tự, an toàn giao thông")),
    ("PCCC", Full("phòng cháy, chữa cháy")),
    ("CNCH", Full("cứu nạn, cứu hộ")),
    ("PCTT", Full("phòng, chống thiên tai")),
    ("TKCN", Full("tìm kiếm cứu nạn")),
    ("GPMB", Full("giải phóng mặt bằng")),
    ("QSDĐ", Full("quyền sử dụng đất")),
    ("SXKD", Full("sản xuất, kinh doanh")),
    ("DN", Full("doanh nghiệp")),
    ("HTX", Full("hợp tác xã")),
    ("LĐTBXH", Full("Lao động, Thương binh và Xã hội")),
    ("BTXH", Full("bảo trợ xã hội")),
    ("NCC", Full("người có công")),
    // Places.
    ("TDP", Full("tổ dân phố")),
    ("TP.HCM", Full("Thành phố Hồ Chí Minh")),
    ("TP. HCM", Full("Thành phố Hồ Chí Minh")),
    ("TPHCM", Full("Thành phố Hồ Chí Minh")),
    ("TP HCM", Full("Thành phố Hồ Chí Minh")),
    ("HCM", Full("Hồ Chí Minh")),
    ("TP.", Full("thành phố")),
    ("Tp.", Full("thành phố")),
    ("TP", Full("thành phố")),
    ("Tp", Full("thành phố")),
    ("TX.", Full("thị xã")),
    ("TX", Full("thị xã")),
    ("TT.", Before("thị trấn")),
    ("P.", Before("phường")),
    ("Q.", Before("quận")),
    ("X.", Before("xã")),
    ("H.", Before("huyện")),
    ("T.", Before("tỉnh")),
    ("Đ.", Before("đường")),
    ("KCN", Full("khu công nghiệp")),
    ("KĐT", Full("khu đô thị")),
    ("KDC", Full("khu dân cư")),
    ("QL", Full("quốc lộ")),
    ("VN", Full("Việt Nam")),
    ("CHXHCN", Full("Cộng hòa xã hội chủ nghĩa")),
    ("XHCN", Full("xã hội chủ nghĩa")),
    ("ĐBSCL", Full("đồng bằng sông Cửu Long")),
    ("LHQ", Full("Liên hợp quốc")),
    // Health.
    ("BHYT", Full("bảo hiểm y tế")),
    ("BHXH", Full("bảo hiểm xã hội")),
    ("BHTN", Full("bảo hiểm thất nghiệp")),
    ("TYT", Full("trạm y tế")),
    ("TTYT", Full("trung tâm y tế")),
    ("BYT", Full("Bộ Y tế")),
    ("SYT", Full("Sở Y tế")),
    ("BV", Full("bệnh viện")),
    ("BVĐK", Full("bệnh viện đa khoa")),
    ("PKĐK", Full("phòng khám đa khoa")),
    ("KSBT", Full("kiểm soát bệnh tật")),
    ("CDC", Full("trung tâm kiểm soát bệnh tật")),
    ("YTDP", Full("y tế dự phòng")),
    ("YTCS", Full("y tế cơ sở")),
    ("NVYT", Full("nhân viên y tế")),
    ("CBYT", Full("cán bộ y tế")),
    ("CTV", Full("cộng tác viên")),
    ("CSSK", Full("chăm sóc sức khỏe")),
    ("CSSKBĐ", Full("chăm sóc sức khỏe ban đầu")),
    ("CSSKSS", Full("chăm sóc sức khỏe sinh sản")),
    ("SKSS", Full("sức khỏe sinh sản")),
    ("SKTT", Full("sức khỏe tâm thần")),
    ("GDSK", Full("giáo dục sức khỏe")),
    ("TTGDSK", Full("truyền thông giáo dục sức khỏe")),
    ("KCB", Full("khám bệnh, chữa bệnh")),
    ("KSK", Full("khám sức khỏe")),
    ("HSSK", Full("hồ sơ sức khỏe")),
    ("KHHGĐ", Full("kế hoạch hóa gia đình")),
    ("DS-KHHGĐ", Full("dân số, kế hoạch hóa gia đình")),
    ("TCMR", Full("tiêm chủng mở rộng")),
    ("SXH", Full("sốt xuất huyết")),
    ("SXHD", Full("sốt xuất huyết Đen-gơ")),
    ("TCM", Full("tay chân miệng")),
    ("THA", Full("tăng huyết áp")),
    ("ĐTĐ", Full("đái tháo đường")),
    ("COPD", Full("bệnh phổi tắc nghẽn mạn tính")),
    ("BPTNMT", Full("bệnh phổi tắc nghẽn mạn tính")),
    ("BKLN", Full("bệnh không lây nhiễm")),
    ("ATTP", Full("an toàn thực phẩm")),
    ("VSATTP", Full("vệ sinh an toàn thực phẩm")),
    ("ATVSTP", Full("an toàn vệ sinh thực phẩm")),
    ("VSMT", Full("vệ sinh môi trường")),
    ("NĐTP", Full("ngộ độc thực phẩm")),
    ("YHCT", Full("y học cổ truyền")),
    ("PHCN", Full("phục hồi chức năng")),
    ("SDD", Full("suy dinh dưỡng")),
    ("TNTT", Full("tai nạn thương tích")),
    ("TNGT", Full("tai nạn giao thông")),
    ("WHO", Full("Tổ chức Y tế Thế giới")),
    ("UNICEF", Full("u-ni-xép")),
    ("AIDS", Full("ết")),
    ("HIV/AIDS", Full("hát-i-vê, ết")),
    ("HIV", Full("hát-i-vê")),
    ("HPV", Full("hát-pê-vê")),
    ("HBV", Full("hát-bê-vê")),
    ("HCV", Full("hát-xê-vê")),
    ("HA", Full("huyết áp")),
    ("BN", Full("bệnh nhân")),
    ("BS", Full("bác sĩ")),
    ("BS.", Full("bác sĩ")),
    ("BSCKI", Full("bác sĩ chuyên khoa một")),
    ("BSCKII", Full("bác sĩ chuyên khoa hai")),
    ("BS.CKI", Full("bác sĩ chuyên khoa một")),
    ("BS.CKII", Full("bác sĩ chuyên khoa hai")),
    ("CKI", Full("chuyên khoa một")),
    ("CKII", Full("chuyên khoa hai")),
    ("YS", Full("y sĩ")),
    ("ĐD", Full("điều dưỡng")),
    ("DSĐH", Full("dược sĩ đại học")),
    ("SpO", Full("ét-pê-o")),
    ("SARS-CoV-2", Full("xác-cô-vi hai")),
    ("SARS", Full("xác")),
    ("BMI", Spelled),
    ("ADN", Spelled),
    ("DNA", Spelled),
    ("ARN", Spelled),
    ("RNA", Spelled),
    ("PCR", Spelled),
    ("MRI", Spelled),
    ("ECG", Spelled),
    ("ICU", Spelled),
    ("BCG", Spelled),
    ("ARV", Spelled),
    ("ORS", Full("ô-rê-dôn")),
    ("STI", Spelled),
    ("IUD", Spelled),
    ("IVF", Spelled),
    ("LDL", Spelled),
    ("HDL", Spelled),
    ("GMP", Spelled),
    ("HACCP", Spelled),
    ("ISO", Full("i-sô")),
    ("ATM", Spelled),
    ("GPS", Spelled),
    ("USB", Spelled),
    ("TV", Spelled),
    ("QR", Spelled),
    ("OTP", Spelled),
    ("SMS", Spelled),
    ("CCTV", Spelled),
    ("GDP", Spelled),
    ("GRDP", Spelled),
    ("FDI", Spelled),
    ("WTO", Spelled),
    ("OA", Spelled),
    ("AI", Full("ây-ai")),
    ("LED", Full("lét")),
    ("CO", Spelled),
    ("VNeID", Full("vê-nờ-e-i-đê")),
    ("VNEID", Full("vê-nờ-e-i-đê")),
    ("VNPT", Spelled),
    ("EVN", Spelled),
    ("VTV", Spelled),
    ("STEM", Full("xờ-tem")),
    ("CCCD", Full("căn cước công dân")),
    ("CMND", Full("chứng minh nhân dân")),
    ("GPLX", Full("giấy phép lái xe")),
    ("ĐKKD", Full("đăng ký kinh doanh")),
    // Schools.
    ("THCS", Full("trung học cơ sở")),
    ("THPT", Full("trung học phổ thông")),
    ("GDTX", Full("giáo dục thường xuyên")),
    ("GDĐT", Full("giáo dục và đào tạo")),
    ("GD-ĐT", Full("giáo dục và đào tạo")),
    ("GD&ĐT", Full("giáo dục và đào tạo")),
    ("GDMN", Full("giáo dục mầm non")),
    ("ĐH", Full("đại học")),
    ("CĐ", Several(&["cao đẳng", "công đoàn"])),
    ("HS", Full("học sinh")),
    ("HSSV", Full("học sinh, sinh viên")),
    ("SV", Full("sinh viên")),
    ("GV", Full("giáo viên")),
    ("PHHS", Full("phụ huynh học sinh")),
    // Titles and small words.
    ("Đ/c", Full("đồng chí")),
    ("đ/c", Full("đồng chí")),
    ("Đ/C", Full("đồng chí")),
    ("đ/C", Full("đồng chí")),
    ("Đc", Full("đồng chí")),
    ("T/M", Full("thay mặt")),
    ("TM.", Full("thay mặt")),
    ("KT.", Full("ký thay")),
    ("TL.", Full("thừa lệnh")),
    ("TUQ.", Full("thừa ủy quyền")),
    ("V/v", Full("về việc")),
    ("v/v", Full("về việc")),
    ("v.v...", Full("vân vân")),
    ("v.v…", Full("vân vân")),
    ("v.v.", Full("vân vân")),
    ("v.v", Full("vân vân")),
    ("vv...", Full("vân vân")),
    ("vv", Full("vân vân")),
    ("GS.TS.", Full("giáo sư, tiến sĩ")),
    ("GS.TS", Full("giáo sư, tiến sĩ")),
    ("PGS.TS.", Full("phó giáo sư, tiến sĩ")),
    ("PGS.TS", Full("phó giáo sư, tiến sĩ")),
    ("TS.BS", Full("tiến sĩ, bác sĩ")),
    ("ThS.BS", Full("thạc sĩ, bác sĩ")),
    ("GS.", Full("giáo sư")),
    ("GS", Full("giáo sư")),
    ("PGS.", Full("phó giáo sư")),
    ("PGS", Full("phó giáo sư")),
    ("TS.", Full("tiến sĩ")),
    ("TS", Full("tiến sĩ")),
    ("ThS.", Full("thạc sĩ")),
    ("ThS", Full("thạc sĩ")),
    ("NXB", Full("nhà xuất bản")),
    ("SĐT", Full("số điện thoại")),
    ("ĐT:", Full("điện thoại:")),
    ("ĐT", Several(&["điện thoại", "đào tạo", "đường tỉnh"])),
    ("LH:", Full("liên hệ:")),
    ("LH", Several(&["liên hệ", "liên hiệp"])),
    ("HND", Full("hội nông dân")),
    ("HbA1c", Full("hát-bê-a-một-xê")),
    ("E. coli", Full("e cô-li")),
    ("E.coli", Full("e cô-li")),
    ("X-quang", Full("ích-quang")),
    ("X quang", Full("ích-quang")),
    ("AstraZeneca", Full("át-tơ-ra-dê-nê-ca")),
    ("CHQS", Full("chỉ huy quân sự")),
    ("NVH", Full("nhà văn hóa")),
    ("NSNN", Full("ngân sách nhà nước")),
    ("KPCĐ", Full("kinh phí công đoàn")),
    ("CLB", Full("câu lạc bộ")),
    ("GĐ", Several(&["gia đình", "giám đốc", "giai đoạn"])),
    ("PGĐ", Full("phó giám đốc")),
    ("PCT", Full("phó chủ tịch")),
    ("PBT", Full("phó bí thư")),
    ("BT", Several(&["bí thư", "bình thường"])),
    (
        "CT",
        Several(&["chủ tịch", "chỉ thị", "chương trình", "chụp cắt lớp"]),
    ),
    (
        "TT",
        Several(&["thông tư", "thị trấn", "trung tâm", "truyền thông"]),
    ),
    ("DS", Several(&["dân số", "dược sĩ", "danh sách"])),
    ("KH", Several(&["kế hoạch", "khoa học", "khách hàng"])),
    ("KT", Several(&["kinh tế", "ký thay", "kỹ thuật"])),
    ("XH", Full("xã hội")),
    ("VH", Full("văn hóa")),
    ("GD", Several(&["giáo dục", "gia đình"])),
    ("TC", Several(&["tổ chức", "tiêm chủng", "trung cấp"])),
    ("TH", Several(&["tiểu học", "trường hợp", "thực hiện"])),
    ("MN", Full("mầm non")),
    ("ND", Several(&["nhân dân", "nội dung", "nông dân"])),
    ("PN", Full("phụ nữ")),
    ("TN", Several(&["thanh niên", "tình nguyện", "tốt nghiệp"])),
    ("T.Ư", Full("Trung ương")),
    ("T.W", Full("Trung ương")),
    ("TW", Full("Trung ương")),
    ("TƯ", Full("Trung ương")),
    ("NQ", Full("nghị quyết")),
    ("QĐ", Full("quyết định")),
    ("NĐ", Full("nghị định")),
    ("CTr", Full("chương trình")),
    ("CV", Full("công văn")),
    ("HD", Full("hướng dẫn")),
    ("BC", Full("báo cáo")),
    ("TB", Several(&["thông báo", "trung bình", "thương binh"])),
];

/// Which of several meanings the words around decide: the abbreviation, what stands before or behind, what is read.
const DECIDED: &[(&str, Beside, &str)] = &[
    ("CT", Beside::Before("chụp"), "xê-tê"),
    ("CT", Beside::Before("máy"), "xê-tê"),
    ("CT", Beside::Before("phó"), "chủ tịch"),
    ("CT", Beside::Behind("ubnd"), "chủ tịch"),
    ("CT", Beside::Behind("hđnd"), "chủ tịch"),
    ("CT", Beside::Number, "chỉ thị"),
    ("TT", Beside::Number, "thông tư"),
    ("TT", Beside::Behind("y"), "trung tâm"),
    ("KH", Beside::Number, "kế hoạch"),
    ("TB", Beside::Number, "thông báo"),
    ("ĐT", Beside::Number, "điện thoại"),
    ("ĐT", Beside::Before("số"), "điện thoại"),
    ("GĐ", Beside::Before("phó"), "giám đốc"),
    ("GĐ", Beside::Behind("công"), "giám đốc"),
    ("GĐ", Beside::Behind("sở"), "giám đốc"),
    ("GĐ", Beside::Behind("bệnh"), "giám đốc"),
    ("TH", Beside::Before("trường"), "tiểu học"),
    ("BT", Beside::Before("phó"), "bí thư"),
    ("BT", Beside::Behind("chi"), "bí thư"),
    ("BT", Beside::Behind("đảng"), "bí thư"),
    ("CĐ", Beside::Before("trường"), "cao đẳng"),
];

/// What decides.
#[derive(Debug, Clone, Copy)]
enum Beside {
    /// This word before it.
    Before(&'static str),
    /// This word behind it.
    Behind(&'static str),
    /// A number behind it, perhaps with “số” between.
    Number,
}

/// What an abbreviation of several meanings is read as between these words, if they decide.
pub fn decided(written: &str, left: &str, next: &str, is_numbered: bool) -> Option<&'static str> {
    let fits = |beside: &Beside| match beside {
        Beside::Before(word) => base::text::ends_with_word(left, &[word]).is_some(),
        Beside::Behind(word) => next == *word,
        Beside::Number => is_numbered,
    };
    let found = DECIDED
        .iter()
        .find(|(known, beside, _)| *known == written && fits(beside));
    found.map(|(.., said)| *said)
}

/// The table by the first run of letters of each entry.
static BY_FIRST: LazyLock<HashMap<&'static str, Vec<(&'static str, Meaning)>>> =
    LazyLock::new(|| {
        let mut by_first: HashMap<_, Vec<_>> = HashMap::new();
        for (written, meaning) in TABLE {
            let end = written
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(written.len());
            by_first
                .entry(&written[..end])
                .or_default()
                .push((*written, *meaning));
        }
        for entries in by_first.values_mut() {
            entries.sort_by_key(|(written, _)| std::cmp::Reverse(written.len()));
        }
        by_first
    });

/// The entries that begin with these letters, longest first.
pub fn beginning(letters: &str) -> &'static [(&'static str, Meaning)] {
    BY_FIRST.get(letters).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_entry_stands_once_and_is_said_in_words() {
        let mut seen = HashSet::new();
        for (written, meaning) in TABLE {
            assert!(seen.insert(written), "{written} stands twice");
            let texts = match meaning {
                Full(text) | Before(text) => vec![*text],
                Several(texts) => texts.to_vec(),
                Spelled => Vec::new(),
            };
            for text in texts {
                assert!(!text.chars().any(|c| c.is_ascii_digit()), "{text}");
                assert!(texts_are_words(text), "{written}: {text}");
            }
        }
    }

    fn texts_are_words(text: &str) -> bool {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .all(|word| crate::syllable::is_syllable(&word.to_lowercase()))
    }
}
