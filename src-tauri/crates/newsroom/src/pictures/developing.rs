//! Clean copies of pictures: which are wanted, made one picture at a time in the darkroom, remembered in the library.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::{Framing, PictureFile, PictureKind, PictureSet};
use jiff::SignedDuration;
use media::darkroom::Darkroom;
use media::{Made, Order, Role};
use store::Developed;

use super::intake::refused;
use crate::bell::{Bell, Woken};
use crate::desk::locked;
use crate::hash::sha256;
use crate::room::Room;
use crate::{Event, NewsroomError};

/// Raised when the darkroom makes other copies than before: those that are there are then made anew.
const RECIPE: u32 = 2;
/// How long the thread sleeps while nothing is wanted.
const REST: Duration = Duration::from_secs(600);
/// A picture that the darkroom gave up is tried again after this long, when somebody looks at it.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// Sets that are kept in memory at the most.
const REMEMBERED: usize = 5_000;

/// A picture, framed.
type Framed = (String, Framing);

/// What is wanted of the darkroom, and what is known of what it made.
pub(crate) struct Developing {
    /// Wakes the thread that develops.
    pub(crate) bell: Bell,
    darkroom: Darkroom,
    /// Held while a picture is developed: one at a time, and each once.
    pub(super) at_work: Mutex<()>,
    /// Held while files of pictures and their records come and go together.
    pub(super) files: Mutex<()>,
    wanted: Mutex<Wanted>,
    /// Sets by picture and framing; `None` for one that is wanted, or can't be made.
    sets: Mutex<BTreeMap<Framed, Option<Arc<PictureSet>>>>,
}

/// The queue to the darkroom.
#[derive(Default)]
struct Wanted {
    queue: VecDeque<Framed>,
    /// Those of which a card is wanted too.
    cards: BTreeSet<Framed>,
}

/// When a picture is developed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// After those that came before it.
    InTurn,
    /// Before them: somebody looks at it.
    Next,
}

impl Developing {
    pub(crate) fn new(darkroom: Darkroom) -> Self {
        Self {
            bell: Bell::default(),
            darkroom,
            at_work: Mutex::default(),
            files: Mutex::default(),
            wanted: Mutex::default(),
            sets: Mutex::default(),
        }
    }

    /// Forgets what is known, of one picture or of all.
    pub(crate) fn forget(&self, hash: Option<&str>) {
        let mut sets = locked(&self.sets);
        sets.retain(|(original, _), _| hash.is_some_and(|hash| hash != original));
    }

    fn want(&self, framed: Framed, card: bool, turn: Turn) {
        let mut wanted = locked(&self.wanted);
        if card {
            wanted.cards.insert(framed.clone());
        }
        let waits = wanted.queue.iter().position(|other| *other == framed);
        match (turn, waits) {
            (Turn::InTurn, Some(_)) => {}
            (Turn::InTurn, None) => wanted.queue.push_back(framed),
            (Turn::Next, waits) => {
                if let Some(at) = waits {
                    wanted.queue.remove(at);
                }
                wanted.queue.push_front(framed);
            }
        }
        drop(wanted);
        self.bell.ring();
    }

    fn next(&self) -> Option<(Framed, bool)> {
        let mut wanted = locked(&self.wanted);
        let framed = wanted.queue.pop_front()?;
        let card = wanted.cards.remove(&framed);
        Some((framed, card))
    }

    fn remember(&self, framed: Framed, set: Option<Arc<PictureSet>>) {
        let mut sets = locked(&self.sets);
        if sets.len() >= REMEMBERED {
            sets.clear();
        }
        sets.insert(framed, set);
    }
}

/// Develops what is wanted until the newsroom closes.
pub(crate) fn keep_developing(room: &Arc<Room>) {
    let mut heard = 0;
    super::tidying::tidy(room);
    loop {
        while let Some((framed, card)) = room.developing.next() {
            if room.developing.bell.is_closed() {
                return;
            }
            if let Err(error) = room.develop(&framed, card, Patience::OneTry) {
                tracing::warn!(picture = framed.0, %error, "a picture is not developed");
                // What is known of it by now is looked up when it is asked for again.
                locked(&room.developing.sets).remove(&framed);
            }
        }
        if room.developing.bell.sleep(&mut heard, REST) == Woken::ToLeave {
            return;
        }
    }
}

