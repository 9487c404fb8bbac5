//! What may have happened, as pictures to touch: for the home page of a site and of a kiosk.

use super::Site;
use super::addresses::{list_url, tag_list};
use super::context::{PictureContext, TileContext};
use super::post::{picture_context, small_picture};
use crate::assets::Picture;
use crate::linker::Linker;
use crate::model::{Kind, PostIndex};
use jiff::Span;
use std::collections::BTreeSet;

/// Tiles of a home page, beside the one that leads to all lessons.
const HOME_TILES: usize = 11;

/// Topics that stand on a home page all year.
const ALWAYS: [&str; 6] = ["đột quỵ", "hóc dị vật", "bỏng", "sốt", "ngã", "huyết áp"];

/// Days before an event on which its topics are on people's minds.
const SOON: i64 = 14;

/// What may have happened.
#[derive(Debug)]
pub(super) struct Happening {
    /// In the words of whoever comes in a hurry.
    words: &'static str,
    /// The topic of the lessons about it.
    topic: &'static str,
    /// The theme's drawing of it.
    drawing: &'static str,
    /// The months in which it is more on people's minds.
    months: &'static [i8],
}

const fn happening(
    words: &'static str,
    topic: &'static str,
    drawing: &'static str,
    months: &'static [i8],
) -> Happening {
    Happening {
        words,
        topic,
        drawing,
        months,
    }
}

/// What cannot wait first. A ward without a lesson of that topic has no such tile.
pub(super) const HAPPENINGS: [Happening; 23] = [
    happening("Bất tỉnh, ngừng thở", "ngừng thở", "ngung-tho", &[]),
    happening(
        "Méo miệng, nói khó",
        "đột quỵ",
        "meo-mieng",
        &[11, 12, 1, 2],
    ),
    happening("Đau ngực", "đau ngực", "dau-nguc", &[]),
    happening("Bị hóc, sặc", "hóc dị vật", "hoc", &[]),
    happening("Bị bỏng", "bỏng", "bong", &[]),
    happening("Sốt", "sốt", "sot", &[7, 8, 9, 10, 11]),
    happening("Chó, mèo cắn", "chó cắn", "cho-can", &[5, 6, 7, 8]),
    happening("Tiêu chảy", "tiêu chảy", "tieu-chay", &[5, 6, 7, 8]),
    happening("Đuối nước", "đuối nước", "duoi-nuoc", &[5, 6, 7, 8, 9]),
    happening("Cháy nhà", "cháy nhà", "chay-nha", &[12, 1, 2]),
    happening("Mang thai", "mang thai", "mang-thai", &[]),
    happening("Ngã", "ngã", "nga", &[]),
    happening("Chảy máu", "chảy máu", "chay-mau", &[]),
    happening(
        "Tai nạn giao thông",
        "tai nạn giao thông",
        "tai-nan",
        &[1, 2],
    ),
    happening("Rắn cắn, ong đốt", "rắn cắn", "ran-can", &[6, 7, 8, 9]),
    happening("Ngộ độc", "ngộ độc", "ngo-doc", &[1, 2, 12]),
    happening("Điện giật", "điện giật", "dien-giat", &[6, 7, 8, 9]),
    happening("Khó thở", "khó thở", "kho-tho", &[11, 12, 1, 2]),
    happening("Say nắng", "say nắng", "say-nang", &[5, 6, 7, 8]),
    happening("Huyết áp", "huyết áp", "huyet-ap", &[11, 12, 1, 2]),
    happening("Tiểu đường", "tiểu đường", "tieu-duong", &[]),
    happening("Tiêm chủng", "tiêm chủng", "tiem-chung", &[]),
    happening("Thẻ bảo hiểm y tế", "bảo hiểm y tế", "the-bhyt", &[]),
];

/// A tile and the lessons behind it.
#[derive(Debug)]
pub(super) struct Tile {
    /// What is seen.
    pub(super) shown: TileContext,
    /// Where it leads, one of them or their list.
    pub(super) lessons: Vec<PostIndex>,
}

