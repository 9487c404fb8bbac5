//! The routes, and the server that answers them.

use crate::api;
use crate::desk::{Desk, Options};
use crate::failure::Failure;
use crate::guard;
use crate::history;
use crate::pages;
use crate::places::Places;
use crate::publish;
use crate::session::{Gate, Session, Sessions};
use crate::start::{self, Start};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Extension, Path, Query, State};
use axum::http::{StatusCode, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::problem::FileProblem;
use serde::{Deserialize, Serialize};
use server::{Listening, connections, interrupted};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Largest request: a form with a text of the greatest size, or a picture.
const BODY_LIMIT: usize = 24 << 20;

/// A studio that is ready to answer.
#[derive(Debug)]
pub struct Server {
    listening: Listening,
    behind: Behind,
    /// The address to open, with the code that opens a session.
    pub address: String,
}

/// What answers.
#[derive(Debug)]
enum Behind {
    Studio(Arc<Desk>),
    /// There is no root yet.
    Start(Arc<Start>),
}

impl Server {
    /// Opens a studio on this machine. Nothing is answered before [`Server::run`].
    ///
    /// # Errors
    /// When the port is taken, or the root cannot be used.
    pub fn open(options: Options) -> Result<Self, Diagnostics> {
        Self::with(options.port, |gate| {
            let desk = Desk::open(options, gate.origin, gate.sessions)?;
            Ok(Behind::Studio(Arc::new(desk)))
        })
    }

    /// The same where there is no root yet: a page offers to make one.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn begin(options: &Options, places: Places) -> Result<Self, Diagnostics> {
        Self::with(options.port, |gate| {
            let start = Start::new(gate, places, (options.port, options.today));
            Ok(Behind::Start(Arc::new(start)))
        })
    }

    fn with(
        port: u16,
        behind: impl FnOnce(Gate) -> Result<Behind, Diagnostic>,
    ) -> Result<Self, Diagnostics> {
        let address = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port);
        let listening = Listening::begin(address)?;
        let failed = |error: io::Error| {
            let reason = error.into();
            Diagnostic::file(listening.origin.clone(), FileProblem::Unreadable { reason })
        };
        let local = listening.listener.local_addr().map_err(failed)?;
        let (sessions, code) = Sessions::new(local.port()).map_err(failed)?;
        let origin = listening.origin.clone();
        let address = format!("{origin}{}{code}", guard::DOOR);
        let sessions = Arc::new(sessions);
        let behind = behind(Gate { origin, sessions })?;
        Ok(Self {
            listening,
            behind,
            address,
        })
    }

    /// Answers until the program is asked to end.
    pub fn run(self) {
        let Listening {
            runtime, listener, ..
        } = self.listening;
        let sessions = match &self.behind {
            Behind::Studio(desk) => Arc::clone(&desk.sessions),
            Behind::Start(start) => Arc::clone(&start.gate.sessions),
        };
        let (first, start) = match self.behind {
            Behind::Studio(desk) => {
                publish::keep_checking(runtime.handle(), &desk);
                (router(desk), None)
            }
            Behind::Start(start) => (beginning(Arc::clone(&start)), Some(start)),
        };
        let made = Arc::new(OnceLock::new());
        let now = move || match start.as_ref().and_then(|start| start.studio()) {
            Some(desk) => made.get_or_init(|| router(desk)).clone(),
            None => first.clone(),
        };
        runtime.block_on(async {
            tokio::select! {
                () = connections::serve(listener, now) => {}
                _ = interrupted() => {}
                () = sessions.ended.notified() => {}
            }
        });
    }
}

/// The routes. Each is behind [`guard::admit`].
pub fn router(desk: Arc<Desk>) -> Router {
    let gate = Gate {
        origin: desk.origin.clone(),
        sessions: Arc::clone(&desk.sessions),
    };
    let studio = Router::new()
        .route("/", get(home))
        .route("/toi", get(who))
        .route("/moi", get(new))
        .route("/nguoi", get(people))
        .route("/dang", get(publishing))
        .route("/huong-dan", get(guide))
        .route("/huong-dan/khung", get(samples))
        .route("/bai-dau", get(first_post))
        .route("/nhap", get(give))
        .route("/nhap/{hash}", get(read))
        .route("/bai/{*path}", get(form))
        .route("/so-sanh/{*path}", get(compare))
        .route("/duyet/{*path}", get(review))
        .route("/xem-lai/{*path}", get(look))
        .route("/cu/{*path}", get(history))
        .route("/xem/{ward}/{*file}", get(shown))
        .route("/api/check", get(check))
        .route("/api/find", get(find))
        .route("/api/picture", post(picture))
        .route("/api/read", post(take))
        .route("/api/{action}", post(act))
        .fallback(nothing)
        .with_state(desk);
    guarded(studio, gate)
}

