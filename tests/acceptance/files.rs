//! Files in and out: what is exported can be imported again, and what is no text is named.

use std::fs;
use std::path::PathBuf;

use domain::draft::DraftStatus;
use domain::{PictureSource, Timestamp};
use newsroom::{Finding, ListQuery, Newsroom, Repeat};
use proptest::prelude::*;
use testkit::{Desk, Opening, Written, kept};

/// A draft as somebody may have left it.
#[derive(Debug, Clone)]
struct Random {
    words: [String; 4],
    tags: Vec<String>,
    text: String,
    at: Option<i64>,
    english: bool,
    leads: bool,
    shows: bool,
    binned: bool,
    rest: Option<String>,
}

fn random() -> impl Strategy<Value = Random> {
    let words = prop::array::uniform4("[^\r\u{0}]{0,30}");
    let tags = prop::collection::vec("[\\p{L} ,#:-]{1,12}", 0..4);
    let text = "([^\r\u{0}]{0,40}|---\n|# Titre\n|\n\n){0,6}";
    let rest = prop::option::of("[a-z]{3,8}");
    let at = prop::option::of(0_i64..4_000_000_000_000_000);
    (words, tags, text, at, any::<[bool; 4]>(), rest).prop_map(
        |(words, tags, text, at, [english, leads, shows, binned], rest)| Random {
            words,
            tags,
            text,
            at,
            english,
            leads,
            shows,
            binned,
            rest,
        },
    )
}

/// Everything of a library that Markdown files and pictures carry.
fn carried(newsroom: &Newsroom, status: Option<DraftStatus>) -> Vec<(domain::Fields, String)> {
    let query = ListQuery {
        status,
        ..ListQuery::all(0, 200)
    };
    let rows = newsroom.list(&query).unwrap().rows;
    let open = rows.iter().map(|row| newsroom.open_draft(row.id).unwrap());
    let mut all: Vec<_> = open.map(|open| (open.fields, open.text)).collect();
    all.sort_by_key(|draft| format!("{draft:?}"));
    all
}

fn markdown_in(folder: &std::path::Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_whole_library_goes_out_and_comes_in_again(drafts in prop::collection::vec(random(), 0..8)) {
        let desk = Desk::open(Opening::default());
        let newsroom = desk.newsroom();
        let jpeg = desk.library().join("a.jpg");
        let bytes = include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg");
        fs::write(&jpeg, bytes).unwrap();
        let lead = kept(newsroom, jpeg);
        let PictureSource::File(file) = &lead.source else { panic!("a file") };
        let shown = format!("![vue](/media/{}.jpg#xywh=percent:12.5,0,75,100)\n", file.hash);
        let framed = domain::Framing::of_fragment("turn=90&focus=percent:50,33.33");
        for (number, random) in drafts.iter().enumerate() {
            let rest = random.rest.as_ref().map(|key| format!("x_{key}: {number}\n")).unwrap_or_default();
            let source = desk.library().join(format!("{number}.md"));
            fs::write(&source, format!("---\nheadline: a\n{rest}---\n")).unwrap();
            let draft = newsroom.draft_of_file(&source).unwrap();
            let mut fields = newsroom.open_draft(draft).unwrap().fields;
            let [headline, standfirst, section, byline] = random.words.clone();
            fields.headline = headline;
            fields.standfirst = standfirst;
            fields.section = section;
            fields.byline = byline;
            fields.tags = domain::tidy_tags(random.tags.clone());
            fields.publish_at = random.at.map(|at| Timestamp::from_microsecond(at).unwrap());
            if random.english {
                fields.language = domain::Language::english();
                fields.time_zone = "America/Toronto".to_owned();
            }
            fields.lead_picture = random.leads.then(|| domain::LeadPicture {
                framing: if random.english { framed } else { lead.framing },
                ..lead.clone()
            });
            newsroom.set_fields(draft, fields).unwrap();
            let text = if random.shows { format!("{}{shown}", random.text) } else { random.text.clone() };
            newsroom.resync(draft, &text, 0).unwrap();
            if random.binned {
                newsroom.bin_draft(draft).unwrap();
            }
        }
        let out = desk.library().join("out");
        newsroom.export_drafts(&out, None, None, &mut nobody_looks).unwrap();
        let other = Desk::open(Opening::default());
        let report = other.newsroom().import_files(&markdown_in(&out), Repeat::Skip, &mut nobody_looks).unwrap();
        prop_assert_eq!(&report.failures, &[]);
        prop_assert_eq!(carried(other.newsroom(), None), carried(newsroom, None));
        let pictures = drafts.iter().any(|random| !random.binned && (random.leads || random.shows));
        prop_assert_eq!(other.newsroom().check_library(&mut nobody_looks).unwrap().pictures, usize::from(pictures));
        // The bin apart, for who wants it back.
        let bin = out.join("bin");
        prop_assert_eq!(bin.exists(), drafts.iter().any(|random| random.binned));
        if bin.exists() {
            let third = Desk::open(Opening::default());
            third.newsroom().import_files(&markdown_in(&bin), Repeat::Skip, &mut nobody_looks).unwrap();
            prop_assert_eq!(carried(third.newsroom(), None), carried(newsroom, Some(DraftStatus::Binned)));
        }
        // And out once more: the same files, with what is not ours in their front matter.
        let again = other.library().join("out");
        other.newsroom().export_drafts(&again, None, None, &mut nobody_looks).unwrap();
        let read = |folder: &std::path::Path| {
            let mut all: Vec<String> = markdown_in(folder).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
            all.sort();
            all
        };
        prop_assert_eq!(read(&again), read(&out));
        let kept = drafts.iter().filter(|random| !random.binned && random.rest.is_some()).count();
        prop_assert_eq!(read(&out).iter().filter(|file| file.contains("\nx_")).count() >= kept, true);
    }
}

