//! Which column of a table is which: by the names that Loa writes and by those that people give them.

use base::lang::Near;
use base::text::match_key;

/// A column of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The row's id.
    Id,
    /// The day.
    Date,
    /// The unit.
    Unit,
    /// The channel.
    Channel,
    /// The posts.
    Post,
    /// Direct or exposed.
    Kind,
    /// How many people.
    People,
    /// How many women among them.
    Women,
    /// Who spoke, by role.
    Role,
    /// What shows it.
    Evidence,
    /// The row that it corrects.
    Corrects,
}

/// Every column with its names: the first is Loa's own, the second the one for people.
const NAMES: [(Column, &[&str]); 11] = [
    (Column::Id, &["id", "Mã dòng", "mã", "mã số", "mã bản ghi"]),
    (
        Column::Date,
        &[
            "date",
            "Ngày",
            "ngày tháng",
            "ngày thực hiện",
            "ngày tổ chức",
            "ngày làm",
            "thời gian",
            "ngày tháng năm",
        ],
    ),
    (
        Column::Unit,
        &[
            "unit",
            "Tổ dân phố",
            "tổ",
            "tổ dân phố, thôn",
            "tổ dân phố/thôn",
            "thôn",
            "bản",
            "khu phố",
            "khu dân cư",
            "tdp",
            "đơn vị",
            "địa bàn",
            "mã tổ",
        ],
    ),
    (
        Column::Channel,
        &[
            "channel",
            "Kênh",
            "hình thức",
            "kênh tuyên truyền",
            "hình thức tuyên truyền",
            "cách làm",
        ],
    ),
    (
        Column::Post,
        &[
            "post",
            "Bài",
            "bài viết",
            "nội dung",
            "chủ đề",
            "nội dung tuyên truyền",
            "sản phẩm",
        ],
    ),
    (
        Column::Kind,
        &["kind", "Loại", "trực tiếp hay tiếp cận", "mức độ"],
    ),
    (
        Column::People,
        &[
            "people",
            "Số người",
            "số người dự",
            "số người tham gia",
            "số người tham dự",
            "người dự",
            "số lượt",
            "số lượt người",
            "tổng số",
            "tổng số người",
            "số lượng",
        ],
    ),
    (
        Column::Women,
        &[
            "women",
            "Số nữ",
            "nữ",
            "trong đó nữ",
            "trong đó: nữ",
            "phụ nữ",
            "số phụ nữ",
        ],
    ),
    (
        Column::Role,
        &[
            "role",
            "Vai trò",
            "vai trò người thực hiện",
            "chức danh",
            "đơn vị thực hiện",
            "cơ quan thực hiện",
        ],
    ),
    (
        Column::Evidence,
        &[
            "evidence",
            "Minh chứng",
            "biên bản",
            "số biên bản",
            "bằng chứng",
            "ảnh",
            "tài liệu kiểm chứng",
            "ghi chú",
        ],
    ),
    (
        Column::Corrects,
        &[
            "corrects",
            "Sửa dòng",
            "sửa cho dòng",
            "sửa",
            "đính chính",
            "đính chính dòng",
            "thay dòng",
        ],
    ),
];

impl Column {
    /// Every column, in the order of the log.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(column, _)| *column)
    }

    /// The column of a heading.
    pub fn of(heading: &str) -> Option<Self> {
        let key = match_key(heading.trim().trim_end_matches(['*', ':']));
        let named = NAMES
            .iter()
            .find(|(_, names)| names.iter().any(|name| match_key(name) == key));
        named.map(|(column, _)| *column)
    }

    /// The name that Loa writes.
    pub fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The heading for people.
    pub fn heading(self) -> &'static str {
        self.names()[1]
    }

    fn names(self) -> &'static [&'static str] {
        let own = NAMES.iter().find(|(column, _)| *column == self);
        own.map_or(&["", ""], |(_, names)| names)
    }
}

/// The name that a heading may have meant.
pub fn near(heading: &str) -> Near {
    Near::find(
        heading,
        NAMES.iter().flat_map(|(_, names)| names.iter().copied()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::COLUMNS;
    use std::collections::BTreeSet;

    #[test]
    fn headings_mean_one_column_each() {
        let names = NAMES.iter().flat_map(|(_, names)| names.iter());
        let keys: Vec<_> = names.map(|name| match_key(name)).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
        assert!(Column::all().map(Column::name).eq(COLUMNS));
        assert_eq!(Column::of("SỐ NGƯỜI DỰ:"), Some(Column::People));
        assert_eq!(Column::of("Số điện thoại"), None);
    }
}
