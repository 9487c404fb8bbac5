//! What may stand in a published drawing: elements, attributes, and what kind of value each attribute has.

/// What becomes of an element of SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is published, under this name.
    Stays(&'static str),
    /// Browsers draw nothing for it, so nobody misses it.
    Goes,
    /// Browsers draw it, and it is not published.
    Unfit,
}

/// Elements that are published.
#[rustfmt::skip]
const ELEMENTS: [&str; 25] = [
    "svg", "g", "defs", "symbol", "use", "title", "desc",
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "text", "tspan", "textPath",
    "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker",
    // Written as a group, holding the child that a Vietnamese reader sees.
    "switch",
];

pub fn fate(name: &str) -> Fate {
    match name {
        "image" | "foreignObject" => Fate::Unfit,
        // A link leads away; what it surrounds is drawn.
        "a" => Fate::Stays("a"),
        _ => {
            let known = ELEMENTS.iter().find(|known| **known == name);
            known.map_or(Fate::Goes, |known| Fate::Stays(known))
        }
    }
}

/// What an attribute's value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, numbers with units, commas.
    Plain,
    /// A colour, or `url(#id)`.
    Paint,
    /// `none`, or `url(#id)`.
    Reference,
    /// `#id`.
    Link,
    /// `matrix(…)` and its like.
    Transform,
    /// Path data.
    Path,
    /// Names of type.
    Family,
    /// Any words, for people.
    Words,
    /// Names of other elements, for screen readers.
    Names,
}

/// Properties of style, which may stand as attributes too (SVG 1.1, 6.1; CSS Text, Masking).
#[rustfmt::skip]
const PROPERTIES: [(&str, Kind); 54] = [
    ("alignment-baseline", Kind::Plain), ("baseline-shift", Kind::Plain), ("clip-path", Kind::Reference),
    ("clip-rule", Kind::Plain), ("color", Kind::Paint), ("color-interpolation", Kind::Plain),
    ("color-rendering", Kind::Plain), ("direction", Kind::Plain), ("display", Kind::Plain),
    ("dominant-baseline", Kind::Plain), ("fill", Kind::Paint), ("fill-opacity", Kind::Plain),
    ("fill-rule", Kind::Plain), ("font-family", Kind::Family), ("font-size", Kind::Plain),
    ("font-size-adjust", Kind::Plain), ("font-stretch", Kind::Plain), ("font-style", Kind::Plain),
    ("font-variant", Kind::Plain), ("font-weight", Kind::Plain), ("glyph-orientation-vertical", Kind::Plain),
    ("image-rendering", Kind::Plain), ("letter-spacing", Kind::Plain), ("marker-end", Kind::Reference),
    ("marker-mid", Kind::Reference), ("marker-start", Kind::Reference), ("mask", Kind::Reference),
    ("mask-type", Kind::Plain), ("opacity", Kind::Plain), ("overflow", Kind::Plain), ("paint-order", Kind::Plain),
    ("shape-rendering", Kind::Plain), ("stop-color", Kind::Paint), ("stop-opacity", Kind::Plain),
    ("stroke", Kind::Paint), ("stroke-dasharray", Kind::Plain), ("stroke-dashoffset", Kind::Plain),
    ("stroke-linecap", Kind::Plain), ("stroke-linejoin", Kind::Plain), ("stroke-miterlimit", Kind::Plain),
    ("stroke-opacity", Kind::Plain), ("stroke-width", Kind::Plain), ("text-anchor", Kind::Plain),
    ("text-decoration", Kind::Plain), ("text-decoration-line", Kind::Plain), ("text-overflow", Kind::Plain),
    ("text-rendering", Kind::Plain), ("transform-origin", Kind::Plain),
    ("unicode-bidi", Kind::Plain), ("vector-effect", Kind::Plain), ("visibility", Kind::Plain),
    ("white-space", Kind::Plain), ("word-spacing", Kind::Plain), ("writing-mode", Kind::Plain),
];

/// Attributes that are no properties.
#[rustfmt::skip]
const ATTRIBUTES: [(&str, Kind); 57] = [
    ("aria-describedby", Kind::Names), ("aria-hidden", Kind::Plain), ("aria-label", Kind::Words),
    ("aria-labelledby", Kind::Names), ("aria-roledescription", Kind::Words), ("clipPathUnits", Kind::Plain),
    ("cx", Kind::Plain), ("cy", Kind::Plain), ("d", Kind::Path), ("dx", Kind::Plain), ("dy", Kind::Plain),
    ("fr", Kind::Plain), ("fx", Kind::Plain), ("fy", Kind::Plain), ("gradientTransform", Kind::Transform),
    ("gradientUnits", Kind::Plain), ("height", Kind::Plain), ("href", Kind::Link), ("lang", Kind::Plain),
    ("lengthAdjust", Kind::Plain), ("markerHeight", Kind::Plain), ("markerUnits", Kind::Plain),
    ("markerWidth", Kind::Plain), ("maskContentUnits", Kind::Plain), ("maskUnits", Kind::Plain),
    ("method", Kind::Plain), ("offset", Kind::Plain), ("orient", Kind::Plain), ("pathLength", Kind::Plain),
    ("patternContentUnits", Kind::Plain), ("patternTransform", Kind::Transform), ("patternUnits", Kind::Plain),
    ("points", Kind::Plain), ("preserveAspectRatio", Kind::Plain), ("r", Kind::Plain), ("refX", Kind::Plain),
    ("refY", Kind::Plain), ("role", Kind::Plain), ("rotate", Kind::Plain), ("rx", Kind::Plain), ("ry", Kind::Plain),
    ("side", Kind::Plain), ("spacing", Kind::Plain), ("spreadMethod", Kind::Plain), ("startOffset", Kind::Plain),
    ("textLength", Kind::Plain), ("transform", Kind::Transform), ("viewBox", Kind::Plain), ("width", Kind::Plain),
    ("x", Kind::Plain), ("x1", Kind::Plain), ("x2", Kind::Plain), ("y", Kind::Plain), ("y1", Kind::Plain),
    ("y2", Kind::Plain), ("xml:lang", Kind::Plain), ("xml:space", Kind::Plain),
];

fn find(list: &'static [(&'static str, Kind)], name: &str) -> Option<(&'static str, Kind)> {
    list.iter().find(|(known, _)| *known == name).copied()
}

/// A property of style by its name.
pub fn property(name: &str) -> Option<(&'static str, Kind)> {
    find(&PROPERTIES, name)
}

/// An attribute by its name, properties included.
pub fn attribute(name: &str) -> Option<(&'static str, Kind)> {
    find(&ATTRIBUTES, name).or_else(|| property(name))
}

/// Properties that change what is seen and cannot stand as attributes, or move, blur, blend.
#[rustfmt::skip]
const SEEN: [&str; 30] = [
    "animation", "transition", "offset", "background", "background-color", "background-image", "filter",
    "backdrop-filter", "mix-blend-mode", "transform", "rotate", "scale", "translate", "d", "x", "y", "cx", "cy", "r",
    "rx", "ry", "content", "clip", "mask-image", "border", "outline", "box-shadow", "zoom", "behavior", "perspective",
];

/// Whether leaving out a property would be seen; `-moz-binding` and such ask more than that.
pub fn is_seen(property: &str) -> bool {
    let plain = property
        .trim_start_matches("-webkit-")
        .trim_start_matches("-moz-");
    SEEN.contains(&plain)
        || plain.starts_with("animation-")
        || plain.starts_with("transition-")
        || plain == "binding"
}
