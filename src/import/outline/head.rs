//! The head: who issued the document, its number, place, date, kind and abstract.

use super::label::{self, Label};
use super::paragraph::is_capitals;
use super::phrase::{kind_at, kind_of_number};
use super::segment::{self, Fixed, Segment};
use super::{Form, Uncertain};
use crate::tidy::Line;
use base::text::collapse_spaces;
use base::text::match_key;
use jiff::civil::Date;

/// Lines that a head may take.
pub const HEAD_LIMIT: usize = 60;

/// Lines that an abstract may take.
const TITLE_LIMIT: usize = 14;

/// Longest line of an abstract that is not broken, in characters.
const TITLE_LENGTH: usize = 600;

/// What begins the text behind an abstract, folded.
const OPENERS: [&str; 38] = [
    "can cu",
    "thuc hien",
    "de ",
    "nham ",
    "ngay ",
    "trong ",
    "sau ",
    "kinh gui",
    "theo ",
    "xet ",
    "qua ",
    "hom nay",
    "kinh thua",
    "tiep tuc",
    "trien khai",
    "ban hanh kem",
    "thi hanh",
    "tren co so",
    "thoi gian",
    "uy ban",
    "ban thuong vu",
    "ban chap hanh",
    "hoi dong",
    "dang uy",
    "tu dau ",
    "nhung nam",
    "tai phien",
    "tai hoi nghi",
    "thoi gian qua",
    "truoc tinh hinh",
    "tu ngay",
    "trung tam ",
    "chu tich ",
    "ban thuong truc",
    "ban chi dao",
    "so y te",
    "van phong",
    "tram y te",
];

/// What the head says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Head {
    /// The layout, where the head shows it.
    pub form: Form,
    /// The lines that name the issuing body and those above it.
    pub authority: Vec<String>,
    /// Number and symbol.
    pub number: Option<String>,
    /// Where it was issued.
    pub place: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Its kind.
    pub kind: Option<String>,
    /// Its abstract, in pieces as they were broken.
    pub title: Vec<String>,
    /// Whether the first lines are missing, so that the abstract may begin in the middle.
    pub cut: bool,
    /// What a person must look at.
    pub uncertain: Vec<Uncertain>,
}

/// Reads the head; gives also the lines of the text, behind it.
pub fn read(lines: &[Line], wrapped: bool) -> (Head, Vec<&Line>) {
    let mut reader = Reader {
        lines,
        wrapped,
        head: Head::default(),
        kept: Vec::new(),
        rest_of_title: None,
    };
    let end = reader.read();
    let Reader { head, kept, .. } = reader;
    (head, kept.into_iter().chain(&lines[end..]).collect())
}

/// Lines that the abstract of a letter may take, those of the right column included.
const ABOUT_LIMIT: usize = 14;

/// Lines below a date among which a narrow column may have put its year.
const DATE_REACH: usize = 4;

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.starts_with("20") && text.chars().all(|c| c.is_ascii_digit())
}

/// "An Giả, ngày 5 tháng 9 năm".
fn is_date_without_year(text: &str) -> bool {
    let fold = match_key(text);
    fold.contains("ngay") && fold.contains("thang") && fold.ends_with("nam")
}

struct Reader<'l> {
    lines: &'l [Line],
    wrapped: bool,
    head: Head,
    /// Lines met in the head that belong into the text.
    kept: Vec<&'l Line>,
    /// What of the national title, or of the Party's name, a narrow column pushed below: "NAM", folded.
    rest_of_title: Option<&'static str>,
}

