//! What a build is doing, in two languages.

base::sentences! {
    /// A stage of a build, as people are told it.
    pub enum Stage;

    /// Reading content.
    Loading {}
        vi: "Đọc bài viết"; en: "Reading posts";
    /// Compiling texts and checking.
    Checking {}
        vi: "Kiểm tra"; en: "Checking";
    /// Rendering a ward.
    Rendering { ward: String }
        vi: "Dựng trang {ward}"; en: "Building {ward}";
    /// Indexing a ward.
    Indexing { ward: String }
        vi: "Lập chỉ mục tìm kiếm {ward}"; en: "Indexing {ward}";
}
