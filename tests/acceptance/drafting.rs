//! Writing: every acknowledged word is there after the next start, and the page is what a full rendering would give.

use domain::{DraftId, Fields, LeadPicture, PictureSource};
use newsroom::{Change, Edit, Event, Newsroom, Place, Splice, TEXT_LIMIT};
use proptest::prelude::*;
use testkit::{Desk, Opening, Written, kept};

/// Types at the end of a text, one change after the other.
struct Typist<'a> {
    newsroom: &'a Newsroom,
    draft: DraftId,
    sequence: u64,
    text: String,
    blocks: Vec<String>,
}

impl<'a> Typist<'a> {
    fn at(newsroom: &'a Newsroom, draft: DraftId) -> Self {
        let open = newsroom.open_draft(draft).unwrap();
        let blocks = open.blocks.into_iter().map(|b| b.html).collect();
        Self {
            newsroom,
            draft,
            sequence: open.sequence,
            text: open.text,
            blocks,
        }
    }

    fn length(&self) -> usize {
        self.text.encode_utf16().count()
    }

    fn types(&mut self, insert: &str) {
        let from = self.length();
        let change = Change {
            from,
            to: from,
            insert: insert.to_owned(),
        };
        let after = format!("{}{insert}", self.text);
        self.changes(vec![change], after);
    }

    fn changes(&mut self, changes: Vec<Change>, after: String) {
        self.text = after;
        self.sequence += 1;
        let length = self.length();
        let edit = Edit {
            draft: self.draft,
            sequence: self.sequence,
            changes,
            length,
            caret: length,
        };
        let reply = self.newsroom.edit(edit).unwrap();
        assert_eq!(reply.sequence, self.sequence);
        self.patch(reply.splices);
    }

    fn patch(&mut self, splices: Vec<Splice>) {
        for splice in splices {
            let new = splice.insert.into_iter().map(|b| b.html);
            self.blocks
                .splice(splice.at..splice.at + splice.remove, new);
        }
    }
}

#[test]
fn every_word_is_there_after_a_restart() {
    let mut desk = Desk::open(Opening::default());
    let draft = desk.newsroom().new_draft().unwrap().id;
    let mut typist = Typist::at(desk.newsroom(), draft);
    for word in ["## L’été", "\n\n", "Il ", "fait ", "chaud", " 😀", ".\n"] {
        typist.types(word);
    }
    let (text, caret) = (typist.text.clone(), typist.length() as u64);
    desk.reopen().unwrap();
    let open = desk.newsroom().open_draft(draft).unwrap();
    assert_eq!(
        (open.text, open.sequence, open.place.caret),
        (text, 7, caret)
    );
    assert_eq!(desk.newsroom().last_draft().unwrap(), Some(draft));
}

#[test]
fn what_was_shown_as_saved_survives_a_power_cut() {
    let desk = Desk::open(Opening::default());
    let draft = Written::new("Titre", "Un texte.").at(desk.newsroom());
    let mut typist = Typist::at(desk.newsroom(), draft);
    typist.types(" Encore un mot");
    typist.types(" 😀.");
    desk.until_event(|event| matches!(event, Event::Saved { sequence: 3, .. }).then_some(()));
    let cut = desk.after_a_power_cut().unwrap();
    let open = cut.newsroom().open_draft(draft).unwrap();
    assert_eq!(
        (open.text.as_str(), open.fields.headline.as_str()),
        ("Un texte. Encore un mot 😀.", "Titre")
    );
    assert_eq!(
        (open.sequence, open.place.caret),
        (3, typist.length() as u64)
    );
    // And it goes on from there.
    Typist::at(cut.newsroom(), draft).types(" Après");
}

#[test]
fn a_saved_change_is_told() {
    let desk = Desk::open(Opening::default());
    let draft = desk.newsroom().new_draft().unwrap().id;
    let mut typist = Typist::at(desk.newsroom(), draft);
    typist.types("a");
    // An edit without a change asks for nothing but the state.
    let durable = desk.until("durable", |newsroom| {
        let reply = newsroom.resync(draft, "a", 1).unwrap();
        (reply.durable == reply.sequence).then_some(reply.durable)
    });
    assert_eq!(durable, 1);
}

#[test]
fn an_opened_text_says_how_much_of_it_is_on_the_disk() {
    let desk = Desk::open(Opening::default());
    let draft = Written::new("Titre", "").at(desk.newsroom());
    let mut typist = Typist::at(desk.newsroom(), draft);
    for _ in 0..200 {
        typist.types("mot ");
    }
    let opened = desk.newsroom().open_draft(draft).unwrap();
    assert_eq!((opened.sequence, opened.durable), (200, 200));
}

