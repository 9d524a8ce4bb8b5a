//! Pictures beside their articles.

use std::fs;

use domain::{PictureFile, Slug};

use super::{BYTES, Site, article, key, picture, with_picture};
use crate::folder::Generator;
use crate::{Destination, Outgoing, OutgoingPicture, PublishError};

#[test]
fn a_picture_lies_beside_its_article_and_nowhere_before() {
    for site in Site::all() {
        let sent = with_picture(&site);
        assert_eq!(site.files(), [""; 0]);
        let made = site.folder.create(key(1), &sent).unwrap();
        let name = format!("{}.png", picture().hash);
        let beside = site.root().join("un-article").join(&name);
        assert_eq!(fs::read(&beside).unwrap(), BYTES);
        let file = site.file("un-article");
        assert!(
            file.contains(&format!("](./{name}) https://b.example/media/{name}")),
            "{file}"
        );
        let read = site.folder.read("un-article").unwrap().unwrap();
        assert_eq!(read.body_markdown, Some(sent.body_markdown.clone()));
        assert_eq!(read.lead_picture.unwrap().address, picture().path());
        // Another article shows it too, though it is not sent again.
        let other = Outgoing {
            slug: Slug::parse("un-autre").unwrap(),
            ..sent.clone()
        };
        site.folder.create(key(2), &other).unwrap();
        assert!(site.root().join("un-autre").join(&name).exists());
        // It does not stay public when the article shows it no more.
        site.folder
            .update(key(3), "un-article", &made.version, &article("T", "x"))
            .unwrap();
        assert!(!beside.exists());
    }
}

#[test]
fn a_picture_that_is_not_what_its_name_says_is_not_taken() {
    let site = Site::new(Generator::Hugo);
    let sent = with_picture(&site);
    let file = PictureFile {
        hash: "a".repeat(64),
        ..picture()
    };
    let other = OutgoingPicture {
        file: &file,
        bytes: BYTES,
        alt: "",
        caption: "",
        credit: "",
    };
    assert!(matches!(
        site.folder.send_picture(&other),
        Err(PublishError::Fault(_))
    ));
    fs::write(site.root().join(".marbre").join(picture().hash), "spoilt").unwrap();
    let made = site.folder.create(key(1), &sent);
    assert!(matches!(made, Err(PublishError::Fault(_))), "{made:?}");
    assert_eq!(site.files(), [""; 0]);
}
