//! Journeys of a whole newsroom before a peer: what only it can get wrong. Knows no protocol.

use std::sync::Arc;
use std::time::Duration;

use domain::{DispatchId, DispatchState, DraftId, PictureSource, SiteId, Timestamp};
use newsroom::{Answer, Clock as _, DispatchView, NewSite, Newsroom, SystemClock, Wish};
use testkit::{Desk, FixedClock, Opening, Written, executable};

use crate::stage::Stage;

/// A newsroom that knows the peer, and has a draft for it.
pub(crate) struct Whole {
    pub(crate) desk: Desk,
    pub(crate) site: SiteId,
    pub(crate) draft: DraftId,
    pub(crate) secret: String,
}

impl Whole {
    /// With a clock that stands at this moment.
    pub(crate) fn new(stage: &Stage<'_>, now: &str) -> Self {
        let base = stage.network.url();
        let new = stage.peer.new_site(stage.at(&base));
        let mut desk = Desk::closed(Opening::default());
        desk.clock = Arc::new(FixedClock::at(now));
        desk.reopen().expect("a new library opens");
        Self::at(desk, &new, &format!("Le pont {} rouvre", stage.word))
    }

    /// At this desk, which gets to know this site.
    pub(crate) fn at(desk: Desk, new: &NewSite, headline: &str) -> Self {
        let site = desk.newsroom().add_site(new).expect("a site").site.id;
        Self {
            draft: Written::new(headline, "Un.").at(desk.newsroom()),
            desk,
            site,
            secret: new.secret.clone(),
        }
    }

    pub(crate) fn newsroom(&self) -> &Newsroom {
        self.desk.newsroom()
    }

    /// Another text.
    pub(crate) fn write(&self, text: &str) {
        let written = self.newsroom().resync(self.draft, text, 0);
        written.expect("a text");
    }

    /// Publishes, or updates, and waits until it is done.
    pub(crate) fn publish(&self) -> DispatchView {
        let promised = self.newsroom().publish(self.draft, self.site);
        self.until_done(promised.expect("a promise").dispatch.id)
    }

    /// Publishes, or updates: why it was refused, if it was.
    fn refused(&self) -> Option<String> {
        let promised = self.newsroom().publish(self.draft, self.site);
        let id = promised.expect("a promise").dispatch.id;
        self.desk.until("the dispatch has an end", |newsroom| {
            let dispatch = newsroom.dispatch(id).expect("a dispatch").dispatch;
            match dispatch.state {
                DispatchState::Done => Some(None),
                DispatchState::Failed => Some(dispatch.failure),
                _ => None,
            }
        })
    }

    /// Publishes, or updates; `false` when the article was changed there.
    fn is_published(&self) -> bool {
        let refused = self.refused();
        let changed = refused.as_deref() == Some("article_changed_there");
        assert!(changed || refused.is_none(), "{refused:?}");
        !changed
    }

    pub(crate) fn until_done(&self, id: DispatchId) -> DispatchView {
        self.desk.until("the dispatch is done", |newsroom| {
            let view = newsroom.dispatch(id).expect("a dispatch");
            let state = view.dispatch.state;
            assert_ne!(state, DispatchState::Failed, "{:?}", view.dispatch);
            (state == DispatchState::Done).then_some(view)
        })
    }

    /// The article's identifier there.
    fn remote_id(&self, done: &DispatchView) -> String {
        let receipt = self.newsroom().receipt(done.dispatch.id);
        receipt.expect("a library").expect("a receipt").remote_id
    }

    /// Takes what a colleague made of the article, theirs where both changed the same.
    #[track_caller]
    fn take_theirs(&self) {
        let (newsroom, of) = (self.newsroom(), (self.draft, self.site));
        let change = newsroom.live_change(of.0, of.1).expect("an answer");
        let change = change.expect("somebody changed it");
        let answers = vec![Answer::Theirs; change.questions.len()];
        let taken = newsroom.take_live_change(of.0, of.1, &change.version, &answers);
        taken.expect("taken");
    }
}

/// What a colleague takes off stays off, until she asks for it again.
pub(crate) fn withdrawn(stage: &Stage<'_>) {
    let whole = Whole::new(stage, &SystemClock.now().to_string());
    let remote_id = whole.remote_id(&whole.publish());
    let there = stage.site.read(&remote_id).expect("read").expect("there");
    let off = stage
        .site
        .unpublish(stage.key(), &remote_id, &there.article.version);
    off.expect("taken off");
    whole.write("Deux.");
    let refused = whole.refused();
    assert_eq!(refused.as_deref(), Some("article_withdrawn"));
    assert!(stage.seen().iter().all(|seen| !seen.is_out));
    let wish = Wish {
        brings_back: true,
        ..Wish::default()
    };
    let asked = whole.newsroom().publish_as(whole.draft, whole.site, &wish);
    whole.until_done(asked.expect("a promise").dispatch.id);
    let seen = stage.the_one();
    assert!(seen.is_out && seen.html.contains("Deux."), "{seen:?}");
}

/// Marbre's clock and the site's are hours apart: what is told is what readers see.
pub(crate) fn skewed(stage: &Stage<'_>) {
    for hours in [-7_i64, 7] {
        let now = SystemClock.now().as_second() + hours * 3600;
        let now = Timestamp::from_second(now).expect("a time");
        skewed_to(&Stage::new(stage.peer), now);
    }
}

