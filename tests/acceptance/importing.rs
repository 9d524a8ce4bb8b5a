//! Published articles come into the library, each once and whole, and go back as they were: untouched, the site does not change.

use std::time::Duration;

use domain::{
    DispatchId, DispatchState, DraftId, ImportId, ImportState, Language, Maker, PictureFile,
    PictureKind, PictureSource, Slug,
};
use newsroom::{Finding, ImportView, ImportedState, LostKind, Wanted};
use publish::{Destination, Outgoing, OutgoingPicture, RemoteArticle, RemoteText};
use sha2::{Digest, Sha256};
use testkit::{Answer, Fault, Opening};

use crate::journey::{ARTICLES, Journey};

const PICTURE: &[u8] = include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg");

/// What another program wrote, which Markdown can't all say.
const THEIRS: &str = "<p>Un <strong>mot</strong>.</p>\n<table><tbody><tr><td>Un</td><td>Deux</td></tr></tbody></table>";

pub(crate) fn article(headline: &str, markdown: &str, html: Option<&str>) -> Outgoing {
    Outgoing {
        headline: headline.to_owned(),
        standfirst: "Ce qu’il faut savoir.".to_owned(),
        section: "Ville".to_owned(),
        tags: vec!["Ponts".to_owned()],
        byline: "A. Autre".to_owned(),
        language: Language::french(),
        slug: Slug::from_headline(headline).unwrap(),
        published_at: Some("2026-03-01T10:00:00Z".parse().unwrap()),
        lead_picture: None,
        body_html: html.map_or_else(|| prose::body_html(markdown), str::to_owned),
        body_markdown: markdown.to_owned(),
        goes_live: None,
        newsletter: None,
        lead_set: None,
        pictures: Default::default(),
        corrections: Default::default(),
    }
}

/// Somebody else's article on the site.
pub(crate) fn made(journey: &Journey, article: &Outgoing) -> RemoteArticle {
    let key = DispatchId(uuid::Uuid::new_v4());
    journey.another_desk().create(key, article).unwrap()
}

/// Somebody else's articles, numbered.
fn made_many(journey: &Journey, count: usize) {
    for n in 1..=count {
        made(
            journey,
            &article(&format!("Article {n}"), &format!("Texte {n}."), None),
        );
    }
}

fn there(journey: &Journey, id: &str) -> RemoteText {
    journey.another_desk().read(id).unwrap().unwrap()
}

fn wanted(article: &RemoteArticle) -> Wanted {
    Wanted {
        remote_id: article.remote_id.clone(),
        headline: String::new(),
        address: article.address.clone(),
    }
}

#[track_caller]
fn until(journey: &Journey, import: ImportId, state: ImportState) -> ImportView {
    journey
        .desk
        .until(&format!("an import that is {state:?}"), |newsroom| {
            let all = newsroom.imports().unwrap().into_iter();
            let view = all.into_iter().find(|view| view.count.import.id == import);
            view.filter(|view| view.count.import.state == state)
        })
}

/// Brings one article in.
#[track_caller]
pub(crate) fn brought(journey: &Journey, article: &RemoteArticle) -> DraftId {
    let import = journey
        .newsroom()
        .bring_in(journey.site, &[wanted(article)])
        .unwrap();
    let view = until(journey, import, ImportState::Done);
    assert_eq!((view.count.found, view.count.brought), (1, 1), "{view:?}");
    journey.newsroom().arrived(import).unwrap()[0]
        .article
        .draft
        .unwrap()
}

fn drafts(journey: &Journey) -> usize {
    let page = journey
        .newsroom()
        .list(&newsroom::ListQuery::all(0, 100))
        .unwrap();
    page.total as usize
}

/// How often something was written to the site from this desk.
fn writes(journey: &Journey) -> usize {
    let seen = journey.proxy.seen().into_iter();
    seen.filter(|request| request.method != "GET" && request.method != "HEAD")
        .count()
}

