//! A newsroom, a site, and a network between them that fails on command.

use std::net::SocketAddr;
use std::sync::Arc;

use domain::{DispatchId, DispatchState, DraftId, SiteId};
use newsroom::{Clock, DispatchView, NewSite, Newsroom};
use serde_json::Value;
use site::{RunningSite, Site, SiteOptions};
use tempfile::TempDir;
use testkit::{Desk, Fault, FaultyProxy, FixedClock, Opening, Written};

pub(crate) const ARTICLES: &str = "/api/v1/articles";

/// A newsroom with one site, reached through a proxy.
pub(crate) struct Journey {
    pub(crate) desk: Desk,
    pub(crate) proxy: FaultyProxy,
    pub(crate) site: SiteId,
    running: RunningSite,
    data: TempDir,
}

/// A second site of the same newsroom, behind a network of its own.
pub(crate) struct AnotherSite {
    pub(crate) proxy: FaultyProxy,
    pub(crate) site: SiteId,
    running: RunningSite,
    data: TempDir,
}

impl AnotherSite {
    /// Somebody else's account there.
    pub(crate) fn another_desk(&self) -> publish::site_api::SiteApi {
        let token = site::mint_token(self.data.path(), "other").unwrap();
        publish::site_api::SiteApi::new(self.running.url(), &token, Default::default()).unwrap()
    }

    /// The page that readers get at an address.
    pub(crate) fn read(&self, address: &str) -> Result<String, publish::PublishError> {
        publish::Destination::page(&self.another_desk(), address)
    }
}

impl Journey {
    /// A new newsroom that knows a new site.
    pub(crate) fn begin() -> Self {
        Self::begin_with(Opening::default())
    }

    pub(crate) fn begin_with(opening: Opening) -> Self {
        Self::begin_at(Desk::open(opening))
    }

    /// A new site that this desk knows.
    pub(crate) fn begin_at(desk: Desk) -> Self {
        let data = tempfile::tempdir().unwrap();
        let running = start(&data, &desk.clock);
        let proxy = FaultyProxy::before(SocketAddr::from(([127, 0, 0, 1], running.port())));
        let token = site::mint_token(data.path(), "desk").unwrap();
        let added = desk
            .newsroom()
            .add_site(&NewSite::site_api(&proxy.url(), &token))
            .unwrap();
        Self {
            desk,
            proxy,
            site: added.site.id,
            running,
            data,
        }
    }

    /// One more site that this desk knows.
    pub(crate) fn another_site(&self) -> AnotherSite {
        let data = tempfile::tempdir().unwrap();
        let running = start(&data, &self.desk.clock);
        let proxy = FaultyProxy::before(SocketAddr::from(([127, 0, 0, 1], running.port())));
        let token = site::mint_token(data.path(), "desk").unwrap();
        let added = self
            .newsroom()
            .add_site(&NewSite::site_api(&proxy.url(), &token));
        AnotherSite {
            proxy,
            site: added.unwrap().site.id,
            running,
            data,
        }
    }

    pub(crate) fn newsroom(&self) -> &Newsroom {
        self.desk.newsroom()
    }

    /// The next request of this kind meets this fault.
    pub(crate) fn fault(&self, method: &str, path: &str, fault: Fault) {
        self.proxy.fault(method, path, 1, fault);
    }

    /// A draft about a bridge, ready to go.
    pub(crate) fn draft(&self) -> DraftId {
        Written::new(
            "Le pont rouvre",
            "La ville respire.\n\n## Demain\n\nOn passe.",
        )
        .with(|fields| {
            fields.section = "Ville".to_owned();
            fields.tags = vec!["Travaux".to_owned()];
            fields.byline = "C. Delmas".to_owned();
            fields.standfirst = "Trois ans de chantier.".to_owned();
        })
        .at(self.newsroom())
    }

    pub(crate) fn publish(&self, draft: DraftId) -> DispatchId {
        self.newsroom()
            .publish(draft, self.site)
            .unwrap()
            .dispatch
            .id
    }

    /// Publishes and waits for the end.
    #[track_caller]
    pub(crate) fn published(&self, draft: DraftId) -> DispatchView {
        let id = self.publish(draft);
        self.until_state(id, DispatchState::Done)
    }

    /// Waits until a dispatch is there.
    #[track_caller]
    pub(crate) fn until_state(&self, id: DispatchId, state: DispatchState) -> DispatchView {
        self.desk.until(&format!("{state:?}"), |newsroom| {
            let view = newsroom.dispatch(id).unwrap();
            let settled = view.dispatch.state;
            let ends = matches!(settled, DispatchState::Done | DispatchState::Failed);
            assert!(!ends || settled == state, "{:?}", view.dispatch);
            (settled == state).then_some(view)
        })
    }

    /// Waits until a try has failed, and gives the dispatch.
    #[track_caller]
    pub(crate) fn until_failure(&self, id: DispatchId) -> DispatchView {
        self.desk.until("a failure", |newsroom| {
            let view = newsroom.dispatch(id).unwrap();
            assert_ne!(view.dispatch.state, DispatchState::Done);
            let settled = view.dispatch.state != DispatchState::Sending;
            (settled && view.dispatch.failure.is_some()).then_some(view)
        })
    }

