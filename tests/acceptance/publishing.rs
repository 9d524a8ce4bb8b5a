//! One click: the page that readers get is the page that the writer saw.

use std::io::ErrorKind;
use std::net::TcpListener;

use domain::{DispatchState, Framing, LeadPicture, Operation, PictureSource, draft::DraftStatus};
use newsroom::{Event, Finding, NewsroomError, Version, Wish};
use testkit::{Written, kept};

use crate::journey::Journey;

#[test]
fn readers_get_the_page_the_writer_saw() {
    let journey = Journey::begin();
    let picture = journey.desk.library().join("a.jpg");
    std::fs::write(
        &picture,
        include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg"),
    )
    .unwrap();
    let mut lead = kept(journey.newsroom(), picture);
    lead.alt = "Une presse".to_owned();
    lead.caption = "La presse « du vendredi » & l’atelier".to_owned();
    let text = include_str!("../../src-tauri/crates/newsroom/samples/francais.md");
    let (_, text) = text.split_once("\n---\n").unwrap();
    let draft = Written::new("À Montrevaux, la presse & les mots", text)
        .picture(lead.clone())
        .at(journey.newsroom());
    let view = journey.published(draft);
    assert_eq!(view.dispatch.operation, Operation::Publish);
    let receipt = journey
        .newsroom()
        .receipt(view.dispatch.id)
        .unwrap()
        .unwrap();
    assert!(receipt.is_verified());
    let open = journey.newsroom().open_draft(draft).unwrap();
    let page = journey.read(&receipt.address).unwrap();
    assert_eq!(
        page::region_of(&open.page).unwrap(),
        page::region_of(&page).unwrap()
    );
    assert_eq!(open.status, DraftStatus::Published);
    assert_eq!(open.publications[0].verified, Some(true));
    assert!(open.slug_frozen);
    let PictureSource::File(file) = lead.source else {
        panic!("a file")
    };
    assert!(journey.newsroom().resource(&file.path()).is_some());
}

#[test]
fn a_change_is_published_at_the_same_address() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let first = journey.published(draft);
    journey
        .desk
        .clock
        .advance(std::time::Duration::from_secs(3_600));
    let mut fields = journey.newsroom().open_draft(draft).unwrap().fields;
    fields.headline = "Le pont rouvre enfin".to_owned();
    journey.newsroom().set_fields(draft, fields).unwrap();
    let reply = journey
        .newsroom()
        .resync(draft, "La ville passe.", 0)
        .unwrap();
    assert_eq!(reply.counts.words, 3);
    let open = journey.newsroom().open_draft(draft).unwrap();
    assert_eq!(open.slug.unwrap().as_str(), "le-pont-rouvre");
    let second = journey.published(draft);
    assert_eq!(second.dispatch.operation, Operation::Update);
    assert_eq!(second.address, first.address);
    assert!(
        journey
            .newsroom()
            .receipt(second.dispatch.id)
            .unwrap()
            .unwrap()
            .is_verified()
    );
    let page = journey.read(&second.address.unwrap()).unwrap();
    assert!(page.contains("Le pont rouvre enfin") && page.contains("La ville passe."));
    assert!(!page.contains("La ville respire."));
    let open = journey.newsroom().open_draft(draft).unwrap();
    assert_eq!(page::region_of(&open.page), page::region_of(&page));
    assert_eq!(journey.articles().len(), 1);
}

#[test]
fn what_is_taken_down_can_come_back() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let first = journey.published(draft);
    let address = first.address.unwrap();
    let down = journey
        .newsroom()
        .unpublish(draft, journey.site)
        .unwrap()
        .dispatch
        .id;
    journey.until_state(down, DispatchState::Done);
    assert!(
        journey
            .newsroom()
            .receipt(down)
            .unwrap()
            .unwrap()
            .is_verified()
    );
    assert!(journey.read(&address).is_err());
    // Neither what took it down nor what put it there leads to a page.
    for view in journey.newsroom().outbox().unwrap() {
        assert_eq!(view.address, None);
        let one = journey.newsroom().dispatch(view.dispatch.id).unwrap();
        assert_eq!(one.address, None);
    }
    let again = journey
        .newsroom()
        .unpublish(draft, journey.site)
        .unwrap_err();
    assert_eq!(again.code(), "not_published");
    let back = journey.published(draft);
    assert_eq!(back.dispatch.operation, Operation::Publish);
    assert_eq!(back.address.as_ref(), Some(&address));
    assert!(
        journey
            .read(&address)
            .unwrap()
            .contains("La ville respire.")
    );
    assert_eq!(journey.articles().len(), 1);
}

