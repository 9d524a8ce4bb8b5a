//! Articles as files: published, rendered, brought in and out.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use newsroom::darkroom::Darkroom;
use newsroom::{
    ListQuery, LocalSite, MemorySecrets, Newsroom, Options, Patience, RandomIdentifiers, Samples,
    SystemClock, Wish,
};
use serde_json::Value;

use crate::desk::{Desk, err, out};

/// The same library as the window has it, without its local site.
fn window(desk: &Desk) -> Newsroom {
    Newsroom::open(Options {
        library: desk.folder.path().join("library"),
        clock: Arc::new(SystemClock),
        secrets: Arc::new(MemorySecrets::default()),
        ids: Arc::new(RandomIdentifiers),
        system_locale: "fr".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        local_site: LocalSite::Off,
        patience: Patience::default(),
        link_manners: Default::default(),
        darkroom: Darkroom::of(env!("CARGO_BIN_EXE_marbre-cli")),
        dictionaries: Default::default(),
        samples: Samples::None,
        on_event: Box::new(|_| {}),
    })
    .unwrap()
}

#[test]
fn a_file_is_published_and_then_updated() {
    let desk = Desk::new();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let file = file.to_str().unwrap();
    let first = desk.run(&["publish", file]);
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    let address = format!("http://127.0.0.1:{}/articles/le-pont", desk.port);
    assert!(
        out(&first).contains(&format!("Publié {address}")),
        "{}",
        out(&first)
    );
    assert!(out(&first).contains("tant que Marbre"), "{first:?}");
    desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre demain.\n");
    let second = desk.json(&["publish", file], 0);
    assert_eq!(second["operation"], "updated");
    assert_eq!(second["address"], Value::from(address));
    assert_eq!(second["verified"], true);
    let page = fs::read_to_string(second["page"].as_str().unwrap()).unwrap();
    assert!(page.contains("Il rouvre demain."));
    let third = desk.json(&["publish", file], 0);
    assert_eq!(
        (&third["operation"], &third["address"]),
        (&Value::from("none"), &second["address"])
    );
    assert_eq!(third["page"], second["page"]);
    let list = desk.json(&["list"], 0);
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["status"], "published");
    assert!(out(&desk.run(&["list", "--status", "changed"])).contains("Rien trouvé"));
}

#[test]
fn readers_are_told_what_was_wrong() {
    let desk = Desk::new();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nDeux arches.\n");
    let first = desk.json(&["publish", file.to_str().unwrap()], 0);
    let draft = first["draft"].as_str().unwrap();
    let correct = ["correct", draft, "--kind", "correction", "--text"];
    let done = desk.json(&[&correct[..], &["Trois arches."]].concat(), 0);
    assert_eq!(done["operation"], "updated");
    assert_eq!(
        (&done["draft"], &done["verified"]),
        (&first["draft"], &Value::from(true))
    );
    let page = |said: &Value| fs::read_to_string(said["page"].as_str().unwrap()).unwrap();
    assert!(page(&done).contains("Rectificatif</h2>") && page(&done).contains("Trois arches."));
    let kept = desk.json(&[&correct[..], &["Non, quatre.", "--keep"]].concat(), 0);
    assert_eq!(kept["state"], "kept");
    assert_eq!(desk.json(&["list"], 0)[0]["status"], "changed");
    let said = desk.run(&["correct", draft, "--kind", "retraction", "--text", "Non."]);
    assert!(out(&said).contains("Mis à jour"), "{said:?}");
    for (draft, text, code) in [
        ("nobody", "a", "draft_missing"),
        (draft, " ", "field_invalid"),
    ] {
        let args = ["correct", draft, "--kind", "update", "--text", text];
        assert_eq!(desk.json(&args, 1)["failure"]["code"], code);
    }
    let wrong = ["correct", draft, "--kind", "erratum", "--text", "a"];
    assert_eq!(desk.json(&wrong, 2)["failure"]["code"], "usage");
}

#[test]
fn an_article_is_seen_before_it_is_out_only_where_the_site_can() {
    let desk = Desk::new();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nDeux arches.\n");
    let imported = desk.json(&["import", file.to_str().unwrap()], 0);
    let draft = imported["drafts"][0].as_str().unwrap();
    let show = ["preview-on-site", draft, "--site", "Le Marbre"];
    let refused = desk.json(&show, 1);
    assert_eq!(refused["failure"]["code"], "previews_not_there");
    let removed = desk.json(&[&show[..], &["--remove"]].concat(), 0);
    assert_eq!(removed["state"], "removed");
    let both = [&show[..], &["--remove", "--despite-embargo", "relu"]].concat();
    assert_eq!(desk.json(&both, 2)["failure"]["code"], "usage");
    assert_eq!(desk.json(&show[..2], 2)["failure"]["code"], "usage");
}

