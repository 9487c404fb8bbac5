//! The quiz: what is right, what belongs where, what comes first; the answers are on the back. All of it is the lesson's own
//! words, and which comes first follows from these words alone.

use crate::columns::{self, lines};
use crate::furniture::{A4, Foot, MARGIN, head, head_height};
use crate::look::{self, Look, SMALLEST};
use crate::pages::WIDTH;
use crate::questions::{Claim, claim};
use crate::rows::{Row, Setter};
use crate::sheet::{About, Paper};
use crate::subject::Subject;
use crate::text::{Block, Card, Run, words};
use base::digest::sha256;
use site::markdown::Component;
use site::model::{Kind, Verdict};

/// Fewest questions of a quiz.
pub const LEAST: usize = 3;

/// Most statements of each kind, right and wrong.
const STATEMENTS: usize = 4;

/// Most points of one card that are to be sorted.
const POINTS: usize = 3;

/// How many steps are to be put in order.
const STEPS: std::ops::RangeInclusive<usize> = 3..=7;

/// Longest statement, point or step that is asked about, in characters.
const LONGEST: usize = 130;

/// Sizes to try.
const SIZES: [f32; 5] = [12.0, 11.5, 11.0, 10.5, SMALLEST];

/// Before what is right or wrong.
const FIRST: &str = "Ghi Đ (đúng) hoặc S (sai) vào ô. Có câu sai: luôn đọc đáp án ở mặt sau.";

/// A statement, whether it is right, and what the lesson says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What is said.
    pub said: String,
    /// Whether it is right.
    pub right: bool,
    /// The lesson's words about it.
    pub answer: String,
}

/// Headings of cards, and points with the place of the heading that each belongs to.
pub type Sorting = (Vec<String>, Vec<(usize, String)>);

/// The questions of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quiz {
    /// What is right, what is wrong.
    pub statements: Vec<Statement>,
    /// Headings of cards, and points with the one that each belongs to.
    pub sorting: Option<Sorting>,
    /// The heading of steps, and these with their places, from 1.
    pub order: Option<(String, Vec<(usize, String)>)>,
}

impl Quiz {
    /// How many questions there are.
    pub fn count(&self) -> usize {
        let others = [self.sorting.is_some(), self.order.is_some()];
        self.statements.len() + others.into_iter().filter(|is| *is).count()
    }

    /// Leaves out the last statement of the kind that there is more of. Whether there was one.
    fn shorten(&mut self) -> bool {
        let right = self.statements.iter().filter(|one| one.right).count();
        let more = 2 * right > self.statements.len();
        let last = self.statements.iter().rposition(|one| one.right == more);
        last.map(|at| self.statements.remove(at)).is_some()
    }
}

/// The questions that a text's own words make.
pub fn quiz(subject: &Subject<'_>) -> Quiz {
    let post = subject.post;
    let seed = post.url();
    let mut statements = wrong(subject);
    statements.truncate(STATEMENTS);
    statements.extend(right(subject).into_iter().take(STATEMENTS));
    if let Kind::FactCheck(check) = &post.kind
        && let Some(right) = known(check.verdict)
    {
        statements.insert(
            0,
            Statement {
                said: check.claim.clone(),
                right,
                answer: post.front.summary.clone().unwrap_or_default(),
            },
        );
    }
    mix(&seed, &mut statements, |one| &one.said);
    // All wrong, or all right, is no question.
    let all_alike = statements
        .iter()
        .all(|one| one.right == statements[0].right);
    if all_alike && !matches!(post.kind, Kind::FactCheck(_)) {
        statements.truncate(2);
    }
    let mut quiz = Quiz {
        statements,
        sorting: sorting(subject, &seed),
        order: subject.cards().find_map(|card| order(card, &seed)),
    };
    while quiz.count() > LEAST && laid(subject, &quiz).is_err() && quiz.shorten() {}
    quiz
}

fn known(verdict: Verdict) -> Option<bool> {
    match verdict {
        Verdict::True => Some(true),
        Verdict::False => Some(false),
        Verdict::PartlyFalse | Verdict::MissingContext | Verdict::Unproven => None,
    }
}

