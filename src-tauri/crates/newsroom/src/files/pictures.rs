//! The pictures that a Markdown file names: its lead picture, and those of its text. Reads no bytes.

use std::collections::BTreeSet;

use domain::{Fields, LeadPicture, PictureSource};
use prose::FrontPicture;

use super::PICTURES;

/// How a file names a lead picture.
pub(super) fn front_picture(picture: &LeadPicture) -> FrontPicture {
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
    let mut names: BTreeSet<String> = media_names(text).map(str::to_owned).collect();
    if let Some(LeadPicture {
        source: PictureSource::File(file),
        ..
    }) = &fields.lead_picture
    {
        names.insert(format!("{}.{}", file.hash, file.kind.ending()));
    }
    names
}

/// The names after `/media/` in a text.
pub(super) fn media_names(text: &str) -> impl Iterator<Item = &str> {
    text.split("/media/").skip(1).filter_map(|rest| {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
            .unwrap_or(rest.len());
        let name = rest[..end].trim_end_matches('.');
        let (hash, ending) = name.split_once('.')?;
        let kind = domain::PictureKind::from_ending(ending);
        (kind.is_some() && hash.len() == 64).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_found_in_a_text() {
        let hash = "0".repeat(64);
        let text = format!(
            "![a](/media/{hash}.png) ![b](/media/../x) /media/{hash}.exe /media/{hash}.jpg."
        );
        let names: Vec<_> = media_names(&text).collect();
        assert_eq!(names, [format!("{hash}.png"), format!("{hash}.jpg")]);
    }
}
