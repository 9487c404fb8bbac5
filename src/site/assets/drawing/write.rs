//! A sifted drawing → the bytes that are published. Everything is escaped, every name comes from the list.

use super::{Child, Element};

pub fn document(root: &Element) -> String {
    let mut out = String::with_capacity(4096);
    write(root, true, &mut out);
    out.push('\n');
    out
}

fn write(element: &Element, outermost: bool, out: &mut String) {
    out.push('<');
    out.push_str(element.name);
    if outermost {
        out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
    }
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, true, out);
        out.push('"');
    }
    if element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for child in &element.children {
        match child {
            Child::Element(inner) => write(inner, false, out),
            Child::Text(text) => escape(text, false, out),
        }
    }
    out.push_str("</");
    out.push_str(element.name);
    out.push('>');
}

fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\t' | '\n' | '\r' if attribute => out.push(' '),
            '\r' => out.push('\n'),
            _ => out.push(c),
        }
    }
}
