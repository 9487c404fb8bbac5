//! Blocks → rows of a column: each with its height, what stands on it, the box that it lies in, and whether it stays with the
//! next.

use crate::lines::{Line, face, lines};
use crate::look::{self, Colour, Look};
use crate::text::{Block, Card, Run, joined};
use site::markdown::Component;

/// Words in their place on a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Ink {
    /// From the left edge of the column, in points.
    pub x: f32,
    /// From the top of the row to the baseline.
    pub baseline: f32,
    /// The em in points.
    pub size: f32,
    /// Its colour.
    pub colour: Colour,
    /// Whether it stands out.
    pub bold: bool,
    /// The words.
    pub text: String,
}

/// What stands on a row besides words; lengths are from its left edge.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A picture, by its address on the page: where it begins, how wide it is.
    Picture(String, f32, f32),
    /// A thin line along the bottom.
    Rule,
    /// A box to write into: where it begins, and its side.
    Box(f32, f32),
    /// The sign of what is right, in a colour: where it begins, and how large.
    Tick(f32, f32, Colour),
    /// The sign of what is wrong.
    Cross(f32, f32, Colour),
}

/// The box that a row lies in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// Rows of one box have one number.
    pub card: usize,
    /// The colour behind the row.
    pub fill: Colour,
    /// The colour of the bar on its left.
    pub bar: Colour,
}

/// A row of a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Blank above it, which is not needed at the top of a column.
    pub gap: f32,
    /// How high it is.
    pub height: f32,
    /// Its words.
    pub inks: Vec<Ink>,
    /// What else stands on it.
    pub figures: Vec<Figure>,
    /// The box that it lies in.
    pub ground: Option<Ground>,
    /// Whether it stays with the next row.
    pub keep: bool,
    /// Whether a heading or a card begins here.
    pub start: bool,
}

/// Width and height of a picture in a column of a width, by its address on the page; nothing where it is not shown.
pub type Pictures<'a> = dyn Fn(&str, f32) -> Option<(f32, f32)> + 'a;

/// Sets blocks into rows of a column.
pub struct Setter<'a> {
    look: Look,
    width: f32,
    pictures: &'a Pictures<'a>,
    rows: Vec<Row>,
    cards: usize,
}

/// Where words stand within a column, and how.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// From the left edge.
    left: f32,
    /// From the right edge.
    right: f32,
    size: f32,
    colour: Colour,
    ground: Option<Ground>,
    /// The sign before items.
    sign: Option<Component>,
}

impl<'a> Setter<'a> {
    /// A setter for a column so wide.
    pub fn new(look: Look, width: f32, pictures: &'a Pictures<'a>) -> Self {
        Self {
            look,
            width,
            pictures,
            rows: Vec::new(),
            cards: 0,
        }
    }

    /// The rows.
    pub fn finish(self) -> Vec<Row> {
        self.rows
    }

    fn place(&self) -> Place {
        Place {
            left: 0.0,
            right: 0.0,
            size: self.look.size,
            colour: look::INK,
            ground: None,
            sign: None,
        }
    }

    /// Sets blocks.
    pub fn blocks(&mut self, blocks: &[Block]) {
        let place = self.place();
        for block in blocks {
            self.block(block, place);
        }
    }

    /// Sets a paragraph in a size and a colour of its own.
    pub fn paragraph(&mut self, runs: &[Run], size: f32, colour: Colour) {
        let place = Place {
            size,
            colour,
            ..self.place()
        };
        self.words(runs, place, self.look.gap());
    }

    /// Sets a heading; what follows stays with it.
    pub fn heading(&mut self, text: &str, size: f32) {
        let from = self.rows.len();
        let place = Place {
            size,
            colour: self.look.colour,
            ..self.place()
        };
        self.words(&[Run::bold(text)], place, 1.1 * size);
        self.keep_from(from);
        if let Some(first) = self.rows.get_mut(from) {
            first.start = true;
        }
    }

    /// Sets a heading with words at the right end of its first line.
    pub fn heading_with(&mut self, text: &str, size: f32, aside: &str) {
        let own = face(false).width(aside) * look::SMALLEST;
        let whole = self.width;
        self.width -= own + size;
        let from = self.rows.len();
        self.heading(text, size);
        self.width = whole;
        if let Some(row) = self.rows.get_mut(from) {
            row.inks.push(Ink {
                x: whole - own,
                baseline: size,
                size: look::SMALLEST,
                colour: look::FAINT,
                bold: false,
                text: aside.to_owned(),
            });
        }
    }

