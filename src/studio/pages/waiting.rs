//! What waits for a person, by what they may do in each ward: first what they can act on, then what waits for others or for its
//! day.

use super::clock;
use crate::addresses::address;
use crate::crew;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::looks::{is_due, may_look};
use crate::people::{People, Role};
use crate::publish_on::PUBLISH_ON;
use crate::review::{Deed, Standing};
use crate::roles::{self, approvers};
use crate::shape::Shape;
use crate::shelf::{Book, Shelf};
use crate::texts;
use crate::words::{day, standing_words};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// How long before its end a post is told to expire.
const EXPIRING: i64 = 7;

/// How long before its day a review is told to be due.
const REVIEWS: i64 = 30;

/// A text in a list.
#[derive(Debug, Serialize)]
pub struct Item {
    /// Its title.
    pub title: String,
    /// Where to act on it.
    pub address: String,
    /// What is to be known of it.
    pub line: String,
}

/// One list of the first page.
#[derive(Debug, Serialize)]
pub struct List {
    /// Its anchor.
    pub id: &'static str,
    /// What stands over it.
    pub title: &'static str,
    /// What it holds.
    pub items: Vec<Item>,
}

/// Somebody before the lists.
pub struct Viewer<'a> {
    desk: &'a Desk,
    shelf: &'a Shelf,
    standings: &'a BTreeMap<String, Standing>,
    people: People,
    who: &'a str,
    today: Date,
}

impl<'a> Viewer<'a> {
    /// Somebody who looks at these texts.
    ///
    /// # Errors
    /// When it cannot be read who may do what.
    pub fn new(
        desk: &'a Desk,
        (shelf, standings): (&'a Shelf, &'a BTreeMap<String, Standing>),
        who: &'a str,
    ) -> Result<Self, Failure> {
        Ok(Self {
            people: desk.people()?,
            today: desk.today(),
            desk,
            shelf,
            standings,
            who,
        })
    }

    fn may(&self, ward: &str, any: &[Role]) -> bool {
        roles::require(&self.people, self.who, ward, any).is_ok()
    }

    /// Whether they may do so with the text at a path.
    fn may_with(&self, path: &str, any: &[Role]) -> bool {
        Shape::of(path).is_some_and(|shape| self.may(&shape.ward, any))
    }

    fn title(&self, path: &str) -> String {
        let book = self.shelf.get(path).map(|book| book.title.clone());
        book.unwrap_or_else(|| path.rsplit('/').next().unwrap_or(path).to_owned())
    }

    fn item(&self, page: &str, path: &str, line: String) -> Item {
        Item {
            title: self.title(path),
            address: address(page, path),
            line,
        }
    }

    /// What this person can act on, most urgent first.
    ///
    /// # Errors
    /// When a list of approvals cannot be read.
    pub fn own(&self) -> Result<Vec<List>, Failure> {
        let list = |id, title, items| List { id, title, items };
        Ok(vec![
            list("xem-lai", "Đăng gấp, cần xem lại", self.looks()?),
            list(
                "tu-dung",
                "Tới ngày, Loa chưa tự dựng trang",
                self.trouble(),
            ),
            list("tra-lai", "Bị trả lại, cần sửa", self.returned()?),
            list("cho-duyet", "Chờ duyệt", self.to_approve()),
            list("da-duyet", "Đã duyệt, chờ đăng", self.to_publish()),
            list("duyet-lai", "Đến hạn duyệt lại", self.reviews()),
            list("het-han", "Sắp hết hạn", self.expiring()),
        ])
    }

    /// What this person writes.
    pub fn written(&self) -> Vec<List> {
        let list = |id, title, items| List { id, title, items };
        vec![
            list("viet-do", "Đang viết dở", self.open()),
            list("nhap", "Bản nháp", self.drafts()),
        ]
    }

    /// What waits for others or for its day.
    ///
    /// # Errors
    /// When a list of approvals cannot be read.
    pub fn others(&self) -> Result<Vec<List>, Failure> {
        let list = |id, title, items| List { id, title, items };
        Ok(vec![
            list("da-gui", "Bạn đã gửi, chờ người khác", self.sent()?),
            list("hen-ngay", "Hẹn ngày lên trang", self.held()),
        ])
    }

