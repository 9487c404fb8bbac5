//! A post's compiled text → blocks: headings, paragraphs, lists, cards, tables, pictures. What a page shows is what paper says.

use html5ever::interface::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use site::markdown::Component;
use std::cell::RefCell;
use std::vec::IntoIter;

/// Words in one weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words, with the blanks around them.
    pub text: String,
    /// Whether they stand out.
    pub bold: bool,
}

impl Run {
    /// Words that do not stand out.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { text, bold: false }
    }

    /// Words that stand out.
    pub fn bold(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { text, bold: true }
    }
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading: its level, from 2, and its words.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list: the number of its first item where items are numbered, and the items.
    List(Option<usize>, Vec<Vec<Block>>),
    /// A `:::` block.
    Card(Card),
    /// A table: whether its first row is a head, and the cells row by row.
    Table(bool, Vec<Vec<Vec<Run>>>),
    /// A picture, by its address on the page.
    Picture(String),
}

/// A `:::` block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its kind.
    pub kind: Component,
    /// Its heading.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<Block>,
}

impl Card {
    /// The items of its lists, without markup; nested ones within their own.
    pub fn points(&self) -> Vec<String> {
        let lists = self.blocks.iter().filter_map(|block| match block {
            Block::List(_, items) => Some(items),
            _ => None,
        });
        lists.flatten().map(|item| words(item)).collect()
    }
}

/// The words of runs.
pub fn joined(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The words of blocks, on one line.
pub fn words(blocks: &[Block]) -> String {
    let mut parts = Vec::new();
    collect(blocks, &mut parts);
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn collect(blocks: &[Block], parts: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(_, text) => parts.push(text.trim().to_owned()),
            Block::Paragraph(runs) => parts.push(joined(runs).trim().to_owned()),
            Block::List(_, items) => items.iter().for_each(|item| collect(item, parts)),
            Block::Table(_, rows) => {
                let cells = rows.iter().flatten();
                parts.extend(cells.map(|cell| joined(cell).trim().to_owned()));
            }
            Block::Card(card) => {
                parts.push(card.title.clone());
                collect(&card.blocks, parts);
            }
            Block::Picture(_) => {}
        }
    }
}

#[derive(Default)]
struct Tokens(RefCell<Vec<Token>>);

impl TokenSink for Tokens {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        self.0.borrow_mut().push(token);
        TokenSinkResult::Continue
    }
}

/// The blocks of a compiled text.
pub fn blocks(html: &str) -> Vec<Block> {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Tokens::default(), TokenizerOpts::default());
    let fed = tokenizer.feed(&queue);
    // A script would stop it: compiled texts have none.
    debug_assert!(matches!(fed, TokenizerResult::Done));
    tokenizer.end();
    let tokens = tokenizer.sink.0.into_inner();
    let mut reader = Reader {
        tokens: tokens.into_iter(),
    };
    reader.blocks("")
}

/// Elements without an end.
const VOID: [&str; 5] = ["img", "br", "hr", "source", "wbr"];

/// Elements that stand within a line.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "u", "br", "wbr",
];

/// Text that a page shows to nobody, or strikes out.
const PASSED: [&str; 2] = ["del", "s"];

fn attribute(tag: &Tag, name: &str) -> String {
    let mut attributes = tag.attrs.iter();
    let found = attributes.find(|attribute| &*attribute.name.local == name);
    found.map_or_else(String::new, |attribute| attribute.value.to_string())
}

struct Reader {
    tokens: IntoIter<Token>,
}

/// Blocks in the making, and the words that belong to none yet.
#[derive(Default)]
struct Making {
    blocks: Vec<Block>,
    runs: Vec<Run>,
}

impl Making {
    fn push(&mut self, block: Block) {
        self.flush();
        self.blocks.push(block);
    }

