//! Tasks: what is to be done, the body in charge, those who help, by when.

use super::sentence::Read;
use super::tense::{self, Section};
use super::{Context, Deadline, Fact, Relation, Rule, Sentence, body, deadline, keyed, measure};
use base::pattern::pattern;
use base::text::{has_word, lowercase, starts_with_word};
use regex::Regex;
use serde::Serialize;
use std::sync::LazyLock;

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TaskFact {
    /// What, in the document's words.
    pub task: String,
    /// The body in charge.
    pub owner: Option<String>,
    /// Bodies that help.
    pub partners: Vec<String>,
    /// By when.
    pub deadline: Option<Deadline>,
}

/// A clause parted into who and what.
#[derive(Debug, Default)]
pub struct Charge<'a> {
    /// The body in charge.
    pub owner: Option<String>,
    /// Bodies that help.
    pub partners: Vec<String>,
    /// What is to be done.
    pub work: &'a str,
}

/// Words that give work to the body behind them.
static GIVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:đồng ý )?(?:đề xuất )?giao|yêu cầu|đề nghị|phân công|chỉ đạo|thống nhất giao)(?: cho)? ",
    )
});
/// The same further on in a sentence.
static GIVES_LATER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:, |; | và )(?:đề xuất )?(?:giao|yêu cầu|đề nghị)(?: cho)? "));
/// The same behind the name of the body that gives the work: "Sở Nội vụ đề nghị Ủy ban nhân dân các xã …".
static GIVES_BY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r" (?:trân trọng )?(?:kính )?(?:giao|yêu cầu|đề nghị)(?: cho)? "));
static HELPED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\bphối hợp(?: chặt chẽ| thường xuyên)?(?: với| cùng| cùng với)\s+"));
static WITH_WHOM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:phân công (?:thực hiện|nhiệm vụ|chỉ đạo[^:]*)|tổ chức thực hiện)\s*:\s*")
});

/// What stands behind "giao", "yêu cầu" and the like, when a body follows.
pub fn given(text: &str) -> Option<&str> {
    let folded = lowercase(text);
    let starts = GIVES.find(&folded).map(|found| found.end());
    let later = GIVES_LATER.find_iter(&folded).map(|found| found.end());
    let named = GIVES_BY.find_iter(&folded).filter_map(|found| {
        let left = &text[..found.start()];
        let from = left.rfind([',', ';', ':']).map_or(0, |at| at + 1);
        body::is_name(left[from..].trim()).then(|| found.end())
    });
    let mut rests = starts
        .into_iter()
        .chain(later)
        .chain(named)
        .map(|at| &text[at..]);
    rests.find(|rest| body::leading(rest).is_some())
}

/// Parts "X chủ trì, phối hợp với Y làm Z".
pub fn charge(text: &str) -> Charge<'_> {
    let Some(name) = body::leading(text) else {
        return Charge {
            work: text,
            ..led(text)
        };
    };
    let mut owner = text[name.clone()].to_owned();
    let mut rest = text[name.end..].trim_start_matches([' ', ',']);
    // "UBND chỉ đạo Phòng … chủ trì": the one that leads is in charge.
    if let Some(below) = rest.strip_prefix("chỉ đạo ")
        && let Some(name) = body::leading(below)
        && starts_with_word(lowercase(&below[name.end..]).trim_start(), &["chủ trì"])
    {
        owner = below[name.clone()].to_owned();
        rest = below[name.end..].trim_start();
    }
    Charge {
        owner: Some(owner),
        ..led(rest)
    }
}

/// Parts "chủ trì, phối hợp với Y làm Z".
fn led(text: &str) -> Charge<'_> {
    let trim = |text| str::trim_start_matches(text, [' ', ',']);
    let mut rest = trim(text);
    if starts_with_word(&lowercase(rest), &["chủ trì"]) {
        rest = trim(&rest["chủ trì".len()..]);
    }
    let folded = lowercase(rest);
    if let Some(found) = HELPED.find(&folded).filter(|found| found.start() < 12) {
        let names = &rest[found.end()..];
        if let Some(range) = body::leading(names) {
            return Charge {
                owner: None,
                partners: body::several(&names[range.clone()]),
                work: trim(&names[range.end..]),
            };
        }
    }
    let partners = HELPED.find(&folded).and_then(|found| {
        body::leading(&rest[found.end()..]).map(|range| body::several(&rest[found.end()..][range]))
    });
    Charge {
        owner: None,
        partners: partners.unwrap_or_default(),
        work: rest,
    }
}

/// The tasks of a document, in order.
pub fn tasks(sentences: &[Sentence], context: &Context) -> Vec<Fact<TaskFact>> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < sentences.len() {
        let keys = keyed::group_end(sentences, index);
        if keys > index {
            found.extend(keyed::tasks(sentences, index, keys, context));
            index = keys;
            continue;
        }
        found.extend(plain_task(sentences, index, context));
        index += 1;
    }
    found
}

