//! How paper looks: lengths, sizes, colours. Nothing that is read on it is set smaller than [`SMALLEST`].

use site::markdown::Component;

/// A colour, as red, green and blue.
pub type Colour = [u8; 3];

/// Points of a millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// The smallest type, in points.
pub const SMALLEST: f32 = 10.0;

/// Sizes of a text to try, largest first, in points.
pub const SIZES: [f32; 7] = [13.0, 12.5, 12.0, 11.5, 11.0, 10.5, SMALLEST];

/// Text.
pub const INK: Colour = [0x1b, 0x1b, 0x1b];

/// Text that matters less.
pub const FAINT: Colour = [0x55, 0x55, 0x55];

/// Lines and boxes.
pub const LINE: Colour = [0xb5, 0xb5, 0xb5];

/// Paper, and text on colour.
pub const WHITE: Colour = [0xff; 3];

/// When to call for help.
pub const RED: Colour = [0xb3, 0x13, 0x1b];

/// The look of one text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// The em of its words, in points.
    pub size: f32,
    /// The ward's colour.
    pub colour: Colour,
}

impl Look {
    /// From one baseline to the next.
    pub fn leading(&self) -> f32 {
        leading(self.size)
    }

    /// Between two paragraphs.
    pub fn gap(&self) -> f32 {
        self.size * 0.5
    }

    /// The colour of a card.
    pub fn card(&self, kind: Component) -> Colour {
        match kind {
            Component::Emergency => RED,
            Component::HealthStation => [0x8a, 0x5c, 0x00],
            Component::SelfCare | Component::Do => [0x17, 0x69, 0x3a],
            Component::Dont => [0x7d, 0x2a, 0x1c],
            Component::Steps | Component::Note | Component::ForYou => self.colour,
        }
    }
}

/// From one baseline to the next of type so large: marks over capitals touch nothing above them.
pub fn leading(size: f32) -> f32 {
    size * 1.34
}

/// The colour that a web page writes as `#rrggbb`.
pub fn colour(hex: &str) -> Colour {
    let channel = |at: usize| {
        let digits = hex.get(at..at + 2).unwrap_or("0");
        u8::from_str_radix(digits, 16).unwrap_or(0)
    };
    [channel(1), channel(3), channel(5)]
}

/// A colour so light that text stands on it: printed by an office printer it takes little ink.
pub fn tint(colour: Colour) -> Colour {
    colour.map(|channel| 255 - (255 - channel) / 14)
}