#[test]
fn what_readers_will_not_get_as_she_thinks_is_said() {
    let desk = Desk::new();
    let text = "---\nheadline: Le port\ndate: 2999-12-22\n---\nIl ouvre. ![le port](port.jpg) ![](http://a.b/c.png)\n";
    let file = desk.file("a.md", text);
    let file = file.to_str().unwrap();
    let published = desk.run(&["publish", file]);
    assert_eq!(published.status.code(), Some(0));
    let said = err(&published);
    for piece in [
        "22 décembre 2999",
        "lisible tout de suite",
        "port.jpg",
        "http://a.b/c.png",
    ] {
        assert!(said.contains(piece), "{piece}: {said}");
    }
    desk.file("a.md", &text.replace("2999-12-22", "2999-12-23"));
    let updated = desk.json(&["publish", file], 0);
    assert_eq!(updated["findings"][0]["finding"], "date_stays");
    assert_eq!(updated["findings"][1]["address"], "port.jpg");
    assert_eq!(updated["findings"][1]["linked"], false);
    assert_eq!(updated["findings"][2]["linked"], true);
    let rendered = desk.run(&["render", file]);
    assert!(err(&rendered).contains("port.jpg"), "{rendered:?}");
    let imported = desk.json(&["import", file], 0);
    assert_eq!(
        imported["findings"][0]["findings"][0]["address"],
        "port.jpg"
    );
}

#[test]
fn what_goes_in_comes_out() {
    let desk = Desk::new();
    let good = desk.file("bon.md", "---\nheadline: Bon\ntags: [a, b]\n---\nTexte.\n");
    let bad = desk.folder.path().join("mauvais.md");
    fs::write(&bad, b"d\xe9j\xe0").unwrap();
    let report = desk.json(
        &["import", good.to_str().unwrap(), bad.to_str().unwrap()],
        1,
    );
    assert_eq!(report["drafts"].as_array().unwrap().len(), 1);
    assert_eq!(report["failures"][0]["failure"]["code"], "file_not_utf8");
    let folder = desk.folder.path().join("sortie");
    let written = desk.run(&["export", folder.to_str().unwrap()]);
    assert!(out(&written).contains("1 article exporté"), "{written:?}");
    let text = fs::read_to_string(folder.join("bon.md")).unwrap();
    assert!(text.contains("Bon") && text.ends_with("Texte.\n"));
}

#[test]
fn a_page_is_rendered_without_being_published() {
    let desk = Desk::new();
    let file = desk.file(
        "a.md",
        "---\nheadline: Le pont\ndate: 2026-05-01\n---\n## Demain\n\nOn passe.\n",
    );
    let html = out(&desk.run(&["render", file.to_str().unwrap()]));
    assert!(html.contains("<article id=\"article\"") && html.contains("On passe."));
    let page = desk.folder.path().join("page.html");
    let said = desk.run(&[
        "render",
        file.to_str().unwrap(),
        "--out",
        page.to_str().unwrap(),
    ]);
    assert!(out(&said).contains("Page écrite"));
    assert_eq!(
        fs::read_to_string(page).unwrap().trim_end(),
        html.trim_end()
    );
    assert_eq!(desk.json(&["list"], 0), Value::Array(Vec::new()));
}

#[test]
fn an_embargo_holds_on_the_command_line_too_and_a_reason_lifts_it() {
    let desk = Desk::new();
    let file = desk.file(
        "a.md",
        "---\nheadline: Le rapport\nembargo: 2126-04-29T18:00\ntime_zone: Europe/Paris\n---\nIl dit tout.\n",
    );
    let file = file.to_str().unwrap();
    let folder = desk.folder.path().join("sortie");
    let folder = folder.to_str().unwrap();
    let held = desk.run(&["publish", file]);
    assert_eq!(held.status.code(), Some(1), "{held:?}");
    assert!(
        err(&held).contains("jusqu’au 2126-04-29 16:00 UTC"),
        "{held:?}"
    );
    assert_eq!(
        desk.json(&["render", file], 1)["failure"]["code"],
        "embargo_holds"
    );
    assert_eq!(desk.json(&["list"], 0), Value::Array(Vec::new()));
    let nothing = desk.json(&["publish", file, "--despite-embargo", "ok"], 1);
    assert_eq!(nothing["failure"]["code"], "reason_missing");
    desk.run(&["import", file]);
    let left_out = desk.json(&["export", folder], 0);
    assert_eq!(left_out["written"], 0);
    assert_eq!(left_out["held"][0]["headline"], "Le rapport");
    let said = desk.run(&["export", folder]);
    assert!(out(&said).contains("1 article sous embargo"), "{said:?}");
    let reason = ["--despite-embargo", "levé par le ministère"];
    let written = desk.json(&[&["export", folder][..], &reason].concat(), 0);
    assert_eq!(written["written"], 1);
    let published = desk.json(&[&["publish", file][..], &reason].concat(), 0);
    assert_eq!(published["state"], "done");
}

