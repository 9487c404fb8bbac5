//! What is done before this machine alone: the network is not encrypted, and whoever reads along there must not be able to put
//! anything on the sites.

use crate::failure::Failure;
use crate::session::Session;
use axum::http::StatusCode;

/// Where such things are done, in words for whoever sits elsewhere.
pub const WHERE: &str = "Duyệt, đăng, gỡ bài, giao việc và đóng chương trình chỉ làm được trên máy đang chạy Loa, vì đường truyền trong mạng này không mã hóa.";

/// What is done over the network too: it changes texts that wait for somebody's approval, or nothing. Whatever comes to be is
/// done before this machine alone until it stands here.
const OPEN: [&str; 19] = [
    "record",
    "preview",
    "save",
    "discard",
    "settle",
    "new",
    "send",
    "return",
    "revive",
    "own",
    "import",
    "shared",
    "picture",
    "phone",
    "phone-came",
    "phone-end",
    "here",
    "leave",
    // A row of the log is on no site, and another row takes it back.
    "note",
];

/// Lets an action through that may be done where this session is.
///
/// # Errors
/// When it is done before this machine alone.
pub fn admit(session: &Session, action: &str) -> Result<(), Failure> {
    match session.is_far() && !OPEN.contains(&action) {
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
