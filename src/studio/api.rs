//! What scripts ask for, as JSON: each action is one function from what was sent to what is answered.

use crate::actor::Actor;
use crate::addresses::{address, keep_page};
use crate::approvals;
use crate::crew;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::far;
use crate::fresh::{Shown, fresh};
use crate::history;
use crate::importing;
use crate::inbox::{self, Given};
use crate::invited;
use crate::journal::Beside;
use crate::noting;
use crate::once::{self, Asked};
use crate::phone;
use crate::pictures;
use crate::publish;
use crate::reading::Reading;
use crate::roles::{self, Role};
use crate::schedule;
use crate::second_look;
use crate::session::Session;
use crate::shape::{DRAFT, Shape};
use crate::shared;
use crate::texts::{self, Written};
use crate::told::Told;
use crate::undo;
use author::problem::Problem;
use author::{Author, Change, Document, KeyPath, Touched, numbered, slug_for};
use base::diagnostic::Diagnostic;
use base::schema::new_post;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use site::model::SectionKind;

/// Does what a script asks for.
///
/// # Errors
/// When it cannot be done, in words for the person before the screen.
pub fn act(desk: &Desk, session: &Session, action: &str, body: &[u8]) -> Result<Value, Failure> {
    far::admit(session, action)?;
    match action {
        "name" => return crew::name(desk, session, &sent(body)?),
        "leave" => return crew::leave(desk, session),
        _ => {}
    }
    let mut who = session.actor();
    admit(desk, &who, action, body)?;
    let Some(request) = once::request(action, body)? else {
        return perform(desk, session, (&who, action), body);
    };
    who.request = Some(request.clone());
    let asked = Asked {
        request: &request,
        action,
        by: &who,
        body,
    };
    desk.once
        .answer(asked, || perform(desk, session, (&who, action), body))
}

fn perform(
    desk: &Desk,
    session: &Session,
    (who, action): (&Actor, &str),
    body: &[u8],
) -> Result<Value, Failure> {
    match action {
        "record" => record(desk, who, sent(body)?),
        "preview" => preview(desk, &sent(body)?),
        "save" => save(desk, who, &sent(body)?),
        "discard" => discard(desk, who, &sent(body)?),
        "settle" => settle(desk, who, &sent(body)?),
        "new" => new(desk, who, &sent(body)?),
        "send" => approvals::send(desk, who, &sent(body)?),
        "go" => approvals::go(desk, who, &sent(body)?),
        "urgent" => approvals::urgent(desk, who, &sent(body)?),
        "stands" => second_look::stands(desk, who, &sent(body)?),
        "pull" => second_look::withdraw(desk, who, &sent(body)?),
        "approve" => approvals::approval(desk, who, &sent(body)?),
        "return" => approvals::send_back(desk, who, &sent(body)?),
        "publish" => approvals::publish_one(desk, who, &sent(body)?),
        "build" => publish::build_with(desk, who, &sent(body)?),
        "clock" => schedule::confirm(desk, &sent(body)?),
        "revive" => history::revive(desk, who, &sent(body)?),
        "own" => own(desk, who, &sent(body)?),
        "import" => importing::begin(desk, who, sent(body)?),
        "undo" => undo::undo(desk, who, &sent(body)?),
        "shared" => seen_shared(desk, &sent(body)?),
        "withdraw" => approvals::withdraw(desk, who, &sent(body)?),
        "role" => crew::role(desk, who, &sent(body)?),
        "alone" => crew::alone(desk, who, &sent(body)?),
        "invite" => invited::invite(desk, who, &sent(body)?),
        "end-session" => crew::end_session(desk, &sent(body)?),
        "picture" => pictures::add(desk, who, &sent(body)?),
        "phone" => phone::begin(desk, session),
        "phone-came" => phone::came(desk, session, &sent(body)?),
        "phone-end" => phone::end(desk, session),
        "here" => here(desk, session, &sent(body)?),
        "note" => noting::note(desk, &sent(body)?),
        "units" => noting::units(desk, &sent(body)?),
        "unit" => noting::count(desk, &sent(body)?),
        "plans" => noting::plans(desk, &sent(body)?),
        _ => Err(Failure::odd()),
    }
}

fn sent<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(body).map_err(|_| Failure::odd())
}

