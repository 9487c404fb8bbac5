//! What a text or a picture can give away about a person.

use crate::lang::{Lang, Localise};
use std::borrow::Cow;

/// Kinds of personal data that do not belong on a public page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalData {
    /// Số định danh, căn cước công dân: 12 digits.
    CitizenNumber,
    /// Chứng minh nhân dân: 9 digits.
    IdentityCard,
    /// The number on a health insurance card.
    InsuranceNumber,
    /// The telephone number of a person.
    Telephone,
    /// A private e-mail address.
    Email,
    /// A date or year of birth next to a name.
    Birth,
    /// A child's name beside illness or poverty.
    Child,
    /// Where a picture was taken.
    PicturePlace,
    /// Who took a picture, or whose it is.
    PictureAuthor,
    /// Words inside a picture file.
    PictureText,
}

impl Localise for PersonalData {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::CitizenNumber => ("số căn cước", "a citizen number"),
            Self::IdentityCard => ("số chứng minh nhân dân", "an identity card number"),
            Self::InsuranceNumber => ("số thẻ bảo hiểm y tế", "a health insurance number"),
            Self::Telephone => ("số điện thoại của cá nhân", "a person's telephone number"),
            Self::Email => ("địa chỉ thư riêng", "a private e-mail address"),
            Self::Birth => (
                "ngày hoặc năm sinh cạnh họ tên",
                "a date or year of birth next to a name",
            ),
            Self::Child => (
                "họ tên trẻ em cạnh bệnh tật hoặc hoàn cảnh",
                "a child's name beside illness or poverty",
            ),
            Self::PicturePlace => (
                "tọa độ nơi chụp trong tệp ảnh",
                "the place of the photograph in the picture file",
            ),
            Self::PictureAuthor => ("tên người trong tệp ảnh", "a name in the picture file"),
            Self::PictureText => (
                "lời ghi riêng trong tệp ảnh",
                "private words in the picture file",
            ),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}

impl PersonalData {
    /// The law that asks for care with it, as messages name it.
    pub fn rule(self) -> Rule {
        match self {
            Self::Child => Rule::Children,
            _ => Rule::PersonalData,
        }
    }
}

/// A law that a message names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Luật Bảo vệ dữ liệu cá nhân.
    PersonalData,
    /// Luật Trẻ em, Điều 21.
    Children,
}

impl Localise for Rule {
    fn localise(&self, lang: Lang) -> Cow<'_, str> {
        let (vi, en) = match self {
            Self::PersonalData => (
                "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
                "the Law on Personal Data Protection, 91/2025/QH15",
            ),
            Self::Children => (
                "Luật Trẻ em số 102/2016/QH13, Điều 21, và Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
                "the Law on Children, 102/2016/QH13, Article 21, and the Law on Personal Data Protection, 91/2025/QH15",
            ),
        };
        Cow::Borrowed(if lang == Lang::Vi { vi } else { en })
    }
}
