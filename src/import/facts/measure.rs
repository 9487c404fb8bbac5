//! What a number measures, in the document's words: before it, behind it, or from the target before.

use super::found::Found;
use super::quantity::Quantity;
use super::sentence::Read;
use base::pattern::pattern;
use base::schema::Comparison;
use base::text::{clause_start, ends_with_word, has_word, lowercase, starts_with_word};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The words for what is measured.
pub struct Wording {
    /// The words.
    pub measure: String,
    /// Whether the number is a share of what follows it.
    pub share_of: bool,
}

/// Nouns that a measure begins with.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:(?:tỷ|tỉ) (?:lệ|suất|trọng)|tốc độ|tổng|số lượng|thu nhập|thu ngân sách|giá trị|tuổi thọ|chỉ số|chiều cao",
        r"|diện tích|năng suất|sản lượng|doanh thu|vốn đầu tư|kim ngạch)\b|^\s*số\b",
    ))
});

/// Words before a number that are no part of what it measures, longest first.
#[rustfmt::skip]
const TRAILING: [&str; 24] = [
    "giảm xuống còn", "giảm xuống", "tăng lên đến", "tăng lên", "giảm còn", "xuống còn", "lên đến", "phấn đấu đạt", "chiếm", "đạt",
    "là", "còn", "xuống", "lên", "từ", "bằng", "có", "thêm", "khoảng", "được", "phấn đấu", "và", "với", "ít nhất",
];

/// Words at the head of a clause that are no part of what is measured, longest first.
#[rustfmt::skip]
const LEADING: [&str; 22] = [
    "chỉ tiêu phấn đấu", "trong đó", "phấn đấu", "mục tiêu", "chỉ tiêu", "cụ thể", "đồng thời", "bảo đảm", "đảm bảo", "hướng tới",
    "tiến tới", "nhưng", "và", "có", "đạt", "trên cơ sở đó", "duy trì", "cơ bản", "là", "gồm", "nhất là", "để",
];

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]+|\(\d{1,2}\)|[-+*•–]|[a-zđ]\))\s*")
});

/// The words for what `quantity` measures; `last` is the target before it in the sentence.
pub fn wording(read: &Read<'_>, quantity: &Quantity, last: Option<&Found>) -> Wording {
    let left = left(read, quantity, last);
    let right = quantity.span.end..right_end(read, quantity);
    let behind = &read.folded[right.clone()];
    let follows = behind.starts_with(' ') && is_noun_phrase(read, &right);
    let part = last_part(&read.folded, &left);
    let head = head_in(&read.folded, &part);
    let counts = !quantity.share
        && !quantity.frequency
        && read.folded[quantity.digits.end..quantity.span.end].contains(char::is_alphabetic)
        && is_counted(quantity);
    let told = read.folded[left.clone()].trim_end().ends_with(':');
    // "Số giường bệnh … đạt 32 giường": the unit says nothing beside what is measured.
    let bare = counts
        && !quantity.unit.contains('/')
        && behind_number(read, &(quantity.digits.end..right.end)) == quantity.unit;
    let counts = counts && !(bare && head.is_some());
    if let Some(head) = head.filter(|_| !counts || told) {
        let words = plain(read, &(head..left.end));
        let words = match change(read, quantity, &(part.start..head)) {
            Some(verb) => format!("{verb} {words}"),
            None => words,
        };
        // "kết nạp đảng viên mới đạt tỉ lệ 3%": the head stands alone, its measure before it.
        let before = plain(read, &(part.start..head));
        if words.split_whitespace().count() > 2 {
            return level(words);
        }
        if !before.is_empty() {
            return level(before);
        }
    }
    if counts || quantity.share && follows {
        let from = read.folded[part.clone()].rfind("phấn đấu ").unwrap_or(0);
        let part = part.start + from..part.end;
        let verb = if told {
            String::new()
        } else {
            plain(read, &part)
        };
        let from = if counts {
            quantity.digits.end
        } else {
            quantity.span.end
        };
        let mut thing = behind_number(read, &(from..right.end));
        if quantity.comparison == Comparison::AtLeast {
            thing = thing.replacen(" trở lên", "", 1);
        }
        let subject = (verb.is_empty() && counts)
            .then(|| last.and_then(subject))
            .flatten();
        let measure = match subject {
            Some(subject) => format!("{thing} ({subject})"),
            None => format!("{verb} {thing}"),
        };
        return Wording {
            measure: tidy(&measure),
            share_of: quantity.share,
        };
    }
    let earlier = head_before(&read.folded, &left, part.start);
    let words = plain(read, &(earlier.unwrap_or(left.start)..left.end));
    let bare = starts_with_word(&lowercase(&words), &["tăng", "giảm"])
        && words.split_whitespace().count() < 3;
    match last {
        _ if words.is_empty() && follows => level(behind_number(read, &right)),
        Some(last) if words.is_empty() => level(last.fact.value.measure.clone()),
        Some(last) if bare => level(format!("{} {}", last.fact.value.measure, lowercase(&words))),
        _ => level(words),
    }
}

