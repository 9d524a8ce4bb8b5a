//! Articles in real folders: written once, read back, never in somebody else's place, never outside.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::{
    DispatchId, Language, LeadPicture, Operation, PictureFile, PictureKind, PictureSource,
    PublicationState, Slug, Timestamp,
};
use proptest::prelude::*;
use tempfile::TempDir;
use uuid::Uuid;

use super::{FILE, Folder, Generator, hash};
use crate::{
    Destination, Outgoing, OutgoingPicture, Patience, PublishError, RemoteArticle, Sought,
};

const NOW: &str = "2026-11-23T08:00:00Z";
const BYTES: &[u8] = b"\x89PNG\r\n\x1a\n picture";

/// A site's folder that goes with the test.
struct Site {
    place: TempDir,
    folder: Folder,
    generator: Generator,
}

impl Site {
    fn new(generator: Generator) -> Self {
        let place = tempfile::tempdir().unwrap();
        let now = || NOW.parse().unwrap();
        let (root, url) = (place.path().join("posts"), "https://a.example/posts/");
        fs::create_dir(&root).unwrap();
        Self {
            folder: Folder::new(&root, generator, url, Patience::default(), now).unwrap(),
            place,
            generator,
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        Generator::ALL.into_iter().map(Self::new)
    }

    fn root(&self) -> PathBuf {
        self.place.path().join("posts")
    }

    fn file(&self, id: &str) -> String {
        fs::read_to_string(self.root().join(id).join(FILE)).unwrap()
    }

    fn edit(&self, id: &str, from: &str, to: &str) {
        let file = self.file(id);
        assert!(file.contains(from), "{file}");
        fs::write(self.root().join(id).join(FILE), file.replace(from, to)).unwrap();
    }

    fn find(&self, of: u128, remote_id: Option<&str>) -> Option<RemoteArticle> {
        let sought = Sought {
            key: key(of),
            operation: Operation::Update,
            remote_id,
            slug: None,
        };
        self.folder.find(&sought).unwrap()
    }

    /// Every file below the place, but for what the workshop keeps.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        collect(self.place.path(), &mut files);
        let at = |path: &PathBuf| {
            path.strip_prefix(self.place.path())
                .unwrap()
                .display()
                .to_string()
        };
        let mut files: Vec<_> = files
            .iter()
            .map(at)
            .filter(|f| !f.contains(".marbre"))
            .collect();
        files.sort();
        files
    }
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), into);
        } else {
            into.push(entry.path());
        }
    }
}

fn key(of: u128) -> DispatchId {
    DispatchId(Uuid::from_u128(of))
}

fn article(headline: &str, text: &str) -> Outgoing {
    Outgoing {
        headline: headline.to_owned(),
        standfirst: "Le chapeau: « oui »".to_owned(),
        section: "tech".to_owned(),
        tags: vec!["IA".to_owned(), "no".to_owned()],
        byline: "Anne O’Nyme".to_owned(),
        language: Language::french(),
        slug: Slug::parse("un-article").unwrap(),
        published_at: Some("2026-04-29T00:49:00Z".parse().unwrap()),
        lead_picture: None,
        body_html: String::new(),
        body_markdown: text.to_owned(),
        goes_live: None,
        newsletter: None,
        pictures: BTreeMap::new(),
        corrections: Default::default(),
    }
}

fn picture() -> PictureFile {
    PictureFile {
        hash: hash(BYTES),
        kind: PictureKind::Png,
        width: 3,
        height: 2,
    }
}

/// An article with a picture in its text and the same at its head, and where the site has it.
fn with_picture(site: &Site) -> Outgoing {
    let file = picture();
    let sent = site
        .folder
        .send_picture(&OutgoingPicture {
            file: &file,
            bytes: BYTES,
            alt: "",
            caption: "",
            credit: "",
        })
        .unwrap();
    let text = format!("a ![b]({}) https://b.example{}", file.path(), file.path());
    Outgoing {
        lead_picture: Some(LeadPicture {
            source: PictureSource::File(file.clone()),
            alt: "une rue".to_owned(),
            caption: "la rue".to_owned(),
            credit: "moi".to_owned(),
        }),
        pictures: [(file.path(), sent)].into(),
        ..article("Avec image", &text)
    }
}

