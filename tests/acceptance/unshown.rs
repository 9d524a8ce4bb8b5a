//! A theme that has no place for what was sent: the receipt says what readers do not see, and the next article is warned of it.

use domain::{ArticlePart, Difference};
use newsroom::Finding;
use serde_json::json;
use testkit::Written;

use crate::overwritten::Answered;

#[test]
fn what_a_theme_does_not_show_is_in_the_receipt_and_told_before_the_next_article() {
    let site = Answered {
        page: "<h1>Le pont</h1><p>Il rouvre.</p><p>par Editor</p><p>Dès lundi.</p>",
        ..Answered::nothing()
    };
    let (begun, out) = (
        site.post(
            "draft",
            "<p>Il rouvre.</p>\n<!-- marbre:00000000-0000-0000-0000-000000000001 begun -->",
        ),
        site.post("publish", "<p>Il rouvre.</p>"),
    );
    site.has(&begun, &out, &json!([]));
    let newsroom = site.desk.newsroom();
    let id = site.added();
    let written = |headline: &str| {
        Written::new(headline, "Il rouvre.").with(|fields| {
            fields.standfirst = "Dès lundi.".to_owned();
            fields.byline = "Ada Lovelace".to_owned();
        })
    };
    let draft = written("Le pont").at(newsroom);
    assert_eq!(newsroom.findings(draft, id).unwrap(), []);
    let unshown = Difference::Unshown(ArticlePart::Byline, "Ada Lovelace".to_owned());
    assert_eq!(site.published(draft, id), [unshown]);
    let known = newsroom.publications(draft).unwrap().remove(0);
    assert_eq!(known.verified, Some(false));
    assert_eq!(
        newsroom.findings(draft, id).unwrap(),
        [],
        "its receipt said it"
    );
    let next = written("Le bac").at(newsroom);
    let told = Finding::PartsUnseen {
        parts: vec![ArticlePart::Byline],
    };
    assert_eq!(newsroom.findings(next, id).unwrap(), [told]);
}
