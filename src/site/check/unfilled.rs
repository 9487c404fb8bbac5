//! What `loa new` and `loa import` leave for the writer to fill in, found in posts that are no drafts any more.

use crate::compile::CompiledSite;
use crate::model::Post;
use crate::problem::Problem;
use base::diagnostic::Diagnostic;
use base::schema;
use std::collections::BTreeSet;

/// What an import leaves beside what new posts hold, without the marks around it.
const IMPORTED: [&str; 2] = [
    "Viết 2 đến 4 dòng ngắn: người dân được gì, phải làm gì, từ khi nào. Xong thì xóa dòng này.",
    "Dưới đây là nguyên văn văn bản do máy đọc. Rút gọn bằng lời dễ hiểu; bản gốc để tải về ở cuối trang.",
];

pub fn check(site: &CompiledSite<'_>, problems: &mut Vec<Diagnostic>) {
    let samples = samples();
    for post in site.ward.posts.iter().filter(|post| !post.front.draft) {
        problems.extend(in_post(post, &samples));
    }
}

/// What nobody filled in of one post, be it a draft.
pub fn of_post(post: &Post) -> Vec<Diagnostic> {
    in_post(post, &samples())
}

fn samples() -> BTreeSet<&'static str> {
    let mut samples = schema::prompts();
    samples.extend(IMPORTED);
    samples
}

fn in_post(post: &Post, samples: &BTreeSet<&'static str>) -> Vec<Diagnostic> {
    let (mut at, mut problems) = (0, Vec::new());
    for line in post.source.text.split_inclusive('\n') {
        if let Some(words) = sample(line, samples) {
            let start = at + line.find(words).unwrap_or(0);
            let words = words.to_owned();
            let place = start..start + words.len();
            let problem = Problem::Unfilled { words };
            problems.push(Diagnostic::at(&post.source, place, problem).warning());
        }
        at += line.len();
    }
    problems
}

/// The words of a line, if they are those of a sample: as a value, an item, a comment or a paragraph.
fn sample(line: &str, samples: &BTreeSet<&'static str>) -> Option<&'static str> {
    let line = line.trim();
    let value = line
        .strip_suffix('"')
        .and_then(|line| line.split_once(" = \""))
        .map(|(_, value)| value);
    let item = ["- ", "1. ", "2. "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark));
    let comment = line
        .strip_prefix("<!-- ")
        .and_then(|rest| rest.strip_suffix(" -->"));
    // A line of the front matter that is itself a comment is in nobody's way.
    let value = value.filter(|_| !line.starts_with('#'));
    let words = value.or(item).or(comment).unwrap_or(line);
    samples.get(words).copied()
}
