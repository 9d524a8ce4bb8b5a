//! Two hands on one text: nothing that one of them wrote disappears unseen, and what they did apart is put together.

use std::collections::HashSet;

use proptest::prelude::*;
use proptest::sample::Index;
use prose::{Conflict, Merge, Region, merge};

use crate::nasty;
use crate::revisions::{Touch, article, article_of, fresh, markdown, touched, touches};

const A: &str = "Le tribunal rendra sa décision vendredi, devant une salle comble.\n\n";
const B: &str = "Les riverains ont porté plainte contre l’entreprise. Le maire se tait.\n\n";
const C: &str = "Une source proche du dossier évoque des pressions venues de très haut.\n\n";
const D: &str = "Il pleut sur la place, et le marché se vide peu à peu.\n\n";

#[track_caller]
fn check(base: &str, ours: &str, theirs: &str, expect: &str) {
    let merged = merge(base, ours, theirs);
    assert_eq!(merged.text().as_deref(), Some(expect), "{merged:#?}");
    assert_eq!(merge(base, theirs, ours).text().as_deref(), Some(expect));
}

#[track_caller]
fn asks(base: &str, ours: &str, theirs: &str, expect: [&str; 3]) {
    let merged = merge(base, ours, theirs);
    let conflicts: Vec<_> = merged.conflicts().collect();
    let conflict = Conflict {
        base: expect[0].to_owned(),
        ours: expect[1].to_owned(),
        theirs: expect[2].to_owned(),
    };
    assert_eq!(conflicts, [&conflict], "{merged:#?}");
    assert_eq!(merge(base, theirs, ours), swapped(&merged));
}

fn swapped(merged: &Merge) -> Merge {
    let regions = merged.regions.iter().map(|region| match region {
        Region::Merged(text) => Region::Merged(text.clone()),
        Region::Conflict(c) => Region::Conflict(Conflict {
            base: c.base.clone(),
            ours: c.theirs.clone(),
            theirs: c.ours.clone(),
        }),
    });
    Merge {
        regions: regions.collect(),
    }
}

#[test]
fn different_words_of_one_sentence_combine() {
    check(
        "Le ministre a présenté sa réforme hier devant l’Assemblée.",
        "La ministre a présenté sa réforme hier devant l’Assemblée.",
        "Le ministre a présenté sa réforme mardi devant l’Assemblée.",
        "La ministre a présenté sa réforme mardi devant l’Assemblée.",
    );
}

#[test]
fn neighbouring_sentences_and_paragraphs_combine() {
    check(
        "Il pleut ici. Le vent souffle.",
        "Il pleut partout. Le vent souffle.",
        "Il pleut ici. La bise souffle.",
        "Il pleut partout. La bise souffle.",
    );
    let new = "Un paragraphe de plus.\n\n";
    let changed = B.replace("Les riverains", "Des voisins");
    check(
        &[A, B].concat(),
        &[A, new, B].concat(),
        &[A, &changed].concat(),
        &[A, new, &changed].concat(),
    );
    let changed = A.replace("comble", "vide");
    check(
        &[A, B].concat(),
        &[A, new, B].concat(),
        &[&changed, B].concat(),
        &[&changed, new, B].concat(),
    );
    check(
        &[A, B, C].concat(),
        &[A, new, C].concat(),
        &[A, B, &changed].concat(),
        &[A, new, &changed].concat(),
    );
}

#[test]
fn the_same_change_counts_once() {
    let changed = A.replace("vendredi", "lundi");
    check(
        &[A, B].concat(),
        &[&changed, B].concat(),
        &[&changed, B].concat(),
        &[&changed, B].concat(),
    );
    let also = B.replace("maire", "préfet");
    check(
        &[A, B].concat(),
        &[&changed, B].concat(),
        &[&*changed, &also].concat(),
        &[&*changed, &also].concat(),
    );
}

