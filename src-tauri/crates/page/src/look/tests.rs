//! Pages of the kinds of theme that exist, and hostile ones.

use domain::{Article, Language, LeadPicture, PictureSource, Slug, Timestamp};
use proptest::prelude::*;

use super::css::{Styled, clean};
use super::*;
use crate::{Press, SiteFacts};

const CLASSIC: &str = r##"<!doctype html><html lang="fr" class="no-js wide"><head>
<link rel=stylesheet href="/style.css?ver=1"><link rel="stylesheet" media="print" href="paper.css">
<link rel="preload" as="style" href="late.css" onload="this.rel='stylesheet'">
<style>.entry-title{color:red}</style><script>evil()</script></head>
<body class="single post-12" onload="evil()" style="--wide: 40rem">
<div id="page"><header class="site">La Gazette <nav>Menu</nav></header>
<main id="content" class="site-main"><article id="post-12" class="post hentry">
<header class="entry-header"><h1 class="entry-title"><a href="javascript:evil()">Le bac &#8220;revient&#8221;</a></h1>
<div class="chapo">Dès lundi.</div>
<p class="meta">Publié le <time datetime="x">23 novembre 2026</time> par <span class="author" onclick="evil()">Ada L.</span>
 <span class="cat"><a href="/c">Ville</a></span> 17 commentaires <img src="https://e.example/a.png"></p></header>
<figure class="hero" style="margin: 1em; background: url(https://e.example/b.png)"><picture><img class="wp-post-image" src="/up/bac-768x.jpg"></picture>
<figcaption>Le bac.</figcaption></figure>
<div class="entry-content" id="text"><p>Le bac passe.</p><p>Toutes les <b>vingt</b> minutes.</p><script>evil()</script></div>
<footer class="tags">Sujets : <a rel=tag>Rhin</a><i>, </i><a rel=tag>Bac</a></footer>
<iframe src="https://e.example"></iframe><form><input name=q></form>
</article></main><aside class="sidebar">Pub {{ site.url }}</aside></div></body></html>"##;

fn sample<'a>(tags: &'a [String]) -> Sample<'a> {
    Sample {
        headline: "Le bac \"revient\"",
        standfirst: "Dès lundi.",
        section: "Ville",
        tags,
        byline: "Ada L.",
        published_at: "2026-11-23T10:00:00Z".parse().unwrap(),
        time_zone: "Europe/Paris",
        lead_picture: Some("bac.jpg"),
        body_html: "<!-- wp:paragraph --><p>Le bac passe.</p>\n<p>Toutes les <b>vingt</b> minutes.</p>",
        signs_as_we_write: true,
    }
}

fn tags() -> Vec<String> {
    vec!["Rhin".to_owned(), "Bac".to_owned()]
}

fn bones(page: &str) -> Option<Bones> {
    Bones::of(page, &sample(&tags()))
}

fn facts() -> SiteFacts {
    SiteFacts {
        name: "La Gazette".to_owned(),
        url: "https://gazette.example".to_owned(),
        language: Language::french(),
        time_zone: "Europe/Paris".to_owned(),
        sections: Vec::new(),
        subscribers: 0,
    }
}

fn article() -> Article {
    Article {
        slug: Slug::parse("a").unwrap(),
        headline: "Une <autre>".to_owned(),
        standfirst: "Son chapô.".to_owned(),
        section: "Monde".to_owned(),
        tags: vec!["Un".to_owned(), "Deux".to_owned(), "Trois".to_owned()],
        byline: "Zoé".to_owned(),
        language: Language::french(),
        published_at: "2027-04-01T10:00:00Z".parse::<Timestamp>().unwrap(),
        updated_at: None,
        words: 300,
        lead_picture: Some(LeadPicture {
            source: PictureSource::Address("https://gazette.example/x.jpg".to_owned()),
            framing: domain::Framing::WHOLE,
            alt: "Un bac".to_owned(),
            caption: "Légende".to_owned(),
            credit: String::new(),
        }),
        lead_set: None,
        body_html: "<p>Un.</p>\n<p>Deux.</p>".to_owned(),
        corrections: Vec::new(),
    }
}

fn printed(bones: &Bones, article: &Article) -> String {
    let press = Press::new(&bones.look.theme()).unwrap();
    press.preview_page(&facts(), article).unwrap()
}

