//! Previews on sites: they stay until readers have the article, the draft is gone, or they are taken away.

use domain::{Draft, Operation, PublicationState};
use store::SitePreview;

use crate::{Library, at, dispatch, draft, publication, receipt, revision, site};

fn previewed() -> (Library, Draft) {
    let library = Library::new();
    let draft = draft(1, "Un", "texte");
    library.put_site(&site()).unwrap();
    library.insert_draft(&draft).unwrap();
    let there = site().id;
    library
        .begin_site_preview(draft.id, there, at(100))
        .unwrap();
    library
        .keep_site_preview(draft.id, there, ("9", "https://a.example/?p=9"))
        .unwrap();
    (library, draft)
}

fn only(library: &Library, draft: &Draft) -> SitePreview {
    library.site_previews(draft.id).unwrap().remove(0)
}

fn leaving(library: &Library, now: i64) -> usize {
    library.site_previews_to_leave(at(now)).unwrap().len()
}

/// A receipt that says that the article is in this state.
fn sent(library: &Library, draft: &Draft, state: PublicationState) {
    let frozen = revision(10, draft);
    let promise = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &promise).unwrap();
    let tie = domain::Publication {
        state,
        ..publication(&promise)
    };
    let under_way = store::DispatchProgress {
        state: domain::DispatchState::Sending,
        ..store::DispatchProgress::of(&promise)
    };
    library.set_dispatch(promise.id, &under_way).unwrap();
    library.keep_receipt(&receipt(&promise), &tie).unwrap();
}

#[test]
fn what_readers_have_needs_no_preview_and_what_waits_for_its_hour_does() {
    let (library, draft) = previewed();
    assert_eq!(leaving(&library, 1_000), 0);
    sent(&library, &draft, PublicationState::Scheduled);
    assert_eq!(leaving(&library, 1_000), 0);
    let (library, draft) = previewed();
    sent(&library, &draft, PublicationState::Live);
    assert_eq!(leaving(&library, 1_000), 1);
    // Asked for again, for an update: it stays.
    let there = site().id;
    library
        .begin_site_preview(draft.id, there, at(400))
        .unwrap();
    assert_eq!(leaving(&library, 1_000), 0);
    assert_eq!(only(&library, &draft).remote_id.as_deref(), Some("9"));
}

#[test]
fn what_could_not_be_taken_away_says_why_and_waits() {
    let (library, draft) = previewed();
    let there = site().id;
    library.let_site_preview_leave(draft.id, there).unwrap();
    let preview = only(&library, &draft);
    library
        .put_off_site_preview(&preview, at(500), ("site_broken", "HTTP 500"))
        .unwrap();
    assert_eq!((leaving(&library, 499), leaving(&library, 500)), (0, 1));
    let preview = only(&library, &draft);
    let why = ("site_broken".to_owned(), "HTTP 500".to_owned());
    assert_eq!((preview.attempts, preview.failure), (1, Some(why)));
    library.forget_site_preview(draft.id, there).unwrap();
    assert_eq!(library.site_preview(draft.id, there).unwrap(), None);
}

#[test]
fn a_draft_that_is_deleted_for_good_lets_its_preview_leave() {
    let (library, draft) = previewed();
    library.delete(draft.id).unwrap();
    assert_eq!(leaving(&library.reopen(), 1_000), 1);
}
