//! One text under the pen: what its form shows, what is typed into it, and when it goes into its file.

use crate::failure::Failure;
use crate::journal::{Answer, Beside, Entry, Head, now};
use crate::review::{Reviews, Standing};
use crate::shape::{DRAFT, Shape};
use crate::state::{Odd, State};
use crate::work::{Works, differences, merged};
use author::{Author, Change, Document, KeyPath, Version};
use base::diagnostic::Diagnostic;
use base::disk;
use jiff::civil::Date;
use serde::Deserialize;
use site::root::{Root, TEXT_LIMIT};

/// What a text begins from that is in no file yet.
pub const BLANK: &[u8] = b"+++\ndraft = true\n+++\n\n";

/// A text as its form shows it.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its file from the root.
    pub path: String,
    /// Its form.
    pub shape: Shape,
    /// What the text began from, to which the form's changes are made.
    pub document: Document,
    /// What the file held when the text was begun; `None` where it was not there.
    pub base: Option<Version>,
    /// What the newest text is that somebody finished.
    pub newest: Option<Version>,
    /// Whether nobody can read the front matter, so that the form is the whole file as text.
    pub raw: bool,
    /// The newest text.
    pub state: State,
    /// Keys whose values no form can show.
    pub odd: Vec<Odd>,
    /// The record that holds the newest text, where it is in no file yet.
    pub head: Option<Head>,
    /// Other records that nothing continues: another window wrote them.
    pub others: Vec<Head>,
}

impl Opened {
    /// The keys of the form; none where the whole file is its text.
    pub fn fields(&self) -> &[&'static base::schema::Field] {
        if self.raw { &[] } else { &self.shape.fields }
    }

    /// Whether somebody else finished another text after this one was begun.
    pub fn moved(&self) -> bool {
        self.head.is_some() && self.base != self.newest
    }

    /// The document as this form would make it.
    pub fn composed(&self, state: &State) -> (Document, Vec<Odd>) {
        state.compose(&self.document, self.fields())
    }
}

/// What a window sends of a text.
#[derive(Debug, Clone, Deserialize)]
pub struct Written {
    /// The text's file from the root.
    pub path: String,
    /// The window.
    pub window: String,
    /// The window's own count.
    pub seq: u64,
    /// The record that this one continues.
    #[serde(default)]
    pub parent: Option<String>,
    /// What the file held when the text was begun.
    #[serde(default)]
    pub base: Option<Version>,
    /// Whether another window found it in the browser's own store.
    #[serde(default)]
    pub left: bool,
    /// The form.
    pub state: State,
}

/// The newest text of a post that somebody finished: what was sent and is not on the sites yet, else its file.
#[derive(Debug, Clone)]
pub struct Tip {
    /// The file from the root.
    pub path: String,
    /// The form.
    pub shape: Shape,
    /// The bytes; `None` where there are none yet.
    pub bytes: Option<Vec<u8>>,
    /// What the file itself holds.
    pub file: Option<Version>,
    /// Where the text stands, if it was ever sent.
    pub standing: Option<Standing>,
    /// Whether the bytes are those that were sent, and wait.
    pub waits: bool,
}

impl Tip {
    /// Finds the newest text of a post.
    ///
    /// # Errors
    /// When there can be no text at `path`, or it cannot be read.
    pub fn find(root: &Root, reviews: &Reviews, path: &str) -> Result<Self, Failure> {
        let shape = Shape::of(path).ok_or_else(Failure::missing)?;
        root.stay_inside(path)?;
        // Whatever keeps it from being looked at keeps it from being read, and is told there.
        let gone = disk::is_there(&root.join(path)).is_ok_and(|there| !there);
        let mut bytes = match gone {
            true => None,
            false => Some(root.read_bytes(path, TEXT_LIMIT)?),
        };
        let file = bytes.as_deref().map(Version::of);
        let standing = reviews.standing(&shape.ward, path)?;
        // Where the file was changed since, what was sent is one side of two.
        let pending = standing
            .as_ref()
            .filter(|standing| standing.what.waits() && standing.base == file);
        let sent = pending.and_then(|standing| reviews.bytes(standing));
        let waits = sent.is_some();
        if waits {
            bytes = sent;
        }
        Ok(Self {
            path: path.into(),
            shape,
            bytes,
            file,
            standing,
            waits,
        })
    }

