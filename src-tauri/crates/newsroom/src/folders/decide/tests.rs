//! The table of what a look means, case by case, and what no look may ever mean.

use domain::FolderId;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn draft(number: u128) -> DraftId {
    DraftId(Uuid::from_u128(number))
}

fn identity(number: u64) -> Option<FileIdentity> {
    Some(FileIdentity {
        device: 1,
        number,
        born: 1,
    })
}

/// A remembered file `path` that held `agreed` and was file number `file`.
fn mirror(number: u128, path: &str, agreed: &str, file: u64) -> Mirror {
    Mirror {
        folder: FolderId(Uuid::nil()),
        draft: draft(number),
        path: path.to_owned(),
        hash: agreed.to_owned(),
        identity: identity(file),
        away: false,
        asked: None,
    }
}

fn known(mirror: &Mirror, draft: DraftIs) -> Known {
    Known {
        mirror: mirror.clone(),
        draft,
        touched: true,
    }
}

fn look(files: &[(&str, &str, u64)]) -> Look {
    let found = |(path, holds, file): &(&str, &str, u64)| {
        let holds = match *holds {
            "" => Holds::Nothing,
            "!" => Holds::Refused(NewsroomError::FileNotUtf8(String::new())),
            hash => Holds::Text(hash.to_owned()),
        };
        let identity = identity(*file);
        ((*path).to_owned(), Found { identity, holds })
    };
    Look {
        files: files.iter().map(found).collect(),
        unread: BTreeSet::new(),
    }
}

/// What is decided, in short: the kind and the path, or the draft's number.
fn short(decisions: &[Decision]) -> Vec<String> {
    let word = |decision: &Decision| match decision {
        Decision::Write { mirror, over } => {
            format!(
                "write {} over {}",
                mirror.path,
                over.as_deref().unwrap_or("nothing")
            )
        }
        Decision::Create { draft } => format!("create {}", draft.0.as_u128()),
        Decision::TakeIn { mirror, hash } => format!("take in {} {hash}", mirror.path),
        Decision::Move { mirror } => format!("move {}", mirror.path),
        Decision::NewDraft { path, .. } => format!("new {path}"),
        Decision::Revive { mirror } => format!("revive {}", mirror.path),
        Decision::ToBin { mirror } => format!("bin {}", mirror.path),
        Decision::Away { mirror } => format!("away {}", mirror.path),
        Decision::Remove { mirror } => format!("remove {}", mirror.path),
        Decision::Forget { mirror } => format!("forget {}", mirror.path),
        Decision::Unask { mirror } => format!("unask {}", mirror.path),
        Decision::Refuse { path, .. } => format!("refuse {path}"),
    };
    decisions.iter().map(word).collect()
}

#[track_caller]
fn check(files: &[(&str, &str, u64)], mirror: &Mirror, draft: DraftIs, expect: &[&str]) {
    let decisions = decide(&look(files), &[known(mirror, draft)], &[]);
    assert_eq!(short(&decisions), expect);
}

use DraftIs::{AsAgreed, Binned, Changed, Gone};

#[test]
fn a_file_where_it_was() {
    let a = mirror(1, "a.md", "A", 1);
    let cases: [(&str, DraftIs, &[&str]); 8] = [
        ("A", AsAgreed, &[]),
        ("A", Changed, &["write a.md over A"]),
        ("A", Binned, &["remove a.md"]),
        ("A", Gone, &["remove a.md"]),
        ("B", AsAgreed, &["take in a.md B"]),
        ("B", Changed, &["take in a.md B"]),
        ("B", Binned, &["revive a.md"]),
        ("B", Gone, &["forget a.md"]),
    ];
    for (holds, draft, expect) in cases {
        check(&[("a.md", holds, 1)], &a, draft, expect);
    }
    for draft in [AsAgreed, Changed, Binned, Gone] {
        check(&[("a.md", "!", 1)], &a, draft, &["refuse a.md"]);
    }
}