    /// Sets a choice: a box to write into, and words behind it.
    pub fn choice(&mut self, runs: &[Run]) {
        let size = self.look.size;
        let side = 1.15 * size;
        let from = self.rows.len();
        let place = Place {
            left: side + 0.6 * size,
            ..self.place()
        };
        self.words(runs, place, 0.45 * size);
        if let Some(first) = self.rows.get_mut(from) {
            first.figures.push(Figure::Box(0.0, side));
        }
        self.keep_from(from);
        if let Some(last) = self.rows.last_mut() {
            last.keep = false;
        }
    }

    /// Keeps what was set since a number of rows with the row behind it.
    fn keep_from(&mut self, from: usize) {
        for row in &mut self.rows[from..] {
            row.keep = true;
        }
    }

    fn block(&mut self, block: &Block, place: Place) {
        match block {
            Block::Heading(level, text) => {
                let more = f32::from(4_u8.saturating_sub(*level)) * 0.15;
                self.heading(text, place.size * (1.0 + more));
            }
            Block::Paragraph(runs) => self.words(runs, place, self.look.gap()),
            Block::List(first, items) => self.list(*first, items, place),
            Block::Card(card) => self.card(card),
            Block::Table(head, rows) => self.table(*head, rows, place),
            Block::Picture(url) => self.picture(url),
        }
    }

    /// Sets words; a few lines stay together, of more the first two and the last two.
    fn words(&mut self, runs: &[Run], place: Place, gap: f32) {
        let Place { left, right, .. } = place;
        let lines = lines(runs, (self.width - left - right).max(1.0) / place.size);
        let count = lines.len();
        for (at, line) in lines.iter().enumerate() {
            let last = at + 1 == count;
            self.rows.push(Row {
                gap: if at == 0 { gap } else { 0.0 },
                height: look::leading(place.size),
                inks: inks(line, left, place),
                ground: place.ground,
                keep: !last && (count < 4 || at == 0 || at + 2 == count),
                ..Row::default()
            });
        }
    }

    fn list(&mut self, first: Option<usize>, items: &[Vec<Block>], place: Place) {
        let size = place.size;
        let indent = match first {
            Some(first) if first + items.len() > 10 => 1.75 * size,
            Some(_) => 1.35 * size,
            None => 1.05 * size,
        };
        for (at, item) in items.iter().enumerate() {
            let from = self.rows.len();
            let inner = Place {
                left: place.left + indent,
                ..place
            };
            for (part, block) in item.iter().enumerate() {
                match block {
                    Block::Paragraph(runs) => {
                        let gap = if at == 0 && part == 0 { 0.35 } else { 0.22 };
                        self.words(runs, inner, gap * size);
                    }
                    block => self.block(block, inner),
                }
            }
            let Some(row) = self.rows.get_mut(from) else {
                continue;
            };
            match (first, place.sign) {
                (Some(first), _) => row.inks.insert(
                    0,
                    Ink {
                        x: place.left,
                        baseline: size,
                        size,
                        colour: place.colour,
                        bold: true,
                        text: format!("{}.", first + at),
                    },
                ),
                (None, Some(Component::Do)) => {
                    let colour = self.look.card(Component::Do);
                    row.figures
                        .push(Figure::Tick(place.left, 0.72 * size, colour));
                }
                (None, Some(Component::Dont)) => {
                    let colour = self.look.card(Component::Dont);
                    row.figures
                        .push(Figure::Cross(place.left, 0.6 * size, colour));
                }
                (None, _) => row.inks.insert(
                    0,
                    Ink {
                        x: place.left + 0.2 * size,
                        baseline: size,
                        size,
                        colour: place.colour,
                        bold: true,
                        text: "•".into(),
                    },
                ),
            }
        }
    }