/// Lets an action through that the person is trusted with, in the ward that it is about.
fn admit(desk: &Desk, who: &str, action: &str, body: &[u8]) -> Result<(), Failure> {
    #[derive(Deserialize)]
    struct Place {
        #[serde(default)]
        ward: String,
        #[serde(default)]
        path: String,
    }
    let roles = roles::asked(action).ok_or_else(Failure::odd)?;
    let people = desk.people()?;
    roles::known(who)?;
    let place: Place = sent(body)?;
    let ward = match action {
        // Everybody may bring in another machine of their own.
        "invite" => return Ok(()),
        "here" if place.path.is_empty() => return crew::require_somewhere(desk, who, roles),
        "build" | "undo" | "clock" | "end-session" | "phone-came" | "phone-end" => {
            return crew::require_somewhere(desk, who, roles);
        }
        "new" | "own" | "import" | "role" | "alone" | "note" | "units" | "unit" | "plans" => {
            place.ward
        }
        _ => Shape::of(&place.path).ok_or_else(Failure::missing)?.ward,
    };
    roles::require(&people, who, &ward, roles)
}

fn record(desk: &Desk, who: &str, written: Written) -> Result<Value, Failure> {
    let tip = desk.tip(&written.path)?;
    let answer = texts::record(&tip, &mut desk.works(), written, who)?;
    let Beside { others, moved } = answer.beside;
    Ok(json!({ "id": answer.id, "others": others, "moved": moved }))
}

fn preview(desk: &Desk, written: &Written) -> Result<Value, Failure> {
    // Before it is drawn: what is loaded meanwhile is asked for again.
    let drawn = desk.drawn();
    let looked = desk.look(written)?;
    let url = looked
        .html
        .map(|html| keep_page(desk, &looked.ward, &written.path, html));
    Ok(json!({ "url": url, "told": looked.told, "drawn": drawn }))
}

#[derive(Deserialize)]
struct Here {
    path: String,
    /// What the window shows of it.
    #[serde(flatten)]
    shown: Shown,
}

/// Notes that somebody has a text open, and tells who else has it open, and whether what the window shows is the newest; where
/// there is no text, who has any.
fn here(desk: &Desk, session: &Session, sent: &Here) -> Result<Value, Failure> {
    if !sent.path.is_empty() {
        desk.presence.note(session, &sent.path);
    }
    let fresh = match sent.path.is_empty() {
        true => None,
        false => Some(fresh(desk, &sent.path, &sent.shown)?),
    };
    let (shelf, own) = (desk.shelf()?, session.who());
    let others = desk.presence.others(session).into_iter();
    let meant = others.filter(|there| sent.path.is_empty() || there.path == sent.path);
    let there = meant.map(|there| {
        let title = shelf.get(&there.path).map(|book| book.title.clone());
        json!({
            "name": there.name, "self": there.name == own, "address": address("bai", &there.path),
            "title": title.unwrap_or_else(|| there.path.clone()),
        })
    });
    Ok(json!({ "there": there.collect::<Vec<_>>(), "fresh": fresh, "drawn": desk.drawn() }))
}

/// A page as readers would see it, or a file that it needs: its type and its bytes. `origin` is where the studio was asked.
///
/// # Errors
/// When a picture vanished meanwhile.
pub fn shown(
    desk: &Desk,
    session: &Session,
    (ward, file): (&str, &str),
    origin: &str,
) -> Result<Option<(String, Vec<u8>)>, Failure> {
    // What all wards share is shown as one of them, which need not be the person's own.
    crew::require_somewhere(desk, &session.who(), &Role::ALL)?;
    if let Some(html) = desk.page(&format!("{ward}/{file}")) {
        // Pages are made once, for this machine's own address.
        let html = html.replace(
            &format!("{}/xem/", desk.gate.origin),
            &format!("{origin}/xem/"),
        );
        return Ok(Some(("text/html; charset=utf-8".into(), html.into_bytes())));
    }
    let kind = mime_guess::from_path(file).first_or_octet_stream();
    let bytes = desk.file(ward, file)?;
    Ok(bytes.map(|bytes| (kind.to_string(), bytes)))
}

fn save(desk: &Desk, who: &Actor, written: &Written) -> Result<Value, Failure> {
    let author = desk.author(who)?.asked(who.request.clone());
    let tip = desk.tip(&written.path)?;
    if let Some(saved) = done(&author, who)? {
        texts::end(&mut desk.works(), written, who)?;
        return Ok(json!({ "base": saved.after }));
    }
    let version = texts::save(&author, &tip, &mut desk.works(), (written, who))?;
    desk.changed();
    Ok(json!({ "base": version }))
}

/// What the request that comes again did to a file: the program was killed before its answer was kept.
fn done(author: &Author, who: &Actor) -> Result<Option<Touched>, Failure> {
    let Some(request) = &who.request else {
        return Ok(None);
    };
    let done = author.done(request)?;
    Ok(done.and_then(|done| done.files.into_iter().next()))
}

