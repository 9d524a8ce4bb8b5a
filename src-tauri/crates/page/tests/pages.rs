//! Pages as readers and the preview get them. Knows the crate's public face only.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's helper fails its test"
)]

#[path = "pages/browser.rs"]
mod browser;
#[path = "pages/corrections.rs"]
mod corrections;
#[path = "pages/feeds.rs"]
mod feeds;
#[path = "pages/sample.rs"]
mod sample;
#[path = "pages/theme.rs"]
mod theme;

use domain::{Language, PictureSource, Slug};
use page::{ArticleSummary, Listing, NewsletterAnswer, Press, Theme, region_of};
use proptest::prelude::*;
use sample::{article, site};

fn press() -> Press {
    Press::new(&Theme::built_in()).unwrap()
}

#[track_caller]
fn in_order(page: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        match page[from..].find(part) {
            Some(at) => from += at + part.len(),
            None => panic!("{part:?} is not after what came before it in\n{page}"),
        }
    }
}

#[test]
fn the_anatomy_stands_in_its_order() {
    let page = press().article_page(&site(), &article()).unwrap();
    in_order(
        &page,
        &[
            "<article id=\"article\"",
            "<a href=\"/sections/tech\">tech</a>",
            "<h1 class=\"headline\">Le port du Havre teste des grues sans conducteur</h1>",
            "<p class=\"standfirst\">Depuis lundi",
            "<a class=\"badge\" href=\"/tags/ia\">IA</a>",
            "Camille Auvray",
            "mercredi 29 avril 2026 à 02:49",
            "6 min",
            "Partager&nbsp;:",
            ">X</a>",
            ">Facebook</a>",
            ">WhatsApp</a>",
            "<figure class=\"lead\">",
            "Terminal de France, Le Havre. <span class=\"credit\">Photo&nbsp;: C. Auvray</span>",
            "<div id=\"article-body\" class=\"body\">",
            "<h2 id=\"en-resume\" class=\"summary\">En résumé</h2>",
            "</article>",
            "<aside class=\"newsletter\"",
            "4\u{202f}218&nbsp;personnes",
        ],
    );
}

#[test]
fn an_english_site_says_it_in_english() {
    let mut site = site();
    site.language = Language::english();
    let page = press().article_page(&site, &article()).unwrap();
    in_order(
        &page,
        &[
            "Wednesday 29 April 2026 at 02:49",
            "Share:",
            "Photo: C. Auvray",
            "4,218 people",
        ],
    );
    assert!(page.contains("<article id=\"article\" class=\"article\" lang=\"fr\">"));
}

#[test]
fn an_update_is_told() {
    let mut article = article();
    assert!(
        !press()
            .article_region(&site(), &article)
            .unwrap()
            .contains("Mis à jour")
    );
    article.updated_at = Some("2026-04-29T06:10:00Z".parse().unwrap());
    let region = press().article_region(&site(), &article).unwrap();
    in_order(
        &region,
        &[
            "Mis à jour le <time datetime=\"2026-04-29T08:10:00+02:00\">mercredi 29 avril 2026 à 08:10",
        ],
    );
}

#[test]
fn preview_and_page_hold_the_same_region() {
    let (press, site, article) = (press(), site(), article());
    let region = press.article_region(&site, &article).unwrap();
    let page = press.article_page(&site, &article).unwrap();
    let preview = press.preview_page(&site, &article).unwrap();
    assert_eq!(region_of(&page), Some(region.as_str()));
    assert_eq!(region_of(&preview), Some(region.as_str()));
    assert!(
        preview.contains("<base href=\"marbre-page://localhost/\">")
            && !preview.contains("<script")
    );
    assert!(!page.contains("<base"));
}

#[test]
fn nothing_is_inline_but_data() {
    let page = press().article_page(&site(), &article()).unwrap();
    assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains(" onclick"));
    let scripts: Vec<_> = page.match_indices("<script").collect();
    assert_eq!(scripts.len(), 1);
    assert!(page.contains("<script type=\"application/ld+json\">"));
}

