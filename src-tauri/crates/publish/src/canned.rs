//! A site on loopback that answers every request from a function, for tests. Knows no protocol beyond HTTP.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// A request that came by.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// With the query.
    pub(crate) path: String,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (there, value) = line.split_once(':')?;
            there.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }
}

/// The whole answer to a request, from the site's own address.
type Answers = dyn Fn(&str, &Asked) -> Vec<u8> + Send + Sync;

/// The site; it is gone when it is dropped.
pub(crate) struct Canned {
    address: SocketAddr,
    closed: Arc<AtomicBool>,
    asked: Arc<Mutex<Vec<Asked>>>,
    listening: Option<JoinHandle<()>>,
}

impl Canned {
    pub(crate) fn new(answers: impl Fn(&str, &Asked) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let closed = Arc::new(AtomicBool::new(false));
        let asked = Arc::<Mutex<Vec<Asked>>>::default();
        let (over, seen) = (Arc::clone(&closed), Arc::clone(&asked));
        let answers: Box<Answers> = Box::new(answers);
        let listening = std::thread::spawn(move || {
            for client in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                // A client that leaves has its reasons.
                drop(answer(client.unwrap(), &*answers, address, &seen));
            }
        });
        Self {
            address,
            closed,
            asked,
            listening: Some(listening),
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn requests(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Canned {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        drop(self.listening.take().map(JoinHandle::join));
    }
}

fn answer(
    mut client: TcpStream,
    answers: &Answers,
    address: SocketAddr,
    asked: &Mutex<Vec<Asked>>,
) -> std::io::Result<()> {
    let request = read(&mut client)?;
    asked.lock().unwrap().push(request.clone());
    client.write_all(&answers(&format!("http://{address}"), &request))
}

fn read(client: &mut TcpStream) -> std::io::Result<Asked> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(at) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            break bytes.drain(..at + 4).collect::<Vec<u8>>();
        }
        more(client, &mut bytes)?;
    };
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut words = head.split(' ').map(str::to_owned);
    let mut asked = Asked {
        method: words.next().unwrap_or_default(),
        path: words.next().unwrap_or_default(),
        head,
        body: bytes,
    };
    let length = asked
        .header("content-length")
        .and_then(|length| length.parse().ok());
    while asked.body.len() < length.unwrap_or(0) {
        more(client, &mut asked.body)?;
    }
    Ok(asked)
}

fn more(client: &mut TcpStream, into: &mut Vec<u8>) -> std::io::Result<()> {
    let mut chunk = [0; 64 * 1024];
    let count = client.read(&mut chunk)?;
    into.extend_from_slice(&chunk[..count]);
    if count == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

/// An answer.
pub(crate) fn http(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n"
    );
    [head.as_bytes(), body.as_bytes()].concat()
}
