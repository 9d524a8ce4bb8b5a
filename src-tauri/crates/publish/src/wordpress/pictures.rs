//! Pictures in a site's media library, found again by the hash of their bytes. Knows no article.

use md5::{Digest, Md5};
use serde::Deserialize;
use serde_json::json;

use super::api::{Api, accepted};
use super::post::Raw;
use super::words::{html_of, text_of};
use crate::http::{Request, check_page_address};
use crate::{OutgoingPicture, PublishError, RemoteLead, RemotePicture};

const ROUTE: &str = "/wp/v2/media";
const FIELDS: &str = "id,slug,source_url,alt_text,caption,description";
/// The site says so when it kept a picture and then failed to make its smaller forms.
const KEPT: &str = "x-wp-upload-attachment-id";

/// A picture there.
#[derive(Debug, Deserialize)]
pub(super) struct Media {
    pub(super) id: u64,
    #[serde(default)]
    slug: String,
    source_url: String,
    #[serde(default)]
    alt_text: String,
    #[serde(default)]
    caption: Text,
    #[serde(default)]
    description: Text,
}

/// A text that is given as it is kept only to whom may edit it.
#[derive(Debug, Default, Deserialize)]
struct Text {
    #[serde(flatten)]
    kept: Raw,
    #[serde(default)]
    rendered: String,
}

impl Text {
    fn words(&self) -> String {
        let kept = &self.kept.raw;
        text_of(if kept.is_empty() {
            &self.rendered
        } else {
            kept
        })
    }
}

/// What is said of a picture. WordPress has no place for a credit that readers would see: it stands
/// at the end of the caption, and by itself in the description.
pub(super) struct Words<'a> {
    pub(super) alt: &'a str,
    pub(super) caption: &'a str,
    pub(super) credit: &'a str,
}

impl Words<'_> {
    fn shown(&self) -> String {
        match (self.caption, self.credit) {
            (caption, "") => caption.to_owned(),
            ("", credit) => credit.to_owned(),
            (caption, credit) => format!("{caption} ({credit})"),
        }
    }

    fn fields(&self) -> [(&'static str, String); 3] {
        [
            ("alt_text", self.alt.to_owned()),
            ("caption", html_of(&self.shown())),
            ("description", html_of(self.credit)),
        ]
    }

    fn are_of(&self, media: &Media) -> bool {
        media.alt_text == self.alt
            && media.caption.words() == self.shown()
            && media.description.words() == self.credit
    }
}

impl Media {
    /// As the picture at the head of an article.
    pub(super) fn lead(self) -> RemoteLead {
        let (shown, credit) = (self.caption.words(), self.description.words());
        let with_credit = format!("({credit})");
        let (caption, credit) = match shown.strip_suffix(&with_credit) {
            Some(caption) if !credit.is_empty() => (caption.trim_end().to_owned(), credit),
            _ if shown == credit => (String::new(), credit),
            _ => (shown, String::new()),
        };
        RemoteLead {
            remote_id: Some(self.id.to_string()),
            address: self.source_url,
            alt: self.alt_text,
            caption,
            credit,
        }
    }

    pub(super) fn is_at(&self, address: &str) -> bool {
        self.source_url == address
    }

    fn there(self) -> Result<RemotePicture, PublishError> {
        check_page_address(&self.source_url)
            .map_err(|error| PublishError::NotUnderstood(error.to_string()))?;
        Ok(RemotePicture {
            remote_id: self.id.to_string(),
            address: self.source_url,
        })
    }
}

