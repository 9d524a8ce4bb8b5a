//! What reaches a page: canonical HTML, one element a block, and nothing that acts or loads.

use proptest::prelude::*;
use prose::{Manuscript, sanitize};

use crate::{dom, nasty};

/// Whether a browser would give these bytes back, and nothing in them acts.
pub(crate) fn check_clean(html: &str) -> Result<(), TestCaseError> {
    let parsed = dom::parse(html);
    let nodes = &parsed.nodes;
    prop_assert_eq!(dom::write(nodes), html);
    for (name, attributes) in dom::elements(nodes) {
        let banned = [
            "script", "style", "iframe", "object", "embed", "link", "meta", "base", "svg", "math",
            "form", "button", "textarea", "template", "noscript", "video", "audio", "h1",
        ];
        prop_assert!(!banned.contains(&name.as_str()), "<{}>", name);
        for (attribute, value) in attributes {
            prop_assert!(
                !attribute.starts_with("on") && attribute != "style",
                "{}",
                attribute
            );
            match attribute.as_str() {
                "src" => prop_assert!(name == "img" && value.starts_with("/media/"),),
                "href" | "cite" => {
                    let value = value.to_lowercase();
                    let starts = ["http://", "https://", "mailto:", "tel:", "#", "/"];
                    prop_assert!(starts.iter().any(|start| value.starts_with(start)));
                    prop_assert!(!value.starts_with("//"));
                }
                "srcset" => {
                    prop_assert!(name == "source");
                    for copy in value.split(", ") {
                        prop_assert!(copy.starts_with("/media/") && copy.ends_with('w'));
                    }
                }
                "action" | "formaction" | "background" | "poster" | "ping" => {
                    prop_assert!(false, "{}", attribute);
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn check_page(text: &str) -> Result<(), TestCaseError> {
    let page = Manuscript::new(text);
    let mut ids = std::collections::HashSet::new();
    for block in page.blocks() {
        let parsed = dom::parse(&block.html);
        let nodes = &parsed.nodes;
        prop_assert_eq!(nodes.len(), 1, "{}", block.html);
        prop_assert_eq!(dom::elements(nodes).is_empty(), false, "{}", block.html);
        check_clean(&block.html)?;
        prop_assert_eq!(sanitize(&block.html), block.html);
        for (_, attributes) in dom::elements(nodes) {
            for (_, id) in attributes.into_iter().filter(|(name, _)| name == "id") {
                prop_assert!(ids.insert(id.clone()), "{} twice", id);
            }
        }
    }
    let body = page.body_html();
    check_clean(&body)?;
    prop_assert_eq!(sanitize(&body), body);
    Ok(())
}

/// Tags, attributes and addresses of those who mean harm.
const HOSTILE: [&str; 81] = [
    "<script>alert(1)</script>",
    "<script src=//e>",
    "<ScRiPt\n>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=https://e/x.png srcset='x 2x'>",
    "<img src=\"data:image/svg+xml,<svg onload=1>\">",
    "<svg onload=1>",
    "<svg><style>",
    "</svg>",
    "<math><mtext>",
    "<mglyph>",
    "<style>*{}",
    "</style>",
    "<style>@import 'x'</style>",
    "<iframe srcdoc='<script>'>",
    "</iframe>",
    "<object data=x>",
    "<embed src=x>",
    "<link rel=stylesheet href=x>",
    "<meta http-equiv=refresh content=0>",
    "<base href=x>",
    "<form action=x>",
    "<button formaction=javascript:1>",
    "<input type=image src=x>",
    "<input type=checkbox onclick=1>",
    "<video poster=x>",
    "<audio src=x autoplay>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "<template>",
    "</template>",
    "<noscript>",
    "</noscript>",
    "<plaintext>",
    "<xmp>",
    "<select><option>",
    "<picture>",
    "</picture>",
    "<source srcset='https://e/a.webp 480w' type=image/webp>",
    "<source type=\"image/webp\" srcset=\"/media/0123456789012345678901234567890123456789012345678901234567890123.webp 480w\" sizes=\"(max-width: 760px) 100vw, 720px\" src=//e onerror=1>",
    "<source srcset=\"/media/0123456789012345678901234567890123456789012345678901234567890123.webp 480w, //e/x.webp 768w\">",
    "<a href=javascript:alert(1)>",
    "<a href='java\nscript:1'>",
    "<a href=\" javascript:1\">",
    "<a href=&#106;avascript:1>",
    "<a href=data:text/html,x>",
    "<a href=vbscript:1>",
    "<a href=//e>",
    "<a href=https://e target=_blank ping=x>",
    "<a href=/x>",
    "</a>",
    "<a>",
    "<p style='background:url(x)'>",
    "<div id=article-body>",
    "<div class='html evil'>",
    "<section class=notes>",
    "<h1>",
    "<h2 id=note-1>",
    "<table><tr><td>",
    "<table><a>",
    "</table>",
    "<td background=x>",
    "<pre>\n\n",
    "<pre>",
    "</pre>",
    "<li>",
    "<ul>",
    "<p>",
    "<b>",
    "</b>",
    "<i><p>",
    "<!--",
    "-->",
    "<!-- --!>",
    "<![CDATA[",
    "]]>",
    "<?x",
    "&lt;script&gt;",
    "<details open ontoggle=1>",
];

pub(crate) fn hostile() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        8 => prop::sample::select(&HOSTILE[..]).prop_map(str::to_owned),
        2 => nasty::scrap(),
        1 => "[<>/='\"a-z &;!-]{0,8}",
    ];
    prop::collection::vec(scrap, 0..14).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_block_is_one_canonical_element(text in nasty::text(30)) {
        check_page(&text)?;
    }

    #[test]
    fn hostile_html_in_a_text_does_nothing(text in hostile()) {
        check_page(&text)?;
    }

    #[test]
    fn the_sanitiser_lets_nothing_act(html in hostile()) {
        let once = sanitize(&html);
        check_clean(&once)?;
        prop_assert_eq!(sanitize(&once), once);
    }
}
