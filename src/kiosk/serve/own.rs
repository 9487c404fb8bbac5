//! Pages of the program itself: that there is no site yet, and the test of a new screen.

use super::{Answer, Body, text};

/// What these pages may do: their own script, and asking this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// What stands where a site would be.
pub fn empty() -> Answer<'static> {
    Answer {
        status: "503 Service Unavailable",
        ..answer(HTML, include_str!("empty.html"))
    }
}

/// The page or script at an address, if it is one of these.
pub fn page(path: &str) -> Option<Answer<'static>> {
    Some(match path {
        "/kiosk/thu" => answer(HTML, include_str!("touch.html")),
        "/kiosk/touch.js" => answer(SCRIPT, include_str!("touch.js")),
        "/kiosk/empty.js" => answer(SCRIPT, include_str!("empty.js")),
        _ => return None,
    })
}

fn answer(kind: &str, body: &str) -> Answer<'static> {
    let mut answer = text("200 OK", "");
    answer.fields = vec![
        ("Content-Type", kind.to_owned()),
        ("Content-Security-Policy", POLICY.to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Cache-Control", "no-store".to_owned()),
    ];
    answer.body = Body::Text(body.to_owned());
    answer
}
