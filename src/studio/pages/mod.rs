//! The studio's own pages: what each template receives, typed.

mod compare;
mod covered;
mod enlisting;
mod entrance;
mod form;
mod grid;
mod help;
mod home;
mod import;
mod look;
mod noting;
mod people;
mod publishing;
mod review;
mod start;
mod waiting;

pub use crate::words::clock;
pub use compare::compare;
pub use covered::{covered, file};
pub use enlisting::{enlisting, planning};
pub use entrance::{phone, sign_in};
pub use form::form;
pub use help::{first_post, guide, samples};
pub use home::{home, new};
pub use import::{give, read};
pub use look::look;
pub use noting::{noting, paper};
pub use people::people;
pub use publishing::publishing;
pub use review::{ChangedLine, changed_lines, review};
pub use start::start;

use crate::crew;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::roles::{self, Role};
use crate::session::{Door, Session};
use axum::http::StatusCode;
use serde::Serialize;
use std::sync::LazyLock;
use tera::{Context, Tera};

/// The templates, each with its name.
const TEMPLATES: [(&str, &str); 27] = [
    ("base.html", include_str!("../templates/base.html")),
    ("controls.html", include_str!("../templates/controls.html")),
    ("failed.html", include_str!("../templates/failed.html")),
    ("who.html", include_str!("../templates/who.html")),
    ("sign-in.html", include_str!("../templates/sign-in.html")),
    ("phone.html", include_str!("../templates/phone.html")),
    ("people.html", include_str!("../templates/people.html")),
    ("home.html", include_str!("../templates/home.html")),
    ("new.html", include_str!("../templates/new.html")),
    ("form.html", include_str!("../templates/form.html")),
    ("compare.html", include_str!("../templates/compare.html")),
    ("review.html", include_str!("../templates/review.html")),
    ("look.html", include_str!("../templates/look.html")),
    (
        "publishing.html",
        include_str!("../templates/publishing.html"),
    ),
    ("history.html", include_str!("../templates/history.html")),
    ("guide.html", include_str!("../templates/guide.html")),
    ("samples.html", include_str!("../templates/samples.html")),
    ("first.html", include_str!("../templates/first.html")),
    ("import.html", include_str!("../templates/import.html")),
    ("read.html", include_str!("../templates/read.html")),
    ("start.html", include_str!("../templates/start.html")),
    (
        "which-ward.html",
        include_str!("../templates/which-ward.html"),
    ),
    ("noting.html", include_str!("../templates/noting.html")),
    ("paper.html", include_str!("../templates/paper.html")),
    ("covered.html", include_str!("../templates/covered.html")),
    (
        "enlisting.html",
        include_str!("../templates/enlisting.html"),
    ),
    ("planning.html", include_str!("../templates/planning.html")),
];

static TERA: LazyLock<Result<Tera, String>> = LazyLock::new(|| {
    let mut tera = Tera::new();
    tera.add_raw_templates(TEMPLATES)
        .map_err(|error| error.to_string())?;
    Ok(tera)
});

/// The studio's scripts and styles, each with its name.
const ASSETS: [(&str, &str, &str); 32] = [
    (
        "studio.css",
        "text/css",
        include_str!("../assets/studio.css"),
    ),
    (
        "icon.svg",
        "image/svg+xml",
        include_str!("../assets/icon.svg"),
    ),
    (
        "call.js",
        "text/javascript",
        include_str!("../assets/call.js"),
    ),
    (
        "who.js",
        "text/javascript",
        include_str!("../assets/who.js"),
    ),
    (
        "sign-in.js",
        "text/javascript",
        include_str!("../assets/sign-in.js"),
    ),
    (
        "presence.js",
        "text/javascript",
        include_str!("../assets/presence.js"),
    ),
    (
        "invite.js",
        "text/javascript",
        include_str!("../assets/invite.js"),
    ),
    (
        "pictures.js",
        "text/javascript",
        include_str!("../assets/pictures.js"),
    ),
    (
        "phone.js",
        "text/javascript",
        include_str!("../assets/phone.js"),
    ),
    (
        "crop.js",
        "text/javascript",
        include_str!("../assets/crop.js"),
    ),
    (
        "upload.js",
        "text/javascript",
        include_str!("../assets/upload.js"),
    ),
    ("qr.js", "text/javascript", include_str!("../assets/qr.js")),
    (
        "people.js",
        "text/javascript",
        include_str!("../assets/people.js"),
    ),
    (
        "home.js",
        "text/javascript",
        include_str!("../assets/home.js"),
    ),
    (
        "dialogs.js",
        "text/javascript",
        include_str!("../assets/dialogs.js"),
    ),
    (
        "new.js",
        "text/javascript",
        include_str!("../assets/new.js"),
    ),
    (
        "form.js",
        "text/javascript",
        include_str!("../assets/form.js"),
    ),
    (
        "fields.js",
        "text/javascript",
        include_str!("../assets/fields.js"),
    ),
    (
        "preview.js",
        "text/javascript",
        include_str!("../assets/preview.js"),
    ),
    (
        "keep.js",
        "text/javascript",
        include_str!("../assets/keep.js"),
    ),
    (
        "tools.js",
        "text/javascript",
        include_str!("../assets/tools.js"),
    ),
    (
        "compare.js",
        "text/javascript",
        include_str!("../assets/compare.js"),
    ),
    (
        "review.js",
        "text/javascript",
        include_str!("../assets/review.js"),
    ),
    (
        "look.js",
        "text/javascript",
        include_str!("../assets/look.js"),
    ),
    (
        "history.js",
        "text/javascript",
        include_str!("../assets/history.js"),
    ),
    (
        "publishing.js",
        "text/javascript",
        include_str!("../assets/publishing.js"),
    ),
    (
        "first.js",
        "text/javascript",
        include_str!("../assets/first.js"),
    ),
    (
        "import.js",
        "text/javascript",
        include_str!("../assets/import.js"),
    ),
    (
        "start.js",
        "text/javascript",
        include_str!("../assets/start.js"),
    ),
    (
        "note.js",
        "text/javascript",
        include_str!("../assets/note.js"),
    ),
    (
        "enlist.js",
        "text/javascript",
        include_str!("../assets/enlist.js"),
    ),
    (
        "coverage.css",
        "text/css",
        include_str!("../assets/coverage.css"),
    ),
];

