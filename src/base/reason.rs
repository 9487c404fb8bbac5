//! Why the system or a library refused, in words of both languages. A Vietnamese message holds no word of theirs.

use crate::lang::{Lang, Localise};
use std::borrow::Cow;
use std::io::{Error, ErrorKind};

/// Why the operating system refused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    kind: ErrorKind,
    /// The system's own number.
    code: Option<i32>,
    /// Whether a link leads back to a folder that it lies in.
    looped: bool,
    system: String,
}

impl From<Error> for Cause {
    fn from(error: Error) -> Self {
        let code = error.raw_os_error();
        // ELOOP of Linux and of BSD and macOS, ERROR_CANT_RESOLVE_FILENAME of Windows.
        let looped = matches!(code, Some(40)) && cfg!(target_os = "linux")
            || matches!(code, Some(62)) && cfg!(all(unix, not(target_os = "linux")))
            || matches!(code, Some(1921)) && cfg!(windows);
        Self {
            kind: error.kind(),
            code,
            looped,
            system: error.to_string(),
        }
    }
}

impl Cause {
    /// The words of a cause that a volunteer can mend or report; `None` for the others.
    fn words(&self) -> Option<(&'static str, &'static str)> {
        use ErrorKind as Kind;
        if self.looped {
            return Some((
                "liên kết dẫn vòng về chính thư mục chứa nó",
                "the link leads back to a folder that it lies in",
            ));
        }
        Some(match self.kind {
            Kind::NotFound => ("không tìm thấy", "not found"),
            Kind::PermissionDenied => ("không có quyền", "permission denied"),
            Kind::StorageFull | Kind::QuotaExceeded => ("ổ đĩa đã đầy", "the disk is full"),
            Kind::ReadOnlyFilesystem => ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
            Kind::NotADirectory => ("không phải thư mục", "not a folder"),
            Kind::IsADirectory => ("là thư mục, không phải tệp", "a folder, not a file"),
            Kind::FileTooLarge => ("tệp quá lớn", "the file is too large"),
            Kind::AlreadyExists => ("đã có sẵn", "it exists already"),
            Kind::DirectoryNotEmpty => ("thư mục không trống", "the folder is not empty"),
            Kind::InvalidFilename => (
                "tên không dùng được hoặc quá dài",
                "the name is unusable or too long",
            ),
            Kind::ResourceBusy | Kind::ExecutableFileBusy | Kind::WouldBlock | Kind::Deadlock => (
                "đang được chương trình khác dùng",
                "another program is using it",
            ),
            Kind::CrossesDevices => (
                "hai nơi nằm ở hai ổ đĩa khác nhau",
                "the two places are on different disks",
            ),
            Kind::TooManyLinks => ("có quá nhiều liên kết", "there are too many links"),
            Kind::StaleNetworkFileHandle => (
                "ổ đĩa mạng không còn giữ tệp này",
                "the network disk no longer has this file",
            ),
            Kind::AddrInUse => (
                "cổng đang được chương trình khác dùng",
                "another program is using the port",
            ),
            Kind::AddrNotAvailable => (
                "máy này không có địa chỉ đó",
                "this machine has no such address",
            ),
            Kind::ConnectionRefused
            | Kind::ConnectionReset
            | Kind::ConnectionAborted
            | Kind::NotConnected => ("kết nối bị ngắt", "the connection was closed"),
            Kind::NetworkDown | Kind::NetworkUnreachable | Kind::HostUnreachable => {
                ("không có mạng", "there is no network")
            }
            Kind::BrokenPipe => ("nơi nhận đã đóng", "the receiver is gone"),
            Kind::TimedOut => ("quá thời gian chờ", "it took too long"),
            Kind::Interrupted => ("bị ngắt giữa chừng", "it was interrupted"),
            Kind::UnexpectedEof => ("tệp bị cụt, thiếu phần cuối", "the file is cut off"),
            Kind::WriteZero => ("ghi giữa chừng thì dừng", "writing stopped half-way"),
            Kind::InvalidData => ("nội dung không đúng dạng", "the content has the wrong form"),
            Kind::InvalidInput => (
                "tên hoặc đường dẫn không dùng được",
                "the name or path cannot be used",
            ),
            Kind::Unsupported => (
                "hệ điều hành không làm được việc này",
                "the system cannot do this",
            ),
            Kind::OutOfMemory => ("máy hết bộ nhớ", "the machine is out of memory"),
            Kind::NotSeekable => ("không phải tệp thường", "not a plain file"),
            Kind::ArgumentListTooLong => ("dòng lệnh quá dài", "the command line is too long"),
            _ => return self.by_code(),
        })
    }

