//! What is done before this machine alone: the network is not encrypted, and whoever reads along there must not be able to put
//! anything on the sites.

use crate::failure::Failure;
use crate::session::Session;
use axum::http::StatusCode;

/// Where such things are done, in words for whoever sits elsewhere.
pub const WHERE: &str = "Duyệt, đăng, gỡ bài, giao việc và đóng chương trình chỉ làm được trên máy đang chạy Loa, vì đường truyền trong mạng này không mã hóa.";

/// What changes the sites, or who may do so.
const ACTIONS: [&str; 15] = [
    "name",
    "go",
    "urgent",
    "stands",
    "pull",
    "approve",
    "publish",
    "build",
    "clock",
    "undo",
    "withdraw",
    "role",
    "alone",
    "invite",
    "end-session",
];

/// Lets an action through that may be done where this session is.
///
/// # Errors
/// When it is done before this machine alone.
pub fn admit(session: &Session, action: &str) -> Result<(), Failure> {
    match session.is_far() && ACTIONS.contains(&action) {
        true => Err(refused()),
        false => Ok(()),
    }
}

/// Lets somebody through who sits before this machine.
///
/// # Errors
/// When they sit elsewhere.
pub fn require_here(session: &Session) -> Result<(), Failure> {
    match session.is_far() {
        true => Err(refused()),
        false => Ok(()),
    }
}

fn refused() -> Failure {
    Failure {
        // A script must not take it for a session that ended.
        reason: "role",
        ..Failure::new(
            StatusCode::FORBIDDEN,
            WHERE,
            "Bài và chữ đã gõ vẫn được giữ.",
        )
    }
}
