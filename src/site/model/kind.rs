//! The kinds of post, each with its own keys; the section of a post decides its kind.

use super::{Event, FactCheck, Guidance, Review};
pub use base::schema::Comparison;
use base::schema::{BODY_PARTS, LESSON_GROUPS, LIFE_STAGES, MODEL_STATUSES, paired};
use jiff::civil::Date;
use std::ops::Range;

/// A post's kind with the keys that belong to it.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A health-prevention lesson.
    Lesson(Lesson),
    /// An official document explained.
    Resolution(Resolution),
    /// A local model.
    Model(Model),
    /// News.
    News(News),
    /// A claim that goes round, checked.
    FactCheck(FactCheck),
    /// An event, or a day of the health calendar.
    Event(Event),
    /// A page with the common keys alone.
    Plain,
}

impl Kind {
    /// Whether the sentences of such a post are measured: it is guidance about health.
    pub fn wants_short_sentences(&self) -> bool {
        matches!(self, Self::Lesson(_) | Self::FactCheck(_))
    }

    /// The post that a key names, with that key.
    pub fn named_post(&self) -> Option<(&'static str, &Reference)> {
        let (key, reference) = match self {
            Self::Model(model) => ("resolution", &model.resolution),
            Self::News(news) => ("model", &news.model),
            Self::Lesson(_)
            | Self::Resolution(_)
            | Self::FactCheck(_)
            | Self::Event(_)
            | Self::Plain => return None,
        };
        Some((key, reference.as_ref()?))
    }

    /// The document that is offered for download.
    pub fn file(&self) -> Option<&Reference> {
        match self {
            Self::Resolution(resolution) => resolution.file.as_ref(),
            _ => None,
        }
    }

    /// The guidance behind a text about health; none of other kinds.
    pub fn sources(&self) -> &[Guidance] {
        match self {
            Self::Lesson(lesson) => &lesson.sources,
            Self::FactCheck(check) => &check.sources,
            Self::Resolution(_) | Self::Model(_) | Self::News(_) | Self::Event(_) | Self::Plain => {
                &[]
            }
        }
    }

    /// Who approved the post and until when that holds, for kinds that are approved.
    pub fn review(&self) -> Option<&Review> {
        match self {
            Self::Lesson(lesson) => Some(&lesson.review),
            Self::FactCheck(check) => Some(&check.review),
            Self::Resolution(_) | Self::Model(_) | Self::News(_) | Self::Event(_) | Self::Plain => {
                None
            }
        }
    }
}

/// A path to another file as a front-matter key gives it, and where it is written.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The path as written, relative to the post.
    pub path: String,
    /// The byte range of the value in the post's file.
    pub span: Range<usize>,
}

/// A health-prevention lesson.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Whom it is for.
    pub audience: String,
    /// The stages of life it concerns.
    pub life_stages: Vec<LifeStage>,
    /// The groups that list it.
    pub groups: Vec<LessonGroup>,
    /// Where it hurts.
    pub body_parts: Vec<BodyPart>,
    /// Whether it is kept for reading without a network.
    pub essential: bool,
    /// Who approved it and until when that holds.
    pub review: Review,
    /// Published guidance that it follows; at least one.
    pub sources: Vec<Guidance>,
}

/// A stage of life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LifeStage {
    /// Trẻ em.
    Child,
    /// Người lớn.
    Adult,
    /// Thai sản.
    Maternity,
    /// Người cao tuổi.
    Older,
}

impl LifeStage {
    /// Every stage with its key in front matter and its name.
    pub const ALL: [(Self, &'static str, &'static str); 4] = paired(
        [Self::Child, Self::Adult, Self::Maternity, Self::Older],
        &LIFE_STAGES,
    );

    /// The stage's key in front matter.
    pub fn key(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(stage, ..)| *stage == self)
            .map_or("", |(_, key, _)| key)
    }

    /// The stage's name.
    pub fn label(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(stage, ..)| *stage == self)
            .map_or("", |(.., label)| label)
    }
}

/// A group of lessons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LessonGroup {
    /// Cấp cứu.
    Emergency,
    /// Triệu chứng, bệnh hay gặp.
    Symptoms,
    /// Bệnh mạn tính.
    Chronic,
    /// Mẹ và bé.
    MotherAndChild,
    /// Ăn uống, vận động.
    FoodAndExercise,
    /// Môi trường, nơi ở.
    Environment,
    /// Tinh thần, gia đình.
    MindAndFamily,
    /// Khám chữa, quyền lợi.
    Care,
    /// Bài khác: what names no group.
    Other,
}

impl LessonGroup {
    /// Every group with its key in front matter and its name.
    pub const ALL: [(Self, &'static str, &'static str); 9] = paired(
        [
            Self::Emergency,
            Self::Symptoms,
            Self::Chronic,
            Self::MotherAndChild,
            Self::FoodAndExercise,
            Self::Environment,
            Self::MindAndFamily,
            Self::Care,
            Self::Other,
        ],
        &LESSON_GROUPS,
    );

    /// The group's key in front matter.
    pub fn key(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The group's name.
    pub fn label(self) -> &'static str {
        Self::ALL[self as usize].2
    }
}

