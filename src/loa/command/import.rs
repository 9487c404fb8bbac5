//! `loa import`: official documents → drafts of posts with the original beside them, and a report.

use crate::cli::ImportOptions;
use crate::console::Console;
use crate::notice::{FieldName, FieldNames, Notice};
use author::{Author, Import, Section, Version, slug_for};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::problem::FileProblem;
use base::schema::SectionKind;
use formats::FILE_LIMIT;
use formats::problem::Problem as FormatProblem;
use import::{Imported, write};
use site::check;
use site::inspect;
use site::problem::Problem;
use site::root::TEXT_LIMIT;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Most line numbers that are told one by one.
const LINES_SHOWN: usize = 12;

/// Most words of a file's name that stood without quotes.
const PIECES: usize = 40;

/// Imports every document; what is wrong with one does not keep the others out.
pub fn import(options: &ImportOptions, console: &Console) -> Result<(), Diagnostics> {
    let place = if options.dry_run {
        None
    } else {
        Some(Target::find(options)?)
    };
    let mut problems = Diagnostics::default();
    let files = joined(&options.files);
    for file in &files {
        let name = file.display().to_string();
        let done = understand(file)
            .map_err(|problem| Diagnostics::from(Diagnostic::file(&name, problem)))
            .and_then(|(bytes, imported)| {
                console.settle();
                if options.json {
                    console.print(&json(&name, &imported));
                    return Ok(());
                }
                report(&name, &imported, console);
                // What is not offered for download gives nothing away.
                let original = match imported.format.offered() {
                    Some(_) => offered(&name, bytes, options, console)?,
                    None => bytes,
                };
                place.as_ref().map_or(Ok(()), |place| {
                    place.write(file, &original, &imported, console)
                })
            });
        problems.extend(done.err().into_iter().flatten());
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
fn understand(file: &Path) -> Result<(Vec<u8>, Imported), FormatProblem> {
    let unreadable = |error: io::Error| FileProblem::Unreadable {
        reason: error.into(),
    };
    let mut opened = File::open(file).map_err(unreadable)?;
    let size = opened.metadata().map_err(unreadable)?.len();
    let (mut bytes, limit) = (Vec::new(), FILE_LIMIT);
    Read::take(&mut opened, limit + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(FileProblem::FileTooLarge { size, limit }.into());
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
            let field = FieldName(field.into());
            console.say(&Notice::ImportedField { field, value });
        }
    }
    let silent = fields.iter().filter(|(_, value)| value.is_none());
    let silent: Vec<_> = silent
        .map(|(field, _)| FieldName((*field).into()))
        .collect();
    if !silent.is_empty() {
        let fields = FieldNames(silent);
        console.say(&Notice::ImportedSilent { fields });
    }
    for doubt in write::uncertain(imported) {
        console.say(&Notice::ImportedDoubt {
            field: FieldName(doubt.field),
            line: doubt.line,
            text: doubt.text,
        });
    }
    for passed in write::passed(imported) {
        console.say(&Notice::ImportedUnread { passed });
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

/// The original as it will be published beside the post: without what nobody meant to publish. Shows what was taken out of it,
/// and what it gives away or does all the same.
fn offered(
    name: &str,
    bytes: Vec<u8>,
    options: &ImportOptions,
    console: &Console,
) -> Result<Vec<u8>, Diagnostic> {
    let program = std::env::current_exe().map_err(|error| {
        let reason = error.into();
        Diagnostic::file(name, FileProblem::Unreadable { reason })
    })?;
    let mut inside = inspect::inspect(&bytes, &program);
    let mut original = bytes;
    if let Some(clean) = inspect::cleaned(&original, &program) {
        let rest = inspect::inspect(&clean, &program);
        let names = inside
            .traces
            .iter()
            .filter(|trace| !rest.traces.contains(trace));
        let names: Vec<_> = names.map(|(_, words)| format!("`{words}`")).collect();
        let names = match names.is_empty() {
            true => String::new(),
            false => format!(": {}", names.join(", ")),
        };
        console.say(&Notice::ImportedCleaned { names });
        (original, inside) = (clean, rest);
    }
    let found = check::of_document(name, &inside, options.today.year());
    let mut told = Diagnostics::default();
    // The build will refuse what acts; the draft can be written all the same.
    told.extend(found.into_iter().map(Diagnostic::warning));
    console.show(&told);
    Ok(original)
}

/// Where posts go.
struct Target<'o> {
    author: Author,
    section: Section,
    options: &'o ImportOptions,
}

impl<'o> Target<'o> {
    fn find(options: &'o ImportOptions) -> Result<Self, Diagnostic> {
        let author = Author::open(&options.root, "")?;
        let ward = options.ward.as_deref().unwrap_or_default();
        let section = author.section(ward, &options.section, SectionKind::Resolution.section())?;
        Ok(Self {
            author,
            section,
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
    ) -> Result<(), Diagnostics> {
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
        let slug = slug_for(single.unwrap_or(&title));
        if slug.is_empty() {
            let problem = Problem::BadFileName { name };
            return Err(Diagnostic::file(self.section.folder(), problem).into());
        }
        let place = self.section.place(self.author.root(), &slug)?;
        let ending = imported.format.offered();
        let beside = ending.map(|ending| format!("{slug}.{ending}"));
        let hash = Version::of(bytes);
        let draft = write::Draft {
            section: &self.options.section,
            today: self.options.today,
            file: beside.as_deref(),
            hash: hash.as_str(),
            name: &name,
        };
        let text = &write::post(imported, &draft);
        if text.len() as u64 > TEXT_LIMIT {
            let (found, limit) = (
                format!("{} kB", text.len() >> 10),
                format!("{} kB", TEXT_LIMIT >> 10),
            );
            let problem = FormatProblem::TooLong { found, limit };
            return Err(Diagnostic::file(file.display().to_string(), problem).into());
        }
        let written = self.author.import(&Import {
            place: &place,
            text,
            original: ending.map(|ending| (ending, bytes)),
            replace: self.options.force,
        })?;
        console.say(&match written.original {
            Some(file) => Notice::Imported {
                path: written.path,
                file,
            },
            None => Notice::ImportedAlone { path: written.path },
        });
        for path in written.copies {
            console.say(&Notice::ImportedCopy { path });
        }
        Ok(())
    }
}
