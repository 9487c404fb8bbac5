//! Files in parts, as players of recordings fetch them.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::byte_range;

/// The answer that holds a file's bytes: the part that the request asks for, or all of them.
pub fn answer(mut bytes: Vec<u8>, asked: &HeaderMap) -> Response {
    let size = bytes.len() as u64;
    // What stands there is named by no tag, so it is never known to be the same as before.
    let range = asked
        .get(header::RANGE)
        .filter(|_| !asked.contains_key(header::IF_RANGE))
        .and_then(|range| range.to_str().ok());
    let (status, told) = match byte_range::asked(range, size) {
        Ok(None) => (StatusCode::OK, None),
        Ok(Some((from, to))) => {
            // A file in memory is no longer than that.
            bytes.truncate(to as usize);
            bytes.drain(..from as usize);
            let told = byte_range::told(from, to, size);
            (StatusCode::PARTIAL_CONTENT, Some(told))
        }
        Err(()) => {
            bytes.clear();
            let told = byte_range::refused(size);
            (StatusCode::RANGE_NOT_SATISFIABLE, Some(told))
        }
    };
    let mut response = (status, Body::from(bytes)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(told) = told.and_then(|told| told.parse().ok()) {
        headers.insert(header::CONTENT_RANGE, told);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &str, more: Option<(header::HeaderName, &str)>) -> Response {
        let mut asked = HeaderMap::new();
        asked.insert(header::RANGE, range.parse().unwrap());
        asked.extend(more.map(|(name, value)| (name, value.parse().unwrap())));
        answer(b"0123456789".to_vec(), &asked)
    }

    #[test]
    fn a_part_is_told_as_such() {
        let response = of("bytes=2-4", None);
        assert_eq!(response.status(), StatusCode::PARTIAL_CONTENT);
        assert_eq!(response.headers()[header::CONTENT_RANGE], "bytes 2-4/10");
        let response = of("bytes=10-", None);
        assert_eq!(response.status(), StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(response.headers()[header::CONTENT_RANGE], "bytes */10");
        let response = of("bytes=2-4", Some((header::IF_RANGE, "\"a\"")));
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::ACCEPT_RANGES], "bytes");
    }
}