/// What goes round and is wrong without an "if".
fn wrong(subject: &Subject<'_>) -> Vec<Statement> {
    let blocks = subject.sections.iter().flat_map(|section| &section.blocks);
    let claims = blocks.filter_map(claim);
    let wrong = claims.filter(|Claim { answer, .. }| {
        let first = answer.split('.').next().unwrap_or_default();
        matches!(first, "Sai" | "Không đúng")
    });
    let statements = wrong.map(|Claim { claim, answer }| Statement {
        said: claim.trim_matches(['“', '”']).to_owned(),
        right: false,
        answer,
    });
    statements.filter(|one| is_short(&one.said)).collect()
}

/// The sentences with which a text opens.
fn right(subject: &Subject<'_>) -> Vec<Statement> {
    let Some(Block::List(_, items)) = subject.opening.first() else {
        return Vec::new();
    };
    let said = items.iter().map(|item| words(item));
    let whole = said.filter(|said| said.ends_with('.') && is_short(said) && !said.contains('?'));
    whole
        .map(|said| Statement {
            said,
            right: true,
            answer: String::new(),
        })
        .collect()
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST
}

/// An order that follows from words alone.
fn mix<T>(seed: &str, all: &mut [T], words: impl Fn(&T) -> &str) {
    all.sort_by_cached_key(|one| sha256(format!("{seed}\n{}", words(one)).as_bytes()));
}

fn sorting(subject: &Subject<'_>, seed: &str) -> Option<Sorting> {
    let kinds = [
        Component::Emergency,
        Component::HealthStation,
        Component::SelfCare,
    ];
    let mut titles = Vec::new();
    let mut points: Vec<(usize, String)> = Vec::new();
    for kind in kinds {
        let Some(card) = subject.cards().find(|card| card.kind == kind) else {
            continue;
        };
        let mut own: Vec<_> = card
            .points()
            .into_iter()
            .filter(|one| is_short(one))
            .collect();
        own.retain(|point| !points.iter().any(|(_, known)| known == point));
        own.truncate(POINTS);
        if !own.is_empty() {
            points.extend(own.into_iter().map(|point| (titles.len(), point)));
            titles.push(card.title.clone());
        }
    }
    if titles.len() < 2 {
        return None;
    }
    mix(seed, &mut points, |(_, point)| point);
    Some((titles, points))
}

/// Steps of which each follows the one before, whatever happens.
fn order(card: &Card, seed: &str) -> Option<(String, Vec<(usize, String)>)> {
    if card.kind != Component::Steps {
        return None;
    }
    let steps = card.points();
    let is_plain = |step: &String| {
        is_short(step) && !step.contains(':') && !step.to_lowercase().contains("nếu")
    };
    if !STEPS.contains(&steps.len()) || !steps.iter().all(is_plain) {
        return None;
    }
    let mut mixed: Vec<_> = steps.into_iter().enumerate().collect();
    mix(seed, &mut mixed, |(_, step)| step);
    if mixed
        .iter()
        .enumerate()
        .all(|(at, (place, _))| at == *place)
    {
        mixed.reverse();
    }
    let mixed = mixed.into_iter().map(|(place, step)| (place + 1, step));
    Some((card.title.clone(), mixed.collect()))
}

fn letter(at: usize) -> char {
    char::from(b'A' + u8::try_from(at).unwrap_or(0))
}

/// The quiz as PDF, the answers on the second sheet.
///
/// # Errors
/// By how many lines the questions are too many.
pub fn sheet(subject: &Subject<'_>, quiz: &Quiz) -> Result<Vec<u8>, usize> {
    let (front, back) = laid(subject, quiz)?;
    let foot = Foot::of(subject);
    let title = format!("Trắc nghiệm: {}", subject.title());
    let about = About {
        title: &title,
        author: &subject.ward.name,
    };
    let mut paper = Paper::new(about, &subject.drawings);
    for (kind, rows) in [("Trắc nghiệm", &front), ("Đáp án", &back)] {
        paper.page(A4, |sheet| {
            let top = head(sheet, subject, kind, true);
            crate::furniture::column(sheet, (MARGIN, top), WIDTH, rows);
            foot.draw(sheet, A4.1 - MARGIN);
        });
    }
    Ok(paper.finish())
}

