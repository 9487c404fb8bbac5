//! What a route answers with: a page, or JSON for a script.

use crate::failure::Failure;
use crate::pages;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// Runs what waits for the disk where waiting keeps nobody.
///
/// # Errors
/// Those of the work, and where it panicked.
pub async fn aside<T: Send + 'static>(
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

/// A page, or one that says why there is none.
pub fn page(made: Result<String, Failure>) -> Response {
    let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    match made {
        Ok(page) => (html, page).into_response(),
        Err(failure) => (failure.status(), html, pages::failed(&failure)).into_response(),
    }
}

/// What a script asked for, or why it was not done.
pub fn json<T: Serialize>(made: Result<T, Failure>) -> Response {
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
