//! RTF's bytes → groups, control words and characters (Rich Text Format Specification 1.9.1).

/// One piece of the file.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` with its number, where it has one.
    Word(&'b str, Option<i32>),
    /// A sign behind a backslash, such as `\~`.
    Sign(u8),
    /// A byte of text, plain or as `\'e1`.
    Byte(u8),
}

/// Longest control word, in letters.
const WORD_LIMIT: usize = 40;

/// The pieces of a file, in order.
#[derive(Debug)]
pub struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    /// The pieces of these bytes.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over bytes that are no text, such as those of a picture.
    pub fn pass_over(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn word(&mut self) -> Token<'b> {
        let rest = &self.bytes[self.at..];
        let letters = rest.iter().take(WORD_LIMIT);
        let length = letters
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let word = std::str::from_utf8(&rest[..length]).unwrap_or_default();
        let rest = &rest[length..];
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take(10);
        let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
        let number = (digits > 0).then(|| {
            std::str::from_utf8(&rest[..sign + digits])
                .ok()?
                .parse()
                .ok()
        });
        let taken = if digits > 0 { sign + digits } else { 0 };
        let blank = usize::from(rest.get(taken) == Some(&b' '));
        self.at += length + taken + blank;
        Token::Word(word, number.flatten())
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\r' | b'\n' | 0 => {}
                b'\\' => break,
                byte => return Some(Token::Byte(byte)),
            }
        }
        let byte = *self.bytes.get(self.at)?;
        if byte.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        match byte {
            b'\'' => {
                let digit = |at: usize| {
                    self.bytes
                        .get(at)
                        .and_then(|byte| char::from(*byte).to_digit(16))
                };
                let (Some(high), Some(low)) = (digit(self.at), digit(self.at + 1)) else {
                    return Some(Token::Byte(b'?'));
                };
                self.at += 2;
                Some(Token::Byte(
                    u8::try_from(high * 16 + low).unwrap_or_default(),
                ))
            }
            b'\\' | b'{' | b'}' => Some(Token::Byte(byte)),
            b'\r' | b'\n' => Some(Token::Word("par", None)),
            b'\t' => Some(Token::Word("tab", None)),
            sign => Some(Token::Sign(sign)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_bytes_are_parted() {
        let tokens: Vec<_> = Tokens::new(b"{\\b0 a\\u-32 ?\\'e1\\~\\pard}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Byte(b'a'),
                Token::Word("u", Some(-32)),
                Token::Byte(b'?'),
                Token::Byte(0xe1),
                Token::Sign(b'~'),
                Token::Word("pard", None),
                Token::Close,
            ]
        );
    }
}
