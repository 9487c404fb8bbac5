//! What the screen says to the person with the stick, and when the page last asked for it.

use crate::import::{Step, Taken};
use crate::refusal::Refusal;
use base::lang::Lang;
use base::message::Message;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Where the server says how many seconds ago a page asked for the notice.
pub const HEARTBEAT: &str = "/kiosk/heartbeat";

base::sentences! {
    /// What the screen says about a stick.
    pub enum Sentence;
    /// It was just plugged in.
    Looking {}
        vi: "Đang xem USB…"; en: "Looking at the stick…";
    /// Signatures and hashes are verified.
    Verifying {}
        vi: "Đang kiểm tra gói…"; en: "Verifying the bundle…";
    /// It is written to the kiosk's disk.
    Copying {}
        vi: "Đang chép bản mới…"; en: "Copying the new release…";
    /// It is read again.
    ReadingAgain {}
        vi: "Đang đọc lại phần vừa chép…"; en: "Reading again what was copied…";
    /// Counts are written to the stick.
    HandingOver {}
        vi: "Đang ghi số lượt xem vào USB…"; en: "Writing counts to the stick…";
    /// They were.
    HandedOver {}
        vi: "Số lượt xem của máy đã ghi vào USB: mang USB về cho người làm gói."; en: "The kiosk's counts are on the stick: take it back to whoever makes the bundles.";
    /// They could not be.
    NotHandedOver {}
        vi: "Chưa ghi được số lượt xem vào USB (USB bị khóa hoặc đầy). Máy giữ lại cho lần sau."; en: "The counts could not be written to the stick: it is locked or full. The kiosk keeps them for the next time.";
    /// As long as any of this lasts.
    Leave {}
        vi: "Chưa rút USB. Đợi đến khi màn hình báo rút được."; en: "Leave the stick in until the screen says otherwise.";
    /// Everything is on the disk.
    PullOut {}
        vi: "Rút USB được rồi."; en: "The stick can be pulled out.";
    /// What was taken.
    Took { name: String, release: u64, day: String }
        vi: "Đã chép xong và đọc lại đúng: {name}, bản {release}, dựng ngày {day}."; en: "Copied and read again: {name}, release {release}, built on {day}.";
    /// Over a refusal.
    Refused {}
        vi: "Chưa nhận được gói"; en: "The bundle was not taken";
    /// Under a refusal.
    RefusedPullOut { sentence: String }
        vi: "{sentence}. Rút USB được rồi."; en: "{sentence}. The stick can be pulled out.";
    /// Besides, where something is shown.
    ShownStill {}
        vi: "Máy vẫn hiện bản cũ."; en: "What was shown is shown still.";
    /// Over what needs no copying.
    Nothing {}
        vi: "Không có gì phải chép"; en: "There is nothing to copy";
    /// Which kiosk it is.
    About { number: String, program: String, release: String }
        vi: "Máy số {number} · chương trình {program} · {release}"; en: "Kiosk {number} · program {program} · {release}";
    /// What it shows.
    Shows { release: u64, day: String }
        vi: "đang hiện bản {release}, ngày {day}"; en: "shows release {release} of {day}";
    /// It shows nothing.
    ShowsNothing {}
        vi: "chưa có bản nào"; en: "shows nothing yet";
}

/// What the screen says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Notice {
    /// Nothing: there is no stick.
    #[default]
    None,
    /// The stick is being looked at.
    Looking,
    /// A bundle is being taken.
    Taking(Step),
    /// Counts are being written to it.
    HandingOver,
    /// What was said of the bundle, and whether counts were written to the stick.
    Handed(Box<Notice>, bool),
    /// It was taken, and the stick can be pulled out.
    Taken(Taken),
    /// It was not, and the stick can be pulled out.
    Refused(Refusal),
}

impl Notice {
    /// How programs call it.
    pub fn stage(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Looking | Self::Taking(_) | Self::HandingOver => "busy",
            // It has its turn in a moment.
            Self::Refused(Refusal::Busy {}) => "busy",
            Self::Handed(notice, _) => notice.stage(),
            Self::Taken(_) => "done",
            Self::Refused(_) => "refused",
        }
    }

    /// The large words, and those below.
    pub fn words(&self, lang: Lang) -> (String, String) {
        let leave = |sentence: Sentence| (sentence.text(lang), Sentence::Leave {}.text(lang));
        match self {
            Self::None => Default::default(),
            Self::Looking => leave(Sentence::Looking {}),
            Self::Taking(Step::Verifying) => leave(Sentence::Verifying {}),
            Self::Taking(Step::Copying) => leave(Sentence::Copying {}),
            Self::Taking(Step::ReadingAgain) => leave(Sentence::ReadingAgain {}),
            Self::HandingOver => leave(Sentence::HandingOver {}),
            Self::Handed(notice, well) => {
                let (title, below) = notice.words(lang);
                let counts = match well {
                    true => Sentence::HandedOver {},
                    false => Sentence::NotHandedOver {},
                };
                (title, format!("{below} {}", counts.text(lang)))
            }
            Self::Taken(taken) => {
                let took = Sentence::Took {
                    name: taken.name.clone(),
                    release: taken.release,
                    day: spoken_day(&taken.day),
                };
                (Sentence::PullOut {}.text(lang), took.text(lang))
            }
            Self::Refused(Refusal::Busy {}) => {
                let title = capital(&Refusal::Busy {}.text(lang));
                (title, Sentence::Leave {}.text(lang))
            }
            Self::Refused(refusal) => {
                let title = match refusal {
                    Refusal::AlreadyTaken { .. } | Refusal::NoBundle {} => Sentence::Nothing {},
                    _ => Sentence::Refused {},
                };
                let sentence = capital(&refusal.text(lang));
                let below = match refusal {
                    // There is no stick left to pull out, or one too many.
                    Refusal::PulledOut {} | Refusal::SeveralSticks { .. } => {
                        format!("{sentence}.")
                    }
                    _ => Sentence::RefusedPullOut { sentence }.text(lang),
                };
                (title.text(lang), below)
            }
        }
    }
}

