//! Promises: made with their revision, moved only where they can go, proved by receipts; and the
//! status of a draft through all of it.

use domain::draft::DraftStatus;
use domain::{
    Act, CheckKind, CheckOverride, Dispatch, DispatchId, DispatchState, Draft, EmbargoOverride,
    Operation, PicturesSeen, PublicationState, Reason, Receipt, Site, SiteId, Variant,
};
use store::{Change, DispatchProgress, JournalEntry, ListQuery, Promise, StoreError};
use uuid::Uuid;

use crate::{Library, at, dispatch, draft, publication, receipt, revision, site};

pub(crate) fn to(state: DispatchState) -> DispatchProgress {
    DispatchProgress {
        state,
        attempts: 1,
        next_try: None,
        failure: None,
        failure_detail: None,
    }
}

/// What a reader saw later.
pub(crate) fn seen_as(dispatch: DispatchId, sent: &str, seen: &str) -> Receipt {
    Receipt {
        nothing_sent: false,
        dispatch,
        answered_at: at(300),
        address: String::new(),
        remote_id: String::new(),
        remote_version: String::new(),
        sent_hash: sent.to_owned(),
        seen_hash: Some(seen.to_owned()),
        seen_at: Some(at(301)),
        differences: vec![],
        pictures: PicturesSeen::default(),
    }
}

pub(crate) fn desk() -> (Library, Draft) {
    let library = Library::new();
    let draft = draft(1, "Un", "texte");
    library.put_site(&site()).unwrap();
    library.insert_draft(&draft).unwrap();
    (library, draft)
}

/// A draft whose article is live.
pub(crate) fn published() -> (Library, Draft) {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let promise = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &promise).unwrap();
    library
        .set_dispatch(promise.id, &to(DispatchState::Sending))
        .unwrap();
    library
        .keep_receipt(&receipt(&promise), &publication(&promise))
        .unwrap();
    (library, draft)
}

pub(crate) fn status(library: &Library) -> DraftStatus {
    library.status(crate::draft_id(1)).unwrap()
}

pub(crate) fn append(library: &Library, sequence: u64, from: usize, to: usize, insert: &str) {
    let changes = vec![Change {
        from,
        to,
        insert: insert.to_owned(),
    }];
    let draft = crate::draft_id(1);
    let entry = JournalEntry {
        draft,
        sequence,
        changes,
        caret: 0,
        made_at: at(300),
        fingerprint: None,
    };
    library.append(entry, Box::new(|done| assert!(done.is_ok())));
    library.flush().unwrap();
}

#[test]
fn a_promise_is_kept_and_proved() {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let promise = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &promise).unwrap();
    assert_eq!(status(&library), DraftStatus::OnTheStone);
    assert_eq!(library.revision(frozen.id).unwrap(), Some(frozen.clone()));
    assert_eq!(library.next_due(at(500)).unwrap(), Some(promise.clone()));
    library
        .set_dispatch(promise.id, &to(DispatchState::Sending))
        .unwrap();
    assert_eq!(library.next_due(at(500)).unwrap(), None);
    let mut proof = receipt(&promise);
    library
        .keep_receipt(&proof, &publication(&promise))
        .unwrap();
    assert_eq!(status(&library), DraftStatus::Published);
    proof.seen_hash = Some(proof.sent_hash.clone());
    library
        .keep_receipt(&proof, &publication(&promise))
        .unwrap();
    let library = library.reopen();
    assert_eq!(library.receipt(promise.id).unwrap(), Some(proof.clone()));
    assert_eq!(
        library.last_receipt(draft.id, site().id).unwrap(),
        Some(proof)
    );
    assert_eq!(
        library.publications(draft.id).unwrap(),
        vec![publication(&promise)]
    );
    assert_eq!(
        library.publication(draft.id, site().id).unwrap(),
        Some(publication(&promise))
    );
    let done = library.dispatch(promise.id).unwrap().unwrap();
    assert_eq!((done.state, done.attempts), (DispatchState::Done, 1));
}

