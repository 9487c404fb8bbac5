//! What can be wrong on the way to paper, in two languages.

use crate::kind::Product;

base::catalogue! {
    /// Something that should be mended.
    pub enum Problem;
    rank: 12;
    includes: ;
    /// A text that a sheet cannot hold at the smallest size that everybody reads.
    Over { product: Product, lines: usize }
        vi: "{product} thừa {lines} dòng ở cỡ chữ 10, nên chưa làm", "rút ngắn phần đầu của bài, các khung và các bước; không bỏ điều giữ an toàn";
        en: "{product} is over by {lines} lines at 10 points, and is not made", "shorten the opening of the text, its blocks and its steps; never what keeps readers safe";
    /// Sections that a sheet has no room for.
    Left { product: Product, sections: String }
        vi: "{product} không đủ chỗ cho mục {sections}: tờ giấy ghi rõ mục nào còn ở trang web", "rút ngắn bài nếu muốn tờ giấy có đủ";
        en: "{product} has no room for {sections}: the sheet says which sections are on the page alone", "shorten the text where the sheet should hold all of it";
    /// A text with too little for a quiz.
    NoQuiz { found: usize, wanted: usize }
        vi: "bài chỉ đủ cho {found} câu trắc nghiệm, cần ít nhất {wanted}, nên chưa làm phiếu trắc nghiệm", "thêm các bước đánh số, mục “Hiểu lầm thường gặp” hoặc các khung dấu hiệu";
        en: "the text is enough for {found} questions of a quiz, of at least {wanted}, so there is none", "add numbered steps, common misunderstandings or blocks of signs";
    /// A talk whose length is not known to the second.
    Unread { part: String }
        vi: "phần “{part}” của bài nói có chỗ không đọc thành tiếng được: phút ghi trên giấy tính theo số tiếng viết", "viết số và chữ viết tắt của phần ấy thành lời";
        en: "the part “{part}” of the talk has places that cannot be read aloud: its minutes are counted by written syllables", "write its numbers and abbreviations out in words";
    /// A drawing that paper cannot show.
    Undrawn { picture: String }
        vi: "hình {picture} không vẽ lại được trên giấy, nên các tờ giấy không có hình ấy", "dùng hình SVG chỉ có các nét cơ bản: `path`, `rect`, `circle`, `line`, `text`";
        en: "the picture {picture} cannot be drawn on paper, so no sheet has it", "use an SVG drawing of plain shapes: `path`, `rect`, `circle`, `line`, `text`";
}
