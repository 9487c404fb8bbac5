//! `loa bundle`: a ward's site as one signed file for kiosks.

use super::feedback;
use super::keys::{password, told};
use crate::cli::BundleOptions;
use crate::console::Console;
use crate::notice::Notice;
use crate::problem::Problem;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::digest::Sha256;
use base::disk;
use base::manifest::{Manifest, PublishedFile};
use base::problem::FileProblem;
use kiosk::PROGRAM;
use kiosk::bundle::{
    Bundle, BundleManifest, Memory, Packed, TOTAL_LIMIT, is_kiosk_path, is_ward, write,
};
use kiosk::feedback::ARRIVED;
use kiosk::keys::folder::KeyFolder;
use kiosk::refusal::Refusal;
use rayon::prelude::*;
use site::build::pipeline::{self, BuildOptions};
use site::output;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Builds the site and puts it into a bundle.
pub fn bundle(options: &BundleOptions, console: &Console) -> Result<(), Diagnostics> {
    let keys = KeyFolder::open(&options.keys).map_err(told)?;
    let password = password(&keys, console)?;
    let known = match &options.thin_from {
        Some(path) => known(path)?,
        None => BTreeSet::new(),
    };
    let folder = tempfile::Builder::new().prefix("loa-bundle-").tempdir();
    let folder = folder.map_err(|error| failed(&std::env::temp_dir(), error))?;
    let build = BuildOptions {
        out: folder.path().to_owned(),
        ..options.build.clone()
    };
    let report = pipeline::build(&build, console)?;
    console.settle();
    console.show(&report.warnings);
    let at = folder.path().join(&options.ward);
    let mut site = output::manifest(folder.path(), &options.ward)?;
    if let Some(text) = feedback::arrived(&options.feedback)? {
        let path = at.join(ARRIVED);
        let folder = path.parent().unwrap_or(&at);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, &text));
        written.map_err(|error| failed(&path, error))?;
        let (hash, size) = (Sha256::of(text.as_bytes()), text.len() as u64);
        let added = site.add(ARRIVED, hash, size);
        added
            .map_err(|_| Diagnostics::from(Diagnostic::file(ARRIVED, Problem::NotForKiosks {})))?;
    }
    let name = report.names.first().cloned().unwrap_or_default();
    let manifest = BundleManifest {
        ward: options.ward.clone(),
        name,
        release: release(options, &keys)?,
        day: options.build.today.to_string(),
        epoch: keys.epoch(),
        program: PROGRAM,
        site,
    };
    fits(&manifest)?;
    let objects = objects(&at, &manifest.site, &known)?;
    let signatures = keys.sign(manifest.to_text().as_bytes(), password.as_deref());
    let mut bytes = Vec::new();
    write(&mut bytes, &manifest, &signatures.map_err(told)?, objects)
        .map_err(|error| failed(&options.out, error))?;
    check(&options.out, &bytes)?;
    disk::replace(&options.out, &bytes).map_err(|error| failed(&options.out, error))?;
    let noted = keys.note_release(&options.ward, manifest.release);
    noted.map_err(told)?;
    console.say(&Notice::Bundled {
        path: options.out.display().to_string(),
        release: manifest.release,
        size: console.size(bytes.len() as u64),
        files: manifest.site.len(),
    });
    Ok(())
}

/// The number of this release.
fn release(options: &BundleOptions, keys: &KeyFolder) -> Result<u64, Diagnostics> {
    if let Some(release) = options.release {
        return Ok(release);
    }
    let now = options.now.strftime("%Y%m%d%H%M%S").to_string();
    let now = now.parse().unwrap_or_default();
    // Where the clock was set back, releases go on rising.
    let last = keys.last_release(&options.ward).map_err(told)?;
    Ok(last.map_or(now, |last| now.max(last.saturating_add(1))))
}

/// Makes sure that kiosks take such a site.
fn fits(manifest: &BundleManifest) -> Result<(), Diagnostics> {
    let at = |path: &str, problem| Diagnostics::from(Diagnostic::file(path, problem));
    let ward = &manifest.ward;
    if !is_ward(ward) {
        return Err(at(ward, Problem::NotForKiosks {}));
    }
    let mut paths = manifest.site.files().map(|(path, _)| path);
    if let Some(path) = paths.find(|path| !is_kiosk_path(path)) {
        return Err(at(path, Problem::NotForKiosks {}));
    }
    manifest
        .within_limits()
        .map_err(|_| at(ward, Problem::TooLargeForKiosks {}))
}

/// The objects of a site that kiosks do not have yet, packed.
fn objects(
    site: &Path,
    manifest: &Manifest,
    known: &BTreeSet<Sha256>,
) -> Result<Vec<Packed>, Diagnostics> {
    let files: Vec<_> = manifest.files().collect();
    let new = |(_, file): &(&str, &PublishedFile)| !known.contains(&file.sha256);
    let packed = files.into_par_iter().filter(new).map(|(path, file)| {
        let path = site.join(path);
        let bytes = fs::read(&path).map_err(|error| failed(&path, error))?;
        let packed = Packed::new(&bytes).map_err(|error| failed(&path, error))?;
        if *packed.sha256() == file.sha256 {
            Ok(packed)
        } else {
            Err(failed(&path, io::ErrorKind::InvalidData.into()))
        }
    });
    packed.collect()
}

/// Reads what was made as a kiosk would.
fn check(out: &Path, bytes: &[u8]) -> Result<(), Diagnostics> {
    let read = Bundle::open(Memory(bytes)).and_then(|bundle| bundle.verify_objects());
    read.map_err(|_| {
        let problem = Problem::TooLargeForKiosks {};
        Diagnostic::file(out.display().to_string(), problem).into()
    })
}

/// The hashes of what kiosks with a former release have.
fn known(path: &Path) -> Result<BTreeSet<Sha256>, Diagnostics> {
    let unfit = || {
        let problem = Problem::NotAManifest {};
        Diagnostics::from(Diagnostic::file(path.display().to_string(), problem))
    };
    let size = fs::metadata(path)
        .map_err(|error| failed(path, error))?
        .len();
    if size > TOTAL_LIMIT {
        return Err(unfit());
    }
    let bytes = fs::read(path).map_err(|error| failed(path, error))?;
    let site = match Bundle::open(Memory(&bytes)) {
        Ok(bundle) => Ok(bundle.manifest().site.clone()),
        Err(Refusal::NotABundle {}) => {
            let of_bundle = BundleManifest::parse(&bytes).map(|manifest| manifest.site);
            of_bundle.or_else(|_| Manifest::parse(&bytes).map_err(|_| ()))
        }
        Err(_) => Err(()),
    };
    let site = site.map_err(|()| unfit())?;
    Ok(site.files().map(|(_, file)| file.sha256).collect())
}

fn failed(path: &Path, error: io::Error) -> Diagnostics {
    let reason = error.into();
    Diagnostic::file(
        path.display().to_string(),
        FileProblem::Unreadable { reason },
    )
    .into()
}
