//! What readers see of what was sent: each page is fetched as by a reader and compared; sends nothing.

mod pictures;

use domain::{
    ArticlePart, Correction, Difference, Dispatch, PictureSource, PicturesSeen, Publication,
    PublicationState, Receipt, Revision, Site, SiteKind,
};
use page::Expected;
use publish::{Corrections, Destination, PublishError};

use crate::NewsroomError;
use crate::hash::sha256;
use crate::preview::Proof;
use crate::room::Room;

/// What a reader was to see, and sees.
struct Looked {
    sent: String,
    /// `None` when it could not be looked at.
    seen: Option<String>,
    differences: Vec<Difference>,
    /// The pictures that the page names, by their addresses.
    pictures: Vec<String>,
}

impl Room {
    /// Looks at the page as a reader does and compares. Its pictures wait to be looked at.
    pub(crate) fn prove(
        &self,
        dispatch: &Dispatch,
        revision: Option<&Revision>,
        site: &Site,
        publication: &Publication,
        (destination, nothing_sent): (&dyn Destination, bool),
    ) -> Result<Receipt, NewsroomError> {
        // Where nothing was sent, readers are to see what the site had.
        let left = match nothing_sent {
            true => self.html_left(publication.draft, site.id)?,
            false => None,
        };
        let wardrobe = self.wardrobe(Some(site))?;
        let body = |revision: &Revision| match &left {
            Some(html) if !html.is_empty() => html.clone(),
            _ => wardrobe.dressed(prose::body_html(&revision.text)),
        };
        let looked = match revision {
            // Nobody is to see it yet.
            Some(_) if publication.state == PublicationState::Scheduled => {
                Looked::unseen(String::new())
            }
            None => taken_down(site, publication, destination),
            Some(revision) if site.kind.gives_its_theme() => {
                self.own_page((revision, body(revision)), site, publication, destination)?
            }
            Some(revision) => {
                let asked = (destination, nothing_sent);
                self.strangers_page((revision, body(revision)), site, publication, asked)?
            }
        };
        // What lies beside its text is there whether anybody has built the page or not.
        let is_there = looked.seen.is_some() || site.kind == SiteKind::Folder;
        let waiting = match revision.filter(|_| is_there) {
            Some(revision) => self.pictures_to_see(revision, publication, &looked.pictures)?,
            None => Vec::new(),
        };
        let now = self.clock.now();
        let receipt = Receipt {
            nothing_sent,
            dispatch: dispatch.id,
            answered_at: now,
            address: publication.address.clone(),
            remote_id: publication.remote_id.clone(),
            remote_version: publication.remote_version.clone(),
            sent_hash: sha256(looked.sent.as_bytes()),
            seen_at: looked.seen.is_some().then_some(now),
            seen_hash: looked.seen.map(|seen| sha256(seen.as_bytes())),
            differences: looked.differences,
            pictures: PicturesSeen { clean: 0, waiting },
        };
        if receipt.verified() == Some(false) {
            tracing::warn!(dispatch = %dispatch.id, "readers are served something else");
        }
        Ok(receipt)
    }

    /// A page that our theme made: its article region is to be ours, byte for byte.
    fn own_page(
        &self,
        (revision, body): (&Revision, String),
        site: &Site,
        publication: &Publication,
        destination: &dyn Destination,
    ) -> Result<Looked, NewsroomError> {
        let Some(sent) = self.sent_region((revision, body), site, publication)? else {
            // Nothing to compare it with.
            return Ok(Looked::unseen(String::new()));
        };
        let page = fetched(&publication.address, destination);
        let pictures = page.as_deref().map(page::pictures_named);
        let seen = page.map(|page| page::region_of(&page).unwrap_or_default().to_owned());
        let differs = seen.as_ref().is_some_and(|seen| *seen != sent);
        Ok(Looked {
            differences: differs.then_some(Difference::Article).into_iter().collect(),
            sent,
            seen,
            pictures: pictures.unwrap_or_default(),
        })
    }

    /// A page that somebody else's theme made: its words are to be ours.
    fn strangers_page(
        &self,
        (revision, body): (&Revision, String),
        site: &Site,
        publication: &Publication,
        (destination, nothing_sent): (&dyn Destination, bool),
    ) -> Result<Looked, NewsroomError> {
        let corrections = match nothing_sent {
            // They may stand there in words of before.
            true => texts_of(&revision.fields.corrections),
            false => self.corrections_there(site, &revision.fields)?,
        };
        let body = format!("{}\n{body}\n{}", corrections.head_html, corrections.html);
        let lead = self.lead_there(revision, publication)?;
        let parts = ArticlePart::ALL.map(|part| (part, part.of(&revision.fields)));
        let expected = Expected {
            parts: &parts,
            headline: &revision.fields.headline,
            body_html: &body,
            lead_picture: lead.as_deref(),
            address: &publication.address,
        };
        let page = fetched(&publication.address, destination);
        // Somebody, or something, has yet to build it: it is looked at again.
        let page = page.filter(|page| !(page.is_empty() && is_built_later(site.kind)));
        Ok(match page {
            Some(page) => {
                let found = page::sighting(&page, &expected);
                Looked {
                    sent: found.sent,
                    seen: Some(found.seen),
                    differences: found.differences,
                    pictures: page::pictures_named(&page),
                }
            }
            None => Looked::unseen(page::sighting("", &expected).sent),
        })
    }

