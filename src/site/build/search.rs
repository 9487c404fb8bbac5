//! A ward's posts → the documents of its search index, and the index → files of the site.

use crate::assets::fingerprinted;
use crate::build::first_aid;
use crate::compile::CompiledSite;
use crate::delivery::Delivery;
use crate::model::{Kind, Post};
use crate::problem::Problem;
use base::reason::Reason;
use search_wasm::{Document, Passage, Synonyms, engine, single};
use std::collections::BTreeSet;

/// The folder of a site that holds its index.
pub const FOLDER: &str = "search";

/// What residents can search: every listed post.
pub fn documents(site: &CompiledSite<'_>) -> Vec<Document> {
    site.lists
        .newest
        .iter()
        .map(|&index| document(site, index))
        .collect()
}

fn document(site: &CompiledSite<'_>, index: usize) -> Document {
    let post = &site.ward.posts[index];
    let mut passages = site.posts[index].body.passages.clone();
    passages.push(facts(site, post));
    let mut tags = post.front.tags.clone();
    tags.extend(joined_numbers(&passages));
    Document {
        url: post.url(),
        title: post.front.title.clone(),
        summary: post.front.summary.clone().unwrap_or_default(),
        kind: post.section.clone(),
        kind_label: site
            .lists
            .section(&post.section)
            .map(|section| section.title.clone())
            .unwrap_or_default(),
        date: post.front.date.to_string(),
        reviewed: post.kind.review().is_some_and(|review| review.on.is_some()),
        tags,
        symbols: symbols(&post.kind),
        passages,
        emergency: match &post.kind {
            Kind::Lesson(_) => {
                first_aid::emergency(post, &site.posts[index].body.key_points.blocks)
            }
            _ => None,
        },
    }
}

/// Most numbers of one post that are also found written as one.
const NUMBERS: usize = 60;

base::pattern!(
    APART,
    r"(?x) (?: \+ | \b | \( ) \d{1,5} (?: \)? [\x20\u{a0}\u{2009}\u{202f}.-] \d{2,4} ){1,4} \b"
);

/// Numbers that the page writes apart, as people type them: `02253850123` for “0225 3850 123”, `1700` for “1.700”.
/// They are searched and never shown, as tags are.
fn joined_numbers(passages: &[Passage]) -> BTreeSet<String> {
    let texts = passages
        .iter()
        .flat_map(|passage| [passage.heading.as_str(), passage.text.as_str()]);
    texts
        .flat_map(stretches)
        .filter(|stretch| may_be_apart(stretch))
        .flat_map(|stretch| APART.find_iter(stretch))
        .filter_map(|found| joined(found.as_str()))
        .take(NUMBERS)
        .collect()
}

/// The stretches of a text that hold digits and what may stand between them, each with the characters around it. Word
/// boundaries make a pattern slow in Vietnamese, and most of a text is no number.
fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let of_number = |c: char| c.is_ascii_digit() || "+().- \u{a0}\u{2009}\u{202f}".contains(c);
    let mut from = 0;
    std::iter::from_fn(move || {
        let digit = from + text[from..].find(|c: char| c.is_ascii_digit())?;
        let start = text[..digit].rfind(|c| !of_number(c)).unwrap_or(0);
        let rest = text[digit..].char_indices().find(|(_, c)| !of_number(*c));
        let (end, around) = rest.map_or((text.len(), text.len()), |(at, c)| {
            (digit + at, digit + at + c.len_utf8())
        });
        from = end;
        Some(&text[start..around])
    })
}

/// Whether a stretch may hold a number that is searched as one: digits apart, by a full stop or as many as a telephone has.
fn may_be_apart(stretch: &str) -> bool {
    let number = stretch.trim_matches(|c: char| !c.is_numeric());
    let digits = || number.bytes().filter(u8::is_ascii_digit).count();
    number.contains(|c: char| !c.is_numeric()) && (number.contains('.') || digits() >= 8)
}

/// A telephone number or a number of thousands as one; `None` for days, spans of years and the like.
fn joined(written: &str) -> Option<String> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let mut groups = written
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty());
    let first = groups.next()?;
    let thousands = written.contains('.')
        && !written.contains(|c: char| c != '.' && !c.is_ascii_digit())
        && first.len() <= 3
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3);
    let local = digits
        .strip_prefix("84")
        .filter(|_| written.starts_with('+'));
    let number = local.map_or(digits.clone(), |rest| format!("0{rest}"));
    let service = number.starts_with("1800") || number.starts_with("1900");
    let telephone = number.starts_with('0') && (9..=11).contains(&number.len())
        || service && (8..=10).contains(&number.len());
    match (thousands, telephone) {
        (true, _) => Some(digits),
        (false, true) => Some(number),
        (false, false) => None,
    }
}

/// The number of the document that a post explains.
fn symbols(kind: &Kind) -> Vec<String> {
    match kind {
        Kind::Resolution(resolution) => resolution.number.iter().cloned().collect(),
        _ => Vec::new(),
    }
}

/// What the page shows beside the text, so that it can be found too: the section, and the kind's keys.
fn facts(site: &CompiledSite<'_>, post: &Post) -> Passage {
    let section = site.lists.section(&post.section);
    let mut lines: Vec<&str> = section
        .map(|section| section.title.as_str())
        .into_iter()
        .collect();
    lines.extend(told(&post.kind));
    Passage {
        text: lines.join(". "),
        ..Passage::default()
    }
}