    fn flush(&mut self) {
        let runs = tidy(std::mem::take(&mut self.runs));
        if !runs.is_empty() {
            self.blocks.push(Block::Paragraph(runs));
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }
}

impl Reader {
    /// Blocks up to the end of an element, which is taken too.
    fn blocks(&mut self, end: &str) -> Vec<Block> {
        let mut making = Making::default();
        while let Some(token) = self.tokens.next() {
            match token {
                Token::CharacterTokens(text) => making.runs.push(Run::plain(&*text)),
                Token::TagToken(tag) => match tag.kind {
                    TagKind::EndTag if &*tag.name == end => break,
                    // A paragraph's end is no more than a break where it was not opened here.
                    TagKind::EndTag => {}
                    TagKind::StartTag => self.open(&tag, &mut making),
                },
                _ => {}
            }
        }
        making.finish()
    }

    fn open(&mut self, tag: &Tag, making: &mut Making) {
        let name = &*tag.name;
        match name {
            "img" => making.push(Block::Picture(attribute(tag, "src"))),
            "hr" => making.flush(),
            _ if INLINE.contains(&name) => self.inline(tag, false, making),
            "ul" | "ol" => {
                let first = attribute(tag, "start").parse().unwrap_or(1);
                let items = self.items(name);
                making.push(Block::List((name == "ol").then_some(first), items));
            }
            "table" => {
                let (head, rows) = self.table();
                making.push(Block::Table(head, rows));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                let text = words(&self.blocks(name));
                making.push(Block::Heading(level, text));
            }
            "div" => {
                making.flush();
                let kind = Component::of_class(&attribute(tag, "class"));
                let mut inner = self.blocks("div");
                match kind {
                    Some(kind) => {
                        let title = match inner.first() {
                            Some(Block::Heading(_, title)) => title.clone(),
                            _ => kind.form().title.to_owned(),
                        };
                        if matches!(inner.first(), Some(Block::Heading(..))) {
                            inner.remove(0);
                        }
                        making.blocks.push(Block::Card(Card {
                            kind,
                            title,
                            blocks: inner,
                        }));
                    }
                    None => making.blocks.extend(inner),
                }
            }
            _ if VOID.contains(&name) => {}
            _ => {
                making.flush();
                let inner = self.blocks(name);
                making.blocks.extend(inner);
            }
        }
    }

    /// An element within a line, its end included.
    fn inline(&mut self, tag: &Tag, bold: bool, making: &mut Making) {
        let name = &*tag.name;
        if VOID.contains(&name) {
            return making.runs.push(Run::plain(" "));
        }
        let bold = bold || matches!(name, "strong" | "b");
        let class = attribute(tag, "class");
        let passed = PASSED.contains(&name) || class == "visually-hidden";
        let from = making.runs.len();
        while let Some(token) = self.tokens.next() {
            match token {
                Token::CharacterTokens(text) => making.runs.push(Run {
                    text: text.to_string(),
                    bold,
                }),
                Token::TagToken(inner) => match (inner.kind, &*inner.name) {
                    (TagKind::EndTag, ending) if ending == name => break,
                    (TagKind::EndTag, _) => {}
                    (TagKind::StartTag, "img") => {
                        making.push(Block::Picture(attribute(&inner, "src")));
                    }
                    (TagKind::StartTag, _) => self.inline(&inner, bold, making),
                },
                _ => {}
            }
        }
        let from = from.min(making.runs.len());
        if passed {
            making.runs.truncate(from);
        } else if name == "sup" {
            raise(&mut making.runs[from..], &class);
        }
    }

    fn items(&mut self, end: &str) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(token) = self.tokens.next() {
            let Token::TagToken(tag) = token else {
                continue;
            };
            match (tag.kind, &*tag.name) {
                (TagKind::StartTag, "li") => items.push(self.blocks("li")),
                (TagKind::EndTag, name) if name == end => break,
                _ => {}
            }
        }
        items
    }

