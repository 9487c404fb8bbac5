//! Lines → the same lines with tables put together again: paper keeps of a table only where its words stand.
//!
//! A table is known by its head (`TT`, `Chỉ tiêu`, `Năm 2026`); its columns are where the words of the head stand,
//! and each line below puts its pieces into the nearest ones. What does not look like a table stays as it is.

use super::outline::label::{self, Label};
use super::tidy::{Line, Tidied};
use base::text::match_key;
use formats::{Piece, RawLine};
use std::collections::BTreeMap;

/// Least columns of a table that is put together.
const COLUMNS: usize = 3;

/// Longest table, in lines.
const LINES: usize = 3_000;

/// Heads at which a table is looked for in one document.
const TRIES: usize = 400;

/// Lines that the head of a table may take.
const HEAD_LINES: usize = 5;

/// Longest number of a row, in characters: `12.`, `III`.
const NUMBER_LENGTH: usize = 5;

/// Puts tables together.
pub fn tables(tidied: Tidied, wrapped: bool) -> Tidied {
    if !wrapped {
        return tidied;
    }
    let Tidied {
        lines,
        dropped,
        notes,
    } = tidied;
    let mut tries = 0;
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let found = (tries < TRIES)
            .then(|| table(&lines, at, &mut tries))
            .flatten();
        match found {
            Some((rows, end)) => {
                out.extend(rows);
                at = end;
            }
            None => {
                out.push(lines[at].clone());
                at += 1;
            }
        }
    }
    Tidied {
        lines: out,
        dropped,
        notes,
    }
}

/// A column: where its words stand.
#[derive(Debug, Clone, Copy)]
struct Column {
    start: usize,
    end: usize,
}

impl Column {
    fn of(piece: &Piece) -> Self {
        Self {
            start: piece.start,
            end: piece.end,
        }
    }

    fn overlap(&self, piece: &Piece) -> usize {
        self.end
            .min(piece.end)
            .saturating_sub(self.start.max(piece.start))
    }

    fn distance(&self, piece: &Piece) -> usize {
        piece
            .start
            .abs_diff(self.start)
            .min((piece.start + piece.end).abs_diff(self.start + self.end) / 2)
    }
}

/// The rows of the table that begins on line `at`, and the line behind it.
fn table(lines: &[Line], at: usize, tries: &mut usize) -> Option<(Vec<Line>, usize)> {
    let lines = &lines[..lines.len().min(at + LINES)];
    let head_line = head_line(lines, at)?;
    *tries += 1;
    let first = first_row(lines, head_line)?;
    let grid = Grid::of(lines, at, first);
    if grid.width() < COLUMNS {
        return None;
    }
    let head = row(&lines[at..first], &grid);
    let end = end(lines, first, &grid);
    let mut rows = vec![head.clone()];
    for block in blocks(&lines[first..end], &grid) {
        let cells = row(block, &grid);
        // The head comes again on each page.
        if cells != head {
            rows.push(cells);
        }
    }
    let filled = |cells: &Vec<String>| cells.iter().filter(|cell| !cell.is_empty()).count();
    let sound = rows[1..]
        .iter()
        .filter(|cells| filled(cells) >= COLUMNS)
        .count();
    if sound < 2 || sound * 2 < rows.len() - 1 {
        return None;
    }
    let table = rows.into_iter().enumerate().map(|(index, cells)| Line {
        raw: RawLine {
            cells,
            text: String::new(),
            pieces: Vec::new(),
            label: None,
            ..lines[at].raw.clone()
        },
        gap: index == 0,
        page_top: false,
    });
    Some((table.collect(), end))
}

/// The columns of a table on each of its pages: on the next page they may stand elsewhere.
struct Grid {
    head: Vec<Column>,
    pages: BTreeMap<usize, Vec<Column>>,
}

