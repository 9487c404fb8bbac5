//! Numbers that belong to one person: citizen numbers, cards, accounts, medical records, plates.

use super::digits::{self, Number, Run, begins, day, ends, number, reach};
use super::find::{Finding, Known};
use super::folded::{Folded, Pattern};
use super::label::{BANKS, Label, label};
use super::name::people;
use super::telephone::{names_office, telephone};
use super::text::{has_word, lines, sentence, shortly_after};
use crate::problem::PersonalData;
use base::glance;
use base::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static PASSPORT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?P<word>hộ chiếu|passport|hc)(?: (?:phổ thông|công vụ|ngoại giao|mang|có))*(?P<between>[^\p{L}\n]{0,6}(?:(?:số|mã số|no|number|mang số|là)[^\p{L}\n]{1,4}){0,2})(?P<number>[a-z]{1,2} ?[0-9]{6,8})",
    )
});
static RECORD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?P<label>mã(?: số)? (?:bệnh nhân|người bệnh|bn|bệnh án|ba|y tế|khám|khám bệnh|điều trị|hồ sơ|hồ sơ bệnh án|ca bệnh|xét nghiệm|lần khám|đợt điều trị|lưu trữ)",
        r"|bệnh án|hồ sơ bệnh nhân|hồ sơ sức kho(?:ẻ|e)|hồ sơ sức khỏe|hồ sơ khám bệnh|số (?:bệnh án|hồ sơ|khám bệnh|vào viện|nhập viện|ra viện|lưu trữ)|pid)",
        r"(?P<between>[ :=#-]{0,4}(?:(?:số|mã|mã số|là)[ :.]{1,3}){0,2})(?P<number>[a-z0-9][a-z0-9./-]{3,24})",
    ))
});
static PLATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[1-9][0-9][ -]?[A-Z][A-Z0-9]?[ -]{1,3}(?:[0-9]{3}\.?[0-9]{2}|[0-9]{4})")
});
static INSURANCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[A-Z]{2}[ .-]{0,2}[1-5](?:[ .-]{0,2}[0-9]){12}"));
static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9]{3}[A-Z][0-9]{6,12}"));

/// Codes of provinces at the head of a citizen number, as they were given out before 2025: these stay on cards.
#[rustfmt::skip]
const PROVINCES: [u16; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51,
    52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
];

/// Most codes like plates that are looked at: a text with more of them is a list of codes.
const CODES: usize = 1000;

/// Whose accounts, plates and codes are public.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "kho bạc", "quỹ", "ủy ban", "uỷ ban", "ubnd", "mttq", "ubmttq", "mặt trận", "hội", "công ty", "tnhh", "trường", "trạm", "bệnh viện",
    "ngân sách", "ban vận động", "đơn vị", "chi cục", "cục thuế", "trung tâm", "đoàn", "hợp tác xã", "htx", "doanh nghiệp", "công an",
    "đảng ủy", "phòng khám", "cứu thương", "xe buýt", "văn phòng", "ban chỉ đạo", "xe công", "cơ quan", "tổ chức",
];

/// The numbers of one run of digits that belong to a person.
pub fn numbers(text: &str, run: &Run, known: &Known, found: &mut Vec<Finding>) {
    let mut at = 0;
    while at < run.len() {
        let date = day(text, run, at);
        if date > 0 {
            at += date;
            continue;
        }
        match one(text, run, at, known) {
            Some((data, number)) => {
                let end = number.last;
                found.push(Finding::new(data, with_bracket(text, number.span)));
                at = end + 1;
            }
            None => at += 1,
        }
    }
}

/// With the plus and the bracket that belong to it: what is told is what is written. A bracket that closes behind the
/// number is around it, not of it.
fn with_bracket(text: &str, span: Range<usize>) -> Range<usize> {
    let open = text[span.clone()].matches(')').count() > text[span.clone()].matches('(').count();
    let before = |start: usize, sign: char| start - usize::from(text[..start].ends_with(sign));
    let start = before(span.start, '+');
    let start = if open { before(start, '(') } else { start };
    before(start, '+')..span.end
}

