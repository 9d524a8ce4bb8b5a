//! From a draft to the article that readers get: one function, used by the preview and by the dispatch, so that they can't differ.

use domain::{Article, Fields, PictureSet, Publication, Slug, Timestamp};

/// What an article is dated and called by, besides its fields.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Standing<'a> {
    /// It was never out: dated as the fields say, else now.
    New {
        /// The moment it is.
        now: Timestamp,
    },
    /// It is, or was, out: its slug and first date are frozen.
    Known(&'a Publication),
}

impl<'a> Standing<'a> {
    /// By the publication, if there is one.
    pub(crate) fn of(publication: Option<&'a Publication>, now: Timestamp) -> Self {
        publication.map_or(Self::New { now }, Self::Known)
    }
}

/// The article that these fields, this body and the copies of the picture at the head make.
pub(crate) fn article_of(
    fields: &Fields,
    (body_html, lead_set): (String, Option<PictureSet>),
    words: usize,
    standing: Standing<'_>,
) -> Article {
    let (slug, published_at, updated_at) = match standing {
        Standing::New { now } => (
            fields.effective_slug(),
            fields.publish_at.unwrap_or(now),
            None,
        ),
        Standing::Known(p) => (Some(p.slug.clone()), p.published_at, p.updated_at),
    };
    Article {
        headline: fields.headline.clone(),
        standfirst: fields.standfirst.clone(),
        section: fields.section.clone(),
        tags: fields.tags.clone(),
        byline: fields.byline.clone(),
        language: fields.language.clone(),
        slug: slug.unwrap_or_else(unnamed),
        published_at,
        updated_at,
        lead_picture: fields.lead_picture.clone(),
        lead_set,
        body_html,
        corrections: fields.corrections.clone(),
        words,
    }
}

/// The slug of a draft that has no headline yet: only ever seen in a preview.
fn unnamed() -> Slug {
    #[allow(clippy::expect_used, reason = "a constant, tested below")]
    Slug::parse("x").expect("a letter is a slug")
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    #[test]
    fn a_draft_without_a_headline_still_has_a_page() {
        let fields = Fields::blank(Language::french(), "Europe/Paris".to_owned());
        let now = Timestamp::from_second(1_777_777_777).unwrap();
        let article = article_of(&fields, (String::new(), None), 0, Standing::New { now });
        assert_eq!(article.slug.as_str(), "x");
        assert_eq!(article.published_at, now);
    }

    #[test]
    fn a_chosen_date_comes_before_the_clock() {
        let mut fields = Fields::blank(Language::french(), "Europe/Paris".to_owned());
        let chosen = Timestamp::from_second(1_000).unwrap();
        fields.publish_at = Some(chosen);
        let now = Timestamp::from_second(2_000).unwrap();
        let article = article_of(&fields, (String::new(), None), 0, Standing::New { now });
        assert_eq!(article.published_at, chosen);
    }
}