#[test]
fn nothing_goes_out_without_headline_and_text() {
    let journey = Journey::begin();
    for (headline, text, code) in [
        ("", "Texte.", "headline_missing"),
        ("« … »", "Texte.", "headline_missing"),
        ("Titre", " \n", "text_missing"),
        ("Titre", "***", "text_missing"),
    ] {
        let draft = Written::new(headline, text).at(journey.newsroom());
        let error = journey.newsroom().publish(draft, journey.site).unwrap_err();
        assert_eq!(error.code(), code, "{headline:?} {text:?}");
    }
    assert!(journey.newsroom().outbox().unwrap().is_empty());
}

#[test]
fn a_slug_that_is_taken_is_said_and_can_be_changed() {
    let journey = Journey::begin();
    journey.published(journey.draft());
    let second = journey.draft();
    let refused = journey.until_failure(journey.publish(second));
    assert_eq!(refused.dispatch.state, DispatchState::Failed);
    assert_eq!(refused.dispatch.failure.as_deref(), Some("slug_taken"));
    let mut fields = journey.newsroom().open_draft(second).unwrap().fields;
    fields.slug = domain::Slug::parse("le-pont-encore").ok();
    journey.newsroom().set_fields(second, fields).unwrap();
    journey.published(second);
    assert_eq!(journey.articles(), ["le-pont-encore", "le-pont-rouvre"]);
}

#[test]
fn a_change_by_somebody_else_is_not_overwritten() {
    use publish::Destination;
    let journey = Journey::begin();
    let draft = journey.draft();
    let key = journey.published(draft).dispatch.id;
    let there = journey.there(key);
    let other = journey.another_desk();
    let theirs = publish::Outgoing {
        headline: "Le titre du secrétariat".to_owned(),
        standfirst: String::new(),
        section: String::new(),
        tags: Vec::new(),
        byline: String::new(),
        language: domain::Language::french(),
        slug: there.slug.clone(),
        published_at: None,
        lead_picture: None,
        body_html: "<p>Leur texte.</p>".to_owned(),
        body_markdown: "Leur texte.".to_owned(),
        goes_live: None,
        newsletter: None,
        lead_set: None,
        pictures: Default::default(),
        corrections: Default::default(),
    };
    let their_key = domain::DispatchId(uuid::Uuid::from_u128(7));
    other
        .update(their_key, &there.remote_id, &there.version, &theirs)
        .unwrap();
    journey.newsroom().resync(draft, "Mon texte.", 0).unwrap();
    let refused = journey.until_failure(journey.publish(draft));
    assert_eq!(refused.dispatch.state, DispatchState::Failed);
    assert_eq!(
        refused.dispatch.failure.as_deref(),
        Some("article_changed_there")
    );
    assert!(
        journey
            .read(&there.address)
            .unwrap()
            .contains("Leur texte.")
    );
    // Asked for once more, knowing it, the writer's text takes its place.
    let id = refused.dispatch.id;
    journey.newsroom().retry_dispatch(id).unwrap();
    journey.until_state(id, DispatchState::Done);
    assert!(journey.read(&there.address).unwrap().contains("Mon texte."));
}

