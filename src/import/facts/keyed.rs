//! Lines that give one thing by its name: "Cơ quan chủ trì: …", "Thời gian: …"; and the tasks a run of them tells.

use super::task::{TaskFact, charge, deadline_in, strip};
use super::{Context, Fact, Rule, Sentence, body, measure};
use base::pattern::pattern;
use base::text::{lowercase, starts_with_word};
use regex::Regex;
use std::sync::LazyLock;

/// A line that gives one thing by its name: "Cơ quan chủ trì: …".
pub enum Keyed<'a> {
    /// Who leads.
    Lead(&'a str),
    /// Who prepares it: leads where nobody else does.
    Prepare(&'a str),
    /// Who helps.
    Help(&'a str),
    /// When.
    When,
}

static KEY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?P<lead>(?:cơ quan|đơn vị|bộ phận)? ?chủ trì|chủ thể thực hiện|(?:cơ quan|đơn vị) thực hiện|người phụ trách|phụ trách|trách nhiệm thực hiện|trưởng ban chỉ đạo[^:]*)",
        r"|(?P<prepare>(?:cơ quan|đơn vị) (?:tham mưu|thường trực)[^:]*)|(?P<help>(?:cơ quan|đơn vị)? ?phối hợp[^:]*)",
        r"|(?P<when>thời gian[^:]*|thời hạn[^:]*|tiến độ[^:]*))\s*:\s*",
    ))
});

/// The parts of a text that give one thing by its name.
pub fn parts(text: &str) -> Vec<Keyed<'_>> {
    text.split(';')
        .filter_map(|part| {
            let part = part.trim();
            let folded = lowercase(part);
            let found = KEY.captures(&folded)?;
            let rest = part[found[0].len()..].trim_end_matches(['.', ' ', ';']);
            Some(match () {
                () if found.name("lead").is_some() => Keyed::Lead(rest),
                () if found.name("prepare").is_some() => Keyed::Prepare(rest),
                () if found.name("help").is_some() => Keyed::Help(rest),
                () => Keyed::When,
            })
        })
        .collect()
}

/// Where a run of lines that give one thing by its name ends.
pub fn group_end(sentences: &[Sentence], from: usize) -> usize {
    let run = sentences[from..]
        .iter()
        .take_while(|sentence| !parts(&sentence.text).is_empty())
        .count();
    from + run
}

/// A run of keyed lines and what they are about: the lines before them.
pub fn tasks(
    sentences: &[Sentence],
    from: usize,
    to: usize,
    context: &Context,
) -> Vec<Fact<TaskFact>> {
    let mut lead = None;
    let mut prepare = None;
    let mut partners = Vec::new();
    let mut deadline = None;
    let mut work = "";
    for sentence in &sentences[from..to] {
        for part in parts(&sentence.text) {
            match part {
                Keyed::Lead(names) => {
                    let charge = charge(names);
                    partners.extend(charge.partners);
                    work = charge.work;
                    lead = lead.or(charge.owner.or_else(|| Some(names.trim().to_owned())));
                }
                Keyed::Prepare(names) => {
                    prepare = prepare.or_else(|| Some(names.trim().to_owned()))
                }
                Keyed::Help(names) => partners.extend(body::several(names)),
                Keyed::When => deadline = deadline.or_else(|| deadline_in(sentence, context)),
            }
        }
    }
    let head = lead.as_deref().is_some_and(|lead| {
        lowercase(lead).starts_with("đ/c") || lowercase(lead).starts_with("đồng chí")
    });
    let owner = if head {
        prepare.or(lead)
    } else {
        lead.or(prepare)
    };
    let Some(owner) = owner else {
        return Vec::new();
    };
    subjects(sentences, from, work)
        .into_iter()
        .map(|(task, sentence)| {
            let value = TaskFact {
                task: measure::line(&task),
                owner: Some(owner.clone()),
                partners: partners.clone(),
                deadline: deadline.clone(),
            };
            Fact::new(value, sentence, Rule::Keyed, None)
        })
        .collect()
}

/// What keyed lines are about: the items of the list above them, the sentence above, or the heading.
fn subjects<'a>(sentences: &'a [Sentence], from: usize, work: &str) -> Vec<(String, &'a Sentence)> {
    let own = &sentences[from];
    let same = |sentence: &&Sentence| sentence.path == own.path;
    let above: Vec<&Sentence> = sentences[..from]
        .iter()
        .rev()
        .take_while(same)
        .take(8)
        .collect();
    let is_plan = |sentence: &Sentence| {
        starts_with_word(
            &lowercase(strip(&sentence.text)),
            &["kế hoạch", "đề án", "dự án", "chương trình"],
        )
    };
    let items: Vec<_> = above
        .iter()
        .take_while(|sentence| is_plan(sentence))
        .collect();
    if !items.is_empty() {
        return items
            .into_iter()
            .rev()
            .map(|item| (strip(&item.text).to_owned(), *item))
            .collect();
    }
    let heading = own.path.last();
    let model =
        heading.filter(|heading| starts_with_word(&lowercase(strip(heading)), &["mô hình"]));
    match (model, above.first()) {
        (Some(heading), _) => vec![(format!("Triển khai {}{}", "m", &strip(heading)[1..]), own)],
        (None, Some(above))
            if starts_with_word(
                &lowercase(strip(&above.text)),
                &["xây dựng", "tổ chức", "triển khai", "thành lập", "lập"],
            ) =>
        {
            vec![(strip(&above.text).to_owned(), above)]
        }
        (None, _) => {
            // "Phân công chỉ đạo mục 4.1: đồng chí …" is about what stands before the colon.
            let task = heading.map_or(work, |heading| match heading.split_once(": ") {
                Some((about, _)) => about.trim_start_matches("Phân công "),
                None => strip(heading),
            });
            vec![(task.to_owned(), own)]
        }
    }
}
