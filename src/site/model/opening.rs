//! Opening hours as people write them → the minutes of a week. Hours count whole or not at all: of words that are not
//! understood nothing is computed, and the page shows the words alone.

use std::fmt::Write;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Names of the days, Monday first.
const DAYS: [[&str; 2]; 7] = [
    ["hai", "2"],
    ["ba", "3"],
    ["tư", "4"],
    ["năm", "5"],
    ["sáu", "6"],
    ["bảy", "7"],
    ["nhật", "nhật"],
];

/// From when until when, in minutes from midnight.
type Period = (u16, u16);

/// When a place is open in a usual week.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opening([Vec<Period>; 7]);

/// Days, and when a place is open on each of them.
type Part = (Vec<usize>, Vec<Period>);

impl Opening {
    /// Reads "7 giờ 30 đến 11 giờ 30, 13 giờ đến 17 giờ, thứ Hai đến thứ Sáu"; parts for other days follow a semicolon.
    pub fn read(words: &str) -> Option<Self> {
        let mut opening = Self::default();
        for part in words.split([';', '\n']) {
            let (days, periods) = Words::of(part).part()?;
            for day in days {
                let known = &mut opening.0[day];
                if !known.is_empty() {
                    return None;
                }
                known.clone_from(&periods);
            }
        }
        Some(opening)
    }

    /// For scripts: minutes from midnight, days from Monday on, `450-690,780-1020;…`.
    pub fn data(&self) -> String {
        let mut data = String::new();
        for (day, periods) in self.0.iter().enumerate() {
            data.push_str(if day == 0 { "" } else { ";" });
            for (at, (from, to)) in periods.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                write!(data, "{comma}{from}-{to}")
                    .unwrap_or_else(|_| unreachable!("a string takes all"));
            }
        }
        data
    }
}

/// The words of a part that are still to be read.
struct Words(Vec<String>);

impl Words {
    /// Words, numbers and signs, last first; what says nothing is left out.
    fn of(part: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut kind = None;
        for letter in part.to_lowercase().chars() {
            let of = match letter {
                _ if letter.is_numeric() => 0,
                _ if letter.is_alphabetic() => 1,
                _ if letter.is_whitespace() => {
                    kind = None;
                    continue;
                }
                _ => 2,
            };
            match words.last_mut() {
                Some(word) if kind == Some(of) && of < 2 => word.push(letter),
                _ => words.push(letter.to_string()),
            }
            kind = Some(of);
        }
        words.retain(|word| {
            !matches!(
                word.as_str(),
                "từ" | "sáng" | "chiều" | "buổi" | "các" | "ngày" | "." | "(" | ")"
            )
        });
        words.reverse();
        Self(words)
    }

    fn peek(&self, word: &str) -> bool {
        self.0.last().is_some_and(|next| next == word)
    }

    fn take(&mut self, words: &[&str]) -> bool {
        let found = words.iter().any(|word| self.peek(word));
        if found {
            self.0.pop();
        }
        found
    }

    fn to(&mut self) -> bool {
        self.take(&["đến", "tới", "-", "–"])
    }

    /// Days before or behind their hours; without either it is not said when.
    fn part(mut self) -> Option<Part> {
        let mut days = Vec::new();
        let mut periods = Vec::new();
        while !self.0.is_empty() {
            if self.take(&[",", ":", "và"]) {
                continue;
            }
            match self.days() {
                Some(more) => days.extend(more),
                None => periods.push(self.period()?),
            }
        }
        days.sort_unstable();
        let each_once = days.windows(2).all(|pair| pair[0] != pair[1]);
        let in_order = periods.windows(2).all(|pair| pair[0].1 <= pair[1].0);
        (each_once && in_order && !days.is_empty() && !periods.is_empty())
            .then_some((days, periods))
    }

    fn days(&mut self) -> Option<Vec<usize>> {
        for all in [["hằng", ""], ["hàng", ""], ["mỗi", ""], ["cả", "tuần"]] {
            if self.peek(all[0]) {
                self.0.pop();
                return (all[1].is_empty() || self.take(&[all[1]])).then(|| (0..7).collect());
            }
        }
        let first = self.day()?;
        let mark = self.0.len();
        if !self.to() {
            return Some(vec![first]);
        }
        let Some(last) = self.day() else {
            // No day: what follows is read as hours, which it is not.
            self.0.truncate(mark);
            return None;
        };
        (first < last).then(|| (first..=last).collect())
    }

    fn day(&mut self) -> Option<usize> {
        if !self.take(&["thứ", "chủ", "t"]) {
            return None;
        }
        let name = self.0.pop()?;
        DAYS.iter().position(|names| names.contains(&name.as_str()))
    }

    fn period(&mut self) -> Option<Period> {
        let from = self.time()?;
        let to = self.to().then(|| self.time())??;
        (from < to).then_some((from, to))
    }

    fn time(&mut self) -> Option<u16> {
        let hour = self.number(24)?;
        if !self.take(&["giờ", "h", "g", ":"]) {
            return None;
        }
        let minute = if self.take(&["rưỡi"]) {
            Some(30)
        } else {
            self.number(59)
        };
        self.take(&["phút"]);
        let time = hour * 60 + minute.unwrap_or_default();
        (time <= DAY).then_some(time)
    }

    fn number(&mut self, most: u16) -> Option<u16> {
        let number = self
            .0
            .last()?
            .parse()
            .ok()
            .filter(|number| *number <= most)?;
        self.0.pop();
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::Opening;

    fn read(words: &str) -> Option<String> {
        Opening::read(words).map(|opening| opening.data())
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let weekdays = ["450-690,780-1020"; 5].join(";") + ";;";
        for words in [
            "7 giờ 30 đến 11 giờ 30, 13 giờ đến 17 giờ, thứ Hai đến thứ Sáu",
            "Thứ 2 - thứ 6: 7h30-11h30, 13h-17h",
            "T2–T6, 7:30–11:30 và 13:00–17:00",
            "Từ thứ hai đến thứ sáu: sáng từ 7 giờ rưỡi đến 11 giờ rưỡi, chiều 13 giờ đến 17 giờ.",
        ] {
            assert_eq!(read(words).as_deref(), Some(&*weekdays), "{words}");
        }
        assert_eq!(
            read("Thứ Hai đến thứ Sáu: 7h-17h; thứ Bảy: 7h-11h30").as_deref(),
            Some("420-1020;420-1020;420-1020;420-1020;420-1020;420-690;")
        );
        assert_eq!(
            read("Hằng ngày, 0h đến 24h").as_deref(),
            Some(&*["0-1440"; 7].join(";"))
        );
        assert_eq!(read("chủ nhật: 8h-10h").as_deref(), Some(";;;;;;480-600"));
    }

    #[test]
    fn of_hours_that_leave_anything_open_nothing_is_computed() {
        for words in [
            "",
            "7 giờ 30 đến 17 giờ",
            "thứ Hai đến thứ Sáu",
            "giờ hành chính, thứ Hai đến thứ Sáu",
            "7h đến 17h, thứ Hai đến thứ Sáu, trừ ngày lễ",
            "17h đến 7h, thứ Hai",
            "7h đến 25h, thứ Hai",
            "7h-12h, 11h-17h, thứ Hai",
            "thứ Hai: 7h-11h; thứ Hai: 13h-17h",
            "thứ Sáu đến thứ Hai: 7h-11h",
            "24/24, hằng ngày",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
