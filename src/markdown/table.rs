//! Tables with alignment as classes, for the pages' policy allows no inline style, and in a box
//! that scrolls on its own on a narrow screen.

use pulldown_cmark::Alignment;

/// Writes a table's tags as its events come.
#[derive(Debug, Default)]
pub struct TableWriter {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    body_open: bool,
}

impl TableWriter {
    /// Opens a table.
    pub fn start(&mut self, alignments: Vec<Alignment>) -> &'static str {
        *self = Self {
            alignments,
            ..Self::default()
        };
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Bảng\"><table>"
    }

    /// Closes the table.
    pub fn end(&self) -> &'static str {
        if self.body_open {
            "</tbody></table></div>\n"
        } else {
            "</table></div>\n"
        }
    }

    /// Opens the head row.
    pub fn start_head(&mut self) -> &'static str {
        self.in_head = true;
        self.column = 0;
        "<thead><tr>"
    }

    /// Closes the head row.
    pub fn end_head(&mut self) -> &'static str {
        self.in_head = false;
        "</tr></thead>\n"
    }

    /// Opens a body row.
    pub fn start_row(&mut self) -> &'static str {
        self.column = 0;
        if std::mem::replace(&mut self.body_open, true) {
            "<tr>"
        } else {
            "<tbody><tr>"
        }
    }

    /// Closes a body row.
    pub fn end_row(&self) -> &'static str {
        "</tr>\n"
    }

    /// Opens a cell.
    pub fn start_cell(&mut self) -> String {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.column += 1;
        if self.in_head {
            format!("<th scope=\"col\"{class}>")
        } else {
            format!("<td{class}>")
        }
    }

    /// Closes a cell.
    pub fn end_cell(&self) -> &'static str {
        if self.in_head { "</th>" } else { "</td>" }
    }
}
