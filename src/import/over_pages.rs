//! Tables that go on over the end of a page are one table again: the head that each page repeats goes, a row that the page cut is put
//! together.

use crate::tidy::Line;

/// Lines in which each table stands whole.
pub fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    // Where the table that is read begins, and how many rows of its head were met again on this page.
    let (mut begin, mut repeated) = (0, 0);
    // Whether no row of the text's own was met on this page yet.
    let mut fresh = false;
    for mut line in lines {
        let before = out.last().filter(|last| is_row(last) && is_row(&line));
        let Some(last) = before else {
            begin = out.len();
            fresh = false;
            out.push(line);
            continue;
        };
        let page = last.raw.page;
        let turned = line.raw.page > page && (line.gap || line.page_top);
        if turned && goes_on(&out[begin..], &line) {
            (fresh, repeated) = (true, 0);
        } else if line.gap {
            // Another table stands close by.
            begin = out.len();
            fresh = false;
        }
        if fresh {
            let head = out.get(begin + repeated);
            if head.is_some_and(|head| head.raw.cells == line.raw.cells) {
                repeated += 1;
                continue;
            }
            line.gap = false;
            fresh = false;
            if let Some(last) = out.last_mut().filter(|last| is_cut(last, &line)) {
                put_together(&mut last.raw.cells, &line.raw.cells);
                continue;
            }
        }
        out.push(line);
    }
    out
}

fn is_row(line: &Line) -> bool {
    !line.raw.cells.is_empty()
}

/// Whether a row at the top of a page belongs to the table before it: as many columns, and its head, a count that goes on, or the
/// rest of a row.
fn goes_on(table: &[Line], line: &Line) -> bool {
    let (Some(head), Some(last)) = (table.first(), table.last()) else {
        return false;
    };
    let (cells, before) = (&line.raw.cells, &last.raw.cells);
    if cells.len() != before.len() {
        return false;
    }
    let number = |cells: &[String]| {
        let first = cells
            .first()
            .map(|first| first.trim().trim_end_matches(['.', ')']));
        first.and_then(|first| first.parse::<u32>().ok())
    };
    let counts = number(before).zip(number(cells));
    *cells == head.raw.cells
        || counts.is_some_and(|(before, next)| before.checked_add(1) == Some(next))
        || table.len() > 1 && is_cut(last, line)
}

/// Whether a row is what a page cut from the one before it: without a number, where rows have one.
fn is_cut(last: &Line, line: &Line) -> bool {
    let filled = |line: &Line| {
        line.raw
            .cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .count()
    };
    let first = |line: &Line| {
        line.raw
            .cells
            .first()
            .is_none_or(|first| first.trim().is_empty())
    };
    last.raw.cells.len() == line.raw.cells.len()
        && first(line)
        && !first(last)
        && filled(line) > 0
        && filled(line) < line.raw.cells.len().max(2) - 1
}

fn put_together(cells: &mut [String], more: &[String]) {
    for (cell, more) in cells.iter_mut().zip(more) {
        if !cell.is_empty() && !more.is_empty() {
            cell.push(' ');
        }
        cell.push_str(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use formats::RawLine;

    fn table(pages: &[&[&[&str]]]) -> Vec<Line> {
        let mut lines = Vec::new();
        for (page, rows) in pages.iter().enumerate() {
            for (at, cells) in rows.iter().enumerate() {
                lines.push(Line {
                    raw: RawLine {
                        page: page + 1,
                        cells: cells.iter().map(|&cell| cell.to_owned()).collect(),
                        ..RawLine::default()
                    },
                    gap: at == 0,
                    page_top: at == 0,
                });
            }
        }
        lines
    }

    fn shown(lines: &[Line]) -> Vec<String> {
        let rows = lines.iter().map(|line| {
            let mark = if line.gap { "* " } else { "" };
            format!("{mark}{}", line.raw.cells.join(" | "))
        });
        rows.collect()
    }

    #[test]
    fn heads_are_dropped_and_cut_rows_put_together() {
        let pages: [&[&[&str]]; 3] = [
            &[&["TT", "Chỉ tiêu", "2026"], &["1", "An toàn thực", "80"]],
            &[
                &["TT", "Chỉ tiêu", "2026"],
                &["", "phẩm", ""],
                &["2", "Nước", "90"],
            ],
            &[&["3", "Rác", "70"]],
        ];
        let joined = joined(table(&pages));
        assert_eq!(
            shown(&joined),
            [
                "* TT | Chỉ tiêu | 2026",
                "1 | An toàn thực phẩm | 80",
                "2 | Nước | 90",
                "3 | Rác | 70"
            ]
        );
    }

    #[test]
    fn another_table_on_the_next_page_stays_one() {
        let pages: [&[&[&str]]; 2] = [
            &[&["TT", "Chỉ tiêu", "2026"], &["1", "Nước", "80"]],
            &[
                &["TT", "Nhiệm vụ", "Chủ trì"],
                &["1", "Lập danh sách", "Trạm Y tế"],
            ],
        ];
        let kept = table(&pages);
        assert_eq!(joined(kept.clone()), kept);
    }
}
