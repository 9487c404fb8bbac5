//! What is sent by hand about a post: Zalo, Facebook, SMS, e-mail. A text that stands in for the post is the one that its writer
//! wrote for it, with its exceptions; nothing is cut short here.

use base::sms;
use jiff::tz::TimeZone;
use mail_builder::MessageBuilder;
use mail_builder::headers::raw::Raw;
use site::model::{Post, WardConfig};

/// The messages of one post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Messages {
    /// The title of an article or a broadcast of a Zalo OA.
    pub zalo_title: String,
    /// The text for Zalo with the post's address.
    pub zalo: String,
    /// The text for a page on Facebook: title, text, address.
    pub facebook: String,
    /// The short message without marks, where the writer gave one.
    pub sms: Option<String>,
    /// How many segments the text for Zalo takes as a short message with its marks.
    pub marked_segments: usize,
    /// A message that a mail program opens as a draft (RFC 5322), without sender and recipient.
    pub mail: Vec<u8>,
}

/// The messages of a post; nothing where its writer gave no text for them.
pub fn messages(ward: &WardConfig, post: &Post) -> Option<Messages> {
    let media = &post.front.media;
    let text = media.zalo.as_deref()?;
    let title = media.zalo_title.as_deref().unwrap_or(&post.front.title);
    let address = format!("{}{}", ward.base_url, post.url());
    let zalo = format!("{text}\n\n{address}\n");
    Some(Messages {
        zalo_title: title.to_owned(),
        facebook: format!("{title}\n\n{text}\n\nĐọc cả bài: {address}\n"),
        sms: media.sms.clone(),
        marked_segments: sms::message(text).segments,
        mail: mail(ward, post, (title, text), &address),
        zalo,
    })
}

/// A draft: what tells one message from another follows from the post, and no clock is asked.
fn mail(ward: &WardConfig, post: &Post, (title, text): (&str, &str), address: &str) -> Vec<u8> {
    let written = post.front.date.to_zoned(TimeZone::UTC);
    let written = written.map_or(0, |day| day.timestamp().as_second());
    let body = format!("{text}\n\nĐọc cả bài: {address}\n\n{}\n", ward.name);
    MessageBuilder::new()
        .date(written)
        .message_id(format!("{}.{}@loa", post.section, post.slug))
        .subject(title)
        // Mail programs open what is marked so for writing, not for reading.
        .header("X-Unsent", Raw::new("1"))
        .text_body(body)
        .write_to_vec()
        .unwrap_or_else(|_| unreachable!("a list of bytes takes all"))
}
