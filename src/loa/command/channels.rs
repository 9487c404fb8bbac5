//! `loa channels`: a week's or a month's bulletins and messages, in one folder for each ward.

use crate::cli::ChannelsOptions;
use crate::console::Console;
use crate::notice::Notice;
use crate::voice::Voice;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::disk;
use base::problem::FileProblem;
use channels::{File, Span};
use site::content::{self, LoadOptions};
use site::root::Root;
use std::fs;
use std::io;
use std::path::{Component, Path};

/// The file that lists what was made, so that the next time what is no longer made goes, and nothing else.
const LIST: &str = "danh-sach.txt";

/// Runs `loa channels`.
pub fn channels(options: &ChannelsOptions, console: &Console) -> Result<(), Diagnostics> {
    let told = |problem: channels::Problem| Diagnostic::file("--span", problem);
    let span = match &options.span {
        Some(written) => Span::parse(written).map_err(told)?,
        None => Span::week_of(options.today),
    };
    let root = Root::open(&options.root)?;
    let load = LoadOptions {
        wards: options.wards.clone(),
        // Posts that go up within these days are read from their day on.
        held: true,
        ..LoadOptions::default()
    };
    let (loaded, problems) = content::load(&root, &load, options.today);
    if problems.has_errors() {
        return Err(problems);
    }
    let mut failures = Diagnostics::default();
    let mut voice = options.voice.as_deref().map(Voice::new);
    if let Some(voice) = &voice {
        let program = voice.program().to_owned();
        console.say(&match voice.licence() {
            Some(licence) => Notice::ChannelsVoice { program, licence },
            None => Notice::ChannelsVoiceUnknown { program },
        });
    }
    let told_of_voice = |problem: channels::Problem| Diagnostic::file("--voice", problem);
    for ward in &loaded.wards {
        // What is wrong with one ward keeps no other from its bulletins.
        let mut products = match channels::products(ward, &span) {
            Ok(products) => products,
            Err(problems) => {
                failures.extend(problems);
                continue;
            }
        };
        if let Some(voice) = &mut voice {
            let spoken = voice.sounds(&products.speeches).map_err(told_of_voice);
            match spoken {
                Ok(sounds) => products.files.extend(sounds),
                // Without sound the texts are worth as much as before.
                Err(problem) => failures.extend([problem]),
            }
        }
        let folder = options.out.join(&ward.id).join(&span.name);
        write(&folder, &products.files)?;
        console.settle();
        console.show(&products.problems.into());
        console.say(&Notice::ChannelsMade {
            folder: folder.display().to_string(),
            bulletins: products.speeches.len(),
            messages: products.messages,
        });
    }
    match failures.has_errors() {
        true => Err(failures),
        false => Ok(()),
    }
}

/// Writes each file whole, then removes those that the time before made and this time does not.
fn write(folder: &Path, files: &[File]) -> Result<(), Diagnostic> {
    let failed = |path: &Path, error: io::Error| {
        let reason = error.into();
        let problem = FileProblem::OutputWrite { reason };
        Diagnostic::file(path.display().to_string(), problem)
    };
    let list = folder.join(LIST);
    let before = disk::if_there(fs::read_to_string(&list)).map_err(|error| failed(&list, error))?;
    let mut names = String::new();
    for file in files {
        let path = folder.join(&file.name);
        let above = path.parent().unwrap_or(folder);
        disk::make_folders(above).map_err(|error| failed(above, error))?;
        disk::replace(&path, &file.bytes).map_err(|error| failed(&path, error))?;
        names.push_str(&file.name);
        names.push('\n');
    }
    for name in before.iter().flat_map(|list| list.lines()) {
        let path = Path::new(name);
        let is_below = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if is_below && !files.iter().any(|file| file.name == name) {
            let gone = folder.join(path);
            disk::remove_file(&gone).map_err(|error| failed(&gone, error))?;
            // Its folder goes with the last file of it.
            gone.parent().map(fs::remove_dir);
        }
    }
    disk::make_folders(folder).map_err(|error| failed(folder, error))?;
    disk::replace(&list, names.as_bytes()).map_err(|error| failed(&list, error))
}
