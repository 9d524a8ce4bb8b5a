//! Drafts to be seen on a Ghost by whoever has their address; knows no rule of when one is ours to change.

use domain::Slug;
use serde_json::{Value, json};

use super::wire::{Post, Status};
use super::{API, Ghost, WITH_WORDS, one_post, warn_of, words};
use crate::http::{Request, check_page_address};
use crate::previews::{OnShelf, Preview, Shelf};
use crate::{PublishError, RemotePreview};

impl Shelf for Ghost {
    fn by_id(&self, id: &str, slug: &Slug) -> Result<Option<OnShelf>, PublishError> {
        let there = self.post(id)?;
        there.map(|post| on_shelf(&post, slug)).transpose()
    }

    fn by_slug(&self, slug: &Slug) -> Result<Vec<OnShelf>, PublishError> {
        let there = self.post_named(slug)?;
        there.iter().map(|post| on_shelf(post, slug)).collect()
    }

    fn write(
        &self,
        id: Option<&str>,
        preview: &Preview<'_>,
    ) -> Result<RemotePreview, PublishError> {
        let mut wish = self.wish(None, preview.article, None)?;
        let there = match id {
            Some(id) => {
                let gone = || PublishError::NotFound(format!("the preview {id}"));
                Some(self.post(id)?.ok_or_else(gone)?)
            }
            None => None,
        };
        wish.there = there.as_ref();
        let input: Value = wish.preview();
        let body = json!({ "posts": [input] }).to_string();
        let path = |id: &str| format!("{API}/posts/{id}?{WITH_WORDS}");
        let (made, changed) = (
            path(""),
            there.as_ref().map(|post| path(&format!("{}/", post.id))),
        );
        let request = match &changed {
            Some(path) => Request::put(path),
            None => Request::post(&made),
        };
        let post = one_post(&self.send(request.json(&body))?)?;
        warn_of(&words::dropped(&input, &post));
        remote(&post)
    }

    fn delete(&self, id: &str) -> Result<(), PublishError> {
        self.forget_draft(id)
    }
}

fn on_shelf(post: &Post, slug: &Slug) -> Result<OnShelf, PublishError> {
    Ok(OnShelf {
        there: remote(post)?,
        ours: post.status == Status::Draft && post.slug == slug.as_str(),
    })
}

/// What is not out has the address of its preview for its own.
fn remote(post: &Post) -> Result<RemotePreview, PublishError> {
    check_page_address(&post.url)
        .map_err(|error| PublishError::NotUnderstood(error.to_string()))?;
    Ok(RemotePreview {
        remote_id: post.id.clone(),
        address: post.url.clone(),
    })
}
