//! What a web page puts before a document: its menu and its table of properties are no part of the head.

use super::issuer::begins_body;
use super::label::{self, Label, Shape};
use super::paragraph::is_capitals;
use super::phrase::kind_at;
use super::segment::{self, Fixed};
use crate::tidy::{Line, Tidied};
use base::text::match_key;

/// Lines that a menu may take.
const REACH: usize = 160;

/// Lines that a masthead takes above the national title.
const MASTHEAD: usize = 8;

/// Longest line of a menu, in characters; a longer one is text.
const LENGTH: usize = 160;

/// Puts what stands before the head of a document that was saved or copied from a web page among the lines left out.
pub fn without_menu(mut tidied: Tidied) -> Tidied {
    let end = menu_end(&tidied.lines);
    if end == 0 {
        return tidied;
    }
    let menu = tidied.lines.drain(..end);
    tidied.dropped.extend(menu.map(|line| line.raw.line));
    tidied.dropped.sort_unstable();
    if let Some(first) = tidied.lines.first_mut() {
        first.gap = false;
    }
    tidied
}

/// How many lines at the beginning are a web page's own.
fn menu_end(lines: &[Line]) -> usize {
    let Some(anchor) = lines.iter().take(REACH).position(names_state_or_party) else {
        return 0;
    };
    let top = masthead_top(lines, anchor);
    let menu = &lines[..top];
    if menu.iter().all(is_of_menu) && menu.iter().filter(|line| tells_menu(line)).count() >= 2 {
        top
    } else {
        0
    }
}

/// Whether a line holds the national title or the Party's name, as heads write them.
pub fn names_state_or_party(line: &Line) -> bool {
    segment::split(&line.raw.text).iter().any(|piece| {
        is_capitals(&piece.text)
            && matches!(
                segment::fixed(&piece.text),
                Some(Fixed::Republic | Fixed::Party)
            )
    })
}

/// The first line of the masthead that the line at `anchor` belongs to: the bodies that issue stand above it.
pub fn masthead_top(lines: &[Line], anchor: usize) -> usize {
    let mut top = anchor;
    for at in (anchor.saturating_sub(MASTHEAD)..anchor).rev() {
        let text = lines[at].raw.text.trim();
        let mark = is_about(lines, at)
            || segment::is_separator(text)
            || text.chars().all(|c| c == '*')
            || segment::number(text).is_some()
            || segment::issued(text).is_some();
        if begins_body(text) && is_capitals(text) {
            top = at;
        } else if !(mark || is_capitals(text) && lines[at].raw.cells.is_empty()) {
            break;
        }
    }
    top
}

/// Whether a line tells what a letter is about, or goes on with that: a left column may stand above the national title.
fn is_about(lines: &[Line], at: usize) -> bool {
    /// Lines that an abstract in a narrow column takes.
    const LINES: usize = 5;
    let begins = |line: &Line| match_key(line.raw.text.trim()).starts_with("v/v");
    lines[at.saturating_sub(LINES)..=at].iter().any(begins)
}

/// Whether a line can stand in a menu: it is short, and nothing that a document begins with.
fn is_of_menu(line: &Line) -> bool {
    let text = line.raw.text.trim();
    let fold = match_key(&text.chars().take(24).collect::<String>());
    let kind = kind_at(text).is_some_and(|(_, rest)| rest.trim().is_empty() && is_capitals(text));
    let roman = matches!(
        label::read(text),
        Some((
            Label::Number {
                shape: Shape::Roman | Shape::Appendix,
                ..
            },
            _
        ))
    );
    let blank = segment::number(text).is_some_and(|(number, _)| number.is_none());
    let begins = [
        "v/v",
        "can cu",
        "kinh gui",
        "phu luc",
        "mau so",
        "(kem theo",
        "(ban hanh kem",
    ];
    text.chars().count() <= LENGTH
        && !kind
        && !roman
        && !blank
        && !begins.iter().any(|word| fold.starts_with(word))
}

/// Whether a line is surely of a menu, and not the stamp or the mark that a paper bears above its head.
fn tells_menu(line: &Line) -> bool {
    let text = line.raw.text.trim();
    let known = [
        "trang chu",
        "gioi thieu",
        "dang nhap",
        "tai ve",
        "thuoc tinh",
        "van ban goc",
    ];
    let fold = match_key(text);
    known.iter().any(|word| fold.starts_with(word))
        || text.starts_with(['>', '»', '›', '|', '/'])
        || text.chars().any(char::is_alphabetic) && !is_capitals(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tidy;
    use formats::text;

    fn left(source: &str) -> (String, usize) {
        let tidied = without_menu(tidy(&text::read(source.as_bytes())));
        let first = tidied
            .lines
            .first()
            .map(|line| line.raw.text.trim().to_owned());
        (first.unwrap_or_default(), tidied.dropped.len())
    }

    const HEAD: &str = "ỦY BAN NHÂN DÂN\nXÃ VÍ DỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 3/KH-UBND\nKẾ HOẠCH\nVí dụ\n";

    #[test]
    fn a_menu_goes_and_the_head_stays() {
        for menu in [
            "Cổng thông tin\nTrang chủ\n»\nVăn bản\nTIN TỨC\nNgày ban hành: 5/3/2026\nNội dung\n",
            "TRANG CHỦ\nLIÊN HỆ\nHỏi đáp\nTình trạng: Còn hiệu lực\nBản in\n",
        ] {
            let (first, dropped) = left(&format!("{menu}{HEAD}"));
            assert_eq!(first, "ỦY BAN NHÂN DÂN");
            assert_eq!(dropped, menu.lines().count());
        }
        let party = "Trang chủ\nGiới thiệu\nĐẢNG BỘ TỈNH VÍ DỤ\nĐẢNG ỦY XÃ VÍ DỤ\n*\nSố 4-KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\n";
        assert_eq!(left(party), ("ĐẢNG BỘ TỈNH VÍ DỤ".to_owned(), 2));
    }

    #[test]
    fn what_a_document_itself_begins_with_stays() {
        for source in [
            HEAD.to_owned(),
            format!("DỰ THẢO\n{HEAD}"),
            format!("PHỤ LỤC\nMẫu đơn\nKèm theo kế hoạch\n{HEAD}"),
            format!("KẾ HOẠCH\nPhòng bệnh\nLời mở đầu\n{HEAD}"),
            "ỦY BAN NHÂN DÂN\nXÃ VÍ DỤ\nSố:     /UBND-VX\nV/v tăng cường\nphòng bệnh\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n".to_owned(),
            "Kính gửi: Sở Y tế\nXin báo cáo\nnhư sau\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n".to_owned(),
        ] {
            assert_eq!(left(&source).1, 0, "{source}");
        }
    }
}
