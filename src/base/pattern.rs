//! Fixed patterns: regular expressions that are part of the program, compiled when they are first used.

use regex::Regex;

/// A pattern of this program; it is known to be right, for tests compile every one.
pub fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| unreachable!("a fixed pattern: {error}"))
}

/// A static of a name and a pattern.
#[macro_export]
macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| $crate::pattern::pattern($pattern));
    };
}
