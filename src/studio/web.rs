//! The routes, and the server that answers them.

use crate::answer::{aside, json, page};
use crate::api;
use crate::desk::{Desk, Options};
use crate::entrance;
use crate::failure::Failure;
use crate::fieldwork;
use crate::guard;
use crate::history;
use crate::opening::Opening;
use crate::pages;
use crate::phone;
use crate::places::Places;
use crate::problem::Problem;
use crate::publish;
use crate::schedule;
use crate::session::{Door, Gate, Session, Sessions};
use crate::start::{self, Start};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::problem::FileProblem;
use serde::{Deserialize, Serialize};
use server::{Listening, connections, interrupted, network, parts};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::net::TcpListener;

/// Largest request: a form with a text of the greatest size, or a picture.
const BODY_LIMIT: usize = 24 << 20;

/// A studio that is ready to answer.
#[derive(Debug)]
pub struct Server {
    listening: Listening,
    behind: Behind,
    gate: Gate,
    /// What listens in the network, in the order of the gate's addresses.
    far: Vec<TcpListener>,
    /// The address to open, with the code that opens a session.
    pub address: String,
}

/// What answers.
#[derive(Debug, Clone)]
enum Behind {
    Studio(Arc<Desk>),
    /// There is no root yet.
    Start(Arc<Start>),
}

impl Server {
    /// Opens a studio on this machine, and in its networks where that was asked for. Nothing is answered before
    /// [`Server::run`].
    ///
    /// # Errors
    /// When the port is taken, the root cannot be used, or there is no network to listen in.
    pub fn open(options: Options) -> Result<Self, Diagnostics> {
        Self::with((options.port, options.lan), |gate| {
            Ok(Behind::Studio(Arc::new(Desk::open(options, gate)?)))
        })
    }

    /// The same where there is no root yet: a page offers to make one.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn begin(options: &Options, places: Places) -> Result<Self, Diagnostics> {
        Self::with((options.port, options.lan), |gate| {
            let start = Start::new(gate, places, (options.port, options.today));
            Ok(Behind::Start(Arc::new(start)))
        })
    }

    fn with(
        (port, lan): (u16, Option<Ipv4Addr>),
        behind: impl FnOnce(Gate) -> Result<Behind, Diagnostic>,
    ) -> Result<Self, Diagnostics> {
        let address = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port);
        let listening = Listening::begin(address)?;
        let failed = |error: io::Error| {
            let reason = error.into();
            Diagnostic::file(listening.origin.clone(), FileProblem::Unreadable { reason })
        };
        let port = listening.listener.local_addr().map_err(failed)?.port();
        let (mut far, mut network) = (Vec::new(), Vec::new());
        for ip in lan.map_or_else(|| Ok(Vec::new()), lan_addresses)? {
            far.push(listening.another(SocketAddr::new(ip.into(), port))?);
            network.push(format!("http://{ip}:{port}"));
        }
        let (sessions, code) = Sessions::new(port).map_err(failed)?;
        let origin = listening.origin.clone();
        let address = format!("{origin}{}{code}", guard::DOOR);
        let gate = Gate {
            origin,
            door: Door::Here,
            sessions: Arc::new(sessions),
            network: network.into(),
        };
        let behind = behind(gate.clone())?;
        Ok(Self {
            listening,
            behind,
            gate,
            far,
            address,
        })
    }

    /// The addresses in the network: `http://192.168.1.20:8116`.
    pub fn network(&self) -> &[String] {
        &self.gate.network
    }

    /// Writes a page that leads in, for its owner's eyes alone; gives where it is. It goes when somebody came in, and with
    /// the studio.
    ///
    /// # Errors
    /// When none of these folders takes it.
    pub fn lead_in(&self, folders: &[PathBuf]) -> io::Result<PathBuf> {
        let port = self.listening.listener.local_addr()?.port();
        let opening = Opening::write(folders, port, &self.address)?;
        let path = opening.path().to_owned();
        self.gate.sessions.lead_in(opening);
        Ok(path)
    }

    /// Answers until the program is asked to end.
    pub fn run(self) {
        let sessions = Arc::clone(&self.gate.sessions);
        let Listening {
            runtime, listener, ..
        } = self.listening;
        if let Behind::Studio(desk) = &self.behind {
            publish::keep_checking(runtime.handle(), desk);
            schedule::keep(runtime.handle(), desk);
        }
        for (listener, origin) in self.far.into_iter().zip(self.gate.network.iter()) {
            let gate = Gate {
                origin: origin.clone(),
                door: Door::Network,
                ..self.gate.clone()
            };
            let routes = Routes::of(self.behind.clone(), gate);
            runtime.spawn(connections::serve(listener, move || routes.now()));
        }
        let routes = Routes::of(self.behind, self.gate);
        runtime.block_on(async {
            tokio::select! {
                () = connections::serve(listener, move || routes.now()) => {}
                _ = interrupted() => {}
                () = sessions.ended.notified() => {}
            }
        });
    }
}

