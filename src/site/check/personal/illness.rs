//! People named beside illness, addiction, pregnancy or violence; children also beside poverty.

use super::find::{Finding, MOST};
use super::folded::{Folded, Pattern};
use super::name::{Person, people as named};
use super::text::{has_word, sentence};
use crate::problem::PersonalData;
use std::ops::Range;
use std::sync::LazyLock;

/// What says by itself that somebody is ill, or bears what nobody else should read.
static ILLNESS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?:^|[^\p{L}])(?P<ill>hiv|aids|f0|lao (?:phổi|hạch|màng|xương|kháng|tiềm)|(?:bệnh|mắc|bị|nhiễm|chữa|điều trị|trị) lao",
        r"|ma t(?:ú|u)(?:y|ý)|nghiện|cai (?:nghiện|rượu|thuốc|ma)|methadone|tâm thần|hoang tưởng|trầm cảm|ung thư|khối u|u (?:ác|não|gan|phổi|xơ)",
        r"|mang (?:thai|bầu)|có (?:thai|bầu)|(?:phá|sảy|sẩy|nạo|hút|đình chỉ) thai|thai (?:lưu|phụ|kỳ)|sinh non|vô sinh|hiếm muộn",
        r"|tiểu đường|đái tháo đường|(?:cao|tăng|tụt) huyết áp|đột qu(?:ỵ|ị)|tai biến|suy (?:thận|tim|gan|hô hấp|tủy|giáp|dinh dưỡng)|chạy thận|lọc máu",
        r"|ghép (?:thận|gan|tủy|tim)|nhồi máu|bệnh tim|viêm \p{L}+|xơ gan|bạch cầu|tan máu|thalassemia|máu khó đông",
        r"|covid(?:-19)?|sốt (?:xuất huyết|rét)|sởi|tay chân miệng|thủy đậu|thuỷ đậu|bạch hầu|ho gà|uốn ván|bệnh dại|lên cơn dại|chó dại|cúm|quai bị|rubella|não mô cầu|đậu mùa",
        r"|giang mai|bệnh lậu|bị lậu|mắc lậu|sùi mào gà|hoa liễu|sa sút trí tuệ|lú lẫn|alzheimer|parkinson|động kinh|co giật|tự kỷ|tăng động|bại não|bại liệt|liệt|down",
        r"|khuyết tật|tàn tật|mù|câm|điếc|thiểu năng|chậm phát triển|còi xương|béo phì|hen|copd|gút|gout|thoái hóa|thoát vị|loãng xương|trĩ",
        r"|bệnh phong|hủi|ghẻ|vảy nến|vẩy nến|lupus|bỏng|đuối nước|ngộ độc|gãy \p{L}+|chấn thương|phẫu thuật|nhập viện|nằm viện|cấp cứu|hôn mê|nguy kịch",
        r"|tử vong|chết|tự (?:tử|sát|tử)|bạo (?:hành|lực)|xâm hại|hiếp|lạm dụng|quấy rối|nhiễm \p{L}+|dương tính|(?:mắc|bị|chữa|điều trị|trị)(?: \p{L}+)? bệnh|bệnh (?:hiểm|nặng|nan|mãn|mạn|tim|phổi|gan|thận|máu|da)",
        r"|thuốc (?:arv|methadone|lao|ung thư|tâm thần|trầm cảm)|bị (?:\p{L}+ ){0,2}(?:đánh|hành hạ|chửi|đe dọa|bỏ đói)|bị lẫn|có h(?:[^\p{L}]|$)|arv|điều trị|cách ly|dị ứng|rối loạn|mất trí|u xơ|khỏi bệnh|hóa trị|xạ trị|đang bệnh|ốm)",
    ))
});

/// Need, which a child is not to be named beside either.
#[rustfmt::skip]
const NEED: &[&str] = &[
    "bệnh", "mắc", "hộ nghèo", "cận nghèo", "mồ côi", "nhiễm", "hoàn cảnh", "khó khăn", "tai nạn", "bỏ rơi", "ly hôn", "nghèo", "bị",
    "côi cút",
];

