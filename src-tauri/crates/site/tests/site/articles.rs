//! Articles through the API: made, read, listed, replaced, taken down, deleted.

use serde_json::{Value, json};
use site_api::{ArticlePage, ArticleResource, SiteDescription, ThemeBundle};
use ureq::http::Method;

use crate::client::{Answer, House, article, article_path};

#[test]
fn the_site_describes_itself() {
    let house = House::open();
    let answer = house.call(Method::GET, "/api/v1").send();
    let site: SiteDescription = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(
        (site.name.as_str(), site.language.as_str()),
        ("Le Marbre", "fr")
    );
    assert_eq!(site.url, house.site.url());
    assert_eq!(site.sections.len(), 8);
    assert_eq!(
        (site.limits.article_bytes, site.subscribers),
        (12 * 1024 * 1024, 0)
    );
    assert_eq!(site.limits.characters["headline"], 500);
}

#[test]
fn nobody_writes_or_reads_the_api_without_a_token() {
    let house = House::open();
    for (method, path) in [
        (Method::GET, "/api/v1"),
        (Method::GET, "/api/v1/theme"),
        (Method::GET, "/api/v1/articles"),
        (Method::GET, "/api/v1/articles/x"),
        (Method::POST, "/api/v1/articles"),
        (Method::PUT, "/api/v1/articles/x"),
        (Method::DELETE, "/api/v1/articles/x"),
        (Method::POST, "/api/v1/articles/x/unpublish"),
        (Method::POST, "/api/v1/media"),
    ] {
        for shown in ["", "Bearer", "Bearer wrong", "Basic dGVzdA=="] {
            let answer = house
                .plain(method.clone(), path)
                .header("authorization", shown)
                .send();
            answer.is_problem(401, "unauthorized");
            assert!(answer.header("www-authenticate").starts_with("Bearer"));
        }
    }
}

#[test]
fn the_theme_makes_the_sites_own_pages() {
    let house = House::open();
    let answer = house.call(Method::GET, "/api/v1/theme").send();
    let bundle: ThemeBundle = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(answer.header("etag"), format!("\"{}\"", bundle.version));
    let css = house.get(&format!("/assets/theme-{}.css", bundle.version));
    assert_eq!(css.text(), bundle.css);
    let theme = page::Theme {
        version: bundle.version,
        templates: bundle.templates,
        css: bundle.css,
    };
    page::Press::new(&theme).unwrap();
    let again = house
        .call(Method::GET, "/api/v1/theme")
        .header("if-none-match", answer.header("etag"));
    assert_eq!(again.send().status, 304);
}

#[test]
fn what_was_published_is_there() {
    let house = House::open();
    let answer = house.publish(&article("grues"));
    assert_eq!(answer.status, 201);
    let made: ArticleResource = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(
        made.entry.address,
        format!("{}/articles/grues", house.site.url())
    );
    assert_eq!(answer.header("etag"), format!("\"{}\"", made.entry.version));
    assert_eq!((made.entry.words, made.entry.updated_at), (10, None));
    let read = house.call(Method::GET, answer.header("location")).send();
    assert_eq!(read.json(), answer.json());
    let again = house
        .call(Method::GET, answer.header("location"))
        .header("if-none-match", read.header("etag"));
    assert_eq!(again.send().status, 304);
    assert_eq!(house.get("/articles/grues").status, 200);
}

#[test]
fn a_date_may_be_given_and_stays() {
    let house = House::open();
    let mut new = article("date");
    new["published_at"] = json!("2026-04-29T02:49:00.123456789+02:00");
    let made = house.publish(&new).json();
    assert_eq!(made["published_at"], "2026-04-29T00:49:00.123456Z");
    new["published_at"] = json!("2030-01-01T00:00:00Z");
    let replaced = house.update(&made["id"], &made["version"], &new).json();
    assert_eq!(replaced["published_at"], made["published_at"]);
    assert!(replaced["updated_at"].is_string());
}

#[test]
fn an_update_names_the_version_that_it_replaces() {
    let house = House::open();
    let made = house.published("un");
    let mut new = article("un");
    new["headline"] = json!("Autre titre");
    let path = article_path(&made["id"]);
    house
        .write(Method::PUT, &path)
        .json(&new)
        .send()
        .is_problem(428, "version_missing");
    let replaced = house.update(&made["id"], &made["version"], &new);
    assert_eq!(
        (replaced.status, replaced.json()["headline"].as_str()),
        (200, Some("Autre titre"))
    );
    let stale = house.update(&made["id"], &made["version"], &new);
    let problem = stale.is_problem(412, "version_conflict");
    assert_eq!(problem["current_version"], replaced.json()["version"]);
    assert_eq!(stale.header("etag"), replaced.header("etag"));
    for (method, path) in [
        (Method::DELETE, path.clone()),
        (Method::POST, format!("{path}/unpublish")),
    ] {
        house
            .write(method.clone(), &path)
            .send()
            .is_problem(428, "version_missing");
        house
            .write(method, &path)
            .if_match(&made["version"])
            .send()
            .is_problem(412, "version_conflict");
    }
}