#[test]
fn the_patched_page_is_the_rendered_page() {
    let desk = Desk::open(Opening::default());
    let draft = Written::new("Titre", "Un.\n\nDeux.").at(desk.newsroom());
    let mut typist = Typist::at(desk.newsroom(), draft);
    for part in [
        "\n\n> Trois\n>\n> — Qui",
        "\n\n",
        "| a | b |\n",
        "|---|---|\n",
        "| 1 | 2 |",
        "\n\nNote.[^1]\n\n[^1]: Ici.",
    ] {
        typist.types(part);
        let open = desk.newsroom().open_draft(draft).unwrap();
        let whole: Vec<String> = open.blocks.into_iter().map(|b| b.html).collect();
        assert_eq!(typist.blocks, whole);
        let region = page::region_of(&open.page).unwrap();
        assert!(region.contains(&whole.join("\n")));
        assert_eq!(whole.join("\n"), prose::body_html(&typist.text));
    }
}

#[test]
fn a_gap_is_noticed_and_the_whole_text_mends_it() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Titre", "abc").at(newsroom);
    let edit = |sequence, length| Edit {
        draft,
        sequence,
        changes: vec![Change {
            from: 3,
            to: 3,
            insert: "d".to_owned(),
        }],
        length,
        caret: 4,
    };
    for (sequence, length) in [(1, 4), (3, 4), (2, 5)] {
        let error = newsroom.edit(edit(sequence, length)).unwrap_err();
        assert_eq!(error.code(), "out_of_step", "{sequence} {length}");
    }
    let outside = Edit {
        changes: vec![Change {
            from: 9,
            to: 9,
            insert: String::new(),
        }],
        ..edit(2, 3)
    };
    assert_eq!(newsroom.edit(outside).unwrap_err().code(), "out_of_step");
    let reply = newsroom.resync(draft, "abcde", 5).unwrap();
    assert_eq!(reply.sequence, 2);
    assert_eq!(newsroom.open_draft(draft).unwrap().text, "abcde");
}

#[test]
fn a_text_of_fifty_megabytes_is_refused_and_nothing_is_lost() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Titre", "abc").at(newsroom);
    let whole = "a".repeat(50_000_000);
    assert_eq!(
        newsroom.resync(draft, &whole, 0).unwrap_err().code(),
        "text_too_large"
    );
    let insert = "a".repeat(TEXT_LIMIT);
    let length = TEXT_LIMIT + 3;
    let changes = vec![Change {
        from: 0,
        to: 0,
        insert,
    }];
    let edit = Edit {
        draft,
        sequence: 2,
        changes,
        length,
        caret: 0,
    };
    assert_eq!(newsroom.edit(edit).unwrap_err().code(), "text_too_large");
    assert_eq!(newsroom.open_draft(draft).unwrap().text, "abc");
}

#[test]
fn many_drafts_are_open_in_turn() {
    let mut desk = Desk::open(Opening::default());
    let drafts: Vec<DraftId> = (0..20)
        .map(|_| desk.newsroom().new_draft().unwrap().id)
        .collect();
    for round in 0..3 {
        for draft in &drafts {
            Typist::at(desk.newsroom(), *draft).types(&format!("tour {round} "));
        }
    }
    desk.reopen().unwrap();
    for draft in &drafts {
        assert_eq!(
            desk.newsroom().open_draft(*draft).unwrap().text,
            "tour 0 tour 1 tour 2 "
        );
    }
}

#[test]
fn fields_and_place_are_kept() {
    let mut desk = Desk::open(Opening::default());
    let draft = Written::new("L’été", "Un mot.")
        .with(|fields| fields.tags = vec!["b".to_owned(), "a".to_owned()])
        .at(desk.newsroom());
    desk.newsroom()
        .keep_place(
            draft,
            Place {
                caret: 3,
                scroll: 1,
            },
        )
        .unwrap();
    desk.reopen().unwrap();
    let open = desk.newsroom().open_draft(draft).unwrap();
    assert_eq!(open.fields.tags, ["b", "a"]);
    assert_eq!(
        open.place,
        Place {
            caret: 3,
            scroll: 1
        }
    );
    assert_eq!(open.slug.unwrap().as_str(), "l-ete");
    assert!(!open.slug_frozen);
    let mut wrong = open.fields;
    wrong.time_zone = "Mars/Olympus".to_owned();
    assert_eq!(
        desk.newsroom().set_fields(draft, wrong).unwrap_err().code(),
        "field_invalid"
    );
}

