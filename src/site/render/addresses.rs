//! Addresses of pages below the site's root, and the files that they are in.

use crate::model::{LessonGroup, LifeStage, PAGES};

/// The page for being offline.
pub const OFFLINE: &str = "ngoai-tuyen/";

/// The page on which volunteers note what was done in units.
pub const NOTING: &str = "ghi-nhan/";

/// The page of totals of what was done in units.
pub const COVERED: &str = "do-phu/";

/// The health calendar.
pub const CALENDAR: &str = "lich/";

/// The address of a page of a list: `tin/`, `tin/trang/2/`.
pub fn list_url(list: &str, page: usize) -> String {
    if page == 1 {
        format!("{list}/")
    } else {
        format!("{list}/{PAGES}/{page}/")
    }
}

/// The address of a stage's list, without the slash.
pub fn life_stage_list(stage: LifeStage) -> String {
    format!("lua-tuoi/{}", stage.key())
}

/// The page with the drawing of a body.
pub const BODY: &str = "dau-o-dau/";

/// The page of all names of lessons.
pub const ALPHABET: &str = "a-z/";

/// The address of a group's list, without the slash.
pub fn group_list(group: LessonGroup) -> String {
    format!("nhom-bai/{}", group.key())
}

/// The address of a topic's list, without the slash.
pub fn tag_list(slug: &str) -> String {
    format!("chu-de/{slug}")
}

/// The address of a post's page for other channels, behind that of the post.
pub const MEDIA: &str = "truyen-thong/";

/// The poster of a lesson, behind the lesson's address.
pub const POSTER: &str = "ap-phich/";

/// The file that answers for an address.
pub fn file_of(url: &str) -> String {
    if url.is_empty() || url.ends_with('/') {
        format!("{url}index.html")
    } else {
        url.to_owned()
    }
}
