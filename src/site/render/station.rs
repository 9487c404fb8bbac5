//! Where the health station is, inside the card that sends readers there.

use super::Site;
use super::context::{ContactContext, StationContext};

/// How the card begins in a text's HTML, whatever else its element says.
const CARD: &str = "<div class=\"care care-station\"";

impl Site<'_> {
    /// Cuts a text inside its first card for the health station, behind what the card says, where the ward names a
    /// telephone, an address or hours of its station.
    pub(super) fn station(
        &self,
        html: &mut String,
        contacts: &[ContactContext],
    ) -> Option<StationContext> {
        let place = contacts.get(self.compiled.ward.config.station()?)?;
        let end = card_end(html)?;
        Some(StationContext {
            rest: html.split_off(end),
            place: place.clone(),
        })
    }
}

/// Where the element of the first card for the health station closes. The HTML is sanitised: every element in it is closed,
/// and a `<` in its text is written `&lt;`.
fn card_end(html: &str) -> Option<usize> {
    let start = html.find(CARD)?;
    let mut depth = 0_usize;
    for (at, _) in html[start..].match_indices('<') {
        let tag = &html[start + at..];
        if tag.starts_with("<div") {
            depth += 1;
        } else if tag.starts_with("</div>") {
            depth -= 1;
            if depth == 0 {
                return Some(start + at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_ends_behind_all_that_it_holds() {
        let card = format!("{CARD} role=\"group\"><div>bảng</div>&lt;/div&gt;");
        let html = format!("<div>trước</div>{card}</div><div>sau</div>");
        let end = card_end(&html).unwrap();
        assert_eq!(&html[..end], format!("<div>trước</div>{card}"));
        assert_eq!(card_end("<div class=\"care care-home\">x</div>"), None);
        assert_eq!(card_end(&format!("{CARD}>không đóng")), None);
    }
}
