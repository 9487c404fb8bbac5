//! What was sent, for whoever approves it; and what differs between two texts.

use super::{Frame, render};
use crate::addresses::{address, keep_page};
use crate::desk::Desk;
use crate::diff::{self, Line};
use crate::failure::Failure;
use crate::far;
use crate::publish_on::{self, PUBLISH_ON};
use crate::review::{Deed, Standing};
use crate::reviewed;
use crate::roles::{self, Role};
use crate::session::Session;
use crate::texts::{self, Tip};
use crate::told::Told;
use crate::words::{Stands, day, standing_words};

use author::KeyPath;
use serde::Serialize;

/// A line of what would change.
#[derive(Debug, Serialize)]
pub struct ChangedLine {
    kind: &'static str,
    text: String,
}

#[derive(Serialize)]
struct ReviewPage {
    frame: Frame,
    path: String,
    sha256: String,
    label: &'static str,
    ward: String,
    title: String,
    standing: Stands,
    told: Vec<Told>,
    can_approve: bool,
    can_publish: bool,
    can_return: bool,
    own: bool,
    /// What else keeps this person from approving it.
    lacks: String,
    /// Where it is approved and published, for those who would and sit elsewhere.
    place: &'static str,
    /// Whether approving is enough for the sites.
    urgent: bool,
    health: bool,
    /// Whether a day can be set, and which is: `2026-12-01`.
    dated: bool,
    publish_on: String,
    /// That day in words, where it is to come.
    waits: String,
    /// The first day that can be chosen.
    tomorrow: String,
    /// Whether approving it with a day is enough.
    schedules: bool,
    /// Who approved it, as readers will see it, and when it is looked at again.
    reviewed_by: String,
    review_due: String,
    edit: String,
    url: String,
    lines: Vec<ChangedLine>,
}

/// What was sent, for whoever approves it.
pub fn review(desk: &Desk, session: &Session, below: &str) -> Result<String, Failure> {
    let path = format!("content/{below}");
    let tip = desk.tip(&path)?;
    let (who, people) = (session.who(), desk.people()?);
    let ward = tip.shape.ward.as_str();
    let may = |roles: &[Role]| roles::require(&people, &who, ward, roles);
    may(&Role::ALL)?;
    let standing = tip.standing.as_ref().ok_or_else(Failure::missing)?;
    let bytes = desk
        .reviews()
        .bytes(standing)
        .ok_or_else(Failure::missing)?;
    let (document, _) = texts::document(&path, &bytes)?;
    let looked = desk.look_at(&tip.shape, &document)?;
    let url = looked
        .html
        .map(|html| keep_page(desk, &looked.ward, &path, html));
    let alone = people.alone(ward);
    let today = desk.today();
    let urgent = texts::is_urgent(&path, &bytes, today);
    let own = standing.by == who && standing.what == Deed::Sent && !alone && !urgent;
    let sent = standing.what == Deed::Sent && tip.waits;
    let lacks = may(roles::approvers(&tip.shape, urgent))
        .err()
        .filter(|_| sent);
    let can_approve = sent && !own && lacks.is_none();
    let can_publish = standing.what == Deed::Approved && tip.waits && may(&[Role::Publish]).is_ok();
    let elsewhere = session.is_far();
    let text_of = |key: &str| {
        document
            .value(&KeyPath::parse(key)?)?
            .as_str()
            .map(str::to_owned)
    };
    let waits = publish_on::waits_until(&document, today);
    let title = text_of("title").unwrap_or_else(|| path.clone());
    render(
        "review.html",
        &ReviewPage {
            frame: Frame::of(session, &title),
            sha256: standing.sha256.clone(),
            label: tip.shape.label(),
            ward: desk.ward_name(&tip.shape.ward),
            standing: Stands {
                words: standing_words(standing),
                returned: standing.what == Deed::Returned,
                address: None,
            },
            told: looked.told,
            can_approve: can_approve && !elsewhere,
            can_publish: can_publish && !elsewhere,
            place: match elsewhere && (can_approve || can_publish) {
                true => far::WHERE,
                false => "",
            },
            dated: tip.shape.kind.is_some() && !publish_on::is_live(desk, &tip),
            publish_on: texts::day(&document, PUBLISH_ON)
                .map_or(String::new(), |day| day.to_string()),
            waits: waits.map_or(String::new(), |first| day(&first.to_string())),
            tomorrow: today.tomorrow().unwrap_or(today).to_string(),
            schedules: may(&[Role::Publish]).is_ok(),
            can_return: matches!(standing.what, Deed::Sent | Deed::Approved)
                && tip.waits
                && may(&[Role::Approve, Role::Health]).is_ok(),
            own: own && lacks.is_none(),
            lacks: lacks.map_or(String::new(), |lacks| {
                format!("{} {}", lacks.words, lacks.help)
            }),
            urgent: urgent && sent,
            health: tip.shape.is_health() && sent,
            reviewed_by: who.clone(),
            review_due: reviewed::again(today).to_string(),
            edit: address("bai", &path),
            url: url.unwrap_or_default(),
            lines: changed_lines(&text_before(desk, &tip, standing)?, document.text()),
            title,
            path,
        },
    )
}

/// What the file held when a text was begun that was sent.
fn text_before(desk: &Desk, tip: &Tip, standing: &Standing) -> Result<String, Failure> {
    let before = match &standing.base {
        Some(base) if tip.file.as_ref() == Some(base) => {
            let root = desk.root()?;
            Some(root.read_bytes(&tip.path, site::root::TEXT_LIMIT)?)
        }
        Some(base) => desk.works().kept(base),
        None => None,
    };
    let before = before.and_then(|bytes| Some(texts::document(&tip.path, &bytes).ok()?.0));
    Ok(before.map_or(String::new(), |document| document.text().to_owned()))
}

/// What differs between two texts, with a few lines around.
pub fn changed_lines(before: &str, after: &str) -> Vec<ChangedLine> {
    const AROUND: usize = 2;
    let lines = diff::lines(before, after);
    let changed: Vec<_> = lines
        .iter()
        .map(|line| !matches!(line, Line::Both(_)))
        .collect();
    let near = |at: usize| {
        let from = at.saturating_sub(AROUND);
        let to = (at + AROUND + 1).min(changed.len());
        changed[from..to].contains(&true)
    };
    let mut shown = Vec::new();
    let mut skipped = false;
    for (at, line) in lines.iter().enumerate() {
        if !near(at) {
            skipped = true;
            continue;
        }
        if skipped {
            let text = "…".into();
            shown.push(ChangedLine { kind: " ", text });
        }
        skipped = false;
        let (kind, text) = match line {
            Line::Both(text) => (" ", text),
            Line::Old(text) => ("-", text),
            Line::New(text) => ("+", text),
        };
        let text = (*text).to_owned();
        shown.push(ChangedLine { kind, text });
    }
    shown
}
