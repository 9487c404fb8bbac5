//! What a drawing asks of a browser: everything counted as often as it is drawn, before it is published.
//!
//! The unit is about one small shape. A phone of few means draws some thousands of them at once.

use super::value::{numbers, reference};
use super::{Element, Fault, What, far, path};
use crate::problem::Load;
use std::collections::BTreeMap;

/// Most that a drawing may ask for.
const BUDGET: f64 = 20_000.0;
/// How many parts may be shown one inside the other.
const CHAIN: usize = 12;
/// Most numbers in one outline: a fill is cut into lines that may all cross.
const NUMBERS: usize = 10_000;
/// What a layer of its own costs: a mask, a group that shines through.
const LAYER: f64 = 30.0;
/// What a gradient costs a shape.
const GRADIENT: f64 = 15.0;
/// Dashes that are drawn as fast as one shape.
const DASHES: f64 = 15.0;

/// Refuses a drawing that would keep a browser busy.
///
/// # Errors
/// On too much, and on a part that shows itself.
pub fn within_budget(root: &Element) -> Result<(), Fault> {
    let mut known = Parts::default();
    known.gather(root);
    let mut counter = Counter {
        shortest: known.shortest,
        ids: known.ids,
        done: BTreeMap::new(),
        reach: 0,
        open: Vec::new(),
    };
    let cost = counter.element(root, Around::default())?;
    counter.spent(cost, root)?;
    far::within_reach(root, &counter.ids)
}

/// What is known of a whole drawing beforehand.
struct Parts<'a> {
    ids: BTreeMap<&'a str, &'a Element>,
    /// The shortest period of dashes anywhere.
    shortest: f64,
}

impl Default for Parts<'_> {
    fn default() -> Self {
        Self {
            ids: BTreeMap::new(),
            shortest: f64::INFINITY,
        }
    }
}

impl<'a> Parts<'a> {
    fn gather(&mut self, element: &'a Element) {
        if let Some(id) = element.get("id") {
            self.ids.insert(id, element);
        }
        if let Some(dashes) = element.get("stroke-dasharray") {
            let period: f64 = numbers(dashes).map(f64::abs).sum();
            // A list of noughts draws a whole line.
            if period > 0.0 {
                self.shortest = self.shortest.min(period);
            }
        }
        for child in element.elements() {
            self.gather(child);
        }
    }
}

/// What elements inherit: whether lines are dashed, and what is drawn for each shape or each of its points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Around {
    dashed: bool,
    fill: f64,
    point: f64,
}

/// A part under some conditions.
#[derive(Debug, Clone, Copy)]
struct Part {
    around: Around,
    cost: f64,
    depth: usize,
}

struct Counter<'a> {
    shortest: f64,
    ids: BTreeMap<&'a str, &'a Element>,
    /// Parts counted before, each with what it then inherited.
    done: BTreeMap<&'a str, Vec<Part>>,
    /// How many parts stand one inside the other in what was counted last.
    reach: usize,
    open: Vec<&'a str>,
}

impl<'a> Counter<'a> {
    fn spent(&self, cost: f64, element: &Element) -> Result<(), Fault> {
        if cost <= BUDGET {
            Ok(())
        } else {
            Err(What::Heavy(Load::Repeats).at(element.at))
        }
    }

    fn element(&mut self, element: &'a Element, mut around: Around) -> Result<f64, Fault> {
        let mut cost = 1.0;
        around.dashed |= element
            .get("stroke-dasharray")
            .is_some_and(|dashes| numbers(dashes).count() > 0);
        for (key, value) in &element.attributes {
            let target = match *key {
                "href" => value.strip_prefix('#'),
                "id" | "aria-label" | "aria-roledescription" => None,
                _ => reference(value).map(|(id, _)| id),
            };
            let Some(target) = target.and_then(|id| self.ids.get_key_value(id)) else {
                continue;
            };
            let (id, target) = (*target.0, *target.1);
            match *key {
                // The letters follow the line; it is not drawn. Gradients and patterns take over what they lack.
                "href" if element.name != "use" => {
                    self.part(id, target, Around::default(), element)?;
                }
                "href" => cost += self.part(id, target, around, element)?,
                "mask" => cost += LAYER + self.part(id, target, Around::default(), element)?,
                "clip-path" => cost += LAYER + self.part(id, target, Around::default(), element)?,
                "fill" | "stroke" => {
                    let paint = self.part(id, target, Around::default(), element)?;
                    // A pattern is drawn once a shape, apart from it.
                    let paint = match target.name {
                        "pattern" => LAYER + 2.0 * paint,
                        // A gradient is worked out for every point of light that it covers.
                        _ => GRADIENT + paint / 10.0,
                    };
                    around.fill = around.fill.max(paint);
                }
                _ => {
                    let marker = self.part(id, target, Around::default(), element)?;
                    around.point = around.point.max(marker);
                }
            }
        }
        cost += self.own(element, &around)?;
        for child in element.elements() {
            cost += self.element(child, around)?;
            self.spent(cost, child)?;
        }
        Ok(cost)
    }

