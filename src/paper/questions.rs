//! Questions and answers: what people ask about a lesson, each answered by the lesson's own words.

use crate::fit::drawing_size;
use crate::look::Look;
use crate::pages::{self, WIDTH};
use crate::rows::Setter;
use crate::sheet::{About, Paper};
use crate::subject::Subject;
use crate::text::{Block, Card, Run, joined, words};
use site::markdown::{Component, EMERGENCY_NUMBERS};

/// The size of the text.
const SIZE: f32 = 11.5;

/// How high a drawing may be, in points.
const DRAWING: f32 = 190.0;

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub asked: String,
    /// What the lesson says.
    pub answer: Vec<Block>,
}

/// What a text says about something that goes round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What goes round, with its marks.
    pub claim: String,
    /// What the text says about it.
    pub answer: String,
}

/// The claim that a paragraph answers: it begins with one in quotation marks, in bold.
pub fn claim(block: &Block) -> Option<Claim> {
    let Block::Paragraph(runs) = block else {
        return None;
    };
    let (first, rest) = runs.split_first()?;
    let claim = first.text.trim();
    let quoted = first.bold && claim.starts_with('“') && claim.ends_with('”');
    let answer = joined(rest).trim().to_owned();
    (quoted && !answer.is_empty()).then(|| Claim {
        claim: claim.to_owned(),
        answer,
    })
}

/// The questions that a text answers, in its order; every word of it is in one of the answers, or in a question.
pub fn questions(subject: &Subject<'_>) -> Vec<Question> {
    let mut all: Vec<Question> = Vec::new();
    for block in &subject.opening {
        take(&mut all, block, "Điều cần nhớ là gì?");
    }
    for section in &subject.sections {
        let asked = match section.title.ends_with('?') {
            true => section.title.clone(),
            false => format!("{}: cần biết gì?", section.title),
        };
        let from = all.len();
        for block in &section.blocks {
            match claim(block) {
                Some(Claim { claim, answer }) => all.push(Question {
                    asked: format!("{claim} Có đúng không?"),
                    answer: vec![Block::Paragraph(vec![Run::plain(answer)])],
                }),
                None if all.len() == from && !matches!(block, Block::Card(_)) => {
                    all.push(Question {
                        asked: asked.clone(),
                        answer: vec![block.clone()],
                    });
                }
                None => take(&mut all, block, &asked),
            }
        }
    }
    all.retain(|question| {
        let pictured = question
            .answer
            .iter()
            .any(|block| matches!(block, Block::Picture(_)));
        pictured || !words(&question.answer).is_empty()
    });
    all
}

/// A block begins a question of its own, or belongs to the answer before it.
fn take(all: &mut Vec<Question>, block: &Block, first: &str) {
    match (block, all.last_mut()) {
        (Block::Card(card), _) => all.push(Question {
            asked: asked_of(card),
            answer: vec![block.clone()],
        }),
        (block, Some(last)) => last.answer.push(block.clone()),
        (block, None) => all.push(Question {
            asked: first.to_owned(),
            answer: vec![block.clone()],
        }),
    }
}

/// The question that a card answers.
fn asked_of(card: &Card) -> String {
    let asked = match card.kind {
        Component::Emergency => {
            let mut numbers = EMERGENCY_NUMBERS.into_iter();
            return match numbers.find(|number| card.title.contains(number)) {
                Some(number) => format!("Khi nào phải gọi {number} ngay?"),
                None => "Khi nào là khẩn cấp?".into(),
            };
        }
        Component::HealthStation => "Khi nào cần đi khám, hỏi ở đâu?",
        Component::SelfCare => "Ở nhà thì làm gì?",
        Component::Steps => "Làm từng bước thế nào?",
        Component::Do => "Nên làm gì?",
        Component::Dont => "Không nên làm gì?",
        Component::Note => "Cần lưu ý gì?",
        Component::ForYou => "Điều này có nghĩa gì với bà con?",
    };
    asked.to_owned()
}

/// The sheet of questions and answers as PDF.
pub fn sheet(subject: &Subject<'_>, questions: &[Question]) -> Vec<u8> {
    let look = Look {
        size: SIZE,
        colour: subject.colour(),
    };
    let size_of = |url: &str, width: f32| drawing_size(subject, url, (width, DRAWING));
    let mut setter = Setter::new(look, WIDTH, &size_of);
    for (at, question) in questions.iter().enumerate() {
        let asked = format!("{}. {}", at + 1, question.asked);
        setter.heading(&asked, 1.15 * SIZE);
        setter.blocks(&question.answer);
    }
    let rows = setter.finish();
    let title = format!("Hỏi và đáp: {}", subject.title());
    let about = About {
        title: &title,
        author: &subject.ward.name,
    };
    let mut paper = Paper::new(about, &subject.drawings);
    pages::draw(&mut paper, subject, "Hỏi và đáp", &rows);
    paper.finish()
}