#[test]
fn an_article_of_ours_stands_where_theirs_stood() {
    let bones = bones(CLASSIC).unwrap();
    let region = crate::region_of(&printed(&bones, &article()))
        .unwrap()
        .to_owned();
    assert_eq!(
        region,
        "<article id=\"article\" class=\"post hentry\"><header class=\"entry-header\"><h1 class=\"entry-title\">\
         <a href=\"/\">Une &lt;autre&gt;</a></h1><div class=\"chapo\">Son chapô.</div>\
         <p class=\"meta\">Publié le <time>1 avril 2027</time> par <span class=\"author\">Zoé</span> \
         <span class=\"cat\"><a href=\"/\">Monde</a></span></p></header>\
         <figure class=\"hero look-1\"><picture><img src=\"https://gazette.example/x.jpg\" alt=\"Un bac\" \
         class=\"wp-post-image\"></picture><figcaption>Légende</figcaption></figure>\
         <div id=\"article-body\" class=\"entry-content\"><p>Un.</p>\n<p>Deux.</p></div>\
         <footer class=\"tags\">Sujets : <a href=\"/\">Un</a><i>, </i><a href=\"/\">Deux</a><i>, </i><a href=\"/\">Trois</a></footer>\
         </article>"
    );
}

#[test]
fn corrections_stand_in_the_texts_column_before_what_follows_it() {
    let bones = bones(CLASSIC).unwrap();
    let article = Article {
        corrections: vec![domain::Correction {
            kind: domain::CorrectionKind::Correction,
            text: "Trois quais.".to_owned(),
            at: "2027-04-02T10:00:00Z".parse().unwrap(),
        }],
        ..article()
    };
    let page = printed(&bones, &article);
    let column = "<div class=\"entry-content\">";
    let parts = [
        "</figure>",
        column,
        "<p class=\"marbre-announcement\">",
        "Cet article a été rectifié le 2 avril 2027.",
        "<div id=\"article-body\"",
        column,
        "<h2>Rectificatif</h2>",
        "Trois quais.",
        "<footer class=\"tags\">",
    ];
    let mut rest = page.as_str();
    for part in parts {
        let (_, after) = rest
            .split_once(part)
            .unwrap_or_else(|| panic!("{part}: {page}"));
        rest = after;
    }
}

#[test]
fn where_an_account_signs_its_name_stands_there() {
    let tags = tags();
    let theirs = Sample {
        signs_as_we_write: false,
        ..sample(&tags)
    };
    let bones = Bones::of(CLASSIC, &theirs).unwrap();
    let signed = |byline: &str| {
        let byline = byline.to_owned();
        printed(
            &bones,
            &Article {
                byline,
                ..article()
            },
        )
    };
    assert!(signed("Editor").contains("<span class=\"author\">Editor</span>"));
    assert!(signed("").contains("<span class=\"author\">Ada L.</span>"));
}

#[test]
fn what_an_article_lacks_leaves_nothing() {
    let bones = bones(CLASSIC).unwrap();
    let article = Article {
        standfirst: String::new(),
        section: String::new(),
        tags: Vec::new(),
        lead_picture: None,
        ..article()
    };
    let page = printed(&bones, &article);
    for gone in ["chapo", "class=\"cat\"", "figure", "Sujets"] {
        assert!(!page.contains(gone), "{gone}: {page}");
    }
}

#[test]
fn the_page_keeps_what_the_region_stands_in() {
    let bones = bones(CLASSIC).unwrap();
    let page = printed(&bones, &article());
    assert!(page.contains("<html lang=\"fr\" class=\"wide\">"), "{page}");
    assert!(
        page.contains("<div id=\"page\"><main id=\"content\" class=\"site-main\"><article"),
        "{page}"
    );
    assert!(bones.standfirst && bones.picture);
    let there: Vec<&str> = bones
        .sheets
        .iter()
        .map(|sheet| match sheet {
            Sheet::Here { .. } => "here",
            Sheet::There { address, .. } => address.as_str(),
        })
        .collect();
    assert_eq!(there, ["/style.css?ver=1", "late.css", "here"]);
}

#[test]
fn nothing_of_a_page_runs_or_is_fetched() {
    let bones = bones(CLASSIC).unwrap();
    let kept = format!("{}{}{}", bones.look.page, bones.look.region, bones.look.css);
    for bad in [
        "evil", "script", "example", "iframe", "form", "onload", "site.url", "Menu", "17",
    ] {
        assert!(!kept.contains(bad), "{bad}: {kept}");
    }
}

#[test]
fn a_page_without_the_article_teaches_nothing() {
    for page in [
        "",
        "<h1>Le bac revient</h1>",
        "<p>Le bac passe.</p><p>Toutes les vingt minutes.</p>",
        "<title>Le bac revient</title><script>Le bac passe.</script>",
    ] {
        assert!(bones(page).is_none(), "{page}");
    }
    let deep = "<div>".repeat(50_000) + "<h1>Le bac revient</h1><p>Le bac passe.</p>";
    assert!(bones(&deep).is_none());
}

