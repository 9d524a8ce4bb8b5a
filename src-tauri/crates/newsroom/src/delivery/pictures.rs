//! The pictures of an article on their way: copies of them are sent before it, each once. Sends no article, and no original.

use std::collections::BTreeMap;

use domain::{PictureFile, PictureKind, PictureSet, PictureSource, Revision, Site, SiteId};
use publish::{Destination, Outgoing, OutgoingPicture, RemotePicture};

use super::Held;
use crate::NewsroomError;
use crate::dressing::{Dress, Wardrobe, plain_address};
use crate::room::Room;

/// What of its pictures goes out with an article.
pub(crate) struct Copies {
    dress: Dress,
    /// By the addresses under which the article names the originals.
    sets: BTreeMap<String, PictureSet>,
    /// Where the site has the copies, by their paths.
    there: BTreeMap<String, RemotePicture>,
}

/// A kept picture that an article shows.
pub(crate) struct Shown {
    /// As the article names it, with its framing.
    pub(crate) address: String,
    /// The original.
    pub(crate) file: PictureFile,
    /// Whether it stands at the head.
    pub(crate) is_lead: bool,
}

impl Copies {
    /// The article with its copies in the place of its pictures.
    pub(crate) fn dress(self, article: &mut Outgoing) {
        let sets = &self.sets;
        let wardrobe = Wardrobe::new(self.dress, |address| {
            sets.get(&plain_address(address)?).cloned()
        });
        wardrobe.dress_article(article);
        article.pictures = self.there;
    }
}

impl Wardrobe<'_> {
    /// An article as it leaves: it names no original of which there is a copy.
    pub(crate) fn dress_article(&self, article: &mut Outgoing) {
        article.body_html = self.dressed(std::mem::take(&mut article.body_html));
        article.body_markdown = self.in_markdown(&article.body_markdown);
        let set = self.lead_set(article.lead_picture.as_ref());
        if let (Some(lead), Some(set)) = (&mut article.lead_picture, set) {
            lead.source = PictureSource::File(set.whole.clone());
            lead.framing = domain::Framing::WHOLE;
            article.lead_set = (self.dress == Dress::Sizes).then_some(set);
        }
    }
}

impl Room {
    /// Has the copies made that the site wants of an article's pictures, and sends those that it has not got yet.
    pub(crate) fn send_pictures(
        &self,
        site: &Site,
        revision: &Revision,
        destination: &dyn Destination,
    ) -> Result<Copies, Held> {
        let mut copies = Copies {
            dress: self.dress_of(Some(site)).map_err(Held::Library)?,
            sets: BTreeMap::new(),
            there: BTreeMap::new(),
        };
        for shown in self.pictures_of(revision).map_err(Held::Library)? {
            let set = match self.left_there(site, &shown, revision, destination)? {
                true => alone(shown.file.clone()),
                false => {
                    let card = shown.is_lead && copies.dress == Dress::Sizes;
                    let set = self.develop_now(&shown.address, card);
                    set.map_err(Held::Here)?
                }
            };
            for file in sent(copies.dress, &set, shown.is_lead) {
                let picture = self.send_picture(site.id, (file, &shown), revision, destination)?;
                copies.there.insert(file.path(), picture);
            }
            copies.sets.insert(shown.address, set);
        }
        Ok(copies)
    }

