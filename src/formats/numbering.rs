//! Word's numbering: the label of each list paragraph as Word shows it (ECMA-376, part 1, 17.9).

use super::xml::{damaged, local, value};
use crate::problem::Problem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 9;

/// Longest label, in characters.
const LABEL_LIMIT: usize = 40;

#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    format: Option<String>,
    text: Option<String>,
    /// The level whose next item lets this one count anew; 0 for never.
    restart: Option<usize>,
    /// Whether numbers of other levels are shown as decimals in it.
    legal: bool,
}

#[derive(Debug, Clone, Default)]
struct Instance {
    definition: String,
    /// Numbers that this instance begins with, by level.
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    definitions: HashMap<String, HashMap<usize, Level>>,
    instances: HashMap<String, Instance>,
    /// Links from a definition that only names a style to the one that defines it.
    style_links: HashMap<String, String>,
    counted: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashMap<(String, usize), bool>,
}

/// Where the reader of `numbering.xml` is.
#[derive(Default)]
struct NumberingState {
    definition: Option<String>,
    instance: Option<String>,
    level: Option<usize>,
    overridden: Option<usize>,
    numbers_style: HashMap<String, String>,
}

impl Numbering {
    /// Reads `numbering.xml`; an empty text gives no lists.
    ///
    /// # Errors
    /// When it is no XML.
    pub fn read(xml: &str) -> Result<Self, Problem> {
        let mut numbering = Self::default();
        let mut place = NumberingState::default();
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(damaged)? {
                Event::Start(element) => numbering.element(&element, &mut place),
                Event::Empty(element) => {
                    numbering.element(&element, &mut place);
                    place.leave(&local(&element));
                }
                Event::End(element) => place.leave(element.local_name().as_ref()),
                Event::DocType(_) => return Err(damaged("<!DOCTYPE>")),
                Event::Eof => return Ok(numbering),
                _ => {}
            }
        }
    }

    fn element(&mut self, element: &BytesStart<'_>, place: &mut NumberingState) {
        let number = |name: &str| value(element, name).and_then(|text| text.parse::<usize>().ok());
        match local(element).as_str() {
            "abstractNum" => place.definition = value(element, "abstractNumId"),
            "num" => {
                place.instance = value(element, "numId");
                if let Some(id) = &place.instance {
                    self.instances.entry(id.clone()).or_default();
                }
            }
            "abstractNumId" => {
                if let Some(instance) = place
                    .instance
                    .as_ref()
                    .and_then(|id| self.instances.get_mut(id))
                {
                    instance.definition = value(element, "val").unwrap_or_default();
                }
            }
            "lvlOverride" => place.overridden = number("ilvl"),
            "startOverride" => {
                let start = number("val").and_then(|start| u32::try_from(start).ok());
                let instance = place
                    .instance
                    .as_ref()
                    .and_then(|id| self.instances.get_mut(id));
                if let (Some(instance), Some(level), Some(start)) =
                    (instance, place.overridden, start)
                {
                    instance.starts.insert(level, start);
                }
            }
            "lvl" => place.level = number("ilvl").filter(|level| *level < LEVELS),
            "styleLink" => {
                if let (Some(id), Some(style)) = (&place.definition, value(element, "val")) {
                    place.numbers_style.insert(style, id.clone());
                }
            }
            "numStyleLink" => {
                let target = value(element, "val")
                    .and_then(|style| place.numbers_style.get(&style).cloned());
                if let (Some(id), Some(target)) = (&place.definition, target) {
                    self.style_links.insert(id.clone(), target);
                }
            }
            name => self.level_property(name, element, place),
        }
    }

    fn level_property(&mut self, name: &str, element: &BytesStart<'_>, place: &NumberingState) {
        let Some(at) = place.level else { return };
        let level = match (&place.definition, &place.instance) {
            (_, Some(id)) => self
                .instances
                .entry(id.clone())
                .or_default()
                .levels
                .entry(at)
                .or_default(),
            (Some(id), None) => self
                .definitions
                .entry(id.clone())
                .or_default()
                .entry(at)
                .or_default(),
            (None, None) => return,
        };
        match name {
            "start" => level.start = value(element, "val").and_then(|start| start.parse().ok()),
            "numFmt" => level.format = value(element, "val"),
            "lvlText" => level.text = value(element, "val"),
            "lvlRestart" => {
                level.restart = value(element, "val").and_then(|level| level.parse().ok())
            }
            "isLgl" => {
                level.legal = !matches!(value(element, "val").as_deref(), Some("0" | "false"))
            }
            _ => {}
        }
    }

    fn definition_of(&self, id: &str) -> String {
        let own = self
            .instances
            .get(id)
            .map_or_else(String::new, |instance| instance.definition.clone());
        self.style_links.get(&own).cloned().unwrap_or(own)
    }

    fn level(&self, id: &str, definition: &str, at: usize) -> Option<&Level> {
        let own = self.instances.get(id)?.levels.get(&at);
        own.or_else(|| self.definitions.get(definition)?.get(&at))
    }

    /// Counts one on in a list and gives the label; `None` where the list is not defined.
    pub fn next(&mut self, id: &str, at: usize) -> Option<String> {
        if at >= LEVELS || !self.instances.contains_key(id) {
            return None;
        }
        let definition = self.definition_of(id);
        let level = self.level(id, &definition, at)?.clone();
        self.count(id, &definition, at);
        if level.format.as_deref() == Some("bullet") {
            return Some(bullet(level.text.as_deref().unwrap_or("-")));
        }
        if level.format.as_deref() == Some("none") {
            return Some(String::new());
        }
        let text = level.text.as_deref().unwrap_or_default();
        let mut label = String::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            let digit = (c == '%')
                .then(|| chars.clone().next())
                .flatten()
                .and_then(|digit| digit.to_digit(10));
            match digit {
                Some(digit @ 1..=9) => {
                    chars.next();
                    label.push_str(&self.shown(id, &definition, digit as usize - 1, level.legal));
                }
                _ => label.push(c),
            }
        }
        Some(label.trim().chars().take(LABEL_LIMIT).collect())
    }

    /// Counts one on at a level and lets those below begin anew.
    fn count(&mut self, id: &str, definition: &str, at: usize) {
        let start = |numbering: &Self, level: usize| {
            numbering
                .level(id, definition, level)
                .and_then(|level| level.start)
                .unwrap_or(1)
        };
        let overridden = self
            .instances
            .get(id)
            .and_then(|instance| instance.starts.get(&at).copied());
        let first_use = !self.begun.contains_key(&(id.to_owned(), at));
        self.begun.insert((id.to_owned(), at), true);
        let restarts: Vec<usize> = (at + 1..LEVELS)
            .filter(|below| {
                let restart = self
                    .level(id, definition, *below)
                    .and_then(|level| level.restart);
                restart.is_none_or(|by| by > 0 && at < by)
            })
            .collect();
        let first = start(self, at);
        let above: Vec<u32> = (0..at).map(|level| start(self, level)).collect();
        let counted = self.counted.entry(definition.to_owned()).or_default();
        counted[at] = Some(match (overridden.filter(|_| first_use), counted[at]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => first,
        });
        for (level, start) in above.into_iter().enumerate() {
            counted[level].get_or_insert(start);
        }
        for below in restarts {
            counted[below] = None;
        }
    }

    fn shown(&self, id: &str, definition: &str, at: usize, legal: bool) -> String {
        let counted = self.counted.get(definition).and_then(|counted| counted[at]);
        let level = self.level(id, definition, at);
        let number = counted.or_else(|| level?.start).unwrap_or(1);
        let format = level
            .and_then(|level| level.format.as_deref())
            .unwrap_or("decimal");
        in_format(number, if legal { "decimal" } else { format })
    }
}

