//! What takes the place of a site that closes: a service worker that clears readers' devices, and a page that says so.
//!
//! A device that keeps a site goes on showing it when the host has nothing there, because no answer may also mean no
//! network. Only a worker at the old worker's address can take the copies back.

use crate::content;
use crate::model::{WORKER, WardConfig};
use crate::output::{self, Changes, OutputLock, Staging};
use crate::problem::Problem;
use crate::root::Root;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::lang::Near;
use pulldown_cmark_escape::escape_html;
use std::path::Path;

const CLOSED: &str = include_str!("retire/closed.html");

const LEAVING: &[u8] = include_bytes!("retire/sw.js");

/// The pages that say that the site has closed: the home page, and what the host shows at every other address.
const PAGES: [&str; 2] = ["index.html", "404.html"];

/// Writes what takes the place of the sites of `wards`, a folder each, below `out`; gives warnings too.
///
/// # Errors
/// When a ward is not in `content/`, its `ward.toml` is wrong, or the folder cannot be written.
pub fn retire(
    root: &Path,
    out: &Path,
    wards: &[String],
) -> Result<(Changes, Diagnostics), Diagnostics> {
    let root = Root::open(root)?;
    let mut problems = Vec::new();
    let configs: Vec<_> = wards
        .iter()
        .filter_map(|ward| Some((ward, ward_config(&root, ward, &mut problems)?)))
        .collect();
    let mut found = Diagnostics::default();
    found.extend(problems);
    if found.has_errors() {
        return Err(found);
    }
    output::outside_source(root.dir(), out)?;
    let lock = OutputLock::take(out)?;
    let mut staged = Vec::new();
    for (ward, config) in configs {
        let staging = Staging::begin(&lock, ward, "retire", false)?;
        let page = page(&config);
        for name in PAGES {
            staging.write(name, "", page.as_bytes())?;
        }
        staging.write(WORKER, "", LEAVING)?;
        staged.push(staging);
    }
    let (changes, warnings) = output::switch(&lock, staged)?;
    Ok((changes, warnings.into()))
}

/// The settings of a ward, whatever is wrong with its posts.
fn ward_config(root: &Root, ward: &str, problems: &mut Vec<Diagnostic>) -> Option<WardConfig> {
    let ids = content::ward_ids(root);
    let ids = ids.map_err(|problem| problems.push(problem)).ok()?;
    if ids.iter().any(|id| id == ward) {
        return content::ward_config(root, ward, problems);
    }
    let near = Near::find(ward, ids.iter().map(String::as_str));
    let ward = ward.to_owned();
    problems.push(Diagnostic::file(
        "content",
        Problem::UnknownWard { ward, near },
    ));
    None
}

fn page(config: &WardConfig) -> String {
    let escaped = |text: &str| {
        let mut out = String::new();
        escape_html(&mut out, text)
            .unwrap_or_else(|error| unreachable!("a String takes any text: {error}"));
        out
    };
    // The province first: a name may hold anything, braces included.
    let [before, rest] = halves(CLOSED, "{{province}}");
    let name = escaped(&config.name);
    let parts = [before, rest].map(|part| part.replace("{{ward}}", &name));
    parts.join(&escaped(&config.province))
}

fn halves<'a>(text: &'a str, mark: &str) -> [&'a str; 2] {
    text.split_once(mark)
        .map_or([text, ""], |(before, after)| [before, after])
}