#[test]
fn one_article_comes_in_with_all_that_the_site_says_of_it() {
    let journey = Journey::begin();
    let mut article = article("Le pont", "Il rouvre.", None);
    let hash: String = Sha256::digest(PICTURE)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let file = PictureFile {
        hash,
        kind: PictureKind::Jpeg,
        width: 1,
        height: 1,
    };
    let picture = OutgoingPicture {
        file: &file,
        bytes: PICTURE,
        alt: "",
        caption: "",
        credit: "",
    };
    journey.another_desk().send_picture(&picture).unwrap();
    article.lead_picture = Some(domain::LeadPicture {
        source: PictureSource::File(file.clone()),
        framing: domain::Framing::WHOLE,
        alt: "Une presse".to_owned(),
        caption: "La presse".to_owned(),
        credit: "C. D.".to_owned(),
    });
    article.body_markdown = format!("Il rouvre.\n\n![Une presse]({})", file.path());
    article.body_html = prose::body_html(&article.body_markdown);
    let made = made(&journey, &article);
    let draft = brought(&journey, &made);

    let newsroom = journey.newsroom();
    let open = newsroom.open_draft(draft).unwrap();
    let fields = &open.fields;
    assert_eq!(
        (
            &*fields.headline,
            &*fields.standfirst,
            &*fields.section,
            &*fields.byline
        ),
        ("Le pont", "Ce qu’il faut savoir.", "Ville", "A. Autre")
    );
    assert_eq!(
        (&fields.tags[..], &open.text),
        (&["Ponts".to_owned()][..], &article.body_markdown)
    );
    let lead = fields.lead_picture.as_ref().unwrap();
    assert!(matches!(&lead.source, PictureSource::File(own) if own.hash == file.hash));
    assert_eq!(
        (&*lead.alt, &*lead.caption, &*lead.credit),
        ("Une presse", "La presse", "C. D.")
    );
    assert!(newsroom.resource(&file.path()).is_some());
    let view = open.publications.into_iter().next().unwrap();
    assert!(view.live && view.address == made.address && !view.drifted);
    assert_eq!(view.published_at, made.published_at);
    let history = newsroom.history(draft, None).unwrap().page.rows;
    assert!(
        matches!(&history[..], [one] if matches!(&one.maker, Maker::Site(_))),
        "{history:?}"
    );
    assert_eq!(newsroom.live_change(draft, journey.site).unwrap(), None);
    // The preview is the page that readers have, byte for byte.
    let page = journey.read(&made.address).unwrap();
    assert_eq!(page::region_of(&open.page), page::region_of(&page));
}

#[test]
fn an_untouched_import_that_is_published_changes_nothing_there() {
    let journey = Journey::begin();
    for theirs in [None, Some(THEIRS)] {
        let made = made(
            &journey,
            &article(&format!("Le pont {theirs:?}"), "Il rouvre.", theirs),
        );
        let draft = brought(&journey, &made);
        let before = (
            there(&journey, &made.remote_id),
            journey.read(&made.address).unwrap(),
        );
        let sent = writes(&journey);
        for _ in 0..2 {
            let view = journey.published(draft);
            let receipt = journey
                .newsroom()
                .receipt(view.dispatch.id)
                .unwrap()
                .unwrap();
            assert!(receipt.nothing_sent && receipt.is_verified(), "{receipt:?}");
        }
        let after = (
            there(&journey, &made.remote_id),
            journey.read(&made.address).unwrap(),
        );
        assert_eq!(before, after);
        assert_eq!(writes(&journey), sent);
        let status = journey.newsroom().open_draft(draft).unwrap().status;
        assert_eq!(status, domain::DraftStatus::Published);
    }
}

#[test]
fn before_an_edited_import_takes_something_away_the_writer_is_told() {
    let journey = Journey::begin();
    let made = made(&journey, &article("Le pont", "Autre chose.", Some(THEIRS)));
    let import = journey
        .newsroom()
        .bring_in(journey.site, &[wanted(&made)])
        .unwrap();
    let view = until(&journey, import, ImportState::Done);
    assert_eq!(view.count.noted, 1);
    let newsroom = journey.newsroom();
    let arrived = newsroom.arrived(import).unwrap().remove(0);
    let kinds = |lost: &[newsroom::Lost]| lost.iter().map(|lost| lost.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&arrived.noted.lost), [LostKind::TableHead]);
    let draft = arrived.article.draft.unwrap();
    let open = newsroom.open_draft(draft).unwrap();
    assert!(open.text.starts_with("Un **mot**.\n"), "{}", open.text);
    assert_eq!(newsroom.findings(draft, journey.site).unwrap(), []);
    newsroom
        .resync(draft, &open.text.replace("mot", "mot de plus"), 0)
        .unwrap();
    let found = newsroom.findings(draft, journey.site).unwrap();
    let [Finding::ChangedUnsaid, Finding::LostByUpdate { lost }] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(kinds(lost), [LostKind::TableHead]);
    let view = journey.published(draft);
    assert!(
        !newsroom
            .receipt(view.dispatch.id)
            .unwrap()
            .unwrap()
            .nothing_sent
    );
    assert!(
        there(&journey, &made.remote_id)
            .body_html
            .contains("mot de plus")
    );
    // From here on it is hers.
    newsroom.resync(draft, "Encore.", 0).unwrap();
    let found = newsroom.findings(draft, journey.site).unwrap();
    assert_eq!(found, [Finding::ChangedUnsaid]);
    assert_eq!(journey.articles().len(), 1);
}

