//! Somebody else's reader, exiftool, finds in a copy the credit that was wished, whose it is, and no more.

use std::collections::BTreeMap;

use domain::{Framing, PictureKind};
use media::{Motion, Order};

use crate::independent::{said, structural};
use crate::pictures;

const CREDIT: &str = "Amélie Martin / AFP";

/// Every copy of each picture that is developed, by what it was made of.
fn copies(credit: &str, rights: &str) -> Vec<(String, Vec<u8>)> {
    let order = Order {
        framing: Framing::default(),
        card: true,
        credit: credit.to_owned(),
        rights: rights.to_owned(),
    };
    let mut copies = Vec::new();
    // Wide enough for a card, drawn and photographed: each kind of copy comes of one or the other.
    let large = [
        ("photo", pictures::dirty_jpeg(&pictures::jpeg(700, 500))),
        ("drawing", pictures::dirty_png(&pictures::png(640, 400))),
        ("modern", pictures::dirty_webp(&pictures::webp(640, 400))),
    ];
    for (name, bytes) in large {
        assert_eq!(media::seen(&bytes).expect("seen").motion, Motion::Still);
        let made = media::develop(&bytes, &order).expect("developed").made;
        for (copy, made) in made.into_iter().enumerate() {
            copies.push((format!("{name}-{copy}.{}", made.kind.ending()), made.bytes));
        }
    }
    copies
}

/// What that reader says of each copy beside how it is built.
fn beside(copies: &[(String, Vec<u8>)]) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut said = said(copies);
    assert_eq!(said.len(), copies.len(), "each was read");
    for tags in said.values_mut() {
        tags.retain(|tag, value| !structural(tag, value));
    }
    said
}

#[test]
fn the_credit_that_was_wished_is_in_every_copy_and_nothing_else() {
    let copies = copies(CREDIT, "");
    for kind in [PictureKind::Jpeg, PictureKind::Webp] {
        let ending = format!(".{}", kind.ending());
        let of_kind = copies.iter().filter(|(name, _)| name.ends_with(&ending));
        assert!(of_kind.count() > 3, "{kind:?}");
    }
    let expected = expected(CREDIT, &format!("© {CREDIT}"));
    for (name, tags) in beside(&copies) {
        assert_eq!(tags, expected, "{name}");
    }
}

/// What that reader is to find.
fn expected(credit: &str, rights: &str) -> BTreeMap<String, String> {
    let said = [
        ("XMP-dc:Creator", credit),
        ("XMP-dc:Rights", rights),
        ("XMP-photoshop:Credit", credit),
    ];
    let said = said.into_iter().filter(|(_, value)| !value.is_empty());
    said.map(|(tag, value)| (tag.to_owned(), format!("\"{value}\"")))
        .collect()
}

#[test]
fn who_made_it_and_whose_it_is_are_each_said_once() {
    for (credit, rights, said_credit, said_rights) in [
        (CREDIT, "© Amélie Martin", CREDIT, "© Amélie Martin"),
        (CREDIT, "CC BY 4.0", CREDIT, "CC BY 4.0"),
        ("© Amélie Martin", "", "Amélie Martin", "© Amélie Martin"),
        ("", "© AFP", "", "© AFP"),
    ] {
        let expected = expected(said_credit, said_rights);
        for (name, tags) in beside(&copies(credit, rights)) {
            assert_eq!(tags, expected, "{name}");
        }
    }
}

#[test]
fn without_the_wish_no_copy_says_anything() {
    for (name, tags) in beside(&copies("", "")) {
        assert_eq!(tags, BTreeMap::new(), "{name}");
    }
}
