//! Text → lines of about the same length, as large as there is room for.

use super::typeface::{Extent, Typeface};

/// Where lines have to fit.
#[derive(Debug, Clone, Copy)]
pub struct Room<'a> {
    /// Pixels.
    pub width: f32,
    /// Pixels.
    pub height: f32,
    /// Sizes of the em to try, largest first, in pixels.
    pub sizes: &'a [u16],
    /// Most lines.
    pub lines: usize,
}

/// A text in lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Pixels of the em.
    pub size: u16,
    /// Pixels from one baseline to the next.
    pub leading: f32,
    /// From the top of the room to the first baseline, in pixels.
    pub first: f32,
    /// The lines; none where the text is empty or nothing fits.
    pub lines: Vec<String>,
}

impl Setting {
    /// Pixels from the top of the room to the bottom of the last line.
    pub fn height(&self) -> f32 {
        let below = 0.28 * f32::from(self.size);
        let leadings = self.lines.len().saturating_sub(1) as f32;
        if self.lines.is_empty() {
            0.0
        } else {
            self.first + leadings * self.leading + below
        }
    }
}

/// Least distance between baselines, in ems.
const LEADING: f32 = 1.22;

/// Least air between a line's marks and what hangs down from the line above, in ems.
const AIR: f32 = 0.06;

/// A word and its width in ems.
struct Word<'t> {
    text: &'t str,
    width: f32,
}

/// Sets a text in the largest size in which it fits; in the smallest it is cut and ends with "…".
pub fn set(face: &Typeface, text: &str, room: Room<'_>) -> Setting {
    let text = face.showable(text);
    // Measured once: each size tries several widths.
    let words = text.split(' ').filter(|word| !word.is_empty());
    let words: Vec<_> = words
        .map(|text| Word {
            text,
            width: face.width(text),
        })
        .collect();
    let mut cut = Setting {
        size: 0,
        leading: 0.0,
        first: 0.0,
        lines: Vec::new(),
    };
    for &size in room.sizes {
        let em = f32::from(size);
        let lines = balanced(face, &words, room.width / em);
        let whole = arranged(face, lines, size);
        if whole.lines.len() <= room.lines && whole.height() <= room.height {
            return whole;
        }
        cut = whole;
    }
    let em = f32::from(cut.size.max(1));
    let lines = greedy(face, &words, room.width / em);
    for count in (1..=room.lines.min(lines.len())).rev() {
        let mut kept = lines[..count].to_vec();
        if count < lines.len() {
            end_early(face, &mut kept[count - 1], room.width / em);
        }
        let setting = arranged(face, kept, cut.size);
        if setting.height() <= room.height {
            return setting;
        }
    }
    cut.lines.clear();
    cut
}

/// Lines with room for their marks: no mark touches the line above.
fn arranged(face: &Typeface, lines: Vec<String>, size: u16) -> Setting {
    let extents: Vec<Extent> = lines.iter().map(|line| face.extent(line)).collect();
    let needed = extents.windows(2).map(|pair| match pair {
        [above, below] => above.below + below.above + AIR,
        _ => 0.0,
    });
    let leading = needed.fold(LEADING, f32::max);
    let em = f32::from(size);
    // Capitals without marks stand at the top of the room; marks may reach above it.
    Setting {
        size,
        leading: leading * em,
        first: 0.74 * em,
        lines,
    }
}

