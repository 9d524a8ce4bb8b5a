//! Every journey, and every fault at every request of every send, against one peer. Counts what came twice and what got lost.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use domain::PublicationState;
use publish::{Patience, RemoteArticle};
use testkit::{Answer, Fault};

use crate::courier::Dispatch;
use crate::deaths;
use crate::report::{Row, Wrong};
use crate::stage::{NotStarted, Peer, Stage, Start};
use crate::suite::JOURNEYS;

/// How many faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    /// Those that leave the outcome open.
    Short,
    Full,
}

impl Length {
    pub(crate) fn of(full: bool) -> Self {
        if full { Self::Full } else { Self::Short }
    }
}

/// Starts a peer and makes every journey.
pub(crate) fn run(name: &'static str, start: Start, length: Length) -> Vec<Row> {
    let began = Instant::now();
    println!("--- {name}");
    let peer = match start() {
        Ok(peer) => peer,
        Err(why) => return vec![not_started(name, length, why)],
    };
    println!("started after {:.0} s", began.elapsed().as_secs_f64());
    let alone = |journey: &str, make: &dyn Fn(&Stage<'_>)| {
        let wrong = caught(|| make(&Stage::new(&*peer))).err();
        Row::told(name, journey, 1, wrong.into_iter().collect())
    };
    let common = JOURNEYS.iter().map(|(journey, make)| alone(journey, make));
    let own = peer.own_journeys();
    let own = own.iter().map(|(journey, make)| alone(journey, make));
    let mut rows: Vec<Row> = common.chain(own).collect();
    let (everything, others) = match length {
        Length::Short => (None, &[][..]),
        Length::Full => (Some(DRESSED), OTHERS),
    };
    let in_doubt = IN_DOUBT.iter().map(|fault| (fault, everything));
    for (fault, more) in in_doubt.chain(others.iter().map(|fault| (fault, None))) {
        rows.push(under(name, &*peer, *fault, more));
    }
    rows.extend(deaths::run(name, &*peer));
    println!("{name}: {:.0} s", began.elapsed().as_secs_f64());
    rows
}

/// What can't be had here is no fault of ours, unless it was asked for.
fn not_started(name: &'static str, length: Length, why: NotStarted) -> Row {
    let why = match (why, length) {
        (NotStarted::NotToBeHad, Length::Short) => {
            return Row::skipped(name, "it can't be had here");
        }
        (NotStarted::NotToBeHad, Length::Full) => "it can't be had here".to_owned(),
        (NotStarted::Failed(why), _) => why,
    };
    Row::told(name, "start", 0, vec![Wrong::Otherwise(why)])
}

pub(crate) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, Wrong> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()));
        Wrong::Otherwise(said.unwrap_or_else(|| "a panic".to_owned()))
    })
}

