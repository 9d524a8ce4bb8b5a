//! One article as a draft: its fields, its text, its pictures, and what of it could not be kept. Keeps the pictures; writes no draft.

use std::collections::BTreeMap;

use domain::{
    Draft, DraftId, Fields, Framing, LeadPicture, Maker, PictureFile, PictureKind, PictureSource,
    Publication, Revision, RevisionId, RevisionReason, Site, SiteKind,
};
use prose::{FromHtml, Lost, LostKind};
use publish::{Destination, PublishError, RemoteLead, RemoteText};
use store::Brought;
use url::Url;

use super::Noted;
use crate::NewsroomError;
use crate::correcting::corrections_apart;
use crate::dressing::renamed;
use crate::library::TEXT_LIMIT;
use crate::pictures::checked_address;
use crate::room::Room;
use crate::sides::plain;

/// Why an article does not come in now.
pub(super) enum Held {
    /// Its site.
    Site(PublishError),
    /// Something here.
    Here(NewsroomError),
}

impl From<NewsroomError> for Held {
    fn from(error: NewsroomError) -> Self {
        Self::Here(error)
    }
}

impl Room {
    /// The article as a draft with all that ties it to its site. A picture that can't be had now is
    /// waited for while there is `patience`; after that it stays where it is.
    pub(super) fn arrival(
        &self,
        site: &Site,
        there: &RemoteText,
        destination: &dyn Destination,
        patience: bool,
    ) -> Result<(Brought, Noted), Held> {
        let there = &corrections_apart(there);
        let mut pictures = Pictures {
            room: self,
            there,
            destination,
            patience,
            ties: site.kind != SiteKind::Folder,
            met: BTreeMap::new(),
            kept: Vec::new(),
            noted: Noted::default(),
        };
        let lead = match &there.lead_picture {
            Some(lead) => pictures.lead(lead)?,
            None => None,
        };
        let text = pictures.text()?;
        let length = text.encode_utf16().count();
        if length > TEXT_LIMIT {
            return Err(NewsroomError::TextTooLarge(format!("{length} units")).into());
        }
        let fields = fields(site, there, lead);
        let (kept, noted) = (pictures.kept, pictures.noted);
        Ok((self.tied(site, there, fields, text, kept)?, noted))
    }

    fn tied(
        &self,
        site: &Site,
        there: &RemoteText,
        fields: Fields,
        text: String,
        pictures: Vec<(String, String, String)>,
    ) -> Result<Brought, NewsroomError> {
        let (now, article) = (self.clock.now(), there.article.clone());
        let (id, revision) = (DraftId(self.ids.next()), RevisionId(self.ids.next()));
        Ok(Brought {
            draft: Draft {
                id,
                fields: fields.clone(),
                text: text.clone(),
                // It stands in the library where it stands on the site.
                created_at: article.published_at.min(now),
                changed_at: article.updated_at.unwrap_or(article.published_at).min(now),
                binned_at: None,
            },
            revision: Revision {
                id: revision,
                draft: id,
                fields,
                text,
                made_at: now,
                reason: RevisionReason::Import,
                maker: Maker::Site(site.name.clone()),
                name: None,
                words: None,
            },
            publication: Publication {
                draft: id,
                site: site.id,
                remote_id: article.remote_id,
                address: article.address,
                slug: article.slug,
                remote_version: article.version,
                revision,
                state: article.state,
                published_at: article.published_at,
                updated_at: article.updated_at,
            },
            live: self.live_text(there)?,
            pictures,
        })
    }
}

/// What the site says of it. A line that is one on a page is one here.
fn fields(site: &Site, there: &RemoteText, lead: Option<LeadPicture>) -> Fields {
    let language = there.language.clone();
    let blank = Fields::blank(
        language.unwrap_or_else(|| site.language.clone()),
        site.time_zone.clone(),
    );
    let headline = line(&there.headline);
    let own = domain::Slug::from_headline(&headline);
    let slug = Some(there.article.slug.clone()).filter(|slug| Some(slug) != own.as_ref());
    Fields {
        headline,
        slug,
        standfirst: line(&there.standfirst),
        section: line(&there.section),
        tags: domain::tidy_tags(there.tags.iter().map(|tag| line(tag))),
        byline: line(&there.byline),
        publish_at: Some(there.article.published_at),
        lead_picture: lead,
        corrections: there.corrections.clone(),
        ..blank
    }
}

/// Words in one line.
pub(crate) fn line(text: &str) -> String {
    let parts = text.split(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}');
    let parts: Vec<&str> = parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

/// The pictures of an article on their way in.
struct Pictures<'a> {
    room: &'a Room,
    there: &'a RemoteText,
    destination: &'a dyn Destination,
    patience: bool,
    /// Whether the site's own addresses serve again when the article is sent.
    ties: bool,
    /// By their addresses, those that were looked at; `None` for one that could not be had.
    met: BTreeMap<String, Option<PictureFile>>,
    kept: Vec<(String, String, String)>,
    noted: Noted,
}

