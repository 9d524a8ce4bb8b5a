//! The pictures of an article on their way: sent before it, each once. Sends no article.

use std::collections::BTreeMap;

use domain::{PictureFile, PictureSource, Revision, Site, SiteId};
use publish::{Destination, OutgoingPicture, RemotePicture};

use super::Held;
use crate::NewsroomError;
use crate::files::picture_names;
use crate::room::Room;

impl Room {
    /// Sends the pictures that the site has not got yet, and says where it has them all, by the
    /// paths under which the text names them.
    pub(crate) fn send_pictures(
        &self,
        site: &Site,
        revision: &Revision,
        destination: &dyn Destination,
    ) -> Result<BTreeMap<String, RemotePicture>, Held> {
        let mut there = BTreeMap::new();
        for file in self.pictures_of(revision).map_err(Held::Library)? {
            let picture = self.send_picture(site.id, &file, revision, destination)?;
            there.insert(file.path(), picture);
        }
        Ok(there)
    }

    /// Sends a picture, unless the site has it.
    fn send_picture(
        &self,
        site: SiteId,
        file: &PictureFile,
        revision: &Revision,
        destination: &dyn Destination,
    ) -> Result<RemotePicture, Held> {
        let bytes = self.pictures.bytes(file).map_err(Held::Here)?;
        let words = PictureWords::of(file, revision);
        let picture = OutgoingPicture {
            file,
            bytes: &bytes,
            alt: &words.alt,
            caption: &words.caption,
            credit: &words.credit,
        };
        let known = self.picture_there(site, file, revision)?;
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

    /// Where the site has a picture, as far as we know. One that was only met in a text there has no
    /// name by which it could stand at the head.
    fn picture_there(
        &self,
        site: SiteId,
        file: &PictureFile,
        revision: &Revision,
    ) -> Result<Option<RemotePicture>, Held> {
        let there = self.store.site_picture(site, &file.hash);
        let there = there.map_err(Held::library)?;
        let named = there.filter(|(id, _)| !(is_lead(file, revision) && id.is_empty()));
        Ok(named.map(|(remote_id, address)| RemotePicture { remote_id, address }))
    }

    /// The kept pictures that an article shows. A text may name others: readers then see their alt
    /// text, as the writer does in the preview.
    pub(crate) fn pictures_of(
        &self,
        revision: &Revision,
    ) -> Result<Vec<PictureFile>, NewsroomError> {
        let mut pictures = Vec::new();
        for name in picture_names(&revision.fields, &revision.text) {
            let hash = name.split('.').next().unwrap_or_default();
            pictures.extend(self.store.picture(hash)?);
        }
        Ok(pictures)
    }
}

/// What is said of a picture where it is first used: the one at the head, or one in the text.
struct PictureWords {
    alt: String,
    caption: String,
    credit: String,
}

impl PictureWords {
    fn of(file: &PictureFile, revision: &Revision) -> Self {
        let lead = revision.fields.lead_picture.as_ref();
        match lead.filter(|_| is_lead(file, revision)) {
            Some(lead) => Self {
                alt: lead.alt.clone(),
                caption: lead.caption.clone(),
                credit: lead.credit.clone(),
            },
            None => Self {
                alt: prose::picture_alt(&revision.text, &file.path()).unwrap_or_default(),
                caption: String::new(),
                credit: String::new(),
            },
        }
    }
}

/// Whether this is the picture at the head.
fn is_lead(file: &PictureFile, revision: &Revision) -> bool {
    let lead = revision.fields.lead_picture.as_ref();
    lead.is_some_and(|lead| matches!(&lead.source, PictureSource::File(own) if own == file))
}
