//! Drafts as tests write them: the fields and the text in one chain of calls; and pictures at their head.

use std::path::Path;

use domain::{DraftId, Fields, Framing, LeadPicture, PictureSource};
use newsroom::{Newsroom, PictureOrigin};

/// A file's picture, kept, as it would stand at the head.
///
/// # Panics
/// When the newsroom refuses.
pub fn kept(newsroom: &Newsroom, file: impl AsRef<Path>) -> LeadPicture {
    let origin = PictureOrigin::File(file.as_ref().to_owned());
    let kept = newsroom.keep_picture(&origin).expect("a picture").picture;
    LeadPicture {
        source: PictureSource::File(kept.file),
        framing: Framing::WHOLE,
        alt: kept.words.alt,
        caption: kept.words.caption,
        credit: kept.words.credit,
    }
}

/// A draft to be written.
pub struct Written {
    headline: String,
    text: String,
    change: Box<dyn Fn(&mut Fields)>,
    picture: Option<LeadPicture>,
}

impl Written {
    /// With this headline and text.
    pub fn new(headline: &str, text: &str) -> Self {
        Self {
            headline: headline.to_owned(),
            text: text.to_owned(),
            change: Box::new(|_| ()),
            picture: None,
        }
    }

    /// With more fields.
    #[must_use]
    pub fn with(self, change: impl Fn(&mut Fields) + 'static) -> Self {
        Self {
            change: Box::new(change),
            ..self
        }
    }

    /// With a lead picture.
    #[must_use]
    pub fn picture(self, picture: LeadPicture) -> Self {
        Self {
            picture: Some(picture),
            ..self
        }
    }

    /// Written down in the newsroom, as a journalist would.
    ///
    /// # Panics
    /// When the newsroom refuses.
    pub fn at(self, newsroom: &Newsroom) -> DraftId {
        let draft = newsroom.new_draft().expect("a new draft");
        let mut fields = draft.fields;
        fields.headline = self.headline;
        (self.change)(&mut fields);
        fields.lead_picture = self.picture.or(fields.lead_picture);
        newsroom.set_fields(draft.id, fields).expect("fields");
        newsroom.resync(draft.id, &self.text, 0).expect("text");
        draft.id
    }
}
