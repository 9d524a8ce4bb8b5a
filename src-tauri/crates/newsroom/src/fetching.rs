//! Published articles brought into the library: a site's list, what is asked for, and what became of it. Writes nothing there.
//!
//! What is asked for is kept at once and done in the background (`round`), article by article (`arrival`):
//! each comes in whole or not at all, and one that a draft is tied to already never comes in twice.

mod arrival;
mod noted;
mod round;

use std::path::Path;
use std::sync::Arc;

use domain::{DraftId, ImportId, ImportState, SiteId, Timestamp};
use publish::Destination;
use store::{Import, ImportCount, ImportedArticle, ImportedState};

pub(crate) use arrival::line;
pub use noted::Noted;
pub(crate) use round::{Waits, keep_fetching};

use crate::desk::locked;
use crate::files::unwritable;
use crate::pictures::write_whole;
use crate::room::Room;
use crate::sites::{Unseen, site_error};
use crate::{Event, Newsroom, NewsroomError};

/// How many parts of a list are looked through for one that has articles.
const PARTS: usize = 20;

/// An article that readers of a site can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedArticle {
    /// The site's identifier of it.
    pub remote_id: String,
    /// Its headline.
    pub headline: String,
    /// Where they read it.
    pub address: String,
    /// Since when.
    pub published_at: Timestamp,
    /// When it last changed there.
    pub updated_at: Option<Timestamp>,
    /// The draft that is tied to it already.
    pub draft: Option<DraftId>,
}

/// A part of a site's list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublishedPart {
    /// Its articles, the newest first where the site can sort.
    pub articles: Vec<PublishedArticle>,
    /// What leads to the next part; `None` at the end.
    pub next: Option<String>,
    /// How many there are in all parts, as far as that is known.
    pub total: Option<u64>,
}

/// An article that is to be brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The site's identifier of it.
    pub remote_id: String,
    /// Its headline, if it is known.
    pub headline: String,
    /// Its address, if it is known.
    pub address: String,
}

/// An import, as far as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportView {
    /// What was asked for, how much of it is known, and what became of that.
    pub count: ImportCount,
    /// The site's name.
    pub site_name: String,
    /// The headline of the article that comes in now.
    pub current: Option<String>,
    /// What it waits for, and when it tries again.
    pub waits: Option<(NewsroomError, Timestamp)>,
}

/// An article of an import, and what could not be kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrivedArticle {
    /// The article and what became of it.
    pub article: ImportedArticle,
    /// What could not be kept.
    pub noted: Noted,
}

impl Newsroom {
    /// A part of the list of what readers of a site can read: with these words, all of it for `""`.
    ///
    /// # Errors
    /// `SiteMissing`; whatever the site answers.
    pub fn published_articles(
        &self,
        site: SiteId,
        words: &str,
        from: Option<&str>,
    ) -> Result<PublishedPart, NewsroomError> {
        let destination = self.room.destination_of(site)?;
        let mut from = from.map(str::to_owned);
        for _ in 0..PARTS {
            let part = destination.list(words, from.as_deref());
            let part = part.map_err(site_error)?;
            self.room.set_reachable(site, true);
            if !part.articles.is_empty() || part.next.is_none() || part.next == from {
                let is_all = from.is_none() && part.next.is_none();
                let total = part.total.or(is_all.then_some(part.articles.len() as u64));
                let next = part.next.filter(|next| Some(next) != from.as_ref());
                let articles = part.articles.into_iter();
                let articles = articles.map(|(article, headline)| {
                    Ok(PublishedArticle {
                        draft: self.room.store.draft_of_article(site, &article.remote_id)?,
                        remote_id: article.remote_id,
                        headline,
                        address: article.address,
                        published_at: article.published_at,
                        updated_at: article.updated_at,
                    })
                });
                let articles = articles.collect::<Result<_, NewsroomError>>()?;
                return Ok(PublishedPart {
                    articles,
                    next,
                    total,
                });
            }
            from = part.next;
        }
        let next = from;
        Ok(PublishedPart {
            next,
            ..PublishedPart::default()
        })
    }

    /// The article that readers find at this address; `None` when the site's list has none.
    ///
    /// # Errors
    /// As for [`Newsroom::published_articles`].
    pub fn published_at_address(
        &self,
        site: SiteId,
        address: &str,
    ) -> Result<Option<PublishedArticle>, NewsroomError> {
        let bare = |address: &str| address.trim_end_matches('/').to_owned();
        let mut from = None;
        loop {
            let part = self.published_articles(site, "", from.as_deref())?;
            let mut articles = part.articles.into_iter();
            let found = articles.find(|article| bare(&article.address) == bare(address));
            if found.is_some() || part.next.is_none() {
                return Ok(found);
            }
            from = part.next;
        }
    }

