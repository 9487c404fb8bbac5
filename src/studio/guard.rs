//! What every request passes before a route sees it: for this server, of this origin, from somebody with a session; and what
//! every answer says about itself.

use crate::entrance;
use crate::pages;
use crate::phone;
use crate::session::{Door, Gate, shows_token};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

/// The way in before this machine: the only route there without a session.
pub const DOOR: &str = "/vao/";

/// Where pages are shown as readers would see them.
pub const SHOWN: &str = "/xem/";

/// Where scripts and styles are, which are no secret.
pub const ASSETS: &str = "/_studio/";

/// What the studio's own pages may do.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
     frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// What a shown page may do: be looked at.
const SHOWN_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; \
     frame-ancestors 'self'; sandbox allow-same-origin",
);

/// Lets a request through, or refuses it.
pub async fn admit(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let shown = request.uri().path().starts_with(SHOWN);
    let mut response = match allowed(&gate, &request) {
        Err(status) => refused(&gate, status),
        Ok(()) => pass(&gate, request, next).await,
    };
    describe(response.headers_mut(), shown);
    response
}

/// Lets a request through that needs no session, or has one, and shows the token where it changes something.
async fn pass(gate: &Gate, mut request: Request, next: Next) -> Response {
    let session = gate.sessions.of(request.headers(), gate.door);
    let token = match &session {
        _ if needs_none(gate, &request) => &gate.sessions.token,
        Some(session) => &session.token,
        None if goes_to_a_page(gate, &request) => {
            return Redirect::to(entrance::SIGN_IN).into_response();
        }
        None => return refused(gate, StatusCode::UNAUTHORIZED),
    };
    if changes(request.method()) && !shows_token(token, request.headers()) {
        return refused(gate, StatusCode::FORBIDDEN);
    }
    if let Some(session) = session {
        request.extensions_mut().insert(session);
    }
    next.run(request).await
}

/// Whether a request is for a way in.
fn needs_none(gate: &Gate, request: &Request) -> bool {
    let path = request.uri().path();
    match gate.door {
        Door::Here => path.starts_with(DOOR),
        Door::Network => {
            path == entrance::SIGN_IN
                || path.starts_with(entrance::PAIR)
                || entrance::SENT.contains(&path)
                || path.starts_with(phone::PAGE)
                || path == phone::SENT
                || path.starts_with(ASSETS)
        }
    }
}

/// Whether somebody in the network goes to a page: they are shown where to sign in. What browsers tell of a request
/// (`Sec-Fetch-Mode`) they keep to themselves without encryption; scripts never ask for HTML.
fn goes_to_a_page(gate: &Gate, request: &Request) -> bool {
    let accepted = request.headers().get_all(header::ACCEPT).iter();
    let mut accepted = accepted.filter_map(|value| value.to_str().ok());
    let goes = accepted.any(|value| value.contains("text/html")) || request.uri().path() == "/";
    gate.door == Door::Network && request.method() == Method::GET && goes
}

fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD)
}

/// Whether a request names this server, and comes from its own pages.
fn allowed(gate: &Gate, request: &Request) -> Result<(), StatusCode> {
    let headers = request.headers();
    server::hosts::admit(request.uri(), headers)?;
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let own = gate.origin.strip_prefix("http://").unwrap_or_default();
    let port = own.rsplit(':').next().unwrap_or_default();
    let named = match gate.door {
        Door::Here => vec![own.to_owned(), format!("localhost:{port}")],
        Door::Network => vec![own.to_owned()],
    };
    if !host.is_some_and(|host| named.iter().any(|own| own.eq_ignore_ascii_case(host))) {
        return Err(StatusCode::MISDIRECTED_REQUEST);
    }
    // Browsers name the page's origin with every request that changes something.
    if changes(request.method()) && !headers.contains_key(header::ORIGIN) {
        return Err(StatusCode::FORBIDDEN);
    }
    match is_from_elsewhere(headers) && !leads_in(request) {
        true => Err(StatusCode::FORBIDDEN),
        false => Ok(()),
    }
}

/// Whether another site's page, or one on the disk, asks for this.
pub fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    matches!(site, Some(b"cross-site" | b"same-site"))
}

/// Whether a window goes to the way in, as it does from the page on the disk that leads there. Without the code it gets
/// nowhere.
fn leads_in(request: &Request) -> bool {
    let told = |name| request.headers().get(name).map(HeaderValue::as_bytes);
    request.uri().path().starts_with(DOOR)
        && request.method() == Method::GET
        && told("sec-fetch-mode") == Some(b"navigate")
        && told("sec-fetch-dest") == Some(b"document")
}

fn refused(gate: &Gate, status: StatusCode) -> Response {
    (status, pages::refused(gate.door)).into_response()
}

fn describe(headers: &mut HeaderMap, shown: bool) {
    const RESOURCES: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
    let policy = if shown { SHOWN_POLICY } else { POLICY };
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(RESOURCES, HeaderValue::from_static("same-origin"));
    headers.insert(OPENER, HeaderValue::from_static("same-origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Sessions;
    use axum::body::Body;
    use std::sync::Arc;

    /// What phones send over the network, where there is no encryption.
    const PAGE: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    #[test]
    fn a_page_that_is_loaded_again_after_the_session_ended_leads_to_the_way_in() {
        let gate = |door| Gate {
            origin: "http://192.168.1.20:8116".into(),
            door,
            sessions: Arc::new(Sessions::new(8116).unwrap().0),
            network: Arc::default(),
        };
        let goes = |door, method: Method, path: &str, accept: &str| {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header(header::ACCEPT, accept);
            goes_to_a_page(&gate(door), &request.body(Body::empty()).unwrap())
        };
        assert!(goes(Door::Network, Method::GET, "/bai/mau/tin/a.md", PAGE));
        assert!(goes(Door::Network, Method::GET, "/", "*/*"));
        // A script is told that its session ended, and keeps what was typed.
        assert!(!goes(Door::Network, Method::GET, "/api/check", "*/*"));
        assert!(!goes(Door::Network, Method::POST, "/api/save", PAGE));
        assert!(!goes(Door::Here, Method::GET, "/bai/mau/tin/a.md", PAGE));
    }
}
