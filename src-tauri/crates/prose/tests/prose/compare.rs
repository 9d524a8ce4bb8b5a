//! What two texts differ in: complete, readable, and the same when counted another way.

use proptest::prelude::*;
use prose::{Comparison, EditKind, PartKind, changes, compare, count};

use crate::nasty;
use crate::revisions::{article, markdown, touched, touches};

fn cut(text: &[u16], range: &std::ops::Range<usize>) -> String {
    String::from_utf16(&text[range.clone()]).unwrap()
}

/// The comparison as one line: `[-gone-]`, `{+come+}`, moves in angle brackets.
fn shown(old: &str, new: &str) -> String {
    let comparison = compare(old, new);
    let (before, after): (Vec<u16>, Vec<u16>) =
        (old.encode_utf16().collect(), new.encode_utf16().collect());
    let mut out = String::new();
    for part in &comparison.parts {
        match part.kind {
            PartKind::Moved => out.push('<'),
            PartKind::MovedAway => out.push_str("<->"),
            _ => {}
        }
        for edit in &part.edits {
            out += &match edit.kind {
                EditKind::Kept => cut(&after, &edit.new),
                EditKind::Removed => format!("[-{}-]", cut(&before, &edit.old)),
                EditKind::Added => format!("{{+{}+}}", cut(&after, &edit.new)),
            };
        }
        if part.kind == PartKind::Moved {
            out.push('>');
        }
    }
    out
}

#[track_caller]
fn check(old: &str, new: &str, expect: &str) {
    assert_eq!(shown(old, new), expect);
}

#[test]
fn words_not_letters() {
    check(
        "Le chat dort sur le lit.",
        "Le chien dort sur le lit.",
        "Le [-chat-]{+chien+} dort sur le lit.",
    );
    check(
        "L’été dernier, à Paris.",
        "L’hiver dernier, à Paris.",
        "L’[-été-]{+hiver+} dernier, à Paris.",
    );
    check(
        "Il a dit non\u{202F}!",
        "Il a dit non\u{A0}!",
        "Il a dit non[-\u{202F}-]{+\u{A0}+}!",
    );
    check(
        "Un cafe\u{301} noir.",
        "Un cafe noir.",
        "Un [-cafe\u{301}-]{+cafe+} noir.",
    );
    check(
        "Le *mot* juste ici.",
        "Le **mot** juste ici.",
        "Le [-*-]{+**+}mot[-*-]{+**+} juste ici.",
    );
}

#[test]
fn a_rewritten_sentence_is_one_replacement() {
    check(
        "Le ministre a quitté la salle de presse. Il pleut sur la ville ce soir.",
        "Personne ne sait où est la clé de voûte. Il pleut sur la ville ce soir.",
        "[-Le ministre a quitté la salle de presse-]{+Personne ne sait où est la clé de voûte+}. Il pleut sur la ville ce soir.",
    );
}

#[test]
fn what_comes_begins_where_a_reader_would_say() {
    check(
        "Il pleut ici. Il neige là-bas.",
        "Il pleut ici. Il vente partout. Il neige là-bas.",
        "Il pleut ici. {+Il vente partout. +}Il neige là-bas.",
    );
    check(
        "un chat noir",
        "un très très chat noir",
        "un {+très très +}chat noir",
    );
    check(
        "Un premier paragraphe.\n\nUn dernier paragraphe.\n",
        "Un premier paragraphe.\n\nUn nouveau paragraphe du milieu.\n\nUn dernier paragraphe.\n",
        "Un premier paragraphe.\n\n{+Un nouveau paragraphe du milieu.\n\n+}Un dernier paragraphe.\n",
    );
}

const A: &str = "Le tribunal rendra sa décision vendredi, devant une salle comble.\n\n";
const B: &str = "Les riverains ont porté plainte contre l’entreprise et contre la mairie.\n\n";
const C: &str = "Une source proche du dossier évoque des pressions venues de très haut.\n\n";

#[test]
fn moved_paragraphs_are_moved_with_what_changed_in_them() {
    check(
        &[A, B, C].concat(),
        &[C, A, B].concat(),
        &format!("<{C}>{A}{B}<->"),
    );
    let changed = C.replace("des pressions", "des menaces");
    check(
        &[A, B, C].concat(),
        &[&changed, A, B].concat(),
        &format!(
            "<{}>{A}{B}<->",
            C.replace("pressions", "[-pressions-]{+menaces+}")
        ),
    );
    let comparison = compare(&[A, B, C].concat(), &[C, A, B].concat());
    assert_eq!((comparison.words_added, comparison.words_removed), (0, 0));
    assert_eq!(comparison.parts[0].elsewhere, Some(3));
    assert_eq!(comparison.parts[3].elsewhere, Some(0));
}

