//! Lists: filters, orders, pages, words in their context.

use domain::draft::DraftStatus;
use domain::{Draft, Language, Operation};
use store::{ListOrder, ListPage, ListQuery, StatusCounts};

use crate::{Library, at, dispatch, draft, draft_id, revision, site};

fn shelf() -> Library {
    let library = Library::new();
    let mut drafts: Vec<Draft> = [
        (
            1,
            "Élections : l’œuvre de la nuit",
            "tech",
            "fr",
            "Le cœur du débat.",
        ),
        (
            2,
            "Zéro",
            "justice",
            "fr",
            "Une élection sans vainqueur, à l’aube.",
        ),
        (
            3,
            "«\u{a0}Émoi\u{a0}»",
            "tech",
            "en",
            "Nothing to see, the heart is elsewhere.",
        ),
        (4, "fable", "", "fr", "Un conte."),
    ]
    .into_iter()
    .map(|(number, headline, section, language, text)| {
        let mut draft = draft(number, headline, text);
        draft.fields.section = section.to_owned();
        draft.fields.language = Language::parse(language).unwrap();
        draft
    })
    .collect();
    drafts[0].fields.tags = vec!["IA".to_owned(), "nuit".to_owned()];
    drafts[1].fields.tags = vec!["nuit".to_owned()];
    drafts[3].fields.tags = vec!["conte".to_owned()];
    library.insert_drafts(&drafts).unwrap();
    library.bin(draft_id(4), at(9)).unwrap();
    library
}

fn numbers(page: &ListPage) -> Vec<u128> {
    page.rows.iter().map(|row| row.id.0.as_u128()).collect()
}

#[track_caller]
fn check(library: &Library, query: impl FnOnce(&mut ListQuery), expect: &[u128]) {
    let mut asked = ListQuery::all(0, 10);
    query(&mut asked);
    let page = library.list(&asked).unwrap();
    assert_eq!(numbers(&page), expect);
    assert_eq!(page.total as usize, expect.len());
}

#[test]
fn filters_and_orders() {
    let library = shelf();
    check(&library, |_| {}, &[3, 2, 1]);
    check(&library, |q| q.order = ListOrder::Headline, &[1, 3, 2]);
    check(&library, |q| q.order = ListOrder::Created, &[3, 2, 1]);
    check(&library, |q| q.order = ListOrder::Relevance, &[3, 2, 1]);
    check(&library, |q| q.status = Some(DraftStatus::Binned), &[4]);
    check(&library, |q| q.status = Some(DraftStatus::Published), &[]);
    check(
        &library,
        |q| {
            q.status = Some(DraftStatus::Draft);
            q.also = Some(DraftStatus::Binned);
        },
        &[4, 3, 2, 1],
    );
    check(&library, |q| q.section = Some("tech".to_owned()), &[3, 1]);
    check(&library, |q| q.tag = Some("nuit".to_owned()), &[2, 1]);
    check(&library, |q| q.tag = Some("conte".to_owned()), &[]);
    check(&library, |q| q.language = Some(Language::english()), &[3]);
    check(
        &library,
        |q| {
            q.language = Some(Language::french());
            q.tag = Some("nuit".to_owned());
            q.section = Some("justice".to_owned());
        },
        &[2],
    );
    library
        .set_fields(draft_id(1), &draft(1, "Un", "").fields, at(99))
        .unwrap();
    check(&library, |_| {}, &[1, 3, 2]);
}

#[test]
fn pages_have_the_total_of_the_whole_list() {
    let library = shelf();
    let page = library.list(&ListQuery::all(1, 1)).unwrap();
    assert_eq!((page.total, numbers(&page)), (3, vec![2]));
    let page = library.list(&ListQuery::all(9, 1)).unwrap();
    assert_eq!((page.total, numbers(&page)), (3, vec![]));
}

#[test]
fn words_are_found_without_accents_and_by_their_beginning() {
    let library = shelf();
    for search in ["coeur", "CŒUR", "cœu", "debat coe", "l'oeuv"] {
        check(&library, |q| q.search = search.to_owned(), &[1]);
    }
    // In the headline before in the text, though the other changed later.
    check(
        &library,
        |q| {
            q.search = "election".to_owned();
            q.order = ListOrder::Relevance;
        },
        &[1, 2],
    );
    check(&library, |q| q.search = "election".to_owned(), &[2, 1]);
    check(&library, |q| q.search = "conte".to_owned(), &[]);
    check(
        &library,
        |q| {
            q.search = "conte".to_owned();
            q.status = Some(DraftStatus::Binned);
        },
        &[4],
    );
}

#[test]
fn nothing_that_is_typed_is_a_query_language() {
    let library = shelf();
    for search in [
        "AND",
        "NOT",
        "\"",
        "a\"b",
        "*",
        "headline:zero",
        "(",
        "NEAR(a b)",
        "-",
        "\0",
    ] {
        let mut query = ListQuery::all(0, 10);
        query.search = search.to_owned();
        library.list(&query).unwrap();
    }
    check(&library, |q| q.search = " … ".to_owned(), &[3, 2, 1]);
}

