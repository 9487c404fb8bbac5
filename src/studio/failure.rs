//! Why something was not done, in words for the person before the screen, with the status of the answer.

use author::problem::Problem;
use axum::http::StatusCode;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::lang::Lang;
use base::message::Message;
use base::problem::FileProblem;
use serde::Serialize;

/// What kept the studio from doing what was asked.
#[derive(Debug, Clone, Serialize)]
pub struct Failure {
    /// The status of the answer.
    #[serde(skip)]
    pub status: u16,
    /// A word for scripts: `changed` where somebody else changed the text, `role` where the person is not trusted with it,
    /// else empty.
    pub reason: &'static str,
    /// What is wrong.
    pub words: String,
    /// What to do.
    pub help: String,
}

impl Failure {
    /// A failure in these words.
    pub fn new(status: StatusCode, words: &str, help: &str) -> Self {
        Self {
            status: status.as_u16(),
            reason: "",
            words: words.into(),
            help: help.into(),
        }
    }

    /// Every name for a post with this title is taken.
    pub fn too_many() -> Self {
        Self::refused("Đã có quá nhiều bài cùng tên.", "Chọn tiêu đề khác.")
    }

    /// The request makes no sense: no form of the studio's sends it.
    pub fn odd() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "Máy không hiểu yêu cầu này.",
            "Tải lại trang rồi làm lại.",
        )
    }

    /// There is no such text.
    pub fn missing() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "Không có bài này.",
            "Bài có thể đã được đổi tên hoặc xóa; về trang đầu để tìm.",
        )
    }

    /// What was approved is not what would be done, or the person may not do it.
    pub fn refused(words: &str, help: &str) -> Self {
        Self::new(StatusCode::CONFLICT, words, help)
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<Diagnostic> for Failure {
    fn from(told: Diagnostic) -> Self {
        let (status, reason) = match (told.problem.get(), told.problem.get()) {
            (Some(Problem::ContentChanged { .. }), _) => {
                (StatusCode::PRECONDITION_FAILED, "changed")
            }
            (Some(Problem::AlreadyExists {}), _) => (StatusCode::CONFLICT, "exists"),
            (Some(Problem::ContentBusy {}), _) | (_, Some(FileProblem::OutputWrite { .. })) => {
                (StatusCode::INSUFFICIENT_STORAGE, "")
            }
            _ => (StatusCode::UNPROCESSABLE_ENTITY, ""),
        };
        Self {
            status: status.as_u16(),
            reason,
            words: format!("{}: {}", told.path, told.problem.text(Lang::Vi)),
            help: told.problem.help(Lang::Vi),
        }
    }
}

impl From<Diagnostics> for Failure {
    fn from(all: Diagnostics) -> Self {
        let first = all.into_iter().next();
        first.map_or_else(Self::odd, Self::from)
    }
}
