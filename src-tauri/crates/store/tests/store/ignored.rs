//! What is ignored in a draft: once, over a restart, until it is heeded again or the draft is gone.

use store::Ignored;

use crate::{Library, draft};

fn ignored(words: &str, beside: Option<(&str, &str)>) -> Ignored {
    Ignored {
        rule: "spelling".to_owned(),
        words: words.to_owned(),
        beside: beside.map(|(before, after)| (before.to_owned(), after.to_owned())),
    }
}

#[test]
fn what_is_ignored_stays_with_its_draft() {
    let library = Library::new();
    let (one, two) = (draft(1, "Un", "texte"), draft(2, "Deux", "texte"));
    library.insert_draft(&one).unwrap();
    library.insert_draft(&two).unwrap();
    let here = ignored("zlork", Some(("le", "")));
    let nowhere_else = ignored("zlork", Some(("", "")));
    let everywhere = ignored("zlork", None);
    for one_more in [&here, &nowhere_else, &everywhere, &here] {
        library.ignore(one.id, one_more.clone()).unwrap();
    }
    library.ignore(two.id, everywhere.clone()).unwrap();
    let library = library.reopen();
    let mut all = library.ignored(one.id).unwrap();
    all.sort_by_key(|one| one.beside.clone());
    assert_eq!(all, [everywhere.clone(), nowhere_else, here]);
    library.heed_again(one.id).unwrap();
    assert_eq!(library.ignored(one.id).unwrap(), []);
    assert_eq!(library.ignored(two.id).unwrap().len(), 1);
    library.delete(two.id).unwrap();
    assert_eq!(library.ignored(two.id).unwrap(), []);
    assert!(library.ignore(two.id, everywhere).is_err());
}
