//! Targets with a number: which quantities of a sentence are to be reached, by what year.

use super::due::{due, heading_year};
use super::found::Found;
use super::quantity::Quantity;
use super::sentence::Read;
use super::tense::Section;
use super::{Fact, PlanYear, Rule, TargetFact, YearFrom, goal, measure};
use base::text::{clause_start, ends_with_word, has_word, lowercase, starts_with_word};
use base::times::Time;
use base::times::calendar::Grain;

/// The time at the head of a paragraph, which holds for all its sentences: "Giai đoạn 2026 - 2030: …".
#[derive(Debug, Default)]
pub struct Governing {
    block: Option<usize>,
    year: Option<i64>,
}

impl Governing {
    fn enter(&mut self, read: &Read<'_>) {
        if self.block != Some(read.sentence.block) {
            *self = Self {
                block: Some(read.sentence.block),
                year: None,
            };
        }
        let head = read.times.iter().find(|time| {
            let left = read.folded[..time.span.start].trim();
            let opens = left.len() < 12 || left.ends_with(':');
            opens && read.folded[time.span.end..].trim_start().starts_with(':')
        });
        self.year = head.and_then(Time::year).or(self.year);
    }
}

/// The targets of a sentence, in order.
pub fn read(read: &Read<'_>, governing: &mut Governing, plan: Option<PlanYear>) -> Vec<Found> {
    governing.enter(read);
    if read.past || has_word(&read.folded, &["phạt tiền", "phạt cảnh cáo"]) {
        return Vec::new();
    }
    let mut found: Vec<Found> = Vec::new();
    for (index, quantity) in read.quantities.iter().enumerate() {
        let last = found.last();
        let Some((rule, doubt)) = is_target(read, index, last) else {
            continue;
        };
        let plan = PlanYear::of_targets(plan);
        let due = due(read, quantity, last, governing.year, plan);
        let wording = measure::wording(read, quantity, last);
        // A number that nothing names: a cell of a table read without its row. A share may still get its name from the
        // one behind it: "năm 2026 đạt 60% và năm 2030 đạt 100% người dân".
        if wording.measure.is_empty() && !quantity.share {
            continue;
        }
        let vague = [
            "chỉ tiêu",
            "kế hoạch",
            "hoàn thành chỉ tiêu",
            "hoàn thành kế hoạch",
            "thực hiện",
        ];
        let vague = vague.contains(&lowercase(&wording.measure).as_str());
        let vague = vague.then_some("không rõ là chỉ tiêu nào");
        let none = quantity
            .value
            .is_none()
            .then_some("văn bản chỉ nói số chữ số, không ghi con số");
        let value = TargetFact {
            place: measure::place(&wording.measure),
            measure: wording.measure,
            comparison: quantity.comparison,
            value: quantity.value,
            to: quantity.to,
            unit: quantity.value.map(|_| quantity.unit.clone()),
            year: due.year,
            year_from: due.from,
            note: due.note(),
        };
        found.push(Found {
            fact: Fact::new(
                value,
                read.sentence,
                rule,
                none.or(doubt).or(vague).or(due.uncertain),
            ),
            time: due.time,
            span: quantity.span.clone(),
            share_of: wording.share_of,
        });
    }
    name_from_behind(&mut found);
    year_from_behind(read, &mut found);
    found.extend(goal::without_number(read, &found));
    found.sort_by_key(|target| target.span.start);
    found
}

/// Gives shares that nothing names what the next share is of, and drops those that stay without a name.
fn name_from_behind(found: &mut Vec<Found>) {
    for at in (1..found.len()).rev() {
        let [.., target, next] = &mut found[..=at] else {
            continue;
        };
        if target.fact.value.measure.is_empty() && next.share_of {
            target.fact.value.measure = next.fact.value.measure.clone();
            target.fact.value.place = next.fact.value.place.clone();
            target.share_of = true;
        }
    }
    found.retain(|target| !target.fact.value.measure.is_empty());
}