#[test]
fn what_was_sent_is_read_back() {
    for site in Site::all() {
        let sent = article(
            "Un \"titre\" : {{< x >}}",
            "# a\n\n{{< b >}} {% c() %}\n<details>d</details>\n",
        );
        let made = site.folder.create(key(1), &sent).unwrap();
        assert_eq!(made.address, "https://a.example/posts/un-article/");
        assert_eq!(
            (made.state, made.begun, made.updated_at),
            (PublicationState::Live, false, None)
        );
        assert_eq!(Some(made.published_at), sent.published_at);
        let read = site.folder.read(&made.remote_id).unwrap().unwrap();
        assert_eq!(read.article, made);
        assert_eq!(
            (&read.headline, &read.standfirst),
            (&sent.headline, &sent.standfirst)
        );
        assert_eq!(
            (&read.section, &read.tags, &read.byline),
            (&sent.section, &sent.tags, &sent.byline)
        );
        assert_eq!(read.language, Some(sent.language));
        assert_eq!(read.body_markdown, Some(sent.body_markdown));
        assert_eq!(site.files(), ["posts/un-article/index.md"]);
    }
}

#[test]
fn corrections_stand_at_the_end_and_in_the_front_matter_and_come_back() {
    let note = domain::Correction {
        kind: domain::CorrectionKind::Correction,
        text: "Trois {{< arches >}}.\n\nEt *non* deux.".to_owned(),
        at: "2026-04-30T00:10:00Z".parse().unwrap(),
    };
    let worded = [prose::Worded {
        correction: note.clone(),
        heading: "Rectificatif".to_owned(),
        date: "30 avril 2026".to_owned(),
    }];
    for site in Site::all() {
        let made = site.folder.create(key(1), &article("T", "Un.\n")).unwrap();
        let mut corrected = article("T", "Un.\n");
        corrected.corrections = crate::Corrections {
            notes: vec![note.clone()],
            markdown: prose::corrections_markdown(&worded),
            ..Default::default()
        };
        let (id, base) = (&made.remote_id, &made.version);
        let done = site.folder.update(key(2), id, base, &corrected).unwrap();
        let file = site.file("un-article");
        let list = file.find("corrections").unwrap();
        assert!(list < file.find("## Rectificatif").unwrap(), "{file}");
        let read = site.folder.read(id).unwrap().unwrap();
        let text = read.body_markdown.unwrap();
        let (rest, found) = prose::without_corrections_in_markdown(&text);
        assert_eq!((rest.as_str(), found), ("Un.\n", Some(vec![note.clone()])));
        let again = site.folder.update(key(3), id, &done.version, &corrected);
        assert_eq!(again.unwrap().version, done.version);
        let base = &site.folder.read(id).unwrap().unwrap().article.version;
        site.folder
            .update(key(4), id, base, &article("T", "Un.\n"))
            .unwrap();
        assert!(!site.file("un-article").contains("orrection"));
    }
}

#[test]
fn each_generator_has_its_own_front_matter() {
    let file = |generator| {
        let site = Site::new(generator);
        site.folder.create(key(1), &article("T", "x")).unwrap();
        site.file("un-article")
    };
    let hugo = file(Generator::Hugo);
    assert!(hugo.starts_with("---\ncategories: [\"tech\"]\n"), "{hugo}");
    assert!(
        hugo.contains("\nparams:\n  author: \"Anne O’Nyme\"\n"),
        "{hugo}"
    );
    let zola = file(Generator::Zola);
    assert!(
        zola.starts_with("+++\n") && zola.contains("\ndate = 2026-04-29T00:49:00Z\n"),
        "{zola}"
    );
    assert!(
        zola.contains("\n[taxonomies]\ntags = [\"IA\", \"no\"]\n"),
        "{zola}"
    );
    assert!(zola.contains("\n[extra]\n"), "{zola}");
    let eleventy = file(Generator::Eleventy);
    assert!(
        eleventy.contains("\ntemplateEngineOverride: \"md\"\n"),
        "{eleventy}"
    );
    for file in [hugo, zola, eleventy] {
        assert!(!file.contains("draft"), "{file}");
    }
}

