//! Slugs: the last part of an article's address.

use std::fmt;

/// A URL-safe name: `a-z`, `0-9` and single hyphens between them, 1 to [`Slug::MAX`] bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(String);

/// The text can't be a slug.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a slug: {0:?}")]
pub struct BadSlug(pub String);

impl Slug {
    /// The longest slug, in bytes. WordPress stops at 200, Ghost at 191.
    pub const MAX: usize = 96;

    /// The slug that a headline gives: transliterated (œ → oe, é → e), cut between words at
    /// [`Slug::MAX`] bytes. `None` when nothing readable is left, as of `« … »`.
    pub fn from_headline(headline: &str) -> Option<Self> {
        // An apostrophe parts words in French (l’été), but not in English (don’t → don-t is
        // what every site makes of it), so it is a hyphen in both.
        // The sign of n° and 20 °C would be spelled out (ndeg).
        let whole = slug::slugify(headline.replace(['’', '\'', 'ʼ', '°', 'º'], " "));
        let cut = cut_between_words(&whole);
        (!cut.is_empty()).then(|| Self(cut.to_owned()))
    }

    /// The slug that a writer means by what she typed: as it stands, or made of it as of a headline.
    pub fn from_typed(typed: &str) -> Option<Self> {
        Self::parse(typed)
            .ok()
            .or_else(|| Self::from_headline(typed))
    }

    /// Takes a slug as it stands.
    ///
    /// # Errors
    /// [`BadSlug`] when it is empty, too long, or has a character outside the set.
    pub fn parse(text: &str) -> Result<Self, BadSlug> {
        let tidy = !text.is_empty()
            && text.len() <= Self::MAX
            && text.split('-').all(|word| {
                !word.is_empty()
                    && word
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        if tidy {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadSlug(text.to_owned()))
        }
    }

    /// The slug's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Everything up to [`Slug::MAX`] bytes, without a word cut in two unless it is the only one.
fn cut_between_words(slug: &str) -> &str {
    if slug.len() <= Slug::MAX {
        return slug;
    }
    let head = &slug[..Slug::MAX];
    if slug.as_bytes()[Slug::MAX] == b'-' {
        return head;
    }
    head.rfind('-').map_or(head, |end| &head[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headline: &str, expect: Option<&str>) {
        assert_eq!(
            Slug::from_headline(headline).as_ref().map(Slug::as_str),
            expect
        );
    }

    #[test]
    fn french_letters_are_transliterated() {
        check(
            "L’été à l’œuvre : cœur & âme",
            Some("l-ete-a-l-oeuvre-coeur-ame"),
        );
        check("« Ça suffit », dit-elle", Some("ca-suffit-dit-elle"));
        check("Le n° 2 à 20 °C", Some("le-n-2-a-20-c"));
        check("Ægypte, Straße, Łódź", Some("aegypte-strasse-lodz"));
    }

    #[test]
    fn a_headline_without_a_letter_gives_none() {
        check("« … »", None);
        check("", None);
    }

    #[test]
    fn a_long_headline_is_cut_between_words() {
        let slug = Slug::from_headline(&"parlementaire ".repeat(20)).unwrap();
        assert!(slug.as_str().len() <= Slug::MAX);
        assert!(slug.as_str().ends_with("parlementaire"));
        let one = Slug::from_headline(&"a".repeat(300)).unwrap();
        assert_eq!(one.as_str().len(), Slug::MAX);
    }

    #[test]
    fn whatever_is_typed_as_an_address_becomes_one() {
        let slug = |typed| Slug::from_typed(typed).map(|slug| slug.to_string());
        assert_eq!(slug("deja-bon").as_deref(), Some("deja-bon"));
        assert_eq!(slug("Bon Été n° 2 !").as_deref(), Some("bon-ete-n-2"));
        assert_eq!(slug("bon-"), Some("bon".to_owned()));
        assert_eq!(slug(" … "), None);
    }

    #[test]
    fn parse_refuses_what_is_not_url_safe() {
        for bad in ["", "-a", "a-", "a--b", "É", "a/b", "A", &"a".repeat(97)] {
            assert!(Slug::parse(bad).is_err(), "{bad:?}");
        }
        assert!(Slug::parse("a-2-c").is_ok());
    }
}
