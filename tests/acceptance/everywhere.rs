//! One draft on several sites: one revision, each site with its words and its end; no failure hides in another's success.

use std::collections::BTreeSet;

use domain::draft::DraftStatus;
use domain::{DispatchState, DraftId, Fields, SiteId, Slug, Variant};
use newsroom::{DispatchView, NewSite, NewsroomError, PublicationView, SiteOutcome, Wish};
use publish::{Destination, Outgoing};

use crate::journey::{ARTICLES, AnotherSite, Journey};

/// A draft that goes to two sites, on the second under another headline.
fn begin() -> (Journey, AnotherSite, DraftId) {
    let journey = Journey::begin();
    let other = journey.another_site();
    let draft = journey.draft();
    change(&journey, draft, |fields| {
        fields.destinations.insert(journey.site, Variant::default());
        let own = Variant {
            headline: Some("Le pont, enfin".to_owned()),
            standfirst: None,
            slug: Slug::parse("pont-enfin").ok(),
        };
        fields.destinations.insert(other.site, own);
    });
    (journey, other, draft)
}

fn change(journey: &Journey, draft: DraftId, change: impl FnOnce(&mut Fields)) {
    let mut fields = fields(journey, draft);
    change(&mut fields);
    journey.newsroom().set_fields(draft, fields).unwrap();
}

fn fields(journey: &Journey, draft: DraftId) -> Fields {
    journey.newsroom().open_draft(draft).unwrap().fields
}

fn everywhere(journey: &Journey, draft: DraftId) -> Vec<SiteOutcome> {
    journey
        .newsroom()
        .publish_everywhere(draft, &Wish::default())
        .unwrap()
}

#[track_caller]
fn promised(outcomes: &[SiteOutcome], site: SiteId) -> &DispatchView {
    let outcome = outcomes.iter().find(|outcome| outcome.site == site);
    outcome
        .unwrap()
        .promised
        .as_ref()
        .unwrap()
        .as_ref()
        .unwrap()
}

/// Promises everywhere and waits for the end of each.
#[track_caller]
fn published(journey: &Journey, draft: DraftId) -> Vec<DispatchView> {
    let outcomes = everywhere(journey, draft);
    let done = |outcome: &SiteOutcome| {
        let id = promised(&outcomes, outcome.site).dispatch.id;
        journey.until_state(id, DispatchState::Done)
    };
    outcomes.iter().map(done).collect()
}

fn status(journey: &Journey, draft: DraftId) -> DraftStatus {
    journey.newsroom().standing(draft).unwrap().status
}

#[track_caller]
fn on(journey: &Journey, draft: DraftId, site: SiteId) -> PublicationView {
    let all = journey.newsroom().publications(draft).unwrap();
    all.into_iter().find(|there| there.site == site).unwrap()
}

#[test]
fn each_site_gets_its_words_of_one_revision() {
    let (journey, other, draft) = begin();
    let home = tempfile::tempdir().unwrap();
    let files = NewSite::files("https://files.example/", "hugo", home.path());
    let files = journey.newsroom().add_site(&files).unwrap().site.id;
    change(&journey, draft, |fields| {
        fields.destinations.insert(files, Variant::default());
    });
    let sent = published(&journey, draft);
    assert_eq!(sent.len(), 3);
    assert!(
        sent.iter()
            .all(|view| view.dispatch.revision == sent[0].dispatch.revision)
    );
    let there = on(&journey, draft, other.site);
    assert_eq!(there.slug.as_str(), "pont-enfin");
    let page = other.read(&there.address).unwrap();
    assert!(page.contains("Le pont, enfin") && !page.contains("Le pont rouvre"));
    assert_eq!(there.verified, Some(true));
    let here = on(&journey, draft, journey.site);
    assert_eq!(
        (here.slug.as_str(), here.verified),
        ("le-pont-rouvre", Some(true))
    );
    let page = journey.read(&here.address).unwrap();
    assert!(page.contains("Le pont rouvre") && !page.contains("Le pont, enfin"));
    assert_eq!(status(&journey, draft), DraftStatus::Published);

    // Nothing is sent that says nothing new.
    let again = everywhere(&journey, draft);
    assert!(
        again
            .iter()
            .all(|outcome| matches!(outcome.promised, Ok(None)))
    );
}

