//! Power cuts: a writer's session is recorded once, down to each write and sync, and then the power goes at very many moments
//! of it. Knows no system call.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use domain::DraftId;
use newsroom::{Edit, Event, Newsroom, SystemClock};
use store::weakness::{Weakness, mend, weaken};

use crate::campaign::{Campaign, Must, Row, unsound};
use crate::disk::{CUTS, Disk};
use crate::oracle::{Heard, Heights, Oracle};
use crate::random::Random;
use crate::script::Page;
use crate::vfs::{self, Deed};
use crate::{kills, room};

/// After this long without a word the newsroom hangs.
const LOST: Duration = Duration::from_secs(60);

const DRAFTS: usize = 2;

/// A session that was recorded.
struct Session {
    before: Disk,
    deeds: Vec<Deed>,
    drafts: Vec<DraftId>,
    syncs: u64,
}

/// What was not synced is lost, torn or comes in another order.
pub(crate) fn cuts(campaign: &Campaign) -> Vec<Row> {
    let row = Row::new(
        "power",
        "power cut: what was not synced is lost, torn or reordered",
    );
    let session = session(campaign, "power-session", campaign.rounds(400, 3_000), []);
    vec![judge(campaign, row, &session, campaign.rounds(150, 4_000))]
}

/// A sync fails, and what it was to write never reaches the disk although later syncs succeed; then the power goes.
pub(crate) fn failed_syncs(campaign: &Campaign) -> Vec<Row> {
    let mut row = Row::new(
        "fsync",
        "an fsync fails, its data never reach the disk although later ones succeed; power cut",
    );
    let mut chance = Random::of(campaign.seed, 31);
    let edits = 60;
    let syncs = session(campaign, "fsync-session", edits, []).syncs;
    for _ in 0..campaign.rounds(4, 60) {
        // One, or a few in a row: a disk that comes and goes.
        let first = 1 + chance.below(syncs as usize) as u64;
        let failing: Vec<u64> = (first..=first + chance.below(3) as u64).collect();
        let session = session(campaign, "fsync-session", edits, failing);
        row = judge(campaign, row, &session, 12);
    }
    vec![row]
}

/// The library does not wait for the disk: a power cut must lose something.
pub(crate) fn not_synchronous(campaign: &Campaign) -> Vec<Row> {
    let mut row = Row::new("mutant-sync", "power cut, with `synchronous=OFF`");
    row.must = Must::Lose;
    weaken(Weakness::NotSynchronous);
    let session = session(campaign, "mutant-session", campaign.rounds(200, 1_000), []);
    mend(Weakness::NotSynchronous);
    vec![judge(campaign, row, &session, campaign.rounds(40, 400))]
}

/// A writer types; everything that SQLite does to the disk is recorded.
fn session(
    campaign: &Campaign,
    name: &str,
    edits: usize,
    failing: impl IntoIterator<Item = u64>,
) -> Session {
    let library = campaign.folder(name);
    let drafts = kills::new_library(&library, campaign.seed, DRAFTS).ids();
    let before = Disk::of(&library);
    vfs::record(&library, failing);
    let (tell, told) = channel();
    let ids = drafts.clone();
    let newsroom = room::open(&library, Arc::new(SystemClock), move |event| {
        if let Event::Saved { draft, sequence } = event
            && let Some(draft) = ids.iter().position(|id| *id == draft)
        {
            vfs::heard(Heard::Saved { draft, sequence });
            let _ = tell.send((draft, sequence));
        }
    });
    // A disk that fails while the library opens may keep it closed: the deeds count all the same.
    if let Ok(newsroom) = newsroom {
        let mut chance = Random::of(campaign.seed, 5);
        type_all(campaign.seed, &newsroom, &drafts, &told, edits, &mut chance);
    }
    let (deeds, syncs) = vfs::recorded();
    Session {
        before,
        deeds,
        drafts,
        syncs,
    }
}

fn type_all(
    seed: u64,
    newsroom: &Newsroom,
    drafts: &[DraftId],
    saved: &Receiver<(usize, u64)>,
    edits: usize,
    chance: &mut Random,
) {
    let mut pages: Vec<Page> = (0..drafts.len())
        .map(|draft| Page::new(seed, draft))
        .collect();
    for number in 1..=edits {
        let draft = usize::from(chance.once_in(4));
        let page = &mut pages[draft];
        let changes = page.turn();
        let (sequence, length) = (page.sequence, page.length());
        let edit = Edit {
            draft: drafts[draft],
            sequence,
            changes,
            length,
            caret: length,
        };
        newsroom.edit(edit).expect("the edit follows the last one");
        // Mostly one commit a change; now and then several together.
        let waits = number == edits || !chance.once_in(4);
        while waits && saved.recv_timeout(LOST).expect("it is saved at last") != (draft, sequence) {
        }
        if chance.once_in(40) {
            let number = number as u64;
            if room::set_headline(newsroom, drafts[draft], draft, number).is_ok() {
                vfs::heard(Heard::Fields { draft, number });
            }
        }
    }
}

/// Cuts the power at many moments of a session, opens what is left each time, and compares.
fn judge(campaign: &Campaign, mut row: Row, session: &Session, cuts: usize) -> Row {
    let mut chance = Random::of(campaign.seed, 11 + row.rounds);
    let mut moments: Vec<usize> = (0..cuts).map(|_| moment(session, &mut chance)).collect();
    moments.sort_unstable();
    let mut disk = session.before.clone();
    let mut heights = Heights::default();
    let mut done = 0;
    for moment in moments {
        for deed in &session.deeds[done..moment] {
            disk.follow(deed, &mut chance);
            if let Deed::Heard(heard) = deed {
                heights.hear(*heard);
            }
        }
        done = moment;
        let cut = chance.one(&CUTS);
        let folder = campaign.folder("power-cut");
        disk.cut(cut, &mut chance, &folder);
        let mut oracle = Oracle::new(campaign.seed, &session.drafts);
        // Each cut must find all that was acknowledged before it.
        row.acknowledged += oracle.hear(&heights.all());
        look(
            &mut row,
            &format!("{cut:?} at {moment}"),
            &folder,
            &mut oracle,
        );
    }
    row
}

/// A moment to cut at: any, but often around a sync, where the mistakes are.
fn moment(session: &Session, chance: &mut Random) -> usize {
    let any = chance.below(session.deeds.len() + 1);
    if chance.once_in(2) {
        return any;
    }
    let is_sync = |deed: &Deed| matches!(deed, Deed::Synced(_) | Deed::SyncFailed(_));
    let next = session.deeds[any..].iter().position(is_sync);
    next.map_or(any, |ahead| any + ahead + chance.below(2))
}

fn look(row: &mut Row, name: &str, folder: &Path, oracle: &mut Oracle) {
    let Ok(newsroom) = room::open_quietly(folder).map_err(|error| {
        row.rounds += 1;
        row.lost += oracle.known().max(1);
        row.fail(name, format!("the library does not open: {error}"));
    }) else {
        return;
    };
    row.add(name, oracle.judge(&newsroom));
    drop(newsroom);
    if row.rounds.is_multiple_of(10)
        && let Some(said) = unsound(folder)
    {
        row.fail(name, said);
    }
}
