//! Rows → columns, one filled after the other.

use crate::rows::Row;

/// A row in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed<'r> {
    /// From the top of its column to its own, in points.
    pub top: f32,
    /// The blank above it within the column.
    pub gap: f32,
    /// The row.
    pub row: &'r Row,
}

/// Columns that were filled.
#[derive(Debug, Clone)]
pub struct Filled<'r> {
    /// What stands in each.
    pub columns: Vec<Vec<Placed<'r>>>,
    /// What had no room.
    pub rest: &'r [Row],
}

impl Filled<'_> {
    /// Lines of words without room.
    pub fn lines_over(&self) -> usize {
        lines(self.rest)
    }
}

/// How many of some rows hold words.
pub fn lines(rows: &[Row]) -> usize {
    rows.iter().filter(|row| !row.inks.is_empty()).count()
}

/// The height of rows below each other.
pub fn height(rows: &[Row]) -> f32 {
    let rows = rows.iter().enumerate();
    rows.map(|(at, row)| row.height + if at == 0 { 0.0 } else { row.gap })
        .sum()
}

/// Fills columns of some heights, one after the other. What should stay together does where a column can hold it.
pub fn fill<'r>(rows: &'r [Row], heights: &[f32]) -> Filled<'r> {
    let mut columns = Vec::new();
    let mut at = 0;
    for most in heights {
        let mut column: Vec<Placed<'r>> = Vec::new();
        let mut top = 0.0;
        while at < rows.len() {
            let chunk = chunk(&rows[at..]);
            let blank = |row: &Row| if column.is_empty() { 0.0 } else { row.gap };
            let needed = blank(&chunk[0]) + height(chunk);
            // What no column holds as a whole begins at the top of one and is cut.
            let whole = top + needed <= *most;
            let is_cut = column.is_empty() && height(chunk) > *most;
            if !(whole || is_cut) {
                break;
            }
            for row in chunk {
                let gap = if column.is_empty() { 0.0 } else { row.gap };
                if top + gap + row.height > *most {
                    break;
                }
                top += gap;
                column.push(Placed { top, gap, row });
                top += row.height;
                at += 1;
            }
            if !whole {
                break;
            }
        }
        columns.push(column);
    }
    Filled {
        columns,
        rest: &rows[at..],
    }
}

/// Fills columns of one height as evenly as they can be; as high as they may be where that does not hold everything.
pub fn balance(rows: &[Row], count: usize, most: f32) -> Filled<'_> {
    let of = |height: f32| fill(rows, &vec![height; count]);
    let whole = of(most);
    if !whole.rest.is_empty() {
        return whole;
    }
    let mut best = whole;
    let (mut low, mut high) = (height(rows) / count as f32 * 0.9, most);
    for _ in 0..12 {
        let middle = f32::midpoint(low, high);
        let filled = of(middle);
        if filled.rest.is_empty() {
            (best, high) = (filled, middle);
        } else {
            low = middle;
        }
    }
    best
}

/// The rows that stay together at the beginning of some.
fn chunk(rows: &[Row]) -> &[Row] {
    let last = rows.iter().position(|row| !row.keep);
    &rows[..last.map_or(rows.len(), |last| last + 1)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Ink;

    fn row(keep: bool) -> Row {
        Row {
            gap: 2.0,
            height: 10.0,
            keep,
            inks: vec![Ink {
                x: 0.0,
                baseline: 8.0,
                size: 8.0,
                colour: [0; 3],
                bold: false,
                text: "a".into(),
            }],
            ..Row::default()
        }
    }

    fn counts(filled: &Filled<'_>) -> Vec<usize> {
        filled.columns.iter().map(Vec::len).collect()
    }

    #[test]
    fn rows_that_stay_together_go_to_the_next_column_together() {
        let rows = [row(false), row(true), row(false), row(false)];
        let filled = fill(&rows, &[25.0, 25.0, 25.0]);
        assert_eq!(counts(&filled), [1, 2, 1]);
        assert_eq!(filled.lines_over(), 0);
        assert_eq!(filled.columns[1][1].top, 12.0);
        assert_eq!(fill(&rows, &[25.0]).lines_over(), 3);
    }

    #[test]
    fn what_no_column_holds_is_cut_and_nothing_is_lost() {
        let rows = vec![row(true); 9];
        let filled = fill(&rows, &[25.0, 25.0]);
        assert_eq!(counts(&filled), [2, 2]);
        assert_eq!(filled.lines_over(), 5);
        assert_eq!(fill(&rows, &[5.0]).lines_over(), 9);
    }

    #[test]
    fn columns_are_evened_out() {
        let rows = vec![row(false); 8];
        assert_eq!(counts(&balance(&rows, 2, 500.0)), [4, 4]);
        assert_eq!(balance(&rows, 2, 25.0).lines_over(), 4);
    }
}
