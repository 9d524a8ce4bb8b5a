//! What a site looks like that gives no theme away: learnt as a reader from one of its articles, and kept. Sends nothing.
//!
//! Previews never ask for it: it is learnt beside everything else, and what was learnt last stays until
//! something better comes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use domain::{Site, SiteId, Timestamp};
use page::look::{Bones, Font, Look, Sample, Sheet, Styled, clean};
use publish::discovery::{Reader, Served};
use publish::{Destination, RemoteText};
use serde::{Deserialize, Serialize};
use store::SiteLook;

use crate::bell::Woken;
use crate::desk::locked;
use crate::preview::Resource;
use crate::room::Room;
use crate::sites::{json_text, site_error};
use crate::{Event, Newsroom, NewsroomError};

/// How many articles are read for one that has all parts, and how many of their pages at the most.
const ARTICLES: usize = 6;
const PAGES: usize = 3;
/// How deep style sheets import others, and how many there may be.
const IMPORTS: usize = 3;
const SHEETS: usize = 24;
/// How many fonts are kept, and how many bytes of each.
const FONTS: usize = 10;
const FONT_BYTES: usize = 1_000_000;
/// A look is learnt anew after so long, and tried again after that when it could not be.
const FRESH: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// Sooner where a part had no place: another article may show it.
const FRESH_IN_PART: Duration = Duration::from_secs(60 * 60);
const AGAIN: Duration = Duration::from_secs(10 * 60);

/// A site's look as the journalist is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookView {
    /// When it was learnt.
    pub learnt_at: Timestamp,
    /// The page it was learnt from.
    pub address: String,
    /// What of that page is not in it.
    pub lacks: BTreeSet<Lack>,
}

/// What a look may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lack {
    /// A place for the standfirst: the page shows none.
    Standfirst,
    /// A place for the picture at the head.
    LeadPicture,
    /// Some of its fonts.
    Fonts,
    /// Some of its style sheets.
    Styles,
    /// The pictures of its style sheets, as icons and backgrounds.
    Decoration,
}

/// What another article may teach.
const PARTS: [Lack; 2] = [Lack::Standfirst, Lack::LeadPicture];

/// A look as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Said {
    #[serde(flatten)]
    look: Look,
    lacks: BTreeSet<Lack>,
}

/// A look with where it comes from.
pub(crate) struct KeptLook {
    pub(crate) look: Look,
    view: LookView,
}

impl Newsroom {
    /// Learns anew what a site looks like, now.
    ///
    /// # Errors
    /// `SiteMissing`; `LookNothingOut` when no article is out there; `LookNotFound` when none is found on
    /// its page; whatever the site answers; any failure of the library. What was known stays.
    pub fn learn_look(&self, site: SiteId) -> Result<LookView, NewsroomError> {
        let known = self.room.store.site(site)?;
        let site = known.ok_or_else(|| NewsroomError::SiteMissing(site.to_string()))?;
        self.room.learn_look(&site)
    }

    /// Shows drafts that go to this site among others as they are here; whether that is another than before.
    ///
    /// # Errors
    /// Any failure of the library.
    pub fn follow_site(&self, site: SiteId) -> Result<bool, NewsroomError> {
        let room = &self.room;
        let usual = room.usual_site()?.map(|site| site.id);
        let before = locked(&room.followed).replace(site).or(usual);
        Ok(before != Some(site))
    }
}

/// Learns what is not known yet, or was learnt long ago, until the newsroom closes.
pub(crate) fn keep_learning(room: &Arc<Room>) {
    let mut heard = 0;
    let mut tried: BTreeMap<SiteId, Instant> = BTreeMap::new();
    loop {
        let sites = match room.learns_looks.load(Ordering::Relaxed) {
            true => room.store.sites().unwrap_or_default(),
            false => Vec::new(),
        };
        for site in sites {
            let rested = tried.get(&site.id).is_none_or(|at| at.elapsed() >= AGAIN);
            if room.looks_bell.is_closed() {
                return;
            }
            if !rested || !room.is_to_be_learnt(&site) {
                continue;
            }
            tried.insert(site.id, Instant::now());
            if let Err(error) = room.learn_look(&site) {
                tracing::info!(site = %site.id, %error, "what the site looks like can't be learnt");
            }
        }
        if room.looks_bell.sleep(&mut heard, AGAIN) == Woken::ToLeave {
            return;
        }
    }
}

impl Room {
    fn is_to_be_learnt(&self, site: &Site) -> bool {
        let away = locked(&self.reachable).get(&site.id) == Some(&false);
        // Read whole: one that can't be read is learnt anew.
        let known = self.kept_look(site.id).ok().flatten();
        let fresh = |kept: KeptLook| {
            let whole = kept.view.lacks.is_disjoint(&PARTS.into());
            let before = self
                .clock
                .now()
                .checked_sub(if whole { FRESH } else { FRESH_IN_PART });
            before.is_ok_and(|before| kept.view.learnt_at > before)
        };
        !site.kind.gives_its_theme() && !away && !known.is_some_and(fresh)
    }

