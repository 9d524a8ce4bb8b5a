//! A real WordPress: how it is started, how it is looked at without our own destination, and what only it can do.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use domain::{PictureFile, PublicationState, SiteKind};
use newsroom::NewSite;
use publish::wordpress::WordPress;
use publish::{Destination, Patience, PublishError};
use serde_json::{Value, json};
use testkit::Fault;

use crate::courier::Dispatch;
use crate::stage::{At, NOT_TO_BE_HAD, NotStarted, OwnJourney, Peer, Seen, Stage};
use crate::warnings::heard;

/// Where the site keeps our key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    /// It registered the meta key.
    BesideTheText,
    /// As most sites are.
    InTheText,
}

struct Site {
    suite: &'static str,
    database: &'static str,
    key: Key,
    version: String,
    address: SocketAddr,
    accounts: Value,
}

/// The one that most sites have, where the key may stand beside the text.
pub(crate) fn current() -> Result<Box<dyn Peer>, NotStarted> {
    start("trixie", "sqlite", Key::BesideTheText)
}

/// The same as nobody changed it.
pub(crate) fn bare() -> Result<Box<dyn Peer>, NotStarted> {
    start("trixie", "sqlite", Key::InTheText)
}

/// The oldest that can be had; it knows no SQLite.
pub(crate) fn oldest() -> Result<Box<dyn Peer>, NotStarted> {
    start("bookworm", "mariadb", Key::InTheText)
}

/// The newest that can be had.
pub(crate) fn newest() -> Result<Box<dyn Peer>, NotStarted> {
    start("sid", "sqlite", Key::BesideTheText)
}

fn start(
    suite: &'static str,
    database: &'static str,
    key: Key,
) -> Result<Box<dyn Peer>, NotStarted> {
    let failed = |said: String| NotStarted::Failed(format!("wordpress.sh: {said}"));
    let mut script = script(suite, database, key, "start");
    let told = script.stderr(Stdio::inherit()).output();
    let told = told.map_err(|error| failed(error.to_string()))?;
    if told.status.code() == Some(NOT_TO_BE_HAD) {
        return Err(NotStarted::NotToBeHad);
    }
    let said: Value =
        serde_json::from_slice(&told.stdout).map_err(|_| failed(told.status.to_string()))?;
    let url = said["url"].as_str().unwrap_or_default();
    let address = url.trim_start_matches("http://").parse();
    let version = said["version"].as_str().unwrap_or_default();
    Ok(Box::new(Site {
        version: format!("WordPress {version}, {database}"),
        suite,
        database,
        key,
        address: address.map_err(|_| failed(said.to_string()))?,
        accounts: said["accounts"].clone(),
    }))
}

fn script(suite: &str, database: &str, key: Key, command: &str) -> Command {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/wordpress.sh");
    let mut script = Command::new(path);
    script.arg(command).stdin(Stdio::null());
    script.env("SUITE", suite).env("DATABASE", database);
    script.env("BARE", if key == Key::InTheText { "1" } else { "" });
    script
}

impl Drop for Site {
    fn drop(&mut self) {
        let stopped = script(self.suite, self.database, self.key, "stop").status();
        assert!(
            stopped.is_ok_and(|status| status.success()),
            "wordpress.sh stop"
        );
    }
}

impl Site {
    fn password(&self, who: &str) -> String {
        self.accounts[who].as_str().expect("an account").to_owned()
    }

    fn signed_in(&self, at: At<'_>, who: &str, password: &str) -> Box<dyn Destination> {
        let root = format!("{}/wp-json/", at.base);
        let site = WordPress::new(&root, who, password, at.patience);
        Box::new(site.expect("an address"))
    }

    /// An address of the API for its editor.
    fn signed(&self, path: &str) -> String {
        let password = self.password("editor").replace(' ', "");
        format!(
            "http://editor:{password}@{}/wp-json/wp/v2/{path}",
            self.address
        )
    }

    /// Asks the site as its editor, by other means than ours.
    fn ask(&self, path: &str) -> Value {
        let mut answer = ureq::get(self.signed(path)).call().expect("an answer");
        answer.body_mut().read_json().expect("JSON")
    }

    fn tell(&self, path: &str, json: &Value) -> Value {
        let mut answer = ureq::post(self.signed(path))
            .send_json(json)
            .expect("an answer");
        answer.body_mut().read_json().expect("JSON")
    }

    fn post(&self, remote_id: &str) -> Value {
        self.ask(&format!("posts/{remote_id}?context=edit"))
    }
}

impl Peer for Site {
    fn version(&self) -> String {
        self.version.clone()
    }

    fn address(&self) -> SocketAddr {
        self.address
    }

    fn destination(&self, at: At<'_>) -> Box<dyn Destination> {
        self.signed_in(at, "editor", &self.password("editor"))
    }

    fn new_site(&self, at: At<'_>) -> NewSite {
        NewSite {
            kind: SiteKind::WordPress,
            home: at.base.to_owned(),
            api: format!("{}/wp-json/", at.base),
            secret: format!("editor:{}", self.password("editor")),
        }
    }

