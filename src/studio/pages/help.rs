//! Help inside: what the writers' page says for those who write in the browser, the blocks with an example of each, and the
//! page that leads to a first post.

use super::{Frame, WardChoice, render, ward_choices};
use crate::addresses::keep_page;
use crate::blocks::{BLOCKS, Block};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::roles::{self, Role};
use crate::session::Session;
use crate::shape::Shape;
use author::Document;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use serde::Serialize;

/// The writers' page.
const GUIDE: &str = include_str!("../../site/content/nguoi-viet.md");

/// Its chapters for those who write in the browser; the others are about files and commands.
const CHAPTERS: [&str; 7] = [
    "Viết trong trình duyệt",
    "Khối `:::`",
    "Cách viết phần nội dung",
    "Ảnh",
    "Liên kết",
    "Ngày",
    "Dữ liệu cá nhân",
];

#[derive(Serialize)]
struct Chapter {
    id: String,
    title: String,
    html: String,
}

/// The writers' page, as far as it is about writing in the browser.
///
/// # Errors
/// When the template is at fault.
pub fn guide(session: &Session) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Guide {
        frame: Frame,
        chapters: Vec<Chapter>,
    }
    let chapters = CHAPTERS.iter().enumerate().filter_map(|(at, title)| {
        Some(Chapter {
            id: format!("chuong-{}", at + 1),
            title: title.replace('`', ""),
            html: shown(chapter(title)?),
        })
    });
    let (frame, chapters) = (Frame::of(session, "Hướng dẫn"), chapters.collect());
    render("guide.html", &Guide { frame, chapters })
}

/// The text of a chapter, without its heading. A `##` within code begins none.
fn chapter(title: &str) -> Option<&'static str> {
    let (mut from, mut end) = (None, GUIDE.len());
    let (mut at, mut code) = (0, false);
    for line in GUIDE.split_inclusive('\n') {
        let heading = line.strip_prefix("## ").filter(|_| !code);
        match (heading, from) {
            (Some(heading), None) if heading.trim() == title => from = Some(at + line.len()),
            (Some(_), Some(_)) => {
                end = at;
                break;
            }
            _ => {}
        }
        code ^= line.starts_with("```");
        at += line.len();
    }
    Some(&GUIDE[from?..end])
}

/// A chapter as HTML: one level of headings down, what is wide may be moved sideways by the keyboard, and no link that leads
/// to a file or another chapter.
fn shown(text: &str) -> String {
    let raw = |html: &'static str| Event::Html(CowStr::Borrowed(html));
    let mut links = Vec::new();
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).map(|event| match event {
        Event::Start(Tag::Heading { .. }) => raw("<h3>"),
        Event::End(TagEnd::Heading(_)) => raw("</h3>\n"),
        Event::Start(Tag::CodeBlock(_)) => raw("<pre tabindex=\"0\"><code>"),
        Event::End(TagEnd::CodeBlock) => raw("</code></pre>\n"),
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            let outside = dest_url.starts_with("https://");
            links.push(outside);
            match outside {
                true => event,
                false => raw(""),
            }
        }
        Event::End(TagEnd::Link) => match links.pop() {
            Some(true) => event,
            _ => raw(""),
        },
        // The guide has none; a browser shows it as text.
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        event => event,
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out.replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
}

/// The blocks: when each is used, how it is written, and what readers see.
///
/// # Errors
/// When there is no ward, or the theme fails.
pub fn samples(desk: &Desk, session: &Session) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Samples {
        frame: Frame,
        blocks: &'static [Block],
        url: String,
    }
    let (people, who) = (desk.people()?, session.who());
    let may = |ward: &String| roles::require(&people, &who, ward, &Role::ALL).is_ok();
    let ward = desk.wards()?.into_iter().find(may);
    let ward = ward.ok_or_else(Failure::missing)?;
    let path = format!("content/{ward}/suc-khoe/cac-khung.md");
    let shape = Shape::of(&path).ok_or_else(Failure::missing)?;
    let texts: Vec<_> = BLOCKS.iter().map(|block| block.example).collect();
    let text = format!(
        "+++\ntitle = \"Các khung\"\ndate = {}\nsummary = \"Mỗi khung một mẫu.\"\naudience = \"Người viết bài\"\n+++\n\n{}\n",
        desk.options.today(),
        texts.join("\n\n")
    );
    let document = Document::read(&path, text.as_bytes())?;
    let looked = desk.look_at(&shape, &document)?;
    let url = looked
        .html
        .map(|html| keep_page(desk, &looked.ward, &path, html));
    render(
        "samples.html",
        &Samples {
            frame: Frame::of(session, "Các khung"),
            blocks: &BLOCKS,
            url: url.unwrap_or_default(),
        },
    )
}

/// The page that leads to a first post by a few questions.
///
/// # Errors
/// When the root was moved or deleted.
pub fn first_post(desk: &Desk, session: &Session) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct First {
        frame: Frame,
        wards: Vec<WardChoice>,
    }
    let wards = ward_choices(desk, session, "new")?;
    let frame = Frame::of(session, "Bài đầu tiên");
    render("first.html", &First { frame, wards })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chapter_is_in_the_guide_and_ends_before_the_next() {
        for title in CHAPTERS {
            let text = chapter(title).unwrap_or_else(|| panic!("no chapter {title}"));
            assert!(text.len() > 80, "{title}");
        }
        let photos = chapter("Ảnh").unwrap();
        assert!(!photos.contains("\n## "), "{photos}");
        assert!(
            chapter("Khối `:::`")
                .unwrap()
                .contains("::: khẩn cấp: Gọi 115")
        );
    }

    #[test]
    fn a_chapter_leads_to_no_file_and_holds_no_markup_of_its_own() {
        let html = shown(
            "# A\n\n[b](running.md) [c](https://vi.example/) <b onclick=x>d</b>\n\n| e |\n|---|\n| f |\n",
        );
        assert!(html.starts_with("<h3>A</h3>"), "{html}");
        assert!(
            !html.contains("running.md")
                && html.contains("b <a href=\"https://vi.example/\">c</a>")
        );
        assert!(
            html.contains("&lt;b onclick=x&gt;")
                && html.contains("<div class=\"wide\" tabindex=\"0\"><table>")
        );
    }
}
