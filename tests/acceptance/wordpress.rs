//! A WordPress that keeps posts in memory, as far as articles and their previews ask for it. Knows no newsroom.

use std::sync::{Arc, Mutex};

use domain::SiteKind;
use newsroom::{NewSite, credential};
use serde_json::{Map, Value, json};
use testkit::FaultyProxy;

use crate::loopback::{Answer, Loopback, Request};

/// The route of its posts, as the network sees it.
pub(crate) const POSTS: &str = "/wp-json/wp/v2/posts";

#[derive(Default)]
struct Kept {
    posts: Vec<Value>,
    media: Vec<Value>,
    /// What was ever made.
    made: u64,
}

/// The site, behind a network that fails on command.
pub(crate) struct WordPress {
    pub(crate) network: FaultyProxy,
    kept: Arc<Mutex<Kept>>,
    site: Loopback,
}

impl WordPress {
    pub(crate) fn start() -> Self {
        let kept = Arc::<Mutex<Kept>>::default();
        let there = Arc::clone(&kept);
        let site = Loopback::start(move |own, request| {
            answer(
                &mut there.lock().unwrap(),
                &format!("http://{own}"),
                request,
            )
        });
        let network = FaultyProxy::before(site.address);
        network.pose();
        Self {
            network,
            kept,
            site,
        }
    }

    pub(crate) fn new_site(&self) -> NewSite {
        NewSite {
            kind: SiteKind::WordPress,
            home: self.network.url(),
            api: format!("{}/wp-json/", self.network.url()),
            secret: credential(SiteKind::WordPress, "editor", "abcd EFGH ijkl MNOP"),
        }
    }

    /// Every byte that it was sent.
    pub(crate) fn received(&self) -> Vec<u8> {
        self.site.received()
    }

    /// Status, slug and headline of every post, the oldest first.
    pub(crate) fn posts(&self) -> Vec<(String, String, String)> {
        let kept = self.kept.lock().unwrap();
        let said = |post: &Value, name: &str| post[name].as_str().unwrap().to_owned();
        let one = |post: &Value| {
            (
                said(post, "status"),
                said(post, "slug"),
                post["title"]["raw"].as_str().unwrap().to_owned(),
            )
        };
        kept.posts.iter().map(one).collect()
    }

    /// A colleague changes every post of this slug, or deletes it for `Null`.
    pub(crate) fn change(&self, slug: &str, change: &Value) {
        let mut kept = self.kept.lock().unwrap();
        let is_it = |post: &Value| post["slug"] == slug;
        for post in kept.posts.iter_mut().filter(|post| is_it(post)) {
            let changes = change.as_object().cloned().unwrap_or_default();
            post.as_object_mut().unwrap().extend(changes);
        }
        if change.is_null() {
            kept.posts.retain(|post| !is_it(post));
        }
    }
}

fn answer(kept: &mut Kept, home: &str, request: &Request) -> Answer {
    let path = request.path();
    let said = match path.strip_prefix("/wp-json/") {
        None => page(kept, path),
        Some(route) => match route.split_once('?').unwrap_or((route, "")) {
            ("", _) => Some(json!({"name": "La Gazette", "home": home, "gmt_offset": 2})),
            ("wp/v2/users/me", _) => Some(json!({"id": 1, "name": "E", "capabilities": {
                "publish_posts": true, "edit_published_posts": true, "upload_files": true,
                "edit_posts": true, "delete_posts": true,
            }})),
            ("wp/v2/categories", _) if request.is_post() => Some(json!({"id": 3, "name": "Ville"})),
            ("wp/v2/tags", _) if request.is_post() => Some(json!({"id": 5, "name": "Travaux"})),
            ("wp/v2/media", query) if request.is_post() => Some(picture(kept, home, query)),
            ("wp/v2/media", _) => Some(json!([])),
            ("wp/v2/users/1", _) => Some(json!({"name": "E"})),
            ("wp/v2/posts", _) if request.is_post() => Some(made(kept, home, &fields_of(request))),
            ("wp/v2/posts", query) => Some(found(kept, query)),
            (route, _) => match route.strip_prefix("wp/v2/posts/") {
                Some(route) => of_one(kept, route, request),
                None => match route.strip_prefix("wp/v2/media/") {
                    Some(id) => kept
                        .media
                        .iter()
                        .find(|one| format!("{}", one["id"]) == id)
                        .cloned(),
                    None => Some(json!([])),
                },
            },
        },
    };
    match said {
        Some(Value::String(page)) => (200, String::new(), page),
        Some(said) => (200, String::new(), said.to_string()),
        None => {
            let said = json!({"code": "rest_post_invalid_id", "message": "", "data": null});
            (404, String::new(), said.to_string())
        }
    }
}

