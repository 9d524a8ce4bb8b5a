//! Pictures in: judged by their bytes, kept once. It knows no article.

use axum::extract::{Request, State};
use axum::response::Response;
use rusqlite::{OptionalExtension as _, Transaction, params};
use site_api::problem::code;
use site_api::{MediaResource, Problem};

use super::refusal::Refusal;
use super::write::Write;
use super::{MEDIA_BYTES, Site, blocking};
use crate::database::Reply;
use crate::media::{self, NoPicture, Picture};

/// Send a picture
///
/// The body is the picture's bytes as they are: JPEG, PNG, WebP, AVIF or GIF. The bytes tell which;
/// `Content-Type` does not matter. The same bytes are the same picture, however often they are sent.
#[utoipa::path(
    post, path = "/api/v1/media", operation_id = "sendPicture", tag = "media",
    params(("Idempotency-Key" = String, Header, description = "Names this write; repeated, it takes effect once", pattern = "^[!-~]{1,128}$")),
    request_body(content = inline(super::openapi::Bytes), content_type = "application/octet-stream", description = "The picture's bytes"),
    responses(
        (status = 200, body = MediaResource, description = "The site had these bytes", headers(("Location" = String, description = "Where pages find it"))),
        (status = 201, body = MediaResource, description = "Kept", headers(("Location" = String, description = "Where pages find it"))),
        (status = 400, body = Problem, content_type = "application/problem+json", description = "`idempotency_key_missing`, `idempotency_key_malformed`, `malformed`"),
        (status = 401, body = Problem, content_type = "application/problem+json", description = "No token that holds", headers(("WWW-Authenticate" = String))),
        (status = 408, body = Problem, content_type = "application/problem+json", description = "`too_slow`"),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "`in_progress`"),
        (status = 413, body = Problem, content_type = "application/problem+json", description = "`too_large`"),
        (status = 415, body = Problem, content_type = "application/problem+json", description = "`unsupported_type`: not a picture that pages show"),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "`invalid`: a broken picture; `idempotency_key_reused`"),
        (status = 507, body = Problem, content_type = "application/problem+json", description = "`disk_full`"),
    ),
)]
pub(super) async fn upload(State(state): Site, request: Request) -> Result<Response, Refusal> {
    let write = Write::admit(&state, request, MEDIA_BYTES).await?;
    let (site, bytes) = (state.clone(), write.body.clone());
    // The file is written before the row: a row never names a file that is not there.
    let picture = blocking(move || {
        let picture = media::judge(&bytes).map_err(no_picture)?;
        media::keep(&site.data, &picture, &bytes)?;
        Ok(picture)
    })
    .await?;
    write
        .perform(&state, move |_, _, tx| record(tx, picture))
        .await
}

fn record(tx: &Transaction<'_>, picture: Picture) -> Result<Reply, Refusal> {
    let sql = "SELECT 1 FROM media WHERE id = ?1";
    let known = tx
        .query_row(sql, [&picture.id], |_| Ok(()))
        .optional()?
        .is_some();
    let resource = MediaResource {
        path: format!("/media/{}", picture.id),
        id: picture.id,
        media_type: picture.kind.media_type().to_owned(),
        bytes: picture.bytes,
        width: picture.width,
        height: picture.height,
    };
    let MediaResource {
        id,
        path,
        media_type,
        bytes,
        width,
        height,
    } = &resource;
    if !known {
        let sql =
            "INSERT INTO media (id, media_type, bytes, width, height) VALUES (?1, ?2, ?3, ?4, ?5)";
        tx.execute(sql, params![id, media_type, *bytes as i64, width, height])?;
    }
    Ok(Reply {
        status: if known { 200 } else { 201 },
        etag: None,
        location: Some(path.clone()),
        body: Some(serde_json::to_vec(&resource)?),
    })
}

fn no_picture(why: NoPicture) -> Refusal {
    match why {
        NoPicture::Kind => {
            let detail = "JPEG, PNG, WebP, AVIF and GIF are taken, whatever the file is called";
            Refusal::new(
                415,
                code::UNSUPPORTED_TYPE,
                "Not a picture that pages show",
                detail,
            )
        }
        NoPicture::Broken => {
            let detail = "The picture is broken: it has no width or height";
            Refusal::new(422, code::INVALID, "A broken picture", detail)
        }
    }
}