    /// The version of the bytes.
    pub fn version(&self) -> Option<Version> {
        self.bytes.as_deref().map(Version::of)
    }

    /// What the file held when a text was begun that began from `base`: that may be what was sent.
    pub fn file_base(&self, base: Option<Version>) -> Option<Version> {
        match &self.standing {
            Some(standing) if base.as_ref() == Some(&standing.version) && base != self.file => {
                standing.base.clone()
            }
            _ => base,
        }
    }
}

/// The document of these bytes, and whether its front matter is one that a form can change.
///
/// # Errors
/// When the bytes are no text.
pub fn document(path: &str, bytes: &[u8]) -> Result<(Document, bool), Diagnostic> {
    let read = Document::read(path, bytes);
    match read {
        Ok(read) if read.settings().parse::<toml::Table>().is_ok() => Ok((read, false)),
        _ => Document::whole(path, bytes).map(|whole| (whole, true)),
    }
}

/// Opens a text with what was typed last into it.
///
/// # Errors
/// When there is neither a file nor anything typed, or it is no text.
pub fn open(tip: &Tip, works: &Works) -> Result<Opened, Failure> {
    let mut heads = works.heads(&tip.path).to_vec();
    heads.sort_by(|a, b| a.entry.time.cmp(&b.entry.time));
    let head = heads.pop();
    if tip.bytes.is_none() && head.is_none() {
        return Err(Failure::missing());
    }
    let now = tip.version();
    let base = match &head {
        Some(head) => head.entry.base.clone(),
        None => now.clone(),
    };
    let began = match &base {
        Some(base) if now.as_ref() == Some(base) => tip.bytes.clone(),
        Some(base) => works.kept(base).or_else(|| tip.bytes.clone()),
        None => Some(BLANK.to_vec()),
    };
    let (document, raw) = document(&tip.path, &began.unwrap_or_default())?;
    let fields: &[_] = if raw { &[] } else { &tip.shape.fields };
    let (saved, odd) = State::of(&document, fields);
    let state = head.as_ref().and_then(|head| head.entry.state.clone());
    Ok(Opened {
        path: tip.path.clone(),
        shape: tip.shape.clone(),
        document,
        base,
        newest: now,
        raw,
        state: state.unwrap_or(saved),
        odd,
        head,
        others: heads,
    })
}

/// Writes down what was typed; gives what the window is told, the same where it asks again. It is on the disk when this
/// returns.
///
/// # Errors
/// When it could not be written, or the window gave other words under the same number.
pub fn record(tip: &Tip, works: &mut Works, written: Written, by: &str) -> Result<Answer, Failure> {
    let unkept = |base: &Version| works.kept(base).is_none();
    let bytes = match &written.base {
        Some(base) if tip.version().as_ref() == Some(base) && unkept(base) => tip.bytes.as_deref(),
        _ => None,
    };
    let beside = Beside {
        moved: written.base != tip.version(),
        ..Beside::default()
    };
    let entry = Entry {
        path: written.path,
        window: written.window,
        seq: written.seq,
        parents: written.parent.into_iter().collect(),
        base: written.base,
        by: by.into(),
        time: now(),
        left: written.left,
        beside,
        state: Some(written.state),
        ..Entry::default()
    };
    match works.clashes(&entry)? {
        true => Err(Failure::odd()),
        false => Ok(works.record(entry, bytes)?),
    }
}

/// Ends what was typed in a window: it is in a file now.
///
/// # Errors
/// When it could not be written; the text stays open then.
pub fn end(works: &mut Works, written: &Written, by: &str) -> Result<(), Failure> {
    if written.parent.is_none() {
        return Ok(());
    }
    let entry = Entry {
        path: written.path.clone(),
        window: written.window.clone(),
        seq: written.seq,
        parents: written.parent.clone().into_iter().collect(),
        base: written.base.clone(),
        by: by.into(),
        time: now(),
        ..Entry::default()
    };
    works.record(entry, None)?;
    Ok(())
}

/// Whether a document is a draft, so that no site has it.
pub fn is_draft(document: &Document) -> bool {
    says_yes(document, DRAFT)
}

/// Whether a text asks to be published at once: it says so, its day has come and it has not expired.
pub fn is_urgent(path: &str, bytes: &[u8], today: Date) -> bool {
    let Ok((document, false)) = document(path, bytes) else {
        return false;
    };
    says_yes(&document, "urgent")
        && day(&document, "publish_on").is_none_or(|first| first <= today)
        && day(&document, "expires").is_none_or(|last| today <= last)
}

