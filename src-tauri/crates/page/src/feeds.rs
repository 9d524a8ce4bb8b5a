//! Feeds and the sitemap: whole articles as well-formed XML. It knows no theme.

use std::fmt::Write as _;

use domain::{Article, PictureSource, Timestamp};

use crate::{SiteFacts, article_address, dates, values};

/// An address in the sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitemapEntry {
    /// The address, whole.
    pub address: String,
    /// When what is there last changed.
    pub changed_at: Option<Timestamp>,
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// The articles, newest first, as RSS 2.0 with their whole text.
pub fn rss(site: &SiteFacts, articles: &[Article]) -> String {
    let mut out = String::from(DECLARATION);
    out.push_str("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n");
    element(&mut out, "title", &site.name);
    element(&mut out, "link", &format!("{}/", site.url));
    element(&mut out, "description", &site.name);
    element(&mut out, "language", site.language.as_str());
    link(
        &mut out,
        "atom:link",
        "self",
        "application/rss+xml",
        &format!("{}/feed.rss", site.url),
    );
    if let Some(at) = latest_change(articles) {
        element(&mut out, "lastBuildDate", &dates::rfc2822(at));
    }
    for article in articles {
        rss_item(&mut out, site, article);
    }
    out.push_str("</channel>\n</rss>\n");
    out
}

fn rss_item(out: &mut String, site: &SiteFacts, article: &Article) {
    let address = article_address(&site.url, &article.slug);
    out.push_str("<item>\n");
    element(out, "title", &article.headline);
    element(out, "link", &address);
    // Writing to a String can't fail.
    let _ = writeln!(out, "<guid isPermaLink=\"true\">{}</guid>", xml(&address));
    element(out, "pubDate", &dates::rfc2822(article.published_at));
    if !article.byline.is_empty() {
        element(out, "dc:creator", &article.byline);
    }
    for category in categories(article) {
        element(out, "category", category);
    }
    element(out, "description", &article.standfirst);
    element(out, "content:encoded", &content(site, article));
    out.push_str("</item>\n");
}

/// The articles, newest first, as Atom with their whole text.
pub fn atom(site: &SiteFacts, articles: &[Article]) -> String {
    let mut out = String::from(DECLARATION);
    let _ = writeln!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">",
        xml(site.language.as_str())
    );
    let home = format!("{}/", site.url);
    let itself = format!("{}/feed.atom", site.url);
    element(&mut out, "title", &site.name);
    element(&mut out, "id", &home);
    link(&mut out, "link", "alternate", "text/html", &home);
    link(&mut out, "link", "self", "application/atom+xml", &itself);
    // Atom wants a date even of an empty feed; the epoch says that nothing has appeared.
    element(
        &mut out,
        "updated",
        &dates::rfc3339(latest_change(articles).unwrap_or_default()),
    );
    let _ = writeln!(out, "<author><name>{}</name></author>", xml(&site.name));
    for article in articles {
        atom_entry(&mut out, site, article);
    }
    out.push_str("</feed>\n");
    out
}

fn atom_entry(out: &mut String, site: &SiteFacts, article: &Article) {
    let address = article_address(&site.url, &article.slug);
    let language = xml(article.language.as_str());
    let _ = writeln!(out, "<entry xml:lang=\"{language}\">");
    element(out, "title", &article.headline);
    element(out, "id", &address);
    link(out, "link", "alternate", "text/html", &address);
    element(out, "published", &dates::rfc3339(article.published_at));
    element(out, "updated", &dates::rfc3339(changed_at(article)));
    if !article.byline.is_empty() {
        let _ = writeln!(
            out,
            "<author><name>{}</name></author>",
            xml(&article.byline)
        );
    }
    for category in categories(article) {
        let _ = writeln!(out, "<category term=\"{}\"/>", xml(category));
    }
    element(out, "summary", &article.standfirst);
    let _ = writeln!(
        out,
        "<content type=\"html\">{}</content>",
        xml(&content(site, article))
    );
    out.push_str("</entry>\n");
}

