//! What `loa new` and `loa import` leave for the writer to fill in, found in posts that are no drafts any more.

use crate::compile::CompiledSite;
use crate::diagnostic::Diagnostic;
use crate::problem::Problem;

/// Lines of the samples, without the marks around them.
#[rustfmt::skip]
const SAMPLES: [&str; 22] = [
    "Một câu tóm tắt.", "Tên tài liệu đã dùng", "Nơi phát hành", "Cơ quan ban hành", "Mô hình muốn đạt điều gì", "Ai phụ trách",
    "Lời đồn, viết lại trong một câu", "Viết nội dung ở đây. Câu ngắn, mỗi đoạn không quá ba câu.",
    "Điều quan trọng nhất cần biết.", "Điều thứ hai.", "Điều thứ ba.", "dấu hiệu nguy hiểm", "dấu hiệu cần khám", "dấu hiệu nhẹ",
    "Việc thứ nhất.", "Việc thứ hai.", "Điều văn bản này thay đổi cho người dân.", "Trả lời ngắn: điều gì đúng, điều gì không.",
    "Tài liệu nói gì. Câu ngắn, mỗi đoạn không quá ba câu.", "Việc nên làm.",
    "Viết 2 đến 4 dòng ngắn: người dân được gì, phải làm gì, từ khi nào. Xong thì xóa dòng này.",
    "Dưới đây là nguyên văn văn bản do máy đọc. Rút gọn bằng lời dễ hiểu; bản gốc để tải về ở cuối trang.",
];

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    for post in site.ward.posts.iter().filter(|post| !post.front.draft) {
        let mut at = 0;
        for line in post.source.text.split_inclusive('\n') {
            if let Some(words) = sample(line) {
                let start = at + line.find(words).unwrap_or(0);
                let words = words.to_owned();
                let place = start..start + words.len();
                let problem = Problem::Unfilled { words };
                problems.push(Diagnostic::at(&post.source, place, problem).warning());
            }
            at += line.len();
        }
    }
}

/// The words of a line, if they are those of a sample: as a value, an item, a comment or a paragraph.
fn sample(line: &str) -> Option<&'static str> {
    let line = line.trim();
    let value = line
        .split_once(" = \"")
        .and_then(|(_, value)| value.strip_suffix('"'));
    let item = ["- ", "1. ", "2. "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark));
    let comment = line
        .strip_prefix("<!-- ")
        .and_then(|rest| rest.strip_suffix(" -->"));
    // A line of the front matter that is itself a comment is in nobody's way.
    let value = value.filter(|_| !line.starts_with('#'));
    let words = value.or(item).or(comment).unwrap_or(line);
    SAMPLES.into_iter().find(|sample| *sample == words)
}
