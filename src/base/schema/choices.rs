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
