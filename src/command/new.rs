//! `loa new`: a post of the right kind with what it needs, as a draft.

use crate::console::Console;
use jiff::civil::Date;
use loa::author::{Author, slug_for};
use loa::diagnostic::{Diagnostic, Diagnostics};
use loa::model::SectionKind;
use loa::notice::Notice;
use loa::problem::Problem;
use std::path::Path;

/// Makes `content/<ward>/<section>/<title>.md`.
pub fn new(
    root: &Path,
    ward: &str,
    section: &str,
    title: &str,
    today: Date,
    console: &Console,
) -> Result<(), Diagnostics> {
    let author = Author::open(root, "")?;
    let into = author.section(ward, section, "tin")?;
    let title = without_quotes(title);
    let slug = slug_for(title);
    if slug.is_empty() {
        let title = title.to_owned();
        return Err(Diagnostic::file(into.folder(), Problem::BadTitle { title }).into());
    }
    let place = into.place(author.root(), &slug)?;
    author.create(&place, &post(section, title, today))?;
    console.settle();
    console.say(&Notice::PostMade { path: place.path() });
    if into.is_new {
        let section = section.to_owned();
        let known = SectionKind::sections().map(|slug| format!("`{slug}`"));
        let known = known.collect::<Vec<_>>().join(", ");
        console.say(&Notice::SectionMade { section, known });
    }
    Ok(())
}

/// A title without the quotation marks around the whole of it, which a terminal passes on when they are curly. Those of
/// a word inside stay.
fn without_quotes(title: &str) -> &str {
    const MARKS: &str = "“”\"«»„‟";
    let title = title.trim();
    let inside = title.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(c));
    let within = inside.chars().filter(|c| MARKS.contains(*c)).count();
    let around = title.starts_with(|c| MARKS.contains(c)) && title.ends_with(|c| MARKS.contains(c));
    if within == 0 && (around || title.chars().filter(|c| MARKS.contains(*c)).count() == 1) {
        return inside;
    }
    title
}

fn post(section: &str, title: &str, today: Date) -> String {
    let title = toml::Value::String(title.trim().into());
    let keys = match SectionKind::of(section) {
        SectionKind::Lesson => {
            "audience = \"Mọi người trong nhà\"\nlife_stages = [\"nguoi-lon\"]\n\n\
             [[sources]]\ntitle = \"Tên tài liệu đã dùng\"\npublisher = \"Nơi phát hành\"\nyear = YEAR\n"
        }
        SectionKind::Resolution => {
            "issuer = \"Cơ quan ban hành\"\ndocument_kind = \"Kế hoạch\"\n# number = \"12-KH/ĐU\"\n# issued = 2026-01-31\n\n\
             # [[targets]]\n# measure = \"Điều cần đạt\"\n# value = 95\n# unit = \"%\"\n# year = 2030\n\n\
             # [[tasks]]\n# task = \"Việc cần làm\"\n# owner = \"Ai làm\"\n# deadline = \"hằng năm\"\n"
        }
        SectionKind::Model => {
            "goal = \"Mô hình muốn đạt điều gì\"\nresponsible = \"Ai phụ trách\"\n# resolution = \"../nghi-quyet/ten-bai.md\"\n"
        }
        SectionKind::News => "# model = \"../mo-hinh/ten-bai.md\"\n",
        SectionKind::FactCheck => {
            "claim = \"Lời đồn, viết lại trong một câu\"\nverdict = \"chua-du-can-cu\"\n# heard = \"Nghe ở đâu\"\n\n\
             [[sources]]\ntitle = \"Tên tài liệu đã dùng\"\npublisher = \"Nơi phát hành\"\nyear = YEAR\n"
        }
        SectionKind::Event => {
            "starts = TODAY\n# ends = TODAY\n# yearly = true\n# place = \"Ở đâu\"\n# organiser = \"Ai tổ chức\"\n"
        }
        SectionKind::Plain => "",
    };
    let keys = keys
        .replace("YEAR", &today.year().to_string())
        .replace("TODAY", &today.to_string());
    let text = match SectionKind::of(section) {
        SectionKind::Lesson => {
            "- Điều quan trọng nhất cần biết.\n- Điều thứ hai.\n- Điều thứ ba.\n\n\
             ::: khẩn cấp: Gọi 115 ngay nếu\n- dấu hiệu nguy hiểm\n:::\n\n\
             ::: trạm y tế: Đến trạm y tế nếu\n- dấu hiệu cần khám\n:::\n\n\
             ::: tại nhà: Chăm sóc tại nhà khi\n- dấu hiệu nhẹ\n:::\n\n\
             ::: các bước: Cần làm gì\n1. Việc thứ nhất.\n2. Việc thứ hai.\n:::\n"
        }
        SectionKind::Resolution => {
            "::: với bạn\n- Điều văn bản này thay đổi cho người dân.\n:::\n\n\
             Viết nội dung ở đây. Câu ngắn, mỗi đoạn không quá ba câu.\n"
        }
        SectionKind::FactCheck => {
            "Trả lời ngắn: điều gì đúng, điều gì không.\n\n## Căn cứ\n\nTài liệu nói gì. Câu ngắn, mỗi đoạn không quá ba câu.\n\n\
             ## Nên làm gì\n\n- Việc nên làm.\n"
        }
        _ => "Viết nội dung ở đây. Câu ngắn, mỗi đoạn không quá ba câu.\n",
    };
    format!(
        "+++\ntitle = {title}\ndate = {today}\ndraft = true\nsummary = \"Một câu tóm tắt.\"\ntags = []\n{keys}+++\n\n{text}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use loa::content::read_post;
    use loa::source::SourceFile;
    use std::sync::Arc;

    #[test]
    fn every_kind_of_new_post_is_sound() {
        for section in [
            "suc-khoe",
            "nghi-quyet",
            "mo-hinh",
            "tin",
            "kiem-chung",
            "su-kien",
            "gioi-thieu",
        ] {
            let text = post(
                section,
                "Sốt \"cao\" \\ ở trẻ",
                jiff::civil::date(2026, 11, 22),
            );
            let source = Arc::new(SourceFile {
                path: "a.md".into(),
                text,
            });
            let mut problems = Vec::new();
            let read = read_post(&source, section, "a", "a.md", &mut problems);
            assert_eq!(problems, [], "{section}");
            assert_eq!(read.unwrap().front.title, "Sốt \"cao\" \\ ở trẻ");
        }
    }
}
