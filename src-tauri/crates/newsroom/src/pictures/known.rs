//! What is known of the library's pictures: lists, words, uses. Fetches and develops nothing.

use domain::{DraftId, Fields, Framing, PictureFile, PictureKind, PictureWords};
use store::{Picture, PicturePlace, PictureQuery};

use crate::room::Room;
use crate::{Event, Newsroom, NewsroomError};

/// How far the copies of a picture are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureState {
    /// They are being made, or wait to be.
    Developing,
    /// They are made.
    Ready,
    /// They could not be made.
    Failed(NewsroomError),
}

/// A picture of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPicture {
    /// The picture.
    pub picture: Picture,
    /// How far its copies are.
    pub state: PictureState,
    /// A small copy of it, unframed.
    pub thumbnail: Option<PictureFile>,
    /// A copy that is large enough for a screen.
    pub shown: Option<PictureFile>,
    /// In how many drafts it is used, or in a revision of them.
    pub uses: u32,
}

/// A part of the pictures, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPictures {
    /// The pictures.
    pub pictures: Vec<KnownPicture>,
    /// How many were asked for in all.
    pub total: u32,
    /// The size of their originals, in bytes.
    pub bytes: u64,
}

/// A use of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureUse {
    /// The draft.
    pub draft: DraftId,
    /// Its headline.
    pub headline: String,
    /// Where in it.
    pub place: PicturePlace,
    /// The credit that stands there.
    pub credit: String,
}

/// The longest words that are kept of a picture, in characters each.
const WORDS_LIMIT: usize = 2_000;

impl Newsroom {
    /// A part of the pictures; those whose copies are not made yet are developed next.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn pictures(&self, query: &PictureQuery) -> Result<KnownPictures, NewsroomError> {
        self.room.fold_what_can_be();
        let page = self.room.store.list_pictures(query)?;
        let rows = page.rows.into_iter();
        let pictures = rows.map(|(picture, uses)| self.room.with_copies(picture, uses));
        Ok(KnownPictures {
            pictures: pictures.collect::<Result<_, _>>()?,
            total: page.total,
            bytes: page.bytes,
        })
    }

    /// A picture by its path, and where it is used: in drafts as they are written now, then in revisions alone. The last
    /// changed draft comes first.
    ///
    /// # Errors
    /// `PictureMissing`; any failure of the library.
    pub fn picture(&self, source: &str) -> Result<(KnownPicture, Vec<PictureUse>), NewsroomError> {
        let hash = hash_at(source)?;
        let known = self.room.known(hash)?;
        self.room.fold_what_can_be();
        let mut uses = Vec::new();
        for used in self.room.store.picture_uses(hash)? {
            uses.extend(self.room.uses_in(hash, used)?);
        }
        Ok((known, uses))
    }

    /// Says something of a picture; each word in one line.
    ///
    /// # Errors
    /// `PictureMissing`, `FieldInvalid` for words beyond all measure; any failure of the library.
    pub fn set_picture_words(
        &self,
        source: &str,
        words: PictureWords,
    ) -> Result<KnownPicture, NewsroomError> {
        let hash = hash_at(source)?;
        let words = tidy(words)?;
        let room = &self.room;
        room.known(hash)?;
        room.store.set_picture_words(hash, &words)?;
        // Its credit may be a part of its copies.
        room.developing.forget(Some(hash));
        let known = room.known(hash)?;
        room.tell(Event::PictureChanged {
            source: known.picture.file.path(),
        });
        Ok(known)
    }
}

impl Room {
    /// What was typed a moment ago counts as a use too. On a full disk they are listed as the library knows them.
    fn fold_what_can_be(&self) {
        if let Err(error) = self.fold_everything() {
            tracing::warn!(%error, "uses of pictures are listed as they last were");
        }
    }

    /// What is known of the picture of this hash.
    pub(super) fn known(&self, hash: &str) -> Result<KnownPicture, NewsroomError> {
        let missing = || NewsroomError::PictureMissing(hash.to_owned());
        let picture = self.store.picture_row(hash)?.ok_or_else(missing)?;
        let uses = self.store.count_picture_uses(hash)?;
        self.with_copies(picture, uses)
    }

