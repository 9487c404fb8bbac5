//! HTML → a tree, as browsers build it, within limits of size and depth.

use crate::problem::Problem;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;

/// Most nodes of a page.
const NODE_LIMIT: usize = 1_500_000;

/// Deepest nesting of elements.
const DEPTH_LIMIT: usize = 1_000;

/// Bytes that are parsed before the limits are looked at.
const PIECE: usize = 1 << 14;

/// The root of every tree.
pub const ROOT: usize = 0;

/// A node, known by its place in the tree's list.
#[derive(Debug)]
pub struct Node {
    /// The node that it stands in.
    pub parent: Option<usize>,
    /// The nodes that stand in it, in order.
    pub children: Vec<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug)]
pub enum Kind {
    /// An element: its name and what is told of it.
    Element(LocalName, Vec<(LocalName, String)>),
    /// Words.
    Text(String),
    /// The document, a comment.
    Other,
}

impl Node {
    /// The name of an element; empty for all else.
    pub fn name(&self) -> &str {
        match &self.kind {
            Kind::Element(name, _) => name,
            _ => "",
        }
    }

    /// An attribute of an element.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let Kind::Element(_, attributes) = &self.kind else {
            return None;
        };
        let found = attributes.iter().find(|(known, _)| &**known == name)?;
        Some(&found.1)
    }
}

/// Parses a page.
///
/// # Errors
/// When it has more elements than any page, or they stand in each other too deep.
pub fn parse(text: &str) -> Result<Vec<Node>, Problem> {
    let mut parser = parse_document(Sink::new(), html5ever::ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = rest.len().min(PIECE);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        parser.process(StrTendril::from_slice(&rest[..end]));
        rest = &rest[end..];
        if parser.tokenizer.sink.sink.heavy.get() {
            return Err(Problem::TooHeavy {});
        }
    }
    let sink = parser.finish();
    match sink.heavy.get() {
        true => Err(Problem::TooHeavy {}),
        false => Ok(sink.nodes.into_inner()),
    }
}

/// A node as the parser knows it.
#[derive(Debug, Clone)]
struct Handle {
    id: usize,
    name: Rc<QualName>,
}

/// Takes what the parser builds.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    depths: RefCell<Vec<usize>>,
    heavy: Cell<bool>,
}

impl Sink {
    fn new() -> Self {
        let sink = Self {
            nodes: RefCell::default(),
            depths: RefCell::default(),
            heavy: Cell::new(false),
        };
        sink.node(Kind::Other);
        sink
    }

    fn node(&self, kind: Kind) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            parent: None,
            children: Vec::new(),
            kind,
        });
        self.depths.borrow_mut().push(0);
        if nodes.len() > NODE_LIMIT {
            self.heavy.set(true);
        }
        nodes.len() - 1
    }

    fn other(&self) -> Handle {
        Handle {
            id: self.node(Kind::Other),
            name: Rc::new(nameless()),
        }
    }

    fn detach(&self, id: usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].parent.take() {
            let children = &mut nodes[parent].children;
            if let Some(at) = children.iter().rposition(|child| *child == id) {
                children.remove(at);
            }
        }
    }

    /// Puts a node, or words, into `parent` at place `at`.
    fn insert(&self, parent: usize, at: usize, child: NodeOrText<Handle>) {
        let id = match child {
            NodeOrText::AppendNode(node) => node.id,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at.checked_sub(1).map(|at| nodes[parent].children[at]);
                if let Some(before) = before
                    && let Kind::Text(known) = &mut nodes[before].kind
                {
                    known.push_str(&text);
                    return;
                }
                drop(nodes);
                self.node(Kind::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[id].parent = Some(parent);
        nodes[parent].children.insert(at, id);
        let mut depths = self.depths.borrow_mut();
        depths[id] = depths[parent] + 1;
        if depths[id] > DEPTH_LIMIT {
            self.heavy.set(true);
        }
    }
}

fn nameless() -> QualName {
    QualName::new(None, html5ever::ns!(), LocalName::from(""))
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle {
            id: ROOT,
            name: Rc::new(nameless()),
        }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        let attributes = attributes.into_iter();
        let attributes = attributes.map(|one| (one.name.local, one.value.to_string()));
        let id = self.node(Kind::Element(name.local.clone(), attributes.collect()));
        Handle {
            id,
            name: Rc::new(name),
        }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let at = self.nodes.borrow()[parent.id].children.len();
        self.insert(parent.id, at, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        before: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let has_parent = self.nodes.borrow()[element.id].parent.is_some();
        match has_parent {
            true => self.append_before_sibling(element, child),
            false => self.append(before, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    // What stands in a template is shown by scripts alone: it goes with the element.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.detach(node.id);
        }
        let found = {
            let nodes = self.nodes.borrow();
            nodes[sibling.id].parent.and_then(|parent| {
                let children = nodes[parent].children.iter();
                let at = children.rev().position(|id| *id == sibling.id)?;
                Some((parent, nodes[parent].children.len() - 1 - at))
            })
        };
        if let Some((parent, at)) = found {
            self.insert(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let Kind::Element(_, known) = &mut nodes[target.id].kind else {
            return;
        };
        let names: HashSet<LocalName> = known.iter().map(|(name, _)| name.clone()).collect();
        let missing = attributes.into_iter();
        let missing = missing.filter(|one| !names.contains(&one.name.local));
        known.extend(missing.map(|one| (one.name.local, one.value.to_string())));
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[node.id].children);
        for child in &children {
            nodes[*child].parent = Some(parent.id);
        }
        nodes[parent.id].children.extend(children);
    }
}
