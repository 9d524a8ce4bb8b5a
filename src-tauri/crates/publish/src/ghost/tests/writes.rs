//! What is sent to Ghost, and what is made of what came of it.

use domain::{LeadPicture, PictureFile, PictureKind, PictureSource};
use serde_json::{Value, json};

use super::*;
use crate::{Destination, Outcome, OutgoingPicture, PublishError, RemotePicture};

const THERE: &str = "6b03f19dd160af4652653a5f";
const OTHER: &str = "00000000-0000-0000-0000-000000000002";

fn hour(after_now: i64) -> Timestamp {
    Timestamp::from_second(NOW + after_now).unwrap()
}

/// An update of what is there as `before` to what is then there as `after`: what was put.
fn put(article: &Outgoing, before: Value, after: Value) -> (Value, String) {
    let begun = before["status"] == "draft" && before["tags"].is_null();
    let twins = begun.then(|| one_post(before.clone()));
    let base = version(before.clone());
    let answers = [one_post(before)]
        .into_iter()
        .chain(twins)
        .chain([one_post(after), http(204, "", "")]);
    let script = Script::of(answers);
    script.site.update(key(), THERE, &base, article).unwrap();
    let asked = script.asked().into_iter();
    let put = |request: &String| request.starts_with("PUT /ghost/api/admin/posts/");
    let request = asked.rev().find(put).unwrap();
    let line = request.lines().next().unwrap().to_owned();
    (sent(&request), line)
}

#[test]
fn an_article_is_made_as_a_draft_that_carries_its_key() {
    let script = Script::of([one_post(json!({ "status": "draft" }))]);
    let made = script.site.create(key(), &outgoing()).unwrap();
    assert!(made.begun);
    let request = script.asked().remove(0);
    assert!(
        request.starts_with("POST /ghost/api/admin/posts/?formats=html,lexical "),
        "{request}"
    );
    let sent = sent(&request);
    assert_eq!(
        (&sent["status"], &sent["slug"]),
        (&json!("draft"), &json!("a"))
    );
    assert_eq!(sent["tags"], json!([{ "name": format!("#marbre-{KEY}") }]));
    assert!(sent.get("updated_at").is_none() && sent.get("html").is_none());
}

#[test]
fn what_a_site_does_not_keep_is_not_brought_out_and_leaves_nothing() {
    let mut article = outgoing();
    article.standfirst = "Un chapeau".to_owned();
    let script = Script::of([one_post(json!({ "status": "draft" })), http(204, "", "")]);
    let error = script.site.create(key(), &article).unwrap_err();
    assert!(
        matches!(&error, PublishError::Fault(said) if said.contains("standfirst")),
        "{error:?}"
    );
    let gone = script.asked().remove(1);
    assert!(
        gone.starts_with(&format!("DELETE /ghost/api/admin/posts/{THERE}/ ")),
        "{gone}"
    );
}

#[test]
fn the_twin_of_a_draft_goes_before_it_is_brought_out() {
    let draft =
        |id: &str, title: &str| post(json!({ "id": id, "status": "draft", "title": title }));
    let begun = || post(json!({ "status": "draft" }));
    // A twin, one that somebody has worked on since, and itself.
    let all = posts(&[
        draft(&"1".repeat(24), "A"),
        draft(&"2".repeat(24), "Changed"),
        begun(),
    ]);
    let answers = [
        posts(&[begun()]),
        all,
        http(204, "", ""),
        one_post(json!({})),
        http(204, "", ""),
    ];
    let script = Script::of(answers);
    let base = version(json!({ "status": "draft" }));
    script
        .site
        .update(key(), THERE, &base, &outgoing())
        .unwrap();
    let asked = script.asked();
    assert!(
        asked[2].starts_with("DELETE /ghost/api/admin/posts/111111111111111111111111/ "),
        "{}",
        asked[2]
    );
    assert!(asked[3].starts_with("PUT "), "{}", asked[3]);
    // Its identifier is known: the tag has done its work.
    assert_eq!(sent(&asked[3])["tags"], json!([]));
    assert!(
        asked[4].starts_with("DELETE /ghost/api/admin/tags/"),
        "{}",
        asked[4]
    );
}

#[test]
fn a_create_of_which_nobody_knows_is_unknown() {
    for answer in [
        http(502, "", "<h1>Bad gateway</h1>"),
        http(201, "", "{"),
        String::new(),
    ] {
        let error = Script::of([answer])
            .site
            .create(key(), &outgoing())
            .unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown, "{error:?}");
    }
}

