//! A library that can't be used is left as it is, and says why.

use std::fs;

use testkit::{Desk, Opening, Written};

#[test]
fn what_is_no_library_is_left_as_it_is() {
    let mut desk = Desk::closed(Opening::default());
    let file = desk.library().join("library.db");
    for bytes in [&b"not a database, but longer than its header would be, so that it is looked at.................."[..], b"SQLite format 3\0garbage"] {
        fs::write(&file, bytes).unwrap();
        assert_eq!(desk.reopen().unwrap_err().code(), "library_corrupt");
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }
}

#[test]
fn what_keeps_a_library_closed_is_said_with_its_folder() {
    let mut desk = Desk::closed(Opening::default());
    let whole = desk.library().display().to_string();
    fs::write(desk.library().join("library.db"), [7; 200]).unwrap();
    let error = desk.reopen().unwrap_err();
    assert!(error.detail().starts_with(&whole), "{error}");
    // Something lies where a folder of the library is to be.
    fs::remove_file(desk.library().join("library.db")).unwrap();
    fs::write(desk.library().join("pictures"), "a file").unwrap();
    let error = desk.reopen().unwrap_err();
    assert_eq!(error.code(), "disk_fault");
    assert!(error.detail().starts_with(&whole), "{error}");
}

#[test]
fn a_library_of_a_later_program_is_left_as_it_is() {
    let mut desk = Desk::open(Opening::default());
    desk.close();
    let file = desk.library().join("library.db");
    let later = rusqlite::Connection::open(&file).unwrap();
    later.pragma_update(None, "user_version", 9_999).unwrap();
    drop(later);
    let bytes = fs::read(&file).unwrap();
    assert_eq!(desk.reopen().unwrap_err().code(), "library_newer");
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_library_is_open_once() {
    let desk = Desk::open(Opening::default());
    let second = newsroom::Newsroom::open(newsroom::Options {
        library: desk.library().to_owned(),
        clock: desk.clock.clone(),
        secrets: desk.secrets.clone(),
        ids: std::sync::Arc::new(newsroom::RandomIdentifiers),
        system_locale: String::new(),
        time_zone: "UTC".to_owned(),
        local_site: newsroom::LocalSite::Off,
        patience: newsroom::Patience::default(),
        darkroom: testkit::darkroom(),
        link_manners: Default::default(),
        dictionaries: testkit::dictionaries(),
        samples: newsroom::Samples::None,
        on_event: Box::new(|_| ()),
    });
    assert_eq!(second.map(drop).unwrap_err().code(), "library_busy");
}

#[test]
fn the_first_start_shows_what_an_article_is() {
    let mut desk = Desk::open(Opening {
        samples: newsroom::Samples::Both,
        ..Opening::default()
    });
    let newsroom = desk.newsroom();
    let page = newsroom.list(&newsroom::ListQuery::all(0, 50)).unwrap();
    assert_eq!(page.total, 2);
    let open = newsroom
        .open_draft(newsroom.last_draft().unwrap().unwrap())
        .unwrap();
    assert_eq!(open.fields.language.as_str(), "fr");
    assert!(
        (600..=1_100).contains(&open.counts.words),
        "{}",
        open.counts.words
    );
    let region = page::region_of(&open.page).unwrap();
    for part in [
        "<table",
        "<blockquote",
        "<cite>",
        "<ol",
        "<ul",
        "class=\"notes\"",
        "class=\"summary\"",
        "/media/",
        "<figcaption",
    ] {
        assert!(region.contains(part), "{part}");
    }
    assert!(open.outline.len() >= 5);
    // Thrown away, they stay away.
    for row in page.rows {
        newsroom.delete_draft(row.id).unwrap();
    }
    desk.reopen().unwrap();
    assert_eq!(
        desk.newsroom()
            .list(&newsroom::ListQuery::all(0, 50))
            .unwrap()
            .total,
        0
    );
}

#[test]
fn an_english_desk_begins_in_english() {
    let opening = Opening {
        samples: newsroom::Samples::Both,
        locale: "en_GB.UTF-8",
        ..Opening::default()
    };
    let desk = Desk::open(opening);
    let newsroom = desk.newsroom();
    let open = newsroom
        .open_draft(newsroom.last_draft().unwrap().unwrap())
        .unwrap();
    assert_eq!(open.fields.language.as_str(), "en");
    assert!(open.counts.words >= 400);
    let new = newsroom.new_draft().unwrap();
    assert_eq!(new.fields.language.as_str(), "en");
}

#[test]
fn settings_are_kept() {
    let mut desk = Desk::open(Opening::default());
    let mut settings = desk.newsroom().settings().unwrap();
    settings.byline = "C. Delmas".to_owned();
    settings.manuscript_size = 99;
    desk.newsroom().set_settings(&settings).unwrap();
    desk.reopen().unwrap();
    let kept = desk.newsroom().settings().unwrap();
    assert_eq!(
        (kept.byline.as_str(), kept.manuscript_size),
        ("C. Delmas", 28)
    );
    assert_eq!(
        desk.newsroom().new_draft().unwrap().fields.byline,
        "C. Delmas"
    );
}

#[test]
fn a_search_finds_what_was_written() {
    let desk = Desk::open(Opening::default());
    let draft = Written::new("Titre", "Le cœur de l’été.").at(desk.newsroom());
    let query = newsroom::ListQuery {
        search: "coeur ete".to_owned(),
        ..newsroom::ListQuery::all(0, 10)
    };
    let found = desk.until("found", |newsroom| {
        let page = newsroom.list(&query).unwrap();
        page.rows.into_iter().next()
    });
    assert_eq!(found.id, draft);
}

#[test]
fn what_a_search_shows_is_what_readers_see() {
    let desk = Desk::open(Opening::default());
    let text =
        "## Le *port*\n\nLa [**grève**](https://a.example/greve) continue\u{a0}: rien ne sort.\n";
    Written::new("Titre", text).at(desk.newsroom());
    let query = newsroom::ListQuery {
        search: "greve".to_owned(),
        ..newsroom::ListQuery::all(0, 9)
    };
    let row = desk.until("found", |newsroom| {
        let page = newsroom.list(&query).unwrap();
        page.rows.into_iter().next()
    });
    let runs: Vec<_> = row
        .excerpt
        .iter()
        .map(|run| (run.text.as_str(), run.matched))
        .collect();
    assert_eq!(
        runs,
        [
            ("La ", false),
            ("grève", true),
            (" continue : rien ne sort.", false)
        ]
    );
}

/// A library whose file was emptied, as by a disk that was full, is damaged while anything of it
/// is left; it is never begun anew over what was there.
#[track_caller]
fn an_emptied_file_is_damaged(beside: &str) {
    let mut desk = Desk::closed(Opening::default());
    let file = desk.library().join("library.db");
    let left = desk.library().join(beside);
    std::fs::create_dir_all(left.parent().unwrap()).unwrap();
    std::fs::write(&left, "what is left").unwrap();
    std::fs::write(&file, "").unwrap();
    let error = desk.reopen().unwrap_err();
    assert_eq!(error.code(), "library_corrupt", "{beside}");
    assert_eq!(std::fs::metadata(&file).unwrap().len(), 0);
    assert_eq!(std::fs::read_to_string(&left).unwrap(), "what is left");
}

#[test]
fn an_emptied_library_is_not_taken_for_a_new_one() {
    an_emptied_file_is_damaged("site/site.db");
    an_emptied_file_is_damaged("pictures/0000.jpg");
    an_emptied_file_is_damaged("library.db-wal");
    an_emptied_file_is_damaged("library.db.format-1.backup");
}

#[test]
fn an_empty_file_alone_becomes_a_library() {
    let mut desk = Desk::closed(Opening::default());
    std::fs::write(desk.library().join("library.db"), "").unwrap();
    std::fs::create_dir(desk.library().join("pictures")).unwrap();
    desk.reopen().unwrap();
}

#[test]
fn a_site_that_ran_before_there_was_a_library_is_in_nobody_s_way() {
    let mut desk = Desk::closed(Opening::default());
    std::fs::create_dir(desk.library().join("site")).unwrap();
    std::fs::write(desk.library().join("site/site.db"), "").unwrap();
    desk.reopen().unwrap();
}