#[test]
fn a_site_that_is_down_waits_in_sight_while_the_other_is_out() {
    let (journey, mut other, draft) = begin();
    other.proxy.down();
    let outcomes = everywhere(&journey, draft);
    let [here, there] =
        [journey.site, other.site].map(|site| promised(&outcomes, site).dispatch.id);
    journey.until_state(here, DispatchState::Done);
    let waits = journey.until_failure(there);
    assert_eq!(waits.dispatch.failure.as_deref(), Some("site_unreachable"));
    assert_eq!(waits.dispatch.site, other.site);
    assert_eq!(status(&journey, draft), DraftStatus::OnTheStone);

    // What waits there as it is stays as it is, and nothing goes out twice here.
    let again = everywhere(&journey, draft);
    assert_eq!(promised(&again, other.site).dispatch.id, there);
    assert!(
        again
            .iter()
            .any(|outcome| matches!(outcome.promised, Ok(None)))
    );
    // What she takes back is not published: the draft does not look as if it were.
    journey.newsroom().cancel_dispatch(there).unwrap();
    assert_eq!(status(&journey, draft), DraftStatus::Changed);

    other.proxy.up();
    let last = everywhere(&journey, draft);
    let id = promised(&last, other.site).dispatch.id;
    journey.until_state(id, DispatchState::Done);
    assert_eq!(status(&journey, draft), DraftStatus::Published);
    assert_eq!(journey.proxy.count("POST", ARTICLES), 1);
}

#[test]
fn what_one_site_refuses_keeps_it_from_no_other() {
    let (journey, other, draft) = begin();
    // Its limits are known once it was asked.
    published(&journey, draft);
    change(&journey, draft, |fields| {
        fields.standfirst = "Trois ans.".to_owned();
        let own = fields.destinations.get_mut(&other.site).unwrap();
        own.headline = Some("long ".repeat(2_000));
    });
    let outcomes = everywhere(&journey, draft);
    let refused = outcomes
        .iter()
        .find(|outcome| outcome.site == other.site)
        .unwrap();
    let why = refused.promised.as_ref().unwrap_err();
    assert!(matches!(why, NewsroomError::HeadlineTooLong(_)), "{why:?}");
    let id = promised(&outcomes, journey.site).dispatch.id;
    journey.until_state(id, DispatchState::Done);
    assert_eq!(status(&journey, draft), DraftStatus::Changed);
    assert!(on(&journey, draft, other.site).behind);
    assert!(!on(&journey, draft, journey.site).behind);

    change(&journey, draft, |fields| {
        fields
            .destinations
            .insert(SiteId(uuid::Uuid::new_v4()), Variant::default());
    });
    let missing = everywhere(&journey, draft);
    let missing = missing.into_iter().map(|outcome| outcome.promised);
    let missing = missing.filter(|promised| matches!(promised, Err(NewsroomError::SiteMissing(_))));
    assert_eq!(missing.count(), 1);
}

#[test]
fn a_colleague_s_word_goes_into_the_words_of_that_site() {
    let (journey, other, draft) = begin();
    published(&journey, draft);
    let account = other.another_desk();
    let key = on(&journey, draft, other.site).dispatch.unwrap();
    let sought = publish::Sought {
        key,
        operation: domain::Operation::Publish,
        remote_id: None,
        slug: None,
    };
    let id = account.find(&sought).unwrap().unwrap().remote_id;
    let there = account.read(&id).unwrap().unwrap();
    let theirs = Outgoing {
        headline: "Le pont, enfin ouvert".to_owned(),
        standfirst: "Quatre ans de chantier.".to_owned(),
        section: there.section,
        tags: there.tags,
        byline: there.byline,
        language: there.language.unwrap(),
        slug: there.article.slug.clone(),
        published_at: None,
        lead_picture: None,
        body_html: prose::body_html(there.body_markdown.as_ref().unwrap()),
        body_markdown: there.body_markdown.unwrap(),
        goes_live: None,
        newsletter: None,
        lead_set: None,
        pictures: Default::default(),
        corrections: Default::default(),
    };
    let key = domain::DispatchId(uuid::Uuid::new_v4());
    account
        .update(key, &id, &there.article.version, &theirs)
        .unwrap();

    let newsroom = journey.newsroom();
    assert_eq!(newsroom.live_change(draft, journey.site).unwrap(), None);
    let change = newsroom.live_change(draft, other.site).unwrap().unwrap();
    assert!(change.questions.is_empty());
    newsroom
        .take_live_change(draft, other.site, &change.version, &[])
        .unwrap();
    let taken = fields(&journey, draft);
    assert_eq!(taken.headline, "Le pont rouvre");
    assert_eq!(taken.standfirst, "Quatre ans de chantier.");
    assert_eq!(taken.on_site(other.site).headline, "Le pont, enfin ouvert");
    assert!(on(&journey, draft, journey.site).behind);
    assert!(!on(&journey, draft, other.site).behind);
}

#[test]
fn an_update_goes_only_where_readers_see_something_else() {
    let (journey, other, draft) = begin();
    published(&journey, draft);
    // The other site has a headline of its own.
    change(&journey, draft, |fields| {
        fields.headline = "Le pont est rouvert".to_owned()
    });
    assert_eq!(status(&journey, draft), DraftStatus::Changed);
    let outcomes = journey.newsroom().update_everywhere(draft).unwrap();
    let id = promised(&outcomes, journey.site).dispatch.id;
    journey.until_state(id, DispatchState::Done);
    assert_eq!(outcomes.len(), 2);
    assert!(
        outcomes
            .iter()
            .any(|outcome| matches!(outcome.promised, Ok(None)))
    );
    assert_eq!(status(&journey, draft), DraftStatus::Published);
    assert_eq!(on(&journey, draft, other.site).updated_at, None);
}

