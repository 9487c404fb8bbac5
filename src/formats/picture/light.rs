//! A page as a camera saw it → evenly lit, without the table that it lies on.

use super::Grey;

/// Squares that the longer side of a picture is parted into.
const SQUARES: usize = 48;

/// Shades of a square, in a hundred, that are darker than its paper.
const PAPER: usize = 85;

/// Shades of a square, in a hundred, that may be ink, or the table beside the page.
const REST: usize = 40;

/// How dark, in a hundred of the brightest paper, paper in a shadow may be.
const SHADOW: usize = 45;

/// Shade that paper gets.
const WHITE: u32 = 245;

/// Squares of paper, in a hundred, from which on the picture shows nothing else.
const ALL: usize = 97;

/// A picture in squares, each with the shade of its paper.
struct Squares {
    side: usize,
    across: usize,
    down: usize,
    paper: Vec<u8>,
    /// The shade of what may be its ink: brighter where most of a square is paper.
    rest: Vec<u8>,
}

/// The page in a picture, evenly lit.
pub fn even(picture: Grey) -> Grey {
    let squares = Squares::of(&picture);
    if squares.paper.is_empty() {
        return picture;
    }
    let page = squares.page();
    let lit = trimmed(lit(picture, &squares, &page), &squares, &page);
    let held = page.iter().filter(|held| **held).count();
    match held * 100 >= page.len() * ALL {
        true => lit,
        false => cut(&lit, &squares, &page),
    }
}

impl Squares {
    fn of(picture: &Grey) -> Self {
        let side = picture.width.max(picture.height).div_ceil(SQUARES).max(8);
        let (across, down) = (picture.width.div_ceil(side), picture.height.div_ceil(side));
        let squares = (0..across * down).map(|at| {
            let (left, top) = (at % across * side, at / across * side);
            let mut count = [0_usize; 256];
            let (right, bottom) = (
                (left + side).min(picture.width),
                (top + side).min(picture.height),
            );
            // Every other pixel of every other line tells as much.
            for y in (top..bottom).step_by(2) {
                let row = &picture.pixels[y * picture.width + left..y * picture.width + right];
                for shade in row.iter().step_by(2) {
                    count[usize::from(*shade)] += 1;
                }
            }
            (part(&count, PAPER), part(&count, REST))
        });
        let (paper, rest) = squares.unzip();
        Self {
            side,
            across,
            down,
            paper,
            rest,
        }
    }

    /// Which squares are the page: the largest piece of bright ones, and what lies between them.
    fn page(&self) -> Vec<bool> {
        let mut count = [0_usize; 256];
        for shade in &self.paper {
            count[usize::from(*shade)] += 1;
        }
        let least = usize::from(part(&count, 95)) * SHADOW / 100;
        let bright = |at: usize| usize::from(self.rest[at]) >= least;
        let (mut seen, mut largest) = (vec![false; self.paper.len()], Vec::new());
        for from in 0..self.paper.len() {
            if seen[from] || !bright(from) {
                continue;
            }
            let (mut piece, mut next) = (vec![from], 0);
            seen[from] = true;
            while let Some(at) = piece.get(next).copied() {
                next += 1;
                for beside in self.beside(at).into_iter().flatten() {
                    if !seen[beside] && bright(beside) {
                        seen[beside] = true;
                        piece.push(beside);
                    }
                }
            }
            if piece.len() > largest.len() {
                largest = piece;
            }
        }
        self.filled(&largest)
    }

    fn beside(&self, at: usize) -> [Option<usize>; 4] {
        let column = at % self.across;
        [
            (column > 0).then(|| at - 1),
            (column + 1 < self.across).then(|| at + 1),
            at.checked_sub(self.across),
            Some(at + self.across).filter(|below| *below < self.paper.len()),
        ]
    }

    /// A piece with what lies in it from left to right: pictures and dark heads of tables.
    fn filled(&self, piece: &[usize]) -> Vec<bool> {
        let mut page = vec![false; self.paper.len()];
        let mut ends = vec![None::<(usize, usize)>; self.down];
        for at in piece {
            let (column, end) = (at % self.across, &mut ends[at / self.across]);
            let (from, to) = end.unwrap_or((column, column));
            *end = Some((from.min(column), to.max(column)));
        }
        for (row, end) in ends.into_iter().enumerate() {
            if let Some((from, to)) = end {
                page[row * self.across + from..=row * self.across + to].fill(true);
            }
        }
        page
    }

