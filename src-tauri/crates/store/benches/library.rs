//! Measures the library at its size: lists, filters, search, opening, journal. Asserts nothing.
//!
//! `cargo bench -p store` builds 100,000 drafts in a temporary folder (a minute or two);
//! `cargo bench -p store -- 10000` builds fewer.

use std::error::Error;
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use domain::draft::DraftStatus;
use domain::{Draft, DraftId, Fields, Language, Timestamp};
use store::{Change, JournalEntry, ListOrder, ListQuery, Store};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error>>;

const SECTIONS: [&str; 8] = [
    "politique",
    "économie",
    "tech",
    "culture",
    "sport",
    "justice",
    "monde",
    "société",
];
const COMMON: [&str; 24] = [
    "de",
    "la",
    "le",
    "et",
    "les",
    "des",
    "en",
    "un",
    "une",
    "du",
    "que",
    "pour",
    "dans",
    "il",
    "est",
    "sur",
    "au",
    "qui",
    "ne",
    "pas",
    "plus",
    "par",
    "avec",
    "l’été",
];
const SYLLABLES: [&str; 32] = [
    "ba", "con", "dé", "ré", "pro", "mi", "ni", "stra", "tion", "ment", "eur", "age", "pré", "sou",
    "ver", "lo", "qué", "ter", "mar", "bre", "jou", "nal", "po", "li", "ti", "que", "cou", "rant",
    "é", "cla", "té", "œu",
];

#[allow(clippy::print_stdout)]
fn main() -> Outcome<()> {
    let drafts = std::env::args()
        .skip(1)
        .find_map(|a| a.parse().ok())
        .unwrap_or(100_000_u64);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("library.db");
    let mut words = Words::new();
    let store = Store::open(&path)?;
    let started = Instant::now();
    build(&store, &mut words, drafts)?;
    println!(
        "{drafts} drafts built in {:.1} s",
        started.elapsed().as_secs_f64()
    );
    drop(store);
    println!("on disk: {} MB", size(folder.path())? / 1_000_000);
    let started = Instant::now();
    let store = Store::open(&path)?;
    println!("opened in {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    println!("{:<44} {:>9} {:>9} {:>9}  ms", "", "p50", "p95", "p99");
    lists(&store, drafts)?;
    searches(&store, &mut words)?;
    typing(&store, &mut words, drafts)
}

/// Words as a language has them: a few everywhere, most hardly ever.
struct Words {
    state: u64,
    rare: Vec<String>,
}

impl Words {
    fn new() -> Self {
        let mut words = Self {
            state: 42,
            rare: Vec::new(),
        };
        for _ in 0..30_000 {
            let syllables = 2 + words.below(4);
            let word = (0..syllables).map(|_| SYLLABLES[words.below(32)]).collect();
            words.rare.push(word);
        }
        words
    }

    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state % limit as u64) as usize
    }

    fn rare(&mut self, among: usize) -> String {
        let n = self.below(among);
        self.rare[n].clone()
    }

    fn word(&mut self) -> &str {
        if self.below(2) == 0 {
            return COMMON[self.below(COMMON.len())];
        }
        // A product of three: small numbers come far more often.
        let n = self.rare.len();
        let rank = self.below(n) * (1 + self.below(n)) / n * (1 + self.below(n)) / n;
        &self.rare[rank]
    }

    fn text(&mut self, words: usize) -> String {
        let mut text = String::new();
        for n in 1..=words {
            text.push_str(self.word());
            text.push_str(if n % 80 == 0 { ".\n\n" } else { " " });
        }
        text
    }
}

fn id(number: u64) -> DraftId {
    DraftId(Uuid::from_u128(
        u128::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835),
    ))
}

fn at(second: u64) -> Outcome<Timestamp> {
    Ok(Timestamp::from_second(
        1_700_000_000 + i64::try_from(second)?,
    )?)
}

fn draft(words: &mut Words, number: u64, text: String) -> Outcome<Draft> {
    let language = if words.below(10) == 0 {
        Language::english()
    } else {
        Language::french()
    };
    let mut fields = Fields::blank(language, "Europe/Paris".to_owned());
    fields.headline = words.text(7).trim().to_owned();
    fields.standfirst = words.text(25).trim().to_owned();
    fields.section = SECTIONS[words.below(8)].to_owned();
    fields.tags = (0..1 + words.below(3)).map(|_| words.rare(400)).collect();
    if number.is_multiple_of(2) {
        fields.tags.push("actualité".to_owned());
    }
    fields.byline = "Camille Aubry".to_owned();
    let binned_at = if words.below(20) == 0 {
        Some(at(number)?)
    } else {
        None
    };
    let changed_at = at(words.below(100_000_000) as u64)?;
    Ok(Draft {
        id: id(number),
        fields,
        text,
        created_at: at(number)?,
        changed_at,
        binned_at,
    })
}

fn build(store: &Store, words: &mut Words, drafts: u64) -> Outcome<()> {
    let mut batch = Vec::new();
    for number in 0..drafts {
        let length = 100 + words.below(900);
        let text = words.text(length);
        batch.push(draft(words, number, text)?);
        if batch.len() == 500 || number + 1 == drafts {
            store.insert_drafts(&batch)?;
            batch.clear();
        }
    }
    Ok(())
}

