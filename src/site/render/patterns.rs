//! The theme's components, each on a page of its own with examples: what a designer looks at, built
//! with drafts only. What the examples say is made up.

use super::Site;
use super::context::{
    Card, ContactContext, ContentsItem, GuidanceContext, LinkContext, Meta, Pager, PatternPage,
    PatternSample, PictureContext, ReviewContext,
};
use super::words;
use super::work::Work;
use crate::markdown;
use crate::model::{Comparison, ContactRole, Deadline, Target, Task};
use base::slug::slugify;
use base::source::SourceFile;
use jiff::civil::{Date, date};
use std::sync::Arc;

/// A component of the theme.
#[derive(Debug)]
pub struct Pattern {
    /// Its name in the address and in `pattern.html`.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// When to use it.
    pub use_when: &'static str,
    /// How a writer writes it; empty where the theme makes it from front matter.
    pub markdown: &'static str,
}

const fn written(
    name: &'static str,
    title: &'static str,
    use_when: &'static str,
    markdown: &'static str,
) -> Pattern {
    Pattern {
        name,
        title,
        use_when,
        markdown,
    }
}

const fn made(name: &'static str, title: &'static str, use_when: &'static str) -> Pattern {
    written(name, title, use_when, "")
}

/// Every component, in the order of the list.
pub const ALL: [Pattern; 17] = [
    written(
        "the-cham-soc",
        "Thẻ chăm sóc",
        "Nói khi nào gọi 115, khi nào đến trạm y tế, khi nào tự chăm sóc. Luôn theo thứ tự ấy, đặt ngay sau ba dòng mở đầu.",
        "::: khẩn cấp: Gọi 115 ngay nếu\n- khó thở\n- lơ mơ, khó đánh thức\n:::\n\n::: trạm y tế: Đến trạm y tế nếu\n- sốt quá 2 ngày\n- ăn uống kém\n:::\n\n::: tại nhà: Chăm sóc tại nhà khi\n- tỉnh táo, uống được nước\n:::\n",
    ),
    written(
        "ba-dong",
        "Ba dòng mở đầu",
        "Mở đầu bài sức khỏe: ba điều phải nhớ nếu chỉ đọc được ba dòng.",
        "- Điều thứ nhất phải nhớ.\n- Điều thứ hai.\n- Điều thứ ba, dài hơn một chút để thấy chữ xuống dòng trên màn hình nhỏ.\n",
    ),
    written(
        "cac-buoc",
        "Các bước",
        "Việc phải làm theo thứ tự.",
        "::: các bước: Rửa tay\n1. Làm ướt tay, lấy xà phòng.\n2. Chà lòng bàn tay, mu bàn tay, kẽ ngón.\n3. Rửa sạch, lau khô.\n:::\n",
    ),
    written(
        "nen-khong-nen",
        "Nên và không nên",
        "Hai danh sách đi liền nhau; mỗi dòng một việc.",
        "::: nên\n- Uống nhiều nước.\n- Nghỉ ngơi.\n:::\n\n::: không nên\n- Không tự dùng kháng sinh.\n:::\n",
    ),
    written(
        "luu-y",
        "Lưu ý",
        "Một điều cần để ý, nằm ngoài mạch của bài. Mỗi bài một hai lần là đủ.",
        "::: lưu ý: Hỏi cán bộ y tế\nKhi còn băn khoăn, hãy hỏi cán bộ y tế.\n:::\n",
    ),
    written(
        "voi-ban",
        "Với bạn",
        "Mở đầu bài về văn bản: văn bản thay đổi điều gì cho người dân.",
        "::: với bạn\n- Mỗi người được khám sức khỏe một năm một lần.\n- Trẻ em được khám ở trường.\n:::\n",
    ),
    written(
        "trich-dan",
        "Trích dẫn",
        "Lời nguyên văn của một văn bản.",
        "> Mọi người đều có quyền được bảo vệ, chăm sóc sức khỏe.\n\n> Ễ Ự Ặ Ổ: chữ có hai dấu không chạm dòng trên, kể cả khi câu dài phải xuống dòng nhiều lần trên màn hình nhỏ.\n",
    ),
    made(
        "bang-muc-tieu",
        "Bảng mục tiêu",
        "Mục tiêu của một văn bản hay mô hình: mức, đơn vị, năm. Màn hình nhỏ xếp mỗi mục tiêu thành một thẻ.",
    ),
    made(
        "dong-thoi-gian",
        "Dòng thời gian",
        "Việc phải làm, ai làm, hạn nào.",
    ),
    made("hinh", "Hình", "Ảnh hoặc hình vẽ có lời mô tả."),
    made(
        "bai-lien-quan",
        "Bài liên quan",
        "Danh sách bài, cuối một bài hoặc trong một mục.",
    ),
    made(
        "noi-giup",
        "Nơi giúp",
        "Một nơi người dân gọi hoặc đến được.",
    ),
    made(
        "duong-dan",
        "Đường dẫn",
        "Đường từ trang chủ tới trang này.",
    ),
    made(
        "chuyen-trang",
        "Chuyển trang",
        "Danh sách dài hơn một trang.",
    ),
    made(
        "muc-luc",
        "Mục lục",
        "Bài có từ ba đề mục trở lên. Màn hình rộng để cạnh bài, màn hình nhỏ gập lại.",
    ),
    made(
        "dau-duyet",
        "Dấu duyệt",
        "Cuối bài sức khỏe: ai duyệt, ngày nào, hạn xem lại. Quá hạn thì máy của người đọc tự báo theo ngày của máy.",
    ),
    made("nguon", "Nguồn", "Tài liệu mà bài dựa vào."),
];