#[test]
fn a_change_on_the_site_after_the_import_is_merged_as_any() {
    let journey = Journey::begin();
    let mut theirs = article("Le pont", "Il rouvre.\n\nOn passe.", None);
    let made = made(&journey, &theirs);
    let draft = brought(&journey, &made);
    theirs.body_markdown = "Il rouvre enfin.\n\nOn passe.".to_owned();
    theirs.body_html = prose::body_html(&theirs.body_markdown);
    let key = DispatchId(uuid::Uuid::new_v4());
    let (id, version) = (&made.remote_id, &made.version);
    journey
        .another_desk()
        .update(key, id, version, &theirs)
        .unwrap();
    let refused = journey.until_failure(journey.publish(draft));
    assert_eq!(
        refused.dispatch.failure.as_deref(),
        Some("article_changed_there")
    );
    let newsroom = journey.newsroom();
    let change = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert!(change.questions.is_empty() && change.text);
    newsroom
        .take_live_change(draft, journey.site, &change.version, &[])
        .unwrap();
    assert!(newsroom.open_draft(draft).unwrap().text.contains("enfin"));
}

#[test]
fn an_article_that_has_a_draft_never_comes_in_twice() {
    let journey = Journey::begin();
    let mine = journey.draft();
    journey.published(mine);
    made_many(&journey, 2);
    for (brought, known) in [(2, 1), (0, 3)] {
        let import = journey.newsroom().bring_in_all(journey.site, "").unwrap();
        let view = until(&journey, import, ImportState::Done);
        assert_eq!((view.count.brought, view.count.known), (brought, known));
        assert_eq!(drafts(&journey), 3);
    }
    let part = journey
        .newsroom()
        .published_articles(journey.site, "", None)
        .unwrap();
    assert!(part.articles.iter().all(|article| article.draft.is_some()));
}

#[test]
fn a_search_brings_in_what_it_finds() {
    let journey = Journey::begin();
    made_many(&journey, 3);
    made(&journey, &article("Le tramway", "Il passe.", None));
    let newsroom = journey.newsroom();
    let found = newsroom
        .published_articles(journey.site, "tramway", None)
        .unwrap();
    assert_eq!(
        (found.articles.len(), found.next, found.total),
        (1, None, Some(1))
    );
    let import = newsroom.bring_in_all(journey.site, "tramway").unwrap();
    until(&journey, import, ImportState::Done);
    let arrived = newsroom.arrived(import).unwrap();
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0].article.headline, "Le tramway");
    let address = &arrived[0].article.address;
    let known = newsroom
        .published_at_address(journey.site, address)
        .unwrap()
        .unwrap();
    assert_eq!(known.draft, arrived[0].article.draft);
}

#[test]
fn a_report_is_kept_as_a_file_and_takes_an_older_one_s_place() {
    let journey = Journey::begin();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("import.txt");
    for report in ["Import de La Gazette\n", "Import\n"] {
        journey.newsroom().save_report(&path, report).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), report);
    }
    let nowhere = folder.path().join("nowhere/import.txt");
    let refused = journey.newsroom().save_report(&nowhere, "a").unwrap_err();
    assert_eq!(refused.code(), "file_unwritable");
}

