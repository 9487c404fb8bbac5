//! The page of the first start.

use super::{Frame, render};
use crate::failure::Failure;
use crate::session::Session;
use crate::start::{KINDS, Start, in_words};
use serde::Serialize;

/// The provinces and cities since 1 July 2025 (Resolution 202/2025/QH15), offered while one is typed.
static PROVINCES: [&str; 34] = [
    "Thành phố Hà Nội",
    "Thành phố Hải Phòng",
    "Thành phố Huế",
    "Thành phố Đà Nẵng",
    "Thành phố Cần Thơ",
    "Thành phố Hồ Chí Minh",
    "Tỉnh An Giang",
    "Tỉnh Bắc Ninh",
    "Tỉnh Cà Mau",
    "Tỉnh Cao Bằng",
    "Tỉnh Đắk Lắk",
    "Tỉnh Điện Biên",
    "Tỉnh Đồng Nai",
    "Tỉnh Đồng Tháp",
    "Tỉnh Gia Lai",
    "Tỉnh Hà Tĩnh",
    "Tỉnh Hưng Yên",
    "Tỉnh Khánh Hòa",
    "Tỉnh Lai Châu",
    "Tỉnh Lâm Đồng",
    "Tỉnh Lạng Sơn",
    "Tỉnh Lào Cai",
    "Tỉnh Nghệ An",
    "Tỉnh Ninh Bình",
    "Tỉnh Phú Thọ",
    "Tỉnh Quảng Ngãi",
    "Tỉnh Quảng Ninh",
    "Tỉnh Quảng Trị",
    "Tỉnh Sơn La",
    "Tỉnh Tây Ninh",
    "Tỉnh Thái Nguyên",
    "Tỉnh Thanh Hóa",
    "Tỉnh Tuyên Quang",
    "Tỉnh Vĩnh Long",
];

#[derive(Serialize)]
struct StartPage {
    frame: Frame,
    kinds: [&'static str; 3],
    provinces: &'static [&'static str],
    folder: String,
    folder_words: String,
}

/// Asks for a ward and a folder.
///
/// # Errors
/// When the template is at fault.
pub fn start(start: &Start, session: &Session) -> Result<String, Failure> {
    let folder = start.places.free().unwrap_or_default();
    render(
        "start.html",
        &StartPage {
            frame: Frame::of(session, "Bắt đầu"),
            kinds: KINDS,
            provinces: &PROVINCES,
            folder_words: in_words(&folder),
            folder: folder.display().to_string(),
        },
    )
}