    /// The page that readers get at an address.
    pub(crate) fn read(&self, address: &str) -> Result<String, publish::PublishError> {
        let token = "none";
        let reader = publish::site_api::SiteApi::new(self.running.url(), token, Default::default());
        publish::Destination::page(&reader.unwrap(), address)
    }

    /// Every byte that the site keeps.
    pub(crate) fn bytes_there(&self) -> Vec<u8> {
        bytes_below(self.data.path())
    }

    /// What a reader is served at a path.
    pub(crate) fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let served = ureq::get(format!("{}{path}", self.running.url())).call();
        served.ok()?.body_mut().read_to_vec().ok()
    }

    /// The addresses of all articles on the site's home page.
    pub(crate) fn articles(&self) -> Vec<String> {
        let home = self.read(&format!("{}/", self.running.url())).unwrap();
        let mut found: Vec<String> = home
            .split("href=\"/articles/")
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
            .collect();
        found.sort();
        found.dedup();
        found
    }

    /// Somebody deletes an article there.
    pub(crate) fn deleted_there(&self, remote_id: &str) {
        let token = site::mint_token(self.data.path(), "deleter").unwrap();
        let version = self.version_there(&token, remote_id);
        let deleted = ureq::delete(format!("{}{ARTICLES}/{remote_id}", self.running.url()))
            .header("authorization", format!("Bearer {token}"))
            .header("idempotency-key", format!("deletion-{remote_id}"))
            .header("if-match", version)
            .call()
            .unwrap();
        assert!(deleted.status().is_success());
    }

    /// Somebody changes the one article that a list has, by the API itself.
    pub(crate) fn changed_there(&self, list: &str, change: impl FnOnce(&mut Value)) {
        let token = site::mint_token(self.data.path(), "colleague").unwrap();
        let bearer = format!("Bearer {token}");
        let url = self.running.url();
        let get = |path: &str| -> Value {
            let asked = ureq::get(format!("{url}{path}")).header("authorization", &bearer);
            asked.call().unwrap().body_mut().read_json().unwrap()
        };
        let listed = get(list);
        let id = listed["articles"][0]["id"].as_str().unwrap();
        let path = format!("{ARTICLES}/{id}");
        let there = get(&path);
        let mut article = there.clone();
        // What a site tells and takes: the rest is its own.
        const TAKEN: [&str; 10] = [
            "slug",
            "headline",
            "standfirst",
            "section",
            "tags",
            "byline",
            "language",
            "body_html",
            "body_markdown",
            "corrections",
        ];
        article
            .as_object_mut()
            .unwrap()
            .retain(|name, _| TAKEN.contains(&name.as_str()));
        change(&mut article);
        let text = article["body_markdown"].as_str().unwrap().to_owned();
        article["body_html"] = prose::body_html(&text).into();
        let sent = ureq::put(format!("{url}{path}"))
            .header("authorization", &bearer)
            .header("idempotency-key", format!("colleague-{}", there["version"]))
            .header(
                "if-match",
                format!("\"{}\"", there["version"].as_str().unwrap()),
            )
            .send_json(&article)
            .unwrap();
        assert!(sent.status().is_success());
    }

    fn version_there(&self, token: &str, remote_id: &str) -> String {
        let read = ureq::get(format!("{}{ARTICLES}/{remote_id}", self.running.url()))
            .header("authorization", format!("Bearer {token}"))
            .call()
            .unwrap();
        read.headers()["etag"].to_str().unwrap().to_owned()
    }

    /// A new token of this account; an earlier one of the same name holds no more.
    pub(crate) fn new_token(&self, name: &str) -> String {
        site::mint_token(self.data.path(), name).unwrap()
    }

    /// A new account of this site, for another newsroom.
    pub(crate) fn account(&self) -> NewSite {
        let token = site::mint_token(self.data.path(), "second").unwrap();
        NewSite::site_api(&self.proxy.url(), &token)
    }

    /// The article that a dispatch made, as the site tells another account.
    pub(crate) fn there(&self, key: DispatchId) -> publish::RemoteArticle {
        let sought = publish::Sought {
            key,
            operation: domain::Operation::Publish,
            remote_id: None,
            slug: None,
        };
        let there = publish::Destination::find(&self.another_desk(), &sought);
        there.unwrap().unwrap()
    }

    /// Another account of the same site.
    pub(crate) fn another_desk(&self) -> publish::site_api::SiteApi {
        let token = site::mint_token(self.data.path(), "other").unwrap();
        publish::site_api::SiteApi::new(self.running.url(), &token, Default::default()).unwrap()
    }
}

fn start(data: &TempDir, clock: &Arc<FixedClock>) -> RunningSite {
    let clock = Arc::clone(clock);
    let mut options = SiteOptions::new(data.path(), Arc::new(move || clock.now()));
    options.port = None;
    Site::start(options).unwrap()
}

/// The names and the bytes of all files below a folder.
pub(crate) fn bytes_below(folder: &std::path::Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        all.extend_from_slice(path.as_os_str().as_encoded_bytes());
        match path.is_dir() {
            true => all.extend(bytes_below(&path)),
            false => all.extend(std::fs::read(&path).unwrap()),
        }
    }
    all
}
