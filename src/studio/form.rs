//! The form of a text as its template receives it: every key of the schema with its words, its control and what it holds.

use crate::state::{Row, State, is_list};
use crate::texts::Opened;
use base::schema::{Field, FieldType, Limit};
use base::sms;
use serde::Serialize;
use std::collections::BTreeSet;

/// A part of a form under a heading of its own.
#[derive(Debug, Serialize)]
pub struct Group {
    id: &'static str,
    title: &'static str,
    /// Whether it stands open: it holds something, or must.
    open: bool,
    folded: bool,
    controls: Vec<Control>,
}

/// One key.
#[derive(Debug, Serialize)]
pub struct Control {
    id: String,
    key: String,
    label: &'static str,
    help: String,
    required: bool,
    /// Which control: see the template.
    shape: &'static str,
    value: String,
    /// Values to choose from.
    options: Vec<Choice>,
    characters: Option<usize>,
    words: Option<usize>,
    /// Whether the form cannot show what the file holds.
    odd: bool,
    /// For lists of tables: an empty entry, and the entries.
    template: Vec<Control>,
    rows: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Choice {
    key: String,
    label: String,
    on: bool,
}

/// The posts of a section that a text may name: the link that names each, and its title.
type Posts<'a> = &'a dyn Fn(&str) -> Vec<(String, String)>;

/// One entry of a list of tables.
#[derive(Debug, Serialize)]
pub struct Entry {
    from: Option<usize>,
    number: usize,
    controls: Vec<Control>,
}

/// What a writer fills in first.
const FIRST: [&str; 4] = ["title", "summary", "date", "tags"];

/// What few posts need.
const LAST: [&str; 6] = [
    "updated",
    "expires",
    "urgent",
    "source",
    "personal_data",
    "file_hash",
];

const COVER: [&str; 2] = ["cover", "cover_alt"];

/// The groups of a text's form.
pub fn groups(opened: &Opened, posts: Posts<'_>) -> Vec<Group> {
    let odd: BTreeSet<&str> = opened.odd.iter().map(|odd| odd.0.as_str()).collect();
    let make = |field: &&'static Field| {
        let control = control(field, field.key, &opened.state, &odd);
        match field.kind {
            FieldType::Post(section) => control.choosing(posts(section)),
            _ => control,
        }
    };
    let fields = opened.fields().iter();
    let pick = |keys: &[&str]| {
        let found = keys.iter().filter_map(|key| {
            let mut fields = opened.fields().iter();
            fields.find(|field| field.key == *key)
        });
        found.map(make).collect::<Vec<_>>()
    };
    let apart = |key: &str| FIRST.contains(&key) || LAST.contains(&key) || COVER.contains(&key);
    let own = fields.clone().filter(|field| !apart(field.key));
    let own = own.filter(|field| !matches!(field.kind, FieldType::Table(_)));
    let tables = fields.filter(|field| matches!(field.kind, FieldType::Table(_)));
    let group = |id, title, folded, controls: Vec<Control>| Group {
        id,
        title,
        open: controls.iter().any(Control::holds),
        folded,
        controls,
    };
    let mut groups = vec![
        group("dau", "Bài viết", false, pick(&FIRST)),
        group(
            "rieng",
            opened.shape.label(),
            false,
            own.map(make).collect(),
        ),
        group("anh", "Ảnh đầu bài", true, pick(&COVER)),
    ];
    for field in tables {
        let inner = field.kind.fields().iter();
        let controls = inner.map(|inner| {
            let path = format!("{}.{}", field.key, inner.key);
            control(inner, &path, &opened.state, &odd)
        });
        groups.push(group("kenh", field.label.vi, true, controls.collect()));
    }
    groups.push(group("them", "Ít khi cần", true, pick(&LAST)));
    groups.retain(|group| !group.controls.is_empty());
    groups
}

/// The controls of some keys, in this order.
pub fn controls(opened: &Opened, keys: &[&str]) -> Vec<Control> {
    let none = BTreeSet::new();
    let fields = keys.iter().filter_map(|key| opened.shape.field(key));
    fields
        .map(|field| control(field, field.key, &opened.state, &none))
        .collect()
}

impl Control {
    /// What it holds, as text.
    pub fn text(&self) -> &str {
        &self.value
    }

    /// Whether it is that of a key.
    pub fn is(&self, key: &str) -> bool {
        self.key == key
    }

    /// The entries of a list.
    pub fn into_rows(self) -> Vec<Entry> {
        self.rows
    }

    /// The same with posts to choose from. What the file names and is not among them stays, as it is written there.
    fn choosing(mut self, posts: Vec<(String, String)>) -> Self {
        let value = self.value.trim().to_owned();
        let known = value.is_empty() || posts.iter().any(|(link, _)| *link == value);
        let other = (!known).then(|| (self.value.clone(), format!("trong tệp ghi: {value}")));
        let all = posts.into_iter().chain(other);
        self.options = all
            .map(|(key, label)| Choice {
                on: key.trim() == value,
                key,
                label,
            })
            .collect();
        self.shape = "choice";
        self
    }

    fn holds(&self) -> bool {
        let chosen = self.options.iter().any(|option| option.on);
        self.odd || chosen || !self.value.is_empty() || !self.rows.is_empty()
    }
}