#[test]
fn it_goes_out_now_or_at_its_hour_and_never_now_with_an_hour_to_come() {
    let draft = || json!({ "status": "draft", "published_at": null });
    let out = || json!({});
    let time = |article: &Outgoing, before: Value| {
        let after = if article.goes_live.is_some() {
            json!({ "status": "scheduled" })
        } else {
            out()
        };
        let (sent, _) = put(article, before, after);
        (sent["status"].clone(), sent["published_at"].clone())
    };
    let mut article = outgoing();
    assert_eq!(time(&article, draft()), (json!("published"), Value::Null));
    article.published_at = Some(hour(-60));
    assert_eq!(
        time(&article, draft()),
        (json!("published"), json!("2026-11-23T07:59:00Z"))
    );
    article.published_at = Some(hour(60));
    assert_eq!(time(&article, draft()), (json!("published"), Value::Null));
    article.goes_live = Some(hour(3600));
    assert_eq!(
        time(&article, draft()),
        (json!("scheduled"), json!("2026-11-23T09:00:00Z"))
    );
    article.goes_live = Some(hour(-1));
    assert_eq!(time(&article, draft()), (json!("published"), Value::Null));
    // It was to come out tomorrow, and comes out now.
    article.goes_live = None;
    let waits = json!({ "status": "scheduled", "published_at": "2026-11-24T08:00:00.000Z" });
    assert_eq!(
        time(&article, waits),
        (json!("published"), json!("2026-11-23T08:00:00Z"))
    );
}

/// She moved its hour while her machine knew nothing of its having come: her text is for that hour.
#[test]
fn an_article_that_came_out_before_its_new_hour_is_left_alone() {
    let script = Script::of([one_post(json!({}))]);
    let mut article = outgoing();
    article.goes_live = Some(hour(3600));
    let id = "6b03f19dd160af4652653a5f";
    let base = version(json!({}));
    let refused = script.site.update(key(), id, &base, &article);
    assert!(
        matches!(refused, Err(PublishError::ChangedThere(_))),
        "{refused:?}"
    );
    assert_eq!(script.asked().len(), 1);
}

#[test]
fn a_newsletter_goes_with_the_step_out_of_draft_and_with_no_other() {
    let mut article = outgoing();
    article.newsletter = Some("a & b".to_owned());
    let (sent, line) = put(&article, json!({ "status": "draft" }), json!({}));
    assert!(
        line.contains("&newsletter=a%20%26%20b&email_segment=all "),
        "{line}"
    );
    assert_eq!(sent["email_only"], json!(false));
    let (_, line) = put(&article, json!({}), json!({}));
    assert!(!line.contains("newsletter"), "{line}");
}

#[test]
fn an_update_hands_back_the_date_that_was_read() {
    let (sent, line) = put(&outgoing(), json!({ "slug": "a" }), json!({}));
    assert!(
        line.contains(&format!("/posts/{THERE}/?formats=html,lexical ")),
        "{line}"
    );
    assert_eq!(sent["updated_at"], json!("2026-11-23T07:56:13.000Z"));
    assert!(sent.get("slug").is_none(), "its address stays");
    // An address that ours can't say stays, too.
    let mut article = outgoing();
    article.slug = Slug::from_typed("Un_Titre").unwrap();
    let (sent, _) = put(&article, json!({ "slug": "Un_Titre" }), json!({}));
    assert!(sent.get("slug").is_none());
    article.slug = Slug::parse("b").unwrap();
    let (sent, _) = put(&article, json!({}), json!({}));
    assert_eq!(sent["slug"], json!("b"));
}

#[test]
fn an_article_that_was_changed_is_not_written_over() {
    let base = version(json!({}));
    let script = Script::of([one_post(json!({ "title": "B" }))]);
    let error = script
        .site
        .update(key(), THERE, &base, &outgoing())
        .unwrap_err();
    assert!(matches!(error, PublishError::ChangedThere(_)), "{error:?}");
    let script = Script::of([one_post(json!({ "title": "B" }))]);
    let error = script.site.unpublish(key(), THERE, &base).unwrap_err();
    assert!(matches!(error, PublishError::ChangedThere(_)), "{error:?}");
}