#[test]
fn the_same_send_twice_is_one_article() {
    for site in Site::all() {
        let made = site.folder.create(key(1), &article("T", "x")).unwrap();
        let file = site.file("un-article");
        assert_eq!(
            site.folder.create(key(1), &article("T", "x")).unwrap(),
            made
        );
        assert_eq!(site.file("un-article"), file);
        let next = article("T", "y");
        let changed = site
            .folder
            .update(key(2), "un-article", &made.version, &next)
            .unwrap();
        assert_ne!(changed.version, made.version);
        assert_eq!(changed.updated_at, Some(NOW.parse().unwrap()));
        let file = site.file("un-article");
        let again = site
            .folder
            .update(key(2), "un-article", &made.version, &next)
            .unwrap();
        assert_eq!((again, site.file("un-article")), (changed, file));
        assert_eq!(site.files().len(), 1);
    }
}

#[test]
fn a_version_is_what_an_article_says() {
    for site in Site::all() {
        let made = site.folder.create(key(1), &article("T", "x")).unwrap();
        let same = site
            .folder
            .update(key(2), "un-article", &made.version, &article("T", "x"))
            .unwrap();
        assert_eq!((&same.version, same.updated_at), (&made.version, None));
        site.edit("un-article", "\n\nx", "\n\ny");
        let theirs = site.folder.read("un-article").unwrap().unwrap().article;
        assert_ne!(theirs.version, made.version);
    }
}

#[test]
fn what_somebody_changed_is_not_overwritten() {
    for site in Site::all() {
        let made = site.folder.create(key(1), &article("T", "x")).unwrap();
        site.edit("un-article", "\n\nx", "\n\ntheirs");
        let file = site.file("un-article");
        let update = site
            .folder
            .update(key(2), "un-article", &made.version, &article("T", "z"));
        let unpublish = site.folder.unpublish(key(3), "un-article", &made.version);
        for refused in [update, unpublish] {
            assert!(
                matches!(refused, Err(PublishError::ChangedThere(_))),
                "{refused:?}"
            );
        }
        assert_eq!(site.file("un-article"), file);
        assert_eq!(
            (
                site.find(2, Some("un-article")),
                site.find(3, Some("un-article"))
            ),
            (None, None)
        );
    }
}

#[test]
fn what_somebody_else_wrote_keeps_its_place() {
    let taken = |site: &Site| {
        let made = site.folder.create(key(1), &article("T", "x"));
        assert!(matches!(made, Err(PublishError::SlugTaken(_))), "{made:?}");
        assert_eq!(site.find(1, None), None);
    };
    let site = Site::new(Generator::Hugo);
    fs::write(site.root().join("un-article.md"), "theirs").unwrap();
    taken(&site);
    let site = Site::new(Generator::Hugo);
    fs::create_dir(site.root().join("un-article")).unwrap();
    fs::write(site.root().join("un-article/index.html"), "theirs").unwrap();
    taken(&site);
    assert_eq!(site.files(), ["posts/un-article/index.html"]);
    // Another send of ours has no right to it either.
    let site = Site::new(Generator::Hugo);
    site.folder.create(key(2), &article("T", "x")).unwrap();
    taken(&site);
}

#[test]
fn what_others_put_into_the_front_matter_stays() {
    for site in Site::all() {
        let made = site.folder.create(key(1), &article("T", "x")).unwrap();
        let (from, to) = match site.generator {
            Generator::Zola => (
                "title = \"T\"",
                "title = \"T\"\nweight = 3\naliases = [\"/old\"]",
            ),
            _ => (
                "title: \"T\"",
                "title: \"T\"\nweight: 3\naliases:\n  - /old",
            ),
        };
        site.edit("un-article", from, to);
        let theirs = site.folder.read("un-article").unwrap().unwrap().article;
        assert_ne!(theirs.version, made.version);
        site.folder
            .update(key(2), "un-article", &theirs.version, &article("U", "x"))
            .unwrap();
        let file = site.file("un-article");
        assert!(
            file.contains("weight") && file.contains("[\"/old\"]"),
            "{file}"
        );
    }
}

