//! Feeds and the sitemap are well-formed, whole and honest. Knows the crate's public face only.

use page::feeds::{SitemapEntry, atom, rss, sitemap};

use super::sample::{article, site};

#[test]
fn feeds_carry_whole_articles_with_whole_addresses() {
    let (rss, atom) = (rss(&site(), &[article()]), atom(&site(), &[article()]));
    for feed in [&rss, &atom] {
        well_formed(feed);
        assert!(feed.contains("&lt;h2 id=&quot;un-essai&quot;&gt;Un essai&lt;/h2&gt;"));
        assert!(feed.contains("href=&quot;https://marbre.example/articles/autre&quot;"));
        assert!(feed.contains("href=&quot;https://marbre.example/articles/grues#un-essai&quot;"));
        assert!(feed.contains("src=&quot;https://marbre.example/media/x.jpg&quot;"));
        assert!(feed.contains("Camille Auvray") && feed.contains("Logistique"));
    }
    assert!(rss.contains("<pubDate>Wed, 29 Apr 2026 00:49:00 +0000</pubDate>"));
    assert!(atom.contains("<published>2026-04-29T00:49:00Z</published>"));
}

#[test]
fn the_first_picture_is_credited_as_those_in_the_text_are() {
    for (caption, credit, below) in [
        (
            "Le port.",
            "J. Dupuis / AFP",
            "Le port. <span class=\"credit\">© J. Dupuis / AFP</span>",
        ),
        ("", "J. Dupuis", "<span class=\"credit\">© J. Dupuis</span>"),
        (
            "Le port.",
            "© J. Dupuis",
            "Le port. <span class=\"credit\">© J. Dupuis</span>",
        ),
        (
            "Le port.",
            "Photo : J. <D>",
            "Le port. <span class=\"credit\">Photo : J. &lt;D&gt;</span>",
        ),
        ("Le port.", "", "Le port."),
    ] {
        let mut article = article();
        let picture = article.lead_picture.as_mut().expect("a picture");
        (picture.caption, picture.credit) = (caption.to_owned(), credit.to_owned());
        let below = format!("<figcaption>{below}</figcaption>");
        let escaped = below
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;");
        for feed in [rss(&site(), &[article.clone()]), atom(&site(), &[article])] {
            assert!(feed.contains(&escaped), "{below}: {feed}");
        }
    }
}

#[test]
fn text_that_looks_like_an_address_stays_text() {
    let mut article = article();
    article.body_html =
        "<p>écrire <code>&lt;img src=\"/x\"&gt;</code> ou href=\"/y\"</p>".to_owned();
    let feed = atom(&site(), &[article]);
    assert!(feed.contains("src=&quot;/x&quot;") && feed.contains("href=&quot;/y&quot;"));
}

#[test]
fn hostile_fields_leave_feeds_well_formed() {
    let mut article = article();
    let evil = "]]></title><x>&\u{1}\u{0}\u{ffff}\"'";
    article.headline = evil.to_owned();
    article.byline = evil.to_owned();
    article.standfirst = evil.to_owned();
    article.tags = vec![evil.to_owned()];
    for feed in [rss(&site(), &[article.clone()]), atom(&site(), &[article])] {
        well_formed(&feed);
        assert!(!feed.contains("<x>") && !feed.contains('\u{1}'));
    }
}

#[test]
fn an_empty_site_has_feeds() {
    well_formed(&rss(&site(), &[]));
    well_formed(&atom(&site(), &[]));
}

#[test]
fn the_sitemap_lists_addresses() {
    let entry = |address: &str| SitemapEntry {
        address: address.to_owned(),
        changed_at: Some("2026-04-29T00:49:00Z".parse().unwrap()),
    };
    let map = sitemap(&[entry("https://marbre.example/a?b&c")]);
    well_formed(&map);
    assert!(map.contains(
        "<loc>https://marbre.example/a?b&amp;c</loc><lastmod>2026-04-29T00:49:00Z</lastmod>"
    ));
}

/// Every tag is closed in its order, and no bare `&` is left.
#[track_caller]
fn well_formed(xml: &str) {
    for entity in xml.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;"]
            .iter()
            .any(|name| entity.starts_with(name));
        assert!(known, "a bare & before {entity:.20}");
    }
    let mut open = Vec::new();
    for piece in xml.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').expect("a tag ends");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name.to_owned())),
            None if tag.starts_with('?') || tag.ends_with('/') => {}
            None => open.push(tag.split_whitespace().next().unwrap().to_owned()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}