#[test]
fn an_article_is_taken_down_brought_back_and_deleted() {
    let house = House::open();
    let made = house.published("va-et-vient");
    let path = article_path(&made["id"]);
    let down = house
        .write(Method::POST, &format!("{path}/unpublish"))
        .if_match(&made["version"])
        .send();
    assert_eq!(
        (down.status, down.json()["state"].as_str()),
        (200, Some("unpublished"))
    );
    assert_eq!(house.get("/articles/va-et-vient").status, 410);
    assert!(!house.get("/").text().contains("va-et-vient"));
    let back = house.update(
        &made["id"],
        &down.json()["version"],
        &article("va-et-vient"),
    );
    assert_eq!(back.json()["state"], "published");
    assert_eq!(house.get("/articles/va-et-vient").status, 200);
    let gone = house
        .write(Method::DELETE, &path)
        .if_match(&back.json()["version"])
        .send();
    assert_eq!((gone.status, gone.body.len()), (204, 0));
    assert_eq!(house.get("/articles/va-et-vient").status, 404);
    house
        .call(Method::GET, &path)
        .send()
        .is_problem(404, "not_found");
    house
        .write(Method::DELETE, &path)
        .header("if-match", "*")
        .send()
        .is_problem(404, "not_found");
    assert_eq!(
        house.publish(&article("va-et-vient")).status,
        201,
        "the address is free"
    );
}

#[test]
fn an_address_belongs_to_one_article() {
    let house = House::open();
    let first = house.published("pris");
    house
        .publish(&article("pris"))
        .is_problem(409, "slug_taken");
    let second = house.published("libre");
    house
        .update(&second["id"], &second["version"], &article("pris"))
        .is_problem(409, "slug_taken");
    assert_eq!(
        house
            .update(&first["id"], &first["version"], &article("pris"))
            .status,
        200
    );
}

#[test]
fn an_address_that_was_left_leads_on() {
    let house = House::open();
    let made = house.published("ancienne");
    house.update(&made["id"], &made["version"], &article("nouvelle"));
    let moved = house.get("/articles/ancienne");
    assert_eq!(
        (moved.status, moved.header("location")),
        (308, "/articles/nouvelle")
    );
    house.published("ancienne");
    assert_eq!(
        house.get("/articles/ancienne").status,
        200,
        "a new article may take it"
    );
}

#[test]
fn a_client_finds_what_it_sent_by_its_keys() {
    let house = House::open();
    let mut new = article("trouve");
    new["client_key"] = json!("draft-7");
    let made = house.publish(&new).json();
    let found = |key: &str| -> ArticlePage {
        let answer = house
            .call(Method::GET, &format!("/api/v1/articles?client_key={key}"))
            .send();
        serde_json::from_slice(&answer.body).unwrap()
    };
    assert_eq!(
        found("draft-7").articles[0].id,
        made["id"].as_str().unwrap()
    );
    let path = article_path(&made["id"]);
    let updated = house
        .call(Method::PUT, &path)
        .header("idempotency-key", "dispatch-9");
    let updated = updated
        .if_match(&made["version"])
        .json(&article("trouve"))
        .send()
        .json();
    assert_eq!(
        updated["client_key"], "draft-7",
        "an update without one keeps it"
    );
    assert_eq!(
        found("dispatch-9").articles[0].version,
        updated["version"].as_str().unwrap()
    );
    assert!(found("dispatch-10").articles.is_empty());
    new["slug"] = json!("autre");
    house.publish(&new).is_problem(409, "client_key_taken");
}