/// The address of a component's page, or of the list.
pub fn url(pattern: Option<usize>) -> String {
    match pattern.and_then(|index| ALL.get(index)) {
        Some(pattern) => format!("kieu-mau/{}/", pattern.name),
        None => "kieu-mau/".into(),
    }
}

impl Site<'_> {
    pub(super) fn pattern(&self, index: Option<usize>, url: &str) -> PatternPage {
        let linker = self.compiled.linker(url);
        let to = |index: usize| linker.to(&self::url(Some(index)));
        let pattern = index.and_then(|index| ALL.get(index));
        let title = pattern.map_or("Kiểu mẫu", |pattern| pattern.title);
        let mut breadcrumbs = vec![self.home_crumb(&linker)];
        if pattern.is_some() {
            breadcrumbs.push(LinkContext {
                title: "Kiểu mẫu".into(),
                url: linker.to(&self::url(None)),
            });
        }
        let markdown = pattern.map_or("", |pattern| pattern.markdown);
        let links = ALL.iter().enumerate().map(|(index, pattern)| LinkContext {
            title: pattern.title.into(),
            url: to(index),
        });
        let shell = self.shell(url);
        PatternPage {
            meta: Meta {
                noindex: true,
                ..self.meta(title, "", url)
            },
            breadcrumbs,
            name: pattern.map_or("", |pattern| pattern.name),
            title,
            use_when: pattern.map_or(
                "Mỗi thành phần của giao diện một trang. Chỉ có khi dựng cùng bài nháp.",
                |pattern| pattern.use_when,
            ),
            markdown,
            html: self.example(markdown, url),
            sample: pattern.map(|_| sample(&linker.to(""), &shell.assets.ward_icons.svg)),
            patterns: links.filter(|_| pattern.is_none()).collect(),
            shell,
        }
    }

    /// An example as a page shows it. Examples are sound, so that problems with them are a fault of ours,
    /// which a test would meet.
    fn example(&self, markdown: &str, url: &str) -> String {
        let source = Arc::new(SourceFile {
            path: "kieu-mau".into(),
            text: markdown.into(),
        });
        let linker = self.compiled.linker(url);
        let mut problems = Vec::new();
        let body = markdown::compile(
            &source,
            0..markdown.len(),
            &self.compiled.scope("", &linker),
            &mut problems,
        );
        debug_assert!(problems.is_empty(), "{problems:?}");
        body.html
    }
}

fn sample(home: &str, drawing: &str) -> PatternSample {
    let day = date(2027, 3, 6);
    PatternSample {
        targets: targets().iter().map(words::target).collect(),
        work: Work::of(
            tasks(day).iter().map(|task| (task, words::task(task))),
            slugify,
        ),
        posts: cards(home),
        links: vec![link("Trang chủ", home), link("Sức khỏe", home)],
        pager: Pager {
            page: 2,
            pages: 7,
            previous: Some(home.into()),
            next: Some(home.into()),
        },
        contents: ["Dấu hiệu", "Cách phòng", "Hiểu lầm thường gặp"]
            .map(|title| ContentsItem {
                id: "noi_dung".into(),
                title: title.into(),
            })
            .into(),
        picture: PictureContext {
            url: drawing.into(),
            webp: None,
            srcset: None,
            sizes: "100vw",
            width: 320,
            height: 320,
            alt: "Bông sen, biểu tượng của trang".into(),
        },
        contact: ContactContext {
            role: ContactRole::HealthStation.label(),
            name: "Trạm y tế phường Mẫu".into(),
            phone: Some("0000 000 000".into()),
            phone_url: Some("tel:0000000000".into()),
            address: Some("Số 1 đường Mẫu".into()),
            hours: Some("7 giờ đến 17 giờ, thứ hai đến thứ sáu".into()),
            opening: Some("420-1020;420-1020;420-1020;420-1020;420-1020;;".into()),
        },
        reviews: reviews(day),
        sources: vec![GuidanceContext {
            title: "Guidelines on hand hygiene in community settings".into(),
            publisher: "WHO và UNICEF".into(),
            year: 2025,
            url: Some("https://www.who.int/".into()),
        }],
    }
}