#[test]
fn a_second_promise_is_refused_while_the_first_is_being_sent_and_leaves_nothing() {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let first = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &first).unwrap();
    let other = revision(11, &draft);
    let second = dispatch(21, &other, Operation::Publish);
    for state in [DispatchState::Sending, DispatchState::Unknown] {
        library.set_dispatch(first.id, &to(state)).unwrap();
        assert_eq!(
            library.promise(&other, &second),
            Err(StoreError::DispatchOpen(first.id))
        );
        assert_eq!(library.revision(other.id).unwrap(), None);
        assert_eq!(
            library.delete(draft.id),
            Err(StoreError::DispatchOpen(first.id))
        );
    }
}

#[test]
fn a_promise_that_waits_gives_way_in_one_transaction_or_not_at_all() {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let first = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &first).unwrap();
    let other = revision(11, &draft);
    let taken = dispatch(20, &other, Operation::Publish);
    assert_eq!(
        library.promise(&other, &taken),
        Err(StoreError::Taken("dispatch"))
    );
    assert_eq!(
        library.open_dispatch(draft.id).unwrap(),
        Some(first.clone())
    );
    let second = dispatch(21, &other, Operation::Publish);
    library.promise(&other, &second).unwrap();
    assert_eq!(
        library.open_dispatch(draft.id).unwrap(),
        Some(second.clone())
    );
    let gone = library.dispatch(first.id).unwrap().unwrap();
    assert_eq!(gone.state, DispatchState::Superseded);
    assert_eq!(status(&library), DraftStatus::OnTheStone);
    // A courier that had it in hand comes too late.
    assert!(
        library
            .set_dispatch(first.id, &to(DispatchState::Sending))
            .is_err()
    );
    library.cancel_dispatch(second.id).unwrap();
    assert_eq!(status(&library), DraftStatus::Draft);
    let of_revisions = library.history(draft.id, None, 9).unwrap().rows;
    assert_eq!(
        of_revisions[1].dispatches[0].state,
        DispatchState::Superseded
    );
    let states = library.outbox(9).unwrap();
    let states: Vec<_> = states.iter().map(|row| row.dispatch.state).collect();
    assert_eq!(
        states,
        [DispatchState::Cancelled, DispatchState::Superseded]
    );
}

#[test]
fn one_revision_is_promised_to_each_site_that_has_room_for_it() {
    let (library, draft) = desk();
    let other = Site {
        id: SiteId(Uuid::from_u128(77)),
        url: "https://other.example".to_owned(),
        ..site()
    };
    library.put_site(&other).unwrap();
    let frozen = revision(10, &draft);
    let first = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &first).unwrap();
    library
        .set_dispatch(first.id, &to(DispatchState::Sending))
        .unwrap();
    let later = revision(11, &draft);
    let here = dispatch(21, &later, Operation::Publish);
    let there = Dispatch {
        site: other.id,
        ..dispatch(22, &later, Operation::Publish)
    };
    let nowhere = Dispatch {
        site: SiteId(Uuid::from_u128(78)),
        ..dispatch(23, &later, Operation::Publish)
    };
    // What can't be written at all leaves nothing of the others.
    let refused = library.promise_each(&later, &[there.clone().into(), nowhere.into()]);
    assert_eq!(refused, Err(StoreError::Missing("site")));
    assert_eq!(library.dispatch(there.id).unwrap(), None);
    assert_eq!(library.revision(later.id).unwrap(), None);
    // Where there is no room for any, no revision is kept.
    let none = library
        .promise_each(&later, &[here.clone().into()])
        .unwrap();
    assert_eq!(none, [Some(first.id)]);
    assert_eq!(library.revision(later.id).unwrap(), None);

    let lifted = |dispatch: &Dispatch| EmbargoOverride {
        draft: draft.id,
        until: at(900),
        act: Act::Publish,
        reason: Reason::parse("levé par le ministère").unwrap(),
        made_at: at(30),
        dispatch: Some(dispatch.id),
    };
    let despite = |dispatch: &Dispatch| CheckOverride {
        draft: draft.id,
        dispatch: dispatch.id,
        checks: vec![CheckKind::ToCome, CheckKind::Slug],
        reason: Reason::parse("le chiffre arrive à 18 h").unwrap(),
        made_at: at(30),
    };
    let promises = [&here, &there].map(|dispatch| Promise {
        lifted: Some(lifted(dispatch)),
        despite: Some(despite(dispatch)),
        ..dispatch.clone().into()
    });
    let each = library.promise_each(&later, &promises).unwrap();
    let kept = library.overrides(draft.id).unwrap();
    assert_eq!(kept, [lifted(&there)]);
    assert_eq!(
        library.check_overrides(draft.id).unwrap(),
        [despite(&there)]
    );
    assert_eq!(
        library.check_override_of(there.id).unwrap(),
        Some(despite(&there))
    );
    assert_eq!(library.check_override_of(here.id).unwrap(), None);
    assert_eq!(each, [Some(first.id), None]);
    assert_eq!(library.dispatch(here.id).unwrap(), None);
    assert_eq!(library.open_dispatches(draft.id).unwrap().len(), 2);
    assert!(library.revision(later.id).unwrap().is_some());
}

