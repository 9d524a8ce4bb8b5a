//! A draft is seen on its site before it is out: once, by nobody who was not given its address, and no longer than it is needed.

use std::time::Duration;

use domain::{Act, DispatchState, DraftId, SiteId, Slug, Variant};
use newsroom::{Clock, ListQuery, NewsroomError, PreviewReaders, SitePreviewView};
use serde_json::{Value, json};
use testkit::{Answer, Desk, Fault, Opening, Written};

use crate::endpoint::Endpoint;
use crate::wordpress::{POSTS, WordPress};

struct Seen {
    wordpress: WordPress,
    desk: Desk,
    site: SiteId,
    draft: DraftId,
}

impl Seen {
    fn begin() -> Self {
        let wordpress = WordPress::start();
        let desk = Desk::open(Opening::default());
        let added = desk.newsroom().add_site(&wordpress.new_site()).unwrap();
        let draft = Written::new("Le pont rouvre", "La ville respire.").at(desk.newsroom());
        Self {
            site: added.site.id,
            wordpress,
            desk,
            draft,
        }
    }

    fn preview(&self) -> Result<SitePreviewView, NewsroomError> {
        let newsroom = self.desk.newsroom();
        newsroom.preview_on_site(self.draft, self.site, None)
    }

    fn known(&self) -> Vec<SitePreviewView> {
        self.desk.newsroom().site_previews(self.draft).unwrap()
    }

    fn slug(&self) -> String {
        format!("marbre-apercu-{}", self.draft)
    }

    /// Status and slug of what is on the site.
    fn there(&self) -> Vec<(String, String)> {
        let posts = self.wordpress.posts().into_iter();
        posts.map(|(status, slug, _)| (status, slug)).collect()
    }

    fn a_preview(&self) -> (String, String) {
        ("draft".to_owned(), self.slug())
    }

    fn published(&self) {
        let newsroom = self.desk.newsroom();
        let id = newsroom.publish(self.draft, self.site).unwrap().dispatch.id;
        self.done(id);
    }

    fn done(&self, id: domain::DispatchId) {
        self.desk.until("published", |newsroom| {
            let dispatch = newsroom.dispatch(id).unwrap().dispatch;
            assert_ne!(dispatch.state, DispatchState::Failed, "{dispatch:?}");
            (dispatch.state == DispatchState::Done).then_some(())
        });
    }

    fn until_gone(&self) {
        self.desk.until("no preview", |newsroom| {
            let left = newsroom.site_previews(self.draft).unwrap();
            left.is_empty().then_some(())
        });
    }
}

fn live(slug: &str) -> (String, String) {
    ("publish".to_owned(), slug.to_owned())
}

#[test]
fn a_draft_is_seen_on_its_site_and_asked_again_it_is_the_same_preview() {
    let seen = Seen::begin();
    let newsroom = seen.desk.newsroom();
    let mut fields = newsroom.open_draft(seen.draft).unwrap().fields;
    let own = Variant {
        headline: Some("Enfin !".to_owned()),
        ..Variant::default()
    };
    fields.destinations.insert(seen.site, own);
    newsroom.set_fields(seen.draft, fields).unwrap();
    let first = seen.preview().unwrap();
    let address = first.address.clone().unwrap();
    assert_eq!(
        address,
        format!("{}/?p=1&preview=true", seen.wordpress.network.url())
    );
    assert_eq!(first.readers, Some(PreviewReaders::SignedIn));
    assert_eq!(
        seen.wordpress.posts(),
        [("draft".to_owned(), seen.slug(), "Enfin !".to_owned())]
    );
    seen.desk.clock.advance(Duration::from_secs(60));
    let second = seen.preview().unwrap();
    assert_eq!(second.address, first.address);
    assert!(second.sent_at > first.sent_at);
    assert_eq!(seen.there(), [seen.a_preview()]);
    assert_eq!(seen.known(), [second]);
    // It is no article of the draft's, and none that could be brought in.
    assert_eq!(newsroom.publications(seen.draft).unwrap(), []);
    let part = newsroom.published_articles(seen.site, "", None).unwrap();
    assert!(part.articles.is_empty());
    assert_eq!(newsroom.list(&ListQuery::all(0, 9)).unwrap().total, 1);
    newsroom.remove_site_preview(seen.draft, seen.site).unwrap();
    assert_eq!((seen.there(), seen.known()), (vec![], vec![]));
    newsroom.remove_site_preview(seen.draft, seen.site).unwrap();
}

