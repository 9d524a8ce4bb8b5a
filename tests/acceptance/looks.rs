//! A site's look is learnt from one of its pages, dresses the preview, holds without a network; and hostile pages teach nothing.

use std::net::SocketAddr;

use domain::SiteId;
use newsroom::{Lack, NewSite};
use testkit::{Answer, Desk, Fault, FaultyProxy, Opening, Written};

const PAGE: &str = r##"<!doctype html><html><head><link rel=stylesheet href="/a.css">
<style>.title{color:#123}</style></head><body class="blog" onload="evil()"><div id="wrap"><main class="post">
<h1 class="title">Le bac reprend son service</h1><p class="meta">Le <time>20 avril 2026</time></p>
<div class="text" style="max-width:37rem"><p>Le bac passe toutes les vingt minutes.</p></div>
<script>evil()</script></main><aside>Pub</aside></div></body></html>"##;
const SHEET: &str = "@import 'b.css';@import '/a.css';@font-face{font-family:Sorts;src:url(/sorts.woff2)}\
    .text{font-family:Sorts;background:url(https://elsewhere.example/a.png)}.menu{top:0}";

/// A folder's articles, read at an address where these pages are served.
struct Shown {
    desk: Desk,
    readers: FaultyProxy,
    site: SiteId,
    _root: tempfile::TempDir,
}

impl Shown {
    fn with(pages: &[(&str, &[u8])]) -> Self {
        let nowhere: SocketAddr = "127.0.0.1:9".parse().unwrap();
        let readers = FaultyProxy::before(nowhere);
        for (path, body) in pages {
            let answer = Answer {
                status: 200,
                headers: Vec::new(),
                body: body.to_vec(),
            };
            readers.fault("GET", path, usize::MAX, Fault::Answer(answer));
        }
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("le-bac")).unwrap();
        let article = "---\ntitle: Le bac reprend son service\ndate: 2026-04-20T08:00:00+02:00\n---\n\
                       Le bac passe toutes les vingt minutes.\n";
        std::fs::write(root.path().join("le-bac/index.md"), article).unwrap();
        let desk = Desk::open(Opening::default());
        let new = NewSite::files(&readers.url(), "hugo", root.path());
        let site = desk.newsroom().add_site(&new).unwrap().site.id;
        Self {
            desk,
            readers,
            site,
            _root: root,
        }
    }

    fn page(&self) -> String {
        let draft = Written::new("Une grève", "Les dockers *attendent*.").at(self.desk.newsroom());
        self.desk.newsroom().open_draft(draft).unwrap().page
    }

    fn sheet(&self, page: &str) -> String {
        let (_, after) = page.split_once("href=\"/assets/theme-look-").unwrap();
        let (version, _) = after.split_once('"').unwrap();
        let path = format!("/assets/theme-look-{version}");
        let sheet = self.desk.newsroom().resource(&path).unwrap();
        String::from_utf8(sheet.bytes).unwrap()
    }
}

const FONT: &[u8] = b"wOF2 and so on";

fn pages() -> [(&'static str, &'static [u8]); 4] {
    [
        ("/le-bac", PAGE.as_bytes()),
        ("/a.css", SHEET.as_bytes()),
        ("/b.css", b"@import 'a.css';.post{margin:2em}"),
        ("/sorts.woff2", FONT),
    ]
}

#[test]
fn the_preview_wears_the_look_of_its_site_without_a_network() {
    let mut shown = Shown::with(&pages());
    let plain = shown.page();
    assert!(!plain.contains("theme-look-"));
    let look = shown.desk.newsroom().learn_look(shown.site).unwrap();
    assert!(look.address.ends_with("/le-bac/"), "{look:?}");
    let lacks: Vec<Lack> = look.lacks.iter().copied().collect();
    assert_eq!(
        lacks,
        [Lack::Standfirst, Lack::LeadPicture, Lack::Decoration]
    );
    shown.readers.down();
    shown.desk.reopen().unwrap();
    let page = shown.page();
    let region = page::region_of(&page).unwrap();
    assert_eq!(
        region,
        "<main id=\"article\" class=\"post\"><h1 class=\"title\">Une grève</h1>\
         <p class=\"meta\">Le <time>29 avril 2026</time></p>\
         <div id=\"article-body\" class=\"text look-1\"><p>Les dockers <em>attendent</em>.</p></div></main>"
    );
    let sheet = shown.sheet(&page);
    assert!(
        sheet.contains(".look-1:not(#_#_){max-width:37rem}"),
        "{sheet}"
    );
    assert!(sheet.starts_with(".post{margin:2em}\n"), "{sheet}");
    assert!(
        !sheet.contains("elsewhere") && !sheet.contains(".menu"),
        "{sheet}"
    );
    let (_, font) = sheet.split_once("src:url(\"").unwrap();
    let font = shown
        .desk
        .newsroom()
        .resource(font.split('"').next().unwrap());
    let font = font.unwrap();
    assert_eq!(
        (font.media_type, font.bytes.as_slice()),
        ("font/woff2", FONT)
    );
    let views = shown.desk.newsroom().sites().unwrap();
    assert_eq!(views[0].look, Some(look));
}

