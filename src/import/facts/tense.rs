//! What has been and what is to be: verbs and headings that tell a result from a target.

use base::pattern::pattern;
use base::text::{ends_with_word, has_word, lowercase};
use regex::Regex;
use std::sync::LazyLock;

/// A label before a heading's words.
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[ivx]+\.|[a-zđ][.)]|\(?\d[\d.)]*)\s*"));

/// What a section is about, by its headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Targets: "Mục tiêu", "Chỉ tiêu".
    Goals,
    /// Tasks and who does them: "Nhiệm vụ", "Tổ chức thực hiện".
    Tasks,
    /// What was reached: "Kết quả", "Đánh giá tình hình".
    Results,
    /// Any other.
    Other,
}

#[rustfmt::skip]
const GOALS: [&str; 8] = [
    "mục tiêu", "chỉ tiêu", "phấn đấu", "tầm nhìn", "phương hướng", "yêu cầu cần đạt", "kết quả cần đạt", "kết quả dự kiến",
];
#[rustfmt::skip]
const TASKS: [&str; 12] = [
    "nhiệm vụ", "giải pháp", "tổ chức thực hiện", "phân công", "trách nhiệm", "biện pháp", "lộ trình", "tiến độ",
    "nội dung", "công trình", "kế hoạch", "hoạt động",
];
/// Headings of results: such words inside the name of a task ("tháo gỡ khó khăn", "báo cáo kết quả") are none.
static RESULTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:những |một số |khái quát |về |các )?(?:kết quả|tình hình|đặc điểm|thực trạng|hạn chế|tồn tại|ưu điểm|nguyên nhân",
        r"|thuận lợi|khó khăn|kinh phí|nguồn vốn|bối cảnh|căn cứ|cơ sở pháp lý|sự cần thiết)\b",
        r"|đánh giá (?:tình hình|kết quả|chung|thực trạng|việc thực hiện)|kết quả (?:đạt|thực hiện|nhiệm kỳ|năm|nổi bật)",
    ))
});

impl Section {
    /// Whether what stands in it is to be reached or done.
    pub fn sets(self) -> bool {
        matches!(self, Self::Goals | Self::Tasks)
    }

    /// What the innermost heading that tells says.
    pub fn of(path: &[String]) -> Self {
        path.iter()
            .rev()
            .map(|heading| Self::of_heading(&lowercase(heading)))
            .find(|section| *section != Self::Other)
            .unwrap_or(Self::Other)
    }

    /// What one heading, in small letters, says.
    pub fn of_heading(heading: &str) -> Self {
        // A paragraph that bears a label is no heading that tells.
        if heading.chars().count() > 160 {
            return Self::Other;
        }
        // "Tiêm chủng: tỷ lệ đạt 98% kế hoạch": what stands behind the colon is text, not heading.
        let heading = heading.split(": ").next().unwrap_or(heading);
        // Who reports results is given work.
        let heading = &heading
            .replace("báo cáo kết quả", "báo cáo")
            .replace("tổng hợp kết quả", "tổng hợp");
        let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
        match () {
            () if heading.contains('%') => Self::Other,
            () if has(&GOALS) => Self::Goals,
            () if RESULTS.is_match(LABEL.replace(heading, "").as_ref()) => Self::Results,
            () if has(&TASKS) => Self::Tasks,
            () => Self::Other,
        }
    }
}

/// Words of a whole sentence about the past.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:đến nay|(?:nhiệm kỳ|năm|thời gian|giai đoạn) vừa qua|nhiệm kỳ qua|những năm qua|hiện nay|hiện tại|hiện đạt|hiện có|trong (?:\d+|những) năm qua|thời gian qua|năm qua|ước đạt|ước thực hiện",
        r"|so với cùng kỳ|tính đến|trước đây|nhìn lại|trong \d+ tháng (?:đầu|qua)|sau \d+ năm|vượt \d|vượt kế hoạch)\b",
    ))
});

/// "đã" with what was done; not "chỉ tiêu đã đề ra".
static DONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bđã (?P<verb>\p{L}+)"));

/// Words that turn a sentence towards what is to come.
const AHEAD: [&str; 6] = [
    "phấn đấu",
    "mục tiêu",
    "đến năm",
    "chỉ tiêu",
    "sẽ",
    "đến hết năm",
];

/// Whether a sentence tells what has already been.
pub fn is_past(folded: &str, section: Section) -> bool {
    let ahead = has_word(folded, &AHEAD);
    match section {
        Section::Results => !has_word(folded, &["phấn đấu", "đến năm"]),
        Section::Goals => is_told(folded) && !ahead && is_done(folded),
        _ => {
            (is_told(folded) || is_done(folded) && folded.contains(|c: char| c.is_ascii_digit()))
                && !ahead
                && !orders(folded)
        }
    }
}

/// "hiện có", but not the end of "thực hiện có hiệu quả".
fn is_told(folded: &str) -> bool {
    TOLD.find_iter(folded).any(|found| {
        ends_with_word(&folded[..found.start()], &["thực", "thể", "phát", "biểu"]).is_none()
    })
}

fn is_done(folded: &str) -> bool {
    const GIVEN: [&str; 9] = ["đề", "ban", "được", "giao", "nêu", "nghỉ", "ký", "có", "bố"];
    DONE.captures_iter(folded)
        .any(|found| !GIVEN.contains(&&found["verb"]))
}

/// A sentence that gives work is not about the past, whatever it recalls on the way.
fn orders(folded: &str) -> bool {
    has_word(
        folded,
        &[
            "chủ trì",
            "giao",
            "yêu cầu",
            "đề nghị",
            "hoàn thành trước",
            "hoàn thành trong",
            "báo cáo",
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(path: &[&str]) -> Section {
        Section::of(
            &path
                .iter()
                .map(|&heading| heading.to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn the_innermost_heading_that_tells_decides() {
        assert_eq!(
            section(&["I. Đánh giá tình hình", "2. Chỉ tiêu"]),
            Section::Goals
        );
        assert_eq!(
            section(&["II. Mục tiêu", "1. Kết quả đạt được"]),
            Section::Results
        );
        assert_eq!(
            section(&["IV. TỔ CHỨC THỰC HIỆN", "3. Công an phường"]),
            Section::Tasks
        );
        assert_eq!(section(&["A"]), Section::Other);
    }

    #[test]
    fn results_are_past_and_plans_are_not() {
        assert!(is_past("đến nay đã có 80% hộ tham gia", Section::Other));
        assert!(!is_past("phấn đấu vượt chỉ tiêu đã đề ra", Section::Other));
        assert!(!is_past(
            "đến nay mới 60%, phấn đấu đến năm 2030 đạt 90%",
            Section::Other
        ));
    }
}
