//! What is looked at before an article goes out: weighed as the newsroom decides, holding it back until it is mended, or for a reason.

use std::fs;

use domain::{CheckKind, DispatchState, DraftId, Weight};
use newsroom::copydesk::CopyAbout;
use newsroom::{Check, CheckAbout, HouseFile, Newsroom, NewsroomError, Wish};
use testkit::Written;

use crate::journey::Journey;

fn despite(reason: &str) -> Wish {
    Wish {
        despite_checks: Some(reason.to_owned()),
        ..Wish::default()
    }
}

/// Ready to go, but for what the text says.
fn draft(newsroom: &Newsroom, text: &str) -> DraftId {
    draft_called(newsroom, "Le pont rouvre", text)
}

fn draft_called(newsroom: &Newsroom, headline: &str, text: &str) -> DraftId {
    Written::new(headline, text)
        .with(|fields| {
            fields.section = "Ville".to_owned();
            fields.byline = "C. Delmas".to_owned();
            fields.standfirst = "Trois ans de chantier.".to_owned();
        })
        .at(newsroom)
}

fn checks(journey: &Journey, draft: DraftId) -> Vec<Check> {
    journey.newsroom().checks(draft, &[journey.site]).unwrap()
}

fn kinds(checks: &[Check]) -> Vec<(CheckKind, Weight)> {
    checks.iter().map(|one| (one.kind, one.weight)).collect()
}

#[test]
fn a_mark_holds_an_article_back_until_it_is_gone() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let id = draft(newsroom, "Le pont a coûté TK euros.");
    let found = checks(&journey, id);
    assert_eq!(kinds(&found), [(CheckKind::ToCome, Weight::Required)]);
    let CheckAbout::Copy(mark) = &found[0].about else {
        panic!("{found:?}");
    };
    assert_eq!((mark.text.as_str(), mark.units.clone()), ("TK", 16..18));
    let refused = newsroom.publish(id, journey.site).unwrap_err();
    assert_eq!(refused, NewsroomError::ChecksHold("to-come".to_owned()));
    assert!(newsroom.outbox().unwrap().is_empty());
    newsroom
        .resync(id, "Le pont a coûté 12 millions d’euros.", 0)
        .unwrap();
    journey.published(id);
    assert!(newsroom.check_overrides(id).unwrap().is_empty());
}

#[test]
fn it_goes_out_for_a_reason_that_is_kept_with_it() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let id = draft_called(newsroom, "Le pont XXX", "Il rouvre (à vérifier).");
    let site = journey.site;
    let nothing = newsroom.publish_as(id, site, &despite(" . "));
    assert!(matches!(nothing, Err(NewsroomError::ReasonMissing(_))));
    let sent = newsroom
        .publish_as(id, site, &despite("le préfet rappelle à 18 h"))
        .unwrap();
    let sent = journey.until_state(sent.dispatch.id, DispatchState::Done);
    let kept = newsroom.check_overrides(id).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].dispatch, sent.dispatch.id);
    assert_eq!(kept[0].checks, [CheckKind::ToCome]);
    assert_eq!(kept[0].reason.as_str(), "le préfet rappelle à 18 h");
    let folder = tempfile::tempdir().unwrap();
    let receipt = folder.path().join("receipt.json");
    newsroom.export_receipt(sent.dispatch.id, &receipt).unwrap();
    let receipt: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(receipt).unwrap()).unwrap();
    assert_eq!(receipt["despite_checks"]["checks"][0], "to-come");
    assert_eq!(
        receipt["despite_checks"]["reason"],
        "le préfet rappelle à 18 h"
    );
    // What is promised for a reason is no licence for the next time.
    let again = newsroom.publish(id, site).unwrap_err();
    assert_eq!(again.code(), "checks_hold");
}

#[test]
fn a_newsroom_decides_what_holds_in_a_plain_file() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let id = draft(newsroom, "Le pont a coûté TK euros.");
    let file = newsroom.house_file(HouseFile::Checks).unwrap();
    let decided = fs::read_to_string(&file)
        .unwrap()
        .replace("to-come = \"required\"", "to-come = \"warning\"")
        .replace("headline = 90", "headline = 5")
        .replace(
            "headline-length = \"warning\"",
            "headline-length = \"required\"",
        );
    fs::write(&file, decided).unwrap();
    let found = journey.desk.until("the newsroom's decision", |newsroom| {
        let found = newsroom.checks(id, &[journey.site]).unwrap();
        (found.len() > 1).then_some(found)
    });
    assert_eq!(
        kinds(&found),
        [
            (CheckKind::HeadlineLength, Weight::Required),
            (CheckKind::ToCome, Weight::Warning),
        ]
    );
    let refused = newsroom.publish(id, journey.site).unwrap_err();
    assert_eq!(refused.detail(), "headline-length");
}

#[test]
fn what_is_missing_or_somebody_else_s_is_said_for_its_site() {
    let journey = Journey::begin();
    let newsroom = journey.newsroom();
    let first = journey.draft();
    journey.published(first);
    let bare = Written::new("Le pont rouvre", "La ville respire encore.").at(newsroom);
    let found = checks(&journey, bare);
    let about = |kind| {
        let of_kind = found.iter().find(|check| check.kind == kind);
        of_kind.map(|check| &check.about)
    };
    assert!(matches!(
        about(CheckKind::Slug),
        Some(CheckAbout::SlugTaken { draft, headline, .. })
            if *draft == first && headline == "Le pont rouvre"
    ));
    assert!(matches!(
        about(CheckKind::Standfirst),
        Some(CheckAbout::Missing(_))
    ));
    let wanted = newsroom.sites().unwrap();
    let sections = &wanted[0].site.sections;
    assert_eq!(about(CheckKind::Section).is_some(), !sections.is_empty());
    // An article of one's own is no other one.
    assert!(
        checks(&journey, first)
            .iter()
            .all(|check| check.kind != CheckKind::Slug)
    );
}

#[test]
fn the_copy_is_looked_through_whole_and_counted_where_much_is_found() {
    let journey = Journey::begin();
    let text = "## Un\n\n#### Deux\n\nIl dit « oui. Voir [ici]().\n\n\
                Le 31 avril, le le maire a dit \"non\".";
    let id = draft(journey.newsroom(), text);
    let found = checks(&journey, id);
    let of = |kind| found.iter().filter(|check| check.kind == kind).count();
    for kind in [
        CheckKind::Headings,
        CheckKind::Quotes,
        CheckKind::EmptyLink,
        CheckKind::Calendar,
        CheckKind::Signs,
        CheckKind::Sentences,
    ] {
        assert_eq!(of(kind), 1, "{kind:?}: {found:#?}");
    }
    let mut weights: Vec<_> = found.iter().map(|check| check.weight).collect();
    weights.reverse();
    assert!(weights.is_sorted(), "the heaviest first");
    let signs = found.iter().find(|check| check.kind == CheckKind::Signs);
    let Some(CheckAbout::Copies { count, first }) = signs.map(|check| &check.about) else {
        panic!("{found:?}");
    };
    assert!(*count > 1 && matches!(first.about, CopyAbout::Signs(_)));
}
