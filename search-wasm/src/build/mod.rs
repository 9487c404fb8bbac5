//! Building: documents → tantivy index → pack. Native only.
//!
//! ```
//! use search_wasm::{Document, Passage, SearchOptions, Searcher, Synonyms, compile};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let lesson = Document {
//!     url: "suc-khoe/sot-xuat-huyet/".into(),
//!     title: "Sốt xuất huyết".into(),
//!     kind: "suc-khoe".into(),
//!     kind_label: "Sức khỏe".into(),
//!     passages: vec![Passage {
//!         text: "Loăng quăng sống trong nước đọng.".into(),
//!         ..Passage::default()
//!     }],
//!     ..Document::default()
//! };
//! let pack = compile(&[lesson], &Synonyms::built_in())?;
//! assert!(pack.files.iter().any(|file| file.name == pack.start));
//!
//! // Readers type without marks. A pack is searched where it is, in memory or as files in a folder.
//! let mut searcher = Searcher::open(pack)?;
//! let found = searcher.search("sot xuat huyet", &SearchOptions::default())?;
//! assert_eq!(found.hits[0].url, "suc-khoe/sot-xuat-huyet/");
//! assert_eq!(found.hits[0].title, "Sốt xuất huyết");
//! # Ok(())
//! # }
//! ```

mod index;
mod names;
mod shards;
pub mod sources;
mod terms;
pub mod ways;

use std::fmt;

use crate::document::Document;
use crate::pack::bytes::Writer;
use crate::pack::start::{EMERGENCY, FIRST_AID, Kind, REVIEWED, Start};
use crate::pack::{PackError, container, documents};
use crate::synonyms::Synonyms;

pub use index::{ExactTokenizer, build as build_index};

/// A compiled index, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Name of the start file among `files`; the one name that a page must know.
    pub start: String,
    /// All files. Names follow from contents, so a file never changes under its name.
    pub files: Vec<PackFile>,
}

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackFile {
    /// File name, `terms-1a2b3c4d.wasm`.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Why documents cannot be compiled.
#[derive(Debug)]
pub enum CompileError {
    /// Two documents have this address.
    DuplicateUrl(String),
    /// More sections than the pack can number.
    TooManyKinds(usize),
    /// tantivy failed.
    Index(tantivy::TantivyError),
    /// What was written cannot be read; a defect of this crate.
    Pack(PackError),
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CompileError::DuplicateUrl(url) => write!(f, "two documents have the address `{url}`"),
            CompileError::TooManyKinds(count) => {
                write!(f, "{count} sections; the search index can number 255")
            }
            CompileError::Index(error) => write!(f, "indexing failed: {error}"),
            CompileError::Pack(error) => write!(f, "the search index is faulty: {error}"),
        }
    }
}

impl std::error::Error for CompileError {}

impl From<tantivy::TantivyError> for CompileError {
    fn from(error: tantivy::TantivyError) -> Self {
        CompileError::Index(error)
    }
}

/// Indexes the documents with tantivy and compiles the index into a pack.
///
/// The order of `documents` does not matter, and equal documents give equal bytes. Documents are
/// numbered by date, so that a new post comes last and leaves the numbers of the others alone.
///
/// # Errors
///
/// When two documents share an address, or when tantivy fails.
pub fn compile(documents: &[Document], synonyms: &Synonyms) -> Result<Pack, CompileError> {
    let ordered = in_order(documents)?;
    let index = index::build(&ordered)?;
    let terms = terms::collect(&index)?;
    let mut start = Start {
        doc_count: ordered.len() as u32,
        ..Start::default()
    };
    number_kinds(&ordered, &mut start)?;
    index::statistics(&index, &mut start)?;
    drop(index);

    let mut files = Vec::new();
    let lists = terms.iter().map(|term| {
        start
            .dictionary
            .push(&term.folded, term.postings.docs.len() as u32);
        let mut out = Writer::default();
        term.postings.write(&mut out);
        (term.folded.as_str(), out.bytes)
    });
    let lists: Vec<_> = lists.collect();
    start.term_shards = shards::cut("terms", &lists, shards::TERMS, &mut files);
    drop(lists);
    start.synonyms = ways::useful(synonyms, |way| {
        ways::is_said(way, &terms, &start.dictionary)
    });
    // What was read from the index is as large as what is made of the documents.
    drop(terms);
    let records = ordered.iter().map(|document| {
        let mut out = Writer::default();
        documents::write(document, &mut out);
        out.bytes.shrink_to_fit();
        (document.url.as_str(), out.bytes)
    });
    let records: Vec<_> = records.collect();
    start.doc_shards = shards::cut("docs", &records, shards::DOCS, &mut files);
    let (name, bytes) = container::wrap("start", &start.write());
    let start = shards::file_name(&name);
    files.push(PackFile {
        name: start.clone(),
        bytes,
    });
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files.dedup();
    Ok(Pack { start, files })
}

/// The documents in the order of their numbers: by date, then by address.
///
/// # Errors
///
/// When two have the same address.
pub fn in_order(documents: &[Document]) -> Result<Vec<&Document>, CompileError> {
    let mut ordered: Vec<&Document> = documents.iter().collect();
    ordered.sort_by(|a, b| (&a.date, &a.url).cmp(&(&b.date, &b.url)));
    let mut urls: Vec<&str> = documents.iter().map(|d| d.url.as_str()).collect();
    urls.sort_unstable();
    match urls.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(CompileError::DuplicateUrl(pair[0].to_owned())),
        None => Ok(ordered),
    }
}

fn number_kinds(documents: &[&Document], start: &mut Start) -> Result<(), CompileError> {
    let mut kinds: Vec<Kind> = Vec::new();
    for document in documents {
        if !kinds.iter().any(|kind| kind.slug == document.kind) {
            let (slug, label) = (document.kind.clone(), document.kind_label.clone());
            kinds.push(Kind { slug, label });
        }
    }
    kinds.sort_by(|a, b| a.slug.cmp(&b.slug));
    if kinds.len() > 255 {
        return Err(CompileError::TooManyKinds(kinds.len()));
    }
    let number = |slug: &str| kinds.iter().position(|k| k.slug == slug).unwrap_or(0) as u8;
    start.doc_kinds = documents.iter().map(|d| number(&d.kind)).collect();
    start.marks = documents.iter().map(|d| marks(d)).collect();
    start.kinds = kinds;
    Ok(())
}

/// What the start part says of a document.
fn marks(document: &Document) -> u8 {
    let emergency = document.emergency.as_ref();
    let first_aid = emergency.is_some_and(|e| e.first_aid);
    [
        (document.reviewed, REVIEWED),
        (emergency.is_some(), EMERGENCY),
        (first_aid, FIRST_AID),
    ]
    .into_iter()
    .map(|(holds, mark)| if holds { mark } else { 0 })
    .sum()
}
