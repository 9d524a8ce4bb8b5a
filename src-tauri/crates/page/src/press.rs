//! The press: a compiled theme that prints pages. It knows no site beyond the facts it is handed.

use domain::{Article, Language, PictureFile, PictureSource, Section};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, Value, context};

use crate::labels::{self, MessageKind};
use crate::{
    Listing, NewsletterAnswer, PageError, SiteFacts, Theme, dates, json_ld, region_of, theme,
    values,
};

/// The work one page may cost (see minijinja's fuel: an instruction or 64 bytes cost one). A page
/// of 12 MB costs less than a tenth; a template that does not end costs a second.
const FUEL: u64 = 8_000_000;
const RECURSION: usize = 64;

/// A theme, compiled. Making one takes some milliseconds, printing a page less; share it freely
/// between threads.
#[derive(Debug)]
pub struct Press {
    templates: Environment<'static>,
    version: String,
    /// Whether the theme has a place for corrections.
    places_corrections: bool,
}

impl Press {
    /// Compiles a theme, which may come from a stranger.
    ///
    /// # Errors
    /// Any [`PageError`] but those of printing.
    pub fn new(theme: &Theme) -> Result<Self, PageError> {
        theme.check()?;
        let mut templates = sandbox().map_err(|e| bad_template("", &e))?;
        for (name, text) in &theme.templates {
            templates
                .add_template_owned(name.clone(), text.clone())
                .map_err(|e| bad_template(name, &e))?;
        }
        let places_corrections = templates.templates().any(|(_, template)| {
            let asked = template.undeclared_variables(true);
            asked.contains("article.corrections") || asked.contains("article.corrections_html")
        });
        Ok(Self {
            templates,
            version: theme.version.clone(),
            places_corrections,
        })
    }

    /// The theme's version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The article's page, as readers get it.
    ///
    /// # Errors
    /// A [`PageError`] of printing.
    pub fn article_page(&self, site: &SiteFacts, article: &Article) -> Result<String, PageError> {
        let json_ld = Value::from_safe_string(json_ld::news_article(site, article)?);
        self.page_of_article(site, article, context! { json_ld })
    }

    /// The same page for the preview: its paths lead to the shell, its links nowhere, and there is
    /// no JSON-LD. The article region is the same bytes.
    ///
    /// # Errors
    /// As [`Press::article_page`].
    pub fn preview_page(&self, site: &SiteFacts, article: &Article) -> Result<String, PageError> {
        self.page_of_article(site, article, context! { preview => true })
    }

    /// Only the element `<article id="article">`, as it stands in both pages. With an empty body it
    /// is the frame around the body.
    ///
    /// # Errors
    /// As [`Press::article_page`].
    pub fn article_region(&self, site: &SiteFacts, article: &Article) -> Result<String, PageError> {
        let values = context! {
            site => values::site(site),
            label => values::label(site),
            article => values::article(site, article)?,
        };
        let region = self.render("region.html", values)?.trim().to_owned();
        if self.places_corrections || article.corrections.is_empty() {
            return Ok(region);
        }
        with_corrections(&region, site, article)
    }

    fn page_of_article(
        &self,
        site: &SiteFacts,
        article: &Article,
        more: Value,
    ) -> Result<String, PageError> {
        let region = self.article_region(site, article)?;
        let page = self.furnished(
            "article.html",
            site,
            context! {
                article => values::article(site, article)?,
                region => Value::from_safe_string(region.clone()),
                og_locale => og_locale(article.language.as_str()),
                ..context! { ..card(site, article), ..more }
            },
        )?;
        match region_of(&page) {
            Some(found) if found == region => Ok(page),
            _ => Err(PageError::RegionMissing),
        }
    }

    /// The front page.
    ///
    /// # Errors
    /// As [`Press::article_page`].
    pub fn home_page(&self, site: &SiteFacts, listing: Listing<'_>) -> Result<String, PageError> {
        self.listing_page(site, "home", &site.name, "/", listing)
    }

    /// A section's page.
    ///
    /// # Errors
    /// As [`Press::article_page`].
    pub fn section_page(
        &self,
        site: &SiteFacts,
        section: &Section,
        listing: Listing<'_>,
    ) -> Result<String, PageError> {
        self.listing_page(
            site,
            "section",
            &section.name,
            &format!("/sections/{}", section.slug),
            listing,
        )
    }

    /// The page of a tag, by its name and the last part of its address.
    ///
    /// # Errors
    /// As [`Press::article_page`].
    pub fn tag_page(
        &self,
        site: &SiteFacts,
        tag: &str,
        slug: &str,
        listing: Listing<'_>,
    ) -> Result<String, PageError> {
        self.listing_page(site, "tag", tag, &format!("/tags/{slug}"), listing)
    }

    fn listing_page(
        &self,
        site: &SiteFacts,
        kind: &str,
        title: &str,
        path: &str,
        listing: Listing<'_>,
    ) -> Result<String, PageError> {
        let articles = listing.articles.iter().map(|a| values::summary(site, a));
        let at = |page: usize| {
            if page <= 1 {
                path.to_owned()
            } else {
                format!("{path}?page={page}")
            }
        };
        self.furnished(
            "listing.html",
            site,
            context! {
                kind,
                title,
                path,
                page => listing.page,
                pages => listing.pages,
                canonical => format!("{}{}", site.url, at(listing.page)),
                newer => (listing.page > 1).then(|| at(listing.page - 1)),
                older => (listing.page < listing.pages).then(|| at(listing.page + 1)),
                articles => articles.collect::<Result<Vec<_>, _>>()?,
            },
        )
    }