impl Api {
    /// Sends a picture, unless its bytes were sent before.
    pub(super) fn send_picture(
        &self,
        picture: &OutgoingPicture<'_>,
    ) -> Result<RemotePicture, PublishError> {
        let slug = format!("marbre-{}", picture.file.hash);
        if let Some(there) = self.picture_with(&slug)? {
            return there.there();
        }
        let answer = self.upload(&slug, picture)?;
        if answer.status >= 500 && answer.header(KEPT).is_some() {
            return self.after_half_an_upload(&slug)?.there();
        }
        let made: Media = accepted(answer)?.json()?;
        if made.slug == slug {
            return made.there();
        }
        // The request arrived twice, and the first has the name.
        let Some(first) = self
            .picture_with(&slug)?
            .filter(|first| first.id != made.id)
        else {
            return made.there();
        };
        let twin = format!("{ROUTE}/{}", made.id);
        if let Err(error) = self.delete(&twin, &[("force", "true")]) {
            tracing::warn!(%error, id = made.id, "a picture lies there twice");
        }
        first.there()
    }

    fn upload(
        &self,
        slug: &str,
        picture: &OutgoingPicture<'_>,
    ) -> Result<crate::http::Answer, PublishError> {
        let (file, words) = (
            picture.file,
            Words {
                alt: picture.alt,
                caption: picture.caption,
                credit: picture.credit,
            },
        );
        let name = format!("{}.{}", file.hash, file.kind.ending());
        let fields = words.fields();
        let mut query = vec![("slug", slug), ("title", slug), ("_fields", FIELDS)];
        query.extend(fields.iter().map(|(name, text)| (*name, text.as_str())));
        let sum = Md5::digest(picture.bytes);
        let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = self.path(ROUTE, &query);
        let request = Request::post(&path)
            .with("content-type", file.kind.media_type())
            .with(
                "content-disposition",
                format!("attachment; filename=\"{name}\""),
            )
            .with("content-md5", sum)
            .body(picture.bytes);
        self.http.send(request)
    }

    fn picture_with(&self, slug: &str) -> Result<Option<Media>, PublishError> {
        let asked = [("slug", slug), ("context", "edit"), ("_fields", FIELDS)];
        let found: Vec<Media> = self.get(ROUTE, &asked)?.json()?;
        Ok(found.into_iter().min_by_key(|media| media.id))
    }

    /// The picture is there, without its smaller forms: they are asked for once more, and done
    /// without when the site can't make them.
    fn after_half_an_upload(&self, slug: &str) -> Result<Media, PublishError> {
        let lost = || PublishError::Broken("it kept a picture that it can't find".to_owned());
        let media = self.picture_with(slug)?.ok_or_else(lost)?;
        let route = format!("{ROUTE}/{}/post-process", media.id);
        let smaller = json!({ "action": "create-image-subsizes" });
        if let Err(error) = self.write(&route, &[], &smaller).and_then(accepted) {
            tracing::warn!(%error, id = media.id, "a picture has no smaller forms there");
        }
        Ok(media)
    }

    /// A picture by its number; `None` when it is gone. Who may not edit it sees what readers see.
    pub(super) fn picture(&self, id: u64) -> Result<Option<Media>, PublishError> {
        let route = format!("{ROUTE}/{id}");
        let to_edit = [("context", "edit"), ("_fields", FIELDS)];
        match self.get_if_there(&route, &to_edit) {
            Err(PublishError::Forbidden(_)) => self.get_if_allowed(&route, &to_edit[1..]),
            answer => answer?.map(|answer| answer.json()).transpose(),
        }
    }

    /// Corrects what is said of a picture, as far as this account may.
    pub(super) fn correct_picture(
        &self,
        media: &Media,
        words: &Words<'_>,
    ) -> Result<(), PublishError> {
        if words.are_of(media) {
            return Ok(());
        }
        let route = format!("{ROUTE}/{}", media.id);
        let fields: serde_json::Map<_, _> = words
            .fields()
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.into()))
            .collect();
        let written = self.write(&route, &[("_fields", "id")], &fields.into())?;
        match accepted(written) {
            Err(PublishError::Forbidden(said)) => {
                tracing::warn!(said, id = media.id, "a picture keeps its old words there");
                Ok(())
            }
            answer => answer.map(drop),
        }
    }
}
