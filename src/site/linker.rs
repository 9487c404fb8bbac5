//! Addresses as they stand on a page.

use crate::delivery::Delivery;

/// Makes the addresses of one page.
#[derive(Debug, Clone)]
pub struct Linker {
    /// Whether addresses begin at the root of the host, `/nam-dong/tin/`, and not at the page, `../tin/index.html`.
    from_root: bool,
    base_path: String,
    /// Folders between the site's root and the page.
    depth: usize,
}

impl Linker {
    /// For the page at `page` (`suc-khoe/a/`, or `404.html`) of a site at `base_path`.
    pub fn new(delivery: &Delivery, base_path: &str, page: &str) -> Self {
        Self {
            from_root: delivery.is_served(),
            base_path: delivery.base_path(base_path).into(),
            depth: page.matches('/').count(),
        }
    }

    /// The address of something at `url` below the site's root; the empty `url` is the home page.
    pub fn to(&self, url: &str) -> String {
        if self.from_root {
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

    const PORTABLE: Delivery = Delivery::Portable { kiosk: false };

    #[test]
    fn addresses_follow_the_delivery() {
        let hosted = Linker::new(&Delivery::default(), "/nam-dong/", "tin/a/");
        assert_eq!(hosted.to("tin/"), "/nam-dong/tin/");
        assert_eq!(hosted.to(""), "/nam-dong/");
        let file = Linker::new(&PORTABLE, "/nam-dong/", "tin/a/");
        assert_eq!(file.to("suc-khoe/b/"), "../../suc-khoe/b/index.html");
        assert_eq!(file.to("assets/style.css"), "../../assets/style.css");
        let kiosk = Linker::new(&Delivery::Kiosk, "/nam-dong/", "tin/a/");
        assert_eq!(kiosk.to("suc-khoe/b/"), "/suc-khoe/b/");
        assert_eq!(
            Linker::new(&PORTABLE, "/", "").to("tin/"),
            "./tin/index.html"
        );
    }
}
