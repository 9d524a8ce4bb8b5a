//! A folder of files as a site: one folder is one site, and what somebody took out of it comes back.

use std::path::Path;

use domain::{DispatchState, SiteId};
use newsroom::{FieldName, NewSite};
use testkit::{Desk, Opening, Written};

/// Nobody answers there: what is deployed is not looked at here.
const HOME: &str = "http://127.0.0.1:9/posts";

fn added(desk: &Desk, root: &Path) -> SiteId {
    let new = NewSite::files(HOME, "hugo", root);
    desk.newsroom().add_site(&new).unwrap().site.id
}

#[track_caller]
fn published(desk: &Desk, draft: domain::DraftId, site: SiteId) {
    let id = desk.newsroom().publish(draft, site).unwrap().dispatch.id;
    desk.until("done", |newsroom| {
        let dispatch = newsroom.dispatch(id).unwrap().dispatch;
        assert_ne!(dispatch.state, DispatchState::Failed, "{dispatch:?}");
        (dispatch.state == DispatchState::Done).then_some(())
    });
}

#[test]
fn a_folder_is_one_site_however_it_is_written() {
    let root = tempfile::tempdir().unwrap();
    let desk = Desk::open(Opening::default());
    added(&desk, root.path());
    let around = root.path().join("a").join("..");
    std::fs::create_dir(root.path().join("a")).unwrap();
    for (home, generator, path) in [
        ("http://127.0.0.1:9/b", "hugo", root.path().join(".")),
        ("http://127.0.0.1:9/b", "zola", root.path().to_owned()),
        ("http://127.0.0.1:9/b", "hugo", around),
    ] {
        let again = desk
            .newsroom()
            .add_site(&NewSite::files(home, generator, &path));
        assert_eq!(again.unwrap_err().code(), "site_known", "{path:?}");
    }
}

#[test]
fn a_picture_that_somebody_took_away_is_sent_again() {
    let (root, kept) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let desk = Desk::open(Opening::default());
    let site = added(&desk, root.path());
    let newsroom = desk.newsroom();
    let file = kept.path().join("pont.jpg");
    let bytes = include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg");
    std::fs::write(&file, bytes).unwrap();
    let lead = testkit::kept(newsroom, file);
    let draft = Written::new("Le pont", "Il rouvre.")
        .picture(lead)
        .at(newsroom);
    published(&desk, draft, site);
    let pictures = || {
        let all = std::fs::read_dir(root.path().join("le-pont")).unwrap();
        let all = all.map(|entry| entry.unwrap().path());
        let pictures = all.filter(|path| path.extension().is_some_and(|ending| ending != "md"));
        pictures.collect::<Vec<_>>()
    };
    assert_eq!(pictures().len(), 1);
    std::fs::remove_file(&pictures()[0]).unwrap();
    newsroom.resync(draft, "Il rouvre demain.", 0).unwrap();
    published(&desk, draft, site);
    assert_eq!(pictures().len(), 1);
}

/// A folder keeps the text as its source alone.
#[test]
fn what_a_colleague_writes_into_an_article_s_file_comes_into_the_draft() {
    let root = tempfile::tempdir().unwrap();
    let desk = Desk::open(Opening::default());
    let site = added(&desk, root.path());
    let newsroom = desk.newsroom();
    let text = "Il rouvre.\n\nOn passe.\n";
    let draft = Written::new("Le pont", text).at(newsroom);
    published(&desk, draft, site);
    assert_eq!(newsroom.live_change(draft, site).unwrap(), None);
    let file = root.path().join("le-pont/index.md");
    let theirs = |before: &str, after: &str| {
        let file_says = std::fs::read_to_string(&file).unwrap();
        assert!(file_says.contains(before), "{file_says}");
        std::fs::write(&file, file_says.replacen(before, after, 1)).unwrap();
    };
    theirs("On passe.", "On passe à pied.");
    newsroom
        .resync(draft, "Il rouvre demain.\n\nOn passe.\n", 0)
        .unwrap();
    let change = newsroom.live_change(draft, site).unwrap().unwrap();
    assert!(change.text && change.fields.is_empty(), "{change:?}");
    assert!(
        change.questions.is_empty() && change.lost.is_empty(),
        "{change:?}"
    );
    let take = |version: &str| newsroom.take_live_change(draft, site, version, &[]);
    take(&change.version).unwrap();
    let merged = newsroom.open_draft(draft).unwrap();
    assert_eq!(merged.text, "Il rouvre demain.\n\nOn passe à pied.\n");
    published(&desk, draft, site);
    theirs("Le pont", "Le grand pont");
    let change = newsroom.live_change(draft, site).unwrap().unwrap();
    assert_eq!(
        (change.text, change.fields.as_slice()),
        (false, &[FieldName::Headline][..])
    );
}
