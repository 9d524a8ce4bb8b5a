//! Corrections: what readers are owed when a published article was wrong or incomplete, said in a draft and sent; and how they stand on each site. Decides nothing for her.

use domain::{Correction, CorrectionKind, DraftId, Fields, Site, Timestamp, tidy_corrections};
use publish::{Corrections, RemoteText};

use crate::desk::locked;
use crate::preview::facts;
use crate::room::Room;
use crate::{Newsroom, NewsroomError, SiteOutcome};

/// A correction as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCorrection {
    /// What it is.
    pub kind: CorrectionKind,
    /// What readers are told.
    pub text: String,
    /// The date it is to bear; `None` for now.
    pub at: Option<Timestamp>,
}

impl Newsroom {
    /// Adds a correction to a draft that readers know. It is durable when this returns, and goes out
    /// with the next update.
    ///
    /// # Errors
    /// `NotPublished` when nobody has read the article; `FieldInvalid` for a text that is empty or
    /// longer than [`Correction::LONGEST`], and for more than [`Correction::MOST`]; `DraftMissing`;
    /// any failure of the library.
    pub fn correct(&self, draft: DraftId, asked: NewCorrection) -> Result<(), NewsroomError> {
        let room = &self.room;
        if room.publication_of(draft)?.is_none() {
            return Err(NewsroomError::NotPublished(draft.to_string()));
        }
        let correction = Correction {
            kind: asked.kind,
            text: asked.text,
            at: asked.at.unwrap_or_else(|| room.clock.now()),
        };
        if correction.paragraphs().is_empty() {
            let said = "a correction has a text".to_owned();
            return Err(NewsroomError::FieldInvalid(said));
        }
        let shared = room.open_text(draft)?;
        let mut open = locked(&shared);
        let mut fields = open.fields.clone();
        fields.corrections.push(correction);
        fields.corrections = tidy_corrections(fields.corrections);
        check_corrections(&fields)?;
        let text = open.manuscript.text();
        room.change_from_outside(draft, &mut open, &text, fields, None)
    }

    /// The same, and promises the update on every site where readers have the article. What keeps it
    /// from one keeps it from no other.
    ///
    /// # Errors
    /// As for [`Newsroom::correct`] and [`Newsroom::update_everywhere`].
    pub fn correct_everywhere(
        &self,
        draft: DraftId,
        asked: NewCorrection,
    ) -> Result<Vec<SiteOutcome>, NewsroomError> {
        self.correct(draft, asked)?;
        self.update_everywhere(draft)
    }
}

/// More, or longer ones, than any site shows.
pub(crate) fn check_corrections(fields: &Fields) -> Result<(), NewsroomError> {
    let all = &fields.corrections;
    let longest = all.iter().map(|one| one.text.chars().count()).max();
    if all.len() > Correction::MOST || longest > Some(Correction::LONGEST) {
        let said = format!(
            "at most {} corrections of {} characters",
            Correction::MOST,
            Correction::LONGEST
        );
        return Err(NewsroomError::FieldInvalid(said));
    }
    Ok(())
}

/// An article as a site has it, the corrections that stand at the end of its text taken out of it.
pub(crate) fn corrections_apart(there: &RemoteText) -> RemoteText {
    let (body_html, in_html) = prose::without_corrections(&there.body_html);
    let (body_markdown, in_markdown) = there
        .body_markdown
        .as_deref()
        .map(prose::without_corrections_in_markdown)
        .unzip();
    let in_text = in_html.or(in_markdown.flatten()).unwrap_or_default();
    let mut apart = RemoteText {
        body_html,
        body_markdown,
        ..there.clone()
    };
    if apart.corrections.is_empty() {
        apart.corrections = tidy_corrections(in_text);
    }
    apart
}

impl Room {
    /// An article's corrections as they stand on a site.
    pub(crate) fn corrections_there(
        &self,
        site: &Site,
        fields: &Fields,
    ) -> Result<Corrections, NewsroomError> {
        let abilities = self.choices(site.id)?.abilities;
        let have_a_place = abilities.is_some_and(|abilities| abilities.corrections);
        let worded = page::worded(&facts(Some(site), 0), &fields.language, &fields.corrections)
            .map_err(|error| NewsroomError::Internal(error.to_string()))?;
        let html = prose::corrections_html(&worded);
        Ok(Corrections {
            notes: fields.corrections.clone(),
            html: match site.kind.gives_its_theme() {
                // It takes all marks from what it is sent, and is older than these.
                true => prose::sanitize(&html),
                false => html,
            },
            markdown: prose::corrections_markdown(&worded),
            // Without their marks they could not be known again.
            head_html: match site.kind.gives_its_theme() {
                true => String::new(),
                false => prose::announcements_html(&worded),
            },
            head_markdown: prose::announcements_markdown(&worded),
            have_a_place,
        })
    }
}
