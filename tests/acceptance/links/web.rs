//! A web server on a host of its own on this machine, that does what it is told and counts how it is asked. Knows no link.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A request that came by.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    /// How often just this was asked, this time included.
    pub(super) times: usize,
}

/// What is done with a request.
pub(super) enum Manner {
    /// These bytes are sent.
    Answer(Vec<u8>),
    /// A page that begins and never ends.
    Endless(&'static str),
    /// One byte after another, and never a whole head.
    Drip,
    /// Nothing is said, and the connection stays.
    Nothing,
    /// The connection is closed.
    Close,
}

impl Manner {
    fn answer(status: u16, headers: &str, body: &str) -> Self {
        let length = body.len();
        let head = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\n\r\n");
        Self::Answer([head.as_bytes(), body.as_bytes()].concat())
    }

    pub(super) fn status(status: u16) -> Self {
        Self::answer(status, "", "")
    }

    pub(super) fn page(html: &str) -> Self {
        Self::answer(200, "content-type: text/html\r\n", html)
    }

    pub(super) fn to(status: u16, location: &str) -> Self {
        Self::answer(status, &format!("location: {location}\r\n"), "")
    }

    pub(super) fn busy(seconds: u32) -> Self {
        Self::answer(429, &format!("retry-after: {seconds}\r\n"), "")
    }
}

type Answers = Box<dyn Fn(&Request) -> Manner + Send + Sync>;

/// The server; it is gone when it is dropped.
pub(super) struct Web {
    address: SocketAddr,
    seen: Arc<Seen>,
    listening: Option<JoinHandle<()>>,
}

/// What it saw.
struct Seen {
    answers: Mutex<Arc<Answers>>,
    closed: AtomicBool,
    counted: Mutex<Counted>,
}

#[derive(Default)]
struct Counted {
    requests: Vec<Asked>,
    under_way: usize,
    most_under_way: usize,
    /// The bytes that were taken of endless pages.
    taken: usize,
    times: HashMap<(String, String), usize>,
}

/// When a request came, and when its answer was about to be sent.
struct Asked {
    method: String,
    path: String,
    came: Instant,
    left: Option<Instant>,
}

impl Web {
    /// On 127.0.0.`host`.
    pub(super) fn at(
        host: u8,
        answers: impl Fn(&Request) -> Manner + Send + Sync + 'static,
    ) -> Self {
        Self::again(
            SocketAddr::from((Ipv4Addr::new(127, 0, 0, host), 0)),
            answers,
        )
    }

    /// Where one was before.
    pub(super) fn again(
        place: SocketAddr,
        answers: impl Fn(&Request) -> Manner + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(place).unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Seen {
            answers: Mutex::new(Arc::new(Box::new(answers))),
            closed: AtomicBool::new(false),
            counted: Mutex::default(),
        });
        let own = Arc::clone(&seen);
        let listening = std::thread::spawn(move || {
            for client in listener.incoming() {
                if own.closed.load(Ordering::SeqCst) {
                    return;
                }
                let (seen, client) = (Arc::clone(&own), client.unwrap());
                // A client that leaves has its reasons.
                std::thread::spawn(move || drop(seen.serve(client)));
            }
        });
        Self {
            address,
            seen,
            listening: Some(listening),
        }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers otherwise from now on.
    pub(super) fn serve(&self, answers: impl Fn(&Request) -> Manner + Send + Sync + 'static) {
        *self.seen.answers.lock().unwrap() = Arc::new(Box::new(answers));
    }

    /// Closes; says where it was.
    pub(super) fn close(self) -> SocketAddr {
        self.address
    }

    pub(super) fn requests(&self) -> usize {
        self.seen.counted.lock().unwrap().requests.len()
    }

    pub(super) fn most_at_once(&self) -> usize {
        self.seen.counted.lock().unwrap().most_under_way
    }

    /// How often this was asked.
    pub(super) fn asked(&self, method: &str, path: &str) -> usize {
        let counted = self.seen.counted.lock().unwrap();
        let same = |asked: &&Asked| asked.method == method && asked.path == path;
        counted.requests.iter().filter(same).count()
    }