impl NumberingState {
    fn leave(&mut self, name: &str) {
        match name {
            "abstractNum" => self.definition = None,
            "num" => self.instance = None,
            "lvl" => self.level = None,
            "lvlOverride" => self.overridden = None,
            _ => {}
        }
    }
}

/// A list's sign: what Symbol and Wingdings show as a dot stays one.
fn bullet(text: &str) -> String {
    match text.trim().chars().next() {
        Some(sign @ ('-' | '–' | '—' | '+' | '*')) => sign.to_string(),
        Some('\u{f02d}') => "-".into(),
        Some('\u{f02b}') => "+".into(),
        _ => "•".into(),
    }
}

/// The label of a list's item with this number, where a letter tells its form: `1`, `a`, `A`, `i` or `I`.
pub fn item_label(form: char, number: u32) -> String {
    let close = if matches!(form, 'a' | 'i') { ")" } else { "." };
    format!("{}{close}", item_number(form, number))
}

/// The number of a list's item alone.
pub fn item_number(form: char, number: u32) -> String {
    let format = match form {
        'a' => "lowerLetter",
        'A' => "upperLetter",
        'i' => "lowerRoman",
        'I' => "upperRoman",
        _ => "decimal",
    };
    in_format(number, format)
}

fn in_format(number: u32, format: &str) -> String {
    match format {
        "upperRoman" if number <= 400 => to_roman(number),
        "lowerRoman" if number <= 400 => to_roman(number).to_lowercase(),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerLetter" => letters(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// `a` to `z`, then `aa`, `bb`, as Word counts.
fn letters(number: u32) -> String {
    let at = number.saturating_sub(1);
    let letter = char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
    letter.to_string().repeat((at / 26 + 1).min(4) as usize)
}

/// A number in Roman capitals.
pub fn to_roman(mut value: u32) -> String {
    const SIGNS: [(u32, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while value >= worth {
            text.push_str(sign);
            value -= worth;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
            <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3."/></w:lvl>
            <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
            <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    </w:numbering>"#;

    #[test]
    fn labels_are_as_word_shows_them() {
        let mut numbering = Numbering::read(LISTS).unwrap();
        let mut next = |id: &str, level: usize| numbering.next(id, level).unwrap();
        assert_eq!(next("1", 0), "I.");
        assert_eq!(next("1", 1), "1.");
        assert_eq!(next("1", 1), "2.");
        assert_eq!(next("1", 2), "1.2.1.");
        assert_eq!(next("1", 3), "a)");
        assert_eq!(next("1", 3), "b)");
        assert_eq!(next("1", 4), "-");
        assert_eq!(next("1", 0), "II.");
        assert_eq!(next("1", 1), "1.");
        assert_eq!(next("2", 1), "5.");
        assert_eq!(next("2", 1), "6.");
        assert!(numbering.next("9", 0).is_none());
        assert_eq!(letters(28), "bb");
    }
}
