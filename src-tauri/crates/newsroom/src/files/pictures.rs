//! The pictures that a Markdown file names: its lead picture, and those of its text. Reads no bytes.

use std::collections::BTreeSet;

use domain::{Fields, Framing, LeadPicture, PictureKind, PictureSource};
use prose::FrontPicture;

use super::PICTURES;

/// How a file names a lead picture: as it does already, when that is the draft's picture. The framing stands behind it.
pub(crate) fn front_picture(picture: &LeadPicture, named: Option<&FrontPicture>) -> FrontPicture {
    let source = match (&picture.source, named) {
        (PictureSource::Address(address), None) => address.clone(),
        (PictureSource::Address(_), Some(named)) => named.source.clone(),
        (PictureSource::File(file), named) => {
            let own = format!("{PICTURES}/{}", file.name());
            let path = named.map_or(own.as_str(), |named| framed_path(&named.source).0);
            picture.framing.address(path)
        }
    };
    FrontPicture {
        source,
        alt: picture.alt.clone(),
        caption: picture.caption.clone(),
        credit: picture.credit.clone(),
    }
}

/// The path of a picture as a file names it, and how it is framed there. A name may hold a `#`: only what frames is taken
/// off, and nothing from an address of the web.
pub(crate) fn framed_path(source: &str) -> (&str, Framing) {
    let plain = (source, Framing::WHOLE);
    if source.contains("://") {
        return plain;
    }
    let Some((path, fragment)) = source.rsplit_once('#') else {
        return plain;
    };
    match Framing::of_fragment(fragment) {
        Framing::WHOLE => plain,
        framing => (path, framing),
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
        names.insert(file.name());
    }
    names
}

/// The names of the kept pictures that a text shows, in its order.
pub(super) fn media_names(text: &str) -> impl Iterator<Item = String> {
    let addresses = prose::picture_addresses(text).into_iter();
    addresses.filter_map(|address| {
        let (name, _) = PictureKind::kept_at(&address)?;
        Some(name.to_owned())
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
             <img src=\"/media/{hash}.jpg#turn=90&amp;xywh=percent:0,0,50,50\">\n\n\
             `/media/{hash}.gif` ![d](https://a.example/media/{hash}.webp)"
        );
        let names: Vec<_> = media_names(&text).collect();
        assert_eq!(names, [format!("{hash}.png"), format!("{hash}.jpg")]);
    }

    #[test]
    fn only_what_frames_is_taken_off_a_name() {
        for (source, path, fragment) in [
            ("pictures/a.jpg#turn=90", "pictures/a.jpg", "turn=90"),
            ("photo #1.jpg", "photo #1.jpg", ""),
            (
                "photo #1.jpg#focus=percent:50,0",
                "photo #1.jpg",
                "focus=percent:50,0",
            ),
            (
                "https://a.example/b#turn=90",
                "https://a.example/b#turn=90",
                "",
            ),
        ] {
            assert_eq!(
                framed_path(source),
                (path, Framing::of_fragment(fragment)),
                "{source}"
            );
        }
    }
}
