//! The copy of a draft as the house reads it: signs while they are typed, spelling, style, and plain files that change all of it.

use std::fs;
use std::ops::Range;

use domain::{DraftId, Fields, Language};
use newsroom::copydesk::{CopyAbout, CopyFinding, RemarkKind};
use newsroom::{Change, Edit, HouseFile, Newsroom, Settings};
use testkit::{Desk, Opening};

/// A draft in a language with a text that was typed at once.
fn draft(newsroom: &Newsroom, language: &str, text: &str) -> DraftId {
    let open = newsroom.new_draft().unwrap();
    let fields = Fields {
        language: Language::parse(language).unwrap(),
        ..open.fields
    };
    newsroom.set_fields(open.id, fields).unwrap();
    newsroom.edit(typed(open.id, 1, 0, text, "")).unwrap();
    open.id
}

/// Something typed behind a text.
fn typed(draft: DraftId, sequence: u64, from: usize, insert: &str, before: &str) -> Edit {
    let length = before.encode_utf16().count() + insert.encode_utf16().count();
    Edit {
        draft,
        sequence,
        changes: vec![Change {
            from,
            to: from,
            insert: insert.to_owned(),
        }],
        length,
        caret: length,
    }
}

fn found(newsroom: &Newsroom, draft: DraftId, units: Range<usize>) -> Vec<CopyFinding> {
    let read = newsroom.read_copy(draft, 1, units).unwrap();
    read.expect("the very text").findings
}

/// What was found, by its words.
fn words(found: &[CopyFinding]) -> Vec<(&str, &'static str)> {
    let kind = |finding: &CopyFinding| match finding.about {
        CopyAbout::Spelling { .. } => "spelling",
        CopyAbout::Signs(_) => "signs",
        CopyAbout::Style(_) => "style",
        CopyAbout::Remark(_) => "remark",
    };
    found
        .iter()
        .map(|one| (one.text.as_str(), kind(one)))
        .collect()
}

#[test]
fn what_a_sign_completes_is_told_with_the_edit_and_done_by_nobody() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let id = draft(newsroom, "fr", "Il a dit : \"Non ");
    let before = "Il a dit : \"Non ";
    let reply = newsroom
        .typed(typed(id, 2, 16, "!", before), &[17])
        .unwrap();
    let narrow = Change {
        from: 15,
        to: 16,
        insert: "\u{202f}".to_owned(),
    };
    assert_eq!(reply.retouches, [narrow]);
    assert_eq!(newsroom.open_draft(id).unwrap().text, format!("{before}!"));
    let silent = newsroom
        .edit(typed(id, 3, 17, "?", &format!("{before}!")))
        .unwrap();
    assert_eq!(silent.retouches, []);
}

#[test]
fn what_was_pasted_is_told_alone_and_done_by_nobody() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let text = "Quoi ? \u{1f600} Non !\n\n```\nQuoi ?\n```\n";
    let id = draft(newsroom, "fr", text);
    let narrow = Change {
        from: 13,
        to: 14,
        insert: "\u{202f}".to_owned(),
    };
    let length = text.encode_utf16().count();
    let told = newsroom.pasted(id, 1, 7..length).unwrap();
    assert_eq!(told, Some(vec![narrow]));
    assert_eq!(newsroom.open_draft(id).unwrap().text, text);
    assert_eq!(newsroom.pasted(id, 2, 7..length).unwrap(), None);
    // Half a character is no place.
    assert_eq!(newsroom.pasted(id, 1, 8..length).unwrap(), Some(vec![]));
}

#[test]
fn a_text_is_read_in_its_languages_and_code_is_no_copy() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let text =
        "Le **batteau** coule `batteau`.\n\nIl dit <span lang=\"en\">the shipp sank</span> hier.\n";
    let id = draft(newsroom, "fr", text);
    let all = found(newsroom, id, 0..text.len());
    assert_eq!(
        words(&all),
        [("batteau", "spelling"), ("shipp", "spelling")]
    );
    assert_eq!(all[0].units, 5..12);
    let CopyAbout::Spelling { language } = &all[1].about else {
        panic!("{all:?}")
    };
    assert_eq!(language, "en");
    assert_eq!(
        newsroom.suggestions(id, "batteau", "fr").unwrap()[0],
        "bateau"
    );
    assert_eq!(newsroom.suggestions(id, "shipp", "en").unwrap()[0], "ship");
    // Only the blocks that were asked for.
    assert_eq!(words(&found(newsroom, id, 40..41)), [("shipp", "spelling")]);
}

