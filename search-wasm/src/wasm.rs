//! The browser's door to the engine; nothing but the passing of strings and bytes.
//!
//! `unsafe` is allowed here because wasm-bindgen's own glue needs it.
#![allow(unsafe_code)]

use wasm_bindgen::prelude::wasm_bindgen;

use crate::pack::PackError;
use crate::query::{SearchOptions, Session, json};

/// An open pack.
#[wasm_bindgen]
pub struct Engine {
    session: Session,
}

#[wasm_bindgen]
impl Engine {
    /// Opens a pack by its start file.
    #[wasm_bindgen(constructor)]
    pub fn new(start: &[u8]) -> Result<Engine, String> {
        Ok(Engine {
            session: Session::open(start).map_err(message)?,
        })
    }

    /// Hands over a part that [`Engine::search`] asked for.
    pub fn provide(&mut self, name: &str, file: &[u8]) -> Result<(), String> {
        self.session.provide(name, file).map_err(message)
    }

    /// Searches; the answer is JSON, see [`json`].
    pub fn search(
        &mut self,
        query: &str,
        kind: &str,
        limit: usize,
        as_typed: bool,
        typing: bool,
    ) -> Result<String, String> {
        let kind = (!kind.is_empty()).then(|| kind.to_owned());
        let options = SearchOptions {
            limit,
            kind,
            as_typed,
            typing,
        };
        self.session
            .search(query, &options)
            .map(|found| json::outcome(&found))
            .map_err(message)
    }
}

fn message(error: PackError) -> String {
    match error {
        PackError::NotAPack => "not a search pack".to_owned(),
        PackError::Version { .. } => "version".to_owned(),
        PackError::Damaged(what) => what.to_owned(),
    }
}
