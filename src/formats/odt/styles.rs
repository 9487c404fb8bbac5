//! What the styles of an OpenDocument text say of letters, paragraphs and lists.

use super::lists::Level;
use crate::encoding::{self, Legacy};
use crate::problem::Problem;
use crate::xml::{damaged, local, value};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// Styles that hand down to each other, at most.
const PARENTS: usize = 20;

/// What one style says.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    list: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    capitals: Option<bool>,
    hidden: Option<bool>,
    centred: Option<bool>,
    font: Option<String>,
}

/// How letters are set, and their paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub struct Looks {
    /// Bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
    /// Shown as capitals.
    pub capitals: bool,
    /// Not shown.
    pub hidden: bool,
    /// In the middle of the page.
    pub centred: bool,
    /// The encoding that the font tells.
    pub legacy: Option<Legacy>,
}

/// The styles of a text.
#[derive(Debug, Default)]
pub struct Styles {
    named: HashMap<(String, String), Style>,
    lists: HashMap<String, HashMap<usize, Level>>,
    /// How headings are numbered.
    pub outline: HashMap<usize, Level>,
    /// Names of fonts by the names that styles call them.
    faces: HashMap<String, String>,
}

/// Where the reader of styles is.
#[derive(Default)]
struct Place {
    style: Option<(String, String)>,
    list: Option<String>,
    outline: bool,
}

impl Styles {
    /// Reads the styles of a part; those that are known already give way.
    ///
    /// # Errors
    /// When it is no XML.
    pub fn read(&mut self, xml: &str) -> Result<(), Problem> {
        let mut reader = Reader::from_str(xml);
        let mut place = Place::default();
        loop {
            match reader.read_event().map_err(damaged)? {
                // Behind the styles the words begin.
                Event::Start(element) if local(&element) == "body" => return Ok(()),
                Event::Start(element) => self.element(&element, &mut place),
                Event::Empty(element) => {
                    self.element(&element, &mut place);
                    place.leave(&local(&element));
                }
                Event::End(element) => place.leave(element.local_name().as_ref()),
                Event::DocType(_) => return Err(damaged("<!DOCTYPE>")),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn element(&mut self, element: &BytesStart<'_>, place: &mut Place) {
        let get = |name: &str| value(element, name);
        match local(element).as_str() {
            "font-face" => {
                if let (Some(name), Some(family)) = (get("name"), get("font-family")) {
                    self.faces.insert(name, family);
                }
            }
            name @ ("style" | "default-style") => {
                let own = if name == "style" {
                    get("name")
                } else {
                    Some(String::new())
                };
                let (Some(family), Some(own)) = (get("family"), own) else {
                    return;
                };
                let key = (family, own);
                let style = Style {
                    parent: get("parent-style-name"),
                    list: get("list-style-name"),
                    ..Style::default()
                };
                self.named.insert(key.clone(), style);
                place.style = Some(key);
            }
            "text-properties" | "paragraph-properties" => self.properties(element, place),
            "list-style" => place.list = get("name"),
            "outline-style" => place.outline = true,
            "list-level-style-number" | "list-level-style-bullet" | "outline-level-style" => {
                let Some(level) = get("level").and_then(|level| level.parse::<usize>().ok()) else {
                    return;
                };
                let read = Level {
                    form: get("num-format").and_then(|form| form.chars().next()),
                    bullet: get("bullet-char"),
                    prefix: get("num-prefix").unwrap_or_default(),
                    suffix: get("num-suffix").unwrap_or_default(),
                    start: get("start-value")
                        .and_then(|start| start.parse().ok())
                        .unwrap_or(1),
                    shown: get("display-levels")
                        .and_then(|shown| shown.parse().ok())
                        .unwrap_or(1),
                };
                match &place.list {
                    Some(list) => {
                        self.lists
                            .entry(list.clone())
                            .or_default()
                            .insert(level, read);
                    }
                    None if place.outline => {
                        self.outline.insert(level, read);
                    }
                    None => {}
                }
            }
            _ => {}
        }
    }

    fn properties(&mut self, element: &BytesStart<'_>, place: &Place) {
        let Some(style) = place.style.as_ref().and_then(|key| self.named.get_mut(key)) else {
            return;
        };
        for (name, target) in [
            ("font-weight", &mut style.bold),
            ("font-style", &mut style.italic),
            ("text-transform", &mut style.capitals),
            ("text-align", &mut style.centred),
            ("display", &mut style.hidden),
        ] {
            if let Some(told) = value(element, name) {
                let heavy = told.parse::<u32>().is_ok_and(|weight| weight >= 600);
                let yes =
                    ["bold", "italic", "uppercase", "center", "none"].contains(&told.as_str());
                *target = Some(heavy || yes);
            }
        }
        if let Some(font) = value(element, "font-name").or_else(|| value(element, "font-family")) {
            style.font = Some(font);
        }
    }

    /// A style and those that it rests on, nearest first.
    fn chain<'s>(&'s self, family: &str, name: &str) -> impl Iterator<Item = &'s Style> {
        let mut next = Some(name.to_owned());
        let family = family.to_owned();
        std::iter::from_fn(move || {
            let name = next.take()?;
            let style = self.named.get(&(family.clone(), name.clone()))?;
            // What rests on nothing rests on what is usual.
            next = style
                .parent
                .clone()
                .or_else(|| (!name.is_empty()).then(String::new));
            Some(style)
        })
        .take(PARENTS)
    }

    /// How letters are set by a style, over what they were set like before.
    pub fn looks(&self, family: &str, name: &str, above: Looks) -> Looks {
        let mut looks = above;
        let chain: Vec<&Style> = self.chain(family, name).collect();
        let first = |get: fn(&Style) -> Option<bool>| chain.iter().find_map(|style| get(style));
        looks.bold = first(|style| style.bold).unwrap_or(looks.bold);
        looks.italic = first(|style| style.italic).unwrap_or(looks.italic);
        looks.capitals = first(|style| style.capitals).unwrap_or(looks.capitals);
        looks.hidden = first(|style| style.hidden).unwrap_or(looks.hidden);
        looks.centred = first(|style| style.centred).unwrap_or(looks.centred);
        if let Some(font) = chain.iter().find_map(|style| style.font.as_deref()) {
            let family = self.faces.get(font).map_or(font, String::as_str);
            looks.legacy = encoding::of_font(family.trim_matches(['\'', '"']));
        }
        looks
    }

    /// The list that paragraphs of a style belong to.
    pub fn list_of(&self, name: &str) -> Option<&str> {
        self.chain("paragraph", name)
            .find_map(|style| style.list.as_deref())
    }

    /// A level of a list, counted from 1.
    pub fn level(&self, list: &str, level: usize) -> Option<&Level> {
        self.lists.get(list)?.get(&level)
    }
}

impl Place {
    fn leave(&mut self, name: &str) {
        match name {
            "style" | "default-style" => self.style = None,
            "list-style" => self.list = None,
            "outline-style" => self.outline = false,
            _ => {}
        }
    }
}