impl Pictures<'_> {
    /// The picture at the head: kept, or left where it is; none when it can't even be named.
    fn lead(&mut self, lead: &RemoteLead) -> Result<Option<LeadPicture>, Held> {
        let own = self.room.original_at(&lead.address);
        let framing = own.as_deref().map(|own| Framing::of_address(own).1);
        let address = own.as_deref().unwrap_or(&lead.address);
        let source = match self.bring(address, lead.remote_id.as_deref())? {
            Some(file) => PictureSource::File(file),
            None => match checked_address(&self.whole(&lead.address)) {
                Ok(address) => PictureSource::Address(address),
                Err(_) => {
                    self.noted.pictures.pop();
                    self.noted.lost.push(Lost {
                        kind: LostKind::Picture,
                        count: 1,
                        example: lead.address.chars().take(80).collect(),
                    });
                    return Ok(None);
                }
            },
        };
        Ok(Some(LeadPicture {
            source,
            framing: framing.unwrap_or_default(),
            alt: line(&lead.alt),
            caption: line(&lead.caption),
            credit: line(&lead.credit),
        }))
    }

    /// The text: the site's own Markdown, where that is what its readers see, else its HTML.
    fn text(&mut self) -> Result<String, Held> {
        let own = |address: &str| self.room.original_at(address);
        // A page of ours is dressed with copies; some of them may be of pictures that are kept here.
        let itself = |path: &str| Some(own(path).unwrap_or_else(|| path.to_owned()));
        let html = prose::undressed(&self.there.body_html, &itself).into_owned();
        let markdown = self.there.body_markdown.as_deref();
        if let Some(markdown) = markdown.map(|markdown| renamed(markdown, own))
            && (html.is_empty() || prose::body_html(&markdown) == html)
        {
            return self.of_markdown(plain(&markdown));
        }
        for address in prose::html_pictures(&html) {
            self.bring(&address, None)?;
        }
        let html = prose::with_pictures_at(&html, |address| match self.met.get(address)? {
            Some(file) => Some(framed_as(address, file)),
            None => Some(self.whole(address)),
        });
        let FromHtml { markdown, lost } = prose::from_html(&html);
        self.noted.lost = merged(std::mem::take(&mut self.noted.lost), lost);
        Ok(markdown)
    }

    fn of_markdown(&mut self, mut markdown: String) -> Result<String, Held> {
        let mut addresses = prose::picture_addresses(&markdown);
        // The longest first, for one may begin as another does.
        addresses.sort_by_key(|address| std::cmp::Reverse(address.len()));
        addresses.dedup();
        for address in addresses {
            match self.bring(&address, None)? {
                Some(file) if framed_as(&address, &file) != address => {
                    let in_html = prose::escape_attribute(&address);
                    markdown = markdown.replace(&in_html, &file.path());
                    markdown = markdown.replace(&address, &file.path());
                }
                _ => {}
            }
        }
        Ok(markdown)
    }

    /// Keeps a picture that the article names so; `None` when it can't be had.
    fn bring(
        &mut self,
        address: &str,
        remote_id: Option<&str>,
    ) -> Result<Option<PictureFile>, Held> {
        if let Some(met) = self.met.get(address) {
            return Ok(met.clone());
        }
        if let Some(file) = self.kept_here(address)? {
            self.met.insert(address.to_owned(), Some(file.clone()));
            return Ok(Some(file));
        }
        let file = match self
            .destination
            .picture(&self.there.article, &decoded(address))
        {
            Ok(bytes) => self.keep(&decoded(address), &bytes)?,
            Err(error) if self.patience && is_for_now(&error) => return Err(Held::Site(error)),
            Err(error) => {
                tracing::info!(address, %error, "a picture can't be had");
                None
            }
        };
        match &file {
            Some(file) if self.ties => {
                let remote_id = remote_id.unwrap_or_default().to_owned();
                self.kept
                    .push((file.hash.clone(), remote_id, address.to_owned()));
            }
            Some(_) => {}
            None => self.noted.pictures.push(self.whole(address)),
        }
        self.met.insert(address.to_owned(), file.clone());
        Ok(file)
    }

    /// The original that is kept here by this name.
    fn kept_here(&self, address: &str) -> Result<Option<PictureFile>, NewsroomError> {
        let name = PictureKind::kept_at(address).and_then(|(name, _)| PictureKind::of_name(name));
        match name {
            Some((hash, _)) => Ok(self.room.store.picture(hash)?),
            None => Ok(None),
        }
    }

    /// Keeps these bytes, if they are a picture of a kind that we know.
    fn keep(&self, address: &str, bytes: &[u8]) -> Result<Option<PictureFile>, NewsroomError> {
        let name = address.rsplit('/').next().unwrap_or_default();
        match self.room.keep_picture_bytes(name, bytes) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.code().starts_with("picture_") => {
                tracing::info!(%error, "what the site serves is no picture that is taken");
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// An address that leads there from anywhere.
    fn whole(&self, address: &str) -> String {
        let address = decoded(address);
        let page = Url::parse(&self.there.article.address);
        let whole = page.and_then(|page| page.join(&address));
        whole.map(String::from).unwrap_or(address)
    }
}

/// The picture as a text names it: with its framing where that is one of ours.
fn framed_as(address: &str, file: &PictureFile) -> String {
    let (path, framing) = Framing::of_address(address);
    match path == file.path() {
        true => framing.address(path),
        false => file.path(),
    }
}

/// Whether it may be better the next time.
pub(super) fn is_for_now(error: &PublishError) -> bool {
    matches!(
        error,
        PublishError::Unreachable(_)
            | PublishError::NoAnswer(_)
            | PublishError::Busy { .. }
            | PublishError::Broken(_)
    )
}

/// An address as it is meant, where it stands in HTML.
fn decoded(address: &str) -> String {
    let plain = address.replace("&#038;", "&").replace("&#38;", "&");
    plain.replace("&amp;", "&")
}

/// Two lists of what was lost as one.
fn merged(mut all: Vec<Lost>, more: Vec<Lost>) -> Vec<Lost> {
    for lost in more {
        match all.iter_mut().find(|known| known.kind == lost.kind) {
            Some(known) => known.count += lost.count,
            None => all.push(lost),
        }
    }
    all
}
