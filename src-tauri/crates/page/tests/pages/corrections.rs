//! What a newsroom owes its readers stands on the page, whatever the theme. Knows the crate's public face only.

use domain::{Article, Correction, CorrectionKind, Language, tidy_corrections};
use page::{Press, SiteFacts, Theme, feeds};

use super::browser;
use super::sample::{article, corrections, site};
use super::{in_order, press};

/// Corrections of these texts, as they are kept.
pub(crate) fn of(texts: Vec<String>) -> Vec<Correction> {
    let at = "2026-05-01T10:00:00Z".parse().unwrap();
    let one = |(number, text)| Correction {
        kind: CorrectionKind::ALL[number % 4],
        text,
        at,
    };
    tidy_corrections(texts.into_iter().enumerate().map(one))
}

/// The theme of a site that was set up before there were corrections.
pub(crate) fn older_press() -> Press {
    let mut theme = Theme::built_in();
    let region = theme.templates.get_mut("region.html").unwrap();
    let (before, rest) = region
        .split_once("{% for note in article.corrections")
        .unwrap();
    let (_, rest) = rest.split_once("{% endfor %}\n").unwrap();
    let (middle, rest) = rest.split_once("{% if article.corrections %}").unwrap();
    let (_, after) = rest.split_once("</section>\n{% endif %}\n").unwrap();
    *region = format!("{before}{middle}{after}");
    Press::new(&theme).unwrap()
}

fn corrected() -> Article {
    Article {
        corrections: corrections(),
        ..article()
    }
}

#[test]
fn on_a_strangers_page_they_speak_the_articles_language() {
    let english = SiteFacts {
        language: Language::english(),
        ..site()
    };
    let worded = page::worded(&english, &Language::french(), &corrections()).unwrap();
    let said: Vec<[&str; 3]> = worded
        .iter()
        .map(|one| [&*one.heading, &one.date, &one.announcement])
        .collect();
    assert_eq!(
        said[..2],
        [
            [
                "Rectificatif",
                "jeudi 30 avril 2026 à 02:10",
                "Cet article a été rectifié le 30 avril 2026."
            ],
            ["Précision", worded[1].date.as_str(), ""]
        ]
    );
}

#[test]
fn they_stand_below_the_text_typed_and_dated() {
    let region = press().article_region(&site(), &corrected()).unwrap();
    in_order(
        &region,
        &[
            "L’essai dure six mois.</p></div>",
            "<section class=\"corrections\">",
            "<div id=\"correction-20260430T001000Z\" class=\"correction correction-correction\">",
            "<h2 lang=\"fr\">Rectificatif</h2>",
            "<time datetime=\"2026-04-30T02:10:00+02:00\">jeudi 30 avril 2026 à 02:10</time>",
            "<p>Le terminal a trois portiques, et non deux.</p>",
            ">Précision</h2>",
            ">Mise à jour</h2>",
            "<p>Le syndicat a répondu.</p>\n<p>Sa lettre<br>est en ligne.</p>",
            ">Rétractation</h2>",
            "</section>",
            "<footer class=\"topics\"",
        ],
    );
}

#[test]
fn what_was_wrong_is_said_at_the_head_already() {
    let region = press().article_region(&site(), &corrected()).unwrap();
    let (head, _) = region.split_once("</header>").unwrap();
    in_order(
        head,
        &[
            "notice-correction\" lang=\"fr\"><a href=\"#correction-20260430T001000Z\">Cet article a été rectifié le 30 avril 2026.</a>",
            "notice-retraction\" lang=\"fr\"><a href=\"#correction-20260430T031000Z\">Cet article a été rétracté le 30 avril 2026.</a>",
        ],
    );
    assert_eq!(head.matches("class=\"notice ").count(), 2);
}

#[test]
fn an_english_site_has_its_own_words_for_them() {
    let site = page::SiteFacts {
        language: Language::english(),
        ..site()
    };
    let region = press().article_region(&site, &corrected()).unwrap();
    in_order(
        &region,
        &[
            "This article was corrected on 30 April 2026.",
            "This article was retracted on 30 April 2026.",
            "<h2 lang=\"en\">Correction</h2>",
            "Thursday 30 April 2026 at 02:10",
            ">Clarification</h2>",
            ">Update</h2>",
            ">Retraction</h2>",
        ],
    );
}

#[test]
fn an_article_without_any_has_no_place_for_them() {
    let region = press().article_region(&site(), &article()).unwrap();
    assert!(!region.contains("correction") && !region.contains("notice"));
    assert_eq!(
        older_press().article_region(&site(), &article()).unwrap(),
        region
    );
}

#[test]
fn a_theme_that_is_older_than_they_are_loses_none() {
    let region = older_press().article_region(&site(), &corrected()).unwrap();
    let texts = corrections();
    let said: Vec<&str> = texts
        .iter()
        .map(|one| one.text.lines().next().unwrap())
        .collect();
    in_order(
        &region,
        &["L’essai dure six mois.</p></div>", "Rectificatif"],
    );
    in_order(&region, &said);
    assert!(region.ends_with("</section>\n</article>"), "{region}");
    assert_eq!(browser::round_trip(&region), region);
}

#[test]
fn machines_and_feeds_are_told() {
    let page = press().article_page(&site(), &corrected()).unwrap();
    for part in [
        "\"@type\":\"CorrectionComment\"",
        "\"datePublished\":\"2026-04-30T02:10:00+02:00\"",
        "\"url\":\"https://marbre.example/articles/grues#correction-20260430T001000Z\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for feed in [
        feeds::rss(&site(), &[corrected()]),
        feeds::atom(&site(), &[corrected()]),
    ] {
        assert!(feed.contains("Cet essai n’a pas eu lieu."), "{feed}");
    }
}

#[test]
fn markup_in_a_correction_is_text() {
    let mut article = corrected();
    article.corrections[0].text = "</section><script>alert(1)</script>\"' <b>".to_owned();
    for press in [press(), older_press()] {
        let region = press.article_region(&site(), &article).unwrap();
        assert!(!region.contains("<script") && !region.contains("<b>"));
        assert_eq!(browser::round_trip(&region), region);
    }
}
