//! The one place that decides which HTML may reach a page; knows no Markdown.

/// Keeps of HTML what may stand in an article's body, in canonical form. Idempotent, and the
/// identity on what [`crate::body_html`] writes.
pub fn sanitize(html: &str) -> String {
    ammonia::clean(html)
}