/// `2026-11-29` → `29/11/2026`.
pub fn spoken_day(day: &str) -> String {
    let parts: Vec<_> = day.rsplit('-').collect();
    parts.join("/")
}

fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// Between whoever looks after sticks and the page that shows it.
#[derive(Debug, Default)]
pub struct Board {
    /// The notice, and a number that rises with every change, so that a page knows which one somebody has closed.
    notice: Mutex<(u64, Notice)>,
    /// The number of the notice that somebody has closed.
    closed: AtomicU64,
    asked: Mutex<Option<Instant>>,
}

impl Board {
    /// Puts up a notice.
    pub fn show(&self, notice: Notice) {
        let mut shown = self.notice.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.1 != notice {
            *shown = (shown.0 + 1, notice);
        }
    }

    /// The notice, with its number.
    pub fn shown(&self) -> (u64, Notice) {
        let shown = self.notice.lock().unwrap_or_else(PoisonError::into_inner);
        shown.clone()
    }

    /// Somebody has read the notice of this number, or nobody came to read it.
    pub fn close(&self, number: u64) {
        self.closed.store(number, Ordering::Relaxed);
    }

    /// Whether the notice that is up was closed. Whoever must wait is told so until it is over.
    pub fn is_closed(&self) -> bool {
        let (number, notice) = self.shown();
        notice.stage() != "busy" && number == self.closed.load(Ordering::Relaxed)
    }

    /// A page has asked: the browser is alive.
    pub fn note_page(&self) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        *asked = Some(Instant::now());
    }

    /// How long ago a page asked; `None` where none ever did.
    pub fn page_asked(&self) -> Option<Duration> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.map(|asked| asked.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_stick_is_only_said_to_be_free_when_it_is() {
        let free = Sentence::PullOut {}.text(Lang::Vi);
        let says_so = |notice: &Notice| {
            let (title, below) = notice.words(Lang::Vi);
            title.contains(&free) || below.contains(&free)
        };
        let steps = [Step::Verifying, Step::Copying, Step::ReadingAgain];
        let busy = steps
            .map(Notice::Taking)
            .into_iter()
            .chain([Notice::Looking, Notice::HandingOver]);
        let mut titles = BTreeSet::new();
        for notice in busy {
            assert!(!says_so(&notice), "{notice:?}");
            assert!(notice.words(Lang::Vi).1.contains("Chưa rút"));
            assert!(titles.insert(notice.words(Lang::Vi).0));
        }
        let taken = Taken {
            name: "Phường Thử".into(),
            release: 7,
            day: "2026-11-29".into(),
        };
        let taken = Notice::Taken(taken);
        assert!(says_so(&taken) && taken.words(Lang::Vi).1.contains("29/11/2026"));
        assert!(says_so(&Notice::Refused(Refusal::BadSignature {})));
        // It is looked at again in a second.
        let busy = Notice::Refused(Refusal::Busy {});
        assert!(!says_so(&busy) && busy.stage() == "busy");
        assert!(!says_so(&Notice::Refused(Refusal::PulledOut {})));
        assert!(!says_so(&Notice::Refused(Refusal::SeveralSticks {
            count: 2
        })));
    }

    #[test]
    fn a_notice_has_a_number_of_its_own() {
        let board = Board::default();
        assert_eq!(board.shown(), (0, Notice::None));
        board.show(Notice::Looking);
        board.show(Notice::Looking);
        assert_eq!(board.shown(), (1, Notice::Looking));
        board.close(1);
        assert!(!board.is_closed(), "it is not over");
        board.show(Notice::Refused(Refusal::NoBundle {}));
        assert!(!board.is_closed());
        board.close(2);
        assert!(board.is_closed());
        board.show(Notice::None);
        assert!(!board.is_closed());
        assert!(board.page_asked().is_none());
        board.note_page();
        assert!(board.page_asked().is_some());
    }
}
