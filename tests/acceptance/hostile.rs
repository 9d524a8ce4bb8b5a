//! What a hostile site serves: nothing of it runs here, nothing hangs, nothing falls over, however odd its bytes.

use std::path::Path;

use domain::{DispatchState, Receipt};
use newsroom::NewSite;
use testkit::{Answer, Desk, Fault, FaultyProxy, Opening, Written, executable};

use crate::journey::Journey;

/// What no reader of HTML likes.
fn odd_pages() -> Vec<(&'static str, Vec<u8>)> {
    let much = 80_000;
    let mut pages = vec![
        ("nothing", Vec::new()),
        ("nested", "<div>".repeat(much).into_bytes()),
        (
            "nested in words",
            "<b><i><a href=x>".repeat(much / 8).into_bytes(),
        ),
        ("nested lists", "<ul><li>".repeat(much / 8).into_bytes()),
        (
            "nested quotes",
            "<blockquote>".repeat(much / 8).into_bytes(),
        ),
        (
            "nested tables",
            "<table><tr><td>".repeat(much / 20).into_bytes(),
        ),
        (
            "half a page",
            b"<html><article id=\"article\"><h1>Le pont".to_vec(),
        ),
        (
            "a comment without an end",
            b"<article id=\"article\"><!-- ".repeat(1000),
        ),
        (
            "no UTF-8",
            b"<article id=\"article\"><h1>\xff\xfe\xc3(\x80</h1></article>".to_vec(),
        ),
        (
            "a NUL",
            b"<article id=\"article\"><h1>Le \0pont\0</h1></article>".to_vec(),
        ),
        (
            "signs of the other way",
            "\u{202e}\u{2066}<article>\u{2069}"
                .repeat(1000)
                .into_bytes(),
        ),
    ];
    let mut attribute = b"<article id=\"article\"><p title=\"".to_vec();
    attribute.extend(std::iter::repeat_n(b'a', 1 << 20));
    attribute.extend(b"\" onclick=\"evil()\">a</p></article>");
    pages.push(("an attribute of a megabyte", attribute));
    let many: String = (0..20_000).map(|n| format!(" a{n}=1")).collect();
    pages.push(("many attributes", format!("<p{many}>a</p>").into_bytes()));
    pages.push(("entities", "&amp;&#x202e;&lt".repeat(much / 4).into_bytes()));
    pages
}

fn page(bytes: &[u8]) -> Fault {
    let mut answer = Answer::html(200, "");
    answer.body = bytes.to_vec();
    Fault::Answer(answer)
}

/// Published where this stands at the article's address.
fn receipt_of(desk: &Desk, site: domain::SiteId, headline: &str) -> Receipt {
    let draft = Written::new(headline, "On passe.").at(desk.newsroom());
    let id = desk.newsroom().publish(draft, site).unwrap().dispatch.id;
    desk.until("done", |newsroom| {
        let view = newsroom.dispatch(id).unwrap().dispatch;
        assert_ne!(view.state, DispatchState::Failed, "{view:?}");
        (view.state == DispatchState::Done).then_some(())
    });
    desk.newsroom().receipt(id).unwrap().unwrap()
}

#[test]
fn whatever_stands_at_the_address_the_article_is_done_and_not_as_it_should_be() {
    let journey = Journey::begin();
    journey.proxy.pose();
    for (name, bytes) in odd_pages() {
        journey.fault("GET", "/articles/", page(&bytes));
        let receipt = receipt_of(&journey.desk, journey.site, name);
        assert!(!receipt.is_verified(), "{name}");
    }
}

/// There the page is read as a stranger's: word by word.
#[test]
fn whatever_a_stranger_s_theme_makes_of_it_the_article_is_done() {
    let desk = Desk::open(Opening::default());
    let site = FaultyProxy::before(([127, 0, 0, 1], 1).into());
    let files = tempfile::tempdir().unwrap();
    let url = format!("{}/posts", site.url());
    let new = NewSite::files(&url, "hugo", files.path());
    let id = desk.newsroom().add_site(&new).unwrap().site.id;
    for (name, bytes) in odd_pages() {
        site.heal();
        site.fault("", "/posts/", usize::MAX, page(&bytes));
        let receipt = receipt_of(&desk, id, name);
        assert!(!receipt.is_verified(), "{name}");
        export(&desk, &receipt, files.path());
    }
}

/// A receipt is JSON that can be read again, whatever was seen.
fn export(desk: &Desk, receipt: &Receipt, folder: &Path) {
    let path = folder.join("receipt.json");
    desk.newsroom()
        .export_receipt(receipt.dispatch, &path)
        .unwrap();
    let text = std::fs::read(&path).unwrap();
    serde_json::from_slice::<serde_json::Value>(&text).unwrap();
    assert!(!String::from_utf8_lossy(&text).contains("<script"));
}

/// What a site has of an article, as Markdown and back as a page.
#[test]
fn nothing_that_a_site_says_runs_in_a_page() {
    let desk = Desk::open(Opening::default());
    let scripts = [
        "<script>evil()</script>",
        "<img src=x onerror=evil()>",
        "<svg onload=evil()><script>evil()</script></svg>",
        "<a href=\"javascript:evil()\">a</a><a href=\"&#106;avascript:evil()\">a</a>",
        "<a href=\"jAvA\tscript:evil()\">a</a><a href=\"data:text/html,evil\">a</a>",
        "<iframe srcdoc=\"<script>evil()</script>\"></iframe>",
        "<math><mtext></mtext><mglyph><style><!--</style><img src=x onerror=evil()>",
        "<noscript><p title=\"</noscript><img src=x onerror=evil()>\">",
        "<form action=javascript:evil()><input name=attributes></form>",
        "<p style=\"background:url(javascript:evil())\">a</p><base href=//evil.example>",
        "<scr\0ipt>evil()</scr\0ipt><p on\0click=evil()>a",
        "[a](javascript:evil()) ![b](data:text/html,evil) <javascript:evil()>",
        "<p>&lt;script&gt;evil()&lt;/script&gt;</p>",
        "`<script>`<script>evil()</script>\n\n```\n<script>\n```\n<script>evil()</script>",
    ];
    let odd = odd_pages()
        .into_iter()
        .map(|(_, page)| String::from_utf8_lossy(&page).into_owned());
    for html in scripts.map(str::to_owned).into_iter().chain(odd) {
        let back = prose::from_html(&html).markdown;
        for text in [back, html] {
            let draft =
                Written::new(&text[..text.floor_char_boundary(400)], &text).at(desk.newsroom());
            let shown = desk.newsroom().page_of(draft).unwrap();
            assert_eq!(
                executable(&shown),
                [""; 0],
                "{}",
                &text[..text.floor_char_boundary(400)]
            );
        }
    }
}