/// What a piece of the masthead is.
enum Piece {
    Known,
    Kind(&'static str, String),
    About(String),
    Authority(String),
    Text,
}

impl<'l> Reader<'l> {
    /// Reads masthead, kind and abstract; gives the index of the first line of the text.
    fn read(&mut self) -> usize {
        let limit = self.lines.len().min(HEAD_LIMIT);
        let fragment = self.fragment(limit);
        if let Some(end) = fragment {
            return end;
        }
        let mut at = 0;
        while at < limit {
            let line = &self.lines[at];
            if self.begins_text(line) {
                return at;
            }
            let pieces = segment::split(&line.raw.text);
            let mut unknown = None;
            for piece in &pieces {
                match self.piece(piece, at) {
                    Piece::Known => {}
                    Piece::Authority(text) => self.head.authority.push(text),
                    Piece::About(text) => {
                        self.head.title.push(text);
                        at = self.about(at + 1);
                        self.head.kind.get_or_insert_with(|| "Công văn".into());
                    }
                    Piece::Kind(kind, rest) => {
                        self.head.kind = Some(kind.into());
                        return self.title(at + 1, rest);
                    }
                    Piece::Text => unknown = Some(piece.text.clone()),
                }
            }
            if let Some(text) = unknown
                && !self.note(&text, at)
            {
                return at;
            }
            at += 1;
        }
        at
    }

    /// A text whose head was cut away: it begins in the middle of its abstract, closed by dashes.
    fn fragment(&mut self, limit: usize) -> Option<usize> {
        let first = self.lines.first()?.raw.text.trim_start();
        let rule = self.lines[..limit.min(8)]
            .iter()
            .position(|line| segment::is_separator(&line.raw.text))?;
        let small = first.starts_with(char::is_lowercase);
        if !small || rule == 0 {
            return None;
        }
        self.head.title = self.lines[..rule]
            .iter()
            .map(|line| collapse_spaces(&line.raw.text))
            .collect();
        self.head.cut = true;
        Some(rule + 1)
    }

    /// Whether a line begins the text wherever it stands.
    fn begins_text(&self, line: &Line) -> bool {
        let text = line.raw.text.trim();
        let fold = match_key(&text.chars().take(20).collect::<String>());
        !line.raw.cells.is_empty()
            || fold.starts_with("can cu")
            || fold.starts_with("kinh gui")
            || matches!(label::read(text), Some((Label::Number { .. }, _)))
    }

    fn piece(&mut self, piece: &Segment, at: usize) -> Piece {
        let text = piece.text.as_str();
        let line = self.lines[at].raw.line;
        if segment::is_separator(text) {
            return Piece::Known;
        }
        if let Some(fixed) = segment::fixed(text) {
            self.take_fixed(fixed, text);
            return Piece::Known;
        }
        // The national title may have been broken in its narrow column, as the year of a date.
        if self.ends_national_title(text) || self.year_of_broken_date(text, at) {
            return Piece::Known;
        }
        // What a program took a star or a rule in a picture for.
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        if letters <= 3
            && text.chars().count() <= 4
            && !is_capitals(text)
            && !text.contains(|c: char| c.is_ascii_digit())
            && !["so", "so:"].contains(&match_key(text).as_str())
        {
            return Piece::Known;
        }
        // "Nghị quyết số: 9/2025/QH15", as the National Assembly writes it.
        if let Some((_, rest)) = kind_at(text)
            && let Some((Some(number), tail)) = segment::number(rest.trim_start())
            && tail.is_empty()
        {
            self.head.number.get_or_insert(number);
            return Piece::Known;
        }
        if let Some((number, rest)) = segment::number(text) {
            if number.is_none() {
                self.uncertain("number", line, text);
            }
            self.head.number = self.head.number.take().or(number);
            let rest = Segment {
                text: rest,
                column: piece.column + 1,
            };
            return if rest.text.is_empty() {
                Piece::Known
            } else {
                self.piece(&rest, at)
            };
        }
        // A symbol alone, or a word alone: the number was left blank, and the paper parted the two.
        if ["so", "so:"].contains(&match_key(text).as_str()) {
            self.uncertain("number", line, text);
            return Piece::Known;
        }
        if text.starts_with(['/', '-'])
            && is_capitals(text)
            && !text.contains(' ')
            && text.chars().count() > 2
        {
            self.uncertain("number", line, text);
            return Piece::Known;
        }
        if let Some(piece) = self.date(piece, at) {
            return piece;
        }
        if let Some((kind, rest)) = kind_at(text)
            && !text.ends_with([':', '.', ';'])
            && (is_capitals(text) || rest.trim().is_empty())
        {
            return Piece::Kind(kind, rest.trim().to_owned());
        }
        if let Some(rest) = self.begins_abstract(text) {
            return rest;
        }
        let fold = match_key(text);
        if fold.starts_with("v/v")
            || (fold.starts_with("ve viec") && piece.column == 0 && text.chars().count() < 90)
        {
            return Piece::About(text.to_owned());
        }
        let mark = [
            "mat",
            "toi mat",
            "tuyet mat",
            "hoa toc",
            "khan",
            "thuong khan",
            "du thao",
            "ban sao",
            "sao y",
        ];
        if mark.contains(&fold.trim_end_matches(['.', ':'])) {
            return Piece::Known;
        }
        if is_capitals(text)
            && text.chars().filter(|c| c.is_alphabetic()).count() > 2
            && text.chars().count() < 120
        {
            return Piece::Authority(text.trim_matches(['*', ' ']).to_owned());
        }
        Piece::Text
    }