impl Grid {
    /// Reads the columns from the head in `lines[at..first]`, and on further pages from rows that fill all of them.
    fn of(lines: &[Line], at: usize, first: usize) -> Self {
        /// Lines in which rows that fill all columns are looked for.
        const REACH: usize = 600;
        let head = columns(&lines[at..first]);
        let page = lines[at].raw.page;
        let mut full: BTreeMap<usize, Vec<Line>> = BTreeMap::new();
        for line in lines[first..].iter().take(REACH) {
            let pieces = &line.raw.pieces;
            let whole = pieces.len() == head.len() && is_number(&pieces[0].text);
            if line.raw.page != page && whole {
                full.entry(line.raw.page).or_default().push(line.clone());
            }
        }
        let pages = full
            .into_iter()
            .map(|(page, lines)| (page, columns(&lines)));
        let pages = pages
            .filter(|(_, columns)| columns.len() == head.len())
            .collect();
        Self { head, pages }
    }

    fn width(&self) -> usize {
        self.head.len()
    }

    /// The columns of the page that a line is on.
    fn at(&self, line: &Line) -> &[Column] {
        self.pages.get(&line.raw.page).unwrap_or(&self.head)
    }
}

/// The line of a head that counts its rows, when the head begins on line `at`.
fn head_line(lines: &[Line], at: usize) -> Option<usize> {
    /// Longest words of a head, in characters.
    const WORDS: usize = 40;
    for (index, line) in lines.iter().enumerate().skip(at).take(HEAD_LINES) {
        let pieces = &line.raw.pieces;
        if pieces.len() < 2 {
            return None;
        }
        let first = match_key(&pieces[0].text);
        if ["tt", "stt", "so tt", "t.t"].contains(&first.as_str()) {
            return Some(index);
        }
        let words = pieces
            .iter()
            .all(|piece| piece.text.chars().count() < WORDS);
        if !words || is_number(&pieces[0].text) || line.raw.text.contains(['.', ';', ':']) {
            return None;
        }
    }
    None
}

/// The first line behind a head that bears the number of a row.
fn first_row(lines: &[Line], head: usize) -> Option<usize> {
    let column = Column::of(lines[head].raw.pieces.first()?);
    let near = lines.len().min(head + 1 + HEAD_LINES);
    let numbered = (head + 1..near).find(|index| {
        let first = lines[*index].raw.pieces.first();
        first.is_some_and(|piece| is_number(&piece.text) && column.distance(piece) <= NUMBER_LENGTH)
    })?;
    // A number set in the middle of its row: the row begins behind the gap above it.
    let begins = (head + 1..=numbered).rev().find(|index| lines[*index].gap);
    Some(begins.unwrap_or(numbered))
}

/// A number without what closes it: `3` of `3.`.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ')'])
}

/// Whether a text can be the number of a row: `3`, `3.`, `IV`, `A`, `1.2`.
fn is_number(text: &str) -> bool {
    let bare = bare(text);
    let short = !bare.is_empty() && bare.len() <= NUMBER_LENGTH;
    short
        && (bare.chars().all(|c| c.is_ascii_digit() || c == '.')
            || bare.chars().all(|c| "IVX".contains(c))
            || bare.len() == 1 && bare.chars().all(|c| c.is_ascii_uppercase()))
}

/// Where the columns of a head stand, from left to right.
fn columns(head: &[Line]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for piece in head.iter().flat_map(|line| &line.raw.pieces) {
        match columns.iter_mut().find(|column| column.overlap(piece) > 0) {
            Some(column) => {
                column.start = column.start.min(piece.start);
                column.end = column.end.max(piece.end);
            }
            None => columns.push(Column::of(piece)),
        }
    }
    columns.sort_by_key(|column| column.start);
    columns
}

fn column_of(piece: &Piece, columns: &[Column]) -> usize {
    let by_overlap = (0..columns.len()).max_by_key(|at| columns[*at].overlap(piece));
    let nearest = || (0..columns.len()).min_by_key(|at| columns[*at].distance(piece));
    by_overlap
        .filter(|at| columns[*at].overlap(piece) > 0)
        .or_else(nearest)
        .unwrap_or(0)
}

