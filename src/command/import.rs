//! `loa import`: official documents → drafts of posts with the original beside them, and a report.

use crate::cli::ImportOptions;
use crate::console::Console;
use loa::check;
use loa::content::{Root, SHARED};
use loa::diagnostic::{Diagnostic, Diagnostics};
use loa::disk;
use loa::import::{self, Imported, read, write};
use loa::inspect;
use loa::lang::Near;
use loa::notice::Notice;
use loa::problem::Problem;
use loa::slug::{is_device, portable, slugify};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Longest slug, in characters.
const SLUG_LIMIT: usize = 80;

/// Most line numbers that are told one by one.
const LINES_SHOWN: usize = 12;

/// Most words of a file's name that stood without quotes.
const PIECES: usize = 40;

/// Imports every document; what is wrong with one does not keep the others out.
pub fn import(options: &ImportOptions, console: &Console) -> Result<(), Diagnostics> {
    let place = if options.dry_run {
        None
    } else {
        Some(Place::find(options)?)
    };
    let mut problems = Diagnostics::default();
    let files = joined(&options.files);
    for file in &files {
        let name = file.display().to_string();
        let done = understand(file)
            .map_err(|problem| Diagnostic::file(&name, problem))
            .and_then(|(bytes, imported)| {
                console.settle();
                if options.json {
                    console.print(&json(&name, &imported));
                    return Ok(());
                }
                report(&name, &imported, console);
                warn(&name, &bytes, options, console)?;
                place.as_ref().map_or(Ok(()), |place| {
                    place.write(file, &bytes, &imported, console)
                })
            });
        problems.extend(done.err());
    }
    console.settle();
    if problems.has_errors() {
        Err(problems)
    } else {
        Ok(())
    }
}

/// The files meant: a name with blanks that stood without quotes arrives in pieces.
fn joined(given: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut at = 0;
    while at < given.len() {
        let whole = |end: &usize| {
            let pieces: Vec<_> = given[at..*end]
                .iter()
                .map(|piece| piece.to_string_lossy())
                .collect();
            PathBuf::from(pieces.join(" "))
        };
        let longest = (at + 2..=given.len().min(at + PIECES)).rev();
        let end = match given[at].exists() {
            true => at + 1,
            false => longest
                .clone()
                .find(|end| whole(end).is_file())
                .unwrap_or(at + 1),
        };
        files.push(if end == at + 1 {
            given[at].clone()
        } else {
            whole(&end)
        });
        at = end;
    }
    files
}

fn json(name: &str, imported: &Imported) -> String {
    serde_json::to_string(&write::answer(name, imported))
        .unwrap_or_else(|error| unreachable!("plain data serialises: {error}"))
}

/// Reads a document; gives its bytes too.
fn understand(file: &Path) -> Result<(Vec<u8>, Imported), Problem> {
    let unreadable = |error: io::Error| Problem::Unreadable {
        reason: error.into(),
    };
    let mut opened = File::open(file).map_err(unreadable)?;
    let size = opened.metadata().map_err(unreadable)?.len();
    let (mut bytes, limit) = (Vec::new(), read::FILE_LIMIT);
    Read::take(&mut opened, limit + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(Problem::FileTooLarge { size, limit });
    }
    let program = std::env::current_exe().map_err(unreadable)?;
    let imported = import::import(&bytes, &program)?;
    Ok((bytes, imported))
}

