//! An endpoint that keeps entries in memory, and may be odd in as many ways as there are. Knows no test.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use domain::{Operation, Slug};
use serde_json::{Value, json};
use url::Url;

use super::{TOKEN, key, patience};
use crate::canned::{Asked, Canned, http};
use crate::micropub::Micropub;
use crate::{Destination, Outgoing, PublishError, RemoteArticle, Sought};

/// How an endpoint differs from a good one.
#[derive(Clone, Copy, Default)]
pub(super) struct Odd {
    pub(super) no_drafts: bool,
    pub(super) no_list: bool,
    pub(super) no_location: bool,
    /// Entries are there only later, as on a site that is built anew.
    pub(super) later: bool,
    pub(super) takes_keys_away: bool,
    pub(super) ignores_updates: bool,
    pub(super) refuses_photos_with_words: bool,
    pub(super) html_for_writes: bool,
    pub(super) arrives_twice: bool,
}

pub(super) type Entries = BTreeMap<String, (Value, bool)>;

pub(super) struct Site {
    pub(super) canned: Canned,
    pub(super) entries: Arc<Mutex<Entries>>,
    pub(super) destination: Micropub,
}

impl Site {
    pub(super) fn new(odd: Odd) -> Self {
        let entries = Arc::<Mutex<Entries>>::default();
        let kept = Arc::clone(&entries);
        let canned = Canned::new(move |url, asked| {
            assert_eq!(
                asked.header("authorization"),
                Some(&*format!("Bearer {TOKEN}"))
            );
            match asked.method.as_str() {
                "POST" if asked.path == "/media" => http(201, "location: /kept/1.png\r\n", ""),
                "POST" => act(&mut kept.lock().unwrap(), odd, url, asked),
                _ => query(&kept.lock().unwrap(), odd, url, asked),
            }
        });
        let endpoint = format!("{}/?micropub=endpoint", canned.url());
        Self {
            destination: Micropub::new(&canned.url(), &endpoint, TOKEN, patience()).unwrap(),
            entries,
            canned,
        }
    }

    /// Creates, and completes what was begun.
    pub(super) fn publish(&self, of: u128, article: &Outgoing) -> RemoteArticle {
        let made = self.destination.create(key(of), article).unwrap();
        if !made.begun {
            return made;
        }
        self.destination
            .update(key(of), &made.remote_id, &made.version, article)
            .unwrap()
    }

    pub(super) fn find(
        &self,
        of: u128,
        on: Option<&str>,
    ) -> Result<Option<RemoteArticle>, PublishError> {
        let slug = Slug::parse("le-pont").unwrap();
        self.destination.find(&Sought {
            key: key(of),
            operation: if on.is_some() {
                Operation::Update
            } else {
                Operation::Publish
            },
            remote_id: on,
            slug: Some(&slug),
        })
    }

    pub(super) fn put(&self, url: &str, properties: Value) {
        self.entries
            .lock()
            .unwrap()
            .insert(format!("{}{url}", self.canned.url()), (properties, false));
    }

    pub(super) fn entry(&self, url: &str) -> Value {
        self.entries.lock().unwrap()[url].0.clone()
    }

    pub(super) fn count(&self) -> usize {
        self.entries
            .lock()
            .unwrap()
            .values()
            .filter(|(_, deleted)| !deleted)
            .count()
    }

    pub(super) fn posts(&self) -> usize {
        self.canned
            .requests()
            .iter()
            .filter(|asked| asked.method == "POST")
            .count()
    }
}

fn query(entries: &Entries, odd: Odd, url: &str, asked: &Asked) -> Vec<u8> {
    let asked: Url = format!("{url}{}", asked.path).parse().unwrap();
    let query: BTreeMap<_, _> = asked.query_pairs().into_owned().collect();
    assert_eq!(query["micropub"], "endpoint");
    let json = |said: Value| http(200, "", &said.to_string());
    let live = entries
        .iter()
        .filter(|(_, (_, deleted))| !deleted && !odd.later);
    match (query["q"].as_str(), query.get("url")) {
        ("config", _) => {
            let statuses: &[&str] = if odd.no_drafts {
                &[]
            } else {
                &["published", "draft"]
            };
            json(json!({"media-endpoint": "/media", "post-status": statuses, "categories": ["IA"]}))
        }
        ("source", Some(url)) => match live.into_iter().find(|(there, _)| *there == url) {
            Some((_, (properties, _))) => json(json!({"properties": properties})),
            None => http(400, "", r#"{"error":"invalid_request"}"#),
        },
        ("source", None) if odd.no_list => http(400, "", r#"{"error":"invalid_request"}"#),
        _ => {
            let items: Vec<_> = live
                .map(|(url, (properties, _))| {
                    let mut properties = properties.clone();
                    properties["url"] = json!([url]);
                    json!({"type": ["h-entry"], "properties": properties})
                })
                .collect();
            json(json!({"items": items}))
        }
    }
}

fn act(entries: &mut Entries, odd: Odd, url: &str, asked: &Asked) -> Vec<u8> {
    let action: Value = serde_json::from_slice(&asked.body).unwrap();
    let done = |headers: &str| {
        let body = if odd.html_for_writes {
            "<h1>PHP Warning</h1>"
        } else {
            ""
        };
        http(if headers.is_empty() { 200 } else { 201 }, headers, body)
    };
    let values = action
        .get("properties")
        .or(action.get("replace"))
        .cloned()
        .unwrap_or_default();
    if odd.refuses_photos_with_words && values["photo"][0].is_object() {
        return http(400, "", "invalid_request");
    }
    let Some(there) = action["url"].as_str() else {
        assert!(
            values.as_object().unwrap().values().all(Value::is_array),
            "{values}"
        );
        let slug = values["mp-slug"][0].as_str().unwrap();
        let place = format!("{url}/posts/{slug}/");
        entries.insert(place.clone(), (tidied(values.clone(), odd), false));
        if odd.arrives_twice {
            let twin = format!("{url}/posts/{slug}-2/");
            entries.insert(twin.clone(), (tidied(values, odd), false));
            return done(&format!("location: {twin}\r\n"));
        }
        return match (odd.no_location, odd.later) {
            (true, _) => done(""),
            (_, true) => http(202, &format!("location: {place}\r\n"), ""),
            _ => done(&format!("location: {}\r\n", &place[url.len()..])),
        };
    };
    let Some((kept, deleted)) = entries.get_mut(there) else {
        return http(400, "", r#"{"error":"invalid_request"}"#);
    };
    match action["action"].as_str().unwrap() {
        "delete" => *deleted = true,
        "undelete" => *deleted = false,
        _ if odd.ignores_updates => {}
        _ => {
            for (name, value) in tidied(values, odd).as_object().unwrap() {
                kept[name] = value.clone();
            }
            for name in action["delete"].as_array().into_iter().flatten() {
                kept.as_object_mut().unwrap().remove(name.as_str().unwrap());
            }
        }
    }
    done("")
}

/// Values as they are kept.
fn tidied(mut values: Value, odd: Odd) -> Value {
    let kept = values.as_object_mut().unwrap();
    kept.retain(|name, _| !name.starts_with("mp-"));
    if odd.takes_keys_away
        && let Some(html) = kept["content"][0]["html"].as_str()
    {
        let html = html.split("\n<!--").next().unwrap().to_owned();
        kept["content"] = json!([{"html": html}]);
    }
    values
}
