//! The copy of a draft as the house reads it: signs while they are typed, spelling, style, and plain files that change all of it.

use std::fs;
use std::ops::Range;

use domain::{DraftId, Fields, Language};
use newsroom::copydesk::{CopyAbout, CopyFinding, HowFar, RemarkKind, RuleFaultCode};
use newsroom::{Change, Edit, HouseFault, HouseFaultCode, HouseFile, Newsroom, Settings};
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
fn a_name_in_a_field_is_known_at_once() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let text = "Un Zlatonov rit.";
    let id = draft(newsroom, "fr", text);
    assert_eq!(
        words(&found(newsroom, id, 0..16)),
        [("Zlatonov", "spelling")]
    );
    let fields = newsroom.open_draft(id).unwrap().fields;
    let tags = vec!["Zlatonov".to_owned()];
    newsroom.set_fields(id, Fields { tags, ..fields }).unwrap();
    assert_eq!(found(newsroom, id, 0..16), []);
}

#[test]
fn names_spelt_two_ways_and_skipped_headings_are_seen_in_the_whole_text() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let text =
        "😀 Hier, Zelenskyy.\n\n#### Ensuite\n\nAvec Zlatonov, puis Zlattonov, dit Zlatonov.\n";
    let id = draft(newsroom, "fr", text);
    let fields = newsroom.open_draft(id).unwrap().fields;
    let headline = "Un pont pour Zelensky".to_owned();
    newsroom
        .set_fields(id, Fields { headline, ..fields })
        .unwrap();
    let across = newsroom.read_across(id, 1).unwrap().unwrap().findings;
    assert_eq!(
        words(&across),
        [
            ("Zelenskyy", "remark"),
            ("Ensuite", "remark"),
            ("Zlattonov", "remark")
        ]
    );
    assert_eq!(across[0].units, 9..18);
    assert_eq!(across[2].replacements, ["Zlatonov"]);
    assert_eq!(newsroom.read_across(id, 2).unwrap(), None);
    let mut all = found(newsroom, id, 0..text.len());
    all.extend(across);
    all.sort_by_key(|finding| (finding.units.start, finding.units.end));
    let whole = newsroom.read_whole_copy(id).unwrap();
    assert_eq!(words(&whole), words(&all));
}

/// Ignores a finding of the text after this change.
fn ignore(newsroom: &Newsroom, id: DraftId, sequence: u64, finding: &CopyFinding, far: HowFar) {
    let what = (finding.about.rule(), finding.units.clone());
    assert!(newsroom.ignore_finding(id, sequence, what, far).unwrap());
}

/// Where something is found in the text after this change.
fn starts(newsroom: &Newsroom, id: DraftId, sequence: u64) -> Vec<usize> {
    let read = newsroom.read_copy(id, sequence, 0..1_000).unwrap();
    let found = read.expect("the very text").findings;
    found.iter().map(|finding| finding.units.start).collect()
}

#[test]
fn a_place_is_ignored_through_edits_and_a_restart_until_its_words_change() {
    let mut desk = Desk::open(Opening::default());
    let text = "Le zlork rit. Puis, au bord du quai, le zlork a dormi.";
    let id = draft(desk.newsroom(), "fr", text);
    let all = found(desk.newsroom(), id, 0..text.len());
    assert_eq!(words(&all), [("zlork", "spelling"), ("zlork", "spelling")]);
    ignore(desk.newsroom(), id, 1, &all[1], HowFar::Here);
    assert_eq!(starts(desk.newsroom(), id, 1), [3]);
    let across = desk.newsroom().read_across(id, 1).unwrap().unwrap();
    assert_eq!(across.ignored, 1);
    let later = typed(id, 2, 0, "Hier soir. ", text);
    desk.newsroom().edit(later).unwrap();
    assert_eq!(starts(desk.newsroom(), id, 2), [14]);
    desk.reopen().unwrap();
    let newsroom = desk.newsroom();
    let open = newsroom.open_draft(id).unwrap();
    assert_eq!(starts(newsroom, id, open.sequence), [14]);
    let whole = newsroom.read_whole_copy(id).unwrap();
    assert_eq!(words(&whole), [("zlork", "spelling")]);
    let at = open.text.rfind("zlork").unwrap();
    let edit = typed(id, open.sequence + 1, at, "x", &open.text);
    newsroom.edit(edit).unwrap();
    assert_eq!(starts(newsroom, id, open.sequence + 1), [14, 51]);
    let across = newsroom.read_across(id, open.sequence + 1);
    assert_eq!(
        across.unwrap().unwrap().ignored,
        1,
        "the first has these words"
    );
    newsroom.heed_again(id).unwrap();
    let across = newsroom.read_across(id, open.sequence + 1);
    assert_eq!(across.unwrap().unwrap().ignored, 0);
}

