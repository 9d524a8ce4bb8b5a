//! The local news site, the Site API's reference: started in this process, looked at in its database.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use domain::PictureFile;
use newsroom::{Clock as _, NewSite, SystemClock};
use publish::Destination;
use publish::site_api::SiteApi;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use site::{RunningSite, SiteOptions};
use tempfile::TempDir;

use crate::stage::{At, NotStarted, Peer, Seen};

struct Site {
    running: RunningSite,
    data: TempDir,
    token: String,
    colleague: String,
}

/// Starts one, without anything in it.
pub(crate) fn start() -> Result<Box<dyn Peer>, NotStarted> {
    let failed = |error: &dyn std::fmt::Display| NotStarted::Failed(error.to_string());
    let data = tempfile::tempdir().map_err(|error| failed(&error))?;
    let mut options = SiteOptions::new(data.path(), Arc::new(|| SystemClock.now()));
    options.port = None;
    let running = site::Site::start(options).map_err(|error| failed(&error))?;
    let token = |name| site::mint_token(data.path(), name).map_err(|error| failed(&error));
    Ok(Box::new(Site {
        running,
        token: token("desk")?,
        colleague: token("colleague")?,
        data,
    }))
}

impl Site {
    fn with(&self, at: At<'_>, token: &str) -> Box<dyn Destination> {
        Box::new(SiteApi::new(at.base, token, at.patience).expect("an address"))
    }

    /// Where it keeps a picture; its name is the bytes' hash, so there is no second.
    fn picture(&self, file: &PictureFile) -> PathBuf {
        let name = format!("{}.{}", file.hash, file.kind.ending());
        self.data.path().join("media").join(name)
    }

    fn database(&self) -> Connection {
        let path = self.data.path().join(site::DATABASE);
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a database")
    }
}

impl Peer for Site {
    fn version(&self) -> String {
        concat!("Site API v1, Marbre ", env!("CARGO_PKG_VERSION")).to_owned()
    }

    fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.running.port()))
    }

    fn destination(&self, at: At<'_>) -> Box<dyn Destination> {
        self.with(at, &self.token)
    }

    fn new_site(&self, at: At<'_>) -> NewSite {
        NewSite::site_api(at.base, &self.token)
    }

    fn stranger(&self, at: At<'_>) -> Box<dyn Destination> {
        self.with(at, "a-token-that-was-taken-back")
    }

    fn articles(&self) -> Vec<Seen> {
        let database = self.database();
        let newest =
            "SELECT headline, body_html, live FROM articles ORDER BY changed_at DESC LIMIT 20";
        let mut rows = database.prepare(newest).expect("articles");
        let seen = rows.query_map((), |row| {
            Ok(Seen {
                headline: row.get(0)?,
                html: row.get(1)?,
                is_out: row.get(2)?,
            })
        });
        seen.expect("rows").map(|row| row.expect("a row")).collect()
    }

    fn changed_by_a_colleague(&self, remote_id: &str, html: &str) {
        let url = format!("{}/api/v1/articles/{remote_id}", self.running.url());
        let bearer = format!("Bearer {}", self.colleague);
        let mut answer = ureq::get(&url)
            .header("authorization", &bearer)
            .call()
            .expect("an answer");
        let etag = answer.headers()["etag"]
            .to_str()
            .expect("a version")
            .to_owned();
        let there: Value = answer.body_mut().read_json().expect("JSON");
        let same = [
            "slug",
            "headline",
            "standfirst",
            "section",
            "tags",
            "byline",
            "language",
        ];
        let mut article: serde_json::Map<_, _> = same
            .iter()
            .map(|name| ((*name).to_owned(), there[*name].clone()))
            .collect();
        // Markdown may have HTML in it: the same words in both.
        article.insert("body_html".to_owned(), json!(html));
        article.insert("body_markdown".to_owned(), json!(html));
        ureq::put(&url)
            .header("authorization", &bearer)
            .header("if-match", etag)
            .header("idempotency-key", uuid::Uuid::new_v4().to_string())
            .send_json(article)
            .expect("an answer");
    }

    fn pictures(&self, file: &PictureFile) -> Option<usize> {
        Some(usize::from(self.picture(file).exists()))
    }

    fn picture_deleted_by_a_colleague(&self, file: &PictureFile) {
        std::fs::remove_file(self.picture(file)).expect("a file");
    }

    fn counts_every_write(&self) -> bool {
        true
    }
}