/// As few lines as can be, all of about the same length.
fn balanced(face: &Typeface, words: &[Word<'_>], width: f32) -> Vec<String> {
    let best = greedy(face, words, width);
    if best.len() < 2 {
        return best;
    }
    let (mut narrow, mut wide) = (width / 2.0, width);
    let mut lines = best;
    for _ in 0..8 {
        let middle = (narrow + wide) / 2.0;
        let tried = greedy(face, words, middle);
        if tried.len() <= lines.len() {
            wide = middle;
            lines = tried;
        } else {
            narrow = middle;
        }
    }
    lines
}

/// Fills each line with as many words as fit in `width` ems; breaks words that are longer than a line.
fn greedy(face: &Typeface, words: &[Word<'_>], width: f32) -> Vec<String> {
    let space = face.width(" ");
    let mut lines: Vec<String> = Vec::new();
    let mut filled = f32::INFINITY;
    for &Word { text, width: own } in words {
        if filled + space + own <= width
            && let Some(line) = lines.last_mut()
        {
            line.push(' ');
            line.push_str(text);
            filled += space + own;
        } else if own <= width {
            lines.push(text.to_owned());
            filled = own;
        } else {
            let pieces = pieces(face, text, width);
            filled = pieces.last().map_or(0.0, |piece| face.width(piece));
            lines.extend(pieces);
        }
    }
    lines
}

/// A word cut into pieces that fit.
fn pieces(face: &Typeface, word: &str, width: f32) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        let last = pieces.len() - 1;
        let longer = format!("{}{c}", pieces[last]);
        if face.width(&longer) > width && !pieces[last].is_empty() {
            pieces.push(c.to_string());
        } else {
            pieces[last] = longer;
        }
    }
    pieces
}

/// Ends a line with "…", taking words away until it fits.
fn end_early(face: &Typeface, line: &mut String, width: f32) {
    loop {
        let ended = format!("{}…", line.trim_end_matches([' ', ',', ';', ':', '.', '–']));
        if face.width(&ended) <= width {
            *line = ended;
            return;
        }
        match line.rfind(' ') {
            Some(at) => line.truncate(at),
            None => {
                if line.pop().is_none() {
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::typeface::BOLD;

    const ROOM: Room<'static> = Room {
        width: 1040.0,
        height: 330.0,
        sizes: &[80, 64, 48],
        lines: 5,
    };

    #[test]
    fn lines_fit_and_are_balanced() {
        let title = "Chương trình hành động thực hiện Nghị quyết Đại hội Đảng bộ phường";
        let setting = set(&BOLD, title, ROOM);
        let widths: Vec<f32> = setting
            .lines
            .iter()
            .map(|line| BOLD.width(line) * f32::from(setting.size))
            .collect();
        assert!(widths.len() >= 2 && widths.iter().all(|width| *width <= ROOM.width));
        let (least, most) = widths.iter().fold((f32::MAX, 0.0_f32), |(a, b), width| {
            (a.min(*width), b.max(*width))
        });
        assert!(least > most * 0.6, "{widths:?}");
        assert_eq!(setting.lines.join(" "), title);
    }

    #[test]
    fn stacked_marks_never_touch_the_line_above() {
        let text = "ỰỰỰ gypq ỰỰỰ gypq ỰỰỰ gypq ỰỰỰ gypq ỄỄỄ ẪẪẪ ỄỄỄ ẪẪẪ ỄỄỄ ẪẪẪ ỄỄỄ ẪẪẪ";
        let setting = set(&BOLD, text, ROOM);
        assert!(setting.lines.len() > 1);
        let em = f32::from(setting.size);
        for pair in setting.lines.windows(2) {
            let (above, below) = (BOLD.extent(&pair[0]), BOLD.extent(&pair[1]));
            assert!((above.below + below.above) * em < setting.leading);
        }
    }

    #[test]
    fn a_text_that_is_too_long_ends_with_an_ellipsis() {
        let setting = set(&BOLD, &"Phòng bệnh cho trẻ nhỏ ".repeat(60), ROOM);
        assert_eq!(setting.size, 48);
        assert!(setting.height() <= ROOM.height);
        assert!(setting.lines.last().unwrap().ends_with('…'));
        let word = set(&BOLD, &"a".repeat(5000), ROOM);
        assert!(word.lines.last().unwrap().ends_with('…'));
    }

    #[test]
    fn what_has_no_glyph_is_left_out() {
        let setting = set(
            &BOLD,
            "Tin\u{301}m 🎉  mừng\u{200b} e\u{302}\u{303} 中",
            ROOM,
        );
        assert_eq!(setting.lines, ["Tińm mừng ễ"]);
        assert_eq!(set(&BOLD, "🎉", ROOM).lines, Vec::<String>::new());
    }
}
