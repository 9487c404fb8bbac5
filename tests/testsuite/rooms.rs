//! The rooms of the house: `ARCHITECTURE.md` says which crate and which room may use which, the code keeps to it, and every
//! source file is in the map.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// A room as the table of `ARCHITECTURE.md` describes it.
struct Room {
    name: String,
    /// Top-level modules of `src/site`.
    modules: Vec<String>,
    /// Rooms that it may use.
    uses: Vec<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn architecture() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

/// The words in backticks of a text.
fn quoted(text: &str) -> Vec<String> {
    let words = text.split('`').skip(1).step_by(2);
    words.map(str::to_owned).collect()
}

/// The part of `ARCHITECTURE.md` about rooms.
fn chapter(architecture: &str) -> &str {
    let from = architecture.find("\n## The rooms\n").expect("the chapter");
    let chapter = &architecture[from + 1..];
    let end = chapter.find("\n## ").unwrap_or(chapter.len());
    &chapter[..end]
}

/// The rooms, lowest first.
fn rooms() -> Vec<Room> {
    let text = architecture();
    let rows = chapter(&text)
        .lines()
        .filter(|line| line.starts_with("| **"));
    let rooms: Vec<_> = rows
        .map(|row| {
            let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
            Room {
                name: cells[0].trim_matches('*').to_owned(),
                modules: quoted(cells[1]),
                uses: cells[2]
                    .split(", ")
                    .filter(|name| *name != "–")
                    .map(str::to_owned)
                    .collect(),
            }
        })
        .collect();
    assert!(rooms.len() > 8, "the table of rooms is gone");
    rooms
}

/// Every Rust file below `folder` with its path from the root.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut sources: Vec<_> = WalkDir::new(root().join(folder))
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap();
            let name = name.to_str().unwrap().replace('\\', "/");
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    sources.sort();
    sources
}

/// The crates below `src/`.
const CRATES: [&str; 13] = [
    "author", "base", "channels", "coverage", "formats", "import", "kiosk", "loa", "paper",
    "server", "site", "speak", "studio",
];

/// The top-level module that a file of a crate belongs to.
fn module<'p>(krate: &str, path: &'p str) -> &'p str {
    let below = path.strip_prefix(&format!("src/{krate}/")).unwrap();
    below.split(['/', '.']).next().unwrap()
}

/// The top-level modules of its own crate that a file names: `crate::a`, and `super::…::a` where that climbs to the top.
fn named(krate: &str, path: &str, text: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let below = path.strip_prefix(&format!("src/{krate}/")).unwrap();
    let below = below.trim_end_matches(".rs").trim_end_matches("/mod");
    let climb = "super::".repeat(below.split('/').count());
    // Within `mod tests` one `super` more is needed, so the shorter climb stays inside the room.
    let tests = text.find("\nmod tests {").unwrap_or(text.len());
    let code = |line: &&str| !line.trim_start().starts_with("//");
    for line in text.lines().filter(code) {
        for (at, root) in line.match_indices("crate::") {
            let before = line[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || "_:$".contains(c)) {
                continue;
            }
            let behind = &line[at + root.len()..];
            let name = behind.chars();
            let name =
                name.take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_');
            assert!(
                !behind.starts_with(['{', '*']),
                "name each module on a line of its own: {path}: {line}"
            );
            named.insert(name.collect());
        }
    }
    for line in text[..tests].lines().filter(code) {
        for (at, _) in line.match_indices(&climb) {
            let name = line[at + climb.len()..]
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next();
            named.extend(name.filter(|name| !name.is_empty()).map(str::to_owned));
        }
    }
    named.remove(module(krate, path));
    named
}

/// Which top-level module of a crate uses which, with a file that shows it.
fn arrows(krate: &str) -> BTreeMap<(String, String), String> {
    let sources = sources(&format!("src/{krate}"));
    let modules: BTreeSet<_> = sources
        .iter()
        .map(|(path, _)| module(krate, path))
        .collect();
    let mut arrows = BTreeMap::new();
    for (path, text) in &sources {
        // Tests may hold a room against those that use it.
        if module(krate, path) == "lib" || path.ends_with("/tests.rs") {
            continue;
        }
        for name in named(krate, path, text) {
            if modules.contains(name.as_str()) {
                let from = module(krate, path).to_owned();
                arrows.entry((from, name)).or_insert_with(|| path.clone());
            }
        }
    }
    arrows
}

/// The crates with those that each may use, as `ARCHITECTURE.md` lists them.
fn crates() -> Vec<Room> {
    let text = architecture();
    let chapter = chapter(&text);
    let crates = &chapter[..chapter
        .find("\n### Inside `site`")
        .expect("the rooms of `site`")];
    let rows = crates.lines().filter(|line| line.starts_with("| `"));
    let crates = rows.map(|row| {
        let cells: Vec<_> = row.trim_matches('|').split('|').collect();
        Room {
            name: quoted(cells[0]).remove(0),
            modules: Vec::new(),
            uses: quoted(cells[1]),
        }
    });
    crates.collect()
}

