//! The first page: what waits, what is written, what is there; and the page that begins a post.

use super::waiting::{Item, List, Viewer};
use super::{Frame, WardChoice, render, ward_choices};
use crate::addresses::address;
use crate::crew;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::far;
use crate::gaps;
use crate::review::{Deed, Standing};
use crate::roles::Role;
use crate::session::Session;
use crate::shelf::Book;
use crate::words::day;
use base::schema::KINDS;
use serde::Serialize;
use site::root::SHARED;

/// Most texts that the first page lists.
const LISTED: usize = 40;

/// The first page.
pub fn home(desk: &Desk, session: &Session, query: &str) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Home<'a> {
        frame: Frame,
        /// What this person can act on.
        own: Vec<List>,
        /// What they write, then what waits for others or for its day, then what people looked for in vain.
        rest: Vec<List>,
        /// Whether nothing waits for this person.
        idle: bool,
        query: &'a str,
        total: usize,
        found: Vec<Item>,
        /// Whether no post was begun yet.
        empty: bool,
        /// The folder for the lessons that all wards share, where there are none.
        lessons: Option<String>,
        /// Where what is not done here is done.
        place: &'static str,
    }
    let who = session.who();
    crew::require_somewhere(desk, &who, &Role::ALL)?;
    let standings = desk.standings()?;
    let shelf = desk.shelf()?;
    let viewer = Viewer::new(desk, (&shelf, &standings), &who)?;
    let own = viewer.own()?;
    let mut rest = viewer.written();
    rest.extend(viewer.others()?);
    rest.push(looked_for(desk));
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
            idle: own.iter().all(|list| list.items.is_empty()),
            own,
            rest,
            query,
            total,
            found,
            empty: !shelf.all().any(Book::is_post),
            lessons: (!session.is_far() && !shelf.all().any(|book| book.ward == SHARED))
                .then(|| desk.options.root.join("content").display().to_string()),
            place: far::WHERE,
        },
    )
}

/// What people looked for on touch screens and did not find: each begins a post.
fn looked_for(desk: &Desk) -> List {
    let missed = desk
        .gaps()
        .of(&desk.place(gaps::FOLDER), desk.today().year());
    let items = missed.into_iter().map(|gap| Item {
        title: gaps::capital(&gap.what),
        address: gaps::begin(&gap.what),
        line: format!("{} lần, ở {} máy · bấm để viết bài", gap.count, gap.kiosks),
    });
    List {
        id: "chua-thay",
        title: "Người dân tìm ở màn hình chạm mà chưa thấy",
        items: items.collect(),
    }
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

/// The page on which a post is begun, with this title to begin with.
pub fn new(desk: &Desk, session: &Session, title: &str) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Kind {
        section: &'static str,
        label: &'static str,
        help: &'static str,
    }
    #[derive(Serialize)]
    struct New<'a> {
        frame: Frame,
        wards: Vec<WardChoice>,
        kinds: Vec<Kind>,
        title: &'a str,
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
            title,
        },
    )
}
