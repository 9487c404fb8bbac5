//! How much of a lesson's text a poster shows, and how large: nothing on a sheet for three metres is smaller than 28 points.
//!
//! Nothing measures text here: lines are counted with the width of an average letter of a wide system font, the blank
//! ends of lines included. All lengths are
//! millimetres on A4, as in `poster.css`.

use super::PosterCard;
use crate::model::POSTER_SIGNS as ON_PAPER;

/// Sizes of text that `poster.css` has. Those below [`SMALLEST`] are for lines that nobody could read from afar anyway.
const SIZES: [f64; 11] = [
    16.0, 14.5, 13.2, 12.0, 10.9, SMALLEST, 8.8, 7.6, 6.4, 5.2, 4.0,
];

/// 28 points.
const SMALLEST: f64 = 9.9;

/// Heights of the drawing that `poster.css` has.
const BANDS: [f64; 5] = [124.0, 118.0, 112.0, 106.0, 96.0];

/// The height left to drawing and text between head and foot.
const HEIGHT: f64 = 244.0;

/// The height that the code and the number take from it where no drawing leaves room beside it.
const WITHOUT_DRAWING: f64 = 40.0;

/// What a strip leaves to its line: width with a drawing and without, and height.
const STRIP: (f64, f64, f64) = (146.0, 226.0, 60.0);

/// Points that a sheet shows before its drawing gives way.
const ENOUGH: usize = 4;

/// The width of an average letter, as a share of the size.
const LETTER: f64 = 0.5;

/// The same in bold.
const BOLD_LETTER: f64 = 0.54;

/// What is shown, and how.
#[derive(Debug)]
pub struct Setting {
    /// The place of the text's size in the style sheet.
    pub size: usize,
    /// The place of the drawing's height.
    pub band: usize,
    /// What to know.
    pub lead: Vec<String>,
    /// When to call for help, or else what to do.
    pub card: Option<PosterCard>,
}

/// A sheet: all points at the largest size that holds them, else as many as the smallest holds, the drawing giving way
/// where they are few.
pub fn sheet(
    line: &str,
    lead: Vec<String>,
    card: Option<PosterCard>,
    has_drawing: bool,
) -> Setting {
    let bands: &[f64] = if has_drawing {
        &BANDS
    } else {
        &[WITHOUT_DRAWING]
    };
    let wanted = card.as_ref().map_or(&lead, |card| &card.points).len();
    let wanted = wanted.min(ON_PAPER);
    let large = SIZES.iter().position(|size| *size == SMALLEST).unwrap_or(0);
    // The size and the height to try, and how many points must fit.
    let all = (0..=large).map(|size| (size, 0, wanted));
    let most = [wanted, wanted.min(ENOUGH)];
    let most = most
        .into_iter()
        .flat_map(|least| (0..bands.len()).map(move |band| (large, band, least)));
    let some = (large..SIZES.len()).map(|size| (size, bands.len() - 1, 0));
    let mut tries = all.chain(most).chain(some);
    let of = |size: usize, band: usize| {
        Sheet {
            size: SIZES[size],
            left: HEIGHT - bands[band],
        }
        .set(line, &lead, card.as_ref())
    };
    let fits = |(size, band, least): (usize, usize, usize)| {
        let (lead, card) = of(size, band)?;
        let shown = card.as_ref().map_or(&lead, |card| &card.points).len();
        (shown >= least).then_some(Setting {
            size,
            band,
            lead,
            card,
        })
    };
    tries.find_map(fits).unwrap_or(Setting {
        size: SIZES.len() - 1,
        band: bands.len() - 1,
        lead: Vec::new(),
        card: None,
    })
}

/// A strip: the place of the largest size that holds its line.
pub fn strip(line: &str, has_drawing: bool) -> usize {
    let (beside, alone, height) = STRIP;
    let width = if has_drawing { beside } else { alone };
    let fits = |size: &usize| {
        let size = SIZES[*size];
        lines(line, width, BOLD_LETTER * size) * 1.2 * size <= height
    };
    (0..SIZES.len()).find(fits).unwrap_or(SIZES.len() - 1)
}

/// How many lines a text takes.
fn lines(text: &str, width: f64, letter: f64) -> f64 {
    (text.chars().count() as f64 * letter / width)
        .ceil()
        .max(1.0)
}

/// The room of a sheet.
struct Sheet {
    size: f64,
    left: f64,
}