#[test]
fn what_is_ignored_in_a_draft_is_ignored_nowhere_else_and_heeded_again_when_asked() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let text = "Il faut impacter le quai. Impacter ? Non, impacter.";
    let (one, two) = (draft(newsroom, "fr", text), draft(newsroom, "fr", text));
    let all = found(newsroom, one, 0..text.len());
    ignore(newsroom, one, 1, &all[0], HowFar::Draft);
    let left = found(newsroom, one, 0..text.len());
    assert_eq!(words(&left), [("Impacter", "style"), (" ", "signs")]);
    assert_eq!(found(newsroom, two, 0..text.len()), all);
    newsroom.heed_again(one).unwrap();
    assert_eq!(found(newsroom, one, 0..text.len()), all);
    let elsewhere = newsroom.ignore_finding(one, 9, ("mark", 0..2), HowFar::Here);
    assert!(!elsewhere.unwrap(), "another text");
}

#[test]
fn what_is_ignored_always_stands_in_a_plain_file_and_a_mark_never_does() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let text = "TK : impacter le quai, zlork !";
    let id = draft(newsroom, "fr", text);
    let all = found(newsroom, id, 0..text.len());
    let named = |name: &str| all.iter().find(|one| one.text.trim() == name).unwrap();
    let mark = ("mark", named("TK").units.clone());
    let refused = newsroom.ignore_finding(id, 1, mark, HowFar::Always);
    assert_eq!(refused.unwrap_err().code(), "field_invalid");
    for name in ["impacter", "zlork", ""] {
        ignore(newsroom, id, 1, named(name), HowFar::Always);
    }
    let left = desk.until("the house's list", |newsroom| {
        let left = found(newsroom, id, 0..text.len());
        (left.len() == all.len() - 3).then_some(left)
    });
    assert_eq!(words(&left), [("TK", "remark"), (" ", "signs")]);
    assert_eq!(left[1].about.rule(), "high-sign");
    let file = newsroom.house_file(HouseFile::Ignored).unwrap();
    let list = fs::read_to_string(file).unwrap();
    assert!(
        list.contains("\nimpacter\n") && list.starts_with('#'),
        "{list}"
    );
}

#[test]
fn a_fault_in_a_file_of_the_house_is_told_with_its_line_and_costs_no_other_rule() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    assert_eq!(newsroom.house_faults(), []);
    let write = |file: HouseFile, text: &str| {
        fs::write(newsroom.house_file(file).unwrap(), text).unwrap();
    };
    write(
        HouseFile::FrenchStyle,
        "language = \"fr\"\n[[rule]]\nid = \"quai\"\npattern = \"quai\"\nadvice = \"Port.\"\n\
         example = \"le quai\"\n[[rule]]\nid = \"pont\"\npattern = \"(pont\"\nadvice = \"Non.\"\n",
    );
    write(HouseFile::Signs, "[french]\nbefore-high-signs = \"none\"\n");
    write(HouseFile::OwnWords, "zlork\ndeux mots\n");
    write(HouseFile::Ignored, "# rien\n\nou bien quoi\n");
    let fault = |file, line, code| HouseFault { file, line, code };
    let rule = HouseFaultCode::Rule(RuleFaultCode::Unclosed);
    let expected = [
        fault(HouseFile::FrenchStyle, 9, rule),
        fault(HouseFile::OwnWords, 2, HouseFaultCode::NoWord),
        fault(HouseFile::Ignored, 3, HouseFaultCode::NoRule),
    ];
    desk.until("the faults", |newsroom| {
        (newsroom.house_faults() == expected).then_some(())
    });
    let text = "Le zlork du quai !";
    let id = draft(newsroom, "fr", text);
    let good = found(newsroom, id, 0..text.len());
    assert_eq!(words(&good), [("quai", "style"), (" !", "signs")]);
    write(HouseFile::Signs, "[french]\nbefore-high-signs = \"wide\"\n");
    let broken = fault(HouseFile::Signs, 2, HouseFaultCode::UnknownSetting);
    desk.until("the broken table", |newsroom| {
        (newsroom.house_faults().first() == Some(&broken)).then_some(())
    });
    assert_eq!(found(newsroom, id, 0..text.len()), good, "as it was before");
    fs::write(
        newsroom.house_file(HouseFile::OwnWords).unwrap(),
        [0xFF, 0xFE],
    )
    .unwrap();
    let unreadable = fault(HouseFile::OwnWords, 0, HouseFaultCode::Unreadable);
    desk.until("the unreadable list", |newsroom| {
        newsroom.house_faults().contains(&unreadable).then_some(())
    });
    assert_eq!(found(newsroom, id, 0..text.len()), good, "zlork is known");
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

#[test]
fn english_of_no_country_is_right_as_britain_and_as_america_write_it() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let text = "The harbour licence and the color of the center, unfortunatly.";
    let slips = |language: &str| {
        let id = draft(newsroom, language, text);
        let found = found(newsroom, id, 0..text.len());
        let slips = found
            .into_iter()
            .filter(|one| matches!(one.about, CopyAbout::Spelling { .. }));
        slips.map(|one| one.text).collect::<Vec<_>>()
    };
    assert_eq!(slips("en"), ["unfortunatly"]);
    assert_eq!(slips("en-gb"), ["color", "center", "unfortunatly"]);
    assert!(slips("en-us").contains(&"harbour".to_owned()));
}