/// "Giảm tỷ suất sinh thô 0,1‰": the number says by how much, and the verb before the measure belongs to it. Behind "đạt",
/// "còn" and the like a number says how much it is.
fn change(read: &Read<'_>, quantity: &Quantity, before: &Range<usize>) -> Option<&'static str> {
    const LEVEL: [&str; 10] = [
        "đạt", "còn", "xuống", "lên", "là", "bằng", "từ", "đến", "chiếm", "mức",
    ];
    let (_, verb) = ends_with_word(read.folded[before.clone()].trim_end(), &["giảm", "tăng"])?;
    let left = read.folded[..quantity.span.start].trim_end();
    let is_level = quantity.compared || ends_with_word(left, &LEVEL).is_some();
    (!is_level).then_some(verb)
}

fn level(words: String) -> Wording {
    Wording {
        measure: tidy(&words),
        share_of: false,
    }
}

/// Whether the unit is a thing counted, not a measure such as "tuổi".
fn is_counted(quantity: &Quantity) -> bool {
    let unit = quantity.unit.split('/').next().unwrap_or_default();
    let measures = [
        "tuổi", "cm", "m", "m²", "km", "kg", "ha", "tấn", "tạ", "lít", "điểm", "năm", "lần", "mét",
        "m3", "m³", "tháng", "ngày", "phút", "giờ", "giây",
    ];
    !measures.contains(&unit) && !quantity.is_money()
}

/// The words before a number: back to the target before it, a semicolon or a colon.
fn left(read: &Read<'_>, quantity: &Quantity, last: Option<&Found>) -> Range<usize> {
    let start = last.map_or(0, |last| last.span.end.min(quantity.span.start));
    let text = &read.folded[start..quantity.span.start];
    start + clause_start(text)..quantity.span.start
}

/// The part of `range` behind its last comma; a time at the head of the clause is no part of its own.
fn last_part(folded: &str, range: &Range<usize>) -> Range<usize> {
    let comma = folded[range.clone()].rfind(", ").map_or(0, |at| at + 2);
    let joined = folded[range.start + comma..range.end]
        .rfind(" và ")
        .map(|at| at + " và ".len());
    let joined = joined.filter(|at| {
        folded[range.start + comma + at..range.end]
            .trim()
            .is_empty()
    });
    range.start + comma + joined.unwrap_or(0)..range.end
}

fn head_in(folded: &str, range: &Range<usize>) -> Option<usize> {
    let found = HEAD.find(&folded[range.clone()])?;
    let rest = &folded[range.start + found.end()..];
    let other = found.as_str().trim() == "số"
        && starts_with_word(rest.trim_start(), &["hóa", "hoá", "hiệu"]);
    (!other).then_some(range.start + found.start())
}

/// The head of a measure in the nearest part before `until` that has one.
fn head_before(folded: &str, left: &Range<usize>, until: usize) -> Option<usize> {
    let text = &folded[left.start..until.min(left.end)];
    let starts = text.match_indices(", ").map(|(at, _)| left.start + at + 2);
    let mut parts: Vec<_> = std::iter::once(left.start).chain(starts).collect();
    parts.reverse();
    parts
        .into_iter()
        .find_map(|at| head_in(folded, &(at..left.end)))
}

/// Where the words behind a number end.
fn right_end(read: &Read<'_>, quantity: &Quantity) -> usize {
    static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:(?:và )?(?:trên |dưới |ít nhất |tối thiểu |từ |hơn |không quá )?\d|phấn đấu|trong đó|(?:tỷ|tỉ) lệ|số |hướng tới|tiến tới|có |bảo đảm|đảm bảo",
            r"|đến (?:hết )?năm|hằng năm|hàng năm|qua đó|góp phần|đồng thời|không |trao |giúp |trồng |tăng |giảm |giới thiệu|từng bước|nâng |kết nối |làm cơ sở)",
        ))
    });
    let from = quantity.span.end;
    let text = &read.folded[from..];
    let mut end = text.find([';', ':']).unwrap_or(text.len());
    for (at, mark) in [", ", " và ", " nhưng ", " nhằm ", " gắn với ", " để làm "]
        .iter()
        .flat_map(|mark| text.match_indices(*mark))
    {
        if at < end && (mark.len() > " và ".len() || GOES_ON.is_match(&text[at + mark.len()..])) {
            end = at;
        }
    }
    let stop = text[..end].find(". ").unwrap_or(end);
    from + stop
}

