//! What a document promises, one thing a line, folded in a comment at the end of the draft: a person looks at it before it goes
//! into front matter. The doubtful come first, each with its sentence and how it was found; the lists are TOML as they stand.

use super::front::plain;
use super::rows::{self, Cell};
use super::{field, passed};
use crate::Imported;
use crate::facts::{Fact, TargetFact, YearFrom};
use base::lang::{Lang, Localise};

/// The comment; empty where there is nothing to look at.
pub(super) fn review(imported: &Imported) -> String {
    let targets: Vec<Line> = rows::targets(imported)
        .map(|fact| Line::of(fact, rows::target(&fact.value), &year_from(fact)))
        .collect();
    let tasks: Vec<Line> = rows::tasks(imported)
        .map(|fact| Line::of(fact, rows::task(&fact.value), ""))
        .collect();
    let others = others(imported);
    let mut out = String::new();
    if !(targets.is_empty() && tasks.is_empty()) {
        out.push_str(
            "# Chỉ tiêu và việc mà máy đọc được, mỗi điều một dòng. Trang web chưa dùng các dòng này.\n\
             # Xem từng dòng, những dòng ghi XEM LẠI đứng trước. Đúng thì giữ, sai thì sửa hoặc xóa cả dòng.\n\
             # Xem xong, cắt các khối bên dưới, dán vào đầu bài, ngay trên dòng +++ thứ hai, rồi xóa phần còn lại.\n\
             # Sau dấu # ở cuối mỗi dòng: dòng thứ mấy trong văn bản, câu gốc, và máy nhận ra nhờ đâu.\n",
        );
    }
    list(&mut out, "targets", targets);
    list(&mut out, "tasks", tasks);
    if !others.is_empty() {
        out.push_str("\n# Những điều khác cần biết, không chép vào bài:\n");
        for line in others {
            out.push_str(&format!("# - {}\n", plain(&line)));
        }
    }
    if out.is_empty() {
        return out;
    }
    format!("\n<!--\n{}-->\n", out.trim_start().replace("--", "––"))
}

/// A fact on its line.
struct Line {
    doubtful: bool,
    at: usize,
    text: String,
}

impl Line {
    fn of<T>(fact: &Fact<T>, cells: Vec<Cell>, year: &str) -> Self {
        let cells: Vec<String> = cells
            .into_iter()
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        let doubt = fact.uncertain;
        let doubt = doubt.map_or_else(String::new, |reason| format!("XEM LẠI: {reason} · "));
        let comment = format!(
            "{doubt}dòng {}: {} · {}{year}",
            fact.line,
            fact.sentence,
            fact.rule.words()
        );
        Self {
            doubtful: fact.uncertain.is_some(),
            at: fact.line,
            text: format!("    {{ {} }}, # {}\n", cells.join(", "), plain(&comment)),
        }
    }
}

/// Where a target's year was read, unless its own sentence tells it.
fn year_from(fact: &Fact<TargetFact>) -> String {
    let from = fact
        .value
        .year_from
        .filter(|from| *from != YearFrom::Sentence);
    from.map_or_else(String::new, |from| format!(", năm {}", from.words()))
}

fn list(out: &mut String, key: &str, mut lines: Vec<Line>) {
    if lines.is_empty() {
        return;
    }
    lines.sort_by_key(|line| (!line.doubtful, line.at));
    out.push_str(&format!("\n{key} = [\n"));
    out.extend(lines.into_iter().map(|line| line.text));
    out.push_str("]\n");
}

/// What belongs into no list: doubts about the text, times that no task and no target has, models, what was not read.
fn others(imported: &Imported) -> Vec<String> {
    let facts = &imported.facts;
    let mut lines: Vec<String> = passed(imported)
        .map(|passed| format!("Tệp còn có {}", passed.localise(Lang::Vi)))
        .collect();
    let doubts = imported.document.uncertain.iter();
    lines.extend(doubts.map(|doubt| {
        let name = field::vietnamese(&doubt.field);
        format!("XEM LẠI {name}, dòng {}: {}", doubt.line, doubt.text)
    }));
    let told = |sentence: &str| {
        facts.targets.iter().any(|fact| fact.sentence == sentence)
            || facts.tasks.iter().any(|fact| fact.sentence == sentence)
    };
    let deadlines = facts.deadlines.iter();
    lines.extend(deadlines.filter(|fact| !told(&fact.sentence)).map(|fact| {
        format!(
            "Mốc thời gian “{}”, dòng {}: {}",
            fact.value.text, fact.line, fact.sentence
        )
    }));
    let models = facts.models.iter();
    lines.extend(models.map(|fact| {
        format!(
            "Mô hình “{}”, dòng {}: {}",
            fact.value.name, fact.line, fact.sentence
        )
    }));
    lines
}
