//! What a draft says otherwise on one of its sites.

use crate::{Fields, SiteId, Slug};

/// What a draft says otherwise on one site; `None` says there what it says elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variant {
    /// The headline there.
    pub headline: Option<String>,
    /// The standfirst there; may be empty.
    pub standfirst: Option<String>,
    /// The slug there.
    pub slug: Option<Slug>,
}

impl Fields {
    /// What the draft says on this site: its variant there taken in, and nothing of other sites.
    pub fn on_site(&self, site: SiteId) -> Self {
        let mut there = self.clone();
        let mut destinations = std::mem::take(&mut there.destinations);
        let Some(variant) = destinations.remove(&site) else {
            return there;
        };
        if let Some(headline) = variant.headline {
            there.headline = headline;
        }
        if let Some(standfirst) = variant.standfirst {
            there.standfirst = standfirst;
        }
        if variant.slug.is_some() {
            there.slug = variant.slug;
        }
        there
    }

    /// The fields that say this on that site: what is said otherwise there stays that site's own, and
    /// all else is everybody's.
    pub fn saying_on(&self, site: SiteId, mut there: Self) -> Self {
        there.destinations.clone_from(&self.destinations);
        let Some(variant) = there.destinations.get_mut(&site) else {
            return there;
        };
        if let Some(headline) = &mut variant.headline {
            *headline = std::mem::replace(&mut there.headline, self.headline.clone());
        }
        if let Some(standfirst) = &mut variant.standfirst {
            *standfirst = std::mem::replace(&mut there.standfirst, self.standfirst.clone());
        }
        if variant.slug.is_some() {
            variant.slug = std::mem::replace(&mut there.slug, self.slug.clone());
        }
        there
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Language;

    #[test]
    fn what_changed_on_a_site_changes_its_own_words_only_where_it_has_some() {
        let [one, other] = [1, 2].map(|number| SiteId(Uuid::from_u128(number)));
        let mut fields = Fields::blank(Language::french(), "Europe/Paris".to_owned());
        fields.headline = "Le port".to_owned();
        fields.standfirst = "Il rouvre.".to_owned();
        let headline = Some("Le port rouvre".to_owned());
        let variant = Variant {
            headline,
            ..Variant::default()
        };
        fields.destinations.insert(one, variant);
        fields.destinations.insert(other, Variant::default());
        for site in [one, other] {
            let mut there = fields.on_site(site);
            assert_eq!(fields.saying_on(site, there.clone()), fields);
            there.headline = "Le port, enfin".to_owned();
            there.standfirst = "Ce soir.".to_owned();
            let said = fields.saying_on(site, there.clone());
            assert_eq!(said.on_site(site), there);
            assert_eq!(said.standfirst, "Ce soir.");
            assert_eq!(said.destinations.len(), 2);
        }
        let mut there = fields.on_site(one);
        there.headline = "Le port, enfin".to_owned();
        assert_eq!(fields.saying_on(one, there).headline, "Le port");
    }

    #[test]
    fn a_site_gets_its_own_words_and_nobody_else_s() {
        let [one, other] = [1, 2].map(|number| SiteId(Uuid::from_u128(number)));
        let mut fields = Fields::blank(Language::french(), "Europe/Paris".to_owned());
        fields.headline = "Le port".to_owned();
        fields.standfirst = "Il rouvre.".to_owned();
        let variant = Variant {
            headline: Some("Le port rouvre".to_owned()),
            standfirst: Some(String::new()),
            slug: Slug::parse("port").ok(),
        };
        fields.destinations.insert(one, variant);
        let there = fields.on_site(one);
        assert_eq!(there.headline, "Le port rouvre");
        assert_eq!(there.standfirst, "");
        assert_eq!(there.effective_slug().unwrap().as_str(), "port");
        assert!(there.destinations.is_empty());
        let elsewhere = fields.on_site(other);
        assert_eq!(elsewhere.headline, "Le port");
        assert!(elsewhere.destinations.is_empty());
    }
}
