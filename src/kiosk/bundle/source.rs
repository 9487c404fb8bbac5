//! Bytes that are read at a place, from a file or from memory.

use std::fs::File;
use std::io::{self, ErrorKind, Read};

/// Something that is read at any place, by several at once.
pub trait ReadAt {
    /// Reads into `buffer` from `offset` on; gives how many bytes there were, 0 at the end.
    ///
    /// # Errors
    /// When the system refuses.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;

    /// How many bytes there are.
    ///
    /// # Errors
    /// When the system refuses.
    fn length(&self) -> io::Result<u64>;

    /// Fills `buffer` from `offset` on.
    ///
    /// # Errors
    /// When the system refuses, or there are not so many bytes.
    fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let mut from = SectionReader::new(self, offset, buffer.len() as u64);
        from.read_exact(buffer)
    }
}

impl ReadAt for File {
    #[cfg(unix)]
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(self, buffer, offset)
    }

    #[cfg(windows)]
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(self, buffer, offset)
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }
}

impl<T: AsRef<[u8]>> ReadAt for Memory<T> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let bytes = self.0.as_ref();
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        let rest = bytes.get(from.min(bytes.len())..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.0.as_ref().len() as u64)
    }
}

/// Bytes in memory.
#[derive(Debug, Clone)]
pub struct Memory<T>(pub T);

/// Reads a section of a source from its beginning to its end.
#[derive(Debug)]
pub struct SectionReader<'a, S: ?Sized> {
    source: &'a S,
    offset: u64,
    left: u64,
}

impl<'a, S: ReadAt + ?Sized> SectionReader<'a, S> {
    /// The `length` bytes from `offset` on.
    pub fn new(source: &'a S, offset: u64, length: u64) -> Self {
        Self {
            source,
            offset,
            left: length,
        }
    }
}

impl<S: ReadAt + ?Sized> Read for SectionReader<'_, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX);
        let most = most.min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        loop {
            match self.source.read_at(&mut buffer[..most], self.offset) {
                Ok(count) => {
                    self.offset += count as u64;
                    self.left -= count as u64;
                    return Ok(count);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}
