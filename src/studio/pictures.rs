//! Pictures that a writer adds: turned and cut, named so that they meet no other file.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::inbox;
use crate::picture_kind::kind;
use crate::texts::Tip;
use author::slug_for;
use base::diagnostic::Diagnostic;
use serde::Deserialize;
use serde_json::{Value, json};
use site::assets::{Cut, Part, cut};
use site::inspect::tells_place;

/// Puts a picture beside a post; gives the name under which the post shows it. The same picture again is the same file.
///
/// # Errors
/// When it is no picture that sites show, or cannot be written.
fn put(desk: &Desk, who: &str, (tip, name): (&Tip, &str), bytes: &[u8]) -> Result<String, Failure> {
    let ending = kind(bytes)?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = match slug_for(stem) {
        empty if empty.is_empty() => "anh".to_owned(),
        stem => stem,
    };
    // Part of the hash keeps two pictures of one name apart, and makes repeating harmless.
    let hash = blake3::hash(bytes).to_hex();
    let name = format!("{stem}-{}.{ending}", &hash[..8]);
    let folder = tip.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = format!("{folder}/{name}");
    desk.author(who)?.attach(&path, bytes)?;
    desk.changed();
    Ok(name)
}

/// What is done with a picture that was given before it goes into a post.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    path: String,
    /// What names it among those that were given.
    id: String,
    /// What its own machine called it.
    name: String,
    /// Quarter turns with the clock.
    #[serde(default)]
    turns: u8,
    /// What is kept of it, once it is turned: left, upper, right and lower edge, in parts of the whole.
    #[serde(default)]
    part: Option<[f64; 4]>,
}

/// Puts a picture that was given beside a post, turned and cut, without the place where it was taken; what was given stays as
/// it came.
///
/// # Errors
/// When it is not there any more, or cannot be written.
pub fn add(desk: &Desk, who: &str, wanted: &Wanted) -> Result<Value, Failure> {
    let tip = desk.tip(&wanted.path)?;
    let mut bytes = inbox::read(desk, &wanted.id)?;
    let part = wanted.part.map(|[left, top, right, bottom]| Part {
        left,
        top,
        right,
        bottom,
    });
    let turns = wanted.turns % 4;
    // Drawn anew, a photograph forgets where it was taken: the folder of posts may be copied to others.
    if turns != 0 || part.is_some() || tells_place(&bytes) {
        let _one = desk.heavy();
        let made = cut(&wanted.name, &bytes, &Cut { turns, part });
        (_, bytes) = made.map_err(|problem| Diagnostic::file(&wanted.name, problem))?;
    }
    let name = put(desk, who, (&tip, &wanted.name), &bytes)?;
    Ok(json!({ "name": name }))
}
