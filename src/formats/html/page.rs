//! A page's tree → which part of it is the document: without menus, side bars, tags, scripts, related texts and footers.

use super::tree::{Kind, Node, ROOT};
use base::text::match_key;

/// Elements that never hold words of a document.
const NEVER: [&str; 24] = [
    "head", "script", "style", "noscript", "template", "svg", "iframe", "canvas", "audio", "video",
    "object", "embed", "map", "button", "select", "datalist", "input", "textarea", "nav", "aside",
    "dialog", "menu", "title", "math",
];

/// What the role of an element says that it is no document.
const ROLES: [&str; 12] = [
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "menu",
    "menubar",
    "dialog",
    "alertdialog",
    "toolbar",
    "tablist",
    "alert",
];

/// Words of a class or an identifier that say the same, in English and in Vietnamese without marks.
const CLASSES: [&str; 58] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "menus",
    "submenu",
    "mainmenu",
    "topmenu",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "aside",
    "footer",
    "foot",
    "bottom",
    "topbar",
    "header",
    "banner",
    "banners",
    "related",
    "relate",
    "relation",
    "lienquan",
    "tag",
    "tags",
    "keywords",
    "tukhoa",
    "share",
    "sharing",
    "social",
    "socials",
    "chiase",
    "comment",
    "comments",
    "binhluan",
    "ads",
    "advert",
    "quangcao",
    "cookie",
    "cookies",
    "popup",
    "modal",
    "pagination",
    "paging",
    "pager",
    "toolbar",
    "toolbox",
    "copyright",
    "login",
    "search",
    "timkiem",
    "thongke",
    "counter",
    "rating",
    "votes",
    "print",
    "othernews",
    "weblink",
];

/// Words of a class or an identifier of what holds a page's own text.
const CONTENT: [&str; 14] = [
    "content", "noidung", "detail", "details", "chitiet", "article", "post", "entry", "main",
    "body", "fulltext", "vanban", "document", "text",
];

/// What is known of a node and all that stands in it.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    /// Letters.
    letters: usize,
    /// Those within links.
    linked: usize,
    /// Links.
    links: usize,
    /// Lines that only official documents have.
    signs: usize,
}

/// A page in which it is known what belongs to the document.
#[derive(Debug)]
pub struct Page {
    /// The tree.
    pub nodes: Vec<Node>,
    /// Nodes that are none of the document, with all that stands in them.
    pub gone: Vec<bool>,
    /// The node that holds the document.
    pub core: usize,
}

impl Page {
    /// Looks for the document in a tree.
    pub fn of(nodes: Vec<Node>) -> Self {
        let order = order(&nodes);
        let mut page = Self {
            gone: vec![false; nodes.len()],
            nodes,
            core: ROOT,
        };
        for node in &order {
            page.gone[*node] = page.is_never(*node);
        }
        let sums = page.sums(&order);
        let all = sums[ROOT];
        for node in &order {
            page.gone[*node] |= page.is_beside(*node, &sums[*node], all);
        }
        let sums = page.sums(&order);
        page.core = page.core(&sums);
        page
    }

    /// Whether an element holds no words that are read.
    fn is_never(&self, node: usize) -> bool {
        let node = &self.nodes[node];
        let name = node.name();
        if NEVER.contains(&name) || node.attribute("hidden").is_some() {
            return true;
        }
        let hidden = node.attribute("aria-hidden") == Some("true") && name != "body";
        let style = node.attribute("style").unwrap_or_default();
        let style: String = style.to_ascii_lowercase().split_whitespace().collect();
        // Word writes words that it does not show so.
        let unseen = ["display:none", "visibility:hidden", "mso-hide:all"];
        hidden || unseen.iter().any(|unseen| style.contains(unseen))
    }

    /// Whether an element stands beside the document: by what it is called, or as a list of links.
    fn is_beside(&self, at: usize, sum: &Sum, all: Sum) -> bool {
        /// Links that make a list.
        const LINKS: usize = 3;
        let node = &self.nodes[at];
        let name = node.name();
        if name.is_empty() || ["html", "body", "main", "article"].contains(&name) {
            return false;
        }
        // Whatever it is called: most of the page is no menu, nor what bears the signs of a document.
        if sum.signs > 0 || sum.letters * 10 > all.letters * 4 && sum.linked * 2 < sum.letters {
            return false;
        }
        let role = node.attribute("role").unwrap_or_default();
        if ["header", "footer"].contains(&name) || ROLES.contains(&role) {
            return true;
        }
        let called = ["class", "id"].iter().filter_map(|key| node.attribute(key));
        let mut called = called.flat_map(words);
        if called.any(|word| CLASSES.contains(&word.as_str())) {
            return true;
        }
        const LISTS: [&str; 14] = [
            "ul", "ol", "dl", "div", "table", "tbody", "tr", "td", "section", "p", "center", "li",
            "span", "form",
        ];
        LISTS.contains(&name) && sum.links >= LINKS && sum.linked * 10 >= sum.letters * 7
    }

