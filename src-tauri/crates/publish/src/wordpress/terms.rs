//! Categories, tags and authors by their names: WordPress takes numbers, and believes any. Knows no text and no picture.

use domain::{Section, Slug};
use serde::Deserialize;
use serde_json::{Value, json};

use super::api::{Api, Refusal, accepted};
use super::words::{html_of, same_name, text_of};
use crate::PublishError;

/// The most of one kind that a site is asked to name. More would be no list to choose from.
const MOST: usize = 1000;
/// As many as WordPress gives at once.
const PART: &str = "100";

/// The two kinds of terms that an article has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Category,
    Tag,
}

impl Kind {
    fn route(self) -> &'static str {
        match self {
            Self::Category => "/wp/v2/categories",
            Self::Tag => "/wp/v2/tags",
        }
    }

    fn called(self) -> &'static str {
        match self {
            Self::Category => "section",
            Self::Tag => "tag",
        }
    }
}

/// What becomes of terms that are not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NewTerms {
    Made,
    /// Anybody can read the list of a site's terms.
    LeftOut,
}

/// A category, a tag or an author.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Named {
    pub(super) id: u64,
    pub(super) name: String,
    #[serde(default)]
    pub(super) slug: String,
}

impl Named {
    pub(super) fn text(&self) -> String {
        text_of(&self.name)
    }

    pub(super) fn section(self) -> Section {
        Section {
            name: self.text(),
            slug: self.slug,
        }
    }
}

impl Api {
    /// All terms of a kind, those that are used most before the others.
    pub(super) fn terms(&self, kind: Kind) -> Result<Vec<Named>, PublishError> {
        let mut all = Vec::new();
        let sorted = [("orderby", "count"), ("order", "desc"), ("per_page", PART)];
        for page in 1.. {
            let page = page.to_string();
            let asked = [&sorted[..], &[("_fields", "id,name,slug"), ("page", &page)]].concat();
            let part: Vec<Named> = self.get(kind.route(), &asked)?.json()?;
            let last = part.len().to_string() != PART;
            all.extend(part);
            if last || all.len() >= MOST {
                break;
            }
        }
        Ok(all)
    }

    /// The terms with these numbers, in this order.
    pub(super) fn terms_of(&self, kind: Kind, ids: &[u64]) -> Result<Vec<Named>, PublishError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<String> = ids.iter().map(u64::to_string).collect();
        let include = ids.join(",");
        let asked = [
            ("include", include.as_str()),
            ("orderby", "include"),
            ("per_page", PART),
            ("_fields", "id,name,slug"),
        ];
        self.get(kind.route(), &asked)?.json()
    }

    /// The number of the term with this name, whatever its case.
    pub(super) fn term(
        &self,
        kind: Kind,
        name: &str,
        new: NewTerms,
    ) -> Result<Option<u64>, PublishError> {
        match self.known_term(kind, name)? {
            None if new == NewTerms::Made => self.make_term(kind, name).map(Some),
            known => Ok(known),
        }
    }

    fn known_term(&self, kind: Kind, name: &str) -> Result<Option<u64>, PublishError> {
        let by_slug = slugs(name).map(|slugs| ("slug", slugs));
        // A name is kept, and found, as HTML.
        let by_name = ("search", html_of(name));
        for (by, said) in by_slug.into_iter().chain([by_name]) {
            let asked = [
                (by, said.as_str()),
                ("per_page", PART),
                ("_fields", "id,name,slug"),
            ];
            let found: Vec<Named> = self.get(kind.route(), &asked)?.json()?;
            let is_it = |term: &Named| same_name(&term.text(), name);
            if let Some(term) = found.into_iter().find(is_it) {
                return Ok(Some(term.id));
            }
        }
        Ok(None)
    }

    fn make_term(&self, kind: Kind, name: &str) -> Result<u64, PublishError> {
        let asked = [("_fields", "id,name,slug")];
        let answer = self.write(kind.route(), &asked, &json!({ "name": html_of(name) }))?;
        let refusal = Refusal::of(&answer).filter(|_| !answer.is_accepted());
        if let Some(refusal) = refusal.filter(|refusal| refusal.code == "term_exists") {
            let there = refusal.data["term_id"].as_u64();
            return there.ok_or_else(|| PublishError::NotUnderstood(answer.said()));
        }
        match accepted(answer) {
            Err(PublishError::Forbidden(said)) => Err(PublishError::Fault(format!(
                "it has no {} {name:?}, and this account may not make one: {said}",
                kind.called()
            ))),
            answer => Ok(answer?.json::<Named>()?.id),
        }
    }

    /// Who may sign here.
    pub(super) fn authors(&self, name: &str) -> Result<Vec<Named>, PublishError> {
        let mut asked = vec![
            ("who", "authors"),
            ("per_page", PART),
            ("_fields", "id,name,slug"),
        ];
        if !name.is_empty() {
            asked.push(("search", name));
        }
        let all = self.get_if_allowed("/wp/v2/users", &asked)?;
        Ok(all.unwrap_or_default())
    }
}

/// The slugs that a name may have there: an apostrophe parts words for us, but not for WordPress. Not
/// every database knows É and é for one, so a search alone would not do.
fn slugs(name: &str) -> Option<String> {
    let ours = Slug::from_headline(name)?;
    let theirs = Slug::from_headline(&name.replace(['’', '\''], ""))?;
    Some(format!("{ours},{theirs}"))
}

/// The account: who it is, and what it may.
#[derive(Debug, Deserialize)]
pub(super) struct Account {
    pub(super) id: u64,
    pub(super) name: String,
    #[serde(default)]
    pub(super) locale: String,
    #[serde(default)]
    capabilities: Value,
}

impl Account {
    pub(super) fn may(&self, what: &str) -> bool {
        self.capabilities[what] == true
    }

    /// What it may not, and has to, for articles to be published and corrected.
    pub(super) fn lacks(&self) -> Option<&'static str> {
        let needed = ["publish_posts", "edit_published_posts"];
        needed.into_iter().find(|needed| !self.may(needed))
    }
}

impl Api {
    /// The account; only itself is told what it may.
    pub(super) fn account(&self) -> Result<Account, PublishError> {
        let asked = [
            ("context", "edit"),
            ("_fields", "id,name,locale,capabilities"),
        ];
        self.get("/wp/v2/users/me", &asked)?.json()
    }

    /// The author that this account may let sign under this name; else it signs as it does.
    pub(super) fn author(&self, byline: &str) -> Result<Option<u64>, PublishError> {
        if byline.is_empty() {
            return Ok(None);
        }
        let account = self.account()?;
        if same_name(&text_of(&account.name), byline) {
            return Ok(Some(account.id));
        }
        if !account.may("edit_others_posts") {
            return Ok(None);
        }
        let found = self.authors(byline)?.into_iter();
        let mut same = found.filter(|author| same_name(&author.text(), byline));
        Ok(same.next().map(|author| author.id))
    }
}