#[test]
fn a_site_that_it_goes_to_and_that_has_nothing_yet_is_behind() {
    let (library, draft) = published();
    let other = SiteId(Uuid::from_u128(77));
    let mut fields = draft.fields.clone();
    fields.destinations.insert(site().id, Variant::default());
    library.set_fields(draft.id, &fields, at(400)).unwrap();
    assert_eq!(status(&library), DraftStatus::Published);
    assert_eq!(library.behind(draft.id).unwrap(), []);
    fields.destinations.insert(other, Variant::default());
    library.set_fields(draft.id, &fields, at(401)).unwrap();
    assert_eq!(status(&library), DraftStatus::Changed);
    assert_eq!(library.behind(draft.id).unwrap(), [other]);
}

#[test]
fn what_a_site_keeps_for_its_hour_is_behind_once_the_draft_says_more() {
    let (library, draft) = published();
    let mut there = library.publication(draft.id, site().id).unwrap().unwrap();
    there.state = PublicationState::Scheduled;
    library.put_publication(&there).unwrap();
    assert_eq!(library.behind(draft.id).unwrap(), []);
    let mut fields = draft.fields.clone();
    fields.headline.push_str(" encore");
    library.set_fields(draft.id, &fields, at(400)).unwrap();
    assert_eq!(library.behind(draft.id).unwrap(), [there.site]);
    assert_eq!(status(&library), DraftStatus::OnTheStone);
    there.state = PublicationState::Unpublished;
    library.put_publication(&there).unwrap();
    assert_eq!(library.behind(draft.id).unwrap(), []);
}

#[test]
fn a_row_says_on_how_many_of_its_sites_readers_have_it() {
    let (library, draft) = published();
    let counted = || {
        let page = library.list(&ListQuery::all(0, 10)).unwrap();
        (page.rows[0].chosen, page.rows[0].live_on)
    };
    assert_eq!(counted(), (0, 0), "the desk chooses");
    let other = SiteId(Uuid::from_u128(77));
    let mut fields = draft.fields.clone();
    fields.destinations.insert(other, Variant::default());
    library.set_fields(draft.id, &fields, at(400)).unwrap();
    assert_eq!(counted(), (1, 0), "where it is it no longer goes");
    fields.destinations.insert(site().id, Variant::default());
    library.set_fields(draft.id, &fields, at(401)).unwrap();
    assert_eq!(counted(), (2, 1));
}

