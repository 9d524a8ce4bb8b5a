//! HTTP only as far as a request's end. Knows no fault.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

/// A request's first line.
pub(super) struct Line {
    pub(super) method: String,
    pub(super) path: String,
}

impl Line {
    pub(super) fn of(head: &[u8]) -> Self {
        let head = String::from_utf8_lossy(head);
        let mut words = head.split(' ').map(str::to_owned);
        Self {
            method: words.next().unwrap_or_default(),
            path: words.next().unwrap_or_default(),
        }
    }
}

pub(super) struct Request {
    pub(super) line: Line,
    pub(super) head: String,
    pub(super) bytes: Vec<u8>,
}

/// Reads a request to its end; `None` when the client left.
pub(super) fn read_request(client: &mut TcpStream) -> std::io::Result<Option<Request>> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            break at + 4;
        }
        if !read_more(client, &mut bytes)? {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>().ok())?
    });
    while bytes.len() < head_end + length.unwrap_or(0) {
        if !read_more(client, &mut bytes)? {
            return Ok(None);
        }
    }
    // The site is to close the connection, so that the answer's end is the connection's.
    let line_end = head.find("\r\n").unwrap_or(0) + 2;
    bytes.splice(line_end..line_end, *b"connection: close\r\n");
    Ok(Some(Request {
        line: Line::of(head.as_bytes()),
        head,
        bytes,
    }))
}

fn read_more(from: &mut TcpStream, into: &mut Vec<u8>) -> std::io::Result<bool> {
    let mut chunk = [0; 64 * 1024];
    let count = from.read(&mut chunk)?;
    into.extend_from_slice(&chunk[..count]);
    Ok(count > 0)
}

/// The site's whole answer.
pub(super) fn forward(target: SocketAddr, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut site = TcpStream::connect(target)?;
    site.write_all(request)?;
    let mut answer = Vec::new();
    site.read_to_end(&mut answer)?;
    Ok(answer)
}

/// An answer with each `from` replaced by as many bytes.
pub(super) fn replaced(answer: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len(), "the answer's length stays as it is");
    let mut answer = answer.to_vec();
    for at in 0..answer.len() {
        if answer[at..].starts_with(from.as_bytes()) {
            answer[at..at + from.len()].copy_from_slice(to.as_bytes());
        }
    }
    answer
}
