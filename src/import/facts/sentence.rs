//! A sentence made ready for reading: in small letters, with its times, quantities, tense and section found once.

use super::quantity::{self, Quantity};
use super::tense::{self, Section};
use super::{Context, Relation, Sentence};
use base::text::{has_word, lowercase};
use base::times::calendar::Grain;
use base::times::{self, Time};
use std::ops::Range;

/// A sentence with what every reader of facts needs of it.
pub struct Read<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its words in small letters; byte for byte as long as the sentence.
    pub folded: String,
    /// Times named, in order.
    pub times: Vec<Time>,
    /// Numbers that measure something, in order.
    pub quantities: Vec<Quantity>,
    /// Whether it tells of what has already been.
    pub past: bool,
    /// What its section is about.
    pub section: Section,
}

impl<'a> Read<'a> {
    pub fn new(sentence: &'a Sentence, context: &Context) -> Self {
        let folded = lowercase(&sentence.text);
        let mut times = times::times(&folded, context.date);
        for time in &mut times {
            time.names |= is_in_a_name(&sentence.text, &folded, time);
        }
        let quantities = quantity::quantities(&folded, &times);
        let section = Section::of(&sentence.path);
        let past = tense::is_past(&folded, section);
        Self {
            sentence,
            folded,
            times,
            quantities,
            past,
            section,
        }
    }

    /// The words of a byte range as the sentence writes them, without blanks around.
    pub fn words(&self, range: Range<usize>) -> &'a str {
        self.sentence.text[range].trim()
    }
}

/// Proper names of what runs to a year of its own.
#[rustfmt::skip]
const PROGRAMMES: [&str; 10] = [
    "Chương trình", "Đề án", "Chiến lược", "Kế hoạch", "Nghị quyết", "Quyết định", "Dự án", "Quy hoạch", "Chỉ thị", "Kết luận",
];

/// Whether a time ends the name of a programme: "Chương trình mục tiêu quốc gia phòng, chống ma túy đến năm 2030".
fn is_in_a_name(text: &str, folded: &str, time: &Time) -> bool {
    const DOING: [&str; 10] = [
        "đạt",
        "phấn đấu",
        "hoàn thành",
        "trở thành",
        "còn",
        "ban hành",
        "có",
        "được",
        "bảo đảm",
        "đảm bảo",
    ];
    let ends_a_part = match time.relation {
        Some(Relation::By) => true,
        None => matches!(time.days.grain, Grain::Year | Grain::Period),
        _ => false,
    };
    if !ends_a_part
        || times::clause_before(folded, time.span.start)
            .trim()
            .is_empty()
    {
        return false;
    }
    let left = &text[..time.span.start];
    let from = left.rfind([';', ':']).map_or(0, |at| at + 1);
    let named = PROGRAMMES
        .iter()
        .filter_map(|name| left[from..].rfind(name).map(|at| from + at + name.len()))
        .max();
    named.is_some_and(|at| !has_word(&folded[at..time.span.start], &DOING))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_programme_is_part_of_its_name() {
        let names = |text: &str| {
            let sentence = Sentence {
                text: text.to_owned(),
                line: 1,
                block: 0,
                path: Vec::new(),
            };
            let read = Read::new(&sentence, &Context::default());
            read.times.iter().map(|time| time.names).collect::<Vec<_>>()
        };
        assert_eq!(
            names("Thực hiện Đề án phòng, chống đuối nước đến năm 2031, xã lập kế hoạch"),
            [true]
        );
        assert_eq!(
            names("Thực hiện Nghị quyết, đến năm 2031 xã không còn nhà tạm"),
            [false]
        );
        assert_eq!(
            names("Thực hiện Nghị quyết, phấn đấu 95% hộ có nước sạch đến năm 2031"),
            [false]
        );
    }
}