/// Says what was recognised, what was not, and where.
fn report(file: &str, imported: &Imported, console: &Console) {
    let (document, facts) = (&imported.document, &imported.facts);
    console.say(&Notice::ImportedFile {
        file: file.into(),
        headings: document.outline.len(),
        targets: facts.targets.len(),
        deadlines: facts.deadlines.len(),
        tasks: facts.tasks.len(),
        models: facts.models.len(),
        cited: facts.cited.len(),
    });
    let date = document.date.map(|date| date.to_string());
    let recipients = (!document.recipients.is_empty()).then(|| document.recipients.join("; "));
    let fields = [
        ("kind", &document.kind),
        ("number", &document.number),
        ("title", &document.title),
        ("issuer", &document.issuer),
        ("place", &document.place),
        ("date", &date),
        ("signer", &document.signer),
        ("signer_role", &document.signer_role),
        ("recipients", &recipients),
    ];
    for (field, value) in fields {
        if let Some(value) = value.clone() {
            let field = write::FieldName(field.into());
            console.say(&Notice::ImportedField { field, value });
        }
    }
    let silent = fields.iter().filter(|(_, value)| value.is_none());
    let silent: Vec<_> = silent
        .map(|(field, _)| write::FieldName((*field).into()))
        .collect();
    if !silent.is_empty() {
        let fields = write::FieldNames(silent);
        console.say(&Notice::ImportedSilent { fields });
    }
    for doubt in write::uncertain(imported) {
        console.say(&Notice::ImportedDoubt {
            field: write::FieldName(doubt.field),
            line: doubt.line,
            text: doubt.text,
        });
    }
    if !imported.dropped.is_empty() {
        let shown: Vec<_> = imported
            .dropped
            .iter()
            .take(LINES_SHOWN)
            .map(usize::to_string)
            .collect();
        let more = if imported.dropped.len() > LINES_SHOWN {
            ", …"
        } else {
            ""
        };
        console.say(&Notice::ImportedDropped {
            count: imported.dropped.len(),
            lines: shown.join(", ") + more,
        });
    }
}

/// Shows what the original, which will be published beside the post, gives away or does.
fn warn(
    name: &str,
    bytes: &[u8],
    options: &ImportOptions,
    console: &Console,
) -> Result<(), Diagnostic> {
    let program = std::env::current_exe().map_err(|error| {
        let reason = error.into();
        Diagnostic::file(name, Problem::Unreadable { reason })
    })?;
    let inside = inspect::inspect(bytes, &program);
    let found = check::of_document(name, &inside, options.today.year());
    let mut told = Diagnostics::default();
    // The build will refuse what acts; the draft can be written all the same.
    told.extend(found.into_iter().map(Diagnostic::warning));
    console.show(&told);
    Ok(())
}

/// Where posts go.
struct Place<'o> {
    root: Root,
    ward: &'o str,
    options: &'o ImportOptions,
}

impl<'o> Place<'o> {
    fn find(options: &'o ImportOptions) -> Result<Self, Diagnostic> {
        let root = Root::open(&options.root)?;
        let ward = options.ward.as_deref().unwrap_or_default();
        let wards = root.folders_in("content")?;
        if ward != SHARED && !wards.iter().any(|known| known == ward) {
            let near = Near::find(ward, wards.iter().map(String::as_str));
            return Err(Diagnostic::file(
                "content",
                Problem::UnknownWard {
                    ward: ward.into(),
                    near,
                },
            ));
        }
        let section = slugify(&options.section);
        if section != options.section || section.is_empty() || is_device(&section) {
            let problem = Problem::BadFolderName {
                name: options.section.clone(),
                suggestion: if section.is_empty() {
                    "nghi-quyet".into()
                } else {
                    portable(&section)
                },
            };
            return Err(Diagnostic::file(
                format!("content/{ward}/{}", options.section),
                problem,
            ));
        }
        Ok(Self {
            root,
            ward,
            options,
        })
    }