/// A fault that a request meets.
type Met = (&'static str, fn() -> Fault);

/// Those after which nobody knows what the site did.
const IN_DOUBT: &[Met] = &[
    ("answer lost", || Fault::DropAnswer),
    ("cut after 200 bytes", || Fault::CutAfter(200)),
    ("arrives twice", || Fault::Duplicate),
    ("reset", || Fault::Reset),
    ("502 in HTML", || answer(502, "<h1>Bad gateway</h1>")),
];

const OTHERS: &[Met] = &[
    ("cut after 0 bytes", || Fault::CutAfter(0)),
    ("cut after 2,000 bytes", || Fault::CutAfter(2000)),
    ("black hole", || Fault::BlackHole),
    ("200 in HTML", || {
        answer(200, "<h1>Welcome to the hotel</h1>")
    }),
    ("JSON cut off", || answer(200, "{\"id\": 7, \"stat")),
    ("401", || answer(401, "{}")),
    ("403", || answer(403, "<h1>Blocked</h1>")),
    ("404", || answer(404, "<h1>Not found</h1>")),
    ("409", || answer(409, "{}")),
    ("412", || answer(412, "{}")),
    ("413", || answer(413, "<h1>Too large</h1>")),
    ("429", || {
        Fault::Answer(Answer::html(429, "{}").header("retry-after", "1"))
    }),
    ("500", || answer(500, "<h1>Internal error</h1>")),
];

fn answer(status: u16, body: &str) -> Fault {
    Fault::Answer(Answer::html(status, body))
}

/// The sends, in the order of an article's life.
const SENDS: &[&str] = &["publish", "update", "unpublish"];
/// With picture, section and tags: many more requests, most of them before the article's own.
const DRESSED: &str = "publish with everything";
/// After as many wrong ends the rest would tell nothing new.
const ENOUGH: usize = 5;

/// One fault at the first request of each send, then at the second, until a send has no more.
fn under(
    name: &'static str,
    peer: &dyn Peer,
    (fault, make): Met,
    more: Option<&'static str>,
) -> Row {
    let (mut count, mut wrong) = (0, Vec::new());
    for send in SENDS.iter().copied().chain(more) {
        for spared in 0.. {
            let stage = Stage::with(peer, patience());
            let met = caught(|| meets(&stage, send, spared, make())).and_then(|met| met);
            if let Err(what) = met.as_ref() {
                wrong.push(what.at(&format!("{send}, request {}", spared + 1)));
            }
            if met.is_ok_and(|met| !met) || wrong.len() >= ENOUGH {
                break;
            }
            count += 1;
        }
    }
    Row::told(name, fault, count, wrong)
}

/// A site on this machine that says nothing for so long will say nothing.
fn patience() -> Patience {
    Patience {
        answer: Duration::from_secs(5),
        ..Patience::default()
    }
}

/// Makes the send whose request after `spared` others meets the fault; `false` when it has no such
/// request.
fn meets(stage: &Stage<'_>, send: &str, spared: usize, fault: Fault) -> Result<bool, Wrong> {
    let (mut first, second) = (stage.article("Un."), stage.article("Deux."));
    let picture = (send == DRESSED).then(|| stage.dress(&mut first));
    let known = matches!(send, "update" | "unpublish")
        .then(|| Dispatch::publish(stage, &first).deliver(stage));
    let mut dispatch = match (&known, send) {
        (None, _) => Dispatch::publish(stage, &first),
        (Some(known), "update") => Dispatch::update(stage, known, &second),
        (Some(known), _) => Dispatch::unpublish(stage, known),
    };
    dispatch.picture = picture;
    let before = stage.network.seen().len();
    stage.network.fault_after(spared, fault);
    let done = dispatch.deliver(stage);
    let met = stage.network.seen().len() - before > spared;
    stage.network.heal();
    judge(stage, send, known.as_ref(), &done)?;
    let file = dispatch.picture.as_ref().map(|(file, _)| file);
    match file.and_then(|file| stage.peer.pictures(file)) {
        Some(count) if count != 1 => Err(Wrong::Twice(format!("{count} pictures"))),
        _ => Ok(met),
    }
}

/// Whether there is one article, as it should be.
fn judge(
    stage: &Stage<'_>,
    send: &str,
    known: Option<&RemoteArticle>,
    done: &RemoteArticle,
) -> Result<(), Wrong> {
    let seen = stage.seen();
    let said = format!("{done:?} {seen:#?}");
    if seen.len() > 1 || known.is_some_and(|known| known.remote_id != done.remote_id) {
        return Err(Wrong::Twice(said));
    }
    let out = seen.iter().any(|seen| seen.is_out);
    if send == "unpublish" {
        let told = done.state == PublicationState::Unpublished && !done.begun;
        return if told && !out {
            Ok(())
        } else {
            Err(Wrong::Lost(said))
        };
    }
    let words = if send == "update" { "Deux." } else { "Un." };
    let told = done.state == PublicationState::Live && !done.begun;
    let there = seen.iter().any(|seen| seen.html.contains(words));
    if told && out && there {
        Ok(())
    } else {
        Err(Wrong::Lost(said))
    }
}
