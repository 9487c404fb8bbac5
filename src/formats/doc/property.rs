//! Properties of letters and paragraphs ([MS-DOC] 2.6), and the pages of the file that tell where they hold (2.9.33, 2.9.174).

use super::bytes::{byte, long, piece, place, short};

/// Bytes of a page of properties.
const PAGE: usize = 512;

/// What is told of letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letters {
    /// Bold; as the style, or not as the style.
    pub bold: Option<Toggle>,
    /// In italics.
    pub italic: Option<Toggle>,
    /// Shown as capitals.
    pub capitals: Option<Toggle>,
    /// Not shown.
    pub hidden: Option<Toggle>,
    /// Deleted, and kept for review.
    pub deleted: bool,
    /// No letter but a sign for something else.
    pub special: bool,
    /// The font, by its place in the list of fonts.
    pub font: Option<u16>,
    /// The style of letters.
    pub style: Option<u16>,
}

/// A property that may turn that of a style around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toggle {
    /// So.
    Is(bool),
    /// As the style.
    Same,
    /// Not as the style.
    Opposite,
}

impl Toggle {
    fn of(operand: u8) -> Self {
        match operand {
            0x80 => Self::Same,
            0x81 => Self::Opposite,
            other => Self::Is(other != 0),
        }
    }

    /// What it comes to over a style.
    pub fn over(told: Option<Self>, style: bool) -> bool {
        match told {
            Some(Self::Is(is)) => is,
            Some(Self::Opposite) => !style,
            Some(Self::Same) | None => style,
        }
    }
}

/// What is told of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lines {
    /// Its style.
    pub style: u16,
    /// Whether it stands in a table.
    pub in_table: bool,
    /// Whether it ends a row.
    pub ends_row: bool,
    /// In the middle of the page.
    pub centred: Option<bool>,
    /// The list that it belongs to, counted from 1; 0 for none.
    pub list: Option<u16>,
    /// The level in it.
    pub level: Option<u8>,
    /// The cells of the row that it ends.
    pub cells: Cells,
}

/// Most cells of a row.
const CELLS: usize = 64;

/// How the cells of a row stand: where each begins and ends, in twentieths of a point, and which go on with the one above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cells {
    count: usize,
    edges: [i16; CELLS + 1],
    merged: u64,
}

impl Default for Cells {
    fn default() -> Self {
        Self {
            count: 0,
            edges: [0; CELLS + 1],
            merged: 0,
        }
    }
}

impl Cells {
    /// Reads what is told of a row's cells ([MS-DOC] 2.9.309).
    fn of(operand: &[u8]) -> Option<Self> {
        /// Bytes that tell of one cell besides.
        const CELL: usize = 20;
        let count = usize::from(byte(operand, 2)?);
        let mut cells = Self::default();
        for at in 0..=count {
            *cells.edges.get_mut(at)? = short(operand, 3 + at * 2)?.cast_signed();
        }
        for at in 0..count {
            let told = short(operand, 3 + (count + 1) * 2 + at * CELL).unwrap_or(0);
            cells.merged |= u64::from(told >> 5 & 3 == 1) << at;
        }
        cells.count = count;
        Some(cells)
    }

    /// Where the cells begin and end, and of each whether it goes on with the one above it; empty where it is not told.
    pub fn told(&self) -> (Vec<i32>, Vec<bool>) {
        if self.count == 0 {
            return (Vec::new(), Vec::new());
        }
        let edges = self.edges[..=self.count]
            .iter()
            .map(|edge| i32::from(*edge));
        let merged = (0..self.count).map(|at| self.merged >> at & 1 == 1);
        (edges.collect(), merged.collect())
    }
}

/// The single properties in a row of them: code and operand.
fn each(row: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let code = short(row, at)?;
        at += 2;
        let length = match code >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            // A table's columns, whose length takes two bytes and counts one of them.
            _ if code == 0xD608 => usize::from(short(row, at)?) + 1,
            _ => usize::from(byte(row, at)?) + 1,
        };
        let operand = piece(row, at, length)?;
        at += length;
        Some((code, operand))
    })
}

