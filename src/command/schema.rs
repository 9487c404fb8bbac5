//! `loa schema`: which keys each kind of post has, for people and for programs.

use crate::console::Console;
use loa::diagnostic::{Diagnostic, Diagnostics};
use loa::problem::Problem;
use loa::schema;
use std::io;

/// Prints the schema.
pub fn schema(json: bool, console: &Console) -> Result<(), Diagnostics> {
    console.settle();
    let text = if json {
        schema::json().map_err(|error| {
            let reason = io::Error::from(error).into();
            Diagnostic::file("loa schema", Problem::OutputWrite { reason })
        })?
    } else {
        schema::listing(console.lang())
    };
    console.print(text.trim_end());
    Ok(())
}
