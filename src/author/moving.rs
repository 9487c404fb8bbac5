//! A post gets another address: the files that it alone uses go along, and the texts that name it are mended or told.

use super::document::is_written;
use super::links::{mentions, replaced, written_from};
use super::steps::Step;
use super::{Author, Document, Place, What};
use crate::problem::Problem;
use base::diagnostic::{Diagnostic, Diagnostics};
use site::content::ward_ids;
use site::problem::Problem as SiteProblem;
use site::root::{SHARED, TEXT_LIMIT};
use std::ops::Range;

/// What happens to texts that name a post which moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// They name its new place.
    Rewrite,
    /// They stay as they are and are told.
    Tell,
}

/// What a move did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    /// The post's file now.
    pub path: String,
    /// Files that went along: from where to where.
    pub files: Vec<(String, String)>,
    /// Texts that name the new place now.
    pub rewritten: Vec<String>,
    /// Texts that still name the old place, which no longer leads to the post.
    pub left: Vec<String>,
    /// Files that the post names and that cannot be reached from its new place.
    pub lost: Vec<String>,
}

/// A text file of a ward or of the shared posts.
struct Text {
    ward: String,
    /// The path below the ward's folder.
    file: String,
    document: Document,
}

impl Text {
    fn folder(&self) -> &str {
        self.file.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

impl Author {
    /// Gives a post another place.
    ///
    /// # Errors
    /// When the post is another than `document`, a post or a file is there already, or something cannot be written. All
    /// is as before then.
    pub fn move_post(
        &self,
        document: &Document,
        to: &Place,
        links: Links,
    ) -> Result<Moved, Diagnostics> {
        let from = document.path();
        let (ward, file) = self.post(from)?;
        let path = to.path();
        self.root.stay_inside(&path)?;
        let history = self.hold()?;
        let present = Document::read(from, &self.root.read_bytes(from, TEXT_LIMIT)?)?;
        if present.version() != document.version() {
            let (yours, theirs) = (document.text().to_owned(), present.text().to_owned());
            return Err(Diagnostic::file(from, Problem::ContentChanged { yours, theirs }).into());
        }
        if path == from {
            return Ok(Moved {
                path,
                ..Moved::default()
            });
        }
        if let Some(other) = to.taken(&self.root)?.filter(|other| other != from) {
            return Err(Diagnostic::file(other, Problem::AlreadyExists {}).into());
        }
        let plan = Plan {
            author: self,
            from: (ward, file),
            to,
            links,
        };
        let (moved, steps) = plan.steps(document)?;
        self.take(&history, What::Moved, &steps)?;
        Ok(moved)
    }

    /// The texts that name a post: posts, introductions and settings.
    ///
    /// # Errors
    /// When a folder cannot be read, or `path` is no post.
    pub fn referring(&self, path: &str) -> Result<Vec<String>, Diagnostics> {
        let (ward, file) = self.post(path)?;
        let texts = self.texts(&ward)?;
        let naming = texts.iter().filter(|text| {
            let own = text.document.path() == path;
            !own && !mentions(text.document.text(), text.folder(), &file).is_empty()
        });
        Ok(naming.map(|text| text.document.path().to_owned()).collect())
    }

    /// The ward of a post, and its path below that.
    fn post(&self, path: &str) -> Result<(String, String), Diagnostic> {
        self.own(path)?;
        let parts: Vec<_> = path.split('/').collect();
        match parts.as_slice() {
            [_, ward, section, name] if name.ends_with(".md") && *name != "_index.md" => {
                Ok(((*ward).to_owned(), format!("{section}/{name}")))
            }
            _ => Err(Diagnostic::file(path, SiteProblem::MisplacedFile {})),
        }
    }

    /// The texts that can name a post of `ward`. One that cannot be read names none: a build tells of it.
    fn texts(&self, ward: &str) -> Result<Vec<Text>, Diagnostics> {
        let mut wards = vec![ward.to_owned()];
        if ward == SHARED {
            wards.extend(ward_ids(&self.root)?);
        }
        let mut texts = Vec::new();
        for ward in wards {
            let paths = self.files(&ward)?;
            let paths = paths.into_iter().filter(|path| is_written(path));
            texts.extend(paths.filter_map(|path| {
                let bytes = self.root.read_bytes(&path, TEXT_LIMIT).ok()?;
                let document = Document::read(&path, &bytes).ok()?;
                let file = path.split('/').skip(2).collect::<Vec<_>>().join("/");
                let ward = ward.clone();
                Some(Text {
                    ward,
                    file,
                    document,
                })
            }));
        }
        Ok(texts)
    }

    pub(super) fn files(&self, ward: &str) -> Result<Vec<String>, Diagnostics> {
        let mut unread = Vec::new();
        let files = self
            .root
            .files_below(&format!("content/{ward}"), &mut unread);
        let unread = Diagnostics::from(unread);
        if unread.has_errors() {
            return Err(unread);
        }
        Ok(files)
    }
}

/// A move in the making.
struct Plan<'a> {
    author: &'a Author,
    /// The ward and the path below it.
    from: (String, String),
    to: &'a Place,
    links: Links,
}

impl Plan<'_> {
    fn steps(&self, document: &Document) -> Result<(Moved, Vec<Step>), Diagnostics> {
        let texts = self.author.texts(&self.from.0)?;
        let mut moved = Moved {
            path: self.to.path(),
            ..Moved::default()
        };
        let mut steps = Vec::new();
        let text = self.own_text(document, &texts, &mut moved)?;
        for (from, to) in &moved.files {
            let (from, to) = (from.clone(), to.clone());
            self.author.root.stay_inside(&to)?;
            steps.push(Step::Rename { from, to });
        }
        steps.push(Step::Rename {
            from: document.path().into(),
            to: self.to.path(),
        });
        if text != document.text() {
            steps.push(Step::Replace {
                path: self.to.path(),
                bytes: document.bytes_of(&text),
                before: document.bytes(),
            });
        }
        self.others(document, &texts, &mut moved, &mut steps);
        for step in &steps {
            if let Step::Replace { path, bytes, .. } = step {
                super::within_limit(path, bytes.len())?;
            }
        }
        Ok((moved, steps))
    }