    /// Asks for these articles. They come in in the background; see [`Event::ImportsChanged`].
    ///
    /// # Errors
    /// `SiteMissing`; any failure of the library.
    pub fn bring_in(&self, site: SiteId, wanted: &[Wanted]) -> Result<ImportId, NewsroomError> {
        let articles: Vec<_> = wanted.iter().map(Wanted::waiting).collect();
        self.room.ask_for(site, None, &articles)
    }

    /// Asks for all articles with these words, for every one of the site with `""`.
    ///
    /// # Errors
    /// As for [`Newsroom::bring_in`].
    pub fn bring_in_all(&self, site: SiteId, words: &str) -> Result<ImportId, NewsroomError> {
        self.room.ask_for(site, Some(words.trim().to_owned()), &[])
    }

    /// The imports that go on, and those whose report is still kept, the newest first.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn imports(&self) -> Result<Vec<ImportView>, NewsroomError> {
        let all = self.room.store.imports()?.into_iter();
        all.map(|count| self.room.import_view(count)).collect()
    }

    /// The articles of an import, in their order, and what became of each.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn arrived(&self, import: ImportId) -> Result<Vec<ArrivedArticle>, NewsroomError> {
        let articles = self.room.store.imported_articles(import)?.into_iter();
        let read = |article: ImportedArticle| ArrivedArticle {
            noted: Noted::read(&article.noted),
            article,
        };
        Ok(articles.map(read).collect())
    }

    /// Writes the report of an import, in the words of whoever shows it. A file that is there is replaced.
    ///
    /// # Errors
    /// `FileUnwritable`, `DiskFull`.
    pub fn save_report(&self, path: &Path, report: &str) -> Result<(), NewsroomError> {
        write_whole(path, report.as_bytes()).map_err(|e| unwritable(path, &e))
    }

    /// Stops an import; what came in stays. It can be taken up again.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn cancel_import(&self, import: ImportId) -> Result<(), NewsroomError> {
        let from = &[ImportState::Running];
        let room = &self.room;
        room.store
            .set_import_state(import, from, ImportState::Cancelled, None)?;
        room.imports_moved();
        Ok(())
    }

    /// Takes an import up again that was stopped, could not go on, or left articles out; one that
    /// waits tries now.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn resume_import(&self, import: ImportId) -> Result<(), NewsroomError> {
        use ImportState::{Cancelled, Done, Failed, Running};
        let room = &self.room;
        locked(&room.import_waits).forget(import);
        room.store
            .set_import_state(import, &[Cancelled, Done, Failed, Running], Running, None)?;
        room.imports_moved();
        Ok(())
    }

    /// Lets the report of an import go; one that goes on is stopped by it. Its drafts stay.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn dismiss_import(&self, import: ImportId) -> Result<(), NewsroomError> {
        self.room.store.forget_import(import)?;
        self.room.imports_moved();
        Ok(())
    }
}

impl Wanted {
    fn waiting(&self) -> ImportedArticle {
        ImportedArticle {
            position: 0,
            remote_id: self.remote_id.clone(),
            headline: self.headline.clone(),
            address: self.address.clone(),
            state: ImportedState::Waiting,
            draft: None,
            noted: String::new(),
            failure: None,
        }
    }
}

impl Room {
    fn ask_for(
        &self,
        site: SiteId,
        words: Option<String>,
        articles: &[ImportedArticle],
    ) -> Result<ImportId, NewsroomError> {
        let import = Import {
            id: ImportId(self.ids.next()),
            site,
            listed: words.is_none(),
            words,
            state: ImportState::Running,
            made_at: self.clock.now(),
            next: None,
            total: None,
            failure: None,
        };
        self.store.add_import(&import, articles)?;
        self.imports_moved();
        Ok(import.id)
    }

    /// Tells that an import is no longer as it was, and lets the background look.
    fn imports_moved(&self) {
        self.import_bell.ring();
        self.tell(Event::ImportsChanged);
    }

    /// A site is back, or the passphrase was given.
    pub(crate) fn imports_need_not_wait(&self) {
        locked(&self.import_waits).end();
        self.import_bell.ring();
    }

    fn import_view(&self, count: ImportCount) -> Result<ImportView, NewsroomError> {
        let (id, site) = (count.import.id, count.import.site);
        let goes_on = count.import.state == ImportState::Running;
        let waiting = match goes_on {
            true => self.store.article_to_bring(id)?,
            false => None,
        };
        let headline = waiting.map(|article| article.headline);
        Ok(ImportView {
            current: headline.filter(|headline| !headline.is_empty()),
            site_name: self
                .store
                .site(site)?
                .map(|site| site.name)
                .unwrap_or_default(),
            waits: locked(&self.import_waits).of(id).filter(|_| goes_on),
            count,
        })
    }

    /// The connection to a site by its identifier.
    pub(crate) fn destination_of(
        &self,
        site: SiteId,
    ) -> Result<Arc<dyn Destination>, NewsroomError> {
        let missing = || NewsroomError::SiteMissing(site.to_string());
        let site = self.store.site(site)?.ok_or_else(missing)?;
        self.destination(&site).map_err(Unseen::told)
    }
}
