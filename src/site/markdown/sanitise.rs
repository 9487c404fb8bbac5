//! Raw HTML in posts: what may stay, and the removal of the rest.

use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Tags that writers may use, beside those that Loa itself writes.
const WRITERS_TAGS: [&str; 32] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "details",
    "dl",
    "dt",
    "em",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "strong",
    "sub",
    "summary",
    "sup",
    "u",
    "ul",
    "div",
    "span",
];

/// Further tags in Loa's own output, which passes through the same filter.
const OWN_TAGS: [&str; 17] = [
    "a", "h2", "h3", "h4", "h5", "h6", "img", "picture", "source", "table", "thead", "tbody", "tr",
    "th", "td", "caption", "figure",
];

/// Those of them that name addresses.
const CHECKED_TAGS: [&str; 4] = ["a", "img", "picture", "source"];

/// Classes in Loa's own output. A writer's HTML may use them too, and no others.
const CLASSES: &[(&str, &[&str])] = &[
    (
        "div",
        &[
            "care",
            "care-emergency",
            "care-station",
            "care-home",
            "steps",
            "do",
            "dont",
            "note",
            "for-you",
            "table-scroll",
            "footnote-definition",
        ],
    ),
    ("span", &["visually-hidden", "task"]),
    ("a", &["button", "call"]),
    ("sup", &["footnote-reference", "footnote-definition-label"]),
    ("td", &["align-center", "align-right"]),
    ("th", &["align-center", "align-right"]),
    ("h2", &["block-title"]),
    ("h3", &["block-title"]),
    ("h4", &["block-title"]),
    ("h5", &["block-title"]),
    ("h6", &["block-title"]),
];

fn filter() -> Builder<'static> {
    let mut filter = Builder::empty();
    let attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", HashSet::from(["href", "title", "rel"])),
        ("abbr", HashSet::from(["title"])),
        (
            "img",
            HashSet::from([
                "src",
                "srcset",
                "sizes",
                "alt",
                "width",
                "height",
                "loading",
                "fetchpriority",
                "decoding",
                "title",
            ]),
        ),
        ("source", HashSet::from(["type", "srcset", "sizes"])),
        (
            "div",
            HashSet::from(["id", "role", "aria-labelledby", "aria-label", "tabindex"]),
        ),
        ("span", HashSet::from(["role", "aria-label"])),
        ("th", HashSet::from(["scope", "colspan", "rowspan"])),
        ("td", HashSet::from(["colspan", "rowspan"])),
        ("ol", HashSet::from(["start"])),
        ("h2", HashSet::from(["id"])),
        ("h3", HashSet::from(["id"])),
        ("h4", HashSet::from(["id"])),
        ("h5", HashSet::from(["id"])),
        ("h6", HashSet::from(["id"])),
    ]);
    filter
        .tags(WRITERS_TAGS.into_iter().chain(OWN_TAGS).collect())
        .clean_content_tags(HashSet::from([
            "script", "style", "iframe", "object", "svg", "math", "template",
        ]))
        .tag_attributes(attributes)
        .allowed_classes(
            CLASSES
                .iter()
                .map(|(tag, names)| (*tag, names.iter().copied().collect()))
                .collect(),
        )
        .url_schemes(HashSet::from(["https", "http", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    filter
}

/// Removes from a page's HTML all that is not allowed. Addresses and anchors stay only where they are
/// among those that Loa wrote itself, which were checked.
pub fn sanitise(html: &str, own_addresses: &[String], own_ids: &[String]) -> String {
    let own: HashSet<String> = own_addresses.iter().cloned().collect();
    let ids: HashSet<String> = own_ids.iter().cloned().collect();
    let mut filter = filter();
    filter.attribute_filter(move |_, attribute, value| match attribute {
        "src" | "srcset" | "href" if !own.contains(value) && !value.starts_with("#ghi-chu_") => {
            None
        }
        "id" if !ids.contains(value) => None,
        _ => Some(Cow::Borrowed(value)),
    });
    filter.clean(html).to_string()
}

/// Whether a writer's own tag passes the filter. Links and pictures belong into Markdown, where they
/// are checked.
fn stays(name: &str) -> bool {
    WRITERS_TAGS.contains(&name) || (OWN_TAGS.contains(&name) && !CHECKED_TAGS.contains(&name))
}

/// The names of tags in a writer's HTML that will be taken out, for a warning.
pub fn forbidden_tags(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in html.match_indices('<') {
        let name: String = html[at + 1..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let name = name.to_ascii_lowercase();
        if !name.is_empty() && !stays(&name) && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