#[test]
fn a_refusal_of_what_was_done_already_is_done() {
    let before = json!({ "lexical": written_by(OTHER) });
    let collision = || refused(409, "UpdateCollisionError", Some("UPDATE_COLLISION"));
    let base = version(before.clone());
    let update = |now: Value| {
        let done = Script::of([one_post(before.clone()), collision(), one_post(now)]);
        done.site.update(key(), THERE, &base, &outgoing())
    };
    update(json!({})).unwrap();
    let error = update(before.clone()).unwrap_err();
    assert!(matches!(error, PublishError::ChangedThere(_)), "{error:?}");
    // Out, but not mailed: it is out. Not out: nothing is, and she is told.
    let draft = json!({ "status": "draft" });
    let mailed = |now: Value| {
        let failed = refused(500, "EmailError", None);
        let seen = [
            one_post(draft.clone()),
            one_post(draft.clone()),
            failed,
            one_post(now),
            http(204, "", ""),
        ];
        Script::of(seen)
            .site
            .update(key(), THERE, &version(draft.clone()), &outgoing())
    };
    assert!(!mailed(json!({})).unwrap().begun);
    let error = mailed(draft.clone()).unwrap_err();
    assert!(matches!(error, PublishError::Fault(_)), "{error:?}");
}

#[test]
fn tags_are_the_section_then_ours_then_the_site_s_own() {
    let known = json!({ "tags": [{ "id": "t1", "name": "Tech", "slug": "tech" }] });
    let before = json!({ "tags": [
        { "id": "t9", "name": "Old", "slug": "old" },
        { "id": "t8", "name": "#large", "slug": "hash-large" }, tag(OTHER),
    ] });
    let mut article = outgoing();
    article.section = "tech".to_owned();
    article.tags = vec![
        "TECH".to_owned(),
        "# Été".to_owned(),
        "été".to_owned(),
        " ".to_owned(),
    ];
    let answers = [
        http(200, "", &known.to_string()),
        one_post(before.clone()),
        one_post(json!({})),
        http(204, "", ""),
    ];
    let script = Script::of(answers);
    script
        .site
        .update(key(), THERE, &version(before), &article)
        .unwrap();
    let asked = script.asked();
    assert!(
        asked[0].contains("/tags/?filter=name%3A%5B%27tech%27%2C%27TECH%27%2C"),
        "{}",
        asked[0]
    );
    assert_eq!(
        sent(&asked[2])["tags"],
        json!([{ "id": "t1" }, { "name": "Été" }, { "id": "t8" }])
    );
    // What an earlier send was known by goes.
    assert!(
        asked[3].starts_with("DELETE /ghost/api/admin/tags/6b03f19dd160af4652653a62/ "),
        "{}",
        asked[3]
    );
}

#[test]
fn who_signs_is_one_of_the_site_s_own() {
    let staff = json!({ "users": [
        { "id": "u1", "name": "Une Plume", "slug": "plume" },
        { "id": "u2", "name": "Deux, Fils", "slug": "deux" },
    ] });
    let authors = |byline: &str| {
        let mut article = outgoing();
        article.byline = byline.to_owned();
        let answers = [
            http(200, "", &staff.to_string()),
            one_post(json!({ "status": "draft" })),
        ];
        let script = Script::of(answers);
        script.site.create(key(), &article).unwrap();
        sent(&script.asked()[1])["authors"].clone()
    };
    assert_eq!(authors("Une Plume"), json!([{ "id": "u1" }]));
    assert_eq!(authors("deux"), json!([{ "id": "u2" }]));
    assert_eq!(authors("Deux, Fils"), json!([{ "id": "u2" }]));
    assert_eq!(
        authors("deux, Une Plume"),
        json!([{ "id": "u2" }, { "id": "u1" }])
    );
    // Ghost would sign with its owner for anybody else.
    assert_eq!(authors("Une"), Value::Null);
    assert_eq!(authors("Une Plume, X"), Value::Null);
}

#[test]
fn a_lead_picture_has_its_caption_and_its_credit() {
    let file = PictureFile {
        hash: "a".repeat(64),
        kind: PictureKind::Png,
        width: 1,
        height: 1,
    };
    let mut article = outgoing();
    let there = RemotePicture {
        remote_id: "x".to_owned(),
        address: "http://127.0.0.1/a.png".to_owned(),
    };
    article.pictures.insert(file.path(), there);
    article.body_html = format!(
        "<figure><img src=\"{}\" alt=\"b\" loading=\"lazy\"></figure>",
        file.path()
    );
    article.lead_picture = Some(LeadPicture {
        source: PictureSource::File(file),
        framing: domain::Framing::WHOLE,
        alt: "Un pont".to_owned(),
        caption: "A & <b>".to_owned(),
        credit: "\"C\"".to_owned(),
    });
    let (sent, _) = put(&article, json!({}), json!({}));
    assert_eq!(sent["feature_image"], json!("http://127.0.0.1/a.png"));
    assert_eq!(sent["feature_image_alt"], json!("Un pont"));
    assert_eq!(
        sent["feature_image_caption"],
        json!("A &amp; &lt;b&gt; <span class=\"credit\">\"C\"</span>")
    );
    let lexical: Value = serde_json::from_str(sent["lexical"].as_str().unwrap()).unwrap();
    assert_eq!(
        lexical["root"]["children"][0]["src"],
        json!("http://127.0.0.1/a.png")
    );
}