#[test]
fn a_missing_file() {
    let a = mirror(1, "a.md", "A", 1);
    check(&[], &a, AsAgreed, &["bin a.md"]);
    check(&[], &a, Changed, &["write a.md over nothing"]);
    check(&[], &a, Binned, &["away a.md"]);
    check(&[], &a, Gone, &["forget a.md"]);
    let away = Mirror { away: true, ..a };
    check(&[], &away, AsAgreed, &["write a.md over nothing"]);
    check(&[], &away, Binned, &[]);
    check(
        &[("a.md", "A", 9)],
        &away,
        Binned,
        &["move a.md", "revive a.md"],
    );
}

#[test]
fn what_lies_in_a_folder_that_can_not_be_read_is_not_missing() {
    let a = mirror(1, "b/c/a.md", "A", 1);
    let mut look = look(&[]);
    look.unread.insert("b".to_owned());
    assert_eq!(decide(&look, &[known(&a, AsAgreed)], &[]), []);
    look.unread = ["bc".to_owned()].into();
    let decisions = decide(&look, &[known(&a, AsAgreed)], &[]);
    assert_eq!(short(&decisions), ["bin b/c/a.md"]);
}

#[test]
fn what_is_asked_waits_for_its_answer() {
    let asked = Mirror {
        asked: Some("B".to_owned()),
        ..mirror(1, "a.md", "A", 1)
    };
    check(&[("a.md", "B", 1)], &asked, Changed, &["take in a.md B"]);
    check(&[("a.md", "C", 1)], &asked, Changed, &["take in a.md C"]);
    check(&[("a.md", "A", 1)], &asked, Changed, &["unask a.md"]);
    check(&[], &asked, Changed, &[]);
    check(&[("a.md", "B", 1)], &asked, Binned, &[]);
    check(&[("a.md", "C", 1)], &asked, Binned, &["revive a.md"]);
    check(&[("a.md", "B", 1)], &asked, Gone, &["forget a.md"]);
    let untouched = Known {
        touched: false,
        ..known(&asked, Changed)
    };
    assert_eq!(decide(&look(&[("a.md", "B", 1)]), &[untouched], &[]), []);
}

#[test]
fn a_renamed_file_is_the_same() {
    let a = mirror(1, "a.md", "A", 1);
    check(&[("b.md", "A", 1)], &a, AsAgreed, &["move b.md"]);
    check(&[("A.md", "A", 1)], &a, AsAgreed, &["move A.md"]);
    // Renamed and edited; copied elsewhere and removed; checked out anew.
    check(
        &[("b.md", "B", 1)],
        &a,
        AsAgreed,
        &["move b.md", "take in b.md B"],
    );
    check(&[("b/a.md", "A", 7)], &a, AsAgreed, &["move b/a.md"]);
    check(&[("a.md", "A", 7)], &a, AsAgreed, &["move a.md"]);
    // Renamed, and another one put in its place.
    check(
        &[("b.md", "A", 1), ("a.md", "N", 7)],
        &a,
        AsAgreed,
        &["move b.md", "new a.md"],
    );
    // Copied: the first one stays.
    check(
        &[("a.md", "A", 1), ("b.md", "A", 7)],
        &a,
        AsAgreed,
        &["new b.md"],
    );
}

#[test]
fn a_number_given_again_is_no_sign_where_files_have_no_birth() {
    let a = mirror(1, "a.md", "A", 1);
    let mut look = look(&[("z.md", "Z", 1)]);
    let found = look
        .files
        .get_mut("z.md")
        .and_then(|found| found.identity.as_mut());
    found.unwrap().born = 0;
    let decisions = decide(&look, &[known(&a, AsAgreed)], &[]);
    assert_eq!(short(&decisions), ["bin a.md", "new z.md"]);
}

#[test]
fn files_that_changed_places() {
    let files = look(&[("a.md", "B", 2), ("b.md", "A", 1)]);
    let both = [
        known(&mirror(1, "a.md", "A", 1), AsAgreed),
        known(&mirror(2, "b.md", "B", 2), AsAgreed),
    ];
    assert_eq!(
        short(&decide(&files, &both, &[])),
        ["move b.md", "move a.md"]
    );
}

#[test]
fn empty_files_are_nothing_yet_and_drafts_get_their_first() {
    let decisions = decide(&look(&[("neu.md", "", 3)]), &[], &[draft(5)]);
    assert_eq!(short(&decisions), ["create 5"]);
}

