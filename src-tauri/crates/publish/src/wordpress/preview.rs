//! Drafts to be seen on a WordPress by whoever is signed in there; knows no rule of when one is ours to change.

use domain::Slug;
use serde_json::json;

use super::post::{FIELDS, META, Post};
use super::terms::NewTerms;
use super::{ANY_STATUS, POSTS, WordPress, number, route, writing};
use crate::previews::{OnShelf, Preview, Shelf};
use crate::{PublishError, RemotePreview};

/// What lies in the bin is gone.
const BINNED: &str = "trash";

impl Shelf for WordPress {
    fn by_id(&self, id: &str, slug: &Slug) -> Result<Option<OnShelf>, PublishError> {
        let there = self.there(number(id)?)?.map(|(post, _)| post);
        let there = there.filter(|post| post.status != BINNED);
        there.map(|post| on_shelf(&post, slug)).transpose()
    }

    fn by_slug(&self, slug: &Slug) -> Result<Vec<OnShelf>, PublishError> {
        let asked = [
            ("slug", slug.as_str()),
            ("status", ANY_STATUS),
            ("context", "edit"),
            ("per_page", "20"),
            ("_fields", FIELDS),
        ];
        let mut found: Vec<Post> = self.api.get(POSTS, &asked)?.json()?;
        found.retain(|post| post.status != BINNED && post.slug == slug.as_str());
        found.sort_by_key(|post| post.id);
        found.iter().map(|post| on_shelf(post, slug)).collect()
    }

    fn write(
        &self,
        id: Option<&str>,
        preview: &Preview<'_>,
    ) -> Result<RemotePreview, PublishError> {
        let article = preview.article;
        // A picture that was met there has its number in the article alone.
        let published = preview.published.map(number).transpose()?;
        let published = published.map(|id| self.there(id)).transpose()?.flatten();
        let published = published.map(|(post, _)| post);
        let numbers = self.numbers(article, published.as_ref(), NewTerms::LeftOut)?;
        let mut fields = writing::fields(article, &numbers, None);
        fields.insert("status".to_owned(), "draft".into());
        fields.insert("content".to_owned(), writing::body(article).into());
        fields.insert("meta".to_owned(), json!({ META: article.slug.as_str() }));
        let route = match id {
            Some(id) => route(number(id)?),
            None => POSTS.to_owned(),
        };
        remote(&self.write(&route, fields)?)
    }

    fn delete(&self, id: &str) -> Result<(), PublishError> {
        self.api.delete(&route(number(id)?), &[("force", "true")])
    }
}

fn on_shelf(post: &Post, slug: &Slug) -> Result<OnShelf, PublishError> {
    Ok(OnShelf {
        there: remote(post)?,
        ours: post.status == "draft" && post.slug == slug.as_str(),
    })
}

fn remote(post: &Post) -> Result<RemotePreview, PublishError> {
    Ok(RemotePreview {
        remote_id: post.id.to_string(),
        address: post.preview_address()?,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::tests::{PASSWORD, outgoing};
    use super::*;
    use crate::canned::{Asked, Canned, http};
    use crate::{Destination, Outgoing, Patience};

    const SLUG: &str = "marbre-apercu-00000000-0000-0000-0000-000000000009";

    /// A site with this preview, or without any; it has no term.
    fn site(there: Option<&'static str>) -> Canned {
        Canned::new(move |_, asked| {
            let preview = || {
                json!({
                    "id": 9, "slug": SLUG, "status": there.unwrap_or("draft"),
                    "link": "https://a.example/?p=9", "date_gmt": null, "modified_gmt": null,
                    "title": {"raw": ""}, "content": {"raw": ""}, "excerpt": {"raw": ""},
                })
            };
            let said = match (asked.method.as_str(), asked.path.as_str()) {
                ("POST", _) => preview(),
                (_, path) if path.contains("/posts?slug=") => {
                    there.iter().map(|_| preview()).collect()
                }
                (_, path) if path.contains("/posts/9?") => preview(),
                _ => json!([]),
            };
            http(200, "", &said.to_string())
        })
    }

    fn wordpress(site: &Canned) -> WordPress {
        let root = format!("{}/wp-json/", site.url());
        WordPress::new(&root, "editor", PASSWORD, Patience::default()).unwrap()
    }

    /// What was written to a site when a preview was put there.
    fn written(site: &Canned, known: Option<&str>) -> Asked {
        let article = Outgoing {
            tags: vec!["Inconnu".to_owned()],
            slug: Slug::parse(SLUG).unwrap(),
            ..outgoing()
        };
        let preview = Preview {
            article: &article,
            known,
            published: None,
        };
        let there = wordpress(site).put_preview(&preview).unwrap();
        assert_eq!(there.address, "https://a.example/?p=9&preview=true");
        writes(site).remove(0)
    }

    fn writes(site: &Canned) -> Vec<Asked> {
        let asked = site.requests().into_iter();
        asked.filter(|asked| asked.method != "GET").collect()
    }

    #[test]
    fn a_preview_is_a_draft_of_its_own_that_no_send_is_taken_for() {
        let site = site(None);
        let made = written(&site, None);
        assert!(
            made.path.starts_with("/wp-json/wp/v2/posts?"),
            "{}",
            made.path
        );
        let sent: Value = serde_json::from_slice(&made.body).unwrap();
        assert_eq!(
            (&sent["status"], &sent["slug"]),
            (&json!("draft"), &json!(SLUG))
        );
        assert_eq!(sent["meta"], json!({ "marbre_key": SLUG }));
        assert!(
            !sent["content"].as_str().unwrap().contains("marbre"),
            "{sent}"
        );
        // A tag that is not there is not made: everybody could read it in the list of tags.
        assert_eq!((&sent["tags"], writes(&site).len()), (&json!([]), 1));
    }

    #[test]
    fn a_preview_that_is_there_is_written_over() {
        for known in [None, Some("9")] {
            let path = written(&site(Some("draft")), known).path;
            assert!(path.starts_with("/wp-json/wp/v2/posts/9?"), "{path}");
        }
        // What lies in the bin is made anew.
        let path = written(&site(Some("trash")), Some("9")).path;
        assert!(path.starts_with("/wp-json/wp/v2/posts?"), "{path}");
    }

    #[test]
    fn a_preview_is_deleted_and_not_binned() {
        let site = site(Some("draft"));
        let slug = Slug::parse(SLUG).unwrap();
        wordpress(&site).remove_preview(&slug, Some("9")).unwrap();
        let deleted = writes(&site).remove(0);
        assert_eq!(deleted.path, "/wp-json/wp/v2/posts/9?force=true");
        assert_eq!(deleted.header("x-http-method-override"), Some("DELETE"));
    }
}