/// What a kind's keys say in words, in the order of the schema: those that it calls searched as text.
fn told(kind: &Kind) -> Vec<&str> {
    let mut lines = Vec::new();
    match kind {
        Kind::Lesson(lesson) => {
            lines.push(lesson.audience.as_str());
            lines.extend(lesson.life_stages.iter().map(|stage| stage.label()));
        }
        Kind::Model(model) => {
            lines.extend([model.goal.as_str(), &model.responsible]);
            lines.extend(model.partners.iter().map(String::as_str));
            lines.extend(model.targets.iter().map(|target| target.measure.as_str()));
        }
        Kind::Resolution(resolution) => {
            lines.extend([resolution.issuer.as_str(), &resolution.document_kind]);
            lines.extend(resolution.subject.as_deref());
            lines.extend(resolution.carries_out.iter().map(String::as_str));
            lines.extend(
                resolution
                    .targets
                    .iter()
                    .map(|target| target.measure.as_str()),
            );
            lines.extend(resolution.tasks.iter().map(|task| task.task.as_str()));
        }
        Kind::FactCheck(check) => {
            lines.extend([check.claim.as_str(), check.verdict.label()]);
            lines.extend(check.heard.as_deref());
        }
        Kind::Event(event) => {
            lines.extend(event.place.as_deref());
            lines.extend(event.organiser.as_deref());
        }
        Kind::News(_) | Kind::Plain => {}
    }
    lines
}

/// Files of a site, each with its address and its bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// Indexes documents into files of the site, and gives the address of the one through which the
/// others are found: the start file of a pack, or for `file://` one script that holds everything.
///
/// # Errors
/// When indexing fails.
pub fn index(
    documents: &[Document],
    synonyms: &Synonyms,
    delivery: &Delivery,
) -> Result<(String, Files), Problem> {
    let failed = |reason| Problem::SearchIndex { reason };
    let pack =
        search_wasm::compile(documents, synonyms).map_err(|error| failed(Reason::of(error)))?;
    if !delivery.is_served() {
        let [js, wasm] = ["engine.js", "engine.wasm"].map(engine_file);
        let script = single::script(&pack, js, wasm).map_err(|error| failed(Reason::of(error)))?;
        let entry = fingerprinted("search-single.js", &script);
        return Ok((entry.clone(), vec![(entry, script)]));
    }
    let entry = format!("{FOLDER}/{}", pack.start);
    let files = pack
        .files
        .into_iter()
        .map(|file| (format!("{FOLDER}/{}", file.name), file.bytes));
    Ok((entry, files.collect()))
}

/// A file of the engine that Loa carries.
fn engine_file(name: &str) -> &'static [u8] {
    let found = engine::FILES.iter().find(|(file, _)| *file == name);
    found.map_or(&[], |(_, bytes)| bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::examples;
    use crate::content::read_post;
    use base::schema::{Field, FieldType, KINDS, Searched};
    use base::source::SourceFile;
    use std::sync::Arc;

    /// What the search should find of the keys, one text a key.
    fn searched(fields: &[Field], expected: &mut Vec<String>) {
        for field in fields
            .iter()
            .filter(|field| field.searched == Searched::Text)
        {
            match field.kind {
                FieldType::TableList(inner) => searched(inner, expected),
                FieldType::Choice(choices) | FieldType::ChoiceList(choices) => {
                    expected.push(choices[0].label.vi.to_owned());
                }
                _ => expected.push(examples::words(field)),
            }
        }
    }

    #[test]
    fn the_keys_that_the_schema_calls_searched_are_searched() {
        for kind in &KINDS {
            let keys = examples::lines(kind.fields);
            let source = Arc::new(SourceFile {
                path: "a.md".into(),
                text: format!("+++\ntitle = \"A\"\ndate = 2026-11-22\n{keys}+++\n"),
            });
            let section = kind.section.unwrap_or("gioi-thieu");
            let mut problems = Vec::new();
            let post = read_post(&source, section, "a", "a.md", &mut problems).unwrap();
            let mut expected = Vec::new();
            searched(kind.fields, &mut expected);
            assert_eq!(told(&post.kind), expected, "{section}");
            let numbered = kind
                .fields
                .iter()
                .filter(|field| field.searched == Searched::Symbols);
            let numbers: Vec<String> = numbered.map(examples::words).collect();
            assert_eq!(symbols(&post.kind), numbers, "{section}");
        }
    }

    #[test]
    fn numbers_written_apart_are_found_written_as_one() {
        let joined = |text: &str| {
            let passage = Passage {
                text: text.into(),
                ..Passage::default()
            };
            Vec::from_iter(joined_numbers(&[passage])).join(" ")
        };
        for (text, numbers) in [
            ("Gọi 0225 3850 123 hoặc 1900 9095.", "02253850123 19009095"),
            ("0225.3850.123, (0225) 3850 123", "02253850123"),
            ("+84 225 385 0123", "02253850123"),
            ("0912\u{a0}345\u{a0}678", "0912345678"),
            ("0912-345-678", "0912345678"),
            ("Có 1.700 căn, 1.250.000 đồng.", "1250000 1700"),
            ("ngày 15.01.2026, năm 2025-2030, 2026-01-15", ""),
            ("Điều 1.700a, mục 2.15, tổ 12 100 hộ, 1,700", ""),
            ("115 hoặc 0225", ""),
        ] {
            assert_eq!(joined(text), numbers, "{text}");
        }
    }
}