    /// What is told of the look that was last learnt of a site; the look, which is long, is not read.
    pub(crate) fn look_view(&self, site: SiteId) -> Result<Option<LookView>, NewsroomError> {
        let Some(kept) = self.store.look_facts(site)? else {
            return Ok(None);
        };
        let Some(facts) = kept.facts else {
            // Older programs kept them in the look.
            return Ok(self.kept_look(site)?.map(|kept| kept.view));
        };
        let lacks = serde_json::from_str(&facts);
        let lacks = lacks.inspect_err(|error| tracing::warn!(%site, %error, "what a look lacks"));
        Ok(lacks.ok().map(|lacks| LookView {
            learnt_at: kept.learnt_at,
            address: kept.address,
            lacks,
        }))
    }

    /// The look that was last learnt of a site.
    pub(crate) fn kept_look(&self, site: SiteId) -> Result<Option<KeptLook>, NewsroomError> {
        let Some(kept) = self.store.look(site)? else {
            return Ok(None);
        };
        let said: Result<Said, _> = serde_json::from_str(&kept.said);
        let said = said.inspect_err(|error| tracing::warn!(%site, %error, "a look can't be read"));
        Ok(said.ok().map(|said| KeptLook {
            look: said.look,
            view: LookView {
                learnt_at: kept.learnt_at,
                address: kept.address,
                lacks: said.lacks,
            },
        }))
    }

    /// A font of a look.
    pub(crate) fn font(&self, name: &str) -> Option<Resource> {
        let found = self.store.look_font(name);
        let found = found.inspect_err(|error| tracing::warn!(name, %error, "a font can't be read"));
        let media_type = match name.rsplit('.').next() {
            Some("woff2") => "font/woff2",
            Some("woff") => "font/woff",
            Some("otf") => "font/otf",
            _ => "font/ttf",
        };
        let bytes = found.ok()??;
        Some(Resource { media_type, bytes })
    }

    fn learn_look(&self, site: &Site) -> Result<LookView, NewsroomError> {
        let destination = self.destination(site).map_err(|unseen| unseen.told())?;
        let articles = articles_of(&*destination)?;
        let abilities = self.choices(site.id)?.abilities.unwrap_or_default();
        let reader = Reader::new(self.patience);
        let mut found = None;
        for article in articles.iter().take(PAGES) {
            let page = reader
                .served(&article.article.address)
                .map_err(site_error)?;
            let html = String::from_utf8_lossy(&page.bytes);
            let body = body_of(article);
            let sample = sample_of(article, &body, &site.time_zone, abilities.byline);
            if let Some(bones) = Bones::of(&html, &sample) {
                found = Some((page, bones));
                break;
            }
        }
        let (page, bones) = found.ok_or_else(|| {
            let last = articles
                .last()
                .map(|article| article.article.address.clone());
            NewsroomError::LookNotFound(last.unwrap_or_default())
        })?;
        let (said, fonts) = dress(&reader, &page, bones);
        let kept = SiteLook {
            learnt_at: self.clock.now(),
            address: page.address,
            said: json_text(&said)?,
        };
        let facts = json_text(&said.lacks)?;
        self.store.keep_look(site.id, (&kept, &facts), fonts)?;
        self.presses.forget(site.id);
        self.tell(Event::SiteChanged {
            site: site.id,
            reachable: true,
        });
        Ok(LookView {
            learnt_at: kept.learnt_at,
            address: kept.address,
            lacks: said.lacks,
        })
    }
}

/// The articles that are out, those with the most parts first.
fn articles_of(destination: &dyn Destination) -> Result<Vec<RemoteText>, NewsroomError> {
    let listed = destination.list("", None).map_err(site_error)?;
    let mut texts = Vec::new();
    for (article, _) in listed.articles.iter().take(ARTICLES) {
        texts.extend(destination.read(&article.remote_id).map_err(site_error)?);
    }
    let parts = |text: &RemoteText| {
        let large =
            usize::from(!text.standfirst.is_empty()) + usize::from(text.lead_picture.is_some());
        let small = usize::from(!text.section.is_empty()) + text.tags.len().min(2);
        (large, small)
    };
    texts.sort_by_key(|text| std::cmp::Reverse(parts(text)));
    match texts.is_empty() {
        true => Err(NewsroomError::LookNothingOut(String::new())),
        false => Ok(texts),
    }
}

