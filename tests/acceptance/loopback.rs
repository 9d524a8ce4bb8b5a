//! A site on loopback that answers each request from a function. Knows nothing of what is asked.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// A request: its line and headers, and its body.
pub(crate) struct Request {
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    pub(crate) fn is_post(&self) -> bool {
        self.head.starts_with("POST ")
    }
}

/// Status, further headers with their line ends, and body.
pub(crate) type Answer = (u16, String, String);

/// The site; it is gone when it is dropped.
pub(crate) struct Loopback {
    pub(crate) address: SocketAddr,
    /// Every byte that it was sent.
    received: Arc<Mutex<Vec<u8>>>,
    closed: Arc<AtomicBool>,
    listening: Option<JoinHandle<()>>,
}

impl Loopback {
    pub(crate) fn start(answers: impl Fn(SocketAddr, &Request) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let closed = Arc::<AtomicBool>::default();
        let over = Arc::clone(&closed);
        let received = Arc::<Mutex<Vec<u8>>>::default();
        let heard = Arc::clone(&received);
        let listening = std::thread::spawn(move || {
            for client in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                // A client that leaves has its reasons.
                let answers = |request: &Request| answers(address, request);
                drop(serve(client.unwrap(), answers, &heard));
            }
        });
        Self {
            address,
            received,
            closed,
            listening: Some(listening),
        }
    }

    /// Every byte that it was sent.
    pub(crate) fn received(&self) -> Vec<u8> {
        self.received.lock().unwrap().clone()
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        drop(self.listening.take().map(JoinHandle::join));
    }
}

fn serve(
    mut client: TcpStream,
    answers: impl Fn(&Request) -> Answer,
    heard: &Mutex<Vec<u8>>,
) -> std::io::Result<()> {
    let bytes = read(&mut client)?;
    heard.lock().unwrap().extend_from_slice(&bytes);
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
    let (head, body) = (head.to_owned(), body.to_owned());
    let (status, more, said) = answers(&Request { head, body });
    let length = said.len();
    write!(
        client,
        "HTTP/1.1 {status} X\r\n{more}content-length: {length}\r\nconnection: close\r\n\r\n{said}"
    )
}

/// The bytes of one request.
fn read(client: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 64 * 1024];
    loop {
        let count = client.read(&mut chunk)?;
        bytes.extend_from_slice(&chunk[..count]);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let Some(end) = end else {
            if count == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]);
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse::<usize>().ok())?
        });
        if bytes.len() >= end + 4 + length.unwrap_or(0) || count == 0 {
            return Ok(bytes);
        }
    }
}
