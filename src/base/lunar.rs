//! The lunar calendar of Vietnam: months begin on the day of the new moon at UTC+7, and the month of the winter solstice is
//! the eleventh (Quyết định 121-CP of 1967 set that zone; the positions of moon and sun follow Meeus, Astronomical Algorithms).

use jiff::civil::Date;

/// A day of the lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LunarDay {
    /// Of the month, from 1.
    pub day: i64,
    /// Of the year, from 1.
    pub month: i64,
    /// The year, by the year in which it begins.
    pub year: i64,
    /// Whether the month is the second of its number.
    pub leap: bool,
}

/// Mean length of a lunar month, in days.
const MONTH: f64 = 29.530_588_68;

/// The Julian day of the new moon that months are counted from, early in 1900.
const FIRST: f64 = 2_415_020.759_33;

/// Vietnam's time, as a part of a day.
const ZONE: f64 = 7.0 / 24.0;

/// Which twelfth of its way the sun enters at the winter solstice.
const SOLSTICE: i64 = 9;

/// The day of the lunar calendar that a day is.
pub fn lunar(date: Date) -> LunarDay {
    let today = julian(date);
    let month = month_of(today);
    let year = i64::from(date.year());
    // The eleventh months between which the day lies, and the year of the second.
    let (first, next, ends) = match eleventh(year) {
        passed if passed <= month => (passed, eleventh(year + 1), year + 1),
        coming => (eleventh(year - 1), coming, year),
    };
    let doubled = (next - first == 13).then(|| leap_month(first, next));
    let since = month - first - i64::from(doubled.is_some_and(|doubled| doubled <= month));
    LunarDay {
        day: today - new_moon(month) + 1,
        month: (since + 10) % 12 + 1,
        year: if since < 2 { ends - 1 } else { ends },
        leap: doubled == Some(month),
    }
}

/// A day of the lunar calendar in words: "mùng 1 tháng Giêng", "15 tháng 7", "23 tháng Chạp".
pub fn words(day: LunarDay) -> String {
    let early = if day.day <= 10 { "mùng " } else { "" };
    let month = match day.month {
        1 => "Giêng".to_owned(),
        12 => "Chạp".to_owned(),
        month => month.to_string(),
    };
    let leap = if day.leap { " nhuận" } else { "" };
    format!("{early}{} tháng {month}{leap}", day.day)
}

/// The Julian day number of a day.
fn julian(date: Date) -> i64 {
    const EPOCH: Date = Date::constant(1970, 1, 1);
    2_440_588 + date.duration_since(EPOCH).as_hours() / 24
}

/// The Julian day number of the day on which, in Vietnam, the new moon of this count falls.
fn new_moon(count: i64) -> i64 {
    let k = count as f64;
    let t = k / 1236.85;
    let sine = |degrees: f64| degrees.to_radians().sin();
    let mean = FIRST
        + MONTH * k
        + (0.000_117_8 - 0.000_000_155 * t) * t * t
        + 0.000_33 * sine(166.56 + (132.87 - 0.009_173 * t) * t);
    let sun = 359.2242 + 29.105_356_08 * k - (0.000_033_3 + 0.000_003_47 * t) * t * t;
    let moon = 306.0253 + 385.816_918_06 * k + (0.010_730_6 + 0.000_012_36 * t) * t * t;
    let node = 21.2964 + 390.670_506_46 * k - (0.001_652_8 + 0.000_002_39 * t) * t * t;
    let terms = [
        (0.1734 - 0.000_393 * t, sun),
        (0.0021, 2.0 * sun),
        (-0.4068, moon),
        (0.0161, 2.0 * moon),
        (-0.0004, 3.0 * moon),
        (0.0104, 2.0 * node),
        (-0.0051, sun + moon),
        (-0.0074, sun - moon),
        (0.0004, 2.0 * node + sun),
        (-0.0004, 2.0 * node - sun),
        (-0.0006, 2.0 * node + moon),
        (0.0010, 2.0 * node - moon),
        (0.0005, 2.0 * moon + sun),
    ];
    let shift: f64 = terms.iter().map(|(size, angle)| size * sine(*angle)).sum();
    let clock = -0.000_278 + (0.000_265 + 0.000_262 * t) * t;
    (mean + shift - clock + 0.5 + ZONE).floor() as i64
}