#[test]
fn taken_down_it_keeps_everything_but_its_readers() {
    let down = |before: Value| {
        let after = one_post(json!({ "status": "draft", "tags": [] }));
        let script = Script::of([one_post(before.clone()), after]);
        let down = script.site.unpublish(key(), THERE, &version(before));
        assert!(!down.unwrap().begun);
        sent(&script.asked()[1])
    };
    let sent = down(json!({ "lexical": written_by(OTHER) }));
    let updated_at = "2026-11-23T07:56:13.000Z";
    let whole = json!({ "status": "draft", "updated_at": updated_at, "lexical": written_by(KEY) });
    assert_eq!(sent, whole);
    // Written with an older editor.
    let named = json!({ "id": "t9", "name": "Old", "slug": "old" });
    let sent = down(json!({ "lexical": null, "tags": [named] }));
    let tags = json!([{ "id": "t9" }, { "name": format!("#marbre-{KEY}") }]);
    let whole = json!({ "status": "draft", "updated_at": updated_at, "tags": tags });
    assert_eq!(sent, whole);
}

fn picture(bytes: &[u8]) -> (PictureFile, Vec<u8>) {
    let file = PictureFile {
        hash: "a".repeat(64),
        kind: PictureKind::Png,
        width: 1,
        height: 1,
    };
    (file, bytes.to_vec())
}

fn send_picture(script: &Script) -> Result<RemotePicture, PublishError> {
    let (file, bytes) = picture(&[7; 100]);
    script.site.send_picture(&OutgoingPicture {
        file: &file,
        bytes: &bytes,
        alt: "",
        caption: "",
        credit: "",
    })
}

#[test]
fn a_picture_that_is_there_is_not_sent_again() {
    let there =
        "HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 100\r\n\r\n".to_owned();
    let script = Script::of([there.clone()]);
    let address = send_picture(&script).unwrap().address;
    let path = format!("/content/images/2026/11/{}.png", "a".repeat(64));
    assert!(
        address.starts_with("http://127.0.0.1:") && address.ends_with(&path),
        "{address}"
    );
    assert!(script.asked()[0].starts_with(&format!("HEAD {path} ")));
    // The site made a smaller one of it, and keeps it as it was beside that.
    let smaller = there.replace("100", "90");
    let script = Script::of([smaller, there]);
    assert!(send_picture(&script).unwrap().address.ends_with(&path));
    assert!(script.asked()[1].contains("_o.png "));
}

#[test]
fn a_picture_is_sent_under_a_plain_name() {
    let kept = json!({ "images": [{ "url": "http://127.0.0.1/content/images/2026/11/x-1.png", "ref": "r" }] });
    let missing = || http(404, "", "");
    let script = Script::of([missing(), missing(), http(201, "", &kept.to_string())]);
    assert!(send_picture(&script).unwrap().address.ends_with("/x-1.png"));
    let request = script.asked().remove(2);
    assert!(
        request.starts_with("POST /ghost/api/admin/images/upload/ "),
        "{request}"
    );
    let mark = format!("marbre-{}", "a".repeat(32));
    assert!(request.contains(&format!(
        "content-type: multipart/form-data; boundary={mark}\r\n"
    )));
    let (_, body) = request.split_once("\r\n\r\n").unwrap();
    let hash = "a".repeat(64);
    let expected = format!(
        "--{mark}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{hash}.png\"\r\n\
         content-type: image/png\r\n\r\n{}\r\n--{mark}--\r\n",
        "\u{7}".repeat(100)
    );
    assert_eq!(body, expected);
    for bad in [
        json!({ "images": [] }),
        json!({ "images": [{ "url": "javascript:x" }] }),
    ] {
        let script = Script::of([missing(), missing(), http(201, "", &bad.to_string())]);
        let error = send_picture(&script).unwrap_err();
        assert!(matches!(error, PublishError::NotUnderstood(_)), "{error:?}");
    }
}
