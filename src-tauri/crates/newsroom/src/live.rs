//! The live article when somebody else changed it: seen, shown, merged with what the draft says. Sends nothing.
//!
//! The base of the merge is what the site had after we wrote there: a site says some things in its own
//! way, and only what it says otherwise since is somebody's change.

mod names;
mod rounds;
mod said;
mod theirs;
mod withdrawn;

use std::sync::Arc;

use domain::{
    Correction, Dispatch, DraftId, Fields, LeadPicture, Maker, PictureSource, Publication,
    Revision, RevisionId, RevisionReason, Site, SiteId, Timestamp, tidy_corrections,
};
use prose::FrontPicture;
pub use prose::{Lost, LostKind};
pub use publish::Off;
use publish::{Destination, RemoteText};
use store::LiveText;

use crate::desk::locked;
use crate::files::front_picture;
use crate::hash::sha256;
use crate::outside::Words;
use crate::pictures::checked_address;
use crate::questions::{Question, questions, tidy};
use crate::room::Room;
use crate::sides::{self, Answer, FieldName, Merged, Side};
use crate::sites::{Unseen, site_error};
use crate::{Event, Newsroom, NewsroomError};
use said::{Lead, Said};
pub use theirs::TheirWords;
use theirs::their_words;
use withdrawn::gone;

/// What somebody else made of a live article, and what it means for the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveChange {
    /// On which site.
    pub site: SiteId,
    /// Its name.
    pub site_name: String,
    /// Names the two texts; answers to others are refused.
    pub version: String,
    /// The fields that they changed.
    pub fields: Vec<FieldName>,
    /// Whether they changed the text.
    pub text: bool,
    /// Where both changed the same: fields first, then the text in its order.
    pub questions: Vec<Question>,
    /// What Markdown can't say of theirs.
    pub lost: Vec<Lost>,
    /// All that they changed, word by word.
    pub changes: Vec<TheirWords>,
    /// When it last changed there, as the site tells.
    pub changed_at: Option<Timestamp>,
    /// Where they put it, when they took it off the site.
    pub off: Option<Off>,
}

impl Newsroom {
    /// Asks a site whether a draft's article is as we left it; `None` when it is.
    ///
    /// # Errors
    /// `NotPublished`; whatever the site answers.
    pub fn live_change(
        &self,
        draft: DraftId,
        site: SiteId,
    ) -> Result<Option<LiveChange>, NewsroomError> {
        Ok(match self.room.look(draft, site)? {
            Look::Same => None,
            Look::Gone(change) => Some(*change),
            Look::Changed(meeting) => Some(meeting.shown()),
        })
    }

    /// Takes what others made of a live article into its draft, with an answer to each question.
    /// What the draft said and what they wrote are in its history; the next update replaces theirs
    /// knowingly.
    ///
    /// # Errors
    /// `AskedElse` when one of the two changed since it was shown: nothing is done; ask again. As
    /// for [`Newsroom::live_change`].
    pub fn take_live_change(
        &self,
        draft: DraftId,
        site: SiteId,
        version: &str,
        answers: &[Answer],
    ) -> Result<(), NewsroomError> {
        self.room.take_live_change(draft, site, version, answers)
    }
}

/// What is seen of an article on its site.
enum Look {
    /// It is as we left it.
    Same,
    /// It is not there any more.
    Gone(Box<LiveChange>),
    /// Somebody changed it, or took it off.
    Changed(Box<Meeting>),
}

/// A draft and its article, changed by two people.
struct Meeting {
    site: Site,
    publication: Publication,
    there: RemoteText,
    base: Side,
    ours: Side,
    theirs: Side,
    merged: Merged,
    lost: Vec<Lost>,
    /// What the draft said when this was worked out.
    written: Words,
}

impl Meeting {
    fn version(&self) -> String {
        sha256(format!("{:?}\n{}", self.ours, self.there.article.version).as_bytes())
    }

    fn shown(&self) -> LiveChange {
        LiveChange {
            site: self.site.id,
            site_name: self.site.name.clone(),
            version: self.version(),
            fields: sides::changed(&self.base, &self.theirs),
            text: self.base.text != self.theirs.text,
            questions: questions(&self.merged, &self.base),
            lost: self.lost.clone(),
            changes: their_words(&self.base, &self.theirs),
            changed_at: self.there.article.updated_at,
            off: self.there.article.off,
        }
    }
}