    /// What they are to look at again.
    fn looks(&self) -> Result<Vec<Item>, Failure> {
        let reviews = self.desk.reviews();
        let mut items = Vec::new();
        for ward in reviews.wards()? {
            let looks = reviews.looks(&ward)?;
            let due = looks.all().filter(|hasty| {
                // What is no longer on the sites need not be looked at there.
                let book = self.shelf.get(&hasty.path);
                book.is_some_and(|book| !book.draft)
                    && is_due(hasty, self.today)
                    && may_look(&self.people, self.who, &ward, (&looks, hasty)).is_ok()
            });
            items.extend(due.map(|hasty| self.item("xem-lai", &hasty.path, standing_words(hasty))));
        }
        Ok(items)
    }

    /// Why nothing was built though a day had come.
    fn trouble(&self) -> Vec<Item> {
        let days = self.desk.days();
        let line = match (&days.doubt, &days.stuck) {
            (Some(_), _) => "đồng hồ của máy cần xem lại",
            (None, Some(_)) => "có bài cần xem lại",
            (None, None) => return Vec::new(),
        };
        let may = crew::has_somewhere(self.desk, self.who, &[Role::Publish]).unwrap_or(false);
        let item = may.then(|| Item {
            title: "Dựng trang".into(),
            address: "/dang".into(),
            line: line.into(),
        });
        item.into_iter().collect()
    }

    /// What came back, their own first.
    fn returned(&self) -> Result<Vec<Item>, Failure> {
        let found = self.standing(Deed::Returned);
        let mut found: Vec<_> = found
            .filter(|standing| self.may_with(&standing.path, &[Role::Write]))
            .map(|standing| Ok((self.sender(standing)? != self.who, standing)))
            .collect::<Result<_, Failure>>()?;
        found.sort_by_key(|(others, _)| *others);
        let items = found.into_iter();
        let items = items.map(|(_, event)| self.item("bai", &event.path, standing_words(event)));
        Ok(items.collect())
    }

    fn to_approve(&self) -> Vec<Item> {
        let found = self.standing(Deed::Sent);
        let found = found.filter(|standing| self.may_approve(standing));
        found
            .map(|event| self.item("duyet", &event.path, standing_words(event)))
            .collect()
    }

    fn may_approve(&self, sent: &Standing) -> bool {
        let Some(shape) = Shape::of(&sent.path) else {
            return false;
        };
        let bytes = self.desk.reviews().bytes(sent).unwrap_or_default();
        let urgent = texts::is_urgent(&sent.path, &bytes, self.today);
        let own = sent.by == self.who && !urgent && !self.people.alone(&shape.ward);
        !own && self.may(&shape.ward, approvers(&shape, urgent))
    }

    /// What was approved and this person may publish.
    pub fn to_publish(&self) -> Vec<Item> {
        let found = self.standing(Deed::Approved);
        let found = found.filter(|event| self.may_with(&event.path, &[Role::Publish]));
        let items = found.map(|event| {
            let line = format!("{}{}", standing_words(event), self.dated(event));
            self.item("duyet", &event.path, line)
        });
        items.collect()
    }

    /// The day of what was approved, in words.
    fn dated(&self, approved: &Standing) -> String {
        let bytes = self.desk.reviews().bytes(approved).unwrap_or_default();
        let document = texts::document(&approved.path, &bytes).ok();
        let first = document.and_then(|(document, _)| texts::day(&document, PUBLISH_ON));
        match first {
            Some(first) if first <= self.today => {
                format!(" Hẹn {}, đã tới ngày.", day(&first.to_string()))
            }
            Some(first) => format!(" Hẹn {}.", day(&first.to_string())),
            None => String::new(),
        }
    }

    /// What the sites have and is to be looked at by somebody who knows about health.
    fn reviews(&self) -> Vec<Item> {
        let last = self.today.saturating_add(REVIEWS.days());
        let any = [Role::Health, Role::Write];
        let due = self.shown(&any, |book| &book.review_due, |due| due <= last);
        let items = due.into_iter().map(|(due, book)| {
            let words = if due < self.today {
                "quá hạn từ"
            } else {
                "hạn"
            };
            let line = format!("{words} {}", day(&due.to_string()));
            self.item("bai", &book.path, line)
        });
        items.collect()
    }

    fn expiring(&self) -> Vec<Item> {
        let last = self.today.saturating_add(EXPIRING.days());
        let fits = |day: Date| self.today <= day && day <= last;
        let due = self.shown(&[Role::Write], |book| &book.expires, fits);
        let items = due.into_iter().map(|(end, book)| {
            let line = format!("rời danh sách sau ngày {}", day(&end.to_string()));
            self.item("bai", &book.path, line)
        });
        items.collect()
    }

