//! What goes between a darkroom and its parent: a length, JSON of that length, then bytes. The parent trusts no length.

use std::io::{self, Read, Write};

use domain::{Framing, PictureKind};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Developed, Made, MediaError, Order, Role};

/// JSON is never longer.
const LONGEST_WORDS: u32 = 1 << 20;
/// Nor all copies of one picture.
const MOST_BYTES: u64 = 512 << 20;

/// An order, before the original's bytes.
#[derive(Serialize, Deserialize)]
pub(super) struct Task {
    framing: String,
    card: bool,
    credit: String,
    rights: String,
    length: u64,
}

#[derive(Serialize, Deserialize)]
struct Copy {
    role: char,
    ending: String,
    width: u32,
    height: u32,
    length: u64,
}

#[derive(Serialize, Deserialize)]
struct Copies {
    copies: Vec<Copy>,
    sharpness: f32,
}

impl Task {
    pub(super) fn new(order: &Order, length: u64) -> Self {
        Self {
            framing: order.framing.to_string(),
            card: order.card,
            credit: order.credit.clone(),
            rights: order.rights.clone(),
            length,
        }
    }
}

pub(super) fn write_task(out: &mut impl Write, task: &Task) -> io::Result<()> {
    write_words(out, task)
}

/// The order, and how many bytes the original has.
pub(super) fn read_task(source: &mut impl Read) -> Result<(Order, u64), MediaError> {
    let task: Task = read_words(source)?;
    let order = Order {
        framing: Framing::of_fragment(&task.framing),
        card: task.card,
        credit: task.credit,
        rights: task.rights,
    };
    Ok((order, task.length))
}

pub(super) fn write_answer(
    out: &mut impl Write,
    answer: &Result<Developed, MediaError>,
) -> io::Result<()> {
    let words: Result<Copies, &MediaError> = answer.as_ref().map(Copies::of);
    write_words(out, &words)?;
    for made in answer.iter().flat_map(|developed| &developed.made) {
        out.write_all(&made.bytes)?;
    }
    out.flush()
}

/// What a darkroom said; `GaveUp` when it ended before it had said all.
pub(super) fn answer(mut source: impl Read) -> Result<Developed, MediaError> {
    let words: Result<Copies, MediaError> = read_words(&mut source)?;
    let Copies { copies, sharpness } = words?;
    if copies.iter().map(|copy| copy.length).sum::<u64>() > MOST_BYTES {
        return Err(lost("too much was made"));
    }
    let made = copies.into_iter().map(|copy| read_copy(&mut source, copy));
    Ok(Developed {
        made: made.collect::<Result<_, _>>()?,
        sharpness,
    })
}

impl Copies {
    fn of(developed: &Developed) -> Self {
        let copy = |made: &Made| Copy {
            role: match made.role {
                Role::Whole => 'w',
                Role::Size => 's',
                Role::Card => 'c',
            },
            ending: made.kind.ending().to_owned(),
            width: made.width,
            height: made.height,
            length: made.bytes.len() as u64,
        };
        Self {
            copies: developed.made.iter().map(copy).collect(),
            sharpness: developed.sharpness,
        }
    }
}

fn read_copy(source: &mut impl Read, copy: Copy) -> Result<Made, MediaError> {
    let mut bytes = Vec::new();
    let read = source.take(copy.length).read_to_end(&mut bytes);
    let kind = PictureKind::from_ending(&copy.ending);
    match (read, kind) {
        (Ok(read), Some(kind)) if read as u64 == copy.length => Ok(Made {
            role: match copy.role {
                'w' => Role::Whole,
                's' => Role::Size,
                _ => Role::Card,
            },
            kind,
            width: copy.width,
            height: copy.height,
            bytes,
        }),
        _ => Err(lost("it ended within a copy")),
    }
}

fn write_words(out: &mut impl Write, words: &impl Serialize) -> io::Result<()> {
    let words = serde_json::to_vec(words)?;
    let length = u32::try_from(words.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&words)
}

fn read_words<T: DeserializeOwned>(source: &mut impl Read) -> Result<T, MediaError> {
    let mut length = [0; 4];
    source
        .read_exact(&mut length)
        .map_err(|_| lost("it said nothing"))?;
    let length = u32::from_le_bytes(length);
    if length > LONGEST_WORDS {
        return Err(lost("it said too much"));
    }
    let mut words = Vec::new();
    source
        .take(u64::from(length))
        .read_to_end(&mut words)
        .map_err(|_| lost("it ended within a word"))?;
    serde_json::from_slice(&words).map_err(|_| lost("it said nothing that makes sense"))
}

fn lost(why: &str) -> MediaError {
    MediaError::GaveUp(why.to_owned())
}
