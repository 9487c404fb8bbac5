//! `loa channels`: a week's or a month's bulletins, messages, paper and slides, in one folder for each ward; or the paper and
//! slides of one post.

use crate::cli::ChannelsOptions;
use crate::console::Console;
use crate::notice::Notice;
use crate::problem::Problem;
use crate::voice::Voice;
use base::diagnostic::{Diagnostic, Diagnostics, Severity};
use base::disk;
use base::lang::Near;
use base::problem::FileProblem;
use channels::{File, Span};
use site::assets::{Attachments, Cache, Pictures};
use site::compile::{CompileOptions, CompiledSite};
use site::content::{self, LoadOptions};
use site::delivery::Delivery;
use site::model::{Post, PostIndex, Ward};
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
    let press = Press::new(&root, options);
    if let Some(post) = &options.post {
        return one_post(options, &loaded.wards, &press, (post, console));
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
        let printed = press.print(ward, &products.posts);
        products.problems.extend(printed.problems);
        failures.extend(printed.failures);
        for (index, file) in printed.files {
            let post = &ward.posts[index];
            let folder = format!("giay/{}-{}", post.section, post.slug);
            products.files.push(File {
                name: format!("{folder}/{}", file.name),
                bytes: file.bytes,
            });
        }
        let folder = options.out.join(&ward.id).join(&span.name);
        write(&folder, &products.files)?;
        console.settle();
        console.show(&products.problems.into());
        console.say(&Notice::ChannelsMade {
            folder: folder.display().to_string(),
            bulletins: products.speeches.len(),
            messages: products.messages,
            papers: printed.posts,
        });
    }
    match failures.has_errors() {
        true => Err(failures),
        false => Ok(()),
    }
}

/// Makes the paper and slides of one post in each ward that has it.
fn one_post(
    options: &ChannelsOptions,
    wards: &[Ward],
    press: &Press<'_>,
    (wanted, console): (&str, &Console),
) -> Result<(), Diagnostics> {
    let wanted = wanted.trim_matches('/');
    let is_wanted = |post: &Post| match wanted.split_once('/') {
        Some((section, slug)) => post.section == section && post.slug == slug,
        None => post.slug == wanted,
    };
    let mut failures = Diagnostics::default();
    let mut is_there = false;
    for ward in wards {
        let posts = ward.posts.iter().enumerate();
        let posts = posts.filter(|(_, post)| is_wanted(post));
        for index in posts.map(|(index, _)| index) {
            is_there = true;
            let post = &ward.posts[index];
            let printed = press.print(ward, &[index]);
            failures.extend(printed.failures);
            let files: Vec<_> = printed
                .files
                .into_iter()
                .map(|(_, file)| File {
                    name: file.name.to_owned(),
                    bytes: file.bytes,
                })
                .collect();
            let name = format!("{}-{}", post.section, post.slug);
            let folder = options.out.join(&ward.id).join(name);
            write(&folder, &files)?;
            console.settle();
            console.show(&printed.problems.into());
            let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
            console.say(&Notice::PaperMade {
                folder: folder.display().to_string(),
                names: names.join(", "),
            });
        }
    }
    if !is_there {
        let posts = wards.iter().flat_map(|ward| &ward.posts);
        let near = Near::find(wanted, posts.map(|post| post.slug.as_str()));
        let slug = wanted.to_owned();
        failures.extend([Diagnostic::file(
            "--post",
            Problem::NoSuchPost { slug, near },
        )]);
    }
    match failures.has_errors() {
        true => Err(failures),
        false => Ok(()),
    }
}

/// Makes paper and slides: texts are compiled as for a site, and no picture is made smaller.
struct Press<'o> {
    pictures: Pictures,
    attachments: Attachments,
    delivery: Delivery,
    options: &'o ChannelsOptions,
}

/// What a press made.
#[derive(Default)]
struct Printed {
    /// The files, each with the place of its post.
    files: Vec<(PostIndex, paper::File)>,
    /// Of how many posts.
    posts: usize,
    /// What should be mended.
    problems: Vec<Diagnostic>,
    /// What no site would be built with.
    failures: Vec<Diagnostic>,
}

impl<'o> Press<'o> {
    fn new(root: &Root, options: &'o ChannelsOptions) -> Self {
        Self {
            pictures: Pictures::new(root.clone(), Cache::default()),
            attachments: Attachments::new(root.clone()),
            delivery: Delivery::default(),
            options,
        }
    }

    /// Makes what there is of some posts of a ward.
    fn print(&self, ward: &Ward, posts: &[PostIndex]) -> Printed {
        let mut printed = Printed::default();
        if posts.is_empty() {
            return printed;
        }
        let compile = CompileOptions {
            delivery: &self.delivery,
            today: self.options.today,
        };
        let mut found = Vec::new();
        let files = (&self.pictures, &self.attachments);
        let site = CompiledSite::compile(ward, files, &compile, &mut found);
        for index in posts {
            let path = &ward.posts[*index].source.path;
            let wrong = found
                .iter()
                .filter(|told| told.path == *path && told.severity == Severity::Error);
            let wrong: Vec<_> = wrong.cloned().collect();
            if !wrong.is_empty() {
                printed.failures.extend(wrong);
                continue;
            }
            let made = paper::products(&site, *index);
            printed.posts += usize::from(!made.files.is_empty());
            printed.problems.extend(made.problems);
            let files = made.files.into_iter();
            printed.files.extend(files.map(|file| (*index, file)));
        }
        printed
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
