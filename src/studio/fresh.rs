//! Whether a window still shows the newest text of a post: asked every few seconds, so that no window stays on an old one
//! without saying so.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::texts::Tip;
use crate::work::Works;
use author::Version;
use serde::{Deserialize, Serialize};

/// What a window shows.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Shown {
    /// The window.
    #[serde(default)]
    pub window: String,
    /// What the file held when its text was begun.
    #[serde(default)]
    pub base: Option<Version>,
    /// The record that it continues.
    #[serde(default)]
    pub parent: Option<String>,
}

/// How that stands to the newest text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fresh {
    /// It is the newest.
    Same,
    /// There is a newer one, and all of this one went into it or into its file.
    Newer,
    /// There is another beside it.
    Two,
    /// There is none any more: somebody took the file away.
    Gone,
}

/// How what a window shows stands to the newest text of the post at `path`.
///
/// # Errors
/// When there can be no text there, or it cannot be read.
pub fn fresh(desk: &Desk, path: &str, shown: &Shown) -> Result<Fresh, Failure> {
    let tip = desk.tip(path)?;
    Ok(of(&tip, &desk.works(), shown))
}

fn of(tip: &Tip, works: &Works, shown: &Shown) -> Fresh {
    let heads = works.heads(&tip.path);
    let own = |head: &&crate::journal::Head| {
        Some(&head.id) == shown.parent.as_ref() || head.entry.window == shown.window
    };
    let mine = heads.iter().filter(own).count();
    let moved = tip.version() != shown.base;
    match (mine > 0, heads.len() > mine) {
        (true, others) if others || moved => Fresh::Two,
        (true, _) => Fresh::Same,
        (false, true) => Fresh::Newer,
        (false, false) if tip.bytes.is_none() => Fresh::Gone,
        (false, false) if moved || shown.parent.is_some() => Fresh::Newer,
        (false, false) => Fresh::Same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Entry, now};
    use crate::review::Reviews;
    use crate::state::State;
    use site::root::Root;
    use std::fs;
    use std::path::Path;
    use std::sync::atomic::{AtomicU64, Ordering};

    const PATH: &str = "content/mau/tin/a.md";

    /// Windows count what they record.
    static COUNT: AtomicU64 = AtomicU64::new(1);

    fn tip(root: &Path) -> Tip {
        let reviews = Reviews::of(&root.join(".loa/studio"));
        Tip::find(&Root::open(root).unwrap(), &reviews, PATH).unwrap()
    }

    fn write(works: &mut Works, window: &str, parent: Option<&str>, base: &Tip) -> String {
        let entry = Entry {
            path: PATH.into(),
            window: window.into(),
            seq: COUNT.fetch_add(1, Ordering::Relaxed),
            parents: parent.into_iter().map(str::to_owned).collect(),
            base: base.version(),
            by: "Lan".into(),
            time: now(),
            state: Some(State::default()),
            ..Entry::default()
        };
        works.record(entry, None).unwrap().id
    }

    #[test]
    fn a_window_is_told_when_its_text_is_not_the_newest() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(PATH);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "+++\ntitle = \"A\"\n+++\n\nĐầu.\n").unwrap();
        let (mut works, _) = Works::open(&dir.path().join(".loa/studio")).unwrap();
        let first = tip(dir.path());
        let window = |name: &str, parent: Option<&str>| Shown {
            window: name.into(),
            base: first.version(),
            parent: parent.map(str::to_owned),
        };
        assert_eq!(of(&first, &works, &window("a", None)), Fresh::Same);
        // Another window types: this one, in which nobody typed, is old.
        let record = write(&mut works, "b", None, &first);
        assert_eq!(of(&first, &works, &window("a", None)), Fresh::Newer);
        assert_eq!(of(&first, &works, &window("b", Some(&record))), Fresh::Same);
        // Opened anew it goes on with that, and then the other is old.
        assert_eq!(of(&first, &works, &window("c", Some(&record))), Fresh::Same);
        let next = write(&mut works, "c", Some(&record), &first);
        assert_eq!(of(&first, &works, &window("c", Some(&next))), Fresh::Same);
        assert_eq!(
            of(&first, &works, &window("b", Some(&record))),
            Fresh::Newer
        );
        // An answer that was lost makes nobody's own text foreign.
        assert_eq!(of(&first, &works, &window("c", Some(&record))), Fresh::Same);
        let other = write(&mut works, "b", Some(&record), &first);
        assert_eq!(of(&first, &works, &window("b", Some(&other))), Fresh::Two);
        // The file is another by now, or gone.
        fs::write(&file, "+++\ntitle = \"A\"\n+++\n\nKhác.\n").unwrap();
        let second = tip(dir.path());
        let works = Works::open(&dir.path().join("none")).unwrap().0;
        assert_eq!(of(&second, &works, &window("a", None)), Fresh::Newer);
        fs::remove_file(&file).unwrap();
        assert_eq!(
            of(&tip(dir.path()), &works, &window("a", None)),
            Fresh::Gone
        );
    }
}