/// The addresses to listen on in the network; all that this machine has there where none is named.
fn lan_addresses(asked: Ipv4Addr) -> Result<Vec<Ipv4Addr>, Diagnostic> {
    let told = |problem| Diagnostic::file(asked.to_string(), problem);
    let own = match asked.is_unspecified() {
        true => network::addresses().unwrap_or_default(),
        false if network::is_inside(asked) => vec![asked],
        false => return Err(told(Problem::OpenNetwork {})),
    };
    match own.is_empty() {
        true => Err(told(Problem::NoNetwork {})),
        false => Ok(own),
    }
}

/// The routes at a gate: those of the studio as soon as there is one.
#[derive(Clone)]
struct Routes {
    behind: Behind,
    gate: Gate,
    before: Router,
    studio: Arc<OnceLock<Router>>,
}

impl Routes {
    fn of(behind: Behind, gate: Gate) -> Self {
        let before = match (&behind, gate.door) {
            (Behind::Start(start), Door::Here) => beginning(Arc::clone(start)),
            _ => guarded(Router::new().fallback(nothing), gate.clone()),
        };
        Self {
            behind,
            gate,
            before,
            studio: Arc::default(),
        }
    }

    fn now(&self) -> Router {
        let desk = match &self.behind {
            Behind::Studio(desk) => Some(Arc::clone(desk)),
            Behind::Start(start) => start.studio(),
        };
        match desk {
            None => self.before.clone(),
            Some(desk) => {
                let made = || router(desk, self.gate.clone());
                self.studio.get_or_init(made).clone()
            }
        }
    }
}

/// The routes at a gate. Each is behind [`guard::admit`].
fn router(desk: Arc<Desk>, gate: Gate) -> Router {
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
        .route("/anh-vao/{id}", get(given))
        .route("/api/intake", post(intake))
        .route("/api/read", post(take))
        .route("/api/{action}", post(act))
        .merge(fieldwork::routes())
        .fallback(nothing)
        .with_state(Arc::clone(&desk));
    let studio = match gate.door {
        Door::Here => studio,
        Door::Network => studio
            .merge(entrance::routes(Arc::clone(&desk), gate.clone()))
            .merge(phone::routes(desk, gate.clone())),
    };
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
        .route("/_studio/{name}", get(asset))
        .route("/api/session", get(session));
    let own = match gate.door {
        Door::Here => own
            .route("/vao/{code}", get(enter))
            .route("/api/end", post(end)),
        Door::Network => own,
    };
    routes
        .merge(own.with_state(gate))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(admitted)
}

type Shared = State<Arc<Desk>>;
type Person = Extension<Arc<Session>>;

/// The way in: the code becomes a session.
async fn enter(State(gate): State<Gate>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    match gate.sessions.open(&code) {
        Ok(Some(cookie)) => {
            let cookie = [(header::SET_COOKIE, cookie)];
            match guard::is_from_elsewhere(&headers) {
                true => (cookie, page(Ok(pages::entered()))).into_response(),
                false => (cookie, Redirect::to("/")).into_response(),
            }
        }
        _ => (StatusCode::FORBIDDEN, pages::refused(gate.door)).into_response(),
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

/// What the page that begins a post is filled with.
#[derive(Deserialize)]
struct Begun {
    #[serde(default, rename = "tieu-de")]
    title: String,
}

async fn new(
    State(desk): Shared,
    Extension(session): Person,
    Query(begun): Query<Begun>,
) -> Response {
    page(aside(move || pages::new(&desk, &session, &begun.title)).await)
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
    headers: HeaderMap,
) -> Response {
    // The guard let no other host through than those of this studio.
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let origin = format!("http://{}", host.unwrap_or_default());
    let found = aside(move || api::shown(&desk, &session, (&ward, &file), &origin)).await;
    match found {
        Ok(Some((kind, bytes))) => {
            let mut response = parts::answer(bytes, &headers);
            if let Ok(kind) = kind.parse() {
                response.headers_mut().insert(header::CONTENT_TYPE, kind);
            }
            response
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

/// A picture that was given and is in no post yet.
async fn given(
    State(desk): Shared,
    Extension(session): Person,
    Path(id): Path<String>,
) -> Response {
    match aside(move || api::given(&desk, &session, &id)).await {
        Ok((kind, bytes)) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Err(failure) => failure.status().into_response(),
    }
}

async fn intake(
    State(desk): Shared,
    Extension(session): Person,
    Query(named): Query<Named>,
    body: Bytes,
) -> Response {
    json(aside(move || api::intake(&desk, &session, (&named.path, &named.name), &body)).await)
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
