//! A lesson as slides: what each shows, in few lines of large type, and what is told with it.

use crate::lines::lines;
use crate::look::{Colour, Look};
use crate::questions::{Claim, claim};
use crate::subject::Subject;
use crate::text::{Block, Card, Run, joined};
use site::markdown::Component;

/// The smallest type on a slide, in points, where a slide is 540 points high.
pub const SMALLEST: f32 = 24.0;

/// Sizes to try.
const SIZES: [f32; 3] = [30.0, 27.0, SMALLEST];

/// Where the text stands on a slide of 960 × 540 points: left, top, width, height.
pub const TEXT: (f32, f32, f32, f32) = (50.0, 118.0, 860.0, 388.0);

/// From one line to the next, in ems.
pub const LEADING: f32 = 1.3;

/// Between two paragraphs, in ems.
pub const GAP: f32 = 0.38;

/// How far items stand in, in ems.
pub const INDENT: f32 = 1.3;

/// What the beginning is called, which has no heading.
const OPENING: &str = "Điều cần nhớ";

/// A paragraph of a slide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What stands before it, `•` or `3.`; nothing before a paragraph of its own.
    pub sign: Option<String>,
    /// The words.
    pub runs: Vec<Run>,
}

/// What a slide shows below its title.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Paragraphs, in a size in points.
    Items(Vec<Item>, f32),
    /// A drawing, by its address on the page.
    Drawing(String),
    /// The first slide: the line that is safe alone, and a drawing.
    Cover(Option<String>, Option<String>),
    /// The last: whom to ask, and the code of the page.
    Contacts(Vec<Item>),
}

/// A slide.
#[derive(Debug, Clone, PartialEq)]
pub struct Slide {
    /// Its title.
    pub title: String,
    /// The colour behind the title.
    pub colour: Colour,
    /// What it shows.
    pub shown: Shown,
    /// What is told with it.
    pub notes: String,
}

/// The slides of a lesson or a fact check.
pub fn deck(subject: &Subject<'_>) -> Vec<Slide> {
    let mut writer = Writer {
        subject,
        slides: Vec::new(),
    };
    let cover = subject.pictures.first().map(|(url, _)| url.clone());
    let line = subject.line().map(str::to_owned);
    let said = [subject.title(), line.as_deref().unwrap_or_default()];
    writer.push(
        subject.title(),
        subject.colour(),
        Shown::Cover(line.clone(), cover),
        said.join(". ").trim_end_matches(['.', ' ']).to_owned() + ".",
    );
    writer.blocks(OPENING, &subject.opening);
    for section in &subject.sections {
        writer.blocks(&section.title, &section.blocks);
    }
    let plain = |runs: Vec<Run>| Item { sign: None, runs };
    let mut contacts: Vec<_> = subject.contacts().into_iter().map(plain).collect();
    contacts.push(plain(vec![
        Run::bold("Đọc cả bài: "),
        Run::plain(subject.typed()),
    ]));
    // On a slide of its own: beside contacts there is not always room.
    let vouched = plain(vec![Run::plain(subject.vouched())]);
    writer.items("Theo ai", subject.colour(), vec![vouched]);
    let notes = contacts.iter().map(|item| joined(&item.runs));
    let notes = notes.collect::<Vec<_>>().join("\n");
    writer.push(
        "Hỏi ai, gọi số nào",
        subject.colour(),
        Shown::Contacts(contacts),
        notes,
    );
    writer.slides
}

struct Writer<'a> {
    subject: &'a Subject<'a>,
    slides: Vec<Slide>,
}

impl Writer<'_> {
    fn push(&mut self, title: &str, colour: Colour, shown: Shown, notes: String) {
        self.slides.push(Slide {
            title: title.to_owned(),
            colour,
            shown,
            notes,
        });
    }

    /// Slides of blocks below one title; cards and drawings have slides of their own.
    fn blocks(&mut self, title: &str, blocks: &[Block]) {
        let colour = self.subject.colour();
        let mut items = Vec::new();
        for block in blocks {
            match block {
                Block::Card(Card {
                    kind,
                    title: own,
                    blocks,
                }) => {
                    self.items(title, colour, std::mem::take(&mut items));
                    self.card(*kind, own, blocks);
                }
                Block::Picture(url) => {
                    self.items(title, colour, std::mem::take(&mut items));
                    if self.subject.drawings.contains_key(url) {
                        let shown = Shown::Drawing(url.clone());
                        self.push(title, colour, shown, String::new());
                    }
                }
                block => put(block, None, &mut items),
            }
        }
        self.items(title, colour, items);
    }

    fn card(&mut self, kind: Component, title: &str, blocks: &[Block]) {
        let look = Look {
            size: SMALLEST,
            colour: self.subject.colour(),
        };
        let mut items = Vec::new();
        for block in blocks {
            put(block, None, &mut items);
        }
        self.items(title, look.card(kind), items);
    }

    /// As many slides as paragraphs need, in the largest type in which each of them fits, evenly filled.
    fn items(&mut self, title: &str, colour: Colour, items: Vec<Item>) {
        if items.is_empty() {
            return;
        }
        let (.., most) = TEXT;
        let tallest = |size: f32| {
            items
                .iter()
                .map(|item| height(item, size))
                .fold(0.0, f32::max)
        };
        let sizes = SIZES.into_iter().filter(|size| tallest(*size) <= most);
        let best = sizes.min_by_key(|size| parted(&items, *size).len());
        let size = best.unwrap_or(SMALLEST);
        let items: Vec<_> = match best {
            Some(_) => items,
            // A paragraph that no slide holds goes on on the next.
            None => items.into_iter().flat_map(|item| cut(item, most)).collect(),
        };
        for group in parted(&items, size) {
            let said = group.iter().map(|item| joined(&item.runs));
            let notes = format!("{title}. {}", said.collect::<Vec<_>>().join("\n"));
            self.push(title, colour, Shown::Items(group, size), notes);
        }
    }
}

