//! Tables: rows of targets ("Chỉ tiêu | Đơn vị tính | Năm 2026 | Năm 2030") and of work ("Nhiệm vụ | Chủ trì |
//! Phối hợp | Thời gian").

use super::deadline::deadline;
use super::quantity::quantities;
use super::sentence::Read;
use super::tense::{self, Section};
use super::{
    Context, Deadline, Fact, Facts, PlanYear, Rule, Sentence, Table, TargetFact, TaskFact,
    YearFrom, body, measure,
};
use base::pattern::pattern;
use base::text::{has_word, lowercase};
use base::times::times;
use regex::Regex;
use std::sync::LazyLock;

/// What the columns of a table hold, by the words of their heads.
#[derive(Debug, Default)]
struct Columns {
    measure: Option<usize>,
    unit: Option<usize>,
    /// Values to be reached, each with the year of its head.
    values: Vec<(usize, Option<i64>)>,
    task: Option<usize>,
    owner: Option<usize>,
    partners: Option<usize>,
    time: Option<usize>,
    /// Whether the heads of the values say that they are shares: "Năm 2026 (%)".
    shares: bool,
}

/// A unit in brackets behind what is measured: "Tỷ lệ tham gia bảo hiểm y tế (%)".
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\s*\((?:(?:đvt|ĐVT|đơn vị tính)\s*:?\s*)?(?P<unit>[^()]{1,25})\)\s*$")
});

/// Stands for a unit that a table does not tell.
const NO_UNIT: &str = "đơnvị";

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?P<year>20\d{2})\b"));

impl Columns {
    /// The columns that a head names; `None` for a row that is no head of targets or work.
    fn of(head: &[String]) -> Option<Self> {
        let mut columns = Self::default();
        for (index, cell) in head.iter().enumerate() {
            columns.take(index, &lowercase(cell));
            columns.shares |= cell.contains('%');
        }
        let targets = columns.measure.is_some() && !columns.values.is_empty();
        let tasks = columns.task.is_some() && (columns.owner.is_some() || columns.time.is_some());
        (targets || tasks).then_some(columns)
    }

    fn take(&mut self, index: usize, head: &str) {
        let has = |words: &[&str]| has_word(head, words);
        let year = YEAR
            .captures(head)
            .and_then(|found| found["year"].parse().ok());
        match () {
            () if has(&["đơn vị tính", "đvt"]) || head.trim() == "đơn vị" => {
                self.unit = Some(index)
            }
            () if has(&["phối hợp"]) && !has(&["chủ trì"]) => self.partners = Some(index),
            () if has(&[
                "chủ trì",
                "phụ trách",
                "đơn vị thực hiện",
                "cơ quan thực hiện",
                "tham mưu",
                "trách nhiệm",
            ]) =>
            {
                self.owner = Some(index);
            }
            () if has(&["thời gian", "thời hạn", "tiến độ", "hoàn thành"]) => {
                self.time = Some(index)
            }
            () if has(&[
                "thực hiện",
                "kết quả",
                "hiện trạng",
                "ước",
                "đạt được",
                "ghi chú",
            ]) => {}
            () if year.is_some() || has(&["kế hoạch", "phấn đấu", "giao", "giá trị"]) => {
                self.values.push((index, year))
            }
            () if self.measure.is_none() && has(&["chỉ tiêu", "tên chỉ tiêu", "mục tiêu"]) => {
                self.measure = Some(index)
            }
            () if has(&["mục tiêu", "chỉ tiêu"]) => self.values.push((index, year)),
            () if self.task.is_none()
                && has(&["nhiệm vụ", "nội dung", "công việc", "hoạt động"]) =>
            {
                self.task = Some(index)
            }
            () => {}
        }
    }
}

