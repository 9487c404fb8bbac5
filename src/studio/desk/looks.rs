//! How a text looks among the others, as its ward would publish it.

use super::{Desk, held};
use crate::doubt::doubts;
use crate::failure::Failure;
use crate::shape::Shape;
use crate::texts::{self, Written};
use crate::told::Told;
use author::Document;
use base::diagnostic::Diagnostics;
use site::preview::{Preview, PreviewOptions};
use site::root::SHARED;
use std::sync::atomic::Ordering;

/// How many shown pages are kept.
const PAGES: usize = 16;

/// What a text looks like, and what is wrong with it.
#[derive(Debug)]
pub struct Looked {
    /// The whole page; none where nobody can read the text.
    pub html: Option<String>,
    /// The ward as which it is shown.
    pub ward: String,
    /// What is wrong.
    pub told: Vec<Told>,
    /// Words of the sample that nobody replaced.
    pub unfilled: Option<String>,
}

impl Desk {
    /// Loads anew what previews need. Whoever looks at a text meanwhile sees it among the others as they were.
    ///
    /// # Errors
    /// When the root or a theme cannot be used.
    pub fn renew(&self) -> Result<(), Diagnostics> {
        let mut loaded = self.load_preview()?;
        let mut preview = held(&self.preview);
        if let Some(before) = preview.take() {
            loaded.follow(before);
        }
        *preview = Some(loaded);
        self.loaded.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// What names the texts among which previews are shown: another once they were loaded anew, or the studio was started
    /// again.
    pub fn drawn(&self) -> String {
        let loaded = self.loaded.load(Ordering::Relaxed);
        format!("{} {loaded}", self.opened)
    }

    fn load_preview(&self) -> Result<Preview, Diagnostics> {
        Preview::load(PreviewOptions {
            root: self.root.dir().to_owned(),
            cache: self.folder().join("pictures"),
            today: self.today(),
            shown_at: Some(format!("{}/xem", self.gate.origin)),
        })
    }

    fn with_preview<T>(&self, look: impl FnOnce(&mut Preview) -> T) -> Result<T, Diagnostics> {
        let mut preview = held(&self.preview);
        let loaded = match preview.take() {
            Some(loaded) => loaded,
            None => self.load_preview()?,
        };
        Ok(look(preview.insert(loaded)))
    }

    /// Shows a text as its ward would publish it.
    ///
    /// # Errors
    /// When the text cannot be opened, or the theme fails.
    pub fn look(&self, written: &Written) -> Result<Looked, Failure> {
        let tip = self.tip(&written.path)?;
        let opened = texts::at(&tip, &self.works(), written)?;
        let (document, failed) = opened.composed(&written.state);
        let mut looked = self.look_at(&opened.shape, &document)?;
        looked
            .told
            .extend(failed.iter().map(|odd| Told::odd(&odd.0)));
        Ok(looked)
    }

    /// Shows a document as its ward would publish it.
    ///
    /// # Errors
    /// When the theme fails.
    pub fn look_at(&self, shape: &Shape, document: &Document) -> Result<Looked, Failure> {
        let (path, bytes) = (document.path(), document.bytes());
        if shape.kind.is_none() {
            // An introduction is no page of its own.
            return Ok(Looked {
                html: None,
                ward: shape.ward.clone(),
                told: Vec::new(),
                unfilled: None,
            });
        }
        let ward = if shape.ward == SHARED {
            self.wards()?.into_iter().next().unwrap_or_default()
        } else {
            shape.ward.clone()
        };
        let shown = self.with_preview(|preview| preview.show(&ward, path, &bytes))??;
        let problems = shown.problems.sorted();
        let unfilled = problems.iter().find_map(|told| match told.problem.get() {
            Some(site::problem::Problem::Unfilled { words }) => Some(words.clone()),
            _ => None,
        });
        let readable = document.settings().parse::<toml::Table>().is_ok();
        let document = Document::read(path, &bytes).ok().filter(|_| readable);
        let told = problems.iter();
        let told = told.map(|told| Told::of(told, document.as_ref(), shape));
        let doubts = document
            .iter()
            .flat_map(|document| doubts(document, self.today()));
        let told = told.chain(doubts);
        Ok(Looked {
            html: shown.html,
            ward,
            told: told.collect(),
            unfilled,
        })
    }

    /// Keeps a page to be fetched from this address; the last few are kept.
    pub fn put_page(&self, address: &str, html: String) {
        let mut shown = held(&self.shown);
        shown.retain(|(known, _)| known != address);
        if shown.len() >= PAGES {
            shown.remove(0);
        }
        shown.push((address.to_owned(), html));
    }

    /// The page that was kept for this address.
    pub fn page(&self, address: &str) -> Option<String> {
        let shown = held(&self.shown);
        let found = shown.iter().find(|(known, _)| known == address);
        found.map(|(_, html)| html.clone())
    }

    /// A file that the page needs that was shown last.
    ///
    /// # Errors
    /// When a picture vanished meanwhile.
    pub fn file(&self, ward: &str, url: &str) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.with_preview(|preview| preview.file(ward, url))??)
    }
}
