//! The `:::` blocks that a writer may put into a text: when each is used, and an example of it.

use serde::Serialize;

/// A block.
#[derive(Debug, Serialize)]
pub struct Block {
    /// Its name behind `:::`.
    pub name: &'static str,
    /// What the form calls it.
    pub title: &'static str,
    /// When it is used.
    pub when: &'static str,
    /// An example, as it is written.
    pub example: &'static str,
}

const fn block(
    name: &'static str,
    title: &'static str,
    when: &'static str,
    example: &'static str,
) -> Block {
    Block {
        name,
        title,
        when,
        example,
    }
}

/// All blocks, in the order in which a lesson needs them.
pub static BLOCKS: [Block; 8] = [
    block(
        "khẩn cấp",
        "Gọi 115 ngay nếu…",
        "Dấu hiệu phải gọi 115. Đặt ngay sau khối này các bước làm trong lúc chờ.",
        "::: khẩn cấp: Gọi 115 ngay nếu\n- dấu hiệu nguy hiểm\n:::",
    ),
    block(
        "trạm y tế",
        "Đến trạm y tế nếu…",
        "Dấu hiệu phải đi khám, chưa tới mức gọi 115.",
        "::: trạm y tế: Đến trạm y tế nếu\n- dấu hiệu cần khám\n:::",
    ),
    block(
        "tại nhà",
        "Chăm sóc tại nhà",
        "Khi nào tự chăm sóc được, và chăm thế nào.",
        "::: tại nhà: Chăm sóc tại nhà khi\n- dấu hiệu nhẹ\n:::",
    ),
    block(
        "các bước",
        "Các bước",
        "Việc làm lần lượt, mỗi bước một câu.",
        "::: các bước: Cần làm gì\n1. Việc thứ nhất.\n2. Việc thứ hai.\n:::",
    ),
    block(
        "nên",
        "Nên làm",
        "Việc nên làm, không cần theo thứ tự.",
        "::: nên\n- Việc nên làm.\n:::",
    ),
    block(
        "không nên",
        "Không nên làm",
        "Việc hay làm mà hại.",
        "::: không nên\n- Việc không nên làm.\n:::",
    ),
    block(
        "lưu ý",
        "Lưu ý",
        "Một điều người đọc dễ bỏ qua.",
        "::: lưu ý\nĐiều cần lưu ý.\n:::",
    ),
    block(
        "với bạn",
        "Với bạn, điều này có nghĩa gì",
        "Đầu bài về nghị quyết, kế hoạch: người dân được gì, phải làm gì, từ khi nào.",
        "::: với bạn\n- Điều này thay đổi gì cho người dân.\n:::",
    ),
];