    /// The file name of the picture at the head, as the site has it.
    fn lead_there(
        &self,
        revision: &Revision,
        publication: &Publication,
    ) -> Result<Option<String>, NewsroomError> {
        let lead = revision.fields.lead_picture.as_ref();
        let address = match lead.map(|lead| &lead.source) {
            None => return Ok(None),
            Some(PictureSource::Address(address)) => Some(address.clone()),
            Some(PictureSource::File(file)) => {
                let copy = lead.and_then(|lead| self.set_of(&lead.kept_address()?));
                let there = |hash: &str| self.store.site_picture(publication.site, hash);
                let copy = copy
                    .map(|set| there(&set.whole.hash))
                    .transpose()?
                    .flatten();
                // Older programs sent the original.
                let sent = copy.map_or_else(|| there(&file.hash), |copy| Ok(Some(copy)))?;
                sent.map(|(_, address)| address)
            }
        };
        let name = |address: String| address.rsplit('/').next().map(str::to_owned);
        Ok(address.and_then(name))
    }

    /// The article region as the preview would show it; `None` when the site's theme can't print it.
    fn sent_region(
        &self,
        (revision, body): (&Revision, String),
        site: &Site,
        publication: &Publication,
    ) -> Result<Option<String>, NewsroomError> {
        let press = self.press(Some(site))?;
        let press = (press, self.wardrobe(Some(site))?);
        let proof = Proof::new(press, None, Some(publication.clone()), self.clock.now());
        let words = prose::count(&revision.text).words;
        let there = self.corrections_there(site, &revision.fields)?;
        let (mut fields, mut body) = (revision.fields.clone(), body);
        if !there.have_a_place && !there.html.is_empty() {
            // A site that is older than corrections got them in the text.
            fields.corrections.clear();
            body = format!("{}\n{}", body.trim_end(), there.html);
        }
        let printed = proof.sites_own_region(&fields, body, words);
        Ok(printed
            .inspect_err(|error| tracing::warn!(%error, "the site's theme can't print the article"))
            .ok())
    }
}

impl Looked {
    fn unseen(sent: String) -> Self {
        Self {
            sent,
            seen: None,
            differences: Vec::new(),
            pictures: Vec::new(),
        }
    }
}

/// What corrections say, without the words that we put around it.
fn texts_of(corrections: &[Correction]) -> Corrections {
    let paragraphs = corrections.iter().flat_map(Correction::paragraphs);
    let lines = paragraphs.flatten();
    let said = lines.map(|line| format!("<p>{}</p>", prose::escape_text(line)));
    Corrections {
        html: said.collect(),
        ..Corrections::default()
    }
}

/// Whether pages of such a site come some time after it took the article.
fn is_built_later(kind: SiteKind) -> bool {
    match kind {
        SiteKind::Micropub | SiteKind::Folder => true,
        SiteKind::Local | SiteKind::SiteApi | SiteKind::WordPress | SiteKind::Ghost => false,
    }
}

/// Where an article was taken down, nothing is to be read.
fn taken_down(site: &Site, publication: &Publication, destination: &dyn Destination) -> Looked {
    let article = |page: String| match site.kind.gives_its_theme() {
        // What else stands at the address is not the article.
        true => page::region_of(&page).unwrap_or_default().to_owned(),
        false => page,
    };
    let seen = fetched(&publication.address, destination).map(article);
    let still_there = seen.as_ref().is_some_and(|article| !article.is_empty());
    Looked {
        sent: String::new(),
        seen,
        differences: still_there
            .then_some(Difference::Article)
            .into_iter()
            .collect(),
        pictures: Vec::new(),
    }
}

/// The page that a reader is served at this address: empty where nothing is; `None` when it can't be
/// looked at.
fn fetched(address: &str, destination: &dyn Destination) -> Option<String> {
    match destination.page(address) {
        Ok(page) => Some(page),
        Err(PublishError::NotFound(_)) => Some(String::new()),
        Err(error) => {
            tracing::info!(address, %error, "the page can't be looked at");
            None
        }
    }
}
