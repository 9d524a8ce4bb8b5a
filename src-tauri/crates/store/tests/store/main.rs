//! The library through its public face, on temporary files.

#![allow(clippy::unwrap_used, reason = "all of it is tests")]

mod backup;
mod cited_pages;
mod drafts;
mod files;
mod folders;
mod history;
mod ignored;
mod journal;
mod library;
mod outbox;
mod pictures;
mod receipts;
mod recovery;
mod site_previews;

use domain::{
    Dispatch, DispatchId, DispatchState, Draft, DraftId, Fields, Language, Maker, Operation,
    PicturesSeen, Publication, PublicationState, Receipt, Revision, RevisionId, RevisionReason,
    Site, SiteId, SiteKind, Slug, Timestamp, Wishes,
};
use store::Store;
use tempfile::TempDir;
use uuid::Uuid;

/// A library in a folder of its own.
struct Library {
    store: Store,
    folder: TempDir,
}

impl Library {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("library.db")).unwrap();
        Self { store, folder }
    }

    /// Closes the file and opens it again, as another start of the program does.
    fn reopen(self) -> Self {
        let Self { store, folder } = self;
        drop(store);
        let store = Store::open(&folder.path().join("library.db")).unwrap();
        Self { store, folder }
    }
}

impl std::ops::Deref for Library {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn draft_id(number: u128) -> DraftId {
    DraftId(Uuid::from_u128(number))
}

fn draft(number: u128, headline: &str, text: &str) -> Draft {
    let mut fields = Fields::blank(Language::french(), "Europe/Paris".to_owned());
    fields.headline = headline.to_owned();
    let made = at(i64::try_from(number).unwrap());
    Draft {
        id: draft_id(number),
        fields,
        text: text.to_owned(),
        created_at: made,
        changed_at: made,
        binned_at: None,
    }
}

fn site() -> Site {
    Site {
        id: SiteId(Uuid::from_u128(7)),
        name: "Le Marbre".to_owned(),
        kind: SiteKind::Local,
        url: "http://127.0.0.1:4000".to_owned(),
        language: Language::french(),
        time_zone: "Europe/Paris".to_owned(),
        sections: Vec::new(),
        seen_at: None,
    }
}

/// A draft frozen under a number.
fn revision(number: u128, draft: &Draft) -> Revision {
    Revision {
        id: RevisionId(Uuid::from_u128(number)),
        draft: draft.id,
        fields: draft.fields.clone(),
        text: draft.text.clone(),
        made_at: at(50),
        reason: RevisionReason::Publish,
        maker: Maker::Writer,
        name: None,
        words: None,
    }
}

fn dispatch(number: u128, revision: &Revision, operation: Operation) -> Dispatch {
    Dispatch {
        id: DispatchId(Uuid::from_u128(number)),
        draft: revision.draft,
        site: site().id,
        operation,
        revision: revision.id,
        made_at: at(100 + i64::try_from(number).unwrap()),
        not_before: None,
        not_after: None,
        wishes: Wishes::default(),
        state: DispatchState::Waiting,
        attempts: 0,
        next_try: None,
        failure: None,
        failure_detail: None,
    }
}

fn receipt(dispatch: &Dispatch) -> Receipt {
    Receipt {
        nothing_sent: false,
        dispatch: dispatch.id,
        answered_at: at(200),
        address: "http://127.0.0.1:4000/articles/a".to_owned(),
        remote_version: "\"1\"".to_owned(),
        sent_hash: "ab".repeat(32),
        seen_hash: None,
        seen_at: None,
        differences: Vec::new(),
        pictures: PicturesSeen::default(),
        remote_id: String::new(),
    }
}

fn publication(dispatch: &Dispatch) -> Publication {
    Publication {
        draft: dispatch.draft,
        site: dispatch.site,
        remote_id: "r1".to_owned(),
        address: "http://127.0.0.1:4000/articles/a".to_owned(),
        slug: Slug::parse("a").unwrap(),
        remote_version: "\"1\"".to_owned(),
        revision: dispatch.revision,
        state: match dispatch.operation {
            Operation::Unpublish => PublicationState::Unpublished,
            Operation::Publish | Operation::Update => PublicationState::Live,
        },
        published_at: at(200),
        updated_at: None,
    }
}