/// The day that a key of a document holds.
pub fn day(document: &Document, key: &str) -> Option<Date> {
    let value = document.value(&KeyPath::parse(key)?)?;
    value.as_datetime()?.to_string().parse().ok()
}

/// Whether a key of a document is there and true.
fn says_yes(document: &Document, key: &str) -> bool {
    let value = KeyPath::parse(key).and_then(|key| document.value(&key));
    value.as_ref().and_then(toml::Value::as_bool) == Some(true)
}

/// The document as it is published: the same, and no draft.
///
/// # Errors
/// When the key cannot be taken out alone.
pub fn published(document: &Document) -> Result<Document, Diagnostic> {
    let mut published = document.clone();
    if let Some(key) = KeyPath::parse(DRAFT).filter(|_| is_draft(document)) {
        published.change(&Change::Remove(key))?;
    }
    Ok(published)
}

/// Writes a draft into its file; gives what the file holds now. A text that a site has is never written here: it is sent
/// for approval.
///
/// # Errors
/// When the text is no draft, somebody changed the file, or it cannot be written.
pub fn save(
    author: &Author,
    tip: &Tip,
    works: &mut Works,
    (written, by): (&Written, &str),
) -> Result<Version, Failure> {
    let opened = at(tip, works, written)?;
    let (document, _) = opened.composed(&written.state);
    let (document, unread) = self::document(&written.path, &document.bytes())?;
    // What nobody can read keeps every site from being built: it may always be mended.
    let draft = is_draft(&document) || (unread && opened.raw);
    if !draft || tip.waits || (!opened.raw && !is_draft(&opened.document)) {
        return Err(Failure::refused(
            "Bài này đang ở trên trang hoặc đang chờ duyệt, nên không lưu thẳng vào được.",
            "Bấm “Gửi duyệt”; chữ đã gõ vẫn được giữ.",
        ));
    }
    let version = author.save(&written.path, written.base.as_ref(), &document.bytes())?;
    end(works, written, by)?;
    Ok(version)
}

/// The text that a window holds, over what that began from.
///
/// # Errors
/// When nobody knows what it began from any more.
pub fn at(tip: &Tip, works: &Works, written: &Written) -> Result<Opened, Failure> {
    let lost = || {
        Failure::refused(
            "Không tìm lại được bản mà bạn bắt đầu sửa.",
            "Chép chữ của bạn ra ngoài, tải lại trang rồi dán vào.",
        )
    };
    let bytes = match &written.base {
        None => BLANK.to_vec(),
        base if *base == tip.version() => tip.bytes.clone().unwrap_or_default(),
        Some(base) => works.kept(base).ok_or_else(lost)?,
    };
    let (document, raw) = document(&written.path, &bytes)?;
    Ok(Opened {
        path: tip.path.clone(),
        shape: tip.shape.clone(),
        document,
        base: written.base.clone(),
        newest: tip.version(),
        raw,
        state: written.state.clone(),
        odd: Vec::new(),
        head: None,
        others: Vec::new(),
    })
}

/// Two texts where there was one, and what both began from.
#[derive(Debug, Clone)]
pub struct Sides {
    /// The form.
    pub shape: Shape,
    /// What was typed here.
    pub mine: Head,
    /// The record on the other side; `None` where that is the file.
    pub theirs: Option<Head>,
    /// What the other side holds.
    pub theirs_state: State,
    /// What the other side's text begins from.
    pub theirs_base: Option<Version>,
    /// Where they differ.
    pub differences: Vec<crate::work::Difference>,
}