fn control(field: &'static Field, path: &str, state: &State, odd: &BTreeSet<&str>) -> Control {
    let text = state.fields.get(path).map_or("", String::as_str);
    let mut control = plain(field, path, text);
    control.odd = odd.contains(path);
    if let FieldType::TableList(inner) = field.kind {
        control.template = cells(inner, path, None);
        let rows = state.rows.get(path).map_or(&[][..], Vec::as_slice);
        let rows = rows.iter().enumerate().map(|(at, row)| Entry {
            from: row.from,
            number: at + 1,
            controls: cells(inner, &format!("{path}-{at}"), Some(row)),
        });
        control.rows = rows.collect();
    }
    control
}

fn cells(fields: &'static [Field], id: &str, row: Option<&Row>) -> Vec<Control> {
    let cells = fields.iter().map(|field| {
        let text = row.and_then(|row| row.cells.get(field.key));
        let mut control = plain(field, field.key, text.map_or("", String::as_str));
        control.id = format!("o-{id}-{}", field.key);
        control
    });
    cells.collect()
}

/// A control with its words.
fn plain(field: &'static Field, path: &str, value: &str) -> Control {
    let chosen = |key: &str| {
        let mut values = value.lines();
        if is_list(field.kind) {
            values.any(|line| line.trim() == key)
        } else {
            value == key
        }
    };
    let options = field.kind.choices().iter().map(|choice| Choice {
        key: choice.key.into(),
        label: choice.label.vi.into(),
        on: chosen(choice.key),
    });
    let (characters, words) = match field.kind.limit() {
        Some(Limit::Characters(most)) if !is_list(field.kind) => (Some(most), None),
        Some(Limit::Words(below)) => (None, Some(below)),
        Some(Limit::Segment) => (Some(sms::ALONE), None),
        _ => (None, None),
    };
    Control {
        id: format!("o-{}", path.replace(['.', '['], "-")),
        key: path.into(),
        label: field.label.vi,
        help: help(field),
        required: field.required,
        shape: shape(field, value),
        value: value.into(),
        options: options.collect(),
        characters,
        words,
        odd: false,
        template: Vec::new(),
        rows: Vec::new(),
    }
}

/// Which control shows a value: one that can show what the file holds, whatever that is.
fn shape(field: &Field, value: &str) -> &'static str {
    let known = |value: &str| {
        field
            .kind
            .choices()
            .iter()
            .any(|choice| choice.key == value)
    };
    match field.kind {
        FieldType::Date if is_day(value) => "date",
        FieldType::Moment if value.is_empty() || moment(value) => "moment",
        FieldType::YesNo { default: false } if matches!(value, "" | "true") => "yes",
        FieldType::Choice(_) if value.is_empty() || known(value) => "choice",
        FieldType::ChoiceList(_) if value.lines().all(known) => "choices",
        FieldType::TopicList => "topics",
        FieldType::TableList(_) => "rows",
        FieldType::Picture => "picture",
        FieldType::Text(Some(Limit::Words(_))) => "speech",
        FieldType::Text(_) if field.key == "zalo" => "lines",
        FieldType::Year | FieldType::WholeNumber { .. } | FieldType::Number => "number",
        FieldType::Phone | FieldType::WebAddress | FieldType::SiteAddress => "address",
        kind if is_list(kind) => "list",
        _ => "text",
    }
}

fn is_day(value: &str) -> bool {
    value.is_empty() || (value.len() == 10 && value.parse::<jiff::civil::Date>().is_ok())
}

fn moment(value: &str) -> bool {
    match value.split_once('T') {
        Some((day, time)) => is_day(day) && time.len() == 5,
        None => is_day(value),
    }
}

/// What a key is for, as the documentation says it, for a form: without what concerns the file alone.
fn help(field: &Field) -> String {
    let own = match field.key {
        "date" => "ngày đăng bài trên trang",
        "tags" => "gọi theo lời người đọc, mỗi dòng một chủ đề",
        "cover" => "ảnh hiện ở đầu bài",
        "model" => "mô hình mà tin nói tới; không có thì bỏ trống",
        "resolution" => "bài về văn bản mà mô hình thực hiện; không có thì bỏ trống",
        "urgent" => "đưa lên thông báo đầu trang chủ cho tới ngày hết hạn",
        "essential" => "máy của người đọc giữ bài để đọc khi không có mạng",
        "targets" => "điều cần đạt, mỗi mục một ô",
        "tasks" => "việc cần làm, ai làm, hạn khi nào",
        "sources" => "tài liệu đã xuất bản mà bài dựa vào",
        "loudspeaker" => {
            "đọc trên loa: số và chữ tắt viết thành lời, các đoạn cách nhau bằng dòng trống"
        }
        "value" => "số, như 1700 hoặc 98,5; chỉ tiêu không phải là số thì bỏ trống",
        "deadline" => "một ngày, như 30/06/2026, hoặc lời như “hằng năm”",
        "comparison" => "bỏ trống thì hiểu là “bằng”",
        "personal_data" => "dữ liệu cá nhân đăng có chủ ý, chép đúng từng chữ; máy thôi nhắc về nó",
        _ => field.help.vi,
    };
    let one_each = if is_list(field.kind) && field.kind.choices().is_empty() && field.key != "tags"
    {
        "; mỗi dòng một mục"
    } else {
        ""
    };
    let mut words = String::new();
    for (at, part) in own.split('`').enumerate() {
        match at % 2 {
            0 => words.push_str(part),
            _ => words.push_str(&format!("“{}”", label(part))),
        }
    }
    let mut letters = words.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!("{first}{}{one_each}.", letters.as_str())
}

/// The name that a form has for a key; other words as they are.
fn label(word: &str) -> &str {
    let mut keys = base::schema::tables().into_iter().flatten();
    let found = keys.find(|field| field.key == word);
    found.map_or(word, |field| field.label.vi)
}
