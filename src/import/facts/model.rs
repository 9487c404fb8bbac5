//! Local models: «mô hình “…”» with its goal and the body in charge.

use super::keyed::{self, Keyed};
use super::{Fact, Rule, Sentence, body, task};
use base::pattern::pattern;
use base::text::{lowercase, starts_with_word};
use regex::Regex;
use serde::Serialize;
use std::sync::LazyLock;

/// A local model that a document sets up or names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelFact {
    /// Its name, without quotation marks.
    pub name: String,
    /// What it wants to reach, in the document's words.
    pub goal: Option<String>,
    /// The body in charge.
    pub responsible: Option<String>,
    /// Bodies that help.
    pub partners: Vec<String>,
}

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i:các )?(?i:mô hình)[:,]?\s+[“”\x22«](?P<name>[^“”\x22«»]{2,180})[”“\x22»]")
});
static MORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*(?:,|;|và|, và)\s*[“\x22«](?P<name>[^“”\x22«»]{2,180})[”\x22»]")
});
static AIM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[^.;]{0,80}?\b(?:với mục tiêu|nhằm|mục tiêu là)\s+(?P<goal>[^.;]+)")
});
static CHARGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[^.;]{0,40}?\bdo\s+(?P<body>\p{Lu}[^.;]*?)\s+(?:làm chủ|phụ trách|chủ trì|thực hiện|quản lý|đảm nhiệm|triển khai)",
    )
});

/// Every model that the sentences name, each once.
pub fn models(sentences: &[Sentence]) -> Vec<Fact<ModelFact>> {
    let mut all: Vec<Fact<ModelFact>> = Vec::new();
    for sentence in sentences {
        for heading in &sentence.path {
            if starts_with_word(&lowercase(task::strip(heading)), &["mô hình"]) {
                name_in(heading, sentence, &mut all);
            }
        }
        name_in(&sentence.text, sentence, &mut all);
        if let Some(model) = concerned(sentence, &all) {
            tell(&mut all[model].value, &sentence.text);
        }
    }
    all
}

/// Adds the models that a text names, with what it says of them.
fn name_in(text: &str, sentence: &Sentence, all: &mut Vec<Fact<ModelFact>>) {
    for captures in NAMED.captures_iter(text) {
        let (Some(whole), Some(name)) = (captures.get(0), captures.name("name")) else {
            continue;
        };
        let mut names = vec![name.as_str()];
        let mut rest = &text[whole.end()..];
        while let Some(more) = MORE.captures(rest) {
            let (Some(whole), Some(name)) = (more.get(0), more.name("name")) else {
                break;
            };
            names.push(name.as_str());
            rest = &rest[whole.end()..];
        }
        for name in names {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let at = index_of(all, &name).unwrap_or_else(|| {
                let value = ModelFact {
                    name,
                    goal: None,
                    responsible: None,
                    partners: Vec::new(),
                };
                all.push(Fact::new(value, sentence, Rule::ModelName, None));
                all.len() - 1
            });
            let model = &mut all[at].value;
            if let Some(found) = AIM.captures(rest) {
                model.goal.get_or_insert_with(|| tidy(&found["goal"]));
            }
            if let Some(found) = CHARGE.captures(rest) {
                model
                    .responsible
                    .get_or_insert_with(|| found["body"].trim().to_owned());
            }
        }
    }
}

fn index_of(all: &[Fact<ModelFact>], name: &str) -> Option<usize> {
    let name = lowercase(name);
    all.iter()
        .position(|known| lowercase(&known.value.name) == name)
}

/// The one model that a sentence is about: the innermost heading names it.
fn concerned(sentence: &Sentence, all: &[Fact<ModelFact>]) -> Option<usize> {
    let heading = sentence
        .path
        .iter()
        .rev()
        .find(|heading| NAMED.is_match(heading))?;
    let mut names = NAMED.captures_iter(heading);
    let name = names.next()?["name"]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if names.next().is_some() {
        return None;
    }
    index_of(all, &name)
}

/// Takes goal and body in charge from a sentence under the model's heading.
fn tell(model: &mut ModelFact, text: &str) {
    let folded = lowercase(text);
    if let Some(goal) = ["mục tiêu:", "mục tiêu :", "mục đích:"]
        .iter()
        .find(|key| folded.starts_with(**key))
    {
        model.goal.get_or_insert_with(|| tidy(&text[goal.len()..]));
        return;
    }
    for part in keyed::parts(text) {
        match part {
            Keyed::Lead(names) if model.responsible.is_none() => {
                let charge = task::charge(names);
                model.partners.extend(charge.partners);
                model.responsible = charge
                    .owner
                    .or_else(|| body::is_name(names).then(|| names.trim().to_owned()));
            }
            Keyed::Help(names) => model.partners.extend(body::several(names)),
            _ => {}
        }
    }
    if model.responsible.is_none()
        && let Some(given) = task::given(text)
        && lowercase(given).contains("chủ trì")
    {
        model.responsible = body::leading(given).map(|name| given[name].to_owned());
    }
}

fn tidy(text: &str) -> String {
    super::measure::line(text)
}
