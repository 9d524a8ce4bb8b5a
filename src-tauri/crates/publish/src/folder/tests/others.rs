//! What others put into the folder: theirs stays theirs, is listed, and leads nobody out.

use std::fs;

use domain::Timestamp;

use super::{Site, article, key};
use crate::folder::{FILE, Generator};
use crate::{Destination, PublishError};

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
fn all_that_is_there_is_told_with_its_keys() {
    for site in Site::all() {
        let made = site.folder.create(key(1), &article("T", "x")).unwrap();
        let sent = article("T", "y");
        let (id, base) = (&made.remote_id, &made.version);
        site.folder.update(key(2), id, base, &sent).unwrap();
        fs::create_dir(site.root().join("leur-article")).unwrap();
        fs::write(site.root().join("leur-article").join(FILE), "theirs").unwrap();
        let traces = site.folder.traces(Timestamp::UNIX_EPOCH).unwrap();
        let mut keys: Vec<_> = traces
            .unwrap()
            .into_iter()
            .map(|trace| trace.keys)
            .collect();
        keys.sort();
        assert_eq!(keys, [vec![], vec![key(1), key(2)]]);
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