/// In which twelfth of its way the sun is when a day begins in Vietnam, from the spring equinox.
fn sun_sign(day: i64) -> i64 {
    let t = (day as f64 - 2_451_545.5 - ZONE) / 36_525.0;
    let anomaly = (357.529_10 + (35_999.050_30 - 0.000_155_9 * t) * t).to_radians();
    let mean = 280.466_45 + (36_000.769_83 + 0.000_303_2 * t) * t;
    let centre = (1.914_600 - 0.004_817 * t) * anomaly.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * anomaly).sin()
        + 0.000_290 * (3.0 * anomaly).sin();
    ((mean + centre).rem_euclid(360.0) / 30.0).floor() as i64
}

/// The count of the month that a day lies in.
fn month_of(day: i64) -> i64 {
    let next = ((day as f64 - FIRST) / MONTH).floor() as i64 + 1;
    // True new moons are at most some hours from the mean ones.
    (next - 2..=next)
        .rfind(|month| new_moon(*month) <= day)
        .unwrap_or(next - 2)
}

/// The count of the month that holds the winter solstice of a year.
fn eleventh(year: i64) -> i64 {
    let last = month_of(julian(Date::constant(year as i16, 12, 31)));
    // Where the sun has passed the solstice when the month begins, that was in the month before.
    last - i64::from(sun_sign(new_moon(last)) >= SOLSTICE)
}

/// Which month between two eleventh ones is doubled, in a year of thirteen: the first in which the sun changes no sign.
fn leap_month(first: i64, next: i64) -> i64 {
    let sign = |month: i64| sun_sign(new_moon(month));
    (first + 1..next)
        .find(|month| sign(*month) == sign(month + 1))
        .unwrap_or(next - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// First days of Tết as the state calendar of Vietnam has them; in 2030 China's is a day later, in 2007 and 1985 too.
    #[test]
    fn the_first_days_of_tet_are_known() {
        for (year, month, day) in [
            (1968, 1, 29),
            (1985, 1, 21),
            (2000, 2, 5),
            (2007, 2, 17),
            (2023, 1, 22),
            (2024, 2, 10),
            (2025, 1, 29),
            (2026, 2, 17),
            (2027, 2, 6),
            (2028, 1, 26),
            (2029, 2, 13),
            (2030, 2, 2),
        ] {
            let tet = date(year, month, day);
            let first = LunarDay {
                day: 1,
                month: 1,
                year: year.into(),
                leap: false,
            };
            assert_eq!(lunar(tet), first, "{tet}");
            let eve = lunar(tet.yesterday().unwrap());
            assert_eq!((eve.month, eve.year), (12, i64::from(year) - 1), "{tet}");
            assert!(eve.day == 29 || eve.day == 30, "{tet}");
        }
    }

    #[test]
    fn doubled_months_are_known() {
        for (day, month) in [
            (date(2020, 5, 23), 4),
            (date(2023, 3, 22), 2),
            (date(2025, 7, 25), 6),
            (date(2028, 6, 23), 5),
        ] {
            let found = lunar(day);
            assert_eq!(
                (found.day, found.month, found.leap),
                (1, month, true),
                "{day}"
            );
            let before = lunar(day.yesterday().unwrap());
            assert_eq!((before.month, before.leap), (month, false), "{day}");
        }
    }

    #[test]
    fn days_follow_each_other() {
        let mut day = date(2024, 1, 1);
        let mut before = lunar(day);
        while day.year() < 2101 {
            day = day.tomorrow().unwrap();
            let next = lunar(day);
            let follows = next.day == before.day + 1 && next.month == before.month;
            let begins = next.day == 1 && before.day >= 29;
            assert!(follows || begins, "{day}: {before:?}, {next:?}");
            assert!(
                (1..=30).contains(&next.day) && (1..=12).contains(&next.month),
                "{day}"
            );
            before = next;
        }
    }

    #[test]
    fn days_have_words() {
        for (day, told) in [
            (date(2026, 2, 17), "mùng 1 tháng Giêng"),
            (date(2025, 9, 6), "15 tháng 7"),
            (date(2026, 2, 10), "23 tháng Chạp"),
            (date(2025, 7, 25), "mùng 1 tháng 6 nhuận"),
        ] {
            assert_eq!(words(lunar(day)), told);
        }
    }
}