/// Puts aside what was typed; it stays in the journal.
fn discard(desk: &Desk, who: &str, written: &Written) -> Result<Value, Failure> {
    texts::end(&mut desk.works(), written, who)?;
    Ok(json!({}))
}

#[derive(Deserialize)]
struct Settle {
    path: String,
    mine: String,
    theirs: String,
    take: Vec<String>,
}

fn settle(desk: &Desk, who: &str, sent: &Settle) -> Result<Value, Failure> {
    let tip = desk.tip(&sent.path)?;
    let sides = (sent.mine.as_str(), sent.theirs.as_str());
    texts::settle(&tip, &mut desk.works(), sides, &sent.take, who)?;
    Ok(json!({ "address": address("bai", &sent.path) }))
}

#[derive(Deserialize)]
struct New {
    ward: String,
    section: String,
    title: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    body: String,
}

fn new(desk: &Desk, who: &Actor, sent: &New) -> Result<Value, Failure> {
    let author = desk.author(who)?.asked(who.request.clone());
    if let Some(made) = done(&author, who)? {
        return Ok(json!({ "address": address("bai", &made.path) }));
    }
    let section = author.section(&sent.ward, &sent.section, "tin")?;
    let title = sent.title.trim();
    let slug = slug_for(title);
    if slug.is_empty() {
        return Err(Failure::refused(
            "Tiêu đề chưa có chữ nào.",
            "Gõ tiêu đề, như “Tiêm phòng cho trẻ sáng thứ Bảy”.",
        ));
    }
    let kind = SectionKind::of(&sent.section).schema();
    let text = new_post(kind, title, desk.today());
    let text = with_answers(text, sent)?;
    // The same title again is another post: it gets a number.
    for slug in numbered(&slug) {
        let place = section.place(author.root(), &slug)?;
        match author.create(&place, &text) {
            Ok(_) => {
                desk.changed();
                return Ok(json!({ "address": address("bai", &place.path()) }));
            }
            Err(problems) if is_taken(&problems.sorted()) => {}
            Err(problems) => return Err(problems.into()),
        }
    }
    Err(Failure::too_many())
}

/// A new post with what was answered already in the place of its samples.
fn with_answers(text: String, sent: &New) -> Result<String, Failure> {
    if sent.summary.is_empty() && sent.body.is_empty() {
        return Ok(text);
    }
    let mut document = Document::read("content/bai.md", text.as_bytes())?;
    if let Some(summary) = KeyPath::parse("summary") {
        document.change(&Change::Set(summary, sent.summary.trim().into()))?;
    }
    document.set_body(&format!("\n{}\n", sent.body.trim()));
    Ok(document.text().to_owned())
}

#[derive(Deserialize)]
struct Own {
    path: String,
    ward: String,
}

/// Begins a ward's own version of a post that all wards share: a draft with the same text, at the same place.
fn own(desk: &Desk, who: &Actor, sent: &Own) -> Result<Value, Failure> {
    let tip = desk.tip(&sent.path)?;
    let slug = sent.path.rsplit('/').next().unwrap_or_default();
    let slug = slug.strip_suffix(".md").unwrap_or(slug);
    if !tip.shape.is_shared() || tip.shape.kind.is_none() {
        return Err(Failure::odd());
    }
    let author = desk.author(who)?.asked(who.request.clone());
    let section = author.section(&sent.ward, &tip.shape.section, "tin")?;
    let place = section.place(author.root(), slug)?;
    let mut document = author.read(&sent.path)?;
    let shared = document.bytes();
    if let Some(draft) = KeyPath::parse(DRAFT) {
        document.change(&Change::Set(draft, true.into()))?;
    }
    if done(&author, who)?.is_none() {
        author.create(&place, document.text())?;
    }
    shared::note(&desk.folder(), &place.path(), &shared)?;
    desk.changed();
    Ok(json!({ "address": address("bai", &place.path()) }))
}

#[derive(Deserialize)]
struct Seen {
    path: String,
}

/// Somebody looked at what changed in the shared post: it is not told again.
fn seen_shared(desk: &Desk, sent: &Seen) -> Result<Value, Failure> {
    let shape = Shape::of(&sent.path).ok_or_else(Failure::missing)?;
    let now = shared::now(desk.root().ok(), &shape, &sent.path).ok_or_else(Failure::missing)?;
    shared::note(&desk.folder(), &sent.path, &now)?;
    Ok(json!({}))
}

fn is_taken(problems: &[&Diagnostic]) -> bool {
    let exists = |told: &&Diagnostic| told.problem.get() == Some(&Problem::AlreadyExists {});
    problems.iter().any(exists)
}

