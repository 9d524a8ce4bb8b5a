//! What can go wrong with one request, and how each of it is done. Knows no rule.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::{Endless, Shared};

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The request reaches the site, which does its work; the answer is lost.
    DropAnswer,
    /// Only so many bytes of the answer arrive.
    CutAfter(usize),
    /// Nothing reaches the site, nothing is answered, the connection stays open until the client
    /// goes.
    BlackHole,
    /// The connection is reset before anything reaches the site.
    Reset,
    /// This is answered, and nothing reaches the site.
    Answer(Answer),
    /// The request reaches the site twice; the second answer arrives.
    Duplicate,
    /// The answer comes this late.
    Latency(Duration),
    /// The request reaches the site, which does its work; the answer is kept back until the client
    /// goes.
    Withhold,
    /// The answer comes byte by byte, with a rest after each.
    Drip(Duration),
    /// The answer arrives twice, one behind the other.
    AnswerTwice,
    /// The request itself is answered, with this status, and nothing reaches the site.
    Echo(u16),
    /// An answer that goes on as long as anybody listens, and nothing reaches the site.
    Endless(Endless),
}

/// An answer that no site gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Headers, without the length.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// With this status and body, which is HTML.
    pub fn html(status: u16, body: &str) -> Self {
        let headers = vec![("content-type".to_owned(), "text/html".to_owned())];
        Self {
            status,
            headers,
            body: body.as_bytes().to_vec(),
        }
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

impl Fault {
    pub(super) fn reaches_the_site(&self) -> bool {
        !matches!(
            self,
            Self::BlackHole | Self::Answer(_) | Self::Echo(_) | Self::Endless(_)
        )
    }

    /// Does it to a request that was read.
    pub(super) fn befalls(
        self,
        mut client: TcpStream,
        shared: &Shared,
        request: &[u8],
    ) -> std::io::Result<()> {
        let answer = || shared.forward(request);
        match self {
            // One that could not be reset in time goes by unharmed.
            Self::Reset => client.write_all(&answer()?),
            Self::DropAnswer => answer().map(drop),
            Self::CutAfter(limit) => {
                let answer = answer()?;
                client.write_all(&answer[..limit.min(answer.len())])
            }
            Self::Duplicate => {
                answer()?;
                client.write_all(&answer()?)
            }
            Self::AnswerTwice => client.write_all(&answer()?.repeat(2)),
            Self::Latency(late) => {
                let answer = answer()?;
                std::thread::sleep(late);
                client.write_all(&answer)
            }
            Self::Drip(rest) => answer()?.iter().try_for_each(|byte| {
                std::thread::sleep(rest);
                client.write_all(&[*byte])
            }),
            Self::BlackHole => {
                shared.stuck();
                client.read_to_end(&mut Vec::new()).map(drop)
            }
            Self::Withhold => {
                answer()?;
                shared.stuck();
                client.read_to_end(&mut Vec::new()).map(drop)
            }
            Self::Answer(answer) => client.write_all(&answer.bytes()),
            Self::Echo(status) => {
                let said = Answer {
                    status,
                    headers: vec![("content-type".to_owned(), "application/json".to_owned())],
                    body: request.to_vec(),
                };
                client.write_all(&said.bytes())
            }
            Self::Endless(kind) => kind.pour(&mut client),
        }
    }
}

impl Answer {
    fn bytes(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} Canned\r\nconnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("content-length: {}\r\n\r\n", self.body.len()));
        [head.as_bytes(), &self.body].concat()
    }
}