/// The cells that lines fill.
fn row(lines: &[Line], grid: &Grid) -> Vec<String> {
    let mut cells = vec![String::new(); grid.width()];
    let pieces = lines.iter().flat_map(|line| {
        let columns = grid.at(line);
        let parts = line
            .raw
            .pieces
            .iter()
            .flat_map(|piece| parted(piece, columns));
        parts.map(|piece| (column_of(&piece, columns), piece))
    });
    for (column, piece) in pieces {
        let cell = &mut cells[column];
        if !cell.is_empty() {
            cell.push(' ');
        }
        cell.push_str(piece.text.trim());
    }
    cells
}

/// A piece that reaches over the beginning of a column, parted at the blank next to it.
fn parted(piece: &Piece, columns: &[Column]) -> Vec<Piece> {
    /// How far from a column's beginning its words may begin.
    const NEAR: usize = 4;
    let mut parts = Vec::new();
    let mut rest = piece.clone();
    for column in columns.iter().skip(1) {
        let crossed = rest.start + 1 < column.start && rest.end > column.start;
        if !crossed
            || columns
                .iter()
                .filter(|column| column.overlap(&rest) > 0)
                .count()
                < 2
        {
            continue;
        }
        let letters: Vec<char> = rest.text.chars().collect();
        let blanks = (1..letters.len().saturating_sub(1)).filter(|at| letters[*at] == ' ');
        let Some(cut) = blanks
            .min_by_key(|at| (rest.start + at + 1).abs_diff(column.start))
            .filter(|at| (rest.start + at + 1).abs_diff(column.start) <= NEAR)
        else {
            continue;
        };
        parts.push(Piece {
            start: rest.start,
            end: rest.start + cut,
            text: letters[..cut].iter().collect(),
        });
        rest = Piece {
            start: rest.start + cut + 1,
            end: rest.end,
            text: letters[cut + 1..].iter().collect(),
        };
    }
    parts.push(rest);
    parts
}

/// The line behind a table: the first that no column holds, or whose number begins another count.
fn end(lines: &[Line], first: usize, grid: &Grid) -> usize {
    let mut count = Count::default();
    let ends = lines[first..].iter().position(|line| {
        let Some(piece) = line.raw.pieces.first() else {
            return true;
        };
        let columns = grid.at(line);
        let anew = stands_for_number(piece, columns) && count.begins_anew(&piece.text);
        anew || is_outside(line, piece, columns)
    });
    ends.map_or(lines.len(), |at| first + at)
}

/// Where a column starts; beyond every line where there is none.
fn start_of(columns: &[Column], at: usize) -> usize {
    columns.get(at).map_or(usize::MAX, |column| column.start)
}

/// Whether the first piece of a line is short and stands where the numbers of rows do.
fn stands_for_number(piece: &Piece, columns: &[Column]) -> bool {
    piece.start < start_of(columns, 1) && piece.text.chars().count() <= NUMBER_LENGTH
}

/// Whether a line whose first piece is `piece` is none of a table with these columns.
fn is_outside(line: &Line, piece: &Piece, columns: &[Column]) -> bool {
    let start = |at: usize| start_of(columns, at);
    let alone = line.raw.pieces.len() == 1;
    let wide = piece.start < start(1) && piece.end > start(2)
        || alone && piece.end > start(3) && piece.start < start(2);
    let heading = alone
        && matches!(label::read(&piece.text), Some((Label::Number { .. }, rest)) if !rest.is_empty());
    let spills = alone && !stands_for_number(piece, columns) && piece.start <= start(0);
    !line.raw.cells.is_empty() || wide || heading || spills
}

/// How the rows of a table are counted.
#[derive(Default)]
struct Count {
    last: Option<u32>,
    /// Whether groups of rows are counted too: `I`, `II`.
    grouped: bool,
}

