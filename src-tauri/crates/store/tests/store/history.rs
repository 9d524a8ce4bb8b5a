//! History: whatever was kept reads back exactly, however it is packed; and no rule reaches what is protected.

use domain::{Draft, Maker, Revision, RevisionId, RevisionReason, ThinningRule, WordChange};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use store::{DispatchProgress, StoreError};
use uuid::Uuid;

use crate::{Library, at, dispatch, draft, publication, receipt, revision, site};

fn id(number: u128) -> RevisionId {
    RevisionId(Uuid::from_u128(number))
}

/// A revision of a draft, made by itself, with this text.
fn kept(number: u128, draft: &Draft, text: &str) -> Revision {
    Revision {
        text: text.to_owned(),
        reason: RevisionReason::Pause,
        made_at: at(i64::try_from(number).unwrap() * 3_600),
        ..revision(number, draft)
    }
}

#[test]
fn all_of_a_revision_comes_back() {
    let library = Library::new();
    let draft = draft(1, "Titre", "");
    library.insert_draft(&draft).unwrap();
    let words = Some(WordChange {
        added: 3,
        removed: 1,
    });
    let all = [
        Revision {
            name: Some("envoyé à l’avocat".to_owned()),
            words,
            ..kept(1, &draft, "a\0b\r\n\u{feff}😀\n")
        },
        Revision {
            maker: Maker::File("notes/a.md".to_owned()),
            reason: RevisionReason::Import,
            ..kept(2, &draft, "")
        },
        Revision {
            maker: Maker::Site("Le Marbre".to_owned()),
            reason: RevisionReason::Merge,
            ..kept(3, &draft, "{\n\n}")
        },
    ];
    for revision in &all {
        library.insert_revision(revision).unwrap();
    }
    let library = library.reopen();
    for revision in &all {
        assert_eq!(
            library.revision(revision.id).unwrap().as_ref(),
            Some(revision)
        );
    }
    let page = library.history(draft.id, None, 2).unwrap();
    assert_eq!((page.total, page.rows.len()), (3, 2));
    assert_eq!(page.rows[0].maker, all[2].maker);
    let rest = library.history(draft.id, page.cursor, 2).unwrap();
    assert_eq!((rest.rows[0].id, rest.cursor), (all[0].id, None));
    assert_eq!(
        (rest.rows[0].name.as_deref(), rest.rows[0].words),
        (Some("envoyé à l’avocat"), words)
    );
    let same = library.newest_if_same(draft.id, &draft.fields, "{\n\n}");
    assert_eq!(same, Ok(Some(all[2].id)));
    assert_eq!(
        library.newest_if_same(draft.id, &draft.fields, "{\n}"),
        Ok(None)
    );
    library.delete(draft.id).unwrap();
    assert_eq!(library.revision(all[0].id), Ok(None));
}

#[test]
fn a_name_belongs_to_no_revision_that_is_not_there() {
    let library = Library::new();
    let named = library.name_revision(id(1), Some("a"));
    assert_eq!(named, Err(StoreError::Missing("revision")));
}

#[test]
fn a_text_in_the_place_of_another_is_all_or_nothing() {
    let library = Library::new();
    let draft = draft(1, "Titre", "avant");
    library.insert_draft(&draft).unwrap();
    let entry = |sequence| store::JournalEntry {
        draft: draft.id,
        sequence,
        changes: vec![store::Change {
            from: 0,
            to: 5,
            insert: "après".to_owned(),
        }],
        caret: 0,
        made_at: at(9),
        fingerprint: None,
    };
    let (before, mut after) = (kept(1, &draft, "avant"), kept(2, &draft, "après"));
    after.fields.headline = "Autre".to_owned();
    let refused = library.replace(Some(&before), &after, &entry(2));
    assert_eq!(
        refused,
        Err(StoreError::OutOfOrder {
            expected: 1,
            found: 2
        })
    );
    assert_eq!(library.history(draft.id, None, 9).unwrap().total, 0);
    library.replace(Some(&before), &after, &entry(1)).unwrap();
    let stored = library.draft(draft.id).unwrap().unwrap();
    assert_eq!((stored.draft.text.as_str(), stored.sequence), ("après", 1));
    assert_eq!(stored.draft.fields.headline, "Autre");
    assert_eq!(library.history(draft.id, None, 9).unwrap().total, 2);
}

/// What one revision is to a rule.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Bare(RevisionReason),
    Named,
    Live,
    Promised,
}