    /// The shade of paper at a place, between the middles of the squares around it.
    fn at(&self, x: usize, y: usize) -> u32 {
        // Sixteenths of a square.
        let place = |at: usize, count: usize| {
            let at = (at * 16 / self.side)
                .saturating_sub(8)
                .min(16 * (count - 1));
            (at / 16, (at / 16 + 1).min(count - 1), (at % 16) as u32)
        };
        let (left, right, over) = place(x, self.across);
        let (top, bottom, down) = place(y, self.down);
        let shade = |row: usize, column: usize| u32::from(self.paper[row * self.across + column]);
        let row = |row: usize| shade(row, left) * (16 - over) + shade(row, right) * over;
        (row(top) * (16 - down) + row(bottom) * down) / 256
    }
}

/// The shade below which so many in a hundred of those counted are.
fn part(count: &[usize; 256], percent: usize) -> u8 {
    let all: usize = count.iter().sum();
    let mut sum = 0;
    for (shade, count) in (0..=255).zip(count) {
        sum += count;
        if sum * 100 >= all * percent {
            return shade;
        }
    }
    255
}

/// Each shade as it would be if paper were equally bright everywhere; what is not the page is white.
fn lit(mut picture: Grey, squares: &Squares, page: &[bool]) -> Grey {
    let width = picture.width.max(1);
    for (y, row) in picture.pixels.chunks_exact_mut(width).enumerate() {
        let line = y / squares.side * squares.across;
        let mut paper = 1;
        for (x, shade) in row.iter_mut().enumerate() {
            if !page[line + x / squares.side] {
                *shade = u8::MAX;
                continue;
            }
            // Light changes slowly.
            if x % 8 == 0 {
                paper = squares.at(x, y).max(1);
            }
            *shade = u8::try_from(u32::from(*shade) * WHITE / paper).unwrap_or(u8::MAX);
        }
    }
    picture
}

/// The page without the strips of what lies around it: what is dark there from the edge inwards.
fn trimmed(mut picture: Grey, squares: &Squares, page: &[bool]) -> Grey {
    /// Darker than this is no paper.
    const DARK: u8 = 170;
    let width = picture.width;
    let beside = |at: usize| squares.beside(at).into_iter().flatten();
    let edge: Vec<bool> = (0..page.len())
        .map(|at| page[at] && beside(at).any(|beside| !page[beside]))
        .collect();
    let square = |at: usize| at / width / squares.side * squares.across + at % width / squares.side;
    let around = |at: usize| {
        let sides = [
            (!at.is_multiple_of(width)).then(|| at - 1),
            (at % width + 1 < width).then(|| at + 1),
            at.checked_sub(width),
            Some(at + width),
        ];
        sides.into_iter().flatten()
    };
    let mut next: Vec<usize> = Vec::new();
    for (number, _) in edge.iter().enumerate().filter(|(_, edge)| **edge) {
        let (left, top) = (
            number % squares.across * squares.side,
            number / squares.across * squares.side,
        );
        let (right, bottom) = (
            (left + squares.side).min(width),
            (top + squares.side).min(picture.height),
        );
        let ring = (left..right)
            .flat_map(|x| [(x, top), (x, bottom - 1)])
            .chain((top..bottom).flat_map(|y| [(left, y), (right - 1, y)]));
        let ring = ring.map(|(x, y)| y * width + x);
        next.extend(ring.filter(|at| {
            let mut around = around(*at).filter(|at| *at < picture.pixels.len());
            around.any(|beside| !page[square(beside)])
        }));
    }
    while let Some(at) = next.pop() {
        let shade = picture.pixels.get_mut(at);
        if let Some(shade) = shade.filter(|shade| **shade < DARK) {
            *shade = u8::MAX;
            let inside = around(at).filter(|at| *at < width * picture.height);
            next.extend(inside.filter(|at| edge[square(*at)]));
        }
    }
    picture
}

/// The part of a picture that holds the page.
fn cut(picture: &Grey, squares: &Squares, page: &[bool]) -> Grey {
    let held = |at: &usize| page[*at];
    let columns = || (0..page.len()).filter(held).map(|at| at % squares.across);
    let rows = || (0..page.len()).filter(held).map(|at| at / squares.across);
    let ends = |from: Option<usize>, to: Option<usize>, most: usize| {
        let (from, to) = (from.unwrap_or(0), to.unwrap_or(0) + 1);
        (from * squares.side, (to * squares.side).min(most))
    };
    let (left, right) = ends(columns().min(), columns().max(), picture.width);
    let (top, bottom) = ends(rows().min(), rows().max(), picture.height);
    let lines = picture.pixels.chunks_exact(picture.width.max(1));
    let lines = lines.skip(top).take(bottom - top);
    Grey {
        width: right - left,
        height: bottom - top,
        pixels: lines
            .flat_map(|line| line[left..right].iter().copied())
            .collect(),
    }
}