#[test]
fn every_script_can_be_looked_for() {
    let library = Library::new();
    let text = "हिन्दी 北京 Москва Ⓐ e\u{301}té ﬁn 𝒜𝒷 ١٢٣ \u{1E900}\u{1E901}";
    library.insert_draft(&draft(1, "", text)).unwrap();
    for search in [
        "हिन्दी",
        "हि",
        "北",
        "москва",
        "Ⓐ",
        "ÉTÉ",
        "fin",
        "𝒜",
        "١٢",
        "\u{1E900}",
    ] {
        check(&library, |q| q.search = search.to_owned(), &[1]);
    }
}

#[test]
fn the_headline_comes_first_on_every_page() {
    let library = Library::new();
    let drafts: Vec<_> = (1..=9)
        .map(|n| {
            if n % 3 == 0 {
                draft(n, "Grève", "")
            } else {
                draft(n, "", "La grève")
            }
        })
        .collect();
    library.insert_drafts(&drafts).unwrap();
    let mut seen = Vec::new();
    for offset in 0..5 {
        let mut query = ListQuery::all(offset * 2, 2);
        query.search = "greve".to_owned();
        query.order = ListOrder::Relevance;
        let page = library.list(&query).unwrap();
        assert_eq!(page.total, 9);
        seen.extend(numbers(&page));
    }
    assert_eq!(seen, [9, 6, 3, 8, 7, 5, 4, 2, 1]);
}

#[test]
fn a_match_is_shown_in_its_context() {
    let library = shelf();
    let mut query = ListQuery::all(0, 10);
    query.search = "elect aube".to_owned();
    let row = library.list(&query).unwrap().rows.remove(0);
    let runs: Vec<_> = row
        .excerpt
        .iter()
        .map(|r| (r.text.as_str(), r.matched))
        .collect();
    let expect = [
        ("Une ", false),
        ("élection", true),
        (" sans vainqueur, à l’", false),
        ("aube", true),
        (".", false),
    ];
    assert_eq!(runs, expect);
}

#[test]
fn an_excerpt_is_what_readers_see() {
    let library = shelf();
    let far = "Un mot. ".repeat(500);
    let text = format!("[a](https://été.example)\n\n{far}\n\nLe *bel* ÉTÉ.\n");
    library.fold(draft_id(2), &text, 1, at(5)).unwrap();
    let mut query = ListQuery::all(0, 10);
    query.search = "ete".to_owned();
    let shown = |text: &str| text.replace("https://été.example", "").replace('*', "");
    let row = library.list_shown(&query, shown).unwrap().rows.remove(0);
    let runs: Vec<_> = row
        .excerpt
        .iter()
        .map(|r| (r.text.as_str(), r.matched))
        .collect();
    assert_eq!(runs, [("Le bel ", false), ("ÉTÉ", true), (". ", false)]);
}

#[test]
fn the_index_follows_the_text_and_the_headline() {
    let library = shelf();
    library
        .fold(draft_id(2), "Tout autre chose", 1, at(5))
        .unwrap();
    check(&library, |q| q.search = "vainqueur".to_owned(), &[]);
    check(&library, |q| q.search = "autre".to_owned(), &[2]);
    library
        .set_fields(draft_id(2), &draft(2, "Mille", "").fields, at(6))
        .unwrap();
    check(&library, |q| q.search = "zero".to_owned(), &[]);
    check(&library, |q| q.search = "mille autre".to_owned(), &[2]);
}

#[test]
fn facets_are_what_is_in_use() {
    let library = shelf();
    let facets = library.facets().unwrap();
    assert_eq!(facets.sections, ["justice", "tech"]);
    assert_eq!(facets.tags, ["nuit", "IA"]);
    assert_eq!(facets.languages, [Language::english(), Language::french()]);
    let counts = StatusCounts {
        all: 3,
        draft: 3,
        binned: 1,
        ..StatusCounts::default()
    };
    assert_eq!(facets.counts, counts);
}

#[test]
fn a_promise_shows_where_it_goes() {
    let library = shelf();
    library.put_site(&site()).unwrap();
    let frozen = revision(10, &draft(1, "Un", ""));
    library
        .promise(&frozen, &dispatch(20, &frozen, Operation::Publish))
        .unwrap();
    let mut query = ListQuery::all(0, 10);
    query.status = Some(DraftStatus::OnTheStone);
    let row = library.list(&query).unwrap().rows.remove(0);
    assert_eq!(
        (row.destination.as_deref(), row.published_at),
        (Some("Le Marbre"), None)
    );
    assert_eq!(library.facets().unwrap().counts.on_the_stone, 1);
}
