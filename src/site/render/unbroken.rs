//! What lines do not break: words of two syllables, numbers with what they count, numbers of documents, words with a hyphen.
//! A title keeps its letters, so that it is found and copied as it was written; only the page's elements bind them.

// Where words end is looked at beside it: a pattern that asks for it leaves the fast way of matching at every mark.
base::pattern!(
    BOUND,
    r"(?xi)
    \d+ (?: /\d+ )? (?: [-/] \p{L}+ )+
    | \p{L}+ - [\p{L}\d]+
    | (?: số | điều | tháng | năm | khóa | lần ) \x20 \d+
    | \d [\d.,]* (?: %|\x20 \p{L}{1,6} )
    | (?: an\ toàn | bảo\ hiểm | bảo\ vệ | bệnh\ viện | cao\ tuổi | cấp\ cứu | chính\ quyền | chương\ trình | cứu\ nạn
        | dân\ số | dinh\ dưỡng | đô\ thị | gia\ đình | giao\ thông | hành\ động | học\ đường | học\ sinh | huyết\ áp
        | kế\ hoạch | kết\ luận | khẩn\ cấp | khi\ nào | khuyết\ tật | ma\ túy | mang\ thai | môi\ trường | mô\ hình | mùa\ rét | nghị\ quyết
        | nhân\ dân | phòng\ bệnh | phòng\ chống | quốc\ gia | quốc\ tế | rượu\ bia | sơ\ cứu | sức\ khỏe | tai\ nạn
        | tâm\ thần | tầm\ soát | thân\ thiện | thế\ giới | thiếu\ nhi | thông\ báo | thuốc\ lá | tiêm\ chủng | toàn\ dân | trạm\ y\ tế
        | trẻ\ em | truyền\ thống | tuyên\ truyền | ung\ thư | vệ\ sinh | việt\ nam | y\ tế )"
);

/// A text as HTML whose parts lines do not break.
pub fn unbroken(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    let (mut at, mut from) = (0, 0);
    while let Some(found) = BOUND.find_at(text, from) {
        let (start, end) = (found.start(), found.end());
        if !is_whole(text, start, end) {
            from = start + text[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        escape(&text[at..start], &mut html);
        html.push_str("<span class=\"nowrap\">");
        escape(found.as_str(), &mut html);
        html.push_str("</span>");
        (at, from) = (end, end);
    }
    escape(&text[at..], &mut html);
    html
}

/// Whether what was found is whole words; what a sign joins may begin and end within one.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let found = &text[start..end];
    let is_joined = found.contains(['-', '/']);
    let is_letter = |c: char| c.is_alphanumeric();
    let begins = !text[..start].ends_with(is_letter);
    let ends = found.ends_with('%') || !text[end..].starts_with(is_letter);
    is_joined || (begins && ends)
}

fn escape(text: &str, html: &mut String) {
    let mut bytes = Vec::with_capacity(text.len());
    let written = tera::escape_html(text, &mut bytes);
    written.unwrap_or_else(|_| unreachable!("a vector takes every text"));
    html.push_str(&String::from_utf8_lossy(&bytes));
}

#[cfg(test)]
mod tests {
    use super::unbroken;

    /// The parts that are bound, between bars.
    fn bound(text: &str) -> String {
        let html = unbroken(text);
        html.replace("<span class=\"nowrap\">", "|")
            .replace("</span>", "|")
    }

    #[test]
    fn what_belongs_together_stays_together() {
        for (text, parts) in [
            (
                "Nghị quyết 72-NQ/TW của Bộ",
                "|Nghị quyết| |72-NQ/TW| của Bộ",
            ),
            (
                "Ngày Thế giới không thuốc lá",
                "Ngày |Thế giới| không |thuốc lá|",
            ),
            ("Tiêm vắc-xin, COVID-19", "Tiêm |vắc-xin|, |COVID-19|"),
            ("xả nước mát 20 phút rồi", "xả nước mát |20 phút| rồi"),
            ("trên 95%, bão số 5", "trên |95%|, bão |số 5|"),
            ("Y tế thật tế", "|Y tế| thật tế"),
            // Parts of other words.
            (
                "Báo cáo số 5a, y tếc, máy tế",
                "Báo cáo số 5a, y tếc, máy tế",
            ),
            ("cao 5 nghiêngnghiêng", "cao 5 nghiêngnghiêng"),
            ("hệ số 5 2 kg", "hệ |số 5| |2 kg|"),
            ("Ăn chín", "Ăn chín"),
        ] {
            assert_eq!(bound(text), parts);
        }
    }

    #[test]
    fn signs_of_html_are_text() {
        assert_eq!(
            unbroken("<b> & \"x\" 'y'"),
            "&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;"
        );
    }
}