/// What readers get.
fn page(kept: &Kept, path: &str) -> Option<Value> {
    let slug = path.trim_matches('/');
    let out = |post: &&Value| post["status"] == "publish" && post["slug"] == slug;
    let shown = kept.posts.iter().find(out);
    let page = |post: &Value| {
        let (title, text) = (&post["title"]["raw"], &post["content"]["raw"]);
        let [title, text] = [title, text].map(|said| said.as_str().unwrap_or_default());
        json!(format!("<html lang=\"fr\"><h1>{title}</h1>{text}</html>"))
    };
    match slug {
        "" => Some(json!("<html lang=\"fr\"></html>")),
        _ => shown.map(page),
    }
}

/// A picture that was sent.
fn picture(kept: &mut Kept, home: &str, query: &str) -> Value {
    kept.made += 1;
    let slug = query.split('&').find_map(|pair| pair.strip_prefix("slug="));
    let picture = json!({
        "id": kept.made, "slug": slug, "source_url": format!("{home}/up/{}.jpg", slug.unwrap_or_default()),
    });
    kept.media.push(picture.clone());
    picture
}

fn fields_of(request: &Request) -> Map<String, Value> {
    serde_json::from_str(&request.body).unwrap()
}

fn made(kept: &mut Kept, home: &str, fields: &Map<String, Value>) -> Value {
    kept.made += 1;
    let id = kept.made;
    let mut post = json!({
        "id": id, "slug": "", "status": "draft", "link": format!("{home}/?p={id}"),
        "date_gmt": "2026-04-29T00:49:00", "modified_gmt": "2026-04-29T00:49:00",
        "title": {"raw": ""}, "content": {"raw": ""}, "excerpt": {"raw": ""}, "meta": [],
        "author": 1, "featured_media": 0, "categories": [], "tags": [],
        "permalink_template": format!("{home}/%postname%/"),
    });
    write(&mut post, home, fields);
    kept.posts.push(post.clone());
    post
}

/// This site has no place for our key beside the text.
fn write(post: &mut Value, home: &str, fields: &Map<String, Value>) {
    for (name, value) in fields.iter().filter(|(name, _)| *name != "meta") {
        post[name] = match name.as_str() {
            "title" | "content" | "excerpt" => json!({ "raw": value }),
            _ => value.clone(),
        };
    }
    if post["status"] == "publish" {
        post["link"] = json!(format!("{home}/{}/", post["slug"].as_str().unwrap()));
    }
}

fn found(kept: &Kept, query: &str) -> Value {
    let asked = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(own, _)| *own == name).map(|(_, said)| said)
    };
    let (search, slug, status) = (asked("search"), asked("slug"), asked("status"));
    let has = |post: &&Value| {
        let said = |name: &str| post[name].as_str().unwrap_or_default();
        let text = post["content"]["raw"].as_str().unwrap_or_default();
        search.is_none_or(|words| text.contains(words))
            && slug.is_none_or(|slugs| slugs.split("%2C").any(|slug| slug == said("slug")))
            && status.is_some_and(|all| all.split("%2C").any(|one| one == said("status")))
    };
    kept.posts.iter().filter(has).cloned().collect()
}

fn of_one(kept: &mut Kept, route: &str, request: &Request) -> Option<Value> {
    if route.ends_with("/revisions") {
        return Some(json!([]));
    }
    let at = kept.posts.iter().position(|post| {
        let id = post["id"].to_string();
        id == route
    })?;
    let deletes = request.head.contains("x-http-method-override: DELETE");
    if deletes && request.path().contains("force=true") {
        return Some(kept.posts.remove(at));
    }
    let post = &mut kept.posts[at];
    match (deletes, request.is_post()) {
        (true, _) => post["status"] = json!("trash"),
        (_, true) => {
            let home = post["permalink_template"].as_str().unwrap().to_owned();
            let home = home.trim_end_matches("/%postname%/");
            write(post, home, &fields_of(request));
        }
        _ => {}
    }
    Some(post.clone())
}