/// A part of the body, or what has no one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodyPart {
    /// Đầu.
    Head,
    /// Mắt.
    Eyes,
    /// Miệng, răng, họng.
    Mouth,
    /// Ngực, đường thở.
    Chest,
    /// Bụng.
    Belly,
    /// Lưng.
    Back,
    /// Vùng kín, đường tiểu.
    Private,
    /// Tay, chân, khớp.
    Limbs,
    /// Da.
    Skin,
    /// Sốt, mệt cả người.
    Whole,
    /// Buồn lo, mất ngủ.
    Mind,
}

impl BodyPart {
    /// Every part with its key in front matter and its name.
    pub const ALL: [(Self, &'static str, &'static str); 11] = paired(
        [
            Self::Head,
            Self::Eyes,
            Self::Mouth,
            Self::Chest,
            Self::Belly,
            Self::Back,
            Self::Private,
            Self::Limbs,
            Self::Skin,
            Self::Whole,
            Self::Mind,
        ],
        &BODY_PARTS,
    );

    /// The part's key in front matter.
    pub fn key(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The part's name.
    pub fn label(self) -> &'static str {
        Self::ALL[self as usize].2
    }
}

/// An official document explained.
#[derive(Debug, Clone)]
pub struct Resolution {
    /// Number and symbol, `72-NQ/TW`.
    pub number: Option<String>,
    /// The body that issued it.
    pub issuer: String,
    /// Nghị quyết, Chương trình hành động, Kế hoạch, …
    pub document_kind: String,
    /// What it is about (trích yếu).
    pub subject: Option<String>,
    /// The day of issue.
    pub issued: Option<Date>,
    /// The day from which it holds.
    pub effective: Option<Date>,
    /// Who signed it.
    pub signer: Option<String>,
    /// In what role.
    pub signer_role: Option<String>,
    /// Where it was issued.
    pub place: Option<String>,
    /// Whom it was sent to.
    pub recipients: Vec<String>,
    /// The original, for download.
    pub file: Option<Reference>,
    /// The BLAKE3 hash of the original, in hexadecimal digits.
    pub file_hash: Option<String>,
    /// Numbers of the documents it carries out.
    pub carries_out: Vec<String>,
    /// What is to be reached.
    pub targets: Vec<Target>,
    /// How far they are.
    pub progress: Vec<Progress>,
    /// What is to be done.
    pub tasks: Vec<Task>,
}

/// A local model.
#[derive(Debug, Clone)]
pub struct Model {
    /// What it wants to reach.
    pub goal: String,
    /// The body in charge.
    pub responsible: String,
    /// Bodies that help.
    pub partners: Vec<String>,
    /// How far it is, where a document tells.
    pub status: Option<ModelStatus>,
    /// The post of the resolution that it carries out.
    pub resolution: Option<Reference>,
    /// What is to be reached.
    pub targets: Vec<Target>,
    /// How far they are.
    pub progress: Vec<Progress>,
}

/// How far a model is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelStatus {
    /// Being prepared.
    Preparing,
    /// Under way.
    Running,
    /// Completed.
    Completed,
}

impl ModelStatus {
    /// Every status with its key in front matter and its name.
    pub const ALL: [(Self, &'static str, &'static str); 3] = paired(
        [Self::Preparing, Self::Running, Self::Completed],
        &MODEL_STATUSES,
    );

    /// The status' name.
    pub fn label(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(status, ..)| *status == self)
            .map_or("", |(.., label)| label)
    }
}

/// News.
#[derive(Debug, Clone, Default)]
pub struct News {
    /// The post of the model that the news is about.
    pub model: Option<Reference>,
}

/// Something to be reached, with its measure.
#[derive(Debug, Clone)]
pub struct Target {
    /// What is measured.
    pub measure: String,
    /// How the measure compares with the value.
    pub comparison: Comparison,
    /// The value, where the target is a number.
    pub value: Option<f64>,
    /// The unit of the value.
    pub unit: Option<String>,
    /// The year by which it is to be reached.
    pub year: Option<i64>,
    /// Where, when not the whole ward.
    pub place: Option<String>,
    /// A condition.
    pub note: Option<String>,
    /// A short word for what it is about, "bảo hiểm y tế".
    pub topic: Option<String>,
}

/// How far a target was on a day.
#[derive(Debug, Clone)]
pub struct Progress {
    /// The target's measure.
    pub measure: String,
    /// What was reached, in the target's unit.
    pub value: f64,
    /// The target's year, where others have the same measure.
    pub year: Option<i64>,
    /// The day for which that holds.
    pub as_of: Date,
    /// The report that tells it.
    pub source: String,
    /// What one must know to understand it.
    pub note: Option<String>,
}

/// Something to be done.
#[derive(Debug, Clone)]
pub struct Task {
    /// What.
    pub task: String,
    /// The body in charge.
    pub owner: Option<String>,
    /// Bodies that help.
    pub partners: Vec<String>,
    /// By when.
    pub deadline: Option<Deadline>,
    /// A short word for what it is about, "tuyên truyền".
    pub topic: Option<String>,
}

/// The end of a task's time.
#[derive(Debug, Clone)]
pub enum Deadline {
    /// A day.
    Day(Date),
    /// Words, such as "hằng năm".
    Words(String),
}
