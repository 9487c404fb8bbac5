//! The synonyms of a ward, for its search and for its topics.

use crate::model::Ward;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use search_wasm::Synonyms;
use std::sync::LazyLock;

/// Loa's own list, read once for all wards.
static BUILT_IN: LazyLock<Synonyms> = LazyLock::new(Synonyms::built_in);

/// The synonyms of a ward: Loa's own list, extended by the shared one and by the ward's.
///
/// # Errors
/// One problem for each line that does not parse.
pub fn synonyms(ward: &Ward) -> Result<Synonyms, Vec<Diagnostic>> {
    let mut all = BUILT_IN.clone();
    let mut problems = Vec::new();
    for source in &ward.synonyms {
        let mut start = 0;
        for line in source.text.split_inclusive('\n') {
            let end = start + line.trim_end().len();
            match Synonyms::parse(line) {
                Ok(more) => all.merge(more),
                Err(_) if line.contains('=') => {
                    problems.push(Diagnostic::at(source, start..end, Problem::SynonymEmpty {}))
                }
                Err(_) => {
                    problems.push(Diagnostic::at(source, start..end, Problem::SynonymAlone {}))
                }
            }
            start += line.len();
        }
    }
    if problems.is_empty() {
        Ok(all)
    } else {
        Err(problems)
    }
}