/// Adds what a table tells; whether it was a table of targets or work.
pub fn read(table: &Table, context: &Context, facts: &mut Facts) -> bool {
    let heads = table.rows.iter().take(3).enumerate();
    let Some((at, columns)) = heads.clone().find_map(|(at, row)| {
        // "Kế hoạch" over "Năm 2026 | Năm 2027": a head of two rows.
        let below = table
            .rows
            .get(at + 1)
            .and_then(|below| Some((at + 1, Columns::of(&two_rows(row, below)?)?)));
        below.or_else(|| Some((at, Columns::of(row)?)))
    }) else {
        return false;
    };
    if Section::of(&table.path) == Section::Results {
        return true;
    }
    for row in &table.rows[at + 1..] {
        let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
        if filled < 2 {
            continue;
        }
        let sentence = Sentence {
            text: row
                .iter()
                .map(|cell| cell.trim())
                .collect::<Vec<_>>()
                .join(" | "),
            line: table.line,
            block: table.block,
            path: table.path.clone(),
        };
        targets(&columns, row, &sentence, context, facts);
        task(&columns, row, &sentence, context, facts);
    }
    true
}

/// A head of two rows as one: each cell below with what stands above it. The lower row bears no number of its own.
fn two_rows(above: &[String], below: &[String]) -> Option<Vec<String>> {
    let blank = |at: usize| below.get(at).is_some_and(|cell| cell.trim().is_empty());
    let years = below.iter().any(|cell| YEAR.is_match(cell));
    let values = below.iter().filter(|cell| !cell.trim().is_empty());
    let only_years = values
        .clone()
        .all(|cell| cell.chars().any(char::is_alphabetic) || YEAR.is_match(cell));
    if !(blank(0) && years && only_years) {
        return None;
    }
    let upper = |at: usize| above.get(at).map_or("", |cell| cell.trim());
    let whole = below
        .iter()
        .enumerate()
        .map(|(at, cell)| match cell.trim() {
            "" => upper(at).to_owned(),
            cell => format!("{} {cell}", upper(at)).trim().to_owned(),
        });
    Some(whole.collect())
}

fn cell(row: &[String], column: Option<usize>) -> &str {
    column
        .and_then(|column| row.get(column))
        .map_or("", |cell| cell.trim())
}

fn targets(
    columns: &Columns,
    row: &[String],
    sentence: &Sentence,
    context: &Context,
    facts: &mut Facts,
) {
    let measured = cell(row, columns.measure);
    if measured.is_empty() || tense::is_past(&lowercase(measured), Section::Goals) {
        return;
    }
    let (measured, bracketed) = match BRACKETS.captures(measured) {
        Some(found) => (
            &measured[..found.get(0).map_or(0, |whole| whole.start())],
            Some(found["unit"].to_owned()),
        ),
        None => (measured, None),
    };
    let unit = match cell(row, columns.unit) {
        "" => bracketed.or_else(|| columns.shares.then(|| "%".to_owned())),
        unit => Some(unit.to_owned()),
    };
    for (column, year) in &columns.values {
        let value = cell(row, Some(*column));
        if !value.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let bare = !value.contains(|c: char| c.is_alphabetic() || c == '%' || c == '‰');
        let text = lowercase(&if bare {
            format!("đạt {value} {}", unit.as_deref().unwrap_or(NO_UNIT))
        } else {
            format!("đạt {value}")
        });
        let Some(quantity) = quantities(&text, &[]).into_iter().next() else {
            continue;
        };
        let plan = PlanYear::of_targets(context.plan);
        let value = TargetFact {
            measure: measure::tidy(measured),
            comparison: quantity.comparison,
            value: quantity.value,
            to: quantity.to,
            unit: Some(quantity.unit).filter(|unit| unit != NO_UNIT),
            year: year.or(plan.map(|plan| plan.year)),
            year_from: match year {
                Some(_) => Some(YearFrom::Column),
                None => plan.map(|_| YearFrom::Title),
            },
            place: measure::place(measured),
            note: None,
        };
        let uncertain = value.unit.is_none().then_some("bảng không ghi đơn vị tính");
        facts
            .targets
            .push(Fact::new(value, sentence, Rule::TargetRow, uncertain));
    }
}

