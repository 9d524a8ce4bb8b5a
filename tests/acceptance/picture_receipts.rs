//! What readers are served of an article's pictures: the receipt counts those that are clean, and names what is in the others.

use std::time::Duration;

use domain::{Difference, DispatchState, DraftId, LeadPicture, Receipt, Remains};
use testkit::{Answer, Endless, Fault, Written, pictures};

use crate::journey::Journey;

const PICTURE: &[u8] = include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg");
const MEDIA: &str = "/media/";

/// A desk behind a network that fails on command, through which readers' pages and pictures come, too. (A page that
/// names its address otherwise is another one, so that of the page nothing is expected here.)
fn posing() -> Journey {
    let journey = Journey::begin();
    journey.proxy.pose();
    journey
}

fn kept(journey: &Journey) -> LeadPicture {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pont.jpg");
    std::fs::write(&file, PICTURE).unwrap();
    testkit::kept(journey.newsroom(), file)
}

/// A draft with a picture at its head and the same in its text.
fn pictured(journey: &Journey) -> DraftId {
    let lead = kept(journey);
    let text = format!("Il rouvre.\n\n![Le pont]({})", lead.kept_address().unwrap());
    Written::new("Le pont", &text)
        .picture(lead)
        .at(journey.newsroom())
}

#[track_caller]
fn published(journey: &Journey) -> Receipt {
    let id = journey.published(pictured(journey)).dispatch.id;
    journey.newsroom().receipt(id).unwrap().unwrap()
}

fn of_pictures(receipt: &Receipt) -> Vec<Difference> {
    let all = receipt.differences.iter();
    let all = all.filter(|difference| **difference != Difference::Article);
    all.cloned().collect()
}

/// How many requests for pictures readers made.
fn asked(journey: &Journey) -> usize {
    let seen = journey.proxy.seen();
    let is_picture = |path: &str| path.starts_with(MEDIA);
    let asked = seen
        .iter()
        .filter(|seen| seen.method == "GET" && is_picture(&seen.path));
    asked.count()
}

#[test]
fn pictures_that_are_served_clean_are_counted() {
    let journey = Journey::begin();
    let receipt = published(&journey);
    assert!(receipt.is_verified(), "{receipt:?}");
    assert!(receipt.pictures.clean > 0);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("receipt.json");
    let newsroom = journey.newsroom();
    newsroom.export_receipt(receipt.dispatch, &file).unwrap();
    let said = std::fs::read_to_string(&file).unwrap();
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["pictures"]["clean"], receipt.pictures.clean);
}

/// Each with a status and a body that are no picture's.
#[test]
fn pictures_that_readers_cannot_load_are_named_and_keep_nothing_back() {
    let html = Answer::html(200, "<p>Nothing here</p>");
    let text = Answer {
        headers: vec![("content-type".to_owned(), "image/jpeg".to_owned())],
        ..html.clone()
    };
    for fault in [
        Fault::Answer(Answer::html(404, "")),
        Fault::Answer(html),
        Fault::Answer(text),
        Fault::Endless(Endless::Open),
    ] {
        let journey = posing();
        journey.proxy.fault("GET", MEDIA, usize::MAX, fault.clone());
        let receipt = published(&journey);
        assert_eq!(receipt.verified(), Some(false), "{fault:?}");
        assert_eq!(receipt.pictures.clean, 0);
        let found = of_pictures(&receipt);
        assert!(
            !found.is_empty() && found.len() == asked(&journey),
            "{receipt:?}"
        );
        for difference in &found {
            let Difference::PictureMissing { address } = difference else {
                panic!("{difference:?}");
            };
            let there = format!("{}{MEDIA}", journey.proxy.url());
            assert!(address.starts_with(&there), "{address}");
        }
    }
}

#[test]
fn what_a_site_leaves_or_puts_into_pictures_is_named() {
    let journey = posing();
    let served = Fault::Answer(Answer {
        status: 200,
        headers: vec![("content-type".to_owned(), "image/jpeg".to_owned())],
        body: pictures::dirty_jpeg(&pictures::jpeg(64, 48)),
    });
    journey.proxy.fault("GET", MEDIA, usize::MAX, served);
    let receipt = published(&journey);
    assert_eq!(
        (receipt.verified(), receipt.pictures.clean),
        (Some(false), 0)
    );
    let found = of_pictures(&receipt);
    assert_eq!(found.len(), asked(&journey));
    for difference in found {
        let Difference::PictureUnclean { remains, .. } = difference else {
            panic!("{difference:?}");
        };
        assert_eq!(remains, Remains::ALL.into());
    }
    // No sending mends it: there is nothing to send again.
    let newsroom = journey.newsroom();
    let draft = newsroom.dispatch(receipt.dispatch).unwrap().dispatch.draft;
    let again = newsroom.dispatch(journey.published(draft).dispatch.id);
    let again = newsroom.receipt(again.unwrap().dispatch.id).unwrap();
    assert!(!of_pictures(&again.unwrap()).is_empty());
}

#[test]
fn pictures_that_cannot_be_looked_at_now_are_looked_at_again() {
    let journey = posing();
    journey.proxy.fault("GET", MEDIA, usize::MAX, Fault::Reset);
    let receipt = published(&journey);
    assert!(!receipt.pictures.waiting.is_empty(), "{receipt:?}");
    assert_eq!(of_pictures(&receipt), []);
    journey.proxy.heal();
    let again = journey.desk.until("all is seen", |newsroom| {
        let receipt = newsroom.receipt(receipt.dispatch).unwrap().unwrap();
        receipt.pictures.waiting.is_empty().then_some(receipt)
    });
    assert_eq!(of_pictures(&again), []);
    assert_eq!(
        again.pictures.clean as usize,
        receipt.pictures.waiting.len()
    );
}

#[test]
fn a_site_that_is_slow_with_its_pictures_keeps_nobody_waiting() {
    let journey = posing();
    let drip = Fault::Drip(Duration::from_secs(1));
    journey.proxy.fault("GET", MEDIA, usize::MAX, drip);
    let id = journey.publish(pictured(&journey));
    journey.until_state(id, DispatchState::Done);
    let receipt = journey.newsroom().receipt(id).unwrap().unwrap();
    assert!(!receipt.pictures.waiting.is_empty(), "{receipt:?}");
}
