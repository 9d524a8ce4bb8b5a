//! What was seen of what was sent, and what a site is known to have.

use std::collections::BTreeSet;

use domain::{
    ArticlePart, Difference, Dispatch, DispatchState, Operation, PicturesSeen, Receipt, Remains,
    Wishes,
};
use store::{LiveText, SiteLook, StoreError};

use crate::outbox::{desk, published, seen_as, to};
use crate::{Library, at, dispatch, publication, receipt, revision, site};

#[test]
fn a_page_that_was_not_seen_is_seen_later() {
    let (library, _) = published();
    let unseen = library.unseen().unwrap();
    assert_eq!(unseen.len(), 1);
    let proof = receipt(&unseen[0]);
    assert!(
        library
            .look_again(&seen_as(proof.dispatch, "ab", "ab"))
            .unwrap()
    );
    let seen = library.receipt(proof.dispatch).unwrap().unwrap();
    assert!(seen.is_verified());
    assert_eq!(library.unseen().unwrap(), vec![]);
    // Seen once, it stays what it was.
    assert!(
        !library
            .look_again(&seen_as(proof.dispatch, "ab", "cd"))
            .unwrap()
    );
}

#[test]
fn a_page_that_is_changed_meanwhile_is_not_held_against_what_was_sent_before() {
    let (library, draft) = published();
    let before = library.unseen().unwrap().remove(0);
    let frozen = revision(11, &draft);
    let update = dispatch(21, &frozen, Operation::Update);
    library.promise(&frozen, &update).unwrap();
    assert_eq!(library.unseen().unwrap().len(), 1);
    library
        .set_dispatch(update.id, &to(DispatchState::Sending))
        .unwrap();
    assert_eq!(library.unseen().unwrap(), vec![]);
    assert!(!library.look_again(&seen_as(before.id, "ab", "cd")).unwrap());
}

#[test]
fn wishes_and_what_differs_are_read_back() {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let promise = Dispatch {
        wishes: Wishes {
            goes_live: Some(at(900)),
            newsletter: Some("matin".to_owned()),
        },
        ..dispatch(20, &frozen, Operation::Publish)
    };
    library.promise(&frozen, &promise).unwrap();
    assert_eq!(library.dispatch(promise.id).unwrap(), Some(promise.clone()));
    library
        .set_dispatch(promise.id, &to(DispatchState::Sending))
        .unwrap();
    let proof = Receipt {
        nothing_sent: false,
        seen_hash: Some("ab".repeat(32)),
        seen_at: Some(at(300)),
        remote_id: "12".to_owned(),
        differences: vec![
            Difference::Article,
            Difference::Headline("Autre".to_owned()),
            Difference::Text("Il pleut.".to_owned()),
            Difference::LeadPicture,
            Difference::Canonical("https://a.example/b".to_owned()),
            Difference::Card("og:title".to_owned(), String::new()),
            Difference::Unshown(ArticlePart::Credit, "Ada".to_owned()),
            Difference::PictureUnclean {
                address: "https://a.example/1.jpg".to_owned(),
                remains: BTreeSet::from(Remains::ALL),
            },
            Difference::PictureMissing {
                address: "./2.jpg".to_owned(),
            },
        ],
        pictures: PicturesSeen {
            clean: 3,
            waiting: vec!["https://a.example/3.jpg".to_owned()],
        },
        ..receipt(&promise)
    };
    library
        .keep_receipt(&proof, &publication(&promise))
        .unwrap();
    assert_eq!(library.receipt(promise.id).unwrap(), Some(proof.clone()));
    assert!(!proof.is_verified());
}

#[test]
fn a_picture_that_nobody_could_look_at_is_looked_at_again() {
    let (library, draft) = published();
    let proof = library.last_receipt(draft.id, site().id).unwrap().unwrap();
    let waits = |names: &[&str]| Receipt {
        pictures: PicturesSeen {
            clean: 1,
            waiting: names.iter().map(|&name| name.to_owned()).collect(),
        },
        ..seen_as(proof.dispatch, "a", "a")
    };
    assert!(library.look_again(&waits(&["/media/a.jpg"])).unwrap());
    assert_eq!(library.unseen().unwrap().len(), 1);
    assert!(library.look_again(&waits(&[])).unwrap());
    assert_eq!(library.unseen().unwrap(), []);
    assert!(
        !library.look_again(&waits(&[])).unwrap(),
        "all of it was seen"
    );
}

#[test]
fn a_site_has_a_picture_once() {
    let library = Library::new();
    library.put_site(&site()).unwrap();
    let hash = "ab".repeat(32);
    assert_eq!(library.site_picture(site().id, &hash).unwrap(), None);
    for address in ["https://a.example/1.png", "https://a.example/2.png"] {
        let there = ("7", address);
        library.keep_site_picture(site().id, &hash, there).unwrap();
        let kept = library.site_picture(site().id, &hash).unwrap().unwrap();
        assert_eq!((kept.0.as_str(), kept.1.as_str()), there);
    }
}

#[test]
fn what_a_site_has_is_known_of_a_tied_draft_only() {
    let (library, draft) = desk();
    let live = LiveText {
        said: "{}".to_owned(),
        version: "1".to_owned(),
        checked_at: at(300),
    };
    let refused = library.keep_live_text(draft.id, site().id, &live);
    assert!(matches!(refused, Err(StoreError::Missing("publication"))));
    assert!(
        !library
            .saw_live_version(draft.id, site().id, "2", at(301))
            .unwrap()
    );

    let (library, draft) = published();
    library.keep_live_text(draft.id, site().id, &live).unwrap();
    assert_eq!(
        library.live_text(draft.id, site().id).unwrap(),
        Some(live.clone())
    );
    let due = |before| library.unchecked_since(at(before), 9).unwrap();
    assert_eq!(due(300), vec![]);
    assert_eq!(due(301), vec![(draft.id, site().id)]);
    assert!(
        library
            .saw_live_version(draft.id, site().id, "2", at(400))
            .unwrap()
    );
    let seen = library.live_text(draft.id, site().id).unwrap().unwrap();
    assert_eq!((seen.version.as_str(), seen.said), ("2", live.said));
    assert_eq!(due(400), vec![]);
    library.delete(draft.id).unwrap();
    assert_eq!(library.live_text(draft.id, site().id).unwrap(), None);
}

#[test]
fn a_site_has_one_look_with_its_fonts() {
    let library = Library::new();
    library.put_site(&site()).unwrap();
    assert_eq!(library.look(site().id).unwrap(), None);
    assert_eq!(library.look_facts(site().id).unwrap(), None);
    for (hour, font) in [(1, "a.woff2"), (2, "b.woff2")] {
        let look = SiteLook {
            learnt_at: at(hour),
            address: "https://a.example/bac".to_owned(),
            said: "{}".to_owned(),
        };
        let fonts = vec![(font.to_owned(), vec![1, 2, 3])];
        let facts = format!("[{hour}]");
        library
            .keep_look(site().id, (&look, &facts), fonts)
            .unwrap();
        let told = library.look_facts(site().id).unwrap().unwrap();
        assert_eq!((told.learnt_at, told.facts), (at(hour), Some(facts)));
        assert_eq!(library.look(site().id).unwrap(), Some(look));
        assert_eq!(library.look_font(font).unwrap(), Some(vec![1, 2, 3]));
    }
    assert_eq!(library.look_font("a.woff2").unwrap(), None);
}
