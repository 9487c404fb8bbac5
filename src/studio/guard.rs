//! What every request passes before a route sees it: for this server, of this origin, from somebody with a session; and what
//! every answer says about itself.

use crate::pages;
use crate::session::{Gate, shows_token};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The way in: the only route without a session.
pub const DOOR: &str = "/vao/";

/// Where pages are shown as readers would see them.
pub const SHOWN: &str = "/xem/";

/// What the studio's own pages may do.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
     frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// What a shown page may do: be looked at.
const SHOWN_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; \
     frame-ancestors 'self'; sandbox allow-same-origin",
);

/// Lets a request through, or refuses it.
pub async fn admit(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = match allowed(&gate, &request) {
        Err(status) => refused(status),
        Ok(()) if path.starts_with(DOOR) => next.run(request).await,
        Ok(()) => match gate.sessions.of(request.headers()) {
            None => refused(StatusCode::UNAUTHORIZED),
            Some(session)
                if changes(request.method()) && !shows_token(&session, request.headers()) =>
            {
                refused(StatusCode::FORBIDDEN)
            }
            Some(session) => {
                request.extensions_mut().insert(session);
                next.run(request).await
            }
        },
    };
    describe(response.headers_mut(), path.starts_with(SHOWN));
    response
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
    let port = gate.origin.rsplit(':').next().unwrap_or_default();
    let own = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}"));
    if !host.is_some_and(|host| own.iter().any(|own| own.eq_ignore_ascii_case(host))) {
        return Err(StatusCode::MISDIRECTED_REQUEST);
    }
    // Browsers name the page's origin with every request that changes something.
    if changes(request.method()) && !headers.contains_key(header::ORIGIN) {
        return Err(StatusCode::FORBIDDEN);
    }
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    match site {
        Some(b"cross-site" | b"same-site") => Err(StatusCode::FORBIDDEN),
        _ => Ok(()),
    }
}

fn refused(status: StatusCode) -> Response {
    (status, pages::refused()).into_response()
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