#[test]
fn an_empty_article_is_a_frame() {
    let mut article = article();
    for text in [
        &mut article.headline,
        &mut article.standfirst,
        &mut article.section,
        &mut article.byline,
        &mut article.body_html,
    ] {
        text.clear();
    }
    (article.tags, article.lead_picture) = (Vec::new(), None);
    let region = press().article_region(&site(), &article).unwrap();
    assert!(region.contains("<div id=\"article-body\" class=\"body\"></div>"));
    for absent in ["standfirst", "label", "badge", "byline", "figure", "topics"] {
        assert!(!region.contains(&format!("class=\"{absent}\"")), "{absent}");
    }
    assert_eq!(browser::round_trip(&region), region);
}

#[test]
fn markup_in_a_field_is_text() {
    let evil = "</article></script><script>alert(1)</script>\"' onload=x <b>";
    let mut article = article();
    article.headline = evil.to_owned();
    article.standfirst = evil.to_owned();
    article.section = evil.to_owned();
    article.byline = evil.to_owned();
    article.tags = vec![evil.to_owned(), evil.to_owned()];
    let picture = article.lead_picture.as_mut().unwrap();
    (picture.alt, picture.caption, picture.credit) =
        (evil.to_owned(), evil.to_owned(), evil.to_owned());
    picture.source = PictureSource::Address(format!("https://example.org/{evil}"));
    let mut site = site();
    site.name = evil.to_owned();
    site.sections[0].name = evil.to_owned();
    let page = press().article_page(&site, &article).unwrap();
    assert_eq!(page.matches("<script").count(), 1, "only the JSON-LD");
    assert!(!page.contains("alert(1)</script>") && !page.contains("<b>"));
    let region = region_of(&page).unwrap();
    assert_eq!(browser::round_trip(region), region);
    let json = page
        .split("ld+json\">")
        .nth(1)
        .unwrap()
        .split("</script>")
        .next()
        .unwrap();
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(json["headline"], evil);
}

#[test]
fn readers_get_the_copies_and_never_the_original() {
    let (press, site, mut article) = (press(), site(), article());
    article.lead_set = Some(sample::lead_set());
    let [original, whole, small, large, card] = ["a", "b", "c", "d", "e"].map(|d| d.repeat(64));
    article.body_html = format!(
        "<figure><picture><source type=\"image/webp\" srcset=\"/media/{small}.webp 480w\" sizes=\"3px\">\
         <img src=\"/media/{whole}.jpg\" alt=\"\"></picture></figure>"
    );
    let page = press.article_page(&site, &article).unwrap();
    let region = region_of(&page).unwrap();
    assert_eq!(browser::round_trip(region), region);
    in_order(
        &page,
        &[
            &format!(
                "<meta property=\"og:image\" content=\"https://marbre.example/media/{card}.jpg\">"
            ),
            "<meta property=\"og:image:width\" content=\"1200\">",
            "<meta property=\"og:image:height\" content=\"630\">",
            "<meta property=\"og:image:alt\" content=\"Des grues",
            &format!(
                "<meta name=\"twitter:image\" content=\"https://marbre.example/media/{card}.jpg\">"
            ),
            &format!(
                "<picture><source type=\"image/webp\" srcset=\"/media/{small}.webp 480w, /media/{large}.webp 1600w\" \
                 sizes=\"(max-width: 1000px) 100vw, 960px\"><img src=\"/media/{whole}.jpg\" \
                 alt=\"Des grues au-dessus d’un quai\" width=\"1600\" height=\"900\" fetchpriority=\"high\"></picture>"
            ),
        ],
    );
    let listed = [summary("grues")].map(|one| page::ArticleSummary {
        lead_set: article.lead_set.clone(),
        ..one
    });
    let listing = Listing {
        articles: &listed,
        page: 1,
        pages: 1,
    };
    let home = press.home_page(&site, listing).unwrap();
    assert!(home.contains(&format!(
        "<picture><source type=\"image/webp\" srcset=\"/media/{small}.webp 480w"
    )));
    let feed = page::feeds::rss(&site, std::slice::from_ref(&article));
    assert!(
        feed.contains(&format!(
            "src=&quot;https://marbre.example/media/{whole}.jpg"
        )) && !feed.contains("srcset")
    );
    for text in [page, home, feed] {
        assert!(!text.contains(&original));
    }
}

#[test]
fn a_picture_without_tls_is_not_shown() {
    let mut article = article();
    article.lead_picture.as_mut().unwrap().source =
        PictureSource::Address("http://example.org/a.jpg".to_owned());
    let page = press().article_page(&site(), &article).unwrap();
    assert!(!page.contains("<figure class=\"lead\">") && !page.contains("og:image"));
}

