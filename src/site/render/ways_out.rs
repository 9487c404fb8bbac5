//! Links that lead off a kiosk: its screen has no network, no telephone, no printer and no way back from a raw file.

/// The page with every link that leads to no page of the site as its text alone. A telephone number keeps its look.
pub fn without_ways_out(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<a ") {
        let (before, link) = rest.split_at(at);
        kept.push_str(before);
        let (tag, inside) = link.split_at(tag_end(link));
        let address = attribute(tag, "href").unwrap_or_default();
        let Some((text, after)) = inside.split_once("</a>").filter(|_| !is_page(address)) else {
            kept.push_str(tag);
            rest = inside;
            continue;
        };
        match attribute(tag, "class").filter(|_| address.starts_with("tel:")) {
            Some(class) => kept.push_str(&format!("<span class=\"{class}\">")),
            None => kept.push_str("<span>"),
        }
        kept.push_str(text);
        kept.push_str("</span>");
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// Where the tag at the beginning ends, past its `>`; one inside a value ends nothing.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    let end = tag.find(|character| {
        quoted ^= character == '"';
        character == '>' && !quoted
    });
    end.map_or(tag.len(), |end| end + 1)
}

/// A value that templates and sanitised texts write in double quotes.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split_once('"').map(|(value, _)| value)
}

/// Whether an address is a page of the site, or a place on one.
fn is_page(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_foreign = path.contains(':') || path.starts_with("//");
    !is_foreign && (path.is_empty() || path.ends_with('/') || path.ends_with(".html"))
}

#[cfg(test)]
mod tests {
    use super::without_ways_out;

    #[test]
    fn pages_are_linked_and_nothing_else() {
        for page in [
            r##"<p><a href="#nguon_">Nguồn</a></p>"##,
            r#"<a class="tool" href="/tin/a/?q=b#c"><b>A</b></a>"#,
            r#"<a href="../tin/index.html">Tin</a> <a title="a > b" href="/">Nhà</a>"#,
        ] {
            assert_eq!(without_ways_out(page), page);
        }
        for (page, text) in [
            (
                r#"<a href="https://who.int/" rel="external">WHO</a>."#,
                "<span>WHO</span>.",
            ),
            (r#"<a href="//who.int/">WHO</a>"#, "<span>WHO</span>"),
            (
                r#"<a class="button call" href="tel:115">Gọi <b>115</b></a>"#,
                r#"<span class="button call">Gọi <b>115</b></span>"#,
            ),
            (
                r#"<a class="tool" href="/muc-tieu/a.csv" download>CSV</a>"#,
                "<span>CSV</span>",
            ),
            (r#"<a href="/atom.xml">Tin</a>"#, "<span>Tin</span>"),
            (r#"<a href="/lich/a.ics">Lịch</a>"#, "<span>Lịch</span>"),
            (r#"<a href="mailto:a">Thư</a>"#, "<span>Thư</span>"),
            (
                r#"<a title="x > y" href="http://a">A</a>"#,
                "<span>A</span>",
            ),
        ] {
            assert_eq!(without_ways_out(page), text);
        }
        assert_eq!(without_ways_out("<a href=\"http://a"), "<a href=\"http://a");
    }
}
