//! Two texts side by side.

use super::{Frame, clock, render};
use crate::addresses::address;
use crate::desk::Desk;
use crate::diff::{self, Line};
use crate::failure::Failure;
use crate::roles::{self, Role};
use crate::session::Session;
use crate::texts;
use crate::work::{Changed, Difference};
use serde::Serialize;

/// A line of one side.
#[derive(Debug, Serialize)]
struct SideLine {
    text: String,
    /// Whether the other side has it not.
    other: bool,
}

#[derive(Debug, Serialize)]
struct Part {
    key: String,
    label: String,
    mine: Vec<SideLine>,
    theirs: Vec<SideLine>,
    theirs_first: bool,
}

/// Two texts side by side.
pub fn compare(desk: &Desk, session: &Session, below: &str) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Compare {
        frame: Frame,
        title: String,
        path: String,
        mine: String,
        theirs: String,
        mine_words: String,
        theirs_words: String,
        back: String,
        parts: Vec<Part>,
    }
    let path = format!("content/{below}");
    let tip = desk.tip(&path)?;
    roles::require(&desk.people()?, &session.who(), &tip.shape.ward, &Role::ALL)?;
    let sides = texts::sides(&tip, &desk.works())?;
    let Some(sides) = sides else {
        return Err(Failure::refused(
            "Bài này chỉ có một bản.",
            "Quay lại trang đầu rồi mở bài.",
        ));
    };
    let label = |key: &str| match sides.shape.field(key) {
        _ if key.is_empty() => "Nội dung".to_owned(),
        Some(field) => field.label.vi.to_owned(),
        None => key.to_owned(),
    };
    let parts = sides
        .differences
        .iter()
        .map(|part| side_by_side(part, label(&part.key)));
    let parts = parts.collect();
    let mine = &sides.mine.entry;
    let theirs_words = match &sides.theirs {
        Some(head) => format!(
            "Bản {} viết ở cửa sổ khác, lúc {}",
            head.entry.by,
            clock(&head.entry.time)
        ),
        None => "Bản đang có trong thư mục bài".into(),
    };
    let theirs = match (&sides.theirs, &sides.theirs_base) {
        (Some(head), _) => head.id.clone(),
        (None, base) => base
            .as_ref()
            .map_or(String::new(), |base| base.as_str().into()),
    };
    let title = mine
        .state
        .as_ref()
        .and_then(|state| state.fields.get("title").cloned());
    render(
        "compare.html",
        &Compare {
            frame: Frame::of(session, "So sánh hai bản"),
            title: title.unwrap_or_default(),
            mine: sides.mine.id.clone(),
            theirs,
            mine_words: format!("Bản {} viết, lưu lúc {}", mine.by, clock(&mine.time)),
            theirs_words,
            back: address("bai", &path),
            parts,
            path,
        },
    )
}

fn side_by_side(part: &Difference, label: String) -> Part {
    let lines = diff::lines(&part.mine, &part.theirs);
    let side = |own: fn(&Line<'_>) -> Option<(String, bool)>| {
        lines.iter().filter_map(own).collect::<Vec<_>>()
    };
    let made = |lines: Vec<(String, bool)>| {
        let lines = lines.into_iter();
        lines
            .map(|(text, other)| SideLine { text, other })
            .collect()
    };
    Part {
        key: part.key.clone(),
        label,
        mine: made(side(|line| match line {
            Line::Both(text) => Some(((*text).to_owned(), false)),
            Line::Old(text) => Some(((*text).to_owned(), true)),
            Line::New(_) => None,
        })),
        theirs: made(side(|line| match line {
            Line::Both(text) => Some(((*text).to_owned(), false)),
            Line::New(text) => Some(((*text).to_owned(), true)),
            Line::Old(_) => None,
        })),
        theirs_first: part.changed == Changed::Theirs,
    }
}
