//! Private e-mail addresses, written plainly or so that machines should not read them.

use super::find::{Finding, MOST};
use super::text::has_word;
use crate::problem::PersonalData;
use base::glance;
use base::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The sign between name and provider, in its disguises.
static AT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i) ?(?:@|\(@\)|\[@\]|[\(\[\{] ?(?:a|at|a còng|a-còng|acong) ?[\)\]\}]| a còng | at ) ?",
    )
});
static DOT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i) ?(?:[\(\[\{] ?(?:dot|chấm|\.) ?[\)\]\}]| dot | chấm | \. ) ?"));

/// Providers of private mail boxes.
#[rustfmt::skip]
const PROVIDERS: &[&str] = &[
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.com.vn", "icloud.com", "me.com", "outlook.com", "hotmail.com", "live.com",
    "proton.me", "protonmail.com", "ymail.com", "outlook.com.vn", "msn.com", "aol.com", "zoho.com",
];

/// Parts of an address that belong to an office.
#[rustfmt::skip]
const OFFICES: &[&str] = &[
    "info", "contact", "lienhe", "vanphong", "vp", "hdnd", "tyt", "bientap", "toasoan", "hotro", "support", "congan", "phong",
    "banbientap", "cskh", "gopy", "hoi", "doan", "admin", "cdc", "bv", "ttyt", "syt", "soyte", "boyte",
];

/// Words that make an address an office's wherever they stand in it.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "phuong", "ubnd", "mttq", "tramyte", "benhvien", "truong", "trungtam", "mamnon", "tieuhoc", "thcs", "thpt", "congan", "dangbo",
    "danguy", "hoiphunu", "doanthanhnien", "nhathuoc",
];

/// Longest part of an address, in bytes.
const PART: usize = 80;

/// Private e-mail addresses; `host` is where the ward's own site is.
pub fn emails(text: &str, host: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let signs = may_hold(text).then(|| AT.find_iter(text));
    for at in signs.into_iter().flatten() {
        if found.len() > MOST {
            break;
        }
        let Some((span, local, domain)) = around(text, &at.range()) else {
            continue;
        };
        if is_private(&local, &domain, host) && !is_office(text, span.end) {
            found.push(Finding::new(PersonalData::Email, span));
        }
    }
    found
}

/// Whether [`AT`] may stand in a text: `@`, or a bracket or a blank before an `a` and then a bracket, `t` or `còng`.
fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let odd = |byte, next, _| {
        let small = next | 0x20;
        let bracket = (byte == b'(') | (byte == b'[') | (byte == b'{');
        let inside = (small == b'a') | (next == b' ') | (next == b'@');
        (byte == b'@') | bracket & inside | (byte == b' ') & (small == b'a')
    };
    glance::all_with_next(bytes, odd).any(|at| {
        let byte = bytes[at];
        let inside = &bytes[at + 1..];
        let inside = match byte {
            b' ' => inside,
            _ => inside.strip_prefix(b" ").unwrap_or(inside),
        };
        let bracket = byte != b' ';
        let small = |at: usize| inside.get(at).map(u8::to_ascii_lowercase);
        let word = match (small(0), small(1), small(2)) {
            (Some(b'a'), Some(b't'), Some(b' ')) => true,
            (Some(b'a'), Some(b' ' | b'-'), Some(b'c')) => true,
            (Some(b'a'), Some(next), _) => bracket && b")]} tc".contains(&next),
            _ => false,
        };
        byte == b'@' || word
    })
}

/// The address around its sign: where it is, the name and the provider.
fn around(text: &str, at: &Range<usize>) -> Option<(Range<usize>, String, String)> {
    let of_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let left = &text[text.floor_char_boundary(at.start.saturating_sub(PART))..at.start];
    let local = left
        .rsplit(|c: char| !of_local(c))
        .next()
        .unwrap_or_default();
    let start = at.start - local.len();
    let local = local.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let right = &text[at.end..text.ceil_char_boundary((at.end + PART).min(text.len()))];
    let plain = DOT.replace_all(right, ".");
    let of_domain = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let domain = plain
        .split(|c: char| !of_domain(c))
        .next()
        .unwrap_or_default();
    let domain = domain.trim_matches(['.', '-']).to_lowercase();
    if local.is_empty() || !domain.contains('.') {
        return None;
    }
    // "gặp tại at gmail" needs a name that looks like one; a bare word with " at " is English.
    let end = right
        .find(|c: char| c.is_whitespace() || ",;".contains(c))
        .unwrap_or(right.len());
    let shown = match right.starts_with(domain.as_str()) {
        true => domain.len(),
        false => {
            let last = domain.rsplit('.').next().unwrap_or_default();
            right
                .to_lowercase()
                .find(last)
                .map_or(end, |at| at + last.len())
                .min(right.len())
        }
    };
    let end = text.floor_char_boundary(at.end + shown);
    Some((start..end, local.to_lowercase(), domain))
}

fn is_private(local: &str, domain: &str, host: &str) -> bool {
    let official = [".gov.vn", ".dcs.vn"]
        .iter()
        .any(|end| domain.ends_with(end))
        || !host.is_empty() && (domain == host || host.ends_with(&format!(".{domain}")));
    let parts = || local.split(['.', '_', '-']);
    let names = parts()
        .filter(|part| part.len() > 1 && part.chars().all(char::is_alphabetic))
        .count()
        > 1;
    let office = parts().any(|part| OFFICES.contains(&part))
        || BODIES.iter().any(|body| local.contains(body));
    !official && !office && (PROVIDERS.contains(&domain) || names)
}

/// Whether the words after an address say that it is an office's.
fn is_office(text: &str, end: usize) -> bool {
    let stop = text.ceil_char_boundary((end + 40).min(text.len()));
    let after = text[end..stop].to_lowercase();
    let near = after
        .split(['.', ';', '\n', ','])
        .next()
        .unwrap_or_default();
    near.trim_start().starts_with("của ")
        && has_word(
            near,
            &[
                "ủy ban",
                "uỷ ban",
                "ubnd",
                "trạm",
                "trường",
                "phường",
                "xã",
                "hội",
                "đoàn",
                "ban",
                "trung tâm",
                "bệnh viện",
                "sở",
                "phòng",
                "công an",
                "công ty",
            ],
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_boxes_of_people_are_told_from_those_of_offices() {
        let count = |text: &str| emails(text, "nam-dong.example.vn").len();
        assert_eq!(
            count("viết cho mau.tran@gmail.com hoặc tran.mau@congty.vn"),
            2
        );
        for text in [
            "mau (a) gmail.com",
            "mau.tran [at] gmail [dot] com",
            "mau @ gmail.com",
            "mau a còng gmail.com",
        ] {
            assert_eq!(count(text), 1, "{text}");
        }
        assert_eq!(
            count(
                "ubnd@haiphong.gov.vn, tran.mau@thainguyen.gov.vn, lienhe@nam-dong.example.vn, info@congty.vn, \
                 phuongmau.haiphong@gmail.com"
            ),
            0
        );
    }
}
