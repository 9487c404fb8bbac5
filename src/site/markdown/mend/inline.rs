//! Inside a line: links, addresses and emphasis, past code and HTML.

use super::emphasis::{Run, pairs};
use super::{Edits, link};
use base::glance;
use std::collections::BTreeMap;
use std::ops::Range;

/// Mends a stretch of one line.
pub fn mend(text: &str, span: Range<usize>, edits: &mut Edits) {
    let said = &text[span.clone()];
    if !wanted(said) {
        return;
    }
    let mut scan = Scan {
        said,
        from: span.start,
        edits,
        runs: Vec::new(),
        brackets: Vec::new(),
        round: None,
        addresses: Vec::new(),
        ticks: ticks(said),
    };
    let mut at = 0;
    while at < said.len() {
        at = scan.step(at);
        at += said.as_bytes().get(at..).map_or(0, passed);
    }
    let Scan {
        runs, addresses, ..
    } = scan;
    for (span, written) in addresses {
        edits.replace(span, written);
    }
    pairs(text, span, &runs, edits);
}

/// Whether anything in the line could be markup.
fn wanted(said: &str) -> bool {
    glance::any(said, |byte| {
        (byte == b'*')
            | (byte == b'[')
            | (byte == b']')
            | (byte == b'~')
            | (byte == b'=')
            | (byte == b'@')
            | (byte == b'_')
            | (byte == 0xef)
            | (byte == b'/')
            | (byte == b'w')
            | (byte == b'W')
    })
}

/// How many bytes say nothing but themselves, up to the next that a step looks at.
fn passed(bytes: &[u8]) -> usize {
    glance::first_with_next(bytes, |byte, next, _| {
        let letter = byte | 0x20;
        let next = next | 0x20;
        (byte == b'\\')
            | (byte == b'`')
            | (byte == b'<')
            | (byte == b'[')
            | (byte == b']')
            | (byte == b'(')
            | (byte == b')')
            | (byte == b'*')
            | (byte == b'~')
            | (byte == b'=')
            | (byte == b'_')
            | (byte == b'@')
            | (byte == 0xef)
            // An address goes on with `t` or `w`.
            | ((letter == b'h') | (letter == b'w')) & ((next == b't') | (next == b'w'))
    })
    .unwrap_or(bytes.len())
}

/// Where the last run of backticks of each length begins.
fn ticks(said: &str) -> BTreeMap<usize, usize> {
    let mut last = BTreeMap::new();
    let mut at = 0;
    while let Some(found) = said[at..].find('`') {
        let length = run(&said[at + found..], b'`');
        last.insert(length, at + found);
        at += found + length;
    }
    last
}

/// How often the first byte of `said` is repeated.
fn run(said: &str, byte: u8) -> usize {
    said.bytes().take_while(|other| *other == byte).count()
}

struct Scan<'s> {
    said: &'s str,
    /// Where the line's stretch begins in the text.
    from: usize,
    edits: &'s mut Edits,
    runs: Vec<Run>,
    /// Open square brackets.
    brackets: Vec<usize>,
    /// The last open round bracket.
    round: Option<usize>,
    /// Bare addresses, made links unless they turn out to stand in one.
    addresses: Vec<(Range<usize>, String)>,
    ticks: BTreeMap<usize, usize>,
}

