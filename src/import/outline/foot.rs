//! The foot: who signed, in what role and on whose behalf, and whom the document was sent to.

use super::issuer::issuer;
use super::label::{self, Label, Shape};
use super::menu;
use super::paragraph::is_capitals;
use super::phrase::{kind_at, sentence_case};
use super::segment::{self, Issued, Segment};
use crate::tidy::Line;
use base::text::collapse_spaces;
use base::text::match_key;

/// What the foot says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Foot {
    /// Who signed.
    pub signer: Option<String>,
    /// In what role.
    pub role: Option<String>,
    /// On whose behalf.
    pub authority: Option<String>,
    /// Whom it was sent to.
    pub recipients: Vec<String>,
    /// Whether the signature is the Party's (`T/M`) or the State's (`TM.`).
    pub party: Option<bool>,
    /// Place and date, where they stand above the signature.
    pub issued: Option<Issued>,
    /// Source lines that were not understood.
    pub unread: Vec<usize>,
    /// The source line on which what is attached behind the foot begins.
    pub attached: Option<usize>,
}

/// The lines of a text without its foot, and the foot. Appendices behind the foot stay in the text.
pub fn cut<'l>(lines: &[&'l Line]) -> (Vec<&'l Line>, Foot) {
    let Some(start) = start(lines) else {
        return (lines.to_vec(), Foot::default());
    };
    let end = (start + 1..lines.len())
        .find(|at| begins_appendix(lines, *at))
        .map_or(lines.len(), |at| masthead_above(lines, start + 1, at));
    let mut reader = Reader::default();
    let mut before = start;
    if let Some(issued) = start
        .checked_sub(1)
        .and_then(|at| segment::issued(&collapse_spaces(&lines[at].raw.text)))
        && issued.before.is_empty()
    {
        reader.foot.issued = Some(issued);
        before = start - 1;
    }
    for line in &lines[start..end] {
        reader.line(line);
    }
    let mut foot = reader.finish();
    foot.attached = lines.get(end).map(|line| line.raw.line);
    let rest = lines[..before]
        .iter()
        .chain(&lines[end..])
        .copied()
        .collect();
    (rest, foot)
}

/// The first line of the foot: the first that opens one and shows no example of a signature.
fn start(lines: &[&Line]) -> Option<usize> {
    let sent: Vec<bool> = lines.iter().map(|line| names_recipients(line)).collect();
    let opens: Vec<bool> = (0..lines.len())
        .map(|at| sent[at] || signs(lines[at]))
        .collect();
    // From the end on, so that each line is looked at once: whether the text goes on before anything attached begins, and
    // whether a foot behind which it does not stands there.
    let (mut goes_on, mut later) = (vec![false; lines.len() + 1], vec![false; lines.len() + 1]);
    for at in (0..lines.len()).rev() {
        let attached = begins_appendix(lines, at);
        goes_on[at] = !attached && (is_part_of_text(lines[at]) || goes_on[at + 1]);
        later[at] = !attached && (opens[at] && !goes_on[at + 1] || later[at + 1]);
    }
    let is_example = |at: usize| {
        let beside = sent[at.saturating_sub(FOOT)..(at + FOOT).min(lines.len())].contains(&true);
        is_announced(lines, at) || goes_on[at + 1] && (!beside || later[at + 1])
    };
    (0..lines.len())
        .filter(|at| opens[*at])
        .find(|at| !is_example(*at))
        .or_else(|| {
            bare_signature(lines).filter(|at| !is_announced(lines, *at) && !goes_on[at + 1])
        })
}

/// Whether a line is the head of the recipients.
fn names_recipients(line: &Line) -> bool {
    segment::split(&line.raw.text).iter().any(|piece| {
        let fold = match_key(&piece.text);
        fold.starts_with("noi nhan")
            && (fold.len() < 12
                || fold[8..].trim_start().starts_with([':', '.', '('])
                || line.raw.style.bold)
    })
}

/// Whether a line signs on somebody's behalf.
fn signs(line: &Line) -> bool {
    segment::split(&line.raw.text).iter().any(|piece| {
        segment::on_behalf(&piece.text)
            .is_some_and(|whom| is_capitals(&whom) && whom.chars().count() < 80)
    })
}

/// Lines above a signature among which the word of an example stands.
const EXAMPLE: usize = 4;

/// Lines around a signature in which the recipients of the same foot stand.
const FOOT: usize = 40;

/// Whether what looks like a foot shows how one is written: an example is announced above it.
fn is_announced(lines: &[&Line], at: usize) -> bool {
    lines[at.saturating_sub(EXAMPLE)..at].iter().any(|line| {
        let fold = match_key(line.raw.text.trim());
        let fold = fold.trim_start_matches(|c: char| !c.is_alphabetic());
        [
            "vi du",
            "thi du",
            "mau ky",
            "mau chu ky",
            "cach ghi",
            "cach ky",
        ]
        .iter()
        .any(|word| fold.starts_with(word))
    })
}

