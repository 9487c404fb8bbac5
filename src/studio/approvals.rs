//! From a text that is finished to the sites: sending it, sending it back, approving, publishing, withdrawing.

use crate::actor::Actor;
use crate::addresses::address;
use crate::beside;
use crate::bound;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::publish;
use crate::publish_on;
use crate::review::{Deed, Event, Reviews, Standing, Step};
use crate::reviewed::Signature;
use crate::roles::{self, Role};
use crate::shape::Shape;
use crate::texts::{self, Written};
use crate::told::Told;
use crate::words::day;
use author::{Author, Document, Version};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::MutexGuard;

/// Sends a text for approval.
///
/// # Errors
/// When it was changed elsewhere, or has errors.
pub fn send(desk: &Desk, who: &Actor, written: &Written) -> Result<Value, Failure> {
    let event = send_text(desk, who, written)?;
    Ok(json!({ "sha256": event.sha256, "address": address("duyet", &event.path) }))
}

fn send_text(desk: &Desk, who: &Actor, written: &Written) -> Result<Event, Failure> {
    let tip = desk.tip(&written.path)?;
    let text = (tip.shape.ward.as_str(), written.path.as_str());
    let done = desk.reviews().done(text, Deed::Sent, who)?;
    if let Some(sent) = done {
        texts::end(&mut desk.works(), written, who)?;
        return Ok(sent);
    }
    if written.base != tip.version() {
        return Err(Failure::refused(
            "Bài đã đổi ở nơi khác trong lúc bạn viết.",
            "Bấm “So sánh hai bản” rồi gửi lại.",
        ));
    }
    let opened = texts::at(&tip, &desk.works(), written)?;
    let (document, failed) = opened.composed(&written.state);
    let (document, raw) = texts::document(&written.path, &document.bytes())?;
    let document = texts::published(&document)?;
    publish_on::check(desk, &tip, &document)?;
    let looked = desk.look_at(&tip.shape, &document)?;
    let odd = failed.iter().map(|odd| Told::odd(&odd.0));
    let grave = looked.told.iter().filter(|told| told.grave).count() + odd.count();
    if grave > 0 || raw {
        return Err(Failure::refused(
            "Bài còn lỗi nên chưa gửi được.",
            "Sửa những chỗ có dấu đỏ rồi gửi lại.",
        ));
    }
    if let Some(words) = looked.unfilled {
        return Err(Failure::refused(
            &format!("Bài còn chữ mẫu, chưa ai điền: “{words}”"),
            "Viết thay bằng lời của bài, hoặc xóa đi, rồi gửi lại.",
        ));
    }
    let alone = desk.people()?.alone(&tip.shape.ward);
    let bytes = document.bytes();
    let text = (
        written.path.as_str(),
        tip.file_base(written.base.clone()),
        bytes.as_slice(),
    );
    let files = bound::of(&desk.folder(), &desk.author(who)?, &document)?;
    let event = desk
        .reviews()
        .send(&tip.shape.ward, text, files, (who, alone))?;
    texts::end(&mut desk.works(), written, who)?;
    Ok(event)
}

/// What somebody decided about a text that was sent.
#[derive(Debug, Default, Deserialize)]
pub struct Decision {
    path: String,
    sha256: String,
    #[serde(default)]
    reason: String,
    /// Who approved a text about health, as readers see it.
    #[serde(default)]
    reviewed_by: String,
    /// When such a text is looked at again.
    #[serde(default)]
    review_due: String,
    /// The day on which the text goes to the sites, none where it is empty; nothing where the text says it alone.
    #[serde(default)]
    publish_on: Option<String>,
}

impl Decision {
    /// One about the bytes of an event, without more words.
    fn of(event: &Event) -> Self {
        Self {
            path: event.path.clone(),
            sha256: event.sha256.clone(),
            ..Self::default()
        }
    }
}

/// Sends a text back to who wrote it.
///
/// # Errors
/// When there is no reason, or something else was sent meanwhile.
pub fn send_back(desk: &Desk, who: &Actor, sent: &Decision) -> Result<Value, Failure> {
    let reason = sent.reason.trim();
    if reason.is_empty() {
        return Err(Failure::refused(
            "Chưa ghi lý do trả lại.",
            "Viết một câu để người viết biết cần sửa gì.",
        ));
    }
    let step = Step {
        reason: Some(reason.to_owned()),
        ..Step::default()
    };
    let shape = Shape::of(&sent.path).ok_or_else(Failure::missing)?;
    let by = (who, desk.people()?.alone(&shape.ward));
    let text = (
        shape.ward.as_str(),
        sent.path.as_str(),
        sent.sha256.as_str(),
    );
    desk.reviews().go_on(text, Deed::Returned, step, by)?;
    Ok(json!({ "address": "/" }))
}