/// Gives targets without a year that of the target that ends their row: "A đạt 98%, B đạt 95% trong năm 2026".
fn year_from_behind(read: &Read<'_>, found: &mut [Found]) {
    for at in (1..found.len()).rev() {
        let [.., target, next] = &mut found[..=at] else {
            continue;
        };
        let behind = next
            .time
            .as_ref()
            .is_some_and(|time| time.start >= next.span.end);
        let (value, year) = (&mut target.fact.value, next.fact.value.year);
        // Quantities may overlap in a damaged text.
        let between = read.folded.get(target.span.end..next.span.start);
        let apart = between.is_none_or(|between| between.contains([';', ':', '.']));
        let open = value.year.is_none() || value.year_from == Some(YearFrom::Title);
        if open && value.note.is_none() && year.is_some() && behind && !apart {
            value.year = year;
            value.year_from = Some(YearFrom::Row);
            target.time = next.time.clone();
            let doubt = "năm đứng cuối câu, xem có tính cho cả chỉ tiêu này không";
            target.fact.uncertain.get_or_insert(doubt);
        }
    }
}

/// Verbs directly before a number that set it.
#[rustfmt::skip]
const SETS: [&str; 51] = [
    "thành lập mới", "xây dựng mới", "phát triển mới", "nhân rộng ra", "trồng mới", "xây mới", "mở mới", "đạt", "có", "tăng",
    "giảm", "lên", "xuống", "còn", "thành lập", "xây dựng", "mở rộng", "trồng", "kết nạp", "phát triển", "giúp", "trao",
    "tổ chức", "giới thiệu", "vận động", "xóa", "xoá", "hỗ trợ", "gấp", "chiếm", "nhân rộng", "mở", "duy trì", "bố trí",
    "đầu tư", "cấp", "tặng", "khám", "thêm", "đào tạo", "hoàn thành", "tạo", "bảo đảm", "đảm bảo", "cho",
    "đủ", "bổ sung", "tuyển dụng", "thu hút", "lắp đặt", "xây",
];

/// Words that make an amount of money or a share a rule, a rate or a gift, and no target.
#[rustfmt::skip]
const RULES: [&str; 14] = [
    "lãi suất", "mức đóng", "lương", "thuế suất", "mức phí", "được hưởng", "tán thành", "giảm trừ", "mức hỗ trợ", "kinh phí",
    "trị giá", "mức đầu tư", "mức phạt", "biểu quyết",
];

/// Words of a promise.
#[rustfmt::skip]
const PROMISES: [&str; 9] = [
    "phấn đấu", "mục tiêu", "chỉ tiêu", "đến năm", "đến hết năm", "đến cuối năm", "bảo đảm", "đảm bảo", "hoàn thành",
];

/// Whether a quantity is to be reached: by which rule, and what leaves that in doubt.
fn is_target(
    read: &Read<'_>,
    index: usize,
    last: Option<&Found>,
) -> Option<(Rule, Option<&'static str>)> {
    let quantity = &read.quantities[index];
    let left = left_of(read, quantity, last);
    if is_quoted(&read.folded, quantity.span.start)
        || is_baseline(read, index)
        || is_rule(read, quantity, left)
        || is_aside(&read.folded, quantity.span.start)
        || is_threshold(quantity, left)
        || belongs_to(read, quantity, last)
    {
        return None;
    }
    let promised = has_word(&read.folded, &PROMISES);
    let goals = read.section == Section::Goals;
    let ahead = goals
        || promised
        || read.times.iter().any(is_ahead)
        || matches!(heading_year(&read.sentence.path), Ok(Some(_)));
    let sets = ends_with_word(left, &SETS).is_some();
    let unit = quantity.unit.as_str();
    let (rule, clear) = match unit {
        "" => (Rule::Rate, ahead),
        _ if quantity.share => {
            let told = ahead || sets || quantity.compared || read.section == Section::Tasks;
            let doubt = (!told).then_some("không rõ đây là chỉ tiêu hay quy định");
            return Some((Rule::Share, doubt));
        }
        _ if quantity.frequency => (Rule::Frequency, goals || quantity.compared),
        _ if unit.starts_with("tuổi") => {
            let ages = ["tuổi thọ", "tuổi trung bình", "tuổi bình quân"];
            (
                Rule::Life,
                ahead && (has_word(left, &ages) || is_life(left)),
            )
        }
        _ if unit == "năm" => (Rule::Life, ahead && is_life(left)),
        "giờ" | "phút" | "giây" | "ngày" | "tháng" => {
            (Rule::Time, goals && quantity.compared)
        }
        "lần" => {
            let set = sets || ends_with_word(left, &["gấp", "từ"]).is_some();
            (Rule::Times, ahead && set || goals && quantity.compared)
        }
        _ if quantity.is_money() => {
            let set = sets || quantity.compared;
            (Rule::Money, goals || promised && set)
        }
        _ if goals => {
            // "số lượt khám là 12.000 lượt": in a section of targets the verb says no more.
            let told = ends_with_word(left, &["là", "bằng", "ở mức"]).is_some();
            let opens = opens_item(left) || told || left.trim_end().ends_with(':');
            (Rule::CountInGoals, sets || quantity.compared || opens)
        }
        _ => {
            let compared = quantity.compared && (ahead || read.section == Section::Tasks);
            (Rule::Count, ahead && sets || compared)
        }
    };
    clear.then_some((rule, None))
}