impl Room {
    /// Remembers what a site has after we wrote there. Only what belongs to the version that we wrote
    /// is ours: whatever came after it is somebody's change.
    pub(crate) fn remember_live(
        &self,
        dispatch: &Dispatch,
        publication: &Publication,
        destination: &dyn Destination,
    ) {
        let remembered = destination
            .read(&publication.remote_id)
            .map_err(site_error)
            .and_then(|there| match there {
                Some(there) if there.article.version == publication.remote_version => {
                    self.keep_live(publication, &there)
                }
                _ => Ok(()),
            });
        if let Err(error) = remembered {
            tracing::info!(dispatch = %dispatch.id, %error, "what the site has now is not known");
        }
    }

    fn keep_live(
        &self,
        publication: &Publication,
        there: &RemoteText,
    ) -> Result<(), NewsroomError> {
        let live = self.live_text(there)?;
        let (draft, site) = (publication.draft, publication.site);
        Ok(self.store.keep_live_text(draft, site, &live)?)
    }

    /// What a site has, as it is kept.
    pub(crate) fn live_text(&self, there: &RemoteText) -> Result<LiveText, NewsroomError> {
        let said = serde_json::to_string(&Said::of(there))
            .map_err(|error| NewsroomError::Internal(error.to_string()))?;
        Ok(LiveText {
            said,
            version: there.article.version.clone(),
            checked_at: self.clock.now(),
        })
    }

    /// The HTML of an article as its site had it when we last read or wrote it there; `None` where that
    /// is not known.
    pub(crate) fn html_left(
        &self,
        draft: DraftId,
        site: SiteId,
    ) -> Result<Option<String>, NewsroomError> {
        let kept = self.store.live_text(draft, site)?;
        let said = kept.and_then(|kept| serde_json::from_str::<Said>(&kept.said).ok());
        Ok(said.map(|said| said.body_html))
    }

    /// Asks the site what it has.
    fn look(self: &Arc<Self>, draft: DraftId, site: SiteId) -> Result<Look, NewsroomError> {
        let not_published = || NewsroomError::NotPublished(draft.to_string());
        let publication = self.store.publication(draft, site)?;
        let publication = publication.ok_or_else(not_published)?;
        let missing = || NewsroomError::SiteMissing(site.to_string());
        let site = self.store.site(site)?.ok_or_else(missing)?;
        let destination = self.destination(&site).map_err(Unseen::told)?;
        let there = destination
            .read(&publication.remote_id)
            .map_err(site_error)?;
        let publication = self.followed(publication, there.as_ref().map(|there| &there.article))?;
        let Some(there) = there else {
            self.saw_live(&publication, "")?;
            return Ok(Look::Gone(Box::new(gone(&site, &publication))));
        };
        self.saw_live(&publication, &there.article.version)?;
        let is_known = there.article.version == publication.remote_version;
        if is_known && !self.is_withdrawn(&publication)? {
            return Ok(Look::Same);
        }
        let revision = publication.revision;
        let lost = || NewsroomError::RevisionMissing(revision.to_string());
        let sent = self.store.revision(revision)?.ok_or_else(lost)?;
        let meeting = self.meet(site, publication, there, &sent)?;
        Ok(Look::Changed(Box::new(meeting)))
    }

    /// Remembers which version is there, and tells when that is news.
    pub(crate) fn saw_live(
        &self,
        publication: &Publication,
        version: &str,
    ) -> Result<(), NewsroomError> {
        let (draft, site) = (publication.draft, publication.site);
        let before = self.store.live_text(draft, site)?;
        let now = self.clock.now();
        if !self.store.saw_live_version(draft, site, version, now)? {
            // Sent by a program that kept nothing of this: from now on at least the version is known.
            let live = LiveText {
                said: String::new(),
                version: version.to_owned(),
                checked_at: now,
            };
            self.store.keep_live_text(draft, site, &live)?;
        }
        if before.is_none_or(|before| before.version != version) {
            self.tell(Event::PublicationChanged { draft });
        }
        Ok(())
    }