#[test]
fn crates_use_what_the_table_says() {
    let mut listed = Vec::new();
    for krate in crates() {
        let folder = match krate.name.as_str() {
            "loa" => String::new(),
            "analysis" => "search-wasm/analysis/".into(),
            "search-wasm" => "search-wasm/".into(),
            name => format!("src/{name}/"),
        };
        let manifest = fs::read_to_string(root().join(format!("{folder}Cargo.toml"))).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let used = manifest.get("dependencies").and_then(toml::Value::as_table);
        let ours = |name: &String| {
            name == "analysis" || name == "search-wasm" || CRATES.contains(&name.as_str())
        };
        let used: Vec<_> = used
            .into_iter()
            .flat_map(toml::Table::keys)
            .filter(|name| ours(name))
            .collect();
        assert_eq!(
            krate.uses.iter().collect::<Vec<_>>(),
            used,
            "`{}` in the table and in its manifest",
            krate.name
        );
        for used in &krate.uses {
            assert!(
                listed.contains(used),
                "`{}` stands above `{used}`, which it uses",
                krate.name
            );
        }
        listed.push(krate.name);
    }
    assert!(
        CRATES
            .iter()
            .all(|krate| listed.contains(&String::from(*krate))),
        "{listed:?}"
    );
}

#[test]
fn every_module_is_in_one_room() {
    let rooms = rooms();
    let mut listed: Vec<_> = rooms.iter().flat_map(|room| &room.modules).collect();
    listed.sort();
    let sources = sources("src/site");
    let mut there: BTreeSet<_> = sources
        .iter()
        .map(|(path, _)| module("site", path))
        .collect();
    there.remove("lib");
    let there: Vec<_> = there.into_iter().collect();
    assert_eq!(
        listed, there,
        "the table of rooms against the modules of `src/site`"
    );
}

#[test]
fn the_table_has_no_circle() {
    let mut lower: Vec<String> = Vec::new();
    for room in rooms() {
        for used in &room.uses {
            assert!(
                lower.contains(used),
                "**{}** may use **{used}**, which does not stand above it in the table",
                room.name
            );
        }
        lower.push(room.name);
    }
}

#[test]
fn rooms_use_what_the_table_allows_and_nothing_else() {
    let rooms = rooms();
    let room_of = |module: &str| {
        let room = rooms
            .iter()
            .find(|room| room.modules.iter().any(|own| own == module));
        room.unwrap_or_else(|| panic!("`{module}` is in no room"))
    };
    let mut used = BTreeSet::new();
    for ((from, to), path) in arrows("site") {
        let (room, other) = (room_of(&from), room_of(&to));
        if room.name == other.name {
            continue;
        }
        assert!(
            room.uses.contains(&other.name),
            "`{path}` uses `{to}`, but **{}** may not use **{}**: move what it needs down, or change the table",
            room.name,
            other.name
        );
        used.insert((room.name.clone(), other.name.clone()));
    }
    for room in &rooms {
        for other in &room.uses {
            assert!(
                used.contains(&(room.name.clone(), other.clone())),
                "no file of **{}** uses **{other}**: take it out of the table",
                room.name
            );
        }
    }
}

#[test]
fn no_modules_form_a_circle() {
    for krate in CRATES {
        let circle = circle(arrows(krate).into_keys().collect());
        assert!(
            circle.is_empty(),
            "modules of `{krate}` that use each other: {circle:?}"
        );
    }
}

/// The arrows that are left when those are gone that lead into no circle.
fn circle(mut arrows: BTreeSet<(String, String)>) -> BTreeSet<(String, String)> {
    // A module that uses none, or that none uses, is in no circle.
    loop {
        let from: BTreeSet<_> = arrows.iter().map(|(from, _)| from.clone()).collect();
        let to: BTreeSet<_> = arrows.iter().map(|(_, to)| to.clone()).collect();
        let before = arrows.len();
        arrows.retain(|(user, used)| from.contains(used) && to.contains(user));
        if arrows.len() == before {
            return arrows;
        }
    }
}

#[test]
fn imports_are_found_however_they_are_written() {
    let named = |path: &str, text: &str| named("site", path, text).into_iter().collect::<Vec<_>>();
    assert_eq!(
        named("src/site/a/b.rs", "use crate::render::Site;"),
        ["render"]
    );
    assert_eq!(
        named("src/site/a/b.rs", "fn f(x: &crate::render::Site) {}"),
        ["render"]
    );
    assert_eq!(
        named("src/site/a/b.rs", "use super::super::render::Site;"),
        ["render"]
    );
    assert_eq!(
        named("src/site/a/mod.rs", "    use super::render;"),
        ["render"]
    );
    assert_eq!(named("src/site/a.rs", "use super::render;"), ["render"]);
    assert_eq!(
        named("src/site/a/b.rs", "use super::render::Site;").len(),
        0
    );
    assert_eq!(
        named("src/site/a/b.rs", "use crate::a::c;\n// crate::render").len(),
        0
    );
    assert_eq!(
        named("src/site/a.rs", "\nmod tests {\n    use super::render;").len(),
        0
    );
}