/// What people do who are named beside an illness without having it.
#[rustfmt::skip]
const DOING: &[&str] = &[
    "nói", "trả lời", "phát biểu", "hướng dẫn", "thăm", "vận động", "nghiên cứu", "viết", "tư vấn", "tuyên truyền", "khám", "chăm",
    "chăm sóc", "trao", "tặng", "tham gia", "chỉ đạo", "kiểm tra", "giúp", "hỗ trợ", "động viên", "dự", "cho biết", "phụ trách",
    "chủ trì", "tìm", "mổ", "dạy", "hiến", "cứu", "đọc", "nhắc", "khuyên", "giới thiệu", "trình bày", "giải thích", "lưu ý",
    "khuyến cáo", "phổ biến", "thông báo", "báo cáo", "triển khai", "tổ chức", "phát", "vẽ", "hát", "thi", "kể", "hỏi", "chúc", "gửi",
    "ký", "ban hành", "nhấn mạnh", "đề nghị", "yêu cầu", "kết luận", "ghi nhận", "thành lập", "sáng lập", "điều hành", "giám sát",
    "truyền thông", "tập huấn", "phân công", "làm việc", "thực hiện", "phòng", "chống", "phòng chống", "tránh", "ngừa", "dự phòng",
    "đạt giải", "đạt", "thuyết trình", "đóng góp", "quyên góp", "ủng hộ", "thu gom", "diệt", "diễn", "sáng tác", "xung phong",
    "nấu", "may", "bán", "mua", "trồng", "phun", "đưa", "chở", "nhận xét", "tiếp", "đón", "chia buồn", "phỏng vấn", "biên soạn", "dịch",
    "kêu gọi", "đi đầu", "vẽ tranh", "là con phố", "là đường", "là tên", "chữa cho", "điều trị cho",
];

/// Who else may bear the illness that is named: then it is not the person before.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "ca", "người", "trẻ", "trẻ em", "phụ nữ", "bà mẹ", "hộ", "gia đình", "về", "nguy cơ", "nếu", "khi", "cách", "tầm soát", "xét nghiệm",
    "chương trình", "ổ dịch", "mô hình", "vắc xin", "tiêm", "thuốc", "dấu hiệu", "bài", "cuốn", "con phố", "phường", "đường", "phố",
    "khoa", "bệnh viện", "viện", "chuyên", "các", "những",
];

/// What may stand before "người" and the like so that the person before is meant after all.
const SELF: &[&str] = &[
    "là người",
    "là bệnh nhân",
    "là ca",
    "là trẻ",
    "là phụ nữ",
    "là hộ",
    "là nạn nhân",
];

/// What is done to people who are ill.
#[rustfmt::skip]
const PASSIVE: &[&str] = &[
    "được mổ", "phải mổ", "vừa mổ", "được đưa", "phải đưa", "được chăm sóc", "được cứu", "được khám", "đi khám", "được chở", "được hỗ trợ",
    "vừa phát hiện", "mới phát hiện", "được phát hiện", "thì phát hiện", "tình cờ phát hiện", "phát hiện bị", "phát hiện mắc",
    "được thăm", "được tìm", "được giúp", "được tặng", "được trao", "được tiếp",
];

/// Papers that tell of the health of whose they are.
#[rustfmt::skip]
const PAPERS: &[&str] = &[
    "đơn thuốc", "toa thuốc", "kết quả xét nghiệm", "phiếu xét nghiệm", "kết quả khám", "kết quả chụp", "kết quả siêu âm", "sổ khám bệnh",
    "bệnh án", "giấy ra viện", "giấy chuyển viện",
];

/// Works about an illness: who made them need not have it.
#[rustfmt::skip]
const WORKS: &[&str] = &[
    "bài", "cuốn", "sách", "chương trình", "mô hình", "câu lạc bộ", "phòng", "chống", "lớp", "buổi", "công trình", "nghiên cứu", "đề tài",
    "kiến thức", "tác phẩm", "tranh", "video", "tư vấn", "tuyên truyền", "về", "chuyên đề", "kinh nghiệm", "cách", "chăm", "chăm sóc", "khoa", "chiến dịch", "sáng kiến",
];

/// Whom an illness before a name is borne by.
const BEARERS: &[&str] = &[
    "bệnh nhân",
    "người",
    "ca",
    "trường hợp",
    "nạn nhân",
    "cháu",
    "trẻ",
    "f0",
    "con",
    "vợ",
    "chồng",
    "đối tượng",
    "danh sách",
    "em",
    "thai phụ",
];

