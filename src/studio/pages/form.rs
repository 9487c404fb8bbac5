//! The page of a text's form.

use super::{ChangedLine, Frame, changed_lines, clock, render};
use crate::addresses::address;
use crate::blocks::{BLOCKS, Block};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::{self, Group};
use crate::review::Deed;
use crate::roles::{self, Role};
use crate::session::Session;
use crate::shape::Shape;
use crate::shared;
use crate::shelf::Shelf;
use crate::texts::{self, Opened, Tip};
use crate::told::Told;
use crate::words::{Stands, standing_words};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Ward {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct FormPage {
    frame: Frame,
    path: String,
    base: String,
    parent: String,
    raw: bool,
    label: &'static str,
    ward: String,
    title: String,
    shared: bool,
    /// The wards that may have a version of their own.
    wards: Vec<Ward>,
    draft: bool,
    /// Whether what is typed here is kept.
    can_write: bool,
    /// Whether this person does everything alone.
    alone: bool,
    /// Whether this person publishes what is urgent with one press.
    urgent: bool,
    standing: Option<Stands>,
    /// Who took the post from the sites and when, as long as it is what it was then.
    gone: Option<String>,
    begun: Option<String>,
    two: bool,
    compare: String,
    history: String,
    live: bool,
    problems: Vec<Told>,
    groups: Vec<Group>,
    body: String,
    blocks: &'static [Block],
    /// Whether this is a ward's own version of a shared post.
    own: bool,
    /// What changed in the shared post since the ward has a version of its own.
    shared_lines: Vec<ChangedLine>,
    topics: String,
}

/// The form of a text.
pub fn form(desk: &Desk, session: &Session, below: &str) -> Result<String, Failure> {
    let path = format!("content/{below}");
    let tip = desk.tip(&path)?;
    let people = desk.people()?;
    let (who, ward) = (session.who(), tip.shape.ward.as_str());
    roles::require(&people, &who, ward, &Role::ALL)?;
    let may = |roles: &[Role]| roles::require(&people, &who, ward, roles).is_ok();
    let can_write = may(&[Role::Write]);
    if can_write {
        texts::follow(&tip, &mut desk.works(), &who)?;
    }
    let opened = texts::open(&tip, &desk.works())?;
    let wards = wards(desk, &opened)?;
    let (topics, groups) = {
        let shelf = desk.shelf()?;
        let topics = serde_json::to_string(&shelf.topics()).unwrap_or_default();
        let posts = |section: &str| posts(&shelf, &tip.shape, section);
        (topics, form::groups(&opened, &posts))
    };
    let title = title_of(&opened);
    let problems = raw_problems(desk, &opened);
    let standing = tip.standing.as_ref().filter(|_| tip.waits);
    let page = FormPage {
        frame: Frame::of(session, &title),
        base: opened
            .base
            .as_ref()
            .map_or(String::new(), |base| base.as_str().into()),
        parent: opened
            .head
            .as_ref()
            .map_or(String::new(), |head| head.id.clone()),
        raw: opened.raw,
        label: opened.shape.label(),
        ward: desk.ward_name(&opened.shape.ward),
        shared: opened.shape.is_shared(),
        wards,
        draft: texts::is_draft(&opened.document) && !tip.waits,
        can_write,
        alone: !session.is_far()
            && people.alone(ward)
            && may(&[Role::Publish])
            && may(roles::approvers(&tip.shape, false)),
        urgent: !session.is_far() && can_write && may(roles::approvers(&tip.shape, true)),
        standing: standing.map(|standing| Stands {
            words: standing_words(standing),
            returned: standing.what == Deed::Returned,
            address: Some(address("duyet", &path)),
        }),
        gone: gone(&tip),
        begun: opened.head.as_ref().map(|head| clock(&head.entry.time)),
        two: opened.moved() || !opened.others.is_empty(),
        compare: address("so-sanh", &path),
        history: address("cu", &path),
        live: !session.is_far()
            && may(roles::asked("withdraw").unwrap_or_default())
            && tip.file.is_some()
            && !opened.raw
            && !texts::is_draft(&opened.document)
            && !tip.waits,
        problems,
        groups,
        body: opened.state.body.clone(),
        blocks: &BLOCKS,
        own: shared::now(desk.root().ok(), &opened.shape, &opened.path).is_some(),
        shared_lines: shared_lines(desk, &opened),
        // `<` would end the element that holds it.
        topics: topics.replace('<', "\\u003c"),
        title,
        path,
    };
    render("form.html", &page)
}

/// Who took a post from the sites and when, where nobody wrote on it since.
fn gone(tip: &Tip) -> Option<String> {
    let standing = tip.standing.as_ref()?;
    let same = tip.file.as_ref() == Some(&standing.version);
    (standing.what == Deed::Withdrawn && same).then(|| standing_words(standing))
}

/// The posts of a section that a text may name, each as a link from there, with its title.
fn posts(shelf: &Shelf, shape: &Shape, section: &str) -> Vec<(String, String)> {
    let named = shelf.all().filter_map(|book| {
        let to = Shape::of(&book.path)?;
        let reached = to.kind.is_some() && to.section == section;
        let near = to.ward == shape.ward || to.is_shared();
        let file = book.path.rsplit('/').next()?;
        (reached && near).then(|| (format!("../{section}/{file}"), book.title.clone()))
    });
    let mut posts: Vec<_> = named.collect();
    posts.sort_by(|(_, a), (_, b)| a.cmp(b));
    posts
}

/// The wards that may have a version of their own of a shared post.
fn wards(desk: &Desk, opened: &Opened) -> Result<Vec<Ward>, Failure> {
    if !opened.shape.is_shared() || opened.shape.kind.is_none() {
        return Ok(Vec::new());
    }
    let wards = desk.wards()?.into_iter().map(|id| Ward {
        name: desk.ward_name(&id),
        id,
    });
    Ok(wards.collect())
}

/// What changed in the shared post that a text is an own version of, since that was begun.
fn shared_lines(desk: &Desk, opened: &Opened) -> Vec<ChangedLine> {
    let text = |bytes: &[u8]| {
        let read = texts::document(&opened.path, bytes);
        read.map_or(String::new(), |(document, _)| document.text().to_owned())
    };
    let before = shared::begun_from(&desk.folder(), &opened.path);
    let now = shared::now(desk.root().ok(), &opened.shape, &opened.path);
    match (before, now) {
        (Some(before), Some(now)) if before != now => changed_lines(&text(&before), &text(&now)),
        _ => Vec::new(),
    }
}

fn title_of(opened: &Opened) -> String {
    let typed = opened.state.fields.get("title").cloned();
    let title = typed.filter(|title| !title.trim().is_empty());
    title.unwrap_or_else(|| {
        opened
            .path
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned()
    })
}

/// What is wrong with a text whose front matter nobody can read.
fn raw_problems(desk: &Desk, opened: &Opened) -> Vec<Told> {
    if !opened.raw {
        return Vec::new();
    }
    let (document, _) = opened.composed(&opened.state);
    let looked = desk.look_at(&opened.shape, &document);
    looked.map(|looked| looked.told).unwrap_or_default()
}