fn link(title: &str, url: &str) -> LinkContext {
    LinkContext {
        title: title.into(),
        url: url.into(),
    }
}

fn targets() -> Vec<Target> {
    let target =
        |measure: &str, comparison, value: Option<(f64, &str)>, year, note: Option<&str>| Target {
            measure: measure.into(),
            topic: None,
            comparison,
            value: value.map(|(value, _)| value),
            unit: value.map(|(_, unit)| unit.into()),
            year,
            place: None,
            note: note.map(str::to_owned),
        };
    vec![
        target(
            "Tỷ lệ dân số tham gia bảo hiểm y tế",
            Comparison::AtLeast,
            Some((98.5, "%")),
            Some(2030),
            None,
        ),
        target(
            "Số tủ sách",
            Comparison::Equal,
            Some((1200.0, "tủ")),
            None,
            Some("hằng năm"),
        ),
        target(
            "Trạm y tế đạt chuẩn quốc gia",
            Comparison::Equal,
            None,
            Some(2027),
            None,
        ),
    ]
}

fn tasks(day: Date) -> Vec<Task> {
    let task = |task: &str, owner: Option<&str>, partners: &[&str], deadline| Task {
        task: task.into(),
        topic: None,
        owner: owner.map(str::to_owned),
        partners: partners.iter().map(|&partner| partner.into()).collect(),
        deadline,
    };
    vec![
        task(
            "Mở phòng đọc đầu tiên",
            Some("Ủy ban nhân dân phường"),
            &["Đoàn Thanh niên", "Hội Phụ nữ"],
            Some(Deadline::Day(day)),
        ),
        task(
            "Vận động sách trong dân",
            Some("Mặt trận Tổ quốc phường"),
            &[],
            Some(Deadline::Words("hằng năm".into())),
        ),
        task("Việc chưa rõ người làm", None, &[], None),
    ]
}

fn cards(home: &str) -> Vec<Card> {
    let card = |title: &str, summary: &str, kind, kind_label, line: &str| Card {
        title: title.into(),
        url: home.into(),
        summary: summary.into(),
        date: words::date(date(2027, 1, 5)),
        kind,
        kind_label,
        line: Some(line.into()),
        verdict: None,
        starts: None,
        until: None,
        picture: None,
        lunar: None,
    };
    vec![
        card(
            "Rửa tay đúng cách",
            "Rửa tay với xà phòng ít nhất 20 giây phòng được nhiều bệnh.",
            "lesson",
            "Bài sức khỏe",
            "Cả nhà, nhất là trẻ nhỏ",
        ),
        Card {
            verdict: Some("sai"),
            ..card(
                "Nước chanh chữa được cúm?",
                "Không. Hãy nghỉ ngơi, uống đủ nước, và đi khám khi có dấu hiệu nặng.",
                "fact-check",
                "Kiểm chứng",
                "Sai",
            )
        },
        Card {
            starts: Some(words::date(date(2027, 3, 6))),
            ..card(
                "Ngày đổi sách",
                "Mang một quyển đến, lấy một quyển về.",
                "event",
                "Sự kiện",
                "ngày 6 tháng 3 năm 2027",
            )
        },
    ]
}

/// A review that holds for long, one that is overdue on any device, none.
fn reviews(day: Date) -> Vec<ReviewContext> {
    let review = |by: Option<&str>, on, due| ReviewContext {
        by: by.map(str::to_owned),
        on,
        due,
    };
    let doctor = Some("Bác sĩ của trạm y tế");
    vec![
        review(
            doctor,
            Some(words::date(day)),
            Some(words::date(date(2099, 1, 1))),
        ),
        review(
            doctor,
            Some(words::date(date(2020, 1, 1))),
            Some(words::date(date(2021, 1, 1))),
        ),
        review(None, None, None),
    ]
}