/// The arrows of the picture: those of the table that do not follow from others.
fn picture(rooms: &[Room]) -> String {
    let find = |name: &String| rooms.iter().find(|room| room.name == *name).unwrap();
    fn below<'r>(room: &'r Room, find: &dyn Fn(&String) -> &'r Room) -> BTreeSet<&'r str> {
        let used = room.uses.iter().flat_map(|name| {
            let mut all = below(find(name), find);
            all.insert(name);
            all
        });
        used.collect()
    }
    let mut lines = vec!["```mermaid".to_owned(), "flowchart TD".to_owned()];
    for room in rooms.iter().rev() {
        let follows: BTreeSet<_> = room
            .uses
            .iter()
            .flat_map(|name| below(find(name), &find))
            .collect();
        let straight = room
            .uses
            .iter()
            .filter(|name| !follows.contains(name.as_str()));
        lines.extend(straight.map(|name| format!("    {} --> {name}", room.name)));
    }
    lines.push("```".to_owned());
    lines.join("\n")
}

#[test]
fn the_pictures_are_drawn_from_the_tables() {
    let text = architecture();
    let mut renewed = text.clone();
    for (heading, rooms) in [
        ("\n### Crates\n", crates()),
        ("\n### Inside `site`\n", rooms()),
    ] {
        let from = renewed.find(heading).unwrap();
        let from = from + renewed[from..].find("```mermaid").unwrap();
        let end = from + renewed[from..].find("\n```\n").unwrap() + "\n```".len();
        renewed.replace_range(from..end, &picture(&rooms));
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(root().join("ARCHITECTURE.md"), renewed).unwrap();
    } else {
        assert_eq!(text, renewed, "UPDATE_EXPECT=1 draws it anew");
    }
}

/// Paths that the tables of the map name, in their first column and, for folders, in the words beside it.
fn map() -> BTreeSet<String> {
    let text = architecture();
    let from = text.find("\n## The map\n").expect("the map");
    let map = &text[from + 1..];
    let map = &map[..map.find("\n## ").unwrap_or(map.len())];
    let rows = map.lines().filter(|line| line.starts_with("| `"));
    rows.flat_map(|row| {
        let cells: Vec<_> = row.trim_matches('|').splitn(2, '|').collect();
        let first = quoted(cells[0]);
        let beside = quoted(cells[1]);
        let folder = first.last().cloned().unwrap_or_default();
        let folder = folder.trim_end_matches(".rs").trim_end_matches("/mod");
        let places = [
            folder.to_owned(),
            folder.rsplit_once('/').map_or("", |(up, _)| up).to_owned(),
        ];
        // `post.rs` beside `src/site/render/context` is `src/site/render/context/post.rs`.
        let near = beside
            .iter()
            .filter(|name| name.ends_with(".rs") && !name.contains(' '));
        let near = near.map(|name| {
            let mut found = places.iter().map(|place| format!("{place}/{name}"));
            let found = found.find(|path| root().join(path).is_file());
            found.unwrap_or_else(|| name.clone())
        });
        let near: Vec<_> = near.collect();
        first.into_iter().chain(near).collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn every_source_file_is_in_the_map() {
    let map = map();
    assert!(map.len() > 150);
    let in_map = |path: &str| {
        map.contains(path)
            || Path::new(path)
                .ancestors()
                .skip(1)
                .any(|folder| map.contains(folder.to_str().unwrap()))
    };
    let folders = [
        "src",
        "search-wasm/analysis",
        "search-wasm/src",
        "search-wasm/benches",
        "search-wasm/examples",
        "tests/testsuite",
    ];
    let missing: Vec<_> = folders
        .iter()
        .flat_map(|folder| sources(folder))
        .map(|(path, _)| path)
        .filter(|path| !in_map(path))
        .collect();
    assert!(
        missing.is_empty(),
        "not in the map of ARCHITECTURE.md: {missing:?}"
    );
}

#[test]
fn every_name_in_the_map_exists() {
    for path in map() {
        assert!(
            root().join(&path).exists(),
            "the map names `{path}`, which does not exist"
        );
    }
    // A folder stands for its files, but not a whole crate or the whole of `src/`.
    for path in map() {
        assert!(
            !["src", "search-wasm", "search-wasm/src", "tests"]
                .contains(&path.trim_end_matches('/'))
        );
    }
}
