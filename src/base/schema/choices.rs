//! Fixed values, each with its key and its words.

use super::field::{Choice, words};

const fn choice(key: &'static str, vi: &'static str, en: &'static str) -> Choice {
    let label = words(vi, en);
    Choice { key, label }
}

/// Stages of life.
pub const LIFE_STAGES: [Choice; 4] = [
    choice("tre-em", "Trẻ em", "Children"),
    choice("nguoi-lon", "Người lớn", "Adults"),
    choice("thai-san", "Thai sản", "Pregnancy and birth"),
    choice("nguoi-cao-tuoi", "Người cao tuổi", "Older people"),
];

/// Groups of lessons, in the order in which pages show them.
pub const LESSON_GROUPS: [Choice; 9] = [
    choice("cap-cuu", "Cấp cứu", "Emergencies"),
    choice(
        "trieu-chung",
        "Triệu chứng, bệnh hay gặp",
        "Symptoms and common illnesses",
    ),
    choice("man-tinh", "Bệnh mạn tính", "Chronic diseases"),
    choice("me-va-be", "Mẹ và bé", "Mother and child"),
    choice("an-uong-van-dong", "Ăn uống, vận động", "Food and exercise"),
    choice("moi-truong", "Môi trường, nơi ở", "Environment and home"),
    choice(
        "tinh-than-gia-dinh",
        "Tinh thần, gia đình",
        "Mind and family",
    ),
    choice("kham-chua", "Khám chữa, quyền lợi", "Care and benefits"),
    choice("khac", "Bài khác", "Other"),
];

/// Where something hurts: what the drawing of a body leads from, from head to foot, then what has no one place.
pub const BODY_PARTS: [Choice; 11] = [
    choice("dau", "Đầu", "Head"),
    choice("mat", "Mắt", "Eyes"),
    choice("mieng-hong", "Miệng, răng, họng", "Mouth, teeth, throat"),
    choice("nguc", "Ngực, đường thở", "Chest, breathing"),
    choice("bung", "Bụng", "Belly"),
    choice("lung", "Lưng", "Back"),
    choice("vung-kin", "Vùng kín, đường tiểu", "Private parts, urine"),
    choice("tay-chan", "Tay, chân, khớp", "Arms, legs, joints"),
    choice("da", "Da", "Skin"),
    choice("toan-than", "Sốt, mệt cả người", "Fever, whole body"),
    choice("tinh-than", "Buồn lo, mất ngủ", "Mood and sleep"),
];

/// What is known about a claim.
pub const VERDICTS: [Choice; 5] = [
    choice("dung", "Đúng", "True"),
    choice("sai", "Sai", "False"),
    choice("sai-mot-phan", "Sai một phần", "Partly false"),
    choice("thieu-boi-canh", "Thiếu bối cảnh", "Missing context"),
    choice("chua-du-can-cu", "Chưa đủ căn cứ", "Not enough evidence"),
];

/// How far a model is.
pub const MODEL_STATUSES: [Choice; 3] = [
    choice("chuan-bi", "Đang chuẩn bị", "Being prepared"),
    choice("dang-lam", "Đang thực hiện", "Under way"),
    choice("hoan-thanh", "Đã hoàn thành", "Completed"),
];

/// How a measure compares with its target.
pub const COMPARISONS: [Choice; 5] = [
    choice("=", "bằng", "exactly"),
    choice(">", "trên", "more than"),
    choice(">=", "từ", "at least"),
    choice("<", "dưới", "less than"),
    choice("<=", "tối đa", "at most"),
];

/// Days on which a bulletin is read, Monday first.
pub const BULLETIN_DAYS: [Choice; 7] = [
    choice("thu-hai", "Thứ hai", "Monday"),
    choice("thu-ba", "Thứ ba", "Tuesday"),
    choice("thu-tu", "Thứ tư", "Wednesday"),
    choice("thu-nam", "Thứ năm", "Thursday"),
    choice("thu-sau", "Thứ sáu", "Friday"),
    choice("thu-bay", "Thứ bảy", "Saturday"),
    choice("chu-nhat", "Chủ nhật", "Sunday"),
];

/// What a bulletin holds between its greeting and its sign-off.
pub const BULLETIN_PARTS: [Choice; 5] = [
    choice("khan-cap", "Tin khẩn", "Urgent notices"),
    choice("lich", "Lịch sắp tới", "What comes next"),
    choice("bai-hoc", "Bài sức khỏe", "Lessons"),
    choice("nghi-quyet", "Nghị quyết", "Resolutions"),
    choice("tin", "Tin và mô hình", "News and models"),
];

/// The values of an enumeration with the keys and Vietnamese words of a choice, in the same order.
pub const fn paired<T: Copy, const N: usize>(
    values: [T; N],
    choices: &[Choice; N],
) -> [(T, &'static str, &'static str); N] {
    let mut pairs = [(values[0], "", ""); N];
    let mut at = 0;
    while at < N {
        pairs[at] = (values[at], choices[at].key, choices[at].label.vi);
        at += 1;
    }
    pairs
}