#[test]
fn a_word_where_zola_looks_for_a_moment_stays_a_word() {
    let site = Site::new(Generator::Zola);
    site.folder.create(key(1), &article("T", "x")).unwrap();
    site.edit("un-article", "[extra]", "[extra]\ndate = \"printemps\"");
    let there = site.folder.read("un-article").unwrap().unwrap().article;
    site.folder
        .update(key(2), "un-article", &there.version, &article("U", "x"))
        .unwrap();
    let file = site.file("un-article");
    assert!(file.contains("date = \"printemps\""), "{file}");
}

#[test]
fn a_send_is_found_by_its_key() {
    for site in Site::all() {
        assert_eq!(site.find(1, None), None);
        let made = site.folder.create(key(1), &article("T", "x")).unwrap();
        assert_eq!(site.find(1, None), Some(made.clone()));
        let changed = site
            .folder
            .update(key(2), "un-article", &made.version, &article("T", "y"))
            .unwrap();
        assert_eq!(site.find(2, Some("un-article")), Some(changed.clone()));
        // The same send, said of another article, has not changed that one.
        assert_eq!(site.find(2, Some("b")), None);
        // It made the article once, whoever changed it since.
        assert_eq!(site.find(1, None), Some(changed));
    }
}

#[test]
fn an_article_is_taken_down_and_comes_back() {
    for site in Site::all() {
        let sent = with_picture(&site);
        let made = site.folder.create(key(1), &sent).unwrap();
        let name = format!("posts/un-article/{}.png", picture().hash);
        assert!(site.files().contains(&name));
        let down = site
            .folder
            .unpublish(key(2), "un-article", &made.version)
            .unwrap();
        assert_eq!(
            (down.state, &down.address),
            (PublicationState::Unpublished, &made.address)
        );
        assert_eq!(
            site.folder
                .unpublish(key(2), "un-article", &made.version)
                .unwrap(),
            down
        );
        assert_eq!(site.files(), ["posts/un-article/index.md"]);
        assert!(site.folder.list("", None).unwrap().articles.is_empty());
        let back = site
            .folder
            .update(key(3), "un-article", &down.version, &sent)
            .unwrap();
        assert_eq!(back.state, PublicationState::Live);
        assert!(site.files().contains(&name));
        assert!(!site.file("un-article").contains("draft"));
    }
}

#[test]
fn eleventy_s_own_address_comes_back_with_the_article() {
    let site = Site::new(Generator::Eleventy);
    site.folder.create(key(1), &article("T", "x")).unwrap();
    site.edit("un-article", "title:", "permalink: /là/\ntitle:");
    let base = site
        .folder
        .read("un-article")
        .unwrap()
        .unwrap()
        .article
        .version;
    let down = site.folder.unpublish(key(2), "un-article", &base).unwrap();
    assert!(site.file("un-article").contains("\npermalink: false\n"));
    site.folder
        .update(key(3), "un-article", &down.version, &article("T", "x"))
        .unwrap();
    let file = site.file("un-article");
    assert!(
        file.contains("\npermalink: \"/là/\"\n") && !file.contains("marbre_permalink"),
        "{file}"
    );
}

#[test]
fn a_picture_lies_beside_its_article_and_nowhere_before() {
    for site in Site::all() {
        let sent = with_picture(&site);
        assert_eq!(site.files(), [""; 0]);
        let made = site.folder.create(key(1), &sent).unwrap();
        let name = format!("{}.png", picture().hash);
        let beside = site.root().join("un-article").join(&name);
        assert_eq!(fs::read(&beside).unwrap(), BYTES);
        let file = site.file("un-article");
        assert!(
            file.contains(&format!("](./{name}) https://b.example/media/{name}")),
            "{file}"
        );
        let read = site.folder.read("un-article").unwrap().unwrap();
        assert_eq!(read.body_markdown, Some(sent.body_markdown.clone()));
        assert_eq!(read.lead_picture.unwrap().address, picture().path());
        // Another article shows it too, though it is not sent again.
        let other = Outgoing {
            slug: Slug::parse("un-autre").unwrap(),
            ..sent.clone()
        };
        site.folder.create(key(2), &other).unwrap();
        assert!(site.root().join("un-autre").join(&name).exists());
        // It does not stay public when the article shows it no more.
        site.folder
            .update(key(3), "un-article", &made.version, &article("T", "x"))
            .unwrap();
        assert!(!beside.exists());
    }
}

