//! A real Ghost: how it is started, how it is looked at without our own destination, and what only it can do.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use domain::{PictureFile, SiteKind, Timestamp};
use newsroom::{Clock as _, NewSite, SystemClock};
use publish::ghost::Ghost;
use publish::{Destination, PublishError};
use serde_json::{Value, json};
use testkit::{Answer, Fault};

use crate::courier::Dispatch;
use crate::stage::{At, NOT_TO_BE_HAD, NotStarted, OwnJourney, Peer, Seen, Stage};

struct Site {
    version: &'static str,
    address: SocketAddr,
    key: String,
    /// By which its owner is signed in.
    cookie: String,
}

/// Starts one, without anything in it.
pub(crate) fn start(version: &'static str) -> Result<Box<dyn Peer>, NotStarted> {
    let failed = |said: String| NotStarted::Failed(format!("ghost.sh: {said}"));
    let mut script = script(version, &["start"]);
    let told = script.stderr(Stdio::inherit()).output();
    let told = told.map_err(|error| failed(error.to_string()))?;
    if told.status.code() == Some(NOT_TO_BE_HAD) {
        return Err(NotStarted::NotToBeHad);
    }
    let said: Value =
        serde_json::from_slice(&told.stdout).map_err(|_| failed(told.status.to_string()))?;
    let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    let address = text("url").trim_start_matches("http://").parse();
    Ok(Box::new(Site {
        version,
        address: address.map_err(|_| failed(said.to_string()))?,
        key: text("key"),
        cookie: text("cookie"),
    }))
}

fn script(version: &str, arguments: &[&str]) -> Command {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/ghost.sh");
    let mut script = Command::new(path);
    script.args(arguments).stdin(Stdio::null());
    script.env("VERSION", version);
    script
}

impl Drop for Site {
    fn drop(&mut self) {
        let stopped = script(self.version, &["stop"]).status();
        assert!(
            stopped.is_ok_and(|status| status.success()),
            "ghost.sh stop"
        );
    }
}

impl Site {
    /// The site as the key's owner has it, by a clock that goes wrong by so many seconds.
    fn signed(&self, at: At<'_>, key: &str, wrong: i64) -> Ghost {
        let now = move || {
            let now = SystemClock.now().as_second() + wrong;
            Timestamp::from_second(now).expect("a time")
        };
        let site = Ghost::new(at.base, key, now, at.patience).expect("an address and a key");
        let home = format!("http://{}", self.address);
        site.read_at(&home, at.patience).expect("an address")
    }

    /// Asks the site as its owner's browser does.
    fn ask(&self, path: &str) -> Value {
        let mut answer = ureq::get(self.admin(path))
            .header("cookie", &self.cookie)
            .header("origin", format!("http://{}", self.address))
            .call()
            .expect("an answer");
        answer.body_mut().read_json().expect("JSON")
    }

    /// Changes an article as its owner's browser does.
    fn change(&self, remote_id: &str, query: &str, change: &Value) {
        let there = self.ask(&format!("posts/{remote_id}/"));
        let mut change = change.clone();
        change["updated_at"] = there["posts"][0]["updated_at"].clone();
        ureq::put(self.admin(&format!("posts/{remote_id}/{query}")))
            .header("cookie", &self.cookie)
            .header("origin", format!("http://{}", self.address))
            .send_json(json!({ "posts": [change] }))
            .expect("an answer");
    }

    fn admin(&self, path: &str) -> String {
        format!("http://{}/ghost/api/admin/{path}", self.address)
    }

    /// What its database says.
    fn sql(&self, query: &str) -> String {
        told(script(self.version, &["sql", query]))
    }

    /// The names of an article's tags that are not ours, in their order.
    fn tags(&self, remote_id: &str) -> String {
        self.sql(&format!(
            "select name from tags join posts_tags on tag_id = tags.id where post_id = '{remote_id}'
             and name not like '#marbre-%' order by posts_tags.sort_order"
        ))
    }
}

