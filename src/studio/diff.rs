//! Two texts side by side, line by line: what one has and the other has not.

/// Most pairs of lines that are compared; larger texts are compared from both ends alone.
const MOST: usize = 4_000_000;

/// A line of two texts laid over each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// Both have it.
    Both(&'a str),
    /// The first alone has it.
    Old(&'a str),
    /// The second alone has it.
    New(&'a str),
}

/// The lines of two texts, those of both in their common order.
pub fn lines<'a>(old: &'a str, new: &'a str) -> Vec<Line<'a>> {
    let (a, b): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let ahead = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let room = a.len().min(b.len()) - ahead;
    let behind = a.iter().rev().zip(b.iter().rev());
    let behind = behind.take(room).take_while(|(a, b)| a == b).count();
    let mut lines: Vec<_> = a[..ahead].iter().map(|line| Line::Both(line)).collect();
    middle(
        &a[ahead..a.len() - behind],
        &b[ahead..b.len() - behind],
        &mut lines,
    );
    lines.extend(a[a.len() - behind..].iter().map(|line| Line::Both(line)));
    lines
}

/// The longest common lines of what differs.
fn middle<'a>(a: &[&'a str], b: &[&'a str], lines: &mut Vec<Line<'a>>) {
    if a.len().saturating_mul(b.len()) > MOST {
        lines.extend(a.iter().map(|line| Line::Old(line)));
        lines.extend(b.iter().map(|line| Line::New(line)));
        return;
    }
    let width = b.len() + 1;
    let mut longest = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i] == b[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            lines.push(Line::Both(a[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len()
            || (i < a.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1])
        {
            lines.push(Line::Old(a[i]));
            i += 1;
        } else {
            lines.push(Line::New(b[j]));
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_have_stays_together() {
        let shown = lines("a\nb\nc\nd", "a\nx\nc\nd\ne");
        assert_eq!(
            shown,
            [
                Line::Both("a"),
                Line::Old("b"),
                Line::New("x"),
                Line::Both("c"),
                Line::Both("d"),
                Line::New("e")
            ]
        );
    }

    #[test]
    fn each_side_is_whole() {
        for (old, new) in [
            ("", ""),
            ("", "a"),
            ("a", ""),
            ("a\na\nb", "b\na\na"),
            ("x\ny", "y\nx"),
        ] {
            let shown = lines(old, new);
            let side = |keep: &dyn Fn(&Line<'_>) -> bool| {
                let kept = shown.iter().filter(|line| keep(line));
                let texts = kept.map(|line| match line {
                    Line::Both(text) | Line::Old(text) | Line::New(text) => *text,
                });
                texts.collect::<Vec<_>>().join("\n")
            };
            assert_eq!(side(&|line| !matches!(line, Line::New(_))), old);
            assert_eq!(side(&|line| !matches!(line, Line::Old(_))), new);
        }
    }
}
