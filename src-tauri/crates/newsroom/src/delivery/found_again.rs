//! The first publication of a draft in a library that came back from a backup: the site is asked whether it has the article
//! already. Writes nothing there.

use domain::{Dispatch, Publication, PublicationState, Revision};
use jiff::SignedDuration;
use publish::{Destination, Trace};

use super::{Held, tie};
use crate::restoring::ComingBack;
use crate::room::Room;
use crate::site_previews::is_preview;
use crate::{Event, NewsroomError};

/// So far the site's clock may be from ours.
const MARGIN: SignedDuration = SignedDuration::from_hours(48);

impl Room {
    /// What was begun there of this draft, to be completed. An article that a send of this draft made is
    /// tied to it, and then treated as one that was changed there: which words are to stand, she says. One
    /// that only may be this draft's is not repeated either, unless she asks for it again.
    pub(super) fn found_again(
        &self,
        dispatch: &Dispatch,
        revision: &Revision,
        destination: &dyn Destination,
    ) -> Result<Option<Publication>, Held> {
        let Some(back) = ComingBack::of(&self.store).map_err(Held::Library)? else {
            return Ok(None);
        };
        let draft = self.store.draft(dispatch.draft).map_err(Held::library)?;
        if draft.is_none_or(|stored| stored.draft.created_at > back.at) {
            return Ok(None);
        }
        let since = back.knows_until.saturating_sub(MARGIN);
        let since = since.unwrap_or(back.knows_until);
        let Some(traces) = destination.traces(since).map_err(Held::Before)? else {
            return self.in_doubt_whether_there(dispatch, "the site can't be looked through");
        };
        let is_ours = |trace: &&Trace| trace.keys.iter().any(|key| key.is_of_draft(dispatch.draft));
        let mut ours: Vec<_> = traces.iter().filter(is_ours).collect();
        ours.sort_by_key(|trace| trace.article.state == PublicationState::Unpublished);
        let is_tied = |trace: &Trace| {
            let tied = self
                .store
                .draft_of_article(dispatch.site, &trace.article.remote_id);
            tied.map(|draft| draft.is_some()).map_err(Held::library)
        };
        if let Some(trace) = ours.first() {
            // She may have imported it since: an article has one draft.
            return match is_tied(trace)? {
                true => self.in_doubt_whether_there(dispatch, &trace.article.address),
                false => self.tied_again(dispatch, trace).map(Some),
            };
        }
        for trace in traces.iter().filter(|trace| may_be(trace, revision)) {
            if !is_tied(trace)? {
                return self.in_doubt_whether_there(dispatch, &trace.article.address);
            }
        }
        Ok(None)
    }

    fn tied_again(&self, dispatch: &Dispatch, trace: &Trace) -> Result<Publication, Held> {
        let article = trace.article.clone();
        if article.begun {
            return self.hold_on_to(dispatch, article);
        }
        let address = article.address.clone();
        let publication = Publication {
            // Nobody here knows what it says.
            remote_version: String::new(),
            ..tie(dispatch, article, None)
        };
        self.store
            .put_publication(&publication)
            .map_err(Held::library)?;
        let draft = dispatch.draft;
        self.tell(Event::PublicationChanged { draft });
        Err(Held::Here(NewsroomError::ArticleChangedThere(address)))
    }

    fn in_doubt_whether_there(
        &self,
        dispatch: &Dispatch,
        said: &str,
    ) -> Result<Option<Publication>, Held> {
        let told = NewsroomError::PerhapsThere(said.to_owned());
        match dispatch.failure.as_deref() == Some(told.code()) {
            true => Ok(None),
            false => Err(Held::Here(told)),
        }
    }
}

/// Whether an article that carries no key of this draft may be this draft's all the same: it has its address or
/// its headline. Whatever carries a key that says whose it is is another's, and a preview is no article.
fn may_be(trace: &Trace, revision: &Revision) -> bool {
    let fields = &revision.fields;
    let says_whose = trace.keys.iter().any(|key| key.says_whose());
    let same_slug = fields.effective_slug().as_ref() == Some(&trace.article.slug);
    !says_whose
        && !is_preview(&trace.article)
        && (same_slug || trace.headline.trim() == fields.headline.trim())
}
