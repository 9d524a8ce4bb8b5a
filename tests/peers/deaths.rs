//! Marbre itself is killed at each request of each send, before the site has it and after; then it is opened again, and
//! there must be one article, as it should be. Knows newsrooms; no protocol.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use domain::{DraftId, SiteId};
use newsroom::{
    LocalSite, MemorySecrets, Newsroom, Options, Patience, RandomIdentifiers, Samples, Secrets,
};
use serde_json::{Value, json};
use testkit::{Fault, FixedClock};

use crate::campaign::caught;
use crate::report::{Row, Wrong};
use crate::stage::{Peer, Stage};
use crate::whole::Whole;

/// The word among the arguments that makes this program the one that is killed.
pub(crate) const DOOMED: &str = "doomed";
/// When all of it happens.
const NOW: &str = "2026-04-29T00:49:00Z";

/// What is sent, and what readers are to see after it.
pub(crate) const SENDS: [(&str, Option<&str>); 3] = [
    ("publish", Some("Un.")),
    ("update", Some("Deux.")),
    ("unpublish", None),
];

/// One death at every request of every send.
pub(crate) fn run(name: &'static str, peer: &dyn Peer) -> Vec<Row> {
    let before = under(
        name,
        peer,
        "killed, the site has not the request",
        Fault::BlackHole,
    );
    let after = under(name, peer, "killed, the site did it", Fault::Withhold);
    vec![before, after]
}

fn under(name: &'static str, peer: &dyn Peer, what: &str, fault: Fault) -> Row {
    let (mut deaths, mut wrong) = (0, Vec::new());
    for (send, readers_see) in SENDS {
        for spared in 0.. {
            let stage = Stage::new(peer);
            let came = caught(|| dies(&stage, send, spared, &fault));
            match came.and_then(|died| judge(&stage, readers_see).map(|()| died)) {
                Ok(true) => deaths += 1,
                Ok(false) => break,
                Err(error) => {
                    wrong.push(error.at(&format!("{send}, request {}", spared + 1)));
                    break;
                }
            }
        }
    }
    Row::told(name, what, deaths, wrong)
}

/// Makes the send in a process that is killed at the request after `spared` others, then lets a new
/// one finish it. `false` when there is no such request.
fn dies(stage: &Stage<'_>, send: &str, spared: usize, fault: &Fault) -> bool {
    let mut whole = Whole::new(stage, NOW);
    if send != "publish" {
        whole.publish();
    }
    if send == "update" {
        whole.write("Deux.");
    }
    whole.desk.close();
    stage.network.fault_after(spared, fault.clone());
    let this = std::env::current_exe().expect("this program");
    let mut doomed = doomed(Command::new(this), &whole, send);
    let stuck = stage
        .network
        .until_stuck(|| doomed.try_wait().expect("a child").is_some());
    // SIGKILL; one that came to its end is dead already.
    let _ = doomed.kill();
    doomed.wait().expect("a child");
    stage.network.heal();
    whole.desk.reopen().expect("the library opens");
    let last = whole.newsroom().outbox().expect("an outbox").remove(0);
    whole.until_done(last.dispatch.id);
    stuck
}

/// This program as another process, which opens the library and makes one send; `program` starts it.
pub(crate) fn doomed(mut program: Command, whole: &Whole, send: &str) -> Child {
    let mut child = program
        .arg(DOOMED)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("a child");
    let task = json!({
        "library": whole.desk.library(), "secret": whole.secret, "send": send,
        "draft": whole.draft.to_string(), "site": whole.site.to_string(),
    });
    let mut input = child.stdin.take().expect("its input");
    // One that dies early does not listen.
    drop(writeln!(input, "{task}"));
    child
}

/// What that process does: one send, to its end, unless it is killed.
pub(crate) fn be_doomed() {
    let task: Value = serde_json::from_reader(std::io::stdin()).expect("a task");
    let said = |name: &str| task[name].as_str().expect("a word").to_owned();
    let (draft, site): (DraftId, SiteId) = (
        said("draft").parse().expect("a draft"),
        said("site").parse().expect("a site"),
    );
    let secrets = MemorySecrets::default();
    secrets
        .set(&format!("site:{site}"), &said("secret"))
        .expect("a secret");
    let newsroom = Newsroom::open(Options {
        library: said("library").into(),
        clock: Arc::new(FixedClock::at(NOW)),
        secrets: Arc::new(secrets),
        ids: Arc::new(RandomIdentifiers),
        system_locale: "fr".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        local_site: LocalSite::Off,
        patience: Patience::default(),
        darkroom: testkit::darkroom(),
        link_manners: Default::default(),
        dictionaries: Default::default(),
        samples: Samples::None,
        on_event: Box::new(|_| ()),
    })
    .expect("the library opens");
    let promised = match said("send").as_str() {
        "unpublish" => newsroom.unpublish(draft, site),
        _ => newsroom.publish(draft, site),
    };
    let id = promised.expect("a promise").dispatch.id;
    while newsroom
        .dispatch(id)
        .expect("a dispatch")
        .dispatch
        .state
        .is_open()
    {
        std::thread::park_timeout(std::time::Duration::from_millis(20));
    }
}

fn judge(stage: &Stage<'_>, readers_see: Option<&str>) -> Result<(), Wrong> {
    let seen = stage.seen();
    let said = format!("{seen:#?}");
    if seen.len() > 1 {
        return Err(Wrong::Twice(said));
    }
    let is_right = match readers_see {
        Some(words) => seen
            .iter()
            .any(|seen| seen.is_out && seen.html.contains(words)),
        None => seen.iter().all(|seen| !seen.is_out),
    };
    if is_right {
        Ok(())
    } else {
        Err(Wrong::Lost(said))
    }
}
