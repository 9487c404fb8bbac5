//! Two numbers with a slash that are no day: a part, a house, a blood pressure, so many of so many, day and night.

use crate::day;
use crate::lexeme::{Kind, Text};
use crate::measure::whole_unit;
use crate::number::{cardinal, ordinal};
use crate::problem::Problem;
use crate::reading::{Around, Reading};
use crate::rule::{Class, Rule};
use base::text::ends_with_word;

/// Words behind which numbers with slashes are a house, a class, a group.
const HOUSES: [&str; 16] = [
    "số nhà",
    "nhà số",
    "nhà",
    "ngõ",
    "ngách",
    "hẻm",
    "kiệt",
    "số",
    "địa chỉ",
    "lớp",
    "tổ",
    "căn hộ",
    "phòng",
    "lô",
    "thửa",
    "kiốt",
];

/// Words behind which they are the n-th of N.
const STEPS: [&str; 17] = [
    "mũi",
    "liều",
    "đợt",
    "lần",
    "trang",
    "tập",
    "bước",
    "kỳ",
    "buổi",
    "vòng",
    "tờ",
    "lượt",
    "bài",
    "tiết",
    "thứ",
    "giai đoạn",
    "phiên",
];

/// Words behind which they are so many of so many.
const REACHED: [&str; 8] = [
    "đạt",
    "được",
    "có",
    "hoàn thành",
    "tán thành",
    "phiếu",
    "với",
    "điểm",
];

/// What is counted whole behind so many of so many.
const COUNTED: [&str; 22] = [
    "tiêu",
    "tiêu chí",
    "chỉ",
    "tổ",
    "thôn",
    "bản",
    "ấp",
    "xã",
    "phường",
    "chi",
    "trường",
    "hộ",
    "đại",
    "phiếu",
    "trẻ",
    "người",
    "nội",
    "câu",
    "điểm",
    "ngày",
    "lớp",
    "mục",
];

/// What a dose is measured in: “mỗi lần 1/2 viên”.
const DOSES: [&str; 12] = [
    "viên", "thìa", "muỗng", "cốc", "chén", "bát", "ly", "quả", "lít", "ống", "gói", "liều",
];

/// Words of which a part is taken.
const WHOLES: [&str; 50] = [
    "số", "tổng", "diện", "dân", "hộ", "người", "viên", "thìa", "muỗng", "cốc", "chén", "bát",
    "ly", "quả", "lít", "kg", "đại", "thời", "quãng", "chiều", "phần", "của", "khẩu", "lượng",
    "liều", "suất", "đĩa", "ống", "gói", "trong", "bữa", "tháng", "năm", "giờ", "đêm", "trên",
    "dưới", "là", "học", "bệnh", "trẻ", "cơ", "bề", "vòng", "mức", "cân", "thế", "nhu", "củ",
    "trái",
];

/// Groups of people and things of which a part is taken.
const GROUPS: [&str; 9] = [
    "thành viên",
    "hội viên",
    "đảng viên",
    "đoàn viên",
    "công trình",
    "chỉ tiêu",
    "tổ dân phố",
    "chi bộ",
    "thôn",
];

/// Words before a part.
const BEFORE_PARTS: [&str; 15] = [
    "khoảng",
    "hơn",
    "gần",
    "ít nhất",
    "tối thiểu",
    "quá",
    "chiếm",
    "bằng",
    "còn",
    "giảm",
    "tăng",
    "uống",
    "pha",
    "cho",
    "nửa",
];

/// A blood pressure lies within these.
fn is_blood_pressure(upper: u128, lower: u128) -> bool {
    (70..=260).contains(&upper) && (30..=160).contains(&lower) && upper > lower
}

fn is_year(number: u128) -> bool {
    (1900..=2100).contains(&number)
}

/// “1/4 - 1/2 viên”: from one part to a greater.
fn parts(text: &Text<'_>, (first, second): (u128, u128), end: usize) -> Option<Reading> {
    let to = day::past_dash(text, end).filter(|to| text.kind(*to) == Some(Kind::Digits))?;
    let (last, end) = numbers(text, to)?;
    let &[third, fourth] = last.as_slice() else {
        return None;
    };
    let small = |part: u128, of: u128| part > 0 && part < of && of <= 10;
    let rises = || first * fourth < third * second;
    let of = WHOLES.contains(&text.word_from(end).as_str());
    let said = |part: u128, of: u128| Some(format!("{} phần {}", cardinal(part)?, ordinal(of)?));
    (small(first, second) && small(third, fourth) && rises() && of).then(|| {
        Some(Reading::new(
            end,
            format!("{} đến {}", said(first, second)?, said(third, fourth)?),
            Rule::Part,
        ))
    })?
}