    /// The page for an address where nothing is.
    ///
    /// # Errors
    /// As [`Press::article_page`].
    pub fn not_found_page(&self, site: &SiteFacts) -> Result<String, PageError> {
        self.message_page(site, MessageKind::NotFound)
    }

    /// The page for the address of an article that was taken down.
    ///
    /// # Errors
    /// As [`Press::article_page`].
    pub fn gone_page(&self, site: &SiteFacts) -> Result<String, PageError> {
        self.message_page(site, MessageKind::Gone)
    }

    /// The answer to the newsletter's form.
    ///
    /// # Errors
    /// As [`Press::article_page`].
    pub fn newsletter_page(
        &self,
        site: &SiteFacts,
        answer: NewsletterAnswer,
    ) -> Result<String, PageError> {
        self.message_page(site, MessageKind::Newsletter(answer))
    }

    fn message_page(&self, site: &SiteFacts, kind: MessageKind) -> Result<String, PageError> {
        let message = Value::from(Serde(labels::message(kind, &site.language)));
        self.furnished(
            "message.html",
            site,
            context! { kind => kind.name(), message },
        )
    }

    /// A page with header and footer.
    fn furnished(&self, name: &str, site: &SiteFacts, more: Value) -> Result<String, PageError> {
        self.render(
            name,
            context! {
                site => values::site(site),
                label => values::label(site),
                css => theme::css_path(&self.version),
                ..more
            },
        )
    }

    fn render(&self, name: &str, values: Value) -> Result<String, PageError> {
        let template = self
            .templates
            .get_template(name)
            .map_err(|e| failed(name, &e))?;
        template.render(values).map_err(|e| failed(name, &e))
    }
}

/// A region of a theme that is older than corrections: they are its last words, for they must not be
/// lost on the way to readers.
fn with_corrections(
    region: &str,
    site: &SiteFacts,
    article: &Article,
) -> Result<String, PageError> {
    let worded = values::worded(site, &article.language, &article.corrections)?;
    let at = region.rfind("</").ok_or(PageError::RegionMissing)?;
    let (before, closing) = region.split_at(at);
    let said = prose::corrections_html(&worded);
    Ok(format!("{}\n{said}\n{closing}", before.trim_end()))
}

/// The picture that networks show beside a shared link, by its whole address, and its size where that is known.
fn card(site: &SiteFacts, article: &Article) -> Value {
    let of_file = |file: &PictureFile| {
        let card = format!("{}{}", site.url, file.path());
        context! { card, card_width => file.width, card_height => file.height }
    };
    let picture = article.lead_picture.as_ref();
    match (picture.map(|picture| &picture.source), &article.lead_set) {
        (Some(PictureSource::File(_)), Some(set)) => {
            of_file(set.card.as_ref().unwrap_or(&set.whole))
        }
        (Some(PictureSource::File(file)), None) => of_file(file),
        (Some(PictureSource::Address(url)), _) if url.starts_with("https://") => {
            context! { card => url }
        }
        _ => context! {},
    }
}

/// A language as Open Graph writes it: `fr_FR`, `en_GB`, `de`.
fn og_locale(language: &str) -> String {
    match language {
        "fr" => "fr_FR".to_owned(),
        "en" => "en_GB".to_owned(),
        other => match other.split_once('-') {
            Some((language, region)) => format!("{language}_{}", region.to_uppercase()),
            None => other.to_owned(),
        },
    }
}

/// An environment in which a template reaches nothing but the values it is handed.
///
/// Whatever a template prints is escaped so that it is safe anywhere, in an attribute too. Between
/// tags the filter `text` escapes only what a browser would, so that the page stays canonical.
fn sandbox() -> Result<Environment<'static>, minijinja::Error> {
    let mut env = Environment::new();
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(RECURSION);
    env.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    env.set_auto_escape_callback(|_| minijinja::AutoEscape::Html);
    env.set_formatter(|out, _, value| out.write_str(&attribute(value)).map_err(Into::into));
    env.add_filter("text", |value: Value| {
        Value::from_safe_string(shown(&value, prose::escape_text))
    });
    env.add_filter("dated", |machine: &str, pattern: &str, language: &str| {
        let language = Language::parse(language).unwrap_or_else(Language::english);
        dates::dated(machine, pattern, &language)
    });
    env.add_filter("e", |value: Value| {
        Value::from_safe_string(attribute(&value))
    });
    env.add_filter("escape", |value: Value| {
        Value::from_safe_string(attribute(&value))
    });
    Ok(env)
}

fn attribute(value: &Value) -> String {
    shown(value, prose::escape_attribute)
}

fn shown(value: &Value, escape: fn(&str) -> String) -> String {
    match value.as_str() {
        Some(text) if value.is_safe() => text.to_owned(),
        Some(text) => escape(text),
        None if value.is_undefined() || value.is_none() => String::new(),
        None => escape(&value.to_string()),
    }
}

fn bad_template(name: &str, error: &minijinja::Error) -> PageError {
    PageError::BadTemplate {
        template: name.to_owned(),
        reason: error.to_string(),
    }
}

fn failed(name: &str, error: &minijinja::Error) -> PageError {
    let template = error.name().unwrap_or(name).to_owned();
    if ran_dry(error) {
        return PageError::Endless { template };
    }
    PageError::Render {
        template,
        reason: error.to_string(),
    }
}

/// The fuel's end shows as a cause when it happens in an included template.
fn ran_dry(error: &minijinja::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(now) = cause {
        if now
            .downcast_ref::<minijinja::Error>()
            .is_some_and(|e| e.kind() == ErrorKind::OutOfFuel)
        {
            return true;
        }
        cause = now.source();
    }
    false
}
