//! Measures the history of one draft of 100 kB with 10,000 revisions: its size, and how fast it opens. Asserts nothing.
//!
//! `cargo bench -p store --bench history` builds it in a temporary folder (half a minute or so);
//! `cargo bench -p store --bench history -- 1000` builds a shorter one.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use domain::{
    Draft, DraftId, Fields, Language, Maker, Revision, RevisionId, RevisionReason, Timestamp,
    WordChange,
};
use store::Store;
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error>>;

const LENGTH: usize = 100_000;
const SYLLABLES: [&str; 16] = [
    "ba", "con", "dé", "ré", "pro", "mi", "stra", "tion", "ment", "eur", "pré", "ver", "qué",
    "jou", "nal", "œu",
];

#[allow(clippy::print_stdout)]
fn main() -> Outcome<()> {
    let asked = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let revisions: u64 = asked.unwrap_or(10_000);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("library.db");
    let store = Store::open(&path)?;
    let mut writing = Writing::new();
    store.insert_draft(&Draft {
        id: writing.draft,
        fields: writing.fields.clone(),
        text: writing.text.clone(),
        created_at: at(0)?,
        changed_at: at(0)?,
        binned_at: None,
    })?;
    let bare = size(folder.path())?;
    let (mut keeping, mut plain) = (Vec::new(), 0);
    for number in 0..revisions {
        writing.goes_on();
        let revision = writing.revision(number)?;
        plain += revision.text.len();
        let started = Instant::now();
        store.insert_revision(&revision)?;
        keeping.push(started.elapsed());
    }
    drop(store);
    let store = Store::open(&path)?;
    let bytes = size(folder.path())?.saturating_sub(bare);
    println!(
        "{revisions} revisions of a text of {LENGTH} bytes: {:.1} MB on disk ({} bytes each), {:.0} MB unpacked",
        bytes as f64 / 1e6,
        bytes / revisions.max(1),
        plain as f64 / 1e6
    );
    println!("{:<44} {:>9} {:>9} {:>9}  ms", "", "p50", "p95", "p99");
    report("keep a revision", keeping);
    let last = store.history(writing.draft, None, 1)?;
    let middle = last.cursor.map(|cursor| cursor / 2);
    measure("timeline, first 100", || {
        Ok(store.history(writing.draft, None, 100).map(drop)?)
    })?;
    measure("timeline, 100 in the middle", || {
        Ok(store.history(writing.draft, middle, 100).map(drop)?)
    })?;
    let mut random = Random(7);
    measure("open any revision", || {
        let id = revision_id(random.below(revisions as usize) as u64);
        Ok(store.revision(id).map(drop)?)
    })?;
    measure("what the rule for old ones looks at", || {
        Ok(store.revision_ages(writing.draft).map(drop)?)
    })
}

/// A text that somebody writes on, some minutes at a time: a sentence here, a word there, now and
/// then a paragraph that moves.
struct Writing {
    draft: DraftId,
    fields: Fields,
    text: String,
    random: Random,
}

impl Writing {
    fn new() -> Self {
        let mut fields = Fields::blank(Language::french(), "Europe/Paris".to_owned());
        fields.headline = "Le port de nuit, une enquête".to_owned();
        fields.standfirst = "Six mois d’essai, dix-huit équipes et un poste vide.".to_owned();
        let mut writing = Self {
            draft: DraftId(Uuid::from_u128(1)),
            fields,
            text: String::new(),
            random: Random(42),
        };
        while writing.text.len() < LENGTH {
            let words = writing.words(12);
            writing.text.push_str(&words);
            let end = if writing.random.below(6) == 0 {
                ".\n\n"
            } else {
                ". "
            };
            writing.text.push_str(end);
        }
        writing
    }

    fn words(&mut self, count: usize) -> String {
        let word = |random: &mut Random| {
            let syllables = 1 + random.below(3);
            (0..syllables)
                .map(|_| SYLLABLES[random.below(SYLLABLES.len())])
                .collect::<String>()
        };
        let words: Vec<String> = (0..count).map(|_| word(&mut self.random)).collect();
        words.join(" ")
    }

    /// Five minutes: 80 words or so in three places, as many taken out, so that the length stays.
    fn goes_on(&mut self) {
        for _ in 0..3 {
            let at = self.random.below(self.text.len());
            let at = self.text.floor_char_boundary(at);
            let count = 5 + self.random.below(45);
            let words = self.words(count);
            self.text.insert_str(at, &words);
        }
        while self.text.len() > LENGTH {
            let at = self.random.below(self.text.len());
            let at = self.text.floor_char_boundary(at);
            let end = self
                .text
                .ceil_char_boundary((at + 200).min(self.text.len()));
            self.text.replace_range(at..end, "");
        }
    }

    fn revision(&self, number: u64) -> Outcome<Revision> {
        Ok(Revision {
            id: revision_id(number),
            draft: self.draft,
            fields: self.fields.clone(),
            text: self.text.clone(),
            made_at: at(number * 300)?,
            reason: RevisionReason::Steady,
            maker: Maker::Writer,
            name: None,
            words: Some(WordChange::default()),
        })
    }
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

fn revision_id(number: u64) -> RevisionId {
    RevisionId(Uuid::from_u128(
        u128::from(number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835),
    ))
}

fn at(second: u64) -> Outcome<Timestamp> {
    let second = 1_700_000_000 + i64::try_from(second)?;
    Ok(Timestamp::from_second(second)?)
}

fn size(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}

fn measure(what: &str, mut run: impl FnMut() -> Outcome<()>) -> Outcome<()> {
    let mut times = Vec::new();
    for _ in 0..200 {
        let started = Instant::now();
        run()?;
        times.push(started.elapsed());
    }
    report(what, times);
    Ok(())
}

#[allow(clippy::print_stdout)]
fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{what:<44} {:>9.2} {:>9.2} {:>9.2}",
        ms(at(50)),
        ms(at(95)),
        ms(at(99))
    );
}