/// Whether a picture of which the darkroom died is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Patience {
    /// What failed, failed.
    OneTry,
    /// Somebody waits for it, who may have asked for another try.
    Again,
}

impl Room {
    /// What pages show of the picture that a text names so, framing and all; `None` while that is not made, or can't be.
    /// Then it is wanted: [`Event::PictureChanged`] tells when there is more to know.
    pub(crate) fn set_of(&self, address: &str) -> Option<PictureSet> {
        let framed = framed_at(address)?;
        if let Some(known) = locked(&self.developing.sets).get(&framed) {
            return known.as_deref().cloned();
        }
        let known = self.developed(&framed).unwrap_or_else(|error| {
            tracing::warn!(%error, "what is known of a picture can't be read");
            None
        });
        let is_current = known
            .as_ref()
            .is_some_and(|known| self.is_current(&framed, known));
        if !is_current && !self.store.only_reads() {
            self.developing.want(framed.clone(), false, Turn::Next);
        }
        let set = known
            .and_then(|known| known.copies.ok())
            .map(|(set, _)| Arc::new(set));
        self.developing.remember(framed, set.clone());
        set.as_deref().cloned()
    }

    /// Has the copies made that an article needs of a picture, where they are not made yet, and waits for them.
    ///
    /// # Errors
    /// `PictureMissing` for what is not kept; why it can't be developed; the disk's.
    pub(crate) fn develop_now(
        &self,
        address: &str,
        card: bool,
    ) -> Result<PictureSet, NewsroomError> {
        let missing = || NewsroomError::PictureMissing(address.to_owned());
        let framed = framed_at(address).ok_or_else(missing)?;
        self.develop(&framed, card, Patience::Again)
    }

    /// The copies of a picture will be wanted soon: it has come, or stands at the head of an open draft.
    pub(crate) fn want_copies(&self, file: &PictureFile) {
        self.developing
            .want((file.hash.clone(), Framing::WHOLE), false, Turn::InTurn);
    }

    /// The same, with a card.
    pub(crate) fn want_lead(&self, lead: Option<&domain::LeadPicture>) {
        let address = lead.and_then(domain::LeadPicture::kept_address);
        if let Some(framed) = address.as_deref().and_then(framed_at) {
            self.developing.want(framed, true, Turn::Next);
        }
    }

    fn develop(
        &self,
        framed: &Framed,
        card: bool,
        patience: Patience,
    ) -> Result<PictureSet, NewsroomError> {
        let _alone = locked(&self.developing.at_work);
        let known = self.developed(framed)?;
        let had_card = known.as_ref().is_some_and(has_card);
        if let Some(known) = known.filter(|known| self.is_current(framed, known)) {
            match known.copies {
                Ok((set, _)) if set.card.is_some() || !card => return Ok(set),
                Err((code, detail)) if patience == Patience::OneTry || !is_for_now(&code) => {
                    return Err(NewsroomError::of_code(&code, detail));
                }
                _ => {}
            }
        }
        let missing = || NewsroomError::PictureMissing(framed.0.clone());
        let file = self.store.picture(&framed.0)?.ok_or_else(missing)?;
        let (credit, rights) = self.words_in_copies(&framed.0)?;
        let order = Order {
            framing: framed.1,
            card: card || had_card,
            credit,
            rights,
        };
        let path = self.pictures.original(&file);
        if !path.is_file() {
            return Err(NewsroomError::PictureMissing(path.display().to_string()));
        }
        let darkroom = &self.developing.darkroom;
        let is_open = || !self.developing.bell.is_closed();
        let made = darkroom.develop_while(&is_open, &path, &order);
        match made {
            // Ended by us: that says nothing of the picture.
            Err(error) if !is_open() => Err(refused(error)),
            made => self.keep_developed(&file, framed, made),
        }
    }

    /// Keeps the copies, then remembers them; or why there are none.
    fn keep_developed(
        &self,
        file: &PictureFile,
        framed: &Framed,
        made: Result<media::Developed, media::MediaError>,
    ) -> Result<PictureSet, NewsroomError> {
        let (copies, bytes) = match made {
            Ok(media::Developed { made, sharpness }) => {
                let bytes: Vec<u64> = made.iter().map(|made| made.bytes.len() as u64).collect();
                (Ok((self.keep_copies(made)?, sharpness)), bytes)
            }
            Err(media::MediaError::Disk(why)) => return Err(NewsroomError::DiskFault(why)),
            Err(error) => {
                let error = refused(error);
                let failure = (error.code().to_owned(), error.detail().to_owned());
                (Err(failure), Vec::new())
            }
        };
        let developed = Developed {
            recipe: self.recipe(&framed.0)?,
            made_at: self.clock.now(),
            copies,
        };
        let framing = framed.1.to_string();
        self.store
            .put_framing(&framed.0, &framing, &developed, &bytes)?;
        let set = developed.copies.map(|(set, _)| set);
        self.developing
            .remember(framed.clone(), set.as_ref().ok().cloned().map(Arc::new));
        self.tell(Event::PictureChanged {
            source: file.path(),
        });
        set.map_err(|(code, detail)| NewsroomError::of_code(&code, detail))
    }

