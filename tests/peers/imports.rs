//! What somebody else published on a real site comes into a library; published again untouched, the site is not written to, and
//! an edit leaves one article with its picture where it was. Knows newsrooms; no protocol.

use std::time::{Duration, Instant};

use domain::{DispatchState, DraftId, ImportState, SiteId};
use newsroom::Newsroom;
use testkit::{Desk, Opening};

use crate::campaign::caught;
use crate::courier::Dispatch;
use crate::report::Row;
use crate::stage::{Peer, Stage};

/// After this long the journey has failed: a real site takes its time.
const LOST: Duration = Duration::from_secs(60);

/// What a colleague wrote there with another program.
const THEIRS: &str = "<p>Un <strong>mot</strong> d’ailleurs.</p>\n\
    <table><tbody><tr><td>Un</td><td>Deux</td></tr></tbody></table>";

/// The journey of an import.
pub(crate) fn run(name: &'static str, peer: &dyn Peer) -> Row {
    let wrong = caught(|| imported(&Stage::new(peer))).err();
    Row::told(name, "import", 1, wrong.into_iter().collect())
}

fn imported(stage: &Stage<'_>) {
    let remote_id = published_by_somebody(stage);
    let base = stage.network.url();
    let new = stage.peer.new_site(stage.at(&base));
    let desk = Desk::open(Opening::default());
    let newsroom = desk.newsroom();
    let site = newsroom.add_site(&new).expect("a site").site.id;
    let draft = brought(&desk, site, &stage.word);
    let open = newsroom.open_draft(draft).expect("a draft");
    assert!(
        open.fields.headline.contains(&stage.word),
        "{:?}",
        open.fields
    );
    assert!(open.text.contains("**mot**"), "{}", open.text);
    assert_eq!(newsroom.live_change(draft, site).expect("an answer"), None);

    let before = (there(stage, &remote_id), stage.the_one());
    let receipt = published(newsroom, draft, site);
    assert!(receipt.nothing_sent, "{receipt:?}");
    assert_eq!(
        (there(stage, &remote_id), stage.the_one()),
        before,
        "untouched"
    );

    let text = open.text.replace("d’ailleurs", "d’ici");
    newsroom.resync(draft, &text, 0).expect("a text");
    let receipt = published(newsroom, draft, site);
    assert!(!receipt.nothing_sent, "{receipt:?}");
    let after = stage.the_one();
    assert!(after.html.contains("d’ici"), "{}", after.html);
    let lead = |text: publish::RemoteText| text.lead_picture.map(|lead| lead.address);
    assert_eq!(
        lead(there(stage, &remote_id)),
        lead(before.0),
        "the picture at the head"
    );
    // A second import makes no second draft.
    assert_eq!(brought(&desk, site, &stage.word), draft);
}

/// An article with a picture at its head, whose text somebody else wrote.
fn published_by_somebody(stage: &Stage<'_>) -> String {
    let mut article = stage.article("Un.");
    let picture = stage.dress(&mut article);
    let mut dispatch = Dispatch::publish(stage, &article);
    dispatch.picture = Some(picture);
    let made = dispatch.deliver(stage);
    stage.peer.changed_by_a_colleague(&made.remote_id, THEIRS);
    made.remote_id
}

fn there(stage: &Stage<'_>, remote_id: &str) -> publish::RemoteText {
    let there = stage.site.read(remote_id).expect("an answer");
    there.expect("the article")
}

/// The draft of the one article with this word.
fn brought(desk: &Desk, site: SiteId, word: &str) -> DraftId {
    let import = desk.newsroom().bring_in_all(site, word).expect("an import");
    desk.until("the import is done", |newsroom| {
        let all = newsroom.imports().expect("imports").into_iter();
        let view = all
            .into_iter()
            .find(|view| view.count.import.id == import)?;
        let state = view.count.import.state;
        assert_ne!(state, ImportState::Failed, "{view:?}");
        (state == ImportState::Done).then_some(())
    });
    let arrived = desk.newsroom().arrived(import).expect("articles");
    assert_eq!(arrived.len(), 1, "{arrived:?}");
    arrived[0].article.draft.expect("a draft")
}

fn published(newsroom: &Newsroom, draft: DraftId, site: SiteId) -> domain::Receipt {
    let id = newsroom
        .publish(draft, site)
        .expect("a promise")
        .dispatch
        .id;
    let began = Instant::now();
    loop {
        let view = newsroom.dispatch(id).expect("a dispatch").dispatch;
        assert_ne!(view.state, DispatchState::Failed, "{view:?}");
        if view.state == DispatchState::Done {
            return newsroom.receipt(id).expect("a receipt").expect("a receipt");
        }
        assert!(began.elapsed() < LOST, "{view:?}");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}