#[test]
fn lists_go_on_where_they_stopped() {
    let house = House::open();
    let slugs: Vec<String> = (0..7).map(|n| format!("article-{n}")).collect();
    let made: Vec<Value> = slugs.iter().map(|slug| house.published(slug)).collect();
    let list = |query: &str| -> ArticlePage {
        let answer = house
            .call(Method::GET, &format!("/api/v1/articles?{query}"))
            .send();
        serde_json::from_slice(&answer.body).unwrap_or_else(|e| panic!("{e}: {}", answer.text()))
    };
    let (mut seen, mut query) = (Vec::new(), "limit=3".to_owned());
    loop {
        let page = list(&query);
        assert!(page.articles.len() <= 3);
        seen.extend(page.articles.into_iter().map(|entry| entry.slug));
        match page.next_cursor {
            Some(cursor) => query = format!("limit=3&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen, slugs);
    assert_eq!(
        list("slug=article-3").articles[0].id,
        made[3]["id"].as_str().unwrap()
    );
    let since = made[4]["changed_at"].as_str().unwrap();
    assert_eq!(list(&format!("updated_since={since}")).articles.len(), 3);
}

#[test]
fn parameters_that_make_no_sense_are_refused() {
    let house = House::open();
    for query in [
        "limit=0",
        "limit=101",
        "limit=x",
        "cursor=x",
        "cursor=1.2",
        "updated_since=yesterday",
        "slug=A/b",
        "nosuch=1",
        "limit=1&limit=2",
    ] {
        let answer = house
            .call(Method::GET, &format!("/api/v1/articles?{query}"))
            .send();
        answer.is_problem(400, "malformed");
    }
}

#[test]
fn fields_that_cannot_be_taken_are_named() {
    let house = House::open();
    let too_long = "é".repeat(501);
    for (field, value) in [
        ("slug", json!("Pas Un Slug")),
        ("headline", json!(" ")),
        ("headline", json!(too_long)),
        ("language", json!("français")),
        ("language", json!("fr_FR")),
        ("client_key", json!("with space")),
        ("tags", json!(vec!["t"; 51])),
        ("byline", json!(too_long)),
    ] {
        let mut new = article("faux");
        new[field] = value;
        let problem = house.publish(&new).is_problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], field);
    }
    for (field, url) in [
        ("url", "http://a.example/x.jpg"),
        ("url", "javascript:alert(1)"),
        ("url", "https://"),
    ] {
        let mut new = article("faux");
        new["lead_picture"] = json!({ "source": { "kind": "address", field: url } });
        house.publish(&new).is_problem(422, "invalid");
    }
    assert_eq!(house.get("/articles/faux").status, 404);
}

#[test]
fn corrections_are_kept_typed_and_dated_and_stay_until_they_are_replaced() {
    let house = House::open();
    let note = |kind: &str, at: &str| json!({"kind": kind, "text": " Non. \n", "at": at});
    let mut sent = article("grues");
    sent["corrections"] = json!([
        note("retraction", "2026-05-02T10:00:00Z"),
        note("correction", "2026-05-01T10:00:00.5Z")
    ]);
    let made = house.publish(&sent).json();
    let kept = json!([
        {"kind": "correction", "text": "Non.", "at": "2026-05-01T10:00:00Z"},
        {"kind": "retraction", "text": "Non.", "at": "2026-05-02T10:00:00Z"},
    ]);
    assert_eq!(made["corrections"], kept);
    let page = house.get("/articles/grues").text();
    assert!(page.contains(">Rectificatif</h2>") && page.contains(">Rétractation</h2>"));
    // A client that knows none takes none away.
    let updated = house.update(&made["id"], &made["version"], &article("grues"));
    assert_eq!(updated.json()["corrections"], kept);
    let feed = house.get("/feed.atom").text();
    assert!(feed.contains("Rétractation"), "{feed}");
    sent["corrections"] = json!([]);
    let version = &updated.json()["version"];
    let updated = house.update(&made["id"], version, &sent).json();
    assert_eq!(updated["corrections"], json!([]));
    assert!(!house.get("/articles/grues").text().contains("Rectificatif"));
}

#[test]
fn corrections_that_cannot_be_taken_are_named() {
    let house = House::open();
    let note = |text: &str| json!({"kind": "update", "text": text, "at": "2026-05-01T10:00:00Z"});
    for corrections in [
        json!([note(" ")]),
        json!([note(&"é".repeat(2_001))]),
        json!(vec![note("a"); 51]),
    ] {
        let mut sent = article("grues");
        sent["corrections"] = corrections;
        let refused = house.publish(&sent).is_problem(422, "invalid");
        assert_eq!(refused["errors"][0]["field"], "corrections");
    }
    let mut sent = article("grues");
    sent["corrections"] = json!([{"kind": "erratum", "text": "a", "at": "2026-05-01T10:00:00Z"}]);
    assert!((400..500).contains(&house.publish(&sent).status));
}

#[test]
fn a_section_that_is_new_is_made() {
    let house = House::open();
    let mut new = article("mer");
    new["section"] = json!("Gens de mer");
    assert_eq!(house.publish(&new).status, 201);
    let page = house.get("/sections/gens-de-mer");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Gens de mer") && page.text().contains("/articles/mer"));
    let site = house.call(Method::GET, "/api/v1").send().json();
    assert_eq!(
        site["sections"][8],
        json!({ "slug": "gens-de-mer", "name": "Gens de mer" })
    );
}

#[test]
fn the_api_says_what_it_does_not_know() {
    let house = House::open();
    let call = |method: Method, path: &str| -> Answer { house.call(method, path).send() };
    call(Method::GET, "/api/v1/nothing").is_problem(404, "not_found");
    call(Method::GET, "/api/v1/articles/%FF").is_problem(404, "not_found");
    call(Method::GET, "/api/v2").is_problem(404, "not_found");
    for path in [
        "/api/v1",
        "/api/v1/theme",
        "/api/v1/media",
        "/api/v1/articles",
        "/api/v1/articles/x",
        "/api/v1/openapi.json",
    ] {
        let answer = call(Method::PATCH, path);
        answer.is_problem(405, "method_not_allowed");
        assert!(!answer.header("allow").is_empty(), "{path}");
    }
}

#[test]
fn the_description_of_the_api_is_served() {
    let house = House::open();
    let answer = house.get("/api/v1/openapi.json");
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/json")
    );
    assert!(answer.json()["paths"]["/api/v1/articles/{id}"]["put"]["responses"]["412"].is_object());
}
