//! Measures what is asked of the pictures of a large library: where one is used, the lists, what nothing names. Asserts nothing.
//!
//! `cargo bench -p store --bench pictures` builds 100,000 drafts and 20,000 pictures in a temporary folder;
//! `cargo bench -p store --bench pictures -- 10000` builds fewer drafts, and a fifth as many pictures.

use std::error::Error;
use std::time::{Duration, Instant};

use domain::{
    Draft, DraftId, Fields, Language, Maker, PictureFile, PictureKind, PictureWords, Revision,
    RevisionId, RevisionReason, Timestamp,
};
use store::{Picture, PictureQuery, Store};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// One of so many drafts shows the newsroom's own emblem.
const WITH_EMBLEM: u64 = 10;
/// One of so many has an earlier version, which shows another picture.
const WITH_REVISION: u64 = 10;
/// One of so many pictures is named by nothing.
const UNUSED: u64 = 10;

#[allow(clippy::print_stdout)]
fn main() -> Outcome<()> {
    let asked = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let drafts: u64 = asked.unwrap_or(100_000);
    let pictures = (drafts / 5).max(UNUSED);
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("library.db"))?;
    let started = Instant::now();
    for number in 0..pictures {
        store.put_picture(&picture(number)?)?;
    }
    write(&store, drafts, pictures)?;
    // What an older program wrote is looked through once: nothing is left of that here.
    while store.look_through_some_uses()? {}
    println!(
        "{drafts} drafts, {pictures} pictures built in {:.1} s",
        started.elapsed().as_secs_f64()
    );
    println!("{:<44} {:>9} {:>9} {:>9}  ms", "", "p50", "p95", "p99");
    let named = |round: u64| hash(used(round * 7, pictures));
    measure("where a picture is used", 1_000, |round| {
        Ok(store.picture_uses(&named(round)).map(drop)?)
    })?;
    measure("in how many drafts", 1_000, |round| {
        Ok(store.count_picture_uses(&named(round)).map(drop)?)
    })?;
    measure("where the emblem is used", 20, |_| {
        Ok(store.picture_uses(&hash(0)).map(drop)?)
    })?;
    let list = |query: PictureQuery| Ok(store.list_pictures(&query).map(drop)?);
    let page = || PictureQuery {
        limit: 60,
        ..PictureQuery::default()
    };
    measure("all pictures, first page", 100, |_| list(page()))?;
    measure("all pictures, last page", 100, |_| {
        list(PictureQuery {
            offset: u32::try_from(pictures - 10)?,
            ..page()
        })
    })?;
    measure("found by a word", 100, |round| {
        list(PictureQuery {
            search: format!("quai{round}"),
            ..page()
        })
    })?;
    measure("unused, first page", 100, |_| {
        list(PictureQuery {
            unused: true,
            ..page()
        })
    })?;
    let free: Vec<String> = (0..pictures).step_by(UNUSED as usize).map(hash).collect();
    let mut batches = free[1..].chunks(60);
    measure("60 unused ones removed", 20, |_| {
        let batch = batches.next().unwrap_or_default();
        Ok(store.remove_unused_pictures(batch).map(drop)?)
    })
}

/// Which picture a draft names: never one that stays unused, nor the emblem.
fn used(draft: u64, pictures: u64) -> u64 {
    let number = draft.wrapping_mul(0x9E37_79B9) % pictures;
    if number.is_multiple_of(UNUSED) {
        number + 1
    } else {
        number
    }
}

fn hash(picture: u64) -> String {
    format!(
        "{:064x}",
        u128::from(picture + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
    )
}

fn at(second: u64) -> Outcome<Timestamp> {
    Ok(Timestamp::from_second(
        1_700_000_000 + i64::try_from(second)?,
    )?)
}

fn picture(number: u64) -> Outcome<Picture> {
    let words = PictureWords {
        alt: format!("Le pont vu du quai{number}, un matin d’été"),
        caption: "Les travaux ont duré trois ans".to_owned(),
        credit: "A. Martin / AFP".to_owned(),
        ..PictureWords::default()
    };
    Ok(Picture {
        file: PictureFile {
            hash: hash(number),
            kind: PictureKind::Jpeg,
            width: 6_000,
            height: 4_000,
        },
        bytes: 8_000_000,
        added_at: Some(at(number)?),
        name: format!("IMG_{number}.jpg"),
        moving: false,
        located: false,
        offered: words.clone(),
        words,
    })
}

fn write(store: &Store, drafts: u64, pictures: u64) -> Outcome<()> {
    let mut batch = Vec::new();
    for number in 0..drafts {
        batch.push(draft(number, pictures)?);
        if batch.len() == 500 || number + 1 == drafts {
            store.insert_drafts(&batch)?;
            for earlier in batch.drain(..).step_by(WITH_REVISION as usize) {
                store.insert_revision(&revision(&earlier, pictures)?)?;
            }
        }
    }
    Ok(())
}

fn draft(number: u64, pictures: u64) -> Outcome<Draft> {
    let mut fields = Fields::blank(Language::french(), "Europe/Paris".to_owned());
    fields.headline = format!("Le pont rouvre, épisode {number}");
    let mut text = "La ville respire. ".repeat(100);
    text.push_str(&shown(used(number, pictures)));
    if number.is_multiple_of(WITH_EMBLEM) {
        text.push_str(&shown(0));
    }
    Ok(Draft {
        id: DraftId(Uuid::from_u128(u128::from(number))),
        fields,
        text,
        created_at: at(number)?,
        changed_at: at(number)?,
        binned_at: None,
    })
}

fn revision(draft: &Draft, pictures: u64) -> Outcome<Revision> {
    let number = draft.id.0.as_u128();
    Ok(Revision {
        id: RevisionId(Uuid::from_u128(number)),
        draft: draft.id,
        fields: draft.fields.clone(),
        text: shown(used(u64::try_from(number)? + 3, pictures)),
        made_at: draft.created_at,
        reason: RevisionReason::Pause,
        maker: Maker::Writer,
        words: None,
        name: None,
    })
}

fn shown(picture: u64) -> String {
    format!(
        "\n\n![Le quai](/media/{}.jpg \"Le quai © A. Martin\")\n",
        hash(picture)
    )
}

#[allow(clippy::print_stdout)]
fn measure(what: &str, rounds: u64, mut run: impl FnMut(u64) -> Outcome<()>) -> Outcome<()> {
    let mut times = Vec::new();
    for round in 0..rounds {
        let started = Instant::now();
        run(round)?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{what:<44} {:>9.2} {:>9.2} {:>9.2}",
        ms(at(50)),
        ms(at(95)),
        ms(at(99))
    );
    Ok(())
}