fn task(
    columns: &Columns,
    row: &[String],
    sentence: &Sentence,
    context: &Context,
    facts: &mut Facts,
) {
    let time = cell(row, columns.time);
    let due = times_of(time, sentence, context);
    facts.deadlines.extend(due.iter().cloned());
    let (work, owner) = (cell(row, columns.task), cell(row, columns.owner));
    if work.is_empty() || owner.is_empty() && due.is_empty() {
        return;
    }
    let value = TaskFact {
        task: measure::line(work),
        owner: (!owner.is_empty()).then(|| measure::line(owner)),
        partners: body::several(cell(row, columns.partners)),
        deadline: due.into_iter().next().map(|fact| fact.value),
    };
    let uncertain = value
        .owner
        .is_none()
        .then_some("bảng không ghi cơ quan chủ trì");
    facts
        .tasks
        .push(Fact::new(value, sentence, Rule::TaskRow, uncertain));
}

/// The times of a cell that tells when: there a bare day or year is a deadline too.
fn times_of(time: &str, sentence: &Sentence, context: &Context) -> Vec<Fact<Deadline>> {
    let alone = Sentence {
        text: named(time, context.plan.filter(|plan| plan.is_one)),
        ..sentence.clone()
    };
    let read = Read::new(&alone, context);
    times(&read.folded, context.date)
        .iter()
        .filter(|time| time.every.is_some() || time.days.iso.is_some())
        .map(|time| Fact {
            sentence: sentence.text.clone(),
            ..deadline(&read, time)
        })
        .collect()
}

/// A day, a month or a quarter that a cell gives with nothing but its number.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<before>^|[^\p{L}\d/.-]\s?)(?P<word>(?i:ngày|tháng|quý)\s+)?",
        r"(?:(?P<day>\d{1,2}\s?[/.-]\s?\d{1,2})(?P<year>\s?[/.-]\s?20\d{2})?|(?P<month>\d{1,2}\s?[/-]\s?20\d{2})|(?P<part>\d{1,2}|(?i:iv|i{1,3})))(?P<behind>\s*(?:$|[;,–-]|\s(?i:và|đến)))",
    ))
});