#[test]
fn an_answer_that_is_lost_makes_no_second_preview() {
    for fault in [Fault::DropAnswer, Fault::CutAfter(200), Fault::Duplicate] {
        let mut seen = Seen::begin();
        let network = &seen.wordpress.network;
        network.fault("POST", POSTS, 1, fault.clone());
        let first = seen.preview();
        if fault != Fault::Duplicate {
            assert_eq!(first.unwrap_err().code(), "outcome_unknown");
            assert_eq!(seen.known()[0].address, None);
        }
        seen.desk.reopen().unwrap();
        seen.preview().unwrap();
        assert_eq!(seen.there(), [seen.a_preview()], "{fault:?}");
    }
}

#[test]
fn what_may_be_there_after_a_lost_answer_is_taken_away_too() {
    let seen = Seen::begin();
    seen.wordpress
        .network
        .fault("POST", POSTS, 1, Fault::DropAnswer);
    seen.preview().unwrap_err();
    let newsroom = seen.desk.newsroom();
    newsroom.remove_site_preview(seen.draft, seen.site).unwrap();
    assert_eq!((seen.there(), seen.known()), (vec![], vec![]));
}

#[test]
fn a_preview_that_somebody_deleted_is_made_anew() {
    let seen = Seen::begin();
    seen.preview().unwrap();
    seen.wordpress.change(&seen.slug(), &Value::Null);
    let anew = seen.preview().unwrap().address.unwrap();
    assert!(anew.contains("?p=2&"), "{anew}");
    assert_eq!(seen.there(), [seen.a_preview()]);
    seen.wordpress.change(&seen.slug(), &Value::Null);
    let newsroom = seen.desk.newsroom();
    newsroom.remove_site_preview(seen.draft, seen.site).unwrap();
    assert_eq!(seen.known(), []);
}

#[test]
fn what_a_colleague_made_of_a_preview_stays_and_is_told() {
    let seen = Seen::begin();
    seen.preview().unwrap();
    seen.wordpress
        .change(&seen.slug(), &json!({"status": "publish"}));
    let told = |outcome: Result<(), NewsroomError>| {
        assert_eq!(outcome.unwrap_err().code(), "preview_taken");
        assert_eq!(seen.there(), [live(&seen.slug())]);
    };
    told(seen.preview().map(drop));
    let newsroom = seen.desk.newsroom();
    told(newsroom.remove_site_preview(seen.draft, seen.site));
    assert_eq!(seen.known(), []);
}

#[test]
fn without_a_network_nothing_is_sent_and_nothing_waits() {
    let mut seen = Seen::begin();
    seen.wordpress.network.down();
    assert_eq!(seen.preview().unwrap_err().code(), "site_unreachable");
    assert_eq!(seen.known(), []);
    assert_eq!(seen.desk.newsroom().outbox().unwrap(), []);
    seen.wordpress.network.up();
    seen.preview().unwrap();
}

#[test]
fn readers_have_the_article_and_its_preview_goes() {
    let seen = Seen::begin();
    seen.preview().unwrap();
    seen.published();
    seen.until_gone();
    assert_eq!(seen.there(), [live("le-pont-rouvre")]);
    // An update has a preview of its own, and the article stays as it is.
    let newsroom = seen.desk.newsroom();
    newsroom.resync(seen.draft, "Autre chose.", 0).unwrap();
    seen.preview().unwrap();
    assert_eq!(seen.there(), [live("le-pont-rouvre"), seen.a_preview()]);
    let change = newsroom.live_change(seen.draft, seen.site).unwrap();
    assert_eq!(change, None);
    seen.published();
    seen.until_gone();
    assert_eq!(seen.there(), [live("le-pont-rouvre")]);
}

#[test]
fn a_publication_whose_answer_is_lost_does_not_take_the_preview_for_its_article() {
    let seen = Seen::begin();
    seen.preview().unwrap();
    for fault in [Fault::Reset, Fault::DropAnswer] {
        seen.wordpress.network.fault("POST", POSTS, 1, fault);
    }
    let newsroom = seen.desk.newsroom();
    let id = newsroom.publish(seen.draft, seen.site).unwrap().dispatch.id;
    for attempts in 1..=2 {
        seen.desk.until("in doubt", |newsroom| {
            let dispatch = newsroom.dispatch(id).unwrap().dispatch;
            let doubted = dispatch.attempts >= attempts && dispatch.state == DispatchState::Unknown;
            doubted.then_some(())
        });
        newsroom.retry_dispatch(id).unwrap();
    }
    seen.done(id);
    seen.until_gone();
    assert_eq!(seen.there(), [live("le-pont-rouvre")]);
}