#[test]
fn a_picture_that_is_not_what_its_name_says_is_not_taken() {
    let site = Site::new(Generator::Hugo);
    let sent = with_picture(&site);
    let file = PictureFile {
        hash: "a".repeat(64),
        ..picture()
    };
    let other = OutgoingPicture {
        file: &file,
        bytes: BYTES,
        alt: "",
        caption: "",
        credit: "",
    };
    assert!(matches!(
        site.folder.send_picture(&other),
        Err(PublishError::Fault(_))
    ));
    fs::write(site.root().join(".marbre").join(picture().hash), "spoilt").unwrap();
    let made = site.folder.create(key(1), &sent);
    assert!(matches!(made, Err(PublishError::Fault(_))), "{made:?}");
    assert_eq!(site.files(), [""; 0]);
}

#[test]
fn an_hour_to_come_is_kept_where_the_generator_keeps_it() {
    let sent = Outgoing {
        goes_live: Some("2027-01-01T00:00:00Z".parse().unwrap()),
        ..article("T", "x")
    };
    for site in Site::all() {
        let made = site.folder.create(key(1), &sent);
        if site.generator == Generator::Hugo {
            assert!(
                site.file("un-article")
                    .contains("\npublishDate: \"2027-01-01T00:00:00Z\"\n")
            );
        } else {
            assert!(matches!(made, Err(PublishError::Fault(_))));
            assert_eq!(site.files(), [""; 0]);
        }
    }
}

#[test]
fn an_article_without_a_date_gets_today_s_and_keeps_it() {
    let undated = Outgoing {
        published_at: None,
        ..article("T", "x")
    };
    for site in Site::all() {
        let made = site.folder.create(key(1), &undated).unwrap();
        assert_eq!(made.published_at, NOW.parse::<Timestamp>().unwrap());
        site.edit("un-article", "2026-11-23T08:00:00Z", "2026-11-20T08:00:00Z");
        let base = site
            .folder
            .read("un-article")
            .unwrap()
            .unwrap()
            .article
            .version;
        let changed = site
            .folder
            .update(key(2), "un-article", &base, &undated)
            .unwrap();
        assert_eq!(
            changed.published_at,
            "2026-11-20T08:00:00Z".parse().unwrap()
        );
    }
}

#[test]
fn articles_are_listed_by_somebody_else_s_hand_too() {
    let site = Site::new(Generator::Hugo);
    site.folder
        .create(key(1), &article("Le premier", "des mots"))
        .unwrap();
    for (id, file) in [
        (
            "leur",
            "---\ntitle: Leur article\ndate: 2026-05-01\nauthor: [A, B]\ntags: x\n---\ntexte",
        ),
        ("brouillon", "---\ntitle: Pas fini\ndraft: true\n---\n"),
        ("cassé", "---\ntitle: [\n---\n"),
        ("nu", "sans rien"),
    ] {
        fs::create_dir(site.root().join(id)).unwrap();
        fs::write(site.root().join(id).join(FILE), file).unwrap();
    }
    let titles = |words: &str| -> Vec<String> {
        let listing = site.folder.list(words, None).unwrap();
        listing
            .articles
            .into_iter()
            .map(|(_, headline)| headline)
            .collect()
    };
    assert_eq!(titles(""), ["", "Leur article", "Le premier"]);
    assert_eq!(titles("LEUR"), ["Leur article"]);
    assert_eq!(titles("des mots"), ["Le premier"]);
    let theirs = site.folder.read("leur").unwrap().unwrap();
    assert_eq!(
        (theirs.byline.as_str(), theirs.tags),
        ("A, B", vec!["x".to_owned()])
    );
    let said = site.folder.describe().unwrap();
    assert_eq!(
        (said.tags.as_slice(), said.sections[0].name.as_str()),
        (["IA", "no", "x"].map(String::from).as_slice(), "tech")
    );
}

