//! Answers `marbre-page://localhost/…`: the theme's style sheet and fonts, and the library's pictures, for the preview frame.
//!
//! It reads nothing else: a path is a name in a table or a content hash, never a place on the disk.

use tauri::http::{Request, Response, StatusCode, header};

use crate::desk::Desk;

/// The scheme's name.
pub(crate) const SCHEME: &str = "marbre-page";

/// Answers one request of the preview frame.
pub(crate) fn answer(desk: &Desk, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    match desk.resource(request.uri().path()) {
        Some(resource) => found(resource.media_type, resource.bytes),
        None => status(StatusCode::NOT_FOUND),
    }
}

fn found(media_type: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let answer = Response::builder()
        .header(header::CONTENT_TYPE, media_type)
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*") // fonts are fetched across origins
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, "max-age=31536000, immutable")
        .body(bytes);
    answer.unwrap_or_else(|_| status(StatusCode::INTERNAL_SERVER_ERROR))
}

fn status(code: StatusCode) -> Response<Vec<u8>> {
    let mut answer = Response::new(Vec::new());
    *answer.status_mut() = code;
    answer
}
