//! What refers to what in a drawing. What is never shown goes, names that nobody uses go, the others become short:
//! a name may be a person's, or a path of a disk.

use super::value::reference;
use super::{Child, Element};
use std::collections::BTreeMap;

const SCREEN_READERS: [&str; 2] = ["aria-labelledby", "aria-describedby"];

/// Leaves the shown elements and those they refer to, under new names.
pub fn settle(root: &mut Element) {
    let mut graph = Graph::default();
    graph.add(root, None);
    graph.mark();
    let names = graph.names();
    let mut index = 0;
    prune(root, &graph.nodes, &mut index);
    rename(root, &names, &mut std::collections::BTreeSet::new());
}

#[derive(Debug)]
struct Node {
    parent: Option<usize>,
    /// The index after its last descendant.
    end: usize,
    /// Not drawn where it stands.
    hidden: bool,
    refers: Vec<String>,
    shown: bool,
    kept: bool,
    used: bool,
}

/// The elements in the order of the file.
#[derive(Debug, Default)]
struct Graph {
    nodes: Vec<Node>,
    ids: BTreeMap<String, usize>,
}

impl Graph {
    fn add(&mut self, element: &Element, parent: Option<usize>) {
        let index = self.nodes.len();
        let in_definitions = parent.is_some_and(|_| element.name == "defs");
        #[rustfmt::skip]
        let resource = matches!(
            element.name,
            "symbol" | "marker" | "mask" | "pattern" | "clipPath" | "linearGradient" | "radialGradient"
        );
        let invisible = parent.is_some() && element.get("display") == Some("none");
        self.nodes.push(Node {
            parent,
            end: 0,
            hidden: in_definitions || resource || invisible,
            refers: references(element),
            shown: false,
            kept: false,
            used: false,
        });
        if let Some(id) = element.get("id") {
            self.ids.entry(id.to_owned()).or_insert(index);
        }
        for child in element.elements() {
            self.add(child, Some(index));
        }
        self.nodes[index].end = self.nodes.len();
    }

    /// Marks what is drawn, and everything that it refers to.
    fn mark(&mut self) {
        let mut waiting = vec![0];
        while let Some(top) = waiting.pop() {
            let mut index = top;
            while index < self.nodes[top].end {
                let node = &mut self.nodes[index];
                if index != top && (node.hidden || node.shown) {
                    index = node.end;
                    continue;
                }
                node.shown = true;
                self.keep(index, &mut waiting);
                index += 1;
            }
        }
    }

    /// Keeps an element, those around it, and what these refer to.
    fn keep(&mut self, index: usize, waiting: &mut Vec<usize>) {
        let mut here = Some(index);
        while let Some(index) = here.filter(|index| !self.nodes[*index].kept) {
            self.nodes[index].kept = true;
            here = self.nodes[index].parent;
            for id in std::mem::take(&mut self.nodes[index].refers) {
                if let Some(target) = self.ids.get(&id) {
                    self.nodes[*target].used = true;
                    if !self.nodes[*target].shown {
                        waiting.push(*target);
                    }
                }
            }
        }
    }

    /// New names for the elements that others refer to, in the order of the file.
    fn names(&self) -> BTreeMap<String, String> {
        let mut used: Vec<_> = self
            .ids
            .iter()
            .filter(|(_, index)| self.nodes[**index].used)
            .collect();
        used.sort_by_key(|(_, index)| **index);
        let numbered = used.into_iter().zip(1..);
        numbered
            .map(|((id, _), number)| (id.clone(), format!("i{number}")))
            .collect()
    }
}

/// The names that an element refers to.
fn references(element: &Element) -> Vec<String> {
    let mut found = Vec::new();
    for (key, value) in &element.attributes {
        if SCREEN_READERS.contains(key) {
            found.extend(value.split(' ').map(str::to_owned));
        } else if *key == "href" {
            found.extend(value.strip_prefix('#').map(str::to_owned));
        } else if let Some((id, _)) = reference(value).filter(|_| !is_words(key)) {
            found.push(id.to_owned());
        }
    }
    found
}

/// Whether an attribute holds words, which refer to nothing whatever they look like.
fn is_words(key: &str) -> bool {
    key == "id" || key.starts_with("aria-")
}

fn prune(element: &mut Element, nodes: &[Node], index: &mut usize) {
    *index += 1;
    element.children.retain_mut(|child| match child {
        Child::Text(_) => true,
        Child::Element(inner) => {
            let node = &nodes[*index];
            if node.kept {
                prune(inner, nodes, index);
            } else {
                *index = node.end;
            }
            node.kept
        }
    });
}

/// Writes the new names. A reference to nothing is left out, and so is a `use` of nothing.
fn rename(
    element: &mut Element,
    names: &BTreeMap<String, String>,
    given: &mut std::collections::BTreeSet<String>,
) {
    element.attributes.retain_mut(|(key, value)| {
        if *key == "id" {
            // Of two elements with one name the first is meant.
            let name = names
                .get(value.as_str())
                .filter(|name| given.insert((*name).clone()));
            return match name {
                Some(name) => {
                    *value = name.clone();
                    true
                }
                None => false,
            };
        }
        if SCREEN_READERS.contains(key) {
            let known: Vec<_> = value
                .split(' ')
                .filter_map(|id| names.get(id))
                .cloned()
                .collect();
            *value = known.join(" ");
            return !value.is_empty();
        }
        if *key == "href" {
            let name = value.strip_prefix('#').and_then(|id| names.get(id));
            *value = name.map(|name| format!("#{name}")).unwrap_or_default();
            return !value.is_empty();
        }
        let Some((id, rest)) = reference(value).filter(|_| !is_words(key)) else {
            return true;
        };
        *value = match (names.get(id), rest) {
            (Some(name), "") => format!("url(#{name})"),
            (Some(name), rest) => format!("url(#{name}) {rest}"),
            // A colour that is not there is none; all else is as if it had not been asked for.
            (None, "") if matches!(*key, "fill" | "stroke") => "none".into(),
            (None, rest) => rest.to_owned(),
        };
        !value.is_empty()
    });
    element.children.retain_mut(|child| match child {
        Child::Element(inner) => {
            rename(inner, names, given);
            inner.name != "use" || inner.get("href").is_some()
        }
        Child::Text(_) => true,
    });
}
