//! What a key is: its type, whether it must be there, its limits, its words for people.

use crate::lang::Lang;

/// A text in both languages of Loa.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// The text in one language.
    pub fn text(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

/// A text in both languages.
pub(super) const fn words(vi: &'static str, en: &'static str) -> Words {
    Words { vi, en }
}

/// One value of a fixed choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// As front matter writes it.
    pub key: &'static str,
    /// As people read it.
    pub label: Words,
}

/// What a text may not exceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// At most this many characters.
    Characters(usize),
    /// Fewer than this many words, counted between spaces.
    Words(usize),
    /// One segment of a short message in the plain alphabet of telephones: without Vietnamese marks.
    Segment,
}

/// The type of a key's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldType {
    /// A text.
    Text(Option<Limit>),
    /// A text that becomes the name of a page.
    Topic,
    /// A list of texts.
    TextList,
    /// A list of topics.
    TopicList,
    /// A day without a time.
    Date,
    /// A day, or a time on a day.
    Moment,
    /// A day, or words for one.
    Deadline,
    /// A whole number that is a year.
    Year,
    /// A whole number within bounds, both allowed.
    WholeNumber {
        /// The least.
        least: i64,
        /// The greatest.
        greatest: i64,
        /// What it is where the key is absent: such a key always has a value.
        default: i64,
    },
    /// A number, whole or not.
    Number,
    /// `true` or `false`.
    YesNo {
        /// What it is where the key is absent.
        default: bool,
    },
    /// One of fixed values.
    Choice(&'static [Choice]),
    /// Several of fixed values.
    ChoiceList(&'static [Choice]),
    /// A picture file, by its path from the post.
    Picture,
    /// A document for download, by its path from the post.
    Document,
    /// A recording, by its path from the post.
    Recording,
    /// A post of this section, by the path of its file from the post.
    Post(&'static str),
    /// Posts, by the paths of their files from the ward's folder; at most so many.
    PostList(usize),
    /// A web address.
    WebAddress,
    /// The address of a whole site: a web address without `?` and `#`.
    SiteAddress,
    /// A telephone number.
    Phone,
    /// `#rrggbb`, dark enough for white text.
    Colour,
    /// A list of times of day.
    TimeList,
    /// A table in brackets.
    Table(&'static [Field]),
    /// Tables in double brackets.
    TableList(&'static [Field]),
}

impl FieldType {
    /// Its name in `loa schema --json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Topic => "topic",
            Self::TextList => "text-list",
            Self::TopicList => "topic-list",
            Self::Date => "date",
            Self::Moment => "date-or-time",
            Self::Deadline => "date-or-text",
            Self::Year => "year",
            Self::WholeNumber { .. } => "whole-number",
            Self::Number => "number",
            Self::YesNo { .. } => "yes-no",
            Self::Choice(_) => "choice",
            Self::ChoiceList(_) => "choice-list",
            Self::Picture => "picture",
            Self::Document => "document",
            Self::Recording => "recording",
            Self::Post(_) => "post",
            Self::PostList(_) => "post-list",
            Self::WebAddress => "web-address",
            Self::SiteAddress => "site-address",
            Self::Phone => "phone",
            Self::Colour => "colour",
            Self::TimeList => "time-list",
            Self::Table(_) => "table",
            Self::TableList(_) => "table-list",
        }
    }

    /// Its name for people.
    pub fn label(self) -> Words {
        match self {
            Self::Text(_) | Self::Topic => words("chữ", "text"),
            Self::TextList | Self::TopicList => words("danh sách chữ", "list of texts"),
            Self::Date => words("ngày", "date"),
            Self::Moment => words("ngày, hoặc ngày kèm giờ", "date, or date with time"),
            Self::Deadline => words("ngày hoặc chữ", "date or text"),
            Self::Year | Self::WholeNumber { .. } => words("số nguyên", "whole number"),
            Self::Number => words("số", "number"),
            Self::YesNo { .. } => words("đúng/sai", "true/false"),
            Self::Choice(_) => words("một giá trị", "one value"),
            Self::ChoiceList(_) => words("danh sách giá trị", "list of values"),
            Self::Picture | Self::Document | Self::Recording => words("đường dẫn", "path"),
            Self::Post(_) => words("đường dẫn bài", "path of a post"),
            Self::PostList(_) => words("danh sách đường dẫn bài", "list of paths of posts"),
            Self::WebAddress | Self::SiteAddress => words("địa chỉ web", "web address"),
            Self::Phone => words("số điện thoại", "telephone number"),
            Self::Colour => words("màu", "colour"),
            Self::TimeList => words("danh sách giờ", "list of times of day"),
            Self::Table(_) => words("bảng", "table"),
            Self::TableList(_) => words("các bảng", "tables"),
        }
    }

    /// What the value may be at most.
    pub fn limit(self) -> Option<Limit> {
        match self {
            Self::Text(limit) => limit,
            Self::Topic | Self::TopicList => Some(Limit::Characters(super::TOPIC_LIMIT)),
            _ => None,
        }
    }

    /// The values that may be chosen; none where any value may stand.
    pub fn choices(self) -> &'static [Choice] {
        match self {
            Self::Choice(choices) | Self::ChoiceList(choices) => choices,
            _ => &[],
        }
    }

    /// The keys of the table or tables; none for other types.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Table(fields) | Self::TableList(fields) => fields,
            _ => &[],
        }
    }
}