#[test]
fn what_waits_to_be_completed_is_no_slip() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let text = "Le quai est long de TK mètres, et et large.";
    let id = draft(newsroom, "fr", text);
    let all = found(newsroom, id, 0..text.len());
    assert_eq!(words(&all), [("TK", "remark"), (" et", "remark")]);
    assert_eq!(all[1].replacements, [""]);
}

#[test]
fn another_text_than_was_asked_for_is_not_read() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let id = draft(newsroom, "fr", "Le batteau.");
    assert_eq!(newsroom.read_copy(id, 2, 0..11).unwrap(), None);
    assert!(newsroom.read_copy(id, 1, 0..11).unwrap().is_some());
}

#[test]
fn a_word_that_is_learnt_is_known_at_once_in_every_draft_and_after_a_restart() {
    let mut desk = Desk::open(Opening::default());
    let id = draft(desk.newsroom(), "fr", "Le zlork rit.");
    assert_eq!(
        words(&found(desk.newsroom(), id, 0..13)),
        [("zlork", "spelling")]
    );
    desk.newsroom().learn_word("zlork").unwrap();
    assert_eq!(found(desk.newsroom(), id, 0..13), []);
    assert_eq!(
        desk.newsroom()
            .learn_word("deux\nlignes")
            .unwrap_err()
            .code(),
        "field_invalid"
    );
    desk.reopen().unwrap();
    let open = desk.newsroom().open_draft(id).unwrap();
    let read = desk.newsroom().read_copy(id, open.sequence, 0..13).unwrap();
    assert_eq!(read.unwrap().findings, []);
}

#[test]
fn a_name_that_the_text_introduces_is_known_and_a_slip_in_it_is_found() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let text =
        "Hier, Zlatonov a parlé. Avec Zlatonov, rien. Sans Zlatonov, tout. Mais Zlatonof rit.";
    let id = draft(newsroom, "fr", text);
    assert_eq!(
        words(&found(newsroom, id, 0..text.len())),
        [("Zlatonof", "spelling")]
    );
    assert_eq!(
        newsroom.suggestions(id, "Zlatonof", "fr").unwrap()[0],
        "Zlatonov"
    );
}

#[test]
fn the_house_s_files_are_followed_when_they_change() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let text = "Il faut impacter le quai !";
    let id = draft(newsroom, "fr", text);
    let at_first = found(newsroom, id, 0..text.len());
    assert_eq!(words(&at_first), [("impacter", "style"), (" ", "signs")]);
    let CopyAbout::Style(rule) = &at_first[0].about else {
        panic!("{at_first:?}")
    };
    assert!(
        !rule.advice.is_empty() && !rule.source.is_empty(),
        "{rule:?}"
    );
    let style = newsroom.house_file(HouseFile::FrenchStyle).unwrap();
    assert!(fs::read_to_string(&style).unwrap().contains("impacter"));
    fs::write(
        &style,
        "language = \"fr\"\n[[rule]]\nid = \"quai\"\npattern = \"quai\"\nreplacement = \"port\"\n\
         advice = \"Écrivez « port ».\"\nreason = \"Ici, c’est le port.\"\nsource = \"La maison\"\n\
         example = \"le quai → le port\"\n",
    )
    .unwrap();
    let signs = newsroom.house_file(HouseFile::Signs).unwrap();
    fs::write(&signs, "[french]\nbefore-high-signs = \"none\"\n").unwrap();
    let now = desk.until("the house's new rules", |newsroom| {
        let now = found(newsroom, id, 0..text.len());
        (words(&now)[0] == ("quai", "style")).then_some(now)
    });
    assert_eq!(now[0].replacements, ["port"]);
    assert_eq!(
        (now[1].text.as_str(), &now[1].replacements[..]),
        (" !", &["!".to_owned()][..])
    );
}

#[test]
fn a_sentence_may_be_as_long_as_the_settings_say() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let long = |words: usize| {
        format!(
            "Le maire {}.",
            "travaille ici ou là ".repeat(words / 4).trim()
        )
    };
    let id = draft(newsroom, "fr", &long(32));
    let is_long = |sentence_words: u32| {
        let settings = newsroom.settings().unwrap();
        newsroom
            .set_settings(&Settings {
                sentence_words,
                ..settings
            })
            .unwrap();
        let kind = |one: &CopyFinding| {
            matches!(
                one.about,
                CopyAbout::Remark(RemarkKind::LongSentence { .. })
            )
        };
        found(newsroom, id, 0..9).iter().any(kind)
    };
    assert_eq!([40, 33, 0].map(is_long), [false, true, false]);
}