#[test]
fn what_a_killed_send_left_is_in_nobody_s_way() {
    for site in Site::all() {
        let made = site.folder.create(key(1), &article("T", "x")).unwrap();
        let file = site.file("un-article");
        let workshop = site.root().join(".marbre");
        // Between the new file and its move: the old article is there, whole.
        fs::write(workshop.join("un-article-index.md.part"), "half of a long").unwrap();
        fs::create_dir(workshop.join("un-autre.part")).unwrap();
        fs::write(workshop.join("un-autre.part/index.md"), "half").unwrap();
        assert_eq!(site.file("un-article"), file);
        assert_eq!(site.folder.list("", None).unwrap().articles.len(), 1);
        assert_eq!(site.find(2, Some("un-article")), None);
        site.folder
            .update(key(2), "un-article", &made.version, &article("T", "y"))
            .unwrap();
        let other = Outgoing {
            slug: Slug::parse("un-autre").unwrap(),
            ..article("T", "x")
        };
        site.folder.create(key(3), &other).unwrap();
        let left: Vec<_> = fs::read_dir(&workshop)
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect();
        assert_eq!(left, [".gitignore"]);
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    let secret = "---\ntitle: secret\n---\nsecret";
    fs::write(outside.path().join(FILE), secret).unwrap();
    let site = Site::new(Generator::Hugo);
    symlink(outside.path(), site.root().join("un-article")).unwrap();
    fs::create_dir(site.root().join("lien")).unwrap();
    symlink(
        outside.path().join(FILE),
        site.root().join("lien").join(FILE),
    )
    .unwrap();
    assert!(site.folder.create(key(1), &article("T", "x")).is_err());
    for id in ["un-article", "lien", "..", ".", "a/b", ".marbre", ""] {
        assert!(site.folder.read(id).is_err(), "{id}");
        assert!(
            site.folder
                .update(key(2), id, "v", &article("T", "x"))
                .is_err(),
            "{id}"
        );
        assert!(site.folder.unpublish(key(3), id, "v").is_err(), "{id}");
    }
    assert!(site.folder.list("", None).unwrap().articles.is_empty());
    assert_eq!(
        fs::read_to_string(outside.path().join(FILE)).unwrap(),
        secret
    );
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    // A workshop elsewhere is none.
    let site = Site::new(Generator::Hugo);
    symlink(outside.path(), site.root().join(".marbre")).unwrap();
    assert!(site.folder.create(key(1), &article("T", "x")).is_err());
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_that_is_not_there_is_waited_for() {
    let site = Site::new(Generator::Hugo);
    fs::remove_dir(site.root()).unwrap();
    let errors = [
        site.folder.check_account().unwrap_err(),
        site.folder.create(key(1), &article("T", "x")).unwrap_err(),
        site.folder.read("a").map(drop).unwrap_err(),
        site.folder
            .update(key(1), "a", "v", &article("T", "x"))
            .unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(error, PublishError::Unreachable(_)), "{error:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_words_are_read_back(headline: String, standfirst: String, text in "(\\PC|\n|\\{\\{<|>\\}\\}|---|\\+\\+\\+)*", tag in "\\PC{1,12}") {
        for site in Site::all() {
            let sent = Outgoing {
                standfirst: standfirst.clone(),
                tags: vec![tag.clone()],
                ..article(&headline, &text)
            };
            site.folder.create(key(1), &sent).unwrap();
            let read = site.folder.read("un-article").unwrap().unwrap();
            prop_assert_eq!(&read.headline, &headline);
            prop_assert_eq!(&read.standfirst, &standfirst);
            prop_assert_eq!(&read.tags, &sent.tags);
            prop_assert_eq!(read.body_markdown.as_deref(), Some(text.as_str()));
        }
    }
}