#[test]
fn headline_and_text_may_stand_in_the_body_itself() {
    let page =
        "<body class=b><h1>Le bac revient</h1><p>Le bac passe.</p><p>Toutes les vingt minutes.</p>";
    // One element would hold headline and blocks: no block could be told from it.
    assert!(bones(page).is_none());
    let page = "<body class=b><h1>Le bac revient</h1><div><p>Le bac passe.</p></div>";
    let page = printed(&bones(page).unwrap(), &article());
    assert!(
        page.contains("<body class=\"b\">\n<div id=\"article\"><h1>"),
        "{page}"
    );
}

#[test]
fn a_single_block_stands_in_the_innermost_element() {
    let page = "<main><h1>Le bac revient</h1><div class=o><div class=i><p>Le bac passe.</p></div></div></main>";
    let tags = tags();
    let sample = Sample {
        body_html: "<p>Le bac passe.</p>",
        ..sample(&tags)
    };
    let bones = Bones::of(page, &sample).unwrap();
    assert!(
        bones
            .look
            .region
            .contains("<div id=\"article-body\" class=\"i\">"),
        "{}",
        bones.look.region
    );
}

#[test]
fn the_blocks_are_found_whatever_repeats_them() {
    let page = "<article><h1>Le bac revient</h1><p>Le bac passe.</p><div class=t><p>Le bac passe.</p>\
                <p>Toutes les vingt minutes.</p></div></article><aside><div><p>Le bac passe.</p>\
                <p>Toutes les vingt minutes.</p></div></aside>";
    let bones = bones(page).unwrap();
    assert!(
        bones
            .look
            .region
            .contains("<div id=\"article-body\" class=\"t\">"),
        "{}",
        bones.look.region
    );
    assert!(!bones.standfirst && !bones.picture);
}

fn styled() -> Styled {
    bones(CLASSIC).unwrap().styled
}

fn cleaned(css: &str) -> Cleaned {
    let resolve = |address: &str| Some(format!("https://gazette.example/{address}"));
    clean(css, &styled(), &resolve)
}

#[test]
fn only_what_is_there_is_styled() {
    let css = ".entry-content>p,.widget p{color:red}.widget{color:blue}#post-12 h1,#text{margin:0}\
               @media (min-width:600px){.widget{top:0}}:where(.widget,.post) p{top:1px}p:not(.widget){top:2px}\
               table{top:3px}video{top:4px}";
    assert_eq!(
        cleaned(css).css,
        ".entry-content>p{color:red}\n#article h1,#article-body{margin:0}\n\
         :where(.widget,.post) p{top:1px}\np:not(.widget){top:2px}\ntable{top:3px}\n"
    );
}

#[test]
fn no_address_is_left() {
    let css = "p{background:#fff url(http://e.example/a.png) no-repeat;width:expression(alert(1))}\
               a{background:u\\72l(//e.example/b)}h1{background:image-set('//e.example/c' 1x)}\
               h2{--x:url('https://e.example/d');behavior:url(x.htc);-moz-binding:url(y)}\
               h3{content:'</style><script>'}@namespace url(http://e.example);@page{margin:url(z)}\
               h4{background:url( 'a' \n b)}@font-face{font-family:X;src:url(data:font/woff2;base64,AA)}\
               h5{color:red;@import url(//e.example/f);}@media all{@import '//e.example/g';}";
    let css = cleaned(css).css;
    for bad in [
        "url",
        "e.example",
        "expression(",
        "@import",
        "</",
        "data:",
        "image-set",
    ] {
        assert!(!css.contains(bad), "{bad}: {css}");
    }
    assert!(css.contains("p{background:#fff  none  no-repeat;"), "{css}");
}

#[test]
fn what_is_imported_is_told_and_not_kept() {
    let cleaned = cleaned("@charset 'utf-8';@import url(a.css) screen;@import 'b.css';p{top:0}");
    let told: Vec<(&str, &str)> = cleaned
        .imports
        .iter()
        .map(|import| (import.address.as_str(), import.media.as_str()))
        .collect();
    assert_eq!(told, [("a.css", "screen"), ("b.css", "")]);
    assert_eq!(cleaned.css, "p{top:0}\n");
}

#[test]
fn a_font_is_asked_for_under_our_own_path() {
    let css = "@font-face{font-family:\"A B\";src:url(a.eot);src:url(a.woff) format('woff'),url(a.woff2?v=1) format('woff2');\
               unicode-range:U+0000-00FF,U+0131;font-weight:200 900}\
               @font-face{font-family:C;src:url(c.woff2);unicode-range:U+1F00-1FFF}";
    let cleaned = cleaned(css);
    let [font] = &cleaned.fonts[..] else {
        panic!("{:?}", cleaned.fonts);
    };
    assert_eq!(
        (font.family.as_str(), font.address.as_str()),
        ("A B", "https://gazette.example/a.woff2?v=1")
    );
    let path = format!("{}{}", super::css::FONT_PATH, font.name);
    assert_eq!(font_named(&path), Some(font.name.as_str()));
    assert!(
        cleaned.css.contains(&format!("src:url(\"{path}\")")),
        "{}",
        cleaned.css
    );
    assert!(
        cleaned
            .css
            .contains("unicode-range:U+0000-00FF,U+0131;font-weight:200 900"),
        "{}",
        cleaned.css
    );
}