#[test]
fn what_was_deleted_there_comes_back_only_when_it_is_published_again() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let key = journey.published(draft).dispatch.id;
    let there = journey.there(key);
    journey.deleted_there(&there.remote_id);
    journey
        .newsroom()
        .resync(draft, "Un autre texte.", 0)
        .unwrap();
    let update = journey.until_failure(journey.publish(draft)).dispatch;
    assert_eq!(update.operation, Operation::Update);
    assert_eq!(update.failure.as_deref(), Some("site_not_found"));
    assert!(journey.articles().is_empty());
    let newsroom = journey.newsroom();
    let later = newsroom.publish(draft, journey.site).unwrap_err();
    assert_eq!(later.code(), "article_withdrawn");
    let back = Wish {
        brings_back: true,
        ..Wish::default()
    };
    let asked = newsroom.publish_as(draft, journey.site, &back).unwrap();
    let again = journey.until_state(asked.dispatch.id, DispatchState::Done);
    assert_eq!(again.dispatch.operation, Operation::Publish);
    assert!(
        journey
            .read(&again.address.unwrap())
            .unwrap()
            .contains("Un autre texte.")
    );
    let there = journey.there(again.dispatch.id);
    journey.deleted_there(&there.remote_id);
    let down = journey
        .newsroom()
        .unpublish(draft, journey.site)
        .unwrap()
        .dispatch
        .id;
    journey.until_state(down, DispatchState::Done);
}

#[test]
fn a_remote_picture_is_named_but_not_fetched() {
    let journey = Journey::begin();
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let address = format!("https://{}/a.jpg", elsewhere.local_addr().unwrap());
    let lead = LeadPicture {
        source: PictureSource::Address(address.clone()),
        framing: Framing::WHOLE,
        alt: String::new(),
        caption: String::new(),
        credit: String::new(),
    };
    let draft = Written::new("Titre", "Texte.")
        .picture(lead)
        .at(journey.newsroom());
    let view = journey.published(draft);
    assert!(
        journey
            .newsroom()
            .receipt(view.dispatch.id)
            .unwrap()
            .unwrap()
            .is_verified()
    );
    assert!(
        journey
            .read(&view.address.unwrap())
            .unwrap()
            .contains(&address)
    );
    let called = elsewhere.accept().map_err(|error| error.kind());
    assert_eq!(called.unwrap_err(), ErrorKind::WouldBlock, "nobody called");
}

#[test]
fn what_is_in_the_bin_is_not_published() {
    let journey = Journey::begin();
    let draft = Written::new("Un titre", "Un texte.").at(journey.newsroom());
    journey.newsroom().bin_draft(draft).unwrap();
    let refused = journey.newsroom().publish(draft, journey.site);
    assert!(matches!(refused, Err(NewsroomError::DraftBinned(_))));
    assert_eq!(
        journey.newsroom().standing(draft).unwrap().status,
        DraftStatus::Binned
    );
}

#[test]
fn what_the_site_would_not_take_is_refused_before_it_is_promised() {
    let journey = Journey::begin();
    let refused = |draft: domain::DraftId, code: &str, limit: u64| {
        let error = journey.newsroom().publish(draft, journey.site).unwrap_err();
        assert_eq!(
            (error.code(), error.limit()),
            (code, Some(limit)),
            "{error}"
        );
        assert!(journey.newsroom().outbox().unwrap().is_empty());
    };
    let of = |headline: &str, text: &str| Written::new(headline, text);
    let at = |written: Written| written.at(journey.newsroom());
    refused(at(of(&"é".repeat(501), "Texte.")), "headline_too_long", 500);
    let byline = of("Titre", "Texte.").with(|fields| fields.byline = "b".repeat(301));
    refused(at(byline), "field_too_long", 300);
    let tags = of("Titre", "Texte.").with(|fields| fields.tags = vec!["t".repeat(101)]);
    refused(at(tags), "field_too_long", 100);
    let tags = of("Titre", "Texte.").with(|fields| {
        fields.tags = (0..51).map(|n| format!("mot {n}")).collect();
    });
    refused(at(tags), "too_many_tags", 50);
    // Three megabytes that are fifteen on the page.
    refused(
        at(of("Titre", &"mot & ".repeat(1_200_000))),
        "article_too_large",
        12,
    );
    journey.published(at(of(&"é".repeat(500), "Texte.")));
}