/// People in `text` named beside what is nobody's business.
pub fn people(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let all = named(text);
    for (at, person) in all.iter().enumerate() {
        if found.len() > MOST {
            break;
        }
        let whole = sentence(text, &person.name);
        let floor = at.checked_sub(1).map_or(0, |before| all[before].name.end);
        let left = &text[whole.start..person.name.start];
        let mut right = &text[person.name.end..whole.end];
        if let Some(next) = all.get(at + 1).filter(|next| next.name.start < whole.end) {
            right = &text[person.name.end..next.name.start.max(person.name.end)];
        }
        let near = &text[whole.start.max(floor).min(person.name.start)..person.name.start];
        let bears = person.patient
            || falls_ill(person, right)
            || follows(text, whole.end, person)
            || !person.official && (is_borne_before(near) || has_paper(near))
            || person.child && in_need(person, left, &text[person.name.end..whole.end]);
        if bears {
            let data = if person.child {
                PersonalData::Child
            } else {
                PersonalData::Illness
            };
            found.push(Finding::new(data, person.name.clone()));
        }
    }
    found
}

/// The first illness in a text.
fn illness(text: &str) -> Option<Range<usize>> {
    ILLNESS.captures(&Folded::of(text))?.name("ill")
}

/// Whether the words after a name say that the person is ill.
fn falls_ill(person: &Person, after: &str) -> bool {
    let Some(ill) = illness(after) else {
        return false;
    };
    let between = after[..ill.start].to_lowercase();
    let at_once = ["bị", "mắc", "nhiễm", "dương tính", "nghiện", "cai"]
        .iter()
        .any(|verb| {
            starts_soon(&between, verb)
                || starts_soon(&after[ill.clone()].to_lowercase(), verb) && words(&between) < 3
        });
    if at_once && !between.contains(':') {
        return person.titled || person.syllables > 2 || between.trim_start().starts_with("bị");
    }
    if person.official
        || !person.titled && person.syllables < 3 && !between.trim_start().starts_with(['(', ','])
    {
        return false;
    }
    if person.titled && says_of_self(&between) {
        return true;
    }
    let quoted = between.trim_start().starts_with(':') && words(&after[ill.end..]) > 3;
    let mut own = between.clone();
    for (passive, plain) in SELF
        .iter()
        .map(|own| (*own, "là"))
        .chain(PASSIVE.iter().map(|verb| (*verb, "được")))
    {
        own = own.replace(passive, plain);
    }
    !quoted && words(&between) < 18 && !has_word(&own, DOING) && !has_word(&own, OTHERS)
}

/// "Bà Mẫu kể: tôi bị …": whether the words between a name and an illness end with the person's own word.
fn says_of_self(between: &str) -> bool {
    let last: Vec<&str> = between.split_whitespace().rev().take(4).collect();
    let verb = last
        .first()
        .is_some_and(|word| ["bị", "mắc", "nhiễm"].contains(word));
    verb && last
        .iter()
        .any(|word| ["tôi", "mình"].contains(&word.trim_matches(['"', '“'])))
}

/// Whether a verb stands among the first words, behind nothing but small words.
fn starts_soon(text: &str, verb: &str) -> bool {
    const SMALL: &[&str] = &[
        "đã", "đang", "vừa", "từng", "vẫn", "còn", "không", "may", "mới", "cũng", "hiện", "được",
        "phải",
    ];
    let mut rest = text.trim_start();
    while let Some(small) = SMALL.iter().find(|small| {
        rest.strip_prefix(**small)
            .is_some_and(|rest| rest.starts_with(' '))
    }) {
        rest = rest[small.len()..].trim_start();
    }
    rest.strip_prefix(verb)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// "Ca tử vong là …", "bệnh nhân ung thư …": whether the illness before a name is borne by who is named.
fn is_borne_before(before: &str) -> bool {
    let Some(ill) = ILLNESS
        .captures_iter(&Folded::of(before))
        .last()
        .and_then(|found| found.name("ill"))
    else {
        return false;
    };
    const LINKS: &[&str] = &[
        "là", "tên", "tên là", "của", "gồm", "anh", "chị", "ông", "bà", "cô", "chú", "bác", "cụ",
        "cháu", "bé", "em", "số", "thứ", "nhất", "đầu", "tiên", "cho", "hộ", "phổi",
    ];
    let between = before[ill.end..].to_lowercase();
    let linked = between
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| LINKS.contains(&word) || word.chars().all(|c| c.is_ascii_digit()));
    let lead = before[..ill.start].to_lowercase();
    let last: Vec<&str> = lead.split_whitespace().rev().take(4).collect();
    let lead = last.into_iter().rev().collect::<Vec<_>>().join(" ");
    // "Khối u của bà …" is hers, "bài về ung thư của bà …" is only written by her.
    if linked && between.trim_start().starts_with("của ") {
        return !has_word(&before[..ill.start].to_lowercase(), WORKS);
    }
    linked && (has_word(&lead, BEARERS) || has_word(&before[ill].to_lowercase(), &["bệnh nhân"]))
}