    /// The shortest time between an answer and the next request.
    pub(super) fn shortest_pause(&self) -> Duration {
        self.pause_between(|_| true)
    }

    /// The same of one path.
    pub(super) fn shortest_pause_at(&self, path: &str) -> Duration {
        self.pause_between(|asked| asked.path == path)
    }

    fn pause_between(&self, of: impl Fn(&Asked) -> bool) -> Duration {
        let counted = self.seen.counted.lock().unwrap();
        let asked: Vec<_> = counted.requests.iter().filter(|asked| of(asked)).collect();
        let pauses = asked
            .windows(2)
            .map(|two| two[1].came.duration_since(two[0].left.unwrap()));
        pauses.min().unwrap()
    }

    /// How many bytes of endless pages were taken.
    pub(super) fn taken(&self) -> usize {
        self.seen.counted.lock().unwrap().taken
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        self.seen.closed.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        drop(self.listening.take().map(JoinHandle::join));
    }
}

impl Seen {
    fn serve(&self, mut client: TcpStream) -> std::io::Result<()> {
        let Some((request, place)) = self.came(&mut client)? else {
            return Ok(());
        };
        let answers = Arc::clone(&self.answers.lock().unwrap());
        let manner = answers(&request);
        if let Manner::Nothing | Manner::Drip = manner {
            let done = wait_for_the_end(&mut client, matches!(manner, Manner::Drip));
            self.left(place);
            return done;
        }
        self.left(place);
        match manner {
            Manner::Answer(bytes) => client.write_all(&bytes),
            Manner::Endless(page) => {
                client.write_all(b"HTTP/1.1 200 X\r\ncontent-type: text/html\r\n\r\n")?;
                loop {
                    client.write_all(page.as_bytes())?;
                    self.counted.lock().unwrap().taken += page.len();
                }
            }
            Manner::Close | Manner::Nothing | Manner::Drip => Ok(()),
        }
    }

    /// The request, and its place among all.
    fn came(&self, client: &mut TcpStream) -> std::io::Result<Option<(Request, usize)>> {
        let came = Instant::now();
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            // One that only closes this says nothing.
            if client.read(&mut byte)? == 0 || head.len() > 10_000 {
                return Ok(None);
            }
            // One that wants TLS does not get it.
            if byte[0] == 0 {
                client.write_all(b"HTTP/1.1 400 X\r\n\r\n")?;
                return wait_for_the_end(client, false).map(|()| None);
            }
            head.push(byte[0]);
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        let mut words = head.split(' ').map(str::to_owned);
        let (method, path) = (words.next().unwrap(), words.next().unwrap());
        let mut counted = self.counted.lock().unwrap();
        counted.under_way += 1;
        counted.most_under_way = counted.most_under_way.max(counted.under_way);
        counted.requests.push(Asked {
            method: method.clone(),
            path: path.clone(),
            came,
            left: None,
        });
        let place = counted.requests.len() - 1;
        let times = counted
            .times
            .entry((method.clone(), path.clone()))
            .or_default();
        *times += 1;
        let times = *times;
        Ok(Some((
            Request {
                method,
                path,
                times,
            },
            place,
        )))
    }

    fn left(&self, place: usize) {
        let mut counted = self.counted.lock().unwrap();
        counted.under_way -= 1;
        counted.requests[place].left = Some(Instant::now());
    }
}

/// Until the client closes; meanwhile a byte now and then, if it is to drip.
fn wait_for_the_end(client: &mut TcpStream, drips: bool) -> std::io::Result<()> {
    let mut byte = [0];
    client.set_read_timeout(drips.then_some(Duration::from_millis(20)))?;
    if drips {
        client.write_all(b"HTTP/1.1 200 ")?;
    }
    loop {
        match client.read(&mut byte) {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            Err(error) if drips && error.kind() == std::io::ErrorKind::WouldBlock => {
                client.write_all(b"x")?;
            }
            Err(error) => return Err(error),
        }
    }
}
