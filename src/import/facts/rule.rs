//! Which rule found a fact, and where a target has its year from: for those who review what a machine read.

use serde::Serialize;

/// The rule by which a fact was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A share: %, ‰.
    Share,
    /// A rate on so many people.
    Rate,
    /// How often something happens: "mỗi năm 1 lần".
    Frequency,
    /// Years of life.
    Life,
    /// A length of time in a section of targets.
    Time,
    /// "gấp 2 lần".
    Times,
    /// An amount of money.
    Money,
    /// A count in a section of targets.
    CountInGoals,
    /// A count that a verb or a word of comparison sets.
    Count,
    /// A state to be reached, without a number.
    State,
    /// A row of a table of targets.
    TargetRow,
    /// A row of a table of work.
    TaskRow,
    /// Words of a time by, in or from which something is to be done.
    TimeWords,
    /// "hằng quý", "định kỳ 6 tháng".
    Recurring,
    /// "Giao Trạm Y tế …".
    Given,
    /// A body in charge, and what it does.
    Charge,
    /// What stands under the name of a body.
    UnderBody,
    /// A body in charge, named last: "…; Hội Nông dân xã chủ trì".
    ChargeAtEnd,
    /// Lines that give one thing by its name: "Cơ quan chủ trì: …".
    Keyed,
    /// «mô hình “…”».
    ModelName,
    /// Number and symbol.
    Symbol,
    /// A law by its name.
    LawName,
    /// A kind and a number without a symbol.
    KindAndNumber,
}

impl Rule {
    /// The rule in words for those who review.
    pub fn words(self) -> &'static str {
        match self {
            Self::Share => "tỷ lệ",
            Self::Rate => "tỷ số trên số dân",
            Self::Frequency => "số lần theo kỳ",
            Self::Life => "tuổi thọ, số năm sống",
            Self::Time => "khoảng thời gian trong mục chỉ tiêu",
            Self::Times => "số lần",
            Self::Money => "số tiền",
            Self::CountInGoals => "số đếm trong mục chỉ tiêu",
            Self::Count => "số đếm có từ ấn định mức",
            Self::State => "kết quả cần đạt, không có con số",
            Self::TargetRow => "dòng của bảng chỉ tiêu",
            Self::TaskRow => "dòng của bảng nhiệm vụ",
            Self::TimeWords => "từ chỉ thời hạn",
            Self::Recurring => "từ chỉ định kỳ",
            Self::Given => "câu giao việc",
            Self::Charge => "câu nêu cơ quan chủ trì",
            Self::UnderBody => "việc dưới tên cơ quan",
            Self::ChargeAtEnd => "cơ quan chủ trì ghi ở cuối câu",
            Self::Keyed => "dòng ghi tên mục",
            Self::ModelName => "tên mô hình",
            Self::Symbol => "số và ký hiệu",
            Self::LawName => "tên luật",
            Self::KindAndNumber => "loại và số",
        }
    }
}

/// Where a target has its year from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum YearFrom {
    /// Its own sentence.
    Sentence,
    /// The end of the row of targets that it stands in.
    Row,
    /// The head of its paragraph.
    Paragraph,
    /// The heading above it.
    Heading,
    /// The head of its column.
    Column,
    /// The title of the plan.
    Title,
}

impl YearFrom {
    /// The place in words for those who review.
    pub fn words(self) -> &'static str {
        match self {
            Self::Sentence => "trong câu",
            Self::Row => "ở cuối câu",
            Self::Paragraph => "ở đầu đoạn",
            Self::Heading => "ở đề mục",
            Self::Column => "ở đầu cột",
            Self::Title => "ở tên văn bản",
        }
    }
}