impl Count {
    /// Takes what may be a row's number; says whether it cannot go on from those before. "IV. KINH PHÍ" behind row 3
    /// is a heading of the text; a group of rows would have begun with I.
    fn begins_anew(&mut self, text: &str) -> bool {
        if !is_number(text) {
            return false;
        }
        match bare(text).parse::<u32>() {
            Ok(number) => {
                let before = self.last.replace(number);
                !self.grouped && before.is_some_and(|last| number <= last)
            }
            Err(_) if !bare(text).contains('.') => {
                let grouped = std::mem::replace(&mut self.grouped, true);
                !grouped && self.last.is_some()
            }
            Err(_) => false,
        }
    }
}

/// The lines of each row: parted at gaps where each part bears one number, else at the numbers.
fn blocks<'l>(lines: &'l [Line], grid: &Grid) -> Vec<&'l [Line]> {
    let numbered = |line: &Line| {
        line.raw.pieces.first().is_some_and(|piece| {
            column_of(piece, grid.at(line)) == 0 && piece.text.chars().count() <= NUMBER_LENGTH
        })
    };
    let mut starts: Vec<usize> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        // Up to the next gap or number: does a number follow for what this gap begins?
        let opens = line.gap
            && !line.page_top
            && lines[at..]
                .iter()
                .enumerate()
                .take_while(|(index, line)| *index == 0 || !line.gap)
                .any(|(_, line)| numbered(line));
        let own = numbered(line)
            && starts
                .last()
                .is_none_or(|start| lines[*start..at].iter().any(numbered));
        if at == 0 || opens || own {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &lines[*start..end])
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::tidy;

    use super::*;

    fn rows(source: &str) -> Vec<Vec<String>> {
        let raw = formats::text::read(source.as_bytes());
        let lines = tables(tidy::tidy(&raw), raw.wrapped).lines;
        lines
            .into_iter()
            .map(|line| line.raw.cells)
            .filter(|cells| !cells.is_empty())
            .collect()
    }

    #[test]
    fn a_table_on_paper_is_a_table_again() {
        let source = "\
Các chỉ tiêu giao cho các thôn như sau:

 TT      Chỉ tiêu            Đơn vị    Năm 2026    Năm 2030
                             tính
 1    Tỷ lệ trẻ em            %           95          98
      được tiêm chủng
 2    Số bác sĩ của trạm      người        2           4
 3    Tỷ lệ hộ có nhà         %          > 90         100
      tiêu hợp vệ sinh
III. TỔ CHỨC THỰC HIỆN
Trạm Y tế chủ trì thực hiện kế hoạch này trong toàn xã.
";
        assert_eq!(
            rows(source),
            [
                ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026", "Năm 2030"],
                ["1", "Tỷ lệ trẻ em được tiêm chủng", "%", "95", "98"],
                ["2", "Số bác sĩ của trạm", "người", "2", "4"],
                ["3", "Tỷ lệ hộ có nhà tiêu hợp vệ sinh", "%", "> 90", "100"],
            ]
        );
    }

    #[test]
    fn numbers_in_the_middle_of_their_rows_and_a_head_on_each_page() {
        let source = "\
 TT         Nội dung              Chủ trì          Thời gian

      Lập danh sách
 1    người cao tuổi          Trạm Y tế         Quý I/2026
      cần khám

 2    Khám sức khỏe           Trạm Y tế         Quý II/2026
\u{c}
 TT         Nội dung              Chủ trì          Thời gian
 3    Tổng hợp kết quả        Phòng Văn hóa     Quý III/2026
";
        let found = rows(source);
        assert_eq!(found.len(), 4, "{found:?}");
        assert_eq!(
            found[1],
            [
                "1",
                "Lập danh sách người cao tuổi cần khám",
                "Trạm Y tế",
                "Quý I/2026"
            ]
        );
        assert_eq!(found[3][3], "Quý III/2026");
    }

    #[test]
    fn heads_of_documents_are_no_tables() {
        let source = "ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ AN GIẢ            Độc lập - Tự do - Hạnh phúc\nSố: 5/KH             An Giả, ngày 1 tháng 2 năm 2026\n";
        assert_eq!(rows(source), Vec::<Vec<String>>::new());
    }
}