/// Whether a sentence names a day or month by which something is done.
fn ends(sentence: &Sentence, context: &Context) -> bool {
    deadline_in(sentence, context).is_some_and(|deadline| {
        matches!(
            deadline.relation,
            Relation::Before | Relation::By | Relation::Within
        ) && deadline
            .date
            .as_deref()
            .is_some_and(|date| date.len() >= "2026-01".len())
    })
}

/// Sentences that close a document.
#[rustfmt::skip]
const CLOSING: [&str; 13] = [
    "trên đây là", "trong quá trình", "nơi nhận", "kế hoạch này", "chương trình hành động này", "chương trình này", "nghị quyết này",
    "kết luận này", "chỉ thị này", "quy định này", "quyết định này", "hướng dẫn này", "chú thích",
];

/// "Phân công chỉ đạo mục 4.1: đồng chí …": the work, and who has it.
fn charged(text: &str) -> Option<(&str, &str)> {
    static CHARGED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^phân công (?P<work>(?:chỉ đạo|phụ trách|theo dõi)[^:]{4,120}):\s*(?P<name>.+)$",
        )
    });
    let found = CHARGED.captures(&text[label_end(text)..])?;
    let [work, name] = ["work", "name"].map(|part| found.name(part).map(|part| part.as_str()));
    work.zip(name.filter(|name| body::leading(name).is_some()))
}

/// A task that says itself who does it, or that stands under the name of a body.
fn plain_task(sentences: &[Sentence], index: usize, context: &Context) -> Option<Fact<TaskFact>> {
    let sentence = &sentences[index];
    let text = strip(&sentence.text);
    let section = Section::of(&sentence.path);
    let assigned = is_assigning(&sentence.path) || is_addressed(sentence);
    let folded = lowercase(text);
    if starts_with_word(&folded, &CLOSING)
        // "… xây dựng kế hoạch như sau:": what is to be done stands below.
        || folded.trim_end().ends_with("như sau:")
        || section == Section::Results
        || tense::is_past(&folded, section) && !assigned
    {
        return None;
    }
    // Under the name of a body, "chỉ đạo Trạm Y tế …" is that body's work.
    let heading = assigned.then(|| heading_owner(&sentence.path)).flatten();
    let given = given(text).filter(|_| heading.is_none() || !folded.starts_with("chỉ đạo"));
    let leads = has_word(&folded, &["chủ trì", "chịu trách nhiệm", "có trách nhiệm"])
        || assigned
        || text.len() < sentence.text.len();
    let acts = leads
        || has_word(&folded, &["tham mưu", "xây dựng kế hoạch", "đề xuất"])
            && section != Section::Goals
        || has_word(&folded, &["phối hợp với", "phối hợp tuyên truyền"])
        || section != Section::Goals && ends(sentence, context)
        || section != Section::Goals && opens_item(sentence, text);
    let mut rule = Rule::Charge;
    let mut charge = match given {
        Some(given) => {
            rule = Rule::Given;
            charge(given)
        }
        None if acts
            && body::leading(text)
                .is_some_and(|name| name.end < text.trim_end_matches('.').len()) =>
        {
            charge(text)
        }
        None => Charge {
            work: text,
            ..led(text)
        },
    };
    if let Some((work, name)) = charged(&sentence.text) {
        charge = Charge {
            work,
            ..self::charge(name)
        };
    }
    if charge.owner.is_none() {
        let own = by_model(text).or_else(|| at_end(text));
        // A numbered paragraph stands in the outline too, but it is closed like a sentence.
        let is_heading = own.is_none()
            && !text.trim_end().ends_with(['.', ';'])
            && sentence.path.last().is_some_and(|heading| heading == text);
        rule = match own {
            Some(_) => Rule::ChargeAtEnd,
            None => Rule::UnderBody,
        };
        charge.owner = own.or(heading);
        if is_heading || text.trim_end().ends_with(':') {
            return None;
        }
    }
    charge.owner.as_ref()?;
    // "… đề nghị Sở Y tế:": the work stands below.
    if !charge.work.contains(char::is_alphabetic) {
        return None;
    }
    // "… biết, thực hiện./.": a form of words, and no task.
    let formal = lowercase(charge.work);
    if !has_word(&folded, &["chủ trì", "giao"])
        && ["thực hiện", "biết, thực hiện", "biết và thực hiện", "biết"]
            .contains(&formal.trim_matches(|c: char| !c.is_alphabetic()))
    {
        return None;
    }
    let silent = !body::acts(charge.work) && charge.work.split_whitespace().count() < 8;
    let all = charge
        .owner
        .as_deref()
        .is_some_and(|owner| charge.work.trim_end_matches('.') == owner);
    let uncertain = if all {
        Some("không rõ đâu là cơ quan, đâu là việc")
    } else {
        silent.then_some("không rõ phải làm việc gì")
    };
    let value = TaskFact {
        task: measure::line(charge.work),
        owner: charge.owner.map(|owner| owner.trim().to_owned()),
        partners: charge.partners,
        deadline: deadline_of(sentences, index, context),
    };
    Some(Fact::new(value, sentence, rule, uncertain))
}

