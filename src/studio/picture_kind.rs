//! Which kinds of picture sites show, told by how their files begin.

use crate::failure::Failure;
use axum::http::StatusCode;

/// The beginnings of files of the kinds of picture that sites show, with the endings of their names.
const KINDS: [(&[u8], &str); 4] = [
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
];

/// The endings of names of pictures that sites show.
pub const ENDINGS: [&str; 4] = ["jpg", "png", "gif", "webp"];

/// The ending for the kind of picture that the bytes are.
///
/// # Errors
/// When sites show no such picture.
pub fn kind(bytes: &[u8]) -> Result<&'static str, Failure> {
    let known = KINDS.iter().find(|(begin, _)| bytes.starts_with(begin));
    let is_heic = bytes.get(4..8) == Some(b"ftyp")
        && bytes.get(8..12).is_some_and(|brand| {
            [b"heic", b"heix", b"mif1", b"hevc"]
                .iter()
                .any(|b| *b == brand)
        });
    if is_heic {
        return Err(Failure::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Ảnh này là HEIC của iPhone, trang chưa hiện được.",
            "Trên iPhone, mở Cài đặt → Camera → Định dạng → “Tương thích nhất” rồi chụp lại; hoặc gửi ảnh qua Zalo rồi tải về.",
        ));
    }
    match known {
        Some((_, "webp")) if bytes.get(8..12) != Some(b"WEBP") => Err(no_picture()),
        Some((_, ending)) => Ok(ending),
        None => Err(no_picture()),
    }
}

fn no_picture() -> Failure {
    Failure::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "Tệp này không phải ảnh JPEG, PNG, WebP hay GIF.",
        "Chọn một tệp ảnh chụp.",
    )
}
