//! What a look at a folder means for the drafts: files and memory in, decisions out. Pure: opens no file, reads no clock.

use std::collections::{BTreeMap, BTreeSet};

use domain::{DraftId, FileIdentity};
use store::Mirror;

use crate::NewsroomError;

/// A Markdown file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// What it is.
    pub(crate) identity: Option<FileIdentity>,
    /// What it holds.
    pub(crate) holds: Holds,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A text of this SHA-256.
    Text(String),
    /// Nothing at all: new, or about to be written.
    Nothing,
    /// Nothing that can be taken, and why.
    Refused(NewsroomError),
}

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Look {
    /// The Markdown files, by their paths below the folder.
    pub(crate) files: BTreeMap<String, Found>,
    /// Folders below it that can't be read: what lies in them is not missing.
    pub(crate) unread: BTreeSet<String>,
}

impl Look {
    /// Whether a file that was not found is not there.
    fn is_missing(&self, path: &str) -> bool {
        let below = |folder: &String| {
            path.strip_prefix(folder.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
        };
        !self.files.contains_key(path) && !self.unread.iter().any(below)
    }
}

/// How a draft stands to the file on which both last agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DraftIs {
    /// Both say the same.
    AsAgreed,
    /// It says something else.
    Changed,
    /// In the bin.
    Binned,
    /// Deleted for good.
    Gone,
}

/// A file that is remembered, and its draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// The file.
    pub(crate) mirror: Mirror,
    /// The draft.
    pub(crate) draft: DraftIs,
    /// Whether it changed since it was last looked at.
    pub(crate) touched: bool,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Decision {
    /// The file gets what the draft says; it must still hold what `over` says, or not be there.
    Write {
        mirror: Mirror,
        over: Option<String>,
    },
    /// A draft gets its first file.
    Create { draft: DraftId },
    /// The draft gets what the file says, merged with what it says itself.
    TakeIn { mirror: Mirror, hash: String },
    /// The file has another path, or is another file of the same content.
    Move { mirror: Mirror },
    /// The file becomes a draft.
    NewDraft { path: String, hash: String },
    /// The file came back: its draft leaves the bin.
    Revive { mirror: Mirror },
    /// The file is gone: its draft goes to the bin.
    ToBin { mirror: Mirror },
    /// The draft is in the bin and the file gone: so it is to be.
    Away { mirror: Mirror },
    /// The draft is in the bin, or deleted: the file goes, if it still holds what both agreed on.
    Remove { mirror: Mirror },
    /// File and draft have nothing to do with each other any more.
    Forget { mirror: Mirror },
    /// What the writer was asked about is no longer so.
    Unask { mirror: Mirror },
    /// The file can't be taken; nothing is done to it, nor to its draft.
    Refuse { path: String, why: NewsroomError },
}

/// Decides. `unmirrored` are the drafts that are to get a file and have none.
pub(crate) fn decide(look: &Look, known: &[Known], unmirrored: &[DraftId]) -> Vec<Decision> {
    let places = places(look, known);
    let taken: BTreeSet<&str> = places.iter().flatten().map(String::as_str).collect();
    let mut decisions = Vec::new();
    for (known, place) in known.iter().zip(&places) {
        match place {
            Some(path) => of_found(known, path, &look.files[path], &mut decisions),
            None if look.is_missing(&known.mirror.path) => decisions.extend(of_missing(known)),
            None => {}
        }
    }
    for (path, found) in &look.files {
        if taken.contains(path.as_str()) {
            continue;
        }
        match &found.holds {
            Holds::Text(hash) => decisions.push(Decision::NewDraft {
                path: path.clone(),
                hash: hash.clone(),
            }),
            Holds::Nothing => {}
            Holds::Refused(why) => decisions.push(refuse(path, why)),
        }
    }
    let create = |draft: &DraftId| Decision::Create { draft: *draft };
    decisions.extend(unmirrored.iter().map(create));
    decisions
}

fn refuse(path: &str, why: &NewsroomError) -> Decision {
    Decision::Refuse {
        path: path.to_owned(),
        why: why.clone(),
    }
}

fn of_missing(known: &Known) -> Option<Decision> {
    let mirror = known.mirror.clone();
    match known.draft {
        DraftIs::Gone => Some(Decision::Forget { mirror }),
        DraftIs::Binned => (!mirror.away).then_some(Decision::Away { mirror }),
        // What the writer is asked about stays until she has answered.
        _ if mirror.asked.is_some() => None,
        // Words that the file never had are not thrown away with it; and a draft that came out of
        // the bin gets its file back.
        DraftIs::Changed => Some(Decision::Write { mirror, over: None }),
        DraftIs::AsAgreed if mirror.away => Some(Decision::Write { mirror, over: None }),
        DraftIs::AsAgreed => Some(Decision::ToBin { mirror }),
    }
}