    fn table(&mut self) -> (bool, Vec<Vec<Vec<Run>>>) {
        let mut rows: Vec<Vec<Vec<Run>>> = Vec::new();
        let mut head = false;
        while let Some(token) = self.tokens.next() {
            let Token::TagToken(tag) = token else {
                continue;
            };
            match (tag.kind, &*tag.name) {
                (TagKind::StartTag, "thead") => head = true,
                (TagKind::StartTag, "tr") => rows.push(Vec::new()),
                (TagKind::StartTag, name @ ("td" | "th")) => {
                    let cell = self.blocks(name);
                    let runs = cell.into_iter().filter_map(|block| match block {
                        Block::Paragraph(runs) => Some(runs),
                        _ => None,
                    });
                    let runs = runs.flatten().collect();
                    if let Some(row) = rows.last_mut() {
                        row.push(runs);
                    }
                }
                (TagKind::EndTag, "table") => break,
                _ => {}
            }
        }
        rows.retain(|row| !row.is_empty());
        (head, rows)
    }
}

/// Signs above the line must not be read as part of the number before them.
fn raise(runs: &mut [Run], class: &str) {
    for run in runs {
        run.text = match (class, run.text.trim()) {
            ("footnote-reference", number) => format!(" [{number}]"),
            (_, "1") => "¹".into(),
            (_, "2") => "²".into(),
            (_, "3") => "³".into(),
            (_, other) => format!("^{other}"),
        };
    }
}

/// Runs with single blanks, none at the ends.
fn tidy(runs: Vec<Run>) -> Vec<Run> {
    let mut tidy: Vec<Run> = Vec::new();
    let mut blank = true;
    for run in runs {
        let mut text = String::new();
        for c in run.text.chars() {
            if c.is_ascii_whitespace() {
                if !blank {
                    text.push(' ');
                }
                blank = true;
            } else {
                text.push(c);
                blank = false;
            }
        }
        match tidy.last_mut() {
            Some(last) if last.bold == run.bold => last.text.push_str(&text),
            _ if text.is_empty() => {}
            _ => tidy.push(Run { text, ..run }),
        }
    }
    if let Some(last) = tidy.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
    tidy.retain(|run| !run.text.is_empty());
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_shows_becomes_blocks() {
        let html = "<ul>\n<li>Xả <strong>nước</strong> &amp; chờ.</li>\n</ul>\n\
            <div class=\"care care-emergency\" role=\"group\"><h2 class=\"block-title\" id=\"a\"><span class=\"visually-hidden\">Khẩn cấp: </span>Gọi 115 ngay</h2>\
            <ol start=\"3\"><li><p>một</p><ul><li>hai</li></ul></li></ol></div>\
            <p><img src=\"a.svg\" alt=\"b\"></p><h2 id=\"c\">Hỏi</h2><p>10 m<sup>2</sup> <del>sai</del>đúng</p>";
        let plain = |text: &str| Block::Paragraph(vec![Run::plain(text)]);
        assert_eq!(
            blocks(html),
            [
                Block::List(
                    None,
                    vec![vec![Block::Paragraph(vec![
                        Run::plain("Xả "),
                        Run::bold("nước"),
                        Run::plain(" & chờ."),
                    ])]],
                ),
                Block::Card(Card {
                    kind: Component::Emergency,
                    title: "Gọi 115 ngay".into(),
                    blocks: vec![Block::List(
                        Some(3),
                        vec![vec![
                            plain("một"),
                            Block::List(None, vec![vec![plain("hai")]])
                        ]],
                    )],
                }),
                Block::Picture("a.svg".into()),
                Block::Heading(2, "Hỏi".into()),
                plain("10 m² đúng"),
            ]
        );
    }

    #[test]
    fn tables_keep_their_rows() {
        let html = "<div class=\"table\"><table><thead><tr><th>Tuổi</th><th>Giờ</th></tr></thead><tbody><tr><td>1</td><td><b>12</b></td></tr></tbody></table></div>";
        let cell = |run: Run| vec![run];
        assert_eq!(
            blocks(html),
            [Block::Table(
                true,
                vec![
                    vec![cell(Run::plain("Tuổi")), cell(Run::plain("Giờ"))],
                    vec![cell(Run::plain("1")), cell(Run::bold("12"))],
                ],
            )]
        );
    }
}