fn nobody_looks(_: usize, _: usize) {}

#[test]
fn what_is_exported_can_be_imported() {
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let jpeg = desk.library().join("a.jpg");
    fs::write(
        &jpeg,
        include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg"),
    )
    .unwrap();
    let mut lead = kept(newsroom, jpeg);
    lead.alt = "Une \"presse\" : l’atelier".to_owned();
    let published_at: Timestamp = "2026-05-01T06:00:00Z".parse().unwrap();
    let draft = Written::new("L’été : « enfin »", "# Titre\n\n---\n\nTexte\u{a0}!\n\n")
        .picture(lead)
        .with(move |fields| {
            fields.standfirst = "Deux lignes\net # un dièse".to_owned();
            fields.section = "Ville".to_owned();
            fields.tags = vec!["a, b".to_owned(), "c".to_owned()];
            fields.byline = "C. Delmas".to_owned();
            fields.publish_at = Some(published_at);
        })
        .at(newsroom);
    let twin = Written::new("L’été : « enfin »", "Autre.").at(newsroom);
    let folder = desk.library().join("out");
    let mut steps = Vec::new();
    let report = newsroom
        .export_drafts(&folder, None, None, &mut |done, of| steps.push((done, of)))
        .unwrap();
    assert_eq!((report.written, steps.last()), (2, Some(&(2, 2))));
    let files: Vec<PathBuf> = ["l-ete-enfin.md", "l-ete-enfin-2.md"]
        .map(|name| folder.join(name))
        .into();
    let again = newsroom
        .import_files(&files, Repeat::Skip, &mut nobody_looks)
        .unwrap();
    assert_eq!(again.failures, []);
    for original in [draft, twin] {
        let original = newsroom.open_draft(original).unwrap();
        let copies = again
            .drafts
            .iter()
            .map(|id| newsroom.open_draft(*id).unwrap());
        let found = copies
            .filter(|copy| copy.text == original.text)
            .collect::<Vec<_>>();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].fields, original.fields);
    }
    // Once more changes nothing.
    newsroom
        .export_drafts(&folder, Some(&[draft, twin]), None, &mut nobody_looks)
        .unwrap();
    let markdown = fs::read_dir(&folder).unwrap().filter(|f| {
        f.as_ref()
            .unwrap()
            .path()
            .extension()
            .is_some_and(|ending| ending == "md")
    });
    assert_eq!(markdown.count(), 2);
}

#[test]
fn what_is_no_text_is_named_and_the_rest_comes_in() {
    let desk = Desk::open(Opening::default());
    let folder = desk.library().join("in");
    fs::create_dir(&folder).unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let files = [
        write("latin1.md", b"l'\xe9t\xe9"),
        write("binary.md", b"a\0b"),
        write("large.md", &vec![b'a'; 50_000_000]),
        write("yaml.md", b"---\nheadline: [unclosed\n---\ntext"),
        folder.join("missing.md"),
        write(
            "good.md",
            "---\nheadline: Bon\nlang: en\n---\nTexte.".as_bytes(),
        ),
        write("plain.md", b"Sans en-t\xc3\xaate."),
        write(
            "windows.md",
            &in_utf16("---\r\nheadline: Été\r\n---\r\nÀ l’œil."),
        ),
        write(
            "no-picture.md",
            b"---\nheadline: Sans image\npicture: gone.jpg\n---\nTexte.",
        ),
    ];
    let report = desk
        .newsroom()
        .import_files(&files, Repeat::Skip, &mut nobody_looks)
        .unwrap();
    let codes: Vec<&str> = report.failures.iter().map(|f| f.error.code()).collect();
    assert_eq!(
        codes,
        [
            "file_not_utf8",
            "file_not_text",
            "file_too_large",
            "front_matter_invalid",
            "file_missing",
            "file_missing"
        ]
    );
    assert_eq!(report.failures[5].path, folder.join("gone.jpg"));
    assert_eq!(report.drafts.len(), 4);
    let good = desk.newsroom().open_draft(report.drafts[0]).unwrap();
    assert_eq!(
        (good.fields.headline.as_str(), good.fields.language.as_str()),
        ("Bon", "en")
    );
    let plain = desk.newsroom().open_draft(report.drafts[1]).unwrap();
    assert_eq!(
        (plain.text.as_str(), plain.fields.language.as_str()),
        ("Sans en-tête.", "fr")
    );
    let windows = desk.newsroom().open_draft(report.drafts[2]).unwrap();
    assert_eq!(
        (windows.fields.headline.as_str(), windows.text.as_str()),
        ("Été", "À l’œil.")
    );
}