fn of_found(known: &Known, path: &str, found: &Found, decisions: &mut Vec<Decision>) {
    let mut mirror = known.mirror.clone();
    let hash = match &found.holds {
        Holds::Refused(why) => return decisions.push(refuse(path, why)),
        Holds::Nothing => crate::hash::sha256(b""),
        Holds::Text(hash) => hash.clone(),
    };
    let agreed = hash == mirror.hash;
    if path != mirror.path || (agreed && found.identity != mirror.identity) {
        path.clone_into(&mut mirror.path);
        mirror.identity = found.identity;
        decisions.push(Decision::Move {
            mirror: mirror.clone(),
        });
    }
    decisions.extend(match (known.draft, &mirror.asked) {
        (DraftIs::Gone, _) if agreed => Some(Decision::Remove { mirror }),
        (DraftIs::Gone, _) => Some(Decision::Forget { mirror }),
        // She put it away with its question: both wait for her.
        (DraftIs::Binned, Some(asked)) if *asked == hash => None,
        (DraftIs::Binned, _) if agreed && !mirror.away => Some(Decision::Remove { mirror }),
        (DraftIs::Binned, _) => Some(Decision::Revive { mirror }),
        (_, Some(asked)) if *asked == hash => {
            known.touched.then_some(Decision::TakeIn { mirror, hash })
        }
        (_, Some(_)) if agreed => Some(Decision::Unask { mirror }),
        (DraftIs::Changed, None) if agreed => Some(Decision::Write {
            mirror,
            over: Some(hash),
        }),
        (DraftIs::AsAgreed, None) if agreed => mirror.away.then_some(Decision::Move {
            mirror: Mirror {
                away: false,
                ..mirror
            },
        }),
        _ => Some(Decision::TakeIn { mirror, hash }),
    });
}

/// Where the files are that are remembered: at their paths, or elsewhere when they were renamed.
/// Certain signs come before uncertain ones; no two get the same place.
fn places(look: &Look, known: &[Known]) -> Vec<Option<String>> {
    let mut places = Places {
        look,
        known,
        taken: BTreeSet::new(),
        places: vec![None; known.len()],
    };
    places.settle(|path, found, mirror| {
        path == mirror.path && (is_same(found, mirror) || holds_the_same(found, mirror))
    });
    places.settle(|_, found, mirror| is_same(found, mirror) && holds_the_same(found, mirror));
    places.settle(|path, _, mirror| path == mirror.path);
    // Two names, or two copies, of one text are told apart by the file's name.
    places.settle(|path, found, mirror| {
        file_name(path) == file_name(&mirror.path) && holds_the_same(found, mirror)
    });
    places.settle(|_, found, mirror| is_same(found, mirror));
    places.settle(|_, found, mirror| holds_the_same(found, mirror));
    places.places
}

struct Places<'a> {
    look: &'a Look,
    known: &'a [Known],
    taken: BTreeSet<&'a str>,
    places: Vec<Option<String>>,
}

impl Places<'_> {
    /// Gives a place to those that have none; drafts that have a file before those that lost it.
    fn settle(&mut self, fits: impl Fn(&str, &Found, &Mirror) -> bool) {
        for away in [false, true] {
            for (known, place) in self.known.iter().zip(&mut self.places) {
                if place.is_some() || known.mirror.away != away {
                    continue;
                }
                let own = self.look.files.get_key_value(&known.mirror.path);
                let rest = self.look.files.iter();
                let found = own.into_iter().chain(rest).find(|(path, found)| {
                    !self.taken.contains(path.as_str()) && fits(path, found, &known.mirror)
                });
                if let Some((path, _)) = found {
                    self.taken.insert(path);
                    *place = Some(path.clone());
                }
            }
        }
    }
}

/// The same file, whatever it holds. Where the file system does not say when a file was made, its
/// number may be one that another file had before.
fn is_same(found: &Found, mirror: &Mirror) -> bool {
    found.identity.is_some_and(|found| found.born != 0) && found.identity == mirror.identity
}

fn holds_the_same(found: &Found, mirror: &Mirror) -> bool {
    matches!(&found.holds, Holds::Text(hash) if *hash == mirror.hash)
}

fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Whether a folder is the one that was remembered: the same, or, where numbers changed (another
/// mount, a new clone), one that holds at least half of the files that were there.
pub(crate) fn is_the_same_folder(
    known: Option<FileIdentity>,
    found: Option<FileIdentity>,
    look: &Look,
    mirrors: &[Mirror],
) -> bool {
    let there: Vec<_> = mirrors.iter().filter(|mirror| !mirror.away).collect();
    let kept = |mirror: &&&Mirror| look.files.contains_key(&mirror.path);
    known.is_none()
        || known == found
        || there.is_empty()
        || there.iter().filter(kept).count() * 2 >= there.len()
}

#[cfg(test)]
mod tests;
