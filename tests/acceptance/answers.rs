//! Every answer a site may give: each has its code, and nothing is lost or doubled by it.

use domain::DispatchState;
use testkit::{Answer, Fault};

use crate::journey::{ARTICLES, Journey};

#[track_caller]
fn check(answer: Answer, state: DispatchState, code: &str) {
    let journey = Journey::begin();
    let draft = journey.draft();
    let status = answer.status;
    journey.fault("POST", ARTICLES, Fault::Answer(answer));
    let view = journey.until_failure(journey.publish(draft));
    assert_eq!(view.dispatch.state, state, "{status}");
    assert_eq!(view.dispatch.failure.as_deref(), Some(code), "{status}");
    assert!(
        view.dispatch
            .failure_detail
            .unwrap()
            .contains(&status.to_string())
    );
    // The text is still here, and one more try brings it there once.
    journey.newsroom().retry_dispatch(view.dispatch.id).unwrap();
    journey.until_state(view.dispatch.id, DispatchState::Done);
    assert_eq!(journey.articles(), ["le-pont-rouvre"]);
}

#[test]
fn refusals_are_told_and_wait_for_the_journalist() {
    use DispatchState::Failed;
    check(Answer::html(400, "no"), Failed, "site_finds_fault");
    check(Answer::html(401, "no"), Failed, "site_refused_credential");
    check(Answer::html(403, "no"), Failed, "site_forbids");
    check(Answer::html(404, "no"), Failed, "site_not_found");
    check(Answer::html(409, "no"), Failed, "slug_taken");
    check(Answer::html(412, "no"), Failed, "article_changed_there");
    check(Answer::html(413, "no"), Failed, "article_too_large");
    check(Answer::html(422, "no"), Failed, "site_finds_fault");
}

#[test]
fn a_busy_site_is_tried_again_when_it_wishes() {
    let answer = Answer::html(429, "slow down").header("retry-after", "120");
    let journey = Journey::begin();
    let draft = journey.draft();
    journey.fault("POST", ARTICLES, Fault::Answer(answer));
    let view = journey.until_failure(journey.publish(draft)).dispatch;
    assert_eq!(
        (view.state, view.failure.as_deref()),
        (DispatchState::Unknown, Some("site_busy"))
    );
    let wait = view.next_try.unwrap().duration_since(view.made_at);
    assert!(wait.as_secs() >= 120, "{wait:?}");
    check(
        Answer::html(503, "later"),
        DispatchState::Unknown,
        "site_busy",
    );
    check(
        Answer::html(507, "full"),
        DispatchState::Unknown,
        "site_full",
    );
    // A proxy may say so although its site did the work: it is not to be taken back.
    assert!(journey.newsroom().cancel_dispatch(view.id).is_err());
}

#[test]
fn what_is_not_understood_leaves_the_outcome_open() {
    use DispatchState::Unknown;
    check(Answer::html(500, "oops"), Unknown, "site_broken");
    check(Answer::html(502, "<html>"), Unknown, "site_broken");
    check(
        Answer::html(200, "<html>hotel</html>"),
        Unknown,
        "site_not_understood",
    );
    check(
        Answer::html(302, "").header("location", "http://evil.example/"),
        Unknown,
        "site_not_understood",
    );
    check(
        Answer {
            status: 201,
            headers: vec![],
            body: b"{\"id\":".to_vec(),
        },
        Unknown,
        "site_not_understood",
    );
}

#[test]
fn a_picture_that_is_refused_stops_nothing_half_way() {
    let journey = Journey::begin();
    let file = journey.desk.library().join("a.jpg");
    std::fs::write(
        &file,
        include_bytes!("../../src-tauri/crates/newsroom/samples/picture.jpg"),
    )
    .unwrap();
    let lead = testkit::kept(journey.newsroom(), file);
    let draft = testkit::Written::new("Titre", "Texte.")
        .picture(lead)
        .at(journey.newsroom());
    journey.fault(
        "POST",
        "/api/v1/media",
        Fault::Answer(Answer::html(413, "too big")),
    );
    let view = journey.until_failure(journey.publish(draft));
    assert_eq!(view.dispatch.failure.as_deref(), Some("article_too_large"));
    assert_eq!(view.dispatch.state, DispatchState::Failed);
    assert_eq!(journey.proxy.count("POST", ARTICLES), 0);
    journey.newsroom().retry_dispatch(view.dispatch.id).unwrap();
    journey.until_state(view.dispatch.id, DispatchState::Done);
}

#[test]
fn a_wrong_token_is_not_taken_for_a_site() {
    let journey = Journey::begin();
    let other = Journey::begin();
    let wrong = newsroom::NewSite {
        secret: "wrong".to_owned(),
        ..other.account()
    };
    let error = journey.newsroom().add_site(&wrong).unwrap_err();
    assert_eq!(error.code(), "site_refused_credential");
    let plain = newsroom::NewSite::site_api("http://example.org", "t");
    assert_eq!(
        journey.newsroom().add_site(&plain).unwrap_err().code(),
        "field_invalid"
    );
    assert_eq!(journey.newsroom().sites().unwrap().len(), 1);
}

#[test]
fn a_site_is_added_whole_and_once() {
    let journey = Journey::begin();
    let again = journey.newsroom().add_site(&journey.account()).unwrap_err();
    assert_eq!(again.code(), "site_known");
    let other = Journey::begin();
    let broken = Fault::Answer(Answer::html(500, "no theme"));
    other.fault("GET", "/api/v1/theme", broken);
    let half = journey.newsroom().add_site(&other.account()).unwrap_err();
    assert_eq!(half.code(), "site_broken");
    assert_eq!(journey.newsroom().sites().unwrap().len(), 1);
    journey.newsroom().add_site(&other.account()).unwrap();
    assert_eq!(journey.newsroom().sites().unwrap().len(), 2);
}