/// The numbers that slashes part.
fn numbers(text: &Text<'_>, at: usize) -> Option<(Vec<u128>, usize)> {
    let (mut numbers, mut end) = (vec![text.at(at).parse().ok()?], at + 1);
    while text.is_sign(end, '/') && text.kind(end + 1) == Some(Kind::Digits) {
        numbers.push(text.at(end + 1).parse().ok()?);
        end += 2;
    }
    (numbers.len() > 1).then_some((numbers, end))
}

/// Numbers with slashes at this lexeme of digits. What nothing around decides is a problem.
pub fn read(around: &Around<'_, '_>, at: usize) -> Option<Reading> {
    let text = around.text;
    let (numbers, end) = numbers(text, at)?;
    let left = text.left(at);
    let over = || {
        numbers
            .iter()
            .map(|number| cardinal(*number))
            .collect::<Option<Vec<_>>>()
            .map(|said| said.join(" trên "))
    };
    let read = |rule| over().map(|said| Reading::new(end, said, rule));
    let written = text.between(at, end).to_owned();
    let is = |words: &[&str]| ends_with_word(&left, words).is_some();
    let next = text.word_from(end);
    if is(&HOUSES) {
        return read(Rule::House);
    }
    let &[first, second] = numbers.as_slice() else {
        return Some(Reading::unreadable(end, Problem::NumberForm { written }));
    };
    if is_year(first) && is_year(second) && first < second {
        return Some(Reading::new(
            end,
            format!("{} đến {}", cardinal(first)?, cardinal(second)?),
            Rule::Span,
        ));
    }
    if let Some(range) = parts(text, (first, second), end) {
        return Some(range);
    }
    if second == 0 {
        return Some(Reading::unreadable(end, Problem::NumberForm { written }));
    }
    let pressure = left.contains("huyết áp")
        || left.ends_with(" ha")
        || text.word_from(end).starts_with("mmhg");
    if pressure || is_blood_pressure(first, second) && second > 31 {
        let unit = whole_unit(text, end).filter(|_| text.word_from(end).starts_with("mmhg"));
        let (end, unit) = unit.map_or((end, String::new()), |(end, unit)| {
            (end, format!(" {unit}"))
        });
        return over().map(|said| Reading::new(end, said + &unit, Rule::Blood));
    }
    if (first, second) == (24, 24)
        || (first, second) == (24, 7)
        || (first, second) == (7, 7) && next == "ngày"
    {
        let (unit, behind) = if text.at(end) == "h" {
            (" giờ", end + 1)
        } else {
            ("", end)
        };
        return over().map(|said| Reading::new(behind, said + unit, Rule::Nonstop));
    }
    if first <= second && is(&STEPS) && !DOSES.contains(&next.as_str()) {
        return read(Rule::OfAll);
    }
    let part = || {
        Some(Reading::new(
            end,
            format!("{} phần {}", cardinal(first)?, ordinal(second)?),
            Rule::Part,
        ))
    };
    // “1/2kg”
    if first < second
        && second <= 10
        && let Some((end, unit)) = whole_unit(text, end)
    {
        let said = format!("{} phần {} {unit}", cardinal(first)?, ordinal(second)?);
        return Some(Reading::new(end, said, Rule::Part));
    }
    if first <= second && is(&REACHED) && COUNTED.contains(&next.as_str()) {
        return read(Rule::OfAll);
    }
    if first < second
        && second <= 100
        && (WHOLES.contains(&next.as_str())
            || GROUPS
                .iter()
                .any(|group| text.from(end).trim_start().starts_with(group))
            || is(&BEFORE_PARTS) && !next.is_empty())
    {
        return part();
    }
    if first <= second
        && (second > 12 || first == second)
        && (is(&REACHED) || COUNTED.contains(&next.as_str()) || second > 31)
    {
        return read(Rule::OfAll);
    }
    if is(&BEFORE_PARTS) && first < second && second <= 10
        || around.follows(Class::Slash, at) && first < second
    {
        return part();
    }
    let readings = format!(
        "“ngày {} tháng {}”, “{} phần {}”, “{}”",
        day::day_said(first),
        day::month_said(second),
        cardinal(first)?,
        ordinal(second)?,
        over()?
    );
    Some(Reading::unreadable(
        end,
        Problem::Ambiguous { written, readings },
    ))
}