/// The routes where there is no root yet.
fn beginning(start: Arc<Start>) -> Router {
    let gate = start.gate.clone();
    let pages = Router::new()
        .route("/", get(first))
        .route("/api/begin", post(begin))
        .route("/api/open", post(open))
        .fallback(nothing)
        .with_state(start);
    guarded(pages, gate)
}

/// Routes with those that every studio has, each behind [`guard::admit`].
fn guarded(routes: Router, gate: Gate) -> Router {
    let admitted = from_fn_with_state(gate.clone(), guard::admit);
    let own = Router::new()
        .route("/vao/{code}", get(enter))
        .route("/_studio/{name}", get(asset))
        .route("/api/session", get(session))
        .route("/api/end", post(end))
        .with_state(gate);
    routes
        .merge(own)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(admitted)
}

type Shared = State<Arc<Desk>>;
type Person = Extension<Arc<Session>>;

/// Runs what waits for the disk where waiting keeps nobody.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| {
        Err(Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Chương trình gặp lỗi khi làm việc này.",
            "Chữ đã gõ vẫn được giữ. Tải lại trang rồi thử lại.",
        ))
    })
}

fn page(made: Result<String, Failure>) -> Response {
    let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    match made {
        Ok(page) => (html, page).into_response(),
        Err(failure) => (failure.status(), html, pages::failed(&failure)).into_response(),
    }
}