    fn keep_copies(&self, made: Vec<Made>) -> Result<PictureSet, NewsroomError> {
        let (mut whole, mut sizes, mut card) = (None, Vec::new(), None);
        for Made {
            role,
            kind,
            width,
            height,
            bytes,
        } in made
        {
            let file = PictureFile {
                hash: sha256(&bytes),
                kind,
                width,
                height,
            };
            self.pictures.keep_copy(&file, &bytes)?;
            match role {
                Role::Whole => whole = Some(file),
                Role::Size => sizes.push(file),
                Role::Card => card = Some(file),
            }
        }
        let nothing = || NewsroomError::Internal("the darkroom made no whole copy".to_owned());
        Ok(PictureSet {
            whole: whole.ok_or_else(nothing)?,
            sizes,
            card,
        })
    }

    /// How sharp the picture is that a text names so, framed as it is there, or why no copies of it can be made; `None`
    /// while nobody tried.
    ///
    /// # Errors
    /// Any failure of the library.
    pub(crate) fn sharpness_of(
        &self,
        address: &str,
    ) -> Result<Option<Result<f32, NewsroomError>>, NewsroomError> {
        let Some(framed) = framed_at(address) else {
            return Ok(None);
        };
        Ok(self.developed(&framed)?.map(|known| match known.copies {
            Ok((_, sharpness)) => Ok(sharpness),
            Err((code, detail)) => Err(NewsroomError::of_code(&code, detail)),
        }))
    }

    /// What the library remembers of a framing, where the files are there.
    pub(super) fn developed(&self, framed: &Framed) -> Result<Option<Developed>, NewsroomError> {
        let known = self.store.framing(&framed.0, &framed.1.to_string())?;
        Ok(known.filter(|known| match &known.copies {
            Ok((set, _)) => set.files().all(|file| self.pictures.has_copy(file)),
            Err(_) => true,
        }))
    }

    /// Whether it was made as it would be made now.
    fn is_current(&self, framed: &Framed, known: &Developed) -> bool {
        let gave_up = matches!(&known.copies, Err((code, _)) if is_for_now(code));
        let is_old = self.clock.now().duration_since(known.made_at) > AGAIN_AFTER;
        let recipe = self.recipe(&framed.0);
        !(gave_up && is_old) && recipe.is_ok_and(|recipe| recipe == known.recipe)
    }

    /// How the copies of a picture are made now.
    fn recipe(&self, hash: &str) -> Result<String, NewsroomError> {
        let (credit, rights) = self.words_in_copies(hash)?;
        Ok(match credit.is_empty() && rights.is_empty() {
            true => RECIPE.to_string(),
            false => format!("{RECIPE} by {credit:?}, rights {rights:?}"),
        })
    }

    /// The credit and the rights that are written into the copies of a picture: nothing, unless she wishes it.
    fn words_in_copies(&self, hash: &str) -> Result<(String, String), NewsroomError> {
        if !self.settings()?.picture_credit {
            return Ok(Default::default());
        }
        let words = self.store.picture_row(hash)?.map(|known| known.words);
        let words = words.unwrap_or_default();
        Ok((words.credit, words.licence))
    }
}

fn has_card(known: &Developed) -> bool {
    known
        .copies
        .as_ref()
        .is_ok_and(|(set, _)| set.card.is_some())
}

/// Whether another try may end otherwise.
fn is_for_now(code: &str) -> bool {
    code == NewsroomError::PictureGaveUp(String::new()).code()
}

/// The picture that a text names so.
fn framed_at(address: &str) -> Option<Framed> {
    let (name, framing) = PictureKind::kept_at(address)?;
    let (hash, _) = PictureKind::of_name(name)?;
    Some((hash.to_owned(), framing))
}
