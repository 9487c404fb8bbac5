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
}

impl Looks {
    /// Takes up what was done next.
    pub fn follow(&mut self, event: &Event) {
        let key = (event.path.clone(), event.sha256.clone());
        match event.what {
            Deed::Published if event.urgent => {
                self.unseen.insert(key, event.clone());
                self.open.insert(event.path.clone(), event.clone());
            }
            Deed::Published | Deed::Looked => {
                self.unseen.remove(&key);
                self.open.remove(&event.path);
            }
            Deed::Withdrawn | Deed::Undone => {
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

/// Lets somebody through who may look again at what was published in haste: another than who published it, as long as there
/// is one. Says whether one person does it alone.
///
/// # Errors
/// When the person may not, in words.
pub fn may_look(people: &People, who: &str, ward: &str, hasty: &Event) -> Result<bool, Failure> {
    let shape = Shape::of(&hasty.path).ok_or_else(Failure::missing)?;
    let any = roles::approvers(&shape, true);
    roles::require(people, who, ward, any)?;
    if who != hasty.by {
        return Ok(false);
    }
    let could = |name: &str| any.iter().any(|role| people.has(name, ward, *role));
    if !people.alone(ward) && people.names().any(|name| name != who && could(name)) {
        return Err(Failure::refused(
            "Bạn đã đăng gấp bài này, nên người khác xem lại.",
            "Nhờ một người khác được giao việc duyệt mở “Đăng gấp, cần xem lại” ở trang đầu.",
        ));
    }
    Ok(true)
}
