//! The live manuscript against a plain one: whatever is typed, the patched page is the page of the text.

use proptest::prelude::*;
use proptest::sample::Index;
use prose::{Block, Change, Manuscript, Patch};

use crate::nasty;

/// An edit before it is known in which text: places as shares of it.
#[derive(Debug, Clone)]
struct Edit {
    places: Vec<Place>,
}

/// From where, how much goes, what comes.
type Place = (Index, Gone, String);

#[derive(Debug, Clone)]
enum Gone {
    Characters(usize),
    To(Index),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let gone = prop_oneof![
        8 => (0..4_usize).prop_map(Gone::Characters),
        1 => any::<Index>().prop_map(Gone::To),
    ];
    let insert = prop_oneof![nasty::text(4), "[a-z/.]", Just(String::new())];
    let place = (any::<Index>(), gone, insert).boxed();
    let edit = prop_oneof![
        5 => prop::collection::vec(place.clone(), 1..2),
        1 => prop::collection::vec(place, 0..4),
    ];
    prop::collection::vec(edit.prop_map(|places| Edit { places }), 1..8)
}

/// The changes an edit means in this text, between characters, in order.
fn changes(edit: &Edit, text: &str) -> Vec<Change> {
    let mut boundaries = vec![0];
    for c in text.chars() {
        boundaries.push(boundaries[boundaries.len() - 1] + c.len_utf16());
    }
    let mut ranges: Vec<(usize, usize, String)> = edit
        .places
        .iter()
        .map(|(from, gone, insert)| {
            let from = from.index(boundaries.len());
            let to = match gone {
                Gone::Characters(count) => (from + count).min(boundaries.len() - 1),
                Gone::To(to) => to.index(boundaries.len()),
            };
            (
                boundaries[from.min(to)],
                boundaries[from.max(to)],
                insert.clone(),
            )
        })
        .collect();
    ranges.sort_by_key(|(from, ..)| *from);
    let mut after = 0;
    let mut changes = Vec::new();
    for (from, to, insert) in ranges {
        if from >= after {
            after = to;
            changes.push(Change { from, to, insert });
        }
    }
    changes
}

fn apply_to_model(model: &mut Vec<u16>, changes: &[Change]) {
    for change in changes.iter().rev() {
        model.splice(change.from..change.to, change.insert.encode_utf16());
    }
}

fn apply_to_page(page: &mut Vec<Block>, patch: &Patch) {
    for splice in &patch.splices {
        page.splice(splice.at..splice.at + splice.remove, splice.insert.clone());
    }
}

fn check(start: &str, edits: &[Edit]) -> Result<(), TestCaseError> {
    let mut live = Manuscript::new(start);
    let mut page = live.blocks();
    let mut model: Vec<u16> = start.encode_utf16().collect();
    for edit in edits {
        let text = String::from_utf16(&model).unwrap();
        let changes = changes(edit, &text);
        let outline: Vec<_> = live
            .outline()
            .into_iter()
            .map(|h| (h.level, h.text))
            .collect();
        let patch = live.apply(&changes).unwrap();
        apply_to_model(&mut model, &changes);
        apply_to_page(&mut page, &patch);
        let text = String::from_utf16(&model).unwrap();
        let whole = Manuscript::new(&text);
        prop_assert_eq!(live.text(), text.as_str());
        prop_assert_eq!(live.len_utf16(), model.len());
        prop_assert_eq!(
            &page,
            &whole.blocks(),
            "text {:?} after {:?}",
            text,
            changes
        );
        prop_assert_eq!(&page, &live.blocks());
        prop_assert_eq!(live.body_html(), whole.body_html());
        prop_assert_eq!(live.counts(), whole.counts());
        prop_assert_eq!(live.outline(), whole.outline());
        let now: Vec<_> = live
            .outline()
            .into_iter()
            .map(|h| (h.level, h.text))
            .collect();
        prop_assert_eq!(patch.outline_changed, outline != now);
        let sum: usize = page.iter().map(|block| block.length).sum();
        prop_assert!(page.is_empty() || sum == model.len());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_patched_page_is_the_page_of_the_text(start in nasty::text(40), edits in edits()) {
        check(&start, &edits)?;
    }

    #[test]
    fn a_patched_article_is_the_article_of_the_text(start in nasty::article(), edits in edits()) {
        check(&start, &edits)?;
    }
}
