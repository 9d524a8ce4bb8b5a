//! A site that takes an article in two steps: what is begun is completed, once, and is out only when readers see it.

use domain::{DispatchState, SiteId};
use serde_json::json;
use testkit::{Desk, Opening, Written};

use crate::endpoint::Endpoint;

fn desk_of(endpoint: &Endpoint) -> (Desk, SiteId) {
    let desk = Desk::open(Opening::default());
    let added = desk.newsroom().add_site(&endpoint.new_site()).unwrap();
    (desk, added.site.id)
}

#[track_caller]
fn settled(desk: &Desk, id: domain::DispatchId, after: u32) -> domain::Dispatch {
    desk.until("settled", |newsroom| {
        let dispatch = newsroom.dispatch(id).unwrap().dispatch;
        let ends = matches!(dispatch.state, DispatchState::Done | DispatchState::Failed);
        (ends && dispatch.attempts > after).then_some(dispatch)
    })
}

#[test]
fn an_article_that_the_site_keeps_back_is_not_done_when_it_is_tried_again() {
    let endpoint = Endpoint::start();
    let (desk, site) = desk_of(&endpoint);
    let draft = Written::new("Le pont", "Il rouvre.").at(desk.newsroom());
    endpoint.keep_drafts(true);
    let id = desk.newsroom().publish(draft, site).unwrap().dispatch.id;
    let first = settled(&desk, id, 0);
    assert_eq!(first.failure.as_deref(), Some("site_finds_fault"));
    desk.newsroom().retry_dispatch(id).unwrap();
    let second = settled(&desk, id, first.attempts);
    assert_eq!(second.failure.as_deref(), Some("site_finds_fault"));
    endpoint.keep_drafts(false);
    desk.newsroom().retry_dispatch(id).unwrap();
    let third = settled(&desk, id, second.attempts);
    assert_eq!(third.state, DispatchState::Done);
    assert_eq!(endpoint.only_entry()["post-status"], json!(["published"]));
    let there = desk.newsroom().publications(draft).unwrap();
    assert!(there.iter().all(|there| there.live) && there.len() == 1);
}

#[test]
fn an_article_that_never_came_out_has_the_date_that_its_writer_chose() {
    let endpoint = Endpoint::start();
    let (desk, site) = desk_of(&endpoint);
    let newsroom = desk.newsroom();
    let draft = Written::new("Le pont", "Il rouvre.").at(newsroom);
    endpoint.refuse_updates(true);
    let first = newsroom.publish(draft, site).unwrap().dispatch.id;
    assert_eq!(settled(&desk, first, 0).state, DispatchState::Failed);
    let mut fields = newsroom.open_draft(draft).unwrap().fields;
    fields.publish_at = Some("2026-04-28T06:00:00Z".parse().unwrap());
    newsroom.set_fields(draft, fields).unwrap();
    endpoint.refuse_updates(false);
    let second = newsroom.publish(draft, site).unwrap().dispatch.id;
    assert_eq!(settled(&desk, second, 0).state, DispatchState::Done);
    let published = &endpoint.only_entry()["published"];
    assert_eq!(*published, json!(["2026-04-28T06:00:00Z"]));
}
