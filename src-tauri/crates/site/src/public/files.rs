//! Pictures, the style sheet and fonts: files that never change under their name. It knows no page.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{Site, Vain, answer};
use crate::api::none_match;
use crate::api::refusal::Refusal;
use crate::media;
use crate::state::SiteState;

const FOR_EVER: &str = "public, max-age=31536000, immutable";

type Named = Result<Path<String>, PathRejection>;

/// The theme's style sheet, a font.
pub(super) async fn asset(State(state): Site, path: Named) -> Result<Response, Refusal> {
    answer(state, move |site| {
        let Path(path) = path.map_err(|_| Vain::Nothing)?;
        let kept = |kind: &'static str, bytes: Vec<u8>| {
            (
                [
                    (header::CONTENT_TYPE, kind),
                    (header::CACHE_CONTROL, FOR_EVER),
                ],
                bytes,
            )
                .into_response()
        };
        if site.theme.css_path() == format!("/assets/{path}") {
            return Ok(kept(
                "text/css; charset=utf-8",
                site.theme.css.clone().into_bytes(),
            ));
        }
        let (kind, bytes) = page::assets(&path).ok_or(Vain::Nothing)?;
        Ok(kept(kind, bytes.to_vec()))
    })
    .await
}

/// A picture, whole or a part of it.
pub(super) async fn picture(
    State(state): Site,
    headers: HeaderMap,
    id: Named,
) -> Result<Response, Refusal> {
    answer(state, move |site| {
        let Path(id) = id.map_err(|_| Vain::Nothing)?;
        serve_picture(site, &headers, &id)
    })
    .await
}

fn serve_picture(site: &SiteState, headers: &HeaderMap, id: &str) -> Result<Response, Vain> {
    let kind = media::kind_of_id(id).ok_or(Vain::Nothing)?;
    let (file, length) = media::open(&site.data, id)?.ok_or(Vain::Nothing)?;
    let etag = format!("\"{id}\"");
    let fixed = [
        (header::ETAG, etag.clone()),
        (header::CACHE_CONTROL, FOR_EVER.to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
    ];
    if none_match(headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
    }
    let typed = [(header::CONTENT_TYPE, kind.media_type())];
    match wanted(headers, &etag, length) {
        Wanted::Whole => Ok((fixed, typed, media::slice(file, 0, length)?).into_response()),
        Wanted::Part { from, to } => {
            let range = [(header::CONTENT_RANGE, format!("bytes {from}-{to}/{length}"))];
            let bytes = media::slice(file, from, to - from + 1)?;
            Ok((StatusCode::PARTIAL_CONTENT, fixed, typed, range, bytes).into_response())
        }
        Wanted::Beyond => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            Ok((StatusCode::RANGE_NOT_SATISFIABLE, fixed, range).into_response())
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Whole,
    Part { from: u64, to: u64 },
    Beyond,
}

/// What `Range` asks for. Several ranges, or one that can't be read, get the whole: RFC 9110 allows it.
fn wanted(headers: &HeaderMap, etag: &str, length: u64) -> Wanted {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_RANGE).is_some_and(|tag| tag != etag) {
        return Wanted::Whole;
    }
    let range = text(header::RANGE).and_then(|range| range.strip_prefix("bytes="));
    let Some((first, last)) = range.and_then(|range| range.split_once('-')) else {
        return Wanted::Whole;
    };
    match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
        (Ok(from), _) if from >= length => Wanted::Beyond,
        (Ok(from), Ok(to)) if to >= from => Wanted::Part {
            from,
            to: to.min(length - 1),
        },
        (Ok(from), Err(_)) if last.trim().is_empty() => Wanted::Part {
            from,
            to: length - 1,
        },
        (Err(_), Ok(0)) if first.trim().is_empty() => Wanted::Beyond,
        (Err(_), Ok(tail)) if first.trim().is_empty() && length > 0 => Wanted::Part {
            from: length.saturating_sub(tail),
            to: length - 1,
        },
        _ => Wanted::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(range: &str, expect: Wanted) {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, range.parse().unwrap());
        assert_eq!(wanted(&headers, "\"x\"", 100), expect, "{range}");
    }

    #[test]
    fn ranges() {
        check("bytes=0-9", Wanted::Part { from: 0, to: 9 });
        check("bytes=90-", Wanted::Part { from: 90, to: 99 });
        check("bytes=90-1000", Wanted::Part { from: 90, to: 99 });
        check("bytes=-10", Wanted::Part { from: 90, to: 99 });
        check("bytes=-1000", Wanted::Part { from: 0, to: 99 });
        check("bytes=100-", Wanted::Beyond);
        check("bytes=-0", Wanted::Beyond);
        for odd in [
            "bytes=9-0",
            "bytes=a-b",
            "bytes=0-1,5-6",
            "lines=0-1",
            "bytes=",
            "bytes=-",
            "bytes=99999999999999999999-",
        ] {
            check(odd, Wanted::Whole);
        }
    }

    #[test]
    fn a_range_of_another_file_gets_the_whole() {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, "bytes=0-9".parse().unwrap());
        headers.insert(header::IF_RANGE, "\"y\"".parse().unwrap());
        assert_eq!(wanted(&headers, "\"x\"", 100), Wanted::Whole);
    }
}
