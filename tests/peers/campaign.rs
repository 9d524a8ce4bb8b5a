//! Every journey, and every fault at every request of every send, against one peer. Counts what came twice and what got lost.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use domain::PublicationState;
use publish::{Patience, RemoteArticle};
use testkit::{Answer, Fault};

use crate::courier::Dispatch;
use crate::deaths;
use crate::imports;
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
    let mut rows = vec![Row::started(name, peer.version())];
    let alone = |journey: &str, make: &dyn Fn(&Stage<'_>)| {
        let wrong = caught(|| make(&Stage::new(&*peer))).err();
        Row::told(name, journey, 1, wrong.into_iter().collect())
    };
    let common = JOURNEYS.iter().map(|(journey, make)| alone(journey, make));
    let own = peer.own_journeys();
    let own = own.iter().map(|(journey, make)| alone(journey, make));
    rows.extend(common.chain(own));
    rows.push(imports::run(name, &*peer));
    let (more, others) = match length {
        Length::Short => (&[][..], &[][..]),
        Length::Full => (MORE_SENDS, OTHERS),
    };
    let in_doubt = IN_DOUBT.iter().map(|fault| (fault, more));
    for (fault, more) in in_doubt.chain(others.iter().map(|fault| (fault, &[][..]))) {
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
    ("lost answer", || Fault::DropAnswer),
    ("cut after 200 bytes", || Fault::CutAfter(200)),
    ("duplicate request", || Fault::Duplicate),
    ("duplicate answer", || Fault::AnswerTwice),
    ("reset", || Fault::Reset),
    ("502, an HTML error page", || {
        answer(502, "<h1>Bad gateway</h1>")
    }),
];

const OTHERS: &[Met] = &[
    ("cut after 0 bytes", || Fault::CutAfter(0)),
    ("cut after 2,000 bytes", || Fault::CutAfter(2000)),
    ("black hole", || Fault::BlackHole),
    ("slow drip", || Fault::Drip(Duration::from_millis(100))),
    ("latency", || Fault::Latency(Duration::from_millis(300))),
    ("200, an HTML page", || {
        answer(200, "<h1>Welcome to the hotel</h1>")
    }),
    ("truncated JSON", || answer(200, "{\"id\": 7, \"stat")),
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
const DRESSED: &str = "publish with everything";
const LATER: &str = "publish at an hour";
const CONFLICT: &str = "update what a colleague changed";
/// With picture, section and tags, which are many more requests, most of them before the article's
/// own; to come out later; and one that must not be done.
const MORE_SENDS: &[&str] = &[DRESSED, LATER, CONFLICT];
/// After as many wrong ends the rest would tell nothing new.
const ENOUGH: usize = 5;

/// One fault at the first request of each send, then at the second, until a send has no more.
fn under(name: &'static str, peer: &dyn Peer, (fault, make): Met, more: &[&'static str]) -> Row {
    let (mut count, mut wrong) = (0, Vec::new());
    let sends = SENDS.iter().chain(more).copied();
    for send in sends.filter(|send| *send != LATER || schedules(peer)) {
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

fn schedules(peer: &dyn Peer) -> bool {
    let said = Stage::new(peer).site.describe();
    said.expect("a site").abilities.schedules
}

/// A site on this machine that says nothing for so long will say nothing, and one that takes so long
/// to say it has no end.
fn patience() -> Patience {
    Patience {
        answer: Duration::from_secs(5),
        whole: Duration::from_secs(6),
        ..Patience::default()
    }
}

/// Makes the send whose request after `spared` others meets the fault; `false` when it has no such
/// request.
fn meets(stage: &Stage<'_>, send: &str, spared: usize, fault: Fault) -> Result<bool, Wrong> {
    let (mut first, second) = (stage.article("Un."), stage.article("Deux."));
    let picture = (send == DRESSED).then(|| stage.dress(&mut first));
    if send == LATER {
        first.goes_live = Some("2099-01-01T08:00:00Z".parse().expect("a time"));
    }
    let known = ["update", "unpublish", CONFLICT]
        .contains(&send)
        .then(|| Dispatch::publish(stage, &first).deliver(stage));
    if let Some(known) = known.as_ref().filter(|_| send == CONFLICT) {
        let peer = stage.peer;
        peer.changed_by_a_colleague(&known.remote_id, "<p>À elle.</p>");
    }
    let mut dispatch = match (&known, send) {
        (None, _) => Dispatch::publish(stage, &first),
        (Some(known), "unpublish") => Dispatch::unpublish(stage, known),
        (Some(known), _) => Dispatch::update(stage, known, &second),
    };
    dispatch.picture = picture;
    let before = stage.network.seen().len();
    stage.network.fault_after(spared, fault);
    let done = if send == CONFLICT {
        dispatch.refused_in_the_end(stage);
        None
    } else {
        Some(dispatch.deliver(stage))
    };
    let met = stage.network.seen().len() - before > spared;
    stage.network.heal();
    let done = done.as_ref();
    judge(stage, send, known.as_ref(), done)?;
    let file = dispatch.picture.as_ref().map(|(file, _)| file);
    match file.and_then(|file| stage.peer.pictures(file)) {
        Some(count) if count != 1 && !stage.peer.keeps_twins_of_pictures() => {
            Err(Wrong::Twice(format!("{count} pictures")))
        }
        _ => Ok(met),
    }
}

/// Whether there is one article, as it should be.
fn judge(
    stage: &Stage<'_>,
    send: &str,
    known: Option<&RemoteArticle>,
    done: Option<&RemoteArticle>,
) -> Result<(), Wrong> {
    let seen = stage.seen();
    let said = format!("{done:?} {seen:#?}");
    let is_another =
        |known: &RemoteArticle| done.is_some_and(|done| known.remote_id != done.remote_id);
    if seen.len() > 1 || known.is_some_and(is_another) {
        return Err(Wrong::Twice(said));
    }
    let (state, words) = match send {
        "unpublish" => (Some(PublicationState::Unpublished), None),
        "update" => (Some(PublicationState::Live), Some("Deux.")),
        LATER => (Some(PublicationState::Scheduled), Some("Un.")),
        CONFLICT => (None, Some("À elle.")),
        _ => (Some(PublicationState::Live), Some("Un.")),
    };
    let told = done.map(|done| done.state) == state && !done.is_some_and(|done| done.begun);
    let is_out = seen.iter().any(|seen| seen.is_out);
    let to_be_out = matches!(state, None | Some(PublicationState::Live));
    let is_there = |words| seen.iter().any(|seen| seen.html.contains(words));
    if told && is_out == to_be_out && words.is_none_or(is_there) {
        Ok(())
    } else {
        Err(Wrong::Lost(said))
    }
}