fn kinds() -> impl Strategy<Value = Kind> {
    use RevisionReason::{BeforeRestore, Import, Merge, Pause, Restore, Steady};
    let bare = prop::sample::select(vec![
        Pause,
        Pause,
        Pause,
        Steady,
        Merge,
        Restore,
        BeforeRestore,
        Import,
    ]);
    prop_oneof![
        8 => bare.prop_map(Kind::Bare),
        1 => Just(Kind::Named),
        1 => Just(Kind::Live),
        1 => Just(Kind::Promised),
    ]
}

/// Keeps a revision of this kind.
fn keep(library: &Library, number: u128, draft: &Draft, text: &str, kind: Kind) {
    let bare = kept(number, draft, text);
    match kind {
        Kind::Bare(reason) => library
            .insert_revision(&Revision { reason, ..bare })
            .unwrap(),
        Kind::Named => {
            library.insert_revision(&bare).unwrap();
            library.name_revision(bare.id, Some("un nom")).unwrap();
        }
        Kind::Live | Kind::Promised => {
            let dispatch = dispatch(number, &bare, domain::Operation::Publish);
            library.promise(&bare, &dispatch).unwrap();
            let state = match kind {
                Kind::Live => domain::DispatchState::Sending,
                _ => domain::DispatchState::Failed,
            };
            let progress = DispatchProgress {
                state,
                ..DispatchProgress::of(&dispatch)
            };
            library.set_dispatch(dispatch.id, &progress).unwrap();
            if matches!(kind, Kind::Live) {
                library
                    .keep_receipt(&receipt(&dispatch), &publication(&dispatch))
                    .unwrap();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// Random edits of a text, each kept: all read back, across keyframes and a reopening.
    #[test]
    fn any_writing_reads_back(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..400, "\\PC{0,80}"), 1..60),
    ) {
        let library = Library::new();
        let draft = draft(1, "Titre", "");
        library.insert_draft(&draft).unwrap();
        let mut text = "Un texte qui commence quelque part. ".repeat(20);
        let mut texts = Vec::new();
        for (number, (place, length, insert)) in (1_u128..).zip(&edits) {
            let from = text.floor_char_boundary(place.index(text.len() + 1));
            let to = text.floor_char_boundary((from + length).min(text.len())).max(from);
            text.replace_range(from..to, insert);
            library.insert_revision(&kept(number, &draft, &text)).unwrap();
            texts.push(text.clone());
        }
        let library = library.reopen();
        for (number, text) in (1_u128..).zip(&texts) {
            let read = library.revision(id(number)).unwrap().unwrap();
            prop_assert_eq!(&read, &kept(number, &draft, text));
        }
        prop_assert_eq!(library.damaged_revisions().unwrap(), []);
    }

    /// No rule takes a revision that is named, live, promised, asked for or the newest, whatever
    /// was asked; and what stays reads back exactly.
    #[test]
    fn thinning_takes_no_protected_revision(kinds in prop::collection::vec(kinds(), 1..40), days in 0_u32..3) {
        let library = Library::new();
        let draft = draft(1, "Titre", "");
        library.insert_draft(&draft).unwrap();
        library.put_site(&site()).unwrap();
        let text = |number: u128| format!("{number} {}", "des mots qui restent ".repeat(30));
        for (number, kind) in (1_u128..).zip(&kinds) {
            keep(&library, number, &draft, &text(number), *kind);
        }
        let last = kinds.len() as u128;
        let is_protected = |number: u128| {
            number == last
                || !matches!(
                    kinds[usize::try_from(number).unwrap() - 1],
                    Kind::Bare(RevisionReason::Pause | RevisionReason::Steady)
                )
        };
        let rule = ThinningRule { all_for_days: days, time_zone: TimeZone::UTC };
        let ages = library.revision_ages(draft.id).unwrap();
        for (number, age) in (1_u128..).zip(&ages) {
            prop_assert_eq!(age.is_protected, is_protected(number));
        }
        let now = at(3_600 * i64::try_from(last + 1).unwrap());
        let reached = rule.reaches(&ages, now);
        prop_assert_eq!(library.thin(draft.id, &reached).unwrap(), reached.len());
        // Asked for all of them, the library gives only those it may.
        let all: Vec<RevisionId> = (1..=last).map(id).collect();
        library.thin(draft.id, &all).unwrap();
        let library = library.reopen();
        for number in 1..=last {
            match library.revision(id(number)).unwrap() {
                Some(read) => prop_assert_eq!(read.text, text(number)),
                None => prop_assert!(!is_protected(number)),
            }
        }
        // And what comes after is packed against what is left.
        library.insert_revision(&kept(last + 1, &draft, "après")).unwrap();
        prop_assert_eq!(library.newest_revision(draft.id).unwrap().unwrap().text, "après");
        prop_assert_eq!(library.damaged_revisions().unwrap(), []);
    }
}
