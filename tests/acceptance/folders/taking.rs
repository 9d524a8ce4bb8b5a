//! What a folder takes in and leaves alone: new files, names, links, and folders that vanish or overlap.

use super::*;

#[test]
fn new_files_become_drafts_and_are_left_as_they_are() {
    let work = Work::with(Mirrored::Found);
    fs::create_dir(work.path("notes")).unwrap();
    fs::write(work.path("notes/un.md"), "# Un titre\n\nUn texte.").unwrap();
    let hugo = "---\ntitle: 'Deux' # provisoire\nlayout: post\n---\r\nTexte.\r\n";
    fs::write(work.path("deux.MD"), hugo).unwrap();
    fs::write(work.path("vide.md"), "").unwrap();
    fs::write(work.path(".cache.md"), "Rien.").unwrap();
    fs::write(work.path("lisez-moi.txt"), "Rien.").unwrap();
    Written::new("Sans fichier", "Texte.").at(work.newsroom());
    work.look();
    assert_eq!(work.drafts().len(), 3);
    assert_eq!(work.text(work.the_draft("Un titre")), "Un texte.");
    assert_eq!(work.read("deux.MD"), hugo);
    let draft = work.the_draft("Deux");
    work.writes(draft, "Texte neuf.\n");
    work.look();
    // Line ends, comments and keys that are not ours stay.
    let after = work.read("deux.MD");
    assert!(
        after.starts_with("---\ntitle: 'Deux' # provisoire\nlayout: post\n---"),
        "{after:?}"
    );
    assert!(after.ends_with("Texte neuf.\n"), "{after:?}");
}

#[test]
fn a_picture_address_with_accents_is_taken_and_its_line_stays() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    let line = "picture: https://a.example/é t é.jpg\n";
    work.edits("titre.md", "lang:", &format!("{line}lang:"));
    work.look();
    let picture = work.newsroom().open_draft(draft).unwrap();
    let source = picture.fields.lead_picture.map(|lead| lead.source);
    let taken = "https://a.example/%C3%A9%20t%20%C3%A9.jpg".to_owned();
    assert_eq!(source, Some(PictureSource::Address(taken)));
    work.writes(draft, "Plus loin.");
    work.look();
    assert!(
        work.read("titre.md").contains(line),
        "{}",
        work.read("titre.md")
    );
    assert_eq!(work.body("titre.md"), "Plus loin.");
}

#[test]
fn where_a_draft_goes_and_what_it_says_there_is_no_file_s_business() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    let mut fields = work.newsroom().open_draft(draft).unwrap().fields;
    let there = Variant {
        headline: Some("Titre là-bas".to_owned()),
        ..Variant::default()
    };
    let site = SiteId(uuid::Uuid::from_u128(7));
    fields.destinations.insert(site, there);
    let destinations = fields.destinations.clone();
    work.newsroom().set_fields(draft, fields).unwrap();
    work.look();
    work.edits("titre.md", "Un texte.", "Deux textes.");
    work.look();
    assert_eq!(work.text(draft), "Deux textes.");
    let after = work.newsroom().open_draft(draft).unwrap().fields;
    assert_eq!(after.destinations, destinations);
    assert!(!work.read("titre.md").contains("là-bas"));
}

#[test]
fn two_drafts_of_one_name_get_two_files() {
    let work = Work::new();
    work.mirrored("Titre", "Un.");
    fs::write(work.path("TITRE-2.md"), "De quelqu’un.").unwrap();
    work.mirrored("Titre", "Deux.");
    assert_eq!(work.names(), ["TITRE-2.md", "titre-3.md", "titre.md"]);
    assert_eq!(work.drafts().len(), 3);
}

#[test]
fn what_can_not_be_taken_is_said_and_left_alone() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    fs::write(work.path("latin.md"), b"\xE9t\xE9").unwrap();
    fs::write(work.path("nul.md"), b"a\0b").unwrap();
    fs::write(work.path("windows.md"), b"\xFF\xFEa\0").unwrap();
    fs::write(work.path("ouvert.md"), "---\nheadline: Un\n\nTexte.").unwrap();
    fs::write(work.path("faux.md"), "---\nheadline: [\n---\nTexte.").unwrap();
    let large = fs::File::create(work.path("grand.md")).unwrap();
    large.set_len(50_000_000).unwrap();
    #[cfg(unix)]
    {
        let elsewhere = tempfile::NamedTempFile::new().unwrap();
        fs::write(elsewhere.path(), "Secret.").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), work.path("lien.md")).unwrap();
        std::os::unix::fs::symlink(work.folder.path(), work.path("boucle")).unwrap();
    }
    work.look();
    let mut failures = work.failures();
    failures.sort();
    assert_eq!(
        failures,
        [
            ("faux.md".to_owned(), "front_matter_invalid"),
            ("grand.md".to_owned(), "file_too_large"),
            ("latin.md".to_owned(), "file_not_utf8"),
            ("lien.md".to_owned(), "file_is_link"),
            ("nul.md".to_owned(), "file_not_text"),
            ("ouvert.md".to_owned(), "front_matter_open"),
            ("windows.md".to_owned(), "file_not_utf8"),
        ]
    );
    assert_eq!(work.drafts().len(), 1);
    // A draft whose file turned unfit is neither binned nor written over it.
    fs::write(work.path("titre.md"), b"\xE9").unwrap();
    work.writes(draft, "Plus loin.");
    work.look();
    assert_eq!(fs::read(work.path("titre.md")).unwrap(), b"\xE9");
    assert_eq!(work.text(draft), "Plus loin.");
    assert_eq!(work.status(draft), DraftStatus::Draft);
}