/// The sentence without a label and "Phân công thực hiện:".
pub fn strip(text: &str) -> &str {
    let text = &text[label_end(text)..];
    let folded = lowercase(text);
    &text[WITH_WHOM.find(&folded).map_or(0, |found| found.end())..]
}

/// Where a label before a sentence ends.
fn label_end(text: &str) -> usize {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]+|[-+*•–]|[a-zđ]\)|[IVX]+\.|(?:Điều|Chương|Mục|Phần|Khoản) (?:\d+|[IVX]+)[.:]?)\s*",
        )
    });
    LABEL.find(text).map_or(0, |label| label.end())
}

/// "mô hình “…” do Hội Phụ nữ phường phụ trách".
fn by_model(text: &str) -> Option<String> {
    static BY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\bdo\s+(?P<body>\p{Lu}[^.;,]*?)\s+(?:làm chủ đầu tư|phụ trách|chủ trì|đảm nhiệm)")
    });
    BY.captures(text).map(|found| found["body"].to_owned())
}

/// Whether a heading is the name of a body: "1. Bộ trưởng Bộ Y tế:".
fn is_body(heading: &str) -> bool {
    body::is_name(strip(heading).trim_end())
}

/// Whether a paragraph stands under the name of a body.
fn is_addressed(sentence: &Sentence) -> bool {
    sentence
        .path
        .iter()
        .any(|heading| is_body(heading) && heading != &sentence.text)
}

/// A numbered paragraph that begins with a body and what it does: "2. Phòng Kinh tế rà soát các cơ sở …".
fn opens_item(sentence: &Sentence, text: &str) -> bool {
    let own = sentence
        .path
        .last()
        .is_some_and(|heading| strip(heading) == text);
    own && body::leading(text).is_some_and(|name| body::begins_with_verb(&text[name.end..]))
}

/// "…; Hội Nông dân xã chủ trì.": who has it, told last.
fn at_end(text: &str) -> Option<String> {
    static LAST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|[;:,.]\s+)(?P<body>\p{Lu}[^.;,:]*?)\s+(?:chủ trì|phụ trách|đảm nhiệm|làm đầu mối)\s*(?:[.;,]|$)",
        )
    });
    let found = LAST.captures(text)?;
    let name = &found["body"];
    body::is_name(name).then(|| name.to_owned())
}

/// Whether a section gives out the work: "Tổ chức thực hiện", "Phân công", "Trách nhiệm của …".
fn is_assigning(path: &[String]) -> bool {
    path.iter().any(|heading| {
        let heading = lowercase(heading);
        heading.chars().count() < 160
            && has_word(
                &heading,
                &[
                    "tổ chức thực hiện",
                    "phân công",
                    "trách nhiệm",
                    "tổ chức triển khai",
                ],
            )
    })
}

/// The body that the innermost heading names.
fn heading_owner(path: &[String]) -> Option<String> {
    let addressed = |heading: &&String| is_body(heading);
    let named = |heading: &&String| body::leading(strip(heading)).is_some();
    let heading = path
        .last()
        .filter(named)
        .or_else(|| path.iter().rev().find(addressed))
        .or(path.last())?;
    let heading = strip(heading);
    let heading = heading.strip_prefix("Trách nhiệm của ").unwrap_or(heading);
    let heading = &heading.chars().next().map_or(String::new(), |c| {
        c.to_uppercase()
            .chain(heading.chars().skip(1))
            .collect::<String>()
    });
    body::leading(heading).map(|name| heading[name].to_owned())
}

/// When a task ends: its own sentence, or "Hoàn thành …" further on in the paragraph.
fn deadline_of(sentences: &[Sentence], index: usize, context: &Context) -> Option<Deadline> {
    let own = deadline_in(&sentences[index], context);
    if own
        .as_ref()
        .is_some_and(|own| own.relation != Relation::Every)
    {
        return own;
    }
    let block = sentences[index].block;
    let later = sentences[index + 1..]
        .iter()
        .take_while(|sentence| sentence.block == block)
        .filter(|sentence| {
            starts_with_word(
                &lowercase(&sentence.text),
                &["hoàn thành", "xong", "thời gian", "thời hạn"],
            )
        })
        .find_map(|sentence| deadline_in(sentence, context));
    later.or(own)
}

pub fn deadline_in(sentence: &Sentence, context: &Context) -> Option<Deadline> {
    let read = Read::new(sentence, context);
    let mut all: Vec<Deadline> = deadline::deadlines(&read, &[])
        .into_iter()
        .map(|fact| fact.value)
        .collect();
    all.sort_by_key(|deadline| (deadline.relation == Relation::Every, deadline.end.is_none()));
    all.into_iter().next()
}