/// Whether the words behind a share name what it is a share of.
fn is_noun_phrase(read: &Read<'_>, range: &Range<usize>) -> bool {
    let words = read.folded[range.clone()].trim_start();
    let at = range.end - words.len();
    let none = [
        "so với",
        "và",
        "trở lên",
        "mỗi",
        "trong",
        "vào",
        "nhưng",
        "theo",
        "kế hoạch",
        "để",
        "hằng",
        "hàng",
    ];
    words.chars().next().is_some_and(char::is_alphabetic)
        && !starts_with_word(words, &none)
        && !read.times.iter().any(|time| time.span.start == at)
}

/// Whom a share speaks of: "trạm y tế xã" of "trạm y tế xã được đầu tư …".
fn subject(last: &Found) -> Option<String> {
    let measure = &last.fact.value.measure;
    let folded = lowercase(measure);
    let verb = [" được ", " có ", " đạt ", " tham gia ", " bị "];
    let end = verb.iter().filter_map(|verb| folded.find(verb)).min()?;
    last.share_of.then(|| lower_first(&measure[..end]))
}

/// The words of a range without the times in it.
fn without_times(read: &Read<'_>, range: &Range<usize>) -> String {
    let mut words = String::new();
    let mut at = range.start;
    for time in read
        .times
        .iter()
        .filter(|time| time.span.start < range.end && time.span.end > range.start)
    {
        words.push_str(&read.sentence.text[at..time.span.start.max(at)]);
        at = time.span.end.clamp(at, range.end);
    }
    words.push_str(&read.sentence.text[at..range.end]);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands behind a number, without times.
fn behind_number(read: &Read<'_>, range: &Range<usize>) -> String {
    let words = without_times(read, range);
    let words = words.trim_matches(|c: char| c.is_whitespace() || ",;:.)".contains(c));
    words.strip_prefix("con số").unwrap_or(words).to_owned()
}

/// The words of a range without labels, times, and words that only set the number.
pub fn plain(read: &Read<'_>, range: &Range<usize>) -> String {
    let mut words = without_times(read, range);
    loop {
        let before = words.len();
        let trimmed = words.trim_matches(|c: char| c.is_whitespace() || ",;:.*–-".contains(c));
        let label = LABEL.find(trimmed).map_or(0, |label| label.end());
        let trimmed = &trimmed[label..];
        let folded = lowercase(trimmed);
        let lead = LEADING
            .iter()
            .find(|word| starts_with_word(&folded, &[word]))
            .map_or(0, |word| word.len());
        let tail = ends_with_word(&folded, &TRAILING).map_or(trimmed.len(), |(at, _)| at.max(lead));
        words = trimmed[lead.min(tail)..tail].to_owned();
        if words.len() == before {
            break;
        }
    }
    words
}

/// Longest measure, in characters.
const LIMIT: usize = 200;

/// Where a measure stands now, behind its words: "từ 5,2%".
static BASELINE: LazyLock<Regex> = LazyLock::new(|| pattern(r",?\s+từ (?:mức )?\d[\d.,]*\s?[%‰]$"));

/// A measure on one line, with a capital at its head, not too long.
pub fn tidy(words: &str) -> String {
    let words = line(&BASELINE.replace(words.trim_end(), ""));
    let mut short: String = words.chars().take(LIMIT).collect();
    if short.len() < words.len() {
        let cut = short
            .rfind(", ")
            .or(short.rfind(' '))
            .unwrap_or(short.len());
        short.truncate(cut);
    }
    short
        .trim_end_matches(" trở lên")
        .trim_end_matches(", hoàn thành")
        .to_owned()
}

/// Words on one line, with a capital at their head.
pub fn line(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_start_matches(|c: char| " ,;:.".contains(c));
    let end = |words: &str| words.trim_end_matches(|c: char| " ,;:./".contains(c)).len();
    let mut words = &words[..end(words)];
    // What closes a quotation that these words do not open.
    if let Some(quoted) = words.strip_suffix(['”', '"'])
        && !quoted.contains(['“', '"'])
    {
        words = &quoted[..end(quoted)];
    }
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i:trên địa bàn|tại|ở|toàn)\s+(?P<place>(?i:(?:các\s+)?(?:tổ dân phố|trạm y tế|trường|thôn|xã|phường|huyện|quận|tỉnh|thành phố|khu dân cư))",
        r"(?:\s(?:xã|phường|\p{Lu}\p{L}*|số \d+)){0,4})",
    ))
});

/// Where a measure holds, when its words tell.
pub fn place(measure: &str) -> Option<String> {
    let found = PLACE.captures(measure)?;
    let place = found.name("place")?;
    // "nhà ở xã hội" is no place.
    if measure[place.end()..].starts_with(" hội") {
        return None;
    }
    let place = place.as_str();
    let whole = has_word(&lowercase(&found[0]), &["toàn"]);
    Some(if whole {
        format!("toàn {place}")
    } else {
        place.to_owned()
    })
}