#[test]
fn the_same_words_changed_are_asked_as_a_sentence() {
    asks(
        &[A, B, C].concat(),
        &[A, &B.replace("maire", "préfet"), C].concat(),
        &[A, &B.replace("maire", "ministre"), C].concat(),
        [
            "Le maire se tait.",
            "Le préfet se tait.",
            "Le ministre se tait.",
        ],
    );
}

#[test]
fn what_one_removed_and_the_other_changed_is_asked() {
    let changed = B.replace("maire", "préfet");
    asks(
        &[A, B, C].concat(),
        &[A, C].concat(),
        &[A, &changed, C].concat(),
        [B, "", &changed],
    );
}

#[test]
fn two_paragraphs_at_one_place_are_asked() {
    let (one, two) = (
        "Un ajout de la rédaction.\n\n",
        "Une précision du bureau.\n\n",
    );
    asks(
        &[A, B].concat(),
        &[A, one, B].concat(),
        &[A, two, B].concat(),
        ["", one, two],
    );
    check(
        &[A, B].concat(),
        &[A, one, B].concat(),
        &[A, one, B].concat(),
        &[A, one, B].concat(),
    );
    asks(
        "Fin.",
        "Fin.\n\nUn.",
        "Fin.\n\nDeux.",
        ["", "\n\nUn.", "\n\nDeux."],
    );
}

#[test]
fn a_moved_paragraph_takes_the_other_side_along() {
    let changed = C.replace("pressions", "menaces");
    check(
        &[A, B, C, D].concat(),
        &[C, A, B, D].concat(),
        &[A, B, &changed, D].concat(),
        &[&changed, A, B, D].concat(),
    );
    let new = "Un paragraphe de plus, écrit ailleurs.\n\n";
    check(
        &[A, B, C, D].concat(),
        &[C, A, B, D].concat(),
        &[A, B, C, new, D].concat(),
        &[C, A, B, new, D].concat(),
    );
    let last = C.trim_end();
    check(
        &[A, B, last].concat(),
        &[C, A, B.trim_end()].concat(),
        &[A, B, &last.replace("haut", "loin")].concat(),
        &[&C.replace("haut", "loin"), A, B.trim_end()].concat(),
    );
}

#[test]
fn what_one_moved_and_the_other_removed_is_asked() {
    let merged = merge(
        &[A, B, C, D].concat(),
        &[C, A, B, D].concat(),
        &[A, B, D].concat(),
    );
    let conflicts: Vec<_> = merged.conflicts().collect();
    assert_eq!(conflicts.len(), 1, "{merged:#?}");
    assert!(conflicts[0].ours.contains(C.trim_end()) && !conflicts[0].theirs.contains("source"));
}

#[test]
fn what_both_moved_to_different_places_is_asked() {
    let merged = merge(
        &[A, B, C, D].concat(),
        &[C, A, B, D].concat(),
        &[A, C, B, D].concat(),
    );
    assert!(merged.text().is_none(), "{merged:#?}");
    check(
        &[A, B, C, D].concat(),
        &[C, A, B, D].concat(),
        &[C, A, B, D].concat(),
        &[C, A, B, D].concat(),
    );
}

/// All that is shown of a merge.
fn seen(merged: &Merge) -> String {
    let parts = merged.regions.iter().map(|region| match region {
        Region::Merged(text) => text.clone(),
        Region::Conflict(conflict) => format!("{} {}", conflict.ours, conflict.theirs),
    });
    parts.collect()
}

fn words(text: &str) -> HashSet<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect()
}