    /// Causes that the standard library has no kind for.
    #[cfg(unix)]
    fn by_code(&self) -> Option<(&'static str, &'static str)> {
        Some(match self.code? {
            5 => (
                "ổ đĩa báo lỗi khi đọc hoặc ghi",
                "the disk reports an error",
            ),
            6 | 19 => ("không thấy thiết bị", "the device is not there"),
            23 | 24 => ("đang mở quá nhiều tệp cùng lúc", "too many files are open"),
            36 | 63 => ("tên quá dài", "the name is too long"),
            _ => return None,
        })
    }

    /// Causes that the standard library has no kind for.
    #[cfg(not(unix))]
    fn by_code(&self) -> Option<(&'static str, &'static str)> {
        Some(match self.code? {
            4 => ("đang mở quá nhiều tệp cùng lúc", "too many files are open"),
            21 => ("ổ đĩa chưa sẵn sàng", "the drive is not ready"),
            23 | 1117 => (
                "ổ đĩa báo lỗi khi đọc hoặc ghi",
                "the disk reports an error",
            ),
            32 | 33 => (
                "đang được chương trình khác dùng",
                "another program is using it",
            ),
            _ => return None,
        })
    }
}

impl Localise for Cause {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        match (self.words(), lang, self.code) {
            (Some((vi, _)), Lang::Vi, _) => Cow::Borrowed(vi),
            (Some((_, en)), Lang::En, _) => Cow::Borrowed(en),
            (None, Lang::En, _) => Cow::Borrowed(&self.system),
            (None, Lang::Vi, Some(code)) => Cow::Owned(format!("máy báo lỗi số {code}")),
            (None, Lang::Vi, None) => Cow::Borrowed("máy không nói rõ vì sao"),
        }
    }
}

/// What a library says of a picture, a document or an index that it cannot read: its own words in English, what is
/// known of them in Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason(String);

impl Reason {
    /// The words of an error, on one line.
    pub fn of(error: impl std::fmt::Display) -> Self {
        Self::from(error.to_string())
    }
}

impl From<String> for Reason {
    fn from(words: String) -> Self {
        Self(one_line(&words))
    }
}

impl Localise for Reason {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        const KNOWN: [(&[&str], &str); 9] = [
            (
                &[
                    "end of file",
                    "eof",
                    "premature",
                    "truncated",
                    "too short",
                    "not enough",
                ],
                "tệp bị cụt, thiếu phần cuối",
            ),
            (
                &["memory", "limit", "too large", "too big", "exceed"],
                "nội dung quá lớn",
            ),
            (
                &["crc", "checksum", "corrupt", "hash"],
                "nội dung đã hỏng trên đường chép",
            ),
            (
                &["utf-8", "utf8", "encoding"],
                "chữ bên trong không phải UTF-8",
            ),
            (&["password", "encrypt", "decrypt"], "tệp có mật khẩu"),
            (
                &["eocd", "zip", "archive", "central directory"],
                "tệp nén bên trong hỏng hoặc chưa tải hết",
            ),
            (
                &["not support", "unsupported", "unimplemented"],
                "tệp dùng một dạng hiếm gặp, Loa không đọc được",
            ),
            (
                &[
                    "xml",
                    "tag",
                    "syntax",
                    "attribute",
                    "ill-formed",
                    "entity",
                    "escape",
                    "element",
                ],
                "mã XML bên trong viết sai",
            ),
            (&["version"], "tệp thuộc một phiên bản khác"),
        ];
        if lang == Lang::En {
            return Cow::Borrowed(&self.0);
        }
        let lower = self.0.to_lowercase();
        let known = KNOWN
            .iter()
            .find(|(signs, _)| signs.iter().any(|sign| lower.contains(sign)));
        Cow::Borrowed(known.map_or("nội dung không đúng dạng", |(_, vi)| vi))
    }
}