    fn stranger(&self, at: At<'_>) -> Box<dyn Destination> {
        self.signed_in(at, "editor", "abcd EFGH ijkl MNOP qrst UVWX")
    }

    fn articles(&self) -> Vec<Seen> {
        let newest =
            "posts?context=edit&status=publish,future,draft,pending,private&per_page=20&orderby=id";
        let all = self.ask(newest);
        let text =
            |post: &Value, field: &str| post[field]["raw"].as_str().unwrap_or_default().to_owned();
        let seen = |post: &Value| Seen {
            headline: text(post, "title"),
            html: text(post, "content"),
            is_out: post["status"] == "publish",
        };
        all.as_array().expect("a list").iter().map(seen).collect()
    }

    fn changed_by_a_colleague(&self, remote_id: &str, html: &str) {
        self.tell(&format!("posts/{remote_id}"), &json!({ "content": html }));
    }

    fn pictures(&self, file: &PictureFile) -> Option<usize> {
        let found = self.ask(&format!("media?search={}", file.hash));
        Some(found.as_array().expect("a list").len())
    }

    fn picture_deleted_by_a_colleague(&self, file: &PictureFile) {
        let found = self.ask(&format!("media?search={}", file.hash));
        self.remove(&format!("media/{}?force=true", found[0]["id"]));
    }

    fn own_journeys(&self) -> Vec<OwnJourney<'_>> {
        vec![
            (
                "where the key is",
                Box::new(|stage| self.key_is_kept(stage)),
            ),
            ("lines that go on", Box::new(lines_that_go_on)),
            ("each role", Box::new(|stage| self.each_role(stage))),
            (
                "signed by another",
                Box::new(|stage| self.signed_by_another(stage)),
            ),
            (
                "binned by a colleague",
                Box::new(|stage| self.binned(stage)),
            ),
            (
                "plain permalinks",
                Box::new(|stage| self.plain_permalinks(stage)),
            ),
            (
                "saved at the same moment",
                Box::new(|stage| self.saved_at_the_same_moment(stage)),
            ),
            (
                "a category of its own",
                Box::new(|stage| self.other_categories(stage)),
            ),
        ]
    }
}

impl Site {
    fn key_is_kept(&self, stage: &Stage<'_>) {
        let article = stage.article("Ici.");
        let mut dispatch = Dispatch::publish(stage, &article);
        let done = dispatch.send(stage).expect("published");
        let post = self.post(&done.remote_id);
        let text = post["content"]["raw"].as_str().expect("a text");
        let mark = format!("<!-- marbre:{} -->", dispatch.key);
        match self.key {
            Key::BesideTheText => {
                assert_eq!(post["meta"]["marbre_key"], dispatch.key.to_string());
                assert!(!text.contains("marbre:"), "{text}");
            }
            Key::InTheText => {
                assert!(post["meta"].get("marbre_key").is_none());
                assert!(text.ends_with(&mark), "{text}");
            }
        }
    }

    fn each_role(&self, stage: &Stage<'_>) {
        let url = stage.network.url();
        let site = |who| self.signed_in(stage.at(&url), who, &self.password(who));
        let refused = site("contributor")
            .check_account()
            .expect_err("may not publish");
        assert!(
            matches!(&refused, PublishError::Forbidden(said) if said.contains("publish_posts")),
            "{refused:?}"
        );
        let author = site("author");
        author.check_account().expect("may publish");
        let said = author.describe().expect("a site");
        assert!(said.abilities.pictures);
        assert_eq!(
            (
                said.name.as_str(),
                said.time_zone.as_str(),
                said.language.primary()
            ),
            ("La Gazette", "Europe/Paris", "en")
        );
        assert_eq!(said.authors, ["Author"]);
        // An author may not write every HTML, and may not make a section.
        let mut article =
            stage.article("Par l’auteur.<br><img src=\"https://a.example/b.png\" alt=\"\">");
        let made = author.create(stage.key(), &article).expect("begun");
        let done = author
            .update(stage.key(), &made.remote_id, &made.version, &article)
            .expect("published");
        assert_eq!(done.state, PublicationState::Live);
        let again = author
            .update(stage.key(), &made.remote_id, &done.version, &article)
            .expect("updated");
        assert_eq!(again.version, done.version);
        article.section = format!("Rubrique {}", stage.word);
        let refused = author.update(stage.key(), &made.remote_id, &again.version, &article);
        let refused = refused.expect_err("no such section");
        assert!(
            matches!(&refused, PublishError::Fault(said) if said.contains(&article.section)),
            "{refused:?}"
        );
    }

    fn signed_by_another(&self, stage: &Stage<'_>) {
        let mut article = stage.article("Signé.");
        article.byline = "AUTHOR".to_owned();
        let done = Dispatch::publish(stage, &article)
            .send(stage)
            .expect("published");
        let read = stage
            .site
            .read(&done.remote_id)
            .expect("read")
            .expect("there");
        assert_eq!(read.byline, "Author");
        article.byline = "Nobody here".to_owned();
        let done = Dispatch::update(stage, &done, &article)
            .send(stage)
            .expect("updated");
        let read = stage
            .site
            .read(&done.remote_id)
            .expect("read")
            .expect("there");
        assert_eq!(read.byline, "Author");
    }

