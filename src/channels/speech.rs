//! What a bulletin says, for people who paste it and for programs that speak: plain text and SSML.

use crate::schedule::{Broadcast, PAUSE};
use quick_xml::escape::escape;
use std::fmt::Write;

/// The words alone: items parted by an empty line, paragraphs on lines of their own.
pub fn plain(broadcast: &Broadcast<'_>) -> String {
    let items = broadcast.items.iter().map(|item| item.spoken.as_str());
    items.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// The same as SSML 1.1 (W3C), with a break between items.
pub fn ssml(broadcast: &Broadcast<'_>) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"vi-VN\">\n",
    );
    for (at, item) in broadcast.items.iter().enumerate() {
        if at > 0 {
            put(&mut text, format_args!("<break time=\"{PAUSE}s\"/>\n"));
        }
        for paragraph in item.spoken.lines() {
            text.push_str("<p>");
            for sentence in sentences(paragraph) {
                put(&mut text, format_args!("<s>{}</s>", escape(sentence)));
            }
            text.push_str("</p>\n");
        }
    }
    text.push_str("</speak>\n");
    text
}

/// The sentences of a paragraph that is spoken: dots stand at their ends and nowhere else.
fn sentences(paragraph: &str) -> impl Iterator<Item = &str> {
    let sentences = paragraph.split_inclusive(['.', '!', '?', '…']);
    sentences
        .map(str::trim)
        .filter(|sentence| sentence.contains(char::is_alphanumeric))
}

/// Puts words behind a text.
pub fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words)
        .unwrap_or_else(|_| unreachable!("a string takes all"));
}
