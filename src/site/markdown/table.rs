//! Tables with alignment as classes, for the pages' policy allows no inline style, and in a box
//! that scrolls on its own on a narrow screen.

use pulldown_cmark::Alignment;

/// Opens the box of a table.
const BOX: &str = "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Bảng\">";

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
    pub fn start(&mut self, alignments: Vec<Alignment>) -> String {
        *self = Self {
            alignments,
            ..Self::default()
        };
        format!("{BOX}<table>")
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

    /// A cell of the head that says nothing: the head of no column.
    pub fn empty_cell(&self) -> Option<&'static str> {
        self.in_head.then_some("<td></td>")
    }
}

/// Puts tables that a writer wrote in HTML into the box of the others. `html` is well-formed, as the filter leaves it.
pub fn boxed(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    let mut depth = 0_usize;
    let mut is_own = false;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        out.push_str(text);
        let (tag, after) = tail.split_at(tag_length(tail));
        let opens = tag.starts_with("<table") && !tag[6..].starts_with(char::is_alphanumeric);
        if opens {
            if depth == 0 {
                is_own = out.ends_with(BOX);
                out.push_str(if is_own { "" } else { BOX });
            }
            depth += 1;
        }
        out.push_str(tag);
        if tag == "</table>" {
            depth = depth.saturating_sub(1);
            out.push_str(if depth == 0 && !is_own { "</div>" } else { "" });
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The bytes of the tag that `html` begins with. A `>` inside an attribute ends none.
fn tag_length(html: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::{BOX, boxed};

    #[test]
    fn each_table_of_a_writer_gets_one_box() {
        let table = "<table><tbody><tr><td>a</td></tr></tbody></table>";
        let own = format!("<p>x</p>{BOX}{table}</div>\n<p>y</p>");
        assert_eq!(boxed(&own), own, "one of Markdown has its box");
        let given = format!("<details><summary>s</summary>{table}</details>{own}{table}");
        let wanted = format!(
            "<details><summary>s</summary>{BOX}{table}</div></details>{own}{BOX}{table}</div>"
        );
        assert_eq!(boxed(&given), wanted);
        let inside = table.replace(">a<", &format!(">{table}<"));
        assert_eq!(boxed(&inside), format!("{BOX}{inside}</div>"));
    }

    #[test]
    fn what_only_looks_like_a_table_gets_none() {
        for html in [
            "<abbr title=\"<table>\">x</abbr>",
            "<p>&lt;table></p>",
            "<code>a > b</code>",
            "",
        ] {
            assert_eq!(boxed(html), html);
        }
    }
}
