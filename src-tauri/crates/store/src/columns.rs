//! How the domain's types stand in columns: both directions, in one place.

use domain::draft::DraftStatus;
use domain::{
    ArticlePart, Difference, DispatchState, Framing, ImportState, LeadPicture, Operation,
    PictureFile, PictureKind, PictureSource, PublicationState, Remains, RevisionReason, SiteKind,
    Timestamp, Wishes,
};
use rusqlite::types::{FromSql, Type};
use rusqlite::{Row, RowIndex};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

mod fields;

pub(crate) use fields::{
    corrections_json, corrections_of, destinations_json, destinations_of, fields_json, fields_of,
};

use crate::error::{R, StoreError};
use crate::imports::ImportedState;
use crate::picture_uses::PicturePlace;

/// A time as a column holds it: microseconds since 1970.
pub(crate) fn micros(time: Timestamp) -> i64 {
    time.as_microsecond()
}

/// The same, of a time that may be absent.
pub(crate) fn micros_of(time: Option<Timestamp>) -> Option<i64> {
    time.map(micros)
}

/// An identifier as a column holds it.
pub(crate) fn key(id: Uuid) -> [u8; 16] {
    *id.as_bytes()
}

/// A count or sequence number as a column holds it. Nothing we count reaches 2^63.
pub(crate) fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Reads the domain's types from a row; whatever can't be read means a damaged file.
pub(crate) trait Read {
    fn value<T: FromSql>(&self, index: impl RowIndex + Copy) -> rusqlite::Result<T>;

    fn id<T>(&self, index: impl RowIndex + Copy, make: fn(Uuid) -> T) -> rusqlite::Result<T> {
        Ok(make(Uuid::from_bytes(self.value::<[u8; 16]>(index)?)))
    }

    fn time(&self, index: impl RowIndex + Copy) -> rusqlite::Result<Timestamp> {
        let micros = self.value::<i64>(index)?;
        Timestamp::from_microsecond(micros).map_err(|e| unreadable(e.to_string()))
    }

    fn time_or_none(&self, index: impl RowIndex + Copy) -> rusqlite::Result<Option<Timestamp>> {
        match self.value::<Option<i64>>(index)? {
            None => Ok(None),
            Some(_) => self.time(index).map(Some),
        }
    }

    fn count<T: TryFrom<i64>>(&self, index: impl RowIndex + Copy) -> rusqlite::Result<T> {
        let number = self.value::<i64>(index)?;
        T::try_from(number).map_err(|_| unreadable(format!("the number {number}")))
    }

    /// A value that is spelled as one of a few words, or has to be parsed.
    fn word<T>(
        &self,
        index: impl RowIndex + Copy,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> rusqlite::Result<T> {
        let text = self.value::<String>(index)?;
        parse(&text).ok_or_else(|| unreadable(format!("the word {text:?}")))
    }

    fn word_or_none<T>(
        &self,
        index: impl RowIndex + Copy,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> rusqlite::Result<Option<T>> {
        match self.value::<Option<String>>(index)? {
            None => Ok(None),
            Some(_) => self.word(index, parse).map(Some),
        }
    }
}

impl Read for Row<'_> {
    fn value<T: FromSql>(&self, index: impl RowIndex + Copy) -> rusqlite::Result<T> {
        self.get(index)
    }
}

fn unreadable(what: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Null, what.into())
}

/// An enumeration that is spelled as a word in its column.
pub(crate) trait Word: Sized + Copy + 'static {
    const ALL: &'static [Self];

    fn word(self) -> &'static str;

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }
}

