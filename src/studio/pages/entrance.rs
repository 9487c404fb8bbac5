//! The pages over the network before anybody is known.

use super::{Frame, render};
use crate::failure::Failure;
use serde::Serialize;

#[derive(Serialize)]
struct Entrance<'a> {
    frame: Frame,
    name: &'a str,
    code: &'a str,
}

/// Asks for a name and a password; somebody who came by a link that is good once, for the password that they want: `link` has
/// their name and its code.
///
/// # Errors
/// When the template is at fault.
pub fn sign_in(token: &str, link: Option<(&str, &str)>) -> Result<String, Failure> {
    let title = match link {
        Some(_) => "Đặt mật khẩu",
        None => "Vào viết bài",
    };
    let frame = Frame::before(title, token);
    let (name, code) = link.unwrap_or_default();
    render("sign-in.html", &Entrance { frame, name, code })
}

/// The page by which a phone sends pictures to a form; it can do nothing else.
///
/// # Errors
/// When the template is at fault.
pub fn phone(token: &str, code: &str, most: usize) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Phone<'a> {
        frame: Frame,
        code: &'a str,
        most: usize,
    }
    let frame = Frame::before("Gửi ảnh", token);
    render("phone.html", &Phone { frame, code, most })
}
