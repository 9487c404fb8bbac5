//! Labels that stand glued to the figure behind them: "3.100% hộ dân" is item 3 and 100 %, "3.100 lượt" may be 3100.

use super::label::{self, Label, Shape};
use crate::tidy::Line;
use std::collections::BTreeSet;

base::pattern!(
    GLUED,
    r"^(?P<label>\d{1,2})\.(?P<figure>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?P<behind>\s?[%‰]|\s+\p{Ll})"
);
base::pattern!(THOUSANDS, r"^\d{3}(?:\.\d{3})*$");
base::pattern!(TIGHT_BULLET, r"^[-+–]\d");

/// Lines among which the next label is looked for.
const NEXT: usize = 15;

/// What a glued line is.
enum Glued {
    /// A label and a figure; whether nothing else can be meant.
    Parted { cut: usize, sure: bool },
    /// One number, which may as well be a label and a figure.
    Doubtful,
}

/// Parts labels from the figures glued to them, where the labels above and below count on. Gives the source lines whose
/// numbers may as well be read otherwise.
pub fn part(lines: &mut [Line]) -> BTreeSet<usize> {
    let mut doubtful = BTreeSet::new();
    let mut last = None;
    for at in 0..lines.len() {
        let text = lines[at].raw.text.trim_start().to_owned();
        if let Some(glued) = glued(lines, at, &text, last) {
            match glued {
                Glued::Parted { cut, sure } => {
                    lines[at].raw.text = format!("{} {}", &text[..cut], &text[cut..]);
                    if !sure {
                        doubtful.insert(lines[at].raw.line);
                    }
                }
                Glued::Doubtful => {
                    doubtful.insert(lines[at].raw.line);
                }
            }
        } else if TIGHT_BULLET.is_match(&text) && is_item(lines, at) {
            let sign = text.chars().next().map_or(1, char::len_utf8);
            lines[at].raw.text = format!("{} {}", &text[..sign], &text[sign..]);
        }
        if let Some((Label::Number { shape, values, .. }, _)) = label::read(&lines[at].raw.text) {
            last = match shape {
                Shape::Arabic => values.first().copied(),
                shape if shape < Shape::Arabic => None,
                _ => last,
            };
        }
    }
    doubtful
}

fn glued(lines: &[Line], at: usize, text: &str, last: Option<u32>) -> Option<Glued> {
    let found = GLUED.captures(text)?;
    let label: u32 = found["label"].parse().ok().filter(|label| *label > 0)?;
    let figure = found.name("figure")?;
    let cut = figure.start();
    let before = label > 1 && last == Some(label - 1);
    let after = next_label(lines, at) == Some(label + 1);
    let percent = found["behind"].trim_start().starts_with(['%', '‰']);
    let thousands = THOUSANDS.is_match(figure.as_str());
    // "2.15.000" and "2.1500" are no numbers: the label is one for sure.
    let digits = figure.as_str().split([',', '.']).next().map_or(0, str::len);
    let grouped = figure.as_str().contains('.');
    let decimal = figure.as_str().contains(',');
    let impossible = (grouped || decimal) && !thousands || !grouped && digits > 3;
    let counts = before || after;
    let parted = |sure| Some(Glued::Parted { cut, sure });
    match (percent, thousands) {
        _ if impossible => counts.then_some(Glued::Parted { cut, sure: true }),
        // More than a thousand per cent.
        (true, true) if counts => parted(true),
        (true, false) if before && after => parted(true),
        (true, false) if before || label == 1 && after => parted(false),
        (false, _) if before && after => parted(false),
        (true, true) => Some(Glued::Doubtful),
        (true, false) if counts => Some(Glued::Doubtful),
        (false, true) if before => Some(Glued::Doubtful),
        _ => None,
    }
}

/// The number of the next line that bears one, be it glued or not.
fn next_label(lines: &[Line], at: usize) -> Option<u32> {
    lines[at + 1..].iter().take(NEXT).find_map(|line| {
        let text = line.raw.text.trim_start();
        if let Some(found) = GLUED.captures(text) {
            return found["label"].parse().ok();
        }
        match label::read(text) {
            Some((
                Label::Number {
                    shape: Shape::Arabic,
                    values,
                    ..
                },
                _,
            )) => values.first().copied(),
            Some((Label::Number { shape, .. }, _)) if shape < Shape::Arabic => Some(0),
            _ => None,
        }
    })
}

/// Whether a line that begins with a sign and a figure is an item of a list, and no negative number in a sentence.
fn is_item(lines: &[Line], at: usize) -> bool {
    let sign = |line: &Line| line.raw.text.trim_start().starts_with(['-', '+', '–']);
    let Some(above) = at.checked_sub(1).map(|above| &lines[above]) else {
        return false;
    };
    let closed = above.raw.text.trim_end().ends_with(['.', ';', ':']);
    closed && (sign(above) || lines.get(at + 1).is_some_and(sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tidy;
    use formats::text;

    fn parted(source: &str) -> (Vec<String>, Vec<usize>) {
        let mut lines = tidy(&text::read(source.as_bytes())).lines;
        let doubtful = part(&mut lines);
        let texts = lines.iter().map(|line| line.raw.text.clone()).collect();
        (texts, doubtful.into_iter().collect())
    }

    #[test]
    fn labels_that_count_on_are_parted_from_figures() {
        let (lines, doubtful) = parted(
            "1.Khám 12.000 lượt người.\n2.85 % người bệnh hài lòng\n3.100% hộ dân\n4.12.500 lượt tư vấn\n5.Báo cáo",
        );
        assert_eq!(lines[1], "2. 85 % người bệnh hài lòng");
        assert_eq!(lines[2], "3. 100% hộ dân");
        assert_eq!(lines[3], "4. 12.500 lượt tư vấn");
        assert_eq!(doubtful, [0; 0]);
    }

    #[test]
    fn numbers_stay_whole() {
        for source in [
            "Khám bệnh cho\n3.100 lượt người\n1. Một",
            "1. Một;\n2. Hai đạt\n3.100 lượt người",
            "II. MỤC TIÊU\n2.5 triệu đồng một hộ",
            "1. Một\n1.2 Tổ chức",
        ] {
            let (lines, _) = parted(source);
            assert_eq!(lines.join("\n"), source);
        }
    }

    #[test]
    fn what_may_be_either_is_marked() {
        let (lines, doubtful) = parted("1. Một;\n2. Hai;\n3.250 lượt người khám");
        assert_eq!(
            (lines[2].as_str(), &doubtful[..]),
            ("3.250 lượt người khám", &[3][..])
        );
        let (lines, doubtful) = parted("1. Một;\n2.250 lượt người khám;\n3. Ba");
        assert_eq!(
            (lines[1].as_str(), &doubtful[..]),
            ("2. 250 lượt người khám;", &[2][..])
        );
        let (lines, doubtful) = parted("1. Một;\n2.5% người khám");
        assert_eq!(
            (lines[1].as_str(), &doubtful[..]),
            ("2. 5% người khám", &[2][..])
        );
    }

    #[test]
    fn a_sign_before_a_figure_opens_an_item() {
        let (lines, _) = parted("Chỉ tiêu:\n-100% trạm y tế;\n-95% hộ dân.");
        assert_eq!(lines[1..], ["- 100% trạm y tế;", "- 95% hộ dân."]);
        let (lines, _) = parted("- Số ca giảm\n-5% so với năm trước");
        assert_eq!(lines[1], "-5% so với năm trước");
    }
}