/// Whether a time can set a target: not a year that is only named.
fn is_ahead(time: &Time) -> bool {
    !time.names
        && (time.relation.is_some() || matches!(time.days.grain, Grain::Part | Grain::Period))
}

fn is_life(left: &str) -> bool {
    left.contains("năm sống") || left.contains("sống khỏe") || left.contains("tuổi thọ")
}

/// The words before a number, back to the last target, semicolon or full stop.
fn left_of<'r>(read: &'r Read<'_>, quantity: &Quantity, last: Option<&Found>) -> &'r str {
    let start = last.map_or(0, |found| found.span.end.min(quantity.span.start));
    let left = &read.folded[start..quantity.span.start];
    &left[clause_start(left)..]
}

/// An item of a list of targets that begins with its number, or goes on with "và".
fn opens_item(left: &str) -> bool {
    let left = left.trim_matches(|c: char| !c.is_alphanumeric());
    // "Hiến 120 đơn vị máu": a verb or two, and the number.
    left.split_whitespace().count() <= 3 || ends_with_word(left, &["và", "phấn đấu"]).is_some()
}

/// Whether a place lies inside quotation marks: names are not promises.
fn is_quoted(folded: &str, at: usize) -> bool {
    let before = &folded[..at];
    match (before.rfind('“'), before.rfind('”')) {
        (Some(opened), Some(closed)) => opened > closed,
        (opened, _) => opened.is_some(),
    }
}

/// Whether a place lies in brackets: they explain the number before them.
fn is_aside(folded: &str, at: usize) -> bool {
    let before = &folded[..at];
    match (before.rfind('('), before.rfind(')')) {
        (Some(opened), Some(closed)) => opened > closed,
        (opened, _) => opened.is_some(),
    }
}

/// A share or an amount that someone is entitled to, pays or is fined.
fn is_rule(read: &Read<'_>, quantity: &Quantity, left: &str) -> bool {
    let right = &read.folded[quantity.span.end..];
    let base = [
        "mức đóng",
        "mức lương",
        "chi phí",
        "giá trị hợp đồng",
        "số tiền",
    ];
    let granted =
        left.contains("được") && has_word(left, &["hỗ trợ", "thanh toán", "giảm", "miễn", "hưởng"]);
    let fund = quantity.share && quantity.compared && ends_with_word(left, &["kinh phí"]).is_some();
    has_word(left, &RULES) && !fund
        || starts_with_word(right.trim_start(), &base)
        || quantity.share && granted && right.contains("mức")
}

/// "không để xảy ra vụ ngộ độc từ 30 người mắc trở lên": what a case is, and no number to be reached.
fn is_threshold(quantity: &Quantity, left: &str) -> bool {
    matches!(
        quantity.comparison,
        base::schema::Comparison::AtLeast | base::schema::Comparison::Above
    ) && !quantity.share
        && has_word(left, &["không để xảy ra", "không xảy ra", "không để"])
}

/// "từ 60% … lên 80%": where it stands now, not where it shall stand.
fn is_baseline(read: &Read<'_>, index: usize) -> bool {
    let quantity = &read.quantities[index];
    if !read.folded[quantity.span.clone()].starts_with("từ ") || quantity.to.is_some() {
        return false;
    }
    read.quantities.get(index + 1).is_some_and(|next| {
        let between = &read.folded[quantity.span.end..next.span.start];
        let rises =
            ends_with_word(between, &["lên", "xuống", "xuống còn", "còn", "lên đến"]).is_some();
        rises && !between.contains(';') && ends_with_word(between, &["trở lên"]).is_none()
    })
}

/// A number inside the words of the share before it: "100% trường có ít nhất một phòng y tế".
fn belongs_to(read: &Read<'_>, quantity: &Quantity, last: Option<&Found>) -> bool {
    let Some(last) = last.filter(|last| last.share_of && !quantity.share) else {
        return false;
    };
    let between = &read.folded[last.span.end.min(quantity.span.start)..quantity.span.start];
    !between.contains([';', ',', ':'])
}
