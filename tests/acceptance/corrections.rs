//! What readers are owed when a published article was wrong: said, dated, shown, seen by the receipt, and never lost when two people write.

use domain::{Correction, CorrectionKind, DispatchState, DraftId};
use newsroom::{Answer, FieldName, Finding, NewCorrection, NewsroomError, Version};
use publish::Destination;
use serde_json::{Value, json};

use crate::journey::{ARTICLES, Journey};

fn asked(kind: CorrectionKind, text: &str) -> NewCorrection {
    NewCorrection {
        kind,
        text: text.to_owned(),
        at: None,
    }
}

fn corrections_of(journey: &Journey, draft: DraftId) -> Vec<Correction> {
    let opened = journey.newsroom().open_draft(draft).unwrap();
    opened.fields.corrections
}

/// A draft that readers have read, and one correction of it that they have read too.
fn corrected(journey: &Journey) -> DraftId {
    let draft = journey.draft();
    journey.published(draft);
    let what = asked(CorrectionKind::Correction, "Le pont a trois arches.");
    let sent = journey.newsroom().correct_everywhere(draft, what);
    let [outcome] = &sent.unwrap()[..] else {
        panic!("one site")
    };
    assert_eq!(outcome.site, journey.site);
    let promised = outcome.promised.as_ref().unwrap().as_ref().unwrap();
    journey.until_state(promised.dispatch.id, DispatchState::Done);
    draft
}

/// A colleague changes the article there with a program that knows corrections.
fn changed_there(journey: &Journey, draft: DraftId, change: impl FnOnce(&mut Value)) {
    let publication = journey.newsroom().publications(draft).unwrap().remove(0);
    let address = publication.address.rsplit('/').next().unwrap().to_owned();
    journey.changed_there(&format!("{ARTICLES}?slug={address}"), change);
}

#[test]
fn every_kind_is_shown_where_it_belongs_and_the_receipt_has_seen_it() {
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    let newsroom = journey.newsroom();
    for (kind, heading, announced) in [
        (CorrectionKind::Correction, "Rectificatif", true),
        (CorrectionKind::Clarification, "Précision", false),
        (CorrectionKind::Update, "Mise à jour", false),
        (CorrectionKind::Retraction, "Rétractation", true),
    ] {
        let text = format!("Ceci est un essai de {heading}.\n\nSur deux lignes,\nou trois.");
        newsroom.correct(draft, asked(kind, &text)).unwrap();
        let done = journey.published(draft);
        let view = newsroom.publications(draft).unwrap().remove(0);
        assert_eq!(view.verified, Some(true), "{heading}");
        let page = journey.read(&done.address.unwrap()).unwrap();
        assert!(page.contains(&format!(">{heading}</h2>")), "{page}");
        assert!(page.contains("<p>Sur deux lignes,<br>ou trois.</p>"));
        let said = format!("class=\"notice notice-{}\"", kind.as_str());
        assert_eq!(page.contains(&said), announced, "{heading}");
        let region = page::region_of(&page).unwrap();
        let preview = newsroom.open_draft(draft).unwrap().page;
        assert_eq!(page::region_of(&preview), Some(region));
    }
    let kept = corrections_of(&journey, draft);
    assert_eq!(kept.len(), 4);
    assert!(kept.is_sorted_by(|one, next| one.at < next.at));
}

#[test]
fn a_correction_may_wait_for_the_next_update_and_goes_again() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let newsroom = journey.newsroom();
    let early = newsroom.correct(draft, asked(CorrectionKind::Update, "Trop tôt."));
    assert!(matches!(early, Err(NewsroomError::NotPublished(_))));
    let address = journey.published(draft).address.unwrap();
    let empty = newsroom.correct(draft, asked(CorrectionKind::Update, " \n "));
    assert!(matches!(empty, Err(NewsroomError::FieldInvalid(_))));
    let long = "é".repeat(Correction::LONGEST + 1);
    let long = newsroom.correct(draft, asked(CorrectionKind::Update, &long));
    assert!(matches!(long, Err(NewsroomError::FieldInvalid(_))));
    assert!(corrections_of(&journey, draft).is_empty());

    newsroom
        .correct(draft, asked(CorrectionKind::Update, "Il a plu."))
        .unwrap();
    assert!(!journey.read(&address).unwrap().contains("Il a plu."));
    journey.published(draft);
    assert!(journey.read(&address).unwrap().contains("Il a plu."));

    let mut fields = newsroom.open_draft(draft).unwrap().fields;
    fields.corrections.clear();
    newsroom.set_fields(draft, fields).unwrap();
    journey.published(draft);
    let page = journey.read(&address).unwrap();
    assert!(!page.contains("Il a plu.") && !page.contains("Mise à jour</h2>"));
}

