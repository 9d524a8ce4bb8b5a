//! An article as schema.org's `NewsArticle`. It knows no theme.

use domain::{Article, Correction, PictureFile, PictureSource};
use serde_json::{Value, json};

use crate::{PageError, SiteFacts, article_address, dates, labels};

/// The JSON of the article's `<script type="application/ld+json">`, safe to stand there: no `<`,
/// `>` or `&` is left bare.
pub(crate) fn news_article(site: &SiteFacts, article: &Article) -> Result<String, PageError> {
    let address = article_address(&site.url, &article.slug);
    let modified = article.updated_at.unwrap_or(article.published_at);
    let mut json = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "url": address,
        "mainEntityOfPage": { "@type": "WebPage", "@id": address },
        "datePublished": dates::machine(article.published_at, &site.time_zone)?,
        "dateModified": dates::machine(modified, &site.time_zone)?,
        "inLanguage": article.language.as_str(),
        "wordCount": article.words,
        "isAccessibleForFree": true,
        "publisher": { "@type": "NewsMediaOrganization", "name": site.name, "url": site.url },
    });
    add(&mut json, "description", text(&article.standfirst));
    add(&mut json, "articleSection", text(&article.section));
    add(
        &mut json,
        "keywords",
        (!article.tags.is_empty()).then(|| json!(article.tags)),
    );
    add(&mut json, "author", author(&article.byline));
    add(&mut json, "image", image(site, article));
    let corrections = article.corrections.iter();
    let corrections: Vec<Value> = corrections
        .map(|one| correction(site, &address, one))
        .collect::<Result<_, _>>()?;
    let any = !corrections.is_empty();
    add(&mut json, "correction", any.then(|| corrections.into()));
    Ok(bare_of_tags(&json.to_string()))
}

fn correction(site: &SiteFacts, page: &str, one: &Correction) -> Result<Value, PageError> {
    Ok(json!({
        "@type": "CorrectionComment",
        "name": labels::correction(one.kind, &site.language),
        "text": one.text,
        "datePublished": dates::machine(one.at, &site.time_zone)?,
        "url": format!("{page}#{}", prose::correction_anchor(one.at)),
    }))
}

fn add(json: &mut Value, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        json[key] = value;
    }
}

fn text(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| json!(text))
}

fn author(byline: &str) -> Option<Value> {
    (!byline.is_empty()).then(|| json!([{ "@type": "Person", "name": byline }]))
}

/// The picture at the head, and cut for a card.
fn image(site: &SiteFacts, article: &Article) -> Option<Value> {
    let picture = article.lead_picture.as_ref()?;
    let of_file = |file: &PictureFile| {
        let mut image = json!({
            "@type": "ImageObject",
            "url": format!("{}{}", site.url, file.path()),
            "width": file.width,
            "height": file.height,
        });
        add(&mut image, "caption", text(&picture.caption));
        add(&mut image, "creditText", text(&picture.credit));
        image
    };
    match (&picture.source, &article.lead_set) {
        (PictureSource::Address(url), _) => Some(json!({ "@type": "ImageObject", "url": url })),
        (PictureSource::File(file), None) => Some(of_file(file)),
        (PictureSource::File(_), Some(set)) => match &set.card {
            Some(card) => Some(json!([of_file(&set.whole), of_file(card)])),
            None => Some(of_file(&set.whole)),
        },
    }
}

/// JSON may write any character as `\uXXXX`, so the text can't end its script element.
fn bare_of_tags(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}