impl Site<'_> {
    /// The tiles of a home page: what every home asks about, then what the month and the days that come put on people's
    /// minds, then what cannot wait; shown in the order of [`HAPPENINGS`].
    pub(super) fn home_tiles(&self, linker: &Linker) -> Vec<TileContext> {
        let month = self.compiled.today.month();
        let coming = self.topics_of_coming_days();
        let is_near = |one: &Happening| one.months.contains(&month) || coming.contains(one.topic);
        let mut tiles: Vec<_> = HAPPENINGS
            .iter()
            .enumerate()
            .filter_map(|(place, one)| {
                let tile = self.tile(one, linker)?;
                Some((
                    !ALWAYS.contains(&one.topic),
                    !is_near(one),
                    place,
                    tile.shown,
                ))
            })
            .collect();
        tiles.sort_by_key(|&(rarely, later, place, _)| (rarely, later, place));
        tiles.truncate(HOME_TILES);
        tiles.sort_by_key(|&(_, _, place, _)| place);
        tiles.into_iter().map(|(.., shown)| shown).collect()
    }

    /// The lesson that the month puts on people's minds.
    pub(super) fn lesson_of_the_month(&self, linker: &Linker) -> Option<PostIndex> {
        let month = self.compiled.today.month();
        let near = HAPPENINGS.iter().filter(|one| one.months.contains(&month));
        let mut tiles: Vec<_> = near.filter_map(|one| self.tile(one, linker)).collect();
        if tiles.is_empty() {
            return None;
        }
        // Another one each month of a season.
        let at = usize::try_from(month).unwrap_or_default() % tiles.len();
        tiles.swap_remove(at).lessons.first().copied()
    }

    fn topics_of_coming_days(&self) -> BTreeSet<&str> {
        let last = self.compiled.today.saturating_add(Span::new().days(SOON));
        let events = self.compiled.lists.events.iter().copied();
        let soon =
            events.filter(|&post| self.next_held(post).is_some_and(|(first, _)| first <= last));
        soon.flat_map(|post| &self.compiled.ward.posts[post].front.tags)
            .map(String::as_str)
            .collect()
    }

    /// The tile of a topic: its one essential lesson, else its one lesson, else the list of them, for nobody here knows
    /// which of them it is.
    pub(super) fn tile(&self, happening: &Happening, linker: &Linker) -> Option<Tile> {
        let topics = &self.compiled.lists.topics;
        let address = topics.address(happening.topic)?;
        let posts = topics.tags.get(address)?.posts.iter().copied();
        let lessons: Vec<_> = posts.filter(|&post| self.is_lesson(post)).collect();
        let essential = lessons
            .iter()
            .copied()
            .filter(|&post| self.is_essential(post));
        let essential: Vec<_> = essential.collect();
        let url = match (essential.as_slice(), lessons.as_slice()) {
            (_, []) => return None,
            ([one], _) | ([], [one]) => self.compiled.ward.posts[*one].url(),
            _ => list_url(&tag_list(address), 1),
        };
        let shown = TileContext {
            words: happening.words.into(),
            url: linker.to(&url),
            drawing: Some(happening.drawing),
            picture: None,
        };
        Some(Tile { shown, lessons })
    }

    /// A post's cover in small, else the first drawing of a lesson.
    pub(super) fn thumbnail(&self, post: PostIndex, linker: &Linker) -> Option<PictureContext> {
        match &self.compiled.posts[post].cover {
            Some(cover) => Some(small_picture(cover, linker)),
            None if self.is_lesson(post) => self.drawing(post, linker),
            None => None,
        }
    }

    /// The first drawing in a post's text; photographs are none.
    pub(super) fn first_drawing(&self, post: PostIndex) -> Option<&Picture> {
        let mut pictures = self.compiled.posts[post].body.pictures.iter();
        pictures.find(|picture| picture.variants.is_empty())
    }

    /// The same as pages show it.
    pub(super) fn drawing(&self, post: PostIndex, linker: &Linker) -> Option<PictureContext> {
        let drawing = self.first_drawing(post)?;
        // Its words stand beside it.
        Some(picture_context(drawing, String::new(), linker))
    }

    pub(super) fn is_lesson(&self, post: PostIndex) -> bool {
        matches!(self.compiled.ward.posts[post].kind, Kind::Lesson(_))
    }

    pub(super) fn is_essential(&self, post: PostIndex) -> bool {
        matches!(&self.compiled.ward.posts[post].kind, Kind::Lesson(lesson) if lesson.essential)
    }
}