    /// Takes the national title, the motto or the Party's name, and what of it must follow below.
    fn take_fixed(&mut self, fixed: Fixed, text: &str) {
        self.head.form = match fixed {
            Fixed::Party => Form::Party,
            Fixed::Republic | Fixed::Motto => Form::State,
        };
        let whole = match fixed {
            Fixed::Republic => "cong hoa xa hoi chu nghia viet nam",
            Fixed::Party => "dang cong san viet nam",
            Fixed::Motto => return,
        };
        let rest = whole.strip_prefix(match_key(text).trim()).map(str::trim);
        self.rest_of_title = rest.filter(|rest| !rest.is_empty());
    }

    /// Whether a piece is what a narrow column pushed below the national title.
    fn ends_national_title(&mut self, text: &str) -> bool {
        let ends = self
            .rest_of_title
            .is_some_and(|rest| match_key(text).trim() == rest);
        if ends {
            self.rest_of_title = None;
        }
        ends
    }

    /// The kind that an abstract begins with, behind a number whose letters name the same: "Hướng dẫn một số nội dung …".
    fn begins_abstract(&self, text: &str) -> Option<Piece> {
        let (kind, rest) = kind_at(text)?;
        let symbol = kind_of_number(self.head.number.as_deref()?)?;
        let same = kind == symbol || kind.starts_with(&format!("{symbol} "));
        let goes_on = rest.trim_start().starts_with(char::is_lowercase);
        (same && goes_on && !text.ends_with([':', '.', ';']))
            .then(|| Piece::Kind(kind, rest.trim().to_owned()))
    }

    /// Whether a piece is the year that a narrow column pushed below its date.
    fn year_of_broken_date(&mut self, text: &str, at: usize) -> bool {
        if !is_year(text) {
            return false;
        }
        let before = self.lines[at.saturating_sub(DATE_REACH)..at].iter().rev();
        let cut = before
            .flat_map(|line| segment::split(&line.raw.text))
            .find(|piece| is_date_without_year(&piece.text));
        let Some(cut) = cut else {
            return false;
        };
        self.take_date(&format!("{} {text}", cut.text), at);
        true
    }

    fn date(&mut self, piece: &Segment, at: usize) -> Option<Piece> {
        // "An Giả, ngày 5 tháng 9 năm" goes on in one of the next lines.
        let goes_on = || {
            let next = self.lines[at + 1..].iter().take(DATE_REACH);
            next.flat_map(|line| segment::split(&line.raw.text))
                .any(|piece| is_year(&piece.text))
        };
        if is_date_without_year(&piece.text) && goes_on() {
            return Some(Piece::Known);
        }
        let before = self.take_date(&piece.text, at)?;
        if before.is_empty() {
            return Some(Piece::Known);
        }
        let rest = Segment {
            text: before,
            column: piece.column,
        };
        Some(self.piece(&rest, at))
    }

