//! The page before it is out: the site's theme as it was last seen, its facts, and the draft; fetches nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use domain::{
    Article, DraftId, Fields, Language, Publication, Site, SiteId, SiteKind, Slug, Timestamp,
};
use page::look::Look;
use page::{PageError, Press, SiteFacts, Theme};
use prose::{Block, Manuscript};
use serde::{Deserialize, Serialize};

use crate::article::{Standing, article_of};
use crate::choices::Choices;
use crate::desk::locked;
use crate::dressing::Wardrobe;
use crate::room::Room;
use crate::sites::json_text;
use crate::{Newsroom, NewsroomError};

/// A file that a page asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Its media type, as `image/png`.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Newsroom {
    /// A draft's page as readers get it (or would), from what is written now.
    ///
    /// # Errors
    /// `DraftMissing`; any failure of the library; `ThemeInvalid`.
    pub fn page_of(&self, draft: DraftId) -> Result<String, NewsroomError> {
        let (fields, text) = self.room.written(draft)?;
        let proof = self.room.proof(draft, &fields)?;
        proof.public_page(&fields, &text)
    }

    /// The file under a page's path: the themes' style sheets and fonts, kept pictures. `None` for
    /// anything else: nothing is fetched from elsewhere.
    pub fn resource(&self, path: &str) -> Option<Resource> {
        if let Some((media_type, bytes)) = page::assets(path) {
            return Some(Resource {
                media_type,
                bytes: bytes.to_vec(),
            });
        }
        if let Some(name) = page::look::font_named(path) {
            return self.room.font(name);
        }
        if let Some(name) = path.strip_prefix("/media/") {
            let (kind, bytes) = self.room.pictures.named(name)?;
            return Some(Resource {
                media_type: kind.media_type(),
                bytes,
            });
        }
        let version = path.strip_prefix("/assets/theme-")?.strip_suffix(".css")?;
        let css = self.room.presses.css(version).or_else(|| {
            let built_in = Theme::built_in();
            (built_in.version == version).then_some(built_in.css)
        })?;
        Some(Resource {
            media_type: "text/css; charset=utf-8",
            bytes: css.into_bytes(),
        })
    }
}

/// A site's theme and what its pages say of it, compiled.
#[derive(Debug)]
pub(crate) struct SitePress {
    pub(crate) press: Press,
    pub(crate) facts: SiteFacts,
    css: String,
    /// The site's own look, where that was learnt: for the preview alone.
    dress: Option<(Press, String)>,
    /// Why the built-in theme stands in for the site's own, if it does.
    stands_in: Option<String>,
    /// Who signs there.
    choices: Choices,
}

/// The presses by site; `None` is that of a newsroom without a site.
#[derive(Debug, Default)]
pub(crate) struct Presses(Mutex<BTreeMap<Option<SiteId>, Arc<SitePress>>>);

impl Presses {
    /// Forgets a site's, whose theme or facts have changed.
    pub(crate) fn forget(&self, site: SiteId) {
        locked(&self.0).remove(&Some(site));
    }

    fn css(&self, version: &str) -> Option<String> {
        let presses = locked(&self.0);
        presses.values().find_map(|site| match &site.dress {
            Some((press, css)) if press.version() == version => Some(css.clone()),
            _ => (site.press.version() == version).then(|| site.css.clone()),
        })
    }
}

/// What is kept of a site for its pages without a network, as JSON under one key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptTheme {
    pub(crate) version: String,
    pub(crate) templates: BTreeMap<String, String>,
    pub(crate) css: String,
    pub(crate) subscribers: u64,
}

impl Room {
    /// The press for this site, or the built-in one.
    pub(crate) fn press(&self, site: Option<&Site>) -> Result<Arc<SitePress>, NewsroomError> {
        let key = site.map(|s| s.id);
        if let Some(press) = locked(&self.presses.0).get(&key) {
            return Ok(Arc::clone(press));
        }
        let kept = site.map(|s| self.kept_theme(s.id)).transpose()?.flatten();
        let subscribers = kept.as_ref().map_or(0, |k| k.subscribers);
        let facts = facts(site, subscribers);
        let look = site.map(|s| self.kept_look(s.id)).transpose()?.flatten();
        let made = compile(kept, facts)?;
        let mut made = match look {
            Some(kept) => made.dressed(&kept.look),
            None => made,
        };
        made.choices = site
            .map(|s| self.choices(s.id))
            .transpose()?
            .unwrap_or_default();
        let made = Arc::new(made);
        locked(&self.presses.0).insert(key, Arc::clone(&made));
        Ok(made)
    }

