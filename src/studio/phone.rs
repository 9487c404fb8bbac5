//! Pictures from a phone: a link, shown as a QR code, whose page can send pictures to one form and do nothing else.

use crate::answer::{aside, json, page};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::inbox;
use crate::pages;
use crate::phones::{Came, PICTURES, WHILE};
use crate::session::{Gate, Session};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};
use site::render::qr;
use std::sync::Arc;

/// Where the links lead.
pub const PAGE: &str = "/anh/";

/// Where their page sends pictures.
pub const SENT: &str = "/api/phone-picture";

/// Largest picture, in bytes.
const BYTES: usize = 20 << 20;

/// What a form asks about a link.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    code: String,
    /// How many pictures the form has already.
    #[serde(default)]
    seen: usize,
}

/// Makes a link for a form of this session.
///
/// # Errors
/// When the studio listens in no network.
pub fn begin(desk: &Desk, session: &Session) -> Result<Value, Failure> {
    if desk.gate.network.is_empty() {
        return Err(Failure::refused(
            "Loa đang mở cho một mình máy này, nên điện thoại chưa gửi ảnh sang được.",
            "Đóng Loa rồi mở lại bằng lệnh loa studio --lan; hoặc chép ảnh sang máy này bằng dây, hay gửi qua Zalo rồi tải về.",
        ));
    }
    let code = desk.phones.make(&session.id).map_err(|_| {
        Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Máy chưa tạo được mã.",
            "Thử lại sau vài giây.",
        )
    })?;
    let links = desk.gate.network.iter().map(|origin| {
        let address = format!("{origin}{PAGE}{code}");
        json!({ "qr": qr(&address), "address": address })
    });
    let links: Vec<_> = links.collect();
    let (minutes, most) = (WHILE.as_secs() / 60, PICTURES);
    Ok(json!({ "code": code, "links": links, "minutes": minutes, "most": most }))
}

/// The pictures that came since the form asked last.
///
/// # Errors
/// When the link is not good any more, or another session's.
pub fn came(desk: &Desk, session: &Session, asked: &Asked) -> Result<Value, Failure> {
    let came = desk.phones.came(&asked.code, &session.id, asked.seen);
    let came = came.ok_or_else(closed)?;
    Ok(json!({ "came": came }))
}

/// Ends the link of this session's form.
///
/// # Errors
/// Never; a link that ended is what was asked for.
pub fn end(desk: &Desk, session: &Session) -> Result<Value, Failure> {
    desk.phones.end(&session.id);
    Ok(json!({}))
}

/// What the routes work with.
#[derive(Clone)]
struct Way {
    desk: Arc<Desk>,
    gate: Gate,
}

/// The routes for a phone, which has no session.
pub fn routes(desk: Arc<Desk>, gate: Gate) -> Router {
    Router::new()
        .route(&format!("{PAGE}{{code}}"), get(phone_page))
        .route(SENT, post(sent))
        .with_state(Way { desk, gate })
}

async fn phone_page(State(Way { desk, gate }): State<Way>, Path(code): Path<String>) -> Response {
    page(match desk.phones.is_good(&code) {
        true => pages::phone(&gate.sessions.token, &code, PICTURES),
        false => Err(closed()),
    })
}

#[derive(Deserialize)]
struct Sent {
    code: String,
    #[serde(default)]
    name: String,
}

/// Takes a picture. Nothing of it is read before the link is known to be good.
async fn sent(
    State(Way { desk, .. }): State<Way>,
    Query(sent): Query<Sent>,
    body: Body,
) -> Response {
    match desk.phones.begin(&sent.code) {
        None => return json::<()>(Err(closed())),
        Some(false) => return json::<()>(Err(too_many())),
        Some(true) => {}
    }
    let Ok(bytes) = to_bytes(body, BYTES).await else {
        return json::<()>(Err(too_large()));
    };
    json(aside(move || keep(&desk, &sent, &bytes)).await)
}

fn keep(desk: &Desk, sent: &Sent, bytes: &[u8]) -> Result<Value, Failure> {
    let name: String = sent
        .name
        .chars()
        .filter(|c| !c.is_control())
        .take(100)
        .collect();
    let name = match name.is_empty() {
        true => "anh".to_owned(),
        false => name,
    };
    let given = inbox::take(desk, &name, bytes)?;
    let put = desk.phones.put(&sent.code, Came { name, id: given.id });
    put.map(|()| json!({})).ok_or_else(closed)
}

fn closed() -> Failure {
    Failure::refused(
        "Mã này đã hết hạn hoặc đã đóng.",
        "Bấm “Ảnh từ điện thoại” trên máy đang viết bài rồi quét mã mới.",
    )
}

fn too_many() -> Failure {
    Failure::refused(
        "Đã gửi đủ số ảnh của mã này.",
        "Bấm “Ảnh từ điện thoại” trên máy đang viết bài rồi quét mã mới.",
    )
}

fn too_large() -> Failure {
    Failure::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "Ảnh lớn hơn 20 MB, hoặc mạng đứt giữa chừng.",
        "Chọn ảnh nhỏ hơn, hoặc gửi lại.",
    )
}