fn json<T: Serialize>(made: Result<T, Failure>) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    let (status, text) = match made {
        Ok(made) => (StatusCode::OK, serde_json::to_string(&made)),
        Err(failure) => (failure.status(), serde_json::to_string(&failure)),
    };
    match text {
        Ok(text) => (status, kind, text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The way in: the code becomes a session.
async fn enter(State(gate): State<Gate>, Path(code): Path<String>) -> Response {
    match gate.sessions.open(&code) {
        Ok(Some(cookie)) => ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response(),
        _ => (StatusCode::FORBIDDEN, pages::refused()).into_response(),
    }
}

/// Ends the program. What was typed is on the disk, or in the browser that it was typed into.
async fn end(State(gate): State<Gate>) -> Response {
    // The answer goes first.
    const SOON: Duration = Duration::from_millis(200);
    tokio::spawn(async move {
        tokio::time::sleep(SOON).await;
        gate.sessions.ended.notify_one();
    });
    json(Ok(serde_json::json!({})))
}

/// What is asked where there is no root yet.
async fn first(State(start): State<Arc<Start>>, Extension(session): Person) -> Response {
    page(aside(move || pages::start(&start, &session)).await)
}

async fn begin(State(start): State<Arc<Start>>, body: Bytes) -> Response {
    let asked = serde_json::from_slice::<start::Asked>(&body);
    json(aside(move || start.make(&asked.map_err(|_| Failure::odd())?)).await)
}

async fn open(State(start): State<Arc<Start>>, body: Bytes) -> Response {
    let asked = serde_json::from_slice::<start::Asked>(&body);
    json(aside(move || start.open(&asked.map_err(|_| Failure::odd())?.folder)).await)
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

async fn home(
    State(desk): Shared,
    Extension(session): Person,
    Query(asked): Query<Asked>,
) -> Response {
    if session.who().is_empty() {
        return Redirect::to("/toi").into_response();
    }
    page(aside(move || pages::home(&desk, &session, &asked.q)).await)
}

async fn who(State(desk): Shared, Extension(session): Person) -> Response {
    page(aside(move || pages::who(&desk, &session)).await)
}

async fn new(State(desk): Shared, Extension(session): Person) -> Response {
    page(aside(move || pages::new(&desk, &session)).await)
}

async fn people(State(desk): Shared, Extension(session): Person) -> Response {
    page(aside(move || pages::people(&desk, &session)).await)
}

async fn publishing(State(desk): Shared, Extension(session): Person) -> Response {
    page(aside(move || pages::publishing(&desk, &session)).await)
}

async fn form(
    State(desk): Shared,
    Extension(session): Person,
    Path(path): Path<String>,
) -> Response {
    page(aside(move || pages::form(&desk, &session, &path)).await)
}

async fn compare(
    State(desk): Shared,
    Extension(session): Person,
    Path(path): Path<String>,
) -> Response {
    page(aside(move || pages::compare(&desk, &session, &path)).await)
}

async fn review(
    State(desk): Shared,
    Extension(session): Person,
    Path(path): Path<String>,
) -> Response {
    page(aside(move || pages::review(&desk, &session, &path)).await)
}

async fn look(
    State(desk): Shared,
    Extension(session): Person,
    Path(path): Path<String>,
) -> Response {
    page(aside(move || pages::look(&desk, &session, &path)).await)
}

#[derive(Deserialize)]
struct Old {
    #[serde(default)]
    v: String,
}

async fn history(
    State(desk): Shared,
    Extension(session): Person,
    Path(path): Path<String>,
    Query(old): Query<Old>,
) -> Response {
    page(aside(move || history::page(&desk, &session, (&path, &old.v))).await)
}

/// A page as readers would see it, or a file that it needs.
async fn shown(
    State(desk): Shared,
    Extension(session): Person,
    Path((ward, file)): Path<(String, String)>,
) -> Response {
    let found = aside(move || api::shown(&desk, &session, (&ward, &file))).await;
    match found {
        Ok(Some((kind, bytes))) => {
            ([(header::CONTENT_TYPE, kind)], Body::from(bytes)).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(failure) => failure.status().into_response(),
    }
}

async fn asset(Path(name): Path<String>) -> Response {
    match pages::asset(&name) {
        Some((kind, text)) => ([(header::CONTENT_TYPE, kind)], text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[derive(Serialize)]
struct Known {
    token: String,
    who: String,
}

/// The token of a session: a page that was open when the program was started again asks for it.
async fn session(Extension(session): Person) -> Response {
    let (token, who) = (session.token.clone(), session.who());
    json(Ok(Known { token, who }))
}

async fn check(State(desk): Shared, Extension(session): Person) -> Response {
    json(aside(move || api::checked(&desk, &session)).await)
}

#[derive(Deserialize)]
struct Sought {
    path: String,
    #[serde(default)]
    q: String,
}

async fn find(
    State(desk): Shared,
    Extension(session): Person,
    Query(sought): Query<Sought>,
) -> Response {
    json(aside(move || api::find(&desk, &session, (&sought.path, &sought.q))).await)
}

async fn act(
    State(desk): Shared,
    Extension(session): Person,
    Path(action): Path<String>,
    body: Bytes,
) -> Response {
    json(aside(move || api::act(&desk, &session, &action, &body)).await)
}

#[derive(Deserialize)]
struct Named {
    path: String,
    name: String,
}

async fn picture(
    State(desk): Shared,
    Extension(session): Person,
    Query(named): Query<Named>,
    body: Bytes,
) -> Response {
    json(aside(move || api::picture(&desk, &session, (&named.path, &named.name), &body)).await)
}

async fn guide(Extension(session): Person) -> Response {
    page(aside(move || pages::guide(&session)).await)
}

async fn samples(State(desk): Shared, Extension(session): Person) -> Response {
    page(aside(move || pages::samples(&desk, &session)).await)
}

async fn first_post(State(desk): Shared, Extension(session): Person) -> Response {
    page(aside(move || pages::first_post(&desk, &session)).await)
}

/// The page on which a document is given.
async fn give(State(desk): Shared, Extension(session): Person) -> Response {
    page(aside(move || pages::give(&desk, &session)).await)
}

#[derive(Deserialize)]
struct ForWard {
    #[serde(default)]
    ward: String,
    #[serde(default)]
    name: String,
}

/// What was recognised in a document.
async fn read(
    State(desk): Shared,
    Extension(session): Person,
    Path(hash): Path<String>,
    Query(for_ward): Query<ForWard>,
) -> Response {
    page(aside(move || pages::read(&desk, &session, (&hash, &for_ward.ward))).await)
}

/// A document to be read.
async fn take(
    State(desk): Shared,
    Extension(session): Person,
    Query(for_ward): Query<ForWard>,
    body: Bytes,
) -> Response {
    let ForWard { ward, name } = for_ward;
    json(aside(move || api::read(&desk, &session, (&ward, &name), &body)).await)
}

async fn nothing(_: Uri) -> Response {
    page(Err(Failure::missing()))
}