fn one(text: &str, run: &Run, at: usize, known: &Known) -> Option<(PersonalData, Number)> {
    if reach(run, at) < 6 {
        return None;
    }
    let start = run[at].span.start;
    let called = std::cell::OnceCell::new();
    let label = || *called.get_or_init(|| label(text, start));
    let whole = |length: usize| {
        let number = number(text, run, at, length)?;
        (begins(text, run, at) && ends(text, run, number.last)).then_some(number)
    };
    if let Some(number) = whole(12) {
        let citizen =
            is_citizen_number(&number.digits, known.year) && !has_short(run, at, number.last);
        let data = match label() {
            Some(Label::Licence) => Some(PersonalData::DrivingLicence),
            Some(Label::Identity) => Some(PersonalData::CitizenNumber),
            Some(Label::Code) => None,
            _ if citizen => Some(PersonalData::CitizenNumber),
            _ => None,
        };
        if let Some(data) = data {
            return Some((data, number));
        }
    }
    let labelled = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];
    if let Some(bank) = [16, 19].into_iter().find_map(whole)
        && bank.digits.starts_with("9704")
    {
        return Some((PersonalData::BankAccount, bank));
    }
    if reach(run, at) >= 9
        && let Some(number) = telephone(text, run, at, label, &known.telephones)
        && label() != Some(Label::Account)
        && !(label() == Some(Label::Insurance)
            && number.last == at
            && !number.digits.starts_with("02"))
    {
        return Some((PersonalData::Telephone, number));
    }
    let is_short = || reach(run, at) <= 16;
    if reach(run, at) >= 9
        && (label() == Some(Label::Bank) || label().is_none() && is_short())
        && let Some(number) = [16, 15, 14, 13, 12, 11, 10, 9].into_iter().find_map(whole)
        && is_account(text, run, at, &number, label())
    {
        return Some((PersonalData::BankAccount, number));
    }
    match label()? {
        Label::Identity => whole(9).map(|number| (PersonalData::IdentityCard, number)),
        Label::Insurance => whole(10)
            .filter(|number| !number.digits.starts_with("02") || !is_office(text, &number.span))
            .map(|number| (PersonalData::SocialInsurance, number)),
        Label::PersonalTax => [10, 12]
            .into_iter()
            .find_map(whole)
            .map(|number| (PersonalData::TaxCode, number)),
        Label::Tax => whole(10)
            .filter(|number| number.digits.starts_with('8') && !is_public(text, &number.span))
            .map(|number| (PersonalData::TaxCode, number)),
        Label::Account => labelled
            .into_iter()
            .rev()
            .find_map(whole)
            .filter(|number| !is_amount(text, run, at, number) && !is_public(text, &number.span))
            .map(|number| (PersonalData::BankAccount, number)),
        _ => None,
    }
}

fn has_short(run: &Run, first: usize, last: usize) -> bool {
    run[first..=last].iter().any(|group| group.span.len() < 3)
}

/// Province, century and sex, two digits of the year of birth: Thông tư 59/2021/TT-BCA, Điều 4.
fn is_citizen_number(digits: &str, year: i16) -> bool {
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u16>().ok());
    let (Some(province), Some(century), Some(born)) = (part(0..3), part(3..4), part(4..6)) else {
        return false;
    };
    let born = 1900 + century / 2 * 100 + born;
    PROVINCES.contains(&province) && (1905..=year.unsigned_abs()).contains(&born)
}

fn is_amount(text: &str, run: &Run, first: usize, number: &Number) -> bool {
    let dotted = number.last > first
        && (first + 1..=number.last)
            .all(|group| run[group].span.len() == 3 && digits::between(text, run, group) == ".");
    let after = shortly_after(text, number.span.end);
    dotted
        || ["đồng", "đ ", "vnđ", "vnd", "triệu", "usd"]
            .iter()
            .any(|unit| after.starts_with(unit))
}

