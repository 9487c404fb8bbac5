//! Tests of mending: each text as it is written, and as Markdown gets it.

use super::mend;
use crate::markdown::options;

/// Texts whose meaning is plain, and how they are read.
const MENDED: &[(&str, &str)] = &[
    // Headings.
    ("##Cần mang gì", "## Cần mang gì"),
    ("##\u{a0}Cần mang gì", "## Cần mang gì"),
    ("\u{200b}## Cần mang gì", "## Cần mang gì"),
    ("＃＃ Cần mang gì", "## Cần mang gì"),
    ("#Tiêu đề #", "# Tiêu đề #"),
    ("#Cần mang gì", "# Cần mang gì"),
    ("##Giờ mở cửa##", "## Giờ mở cửa"),
    ("####### Sâu", "###### Sâu"),
    ("> ##Giờ", "> ## Giờ"),
    ("- ###Giờ", "- ### Giờ"),
    ("    ## Giờ", "## Giờ"),
    // Lists.
    ("-sốt cao\n-nôn", "- sốt cao\n- nôn"),
    ("-**Sốt** cao", "- **Sốt** cao"),
    ("- \u{a0}sốt", "- sốt"),
    ("-\u{a0}sốt", "- sốt"),
    ("\u{200b}- sốt", "- sốt"),
    ("– co giật\n– khó thở", "- co giật\n- khó thở"),
    ("Gọi 115 nếu:\n— co giật", "Gọi 115 nếu:\n- co giật"),
    ("-38 độ\n-39 độ", "- 38 độ\n- 39 độ"),
    ("• sốt\n•nôn\n\u{f0b7}\tmệt", "- sốt\n- nôn\n- mệt"),
    ("o\tsốt", "- sốt"),
    ("+sốt\n+nôn", "+ sốt\n+ nôn"),
    ("*sốt\n*nôn", "* sốt\n* nôn"),
    ("1.Rửa tay\n2.Lau khô", "1. Rửa tay\n2. Lau khô"),
    ("1.rửa tay\n2.lau khô", "1. rửa tay\n2. lau khô"),
    ("1)\u{a0}Rửa tay", "1) Rửa tay"),
    (
        "Cần làm:\n2. Rửa tay\n3. Lau khô",
        "Cần làm:\n\n2. Rửa tay\n3. Lau khô",
    ),
    (
        "Chuẩn bị:\n    - giấy tờ\n    - bút",
        "Chuẩn bị:\n- giấy tờ\n- bút",
    ),
    ("-      giấy tờ", "- giấy tờ"),
    (
        "- [ ]việc\n- [] việc\n-[x]việc",
        "- [ ] việc\n- [ ] việc\n- [x] việc",
    ),
    ("[ ] việc", "- [ ] việc"),
    ("a) một\nb) hai", "a) một  \nb) hai"),
    ("1/ một\n2/ hai", "1/ một  \n2/ hai"),
    ("✅ ăn chín\n✅ uống sôi", "✅ ăn chín  \n✅ uống sôi"),
    // Indented text.
    ("Một.\n\n    Hai.", "Một.\n\nHai."),
    ("Một.\n\n\tHai.", "Một.\n\nHai."),
    ("\u{3000}Hai.", " Hai."),
    // Rules and underlines.
    (
        "Đoạn văn dài kết thúc bằng dấu chấm.\n---\nSau.",
        "Đoạn văn dài kết thúc bằng dấu chấm.\n\n---\nSau.",
    ),
    ("Đoạn văn.\n======\nSau.", "Đoạn văn.\n\n---\nSau."),
    ("=====", "---"),
    // Emphasis.
    ("Uống ** nhiều nước ** nhé", "Uống **nhiều nước** nhé"),
    (
        "**Lưu ý:**không tự ý dùng thuốc",
        "**Lưu ý:** không tự ý dùng thuốc",
    ),
    ("**Lưu ý :** a", "**Lưu ý :** a"),
    ("** Lưu ý:** a", "**Lưu ý:** a"),
    ("**Lưu ý: ** a", "**Lưu ý:** a"),
    ("xem**(mục 2)**nhé", "xem **(mục 2)** nhé"),
    ("*Giờ * mở cửa", "*Giờ* mở cửa"),
    ("vào * Giờ* đó", "vào *Giờ* đó"),
    ("==Quan trọng==", "**Quan trọng**"),
    ("***Lưu ý ***: nhớ", "***Lưu ý***: nhớ"),
    ("~~ bỏ ~~", "~~bỏ~~"),
    ("__ đậm __", "**đậm**"),
    ("＊＊đậm＊＊", "**đậm**"),
    ("5*3 và 6*2", "5\\*3 và 6\\*2"),
    ("(**) Theo kế hoạch", "(\\*\\*) Theo kế hoạch"),
    ("Giá (*) và phí (*)", "Giá (\\*) và phí (\\*)"),
    ("từ 5~10 và 6~12", "từ 5\\~10 và 6\\~12"),
    // Links and pictures.
    (
        "[trạm y tế](tel:0225 3850 123)",
        "[trạm y tế](tel:0225%203850%20123)",
    ),
    ("[gọi](0225 3850 123)", "[gọi](tel:0225%203850%20123)"),
    (
        "[thư](mailto:a@mau.example.vn?subject=Xin chào)",
        "[thư](mailto:a@mau.example.vn?subject=Xin%20chào)",
    ),
    (
        "[thư](mailto: a@mau.example.vn)",
        "[thư](mailto:a@mau.example.vn)",
    ),
    ("[bài] (rua-tay.md)", "[bài](<rua-tay.md>)"),
    ("[bài]\u{a0}(rua-tay.md#buoc)", "[bài](<rua-tay.md#buoc>)"),
    ("[bài]( lịch họp.md )", "[bài](<lịch họp.md>)"),
    ("[bài](a.md “tiêu đề”)", "[bài](<a.md> \"tiêu đề\")"),
    ("［bài］（a.md）", "[bài](<a.md>)"),
    ("(bài)[a.md]", "[bài](<a.md>)"),
    ("![nhà] (a.jpg)", "![nhà](<a.jpg>)"),
    ("! [nhà](a.jpg)", "![nhà](a.jpg)"),
    ("![nhà](IMG_2026 (1).JPG)", "![nhà](<IMG_2026 (1).JPG>)"),
    (
        "![nhà](IMG (1)(2).jpg) và chữ (ở đây)",
        "![nhà](<IMG (1)(2).jpg>) và chữ (ở đây)",
    ),
    ("![nhà](anh 1).jpg)", "![nhà](<anh 1).jpg>)"),
    ("[web](https://a.vn/x y)", "[web](https://a.vn/x%20y)"),
    ("Vào https://a.vn/b_c_d.", "Vào <https://a.vn/b_c_d>."),
    ("(xem www.a.vn)", "(xem [www.a.vn](<https://www.a.vn>))"),
    ("<www.a.vn>", "[www.a.vn](https://www.a.vn)"),
    (
        "Thư: ward@mau.example.vn nhé",
        "Thư: <ward@mau.example.vn> nhé",
    ),
    (
        "https://a.vn/(x) và (https://b.vn)",
        "<https://a.vn/(x)> và (<https://b.vn>)",
    ),
    ("[Liên hệ]: 02253850123", "\\[Liên hệ]: 02253850123"),
    // Tables.
    (
        "Chữ:\n| a | b |\n|---|---|\n| 1 | 2 |\nHết.",
        "Chữ:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nHết.",
    ),
    ("| a | b |\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
    (
        "| a | b |\n|---|\n| 1 | 2 |",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ),
    (
        "| a | b |\n|–|—:|\n| 1 | 2 |",
        "| a | b |\n|---|---:|\n| 1 | 2 |",
    ),
    (
        "| a | b |\n\n|---|---|\n\n| 1 | 2 |",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ),
    (
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
        "| a | b | |\n|---|---|---|\n| 1 | 2 | 3 |",
    ),
    (
        "a | b\n---|---\n1 | 2 | 3",
        "a | b | |\n|---|---|---|\n1 | 2 | 3",
    ),
    // Blocks.
    ("    ::: nên", "::: nên"),
    (
        "> chữ\n> ::: khẩn cấp\n> - co giật\n> :::\n> chữ",
        "> chữ\n::: khẩn cấp\n- co giật\n:::\n> chữ",
    ),
    ("\u{200b}::: lưu ý", "::: lưu ý"),
];

/// Texts that stay as they are.
const RIGHT: &[&str] = &[
    "## Cần mang gì\n\nChữ **đậm**, *nghiêng*, ***cả hai***, ~~bỏ~~.",
    "#phongdich #SứcKhỏe",
    "#1 trong danh sách",
    "#ChungTay phòng dịch",
    "- một\n- hai\n  - trong hai\n\n    đoạn nữa\n- ba",
    "1. một\n   - a\n   - b\n2. hai\n\n   đoạn",
    "10. mười\n    - a\n11. mười một",
    "-5 độ C ngoài trời",
    "Nhiệt độ từ\n-5 đến 10 độ",
    "– Chào bác!",
    "+84 225 385 0123",
    "2 * 3 * 4 = 24",
    "*Ghi chú: giá đã có thuế.",
    "Họ tên*, số điện thoại*",
    "Họ tên: ______ Tuổi: ____",
    "a == b, snake_case_name",
    "Khoảng ~5 phút, ~10 người",
    "1.700 căn nhà",
    "[1] (xem phụ lục)",
    "[bài](a.md) [web](https://a.vn/(x)) [có tên](a.md \"tên\") <https://a.vn> [https://a.vn](https://a.vn)",
    "[xem https://a.vn nhé](b.md)",
    "![nhà](<a b.jpg>) ![nhà](anh(1).jpg)",
    "`##x` và `**` và `[a] (b.md)`, \\*sao\\* \\[a\\] \\(b.md\\)",
    "```\n##x\n-a\n    b\n:::\n```",
    "~~~\n##x\n~~~",
    "<div>\n##x https://a.vn\n</div>",
    "<a href=\"https://a.vn\">a</a>",
    "Tiêu đề\n-------\n\nChữ.",
    "Tiêu đề\n=======",
    "---\n\nChữ.\n\n---",
    "Chữ.\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n| 1 |\n\nHết.",
    "| a \\| b | c |\n|---|---|\n| `x` | y |",
    "[a]: https://a.vn\n\nXem [a].",
    "Chữ[^1].\n\n[^1]: Ghi chú.",
    "- [ ] việc\n- [x] xong",
    "> trích\n> tiếp\n\nSau.",
    "Một dòng  \nhai dòng\\\nba dòng",
    "Theo dõi @phuong trên mạng",
    "HĐND&UBND &amp; &lt;b&gt;",
    "2025. Năm sau",
    "I. Mở đầu\n\nII. Kết",
];

/// What went wrong with each of the texts, all at once.
fn all_well(found: impl Iterator<Item = Option<String>>) {
    let wrong: Vec<String> = found.flatten().collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn differs(written: &str, meant: &str) -> Option<String> {
    let mended = mend(written, options());
    (mended.text != meant).then(|| format!("{written:?}\n  {:?}\n  {meant:?}", mended.text))
}

#[test]
fn what_is_plainly_meant_is_read_so() {
    all_well(
        MENDED
            .iter()
            .map(|(written, meant)| differs(written, meant)),
    );
}

#[test]
fn what_is_mended_stays() {
    all_well(MENDED.iter().map(|(_, meant)| differs(meant, meant)));
}

#[test]
fn what_is_right_stays() {
    all_well(RIGHT.iter().map(|text| differs(text, text)));
}

#[test]
fn lines_end_as_they_did() {
    let lines = |text: &str| text.replace("\r\n", "\n");
    all_well(MENDED.iter().map(|(written, meant)| {
        let windows = written.replace('\n', "\r\n");
        let mended = lines(&mend(&windows, options()).text);
        (mended != *meant).then(|| format!("{windows:?}\n  {mended:?}"))
    }));
}

#[test]
fn places_lead_back_to_what_was_written() {
    for (written, _) in MENDED {
        let mended = mend(written, options());
        let mut last = 0;
        for at in 0..=mended.text.len() {
            let place = mended.written(at);
            assert!(place >= last && place <= written.len(), "{written}: {at}");
            last = place;
        }
    }
    let mended = mend("##Một\n\n-hai https://a.vn\n\n@ đây", options());
    let at = mended.text.find("đây").unwrap();
    assert_eq!(mended.written(at), "##Một\n\n-hai https://a.vn\n\n@ ".len());
}