/// The sitemap of some addresses, at most 50,000 as its specification has it.
pub fn sitemap(entries: &[SitemapEntry]) -> String {
    let mut out = String::from(DECLARATION);
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for entry in entries.iter().take(50_000) {
        let _ = write!(out, "<url><loc>{}</loc>", xml(&entry.address));
        if let Some(at) = entry.changed_at {
            let _ = write!(out, "<lastmod>{}</lastmod>", dates::rfc3339(at));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

fn changed_at(article: &Article) -> Timestamp {
    article.updated_at.unwrap_or(article.published_at)
}

fn latest_change(articles: &[Article]) -> Option<Timestamp> {
    articles.iter().map(changed_at).max()
}

fn categories(article: &Article) -> impl Iterator<Item = &str> {
    let section = Some(article.section.as_str()).filter(|section| !section.is_empty());
    section
        .into_iter()
        .chain(article.tags.iter().map(String::as_str))
}

/// The lead picture and the body, as HTML that stands alone: its addresses are whole.
fn content(site: &SiteFacts, article: &Article) -> String {
    let mut html = lead_figure(article);
    html.push_str(&prose::images_alone(&article.body_html));
    // A zone that is not known has spoiled the page before; a feed says the rest all the same.
    if let Ok(worded) = values::worded(site, &article.language, &article.corrections)
        && !worded.is_empty()
    {
        html.push('\n');
        html.push_str(&prose::corrections_html(&worded));
    }
    whole_addresses(&html, &site.url, &article_address(&site.url, &article.slug))
}

fn lead_figure(article: &Article) -> String {
    let Some(picture) = &article.lead_picture else {
        return String::new();
    };
    let src = match &picture.source {
        PictureSource::File(file) => article
            .lead_set
            .as_ref()
            .map_or(file, |set| &set.whole)
            .path(),
        PictureSource::Address(url) if url.starts_with("https://") => url.clone(),
        PictureSource::Address(_) => return String::new(),
    };
    format!(
        "<figure><img src=\"{}\" alt=\"{}\"><figcaption>{}{}</figcaption></figure>\n",
        prose::escape_attribute(&src),
        prose::escape_attribute(&picture.alt),
        prose::escape_text(&picture.caption),
        credited(&picture.caption, &picture.credit)
    )
}

/// Whose a picture is, after its caption, as it is said below those in the text.
fn credited(caption: &str, credit: &str) -> String {
    if credit.is_empty() {
        return String::new();
    }
    let space = if caption.is_empty() { "" } else { " " };
    let sign = if values::is_labelled(credit) {
        ""
    } else {
        "© "
    };
    let credit = prose::escape_text(credit);
    format!("{space}<span class=\"credit\">{sign}{credit}</span>")
}

/// Root-relative addresses and those within the page, made whole. Canonical HTML has a bare `<`
/// only where a tag begins and a bare `>` only where it ends.
fn whole_addresses(html: &str, site_url: &str, page: &str) -> String {
    let (site_url, page) = (
        prose::escape_attribute(site_url),
        prose::escape_attribute(page),
    );
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    for piece in html.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        out.push_str(text);
        let tag = tag.replace(" src=\"/", &format!(" src=\"{site_url}/"));
        let tag = tag.replace(" href=\"/", &format!(" href=\"{site_url}/"));
        out.push_str(&tag.replace(" href=\"#", &format!(" href=\"{page}#")));
    }
    out
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "<{name}>{}</{name}>", xml(text));
}

fn link(out: &mut String, name: &str, rel: &str, media_type: &str, href: &str) {
    let _ = writeln!(
        out,
        "<{name} rel=\"{rel}\" type=\"{media_type}\" href=\"{}\"/>",
        xml(href)
    );
}

/// Text for XML 1.0, in an attribute too: what its grammar has no place for becomes U+FFFD.
fn xml(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
