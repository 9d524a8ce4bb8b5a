//! The API's own description, OpenAPI 3.1. It knows no handler's inside.

use std::sync::OnceLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};

use super::{articles, description, pictures};

/// Bytes that are no text.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
pub(super) struct Bytes(#[allow(dead_code, reason = "only its schema is used")] Vec<u8>);

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Site API",
        version = "1.0",
        description = "How a desk publishes to a site. Every write carries an `Idempotency-Key`; every change of an article carries `If-Match`. Errors are problems (RFC 9457) with a stable `code`. A site on loopback answers 421 to a `Host` that is not of its machine, and 403 to a write that a browser makes for a page of another site.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        description::site, description::theme, description::proof, pictures::upload, articles::list, articles::create,
        articles::read, articles::update, articles::unpublish, articles::delete, itself
    ),
    modifiers(&Token),
    security(("token" = [])),
    tags(
        (name = "site", description = "The site itself"),
        (name = "media", description = "Pictures"),
        (name = "articles", description = "Articles")
    ),
)]
struct Description;

struct Token;

impl Modify for Token {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
    }
}

/// This description
#[utoipa::path(
    get, path = "/api/v1/openapi.json", operation_id = "readDescription", tag = "site",
    security(()),
    responses((status = 200, description = "OpenAPI 3.1", body = Object, content_type = "application/json")),
)]
#[allow(dead_code, reason = "carries the path's description")]
fn itself() {}

/// Answers with the description.
pub(super) async fn description() -> Response {
    static JSON: OnceLock<String> = OnceLock::new();
    let json = JSON.get_or_init(|| whole().to_string());
    ([(header::CONTENT_TYPE, "application/json")], json.as_str()).into_response()
}

/// The description, with what the derives can't say: which objects take no other fields, and how
/// long a tag may be.
fn whole() -> Value {
    // It is made from constants: it serialises, or the tests below fail.
    let mut json = serde_json::to_value(Description::openapi()).unwrap_or_default();
    for variant in ["0", "1"] {
        let place = format!("/components/schemas/PictureRef/oneOf/{variant}");
        amend(
            &mut json,
            &place,
            "additionalProperties",
            Value::Bool(false),
        );
    }
    let tag = "/components/schemas/ArticleInput/properties/tags/items";
    amend(&mut json, tag, "maxLength", Value::from(100));
    let sizes = "/components/schemas/LeadPictureInput/properties/sizes/items";
    amend(
        &mut json,
        sizes,
        "pattern",
        Value::from("^[0-9a-f]{64}\\.webp$"),
    );
    let tags = "/components/schemas/ArticleInput/properties/tags";
    amend(
        &mut json,
        tags,
        "maxItems",
        Value::from(super::validate::TAGS),
    );
    json
}

fn amend(json: &mut Value, place: &str, key: &str, value: Value) {
    if let Some(Value::Object(object)) = json.pointer_mut(place) {
        object.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_names_every_operation() {
        let json = whole();
        assert!(json["openapi"].as_str().unwrap().starts_with("3.1"));
        let operations: usize = json["paths"]
            .as_object()
            .unwrap()
            .values()
            .map(|p| p.as_object().unwrap().len())
            .sum();
        assert_eq!(operations, 11);
        for (path, operations) in json["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                let described = operation["responses"].as_object().unwrap();
                let open = ["/api/v1/openapi.json", "/api/v1/proof"].contains(&path.as_str());
                assert!(open || described.contains_key("401"), "{method} {path}");
            }
        }
    }

    #[test]
    fn what_is_refused_is_described() {
        let json = whole();
        let schemas = &json["components"]["schemas"];
        for closed in ["ArticleInput", "LeadPictureInput"] {
            assert_eq!(schemas[closed]["additionalProperties"], false, "{closed}");
        }
        for variant in schemas["PictureRef"]["oneOf"].as_array().unwrap() {
            assert_eq!(variant["additionalProperties"], false);
        }
        assert_eq!(
            schemas["ArticleInput"]["properties"]["tags"]["items"]["maxLength"],
            100
        );
    }
}
