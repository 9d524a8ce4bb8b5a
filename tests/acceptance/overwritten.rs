//! A site that takes any write: what a colleague saved in the moment of ours is in the history, and the receipt says so.

use std::net::SocketAddr;

use domain::{Difference, DispatchState, DraftId, Maker, SiteId, SiteKind};
use newsroom::{NewSite, Version};
use serde_json::{Value, json};
use testkit::{Answer, Desk, Fault, FaultyProxy, Opening, Written};

const POSTS: &str = "/wp-json/wp/v2/posts";

/// A desk, and a WordPress of which only answers are there.
pub(crate) struct Answered {
    pub(crate) desk: Desk,
    pub(crate) network: FaultyProxy,
    /// Every page of it.
    pub(crate) page: &'static str,
}

impl Answered {
    /// A desk, and nothing there yet.
    pub(crate) fn nothing() -> Self {
        let nowhere: SocketAddr = "127.0.0.1:9".parse().unwrap();
        Self {
            desk: Desk::open(Opening::default()),
            network: FaultyProxy::before(nowhere),
            page: "a page",
        }
    }

    /// Adds the WordPress to the desk's sites.
    pub(crate) fn added(&self) -> SiteId {
        let new = NewSite {
            kind: SiteKind::WordPress,
            home: self.network.url(),
            api: format!("{}/wp-json/", self.network.url()),
            secret: "zoe:abcd EFGH ijkl".to_owned(),
        };
        self.desk.newsroom().add_site(&new).unwrap().site.id
    }

    fn says(&self, method: &str, path: &str, said: &Value) {
        let answer = Fault::Answer(Answer {
            status: 200,
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: said.to_string().into_bytes(),
        });
        self.network.fault(method, path, usize::MAX, answer);
    }

    /// Everything that is there when this post is, and what a write answers.
    pub(crate) fn has(&self, there: &Value, written: &Value, history: &Value) {
        self.network.heal();
        self.says("GET", &format!("{POSTS}/7/revisions"), history);
        self.says("GET", &format!("{POSTS}/7"), there);
        self.says("POST", &format!("{POSTS}/7"), written);
        self.says("POST", POSTS, there);
        self.says("GET", POSTS, &json!([]));
        let me = json!({"id": 1, "name": "Zoé", "capabilities": {
            "publish_posts": true, "edit_published_posts": true
        }});
        self.says("GET", "/wp-json/wp/v2/users/me", &me);
        self.says("GET", "/wp-json/wp/v2/users/1", &json!({"name": "Zoé"}));
        self.says("GET", "/wp-json/wp/v2/categories", &json!([]));
        self.says("GET", "/wp-json/wp/v2/tags", &json!([]));
        let root = json!({"name": "Le Quai", "home": self.network.url()});
        self.says("GET", "/wp-json/", &root);
        self.says("GET", "/", &json!(self.page));
    }

    pub(crate) fn post(&self, status: &str, text: &str) -> Value {
        json!({
            "id": 7, "slug": "le-pont", "status": status, "author": 1, "meta": {"marbre_key": ""},
            "link": format!("{}/le-pont/", self.network.url()),
            "date_gmt": "2026-04-29T00:49:00", "modified_gmt": null, "title": {"raw": "Le pont"},
            "content": {"raw": text}, "excerpt": {"raw": ""},
        })
    }

    pub(crate) fn published(&self, draft: DraftId, site: SiteId) -> Vec<Difference> {
        let id = self
            .desk
            .newsroom()
            .publish(draft, site)
            .unwrap()
            .dispatch
            .id;
        self.desk.until("done", |newsroom| {
            let dispatch = newsroom.dispatch(id).unwrap().dispatch;
            assert_ne!(dispatch.state, DispatchState::Failed, "{dispatch:?}");
            (dispatch.state == DispatchState::Done).then_some(())
        });
        let receipt = self.desk.newsroom().receipt(id).unwrap().unwrap();
        receipt.differences
    }
}

fn step(text: &str) -> Value {
    json!({
        "slug": "7-revision-v1", "title": {"raw": "Le pont"}, "content": {"raw": text},
        "excerpt": {"raw": ""},
    })
}

#[test]
fn what_a_colleague_saved_in_the_same_moment_is_in_the_history() {
    let site = Answered::nothing();
    let (begun, out) = (
        site.post(
            "draft",
            "<p>Il rouvre.</p>\n<!-- marbre:00000000-0000-0000-0000-000000000001 begun -->",
        ),
        site.post("publish", "<p>Il rouvre.</p>"),
    );
    site.has(&begun, &out, &json!([]));
    let newsroom = site.desk.newsroom();
    let id = site.added();
    let draft = Written::new("Le pont", "Il rouvre.").at(newsroom);
    assert!(!site.published(draft, id).contains(&Difference::Overwritten));
    let ours = "<p>Il rouvre demain.</p>";
    let hers = "<p>Il rouvre, et c’est la fête.</p>";
    let history = json!([step(ours), step(hers), step("<p>Il rouvre.</p>")]);
    site.has(&out, &site.post("publish", ours), &history);
    newsroom.resync(draft, "Il rouvre demain.", 0).unwrap();
    assert!(site.published(draft, id).contains(&Difference::Overwritten));
    let history = newsroom.history(draft, None).unwrap().page.rows;
    let theirs = history
        .iter()
        .find(|row| matches!(&row.maker, Maker::Site(_)));
    let theirs = Version::Kept(theirs.unwrap().id);
    let compared = newsroom.compare(draft, theirs, Version::Present).unwrap();
    assert!(format!("{compared:?}").contains("fête"), "{compared:?}");
}