#[test]
#[cfg(unix)]
fn nothing_is_written_through_a_link() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    fs::write(elsewhere.path(), "Secret.").unwrap();
    fs::remove_file(work.path("titre.md")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), work.path("titre.md")).unwrap();
    work.writes(draft, "Plus loin.");
    work.look();
    assert_eq!(fs::read_to_string(elsewhere.path()).unwrap(), "Secret.");
    assert_eq!(work.status(draft), DraftStatus::Draft);
}

#[test]
fn a_folder_that_vanishes_bins_nothing() {
    let work = Work::new();
    let drafts: Vec<_> = ["A", "B", "C"]
        .map(|headline| work.mirrored(headline, "Un texte."))
        .into();
    let hidden = work.folder.path().with_extension("hidden");
    fs::rename(work.folder.path(), &hidden).unwrap();
    work.look();
    assert!(matches!(&work.state(), FolderState::Faulty(e) if e.code() == "folder_missing"));
    // A mount point without its disk is an empty folder.
    fs::create_dir(work.folder.path()).unwrap();
    work.look();
    assert!(matches!(&work.state(), FolderState::Faulty(e) if e.code() == "folder_missing"));
    for draft in &drafts {
        assert_eq!(work.status(*draft), DraftStatus::Draft);
    }
    fs::remove_dir(work.folder.path()).unwrap();
    fs::rename(&hidden, work.folder.path()).unwrap();
    work.edits("a.md", "Un", "Deux");
    work.look();
    assert_eq!(work.state(), FolderState::Watched);
    assert_eq!(work.text(drafts[0]), "Deux texte.");
}

#[test]
fn a_folder_left_and_chosen_again_doubles_nothing() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    work.newsroom().remove_folder(work.id).unwrap();
    assert_eq!(work.names(), ["titre.md"]);
    work.newsroom()
        .add_folder(work.folder.path(), Mirrored::All)
        .unwrap();
    work.look();
    assert_eq!(work.drafts().len(), 1);
    assert_eq!(work.names(), ["titre.md"]);
    work.edits("titre.md", "Un", "Deux");
    work.look();
    assert_eq!(work.text(draft), "Deux texte.");
}

#[test]
fn folders_do_not_overlap_each_other_or_the_library() {
    let work = Work::new();
    let inner = work.path("dedans");
    fs::create_dir(&inner).unwrap();
    let newsroom = work.newsroom();
    for taken in [work.folder.path(), &inner, work.desk.library()] {
        let refused = newsroom.add_folder(taken, Mirrored::All).unwrap_err();
        assert_eq!(refused.code(), "folder_taken", "{}", taken.display());
    }
    let missing = newsroom.add_folder(&work.path("rien"), Mirrored::All);
    assert_eq!(missing.unwrap_err().code(), "folder_missing");
}

#[test]
fn a_section_mirrors_its_own() {
    let work = Work::with(Mirrored::Section("tech".to_owned()));
    let draft = work.mirrored("Titre", "Un texte.");
    assert_eq!(work.names(), [""; 0]);
    let mut fields = work.newsroom().open_draft(draft).unwrap().fields;
    fields.section = "tech".to_owned();
    work.newsroom().set_fields(draft, fields).unwrap();
    work.look();
    assert_eq!(work.names(), ["titre.md"]);
}

#[test]
fn a_watched_folder_needs_nobody_to_look() {
    let work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    work.newsroom().watch_folders().unwrap();
    work.desk.until("watched", |newsroom| {
        let folder = newsroom.folders().unwrap().remove(0);
        (folder.state == FolderState::Watched).then_some(())
    });
    work.edits("titre.md", "Un", "Deux");
    work.desk.until("taken in", |newsroom| {
        let open = newsroom.open_draft(draft).unwrap();
        (open.text == "Deux texte.").then_some(())
    });
    work.writes(draft, "Trois textes.");
    work.desk.until("written", |_| {
        (work.body("titre.md") == "Trois textes.").then_some(())
    });
}

#[test]
fn her_last_words_go_out_when_the_program_closes() {
    let mut work = Work::new();
    let draft = work.mirrored("Titre", "Un texte.");
    work.newsroom().watch_folders().unwrap();
    work.writes(draft, "Les derniers mots.");
    work.desk.close();
    assert_eq!(work.body("titre.md"), "Les derniers mots.");
}
