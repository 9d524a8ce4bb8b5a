//! Corrections on a real site: they stay what they are there, are seen by readers, and are known again when the article comes back.

use domain::{Correction, CorrectionKind};
use page::{Expected, sighting};
use prose::Worded;
use publish::Outgoing;

use crate::courier::Dispatch;
use crate::stage::Stage;

fn worded() -> Vec<Worded> {
    let one = |kind, text: &str, at: &str, heading: &str| Worded {
        correction: Correction {
            kind,
            text: text.to_owned(),
            at: at.parse().expect("a moment"),
        },
        heading: heading.to_owned(),
        date: "30 avril 2026 à 02:10".to_owned(),
        announcement: match kind {
            CorrectionKind::Retraction => "Cet article a été rétracté le 30 avril 2026.".to_owned(),
            _ => String::new(),
        },
    };
    vec![
        one(
            CorrectionKind::Correction,
            "Le pont a « trois » arches <& non deux>.\n\nMerci\nà nos lecteurs.",
            "2026-04-30T00:10:00Z",
            "Rectificatif",
        ),
        one(
            CorrectionKind::Retraction,
            "Rien de cela n’est vrai.",
            "2026-05-01T00:10:07Z",
            "Rétractation",
        ),
    ]
}

fn said(worded: &[Worded]) -> Vec<Correction> {
    worded.iter().map(|one| one.correction.clone()).collect()
}

fn with(stage: &Stage<'_>, says: &str, worded: &[Worded]) -> Outgoing {
    let mut article = stage.article(says);
    article.corrections = publish::Corrections {
        notes: said(worded),
        html: prose::corrections_html(worded),
        markdown: prose::corrections_markdown(worded),
        head_html: prose::announcements_html(worded),
        head_markdown: prose::announcements_markdown(worded),
        have_a_place: false,
    };
    article
}

/// Said, read back, sent again without a change, changed by a colleague, taken away by one.
pub(crate) fn journey(stage: &Stage<'_>) {
    let worded = worded();
    if stage.site.describe().expect("a site").abilities.corrections {
        return in_their_place(stage, &worded);
    }
    let known = Dispatch::publish(stage, &stage.article("Le pont rouvre.")).deliver(stage);
    let article = with(stage, "Le pont rouvre.", &worded);
    let known = Dispatch::update(stage, &known, &article).deliver(stage);
    let page = stage.site.page(&known.address).expect("a page");
    let whole = article.whole_html_there();
    let expected = Expected {
        headline: &article.headline,
        body_html: &whole,
        lead_picture: None,
        parts: &[],
        address: &known.address,
    };
    assert_eq!(sighting(&page, &expected).differences, [], "{page}");

    let there = || {
        let read = stage.site.read(&known.remote_id).expect("read");
        read.expect("there")
    };
    let kept = there().body_html;
    let (rest, found) = prose::without_corrections(&kept);
    assert_eq!(found, Some(said(&worded)), "{kept}");
    assert!(
        rest.contains("Le pont rouvre.") && !rest.contains("marbre-"),
        "{rest}"
    );
    let again = Dispatch::update(stage, &known, &article).deliver(stage);
    assert_eq!(
        again.version, known.version,
        "the same again changes nothing"
    );

    let tell = |html: &str| stage.peer.changed_by_a_colleague(&known.remote_id, html);
    tell(&kept.replace("rouvre", "ferme").replace("vrai", "faux"));
    let (rest, found) = prose::without_corrections(&there().body_html);
    assert!(rest.contains("Le pont ferme."), "{rest}");
    let mut theirs = said(&worded);
    theirs[1].text = "Rien de cela n’est faux.".to_owned();
    assert_eq!(found, Some(theirs));
    tell(&rest);
    let gone = prose::without_corrections(&there().body_html);
    assert_eq!(gone.1, None);

    let base = there().article;
    Dispatch::update(stage, &base, &article).deliver(stage);
    let back = prose::without_corrections(&there().body_html);
    assert_eq!(back.1, Some(said(&worded)));
}

/// Where the site's pages have a place for them: said, shown, read back, and taken away.
fn in_their_place(stage: &Stage<'_>, worded: &[Worded]) {
    let mut article = with(stage, "Le pont rouvre.", worded);
    article.corrections.have_a_place = true;
    let known = Dispatch::publish(stage, &stage.article("Le pont rouvre.")).deliver(stage);
    let known = Dispatch::update(stage, &known, &article).deliver(stage);
    let there = || {
        let read = stage.site.read(&known.remote_id).expect("read");
        read.expect("there")
    };
    let page = || stage.site.page(&known.address).expect("a page");
    assert_eq!(there().corrections, said(worded));
    assert!(!there().body_html.contains("arches"), "{:?}", there());
    assert!(page().contains("Rien de cela n’est vrai."), "{}", page());
    article.corrections.notes.clear();
    Dispatch::update(stage, &known, &article).deliver(stage);
    assert_eq!(there().corrections, []);
    assert!(!page().contains("Rien de cela"), "{}", page());
}