    /// Whether a site has all of the copies that it would get of an article's pictures.
    pub(crate) fn copies_are_there(
        &self,
        site: &Site,
        revision: &Revision,
    ) -> Result<bool, NewsroomError> {
        let dress = self.dress_of(Some(site))?;
        for shown in self.pictures_of(revision)? {
            if self.may_be_left(site, &shown)? {
                continue;
            }
            let Some(set) = self.set_of(&shown.address) else {
                return Ok(false);
            };
            for file in sent(dress, &set, shown.is_lead) {
                if self.store.site_picture(site.id, &file.hash)?.is_none() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Where the site has the copies of a picture; the original, where an older program sent that or it came from there.
    pub(crate) fn addresses_there(
        &self,
        site: SiteId,
        shown: &Shown,
    ) -> Result<Vec<String>, NewsroomError> {
        let address = |file: &PictureFile| {
            let there = self.store.site_picture(site, &file.hash);
            there.map(|there| there.map(|(_, address)| address))
        };
        let set = self.set_of(&shown.address);
        let copies = set.iter().flat_map(PictureSet::files).map(address);
        let there: Vec<String> = copies
            .filter_map(Result::transpose)
            .collect::<Result<_, _>>()?;
        match there.is_empty() {
            true => Ok(address(&shown.file)?.into_iter().collect()),
            false => Ok(there),
        }
    }

    /// Sends a copy, unless the site has it.
    fn send_picture(
        &self,
        site: SiteId,
        (file, shown): (&PictureFile, &Shown),
        revision: &Revision,
        destination: &dyn Destination,
    ) -> Result<RemotePicture, Held> {
        let bytes = self.pictures.bytes(file).map_err(Held::Here)?;
        let words = PictureWords::of(shown, revision);
        let picture = words.picture(file, &bytes);
        let known = self.picture_there(site, file, shown.is_lead)?;
        if let Some(known) = known {
            let is_there = destination.still_has(&picture, &known);
            if is_there.map_err(Held::Before)? {
                return Ok(known);
            }
        }
        let there = destination.send_picture(&picture).map_err(Held::Before)?;
        let kept = (there.remote_id.as_str(), there.address.as_str());
        self.store
            .keep_site_picture(site, &file.hash, kept)
            .map_err(Held::library)?;
        Ok(there)
    }

    /// Whether an original that a site has, because it came from there or an older program sent it, stays what the
    /// article shows there.
    fn left_there(
        &self,
        site: &Site,
        shown: &Shown,
        revision: &Revision,
        destination: &dyn Destination,
    ) -> Result<bool, Held> {
        if !self.may_be_left(site, shown).map_err(Held::Library)? {
            return Ok(false);
        }
        let Some(known) = self.picture_there(site.id, &shown.file, shown.is_lead)? else {
            return Ok(false);
        };
        let bytes = self.pictures.bytes(&shown.file).map_err(Held::Here)?;
        let words = PictureWords::of(shown, revision);
        let picture = words.picture(&shown.file, &bytes);
        destination
            .still_has(&picture, &known)
            .map_err(Held::Before)
    }

    /// Only a stranger's site, which names pictures in its own way, and only a picture as it is, of which nothing has to
    /// be taken away.
    fn may_be_left(&self, site: &Site, shown: &Shown) -> Result<bool, NewsroomError> {
        let is_framed = shown.address.contains('#');
        if site.kind.gives_its_theme()
            || is_framed
            || self
                .store
                .site_picture(site.id, &shown.file.hash)?
                .is_none()
        {
            return Ok(false);
        }
        Ok(media::remains(&self.pictures.bytes(&shown.file)?).is_empty())
    }

    /// Where the site has a picture, as far as we know. One that was only met in a text there has no
    /// name by which it could stand at the head.
    fn picture_there(
        &self,
        site: SiteId,
        file: &PictureFile,
        is_lead: bool,
    ) -> Result<Option<RemotePicture>, Held> {
        let there = self.store.site_picture(site, &file.hash);
        let there = there.map_err(Held::library)?;
        let named = there.filter(|(id, _)| !(is_lead && id.is_empty()));
        Ok(named.map(|(remote_id, address)| RemotePicture { remote_id, address }))
    }

    /// The kept pictures that an article shows, each once in each framing; the one at the head first. A text may name
    /// others: readers then see their alt text, as the writer does in the preview.
    pub(crate) fn pictures_of(&self, revision: &Revision) -> Result<Vec<Shown>, NewsroomError> {
        let lead = revision.fields.lead_picture.as_ref();
        let lead = lead.and_then(|lead| lead.kept_address());
        let in_text = prose::picture_addresses(&revision.text).into_iter();
        let named = lead.into_iter().map(|address| (address, true));
        let mut shown: Vec<Shown> = Vec::new();
        for (address, is_lead) in named.chain(in_text.map(|address| (address, false))) {
            let Some(address) = plain_address(&address) else {
                continue;
            };
            if shown.iter().any(|known| known.address == address) {
                continue;
            }
            let name = PictureKind::kept_at(&address).and_then(|(name, _)| name.split_once('.'));
            let hash = name.map_or("", |(hash, _)| hash);
            if let Some(file) = self.store.picture(hash)? {
                shown.push(Shown {
                    address,
                    file,
                    is_lead,
                });
            }
        }
        Ok(shown)
    }
}

/// A picture without copies.
fn alone(whole: PictureFile) -> PictureSet {
    PictureSet {
        whole,
        sizes: Vec::new(),
        card: None,
    }
}

/// Which copies a site gets.
fn sent(dress: Dress, set: &PictureSet, is_lead: bool) -> Vec<&PictureFile> {
    match dress {
        Dress::Whole => vec![&set.whole],
        Dress::Sizes => set
            .files()
            .filter(|file| is_lead || set.card.as_ref() != Some(*file))
            .collect(),
    }
}

/// What is said of a picture where it is first used: the one at the head, or one in the text.
struct PictureWords {
    alt: String,
    caption: String,
    credit: String,
}

impl PictureWords {
    fn of(shown: &Shown, revision: &Revision) -> Self {
        let lead = revision.fields.lead_picture.as_ref();
        match lead.filter(|_| shown.is_lead) {
            Some(lead) => Self {
                alt: lead.alt.clone(),
                caption: lead.caption.clone(),
                credit: lead.credit.clone(),
            },
            None => Self::in_text(&shown.address, &revision.text),
        }
    }

    fn in_text(address: &str, text: &str) -> Self {
        let titles = prose::picture_titles(text).into_iter();
        let is_it = |named: &str| plain_address(named).as_deref() == Some(address);
        let mut titles = titles.filter(|(named, _)| is_it(named));
        let title = titles.next();
        let (caption, credit) = title
            .as_ref()
            .map_or(("", None), |(_, t)| prose::credited(t));
        let alt = title
            .as_ref()
            .and_then(|(named, _)| prose::picture_alt(text, named));
        Self {
            alt: alt.unwrap_or_default(),
            caption: caption.to_owned(),
            credit: credit.unwrap_or_default().to_owned(),
        }
    }

    fn picture<'a>(&'a self, file: &'a PictureFile, bytes: &'a [u8]) -> OutgoingPicture<'a> {
        OutgoingPicture {
            file,
            bytes,
            alt: &self.alt,
            caption: &self.caption,
            credit: &self.credit,
        }
    }
}
