//! What a poster takes from a text: the points it opens with, and the points of its `:::` blocks.

use super::component::Component;

/// The points of one `:::` block, without markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockPoints {
    /// The block's kind.
    pub component: Component,
    /// Its heading.
    pub title: String,
    /// The items of its lists, nested ones within their own.
    pub points: Vec<String>,
}

/// The points of a text, without markup.
#[derive(Debug, Clone, Default)]
pub struct KeyPoints {
    /// The items of the list that the text opens with; empty where it opens with something else.
    pub lead: Vec<String>,
    /// The blocks that hold lists, in order.
    pub blocks: Vec<BlockPoints>,
}

impl KeyPoints {
    /// The block that a poster shows, and what it is: the first that says when to call for help (`emergency`); without one,
    /// when to see a nurse (`station`); else what to do (`do`).
    pub fn card(&self) -> Option<(&BlockPoints, &'static str)> {
        let wanted = [
            (Component::Emergency, "emergency"),
            (Component::HealthStation, "station"),
            (Component::Steps, "do"),
            (Component::Do, "do"),
        ];
        wanted.into_iter().find_map(|(component, kind)| {
            let mut blocks = self.blocks.iter();
            let block = blocks.find(|block| block.component == component)?;
            Some((block, kind))
        })
    }
}

/// Collects a [`KeyPoints`] during the walk over a text.
#[derive(Debug, Default)]
pub struct KeyPointsWriter {
    points: KeyPoints,
    /// The block that the walk is in.
    block: Option<BlockPoints>,
    /// How many lists the walk is in.
    lists: usize,
    /// Where the text of the outermost item begins in the passage.
    item: usize,
    /// Whether the first list may still come as the text's opening.
    opening: Opening,
}

/// How far the opening of a text has come.
#[derive(Debug, Default, PartialEq, Eq)]
enum Opening {
    /// Nothing has been met yet.
    #[default]
    Awaited,
    /// The walk is in the first list, and nothing came before it.
    Here,
    /// Something else has been met.
    Past,
}

impl KeyPointsWriter {
    /// Something other than a list stands in the text.
    pub fn pass(&mut self) {
        if self.lists == 0 {
            self.opening = Opening::Past;
        }
    }

    /// A block opens.
    pub fn open_block(&mut self, component: Component, title: &str) {
        self.pass();
        self.block = Some(BlockPoints {
            component,
            title: title.into(),
            points: Vec::new(),
        });
    }

    /// The block closes.
    pub fn close_block(&mut self) {
        let block = self.block.take().filter(|block| !block.points.is_empty());
        self.points.blocks.extend(block);
    }

    /// A list opens.
    pub fn open_list(&mut self) {
        if self.lists == 0 && self.opening == Opening::Awaited {
            self.opening = Opening::Here;
        }
        self.lists += 1;
    }

    /// A list closes.
    pub fn close_list(&mut self) {
        self.lists = self.lists.saturating_sub(1);
        self.pass();
    }

    /// An item opens; `at` is where its text will begin in the passage.
    pub fn open_item(&mut self, at: usize) {
        if self.lists == 1 {
            self.item = at;
        }
    }

    /// An item closes; `passage` holds its text at its end.
    pub fn close_item(&mut self, passage: &str) {
        let text = passage.get(self.item..).unwrap_or_default();
        let text = text.trim().trim_end_matches([';', ',']);
        if self.lists != 1 || text.is_empty() {
            return;
        }
        if let Some(block) = &mut self.block {
            block.points.push(text.into());
        } else if self.opening == Opening::Here {
            self.points.lead.push(text.into());
        }
    }

    /// The key points, when the walk is over.
    pub fn finish(mut self) -> KeyPoints {
        self.close_block();
        self.points
    }
}
