//! What a rendered page makes a browser fetch: for the list of what a device keeps, and for the budgets.
//!
//! Only for pages that Loa rendered: their attributes stand in double quotes, and their texts are escaped.

/// Widest picture that a phone fetches, in pixels: 400 CSS pixels at a density of 2, and some room.
const PHONE_WIDTH: u32 = 960;

/// What a page makes a browser fetch, as the addresses stand on the page and in its order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Loads {
    /// Style sheets.
    pub styles: Vec<String>,
    /// Scripts.
    pub scripts: Vec<String>,
    /// Icons and the manifest.
    pub icons: Vec<String>,
    /// Pictures.
    pub pictures: Vec<Shown>,
}

/// A picture on a page.
#[derive(Debug, PartialEq, Eq)]
pub struct Shown {
    /// The file that a phone fetches.
    pub url: String,
    /// Whether it is fetched only when the reader comes near it.
    pub lazy: bool,
}

impl Loads {
    /// What the page `html` loads.
    pub fn of(html: &str) -> Self {
        let mut loads = Self::default();
        // The choice that a `picture` offers before its `img`.
        let mut offered: Option<String> = None;
        for tag in html.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            match tag.split([' ', '\n', '/']).next().unwrap_or_default() {
                "link" => loads.link(tag),
                "script" => loads
                    .scripts
                    .extend(attribute(tag, "src").map(str::to_owned)),
                "source" if offered.is_none() => {
                    offered = attribute(tag, "srcset").and_then(for_phone);
                }
                "img" => {
                    let chosen = offered
                        .take()
                        .or_else(|| attribute(tag, "srcset").and_then(for_phone))
                        .or_else(|| attribute(tag, "src").map(str::to_owned));
                    loads.pictures.extend(chosen.map(|url| Shown {
                        url,
                        lazy: attribute(tag, "loading") == Some("lazy"),
                    }));
                }
                _ => {}
            }
        }
        loads
    }

    fn link(&mut self, tag: &str) {
        let list = match attribute(tag, "rel") {
            Some("stylesheet") => &mut self.styles,
            Some("icon" | "apple-touch-icon" | "manifest") => &mut self.icons,
            _ => return,
        };
        list.extend(attribute(tag, "href").map(str::to_owned));
    }

    /// All addresses.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        let pictures = self.pictures.iter().map(|picture| &picture.url);
        let files = self.styles.iter().chain(&self.scripts).chain(&self.icons);
        files.chain(pictures)
    }
}

/// The value of an attribute in a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let open = format!(" {name}=\"");
    let start = tag.find(&open)? + open.len();
    tag[start..].split('"').next()
}

/// The file of a `srcset` that a phone takes: the widest that is not wider than it needs, or the narrowest.
fn for_phone(srcset: &str) -> Option<String> {
    let candidates = srcset.split(',').filter_map(|candidate| {
        let (url, width) = candidate.trim().split_once(' ')?;
        Some((width.strip_suffix('w')?.parse::<u32>().ok()?, url))
    });
    let mut candidates: Vec<_> = candidates.collect();
    candidates.sort_unstable();
    let narrow = candidates
        .iter()
        .rev()
        .find(|(width, _)| *width <= PHONE_WIDTH);
    narrow
        .or(candidates.first())
        .map(|(_, url)| (*url).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_loads_what_its_tags_name() {
        let html = "<link rel=\"stylesheet\" href=\"/a.css\"><link rel=\"canonical\" href=\"https://x/\">\
                    <link rel=\"icon\" type=\"image/svg+xml\" href=\"/i.svg\">\
                    <picture><source type=\"image/webp\" srcset=\"/p.400.webp 400w, /p.800.webp 800w, /p.1600.webp 1600w\">\
                    <img src=\"/p.jpg\" alt=\"&lt;img src=x\"></picture><img src=\"/q.svg\" loading=\"lazy\">\
                    <script defer src=\"/s.js\"></script>";
        let loads = Loads::of(html);
        let all: Vec<_> = loads.all().collect();
        assert_eq!(all, ["/a.css", "/s.js", "/i.svg", "/p.800.webp", "/q.svg"]);
        assert!(!loads.pictures[0].lazy && loads.pictures[1].lazy);
    }

    #[test]
    fn a_phone_takes_the_narrowest_where_all_are_wide() {
        assert_eq!(for_phone("/a 2000w, /b 1200w").as_deref(), Some("/b"));
        assert_eq!(for_phone("/a 2x"), None);
    }
}