#[test]
fn the_frame_follows_fields_and_reading_time() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Un titre", "mot ").at(newsroom);
    let mut fields = newsroom.open_draft(draft).unwrap().fields;
    fields.headline = "Un autre".to_owned();
    let reply = newsroom.set_fields(draft, fields).unwrap();
    assert!(reply.frame.contains("Un autre") && !reply.frame.contains("mot"));
    let short = newsroom.resync(draft, "mot mot", 0).unwrap();
    assert_eq!((short.frame, short.counts.minutes()), (None, 1));
    let long = newsroom.resync(draft, &"mot ".repeat(201), 0).unwrap();
    assert_eq!(long.counts.minutes(), 2);
    assert!(long.frame.unwrap().contains("2 min"));
}

#[test]
fn a_draft_goes_to_the_bin_and_comes_back() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let draft = Written::new("Titre", "texte").at(newsroom);
    let copy = newsroom.duplicate_draft(draft).unwrap();
    assert_eq!(
        (copy.text.as_str(), copy.fields.headline.as_str()),
        ("texte", "Titre")
    );
    newsroom.bin_draft(draft).unwrap();
    assert_eq!(newsroom.facets().unwrap().counts.binned, 1);
    newsroom.restore_draft(draft).unwrap();
    assert_eq!(newsroom.facets().unwrap().counts.draft, 2);
    newsroom.delete_draft(draft).unwrap();
    assert_eq!(
        newsroom.open_draft(draft).unwrap_err().code(),
        "draft_missing"
    );
    assert_eq!(newsroom.facets().unwrap().counts.all, 1);
}

#[test]
fn what_the_disk_refuses_is_kept_and_written_later() {
    let mut desk = Desk::open(Opening::default());
    let draft = desk.newsroom().new_draft().unwrap().id;
    let mut typist = Typist::at(desk.newsroom(), draft);
    typist.types("avant ");
    desk.until_event(|event| matches!(event, Event::Saved { sequence: 1, .. }).then_some(()));
    // Somebody else holds the database: no write gets through.
    let mut other = rusqlite::Connection::open(desk.library().join("library.db")).unwrap();
    let held = other
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .unwrap();
    typist.types("pendant ");
    let error = desk.until_event(|event| match event {
        Event::NotSaved { error, .. } => Some(error.clone()),
        _ => None,
    });
    assert_eq!(error.code(), "library_busy");
    typist.types("encore ");
    assert_eq!(
        desk.newsroom()
            .resync(draft, &typist.text, 0)
            .unwrap()
            .durable,
        1
    );
    drop(held);
    desk.until_event(|event| matches!(event, Event::Saved { sequence: 3, .. }).then_some(()));
    typist.types("après");
    desk.until_event(|event| matches!(event, Event::Saved { sequence: 4, .. }).then_some(()));
    let text = typist.text.clone();
    desk.reopen().unwrap();
    assert_eq!(desk.newsroom().open_draft(draft).unwrap().text, text);
    assert_eq!(text, "avant pendant encore après");
}

/// A replaced range as shares of a text, so that it fits any.
#[derive(Debug, Clone)]
struct Stroke {
    from: f64,
    length: f64,
    insert: String,
}

fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
    let insert = prop::sample::select(vec![
        "a",
        "é",
        "😀",
        " ",
        "\n",
        "\n\n",
        "# T",
        "> ",
        "- ",
        "*",
        "`",
        "[^1]",
        "\n[^1]: n",
        "|",
        "<b>",
        "\u{a0}",
        "",
    ]);
    let stroke = (0.0..=1.0, 0.0..0.3, insert.prop_map(str::to_owned));
    prop::collection::vec(
        stroke.prop_map(|(from, length, insert)| Stroke {
            from,
            length,
            insert,
        }),
        1..40,
    )
}

