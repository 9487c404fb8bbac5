//! `loa serve`: the sites on this machine, built again whenever something changes.

use crate::console::Console;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use loa::content::resolve;
use loa::diagnostic::{Diagnostic, Diagnostics};
use loa::notice::Notice;
use loa::offline::WORKER;
use loa::pipeline::{self, BuildOptions};
use loa::problem::Problem;
use notify_debouncer_full::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

/// How long the files must be still before they are built: editors save in several steps.
const STILL: Duration = Duration::from_millis(150);

/// The script that reloads a page, for the policy of pages allows none in the page itself.
const RELOAD: &str = "new EventSource('/_loa/events').onmessage = () => location.reload();\n";

/// Takes the place of a site's service worker that a browser may still hold for this address: it lets go of every page
/// and goes.
const NO_WORKER: &str = "addEventListener('install', () => skipWaiting());\n\
    addEventListener('activate', (event) => event.waitUntil(registration.unregister()));\n";

#[derive(Clone)]
struct Served {
    out: PathBuf,
    reload: broadcast::Sender<()>,
}

/// Builds into a folder of its own, serves it, and builds again on every change, until Ctrl+C.
pub fn serve(
    mut options: BuildOptions,
    host: IpAddr,
    port: u16,
    console: &Console,
) -> Result<(), Diagnostics> {
    let address = SocketAddr::new(host, port);
    let here = |error: io::Error| {
        let problem = Problem::CannotListen {
            address: address.to_string(),
            reason: error.into(),
        };
        Diagnostics::from(Diagnostic::file(address.to_string(), problem))
    };
    let out = tempfile::tempdir().map_err(here)?;
    let runtime = tokio::runtime::Runtime::new().map_err(here)?;
    let listener = runtime.block_on(TcpListener::bind(address)).map_err(here)?;
    let origin = format!("http://{}", listener.local_addr().map_err(here)?);
    options.out = out.path().join("public");
    options.served_at = Some(origin.clone());
    rebuild(&options, console);
    let (reload, _) = broadcast::channel(8);
    let served = Served {
        out: options.out.clone(),
        reload: reload.clone(),
    };
    let server = runtime.spawn(async move { axum::serve(listener, router(served)).await });
    let (changes, changed) = mpsc::channel();
    let _watcher = watch(&options.root, changes).map_err(here)?;
    runtime.spawn(stop_on_interrupt(out));
    console.settle();
    console.say(&Notice::Serving {
        url: format!("{origin}/"),
    });
    while changed.recv().is_ok() {
        // Whatever came meanwhile is built in one go.
        while changed.try_recv().is_ok() {}
        if rebuild(&options, console) && reload.send(()).is_err() {
            // No page is open: nobody to tell.
            continue;
        }
    }
    server.abort();
    Ok(())
}

/// Builds once, shows the outcome, and says whether pages changed.
fn rebuild(options: &BuildOptions, console: &Console) -> bool {
    let start = Instant::now();
    match pipeline::build(options, console) {
        Ok(report) => {
            console.settle();
            console.show(&report.warnings);
            let changed = report.changes.written + report.changes.removed;
            console.say(&Notice::Rebuilt {
                changed,
                seconds: console.seconds(start.elapsed()),
            });
            changed > 0
        }
        Err(problems) => {
            console.fail(&problems);
            false
        }
    }
}

/// Ends the program on Ctrl+C, taking the built sites along.
async fn stop_on_interrupt(out: tempfile::TempDir) {
    let interrupted = interrupted().await;
    let removed = out.close();
    std::process::exit(i32::from(interrupted.is_err() || removed.is_err()));
}

/// Waits until the user or the system asks the program to end.
async fn interrupted() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut ended, mut hung_up) = (
            signal(SignalKind::terminate())?,
            signal(SignalKind::hangup())?,
        );
        tokio::select! {
            result = tokio::signal::ctrl_c() => result,
            _ = ended.recv() => Ok(()),
            _ = hung_up.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// Watches what sites are made of; every settled change is sent on.
fn watch(
    root: &Path,
    changes: mpsc::Sender<()>,
) -> io::Result<Debouncer<RecommendedWatcher, RecommendedCache>> {
    let tell = move |result: DebounceEventResult| {
        let touched = |events: &[notify_debouncer_full::DebouncedEvent]| {
            events.iter().any(|event| !event.kind.is_access())
        };
        if result.is_ok_and(|events| touched(&events)) && changes.send(()).is_err() {
            // The program is ending.
        }
    };
    let mut debouncer = new_debouncer(STILL, None, tell).map_err(io::Error::other)?;
    for folder in ["content", "themes"].map(|name| root.join(name)) {
        if folder.exists() {
            debouncer
                .watch(&folder, RecursiveMode::Recursive)
                .map_err(io::Error::other)?;
        }
    }
    Ok(debouncer)
}

fn router(served: Served) -> Router {
    Router::new()
        .route("/", get(front))
        .route("/_loa/events", get(events))
        .route(
            "/_loa/reload.js",
            get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], RELOAD) }),
        )
        .fallback(get(file))
        .with_state(served)
}

async fn events(
    State(served): State<Served>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = BroadcastStream::new(served.reload.subscribe())
        .map(|_| Ok(Event::default().data("reload")));
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// The wards to choose from; the only one where there is but one.
async fn front(State(served): State<Served>) -> Response {
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
        return Redirect::temporary(&format!("/{only}/")).into_response();
    }
    let links: String = wards
        .iter()
        .map(|ward| format!("<li><a href=\"/{ward}/\">{ward}</a></li>"))
        .collect();
    let script = "<script src=\"/_loa/reload.js\"></script>";
    Html(format!("<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Loa</title><ul>{links}</ul>{script}"))
        .into_response()
}

async fn file(State(served): State<Served>, uri: Uri) -> Response {
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
        return Redirect::permanent(&format!("{}/", uri.path())).into_response();
    }
    let target = if target.is_dir() {
        target.join("index.html")
    } else {
        target
    };
    match tokio::fs::read(&target).await {
        Ok(bytes) => answer(StatusCode::OK, &target, bytes),
        Err(_) if path.ends_with(WORKER) => answer(StatusCode::OK, &target, NO_WORKER.into()),
        Err(_) => {
            let ward = path.split('/').next().unwrap_or_default();
            let page = served.out.join(ward).join("404.html");
            let bytes = tokio::fs::read(&page).await.unwrap_or_default();
            answer(StatusCode::NOT_FOUND, &page, bytes)
        }
    }
}

fn answer(status: StatusCode, path: &Path, mut bytes: Vec<u8>) -> Response {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = if kind.type_() == "text" {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    };
    if kind.starts_with("text/html") {
        bytes.extend_from_slice(b"<script src=\"/_loa/reload.js\"></script>");
    }
    (
        status,
        [
            (header::CONTENT_TYPE, kind.as_str()),
            (header::CACHE_CONTROL, "no-store"),
        ],
        Body::from(bytes),
    )
        .into_response()
}