    /// The page of a text that is no draft, on the local site or the first.
    pub(crate) fn render(&self, fields: &Fields, text: &str) -> Result<String, NewsroomError> {
        let sites = self.store.sites()?;
        let local = sites
            .iter()
            .find(|site| site.kind == SiteKind::Local)
            .or(sites.first());
        let wardrobe = self.wardrobe(local)?;
        let proof = Proof::new((self.press(local)?, wardrobe), None, None, self.clock.now());
        proof.public_page(fields, text)
    }

    /// The theme that was last seen on this site.
    pub(crate) fn kept_theme(&self, site: SiteId) -> Result<Option<KeptTheme>, NewsroomError> {
        let Some(json) = self.store.setting(&theme_key(site))? else {
            return Ok(None);
        };
        Ok(serde_json::from_str(&json)
            .inspect_err(|error| tracing::warn!(%site, %error, "the kept theme can't be read"))
            .ok())
    }

    pub(crate) fn keep_theme(&self, site: SiteId, theme: &KeptTheme) -> Result<(), NewsroomError> {
        self.store
            .set_setting(&theme_key(site), &json_text(theme)?)?;
        self.presses.forget(site);
        Ok(())
    }
}

pub(crate) fn theme_key(site: SiteId) -> String {
    format!("theme:{site}")
}

