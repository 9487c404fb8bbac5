//! A document's text cut at its headings: what comes before the first is shown, the rest is folded, and a speech goes to
//! the page for other channels.

use crate::markdown::{Body, Heading};
use serde::Serialize;

/// A text in parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Folds {
    /// What is shown at once.
    pub lead: String,
    /// What is folded, by heading.
    pub parts: Vec<Fold>,
    /// What is to be said in so many minutes.
    #[serde(skip)]
    pub speech: Option<Fold>,
}

/// A part of a text under its heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fold {
    /// The heading's anchor.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The text below it.
    pub html: String,
}

impl Folds {
    /// The parts of a text; where a heading stands inside something else, all of it is shown.
    pub fn of(body: &Body) -> Self {
        let mut at = 0;
        let mut cuts: Vec<(usize, usize, &Heading)> = Vec::new();
        for heading in body.headings.iter().filter(|heading| heading.level == 2) {
            let open = format!("<h2 id=\"{}\">", heading.id);
            let Some(found) = body.html[at..].find(&open) else {
                continue;
            };
            let start = at + found;
            let Some(end) = body.html[start..].find("</h2>") else {
                continue;
            };
            at = start + end + "</h2>".len();
            cuts.push((start, at, heading));
        }
        let first = cuts.first().map_or(body.html.len(), |(start, ..)| *start);
        let ends = cuts.iter().skip(1).map(|(start, ..)| *start);
        let ends: Vec<_> = ends.chain([body.html.len()]).collect();
        let mut parts: Vec<Fold> = cuts
            .iter()
            .zip(ends)
            .map(|((_, text, heading), end)| Fold {
                id: heading.id.clone(),
                title: heading.text.clone(),
                html: body.html[*text..end].trim().to_owned(),
            })
            .collect();
        let lead = body.html[..first].trim().to_owned();
        if !parts
            .iter()
            .map(|part| &part.html)
            .chain([&lead])
            .all(|html| is_whole(html))
        {
            return Self {
                lead: body.html.clone(),
                ..Self::default()
            };
        }
        let speech = parts.iter().position(|part| is_speech(&part.id));
        Self {
            speech: speech.map(|at| parts.remove(at)),
            lead,
            parts,
        }
    }
}

/// "Nói trong hai phút", as documents are told aloud at meetings.
fn is_speech(anchor: &str) -> bool {
    anchor.starts_with("noi-trong-") && anchor.ends_with("-phut")
}

/// Whether no element is cut in two.
fn is_whole(html: &str) -> bool {
    [
        "div",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "section",
        "details",
    ]
    .iter()
    .all(|name| {
        let opened = [">", " "].map(|end| html.matches(&format!("<{name}{end}")).count());
        opened.iter().sum::<usize>() == html.matches(&format!("</{name}>")).count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(html: &str, headings: &[(&str, &str)]) -> Body {
        let headings = headings.iter().map(|(id, text)| Heading {
            level: 2,
            id: (*id).into(),
            text: (*text).into(),
        });
        Body {
            html: html.into(),
            headings: headings.collect(),
            ..Body::default()
        }
    }

    #[test]
    fn a_text_is_cut_at_its_headings() {
        let html = "<p>Đầu</p>\n<h2 id=\"a\">A</h2>\n<ul>\n<li>Một</li>\n</ul>\n<h2 id=\"noi-trong-hai-phut\">Nói</h2>\n<p>Thưa</p>\n";
        let folds = Folds::of(&body(
            html,
            &[("a", "A"), ("noi-trong-hai-phut", "Nói trong hai phút")],
        ));
        assert_eq!(folds.lead, "<p>Đầu</p>");
        let parts = folds
            .parts
            .iter()
            .map(|part| (part.title.as_str(), part.html.as_str()));
        assert_eq!(Vec::from_iter(parts), [("A", "<ul>\n<li>Một</li>\n</ul>")]);
        assert_eq!(folds.speech.unwrap().html, "<p>Thưa</p>");
    }

    #[test]
    fn a_heading_inside_something_else_cuts_nothing() {
        let html = "<blockquote>\n<h2 id=\"a\">A</h2>\n<p>Chữ</p>\n</blockquote>\n";
        let folds = Folds::of(&body(html, &[("a", "A")]));
        assert_eq!((folds.lead.as_str(), folds.parts.len()), (html, 0));
    }
}