    /// Takes place and date from a piece; gives what stood before them.
    fn take_date(&mut self, text: &str, at: usize) -> Option<String> {
        let found = segment::issued(text)?;
        if found.date.is_none() {
            self.uncertain("date", self.lines[at].raw.line, text);
        }
        self.head.place = self.head.place.take().or(found.place);
        self.head.date = self.head.date.take().or(found.date);
        Some(found.before)
    }

    fn uncertain(&mut self, field: &str, line: usize, text: &str) {
        self.head.uncertain.push(Uncertain {
            field: field.into(),
            line,
            text: text.into(),
        });
    }

    /// An abstract beside a letter's number goes on until something else begins; the right column may stand between.
    fn about(&mut self, from: usize) -> usize {
        let mut at = from;
        while let Some(line) = self.lines.get(at).filter(|_| at < from + ABOUT_LIMIT) {
            let pieces = segment::split(&line.raw.text);
            let Some(piece) = pieces.first() else {
                break;
            };
            if self.begins_text(line) {
                break;
            }
            let (text, column) = (piece.text.clone(), piece.column);
            if pieces.len() == 1 && self.is_of_right_column(&text, at) {
                at += 1;
                continue;
            }
            let goes_on =
                !line.gap || text.starts_with(char::is_lowercase) || self.addressed_soon(at);
            let more = goes_on
                && column == 0
                && segment::issued(&text).is_none()
                && segment::fixed(&text).is_none()
                && text.chars().count() < 60
                && !is_capitals(&text);
            if !more {
                break;
            }
            self.head.title.push(text);
            for other in pieces.iter().skip(1) {
                self.is_of_right_column(&other.text, at);
            }
            at += 1;
        }
        at - 1
    }

    /// Takes the date, the national title or a rule of the right column.
    fn is_of_right_column(&mut self, text: &str, at: usize) -> bool {
        match segment::fixed(text) {
            Some(fixed) => self.take_fixed(fixed, text),
            None => {
                return segment::is_separator(text)
                    || self.ends_national_title(text)
                    || is_date_without_year(text)
                    || self.year_of_broken_date(text, at)
                    || segment::issued(text).is_some_and(|found| found.before.is_empty())
                        && self.take_date(text, at).is_some();
            }
        }
        true
    }

    /// Whether "Kính gửi" follows within a few lines, so that an abstract may still go on.
    fn addressed_soon(&self, at: usize) -> bool {
        let next = self.lines[at + 1..].iter().take(4);
        next.map(|line| match_key(&line.raw.text))
            .any(|fold| fold.starts_with("kinh gui"))
    }

    /// An unknown line of the masthead: says whether the masthead goes on behind it.
    fn note(&mut self, text: &str, at: usize) -> bool {
        let more = self.lines[at + 1..].iter().take(12).any(|line| {
            let pieces = segment::split(&line.raw.text);
            pieces.iter().any(|piece| {
                segment::fixed(&piece.text).is_some()
                    || segment::number(&piece.text).is_some()
                    || segment::issued(&piece.text).is_some()
                    || kind_at(&piece.text)
                        .is_some_and(|(_, rest)| rest.trim().is_empty() && is_capitals(&piece.text))
            })
        });
        let short = text.chars().count() < 90 && !text.ends_with(['.', ':', ';']);
        if more && short && self.head.kind.is_none() {
            self.head.authority.push(text.to_owned());
        }
        more && short
    }

