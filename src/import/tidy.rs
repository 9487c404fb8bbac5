//! Lines → the same lines without what the paper and the signing software added: page numbers,
//! running heads, residue of digital signatures.

use formats::{RawLine, RawText};
use std::collections::{BTreeMap, BTreeSet};

base::pattern!(
    PAGE,
    r"^(?i:trang\s*|page\s*)?[-–—]?\s*(\d{1,4})\s*[-–—]?(\s*(?:/|of)\s*\d{1,4})?$"
);
base::pattern!(
    RESIDUE,
    r#"(?x)
    ^\{\s*"[^"]+"\s*: | ^"?[^"]*"\s*:\s*[^{]*\}$
    | (?i:emailaddress\s*=) | \bCN\s*=\s*\S | \bO(U|ID)\.?[\d.]*\s*=\s*\S
    | ^\S+@\S+\.\S+$
    | ^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}
    | ^\d{1,2}[./-]\d{1,2}[./-]\d{4}\s+\d{1,2}:\d{2}(:\d{2})?(\s*[+-]\d{2}:?\d{2})?$
    | (?i)^(signature\s+(not\s+)?(verified|valid)|digitally\s+signed|signed\s+by|signer\s*:|chữ\s+ký\s+số|đã\s+ký\s+số)
    | ^(người\s+ký|ký\s+bởi|được\s+ký\s+bởi|ngày\s+ký|thời\s+gian\s+ký|giờ\s+ký|lý\s+do\s+ký|vị\s+trí\s+ký|ký\s+ngày|ký\s+số\s+bởi)\s*:
    | ^(date|reason|location|contact|dn)\s*:\s*\S
    | ^e-?mail\s*:\s*\S+@\S+$
    "#
);
base::pattern!(
    STAMP_MORE,
    r"(?i)^(cơ quan|tổ chức|đơn vị|chức vụ|phiên bản|foxit|adobe)\b.*[:：]"
);
base::pattern!(LINK, r"^<?https?://\S+>?$");
// What stands before an address that a sentence gives; other addresses alone on a line are a browser's or a link's.
base::pattern!(
    LEADS_TO_LINK,
    r"(?i)(?:[:(]|\b(?:tại|địa chỉ|website|trang|link|liên kết|truy cập|cổng|theo|đường dẫn|vào|app|web))$"
);

/// A line that stays, with what the paper says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The line.
    pub raw: RawLine,
    /// Whether an empty line comes before it.
    pub gap: bool,
    /// Whether it is the first of a page.
    pub page_top: bool,
}

/// Lines that stay, and the numbers of those that were taken out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tidied {
    /// In order, without empty ones.
    pub lines: Vec<Line>,
    /// Source lines taken out as page numbers, running heads or residue.
    pub dropped: Vec<usize>,
    /// Notes at the foot of pages, in order, each on one line.
    pub notes: Vec<RawLine>,
}

/// Takes out what is not the document's own.
pub fn tidy(text: &RawText) -> Tidied {
    let running = running_heads(text);
    let ends = ends(text);
    let notes = foot_notes(text, &ends);
    let mut before = "";
    let mut tidied = Tidied {
        notes: text.notes.clone(),
        ..Tidied::default()
    };
    let (mut gap, mut page) = (false, 0);
    let mut in_json = false;
    let mut after_residue = false;
    for (at, raw) in text.lines.iter().enumerate() {
        let words = raw.text.trim();
        if raw.is_empty() {
            gap = true;
            continue;
        }
        if notes.contains(&at) && !PAGE.is_match(words) {
            take_note(&mut tidied.notes, raw);
            continue;
        }
        let residue = in_json || is_residue(words, after_residue);
        in_json = residue && (in_json || words.starts_with("{\"")) && !words.ends_with('}');
        if residue
            || is_page_number(text, at, &ends, before)
            || running.contains_key(words)
            || LINK.is_match(words) && !LEADS_TO_LINK.is_match(before)
        {
            after_residue = residue;
            tidied.dropped.push(raw.line);
            continue;
        }
        after_residue = false;
        before = words;
        tidied.lines.push(Line {
            raw: with_label(raw),
            gap,
            page_top: raw.page != page,
        });
        (gap, page) = (false, raw.page);
    }
    tidied
}

base::pattern!(
    NOTE,
    r"^(?:\[\d{1,2}\]|\(\d{1,2}\)|\d{1,2}|\*{1,3})\s*[\p{Lu}“]"
);

/// The lines of notes at the foot of pages: behind a rule, or in small letters, the first with its number.
fn foot_notes(text: &RawText, ends: &Ends) -> BTreeSet<usize> {
    /// Lines that the notes of a page may take.
    const LIMIT: usize = 16;
    let mut found = BTreeSet::new();
    for (first, last) in ends.values() {
        let from = last.saturating_sub(LIMIT).max(*first);
        let lines = &text.lines;
        let is_note = |at: usize| NOTE.is_match(lines[at].text.trim());
        let ruled = (from..*last).find(|at| {
            let rule = lines[*at].text.trim();
            rule.len() > 4 && is_rule(rule) && {
                let next = (at + 1..=*last).find(|at| !lines[*at].is_empty());
                next.is_some_and(is_note)
            }
        });
        let small = (from..=*last).find(|at| {
            // A table in small letters has more than one piece on a line.
            let small = |at: usize| lines[at].style.small && lines[at].pieces.len() < 2;
            small(*at)
                && is_note(*at)
                && (*at..=*last).all(|at| {
                    lines[at].is_empty() || small(at) || PAGE.is_match(lines[at].text.trim())
                })
        });
        if let Some(start) = ruled.or(small) {
            found.extend(start..=*last);
        }
    }
    found
}