/// Whether a line begins a numbered part with words of its own: no foot holds one.
fn is_part_of_text(line: &Line) -> bool {
    matches!(
        label::read(&collapse_spaces(&line.raw.text)),
        Some((Label::Number { shape, .. }, rest))
            if shape <= Shape::Decimal && shape != Shape::Appendix && rest.split(' ').count() > 1
    )
}

/// A signature without `TM.` and without recipients: an office in capitals near the end.
fn bare_signature(lines: &[&Line]) -> Option<usize> {
    /// Lines from the end in which a signature stands.
    const REACH: usize = 12;
    let from = lines.len().saturating_sub(REACH).max(1);
    (from..lines.len()).find(|at| {
        segment::split(&lines[*at].raw.text)
            .iter()
            .any(|piece| is_capitals(&piece.text) && is_office(&piece.text))
    })
}

/// Whether a text names an office that signs.
fn is_office(text: &str) -> bool {
    const OFFICES: [&str; 48] = [
        "bi thu",
        "pho bi thu",
        "tong bi thu",
        "chu tich",
        "pho chu tich",
        "giam doc",
        "pho giam doc",
        "tong giam doc",
        "pho tong giam doc",
        "bo truong",
        "thu truong",
        "thu tuong",
        "pho thu tuong",
        "truong ban",
        "pho truong ban",
        "truong phong",
        "pho truong phong",
        "phu trach",
        "truong tram",
        "pho truong tram",
        "chanh van phong",
        "pho chanh van phong",
        "chanh thanh tra",
        "chanh an",
        "cuc truong",
        "pho cuc truong",
        "chi cuc truong",
        "tong cuc truong",
        "vu truong",
        "pho vu truong",
        "vien truong",
        "pho vien truong",
        "hieu truong",
        "pho hieu truong",
        "to truong",
        "uy vien",
        "truong doan",
        "thu ky",
        "chu nhiem",
        "pho chu nhiem",
        "chi huy truong",
        "chinh tri vien",
        "truong cong an",
        "pho truong cong an",
        "truong khoa",
        "tong bien tap",
        "quyen ",
        "ke toan truong",
    ];
    let fold = match_key(text);
    OFFICES.iter().any(|office| fold.starts_with(office))
}

/// Where what is attached begins: with the bodies above a second national title.
fn masthead_above(lines: &[&Line], from: usize, at: usize) -> usize {
    if !menu::names_state_or_party(lines[at]) {
        return at;
    }
    let own: Vec<Line> = lines[from..=at]
        .iter()
        .map(|line| (*line).clone())
        .collect();
    from + menu::masthead_top(&own, at - from)
}

/// Whether a line behind the foot begins something attached: an appendix, a form, a document with a head of its own.
fn begins_appendix(lines: &[&Line], at: usize) -> bool {
    let line = lines[at];
    let text = collapse_spaces(&line.raw.text);
    let fold = match_key(&text);
    let named = [
        "phu luc",
        "bieu so",
        "bieu mau",
        "danh muc",
        "danh sach",
        "mau so",
        "mau don",
        "mau phieu",
        "mau bieu",
        "vi du",
    ]
    .iter()
    .any(|word| fold.starts_with(word))
        && !text.starts_with('-')
        || FORM.is_match(&fold);
    let attached = is_capitals(&text) && kind_at(&text).is_some();
    // In a list of recipients nothing stands in capitals or with a bold first word of this kind.
    (named && (line.page_top || is_capitals(&text) || line.gap))
        || attached
        || menu::names_state_or_party(line)
        || !line.raw.cells.is_empty()
}

base::pattern!(
    FORM,
    r"^mau (?:so )?(?:\d{1,2}|[ivx]{1,4})(?:[a-z]{0,2})?(?:[ .:/(-]|$)"
);

/// Blanks before a line that belongs to the right one of two columns.
const RIGHT_COLUMN: usize = 28;

#[derive(Default)]
struct Reader {
    foot: Foot,
    in_recipients: bool,
    authority: Vec<String>,
    roles: Vec<String>,
    /// Whether the last recipient was closed by a full stop.
    closed: bool,
}

impl Reader {
    fn line(&mut self, line: &Line) {
        for mut piece in segment::split(&line.raw.text) {
            // Nothing on the left: what stands far to the right is of the right column.
            let indent = line.raw.text.len() - line.raw.text.trim_start_matches(' ').len();
            piece.column += usize::from(indent >= RIGHT_COLUMN);
            self.piece(&piece, line);
        }
    }

