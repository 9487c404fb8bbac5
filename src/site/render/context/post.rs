//! What the templates of posts receive.

use super::super::folds::Folds;
use super::super::work::Work;
use super::{Card, ContactContext, DateContext, FileContext, LinkContext, Meta, Shell};
use serde::Serialize;

/// `lesson.html`, `resolution.html`, `model.html`, `news.html`, `fact-check.html`, `event.html` and
/// `page.html`.
#[derive(Debug, Clone, Serialize)]
pub struct PostPage {
    /// Around the content.
    pub shell: Shell,
    /// For machines.
    pub meta: Meta,
    /// The way from the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// The heading.
    pub title: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// The text, or its beginning where a station stands in it.
    pub html: String,
    /// Where the health station is, inside the card of the text that sends readers there.
    pub station: Option<StationContext>,
    /// Headings of the second level and the sections under the text, for the contents.
    pub contents: Vec<ContentsItem>,
    /// When it was published.
    pub date: DateContext,
    /// When it was last changed.
    pub updated: Option<DateContext>,
    /// The last day on which it holds, where that day is past.
    pub expired: Option<DateContext>,
    /// Topics.
    pub tags: Vec<TopicContext>,
    /// The picture at the top.
    pub cover: Option<PictureContext>,
    /// The recording at the top.
    pub recording: Option<RecordingContext>,
    /// Where the facts come from.
    pub source: Option<String>,
    /// Minutes it takes to read, at least 1.
    pub minutes: usize,
    /// How such a post is called.
    pub kind_label: &'static str,
    /// What a reader can do with it.
    pub tools: ToolsContext,
    /// What search engines read of it: JSON-LD that can stand inside `<script>`.
    pub structured: Option<String>,
    /// What belongs to its kind, `type` telling which.
    pub kind: KindContext,
}

/// A recording that a page plays.
#[derive(Debug, Clone, Serialize)]
pub struct RecordingContext {
    /// The file.
    pub url: String,
    /// What it is: `MP3`.
    pub kind: &'static str,
    /// How long it takes, in words.
    pub length: String,
    /// How much it is, in words.
    pub size: String,
}

/// The health station inside a text.
#[derive(Debug, Clone, Serialize)]
pub struct StationContext {
    /// The place.
    pub place: ContactContext,
    /// The text's HTML from there on.
    pub rest: String,
}

/// What a reader can do with a post besides reading it.
#[derive(Debug, Clone, Serialize)]
pub struct ToolsContext {
    /// Links that share it; absent on a site for `file://`.
    pub share: Option<ShareContext>,
    /// Its whole address as a QR code.
    pub qr: Option<QrContext>,
    /// Its address as people type it.
    pub typed: String,
    /// Its poster.
    pub poster: Option<String>,
    /// Its page for other channels.
    pub media: Option<String>,
}

/// Links that share a page.
#[derive(Debug, Clone, Serialize)]
pub struct ShareContext {
    /// Zalo's share page.
    pub zalo: String,
    /// Facebook's share page.
    pub facebook: String,
}

/// A QR code (ISO/IEC 18004), as the path of a drawing.
#[derive(Debug, Clone, Serialize)]
pub struct QrContext {
    /// The side of the drawing's view box, in modules, quiet zone included.
    pub size: usize,
    /// The dark modules, for the `d` of a path.
    pub path: String,
}

/// An entry of a page's contents.
#[derive(Debug, Clone, Serialize)]
pub struct ContentsItem {
    /// The anchor.
    pub id: String,
    /// The heading.
    pub title: String,
}

/// A picture, as shown.
#[derive(Debug, Clone, Serialize)]
pub struct PictureContext {
    /// The file for browsers that know no other.
    pub url: String,
    /// `srcset` of a WebP `source`; absent of drawings.
    pub webp: Option<String>,
    /// `srcset` of `img`; absent where there is no choice.
    pub srcset: Option<String>,
    /// `sizes` of both.
    pub sizes: &'static str,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// What it shows.
    pub alt: String,
}