fn check_laws(base: &str, ours: &str, theirs: &str) -> Result<Merge, TestCaseError> {
    let merged = merge(base, ours, theirs);
    prop_assert_eq!(merge(base, theirs, ours), swapped(&merged));
    prop_assert_eq!(merge(base, ours, base).text(), Some(ours.to_owned()));
    prop_assert_eq!(merge(base, base, theirs).text(), Some(theirs.to_owned()));
    prop_assert_eq!(merge(base, ours, ours).text(), Some(ours.to_owned()));
    let shown = seen(&merged);
    let (all, before) = (words(&shown), words(base));
    for word in words(ours).union(&words(theirs)) {
        prop_assert!(
            before.contains(word) || all.contains(word),
            "{} is lost in {:#?}",
            word,
            merged
        );
    }
    for two in merged.regions.windows(2) {
        prop_assert!(!matches!(two, [Region::Merged(_), Region::Merged(_)]));
    }
    for conflict in merged.conflicts() {
        prop_assert!(conflict.ours != conflict.theirs);
    }
    Ok(merged)
}

/// A sentence that both kept, or that one wrote, is shown whole.
fn check_sentences(
    base: &str,
    ours: &str,
    theirs: &str,
    merged: &Merge,
) -> Result<(), TestCaseError> {
    let shown = seen(merged);
    for side in [ours, theirs] {
        for sentence in side
            .split(['.', '?', '\n'])
            .map(str::trim)
            .filter(|s| s.len() > 12)
        {
            let kept = [base, ours, theirs]
                .iter()
                .all(|text| text.contains(sentence));
            let written = sentence.starts_with("Selon ");
            if kept || written {
                prop_assert!(
                    shown.contains(sentence),
                    "{} of {} in {:#?}",
                    sentence,
                    side,
                    merged
                );
            }
        }
    }
    Ok(())
}

/// A sentence's own change, far from others': paragraph, and what is done to it.
fn changed(article: &[Vec<String>], at: usize, hand: &str, word: bool) -> Vec<Vec<String>> {
    let mut article = article.to_vec();
    let last = article[at].len() - 1;
    article[at][last] = if word {
        format!("{} (selon {hand})", article[at][last])
    } else {
        fresh(hand, at)
    };
    article
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn nothing_is_lost_in_articles(text in article(), ours in touches(5), theirs in touches(5)) {
        let base = markdown(&text);
        let ours = markdown(&touched(&text, &ours, "a"));
        let theirs = markdown(&touched(&text, &theirs, "b"));
        let merged = check_laws(&base, &ours, &theirs)?;
        check_sentences(&base, &ours, &theirs, &merged)?;
    }

    #[test]
    fn nothing_is_lost_in_odd_texts(base in nasty::article(), ours in nasty::article(), theirs in nasty::text(12)) {
        check_laws(&base, &ours, &format!("{base}\n\n{theirs}"))?;
        check_laws(&base, &format!("{theirs}\n\n{base}"), &ours)?;
    }

    #[test]
    fn distant_changes_always_combine(
        text in article_of(5..9),
        a in 0..2_usize,
        b in 3..5_usize,
        how in any::<(bool, bool)>(),
    ) {
        let ours = changed(&text, a, "x", how.0);
        let theirs = changed(&text, b, "y", how.1);
        let both = changed(&ours, b, "y", how.1);
        let merged = merge(&markdown(&text), &markdown(&ours), &markdown(&theirs));
        prop_assert_eq!(merged.text(), Some(markdown(&both)));
    }

    #[test]
    fn answering_ours_gives_ours(text in article(), own in touches(4), at in prop::collection::vec((any::<Index>(), any::<Index>()), 1..4)) {
        let still: Vec<Touch> = own.into_iter().filter(|t| matches!(t, Touch::Insert(..) | Touch::Word(..))).collect();
        let mut both: Vec<Touch> = at.iter().map(|(p, s)| Touch::Rewrite(*p, *s)).collect();
        let theirs = markdown(&touched(&text, &both, "b"));
        both.extend(still);
        let (base, ours) = (markdown(&text), markdown(&touched(&text, &both, "a")));
        let merged = check_laws(&base, &ours, &theirs)?;
        prop_assert_eq!(merged.resolved(|conflict| &conflict.ours), ours);
    }
}