/// The height of a paragraph on a slide.
fn height(item: &Item, size: f32) -> f32 {
    let indent = if item.sign.is_some() { INDENT } else { 0.0 };
    let width = TEXT.2 / size - indent;
    lines(&item.runs, width).len() as f32 * LEADING * size + GAP * size
}

/// Paragraphs parted into slides: as few as can be, as even as can be.
fn parted(items: &[Item], size: f32) -> Vec<Vec<Item>> {
    let of = |most: f32| {
        let mut groups: Vec<Vec<Item>> = Vec::new();
        let mut taken = f32::MAX;
        for item in items {
            let own = height(item, size);
            match groups.last_mut() {
                Some(group) if taken + own <= most => group.push(item.clone()),
                _ => {
                    groups.push(vec![item.clone()]);
                    taken = 0.0;
                }
            }
            taken += own;
        }
        groups
    };
    let whole = of(TEXT.3);
    let mut best = whole.clone();
    let mut most = TEXT.3;
    while most > 0.3 * TEXT.3 {
        most -= 12.0;
        let even = of(most);
        if even.len() > whole.len() {
            break;
        }
        best = even;
    }
    best
}

/// A paragraph in parts that a slide holds, cut between words.
fn cut(item: Item, most: f32) -> Vec<Item> {
    if height(&item, SMALLEST) <= most {
        return vec![item];
    }
    let words = joined(&item.runs);
    let words: Vec<_> = words.split_whitespace().collect();
    let (first, rest) = words.split_at(words.len() / 2);
    let part = |words: &[&str], sign| Item {
        sign,
        runs: vec![Run::plain(words.join(" "))],
    };
    let mut parts = cut(part(first, item.sign.clone()), most);
    parts.extend(cut(part(rest, None), most));
    parts
}

/// A block as paragraphs.
fn put(block: &Block, sign: Option<String>, items: &mut Vec<Item>) {
    match block {
        Block::Heading(_, text) => items.push(Item {
            sign,
            runs: vec![Run::bold(text.as_str())],
        }),
        Block::Paragraph(runs) => match claim(block) {
            Some(Claim { claim, answer }) => items.push(Item {
                sign,
                runs: vec![Run::bold(claim + " "), Run::plain(answer)],
            }),
            None => items.push(Item {
                sign,
                runs: runs.clone(),
            }),
        },
        Block::List(first, list) => {
            for (at, item) in list.iter().enumerate() {
                let own = match first {
                    Some(first) => format!("{}.", first + at),
                    None => "•".to_owned(),
                };
                for (part, block) in item.iter().enumerate() {
                    put(block, (part == 0).then(|| own.clone()), items);
                }
            }
        }
        Block::Table(head, rows) => {
            for (at, row) in rows.iter().enumerate() {
                let cells = row.iter().map(|cell| joined(cell));
                let cells: Vec<_> = cells.filter(|cell| !cell.trim().is_empty()).collect();
                let runs = match (head, at, cells.split_first()) {
                    (_, _, None) => continue,
                    (true, 0, _) => vec![Run::bold(cells.join(" | "))],
                    (_, _, Some((first, []))) => vec![Run::bold(first.as_str())],
                    (_, _, Some((first, rest))) => vec![
                        Run::bold(format!("{first}: ")),
                        Run::plain(rest.join(" | ")),
                    ],
                };
                items.push(Item { sign: None, runs });
            }
        }
        Block::Card(card) => {
            items.push(Item {
                sign,
                runs: vec![Run::bold(card.title.as_str())],
            });
            card.blocks.iter().for_each(|block| put(block, None, items));
        }
        Block::Picture(_) => {}
    }
}

/// The words that a deck shows.
#[cfg(test)]
pub fn shown(slides: &[Slide]) -> String {
    let mut text = String::new();
    for slide in slides {
        text.push_str(&slide.title);
        text.push('\n');
        match &slide.shown {
            Shown::Items(items, _) | Shown::Contacts(items) => {
                for item in items {
                    text.push_str(&joined(&item.runs));
                    text.push('\n');
                }
            }
            Shown::Cover(line, _) => text.extend(line.iter().map(|line| format!("{line}\n"))),
            Shown::Drawing(_) => {}
        }
    }
    text
}