#[test]
fn a_paragraph_cut_in_two_is_the_same_words() {
    let whole = format!("{} {}", A.trim_end(), B);
    check(
        &whole,
        &[A, B].concat(),
        &format!("{}[- -]{{+\n\n+}}{B}", A.trim_end()),
    );
    check(
        &[A, B].concat(),
        &whole,
        &format!("{}[-\n\n-]{{+ +}}{B}", A.trim_end()),
    );
}

#[test]
fn a_block_within_a_line_is_one_too() {
    let text = "Un mot.\n\n[^1]: [^1]: \n\n";
    assert!(
        compare(text, text)
            .parts
            .iter()
            .all(|part| part.kind == PartKind::Kept)
    );
}

#[test]
fn words_are_counted_as_readers_count_them() {
    let counts = |old: &str, new: &str| {
        let found = compare(old, new);
        (found.words_added, found.words_removed)
    };
    assert_eq!(counts("un mot ici", "un *mot* ici"), (0, 0));
    assert_eq!(
        counts(
            "[Une ville](https://a.example) change",
            "[Une ville](https://b.example) change"
        ),
        (0, 0)
    );
    assert_eq!(counts("un mot ici", "deux mots ici encore"), (3, 2));
    assert_eq!(
        counts("[un deux][a b]", "[un deux][a b]\n\n[a b]: /x"),
        (2, 3)
    );
}

/// Everything of both texts is in the comparison, once, in order.
fn check_complete(old: &str, new: &str) -> Result<Comparison, TestCaseError> {
    let found = compare(old, new);
    let (before, after): (Vec<u16>, Vec<u16>) =
        (old.encode_utf16().collect(), new.encode_utf16().collect());
    let (mut at, mut olds) = (0, Vec::new());
    for (nth, part) in found.parts.iter().enumerate() {
        prop_assert_eq!(part.new.start, at);
        at = part.new.end;
        if part.kind == PartKind::MovedAway {
            let moved = &found.parts[part.elsewhere.unwrap()];
            prop_assert!(moved.kind == PartKind::Moved && moved.elsewhere == Some(nth));
            prop_assert!(part.edits.is_empty() && moved.old == part.old);
            continue;
        }
        olds.push(part.old.clone());
        let (mut from, mut to) = (part.old.start, part.new.start);
        for edit in &part.edits {
            prop_assert_eq!((edit.old.start, edit.new.start), (from, to));
            (from, to) = (edit.old.end, edit.new.end);
            match edit.kind {
                EditKind::Kept => prop_assert_eq!(cut(&before, &edit.old), cut(&after, &edit.new)),
                EditKind::Removed => prop_assert!(edit.new.is_empty() && !edit.old.is_empty()),
                EditKind::Added => prop_assert!(edit.old.is_empty() && !edit.new.is_empty()),
            }
        }
        prop_assert_eq!((from, to), (part.old.end, part.new.end));
    }
    prop_assert_eq!(at, after.len());
    olds.sort_by_key(|range| (range.start, range.end));
    let mut from = 0;
    for range in olds {
        prop_assert_eq!(range.start, from);
        from = range.end;
    }
    prop_assert_eq!(from, before.len());
    let words = |text| i64::try_from(count(text).words).unwrap();
    let gained =
        i64::try_from(found.words_added).unwrap() - i64::try_from(found.words_removed).unwrap();
    prop_assert_eq!(gained, words(new) - words(old));
    check_changes(old, new)?;
    Ok(found)
}

fn check_changes(old: &str, new: &str) -> Result<(), TestCaseError> {
    let mut live = prose::Manuscript::new(old);
    let list = changes(old, new);
    prop_assert!(list.windows(2).all(|two| two[0].to < two[1].from));
    live.apply(&list).unwrap();
    prop_assert_eq!(live.text(), new);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_is_left_out_of_odd_texts(old in nasty::text(25), new in nasty::text(25)) {
        check_complete(&old, &new)?;
    }

    #[test]
    fn nothing_is_left_out_of_articles(old in nasty::article(), new in nasty::article()) {
        check_complete(&old, &new)?;
    }

    #[test]
    fn a_revised_article_keeps_what_was_kept(text in article(), touches in touches(6)) {
        let (old, new) = (markdown(&text), markdown(&touched(&text, &touches, "x")));
        let found = check_complete(&old, &new)?;
        if touches.is_empty() {
            prop_assert!(found.parts.iter().all(|part| part.kind == PartKind::Kept));
        }
    }

    #[test]
    fn a_text_is_itself(text in nasty::article()) {
        let found = check_complete(&text, &text)?;
        prop_assert!(found.parts.iter().all(|part| part.kind == PartKind::Kept));
        prop_assert!(changes(&text, &text).is_empty());
    }
}
