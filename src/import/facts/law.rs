//! Laws named without a number: "Luật Phòng bệnh", "các Luật: Dân số, Phòng bệnh".

use super::cited::{Cited, date_at};
use super::{Fact, Rule, Sentence};
use base::pattern::pattern;
use base::text::{lowercase, starts_with_word};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?P<kind>Bộ luật|Luật|Pháp lệnh)(?P<list>:)? (?P<name>\p{Lu}[^:;.()“”]*)")
});

/// Laws whose names hold a comma or "và"; other names end at the first of these.
#[rustfmt::skip]
const LAWS: [&str; 18] = [
    "dân số", "bảo vệ dữ liệu cá nhân",
    "phòng, chống tham nhũng", "phòng, chống ma túy", "phòng, chống bạo lực gia đình", "phòng, chống tác hại của thuốc lá",
    "phòng, chống tác hại của rượu, bia", "phòng, chống bệnh truyền nhiễm", "phòng, chống thiên tai", "phòng, chống mua bán người",
    "phòng cháy, chữa cháy và cứu nạn, cứu hộ", "phòng cháy và chữa cháy", "khám bệnh, chữa bệnh", "thi đua, khen thưởng",
    "thực hành tiết kiệm, chống lãng phí", "trật tự, an toàn giao thông đường bộ", "hôn nhân và gia đình", "an toàn, vệ sinh lao động",
];

/// The name of a law directly before "số 15/2023/QH15".
pub fn law_before(left: &str) -> Option<String> {
    let left = left.strip_suffix("số").unwrap_or(left).trim_end();
    let at = left.rfind("Luật ")?;
    let name = &left[at..];
    (law_name(&name["Luật ".len()..]).len() == name.len() - "Luật ".len()).then(|| name.to_owned())
}

/// Laws by name: "Luật Phòng bệnh", "các Luật: Dân số, Phòng bệnh, …".
pub fn laws(sentence: &Sentence, taken: &[Range<usize>]) -> Vec<Fact<Cited>> {
    let text = sentence.text.as_str();
    let mut found = Vec::new();
    for captures in LAW.captures_iter(text) {
        let (Some(whole), Some(written)) = (captures.get(0), captures.name("name")) else {
            continue;
        };
        let listed = captures.name("list").is_some();
        let names: Vec<&str> = if listed {
            written
                .as_str()
                .split(", ")
                .map(law_name)
                .take_while(|name| name.starts_with(char::is_uppercase))
                .collect()
        } else {
            vec![law_name(written.as_str())]
        };
        for name in names {
            let end = written.start() + name.len();
            let has_number = !listed
                && taken
                    .iter()
                    .any(|span| span.start >= end && span.start <= end + " số ".len());
            let inside = text[..whole.start()].ends_with("dự án ")
                || text[..whole.start()].ends_with("dự thảo ");
            if has_number || inside || name.is_empty() {
                continue;
            }
            let kind = &captures["kind"];
            let value = Cited {
                number: None,
                name: format!("{kind} {name}"),
                kind: Some(kind.to_owned()),
                date: (!listed).then(|| date_at(&text[end..]).0).flatten(),
                issuer: None,
            };
            found.push(Fact::new(value, sentence, Rule::LawName, None));
        }
    }
    found
}

/// The name of a law at the head of `text`.
fn law_name(text: &str) -> &str {
    #[rustfmt::skip]
    const STOPS: [&str; 27] = [
        "số", "năm", "và", "của", "ngày", "quy", "để", "trong", "được", "có", "về", "theo", "với", "cho", "là", "đã", "này", "nhằm", "đến",
        "trên", "tại", "sửa", "hiện", "do", "thì", "nếu", "bảo",
    ];
    let folded = lowercase(text);
    if let Some(known) = LAWS
        .iter()
        .find(|known| starts_with_word(&folded, &[known]))
    {
        return &text[..known.len()];
    }
    let mut end = 0;
    for (index, word) in text.split_inclusive(' ').enumerate().take(8) {
        let bare = word.trim_end().trim_end_matches([',', '”', '…']);
        if bare.is_empty()
            || index > 0
                && STOPS.contains(&lowercase(bare).as_str())
                && !(bare == "bảo" && index < 2)
        {
            break;
        }
        end += bare.len();
        if bare.len() < word.trim_end().len() {
            break;
        }
        end += word.len() - bare.len();
    }
    text[..end].trim_end()
}