    /// Reads the abstract from line `at`; gives the index of the first line of the text.
    fn title(&mut self, mut at: usize, rest: String) -> usize {
        if !rest.is_empty() && !["lien nganh", "lien tich"].contains(&match_key(&rest).as_str()) {
            self.head.title.push(rest);
        }
        let from = at;
        let mut styled = false;
        while let Some(line) = self.lines.get(at).filter(|_| at < from + TITLE_LIMIT) {
            let text = collapse_spaces(&line.raw.text);
            if segment::is_separator(&text) {
                if self.head.title.is_empty() {
                    at += 1;
                    continue;
                }
                return at + 1;
            }
            if self.ends_title(line, &text, styled, at) {
                return at;
            }
            let note = text.starts_with('(') && text.chars().count() < 200;
            if self.take_date(&text, at).is_some() {
                // Some forms put the day under the abstract.
            } else if note {
                self.kept.push(line);
            } else if is_capitals(&text) && self.head.title.iter().any(|line| !is_capitals(line)) {
                // "CHỦ TỊCH ỦY BAN NHÂN DÂN": who decides, before what it rests on.
                self.head
                    .authority
                    .extend(self.head.authority.is_empty().then(|| text.clone()));
            } else {
                styled |= line.raw.style.bold || line.raw.style.centred;
                self.head.title.push(text);
            }
            at += 1;
        }
        at
    }

    /// Whether the lines from `at` are a sentence: they come to a full stop or a colon before any label.
    fn begins_sentence(&self, at: usize) -> bool {
        let lines = self.lines[at..].iter().take(12);
        lines
            .take_while(|line| !self.begins_text(line))
            .any(|line| line.raw.text.trim_end().ends_with(['.', ':', ';']))
    }

    fn ends_title(&self, line: &Line, text: &str, styled: bool, at: usize) -> bool {
        if self.begins_text(line)
            || text.chars().count() > TITLE_LENGTH
            || segment::on_behalf(text).is_some()
        {
            return true;
        }
        if self.head.title.is_empty() {
            return text.ends_with(':');
        }
        let fold = match_key(text);
        let opener = OPENERS.iter().any(|opener| fold.starts_with(opener))
            && text.starts_with(char::is_uppercase);
        let plain = styled && !line.raw.style.bold && !line.raw.style.centred;
        let capitals_before = self.head.title.last().is_some_and(|last| is_capitals(last));
        if !self.wrapped {
            return (opener
                && !is_capitals(text)
                && !(line.raw.style.bold && line.raw.style.centred))
                || plain
                || text.ends_with(['.', ':', ';']);
        }
        // An abstract goes on in small letters, whatever stands between.
        if text.starts_with(char::is_lowercase) && !text.ends_with([':', ';']) {
            return false;
        }
        let paragraph = self.lines[at..].iter().take_while(|next| {
            std::ptr::eq(*next, line) || !(next.gap || segment::is_separator(&next.raw.text))
        });
        if !line.gap {
            // Nothing parts abstract and text: the text begins with such words and a whole sentence.
            let sentence = text.chars().count() > 45
                && self
                    .head
                    .title
                    .last()
                    .is_some_and(|last| !is_unfinished(last))
                && self.begins_sentence(at);
            let whole = text.ends_with('.') && !is_capitals(text);
            return opener && (plain || whole || sentence && !is_capitals(text));
        }
        let (mut length, mut last) = (0, "");
        for next in paragraph {
            length += next.raw.text.len();
            last = next.raw.text.trim();
        }
        opener && !is_capitals(text)
            || last.ends_with(['.', ':', ';'])
            || length > 900
            || plain && !capitals_before
    }
}

/// Whether a line of an abstract must go on: it ends with a comma or with a word that joins.
fn is_unfinished(text: &str) -> bool {
    let fold = match_key(text);
    let word = fold.rsplit(' ').next().unwrap_or_default();
    text.ends_with([',', '-'])
        || [
            "va", "cua", "cac", "giua", "voi", "tai", "ve", "cho", "theo", "thuc", "duoc", "do",
        ]
        .contains(&word)
}
