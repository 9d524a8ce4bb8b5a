//! Where on a site the API is, from the site's root. It knows no host.

/// `GET`: the [site's description](crate::SiteDescription).
pub const SITE: &str = "/api/v1";
/// `GET`: the [theme](crate::ThemeBundle), with `ETag` and `If-None-Match`.
pub const THEME: &str = "/api/v1/theme";
/// `GET`: the [proof](crate::SiteProof) that a site is the one of a folder; without a token.
pub const PROOF: &str = "/api/v1/proof";
/// `POST`: a picture's bytes, as they are.
pub const MEDIA: &str = "/api/v1/media";
/// `POST` an [article](crate::ArticleInput), `GET` a [page of them](crate::ArticlePage).
pub const ARTICLES: &str = "/api/v1/articles";
/// `GET`: this API's OpenAPI description.
pub const OPENAPI: &str = "/api/v1/openapi.json";

/// `GET`, `PUT`, `DELETE`: one article.
pub fn article(id: &str) -> String {
    format!("{ARTICLES}/{id}")
}

/// `POST`: takes one article down.
pub fn unpublish(id: &str) -> String {
    format!("{ARTICLES}/{id}/unpublish")
}
