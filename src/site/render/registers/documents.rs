//! `/van-ban/`: the register of documents, with what Decree 42/2022/NĐ-CP asks to be shown of each.

use super::super::context::{DateContext, FileContext, LinkContext};
use super::super::{Site, words};
use super::{DOCUMENTS, Downloads, Head, Register, Table};
use crate::linker::Linker;
use crate::model::{Kind, PostIndex};
use serde::Serialize;

/// `documents.html`.
#[derive(Debug, Serialize)]
pub struct DocumentsPage {
    /// What every register begins with.
    #[serde(flatten)]
    pub head: Head,
    /// The documents, newest first.
    pub rows: Vec<DocumentRow>,
    /// The documents that these carry out, with the pages of those who do.
    pub cited: Vec<CitedRow>,
    /// All documents as files.
    pub downloads: Downloads,
}

/// A document.
#[derive(Debug, Serialize)]
pub struct DocumentRow {
    /// The post that explains it.
    pub page: LinkContext,
    /// Its form: Nghị quyết, Kế hoạch, …
    pub document_kind: String,
    /// Number and symbol.
    pub number: Option<String>,
    /// The issuing body.
    pub issuer: String,
    /// The day of issue.
    pub issued: Option<DateContext>,
    /// The day from which it holds.
    pub effective: Option<DateContext>,
    /// What it is about.
    pub subject: Option<String>,
    /// Who signed it.
    pub signer: Option<String>,
    /// In what role.
    pub signer_role: Option<String>,
    /// The document itself.
    pub file: Option<FileContext>,
}

/// A document that others carry out.
#[derive(Debug, Serialize)]
pub struct CitedRow {
    /// Its number and the page about who carries it out.
    pub page: LinkContext,
    /// What the post that explains it is called.
    pub explained: Option<String>,
}

/// The heading of the register.
pub(super) const TITLE: &str = "Sổ văn bản";

const LEAD: &str = "Các văn bản được giải thích trên trang này, mới ban hành đứng trước.";

impl Site<'_> {
    pub(super) fn documents_page(&self, url: &str) -> DocumentsPage {
        let registers = &self.compiled.lists.registers;
        let linker = self.compiled.linker(url);
        let rows = registers.documents.iter();
        let cited = registers.cited.entries().map(|(slug, number)| CitedRow {
            page: LinkContext {
                title: number.into(),
                url: linker.to(&Register::Cited(slug.into()).url()),
            },
            explained: self
                .explaining(number)
                .map(|post| self.compiled.ward.posts[post].front.title.clone()),
        });
        DocumentsPage {
            head: self.head(TITLE, LEAD, url, None),
            rows: rows
                .filter_map(|&post| self.document_row(post, &linker))
                .collect(),
            cited: cited.collect(),
            downloads: Downloads::of(Table::Documents, &linker),
        }
    }

    fn document_row(&self, index: PostIndex, linker: &Linker) -> Option<DocumentRow> {
        let post = &self.compiled.ward.posts[index];
        let Kind::Resolution(resolution) = &post.kind else {
            return None;
        };
        Some(DocumentRow {
            page: LinkContext {
                title: post.front.title.clone(),
                url: linker.to(&post.url()),
            },
            document_kind: resolution.document_kind.clone(),
            number: resolution.number.clone(),
            issuer: resolution.issuer.clone(),
            issued: resolution.issued.map(words::date),
            effective: resolution.effective.map(words::date),
            subject: resolution.subject.clone(),
            signer: resolution.signer.clone(),
            signer_role: resolution.signer_role.clone(),
            file: self.download(index, linker),
        })
    }
}

/// The register's page, for breadcrumbs.
pub(super) const ABOVE: (&str, &str) = (TITLE, DOCUMENTS);
