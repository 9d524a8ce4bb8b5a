//! A proxy on this machine between a client and a site, which fails on command. Knows no article.

mod endless;
mod fault;
mod wire;

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub use endless::Endless;
pub use fault::{Answer, Fault};
use wire::{Line, read_request, replaced};

/// After this long a test has failed.
const LOST: Duration = Duration::from_secs(120);

/// A request that came by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenRequest {
    /// As `POST`.
    pub method: String,
    /// With the query.
    pub path: String,
    /// All that stands before its body; empty when its connection was reset.
    pub head: String,
    /// Whether it was passed on to the site.
    pub passed_on: bool,
}

struct Rule {
    /// Empty for every method.
    method: String,
    path: String,
    /// How many that it is for go by unharmed first.
    spared: usize,
    left: usize,
    fault: Fault,
}

struct Shared {
    target: SocketAddr,
    rules: Mutex<Vec<Rule>>,
    seen: Mutex<Vec<SeenRequest>>,
    closed: AtomicBool,
    /// Under which address the site is to be known; empty for its own.
    posing: Mutex<String>,
    /// How many requests are kept waiting for ever, and a bell for each.
    stuck: (Mutex<usize>, Condvar),
}

/// The proxy. Each connection carries one request.
pub struct FaultyProxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

impl FaultyProxy {
    /// Stands before this address.
    ///
    /// # Panics
    /// When no port is free.
    pub fn before(target: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        Self::on(listener, target)
    }

    fn on(listener: TcpListener, target: SocketAddr) -> Self {
        let address = listener.local_addr().expect("a bound port");
        let shared = Arc::new(Shared {
            target,
            rules: Mutex::default(),
            seen: Mutex::default(),
            closed: AtomicBool::new(false),
            posing: Mutex::default(),
            stuck: Default::default(),
        });
        let listening = Some(listen(listener, Arc::clone(&shared)));
        Self {
            address,
            shared,
            listening,
        }
    }

    /// The address clients use, as `http://127.0.0.1:1234`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The next `times` requests of this method whose path starts so meet this fault. Earlier rules
    /// come first.
    pub fn fault(&self, method: &str, path: &str, times: usize, fault: Fault) {
        self.add(Rule {
            method: method.to_owned(),
            path: path.to_owned(),
            spared: 0,
            left: times,
            fault,
        });
    }

    /// One request meets this fault, whatever it asks: the first after `spared` others.
    pub fn fault_after(&self, spared: usize, fault: Fault) {
        self.add(Rule {
            method: String::new(),
            path: String::new(),
            spared,
            left: 1,
            fault,
        });
    }

    fn add(&self, rule: Rule) {
        self.shared.rules.lock().expect("rules").push(rule);
    }

    /// Where the site's answers name the site's address, they name this one from here on, so that its
    /// pages are read through here, too. (Ports that the system chooses are of one length.)
    pub fn pose(&self) {
        *self.shared.posing.lock().expect("an address") = self.address.to_string();
    }

    /// Nothing goes wrong any more.
    pub fn heal(&self) {
        self.shared.rules.lock().expect("rules").clear();
    }

    /// Waits until a request is kept waiting for ever ([`Fault::BlackHole`], [`Fault::Withhold`]), or
    /// `ended` says that none will be; says whether one is.
    ///
    /// # Panics
    /// When neither comes within two minutes.
    pub fn until_stuck(&self, mut ended: impl FnMut() -> bool) -> bool {
        let begun = Instant::now();
        let (stuck, bell) = &self.shared.stuck;
        let mut stuck = stuck.lock().expect("stuck");
        loop {
            if *stuck > 0 {
                *stuck -= 1;
                return true;
            }
            if ended() {
                return false;
            }
            assert!(begun.elapsed() < LOST, "nothing happens");
            // The bound is for `ended`, which rings no bell.
            let nap = Duration::from_millis(20);
            stuck = bell.wait_timeout(stuck, nap).expect("stuck").0;
        }
    }

    /// What came by.
    pub fn seen(&self) -> Vec<SeenRequest> {
        self.shared.seen.lock().expect("seen").clone()
    }

    /// How many requests of this method and exact path came by.
    pub fn count(&self, method: &str, path: &str) -> usize {
        self.seen()
            .iter()
            .filter(|r| r.method == method && r.path == path)
            .count()
    }