    /// What each node holds.
    fn sums(&self, order: &[usize]) -> Vec<Sum> {
        let mut sums = vec![Sum::default(); self.nodes.len()];
        for at in order.iter().rev() {
            if self.gone[*at] {
                sums[*at] = Sum::default();
                continue;
            }
            let node = &self.nodes[*at];
            if let Kind::Text(text) = &node.kind {
                sums[*at].letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            }
            if node.name() == "a" && node.attribute("href").is_some() {
                sums[*at].linked = sums[*at].letters;
                sums[*at].links = 1;
            }
            // A line may be put together of several pieces: its block tells it.
            let own =
                sums[*at].linked * 10 < sums[*at].letters * 7 && sums[*at].letters < SIGN_LENGTH;
            // What holds one element alone says what that says.
            let wraps = matches!(&node.children[..], [one] if !self.nodes[*one].name().is_empty());
            if own && !wraps && sums[*at].signs == 0 && may_be_line(node.name()) {
                sums[*at].signs = usize::from(is_sign(&self.words(*at)));
            }
            if let Some(parent) = node.parent {
                let sum = sums[*at];
                let parent = &mut sums[parent];
                parent.letters += sum.letters;
                parent.linked += sum.linked;
                parent.links += sum.links;
                parent.signs += sum.signs;
            }
        }
        sums
    }

    /// The words of an element, its lines parted.
    fn words(&self, at: usize) -> String {
        let mut words = String::new();
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            match &self.nodes[at].kind {
                Kind::Text(text) => words.push_str(text),
                _ if self.nodes[at].name() == "br" => words.push('\n'),
                _ => open.extend(self.nodes[at].children.iter().rev()),
            }
        }
        words
    }

    /// The innermost element that holds the document.
    fn core(&self, sums: &[Sum]) -> usize {
        let mut core = ROOT;
        loop {
            let whole = sums[core];
            let inner = self.nodes[core].children.iter().copied().find(|child| {
                let (node, sum) = (&self.nodes[*child], sums[*child]);
                if self.gone[*child]
                    || is_line(node.name())
                    || node.name().is_empty()
                    || sum.signs < whole.signs
                {
                    return false;
                }
                let called = ["class", "id", "itemprop"]
                    .iter()
                    .filter_map(|key| node.attribute(key));
                let mut called = called.flat_map(words);
                let named = ["main", "article", "body", "html"].contains(&node.name())
                    || called.any(|word| CONTENT.contains(&word.as_str()));
                // All signs of a document, from its head to its foot, or most of the words.
                let least = match (whole.signs > 2, named) {
                    (true, _) => 2,
                    (false, true) => 4,
                    (false, false) => 7,
                };
                sum.letters * 10 >= whole.letters * least
            });
            match inner {
                Some(inner) if !["table", "tbody"].contains(&self.nodes[inner].name()) => {
                    core = inner
                }
                // A page laid out by a table: its cells are looked into, a document's own table stays whole.
                Some(table) => match self.cell(table, sums) {
                    Some(cell) => core = cell,
                    None => return core,
                },
                None => return core,
            }
        }
    }

    /// The cell that holds all of what a table holds, as where a table lays a page out.
    fn cell(&self, table: usize, sums: &[Sum]) -> Option<usize> {
        let mut at = table;
        while !["td", "th"].contains(&self.nodes[at].name()) {
            let whole = sums[at];
            at = self.nodes[at].children.iter().copied().find(|child| {
                let sum = sums[*child];
                !self.gone[*child]
                    && sum.signs >= whole.signs
                    && sum.letters * 10 >= whole.letters * if whole.signs > 2 { 2 } else { 7 }
            })?;
        }
        Some(at)
    }
}

/// All nodes that stand in the tree, each before those that stand in it.
fn order(nodes: &[Node]) -> Vec<usize> {
    let mut order = Vec::with_capacity(nodes.len());
    let mut open = vec![ROOT];
    while let Some(at) = open.pop() {
        order.push(at);
        open.extend(nodes[at].children.iter().rev());
    }
    order
}

/// The words of a class or an identifier, in small letters: `mainMenu`, `main-menu`.
fn words(called: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in called.chars() {
        if !c.is_ascii_alphanumeric() || small && c.is_ascii_uppercase() {
            words.push(String::new());
        }
        small = c.is_ascii_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_ascii_alphanumeric()) {
            word.push(c.to_ascii_lowercase());
        }
    }
    let joined: Vec<String> = words.windows(2).map(|pair| pair.concat()).collect();
    words.extend(joined);
    words.retain(|word| !word.is_empty());
    words
}

/// Longest line that is looked at for the signs of a document, in letters.
const SIGN_LENGTH: usize = 400;

/// Whether an element is a line of text, which holds no other lines.
fn is_line(name: &str) -> bool {
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"].contains(&name)
}

/// Whether an element may be a line of text.
fn may_be_line(name: &str) -> bool {
    is_line(name)
        || [
            "div",
            "td",
            "th",
            "li",
            "blockquote",
            "center",
            "font",
            "span",
        ]
        .contains(&name)
}

/// Whether one of these lines is of the kind that only official documents have.
fn is_sign(lines: &str) -> bool {
    const BEGIN: [&str; 12] = [
        "cong hoa xa hoi chu nghia viet nam",
        "doc lap - tu do",
        "doc lap – tu do",
        "can cu ",
        "noi nhan",
        "dieu 1",
        "kt. ",
        "tm. ",
        "tl. ",
        "t/m ",
        "k/t ",
        "dang cong san viet nam",
    ];
    lines.split('\n').any(|line| {
        let key = match_key(line);
        let number = key.strip_prefix("so").is_some_and(|rest| {
            let rest = rest.trim_start_matches([':', ' ', '.']);
            let sign = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            sign.len() < rest.len() && sign.starts_with(['/', '-']) && !rest.contains("gp")
        });
        number || BEGIN.iter().any(|begin| key.starts_with(begin))
    })
}