macro_rules! words {
    ($type:ty { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl Word for $type {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

words!(DraftStatus {
    Draft = "draft",
    OnTheStone = "on_the_stone",
    Published = "published",
    Changed = "changed",
    Binned = "binned",
});
words!(Operation { Publish = "publish", Update = "update", Unpublish = "unpublish" });
words!(DispatchState {
    Waiting = "waiting",
    Sending = "sending",
    Unknown = "unknown",
    Done = "done",
    Failed = "failed",
    Cancelled = "cancelled",
    Superseded = "superseded",
});
words!(ImportState {
    Running = "running",
    Done = "done",
    Cancelled = "cancelled",
    Failed = "failed",
});
words!(ImportedState {
    Waiting = "waiting",
    Brought = "brought",
    Known = "known",
    Failed = "failed",
});
words!(PublicationState {
    Live = "live",
    Unpublished = "unpublished",
    Scheduled = "scheduled",
});
words!(RevisionReason {
    Pause = "pause",
    Steady = "steady",
    Named = "named",
    Publish = "publish",
    Update = "update",
    BeforeRestore = "before_restore",
    Restore = "restore",
    Merge = "merge",
    Import = "import",
    Recovery = "recovery",
});
words!(PicturePlace {
    Lead = "lead",
    Text = "text",
    Revision = "revision",
});
words!(SiteKind {
    Local = "local",
    SiteApi = "site_api",
    WordPress = "wordpress",
    Ghost = "ghost",
    Micropub = "micropub",
    Folder = "folder",
});

/// The wishes of a promise, as JSON.
#[derive(Serialize, Deserialize)]
pub(crate) struct WishesRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    goes_live: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    newsletter: Option<String>,
}

impl WishesRecord {
    pub(crate) fn of(wishes: &Wishes) -> Self {
        Self {
            goes_live: micros_of(wishes.goes_live),
            newsletter: wishes.newsletter.clone(),
        }
    }

    pub(crate) fn read(text: &str) -> Option<Wishes> {
        let record: Self = serde_json::from_str(text).ok()?;
        let time = |at| Timestamp::from_microsecond(at).ok();
        Some(Wishes {
            goes_live: all_or_nothing(record.goes_live, time)?,
            newsletter: record.newsletter,
        })
    }
}

/// What a reader sees otherwise, as JSON: its name and what is seen.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DifferenceRecord {
    Article,
    Headline(String),
    Text(String),
    LeadPicture,
    Canonical(String),
    Card(String, String),
    Overwritten,
    Unshown(String, String),
    PictureUnclean(String, Vec<String>),
    PictureMissing(String),
}

impl DifferenceRecord {
    pub(crate) fn of(difference: &Difference) -> Self {
        match difference.clone() {
            Difference::Article => Self::Article,
            Difference::Headline(seen) => Self::Headline(seen),
            Difference::Text(passage) => Self::Text(passage),
            Difference::LeadPicture => Self::LeadPicture,
            Difference::Canonical(seen) => Self::Canonical(seen),
            Difference::Card(property, seen) => Self::Card(property, seen),
            Difference::Overwritten => Self::Overwritten,
            Difference::Unshown(part, said) => Self::Unshown(part.as_str().to_owned(), said),
            Difference::PictureUnclean { address, remains } => {
                let named = remains.iter().map(|one| one.as_str().to_owned());
                Self::PictureUnclean(address, named.collect())
            }
            Difference::PictureMissing { address } => Self::PictureMissing(address),
        }
    }

    /// `None` for a part of an article that is none, or of a file.
    pub(crate) fn into_difference(self) -> Option<Difference> {
        Some(match self {
            Self::Article => Difference::Article,
            Self::Headline(seen) => Difference::Headline(seen),
            Self::Text(passage) => Difference::Text(passage),
            Self::LeadPicture => Difference::LeadPicture,
            Self::Canonical(seen) => Difference::Canonical(seen),
            Self::Card(property, seen) => Difference::Card(property, seen),
            Self::Overwritten => Difference::Overwritten,
            Self::Unshown(part, said) => {
                let mut all = ArticlePart::ALL.into_iter();
                Difference::Unshown(all.find(|one| one.as_str() == part)?, said)
            }
            Self::PictureUnclean(address, remains) => {
                let remains = remains.iter().map(|name| Remains::of_name(name));
                Difference::PictureUnclean {
                    address,
                    remains: remains.collect::<Option<_>>()?,
                }
            }
            Self::PictureMissing(address) => Difference::PictureMissing { address },
        })
    }
}

/// A picture, as JSON.
#[derive(Serialize, Deserialize)]
struct PictureRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<FileRecord>,
    /// As a fragment; empty for the picture as it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    framing: String,
    alt: String,
    caption: String,
    credit: String,
}

#[derive(Serialize, Deserialize)]
struct FileRecord {
    hash: String,
    kind: String,
    width: u32,
    height: u32,
}

impl PictureRecord {
    fn of(picture: &LeadPicture) -> Self {
        let (address, file) = match &picture.source {
            PictureSource::Address(address) => (Some(address.clone()), None),
            PictureSource::File(file) => (None, Some(FileRecord::of(file))),
        };
        let LeadPicture {
            alt,
            caption,
            credit,
            ..
        } = picture.clone();
        Self {
            address,
            file,
            framing: picture.framing.to_string(),
            alt,
            caption,
            credit,
        }
    }

    fn into_picture(self) -> Option<LeadPicture> {
        let source = match (self.file, self.address) {
            (Some(file), None) => PictureSource::File(file.into_file()?),
            (None, Some(address)) => PictureSource::Address(address),
            _ => return None,
        };
        Some(LeadPicture {
            source,
            framing: Framing::of_fragment(&self.framing),
            alt: self.alt,
            caption: self.caption,
            credit: self.credit,
        })
    }
}

impl FileRecord {
    fn of(file: &PictureFile) -> Self {
        let kind = file.kind.ending().to_owned();
        Self {
            hash: file.hash.clone(),
            kind,
            width: file.width,
            height: file.height,
        }
    }

    fn into_file(self) -> Option<PictureFile> {
        let kind = PictureKind::from_ending(&self.kind)?;
        Some(PictureFile {
            hash: self.hash,
            kind,
            width: self.width,
            height: self.height,
        })
    }
}

/// The lead picture as its column holds it.
pub(crate) fn picture_json(picture: Option<&LeadPicture>) -> R<Option<String>> {
    picture.map(|p| json(&PictureRecord::of(p))).transpose()
}

/// The lead picture of a column.
pub(crate) fn picture_of(text: &str) -> Option<LeadPicture> {
    serde_json::from_str::<PictureRecord>(text)
        .ok()?
        .into_picture()
}

/// `Some(None)` for nothing, `None` for something that can't be read.
fn all_or_nothing<A, B>(value: Option<A>, read: impl FnOnce(A) -> Option<B>) -> Option<Option<B>> {
    match value {
        None => Some(None),
        Some(value) => read(value).map(Some),
    }
}

/// Any of our records as JSON.
pub(crate) fn json<T: Serialize>(value: &T) -> R<String> {
    serde_json::to_string(value).map_err(|e| StoreError::Sqlite(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_words_are_read_back<T: Word + std::fmt::Debug + PartialEq>() {
        for value in T::ALL {
            assert_eq!(T::of_word(value.word()), Some(*value));
        }
        assert_eq!(T::of_word(""), None);
    }

    #[test]
    fn words_are_read_back() {
        all_words_are_read_back::<DraftStatus>();
        all_words_are_read_back::<Operation>();
        all_words_are_read_back::<DispatchState>();
        all_words_are_read_back::<PublicationState>();
        all_words_are_read_back::<RevisionReason>();
        all_words_are_read_back::<SiteKind>();
        all_words_are_read_back::<PicturePlace>();
    }
}
