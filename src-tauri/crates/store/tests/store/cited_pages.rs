//! Pages that drafts link to: each kept for its draft, replaced whole, gone with it.

use store::{CitedPage, StoreError};

use crate::{Library, at, draft};

const ADDRESS: &str = "https://ville.example/pont";

fn page(quotes: &[&str]) -> CitedPage {
    CitedPage {
        read_at: at(100),
        title: "Le pont".to_owned(),
        paragraphs: vec![u64::MAX, 0, 7],
        quotes: quotes.iter().map(|&quote| quote.to_owned()).collect(),
    }
}

#[test]
fn a_page_is_kept_for_the_draft_that_links_to_it_and_goes_with_it() {
    let library = Library::new();
    let (one, other) = (draft(1, "Un", "texte"), draft(2, "Deux", "texte"));
    library.insert_draft(&one).unwrap();
    library.insert_draft(&other).unwrap();
    library
        .keep_cited_page(one.id, ADDRESS, &page(&[]))
        .unwrap();
    let quoting = page(&["« le pont \"ouvrira\" en mai »"]);
    library.keep_cited_page(one.id, ADDRESS, &quoting).unwrap();
    let library = library.reopen();
    let kept = library.cited_page(one.id, ADDRESS).unwrap();
    assert_eq!(kept, Some(quoting.clone()));
    assert_eq!(library.cited_page(other.id, ADDRESS).unwrap(), None);
    library.delete(one.id).unwrap();
    assert_eq!(library.cited_page(one.id, ADDRESS).unwrap(), None);
    let late = library.keep_cited_page(one.id, ADDRESS, &quoting);
    assert!(matches!(late, Err(StoreError::Missing(_))), "{late:?}");
}