    /// Texts of the sites with a day that fits, next first.
    fn shown(
        &self,
        any: &[Role],
        key: impl Fn(&Book) -> &String,
        fits: impl Fn(Date) -> bool,
    ) -> Vec<(Date, &Book)> {
        let books = self
            .shelf
            .all()
            .filter(|book| book.is_post() && !book.draft);
        let dated = books.filter_map(|book| Some((key(book).parse().ok()?, book)));
        let dated = dated.filter(|(day, book)| fits(*day) && self.may(&book.ward, any));
        // What waits already to be approved anew is in another list.
        let dated = dated.filter(|(_, book)| !self.waits(&book.path));
        let mut dated: Vec<_> = dated.collect();
        dated.sort_by_key(|(day, _)| *day);
        dated
    }

    /// What somebody types and is in no file yet, their own first.
    fn open(&self) -> Vec<Item> {
        let works = self.desk.works();
        let open = works
            .all()
            .filter(|(path, _)| self.may_with(path, &[Role::Write]));
        let open = open.filter_map(|(path, heads)| {
            let entries = heads.iter().map(|head| &head.entry);
            Some((path, entries.max_by(|a, b| a.time.cmp(&b.time))?))
        });
        let mut open: Vec<_> = open.collect();
        open.sort_by_key(|(_, last)| last.by != self.who);
        let items = open.into_iter().map(|(path, last)| {
            let state = last.state.as_ref();
            let typed = state.and_then(|state| state.fields.get("title"));
            Item {
                title: typed.cloned().unwrap_or_else(|| self.title(path)),
                address: address("bai", path),
                line: format!("{} viết lúc {}", last.by, clock(&last.time)),
            }
        });
        items.collect()
    }

    fn drafts(&self) -> Vec<Item> {
        let drafts = self.shelf.all().filter(|book| {
            book.draft && !self.waits(&book.path) && self.may(&book.ward, &[Role::Write])
        });
        let items = drafts.map(|book| {
            let day = match book.date.as_str() {
                "" => String::new(),
                date => format!(" · {}", day(date)),
            };
            let line = format!("{} · {}{day}", book.label, self.desk.ward_name(&book.ward));
            self.item("bai", &book.path, line)
        });
        items.collect()
    }

    /// What they sent and others go on with.
    fn sent(&self) -> Result<Vec<Item>, Failure> {
        let mut items = Vec::new();
        for event in self
            .standing(Deed::Sent)
            .chain(self.standing(Deed::Approved))
        {
            let mine = match event.what {
                Deed::Sent => self.may_approve(event),
                _ => self.may_with(&event.path, &[Role::Publish]),
            };
            if !mine && self.sender(event)? == self.who {
                items.push(self.item("duyet", &event.path, standing_words(event)));
            }
        }
        Ok(items)
    }

    fn held(&self) -> Vec<Item> {
        let books = self
            .shelf
            .all()
            .filter(|book| self.may(&book.ward, &Role::ALL));
        held(books, self.today)
    }

    fn standing(&self, what: Deed) -> impl Iterator<Item = &Standing> {
        self.standings
            .values()
            .filter(move |standing| standing.what == what)
    }

    /// Whether a text stands in one of the lists of what was sent.
    fn waits(&self, path: &str) -> bool {
        let standing = self.standings.get(path);
        standing.is_some_and(|standing| standing.what.waits())
    }

    /// Who sent a text.
    fn sender(&self, standing: &Standing) -> Result<String, Failure> {
        let shape = Shape::of(&standing.path).ok_or_else(Failure::missing)?;
        let sender = self.desk.reviews().sender(&shape.ward, &standing.path)?;
        Ok(sender.unwrap_or_default())
    }
}

/// Those of these texts that wait for their day, next first.
pub fn held<'b>(books: impl Iterator<Item = &'b Book>, today: Date) -> Vec<Item> {
    let held = books.filter(|book| book.is_post() && !book.draft && book.is_held(today));
    let mut held: Vec<_> = held.collect();
    held.sort_by(|a, b| a.publish_on.cmp(&b.publish_on));
    let items = held.into_iter().map(|book| Item {
        title: book.title.clone(),
        address: address("bai", &book.path),
        line: until(&book.publish_on, today),
    });
    items.collect()
}

/// Until when something waits: `lên trang từ 01/12/2026, còn 3 ngày`.
fn until(first: &str, today: Date) -> String {
    let days = first.parse::<Date>().ok();
    let days = days.and_then(|first| Some(today.until(first).ok()?.get_days()));
    let left = match days {
        Some(1) => ", ngày mai".into(),
        Some(days) => format!(", còn {days} ngày"),
        None => String::new(),
    };
    format!("lên trang từ {}{left}", day(first))
}
