//! The routes of what is noted in units and what is read off: pages, files to be kept, lists of other devices.

use crate::answer::{aside, json, page};
use crate::api;
use crate::desk::Desk;
use crate::pages;
use crate::session::Session;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Extension, Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;

type Shared = State<Arc<Desk>>;
type Person = Extension<Arc<Session>>;

/// The routes, which are put behind the guard with all others.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/ghi-nhan", get(noting))
        .route("/ghi-nhan/phieu", get(paper))
        .route("/do-phu", get(covered))
        .route("/do-phu/don-vi", get(enlisting))
        .route("/do-phu/ke-hoach", get(planning))
        .route("/do-phu/tep/{ward}/{name}", get(file))
        .route("/api/list", post(list))
}

/// Which part of a ward's coverage is asked for.
#[derive(Deserialize)]
struct OfWard {
    #[serde(default)]
    ward: String,
    #[serde(default, rename = "ky")]
    period: String,
    #[serde(default, rename = "don-vi")]
    unit: String,
    #[serde(default, rename = "thang")]
    month: String,
}

async fn noting(
    State(desk): Shared,
    Extension(session): Person,
    Query(asked): Query<OfWard>,
) -> Response {
    page(aside(move || pages::noting(&desk, &session, &asked.ward)).await)
}

async fn paper(
    State(desk): Shared,
    Extension(session): Person,
    Query(asked): Query<OfWard>,
) -> Response {
    let OfWard {
        ward, unit, month, ..
    } = asked;
    page(aside(move || pages::paper(&desk, &session, (&ward, &unit, &month))).await)
}

async fn covered(
    State(desk): Shared,
    Extension(session): Person,
    Query(asked): Query<OfWard>,
) -> Response {
    page(aside(move || pages::covered(&desk, &session, (&asked.ward, &asked.period))).await)
}

async fn enlisting(
    State(desk): Shared,
    Extension(session): Person,
    Query(asked): Query<OfWard>,
) -> Response {
    page(aside(move || pages::enlisting(&desk, &session, &asked.ward)).await)
}

async fn planning(
    State(desk): Shared,
    Extension(session): Person,
    Query(asked): Query<OfWard>,
) -> Response {
    page(aside(move || pages::planning(&desk, &session, &asked.ward)).await)
}

/// A report, the log or the deadlines, to be kept by the browser.
async fn file(
    State(desk): Shared,
    Extension(session): Person,
    Path((ward, name)): Path<(String, String)>,
) -> Response {
    match aside(move || pages::file(&desk, &session, (&ward, &name))).await {
        Ok((kind, name, bytes)) => {
            let kept = format!("attachment; filename=\"{name}\"");
            let told = [
                (header::CONTENT_TYPE, kind.to_owned()),
                (header::CONTENT_DISPOSITION, kept),
            ];
            (told, bytes).into_response()
        }
        Err(failure) => page(Err(failure)),
    }
}

/// Which list is sent, for which ward.
#[derive(Deserialize)]
struct ListOf {
    ward: String,
    name: String,
}

/// A list of another device, for the log.
async fn list(
    State(desk): Shared,
    Extension(session): Person,
    Query(of_ward): Query<ListOf>,
    body: Bytes,
) -> Response {
    let ListOf { ward, name } = of_ward;
    json(aside(move || api::list(&desk, &session, (&ward, &name), &body)).await)
}