    fn meet(
        self: &Arc<Self>,
        site: Site,
        publication: Publication,
        there: RemoteText,
        sent: &Revision,
    ) -> Result<Meeting, NewsroomError> {
        let kept = self.store.live_text(publication.draft, site.id)?;
        let left = kept.and_then(|kept| serde_json::from_str::<Said>(&kept.said).ok());
        let base = side(&sent.fields.on_site(site.id), &sent.text);
        let (theirs, lost) = self.their_side(site.id, (&base, left.as_ref()), &there, sent)?;
        let (fields, text) = self.written(publication.draft)?;
        let ours = side(&fields.on_site(site.id), &text);
        Ok(Meeting {
            merged: sides::merge(&base, &ours, &theirs),
            written: Words::of(&fields, &text),
            site,
            publication,
            there,
            base,
            ours,
            theirs,
            lost,
        })
    }

    /// What they made of it: as we sent it, but for what the site says otherwise than when we left.
    fn their_side(
        &self,
        site: SiteId,
        (base, left): (&Side, Option<&Said>),
        there: &RemoteText,
        sent: &Revision,
    ) -> Result<(Side, Vec<Lost>), NewsroomError> {
        let now = Said::of(there);
        let mut theirs = base.clone();
        let fields = &mut theirs.fields;
        if let Some(left) = left {
            taken(&mut fields.headline, &left.headline, &now.headline);
            taken(&mut fields.standfirst, &left.standfirst, &now.standfirst);
            taken(&mut fields.section, &left.section, &now.section);
            taken(&mut fields.tags, &left.tags, &now.tags);
            taken(&mut fields.byline, &left.byline, &now.byline);
            if left.corrections != now.corrections {
                let there = now.corrections.iter().cloned().map(Correction::from);
                fields.corrections = tidy_corrections(there);
            }
            if left.lead != now.lead {
                let lead = now.lead.as_ref();
                theirs.picture = lead.map(|lead| lead.named(left.lead.as_ref(), base));
            }
        } else {
            // What was left is not known: of the fields only those count that every site keeps as sent.
            fields.headline.clone_from(&now.headline);
        }
        let says = |said: &Said| (said.body_html.clone(), said.body_markdown.clone());
        if left.is_some_and(|left| says(left) == says(&now)) {
            return Ok((theirs, Vec::new()));
        }
        if let Some(markdown) = now.body_markdown {
            let text = sides::plain(&self.with_our_names(&markdown, (site, left), sent)?);
            // What stood below the text took its last lines' ends with it.
            if text.trim_end() != base.text.trim_end() {
                theirs.text = text;
            }
            return Ok((theirs, Vec::new()));
        }
        let html = self.with_our_pictures(now.body_html, (site, left), sent)?;
        let back = prose::brought_back(&base.text, &html);
        theirs.text = back.markdown;
        Ok((theirs, back.lost))
    }

    /// What Markdown can't say of an article that came from its site as this revision.
    pub(crate) fn lost_there(
        &self,
        site: SiteId,
        live: &Revision,
    ) -> Result<Vec<Lost>, NewsroomError> {
        let html = self.html_left(live.draft, site)?.unwrap_or_default();
        let html = self.with_our_pictures(html, (site, None), live)?;
        Ok(prose::from_html(&html).lost)
    }

    /// Keeps what somebody else wrote there in the draft's history, before it is replaced knowingly.
    pub(crate) fn keep_what_is_replaced(
        &self,
        site: &Site,
        publication: &Publication,
        there: &RemoteText,
    ) -> Result<(), NewsroomError> {
        let Some(sent) = self.store.revision(publication.revision)? else {
            return Ok(());
        };
        let base = side(&sent.fields.on_site(site.id), &sent.text);
        let draft = publication.draft;
        let kept = self.store.live_text(draft, site.id)?;
        let left = kept.and_then(|kept| serde_json::from_str::<Said>(&kept.said).ok());
        let (theirs, _) = self.their_side(site.id, (&base, left.as_ref()), there, &sent)?;
        let fields = fields_of(site.id, &theirs, &base, &sent.fields);
        let (reason, maker) = (RevisionReason::Import, Maker::Site(site.name.clone()));
        self.keep_text(draft, &fields, &theirs.text, reason, maker)?;
        Ok(())
    }