    /// A card: its heading on colour, what it holds on a tint of it.
    fn card(&mut self, card: &Card) {
        let size = self.look.size;
        let colour = self.look.card(card.kind);
        self.cards += 1;
        let ground = |fill| {
            Some(Ground {
                card: self.cards,
                fill,
                bar: colour,
            })
        };
        let (head, body) = (ground(colour), ground(look::tint(colour)));
        let place = Place {
            left: 0.8 * size,
            right: 0.6 * size,
            ground: head,
            colour: look::WHITE,
            ..self.place()
        };
        let from = self.rows.len();
        self.space(0.2 * size, head);
        self.words(&[Run::bold(&card.title)], place, 0.0);
        self.space(0.3 * size, head);
        self.keep_from(from);
        self.rows[from].gap = 0.75 * size;
        self.rows[from].start = true;
        let place = Place {
            ground: body,
            colour: look::INK,
            sign: Some(card.kind),
            ..place
        };
        for block in &card.blocks {
            self.block(block, place);
        }
        if let Some(last) = self.rows.last_mut() {
            last.keep = true;
        }
        self.space(0.45 * size, body);
    }

    fn space(&mut self, height: f32, ground: Option<Ground>) {
        self.rows.push(Row {
            height,
            ground,
            ..Row::default()
        });
    }

    fn table(&mut self, head: bool, rows: &[Vec<Vec<Run>>], place: Place) {
        let between = 0.8 * place.size;
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let inner =
            self.width - place.left - place.right - between * columns.max(1) as f32 + between;
        let widths = shares(&natural(rows, columns, place.size), inner);
        for (at, row) in rows.iter().enumerate() {
            let is_head = head && at == 0;
            let cells: Vec<Vec<Line>> = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| match is_head {
                    true => lines(&[Run::bold(joined(cell))], width / place.size),
                    false => lines(cell, width / place.size),
                })
                .collect();
            let high = cells.iter().map(Vec::len).max().unwrap_or(0);
            for line in 0..high {
                let mut inks_of_row = Vec::new();
                let mut left = place.left;
                for (cell, width) in cells.iter().zip(&widths) {
                    if let Some(line) = cell.get(line) {
                        inks_of_row.extend(inks(line, left, place));
                    }
                    left += width + between;
                }
                let last = line + 1 == high;
                self.rows.push(Row {
                    gap: match (at, line) {
                        (0, 0) => self.look.gap(),
                        (_, 0) => 0.2 * place.size,
                        _ => 0.0,
                    },
                    height: self.look.leading() + if last { 0.1 * place.size } else { 0.0 },
                    inks: inks_of_row,
                    figures: if last { vec![Figure::Rule] } else { Vec::new() },
                    ground: place.ground,
                    keep: !last || is_head,
                    start: false,
                });
            }
        }
    }

    fn picture(&mut self, url: &str) {
        let Some((width, height)) = (self.pictures)(url, self.width) else {
            return;
        };
        let left = (self.width - width) / 2.0;
        self.rows.push(Row {
            gap: 0.75 * self.look.size,
            height,
            figures: vec![Figure::Picture(url.to_owned(), left, width)],
            start: true,
            ..Row::default()
        });
    }
}

fn inks(line: &Line, left: f32, place: Place) -> Vec<Ink> {
    let spans = line.spans.iter();
    spans
        .map(|span| Ink {
            x: left + span.x * place.size,
            baseline: place.size,
            size: place.size,
            colour: place.colour,
            bold: span.bold,
            text: span.text.clone(),
        })
        .collect()
}

/// How wide the columns of a table would be if they were as wide as their words.
fn natural(rows: &[Vec<Vec<Run>>], columns: usize, size: f32) -> Vec<f32> {
    let mut widths = vec![1.0_f32; columns];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            let own = face(true).width(&face(true).showable(&joined(cell))) * size;
            *width = width.max(own + 0.1);
        }
    }
    widths
}

/// Shares a width out: what needs less than its part keeps what it needs, and the rest goes to the others.
fn shares(wanted: &[f32], width: f32) -> Vec<f32> {
    let mut given = vec![0.0; wanted.len()];
    let mut open: Vec<usize> = (0..wanted.len()).collect();
    let mut left = width;
    while !open.is_empty() {
        let part = left / open.len() as f32;
        let (small, large): (Vec<_>, Vec<_>) = open.iter().partition(|at| wanted[**at] <= part);
        if small.is_empty() {
            large.iter().for_each(|at| given[*at] = part);
            break;
        }
        for at in small {
            given[at] = wanted[at];
            left -= wanted[at];
        }
        open = large;
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_shared_out() {
        assert_eq!(shares(&[10.0, 50.0, 90.0], 90.0), [10.0, 40.0, 40.0]);
        assert_eq!(shares(&[10.0, 20.0], 90.0), [10.0, 20.0]);
        assert_eq!(shares(&[], 90.0), [0.0; 0]);
    }
}