fn told(mut script: Command) -> String {
    let done = script.output().expect("a script");
    let wrong = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{script:?}: {wrong}");
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

impl Peer for Site {
    fn version(&self) -> String {
        format!("Ghost {}, MariaDB", self.version)
    }

    fn address(&self) -> SocketAddr {
        self.address
    }

    fn destination(&self, at: At<'_>) -> Box<dyn Destination> {
        Box::new(self.signed(at, &self.key, 0))
    }

    fn new_site(&self, at: At<'_>) -> NewSite {
        NewSite {
            kind: SiteKind::Ghost,
            home: at.base.to_owned(),
            api: at.base.to_owned(),
            secret: self.key.clone(),
        }
    }

    fn stranger(&self, at: At<'_>) -> Box<dyn Destination> {
        let (id, _) = self.key.split_once(':').expect("a key");
        Box::new(self.signed(at, &format!("{id}:{}", "0b".repeat(32)), 0))
    }

    fn articles(&self) -> Vec<Seen> {
        let all = self.ask("posts/?formats=html&limit=20&order=created_at%20desc");
        let text = |post: &Value, field: &str| post[field].as_str().unwrap_or_default().to_owned();
        let seen = |post: &Value| Seen {
            headline: text(post, "title"),
            html: text(post, "html"),
            is_out: post["status"] == "published",
        };
        let all = all["posts"].as_array().expect("a list");
        all.iter().map(seen).collect()
    }

    fn changed_by_a_colleague(&self, remote_id: &str, html: &str) {
        self.change(remote_id, "?source=html", &json!({ "html": html }));
    }

    fn pictures(&self, file: &PictureFile) -> Option<usize> {
        let count = told(script(self.version, &["pictures", &file.hash]));
        Some(count.parse().expect("a count"))
    }

    /// It tells nobody what it has, and takes nothing back.
    fn keeps_twins_of_pictures(&self) -> bool {
        true
    }

    /// Ghost has no way to do it: whoever keeps its machine does.
    fn picture_deleted_by_a_colleague(&self, file: &PictureFile) {
        told(script(self.version, &["forget", &file.hash]));
    }

    fn raw(&self, html: &str) -> String {
        format!("<!--kg-card-begin: html-->\n{html}\n<!--kg-card-end: html-->")
    }

    fn own_journeys(&self) -> Vec<OwnJourney<'_>> {
        vec![
            (
                "nothing of ours shows",
                Box::new(|stage| self.untagged(stage)),
            ),
            ("in its editor's words", Box::new(editable)),
            ("made twice", Box::new(|stage| self.twins(stage))),
            ("tags alone changed", Box::new(|stage| self.tagged(stage))),
            (
                "tags of the site's own",
                Box::new(|stage| self.own_tags(stage)),
            ),
            ("changed between look and write", Box::new(raced)),
            ("signed by its staff", Box::new(signed_by_its_staff)),
            ("by newsletter", Box::new(|stage| self.mailed(stage))),
            (
                "a clock that goes wrong",
                Box::new(|stage| self.clocks(stage)),
            ),
            ("too long", Box::new(too_long)),
        ]
    }
}

impl Site {
    /// The tag by which a draft is found goes when its number is known; the key stays where only we
    /// look, and whoever changes the words there takes it away.
    fn untagged(&self, stage: &Stage<'_>) {
        let article = stage.article("Ici.");
        let mut dispatch = Dispatch::publish(stage, &article);
        let done = dispatch.send(stage).expect("published");
        let tags = self.sql(&format!(
            "select count(*) from tags where name = '#marbre-{}'",
            dispatch.key
        ));
        assert_eq!(tags, "0");
        let page = stage.site.page(&done.address).expect("a page");
        assert!(!page.contains("marbre") && !page.contains(&dispatch.key.to_string()));
        let found = dispatch.send_again(stage).expect("found, not sent");
        assert_eq!(found, done);
        self.changed_by_a_colleague(&done.remote_id, "<p>À elle.</p>");
        let refused = dispatch.send_again(stage);
        assert!(
            matches!(refused, Err(PublishError::ChangedThere(_))),
            "{refused:?}"
        );
    }

