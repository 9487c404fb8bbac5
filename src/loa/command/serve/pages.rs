//! What `loa serve` answers: files of the built sites and posts out of memory before them, each page with a script that reloads it when the sites change.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use base::disk;
use server::{hosts, parts};
use site::model::WORKER;
use site::preview::ChangedPage;
use site::root::resolve;
use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// The script that reloads a page, for the policy of pages allows none in the page itself.
const RELOAD: &str = include_str!("reload.js");

/// Takes the place of a site's service worker that a browser may still hold for this address: it lets go of every page
/// and goes.
const NO_WORKER: &str = "addEventListener('install', () => skipWaiting());\n\
    addEventListener('activate', (event) => event.waitUntil(registration.unregister()));\n";

/// How long a tab waits for a change before it is told that there was none.
const WAIT: Duration = Duration::from_secs(20);

/// What a drawing may do that is opened as a page of its own: be drawn. The examples for hosts say the same.
const DRAWING_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// What is served.
#[derive(Clone)]
pub struct Served {
    out: PathBuf,
    /// Grows with each change that shows; begins elsewhere each time the program starts.
    version: Arc<watch::Sender<u64>>,
    /// Pages that no build has written yet, by their files.
    shown: Arc<RwLock<BTreeMap<PathBuf, Shown>>>,
    /// What a request under a foreign name is told.
    foreign: String,
}

/// A page out of memory.
struct Shown {
    bytes: Vec<u8>,
    /// The version that came with it.
    version: u64,
}

impl Served {
    /// Serves the folder `out`; requests under other names are told `foreign`.
    pub fn new(out: &Path, foreign: String) -> Self {
        let start = SystemTime::now().duration_since(UNIX_EPOCH);
        let start = start.map_or(0, |since| since.as_millis().try_into().unwrap_or(0));
        Self {
            out: out.into(),
            version: Arc::new(watch::Sender::new(start)),
            shown: Arc::default(),
            foreign,
        }
    }

    /// Which version is served.
    pub fn version(&self) -> u64 {
        *self.version.borrow()
    }

    /// Shows pages before a build writes them, and tells open pages where they are others than before.
    pub fn show(&self, pages: Vec<ChangedPage>) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let version = self.version() + 1;
        let mut changed = false;
        for page in pages {
            let path = self.out.join(page.ward).join(page.file);
            let bytes = page.html.into_bytes();
            let same = match shown.get(&path) {
                Some(present) => present.bytes == bytes,
                None => fs::read(&path).is_ok_and(|present| present == bytes),
            };
            if !same {
                shown.insert(path, Shown { bytes, version });
                changed = true;
            }
        }
        if changed {
            self.version.send_replace(version);
        }
    }

    /// The folder holds all that was shown up to `version`; tells open pages where a build `changed` the sites.
    pub fn built(&self, version: u64, changed: bool) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        shown.retain(|_, page| page.version > version);
        if changed {
            self.version.send_modify(|version| *version += 1);
        }
    }

    /// The bytes of a file as they are shown now.
    async fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let shown = {
            let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
            shown.get(path).map(|page| page.bytes.clone())
        };
        match shown {
            Some(bytes) => Ok(bytes),
            None => tokio::fs::read(path).await,
        }
    }
}

/// The script at the end of a page: which version it is of, and what its own bytes are known by.
fn script(version: u64, mark: &str) -> String {
    format!("<script src=\"/_loa/reload.js?{version}.{mark}\"></script>")
}

/// What a page's bytes are known by, for a tab to ask whether its page is still the same.
fn mark(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
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

/// The version. Whoever names one waits until it is another.
async fn version(State(served): State<Served>, uri: Uri) -> String {
    if let Some(known) = uri.query() {
        let mut changes = served.version.subscribe();
        let other = changes.wait_for(|version| version.to_string() != known);
        // Nothing changed for a while: the tab asks again.
        tokio::time::timeout(WAIT, other).await.ok();
    }
    served.version().to_string()
}

/// The wards to choose from; the only one where there is but one.
async fn front(State(served): State<Served>, uri: Uri) -> Response {
    let script = script(served.version(), "");
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

async fn file(State(served): State<Served>, uri: Uri, headers: HeaderMap) -> Response {
    // Before the file is read: a page that is older than its version reloads once too often, never too seldom.
    let version = served.version();
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
    match served.read(&target).await {
        Ok(bytes) => found(&headers, &target, bytes, version),
        Err(_) if path.ends_with(WORKER) => {
            answer(StatusCode::OK, &target, NO_WORKER.into(), version)
        }
        // The disk does not say that the page is not there.
        Err(error) if !disk::is_absence(&error) && error.kind() != ErrorKind::IsADirectory => {
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => {
            let ward = path.split('/').next().unwrap_or_default();
            let page = served.out.join(ward).join("404.html");
            let bytes = tokio::fs::read(&page).await.unwrap_or_default();
            answer(StatusCode::NOT_FOUND, &page, bytes, version)
        }
    }
}

/// A file that is there: recordings in parts, as players ask for them.
fn found(headers: &HeaderMap, path: &Path, bytes: Vec<u8>, version: u64) -> Response {
    let kind = kind(path);
    if !kind.starts_with("audio/") && !kind.starts_with("video/") {
        return answer(StatusCode::OK, path, bytes, version);
    }
    let mut response = parts::answer(bytes, headers);
    if let Ok(kind) = kind.parse() {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}

/// What browsers are told of a file, by the ending of its name.
fn kind(path: &Path) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    match kind.type_() == mime_guess::mime::TEXT {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_string(),
    }
}

fn answer(status: StatusCode, path: &Path, mut bytes: Vec<u8>, version: u64) -> Response {
    let kind = kind(path);
    let page = kind.starts_with("text/html").then(|| mark(&bytes));
    if let Some(mark) = &page {
        bytes.extend_from_slice(script(version, mark).as_bytes());
    }
    let drawing = kind.starts_with("image/svg");
    let content = (header::CONTENT_TYPE, kind.as_str());
    let mut response = (status, [content], Body::from(bytes)).into_response();
    if let Some(tag) = page.and_then(|mark| format!("\"{mark}\"").parse().ok()) {
        response.headers_mut().insert(header::ETAG, tag);
    }
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
            let answer = answer(StatusCode::OK, Path::new(name), b"<a/>".to_vec(), 0);
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