impl Sheet {
    /// The points that fit below the line, the card's before those of the opening; nothing where the line does not fit. The
    /// factors are those of `poster.css`.
    fn set(
        mut self,
        line: &str,
        lead: &[String],
        card: Option<&PosterCard>,
    ) -> Option<(Vec<String>, Option<PosterCard>)> {
        let size = self.size;
        self.left -= lines(line, 176.0, BOLD_LETTER * size) * 1.15 * size + 5.0;
        if self.left < 0.0 {
            return None;
        }
        let mut shown = None;
        let mut count = 0;
        if let Some(card) = card {
            self.left -= lines(&card.title, 166.0, BOLD_LETTER * size) * 1.18 * size + 7.0;
            let note = 0.5 * size * 1.3 + 1.0;
            // All of them, or fewer with the note that says so.
            let before = self.left;
            let mut points = self.points(&card.points, ON_PAPER, 158.0, 0.0);
            if card.more || points.len() < card.points.len() {
                self.left = before;
                points = self.points(&card.points, ON_PAPER, 158.0, note);
            }
            let more = card.more || points.len() < card.points.len();
            self.left -= if more { note } else { 0.0 };
            count = points.len();
            if count > 0 {
                shown = Some(PosterCard {
                    points: std::mem::take(&mut points),
                    more,
                    ..card.clone()
                });
            }
        }
        let room = ON_PAPER.saturating_sub(count);
        self.left -= 4.0;
        let lead = self.points(lead, room, 166.0, 0.0);
        Some((lead, shown))
    }

    /// The first points that fit, with `kept` left free; a long one makes place for short ones behind it.
    fn points(&mut self, points: &[String], most: usize, width: f64, kept: f64) -> Vec<String> {
        let mut shown = Vec::new();
        for point in points {
            let height =
                lines(point, width, LETTER * self.size) * 1.18 * self.size + 0.14 * self.size;
            if shown.len() < most && height + kept <= self.left {
                self.left -= height;
                shown.push(point.clone());
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(points: usize, words: usize) -> Option<PosterCard> {
        Some(PosterCard {
            kind: "emergency",
            title: "Gọi 115".into(),
            points: vec!["khó thở ".repeat(words); points],
            more: false,
        })
    }

    fn shown(setting: &Setting) -> (usize, bool) {
        let card = setting.card.as_ref();
        card.map_or((0, false), |card| (card.points.len(), card.more))
    }

    #[test]
    fn nothing_is_smaller_than_28_points_however_much_there_is_to_say() {
        for (points, words) in [(1, 1), (3, 4), (5, 3), (7, 3), (7, 9), (7, 30)] {
            let setting = sheet(
                "Sốt cao: đi khám ngay.",
                Vec::new(),
                card(points, words),
                true,
            );
            assert!(SIZES[setting.size] >= SMALLEST, "{points} of {words}");
            let (count, more) = shown(&setting);
            assert!(
                count <= ON_PAPER && (count == 0 || more == (count < points)),
                "{setting:?}"
            );
        }
    }

    #[test]
    fn few_words_are_set_large_and_leave_the_drawing_its_half() {
        let setting = sheet("Rửa tay", Vec::new(), card(2, 1), true);
        assert!(
            SIZES[setting.size] > 14.0 && setting.band == 0,
            "{setting:?}"
        );
        assert_eq!(shown(&setting), (2, false));
        let much = sheet("Rửa tay", Vec::new(), card(5, 3), true);
        assert!(
            much.size > setting.size && shown(&much).0 >= ENOUGH,
            "{much:?}"
        );
    }

    #[test]
    fn the_opening_fills_what_the_card_leaves() {
        let lead = vec!["Đo bằng nhiệt kế.".to_owned(); 3];
        let setting = sheet("Sốt", lead.clone(), card(1, 1), false);
        assert_eq!((setting.lead.len(), shown(&setting).0), (3, 1));
        assert_eq!(sheet("Sốt", lead.clone(), card(5, 1), true).lead.len(), 0);
        assert_eq!(sheet("Sốt", lead, None, true).lead.len(), 3);
    }

    #[test]
    fn a_strip_holds_its_line() {
        let size = |words: usize| SIZES[strip(&"sức khỏe ".repeat(words), true)];
        assert!(size(3) > size(12) && size(12) >= 8.8);
        assert_eq!(strip(&"sức khỏe ".repeat(400), true), SIZES.len() - 1);
    }
}