/// The change that a stroke makes of a text, and the text after it.
fn strike(text: &str, stroke: &Stroke) -> (Change, String) {
    let characters: Vec<char> = text.chars().collect();
    let at = |share: f64| ((characters.len() as f64 * share) as usize).min(characters.len());
    let (from, to) = (at(stroke.from), at((stroke.from + stroke.length).min(1.0)));
    let units = |part: &[char]| part.iter().map(|c| c.len_utf16()).sum::<usize>();
    let start = units(&characters[..from]);
    let change = Change {
        from: start,
        to: start + units(&characters[from..to]),
        insert: stroke.insert.clone(),
    };
    let after = characters[..from].iter().collect::<String>()
        + &stroke.insert
        + &characters[to..].iter().collect::<String>();
    (change, after)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The journal, replayed, is the editor's text; the page, patched, is the page rendered whole.
    #[test]
    fn any_writing_survives_a_restart(strokes in strokes()) {
        let mut desk = Desk::open(Opening::default());
        let draft = desk.newsroom().new_draft().unwrap().id;
        let mut typist = Typist::at(desk.newsroom(), draft);
        for stroke in &strokes {
            let (change, after) = strike(&typist.text, stroke);
            typist.changes(vec![change], after);
        }
        let (text, blocks) = (typist.text.clone(), typist.blocks.join("\n"));
        prop_assert_eq!(&blocks, &prose::body_html(&text));
        let last = strokes.len() as u64;
        desk.until_event(|e| matches!(e, Event::Saved { sequence, .. } if *sequence == last).then_some(()));
        let cut = desk.after_a_power_cut().unwrap();
        desk.reopen().unwrap();
        for desk in [&cut, &desk] {
            let open = desk.newsroom().open_draft(draft).unwrap();
            prop_assert_eq!(&open.text, &text);
            prop_assert_eq!(open.sequence, last);
        }
    }
}

#[test]
fn a_draft_opens_even_when_nothing_can_be_written() {
    let mut desk = Desk::open(Opening::default());
    let draft = Written::new("Titre", "Texte.").at(desk.newsroom());
    desk.close();
    let library = rusqlite::Connection::open(desk.library().join("library.db")).unwrap();
    let full = "CREATE TRIGGER full BEFORE INSERT ON settings WHEN NEW.key = 'last_draft'
                BEGIN SELECT RAISE(ABORT, 'the disk is full'); END";
    library.execute_batch(full).unwrap();
    drop(library);
    desk.reopen().unwrap();
    assert_eq!(desk.newsroom().open_draft(draft).unwrap().text, "Texte.");
}

#[test]
fn what_was_never_written_is_not_told_as_saved() {
    let desk = Desk::open(Opening::default());
    let draft = Written::new("Titre", "Texte.").at(desk.newsroom());
    let mut typist = Typist::at(desk.newsroom(), draft);
    desk.until_event(|event| matches!(event, Event::Saved { sequence: 1, .. }).then_some(()));
    // Somebody takes the draft away while its text lies open.
    let other = rusqlite::Connection::open(desk.library().join("library.db")).unwrap();
    other
        .busy_timeout(std::time::Duration::from_secs(5))
        .unwrap();
    other
        .execute_batch("PRAGMA foreign_keys = ON; DELETE FROM drafts")
        .unwrap();
    typist.types(" Perdu");
    desk.until_event(|event| matches!(event, Event::NotSaved { .. }).then_some(()));
    // The library has lost a draft; nobody is told that its text was kept.
    let saved = desk.until_event(|event| match event {
        Event::Saved { .. } => Some(true),
        Event::LibraryChanged { .. } => Some(false),
        _ => None,
    });
    assert!(!saved);
    let gone = desk.newsroom().standing(draft).unwrap_err();
    assert_eq!(gone.code(), "draft_missing");
}

#[test]
fn a_picture_at_the_head_is_a_kept_one_as_it_is_or_a_secure_address() {
    let desk = Desk::open(Opening::default());
    let jpeg = desk.library().join("a.jpg");
    let sample = include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg");
    std::fs::write(&jpeg, sample).unwrap();
    let kept = kept(desk.newsroom(), jpeg);
    let draft = Written::new("Titre", "Texte.").at(desk.newsroom());
    let fields = desk.newsroom().open_draft(draft).unwrap().fields;
    let set = |path: &str| {
        let source = PictureSource::of_path(path.to_owned(), (9, 9));
        let picture = LeadPicture {
            source,
            ..kept.clone()
        };
        let lead_picture = Some(picture);
        desk.newsroom().set_fields(
            draft,
            Fields {
                lead_picture,
                ..fields.clone()
            },
        )
    };
    let refused = |path: &str| set(path).unwrap_err().code();
    assert_eq!(refused("http://a.example/b.jpg"), "picture_not_secure");
    assert_eq!(refused("/etc/passwd"), "field_invalid");
    let unknown = format!("/media/{}.jpg", "a".repeat(64));
    assert_eq!(refused(&unknown), "field_invalid");
    set("https://a.example/b.jpg").unwrap();
    let PictureSource::File(file) = &kept.source else {
        panic!("a kept file: {kept:?}");
    };
    set(&file.path()).unwrap();
    let now = desk.newsroom().open_draft(draft).unwrap().fields;
    assert_eq!(now.lead_picture, Some(kept.clone()), "its true size");
}