    /// Connections are refused from here on, as by a machine that is not there.
    ///
    /// # Panics
    /// When the listening thread had panicked.
    pub fn down(&mut self) {
        self.shared.closed.store(true, Ordering::SeqCst);
        if let Some(listening) = self.listening.take() {
            // Wakes the thread that waits for a connection; if it is gone already, so much the better.
            drop(TcpStream::connect(self.address));
            listening.join().expect("the proxy's thread");
        }
    }

    /// Connections are taken again, at the same address.
    ///
    /// # Panics
    /// When the port was taken meanwhile.
    pub fn up(&mut self) {
        self.down();
        self.shared.closed.store(false, Ordering::SeqCst);
        let listener = TcpListener::bind(self.address).expect("the same port");
        self.listening = Some(listen(listener, Arc::clone(&self.shared)));
    }
}

impl Drop for FaultyProxy {
    fn drop(&mut self) {
        self.down();
    }
}

fn listen(listener: TcpListener, shared: Arc<Shared>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        for client in listener.incoming() {
            if shared.closed.load(Ordering::SeqCst) {
                return;
            }
            let shared = Arc::clone(&shared);
            if let Ok(client) = client {
                // A connection that breaks is the client's business.
                std::thread::spawn(move || drop(serve(client, &shared)));
            }
        }
    })
}

fn serve(mut client: TcpStream, shared: &Shared) -> std::io::Result<()> {
    if let Some(line) = shared.to_be_reset(&client)? {
        // A socket that is closed with something unread in it resets its connection.
        shared.note(&line, "", false);
        return Ok(());
    }
    let Some(request) = read_request(&mut client)? else {
        return Ok(());
    };
    let fault = shared.fault_for(&request.line);
    let passed_on = fault.as_ref().is_none_or(Fault::reaches_the_site);
    shared.note(&request.line, &request.head, passed_on);
    match fault {
        None => client.write_all(&shared.forward(&request.bytes)?),
        Some(fault) => fault.befalls(client, shared, &request.bytes),
    }
}

impl Shared {
    /// The site's whole answer.
    fn forward(&self, request: &[u8]) -> std::io::Result<Vec<u8>> {
        let answer = wire::forward(self.target, request)?;
        let posing = self.posing.lock().expect("an address");
        if posing.is_empty() {
            return Ok(answer);
        }
        Ok(replaced(&answer, &self.target.to_string(), &posing))
    }

    fn stuck(&self) {
        *self.stuck.0.lock().expect("stuck") += 1;
        self.stuck.1.notify_all();
    }

    fn fault_for(&self, line: &Line) -> Option<Fault> {
        let mut rules = self.rules.lock().expect("rules");
        let rule = rules.iter_mut().find(|rule| rule.is_for(line))?;
        rule.takes().then(|| rule.fault.clone())
    }

    /// The line of a request whose connection is to be reset. Only looked at, not read.
    fn to_be_reset(&self, client: &TcpStream) -> std::io::Result<Option<Line>> {
        let mut head = [0; 2048];
        let count = client.peek(&mut head)?;
        let line = Line::of(&head[..count]);
        let mut rules = self.rules.lock().expect("rules");
        let rule = rules.iter_mut().find(|rule| rule.is_for(&line));
        // One that is spared is counted when it is read.
        let Some(rule) = rule.filter(|rule| rule.fault == Fault::Reset && rule.spared == 0) else {
            return Ok(None);
        };
        Ok(rule.takes().then_some(line))
    }

    fn note(&self, line: &Line, head: &str, passed_on: bool) {
        self.seen.lock().expect("seen").push(SeenRequest {
            method: line.method.clone(),
            path: line.path.clone(),
            head: head.to_owned(),
            passed_on,
        });
    }
}

impl Rule {
    fn is_for(&self, line: &Line) -> bool {
        let is_method = self.method.is_empty() || self.method == line.method;
        self.left > 0 && is_method && line.path.starts_with(&self.path)
    }

    /// Whether this request meets the fault, or is one of those that are spared.
    fn takes(&mut self) -> bool {
        let spared = self.spared > 0;
        if spared {
            self.spared -= 1;
        } else {
            self.left -= 1;
        }
        !spared
    }
}
