//! Days and lengths as Vietnamese writes them, for pages and messages alike.

use jiff::civil::Date;

/// Syllables a minute that an adult reads aloud at ease; silent reading is faster.
const SYLLABLES_A_MINUTE: usize = 200;

/// Minutes that it takes to read a text of so many syllables, at least 1.
pub fn minutes(syllables: usize) -> usize {
    syllables.div_ceil(SYLLABLES_A_MINUTE).max(1)
}

/// A day in words: `ngày 2 tháng 11 năm 2026`.
pub fn day(day: Date) -> String {
    format!(
        "ngày {} tháng {} năm {}",
        day.day(),
        day.month(),
        day.year()
    )
}