/// Whether a line is the rule above the notes.
fn is_rule(words: &str) -> bool {
    words.chars().all(|c| "_-─—".contains(c))
}

/// Adds a line to the notes: a new one, or more of the last.
fn take_note(notes: &mut Vec<RawLine>, line: &RawLine) {
    let words = line.text.trim();
    if is_rule(words) {
        return;
    }
    match notes.last_mut().filter(|_| !NOTE.is_match(words)) {
        Some(last) => {
            last.text.push(' ');
            last.text.push_str(words);
        }
        None => notes.push(RawLine {
            text: words.to_owned(),
            ..line.clone()
        }),
    }
}

/// A list's label from Word in front of its text, as a PDF of the same document would have it.
fn with_label(raw: &RawLine) -> RawLine {
    let mut raw = raw.clone();
    if let Some(label) = raw.label.take() {
        raw.text = format!("{label} {}", raw.text.trim_start());
    }
    raw
}

fn is_residue(words: &str, after_residue: bool) -> bool {
    RESIDUE.is_match(words) || (after_residue && STAMP_MORE.is_match(words))
}

/// Whether a line is a page's number: it stands alone, at an end of its page or with a gap beside it.
fn is_page_number(text: &RawText, at: usize, ends: &Ends, before: &str) -> bool {
    let line = &text.lines[at];
    let Some(found) = PAGE.captures(line.text.trim()) else {
        return false;
    };
    if !line.cells.is_empty() || !text.wrapped {
        return false;
    }
    let number: usize = found[1].parse().unwrap_or(usize::MAX);
    if ends.len() > 1 {
        let (first, last) = ends.get(&line.page).copied().unwrap_or_default();
        return (at == first || at == last) && number <= ends.len() + 100;
    }
    let apart = |beside: Option<&RawLine>| {
        beside.is_none_or(|other| other.is_empty() || other.page != line.page)
    };
    let gap_before = apart(at.checked_sub(1).map(|at| &text.lines[at]));
    let gap_after = apart(text.lines.get(at + 1));
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let goes_on = [
        "năm", "tháng", "ngày", "số", "khoản", "điều", "mục", "từ", "-",
    ]
    .contains(&word);
    // Far from the margin: in the middle of the foot or the head of a page.
    let far = line.text.starts_with('\t')
        || line.text.len() - line.text.trim_start_matches(' ').len() >= FAR;
    let decorated = far || found[0].len() > found[1].len();
    number < 1000 && (decorated || gap_before || gap_after) && (gap_before || !goes_on)
}

/// Blanks before a number that stands in the middle of a page or on its right.
const FAR: usize = 20;

/// The first and the last line of each page that holds something.
type Ends = BTreeMap<usize, (usize, usize)>;

fn ends(text: &RawText) -> Ends {
    let mut ends = Ends::new();
    for (at, line) in text
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        ends.entry(line.page).or_insert((at, at)).1 = at;
    }
    ends
}

/// Lines that stand at the top or the bottom of three pages or more.
fn running_heads(text: &RawText) -> BTreeMap<String, usize> {
    let mut ends: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for line in &text.lines {
        let words = line.text.trim();
        if !words.is_empty() {
            ends.entry(line.page).or_default().push(words);
        }
    }
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for lines in ends.values().filter(|lines| lines.len() > 3) {
        for words in [lines.first(), lines.last()].into_iter().flatten() {
            *counted.entry((*words).to_owned()).or_default() += 1;
        }
    }
    let enough = 3.max(ends.len() / 2);
    counted.retain(|words, count| *count >= enough && words.chars().count() > 3);
    counted
}

#[cfg(test)]
mod tests {
    use super::*;
    use formats::text;

    fn left(source: &str) -> Vec<String> {
        let tidied = tidy(&text::read(source.as_bytes()));
        tidied
            .lines
            .into_iter()
            .map(|line| line.raw.text.trim().to_owned())
            .collect()
    }

    #[test]
    fn page_numbers_go_and_years_stay() {
        assert_eq!(left("một hai\n\n2\n\nba"), ["một hai", "ba"]);
        assert_eq!(
            left("kết thúc vào tháng\n9\n\nhết"),
            ["kết thúc vào tháng", "9", "hết"]
        );
        assert_eq!(left("trong năm\n2025\n\nhết"), ["trong năm", "2025", "hết"]);
        assert_eq!(left("a\n\u{c}2\nb\n\u{c}3\nc"), ["a", "b", "c"]);
        assert_eq!(left("a\n- 2 -\nb\nTrang 3/5\nc"), ["a", "b", "c"]);
    }

    #[test]
    fn addresses_in_the_text_stay() {
        let source = "báo cáo về Ban (ĐT: 0203,\nemail: ban@vidu.example) trước ngày 5\nxem tại\nhttps://vidu.example/a\nhết";
        assert_eq!(left(source).len(), 5);
    }

    #[test]
    fn nothing_of_a_signature_stays() {
        let source = "Nguyễn Văn Giả\n\n\tgia@vidu.gov.vn\n\t2025-11-19T11:03:45+0700\n\
            {\"signedBy\":1,\"location\":\"Đảng ủy xã\nGiả Định::1\"}\n\
            EMAILADDRESS=gia@vidu.gov.vn, CN=Nguyễn Văn Giả, O=XÃ GIẢ ĐỊNH, C=VN\n\
            Người ký: UBND XÃ GIẢ ĐỊNH\nEmail: gia@vidu.gov.vn\nCơ quan: XÃ GIẢ ĐỊNH\nThời gian ký: 19.11.2025 11:03:45 +07:00\nSignature Not Verified\n";
        assert_eq!(left(source), ["Nguyễn Văn Giả"]);
    }
}
