//! The kinds of post: what each is called, where it stands in the menu, what it counts in the search, which keys it has.

use super::field::{Field, Words, words};
use super::{document, event, health};

/// What a section's posts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// `suc-khoe`: health-prevention lessons.
    Lesson,
    /// `nghi-quyet`: official documents explained.
    Resolution,
    /// `mo-hinh`: local models.
    Model,
    /// `tin`: news.
    News,
    /// `kiem-chung`: claims that go round, checked.
    FactCheck,
    /// `su-kien`: events and days of the health calendar.
    Event,
    /// Any other section.
    Plain,
}

/// What a post of a kind counts in the search, beside its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SearchWeight {
    /// What its score is multiplied with.
    pub score: f32,
    /// What a name in the query counts on it.
    pub name: f32,
}

/// All about one kind of post.
#[derive(Debug, Clone, Copy)]
pub struct KindSchema {
    /// The kind.
    pub kind: SectionKind,
    /// Its name in `loa schema --json`.
    pub name: &'static str,
    /// The section that holds it; `None` for every other section.
    pub section: Option<&'static str>,
    /// The section's name where no `_index.md` gives one.
    pub section_title: Option<Words>,
    /// How one post of it is called.
    pub label: Words,
    /// Its place in the menu: what residents look for first stands first.
    pub menu: usize,
    /// What it counts in the search.
    pub search: SearchWeight,
    /// Its keys beside the common ones, in the order in which they are read.
    pub fields: &'static [Field],
    /// The text of a new post.
    pub text: &'static str,
}

const USUAL: SearchWeight = SearchWeight {
    score: 1.0,
    name: 0.2,
};

const TEXT: &str = "Viết nội dung ở đây. Câu ngắn, mỗi đoạn không quá ba câu.\n";

/// Every kind, in the order in which messages name their sections; plain pages last.
pub static KINDS: [KindSchema; 7] = [
    KindSchema {
        kind: SectionKind::Lesson,
        name: "lesson",
        section: Some("suc-khoe"),
        section_title: Some(words("Sức khỏe", "Health")),
        label: words("Bài sức khỏe", "Lesson"),
        menu: 1,
        search: SearchWeight {
            score: 1.0,
            name: 1.0,
        },
        fields: &health::LESSON,
        text: "- Điều quan trọng nhất cần biết.\n- Điều thứ hai.\n- Điều thứ ba.\n\n\
             ::: khẩn cấp: Gọi 115 ngay nếu\n- dấu hiệu nguy hiểm\n:::\n\n\
             ::: trạm y tế: Đến trạm y tế nếu\n- dấu hiệu cần khám\n:::\n\n\
             ::: tại nhà: Chăm sóc tại nhà khi\n- dấu hiệu nhẹ\n:::\n\n\
             ::: các bước: Cần làm gì\n1. Việc thứ nhất.\n2. Việc thứ hai.\n:::\n",
    },
    KindSchema {
        kind: SectionKind::Resolution,
        name: "resolution",
        section: Some("nghi-quyet"),
        section_title: Some(words("Nghị quyết", "Resolutions")),
        label: words("Nghị quyết", "Resolution"),
        menu: 3,
        search: USUAL,
        fields: &document::RESOLUTION,
        text: "::: với bạn\n- Điều văn bản này thay đổi cho người dân.\n:::\n\n\
             Viết nội dung ở đây. Câu ngắn, mỗi đoạn không quá ba câu.\n",
    },
    KindSchema {
        kind: SectionKind::Model,
        name: "model",
        section: Some("mo-hinh"),
        section_title: Some(words("Mô hình", "Models")),
        label: words("Mô hình", "Model"),
        menu: 4,
        search: USUAL,
        fields: &document::MODEL,
        text: TEXT,
    },
    KindSchema {
        kind: SectionKind::News,
        name: "news",
        section: Some("tin"),
        section_title: Some(words("Tin tức", "News")),
        label: words("Tin", "News"),
        menu: 6,
        search: USUAL,
        fields: &document::NEWS,
        text: TEXT,
    },
    KindSchema {
        kind: SectionKind::FactCheck,
        name: "fact-check",
        section: Some("kiem-chung"),
        section_title: Some(words("Kiểm chứng", "Fact checks")),
        label: words("Kiểm chứng", "Fact check"),
        menu: 2,
        search: SearchWeight {
            score: 0.7,
            name: 1.0,
        },
        fields: &health::FACT_CHECK,
        text: "Trả lời ngắn: điều gì đúng, điều gì không.\n\n## Căn cứ\n\nTài liệu nói gì. Câu ngắn, mỗi đoạn không quá ba câu.\n\n\
             ## Nên làm gì\n\n- Việc nên làm.\n",
    },
    KindSchema {
        kind: SectionKind::Event,
        name: "event",
        section: Some("su-kien"),
        section_title: Some(words("Sự kiện", "Events")),
        label: words("Sự kiện", "Event"),
        menu: 5,
        search: SearchWeight {
            score: 0.65,
            name: 0.2,
        },
        fields: &event::EVENT,
        text: TEXT,
    },
    KindSchema {
        kind: SectionKind::Plain,
        name: "plain",
        section: None,
        section_title: None,
        label: words("Trang", "Page"),
        menu: usize::MAX,
        search: USUAL,
        fields: &[],
        text: TEXT,
    },
];

impl SectionKind {
    /// The sections that Loa knows.
    pub fn sections() -> impl Iterator<Item = &'static str> {
        KINDS.iter().filter_map(|kind| kind.section)
    }

    /// The section that holds it; empty for plain pages, which any other holds.
    pub fn section(self) -> &'static str {
        self.schema().section.unwrap_or_default()
    }

    /// The kind of the section with this slug.
    pub fn of(section: &str) -> Self {
        let own = KINDS.iter().find(|kind| kind.section == Some(section));
        own.map_or(Self::Plain, |kind| kind.kind)
    }

    /// All about the kind.
    pub fn schema(self) -> &'static KindSchema {
        // One entry a kind, in the order of the kinds; a test holds that.
        &KINDS[self as usize]
    }

    /// How one post of this kind is called.
    pub fn label(self) -> &'static str {
        self.schema().label.vi
    }

    /// The section's name where no `_index.md` gives one; `None` for plain sections.
    pub fn section_title(self) -> Option<&'static str> {
        self.schema().section_title.map(|title| title.vi)
    }
}

impl KindSchema {
    /// The key of this name, of the kind itself or of every post.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        let all = super::COMMON.iter().chain(self.fields);
        all.into_iter().find(|field| field.key == key)
    }
}