fn skewed_to(stage: &Stage<'_>, now: Timestamp) {
    let whole = Whole::new(stage, &now.to_string());
    // Within an hour, by a clock that is wrong.
    let soon = now + Duration::from_secs(3600);
    let wish = Wish {
        at: Some(soon),
        ..Wish::default()
    };
    let (newsroom, draft) = (whole.newsroom(), whole.draft);
    let promised = newsroom.publish_as(draft, whole.site, &wish);
    let id = promised.expect("a promise").dispatch.id;
    let abilities = stage.site.describe().expect("a site").abilities;
    if abilities.schedules {
        whole.until_done(id);
        let told = newsroom.publications(draft).expect("a library").pop();
        let told = told.expect("a publication");
        let seen = stage.the_one();
        assert_eq!(told.live, seen.is_out, "{told:?} {seen:?}");
        assert_eq!(told.goes_live.is_some(), !seen.is_out, "{told:?} {seen:?}");
    } else {
        assert_eq!(stage.seen(), [], "it waits here");
        newsroom.cancel_dispatch(id).expect("taken back");
    }
    let now = newsroom.publish_as(draft, whole.site, &Wish::default());
    let done = whole.until_done(now.expect("a promise").dispatch.id);
    let seen = stage.the_one();
    assert!(seen.is_out && seen.html.contains("Un."), "{seen:?}");
    // Somebody else's change is seen by what it says, not by when it was made.
    let remote_id = whole.remote_id(&done);
    stage
        .peer
        .changed_by_a_colleague(&remote_id, "<p>À elle.</p>");
    whole.take_theirs();
    let text = newsroom.open_draft(draft).expect("a draft").text;
    assert!(text.contains("À elle."), "{text}");
    whole.write("À elle et à nous.");
    whole.publish();
    let seen = stage.the_one();
    assert!(
        seen.is_out && seen.html.contains("À elle et à nous."),
        "{seen:?}"
    );
    let down = newsroom.unpublish(draft, whole.site).expect("a promise");
    whole.until_done(down.dispatch.id);
    assert!(stage.seen().iter().all(|seen| !seen.is_out));
}

/// What would run in a page, in every way there is.
const HOSTILE: &str = r#"<script>evil()</script><p onclick="evil()">a</p>
<img src=x onerror=evil()><svg onload=evil()><script>evil()</script></svg>
<p><a href="javascript:evil()">b</a> <a href=" java
script:evil()">c</a> <a href="data:text/html,<script>evil()</script>">d</a></p>
<iframe srcdoc="<script>evil()</script>"></iframe><object data="javascript:evil()"></object>
<math><mi xlink:href="javascript:evil()">e</mi></math><style>@import 'javascript:evil()';</style>
<form action="javascript:evil()"><button formaction="javascript:evil()">f</button></form>
<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=javascript:evil()">
<template><script>evil()</script></template><noscript><p title="</noscript><script>evil()</script>"></noscript>
<p>&lt;script&gt;evil()&lt;/script&gt;</p><!--><script>evil()</script>-->"#;

/// A colleague's HTML runs nowhere: not in the draft's page, not in what is sent after it.
pub(crate) fn hostile(stage: &Stage<'_>) {
    let whole = Whole::new(stage, &SystemClock.now().to_string());
    let done = whole.publish();
    let remote_id = whole.remote_id(&done);
    let theirs = format!("<p>À elle.</p>{}", stage.peer.raw(HOSTILE));
    stage.peer.changed_by_a_colleague(&remote_id, &theirs);
    whole.take_theirs();
    let newsroom = whole.newsroom();
    let text = newsroom.open_draft(whole.draft).expect("a draft").text;
    assert!(text.contains("À elle."), "{text}");
    let page = newsroom.page_of(whole.draft).expect("a page");
    assert_eq!(executable(&page), [""; 0], "{page}");
    // What she does not touch stays as it is there; what she sends is clean.
    whole.write(&format!("{text}\n\nEt à nous."));
    whole.publish();
    let read = stage.site.read(&remote_id).expect("read").expect("there");
    assert_eq!(executable(&read.body_html), [""; 0], "{}", read.body_html);
}

/// A picture that somebody deleted there is sent again with the next send that shows it.
pub(crate) fn picture_deleted(stage: &Stage<'_>) {
    if !stage.site.describe().expect("a site").abilities.pictures {
        return;
    }
    let whole = Whole::new(stage, &SystemClock.now().to_string());
    let (newsroom, draft) = (whole.newsroom(), whole.draft);
    let (_, bytes) = stage.picture();
    let folder = tempfile::tempdir().expect("a folder");
    let chosen = folder.path().join("pont.gif");
    std::fs::write(&chosen, &bytes).expect("a file");
    let kept = testkit::kept(newsroom, chosen);
    let PictureSource::File(file) = kept.source.clone() else {
        panic!("{kept:?}");
    };
    let mut fields = newsroom.open_draft(draft).expect("a draft").fields;
    fields.lead_picture = Some(kept);
    newsroom.set_fields(draft, fields.clone()).expect("fields");
    whole.write(&format!("Un. ![le pont]({})", file.path()));
    whole.publish();
    let sent = stage.copy_of(&bytes);
    stage.peer.picture_deleted_by_a_colleague(&sent);
    whole.write(&format!("Deux. ![le pont]({})", file.path()));
    if !whole.is_published() {
        // Some take it off the article's head, too: a change there, like any other. She wants it back.
        whole.take_theirs();
        newsroom.set_fields(draft, fields).expect("fields");
        whole.publish();
    }
    let seen = stage.the_one();
    assert!(seen.is_out && seen.html.contains("Deux."), "{seen:?}");
    assert_eq!(stage.peer.pictures(&sent).unwrap_or(1), 1);
}
