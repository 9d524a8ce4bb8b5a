//! A Micropub endpoint that keeps entries in memory, takes an article in two steps, and refuses what it is told to. Knows no newsroom.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use domain::SiteKind;
use newsroom::NewSite;
use serde_json::{Value, json};

use crate::loopback::Loopback;

/// When the endpoint says that a draft was made.
pub(crate) const DRAFTED: &str = "2026-04-20T00:00:00Z";

#[derive(Default)]
struct Kept {
    entries: Mutex<BTreeMap<String, Value>>,
    refuses_updates: AtomicBool,
    keeps_drafts: AtomicBool,
    pictures: AtomicUsize,
}

/// The endpoint; it is gone when it is dropped.
pub(crate) struct Endpoint {
    site: Loopback,
    kept: Arc<Kept>,
}

impl Endpoint {
    pub(crate) fn start() -> Self {
        let kept = Arc::<Kept>::default();
        let there = Arc::clone(&kept);
        let site = Loopback::start(move |own, request| {
            let mut entries = there.entries.lock().unwrap();
            match request.is_post() {
                true if request.path().ends_with("/media") => {
                    let number = there.pictures.fetch_add(1, Ordering::SeqCst);
                    let place = format!("location: http://{own}/up/{number}.jpg\r\n");
                    (201, place, String::new())
                }
                true => {
                    let action = serde_json::from_str(&request.body).unwrap();
                    act(&there, &mut entries, own, &action)
                }
                false => query(&entries, request.path()),
            }
        });
        Self { site, kept }
    }

    pub(crate) fn new_site(&self) -> NewSite {
        NewSite {
            kind: SiteKind::Micropub,
            home: format!("http://{}", self.site.address),
            api: format!("http://{}/micropub", self.site.address),
            secret: "a-token-of-some-length".to_owned(),
        }
    }

    /// Every byte that it was sent.
    pub(crate) fn received(&self) -> Vec<u8> {
        self.site.received()
    }

    /// Whether updates are refused from here on.
    pub(crate) fn refuse_updates(&self, refuse: bool) {
        self.kept.refuses_updates.store(refuse, Ordering::SeqCst);
    }

    /// Whether drafts stay drafts from here on, whatever an update says.
    pub(crate) fn keep_drafts(&self, keep: bool) {
        self.kept.keeps_drafts.store(keep, Ordering::SeqCst);
    }

    /// The one entry that there is.
    #[track_caller]
    pub(crate) fn only_entry(&self) -> Value {
        let entries = self.kept.entries.lock().unwrap();
        assert_eq!(entries.len(), 1);
        entries.values().next().unwrap().clone()
    }
}

fn query(entries: &BTreeMap<String, Value>, path: &str) -> (u16, String, String) {
    let listed = |(url, properties): (&String, &Value)| {
        let mut properties = properties.clone();
        properties["url"] = json!([url]);
        json!({ "properties": properties })
    };
    let asked = entries
        .iter()
        .find(|(url, _)| path.ends_with(url.rsplit('/').next().unwrap_or_default()));
    let said = match asked {
        _ if path.contains("q=config") => {
            json!({"post-status": ["draft", "published"], "media-endpoint": "/media"})
        }
        Some((_, properties)) if path.contains("url=") => json!({ "properties": properties }),
        _ if path.contains("url=") => return (404, String::new(), String::new()),
        _ if path.contains("q=source") => {
            json!({"items": entries.iter().map(listed).collect::<Vec<_>>()})
        }
        _ => return (404, String::new(), String::new()),
    };
    (200, String::new(), said.to_string())
}

fn act(
    kept: &Kept,
    entries: &mut BTreeMap<String, Value>,
    own: SocketAddr,
    action: &Value,
) -> (u16, String, String) {
    let Some(url) = action["url"].as_str() else {
        let mut made = action["properties"].clone();
        let slug = made["mp-slug"][0].as_str().unwrap();
        let url = format!("http://{own}/{slug}-{}", entries.len());
        if made.get("published").is_none() {
            made["published"] = json!([DRAFTED]);
        }
        entries.insert(url.clone(), made);
        return (201, format!("location: {url}\r\n"), String::new());
    };
    if kept.refuses_updates.load(Ordering::SeqCst) {
        return (
            400,
            String::new(),
            r#"{"error":"invalid_request"}"#.to_owned(),
        );
    }
    let there = entries.get_mut(url).unwrap();
    for (name, value) in action["replace"].as_object().unwrap() {
        let stays = name == "post-status" && kept.keeps_drafts.load(Ordering::SeqCst);
        if !stays {
            there[name] = value.clone();
        }
    }
    (200, String::new(), String::new())
}
