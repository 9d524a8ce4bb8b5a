//! The first start: two sample articles, so that nobody meets an empty desk. Their text is in `samples/`.

use std::path::Path;

use domain::LeadPicture;
use domain::PictureSource;

use crate::NewsroomError;
use crate::newsroom::Samples;
use crate::room::Room;

const FRENCH: &str = include_str!("../samples/francais.md");
const ENGLISH: &str = include_str!("../samples/english.md");
/// The picture both show.
const PICTURE: &[u8] = include_bytes!("../samples/picture.jpg");
const STARTED: &str = "started";

impl Room {
    /// Fills a new library once, at the first start that wants samples, and says whether it did; a writer who throws the samples away is not
    /// given them again.
    pub(crate) fn first_start(&self, samples: Samples) -> Result<bool, NewsroomError> {
        if samples == Samples::None || self.store.setting(STARTED)?.is_some() {
            return Ok(false);
        }
        let english_last = self.locale()? == "en";
        // The last one made is the first in the list, and opens.
        let order = if english_last {
            [FRENCH, ENGLISH]
        } else {
            [ENGLISH, FRENCH]
        };
        for source in order {
            self.add_sample(source)?;
        }
        self.store.set_setting(STARTED, "true")?;
        Ok(true)
    }

    fn add_sample(&self, source: &str) -> Result<(), NewsroomError> {
        let sample = self.understand(source, Path::new("sample"))?;
        let (mut fields, picture, text) = (sample.fields, sample.picture, sample.text);
        if let Some(picture) = picture {
            fields.lead_picture = Some(LeadPicture {
                source: PictureSource::File(self.keep_picture_bytes("picture.jpg", PICTURE)?),
                framing: domain::Framing::WHOLE,
                alt: picture.alt,
                caption: picture.caption,
                credit: picture.credit,
            });
        }
        let draft = self.add_draft(fields, text)?;
        self.set_last_draft(draft)
    }
}