impl Letters {
    /// Takes properties in.
    pub fn take(&mut self, row: &[u8]) {
        for (code, operand) in each(row) {
            let toggle = || operand.first().map(|operand| Toggle::of(*operand));
            match code {
                0x0835 => self.bold = toggle(),
                0x0836 => self.italic = toggle(),
                0x083A | 0x083B => self.capitals = toggle(),
                0x083C => self.hidden = toggle(),
                0x0800 => self.deleted = operand != [0],
                0x0855 => self.special = operand != [0],
                0x4A4F => self.font = short(operand, 0),
                0x4A30 => self.style = short(operand, 0),
                _ => {}
            }
        }
    }
}

impl Lines {
    /// Takes properties in.
    pub fn take(&mut self, row: &[u8]) {
        for (code, operand) in each(row) {
            match code {
                0x2416 => self.in_table = operand != [0],
                0x2417 => self.ends_row = operand != [0],
                0x6649 => self.in_table |= long(operand, 0).is_some_and(|depth| depth > 0),
                0x2403 | 0x2461 => self.centred = Some(operand == [1]),
                0x460B => self.list = short(operand, 0),
                0x260A => self.level = byte(operand, 0),
                0xD608 => self.cells = Cells::of(operand).unwrap_or_default(),
                _ => {}
            }
        }
    }
}

/// Where in the file which properties hold: from a byte to another.
#[derive(Debug)]
pub struct Runs<T>(Vec<(usize, usize, T)>);

impl<T: Copy + Default> Runs<T> {
    /// What holds at a byte of the file.
    pub fn at(&self, place: usize) -> T {
        let behind = self.0.partition_point(|(start, _, _)| *start <= place);
        let found = behind.checked_sub(1).and_then(|at| self.0.get(at));
        found
            .filter(|(_, end, _)| place < *end)
            .map_or_else(T::default, |(_, _, told)| *told)
    }

    /// Reads the pages that a list in the table stream names. `size` is that of an entry of a page, `told` reads one.
    fn read(
        file: &[u8],
        list: &[u8],
        size: usize,
        told: impl Fn(&[u8], usize) -> Option<T>,
    ) -> Self {
        let count = list.len().saturating_sub(4) / 8;
        let mut runs = Vec::new();
        let pages = (0..count).filter_map(|at| place(list, (count + 1) * 4 + at * 4));
        for number in pages.take(file.len() / PAGE + 1) {
            // The upper bits are not of the number.
            let Some(page) = piece(file, (number & 0x003F_FFFF) * PAGE, PAGE) else {
                continue;
            };
            let count = usize::from(page[PAGE - 1]);
            for at in 0..count {
                let (start, end) = (place(page, at * 4), place(page, at * 4 + 4));
                let entry = byte(page, (count + 1) * 4 + at * size);
                let (Some(start), Some(end), Some(entry)) = (start, end, entry) else {
                    break;
                };
                let told = (entry > 0)
                    .then(|| told(page, usize::from(entry) * 2))
                    .flatten();
                runs.push((start, end, told.unwrap_or_default()));
            }
        }
        runs.sort_by_key(|(start, _, _)| *start);
        Self(runs)
    }
}

/// The properties of letters.
pub fn letters(file: &[u8], list: &[u8]) -> Runs<Letters> {
    Runs::read(file, list, 1, |page, at| {
        let length = usize::from(byte(page, at)?);
        let mut told = Letters::default();
        told.take(piece(page, at + 1, length)?);
        Some(told)
    })
}

/// The properties of paragraphs.
pub fn lines(file: &[u8], list: &[u8]) -> Runs<Lines> {
    Runs::read(file, list, 13, |page, at| {
        let (begin, length) = match byte(page, at)? {
            0 => (at + 2, usize::from(byte(page, at + 1)?) * 2),
            words => (at + 1, usize::from(words) * 2 - 1),
        };
        let row = piece(page, begin, length)?;
        let mut told = Lines {
            style: short(row, 0)?,
            ..Lines::default()
        };
        told.take(row.get(2..)?);
        Some(told)
    })
}