/// A look is hundreds of kilobytes, and the list is asked for at every change of a site.
#[test]
fn the_list_of_sites_says_of_a_look_what_is_kept_beside_it() {
    let mut shown = Shown::with(&pages());
    let look = shown.desk.newsroom().learn_look(shown.site).unwrap();
    shown.readers.down();
    shown.desk.close();
    let library = rusqlite::Connection::open(shown.desk.library().join("library.db")).unwrap();
    library
        .execute("UPDATE site_looks SET said = '{'", [])
        .unwrap();
    drop(library);
    shown.desk.reopen().unwrap();
    assert_eq!(shown.desk.newsroom().sites().unwrap()[0].look, Some(look));
    assert!(!shown.page().contains("theme-look-"));
}

#[test]
fn fields_and_keys_change_the_page_in_its_look() {
    let shown = Shown::with(&pages());
    let newsroom = shown.desk.newsroom();
    newsroom.learn_look(shown.site).unwrap();
    let draft = Written::new("Une grève", "Les dockers attendent.").at(newsroom);
    let mut fields = newsroom.open_draft(draft).unwrap().fields;
    fields.headline = "La grève".to_owned();
    let reply = newsroom.set_fields(draft, fields).unwrap();
    assert!(
        reply.frame.contains("<h1 class=\"title\">La grève</h1>"),
        "{}",
        reply.frame
    );
    assert!(
        reply
            .frame
            .contains("<div id=\"article-body\" class=\"text look-1\"></div>")
    );
}

#[test]
fn what_can_not_be_learnt_leaves_what_is_known() {
    let shown = Shown::with(&pages());
    let newsroom = shown.desk.newsroom();
    let known = newsroom.learn_look(shown.site).unwrap();
    shown.readers.heal();
    for page in ["", "<h1>Le bac reprend son service</h1>", "<script>"] {
        let answer = Fault::Answer(Answer::html(200, page));
        shown.readers.fault("GET", "/le-bac", 1, answer);
        let refused = newsroom.learn_look(shown.site).unwrap_err();
        assert_eq!(refused.code(), "look_not_found", "{page}");
    }
    let gone = Fault::Answer(Answer::html(404, PAGE));
    shown.readers.fault("GET", "/le-bac", 1, gone);
    assert_eq!(
        newsroom.learn_look(shown.site).unwrap_err().code(),
        "site_not_found"
    );
    assert_eq!(newsroom.sites().unwrap()[0].look, Some(known));
}

#[test]
fn a_page_without_its_style_sheets_teaches_the_rest_and_says_so() {
    let endless = Fault::Answer(Answer {
        status: 200,
        headers: Vec::new(),
        body: ".post{top:0}".repeat(400_000).into_bytes(),
    });
    let shown = Shown::with(&pages()[..1]);
    shown.readers.fault("GET", "/a.css", usize::MAX, endless);
    let look = shown.desk.newsroom().learn_look(shown.site).unwrap();
    assert!(look.lacks.contains(&Lack::Styles), "{look:?}");
    let sheet = shown.sheet(&shown.page());
    assert!(
        sheet.len() < 1_000 && sheet.contains(".title{color:#123}"),
        "{}",
        sheet.len()
    );
}

#[test]
fn a_site_sends_nobody_elsewhere_for_its_style_sheets() {
    let page = PAGE.replace("/a.css", "http://10.0.0.1/a.css");
    let shown = Shown::with(&[("/le-bac", page.as_bytes())]);
    let look = shown.desk.newsroom().learn_look(shown.site).unwrap();
    assert!(look.lacks.contains(&Lack::Styles), "{look:?}");
}