/// What a key asks of another key of the same table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Where it is set, the other is set too.
    Needs(&'static str),
    /// It is no earlier day or time than the other.
    NotBefore(&'static str),
    /// A dot in it is doubted where the unit under the other key is counted in whole things.
    DoubtDot(&'static str),
    /// Each of its tables names, as its measure, that of a table under the other key which has a value.
    MeasuresOf(&'static str),
}

/// What a new post holds for a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// Nothing.
    None,
    /// A line with this value, which may stay.
    Line(&'static str),
    /// A line with this value, which a writer must replace.
    Prompt(&'static str),
    /// The same, as a comment.
    Comment(&'static str),
}

/// Where the search looks for a key's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    /// Nowhere.
    No,
    /// As the title.
    Title,
    /// As the summary.
    Summary,
    /// As names of the post.
    Tags,
    /// As the number of a document.
    Symbols,
    /// As text.
    Text,
}

/// One key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// As front matter writes it.
    pub key: &'static str,
    /// The type of its value.
    pub kind: FieldType,
    /// Whether it must be there.
    pub required: bool,
    /// Its name in a form.
    pub label: Words,
    /// What it is for, in a form and in the documentation.
    pub help: Words,
    /// Vietnamese names by which it is recognised, without marks.
    pub called: &'static [&'static str],
    /// What it asks of other keys.
    pub rules: &'static [Rule],
    /// What a new post holds.
    pub sample: Sample,
    /// What stands for it in a draft whose document does not tell it, for a person to replace.
    pub unknown: &'static str,
    /// Where the search looks for its value.
    pub searched: Searched,
}

impl Field {
    /// A key that may be left out.
    pub(super) const fn new(key: &'static str, kind: FieldType, label: Words, help: Words) -> Self {
        Self {
            key,
            kind,
            required: false,
            label,
            help,
            called: &[],
            rules: &[],
            sample: Sample::None,
            unknown: "",
            searched: Searched::No,
        }
    }

    /// The same, where it must be there.
    pub(super) const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// The same, recognised by Vietnamese names.
    pub(super) const fn called(self, called: &'static [&'static str]) -> Self {
        Self { called, ..self }
    }

    /// The same, with what it asks of other keys.
    pub(super) const fn rules(self, rules: &'static [Rule]) -> Self {
        Self { rules, ..self }
    }

    /// The same, with a line in new posts.
    pub(super) const fn sample(self, value: &'static str) -> Self {
        let sample = Sample::Line(value);
        Self { sample, ..self }
    }

    /// The same, with a line in new posts that a writer must replace.
    pub(super) const fn prompt(self, value: &'static str) -> Self {
        let sample = Sample::Prompt(value);
        Self { sample, ..self }
    }

    /// The same, with what stands for it where a document does not tell it.
    pub(super) const fn unknown(self, unknown: &'static str) -> Self {
        Self { unknown, ..self }
    }

    /// The same, with a comment in new posts.
    pub(super) const fn hint(self, value: &'static str) -> Self {
        let sample = Sample::Comment(value);
        Self { sample, ..self }
    }

    /// The same, found by the search.
    pub(super) const fn searched(self, searched: Searched) -> Self {
        Self { searched, ..self }
    }

    /// The key as it opens in a file: `title`, `[media]`, `[[sources]]`.
    pub fn written(&self) -> String {
        match self.kind {
            FieldType::Table(_) => format!("[{}]", self.key),
            FieldType::TableList(_) => format!("[[{}]]", self.key),
            _ => self.key.to_owned(),
        }
    }
}