#[test]
fn a_reason_lifts_an_embargo_on_every_site_and_keeps_the_newsletter() {
    let desk = Desk::new();
    let text = "---\nheadline: Le rapport\nembargo: 2126-04-29T18:00\n---\nIl dit tout.\n";
    let file = desk.file("a.md", text);
    let path = file.to_str().unwrap();
    let first = desk.file("b.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    desk.json(&["publish", first.to_str().unwrap()], 0);
    let newsroom = window(&desk);
    let site = newsroom.sites().unwrap()[0].site.id;
    let wish = Wish {
        at: Some("2126-04-29T18:00:00Z".parse().unwrap()),
        newsletter: Some("matin".to_owned()),
        ..Wish::default()
    };
    let draft = newsroom.draft_of_file(&file).unwrap();
    let waits = newsroom.publish_as(draft, site, &wish).unwrap().dispatch.id;
    drop(newsroom);
    let reason = ["--despite-embargo", "levé par le ministère"];
    let done = desk.json(&[&["publish", path][..], &reason].concat(), 0);
    assert_eq!(done["state"], "done");
    let newsroom = window(&desk);
    let outbox = newsroom.outbox().unwrap();
    assert!(outbox.iter().any(|view| view.dispatch.id == waits));
    let sent = outbox[0].dispatch.wishes.newsletter.as_deref();
    assert_eq!(sent, Some("matin"));
    drop(newsroom);
    let file = desk.file("c.md", &text.replace("Le rapport", "La note"));
    let everywhere = ["publish", file.to_str().unwrap(), "--everywhere"];
    assert_eq!(desk.json(&everywhere, 1)["state"], "failed");
    let done = desk.json(&[&everywhere[..], &reason].concat(), 0);
    assert_eq!(done["sites"][0]["operation"], "published");
}

#[test]
fn what_can_not_be_delivered_waits() {
    let stranger = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut desk = Desk::new();
    desk.port = stranger.local_addr().unwrap().port();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let queued = desk.json(&["publish", file.to_str().unwrap(), "--patience", "1"], 3);
    assert_eq!(queued["state"], "queued");
    let list = desk.json(&["list"], 0);
    assert_eq!(list[0]["status"], "on-the-stone");
    drop(stranger);
    // The next command that has a site delivers it, and says that it was promised already.
    let busy = desk.json(&["publish", file.to_str().unwrap()], 0);
    assert_eq!(busy["state"], "done");
}

#[test]
fn what_a_file_says_in_vain_is_named() {
    let desk = Desk::new();
    let text = "---\nheadline: Le pont\nlayout: post\ntags: [a, A, \"\"]\n---\nIl rouvre.\n";
    let file = desk.file("a.md", text);
    let file = file.to_str().unwrap();
    for command in ["render", "publish", "import"] {
        let said = desk.run(&[command, file]);
        assert_eq!(said.status.code(), Some(0), "{said:?}");
        assert!(err(&said).contains("layout"), "{said:?}");
    }
    assert_eq!(
        desk.json(&["publish", file], 0)["unknown_keys"][0],
        "layout"
    );
    assert_eq!(desk.json(&["render", file], 0)["unknown_keys"][0], "layout");
    let import = desk.json(&["import", "--again", file], 0);
    assert_eq!(import["unknown_keys"][0]["keys"][0], "layout");
    let bad = desk.file("b.md", "---\nheadline: B\nlang: klingon\n---\nB.\n");
    let said = desk.run(&["publish", bad.to_str().unwrap()]);
    assert_eq!(said.status.code(), Some(1));
    assert!(err(&said).contains("b.md:3: lang: \"klingon\""), "{said:?}");
}

#[test]
fn reading_commands_work_beside_the_window() {
    let desk = Desk::new();
    let window = window(&desk);
    let written = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let draft = window.draft_of_file(&written).unwrap();
    let list = desk.json(&["list"], 0);
    assert_eq!(list[0]["id"], draft.to_string());
    desk.run(&["list", "--search", "pont"]);
    fs::write(
        desk.folder.path().join("p.jpg"),
        include_bytes!("../../../newsroom/samples/picture.jpg"),
    )
    .unwrap();
    let file = desk.file("b.md", "---\nheadline: B\npicture: p.jpg\n---\nB.\n");
    let page = desk.run(&["render", file.to_str().unwrap()]);
    assert_eq!(page.status.code(), Some(0), "{page:?}");
    assert!(out(&page).contains("/media/"), "{page:?}");
    let folder = desk.folder.path().join("out");
    desk.json(&["export", folder.to_str().unwrap()], 0);
    let text = fs::read_to_string(folder.join("le-pont.md")).unwrap();
    assert!(text.ends_with("Il rouvre.\n"), "{text}");
    let refused = desk.json(&["import", file.to_str().unwrap()], 1);
    assert_eq!(refused["failure"]["code"], "library_busy");
    assert_eq!(window.list(&ListQuery::all(0, 9)).unwrap().total, 1);
}

#[test]
fn a_refused_file_leaves_no_draft() {
    let desk = Desk::new();
    for text in ["Sans titre.", "---\nheadline: Vide\n---\n"] {
        let file = desk.file("a.md", text);
        let refused = desk.run(&["publish", file.to_str().unwrap()]);
        assert_eq!(refused.status.code(), Some(1));
    }
    assert_eq!(desk.json(&["list"], 0), Value::Array(Vec::new()));
}

#[test]
fn front_matter_is_named_with_one_line_and_in_french() {
    let desk = Desk::new();
    let open = desk.file("a.md", "---\nheadline: Le pont\n\nIl rouvre.\n");
    let said = err(&desk.run(&["publish", open.to_str().unwrap()]));
    assert!(said.contains("n’est pas fermé"), "{said}");
    let broken = desk.file("broken.md", "---\nheadline: [unclosed\n---\nTexte.\n");
    let said = err(&desk.run(&["publish", broken.to_str().unwrap()]));
    assert!(said.contains("broken.md:"), "{said}");
    assert!(!said.contains("at line"), "{said}");
    let english = ["expected", "while", "did not find"];
    assert!(!english.iter().any(|word| said.contains(word)), "{said}");
}

#[test]
fn what_is_there_already_is_said() {
    let desk = Desk::new();
    let file = desk.file("a.md", "---\nheadline: Le pont\n---\nIl rouvre.\n");
    let file = file.to_str().unwrap();
    assert_eq!(
        desk.json(&["import", file], 0)["known"],
        Value::Array(Vec::new())
    );
    let again = desk.run(&["import", file]);
    assert!(
        out(&again).contains("déjà dans la bibliothèque"),
        "{again:?}"
    );
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 1);
    desk.run(&["import", "--again", file]);
    assert_eq!(desk.json(&["list"], 0).as_array().unwrap().len(), 2);
    let nothing = out(&desk.run(&["list", "--search", "zzz"]));
    assert!(nothing.contains("Rien trouvé"), "{nothing}");
}

