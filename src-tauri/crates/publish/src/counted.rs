//! A reader that tells how far it is. Knows neither what is read nor who listens.

use std::io::{self, Read};

/// The most that is read at once, in bytes: whoever reads to the end asks for more and more.
const PIECE: usize = 64 * 1024;

/// Tells after each read how many bytes came in all.
pub struct Counted<R, T> {
    source: R,
    tell: T,
    read: u64,
}

impl<R: Read, T: FnMut(u64)> Counted<R, T> {
    /// Nothing is read yet.
    pub fn new(source: R, tell: T) -> Self {
        Self {
            source,
            tell,
            read: 0,
        }
    }
}

impl<R: Read, T: FnMut(u64)> Read for Counted<R, T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(PIECE);
        let read = self.source.read(&mut buffer[..most])?;
        self.read += read as u64;
        (self.tell)(self.read);
        Ok(read)
    }
}