    fn twins(&self, stage: &Stage<'_>) {
        let article = stage.article("Une fois.");
        let key = stage.key();
        let first = stage.site.create(key, &article).expect("a draft");
        let second = stage.site.create(key, &article).expect("its twin");
        assert_ne!(first.remote_id, second.remote_id);
        let out = stage
            .site
            .update(key, &first.remote_id, &first.version, &article);
        assert_eq!(out.expect("out").slug, article.slug);
        stage.the_one();
    }

    /// Ghost's own date stays as it is, yet it is a change.
    fn tagged(&self, stage: &Stage<'_>) {
        let mut article = stage.article("Avec tags.");
        article.tags = vec![format!("Un {}", stage.word), format!("Deux {}", stage.word)];
        let done = Dispatch::publish(stage, &article)
            .send(stage)
            .expect("published");
        let dated = |id: &str| self.ask(&format!("posts/{id}/"))["posts"][0]["updated_at"].clone();
        let before = dated(&done.remote_id);
        let mut tags = self.ask(&format!("posts/{}/", done.remote_id))["posts"][0]["tags"].clone();
        tags.as_array_mut().expect("tags").remove(0);
        self.change(&done.remote_id, "", &json!({ "tags": tags }));
        assert_eq!(dated(&done.remote_id), before);
        let refused = Dispatch::update(stage, &done, &article).send(stage);
        assert!(
            matches!(refused, Err(PublishError::ChangedThere(_))),
            "{refused:?}"
        );
    }

    /// Those by which a theme goes stay, and a name that begins with # is hidden from nobody.
    fn own_tags(&self, stage: &Stage<'_>) {
        let mut article = stage.article("Étiquettes.");
        let word = &stage.word;
        article.section = format!("Tech {word}");
        article.tags = vec![format!("Été {word}"), format!("#Vu {word}")];
        let done = Dispatch::publish(stage, &article)
            .send(stage)
            .expect("published");
        let mut tags = self.ask(&format!("posts/{}/", done.remote_id))["posts"][0]["tags"].clone();
        let large = json!({ "name": format!("#large {word}") });
        tags.as_array_mut().expect("tags").push(large);
        self.change(&done.remote_id, "", &json!({ "tags": tags }));
        article.tags = vec![format!("ÉTÉ {word}"), format!("vu {word}")];
        let again = Dispatch::update(stage, &done, &article)
            .send(stage)
            .expect("updated");
        assert_eq!(again.version, done.version);
        let all = format!("Tech {word}\nÉté {word}\nVu {word}\n#large {word}");
        assert_eq!(self.tags(&done.remote_id), all);
    }

    fn mailed(&self, stage: &Stage<'_>) {
        let newsletter = &stage.site.describe().expect("a site").newsletters[0];
        let mut article = stage.article("Par courrier.");
        article.newsletter = Some(newsletter.slug.clone());
        let done = Dispatch::publish(stage, &article)
            .send(stage)
            .expect("published");
        let mailed = "select newsletter_id is not null, email_recipient_filter from posts";
        let mailed = self.sql(&format!("{mailed} where id = '{}'", done.remote_id));
        assert_eq!(mailed, "1\tall");
        let before = stage.network.seen().len();
        Dispatch::update(stage, &done, &article)
            .send(stage)
            .expect("updated");
        let later = stage.network.seen().split_off(before);
        assert!(
            later
                .iter()
                .all(|request| !request.path.contains("newsletter"))
        );
        // One that the site has not got keeps the article where it is.
        article.newsletter = Some("nobody-s".to_owned());
        article.headline = format!("Autre {}", stage.word);
        let key = stage.key();
        let begun = stage.site.create(key, &article).expect("a draft");
        let refused = stage
            .site
            .update(key, &begun.remote_id, &begun.version, &article);
        assert!(
            matches!(refused, Err(PublishError::Fault(_))),
            "{refused:?}"
        );
        assert_eq!(stage.seen().iter().filter(|seen| seen.is_out).count(), 1);
    }