#[test]
fn a_promise_that_sends_no_text_asks_for_none() {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let down = dispatch(20, &frozen, Operation::Unpublish);
    assert_eq!(
        library.promise_kept(&down),
        Err(StoreError::Missing("revision"))
    );
    assert_eq!(library.open_dispatch(draft.id).unwrap(), None);
    let up = dispatch(21, &frozen, Operation::Publish);
    library.promise(&frozen, &up).unwrap();
    library.promise_kept(&down).unwrap();
    assert_eq!(library.open_dispatch(draft.id).unwrap(), Some(down));
}

#[test]
fn a_waiting_unpublishing_does_not_give_way() {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let down = dispatch(20, &frozen, Operation::Unpublish);
    library.promise(&frozen, &down).unwrap();
    let other = revision(11, &draft);
    let update = dispatch(21, &other, Operation::Update);
    assert_eq!(
        library.promise(&other, &update),
        Err(StoreError::DispatchOpen(down.id))
    );
}

#[test]
fn a_failed_promise_can_be_tried_again_until_a_new_one_takes_its_place() {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let first = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &first).unwrap();
    let failed = DispatchProgress {
        failure: Some("site_broken".to_owned()),
        failure_detail: Some("500".to_owned()),
        ..to(DispatchState::Failed)
    };
    library.set_dispatch(first.id, &failed).unwrap();
    assert_eq!(status(&library), DraftStatus::Draft);
    library.retry_dispatch(first.id).unwrap();
    let again = library.next_due(at(500)).unwrap().unwrap();
    assert_eq!(
        (again.id, again.failure.as_deref()),
        (first.id, Some("site_broken"))
    );
    library.set_dispatch(first.id, &failed).unwrap();
    let second = dispatch(21, &frozen, Operation::Publish);
    library.promise(&frozen, &second).unwrap();
    let replaced = library.dispatch(first.id).unwrap().unwrap();
    assert_eq!(
        (replaced.state, replaced.failure),
        (DispatchState::Superseded, None)
    );
    assert!(library.retry_dispatch(first.id).is_err());
}

#[test]
fn what_was_sent_or_is_over_can_not_be_moved() {
    use DispatchState::{Cancelled, Done, Failed, Sending, Unknown, Waiting};
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let promise = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &promise).unwrap();
    let refused = |from, to| Err(StoreError::DispatchMove { from, to });
    assert_eq!(
        library.set_dispatch(promise.id, &to(Done)),
        refused(Waiting, Done)
    );
    let proof = receipt(&promise);
    assert_eq!(
        library.keep_receipt(&proof, &publication(&promise)),
        refused(Waiting, Done)
    );
    assert_eq!(library.publications(draft.id).unwrap(), vec![]);
    library.set_dispatch(promise.id, &to(Sending)).unwrap();
    assert_eq!(
        library.cancel_dispatch(promise.id),
        refused(Sending, Cancelled)
    );
    assert_eq!(
        library.retry_dispatch(promise.id),
        refused(Sending, Waiting)
    );
    library.set_dispatch(promise.id, &to(Unknown)).unwrap();
    assert_eq!(
        library.cancel_dispatch(promise.id),
        refused(Unknown, Cancelled)
    );
    library.retry_dispatch(promise.id).unwrap();
    assert_eq!(
        library.dispatch(promise.id).unwrap().unwrap().state,
        Unknown
    );
    library
        .keep_receipt(&proof, &publication(&promise))
        .unwrap();
    for state in [Waiting, Sending, Unknown, Failed, Cancelled] {
        assert_eq!(
            library.set_dispatch(promise.id, &to(state)),
            refused(Done, state)
        );
    }
    let none = DispatchId(Uuid::nil());
    assert_eq!(
        library.cancel_dispatch(none),
        Err(StoreError::Missing("dispatch"))
    );
}