#[test]
fn pictures_are_added_listed_and_removed_when_nothing_names_them() {
    let desk = Desk::new();
    let photo = desk.folder.path().join("photo.jpg");
    fs::write(
        &photo,
        include_bytes!("../../../newsroom/samples/picture.jpg"),
    )
    .unwrap();
    let added = desk.run(&["add-picture", photo.to_str().unwrap()]);
    assert!(added.status.success(), "{added:?}");
    let source = String::from_utf8(added.stdout).unwrap().trim().to_owned();
    assert!(
        source.starts_with("/media/") && source.ends_with(".jpg"),
        "{source}"
    );
    let listed = desk.json(&["pictures", "--unused", "--search", "PHÔTO"], 0);
    assert_eq!(listed[0]["source"], source);
    let text = desk.file(
        "a.md",
        &format!("---\nheadline: Le pont\n---\n\n![Le pont]({source}#turn=90)\n"),
    );
    desk.json(&["import", text.to_str().unwrap()], 0);
    assert_eq!(desk.json(&["remove-unused-pictures"], 0)["removed"], 0);
    assert_eq!(
        desk.json(&["pictures", "--unused"], 0)
            .as_array()
            .map(Vec::len),
        Some(0)
    );
    assert_eq!(desk.json(&["pictures"], 0)[0]["uses"], 1);
    let other = desk.folder.path().join("notes.txt");
    fs::write(&other, "Du texte.").unwrap();
    let refused = desk.json(&["add-picture", other.to_str().unwrap()], 1);
    assert_eq!(refused["failure"]["code"], "picture_unknown");
    let gif = desk.folder.path().join("point.gif");
    fs::write(
        &gif,
        b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
    )
    .unwrap();
    desk.json(&["add-picture", gif.to_str().unwrap()], 0);
    assert_eq!(desk.json(&["remove-unused-pictures"], 0)["removed"], 1);
}
