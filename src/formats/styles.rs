//! Word's styles: fonts, bold, italics, words struck out, centring and numbering that a paragraph inherits.

use super::xml::{damaged, local, value};
use crate::problem::Problem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// Longest chain of styles that rest on each other.
const CHAIN: usize = 12;

#[derive(Debug, Default, Clone)]
struct Definition {
    based_on: Option<String>,
    font: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    struck: Option<bool>,
    centred: Option<bool>,
    number: Option<String>,
    level: Option<usize>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    defined: HashMap<String, Definition>,
    /// The font of text without any style.
    font: Option<String>,
    /// The style of paragraphs that name none.
    normal: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`; an empty text gives no styles.
    ///
    /// # Errors
    /// When it is no XML.
    pub fn read(xml: &str) -> Result<Self, Problem> {
        let mut styles = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut open: Option<String> = None;
        loop {
            match reader.read_event().map_err(damaged)? {
                Event::Start(element) | Event::Empty(element) => {
                    styles.element(&element, &mut open)
                }
                Event::End(element) if element.local_name().as_ref() == "style" => open = None,
                Event::DocType(_) => return Err(damaged("<!DOCTYPE>")),
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    fn element(&mut self, element: &BytesStart<'_>, open: &mut Option<String>) {
        let name = local(element);
        if name == "style" {
            *open = value(element, "styleId");
            let default = value(element, "default")
                .is_some_and(|default| default == "1" || default == "true");
            if default && value(element, "type").as_deref() == Some("paragraph") {
                self.normal.clone_from(open);
            }
            return;
        }
        let Some(id) = open.clone() else {
            if name == "rFonts" && self.font.is_none() {
                self.font = value(element, "ascii").or_else(|| value(element, "hAnsi"));
            }
            return;
        };
        let definition = self.defined.entry(id).or_default();
        let on = || {
            !matches!(
                value(element, "val").as_deref(),
                Some("0" | "false" | "off")
            )
        };
        match name.as_str() {
            "basedOn" => definition.based_on = value(element, "val"),
            "rFonts" => {
                definition.font = value(element, "ascii").or_else(|| value(element, "hAnsi"))
            }
            "b" => definition.bold = Some(on()),
            "i" => definition.italic = Some(on()),
            "strike" | "dstrike" => definition.struck = Some(on()),
            "jc" => definition.centred = Some(value(element, "val").as_deref() == Some("center")),
            "numId" => definition.number = value(element, "val"),
            "ilvl" => definition.level = value(element, "val").and_then(|level| level.parse().ok()),
            _ => {}
        }
    }

    /// What the first style of a chain that says anything says.
    fn inherited<T>(
        &self,
        style: Option<&str>,
        get: impl Fn(&Definition) -> Option<T>,
    ) -> Option<T> {
        let mut next = style.or(self.normal.as_deref());
        for _ in 0..CHAIN {
            let definition = self.defined.get(next?)?;
            if let Some(found) = get(definition) {
                return Some(found);
            }
            next = definition.based_on.as_deref();
        }
        None
    }

    /// The font of a run.
    pub fn font(
        &self,
        own: Option<&str>,
        run: Option<&str>,
        paragraph: Option<&str>,
    ) -> Option<String> {
        own.map(str::to_owned)
            .or_else(|| {
                run.and_then(|style| {
                    self.inherited(Some(style), |definition| definition.font.clone())
                })
            })
            .or_else(|| self.inherited(paragraph, |definition| definition.font.clone()))
            .or_else(|| self.font.clone())
    }

    /// Whether styles make a run bold.
    pub fn bold(&self, run: Option<&str>, paragraph: Option<&str>) -> bool {
        let by_run =
            run.and_then(|style| self.inherited(Some(style), |definition| definition.bold));
        by_run
            .or_else(|| self.inherited(paragraph, |definition| definition.bold))
            .unwrap_or(false)
    }

    /// Whether styles put a run in italics.
    pub fn italic(&self, run: Option<&str>, paragraph: Option<&str>) -> bool {
        let by_run =
            run.and_then(|style| self.inherited(Some(style), |definition| definition.italic));
        by_run
            .or_else(|| self.inherited(paragraph, |definition| definition.italic))
            .unwrap_or(false)
    }

    /// Whether styles strike a run out.
    pub fn struck(&self, run: Option<&str>, paragraph: Option<&str>) -> bool {
        let by_run =
            run.and_then(|style| self.inherited(Some(style), |definition| definition.struck));
        by_run
            .or_else(|| self.inherited(paragraph, |definition| definition.struck))
            .unwrap_or(false)
    }

    /// Whether a style centres its paragraphs.
    pub fn centred(&self, paragraph: Option<&str>) -> bool {
        self.inherited(paragraph, |definition| definition.centred)
            .unwrap_or(false)
    }

    /// The list and the level that a style gives.
    pub fn numbering(&self, paragraph: Option<&str>) -> Option<(String, usize)> {
        let id = self.inherited(paragraph, |definition| definition.number.clone())?;
        let level = self
            .inherited(paragraph, |definition| definition.level)
            .unwrap_or(0);
        Some((id, level))
    }
}