/// The body as HTML; some sites keep its source alone.
fn body_of(text: &RemoteText) -> Cow<'_, str> {
    match &text.body_markdown {
        Some(source) if text.body_html.is_empty() => prose::body_html(source).into(),
        _ => (&text.body_html).into(),
    }
}

fn sample_of<'a>(
    text: &'a RemoteText,
    body_html: &'a str,
    time_zone: &'a str,
    signs_as_we_write: bool,
) -> Sample<'a> {
    let picture = text.lead_picture.as_ref();
    let file = picture.and_then(|lead| lead.address.rsplit('/').next());
    Sample {
        headline: &text.headline,
        standfirst: &text.standfirst,
        section: &text.section,
        tags: &text.tags,
        byline: &text.byline,
        published_at: text.article.published_at,
        time_zone,
        lead_picture: file,
        body_html,
        signs_as_we_write,
    }
}

/// The bones with their style sheets, and the fonts of these.
fn dress(reader: &Reader, page: &Served, bones: Bones) -> (Said, Vec<(String, Vec<u8>)>) {
    let mut wardrobe = Wardrobe {
        reader,
        styled: &bones.styled,
        css: String::new(),
        fonts: Vec::new(),
        seen: BTreeSet::new(),
        lacks: BTreeSet::new(),
    };
    for sheet in &bones.sheets {
        match sheet {
            Sheet::Here { css, media } => wardrobe.take(page, css, media, 0),
            Sheet::There { address, media } => wardrobe.fetch(page, address, media, 0),
        }
    }
    let fonts = wardrobe.worn_fonts();
    let Wardrobe { css, mut lacks, .. } = wardrobe;
    if !bones.standfirst {
        lacks.insert(Lack::Standfirst);
    }
    if !bones.picture {
        lacks.insert(Lack::LeadPicture);
    }
    let is_there = |name: &str| fonts.iter().any(|(there, _)| there == name);
    let css = page::look::with_fonts(&css, is_there);
    let look = Look {
        css: format!("{css}{}", bones.look.css),
        ..bones.look
    };
    (Said { look, lacks }, fonts)
}

/// The style sheets of a page, gathered into one.
struct Wardrobe<'a> {
    reader: &'a Reader,
    styled: &'a Styled,
    css: String,
    fonts: Vec<Font>,
    seen: BTreeSet<String>,
    lacks: BTreeSet<Lack>,
}

impl Wardrobe<'_> {
    fn fetch(&mut self, page: &Served, address: &str, media: &str, depth: usize) {
        let Some(address) = page.joined(address) else {
            return;
        };
        if self.seen.len() >= SHEETS || depth > IMPORTS {
            self.lacks.insert(Lack::Styles);
            return;
        }
        // One that imports itself ends here.
        if !self.seen.insert(address.clone()) {
            return;
        }
        match self.reader.served(&address) {
            Ok(sheet) => {
                let css = String::from_utf8_lossy(&sheet.bytes).into_owned();
                self.take(&sheet, &css, media, depth);
            }
            Err(error) => {
                tracing::info!(address, %error, "a style sheet can't be read");
                self.lacks.insert(Lack::Styles);
            }
        }
    }

    fn take(&mut self, page: &Served, css: &str, media: &str, depth: usize) {
        let cleaned = clean(css, self.styled, &|address| page.joined(address));
        if cleaned.pictures > 0 {
            self.lacks.insert(Lack::Decoration);
        }
        for import in &cleaned.imports {
            self.fetch(page, &import.address, &import.media, depth + 1);
        }
        if self.css.len() + cleaned.css.len() > Look::MOST_CSS {
            self.lacks.insert(Lack::Styles);
            return;
        }
        self.css
            .push_str(&page::look::for_media(&cleaned.css, media));
        self.fonts.extend(cleaned.fonts);
    }

    /// The fonts that are really worn, fetched.
    fn worn_fonts(&mut self) -> Vec<(String, Vec<u8>)> {
        let mut fonts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for font in std::mem::take(&mut self.fonts) {
            if !page::look::wears(&self.css, &font.family) || fonts.contains_key(&font.name) {
                continue;
            }
            let fetched = match fonts.len() < FONTS {
                true => self.reader.served(&font.address).ok(),
                false => None,
            };
            match fetched.filter(|font| is_font(&font.bytes)) {
                Some(fetched) => {
                    fonts.insert(font.name, fetched.bytes);
                }
                None => {
                    self.lacks.insert(Lack::Fonts);
                }
            }
        }
        fonts.into_iter().collect()
    }
}

/// Whether a file begins as fonts do, and is no larger than one.
fn is_font(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 4] = [b"wOF2", b"wOFF", b"OTTO", &[0, 1, 0, 0]];
    bytes.len() <= FONT_BYTES && BEGINNINGS.iter().any(|first| bytes.starts_with(first))
}