#[test]
fn what_was_being_sent_at_the_end_is_in_doubt_at_the_start() {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let promise = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &promise).unwrap();
    library
        .set_dispatch(promise.id, &to(DispatchState::Sending))
        .unwrap();
    let library = library.reopen();
    let doubtful = library.next_due(at(500)).unwrap().unwrap();
    assert_eq!(
        (doubtful.id, doubtful.state),
        (promise.id, DispatchState::Unknown)
    );
}

#[test]
fn nothing_is_due_before_its_time() {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let mut promise = dispatch(20, &frozen, Operation::Publish);
    promise.not_before = Some(at(1000));
    library.promise(&frozen, &promise).unwrap();
    assert_eq!(library.next_due(at(999)).unwrap(), None);
    assert_eq!(library.due_after(at(999)).unwrap(), Some(at(1000)));
    assert!(library.next_due(at(1000)).unwrap().is_some());
    let later = DispatchProgress {
        next_try: Some(at(1200)),
        ..to(DispatchState::Waiting)
    };
    library.set_dispatch(promise.id, &later).unwrap();
    assert_eq!(library.next_due(at(1199)).unwrap(), None);
    assert_eq!(library.due_after(at(1000)).unwrap(), Some(at(1200)));
    assert_eq!(library.due_after(at(1200)).unwrap(), None);
}

#[test]
fn a_change_that_is_undone_is_no_change() {
    let (library, draft) = published();
    append(&library, 1, 0, 0, "x");
    assert_eq!(status(&library), DraftStatus::Changed);
    append(&library, 2, 0, 1, "");
    library.fold(draft.id, "texte", 2, at(300)).unwrap();
    assert_eq!(status(&library), DraftStatus::Published);
    let mut fields = draft.fields.clone();
    fields.headline = "Deux".to_owned();
    library.set_fields(draft.id, &fields, at(301)).unwrap();
    assert_eq!(status(&library), DraftStatus::Changed);
    library
        .set_fields(draft.id, &draft.fields, at(302))
        .unwrap();
    assert_eq!(status(&library), DraftStatus::Published);
    append(&library, 3, 0, 0, "y");
    library
        .set_fields(draft.id, &draft.fields, at(303))
        .unwrap();
    assert_eq!(status(&library), DraftStatus::Changed);
}

#[test]
fn an_edit_while_it_is_sent_shows_when_it_arrived() {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let promise = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &promise).unwrap();
    library
        .set_dispatch(promise.id, &to(DispatchState::Sending))
        .unwrap();
    append(&library, 1, 0, 0, "x");
    assert_eq!(status(&library), DraftStatus::OnTheStone);
    library
        .keep_receipt(&receipt(&promise), &publication(&promise))
        .unwrap();
    assert_eq!(status(&library), DraftStatus::Changed);
}

#[test]
fn the_bin_and_back_keeps_the_status() {
    let (library, draft) = published();
    library.bin(draft.id, at(400)).unwrap();
    assert_eq!(status(&library), DraftStatus::Binned);
    library.restore(draft.id).unwrap();
    assert_eq!(status(&library), DraftStatus::Published);
}

#[test]
fn an_article_taken_down_is_a_draft_again() {
    let (library, draft) = published();
    let live = library.newest_revision(draft.id).unwrap().unwrap();
    let promise = dispatch(21, &live, Operation::Unpublish);
    library.promise(&live, &promise).unwrap();
    assert_eq!(library.history(draft.id, None, 9).unwrap().total, 1);
    library
        .set_dispatch(promise.id, &to(DispatchState::Sending))
        .unwrap();
    library
        .keep_receipt(&receipt(&promise), &publication(&promise))
        .unwrap();
    assert_eq!(status(&library), DraftStatus::Draft);
    library.delete(draft.id).unwrap();
    assert_eq!(library.outbox(10).unwrap(), vec![]);
}

