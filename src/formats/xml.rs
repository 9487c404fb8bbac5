//! What the parts of office documents have in common as XML: names and attributes without prefixes.

use crate::problem::Problem;
use quick_xml::events::BytesStart;

/// What the XML reader or the archive found wrong.
pub fn damaged(error: impl std::fmt::Display) -> Problem {
    Problem::Damaged {
        reason: base::reason::Reason::of(error),
    }
}

/// An element's name without its prefix.
pub fn local(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_owned()
}

/// The value of the attribute with this name, whatever its prefix.
pub fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found
        .normalized_value(quick_xml::XmlVersion::Explicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}