    fn clocks(&self, stage: &Stage<'_>) {
        let url = stage.network.url();
        for wrong in [-86_400, 86_400] {
            let site = self.signed(stage.at(&url), &self.key, wrong);
            site.check_account().expect("the site's own clock is taken");
            let before = stage.network.seen().len();
            site.check_account().expect("and kept");
            assert_eq!(stage.network.seen().len(), before + 2);
        }
    }
}

/// What its editor can't keep as it is, and what it can.
fn editable(stage: &Stage<'_>) {
    let mut article = stage.article("");
    let (table, list) = (
        "<div class=\"table\"><table><tbody><tr><td>1</td></tr></tbody></table></div>",
        "<ul><li>un<ol start=\"3\"><li>deux</li></ol></li><li><em>tr</em>ois</li></ul>",
    );
    let text = "<p>Un <strong>mot</strong>&nbsp;: <code>a &lt; b</code><br>\nl’<mark>été</mark> \
                <a href=\"https://a.example/?a=1&amp;b=2\">ici</a></p>";
    let quote = "<blockquote><p>Dit.</p></blockquote>";
    let code = "<pre><code class=\"language-rust\">let a = \"b\";\n  c\n</code></pre>";
    article.body_html = [text, list, quote, "<hr>", code, table].join("\n");
    let done = Dispatch::publish(stage, &article)
        .send(stage)
        .expect("published");
    let read = stage
        .site
        .read(&done.remote_id)
        .expect("read")
        .expect("there");
    let card = format!("\n<!--kg-card-begin: html-->\n{table}\n<!--kg-card-end: html-->\n");
    let whole = [
        text,
        list,
        "<blockquote>Dit.</blockquote>",
        "<hr>",
        code,
        &card,
    ]
    .concat();
    assert_eq!(read.body_html, whole.replace("<br>\n", "<br>"));
    let again = Dispatch::update(stage, &done, &article)
        .send(stage)
        .expect("updated");
    assert_eq!(again.version, done.version);
}

fn raced(stage: &Stage<'_>) {
    let article = stage.article("Course.");
    let done = Dispatch::publish(stage, &article)
        .send(stage)
        .expect("published");
    let mut collision = Answer::html(409, "");
    collision.body =
        br#"{"errors":[{"type":"UpdateCollisionError","code":"UPDATE_COLLISION"}]}"#.to_vec();
    stage.network.fault("PUT", "/", 1, Fault::Answer(collision));
    let refused = Dispatch::update(stage, &done, &article).send(stage);
    assert!(
        matches!(refused, Err(PublishError::ChangedThere(_))),
        "{refused:?}"
    );
}

fn signed_by_its_staff(stage: &Stage<'_>) {
    let mut article = stage.article("Signé.");
    let read = |id: &str| stage.site.read(id).expect("read").expect("there").byline;
    for byline in ["Owner", "owner", "Nobody here"] {
        article.byline = byline.to_owned();
        let done = Dispatch::publish(stage, &article)
            .send(stage)
            .expect("published");
        assert_eq!(read(&done.remote_id), "Owner");
    }
}

fn too_long(stage: &Stage<'_>) {
    let limits = stage.site.describe().expect("a site").limits;
    let most = limits.characters["headline"] as usize;
    let mut article = stage.article("Long.");
    article.headline = format!("{} {}", stage.word, "é".repeat(most - stage.word.len()));
    let refused = stage.site.create(stage.key(), &article);
    assert!(
        matches!(refused, Err(PublishError::Fault(_))),
        "{refused:?}"
    );
    assert_eq!(stage.seen(), []);
    article.headline.pop();
    let mut dispatch = Dispatch::publish(stage, &article);
    dispatch.send(stage).expect("as long as it may be");
}