/// As the Notepad of Windows saves it.
fn in_utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_file_keeps_its_draft() {
    let desk = Desk::open(Opening::default());
    let file = desk.library().join("a.md");
    fs::write(&file, "---\nheadline: Un\n---\nPremier.").unwrap();
    let first = desk.newsroom().draft_of_file(&file).unwrap();
    fs::write(&file, "---\nheadline: Deux\n---\nSecond.").unwrap();
    assert_eq!(desk.newsroom().draft_of_file(&file).unwrap(), first);
    let open = desk.newsroom().open_draft(first).unwrap();
    assert_eq!(
        (open.fields.headline.as_str(), open.text.as_str()),
        ("Deux", "Second.")
    );
    desk.newsroom().delete_draft(first).unwrap();
    assert_ne!(desk.newsroom().draft_of_file(&file).unwrap(), first);
}

#[test]
fn words_written_here_outlive_a_file_that_is_published_again() {
    let desk = Desk::open(Opening::default());
    let file = desk.library().join("a.md");
    fs::write(&file, "---\nheadline: Un\n---\nPremier.").unwrap();
    let draft = desk.newsroom().draft_of_file(&file).unwrap();
    desk.newsroom()
        .resync(draft, "Une heure de travail.", 0)
        .unwrap();
    assert_eq!(desk.newsroom().draft_of_file(&file).unwrap(), draft);
    assert_eq!(desk.newsroom().draft_of_file(&file).unwrap(), draft);
    assert_eq!(desk.newsroom().open_draft(draft).unwrap().text, "Premier.");
    let kept = crate::history::texts(desk.newsroom(), draft);
    assert_eq!(kept, ["Premier.", "Une heure de travail.", "Premier."]);
}

#[test]
fn a_file_that_was_imported_is_published_as_that_draft() {
    let desk = Desk::open(Opening::default());
    let file = desk.library().join("a.md");
    fs::write(&file, "---\nheadline: Un\n---\nPremier.").unwrap();
    let files = [file.clone()];
    let report = desk
        .newsroom()
        .import_files(&files, Repeat::Skip, &mut nobody_looks);
    let imported = report.unwrap().drafts[0];
    assert_eq!(desk.newsroom().draft_of_file(&file).unwrap(), imported);
    fs::write(&file, "---\nheadline: Un\n---\nSecond.").unwrap();
    assert_eq!(desk.newsroom().draft_of_file(&file).unwrap(), imported);
}

#[test]
fn a_file_names_no_pictures_from_elsewhere() {
    let desk = Desk::open(Opening::default());
    let folder = desk.library().join("received");
    fs::create_dir(&folder).unwrap();
    let picture = include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg");
    let (private, beside) = (desk.library().join("private.jpg"), folder.join("a.jpg"));
    fs::write(&private, picture).unwrap();
    fs::write(&beside, picture).unwrap();
    let file = folder.join("a.md");
    let named = |picture: &str| {
        fs::write(
            &file,
            format!("---\nheadline: Un\npicture: {picture}\n---\nTexte."),
        )
        .unwrap();
        let report = desk.newsroom().import_files(
            std::slice::from_ref(&file),
            Repeat::Again,
            &mut nobody_looks,
        );
        let failures = report.unwrap().failures;
        failures.first().map(|failure| failure.error.code())
    };
    assert_eq!(named("a.jpg"), None);
    let elsewhere = Some("picture_elsewhere");
    assert_eq!(named("../private.jpg"), elsewhere);
    assert_eq!(named(&private.display().to_string()), elsewhere);
}