/// Approves what was sent. What is urgent goes to the sites with it; what has a day to come is scheduled with it by whoever may
/// publish.
///
/// # Errors
/// As [`approve`], and where the sites cannot be built.
pub fn approval(desk: &Desk, who: &Actor, sent: &Decision) -> Result<Value, Failure> {
    let approved = approve(desk, who, sent)?;
    let shape = Shape::of(&approved.path).ok_or_else(Failure::missing)?;
    let may = roles::require(&desk.people()?, who, &shape.ward, &[Role::Publish]).is_ok();
    let goes_on = approved.urgent || (may && waits(desk, &approved)?);
    if !goes_on {
        return Ok(json!({ "address": "/" }));
    }
    publish_one(desk, who, &Decision::of(&approved))
}

/// Whether what was approved waits for its day.
fn waits(desk: &Desk, approved: &Event) -> Result<bool, Failure> {
    let bytes = desk.reviews().bytes(approved).ok_or_else(Failure::odd)?;
    let (document, _) = texts::document(&approved.path, &bytes)?;
    Ok(publish_on::waits_until(&document, desk.today()).is_some())
}

/// Approves what was sent, and writes the approval into a text about health.
///
/// # Errors
/// When something else was sent meanwhile, the person may not approve it, or the approval does not fit into the text.
pub fn approve(desk: &Desk, who: &Actor, sent: &Decision) -> Result<Event, Failure> {
    let shape = Shape::of(&sent.path).ok_or_else(Failure::missing)?;
    let (people, today) = (desk.people()?, desk.today());
    let tip = desk.tip(&sent.path)?;
    // Nothing is sent or returned meanwhile.
    let reviews = desk.reviews();
    let text = (
        shape.ward.as_str(),
        sent.path.as_str(),
        sent.sha256.as_str(),
    );
    if let Some(done) = reviews.done((text.0, text.1), Deed::Approved, who)? {
        return Ok(done);
    }
    let bytes = reviews.seen(text)?;
    if let Some(standing) = reviews.standing(&shape.ward, &sent.path)? {
        bound::unchanged(&desk.root()?, &standing.files)?;
    }
    let (mut filled, _) = texts::document(&sent.path, &bytes)?;
    if let Some(day) = &sent.publish_on {
        publish_on::set(&mut filled, day, today)?;
    }
    publish_on::check(desk, &tip, &filled)?;
    let urgent = texts::is_urgent(&sent.path, &filled.bytes(), today);
    roles::require(&people, who, &shape.ward, roles::approvers(&shape, urgent))?;
    if shape.is_health() {
        let signature = Signature::of(who, &sent.reviewed_by, &sent.review_due, today)?;
        filled = signature.fill(&sent.path, &filled.bytes())?;
    }
    let mut step = Step {
        urgent,
        ..Step::default()
    };
    if filled.bytes() != bytes {
        let looked = desk.look_at(&shape, &filled)?;
        if let Some(told) = looked.told.iter().find(|told| told.grave) {
            return Err(Failure::refused(&told.words, &told.help));
        }
        step.filled = Some(filled.bytes());
    }
    let by = (who, people.alone(&shape.ward));
    reviews.go_on(text, Deed::Approved, step, by)
}

/// Puts approved bytes into `content/`, and builds the sites.
///
/// # Errors
/// As [`put`], and where the sites cannot be built.
pub fn publish_one(desk: &Desk, who: &Actor, sent: &Decision) -> Result<Value, Failure> {
    put(desk, who, &sent.path, &sent.sha256)?;
    let document = desk.author(who)?.read(&sent.path)?;
    let mut done = publish::build(desk)?;
    if let Some(first) = publish_on::waits_until(&document, desk.today()) {
        done["waits"] = day(&first.to_string()).into();
    }
    Ok(done)
}

/// Puts approved bytes into `content/`, and builds nothing.
///
/// # Errors
/// When these bytes are not approved, or the file was changed since they were begun.
pub fn put(desk: &Desk, who: &Actor, path: &str, sha256: &str) -> Result<(), Failure> {
    let shape = Shape::of(path).ok_or_else(Failure::missing)?;
    let by = (who, desk.people()?.alone(&shape.ward));
    // Nothing is sent or returned meanwhile.
    let reviews = desk.reviews();
    if reviews
        .done((&shape.ward, path), Deed::Published, who)?
        .is_some()
    {
        return Ok(());
    }
    let (standing, bytes) = reviews.approved(&shape.ward, path, sha256)?;
    bound::unchanged(&desk.root()?, &standing.files)?;
    let author = desk.author(who)?;
    let step = Step {
        had: had(desk, &reviews, (&author, &shape.ward), &standing)?,
        ..Step::default()
    };
    author.save(path, standing.base.as_ref(), &bytes)?;
    let text = (shape.ward.as_str(), path, sha256);
    reviews.go_on(text, Deed::Published, step, by)?;
    drop(reviews);
    desk.changed();
    Ok(())
}

