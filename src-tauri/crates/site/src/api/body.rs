//! Reads a request's body within limits of size and time. It knows no content.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use site_api::problem::code;
use tokio::time::timeout;

use super::refusal::Refusal;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);
/// How much of a body that is too large is read and thrown away, so that its sender, who reads the
/// answer only after it has sent everything, gets the answer.
const WASTE: usize = 256 * 1024 * 1024;

/// The whole body.
pub(crate) async fn read(request: Request, limit: usize) -> Result<Bytes, Refusal> {
    let announced = announced_length(request.headers());
    let mut body = request.into_body();
    if announced.is_some_and(|length| length > limit as u64) {
        drain(&mut body).await;
        return Err(Refusal::too_large(limit));
    }
    match timeout(PATIENCE, collect(&mut body, limit)).await {
        Ok(Ok(Some(bytes))) => Ok(bytes),
        Ok(Ok(None)) => {
            drain(&mut body).await;
            Err(Refusal::too_large(limit))
        }
        Ok(Err(error)) => Err(Refusal::malformed(format!("The body broke off: {error}"))),
        Err(_) => Err(Refusal::new(
            408,
            code::TOO_SLOW,
            "Too slow",
            "The body did not arrive in time",
        )),
    }
}

fn announced_length(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

/// `None` when it is larger than the limit.
async fn collect(body: &mut Body, limit: usize) -> Result<Option<Bytes>, axum::Error> {
    let mut all = Vec::new();
    while let Some(bytes) = next(body).await {
        let bytes = bytes?;
        if all.len() + bytes.len() > limit {
            return Ok(None);
        }
        all.extend_from_slice(&bytes);
    }
    Ok(Some(Bytes::from(all)))
}

async fn drain(body: &mut Body) {
    let all = async {
        let mut wasted = 0;
        while let Some(Ok(bytes)) = next(body).await {
            wasted += bytes.len();
            if wasted > WASTE {
                break;
            }
        }
    };
    // A sender that is too slow as well gets the answer now.
    let _ = timeout(PATIENCE, all).await;
}

/// The next bytes of a body; trailers are passed over.
async fn next(body: &mut Body) -> Option<Result<Bytes, axum::Error>> {
    use axum::body::HttpBody as _;
    use std::pin::Pin;
    loop {
        let frame =
            std::future::poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await?;
        match frame.map(|frame| frame.into_data()) {
            Ok(Ok(bytes)) => return Some(Ok(bytes)),
            Ok(Err(_)) => {}
            Err(error) => return Some(Err(error)),
        }
    }
}