#[test]
fn a_kept_picture_that_is_not_there_is_named() {
    let desk = Desk::open(Opening::default());
    let file = desk.library().join("a.md");
    let lost = format!("/media/{}.jpg", "0".repeat(64));
    fs::write(&file, format!("Texte. ![le port]({lost})")).unwrap();
    let report = desk
        .newsroom()
        .import_files(&[file], Repeat::Skip, &mut nobody_looks)
        .unwrap();
    let expected = Finding::PictureNotSent {
        address: lost,
        linked: false,
    };
    assert_eq!(report.findings[0].findings, [expected]);
}

#[test]
fn lines_end_as_the_editor_counts_them() {
    let desk = Desk::open(Opening::default());
    let file = desk.library().join("windows.md");
    fs::write(
        &file,
        "---\r\nheadline: Un\r\n---\r\nUne.\r\n\r\nDeux.\rTrois.",
    )
    .unwrap();
    let draft = desk.newsroom().draft_of_file(&file).unwrap();
    let open = desk.newsroom().open_draft(draft).unwrap();
    assert_eq!(open.text, "Une.\n\nDeux.\nTrois.");
}

/// Changes the library's own rules while nobody has it open.
fn spoil(desk: &mut Desk, sql: &str) {
    desk.close();
    let library = rusqlite::Connection::open(desk.library().join("library.db")).unwrap();
    library.execute_batch(sql).unwrap();
    drop(library);
    desk.reopen().unwrap();
}

#[test]
fn a_file_that_changed_is_in_the_library_when_its_draft_is_named() {
    let mut desk = Desk::open(Opening::default());
    let file = desk.library().join("a.md");
    fs::write(&file, "# Titre\n\nUn.\n").unwrap();
    let draft = desk.newsroom().draft_of_file(&file).unwrap();
    let cut = "CREATE TRIGGER cut BEFORE INSERT ON journal
               BEGIN SELECT RAISE(ABORT, 'the power is cut'); END;
               CREATE TRIGGER cut_text BEFORE UPDATE ON texts
               BEGIN SELECT RAISE(ABORT, 'the power is cut'); END";
    spoil(&mut desk, cut);
    fs::write(&file, "# Titre\n\nDeux.\n").unwrap();
    assert!(desk.newsroom().draft_of_file(&file).is_err());
    spoil(&mut desk, "DROP TRIGGER cut; DROP TRIGGER cut_text");
    assert_eq!(desk.newsroom().draft_of_file(&file).unwrap(), draft);
    desk.reopen().unwrap();
    assert_eq!(desk.newsroom().open_draft(draft).unwrap().text, "Deux.\n");
}

#[test]
fn a_file_s_draft_and_its_key_are_kept_together_or_not_at_all() {
    let mut desk = Desk::open(Opening::default());
    let file = desk.library().join("a.md");
    fs::write(&file, "# Titre\n\nTexte.\n").unwrap();
    let drafts = |desk: &Desk| {
        desk.newsroom()
            .list(&ListQuery::all(0, 9))
            .unwrap()
            .rows
            .len()
    };
    let cut = "CREATE TRIGGER cut BEFORE INSERT ON settings WHEN NEW.key LIKE 'file:%'
               BEGIN SELECT RAISE(ABORT, 'the power is cut'); END";
    spoil(&mut desk, cut);
    assert!(desk.newsroom().draft_of_file(&file).is_err());
    assert_eq!(drafts(&desk), 0);
    spoil(&mut desk, "DROP TRIGGER cut");
    let draft = desk.newsroom().draft_of_file(&file).unwrap();
    assert_eq!(desk.newsroom().draft_of_file(&file).unwrap(), draft);
    assert_eq!(drafts(&desk), 1);
}

#[test]
fn an_unchanged_file_is_imported_once() {
    let desk = Desk::open(Opening::default());
    let file = desk.library().join("a.md");
    fs::write(&file, "---\nheadline: Un\n---\nPremier.").unwrap();
    let import = |repeat| {
        let files = [file.clone()];
        desk.newsroom()
            .import_files(&files, repeat, &mut nobody_looks)
            .unwrap()
    };
    let first = import(Repeat::Skip).drafts[0];
    let again = import(Repeat::Skip);
    assert_eq!((again.drafts.len(), again.known), (0, vec![first]));
    // Asked for, it is made again; and so is one that says something new.
    let second = import(Repeat::Again).drafts[0];
    fs::write(&file, "---\nheadline: Un\n---\nSecond.").unwrap();
    assert_eq!(import(Repeat::Skip).drafts.len(), 1);
    fs::write(&file, "---\nheadline: Un\n---\nPremier.").unwrap();
    assert_eq!(import(Repeat::Skip).known, [second]);
    desk.newsroom().bin_draft(second).unwrap();
    assert_eq!(import(Repeat::Skip).drafts.len(), 1);
}