/// The words of a cell with what a sentence would say beside its numbers: "15/6" is a day, and in a plan of one year one of
/// that year.
fn named(time: &str, plan: Option<PlanYear>) -> String {
    let year = |slash: &str| plan.map_or_else(String::new, |plan| format!("{slash}{}", plan.year));
    let whole = |found: &regex::Captures<'_>| {
        let word = found.name("word").map(|word| word.as_str());
        let (before, behind) = (&found["before"], &found["behind"]);
        let named = match (found.name("day"), found.name("month"), found.name("part")) {
            (Some(day), ..) => {
                let own = found.name("year").map(|year| year.as_str().to_owned());
                let own = own.unwrap_or_else(|| year("/"));
                format!("{}{}{own}", word.unwrap_or("ngày "), day.as_str())
            }
            (_, Some(month), _) => format!("{}{}", word.unwrap_or("tháng "), month.as_str()),
            (.., Some(part)) if word.is_some_and(|word| !lowercase(word).starts_with("ngày")) => {
                format!("{}{}{}", word.unwrap_or_default(), part.as_str(), year("/"))
            }
            _ => return found[0].to_owned(),
        };
        format!("{before}{named}{behind}")
    };
    BARE.replace_all(time, whole).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts_of(rows: &[&[&str]]) -> (bool, Facts) {
        let table = Table {
            rows: rows
                .iter()
                .map(|row| row.iter().map(|&cell| cell.to_owned()).collect())
                .collect(),
            line: 7,
            block: 0,
            path: vec!["Phụ lục".to_owned()],
        };
        let mut facts = Facts::default();
        let known = read(&table, &Context::default(), &mut facts);
        (known, facts)
    }

    #[test]
    fn a_table_of_targets_gives_one_a_year() {
        let (known, facts) = facts_of(&[
            &[
                "TT",
                "Chỉ tiêu",
                "Đơn vị tính",
                "Thực hiện 2025",
                "Năm 2026",
                "Năm 2030",
            ],
            &["I", "Y tế", "", "", "", ""],
            &["1", "Tỷ lệ bao phủ bảo hiểm y tế", "%", "93", ">95", "100"],
            &["2", "Số bác sĩ ở trạm", "bác sĩ", "2", "3", "4 - 5"],
        ]);
        assert!(known);
        let told: Vec<_> = facts
            .targets
            .iter()
            .map(|fact| {
                (
                    fact.value.value,
                    fact.value.to,
                    fact.value.unit.as_deref(),
                    fact.value.year,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (Some(95.0), None, Some("%"), Some(2026)),
                (Some(100.0), None, Some("%"), Some(2030)),
                (Some(3.0), None, Some("bác sĩ"), Some(2026)),
                (Some(4.0), Some(5.0), Some("bác sĩ"), Some(2030)),
            ]
        );
        assert_eq!(
            facts.targets[0].value.comparison,
            base::schema::Comparison::Above
        );
    }

    #[test]
    fn a_table_of_work_gives_owner_partners_and_time() {
        let (known, facts) = facts_of(&[
            &[
                "STT",
                "Nội dung công việc",
                "Cơ quan chủ trì",
                "Cơ quan phối hợp",
                "Thời gian hoàn thành",
            ],
            &[
                "1",
                "Lập danh sách người cao tuổi",
                "Trạm Y tế",
                "Hội Người cao tuổi, các tổ dân phố",
                "Quý II/2026",
            ],
            &["2", "Khám sức khỏe", "Trạm Y tế", "", "Trước 30/9/2026"],
        ]);
        assert!(known);
        let due: Vec<_> = facts
            .deadlines
            .iter()
            .filter_map(|fact| fact.value.end)
            .map(|day| day.to_string())
            .collect();
        assert_eq!(due, ["2026-06-30", "2026-09-30"]);
        assert_eq!(facts.tasks.len(), 2);
        assert_eq!(facts.tasks[0].value.owner.as_deref(), Some("Trạm Y tế"));
        assert_eq!(
            facts.tasks[0].value.partners,
            ["Hội Người cao tuổi", "các tổ dân phố"]
        );
    }

    #[test]
    fn a_cell_of_days_needs_no_words() {
        let one = PlanYear {
            year: 2026,
            is_one: true,
            is_whole: true,
        };
        for (cell, words) in [
            ("15/6", "ngày 15/6/2026"),
            ("Trước 30/9/2026", "Trước ngày 30/9/2026"),
            ("Trước ngày 30/9", "Trước ngày 30/9/2026"),
            ("6/2027", "tháng 6/2027"),
            ("Quý III", "Quý III/2026"),
            ("Tháng 8", "Tháng 8/2026"),
            ("Tháng 8/2025", "Tháng 8/2025"),
            ("Quý III/2025", "Quý III/2025"),
            ("5 ngày làm việc", "5 ngày làm việc"),
            ("Thường xuyên", "Thường xuyên"),
            ("Năm 2026", "Năm 2026"),
            ("01/3 - 15/4", "ngày 01/3/2026 - ngày 15/4/2026"),
        ] {
            assert_eq!(named(cell, Some(one)), words, "{cell}");
        }
        assert_eq!(named("15/6", None), "ngày 15/6");
    }

    #[test]
    fn other_tables_are_left_to_their_sentences() {
        let (known, facts) = facts_of(&[&["ỦY BAN NHÂN DÂN", "CỘNG HÒA"], &["Số: 5", "Độc lập"]]);
        assert!(!known);
        assert!(facts.targets.is_empty() && facts.tasks.is_empty());
    }
}
