//! The rule by which previews of drafts are put on a site and taken off it, alike for every site that can. Knows no request.
//!
//! A preview is an article of its own, a draft that no list shows. It is ours as long as it is a draft
//! with the slug that is made for it, and only then is it changed or deleted. No key of a send is in
//! it, so that none is ever taken for it.

use domain::Slug;

use crate::{Outgoing, PublishError, RemotePreview};

/// A draft as it is to be seen on its site.
#[derive(Debug, Clone, Copy)]
pub struct Preview<'a> {
    /// What it says; its slug is the preview's own.
    pub article: &'a Outgoing,
    /// The preview that was put there before, as far as is known.
    pub known: Option<&'a str>,
    /// The draft's article there, which stays as it is.
    pub published: Option<&'a str>,
}

/// What a site has under a preview's number or slug.
pub(crate) struct OnShelf {
    pub(crate) there: RemotePreview,
    /// It is still a draft with the preview's slug.
    pub(crate) ours: bool,
}

/// A site's drafts, as far as previews need them.
pub(crate) trait Shelf {
    /// What has this identifier; `None` for nothing, also in the bin.
    fn by_id(&self, id: &str, slug: &Slug) -> Result<Option<OnShelf>, PublishError>;
    /// What has this slug, the oldest first.
    fn by_slug(&self, slug: &Slug) -> Result<Vec<OnShelf>, PublishError>;
    /// Writes over what has this identifier, or makes it.
    fn write(&self, id: Option<&str>, preview: &Preview<'_>)
    -> Result<RemotePreview, PublishError>;
    /// Deletes for good what has this identifier.
    fn delete(&self, id: &str) -> Result<(), PublishError>;
}

/// Puts a preview there: in the place of the one that is there, also after an answer that was lost.
pub(crate) fn put(
    shelf: &impl Shelf,
    preview: &Preview<'_>,
) -> Result<RemotePreview, PublishError> {
    let slug = &preview.article.slug;
    let known = preview.known.map(|id| shelf.by_id(id, slug)).transpose()?;
    let known = known.flatten().filter(|known| known.ours);
    let there = match known {
        Some(known) => Some(known),
        None => ours(shelf, slug)?.into_iter().next(),
    };
    if let Some(there) = there {
        match shelf.write(Some(&there.there.remote_id), preview) {
            // Somebody deleted it in this very moment.
            Err(PublishError::NotFound(_)) => {}
            written => return written,
        }
    }
    let made = shelf.write(None, preview)?;
    Ok(only_one(shelf, slug, made))
}

/// Takes a preview away. What is gone already is away.
pub(crate) fn remove(
    shelf: &impl Shelf,
    slug: &Slug,
    known: Option<&str>,
) -> Result<(), PublishError> {
    let known = known.map(|id| shelf.by_id(id, slug)).transpose()?;
    if let Some(theirs) = known.flatten().filter(|known| !known.ours) {
        return Err(taken(&theirs));
    }
    for preview in ours(shelf, slug)? {
        delete(shelf, &preview.there.remote_id)?;
    }
    Ok(())
}

/// The previews with this slug: what has it and is none was made by somebody of one, and is left alone.
fn ours(shelf: &impl Shelf, slug: &Slug) -> Result<Vec<OnShelf>, PublishError> {
    let found = shelf.by_slug(slug)?;
    match found.iter().find(|found| !found.ours) {
        Some(theirs) => Err(taken(theirs)),
        None => Ok(found),
    }
}

fn taken(theirs: &OnShelf) -> PublishError {
    PublishError::ChangedThere(format!("no preview any more: {}", theirs.there.address))
}

/// A request may have arrived twice: the first counts, and what else was made goes.
fn only_one(shelf: &impl Shelf, slug: &Slug, made: RemotePreview) -> RemotePreview {
    let found = ours(shelf, slug).unwrap_or_default().into_iter();
    let mut all: Vec<_> = found.map(|found| found.there).collect();
    if !all.contains(&made) {
        all.push(made);
    }
    let first = all.remove(0);
    for twin in all {
        if let Err(error) = delete(shelf, &twin.remote_id) {
            tracing::warn!(%error, id = twin.remote_id, "a second preview was left behind");
        }
    }
    first
}

fn delete(shelf: &impl Shelf, id: &str) -> Result<(), PublishError> {
    match shelf.delete(id) {
        Err(PublishError::NotFound(_)) => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use domain::Language;

    use super::*;

    /// A site in memory: identifier, slug, whether it is a draft, what it says.
    #[derive(Default)]
    struct Site {
        posts: RefCell<Vec<(String, String, bool, String)>>,
        writes: Cell<usize>,
        /// The next write arrives twice.
        twice: Cell<bool>,
    }

    impl Site {
        fn with(posts: &[(&str, &str, bool)]) -> Self {
            let own = |&(id, slug, draft): &(&str, &str, bool)| {
                (id.to_owned(), slug.to_owned(), draft, "avant".to_owned())
            };
            Self {
                posts: RefCell::new(posts.iter().map(own).collect()),
                ..Self::default()
            }
        }

        fn all(&self) -> Vec<(String, String)> {
            let posts = self.posts.borrow();
            posts
                .iter()
                .map(|(id, _, _, says)| (id.clone(), says.clone()))
                .collect()
        }

        fn found(&self, is: impl Fn(&(String, String, bool, String)) -> bool) -> Vec<OnShelf> {
            let posts = self.posts.borrow();
            let found = posts.iter().filter(|post| is(post));
            let on_shelf = |post: &(String, String, bool, String)| OnShelf {
                there: remote(&post.0),
                ours: post.2 && post.1 == SLUG,
            };
            found.map(on_shelf).collect()
        }
    }

    impl Shelf for Site {
        fn by_id(&self, id: &str, _: &Slug) -> Result<Option<OnShelf>, PublishError> {
            Ok(self.found(|post| post.0 == id).pop())
        }

        fn by_slug(&self, slug: &Slug) -> Result<Vec<OnShelf>, PublishError> {
            Ok(self.found(|post| post.1 == slug.as_str()))
        }

        fn write(
            &self,
            id: Option<&str>,
            preview: &Preview<'_>,
        ) -> Result<RemotePreview, PublishError> {
            let says = preview.article.headline.clone();
            let mut posts = self.posts.borrow_mut();
            let Some(id) = id else {
                let copies = if self.twice.take() { 2 } else { 1 };
                for _ in 0..copies {
                    self.writes.set(self.writes.get() + 1);
                    let id = format!("made-{}", self.writes.get());
                    posts.push((id, SLUG.to_owned(), true, says.clone()));
                }
                return Ok(remote(&format!("made-{}", self.writes.get())));
            };
            let gone = || PublishError::NotFound(id.to_owned());
            let post = posts.iter_mut().find(|post| post.0 == id);
            post.ok_or_else(gone)?.3 = says;
            Ok(remote(id))
        }

        fn delete(&self, id: &str) -> Result<(), PublishError> {
            self.posts.borrow_mut().retain(|post| post.0 != id);
            Ok(())
        }
    }

    const SLUG: &str = "marbre-apercu-1";

    fn remote(id: &str) -> RemotePreview {
        RemotePreview {
            remote_id: id.to_owned(),
            address: format!("https://a.example/{id}"),
        }
    }

    fn put_on(site: &Site, known: Option<&str>) -> Result<String, PublishError> {
        let article = Outgoing {
            headline: "après".to_owned(),
            standfirst: String::new(),
            section: String::new(),
            tags: Vec::new(),
            byline: String::new(),
            language: Language::french(),
            slug: Slug::parse(SLUG).unwrap(),
            published_at: None,
            lead_picture: None,
            body_html: String::new(),
            body_markdown: String::new(),
            goes_live: None,
            newsletter: None,
            lead_set: None,
            pictures: Default::default(),
            corrections: Default::default(),
        };
        let preview = Preview {
            article: &article,
            known,
            published: None,
        };
        put(site, &preview).map(|there| there.remote_id)
    }

    fn removed_from(site: &Site, known: Option<&str>) -> Result<(), PublishError> {
        remove(site, &Slug::parse(SLUG).unwrap(), known)
    }

    fn said(id: &str, says: &str) -> (String, String) {
        (id.to_owned(), says.to_owned())
    }

    #[test]
    fn a_preview_is_made_once_and_then_written_over() {
        let site = Site::default();
        let id = put_on(&site, None).unwrap();
        // The second with what is known, the third as after a lost answer.
        assert_eq!(put_on(&site, Some(&id)).unwrap(), id);
        assert_eq!(put_on(&site, None).unwrap(), id);
        assert_eq!(site.all(), [said(&id, "après")]);
        assert_eq!(site.writes.get(), 1);
    }

    #[test]
    fn what_is_gone_is_made_anew_and_what_came_twice_stays_once() {
        let site = Site::default();
        site.twice.set(true);
        assert_eq!(put_on(&site, Some("gone")).unwrap(), "made-1");
        assert_eq!(site.all(), [said("made-1", "après")]);
    }

    #[test]
    fn what_somebody_made_of_it_is_neither_changed_nor_deleted() {
        let published = Site::with(&[("7", SLUG, false)]);
        for known in [None, Some("7")] {
            let refused = put_on(&published, known).unwrap_err();
            assert!(matches!(refused, PublishError::ChangedThere(_)));
            let refused = removed_from(&published, known).unwrap_err();
            assert!(matches!(refused, PublishError::ChangedThere(_)));
        }
        assert_eq!(published.all(), [said("7", "avant")]);
        let renamed = Site::with(&[("7", "le-pont", true)]);
        assert!(removed_from(&renamed, Some("7")).is_err());
        // It is theirs now, and ours is another.
        assert_eq!(put_on(&renamed, Some("7")).unwrap(), "made-1");
        assert_eq!(renamed.all(), [said("7", "avant"), said("made-1", "après")]);
    }

    #[test]
    fn removing_takes_every_copy_and_nothing_else() {
        let posts = [("6", SLUG, true), ("7", "le-pont", true), ("8", SLUG, true)];
        for known in [None, Some("6"), Some("gone")] {
            let site = Site::with(&posts);
            removed_from(&site, known).unwrap();
            assert_eq!(site.all(), [said("7", "avant")]);
            removed_from(&site, known).unwrap();
        }
    }
}