#[test]
fn a_preview_that_can_not_be_taken_away_keeps_no_publication_and_is_tried_again() {
    let seen = Seen::begin();
    seen.preview().unwrap();
    let broken = Fault::Answer(Answer::html(500, "no"));
    let its_own = format!("{POSTS}/1?force");
    seen.wordpress.network.fault("POST", &its_own, 1, broken);
    seen.published();
    let left = seen.desk.until("told", |newsroom| {
        let left = newsroom.site_previews(seen.draft).unwrap().remove(0);
        left.failure.is_some().then_some(left)
    });
    assert!(left.leaves);
    assert_eq!(left.failure.unwrap().code(), "site_broken");
    let newsroom = seen.desk.newsroom();
    newsroom.look_over_site_previews().unwrap();
    assert_eq!(seen.known().len(), 1);
    seen.desk.clock.advance(Duration::from_secs(60));
    newsroom.look_over_site_previews().unwrap();
    assert_eq!(
        (seen.there(), seen.known()),
        (vec![live("le-pont-rouvre")], vec![])
    );
}

#[test]
fn a_draft_that_is_deleted_for_good_leaves_no_preview() {
    let seen = Seen::begin();
    seen.preview().unwrap();
    let newsroom = seen.desk.newsroom();
    newsroom.bin_draft(seen.draft).unwrap();
    assert_eq!(seen.preview().unwrap_err().code(), "draft_binned");
    newsroom.delete_draft(seen.draft).unwrap();
    newsroom.look_over_site_previews().unwrap();
    assert_eq!(seen.there(), []);
}

#[test]
fn an_embargo_holds_a_preview_back_unless_a_reason_lets_it_go() {
    let seen = Seen::begin();
    let newsroom = seen.desk.newsroom();
    let until = seen.desk.clock.now() + Duration::from_secs(3_600);
    let mut fields = newsroom.open_draft(seen.draft).unwrap().fields;
    fields.embargo = Some(until);
    newsroom.set_fields(seen.draft, fields).unwrap();
    let before = seen.wordpress.network.seen().len();
    assert_eq!(seen.preview().unwrap_err().until(), Some(until));
    // The site was not even asked.
    assert_eq!(seen.wordpress.network.seen().len(), before);
    let despite = |reason| newsroom.preview_on_site(seen.draft, seen.site, Some(reason));
    assert_eq!(despite("…").unwrap_err().code(), "reason_missing");
    assert_eq!((seen.there(), seen.known()), (vec![], vec![]));
    despite("relu par la source").unwrap();
    assert_eq!(seen.there(), [seen.a_preview()]);
    let kept = newsroom.embargo_overrides(seen.draft).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].act, kept[0].reason.as_str()),
        (Act::PreviewLink, "relu par la source")
    );
    // A reason lets one through, and no other.
    assert_eq!(seen.preview().unwrap_err().until(), Some(until));
    seen.desk.clock.advance(Duration::from_secs(3_600));
    seen.preview().unwrap();
}

#[test]
fn a_site_without_previews_is_asked_for_none() {
    let endpoint = Endpoint::start();
    let seen = Seen::begin();
    let newsroom = seen.desk.newsroom();
    let other = newsroom.add_site(&endpoint.new_site()).unwrap().site.id;
    let refused = newsroom.preview_on_site(seen.draft, other, None);
    assert_eq!(refused.unwrap_err().code(), "previews_not_there");
    assert_eq!(newsroom.site_previews(seen.draft).unwrap(), []);
    assert!(Slug::parse(&seen.slug()).is_ok());
}

/// It looks through its site for what it may have published since.
#[test]
fn a_library_that_came_back_does_not_take_its_preview_for_an_article() {
    let mut seen = Seen::begin();
    let made = seen.desk.newsroom().back_up(None).unwrap().file;
    seen.preview().unwrap();
    seen.desk.close();
    seen.desk.restoration().restore(&made.path).unwrap();
    seen.desk.reopen().unwrap();
    assert_eq!(seen.known(), []);
    seen.published();
    assert_eq!(seen.there(), [seen.a_preview(), live("le-pont-rouvre")]);
    // Asked for, it is known again, and can be taken away.
    seen.preview().unwrap();
    let newsroom = seen.desk.newsroom();
    newsroom.remove_site_preview(seen.draft, seen.site).unwrap();
    assert_eq!(seen.there(), [live("le-pont-rouvre")]);
}