/// The rows of the front and of the back, in the largest size that fits.
///
/// # Errors
/// By how many lines the longer side is too long.
fn laid(subject: &Subject<'_>, quiz: &Quiz) -> Result<(Vec<Row>, Vec<Row>), usize> {
    let height = A4.1 - MARGIN - Foot::of(subject).height - head_height(subject);
    let both = |size: f32| {
        let look = Look {
            size,
            colour: subject.colour(),
        };
        (asked(quiz, look), answered(quiz, look))
    };
    let fits = |(front, back): &(Vec<Row>, Vec<Row>)| {
        columns::height(front) <= height && columns::height(back) <= height
    };
    SIZES.into_iter().map(both).find(fits).ok_or_else(|| {
        let (front, back) = both(SMALLEST);
        let over = |rows: &[Row]| lines(columns::fill(rows, &[height]).rest);
        over(&front).max(over(&back))
    })
}

/// The rows of the front.
fn asked(quiz: &Quiz, look: Look) -> Vec<Row> {
    let mut setter = Setter::new(look, WIDTH, &crate::furniture::none);
    let large = 1.15 * look.size;
    let note = |setter: &mut Setter<'_>, text: &str| {
        setter.paragraph(&[Run::plain(text)], look.size, look::FAINT);
    };
    if !quiz.statements.is_empty() {
        setter.heading("Đúng hay sai?", large);
        note(&mut setter, FIRST);
        for one in &quiz.statements {
            setter.choice(&[Run::plain(one.said.as_str())]);
        }
    }
    if let Some((titles, points)) = &quiz.sorting {
        setter.heading("Mỗi điều dưới đây thuộc về đâu?", large);
        note(&mut setter, "Ghi chữ A, B hoặc C vào ô.");
        for (at, title) in titles.iter().enumerate() {
            let runs = [Run::bold(format!("{}. {title}", letter(at)))];
            setter.paragraph(&runs, look.size, look::INK);
        }
        for (_, point) in points {
            setter.choice(&[Run::plain(point.as_str())]);
        }
    }
    if let Some((title, steps)) = &quiz.order {
        setter.heading(&format!("Thứ tự nào đúng? {title}"), large);
        note(&mut setter, "Ghi số thứ tự của từng bước vào ô.");
        for (_, step) in steps {
            setter.choice(&[Run::plain(step.as_str())]);
        }
    }
    setter.finish()
}

/// The rows of the back.
fn answered(quiz: &Quiz, look: Look) -> Vec<Row> {
    let mut setter = Setter::new(look, WIDTH, &crate::furniture::none);
    let large = 1.15 * look.size;
    let item = |runs: Vec<Run>| vec![Block::Paragraph(runs)];
    if !quiz.statements.is_empty() {
        setter.heading("Đúng hay sai?", large);
        let items = quiz.statements.iter().map(|one| {
            let (mark, answer) = match one.right {
                true => ("Đúng. ", one.answer.as_str()),
                false => ("Sai. ", answer_alone(&one.answer)),
            };
            item(vec![
                Run::plain(format!("“{}” ", one.said)),
                Run::bold(mark),
                Run::plain(answer),
            ])
        });
        setter.blocks(&[Block::List(Some(1), items.collect())]);
    }
    if let Some((titles, points)) = &quiz.sorting {
        setter.heading("Mỗi điều thuộc về đâu?", large);
        for (at, title) in titles.iter().enumerate() {
            let runs = [Run::bold(format!("{}. {title}", letter(at)))];
            setter.paragraph(&runs, look.size, look::INK);
            let own = points.iter().filter(|(card, _)| *card == at);
            let own = own.map(|(_, point)| item(vec![Run::plain(point.as_str())]));
            setter.blocks(&[Block::List(None, own.collect())]);
        }
    }
    if let Some((title, steps)) = &quiz.order {
        setter.heading(&format!("Thứ tự đúng: {title}"), large);
        let mut steps = steps.clone();
        steps.sort();
        let steps = steps
            .into_iter()
            .map(|(_, step)| item(vec![Run::plain(step)]));
        setter.blocks(&[Block::List(Some(1), steps.collect())]);
    }
    setter.finish()
}

/// An answer without the word that was said before it.
fn answer_alone(answer: &str) -> &str {
    let rest = answer
        .strip_prefix("Sai.")
        .or(answer.strip_prefix("Không đúng."));
    rest.unwrap_or(answer).trim_start()
}
