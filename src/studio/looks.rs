//! What the sites have in haste, published with one approval because it was urgent; who looks at it again, and when.

use crate::deed::{Deed, Event};
use crate::failure::Failure;
use crate::people::People;
use crate::roles;
use crate::shape::Shape;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What went to the sites in haste and nobody looked at again, as a list of approvals tells it.
#[derive(Debug, Clone, Default)]
pub struct Looks {
    /// What the sites have, by path.
    open: BTreeMap<String, Event>,
    /// Also what was replaced since: it may come back. By path and hash.
    unseen: BTreeMap<(String, String), Event>,
    /// Who approved what is urgent, by path and hash.
    approved: BTreeMap<(String, String), String>,
}

impl Looks {
    /// Takes up what was done next.
    pub fn follow(&mut self, event: &Event) {
        let key = (event.path.clone(), event.sha256.clone());
        match event.what {
            Deed::Approved if event.urgent => {
                self.approved.insert(key, event.by.clone());
            }
            Deed::Published if event.urgent => {
                self.unseen.insert(key, event.clone());
                self.open.insert(event.path.clone(), event.clone());
            }
            Deed::Published | Deed::Looked => {
                self.unseen.remove(&key);
                self.open.remove(&event.path);
            }
            Deed::Withdrawn | Deed::Undone | Deed::Taken => {
                self.open.remove(&event.path);
                let back = self.unseen.get(&key);
                self.open
                    .extend(back.map(|hasty| (event.path.clone(), hasty.clone())));
            }
            _ => {}
        }
    }

    /// What the sites have in haste of a text.
    pub fn of(&self, path: &str) -> Option<&Event> {
        self.open.get(path)
    }

    /// Whether somebody had a part in putting this on the sites: approved or published it.
    pub fn had_a_part(&self, who: &str, hasty: &Event) -> bool {
        let key = (hasty.path.clone(), hasty.sha256.clone());
        let approved = self.approved.get(&key).is_some_and(|by| by == who);
        approved || hasty.by == who
    }

    /// All of them, by path.
    pub fn all(&self) -> impl Iterator<Item = &Event> {
        self.open.values()
    }
}

/// Whether what was published in haste is to be looked at on this day: on every other than its own, so that a clock that went
/// wrong does not hide it.
pub fn is_due(hasty: &Event, today: Date) -> bool {
    let vietnam = jiff::tz::offset(7).to_time_zone();
    let time = hasty.time.parse::<jiff::Timestamp>();
    time.map_or(true, |time| time.to_zoned(vietnam).date() != today)
}

/// Lets somebody through who may look again at what was published in haste: another than who approved or published it, as long
/// as there is one. Says whether one person does it alone.
///
/// # Errors
/// When the person may not, in words.
pub fn may_look(
    people: &People,
    who: &str,
    ward: &str,
    (looks, hasty): (&Looks, &Event),
) -> Result<bool, Failure> {
    let shape = Shape::of(&hasty.path).ok_or_else(Failure::missing)?;
    let any = roles::approvers(&shape, true);
    roles::require(people, who, ward, any)?;
    if !looks.had_a_part(who, hasty) {
        return Ok(false);
    }
    let could = |name: &str| {
        let may = any.iter().any(|role| people.has(name, ward, *role));
        may && !looks.had_a_part(name, hasty)
    };
    if !people.alone(ward) && people.names().any(could) {
        let did = if who == hasty.by { "đăng" } else { "duyệt" };
        return Err(Failure::refused(
            &format!("Bạn đã {did} gấp bài này, nên người khác xem lại."),
            "Nhờ một người khác được giao việc duyệt mở “Đăng gấp, cần xem lại” ở trang đầu.",
        ));
    }
    Ok(true)
}