fn size(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
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

fn measure(what: &str, rounds: usize, mut run: impl FnMut(usize) -> Outcome<()>) -> Outcome<()> {
    let mut times = Vec::new();
    for round in 0..rounds {
        let started = Instant::now();
        run(round)?;
        times.push(started.elapsed());
    }
    report(what, times);
    Ok(())
}

fn lists(store: &Store, drafts: u64) -> Outcome<()> {
    let list = |query: ListQuery| store.list(&query).map(|_| ()).map_err(Into::into);
    let all = || ListQuery::all(0, 100);
    let last = u32::try_from(drafts * 9 / 10)?;
    measure("list, first page", 100, |_| list(all()))?;
    measure("list, last page", 100, |_| {
        list(ListQuery {
            offset: last,
            ..all()
        })
    })?;
    measure("list by headline, first page", 100, |_| {
        list(ListQuery {
            order: ListOrder::Headline,
            ..all()
        })
    })?;
    measure("list by headline, last page", 100, |_| {
        list(ListQuery {
            order: ListOrder::Headline,
            offset: last,
            ..all()
        })
    })?;
    measure("filter: status draft", 100, |_| {
        list(ListQuery {
            status: Some(DraftStatus::Draft),
            ..all()
        })
    })?;
    measure("filter: status published (none)", 100, |_| {
        list(ListQuery {
            status: Some(DraftStatus::Published),
            ..all()
        })
    })?;
    measure("filter: section", 100, |n| {
        list(ListQuery {
            section: Some(SECTIONS[n % 8].to_owned()),
            ..all()
        })
    })?;
    measure("filter: section, language, by creation", 100, |n| {
        let section = Some(SECTIONS[n % 8].to_owned());
        let language = Some(Language::english());
        list(ListQuery {
            section,
            language,
            order: ListOrder::Created,
            ..all()
        })
    })?;
    let tags = store.facets()?.tags;
    measure("filter: tag", 100, |n| {
        list(ListQuery {
            tag: tags.get(n % tags.len().max(1)).cloned(),
            ..all()
        })
    })?;
    measure("filter: tag of every other draft", 100, |_| {
        list(ListQuery {
            tag: Some("actualité".to_owned()),
            ..all()
        })
    })?;
    measure("facets", 100, |_| Ok(store.facets().map(|_| ())?))
}

fn searches(store: &Store, words: &mut Words) -> Outcome<()> {
    let search = |search: String, order| -> Outcome<()> {
        store.list(&ListQuery {
            search,
            order,
            ..ListQuery::all(0, 50)
        })?;
        Ok(())
    };
    for (name, order) in [
        ("relevance", ListOrder::Relevance),
        ("date", ListOrder::Changed),
    ] {
        let rare: Vec<String> = (0..200).map(|_| words.rare(30_000)).collect();
        measure(&format!("search by {name}: a word"), 200, |n| {
            search(rare[n].clone(), order)
        })?;
        measure(&format!("search by {name}: two words"), 199, |n| {
            search(format!("{} {}", rare[n], rare[n + 1]), order)
        })?;
        measure(&format!("search by {name}: two letters"), 200, |n| {
            search(rare[n].chars().take(2).collect(), order)
        })?;
        measure(&format!("search by {name}: three letters"), 200, |n| {
            search(rare[n].chars().take(3).collect(), order)
        })?;
        measure(&format!("search by {name}: five letters"), 200, |n| {
            search(rare[n].chars().take(5).collect(), order)
        })?;
        measure(&format!("search by {name}: in every draft"), 48, |n| {
            search(COMMON[n % 24].to_owned(), order)
        })?;
    }
    Ok(())
}

fn typing(store: &Store, words: &mut Words, drafts: u64) -> Outcome<()> {
    for (name, length, number) in [
        ("100 kB", 100_000, drafts + 1),
        ("1 MB", 1_000_000, drafts + 2),
    ] {
        let mut text = words.text(length / 5);
        text.truncate(text.floor_char_boundary(length));
        store.insert_draft(&draft(words, number, text.clone())?)?;
        measure(&format!("open {name}"), 50, |_| {
            Ok(store.draft(id(number)).map(|_| ())?)
        })?;
        let mut sequence = 0;
        measure(&format!("key in {name}: append → durable"), 1000, |_| {
            sequence += 1;
            append(store, number, sequence)
        })?;
        measure(&format!("open {name} with 1,000 edits"), 20, |_| {
            Ok(store.draft(id(number)).map(|_| ())?)
        })?;
        measure(&format!("fold {name}"), 20, |_| {
            text.push('x');
            sequence += 1;
            Ok(store.fold(id(number), &text, sequence, at(sequence)?)?)
        })?;
        let mut keys = Vec::new();
        for _ in 0..20 {
            text.push('x');
            sequence += 1;
            store.fold(id(number), &text, sequence, at(sequence)?)?;
            // Long enough for the writer to begin indexing: the worst moment for a key.
            std::thread::sleep(Duration::from_millis(205));
            sequence += 1;
            let started = Instant::now();
            append(store, number, sequence)?;
            keys.push(started.elapsed());
        }
        report(&format!("key in {name} while it is indexed"), keys);
    }
    Ok(())
}

fn append(store: &Store, number: u64, sequence: u64) -> Outcome<()> {
    let (tell, told) = mpsc::channel();
    let changes = vec![Change {
        from: 10,
        to: 10,
        insert: "é".to_owned(),
    }];
    let made_at = at(sequence)?;
    let entry = JournalEntry {
        draft: id(number),
        sequence,
        changes,
        caret: 11,
        made_at,
        fingerprint: None,
    };
    store.append(entry, Box::new(move |done| drop(tell.send(done))));
    told.recv()??;
    Ok(())
}