#[test]
fn the_outbox_shows_what_was_promised() {
    let (library, draft) = published();
    let mut changed = draft.clone();
    changed.fields.headline = "Deux".to_owned();
    let frozen = revision(11, &changed);
    let promise = dispatch(21, &frozen, Operation::Update);
    library.promise(&frozen, &promise).unwrap();
    let rows = library.outbox(10).unwrap();
    let shown: Vec<_> = rows
        .iter()
        .map(|r| (r.headline.as_str(), r.address.is_some()))
        .collect();
    assert_eq!(shown, vec![("Deux", false), ("Un", true)]);
    assert_eq!(rows[0].site_name, "Le Marbre");
    assert_eq!(rows[0].receipt, None);
    let kept = library.receipt(rows[1].dispatch.id).unwrap();
    assert!(kept.is_some());
    assert_eq!(rows[1].receipt, kept);
    for row in &rows {
        let one = library.outbox_row(row.dispatch.id).unwrap();
        assert_eq!(one.as_ref(), Some(row));
    }
    let nobody = DispatchId(Uuid::nil());
    assert_eq!(library.outbox_row(nobody).unwrap(), None);
    assert_eq!(library.outbox(0).unwrap().len(), 1);
}

#[test]
fn references_that_lead_nowhere_are_refused() {
    let library = Library::new();
    let draft = draft(1, "Un", "texte");
    let frozen = revision(10, &draft);
    let promise = dispatch(20, &frozen, Operation::Publish);
    assert_eq!(
        library.promise(&frozen, &promise),
        Err(StoreError::Missing("draft"))
    );
    library.insert_draft(&draft).unwrap();
    assert_eq!(
        library.promise(&frozen, &promise),
        Err(StoreError::Missing("site"))
    );
    library.put_site(&site()).unwrap();
    let tie = library.put_publication(&publication(&promise));
    assert_eq!(tie, Err(StoreError::Missing("revision")));
    library.insert_revision(&frozen).unwrap();
    assert_eq!(
        library.insert_revision(&frozen),
        Err(StoreError::Taken("revision"))
    );
    library.put_publication(&publication(&promise)).unwrap();
    assert_eq!(status(&library), DraftStatus::Published);
    assert_eq!(library.sites().unwrap(), vec![site()]);
    assert_eq!(library.site(site().id).unwrap(), Some(site()));
}

#[test]
fn what_is_promised_is_not_binned_and_what_is_binned_is_not_promised() {
    let (library, draft) = desk();
    let frozen = revision(10, &draft);
    let promise = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &promise).unwrap();
    let open = StoreError::DispatchOpen(promise.id);
    assert_eq!(library.bin(draft.id, at(400)), Err(open));
    library
        .set_dispatch(promise.id, &to(DispatchState::Failed))
        .unwrap();
    library.bin(draft.id, at(400)).unwrap();
    assert_eq!(library.retry_dispatch(promise.id), Err(StoreError::Binned));
    let later = dispatch(21, &frozen, Operation::Publish);
    assert_eq!(library.promise(&frozen, &later), Err(StoreError::Binned));
    assert_eq!(library.dispatch(later.id).unwrap(), None);
    // Its article can be taken down all the same.
    let down = dispatch(22, &frozen, Operation::Unpublish);
    library.promise(&frozen, &down).unwrap();
}

#[test]
fn one_dispatch_at_a_time_goes_to_a_site() {
    let (library, first) = desk();
    let second = draft(2, "Deux", "texte");
    library.insert_draft(&second).unwrap();
    let frozen = revision(10, &first);
    let promise = dispatch(20, &frozen, Operation::Publish);
    library.promise(&frozen, &promise).unwrap();
    let frozen = revision(11, &second);
    let next = dispatch(21, &frozen, Operation::Publish);
    library.promise(&frozen, &next).unwrap();
    library
        .set_dispatch(promise.id, &to(DispatchState::Sending))
        .unwrap();
    assert_eq!(library.next_due(at(500)).unwrap(), None);
    library
        .keep_receipt(&receipt(&promise), &publication(&promise))
        .unwrap();
    assert_eq!(library.next_due(at(500)).unwrap(), Some(next));
}