    fn take_live_change(
        self: &Arc<Self>,
        draft: DraftId,
        site: SiteId,
        version: &str,
        answers: &[Answer],
    ) -> Result<(), NewsroomError> {
        let else_asked = || NewsroomError::AskedElse(draft.to_string());
        let meeting = match self.look(draft, site)? {
            Look::Changed(meeting) => meeting,
            Look::Gone(change) if version == change.version => return Ok(()),
            Look::Gone(_) | Look::Same => return Err(else_asked()),
        };
        let answers: Vec<_> = answers.iter().map(tidy).collect();
        let side = meeting.merged.answered(&answers).ok_or_else(else_asked)?;
        if meeting.version() != version {
            return Err(else_asked());
        }
        let written = &meeting.written;
        let maker = || Maker::Site(meeting.site.name.clone());
        self.keep_words(draft, written.clone(), RevisionReason::Merge, Maker::Writer)?;
        let theirs = self.keep_theirs(&meeting)?;
        let shared = self.open_text(draft)?;
        let mut open = locked(&shared);
        // She wrote on since the questions were worked out.
        if open.manuscript.text() != written.text || open.fields != written.fields {
            return Err(else_asked());
        }
        let fields = fields_of(site, &side, &meeting.ours, &written.fields);
        self.change_from_outside(draft, &mut open, &side.text, fields, None)?;
        drop(open);
        self.make_durable(draft)?;
        self.keep_revision(draft, RevisionReason::Merge, maker(), None)?;
        let publication = Publication {
            remote_version: meeting.there.article.version.clone(),
            revision: theirs,
            ..meeting.publication.clone()
        };
        self.store.put_publication(&publication)?;
        self.keep_live(&publication, &meeting.there)?;
        self.tell(Event::PublicationChanged { draft });
        self.tell(Event::LibraryChanged { draft: Some(draft) });
        Ok(())
    }

    /// Keeps what they wrote in the draft's history.
    fn keep_theirs(&self, meeting: &Meeting) -> Result<RevisionId, NewsroomError> {
        let (ours, written) = (&meeting.ours, &meeting.written.fields);
        let fields = fields_of(meeting.site.id, &meeting.theirs, ours, written);
        self.keep_text(
            meeting.publication.draft,
            &fields,
            &meeting.theirs.text,
            RevisionReason::Import,
            Maker::Site(meeting.site.name.clone()),
        )
    }
}

impl Lead {
    /// As a side names it: a picture that stays where it was `left` is the one of our `base`.
    fn named(&self, left: Option<&Self>, base: &Side) -> FrontPicture {
        let stays = left.is_some_and(|left| left.address == self.address);
        let own = base.picture.as_ref().filter(|_| stays);
        FrontPicture {
            source: own.map_or_else(|| self.address.clone(), |own| own.source.clone()),
            alt: self.alt.clone(),
            caption: self.caption.clone(),
            credit: self.credit.clone(),
        }
    }
}

fn side(fields: &Fields, text: &str) -> Side {
    let lead = fields.lead_picture.as_ref();
    Side::of_draft(fields, text, lead.map(|lead| front_picture(lead, None)))
}

/// What is said now, where it is not what was said when we left.
fn taken<T: PartialEq + Clone>(ours: &mut T, left: &T, now: &T) {
    if left != now {
        ours.clone_from(now);
    }
}

/// The fields with which a draft says on a site what a side says: its picture where that did not change. A picture of theirs that
/// is at no address that we may name stays theirs.
fn fields_of(site: SiteId, side: &Side, ours: &Side, before: &Fields) -> Fields {
    let lead = match &side.picture {
        picture if *picture == ours.picture => before.lead_picture.clone(),
        None => None,
        Some(new)
            if ours
                .picture
                .as_ref()
                .is_some_and(|own| own.source == new.source) =>
        {
            before.lead_picture.clone().map(|own| LeadPicture {
                alt: new.alt.clone(),
                caption: new.caption.clone(),
                credit: new.credit.clone(),
                ..own
            })
        }
        Some(new) => match checked_address(&new.source) {
            Ok(address) => Some(LeadPicture {
                source: PictureSource::Address(address),
                framing: domain::Framing::WHOLE,
                alt: new.alt.clone(),
                caption: new.caption.clone(),
                credit: new.credit.clone(),
            }),
            Err(error) => {
                tracing::info!(%error, "a picture that was put at the head there is not taken");
                before.lead_picture.clone()
            }
        },
    };
    let there = Fields {
        lead_picture: lead,
        ..side.fields.clone()
    };
    before.saying_on(site, there)
}
