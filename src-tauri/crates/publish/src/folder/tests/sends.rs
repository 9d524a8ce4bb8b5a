//! What is sent is there once, is found again, and is read back as it was.

use std::fs;

use domain::{PublicationState, Slug, Timestamp};
use proptest::prelude::*;

use super::{NOW, Site, article, key, picture, with_picture};
use crate::folder::Generator;
use crate::{Destination, Outgoing, PublishError};

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
        announcement: "Cet article a été rectifié le 30 avril 2026.".to_owned(),
    }];
    for site in Site::all() {
        let made = site.folder.create(key(1), &article("T", "Un.\n")).unwrap();
        let mut corrected = article("T", "Un.\n");
        corrected.corrections = crate::Corrections {
            notes: vec![note.clone()],
            markdown: prose::corrections_markdown(&worded),
            head_markdown: prose::announcements_markdown(&worded),
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