#[test]
fn an_import_that_is_stopped_keeps_what_came_in_and_can_go_on() {
    let journey = Journey::begin();
    made_many(&journey, 5);
    // The third article does not come.
    journey.proxy.fault_after(
        3,
        Fault::Answer(Answer::html(503, "").header("retry-after", "3000")),
    );
    let newsroom = journey.newsroom();
    let import = newsroom.bring_in_all(journey.site, "").unwrap();
    let waits = journey.desk.until("an import that waits", |newsroom| {
        let view = newsroom.imports().unwrap().remove(0);
        view.waits.is_some().then_some(view)
    });
    let (why, next) = waits.waits.unwrap();
    assert_eq!(why.code(), "site_busy");
    assert!(next >= newsroom_now(&journey) + Duration::from_secs(2_999));
    assert!(waits.count.brought < 5 && waits.current.is_some());
    newsroom.cancel_import(import).unwrap();
    let stopped = until(&journey, import, ImportState::Cancelled);
    assert_eq!(drafts(&journey) as u64, stopped.count.brought);
    journey.proxy.heal();
    newsroom.resume_import(import).unwrap();
    let done = until(&journey, import, ImportState::Done);
    assert_eq!((done.count.brought, done.count.known), (5, 0));
    assert_eq!(drafts(&journey), 5);
    newsroom.dismiss_import(import).unwrap();
    assert_eq!(newsroom.imports().unwrap(), []);
    assert_eq!(drafts(&journey), 5);
}

fn newsroom_now(journey: &Journey) -> jiff::Timestamp {
    newsroom::Clock::now(&*journey.desk.clock)
}

#[test]
fn an_import_that_a_power_cut_ends_goes_on_where_it_was() {
    for spared in 0..8 {
        let journey = Journey::begin();
        made_many(&journey, 4);
        journey.proxy.fault_after(spared, Fault::BlackHole);
        journey.newsroom().bring_in_all(journey.site, "").unwrap();
        let died = journey.proxy.until_stuck(|| {
            let view = journey.newsroom().imports().unwrap().remove(0);
            view.count.import.state == ImportState::Done
        });
        let after = journey.desk.after_a_power_cut().unwrap();
        journey.proxy.heal();
        let done = after.until("an import that is done", |newsroom| {
            let view = newsroom.imports().unwrap().remove(0);
            (view.count.import.state == ImportState::Done).then_some(view)
        });
        assert_eq!(
            (done.count.found, done.count.brought),
            (4, 4),
            "request {spared}"
        );
        let all = after
            .newsroom()
            .list(&newsroom::ListQuery::all(0, 100))
            .unwrap();
        assert_eq!(all.total, 4, "request {spared}");
        if !died {
            return;
        }
    }
    panic!("the import never came to its end");
}

#[test]
fn an_article_that_is_gone_is_left_out_and_said() {
    let journey = Journey::begin();
    made_many(&journey, 1);
    let gone = made(&journey, &article("Le tramway", "Il passe.", None));
    journey.deleted_there(&gone.remote_id);
    let listed = journey
        .newsroom()
        .published_articles(journey.site, "", None)
        .unwrap();
    let mut all: Vec<Wanted> = vec![wanted(&gone)];
    all.extend(listed.articles.iter().map(|article| Wanted {
        remote_id: article.remote_id.clone(),
        headline: article.headline.clone(),
        address: article.address.clone(),
    }));
    let import = journey.newsroom().bring_in(journey.site, &all).unwrap();
    let done = until(&journey, import, ImportState::Done);
    assert_eq!((done.count.brought, done.count.failed), (1, 1));
    let arrived = journey.newsroom().arrived(import).unwrap();
    assert_eq!(arrived[0].article.state, ImportedState::Failed);
    assert_eq!(
        arrived[0].article.failure.as_ref().unwrap().0,
        "site_not_found"
    );
}

#[test]
fn an_account_that_is_refused_stops_the_import_and_says_so() {
    let journey = Journey::begin_with(Opening::default());
    made_many(&journey, 1);
    journey.fault("GET", ARTICLES, Fault::Answer(Answer::html(401, "")));
    let import = journey.newsroom().bring_in_all(journey.site, "").unwrap();
    let failed = until(&journey, import, ImportState::Failed);
    assert_eq!(
        failed.count.import.failure.unwrap().0,
        "site_refused_credential"
    );
    journey.newsroom().resume_import(import).unwrap();
    until(&journey, import, ImportState::Done);
    assert_eq!(drafts(&journey), 1);
    let view = journey.published(
        journey.newsroom().arrived(import).unwrap()[0]
            .article
            .draft
            .unwrap(),
    );
    assert_eq!(view.dispatch.state, DispatchState::Done);
}
