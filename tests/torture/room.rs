//! Opening a newsroom as the campaign needs it: no site, no samples, one's own ears, and a clock that may jump. Judges nothing.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::{DraftId, Timestamp};
use newsroom::{
    Clock, Edit, Event, LocalSite, MemorySecrets, Newsroom, NewsroomError, Options, Patience,
    RandomIdentifiers, Restoration, Samples, SystemClock,
};

use crate::random::Random;
use crate::script::Page;

/// A clock that now and then jumps a day back or forth.
struct JumpingClock {
    chance: Mutex<(Random, i64)>,
}

impl Clock for JumpingClock {
    fn now(&self) -> Timestamp {
        let mut state = self.chance.lock().unwrap_or_else(PoisonError::into_inner);
        if state.0.once_in(20) {
            let day = 24 * 3600;
            state.1 += if state.0.once_in(3) { day } else { -day };
        }
        let jump = jiff::SignedDuration::from_secs(state.1);
        let now = SystemClock.now();
        now.checked_add(jump).unwrap_or(now)
    }
}

/// A clock with this seed's jumps.
pub(crate) fn jumping_clock(seed: u64) -> Arc<dyn Clock> {
    let chance = Mutex::new((Random::new(seed), 0));
    Arc::new(JumpingClock { chance })
}

/// Opens the library in a folder.
pub(crate) fn open(
    library: &Path,
    clock: Arc<dyn Clock>,
    on_event: impl Fn(Event) + Send + Sync + 'static,
) -> Result<Newsroom, NewsroomError> {
    Newsroom::open(options(library, clock, on_event))
}

/// Opens it with the machine's clock and deaf.
pub(crate) fn open_quietly(library: &Path) -> Result<Newsroom, NewsroomError> {
    open(library, Arc::new(SystemClock), |_| {})
}

/// Opens it to read, writing nothing.
pub(crate) fn open_to_read(library: &Path) -> Result<Newsroom, NewsroomError> {
    Newsroom::open_to_read(options(library, Arc::new(SystemClock), |_| {}))
}

fn options(
    library: &Path,
    clock: Arc<dyn Clock>,
    on_event: impl Fn(Event) + Send + Sync + 'static,
) -> Options {
    Options {
        library: library.to_owned(),
        clock,
        secrets: Arc::new(MemorySecrets::default()),
        ids: Arc::new(RandomIdentifiers),
        system_locale: "fr_FR.UTF-8".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        local_site: LocalSite::Off,
        patience: Patience {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(5),
            whole: Duration::from_secs(5),
        },
        darkroom: testkit::darkroom(),
        link_manners: Default::default(),
        dictionaries: Default::default(),
        samples: Samples::None,
        on_event: Box::new(on_event),
    }
}

/// What brings a library back, or puts a backup in its place.
pub(crate) fn restoration(library: &Path) -> Restoration {
    Restoration {
        library: library.to_owned(),
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIdentifiers),
        locale: "fr_FR.UTF-8".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
    }
}

/// The newest backup in a library's own folder.
pub(crate) fn newest_backup(library: &Path) -> PathBuf {
    let entries = library.join("backups").read_dir().expect("a folder");
    let backups = entries.map(|entry| entry.expect("an entry").path());
    let backups = backups.filter(|path| path.extension().is_some_and(|ending| ending == "db"));
    backups.max().expect("a backup")
}

/// A clock that is so many hours ahead.
pub(crate) fn clock_ahead(hours: i64) -> Arc<dyn Clock> {
    struct Ahead(i64);
    impl Clock for Ahead {
        fn now(&self) -> Timestamp {
            SystemClock.now() + jiff::SignedDuration::from_hours(self.0)
        }
    }
    Arc::new(Ahead(hours))
}

/// Makes the drafts of a new library: blank, their headline saying which they are and that their fields were never
/// changed.
pub(crate) fn new_drafts(newsroom: &Newsroom, count: usize) -> Result<Vec<DraftId>, NewsroomError> {
    (0..count)
        .map(|draft| {
            let id = newsroom.new_draft()?.id;
            set_headline(newsroom, id, draft, 0)?;
            Ok(id)
        })
        .collect()
}

/// Sets the fields of a draft: their number stands in the headline.
pub(crate) fn set_headline(
    newsroom: &Newsroom,
    id: DraftId,
    draft: usize,
    number: u64,
) -> Result<(), NewsroomError> {
    let mut fields = newsroom.open_draft(id)?.fields;
    fields.headline = headline(draft, number);
    newsroom.set_fields(id, fields).map(drop)
}

/// The headline of a draft whose fields were changed so many times.
pub(crate) fn headline(draft: usize, number: u64) -> String {
    format!("Brouillon {draft}, état {number}")
}

/// How often the fields were changed, from the headline.
pub(crate) fn fields_number(headline: &str, draft: usize) -> Option<u64> {
    let begins = format!("Brouillon {draft}, état ");
    headline.strip_prefix(&begins)?.parse().ok()
}

/// One edit; the editor's composing of changes is in the script.
pub(crate) fn edit(newsroom: &Newsroom, draft: DraftId, page: &mut Page) {
    let changes = page.turn();
    let edit = Edit {
        draft,
        sequence: page.sequence,
        changes,
        length: page.length(),
        caret: page.length(),
    };
    newsroom.edit(edit).expect("the edit follows the last one");
}
