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

/// Asks for a name and a password.
///
/// # Errors
/// When the template is at fault.
pub fn sign_in(token: &str) -> Result<String, Failure> {
    let frame = Frame::before("Vào viết bài", token);
    let (name, code) = ("", "");
    render("sign-in.html", &Entrance { frame, name, code })
}

/// Asks somebody who came by a link that is good once for the password that they want.
///
/// # Errors
/// When the template is at fault.
pub fn pair(token: &str, name: &str, code: &str) -> Result<String, Failure> {
    let frame = Frame::before("Đặt mật khẩu", token);
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
