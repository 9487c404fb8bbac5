//! Bytes: the pack's numbers and strings, written and read in one place.
//!
//! Numbers are unsigned LEB128 (seven bits a byte, low bits first), as in WebAssembly. Every read is
//! checked against the end of the data, and every count against the bytes that are left, so that a
//! damaged pack costs neither a panic nor memory out of proportion.

use super::PackError;

/// Appends numbers and strings.
#[derive(Debug, Default)]
pub struct Writer {
    /// What was written so far.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// Writes a number.
    pub fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// Writes a length and that many bytes.
    pub fn block(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes a string with its length.
    pub fn string(&mut self, text: &str) {
        self.block(text.as_bytes());
    }

    /// Writes a checksum, four bytes, low byte first.
    pub fn checksum(&mut self, sum: u32) {
        self.bytes.extend_from_slice(&sum.to_le_bytes());
    }
}

/// Reads what [`Writer`] wrote.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads from the beginning of the bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes }
    }

    /// Whether everything has been read.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Fails unless everything has been read.
    pub fn end(&self) -> Result<(), PackError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(PackError::Damaged("bytes left over"))
        }
    }

    /// Reads one byte.
    #[inline]
    pub fn byte(&mut self) -> Result<u8, PackError> {
        let (first, rest) = self
            .rest
            .split_first()
            .ok_or(PackError::Damaged("cut short"))?;
        self.rest = rest;
        Ok(*first)
    }

    /// Reads a number of at most 32 bits.
    #[inline]
    pub fn number(&mut self) -> Result<u32, PackError> {
        let first = self.byte()?;
        if first < 0x80 {
            return Ok(u32::from(first));
        }
        let mut value = u64::from(first & 0x7f);
        for shift in [7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(value).map_err(|_| PackError::Damaged("number too large"));
            }
        }
        Err(PackError::Damaged("number too long"))
    }

    /// Reads numbers to the end of the data.
    pub fn numbers(&mut self) -> Result<Vec<u32>, PackError> {
        let mut numbers = Vec::with_capacity(self.rest.len());
        let mut rest = self.rest;
        loop {
            rest = match *rest {
                [a, ref after @ ..] if a < 0x80 => {
                    numbers.push(u32::from(a));
                    after
                }
                [a, b, ref after @ ..] if b < 0x80 => {
                    numbers.push(u32::from(a & 0x7f) | u32::from(b) << 7);
                    after
                }
                [] => break,
                _ => {
                    self.rest = rest;
                    numbers.push(self.number()?);
                    self.rest
                }
            };
        }
        self.rest = rest;
        Ok(numbers)
    }

    /// Reads a count of things that take at least one byte each.
    pub fn count(&mut self) -> Result<usize, PackError> {
        let count = self.number()? as usize;
        if count > self.rest.len() {
            return Err(PackError::Damaged("count beyond the data"));
        }
        Ok(count)
    }

    /// Takes the next `length` bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], PackError> {
        if length > self.rest.len() {
            return Err(PackError::Damaged("cut short"));
        }
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        Ok(taken)
    }

    /// Reads a length and that many bytes.
    pub fn block(&mut self) -> Result<&'a [u8], PackError> {
        let length = self.number()? as usize;
        self.take(length)
    }

    /// Reads a string.
    pub fn string(&mut self) -> Result<&'a str, PackError> {
        std::str::from_utf8(self.block()?).map_err(|_| PackError::Damaged("text not UTF-8"))
    }

    /// Everything that has not been read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Reads a checksum.
    pub fn checksum(&mut self) -> Result<u32, PackError> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }
}

/// CRC-32 (ISO-HDLC, as in PNG and gzip): finds every error burst of up to 32 bits.
pub fn crc32(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = std::array::from_fn(|byte| {
        (0..8).fold(byte as u32, |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    });
    !bytes.iter().fold(!0, |crc, byte| {
        crc >> 8 ^ table[(crc as u8 ^ byte) as usize]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_round_trip() {
        for value in [0, 1, 127, 128, 300, 16_383, 16_384, u32::MAX] {
            let mut writer = Writer::default();
            writer.number(u64::from(value));
            let mut reader = Reader::new(&writer.bytes);
            assert_eq!(reader.number(), Ok(value));
            assert!(reader.is_empty());
            writer.number(5);
            writer.number(u64::from(value));
            let many = Reader::new(&writer.bytes).numbers();
            assert_eq!(many, Ok(vec![value, 5, value]));
        }
    }

    #[test]
    fn bad_numbers_fail() {
        assert!(Reader::new(&[]).number().is_err());
        assert!(Reader::new(&[0x80]).number().is_err());
        assert!(Reader::new(&[0xff; 10]).number().is_err());
        assert!(
            Reader::new(&[0xff, 0xff, 0xff, 0xff, 0x7f])
                .number()
                .is_err()
        );
        assert!(Reader::new(&[1, 0x80]).numbers().is_err());
        assert!(Reader::new(&[9, b'a']).string().is_err());
        assert!(Reader::new(&[200, 1, 0]).count().is_err());
    }

    #[test]
    fn crc_matches_the_published_check_value() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }
}
