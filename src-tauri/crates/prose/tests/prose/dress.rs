//! Pictures dressed for a page and undressed again: the same bytes, canonical, whatever stands around them.

use std::borrow::Cow;

use domain::{Framing, PictureFile, PictureKind, PictureSet};
use proptest::prelude::*;
use prose::{body_html, dressed, dressed_whole, html_pictures, sanitize, undressed};

use crate::canonical::check_clean;
use crate::{dom, nasty};

fn hash(seed: usize) -> String {
    format!("{seed:064x}")
}

fn copy(seed: usize, kind: PictureKind, width: u32) -> PictureFile {
    PictureFile {
        hash: hash(seed),
        kind,
        width,
        height: width / 2,
    }
}

/// The originals 1 to 3: a large one, one that moves, one whose copies are not made. A framing has copies of its own.
fn set_of(address: &str) -> Option<PictureSet> {
    let (name, framing) = PictureKind::kept_at(address)?;
    let seed = usize::from_str_radix(&name[..64], 16).ok()?;
    let framed = if framing == Framing::WHOLE { 0 } else { 1_000 };
    let seed = 100 * seed + framed;
    match seed % 1_000 / 100 {
        1 => Some(PictureSet {
            whole: copy(seed, PictureKind::Jpeg, 2_048),
            sizes: [480, 2_048]
                .map(|w| copy(seed + w as usize, PictureKind::Webp, w))
                .into(),
            card: Some(copy(seed + 1, PictureKind::Jpeg, 1_200)),
        }),
        2 => Some(PictureSet {
            whole: copy(seed, PictureKind::Gif, 300),
            sizes: Vec::new(),
            card: None,
        }),
        _ => None,
    }
}

const FRAMED: &str = "#turn=90&xywh=percent:0,0,50,100";

fn original_of(path: &str) -> Option<String> {
    let addresses = (1..3).flat_map(|seed| {
        let ending = if seed == 1 { "jpg" } else { "gif" };
        let plain = format!("/media/{}.{ending}", hash(seed));
        [plain.clone(), plain + FRAMED]
    });
    addresses
        .into_iter()
        .find(|address| set_of(address).is_some_and(|set| set.whole.path() == path))
}

#[track_caller]
fn check(markdown: &str, page: &str) {
    let named = |text: &str| {
        let text = text.replace("{1}", &hash(1)).replace("{2}", &hash(2));
        let text = text
            .replace("{100}", &hash(100))
            .replace("{580}", &hash(580));
        text.replace("{2148}", &hash(2_148))
            .replace("{200}", &hash(200))
    };
    let body = body_html(&named(markdown));
    let found = dressed(&body, &set_of);
    assert_eq!(found, named(page));
    assert_eq!(undressed(&found, &original_of), body);
}

const SOURCE: &str = "<source type=\"image/webp\" srcset=\"/media/{580}.webp 480w, /media/{2148}.webp 2048w\" sizes=";

#[test]
fn a_picture_gets_its_copies_and_its_size() {
    check(
        "![Un port](/media/{1}.jpg \"Le port\")",
        &format!(
            "<figure><picture>{SOURCE}\"(max-width: 760px) 100vw, 720px\">\
             <img src=\"/media/{{100}}.jpg\" alt=\"Un port\" width=\"2048\" height=\"1024\" loading=\"lazy\"></picture>\
             <figcaption>Le port</figcaption></figure>"
        ),
    );
    check(
        "a ![b](/media/{2}.gif \"c\")",
        "<p>a <img src=\"/media/{200}.gif\" alt=\"b\" title=\"c\" width=\"300\" height=\"150\" loading=\"lazy\"></p>",
    );
}

#[test]
fn the_size_that_a_writer_gave_a_picture_stays() {
    check(
        "<img alt=\"src=\" width=\"320\" src=\"/media/{1}.jpg\"> a",
        &format!(
            "<p><picture>{SOURCE}\"320px\"><img alt=\"src=\" width=\"320\" src=\"/media/{{100}}.jpg\"></picture> a</p>"
        ),
    );
    check(
        "<img src=\"/media/{2}.gif\" height=\"9\"> a",
        "<p><picture><img src=\"/media/{200}.gif\" height=\"9\"></picture> a</p>",
    );
}

#[test]
fn what_has_no_copies_stays_as_it_is() {
    for html in [
        "",
        "<p>a</p>",
        "<img src=\"/media/x.jpg\" alt=\"\">",
        "<img",
        "<picture>",
        "<img src=\"é",
    ] {
        assert!(matches!(dressed(html, &set_of), Cow::Borrowed(_)), "{html}");
        assert!(
            matches!(undressed(html, &original_of), Cow::Borrowed(_)),
            "{html}"
        );
    }
}

fn texts() -> impl Strategy<Value = String> {
    let address = (1_usize..4, prop::bool::ANY).prop_map(|(seed, framed)| {
        let ending = if seed == 2 { "gif" } else { "jpg" };
        format!(
            "/media/{}.{ending}{}",
            hash(seed),
            if framed { FRAMED } else { "" }
        )
    });
    let picture = (address, 0..8).prop_map(|(address, form)| match form {
        0 => format!("\n\n![alt]({address} \"Un © B\")\n\n"),
        1 => format!("[![a]({address})](/x)"),
        2 => format!("\n\n| a | ![b]({address}) |\n|---|---|\n| ![c]({address} \"t\") | d |\n\n"),
        3 => format!("<img src=\"{address}\" alt=' src=' width=30>"),
        4 => format!("\n\n<div><img height=3 src='{address}' loading=lazy></div>\n\n"),
        5 => format!("<img src=\"{address}\">"),
        6 => format!("\n\n![alt]({address})\n*Une légende*\n\n"),
        _ => format!("![alt]({address})"),
    });
    let part = prop_oneof![2 => picture, 1 => nasty::scrap()];
    prop::collection::vec(part, 0..10).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_page_is_dressed_canonically_and_back(text in texts()) {
        let body = body_html(&text);
        let page = dressed(&body, &set_of);
        check_clean(&page)?;
        prop_assert_eq!(sanitize(&page), page.clone());
        prop_assert_eq!(undressed(&page, &original_of), body.clone());
        let blocks = |html: &str| dom::parse(html).nodes.len();
        prop_assert_eq!(blocks(&page), blocks(&body));
        for address in html_pictures(&page).iter().chain(&html_pictures(&dressed_whole(&body, &set_of))) {
            prop_assert!(set_of(address).is_none(), "the original {}", address);
        }
    }

    #[test]
    fn a_dressed_page_that_nobody_touched_is_no_change(text in texts()) {
        let body = body_html(&text);
        // Raw HTML with a picture keeps the size that the page gave it.
        let pages = match body.contains("class=\"html\"") {
            true => Vec::new(),
            false => vec![dressed(&body, &set_of), dressed_whole(&body, &set_of)],
        };
        for page in pages {
            let page = prose::with_pictures_at(&page, original_of);
            prop_assert_eq!(prose::brought_back(&text, &page).markdown, text.clone());
        }
    }
}
