//! Labels of lists and headings in OpenDocument texts, as they are shown.

use super::styles::Styles;
use crate::numbering::item_number;
use std::collections::HashMap;

/// Deepest lists within lists.
const LEVELS: usize = 20;

/// How the labels of one level look.
#[derive(Debug, Clone, Default)]
pub struct Level {
    /// `1`, `a`, `A`, `i`, `I`; none for no number.
    pub form: Option<char>,
    /// The sign in place of a number.
    pub bullet: Option<String>,
    /// What stands before the number.
    pub prefix: String,
    /// What stands behind it.
    pub suffix: String,
    /// With what number it begins.
    pub start: u32,
    /// How many levels the label shows.
    pub shown: usize,
}

/// How far each list has counted.
#[derive(Debug, Default)]
pub struct Lists {
    /// The lists that stand in each other, with the names of their styles.
    open: Vec<String>,
    counted: Vec<Option<u32>>,
    /// How far lists had counted that ended, by style.
    ended: HashMap<String, Vec<Option<u32>>>,
    headings: Vec<Option<u32>>,
}

impl Lists {
    /// A list begins; `goes_on` where it counts on from the last one of its style.
    pub fn start(&mut self, style: Option<String>, goes_on: bool) {
        let style = style
            .or_else(|| self.open.last().cloned())
            .unwrap_or_default();
        if self.open.is_empty() {
            let ended = self.ended.get(&style).filter(|_| goes_on);
            self.counted = ended.cloned().unwrap_or_default();
        }
        if self.open.len() < LEVELS {
            self.open.push(style);
        }
    }

    /// A list ends.
    pub fn end(&mut self) {
        let ended = self.open.pop();
        if self.open.is_empty() {
            let counted = std::mem::take(&mut self.counted);
            self.ended.extend(ended.map(|style| (style, counted)));
        } else {
            self.counted.truncate(self.open.len());
        }
    }

    /// The label of the next item of the innermost list.
    pub fn item(&mut self, styles: &Styles, start: Option<u32>) -> Option<String> {
        let depth = self.open.len();
        let style = self.open.last()?;
        let level = styles.level(style, depth)?;
        next(&mut self.counted, depth, level.start, start);
        shown(&self.counted, depth, |at| styles.level(style, at))
    }

    /// The label of a heading.
    pub fn heading(&mut self, styles: &Styles, depth: usize) -> Option<String> {
        let depth = depth.clamp(1, LEVELS);
        let level = styles.outline.get(&depth)?;
        next(&mut self.headings, depth, level.start, None);
        shown(&self.headings, depth, |at| styles.outline.get(&at))
    }
}

/// Counts one on at this depth.
fn next(counted: &mut Vec<Option<u32>>, depth: usize, first: u32, start: Option<u32>) {
    counted.resize(depth, None);
    if let Some(last) = counted.last_mut() {
        *last =
            Some(start.unwrap_or_else(|| last.map_or(first, |number| number.saturating_add(1))));
    }
}

/// A label out of the numbers so far.
fn shown<'l>(
    counted: &[Option<u32>],
    depth: usize,
    level: impl Fn(usize) -> Option<&'l Level>,
) -> Option<String> {
    let own = level(depth)?;
    if let Some(bullet) = &own.bullet {
        let sign = bullet.chars().next().filter(|sign| "-–—+*".contains(*sign));
        return Some(sign.unwrap_or('•').to_string());
    }
    own.form?;
    let first = (depth + 1).saturating_sub(own.shown.max(1)).max(1);
    let numbers = (first..=depth).filter_map(|at| {
        let form = level(at)?.form?;
        Some(item_number(
            form,
            counted.get(at - 1).copied().flatten().unwrap_or(1),
        ))
    });
    let numbers: Vec<String> = numbers.collect();
    Some(format!("{}{}{}", own.prefix, numbers.join("."), own.suffix))
}