/// "Đơn thuốc của bà …": whether the words before a name are a paper that tells of health, and whose it is.
fn has_paper(before: &str) -> bool {
    let before = before.to_lowercase();
    let Some((paper, between)) = before.rsplit_once(" của") else {
        return false;
    };
    let titles = between.split_whitespace().count() < 3;
    titles && PAPERS.iter().any(|told| paper.ends_with(told))
}

/// Whether the next sentence goes on about the person: "Bà bị lao."
fn follows(text: &str, end: usize, person: &Person) -> bool {
    const AGAIN: &[&str] = &[
        "ông",
        "bà",
        "anh",
        "chị",
        "cô",
        "chú",
        "bác",
        "cụ",
        "cháu",
        "bé",
        "em",
        "người này",
        "anh ấy",
        "chị ấy",
    ];
    if person.official || !text[end..].starts_with(". ") {
        return false;
    }
    let next = &text[end + 2..];
    let stop = next.floor_char_boundary(120);
    let stop = next[..stop]
        .find(['.', '\n', ';', '!', '?'])
        .unwrap_or(stop);
    let next = next[..stop].to_lowercase();
    AGAIN.iter().any(|again| {
        next.strip_prefix(again).is_some_and(|rest| {
            ["bị", "mắc", "nhiễm", "dương tính", "nghiện"]
                .iter()
                .any(|verb| rest.starts_with(' ') && starts_soon(rest, verb))
        })
    })
}

/// Whether a child's sentence tells of illness or need that may be the child's.
fn in_need(person: &Person, before: &str, after: &str) -> bool {
    if !person.full && person.syllables == 1 && !person.titled {
        return false;
    }
    let after = after.to_lowercase();
    let before = before.to_lowercase();
    let need = |words: &str| {
        let hit = illness(words).map(|ill| ill.start);
        hit.or_else(|| {
            NEED.iter()
                .filter(|need| has_word(words, &[need]))
                .find_map(|need| words.find(need))
        })
    };
    match need(&after) {
        Some(at) => !has_word(&after[..at], DOING),
        None => need(&before).is_some() && !has_word(&after, DOING),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_named_beside_illness_is_told() {
        for text in [
            "Anh Nguyễn Văn Mẫu nhiễm HIV",
            "Bà Lê Thị Mẫu, 60 tuổi, ở tổ 7, lao phổi",
            "Trường hợp tử vong là bà Lê Thị Mẫu",
            "Bà Lê Thị Mẫu ở tổ 7. Bà bị ung thư.",
            "Bệnh nhân Lê Văn Mẫu",
            "Cháu Nguyễn Thị Mẫu mắc bệnh tim bẩm sinh.",
            "Trao quà cho em Trần Văn Mẫu thuộc hộ nghèo",
            "bé Na Na đang điều trị",
        ] {
            assert_eq!(people(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn who_speaks_of_illness_is_not() {
        for text in [
            "Bác sĩ Nguyễn Văn Mẫu nói về bệnh lao",
            "Bà Lê Thị Mẫu, Chủ tịch phường, thăm người nhiễm HIV",
            "Ông Lê Văn Mẫu: bệnh lao chữa khỏi nếu uống thuốc đều",
            "Chị em phụ nữ mang thai",
            "Mô hình Em Không Một Mình giúp trẻ mồ côi.",
            "Em Trần Văn Mẫu đạt giải nhất.",
            "Cháu N.T.M. mắc bệnh tim.",
            "Ví dụ: cháu Nguyễn Văn A bị bệnh.",
            "Bé Mẫu khỏe. Hộ nghèo được thăm.",
            "Trần Hưng Đạo là con phố có nhiều ca sởi",
            "Hà Nội bị ngập",
        ] {
            assert_eq!(people(text), [], "{text}");
        }
    }
}