/// A script or a style of the studio, with its type.
pub fn asset(name: &str) -> Option<(&'static str, &'static str)> {
    let found = ASSETS.iter().find(|(known, ..)| *known == name);
    found.map(|(_, kind, text)| (*kind, *text))
}

/// What stands around every page.
#[derive(Debug, Serialize)]
pub struct Frame {
    title: String,
    token: String,
    who: String,
    /// Whether it goes over the network, which is not encrypted.
    far: bool,
}

impl Frame {
    /// The frame of a page with this title.
    pub fn of(session: &Session, title: &str) -> Self {
        Self {
            title: title.into(),
            token: session.token.clone(),
            who: session.who(),
            far: session.is_far(),
        }
    }

    /// The frame of a page over the network before anybody is known.
    fn before(title: &str, token: &str) -> Self {
        Self {
            title: title.into(),
            token: token.into(),
            who: String::new(),
            far: true,
        }
    }
}

/// A ward that somebody may choose.
#[derive(Debug, Serialize)]
struct WardChoice {
    id: String,
    name: String,
}

/// The wards in which somebody may do what `action` does.
///
/// # Errors
/// When there is none, or the root was moved or deleted.
fn ward_choices(desk: &Desk, session: &Session, action: &str) -> Result<Vec<WardChoice>, Failure> {
    let (people, who) = (desk.people()?, session.who());
    let roles = roles::asked(action).unwrap_or_default();
    crew::require_somewhere(desk, &who, roles)?;
    let may = |ward: &String| roles::require(&people, &who, ward, roles).is_ok();
    let wards = desk.wards()?.into_iter().filter(may);
    let wards = wards.map(|id| WardChoice {
        name: desk.ward_name(&id),
        id,
    });
    Ok(wards.collect())
}

/// Fills a template.
///
/// # Errors
/// When the template is at fault, which is a fault of the program.
pub fn render<C: Serialize>(name: &str, context: &C) -> Result<String, Failure> {
    let broken = |error: String| {
        Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Trang này của chương trình bị hỏng.",
            &error,
        )
    };
    let tera = TERA.as_ref().map_err(|error| broken(error.clone()))?;
    Context::from_serialize(context)
        .and_then(|context| tera.render(name, &context))
        .map_err(|error| broken(error.to_string()))
}

/// What whoever has no session is told.
pub fn refused(door: Door) -> String {
    match door {
        Door::Here => "Cửa này đã đóng. Mở lại chương trình Loa rồi vào bằng địa chỉ mà chương trình vừa in ra; chữ đã gõ vẫn được giữ.\n".into(),
        Door::Network => "Bạn chưa vào, hoặc phiên làm việc đã kết thúc. Về trang đầu để vào lại bằng tên và mật khẩu; chữ đã gõ vẫn được giữ.\n".into(),
    }
}

/// A page that goes on to the first one. Browsers send a strict cookie with no request that another site or a page on the disk
/// began, not even after a redirect; this page is the studio's own.
pub fn entered() -> String {
    "<!doctype html>\n<html lang=\"vi\">\n<meta charset=\"utf-8\">\n<meta http-equiv=\"refresh\" content=\"0;url=/\">\n\
     <title>Viết bài</title>\n<p><a href=\"/\">Viết bài</a></p>\n</html>\n"
        .into()
}

/// A page that says what went wrong.
pub fn failed(failure: &Failure) -> String {
    #[derive(Serialize)]
    struct Failed<'a> {
        frame: Frame,
        words: &'a str,
        help: &'a str,
        /// Whether somebody else might be let in.
        other: bool,
    }
    let frame = Frame {
        title: failure.words.clone(),
        token: String::new(),
        who: String::new(),
        far: false,
    };
    let (words, help) = (failure.words.as_str(), failure.help.as_str());
    let other = failure.reason == "role";
    let page = render(
        "failed.html",
        &Failed {
            frame,
            words,
            help,
            other,
        },
    );
    page.unwrap_or_else(|_| format!("{words} {help}\n"))
}

/// Asks who sits before the screen.
pub fn who(desk: &Desk, session: &Session) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Who {
        frame: Frame,
        names: Vec<String>,
        /// Whether nobody has worked here: the first says who approves.
        first: bool,
        /// Whether this person may say who does what.
        admin: bool,
        /// Whether other machines of the network may be brought in.
        lan: bool,
    }
    let people = desk.people()?;
    let frame = Frame::of(session, "Bạn là ai?");
    let (names, first) = (
        people.names().map(str::to_owned).collect(),
        people.is_empty(),
    );
    let admin = crew::has_somewhere(desk, &session.who(), &[Role::Admin])?;
    render(
        "who.html",
        &Who {
            frame,
            names,
            first,
            admin,
            lan: !desk.gate.network.is_empty(),
        },
    )
}