#[test]
fn the_head_tells_networks_and_machines() {
    let page = press().article_page(&site(), &article()).unwrap();
    for part in [
        "<link rel=\"canonical\" href=\"https://marbre.example/articles/grues\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"article:published_time\" content=\"2026-04-29T02:49:00+02:00\">",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
        "type=\"application/rss+xml\"",
        "type=\"application/atom+xml\"",
        "\"@type\":\"NewsArticle\"",
        "\"datePublished\":\"2026-04-29T02:49:00+02:00\"",
        "\"wordCount\":1005",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn lists_turn_their_pages() {
    let (press, site) = (press(), site());
    let articles = [summary("un"), summary("deux")];
    let at = |page| Listing {
        articles: &articles,
        page,
        pages: 3,
    };
    let first = press.home_page(&site, at(1)).unwrap();
    assert!(first.contains("href=\"/?page=2\"") && !first.contains("rel=\"prev\""));
    let middle = press.section_page(&site, &site.sections[0], at(2)).unwrap();
    assert!(
        middle.contains("href=\"/sections/tech\"")
            && middle.contains("href=\"/sections/tech?page=3\"")
    );
    assert!(middle.contains("aria-current=\"page\""));
    let last = press
        .tag_page(&site, "IA & vous", "ia-vous", at(3))
        .unwrap();
    assert!(last.contains("IA &amp; vous") && !last.contains("rel=\"next\""));
    let nothing = press
        .home_page(
            &site,
            Listing {
                articles: &[],
                page: 1,
                pages: 1,
            },
        )
        .unwrap();
    assert!(nothing.contains("Rien n’est encore paru ici."));
}

fn summary(slug: &str) -> ArticleSummary {
    let article = article();
    ArticleSummary {
        slug: Slug::parse(slug).unwrap(),
        headline: article.headline,
        standfirst: article.standfirst,
        section: article.section,
        byline: article.byline,
        language: article.language,
        published_at: article.published_at,
        words: article.words,
        lead_picture: article.lead_picture,
        lead_set: article.lead_set,
    }
}

#[test]
fn pages_that_only_say_something() {
    let (press, site) = (press(), site());
    assert!(
        press
            .not_found_page(&site)
            .unwrap()
            .contains("Cette page n’existe pas")
    );
    assert!(
        press
            .gone_page(&site)
            .unwrap()
            .contains("Cet article a été retiré")
    );
    let answer = |kind| press.newsletter_page(&site, kind).unwrap();
    assert!(answer(NewsletterAnswer::Added).contains("C’est noté"));
    assert!(answer(NewsletterAnswer::Known).contains("déjà inscrite"));
    assert!(
        answer(NewsletterAnswer::Invalid).contains("action=\"/newsletter\""),
        "may try again"
    );
}

proptest! {
    /// What the templates write is what a browser would serialise, whatever the fields hold.
    #[test]
    fn the_region_reparses_to_itself(
        texts in proptest::collection::vec("[ -~\u{a0}éœ«»’\u{202f}\n]{0,24}", 8),
        tags in proptest::collection::vec("[ -~\u{a0}é]{0,12}", 0..4),
        updated in any::<bool>(),
        said in proptest::collection::vec("[ -~\u{a0}éœ«»’\u{202f}\n\r]{0,40}", 0..5),
    ) {
        let mut article = article();
        [article.headline, article.standfirst, article.section, article.byline] =
            [0, 1, 2, 3].map(|at| texts[at].clone());
        article.tags = tags;
        article.updated_at = updated.then_some(article.published_at);
        let picture = article.lead_picture.as_mut().unwrap();
        [picture.alt, picture.caption, picture.credit] = [4, 5, 6].map(|at| texts[at].clone());
        article.corrections = corrections::of(said);
        for press in [press(), corrections::older_press()] {
            let region = press.article_region(&site(), &article).unwrap();
            prop_assert_eq!(browser::round_trip(&region), region.as_str());
            let pages = [press.article_page(&site(), &article), press.preview_page(&site(), &article)];
            for page in pages {
                let page = page.unwrap();
                prop_assert_eq!(region_of(&page), Some(region.as_str()));
            }
        }
    }
}