/// What the template engine says, for authors of themes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TemplateReason(String);

impl From<&str> for TemplateReason {
    fn from(words: &str) -> Self {
        Self(one_line(words))
    }
}

impl Localise for TemplateReason {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        /// What the engine says, what follows it in Vietnamese, and whether the name it gives is told.
        const KNOWN: [(&[&str], &str); 14] = [
            (&["variable", "not defined"], "không có biến NAME"),
            (&["field", "not found"], "không có thuộc tính NAME"),
            (&["attribute"], "không có thuộc tính NAME"),
            (&["filter", "not"], "không có bộ lọc NAME"),
            (&["function", "not"], "không có hàm NAME"),
            (&["test", "not"], "không có phép thử NAME"),
            (&["macro"], "không có macro NAME"),
            (&["component"], "không có thành phần NAME"),
            (&["template", "not found"], "không có mẫu trang NAME"),
            (&["template"], "mẫu trang NAME không nối được với mẫu khác"),
            (&["block"], "khối NAME không khớp"),
            (&["found", "expected"], "gặp NAME ở chỗ không đúng"),
            (&["argument"], "tham số NAME không đúng"),
            (&["iterate"], "giá trị này không phải danh sách"),
        ];
        if lang == Lang::En {
            return Cow::Borrowed(&self.0);
        }
        let lower = self.0.to_lowercase();
        let known = KNOWN
            .iter()
            .find(|(signs, _)| signs.iter().all(|sign| lower.contains(sign)));
        let name = self.0.split('`').nth(1).map(|name| format!("`{name}`"));
        Cow::Owned(match known {
            Some((_, vi)) => vi.replace(
                " NAME",
                &name.map_or(String::new(), |name| format!(" {name}")),
            ),
            None => "chỗ này viết sai (`loa check --lang en` cho biết thêm)".into(),
        })
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn the_systems_commonest_errors_have_words() {
        let numbers = [
            1, 2, 4, 5, 6, 11, 12, 13, 16, 17, 18, 19, 20, 21, 22, 23, 24, 26, 27, 28, 30, 31, 32,
            36, 39, 40, 98, 99, 101, 104, 110, 111, 113, 116, 122,
        ];
        for number in numbers {
            let cause = Cause::from(Error::from_raw_os_error(number));
            assert!(cause.words().is_some(), "{number}: {}", cause.system);
        }
        let strange = Cause::from(Error::from_raw_os_error(71));
        assert_eq!(strange.localise(Lang::Vi), "máy báo lỗi số 71");
    }

    #[test]
    fn a_vietnamese_reason_holds_no_word_of_a_library() {
        for words in [
            "Format error decoding Png: CRC error",
            "Could not find EOCD",
            "whatever",
        ] {
            let vi = Reason::of(words).localise(Lang::Vi).into_owned();
            assert!(
                !words
                    .split(' ')
                    .any(|word| vi.split(' ').any(|other| other == word)),
                "{vi}"
            );
        }
        let reason =
            TemplateReason::from("Variable `khong` is not defined. Available variables: a");
        assert_eq!(reason.localise(Lang::Vi), "không có biến `khong`");
    }
}