    /// Writes a document's post and puts the original beside it; a post that is there stays, or with
    /// `--force` is kept as a copy.
    fn write(
        &self,
        file: &Path,
        bytes: &[u8],
        imported: &Imported,
        console: &Console,
    ) -> Result<(), Diagnostic> {
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let title = write::title(imported, &name);
        let single = self
            .options
            .slug
            .as_deref()
            .filter(|_| joined(&self.options.files).len() == 1);
        let slug = short(&portable(&slugify(single.unwrap_or(&title))));
        let folder = format!("content/{}/{}", self.ward, self.options.section);
        if slug.is_empty() {
            return Err(Diagnostic::file(folder, Problem::BadFileName { name }));
        }
        let (path, original) = (
            format!("{folder}/{slug}.md"),
            format!("{folder}/{slug}.{}", imported.format.extension()),
        );
        if loa::check::is_reserved(&self.options.section, &slug) {
            let url = format!("{}/{slug}/", self.options.section);
            return Err(Diagnostic::file(path, Problem::ReservedUrl { url }));
        }
        for path in [&path, &original] {
            self.root.stay_inside(path)?;
        }
        if !self.options.force {
            // The same original may be left from an import that was cut short.
            let present = present(&self.root.join(&original)).map_err(failed(&original))?;
            let other = present.is_some_and(|present| present != *bytes);
            let post = disk::is_there(&self.root.join(&path)).map_err(failed(&path))?;
            for (path, exists) in [(&path, post), (&original, other)] {
                if exists {
                    return Err(Diagnostic::file(path, Problem::ImportExists {}));
                }
            }
        }
        let hash = blake3::hash(bytes).to_hex().to_string();
        let draft = write::Draft {
            section: &self.options.section,
            today: self.options.today,
            file: &format!("{slug}.{}", imported.format.extension()),
            hash: &hash,
            name: &name,
        };
        let text = write::post(imported, &draft);
        if text.len() as u64 > loa::content::TEXT_LIMIT {
            let (found, limit) = (
                format!("{} kB", text.len() >> 10),
                format!("{} kB", loa::content::TEXT_LIMIT >> 10),
            );
            return Err(Diagnostic::file(
                file.display().to_string(),
                Problem::ImportTooLong { found, limit },
            ));
        }
        let copies = self.put(&folder, &[(&original, bytes), (&path, text.as_bytes())])?;
        console.say(&Notice::Imported {
            path,
            file: original,
        });
        for path in copies {
            console.say(&Notice::ImportedCopy { path });
        }
        Ok(())
    }

    /// Writes files, all of them or none; gives the paths of the copies that were made of what was there.
    fn put(&self, folder: &str, files: &[(&String, &[u8])]) -> Result<Vec<String>, Diagnostic> {
        let made = disk::make_folders(&self.root.join(folder)).map_err(failed(folder))?;
        let (mut copies, mut created) = (Vec::new(), Vec::new());
        for (path, bytes) in files {
            if let Err(problem) = self.put_one(path, bytes, &mut created, &mut copies) {
                // What was replaced is as before already; what was not there goes.
                for target in created {
                    fs::remove_file(target).ok();
                }
                disk::remove_empty(&made);
                return Err(problem);
            }
        }
        Ok(copies)
    }

    fn put_one(
        &self,
        path: &str,
        bytes: &[u8],
        created: &mut Vec<PathBuf>,
        copies: &mut Vec<String>,
    ) -> Result<(), Diagnostic> {
        let target = self.root.join(path);
        match present(&target).map_err(failed(path))? {
            Some(present) if present == bytes => Ok(()),
            None => {
                disk::create(&target, bytes).map_err(failed(path))?;
                created.push(target);
                Ok(())
            }
            Some(present) => {
                let copy = self.keep_copy(path, &present)?;
                if let Err(error) = disk::replace(&target, bytes) {
                    // It may have failed behind the exchange: the copy goes back, or stays where that fails too.
                    fs::rename(self.root.join(&copy), &target).ok();
                    return Err(failed(path)(error));
                }
                copies.push(copy);
                Ok(())
            }
        }
    }

    /// Keeps what a file holds under the next free name.
    fn keep_copy(&self, path: &str, bytes: &[u8]) -> Result<String, Diagnostic> {
        for number in 1.. {
            let copy = format!("{path}.{number}.bak");
            match disk::create(&self.root.join(&copy), bytes) {
                Ok(()) => return Ok(copy),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(failed(&copy)(error)),
            }
        }
        unreachable!("some number is free")
    }
}

/// What a file holds, where there is one.
fn present(path: &Path) -> io::Result<Option<Vec<u8>>> {
    disk::if_there(fs::read(path))
}

fn failed(path: &str) -> impl Fn(io::Error) -> Diagnostic {
    let path = path.to_owned();
    move |error| {
        let reason = error.into();
        Diagnostic::file(path.clone(), Problem::OutputWrite { reason })
    }
}

/// A slug short enough for the name of a file.
fn short(slug: &str) -> String {
    if slug.len() <= SLUG_LIMIT {
        return slug.to_owned();
    }
    let cut = slug[..SLUG_LIMIT].rfind('-').unwrap_or(SLUG_LIMIT);
    slug[..cut].to_owned()
}