#[test]
fn words_that_changed_unsaid_are_told_and_typography_is_not() {
    let journey = Journey::begin();
    let draft = journey.draft();
    let newsroom = journey.newsroom();
    let unsaid = || {
        let found = newsroom.findings(draft, journey.site).unwrap();
        found.contains(&Finding::ChangedUnsaid)
    };
    assert!(!unsaid(), "nobody has read it");
    journey.published(draft);
    assert!(!unsaid());
    let text = newsroom.open_draft(draft).unwrap().text;
    let dressed = text.replace("La ville respire.", "*La ville* respire\u{a0}!");
    newsroom.resync(draft, &dressed, 0).unwrap();
    assert!(!unsaid(), "the same words");
    newsroom
        .resync(draft, &text.replace("respire", "étouffe"), 0)
        .unwrap();
    assert!(unsaid());
    newsroom
        .correct(draft, asked(CorrectionKind::Correction, "Elle étouffe."))
        .unwrap();
    assert!(!unsaid(), "it is said");
    journey.published(draft);
    assert!(!unsaid());
}

#[test]
fn a_correction_lives_through_a_merge_of_the_text() {
    let journey = Journey::begin();
    let draft = corrected(&journey);
    let before = corrections_of(&journey, draft);
    changed_there(&journey, draft, |article| {
        let text = article["body_markdown"].as_str().unwrap();
        article["body_markdown"] = text.replace("respire", "revit").into();
        // It knows nothing of corrections.
        article.as_object_mut().unwrap().remove("corrections");
    });
    let newsroom = journey.newsroom();
    let change = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert!(change.fields.is_empty() && change.text && change.questions.is_empty());
    newsroom
        .take_live_change(draft, journey.site, &change.version, &[])
        .unwrap();
    assert_eq!(corrections_of(&journey, draft), before);
    let page = journey
        .read(&journey.published(draft).address.unwrap())
        .unwrap();
    assert!(page.contains("revit"));
    assert_eq!(page.matches("Le pont a trois arches.</p>").count(), 1);
}

#[test]
fn a_colleague_s_words_of_a_correction_are_taken_with_one_of_hers() {
    let journey = Journey::begin();
    let draft = corrected(&journey);
    let newsroom = journey.newsroom();
    newsroom
        .correct(draft, asked(CorrectionKind::Update, "Il pleut."))
        .unwrap();
    changed_there(&journey, draft, |article| {
        article["corrections"][0]["text"] = "Le pont a quatre arches.".into();
    });
    let change = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert_eq!(change.fields, [FieldName::Corrections]);
    assert!(!change.text && change.questions.is_empty(), "{change:?}");
    newsroom
        .take_live_change(draft, journey.site, &change.version, &[])
        .unwrap();
    let texts: Vec<String> = corrections_of(&journey, draft)
        .into_iter()
        .map(|one| one.text)
        .collect();
    assert_eq!(texts, ["Le pont a quatre arches.", "Il pleut."]);
}

#[test]
fn a_correction_that_a_colleague_took_away_is_asked_about() {
    let journey = Journey::begin();
    let draft = corrected(&journey);
    changed_there(&journey, draft, |article| {
        article["corrections"] = json!([]);
    });
    let newsroom = journey.newsroom();
    let change = newsroom.live_change(draft, journey.site).unwrap().unwrap();
    assert_eq!(change.questions.len(), 1);
    assert_eq!(change.questions[0].field, Some(FieldName::Corrections));
    newsroom
        .take_live_change(draft, journey.site, &change.version, &[Answer::Ours])
        .unwrap();
    assert_eq!(corrections_of(&journey, draft).len(), 1);
    let page = journey
        .read(&journey.published(draft).address.unwrap())
        .unwrap();
    assert!(page.contains("Le pont a trois arches."));
}

#[test]
fn corrections_are_compared_with_what_readers_have() {
    let journey = Journey::begin();
    let draft = corrected(&journey);
    let newsroom = journey.newsroom();
    let history = newsroom.history(draft, None).unwrap().page.rows;
    let first = Version::Kept(history.last().unwrap().id);
    let compared = newsroom.compare(draft, first, Version::Present).unwrap();
    let said = compared
        .fields
        .iter()
        .any(|field| field.new.contains("trois arches"));
    assert!(said, "{:?}", compared.fields);
    let there = journey.another_desk();
    let listed = there.list("", None).unwrap().articles.remove(0).0;
    let read = there.read(&listed.remote_id).unwrap().unwrap();
    assert_eq!(read.corrections, corrections_of(&journey, draft));
}
