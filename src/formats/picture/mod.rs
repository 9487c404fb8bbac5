//! Pictures of pages in shades of grey, and what is done to them before words are looked for: evenly lit, level, turned.

mod level;
mod light;

pub use level::levelled;
pub use light::even;

/// A picture in shades of grey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grey {
    /// Width, in pixels.
    pub width: usize,
    /// Height, in pixels.
    pub height: usize,
    /// From the top left, row by row; 0 is black.
    pub pixels: Vec<u8>,
}

impl Grey {
    /// The picture as a file (PGM).
    pub fn file(&self) -> Vec<u8> {
        let mut file = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        file.extend(&self.pixels);
        file
    }

    /// Reads such a file.
    pub fn of_file(file: &[u8]) -> Option<Self> {
        let mut parts = file.splitn(4, |byte| *byte == b'\n');
        let (mark, size) = (parts.next()?, std::str::from_utf8(parts.next()?).ok()?);
        let (width, height) = size.split_once(' ')?;
        let (width, height) = (width.parse().ok()?, height.parse().ok()?);
        parts.next()?;
        let pixels = parts.next()?.to_vec();
        (mark == b"P5" && pixels.len() == width * height).then_some(Self {
            width,
            height,
            pixels,
        })
    }

    /// The picture turned by quarters, clockwise.
    pub fn turned(&self, quarters: usize) -> Self {
        let (width, height) = (self.width, self.height);
        let (wide, high) = if quarters % 2 == 1 {
            (height, width)
        } else {
            (width, height)
        };
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..high {
            for x in 0..wide {
                let (x, y) = match quarters % 4 {
                    1 => (y, height - 1 - x),
                    2 => (width - 1 - x, height - 1 - y),
                    3 => (width - 1 - y, x),
                    _ => (x, y),
                };
                pixels.push(self.pixels[y * width + x]);
            }
        }
        Self {
            width: wide,
            height: high,
            pixels,
        }
    }
}

/// Red, green and blue as one shade: seen through red glass, so that the red of stamps is as light as paper and what lies under
/// it can be read.
pub fn shade(colours: &[u8]) -> u8 {
    colours.first().copied().unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_turn_and_go_through_files() {
        let picture = Grey {
            width: 2,
            height: 1,
            pixels: vec![1, 2],
        };
        assert_eq!(Grey::of_file(&picture.file()).as_ref(), Some(&picture));
        let upright = Grey {
            width: 1,
            height: 2,
            pixels: vec![1, 2],
        };
        assert_eq!(picture.turned(1), upright);
        assert_eq!(picture.turned(1).turned(3), picture);
        assert_eq!(picture.turned(2).pixels, [2, 1]);
    }
}