#[test]
fn a_folder_is_known_by_its_identity_or_by_half_of_its_files() {
    let mirrors = [mirror(1, "a.md", "A", 1), mirror(2, "b.md", "B", 2)];
    let is_same = |found, files: &[(&str, &str, u64)]| {
        is_the_same_folder(identity(1), found, &look(files), &mirrors)
    };
    assert!(is_same(identity(1), &[]));
    assert!(!is_same(identity(9), &[]));
    assert!(!is_same(identity(9), &[("c.md", "C", 3)]));
    assert!(is_same(identity(9), &[("a.md", "X", 3)]));
    assert!(is_the_same_folder(None, identity(9), &look(&[]), &mirrors));
    assert!(is_the_same_folder(
        identity(1),
        identity(9),
        &look(&[]),
        &[]
    ));
}

fn any_holds() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["A", "B", "C", "", "!"])
}

fn any_path() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a.md", "b.md", "c.md", "d/a.md"])
}

fn any_draft() -> impl Strategy<Value = DraftIs> {
    prop::sample::select(vec![AsAgreed, Changed, Binned, Gone])
}

proptest! {
    #[test]
    fn nothing_is_done_twice_and_nobodys_words_are_written_over(
        files in prop::collection::btree_map(any_path(), (any_holds(), 1_u64..5), 0..4),
        mirrors in prop::collection::vec(
            (any_path(), prop::sample::select(vec!["A", "B"]), 1_u64..5, any_draft(), any::<bool>(), any::<bool>()),
            0..4,
        ),
    ) {
        let files: Vec<_> = files.iter().map(|(p, (h, f))| (*p, *h, *f)).collect();
        let look = look(&files);
        let known: Vec<_> = (1..).zip(&mirrors).map(|(number, (path, hash, file, draft, away, asked))| {
            let mut mirror = mirror(number, path, hash, *file);
            mirror.away = *away;
            mirror.asked = asked.then(|| "C".to_owned());
            known(&mirror, *draft)
        }).collect();
        let decisions = decide(&look, &known, &[]);
        let mut places = BTreeSet::new();
        let mut done = BTreeSet::new();
        for decision in &decisions {
            match decision {
                // Only over what both agreed on, or where nothing is.
                Decision::Write { mirror, over: Some(over) } => {
                    prop_assert_eq!(&look.files[&mirror.path].holds, &Holds::Text(over.clone()));
                    prop_assert_eq!(over, &mirror.hash);
                    prop_assert!(mirror.asked.is_none());
                }
                Decision::Write { mirror, over: None } => {
                    prop_assert!(!look.files.contains_key(&mirror.path));
                }
                Decision::Remove { mirror } => {
                    let holds = &look.files[&mirror.path].holds;
                    prop_assert_eq!(holds, &Holds::Text(mirror.hash.clone()));
                }
                // Words that no file has stay.
                Decision::ToBin { mirror } => {
                    let of = known.iter().find(|known| known.mirror.draft == mirror.draft);
                    prop_assert_eq!(of.unwrap().draft, AsAgreed);
                }
                _ => {}
            }
            if let Decision::TakeIn { mirror, .. } | Decision::Remove { mirror }
                | Decision::Write { mirror, over: Some(_) } | Decision::Revive { mirror } = decision
            {
                prop_assert!(places.insert(mirror.path.clone()), "{} twice", mirror.path);
            }
            if let Decision::NewDraft { path, .. } = decision {
                prop_assert!(places.insert(path.clone()), "{path} twice");
            }
            let draft = match decision {
                Decision::Move { .. } | Decision::NewDraft { .. } | Decision::Refuse { .. }
                | Decision::Create { .. } => continue,
                Decision::Write { mirror, .. } | Decision::TakeIn { mirror, .. }
                | Decision::Revive { mirror } | Decision::ToBin { mirror }
                | Decision::Away { mirror } | Decision::Remove { mirror }
                | Decision::Forget { mirror } | Decision::Unask { mirror } => mirror.draft,
            };
            prop_assert!(done.insert(draft), "two decisions about {draft}");
        }
    }
}
