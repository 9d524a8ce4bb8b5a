//! A real Micropub endpoint: how it is started, and how it is looked at without our own destination.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use domain::{PictureFile, SiteKind};
use newsroom::NewSite;
use publish::Destination;
use publish::discovery::{System, discover};
use publish::micropub::Micropub;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::stage::{At, NOT_TO_BE_HAD, NotStarted, OwnJourney, Peer, Seen, Stage};

struct Site {
    address: SocketAddr,
    version: String,
    files: PathBuf,
    tokens: Value,
}

/// Starts one, without anything in it.
pub(crate) fn start() -> Result<Box<dyn Peer>, NotStarted> {
    let failed = |said: String| NotStarted::Failed(format!("micropub.sh: {said}"));
    let told = script("start").stderr(Stdio::inherit()).output();
    let told = told.map_err(|error| failed(error.to_string()))?;
    if told.status.code() == Some(NOT_TO_BE_HAD) {
        return Err(NotStarted::NotToBeHad);
    }
    let said: Value =
        serde_json::from_slice(&told.stdout).map_err(|_| failed(told.status.to_string()))?;
    let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    let address = text("url").trim_start_matches("http://").parse();
    Ok(Box::new(Site {
        address: address.map_err(|_| failed(said.to_string()))?,
        version: format!("django-indieweb {}", text("version")),
        files: text("files").into(),
        tokens: said["tokens"].clone(),
    }))
}

fn script(command: &str) -> Command {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/micropub.sh");
    let mut script = Command::new(path);
    script.arg(command).stdin(Stdio::null());
    script
}

impl Drop for Site {
    fn drop(&mut self) {
        let stopped = script("stop").status();
        assert!(
            stopped.is_ok_and(|status| status.success()),
            "micropub.sh stop"
        );
    }
}

impl Site {
    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn token(&self, name: &str) -> &str {
        self.tokens[name].as_str().expect("a token")
    }

    fn with(&self, at: At<'_>, token: &str) -> Box<dyn Destination> {
        let endpoint = format!("{}/indieweb/micropub/", at.base);
        Box::new(Micropub::new(at.base, &endpoint, token, at.patience).expect("an address"))
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
        self.with(at, self.token("full"))
    }

    fn new_site(&self, at: At<'_>) -> NewSite {
        NewSite {
            kind: SiteKind::Micropub,
            home: at.base.to_owned(),
            api: format!("{}/indieweb/micropub/", at.base),
            secret: self.token("full").to_owned(),
        }
    }

    fn stranger(&self, at: At<'_>) -> Box<dyn Destination> {
        self.with(at, "nobody-s-token")
    }

    fn articles(&self) -> Vec<Seen> {
        let mut answer = ureq::get(format!("{}/all-posts", self.url()))
            .call()
            .expect("an answer");
        let all: Value = answer.body_mut().read_json().expect("JSON");
        let posts = all.as_object().expect("posts").values();
        let seen = |post: &Value| {
            let properties = &post["properties"];
            Seen {
                headline: properties["name"][0]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned(),
                html: properties.to_string().replace("\\\"", "\""),
                is_out: properties["post-status"] != json!(["draft"]),
            }
        };
        posts
            .filter(|post| post["deleted"] == false)
            .map(seen)
            .collect()
    }

    fn changed_by_a_colleague(&self, remote_id: &str, html: &str) {
        let replace = json!({"content": [{"html": html}]});
        let action = json!({"action": "update", "url": remote_id, "replace": replace});
        ureq::post(format!("{}/indieweb/micropub/", self.url()))
            .header("authorization", format!("Bearer {}", self.token("full")))
            .send_json(action)
            .expect("an answer");
    }

    fn pictures(&self, file: &PictureFile) -> Option<usize> {
        Some(with(&self.files, &file.hash).len())
    }

    fn picture_deleted_by_a_colleague(&self, file: &PictureFile) {
        let files = with(&self.files, &file.hash);
        assert!(!files.is_empty());
        files
            .iter()
            .for_each(|path| std::fs::remove_file(path).expect("a file"));
    }

    /// It refuses a picture with words; see `publish::micropub`.
    fn keeps_words_of_pictures(&self) -> bool {
        false
    }

    fn own_journeys(&self) -> Vec<OwnJourney<'_>> {
        vec![
            ("discovered", Box::new(|_| self.discovered())),
            (
                "a token without rights",
                Box::new(|stage| self.without_rights(stage)),
            ),
        ]
    }
}

impl Site {
    fn discovered(&self) {
        let found = discover(&self.address.to_string(), publish::Patience::default());
        let found = found.expect("a site");
        let endpoint = format!("{}/indieweb/micropub/", self.url());
        let token = Some(format!("{}/indieweb/token/", self.url()));
        assert!(
            matches!(&found.system, System::Micropub { endpoint: e, token: t, .. } if *e == endpoint && *t == token),
            "{found:?}"
        );
        assert_eq!(
            (found.home, found.name.as_deref()),
            (self.url(), Some("Gazette"))
        );
    }

    fn without_rights(&self, stage: &Stage<'_>) {
        let base = stage.network.url();
        let at = At {
            base: &base,
            patience: publish::Patience::default(),
        };
        let site = self.with(at, self.token("none"));
        let refused = site.check_account().expect_err("no right to write");
        assert!(
            matches!(refused, publish::PublishError::Forbidden(_)),
            "{refused:?}"
        );
    }
}

/// The files below this folder that have these bytes.
fn with(folder: &Path, hash: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let one = |path: PathBuf| match std::fs::read(&path) {
        Ok(bytes) => {
            let there = Sha256::digest(&bytes);
            let there: String = there.iter().map(|byte| format!("{byte:02x}")).collect();
            Vec::from_iter((there == hash).then_some(path))
        }
        Err(_) => with(&path, hash),
    };
    paths.flat_map(one).collect()
}
