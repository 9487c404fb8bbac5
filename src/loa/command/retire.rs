//! `loa retire`: what takes the place of a site that closes.

use crate::console::Console;
use crate::notice::Notice;
use base::diagnostic::Diagnostics;
use site::build::retire;
use std::path::Path;

/// Writes a folder a ward, to be uploaded where the site was.
pub fn retire(
    root: &Path,
    out: &Path,
    wards: &[String],
    console: &Console,
) -> Result<(), Diagnostics> {
    let (_, warnings) = retire::retire(root, out, wards)?;
    console.settle();
    console.show(&warnings);
    for ward in wards {
        console.say(&Notice::Retired {
            path: out.join(ward).display().to_string(),
        });
    }
    Ok(())
}