    /// The path below the ward's folder from now on.
    fn new_file(&self) -> String {
        format!("{}/{}.md", self.to.section, self.to.slug)
    }

    fn old_section(&self) -> &str {
        self.from.1.split('/').next().unwrap_or_default()
    }

    /// The post's own text at its new place: what it names is named from there. Notes which files go along.
    fn own_text(
        &self,
        document: &Document,
        texts: &[Text],
        moved: &mut Moved,
    ) -> Result<String, Diagnostics> {
        let (ward, file) = &self.from;
        let stays = *ward == self.to.ward && self.old_section() == self.to.section;
        let mut reachable = self.author.files(ward)?;
        if *ward != SHARED {
            reachable.extend(self.author.files(SHARED)?);
        }
        let text = document.text();
        let mut places: Vec<(Range<usize>, String)> = Vec::new();
        for path in &reachable {
            let Some((owner, named)) = path.trim_start_matches("content/").split_once('/') else {
                continue;
            };
            let spans = mentions(text, self.old_section(), named);
            if spans.is_empty()
                || (owner == SHARED && owner != ward && self.hides(named, &reachable))
            {
                continue;
            }
            let target = if named == file && owner == ward {
                self.new_file()
            } else if stays {
                continue;
            } else {
                self.target(path, owner, named, texts, moved)?
            };
            for span in spans {
                let written = written_from(&self.to.section, &target, &text[span.clone()]);
                places.push((span, written));
            }
        }
        places.sort_by_key(|(span, _)| span.start);
        places.dedup_by(|b, a| b.0.start < a.0.end);
        Ok(replaced(text, places))
    }

    /// Whether the ward has a file of its own in the place of a shared one.
    fn hides(&self, named: &str, reachable: &[String]) -> bool {
        let own = format!("content/{}/{named}", self.from.0);
        reachable.contains(&own)
    }

    /// Where a file that the post names is found from now on, below the ward's folder.
    fn target(
        &self,
        path: &str,
        owner: &str,
        named: &str,
        texts: &[Text],
        moved: &mut Moved,
    ) -> Result<String, Diagnostics> {
        let elsewhere = owner != self.to.ward && owner != SHARED;
        let alone = owner == self.from.0 && !is_written(path) && self.alone(path, named, texts);
        if alone {
            let beside = named.strip_prefix(self.old_section());
            let beside = beside.and_then(|rest| rest.strip_prefix('/'));
            let target = match beside {
                Some(rest) => format!("{}/{rest}", self.to.section),
                None => named.to_owned(),
            };
            let to = format!("content/{}/{target}", self.to.ward);
            if to != path {
                moved.files.push((path.to_owned(), to));
            }
            return Ok(target);
        }
        let there = format!("content/{}/{named}", self.to.ward);
        if elsewhere
            && !self
                .author
                .root
                .has_file(&there)
                .map_err(|problem| Diagnostic::file(there, problem))?
        {
            moved.lost.push(path.to_owned());
        }
        Ok(named.to_owned())
    }

    /// Whether no other text uses a file.
    fn alone(&self, path: &str, named: &str, texts: &[Text]) -> bool {
        let own = format!("content/{}/{}", self.from.0, self.from.1);
        path != own
            && texts.iter().all(|text| {
                text.document.path() == own
                    || mentions(text.document.text(), text.folder(), named).is_empty()
            })
    }

    /// The texts that name the post.
    fn others(
        &self,
        document: &Document,
        texts: &[Text],
        moved: &mut Moved,
        steps: &mut Vec<Step>,
    ) {
        let new_file = self.new_file();
        for text in texts {
            let path = text.document.path();
            let spans = mentions(text.document.text(), text.folder(), &self.from.1);
            if path == document.path() || spans.is_empty() {
                continue;
            }
            let reaches = self.to.ward == text.ward || self.to.ward == SHARED;
            if reaches && new_file == self.from.1 {
                continue;
            }
            if !reaches || self.links == Links::Tell {
                moved.left.push(path.to_owned());
                continue;
            }
            let words = text.document.text();
            let places = spans.into_iter().map(|span| {
                let written = written_from(text.folder(), &new_file, &words[span.clone()]);
                (span, written)
            });
            steps.push(Step::Replace {
                path: path.to_owned(),
                bytes: text.document.bytes_of(&replaced(words, places.collect())),
                before: text.document.bytes(),
            });
            moved.rewritten.push(path.to_owned());
        }
    }
}
