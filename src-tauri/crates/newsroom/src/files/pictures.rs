//! The pictures that a Markdown file names: its lead picture, and those of its text. Reads no bytes.

use std::collections::BTreeSet;

use domain::{Fields, LeadPicture, PictureKind, PictureSource};
use prose::FrontPicture;

use super::PICTURES;

/// How a file names a lead picture.
pub(crate) fn front_picture(picture: &LeadPicture) -> FrontPicture {
    let source = match &picture.source {
        PictureSource::File(file) => {
            format!("{PICTURES}/{}.{}", file.hash, file.kind.ending())
        }
        PictureSource::Address(address) => address.clone(),
    };
    FrontPicture {
        source,
        alt: picture.alt.clone(),
        caption: picture.caption.clone(),
        credit: picture.credit.clone(),
    }
}

/// The names of the kept pictures that a draft shows: the lead picture's, then the text's.
pub(crate) fn picture_names(fields: &Fields, text: &str) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = media_names(text).collect();
    if let Some(LeadPicture {
        source: PictureSource::File(file),
        ..
    }) = &fields.lead_picture
    {
        names.insert(format!("{}.{}", file.hash, file.kind.ending()));
    }
    names
}

/// The names of the kept pictures that a text shows, in its order.
pub(super) fn media_names(text: &str) -> impl Iterator<Item = String> {
    let addresses = prose::picture_addresses(text).into_iter();
    addresses.filter_map(|address| {
        let name = address.strip_prefix("/media/")?;
        PictureKind::of_name(name).map(|_| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_found_in_a_text() {
        let hash = "0".repeat(64);
        let text = format!(
            "![a](/media/{hash}.png) ![b](/media/../x) ![c](/media/{hash}.exe)\n\n\
             <img src=\"/media/{hash}.jpg\">\n\n\
             `/media/{hash}.gif` ![d](https://a.example/media/{hash}.webp)"
        );
        let names: Vec<_> = media_names(&text).collect();
        assert_eq!(names, [format!("{hash}.png"), format!("{hash}.jpg")]);
    }
}
