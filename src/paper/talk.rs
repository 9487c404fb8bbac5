//! The talk sheet: a lesson to be told, part by part, with the time that each takes, in type for reading while speaking.

use crate::fit::drawing_size;
use crate::look::{self, Look};
use crate::pages::{self, WIDTH};
use crate::problem::Problem;
use crate::rows::Setter;
use crate::sheet::{About, Paper};
use crate::subject::Subject;
use crate::text::{Block, Run, words};
use base::diagnostic::Diagnostic;

/// The size of the text: read at arm's length.
const SIZE: f32 = 13.0;

/// How high a drawing may be, in points.
const DRAWING: f32 = 200.0;

/// What the beginning is called, which has no heading.
const OPENING: &str = "Mở đầu";

/// A part of a talk.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is called.
    pub title: String,
    /// What is told.
    pub blocks: Vec<Block>,
    /// How long that takes, in seconds at 140 syllables a minute.
    pub seconds: usize,
}

/// The parts of a talk about a text.
pub fn parts(subject: &Subject<'_>, problems: &mut Vec<Diagnostic>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let part = |title: &str, blocks: Vec<Block>| Part {
        title: title.to_owned(),
        blocks,
        seconds: 0,
    };
    for block in &subject.opening {
        match (block, parts.last_mut()) {
            (Block::Card(card), _) => parts.push(part(&card.title, card.blocks.clone())),
            // What stands behind a card belongs to it.
            (block, Some(last)) => last.blocks.push(block.clone()),
            (block, None) => parts.push(part(OPENING, vec![block.clone()])),
        }
    }
    for section in &subject.sections {
        parts.push(part(&section.title, section.blocks.clone()));
    }
    parts.retain(|part| !part.blocks.is_empty());
    let tables = subject.ward.speech();
    for part in &mut parts {
        let said = format!("{}. {}", part.title, words(&part.blocks));
        let spoken = subject.post.read_aloud(&said, &tables);
        part.seconds = speak::seconds(spoken.text().unwrap_or(&said));
        if spoken.text().is_none() {
            let problem = Problem::Unread {
                part: part.title.clone(),
            };
            problems.push(Diagnostic::file(&subject.post.source.path, problem).warning());
        }
    }
    parts
}

/// A length of time in words.
pub fn length(seconds: usize) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} giây"),
        (minutes, 0) => format!("{minutes} phút"),
        (minutes, seconds) => format!("{minutes} phút {seconds} giây"),
    }
}

/// The talk sheet as PDF.
pub fn talk(subject: &Subject<'_>, parts: &[Part]) -> Vec<u8> {
    let look = Look {
        size: SIZE,
        colour: subject.colour(),
    };
    let size_of = |url: &str, width: f32| drawing_size(subject, url, (width, DRAWING));
    let mut setter = Setter::new(look, WIDTH, &size_of);
    let all = parts.iter().map(|part| part.seconds).sum();
    let words = format!(
        "Nói hết khoảng {}, tính theo 140 tiếng một phút. Thời gian của từng phần ghi bên phải.",
        length(all)
    );
    setter.paragraph(&[Run::plain(words)], look::SMALLEST, look::FAINT);
    for (at, part) in parts.iter().enumerate() {
        let title = format!("{}. {}", at + 1, part.title);
        setter.heading_with(&title, 1.1 * SIZE, &length(part.seconds));
        setter.blocks(&part.blocks);
    }
    let rows = setter.finish();
    let title = format!("Bài nói chuyện: {}", subject.title());
    let about = About {
        title: &title,
        author: &subject.ward.name,
    };
    let mut paper = Paper::new(about, &subject.drawings);
    pages::draw(&mut paper, subject, "Bài nói chuyện", &rows);
    paper.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_as_people_say_them() {
        assert_eq!(length(40), "40 giây");
        assert_eq!(length(120), "2 phút");
        assert_eq!(length(95), "1 phút 35 giây");
    }
}
