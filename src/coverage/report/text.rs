//! The text of a report, drafted from the figures.

use crate::figures::{Figures, PlanFigure, State};
use crate::folder::Coverage;
use crate::period::Period;
use crate::rules::Reach;
use crate::settings::Form;
use crate::show::names;
use base::lang::Lang;
use jiff::civil::Date;

/// What a person fills in by hand.
pub const BLANK: &str = "……………………………………";

/// Why a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The period is over.
    Periodic,
    /// Sơ kết: looking back on the way.
    Interim,
    /// Tổng kết: looking back at the end.
    Final,
}

impl Occasion {
    /// How its files are called.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Periodic => "bao-cao",
            Self::Interim => "so-ket",
            Self::Final => "tong-ket",
        }
    }
}

/// A part of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of a chapter.
    Chapter(String),
    /// A heading within one.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A table with its heads; columns of numbers are `true`.
    Table {
        /// The heads of its columns, and whether numbers stand below.
        heads: Vec<(&'static str, bool)>,
        /// Of each column its share of the width.
        widths: Vec<f64>,
        /// Its rows.
        rows: Vec<Vec<String>>,
    },
    /// An annex, on a page of its own.
    Annex(String),
}

/// A report before it is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What it is about: stands below `BÁO CÁO`.
    pub title: String,
    /// The year of its day.
    pub year: i16,
    /// Its parts.
    pub blocks: Vec<Block>,
}

/// A number with dots between thousands.
pub fn number(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            shown.push('.');
        }
        shown.push(digit);
    }
    shown
}

fn count(count: usize) -> String {
    number(count as u64)
}

/// A day as tables write it: `30/9/2026`.
fn short_day(day: &str) -> String {
    let parsed: Result<Date, _> = day.parse();
    parsed.map_or_else(
        |_| day.to_owned(),
        |day| format!("{}/{}/{}", day.day(), day.month(), day.year()),
    )
}

fn long_day(day: &str) -> String {
    let parsed: Result<Date, _> = day.parse();
    parsed.map_or_else(|_| day.to_owned(), base::words::day)
}

/// The report of a period.
pub fn report(
    coverage: &Coverage,
    figures: &Figures,
    period: Period,
    occasion: Occasion,
) -> Report {
    let settings = &coverage.settings;
    let subject = settings
        .subject
        .clone()
        .unwrap_or_else(|| "công tác tuyên truyền, phổ biến".into());
    let title = match occasion {
        Occasion::Periodic => format!("Kết quả {subject} {}", period.name()),
        Occasion::Interim => format!("Sơ kết {subject} {}", period.name()),
        Occasion::Final => format!("Tổng kết {subject} {}", period.name()),
    };
    let words = Words {
        unit: unit_word(figures),
        coverage,
        figures,
        period,
    };
    let basis = settings.basis.clone().unwrap_or_else(|| BLANK.into());
    let issuer = settings
        .issuer
        .as_deref()
        .map_or_else(|| BLANK.to_owned(), sentence_case);
    let mut blocks = vec![Block::Paragraph(format!(
        "Thực hiện {basis}, {issuer} báo cáo kết quả {subject} {}, số liệu tính đến {}, như sau:",
        period.name(),
        long_day(&figures.until),
    ))];
    blocks.push(Block::Chapter("I. KẾT QUẢ THỰC HIỆN".into()));
    words.direct(&mut blocks);
    words.exposed(&mut blocks);
    words.plans(&mut blocks);
    let blank = |label: &str| Block::Paragraph(format!("{label}: {BLANK}"));
    if occasion != Occasion::Periodic {
        blocks.push(Block::Heading("4. Đánh giá chung".into()));
        blocks.push(blank("Ưu điểm"));
        blocks.push(blank("Bài học kinh nghiệm"));
    }
    blocks.push(Block::Chapter("II. TỒN TẠI, HẠN CHẾ".into()));
    words.gaps(&mut blocks);
    blocks.push(blank("Nguyên nhân"));
    blocks.push(Block::Chapter("III. NHIỆM VỤ THỜI GIAN TỚI".into()));
    words.next(&mut blocks);
    blocks.push(blank("Nhiệm vụ khác"));
    // What closes a text of the State.
    let end = if settings.form == Some(Form::Party) {
        "."
    } else {
        "./."
    };
    blocks.push(Block::Chapter("IV. ĐỀ XUẤT, KIẾN NGHỊ".into()));
    blocks.push(Block::Paragraph(BLANK.into()));
    blocks.push(Block::Paragraph(format!(
        "Trên đây là báo cáo kết quả {subject} {}{end}",
        period.name()
    )));
    blocks.push(Block::Annex(format!(
        "Phụ lục: Kết quả theo từng {} ({})",
        words.unit,
        period.name()
    )));
    blocks.push(words.annex());
    Report {
        title,
        year: coverage.today.year(),
        blocks,
    }
}

