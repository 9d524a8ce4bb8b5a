//! Two people, one article: what somebody else changed on the site is seen, merged and asked, never overwritten unseen.

use domain::{DispatchState, DraftId, Maker, Variant};
use newsroom::{Answer, FieldName, Version};
use publish::{Destination, Outgoing, RemoteText};

use crate::journey::Journey;

/// Somebody else changes the article on the site.
fn changed_there(journey: &Journey, draft: DraftId, change: impl FnOnce(&mut Outgoing)) {
    let newsroom = journey.newsroom();
    let publication = newsroom.publications(draft).unwrap().remove(0);
    let key = publication.dispatch.unwrap();
    let sent = journey.there(key);
    let other = journey.another_desk();
    let there = other.read(&sent.remote_id).unwrap().unwrap();
    let mut theirs = as_it_is(there.clone());
    change(&mut theirs);
    theirs.body_html = prose::body_html(&theirs.body_markdown);
    let key = domain::DispatchId(uuid::Uuid::new_v4());
    let (id, version) = (&there.article.remote_id, &there.article.version);
    other.update(key, id, version, &theirs).unwrap();
}

/// An article to be sent as its site has it.
pub(crate) fn as_it_is(there: RemoteText) -> Outgoing {
    Outgoing {
        headline: there.headline,
        standfirst: there.standfirst,
        section: there.section,
        tags: there.tags,
        byline: there.byline,
        language: there.language.unwrap(),
        slug: there.article.slug,
        published_at: None,
        lead_picture: None,
        body_html: there.body_html,
        body_markdown: there.body_markdown.unwrap(),
        goes_live: None,
        newsletter: None,
        lead_set: None,
        pictures: Default::default(),
        corrections: Default::default(),
    }
}

fn text_of(journey: &Journey, draft: DraftId) -> String {
    journey.newsroom().open_draft(draft).unwrap().text
}

#[test]
fn an_article_that_nobody_touched_is_as_we_left_it() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    let newsroom = journey.newsroom();
    assert_eq!(newsroom.live_change(draft, journey.site).unwrap(), None);
    let view = newsroom.publications(draft).unwrap().remove(0);
    assert!(!view.drifted && view.checked_at.is_some());
}

#[test]
fn what_two_people_wrote_in_different_places_is_merged() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    changed_there(&journey, draft, |article| {
        article.headline = "Le pont rouvre enfin".to_owned();
        article.body_markdown = article.body_markdown.replace("respire", "revit");
    });
    let newsroom = journey.newsroom();
    let mine = text_of(&journey, draft).replace("On passe.", "On passe à pied.");
    newsroom.resync(draft, &mine, 0).unwrap();
    let mut fields = newsroom.open_draft(draft).unwrap().fields;
    fields.destinations.insert(journey.site, Variant::default());
    newsroom.set_fields(draft, fields).unwrap();
    let refused = journey.until_failure(journey.publish(draft));
    assert_eq!(
        refused.dispatch.failure.as_deref(),
        Some("article_changed_there")
    );

    let change = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert_eq!(change.fields, [FieldName::Headline]);
    assert!(change.text && change.questions.is_empty() && change.lost.is_empty());
    // Nothing of theirs enters the text unseen.
    let came = |at: usize| {
        let runs = change.changes[at].runs.iter();
        let came = runs.filter(|(kind, _)| *kind == newsroom::EditKind::Added);
        came.map(|(_, words)| words.as_str()).collect::<String>()
    };
    assert_eq!(change.changes.len(), 2);
    assert_eq!(
        (came(0), came(1)),
        ("Le pont rouvre enfin".to_owned(), "revit".to_owned())
    );
    assert!(change.changed_at.is_some());
    assert!(newsroom.publications(draft).unwrap().remove(0).drifted);
    newsroom
        .take_live_change(draft, journey.site, &change.version, &[])
        .unwrap();
    let opened = newsroom.open_draft(draft).unwrap();
    assert_eq!(opened.fields.headline, "Le pont rouvre enfin");
    assert!(opened.fields.destinations.contains_key(&journey.site));
    assert_eq!(
        opened.text,
        "La ville revit.\n\n## Demain\n\nOn passe à pied."
    );
    assert!(!newsroom.publications(draft).unwrap().remove(0).drifted);
    let history = newsroom.history(draft, None).unwrap().page.rows;
    let theirs = history
        .iter()
        .any(|row| matches!(&row.maker, Maker::Site(_)));
    assert!(theirs);

    let updated = journey.published(draft);
    let page = journey.read(&updated.address.unwrap()).unwrap();
    assert!(page.contains("revit") && page.contains("à pied") && page.contains("enfin"));
    assert_eq!(journey.articles().len(), 1);
}