#[test]
fn code_that_no_page_keeps_is_said_before_it_goes_out() {
    let journey = Journey::begin();
    let text = "Un.\n\n<iframe src=\"https://a.example\"></iframe>\n\nDeux <script>x()</script>.";
    let draft = Written::new("Titre", text).at(journey.newsroom());
    let code = |line, element: &str| Finding::CodeNotPublished {
        line,
        element: element.to_owned(),
    };
    let found = journey.newsroom().findings(draft, journey.site).unwrap();
    assert_eq!(found, [code(3, "iframe"), code(5, "script")]);
}

#[test]
fn a_date_to_come_and_pictures_left_behind_are_said_before_it_goes_out() {
    let journey = Journey::begin();
    let found = |draft| journey.newsroom().findings(draft, journey.site).unwrap();
    let in_december: domain::Timestamp = "2026-12-22T08:00:00Z".parse().unwrap();
    let draft = Written::new("Titre", "Texte. ![le port](port.jpg)")
        .with(move |fields| fields.publish_at = Some(in_december))
        .at(journey.newsroom());
    let time_zone = "Europe/Paris".to_owned();
    let picture = Finding::PictureNotSent {
        address: "port.jpg".to_owned(),
        linked: false,
    };
    let date = Finding::DateToCome {
        at: in_december,
        time_zone: time_zone.clone(),
    };
    assert_eq!(found(draft), [date, picture.clone()]);
    journey.published(draft);
    // It was said, and the page shows it.
    assert_eq!(found(draft), std::slice::from_ref(&picture));
    let mut fields = journey.newsroom().open_draft(draft).unwrap().fields;
    for other in ["2027-01-01T08:00:00Z", "2026-03-01T08:00:00Z"] {
        let other: domain::Timestamp = other.parse().unwrap();
        fields.publish_at = Some(other);
        journey
            .newsroom()
            .set_fields(draft, fields.clone())
            .unwrap();
        let stays = Finding::DateStays {
            asked: other,
            shown: in_december,
            time_zone: time_zone.clone(),
        };
        assert_eq!(found(draft), [stays, picture.clone()]);
    }
    assert!(found(journey.draft()).is_empty());
}

#[test]
fn a_page_that_could_not_be_looked_at_is_looked_at_later() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    journey.desk.close();
    let library = rusqlite::Connection::open(journey.desk.library().join("library.db")).unwrap();
    let unseen = library.execute("UPDATE receipts SET seen_hash = NULL", []);
    assert_eq!(unseen.unwrap(), 1);
    drop(library);
    journey.desk.reopen().unwrap();
    let verified = || {
        let mut publications = journey.newsroom().publications(draft).unwrap();
        publications.remove(0).verified
    };
    assert_eq!(verified(), None);
    journey.desk.until_event(|event| {
        let told = matches!(event, Event::PublicationChanged { .. });
        (told && verified() == Some(true)).then_some(())
    });
}

#[test]
fn an_article_whose_revision_is_damaged_can_still_be_taken_down() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let live = journey.published(draft).dispatch.revision;
    let library = rusqlite::Connection::open(journey.desk.library().join("library.db")).unwrap();
    let damage = "UPDATE revision_texts SET packed = zeroblob(length(packed))";
    library.execute(damage, []).unwrap();
    drop(library);
    let newsroom = journey.newsroom();
    let read = newsroom.compare(draft, Version::Kept(live), Version::Present);
    assert_eq!(read.unwrap_err().code(), "revision_damaged");
    let down = newsroom.unpublish(draft, journey.site).unwrap();
    journey.until_state(down.dispatch.id, DispatchState::Done);
    assert!(journey.articles().is_empty());
    let receipt = newsroom.receipt(down.dispatch.id).unwrap().unwrap();
    assert!(receipt.is_verified());
    assert_eq!(newsroom.standing(draft).unwrap().status, DraftStatus::Draft);
}