    fn piece(&mut self, piece: &Segment, line: &Line) {
        let text = piece.text.trim();
        let fold = match_key(text);
        if segment::is_separator(text)
            || [
                "da ky",
                "(da ky)",
                "[da ky]",
                "ky ten",
                "(ky ten, dong dau)",
            ]
            .contains(&fold.as_str())
        {
            return;
        }
        if fold.starts_with("noi nhan") {
            self.in_recipients = true;
            let tail: String = text.chars().skip(8).collect();
            let tail = tail.trim_start_matches([':', '.', ' ']).trim();
            if !tail.is_empty() {
                let rest = Segment {
                    text: tail.into(),
                    column: piece.column + 1,
                };
                self.piece(&rest, line);
            }
            return;
        }
        if let Some(issued) = segment::issued(text) {
            self.foot.issued = self.foot.issued.take().or(Some(issued));
            return;
        }
        if segment::on_behalf(text).is_some() {
            self.foot.party.get_or_insert(
                text.replace(' ', "").starts_with("T/M")
                    || text.replace(' ', "").starts_with("K/T"),
            );
            self.authority.push(text.to_owned());
            return;
        }
        if let Some((Label::Bullet(_), rest)) = label::read(text) {
            if self.takes_recipients() {
                self.recipient(rest);
            } else {
                self.foot.unread.push(line.raw.line);
            }
            return;
        }
        self.unlisted(piece, line);
    }

    /// Whether an item of a list can be a recipient: not where all of them were told and somebody has signed.
    fn takes_recipients(&self) -> bool {
        let told = self.foot.recipients.last().is_some_and(|last| {
            let fold = match_key(last);
            self.closed && (fold.starts_with("luu") || fold.contains(" luu "))
        });
        !(told && self.foot.signer.is_some())
    }

    /// A recipient, behind which a merged right column may follow.
    fn recipient(&mut self, text: &str) {
        self.in_recipients = true;
        let (own, right) = part_merged(text, self.foot.signer.is_none());
        self.closed = own.ends_with(['.', ')']) && !own.ends_with("..");
        self.foot.recipients.push(own.to_owned());
        if let Some(right) = right {
            self.signature(right);
        }
    }

    fn unlisted(&mut self, piece: &Segment, line: &Line) {
        let text = piece.text.trim();
        let signing = !self.authority.is_empty() || !self.roles.is_empty();
        if is_capitals(text) && text.chars().filter(|c| c.is_alphabetic()).count() > 2 {
            self.signature(text);
            return;
        }
        let apart = piece.column > 0 || line.gap || self.closed || !self.in_recipients;
        // Two bodies sign: their names stand side by side.
        if let Some(signer) = self
            .foot
            .signer
            .as_mut()
            .filter(|_| self.authority.len() > 1)
            && is_name(text)
            && !signer.contains(';')
        {
            *signer = format!("{signer}; {}", without_title(text));
            return;
        }
        if self.foot.signer.is_none() && apart && (signing || self.in_recipients) && is_name(text) {
            self.foot.signer = Some(without_title(text).to_owned());
            return;
        }
        if signing && self.roles.is_empty() && is_office(text) && text.chars().count() < 60 {
            self.roles.push(text.to_owned());
            return;
        }
        // Behind the signature the signing software leaves names and addresses.
        let open =
            self.in_recipients && !self.closed && (piece.column == 0 || text.starts_with('('));
        let first = self.in_recipients && self.foot.recipients.is_empty();
        match self.foot.recipients.last_mut().filter(|_| open) {
            Some(last) => {
                let (own, right) = part_merged(text, self.foot.signer.is_none());
                last.push(' ');
                last.push_str(own);
                self.closed = own.ends_with('.');
                if let Some(right) = right {
                    self.signature(right);
                }
            }
            None if first => self.recipient(text),
            None => self.foot.unread.push(line.raw.line),
        }
    }

    /// A line of the signature: office, body, or the name itself.
    fn signature(&mut self, text: &str) {
        if segment::on_behalf(text).is_some() {
            self.authority.push(text.to_owned());
        } else if !is_capitals(text) {
            self.foot
                .signer
                .get_or_insert_with(|| without_title(text).to_owned());
        } else if is_office(text) || !self.roles.is_empty() && self.foot.signer.is_none() {
            if self.foot.signer.is_none() {
                self.roles.push(text.to_owned());
            }
        } else if self.roles.is_empty() {
            match self.authority.last_mut() {
                // "TM. ỦY BAN NHÂN DÂN" goes on in "PHƯỜNG AN GIẢ".
                Some(last) => {
                    last.push(' ');
                    last.push_str(text);
                }
                None => self.authority.push(text.to_owned()),
            }
        }
    }