/// What the sites have of a text whose file somebody changed beside the studio: whoever takes the publishing back goes back to
/// that. To a draft, which no site has, they go back as it is.
fn had(
    desk: &Desk,
    reviews: &Reviews,
    (author, ward): (&Author, &str),
    standing: &Standing,
) -> Result<Option<Version>, Failure> {
    if standing.base.is_none() || texts::is_draft(&author.read(&standing.path)?) {
        return Ok(None);
    }
    beside::had(desk, reviews, ward, &standing.path)
}

/// Takes a post from the sites: it is a draft from now on. The list says who did it.
///
/// # Errors
/// When it was changed elsewhere, or the sites cannot be built.
pub fn withdraw(desk: &Desk, who: &Actor, sent: &Written) -> Result<Value, Failure> {
    let tip = desk.tip(&sent.path)?;
    let reviews = desk.reviews();
    let text = (tip.shape.ward.as_str(), sent.path.as_str());
    if reviews.done(text, Deed::Withdrawn, who)?.is_some() {
        drop(reviews);
        return publish::build(desk);
    }
    let document = desk.author(who)?.read(&sent.path)?;
    if Some(document.version()) != sent.base.as_ref() || tip.waits {
        return Err(Failure::refused(
            "Bài đã đổi ở nơi khác.",
            "Tải lại trang rồi gỡ lại.",
        ));
    }
    take_down(desk, who, reviews, (&document, None))
}

/// Takes a document from the sites, for a reason where one was given, and builds them.
///
/// # Errors
/// When the file is another than the document, or the sites cannot be built.
pub fn take_down(
    desk: &Desk,
    who: &Actor,
    reviews: MutexGuard<'_, Reviews>,
    (document, reason): (&Document, Option<String>),
) -> Result<Value, Failure> {
    let shape = Shape::of(document.path()).ok_or_else(Failure::missing)?;
    let by = (who, desk.people()?.alone(&shape.ward));
    let draft = desk.author(who)?.withdraw(document)?;
    let (before, bytes) = (document.version().clone(), draft.bytes());
    let had = beside::on_sites(desk, &reviews, &shape.ward, document.path())?;
    let had = had.map(|had| had.unwrap_or_else(|| draft.version().clone()));
    let step = Step {
        reason,
        had: had.filter(|had| *had != before),
        ..Step::default()
    };
    let text = (document.path(), before, bytes.as_slice());
    reviews.withdrawn(&shape.ward, text, step, by)?;
    drop(reviews);
    desk.changed();
    publish::build(desk)
}

/// Sends, approves and publishes at once, where one person may do all.
///
/// # Errors
/// When the ward chose otherwise, or the text cannot be sent.
pub fn go(desk: &Desk, who: &Actor, written: &Written) -> Result<Value, Failure> {
    let people = desk.people()?;
    let shape = Shape::of(&written.path).ok_or_else(Failure::missing)?;
    if !people.alone(&shape.ward) {
        return Err(Failure::refused(
            "Ở đây bài phải có người khác duyệt.",
            "Bấm “Gửi duyệt”.",
        ));
    }
    // Before anything is sent, which would end the text under the pen.
    for role in [Role::Write, Role::Publish] {
        roles::require(&people, who, &shape.ward, &[role])?;
    }
    roles::require(&people, who, &shape.ward, roles::approvers(&shape, false))?;
    straight(desk, who, written)
}

/// Sends, approves and publishes an urgent text with a single press of somebody who may approve it; the next day somebody
/// else looks at it.
///
/// # Errors
/// When the text is not urgent, the person may not approve it, or it cannot be sent.
pub fn urgent(desk: &Desk, who: &Actor, written: &Written) -> Result<Value, Failure> {
    let people = desk.people()?;
    let tip = desk.tip(&written.path)?;
    let ward = tip.shape.ward.as_str();
    roles::require(&people, who, ward, &[Role::Write])?;
    roles::require(&people, who, ward, roles::approvers(&tip.shape, true))?;
    let sent = desk
        .reviews()
        .done((ward, &written.path), Deed::Sent, who)?;
    if sent.is_some() {
        return straight(desk, who, written);
    }
    let opened = texts::at(&tip, &desk.works(), written)?;
    let (document, _) = opened.composed(&written.state);
    if !texts::is_urgent(&written.path, &document.bytes(), desk.today()) {
        return Err(Failure::refused(
            "Chỉ tin khẩn, lên trang ngay hôm nay, mới đăng gấp được.",
            "Đánh dấu “Tin khẩn”, ghi ngày hết hạn và bỏ ngày hẹn; hoặc bấm “Gửi duyệt”.",
        ));
    }
    straight(desk, who, written)
}

fn straight(desk: &Desk, who: &Actor, written: &Written) -> Result<Value, Failure> {
    let event = send_text(desk, who, written)?;
    let approved = approve(desk, who, &Decision::of(&event))?;
    publish_one(desk, who, &Decision::of(&approved))
}