    /// What an element costs by itself.
    fn own(&self, element: &Element, around: &Around) -> Result<f64, Fault> {
        let mut points = 0;
        for (key, value) in &element.attributes {
            let places = ["d", "points"].contains(key);
            if !places && !far::MEASURES.contains(key) {
                continue;
            }
            for number in numbers(value) {
                points += usize::from(places);
                if number.abs() > far::LIMIT {
                    return Err(What::Heavy(Load::Far).at(element.at));
                }
            }
        }
        if points > NUMBERS {
            return Err(What::Heavy(Load::Points).at(element.at));
        }
        // Lines of one outline may all cross.
        let mut cost = points as f64 / 20.0 + (points as f64 / 180.0).powi(2);
        let is_shape = matches!(
            element.name,
            "path"
                | "rect"
                | "circle"
                | "ellipse"
                | "line"
                | "polyline"
                | "polygon"
                | "text"
                | "tspan"
                | "textPath"
        );
        if is_shape {
            cost += around.fill + around.point * (2 + points) as f64;
            if around.dashed && self.shortest.is_finite() {
                let scale = element
                    .get("pathLength")
                    .and_then(|length| numbers(length).next());
                let length = scale.unwrap_or_else(|| path::outline(element)).abs();
                cost += length / self.shortest / DASHES;
            }
        }
        let letters = element.children.iter().map(|child| match child {
            super::Child::Text(text) => text.len(),
            super::Child::Element(_) => 0,
        });
        if is_shape {
            cost += letters.sum::<usize>() as f64 / 8.0;
        }
        let through = element
            .get("opacity")
            .and_then(|value| numbers(value).next());
        if through.is_some_and(|opacity| opacity < 1.0) && !element.children.is_empty() {
            cost += LAYER;
        }
        Ok(cost)
    }

    /// What a part costs each time that it is shown.
    fn part(
        &mut self,
        id: &'a str,
        target: &'a Element,
        around: Around,
        from: &Element,
    ) -> Result<f64, Fault> {
        if self.open.contains(&id) {
            return Err(What::Heavy(Load::Circle).at(from.at));
        }
        if self.open.len() >= CHAIN {
            return Err(What::Heavy(Load::Depth).at(from.at));
        }
        let done = self.done.entry(id).or_default();
        let known = done.iter().find(|part| part.around == around).copied();
        let part = match known {
            Some(part) => part,
            // A part that is shown under ever other conditions would be counted for ever.
            None if done.len() >= 8 => return Err(What::Heavy(Load::Repeats).at(from.at)),
            None => self.new_part(id, target, around)?,
        };
        self.reach = self.reach.max(part.depth);
        if part.depth > CHAIN {
            return Err(What::Heavy(Load::Depth).at(from.at));
        }
        Ok(part.cost)
    }

    fn new_part(
        &mut self,
        id: &'a str,
        target: &'a Element,
        around: Around,
    ) -> Result<Part, Fault> {
        self.open.push(id);
        let outer = std::mem::take(&mut self.reach);
        let cost = self.element(target, around)?;
        let depth = 1 + std::mem::replace(&mut self.reach, outer);
        self.open.pop();
        let part = Part {
            around,
            cost,
            depth,
        };
        self.done.entry(id).or_default().push(part);
        Ok(part)
    }
}