/// `ỦY BAN NHÂN DÂN PHƯỜNG MẪU` in a sentence: `Ủy ban nhân dân phường Mẫu`. Names within keep their capitals.
fn sentence_case(issuer: &str) -> String {
    if issuer.chars().any(char::is_lowercase) {
        return issuer.to_owned();
    }
    const COMMON: [&str; 17] = [
        "ủy",
        "uỷ",
        "ban",
        "nhân",
        "dân",
        "đảng",
        "bộ",
        "phường",
        "xã",
        "thường",
        "vụ",
        "chấp",
        "hành",
        "xây",
        "dựng",
        "hội",
        "đồng",
    ];
    let words = issuer.split_whitespace().enumerate().map(|(at, word)| {
        let lower = word.to_lowercase();
        match at > 0 && COMMON.contains(&&lower[..]) {
            true => lower,
            false => {
                let mut letters = lower.chars();
                let first = letters.next().into_iter().flat_map(char::to_uppercase);
                first.chain(letters).collect()
            }
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What units are called: by their kind where they are of one.
fn unit_word(figures: &Figures) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for unit in figures.units.iter().filter(|unit| unit.is_there) {
        if !kinds.contains(&&unit.kind[..]) {
            kinds.push(&unit.kind);
        }
    }
    match kinds[..] {
        [] => "đơn vị".into(),
        _ => kinds.join(", "),
    }
}

struct Words<'a> {
    unit: String,
    coverage: &'a Coverage,
    figures: &'a Figures,
    period: Period,
}

impl Words<'_> {
    fn direct(&self, blocks: &mut Vec<Block>) {
        let (figures, unit) = (self.figures, &self.unit);
        blocks.push(Block::Heading("1. Phổ biến, quán triệt trực tiếp".into()));
        if figures.sessions == 0 {
            blocks.push(Block::Paragraph(
                "Trong kỳ chưa ghi nhận buổi phổ biến, quán triệt trực tiếp nào.".into(),
            ));
        } else {
            let share = figures
                .units_percent
                .map(|percent| format!(" ({percent}%)"))
                .unwrap_or_default();
            let mut text = format!(
                "Trong kỳ đã tổ chức {} buổi phổ biến, quán triệt trực tiếp; {}/{} {unit}{share} đã được phổ biến, quán triệt.",
                count(figures.sessions),
                count(figures.units_reached),
                count(figures.units_total),
            );
            if figures.people_reached > 0 {
                text += &format!(
                    " Số người được phổ biến trực tiếp là {} người",
                    number(figures.people_reached)
                );
                if figures.women_reached > 0 {
                    text += &format!(", trong đó có {} nữ", number(figures.women_reached));
                }
                text.push('.');
                if let Some(percent) = figures.people_percent {
                    text += &format!(
                        " Tại các {unit} đã có số liệu dân số, tỷ lệ người được phổ biến trực tiếp đạt {percent}%."
                    );
                }
            }
            blocks.push(Block::Paragraph(text));
        }
        self.channels(Reach::Direct, blocks);
    }

    fn channels(&self, reach: Reach, blocks: &mut Vec<Block>) {
        for channel in self
            .figures
            .channels
            .iter()
            .filter(|channel| channel.reach == reach)
        {
            let people = match channel.people {
                0 => String::new(),
                people => format!(", {} người", number(people)),
            };
            let times = if reach == Reach::Direct {
                "buổi"
            } else {
                "lần"
            };
            blocks.push(Block::Paragraph(format!(
                "- {}: {} {times}, tại {} {}{people}.",
                channel.name,
                count(channel.sessions),
                count(channel.units),
                self.unit,
            )));
        }
    }

    fn exposed(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading("2. Tuyên truyền qua các kênh khác".into()));
        let any = self
            .figures
            .channels
            .iter()
            .any(|channel| channel.reach == Reach::Exposed);
        if any {
            self.channels(Reach::Exposed, blocks);
            let note = "Các kênh này giúp người dân tiếp cận thông tin, không tính là đã phổ biến, quán triệt; số người không cộng giữa các kênh.";
            blocks.push(Block::Paragraph(note.into()));
        } else {
            blocks.push(Block::Paragraph(
                "Trong kỳ chưa ghi nhận hoạt động nào trên các kênh khác.".into(),
            ));
        }
    }

    fn plans(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading("3. Tiến độ thực hiện kế hoạch".into()));
        if self.figures.plans.is_empty() {
            blocks.push(Block::Paragraph(BLANK.into()));
            return;
        }
        let row = |(at, plan): (usize, &PlanFigure)| {
            let share = plan
                .percent
                .map(|percent| format!(" ({percent}%)"))
                .unwrap_or_default();
            vec![
                (at + 1).to_string(),
                plan.title.clone(),
                plan.owner.clone().unwrap_or_default(),
                plan.deadline.as_deref().map(short_day).unwrap_or_default(),
                format!("{}/{}{share}", count(plan.done), count(plan.target)),
                crate::show::state(plan, Lang::Vi),
            ]
        };
        blocks.push(Block::Table {
            heads: vec![
                ("TT", true),
                ("Nội dung", false),
                ("Phụ trách", false),
                ("Thời hạn", true),
                ("Kết quả", true),
                ("Tình trạng", false),
            ],
            widths: vec![0.06, 0.29, 0.2, 0.15, 0.15, 0.15],
            rows: self.figures.plans.iter().enumerate().map(row).collect(),
        });
    }

    fn gaps(&self, blocks: &mut Vec<Block>) {
        let (figures, unit) = (self.figures, &self.unit);
        let gaps = &figures.gaps;
        if figures.units_total == 0 {
            blocks.push(Block::Paragraph(format!("Chưa có danh sách {unit}.")));
        } else if gaps.is_empty() {
            blocks.push(Block::Paragraph(format!(
                "Trong kỳ, mọi {unit} đều đã được phổ biến, quán triệt trực tiếp."
            )));
        } else {
            blocks.push(Block::Paragraph(format!(
                "Còn {} {unit} chưa được phổ biến, quán triệt trực tiếp trong kỳ: {}.",
                count(gaps.len()),
                names(gaps, self.coverage),
            )));
        }
        let late: Vec<_> = figures
            .plans
            .iter()
            .filter(|plan| plan.state == State::Late)
            .collect();
        if !late.is_empty() {
            blocks.push(Block::Paragraph(format!(
                "Còn {} nội dung quá thời hạn:",
                count(late.len())
            )));
        }
        for plan in late {
            let day = plan.deadline.as_deref().map(short_day).unwrap_or_default();
            blocks.push(Block::Paragraph(format!(
                "- {}: thời hạn {day}, mới đạt {}/{} {unit}.",
                plan.title,
                count(plan.done),
                count(plan.target),
            )));
        }
    }

    fn next(&self, blocks: &mut Vec<Block>) {
        let figures = self.figures;
        if !figures.gaps.is_empty() {
            blocks.push(Block::Paragraph(format!(
                "- Tổ chức phổ biến, quán triệt trực tiếp tại: {}.",
                names(&figures.gaps, self.coverage),
            )));
        }
        let next = self.period.next();
        for plan in figures
            .plans
            .iter()
            .filter(|plan| plan.state != State::Done)
        {
            let Some(deadline) = plan.deadline.as_ref() else {
                continue;
            };
            let is_due = deadline.parse().is_ok_and(|day: Date| day <= next.last());
            if is_due {
                let owner = plan
                    .owner
                    .as_ref()
                    .map(|owner| format!(", {owner} phụ trách"))
                    .unwrap_or_default();
                let end = if plan.state == State::Late {
                    "đã quá thời hạn"
                } else {
                    "thời hạn"
                };
                blocks.push(Block::Paragraph(format!(
                    "- {}: {end} {}{owner}.",
                    plan.title,
                    short_day(deadline)
                )));
            }
        }
    }

    fn annex(&self) -> Block {
        let there = self.figures.units.iter().filter(|unit| unit.is_there);
        let row = |(at, unit): (usize, &crate::figures::UnitFigure)| {
            vec![
                (at + 1).to_string(),
                unit.name.clone(),
                unit.people.map(number).unwrap_or_default(),
                if unit.reached {
                    "Đã phổ biến"
                } else {
                    "Chưa"
                }
                .to_owned(),
                count(unit.sessions),
                number(unit.reached_people),
                number(unit.reached_women),
                unit.percent
                    .map(|percent| format!("{percent}%"))
                    .unwrap_or_default(),
                count(unit.exposures),
            ]
        };
        Block::Table {
            heads: vec![
                ("TT", true),
                ("Đơn vị", false),
                ("Số dân", true),
                ("Trực tiếp", false),
                ("Số buổi", true),
                ("Số người", true),
                ("Nữ", true),
                ("Tỷ lệ", true),
                ("Lần tiếp cận", true),
            ],
            widths: vec![0.07, 0.25, 0.1, 0.15, 0.09, 0.1, 0.07, 0.08, 0.09],
            rows: there.enumerate().map(row).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_written_as_people_write_them() {
        assert_eq!(number(7_u32), "7");
        assert_eq!(number(1_234_567_u64), "1.234.567");
        assert_eq!(
            sentence_case("ỦY BAN NHÂN DÂN PHƯỜNG MẪU"),
            "Ủy ban nhân dân phường Mẫu"
        );
        assert_eq!(sentence_case("Đảng ủy phường Mẫu"), "Đảng ủy phường Mẫu");
        assert_eq!(short_day("2026-09-30"), "30/9/2026");
    }
}
