//! A fact check as search engines read it: ClaimReview of schema.org, in JSON-LD.

use super::Site;
use super::words;
use crate::model::{FactCheck, Post, Verdict};
use serde::Serialize;

/// <https://schema.org/ClaimReview>, as far as front matter knows it.
#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct ClaimReview<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    url: String,
    claim_reviewed: &'a str,
    date_published: String,
    date_modified: String,
    in_language: &'static str,
    author: Organization<'a>,
    review_rating: Rating,
    item_reviewed: Claim<'a>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Organization<'a> {
    name: &'a str,
    url: &'a str,
}

/// What was said; who said it first is not known.
#[derive(Serialize)]
#[serde(tag = "@type")]
struct Claim<'a> {
    name: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct Rating {
    alternate_name: &'static str,
    #[serde(flatten)]
    scale: Option<Scale>,
}

/// From 1, wrong, to 5, right.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Scale {
    rating_value: u8,
    worst_rating: u8,
    best_rating: u8,
}

impl Scale {
    /// Nobody can rate what cannot be told yet.
    fn of(verdict: Verdict) -> Option<Self> {
        let rating_value = match verdict {
            Verdict::True => 5,
            Verdict::MissingContext => 3,
            Verdict::PartlyFalse => 2,
            Verdict::False => 1,
            Verdict::Unproven => return None,
        };
        Some(Self {
            rating_value,
            worst_rating: 1,
            best_rating: 5,
        })
    }
}

impl Site<'_> {
    /// The data block of a fact check. It can stand inside `<script>`: no `<` is left in it.
    pub(super) fn claim_review(&self, post: &Post, check: &FactCheck) -> String {
        let config = &self.compiled.ward.config;
        let review = ClaimReview {
            context: "https://schema.org",
            url: self.canonical(&post.url()),
            claim_reviewed: &check.claim,
            date_published: words::timestamp(post.front.date),
            date_modified: words::timestamp(post.front.updated.unwrap_or(post.front.date)),
            in_language: "vi",
            author: Organization {
                name: &config.name,
                url: &config.base_url,
            },
            review_rating: Rating {
                alternate_name: check.verdict.label(),
                scale: Scale::of(check.verdict),
            },
            item_reviewed: Claim { name: &check.claim },
        };
        serde_json::to_string(&review)
            .unwrap_or_else(|error| unreachable!("plain data serialises: {error}"))
            .replace('<', "\\u003c")
    }
}