/// Compiles a site's theme and prints an empty article with it. One that can't be used must not
/// keep the writer from her text: the built-in one stands in.
fn compile(kept: Option<KeptTheme>, facts: SiteFacts) -> Result<SitePress, NewsroomError> {
    let mut stands_in = None;
    if let Some(KeptTheme {
        version,
        templates,
        css,
        ..
    }) = kept
    {
        let theme = Theme {
            version,
            templates,
            css,
        };
        match proved(&theme, &facts) {
            Ok(press) => {
                return Ok(SitePress {
                    press,
                    facts,
                    css: theme.css,
                    dress: None,
                    stands_in,
                    choices: Choices::default(),
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a site's theme can't be used");
                stands_in = Some(error.to_string());
            }
        }
    }
    let (press, css) = built_in()?;
    Ok(SitePress {
        press,
        facts,
        css,
        dress: None,
        stands_in,
        choices: Choices::default(),
    })
}

impl SitePress {
    /// The same with the site's own look; one that can't print leaves the plain page.
    fn dressed(self, look: &Look) -> Self {
        let dress = match proved(&look.theme(), &self.facts) {
            Ok(press) => Some((press, look.css.clone())),
            Err(error) => {
                tracing::warn!(%error, "a site's look can't be used");
                None
            }
        };
        Self { dress, ..self }
    }
}

/// A theme, compiled, that has printed a page.
fn proved(theme: &Theme, facts: &SiteFacts) -> Result<Press, PageError> {
    let press = Press::new(theme)?;
    let blank = Fields::blank(facts.language.clone(), facts.time_zone.clone());
    let standing = Standing::of(None, Timestamp::UNIX_EPOCH);
    let nothing = (String::new(), None);
    press.article_page(facts, &article_of(&blank, nothing, 0, standing))?;
    Ok(press)
}

/// The theme that comes with the program, compiled, and its style sheet.
fn built_in() -> Result<(Press, String), NewsroomError> {
    let theme = Theme::built_in();
    let press = Press::new(&theme).map_err(|e| broken(&e))?;
    Ok((press, theme.css))
}

pub(crate) fn facts(site: Option<&Site>, subscribers: u64) -> SiteFacts {
    match site {
        Some(site) => SiteFacts {
            name: site.name.clone(),
            url: site.url.clone(),
            language: site.language.clone(),
            time_zone: site.time_zone.clone(),
            sections: site.sections.clone(),
            subscribers,
        },
        None => SiteFacts {
            name: "Marbre".to_owned(),
            url: "http://127.0.0.1".to_owned(),
            language: Language::french(),
            time_zone: "Europe/Paris".to_owned(),
            sections: Vec::new(),
            subscribers,
        },
    }
}

/// Everything but the draft that its page is made with.
pub(crate) struct Proof<'r> {
    site: Arc<SitePress>,
    /// What is shown in the place of kept pictures.
    wardrobe: Wardrobe<'r>,
    /// The site on which the draft is seen.
    on: Option<SiteId>,
    publication: Option<Publication>,
    now: Timestamp,
}

impl<'r> Proof<'r> {
    pub(crate) fn new(
        (site, wardrobe): (Arc<SitePress>, Wardrobe<'r>),
        on: Option<SiteId>,
        publication: Option<Publication>,
        now: Timestamp,
    ) -> Self {
        Self {
            site,
            wardrobe,
            on,
            publication,
            now,
        }
    }

    /// The whole page for the preview.
    pub(crate) fn page(
        &self,
        fields: &Fields,
        manuscript: &Manuscript,
        words: usize,
    ) -> Result<String, NewsroomError> {
        self.page_with(fields, manuscript.body_html(), words)
    }

    /// The same with another body.
    pub(crate) fn page_with(
        &self,
        fields: &Fields,
        body_html: String,
        words: usize,
    ) -> Result<String, NewsroomError> {
        let body_html = self.wardrobe.dressed(body_html);
        let article = self.signed(self.article(fields, body_html, words));
        self.shown(|press, facts| press.preview_page(facts, &article))
    }

    /// The whole page as readers get it.
    fn public_page(&self, fields: &Fields, text: &str) -> Result<String, NewsroomError> {
        let manuscript = Manuscript::new(text);
        let words = manuscript.counts().words;
        let body_html = self.wardrobe.dressed(manuscript.body_html());
        let article = self.article(fields, body_html, words);
        self.printed(|press, facts| press.article_page(facts, &article))
    }

    /// The blocks of a text as they stand on that page.
    pub(crate) fn blocks(&self, manuscript: &Manuscript) -> Vec<Block> {
        let mut blocks = manuscript.blocks();
        for block in &mut blocks {
            block.html = self.wardrobe.dressed(std::mem::take(&mut block.html));
        }
        blocks
    }

    /// The article region with an empty body.
    pub(crate) fn frame(&self, fields: &Fields, words: usize) -> Result<String, NewsroomError> {
        let article = self.signed(self.article(fields, String::new(), words));
        self.shown(|press, facts| press.article_region(facts, &article))
    }

    /// The article as its site's own look signs it: by an account where the site takes no other name.
    fn signed(&self, article: Article) -> Article {
        let byline = match self.site.dress {
            Some(_) => self.site.choices.signed(&article.byline).to_owned(),
            None => return article,
        };
        Article { byline, ..article }
    }

    /// Prints as the site will show it, as far as that is known.
    fn shown(
        &self,
        print: impl Fn(&Press, &SiteFacts) -> Result<String, PageError>,
    ) -> Result<String, NewsroomError> {
        match &self.site.dress {
            Some((press, _)) => print(press, &self.site.facts).map_err(|e| broken(&e)),
            None => self.printed(print),
        }
    }

    /// Prints with the site's theme; where that fails on this very article, with the built-in one.
    fn printed(
        &self,
        print: impl Fn(&Press, &SiteFacts) -> Result<String, PageError>,
    ) -> Result<String, NewsroomError> {
        let SitePress { press, facts, .. } = &*self.site;
        match print(press, facts) {
            Ok(printed) => Ok(printed),
            Err(error) => {
                tracing::warn!(%error, "the site's theme can't print this article");
                print(&built_in()?.0, facts).map_err(|e| broken(&e))
            }
        }
    }

    /// The article region with a body as it was sent, by the site's theme and no other.
    ///
    /// # Errors
    /// `ThemeInvalid` when it can't print this article.
    pub(crate) fn sites_own_region(
        &self,
        fields: &Fields,
        body_html: String,
        words: usize,
    ) -> Result<String, NewsroomError> {
        if let Some(why) = &self.site.stands_in {
            return Err(NewsroomError::ThemeInvalid(why.clone()));
        }
        let article = self.article(fields, body_html, words);
        let SitePress { press, facts, .. } = &*self.site;
        press
            .article_region(facts, &article)
            .map_err(|e| broken(&e))
    }

    /// What the window is called by while the page is in it.
    pub(crate) fn title(&self, fields: &Fields) -> String {
        match self.there(fields).headline.trim() {
            "" => self.site.facts.name.clone(),
            headline => format!("{headline} — {}", self.site.facts.name),
        }
    }

    /// The slug publication would use, or used.
    pub(crate) fn slug(&self, fields: &Fields) -> Option<Slug> {
        let frozen = self.publication.as_ref().map(|p| p.slug.clone());
        frozen.or_else(|| self.there(fields).effective_slug())
    }

    pub(crate) fn slug_is_frozen(&self) -> bool {
        self.publication.is_some()
    }

    /// The article as it is on that site, with a body that is dressed.
    fn article(&self, fields: &Fields, body_html: String, words: usize) -> Article {
        let standing = Standing::of(self.publication.as_ref(), self.now);
        let fields = self.there(fields);
        let lead_set = self.wardrobe.lead_set(fields.lead_picture.as_ref());
        article_of(&fields, (body_html, lead_set), words, standing)
    }

    /// What the draft says there.
    fn there(&self, fields: &Fields) -> Fields {
        self.on
            .map_or_else(|| fields.clone(), |site| fields.on_site(site))
    }
}

fn broken(error: &PageError) -> NewsroomError {
    NewsroomError::ThemeInvalid(error.to_string())
}
