//! The first page: what waits, what is written, what is there; and the page that begins a post.

use super::{Frame, WardChoice, clock, render, ward_choices};
use crate::addresses::address;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::far;
use crate::looks::{is_due, may_look};
use crate::review::{Deed, Standing};
use crate::session::Session;
use crate::shelf::{Book, Shelf};
use crate::words::{day, standing_words};
use base::schema::KINDS;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most texts that the first page lists.
const LISTED: usize = 40;

/// A text in a list.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    pub title: String,
    pub address: String,
    pub line: String,
}

#[derive(Debug, Serialize)]
pub(super) struct List {
    pub id: &'static str,
    title: &'static str,
    pub items: Vec<Item>,
}

/// The first page.
pub fn home(desk: &Desk, session: &Session, query: &str) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Home<'a> {
        frame: Frame,
        lists: Vec<List>,
        query: &'a str,
        total: usize,
        found: Vec<Item>,
        /// Whether no post was begun yet.
        empty: bool,
        /// Where what is not done here is done.
        place: &'static str,
    }
    let standings = desk.standings()?;
    let shelf = desk.shelf()?;
    let mut all = vec![looks(desk, session, &shelf)?];
    all.extend(lists(desk, &shelf, &standings));
    let found = shelf.find(query);
    let total = found.len();
    let found = found.into_iter().take(LISTED);
    let found = found.map(|book| item(desk, book, standings.get(&book.path)));
    let frame = Frame::of(session, "Trang đầu");
    let found = found.collect();
    render(
        "home.html",
        &Home {
            frame,
            lists: all,
            query,
            total,
            found,
            empty: !shelf.all().any(Book::is_post),
            place: far::WHERE,
        },
    )
}

/// What this person is to look at again.
fn looks(desk: &Desk, session: &Session, shelf: &Shelf) -> Result<List, Failure> {
    let (people, today) = (desk.people()?, desk.today());
    let reviews = desk.reviews();
    let mut items = Vec::new();
    for ward in reviews.wards()? {
        let looks = reviews.looks(&ward)?;
        let due = looks.all().filter(|hasty| {
            // What is no longer on the sites need not be looked at there.
            let book = shelf.get(&hasty.path);
            book.is_some_and(|book| !book.draft)
                && is_due(hasty, today)
                && may_look(&people, &session.who(), &ward, hasty).is_ok()
        });
        items.extend(due.map(|hasty| Item {
            title: title(shelf, &hasty.path),
            address: address("xem-lai", &hasty.path),
            line: standing_words(hasty),
        }));
    }
    Ok(List {
        id: "xem-lai",
        title: "Đăng gấp, cần xem lại",
        items,
    })
}

fn title(shelf: &Shelf, path: &str) -> String {
    let book = shelf.get(path).map(|book| book.title.clone());
    book.unwrap_or_else(|| path.rsplit('/').next().unwrap_or(path).to_owned())
}

/// What waits, what is written.
pub(super) fn lists(
    desk: &Desk,
    shelf: &Shelf,
    standings: &BTreeMap<String, Standing>,
) -> Vec<List> {
    let standing = |wanted: Deed, page: &str| {
        let found = standings.values().filter(|event| event.what == wanted);
        let items = found.map(|event| Item {
            title: title(shelf, &event.path),
            address: address(page, &event.path),
            line: standing_words(event),
        });
        items.collect::<Vec<_>>()
    };
    let open = desk.works();
    let open = open.all().filter_map(|(path, heads)| {
        let last = heads
            .iter()
            .map(|head| &head.entry)
            .max_by(|a, b| a.time.cmp(&b.time))?;
        let typed = last
            .state
            .as_ref()
            .and_then(|state| state.fields.get("title"));
        Some(Item {
            title: typed.cloned().unwrap_or_else(|| title(shelf, path)),
            address: address("bai", path),
            line: format!("{} viết lúc {}", last.by, clock(&last.time)),
        })
    });
    let drafts = shelf
        .all()
        .filter(|book| book.draft && !waits(standings.get(&book.path)));
    let drafts = drafts.map(|book| item(desk, book, None));
    let list = |id, title, items| List { id, title, items };
    vec![
        list(
            "tra-lai",
            "Bị trả lại, cần sửa",
            standing(Deed::Returned, "bai"),
        ),
        list("cho-duyet", "Chờ duyệt", standing(Deed::Sent, "duyet")),
        list(
            "da-duyet",
            "Đã duyệt, chờ đăng",
            standing(Deed::Approved, "duyet"),
        ),
        list("viet-do", "Đang viết dở", open.collect()),
        list("nhap", "Bản nháp", drafts.collect()),
    ]
}

/// Whether a text stands in one of the lists of what was sent.
fn waits(standing: Option<&Standing>) -> bool {
    standing.is_some_and(|standing| standing.what.waits())
}

fn item(desk: &Desk, book: &Book, standing: Option<&Standing>) -> Item {
    let held;
    let state = match standing.map(|standing| standing.what) {
        Some(Deed::Sent) => "chờ duyệt",
        Some(Deed::Approved) => "đã duyệt",
        Some(Deed::Returned) => "bị trả lại",
        _ if !book.readable => "máy chưa đọc được",
        _ if book.draft => "bản nháp",
        _ if book.is_held(desk.today()) => {
            held = format!("hẹn lên trang từ {}", day(&book.publish_on));
            &held
        }
        _ => "đã đăng",
    };
    let day = match book.date.as_str() {
        "" => String::new(),
        date => format!(" · {}", day(date)),
    };
    Item {
        title: book.title.clone(),
        address: address("bai", &book.path),
        line: format!(
            "{} · {} · {state}{day}",
            book.label,
            desk.ward_name(&book.ward)
        ),
    }
}

/// The page on which a post is begun.
pub fn new(desk: &Desk, session: &Session) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Kind {
        section: &'static str,
        label: &'static str,
        help: &'static str,
    }
    #[derive(Serialize)]
    struct New {
        frame: Frame,
        wards: Vec<WardChoice>,
        kinds: Vec<Kind>,
    }
    let wards = ward_choices(desk, session, "new")?;
    // What is written most often stands first.
    const OFTEN: [&str; 6] = [
        "tin",
        "su-kien",
        "suc-khoe",
        "kiem-chung",
        "nghi-quyet",
        "mo-hinh",
    ];
    let kinds = OFTEN.iter().filter_map(|section| {
        let kind = KINDS.iter().find(|kind| kind.section == Some(section))?;
        let help = match *section {
            "tin" => "Việc vừa diễn ra hoặc thông báo của phường.",
            "su-kien" => "Việc có ngày giờ, hiện trong lịch.",
            "suc-khoe" => "Bài giúp người đọc phòng bệnh, nhận ra và xử trí.",
            "kiem-chung" => "Trả lời một tin đồn: đúng, sai, đã biết gì.",
            "nghi-quyet" => "Giải thích một văn bản chính thức.",
            _ => "Mô hình hay phong trào của phường.",
        };
        Some(Kind {
            section,
            label: kind.label.vi,
            help,
        })
    });
    let frame = Frame::of(session, "Viết bài mới");
    let kinds = kinds.collect();
    render(
        "new.html",
        &New {
            frame,
            wards,
            kinds,
        },
    )
}