impl Scan<'_> {
    fn place(&self, span: Range<usize>) -> Range<usize> {
        self.from + span.start..self.from + span.end
    }

    /// Takes what stands at `at`; says where to go on.
    fn step(&mut self, at: usize) -> usize {
        let said = self.said;
        let rest = &said[at..];
        let Some(c) = rest.chars().next() else {
            return said.len();
        };
        match c {
            '\\' => at + 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '`' => self.code(at),
            '<' => self.tag(at),
            '[' | '［' => {
                self.brackets.push(at);
                at + c.len_utf8()
            }
            ']' | '］' => self.close(at, c),
            '(' => {
                self.round = Some(at);
                at + 1
            }
            ')' => self.reversed(at),
            '*' | '~' | '=' | '_' | '＊' => {
                let count = rest.chars().take_while(|other| *other == c).count();
                let end = at + count * c.len_utf8();
                let span = self.place(at..end);
                self.runs.push(Run {
                    sign: c,
                    count,
                    span,
                });
                end
            }
            'h' | 'H' | 'w' | 'W' | '@' => self.address(at, c),
            _ => at + c.len_utf8(),
        }
    }

    fn code(&mut self, at: usize) -> usize {
        let length = run(&self.said[at..], b'`');
        let after = at + length;
        if self.ticks.get(&length).is_none_or(|last| *last < after) {
            return after;
        }
        let mut next = after;
        while let Some(found) = self.said[next..].find('`') {
            let other = run(&self.said[next + found..], b'`');
            next += found + other;
            if other == length {
                return next;
            }
        }
        after
    }

    /// A tag or an address between angle brackets stays as it is; `<www.…>` becomes a link.
    fn tag(&mut self, at: usize) -> usize {
        let rest = &self.said[at + 1..];
        let Some(end) = rest
            .find(['<', '>'])
            .filter(|end| rest[*end..].starts_with('>'))
        else {
            return at + 1;
        };
        let inside = &rest[..end];
        let after = at + 1 + end + 1;
        if let Some(written) = link::between_angles(inside) {
            let span = self.place(at..after);
            self.addresses.push((span, written));
            return after;
        }
        let tag =
            inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if tag { after } else { at + 1 }
    }

    /// A square bracket closes: what follows may make it a link.
    fn close(&mut self, at: usize, c: char) -> usize {
        let after = at + c.len_utf8();
        let Some(open) = self.brackets.pop() else {
            return after;
        };
        let Some(found) = link::after_bracket(&self.said[after..]) else {
            return after;
        };
        let end = after + found.end;
        let shown = self.said[open..].chars().next().unwrap_or('[');
        if shown != '[' || c != ']' || found.written.is_some() {
            let written = found
                .written
                .unwrap_or_else(|| self.said[after..end].to_owned());
            let span = self.place(open..open + shown.len_utf8());
            self.edits.replace(span, "[");
            let span = self.place(at..end);
            self.edits.replace(span, format!("]{written}"));
        }
        if found.picture {
            self.picture(open);
        }
        // No link stands in another.
        let from = self.from + open;
        while self
            .addresses
            .last()
            .is_some_and(|(span, _)| span.start > from)
        {
            self.addresses.pop();
        }
        end
    }

    /// `! [mô tả](ảnh.jpg)`
    fn picture(&mut self, open: usize) {
        let before = &self.said[..open];
        let trimmed = before.trim_end();
        let full = trimmed.ends_with('！');
        if !full && (!trimmed.ends_with('!') || trimmed.len() == before.len()) {
            return;
        }
        let mark = trimmed.len() - if full { '！'.len_utf8() } else { 1 };
        let span = self.place(mark..open);
        self.edits.replace(span, "!");
    }

    /// `(chữ)[bai.md]`
    fn reversed(&mut self, at: usize) -> usize {
        let rest = &self.said[at + 1..];
        let open = self.round.take();
        let found = rest
            .strip_prefix('[')
            .and_then(|inside| inside.split_once(']'));
        let (Some(open), Some((target, more))) = (open, found) else {
            return at + 1;
        };
        if !link::leads_somewhere(target) || target.contains('[') || more.starts_with('(') {
            return at + 1;
        }
        let end = at + 2 + target.len() + 1;
        let shown = &self.said[open + 1..at];
        let span = self.place(open..end);
        let from = span.start;
        while self
            .addresses
            .last()
            .is_some_and(|(span, _)| span.start > from)
        {
            self.addresses.pop();
        }
        self.edits
            .replace(span, format!("[{shown}]({})", link::target(target)));
        end
    }

    fn address(&mut self, at: usize, c: char) -> usize {
        let found = if c == '@' {
            link::mail(self.said, at)
        } else {
            link::web(self.said, at)
        };
        let Some((span, written)) = found else {
            return at + 1;
        };
        let end = span.end;
        let span = self.place(span);
        if self
            .addresses
            .last()
            .is_none_or(|(last, _)| last.end <= span.start)
        {
            // Signs inside an address are no emphasis.
            while self
                .runs
                .last()
                .is_some_and(|run| run.span.start >= span.start)
            {
                self.runs.pop();
            }
            self.addresses.push((span, written));
        }
        end
    }
}
