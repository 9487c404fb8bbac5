//! Pictures that a writer adds from the machine: looked at before they are kept, named so that they meet no other file.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::texts::Tip;
use author::slug_for;
use axum::http::StatusCode;

/// The beginnings of files of the kinds of picture that sites show, with the endings of their names.
const KINDS: [(&[u8], &str); 4] = [
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
];

/// Puts a picture beside a post; gives the name under which the post shows it. The same picture again is the same file.
///
/// # Errors
/// When it is no picture that sites show, or cannot be written.
pub fn put(
    desk: &Desk,
    who: &str,
    (tip, name): (&Tip, &str),
    bytes: &[u8],
) -> Result<String, Failure> {
    let ending = kind(bytes)?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = match slug_for(stem) {
        empty if empty.is_empty() => "anh".to_owned(),
        stem => stem,
    };
    // Part of the hash keeps two pictures of one name apart, and makes repeating harmless.
    let hash = blake3::hash(bytes).to_hex();
    let name = format!("{stem}-{}.{ending}", &hash[..8]);
    let folder = tip.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = format!("{folder}/{name}");
    desk.author(who)?.attach(&path, bytes)?;
    desk.changed();
    Ok(name)
}

/// The ending for the kind of picture that the bytes are.
fn kind(bytes: &[u8]) -> Result<&'static str, Failure> {
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
