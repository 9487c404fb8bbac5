//! What a text or a picture can give away about a person.

use base::lang::{Lang, Localise};
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
    /// Mã số bảo hiểm xã hội: 10 digits.
    SocialInsurance,
    /// A passport's number.
    Passport,
    /// A driving licence's number.
    DrivingLicence,
    /// A person's tax code.
    TaxCode,
    /// A bank account or card.
    BankAccount,
    /// A patient's number, or that of a medical record.
    MedicalRecord,
    /// A number plate beside its owner.
    Plate,
    /// The telephone number of a person.
    Telephone,
    /// A private e-mail address.
    Email,
    /// A date or year of birth next to a name.
    Birth,
    /// A child's name beside illness or poverty.
    Child,
    /// A name beside illness, addiction, pregnancy or violence.
    Illness,
    /// A home address beside a name.
    Home,
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
            Self::SocialInsurance => ("mã số bảo hiểm xã hội", "a social insurance number"),
            Self::Passport => ("số hộ chiếu", "a passport number"),
            Self::DrivingLicence => ("số giấy phép lái xe", "a driving licence number"),
            Self::TaxCode => ("mã số thuế của cá nhân", "a person's tax code"),
            Self::BankAccount => (
                "số tài khoản hoặc thẻ ngân hàng của cá nhân",
                "a person's bank account or card number",
            ),
            Self::MedicalRecord => (
                "mã bệnh nhân hoặc số bệnh án",
                "the number of a patient or a medical record",
            ),
            Self::Plate => (
                "biển số xe của cá nhân",
                "the number plate of a person's vehicle",
            ),
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
            Self::Illness => (
                "tên người cạnh bệnh tật hoặc chuyện riêng",
                "a name beside illness or a private matter",
            ),
            Self::Home => (
                "địa chỉ nhà cạnh tên người",
                "a home address next to a name",
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
