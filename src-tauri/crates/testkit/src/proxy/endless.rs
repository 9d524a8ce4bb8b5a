//! Answers that go on as long as anybody listens: what an evil site, or a broken one, gives. Knows no request.

use std::io::Write;
use std::net::TcpStream;
use std::sync::OnceLock;

/// How much is poured out at the most.
const MUCH: usize = 1 << 30;
const CHUNK: usize = 64 * 1024;

/// In which way an answer has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endless {
    /// It says how long it is: a gigabyte.
    Long,
    /// In pieces, of which there are always more.
    InPieces,
    /// Until the connection ends.
    Open,
    /// A few megabytes, packed, of a gigabyte.
    Packed,
    /// One header after the other.
    Headers,
}

impl Endless {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Long,
        Self::InPieces,
        Self::Open,
        Self::Packed,
        Self::Headers,
    ];

    /// Pours it out until the client goes.
    pub(super) fn pour(self, client: &mut TcpStream) -> std::io::Result<()> {
        let head = "HTTP/1.1 200 OK\r\nconnection: close\r\n";
        client.write_all(head.as_bytes())?;
        match self {
            Self::Long => {
                client.write_all(format!("content-length: {MUCH}\r\n\r\n").as_bytes())?;
                repeat(client, &[b' '; CHUNK], MUCH)
            }
            Self::InPieces => {
                client.write_all(b"transfer-encoding: chunked\r\n\r\n")?;
                let length = format!("{CHUNK:x}\r\n");
                let piece = [length.as_bytes(), &[b' '; CHUNK], b"\r\n"].concat();
                repeat(client, &piece, MUCH)
            }
            Self::Open => {
                client.write_all(b"\r\n")?;
                repeat(client, &[b' '; CHUNK], MUCH)
            }
            Self::Packed => {
                static PACKED: OnceLock<Vec<u8>> = OnceLock::new();
                let body = PACKED.get_or_init(packed);
                let length = body.len();
                let head = format!("content-encoding: gzip\r\ncontent-length: {length}\r\n\r\n");
                client.write_all(head.as_bytes())?;
                client.write_all(body)
            }
            Self::Headers => repeat(client, "x-more: and more\r\n".repeat(4096).as_bytes(), MUCH),
        }
    }
}

fn repeat(client: &mut TcpStream, part: &[u8], much: usize) -> std::io::Result<()> {
    (0..=much / part.len()).try_for_each(|_| client.write_all(part))
}

/// A gigabyte of zeros as gzip: one zero, then 258 bytes as the one before them, again and again,
/// in 13 bits each. What would end it is left out: nobody gets as far.
fn packed() -> Vec<u8> {
    /// The last block, of fixed codes; the zero.
    const FIRST: [u8; 11] = [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0];
    /// 258 bytes, from one byte before.
    const AGAIN: [u8; 13] = [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0];
    let bit = |at: usize| match at.checked_sub(FIRST.len()) {
        None => FIRST[at],
        Some(at) => AGAIN[at % AGAIN.len()],
    };
    let byte = |at: usize| (0..8).fold(0, |byte, place| byte | bit(at * 8 + place) << place);
    let head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    // From the second byte on the same thirteen return.
    let first = (0..2).map(byte);
    let again: Vec<u8> = (2..15).map(byte).collect();
    let much = again.repeat(MUCH / 258 / 8);
    head.into_iter().chain(first).chain(much).collect()
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    /// By the system's own gzip, which complains of the missing end only.
    #[test]
    fn what_is_packed_is_a_gigabyte() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("zeros.gz");
        std::fs::write(&file, packed()).unwrap();
        let command = format!("gzip -dc '{}' | wc -c", file.display());
        let mut shell = Command::new("sh");
        let told = shell.args(["-c", &command]).stderr(Stdio::null()).output();
        let count: usize = String::from_utf8(told.unwrap().stdout)
            .unwrap()
            .trim()
            .parse()
            .unwrap();
        assert!(count > MUCH - (1 << 20), "{count}");
    }
}
