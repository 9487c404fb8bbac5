//! `loa schema`: which keys each kind of post has, for people and for programs.

use crate::console::Console;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::problem::FileProblem;
use base::schema;
use std::io;

/// Prints the schema.
pub fn schema(json: bool, console: &Console) -> Result<(), Diagnostics> {
    console.settle();
    let text = if json {
        schema::json().map_err(|error| {
            let reason = io::Error::from(error).into();
            Diagnostic::file("loa schema", FileProblem::OutputWrite { reason })
        })?
    } else {
        schema::listing(console.lang())
    };
    console.print(text.trim_end());
    Ok(())
}