/// The two sides of a text that was written twice: another window's record, else the file that somebody changed.
///
/// # Errors
/// When the text cannot be opened; none where it has but one side.
pub fn sides(tip: &Tip, works: &Works) -> Result<Option<Sides>, Failure> {
    let opened = open(tip, works)?;
    let Some(mine) = opened.head.clone() else {
        return Ok(None);
    };
    let before = (!opened.raw).then(|| State::of(&opened.document, opened.fields()).0);
    let (theirs, theirs_state, theirs_base) = if let Some(other) = opened.others.last() {
        let state = other.entry.state.clone().unwrap_or_default();
        (Some(other.clone()), state, other.entry.base.clone())
    } else if opened.moved() {
        let bytes = tip.bytes.as_deref().unwrap_or_default();
        let (document, raw) = document(&tip.path, bytes)?;
        let fields: &[_] = if raw { &[] } else { &opened.shape.fields };
        (None, State::of(&document, fields).0, opened.newest.clone())
    } else {
        return Ok(None);
    };
    let differences = differences(before.as_ref(), &opened.state, &theirs_state);
    Ok(Some(Sides {
        shape: opened.shape,
        mine,
        theirs,
        theirs_state,
        theirs_base,
        differences,
    }))
}

/// Puts what was typed over the newest text, where that shows the same in every field as the one it began from, and ends it where
/// it is all in there: there is nothing to choose.
///
/// # Errors
/// When the text cannot be opened, or it cannot be written down.
pub fn follow(tip: &Tip, works: &mut Works, by: &str) -> Result<(), Failure> {
    let mut opened = open(tip, works)?;
    while opened.moved() && is_in(tip, &opened) {
        end_head(works, &opened, by)?;
        opened = open(tip, works)?;
    }
    if !opened.moved() || !opened.others.is_empty() || opened.raw {
        return Ok(());
    }
    let Some(sides) = sides(tip, works)? else {
        return Ok(());
    };
    let (began, _) = State::of(&opened.document, opened.fields());
    if began != sides.theirs_state {
        return Ok(());
    }
    let theirs = tip.version();
    let theirs = theirs.as_ref().map_or("", Version::as_str);
    settle(tip, works, (&sides.mine.id, theirs), &[], by)
}

/// Whether all that was typed is in what somebody finished: the program was killed, or its answer was lost, before the window
/// knew.
fn is_in(tip: &Tip, opened: &Opened) -> bool {
    let (document, odd) = opened.composed(&opened.state);
    let sent = published(&document).map(|sent| sent.bytes());
    odd.is_empty() && (tip.bytes == Some(document.bytes()) || tip.bytes == sent.ok())
}

/// Ends the newest record: it is nobody's second text.
fn end_head(works: &mut Works, opened: &Opened, by: &str) -> Result<(), Failure> {
    let Some(head) = &opened.head else {
        return Ok(());
    };
    let entry = Entry {
        path: opened.path.clone(),
        window: format!("ends-{}", head.id),
        parents: vec![head.id.clone()],
        base: opened.newest.clone(),
        by: by.into(),
        time: now(),
        ..Entry::default()
    };
    works.record(entry, None)?;
    Ok(())
}

/// Ends the two sides of a text with one that has the keys `take` from the other side. Both stay in the journal.
///
/// # Errors
/// When a side is no longer what was compared, or it cannot be written.
pub fn settle(
    tip: &Tip,
    works: &mut Works,
    (mine, theirs): (&str, &str),
    take: &[String],
    by: &str,
) -> Result<(), Failure> {
    let window = format!("settle-{mine}-{theirs}");
    // Asked again: both sides are ended already.
    if works.written_by(&window) == Some(&tip.path) {
        return Ok(());
    }
    let sides = sides(tip, works)?;
    let other = |sides: &Sides| match (&sides.theirs, &sides.theirs_base) {
        (Some(head), _) => head.id.clone(),
        (None, base) => base
            .as_ref()
            .map_or(String::new(), |base| base.as_str().into()),
    };
    let Some(sides) = sides.filter(|sides| sides.mine.id == mine && other(sides) == theirs) else {
        return Err(Failure::refused(
            "Một trong hai bản vừa đổi.",
            "Tải lại trang để so sánh bản mới nhất.",
        ));
    };
    let state = sides.mine.entry.state.clone().unwrap_or_default();
    let state = merged(&state, &sides.theirs_state, take);
    let mut parents = vec![sides.mine.id];
    parents.extend(sides.theirs.map(|head| head.id));
    let bytes = match &sides.theirs_base {
        base if *base == tip.version() => tip.bytes.as_deref(),
        _ => None,
    };
    let entry = Entry {
        path: tip.path.clone(),
        window,
        seq: 0,
        parents,
        base: sides.theirs_base,
        by: by.into(),
        time: now(),
        state: Some(state),
        ..Entry::default()
    };
    works.record(entry, bytes)?;
    Ok(())
}