/// Whether a number beside the name of a bank is somebody's account: no amount, none of the bank's own telephones.
fn is_account(text: &str, run: &Run, first: usize, number: &Number, before: Option<Label>) -> bool {
    let open = text.ceil_char_boundary((number.span.end + 24).min(text.len()));
    let after = text[number.span.end..open].to_lowercase();
    let after = after.trim_start_matches([' ', '-', ',', '(', ':', '.']);
    let named = before == Some(Label::Bank)
        || BANKS.iter().any(|bank| {
            after
                .strip_prefix(bank)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
    let office = ["02", "1800", "1900"]
        .iter()
        .any(|start| number.digits.starts_with(start));
    named && !office && !is_amount(text, run, first, number) && !is_public(text, &number.span)
}

/// Whether the sentence around a number is about a body and about no person.
fn is_public(text: &str, span: &Range<usize>) -> bool {
    let around = sentence(text, span);
    let words = &text[around];
    has_word(&words.to_lowercase(), BODIES) && !people(words).iter().any(|person| !person.official)
}

fn is_office(text: &str, span: &Range<usize>) -> bool {
    let around = sentence(text, span);
    names_office(&text[around].to_lowercase())
}

/// Numbers with letters in them: passports, health insurance cards, records, plates, some accounts. `runs` are those of the
/// text: few texts have digits enough for each pattern, and it is
/// made only for them.
pub fn lettered(text: &str, runs: &[Run]) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(passports(text, runs));
    let long = runs.iter().flatten().any(|group| group.span.len() >= 6);
    let digits = |run: &Run| run.iter().map(|group| group.span.len()).sum::<usize>();
    let thirteen = runs.iter().any(|run| digits(run) >= 13);
    let cards = thirteen.then(|| INSURANCE.find_iter(text));
    for card in cards
        .into_iter()
        .flatten()
        .filter(|card| stands_alone(text, &card.range()))
    {
        found.push(Finding::new(PersonalData::InsuranceNumber, card.range()));
    }
    let accounts = long.then(|| ACCOUNT.find_iter(text));
    for account in accounts
        .into_iter()
        .flatten()
        .filter(|account| stands_alone(text, &account.range()))
    {
        if label(text, account.start()) == Some(Label::Account)
            && !is_public(text, &account.range())
        {
            found.push(Finding::new(PersonalData::BankAccount, account.range()));
        }
    }
    found.extend(records(text, runs));
    let plates = may_hold_plate(text).then(|| PLATE.find_iter(text).take(CODES));
    for plate in plates
        .into_iter()
        .flatten()
        .filter(|plate| stands_alone(text, &plate.range()))
    {
        let around = sentence(text, &plate.range());
        let words = &text[around];
        let lower = words.to_lowercase();
        let owned = has_word(
            &lower,
            &["biển số", "bks", "biển kiểm soát", "chủ xe", "xe máy", "xe"],
        );
        let public = has_word(&lower, BODIES);
        if people(words).iter().any(|person| !person.official) || owned && !public {
            found.push(Finding::new(PersonalData::Plate, plate.range()));
        }
    }
    found
}

/// Numbers behind the word for a passport. Few numbers are as long as one and stand behind a letter: only their lines are
/// read.
fn passports(text: &str, runs: &[Run]) -> Vec<Finding> {
    let letter = |c: char| c.is_ascii_alphabetic();
    let groups = runs.iter().flatten().filter(|group| {
        let before = &text[..group.span.start];
        let before = before.strip_suffix(' ').unwrap_or(before);
        let lettered = before.ends_with(letter) || text[group.span.clone()].contains(letter);
        group.span.len() >= 6 && lettered
    });
    let mut found = Vec::new();
    for line in lines(text, groups.map(|group| group.span.start)) {
        let folded = Folded::of(&text[line.clone()]);
        let mut from = 0;
        while let Some(passport) = PASSPORT.captures_at(&folded, from) {
            let placed = |of: Range<usize>| line.start + of.start..line.start + of.end;
            let word = passport.name("word").map(placed);
            let whole = passport.whole();
            // "HC" is the paper, "hc" any two letters.
            if word.is_some_and(|word| word.len() == 2 && &text[word] != "HC") {
                from = whole.start + 1;
                continue;
            }
            from = whole.end;
            let number = passport.name("number").map(placed);
            let number = number.filter(|number| stands_alone(text, number));
            found.extend(number.map(|number| Finding::new(PersonalData::Passport, number)));
        }
    }
    found
}

/// Numbers behind the name of a record. Only those lines are read in which four digits stand together, with nothing
/// between them but what its number is made of.
fn records(text: &str, runs: &[Run]) -> Vec<Finding> {
    let bytes = text.as_bytes();
    let of_number = |c: &&u8| c.is_ascii_alphanumeric() || b"./-".contains(c);
    let mut end = 0;
    let groups = runs.iter().flatten().filter(|group| {
        if group.span.start < end {
            return false;
        }
        let number = bytes[group.span.start..].iter().take_while(of_number);
        end = group.span.start + number.clone().count();
        number.filter(|c| c.is_ascii_digit()).count() >= 4
    });
    let mut found = Vec::new();
    let lines = lines(text, groups.map(|group| group.span.start)).into_iter();
    for line in lines.filter(|line| may_name_record(&text[line.clone()])) {
        for record in RECORD.captures_iter(&Folded::of(&text[line.clone()])) {
            let (Some(label), Some(number)) = (record.name("label"), record.name("number")) else {
                continue;
            };
            let label = text[line.start + label.start..line.start + label.end].to_lowercase();
            let number = line.start + number.start..line.start + number.end;
            if is_record(text, &label, &number) {
                let length = text[number.clone()].trim_end_matches(['.', '-', '/']).len();
                let number = number.start..number.start + length;
                found.push(Finding::new(PersonalData::MedicalRecord, number));
            }
        }
    }
    found
}

/// Whether a line has letters of the name of a [`RECORD`]: `ệ`, `ồ` or `ố`, `ã`, or `pi`.
fn may_name_record(line: &str) -> bool {
    let letters = |byte: u8, next: u8, last: u8| {
        let last = last | 1;
        (byte == 0xe1) & (next == 0xbb) & ((last == 0x87) | (last == 0x91) | (last == 0x93))
            | (byte == 0xc3) & (next | 0x20 == 0xa3)
            | (byte | 0x20 == b'p') & (next | 0x20 == b'i')
    };
    glance::first_with_next(line.as_bytes(), letters).is_some()
}

/// Whether a text has the beginning of a [`PLATE`]: a digit, perhaps a blank or hyphen, a capital, perhaps one sign more, and
/// a blank or hyphen.
fn may_hold_plate(text: &str) -> bool {
    let blank = |byte: u8| (byte == b' ') | (byte == b'-');
    let begins = |byte: u8, next: u8, last: u8| {
        byte.is_ascii_digit()
            & (next.is_ascii_uppercase() | blank(next) & last.is_ascii_uppercase())
    };
    let bytes = text.as_bytes();
    glance::all_with_next(bytes, begins).any(|digit| {
        let letter = digit + 1 + usize::from(blank(bytes[digit + 1]));
        let mut behind = bytes[letter + 1..].iter().take(2);
        behind.any(|byte| blank(*byte))
    })
}

/// Whether what stands behind the name of a record is the record's number, and no count.
fn is_record(text: &str, label: &str, number: &Range<usize>) -> bool {
    let written = text[number.clone()].trim_end_matches(['.', '-', '/']);
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let coded = written.starts_with('0')
        || written.contains(['/', '-'])
        || written.contains(char::is_alphabetic);
    let open = matches!(
        label,
        "số hồ sơ" | "mã hồ sơ" | "mã số hồ sơ" | "số lưu trữ" | "mã lưu trữ" | "mã số lưu trữ"
    );
    if digits < 4 || !open && !coded && digits < 6 {
        return false;
    }
    let around = sentence(text, number);
    let words = &text[around];
    if open {
        let upper = written.to_uppercase();
        let patient = ["BN", "BA", "HSBA", "HSSK", "KCB"]
            .iter()
            .any(|start| upper.starts_with(start));
        return patient
            || has_word(
                &words.to_lowercase(),
                &["bệnh", "bệnh nhân", "bệnh án", "khám bệnh", "bệnh viện"],
            ) && !people(words).is_empty();
    }
    let after = shortly_after(text, number.end);
    let counted = [
        "lượt",
        "người",
        "ca ",
        "hồ sơ",
        "bệnh",
        "%",
        "trường hợp",
        "phiếu",
    ];
    let thousands =
        !label.starts_with("mã") && !written.contains(['/', '-']) && !written.starts_with('0') && {
            let mut groups = written.split('.');
            groups.next().is_some_and(|first| first.len() <= 3)
                && written.contains('.')
                && groups.all(|group| group.len() == 3)
        };
    let year = written.len() == 4 && (written.starts_with("19") || written.starts_with("20"));
    !year && !thousands && !counted.iter().any(|unit| after.starts_with(unit))
}

/// Whether a number is not part of a longer one, a word or an address.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let joined = |c: char| c.is_alphanumeric() || "/_=%#&@".contains(c);
    let before = text[..range.start].chars().next_back();
    let mut after = text[range.end..].chars();
    let next = after.next();
    let on = matches!((next, after.next()), (Some('.' | ',' | '-'), Some(digit)) if digit.is_ascii_digit());
    !before.is_some_and(|c| joined(c) || c == '-') && !next.is_some_and(joined) && !on
}
