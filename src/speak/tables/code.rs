//! Codes in the symbols of documents: kinds of documents and those who issue them.

/// Kinds of documents by their codes.
pub const KINDS: [(&str, &str); 36] = [
    ("NQ", "nghị quyết"),
    ("QĐ", "quyết định"),
    ("QÐ", "quyết định"),
    ("NĐ", "nghị định"),
    ("KH", "kế hoạch"),
    ("CTr", "chương trình"),
    ("CTR", "chương trình"),
    ("CTHĐ", "chương trình hành động"),
    ("CTrHĐ", "chương trình hành động"),
    ("CT", "chỉ thị"),
    ("TB", "thông báo"),
    ("BC", "báo cáo"),
    ("TTr", "tờ trình"),
    ("CV", "công văn"),
    ("HD", "hướng dẫn"),
    ("KL", "kết luận"),
    ("TT", "thông tư"),
    ("TTLT", "thông tư liên tịch"),
    ("QyĐ", "quy định"),
    ("QĐi", "quy định"),
    ("QC", "quy chế"),
    ("ĐA", "đề án"),
    ("PA", "phương án"),
    ("DA", "dự án"),
    ("GM", "giấy mời"),
    ("CĐ", "công điện"),
    ("BB", "biên bản"),
    ("HĐ", "hợp đồng"),
    ("PL", "pháp lệnh"),
    ("L", "luật"),
    ("LCT", "lệnh"),
    ("TL", "thông tri"),
    ("TTri", "thông tri"),
    ("NQLT", "nghị quyết liên tịch"),
    ("VBHN", "văn bản hợp nhất"),
    ("TĐ", "thông điệp"),
];

/// Those who issue, by their codes; “Thành ủy” or “Tỉnh ủy” stands for `@`.
pub const ISSUERS: [(&str, &str); 64] = [
    ("TW", "Trung ương"),
    ("TƯ", "Trung ương"),
    ("CP", "Chính phủ"),
    ("TTg", "Thủ tướng Chính phủ"),
    ("TTG", "Thủ tướng Chính phủ"),
    ("QH", "Quốc hội"),
    ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
    ("CTN", "Chủ tịch nước"),
    ("VPCP", "Văn phòng Chính phủ"),
    ("VPTW", "Văn phòng Trung ương"),
    ("BTCTW", "Ban Tổ chức Trung ương"),
    ("BTGDVTW", "Ban Tuyên giáo và Dân vận Trung ương"),
    ("BTGTW", "Ban Tuyên giáo Trung ương"),
    ("UBKTTW", "Ủy ban Kiểm tra Trung ương"),
    ("TU", "@"),
    ("BTGDVTU", "Ban Tuyên giáo và Dân vận @"),
    ("BTGTU", "Ban Tuyên giáo @"),
    ("BDVTU", "Ban Dân vận @"),
    ("BTCTU", "Ban Tổ chức @"),
    ("BNCTU", "Ban Nội chính @"),
    ("UBKTTU", "Ủy ban Kiểm tra @"),
    ("VPTU", "Văn phòng @"),
    ("ĐU", "Đảng ủy"),
    ("ĐUK", "Đảng ủy Khối"),
    ("VPĐU", "Văn phòng Đảng ủy"),
    ("BXDĐ", "Ban Xây dựng Đảng"),
    ("UBKTĐU", "Ủy ban Kiểm tra Đảng ủy"),
    ("HU", "Huyện ủy"),
    ("QU", "Quận ủy"),
    ("CB", "chi bộ"),
    ("BTV", "Ban Thường vụ"),
    ("BCH", "Ban Chấp hành"),
    ("BCĐ", "Ban Chỉ đạo"),
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("BTT", "Ban Thường trực"),
    ("UBKT", "Ủy ban kiểm tra"),
    ("BYT", "Bộ Y tế"),
    ("BGDĐT", "Bộ Giáo dục và Đào tạo"),
    ("BNV", "Bộ Nội vụ"),
    ("BTC", "Bộ Tài chính"),
    ("BCA", "Bộ Công an"),
    ("BQP", "Bộ Quốc phòng"),
    ("BTP", "Bộ Tư pháp"),
    ("BXD", "Bộ Xây dựng"),
    ("BCT", "Bộ Công Thương"),
    ("BKHCN", "Bộ Khoa học và Công nghệ"),
    ("BTTTT", "Bộ Thông tin và Truyền thông"),
    ("BNNMT", "Bộ Nông nghiệp và Môi trường"),
    ("BNNPTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
    ("BTNMT", "Bộ Tài nguyên và Môi trường"),
    ("BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch"),
    ("BLĐTBXH", "Bộ Lao động, Thương binh và Xã hội"),
    ("BKHĐT", "Bộ Kế hoạch và Đầu tư"),
    ("BGTVT", "Bộ Giao thông vận tải"),
    ("BDTTG", "Bộ Dân tộc và Tôn giáo"),
    ("BHXH", "Bảo hiểm xã hội"),
    ("SYT", "Sở Y tế"),
    ("SGDĐT", "Sở Giáo dục và Đào tạo"),
    ("TTYT", "trung tâm y tế"),
    ("TYT", "trạm y tế"),
    ("KSBT", "trung tâm kiểm soát bệnh tật"),
];

/// A kind of document by its code.
pub fn kind(code: &str) -> Option<&'static str> {
    KINDS
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, name)| *name)
}

/// Who issues, by the code.
pub fn issuer(code: &str) -> Option<&'static str> {
    ISSUERS
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, name)| *name)
}
