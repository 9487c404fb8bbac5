//! What `loa serve` answers: files of the built sites, each page with a script that reloads it when the sites change.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use base::disk;
use server::hosts;
use site::model::WORKER;
use site::root::resolve;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The script that reloads a page, for the policy of pages allows none in the page itself. It asks again and again: a
/// connection held open in each tab would leave none for the seventh, since browsers open six to a host.
const RELOAD: &str = include_str!("reload.js");

/// Takes the place of a site's service worker that a browser may still hold for this address: it lets go of every page
/// and goes.
const NO_WORKER: &str = "addEventListener('install', () => skipWaiting());\n\
    addEventListener('activate', (event) => event.waitUntil(registration.unregister()));\n";

/// What a drawing may do that is opened as a page of its own: be drawn. The examples for hosts say the same.
const DRAWING_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// What is served.
#[derive(Clone)]
pub struct Served {
    out: PathBuf,
    /// Grows with each build that changed something; begins elsewhere each time the program starts.
    version: Arc<AtomicU64>,
    /// What a request under a foreign name is told.
    foreign: String,
}

impl Served {
    /// Serves the folder `out`; requests under other names are told `foreign`.
    pub fn new(out: &Path, foreign: String) -> Self {
        let start = SystemTime::now().duration_since(UNIX_EPOCH);
        let start = start.map_or(0, |since| since.as_millis().try_into().unwrap_or(0));
        Self {
            out: out.into(),
            version: Arc::new(AtomicU64::new(start)),
            foreign,
        }
    }

    /// Tells open pages that the sites changed.
    pub fn changed(&self) {
        self.version.fetch_add(1, Ordering::Relaxed);
    }

    fn script(&self) -> String {
        let version = self.version.load(Ordering::Relaxed);
        format!("<script src=\"/_loa/reload.js?{version}\"></script>")
    }
}

/// The routes.
pub fn router(served: Served) -> Router {
    let script = || async { ([(header::CONTENT_TYPE, "text/javascript")], RELOAD) };
    let admitted = from_fn_with_state(served.clone(), admitted);
    Router::new()
        .route("/", get(front))
        .route("/_loa/version", get(version))
        .route("/_loa/reload.js", get(script))
        .fallback(get(file))
        .layer(admitted)
        .with_state(served)
}

/// Refuses what was not meant for this server, and keeps other sites from showing what it gives.
async fn admitted(State(served): State<Served>, request: Request, next: Next) -> Response {
    const RESOURCES: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    let mut response = match hosts::admit(request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(status) => (status, served.foreign).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(RESOURCES, HeaderValue::from_static("same-origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

async fn version(State(served): State<Served>) -> String {
    served.version.load(Ordering::Relaxed).to_string()
}

/// The wards to choose from; the only one where there is but one.
async fn front(State(served): State<Served>, uri: Uri) -> Response {
    let script = served.script();
    let mut wards = Vec::new();
    if let Ok(mut entries) = tokio::fs::read_dir(&served.out).await {
        while let Ok(Some(entry)) = entries.next_entry().await {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                wards.push(name);
            }
        }
    }
    wards.sort();
    if let [only] = wards.as_slice() {
        return leads_to(&format!("/{only}/"), &uri);
    }
    let links: String = wards
        .iter()
        .map(|ward| format!("<li><a href=\"/{ward}/\">{ward}</a></li>"))
        .collect();
    Html(format!("<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Loa</title><ul>{links}</ul>{script}"))
        .into_response()
}

/// Leads on, with the query: for now alone, since browsers keep a lasting redirect for ever and other sites may be served
/// here tomorrow.
fn leads_to(path: &str, uri: &Uri) -> Response {
    let query = uri.query().map(|query| format!("?{query}"));
    Redirect::temporary(&format!("{path}{}", query.unwrap_or_default())).into_response()
}

async fn file(State(served): State<Served>, uri: Uri) -> Response {
    // Before the file is read: a page that is older than its version reloads once too often, never too seldom.
    let script = served.script();
    let decoded = percent_encoding::percent_decode_str(uri.path().trim_start_matches('/'))
        .decode_utf8_lossy();
    if uri.path().starts_with("//") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Some(path) = resolve("", &decoded) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if path.split('/').any(|part| part.starts_with('.')) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let target = served.out.join(&path);
    if target.is_dir() && !uri.path().ends_with('/') {
        return leads_to(&format!("{}/", uri.path()), &uri);
    }
    let target = if target.is_dir() {
        target.join("index.html")
    } else {
        target
    };
    match tokio::fs::read(&target).await {
        Ok(bytes) => answer(StatusCode::OK, &target, bytes, &script),
        Err(_) if path.ends_with(WORKER) => {
            answer(StatusCode::OK, &target, NO_WORKER.into(), &script)
        }
        // The disk does not say that the page is not there.
        Err(error) if !disk::is_absence(&error) && error.kind() != ErrorKind::IsADirectory => {
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => {
            let ward = path.split('/').next().unwrap_or_default();
            let page = served.out.join(ward).join("404.html");
            let bytes = tokio::fs::read(&page).await.unwrap_or_default();
            answer(StatusCode::NOT_FOUND, &page, bytes, &script)
        }
    }
}

fn answer(status: StatusCode, path: &Path, mut bytes: Vec<u8>, script: &str) -> Response {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = if kind.type_() == "text" {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    };
    if kind.starts_with("text/html") {
        bytes.extend_from_slice(script.as_bytes());
    }
    let drawing = kind.starts_with("image/svg");
    let content = (header::CONTENT_TYPE, kind.as_str());
    let mut response = (status, [content], Body::from(bytes)).into_response();
    if drawing {
        let policy = HeaderValue::from_static(DRAWING_POLICY);
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_sent_with_a_policy_that_hosts_are_told_of() {
        let policy = |name: &str| {
            let answer = answer(StatusCode::OK, Path::new(name), b"<a/>".to_vec(), "");
            answer
                .headers()
                .get(header::CONTENT_SECURITY_POLICY)
                .cloned()
        };
        assert_eq!(policy("a.svg").unwrap(), DRAWING_POLICY);
        assert_eq!(policy("a.SVG").unwrap(), DRAWING_POLICY);
        assert!(policy("a.html").is_none());
        let told = include_str!("../../../site/content/running.md");
        assert_eq!(told.matches(DRAWING_POLICY).count(), 2, "nginx and Caddy");
    }
}