/// What belongs to a post's kind.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum KindContext {
    /// A lesson.
    Lesson {
        /// Whom it is for.
        audience: String,
        /// Stages of life, each with its list.
        life_stages: Vec<LinkContext>,
        /// Whether the text begins with the list of what to know, so that no summary is needed above it.
        has_points: bool,
        /// Whether it is kept for reading without a network.
        essential: bool,
        /// Who approved it.
        review: ReviewContext,
        /// Published guidance.
        sources: Vec<GuidanceContext>,
        /// Lessons that share a topic or a stage of life.
        related: Vec<Card>,
    },
    /// An official document explained.
    Resolution {
        /// Number and symbol.
        number: Option<String>,
        /// The body that issued it.
        issuer: String,
        /// Nghị quyết, Kế hoạch, …
        document_kind: String,
        /// What it is about.
        subject: Option<String>,
        /// The day of issue.
        issued: Option<DateContext>,
        /// The day from which it holds.
        effective: Option<Box<DateContext>>,
        /// Who signed it.
        signer: Option<String>,
        /// In what role.
        signer_role: Option<String>,
        /// Where it was issued.
        place: Option<String>,
        /// Whom it was sent to.
        recipients: Vec<String>,
        /// The original, for download.
        file: Option<Box<FileContext>>,
        /// Documents it carries out; `url` only where the site explains them.
        carries_out: Vec<DocumentContext>,
        /// Its text in parts.
        folds: Box<Folds>,
        /// The page with the speech, where there is one.
        speech: Option<Box<LinkContext>>,
        /// Numbers that it sets, at most three.
        figures: Vec<TargetContext>,
        /// What is to be reached.
        targets: Vec<TargetContext>,
        /// How far that is.
        progress: Vec<ProgressContext>,
        /// What is to be done.
        work: Box<Work<TaskContext>>,
        /// Models that carry it out.
        models: Vec<Card>,
        /// Posts that explain documents which carry this one out.
        carried_out_by: Vec<Card>,
    },
    /// A local model.
    Model {
        /// What it wants to reach.
        goal: String,
        /// The body in charge.
        responsible: String,
        /// Bodies that help.
        partners: Vec<String>,
        /// How far it is.
        status: Option<&'static str>,
        /// The resolution it carries out.
        resolution: Option<LinkContext>,
        /// What is to be reached.
        targets: Vec<TargetContext>,
        /// How far that is.
        progress: Vec<ProgressContext>,
        /// News about it.
        news: Vec<Card>,
    },
    /// News.
    News {
        /// The model it is about.
        model: Option<LinkContext>,
    },
    /// A claim that goes round, checked.
    FactCheck {
        /// What people say.
        claim: String,
        /// `dung`, `sai`, `sai-mot-phan`, `thieu-boi-canh` or `chua-du-can-cu`.
        verdict: &'static str,
        /// The verdict in words.
        verdict_label: &'static str,
        /// Where the claim goes round.
        heard: Option<String>,
        /// Who approved the check.
        review: ReviewContext,
        /// What it rests on.
        sources: Vec<GuidanceContext>,
    },
    /// An event.
    Event {
        /// When, in words.
        when: String,
        /// The day or the time for `datetime`, `2026-04-07` or `2026-04-07T08:00:00+07:00`.
        starts: String,
        /// The same of the end.
        ends: Option<String>,
        /// Whether it comes again every year.
        yearly: bool,
        /// The first day of its next time, or of its last.
        first: DateContext,
        /// That day in the lunar calendar.
        lunar: String,
        /// The file for a phone's calendar.
        file: String,
        /// Where.
        place: Option<String>,
        /// Who holds it.
        organiser: Option<String>,
        /// What is published about it.
        sources: Vec<GuidanceContext>,
    },
    /// A plain page.
    Plain,
}

/// Who approved a text, and until when that holds.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewContext {
    /// Who.
    pub by: Option<String>,
    /// When.
    pub on: Option<DateContext>,
    /// When it is to be reviewed again.
    pub due: Option<DateContext>,
}

/// Published guidance.
#[derive(Debug, Clone, Serialize)]
pub struct GuidanceContext {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The year.
    pub year: i64,
    /// Where it can be read.
    pub url: Option<String>,
}

/// A document that is referred to.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentContext {
    /// Its number.
    pub number: String,
    /// The post that explains it.
    pub url: Option<String>,
    /// The page about who carries it out; absent while no listed document does.
    pub list: Option<String>,
}

/// A target in words.
#[derive(Debug, Clone, Serialize)]
pub struct TargetContext {
    /// What is measured.
    pub measure: String,
    /// "trên 95%", "1.700 căn"; absent where the target is not a number.
    pub value: Option<String>,
    /// The year by which it is to be reached.
    pub year: Option<i64>,
    /// Where.
    pub place: Option<String>,
    /// A condition.
    pub note: Option<String>,
}

/// How far a target is.
#[derive(Debug, Clone, Serialize)]
pub struct ProgressContext {
    /// What is measured.
    pub measure: String,
    /// The target's year.
    pub year: Option<i64>,
    /// "91,2%".
    pub reached: String,
    /// "trên 95%".
    pub target: String,
    /// Whether that is the target.
    pub met: bool,
    /// How much of the target that is, of a hundred; absent where less is better.
    pub share: Option<u8>,
    /// The day for which it holds.
    pub as_of: DateContext,
    /// The report that tells it.
    pub source: String,
    /// What one must know to understand it.
    pub note: Option<String>,
}

/// A task in words.
#[derive(Debug, Clone, Serialize)]
pub struct TaskContext {
    /// What.
    pub task: String,
    /// The body in charge.
    pub owner: Option<String>,
    /// Bodies that help.
    pub partners: Vec<String>,
    /// By when, in words.
    pub deadline: Option<String>,
    /// By when, where it is a day.
    pub deadline_iso: Option<String>,
    /// The last day of its time, where the deadline is a day or words that tell one: `2025-12-31`.
    pub last_day: Option<String>,
}

/// A topic of a post.
#[derive(Debug, Clone, Serialize)]
pub struct TopicContext {
    /// Its name.
    pub title: String,
    /// The list of its posts, where there are others.
    pub url: Option<String>,
}