/// Takes a list of another device into the log of a ward.
///
/// # Errors
/// When it cannot be read, or the person has no business there.
pub fn list(
    desk: &Desk,
    session: &Session,
    named: (&str, &str),
    bytes: &[u8],
) -> Result<Value, Failure> {
    noting::list(desk, session, named, bytes)
}

/// Takes a picture for a text: it is kept as it came until somebody said what it shows.
///
/// # Errors
/// When sites would not show it, or the person does not write there.
pub fn intake(
    desk: &Desk,
    session: &Session,
    (path, name): (&str, &str),
    bytes: &[u8],
) -> Result<Given, Failure> {
    let ward = Shape::of(path).ok_or_else(Failure::missing)?.ward;
    let roles = roles::asked("picture").unwrap_or_default();
    roles::require(&desk.people()?, &session.who(), &ward, roles)?;
    inbox::take(desk, name, bytes)
}

/// A picture that was given, with its type.
///
/// # Errors
/// When there is none of this name, or the person writes nowhere.
pub fn given(desk: &Desk, session: &Session, id: &str) -> Result<(String, Vec<u8>), Failure> {
    let roles = roles::asked("picture").unwrap_or_default();
    crew::require_somewhere(desk, &session.who(), roles)?;
    let kind = mime_guess::from_path(id).first_or_octet_stream();
    Ok((kind.to_string(), inbox::read(desk, id)?))
}

/// Reads a document, which is kept in memory; gives the address of what was recognised.
///
/// # Errors
/// When it cannot be read, or the person does not write in that ward.
pub fn read(
    desk: &Desk,
    session: &Session,
    (ward, name): (&str, &str),
    bytes: &[u8],
) -> Result<Value, Failure> {
    let roles = roles::asked("import").unwrap_or_default();
    roles::require(&desk.people()?, &session.who(), ward, roles)?;
    let reading = Reading::of(name, bytes, desk.today().year())?;
    let plain = ward
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c));
    let address = format!("/nhap/{}?ward={}", reading.hash, plain.collect::<String>());
    desk.readings.put(reading);
    Ok(json!({ "address": address }))
}

/// Posts whose titles hold the words of `query`, each with the link that a text at `path` names it by.
///
/// # Errors
/// When the root was moved or deleted, there can be no text at `path`, or the person has no business there.
pub fn find(desk: &Desk, session: &Session, (path, query): (&str, &str)) -> Result<Value, Failure> {
    const MOST: usize = 8;
    let from = Shape::of(path).ok_or_else(Failure::missing)?;
    roles::require(&desk.people()?, &session.who(), &from.ward, &Role::ALL)?;
    let shelf = desk.shelf()?;
    let found = shelf.find(query).into_iter().filter_map(|book| {
        let to = Shape::of(&book.path)?;
        let reached = to.kind.is_some() && (to.ward == from.ward || to.is_shared());
        let name = book.path.rsplit('/').next()?;
        let link = match to.section == from.section {
            true => name.to_owned(),
            false => format!("../{}/{name}", to.section),
        };
        (reached && book.path != path)
            .then(|| json!({ "title": book.title, "label": book.label, "link": link }))
    });
    Ok(found.take(MOST).collect())
}

/// What is wrong with the sites as they would be built now, in words, each with the address that leads there.
///
/// # Errors
/// When the root was moved or deleted.
pub fn checked(desk: &Desk, session: &Session) -> Result<Value, Failure> {
    crew::require_somewhere(desk, &session.who(), &Role::ALL)?;
    let checked = desk.checked();
    let root = desk.root()?;
    let shelf = desk.shelf()?;
    let problems = checked.found.sorted();
    let total = problems.len();
    let told = problems.into_iter().take(100).map(|problem| {
        let title = shelf.get(&problem.path).map(|book| book.title.clone());
        let shape = Shape::of(&problem.path);
        let bytes = root.read_bytes(&problem.path, site::root::TEXT_LIMIT).ok();
        let document = bytes.and_then(|bytes| texts::document(&problem.path, &bytes).ok());
        let document = document.as_ref().filter(|(_, raw)| !raw);
        let told = Told::of(
            problem,
            document.map(|(document, _)| document),
            &shape.clone().unwrap_or_else(Shape::none),
        );
        let anchor = match (told.key.is_empty(), told.line) {
            (false, _) => format!("#o={}", told.key),
            (true, Some(line)) => format!("#dong={line}"),
            (true, None) => String::new(),
        };
        let to = shape.map(|_| format!("{}{anchor}", address("bai", &problem.path)));
        json!({
            "title": title.unwrap_or_else(|| problem.path.clone()),
            "to": to, "grave": told.grave, "words": told.words, "help": told.help,
        })
    });
    let told: Vec<_> = told.collect();
    Ok(json!({ "done": checked.done, "total": total, "told": told }))
}