#[test]
fn where_both_changed_the_same_the_writer_is_asked() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    changed_there(&journey, draft, |article| {
        article.body_markdown = article.body_markdown.replace("respire", "revit");
    });
    let newsroom = journey.newsroom();
    let mine = text_of(&journey, draft).replace("respire", "étouffe");
    newsroom.resync(draft, &mine, 0).unwrap();
    let change = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert_eq!(change.questions.len(), 1);
    let take = |answers: &[Answer]| {
        newsroom.take_live_change(draft, journey.site, &change.version, answers)
    };
    assert_eq!(take(&[]).unwrap_err().code(), "asked_else");
    assert_eq!(text_of(&journey, draft), mine);
    take(&[Answer::Theirs]).unwrap();
    assert!(text_of(&journey, draft).contains("revit"));
    let id = journey.published(draft).dispatch.id;
    assert_eq!(
        newsroom.dispatch(id).unwrap().dispatch.state,
        DispatchState::Done
    );
}

#[test]
fn answers_to_what_is_no_longer_so_are_refused() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    let newsroom = journey.newsroom();
    changed_there(&journey, draft, |article| {
        article.section = "Monde".to_owned()
    });
    let asked = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    newsroom.resync(draft, "Un autre texte.", 0).unwrap();
    let taken = newsroom.take_live_change(draft, journey.site, &asked.version, &[]);
    assert_eq!(taken.unwrap_err().code(), "asked_else");
    let asked = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    let publication = newsroom.publications(draft).unwrap().remove(0);
    changed_there(&journey, draft, |article| {
        article.section = "Ville".to_owned()
    });
    assert_eq!(publication.site, journey.site);
    let taken = newsroom.take_live_change(draft, journey.site, &asked.version, &[]);
    assert_eq!(taken.unwrap_err().code(), "asked_else");
    assert_eq!(text_of(&journey, draft), "Un autre texte.");
}

#[test]
fn what_is_replaced_knowingly_is_in_the_history() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    changed_there(&journey, draft, |article| {
        article.body_markdown = "Leur texte.".to_owned();
    });
    let newsroom = journey.newsroom();
    newsroom.resync(draft, "Mon texte.", 0).unwrap();
    let id = journey.until_failure(journey.publish(draft)).dispatch.id;
    newsroom.retry_dispatch(id).unwrap();
    let done = journey.until_state(id, DispatchState::Done);
    assert!(
        journey
            .read(&done.address.unwrap())
            .unwrap()
            .contains("Mon texte.")
    );
    let history = newsroom.history(draft, None).unwrap().page.rows;
    let theirs = history
        .iter()
        .find(|row| matches!(&row.maker, Maker::Site(_)))
        .unwrap();
    let compared = newsroom
        .compare(draft, Version::Kept(theirs.id), Version::Present)
        .unwrap();
    assert!(format!("{compared:?}").contains("Leur"));
}

#[test]
fn an_article_that_drifts_is_noticed_quietly() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    let newsroom = journey.newsroom();
    changed_there(&journey, draft, |article| {
        article.section = "Monde".to_owned()
    });
    newsroom.look_over_live_articles().unwrap();
    assert!(!newsroom.publications(draft).unwrap().remove(0).drifted);
    journey
        .desk
        .clock
        .advance(std::time::Duration::from_secs(7 * 60 * 60));
    newsroom.look_over_live_articles().unwrap();
    assert!(newsroom.publications(draft).unwrap().remove(0).drifted);
}
