//! The way in over the network: with a name and a password, which somebody sets with a link that is good once.

use crate::accounts::{self, Accounts, Weak};
use crate::answer::{aside, json, page};
use crate::crew;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::pages;
use crate::people::{self, Role};
use crate::session::Gate;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Extension, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use server::network::Peer;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;

/// Where somebody signs in.
pub const SIGN_IN: &str = "/vao";

/// Where links lead that let somebody in once.
pub const PAIR: &str = "/ghep/";

/// What the forms of this page are sent to.
pub const SENT: [&str; 2] = ["/api/sign-in", "/api/pair"];

/// Largest request of somebody whom nobody knows yet.
const BODY_LIMIT: usize = 4096;

/// What these routes work with.
#[derive(Clone)]
struct Entrance {
    desk: Arc<Desk>,
    gate: Gate,
}

/// The routes that need no session.
pub fn routes(desk: Arc<Desk>, gate: Gate) -> Router {
    let [sign, paired] = SENT;
    Router::new()
        .route(SIGN_IN, get(sign_in_page))
        .route(&format!("{PAIR}{{code}}"), get(pair_page))
        .route(sign, post(sign_in))
        .route(paired, post(pair))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(Entrance { desk, gate })
}

async fn sign_in_page(State(Entrance { gate, .. }): State<Entrance>) -> Response {
    page(pages::sign_in(&gate.sessions.token, None))
}

async fn pair_page(
    State(Entrance { desk, gate }): State<Entrance>,
    Path(code): Path<String>,
) -> Response {
    let name = desk.pairings.whose(&code).ok_or_else(used_up);
    page(name.and_then(|name| pages::sign_in(&gate.sessions.token, Some((&name, &code)))))
}

#[derive(Deserialize)]
struct SignIn {
    name: String,
    password: String,
}

async fn sign_in(
    State(entrance): State<Entrance>,
    Extension(Peer(from)): Extension<Peer>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let known = move |Entrance { desk, .. }: &Entrance| {
        let sent: SignIn = serde_json::from_slice(&body).map_err(|_| Failure::odd())?;
        let name = people::name(&sent.name).ok_or_else(wrong)?;
        prove(desk, from, &name, &sent.password)?;
        Ok(name)
    };
    come_in(entrance, (from, &headers), known).await
}

/// Lets somebody through who has something to do here and knows the password. One at a time: a hash takes memory on purpose.
fn prove(desk: &Desk, from: IpAddr, name: &str, password: &str) -> Result<(), Failure> {
    if !desk.tries.may(from, name) {
        return Err(too_often());
    }
    let works_here = crew::has_somewhere(desk, name, &Role::ALL)?;
    let accounts = Accounts::read(&desk.folder())?;
    let proved = {
        let _one = desk.heavy();
        accounts.proves(name, password)
    };
    if !(proved && works_here) {
        return Err(wrong());
    }
    desk.tries.forget(from, name);
    Ok(())
}

#[derive(Deserialize)]
struct Pair {
    code: String,
    password: String,
}

async fn pair(
    State(entrance): State<Entrance>,
    Extension(Peer(from)): Extension<Peer>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let known = move |Entrance { desk, gate }: &Entrance| {
        let sent: Pair = serde_json::from_slice(&body).map_err(|_| Failure::odd())?;
        let name = set_password(desk, from, &sent)?;
        gate.sessions.end_of(&name);
        Ok(name)
    };
    come_in(entrance, (from, &headers), known).await
}

/// Gives whoever the link is for the password that they chose; says who it is.
fn set_password(desk: &Desk, from: IpAddr, sent: &Pair) -> Result<String, Failure> {
    let Some(name) = desk.pairings.whose(&sent.code) else {
        return Err(match desk.tries.may(from, "") {
            true => used_up(),
            false => too_often(),
        });
    };
    accounts::is_strong(&name, &sent.password).map_err(weak)?;
    let taken = desk.pairings.take(&sent.code);
    let name = taken.ok_or_else(used_up)?;
    // Their roles may be gone since the link was made.
    if !crew::has_somewhere(desk, &name, &Role::ALL)? {
        return Err(used_up());
    }
    let _one = desk.heavy();
    crew::paired(desk, &name)?;
    Accounts::read(&desk.folder())?.set(&desk.folder(), &name, &sent.password)?;
    Ok(name)
}

/// Opens a session for whoever `known` says they are, and answers with its cookie, or why there is none.
async fn come_in(
    entrance: Entrance,
    (from, headers): (IpAddr, &HeaderMap),
    known: impl FnOnce(&Entrance) -> Result<String, Failure> + Send + 'static,
) -> Response {
    let device = device(headers);
    let made = aside(move || {
        let name = known(&entrance)?;
        let opened = entrance.gate.sessions.open_far(&name, from, device);
        opened.map_err(no_chance)
    });
    match made.await {
        Ok(cookie) => {
            let done = json(Ok(serde_json::json!({ "address": "/" })));
            ([(header::SET_COOKIE, cookie)], done).into_response()
        }
        Err(failure) => json::<()>(Err(failure)),
    }
}

/// What people call the machine that a browser says it runs on.
fn device(headers: &HeaderMap) -> &'static str {
    const KNOWN: [(&str, &str); 6] = [
        ("iPhone", "điện thoại iPhone"),
        ("iPad", "máy tính bảng iPad"),
        ("Android", "điện thoại hoặc máy tính bảng Android"),
        ("Windows", "máy tính Windows"),
        ("Mac OS", "máy tính Mac"),
        ("Linux", "máy tính Linux"),
    ];
    let told = headers.get(header::USER_AGENT);
    let told = told.and_then(|told| told.to_str().ok()).unwrap_or_default();
    let found = KNOWN.iter().find(|(name, _)| told.contains(name));
    found.map_or("máy khác", |(_, words)| words)
}

fn wrong() -> Failure {
    Failure::refused(
        "Tên hoặc mật khẩu không đúng.",
        "Gõ tên đúng như trong trang “Người và việc”. Quên mật khẩu thì nhờ người quản trị tạo mã ghép mới.",
    )
}

fn too_often() -> Failure {
    Failure::new(
        StatusCode::TOO_MANY_REQUESTS,
        "Đã thử sai quá nhiều lần.",
        "Chờ mười phút rồi thử lại.",
    )
}

fn used_up() -> Failure {
    Failure::refused(
        "Mã ghép này đã hết hạn hoặc đã dùng.",
        "Nhờ người quản trị tạo mã khác ở trang “Người và việc”.",
    )
}

fn weak(weak: Weak) -> Failure {
    match weak {
        Weak::Short => Failure::refused(
            "Mật khẩu ngắn quá.",
            "Gõ ít nhất 8 ký tự, như ba bốn tiếng mà chỉ bạn nghĩ ra.",
        ),
        Weak::Long => Failure::refused("Mật khẩu dài quá.", "Gõ không quá 128 ký tự."),
        Weak::Guessed => Failure::refused(
            "Mật khẩu này ai cũng đoán được.",
            "Gõ ba bốn tiếng mà chỉ bạn nghĩ ra; đừng dùng tên mình.",
        ),
    }
}

fn no_chance(_: io::Error) -> Failure {
    Failure::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Máy chưa tạo được phiên làm việc.",
        "Thử lại sau vài giây.",
    )
}