#[test]
fn a_font_is_worn_where_something_is_dressed_in_it() {
    let css = "@font-face{font-family:\"A B\"}\nbody{--a:\"C\",sans-serif;--d:\"D\";font-family:var(--d)}\np{font:1em \"E\"}\n";
    let worn = |family: &str| wears(css, family);
    assert_eq!(
        [worn("A B"), worn("C"), worn("D"), worn("e")],
        [false, false, true, true]
    );
}

#[test]
fn what_is_cut_off_is_closed() {
    for (css, kept) in [
        ("p{color:red", "p{color:red}\n"),
        ("p{content:'a", "p{content:\"a\"}\n"),
        ("p{color:red\\", "p{color:red\u{fffd}}\n"),
        (
            "@media all{p{top:calc(1px + (2px",
            "@media all{p{top:calc(1px + (2px))}\n}\n",
        ),
        ("p{top:0}}}a{top:1px}", "p{top:0}\na{top:1px}\n"),
    ] {
        assert_eq!(cleaned(css).css, kept);
    }
    let deep = "@media all{".repeat(10_000);
    assert_eq!(cleaned(&deep).css, "");
    let deep = format!("p{{top:{}", "(".repeat(100_000));
    let once = cleaned(&deep).css;
    assert!(once.ends_with("}\n") && once.len() < 2 * deep.len());
}

/// Style sheets made of what is dangerous, in any order.
fn hostile_css() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("@import"),
        Just("url("),
        Just("URL("),
        Just("u\\72 l("),
        Just("'"),
        Just("\""),
        Just(")"),
        Just("{"),
        Just("}"),
        Just(";"),
        Just("p"),
        Just(".post"),
        Just(":"),
        Just("http://e.example/"),
        Just("//e.example"),
        Just("src("),
        Just("image-set("),
        Just("@font-face"),
        Just("src:"),
        Just("a.woff2"),
        Just("/*"),
        Just("*/"),
        Just("\\"),
        Just("\n"),
        Just(" "),
        Just("<"),
        Just("/"),
        Just("</style>"),
        Just("expression("),
        Just("@media"),
        Just("("),
        Just("["),
        Just("-"),
        Just("1e"),
        Just("#"),
        Just("@"),
        Just("var("),
        Just("--x:"),
        Just("<!--"),
    ];
    proptest::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    /// What was cleaned has no address but those of fonts under our own path, and cleaning it again finds
    /// nothing more to leave out.
    #[test]
    fn a_cleaned_style_sheet_names_nothing(css in hostile_css()) {
        let once = cleaned(&css);
        prop_assert!(!once.css.contains("</"));
        let own = once.css.replace(&format!("url(\"{}", super::css::FONT_PATH), "");
        let again = cleaned(&own);
        prop_assert_eq!(again.pictures, 0, "{}", once.css);
        prop_assert!(again.imports.is_empty() && again.fonts.is_empty(), "{}", once.css);
    }

    /// Whatever a page is, what is kept of it is a theme that prints, and names no address.
    #[test]
    fn any_page_gives_a_theme_or_none(
        cuts in proptest::collection::vec((0usize..2600, "[<>\"'{}% a-z=/]{0,12}"), 0..6)
    ) {
        let mut page = CLASSIC.to_owned();
        for (at, junk) in cuts {
            if page.is_char_boundary(at.min(page.len())) {
                page.insert_str(at.min(page.len()), &junk);
            }
        }
        if let Some(bones) = bones(&page) {
            let kept = format!("{}{}", bones.look.page, bones.look.region);
            // A tag that was broken is text, and may say what it likes.
            let tags = kept.split('<').skip(1).filter_map(|rest| rest.split('>').next());
            let tags: Vec<&str> = tags.collect();
            // The name of a class is only a name, whatever it looks like.
            let reaches = |tag: &str, address| {
                tag.match_indices(address).any(|(at, _)| !tag[..at].ends_with(" class"))
            };
            let names = |tag: &&str| reaches(tag, "=\"http") || reaches(tag, "=\"//");
            prop_assert!(!tags.iter().any(names), "{}", kept);
            prop_assert_eq!(cleaned(&bones.look.css).pictures, 0, "{}", bones.look.css);
            prop_assert!(!kept.contains("<script") && !kept.contains("<iframe"), "{}", kept);
            printed(&bones, &article());
        }
    }
}