#[test]
fn what_is_taken_down_on_one_site_stays_on_the_other() {
    let (journey, other, draft) = begin();
    published(&journey, draft);
    let down = journey.newsroom().unpublish(draft, other.site).unwrap();
    journey.until_state(down.dispatch.id, DispatchState::Done);
    assert!(!on(&journey, draft, other.site).live);
    assert!(on(&journey, draft, journey.site).live);
    // It is still one of the sites it goes to.
    assert_eq!(status(&journey, draft), DraftStatus::Changed);
    change(&journey, draft, |fields| {
        drop(fields.destinations.remove(&other.site))
    });
    assert_eq!(status(&journey, draft), DraftStatus::Published);
    // An update does not bring it back there.
    let updates = journey.newsroom().update_everywhere(draft).unwrap();
    assert!(updates.iter().all(|outcome| outcome.site == journey.site));
    let all = journey.newsroom().unpublish_everywhere(draft).unwrap();
    assert_eq!(all.len(), 1);
    journey.until_state(
        promised(&all, journey.site).dispatch.id,
        DispatchState::Done,
    );
    assert_eq!(status(&journey, draft), DraftStatus::Draft);
}

#[test]
fn all_that_was_promised_survives_a_power_cut() {
    let (mut journey, mut other, draft) = begin();
    other.proxy.down();
    journey.proxy.down();
    let outcomes = everywhere(&journey, draft);
    let ids = [journey.site, other.site].map(|site| promised(&outcomes, site).dispatch.id);
    journey.desk.reopen().unwrap();
    other.proxy.up();
    journey.proxy.up();
    for id in ids {
        let open = journey
            .newsroom()
            .dispatch(id)
            .unwrap()
            .dispatch
            .state
            .is_open();
        if open {
            // It may have been found by now.
            drop(journey.newsroom().retry_dispatch(id));
        }
        journey.until_state(id, DispatchState::Done);
    }
    assert_eq!(status(&journey, draft), DraftStatus::Published);
}

#[test]
fn the_preview_is_that_of_the_site_she_looks_at() {
    let (journey, other, draft) = begin();
    let newsroom = journey.newsroom();
    for (site, headline) in [
        (other.site, "Le pont, enfin"),
        (journey.site, "Le pont rouvre"),
    ] {
        newsroom.follow_site(site).unwrap();
        let opened = newsroom.open_draft(draft).unwrap();
        assert!(opened.page.contains(headline), "{headline}");
    }
    newsroom.follow_site(other.site).unwrap();
    let standing = newsroom.standing(draft).unwrap();
    assert_eq!(standing.slug, Slug::parse("pont-enfin").ok());
}

#[test]
fn a_draft_follows_no_site_that_was_chosen_for_another() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let home = newsroom.open_draft(journey.draft()).unwrap();
    let other = journey.another_site();
    let before = newsroom.destinations(home.id).unwrap();
    let chosen = newsroom::Settings {
        destinations: vec![other.site],
        ..newsroom.settings().unwrap()
    };
    newsroom.set_settings(&chosen).unwrap();
    let next = newsroom.new_draft().unwrap().id;
    newsroom.follow_site(other.site).unwrap();
    let after = newsroom.open_draft(home.id).unwrap();
    assert_eq!(after.fields, home.fields);
    assert_eq!(newsroom.destinations(next).unwrap(), [other.site]);
    assert_eq!(newsroom.destinations(home.id).unwrap(), before);
}

#[test]
fn a_new_draft_goes_to_the_sites_that_the_desk_chose() {
    let (journey, other, older) = begin();
    let newsroom = journey.newsroom();
    let gone = SiteId(uuid::Uuid::new_v4());
    let chosen = newsroom::Settings {
        destinations: vec![other.site, gone, journey.site, other.site],
        ..newsroom.settings().unwrap()
    };
    newsroom.set_settings(&chosen).unwrap();
    let kept: BTreeSet<_> = newsroom
        .settings()
        .unwrap()
        .destinations
        .into_iter()
        .collect();
    let both = BTreeSet::from([journey.site, other.site]);
    assert_eq!(kept, both);
    let goes_to = |draft| BTreeSet::from_iter(newsroom.destinations(draft).unwrap());
    let draft = newsroom.new_draft().unwrap().id;
    assert_eq!(goes_to(draft), both);
    let file = journey.desk.library().join("a.md");
    std::fs::write(&file, "---\nheadline: La gare\n---\nElle ferme.\n").unwrap();
    assert_eq!(goes_to(newsroom.draft_of_file(&file).unwrap()), both);
    // Those that are there keep theirs, whatever is chosen then.
    newsroom
        .set_settings(&newsroom::Settings::default())
        .unwrap();
    assert_eq!(goes_to(draft), both);
    assert_eq!(goes_to(older).len(), 2);
    let after = newsroom.new_draft().unwrap();
    assert!(after.fields.destinations.is_empty());
}