    fn finish(self) -> Foot {
        let Self {
            mut foot,
            authority,
            roles,
            ..
        } = self;
        let readable = |text: &String| match text.split_once(' ') {
            Some((sign, whom)) if segment::on_behalf(text).is_some() => {
                format!("{sign} {}", sentence_case(whom))
            }
            _ => sentence_case(text),
        };
        let twice = roles.len() > 1 && roles.iter().all(|role| role == &roles[0]);
        let told = if twice {
            roles[0].clone()
        } else {
            roles.join(" ")
        };
        foot.role = (!roles.is_empty()).then(|| sentence_case(&told));
        foot.authority = authority.first().map(readable);
        // "KT. CHỦ TỊCH" and nothing below it: the office is not told.
        foot.recipients = foot
            .recipients
            .iter()
            .flat_map(|text| one_each(text))
            .map(tidy_recipient)
            .filter(|text| !text.is_empty())
            .collect();
        foot
    }
}

/// The body on whose behalf a document is signed, where it is a body.
pub fn body_of(authority: &str) -> Option<String> {
    let whom = segment::on_behalf(authority)?;
    (!is_office(&whom))
        .then(|| issuer(&[whom.to_uppercase()]))
        .flatten()
}

/// A recipient and the piece of the right column that the paper's text put behind it.
fn part_merged(text: &str, wants_name: bool) -> (&str, Option<&str>) {
    for (at, _) in text.match_indices([';', '.', ',', ')']) {
        let tail = text[at + 1..].trim();
        let capitals = is_capitals(tail)
            && (is_office(tail) || segment::on_behalf(tail).is_some())
            && tail.contains(' ');
        let name = wants_name
            && !text[at..].starts_with(',')
            && is_name(tail)
            && tail.split(' ').count() >= 3;
        if capitals || name {
            return (text[..=at].trim(), Some(tail));
        }
    }
    (text, None)
}

/// Whether a text can be a person's name: two to six words with capitals, nothing else.
fn is_name(text: &str) -> bool {
    let text = without_title(text);
    let words: Vec<&str> = text.split(' ').collect();
    let sound = |word: &&str| {
        let mut chars = word.chars();
        // "K’ Brêu", "H'Hen", "Y-Sa": names of many peoples.
        let mut joined = false;
        chars.next().is_some_and(char::is_uppercase)
            && chars.all(|c| {
                let mark = "'’`-".contains(c);
                let sound = mark || c.is_lowercase() || joined && c.is_uppercase();
                joined = mark;
                sound
            })
    };
    const NO_NAMES: [&str; 8] = [
        "Như trên",
        "Lưu",
        "Văn",
        "Thường trực",
        "Các",
        "Ủy ban",
        "Ban",
        "Phòng",
    ];
    (2..=6).contains(&words.len())
        && words.iter().all(sound)
        && !NO_NAMES.iter().any(|other| text.starts_with(other))
}

/// Ranks and academic titles, as they are written before a name, without points.
#[rustfmt::skip]
const TITLES: [&str; 32] = [
    "GS", "PGS", "TS", "TSKH", "ThS", "Ths", "BS", "Bs", "BSCK", "BSCKI", "BSCKII", "BSCK1", "BSCK2", "CK", "CKI", "CKII", "CK1", "CK2",
    "DS", "DSCKI", "DSCKII", "KS", "CN", "LS", "NGƯT", "TTND", "TTƯT", "DSCK", "YS", "KTS", "NGND", "Ds",
];
const RANKS: [&str; 9] = [
    "Đại tá",
    "Thượng tá",
    "Trung tá",
    "Thiếu tá",
    "Đại úy",
    "Thượng úy",
    "Trung úy",
    "Thiếu tướng",
    "Trung tướng",
];

/// A name without rank and academic title.
fn without_title(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let end = text.find([' ', '.']).unwrap_or(text.len());
        let rest = if TITLES.contains(&&text[..end]) {
            &text[end..]
        } else if let Some(rest) = RANKS.iter().find_map(|rank| text.strip_prefix(rank)) {
            rest
        } else {
            return text;
        };
        text = rest.trim_start_matches(['.', ',', ' ', '-']);
    }
}

/// Recipients that a short paper put on one line: `- Sở Y tế; - Các thôn; - Lưu VT`.
fn one_each(text: &str) -> Vec<&str> {
    base::pattern!(NEXT, r"[;,.]\s*[-–+]\s+");
    NEXT.split(text).collect()
}

fn tidy_recipient(text: &str) -> String {
    let text = collapse_spaces(text);
    let text = text.trim_end_matches(['.', ';', ',', '/', ' ']);
    text.replace(", (", " (").replace("; (", " (")
}