    fn with_copies(&self, picture: Picture, uses: u32) -> Result<KnownPicture, NewsroomError> {
        let (mut thumbnail, mut shown) = (None, None);
        let state = match self.set_of(&picture.file.path()) {
            Some(set) => {
                let by_width = |file: &&PictureFile| file.width;
                thumbnail = set.sizes.iter().min_by_key(by_width).cloned();
                shown = set.sizes.iter().max_by_key(by_width).cloned();
                thumbnail = thumbnail.or_else(|| Some(set.whole.clone()));
                shown = shown.or(Some(set.whole));
                PictureState::Ready
            }
            None => self.state_without_copies(&picture.file.hash)?,
        };
        Ok(KnownPicture {
            picture,
            state,
            thumbnail,
            shown,
            uses,
        })
    }

    fn state_without_copies(&self, hash: &str) -> Result<PictureState, NewsroomError> {
        let known = self.developed(&(hash.to_owned(), Framing::WHOLE))?;
        Ok(match known.map(|known| known.copies) {
            Some(Err((code, detail))) => {
                PictureState::Failed(NewsroomError::of_code(&code, detail))
            }
            _ => PictureState::Developing,
        })
    }

    /// The uses of a picture in one draft, with the credits that stand there.
    pub(crate) fn uses_in(
        &self,
        hash: &str,
        used: store::PictureUse,
    ) -> Result<Vec<PictureUse>, NewsroomError> {
        let store::PictureUse {
            draft,
            headline,
            places,
        } = used;
        let is_now = |place: &PicturePlace| *place != PicturePlace::Revision;
        let now: Vec<PicturePlace> = places.iter().copied().filter(is_now).collect();
        if now.is_empty() {
            return Ok(vec![PictureUse {
                draft,
                headline,
                place: PicturePlace::Revision,
                credit: String::new(),
            }]);
        }
        let (fields, text) = self.written(draft)?;
        let use_at = |place| PictureUse {
            draft,
            headline: headline.clone(),
            place,
            credit: credit_at(place, hash, &fields, &text),
        };
        Ok(now.into_iter().map(use_at).collect())
    }
}

fn credit_at(place: PicturePlace, hash: &str, fields: &Fields, text: &str) -> String {
    match place {
        PicturePlace::Lead => {
            let lead = fields.lead_picture.as_ref();
            lead.map(|lead| lead.credit.clone()).unwrap_or_default()
        }
        PicturePlace::Text => credit_in(hash, text),
        PicturePlace::Revision => String::new(),
    }
}

/// The credit of a picture in a text, where it first has one.
fn credit_in(hash: &str, text: &str) -> String {
    let all = prose::picture_titles(text).into_iter();
    let own = all.filter(|(address, _)| hash_at(address).is_ok_and(|own| own == hash));
    let mut credits = own.filter_map(|(_, title)| prose::credited(&title).1.map(str::to_owned));
    credits.next().unwrap_or_default()
}

/// The hash in a picture's path; a framing behind it is passed over.
fn hash_at(source: &str) -> Result<&str, NewsroomError> {
    let missing = || NewsroomError::PictureMissing(source.to_owned());
    let (name, _) = PictureKind::kept_at(source).ok_or_else(missing)?;
    let (hash, _) = PictureKind::of_name(name).ok_or_else(missing)?;
    Ok(hash)
}

/// Words in one line each, and no longer than anybody writes them.
fn tidy(words: PictureWords) -> Result<PictureWords, NewsroomError> {
    let line = |text: String, name: &str| {
        let line = crate::fetching::line(&text);
        match line.chars().count() > WORDS_LIMIT {
            true => Err(NewsroomError::FieldInvalid(format!("{name} is too long"))),
            false => Ok(line),
        }
    };
    Ok(PictureWords {
        alt: line(words.alt, "alt")?,
        caption: line(words.caption, "caption")?,
        credit: line(words.credit, "credit")?,
        source: line(words.source, "source")?,
        licence: line(words.licence, "licence")?,
        taken: line(words.taken, "taken")?,
    })
}
