//! Addresses as they stand on a page.

/// How pages refer to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkStyle {
    /// From the root of the host, `/nam-dong/tin/`: for a web server.
    #[default]
    Hosted,
    /// From the page itself, `../tin/index.html`: for `file://`, where nothing answers for a folder.
    File,
}

/// Makes the addresses of one page.
#[derive(Debug, Clone)]
pub struct Linker {
    style: LinkStyle,
    base_path: String,
    /// Folders between the site's root and the page.
    depth: usize,
}

impl Linker {
    /// For the page at `page` (`suc-khoe/a/`, or `404.html`) of a site at `base_path`.
    pub fn new(style: LinkStyle, base_path: &str, page: &str) -> Self {
        Self {
            style,
            base_path: base_path.into(),
            depth: page.matches('/').count(),
        }
    }

    /// The address of something at `url` below the site's root; the empty `url` is the home page.
    pub fn to(&self, url: &str) -> String {
        if self.style == LinkStyle::Hosted {
            return format!("{}{url}", self.base_path);
        }
        let up = if self.depth == 0 {
            "./".to_owned()
        } else {
            "../".repeat(self.depth)
        };
        let index = if url.is_empty() || url.ends_with('/') {
            "index.html"
        } else {
            ""
        };
        format!("{up}{url}{index}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_follow_the_style() {
        let hosted = Linker::new(LinkStyle::Hosted, "/nam-dong/", "tin/a/");
        assert_eq!(hosted.to("tin/"), "/nam-dong/tin/");
        assert_eq!(hosted.to(""), "/nam-dong/");
        let file = Linker::new(LinkStyle::File, "/nam-dong/", "tin/a/");
        assert_eq!(file.to("suc-khoe/b/"), "../../suc-khoe/b/index.html");
        assert_eq!(file.to("assets/style.css"), "../../assets/style.css");
        assert_eq!(
            Linker::new(LinkStyle::File, "/", "").to("tin/"),
            "./tin/index.html"
        );
    }
}