    fn binned(&self, stage: &Stage<'_>) {
        let article = stage.article("Là.");
        let done = Dispatch::publish(stage, &article)
            .send(stage)
            .expect("published");
        self.remove(&format!("posts/{}", done.remote_id));
        let read = stage
            .site
            .read(&done.remote_id)
            .expect("read")
            .expect("in the bin");
        assert_eq!(read.article.state, PublicationState::Unpublished);
        assert_eq!(read.article.slug, done.slug);
        let refused = Dispatch::update(stage, &done, &article)
            .send(stage)
            .expect_err("binned");
        assert!(
            matches!(refused, PublishError::ChangedThere(_)),
            "{refused:?}"
        );
        let back = Dispatch::update(stage, &read.article, &article)
            .send(stage)
            .expect("back");
        assert_eq!((back.address, back.version), (done.address, done.version));
        assert!(stage.the_one().is_out);
    }

    fn plain_permalinks(&self, stage: &Stage<'_>) {
        let root = format!("{}/?rest_route=/", stage.network.url());
        let password = self.password("editor");
        let site = WordPress::new(&root, "editor", &password, Patience::default()).expect("a root");
        site.check_account().expect("an account");
        let article = stage.article("Par une requête.");
        let made = site.create(stage.key(), &article).expect("begun");
        site.update(stage.key(), &made.remote_id, &made.version, &article)
            .expect("published");
        assert!(stage.the_one().is_out);
        assert_eq!(
            site.list(&stage.word, None).expect("a list").articles.len(),
            1
        );
    }

    fn other_categories(&self, stage: &Stage<'_>) {
        let mut article = stage.article("Rubriques.");
        article.section = format!("Monde {}", stage.word);
        let done = Dispatch::publish(stage, &article)
            .send(stage)
            .expect("published");
        let ours = self.post(&done.remote_id)["categories"][0]
            .as_u64()
            .expect("a category");
        let name = json!({ "name": format!("Une {}", stage.word) });
        let theirs = self.tell("categories", &name)["id"]
            .as_u64()
            .expect("a category");
        let both = json!({ "categories": [ours, theirs] });
        self.tell(&format!("posts/{}", done.remote_id), &both);
        let refused = Dispatch::update(stage, &done, &article)
            .send(stage)
            .expect_err("changed");
        assert!(
            matches!(refused, PublishError::ChangedThere(_)),
            "{refused:?}"
        );
        let read = stage
            .site
            .read(&done.remote_id)
            .expect("read")
            .expect("there");
        Dispatch::update(stage, &read.article, &article)
            .send(stage)
            .expect("updated");
        assert_eq!(self.post(&done.remote_id)["categories"], both["categories"]);
    }

    /// Somebody saves after the article was read and before it is written.
    fn saved_at_the_same_moment(&self, stage: &Stage<'_>) {
        let mut article = stage.article("À nous.");
        article.tags = vec![stage.word.clone()];
        let (done, quiet) = heard(|| Dispatch::publish(stage, &article).deliver(stage));
        assert_eq!(quiet, "");
        let before = stage.network.seen().len();
        // The look-up of the tag comes between the two.
        let late = Duration::from_secs(3);
        stage.network.fault_after(1, Fault::Latency(late));
        article.body_html = "<p>Encore à nous.</p>".to_owned();
        let mut dispatch = Dispatch::update(stage, &done, &article);
        let network = &stage.network;
        let (sent, warned) = std::thread::scope(|scope| {
            scope.spawn(|| {
                while network.seen().len() < before + 2 {
                    std::thread::yield_now();
                }
                self.changed_by_a_colleague(&done.remote_id, "<p>À elle.</p>");
            });
            heard(|| dispatch.send(stage))
        });
        let sent = sent.expect("WordPress takes it all the same");
        assert!(warned.contains("somebody saved"), "{warned}");
        let theirs = sent.overwrote.expect("what it replaced").body_html;
        assert_eq!(theirs, "<p>À elle.</p>");
    }

    fn remove(&self, path: &str) {
        ureq::delete(self.signed(path)).call().expect("removed");
    }
}

/// A line that goes on in the next one is no line's end there.
fn lines_that_go_on(stage: &Stage<'_>) {
    let mut article = stage.article("");
    article.body_html =
        "<p>Une ligne\nqui continue.</p>\n<ul>\n<li>un\npoint</li>\n</ul>\n<p>Fin.</p>".to_owned();
    let done = Dispatch::publish(stage, &article)
        .send(stage)
        .expect("published");
    let page = stage.site.page(&done.address).expect("a page");
    assert!(page.contains("Une ligne\nqui continue.</p>"), "{page}");
    assert!(page.contains("<li>un\npoint</li>"), "{page}");
}
